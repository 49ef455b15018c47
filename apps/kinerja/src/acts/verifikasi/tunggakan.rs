//! What waits at the superiors below somebody: how much, since when.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Tanggal, Waktu};
use balai_organisasi::PegawaiPada;
use balai_organisasi::hubungan::orang_pada;
use balai_platform::{Refusal, Region, lingkup_untuk};

use super::batas_eskalasi;
use super::lingkar::{Lingkar, Siapa};
use crate::akt::ENTRI_PUTUSKAN;
use crate::store::verifikasi as store;

/// What waits at one superior.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tunggakan {
    /// The superior as they stand today.
    pub atasan: PegawaiPada,
    /// Whether it is the reader.
    pub sendiri: bool,
    /// Entries.
    pub banyak: i64,
    /// Entries that have waited too long.
    pub lewat: i64,
    /// People.
    pub orang: i64,
    /// Since when the oldest waits.
    pub sejak: Waktu,
}

#[derive(Debug, Clone, Copy)]
struct Jumlah {
    banyak: i64,
    lewat: i64,
    orang: i64,
    sejak: Waktu,
}

/// What waits at the actor and at every superior below, the largest first. What falls to somebody because a post is vacant
/// is theirs.
///
/// # Errors
/// [`Refusal::Denied`] for an account that decides on nothing.
pub fn tunggakan(region: &Region, aktor: &Aktor) -> Result<Vec<Tunggakan>, Refusal> {
    let hari_ini = region.hari_ini();
    lingkup_untuk(aktor, &ENTRI_PUTUSKAN, hari_ini)?;
    region.read(|tx| {
        let batas = batas_eskalasi(tx, hari_ini, region.zona())?;
        let mut lingkar = Lingkar::buka(tx, aktor, hari_ini)?;
        let (langsung, jauh) = lingkar.calon(tx, hari_ini)?;
        let mut hari = Vec::new();
        for n in langsung.into_iter().chain(jauh) {
            hari.extend(store::hari_menunggu(tx, n, batas)?.into_iter().map(|h| (n, h)));
        }
        let ditanya: Vec<(i64, Tanggal)> = hari.iter().map(|(n, h)| (*n, h.hari)).collect();
        lingkar.muat(tx, &ditanya)?;
        let kini = orang_pada(tx, hari.iter().map(|(n, _)| *n), hari_ini)?;
        let mut per: BTreeMap<i64, Jumlah> = BTreeMap::new();
        let mut terakhir: BTreeMap<i64, i64> = BTreeMap::new();
        for (pegawai, h) in &hari {
            let Some(p) = kini.get(pegawai) else { continue };
            let siapa = Siapa { pegawai: *pegawai, jalur: p.jalur_unit.as_str(), hari: h.hari };
            let Some(atasan) = lingkar.atasan(siapa).map(|j| j.orang) else { continue };
            // mine, or of somebody who is answerable to me on that day
            if lingkar.hak(siapa, true).is_none() {
                continue;
            }
            let baru = terakhir.insert(atasan, *pegawai) != Some(*pegawai);
            let j = per.entry(atasan).or_insert(Jumlah { banyak: 0, lewat: 0, orang: 0, sejak: h.sejak });
            j.banyak += h.banyak;
            j.lewat += h.lewat;
            j.orang += i64::from(baru);
            j.sejak = j.sejak.min(h.sejak);
        }
        let mut siapa = orang_pada(tx, per.keys().copied(), hari_ini)?;
        let mut hasil: Vec<Tunggakan> = per
            .into_iter()
            .filter_map(|(nomor, j)| {
                let Jumlah { banyak, lewat, orang, sejak } = j;
                let sendiri = lingkar.diri == Some(nomor);
                Some(Tunggakan { atasan: siapa.remove(&nomor)?, sendiri, banyak, lewat, orang, sejak })
            })
            .collect();
        hasil.sort_by(|a, b| (b.lewat, b.banyak, a.atasan.nomor).cmp(&(a.lewat, a.banyak, b.atasan.nomor)));
        Ok(hasil)
    })
}
