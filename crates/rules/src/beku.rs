//! Reading frozen inputs back: the inverse of [`Masukan::ke_bytes`].

use crate::galat::GalatAturan;
use crate::jenis::Jenis;
use crate::masukan::{Kolom, Kunci, Lebar, Masukan, Tabel, induk_dari_mulai, kolom_entitas};
use crate::muat::deklarasi::Deklarasi;
use std::sync::Arc;

/// What every frozen file begins with.
pub(crate) const TANDA: &[u8] = b"balai-masukan-1\n";

struct Pembaca<'b> {
    b: &'b [u8],
}

impl<'b> Pembaca<'b> {
    fn ambil(&mut self, n: usize) -> Option<&'b [u8]> {
        let (a, b) = self.b.split_at_checked(n)?;
        self.b = b;
        Some(a)
    }

    fn angka(&mut self) -> Option<usize> {
        let a: [u8; 8] = self.ambil(8)?.try_into().ok()?;
        // Nothing in the file can be longer than the file: a broken length is found before memory is asked for.
        usize::try_from(u64::from_le_bytes(a)).ok().filter(|n| *n <= self.b.len())
    }

    fn teks(&mut self) -> Option<&'b str> {
        let n = self.angka()?;
        std::str::from_utf8(self.ambil(n)?).ok()
    }

    fn u32(&mut self, n: usize) -> Option<Vec<u32>> {
        let b = self.ambil(n.checked_mul(4)?)?;
        Some(b.chunks_exact(4).filter_map(|c| c.try_into().ok()).map(u32::from_le_bytes).collect())
    }

    fn lebar(&mut self, n: usize) -> Option<Lebar> {
        let w = *self.ambil(1)?.first()?;
        let b = self.ambil(n.checked_mul(usize::from(w))?)?;
        Some(match w {
            1 => Lebar::I8(b.iter().map(|x| i8::from_le_bytes([*x])).collect()),
            2 => Lebar::I16(
                b.chunks_exact(2).filter_map(|c| c.try_into().ok()).map(i16::from_le_bytes).collect(),
            ),
            4 => Lebar::I32(
                b.chunks_exact(4).filter_map(|c| c.try_into().ok()).map(i32::from_le_bytes).collect(),
            ),
            8 => Lebar::I64(
                b.chunks_exact(8).filter_map(|c| c.try_into().ok()).map(i64::from_le_bytes).collect(),
            ),
            _ => return None,
        })
    }
}

/// Reads a frozen file for the package it was frozen with.
///
/// # Errors
/// `ATR-097` when the bytes are not such a file, or belong to a package with other inputs.
pub(crate) fn baca(d: &Arc<Deklarasi>, bytes: &[u8]) -> Result<Masukan, GalatAturan> {
    let tolak = || GalatAturan::data("ATR-097", vec![("nama", d.id.clone())]);
    let isi = bytes.strip_prefix(TANDA).ok_or_else(tolak)?;
    let mut p = Pembaca { b: isi };
    let mut tabel = Vec::new();
    for e in 0..d.entitas.len() {
        tabel.push(satu(d, e, &mut p).ok_or_else(tolak)?);
    }
    if !p.b.is_empty() || !(0..tabel.len()).all(|e| wajar(d, e, &tabel)) {
        return Err(tolak());
    }
    Ok(Masukan { d: Arc::clone(d), tabel })
}

/// What evaluation relies on: a start for every parent, references to rows that exist, numbers within their range.
fn wajar(d: &Deklarasi, e: usize, tabel: &[Tabel]) -> bool {
    let (Some(ent), Some(t)) = (d.entitas.get(e), tabel.get(e)) else { return false };
    let baris = |e: usize| tabel.get(e).map_or(0, |t| t.kunci.banyak());
    if t.mulai.len() != ent.induk.map_or(0, |i| baris(i) + 1) {
        return false;
    }
    let n = baris(e);
    kolom_entitas(d, e).iter().zip(&t.kolom).all(|(m, k)| {
        let batas = match d.masukan.get(*m).map(|m| &m.jenis) {
            Some(Jenis::Angka(a)) => (a.lo, a.hi),
            Some(Jenis::Ya) => (0, 1),
            Some(Jenis::Pilihan(p)) => (0, sampai(p.len())),
            Some(Jenis::Teks) => (0, sampai(k.kamus.len())),
            Some(Jenis::Rujukan(e)) => (0, sampai(baris(*e))),
            Some(Jenis::Tanggal) | None => (i128::from(i64::MIN), i128::from(i64::MAX)),
        };
        let kosong = k.kosong.is_sorted() && k.kosong.last().is_none_or(|x| (*x as usize) < n);
        let dalam = |i: usize| (batas.0..=batas.1).contains(&i128::from(k.kode.nilai(i)));
        kosong && (0..n).all(dalam)
    })
}

fn sampai(n: usize) -> i128 {
    i128::try_from(n).unwrap_or(i128::MAX) - 1
}

fn satu(d: &Deklarasi, e: usize, p: &mut Pembaca<'_>) -> Option<Tabel> {
    let ent = d.entitas.get(e)?;
    if p.teks()? != ent.nama {
        return None;
    }
    let n = p.angka()?;
    let kunci = match p.ambil(1)?.first()? {
        b't' => {
            let t = p.teks()?.to_owned();
            let batas = p.u32(n)?;
            let urut = batas.is_sorted() && batas.last().copied().unwrap_or(0) as usize == t.len();
            if !urut || !batas.iter().all(|b| t.is_char_boundary(*b as usize)) {
                return None;
            }
            Kunci::Teks(t, batas)
        }
        b'b' => Kunci::Bulat(p.lebar(n)?),
        _ => return None,
    };
    let banyak = p.angka()?;
    let mulai = p.u32(banyak)?;
    // checked before the parents are unrolled: broken starts would ask for memory without end
    let rapat = match ent.induk {
        Some(_) => mulai.is_sorted() && mulai.first() == Some(&0) && mulai.last().copied()? as usize == n,
        None => mulai.is_empty(),
    };
    if !rapat {
        return None;
    }
    let induk = induk_dari_mulai(&mulai, n);
    let mut kolom = Vec::new();
    for m in kolom_entitas(d, e) {
        if p.teks()? != d.masukan.get(m)?.nama {
            return None;
        }
        let kode = p.lebar(n)?;
        let k = p.angka()?;
        let kosong = p.u32(k)?;
        let k = p.angka()?;
        let kamus = (0..k).map(|_| p.teks().map(str::to_owned)).collect::<Option<Vec<String>>>()?;
        kolom.push(Kolom { kode, kosong, kamus });
    }
    Some(Tabel { kunci, mulai, induk, kolom })
}
