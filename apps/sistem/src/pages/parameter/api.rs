//! Parameters for machines.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use balai_kernel::{Galat, Tanggal};
use balai_platform::Refusal;
use balai_platform::parameter::{Isian, NilaiTercatat, Parameter, atur, nama};
use balai_shell::{Hasil, Json as Masukan, Konteks};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{baca, berlaku, cari, semua};

/// A value as a machine gives it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Masuk {
    sejak: String,
    nilai: String,
    dasar: String,
    #[serde(default)]
    ilustrasi: bool,
}

fn satu_json(k: &Konteks, p: Parameter, riwayat: &[NilaiTercatat]) -> Value {
    let kini = berlaku(riwayat, k.hari_ini());
    json!({
        "id": p.ciri().id, "nama": nama(p, k.bahasa()), "seharusnya": p.seharusnya(k.bahasa()),
        "nilai": kini.map_or_else(|| p.bawaan(), |n| n.nilai.clone()),
        "sejak": kini.map(|n| n.sejak.to_string()), "bawaan": kini.is_none(),
        "dasar": kini.map_or(p.ciri().dasar, |n| n.dasar.as_str()),
        "ilustrasi": kini.is_some_and(|n| n.ilustrasi),
    })
}

/// `GET /api/v1/parameter`: every parameter with the value of today.
pub(crate) async fn daftar(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let yang: Vec<Parameter> = semua(&k).into_iter().flat_map(|(_, p)| p.iter().copied()).collect();
    let tanya = yang.clone();
    let isi = k.jalankan(move |daerah| baca(daerah, &aktor, &tanya)).await?;
    let isi: Vec<Value> = yang.into_iter().zip(&isi).map(|(p, r)| satu_json(&k, p, r)).collect();
    Ok(Json(json!({ "parameter": isi })).into_response())
}

/// `GET /api/v1/parameter/{id}`: one with everything that was recorded, the latest day first.
pub(crate) async fn satu(k: Konteks, Path(id): Path<String>) -> Hasil {
    let p = cari(&k, &id)?;
    let aktor = k.wajib_aktor()?.clone();
    let isi = k.jalankan(move |daerah| baca(daerah, &aktor, &[p])).await?.pop().unwrap_or_default();
    let mut jadi = satu_json(&k, p, &isi);
    let riwayat = isi.iter().map(|n| {
        json!({
            "sejak": n.sejak.to_string(), "nilai": n.nilai, "dasar": n.dasar, "ilustrasi": n.ilustrasi,
            "oleh": n.oleh, "dicatat": n.dicatat.to_string(), "urut": n.urut,
        })
    });
    if let Value::Object(peta) = &mut jadi {
        peta.insert("riwayat".to_owned(), riwayat.collect());
    }
    Ok(Json(jadi).into_response())
}

/// `POST /api/v1/parameter/{id}`: sets it from a day on.
pub(crate) async fn simpan(k: Konteks, Path(id): Path<String>, Masukan(m): Masukan<Masuk>) -> Hasil {
    let p = cari(&k, &id)?;
    let aktor = k.wajib_aktor()?.clone();
    let sejak: Tanggal =
        balai_kernel::tanggal::parse_id(&m.sejak).map_err(|g| Refusal::Rule(Galat::from(g)))?;
    let isian = Isian { sejak, nilai: m.nilai, dasar: m.dasar, ilustrasi: m.ilustrasi };
    let berubah = k.jalankan(move |daerah| atur(daerah, &aktor, p, &isian)).await?;
    Ok(Json(json!({ "berubah": berubah })).into_response())
}
