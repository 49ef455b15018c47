//! `/jurnal/titik`: the signed checkpoints, to be taken away from this machine.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use balai_shell::{GalatWeb, Halaman, Hasil, Konteks, halaman, unduhan};
use serde::Deserialize;
use serde_json::{Value, json};

use super::saat;
use crate::acts;

/// Checkpoints on one page: two months of days.
const ISI_HALAMAN: u32 = 60;

#[derive(Debug, Deserialize)]
pub(crate) struct Kueri {
    sebelum: Option<String>,
}

#[derive(Debug)]
struct Titik {
    jalur: String,
    saat: String,
    ukuran: String,
    akar: String,
}

#[derive(Template)]
#[template(path = "titik.html")]
struct IsiTitik {
    h: Halaman,
    titik: Vec<Titik>,
    vkey: Option<String>,
    lebih_lama: Option<String>,
}

/// The list, newest first.
pub(crate) async fn daftar(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (ada, vkey) = k
        .jalankan(move |daerah| {
            let ada = acts::titik(daerah, &aktor, q.sebelum.as_deref(), ISI_HALAMAN)?;
            Ok::<_, balai_platform::Refusal>((ada, daerah.vkey_jurnal()))
        })
        .await?;
    let penuh = u32::try_from(ada.len()).is_ok_and(|n| n == ISI_HALAMAN);
    let lebih_lama = ada.last().filter(|_| penuh).map(|t| format!("/jurnal/titik?sebelum={}", t.id));
    let titik = ada
        .iter()
        .map(|t| Titik {
            jalur: format!("/jurnal/titik/{}", t.id),
            saat: saat(&k, &t.dibuat),
            ukuran: k.t("titik-ukuran").n("n", t.ukuran).to_string(),
            akar: t.titik().map(|t| balai_platform::jurnal::heks(&t.akar)).unwrap_or_default(),
        })
        .collect();
    let h = Halaman::baru(&k, k.t("titik-judul")).remah(k.t("jurnal-judul"), "/jurnal").di("/jurnal");
    halaman(&IsiTitik { h, titik, vkey, lebih_lama })
}

/// One of them as a file.
pub(crate) async fn unduh(k: Konteks, Path(id): Path<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let t = k.jalankan(move |daerah| acts::satu_titik(daerah, &aktor, &id)).await?;
    let nama = format!("titik-{}-{}.txt", k.tampilan().kode, t.ukuran);
    Ok(unduhan(&nama, "text/plain; charset=utf-8", t.nota.into_bytes()))
}

/// `GET /api/v1/jurnal/titik`.
pub(crate) async fn api(k: Konteks, Query(q): Query<Kueri>) -> Result<Response, GalatWeb> {
    let aktor = k.wajib_aktor()?.clone();
    let ada =
        k.jalankan(move |daerah| acts::titik(daerah, &aktor, q.sebelum.as_deref(), ISI_HALAMAN)).await?;
    let isi: Vec<Value> = ada
        .iter()
        .map(|t| json!({ "id": t.id, "ukuran": t.ukuran, "dibuat": t.dibuat, "nota": t.nota }))
        .collect();
    Ok(axum::Json(json!({ "titik": isi })).into_response())
}
