//! What the API says of itself: the OpenAPI document's part. The tests hold every answer against it.

mod entri;
mod verifikasi;

use balai_shell::{Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde_json::{Map, Value, json};

use super::{HALAMAN_MAKS, ISI_MAKS};

pub(super) fn teks() -> Value {
    json!({ "type": "string" })
}

pub(super) fn teks_atau_kosong() -> Value {
    json!({ "type": ["string", "null"] })
}

pub(super) fn bulat() -> Value {
    json!({ "type": "integer" })
}

pub(super) fn bulat_atau_kosong() -> Value {
    json!({ "type": ["integer", "null"] })
}

pub(super) fn larik(isi: Value) -> Value {
    json!({ "type": "array", "items": isi })
}

/// An object that has exactly these keys, all of them.
pub(super) fn objek(isi: &[(&str, Value)]) -> Value {
    let wajib: Vec<&str> = isi.iter().map(|(k, _)| *k).collect();
    let isi: Map<String, Value> = isi.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
    json!({ "type": "object", "properties": isi, "required": wajib, "additionalProperties": false })
}

pub(super) fn keterangan(mut skema: Value, teks: &str) -> Value {
    if let Some(skema) = skema.as_object_mut() {
        skema.insert("description".to_owned(), teks.into());
    }
    skema
}

fn nip_tersamar() -> Value {
    keterangan(teks(), "Disamarkan; yang utuh hanya pada slip, bagi orangnya atau yang berwenang atasnya")
}

fn pegawai() -> Value {
    keterangan(bulat(), "Nomor tetap orang itu di daerah ini; 0 pada baris lama yang belum menyimpannya")
}

fn angka() -> Value {
    larik(objek(&[
        ("nama", teks()),
        ("label", teks()),
        ("label_en", teks()),
        ("satuan", teks()),
        ("nilai", keterangan(teks(), "Bilangan eksak sebagai teks, pecahan dengan titik")),
    ]))
}

fn sidik() -> Value {
    let isi = ["hasil", "paket", "kalender", "masukan"]
        .map(|k| (k, if k == "paket" || k == "kalender" { teks() } else { teks_atau_kosong() }));
    keterangan(objek(&isi), "SHA-256 dari yang dipakai dan dihasilkan")
}

fn slip() -> Value {
    objek(&[
        ("periode", teks()),
        ("hitungan_ke", bulat()),
        (
            "nip",
            keterangan(
                teks(),
                "Utuh: hanya untuk orangnya atau yang berwenang atasnya; membaca milik orang lain tercatat di jurnal",
            ),
        ),
        ("pegawai", pegawai()),
        ("nama", teks()),
        ("jabatan", teks()),
        ("kelas", bulat()),
        ("opd", objek(&[("kode", teks()), ("nama", teks())])),
        ("diterima_sen", bulat()),
        ("angka", angka()),
        (
            "cocok",
            keterangan(
                json!({ "type": "boolean" }),
                "Hitung ulang dari berkas beku sama dengan yang tersimpan",
            ),
        ),
        (
            "uraian",
            keterangan(
                json!({ "type": "object" }),
                "Jejak: nama, label, nilai, pembilang, penyebut, satuan, rumus, dasar, sejak, pembulatan, uraian di bawahnya; atau kode galat",
            ),
        ),
        ("sidik", sidik()),
        ("sidik_masukan_opd", teks()),
    ])
}

fn proses() -> Value {
    let opd = objek(&[
        ("kode", teks()),
        ("nama", teks()),
        ("orang", bulat()),
        ("jumlah_sen", bulat_atau_kosong()),
        ("terhadap_pagu_sen", bulat_atau_kosong()),
        ("pagu_sen", bulat_atau_kosong()),
        ("lewat_pagu_sen", bulat_atau_kosong()),
        ("sidik_masukan", teks()),
    ]);
    objek(&[
        ("periode", teks()),
        ("hitungan_ke", bulat()),
        ("keadaan", teks()),
        ("paket", objek(&[("id", teks()), ("versi", teks())])),
        ("orang", bulat()),
        ("jumlah_sen", bulat()),
        ("opd", larik(opd)),
        ("sidik", sidik()),
        ("dibuka", teks()),
        ("dihitung", teks_atau_kosong()),
    ])
}

fn baris() -> Value {
    let satu = objek(&[
        ("pegawai", pegawai()),
        ("nip", nip_tersamar()),
        ("nama", teks()),
        ("jabatan", teks()),
        ("kelas", bulat()),
        ("opd", teks()),
        ("unit", teks()),
        ("diterima_sen", bulat()),
        ("angka", angka()),
    ]);
    objek(&[("halaman", bulat()), ("isi", bulat()), ("banyak", bulat()), ("baris", larik(satu))])
}

/// The API's operations, for the OpenAPI document.
#[must_use]
pub fn operasi() -> Vec<OperasiApi> {
    let bulan = || parameter_jalur("periode", "Bulan, misalnya 2026-10", "^[0-9]{4}-(0[1-9]|1[0-2])$");
    let antara = |dari: i64, sampai: i64| json!({ "type": "integer", "minimum": dari, "maximum": sampai });
    let operasi = |jalur, id, ringkas, parameter, keluaran| OperasiApi {
        metode: Metode::Get,
        jalur,
        id,
        ringkas,
        parameter,
        masukan: None,
        keluaran,
    };
    vec![
        operasi(
            "/api/v1/tunjangan/{periode}",
            "kinerja_slip",
            "Slip tunjangan satu bulan dengan uraiannya; membaca milik orang lain tercatat di jurnal",
            vec![
                bulan(),
                parameter_kueri(
                    "pegawai",
                    "Nomor pegawai lain dalam lingkup Anda, seperti pada baris proses; tanpa ini slip sendiri",
                    antara(1, i64::MAX),
                ),
            ],
            slip(),
        ),
        operasi(
            "/api/v1/proses/{periode}",
            "kinerja_proses",
            "Proses satu bulan: jumlah per perangkat daerah, pagu, dan sidik",
            vec![bulan()],
            proses(),
        ),
        operasi(
            "/api/v1/proses/{periode}/baris",
            "kinerja_proses_baris",
            "Baris per orang, berhalaman; NIP disamarkan",
            vec![
                bulan(),
                parameter_kueri("opd", "Kode perangkat daerah", teks()),
                parameter_kueri("cari", "Bagian dari nama atau NIP", teks()),
                parameter_kueri("halaman", "Mulai 1", antara(1, HALAMAN_MAKS)),
                parameter_kueri("isi", "Baris per halaman", antara(1, ISI_MAKS)),
            ],
            baris(),
        ),
    ]
    .into_iter()
    .chain(super::langkah::operasi(&bulan))
    .chain(super::disiplin::operasi())
    .chain(super::perkiraan::operasi())
    .chain(super::selisih::operasi())
    .chain(super::transfer::operasi(&bulan))
    .chain(entri::operasi())
    .chain(verifikasi::operasi())
    .collect()
}
