//! SQL of files.

use balai_kernel::Waktu;
use balai_store::{Arg, Row, StoreError, Tx, sql};

use super::Jenis;

sql! {
    SIMPAN = "INSERT INTO berkas (sidik, jenis, ukuran, diterima) VALUES ($1, $2, $3, $4)
        ON CONFLICT (sidik) DO UPDATE SET diterima = excluded.diterima";
    SIMPAN_ISI = "INSERT INTO berkas_bita (sidik, isi) VALUES ($1, $2) ON CONFLICT (sidik) DO NOTHING";
    ISI = "SELECT isi FROM berkas_bita WHERE sidik = $1";
    ADA = "SELECT sidik FROM berkas WHERE sidik = $1";
    RUJUK = "INSERT INTO berkas_rujukan (sasaran, sidik, nama, dibuat) VALUES ($1, $2, $3, $4)
        ON CONFLICT (sasaran, sidik) DO NOTHING";
    LEPAS = "DELETE FROM berkas_rujukan WHERE sasaran = $1 AND sidik = $2";
    RUJUKAN = "SELECT r.sidik, r.nama, b.jenis, b.ukuran FROM berkas_rujukan r JOIN berkas b ON b.sidik = r.sidik
        WHERE r.sasaran = $1 ORDER BY r.dibuat, r.sidik";
    YATIM = "SELECT b.sidik FROM berkas b WHERE b.diterima < $1
        AND NOT EXISTS (SELECT 1 FROM berkas_rujukan r WHERE r.sidik = b.sidik) ORDER BY b.diterima, b.sidik LIMIT $2";
    HAPUS_ISI = "DELETE FROM berkas_bita WHERE sidik = $1";
    HAPUS = "DELETE FROM berkas WHERE sidik = $1 AND diterima < $2
        AND NOT EXISTS (SELECT 1 FROM berkas_rujukan r WHERE r.sidik = berkas.sidik)";
}

balai_store::statements![SIMPAN, SIMPAN_ISI, ISI, ADA, RUJUK, LEPAS, RUJUKAN, YATIM, HAPUS_ISI, HAPUS];

/// A file as the thing that has it sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rujukan {
    /// SHA-256 of its content.
    pub sidik: String,
    /// What its sender called it.
    pub nama: String,
    /// What it is.
    pub jenis: Jenis,
    /// Bytes.
    pub ukuran: i64,
}

pub(super) fn simpan(
    tx: &mut Tx<'_>,
    (sidik, jenis, ukuran): (&str, Jenis, u64),
    pada: Waktu,
    isi: Option<&[u8]>,
) -> Result<(), StoreError> {
    let (ukuran, pada) = (i64::try_from(ukuran).unwrap_or(i64::MAX), pada.to_string());
    let nilai: [Arg<'_>; 4] = [sidik.into(), jenis.nama().into(), ukuran.into(), (&pada).into()];
    tx.exec_expect(&SIMPAN, &nilai, 1)?;
    if let Some(isi) = isi {
        tx.exec(&SIMPAN_ISI, &[sidik.into(), isi.into()])?;
    }
    Ok(())
}

pub(super) fn isi(tx: &mut Tx<'_>, sidik: &str) -> Result<Option<Vec<u8>>, StoreError> {
    tx.one(&ISI, &[sidik.into()], |r| r.bytes(0))
}

pub(super) fn ada(tx: &mut Tx<'_>, sidik: &str) -> Result<bool, StoreError> {
    Ok(tx.one(&ADA, &[sidik.into()], |r| r.text(0))?.is_some())
}

pub(super) fn rujuk(
    tx: &mut Tx<'_>,
    sidik: &str,
    sasaran: &str,
    nama: &str,
    pada: Waktu,
) -> Result<(), StoreError> {
    tx.exec(&RUJUK, &[sasaran.into(), sidik.into(), nama.into(), (&pada.to_string()).into()]).map(|_| ())
}

/// Takes a reference back, inside an act. The file goes when it was the last.
///
/// # Errors
/// The store's failure.
pub fn lepas(tx: &mut Tx<'_>, sasaran: &str, sidik: &str) -> Result<(), StoreError> {
    tx.exec(&LEPAS, &[sasaran.into(), sidik.into()]).map(|_| ())
}

/// The files of one thing, oldest first. The application has found that thing within the reader's
/// jurisdiction before it asks.
///
/// # Errors
/// The store's failure.
pub fn rujukan(tx: &mut Tx<'_>, sasaran: &str) -> Result<Vec<Rujukan>, StoreError> {
    tx.all(&RUJUKAN, &[sasaran.into()], |r: &Row<'_>| {
        Ok(Rujukan { sidik: r.text(0)?, nama: r.text(1)?, jenis: r.parse(2)?, ukuran: r.i64(3)? })
    })
}

/// Deletes rows nothing refers to; those that are referred to meanwhile stay.
pub(super) fn hapus_yatim(tx: &mut Tx<'_>, batas: Waktu, banyak: u32) -> Result<Vec<String>, StoreError> {
    let batas = batas.to_string();
    let mut hilang = Vec::new();
    for sidik in tx.all(&YATIM, &[(&batas).into(), banyak.into()], |r| r.text(0))? {
        let hapus = tx.savepoint(|tx| -> Result<bool, StoreError> {
            tx.exec(&HAPUS_ISI, &[(&sidik).into()])?;
            // an act that refers to it in this moment wins: the foreign key refuses, and the file stays
            match tx.exec(&HAPUS, &[(&sidik).into(), (&batas).into()])? {
                1 => Ok(true),
                _ => Err(StoreError::VersionConflict { statement: HAPUS.name }),
            }
        });
        match hapus {
            Ok(_) => hilang.push(sidik),
            Err(StoreError::VersionConflict { .. } | StoreError::Constraint { .. }) => {}
            Err(lain) => return Err(lain),
        }
    }
    Ok(hilang)
}
