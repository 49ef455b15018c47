//! The forecast of one's running month as JSON.

use axum::response::IntoResponse;
use balai_shell::{Hasil, Konteks, Metode, OperasiApi};
use serde_json::json;

use super::desimal;
use super::skema::{bulat, keterangan, larik, objek, teks, teks_atau_kosong};
use crate::acts::perkiraan::perkirakan;

/// `GET /api/v1/tunjangan/perkiraan`.
pub async fn satu(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let p = k.jalankan(move |region| perkirakan(region, &aktor)).await?;
    let bayangan = p.bayangan.iter().map(|x| {
        let angka = p.kolom.iter().zip(&x.angka).map(|(c, n)| {
            json!({ "nama": c.nama, "label": c.label_id, "satuan": c.satuan, "nilai": desimal(*n, c.skala) })
        });
        json!({ "andai": x.andai.kode(), "diterima_sen": x.sen, "angka": angka.collect::<Vec<_>>() })
    });
    let s = &p.sisa;
    let isi = json!({
        "periode": p.periode.to_string(), "paket_dari": p.menurut.periode.to_string(),
        "perkiraan": bayangan.collect::<Vec<_>>(),
        "sisa": {
            "menunggu": s.menunggu.0, "menunggu_menit": s.menunggu.1, "kembali": s.kembali,
            "hari_kosong": s.kosong.iter().map(ToString::to_string).collect::<Vec<_>>(), "hari_kerja": s.hari,
            "hadir": s.hadir, "presensi_sampai": s.presensi_sampai.map(|d| d.to_string()),
        },
    });
    Ok(axum::Json(isi).into_response())
}

/// The operation.
pub(super) fn operasi() -> Vec<OperasiApi> {
    let angka = objek(&[
        ("nama", teks()),
        ("label", teks()),
        ("satuan", teks()),
        ("nilai", keterangan(teks(), "Bilangan eksak sebagai teks")),
    ]);
    let satu = objek(&[
        ("andai", keterangan(teks(), "sampai_kini, diterima_semua, atau sampai_akhir")),
        ("diterima_sen", bulat()),
        ("angka", larik(angka)),
    ]);
    let sisa = objek(&[
        ("menunggu", bulat()),
        ("menunggu_menit", bulat()),
        ("kembali", bulat()),
        ("hari_kosong", keterangan(larik(teks()), "Hari kerja tanpa catatan yang masih dapat diisi")),
        ("hari_kerja", keterangan(bulat(), "Hari kerja tersisa")),
        ("hadir", bulat()),
        ("presensi_sampai", teks_atau_kosong()),
    ]);
    vec![OperasiApi {
        metode: Metode::Get,
        jalur: "/api/v1/tunjangan/perkiraan",
        id: "kinerja_perkiraan",
        ringkas: "Perkiraan tunjangan sendiri bulan berjalan, tidak mengikat",
        parameter: Vec::new(),
        masukan: None,
        keluaran: objek(&[
            ("periode", teks()),
            ("paket_dari", keterangan(teks(), "Bulan yang hitungannya memakai paket ini")),
            ("perkiraan", larik(satu)),
            ("sisa", sisa),
        ]),
    }]
}
