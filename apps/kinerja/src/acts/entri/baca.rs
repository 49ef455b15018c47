//! Reading one's own activities.

use balai_kernel::{Aktor, Periode, Tanggal, Waktu};
use balai_platform::{Refusal, Region, Sasaran, decide};
use balai_store::Tx;
use jiff::ToSpan as _;

use super::{Batas, Saat, diri, perbaikan_sampai, periksa_hari, waktu_mati};
use crate::akt::ENTRI_BACA;
use crate::model::entri::{Entri, SEKALIGUS_MAKS, tidak_bekerja};
use crate::model::jendela::Mati;
use crate::parameter::{self, BALAI, MENIT_SEHARI, SASARAN_BULAN, SASARAN_HARI, SUMBER_AKTIVITAS};
use crate::store::entri::{self as store, JumlahHari};
use crate::store::katalog;
use crate::store::verifikasi::{self, PutusanEntri};

/// Days back that are offered for entering several days at once.
const HARI_SEKALIGUS: i64 = 10;

/// A day of one's own with what surrounds it.
#[derive(Debug, Clone)]
pub struct IsiHari {
    /// The day.
    pub hari: Tanggal,
    /// Whether activities of its month are entered here; otherwise they come from BKN.
    pub di_sini: bool,
    /// By time; without what was taken back.
    pub entri: Vec<Entri>,
    /// The month, by day and state.
    pub bulan: Vec<JumlahHari>,
    /// What waits to be mended, of this month and the one before, with the decision that returned it.
    pub kembali: Vec<(Entri, Option<PutusanEntri>)>,
    /// When the day's window closes.
    pub tutup: Option<Waktu>,
    /// Why the person is away that day: kind, as stored.
    pub absen: Option<String>,
    /// The server's downtime since that day that made the window longer, newest first.
    pub mati: Vec<Mati>,
    /// Other days whose window is open, newest first.
    pub terbuka: Vec<Tanggal>,
    /// What the person enters often: text, minutes.
    pub sering: Vec<(String, i64)>,
    /// The last day before with activities that can be done again, with those.
    pub contoh: Option<(Tanggal, Vec<Entri>)>,
    /// Whether there is a catalogue to choose from.
    pub katalog: bool,
    /// Target of minutes of a day and of a month, most minutes of a day.
    pub sasaran: (i64, i64, i64),
}

/// A day of the actor's.
///
/// # Errors
/// [`Refusal::NotFound`] for an account that is nobody's on the staff list; [`Refusal::Denied`] without a role.
pub fn hari(region: &Region, aktor: &Aktor, hari: Tanggal) -> Result<IsiHari, Refusal> {
    let (hari_ini, zona) = (region.hari_ini(), region.zona());
    let bulan = Periode::dari(hari).ok_or(Refusal::NotFound)?;
    region.read(|tx| {
        let orang = diri(tx, aktor, hari_ini)?;
        decide(aktor, &ENTRI_BACA, &Sasaran::orang(orang.nip, orang.jalur_unit, hari_ini))?;
        let jendela = parameter::jendela(tx, hari)?;
        let mati = waktu_mati(tx, hari, zona)?;
        let absen = store::absen(tx, orang.nomor, hari)?.map(|(_, _, jenis)| jenis);
        let kini = Periode::dari(hari_ini).unwrap_or(bulan);
        let tutup = jendela.tutup(hari, zona, &mati);
        let diperpanjang = tutup != jendela.tutup(hari, zona, &[]);
        let terbuka =
            |h: &Tanggal| *h != hari && jendela.tutup(*h, zona, &mati).is_some_and(|t| region.sekarang() < t);
        let mundur = (0..=HARI_SEKALIGUS).filter_map(|n| hari_ini.checked_sub(n.days()).ok());
        Ok(IsiHari {
            hari,
            mati: if diperpanjang { mati.clone() } else { Vec::new() },
            terbuka: mundur.filter(terbuka).collect(),
            sering: store::sering(tx, orang.nomor, kini.sebelum().unwrap_or(kini))?,
            contoh: contoh(tx, orang.nomor, hari)?,
            di_sini: SUMBER_AKTIVITAS.pada(tx, bulan.awal())? == BALAI,
            entri: store::sehari(tx, orang.nomor, hari)?,
            bulan: store::jumlah_hari(tx, orang.nomor, bulan)?,
            kembali: kembali(tx, orang.nomor, kini.sebelum().unwrap_or(kini))?,
            tutup,
            katalog: katalog::ada(tx)?,
            absen: absen.filter(|j| tidak_bekerja(j)),
            sasaran: (
                SASARAN_HARI.pada(tx, hari)?,
                SASARAN_BULAN.pada(tx, bulan.awal())?,
                MENIT_SEHARI.pada(tx, hari)?,
            ),
        })
    })
}

/// What was returned since a month, with who returned it and why.
fn kembali(
    tx: &mut Tx<'_>,
    pegawai: i64,
    sejak: Periode,
) -> Result<Vec<(Entri, Option<PutusanEntri>)>, Refusal> {
    let mut semua = Vec::new();
    for e in store::dikembalikan(tx, pegawai, sejak)? {
        let putusan = verifikasi::terakhir(tx, &e.id)?;
        semua.push((e, putusan));
    }
    Ok(semua)
}

/// What was returned to the actor and can still be mended, oldest day first; nothing for an account of nobody on the staff list.
///
/// # Errors
/// [`Refusal::Denied`] without a role; the store's failure.
pub fn perlu_diperbaiki(region: &Region, aktor: &Aktor) -> Result<Vec<Entri>, Refusal> {
    let hari_ini = region.hari_ini();
    let saat = Saat { zona: region.zona(), diterima: region.sekarang(), gawai: None };
    let Some(kini) = Periode::dari(hari_ini) else { return Ok(Vec::new()) };
    region.read(|tx| {
        let orang = match diri(tx, aktor, hari_ini) {
            Ok(orang) => orang,
            Err(Refusal::NotFound) => return Ok(Vec::new()),
            Err(lain) => return Err(lain),
        };
        decide(aktor, &ENTRI_BACA, &Sasaran::orang(orang.nip.clone(), orang.jalur_unit, hari_ini))?;
        let mut semua = Vec::new();
        for e in store::dikembalikan(tx, orang.nomor, kini.sebelum().unwrap_or(kini))? {
            let batas = Batas::Perbaikan(perbaikan_sampai(tx, &e.id, saat.zona)?);
            match periksa_hari(tx, (&orang.nip, orang.nomor), e.hari, saat, batas) {
                Ok(_) => semua.push(e),
                // too late, or not entered here any more: nothing to be done about it
                Err(Refusal::Rule(_)) => {}
                Err(lain) => return Err(lain),
            }
        }
        Ok(semua)
    })
}

/// The last day before `hari`, at most a month back, on which something was entered.
pub(super) fn contoh(
    tx: &mut Tx<'_>,
    pegawai: i64,
    hari: Tanggal,
) -> Result<Option<(Tanggal, Vec<Entri>)>, Refusal> {
    let Some(lalu) = store::hari_sebelum(tx, pegawai, hari)? else { return Ok(None) };
    let mut isi = store::sehari(tx, pegawai, lalu)?;
    isi.retain(|e| e.keadaan.mengisi_hari());
    isi.truncate(SEKALIGUS_MAKS);
    Ok(Some((lalu, isi)).filter(|(_, isi)| !isi.is_empty()))
}

/// One entry of the actor's.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not theirs; [`Refusal::Denied`] without a role.
pub fn satu(region: &Region, aktor: &Aktor, id: &str) -> Result<Entri, Refusal> {
    satu_dengan_putusan(region, aktor, id).map(|(e, _)| e)
}

/// One entry of the actor's with the last decision on it.
///
/// # Errors
/// As [`satu`].
pub fn satu_dengan_putusan(
    region: &Region,
    aktor: &Aktor,
    id: &str,
) -> Result<(Entri, Option<PutusanEntri>), Refusal> {
    let hari_ini = region.hari_ini();
    region.read(|tx| {
        let orang = diri(tx, aktor, hari_ini)?;
        decide(aktor, &ENTRI_BACA, &Sasaran::orang(orang.nip, orang.jalur_unit, hari_ini))?;
        let e = store::satu(tx, id, orang.nomor)?.ok_or(Refusal::NotFound)?;
        let putusan = verifikasi::terakhir(tx, &e.id)?;
        Ok((e, putusan))
    })
}
