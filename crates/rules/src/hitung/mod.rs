//! Columnar evaluation of a plan: level by level, tree by tree, block by block.
//!
//! All arithmetic is on integers whose bounds were proven when the plan was made, so sums do not depend on their
//! order and the result is the same on any number of threads.

pub(crate) mod blok;
pub(crate) mod nilai;
mod pro_rata;
pub(crate) mod tabel;

use crate::galat::GalatAturan;
use crate::masukan::{Kunci, Masukan};
use crate::muat::deklarasi::Deklarasi;
use crate::susun::Susunan;
use crate::susun::ir::{Agregat, Op, Simpul};
use blok::Blok;
use nilai::Nilai;
use std::ops::Range;
use std::sync::Mutex;
use tabel::TabelSiap;

/// About how many rows of the widest entity one block holds: its columns stay in the second-level cache.
const BARIS_BLOK: usize = 4096;

/// A whole column of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KolomPenuh {
    Kecil(Vec<i64>),
    Besar(Vec<i128>),
    Rasio(Vec<i128>, Vec<i128>),
}

impl KolomPenuh {
    pub fn potong(&self, r: Range<usize>) -> Nilai {
        match self {
            Self::Kecil(v) => Nilai::kecil(v.get(r).unwrap_or_default().to_vec()),
            Self::Besar(v) => Nilai::besar(v.get(r).unwrap_or_default().to_vec()),
            Self::Rasio(a, b) => {
                let p = |v: &[i128]| std::rc::Rc::new(v.get(r.clone()).unwrap_or_default().to_vec());
                Nilai::Rasio(p(a), p(b))
            }
        }
    }

    pub fn di(&self, i: usize) -> (i128, i128) {
        match self {
            Self::Kecil(v) => (v.get(i).map_or(0, |x| i128::from(*x)), 1),
            Self::Besar(v) => (v.get(i).copied().unwrap_or(0), 1),
            Self::Rasio(a, b) => (a.get(i).copied().unwrap_or(0), b.get(i).copied().unwrap_or(1)),
        }
    }

    fn ambil(&self, baris: &[u32]) -> Nilai {
        let g =
            |v: &[i128]| baris.iter().map(|b| v.get(*b as usize).copied().unwrap_or(0)).collect::<Vec<_>>();
        match self {
            Self::Kecil(v) => {
                Nilai::kecil(baris.iter().map(|b| v.get(*b as usize).copied().unwrap_or(0)).collect())
            }
            Self::Besar(v) => Nilai::besar(g(v)),
            Self::Rasio(a, b) => Nilai::Rasio(std::rc::Rc::new(g(a)), std::rc::Rc::new(g(b))),
        }
    }

    fn sambung(&mut self, lain: Self) {
        match (&mut *self, lain) {
            (Self::Kecil(a), Self::Kecil(b)) => a.extend(b),
            (Self::Rasio(a, b), Self::Rasio(c, d)) => {
                a.extend(c);
                b.extend(d);
            }
            (Self::Besar(a), Self::Besar(b)) => a.extend(b),
            (Self::Besar(a), Self::Kecil(b)) => a.extend(b.into_iter().map(i128::from)),
            (a, b) => {
                let mut v: Vec<i128> = (0..a.banyak()).map(|i| a.di(i).0).collect();
                v.extend((0..b.banyak()).map(|i| b.di(i).0));
                *a = Self::Besar(v);
            }
        }
    }

    pub fn banyak(&self) -> usize {
        match self {
            Self::Kecil(v) => v.len(),
            Self::Besar(v) | Self::Rasio(v, _) => v.len(),
        }
    }

    /// Puts values of rows starting at `dari` in place.
    fn tempel(&mut self, dari: usize, v: &Nilai, n: usize) {
        for i in 0..n {
            let (a, b) = v.di(i);
            match self {
                Self::Kecil(x) => {
                    if let (Ok(a), Some(x)) = (i64::try_from(a), x.get_mut(dari + i)) {
                        *x = a
                    }
                }
                Self::Besar(x) => {
                    if let Some(x) = x.get_mut(dari + i) {
                        *x = a;
                    }
                }
                Self::Rasio(x, y) => {
                    if let (Some(x), Some(y)) = (x.get_mut(dari + i), y.get_mut(dari + i)) {
                        (*x, *y) = (a, b);
                    }
                }
            }
        }
    }
}

impl From<Nilai> for KolomPenuh {
    fn from(v: Nilai) -> Self {
        let lepas = |r: std::rc::Rc<Vec<i128>>| std::rc::Rc::try_unwrap(r).unwrap_or_else(|r| (*r).clone());
        match v {
            Nilai::Kecil(v) => Self::Kecil(std::rc::Rc::try_unwrap(v).unwrap_or_else(|r| (*r).clone())),
            Nilai::Besar(v) => Self::Besar(lepas(v)),
            Nilai::Rasio(a, b) => Self::Rasio(lepas(a), lepas(b)),
            Nilai::Tetap(x) => Self::Besar(vec![x]),
        }
    }
}

/// What every block reads: the plan, the inputs, and the columns computed so far.
pub(crate) struct Konteks<'a> {
    pub d: &'a Deklarasi,
    pub s: &'a Susunan,
    pub m: &'a Masukan,
    pub tabel: Vec<TabelSiap>,
    /// Per formula of the plan: its whole column, when kept and computed.
    pub kolom: Vec<Option<KolomPenuh>>,
    pub pro_rata: Vec<Option<KolomPenuh>>,
    pub galat: Mutex<Vec<GalatAturan>>,
}

impl<'a> Konteks<'a> {
    pub fn baru(d: &'a Deklarasi, s: &'a Susunan, m: &'a Masukan) -> Self {
        Self {
            d,
            s,
            m,
            tabel: tabel::siapkan(d, s),
            kolom: vec![None; s.rumus.len()],
            pro_rata: vec![None; s.pro_rata.len()],
            galat: Mutex::new(Vec::new()),
        }
    }

    /// A lookup that found nothing: noted with the row's name, once the message list is not full.
    pub fn tak_ada(&self, tabel: usize, e: usize, baris: usize, kunci: &[Simpul]) -> i128 {
        let nama = self.d.tabel.get(tabel).map_or(String::new(), |t| t.nama.clone());
        let letak = u32::try_from(baris).unwrap_or(0);
        let cari: Vec<String> = kunci
            .iter()
            .map(|s| match s.tipe {
                crate::susun::ir::Tipe::Teks => {
                    self.teks(s, e, &[letak]).into_iter().next().unwrap_or_default()
                }
                _ => self.satu(s, e, baris).0.to_string(),
            })
            .collect();
        let isian = vec![
            ("nama", nama),
            ("kunci", cari.join(", ")),
            ("entitas", self.d.entitas.get(e).map_or(String::new(), |e| e.nama.clone())),
            ("baris", self.m.kunci_baris(e, baris)),
        ];
        let galat = GalatAturan::data("ATR-092", isian);
        if let Ok(mut g) = self.galat.lock()
            && g.len() < 100
            && !g.contains(&galat)
        {
            g.push(galat);
        }
        0
    }

    /// A node for one row.
    pub fn satu(&self, s: &Simpul, e: usize, baris: usize) -> (i128, i128) {
        let akar = self.d.akar(e);
        let b = Blok::baru(self, akar, self.akar_baris(e, baris)..self.akar_baris(e, baris) + 1);
        b.simpul(s, e).di(baris.saturating_sub(b.baris(e).start))
    }

    /// The root row above a row.
    pub fn akar_baris(&self, e: usize, baris: usize) -> usize {
        let (mut e, mut b) = (e, baris);
        while let Some(i) = self.d.entitas.get(e).and_then(|x| x.induk) {
            b = self.m.tabel.get(e).and_then(|t| t.induk.get(b)).map_or(0, |x| *x as usize);
            e = i;
        }
        b
    }

    /// A node of entity `e` at these rows, read from whole columns.
    pub fn ambil(&self, s: &Simpul, e: usize, baris: &[u32]) -> Nilai {
        match &s.op {
            Op::Tetap(x) => Nilai::Tetap(*x),
            Op::Kolom(i) => {
                let Some(k) = self.m.kolom(*i) else { return Nilai::Tetap(0) };
                use crate::masukan::Lebar as L;
                fn g<T: Copy + Into<i64>>(v: &[T], baris: &[u32]) -> Vec<i64> {
                    baris.iter().map(|b| v.get(*b as usize).map_or(0, |x| (*x).into())).collect()
                }
                Nilai::kecil(match &k.kode {
                    L::I8(v) => g(v, baris),
                    L::I16(v) => g(v, baris),
                    L::I32(v) => g(v, baris),
                    L::I64(v) => g(v, baris),
                })
            }
            Op::Kunci => match self.m.tabel.get(e).map(|t| &t.kunci) {
                Some(Kunci::Bulat(v)) => Nilai::kecil(baris.iter().map(|b| v.nilai(*b as usize)).collect()),
                _ => Nilai::Tetap(0),
            },
            Op::Rumus(f) => match self.kolom.get(*f).and_then(Option::as_ref) {
                Some(k) => k.ambil(baris),
                None => self.ambil_satu_satu(s, e, baris),
            },
            Op::Rujuk(k, tuju, a) => {
                let b = self.tujuan(*k, baris);
                self.ambil(a, *tuju, &b)
            }
            _ => self.ambil_satu_satu(s, e, baris),
        }
    }

    fn ambil_satu_satu(&self, s: &Simpul, e: usize, baris: &[u32]) -> Nilai {
        let v: Vec<(i128, i128)> = baris.iter().map(|b| self.satu(s, e, *b as usize)).collect();
        if s.tipe.angka().is_some_and(|t| t.rasio.is_some()) {
            let (a, b) = v.into_iter().unzip();
            return Nilai::Rasio(std::rc::Rc::new(a), std::rc::Rc::new(b));
        }
        Nilai::besar(v.into_iter().map(|(a, _)| a).collect())
    }

    fn tujuan(&self, kolom: usize, baris: &[u32]) -> Vec<u32> {
        let k = self.m.kolom(kolom);
        baris.iter().map(|b| k.map_or(0, |k| u32::try_from(k.kode.nilai(*b as usize)).unwrap_or(0))).collect()
    }

    /// Texts of a text node at these rows.
    pub fn teks(&self, s: &Simpul, e: usize, baris: &[u32]) -> Vec<String> {
        match &s.op {
            Op::Kolom(i) => {
                let k = self.m.kolom(*i);
                let satu = |b: &u32| {
                    let k = k?;
                    k.kamus.get(usize::try_from(k.kode.nilai(*b as usize)).ok()?).cloned()
                };
                baris.iter().map(|b| satu(b).unwrap_or_default()).collect()
            }
            Op::Kunci => baris.iter().map(|b| self.m.kunci_baris(e, *b as usize)).collect(),
            Op::Rujuk(k, tuju, a) => {
                let b = self.tujuan(*k, baris);
                self.teks(a, *tuju, &b)
            }
            Op::Naik(n, a) => {
                let mut b = baris.to_vec();
                let mut kini = e;
                for _ in 0..*n {
                    let induk = self.m.tabel.get(kini).map(|t| t.induk.as_slice()).unwrap_or_default();
                    b = b.iter().map(|x| induk.get(*x as usize).copied().unwrap_or(0)).collect();
                    kini = self.d.entitas.get(kini).and_then(|x| x.induk).unwrap_or(kini);
                }
                self.teks(a, kini, &b)
            }
            _ => vec![String::new(); baris.len()],
        }
    }

    /// Rows of `anak` that refer to rows `r` of `e`, aggregated per row of `r`.
    pub fn perujuk(
        &self,
        jenis: Agregat,
        kolom: usize,
        f: usize,
        anak: usize,
        _e: usize,
        r: Range<usize>,
    ) -> Vec<i128> {
        let mut h: Vec<Option<i128>> = vec![None; r.len()];
        let (Some(k), Some(rujuk)) = (self.kolom.get(f).and_then(Option::as_ref), self.m.kolom(kolom)) else {
            return vec![0; r.len()];
        };
        let n = self.m.tabel.get(anak).map_or(0, |t| t.kunci.banyak());
        for i in 0..n {
            let Ok(ke) = usize::try_from(rujuk.kode.nilai(i)) else { continue };
            let Some(x) = ke.checked_sub(r.start).and_then(|ke| h.get_mut(ke)) else { continue };
            let v = k.di(i).0;
            *x = Some(match (*x, jenis) {
                (None, _) => v,
                (Some(a), Agregat::Jumlah) => a + v,
                (Some(a), Agregat::Terbesar) => a.max(v),
                (Some(a), Agregat::Terkecil) => a.min(v),
            });
        }
        h.into_iter().map(|x| x.unwrap_or(0)).collect()
    }

    /// Roots of all trees, in declared order.
    fn akar(&self) -> Vec<usize> {
        (0..self.d.entitas.len()).filter(|e| self.d.akar(*e) == *e).collect()
    }

    /// Computes every kept column on `utas` threads.
    pub fn jalankan(&mut self, utas: usize) {
        for tingkat in 0..=self.s.tingkat_tertinggi {
            self.siapkan_pro_rata(tingkat);
            for akar in self.akar() {
                let perlu: Vec<usize> = self.perlu(tingkat, akar);
                if perlu.is_empty() {
                    continue;
                }
                let hasil = self.pohon(akar, &perlu, utas);
                for (f, k) in perlu.into_iter().zip(hasil) {
                    if let Some(x) = self.kolom.get_mut(f) {
                        *x = Some(k);
                    }
                }
            }
        }
    }

    fn perlu(&self, tingkat: usize, akar: usize) -> Vec<usize> {
        let pilih = |(_, r): &(usize, &crate::susun::RumusRencana)| {
            r.simpan && r.tingkat == tingkat && self.d.akar(r.entitas) == akar
        };
        self.s.rumus.iter().enumerate().filter(pilih).map(|(i, _)| i).collect()
    }

    /// Root rows cut into blocks of about [`BARIS_BLOK`] rows of the widest entity.
    fn blok(&self, akar: usize) -> Vec<Range<usize>> {
        let n = self.m.tabel.get(akar).map_or(0, |t| t.kunci.banyak());
        let pohon = (0..self.d.entitas.len()).filter(|e| self.d.akar(*e) == akar);
        let terbanyak =
            pohon.filter_map(|e| self.m.tabel.get(e)).map(|t| t.kunci.banyak()).max().unwrap_or(0);
        let per = terbanyak.checked_div(n).unwrap_or(1).max(1);
        let langkah = (BARIS_BLOK / per).max(1);
        (0..n).step_by(langkah).map(|i| i..(i + langkah).min(n)).collect()
    }

    fn pohon(&self, akar: usize, perlu: &[usize], utas: usize) -> Vec<KolomPenuh> {
        let blok = self.blok(akar);
        let utas = utas.clamp(1, 64).min(blok.len().max(1));
        let per = blok.len().div_ceil(utas).max(1);
        let kerja = |bagian: &[Range<usize>]| -> Vec<KolomPenuh> {
            let mut semua: Vec<Option<KolomPenuh>> = vec![None; perlu.len()];
            for r in bagian {
                let b = Blok::baru(self, akar, r.clone());
                for (x, f) in semua.iter_mut().zip(perlu) {
                    let e = self.s.rumus.get(*f).map_or(0, |r| r.entitas);
                    let v = KolomPenuh::from(b.rumus(*f).penuh(b.baris(e).len()));
                    match x {
                        None => *x = Some(v),
                        Some(k) => k.sambung(v),
                    }
                }
            }
            semua.into_iter().map(|x| x.unwrap_or(KolomPenuh::Kecil(Vec::new()))).collect()
        };
        if utas == 1 {
            return kerja(&blok);
        }
        let bagian: Vec<&[Range<usize>]> = blok.chunks(per).collect();
        let kerja = &kerja;
        let hasil: Vec<Vec<KolomPenuh>> = std::thread::scope(|s| {
            let h: Vec<_> = bagian.iter().map(|b| s.spawn(move || kerja(b))).collect();
            h.into_iter().map(|h| h.join().unwrap_or_default()).collect()
        });
        let mut hasil = hasil.into_iter();
        let mut semua = hasil.next().unwrap_or_default();
        for h in hasil {
            for (a, b) in semua.iter_mut().zip(h) {
                a.sambung(b);
            }
        }
        semua
    }

    /// Recomputes kept columns for these root rows of `akar` only, and what depends on them: the groups they refer
    /// to, and the rows of those groups. Whole columns must be there already.
    pub fn sebagian(&mut self, akar: usize, baris: &[usize]) {
        let mut berubah: Vec<std::collections::BTreeSet<usize>> =
            vec![std::collections::BTreeSet::new(); self.d.entitas.len()];
        if let Some(x) = berubah.get_mut(akar) {
            x.extend(baris.iter().copied());
        }
        for tingkat in 0..=self.s.tingkat_tertinggi {
            if tingkat > 0 {
                self.rambatkan(&mut berubah);
            }
            self.pro_rata_sebagian(tingkat, &berubah);
            for a in self.akar() {
                let perlu = self.perlu(tingkat, a);
                let baris: Vec<usize> =
                    berubah.get(a).map(|b| b.iter().copied().collect()).unwrap_or_default();
                if perlu.is_empty() || baris.is_empty() {
                    continue;
                }
                // The formulas' own old columns must not answer for them.
                let mut lama: Vec<Option<KolomPenuh>> = Vec::new();
                for f in &perlu {
                    lama.push(self.kolom.get_mut(*f).and_then(Option::take));
                }
                for r in runtun(&baris) {
                    let b = Blok::baru(self, a, r);
                    for (k, f) in lama.iter_mut().zip(&perlu) {
                        let e = self.s.rumus.get(*f).map_or(0, |r| r.entitas);
                        let br = b.baris(e);
                        let v = b.rumus(*f);
                        if let Some(k) = k {
                            k.tempel(br.start, &v, br.len());
                        }
                    }
                }
                for (k, f) in lama.into_iter().zip(perlu) {
                    if let Some(x) = self.kolom.get_mut(f) {
                        *x = k;
                    }
                }
            }
        }
    }

    /// Rows that could change because rows they exchange figures with changed.
    fn rambatkan(&self, berubah: &mut [std::collections::BTreeSet<usize>]) {
        for (i, m) in self.d.masukan.iter().enumerate() {
            let crate::jenis::Jenis::Rujukan(tuju) = m.jenis else { continue };
            let Some(k) = self.m.kolom(i) else { continue };
            let akar = self.d.akar(m.entitas);
            if m.entitas == akar {
                let dari: Vec<usize> =
                    berubah.get(akar).map(|b| b.iter().copied().collect()).unwrap_or_default();
                let ke = dari.iter().filter_map(|b| usize::try_from(k.kode.nilai(*b)).ok());
                if let Some(x) = berubah.get_mut(tuju) {
                    x.extend(ke);
                }
            }
            let Some(kena) = berubah.get(tuju).cloned() else { continue };
            if kena.is_empty() {
                continue;
            }
            let n = k.kode.banyak();
            let baru = (0..n).filter(|b| usize::try_from(k.kode.nilai(*b)).is_ok_and(|x| kena.contains(&x)));
            let baru: Vec<usize> = baru.map(|b| self.akar_baris(m.entitas, b)).collect();
            if let Some(x) = berubah.get_mut(akar) {
                x.extend(baru);
            }
        }
    }
}

/// Runs of consecutive numbers as ranges.
fn runtun(baris: &[usize]) -> Vec<Range<usize>> {
    let mut hasil: Vec<Range<usize>> = Vec::new();
    for b in baris {
        match hasil.last_mut() {
            Some(r) if r.end == *b => r.end += 1,
            _ => hasil.push(*b..*b + 1),
        }
    }
    hasil
}
