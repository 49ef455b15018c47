//! From somebody to the people they may answer for.

use balai_kernel::{Nip, Tanggal};
use balai_store::{StoreError, Tx, sql};

sql! {
    /// Posts whose superior post is or was this one.
    ANAK_JABATAN = "SELECT DISTINCT c.jabatan FROM jabatan_catatan c WHERE c.atasan = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor) ORDER BY c.jabatan LIMIT 2000";
    DINILAI = "SELECT DISTINCT c.pegawai FROM penilai_catatan c WHERE c.penilai = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM penilai_catatan k WHERE k.menggantikan = c.nomor) ORDER BY c.pegawai LIMIT 2000";
    DIKETUAI = "SELECT DISTINCT b.pegawai FROM tim_anggota_catatan a JOIN tim_anggota_catatan b ON b.tim = a.tim
        WHERE a.pegawai = $1 AND a.ketua AND NOT a.gugur AND NOT b.gugur AND b.pegawai <> $1
        AND NOT EXISTS (SELECT 1 FROM tim_anggota_catatan k WHERE k.menggantikan = a.nomor)
        AND NOT EXISTS (SELECT 1 FROM tim_anggota_catatan k WHERE k.menggantikan = b.nomor)
        ORDER BY b.pegawai LIMIT 2000";
    /// Whom the staff list puts under a NIP.
    MENURUT_DAFTAR = "SELECT DISTINCT pegawai FROM pegawai_catatan WHERE atasan_nip = $1 ORDER BY pegawai LIMIT 2000";
    /// The superior the staff list names, by first day; corrected rows are left out.
    ATASAN_DAFTAR = "SELECT c.berlaku_sejak, p.nomor FROM pegawai_catatan c LEFT JOIN pegawai p ON p.nip = c.atasan_nip
        WHERE c.pegawai = $1 AND NOT EXISTS (SELECT 1 FROM pegawai_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.berlaku_sejak, c.nomor";
}

balai_store::statements![ANAK_JABATAN, DINILAI, DIKETUAI, MENURUT_DAFTAR, ATASAN_DAFTAR];

/// Posts below a post, on whatever day; at most 2,000.
pub(crate) fn anak_jabatan(tx: &mut Tx<'_>, jabatan: i64) -> Result<Vec<i64>, StoreError> {
    tx.all(&ANAK_JABATAN, &[jabatan.into()], |r| r.i64(0))
}

/// Whom a person was named to assess.
pub(crate) fn dinilai(tx: &mut Tx<'_>, penilai: i64) -> Result<Vec<i64>, StoreError> {
    tx.all(&DINILAI, &[penilai.into()], |r| r.i64(0))
}

/// Who was in a team that a person chairs or chaired.
pub(crate) fn diketuai(tx: &mut Tx<'_>, ketua: i64) -> Result<Vec<i64>, StoreError> {
    tx.all(&DIKETUAI, &[ketua.into()], |r| r.i64(0))
}

/// Whom the staff list puts or put under a person.
pub(crate) fn menurut_daftar(tx: &mut Tx<'_>, nip: &Nip) -> Result<Vec<i64>, StoreError> {
    tx.all(&MENURUT_DAFTAR, &[nip.as_str().into()], |r| r.i64(0))
}

/// A person's superior by the staff list, by first day; none where the row names nobody on record.
pub(crate) fn atasan_daftar(
    tx: &mut Tx<'_>,
    pegawai: i64,
) -> Result<Vec<(Tanggal, Option<i64>)>, StoreError> {
    tx.all(&ATASAN_DAFTAR, &[pegawai.into()], |r| Ok((r.parse(0)?, r.opt_i64(1)?)))
}
