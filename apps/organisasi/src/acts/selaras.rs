//! Bringing posts and assignments in line with the staff list after an import.
//!
//! What a decree changed is left alone: the list is often older than the decree. Only a row of the list that starts
//! later than the decree's says something new.

use std::collections::{BTreeMap, HashMap, HashSet};

use balai_kernel::{Kapasitas, Tanggal};
use balai_store::{StoreError, Tx};

use crate::model::jabatan::{JenisJabatan, Masa};
use crate::model::lipat;
use crate::model::turunan::{JabatanTurunan, PenugasanTurunan, SEJAK_JABATAN, Turunan, turunkan};
use crate::store::tulis::{self, AsalBaris, IsiJabatan, JabatanAda, Nomor, PenugasanAda, Tanda};
use crate::store::{self, Asal};

/// Derives posts and assignments from the staff list and stores what differs from the record.
pub(crate) fn selaraskan(tx: &mut Tx<'_>, asal: &Asal) -> Result<(), StoreError> {
    let turunan = turunkan(&store::tercatat_daftar(tx)?);
    let nomor = jabatan(tx, &turunan, asal)?;
    penugasan(tx, &turunan.penugasan, &nomor, asal)
}

fn tanda(asal: &Asal, menggantikan: Option<i64>, gugur: bool) -> Tanda<'_> {
    Tanda {
        keputusan: None,
        asal: AsalBaris::Impor,
        diketahui: &asal.diketahui,
        sumber: &asal.sumber,
        menggantikan,
        gugur,
    }
}

/// Stores posts; answers the number of every derived post by its key.
fn jabatan(tx: &mut Tx<'_>, t: &Turunan, asal: &Asal) -> Result<HashMap<String, i64>, StoreError> {
    // rows come by post, oldest first: the last one of a key is the newest
    let ada: HashMap<String, JabatanAda> =
        tulis::jabatan_ada(tx)?.into_iter().map(|j| (j.kunci.clone(), j)).collect();
    let mut terakhir = tulis::nomor(tx, Nomor::Jabatan)?;
    let mut nomor: HashMap<String, i64> = ada.values().map(|j| (j.kunci.clone(), j.nomor)).collect();
    let mut baru: Vec<(i64, String)> = Vec::new();
    // a list that already knows the unit a decree moved a post to speaks of that post, not of a new one
    let pindah: HashMap<(String, String, i64), i64> = ada
        .values()
        .filter(|j| j.keputusan && j.isi.formasi > 0)
        .map(|j| ((j.isi.unit.clone(), lipat(&j.isi.nama), j.isi.kelas), j.nomor))
        .collect();
    for (kunci, j) in &t.jabatan {
        nomor.entry(kunci.clone()).or_insert_with(|| {
            if let Some(n) = pindah.get(&(j.unit.clone(), lipat(&j.nama), j.kelas)) {
                return *n;
            }
            terakhir += 1;
            baru.push((terakhir, kunci.clone()));
            terakhir
        });
    }
    tulis::sisip_jabatan(tx, &baru)?;
    let oleh_keputusan: HashSet<i64> = pindah.into_values().collect();
    let mut ubah: Vec<(i64, IsiJabatan, Option<i64>)> = Vec::new();
    for j in t.jabatan.values() {
        let Some(n) = nomor.get(&j.kunci) else { continue };
        let isi = isi(j, &nomor);
        match ada.get(&j.kunci) {
            None if oleh_keputusan.contains(n) => {}
            // older rows tell less of a post than what was stored while somebody had it
            Some(lama) if lama.keputusan || lama.isi == isi || !j.kini => {}
            Some(lama) => ubah.push((*n, isi, Some(lama.catatan))),
            None => ubah.push((*n, isi, None)),
        }
    }
    // a shared post that nobody has any more has no seats; one that leads stays and stands vacant
    for lama in ada.values().filter(|l| !l.keputusan && !t.jabatan.contains_key(&l.kunci)) {
        if lama.isi.jenis != JenisJabatan::Struktural && lama.isi.formasi > 0 {
            let isi = IsiJabatan { formasi: 0, kepala: false, ..lama.isi.clone() };
            ubah.push((lama.nomor, isi, Some(lama.catatan)));
        }
    }
    ubah.sort_by_key(|(n, ..)| *n);
    let mut catatan = tulis::nomor(tx, Nomor::JabatanCatatan)?;
    let masa = Masa::sejak(SEJAK_JABATAN);
    let rows: Vec<_> = ubah
        .iter()
        .map(|(n, isi, ganti)| {
            catatan += 1;
            (catatan, *n, masa, isi, tanda(asal, *ganti, false))
        })
        .collect();
    tulis::sisip_jabatan_catatan(tx, &rows)?;
    Ok(nomor)
}

fn isi(j: &JabatanTurunan, nomor: &HashMap<String, i64>) -> IsiJabatan {
    IsiJabatan {
        nama: j.nama.clone(),
        unit: j.unit.clone(),
        jalur_unit: j.jalur_unit.clone(),
        jenis: j.jenis,
        kelas: j.kelas,
        formasi: j.formasi,
        kepala: j.kepala,
        atasan: j.atasan.as_ref().and_then(|a| nomor.get(a)).copied(),
    }
}

/// A change of one person's rows: post, stretch, the row replaced, whether that row is only withdrawn.
type Langkah = (i64, Masa, Option<i64>, bool);

fn penugasan(
    tx: &mut Tx<'_>,
    turunan: &[PenugasanTurunan],
    nomor: &HashMap<String, i64>,
    asal: &Asal,
) -> Result<(), StoreError> {
    let mut ada: BTreeMap<i64, Vec<PenugasanAda>> = BTreeMap::new();
    for p in tulis::penugasan_ada(tx)? {
        ada.entry(p.pegawai).or_default().push(p);
    }
    let mut catatan = tulis::nomor(tx, Nomor::Penugasan)?;
    let mut rows = Vec::new();
    for milik in turunan.chunk_by(|a, b| a.pegawai == b.pegawai) {
        let Some(orang) = milik.first().map(|p| p.pegawai) else { continue };
        let ingin: Vec<(i64, Masa)> =
            milik.iter().filter_map(|p| Some((*nomor.get(&p.kunci)?, p.masa))).collect();
        let lama = ada.get(&orang).map(Vec::as_slice).unwrap_or_default();
        for (jabatan, masa, ganti, gugur) in langkah(&ingin, lama) {
            catatan += 1;
            rows.push((catatan, orang, jabatan, Kapasitas::Definitif, masa, tanda(asal, ganti, gugur)));
        }
    }
    tulis::sisip_penugasan(tx, &rows)
}

/// What brings a person's rows in line with the list.
fn langkah(ingin: &[(i64, Masa)], lama: &[PenugasanAda]) -> Vec<Langkah> {
    let mut hasil = Vec::new();
    // a decree wins over everything on the list that does not start after it
    let keputusan = lama.iter().filter(|p| p.keputusan).map(|p| p.masa.sejak).max();
    let boleh = |sejak: Tanggal| keputusan.is_none_or(|k| sejak > k);
    for p in lama.iter().filter(|p| !p.keputusan && boleh(p.masa.sejak)) {
        if !ingin.iter().any(|(_, m)| m.sejak == p.masa.sejak) {
            hasil.push((p.jabatan, p.masa, Some(p.catatan), true));
        }
    }
    for (jabatan, masa) in ingin.iter().filter(|(_, m)| boleh(m.sejak)) {
        match lama.iter().find(|p| !p.keputusan && p.masa.sejak == masa.sejak) {
            Some(p) if p.jabatan == *jabatan && p.masa == *masa => {}
            Some(p) => hasil.push((*jabatan, *masa, Some(p.catatan), false)),
            None => hasil.push((*jabatan, *masa, None, false)),
        }
    }
    // what a decree gave ends the day before the list says something newer
    let berikut = ingin.iter().map(|(_, m)| m.sejak).filter(|s| keputusan.is_some_and(|k| *s > k)).min();
    if let Some(akhir) = berikut.and_then(|b| b.yesterday().ok()) {
        for p in lama.iter().filter(|p| p.keputusan && p.masa.memuat(akhir)) {
            if p.masa.sampai.is_none_or(|s| s > akhir) {
                hasil.push((p.jabatan, Masa { sampai: Some(akhir), ..p.masa }, Some(p.catatan), false));
            }
        }
    }
    hasil
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hari(d: i8) -> Tanggal {
        Tanggal::constant(2026, 4, d)
    }

    fn ada(catatan: i64, jabatan: i64, sejak: i8, keputusan: bool) -> PenugasanAda {
        PenugasanAda { catatan, pegawai: 1, jabatan, masa: Masa::sejak(hari(sejak)), keputusan }
    }

    #[test]
    fn the_same_list_again_changes_nothing() {
        let m = Masa::sejak(hari(3));
        assert_eq!(langkah(&[(7, m)], &[ada(1, 7, 3, false)]), []);
        assert_eq!(langkah(&[(8, m)], &[ada(1, 7, 3, false)]), [(8, m, Some(1), false)]);
        assert_eq!(langkah(&[(7, m)], &[]), [(7, m, None, false)]);
        assert_eq!(langkah(&[(7, m)], &[ada(1, 7, 2, false)]).len(), 2);
    }

    #[test]
    fn a_decree_stands_until_the_list_says_something_newer() {
        let lama = [ada(1, 7, 3, false), ada(2, 9, 10, true)];
        assert_eq!(langkah(&[(7, Masa::sejak(hari(3)))], &lama), []);
        let baru = Masa::sejak(hari(20));
        let ditutup = Masa { sejak: hari(10), sampai: Some(hari(19)) };
        let dapat = langkah(&[(7, Masa { sejak: hari(3), sampai: Some(hari(19)) }), (5, baru)], &lama);
        assert_eq!(dapat, [(5, baru, None, false), (9, ditutup, Some(2), false)]);
    }
}
