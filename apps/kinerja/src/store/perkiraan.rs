//! Statements that read one person's running month.

use balai_kernel::{Periode, Tanggal};
use balai_store::{StoreError, Tx, sql};

use super::proses::angka_periode;
use crate::model::pembekuan::Penilaian;

sql! {
    PRESENSI_ORANG = "SELECT hari, detik, arah FROM presensi_catatan WHERE periode = $1 AND pegawai = $2";

    PREDIKAT_ORANG = "SELECT hasil_kerja, perilaku, predikat FROM predikat_kinerja WHERE periode = $1 AND pegawai = $2
        ORDER BY revisi DESC LIMIT 1";

    ABSEN_ORANG = "SELECT dari, sampai, jenis FROM ketidakhadiran WHERE pegawai = $1 AND dari <= $2 AND sampai >= $3
        ORDER BY dari, revisi";
}

balai_store::statements![PRESENSI_ORANG, PREDIKAT_ORANG, ABSEN_ORANG];

/// Punches of a month: day, second of the day, direction.
///
/// # Errors
/// The store's failure.
pub fn presensi(tx: &mut Tx<'_>, periode: Periode, pegawai: i64) -> Result<Vec<(i64, i64, i64)>, StoreError> {
    tx.all(&PRESENSI_ORANG, &[angka_periode(periode).into(), pegawai.into()], |r| {
        Ok((r.i64(0)?, r.i64(1)?, r.i64(2)?))
    })
}

/// The rating of a month; empty when none is on record.
///
/// # Errors
/// The store's failure.
pub fn penilaian(tx: &mut Tx<'_>, periode: Periode, pegawai: i64) -> Result<Penilaian, StoreError> {
    let ada = tx.one(&PREDIKAT_ORANG, &[angka_periode(periode).into(), pegawai.into()], |r| {
        Ok(Penilaian { hasil_kerja: r.opt_text(0)?, perilaku: r.opt_text(1)?, predikat: r.opt_text(2)? })
    })?;
    Ok(ada.unwrap_or_default())
}

/// Absences that touch a month: first and last day, kind; of several rows of one first day the last one holds.
///
/// # Errors
/// The store's failure.
pub fn absen(
    tx: &mut Tx<'_>,
    periode: Periode,
    pegawai: i64,
) -> Result<Vec<(Tanggal, Tanggal, String)>, StoreError> {
    let (awal, akhir) = (periode.awal().to_string(), periode.akhir().to_string());
    let mut semua: Vec<(Tanggal, Tanggal, String)> = Vec::new();
    tx.each(&ABSEN_ORANG, &[pegawai.into(), (&akhir).into(), (&awal).into()], |r| {
        let baris = (r.parse(0)?, r.parse(1)?, r.text(2)?);
        if semua.last().is_some_and(|s| s.0 == baris.0) {
            semua.pop();
        }
        semua.push(baris);
        Ok(())
    })?;
    Ok(semua)
}
