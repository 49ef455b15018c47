//! SQL of parameters.

use balai_kernel::{Tanggal, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use super::Isian;

/// Most rows one history gives.
const BARIS_MAKS: u32 = 500;

sql! {
    PADA = "SELECT nilai FROM parameter_nilai WHERE id = $1 AND sejak <= $2 ORDER BY sejak DESC, urut DESC LIMIT 1";
    TEPAT = "SELECT sejak, nilai, dasar, ilustrasi, oleh, dicatat, urut FROM parameter_nilai
        WHERE id = $1 AND sejak = $2 ORDER BY urut DESC LIMIT 1";
    RIWAYAT = "SELECT sejak, nilai, dasar, ilustrasi, oleh, dicatat, urut FROM parameter_nilai
        WHERE id = $1 ORDER BY sejak DESC, urut DESC LIMIT $2";
    TAMBAH = "INSERT INTO parameter_nilai (id, sejak, urut, nilai, dasar, ilustrasi, oleh, dicatat)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
}

balai_store::statements![PADA, TEPAT, RIWAYAT, TAMBAH];

/// A recorded value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NilaiTercatat {
    /// The first day it is valid.
    pub sejak: Tanggal,
    /// In its stored form, see [`super::Parameter::tampil`].
    pub nilai: String,
    /// The regulation or decree.
    pub dasar: String,
    /// Whether it is only an illustration.
    pub ilustrasi: bool,
    /// Who recorded it.
    pub oleh: String,
    /// When it was recorded.
    pub dicatat: Waktu,
    /// Of those for the same day: 1 is the first, the highest counts.
    pub urut: i64,
}

pub(super) fn pada(tx: &mut Tx<'_>, id: &str, hari: Tanggal) -> Result<Option<String>, StoreError> {
    let hari = hari.to_string();
    tx.one(&PADA, &[id.into(), (&hari).into()], |r| r.text(0))
}

pub(super) fn tepat(tx: &mut Tx<'_>, id: &str, sejak: Tanggal) -> Result<Option<NilaiTercatat>, StoreError> {
    let sejak = sejak.to_string();
    tx.one(&TEPAT, &[id.into(), (&sejak).into()], tercatat)
}

/// Every recorded value of a parameter, the latest day first; of one day the last recorded first. At most 500.
/// Parameters are no secret, so there is no jurisdiction to keep to.
///
/// # Errors
/// The store's failure.
pub fn riwayat(tx: &mut Tx<'_>, id: &str) -> Result<Vec<NilaiTercatat>, StoreError> {
    tx.all(&RIWAYAT, &[id.into(), BARIS_MAKS.into()], tercatat)
}

pub(super) fn tambah(
    tx: &mut Tx<'_>,
    id: &str,
    urut: i64,
    isi: &Isian,
    oleh: &str,
    dicatat: Waktu,
) -> Result<(), StoreError> {
    let (sejak, dicatat) = (isi.sejak.to_string(), dicatat.to_string());
    let nilai: [Arg<'_>; 8] = [
        id.into(),
        (&sejak).into(),
        urut.into(),
        (&isi.nilai).into(),
        (&isi.dasar).into(),
        isi.ilustrasi.into(),
        oleh.into(),
        (&dicatat).into(),
    ];
    tx.exec_expect(&TAMBAH, &nilai, 1)
}

fn tercatat(r: &Row<'_>) -> Result<NilaiTercatat, StoreError> {
    Ok(NilaiTercatat {
        sejak: r.parse(0)?,
        nilai: r.text(1)?,
        dasar: r.text(2)?,
        ilustrasi: r.bool(3)?,
        oleh: r.text(4)?,
        dicatat: r.parse(5)?,
        urut: r.i64(6)?,
    })
}
