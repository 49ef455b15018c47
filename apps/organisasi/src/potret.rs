//! Loading what an answer needs, and no more: the person's rows and the posts above them, never the whole staff.

use std::collections::BTreeSet;

use balai_store::{StoreError, Tx};

use crate::model::putus::Potret;
use crate::store::jabatan as store;

/// How many posts the chain of each person may have; beyond it the chain ends as a gap.
const PALING_TINGGI: usize = 64;

/// A person with the posts they have, the posts above those, their teams and named assessors.
pub(crate) fn orang(tx: &mut Tx<'_>, pegawai: i64) -> Result<Potret, StoreError> {
    kelompok(tx, &BTreeSet::from([pegawai]))
}

/// The same for several people; what they share is loaded once.
pub(crate) fn kelompok(tx: &mut Tx<'_>, orang: &BTreeSet<i64>) -> Result<Potret, StoreError> {
    let mut p = Potret::default();
    let (mut atas, mut tim) = (Vec::new(), BTreeSet::new());
    for pegawai in orang {
        milik(tx, &mut p, *pegawai, (&mut atas, &mut tim))?;
    }
    rantai(tx, &mut p, atas)?;
    for n in tim {
        store::satu_tim(tx, n)?.into_iter().for_each(|t| p.tambah_tim(t));
        store::anggota_tim(tx, n)?.into_iter().for_each(|a| p.tambah_anggota(a));
    }
    Ok(p)
}

/// A person's own rows; the posts above theirs and the teams are noted.
fn milik(
    tx: &mut Tx<'_>,
    p: &mut Potret,
    pegawai: i64,
    (atas, tim): (&mut Vec<i64>, &mut BTreeSet<i64>),
) -> Result<(), StoreError> {
    let tugas = store::tugas_orang(tx, pegawai)?;
    let sendiri: BTreeSet<i64> = tugas.iter().map(|t| t.jabatan).collect();
    tugas.into_iter().for_each(|t| p.tambah_penugasan(t));
    for n in sendiri {
        if !p.ada_jabatan(n) {
            store::satu_jabatan(tx, n)?.into_iter().for_each(|j| p.tambah_jabatan(j));
        }
        atas.extend(p.atasan_dari(n));
    }
    store::penilai_orang(tx, pegawai)?.into_iter().for_each(|n| p.tambah_penilai(n));
    tim.extend(store::anggota_orang(tx, pegawai)?.into_iter().map(|a| a.tim));
    Ok(())
}

/// The posts of a unit that head it, and the posts above them.
pub(crate) fn kepala(tx: &mut Tx<'_>, unit: &str) -> Result<Potret, StoreError> {
    let mut p = Potret::default();
    let kepala: Vec<i64> =
        store::jabatan_unit(tx, unit)?.into_iter().filter(|j| j.kepala).map(|j| j.nomor).collect();
    rantai(tx, &mut p, kepala)?;
    Ok(p)
}

/// One post and those above it.
pub(crate) fn jabatan(tx: &mut Tx<'_>, nomor: i64) -> Result<Potret, StoreError> {
    let mut p = Potret::default();
    rantai(tx, &mut p, vec![nomor])?;
    Ok(p)
}

/// Loads posts with whoever has them, and upwards.
fn rantai(tx: &mut Tx<'_>, p: &mut Potret, mut antre: Vec<i64>) -> Result<(), StoreError> {
    let mut sudah = BTreeSet::new();
    let batas = PALING_TINGGI.saturating_mul(antre.len().max(1));
    while let Some(n) = antre.pop() {
        if sudah.len() >= batas || !sudah.insert(n) {
            continue;
        }
        if !p.ada_jabatan(n) {
            store::satu_jabatan(tx, n)?.into_iter().for_each(|j| p.tambah_jabatan(j));
        }
        store::tugas_jabatan(tx, n)?.into_iter().for_each(|t| p.tambah_penugasan(t));
        antre.extend(p.atasan_dari(n));
    }
    Ok(())
}
