//! What every change by decree shares: the decree, the marks of its rows, and the showing before the signing.

use balai_kernel::{Galat, teks};
use balai_platform::sidik;
use serde_json::{Value, json};

use crate::model::jabatan::Keputusan;
use crate::store::tulis::{AsalBaris, Tanda};

/// A change as it is shown before it is signed.
#[derive(Debug, Clone)]
pub struct Tinjauan<R> {
    /// What it does.
    pub rencana: R,
    /// What is shown, and what the journal keeps of it.
    pub rincian: Value,
    /// Digest of all that is shown: the act does nothing else.
    pub sidik: String,
}

impl<R> Tinjauan<R> {
    pub(crate) fn baru(rencana: R, rincian: Value) -> Self {
        let sidik = sidik(rincian.to_string().as_bytes());
        Tinjauan { rencana, rincian, sidik }
    }

    /// Whether this is what somebody was shown.
    pub(crate) fn cocok(&self, terlihat: &str) -> Result<(), Galat> {
        if self.sidik == terlihat { Ok(()) } else { Err(Galat::baru("ORG-036")) }
    }
}

/// Longest number and longest name of an official, in characters.
pub(crate) const KEPUTUSAN_MAKS: usize = 120;

/// Whether a decree is complete.
pub(crate) fn periksa_keputusan(k: &Keputusan) -> Result<(), Galat> {
    for isi in [&k.nomor, &k.pejabat] {
        teks::periksa(isi)?;
        if isi.trim().is_empty() || isi.chars().count() > KEPUTUSAN_MAKS {
            return Err(Galat::baru("ORG-023"));
        }
    }
    Ok(())
}

/// A decree as the journal keeps it.
pub(crate) fn tertulis(k: &Keputusan) -> Value {
    json!({ "nomor": k.nomor, "tanggal": k.tanggal.to_string(), "pejabat": k.pejabat })
}

/// The decree's row marks.
pub(crate) fn tanda<'a>(
    keputusan: &'a Keputusan,
    diketahui: &'a str,
    sumber: &'a str,
    menggantikan: Option<i64>,
) -> Tanda<'a> {
    Tanda {
        keputusan: Some(keputusan),
        asal: AsalBaris::Keputusan,
        diketahui,
        sumber,
        menggantikan,
        gugur: false,
    }
}
