//! `/tunjangan/{periode}/slip.pdf`: the slip on paper.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, header};
use balai_kernel::Periode;
use balai_shell::{GalatWeb, Hasil, Konteks, unduhan};

use super::Kueri;
use crate::acts::cetak::slip_pdf;

/// Gives the file; whoever may read the page may have it.
pub async fn unduh(
    k: Konteks,
    Path(periode): Path<String>,
    Query(kueri): Query<Kueri>,
    kepala: HeaderMap,
) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let siapa = kueri.siapa()?;
    let aktor = k.wajib_aktor()?.clone();
    let pangkal = pangkal(&k, &kepala);
    let cetak = k.jalankan(move |region| slip_pdf(region, &aktor, periode, &siapa, &pangkal)).await?;
    Ok(unduhan(&format!("slip-{periode}-{}.pdf", cetak.kode.rapat()), "application/pdf", cetak.isi))
}

/// The address of the house as the reader has it: the region was found by this name, so it leads back here.
pub(crate) fn pangkal(k: &Konteks, kepala: &HeaderMap) -> String {
    let tuan = kepala.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or("localhost");
    format!("{}://{tuan}", if k.aman() { "https" } else { "http" })
}
