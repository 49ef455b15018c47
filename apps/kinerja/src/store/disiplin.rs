//! Statements of sanctions, holds and absences.

use balai_kernel::{Lingkup, Periode, Tanggal};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::disiplin::{Golongan, Keadaan, Ketetapan, LangkahKetetapan};

sql! {
    NOMOR_TERTINGGI = "SELECT COALESCE(MAX(nomor), 0) FROM ketetapan";

    TAMBAH_KETETAPAN = "INSERT INTO ketetapan (nomor, golongan, pegawai, nip, nama, opd, jalur_unit, jenis, persen, mulai,
        hingga, surat, tanggal, alasan, akun, oleh, kapasitas, pada)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

    TAMBAH_LANGKAH_KETETAPAN = "INSERT INTO ketetapan_langkah (nomor, urut, langkah, sejak, surat, alasan, akun, oleh,
        kapasitas, pada) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    SATU_KETETAPAN = "SELECT nomor, golongan, pegawai, nip, nama, opd, jalur_unit, jenis, persen, mulai, hingga, surat,
        tanggal, alasan, akun, oleh, kapasitas, pada FROM ketetapan WHERE nomor = $1";

    LANGKAH_KETETAPAN = "SELECT langkah, sejak, surat, alasan, akun, oleh, kapasitas, pada FROM ketetapan_langkah
        WHERE nomor = $1 ORDER BY urut";

    DAFTAR_KETETAPAN = "SELECT k.nomor, k.golongan, k.pegawai, k.nip, k.nama, k.opd, k.jalur_unit, k.jenis, k.persen, k.mulai,
        k.hingga, k.surat, k.tanggal, k.alasan, k.akun, k.oleh, k.kapasitas, k.pada FROM ketetapan k
        WHERE k.jalur_unit >= $1 AND k.jalur_unit < $2 AND k.nomor < $3 AND ($4 = '' OR k.golongan = $4)
        AND ($5 = '' OR $5 = COALESCE((SELECT l.langkah FROM ketetapan_langkah l WHERE l.nomor = k.nomor
        ORDER BY l.urut DESC LIMIT 1), 'diusulkan')) ORDER BY k.nomor DESC LIMIT $6";

    KETETAPAN_ORANG = "SELECT nomor, golongan, pegawai, nip, nama, opd, jalur_unit, jenis, persen, mulai, hingga, surat,
        tanggal, alasan, akun, oleh, kapasitas, pada FROM ketetapan WHERE pegawai = $1 ORDER BY nomor";

    KETETAPAN_BERLAKU = "SELECT k.nomor, k.golongan, k.pegawai, k.nip, k.nama, k.opd, k.jalur_unit, k.jenis, k.persen, k.mulai,
        k.hingga, k.surat, k.tanggal, k.alasan, k.akun, k.oleh, k.kapasitas, k.pada FROM ketetapan k
        JOIN ketetapan_langkah l ON l.nomor = k.nomor AND l.urut = 1 AND l.langkah = 'berlaku'
        WHERE k.golongan = $1 AND k.mulai <= $2 AND (k.hingga = '' OR k.hingga >= $3) ORDER BY k.nomor";

    BARIS_TERTAHAN = "SELECT nip, opd, utama_sen FROM proses_baris WHERE proses = $1 AND pegawai = $2";

    TAMBAH_TAHAN = "INSERT INTO proses_tahan (periode, urut, nip, opd, ketetapan, bulan_ini_sen, bawaan_sen)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";

    TAHAN_BULAN = "SELECT urut, nip, opd, ketetapan, bulan_ini_sen, bawaan_sen FROM proses_tahan WHERE periode = $1
        ORDER BY urut, nip";

    TAMBAH_MANGKIR = "INSERT INTO mangkir (proses, pegawai, hari) VALUES ($1, $2, $3)";

    MANGKIR_TAHUN = "SELECT p.periode, m.pegawai, m.hari FROM mangkir m JOIN proses p ON p.id = m.proses
        WHERE p.periode >= $1 AND p.periode <= $2 AND p.keadaan = 'dihitung' AND p.versi = (SELECT MAX(q.versi) FROM proses q
        WHERE q.periode = p.periode AND q.keadaan = 'dihitung') ORDER BY p.periode, m.pegawai";
}

balai_store::statements![
    NOMOR_TERTINGGI,
    TAMBAH_KETETAPAN,
    TAMBAH_LANGKAH_KETETAPAN,
    SATU_KETETAPAN,
    LANGKAH_KETETAPAN,
    DAFTAR_KETETAPAN,
    KETETAPAN_ORANG,
    KETETAPAN_BERLAKU,
    BARIS_TERTAHAN,
    TAMBAH_TAHAN,
    TAHAN_BULAN,
    TAMBAH_MANGKIR,
    MANGKIR_TAHUN
];

/// Name of the lock under which orders are numbered and decided.
pub const KUNCI: &str = "kinerja.ketetapan";

/// Somebody an approved list did not pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TahanTersimpan {
    /// The approval's step.
    pub urut: i64,
    /// Whose.
    pub nip: String,
    /// Code of the OPD.
    pub opd: String,
    /// The order.
    pub ketetapan: i64,
    /// Of the month itself, in sen: owed.
    pub bulan_ini_sen: i64,
    /// Of earlier months, in sen: stays open.
    pub bawaan_sen: i64,
}

fn ketetapan(r: &Row<'_>) -> Result<Ketetapan, StoreError> {
    Ok(Ketetapan {
        nomor: r.i64(0)?,
        golongan: Golongan::dari_kode(r.str(1)?).ok_or_else(|| r.wrong(1, "unknown kind"))?,
        pegawai: r.i64(2)?,
        nip: r.text(3)?,
        nama: r.text(4)?,
        opd: r.text(5)?,
        jalur_unit: r.text(6)?,
        jenis: r.text(7)?,
        persen: r.i64(8)?,
        mulai: r.parse(9)?,
        hingga: tanggal(r, 10)?,
        surat: r.text(11)?,
        tanggal: r.parse(12)?,
        alasan: r.text(13)?,
        akun: r.text(14)?,
        oleh: r.text(15)?,
        kapasitas: r.text(16)?,
        pada: r.parse(17)?,
        langkah: Vec::new(),
    })
}

/// A date that may be empty.
fn tanggal(r: &Row<'_>, kolom: usize) -> Result<Option<Tanggal>, StoreError> {
    match r.str(kolom)? {
        "" => Ok(None),
        _ => r.parse(kolom).map(Some),
    }
}

fn lengkapi(tx: &mut Tx<'_>, semua: &mut [Ketetapan]) -> Result<(), StoreError> {
    for k in semua {
        k.langkah = tx.all(&LANGKAH_KETETAPAN, &[k.nomor.into()], |r| {
            Ok(LangkahKetetapan {
                keadaan: Keadaan::dari_kode(r.str(0)?).ok_or_else(|| r.wrong(0, "unknown step"))?,
                sejak: tanggal(r, 1)?,
                surat: r.text(2)?,
                alasan: r.text(3)?,
                akun: r.text(4)?,
                oleh: r.text(5)?,
                kapasitas: r.text(6)?,
                pada: r.parse(7)?,
            })
        })?;
    }
    Ok(())
}

/// The number the next order gets. The caller holds [`KUNCI`].
///
/// # Errors
/// The store's failure.
pub fn nomor_berikut(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    Ok(tx.one(&NOMOR_TERTINGGI, &[], |r| r.i64(0))?.unwrap_or(0) + 1)
}

/// Adds a proposed order.
///
/// # Errors
/// The store's failure.
pub fn tambah(tx: &mut Tx<'_>, k: &Ketetapan) -> Result<(), StoreError> {
    let (mulai, tanggal, pada) = (k.mulai.to_string(), k.tanggal.to_string(), k.pada.to_string());
    let hingga = k.hingga.map(|h| h.to_string()).unwrap_or_default();
    let args: [Arg<'_>; 18] = [
        k.nomor.into(),
        k.golongan.kode().into(),
        k.pegawai.into(),
        (&k.nip).into(),
        (&k.nama).into(),
        (&k.opd).into(),
        (&k.jalur_unit).into(),
        (&k.jenis).into(),
        k.persen.into(),
        (&mulai).into(),
        (&hingga).into(),
        (&k.surat).into(),
        (&tanggal).into(),
        (&k.alasan).into(),
        (&k.akun).into(),
        (&k.oleh).into(),
        (&k.kapasitas).into(),
        (&pada).into(),
    ];
    tx.exec_expect(&TAMBAH_KETETAPAN, &args, 1)
}

/// Adds what became of an order: `urut` 1 for the decision, 2 for its end.
///
/// # Errors
/// The store's failure; a second one of the same kind is a unique violation.
pub fn tambah_langkah(
    tx: &mut Tx<'_>,
    nomor: i64,
    urut: i64,
    l: &LangkahKetetapan,
) -> Result<(), StoreError> {
    let (sejak, pada) = (l.sejak.map(|s| s.to_string()).unwrap_or_default(), l.pada.to_string());
    let args: [Arg<'_>; 10] = [
        nomor.into(),
        urut.into(),
        l.keadaan.kode().into(),
        (&sejak).into(),
        (&l.surat).into(),
        (&l.alasan).into(),
        (&l.akun).into(),
        (&l.oleh).into(),
        (&l.kapasitas).into(),
        (&pada).into(),
    ];
    tx.exec_expect(&TAMBAH_LANGKAH_KETETAPAN, &args, 1)
}

/// One order with what became of it.
///
/// # Errors
/// The store's failure.
pub fn satu(tx: &mut Tx<'_>, nomor: i64) -> Result<Option<Ketetapan>, StoreError> {
    let mut ada = tx.all(&SATU_KETETAPAN, &[nomor.into()], ketetapan)?;
    lengkapi(tx, &mut ada)?;
    Ok(ada.pop())
}

/// Which orders a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saring {
    /// Only of this kind.
    pub golongan: Option<Golongan>,
    /// Only in this state.
    pub keadaan: Option<Keadaan>,
    /// Only with a lower number; 0 for the newest.
    pub sebelum: i64,
    /// At most so many.
    pub banyak: i64,
}

/// Orders within a jurisdiction, newest first.
///
/// # Errors
/// The store's failure.
pub fn daftar(tx: &mut Tx<'_>, lingkup: &Lingkup, s: &Saring) -> Result<Vec<Ketetapan>, StoreError> {
    let r = lingkup.rentang_unit();
    let sebelum = if s.sebelum > 0 { s.sebelum } else { i64::MAX };
    let args: [Arg<'_>; 6] = [
        (&r.dari).into(),
        (&r.sampai).into(),
        sebelum.into(),
        s.golongan.map_or("", Golongan::kode).into(),
        s.keadaan.map_or("", Keadaan::kode).into(),
        s.banyak.into(),
    ];
    let mut semua = tx.all(&DAFTAR_KETETAPAN, &args, ketetapan)?;
    lengkapi(tx, &mut semua)?;
    Ok(semua)
}

/// Everything about one person, oldest first.
///
/// # Errors
/// The store's failure.
pub fn orang(tx: &mut Tx<'_>, pegawai: i64) -> Result<Vec<Ketetapan>, StoreError> {
    let mut semua = tx.all(&KETETAPAN_ORANG, &[pegawai.into()], ketetapan)?;
    lengkapi(tx, &mut semua)?;
    Ok(semua)
}

/// Approved orders of a kind that began by `mulai` and do not end of themselves before `hingga`, by number.
///
/// # Errors
/// The store's failure.
pub fn berlaku(
    tx: &mut Tx<'_>,
    golongan: Golongan,
    mulai: Tanggal,
    hingga: Tanggal,
) -> Result<Vec<Ketetapan>, StoreError> {
    let (mulai, hingga) = (mulai.to_string(), hingga.to_string());
    let args: [Arg<'_>; 3] = [golongan.kode().into(), (&mulai).into(), (&hingga).into()];
    let mut semua = tx.all(&KETETAPAN_BERLAKU, &args, ketetapan)?;
    lengkapi(tx, &mut semua)?;
    Ok(semua)
}

/// A person's line of a version: NIP, OPD, amount in sen.
///
/// # Errors
/// The store's failure.
pub fn baris(
    tx: &mut Tx<'_>,
    proses: &str,
    pegawai: i64,
) -> Result<Option<(String, String, i64)>, StoreError> {
    tx.one(&BARIS_TERTAHAN, &[proses.into(), pegawai.into()], |r| Ok((r.text(0)?, r.text(1)?, r.i64(2)?)))
}

/// Records whom an approval does not pay.
///
/// # Errors
/// The store's failure.
pub fn tahan(tx: &mut Tx<'_>, periode: Periode, semua: &[TahanTersimpan]) -> Result<(), StoreError> {
    let periode = periode.to_string();
    let rows = semua.iter().map(|t| -> [Arg<'_>; 7] {
        [
            (&periode).into(),
            t.urut.into(),
            (&t.nip).into(),
            (&t.opd).into(),
            t.ketetapan.into(),
            t.bulan_ini_sen.into(),
            t.bawaan_sen.into(),
        ]
    });
    tx.exec_many(&TAMBAH_TAHAN, rows).map(|_| ())
}

/// Whom the approved lists of a month did not pay.
///
/// # Errors
/// The store's failure.
pub fn tahan_bulan(tx: &mut Tx<'_>, periode: Periode) -> Result<Vec<TahanTersimpan>, StoreError> {
    tx.all(&TAHAN_BULAN, &[(&periode.to_string()).into()], |r| {
        Ok(TahanTersimpan {
            urut: r.i64(0)?,
            nip: r.text(1)?,
            opd: r.text(2)?,
            ketetapan: r.i64(3)?,
            bulan_ini_sen: r.i64(4)?,
            bawaan_sen: r.i64(5)?,
        })
    })
}

/// Stores the absences of a version: person and mask of days.
///
/// # Errors
/// The store's failure.
pub fn catat_mangkir(tx: &mut Tx<'_>, proses: &str, semua: &[(i64, i64)]) -> Result<(), StoreError> {
    let rows = semua.iter().map(|(p, hari)| -> [Arg<'_>; 3] { [proses.into(), (*p).into(), (*hari).into()] });
    tx.exec_many(&TAMBAH_MANGKIR, rows).map(|_| ())
}

/// The absences of the newest computation of every month of a year: month, person, mask of days.
///
/// # Errors
/// The store's failure.
pub fn mangkir_tahun(tx: &mut Tx<'_>, tahun: i16) -> Result<Vec<(Periode, i64, i64)>, StoreError> {
    let (dari, sampai) = (format!("{tahun:04}-01"), format!("{tahun:04}-12"));
    tx.all(&MANGKIR_TAHUN, &[(&dari).into(), (&sampai).into()], |r| Ok((r.parse(0)?, r.i64(1)?, r.i64(2)?)))
}
