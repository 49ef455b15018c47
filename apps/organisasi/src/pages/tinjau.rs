//! Shown before it is signed: the two steps every form of a change by decree takes.

use balai_kernel::Galat;
use balai_platform::{Refusal, Region};
use balai_shell::{Formulir, GalatWeb, Konteks};

use crate::acts::keputusan::Tinjauan;

/// What came of a form.
#[derive(Debug)]
pub(crate) enum Langkah<R> {
    /// It is done.
    Tersimpan,
    /// It is to be looked at; none when it was refused, which the form says.
    Lihat(Option<Tinjauan<R>>),
}

/// Shows what the form would do; does it when the form says that it was seen (`langkah=simpan` with the digest). A
/// refusal is noted at the field that `bidang` names. What changed meanwhile is shown anew instead of done.
pub(crate) async fn tinjau<R: Send + 'static>(
    k: &Konteks,
    f: &mut Formulir,
    bidang: fn(&Galat) -> &'static str,
    pratinjau: impl Fn(&Region) -> Result<Tinjauan<R>, Refusal> + Send + 'static,
    lakukan: impl Fn(&Region, &str) -> Result<(), Refusal> + Send + 'static,
) -> Result<Langkah<R>, GalatWeb> {
    let terlihat = (f.nilai("langkah") == "simpan").then(|| f.nilai("sidik").to_owned());
    let (langkah, galat) = k
        .jalankan(move |region| -> Result<_, Refusal> {
            let galat = match terlihat.map(|sidik| lakukan(region, &sidik)) {
                Some(Ok(())) => return Ok((Langkah::Tersimpan, None)),
                Some(Err(Refusal::Rule(g))) => Some(g),
                Some(Err(lain)) => return Err(lain),
                None => None,
            };
            match pratinjau(region) {
                Ok(t) => Ok((Langkah::Lihat(Some(t)), galat)),
                Err(Refusal::Rule(g)) => Ok((Langkah::Lihat(None), Some(galat.unwrap_or(g)))),
                Err(lain) => Err(lain),
            }
        })
        .await?;
    if let Some(g) = galat {
        f.salah_kode(bidang(&g), &g, k);
    }
    Ok(langkah)
}
