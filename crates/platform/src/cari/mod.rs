//! The index behind the search box: things found by the beginnings of their words, within a jurisdiction.
//!
//! An application writes an [`Entri`] for each of its things in the transaction that changes the thing ([`tulis`]), and
//! asks with [`temukan`] when somebody searches. What may be shown of a hit is the application's to decide: it keeps
//! nothing here that a reader of the title may not read.

mod store;

use std::collections::BTreeSet;

use balai_kernel::{KataCari, Lingkup, lipat};
use balai_store::{StoreError, Tx};

pub use store::statements;

/// The most hits one question gives, and the deepest it looks: who needs more types more letters.
pub const TERDALAM: usize = 2_000;

/// Something that can be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entri {
    /// Which one, in the words of its application.
    pub kunci: String,
    /// Its name; its words are searched.
    pub judul: String,
    /// What tells it from others of this name; not searched.
    pub keterangan: String,
    /// Other words it is found by.
    pub kata: Vec<String>,
    /// Path of its unit; empty when it has none.
    pub jalur_unit: String,
    /// Code of its territory; empty when it has none.
    pub jalur_wilayah: String,
    /// NIP of the person it belongs to; empty when it belongs to nobody.
    pub nip: String,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terkait {
    /// Which one.
    pub kunci: String,
    /// Its name.
    pub judul: String,
    /// What tells it from others.
    pub keterangan: String,
    /// Path of its unit, or empty.
    pub jalur_unit: String,
    /// Whether its name begins with what was typed, rather than holding it somewhere.
    pub awal: bool,
    urutan: String,
}

/// Which part of the hits is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bagian {
    /// So many are passed over.
    pub lewati: usize,
    /// So many are given; one more tells whether there are others.
    pub batas: usize,
}

/// The words of a thing, each once.
fn kata(e: &Entri) -> (String, BTreeSet<String>) {
    let urutan = lipat(&e.judul);
    let semua: BTreeSet<String> = std::iter::once(urutan.clone())
        .chain(e.kata.iter().map(|k| lipat(k)))
        .flat_map(|t| t.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|k| !k.is_empty())
        .collect();
    (urutan, semua)
}

/// Writes things of one kind, in place of what stood there. `baru` promises that none of them stood there: a first
/// import of thousands is one copy then.
///
/// # Errors
/// The store's failures.
pub fn tulis(tx: &mut Tx<'_>, jenis: &str, entri: &[Entri], baru: bool) -> Result<(), StoreError> {
    if !baru {
        for e in entri {
            store::hapus(tx, jenis, &e.kunci)?;
        }
    }
    store::sisip(tx, jenis, entri, &entri.iter().map(kata).collect::<Vec<_>>())
}

/// Takes a thing out.
///
/// # Errors
/// The store's failures.
pub fn hapus(tx: &mut Tx<'_>, jenis: &str, kunci: &str) -> Result<(), StoreError> {
    store::hapus(tx, jenis, kunci)
}

/// Things of one kind within any of these jurisdictions whose words begin with what was typed: first those whose name
/// begins so, then by name.
///
/// # Errors
/// The store's failures.
pub fn temukan(
    tx: &mut Tx<'_>,
    jenis: &str,
    lingkup: &[Lingkup],
    dicari: &KataCari,
    bagian: Bagian,
) -> Result<Vec<Terkait>, StoreError> {
    let sampai = bagian.lewati.saturating_add(bagian.batas).min(TERDALAM);
    let mut hasil: Vec<Terkait> = Vec::new();
    // the whole region holds every other jurisdiction
    let semua = lingkup.iter().find(|l| **l == Lingkup::Semua);
    for l in semua.map_or(lingkup, std::slice::from_ref) {
        hasil.extend(store::temukan(tx, jenis, l, dicari, sampai)?);
    }
    if lingkup.len() > 1 && semua.is_none() {
        hasil.sort_by(|a, b| (!a.awal, &a.urutan, &a.kunci).cmp(&(!b.awal, &b.urutan, &b.kunci)));
        hasil.dedup();
        hasil.truncate(sampai);
    }
    Ok(hasil.into_iter().skip(bagian.lewati).collect())
}
