//! Changing units by decree: shown first, then done exactly as shown.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::{Aktor, Galat, Kapasitas, Lingkup, Tanggal};
use balai_platform::{Done, Event, Putusan, Refusal, Region, Sasaran, decide, sidik};
use balai_store::{StoreError, Tx};
use serde_json::{Value, json};

use super::KUNCI;
use super::jabatan::{isi_lama, periksa_nama};
use super::kelas::{Biaya, nilai_pada};
use super::keputusan::{periksa_keputusan, tanda, tertulis};
use crate::akt::UNIT_UBAH;
use crate::cari;
use crate::model::Unit;
use crate::model::jabatan::{Jabatan, Keputusan, Masa};
use crate::model::susunan::{
    Beda, Kursi, KursiBaru, Rencana, Sejarah, Susunan, Tindakan, UnitMasa, rencanakan,
};
use crate::store::tulis::{self, IsiJabatan, Nomor};
use crate::store::unit::{self as simpan, PerubahanUnit};
use crate::store::{self, Asal, CatatanBaru, jabatan as baca};

/// A change of units.
#[derive(Debug, Clone)]
pub struct UbahUnit {
    /// What is done.
    pub tindakan: Tindakan,
    /// First day; may lie in the past or in the future.
    pub sejak: Tanggal,
    /// By which decree.
    pub keputusan: Keputusan,
}

/// Seats and cost of an OPD.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IsiOpd {
    /// Posts with seats.
    pub jabatan: i64,
    /// Seats by class.
    pub kelas: BTreeMap<i64, i64>,
}

impl IsiOpd {
    /// Seats altogether.
    pub fn formasi(&self) -> i64 {
        self.kelas.values().sum()
    }

    /// What the seats cost a month by the values of the classes.
    pub fn biaya(&self, nilai: &BTreeMap<i64, i64>) -> Biaya {
        Biaya::dari(&self.kelas, nilai)
    }
}

/// An OPD before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedaOpd {
    /// Its code.
    pub kode: String,
    /// Its name.
    pub nama: String,
    /// Before.
    pub sebelum: IsiOpd,
    /// After.
    pub sesudah: IsiOpd,
}

/// A post before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedaJabatan {
    /// The post as it stands.
    pub lama: Jabatan,
    /// What it becomes.
    pub baru: KursiBaru,
}

/// What a change does, as it is shown before somebody signs it.
#[derive(Debug, Clone)]
pub struct Pratinjau {
    /// The units.
    pub rencana: Rencana,
    /// Posts that go elsewhere, stop heading, or get another superior post.
    pub jabatan: Vec<BedaJabatan>,
    /// People whose row of the staff list follows.
    pub orang: usize,
    /// The OPDs concerned.
    pub opd: Vec<BedaOpd>,
    /// Monthly values of classes on the day, in sen.
    pub nilai: BTreeMap<i64, i64>,
    /// SHA-256 of all this: what is signed is what happens.
    pub sidik: String,
    /// The preview as JSON, as it will be stored.
    pub rincian: Value,
    pegawai: Vec<PindahPegawai>,
    kursi: Vec<Jabatan>,
}

/// A row of the staff list that follows its unit.
#[derive(Debug, Clone)]
struct PindahPegawai {
    lama: crate::model::Tercatat,
    unit: String,
}

/// Every unit through time.
///
/// # Errors
/// The store's failures.
pub(crate) fn sejarah(tx: &mut Tx<'_>) -> Result<Sejarah, StoreError> {
    Ok(Sejarah::baru(simpan::semua_unit(tx)?, simpan::semua_masa(tx)?))
}

/// What a change would do.
///
/// # Errors
/// `ORG-023`, `ORG-025`, `ORG-030` to `ORG-035`, `ORG-037` to `ORG-040`.
pub fn pratinjau_unit(region: &Region, c: &UbahUnit) -> Result<Pratinjau, Refusal> {
    let c = rapikan(c)?;
    region.read(|tx| hitung(tx, &c))
}

/// Does a change as it was previewed. Answers its number.
///
/// # Errors
/// As [`pratinjau_unit`]; `ORG-036` when `sidik` is not that of the preview any more; [`Refusal::Denied`] when a unit
/// concerned lies outside the actor's jurisdiction.
pub fn ubah_unit(region: &Region, aktor: &Aktor, c: &UbahUnit, sidik: &str) -> Result<i64, Refusal> {
    let c = rapikan(c)?;
    let (aktor_, sidik, hari_ini) = (aktor.clone(), sidik.to_owned(), region.hari_ini());
    let diketahui = region.sekarang().to_string();
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        berlakukan(tx, hari_ini)?;
        let p = hitung(tx, &c)?;
        let putusan = putuskan(&aktor_, &p.rencana, c.tindakan.unit(), hari_ini)?;
        if p.sidik != sidik {
            return Err(Galat::baru("ORG-036").into());
        }
        let nomor = tulis_semua(tx, &c, &p, (&diketahui, &aktor_.akun.to_string()))?;
        if c.sejak <= hari_ini {
            simpan::berlakukan(tx, nomor, hari_ini)?;
        } else {
            simpan::tunda(tx, nomor, c.sejak)?;
        }
        let isi = json!({
            "tindakan": c.tindakan.kode(), "perubahan": nomor, "sejak": c.sejak.to_string(),
            "unit": p.rencana.unit.iter().map(|b| &b.kode).collect::<Vec<_>>(), "jabatan": p.jabatan.len(),
            "orang": p.orang, "keputusan": tertulis(&c.keputusan),
        });
        let (sebelum, sesudah) = dua_sisi(&p.rincian);
        let event = Event::baru(putusan, format!("organisasi.unit/{}", c.tindakan.unit()));
        Ok(Done::new(nomor, event.isi(isi).sebelum(sebelum.as_bytes()).sesudah(sesudah.as_bytes())))
    })
}

/// Lets every change hold whose day has come. Runs every night and before every change; safe to repeat.
///
/// # Errors
/// The store's failures.
pub(crate) fn berlakukan(tx: &mut Tx<'_>, hari_ini: Tanggal) -> Result<usize, StoreError> {
    let tiba = simpan::tiba(tx, hari_ini)?;
    for nomor in &tiba {
        let (unit, orang) = simpan::berlakukan(tx, *nomor, hari_ini)?;
        cari::ikuti(tx, &unit, &orang)?;
    }
    Ok(tiba.len())
}

/// The nightly job: changes whose day has come hold from now on.
///
/// # Errors
/// The store's failures.
pub fn berlakukan_hari_ini(region: &Region) -> Result<usize, Refusal> {
    let hari_ini = region.hari_ini();
    region.upkeep(move |tx| -> Result<usize, Refusal> {
        tx.lock(KUNCI)?;
        Ok(berlakukan(tx, hari_ini)?)
    })
}

fn rapikan(c: &UbahUnit) -> Result<UbahUnit, Galat> {
    periksa_keputusan(&c.keputusan)?;
    let mut c = c.clone();
    match &mut c.tindakan {
        Tindakan::Bentuk { nama, .. } | Tindakan::Nama { nama, .. } => *nama = periksa_nama(nama)?,
        Tindakan::Gabung { nama, .. } if !nama.trim().is_empty() => *nama = periksa_nama(nama)?,
        Tindakan::Pecah { bagian, .. } => {
            for (_, nama) in bagian {
                *nama = periksa_nama(nama)?;
            }
        }
        _ => {}
    }
    Ok(c)
}

/// Everybody concerned must be within reach: each unit where it was and where it will be.
fn putuskan(aktor: &Aktor, r: &Rencana, utama: &str, hari_ini: Tanggal) -> Result<Putusan, Refusal> {
    let mut semua: BTreeMap<&str, &Unit> = BTreeMap::new();
    for b in &r.unit {
        for u in b.sebelum.iter().chain(&b.sesudah) {
            semua.insert(u.jalur.as_str(), u);
        }
    }
    let mut putusan = None;
    for u in semua.values() {
        let satu = decide(aktor, &UNIT_UBAH, &Sasaran::unit(u.jalur.clone(), hari_ini))?;
        // a unit that goes somewhere else needs the right over the place it goes to as well
        if let Some(atas) = u.jalur.induk() {
            decide(aktor, &UNIT_UBAH, &Sasaran::unit(atas, hari_ini))?;
        }
        if u.kode == utama || putusan.is_none() {
            putusan = Some(satu);
        }
    }
    putusan.ok_or_else(|| Galat::baru("ORG-037").into())
}

/// The units whose posts the judgement needs.
fn tersebut(t: &Tindakan) -> BTreeSet<&str> {
    match t {
        Tindakan::Bentuk { .. } | Tindakan::Nama { .. } => BTreeSet::new(),
        Tindakan::Pindah { unit, induk } => induk.iter().chain([unit]).map(String::as_str).collect(),
        Tindakan::Gabung { unit, ke, .. } => unit.iter().chain([ke]).map(String::as_str).collect(),
        Tindakan::Pecah { unit, .. } | Tindakan::Tutup { unit } => BTreeSet::from([unit.as_str()]),
    }
}

fn hitung(tx: &mut Tx<'_>, c: &UbahUnit) -> Result<Pratinjau, Refusal> {
    let s = sejarah(tx)?;
    let mut kursi: BTreeMap<i64, Jabatan> = BTreeMap::new();
    for unit in tersebut(&c.tindakan) {
        for j in baca::jabatan_unit(tx, unit)?.into_iter().filter(|j| j.masa.memuat(c.sejak) && j.formasi > 0)
        {
            for b in if j.kepala { baca::jabatan_bawahan(tx, j.nomor)? } else { Vec::new() } {
                if b.masa.memuat(c.sejak) && b.formasi > 0 {
                    kursi.insert(b.nomor, b);
                }
            }
            kursi.insert(j.nomor, j);
        }
    }
    let mut orang: BTreeMap<String, usize> = BTreeMap::new();
    for unit in tersebut(&c.tindakan) {
        let rows = store::tercatat_unit(tx, unit, c.sejak)?;
        orang.insert(unit.to_owned(), rows.chunk_by(|a, b| a.pegawai == b.pegawai).count());
    }
    let tempat =
        |j: &Jabatan| Kursi { nomor: j.nomor, unit: j.unit.clone(), kepala: j.kepala, atasan: j.atasan };
    let daftar: Vec<Kursi> = kursi.values().map(tempat).collect();
    let isi = |u: &str| orang.get(u).copied().unwrap_or_default();
    let rencana = rencanakan(&s, &c.tindakan, c.sejak, &daftar, isi)?;
    let pegawai = pegawai_ikut(tx, c, &rencana)?;
    if let (Tindakan::Pecah { unit, tutup: true, .. }, Some(u)) =
        (&c.tindakan, s.pada(c.tindakan.unit(), c.sejak))
    {
        let tinggal = isi(unit).saturating_sub(pegawai.len());
        if tinggal > 0 {
            let g = Galat::baru("ORG-034").dengan("unit", &u.nama).dengan("jabatan", 0);
            return Err(g.dengan("orang", tinggal).dengan("bagian", 0).into());
        }
    }
    let semua = jabatan_kena(tx, &rencana, c.sejak)?;
    let opd = beda_opd(tx, &rencana, &semua, c.sejak)?;
    let nilai = nilai_pada(tx, c.sejak)?;
    let jabatan: Vec<BedaJabatan> = rencana
        .jabatan
        .iter()
        .filter_map(|(n, baru)| Some(BedaJabatan { lama: kursi.get(n)?.clone(), baru: baru.clone() }))
        .collect();
    let banyak = pegawai.chunk_by(|a, b| a.lama.pegawai == b.lama.pegawai).count();
    let rincian = rincian(c, &rencana, &jabatan, (banyak, &opd, &nilai));
    let sidik = sidik(rincian.to_string().as_bytes());
    Ok(Pratinjau { rencana, jabatan, orang: banyak, opd, nilai, sidik, rincian, pegawai, kursi: semua })
}

/// The rows of posts that must be written anew: in units whose path changes, or named in the plan.
fn jabatan_kena(tx: &mut Tx<'_>, r: &Rencana, sejak: Tanggal) -> Result<Vec<Jabatan>, StoreError> {
    let mut rows: BTreeMap<i64, Jabatan> = BTreeMap::new();
    for b in r.unit.iter().filter(|b| b.sebelum.is_some()) {
        let jalur = |u: &Option<Unit>| u.as_ref().map(|u| u.jalur.clone());
        if jalur(&b.sebelum) != jalur(&b.sesudah) {
            rows.extend(baca::jabatan_unit(tx, &b.kode)?.into_iter().map(|j| (j.catatan, j)));
        }
    }
    for n in r.jabatan.keys() {
        rows.extend(baca::satu_jabatan(tx, *n)?.into_iter().map(|j| (j.catatan, j)));
    }
    rows.retain(|_, j| j.masa.sampai.is_none_or(|akhir| akhir >= sejak));
    Ok(rows.into_values().collect())
}

/// The rows of the staff list that follow: of everybody in a unit whose path changes or that ends, and at a split of
/// those who hold a post that goes.
fn pegawai_ikut(tx: &mut Tx<'_>, c: &UbahUnit, r: &Rencana) -> Result<Vec<PindahPegawai>, StoreError> {
    let mut hasil = Vec::new();
    let mut pecah: BTreeMap<i64, String> = BTreeMap::new();
    if let Tindakan::Pecah { .. } = &c.tindakan {
        for (n, baru) in &r.jabatan {
            let tugas = baca::tugas_jabatan(tx, *n)?;
            let kini = tugas.iter().filter(|t| t.kapasitas == Kapasitas::Definitif);
            let kini = kini.filter(|t| t.masa.sampai.is_none_or(|akhir| akhir >= c.sejak));
            pecah.extend(kini.map(|t| (t.pegawai, baru.unit.clone())));
        }
    }
    for b in &r.unit {
        let Some(lama) = &b.sebelum else { continue };
        let tetap = b.sesudah.as_ref().is_some_and(|u| u.jalur == lama.jalur && u.opd == lama.opd);
        let terpecah = matches!(&c.tindakan, Tindakan::Pecah { unit, .. } if *unit == b.kode);
        if tetap && !terpecah {
            continue;
        }
        let penerus = r.lanjutan.iter().find(|(p, _)| *p == b.kode).map(|(_, k)| k.as_str());
        for row in store::tercatat_unit(tx, &b.kode, c.sejak)? {
            let ke = match pecah.get(&row.pegawai) {
                Some(ke) => Some(ke.as_str()),
                None if terpecah => None,
                None => b.sesudah.as_ref().map(|u| u.kode.as_str()).or(penerus),
            };
            hasil.extend(ke.map(|ke| PindahPegawai { unit: ke.to_owned(), lama: row.clone() }));
        }
    }
    // a split that leaves the old unit as it is does not list it among the units that change
    if let Tindakan::Pecah { unit, .. } = &c.tindakan
        && !r.unit.iter().any(|b| b.kode == *unit)
    {
        for row in store::tercatat_unit(tx, unit, c.sejak)? {
            let ke = pecah.get(&row.pegawai).cloned();
            hasil.extend(ke.map(|ke| PindahPegawai { unit: ke, lama: row }));
        }
    }
    Ok(hasil)
}

fn beda_opd(
    tx: &mut Tx<'_>,
    r: &Rencana,
    kursi: &[Jabatan],
    sejak: Tanggal,
) -> Result<Vec<BedaOpd>, StoreError> {
    let sebelum = |kode: &str| r.unit.iter().find(|b| b.kode == kode).and_then(|b| b.sebelum.as_ref());
    let opd_lama = |u: &str| sebelum(u).or_else(|| r.sesudah.satu(u)).and_then(|u| u.opd.clone());
    let opd_baru = |u: &str| r.sesudah.satu(u).and_then(|u| u.opd.clone());
    let sisi = r.unit.iter().flat_map(|b| b.sebelum.iter().chain(&b.sesudah));
    let kode: BTreeSet<String> = sisi.filter_map(|u| u.opd.clone()).collect();
    let mut hasil: BTreeMap<String, BedaOpd> = BTreeMap::new();
    for kode in kode {
        let Some(u) = sebelum(&kode).or_else(|| r.sesudah.satu(&kode)).cloned() else { continue };
        let mut isi = IsiOpd::default();
        let rentang = Lingkup::Unit(u.jalur.clone()).rentang_unit();
        // what becomes an OPD by this change has nothing of its own before
        let dulu = if u.opd.as_ref() == Some(&kode) {
            baca::kelas(tx, (&rentang.dari, &rentang.sampai), sejak)?
        } else {
            Vec::new()
        };
        for (kelas, _, jabatan, formasi) in dulu {
            isi.jabatan += jabatan;
            *isi.kelas.entry(kelas).or_default() += formasi;
        }
        hasil.insert(kode.clone(), BedaOpd { kode, nama: u.nama, sebelum: isi.clone(), sesudah: isi });
    }
    for j in kursi.iter().filter(|j| j.masa.memuat(sejak) && j.formasi > 0) {
        let ke = r.jabatan.get(&j.nomor).map_or(j.unit.as_str(), |b| b.unit.as_str());
        let (dari, ke) = (opd_lama(&j.unit), opd_baru(ke));
        if dari == ke {
            continue;
        }
        for (opd, tanda) in [(dari, -1), (ke, 1)] {
            if let Some(b) = opd.and_then(|o| hasil.get_mut(&o)) {
                b.sesudah.jabatan += tanda;
                *b.sesudah.kelas.entry(j.kelas).or_default() += tanda * j.formasi;
            }
        }
    }
    Ok(hasil.into_values().collect())
}

fn rincian(
    c: &UbahUnit,
    r: &Rencana,
    jabatan: &[BedaJabatan],
    (orang, opd, nilai): (usize, &[BedaOpd], &BTreeMap<i64, i64>),
) -> Value {
    let unit = |u: &Option<Unit>| {
        u.as_ref()
            .map(|u| json!({ "nama": u.nama, "induk": u.induk, "opd": u.opd, "jalur": u.jalur.as_str() }))
    };
    let satu = |b: &Beda| json!({ "kode": b.kode, "sebelum": unit(&b.sebelum), "sesudah": unit(&b.sesudah) });
    let isi = |i: &IsiOpd| {
        let b = i.biaya(nilai);
        json!({
            "jabatan": i.jabatan, "formasi": i.formasi(), "biaya_sen": b.sebulan.sen(), "kelas_tanpa_nilai": b.celah,
        })
    };
    json!({
        "tindakan": c.tindakan.kode(), "sejak": c.sejak.to_string(),
        "unit": r.unit.iter().map(satu).collect::<Vec<_>>(),
        "jabatan": jabatan.iter().map(|b| json!({
            "nomor": b.lama.nomor, "nama": b.lama.nama, "kelas": b.lama.kelas, "formasi": b.lama.formasi,
            "dari": b.lama.unit, "ke": b.baru.unit, "kepala": b.baru.kepala, "atasan": b.baru.atasan,
        })).collect::<Vec<_>>(),
        "lanjutan": r.lanjutan, "orang": orang,
        "opd": opd.iter().map(|o| json!({
            "kode": o.kode, "nama": o.nama, "sebelum": isi(&o.sebelum), "sesudah": isi(&o.sesudah),
        })).collect::<Vec<_>>(),
    })
}

/// The units before and after, for the journal's two digests.
fn dua_sisi(rincian: &Value) -> (String, String) {
    let sisi = |nama: &str| {
        let unit = rincian["unit"].as_array().map(Vec::as_slice).unwrap_or_default();
        Value::from(unit.iter().map(|u| json!([u["kode"], u[nama]])).collect::<Vec<_>>()).to_string()
    };
    (sisi("sebelum"), sisi("sesudah"))
}

fn tulis_semua(
    tx: &mut Tx<'_>,
    c: &UbahUnit,
    p: &Pratinjau,
    (diketahui, akun): (&str, &str),
) -> Result<i64, Refusal> {
    let (perubahan, masa, lanjutan) = simpan::nomor(tx)?;
    let perubahan = perubahan + 1;
    let mut baru: Vec<&Unit> =
        p.rencana.unit.iter().filter(|b| b.sebelum.is_none()).filter_map(|b| b.sesudah.as_ref()).collect();
    // a row names its parent's row
    baru.sort_by(|a, b| a.jalur.as_str().cmp(b.jalur.as_str()));
    baru.into_iter().try_for_each(|u| simpan::sisip_bakal(tx, u))?;
    let catatan = PerubahanUnit {
        nomor: perubahan,
        tindakan: c.tindakan.kode().to_owned(),
        unit: c.tindakan.unit().to_owned(),
        sejak: c.sejak,
        keputusan: c.keputusan.clone(),
        rincian: p.rincian.to_string(),
        diketahui: diketahui.to_owned(),
    };
    simpan::sisip_perubahan(tx, &catatan, akun)?;
    tulis_masa(tx, c, &p.rencana, (perubahan, masa))?;
    for (n, (a, b)) in (lanjutan + 1..).zip(&p.rencana.lanjutan) {
        simpan::sisip_lanjutan(tx, (n, perubahan), (a, b))?;
    }
    tulis_jabatan(tx, c, p, (diketahui, akun))?;
    tulis_pegawai(tx, c, p, (perubahan, diketahui))?;
    Ok(perubahan)
}

fn tulis_masa(
    tx: &mut Tx<'_>,
    c: &UbahUnit,
    r: &Rencana,
    (perubahan, mut nomor): (i64, i64),
) -> Result<(), StoreError> {
    let s = sejarah(tx)?;
    for b in &r.unit {
        let mut tambah = |perubahan, sejak, ada, unit: &Unit| {
            nomor += 1;
            simpan::sisip_masa(tx, &UnitMasa { nomor, perubahan, sejak, ada, unit: unit.clone() })
        };
        if let (Some(lama), false) = (&b.sebelum, s.berkeputusan(&b.kode)) {
            tambah(None, crate::SEJAK_AWAL, true, lama)?;
        }
        match (&b.sebelum, &b.sesudah) {
            (_, Some(u)) => tambah(Some(perubahan), c.sejak, true, u)?,
            (Some(u), None) => tambah(Some(perubahan), c.sejak, false, u)?,
            (None, None) => {}
        }
    }
    Ok(())
}

/// Closes each row of a post the day before and opens it anew; a row that starts later is replaced whole.
fn tulis_jabatan(
    tx: &mut Tx<'_>,
    c: &UbahUnit,
    p: &Pratinjau,
    (diketahui, akun): (&str, &str),
) -> Result<(), Refusal> {
    let mut isi: Vec<(&Jabatan, IsiJabatan, IsiJabatan)> = Vec::new();
    for j in &p.kursi {
        let lama = isi_lama(j);
        let k = p.rencana.jabatan.get(&j.nomor);
        let unit = k.map_or(&j.unit, |k| &k.unit);
        let Some(di) = tujuan(&p.rencana.sesudah, unit, &p.rencana.lanjutan) else { continue };
        let baru = IsiJabatan {
            unit: di.kode.clone(),
            jalur_unit: di.jalur.clone(),
            kepala: k.map_or(j.kepala, |k| k.kepala),
            atasan: k.map_or(j.atasan, |k| k.atasan),
            ..lama.clone()
        };
        if baru != lama {
            isi.push((j, lama, baru));
        }
    }
    let mut catatan = tulis::nomor(tx, Nomor::JabatanCatatan)?;
    let mut rows = Vec::new();
    for (j, lama, baru) in &isi {
        let ganti = tanda(&c.keputusan, diketahui, akun, Some(j.catatan));
        catatan += 1;
        match c.sejak.yesterday().ok().filter(|akhir| *akhir >= j.masa.sejak) {
            Some(akhir) => {
                rows.push((catatan, j.nomor, Masa { sampai: Some(akhir), ..j.masa }, lama, ganti));
                catatan += 1;
                let mulai = tanda(&c.keputusan, diketahui, akun, None);
                rows.push((catatan, j.nomor, Masa { sejak: c.sejak, ..j.masa }, baru, mulai));
            }
            None => rows.push((catatan, j.nomor, j.masa, baru, ganti)),
        }
    }
    Ok(tulis::sisip_jabatan_catatan(tx, &rows)?)
}

/// The unit, or whoever carries on for it when it ends.
fn tujuan<'a>(s: &'a Susunan, unit: &str, lanjutan: &[(String, String)]) -> Option<&'a Unit> {
    let penerus = || lanjutan.iter().find(|(a, _)| a == unit).and_then(|(_, b)| s.satu(b));
    s.satu(unit).or_else(penerus)
}

fn tulis_pegawai(
    tx: &mut Tx<'_>,
    c: &UbahUnit,
    p: &Pratinjau,
    (perubahan, diketahui): (i64, &str),
) -> Result<(), StoreError> {
    let mut data = Vec::with_capacity(p.pegawai.len());
    for o in &p.pegawai {
        let Some(u) = p.rencana.sesudah.satu(&o.unit) else { continue };
        let mut d = o.lama.data.clone();
        d.unit.clone_from(&u.kode);
        d.jalur_unit = u.jalur.clone();
        d.opd = u.opd.clone().unwrap_or_default();
        if d != o.lama.data {
            data.push((&o.lama, d));
        }
    }
    let (.., mut nomor) = store::nomor_terakhir(tx)?;
    let rows: Vec<CatatanBaru<'_>> = data
        .iter()
        .map(|(lama, d)| {
            nomor += 1;
            let kemudian = lama.berlaku_sejak >= c.sejak;
            CatatanBaru {
                nomor,
                pegawai: lama.pegawai,
                sejak: lama.berlaku_sejak.max(c.sejak),
                data: d,
                baris: 0,
                menggantikan: kemudian.then_some(lama.catatan),
            }
        })
        .collect();
    let asal = Asal { sumber: simpan::sumber_perubahan(perubahan), diketahui: diketahui.to_owned() };
    store::sisip_catatan(tx, &rows, &asal)
}
