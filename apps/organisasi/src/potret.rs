//! Loading what an answer needs, and no more: the person's rows and the posts above them, never the whole staff.

use std::collections::BTreeSet;

use balai_store::{StoreError, Tx};

use crate::model::putus::Potret;
use crate::store::jabatan as store;

/// How many posts a chain may have; beyond it the chain ends as a gap.
const PALING_TINGGI: usize = 64;

/// A person with the posts they have, the posts above those, their teams and named assessors.
pub(crate) fn orang(tx: &mut Tx<'_>, pegawai: i64) -> Result<Potret, StoreError> {
    let mut p = Potret::default();
    let tugas = store::tugas_orang(tx, pegawai)?;
    let sendiri: BTreeSet<i64> = tugas.iter().map(|t| t.jabatan).collect();
    tugas.into_iter().for_each(|t| p.tambah_penugasan(t));
    let mut atas = Vec::new();
    for n in sendiri {
        store::satu_jabatan(tx, n)?.into_iter().for_each(|j| p.tambah_jabatan(j));
        atas.extend(p.atasan_dari(n));
    }
    rantai(tx, &mut p, atas)?;
    store::penilai_orang(tx, pegawai)?.into_iter().for_each(|n| p.tambah_penilai(n));
    let tim: BTreeSet<i64> = store::anggota_orang(tx, pegawai)?.into_iter().map(|a| a.tim).collect();
    for n in tim {
        store::satu_tim(tx, n)?.into_iter().for_each(|t| p.tambah_tim(t));
        store::anggota_tim(tx, n)?.into_iter().for_each(|a| p.tambah_anggota(a));
    }
    Ok(p)
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
    while let Some(n) = antre.pop() {
        if sudah.len() >= PALING_TINGGI || !sudah.insert(n) {
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
