//! The register of documents given out: what was printed, for whom (masked), its hash, and what became of it.
//!
//! An application prints ([`crate`] does not know how), and records the document inside the act that gives it out
//! ([`terbitkan`]). Whoever holds it looks it up by the code on it ([`cari`]), without an account. A document is
//! *replaced* when a newer version of what it states was given out, or is known to the application that printed it, and
//! *void* when an act said so ([`batalkan`]).

mod kop;
mod store;

use balai_kernel::{Galat, Waktu};
use balai_store::{StoreError, Tx};

use crate::{Refusal, sidik};

pub use kop::{KopDaerah, PARAMETER, kop};
pub use store::statements;

/// Longest reason of a void document, in characters.
const ALASAN_MAKS: usize = 500;

/// A document as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dokumen {
    /// The ten letters on it, without separators.
    pub kode: String,
    /// Its kind, by application: `kinerja.slip`.
    pub jenis: String,
    /// What it calls itself: `Slip Tunjangan Oktober 2026`.
    pub judul: String,
    /// Its number; empty for kinds without.
    pub nomor: String,
    /// What it is about.
    pub sasaran: String,
    /// Which version of it this one states, from 1; 0 for things that have no versions. Only the newest counts.
    pub versi: i64,
    /// Whose it is, masked by [`samarkan`].
    pub nama: String,
    /// SHA-256 of its content, hexadecimal.
    pub sidik: String,
    /// What an amount on it is compared with, see [`sidik_jumlah`]; empty for documents without one.
    pub cocok: String,
    /// When it was first given out.
    pub terbit: Waktu,
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keadaan {
    /// It counts.
    Berlaku,
    /// What it states has a newer version.
    Diganti(Pengganti),
    /// It was made void.
    Batal {
        /// Why.
        alasan: String,
        /// When.
        pada: Waktu,
    },
}

/// The version that counts instead of the one on a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pengganti {
    /// The version.
    pub versi: i64,
    /// Since when.
    pub sejak: Waktu,
}

/// What stands in the register for an amount: whoever holds the document types the amount on it and is told whether it
/// is the one that was printed, but nobody learns it from here. The code makes equal amounts look different.
#[must_use]
pub fn sidik_jumlah(kode: &str, sen: i64) -> String {
    sidik(format!("balai-dokumen jumlah {kode} {sen}").as_bytes())
}

impl Dokumen {
    /// Whether this amount, in sen, stands on it; none for documents without an amount.
    #[must_use]
    pub fn cocok_jumlah(&self, sen: i64) -> Option<bool> {
        (!self.cocok.is_empty()).then(|| self.cocok == sidik_jumlah(&self.kode, sen))
    }
}

/// Records a document inside the act that gives it out. The code comes from the content, so giving out the same again
/// changes nothing and gives back what was recorded the first time.
///
/// # Errors
/// `PLT-110` when another content has this code already.
pub fn terbitkan(tx: &mut Tx<'_>, d: &Dokumen) -> Result<Dokumen, Refusal> {
    match store::satu(tx, &d.kode)? {
        None => {
            store::simpan(tx, d)?;
            Ok(d.clone())
        }
        Some(lama) if lama.sidik == d.sidik && lama.sasaran == d.sasaran => Ok(lama),
        Some(_) => Err(Galat::baru("PLT-110").dengan("kode", &d.kode).into()),
    }
}

/// The document with this code, and what became of it as far as the register knows.
///
/// # Errors
/// The store's failure.
pub fn cari(tx: &mut Tx<'_>, kode: &str) -> Result<Option<(Dokumen, Keadaan)>, StoreError> {
    let Some(d) = store::satu(tx, kode)? else { return Ok(None) };
    let keadaan = match (store::batal(tx, kode)?, store::pengganti(tx, &d)?) {
        (Some((alasan, pada)), _) => Keadaan::Batal { alasan, pada },
        (None, Some((versi, sejak))) => Keadaan::Diganti(Pengganti { versi, sejak }),
        (None, None) => Keadaan::Berlaku,
    };
    Ok(Some((d, keadaan)))
}

/// Makes a document void, inside the act that decides so.
///
/// # Errors
/// `PLT-111` without a reason or when it is void already; [`Refusal::NotFound`] when it was never given out.
pub fn batalkan(tx: &mut Tx<'_>, kode: &str, alasan: &str, pada: Waktu) -> Result<(), Refusal> {
    let alasan = alasan.trim();
    store::satu(tx, kode)?.ok_or(Refusal::NotFound)?;
    if alasan.is_empty() || alasan.chars().count() > ALASAN_MAKS || store::batal(tx, kode)?.is_some() {
        return Err(Galat::baru("PLT-111").dengan("kode", kode).dengan("maks", ALASAN_MAKS).into());
    }
    Ok(store::simpan_batal(tx, kode, alasan, pada)?)
}

/// A name of which only the first letter of each word is left: enough for the holder to recognise, too little to learn.
#[must_use]
pub fn samarkan(nama: &str) -> String {
    let satu = |kata: &str| kata.chars().next().map(|h| format!("{h}•••"));
    nama.split_whitespace().filter_map(satu).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_masked_name_tells_neither_its_letters_nor_its_length() {
        assert_eq!(super::samarkan("Siti  Rahayu, S.E."), "S••• R••• S•••");
        assert_eq!(super::samarkan("A Bo"), "A••• B•••");
        assert_eq!(super::samarkan(" "), "");
    }
}
