//! The document's part about daily activities.

use balai_shell::{Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde_json::{Value, json};

use super::{bulat, keterangan, larik, objek, teks, teks_atau_kosong};
use crate::model::entri::{JUMLAH_MAKS, KeadaanEntri, SEHARI, SEKALIGUS_MAKS, URAIAN_MAKS};

pub(super) fn ya_tidak() -> Value {
    json!({ "type": "boolean" })
}

fn hari() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn keadaan() -> Value {
    let kata: Vec<&str> = KeadaanEntri::SEMUA.iter().map(|(_, _, kata)| *kata).collect();
    json!({ "type": "string", "enum": kata })
}

pub(super) fn entri() -> Value {
    objek(&[
        ("id", teks()),
        ("kunci", keterangan(teks(), "Yang dibuat gawai; kunci yang sama tidak pernah menjadi dua baris")),
        ("hari", hari()),
        ("mulai", keterangan(teks_atau_kosong(), "Seperti 07.30")),
        ("menit", bulat()),
        ("uraian", teks()),
        ("katalog", teks_atau_kosong()),
        ("jumlah", bulat()),
        ("skp", teks_atau_kosong()),
        ("ada_bukti", ya_tidak()),
        ("keadaan", keadaan()),
        ("versi", bulat()),
        ("gawai", keterangan(teks_atau_kosong(), "Jam gawai saat dicatat, bila menunggu di sana")),
        ("diterima", teks()),
        (
            "hanya_waktu_gawai",
            keterangan(ya_tidak(), "Diterima setelah tutup; hanya jam gawai yang menyatakan tepat waktu"),
        ),
    ])
}

fn kembali() -> Value {
    let mut putusan = objek(&[("alasan", teks()), ("oleh", teks()), ("hubungan", teks()), ("pada", teks())]);
    if let Some(s) = putusan.as_object_mut() {
        s.insert("type".to_owned(), json!(["object", "null"]));
    }
    objek(&[("entri", entri()), ("putusan", keterangan(putusan, "Siapa yang mengembalikan dan mengapa"))])
}

fn sehari() -> Value {
    let jumlah = objek(&[
        ("hari", keterangan(bulat(), "Tanggal dalam bulan itu")),
        ("keadaan", keadaan()),
        ("menit", bulat()),
        ("banyak", bulat()),
    ]);
    objek(&[
        ("hari", hari()),
        (
            "dicatat_di_sini",
            keterangan(ya_tidak(), "Salah bila daerah ini mengambil aktivitas dari e-Kinerja BKN"),
        ),
        ("tutup", keterangan(teks_atau_kosong(), "Kapan pencatatan hari itu ditutup, UTC")),
        ("absen", keterangan(teks_atau_kosong(), "Jenis cuti pada hari itu")),
        ("sasaran_hari", bulat()),
        ("sasaran_bulan", bulat()),
        ("entri", larik(entri())),
        ("dikembalikan", larik(kembali())),
        ("bulan", larik(jumlah)),
    ])
}

/// An object of which some keys may be left out.
fn longgar(wajib: &[(&str, Value)], boleh: &[(&str, Value)]) -> Value {
    let mut skema = objek(&[wajib, boleh].concat());
    if let Some(s) = skema.as_object_mut() {
        s.insert("required".to_owned(), wajib.iter().map(|(k, _)| *k).collect());
    }
    skema
}

fn isian() -> Value {
    let antara = |dari: i64, sampai: i64| json!({ "type": "integer", "minimum": dari, "maximum": sampai });
    longgar(
        &[
            ("hari", hari()),
            ("menit", antara(1, SEHARI)),
            ("uraian", json!({ "type": "string", "minLength": 1, "maxLength": URAIAN_MAKS })),
        ],
        &[
            (
                "mulai",
                keterangan(teks_atau_kosong(), "Seperti 07.30; kosong bila hanya lamanya yang diketahui"),
            ),
            ("katalog", teks_atau_kosong()),
            ("jumlah", antara(1, JUMLAH_MAKS)),
            ("skp", teks_atau_kosong()),
            ("draf", ya_tidak()),
        ],
    )
}

fn gawai() -> Value {
    keterangan(teks_atau_kosong(), "2026-10-01T00:00:00.000Z, jam gawai saat dicatat tanpa sinyal")
}

fn kiriman() -> Value {
    let kunci = json!({ "type": "string", "pattern": "^[A-Za-z0-9._-]{8,64}$" });
    let satu = longgar(&[("kunci", kunci), ("isian", isian())], &[("gawai", gawai())]);
    objek(&[("entri", json!({ "type": "array", "items": satu, "minItems": 1, "maxItems": SEKALIGUS_MAKS }))])
}

fn katalog() -> Value {
    let butir = objek(&[
        ("kode", teks()),
        ("nama", teks()),
        ("satuan", teks()),
        ("norma", keterangan(bulat(), "Menit untuk satu satuan")),
        ("kelompok", teks()),
        ("jabatan", keterangan(teks(), "Jabatan yang dituju; kosong untuk semua")),
        ("mulai", hari()),
        ("sampai", teks_atau_kosong()),
    ]);
    objek(&[
        ("hari", hari()),
        ("butir", larik(butir)),
        (
            "sesudah",
            keterangan(
                teks_atau_kosong(),
                "Kirim kembali untuk halaman berikutnya; kosong pada yang terakhir",
            ),
        ),
    ])
}

/// The operations of daily activities.
pub(super) fn operasi() -> Vec<OperasiApi> {
    let id = || parameter_jalur("id", "Id entri", "^[0-9a-f-]{36}$");
    let pos = |jalur, id, ringkas, parameter, masukan, keluaran| OperasiApi {
        metode: Metode::Post,
        jalur,
        id,
        ringkas,
        parameter,
        masukan: Some(masukan),
        keluaran,
    };
    vec![
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/aktivitas",
            id: "kinerja_aktivitas_hari",
            ringkas: "Aktivitas sendiri pada satu hari, jumlah menit sebulan, dan yang dikembalikan atasan",
            parameter: vec![parameter_kueri("hari", "Hari, misalnya 2026-10-31; tanpa ini hari ini", hari())],
            masukan: None,
            keluaran: sehari(),
        },
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/katalog",
            id: "kinerja_katalog_cari",
            ringkas: "Katalog kegiatan yang berlaku pada satu hari, menurut kode",
            parameter: vec![
                parameter_kueri("cari", "Kata dalam kode, nama, atau kelompok", teks()),
                parameter_kueri("hari", "Hari, misalnya 2026-10-31; tanpa ini hari ini", hari()),
                parameter_kueri(
                    "untuk",
                    "saya: hanya yang untuk jabatan sendiri",
                    json!({ "type": "string", "enum": ["saya"] }),
                ),
                parameter_kueri("sesudah", "Kode terakhir halaman sebelumnya", teks()),
                parameter_kueri(
                    "banyak",
                    "Banyaknya sehalaman",
                    json!({ "type": "integer", "minimum": 1, "maximum": super::super::katalog::ISI_MAKS }),
                ),
            ],
            masukan: None,
            keluaran: katalog(),
        },
        pos(
            "/api/v1/aktivitas",
            "kinerja_aktivitas_catat",
            "Mencatat aktivitas sendiri, semua atau tidak sama sekali; kunci yang sama dijawab dengan baris yang sudah ada",
            Vec::new(),
            kiriman(),
            objek(&[("entri", larik(entri()))]),
        ),
        pos(
            "/api/v1/aktivitas/{id}",
            "kinerja_aktivitas_ubah",
            "Memperbaiki aktivitas sendiri yang belum diputus; yang dikembalikan diajukan lagi",
            vec![id()],
            longgar(&[("versi", bulat()), ("isian", isian())], &[("gawai", gawai())]),
            entri(),
        ),
        pos(
            "/api/v1/aktivitas/{id}/tarik",
            "kinerja_aktivitas_tarik",
            "Menarik aktivitas sendiri yang belum diputus",
            vec![id()],
            objek(&[("versi", bulat())]),
            entri(),
        ),
    ]
}
