//! SQL of entries. Whoever asks names a person whom they found within their jurisdiction; the person's number is the
//! boundary here.

use std::collections::HashSet;

use balai_kernel::{Periode, Tanggal};
use balai_store::{Arg, Row, StoreError, Tx, sql};
use sha2::{Digest as _, Sha256};

use super::proses::angka_periode;
use crate::model::entri::{Entri, KeadaanEntri};

sql! {
    SISIP = "INSERT INTO entri (id, pegawai, periode, hari, mulai, menit, kegiatan, katalog, jumlah, skp, bukti, keadaan,
        versi, kunci, gawai, diterima, tanda, jalur_unit)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

    UBAH = "UPDATE entri SET periode = $4, hari = $5, mulai = $6, menit = $7, kegiatan = $8, katalog = $9, jumlah = $10,
        skp = $11, keadaan = $12, gawai = $13, diterima = $14, tanda = $15, jalur_unit = $16, versi = versi + 1
        WHERE id = $1 AND pegawai = $2 AND versi = $3";

    PINDAH = "UPDATE entri SET keadaan = $4, versi = versi + 1 WHERE id = $1 AND pegawai = $2 AND versi = $3";

    LAMPIRKAN = "UPDATE entri SET bukti = $4, versi = versi + 1 WHERE id = $1 AND pegawai = $2 AND versi = $3";

    MILIK = "SELECT pegawai, jalur_unit FROM entri WHERE id = $1";

    SATU = "SELECT e.id, e.pegawai, e.periode, e.hari, e.mulai, e.menit, e.kegiatan, k.uraian, e.katalog, e.jumlah, e.skp,
        e.bukti, e.keadaan, e.versi, e.kunci, e.gawai, e.diterima, e.tanda, e.jalur_unit
        FROM entri e JOIN kegiatan k ON k.nomor = e.kegiatan WHERE e.id = $1 AND e.pegawai = $2";

    BERKUNCI = "SELECT e.id, e.pegawai, e.periode, e.hari, e.mulai, e.menit, e.kegiatan, k.uraian, e.katalog, e.jumlah, e.skp,
        e.bukti, e.keadaan, e.versi, e.kunci, e.gawai, e.diterima, e.tanda, e.jalur_unit
        FROM entri e JOIN kegiatan k ON k.nomor = e.kegiatan WHERE e.pegawai = $1 AND e.kunci = $2";

    ADA_KUNCI = "SELECT id FROM entri WHERE pegawai = $1 AND kunci = $2";

    SEHARI = "SELECT e.id, e.pegawai, e.periode, e.hari, e.mulai, e.menit, e.kegiatan, k.uraian, e.katalog, e.jumlah, e.skp,
        e.bukti, e.keadaan, e.versi, e.kunci, e.gawai, e.diterima, e.tanda, e.jalur_unit
        FROM entri e JOIN kegiatan k ON k.nomor = e.kegiatan
        WHERE e.pegawai = $1 AND e.periode = $2 AND e.hari = $3 AND e.keadaan <> 7
        ORDER BY e.mulai NULLS LAST, e.id";

    DIKEMBALIKAN = "SELECT e.id, e.pegawai, e.periode, e.hari, e.mulai, e.menit, e.kegiatan, k.uraian, e.katalog, e.jumlah,
        e.skp, e.bukti, e.keadaan, e.versi, e.kunci, e.gawai, e.diterima, e.tanda, e.jalur_unit
        FROM entri e JOIN kegiatan k ON k.nomor = e.kegiatan
        WHERE e.pegawai = $1 AND e.periode >= $2 AND e.keadaan = 4 ORDER BY e.periode, e.hari, e.id LIMIT 50";

    JUMLAH_HARI = "SELECT hari, keadaan, CAST(SUM(menit) AS BIGINT), COUNT(*) FROM entri
        WHERE pegawai = $1 AND periode = $2 AND keadaan <> 7 GROUP BY hari, keadaan ORDER BY hari, keadaan";

    SERING = "SELECT k.uraian, e.menit, COUNT(*) FROM entri e JOIN kegiatan k ON k.nomor = e.kegiatan
        WHERE e.pegawai = $1 AND e.periode >= $2 AND e.keadaan <> 7 GROUP BY k.uraian, e.menit
        ORDER BY COUNT(*) DESC, k.uraian, e.menit LIMIT 6";

    HARI_SEBELUM = "SELECT periode, hari FROM entri WHERE pegawai = $1 AND keadaan NOT IN (3, 7)
        AND periode * 100 + hari < $2 AND periode >= $3 ORDER BY periode DESC, hari DESC LIMIT 1";

    BULAN = "SELECT pegawai, hari, kegiatan, menit, keadaan, tanda FROM entri WHERE periode = $1 AND keadaan <> 7";

    ORANG_BULAN = "SELECT e.hari, k.uraian, e.menit, e.keadaan FROM entri e JOIN kegiatan k ON k.nomor = e.kegiatan
        WHERE e.pegawai = $1 AND e.periode = $2 AND e.keadaan <> 7";

    ADA_BULAN = "SELECT id FROM entri WHERE periode = $1 LIMIT 1";

    ID_BULAN = "SELECT id FROM entri WHERE periode = $1";

    CARI_KEGIATAN = "SELECT nomor FROM kegiatan WHERE uraian = $1";

    TAMBAH_KEGIATAN = "INSERT INTO kegiatan (nomor, uraian) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    ABSEN = "SELECT dari, sampai, jenis FROM ketidakhadiran WHERE pegawai = $1 AND dari <= $2 ORDER BY dari, revisi";
}

balai_store::statements![
    SISIP,
    UBAH,
    PINDAH,
    LAMPIRKAN,
    MILIK,
    SATU,
    BERKUNCI,
    ADA_KUNCI,
    SEHARI,
    DIKEMBALIKAN,
    JUMLAH_HARI,
    SERING,
    HARI_SEBELUM,
    BULAN,
    ORANG_BULAN,
    ADA_BULAN,
    ID_BULAN,
    CARI_KEGIATAN,
    TAMBAH_KEGIATAN,
    ABSEN,
];

/// Numbers of texts below this are counted by imports; from it on they follow from the text itself, so that thousands of
/// people may bring new texts at once without waiting for each other to count.
pub const NOMOR_DARI_TEKS: i64 = 1 << 40;

/// Adds an entry. The caller has checked that its key is new.
///
/// # Errors
/// The store's failure; a key that came meanwhile is a unique violation of `entri.pegawai,kunci`.
pub fn sisip(tx: &mut Tx<'_>, e: &Entri) -> Result<(), StoreError> {
    let (diterima, gawai) = (e.diterima.to_string(), e.gawai.map(|w| w.to_string()));
    let args: [Arg<'_>; 18] = [
        (&e.id).into(),
        e.pegawai.into(),
        angka_bulan(e.hari).into(),
        e.hari.day().into(),
        e.mulai.into(),
        e.menit.into(),
        e.kegiatan.into(),
        (&e.katalog).into(),
        e.jumlah.into(),
        (&e.skp).into(),
        (&e.bukti).into(),
        e.keadaan.nomor().into(),
        e.versi.into(),
        (&e.kunci).into(),
        (&gawai).into(),
        (&diterima).into(),
        e.tanda.into(),
        (&e.jalur_unit).into(),
    ];
    tx.exec_expect(&SISIP, &args, 1)
}

/// Saves a changed entry; `e.versi` is the version it was changed from.
///
/// # Errors
/// [`StoreError::VersionConflict`] when it was changed meanwhile.
pub fn ubah(tx: &mut Tx<'_>, e: &Entri) -> Result<(), StoreError> {
    let (diterima, gawai) = (e.diterima.to_string(), e.gawai.map(|w| w.to_string()));
    let args: [Arg<'_>; 16] = [
        (&e.id).into(),
        e.pegawai.into(),
        e.versi.into(),
        angka_bulan(e.hari).into(),
        e.hari.day().into(),
        e.mulai.into(),
        e.menit.into(),
        e.kegiatan.into(),
        (&e.katalog).into(),
        e.jumlah.into(),
        (&e.skp).into(),
        e.keadaan.nomor().into(),
        (&gawai).into(),
        (&diterima).into(),
        e.tanda.into(),
        (&e.jalur_unit).into(),
    ];
    tx.save(&UBAH, &args)
}

/// Moves an entry of a person to another state.
///
/// # Errors
/// [`StoreError::VersionConflict`] when it was changed meanwhile.
pub fn pindah(
    tx: &mut Tx<'_>,
    (id, pegawai, versi): (&str, i64, i64),
    ke: KeadaanEntri,
) -> Result<(), StoreError> {
    tx.save(&PINDAH, &[id.into(), pegawai.into(), versi.into(), ke.nomor().into()])
}

/// Gives an entry of a person its evidence, by hash.
///
/// # Errors
/// [`StoreError::VersionConflict`] when it was changed meanwhile.
pub fn lampirkan(
    tx: &mut Tx<'_>,
    (id, pegawai, versi): (&str, i64, i64),
    sidik: &str,
) -> Result<(), StoreError> {
    tx.save(&LAMPIRKAN, &[id.into(), pegawai.into(), versi.into(), sidik.into()])
}

/// Whose an entry is, by number, and in which unit they were that day.
///
/// # Errors
/// The store's failure.
pub fn milik(tx: &mut Tx<'_>, id: &str) -> Result<Option<(i64, String)>, StoreError> {
    tx.one(&MILIK, &[id.into()], |r| Ok((r.i64(0)?, r.text(1)?)))
}

/// One entry of a person.
///
/// # Errors
/// The store's failure.
pub fn satu(tx: &mut Tx<'_>, id: &str, pegawai: i64) -> Result<Option<Entri>, StoreError> {
    tx.one(&SATU, &[id.into(), pegawai.into()], baca)
}

/// The entry of a person that a device's key made.
///
/// # Errors
/// The store's failure.
pub fn berkunci(tx: &mut Tx<'_>, pegawai: i64, kunci: &str) -> Result<Option<Entri>, StoreError> {
    tx.one(&BERKUNCI, &[pegawai.into(), kunci.into()], baca)
}

/// Whether a device's key has made an entry of a person.
///
/// # Errors
/// The store's failure.
pub fn ada_kunci(tx: &mut Tx<'_>, pegawai: i64, kunci: &str) -> Result<bool, StoreError> {
    Ok(tx.one(&ADA_KUNCI, &[pegawai.into(), kunci.into()], |_| Ok(()))?.is_some())
}

/// A person's day, by time; without what was taken back.
///
/// # Errors
/// The store's failure.
pub fn sehari(tx: &mut Tx<'_>, pegawai: i64, hari: Tanggal) -> Result<Vec<Entri>, StoreError> {
    tx.all(&SEHARI, &[pegawai.into(), angka_bulan(hari).into(), hari.day().into()], baca)
}

/// What waits for the person to mend it, oldest day first, from a month on; at most 50.
///
/// # Errors
/// The store's failure.
pub fn dikembalikan(tx: &mut Tx<'_>, pegawai: i64, sejak: Periode) -> Result<Vec<Entri>, StoreError> {
    tx.all(&DIKEMBALIKAN, &[pegawai.into(), angka_periode(sejak).into()], baca)
}

/// Minutes and number of entries of a day in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JumlahHari {
    /// Day of the month.
    pub hari: i64,
    /// Where they stand.
    pub keadaan: KeadaanEntri,
    /// Minutes.
    pub menit: i64,
    /// How many.
    pub banyak: i64,
}

/// A person's month: minutes by day and state.
///
/// # Errors
/// The store's failure.
pub fn jumlah_hari(tx: &mut Tx<'_>, pegawai: i64, bulan: Periode) -> Result<Vec<JumlahHari>, StoreError> {
    tx.all(&JUMLAH_HARI, &[pegawai.into(), angka_periode(bulan).into()], |r| {
        Ok(JumlahHari { hari: r.i64(0)?, keadaan: keadaan(r, 1)?, menit: r.i64(2)?, banyak: r.i64(3)? })
    })
}

/// What a person enters most often from a month on: text and minutes, at most six.
///
/// # Errors
/// The store's failure.
pub fn sering(tx: &mut Tx<'_>, pegawai: i64, sejak: Periode) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(&SERING, &[pegawai.into(), angka_periode(sejak).into()], |r| Ok((r.text(0)?, r.i64(1)?)))
}

/// The last day before `hari`, of its month or the one before, on which a person entered something that stands.
///
/// # Errors
/// The store's failure.
pub fn hari_sebelum(tx: &mut Tx<'_>, pegawai: i64, hari: Tanggal) -> Result<Option<Tanggal>, StoreError> {
    let Some(bulan) = Periode::dari(hari) else { return Ok(None) };
    let batas = angka_bulan(hari) * 100 + i64::from(hari.day());
    let sejak = angka_periode(bulan.sebelum().unwrap_or(bulan));
    tx.one(&HARI_SEBELUM, &[pegawai.into(), batas.into(), sejak.into()], |r| tanggal(r, 0, 1))
}

/// Every entry of a month that was not taken back: person, day, number of the text, minutes, state, flags; in no
/// order.
///
/// # Errors
/// The store's failure.
pub fn bulan(
    tx: &mut Tx<'_>,
    bulan: Periode,
    mut tiap: impl FnMut(i64, i64, i64, i64, (KeadaanEntri, i64)),
) -> Result<(), StoreError> {
    tx.each(&BULAN, &[angka_periode(bulan).into()], |r| {
        tiap(r.i64(0)?, r.i64(1)?, r.i64(2)?, r.i64(3)?, (keadaan(r, 4)?, r.i64(5)?));
        Ok(())
    })
}

/// One person's month: day, text, minutes, state; in no order.
///
/// # Errors
/// The store's failure.
pub fn orang_bulan(
    tx: &mut Tx<'_>,
    pegawai: i64,
    bulan: Periode,
) -> Result<Vec<(i64, String, i64, KeadaanEntri)>, StoreError> {
    tx.all(&ORANG_BULAN, &[pegawai.into(), angka_periode(bulan).into()], |r| {
        Ok((r.i64(0)?, r.text(1)?, r.i64(2)?, keadaan(r, 3)?))
    })
}

/// Whether anybody entered anything in a month.
///
/// # Errors
/// The store's failure.
pub fn ada_bulan(tx: &mut Tx<'_>, bulan: Periode) -> Result<bool, StoreError> {
    Ok(tx.one(&ADA_BULAN, &[angka_periode(bulan).into()], |_| Ok(()))?.is_some())
}

/// The ids of a month's entries, of everybody: for checking that nothing acknowledged was lost.
///
/// # Errors
/// The store's failure.
pub fn id_bulan(tx: &mut Tx<'_>, bulan: Periode) -> Result<HashSet<String>, StoreError> {
    Ok(tx.all(&ID_BULAN, &[angka_periode(bulan).into()], |r| r.text(0))?.into_iter().collect())
}

/// The number of a text, which is added when it is new.
///
/// # Errors
/// The store's failure.
pub fn nomor_kegiatan(tx: &mut Tx<'_>, uraian: &str) -> Result<i64, StoreError> {
    let ada = |tx: &mut Tx<'_>| tx.one(&CARI_KEGIATAN, &[uraian.into()], |r| r.i64(0));
    let mut ketemu = ada(tx)?;
    // another text with the same number is as likely as the same file twice by chance; then the next number is tried
    for garam in 0_u8..4 {
        if ketemu.is_some() {
            break;
        }
        tx.exec(&TAMBAH_KEGIATAN, &[nomor_dari_teks(uraian, garam).into(), uraian.into()])?;
        ketemu = ada(tx)?;
    }
    ketemu.ok_or(StoreError::VersionConflict { statement: "kegiatan" })
}

fn nomor_dari_teks(uraian: &str, garam: u8) -> i64 {
    let sidik = Sha256::new().chain_update([garam]).chain_update(uraian).finalize();
    let atas = sidik.iter().take(8).fold(0_u64, |n, b| n << 8 | u64::from(*b));
    i64::try_from(atas >> 2).unwrap_or_default().saturating_add(NOMOR_DARI_TEKS)
}

/// Why a person is absent on a day, by what was handed over: first day, last day, kind as stored.
///
/// # Errors
/// The store's failure.
pub fn absen(
    tx: &mut Tx<'_>,
    pegawai: i64,
    hari: Tanggal,
) -> Result<Option<(Tanggal, Tanggal, String)>, StoreError> {
    let tanggal = hari.to_string();
    let semua =
        tx.all(&ABSEN, &[pegawai.into(), (&tanggal).into()], |r| Ok((r.parse(0)?, r.parse(1)?, r.text(2)?)))?;
    // of rows that start on the same day the last counts
    let mut terakhir: Option<(Tanggal, Tanggal, String)> = None;
    let mut kena = None;
    for baris in semua {
        if terakhir.as_ref().is_some_and(|t| t.0 != baris.0) {
            kena = mengenai(terakhir.take(), hari).or(kena);
        }
        terakhir = Some(baris);
    }
    Ok(mengenai(terakhir, hari).or(kena))
}

fn mengenai(baris: Option<(Tanggal, Tanggal, String)>, hari: Tanggal) -> Option<(Tanggal, Tanggal, String)> {
    baris.filter(|(_, sampai, jenis)| *sampai >= hari && jenis != crate::model::impor::ketidakhadiran::BATAL)
}

/// `202610` of a day.
fn angka_bulan(hari: Tanggal) -> i64 {
    i64::from(hari.year()) * 100 + i64::from(hari.month())
}

fn keadaan(r: &Row<'_>, at: usize) -> Result<KeadaanEntri, StoreError> {
    KeadaanEntri::dari_nomor(r.i64(at)?).ok_or_else(|| r.wrong(at, "unknown state"))
}

/// The date of a month's and a day's column.
pub(super) fn tanggal(r: &Row<'_>, bulan: usize, hari: usize) -> Result<Tanggal, StoreError> {
    let angka = r.i64(bulan)?;
    let jadi = || {
        let (tahun, bulan) = (i16::try_from(angka / 100).ok()?, i8::try_from(angka % 100).ok()?);
        Tanggal::new(tahun, bulan, i8::try_from(r.i64(hari).ok()?).ok()?).ok()
    };
    jadi().ok_or_else(|| r.wrong(hari, "no day of that month"))
}

pub(super) fn baca(r: &Row<'_>) -> Result<Entri, StoreError> {
    Ok(Entri {
        id: r.text(0)?,
        pegawai: r.i64(1)?,
        hari: tanggal(r, 2, 3)?,
        mulai: r.opt_i64(4)?,
        menit: r.i64(5)?,
        kegiatan: r.i64(6)?,
        uraian: r.text(7)?,
        katalog: r.opt_text(8)?,
        jumlah: r.i64(9)?,
        skp: r.opt_text(10)?,
        bukti: r.opt_text(11)?,
        keadaan: keadaan(r, 12)?,
        versi: r.i64(13)?,
        kunci: r.text(14)?,
        gawai: r.opt_parse(15)?,
        diterima: r.parse(16)?,
        tanda: r.i64(17)?,
        jalur_unit: r.text(18)?,
    })
}
