//! Inspectors read, and every reading of theirs stands in the journal.

use balai_kernel::{Aktor, Peran};
use serde_json::json;

use crate::{AktEntri, Done, Event, Jangkauan, Refusal, Region, Sasaran, Tujuan, decide};

/// An inspector opening a page or an API reading.
pub const PEMERIKSAAN_BACA: AktEntri = AktEntri {
    id: "platform.pemeriksaan.baca",
    label_id: "membaca sebagai pemeriksa",
    label_en: "read as an inspector",
    peran: &[Peran::Pemeriksa],
    lingkup: Jangkauan::Akun,
};

/// Longest address kept, in characters.
const ALAMAT_MAKS: usize = 300;

/// Records that an inspector opens `alamat`, a path of the route `rute`; does nothing for anybody else. Whoever
/// holds a valid grant of [`Peran::Pemeriksa`] is an inspector in everything they read, whatever else they hold.
/// Queries are not kept: what was searched for may be personal.
///
/// # Errors
/// The store's failure: what cannot be recorded is not shown.
pub fn catat_baca(region: &Region, aktor: &Aktor, rute: &'static str, alamat: &str) -> Result<(), Refusal> {
    let pada = region.hari_ini();
    if !aktor.kewenangan(pada).any(|k| k.peran == Peran::Pemeriksa) {
        return Ok(());
    }
    // a token of theirs reads as they do, whichever acts it names
    let orang = Aktor { hanya_akt: None, ..aktor.clone() };
    let putusan = decide(&orang, &PEMERIKSAAN_BACA, &Sasaran::daerah(pada))?;
    let alamat: String = alamat.chars().take(ALAMAT_MAKS).collect();
    region.act(aktor, move |_| {
        let isi = json!({ "rute": rute, "dasar": putusan.kewenangan().dasar });
        Ok(Done::new(
            (),
            Event::baru(putusan.clone(), format!("halaman{alamat}")).isi(isi).tujuan(Tujuan::Pemeriksaan),
        ))
    })
}
