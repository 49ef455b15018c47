//! The machine-readable side: what the pages show, as OpenAPI describes it.

use balai_shell::{Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde_json::{Value, json};

fn teks() -> Value {
    json!({ "type": "string" })
}

fn boleh_kosong() -> Value {
    json!({ "type": ["string", "null"] })
}

fn catatan() -> Value {
    json!({
        "type": "object",
        "required": ["id", "waktu", "akt", "aktor", "kapasitas", "sasaran", "daun"],
        "properties": {
            "nomor": { "type": ["integer", "null"], "description": "Tempatnya dalam pohon, dari 0; null sampai disegel" },
            "id": teks(), "waktu": teks(), "akt": teks(), "aktor": teks(), "aktor_nama": teks(), "kapasitas": teks(),
            "asal": teks(), "sasaran": teks(), "jalur_unit": teks(), "tujuan": boleh_kosong(), "alasan": boleh_kosong(),
            "isi": {}, "sebelum": boleh_kosong(), "sesudah": boleh_kosong(), "pribadi_dihapus": { "type": "boolean" },
            "daun": teks(),
        },
    })
}

/// Every operation.
pub(crate) fn operasi() -> Vec<OperasiApi> {
    let op = |jalur, id, ringkas, parameter, keluaran| OperasiApi {
        metode: Metode::Get,
        jalur,
        id,
        ringkas,
        parameter,
        masukan: None,
        keluaran,
    };
    let kueri = |nama: &str, ket: &str| parameter_kueri(nama, ket, teks());
    let saringan = vec![
        kueri("aktor", "Id akun"),
        kueri("akt", "Nama akt, atau awalan yang berakhir titik"),
        kueri("sasaran", "Awal sasaran"),
        kueri("dari", "Hari pertama, 2026-11-01"),
        kueri("sampai", "Hari terakhir"),
        kueri("bacaan", "1: hanya pembacaan data pribadi"),
        kueri("sebelum", "Id catatan terakhir halaman sebelumnya"),
    ];
    let halaman = json!({
        "type": "object",
        "required": ["catatan", "sebelum", "tersegel", "menunggu"],
        "properties": {
            "catatan": { "type": "array", "items": catatan() }, "sebelum": boleh_kosong(),
            "tersegel": { "type": "integer" }, "menunggu": { "type": "integer" },
        },
    });
    let titik = json!({
        "type": "object",
        "properties": { "titik": { "type": "array", "items": { "type": "object", "properties": {
            "id": teks(), "ukuran": { "type": "integer" }, "dibuat": teks(), "nota": teks(),
        } } } },
    });
    let id = vec![parameter_jalur("id", "Id catatan", "^[0-9a-f-]{36}$")];
    let mut semua = pekerjaan();
    semua.extend(pemberitahuan());
    semua.push(dokumen());
    semua.extend([
        op("/api/v1/jurnal", "jurnal", "Catatan jurnal dalam lingkup, terbaru dahulu", saringan, halaman),
        op(
            "/api/v1/jurnal/titik",
            "jurnal_titik",
            "Titik periksa, terbaru dahulu",
            vec![kueri("sebelum", "Id titik terakhir halaman sebelumnya")],
            titik,
        ),
        op("/api/v1/jurnal/{id}", "jurnal_satu", "Satu catatan jurnal", id, catatan()),
    ]);
    semua
}

/// Confirming a document.
fn dokumen() -> OperasiApi {
    let keluaran = json!({
        "type": "object",
        "required": ["kode", "judul", "nomor", "versi", "nama", "sidik", "terbit", "keadaan", "rinci", "jumlah_cocok"],
        "properties": {
            "kode": teks(), "judul": teks(), "nomor": teks(), "versi": { "type": "integer" },
            "nama": { "type": "string", "description": "Disamarkan" }, "sidik": teks(), "terbit": teks(),
            "keadaan": { "type": "string", "enum": ["berlaku", "diganti", "batal"] },
            "rinci": { "type": ["object", "null"], "description": "Pengganti (versi, sejak) atau pembatalan (alasan, pada)" },
            "jumlah_cocok": { "type": ["boolean", "null"], "description": "null bila tidak ditanya" },
        },
    });
    OperasiApi {
        metode: Metode::Get,
        jalur: "/api/v1/dokumen/{kode}",
        id: "dokumen",
        ringkas: "Memastikan keaslian satu dokumen, tanpa akun",
        parameter: vec![
            parameter_jalur("kode", "Kode verifikasi", "^[0-9A-Za-z .-]{10,20}$"),
            parameter_kueri("jumlah", "Jumlah rupiah yang dicocokkan", teks()),
        ],
        masukan: None,
        keluaran,
    }
}

/// The background jobs.
fn pekerjaan() -> Vec<OperasiApi> {
    let bilangan = || json!({ "type": ["integer", "null"] });
    let satu = json!({ "type": "object", "required": ["id", "nama", "keadaan", "giliran", "percobaan", "dibuat"],
        "properties": {
            "id": teks(), "nama": teks(), "keadaan": teks(), "giliran": teks(), "percobaan": { "type": "integer" },
            "galat": boleh_kosong(), "dibuat": teks(), "berakhir": boleh_kosong(), "maju": bilangan(),
            "dari": bilangan(),
        } });
    let halaman = json!({ "type": "object", "properties": {
        "pekerjaan": { "type": "array", "items": satu }, "sebelum": boleh_kosong(), "jumlah": { "type": "object" },
    } });
    let rencana = json!({ "type": "object", "properties": { "jadwal": { "type": "array", "items": {
        "type": "object",
        "properties": { "nama": teks(), "terakhir": boleh_kosong(), "berikut": teks() },
    } } } });
    let kueri = |nama: &str, ket: &str| parameter_kueri(nama, ket, teks());
    let saringan = vec![
        kueri("keadaan", "menunggu, berjalan, selesai, gagal (bawaan) atau batal"),
        kueri("nama", "Nama pelaksana"),
        kueri("sebelum", "Id baris terakhir halaman sebelumnya"),
    ];
    let op = |metode, jalur, id, ringkas, parameter, keluaran| OperasiApi {
        metode,
        jalur,
        id,
        ringkas,
        parameter,
        masukan: None,
        keluaran,
    };
    let putus = |jalur, id, ringkas| {
        let nomor = vec![parameter_jalur("id", "Id pekerjaan", "^[0-9a-f-]{36}\\.[0-9]{3,}$")];
        let keluaran = json!({ "type": "object", "properties": { "keadaan": teks() } });
        op(Metode::Post, jalur, id, ringkas, nomor, keluaran)
    };
    vec![
        op(
            Metode::Get,
            "/api/v1/pekerjaan",
            "pekerjaan",
            "Pekerjaan latar satu keadaan, terbaru dahulu",
            saringan,
            halaman,
        ),
        op(
            Metode::Get,
            "/api/v1/pekerjaan/jadwal",
            "pekerjaan_jadwal",
            "Yang datang menurut jadwal",
            Vec::new(),
            rencana,
        ),
        putus("/api/v1/pekerjaan/{id}/ulangi", "pekerjaan_ulangi", "Kembalikan ke antrean"),
        putus("/api/v1/pekerjaan/{id}/batalkan", "pekerjaan_batalkan", "Batalkan"),
    ]
}

/// Somebody's own notifications.
fn pemberitahuan() -> Vec<OperasiApi> {
    let satu = json!({ "type": "object", "required": ["id", "teks_id", "teks_en", "jalur", "dibuat"], "properties": {
        "id": teks(), "teks_id": teks(), "teks_en": teks(), "jalur": teks(), "dibuat": teks(), "dibaca": boleh_kosong(),
    } });
    let halaman = json!({ "type": "object", "properties": {
        "pemberitahuan": { "type": "array", "items": satu }, "sebelum": boleh_kosong(),
        "belum_dibaca": { "type": "integer", "description": "Paling banyak 100" },
    } });
    let sebelum = vec![parameter_kueri("sebelum", "Id pemberitahuan terakhir halaman sebelumnya", teks())];
    let id = vec![parameter_jalur("id", "Id pemberitahuan", "^[0-9a-f-]{36}\\.[0-9]{3}$")];
    let dibaca = json!({ "type": "object", "properties": { "dibaca": { "type": "boolean" } } });
    let op = |metode, jalur, id, ringkas, parameter, keluaran| OperasiApi {
        metode,
        jalur,
        id,
        ringkas,
        parameter,
        masukan: None,
        keluaran,
    };
    vec![
        op(
            Metode::Get,
            "/api/v1/pemberitahuan",
            "pemberitahuan",
            "Pemberitahuan sendiri, terbaru dahulu",
            sebelum,
            halaman,
        ),
        op(
            Metode::Post,
            "/api/v1/pemberitahuan/{id}/baca",
            "pemberitahuan_baca",
            "Tandai satu pemberitahuan sudah dibaca",
            id,
            dibaca,
        ),
    ]
}
