//! OpenAPI 3.1, put together from what each application says about its `/api` routes.

use serde_json::{Map, Value, json};

use crate::{Akses, Metode, Rute};

/// One operation of the API, described by the application that answers it.
#[derive(Debug, Clone)]
pub struct OperasiApi {
    /// HTTP method.
    pub metode: Metode,
    /// Path exactly as in the [`Rute`]: `/api/kinerja/slip/{periode}`.
    pub jalur: &'static str,
    /// Stable name, used by generated clients: `kinerja_slip`.
    pub id: &'static str,
    /// One line, Indonesian.
    pub ringkas: &'static str,
    /// OpenAPI parameter objects (path and query).
    pub parameter: Vec<Value>,
    /// JSON Schema of the request's body, if it has one.
    pub masukan: Option<Value>,
    /// JSON Schema of the 200 answer.
    pub keluaran: Value,
}

/// A text parameter in the path.
pub fn parameter_jalur(nama: &str, keterangan: &str, pola: &str) -> Value {
    json!({
        "name": nama, "in": "path", "required": true, "description": keterangan,
        "schema": { "type": "string", "pattern": pola },
    })
}

/// An optional text parameter in the query.
pub fn parameter_kueri(nama: &str, keterangan: &str, skema: Value) -> Value {
    json!({ "name": nama, "in": "query", "required": false, "description": keterangan, "schema": skema })
}

/// The whole document.
pub(crate) fn dokumen(operasi: &[OperasiApi], rute: &[Rute]) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for op in operasi {
        let akses = rute.iter().find(|r| r.jalur == op.jalur && r.metode == op.metode).map(|r| r.akses);
        let isi = operasi_json(op, akses);
        let jalur = paths.entry(op.jalur).or_insert_with(|| json!({}));
        if let Some(jalur) = jalur.as_object_mut() {
            jalur.insert(op.metode.nama().to_ascii_lowercase(), isi);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Balai",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "API balai kota. Uang dalam rupiah utuh atau sen sesuai nama kuncinya; \
                            tanggal ISO 8601; galat menurut RFC 9457.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "paths": paths,
        "components": {
            "securitySchemes": {
                "sesi": { "type": "apiKey", "in": "cookie", "name": crate::konteks::KUKI_SESI },
                "token": { "type": "http", "scheme": "bearer" },
            },
            "schemas": { "Masalah": skema_masalah() },
        },
    })
}

fn operasi_json(op: &OperasiApi, akses: Option<Akses>) -> Value {
    let masalah = |keterangan: &str| {
        json!({
            "description": keterangan,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Masalah" } } },
        })
    };
    let mut jawaban = json!({
        "200": { "description": "Berhasil", "content": { "application/json": { "schema": op.keluaran } } },
        "404": masalah("Tidak ada, atau di luar lingkup"),
        "500": masalah("Gangguan di pihak kami"),
    });
    let tertutup = !matches!(akses, Some(Akses::Umum));
    if let Some(jawaban) = jawaban.as_object_mut() {
        if tertutup {
            jawaban.insert("401".into(), masalah("Belum masuk"));
            jawaban.insert("403".into(), masalah("Peran tidak boleh"));
        }
        if op.masukan.is_some() {
            jawaban.insert("422".into(), masalah("Isian belum benar"));
        }
    }
    let mut isi = json!({
        "operationId": op.id,
        "summary": op.ringkas,
        "parameters": op.parameter,
        "responses": jawaban,
    });
    if let Some(isi) = isi.as_object_mut() {
        if let Some(skema) = &op.masukan {
            isi.insert(
                "requestBody".into(),
                json!({ "required": true, "content": { "application/json": { "schema": skema } } }),
            );
        }
        if tertutup {
            isi.insert("security".into(), json!([{ "sesi": [] }, { "token": [] }]));
        }
        if let Some(Akses::Akt(akt)) = akses {
            isi.insert("x-akt".into(), json!(akt.id));
        }
    }
    isi
}

fn skema_masalah() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "kode", "pesan", "saran"],
        "properties": {
            "type": { "type": "string", "description": "URI kode galat" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "instance": { "type": "string", "description": "Nomor kejadian, untuk disebut saat meminta bantuan" },
            "kode": { "type": "string", "description": "Kode tetap, misalnya KIN-014" },
            "pesan": { "type": "string", "description": "Apa yang terjadi" },
            "saran": { "type": "string", "description": "Apa yang dapat dilakukan" },
            "isian": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": { "nama": { "type": "string" }, "pesan": { "type": "string" } },
                },
            },
        },
    })
}
