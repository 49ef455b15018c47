//! The sums of the bank's transfer list. Account numbers leave the house only in the file, by an act of its own.

use axum::extract::Path;
use axum::response::IntoResponse;
use balai_shell::{Hasil, Konteks, Metode, OperasiApi, parameter_kueri};
use serde_json::{Value, json};

use super::skema::{bulat, larik, objek, teks};
use super::{Kueri, nilai, periode};
use crate::acts::transfer::{self, DaftarTransfer};

/// `GET /api/v1/proses/{periode}/transfer`.
pub async fn baca(k: Konteks, Path(teks): Path<String>, kueri: Kueri) -> Hasil {
    let periode = periode(&teks)?;
    let opd = nilai(&kueri, "opd").map(|o| o.chars().take(40).collect::<String>());
    let aktor = k.wajib_aktor()?.clone();
    let daftar = k.jalankan(move |region| transfer::baca(region, &aktor, periode, opd.as_deref())).await?;
    Ok(axum::Json(daftar_json(&daftar)).into_response())
}

/// The list's sums as the API and the command line give them.
#[must_use]
pub fn daftar_json(d: &DaftarTransfer) -> Value {
    let bank = d.per_bank();
    json!({
        "periode": d.proses.periode.to_string(),
        "hitungan_ke": d.proses.versi,
        "semua_opd": d.semua_opd,
        "orang": d.baris.len(),
        "rupiah": d.rupiah(),
        "tanpa_rekening": d.tanpa().count(),
        "rupiah_tanpa_rekening": d.tanpa().map(|b| b.rupiah).sum::<i64>(),
        "rekening_dipakai_bersama": d.baris.iter().filter(|b| b.berbagi).count(),
        "bank": bank.iter().map(|(nama, (orang, rupiah))| json!({ "nama": nama, "orang": orang, "rupiah": rupiah })).collect::<Vec<_>>(),
        "opd": d.opd.iter().map(|o| json!({
            "kode": o.kode, "nama": o.nama, "tahap": o.tahap.kode(), "orang": o.orang, "rupiah": o.rupiah,
            "tanpa_rekening": o.tanpa, "rupiah_tanpa_rekening": o.rupiah_tanpa,
        })).collect::<Vec<_>>(),
    })
}

/// For the OpenAPI document.
pub(super) fn operasi(bulan: &dyn Fn() -> Value) -> Vec<OperasiApi> {
    let bank = objek(&[("nama", teks()), ("orang", bulat()), ("rupiah", bulat())]);
    let opd = objek(&[
        ("kode", teks()),
        ("nama", teks()),
        ("tahap", teks()),
        ("orang", bulat()),
        ("rupiah", bulat()),
        ("tanpa_rekening", bulat()),
        ("rupiah_tanpa_rekening", bulat()),
    ]);
    vec![OperasiApi {
        metode: Metode::Get,
        jalur: "/api/v1/proses/{periode}/transfer",
        id: "kinerja_transfer",
        ringkas: "Jumlah daftar transfer bank dari perangkat daerah yang sudah disetujui; tanpa nomor rekening",
        parameter: vec![bulan(), parameter_kueri("opd", "Hanya perangkat daerah ini", teks())],
        masukan: None,
        keluaran: objek(&[
            ("periode", teks()),
            ("hitungan_ke", bulat()),
            ("semua_opd", bulat()),
            ("orang", bulat()),
            ("rupiah", bulat()),
            ("tanpa_rekening", bulat()),
            ("rupiah_tanpa_rekening", bulat()),
            ("rekening_dipakai_bersama", bulat()),
            ("bank", larik(bank)),
            ("opd", larik(opd)),
        ]),
    }]
}
