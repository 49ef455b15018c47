//! SQL of ratings and absences.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use balai_kernel::Tanggal;
use balai_store::{Arg, StoreError, Tx, sql};

use crate::model::impor::ketidakhadiran::{Butir, Tercatat};
use crate::model::impor::predikat::PredikatBaru;
use crate::model::pembekuan::Penilaian;

sql! {
    PREDIKAT = "SELECT pegawai, revisi, hasil_kerja, perilaku, predikat FROM predikat_kinerja WHERE periode = $1
        ORDER BY pegawai, revisi";
    SISIP_PREDIKAT = "INSERT INTO predikat_kinerja (periode, pegawai, revisi, hasil_kerja, perilaku, predikat, berkas,
        baris) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    KETIDAKHADIRAN = "SELECT k.pegawai, k.dari, k.revisi, k.sampai, k.jenis, k.keterangan, k.surat, b.nama, k.baris
        FROM ketidakhadiran k JOIN berkas_impor b ON b.nomor = k.berkas WHERE k.dari <= $1
        ORDER BY k.pegawai, k.dari, k.revisi";
    SISIP_KETIDAKHADIRAN = "INSERT INTO ketidakhadiran (pegawai, dari, revisi, sampai, jenis, keterangan, surat, berkas,
        baris) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
}

balai_store::statements![PREDIKAT, SISIP_PREDIKAT, KETIDAKHADIRAN, SISIP_KETIDAKHADIRAN];

/// The ratings of a month that count, by person, each with its revision.
///
/// # Errors
/// The store's failure.
pub fn predikat_bulan(tx: &mut Tx<'_>, periode: i64) -> Result<HashMap<i64, (i64, Penilaian)>, StoreError> {
    let mut semua = HashMap::new();
    tx.each(&PREDIKAT, &[periode.into()], |r| {
        let nilai =
            Penilaian { hasil_kerja: r.opt_text(2)?, perilaku: r.opt_text(3)?, predikat: r.opt_text(4)? };
        // revisions come in their order: the last one stays
        semua.insert(r.i64(0)?, (r.i64(1)?, nilai));
        Ok(())
    })?;
    Ok(semua)
}

/// Ratings that are not on record yet, each with its revision. The caller holds the import's lock.
///
/// # Errors
/// The store's failure.
pub fn predikat_baru<'a>(
    tx: &mut Tx<'_>,
    semua: &'a [PredikatBaru],
) -> Result<Vec<(i64, &'a PredikatBaru)>, StoreError> {
    let mut bulan: HashMap<u32, HashMap<i64, (i64, Penilaian)>> = HashMap::new();
    let mut baru = Vec::new();
    for p in semua {
        let tercatat = match bulan.entry(p.periode) {
            Entry::Occupied(b) => b.into_mut(),
            Entry::Vacant(b) => b.insert(predikat_bulan(tx, p.periode.into())?),
        };
        let ada = tercatat.get(&i64::from(p.pegawai));
        let sama = |n: &Penilaian| {
            (n.hasil_kerja.as_deref(), n.perilaku.as_deref(), n.predikat.as_deref())
                == (p.hasil_kerja, p.perilaku, p.predikat)
        };
        match ada {
            Some((_, n)) if sama(n) => {}
            Some((revisi, _)) => baru.push((revisi + 1, p)),
            None => baru.push((1, p)),
        }
    }
    Ok(baru)
}

/// Adds ratings.
///
/// # Errors
/// The store's failure.
pub fn sisip_predikat(tx: &mut Tx<'_>, berkas: i64, baru: &[(i64, &PredikatBaru)]) -> Result<(), StoreError> {
    let rows = baru.iter().map(|(revisi, p)| -> [Arg<'_>; 8] {
        [
            p.periode.into(),
            p.pegawai.into(),
            (*revisi).into(),
            Arg::OptText(p.hasil_kerja),
            Arg::OptText(p.perilaku),
            Arg::OptText(p.predikat),
            berkas.into(),
            p.baris.into(),
        ]
    });
    tx.exec_many(&SISIP_PREDIKAT, rows).map(|_| ())
}

/// The newest row of each first day up to `hingga`, taken-back ones included: revision, row, note and letter.
struct Terakhir {
    revisi: i64,
    keterangan: String,
    surat: String,
    isi: Tercatat,
}

fn terakhir(tx: &mut Tx<'_>, hingga: Tanggal) -> Result<Vec<Terakhir>, StoreError> {
    let hingga = hingga.to_string();
    let mut semua: Vec<Terakhir> = Vec::new();
    tx.each(&KETIDAKHADIRAN, &[(&hingga).into()], |r| {
        let pegawai = u32::try_from(r.i64(0)?).map_err(|_| r.wrong(0, "no number of a person"))?;
        let isi = Tercatat {
            pegawai,
            dari: r.parse(1)?,
            sampai: r.parse(3)?,
            jenis: r.text(4)?,
            berkas: r.text(7)?,
            baris: r.i64(8)?,
        };
        if semua.last().is_some_and(|t| (t.isi.pegawai, t.isi.dari) == (pegawai, isi.dari)) {
            semua.pop();
        }
        semua.push(Terakhir { revisi: r.i64(2)?, keterangan: r.text(5)?, surat: r.text(6)?, isi });
        Ok(())
    })?;
    Ok(semua)
}

/// What is on record of absences that start no later than `hingga`, by person and day: the newest row of each first day,
/// also one that was taken back.
///
/// # Errors
/// The store's failure.
pub fn ketidakhadiran(tx: &mut Tx<'_>, hingga: Tanggal) -> Result<Vec<Tercatat>, StoreError> {
    Ok(terakhir(tx, hingga)?.into_iter().map(|t| t.isi).collect())
}

/// Absences that are not on record yet, each with its revision. The caller holds the import's lock.
///
/// # Errors
/// The store's failure.
pub fn ketidakhadiran_baru<'a>(
    tx: &mut Tx<'_>,
    semua: &'a [Butir],
) -> Result<Vec<(i64, &'a Butir)>, StoreError> {
    let ada: HashMap<(u32, Tanggal), Terakhir> =
        terakhir(tx, Tanggal::MAX)?.into_iter().map(|t| ((t.isi.pegawai, t.isi.dari), t)).collect();
    let satu = |b: &'a Butir| match ada.get(&(b.pegawai, b.dari)) {
        Some(t)
            if (t.isi.sampai, t.isi.jenis.as_str(), &t.keterangan, &t.surat)
                == (b.sampai, b.jenis, &b.keterangan, &b.surat) =>
        {
            None
        }
        Some(t) => Some((t.revisi + 1, b)),
        None => Some((1, b)),
    };
    Ok(semua.iter().filter_map(satu).collect())
}

/// Adds absences.
///
/// # Errors
/// The store's failure.
pub fn sisip_ketidakhadiran(tx: &mut Tx<'_>, berkas: i64, baru: &[(i64, &Butir)]) -> Result<(), StoreError> {
    let hari: Vec<(String, String)> =
        baru.iter().map(|(_, b)| (b.dari.to_string(), b.sampai.to_string())).collect();
    let rows = baru.iter().zip(&hari).map(|((revisi, b), (dari, sampai))| -> [Arg<'_>; 9] {
        [
            b.pegawai.into(),
            dari.into(),
            (*revisi).into(),
            sampai.into(),
            b.jenis.into(),
            (&b.keterangan).into(),
            (&b.surat).into(),
            berkas.into(),
            b.baris.into(),
        ]
    });
    tx.exec_many(&SISIP_KETIDAKHADIRAN, rows).map(|_| ())
}
