//! What waits for somebody: by person, the oldest first.

use balai_kernel::{Aktor, Periode, Tanggal, Waktu, ZonaWaktu};
use balai_organisasi::PegawaiPada;
use balai_organisasi::hubungan::orang_pada;
use balai_platform::{Refusal, Region, lingkup_untuk};
use balai_store::{StoreError, Tx};

use super::batas_eskalasi;
use super::lingkar::{Hak, Lingkar, Siapa};
use crate::akt::ENTRI_PUTUSKAN;
use crate::model::entri::Entri;
use crate::model::verifikasi::{Ambang, Petunjuk, Riwayat};
use crate::parameter::verifikasi::ambang;
use crate::store::verifikasi::{self as store, HariTunggu};

/// People on a page.
pub const ORANG_SEHALAMAN: usize = 10;
/// Entries of a person that are shown beside others.
const ENTRI_BERSAMA: i64 = 30;
/// Entries of a person that are shown alone.
const ENTRI_SENDIRI: i64 = 200;
/// Months a person's habit is read from.
const BULAN_RIWAYAT: usize = 3;

/// Which queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bagian {
    /// What nobody has decided on.
    #[default]
    Menunggu,
    /// What was deemed approved and drawn to be looked at.
    Contoh,
}

/// An entry that waits, with what is worth a second look.
#[derive(Debug, Clone)]
pub struct EntriAntre {
    /// The entry.
    pub entri: Entri,
    /// Hints.
    pub petunjuk: Vec<Petunjuk>,
    /// In what right the reader decides.
    pub hak: Hak,
    /// Whether it has waited too long.
    pub lewat: bool,
}

/// Somebody whose entries wait.
#[derive(Debug, Clone)]
pub struct OrangAntre {
    /// As they stand today.
    pub orang: PegawaiPada,
    /// How many entries wait for the reader.
    pub banyak: i64,
    /// Since when the oldest waits.
    pub sejak: Waktu,
    /// Those that are shown.
    pub entri: Vec<EntriAntre>,
}

/// A page of a queue.
#[derive(Debug, Clone)]
pub struct Antrean {
    /// The whole of it.
    pub ringkas: Ringkas,
    /// What waits in the other queue.
    pub lain: i64,
    /// The page's number, from 1.
    pub halaman: usize,
    /// How many pages.
    pub dari: usize,
    /// The people of the page.
    pub orang: Vec<OrangAntre>,
}

/// A queue in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ringkas {
    /// Entries.
    pub banyak: i64,
    /// People.
    pub orang: usize,
    /// Since when the oldest waits.
    pub sejak: Option<Waktu>,
    /// Entries that came up because the superior let them wait too long.
    pub naik: i64,
}

/// A person's part of a queue, in numbers.
#[derive(Debug, Clone, Copy)]
struct Bagiannya {
    pegawai: i64,
    banyak: i64,
    sejak: Waktu,
    naik: i64,
}

/// What the clocks say.
#[derive(Debug, Clone, Copy)]
struct Saat {
    hari_ini: Tanggal,
    batas: Waktu,
}

/// A queue of the actor: one page of people, or one person alone.
///
/// # Errors
/// [`Refusal::Denied`] for an account that decides on nothing.
pub fn antrean(
    region: &Region,
    aktor: &Aktor,
    bagian: Bagian,
    (halaman, hanya): (usize, Option<i64>),
) -> Result<Antrean, Refusal> {
    let (hari_ini, zona) = (region.hari_ini(), region.zona());
    lingkup_untuk(aktor, &ENTRI_PUTUSKAN, hari_ini)?;
    region.read(|tx| {
        let (lingkar, saat, semua) = kumpulkan(tx, aktor, bagian, (hari_ini, zona))?;
        let lain = match bagian {
            Bagian::Menunggu => Bagian::Contoh,
            Bagian::Contoh => Bagian::Menunggu,
        };
        let (_, _, sebelah) = kumpulkan(tx, aktor, lain, (hari_ini, zona))?;
        let ringkas = jumlahkan(&semua);
        let terpilih: Vec<Bagiannya> =
            semua.into_iter().filter(|b| hanya.is_none_or(|n| n == b.pegawai)).collect();
        let dari = terpilih.len().div_ceil(ORANG_SEHALAMAN).max(1);
        let halaman = halaman.clamp(1, dari);
        let mulai = (halaman - 1) * ORANG_SEHALAMAN;
        let sehalaman: Vec<Bagiannya> = terpilih.into_iter().skip(mulai).take(ORANG_SEHALAMAN).collect();
        let maks = if sehalaman.len() == 1 { ENTRI_SENDIRI } else { ENTRI_BERSAMA };
        let ambang = ambang(tx, hari_ini)?;
        let mut orang = Vec::with_capacity(sehalaman.len());
        for b in sehalaman {
            orang.extend(isi(tx, (&lingkar, saat, &ambang), bagian, (b, maks))?);
        }
        Ok(Antrean { ringkas, lain: jumlahkan(&sebelah).banyak, halaman, dari, orang })
    })
}

/// The actor's queue of what nobody has decided on, in numbers.
///
/// # Errors
/// The store's failure.
pub fn ringkas(
    tx: &mut Tx<'_>,
    aktor: &Aktor,
    kapan: (Tanggal, ZonaWaktu),
) -> Result<(Ringkas, i64), Refusal> {
    let (_, _, semua) = kumpulkan(tx, aktor, Bagian::Menunggu, kapan)?;
    let (_, _, contoh) = kumpulkan(tx, aktor, Bagian::Contoh, kapan)?;
    Ok((jumlahkan(&semua), jumlahkan(&contoh).banyak))
}

fn jumlahkan(semua: &[Bagiannya]) -> Ringkas {
    Ringkas {
        banyak: semua.iter().map(|b| b.banyak).sum(),
        orang: semua.len(),
        sejak: semua.iter().map(|b| b.sejak).min(),
        naik: semua.iter().map(|b| b.naik).sum(),
    }
}

/// Everybody of whom something waits for the actor, the oldest first.
fn kumpulkan(
    tx: &mut Tx<'_>,
    aktor: &Aktor,
    bagian: Bagian,
    (hari_ini, zona): (Tanggal, ZonaWaktu),
) -> Result<(Lingkar, Saat, Vec<Bagiannya>), StoreError> {
    let saat = Saat { hari_ini, batas: batas_eskalasi(tx, hari_ini, zona)? };
    let mut lingkar = Lingkar::buka(tx, aktor, hari_ini)?;
    let (langsung, jauh) = lingkar.calon(tx, hari_ini)?;
    let mut hari: Vec<(i64, HariTunggu)> = Vec::new();
    for n in langsung.into_iter().chain(jauh) {
        let milik = match bagian {
            Bagian::Menunggu => store::hari_menunggu(tx, n, saat.batas)?,
            Bagian::Contoh => store::hari_contoh(tx, n)?,
        };
        hari.extend(milik.into_iter().map(|h| (n, h)));
    }
    let ditanya: Vec<(i64, Tanggal)> = hari.iter().map(|(n, h)| (*n, h.hari)).collect();
    lingkar.muat(tx, &ditanya)?;
    let orang = orang_pada(tx, hari.iter().map(|(n, _)| *n), hari_ini)?;
    let mut semua: Vec<Bagiannya> = Vec::new();
    for (pegawai, h) in hari {
        let Some(p) = orang.get(&pegawai) else { continue };
        let siapa = Siapa { pegawai, jalur: p.jalur_unit.as_str(), hari: h.hari };
        let (banyak, naik) = match bagian {
            Bagian::Contoh if lingkar.hak_contoh(siapa).is_some() => (h.banyak, 0),
            Bagian::Contoh => continue,
            Bagian::Menunggu if lingkar.hak(siapa, false).is_some() => (h.banyak, 0),
            Bagian::Menunggu if h.lewat > 0 && lingkar.hak(siapa, true).is_some() => (h.lewat, h.lewat),
            Bagian::Menunggu => continue,
        };
        match semua.last_mut().filter(|b| b.pegawai == pegawai) {
            Some(b) => {
                b.banyak += banyak;
                b.naik += naik;
                b.sejak = b.sejak.min(h.sejak);
            }
            None => semua.push(Bagiannya { pegawai, banyak, naik, sejak: h.sejak }),
        }
    }
    semua.sort_by_key(|b| (b.sejak, b.pegawai));
    Ok((lingkar, saat, semua))
}

/// A person with the entries that wait for the reader.
fn isi(
    tx: &mut Tx<'_>,
    (lingkar, saat, ambang): (&Lingkar, Saat, &Ambang),
    bagian: Bagian,
    (b, maks): (Bagiannya, i64),
) -> Result<Option<OrangAntre>, StoreError> {
    let Some(orang) = orang_pada(tx, [b.pegawai], saat.hari_ini)?.remove(&b.pegawai) else { return Ok(None) };
    let baris = match bagian {
        Bagian::Menunggu => store::menunggu(tx, b.pegawai, maks)?,
        Bagian::Contoh => store::contoh(tx, b.pegawai, maks)?,
    };
    let riwayat = riwayat(tx, b.pegawai, baris.first().map_or(saat.hari_ini, |e| e.hari))?;
    let satu = |entri: Entri| {
        let siapa = Siapa { pegawai: b.pegawai, jalur: orang.jalur_unit.as_str(), hari: entri.hari };
        let lewat = entri.diterima < saat.batas;
        let hak = match bagian {
            Bagian::Menunggu => lingkar.hak(siapa, lewat)?,
            Bagian::Contoh => lingkar.hak_contoh(siapa)?,
        };
        Some(EntriAntre { petunjuk: riwayat.petunjuk(&entri, ambang), entri, hak, lewat })
    };
    let entri = baris.into_iter().filter_map(satu).collect();
    Ok(Some(OrangAntre { orang, banyak: b.banyak, sejak: b.sejak, entri }))
}

/// A person's habit, from the months before a day on.
pub(super) fn riwayat(tx: &mut Tx<'_>, pegawai: i64, hari: Tanggal) -> Result<Riwayat, StoreError> {
    let mulai = std::iter::successors(Periode::dari(hari), |p| p.sebelum()).take(BULAN_RIWAYAT).last();
    let Some(sejak) = mulai else { return Ok(Riwayat::default()) };
    Ok(Riwayat::dari(store::riwayat(tx, pegawai, sejak)?))
}
