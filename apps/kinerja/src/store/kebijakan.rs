//! Statements of ceiling policies, what they pay, and what is owed.

use balai_kernel::{Periode, Waktu};
use balai_store::{Arg, StoreError, Tx, sql};

use crate::model::kebijakan::{Bayaran, Cara, Kebijakan};

sql! {
    KEBIJAKAN_BULAN = "SELECT urut, cara, lantai, kelas, dihitung_sen, dibayar_sen, ditangguhkan_sen, sidik
        FROM proses_kebijakan WHERE periode = $1 ORDER BY urut";

    TAMBAH_KEBIJAKAN = "INSERT INTO proses_kebijakan (periode, urut, cara, lantai, kelas, dihitung_sen, dibayar_sen,
        ditangguhkan_sen, sidik) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    TAMBAH_BAYARAN = "INSERT INTO proses_bayaran (periode, urut, nip, dihitung_sen, dibayar_sen, ditangguhkan_sen)
        VALUES ($1, $2, $3, $4, $5, $6)";

    BAYARAN = "SELECT nip, dihitung_sen, dibayar_sen, ditangguhkan_sen FROM proses_bayaran
        WHERE periode = $1 AND urut = $2 ORDER BY nip";

    BAYARAN_ORANG = "SELECT dibayar_sen FROM proses_bayaran WHERE periode = $1 AND urut = $2 AND nip = $3";

    TAMBAH_UTANG = "INSERT INTO utang_tunjangan (periode, nip, urut, jenis, opd, jalur_unit, jumlah_sen, surat, pada)
        VALUES ($1, $2, $3, 'timbul', $4, $5, $6, $7, $8)";
}

balai_store::statements![
    KEBIJAKAN_BULAN,
    TAMBAH_KEBIJAKAN,
    TAMBAH_BAYARAN,
    BAYARAN,
    BAYARAN_ORANG,
    TAMBAH_UTANG
];

/// A decided policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KebijakanTersimpan {
    /// Number of its step.
    pub urut: i64,
    /// What was decided.
    pub kebijakan: Kebijakan,
    /// Computed, in sen.
    pub dihitung_sen: i64,
    /// Paid.
    pub dibayar_sen: i64,
    /// Owed.
    pub ditangguhkan_sen: i64,
    /// Hash of what is paid.
    pub sidik: String,
}

/// The policies of a month in order.
///
/// # Errors
/// The store's failure.
pub fn bulan(tx: &mut Tx<'_>, periode: Periode) -> Result<Vec<KebijakanTersimpan>, StoreError> {
    tx.all(&KEBIJAKAN_BULAN, &[Arg::from(&periode.to_string())], |b| {
        let cara = Cara::dari_kode(b.str(1)?).ok_or_else(|| b.wrong(1, "unknown policy"))?;
        Ok(KebijakanTersimpan {
            urut: b.i64(0)?,
            kebijakan: Kebijakan { cara, lantai: b.i64(2)?, kelas: b.i64(3)? },
            dihitung_sen: b.i64(4)?,
            dibayar_sen: b.i64(5)?,
            ditangguhkan_sen: b.i64(6)?,
            sidik: b.text(7)?,
        })
    })
}

/// Adds a policy and what it pays everybody.
///
/// # Errors
/// The store's failure.
pub fn tambah(
    tx: &mut Tx<'_>,
    periode: Periode,
    k: &KebijakanTersimpan,
    semua: &[Bayaran],
) -> Result<(), StoreError> {
    let periode = periode.to_string();
    let args = [
        Arg::from(&periode),
        Arg::from(k.urut),
        Arg::from(k.kebijakan.cara.kode()),
        Arg::from(k.kebijakan.lantai),
        Arg::from(k.kebijakan.kelas),
        Arg::from(k.dihitung_sen),
        Arg::from(k.dibayar_sen),
        Arg::from(k.ditangguhkan_sen),
        Arg::from(&k.sidik),
    ];
    tx.exec_expect(&TAMBAH_KEBIJAKAN, &args, 1)?;
    let satu = |b| baris(&periode, k.urut, b);
    tx.exec_many(&TAMBAH_BAYARAN, semua.iter().map(satu)).map(|_| ())
}

fn baris<'a>(periode: &'a str, urut: i64, b: &'a Bayaran) -> [Arg<'a>; 6] {
    [
        Arg::from(periode),
        Arg::from(urut),
        Arg::from(&b.nip),
        Arg::from(b.dihitung_sen),
        Arg::from(b.dibayar_sen),
        Arg::from(b.ditangguhkan_sen),
    ]
}

/// What a policy pays everybody, by NIP; classes are with the computed lines and 0 here.
///
/// # Errors
/// The store's failure.
pub fn bayaran(tx: &mut Tx<'_>, periode: Periode, urut: i64) -> Result<Vec<Bayaran>, StoreError> {
    tx.all(&BAYARAN, &[Arg::from(&periode.to_string()), Arg::from(urut)], |b| {
        Ok(Bayaran {
            nip: b.text(0)?,
            kelas: 0,
            dihitung_sen: b.i64(1)?,
            dibayar_sen: b.i64(2)?,
            ditangguhkan_sen: b.i64(3)?,
        })
    })
}

/// What a policy pays one person, in sen.
///
/// # Errors
/// The store's failure.
pub fn bayaran_orang(
    tx: &mut Tx<'_>,
    periode: Periode,
    urut: i64,
    nip: &str,
) -> Result<Option<i64>, StoreError> {
    let periode = periode.to_string();
    tx.one(&BAYARAN_ORANG, &[Arg::from(&periode), Arg::from(urut), Arg::from(nip)], |b| b.i64(0))
}

/// Records what is owed from an approved policy on. `urut` is the approval's step.
///
/// # Errors
/// The store's failure.
pub fn catat_utang(
    tx: &mut Tx<'_>,
    (periode, urut, pada): (Periode, i64, Waktu),
    (opd, jalur_unit, surat): (&str, &str, &str),
    semua: &[Bayaran],
) -> Result<(), StoreError> {
    let (periode, pada) = (periode.to_string(), pada.to_string());
    tx.exec_many(
        &TAMBAH_UTANG,
        semua.iter().filter(|b| b.ditangguhkan_sen > 0).map(|b| {
            [
                Arg::from(&periode),
                Arg::from(&b.nip),
                Arg::from(urut),
                Arg::from(opd),
                Arg::from(jalur_unit),
                Arg::from(b.ditangguhkan_sen),
                Arg::from(surat),
                Arg::from(&pada),
            ]
        }),
    )
    .map(|_| ())
}
