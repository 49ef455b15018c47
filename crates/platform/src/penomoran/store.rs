//! SQL of series and numbers.

use balai_kernel::{Tanggal, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use super::Pola;

/// Most rows one reading gives.
const BARIS_MAKS: u32 = 500;

sql! {
    POLA = "SELECT pola FROM nomor_seri WHERE seri = $1";
    SIMPAN_SERI = "INSERT INTO nomor_seri (seri, pola, dibuat, versi) VALUES ($1, $2, $3, 1)
        ON CONFLICT (seri) DO UPDATE SET pola = excluded.pola, versi = nomor_seri.versi + 1";
    MAJU = "INSERT INTO nomor_hitung (seri, tahun, terakhir) VALUES ($1, $2, 1)
        ON CONFLICT (seri, tahun) DO UPDATE SET terakhir = nomor_hitung.terakhir + 1 RETURNING terakhir";
    SIMPAN_TERBIT = "INSERT INTO nomor_terbit (seri, tahun, urut, nomor, sasaran, terbit)
        VALUES ($1, $2, $3, $4, $5, $6)";
    SIMPAN_BATAL = "INSERT INTO nomor_batal (seri, tahun, urut, alasan, pada) VALUES ($1, $2, $3, $4, $5)";
    KEADAAN = "SELECT b.urut FROM nomor_terbit t LEFT JOIN nomor_batal b
        ON b.seri = t.seri AND b.tahun = t.tahun AND b.urut = t.urut
        WHERE t.seri = $1 AND t.tahun = $2 AND t.urut = $3";
    DAFTAR = "SELECT t.seri, t.tahun, t.urut, t.nomor, t.sasaran, t.terbit, b.alasan FROM nomor_terbit t
        LEFT JOIN nomor_batal b ON b.seri = t.seri AND b.tahun = t.tahun AND b.urut = t.urut
        WHERE t.seri = $1 AND t.tahun = $2 AND t.urut > $3 ORDER BY t.urut LIMIT $4";
    MILIK_SASARAN = "SELECT t.seri, t.tahun, t.urut, t.nomor, t.sasaran, t.terbit, b.alasan FROM nomor_terbit t
        LEFT JOIN nomor_batal b ON b.seri = t.seri AND b.tahun = t.tahun AND b.urut = t.urut
        WHERE t.sasaran = $1 ORDER BY t.terbit, t.seri, t.tahun, t.urut LIMIT $2";
}

balai_store::statements![
    POLA,
    SIMPAN_SERI,
    MAJU,
    SIMPAN_TERBIT,
    SIMPAN_BATAL,
    KEADAAN,
    DAFTAR,
    MILIK_SASARAN
];

/// A number given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nomor {
    /// Its series.
    pub seri: String,
    /// The year it counts in.
    pub tahun: i16,
    /// From 1, without gaps.
    pub urut: i64,
    /// As it stands on the letter.
    pub teks: String,
}

/// A number as the register shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terbit {
    /// The number.
    pub nomor: Nomor,
    /// What carries it.
    pub sasaran: String,
    /// The day it was given.
    pub terbit: Tanggal,
    /// Why it is void, when it is.
    pub batal: Option<String>,
}

pub(super) fn pola(tx: &mut Tx<'_>, seri: &str) -> Result<Option<Pola>, StoreError> {
    tx.one(&POLA, &[seri.into()], |r| r.parse(0))
}

pub(super) fn simpan_seri(tx: &mut Tx<'_>, seri: &str, pola: &Pola, pada: Waktu) -> Result<(), StoreError> {
    let (pola, pada) = (pola.to_string(), pada.to_string());
    tx.exec_expect(&SIMPAN_SERI, &[seri.into(), (&pola).into(), (&pada).into()], 1)
}

/// The next number; the counter is held from here to the end of the transaction.
pub(super) fn maju(tx: &mut Tx<'_>, seri: &str, tahun: i16) -> Result<i64, StoreError> {
    let urut = tx.one(&MAJU, &[seri.into(), tahun.into()], |r| r.i64(0))?;
    urut.ok_or(StoreError::RowsAffected { statement: MAJU.name, expected: 1, found: 0 })
}

pub(super) fn simpan_terbit(
    tx: &mut Tx<'_>,
    nomor: &Nomor,
    sasaran: &str,
    pada: Tanggal,
) -> Result<(), StoreError> {
    let pada = pada.to_string();
    let nilai: [Arg<'_>; 6] = [
        (&nomor.seri).into(),
        nomor.tahun.into(),
        nomor.urut.into(),
        (&nomor.teks).into(),
        sasaran.into(),
        (&pada).into(),
    ];
    tx.exec_expect(&SIMPAN_TERBIT, &nilai, 1)
}

/// Whether a number is void; `None` when it was never given.
pub(super) fn keadaan(tx: &mut Tx<'_>, nomor: &Nomor) -> Result<Option<bool>, StoreError> {
    let nilai: [Arg<'_>; 3] = [(&nomor.seri).into(), nomor.tahun.into(), nomor.urut.into()];
    tx.one(&KEADAAN, &nilai, |r| Ok(r.opt_i64(0)?.is_some()))
}

pub(super) fn simpan_batal(
    tx: &mut Tx<'_>,
    nomor: &Nomor,
    alasan: &str,
    pada: Waktu,
) -> Result<(), StoreError> {
    let pada = pada.to_string();
    let nilai: [Arg<'_>; 5] =
        [(&nomor.seri).into(), nomor.tahun.into(), nomor.urut.into(), alasan.into(), (&pada).into()];
    tx.exec_expect(&SIMPAN_BATAL, &nilai, 1)
}

/// The register of a series in a year, in order, after the number `sesudah`. At most 500. The series belongs to
/// an application, which has decided who may read it.
///
/// # Errors
/// The store's failure.
pub fn daftar(
    tx: &mut Tx<'_>,
    seri: &str,
    tahun: i16,
    sesudah: i64,
    banyak: u32,
) -> Result<Vec<Terbit>, StoreError> {
    tx.all(&DAFTAR, &[seri.into(), tahun.into(), sesudah.into(), banyak.min(BARIS_MAKS).into()], terbit)
}

/// The numbers one thing carries, oldest first. At most 500.
///
/// # Errors
/// The store's failure.
pub fn milik_sasaran(tx: &mut Tx<'_>, sasaran: &str) -> Result<Vec<Terbit>, StoreError> {
    tx.all(&MILIK_SASARAN, &[sasaran.into(), BARIS_MAKS.into()], terbit)
}

fn terbit(r: &Row<'_>) -> Result<Terbit, StoreError> {
    let tahun = i16::try_from(r.i64(1)?).map_err(|_| r.wrong(1, "not a year"))?;
    Ok(Terbit {
        nomor: Nomor { seri: r.text(0)?, tahun, urut: r.i64(2)?, teks: r.text(3)? },
        sasaran: r.text(4)?,
        terbit: r.parse(5)?,
        batal: r.opt_text(6)?,
    })
}
