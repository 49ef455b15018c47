//! Making a post, and changing one from a day on.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Galat, Jalur, Kapasitas, Tanggal, teks};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::Tx;
use serde_json::json;

use super::KUNCI;
use super::kelas::{Biaya, nilai_pada};
use super::keputusan::{Tinjauan, periksa_keputusan, tanda, tertulis};
use crate::akt::JABATAN_UBAH;
use crate::model::jabatan::{Jabatan, JenisJabatan, Keputusan, Masa, Penugasan};
use crate::potret;
use crate::store::tulis::{self, IsiJabatan, Nomor};
use crate::store::{self, jabatan as baca};

/// A post as it is to stand from a day on.
#[derive(Debug, Clone)]
pub struct UbahJabatan {
    /// The post; `None` makes a new one.
    pub nomor: Option<i64>,
    /// Its name.
    pub nama: String,
    /// Code of its unit.
    pub unit: String,
    /// What it is.
    pub jenis: JenisJabatan,
    /// Class, 1 to 17.
    pub kelas: i64,
    /// Seats; 0 abolishes it.
    pub formasi: i64,
    /// Whether it heads its unit.
    pub kepala: bool,
    /// The superior post.
    pub atasan: Option<i64>,
    /// First day.
    pub sejak: Tanggal,
    /// By which decree.
    pub keputusan: Keputusan,
}

pub(crate) fn periksa_nama(nama: &str) -> Result<String, Galat> {
    // before the blanks are tidied: a line break is no blank somebody typed
    teks::periksa(nama)?;
    let nama = nama.split_whitespace().collect::<Vec<_>>().join(" ");
    if nama.is_empty() || nama.chars().count() > 200 { Err(Galat::baru("ORG-025")) } else { Ok(nama) }
}

pub(crate) fn periksa_angka(
    bidang: &str,
    nilai: i64,
    batas: std::ops::RangeInclusive<i64>,
) -> Result<(), Galat> {
    if batas.contains(&nilai) {
        return Ok(());
    }
    let tertulis = format!("{}..{}", batas.start(), batas.end());
    Err(Galat::baru("ORG-024").dengan("bidang", bidang).dengan("nilai", nilai).dengan("batas", tertulis))
}

pub(crate) fn jalur_unit(tx: &mut Tx<'_>, kode: &str) -> Result<Jalur, Refusal> {
    store::jalur_unit(tx, kode)?.ok_or_else(|| Galat::baru("ORG-022").dengan("unit", kode).into())
}

/// What a change of a post does.
#[derive(Debug, Clone)]
pub struct RencanaJabatan {
    /// The post as it stands on the first day; none for a new one.
    pub sebelum: Option<Jabatan>,
    /// Who holds it by right on the first day.
    pub pemegang: usize,
    /// What its seats cost a month before and after.
    pub biaya: (Biaya, Biaya),
    lama: Vec<Jabatan>,
    jalur: Jalur,
}

fn hitung(tx: &mut Tx<'_>, c: &UbahJabatan) -> Result<Tinjauan<RencanaJabatan>, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    periksa_nama(&c.nama)?;
    periksa_angka("kelas", c.kelas, 1..=17)?;
    periksa_angka("formasi", c.formasi, 0..=100_000)?;
    let jalur = jalur_unit(tx, &c.unit)?;
    let mut lama: Vec<Jabatan> = Vec::new();
    let mut pemegang = 0;
    if let Some(n) = c.nomor {
        lama = baca::satu_jabatan(tx, n)?;
        let definitif = |t: &Penugasan| t.kapasitas == Kapasitas::Definitif && t.masa.memuat(c.sejak);
        pemegang = baca::tugas_jabatan(tx, n)?.iter().filter(|t| definitif(t)).count();
        if lama.is_empty() {
            return Err(Refusal::NotFound);
        }
    }
    silsilah(tx, c)?;
    satu_kepala(tx, c)?;
    let sebelum = lama.iter().rev().find(|j| j.masa.memuat(c.sejak)).cloned();
    let nilai = nilai_pada(tx, c.sejak)?;
    let kursi = |kelas: i64, formasi: i64| Biaya::dari(&BTreeMap::from([(kelas, formasi)]), &nilai);
    let lama_biaya = sebelum.as_ref().map(|j| kursi(j.kelas, j.formasi)).unwrap_or_default();
    let biaya = (lama_biaya, kursi(c.kelas, c.formasi));
    let rincian = json!({
        "nama": c.nama, "unit": c.unit, "jenis": c.jenis.kode(), "kelas": c.kelas, "formasi": c.formasi,
        "kepala": c.kepala, "atasan": c.atasan, "sejak": c.sejak.to_string(), "keputusan": tertulis(&c.keputusan),
        "menggantikan": sebelum.as_ref().map(|j| j.catatan), "pemegang": pemegang,
        "biaya_sebelum": biaya.0.rincian(), "biaya_sesudah": biaya.1.rincian(),
    });
    Ok(Tinjauan::baru(RencanaJabatan { sebelum, pemegang, biaya, lama, jalur }, rincian))
}

/// What a change of a post would do.
///
/// # Errors
/// `ORG-011`, `ORG-020`, `ORG-022` to `ORG-026`; [`Refusal::NotFound`] for an unknown post.
pub fn pratinjau_jabatan(region: &Region, c: &UbahJabatan) -> Result<Tinjauan<RencanaJabatan>, Refusal> {
    region.read(|tx| hitung(tx, c))
}

/// Makes a post or changes it from a day on, as its preview with this digest showed; before that day it stands as it
/// stood. Answers its number.
///
/// # Errors
/// As [`pratinjau_jabatan`]; `ORG-036`; [`Refusal::Denied`] when the unit, or one it ever was in, is out of reach.
pub fn ubah_jabatan(region: &Region, aktor: &Aktor, c: &UbahJabatan, sidik: &str) -> Result<i64, Refusal> {
    let c = UbahJabatan { nama: periksa_nama(&c.nama)?, ..c.clone() };
    let (aktor_, hari_ini, sidik) = (aktor.clone(), region.hari_ini(), sidik.to_owned());
    let (diketahui, kunci) = (region.sekarang().to_string(), format!("sk|{}", region.id_baru()));
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let p = hitung(tx, &c)?;
        let r = &p.rencana;
        let putusan = decide(&aktor_, &JABATAN_UBAH, &Sasaran::unit(r.jalur.clone(), hari_ini))?;
        // a post that moves leaves a unit, which must be within reach too
        for j in &r.lama {
            decide(&aktor_, &JABATAN_UBAH, &Sasaran::unit(j.jalur_unit.clone(), hari_ini))?;
        }
        p.cocok(&sidik)?;
        let nomor = match c.nomor {
            Some(n) => n,
            None => {
                let n = tulis::nomor(tx, Nomor::Jabatan)? + 1;
                tulis::sisip_jabatan(tx, &[(n, kunci.clone())])?;
                n
            }
        };
        let sumber = aktor_.akun.to_string();
        simpan(tx, nomor, &r.lama, &c, r.jalur.clone(), (&diketahui, &sumber))?;
        Ok(Done::new(nomor, Event::baru(putusan, format!("organisasi.jabatan/{nomor}")).isi(p.rincian)))
    })
}

/// Closes what holds on the first day, withdraws what was to start later, adds the new row.
fn simpan(
    tx: &mut Tx<'_>,
    nomor: i64,
    lama: &[Jabatan],
    c: &UbahJabatan,
    jalur: Jalur,
    (diketahui, sumber): (&str, &str),
) -> Result<(), Refusal> {
    let isi = IsiJabatan {
        nama: c.nama.clone(),
        unit: c.unit.clone(),
        jalur_unit: jalur,
        jenis: c.jenis,
        kelas: c.kelas,
        formasi: c.formasi,
        kepala: c.kepala,
        atasan: c.atasan,
    };
    let lama: Vec<(&Jabatan, IsiJabatan)> = lama.iter().map(|j| (j, isi_lama(j))).collect();
    let mut catatan = tulis::nomor(tx, Nomor::JabatanCatatan)?;
    let mut rows = Vec::new();
    for (j, isi) in &lama {
        let akhir = c.sejak.yesterday().ok().filter(|a| *a >= j.masa.sejak);
        if j.masa.sampai.is_some_and(|s| s < c.sejak) {
            continue;
        }
        catatan += 1;
        let mut t = tanda(&c.keputusan, diketahui, sumber, Some(j.catatan));
        t.gugur = akhir.is_none();
        rows.push((catatan, nomor, Masa { sampai: akhir.or(j.masa.sampai), ..j.masa }, isi, t));
    }
    let t = tanda(&c.keputusan, diketahui, sumber, None);
    rows.push((catatan + 1, nomor, Masa::sejak(c.sejak), &isi, t));
    Ok(tulis::sisip_jabatan_catatan(tx, &rows)?)
}

pub(crate) fn isi_lama(j: &Jabatan) -> IsiJabatan {
    IsiJabatan {
        nama: j.nama.clone(),
        unit: j.unit.clone(),
        jalur_unit: j.jalur_unit.clone(),
        jenis: j.jenis,
        kelas: j.kelas,
        formasi: j.formasi,
        kepala: j.kepala,
        atasan: j.atasan,
    }
}

/// The superior post exists and does not lie below the post itself.
fn silsilah(tx: &mut Tx<'_>, c: &UbahJabatan) -> Result<(), Refusal> {
    let Some(atasan) = c.atasan else { return Ok(()) };
    let p = potret::jabatan(tx, atasan)?;
    if p.jabatan(atasan, c.sejak).is_none() {
        return Err(Galat::baru("ORG-011").dengan("tanggal", balai_kernel::tanggal::pendek(c.sejak)).into());
    }
    let mut kini = Some(atasan);
    let mut sisa = 64;
    while let Some(n) = kini.filter(|_| sisa > 0) {
        if Some(n) == c.nomor {
            return Err(Galat::baru("ORG-020").into());
        }
        kini = p.jabatan(n, c.sejak).and_then(|j| j.atasan);
        sisa -= 1;
    }
    Ok(())
}

/// No other post heads the unit on that day or later.
fn satu_kepala(tx: &mut Tx<'_>, c: &UbahJabatan) -> Result<(), Refusal> {
    if !c.kepala || c.formasi == 0 {
        return Ok(());
    }
    if c.formasi > 1 {
        periksa_angka("formasi", c.formasi, 1..=1)?;
    }
    let masa = Masa::sejak(c.sejak);
    let lain = baca::jabatan_unit(tx, &c.unit)?
        .into_iter()
        .find(|j| j.kepala && j.formasi > 0 && Some(j.nomor) != c.nomor && j.masa.bersinggungan(&masa));
    match lain {
        Some(j) => Err(Galat::baru("ORG-026").dengan("jabatan", j.nama).into()),
        None => Ok(()),
    }
}
