//! The JSON side of grants: the same reads and acts as the pages, with the same authority.

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use balai_kernel::{Galat, Id, Kewenangan, Lingkup, Peran, Tanggal, tanggal};
use balai_platform::Refusal;
use balai_shell::{GalatWeb, Hasil, Json, Konteks, Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::acts;
use crate::pages::bantu::akt_dari;
use crate::store::kewenangan::{BarisKewenangan, Saringan};

/// Filter of the list.
#[derive(Deserialize)]
pub(crate) struct KueriDaftar {
    akun: Option<String>,
    peran: Option<Peran>,
    di: Option<Lingkup>,
    pada: Option<String>,
    semua: Option<bool>,
}

/// A question.
#[derive(Deserialize)]
pub(crate) struct KueriBolehkah {
    akun: String,
    akt: String,
    di: Option<Lingkup>,
    pada: Option<String>,
    #[serde(default)]
    pengusul: bool,
    #[serde(default)]
    sendiri: bool,
}

/// A grant to be given.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Beri {
    akun: String,
    peran: Peran,
    lingkup: Lingkup,
    sejak: Option<String>,
    sampai: Option<String>,
    dasar: String,
}

/// The end of a grant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Akhiri {
    sampai: String,
    dasar: String,
}

/// A day, as people or machines write it.
fn hari(teks: &str) -> Result<Tanggal, GalatWeb> {
    let galat = |g: tanggal::TanggalGalat| GalatWeb::from(Galat::from(g));
    tanggal::parse_id(teks).map_err(galat)
}

/// A day that may be missing.
fn hari_bila_ada(teks: Option<&str>) -> Result<Option<Tanggal>, GalatWeb> {
    teks.map(hari).transpose()
}

/// A grant as JSON.
pub fn kewenangan_json(b: &BarisKewenangan) -> Value {
    let k = &b.kewenangan;
    json!({
        "id": b.id.as_str(), "akun": b.nama_akun, "nama": b.nama,
        "peran": k.peran.kode(), "lingkup": k.lingkup.to_string(), "kapasitas": k.kapasitas.kode(),
        "sejak": k.sejak.to_string(), "sampai": k.sampai.map(|d| d.to_string()), "dasar": k.dasar,
        "induk": b.induk.as_ref().map(Id::as_str), "pendelegasi": b.pendelegasi,
        "dasar_akhir": b.dasar_akhir,
    })
}

/// `GET /api/kewenangan`.
pub(crate) async fn daftar(k: Konteks, Query(q): Query<KueriDaftar>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let hari = hari_bila_ada(q.pada.as_deref())?.unwrap_or_else(|| k.hari_ini());
    let ada = k
        .jalankan(move |daerah| -> Result<_, Refusal> {
            let akun = q.akun.as_deref().map(|nama| acts::cari_akun(daerah, nama)).transpose()?;
            let peran = q.peran.map_or_else(|| Peran::SEMUA.to_vec(), |p| vec![p]);
            let berlaku = (q.semua != Some(true)).then_some(hari);
            let s = Saringan { akun, peran, meliputi: q.di, berlaku, sesudah: None };
            acts::daftar_kewenangan(daerah, &aktor, &s, acts::BARIS_MAKS)
        })
        .await?;
    let banyak = acts::BARIS_MAKS as usize;
    let isi: Vec<Value> = ada.iter().take(banyak).map(kewenangan_json).collect();
    Ok(axum::Json(json!({ "kewenangan": isi, "terpotong": ada.len() > banyak })).into_response())
}

/// `GET /api/kewenangan/bolehkah`.
pub(crate) async fn bolehkah(k: Konteks, Query(q): Query<KueriBolehkah>) -> Hasil {
    let akt = akt_dari(&k, &q.akt).ok_or_else(|| Galat::baru("AKS-017").dengan("akt", &q.akt))?;
    let pada = hari_bila_ada(q.pada.as_deref())?.unwrap_or_else(|| k.hari_ini());
    let kepentingan = acts::Kepentingan { pengusul: q.pengusul, sendiri: q.sendiri };
    let tentang = (acts::sasaran_dari(&q.di.unwrap_or(Lingkup::Semua), pada), kepentingan);
    let aktor = k.wajib_aktor()?.clone();
    let p = k.jalankan(move |daerah| acts::bolehkah(daerah, &aktor, &q.akun, akt, tentang)).await?;
    let kalimat = p.kalimat(k.rangka().kode(), k.bahasa());
    Ok(axum::Json(json!({ "boleh": p.boleh(), "kalimat": kalimat })).into_response())
}

/// `POST /api/kewenangan`.
pub(crate) async fn beri(k: Konteks, Json(b): Json<Beri>) -> Hasil {
    let kewenangan = Kewenangan {
        peran: b.peran,
        lingkup: b.lingkup,
        kapasitas: balai_kernel::Kapasitas::Definitif,
        sejak: hari_bila_ada(b.sejak.as_deref())?.unwrap_or_else(|| k.hari_ini()),
        sampai: hari_bila_ada(b.sampai.as_deref())?,
        dasar: b.dasar,
        pendelegasi: None,
    };
    let aktor = k.wajib_aktor()?.clone();
    let id = k.jalankan(move |d| acts::beri_kewenangan(d, &aktor, &b.akun, &kewenangan)).await?;
    Ok(axum::Json(json!({ "id": id.as_str() })).into_response())
}

/// `POST /api/kewenangan/{id}/akhiri`.
pub(crate) async fn akhiri(k: Konteks, Path(id): Path<String>, Json(a): Json<Akhiri>) -> Hasil {
    let id: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let (aktor, sampai) = (k.wajib_aktor()?.clone(), hari(&a.sampai)?);
    k.jalankan(move |d| acts::akhiri_kewenangan(d, &aktor, &id, sampai, &a.dasar)).await?;
    Ok(axum::Json(json!({ "selesai": true })).into_response())
}

/// What the routes above look like from outside.
pub(crate) fn operasi() -> Vec<OperasiApi> {
    let teks = || json!({ "type": "string" });
    let objek =
        |wajib: &[&str], isi: Value| json!({ "type": "object", "required": wajib, "properties": isi });
    let satu = |metode, jalur, id, ringkas| OperasiApi {
        metode,
        jalur,
        id,
        ringkas,
        parameter: Vec::new(),
        masukan: None,
        keluaran: json!({ "type": "object" }),
    };
    vec![
        OperasiApi {
            parameter: ["akun", "peran", "di", "pada", "semua"]
                .map(|n| parameter_kueri(n, "Saringan; lihat halaman kewenangan", teks()))
                .to_vec(),
            ..satu(Metode::Get, "/api/kewenangan", "kewenangan_daftar", "Siapa boleh apa")
        },
        OperasiApi {
            masukan: Some(objek(
                &["akun", "peran", "lingkup", "dasar"],
                json!({ "akun": teks(), "peran": teks(), "lingkup": teks(), "sejak": teks(), "sampai": teks(),
                        "dasar": teks() }),
            )),
            ..satu(Metode::Post, "/api/kewenangan", "kewenangan_beri", "Beri kewenangan")
        },
        OperasiApi {
            parameter: vec![parameter_jalur("id", "Id kewenangan", "^[0-9a-f-]{36}$")],
            masukan: Some(objek(&["sampai", "dasar"], json!({ "sampai": teks(), "dasar": teks() }))),
            ..satu(Metode::Post, "/api/kewenangan/{id}/akhiri", "kewenangan_akhiri", "Akhiri kewenangan")
        },
        OperasiApi {
            parameter: ["akun", "akt", "di", "pada"]
                .map(|n| parameter_kueri(n, "Siapa, akt apa, terhadap apa, kapan", teks()))
                .to_vec(),
            ..satu(Metode::Get, "/api/kewenangan/bolehkah", "kewenangan_bolehkah", "Bolehkah X melakukan Y")
        },
    ]
}
