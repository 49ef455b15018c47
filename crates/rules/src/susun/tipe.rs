//! Typed construction of arithmetic: units agree, bounds are proven to fit, divisions name their rounding.

use super::ir::{Op, Pasang, Simpul, Tipe, TipeAngka};
use crate::angka::{Pecahan, fpb, kpk};
use crate::bahasa::pohon::Banding;
use crate::satuan::Satuan;
use crate::sumber::Letak;
use balai_kernel::Pembulatan;

/// Why a node cannot be built.
pub(crate) enum Tolak {
    /// Units differ: left, right.
    Satuan(Satuan, Satuan),
    /// The result could leave 128 bits.
    Luap,
    /// The divisor may be zero or negative.
    Nol,
}

type Hasil = Result<Simpul, Tolak>;

const KECIL: i128 = i64::MAX as i128;

fn muat64(nilai: &[i128]) -> bool {
    nilai.iter().all(|x| x.abs() <= KECIL)
}

fn kali(a: i128, b: i128) -> Result<i128, Tolak> {
    a.checked_mul(b).ok_or(Tolak::Luap)
}

fn tambah(a: i128, b: i128) -> Result<i128, Tolak> {
    a.checked_add(b).ok_or(Tolak::Luap)
}

fn sudut(a: (i128, i128), b: (i128, i128)) -> Result<(i128, i128), Tolak> {
    let s = [kali(a.0, b.0)?, kali(a.0, b.1)?, kali(a.1, b.0)?, kali(a.1, b.1)?];
    Ok((s.iter().copied().min().unwrap_or(0), s.iter().copied().max().unwrap_or(0)))
}

impl Simpul {
    pub fn angka(&self) -> TipeAngka {
        self.tipe.angka().unwrap_or(TipeAngka::tetap(Satuan::TANPA, 0, 1))
    }

    pub fn tetap(p: Pecahan, satuan: Satuan, letak: Letak) -> Self {
        let tipe = TipeAngka::tetap(satuan, p.n, p.d);
        Self { op: Op::Tetap(p.n), kecil: muat64(&[p.n]), tipe: Tipe::Angka(tipe), letak }
    }

    /// Its constant value, when it is one.
    pub fn nilai_tetap(&self) -> Option<i128> {
        match self.op {
            Op::Tetap(n) => Some(n),
            _ => None,
        }
    }

    fn dari(op: Op, t: TipeAngka, kecil: bool, letak: Letak) -> Self {
        let op = if t.lo == t.hi && t.rasio.is_none() && super::murni(&op) { Op::Tetap(t.lo) } else { op };
        Self { op, tipe: Tipe::Angka(t), kecil, letak }
    }
}

impl TipeAngka {
    pub fn tetap(satuan: Satuan, n: i128, d: i128) -> Self {
        Self { satuan, d, lo: n, hi: n, rasio: None, kasar: false, tepat: false, persen: false }
    }
}

/// Two numbers of one unit on one denominator; the bounds after scaling, and of the row denominators.
struct Samakan {
    d: i128,
    ka: i128,
    kb: i128,
    a: (i128, i128),
    b: (i128, i128),
    rasio: Option<(i128, i128)>,
}

/// Bounds when each numerator is also multiplied by the other's row denominator.
fn silang(x: (i128, i128), r: Option<(i128, i128)>) -> Result<(i128, i128), Tolak> {
    r.map_or(Ok(x), |r| sudut(x, r))
}

fn samakan(a: &TipeAngka, b: &TipeAngka) -> Result<Samakan, Tolak> {
    if a.satuan != b.satuan {
        return Err(Tolak::Satuan(a.satuan, b.satuan));
    }
    let d = kpk(a.d, b.d).ok_or(Tolak::Luap)?;
    let (ka, kb) = (d / a.d, d / b.d);
    let sa = silang((kali(a.lo, ka)?, kali(a.hi, ka)?), b.rasio)?;
    let sb = silang((kali(b.lo, kb)?, kali(b.hi, kb)?), a.rasio)?;
    let rasio = match (a.rasio, b.rasio) {
        (None, None) => None,
        (r, None) | (None, r) => r,
        (Some(r), Some(q)) => Some(sudut(r, q)?),
    };
    Ok(Samakan { d, ka, kb, a: sa, b: sb, rasio })
}

fn gabung(a: &Simpul, b: &Simpul, s: &Samakan, lo: i128, hi: i128) -> (TipeAngka, bool) {
    let (ta, tb) = (a.angka(), b.angka());
    let t = TipeAngka {
        satuan: ta.satuan,
        d: s.d,
        lo,
        hi,
        rasio: s.rasio,
        kasar: ta.kasar || tb.kasar,
        tepat: ta.tepat || tb.tepat,
        persen: ta.persen || tb.persen,
    };
    let kecil = s.rasio.is_none() && muat64(&[s.a.0, s.a.1, s.b.0, s.b.1, lo, hi, s.ka, s.kb]);
    (t, kecil)
}

/// `a + b`, or `a - b` with `tanda` −1.
pub(crate) fn jumlahkan(a: Simpul, b: Simpul, tanda: i128, letak: Letak) -> Hasil {
    let s = samakan(&a.angka(), &b.angka())?;
    let (blo, bhi) = if tanda < 0 { (kali(s.b.1, -1)?, kali(s.b.0, -1)?) } else { s.b };
    let (lo, hi) = (tambah(s.a.0, blo)?, tambah(s.a.1, bhi)?);
    let (t, kecil) = gabung(&a, &b, &s, lo, hi);
    let p = Pasang { a: Box::new(a), ka: s.ka, b: Box::new(b), kb: s.kb * tanda };
    Ok(Simpul::dari(Op::Tambah(p), t, kecil, letak))
}

/// The smaller (or larger) of two.
pub(crate) fn ekstrem(a: Simpul, b: Simpul, maks: bool, letak: Letak) -> Hasil {
    let s = samakan(&a.angka(), &b.angka())?;
    // With row denominators the kept pair is one of the two, on its own denominator.
    let (lo, hi) =
        if maks { (s.a.0.max(s.b.0), s.a.1.max(s.b.1)) } else { (s.a.0.min(s.b.0), s.a.1.min(s.b.1)) };
    let (t, kecil) = gabung(&a, &b, &s, lo, hi);
    let p = Pasang { a: Box::new(a), ka: s.ka, b: Box::new(b), kb: s.kb };
    Ok(Simpul::dari(if maks { Op::Maks(p) } else { Op::Min(p) }, t, kecil, letak))
}

/// `jika(c, a, b)` of numbers.
pub(crate) fn jika(c: Simpul, a: Simpul, b: Simpul, letak: Letak) -> Hasil {
    let s = samakan(&a.angka(), &b.angka())?;
    let (t, kecil) = gabung(&a, &b, &s, s.a.0.min(s.b.0), s.a.1.max(s.b.1));
    let p = Pasang { a: Box::new(a), ka: s.ka, b: Box::new(b), kb: s.kb };
    Ok(Simpul { op: Op::Jika(Box::new(c), p), tipe: Tipe::Angka(t), kecil, letak })
}

/// Compares two numbers.
pub(crate) fn banding(op: Banding, a: Simpul, b: Simpul, letak: Letak) -> Hasil {
    let s = samakan(&a.angka(), &b.angka())?;
    let kecil = s.rasio.is_none() && muat64(&[s.a.0, s.a.1, s.b.0, s.b.1, s.ka, s.kb]);
    let p = Pasang { a: Box::new(a), ka: s.ka, b: Box::new(b), kb: s.kb };
    Ok(Simpul { op: Op::Banding(op, p), tipe: Tipe::Ya, kecil, letak })
}

/// `a × b`; units multiply.
pub(crate) fn kalikan(a: Simpul, b: Simpul, letak: Letak) -> Hasil {
    let (ta, tb) = (a.angka(), b.angka());
    let satuan = ta.satuan.gabung(tb.satuan, 1);
    let (kasar, tepat) = (ta.kasar || tb.kasar, ta.tepat || tb.tepat);
    for (k, x, tk, tx) in [(&a, &b, &ta, &tb), (&b, &a, &tb, &ta)] {
        let Some(n) = k.nilai_tetap() else { continue };
        // A constant is cancelled against the denominator, so that bounds stay small.
        let d = kali(tk.d, tx.d)?;
        let g = fpb(n, d).max(1);
        let (f, d) = (n / g, d / g);
        let u = [kali(tx.lo, f)?, kali(tx.hi, f)?];
        let (lo, hi) = (u[0].min(u[1]), u[0].max(u[1]));
        let t = TipeAngka { satuan, d, lo, hi, rasio: tx.rasio, kasar, tepat, persen: false };
        let kecil = tx.rasio.is_none() && x.kecil && muat64(&[lo, hi, f]);
        return Ok(Simpul::dari(Op::KaliTetap(Box::new(x.clone()), f), t, kecil, letak));
    }
    let (lo, hi) = sudut((ta.lo, ta.hi), (tb.lo, tb.hi))?;
    let rasio = match (ta.rasio, tb.rasio) {
        (None, None) => None,
        (r, None) | (None, r) => r,
        (Some(r), Some(q)) => Some(sudut(r, q)?),
    };
    let t = TipeAngka { satuan, d: kali(ta.d, tb.d)?, lo, hi, rasio, kasar, tepat, persen: false };
    let kecil = rasio.is_none() && muat64(&[lo, hi, ta.lo, ta.hi, tb.lo, tb.hi]);
    Ok(Simpul::dari(Op::Kali(Box::new(a), Box::new(b)), t, kecil, letak))
}

/// `a / b`: exact, marked as not yet rounded.
pub(crate) fn bagikan(a: Simpul, b: Simpul, letak: Letak) -> Hasil {
    let (ta, tb) = (a.angka(), b.angka());
    let satuan = ta.satuan.gabung(tb.satuan, -1);
    if let Some(n) = b.nilai_tetap().filter(|_| tb.rasio.is_none()) {
        if n == 0 {
            return Err(Tolak::Nol);
        }
        let p = Pecahan::baru(if n < 0 { -tb.d } else { tb.d }, n.abs());
        let balik = Simpul::tetap(p, Satuan::TANPA, letak);
        let mut s = kalikan(a, balik, letak)?;
        if let Tipe::Angka(t) = &mut s.tipe {
            t.satuan = satuan;
            t.kasar = true;
        }
        return Ok(s);
    }
    if tb.lo <= 0 {
        return Err(Tolak::Nol);
    }
    // (a / (da·ra)) / (b / (db·rb)) = (a·db·rb) / (b·da·ra)
    let g = fpb(ta.d, tb.d).max(1);
    let (ka, kb) = (tb.d / g, ta.d / g);
    let (lo, hi) = silang((kali(ta.lo, ka)?, kali(ta.hi, ka)?), tb.rasio)?;
    let r = silang((kali(tb.lo, kb)?, kali(tb.hi, kb)?), ta.rasio)?;
    let t = TipeAngka {
        satuan,
        d: 1,
        lo,
        hi,
        rasio: Some(r),
        kasar: true,
        tepat: ta.tepat || tb.tepat,
        persen: false,
    };
    let p = Pasang { a: Box::new(a), ka, b: Box::new(b), kb };
    Ok(Simpul { op: Op::Bagi(p), tipe: Tipe::Angka(t), kecil: false, letak })
}

/// The absolute value.
pub(crate) fn mutlak(a: Simpul, letak: Letak) -> Hasil {
    let t = a.angka();
    let u = [t.lo.checked_abs().ok_or(Tolak::Luap)?, t.hi.checked_abs().ok_or(Tolak::Luap)?];
    let lo = if t.lo <= 0 && t.hi >= 0 { 0 } else { u[0].min(u[1]) };
    let t = TipeAngka { lo, hi: u[0].max(u[1]), ..t };
    let kecil = a.kecil;
    Ok(Simpul::dari(Op::Mutlak(Box::new(a)), t, kecil, letak))
}

/// Rounds to multiples of `langkah` (positive, of the same unit).
pub(crate) fn bulatkan(a: Simpul, langkah: Pecahan, cara: Pembulatan, letak: Letak) -> Hasil {
    let t = a.angka();
    let (r1, r2) = t.rasio.unwrap_or((1, 1));
    let g = fpb(langkah.d, t.d).max(1);
    let kali_ = langkah.d / g;
    let bagi = kali(t.d / g, langkah.n)?;
    let (plo, phi) = (kali(t.lo, kali_)?, kali(t.hi, kali_)?);
    kali(bagi, r2)?.checked_mul(2).ok_or(Tolak::Luap)?;
    let lo = cara.bagi(plo, kali(bagi, if plo >= 0 { r2 } else { r1 })?);
    let hi = cara.bagi(phi, kali(bagi, if phi >= 0 { r1 } else { r2 })?);
    let (lo, hi) = (kali(lo, langkah.n)?, kali(hi, langkah.n)?);
    let kecil = t.rasio.is_none() && a.kecil && muat64(&[plo, phi, lo, hi, kali_, 4 * bagi.min(KECIL)]);
    let tipe = TipeAngka {
        satuan: t.satuan,
        d: langkah.d,
        lo,
        hi,
        rasio: None,
        kasar: false,
        tepat: false,
        persen: t.persen,
    };
    let op = Op::Bulat { a: Box::new(a), kali: kali_, bagi, langkah: langkah.n, cara };
    Ok(Simpul::dari(op, tipe, kecil, letak))
}

/// Bounds of an aggregate over at most `banyak` rows (none counts as zero).
pub(crate) fn batas_agregat(t: &TipeAngka, banyak: i128, jumlah: bool) -> Result<TipeAngka, Tolak> {
    let kali_ = if jumlah { banyak } else { 1 };
    let (lo, hi) = (kali(t.lo, kali_)?.min(0), kali(t.hi, kali_)?.max(0));
    Ok(TipeAngka { lo, hi, ..*t })
}

/// Whether bounds fit 64 bits.
pub(crate) fn kecil(t: &TipeAngka) -> bool {
    t.rasio.is_none() && muat64(&[t.lo, t.hi])
}
