//! `/jurnal`: who did what, the newest first.

use askama::Template;
use axum::extract::Query;
use balai_platform::{Catatan, Refusal, catatan_terbaru, lingkup_untuk};
use balai_shell::{Halaman, Hasil, Konteks, halaman};

use crate::akt::JURNAL_BACA;

/// Rows on one page.
const ISI_HALAMAN: u32 = 50;

#[derive(Debug, Default)]
pub(crate) struct Kueri {
    sebelum: Option<String>,
}

#[derive(Template)]
#[template(path = "jurnal.html")]
struct IsiJurnal {
    h: Halaman,
    baris: Vec<Catatan>,
}

/// The newest rows the reader may see.
pub(crate) async fn daftar(k: Konteks, Query(kueri): Query<Vec<(String, String)>>) -> Hasil {
    let kueri = Kueri { sebelum: kueri.into_iter().find(|(n, _)| n == "sebelum").map(|(_, v)| v) };
    let aktor = k.wajib_aktor()?.clone();
    let baris = k
        .jalankan(move |daerah| -> Result<_, Refusal> {
            let lingkup = lingkup_untuk(&aktor, &JURNAL_BACA, daerah.hari_ini())?;
            let lingkup = lingkup.into_iter().next().ok_or(Refusal::NotFound)?;
            daerah.read(|tx| Ok(catatan_terbaru(tx, &lingkup, kueri.sebelum.as_deref(), ISI_HALAMAN)?))
        })
        .await?;
    halaman(&IsiJurnal { h: Halaman::baru(&k, k.t("jurnal-judul")).lebar(), baris })
}
