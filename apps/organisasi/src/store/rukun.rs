//! SQL of RW and RT. Replaced and withdrawn rows are left out everywhere.

use balai_kernel::{KodeWilayah, Tanggal};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use super::jabatan::{keputusan, masa};
use super::tulis::{self, Baris, Ekor, Tanda};
use crate::model::jabatan::Masa;
use crate::model::rukun::{KodeRukun, Rukun};

sql! {
    RUKUN = "SELECT c.nomor, c.kode, c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor, c.sk_tanggal, c.sk_pejabat
        FROM rukun_catatan c WHERE c.wilayah = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM rukun_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.rw, c.rt, c.berlaku_sejak, c.nomor LIMIT 20000";
    HITUNG_RUKUN = "SELECT c.wilayah, CAST(SUM(CASE WHEN c.rt = 0 THEN 1 ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE WHEN c.rt > 0 THEN 1 ELSE 0 END) AS BIGINT) FROM rukun_catatan c
        WHERE c.wilayah >= $1 AND c.wilayah < $2 AND NOT c.gugur AND c.berlaku_sejak <= $3
        AND (c.berlaku_sampai IS NULL OR c.berlaku_sampai >= $3)
        AND NOT EXISTS (SELECT 1 FROM rukun_catatan k WHERE k.menggantikan = c.nomor)
        GROUP BY c.wilayah ORDER BY c.wilayah";
    SEMUA_RUKUN = "SELECT c.kode, c.berlaku_sejak, c.berlaku_sampai FROM rukun_catatan c WHERE NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM rukun_catatan k WHERE k.menggantikan = c.nomor) ORDER BY c.kode, c.nomor";
    LANJUTAN_RUKUN = "SELECT pendahulu, penerus, berlaku_sejak FROM rukun_lanjutan WHERE wilayah = $1 ORDER BY nomor
        LIMIT 5000";
    NOMOR_RUKUN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM rukun_catatan";
    NOMOR_LANJUTAN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM rukun_lanjutan";
    SISIP_RUKUN = "INSERT INTO rukun_catatan
        (nomor, kode, wilayah, rw, rt,
        berlaku_sejak, berlaku_sampai, gugur, diketahui, menggantikan, sk_nomor, sk_tanggal, sk_pejabat, asal, sumber)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    SISIP_LANJUTAN = "INSERT INTO rukun_lanjutan (nomor, wilayah, pendahulu, penerus, berlaku_sejak)
        VALUES ($1, $2, $3, $4, $5)";
}

balai_store::statements![
    RUKUN,
    HITUNG_RUKUN,
    SEMUA_RUKUN,
    LANJUTAN_RUKUN,
    NOMOR_RUKUN,
    NOMOR_LANJUTAN,
    SISIP_RUKUN,
    SISIP_LANJUTAN,
];

/// Every row of a kelurahan or desa, by number, oldest first.
pub(crate) fn rukun(tx: &mut Tx<'_>, wilayah: &KodeWilayah) -> Result<Vec<Rukun>, StoreError> {
    tx.all(&RUKUN, &[wilayah.as_str().into()], |r| {
        Ok(Rukun { nomor: r.i64(0)?, kode: r.parse(1)?, masa: masa(r, 2)?, keputusan: keputusan(r, 4)? })
    })
}

/// How many RW and RT each kelurahan of a territory has on a day.
pub(crate) fn hitung(
    tx: &mut Tx<'_>,
    wilayah: &KodeWilayah,
    pada: Tanggal,
) -> Result<Vec<(KodeWilayah, i64, i64)>, StoreError> {
    // a code continues with a point, and the slash comes right after it
    let (dari, sampai) = (wilayah.as_str(), format!("{wilayah}/"));
    tx.all(&HITUNG_RUKUN, &[dari.into(), (&sampai).into(), (&pada.to_string()).into()], |r: &Row<'_>| {
        Ok((r.parse(0)?, r.i64(1)?, r.i64(2)?))
    })
}

/// Every RW and RT that ever was, with when.
pub(crate) fn semua(tx: &mut Tx<'_>) -> Result<Vec<(KodeRukun, Masa)>, StoreError> {
    tx.all(&SEMUA_RUKUN, &[], |r| Ok((r.parse(0)?, masa(r, 1)?)))
}

/// Predecessors and successors in a kelurahan, with the first day.
pub(crate) fn lanjutan(
    tx: &mut Tx<'_>,
    wilayah: &KodeWilayah,
) -> Result<Vec<(KodeRukun, KodeRukun, Tanggal)>, StoreError> {
    tx.all(&LANJUTAN_RUKUN, &[wilayah.as_str().into()], |r| Ok((r.parse(0)?, r.parse(1)?, r.parse(2)?)))
}

/// The highest numbers given so far: of rows, of lineage.
pub(crate) fn nomor(tx: &mut Tx<'_>) -> Result<(i64, i64), StoreError> {
    let mut baca = |sql| tx.one(sql, &[], |r| r.i64(0)).map(Option::unwrap_or_default);
    Ok((baca(&NOMOR_RUKUN)?, baca(&NOMOR_LANJUTAN)?))
}

/// A row on its way into the table.
pub(crate) type BarisRukun<'a> = (i64, &'a KodeRukun, Masa, Tanda<'a>);

/// Adds rows.
pub(crate) fn sisip(tx: &mut Tx<'_>, baris: &[BarisRukun<'_>]) -> Result<(), StoreError> {
    let kode: Vec<String> = baris.iter().map(|(_, k, ..)| k.to_string()).collect();
    let rows = baris.iter().zip(&kode).map(|((nomor, k, masa, t), kode)| {
        let (rw, rt) = (i64::from(k.rw), i64::from(k.rt.unwrap_or_default()));
        let isi: [Arg<'_>; 5] =
            [(*nomor).into(), kode.into(), k.wilayah.as_str().into(), rw.into(), rt.into()];
        Baris(isi, *masa, t)
    });
    tulis::sisip(tx, &SISIP_RUKUN, Ekor::Sumber, rows)
}

/// Adds a step of lineage.
pub(crate) fn sisip_lanjutan(
    tx: &mut Tx<'_>,
    nomor: i64,
    (pendahulu, penerus): (&KodeRukun, &KodeRukun),
    sejak: Tanggal,
) -> Result<(), StoreError> {
    let wilayah = pendahulu.wilayah.as_str();
    let (pendahulu, penerus, sejak) = (pendahulu.to_string(), penerus.to_string(), sejak.to_string());
    tx.exec_expect(
        &SISIP_LANJUTAN,
        &[nomor.into(), wilayah.into(), (&pendahulu).into(), (&penerus).into(), (&sejak).into()],
        1,
    )
}
