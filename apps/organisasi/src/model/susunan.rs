//! The unit tree on a day, and what a decree does to it: judged and shown before anybody signs. Pure.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::{Galat, Jalur, Tanggal, tanggal};

use super::{JenisUnit, Unit, lipat};

/// Deepest tree.
const DALAM: usize = 12;
/// Parts of one split, and units of one merger.
const BAGIAN: usize = 20;

/// A dated row of a unit, as the tables have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitMasa {
    /// The row's own number.
    pub nomor: i64,
    /// The change that made it; none for what the imported list said.
    pub perubahan: Option<i64>,
    /// First day.
    pub sejak: Tanggal,
    /// Whether the unit is there from that day on.
    pub ada: bool,
    /// What it is.
    pub unit: Unit,
}

/// Every unit through time.
#[derive(Debug, Clone, Default)]
pub struct Sejarah {
    masa: BTreeMap<String, Vec<UnitMasa>>,
    tetap: BTreeMap<String, Unit>,
}

impl Sejarah {
    /// Units as they stand, and the dated rows of those a decree touched.
    pub fn baru(unit: impl IntoIterator<Item = Unit>, masa: impl IntoIterator<Item = UnitMasa>) -> Self {
        let mut s = Sejarah::default();
        for m in masa {
            s.masa.entry(m.unit.kode.clone()).or_default().push(m);
        }
        for rows in s.masa.values_mut() {
            rows.sort_by_key(|m| (m.sejak, m.nomor));
        }
        let tetap = unit.into_iter().filter(|u| !s.masa.contains_key(&u.kode));
        s.tetap = tetap.map(|u| (u.kode.clone(), u)).collect();
        s
    }

    /// The unit on the day, if it is there.
    pub fn pada(&self, kode: &str, pada: Tanggal) -> Option<&Unit> {
        match self.masa.get(kode) {
            Some(rows) => rows.iter().rev().find(|m| m.sejak <= pada).filter(|m| m.ada).map(|m| &m.unit),
            None => self.tetap.get(kode),
        }
    }

    /// The unit on the day, or as it was last, or as it will first be; and whether it is there on the day.
    pub fn kapan_pun(&self, kode: &str, pada: Tanggal) -> Option<(&Unit, Keadaan)> {
        let Some(rows) = self.masa.get(kode) else { return self.tetap.get(kode).map(|u| (u, Keadaan::Ada)) };
        match rows.iter().rev().find(|m| m.sejak <= pada) {
            Some(m) if m.ada => Some((&m.unit, Keadaan::Ada)),
            Some(m) => Some((&m.unit, Keadaan::Tutup(m.sejak))),
            None => rows.first().map(|m| (&m.unit, Keadaan::Belum(m.sejak))),
        }
    }

    /// Whether a decree ever touched the unit.
    pub fn berkeputusan(&self, kode: &str) -> bool {
        self.masa.contains_key(kode)
    }

    /// Whether the code is or was anybody's, and whose.
    pub fn pernah(&self, kode: &str) -> Option<&str> {
        let masa = self.masa.get(kode).and_then(|r| r.last()).map(|m| m.unit.nama.as_str());
        masa.or_else(|| self.tetap.get(kode).map(|u| u.nama.as_str()))
    }

    /// The tree on a day.
    pub fn susunan(&self, pada: Tanggal) -> Susunan {
        let bertanggal = self.masa.keys().filter_map(|k| self.pada(k, pada));
        let unit = self.tetap.values().chain(bertanggal).map(|u| (u.kode.clone(), u.clone())).collect();
        Susunan { pada, unit }
    }

    /// A row later than the day that a change of these units would contradict: their own, of a unit that hangs on them,
    /// or of one above that moves or ends.
    fn sesudah(&self, unit: &[Beda], pada: Tanggal) -> Option<&UnitMasa> {
        let kode: BTreeSet<&str> = unit.iter().map(|b| b.kode.as_str()).collect();
        let kini = unit.iter().filter_map(|b| b.sesudah.as_ref());
        let atas: BTreeSet<&str> = kini.flat_map(|u| u.jalur.ruas()).collect();
        let goyah = |m: &UnitMasa| {
            let tetap = self.pada(&m.unit.kode, pada).is_some_and(|u| u.jalur == m.unit.jalur);
            atas.contains(m.unit.kode.as_str()) && !(m.ada && tetap)
        };
        let kena = |m: &&UnitMasa| m.unit.jalur.ruas().any(|r| kode.contains(r)) || goyah(m);
        self.masa.values().flatten().filter(|m| m.sejak > pada).find(kena)
    }
}

/// Whether a unit is there on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keadaan {
    /// It is.
    Ada,
    /// Not yet: from this day on.
    Belum(Tanggal),
    /// No more: since this day.
    Tutup(Tanggal),
}

/// The tree on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Susunan {
    pada: Tanggal,
    unit: BTreeMap<String, Unit>,
}

impl Susunan {
    /// The unit, if it is there.
    pub fn satu(&self, kode: &str) -> Option<&Unit> {
        self.unit.get(kode)
    }

    /// Every unit in the order of the paths: parents before children.
    pub fn semua(&self) -> Vec<&Unit> {
        let mut semua: Vec<&Unit> = self.unit.values().collect();
        semua.sort_by(|a, b| a.jalur.as_str().cmp(b.jalur.as_str()));
        semua
    }

    /// The units directly below.
    pub fn anak(&self, kode: &str) -> Vec<&Unit> {
        let mut anak: Vec<&Unit> = self.unit.values().filter(|u| u.induk.as_deref() == Some(kode)).collect();
        anak.sort_by(|a, b| a.jalur.as_str().cmp(b.jalur.as_str()));
        anak
    }

    fn wajib(&self, kode: &str) -> Result<&Unit, Galat> {
        let galat =
            || Galat::baru("ORG-032").dengan("unit", kode).dengan("tanggal", tanggal::pendek(self.pada));
        self.unit.get(kode).ok_or_else(galat)
    }

    /// The unit as it would be under another parent.
    fn gantung(&self, u: &Unit, induk: Option<&Unit>) -> Result<Unit, Galat> {
        let salah = |_| Galat::baru("ORG-030").dengan("kode", &u.kode);
        let jalur = match induk {
            Some(i) => i.jalur.anak(&u.kode).map_err(salah)?,
            None => Jalur::akar(&u.kode).map_err(salah)?,
        };
        if jalur.ruas().count() > DALAM {
            return Err(Galat::baru("ORG-040").dengan("batas", DALAM));
        }
        let jenis = match (induk, u.jenis) {
            (None, JenisUnit::Pemda) => JenisUnit::Pemda,
            (None, _) => JenisUnit::Opd,
            (Some(i), _) if i.jenis == JenisUnit::Pemda => JenisUnit::Opd,
            _ => JenisUnit::Unit,
        };
        let opd = match jenis {
            JenisUnit::Pemda => None,
            JenisUnit::Opd => Some(u.kode.clone()),
            JenisUnit::Unit => induk.and_then(|i| i.opd.clone()),
        };
        Ok(Unit { jenis, opd, jalur, induk: induk.map(|i| i.kode.clone()), ..u.clone() })
    }

    fn letakkan(&mut self, u: Unit) {
        self.unit.insert(u.kode.clone(), u);
    }

    /// Hangs a unit and all below it elsewhere.
    fn pindahkan(&mut self, kode: &str, induk: Option<&str>) -> Result<(), Galat> {
        let u = self.wajib(kode)?.clone();
        let di = induk.map(|i| self.wajib(i)).transpose()?.cloned();
        if di.as_ref().is_some_and(|i| u.jalur.mencakup(&i.jalur)) {
            return Err(Galat::baru("ORG-033").dengan("unit", &u.nama));
        }
        let u = self.gantung(&u, di.as_ref())?;
        let anak: Vec<String> = self.anak(kode).into_iter().map(|a| a.kode.clone()).collect();
        self.letakkan(u);
        anak.iter().try_for_each(|a| self.pindahkan_bawahan(a, kode))
    }

    fn pindahkan_bawahan(&mut self, kode: &str, induk: &str) -> Result<(), Galat> {
        let di = self.wajib(induk)?.clone();
        let u = self.gantung(&self.wajib(kode)?.clone(), Some(&di))?;
        let anak: Vec<String> = self.anak(kode).into_iter().map(|a| a.kode.clone()).collect();
        self.letakkan(u);
        anak.iter().try_for_each(|a| self.pindahkan_bawahan(a, kode))
    }
}

/// What a decree does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tindakan {
    /// A new unit.
    Bentuk {
        /// Its code, never used before.
        kode: String,
        /// Its name.
        nama: String,
        /// What it hangs on; nothing for an OPD.
        induk: Option<String>,
    },
    /// Another name.
    Nama {
        /// The unit.
        unit: String,
        /// The name.
        nama: String,
    },
    /// Another parent; all below comes along.
    Pindah {
        /// The unit.
        unit: String,
        /// What it hangs on from now on; nothing makes it an OPD.
        induk: Option<String>,
    },
    /// Several units become one; their posts, people and parts go there.
    Gabung {
        /// The units that end, at least one.
        unit: Vec<String>,
        /// Where everything goes: a unit that is there, or a new code.
        ke: String,
        /// Name of the new unit; empty when `ke` is there already.
        nama: String,
    },
    /// One unit becomes several.
    Pecah {
        /// The unit.
        unit: String,
        /// Codes and names of the new units, beside the old one.
        bagian: Vec<(String, String)>,
        /// Which post goes where; a post not named stays.
        jabatan: BTreeMap<i64, String>,
        /// Which part goes where; one not named stays.
        anak: BTreeMap<String, String>,
        /// Whether the old unit ends.
        tutup: bool,
    },
    /// The unit ends; it must be empty.
    Tutup {
        /// The unit.
        unit: String,
    },
}

impl Tindakan {
    /// The word of the tables.
    pub fn kode(&self) -> &'static str {
        match self {
            Tindakan::Bentuk { .. } => "bentuk",
            Tindakan::Nama { .. } => "nama",
            Tindakan::Pindah { .. } => "pindah",
            Tindakan::Gabung { .. } => "gabung",
            Tindakan::Pecah { .. } => "pecah",
            Tindakan::Tutup { .. } => "tutup",
        }
    }

    /// The unit whose page the change is shown on.
    pub fn unit(&self) -> &str {
        match self {
            Tindakan::Bentuk { kode, .. } => kode,
            Tindakan::Gabung { ke, .. } => ke,
            Tindakan::Nama { unit, .. }
            | Tindakan::Pindah { unit, .. }
            | Tindakan::Pecah { unit, .. }
            | Tindakan::Tutup { unit } => unit,
        }
    }
}

/// A unit before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beda {
    /// Its code.
    pub kode: String,
    /// What it was; none for a new one.
    pub sebelum: Option<Unit>,
    /// What it will be; none for one that ends.
    pub sesudah: Option<Unit>,
}

/// A post of a unit that changes, on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kursi {
    /// The post.
    pub nomor: i64,
    /// Its unit.
    pub unit: String,
    /// Whether it heads that unit.
    pub kepala: bool,
    /// Its superior post.
    pub atasan: Option<i64>,
}

/// What a post becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KursiBaru {
    /// Its unit from the day on.
    pub unit: String,
    /// Whether it heads that unit.
    pub kepala: bool,
    /// Its superior post.
    pub atasan: Option<i64>,
}

/// What a change does, before anything is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rencana {
    /// Units that change, in the order of their codes.
    pub unit: Vec<Beda>,
    /// Posts that change, by number.
    pub jabatan: BTreeMap<i64, KursiBaru>,
    /// Who carries on: predecessor, successor.
    pub lanjutan: Vec<(String, String)>,
    /// The tree afterwards.
    pub sesudah: Susunan,
}

impl Rencana {
    /// Codes of the units that change.
    pub fn kode(&self) -> BTreeSet<&str> {
        self.unit.iter().map(|b| b.kode.as_str()).collect()
    }
}

fn periksa_kode(s: &Sejarah, kode: &str) -> Result<(), Galat> {
    let huruf = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    if kode.is_empty() || kode.len() > 40 || !kode.bytes().all(huruf) {
        return Err(Galat::baru("ORG-030").dengan("kode", kode));
    }
    match s.pernah(kode) {
        Some(nama) => Err(Galat::baru("ORG-031").dengan("kode", kode).dengan("nama", nama)),
        None => Ok(()),
    }
}

fn unit_baru(
    s: &Sejarah,
    di: &Susunan,
    (kode, nama): (&str, &str),
    induk: Option<&str>,
) -> Result<Unit, Galat> {
    periksa_kode(s, kode)?;
    let induk = induk.map(|i| di.wajib(i)).transpose()?;
    let bakal = Unit {
        kode: kode.to_owned(),
        nama: nama.to_owned(),
        nama_lipat: lipat(nama),
        jenis: JenisUnit::Unit,
        induk: None,
        opd: None,
        jalur: Jalur::akar(kode).map_err(|_| Galat::baru("ORG-030").dengan("kode", kode))?,
    };
    di.gantung(&bakal, induk)
}

/// Judges a change on a day. `kursi` are the posts with seats of the units named in it (of a move: of the unit and of its
/// new parent) and the posts that answer to these, and `isi` says how many people a unit has.
///
/// # Errors
/// `ORG-030` to `ORG-035`, `ORG-037` to `ORG-040`.
pub fn rencanakan(
    s: &Sejarah,
    t: &Tindakan,
    pada: Tanggal,
    kursi: &[Kursi],
    isi: impl Fn(&str) -> usize,
) -> Result<Rencana, Galat> {
    let sebelum = s.susunan(pada);
    let mut kini = sebelum.clone();
    let mut r = Perubahan { jabatan: BTreeMap::new(), lanjutan: Vec::new() };
    match t {
        Tindakan::Bentuk { kode, nama, induk } => {
            kini.letakkan(unit_baru(s, &sebelum, (kode, nama), induk.as_deref())?);
        }
        Tindakan::Nama { unit, nama } => {
            let u = sebelum.wajib(unit)?;
            kini.letakkan(Unit { nama: nama.clone(), nama_lipat: lipat(nama), ..u.clone() });
        }
        Tindakan::Pindah { unit, induk } => {
            kini.pindahkan(unit, induk.as_deref())?;
            r.ikut_induk(unit, induk.as_deref(), kursi);
        }
        Tindakan::Gabung { unit, ke, nama } => r.gabung(s, &mut kini, (unit, ke, nama), kursi)?,
        Tindakan::Pecah { unit, bagian, jabatan, anak, tutup } => {
            r.pecah(s, &mut kini, (unit, bagian), (jabatan, anak), *tutup, kursi)?;
        }
        Tindakan::Tutup { unit } => {
            let u = sebelum.wajib(unit)?;
            let (n, orang) = (kursi.iter().filter(|k| k.unit == *unit).count(), isi(unit));
            let bagian = sebelum.anak(unit).len();
            if n + orang + bagian > 0 {
                return Err(Galat::baru("ORG-034")
                    .dengan("unit", &u.nama)
                    .dengan("jabatan", n)
                    .dengan("orang", orang)
                    .dengan("bagian", bagian));
            }
            kini.unit.remove(unit);
        }
    }
    let unit = beda(&sebelum, &kini);
    if unit.is_empty() && r.jabatan.is_empty() {
        return Err(Galat::baru("ORG-037"));
    }
    if let Some(m) = s.sesudah(&unit, pada) {
        return Err(Galat::baru("ORG-035")
            .dengan("unit", &m.unit.nama)
            .dengan("tanggal", tanggal::pendek(m.sejak)));
    }
    Ok(Rencana { unit, jabatan: r.jabatan, lanjutan: r.lanjutan, sesudah: kini })
}

fn beda(sebelum: &Susunan, sesudah: &Susunan) -> Vec<Beda> {
    let semua: BTreeSet<&String> = sebelum.unit.keys().chain(sesudah.unit.keys()).collect();
    let satu = |kode: &String| {
        let (a, b) = (sebelum.unit.get(kode).cloned(), sesudah.unit.get(kode).cloned());
        (a != b).then(|| Beda { kode: kode.clone(), sebelum: a, sesudah: b })
    };
    semua.into_iter().filter_map(satu).collect()
}

/// What gathers while a change is judged.
struct Perubahan {
    jabatan: BTreeMap<i64, KursiBaru>,
    lanjutan: Vec<(String, String)>,
}

impl Perubahan {
    fn ubah(&mut self, k: &Kursi, unit: &str, kepala: bool, atasan: Option<i64>) {
        if k.unit != unit || k.kepala != kepala || k.atasan != atasan {
            self.jabatan.insert(k.nomor, KursiBaru { unit: unit.to_owned(), kepala, atasan });
        }
    }

    /// The head of a unit that moves answers to the head of its new parent; at the top to nobody.
    fn ikut_induk(&mut self, unit: &str, induk: Option<&str>, kursi: &[Kursi]) {
        let kepala = |u: &str| kursi.iter().find(|k| k.unit == u && k.kepala);
        let atas = induk.map(kepala);
        if let Some(k) = kepala(unit) {
            match atas {
                // a parent without a head changes nothing: the gap would only become larger
                Some(None) => {}
                Some(Some(atas)) => self.ubah(k, unit, true, Some(atas.nomor)),
                None => self.ubah(k, unit, true, None),
            }
        }
    }

    fn gabung(
        &mut self,
        s: &Sejarah,
        kini: &mut Susunan,
        (unit, ke, nama): (&[String], &str, &str),
        kursi: &[Kursi],
    ) -> Result<(), Galat> {
        let beda: BTreeSet<&String> = unit.iter().collect();
        if unit.is_empty() || unit.len() > BAGIAN || beda.len() != unit.len() || unit.iter().any(|u| u == ke)
        {
            return Err(Galat::baru("ORG-038").dengan("batas", BAGIAN));
        }
        let lama: Vec<Unit> =
            unit.iter().map(|u| kini.wajib(u).cloned()).collect::<Result<Vec<_>, Galat>>()?;
        if kini.satu(ke).is_none() {
            if nama.is_empty() {
                return Err(Galat::baru("ORG-032")
                    .dengan("unit", ke)
                    .dengan("tanggal", tanggal::pendek(kini.pada)));
            }
            let induk = lama.first().and_then(|u| u.induk.clone());
            kini.letakkan(unit_baru(s, kini, (ke, nama), induk.as_deref())?);
        }
        let jalur = kini.wajib(ke)?.jalur.clone();
        if let Some(u) = lama.iter().find(|u| u.jalur.mencakup(&jalur)) {
            return Err(Galat::baru("ORG-033").dengan("unit", &u.nama));
        }
        let puncak = kursi.iter().find(|k| k.unit == ke && k.kepala).map(|k| k.nomor);
        // a new unit is headed by the head of the first one that goes into it
        let puncak = puncak.or_else(|| {
            let kepala = |u: &String| kursi.iter().find(|k| k.unit == *u && k.kepala).map(|k| k.nomor);
            unit.iter().find_map(kepala)
        });
        let lepas: BTreeSet<i64> = kursi
            .iter()
            .filter(|k| k.kepala && beda.contains(&k.unit) && Some(k.nomor) != puncak)
            .map(|k| k.nomor)
            .collect();
        for k in kursi.iter().filter(|k| beda.contains(&k.unit)) {
            let kepala = Some(k.nomor) == puncak;
            let atasan = match k.atasan {
                _ if lepas.contains(&k.nomor) => puncak,
                Some(a) if lepas.contains(&a) && !kepala => puncak,
                lain => lain,
            };
            self.ubah(k, ke, kepala, atasan);
        }
        for k in kursi.iter().filter(|k| !beda.contains(&k.unit)) {
            if k.atasan.is_some_and(|a| lepas.contains(&a)) {
                self.ubah(k, &k.unit, k.kepala, puncak);
            }
        }
        for u in &lama {
            let anak: Vec<String> = kini.anak(&u.kode).into_iter().map(|a| a.kode.clone()).collect();
            // units that end together with the one they hang on need no move
            for a in anak.iter().filter(|a| !beda.contains(a)) {
                kini.pindahkan(a, Some(ke))?;
            }
            self.lanjutan.push((u.kode.clone(), ke.to_owned()));
        }
        unit.iter().for_each(|u| {
            kini.unit.remove(u);
        });
        Ok(())
    }

    fn pecah(
        &mut self,
        s: &Sejarah,
        kini: &mut Susunan,
        (unit, bagian): (&str, &[(String, String)]),
        (jabatan, anak): (&BTreeMap<i64, String>, &BTreeMap<String, String>),
        tutup: bool,
        kursi: &[Kursi],
    ) -> Result<(), Galat> {
        let lama = kini.wajib(unit)?.clone();
        let kode: BTreeSet<&str> = bagian.iter().map(|(k, _)| k.as_str()).collect();
        let salah = || Galat::baru("ORG-039").dengan("batas", BAGIAN);
        if bagian.is_empty() || bagian.len() > BAGIAN || kode.len() != bagian.len() {
            return Err(salah());
        }
        for (k, nama) in bagian {
            let baru = unit_baru(s, kini, (k, nama), lama.induk.as_deref())?;
            kini.letakkan(baru);
            self.lanjutan.push((unit.to_owned(), k.clone()));
        }
        let milik: Vec<&Kursi> = kursi.iter().filter(|k| k.unit == unit).collect();
        for (nomor, ke) in jabatan {
            let k = milik.iter().find(|k| k.nomor == *nomor).ok_or_else(salah)?;
            if !kode.contains(ke.as_str()) {
                return Err(salah());
            }
            // the head of the old unit heads the part it goes to
            self.ubah(k, ke, k.kepala, k.atasan);
        }
        for (a, ke) in anak {
            let milik = kini.satu(a).is_some_and(|u| u.induk.as_deref() == Some(unit));
            if !milik || !kode.contains(ke.as_str()) {
                return Err(salah());
            }
            kini.pindahkan(a, Some(ke))?;
        }
        if tutup {
            let (tinggal, bagian) = (milik.len() - jabatan.len(), kini.anak(unit).len());
            if tinggal + bagian > 0 {
                return Err(Galat::baru("ORG-034")
                    .dengan("unit", &lama.nama)
                    .dengan("jabatan", tinggal)
                    .dengan("orang", 0)
                    .dengan("bagian", bagian));
            }
            kini.unit.remove(unit);
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "susunan_uji.rs"]
mod tests;
