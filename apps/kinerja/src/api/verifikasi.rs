//! Verifying activities as JSON.

use axum::Json;
use axum::response::IntoResponse;
use balai_shell::{GalatWeb, Hasil, Json as Masukan, Konteks};
use serde::Deserialize;
use serde_json::{Value, json};

use super::entri::entri_json;
use super::{HALAMAN_MAKS, Kueri, bulat, nilai, salah};
use crate::acts::verifikasi::{self, Bagian, EntriAntre, OrangAntre, Perintah, Pilihan, Tunggakan};
use crate::model::verifikasi::Keputusan;

/// An entry as it was shown.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PilihanJson {
    id: String,
    versi: i64,
}

/// One decision.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PutusanJson {
    putusan: String,
    entri: Vec<PilihanJson>,
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    tanpa_petunjuk: bool,
}

/// `GET /api/v1/verifikasi?bagian=&orang=&halaman=`.
pub async fn antrean(k: Konteks, kueri: Kueri) -> Hasil {
    let bagian = match nilai(&kueri, "bagian") {
        None | Some("menunggu") => Bagian::Menunggu,
        Some("contoh") => Bagian::Contoh,
        Some(lain) => return Err(salah("bagian", lain, "menunggu, contoh")),
    };
    let orang = bulat(&kueri, "orang", 1, i64::MAX)?;
    let halaman =
        bulat(&kueri, "halaman", 1, HALAMAN_MAKS)?.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
    let aktor = k.wajib_aktor()?.clone();
    let isi = k.jalankan(move |region| verifikasi::antrean(region, &aktor, bagian, (halaman, orang))).await?;
    Ok(Json(json!({
        "banyak": isi.ringkas.banyak,
        "orang_menunggu": isi.ringkas.orang,
        "sejak": isi.ringkas.sejak.map(|w| w.to_string()),
        "naik": isi.ringkas.naik,
        "bagian_lain": isi.lain,
        "halaman": isi.halaman,
        "dari_halaman": isi.dari,
        "orang": isi.orang.iter().map(orang_json).collect::<Vec<_>>(),
    }))
    .into_response())
}

fn orang_json(o: &OrangAntre) -> Value {
    json!({
        "pegawai": o.orang.nomor,
        "nama": o.orang.nama,
        "jabatan": o.orang.jabatan,
        "banyak": o.banyak,
        "sejak": o.sejak.to_string(),
        "entri": o.entri.iter().map(antre_json).collect::<Vec<_>>(),
    })
}

fn antre_json(e: &EntriAntre) -> Value {
    let petunjuk: Vec<Value> =
        e.petunjuk.iter().map(|p| json!({ "jenis": p.kode(), "nilai": p.nilai() })).collect();
    json!({
        "entri": entri_json(&e.entri),
        "petunjuk": petunjuk,
        "hubungan": e.hak.relasi.kode(),
        "selaku": e.hak.selaku(),
        "lewat_batas": e.lewat,
    })
}

/// `POST /api/v1/verifikasi`.
pub async fn putuskan(k: Konteks, Masukan(isi): Masukan<PutusanJson>) -> Hasil {
    let keputusan = match isi.putusan.as_str() {
        "terima" => Keputusan::Terima,
        "kembalikan" => Keputusan::Kembalikan,
        "kukuhkan" => Keputusan::Kukuhkan,
        lain => return Err(salah("putusan", lain, "terima, kembalikan, kukuhkan")),
    };
    let perintah = Perintah {
        pilihan: isi.entri.into_iter().map(|p| Pilihan { id: p.id, versi: p.versi }).collect(),
        keputusan,
        alasan: isi.alasan,
        tanpa_petunjuk: isi.tanpa_petunjuk,
    };
    let aktor = k.wajib_aktor()?.clone();
    let hasil = k.jalankan(move |region| verifikasi::putuskan(region, &aktor, &perintah)).await?;
    let semua: Vec<Value> = hasil.entri.iter().map(entri_json).collect();
    Ok(Json(json!({ "pegawai": hasil.pegawai, "entri": semua, "dilewati": hasil.dilewati })).into_response())
}

/// `GET /api/v1/verifikasi/tunggakan`.
pub async fn tunggakan(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (semua, batas) = k
        .jalankan(move |region| {
            Ok::<_, GalatWeb>((verifikasi::tunggakan(region, &aktor)?, verifikasi::eskalasi_hari(region)?))
        })
        .await?;
    let satu = |t: &Tunggakan| {
        json!({
            "atasan": t.atasan.nomor, "nama": t.atasan.nama, "jabatan": t.atasan.jabatan, "sendiri": t.sendiri,
            "banyak": t.banyak, "lewat_batas": t.lewat, "orang": t.orang, "sejak": t.sejak.to_string(),
        })
    };
    Ok(Json(json!({ "batas_hari_kerja": batas, "atasan": semua.iter().map(satu).collect::<Vec<_>>() }))
        .into_response())
}
