//! Lookups and brackets: keys fit, every key that can occur is there, the bracket reaches down far enough.

use super::Penyusun;
use super::ir::{Op, Simpul, Tipe, TipeAngka};
use super::periksa::{kode_tetapan, tipe_jenis};
use super::tipe;
use crate::angka::sepuluh;
use crate::bahasa::pohon::{Eks, Isi};
use crate::galat::mirip;
use crate::jenis::{Jenis, tanya};
use crate::muat::deklarasi::Bentuk;
use crate::sumber::Letak;

impl Penyusun<'_> {
    fn nama_tabel(&mut self, e: &Eks) -> Option<usize> {
        let nama = match &e.isi {
            Isi::Nama(n) => n.join("."),
            _ => String::new(),
        };
        let i = self.d.tabel.iter().position(|t| t.nama == nama);
        if i.is_none() {
            let ada: Vec<&str> = self.d.tabel.iter().map(|t| t.nama.as_str()).collect();
            let saran = tanya(mirip(&nama, ada.iter().copied()), &ada.join(", "));
            self.c.catat(e.letak, "ATR-060", vec![("nama", nama), ("saran", saran)]);
        }
        i
    }

    pub(super) fn cari(&mut self, t: &Eks, kunci: &[Eks], lingkup: usize, l: Letak) -> Option<Simpul> {
        let i = self.nama_tabel(t)?;
        let tabel = self.d.tabel.get(i)?;
        let nama = tabel.nama.clone();
        let Bentuk::Cari(jenis) = &tabel.bentuk else {
            return self.tolak(l, "ATR-061", vec![("nama", nama), ("pakai", "braket".to_owned())]);
        };
        let jenis = jenis.clone();
        if jenis.len() != kunci.len() {
            let isian = vec![
                ("nama", nama),
                ("harap", (jenis.len() + 1).to_string()),
                ("ada", (kunci.len() + 1).to_string()),
            ];
            return self.tolak(l, "ATR-036", isian);
        }
        let mut simpul = Vec::new();
        for (j, e) in jenis.iter().zip(kunci) {
            let s = self.kunci_tabel(j, e, lingkup, &nama)?;
            simpul.push(s);
        }
        let tipe = self.tabel(i, Some(&simpul), l)?;
        let kecil = tipe.angka().is_none_or(|t| tipe::kecil(&t));
        Some(Simpul { op: Op::Cari(i, simpul), tipe, kecil, letak: l })
    }

    fn kunci_tabel(&mut self, j: &Jenis, e: &Eks, lingkup: usize, nama: &str) -> Option<Simpul> {
        // An option written as text is a constant key.
        if let (Jenis::Pilihan(ada), Isi::Teks(t)) = (j, &e.isi) {
            let Some(i) = ada.iter().position(|a| a == t) else {
                let saran = tanya(mirip(t, ada.iter().map(String::as_str)), &ada.join(", "));
                return self.tolak(e.letak, "ATR-049", vec![("tulis", t.clone()), ("saran", saran)]);
            };
            let op = Op::Tetap(i128::try_from(i).unwrap_or(0));
            return Some(Simpul { op, tipe: Tipe::Pilihan(ada.clone()), kecil: true, letak: e.letak });
        }
        let s = self.eks(e, lingkup)?;
        let cocok = match (j, &s.tipe) {
            (Jenis::Angka(a), Tipe::Angka(t)) => t.satuan == a.satuan && t.d == 1 && t.rasio.is_none(),
            (Jenis::Pilihan(a), Tipe::Pilihan(b)) => a == b,
            (Jenis::Teks, Tipe::Teks) | (Jenis::Ya, Tipe::Ya) => true,
            _ => false,
        };
        if !cocok {
            let isian = vec![
                ("nama", nama.to_owned()),
                ("harap", j.nama().to_owned()),
                ("ada", s.tipe.nama().to_owned()),
            ];
            return self.tolak(e.letak, "ATR-062", isian);
        }
        if let (Jenis::Angka(a), Tipe::Angka(t)) = (j, &s.tipe)
            && (t.lo < a.lo || t.hi > a.hi)
        {
            let isian = vec![
                ("nama", nama.to_owned()),
                ("rentang", format!("{}..{}", t.lo, t.hi)),
                ("punya", a.rentang()),
            ];
            return self.tolak(e.letak, "ATR-063", isian);
        }
        Some(s)
    }

    pub(super) fn braket(&mut self, t: &Eks, x: &Eks, lingkup: usize, l: Letak) -> Option<Simpul> {
        let i = self.nama_tabel(t)?;
        let tabel = self.d.tabel.get(i)?;
        let nama = tabel.nama.clone();
        let Bentuk::Braket(Jenis::Angka(batas)) = &tabel.bentuk else {
            return self.tolak(l, "ATR-061", vec![("nama", nama), ("pakai", "cari".to_owned())]);
        };
        let batas = batas.clone();
        let x = self.angka(x, lingkup)?;
        let tx = x.angka();
        if tx.satuan != batas.satuan {
            let isian =
                vec![("kiri", self.d.satuan.nama(batas.satuan)), ("kanan", self.d.satuan.nama(tx.satuan))];
            return self.tolak(x.letak, "ATR-033", isian);
        }
        if tx.rasio.is_some() {
            return self.tolak(x.letak, "ATR-054", vec![]);
        }
        // The first bound must reach down to the smallest value the argument can have.
        let bawah = self.versi_tabel(i).and_then(|v| v.isi.first()).map(|(k, _, letak)| (k.clone(), *letak));
        if let Some((k, letak)) = bawah {
            let pertama = k.first().map_or(0, kode_tetapan);
            let (kiri, kanan) = (pertama.checked_mul(tx.d), tx.lo.checked_mul(sepuluh(batas.skala)));
            if kiri.zip(kanan).is_none_or(|(a, b)| a > b) {
                let isian = vec![
                    ("nama", nama),
                    ("dari", batas.tulis(pertama)),
                    ("lo", crate::angka::tulis(tx.lo, tx.d, ".", ",")),
                ];
                return self.tolak(letak, "ATR-064", isian);
            }
        }
        let tipe = self.tabel(i, None, l)?;
        let kecil = x.kecil && tipe.angka().is_none_or(|t| tipe::kecil(&t));
        Some(Simpul { op: Op::Braket(i, Box::new(x)), tipe, kecil, letak: l })
    }

    /// Type of a table's cells in force now; a lookup table must have every key that can occur.
    fn tabel(&mut self, i: usize, kunci: Option<&[Simpul]>, l: Letak) -> Option<Tipe> {
        self.tabel_dipakai.insert(i);
        let t = self.d.tabel.get(i)?;
        let tipe = tipe_jenis(&t.isi);
        let Some(v) = self.versi_tabel(i) else { return Some(tipe) };
        if t.bila_tak_ada.is_none()
            && let Some(k) = kunci.and_then(|k| kunci_hilang(v.isi, k))
        {
            return self.tolak(l, "ATR-065", vec![("nama", t.nama.clone()), ("kunci", k)]).map(|s| s.tipe);
        }
        let Tipe::Angka(a) = tipe else { return Some(tipe) };
        let isi = v.isi.iter().map(|(_, n, _)| n).chain(t.bila_tak_ada.as_ref()).map(kode_tetapan);
        let (lo, hi) = isi.fold((i128::MAX, i128::MIN), |(lo, hi), n| (lo.min(n), hi.max(n)));
        if lo > hi {
            return Some(tipe);
        }
        Some(Tipe::Angka(TipeAngka { lo, hi, ..a }))
    }
}

/// The first key that can occur and is not in the table; `None` when complete or not enumerable (texts).
fn kunci_hilang(isi: &[crate::muat::deklarasi::BarisTabel], kunci: &[Simpul]) -> Option<String> {
    let mut rentang: Vec<(i128, i128)> = Vec::new();
    let mut banyak: i128 = 1;
    for k in kunci {
        let r = match (&k.tipe, &k.op) {
            (Tipe::Teks, _) => return None,
            (Tipe::Angka(t), _) => (t.lo, t.hi),
            (_, Op::Tetap(n)) => (*n, *n),
            (Tipe::Pilihan(p), _) => (0, i128::try_from(p.len()).unwrap_or(1) - 1),
            _ => (0, 1),
        };
        banyak = banyak.saturating_mul(r.1.saturating_sub(r.0).saturating_add(1));
        rentang.push(r);
    }
    let ada: std::collections::BTreeSet<Vec<i128>> =
        isi.iter().map(|(k, _, _)| k.iter().map(kode_tetapan).collect()).collect();
    if banyak > 1_000_000 {
        return Some("…".to_owned());
    }
    let mut kini: Vec<i128> = rentang.iter().map(|r| r.0).collect();
    loop {
        if !ada.contains(&kini) {
            let tulis = kini.iter().zip(kunci).map(|(n, k)| match &k.tipe {
                Tipe::Pilihan(p) => {
                    usize::try_from(*n).ok().and_then(|i| p.get(i).cloned()).unwrap_or_default()
                }
                _ => n.to_string(),
            });
            return Some(tulis.collect::<Vec<_>>().join(", "));
        }
        let mut i = kini.len();
        loop {
            if i == 0 {
                return None;
            }
            i -= 1;
            let (Some(x), Some(r)) = (kini.get_mut(i), rentang.get(i)) else { return None };
            if *x < r.1 {
                *x += 1;
                break;
            }
            *x = r.0;
        }
    }
}
