//! RW and RT: neighbourhoods below a kelurahan or desa, dated, with splits, mergers and lineage. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use balai_kernel::{Galat, KodeWilayah, Tanggal, TingkatWilayah, tanggal};

use super::jabatan::{Keputusan, Masa};

pub mod impor;

/// An RW, or an RT of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KodeRukun {
    /// The kelurahan or desa.
    pub wilayah: KodeWilayah,
    /// Number of the RW, 1 to 999.
    pub rw: u16,
    /// Number of the RT, 1 to 999; none for the RW itself.
    pub rt: Option<u16>,
}

impl KodeRukun {
    /// The RW it is or lies in.
    pub fn rw(&self) -> KodeRukun {
        KodeRukun { rt: None, ..self.clone() }
    }

    fn ke_rt(&self, rt: u16) -> KodeRukun {
        KodeRukun { rt: Some(rt), ..self.clone() }
    }

    /// `RW 03`, `RT 01/RW 03`.
    pub fn sebutan(&self) -> String {
        match self.rt {
            Some(rt) => format!("RT {rt:02}/RW {:02}", self.rw),
            None => format!("RW {:02}", self.rw),
        }
    }
}

impl fmt::Display for KodeRukun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}", self.wilayah, self.rw)?;
        self.rt.map_or(Ok(()), |rt| write!(f, "-{rt:03}"))
    }
}

/// A text that names no RW and no RT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KodeRukunGalat(String);

impl fmt::Display for KodeRukunGalat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an RW or RT: {}", self.0)
    }
}

impl std::error::Error for KodeRukunGalat {}

impl From<KodeRukunGalat> for Galat {
    fn from(g: KodeRukunGalat) -> Galat {
        Galat::baru("ORG-041").dengan("nilai", g.0)
    }
}

/// A number of an RW or RT: `3`, `03`, `003`.
pub fn nomor_rukun(teks: &str) -> Option<u16> {
    let teks = teks.trim();
    let angka = !teks.is_empty() && teks.len() <= 3 && teks.bytes().all(|b| b.is_ascii_digit());
    angka.then(|| teks.parse().ok()).flatten().filter(|n| *n > 0)
}

impl FromStr for KodeRukun {
    type Err = KodeRukunGalat;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let galat = || KodeRukunGalat(s.chars().take(40).collect());
        let mut ruas = s.trim().split('-');
        let wilayah: KodeWilayah = ruas.next().and_then(|k| k.parse().ok()).ok_or_else(galat)?;
        let rw = ruas.next().and_then(nomor_rukun).ok_or_else(galat)?;
        let rt = ruas.next().map(|n| nomor_rukun(n).ok_or_else(galat)).transpose()?;
        if wilayah.tingkat() != TingkatWilayah::KelurahanDesa || ruas.next().is_some() {
            return Err(galat());
        }
        Ok(KodeRukun { wilayah, rw, rt })
    }
}

/// A dated row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rukun {
    /// The row.
    pub nomor: i64,
    /// Which RW or RT.
    pub kode: KodeRukun,
    /// When it is there.
    pub masa: Masa,
    /// By which decree; none for what an import told.
    pub keputusan: Option<Keputusan>,
}

/// The numbers that RT get in the RW that takes them over. An RT keeps its own unless said otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NomorRt {
    /// RW and RT as they are, and the RT's new number.
    pub sebut: BTreeMap<(u16, u16), u16>,
    /// Whether an RT whose number is taken gets the next one after the highest; otherwise that is refused.
    pub lanjutan: bool,
}

impl NomorRt {
    /// Reads `1=5, 2=6`, of several RW `3-1=5`: RT (of RW), its new number. `rw` is the one meant where none is written.
    ///
    /// # Errors
    /// `ORG-041` with the part that cannot be read.
    pub fn baca(teks: &str, rw: u16) -> Result<BTreeMap<(u16, u16), u16>, Galat> {
        let satu = |bagian: &str| {
            let (dari, ke) = bagian.split_once('=')?;
            let (rw, rt) = match dari.split_once('-') {
                Some((rw, rt)) => (nomor_rukun(rw)?, nomor_rukun(rt)?),
                None => (rw, nomor_rukun(dari)?),
            };
            Some(((rw, rt), nomor_rukun(ke)?))
        };
        let bagian = teks.split([',', ';', ' ', '\n']).map(str::trim).filter(|b| !b.is_empty());
        bagian
            .map(|b| {
                let nilai: String = b.chars().take(40).collect();
                satu(b).ok_or_else(|| Galat::baru("ORG-041").dengan("nilai", nilai))
            })
            .collect()
    }
}

/// What a decree does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TindakanRukun {
    /// A new RW, or a new RT of one.
    Bentuk(KodeRukun),
    /// One becomes several.
    Pecah {
        /// What is split.
        kode: KodeRukun,
        /// Numbers of the new ones.
        baru: Vec<u16>,
        /// For an RW: which RT goes to which of the new RW.
        rt: BTreeMap<u16, u16>,
        /// Whether the old one ends.
        tutup: bool,
    },
    /// Several become one, which may be new.
    Gabung {
        /// Those that end.
        kode: Vec<KodeRukun>,
        /// Where they go.
        ke: KodeRukun,
        /// For RW: which numbers their RT get there.
        nomor: NomorRt,
    },
    /// It ends; an RW only without RT.
    Tutup(KodeRukun),
}

impl TindakanRukun {
    /// The kelurahan or desa concerned.
    pub fn wilayah(&self) -> &KodeWilayah {
        match self {
            TindakanRukun::Bentuk(k) | TindakanRukun::Tutup(k) => &k.wilayah,
            TindakanRukun::Pecah { kode, .. } => &kode.wilayah,
            TindakanRukun::Gabung { ke, .. } => &ke.wilayah,
        }
    }

    /// The word of the journal.
    pub fn kode(&self) -> &'static str {
        match self {
            TindakanRukun::Bentuk(_) => "bentuk",
            TindakanRukun::Pecah { .. } => "pecah",
            TindakanRukun::Gabung { .. } => "gabung",
            TindakanRukun::Tutup(_) => "tutup",
        }
    }
}

/// What storing it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RencanaRukun {
    /// Rows that end the day before.
    pub tutup: Vec<Rukun>,
    /// What begins on the day.
    pub buka: Vec<KodeRukun>,
    /// Predecessor, successor.
    pub lanjutan: Vec<(KodeRukun, KodeRukun)>,
}

/// Which RW and RT are there on a day, in their order.
pub fn pada(rows: &[Rukun], hari: Tanggal) -> BTreeMap<&KodeRukun, &Rukun> {
    rows.iter().filter(|r| r.masa.memuat(hari)).map(|r| (&r.kode, r)).collect()
}

/// Judges a change against every row of its kelurahan.
///
/// # Errors
/// `ORG-042` to `ORG-046`, `ORG-057`.
pub fn rencanakan(rows: &[Rukun], t: &TindakanRukun, hari: Tanggal) -> Result<RencanaRukun, Galat> {
    let mut p = Penyusun { rows, hari, r: RencanaRukun::default() };
    match t {
        TindakanRukun::Bentuk(k) => {
            if k.rt.is_some() {
                p.terbuka(&k.rw())?;
            }
            p.buka(k)?;
        }
        TindakanRukun::Pecah { kode, baru, rt, tutup } => p.pecah(kode, baru, rt, *tutup)?,
        TindakanRukun::Gabung { kode, ke, nomor } => p.gabung(kode, ke, nomor)?,
        TindakanRukun::Tutup(k) => {
            let rt = p.rt_dari(k);
            if k.rt.is_none() && !rt.is_empty() {
                return Err(Galat::baru("ORG-044").dengan("rukun", k.sebutan()).dengan("n", rt.len()));
            }
            p.tutup(k)?;
        }
    }
    Ok(p.r)
}

struct Penyusun<'a> {
    rows: &'a [Rukun],
    hari: Tanggal,
    r: RencanaRukun,
}

impl Penyusun<'_> {
    fn ada(&self, k: &KodeRukun) -> Result<Rukun, Galat> {
        let kini = self.rows.iter().find(|r| r.kode == *k && r.masa.memuat(self.hari));
        kini.cloned().ok_or_else(|| self.galat("ORG-042", k))
    }

    /// There, and without an end that somebody has set already.
    fn terbuka(&self, k: &KodeRukun) -> Result<(), Galat> {
        if self.ada(k)?.masa.sampai.is_some() { Err(self.galat("ORG-045", k)) } else { Ok(()) }
    }

    fn galat(&self, kode: &'static str, k: &KodeRukun) -> Galat {
        Galat::baru(kode).dengan("rukun", k.sebutan()).dengan("tanggal", tanggal::pendek(self.hari))
    }

    fn rt_dari(&self, rw: &KodeRukun) -> Vec<u16> {
        let milik = self.rows.iter().filter(|r| r.masa.memuat(self.hari) && r.kode.rw() == *rw);
        milik.filter_map(|r| r.kode.rt).collect()
    }

    /// Whether the number is in use on the day or later.
    fn dipakai(&self, k: &KodeRukun) -> bool {
        let masa = Masa::sejak(self.hari);
        let lama = self.rows.iter().any(|r| {
            r.kode == *k && r.masa.bersinggungan(&masa) && !self.r.tutup.iter().any(|t| t.nomor == r.nomor)
        });
        lama || self.r.buka.contains(k)
    }

    fn buka(&mut self, k: &KodeRukun) -> Result<(), Galat> {
        if self.dipakai(k) {
            return Err(self.galat("ORG-043", k));
        }
        self.r.buka.push(k.clone());
        Ok(())
    }

    fn tutup(&mut self, k: &KodeRukun) -> Result<(), Galat> {
        let r = self.ada(k)?;
        // an RT that begins later in an RW that ends today would lie in nothing
        let kemudian = self
            .rows
            .iter()
            .any(|l| (l.kode == *k || (k.rt.is_none() && l.kode.rw() == *k)) && l.masa.sejak > self.hari);
        if r.masa.sejak == self.hari || r.masa.sampai.is_some() || kemudian {
            return Err(self.galat("ORG-045", k));
        }
        if !self.r.tutup.iter().any(|t| t.nomor == r.nomor) {
            self.r.tutup.push(r);
        }
        Ok(())
    }

    /// Moves an RT to another RW, where it has this number.
    fn pindah_rt(&mut self, rt: &KodeRukun, baru: KodeRukun) -> Result<(), Galat> {
        self.tutup(rt)?;
        self.buka(&baru)?;
        self.r.lanjutan.push((rt.clone(), baru));
        Ok(())
    }

    /// Moves every RT of these RW: first those whose number was said or is free, then the others behind the highest.
    fn pindah_semua_rt(&mut self, kode: &[KodeRukun], ke: &KodeRukun, nomor: &NomorRt) -> Result<(), Galat> {
        let semua: Vec<KodeRukun> =
            kode.iter().flat_map(|k| self.rt_dari(k).into_iter().map(|n| k.ke_rt(n))).collect();
        let tempat = |rt: &KodeRukun| (rt.rw, rt.rt.unwrap_or_default());
        let ada = |(dari, ke): (&(u16, u16), &u16)| {
            (1..=999).contains(ke) && semua.iter().any(|rt| tempat(rt) == *dari)
        };
        if !nomor.sebut.iter().all(ada) {
            return Err(self.galat("ORG-046", ke));
        }
        let (disebut, lain): (Vec<_>, Vec<_>) =
            semua.into_iter().partition(|rt| nomor.sebut.contains_key(&tempat(rt)));
        for rt in &disebut {
            let n = nomor.sebut.get(&tempat(rt)).copied().unwrap_or_default();
            self.pindah_rt(rt, ke.ke_rt(n))?;
        }
        let mut tabrakan = Vec::new();
        for rt in lain {
            let sama = ke.ke_rt(rt.rt.unwrap_or_default());
            if self.dipakai(&sama) { tabrakan.push(rt) } else { self.pindah_rt(&rt, sama)? }
        }
        if !nomor.lanjutan && !tabrakan.is_empty() {
            let sebut: Vec<String> = tabrakan.iter().take(10).map(KodeRukun::sebutan).collect();
            let g = Galat::baru("ORG-057").dengan("rt", sebut.join(", ")).dengan("n", tabrakan.len());
            return Err(g.dengan("rukun", ke.sebutan()));
        }
        for rt in tabrakan {
            let lama =
                self.rows.iter().filter(|r| r.masa.sampai.is_none_or(|s| s >= self.hari)).map(|r| &r.kode);
            let dipakai = lama.chain(&self.r.buka).filter(|k| k.rw() == *ke).filter_map(|k| k.rt);
            let baru = dipakai.max().unwrap_or_default() + 1;
            if baru > 999 {
                return Err(self.galat("ORG-043", &ke.ke_rt(baru)));
            }
            self.pindah_rt(&rt, ke.ke_rt(baru))?;
        }
        Ok(())
    }

    fn pecah(
        &mut self,
        kode: &KodeRukun,
        baru: &[u16],
        rt: &BTreeMap<u16, u16>,
        tutup: bool,
    ) -> Result<(), Galat> {
        self.terbuka(&kode.rw())?;
        self.terbuka(kode)?;
        let nomor: BTreeSet<u16> = baru.iter().copied().collect();
        let wajar = |n: &u16| (1..=999).contains(n);
        if baru.is_empty() || baru.len() > 50 || nomor.len() != baru.len() || !baru.iter().all(wajar) {
            return Err(self.galat("ORG-046", kode));
        }
        for n in baru {
            let k = match kode.rt {
                Some(_) => KodeRukun { rt: Some(*n), ..kode.clone() },
                None => KodeRukun { rw: *n, ..kode.clone() },
            };
            self.buka(&k)?;
            self.r.lanjutan.push((kode.clone(), k));
        }
        for (n, ke) in rt {
            if kode.rt.is_some() || !nomor.contains(ke) {
                return Err(self.galat("ORG-046", kode));
            }
            let baru = KodeRukun { rw: *ke, ..kode.clone() }.ke_rt(*n);
            self.pindah_rt(&kode.ke_rt(*n), baru)?;
        }
        if tutup {
            let tinggal = self.rt_dari(kode).iter().filter(|n| !rt.contains_key(n)).count();
            if kode.rt.is_none() && tinggal > 0 {
                return Err(Galat::baru("ORG-044").dengan("rukun", kode.sebutan()).dengan("n", tinggal));
            }
            self.tutup(kode)?;
        }
        Ok(())
    }

    fn gabung(&mut self, kode: &[KodeRukun], ke: &KodeRukun, nomor: &NomorRt) -> Result<(), Galat> {
        let beda: BTreeSet<&KodeRukun> = kode.iter().collect();
        let setingkat = |k: &&KodeRukun| k.wilayah == ke.wilayah && k.rt.is_some() == ke.rt.is_some();
        if kode.is_empty() || beda.len() != kode.len() || beda.contains(ke) || !beda.iter().all(setingkat) {
            return Err(self.galat("ORG-046", ke));
        }
        if ke.rt.is_some() {
            self.terbuka(&ke.rw())?;
        }
        match self.ada(ke) {
            Ok(_) => self.terbuka(ke)?,
            Err(_) => self.buka(ke)?,
        }
        if ke.rt.is_none() {
            self.pindah_semua_rt(kode, ke, nomor)?;
        } else if !nomor.sebut.is_empty() {
            return Err(self.galat("ORG-046", ke));
        }
        for k in kode {
            self.tutup(k)?;
            self.r.lanjutan.push((k.clone(), ke.clone()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hari(d: i8) -> Tanggal {
        Tanggal::constant(2026, 5, d)
    }

    fn k(s: &str) -> KodeRukun {
        format!("32.73.05.1001-{s}").parse().unwrap()
    }

    fn kelurahan() -> Vec<Rukun> {
        let kode = ["001", "001-001", "001-002", "002", "002-001"];
        (1..)
            .zip(kode)
            .map(|(nomor, s)| Rukun {
                nomor,
                kode: k(s),
                masa: Masa::sejak(crate::SEJAK_AWAL),
                keputusan: None,
            })
            .collect()
    }

    fn gabung(kode: &[&str], ke: &str, nomor: NomorRt) -> TindakanRukun {
        TindakanRukun::Gabung { kode: kode.iter().map(|s| k(s)).collect(), ke: k(ke), nomor }
    }

    fn sesudah(rows: &[Rukun], r: &RencanaRukun, d: i8) -> Vec<Rukun> {
        let mut hasil = rows.to_vec();
        for t in &r.tutup {
            let lama = hasil.iter_mut().find(|l| l.nomor == t.nomor).unwrap();
            lama.masa.sampai = hari(d).yesterday().ok();
        }
        for kode in &r.buka {
            let nomor = i64::try_from(hasil.len()).unwrap() + 1;
            hasil.push(Rukun { nomor, kode: kode.clone(), masa: Masa::sejak(hari(d)), keputusan: None });
        }
        hasil
    }

    #[test]
    fn an_rw_splits_and_its_rt_know_where_they_came_from() {
        let t = TindakanRukun::Pecah {
            kode: k("001"),
            baru: vec![7],
            rt: BTreeMap::from([(2, 7)]),
            tutup: false,
        };
        let rows = kelurahan();
        let r = rencanakan(&rows, &t, hari(10)).unwrap();
        assert_eq!(r.buka, [k("007"), k("007-002")]);
        assert_eq!(r.lanjutan, [(k("001"), k("007")), (k("001-002"), k("007-002"))]);
        let baru = sesudah(&rows, &r, 10);
        let ada: Vec<String> = pada(&baru, hari(10)).keys().map(|k| k.sebutan()).collect();
        assert_eq!(ada, ["RW 01", "RT 01/RW 01", "RW 02", "RT 01/RW 02", "RW 07", "RT 02/RW 07"]);
        assert!(pada(&baru, hari(9)).contains_key(&k("001-002")));
    }

    #[test]
    fn rt_whose_numbers_collide_get_new_ones() {
        let coba = |nomor| rencanakan(&kelurahan(), &gabung(&["001"], "002", nomor), hari(10));
        let ke = |r: &RencanaRukun, dari: &str| {
            r.lanjutan.iter().find(|(a, _)| *a == k(dari)).map(|(_, z)| z.sebutan()).unwrap()
        };
        let r = coba(NomorRt { lanjutan: true, ..NomorRt::default() }).unwrap();
        assert_eq!((ke(&r, "001-001"), ke(&r, "001-002")), ("RT 03/RW 02".into(), "RT 02/RW 02".into()));
        let sebut = |teks: &str| NomorRt { sebut: NomorRt::baca(teks, 1).unwrap(), lanjutan: false };
        let r = coba(sebut("1=7, 1-2=2")).unwrap();
        assert_eq!((ke(&r, "001-001"), ke(&r, "001-002")), ("RT 07/RW 02".into(), "RT 02/RW 02".into()));
        let galat = |nomor| coba(nomor).unwrap_err().kode;
        assert_eq!(galat(sebut("1=2, 2=2")), "ORG-043", "two of one number");
        assert_eq!(galat(sebut("9=5")), "ORG-046", "there is no RT 09");
        assert_eq!(NomorRt::baca("1=", 1).unwrap_err().kode, "ORG-041");
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        let coba = |t| rencanakan(&kelurahan(), &t, hari(10)).map_err(|g| g.kode);
        assert_eq!(coba(TindakanRukun::Bentuk(k("001"))), Err("ORG-043"));
        assert_eq!(coba(TindakanRukun::Bentuk(k("009-001"))), Err("ORG-042"));
        assert_eq!(coba(TindakanRukun::Tutup(k("001"))), Err("ORG-044"));
        let gabung = |a: &[&str], ke| gabung(a, ke, NomorRt::default());
        assert_eq!(coba(gabung(&["001-001"], "002")), Err("ORG-046"));
        assert_eq!(coba(gabung(&["001"], "002")), Err("ORG-057"), "both have an RT 01");
        assert!(coba(gabung(&["001-001"], "001-002")).is_ok());
        assert!("32.73.05.1001-0".parse::<KodeRukun>().is_err() && "32.73-1".parse::<KodeRukun>().is_err());
    }

    fn tindakan() -> impl Strategy<Value = (TindakanRukun, i8)> {
        let kode =
            || (1_u16..4, prop::option::of(1_u16..4)).prop_map(|(rw, rt)| KodeRukun { rw, rt, ..k("001") });
        let satu = prop_oneof![
            kode().prop_map(TindakanRukun::Bentuk),
            kode().prop_map(TindakanRukun::Tutup),
            (prop::collection::vec(kode(), 1..3), kode()).prop_map(|(kode, ke)| {
                let nomor = NomorRt { lanjutan: ke.rw == 2, sebut: BTreeMap::new() };
                TindakanRukun::Gabung { kode, ke, nomor }
            }),
            (
                kode(),
                prop::collection::vec(1_u16..5, 1..3),
                prop::collection::btree_map(1_u16..4, 1_u16..5, 0..3),
                any::<bool>()
            )
                .prop_map(|(kode, baru, rt, tutup)| TindakanRukun::Pecah {
                    kode,
                    baru,
                    rt,
                    tutup
                }),
        ];
        (satu, 1_i8..28)
    }

    proptest! {
        #[test]
        fn on_any_day_each_is_there_once_and_each_rt_has_its_rw(daftar in prop::collection::vec(tindakan(), 0..24)) {
            let mut rows = kelurahan();
            for (t, d) in daftar {
                if let Ok(r) = rencanakan(&rows, &t, hari(d)) {
                    rows = sesudah(&rows, &r, d);
                }
            }
            for d in 1..28 {
                let kini: Vec<&Rukun> = rows.iter().filter(|r| r.masa.memuat(hari(d))).collect();
                let ada = pada(&rows, hari(d));
                prop_assert_eq!(kini.len(), ada.len(), "twice on {}", d);
                for kode in ada.keys() {
                    prop_assert!(ada.contains_key(&kode.rw()), "{} lies in nothing on {}", kode, d);
                }
            }
        }
    }
}
