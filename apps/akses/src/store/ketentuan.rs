//! SQL of the rules of signing in.

use balai_kernel::{Id, Tanggal, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::aturan::Aturan;

sql! {
    BERLAKU = "SELECT panjang_sandi, faktor_wajib, sejak, dasar, dibuat FROM akses_ketentuan WHERE sejak <= $1 \
        ORDER BY sejak DESC, id DESC LIMIT 1";
    RIWAYAT = "SELECT panjang_sandi, faktor_wajib, sejak, dasar, dibuat FROM akses_ketentuan \
        ORDER BY sejak DESC, id DESC LIMIT 100";
    SISIP = "INSERT INTO akses_ketentuan (id, sejak, panjang_sandi, faktor_wajib, dasar, dibuat) \
        VALUES ($1, $2, $3, $4, $5, $6)";
}
balai_store::statements![BERLAKU, RIWAYAT, SISIP];

/// Rules with the day they begin and what they rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ketentuan {
    /// What they say.
    pub aturan: Aturan,
    /// The first day.
    pub sejak: Tanggal,
    /// The decree.
    pub dasar: String,
    /// When they were written down.
    pub dibuat: Waktu,
}

/// The rules of a day; the defaults where nobody has made any.
pub(crate) fn berlaku(tx: &mut Tx<'_>, hari: Tanggal) -> Result<Aturan, StoreError> {
    let hari = hari.to_string();
    Ok(tx.one(&BERLAKU, &[(&hari).into()], baris)?.map_or_else(Aturan::default, |k| k.aturan))
}

/// Every set of rules there was or will be, at most a hundred, the latest first.
pub(crate) fn riwayat(tx: &mut Tx<'_>) -> Result<Vec<Ketentuan>, StoreError> {
    tx.all(&RIWAYAT, &[], baris)
}

pub(crate) fn sisip(tx: &mut Tx<'_>, id: &Id, k: &Ketentuan) -> Result<(), StoreError> {
    let (sejak, dibuat, faktor) = (k.sejak.to_string(), k.dibuat.to_string(), k.aturan.faktor_tertulis());
    let panjang = i64::try_from(k.aturan.panjang_sandi).unwrap_or(i64::MAX);
    let nilai: [Arg<'_>; 6] = [
        id.as_str().into(),
        (&sejak).into(),
        panjang.into(),
        (&faktor).into(),
        (&k.dasar).into(),
        (&dibuat).into(),
    ];
    tx.exec_expect(&SISIP, &nilai, 1)
}

fn baris(r: &Row<'_>) -> Result<Ketentuan, StoreError> {
    Ok(Ketentuan {
        aturan: Aturan::dari(r.i64(0)?, &r.text(1)?),
        sejak: r.parse(2)?,
        dasar: r.text(3)?,
        dibuat: r.parse(4)?,
    })
}
