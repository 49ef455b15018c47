//! `/dokumen`: whoever holds a printed document asks here whether it is genuine and what became of it.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use balai_documents::KodeDokumen;
use balai_kernel::{Galat, Rupiah, Waktu, tanggal};
use balai_platform::Refusal;
use balai_platform::dokumen::{Dokumen, Keadaan};
use balai_shell::komponen::Sidik;
use balai_shell::{GalatWeb, Halaman, Hasil, Konteks, alihkan, halaman_status};
use serde::Deserialize;
use serde_json::json;

use crate::acts::dokumen::periksa;

/// What was typed.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Kueri {
    kode: Option<String>,
    jumlah: Option<String>,
}

/// Whether the amount that was typed stands on the document.
struct Cocok {
    kelas: &'static str,
    ikon: &'static str,
    kata: String,
}

/// What the page says of a document.
struct Hasilnya {
    kelas: &'static str,
    ikon: &'static str,
    kata: String,
    kalimat: String,
    rinci: Vec<(String, String)>,
    sidik: Sidik,
    rapat: String,
    /// The amount as it was typed; none for documents without one.
    jumlah: Option<String>,
    cocok: Option<Cocok>,
}

#[derive(Template)]
#[template(path = "dokumen.html")]
struct Isi {
    h: Halaman,
    kode: String,
    salah: Option<(String, String)>,
    hasil: Option<Hasilnya>,
}

fn kosong(k: &Konteks, kode: &str) -> Isi {
    let h = Halaman::baru(k, k.t("dokumen-judul"));
    Isi { h, kode: kode.chars().take(20).collect(), salah: None, hasil: None }
}

fn salah(k: &Konteks, g: &Galat) -> (String, String) {
    (g.pesan(balai_documents::KODE, k.bahasa()), g.saran(balai_documents::KODE, k.bahasa()))
}

/// `/dokumen`: the question.
pub(crate) async fn tanya(k: Konteks, Query(kueri): Query<Kueri>) -> Hasil {
    let teks = kueri.kode.unwrap_or_default();
    if teks.trim().is_empty() {
        return halaman_status(StatusCode::OK, &kosong(&k, ""));
    }
    match teks.parse::<KodeDokumen>() {
        Ok(kode) => Ok(alihkan(&format!("/dokumen/{}", kode.rapat()))),
        Err(g) => {
            let isi = Isi { salah: Some(salah(&k, &g)), ..kosong(&k, &teks) };
            halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &isi)
        }
    }
}

async fn cari(k: &Konteks, kode: &KodeDokumen) -> Result<Option<(Dokumen, Keadaan)>, GalatWeb> {
    let (kode, rangka) = (kode.clone(), k.rangka().clone());
    k.jalankan(move |region| -> Result<_, Refusal> { periksa(rangka.apps(), region, &kode) }).await
}

/// `/dokumen/{kode}`: the answer.
pub(crate) async fn jawab(k: Konteks, Path(teks): Path<String>, Query(kueri): Query<Kueri>) -> Hasil {
    let kode = match teks.parse::<KodeDokumen>() {
        Ok(kode) => kode,
        Err(g) => {
            let isi = Isi { salah: Some(salah(&k, &g)), ..kosong(&k, &teks) };
            return halaman_status(StatusCode::NOT_FOUND, &isi);
        }
    };
    let isi = kosong(&k, &kode.to_string());
    match cari(&k, &kode).await? {
        Some((d, keadaan)) => {
            let hasil = Some(hasil(&k, &d, &keadaan, kueri.jumlah.as_deref().unwrap_or_default()));
            halaman_status(StatusCode::OK, &Isi { hasil, ..isi })
        }
        None => {
            let pesan = (k.t("dokumen-tiada").to_string(), k.t("dokumen-tiada-ket").to_string());
            halaman_status(StatusCode::NOT_FOUND, &Isi { salah: Some(pesan), ..isi })
        }
    }
}

/// The amount people type; `Rp 5.532.975` and `5532975` alike.
fn sen(teks: &str) -> Option<i64> {
    teks.trim().parse::<Rupiah>().ok().map(Rupiah::sen)
}

fn cocok(k: &Konteks, d: &Dokumen, teks: &str) -> Option<Cocok> {
    if teks.trim().is_empty() {
        return None;
    }
    Some(match sen(teks).and_then(|s| d.cocok_jumlah(s)) {
        Some(true) => {
            Cocok { kelas: "pandan", ikon: "circle-check", kata: k.t("dokumen-jumlah-cocok").to_string() }
        }
        Some(false) => {
            Cocok { kelas: "secang", ikon: "circle-alert", kata: k.t("dokumen-jumlah-beda").to_string() }
        }
        None => {
            Cocok { kelas: "jingga", ikon: "triangle-alert", kata: k.t("dokumen-jumlah-bukan").to_string() }
        }
    })
}

fn hasil(k: &Konteks, d: &Dokumen, keadaan: &Keadaan, jumlah: &str) -> Hasilnya {
    let hari = |w: Waktu| tanggal::panjang(w.tanggal(k.tampilan().zona), k.bahasa());
    let (kelas, ikon, kata, kalimat) = match keadaan {
        Keadaan::Berlaku => {
            ("pandan", "circle-check", k.t("dokumen-berlaku"), k.t("dokumen-berlaku-ket").to_string())
        }
        Keadaan::Diganti(baru) => {
            let ket = k.t("dokumen-diganti-ket").n("versi", d.versi).n("baru", baru.versi);
            let ket = ket.a("pada", hari(baru.sejak)).to_string();
            ("jingga", "triangle-alert", k.t("dokumen-diganti"), ket)
        }
        Keadaan::Batal { alasan, pada } => (
            "secang",
            "circle-alert",
            k.t("dokumen-batal"),
            k.t("dokumen-batal-ket").a("pada", hari(*pada)).a("alasan", alasan).to_string(),
        ),
    };
    let mut rinci = vec![(k.t("dokumen-nama-judul").to_string(), d.judul.clone())];
    if !d.nomor.is_empty() {
        rinci.push((k.t("dokumen-nomor").to_string(), d.nomor.clone()));
    }
    rinci.push((k.t("dokumen-atas-nama").to_string(), d.nama.clone()));
    rinci.push((k.t("dokumen-penerbit").to_string(), k.tampilan().nama.clone()));
    rinci.push((k.t("dokumen-terbit").to_string(), hari(d.terbit)));
    let tertulis: String = jumlah.trim().chars().take(30).collect();
    Hasilnya {
        kelas,
        ikon,
        kata: kata.to_string(),
        kalimat,
        rinci,
        sidik: Sidik(d.sidik.clone()),
        rapat: d.kode.clone(),
        jumlah: (!d.cocok.is_empty()).then_some(tertulis),
        cocok: cocok(k, d, jumlah),
    }
}

/// `GET /api/v1/dokumen/{kode}`: the same for machines.
pub(crate) async fn api(k: Konteks, Path(teks): Path<String>, Query(kueri): Query<Kueri>) -> Hasil {
    let kode: KodeDokumen = teks.parse().map_err(Refusal::Rule)?;
    let (d, keadaan) = cari(&k, &kode).await?.ok_or_else(GalatWeb::tak_ditemukan)?;
    let jumlah = kueri.jumlah.unwrap_or_default();
    let cocok = if jumlah.trim().is_empty() { None } else { sen(&jumlah).and_then(|s| d.cocok_jumlah(s)) };
    Ok(Json(dokumen_json(&d, &keadaan, cocok)).into_response())
}

/// What anybody may know of a document.
pub fn dokumen_json(d: &Dokumen, keadaan: &Keadaan, cocok: Option<bool>) -> serde_json::Value {
    let (kata, rinci) = match keadaan {
        Keadaan::Berlaku => ("berlaku", serde_json::Value::Null),
        Keadaan::Diganti(b) => ("diganti", json!({ "versi": b.versi, "sejak": b.sejak.to_string() })),
        Keadaan::Batal { alasan, pada } => ("batal", json!({ "alasan": alasan, "pada": pada.to_string() })),
    };
    json!({
        "kode": d.kode, "judul": d.judul, "nomor": d.nomor, "versi": d.versi, "nama": d.nama, "sidik": d.sidik,
        "terbit": d.terbit.to_string(), "keadaan": kata, "rinci": rinci, "jumlah_cocok": cocok,
    })
}
