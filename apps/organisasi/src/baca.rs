//! What pages, API and command line show, read in one go each. Nobody's personal numbers are here but where said.

mod daftar;
mod pohon;

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Bahasa, Jalur, Kapasitas, KodeWilayah, Lingkup, Nip, Tanggal, TingkatWilayah};
use balai_platform::{Refusal, Region, lingkup_untuk};
use balai_store::{StoreError, Tx};

pub use self::daftar::{
    IsiTim, Tandatangan, cari_unit, daftar_jabatan, daftar_orang, isi_tim, ringkas, tandatangan,
};
pub use self::pohon::{IsiPohon, Simpul, pohon};
use crate::acts::unit::sejarah;
use crate::akt::BAGAN_BACA;
use crate::model::jabatan::{Jabatan, JenisJabatan, Masa, Penugasan, Tim};
use crate::model::putus::Potret;
use crate::model::rukun::{KodeRukun, Rukun};
use crate::model::susunan::{Keadaan, Susunan};
use crate::store::{
    self, Lanjutan, OrangRingkas, Pemangku, PerubahanUnit, PindahJabatan, RiwayatOrang, SejarahUnit,
    jabatan as baris,
};
use crate::urai::{Uraian, sebutan};
use crate::{Unit, potret};

/// A post of a unit with who has it on the day.
#[derive(Debug, Clone)]
pub struct JabatanTerisi {
    /// The post.
    pub jabatan: Jabatan,
    /// Holders and acting officials.
    pub pemangku: Vec<Pemangku>,
}

impl JabatanTerisi {
    /// Seats held by right.
    pub fn terisi(&self) -> i64 {
        let n = self.pemangku.iter().filter(|p| p.kapasitas == Kapasitas::Definitif).count();
        i64::try_from(n).unwrap_or(i64::MAX)
    }
}

/// A unit on a day.
#[derive(Debug, Clone)]
pub struct IsiUnit {
    /// The unit.
    pub unit: Unit,
    /// Code and name of the units above, the topmost first.
    pub atas: Vec<(String, String)>,
    /// The units directly below.
    pub anak: Vec<Unit>,
    /// Who heads it.
    pub kepala: Uraian,
    /// Its posts with seats, the highest class first.
    pub jabatan: Vec<JabatanTerisi>,
    /// Class, kind, posts and seats of the whole subtree.
    pub kelas: Vec<(i64, JenisJabatan, i64, i64)>,
    /// Teams it formed.
    pub tim: Vec<Tim>,
    /// What imported lists said of it, oldest first.
    pub sejarah: Vec<SejarahUnit>,
    /// Whether it is there on the day.
    pub keadaan: Keadaan,
    /// The changes by decree that touched it, the newest first.
    pub perubahan: Vec<PerubahanUnit>,
    /// Whose work it carries on, and who carries on its own.
    pub silsilah: (Vec<Lanjutan>, Vec<Lanjutan>),
    /// Posts that were its own and are another's.
    pub pergi: Vec<PindahJabatan>,
}

/// Reads a unit on a day.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such unit.
pub fn isi_unit(region: &Region, kode: &str, pada: Tanggal) -> Result<IsiUnit, Refusal> {
    region.read(|tx| {
        let semua = sejarah(tx)?;
        let (unit, keadaan) = semua.kapan_pun(kode, pada).ok_or(Refusal::NotFound)?;
        let unit = unit.clone();
        let susunan = semua.susunan(pada);
        let potret = potret::kepala(tx, kode)?;
        let hasil = potret.kepala(kode, pada);
        let rentang = Lingkup::Unit(unit.jalur.clone()).rentang_unit();
        Ok(IsiUnit {
            atas: atas(&susunan, &unit.jalur),
            anak: susunan.anak(kode).into_iter().cloned().collect(),
            keadaan,
            perubahan: store::unit::perubahan_unit(tx, kode)?,
            silsilah: store::unit::silsilah(tx, kode)?,
            pergi: store::unit::ke_mana(tx, kode)?,
            kepala: Uraian::dari(tx, &potret, hasil)?,
            jabatan: jabatan_terisi(tx, kode, pada)?,
            kelas: baris::kelas(tx, (&rentang.dari, &rentang.sampai), pada)?,
            tim: baris::tim_unit(tx, kode)?.into_iter().filter(|t| t.masa.memuat(pada)).collect(),
            sejarah: store::sejarah_unit(tx, kode)?,
            unit,
        })
    })
}

fn atas(susunan: &Susunan, jalur: &Jalur) -> Vec<(String, String)> {
    let mut ruas: Vec<&str> = jalur.ruas().collect();
    ruas.pop();
    ruas.into_iter().filter_map(|k| susunan.satu(k)).map(|u| (u.kode.clone(), u.nama.clone())).collect()
}

fn jabatan_terisi(tx: &mut Tx<'_>, kode: &str, pada: Tanggal) -> Result<Vec<JabatanTerisi>, StoreError> {
    let mut pemangku: BTreeMap<i64, Vec<Pemangku>> = BTreeMap::new();
    for p in store::pemangku_unit(tx, kode, pada)? {
        pemangku.entry(p.jabatan).or_default().push(p);
    }
    let rows = baris::jabatan_unit(tx, kode)?;
    let mut ada: Vec<Jabatan> = rows.into_iter().filter(|j| j.masa.memuat(pada) && j.formasi > 0).collect();
    // the head first, whatever the class
    ada.sort_by_key(|j| (!j.kepala, std::cmp::Reverse(j.kelas), j.nama.clone(), j.nomor));
    Ok(ada
        .into_iter()
        .map(|jabatan| JabatanTerisi {
            pemangku: pemangku.remove(&jabatan.nomor).unwrap_or_default(),
            jabatan,
        })
        .collect())
}

/// A person on a day.
#[derive(Debug, Clone)]
pub struct IsiOrang {
    /// Name, NIP, unit.
    pub orang: OrangRingkas,
    /// Everything they were given, with the post's name and unit, the newest first.
    pub penugasan: Vec<(Penugasan, String, String)>,
    /// Their superior.
    pub atasan: Uraian,
    /// Who assesses them.
    pub penilai: Uraian,
    /// Chairs who may verify besides the superior.
    pub pemverifikasi: Vec<Uraian>,
    /// Teams they are or were in.
    pub tim: Vec<TimOrang>,
    /// Name of their unit on the day.
    pub unit: String,
    /// What the staff list said of them, the newest first.
    pub riwayat: Vec<RiwayatOrang>,
}

/// A team somebody is or was in.
#[derive(Debug, Clone)]
pub struct TimOrang {
    /// The team, by number.
    pub nomor: i64,
    /// Its name.
    pub nama: String,
    /// Whether they chair it.
    pub ketua: bool,
    /// When.
    pub masa: Masa,
}

/// Reads a person on a day.
///
/// # Errors
/// [`Refusal::NotFound`] when there is nobody of this number.
pub fn isi_orang(region: &Region, nomor: i64, pada: Tanggal) -> Result<IsiOrang, Refusal> {
    region.read(|tx| {
        let orang = store::ringkas_orang(tx, nomor)?.ok_or(Refusal::NotFound)?;
        let p = potret::orang(tx, nomor)?;
        let atasan = p.atasan(nomor, pada);
        let penilai = p.penilai(nomor, pada);
        let mut pemverifikasi = Vec::new();
        for j in p.ketua_pemverifikasi(nomor, pada) {
            pemverifikasi.push(Uraian::dari(tx, &p, Ok(j))?);
        }
        let mut penugasan: Vec<(Penugasan, String, String)> = Vec::new();
        for t in p.penugasan_orang(nomor) {
            // as the post was called then
            let j = p.jabatan(t.jabatan, t.masa.sejak).or_else(|| p.jabatan_terakhir(t.jabatan));
            let (nama, kode) = j.map(|j| (j.nama.clone(), j.unit.as_str())).unwrap_or_default();
            let unit = store::satu_unit(tx, kode)?.map(|u| u.nama).unwrap_or_default();
            penugasan.push((t.clone(), nama, unit));
        }
        penugasan.reverse();
        let kini = crate::satu_pegawai(tx, &Lingkup::Semua, &orang.nip, pada)?;
        let kini = kini.map_or_else(|| orang.jalur_unit.clone(), |p| p.jalur_unit.to_string());
        let unit = kini.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        Ok(IsiOrang {
            penugasan,
            atasan: Uraian::dari(tx, &p, atasan)?,
            penilai: Uraian::dari(tx, &p, penilai)?,
            pemverifikasi,
            tim: p
                .tim_orang(nomor)
                .map(|(t, a)| TimOrang { nomor: t.nomor, nama: t.nama.clone(), ketua: a.ketua, masa: a.masa })
                .collect(),
            unit: store::satu_unit(tx, unit)?.map(|u| u.nama).unwrap_or_default(),
            riwayat: store::daftar::riwayat_orang(tx, nomor)?,
            orang,
        })
    })
}

/// A post with its history.
#[derive(Debug, Clone)]
pub struct IsiJabatan {
    /// Its rows, oldest first.
    pub riwayat: Vec<Jabatan>,
    /// Who was ever given it, the newest first: row, person's name.
    pub pemangku: Vec<(Penugasan, String)>,
    /// Name of the superior post of the newest row.
    pub atasan: Option<(i64, String)>,
    /// Name of its unit.
    pub unit: String,
    /// Posts directly below, with their units.
    pub bawahan: Vec<(i64, String, String)>,
}

/// Reads a post.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none of this number.
pub fn isi_jabatan(region: &Region, nomor: i64) -> Result<IsiJabatan, Refusal> {
    region.read(|tx| {
        let riwayat = baris::satu_jabatan(tx, nomor)?;
        let terakhir = riwayat.last().ok_or(Refusal::NotFound)?.clone();
        let mut pemangku = Vec::new();
        for t in baris::tugas_jabatan(tx, nomor)?.into_iter().rev().take(100) {
            let nama = store::ringkas_orang(tx, t.pegawai)?.map(|o| o.nama).unwrap_or_default();
            pemangku.push((t, nama));
        }
        let atasan = match terakhir.atasan {
            Some(a) => baris::satu_jabatan(tx, a)?.pop().map(|j| (a, j.nama)),
            None => None,
        };
        let unit = store::satu_unit(tx, &terakhir.unit)?.map(|u| u.nama).unwrap_or_default();
        let bawahan = baris::jabatan_bawahan(tx, nomor)?;
        let bawahan = bawahan
            .into_iter()
            .filter(|j| j.formasi > 0)
            .take(100)
            .map(|j| (j.nomor, j.nama, j.unit))
            .collect();
        Ok(IsiJabatan { riwayat, pemangku, atasan, unit, bawahan })
    })
}

/// The person with this NIP, for questions that name one.
///
/// # Errors
/// The store's failures.
pub fn nomor_orang(region: &Region, nip: &Nip) -> Result<Option<i64>, Refusal> {
    region.read(|tx| Ok(store::nomor_dari_nip(tx, nip)?))
}

/// Who heads a unit on a day, readable.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such unit.
pub fn kepala(region: &Region, kode: &str, pada: Tanggal) -> Result<(Unit, Uraian), Refusal> {
    region.read(|tx| {
        let unit = store::satu_unit(tx, kode)?.ok_or(Refusal::NotFound)?;
        let p: Potret = potret::kepala(tx, kode)?;
        let hasil = p.kepala(kode, pada);
        Ok((unit, Uraian::dari(tx, &p, hasil)?))
    })
}

/// A kelurahan or desa with its RW and RT.
#[derive(Debug, Clone)]
pub struct IsiRukun {
    /// Its name.
    pub nama: String,
    /// Every dated row, in the order of the numbers, oldest first.
    pub semua: Vec<Rukun>,
    /// Predecessor, successor, since when.
    pub lanjutan: Vec<(KodeRukun, KodeRukun, Tanggal)>,
}

impl IsiRukun {
    /// What is there on a day, in the order of the numbers.
    pub fn pada(&self, hari: Tanggal) -> Vec<&Rukun> {
        crate::model::rukun::pada(&self.semua, hari).into_values().collect()
    }
}

/// Reads the RW and RT of a kelurahan or desa.
///
/// # Errors
/// [`Refusal::NotFound`] when it is no kelurahan or desa of this region.
pub fn rukun(region: &Region, wilayah: &KodeWilayah) -> Result<IsiRukun, Refusal> {
    let tempat = crate::model::wilayah::wilayah().cari(wilayah).ok_or(Refusal::NotFound)?;
    if !region.kode().mencakup(wilayah) || wilayah.tingkat() != TingkatWilayah::KelurahanDesa {
        return Err(Refusal::NotFound);
    }
    region.read(|tx| {
        let (semua, lanjutan) = (store::rukun::rukun(tx, wilayah)?, store::rukun::lanjutan(tx, wilayah)?);
        Ok(IsiRukun { nama: tempat.nama, semua, lanjutan })
    })
}

/// A box of the chart.
#[derive(Debug, Clone)]
pub struct Kotak {
    /// Code of the unit.
    pub kode: String,
    /// Name of the unit.
    pub nama: String,
    /// The post that heads it.
    pub jabatan: Option<String>,
    /// Who has it, with the capacity; empty when vacant.
    pub pemangku: Vec<(Kapasitas, String)>,
    /// Boxes below; one level on the second level.
    pub anak: Vec<Kotak>,
    /// Units below that are not drawn.
    pub lebih: usize,
}

impl Kotak {
    /// Who heads a box, in words.
    pub fn kepala_tertulis(&self, b: Bahasa) -> String {
        let lowong = b.pilih("lowong", "vacant");
        match (&self.jabatan, self.pemangku.as_slice()) {
            (None, _) => b.pilih("tanpa jabatan kepala", "no post heads it").to_owned(),
            (Some(j), []) => format!("{j}: {lowong}"),
            (Some(j), banyak) => {
                let definitif = banyak.iter().any(|(kap, _)| *kap == Kapasitas::Definitif);
                // a stand-in is named beside the holder, an acting official instead of one
                let nama: Vec<String> = banyak
                    .iter()
                    .filter(|(kap, _)| definitif || matches!(kap, Kapasitas::Plt | Kapasitas::Pj))
                    .map(|(kap, nama)| match kap {
                        Kapasitas::Definitif => nama.clone(),
                        lain => sebutan(*lain, nama),
                    })
                    .collect();
                if nama.is_empty() { format!("{j}: {lowong}") } else { format!("{j}: {}", nama.join(", ")) }
            }
        }
    }
}

/// Boxes below one box that are drawn.
const KOTAK_ANAK: usize = 24;
/// Boxes on the second level below one box that are drawn.
const KOTAK_CUCU: usize = 8;

/// Of each unit the post that heads it, and who has it.
type Kepala = BTreeMap<String, (String, Vec<(Kapasitas, String)>)>;

/// The chart of a unit on a day: the unit, its parts and theirs. Reads units and heads only, never the staff.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such unit; [`Refusal::Denied`] when the reader may not.
pub fn bagan(region: &Region, aktor: &Aktor, kode: &str, pada: Tanggal) -> Result<Kotak, Refusal> {
    lingkup_untuk(aktor, &BAGAN_BACA, region.hari_ini())?;
    region.read(|tx| {
        let susunan = sejarah(tx)?.susunan(pada);
        let akar = susunan.satu(kode).ok_or(Refusal::NotFound)?.clone();
        let lingkup = Lingkup::Unit(akar.jalur.clone());
        let rentang = lingkup.rentang_unit();
        let rentang = (rentang.dari.as_str(), rentang.sampai.as_str());
        let unit: Vec<Unit> =
            susunan.semua().into_iter().filter(|u| akar.jalur.mencakup(&u.jalur)).cloned().collect();
        let mut kepala = kepala_unit(tx, rentang, pada)?;
        let mut anak: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
        for u in &unit {
            if let Some(induk) = &u.induk {
                anak.entry(induk).or_default().push(u);
            }
        }
        Ok(kotak(&akar, &anak, &mut kepala, 0))
    })
}

/// The head of every unit in a range of unit paths on a day.
fn kepala_unit(tx: &mut Tx<'_>, rentang: (&str, &str), pada: Tanggal) -> Result<Kepala, StoreError> {
    let mut kepala = Kepala::new();
    let mut pemangku: BTreeMap<i64, Vec<(Kapasitas, String)>> = BTreeMap::new();
    for p in store::pemangku_kepala(tx, rentang, pada)? {
        pemangku.entry(p.jabatan).or_default().push((p.kapasitas, p.nama));
    }
    for j in baris::jabatan_kepala(tx, rentang, pada)? {
        let siapa = pemangku.remove(&j.nomor).unwrap_or_default();
        kepala.insert(j.unit, (j.nama, siapa));
    }
    Ok(kepala)
}

fn kotak(u: &Unit, anak: &BTreeMap<&str, Vec<&Unit>>, kepala: &mut Kepala, dalam: usize) -> Kotak {
    let milik = anak.get(u.kode.as_str()).map(Vec::as_slice).unwrap_or_default();
    let batas = match dalam {
        0 => KOTAK_ANAK,
        1 => KOTAK_CUCU,
        _ => 0,
    };
    let (jabatan, pemangku) = kepala.remove(&u.kode).map_or((None, Vec::new()), |(j, p)| (Some(j), p));
    Kotak {
        kode: u.kode.clone(),
        nama: u.nama.clone(),
        jabatan,
        pemangku,
        anak: milik.iter().take(batas).map(|a| kotak(a, anak, kepala, dalam + 1)).collect(),
        lebih: milik.len().saturating_sub(batas),
    }
}
