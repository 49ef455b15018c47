//! Confirming a document: anybody who holds one may ask, and learns no more than stands on it.

use balai_documents::KodeDokumen;
use balai_platform::dokumen::{Dokumen, Keadaan, cari};
use balai_platform::{Refusal, Region};
use balai_shell::App;

/// The document with this code and what became of it; none when it was never given out here.
///
/// The register knows what was printed. Whether what a document states has a newer version that nobody printed yet is
/// asked of the applications.
///
/// # Errors
/// The store's failure.
pub fn periksa(
    apps: &[Box<dyn App>],
    region: &Region,
    kode: &KodeDokumen,
) -> Result<Option<(Dokumen, Keadaan)>, Refusal> {
    let kode = kode.rapat();
    let Some((dokumen, keadaan)) = region.read(|tx| cari(tx, &kode).map_err(Refusal::from))? else {
        return Ok(None);
    };
    if matches!(keadaan, Keadaan::Batal { .. }) {
        return Ok(Some((dokumen, keadaan)));
    }
    for app in apps {
        if let Some(baru) = app.pengganti(region, &dokumen)? {
            return Ok(Some((dokumen, Keadaan::Diganti(baru))));
        }
    }
    Ok(Some((dokumen, keadaan)))
}
