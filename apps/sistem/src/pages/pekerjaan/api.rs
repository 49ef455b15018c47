//! The jobs for machines.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use balai_platform::pekerjaan::{self, Baris, Keadaan};
use balai_platform::{Refusal, Sasaran, decide};
use balai_shell::{Hasil, Konteks};
use serde_json::{Value, json};

use super::{ISI_HALAMAN, Kueri, semua_pelaksana};
use crate::akt::PEKERJAAN_BACA;

fn baris_json(b: &Baris) -> Value {
    json!({
        "id": b.id, "nama": b.nama, "keadaan": b.keadaan.kode(), "giliran": b.giliran.to_string(),
        "percobaan": b.percobaan, "galat": b.galat, "dibuat": b.dibuat.to_string(),
        "berakhir": b.berakhir.map(|w| w.to_string()),
        "maju": b.kemajuan.map(|(maju, _)| maju), "dari": b.kemajuan.map(|(_, dari)| dari),
    })
}

/// `GET /api/v1/pekerjaan`: a page of one state, those put aside unless another is asked for.
pub(crate) async fn daftar(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (jumlah, mut isi) = k
        .jalankan(move |daerah| -> Result<_, Refusal> {
            decide(&aktor, &PEKERJAAN_BACA, &Sasaran::daerah(daerah.hari_ini()))?;
            let keadaan = if q.keadaan.is_empty() { Keadaan::Gagal } else { q.keadaan.parse()? };
            let (nama, sebelum) = (q.nama(), q.sebelum());
            daerah.read(|tx| -> Result<_, Refusal> {
                let banyak = ISI_HALAMAN + 1;
                let isi = pekerjaan::daftar(tx, keadaan, nama.as_deref(), sebelum.as_deref(), banyak)?;
                Ok((pekerjaan::jumlah(tx)?, isi))
            })
        })
        .await?;
    let penuh = u32::try_from(isi.len()).is_ok_and(|n| n > ISI_HALAMAN);
    if penuh {
        isi.pop();
    }
    let lanjut = isi.last().filter(|_| penuh).map(|b| b.id.clone());
    let isi: Vec<Value> = isi.iter().map(baris_json).collect();
    let jumlah = json!({ "menunggu": jumlah.menunggu, "berjalan": jumlah.berjalan, "gagal": jumlah.gagal });
    Ok(Json(json!({ "pekerjaan": isi, "sebelum": lanjut, "jumlah": jumlah })).into_response())
}

/// `GET /api/v1/pekerjaan/jadwal`: what comes by the clock.
pub(crate) async fn jadwal(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let pelaksana = semua_pelaksana(&k);
    let rencana = k
        .jalankan(move |daerah| -> Result<_, Refusal> {
            decide(&aktor, &PEKERJAAN_BACA, &Sasaran::daerah(daerah.hari_ini()))?;
            pekerjaan::rencana(daerah, &pelaksana)
        })
        .await?;
    let isi = rencana.iter().map(|r| {
        let terakhir = r.terakhir.map(|w| w.to_string());
        json!({ "nama": r.nama, "terakhir": terakhir, "berikut": r.berikut.to_string() })
    });
    Ok(Json(json!({ "jadwal": isi.collect::<Vec<_>>() })).into_response())
}

/// `POST /api/v1/pekerjaan/{id}/ulangi`.
pub(crate) async fn ulangi(k: Konteks, Path(id): Path<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    k.jalankan(move |daerah| pekerjaan::ulangi(daerah, &aktor, &id)).await?;
    Ok(Json(json!({ "keadaan": Keadaan::Menunggu.kode() })).into_response())
}

/// `POST /api/v1/pekerjaan/{id}/batalkan`.
pub(crate) async fn batalkan(k: Konteks, Path(id): Path<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    k.jalankan(move |daerah| pekerjaan::batalkan(daerah, &aktor, &id)).await?;
    Ok(Json(json!({ "keadaan": Keadaan::Batal.kode() })).into_response())
}
