//! The catalogue: looking things up in it, and keeping entries to it as far as the region wants.

use balai_kernel::{Aktor, Galat, Lingkup, Tanggal};
use balai_platform::{Refusal, Region, lingkup_untuk};
use balai_store::Tx;

use crate::akt::KATALOG_BACA;
use crate::model::entri::Isian;
use crate::model::katalog::Norma;
use crate::parameter::{KATALOG, NORMA, WAJIB};
use crate::store::katalog::{self as store, ButirBerlaku, Cari};

/// Longest search text, in letters.
pub const CARI_MAKS: usize = 100;

/// A page of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Daftar {
    /// By code.
    pub butir: Vec<ButirBerlaku>,
    /// Whether there are more.
    pub lebih: bool,
    /// The post of the actor, where the list could be limited to it.
    pub jabatan: Option<String>,
}

/// What is looked for in the catalogue.
#[derive(Debug, Clone)]
pub struct Dicari {
    /// On which day.
    pub pada: Tanggal,
    /// Words.
    pub kata: String,
    /// Only what is meant for the actor's post.
    pub jabatan_sendiri: bool,
    /// Code of the last one of the page before.
    pub sesudah: String,
    /// Items of a page.
    pub banyak: i64,
}

/// Looks in the catalogue as it is in force on a day.
///
/// # Errors
/// `KIN-521` for a search text that is too long; [`Refusal::Denied`] without a role.
pub fn daftar(region: &Region, aktor: &Aktor, c: &Dicari) -> Result<Daftar, Refusal> {
    lingkup_untuk(aktor, &KATALOG_BACA, region.hari_ini())?;
    if c.kata.chars().count() > CARI_MAKS {
        return Err(Galat::baru("KIN-521").dengan("maks", CARI_MAKS).into());
    }
    region.read(|tx| {
        let jabatan = jabatan(tx, aktor, c.pada)?;
        let cari = Cari {
            pada: c.pada,
            kata: &c.kata,
            jabatan: jabatan.as_deref().filter(|_| c.jabatan_sendiri),
            sesudah: &c.sesudah,
            banyak: c.banyak + 1,
        };
        let mut butir = store::cari(tx, &cari)?;
        let banyak = usize::try_from(c.banyak).unwrap_or(usize::MAX);
        let lebih = butir.len() > banyak;
        butir.truncate(banyak);
        Ok(Daftar { butir, lebih, jabatan })
    })
}

/// The post of the actor, when anything is meant for it.
fn jabatan(tx: &mut Tx<'_>, aktor: &Aktor, pada: Tanggal) -> Result<Option<String>, Refusal> {
    let Some(nip) = &aktor.nip else { return Ok(None) };
    let orang = balai_organisasi::satu_pegawai(tx, &Lingkup::Diri(nip.clone()), nip, pada)?;
    let Some(jabatan) = orang.map(|o| o.jabatan) else { return Ok(None) };
    let cari = Cari { pada, kata: "", jabatan: Some(&jabatan), sesudah: "", banyak: 1 };
    Ok((!store::cari(tx, &cari)?.is_empty()).then_some(jabatan))
}

/// An item as it is in force on a day.
///
/// # Errors
/// `KIN-512` when the catalogue does not have it; [`Refusal::Denied`] without a role.
pub fn butir(region: &Region, aktor: &Aktor, kode: &str, pada: Tanggal) -> Result<ButirBerlaku, Refusal> {
    lingkup_untuk(aktor, &KATALOG_BACA, region.hari_ini())?;
    region.read(|tx| store::satu(tx, kode, pada)?.ok_or_else(|| tak_ada(kode).into()))
}

/// Whether what a person says of an activity keeps to the catalogue as far as the region wants.
///
/// # Errors
/// `KIN-512` for an item that is not in force that day, `KIN-518` where one must be named, `KIN-519` and `KIN-520` for
/// minutes the norm does not allow; the store's failures.
pub(super) fn periksa(tx: &mut Tx<'_>, isian: &Isian) -> Result<(), Refusal> {
    let Some(kode) = &isian.katalog else {
        return if KATALOG.pada(tx, isian.hari)? == WAJIB {
            Err(Galat::baru("KIN-518").into())
        } else {
            Ok(())
        };
    };
    let butir = store::satu(tx, kode, isian.hari)?.ok_or_else(|| tak_ada(kode))?;
    let norma = Norma::dari_kata(NORMA.pada(tx, isian.hari)?).unwrap_or(Norma::Saran);
    Ok(norma.periksa(isian.menit, butir.norma, isian.jumlah)?)
}

fn tak_ada(kode: &str) -> Galat {
    Galat::baru("KIN-512").dengan("kode", kode)
}
