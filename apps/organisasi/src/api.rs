//! JSON answers: who is whose superior, who heads a unit, what a territory code names.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use balai_kernel::{Bahasa, Galat, KodeWilayah, Nip};
use balai_platform::Refusal;
use balai_shell::{GalatWeb, Konteks, Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::baca;
use crate::model::wilayah::{Tempat, wilayah};
use crate::pages::KueriPada;
use crate::urai::Uraian;

type Jawab = Result<Response, GalatWeb>;

/// An answer or a gap as JSON.
fn uraian(u: &Uraian, b: Bahasa) -> Value {
    let jalan = u.jalan(b);
    match u.orang() {
        Some((nomor, nama)) => json!({
            "orang": { "nomor": nomor, "nama": nama },
            "selaku": u.selaku(b), "keputusan": u.dasar(b), "mandat": u.mandat(), "jalan": jalan,
        }),
        None => json!({ "celah": u.celah(b), "jalan": jalan }),
    }
}

/// `?nip=` and `?pada=`.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct KueriNip {
    nip: Option<String>,
    pada: Option<String>,
}

/// `GET /api/v1/organisasi/atasan?nip=&pada=`.
pub(crate) async fn atasan(k: Konteks, Query(q): Query<KueriNip>) -> Jawab {
    let nip: Nip = q.nip.unwrap_or_default().parse().map_err(|g| GalatWeb::from(Galat::from(g)))?;
    let pada = KueriPada { pada: q.pada, ..KueriPada::default() }.hari(&k);
    let isi = k
        .jalankan(move |region| -> Result<_, Refusal> {
            let nomor = baca::nomor_orang(region, &nip)?.ok_or(Refusal::NotFound)?;
            baca::isi_orang(region, nomor, pada)
        })
        .await?;
    let b = k.bahasa();
    Ok(Json(json!({
        "pada": pada.to_string(), "nomor": isi.orang.nomor, "nama": isi.orang.nama,
        "atasan": uraian(&isi.atasan, b), "penilai": uraian(&isi.penilai, b),
    }))
    .into_response())
}

/// `GET /api/v1/organisasi/unit/{kode}?pada=`.
pub(crate) async fn unit(k: Konteks, Path(kode): Path<String>, Query(q): Query<KueriPada>) -> Jawab {
    let pada = q.hari(&k);
    let isi = k.jalankan(move |region| baca::isi_unit(region, &kode, pada)).await?;
    let jabatan: Vec<Value> = isi
        .jabatan
        .iter()
        .take(500)
        .map(|j| {
            json!({
                "nomor": j.jabatan.nomor, "nama": j.jabatan.nama, "jenis": j.jabatan.jenis.kode(),
                "kelas": j.jabatan.kelas, "formasi": j.jabatan.formasi, "terisi": j.terisi(),
                "kepala": j.jabatan.kepala, "atasan": j.jabatan.atasan,
            })
        })
        .collect();
    Ok(Json(json!({
        "kode": isi.unit.kode, "nama": isi.unit.nama, "jalur": isi.unit.jalur.as_str(), "pada": pada.to_string(),
        "kepala": uraian(&isi.kepala, k.bahasa()),
        "anak": isi.anak.iter().map(|u| json!({ "kode": u.kode, "nama": u.nama })).collect::<Vec<_>>(),
        "jabatan": jabatan,
    }))
    .into_response())
}

fn tempat(t: &Tempat) -> Value {
    json!({ "kode": t.kode.to_string(), "nama": t.nama })
}

/// `GET /api/v1/wilayah/{kode}`: a place, or what became of a retired code.
pub(crate) async fn satu_wilayah(Path(kode): Path<String>) -> Jawab {
    let kode: KodeWilayah = kode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let w = wilayah();
    if let Some(l) = w.lama(&kode) {
        let penerus = l.penerus.and_then(|p| w.cari(&p)).map(|t| tempat(&t));
        return Ok(Json(
            json!({ "kode": kode.to_string(), "nama": l.nama, "dicabut": true, "penerus": penerus }),
        )
        .into_response());
    }
    let t = w.cari(&kode).ok_or_else(GalatWeb::tak_ditemukan)?;
    Ok(Json(json!({
        "kode": kode.to_string(), "nama": t.nama, "dicabut": false,
        "silsilah": w.silsilah(&kode).iter().map(tempat).collect::<Vec<_>>(),
        "anak": w.anak(Some(&kode)).iter().map(tempat).collect::<Vec<_>>(),
    }))
    .into_response())
}

/// The machine-readable side.
pub(crate) fn operasi() -> Vec<OperasiApi> {
    let objek = || json!({ "type": "object" });
    let pada = || {
        parameter_kueri(
            "pada",
            "Hari yang ditanyakan; tanpa isian berarti hari ini",
            json!({ "type": "string", "format": "date" }),
        )
    };
    vec![
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/organisasi/atasan",
            id: "organisasi_atasan",
            ringkas: "Atasan dan pejabat penilai seseorang pada suatu hari, dengan alasannya",
            parameter: vec![
                parameter_kueri("nip", "NIP 18 angka; wajib", json!({ "type": "string" })),
                pada(),
            ],
            masukan: None,
            keluaran: objek(),
        },
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/organisasi/unit/{kode}",
            id: "organisasi_unit",
            ringkas: "Unit pada suatu hari: kepala, bagian, jabatan",
            parameter: vec![parameter_jalur("kode", "Kode unit", "^[A-Za-z0-9._-]+$"), pada()],
            masukan: None,
            keluaran: objek(),
        },
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/wilayah/{kode}",
            id: "wilayah_satu",
            ringkas: "Wilayah menurut kode Kemendagri, termasuk kode yang sudah dicabut",
            parameter: vec![parameter_jalur("kode", "Kode wilayah", "^[0-9.]+$")],
            masukan: None,
            keluaran: objek(),
        },
    ]
}
