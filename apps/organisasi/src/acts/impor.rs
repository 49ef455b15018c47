//! Changes of units and people. They run inside an act of whoever calls: the caller decides, and returns the event.

use std::collections::HashMap;

use balai_kernel::Nip;
use balai_store::{StoreError, Tx};

use super::{KUNCI, selaras};
use crate::cari;
use crate::model::{
    DataPegawai, PegawaiBaru, Perbandingan, SEJAK_AWAL, Tercatat, UnitBaru, bandingkan, lipat,
};
use crate::store::{self, Asal, CatatanBaru, OrangBaru};

/// What a bulk change did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Perubahan {
    /// Rows of units or people not on record before.
    pub baru: u64,
    /// Rows that start something new for somebody on record.
    pub diubah: u64,
    /// Rows that correct a row on record.
    pub dibetulkan: u64,
    /// Rows that say what is on record already; nothing was stored for them.
    pub sama: u64,
}

impl Perubahan {
    /// Rows stored.
    pub fn tersimpan(&self) -> u64 {
        self.baru + self.diubah + self.dibetulkan
    }
}

/// Stores units, parents before children, as they come from comparing a file with the units on record.
///
/// # Errors
/// The store's failures; a unit whose superior unit is missing is one.
pub fn simpan_unit(tx: &mut Tx<'_>, unit: &[UnitBaru], asal: &Asal) -> Result<Perubahan, StoreError> {
    tx.lock(KUNCI)?;
    let ada: HashMap<String, _> = crate::semua_unit(tx, &balai_kernel::Lingkup::Semua)?
        .into_iter()
        .map(|u| (u.kode.clone(), u))
        .collect();
    let (mut nomor, ..) = store::nomor_terakhir(tx)?;
    let keputusan = super::unit::sejarah(tx)?;
    let mut hasil = Perubahan::default();
    let (mut unit_baru, mut unit_lama) = (Vec::new(), Vec::new());
    for UnitBaru { unit, baris } in unit {
        // lists are often older than decrees: what a decree changed only a decree changes again
        if keputusan.berkeputusan(&unit.kode) {
            hasil.sama += 1;
            continue;
        }
        match ada.get(&unit.kode) {
            Some(lama) if lama == unit => {
                hasil.sama += 1;
                continue;
            }
            Some(_) => {
                hasil.dibetulkan += 1;
                unit_lama.push(unit);
            }
            None => {
                hasil.baru += 1;
                unit_baru.push(unit);
            }
        }
        nomor += 1;
        store::simpan_unit(tx, nomor, unit, *baris, asal)?;
    }
    cari::tulis_unit(tx, &unit_baru, true)?;
    cari::tulis_unit(tx, &unit_lama, false)?;
    Ok(hasil)
}

/// Stores people's rows, each compared with what is on record. A row that repeats the record is not stored again.
/// Posts and assignments follow: see [`crate::model::turunan`].
///
/// # Errors
/// The store's failures; a row whose unit is missing is one.
pub fn simpan_pegawai(tx: &mut Tx<'_>, baris: &[PegawaiBaru], asal: &Asal) -> Result<Perubahan, StoreError> {
    tx.lock(KUNCI)?;
    let nomor_nip: HashMap<Nip, i64> = store::semua_nomor(tx)?.into_iter().collect();
    let ada = per_orang(store::semua_tercatat(tx, balai_kernel::Tanggal::MAX)?);
    let (_, mut orang, mut catatan) = store::nomor_terakhir(tx)?;
    let mut hasil = Perubahan::default();
    let mut orang_baru = Vec::new();
    let mut catatan_baru: Vec<CatatanBaru<'_>> = Vec::new();
    let mut terbaru: Vec<(i64, i64, String)> = Vec::new();
    let (mut dicari_baru, mut dicari_lama): (Vec<(i64, &DataPegawai)>, Vec<_>) = Default::default();
    for PegawaiBaru { data, baris } in baris {
        let mut simpan = |pegawai: i64, menggantikan: Option<i64>| {
            catatan += 1;
            let sejak = data.tmt.unwrap_or(SEJAK_AWAL);
            catatan_baru.push(CatatanBaru {
                nomor: catatan,
                pegawai,
                sejak,
                data,
                baris: *baris,
                menggantikan,
            });
            catatan
        };
        let Some(nomor) = nomor_nip.get(&data.nip) else {
            orang += 1;
            let catatan = simpan(orang, None);
            let (nip, cari) = (data.nip.clone(), lipat(&data.nama));
            orang_baru.push(OrangBaru { nomor: orang, nip, catatan, cari });
            dicari_baru.push((orang, data));
            hasil.baru += 1;
            continue;
        };
        let milik = ada.get(nomor).map(Vec::as_slice).unwrap_or_default();
        match bandingkan(data, milik) {
            Perbandingan::Sama => hasil.sama += 1,
            Perbandingan::Mulai => {
                hasil.diubah += 1;
                terbaru.push((*nomor, simpan(*nomor, None), lipat(&data.nama)));
                dicari_lama.push((*nomor, data));
            }
            Perbandingan::Membetulkan(lama) => {
                hasil.dibetulkan += 1;
                terbaru.push((*nomor, simpan(*nomor, Some(lama)), lipat(&data.nama)));
                dicari_lama.push((*nomor, data));
            }
        }
    }
    store::sisip_pegawai(tx, &orang_baru)?;
    store::sisip_catatan(tx, &catatan_baru, asal)?;
    for (pegawai, catatan, lipat) in terbaru {
        store::ganti_catatan(tx, pegawai, catatan, &lipat)?;
    }
    cari::tulis_orang(tx, &dicari_baru, true)?;
    cari::tulis_orang(tx, &dicari_lama, false)?;
    if hasil.tersimpan() > 0 {
        selaras::selaraskan(tx, asal)?;
    }
    Ok(hasil)
}

/// Whether storing these rows would change anything. Costs one read; nothing is written.
///
/// # Errors
/// The store's failures.
pub fn pegawai_berubah(tx: &mut Tx<'_>, baris: &[PegawaiBaru]) -> Result<bool, StoreError> {
    let nomor_nip: HashMap<Nip, i64> = store::semua_nomor(tx)?.into_iter().collect();
    let ada = per_orang(store::semua_tercatat(tx, balai_kernel::Tanggal::MAX)?);
    let tetap = |d: &DataPegawai| {
        let milik = nomor_nip.get(&d.nip).and_then(|n| ada.get(n)).map(Vec::as_slice).unwrap_or_default();
        bandingkan(d, milik) == Perbandingan::Sama
    };
    Ok(!baris.iter().all(|b| tetap(&b.data)))
}

fn per_orang(rows: Vec<Tercatat>) -> HashMap<i64, Vec<Tercatat>> {
    let mut milik: HashMap<i64, Vec<Tercatat>> = HashMap::new();
    for r in rows {
        milik.entry(r.pegawai).or_default().push(r);
    }
    // corrections keep the order of first days, whatever the order in which they were written
    for r in milik.values_mut() {
        r.sort_by_key(|t| (t.berlaku_sejak, t.catatan));
    }
    milik
}
