//! SQL of notifications.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use balai_kernel::{Bahasa, Galat, Id, Waktu, ZonaWaktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use super::{Pesan, Tujuan};
use crate::pekerjaan::geser;

/// Most rows one reading gives.
const BARIS_MAKS: u32 = 100;

sql! {
    SIMPAN = "INSERT INTO pemberitahuan (id, akun, kunci, sifat, teks_id, teks_en, jalur, dibuat)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (akun, kunci) DO NOTHING";
    KABARI = "UPDATE pemberitahuan SET dikabari = $2 WHERE id = $1";
    HAPUS_LAMA = "DELETE FROM pemberitahuan WHERE dibuat < $1";
    DAFTAR = "SELECT id, teks_id, teks_en, jalur, dibuat, dibaca FROM pemberitahuan
        WHERE akun = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    BELUM = "SELECT COUNT(*) FROM (SELECT id FROM pemberitahuan WHERE akun = $1 AND dibaca IS NULL LIMIT $2) b";
    BELUM_SATU = "SELECT id, teks_id, teks_en, jalur, dibuat, dibaca FROM pemberitahuan
        WHERE id = $1 AND dibaca IS NULL";
    SATU = "SELECT id, teks_id, teks_en, jalur, dibuat, dibaca FROM pemberitahuan WHERE akun = $1 AND id = $2";
    BACA_SATU = "UPDATE pemberitahuan SET dibaca = $3 WHERE akun = $1 AND id = $2 AND dibaca IS NULL";
    BACA_SEMUA = "UPDATE pemberitahuan SET dibaca = $2 WHERE akun = $1 AND dibaca IS NULL AND dibuat <= $2";
    PILIHAN = "SELECT bahasa, cara, surel, telepon, tenang_dari, tenang_sampai FROM pemberitahuan_pilihan
        WHERE akun = $1";
    SIMPAN_PILIHAN = "INSERT INTO pemberitahuan_pilihan
        (akun, bahasa, cara, surel, telepon, tenang_dari, tenang_sampai) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (akun) DO UPDATE SET bahasa = excluded.bahasa, cara = excluded.cara, surel = excluded.surel,
        telepon = excluded.telepon, tenang_dari = excluded.tenang_dari, tenang_sampai = excluded.tenang_sampai";
    HARIAN = "SELECT p.bahasa, p.cara, p.surel, p.telepon, p.tenang_dari, p.tenang_sampai, b.akun, b.id
        FROM pemberitahuan_pilihan p JOIN pemberitahuan b ON b.akun = p.akun
        WHERE p.cara = 'harian' AND b.dibaca IS NULL AND b.dikabari IS NULL AND b.sifat <> 'dalam' AND b.dibuat <= $1
        ORDER BY b.akun, b.id LIMIT $2";
}

balai_store::statements![
    SIMPAN,
    KABARI,
    HAPUS_LAMA,
    SATU,
    DAFTAR,
    BELUM,
    BELUM_SATU,
    BACA_SATU,
    BACA_SEMUA,
    PILIHAN,
    SIMPAN_PILIHAN,
    HARIAN,
];

/// When letters go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cara {
    /// At once, outside of quiet hours.
    Segera,
    /// Gathered, once a day.
    Harian,
    /// Never; the person looks in the house.
    Tidak,
}

impl Cara {
    /// Every way.
    pub const SEMUA: [Cara; 3] = [Cara::Segera, Cara::Harian, Cara::Tidak];

    /// The stored word.
    pub const fn kode(self) -> &'static str {
        match self {
            Cara::Segera => "segera",
            Cara::Harian => "harian",
            Cara::Tidak => "tidak",
        }
    }
}

impl fmt::Display for Cara {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kode())
    }
}

impl FromStr for Cara {
    type Err = Galat;

    fn from_str(s: &str) -> Result<Self, Galat> {
        let galat = || Galat::baru("PLT-083").dengan("nilai", s);
        Cara::SEMUA.into_iter().find(|c| c.kode() == s).ok_or_else(galat)
    }
}

impl Default for Pilihan {
    /// Who never said anything is told in the house alone; the night is quiet.
    fn default() -> Self {
        let bahasa = Bahasa::default();
        Pilihan { bahasa, cara: Cara::Segera, surel: None, telepon: None, tenang: (21 * 60, 6 * 60) }
    }
}

/// How a person wants to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pilihan {
    /// Language of letters.
    pub bahasa: Bahasa,
    /// When.
    pub cara: Cara,
    /// E-mail address.
    pub surel: Option<String>,
    /// Telephone number with `+`.
    pub telepon: Option<String>,
    /// Quiet from this minute of the day to the other; equal ones are none. May go over midnight.
    pub tenang: (u16, u16),
}

impl Pilihan {
    /// Where letters go.
    pub fn tujuan(&self) -> Vec<Tujuan> {
        let surel = self.surel.clone().map(Tujuan::Surel);
        surel.into_iter().chain(self.telepon.clone().map(Tujuan::Telepon)).collect()
    }

    /// `kini`, or the end of the quiet hours it lies in.
    pub fn sesudah_tenang(&self, kini: Waktu, zona: ZonaWaktu) -> Waktu {
        let di = kini.di(zona);
        let menit = i64::from(di.hour()) * 60 + i64::from(di.minute());
        let (dari, sampai) = (i64::from(self.tenang.0), i64::from(self.tenang.1));
        let sunyi =
            if dari <= sampai { dari <= menit && menit < sampai } else { menit >= dari || menit < sampai };
        if !sunyi {
            return kini;
        }
        let tunggu = (sampai - menit).rem_euclid(1_440);
        let lewat = i64::from(di.second()) * 1_000 + i64::from(di.millisecond());
        geser(kini, tunggu * 60_000 - lewat)
    }
}

/// A message as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terima {
    /// Its id.
    pub id: String,
    /// In Indonesian.
    pub teks_id: String,
    /// In English.
    pub teks_en: String,
    /// Where it leads.
    pub jalur: String,
    /// When it was written.
    pub dibuat: Waktu,
    /// When it was read.
    pub dibaca: Option<Waktu>,
}

/// Whether it is new; a key known to the person is passed over.
pub(super) fn simpan(tx: &mut Tx<'_>, id: &str, p: &Pesan, kini: Waktu) -> Result<bool, StoreError> {
    let kini = kini.to_string();
    let nilai: [Arg<'_>; 8] = [
        id.into(),
        p.akun.as_str().into(),
        (&p.kunci).into(),
        p.sifat.kode().into(),
        (&p.teks_id).into(),
        (&p.teks_en).into(),
        (&p.jalur).into(),
        (&kini).into(),
    ];
    Ok(tx.exec(&SIMPAN, &nilai)? == 1)
}

/// A person's messages, the newest first, older than the row `sebelum` when given. At most 100.
///
/// # Errors
/// The store's failure.
pub fn daftar(
    tx: &mut Tx<'_>,
    akun: &Id,
    sebelum: Option<&str>,
    banyak: u32,
) -> Result<Vec<Terima>, StoreError> {
    // `~` follows every character of an id
    let nilai: [Arg<'_>; 3] =
        [akun.as_str().into(), sebelum.unwrap_or("~").into(), banyak.min(BARIS_MAKS).into()];
    tx.all(&DAFTAR, &nilai, terima)
}

fn terima(r: &Row<'_>) -> Result<Terima, StoreError> {
    Ok(Terima {
        id: r.text(0)?,
        teks_id: r.text(1)?,
        teks_en: r.text(2)?,
        jalur: r.text(3)?,
        dibuat: r.parse(4)?,
        dibaca: r.opt_parse(5)?,
    })
}

/// How many a person has not read; counts up to 100 and no further.
///
/// # Errors
/// The store's failure.
pub fn belum_dibaca(tx: &mut Tx<'_>, akun: &Id) -> Result<i64, StoreError> {
    let n = tx.one(&BELUM, &[akun.as_str().into(), BARIS_MAKS.into()], |r| r.i64(0))?;
    Ok(n.unwrap_or(0))
}

/// One message of a person.
///
/// # Errors
/// The store's failure.
pub fn satu(tx: &mut Tx<'_>, akun: &Id, id: &str) -> Result<Option<Terima>, StoreError> {
    tx.one(&SATU, &[akun.as_str().into(), id.into()], terima)
}

/// Notes that these were handed to the letters.
pub(super) fn kabari(tx: &mut Tx<'_>, id: &[String], kini: Waktu) -> Result<(), StoreError> {
    let kini = kini.to_string();
    let baris = id.iter().map(|id| [Arg::from(id.as_str()), Arg::from(kini.as_str())]);
    tx.exec_many(&KABARI, baris).map(|_| ())
}

/// Removes what was told before this instant, read or not.
pub(super) fn hapus_lama(tx: &mut Tx<'_>, batas: Waktu) -> Result<(), StoreError> {
    tx.exec(&HAPUS_LAMA, &[(&batas.to_string()).into()]).map(|_| ())
}

pub(super) fn belum_satu(tx: &mut Tx<'_>, id: &str) -> Result<Option<Terima>, StoreError> {
    tx.one(&BELUM_SATU, &[id.into()], terima)
}

/// Marks one message of a person as read, or all there are by now. Returns how many were not before.
///
/// # Errors
/// The store's failure.
pub fn tandai_dibaca(tx: &mut Tx<'_>, akun: &Id, satu: Option<&str>, kini: Waktu) -> Result<u64, StoreError> {
    let kini = kini.to_string();
    match satu {
        Some(id) => tx.exec(&BACA_SATU, &[akun.as_str().into(), id.into(), (&kini).into()]),
        None => tx.exec(&BACA_SEMUA, &[akun.as_str().into(), (&kini).into()]),
    }
}

/// How a person wants to be told; `None` when they never said.
///
/// # Errors
/// The store's failure.
pub fn pilihan(tx: &mut Tx<'_>, akun: &Id) -> Result<Option<Pilihan>, StoreError> {
    tx.one(&PILIHAN, &[akun.as_str().into()], baca_pilihan)
}

fn baca_pilihan(r: &Row<'_>) -> Result<Pilihan, StoreError> {
    let menit = |i| u16::try_from(r.i64(i)?).map_err(|_| r.wrong(i, "not a minute of the day"));
    Ok(Pilihan {
        bahasa: r.parse(0)?,
        cara: r.parse(1)?,
        surel: r.opt_text(2)?,
        telepon: r.opt_text(3)?,
        tenang: (menit(4)?, menit(5)?),
    })
}

pub(super) fn simpan_pilihan(tx: &mut Tx<'_>, akun: &Id, p: &Pilihan) -> Result<(), StoreError> {
    let bahasa = p.bahasa.to_string();
    let nilai: [Arg<'_>; 7] = [
        akun.as_str().into(),
        (&bahasa).into(),
        p.cara.kode().into(),
        p.surel.as_deref().into(),
        p.telepon.as_deref().into(),
        i64::from(p.tenang.0).into(),
        i64::from(p.tenang.1).into(),
    ];
    tx.exec_expect(&SIMPAN_PILIHAN, &nilai, 1)
}

/// For each person who wants one letter a day: what they were not told of yet; at most so many messages in all.
pub(super) fn harian(
    tx: &mut Tx<'_>,
    sampai: Waktu,
    banyak: u32,
) -> Result<Vec<(String, Pilihan, Vec<String>)>, StoreError> {
    let sampai = sampai.to_string();
    let mut semua: BTreeMap<String, (Pilihan, Vec<String>)> = BTreeMap::new();
    tx.each(&HARIAN, &[(&sampai).into(), banyak.into()], |r| {
        let pilihan = baca_pilihan(r)?;
        semua.entry(r.text(6)?).or_insert_with(|| (pilihan, Vec::new())).1.push(r.text(7)?);
        Ok(())
    })?;
    Ok(semua.into_iter().map(|(akun, (pilihan, nomor))| (akun, pilihan, nomor)).collect())
}
