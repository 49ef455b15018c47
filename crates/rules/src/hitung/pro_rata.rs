//! Shares of exactly a limit: floors, then one step each to the largest remainders, ties to the smaller key.

use super::{KolomPenuh, Konteks};
use crate::susun::ir::ProRata;
use std::collections::BTreeSet;

impl Konteks<'_> {
    fn tingkat_pro_rata(&self, p: &ProRata) -> usize {
        let t = |f: usize| self.s.rumus.get(f).map_or(0, |r| r.tingkat);
        t(p.x).max(t(p.batas)) + 1
    }

    /// Decides all shares that formulas of this level read.
    pub(super) fn siapkan_pro_rata(&mut self, tingkat: usize) {
        for (i, p) in self.s.pro_rata.iter().enumerate() {
            if self.tingkat_pro_rata(p) != tingkat {
                continue;
            }
            let n = self.m.tabel.get(p.entitas).map_or(0, |t| t.kunci.banyak());
            let mut hasil = vec![0_i128; n];
            for (kelompok, anggota) in self.anggota(p, None).into_iter().enumerate() {
                self.bagikan(p, kelompok, &anggota, &mut hasil);
            }
            let kolom = match hasil.iter().map(|x| i64::try_from(*x)).collect::<Result<Vec<i64>, _>>() {
                Ok(k) => KolomPenuh::Kecil(k),
                Err(_) => KolomPenuh::Besar(hasil),
            };
            if let Some(x) = self.pro_rata.get_mut(i) {
                *x = Some(kolom);
            }
        }
    }

    /// Decides again only the groups whose rows changed.
    pub(super) fn pro_rata_sebagian(&mut self, tingkat: usize, berubah: &[BTreeSet<usize>]) {
        for (i, p) in self.s.pro_rata.iter().enumerate() {
            if self.tingkat_pro_rata(p) != tingkat {
                continue;
            }
            let kena = berubah.get(p.kelompok).cloned().unwrap_or_default();
            let anggota = self.anggota(p, Some(&kena));
            let n = self.m.tabel.get(p.entitas).map_or(0, |t| t.kunci.banyak());
            let Some(lama) = self.pro_rata.get_mut(i).and_then(Option::take) else { continue };
            let mut hasil: Vec<i128> = (0..n).map(|i| lama.di(i).0).collect();
            for k in kena {
                if let Some(a) = anggota.get(k) {
                    self.bagikan(p, k, a, &mut hasil);
                }
            }
            if let Some(x) = self.pro_rata.get_mut(i) {
                *x = Some(KolomPenuh::Besar(hasil));
            }
        }
    }

    /// Rows of each group, in key order.
    fn anggota(&self, p: &ProRata, hanya: Option<&BTreeSet<usize>>) -> Vec<Vec<u32>> {
        let banyak = self.m.tabel.get(p.kelompok).map_or(0, |t| t.kunci.banyak());
        let mut semua: Vec<Vec<u32>> = vec![Vec::new(); banyak];
        let Some(k) = self.m.kolom(p.rujukan) else { return semua };
        for i in 0..k.kode.banyak() {
            let Ok(g) = usize::try_from(k.kode.nilai(i)) else { continue };
            if hanya.is_some_and(|h| !h.contains(&g)) {
                continue;
            }
            if let (Some(x), Ok(i)) = (semua.get_mut(g), u32::try_from(i)) {
                x.push(i);
            }
        }
        semua
    }

    fn bagikan(&self, p: &ProRata, kelompok: usize, anggota: &[u32], hasil: &mut [i128]) {
        let kolom = |f: usize| self.kolom.get(f).and_then(Option::as_ref);
        let (Some(x), Some(batas)) = (kolom(p.x), kolom(p.batas)) else { return };
        let nilai = |i: u32| x.di(i as usize).0;
        let jumlah: i128 = anggota.iter().map(|i| nilai(*i)).sum();
        let limit = batas.di(kelompok).0;
        let mut isi = |i: u32, v: i128| {
            if let Some(h) = hasil.get_mut(i as usize) {
                *h = v;
            }
        };
        if jumlah * p.kx <= limit * p.kb {
            anggota.iter().for_each(|i| isi(*i, nilai(*i) * p.ke_hasil));
            return;
        }
        let langkah = limit * p.kali / p.bagi;
        let mut sisa: Vec<(i128, u32)> = Vec::with_capacity(anggota.len());
        let mut terbagi: i128 = 0;
        for i in anggota {
            let n = nilai(*i) * langkah;
            let q = n / jumlah;
            terbagi += q;
            sisa.push((n - q * jumlah, *i));
            isi(*i, q * p.langkah);
        }
        // Rows are in key order, so a stable sort leaves ties to the smaller key.
        sisa.sort_by_key(|(r, _)| std::cmp::Reverse(*r));
        let lebih = usize::try_from(langkah - terbagi).unwrap_or(0);
        for (_, i) in sisa.iter().take(lebih) {
            if let Some(h) = hasil.get_mut(*i as usize) {
                *h += p.langkah;
            }
        }
    }
}
