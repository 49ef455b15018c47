//! SQL of what people are told about their accounts.

use balai_kernel::{Id, Nip, Peran, Tanggal, Waktu};
use balai_store::{Arg, StoreError, Tx, sql};

sql! {
    /// $1..$8 roles, $9 a day, $10 an account or ''.
    BERPERAN = "SELECT DISTINCT k.akun FROM akses_kewenangan k JOIN akses_akun a ON a.id = k.akun \
        LEFT JOIN akses_kewenangan p ON p.id = k.induk LEFT JOIN akses_akun d ON d.id = p.akun \
        WHERE k.akun > $10 AND a.aktif AND k.peran IN ($1, $2, $3, $4, $5, $6, $7, $8) AND k.sejak <= $9 \
        AND (k.sampai IS NULL OR k.sampai >= $9) AND (p.sampai IS NULL OR p.sampai >= $9) \
        AND (d.id IS NULL OR d.aktif) ORDER BY k.akun LIMIT $11";
    AKAN_BERAKHIR = "SELECT k.id, k.akun, k.peran, k.sampai FROM akses_kewenangan k JOIN akses_akun a ON a.id = k.akun \
        WHERE k.id > $3 AND a.aktif AND k.sejak <= $1 AND k.sampai >= $1 AND k.sampai <= $2 AND k.diakhiri IS NULL \
        ORDER BY k.id LIMIT $4";
    MILIK_NIP = "SELECT id FROM akses_akun WHERE nip = $1 AND aktif ORDER BY id";
    HAPUS_TAUTAN = "DELETE FROM akses_tautan WHERE kedaluwarsa < $1";
}
balai_store::statements![BERPERAN, MILIK_NIP, AKAN_BERAKHIR, HAPUS_TAUTAN];

/// Placeholders for roles.
const TEMPAT_PERAN: usize = 8;

/// Open accounts that hold one of these roles on a day, by id, those after `sesudah`.
pub(crate) fn berperan(
    tx: &mut Tx<'_>,
    peran: &[Peran],
    hari: Tanggal,
    sesudah: &str,
    banyak: u32,
) -> Result<Vec<Id>, StoreError> {
    let hari = hari.to_string();
    let mut nilai: Vec<Arg<'_>> =
        (0..TEMPAT_PERAN).map(|i| Arg::from(peran.get(i).map_or("", |p| p.kode()))).collect();
    nilai.extend::<[Arg<'_>; 3]>([(&hari).into(), sesudah.into(), banyak.into()]);
    tx.all(&BERPERAN, &nilai, |r| r.parse(0))
}

/// Open accounts of a person.
pub(crate) fn milik_nip(tx: &mut Tx<'_>, nip: &Nip) -> Result<Vec<Id>, StoreError> {
    tx.all(&MILIK_NIP, &[nip.as_str().into()], |r| r.parse(0))
}

/// A grant whose last day is near.
#[derive(Debug, Clone)]
pub(crate) struct AkanBerakhir {
    pub id: Id,
    pub akun: Id,
    pub peran: Peran,
    pub sampai: Tanggal,
}

/// Running grants that end by themselves between two days, by id, those after `sesudah`.
pub(crate) fn akan_berakhir(
    tx: &mut Tx<'_>,
    (hari, batas): (Tanggal, Tanggal),
    sesudah: &str,
    banyak: u32,
) -> Result<Vec<AkanBerakhir>, StoreError> {
    let (hari, batas) = (hari.to_string(), batas.to_string());
    tx.all(&AKAN_BERAKHIR, &[(&hari).into(), (&batas).into(), sesudah.into(), banyak.into()], |r| {
        Ok(AkanBerakhir { id: r.parse(0)?, akun: r.parse(1)?, peran: r.parse(2)?, sampai: r.parse(3)? })
    })
}

/// Removes one-time secrets that were over before this instant.
pub(crate) fn hapus_tautan_lama(tx: &mut Tx<'_>, sebelum: Waktu) -> Result<(), StoreError> {
    tx.exec(&HAPUS_TAUTAN, &[(&sebelum.to_string()).into()]).map(|_| ())
}
