//! The people and rows a month is computed from: columns in canonical order.

use crate::galat::GalatAturan;
use crate::jenis::{Jenis, Tetapan};
use crate::muat::deklarasi::{Deklarasi, JenisKunci};
use crate::susun::periksa::kode_tetapan;
use balai_kernel::Tanggal;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A column of whole numbers in the narrowest width that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lebar {
    I8(Vec<i8>),
    I16(Vec<i16>),
    I32(Vec<i32>),
    I64(Vec<i64>),
}

impl Lebar {
    pub fn dari(v: Vec<i64>) -> Self {
        let (lo, hi) = v.iter().fold((0_i64, 0_i64), |(a, b), x| (a.min(*x), b.max(*x)));
        fn muat<T: TryFrom<i64>>(lo: i64, hi: i64) -> bool {
            T::try_from(lo).is_ok() && T::try_from(hi).is_ok()
        }
        fn ubah<T: TryFrom<i64> + Default>(v: &[i64]) -> Vec<T> {
            v.iter().map(|x| T::try_from(*x).unwrap_or_default()).collect()
        }
        if muat::<i8>(lo, hi) {
            Self::I8(ubah(&v))
        } else if muat::<i16>(lo, hi) {
            Self::I16(ubah(&v))
        } else if muat::<i32>(lo, hi) {
            Self::I32(ubah(&v))
        } else {
            Self::I64(v)
        }
    }

    pub fn nilai(&self, i: usize) -> i64 {
        match self {
            Self::I8(v) => v.get(i).map_or(0, |x| i64::from(*x)),
            Self::I16(v) => v.get(i).map_or(0, |x| i64::from(*x)),
            Self::I32(v) => v.get(i).map_or(0, |x| i64::from(*x)),
            Self::I64(v) => v.get(i).copied().unwrap_or(0),
        }
    }

    pub fn banyak(&self) -> usize {
        match self {
            Self::I8(v) => v.len(),
            Self::I16(v) => v.len(),
            Self::I32(v) => v.len(),
            Self::I64(v) => v.len(),
        }
    }

    /// Rows `r` as 64-bit numbers.
    pub fn potong(&self, r: std::ops::Range<usize>, ke: &mut Vec<i64>) {
        ke.clear();
        match self {
            Self::I8(v) => ke.extend(v.get(r).unwrap_or_default().iter().map(|x| i64::from(*x))),
            Self::I16(v) => ke.extend(v.get(r).unwrap_or_default().iter().map(|x| i64::from(*x))),
            Self::I32(v) => ke.extend(v.get(r).unwrap_or_default().iter().map(|x| i64::from(*x))),
            Self::I64(v) => ke.extend_from_slice(v.get(r).unwrap_or_default()),
        }
    }

    fn tulis(&self, ke: &mut Vec<u8>) {
        match self {
            Self::I8(v) => {
                ke.push(1);
                ke.extend(v.iter().flat_map(|x| x.to_le_bytes()));
            }
            Self::I16(v) => {
                ke.push(2);
                v.iter().for_each(|x| ke.extend_from_slice(&x.to_le_bytes()));
            }
            Self::I32(v) => {
                ke.push(4);
                v.iter().for_each(|x| ke.extend_from_slice(&x.to_le_bytes()));
            }
            Self::I64(v) => {
                ke.push(8);
                v.iter().for_each(|x| ke.extend_from_slice(&x.to_le_bytes()));
            }
        }
    }
}

/// Values of one input: codes, what was empty, and the texts codes stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kolom {
    pub kode: Lebar,
    /// Rows that were empty and took the declared value; sorted.
    pub kosong: Vec<u32>,
    /// For texts: the distinct texts in order; the code is the place in it.
    pub kamus: Vec<String>,
}

/// Keys of an entity's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kunci {
    /// One text after another, and where each ends.
    Teks(String, Vec<u32>),
    Bulat(Lebar),
}

impl Kunci {
    pub fn banyak(&self) -> usize {
        match self {
            Self::Teks(_, batas) => batas.len(),
            Self::Bulat(v) => v.banyak(),
        }
    }

    pub fn teks(&self, i: usize) -> Option<&str> {
        match self {
            Self::Teks(t, batas) => {
                let dari = if i == 0 { 0 } else { *batas.get(i - 1)? as usize };
                t.get(dari..*batas.get(i)? as usize)
            }
            Self::Bulat(_) => None,
        }
    }
}

/// Rows of one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tabel {
    pub kunci: Kunci,
    /// First child row of each parent row, and the end; empty for a root.
    pub mulai: Vec<u32>,
    /// Parent row of each row; empty for a root.
    pub induk: Vec<u32>,
    /// In the order the entity's inputs are declared.
    pub kolom: Vec<Kolom>,
}

/// Frozen inputs of a computation, in canonical order: the same rows give the same bytes however they came.
#[derive(Clone, Debug)]
pub struct Masukan {
    pub(crate) d: Arc<Deklarasi>,
    pub(crate) tabel: Vec<Tabel>,
}

impl PartialEq for Masukan {
    fn eq(&self, lain: &Self) -> bool {
        self.tabel == lain.tabel
    }
}

/// Inputs of `entitas`, as indices into the declarations, in order.
pub(crate) fn kolom_entitas(d: &Deklarasi, e: usize) -> Vec<usize> {
    d.masukan.iter().enumerate().filter(|(_, m)| m.entitas == e).map(|(i, _)| i).collect()
}

impl Masukan {
    pub(crate) fn entitas(&self, nama: &str) -> Option<usize> {
        self.d.entitas.iter().position(|e| e.nama == nama)
    }

    /// How many rows an entity has; 0 when there is no such entity.
    pub fn baris(&self, entitas: &str) -> usize {
        self.entitas(entitas).and_then(|e| self.tabel.get(e)).map_or(0, |t| t.kunci.banyak())
    }

    /// The key of a row as text; empty when there is no such row.
    pub fn kunci(&self, entitas: &str, baris: usize) -> String {
        self.entitas(entitas).map_or(String::new(), |e| self.kunci_baris(e, baris))
    }

    /// Entity and row above a child row; `None` for a root row and for a row that is not there.
    pub fn induk(&self, entitas: &str, baris: usize) -> Option<(&str, usize)> {
        let e = self.entitas(entitas)?;
        let atas = self.d.entitas.get(self.d.entitas.get(e)?.induk?)?;
        let nomor = self.tabel.get(e)?.induk.get(baris)?;
        Some((atas.nama.as_str(), usize::try_from(*nomor).ok()?))
    }

    pub(crate) fn kunci_baris(&self, e: usize, baris: usize) -> String {
        let Some(t) = self.tabel.get(e) else { return String::new() };
        match &t.kunci {
            Kunci::Teks(..) => t.kunci.teks(baris).unwrap_or("").to_owned(),
            Kunci::Bulat(v) => {
                let n = v.nilai(baris);
                match self.d.entitas.get(e).map(|e| e.jenis_kunci) {
                    Some(JenisKunci::Tanggal) => {
                        crate::bahasa::leksikal::dari_hari(n).map_or(String::new(), |d| d.to_string())
                    }
                    _ => n.to_string(),
                }
            }
        }
    }

    /// The row of a root entity with this key.
    pub fn cari(&self, entitas: &str, kunci: &str) -> Option<usize> {
        let e = self.entitas(entitas)?;
        let t = self.tabel.get(e)?;
        let jenis = self.d.entitas.get(e)?.jenis_kunci;
        let n = t.kunci.banyak();
        let (mut lo, mut hi) = (0, n);
        while lo < hi {
            let mid = (lo + hi) / 2;
            let urut = match &t.kunci {
                Kunci::Teks(..) => t.kunci.teks(mid)?.cmp(kunci),
                Kunci::Bulat(v) => v.nilai(mid).cmp(&kode_kunci(kunci, jenis)?),
            };
            match urut {
                std::cmp::Ordering::Less => lo = mid + 1,
                std::cmp::Ordering::Equal => return Some(mid),
                std::cmp::Ordering::Greater => hi = mid,
            }
        }
        None
    }

    /// Child rows of a row of the entity above.
    pub(crate) fn rentang(&self, anak: usize, induk: usize) -> std::ops::Range<usize> {
        let m = self.tabel.get(anak).map(|t| t.mulai.as_slice()).unwrap_or_default();
        let ambil = |i: usize| m.get(i).map_or(0, |x| *x as usize);
        ambil(induk)..ambil(induk + 1)
    }

    pub(crate) fn kolom(&self, masukan: usize) -> Option<&Kolom> {
        let e = self.d.masukan.get(masukan)?.entitas;
        let ke = self.d.masukan.iter().take(masukan).filter(|m| m.entitas == e).count();
        self.tabel.get(e)?.kolom.get(ke)
    }

    pub(crate) fn kolom_mut(&mut self, masukan: usize) -> Option<&mut Kolom> {
        let e = self.d.masukan.get(masukan)?.entitas;
        let ke = self.d.masukan.iter().take(masukan).filter(|m| m.entitas == e).count();
        self.tabel.get_mut(e)?.kolom.get_mut(ke)
    }

    /// Changes one number of one row, as a correction would. The value is in the input's declared scale.
    ///
    /// # Errors
    /// `ATR-088` for an unknown input, `ATR-081` for a value outside the declared range.
    pub fn ganti(&mut self, entitas: &str, baris: usize, nama: &str, nilai: i64) -> Result<(), GalatAturan> {
        let e = self.entitas(entitas);
        let m = self.d.masukan.iter().position(|m| Some(m.entitas) == e && m.nama == nama);
        let tak_ada =
            || GalatAturan::data("ATR-088", vec![("nama", nama.to_owned()), ("entitas", entitas.to_owned())]);
        let m = m.ok_or_else(tak_ada)?;
        let d = Arc::clone(&self.d);
        let jenis = d.masukan.get(m).map(|m| &m.jenis).ok_or_else(tak_ada)?;
        let baik = match jenis {
            Jenis::Angka(a) => i128::from(nilai) >= a.lo && i128::from(nilai) <= a.hi,
            Jenis::Ya => nilai == 0 || nilai == 1,
            Jenis::Pilihan(p) => usize::try_from(nilai).is_ok_and(|n| n < p.len()),
            _ => false,
        };
        if !baik {
            let orang = e.map_or(String::new(), |e| self.kunci_baris(e, baris));
            let isian = vec![
                ("entitas", entitas.to_owned()),
                ("kunci", orang),
                ("nama", nama.to_owned()),
                ("nilai", nilai.to_string()),
            ];
            return Err(GalatAturan::data("ATR-081", isian));
        }
        let k = self.kolom_mut(m).ok_or_else(tak_ada)?;
        let mut semua = Vec::new();
        match &mut k.kode {
            Lebar::I8(v) if i8::try_from(nilai).is_ok() => {
                if let (Some(x), Ok(n)) = (v.get_mut(baris), i8::try_from(nilai)) {
                    *x = n;
                }
            }
            Lebar::I16(v) if i16::try_from(nilai).is_ok() => {
                if let (Some(x), Ok(n)) = (v.get_mut(baris), i16::try_from(nilai)) {
                    *x = n;
                }
            }
            lain => {
                lain.potong(0..lain.banyak(), &mut semua);
                if let Some(x) = semua.get_mut(baris) {
                    *x = nilai;
                }
                *lain = Lebar::dari(semua);
            }
        }
        let letak = u32::try_from(baris).unwrap_or(u32::MAX);
        k.kosong.retain(|x| *x != letak);
        Ok(())
    }

    /// The canonical bytes: names, keys, parents and columns of every entity, in declared order.
    pub fn ke_bytes(&self) -> Vec<u8> {
        let mut b = crate::beku::TANDA.to_vec();
        fn angka(b: &mut Vec<u8>, n: usize) {
            b.extend_from_slice(&(n as u64).to_le_bytes());
        }
        fn teks(b: &mut Vec<u8>, t: &str) {
            angka(b, t.len());
            b.extend_from_slice(t.as_bytes());
        }
        for (e, t) in self.tabel.iter().enumerate() {
            teks(&mut b, self.d.entitas.get(e).map_or("", |e| &e.nama));
            angka(&mut b, t.kunci.banyak());
            match &t.kunci {
                Kunci::Teks(s, batas) => {
                    b.push(b't');
                    teks(&mut b, s);
                    batas.iter().for_each(|x| b.extend_from_slice(&x.to_le_bytes()));
                }
                Kunci::Bulat(v) => {
                    b.push(b'b');
                    v.tulis(&mut b);
                }
            }
            angka(&mut b, t.mulai.len());
            t.mulai.iter().for_each(|x| b.extend_from_slice(&x.to_le_bytes()));
            for (m, k) in kolom_entitas(&self.d, e).iter().zip(&t.kolom) {
                teks(&mut b, self.d.masukan.get(*m).map_or("", |m| &m.nama));
                k.kode.tulis(&mut b);
                angka(&mut b, k.kosong.len());
                k.kosong.iter().for_each(|x| b.extend_from_slice(&x.to_le_bytes()));
                angka(&mut b, k.kamus.len());
                k.kamus.iter().for_each(|s| teks(&mut b, s));
            }
        }
        b
    }

    /// Reads frozen bytes back, for the package they were frozen with.
    ///
    /// # Errors
    /// `ATR-097` when they are damaged or belong to a package with other inputs.
    pub fn dari_bytes(rencana: &crate::Rencana, bytes: &[u8]) -> Result<Self, GalatAturan> {
        crate::beku::baca(&rencana.d, bytes)
    }

    /// SHA-256 of the canonical bytes, in hex.
    pub fn sidik(&self) -> String {
        heksa(&Sha256::digest(self.ke_bytes()))
    }
}

/// Lower-case hex.
pub(crate) fn heksa(b: &[u8]) -> String {
    use std::fmt::Write;
    b.iter().fold(String::new(), |mut s, x| {
        let _ = write!(s, "{x:02x}");
        s
    })
}

/// The number behind a key that is one.
pub(crate) fn kode_kunci(t: &str, jenis: JenisKunci) -> Option<i64> {
    match jenis {
        JenisKunci::Bulat => t.trim().parse().ok(),
        JenisKunci::Tanggal => crate::bahasa::leksikal::tanggal(t.trim()),
        JenisKunci::Teks => None,
    }
}

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
            let Some(Some(t)) = hasil.get_mut(e) else { continue };
            let mut u = Urut { d: &d, e, galat: &mut galat };
            t.kolom = u.kolom(mentah, urut, &balik, &t.kunci);
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
                    .map_or(kunci_teks(*i).to_owned(), i64::to_string)
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

    fn kolom(&mut self, m: TabelMasukan, urut: &[u32], balik: &[Vec<u32>], kunci: &Kunci) -> Vec<Kolom> {
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
            let sebut = |i: usize| match kunci {
                Kunci::Teks(..) => kunci.teks(i).unwrap_or("").to_owned(),
                Kunci::Bulat(v) => v.nilai(i).to_string(),
            };
            hasil.push(self.satu(dek, ada, urut, balik, &sebut));
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
                self.catat("ATR-081", &sebut(baris), &dek.nama, &x.to_string());
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

/// The parent of each row, from where each parent's rows begin.
pub(crate) fn induk_dari_mulai(mulai: &[u32], banyak: usize) -> Vec<u32> {
    let mut induk = Vec::with_capacity(if mulai.is_empty() { 0 } else { banyak });
    for (p, w) in mulai.windows(2).enumerate() {
        let n = w.last().zip(w.first()).map_or(0, |(b, a)| b.saturating_sub(*a));
        induk.extend(std::iter::repeat_n(u32::try_from(p).unwrap_or(u32::MAX), n as usize));
    }
    induk
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
