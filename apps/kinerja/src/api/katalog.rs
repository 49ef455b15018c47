//! The catalogue of activities as JSON.

use axum::Json;
use axum::response::IntoResponse;
use balai_shell::{Hasil, Konteks};
use serde_json::{Value, json};

use super::{Kueri, bulat, nilai, salah};
use crate::acts::entri::katalog::{Dicari, daftar};

/// Items of a page where none is asked for.
const ISI_HALAMAN: i64 = 50;
/// Most items of a page.
pub(super) const ISI_MAKS: i64 = 200;

/// `GET /api/v1/katalog?cari=&hari=&untuk=saya&sesudah=&banyak=`.
pub async fn cari(k: Konteks, kueri: Kueri) -> Hasil {
    let pada = match nilai(&kueri, "hari") {
        Some(teks) => super::entri::tanggal(teks)?,
        None => k.hari_ini(),
    };
    let jabatan_sendiri = match nilai(&kueri, "untuk") {
        None => false,
        Some("saya") => true,
        Some(lain) => return Err(salah("untuk", lain, "saya")),
    };
    let dicari = Dicari {
        pada,
        kata: nilai(&kueri, "cari").unwrap_or_default().to_owned(),
        jabatan_sendiri,
        sesudah: nilai(&kueri, "sesudah").unwrap_or_default().to_owned(),
        banyak: bulat(&kueri, "banyak", 1, ISI_MAKS)?.unwrap_or(ISI_HALAMAN),
    };
    let aktor = k.wajib_aktor()?.clone();
    let hasil = k.jalankan(move |region| daftar(region, &aktor, &dicari)).await?;
    let berikut = hasil.butir.last().filter(|_| hasil.lebih).map(|b| b.kode.clone());
    let butir: Vec<Value> = hasil
        .butir
        .iter()
        .map(|b| {
            json!({
                "kode": b.kode, "nama": b.nama, "satuan": b.satuan, "norma": b.norma, "kelompok": b.kelompok,
                "jabatan": b.jabatan, "mulai": b.mulai.to_string(), "sampai": b.sampai.map(|s| s.to_string()),
            })
        })
        .collect();
    Ok(Json(json!({ "hari": pada.to_string(), "butir": butir, "sesudah": berikut })).into_response())
}
