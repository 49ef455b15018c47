//! Statements of the steps after a run.

use balai_kernel::Periode;
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::langkah::{BarisLangkah, Langkah};

sql! {
    LANGKAH_BULAN = "SELECT urut, versi, langkah, opd, jalur_unit, hasil_sidik, opd_sidik, jumlah_sen, akun, oleh,
        kapasitas, alasan, surat, tanggal, pada FROM proses_langkah WHERE periode = $1 ORDER BY urut";

    URUT_TERAKHIR = "SELECT COALESCE(MAX(urut), 0) FROM proses_langkah WHERE periode = $1";

    TAMBAH_LANGKAH = "INSERT INTO proses_langkah (periode, urut, versi, langkah, opd, jalur_unit, hasil_sidik, opd_sidik,
        jumlah_sen, akun, oleh, kapasitas, alasan, surat, tanggal, pada)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

    KUNCI_PRESENSI = "SELECT opd FROM proses_langkah l WHERE periode = $1 AND langkah = 'presensi_dikunci'
        AND urut = (SELECT MAX(m.urut) FROM proses_langkah m WHERE m.periode = l.periode AND m.opd = l.opd
        AND m.versi = 0)";

    TETAPKAN_BERLAKU = "INSERT INTO proses_berlaku (periode, proses, versi) VALUES ($1, $2, $3)";

    VERSI_BERLAKU = "SELECT versi FROM proses_berlaku WHERE periode = $1";

    LANGKAH_AWAL = "SELECT langkah_awal FROM proses WHERE id = $1";
}

balai_store::statements![
    LANGKAH_BULAN,
    URUT_TERAKHIR,
    TAMBAH_LANGKAH,
    KUNCI_PRESENSI,
    TETAPKAN_BERLAKU,
    VERSI_BERLAKU,
    LANGKAH_AWAL
];

/// Name of the lock under which a month's versions and steps are written.
#[must_use]
pub fn nama_kunci(periode: Periode) -> String {
    format!("proses/{periode}")
}

/// Every step of a month in order.
///
/// # Errors
/// The store's failure.
pub fn bulan(tx: &mut Tx<'_>, periode: Periode) -> Result<Vec<BarisLangkah>, StoreError> {
    tx.all(&LANGKAH_BULAN, &[Arg::from(&periode.to_string())], baca)
}

fn baca(b: &Row<'_>) -> Result<BarisLangkah, StoreError> {
    Ok(BarisLangkah {
        urut: b.i64(0)?,
        versi: b.i64(1)?,
        langkah: Langkah::dari_kode(b.str(2)?).ok_or_else(|| b.wrong(2, "unknown step"))?,
        opd: b.text(3)?,
        jalur_unit: b.text(4)?,
        hasil_sidik: b.text(5)?,
        opd_sidik: b.text(6)?,
        jumlah_sen: b.i64(7)?,
        akun: b.text(8)?,
        oleh: b.text(9)?,
        kapasitas: b.text(10)?,
        alasan: b.text(11)?,
        surat: b.text(12)?,
        tanggal: b.text(13)?,
        pada: b.parse(14)?,
    })
}

/// How many steps the month has. Only under the month's lock does the number stay true.
///
/// # Errors
/// The store's failure.
pub fn urut_terakhir(tx: &mut Tx<'_>, periode: Periode) -> Result<i64, StoreError> {
    Ok(tx.one(&URUT_TERAKHIR, &[Arg::from(&periode.to_string())], |b| b.i64(0))?.unwrap_or(0))
}

/// Adds steps. The caller holds the month's lock and has numbered them.
///
/// # Errors
/// The store's failure.
pub fn tambah(tx: &mut Tx<'_>, periode: Periode, baris: &[BarisLangkah]) -> Result<(), StoreError> {
    let periode = periode.to_string();
    let pada: Vec<String> = baris.iter().map(|b| b.pada.to_string()).collect();
    tx.exec_many(
        &TAMBAH_LANGKAH,
        baris.iter().zip(&pada).map(|(b, pada)| {
            [
                Arg::from(&periode),
                Arg::from(b.urut),
                Arg::from(b.versi),
                Arg::from(b.langkah.kode()),
                Arg::from(&b.opd),
                Arg::from(&b.jalur_unit),
                Arg::from(&b.hasil_sidik),
                Arg::from(&b.opd_sidik),
                Arg::from(b.jumlah_sen),
                Arg::from(&b.akun),
                Arg::from(&b.oleh),
                Arg::from(&b.kapasitas),
                Arg::from(&b.alasan),
                Arg::from(&b.surat),
                Arg::from(&b.tanggal),
                Arg::from(pada),
            ]
        }),
    )
    .map(|_| ())
}

/// Codes of the OPDs whose attendance of the month is locked now.
///
/// # Errors
/// The store's failure.
pub fn opd_terkunci(tx: &mut Tx<'_>, periode: Periode) -> Result<Vec<String>, StoreError> {
    tx.all(&KUNCI_PRESENSI, &[Arg::from(&periode.to_string())], |b| b.text(0))
}

/// The approved version of a month.
///
/// # Errors
/// The store's failure.
pub fn versi_berlaku(tx: &mut Tx<'_>, periode: Periode) -> Result<Option<i64>, StoreError> {
    tx.one(&VERSI_BERLAKU, &[Arg::from(&periode.to_string())], |b| b.i64(0))
}

/// Pins the version of a month that is approved; fails on the key when another one is.
///
/// # Errors
/// The store's failure.
pub fn tetapkan_berlaku(
    tx: &mut Tx<'_>,
    periode: Periode,
    proses: &str,
    versi: i64,
) -> Result<(), StoreError> {
    let periode = periode.to_string();
    tx.exec_expect(&TETAPKAN_BERLAKU, &[Arg::from(&periode), Arg::from(proses), Arg::from(versi)], 1)
}

/// How many steps the month had when this version was opened.
///
/// # Errors
/// The store's failure.
pub fn langkah_awal(tx: &mut Tx<'_>, proses: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&LANGKAH_AWAL, &[Arg::from(proses)], |b| b.i64(0))?.unwrap_or(0))
}
