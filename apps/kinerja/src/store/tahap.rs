//! SQL of staged rows: written piece by piece, made to count by one act, moved piece by piece.

use balai_kernel::Waktu;
use balai_store::{StoreError, Tx, sql};

use super::impor;
use crate::model::impor::tahap::urai;

sql! {
    TAMBAH_TAHAP = "INSERT INTO impor_tahap (impor, urut, jenis, dibuat, isi) VALUES ($1, $2, $3, $4, $5)";
    KEADAAN = "SELECT COALESCE((SELECT MAX(nomor) FROM berkas_impor), CAST(0 AS BIGINT)), (SELECT COUNT(*)
        FROM impor_tahap t WHERE EXISTS (SELECT 1 FROM berkas_impor b WHERE b.id = t.impor))";
    BERIKUT = "SELECT t.impor, t.urut, t.jenis, b.nomor FROM impor_tahap t JOIN berkas_impor b ON b.id = t.impor
        ORDER BY b.nomor, t.urut LIMIT 1";
    ISI_TAHAP = "SELECT isi FROM impor_tahap WHERE impor = $1 AND urut = $2";
    PINDAH = "DELETE FROM impor_tahap WHERE impor = $1 AND urut = $2";
    BANYAK_TAHAP = "SELECT COUNT(*) FROM impor_tahap WHERE impor = $1";
    BUANG = "DELETE FROM impor_tahap WHERE impor = $1
        AND NOT EXISTS (SELECT 1 FROM berkas_impor b WHERE b.id = impor_tahap.impor)";
    SAPU = "DELETE FROM impor_tahap WHERE dibuat < $1
        AND NOT EXISTS (SELECT 1 FROM berkas_impor b WHERE b.id = impor_tahap.impor)";
}

balai_store::statements![TAMBAH_TAHAP, KEADAAN, BERIKUT, ISI_TAHAP, PINDAH, BANYAK_TAHAP, BUANG, SAPU];

/// What tells whether an import has come between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keadaan {
    /// Number of the newest received file; every import that changes anything adds one.
    pub terakhir: i64,
    /// Pieces that count and are not in their tables yet.
    pub tertunda: i64,
}

/// Which table a piece is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jenis {
    /// `presensi_catatan`.
    Presensi,
    /// `aktivitas`.
    Aktivitas,
}

/// Adds a piece of an import that has not ended yet.
pub fn tambah(
    tx: &mut Tx<'_>,
    impor: &str,
    urut: i64,
    jenis: Jenis,
    dibuat: Waktu,
    isi: &[u8],
) -> Result<(), StoreError> {
    let jenis = match jenis {
        Jenis::Presensi => "presensi",
        Jenis::Aktivitas => "aktivitas",
    };
    let dibuat = dibuat.to_string();
    let nilai = [impor.into(), urut.into(), jenis.into(), (&dibuat).into(), isi.into()];
    tx.exec_expect(&TAMBAH_TAHAP, &nilai, 1)
}

/// How things stand.
pub fn keadaan(tx: &mut Tx<'_>) -> Result<Keadaan, StoreError> {
    let dibaca = tx.one(&KEADAAN, &[], |r| Ok(Keadaan { terakhir: r.i64(0)?, tertunda: r.i64(1)? }))?;
    Ok(dibaca.unwrap_or(Keadaan { terakhir: 0, tertunda: 0 }))
}

/// How many pieces an import has.
pub fn banyak(tx: &mut Tx<'_>, impor: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&BANYAK_TAHAP, &[impor.into()], |r| r.i64(0))?.unwrap_or_default())
}

/// Moves the next piece that counts into its table; false when there is none. Under the import lock, so that two
/// who do it at once do not move the same piece.
pub fn pindahkan_satu(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    impor::kunci(tx)?;
    let berikut = tx.one(&BERIKUT, &[], |r| Ok((r.text(0)?, r.i64(1)?, r.text(2)?, r.i64(3)?)))?;
    let Some((impor, urut, jenis, berkas)) = berikut else { return Ok(false) };
    let isi = tx.one(&ISI_TAHAP, &[(&impor).into(), urut.into()], |r| r.bytes(0))?.unwrap_or_default();
    let rusak = || StoreError::Inconsistent {
        statement: ISI_TAHAP.name,
        column: "isi".to_owned(),
        detail: format!("piece {urut} of the import {impor} is not readable"),
    };
    if jenis == "presensi" {
        impor::sisip_presensi_tahap(tx, berkas, &urai(&isi).ok_or_else(rusak)?)?;
    } else {
        impor::sisip_aktivitas_tahap(tx, berkas, &urai(&isi).ok_or_else(rusak)?)?;
    }
    tx.exec_expect(&PINDAH, &[(&impor).into(), urut.into()], 1)?;
    Ok(true)
}

/// Takes the pieces of an import away that has been given up; one that counts stays.
pub fn buang(tx: &mut Tx<'_>, impor: &str) -> Result<u64, StoreError> {
    tx.exec(&BUANG, &[impor.into()])
}

/// Takes away what imports left behind that were begun before `batas` and never ended.
pub fn sapu(tx: &mut Tx<'_>, batas: Waktu) -> Result<u64, StoreError> {
    let batas = batas.to_string();
    tx.exec(&SAPU, &[(&batas).into()])
}
