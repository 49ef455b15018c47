//! Numbers of letters: by a pattern, without gaps within a series and a year.
//!
//! A number is taken inside the act that uses it ([`ambil`]): the series' counter is held until that act has
//! ended, and an act that is undone gives its number back. So there are no gaps, and the price is that acts of
//! one series wait for one another. What is made void keeps its number, with a reason.

mod pola;
mod store;

use balai_kernel::{Aktor, Galat, Peran, Tanggal, Waktu};
use balai_store::Tx;
use serde_json::json;

use crate::{AktEntri, Done, Event, Jangkauan, Refusal, Region, Sasaran, decide};

pub use pola::{Isian, Pola, PolaGalat};
pub use store::{Nomor, Terbit, daftar, milik_sasaran, statements};

/// Longest name of a series, in bytes.
const SERI_MAKS: usize = 80;
/// Longest reason of a void number, in characters.
const ALASAN_MAKS: usize = 500;

/// Setting up a series.
pub const SERI_ATUR: AktEntri = AktEntri {
    id: "platform.penomoran.atur",
    label_id: "mengatur penomoran surat",
    label_en: "set up the numbering of letters",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Sets up a series, or changes how its next numbers are written; those given stay as they are.
///
/// # Errors
/// `PLT-050` to `PLT-054`, [`Refusal::Denied`].
pub fn atur_seri(daerah: &Region, aktor: &Aktor, seri: &str, pola: &Pola) -> Result<(), Refusal> {
    let putusan = decide(aktor, &SERI_ATUR, &Sasaran::daerah(daerah.hari_ini()))?;
    let sah = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '/');
    if seri.is_empty() || seri.len() > SERI_MAKS || !seri.chars().all(sah) {
        return Err(Galat::baru("PLT-050").dengan("seri", seri).into());
    }
    let (seri, pola, waktu) = (seri.to_owned(), pola.clone(), daerah.sekarang());
    daerah.act(aktor, move |tx| {
        let lama = store::pola(tx, &seri)?;
        store::simpan_seri(tx, &seri, &pola, waktu)?;
        let lama = lama.map(|p| p.to_string());
        let event = Event::baru(putusan.clone(), format!("penomoran/{seri}"))
            .isi(json!({ "pola": pola.to_string(), "pola_lama": lama }));
        Ok(Done::new((), event))
    })
}

/// The next number of a series, for `sasaran` (the stable name of what carries it), on a day of the region's
/// wall. Only inside an act, and late in it: other acts of the series wait from here on.
///
/// # Errors
/// `PLT-055` when there is no such series, `PLT-053` when the pattern wants a word that `isian` lacks.
pub fn ambil(
    tx: &mut Tx<'_>,
    seri: &str,
    isian: &Isian<'_>,
    pada: Tanggal,
    sasaran: &str,
) -> Result<Nomor, Refusal> {
    let pola = store::pola(tx, seri)?.ok_or_else(|| Galat::baru("PLT-055").dengan("seri", seri))?;
    let tahun = pada.year();
    let urut = store::maju(tx, seri, tahun)?;
    let teks = pola.tulis(urut, isian, pada).map_err(Galat::from)?;
    let nomor = Nomor { seri: seri.to_owned(), tahun, urut, teks };
    store::simpan_terbit(tx, &nomor, sasaran, pada)?;
    Ok(nomor)
}

/// Makes a number void. Inside the act that makes its letter void; the number is never given again.
///
/// # Errors
/// `PLT-056` without a reason, `PLT-057` when it is void already, [`Refusal::NotFound`] when it was never
/// given.
pub fn batalkan(tx: &mut Tx<'_>, nomor: &Nomor, alasan: &str, pada: Waktu) -> Result<(), Refusal> {
    let alasan = alasan.trim();
    balai_kernel::teks::periksa(alasan).map_err(Galat::from)?;
    if alasan.is_empty() || alasan.chars().count() > ALASAN_MAKS {
        return Err(Galat::baru("PLT-056").dengan("nomor", &nomor.teks).dengan("maks", ALASAN_MAKS).into());
    }
    match store::keadaan(tx, nomor)? {
        None => Err(Refusal::NotFound),
        Some(true) => Err(Galat::baru("PLT-057").dengan("nomor", &nomor.teks).into()),
        Some(false) => Ok(store::simpan_batal(tx, nomor, alasan, pada)?),
    }
}
