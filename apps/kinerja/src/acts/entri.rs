//! Daily activities: entering, changing, taking back, reading one's own.

mod baca;
pub mod bukti;
mod catat;
pub mod katalog;
mod salin;
mod tarik;
mod ubah;

use balai_kernel::{Aktor, Galat, Lingkup, Nip, Periode, Tanggal, Waktu, ZonaWaktu, tanggal};
use balai_organisasi::PegawaiPada;
use balai_platform::{Refusal, hidup};
use balai_store::{StoreError, Tx};
use jiff::ToSpan as _;

use crate::model::entri::{TANDA_HANYA_GAWAI, tidak_bekerja};
use crate::model::jendela::{Jendela, Ketepatan, Mati, awal_hari};
use crate::parameter::verifikasi::PERBAIKAN_HARI;
use crate::parameter::{self, BKN, MENIT_SEHARI, SUMBER_AKTIVITAS};
use crate::store::{entri as store, verifikasi};

pub use baca::{IsiHari, hari, perlu_diperbaiki, satu, satu_dengan_putusan};
pub use catat::catat;
pub use salin::salin;
pub use tarik::tarik;
pub use ubah::{Perbaikan, ubah};

/// The actor as a member of the staff on a day.
///
/// # Errors
/// [`Refusal::NotFound`] for an account that is nobody's on the staff list.
fn diri(tx: &mut Tx<'_>, aktor: &Aktor, pada: Tanggal) -> Result<PegawaiPada, Refusal> {
    let nip = aktor.nip.as_ref().ok_or(Refusal::NotFound)?;
    balai_organisasi::satu_pegawai(tx, &Lingkup::Diri(nip.clone()), nip, pada)?.ok_or(Refusal::NotFound)
}

/// The clocks at the moment of an entry.
#[derive(Debug, Clone, Copy)]
struct Saat {
    zona: ZonaWaktu,
    /// Now, by the server.
    diterima: Waktu,
    /// When it was entered, by the device.
    gawai: Option<Waktu>,
}

/// What a day allows.
#[derive(Debug, Clone)]
struct HariBoleh {
    /// Path of the person's unit on that day.
    jalur_unit: String,
    /// Flags of an entry that comes now.
    tanda: i64,
    /// Most minutes.
    batas: i64,
}

/// Which window a change has to keep to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Batas {
    /// That of the day.
    Harian,
    /// What was returned is mended until the month closes, or until this instant where that is later.
    Perbaikan(Option<Waktu>),
}

/// Whether an activity of `hari` may come now from this person.
///
/// # Errors
/// `KIN-507` for a day to come, `KIN-510` where the region takes activities from BKN, `KIN-508` before the person's
/// service, `KIN-509` on leave, `KIN-514` after the window; the store's failures.
fn periksa_hari(
    tx: &mut Tx<'_>,
    (nip, pegawai): (&Nip, i64),
    hari: Tanggal,
    saat: Saat,
    batas: Batas,
) -> Result<HariBoleh, Refusal> {
    let tertulis = tanggal::pendek(hari);
    if hari > saat.diterima.tanggal(saat.zona) {
        return Err(Galat::baru("KIN-507").dengan("hari", tertulis).into());
    }
    let bulan = Periode::dari(hari).ok_or(Refusal::NotFound)?;
    if SUMBER_AKTIVITAS.pada(tx, bulan.awal())? == BKN {
        return Err(Galat::baru("KIN-510").dengan("bulan", bulan).into());
    }
    let orang = balai_organisasi::satu_pegawai(tx, &Lingkup::Diri(nip.clone()), nip, hari)?;
    let Some(orang) = orang.filter(|_| nip.tmt().is_none_or(|tmt| tmt <= hari)) else {
        return Err(Galat::baru("KIN-508").dengan("hari", tertulis).into());
    };
    if let Some((dari, sampai, jenis)) = store::absen(tx, pegawai, hari)?.filter(|a| tidak_bekerja(&a.2)) {
        return Err(Galat::baru("KIN-509")
            .dengan("hari", tertulis)
            .dengan("jenis", jenis.replace('_', " "))
            .dengan("dari", tanggal::pendek(dari))
            .dengan("sampai", tanggal::pendek(sampai))
            .into());
    }
    let jendela = parameter::jendela(tx, hari)?;
    let mati = waktu_mati(tx, hari, saat.zona)?;
    let tutup = match batas {
        Batas::Harian => jendela.tutup(hari, saat.zona, &mati),
        Batas::Perbaikan(sampai) => jendela.tutup_bulan(hari, saat.zona, &mati).max(sampai),
    };
    let tanda = tepat(&jendela, tutup, saat).ok_or_else(|| {
        let tutup = tutup.map_or_else(|| "-".to_owned(), |w| tutup_tertulis(w, saat.zona));
        Galat::baru("KIN-514").dengan("hari", tertulis).dengan("tutup", tutup)
    })?;
    Ok(HariBoleh { jalur_unit: orang.jalur_unit.to_string(), tanda, batas: MENIT_SEHARI.pada(tx, hari)? })
}

/// Until when what was returned may be mended, however late it came back; `None` when nobody's decision is on record.
fn perbaikan_sampai(tx: &mut Tx<'_>, id: &str, zona: ZonaWaktu) -> Result<Option<Waktu>, StoreError> {
    let Some(p) = verifikasi::terakhir(tx, id)? else { return Ok(None) };
    let hari = p.pada.tanggal(zona);
    let lama = PERBAIKAN_HARI.pada(tx, hari)?;
    let akhir = hari.checked_add((lama + 1).days()).ok();
    Ok(akhir.and_then(|d| awal_hari(d, zona)))
}

/// The flags of an entry that comes now; `None` when it is late.
fn tepat(jendela: &Jendela, tutup: Option<Waktu>, saat: Saat) -> Option<i64> {
    match jendela.ketepatan(tutup?, saat.diterima, saat.gawai) {
        Ketepatan::Tepat => Some(0),
        Ketepatan::HanyaGawai => Some(TANDA_HANYA_GAWAI),
        Ketepatan::Terlambat => None,
    }
}

/// When the server was down since the beginning of a day.
fn waktu_mati(tx: &mut Tx<'_>, sejak: Tanggal, zona: ZonaWaktu) -> Result<Vec<Mati>, StoreError> {
    match awal_hari(sejak, zona) {
        Some(awal) => hidup::waktu_mati(tx, awal),
        None => Ok(Vec::new()),
    }
}

/// `15/10/2026 24.00`: midnight is said as the end of the day it closes.
#[must_use]
pub fn tutup_tertulis(w: Waktu, zona: ZonaWaktu) -> String {
    let dt = w.di(zona);
    match (dt.hour(), dt.minute(), dt.date().yesterday()) {
        (0, 0, Ok(kemarin)) => format!("{} 24.00", tanggal::pendek(kemarin)),
        (j, m, _) => format!("{} {j:02}.{m:02}", tanggal::pendek(dt.date())),
    }
}

/// The name of the lock under which a person's days are filled.
fn kunci_orang(pegawai: i64) -> String {
    format!("kinerja.entri {pegawai}")
}
