//! The document's part about verifying activities.

use balai_shell::{Metode, OperasiApi, parameter_kueri};
use serde_json::{Value, json};

use super::entri::{entri, ya_tidak};
use super::{HALAMAN_MAKS, bulat, keterangan, larik, objek, teks, teks_atau_kosong};
use crate::model::verifikasi::{ALASAN_MAKS, SEKALIGUS_MAKS};

fn pilihan(kata: &[&str]) -> Value {
    json!({ "type": "string", "enum": kata })
}

fn antrean() -> Value {
    let petunjuk = objek(&[
        (
            "jenis",
            pilihan(&["teks_sama", "terlalu_pagi", "hari_panjang", "di_luar_kebiasaan", "hanya_waktu_gawai"]),
        ),
        ("nilai", keterangan(bulat(), "Berapa kali, menit ke berapa, atau berapa menit; 0 bila tidak ada")),
    ]);
    let satu = objek(&[
        ("entri", entri()),
        ("petunjuk", keterangan(larik(petunjuk), "Patut dilihat dua kali; bukan putusan")),
        ("hubungan", pilihan(&["atasan", "penilai", "ketua_tim", "atasan_atasan"])),
        ("selaku", keterangan(teks(), "definitif, plt, plh, pj, atau delegasi")),
        ("lewat_batas", ya_tidak()),
    ]);
    let orang = objek(&[
        ("pegawai", keterangan(bulat(), "Nomor tetap orang itu di daerah ini")),
        ("nama", teks()),
        ("jabatan", teks()),
        ("banyak", keterangan(bulat(), "Semua yang menunggu; entri memuat yang tertua saja bila banyak")),
        ("sejak", teks()),
        ("entri", larik(satu)),
    ]);
    objek(&[
        ("banyak", bulat()),
        ("orang_menunggu", bulat()),
        ("sejak", teks_atau_kosong()),
        ("naik", keterangan(bulat(), "Yang menunggu karena atasan langsungnya melewati batas")),
        ("bagian_lain", keterangan(bulat(), "Banyaknya di bagian lain: sampel, atau yang menunggu")),
        ("halaman", bulat()),
        ("dari_halaman", bulat()),
        ("orang", larik(orang)),
    ])
}

fn tunggakan() -> Value {
    let satu = objek(&[
        ("atasan", bulat()),
        ("nama", teks()),
        ("jabatan", teks()),
        ("sendiri", ya_tidak()),
        ("banyak", bulat()),
        ("lewat_batas", bulat()),
        ("orang", bulat()),
        ("sejak", teks()),
    ]);
    objek(&[("batas_hari_kerja", bulat()), ("atasan", larik(satu))])
}

fn putusan() -> Value {
    let satu = objek(&[("id", teks()), ("versi", bulat())]);
    let mut skema = objek(&[
        ("putusan", pilihan(&["terima", "kembalikan", "kukuhkan"])),
        (
            "entri",
            keterangan(
                json!({ "type": "array", "items": satu, "minItems": 1, "maxItems": SEKALIGUS_MAKS }),
                "Milik satu orang, dengan versi yang dilihat",
            ),
        ),
        (
            "alasan",
            keterangan(json!({ "type": "string", "maxLength": ALASAN_MAKS }), "Wajib untuk kembalikan"),
        ),
        ("tanpa_petunjuk", keterangan(ya_tidak(), "Lewati yang berpetunjuk")),
    ]);
    if let Some(s) = skema.as_object_mut() {
        s.insert("required".to_owned(), json!(["putusan", "entri"]));
    }
    skema
}

/// The operations of verifying.
pub(super) fn operasi() -> Vec<OperasiApi> {
    let angka = |maks: i64| json!({ "type": "integer", "minimum": 1, "maximum": maks });
    vec![
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/verifikasi",
            id: "kinerja_verifikasi_antrean",
            ringkas: "Aktivitas yang menunggu putusan Anda, per orang, yang tertua dahulu",
            parameter: vec![
                parameter_kueri(
                    "bagian",
                    "contoh: yang dianggap diterima dan terundi untuk diperiksa",
                    pilihan(&["menunggu", "contoh"]),
                ),
                parameter_kueri("orang", "Hanya orang ini, dengan lebih banyak entri", angka(i64::MAX)),
                parameter_kueri("halaman", "Mulai 1", angka(HALAMAN_MAKS)),
            ],
            masukan: None,
            keluaran: antrean(),
        },
        OperasiApi {
            metode: Metode::Post,
            jalur: "/api/v1/verifikasi",
            id: "kinerja_verifikasi_putuskan",
            ringkas: "Menerima, mengembalikan, atau mengukuhkan aktivitas satu orang, semua atau tidak sama sekali",
            parameter: Vec::new(),
            masukan: Some(putusan()),
            keluaran: objek(&[("pegawai", bulat()), ("entri", larik(entri())), ("dilewati", bulat())]),
        },
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/verifikasi/tunggakan",
            id: "kinerja_verifikasi_tunggakan",
            ringkas: "Yang menunggu di Anda dan di atasan-atasan di bawah Anda",
            parameter: Vec::new(),
            masukan: None,
            keluaran: tunggakan(),
        },
    ]
}
