//! SQL of the accounts people are paid to.

use std::collections::HashMap;

use balai_store::{Arg, StoreError, Tx, sql};

use crate::model::impor::rekening::Rekening;

sql! {
    SEMUA = "SELECT pegawai, revisi, bank, nomor, atas_nama FROM rekening ORDER BY pegawai, revisi";
    SISIP = "INSERT INTO rekening (pegawai, revisi, bank, nomor, atas_nama, berkas, baris)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
}

balai_store::statements![SEMUA, SISIP];

/// The account that counts for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RekeningBerlaku {
    /// How often it was changed, from 1.
    pub revisi: i64,
    /// Name of the bank, or its code.
    pub bank: String,
    /// Digits.
    pub nomor: String,
    /// Whom the bank knows it as.
    pub atas_nama: String,
}

/// The account of everybody who has one, by number.
///
/// # Errors
/// The store's failure.
pub fn berlaku(tx: &mut Tx<'_>) -> Result<HashMap<i64, RekeningBerlaku>, StoreError> {
    let mut semua = HashMap::new();
    tx.each(&SEMUA, &[], |r| {
        // revisions come in their order: the last one stays
        let satu =
            RekeningBerlaku { revisi: r.i64(1)?, bank: r.text(2)?, nomor: r.text(3)?, atas_nama: r.text(4)? };
        semua.insert(r.i64(0)?, satu);
        Ok(())
    })?;
    Ok(semua)
}

/// Accounts that are not on record yet, each with its revision. The caller holds the import's lock.
///
/// # Errors
/// The store's failure.
pub fn baru<'a>(tx: &mut Tx<'_>, semua: &'a [Rekening]) -> Result<Vec<(i64, &'a Rekening)>, StoreError> {
    let ada = berlaku(tx)?;
    let satu = |r: &'a Rekening| match ada.get(&i64::from(r.pegawai)) {
        Some(a) if (&a.bank, &a.nomor, &a.atas_nama) == (&r.bank, &r.nomor, &r.atas_nama) => None,
        Some(a) => Some((a.revisi + 1, r)),
        None => Some((1, r)),
    };
    Ok(semua.iter().filter_map(satu).collect())
}

/// Adds accounts.
///
/// # Errors
/// The store's failure.
pub fn sisip(tx: &mut Tx<'_>, berkas: i64, baru: &[(i64, &Rekening)]) -> Result<(), StoreError> {
    let rows = baru.iter().map(|(revisi, r)| -> [Arg<'_>; 7] {
        [
            r.pegawai.into(),
            (*revisi).into(),
            (&r.bank).into(),
            (&r.nomor).into(),
            (&r.atas_nama).into(),
            berkas.into(),
            r.baris.into(),
        ]
    });
    tx.exec_many(&SISIP, rows).map(|_| ())
}
