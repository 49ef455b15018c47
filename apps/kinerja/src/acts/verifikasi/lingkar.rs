//! Who may decide on whose day. The organisation says so, by posts, decrees and teams, on the day that was worked; a lent
//! grant lends the lender's place in it.

use std::collections::BTreeSet;

use balai_kernel::{Aktor, Galat, Kapasitas, Kewenangan, Nip, Peran, Tanggal};
use balai_organisasi::hubungan::{self, Hubungan};
use balai_organisasi::model::jabatan::Masa;
use balai_organisasi::model::putus::Jawaban;
use balai_platform::{AktEntri, Putusan, Refusal, Sasaran, decide};
use balai_store::{StoreError, Tx};
use jiff::ToSpan as _;

use crate::model::verifikasi::Relasi;

/// How far back the people below somebody are looked for, in days: longer than anything may wait.
const MUNDUR_HARI: i64 = 400;

/// Somebody in whose place the actor decides: themselves, or whoever lent them a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tempat {
    /// The person, by number.
    pub orang: i64,
    /// The lent grant; none for oneself.
    pub pinjaman: Option<Kewenangan>,
}

/// In what right somebody decides on a day of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hak {
    /// By what relation.
    pub relasi: Relasi,
    /// In what capacity the post is held.
    pub kapasitas: Kapasitas,
    /// In whose place.
    pub tempat: Tempat,
}

impl Hak {
    /// The word of the capacity that is stored: a lent grant says so before anything else.
    pub fn selaku(&self) -> &'static str {
        match self.tempat.pinjaman {
            Some(_) => Kapasitas::Delegasi.kode(),
            None => self.kapasitas.kode(),
        }
    }
}

/// An actor among the people whose entries wait.
#[derive(Debug, Clone, Default)]
pub struct Lingkar {
    /// The actor's own number.
    pub diri: Option<i64>,
    tempat: Vec<Tempat>,
    /// The people whose days are asked about.
    bawah: Hubungan,
    /// Their superiors.
    atas: Hubungan,
}

/// The person whose day it is.
#[derive(Debug, Clone, Copy)]
pub struct Siapa<'a> {
    /// By number.
    pub pegawai: i64,
    /// The path of their unit at the entry.
    pub jalur: &'a str,
    /// The day that was worked.
    pub hari: Tanggal,
}

impl Lingkar {
    /// The actor's places, without anybody's rows yet.
    ///
    /// # Errors
    /// The store's failure.
    pub fn buka(tx: &mut Tx<'_>, aktor: &Aktor, hari_ini: Tanggal) -> Result<Self, StoreError> {
        let nomor = |tx: &mut Tx<'_>, nip: &Nip| hubungan::nomor_dari_nip(tx, nip);
        let diri = match &aktor.nip {
            Some(nip) => nomor(tx, nip)?,
            None => None,
        };
        let mut tempat: Vec<Tempat> =
            diri.map(|orang| Tempat { orang, pinjaman: None }).into_iter().collect();
        for k in aktor.kewenangan(hari_ini).filter(|k| k.peran == Peran::Atasan) {
            let Some(nip) = k.pendelegasi.as_ref().filter(|n| Some(*n) != aktor.nip.as_ref()) else {
                continue;
            };
            if let Some(orang) = nomor(tx, nip)? {
                tempat.push(Tempat { orang, pinjaman: Some(k.clone()) });
            }
        }
        Ok(Lingkar { diri, tempat, ..Lingkar::default() })
    }

    /// Everybody on whom the actor might decide, now or once it has waited too long.
    ///
    /// # Errors
    /// The store's failure.
    pub fn calon(&self, tx: &mut Tx<'_>, hari_ini: Tanggal) -> Result<(Calon, Calon), StoreError> {
        let masa = Masa {
            sejak: hari_ini.checked_sub(MUNDUR_HARI.days()).unwrap_or(hari_ini),
            sampai: Some(hari_ini),
        };
        let mut langsung = Calon::new();
        for t in &self.tempat {
            langsung.extend(hubungan::mungkin_bawahan(tx, t.orang, &masa)?);
        }
        let mut jauh = Calon::new();
        for orang in &langsung {
            jauh.extend(hubungan::mungkin_bawahan(tx, *orang, &masa)?);
        }
        jauh.retain(|n| !langsung.contains(n));
        for semua in [&mut langsung, &mut jauh] {
            semua.retain(|n| Some(*n) != self.diri);
        }
        Ok((langsung, jauh))
    }

    /// Loads the rows of these people and, for these days of theirs, of their superiors.
    ///
    /// # Errors
    /// The store's failure.
    pub fn muat(&mut self, tx: &mut Tx<'_>, hari: &[(i64, Tanggal)]) -> Result<(), StoreError> {
        self.bawah = Hubungan::muat(tx, hari.iter().map(|(n, _)| *n))?;
        let atasan: BTreeSet<i64> =
            hari.iter().filter_map(|(n, d)| Some(self.bawah.atasan(*n, *d)?.orang)).collect();
        self.atas = Hubungan::muat(tx, atasan)?;
        Ok(())
    }

    /// The superior of a person on a day.
    pub fn atasan(&self, s: Siapa<'_>) -> Option<Jawaban> {
        self.bawah.atasan(s.pegawai, s.hari)
    }

    /// Everybody who may decide on a day as soon as it waits.
    pub fn pemutus(&self, s: Siapa<'_>) -> Vec<i64> {
        let mut semua: Vec<i64> = self.atasan(s).map(|j| j.orang).into_iter().collect();
        semua.extend(self.bawah.penilai(s.pegawai, s.hari).map(|j| j.orang));
        semua.extend(self.bawah.ketua(s.pegawai, s.hari).into_iter().map(|j| j.orang));
        semua.retain(|n| *n != s.pegawai);
        semua
    }

    /// The superior's superior; at the top of the house the superior.
    pub fn atasan_atasan(&self, s: Siapa<'_>) -> Option<Jawaban> {
        let atasan = self.atasan(s)?;
        let atas = self.atas.atasan(atasan.orang, s.hari).filter(|j| j.orang != s.pegawai);
        Some(atas.unwrap_or(atasan))
    }

    /// In what right the actor decides on a day that waits; `lewat` when it has waited too long.
    pub fn hak(&self, s: Siapa<'_>, lewat: bool) -> Option<Hak> {
        let mut semua: Vec<(Relasi, Jawaban)> = Vec::new();
        semua.extend(self.atasan(s).map(|j| (Relasi::Atasan, j)));
        semua.extend(self.bawah.penilai(s.pegawai, s.hari).map(|j| (Relasi::Penilai, j)));
        semua.extend(self.bawah.ketua(s.pegawai, s.hari).into_iter().map(|j| (Relasi::KetuaTim, j)));
        if lewat {
            semua.extend(self.atasan_atasan(s).map(|j| (Relasi::AtasanAtasan, j)));
        }
        self.pilih(s, &semua)
    }

    /// In what right the actor looks at what was deemed approved.
    pub fn hak_contoh(&self, s: Siapa<'_>) -> Option<Hak> {
        let atas = self.atasan_atasan(s)?;
        self.pilih(s, &[(Relasi::AtasanAtasan, atas)])
    }

    fn pilih(&self, s: Siapa<'_>, semua: &[(Relasi, Jawaban)]) -> Option<Hak> {
        // nobody decides on their own day, in whosever place
        if Some(s.pegawai) == self.diri {
            return None;
        }
        let cocok = |t: &&Tempat, j: &Jawaban| {
            t.orang == j.orang && t.pinjaman.as_ref().is_none_or(|k| k.lingkup.memuat(s.jalur, "", ""))
        };
        semua.iter().find_map(|(relasi, j)| {
            let tempat = self.tempat.iter().find(|t| cocok(t, j))?;
            Some(Hak { relasi: *relasi, kapasitas: j.kapasitas, tempat: tempat.clone() })
        })
    }

    /// The refusal of somebody who may not decide on a day: it says who may.
    ///
    /// # Errors
    /// The store's failure.
    pub fn bukan(&self, tx: &mut Tx<'_>, s: Siapa<'_>) -> Result<Galat, StoreError> {
        if Some(s.pegawai) == self.diri {
            return Ok(Galat::baru("KIN-551"));
        }
        let siapa = match self.atasan(s) {
            Some(j) => hubungan::orang_pada(tx, [j.orang], s.hari)?.remove(&j.orang),
            None => None,
        };
        let siapa = siapa.map_or_else(|| "-".to_owned(), |p| format!("{} ({})", p.nama, p.jabatan));
        Ok(Galat::baru("KIN-550").dengan("siapa", siapa))
    }
}

/// People by number.
pub type Calon = BTreeSet<i64>;

/// Asks the table of authority for an act done in this right: the lent grant where one is used; else a superior's role over
/// the unit where the actor has it; else being on the staff, to whom the organisation gave the post.
///
/// # Errors
/// [`Refusal::Denied`].
pub fn putusan(
    aktor: &Aktor,
    akt: &'static AktEntri,
    hak: &Hak,
    jalur: &str,
    hari_ini: Tanggal,
) -> Result<Putusan, Refusal> {
    let jalur = jalur.parse().ok();
    let sasaran = Sasaran { nip: aktor.nip.clone(), jalur_unit: jalur, ..Sasaran::daerah(hari_ini) };
    let dengan = |peran: Vec<Kewenangan>| decide(&Aktor { peran, ..aktor.clone() }, akt, &sasaran);
    if let Some(k) = &hak.tempat.pinjaman {
        return Ok(dengan(vec![k.clone()])?);
    }
    let sendiri: Vec<Kewenangan> =
        aktor.peran.iter().filter(|k| k.kapasitas != Kapasitas::Delegasi).cloned().collect();
    let atasan = sendiri.iter().filter(|k| k.peran == Peran::Atasan).cloned().collect();
    Ok(dengan(atasan).or_else(|_| dengan(sendiri))?)
}
