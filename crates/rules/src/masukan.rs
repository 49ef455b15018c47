//! The people and rows a month is computed from: columns in canonical order.

use crate::galat::GalatAturan;
use crate::jenis::Jenis;
use crate::muat::deklarasi::{Deklarasi, JenisKunci};
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
        self.tabel.get(e).map_or(String::new(), |t| kunci_tabel(&self.d, e, t, baris))
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

/// The key of a row of an entity's table, as text.
pub(crate) fn kunci_tabel(d: &Deklarasi, e: usize, t: &Tabel, baris: usize) -> String {
    match &t.kunci {
        Kunci::Teks(..) => t.kunci.teks(baris).unwrap_or("").to_owned(),
        Kunci::Bulat(v) => {
            let jenis = d.entitas.get(e).map_or(JenisKunci::Bulat, |e| e.jenis_kunci);
            teks_kunci(v.nilai(baris), jenis)
        }
    }
}

/// A key that is a number or a date, as text.
pub(crate) fn teks_kunci(n: i64, jenis: JenisKunci) -> String {
    match jenis {
        JenisKunci::Tanggal => crate::bahasa::leksikal::dari_hari(n).map_or(String::new(), |d| d.to_string()),
        JenisKunci::Bulat | JenisKunci::Teks => n.to_string(),
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
