//! Daily activities as JSON: what the offline queue of the page sends, and other programs of the region.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use balai_kernel::{Tanggal, Waktu};
use balai_shell::{GalatWeb, Hasil, Json as Masukan, Konteks};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Kueri, nilai, salah};
use crate::acts::entri::{self, Perbaikan};
use crate::model::entri::{Entri, Isian, Kiriman, baca_jam, jam};
use crate::store::verifikasi::PutusanEntri;

/// What an activity says, as sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IsianJson {
    hari: String,
    #[serde(default)]
    mulai: Option<String>,
    menit: i64,
    uraian: String,
    #[serde(default)]
    katalog: Option<String>,
    #[serde(default = "satu_kali")]
    jumlah: i64,
    #[serde(default)]
    skp: Option<String>,
    #[serde(default)]
    draf: bool,
}

fn satu_kali() -> i64 {
    1
}

impl IsianJson {
    fn isian(self) -> Result<Isian, GalatWeb> {
        let mulai = match self.mulai.as_deref().map(str::trim).filter(|m| !m.is_empty()) {
            Some(teks) => Some(baca_jam(teks).ok_or_else(|| salah("mulai", teks, "07.30"))?),
            None => None,
        };
        Ok(Isian {
            hari: tanggal(&self.hari)?,
            mulai,
            menit: self.menit,
            uraian: self.uraian,
            katalog: self.katalog,
            jumlah: self.jumlah,
            skp: self.skp,
            draf: self.draf,
        })
    }
}

/// One activity with the key and the clock of its device.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KirimanJson {
    kunci: String,
    #[serde(default)]
    gawai: Option<Waktu>,
    isian: IsianJson,
}

/// `{"entri": [..]}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatatJson {
    entri: Vec<KirimanJson>,
}

/// A change of one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UbahJson {
    versi: i64,
    #[serde(default)]
    gawai: Option<Waktu>,
    isian: IsianJson,
}

/// Which version is meant.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VersiJson {
    versi: i64,
}

/// An entry as the API gives it.
#[must_use]
pub fn entri_json(e: &Entri) -> Value {
    json!({
        "id": e.id,
        "kunci": e.kunci,
        "hari": e.hari.to_string(),
        "mulai": e.mulai.map(jam),
        "menit": e.menit,
        "uraian": e.uraian,
        "katalog": e.katalog,
        "jumlah": e.jumlah,
        "skp": e.skp,
        "ada_bukti": e.bukti.is_some(),
        "keadaan": e.keadaan.kata(),
        "versi": e.versi,
        "gawai": e.gawai.map(|w| w.to_string()),
        "diterima": e.diterima.to_string(),
        "hanya_waktu_gawai": e.hanya_gawai(),
    })
}

/// What came back, with the reason: an entry of the API and why it was returned.
fn kembali_json((e, putusan): &(Entri, Option<PutusanEntri>)) -> Value {
    let putusan = putusan.as_ref().map(
        |p| json!({ "alasan": p.alasan, "oleh": p.oleh, "hubungan": p.hubungan, "pada": p.pada.to_string() }),
    );
    json!({ "entri": entri_json(e), "putusan": putusan })
}

pub(super) fn tanggal(teks: &str) -> Result<Tanggal, GalatWeb> {
    teks.parse().map_err(|_| salah("hari", teks, "2026-10-31"))
}

/// `GET /api/v1/aktivitas?hari=`.
pub async fn hari(k: Konteks, kueri: Kueri) -> Hasil {
    let hari = match nilai(&kueri, "hari") {
        Some(teks) => tanggal(teks)?,
        None => k.hari_ini(),
    };
    let aktor = k.wajib_aktor()?.clone();
    let isi = k.jalankan(move |region| entri::hari(region, &aktor, hari)).await?;
    let bulan = isi.bulan.iter().map(
        |j| json!({ "hari": j.hari, "keadaan": j.keadaan.kata(), "menit": j.menit, "banyak": j.banyak }),
    );
    Ok(Json(json!({
        "hari": isi.hari.to_string(),
        "dicatat_di_sini": isi.di_sini,
        "tutup": isi.tutup.map(|w| w.to_string()),
        "absen": isi.absen,
        "sasaran_hari": isi.sasaran.0,
        "sasaran_bulan": isi.sasaran.1,
        "entri": isi.entri.iter().map(entri_json).collect::<Vec<_>>(),
        "dikembalikan": isi.kembali.iter().map(kembali_json).collect::<Vec<_>>(),
        "bulan": bulan.collect::<Vec<_>>(),
    }))
    .into_response())
}

/// `POST /api/v1/aktivitas`.
pub async fn catat(k: Konteks, Masukan(isi): Masukan<CatatJson>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let satu = |e: KirimanJson| -> Result<Kiriman, GalatWeb> {
        Ok(Kiriman { kunci: e.kunci, gawai: e.gawai, isian: e.isian.isian()?, bukti: None })
    };
    let kiriman: Vec<Kiriman> = isi.entri.into_iter().map(satu).collect::<Result<_, _>>()?;
    let jadi = k.jalankan(move |region| entri::catat(region, &aktor, &kiriman)).await?;
    let semua: Vec<Value> = jadi.iter().map(entri_json).collect();
    Ok(Json(json!({ "entri": semua })).into_response())
}

/// `POST /api/v1/aktivitas/{id}`.
pub async fn ubah(k: Konteks, Path(id): Path<String>, Masukan(isi): Masukan<UbahJson>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let perbaikan = Perbaikan { id, versi: isi.versi, gawai: isi.gawai, isian: isi.isian.isian()? };
    let jadi = k.jalankan(move |region| entri::ubah(region, &aktor, &perbaikan)).await?;
    Ok(Json(entri_json(&jadi)).into_response())
}

/// `POST /api/v1/aktivitas/{id}/tarik`.
pub async fn tarik(k: Konteks, Path(id): Path<String>, Masukan(isi): Masukan<VersiJson>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let jadi = k.jalankan(move |region| entri::tarik(region, &aktor, &id, isi.versi)).await?;
    Ok(Json(entri_json(&jadi)).into_response())
}
