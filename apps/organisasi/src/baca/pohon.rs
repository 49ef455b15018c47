//! The region's tree on a day: each unit with its people, seats and vacancies, those of its parts included.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Kapasitas, Lingkup, Tanggal};
use balai_platform::{Refusal, Region, lingkup_untuk};

use super::{Kepala, kepala_unit};
use crate::Unit;
use crate::acts::unit::sejarah;
use crate::akt::BAGAN_BACA;
use crate::model::{JenisUnit, tugas};
use crate::store::jabatan as baris;

/// Parts of an OPD that are told; the rest is on its own page.
const BAGIAN: usize = 40;

/// How much a unit has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IsiPohon {
    /// Seats held by right.
    pub orang: i64,
    /// Seats.
    pub formasi: i64,
    /// Seats nobody holds by right.
    pub lowong: i64,
}

impl IsiPohon {
    /// Both together.
    #[must_use]
    pub fn tambah(self, lain: IsiPohon) -> IsiPohon {
        IsiPohon {
            orang: self.orang.saturating_add(lain.orang),
            formasi: self.formasi.saturating_add(lain.formasi),
            lowong: self.lowong.saturating_add(lain.lowong),
        }
    }
}

/// A unit of the tree.
#[derive(Debug, Clone)]
pub struct Simpul {
    /// Its code.
    pub kode: String,
    /// Its name.
    pub nama: String,
    /// Who heads it, with the capacity of an acting official; none when vacant or without a head.
    pub kepala: Option<String>,
    /// What it has, its parts included.
    pub isi: IsiPohon,
    /// Its parts.
    pub anak: Vec<Simpul>,
    /// Parts that are not told.
    pub lebih: usize,
}

/// The OPDs with their parts on a day, in the order of their codes. Posts and heads are no personal data: the whole
/// region's.
///
/// # Errors
/// [`Refusal::Denied`] when the reader may not read the chart.
pub fn pohon(region: &Region, aktor: &Aktor, pada: Tanggal) -> Result<Vec<Simpul>, Refusal> {
    lingkup_untuk(aktor, &BAGAN_BACA, region.hari_ini())?;
    region.read(|tx| {
        let susunan = sejarah(tx)?.susunan(pada);
        let semua = susunan.semua();
        let rentang = Lingkup::Semua.rentang_unit();
        let mut kepala = kepala_unit(tx, (&rentang.dari, &rentang.sampai), pada)?;
        let sendiri: BTreeMap<String, IsiPohon> = baris::isi_unit(tx, pada)?.into_iter().collect();
        let mut jumlah: BTreeMap<&str, IsiPohon> = BTreeMap::new();
        let mut anak: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
        for u in &semua {
            let isi = sendiri.get(&u.kode).copied().unwrap_or_default();
            for atas in u.jalur.ruas() {
                let ada = jumlah.entry(atas).or_default();
                *ada = ada.tambah(isi);
            }
            if let Some(induk) = &u.induk {
                anak.entry(induk).or_default().push(u);
            }
        }
        let opd = semua.iter().filter(|u| u.jenis == JenisUnit::Opd);
        Ok(opd.map(|u| simpul(u, &anak, &jumlah, &mut kepala, true)).collect())
    })
}

fn simpul(
    u: &Unit,
    anak: &BTreeMap<&str, Vec<&Unit>>,
    jumlah: &BTreeMap<&str, IsiPohon>,
    kepala: &mut Kepala,
    buka: bool,
) -> Simpul {
    let milik = anak.get(u.kode.as_str()).map(Vec::as_slice).unwrap_or_default();
    let batas = if buka { BAGIAN } else { 0 };
    Simpul {
        kode: u.kode.clone(),
        nama: u.nama.clone(),
        kepala: kepala.remove(&u.kode).and_then(|(_, siapa)| pemimpin(&siapa)),
        isi: jumlah.get(u.kode.as_str()).copied().unwrap_or_default(),
        anak: milik.iter().take(batas).map(|a| simpul(a, anak, jumlah, kepala, false)).collect(),
        lebih: milik.len().saturating_sub(batas),
    }
}

/// The holder; where there is none, whoever acts instead of one.
fn pemimpin(siapa: &[(Kapasitas, String)]) -> Option<String> {
    let definitif = siapa.iter().find(|(k, _)| *k == Kapasitas::Definitif).map(|(_, nama)| nama.clone());
    definitif.or_else(|| {
        let pengganti = siapa.iter().find(|(k, _)| matches!(k, Kapasitas::Plt | Kapasitas::Pj));
        pengganti.map(|(k, nama)| format!("{} {nama}", tugas::nama(*k)))
    })
}
