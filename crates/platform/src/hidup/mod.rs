//! Signs of life: when a region was served and when it was not, by its own account.
//!
//! Whoever serves a region calls [`berdenyut`] about once a minute. A gap longer than [`MATI_MILIDETIK`] is a time in which
//! nobody could use it (a power cut, a broken disk, an update) and is kept for good: deadlines of people are extended by it,
//! and whoever asks why sees from when to when.

mod store;

use balai_kernel::Waktu;
use balai_store::{StoreError, Tx};

use crate::{Refusal, Region};

pub use store::statements;

/// A silence longer than this is downtime, in milliseconds: several missed beats, and shorter than anybody would complain
/// about.
pub const MATI_MILIDETIK: i64 = 5 * 60_000;
/// Most rows one reading gives.
const BARIS_MAKS: u32 = 500;

/// A sign of life; gives back the silence before it if that was downtime. A clock that went back says nothing.
///
/// # Errors
/// The store's failure.
pub fn berdenyut(daerah: &Region) -> Result<Option<(Waktu, Waktu)>, Refusal> {
    let kini = daerah.sekarang();
    daerah.upkeep(move |tx| -> Result<_, Refusal> {
        let lalu = store::terakhir(tx)?;
        if lalu.is_some_and(|l| l >= kini) {
            return Ok(None);
        }
        let mati = lalu.filter(|l| kini.milidetik() - l.milidetik() > MATI_MILIDETIK).map(|l| (l, kini));
        if let Some((dari, sampai)) = mati {
            store::sisip(tx, dari, sampai)?;
        }
        store::tandai(tx, kini)?;
        Ok(mati)
    })
}

/// When the region was not served, from and until, of times that ended after `sejak`; newest first, at most 500. It concerns
/// everybody alike, so there is no jurisdiction to keep to.
///
/// # Errors
/// The store's failure.
pub fn waktu_mati(tx: &mut Tx<'_>, sejak: Waktu) -> Result<Vec<(Waktu, Waktu)>, StoreError> {
    store::sejak(tx, sejak, BARIS_MAKS)
}
