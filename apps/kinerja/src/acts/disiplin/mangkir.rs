//! Who was absent without leave on how many working days of a year, and what the law names for it. Only a proposal: nothing
//! follows of itself.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::{Aktor, Kalender, Tanggal};
use balai_organisasi::PegawaiPada;
use balai_organisasi::hubungan::orang_pada;
use balai_platform::{Refusal, Region, lingkup_untuk};

use crate::akt::disiplin::KETETAPAN_BACA;
use crate::model::disiplin::{Anak, Golongan, Keadaan, Tangga, berturut, dari_topeng};
use crate::store::disiplin as store;

/// Somebody on the ladder.
#[derive(Debug, Clone)]
pub struct Mangkir {
    /// The person as they stand today.
    pub orang: PegawaiPada,
    /// The days.
    pub hari: BTreeSet<Tanggal>,
    /// The most in a row.
    pub berturut: u32,
    /// What the law names.
    pub anak: &'static Anak,
    /// Orders of sanction that are proposed or were approved and begin in that year.
    pub sudah: Vec<i64>,
}

/// A year's absences.
#[derive(Debug, Clone)]
pub struct Setahun {
    /// The ladder that holds; none before the first one on record.
    pub tangga: Option<&'static Tangga>,
    /// The highest rung first, then by days.
    pub semua: Vec<Mangkir>,
}

/// Who stands on the ladder in a year, within the reader's jurisdiction: of the newest computation of each month.
///
/// # Errors
/// [`Refusal::Denied`] without a role; the kernel's refusal for a year whose holidays are not known.
pub fn setahun(region: &Region, aktor: &Aktor, tahun: i16) -> Result<Setahun, Refusal> {
    let hari_ini = region.hari_ini();
    let lingkup = lingkup_untuk(aktor, &KETETAPAN_BACA, hari_ini)?;
    let akhir = Tanggal::new(tahun, 12, 31).unwrap_or(hari_ini);
    let Some(tangga) = Tangga::pada(akhir.min(hari_ini)) else {
        return Ok(Setahun { tangga: None, semua: Vec::new() });
    };
    region.read(|tx| {
        let mut per: BTreeMap<i64, BTreeSet<Tanggal>> = BTreeMap::new();
        for (periode, pegawai, topeng) in store::mangkir_tahun(tx, tahun)? {
            per.entry(pegawai).or_default().extend(dari_topeng(periode, topeng));
        }
        let kerja = if per.is_empty() { Vec::new() } else { hari_kerja(tahun)? };
        let mut anak = BTreeMap::new();
        for (pegawai, hari) in &per {
            let deret = berturut(&kerja, hari);
            let banyak = u32::try_from(hari.len()).unwrap_or(u32::MAX);
            if let Some(a) = tangga.anak(banyak, deret) {
                anak.insert(*pegawai, (a, deret));
            }
        }
        let orang = orang_pada(tx, anak.keys().copied(), hari_ini)?;
        let mut semua = Vec::new();
        for (nomor, p) in orang {
            if !lingkup.iter().any(|l| l.memuat(p.jalur_unit.as_str(), "", p.nip.as_str())) {
                continue;
            }
            let (Some((anak, deret)), Some(hari)) = (anak.get(&nomor), per.remove(&nomor)) else { continue };
            let ada = store::orang(tx, nomor)?.into_iter().filter(|k| {
                k.golongan == Golongan::Sanksi && k.mulai.year() == tahun && k.keadaan() != Keadaan::Ditolak
            });
            semua.push(Mangkir {
                sudah: ada.map(|k| k.nomor).collect(),
                orang: p,
                hari,
                berturut: *deret,
                anak,
            });
        }
        semua.sort_by(|a, b| {
            (b.anak.dari, b.hari.len(), &a.orang.nip).cmp(&(a.anak.dari, a.hari.len(), &b.orang.nip))
        });
        Ok(Setahun { tangga: Some(tangga), semua })
    })
}

fn hari_kerja(tahun: i16) -> Result<Vec<Tanggal>, Refusal> {
    let galat = |g: balai_kernel::KalenderGalat| Refusal::Rule(g.into());
    let kalender = Kalender::nasional(tahun).map_err(galat)?;
    let mut semua = Vec::with_capacity(260);
    let mut hari = Tanggal::constant(tahun, 1, 1);
    while hari.year() == tahun {
        if kalender.hari_kerja(hari).map_err(galat)? {
            semua.push(hari);
        }
        match hari.tomorrow() {
            Ok(besok) => hari = besok,
            Err(_) => break,
        }
    }
    Ok(semua)
}
