//! Units and people of a region: a base app that every other app may stand on.
//!
//! It keeps the unit tree and, for each person, what held from which day on. Rows are only added; a correction points
//! back to the row it replaces, so "class of this person in October, as known in December" has one answer.
//!
//! **Must not know**: activities, attendance, money, or any app that stands on it. Foreign numbers of people
//! ([`PegawaiPada::nomor`]) may be kept by other apps; its tables may not be read by them except through the functions
//! here.

mod acts;
mod model;
mod store;

use std::collections::HashMap;

use balai_kernel::{Bahasa, Jalur, Lingkup, Nip, Peran, Tanggal};
use balai_platform::{AktEntri, Jangkauan, OrganisasiPort, Refusal, Region};
use balai_shell::{App, Rute};
use balai_store::{Migration, Sql, StoreError, Tx};

pub use acts::{Perubahan, pegawai_berubah, simpan_pegawai, simpan_unit};
pub use model::{
    DataPegawai, JenisUnit, PegawaiBaru, Perbandingan, SEJAK_AWAL, StatusPegawai, Tercatat, Unit, UnitBaru,
    bandingkan, berlaku_pada,
};
pub use store::{Asal, statements};

/// Bringing in the unit tree.
pub const UNIT_IMPOR: AktEntri = AktEntri {
    id: "organisasi.unit.impor",
    label_id: "mengimpor unit",
    label_en: "import units",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Bringing in staff.
pub const PEGAWAI_IMPOR: AktEntri = AktEntri {
    id: "organisasi.pegawai.impor",
    label_id: "mengimpor pegawai",
    label_en: "import staff",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// The acts of this app.
pub static AKT: [AktEntri; 2] = [UNIT_IMPOR, PEGAWAI_IMPOR];

/// The tables, oldest first.
pub fn migrations() -> Vec<Migration> {
    vec![Migration {
        app: "organisasi",
        versi: 1,
        nama: "organisasi",
        sql: include_str!("../migrations/0001_organisasi.sql"),
    }]
}

/// A person as they stand on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PegawaiPada {
    /// The person's number: what other apps keep.
    pub nomor: i64,
    /// The NIP.
    pub nip: Nip,
    /// Full name.
    pub nama: String,
    /// Rank as shown: `III/b`, or `IX` for PPPK.
    pub golongan: String,
    /// Name of the post.
    pub jabatan: String,
    /// Class of the post, 1 to 17.
    pub kelas: i64,
    /// Code of the OPD.
    pub opd: String,
    /// Code of the unit.
    pub unit: String,
    /// Path of the unit.
    pub jalur_unit: Jalur,
    /// The direct superior.
    pub atasan: Option<Nip>,
    /// Since when the post is held.
    pub tmt: Option<Tanggal>,
    /// `pns`, `cpns`, `pppk`, `pppk_paruh_waktu`.
    pub status: String,
    /// Family status for tax: `K/2`.
    pub ptkp: Option<String>,
}

impl From<&Tercatat> for PegawaiPada {
    fn from(t: &Tercatat) -> Self {
        let d = &t.data;
        PegawaiPada {
            nomor: t.pegawai,
            nip: d.nip.clone(),
            nama: d.nama.clone(),
            golongan: d.golongan.to_string(),
            jabatan: d.jabatan.clone(),
            kelas: d.kelas,
            opd: d.opd.clone(),
            unit: d.unit.clone(),
            jalur_unit: d.jalur_unit.clone(),
            atasan: d.atasan.clone(),
            tmt: d.tmt,
            status: d.status.kode().to_owned(),
            ptkp: d.ptkp.map(|p| p.to_string()),
        }
    }
}

/// Everybody within `lingkup` as they stand on `pada`, in the order of their NIP. Somebody whose first row starts later
/// is not there yet.
///
/// # Errors
/// The store's failures.
pub fn pegawai_pada(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    pada: Tanggal,
) -> Result<Vec<PegawaiPada>, StoreError> {
    let rows = match lingkup {
        Lingkup::Diri(nip) => store::tercatat_nip(tx, nip, pada)?,
        Lingkup::Semua | Lingkup::Unit(_) | Lingkup::Wilayah(_) => store::semua_tercatat(tx, pada)?,
    };
    let mut hasil: Vec<PegawaiPada> = rows
        .chunk_by(|a, b| a.pegawai == b.pegawai)
        .filter_map(|milik| berlaku_pada(milik, pada))
        // jurisdiction looks at where the person is on the date, not at where they were before
        .filter(|t| lingkup.memuat(t.data.jalur_unit.as_str(), "", t.data.nip.as_str()))
        .map(PegawaiPada::from)
        .collect();
    hasil.sort_by(|a, b| a.nip.cmp(&b.nip));
    Ok(hasil)
}

/// The person who has `nip` as they stand on `pada`; `None` when unknown or outside `lingkup`.
///
/// # Errors
/// The store's failures.
pub fn satu_pegawai(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    nip: &Nip,
    pada: Tanggal,
) -> Result<Option<PegawaiPada>, StoreError> {
    let rows = store::tercatat_nip(tx, nip, pada)?;
    let kini = berlaku_pada(&rows, pada).map(PegawaiPada::from);
    Ok(kini.filter(|p| lingkup.memuat(p.jalur_unit.as_str(), "", p.nip.as_str())))
}

/// The units within `lingkup`, parents before children.
///
/// # Errors
/// The store's failures.
pub fn semua_unit(tx: &mut Tx<'_>, lingkup: &Lingkup) -> Result<Vec<Unit>, StoreError> {
    let rentang = lingkup.rentang_unit();
    store::unit(tx, &rentang.dari, &rentang.sampai)
}

/// The number of every person on record, by NIP: what bulk imports resolve with.
///
/// # Errors
/// The store's failures.
pub fn nomor_pegawai(tx: &mut Tx<'_>) -> Result<HashMap<Nip, i64>, StoreError> {
    Ok(store::semua_nomor(tx)?.into_iter().collect())
}

/// Everybody's superior by the newest row that counts, whenever it starts.
///
/// # Errors
/// The store's failures.
pub fn atasan_terbaru(tx: &mut Tx<'_>) -> Result<HashMap<Nip, Option<Nip>>, StoreError> {
    let rows = store::semua_tercatat(tx, Tanggal::MAX)?;
    let terbaru = rows.chunk_by(|a, b| a.pegawai == b.pegawai).filter_map(<[Tercatat]>::last);
    Ok(terbaru.map(|t| (t.data.nip.clone(), t.data.atasan.clone())).collect())
}

/// Answers other apps' questions about superiors.
#[derive(Debug, Clone, Copy, Default)]
pub struct Organisasi;

impl OrganisasiPort for Organisasi {
    fn atasan(&self, daerah: &Region, nip: &Nip, pada: Tanggal) -> Result<Option<Nip>, Refusal> {
        let orang: Option<PegawaiPada> = daerah
            .read(|tx| satu_pegawai(tx, &Lingkup::Semua, nip, pada))
            .map_err(|e: StoreError| Refusal::from(e))?;
        Ok(orang.and_then(|o| o.atasan))
    }
}

impl App for Organisasi {
    fn id(&self) -> &'static str {
        "organisasi"
    }

    fn migrations(&self) -> Vec<Migration> {
        migrations()
    }

    fn statements(&self) -> Vec<&'static Sql> {
        statements()
    }

    fn acts(&self) -> &'static [AktEntri] {
        &AKT
    }

    fn routes(&self) -> Vec<Rute> {
        Vec::new()
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }
}
