//! Tables made ready for lookups.

use crate::jenis::{Jenis, Tetapan};
use crate::muat::deklarasi::{Bentuk, Deklarasi};
use crate::susun::periksa::kode_tetapan;
use crate::susun::{Susunan, versi_tabel};
use std::collections::HashMap;

/// One key: a code or a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum KunciTabel {
    Kode(i128),
    Teks(String),
}

/// A dated table as it is in this period.
#[derive(Clone, Debug)]
pub(crate) enum TabelSiap {
    /// Keys counted from `lo` in `lebar` steps each, outermost first.
    Padat {
        lo: Vec<i128>,
        lebar: Vec<i128>,
        isi: Vec<Option<i128>>,
        tak_ada: Option<i128>,
    },
    Jarang {
        isi: HashMap<Vec<KunciTabel>, i128>,
        tak_ada: Option<i128>,
    },
    /// Lower bounds (scaled by the declared scale), values, and that scale as a power of ten.
    Braket {
        batas: Vec<i128>,
        isi: Vec<i128>,
        skala: i128,
    },
    /// No version in force.
    Kosong,
}

/// All tables of a plan, in declared order; unused ones are empty.
pub(crate) fn siapkan(d: &Deklarasi, s: &Susunan) -> Vec<TabelSiap> {
    (0..d.tabel.len())
        .map(|i| {
            if s.tabel_dipakai.contains(&i) {
                satu(d, s, i).unwrap_or(TabelSiap::Kosong)
            } else {
                TabelSiap::Kosong
            }
        })
        .collect()
}

fn satu(d: &Deklarasi, s: &Susunan, i: usize) -> Option<TabelSiap> {
    let t = d.tabel.get(i)?;
    let v = versi_tabel(d, &s.ganti, i, s.hari, s.tahu)?;
    let tak_ada = t.bila_tak_ada.as_ref().map(kode_tetapan);
    let jenis = match &t.bentuk {
        Bentuk::Braket(j) => {
            let skala = match j {
                Jenis::Angka(a) => crate::angka::sepuluh(a.skala),
                _ => 1,
            };
            let batas = v.isi.iter().filter_map(|(k, _, _)| k.first().map(kode_tetapan)).collect();
            let isi = v.isi.iter().map(|(_, n, _)| kode_tetapan(n)).collect();
            return Some(TabelSiap::Braket { batas, isi, skala });
        }
        Bentuk::Cari(j) => j,
    };
    let ada_teks = jenis.iter().any(|j| matches!(j, Jenis::Teks));
    let kode: Vec<Vec<i128>> = v.isi.iter().map(|(k, _, _)| k.iter().map(kode_tetapan).collect()).collect();
    let mut lo = Vec::new();
    let mut lebar = Vec::new();
    let mut luas: i128 = 1;
    for ke in 0..jenis.len() {
        let kolom = || kode.iter().filter_map(|k| k.get(ke).copied());
        let (a, b) = (kolom().min().unwrap_or(0), kolom().max().unwrap_or(0));
        lo.push(a);
        lebar.push(b - a + 1);
        luas = luas.saturating_mul(b - a + 1);
    }
    if ada_teks || luas > 1_000_000 {
        let kunci = |k: &[Tetapan]| -> Vec<KunciTabel> {
            k.iter()
                .map(|t| match t {
                    Tetapan::Teks(t) => KunciTabel::Teks(t.clone()),
                    lain => KunciTabel::Kode(kode_tetapan(lain)),
                })
                .collect()
        };
        let isi = v.isi.iter().map(|(k, n, _)| (kunci(k), kode_tetapan(n))).collect();
        return Some(TabelSiap::Jarang { isi, tak_ada });
    }
    let mut isi = vec![None; usize::try_from(luas).ok()?];
    for (k, (_, n, _)) in kode.iter().zip(v.isi) {
        if let Some(x) = letak(k, &lo, &lebar).and_then(|i| isi.get_mut(i)) {
            *x = Some(kode_tetapan(n));
        }
    }
    Some(TabelSiap::Padat { lo, lebar, isi, tak_ada })
}

/// Where a key stands in a dense table; `None` outside.
pub(crate) fn letak(k: &[i128], lo: &[i128], lebar: &[i128]) -> Option<usize> {
    let mut i: i128 = 0;
    for ((k, lo), n) in k.iter().zip(lo).zip(lebar) {
        let x = k - lo;
        if x < 0 || x >= *n {
            return None;
        }
        i = i * n + x;
    }
    usize::try_from(i).ok()
}
