//! Evaluates nodes over the rows of a block: some root rows with all that hangs below them.

use super::Konteks;
use super::nilai::{Lensa, Nilai, peta1, peta2};
use super::tabel::{KunciTabel, TabelSiap, letak};
use crate::masukan::Lebar;
use crate::susun::ir::{Agregat, Op, Pasang, Simpul};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

/// Root rows `rentang` of one tree, and the formulas computed for them so far.
pub(crate) struct Blok<'k> {
    pub k: &'k Konteks<'k>,
    akar: usize,
    rentang: Range<usize>,
    /// Rows of each entity of the tree that belong to the block.
    baris: Vec<Option<Range<usize>>>,
    lokal: RefCell<Vec<Option<Nilai>>>,
    /// Compute the block's own formulas anew even where whole columns are kept.
    segar: bool,
}

impl<'k> Blok<'k> {
    pub fn baru(k: &'k Konteks<'k>, akar: usize, rentang: Range<usize>) -> Self {
        let n = k.d.entitas.len();
        let mut b = Self {
            k,
            akar,
            rentang,
            baris: vec![None; n],
            lokal: RefCell::new(vec![None; k.s.rumus.len()]),
            segar: false,
        };
        b.baris = (0..n).map(|e| (k.d.akar(e) == akar).then(|| b.hitung_baris(e))).collect();
        b
    }

    /// The block of one root row that trusts no kept column of its own formulas: for explanations.
    pub fn segar(k: &'k Konteks<'k>, akar: usize, baris: usize) -> Self {
        Self { segar: true, ..Self::baru(k, akar, baris..baris + 1) }
    }

    fn hitung_baris(&self, e: usize) -> Range<usize> {
        if e == self.akar {
            return self.rentang.clone();
        }
        let atas = self.k.d.entitas.get(e).and_then(|x| x.induk).map_or(0..0, |i| self.hitung_baris(i));
        let dari = self.k.m.rentang(e, atas.start).start;
        let sampai = if atas.end == 0 { dari } else { self.k.m.rentang(e, atas.end - 1).end };
        dari..sampai.max(dari)
    }

    /// Rows of entity `e` in this block.
    pub fn baris(&self, e: usize) -> Range<usize> {
        self.baris.get(e).cloned().flatten().unwrap_or(0..0)
    }

    /// Formula `f` of the plan over the block, computed once.
    pub fn rumus(&self, f: usize) -> Nilai {
        if let Some(Some(v)) = self.lokal.borrow().get(f) {
            return v.clone();
        }
        let Some(r) = self.k.s.rumus.get(f) else { return Nilai::Tetap(0) };
        let simpan = self.k.kolom.get(f).and_then(Option::as_ref).filter(|_| !self.segar);
        let v = match simpan {
            Some(k) => k.potong(self.baris(r.entitas)),
            None => self.simpul(&r.simpul, r.entitas),
        };
        if let Some(x) = self.lokal.borrow_mut().get_mut(f) {
            *x = Some(v.clone());
        }
        v
    }

    /// A node over the rows of entity `e`.
    pub fn simpul(&self, s: &Simpul, e: usize) -> Nilai {
        let n = self.baris(e).len();
        match &s.op {
            Op::Tetap(x) => Nilai::Tetap(*x),
            Op::Lubang => Nilai::Tetap(0),
            Op::Kolom(i) => self.kolom(*i, e),
            Op::Terisi(i) => self.terisi(*i, e),
            Op::Kunci => self.kunci(e),
            Op::Rumus(f) => self.rumus(*f),
            Op::Naik(langkah, a) => self.naik(*langkah, a, e),
            Op::Rujuk(kolom, tuju, a) => {
                let baris = self.baris_tujuan(*kolom, e);
                self.k.ambil(a, *tuju, &baris)
            }
            Op::Tambah(_) | Op::Min(_) | Op::Maks(_) | Op::Bagi(_) => self.aritmetika(s, e, n),
            Op::Kali(a, b) => self.kali(s, a, b, e, n),
            Op::KaliTetap(a, f) => self.kali_tetap(s, a, *f, e, n),
            Op::Mutlak(a) => match self.simpul(a, e) {
                Nilai::Rasio(x, d) => Nilai::Rasio(Rc::new(x.iter().map(|x| x.abs()).collect()), d),
                v if s.kecil => Nilai::kecil(peta1(&v.lensa64(), n, i64::abs)),
                v => Nilai::besar(peta1(&v.lensa128(), n, i128::abs)),
            },
            Op::Jika(c, p) => self.jika(s, c, p, e, n),
            Op::Banding(op, p) => self.banding(s.kecil, *op, p, e, n),
            Op::Dan(a, b) => {
                let (a, b) = (self.simpul(a, e), self.simpul(b, e));
                Nilai::kecil(peta2(&a.lensa64(), &b.lensa64(), n, |x, y| x & y))
            }
            Op::Atau(a, b) => {
                let (a, b) = (self.simpul(a, e), self.simpul(b, e));
                Nilai::kecil(peta2(&a.lensa64(), &b.lensa64(), n, |x, y| x | y))
            }
            Op::Bukan(a) => Nilai::kecil(peta1(&self.simpul(a, e).lensa64(), n, |x| 1 - x)),
            Op::DalamKode(a, daftar) => self.dalam_kode(a, daftar, e, n),
            Op::DalamTeks(a, daftar) => {
                let t = self.teks(a, e);
                Nilai::kecil(t.iter().map(|t| i64::from(daftar.iter().any(|d| d == t))).collect())
            }
            Op::Cari(t, kunci) => self.cari(*t, kunci, e, n),
            Op::Braket(t, x) => self.braket(*t, x, e, n),
            Op::Bulat { a, kali, bagi, langkah, cara } => {
                let v = self.simpul(a, e);
                if s.kecil
                    && let (Ok(k), Ok(b), Ok(l)) =
                        (i64::try_from(*kali), i64::try_from(*bagi), i64::try_from(*langkah))
                {
                    let cara = *cara;
                    return Nilai::kecil(peta1(&v.lensa64(), n, |x| bulat64(cara, x * k, b) * l));
                }
                let h =
                    peta2(&v.lensa128(), &v.penyebut(), n, |x, d| cara.bagi(x * kali, d * bagi) * langkah);
                Nilai::besar(h)
            }
            Op::Anak(jenis, anak, isi) => self.anak(*jenis, *anak, isi, e),
            Op::Perujuk(jenis, kolom, f, anak) => {
                let semua = self.k.perujuk(*jenis, *kolom, *f, *anak, e, self.baris(e));
                Nilai::besar(semua)
            }
            Op::ProRata(p) => self
                .k
                .pro_rata
                .get(*p)
                .and_then(Option::as_ref)
                .map_or(Nilai::Tetap(0), |k| k.potong(self.baris(e))),
        }
    }

    fn kolom(&self, i: usize, e: usize) -> Nilai {
        let Some(k) = self.k.m.kolom(i) else { return Nilai::Tetap(0) };
        let r = self.baris(e);
        let mut v = Vec::with_capacity(r.len());
        k.kode.potong(r, &mut v);
        Nilai::kecil(v)
    }

    fn terisi(&self, i: usize, e: usize) -> Nilai {
        let r = self.baris(e);
        let mut v = vec![1_i64; r.len()];
        let kosong = self.k.m.kolom(i).map(|k| k.kosong.as_slice()).unwrap_or_default();
        let dari = kosong.partition_point(|x| (*x as usize) < r.start);
        for x in kosong.iter().skip(dari).take_while(|x| (**x as usize) < r.end) {
            if let Some(y) = v.get_mut(*x as usize - r.start) {
                *y = 0;
            }
        }
        Nilai::kecil(v)
    }

    fn kunci(&self, e: usize) -> Nilai {
        let mut v = Vec::new();
        if let Some(crate::masukan::Kunci::Bulat(k)) = self.k.m.tabel.get(e).map(|t| &t.kunci) {
            k.potong(self.baris(e), &mut v);
        }
        Nilai::kecil(v)
    }

    /// Rows of the entity `langkah` parents up, for each row of `e` in the block.
    fn leluhur(&self, langkah: usize, e: usize) -> (usize, Vec<u32>) {
        let mut baris: Vec<u32> = Vec::new();
        let mut kini = e;
        for i in 0..langkah {
            let Some(t) = self.k.m.tabel.get(kini) else { break };
            baris = if i == 0 {
                t.induk.get(self.baris(e)).unwrap_or_default().to_vec()
            } else {
                baris.iter().map(|b| t.induk.get(*b as usize).copied().unwrap_or(0)).collect()
            };
            kini = self.k.d.entitas.get(kini).and_then(|x| x.induk).unwrap_or(kini);
        }
        (kini, baris)
    }

    fn naik(&self, langkah: usize, a: &Simpul, e: usize) -> Nilai {
        let (atas, baris) = self.leluhur(langkah, e);
        let v = self.simpul(a, atas);
        let dari = self.baris(atas).start;
        let sebar = |i: &u32| (*i as usize).saturating_sub(dari);
        match v {
            Nilai::Tetap(x) => Nilai::Tetap(x),
            Nilai::Kecil(x) => {
                Nilai::kecil(baris.iter().map(|i| x.get(sebar(i)).copied().unwrap_or(0)).collect())
            }
            Nilai::Besar(x) => {
                Nilai::besar(baris.iter().map(|i| x.get(sebar(i)).copied().unwrap_or(0)).collect())
            }
            Nilai::Rasio(x, d) => Nilai::Rasio(
                Rc::new(baris.iter().map(|i| x.get(sebar(i)).copied().unwrap_or(0)).collect()),
                Rc::new(baris.iter().map(|i| d.get(sebar(i)).copied().unwrap_or(1)).collect()),
            ),
        }
    }

    fn baris_tujuan(&self, kolom: usize, e: usize) -> Vec<u32> {
        let r = self.baris(e);
        match self.k.m.kolom(kolom).map(|k| &k.kode) {
            Some(Lebar::I8(v)) => {
                v.get(r).unwrap_or_default().iter().map(|x| u32::from(x.unsigned_abs())).collect()
            }
            Some(Lebar::I16(v)) => {
                v.get(r).unwrap_or_default().iter().map(|x| u32::from(x.unsigned_abs())).collect()
            }
            Some(Lebar::I32(v)) => v.get(r).unwrap_or_default().iter().map(|x| x.unsigned_abs()).collect(),
            Some(Lebar::I64(v)) => {
                v.get(r).unwrap_or_default().iter().map(|x| u32::try_from(*x).unwrap_or(0)).collect()
            }
            None => vec![0; r.len()],
        }
    }

    fn aritmetika(&self, s: &Simpul, e: usize, n: usize) -> Nilai {
        let p = match &s.op {
            Op::Tambah(p) | Op::Min(p) | Op::Maks(p) | Op::Bagi(p) => p,
            _ => return Nilai::Tetap(0),
        };
        let (a, b) = (self.simpul(&p.a, e), self.simpul(&p.b, e));
        if s.kecil
            && let (Ok(ka), Ok(kb)) = (i64::try_from(p.ka), i64::try_from(p.kb))
        {
            let (a, b) = (a.lensa64(), b.lensa64());
            return Nilai::kecil(match &s.op {
                Op::Min(_) => peta2(&a, &b, n, |x, y| (x * ka).min(y * kb)),
                Op::Maks(_) => peta2(&a, &b, n, |x, y| (x * ka).max(y * kb)),
                _ => peta2(&a, &b, n, |x, y| x * ka + y * kb),
            });
        }
        let (ka, kb) = (p.ka, p.kb);
        let (x, y, dx, dy) = (a.lensa128(), b.lensa128(), a.penyebut(), b.penyebut());
        let hitung = |i: usize| {
            let (u, v) = (x.di(i) * ka * dy.di(i), y.di(i) * kb * dx.di(i));
            match &s.op {
                Op::Min(_) => u.min(v),
                Op::Maks(_) => u.max(v),
                Op::Bagi(_) => u,
                _ => u + v,
            }
        };
        let atas: Vec<i128> = (0..n).map(hitung).collect();
        if s.angka().rasio.is_none() {
            return Nilai::besar(atas);
        }
        let bawah = match &s.op {
            Op::Bagi(_) => (0..n).map(|i| y.di(i) * kb * dx.di(i)).collect(),
            _ => (0..n).map(|i| dx.di(i) * dy.di(i)).collect(),
        };
        Nilai::Rasio(Rc::new(atas), Rc::new(bawah))
    }

    fn kali(&self, s: &Simpul, a: &Simpul, b: &Simpul, e: usize, n: usize) -> Nilai {
        let (a, b) = (self.simpul(a, e), self.simpul(b, e));
        if s.kecil {
            return Nilai::kecil(peta2(&a.lensa64(), &b.lensa64(), n, |x, y| x * y));
        }
        let atas = peta2(&a.lensa128(), &b.lensa128(), n, |x, y| x * y);
        if s.angka().rasio.is_none() {
            return Nilai::besar(atas);
        }
        Nilai::Rasio(Rc::new(atas), Rc::new(peta2(&a.penyebut(), &b.penyebut(), n, |x, y| x * y)))
    }

    fn kali_tetap(&self, s: &Simpul, a: &Simpul, f: i128, e: usize, n: usize) -> Nilai {
        let v = self.simpul(a, e);
        match (s.kecil, i64::try_from(f)) {
            (true, Ok(f)) => Nilai::kecil(peta1(&v.lensa64(), n, |x| x * f)),
            _ => {
                let atas = peta1(&v.lensa128(), n, |x| x * f);
                match v {
                    Nilai::Rasio(_, d) => Nilai::Rasio(Rc::new(atas), d),
                    _ => Nilai::besar(atas),
                }
            }
        }
    }

    fn jika(&self, s: &Simpul, c: &Simpul, p: &Pasang, e: usize, n: usize) -> Nilai {
        let (c, a, b) = (self.simpul(c, e), self.simpul(&p.a, e), self.simpul(&p.b, e));
        let c = c.lensa64();
        if s.kecil
            && let (Ok(ka), Ok(kb)) = (i64::try_from(p.ka), i64::try_from(p.kb))
        {
            let (a, b) = (a.lensa64(), b.lensa64());
            if let (Lensa::Banyak(c), Lensa::Banyak(a), Lensa::Satu(0)) = (&c, &a, &b) {
                return Nilai::kecil(c.iter().zip(a.iter()).map(|(c, a)| c * a * ka).collect());
            }
            let pilih = |i| if c.di(i) != 0 { a.di(i) * ka } else { b.di(i) * kb };
            return Nilai::kecil((0..n).map(pilih).collect());
        }
        let (x, y, dx, dy) = (a.lensa128(), b.lensa128(), a.penyebut(), b.penyebut());
        let pilih = |i| {
            if c.di(i) != 0 { x.di(i) * p.ka * dy.di(i) } else { y.di(i) * p.kb * dx.di(i) }
        };
        let atas: Vec<i128> = (0..n).map(pilih).collect();
        if s.tipe.angka().is_none_or(|t| t.rasio.is_none()) {
            return Nilai::besar(atas);
        }
        Nilai::Rasio(Rc::new(atas), Rc::new((0..n).map(|i| dx.di(i) * dy.di(i)).collect()))
    }

    fn banding(
        &self,
        kecil: bool,
        op: crate::bahasa::pohon::Banding,
        p: &Pasang,
        e: usize,
        n: usize,
    ) -> Nilai {
        use crate::bahasa::pohon::Banding as B;
        let (a, b) = (self.simpul(&p.a, e), self.simpul(&p.b, e));
        if kecil && let (Ok(ka), Ok(kb)) = (i64::try_from(p.ka), i64::try_from(p.kb)) {
            let (a, b) = (a.lensa64(), b.lensa64());
            return Nilai::kecil(match op {
                B::Sama => peta2(&a, &b, n, |x, y| i64::from(x * ka == y * kb)),
                B::Beda => peta2(&a, &b, n, |x, y| i64::from(x * ka != y * kb)),
                B::Kurang => peta2(&a, &b, n, |x, y| i64::from(x * ka < y * kb)),
                B::Sampai => peta2(&a, &b, n, |x, y| i64::from(x * ka <= y * kb)),
                B::Lebih => peta2(&a, &b, n, |x, y| i64::from(x * ka > y * kb)),
                B::Mulai => peta2(&a, &b, n, |x, y| i64::from(x * ka >= y * kb)),
            });
        }
        let (x, y, dx, dy) = (a.lensa128(), b.lensa128(), a.penyebut(), b.penyebut());
        let uji = |i: usize| i64::from(op.pada(&(x.di(i) * p.ka * dy.di(i)), &(y.di(i) * p.kb * dx.di(i))));
        Nilai::kecil((0..n).map(uji).collect())
    }

    fn dalam_kode(&self, a: &Simpul, daftar: &[i128], e: usize, n: usize) -> Nilai {
        let kode: Vec<i64> = daftar.iter().filter_map(|x| i64::try_from(*x).ok()).collect();
        let v = self.simpul(a, e);
        let v = v.lensa64();
        Nilai::kecil(match kode.as_slice() {
            [satu] => peta1(&v, n, |x| i64::from(x == *satu)),
            _ => peta1(&v, n, |x| i64::from(kode.contains(&x))),
        })
    }

    /// Texts of a text node.
    fn teks(&self, s: &Simpul, e: usize) -> Vec<String> {
        let baris: Vec<u32> = self.baris(e).filter_map(|i| u32::try_from(i).ok()).collect();
        self.k.teks(s, e, &baris)
    }

    fn cari(&self, t: usize, kunci: &[Simpul], e: usize, n: usize) -> Nilai {
        match self.k.tabel.get(t) {
            Some(TabelSiap::Padat { lo, lebar, isi, tak_ada }) => {
                let k: Vec<Nilai> = kunci.iter().map(|s| self.simpul(s, e)).collect();
                if let ([k], [lo], None) = (k.as_slice(), lo.as_slice(), tak_ada)
                    && let Some(v) = self.cari_satu(k, *lo, isi, n)
                {
                    return v;
                }
                let mut h = Vec::with_capacity(n);
                let mut satu: Vec<i128> = Vec::new();
                for i in 0..n {
                    satu.clear();
                    satu.extend(k.iter().map(|v| v.di(i).0));
                    let x = letak(&satu, lo, lebar).and_then(|i| isi.get(i).copied().flatten()).or(*tak_ada);
                    h.push(x.unwrap_or_else(|| self.k.tak_ada(t, e, self.baris(e).start + i, kunci)));
                }
                Nilai::besar(h)
            }
            Some(TabelSiap::Jarang { isi, tak_ada }) => {
                let k: Vec<Vec<KunciTabel>> = kunci.iter().map(|s| self.kunci_tabel(s, e, n)).collect();
                let h = (0..n).map(|i| {
                    let satu: Vec<KunciTabel> = k.iter().filter_map(|v| v.get(i).cloned()).collect();
                    let x = isi.get(&satu).copied().or(*tak_ada);
                    x.unwrap_or_else(|| self.k.tak_ada(t, e, self.baris(e).start + i, kunci))
                });
                Nilai::besar(h.collect())
            }
            _ => Nilai::Tetap(0),
        }
    }

    /// Whether a lookup finds a row of its own, rather than the declared value for none.
    pub fn ada_baris(&self, t: usize, kunci: &[Simpul], e: usize, i: usize) -> bool {
        let n = self.baris(e).len();
        match self.k.tabel.get(t) {
            Some(TabelSiap::Padat { lo, lebar, isi, .. }) => {
                let satu: Vec<i128> = kunci.iter().map(|s| self.simpul(s, e).di(i).0).collect();
                letak(&satu, lo, lebar).and_then(|i| isi.get(i)).is_some_and(Option::is_some)
            }
            Some(TabelSiap::Jarang { isi, .. }) => {
                let satu: Vec<KunciTabel> =
                    kunci.iter().filter_map(|s| self.kunci_tabel(s, e, n).get(i).cloned()).collect();
                isi.contains_key(&satu)
            }
            _ => false,
        }
    }

    fn cari_satu(&self, k: &Nilai, lo: i128, isi: &[Option<i128>], n: usize) -> Option<Nilai> {
        let lo = i64::try_from(lo).ok()?;
        let rata: Option<Vec<i64>> = isi.iter().map(|x| x.and_then(|x| i64::try_from(x).ok())).collect();
        let rata = rata?;
        let k = k.lensa64();
        let ambil = |x: i64| usize::try_from(x - lo).ok().and_then(|i| rata.get(i).copied());
        if (0..n).any(|i| ambil(k.di(i)).is_none()) {
            return None;
        }
        Some(Nilai::kecil(peta1(&k, n, |x| ambil(x).unwrap_or(0))))
    }

    fn kunci_tabel(&self, s: &Simpul, e: usize, n: usize) -> Vec<KunciTabel> {
        if s.tipe == crate::susun::ir::Tipe::Teks {
            return self.teks(s, e).into_iter().map(KunciTabel::Teks).collect();
        }
        let v = self.simpul(s, e);
        (0..n).map(|i| KunciTabel::Kode(v.di(i).0)).collect()
    }

    fn braket(&self, t: usize, x: &Simpul, e: usize, n: usize) -> Nilai {
        let Some(TabelSiap::Braket { batas, isi, skala }) = self.k.tabel.get(t) else {
            return Nilai::Tetap(0);
        };
        // x/d ≥ b/skala  ⟺  x ≥ ceil(b·d/skala)
        let d = x.angka().d;
        let naik = |b: &i128| balai_kernel::Pembulatan::KeAtas.bagi(b * d, *skala);
        let batas: Vec<i128> = batas.iter().map(naik).collect();
        let v = self.simpul(x, e);
        let b64: Option<Vec<i64>> = batas.iter().map(|b| i64::try_from(*b).ok()).collect();
        let i64_: Option<Vec<i64>> = isi.iter().map(|b| i64::try_from(*b).ok()).collect();
        if let (true, Some(b), Some(isi)) = (x.kecil, b64, i64_) {
            // Few bounds: counting those reached is a loop without branches.
            let pilih = |x: i64| {
                let ke = b.iter().map(|b| usize::from(x >= *b)).sum::<usize>();
                isi.get(ke.wrapping_sub(1)).copied().unwrap_or(0)
            };
            return Nilai::kecil(peta1(&v.lensa64(), n, pilih));
        }
        let pilih = |x: i128| {
            let ke = batas.partition_point(|b| *b <= x);
            isi.get(ke.wrapping_sub(1)).copied().unwrap_or(0)
        };
        Nilai::besar(peta1(&v.lensa128(), n, pilih))
    }

    /// Where the rows of `anak` end for each row of `e`, as places in the block's rows of `anak`.
    pub fn batas_anak(&self, anak: usize, e: usize) -> Vec<usize> {
        let r = self.baris(e);
        let mut jalur = vec![anak];
        let mut kini = anak;
        while let Some(i) = self.k.d.entitas.get(kini).and_then(|x| x.induk) {
            if i == e {
                break;
            }
            jalur.push(i);
            kini = i;
        }
        let awal = self.baris(anak).start;
        let ujung = |mut p: usize| {
            for x in jalur.iter().rev() {
                p = self.k.m.tabel.get(*x).and_then(|t| t.mulai.get(p)).map_or(0, |x| *x as usize);
            }
            p
        };
        (r.start..=r.end).map(|p| ujung(p).saturating_sub(awal)).collect()
    }

    fn anak(&self, jenis: Agregat, anak: usize, isi: &Simpul, e: usize) -> Nilai {
        let batas = self.batas_anak(anak, e);
        let v = self.simpul(isi, anak);
        let pasang = || batas.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?)));
        if let Nilai::Kecil(v) = &v {
            let h = pasang().map(|(a, b)| {
                let baris = v.get(a..b).unwrap_or_default();
                match jenis {
                    Agregat::Jumlah => baris.iter().map(|x| i128::from(*x)).sum::<i128>(),
                    Agregat::Terbesar => baris.iter().max().map_or(0, |x| i128::from(*x)),
                    Agregat::Terkecil => baris.iter().min().map_or(0, |x| i128::from(*x)),
                }
            });
            let h: Vec<i128> = h.collect();
            return match h.iter().map(|x| i64::try_from(*x)).collect::<Result<Vec<i64>, _>>() {
                Ok(k) => Nilai::kecil(k),
                Err(_) => Nilai::besar(h),
            };
        }
        let v = v.penuh(self.baris(anak).len());
        let v = v.lensa128();
        let h = pasang().map(|(a, b)| {
            let baris = (a..b).map(|i| v.di(i));
            match jenis {
                Agregat::Jumlah => baris.sum(),
                Agregat::Terbesar => baris.max().unwrap_or(0),
                Agregat::Terkecil => baris.min().unwrap_or(0),
            }
        });
        Nilai::besar(h.collect())
    }
}

/// Rounding in 64 bits, for the common case.
fn bulat64(cara: balai_kernel::Pembulatan, n: i64, d: i64) -> i64 {
    use balai_kernel::Pembulatan as P;
    let q = n.div_euclid(d);
    let sisa = n.rem_euclid(d);
    if sisa == 0 {
        return q;
    }
    let paruh = sisa.cmp(&(d - sisa));
    let naik = match cara {
        P::KeBawah => false,
        P::KeAtas => true,
        P::KeNol => n < 0,
        P::SetengahNaik => paruh.is_gt() || (paruh.is_eq() && n >= 0),
        P::SetengahGenap => paruh.is_gt() || (paruh.is_eq() && q.rem_euclid(2) == 1),
    };
    q + i64::from(naik)
}
