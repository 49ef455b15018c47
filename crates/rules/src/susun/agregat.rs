//! Sums and counts over rows below or rows that refer here, and shares within a group.

use super::ir::{Agregat, Op, ProRata, Simpul, Tipe, TipeAngka};
use super::tipe::{self, Tolak};
use super::{Penyusun, Tersembunyi};
use crate::angka::{Pecahan, fpb};
use crate::bahasa::pohon::{Banding, Eks, Isi};
use crate::galat::mirip;
use crate::jenis::{Jenis, tanya};
use crate::satuan::Satuan;
use crate::sumber::Letak;

impl Penyusun<'_> {
    pub(super) fn agregat(&mut self, f: &str, arg: &[Eks], lingkup: usize, l: Letak) -> Option<Simpul> {
        // `jumlah(hari.potong)` is `jumlah(hari, potong)`.
        let (kepala, sisa): (&str, Vec<Eks>) = match arg {
            [Eks { isi: Isi::Nama(n), letak }] if n.len() == 2 => {
                let ekor = n.last().cloned().unwrap_or_default();
                (
                    n.first().map_or("", String::as_str),
                    vec![Eks { letak: *letak, isi: Isi::Nama(vec![ekor]) }],
                )
            }
            [Eks { isi: Isi::Nama(n), .. }, sisa @ ..] if n.len() == 1 && !sisa.is_empty() => {
                (n.first().map_or("", String::as_str), sisa.to_vec())
            }
            _ => return self.tolak(l, "ATR-066", vec![("nama", f.to_owned())]),
        };
        let Some(anak) = self.d.entitas.iter().position(|e| e.nama == kepala) else {
            let ada: Vec<&str> = self.d.entitas.iter().map(|e| e.nama.as_str()).collect();
            let saran = tanya(mirip(kepala, ada.iter().copied()), &ada.join(", "));
            return self.tolak(l, "ATR-011", vec![("nama", kepala.to_owned()), ("saran", saran)]);
        };
        let isi = self.isi_agregat(f, &sisa, anak, l)?;
        let jenis = match f {
            "terbesar" => Agregat::Terbesar,
            "terkecil" => Agregat::Terkecil,
            _ => Agregat::Jumlah,
        };
        let t = isi.angka();
        if t.rasio.is_some() {
            return self.tolak(l, "ATR-054", vec![]);
        }
        let turun = anak != lingkup && self.d.langkah_ke(anak, lingkup).is_some();
        let s = if turun {
            let banyak = self.banyak_baris(anak, lingkup);
            let t = tipe::batas_agregat(&t, banyak, jenis == Agregat::Jumlah);
            let Ok(t) = t else { return self.hasil(Err(Tolak::Luap), l) };
            let kecil = isi.kecil && tipe::kecil(&t);
            Simpul { op: Op::Anak(jenis, anak, Box::new(isi)), tipe: Tipe::Angka(t), kecil, letak: l }
        } else {
            self.perujuk(jenis, isi, anak, lingkup, kepala, l)?
        };
        self.banding_agregat(f, s, l)
    }

    /// `ada` and `semua` are counts compared with zero.
    fn banding_agregat(&mut self, f: &str, s: Simpul, l: Letak) -> Option<Simpul> {
        let op = match f {
            "ada" => Banding::Lebih,
            "semua" => Banding::Sama,
            _ => return Some(s),
        };
        let satuan = s.angka().satuan;
        let h = tipe::banding(op, s, Simpul::tetap(Pecahan::bulat(0), satuan, l), l);
        self.hasil(h, l)
    }

    /// The value summed per row: conditions become zeros.
    fn isi_agregat(&mut self, f: &str, arg: &[Eks], anak: usize, l: Letak) -> Option<Simpul> {
        let satu = |n| Simpul::tetap(Pecahan::bulat(n), Satuan::TANPA, l);
        let (nilai, syarat) = match (f, arg) {
            ("banyak" | "ada", [c]) => (satu(1), Some(self.ya(c, anak)?)),
            ("semua", [c]) => {
                let c = self.ya(c, anak)?;
                (satu(1), Some(Simpul { op: Op::Bukan(Box::new(c)), tipe: Tipe::Ya, kecil: true, letak: l }))
            }
            (_, [x]) => (self.angka(x, anak)?, None),
            ("jumlah", [x, c]) => (self.angka(x, anak)?, Some(self.ya(c, anak)?)),
            _ => return self.tolak(l, "ATR-066", vec![("nama", f.to_owned())]),
        };
        let Some(c) = syarat else { return Some(nilai) };
        let nol = Simpul::tetap(Pecahan::bulat(0), nilai.angka().satuan, l);
        let h = tipe::jika(c, nilai, nol, l);
        self.hasil(h, l)
    }

    fn banyak_baris(&self, anak: usize, atas: usize) -> i128 {
        let mut n: i128 = 1;
        let mut e = anak;
        while e != atas {
            let Some(x) = self.d.entitas.get(e) else { break };
            n = n.saturating_mul(x.paling_banyak);
            match x.induk {
                Some(i) => e = i,
                None => break,
            }
        }
        n
    }

    fn perujuk(
        &mut self,
        jenis: Agregat,
        isi: Simpul,
        anak: usize,
        lingkup: usize,
        kepala: &str,
        l: Letak,
    ) -> Option<Simpul> {
        let calon: Vec<usize> = self
            .d
            .masukan
            .iter()
            .enumerate()
            .filter(|(_, m)| m.entitas == anak && m.jenis == Jenis::Rujukan(lingkup))
            .map(|(i, _)| i)
            .collect();
        let kolom = match calon.as_slice() {
            [satu] => *satu,
            [] => {
                let per = self.d.entitas.get(lingkup).map_or(String::new(), |e| e.nama.clone());
                return self.tolak(l, "ATR-067", vec![("nama", kepala.to_owned()), ("entitas", per)]);
            }
            _ => return self.tolak(l, "ATR-068", vec![("nama", kepala.to_owned())]),
        };
        let banyak = self.d.entitas.get(self.d.akar(anak)).map_or(1, |e| e.paling_banyak);
        let banyak = banyak.saturating_mul(self.banyak_baris(anak, self.d.akar(anak)));
        let Ok(t) = tipe::batas_agregat(&isi.angka(), banyak, jenis == Agregat::Jumlah) else {
            return self.hasil(Err(Tolak::Luap), l);
        };
        let kecil = isi.kecil && tipe::kecil(&t);
        let f = self.sembunyikan(Tersembunyi { entitas: anak, isi });
        Some(Simpul { op: Op::Perujuk(jenis, kolom, f, anak), tipe: Tipe::Angka(t), kecil, letak: l })
    }

    pub(super) fn pro_rata(
        &mut self,
        x: &Eks,
        batas: &Eks,
        langkah: &Eks,
        cara: &Eks,
        lingkup: usize,
        l: Letak,
    ) -> Option<Simpul> {
        let sx = self.angka(x, lingkup)?;
        let sb = self.angka(batas, lingkup)?;
        if !matches!(&cara.isi, Isi::Nama(n) if n.join(".") == "sisa_terbesar") {
            return self.tolak(cara.letak, "ATR-059", vec![]);
        }
        let Op::Rujuk(kolom, kelompok, dalam) = &sb.op else {
            return self.tolak(batas.letak, "ATR-069", vec![]);
        };
        let (kolom, kelompok, dalam) = (*kolom, *kelompok, (**dalam).clone());
        let (tx, tb) = (sx.angka(), sb.angka());
        if tx.satuan != tb.satuan {
            let isian =
                vec![("kiri", self.d.satuan.nama(tx.satuan)), ("kanan", self.d.satuan.nama(tb.satuan))];
            return self.tolak(l, "ATR-033", isian);
        }
        let s = self.langkah(langkah, tx.satuan)?;
        if tx.lo < 0 || tb.lo < 0 || tx.rasio.is_some() || tb.rasio.is_some() {
            return self.tolak(l, "ATR-074", vec![]);
        }
        let banyak = self.d.entitas.get(lingkup).map_or(1, |e| e.paling_banyak);
        let muat = (|| {
            let d = crate::angka::kpk(tx.d, tb.d)?;
            let dh = crate::angka::kpk(tx.d, s.d)?;
            let g = fpb(s.d, tb.d).max(1);
            let (kali, bagi) = (s.d / g, (tb.d / g).checked_mul(s.n)?);
            let lq = tb.hi.checked_mul(kali)? / bagi;
            tx.hi.checked_mul(banyak)?.checked_mul(d / tx.d)?;
            tb.hi.checked_mul(d / tb.d)?;
            tx.hi.checked_mul(lq)?;
            let langkah = s.n.checked_mul(dh / s.d)?;
            let hi = tx.hi.checked_mul(dh / tx.d)?.checked_add(langkah)?;
            Some((d / tx.d, d / tb.d, langkah, dh, kali, bagi, hi))
        })();
        let Some((kx, kb, langkah, dh, kali, bagi, hi)) = muat else {
            return self.hasil(Err(Tolak::Luap), l);
        };
        let x = self.sembunyikan(Tersembunyi { entitas: lingkup, isi: sx });
        let batas = self.sembunyikan(Tersembunyi { entitas: kelompok, isi: dalam });
        let ke_hasil = dh / tx.d;
        let p = ProRata {
            x,
            batas,
            rujukan: kolom,
            entitas: lingkup,
            kelompok,
            kx,
            kb,
            langkah,
            ke_hasil,
            kali,
            bagi,
        };
        self.pro_rata.push(p);
        let t = TipeAngka {
            satuan: tx.satuan,
            d: dh,
            lo: 0,
            hi,
            rasio: None,
            kasar: false,
            tepat: false,
            persen: false,
        };
        Some(Simpul {
            op: Op::ProRata(self.pro_rata.len() - 1),
            kecil: tipe::kecil(&t),
            tipe: Tipe::Angka(t),
            letak: l,
        })
    }
}
