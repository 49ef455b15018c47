//! Verifying activities: whose waits for whom, deciding, what comes by the clock.

mod antrean;
mod diam;
mod lingkar;
mod putus;
mod tunggakan;

use balai_kernel::{Aktor, Kalender, Tanggal, Waktu, ZonaWaktu};
use balai_organisasi::hubungan::orang_pada;
use balai_platform::{Refusal, Region};
use balai_store::{StoreError, Tx};
use jiff::civil::Weekday;

use self::lingkar::Siapa;
use crate::model::entri::KeadaanEntri;
use crate::model::jendela::awal_hari;
use crate::model::verifikasi::batas_tunggu;
use crate::parameter::verifikasi::ESKALASI_HARI;
use crate::store::verifikasi as store;

pub use antrean::{Antrean, Bagian, EntriAntre, OrangAntre, Ringkas, antrean, ringkas};
pub(crate) use diam::jobs;
pub use diam::{ANGGAP, KABAR};
pub use lingkar::{Hak, Lingkar};
pub use putus::{Hasil, Perintah, Pilihan, putuskan};
pub use tunggakan::{Tunggakan, tunggakan};

/// The instant before which something must have been received to have waited more than `n` working days.
fn batas(hari_ini: Tanggal, zona: ZonaWaktu, n: i64) -> Option<Waktu> {
    let kalender = Kalender::nasional_semua();
    awal_hari(batas_tunggu(hari_ini, n, |d| kerja(&kalender, d))?.tomorrow().ok()?, zona)
}

/// Whether people work that day; a year whose holidays nobody has decreed yet still has weekends.
fn kerja(kalender: &Kalender, d: Tanggal) -> bool {
    kalender.hari_kerja(d).unwrap_or_else(|_| !matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday))
}

/// Whether the actor decides on this entry, or on some part of what it may become: whoever does may look at its evidence.
///
/// # Errors
/// The store's failure.
pub(crate) fn berhak(
    tx: &mut Tx<'_>,
    aktor: &Aktor,
    id: &str,
    (hari_ini, zona): (Tanggal, ZonaWaktu),
) -> Result<bool, StoreError> {
    let Some(e) = store::satu(tx, id)? else { return Ok(false) };
    let Some(kini) = orang_pada(tx, [e.pegawai], hari_ini)?.remove(&e.pegawai) else { return Ok(false) };
    let mut lingkar = Lingkar::buka(tx, aktor, hari_ini)?;
    lingkar.muat(tx, &[(e.pegawai, e.hari)])?;
    let siapa = Siapa { pegawai: e.pegawai, jalur: kini.jalur_unit.as_str(), hari: e.hari };
    let lewat = e.diterima < batas_eskalasi(tx, hari_ini, zona)?;
    let contoh = e.keadaan == KeadaanEntri::DianggapDisetujui && store::tercontoh(tx, &e.id)?;
    Ok(lingkar.hak(siapa, lewat).is_some() || (contoh && lingkar.hak_contoh(siapa).is_some()))
}

/// After how many working days what waits goes up, today.
///
/// # Errors
/// The store's failure.
pub fn eskalasi_hari(region: &Region) -> Result<i64, Refusal> {
    Ok(region.read(|tx| ESKALASI_HARI.pada(tx, region.hari_ini()))?)
}

/// The instant before which a waiting entry is the superior's superior's as well.
fn batas_eskalasi(tx: &mut Tx<'_>, hari_ini: Tanggal, zona: ZonaWaktu) -> Result<Waktu, StoreError> {
    let hari = ESKALASI_HARI.pada(tx, hari_ini)?;
    Ok(batas(hari_ini, zona, hari).unwrap_or_else(|| Waktu::dari_timestamp(jiff::Timestamp::MIN)))
}
