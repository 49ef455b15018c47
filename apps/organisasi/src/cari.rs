//! People and units in the search box: what is written to the index when they change, and what is read for whom.
//!
//! Everybody who may read the chart finds every name. A staff number is found only within the jurisdiction in which the
//! reader may see it: otherwise one could be guessed digit by digit.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Jalur, KataCari, Lingkup};
use balai_platform::cari::{self, Entri, Terkait};
use balai_platform::{Refusal, Region, lingkup_untuk};
use balai_shell::{GalatWeb, KelompokTemuan, Konteks, Pencarian, Temuan};
use balai_store::{StoreError, Tx};

use crate::akt::{BAGAN_BACA, PEGAWAI_BACA};
use crate::model::susunan::UnitMasa;
use crate::model::{DataPegawai, Unit};
use crate::store;

/// People by name.
const ORANG: &str = "orang";
/// People by staff number.
const NIP: &str = "nip";
/// Units by name and code.
const UNIT: &str = "unit";
/// Digits from which on a number is taken for a staff number.
const ANGKA_PALING_SEDIKIT: usize = 4;

/// Writes people as they now stand; `baru` when none of them was on record.
pub(crate) fn tulis_orang(
    tx: &mut Tx<'_>,
    orang: &[(i64, &DataPegawai)],
    baru: bool,
) -> Result<(), StoreError> {
    let bernama: Vec<Entri> = orang
        .iter()
        .map(|(nomor, d)| Entri {
            kunci: nomor.to_string(),
            judul: d.nama.clone(),
            keterangan: d.jabatan.clone(),
            jalur_unit: d.jalur_unit.to_string(),
            nip: d.nip.to_string(),
            ..Entri::default()
        })
        .collect();
    let bernomor: Vec<Entri> = bernama
        .iter()
        .map(|e| Entri { judul: e.nip.clone(), keterangan: e.judul.clone(), ..e.clone() })
        .collect();
    cari::tulis(tx, ORANG, &bernama, baru)?;
    cari::tulis(tx, NIP, &bernomor, baru)
}

/// Writes units as they now stand; `baru` when none of them was on record.
pub(crate) fn tulis_unit(tx: &mut Tx<'_>, unit: &[&Unit], baru: bool) -> Result<(), StoreError> {
    let entri: Vec<Entri> = unit
        .iter()
        .map(|u| Entri {
            kunci: u.kode.clone(),
            judul: u.nama.clone(),
            kata: vec![u.kode.clone()],
            jalur_unit: u.jalur.to_string(),
            ..Entri::default()
        })
        .collect();
    cari::tulis(tx, UNIT, &entri, baru)
}

/// Follows a change of units that holds from now on: its rows of units and, by number, of people. A closed unit is found no
/// more; what it was is told by those that carry on.
pub(crate) fn ikuti(tx: &mut Tx<'_>, unit: &[UnitMasa], orang: &[i64]) -> Result<(), StoreError> {
    for m in unit {
        if m.ada {
            tulis_unit(tx, &[&m.unit], false)?;
        } else {
            cari::hapus(tx, UNIT, &m.unit.kode)?;
        }
    }
    for catatan in orang {
        if let Some(t) = store::tercatat_satu(tx, *catatan)? {
            tulis_orang(tx, &[(t.pegawai, &t.data)], false)?;
        }
    }
    Ok(())
}

/// Names of units, each read once.
#[derive(Default)]
struct NamaUnit(BTreeMap<String, String>);

impl NamaUnit {
    fn cari(&mut self, tx: &mut Tx<'_>, jalur: Option<Jalur>) -> Result<String, StoreError> {
        let Some(jalur) = jalur else { return Ok(String::new()) };
        if let Some(ada) = self.0.get(jalur.kode()) {
            return Ok(ada.clone());
        }
        let nama = store::satu_unit(tx, jalur.kode())?.map(|u| u.nama).unwrap_or_default();
        self.0.insert(jalur.kode().to_owned(), nama.clone());
        Ok(nama)
    }
}

/// Staff number typed, and the jurisdictions within which the reader may look it up.
fn nomor_dicari(region: &Region, aktor: &Aktor, dicari: &KataCari) -> Option<(KataCari, Vec<Lingkup>)> {
    let angka = dicari.angka().filter(|a| a.len() >= ANGKA_PALING_SEDIKIT)?;
    let lingkup = lingkup_untuk(aktor, &PEGAWAI_BACA, region.hari_ini()).ok()?;
    Some((KataCari::baca(angka)?, lingkup))
}

/// What this application finds for the reader.
pub(crate) fn temukan(
    k: &Konteks,
    region: &Region,
    aktor: &Aktor,
    p: &Pencarian,
) -> Result<Vec<KelompokTemuan>, GalatWeb> {
    if lingkup_untuk(aktor, &BAGAN_BACA, region.hari_ini()).is_err() {
        return Ok(Vec::new());
    }
    let nomor = nomor_dicari(region, aktor, p.dicari());
    let (orang, unit) = region.read(|tx| -> Result<_, Refusal> {
        let mut nama = NamaUnit::default();
        let mut orang = Vec::new();
        if let Some(bagian) = p.bagian(ORANG) {
            let ada = match &nomor {
                Some((angka, lingkup)) => cari::temukan(tx, NIP, lingkup, angka, bagian)?,
                None => cari::temukan(tx, ORANG, &[Lingkup::Semua], p.dicari(), bagian)?,
            };
            for t in ada {
                let di = nama.cari(tx, t.jalur_unit.parse().ok())?;
                orang.push(seorang(t, nomor.is_some(), di));
            }
        }
        let mut unit = Vec::new();
        if let Some(bagian) = p.bagian(UNIT) {
            for t in cari::temukan(tx, UNIT, &[Lingkup::Semua], p.dicari(), bagian)? {
                let induk = t.jalur_unit.parse::<Jalur>().ok().and_then(|j| j.induk());
                let keterangan = nama.cari(tx, induk)?;
                let jalur = format!("/organisasi/unit/{}", t.kunci);
                unit.push(Temuan { judul: t.judul, keterangan, jalur, ikon: "layout-dashboard" });
            }
        }
        Ok((orang, unit))
    })?;
    Ok(vec![
        KelompokTemuan::baru(p, ORANG, k.t("org-temuan-orang").to_string(), orang),
        KelompokTemuan::baru(p, UNIT, k.t("org-temuan-unit").to_string(), unit),
    ])
}

/// A person as shown: the post and the unit tell namesakes apart, no number does.
fn seorang(t: Terkait, bernomor: bool, unit: String) -> Temuan {
    let (judul, jabatan) = if bernomor { (t.keterangan, String::new()) } else { (t.judul, t.keterangan) };
    let bagian: Vec<String> = [jabatan, unit].into_iter().filter(|b| !b.is_empty()).collect();
    Temuan {
        judul,
        keterangan: bagian.join(", "),
        jalur: format!("/organisasi/orang/{}", t.kunci),
        ikon: "circle-user-round",
    }
}
