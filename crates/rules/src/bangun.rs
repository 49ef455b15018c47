//! From rows as they come to frozen inputs: checked, resolved, in canonical order.

use crate::galat::GalatAturan;
use crate::jenis::{Jenis, Tetapan};
use crate::masukan::{
    Kolom, Kunci, Lebar, Masukan, Tabel, kode_kunci, kolom_entitas, kunci_tabel, teks_kunci,
};
use crate::muat::deklarasi::{Deklarasi, JenisKunci};
use crate::susun::periksa::kode_tetapan;
use balai_kernel::Tanggal;
use std::sync::Arc;

/// Raw values of one input before they are checked.
#[derive(Clone, Debug)]
enum Mentah {
    Angka(Vec<Option<i64>>),
    Teks(Vec<Option<String>>),
}

/// Rows of one entity as they come, in any order.
#[derive(Clone, Debug, Default)]
pub struct TabelMasukan {
    kunci: Vec<String>,
    kunci_angka: Vec<i64>,
    induk: Vec<u32>,
    kolom: Vec<(String, Mentah)>,
}

impl TabelMasukan {
    /// Keys of the rows: text, ISO dates or whole numbers as the package declares.
    pub fn kunci(&mut self, v: Vec<String>) -> &mut Self {
        self.kunci = v;
        self
    }

    /// Keys of the rows of an entity keyed by number, or by date as days since 1970-01-01.
    pub fn kunci_angka(&mut self, v: Vec<i64>) -> &mut Self {
        self.kunci_angka = v;
        self
    }

    /// Number of the parent's row, in the order the parent's rows were given.
    pub fn induk(&mut self, v: Vec<u32>) -> &mut Self {
        self.induk = v;
        self
    }

    /// A numeric input in its declared scale (0.5% with `skala 2` is 50).
    pub fn angka(&mut self, nama: &str, v: Vec<Option<i64>>) -> &mut Self {
        self.kolom.push((nama.to_owned(), Mentah::Angka(v)));
        self
    }

    /// A yes/no input.
    pub fn ya(&mut self, nama: &str, v: Vec<Option<bool>>) -> &mut Self {
        self.angka(nama, v.into_iter().map(|x| x.map(i64::from)).collect())
    }

    /// An option by its place in the declared list.
    pub fn pilihan(&mut self, nama: &str, v: Vec<Option<u8>>) -> &mut Self {
        self.angka(nama, v.into_iter().map(|x| x.map(i64::from)).collect())
    }

    /// A reference by the number of the row, in the order the referred rows were given.
    pub fn rujukan(&mut self, nama: &str, v: Vec<Option<u32>>) -> &mut Self {
        self.angka(nama, v.into_iter().map(|x| x.map(i64::from)).collect())
    }

    /// A text input.
    pub fn teks(&mut self, nama: &str, v: Vec<Option<String>>) -> &mut Self {
        self.kolom.push((nama.to_owned(), Mentah::Teks(v)));
        self
    }

    /// A date input.
    pub fn tanggal(&mut self, nama: &str, v: Vec<Option<Tanggal>>) -> &mut Self {
        self.angka(nama, v.into_iter().map(|x| x.map(crate::bahasa::leksikal::hari)).collect())
    }
}

/// Gathers rows of every entity, then checks and orders them once.
#[derive(Clone, Debug)]
pub struct PembangunMasukan {
    d: Arc<Deklarasi>,
    tabel: Vec<TabelMasukan>,
    nama_asing: Vec<String>,
}

impl PembangunMasukan {
    pub(crate) fn baru(d: &Arc<Deklarasi>) -> Self {
        Self {
            d: Arc::clone(d),
            tabel: vec![TabelMasukan::default(); d.entitas.len()],
            nama_asing: Vec::new(),
        }
    }

    /// The rows of an entity; rows of an unknown entity are refused by [`Self::selesai`].
    pub fn tabel(&mut self, entitas: &str) -> &mut TabelMasukan {
        let e = self.d.entitas.iter().position(|e| e.nama == entitas).unwrap_or_else(|| {
            self.nama_asing.push(entitas.to_owned());
            self.tabel.push(TabelMasukan::default());
            self.tabel.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "the index was found or pushed just above")]
        &mut self.tabel[e]
    }

    /// Checks ranges and missing values, resolves parents and references, orders by key.
    ///
    /// # Errors
    /// `ATR-081` out of range, `ATR-082` duplicate key, `ATR-083` parent, `ATR-085` missing value (names the row),
    /// `ATR-087` missing column, `ATR-088` unknown column; at most a hundred of them.
    pub fn selesai(mut self) -> Result<Masukan, Vec<GalatAturan>> {
        let mut galat = Vec::new();
        for n in &self.nama_asing {
            galat.push(GalatAturan::data("ATR-088", vec![("nama", n.clone()), ("entitas", n.clone())]));
        }
        let d = Arc::clone(&self.d);
        let n = d.entitas.len();
        let mut urutan: Vec<Vec<u32>> = vec![Vec::new(); n];
        let mut balik: Vec<Vec<u32>> = vec![Vec::new(); n];
        let mut hasil: Vec<Option<Tabel>> = vec![None; n];
        for e in urut_induk_dulu(&d) {
            let Some(mentah) = self.tabel.get_mut(e).map(std::mem::take) else { continue };
            let mut u = Urut { d: &d, e, galat: &mut galat };
            let induk = d.entitas.get(e).and_then(|x| x.induk);
            // what is wrong with the parents has been said; their children would only echo it
            if induk.is_some_and(|i| hasil.get(i).is_none_or(Option::is_none)) {
                continue;
            }
            let balik_induk = induk.and_then(|i| balik.get(i)).map(Vec::as_slice).unwrap_or_default();
            let banyak_induk = induk.and_then(|i| urutan.get(i)).map_or(0, Vec::len);
            let Some((tabel, urut)) = u.kerangka(&mentah, balik_induk, banyak_induk, induk.is_some()) else {
                continue;
            };
            let mut b = vec![0_u32; urut.len()];
            for (baru, lama) in urut.iter().enumerate() {
                if let Some(x) = b.get_mut(*lama as usize) {
                    *x = u32::try_from(baru).unwrap_or(u32::MAX);
                }
            }
            if let (Some(x), Some(y), Some(z)) = (urutan.get_mut(e), balik.get_mut(e), hasil.get_mut(e)) {
                *x = urut;
                *y = b;
                *z = Some(tabel);
            }
            if let Some(x) = self.tabel.get_mut(e) {
                *x = mentah;
            }
        }
        // References need every entity's order, so columns come in a second pass.
        for e in 0..n {
            let (Some(mentah), Some(urut)) = (self.tabel.get_mut(e).map(std::mem::take), urutan.get(e))
            else {
                continue;
            };
            let Some(mut t) = hasil.get_mut(e).and_then(Option::take) else { continue };
            let mut u = Urut { d: &d, e, galat: &mut galat };
            t.kolom = u.kolom(mentah, urut, &balik, &|baris| sebutan(&d, &hasil, e, &t, baris));
            if let Some(x) = hasil.get_mut(e) {
                *x = Some(t);
            }
        }
        if galat.is_empty() {
            let tabel: Vec<Tabel> = hasil.into_iter().flatten().collect();
            if tabel.len() == n {
                return Ok(Masukan { d, tabel });
            }
        }
        galat.truncate(100);
        Err(galat)
    }
}

/// Entities with every parent before its children.
fn urut_induk_dulu(d: &Deklarasi) -> Vec<usize> {
    let mut semua: Vec<usize> = (0..d.entitas.len()).collect();
    let dalam = |e: usize| d.langkah_ke(e, d.akar(e)).unwrap_or(0);
    semua.sort_by_key(|e| (dalam(*e), *e));
    semua
}

/// A row as people find it again: the keys of its parents from the outermost inwards, then its own.
fn sebutan(d: &Deklarasi, hasil: &[Option<Tabel>], e: usize, t: &Tabel, baris: usize) -> String {
    let sendiri = kunci_tabel(d, e, t, baris);
    let atas = d.entitas.get(e).and_then(|x| x.induk).zip(t.induk.get(baris));
    let atas = atas.and_then(|(i, b)| Some((i, hasil.get(i)?.as_ref()?, usize::try_from(*b).ok()?)));
    match atas {
        Some((i, atas, b)) => format!("{} / {sendiri}", sebutan(d, hasil, i, atas, b)),
        None => sendiri,
    }
}

struct Urut<'a> {
    d: &'a Deklarasi,
    e: usize,
    galat: &'a mut Vec<GalatAturan>,
}

impl Urut<'_> {
    fn nama(&self) -> String {
        self.d.entitas.get(self.e).map_or(String::new(), |e| e.nama.clone())
    }

    fn catat(&mut self, kode: &'static str, kunci: &str, nama: &str, nilai: &str) {
        if self.galat.len() < 100 {
            let isian = vec![
                ("entitas", self.nama()),
                ("kunci", kunci.to_owned()),
                ("nama", nama.to_owned()),
                ("nilai", nilai.to_owned()),
            ];
            self.galat.push(GalatAturan::data(kode, isian));
        }
    }

    /// Keys and parents in canonical order, and that order.
    fn kerangka(
        &mut self,
        m: &TabelMasukan,
        balik: &[u32],
        banyak_induk: usize,
        punya_induk: bool,
    ) -> Option<(Tabel, Vec<u32>)> {
        let jenis = self.d.entitas.get(self.e)?.jenis_kunci;
        let n = m.kunci.len().max(m.kunci_angka.len());
        let angka: Vec<i64> = if jenis == JenisKunci::Teks {
            Vec::new()
        } else if !m.kunci_angka.is_empty() {
            m.kunci_angka.clone()
        } else {
            let mut v = Vec::with_capacity(n);
            for k in &m.kunci {
                match kode_kunci(k, jenis) {
                    Some(x) => v.push(x),
                    None => {
                        self.catat("ATR-089", k, &self.d.entitas.get(self.e)?.kunci.clone(), k);
                        return None;
                    }
                }
            }
            v
        };
        if punya_induk && m.induk.len() != n {
            self.catat("ATR-083", "", "", "");
            return None;
        }
        let mut induk = Vec::with_capacity(if punya_induk { n } else { 0 });
        for (i, p) in m.induk.iter().enumerate() {
            match balik.get(*p as usize) {
                Some(x) => induk.push(*x),
                None => {
                    let k = m.kunci.get(i).cloned().unwrap_or_default();
                    self.catat("ATR-083", &k, "", &p.to_string());
                    return None;
                }
            }
        }
        let batas = self.d.entitas.get(self.e)?.paling_banyak;
        let mut urut: Vec<u32> = (0..u32::try_from(n).ok()?).collect();
        let kunci_teks = |i: u32| m.kunci.get(i as usize).map_or("", String::as_str);
        let banding = |a: &u32, b: &u32| {
            let p = |i: &u32| induk.get(*i as usize).copied().unwrap_or(0);
            p(a).cmp(&p(b)).then_with(|| {
                if jenis == JenisKunci::Teks {
                    kunci_teks(*a).cmp(kunci_teks(*b))
                } else {
                    let k = |i: &u32| angka.get(*i as usize).copied().unwrap_or(0);
                    k(a).cmp(&k(b))
                }
            })
        };
        if !urut.is_sorted_by(|a, b| banding(a, b).is_le()) {
            urut.sort_by(banding);
        }
        if let Some(w) = urut.windows(2).find(|w| matches!(w, [a, b] if banding(a, b).is_eq())) {
            let k = w.first().map_or(String::new(), |i| {
                angka
                    .get(*i as usize)
                    .filter(|_| m.kunci.is_empty())
                    .map_or(kunci_teks(*i).to_owned(), |k| teks_kunci(*k, jenis))
            });
            self.catat("ATR-082", &k, "", &k);
            return None;
        }
        let induk: Vec<u32> = urut.iter().filter_map(|i| induk.get(*i as usize).copied()).collect();
        let mulai = if punya_induk { awal_baris(&induk, banyak_induk) } else { Vec::new() };
        let terbanyak = if punya_induk {
            mulai.windows(2).map(|w| w.last().zip(w.first()).map_or(0, |(b, a)| b - a)).max().unwrap_or(0)
        } else {
            u32::try_from(n).unwrap_or(u32::MAX)
        };
        if i128::from(terbanyak) > batas {
            self.catat("ATR-090", "", "", &batas.to_string());
            return None;
        }
        let kunci = if jenis == JenisKunci::Teks {
            let mut t = String::new();
            let mut b = Vec::with_capacity(n);
            for i in &urut {
                t.push_str(kunci_teks(*i));
                b.push(u32::try_from(t.len()).ok()?);
            }
            Kunci::Teks(t, b)
        } else {
            Kunci::Bulat(Lebar::dari(urut.iter().filter_map(|i| angka.get(*i as usize).copied()).collect()))
        };
        Some((Tabel { kunci, mulai, induk, kolom: Vec::new() }, urut))
    }

    fn kolom(
        &mut self,
        m: TabelMasukan,
        urut: &[u32],
        balik: &[Vec<u32>],
        sebut: &dyn Fn(usize) -> String,
    ) -> Vec<Kolom> {
        let punya = kolom_entitas(self.d, self.e);
        for (n, _) in &m.kolom {
            if !punya.iter().any(|i| self.d.masukan.get(*i).is_some_and(|x| &x.nama == n)) {
                self.catat("ATR-088", "", n, "");
            }
        }
        let mut hasil = Vec::new();
        for i in punya {
            let Some(dek) = self.d.masukan.get(i) else { continue };
            let ada = m.kolom.iter().find(|(n, _)| *n == dek.nama).map(|(_, v)| v);
            hasil.push(self.satu(dek, ada, urut, balik, sebut));
        }
        hasil
    }

    fn satu(
        &mut self,
        dek: &crate::muat::deklarasi::Masukan,
        ada: Option<&Mentah>,
        urut: &[u32],
        balik: &[Vec<u32>],
        sebut: &dyn Fn(usize) -> String,
    ) -> Kolom {
        if ada.is_none() && dek.bila_kosong.is_none() && !urut.is_empty() {
            self.catat("ATR-087", "", &dek.nama, "");
        }
        let kosong_kode = dek.bila_kosong.as_ref().map(kode_tetapan).and_then(|x| i64::try_from(x).ok());
        let mut kosong = Vec::new();
        if let Jenis::Teks = dek.jenis {
            return self.satu_teks(dek, ada, urut, sebut);
        }
        let rentang = match &dek.jenis {
            Jenis::Angka(a) => {
                (i64::try_from(a.lo).unwrap_or(i64::MIN), i64::try_from(a.hi).unwrap_or(i64::MAX))
            }
            Jenis::Ya => (0, 1),
            Jenis::Pilihan(p) => (0, i64::try_from(p.len()).unwrap_or(1) - 1),
            Jenis::Tanggal => (-800_000, 3_000_000),
            Jenis::Rujukan(_) | Jenis::Teks => (0, i64::from(u32::MAX)),
        };
        let v: &[Option<i64>] = match ada {
            Some(Mentah::Angka(v)) => v,
            _ => &[],
        };
        let mut kode = Vec::with_capacity(urut.len());
        for (baris, lama) in urut.iter().enumerate() {
            let x = match v.get(*lama as usize).copied().flatten() {
                Some(x) => x,
                None => {
                    kosong.push(u32::try_from(baris).unwrap_or(u32::MAX));
                    match kosong_kode {
                        Some(x) => {
                            kode.push(x);
                            continue;
                        }
                        None => {
                            if ada.is_some() {
                                self.catat("ATR-085", &sebut(baris), &dek.nama, "");
                            }
                            rentang.0
                        }
                    }
                }
            };
            if x < rentang.0 || x > rentang.1 {
                self.catat("ATR-081", &sebut(baris), &dek.nama, &nilai_tertulis(&dek.jenis, x));
            }
            let x = match &dek.jenis {
                Jenis::Rujukan(e) => {
                    let baru = usize::try_from(x).ok().and_then(|x| balik.get(*e)?.get(x));
                    if baru.is_none() && ada.is_some() {
                        self.catat("ATR-091", &sebut(baris), &dek.nama, &x.to_string());
                    }
                    baru.map_or(0, |x| i64::from(*x))
                }
                _ => x,
            };
            kode.push(x);
        }
        Kolom { kode: Lebar::dari(kode), kosong, kamus: Vec::new() }
    }

    fn satu_teks(
        &mut self,
        dek: &crate::muat::deklarasi::Masukan,
        ada: Option<&Mentah>,
        urut: &[u32],
        sebut: &dyn Fn(usize) -> String,
    ) -> Kolom {
        let bawaan = match &dek.bila_kosong {
            Some(Tetapan::Teks(t)) => Some(t.as_str()),
            _ => None,
        };
        let v: &[Option<String>] = match ada {
            Some(Mentah::Teks(v)) => v,
            _ => &[],
        };
        let mut kosong = Vec::new();
        let mut teks: Vec<&str> = Vec::with_capacity(urut.len());
        for (baris, lama) in urut.iter().enumerate() {
            match v.get(*lama as usize).and_then(|x| x.as_deref()) {
                Some(t) => teks.push(t),
                None => {
                    kosong.push(u32::try_from(baris).unwrap_or(u32::MAX));
                    if bawaan.is_none() && ada.is_some() {
                        self.catat("ATR-085", &sebut(baris), &dek.nama, "");
                    }
                    teks.push(bawaan.unwrap_or(""));
                }
            }
        }
        let mut kamus: Vec<&str> = teks.clone();
        kamus.sort_unstable();
        kamus.dedup();
        let kode =
            teks.iter().map(|t| kamus.binary_search(t).ok().and_then(|i| i64::try_from(i).ok()).unwrap_or(0));
        Kolom {
            kode: Lebar::dari(kode.collect()),
            kosong,
            kamus: kamus.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// A value with the point where its scale puts it; a percentage is a plain number, 150.5% is 1.5050.
fn nilai_tertulis(jenis: &Jenis, x: i64) -> String {
    let skala = if let Jenis::Angka(a) = jenis { usize::from(a.skala) } else { 0 };
    if skala == 0 {
        return x.to_string();
    }
    let tanda = if x < 0 { "-" } else { "" };
    let angka = format!("{:0>lebar$}", x.unsigned_abs(), lebar = skala + 1);
    let (utuh, pecahan) = angka.split_at_checked(angka.len() - skala).unwrap_or((&angka, ""));
    format!("{tanda}{utuh}.{pecahan}")
}

/// Where each parent's rows begin, and the end.
fn awal_baris(induk: &[u32], banyak: usize) -> Vec<u32> {
    let mut mulai = vec![0_u32; banyak + 1];
    for p in induk {
        if let Some(x) = mulai.get_mut(*p as usize + 1) {
            *x += 1;
        }
    }
    for i in 1..mulai.len() {
        let lalu = mulai.get(i - 1).copied().unwrap_or(0);
        if let Some(x) = mulai.get_mut(i) {
            *x += lalu;
        }
    }
    mulai
}
