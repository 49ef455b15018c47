//! SQL of the signs of life.

use balai_kernel::Waktu;
use balai_store::{StoreError, Tx, sql};

sql! {
    TERAKHIR = "SELECT terakhir FROM denyut WHERE nomor = 1";
    TANDAI = "INSERT INTO denyut (nomor, terakhir) VALUES (1, $1)
        ON CONFLICT (nomor) DO UPDATE SET terakhir = excluded.terakhir";
    // two servers of one region may see the same gap: it is one
    SISIP = "INSERT INTO waktu_mati (dari, sampai) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    SEJAK = "SELECT dari, sampai FROM waktu_mati WHERE sampai > $1 ORDER BY dari DESC LIMIT $2";
}

balai_store::statements![TERAKHIR, TANDAI, SISIP, SEJAK];

pub(super) fn terakhir(tx: &mut Tx<'_>) -> Result<Option<Waktu>, StoreError> {
    tx.one(&TERAKHIR, &[], |r| r.parse(0))
}

pub(super) fn tandai(tx: &mut Tx<'_>, pada: Waktu) -> Result<(), StoreError> {
    let pada = pada.to_string();
    tx.exec_expect(&TANDAI, &[(&pada).into()], 1)
}

pub(super) fn sisip(tx: &mut Tx<'_>, dari: Waktu, sampai: Waktu) -> Result<(), StoreError> {
    let (dari, sampai) = (dari.to_string(), sampai.to_string());
    tx.exec(&SISIP, &[(&dari).into(), (&sampai).into()]).map(drop)
}

pub(super) fn sejak(tx: &mut Tx<'_>, sejak: Waktu, banyak: u32) -> Result<Vec<(Waktu, Waktu)>, StoreError> {
    let sejak = sejak.to_string();
    tx.all(&SEJAK, &[(&sejak).into(), banyak.into()], |r| Ok((r.parse(0)?, r.parse(1)?)))
}
