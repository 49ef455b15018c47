//! SQL of failed sign-ins and of browsers that have been in before.

use balai_kernel::{Id, Waktu};
use balai_store::{StoreError, Tx, sql};

sql! {
    GAGAL = "SELECT gagal, pada, terkunci_sampai FROM akses_gagal WHERE akun = $1 AND dari = $2";
    SIMPAN_GAGAL = "INSERT INTO akses_gagal (akun, dari, gagal, pada, terkunci_sampai) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (akun, dari) DO UPDATE SET gagal = excluded.gagal, pada = excluded.pada, \
        terkunci_sampai = excluded.terkunci_sampai";
    LUPAKAN = "DELETE FROM akses_gagal WHERE akun = $1 AND dari = $2";
    HAPUS_GAGAL_LAMA = "DELETE FROM akses_gagal WHERE pada < $1";
    KENAL = "SELECT terlihat FROM akses_perangkat WHERE sidik = $1 AND akun = $2 AND terlihat > $3";
    INGAT = "INSERT INTO akses_perangkat (sidik, akun, terlihat) VALUES ($1, $2, $3) \
        ON CONFLICT (sidik, akun) DO UPDATE SET terlihat = excluded.terlihat";
    LUPAKAN_PERANGKAT = "DELETE FROM akses_perangkat WHERE akun = $1";
    HAPUS_PERANGKAT_LAMA = "DELETE FROM akses_perangkat WHERE terlihat < $1";
}
balai_store::statements![
    GAGAL,
    SIMPAN_GAGAL,
    LUPAKAN,
    HAPUS_GAGAL_LAMA,
    KENAL,
    INGAT,
    LUPAKAN_PERANGKAT,
    HAPUS_PERANGKAT_LAMA,
];

/// Failures of an account from somewhere, the last one, and until when it waits there.
pub(crate) fn gagal(
    tx: &mut Tx<'_>,
    akun: &str,
    dari: &str,
) -> Result<Option<(i64, Waktu, Option<Waktu>)>, StoreError> {
    tx.one(&GAGAL, &[akun.into(), dari.into()], |r| Ok((r.i64(0)?, r.parse(1)?, r.opt_parse(2)?)))
}

pub(crate) fn simpan_gagal(
    tx: &mut Tx<'_>,
    (akun, dari): (&str, &str),
    gagal: i64,
    (pada, sampai): (Waktu, Option<Waktu>),
) -> Result<(), StoreError> {
    let (pada, sampai) = (pada.to_string(), sampai.map(|w| w.to_string()));
    let nilai = [akun.into(), dari.into(), gagal.into(), (&pada).into(), (&sampai).into()];
    tx.exec_expect(&SIMPAN_GAGAL, &nilai, 1)
}

/// After a success from there the count begins afresh.
pub(crate) fn lupakan(tx: &mut Tx<'_>, akun: &Id, dari: &str) -> Result<u64, StoreError> {
    tx.exec(&LUPAKAN, &[akun.as_str().into(), dari.into()])
}

pub(crate) fn hapus_gagal_lama(tx: &mut Tx<'_>, sebelum: Waktu) -> Result<u64, StoreError> {
    let sebelum = sebelum.to_string();
    tx.exec(&HAPUS_GAGAL_LAMA, &[(&sebelum).into()])
}

/// Whether this browser has signed in to this account since `sejak`.
pub(crate) fn kenal(tx: &mut Tx<'_>, sidik: &str, akun: &Id, sejak: Waktu) -> Result<bool, StoreError> {
    let sejak = sejak.to_string();
    let ada = tx.one(&KENAL, &[sidik.into(), akun.as_str().into(), (&sejak).into()], |r| r.text(0))?;
    Ok(ada.is_some())
}

pub(crate) fn ingat(tx: &mut Tx<'_>, sidik: &str, akun: &Id, pada: Waktu) -> Result<(), StoreError> {
    let pada = pada.to_string();
    tx.exec_expect(&INGAT, &[sidik.into(), akun.as_str().into(), (&pada).into()], 1)
}

/// Forgets the browsers of an account: whoever held them may not be its owner.
pub(crate) fn lupakan_perangkat(tx: &mut Tx<'_>, akun: &Id) -> Result<u64, StoreError> {
    tx.exec(&LUPAKAN_PERANGKAT, &[akun.as_str().into()])
}

pub(crate) fn hapus_perangkat_lama(tx: &mut Tx<'_>, sebelum: Waktu) -> Result<u64, StoreError> {
    let sebelum = sebelum.to_string();
    tx.exec(&HAPUS_PERANGKAT_LAMA, &[(&sebelum).into()])
}
