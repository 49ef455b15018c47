//! Gives every name of a formula its meaning and every node its type.

use super::ir::{Op, Simpul, Tipe, TipeAngka};
use super::tipe::{self, Tolak};
use super::{JenisSebutan, Penyusun, Sebutan};
use crate::angka::{Pecahan, sepuluh};
use crate::bahasa::pohon::{Banding, Eks, Isi, Op as OpEks};
use crate::galat::mirip;
use crate::jenis::{Jenis, Tetapan, tanya};
use crate::satuan::Satuan;
use crate::sumber::Letak;
use balai_kernel::Pembulatan;

const FUNGSI: [&str; 17] = [
    "min", "maks", "batas", "mutlak", "jika", "cari", "braket", "bulat", "tepat", "jumlah", "banyak",
    "terbesar", "terkecil", "ada", "semua", "pro_rata", "terisi",
];

/// The type of a declared kind, and the bounds of its code.
pub(super) fn tipe_jenis(j: &Jenis) -> Tipe {
    match j {
        Jenis::Angka(a) => Tipe::Angka(TipeAngka {
            satuan: a.satuan,
            d: sepuluh(a.skala),
            lo: a.lo,
            hi: a.hi,
            rasio: None,
            kasar: false,
            tepat: false,
            persen: a.persen,
        }),
        Jenis::Ya => Tipe::Ya,
        Jenis::Pilihan(p) => Tipe::Pilihan(p.clone()),
        Jenis::Teks | Jenis::Rujukan(_) => Tipe::Teks,
        Jenis::Tanggal => Tipe::Tanggal,
    }
}

/// The code of a constant in a column.
pub(crate) fn kode_tetapan(t: &Tetapan) -> i128 {
    match t {
        Tetapan::Angka(n) => *n,
        Tetapan::Ya(b) => i128::from(*b),
        Tetapan::Pilihan(i) => i128::try_from(*i).unwrap_or(0),
        Tetapan::Tanggal(h) => i128::from(*h),
        Tetapan::Teks(_) => 0,
    }
}

impl Penyusun<'_> {
    pub(super) fn tolak(
        &mut self,
        letak: Letak,
        kode: &'static str,
        isian: Vec<(&'static str, String)>,
    ) -> Option<Simpul> {
        self.c.catat(letak, kode, isian);
        None
    }

    pub(super) fn hasil(&mut self, h: Result<Simpul, Tolak>, letak: Letak) -> Option<Simpul> {
        match h {
            Ok(s) => Some(s),
            Err(Tolak::Satuan(a, b)) => {
                let isian = vec![("kiri", self.d.satuan.nama(a)), ("kanan", self.d.satuan.nama(b))];
                self.tolak(letak, "ATR-033", isian)
            }
            Err(Tolak::Luap) => self.tolak(letak, "ATR-038", vec![("rumus", self.nama_kini.clone())]),
            Err(Tolak::Nol) => self.tolak(letak, "ATR-037", vec![]),
        }
    }

    /// A node that must be a number.
    pub(super) fn angka(&mut self, e: &Eks, lingkup: usize) -> Option<Simpul> {
        let s = self.eks(e, lingkup)?;
        if s.tipe.angka().is_none() {
            let isian = vec![("harap", "angka".to_owned()), ("ada", s.tipe.nama().to_owned())];
            return self.tolak(e.letak, "ATR-034", isian);
        }
        Some(s)
    }

    pub(super) fn ya(&mut self, e: &Eks, lingkup: usize) -> Option<Simpul> {
        let s = self.eks(e, lingkup)?;
        if s.tipe != Tipe::Ya {
            let isian = vec![("harap", "ya/tidak".to_owned()), ("ada", s.tipe.nama().to_owned())];
            return self.tolak(e.letak, "ATR-034", isian);
        }
        Some(s)
    }

    /// The typed form of an expression read in the rows of entity `lingkup`.
    pub(super) fn eks(&mut self, e: &Eks, lingkup: usize) -> Option<Simpul> {
        let l = e.letak;
        match &e.isi {
            Isi::Angka { nilai, satuan } => {
                let s = match satuan {
                    None => Satuan::TANPA,
                    Some(n) => match self.d.satuan.cari(n) {
                        Some(s) => s,
                        None => {
                            let saran = mirip(n, self.d.satuan.0.iter().map(String::as_str));
                            let saran = tanya(saran, &self.d.satuan.to_string());
                            return self.tolak(l, "ATR-032", vec![("nama", n.clone()), ("saran", saran)]);
                        }
                    },
                };
                Some(Simpul::tetap(*nilai, s, l))
            }
            Isi::Ya(b) => {
                Some(Simpul { op: Op::Tetap(i128::from(*b)), tipe: Tipe::Ya, kecil: true, letak: l })
            }
            Isi::Tanggal(h) => {
                Some(Simpul { op: Op::Tetap(i128::from(*h)), tipe: Tipe::Tanggal, kecil: true, letak: l })
            }
            Isi::Teks(t) => self.tolak(l, "ATR-048", vec![("tulis", t.clone())]),
            Isi::Nama(jalur) => {
                self.parameter_kini = None;
                let s = self.nama(jalur, lingkup, l)?;
                let jenis = self.parameter_kini.take().map_or(JenisSebutan::Nama, JenisSebutan::Parameter);
                self.sebut(jenis, &s, Vec::new());
                Some(s)
            }
            Isi::Negatif(a) => {
                let a = self.angka(a, lingkup)?;
                let minus = Simpul::tetap(Pecahan::bulat(-1), Satuan::TANPA, l);
                let h = tipe::kalikan(a, minus, l);
                self.hasil(h, l)
            }
            Isi::Bukan(a) => {
                let a = self.ya(a, lingkup)?;
                Some(Simpul { op: Op::Bukan(Box::new(a)), tipe: Tipe::Ya, kecil: true, letak: l })
            }
            Isi::Dua(op, a, b) => self.dua(*op, a, b, lingkup, l),
            Isi::Dalam(a, daftar) => self.dalam(a, daftar, lingkup, l),
            Isi::Panggil(f, arg) => self.panggil_dan_sebut(f, arg, lingkup, l),
        }
    }

    fn dua(&mut self, op: OpEks, a: &Eks, b: &Eks, lingkup: usize, l: Letak) -> Option<Simpul> {
        match op {
            OpEks::Atau | OpEks::Dan => {
                let (a, b) = (self.ya(a, lingkup), self.ya(b, lingkup));
                let (a, b) = (Box::new(a?), Box::new(b?));
                let op = if op == OpEks::Dan { Op::Dan(a, b) } else { Op::Atau(a, b) };
                Some(Simpul { op, tipe: Tipe::Ya, kecil: true, letak: l })
            }
            OpEks::Banding(op) => self.banding(op, a, b, lingkup, l),
            OpEks::Tambah | OpEks::Kurang | OpEks::Kali | OpEks::Bagi => {
                let (a, b) = (self.eks(a, lingkup), self.eks(b, lingkup));
                let (a, b) = (a?, b?);
                if op == OpEks::Kurang && a.tipe == Tipe::Tanggal && b.tipe == Tipe::Tanggal {
                    return Some(self.selisih_hari(a, b, l));
                }
                for s in [&a, &b] {
                    if s.tipe.angka().is_none() {
                        let isian = vec![("harap", "angka".to_owned()), ("ada", s.tipe.nama().to_owned())];
                        return self.tolak(s.letak, "ATR-034", isian);
                    }
                }
                let h = match op {
                    OpEks::Tambah => tipe::jumlahkan(a, b, 1, l),
                    OpEks::Kurang => tipe::jumlahkan(a, b, -1, l),
                    OpEks::Kali => tipe::kalikan(a, b, l),
                    _ => tipe::bagikan(a, b, l),
                };
                self.hasil(h, l)
            }
        }
    }

    /// Days between two dates: a number of `hari`.
    fn selisih_hari(&mut self, a: Simpul, b: Simpul, l: Letak) -> Simpul {
        const SEABAD: i128 = 3_660_000;
        let satuan = self.d.satuan.cari("hari").unwrap_or(Satuan::TANPA);
        let t = TipeAngka { lo: -SEABAD, hi: SEABAD, ..TipeAngka::tetap(satuan, 0, 1) };
        let p = super::ir::Pasang { a: Box::new(a), ka: 1, b: Box::new(b), kb: -1 };
        Simpul { op: Op::Tambah(p), tipe: Tipe::Angka(t), kecil: true, letak: l }
    }

    pub(super) fn banding(
        &mut self,
        op: Banding,
        a: &Eks,
        b: &Eks,
        lingkup: usize,
        l: Letak,
    ) -> Option<Simpul> {
        for (x, y) in [(a, b), (b, a)] {
            if let Isi::Teks(_) = &y.isi {
                let s = self.dalam(x, std::slice::from_ref(y), lingkup, l)?;
                return match op {
                    Banding::Sama => Some(s),
                    Banding::Beda => {
                        Some(Simpul { op: Op::Bukan(Box::new(s)), tipe: Tipe::Ya, kecil: true, letak: l })
                    }
                    _ => {
                        let isian = vec![("harap", "angka".to_owned()), ("ada", "teks".to_owned())];
                        self.tolak(l, "ATR-034", isian)
                    }
                };
            }
        }
        let (a, b) = (self.eks(a, lingkup), self.eks(b, lingkup));
        let (a, b) = (a?, b?);
        if a.tipe.angka().is_some() && b.tipe.angka().is_some() {
            let h = tipe::banding(op, a, b, l);
            return self.hasil(h, l);
        }
        let setara = a.tipe == b.tipe && matches!(a.tipe, Tipe::Tanggal | Tipe::Ya | Tipe::Pilihan(_));
        let urut = a.tipe == Tipe::Tanggal || matches!(op, Banding::Sama | Banding::Beda);
        if !setara || !urut {
            let isian = vec![("harap", a.tipe.nama().to_owned()), ("ada", b.tipe.nama().to_owned())];
            return self.tolak(l, "ATR-034", isian);
        }
        let p = super::ir::Pasang { a: Box::new(a), ka: 1, b: Box::new(b), kb: 1 };
        Some(Simpul { op: Op::Banding(op, p), tipe: Tipe::Ya, kecil: true, letak: l })
    }

    fn dalam(&mut self, a: &Eks, daftar: &[Eks], lingkup: usize, l: Letak) -> Option<Simpul> {
        let s = self.eks(a, lingkup)?;
        let baru = |op| Some(Simpul { op, tipe: Tipe::Ya, kecil: true, letak: l });
        match &s.tipe {
            Tipe::Teks => {
                let mut teks = Vec::new();
                for e in daftar {
                    let Isi::Teks(t) = &e.isi else {
                        let isian = vec![("harap", "teks".to_owned()), ("ada", "bukan teks".to_owned())];
                        return self.tolak(e.letak, "ATR-034", isian);
                    };
                    teks.push(t.clone());
                }
                baru(Op::DalamTeks(Box::new(s), teks))
            }
            Tipe::Pilihan(ada) => {
                let ada = ada.clone();
                let mut kode = Vec::new();
                for e in daftar {
                    let Isi::Teks(t) = &e.isi else {
                        let isian = vec![("harap", "teks".to_owned()), ("ada", "bukan teks".to_owned())];
                        return self.tolak(e.letak, "ATR-034", isian);
                    };
                    let Some(i) = ada.iter().position(|x| x == t) else {
                        let saran = tanya(mirip(t, ada.iter().map(String::as_str)), &ada.join(", "));
                        return self.tolak(e.letak, "ATR-049", vec![("tulis", t.clone()), ("saran", saran)]);
                    };
                    kode.push(i128::try_from(i).unwrap_or(0));
                }
                baru(Op::DalamKode(Box::new(s), kode))
            }
            Tipe::Tanggal | Tipe::Angka(_) | Tipe::Ya => {
                let mut kini: Option<Simpul> = None;
                for e in daftar {
                    let sama = self.banding(Banding::Sama, a, e, lingkup, l)?;
                    kini = match kini {
                        None => Some(sama),
                        Some(k) => baru(Op::Atau(Box::new(k), Box::new(sama))),
                    };
                }
                kini.or_else(|| self.tolak(l, "ATR-024", vec![]))
            }
        }
    }

    fn sebut(&mut self, jenis: JenisSebutan, s: &Simpul, dalam: Vec<Sebutan>) {
        // `x dalam [a, b]` reads x more than once; it is named once.
        if !self.sebutan.iter().any(|x| x.letak == s.letak && x.jenis == jenis) {
            self.sebutan.push(Sebutan { letak: s.letak, jenis, simpul: s.clone(), dalam });
        }
    }

    /// A call that is a branch of its own in the explanation keeps what stands inside it together.
    fn panggil_dan_sebut(&mut self, f: &str, arg: &[Eks], lingkup: usize, l: Letak) -> Option<Simpul> {
        let agregat = ["jumlah", "banyak", "terbesar", "terkecil", "ada", "semua"].contains(&f);
        if !agregat && !["cari", "braket", "pro_rata"].contains(&f) {
            return self.panggil(f, arg, lingkup, l);
        }
        let luar = std::mem::take(&mut self.sebutan);
        let hasil = self.panggil(f, arg, lingkup, l);
        let dalam = std::mem::replace(&mut self.sebutan, luar);
        let mut s = hasil?;
        s.letak = l;
        let jenis = match &s.op {
            Op::Cari(t, _) | Op::Braket(t, _) => JenisSebutan::Tabel(*t),
            Op::ProRata(_) => JenisSebutan::ProRata,
            _ => JenisSebutan::Agregat,
        };
        self.sebut(jenis, &s, dalam);
        Some(s)
    }

    fn panggil(&mut self, f: &str, arg: &[Eks], lingkup: usize, l: Letak) -> Option<Simpul> {
        let jumlah_arg: (usize, usize) = match f {
            "min" | "maks" => (2, 16),
            "batas" | "jika" => (3, 3),
            "mutlak" | "tepat" | "terisi" => (1, 1),
            "bulat" => (3, 3),
            "cari" => (2, 4),
            "braket" | "banyak" | "terbesar" | "terkecil" | "ada" | "semua" => (2, 2),
            "jumlah" => (1, 3),
            "pro_rata" => (4, 4),
            _ => {
                let saran = tanya(mirip(f, FUNGSI), &FUNGSI.join(", "));
                return self.tolak(l, "ATR-035", vec![("nama", f.to_owned()), ("saran", saran)]);
            }
        };
        if arg.len() < jumlah_arg.0 || arg.len() > jumlah_arg.1 {
            let harap = if jumlah_arg.0 == jumlah_arg.1 {
                jumlah_arg.0.to_string()
            } else {
                format!("{}–{}", jumlah_arg.0, jumlah_arg.1)
            };
            let isian = vec![("nama", f.to_owned()), ("harap", harap), ("ada", arg.len().to_string())];
            return self.tolak(l, "ATR-036", isian);
        }
        match (f, arg) {
            ("min" | "maks", [a, sisa @ ..]) => {
                let mut kini = self.angka(a, lingkup)?;
                for b in sisa {
                    let b = self.angka(b, lingkup)?;
                    let h = tipe::ekstrem(kini, b, f == "maks", l);
                    kini = self.hasil(h, l)?;
                }
                Some(kini)
            }
            ("batas", [x, lo, hi]) => {
                let (x, lo, hi) =
                    (self.angka(x, lingkup)?, self.angka(lo, lingkup)?, self.angka(hi, lingkup)?);
                let h = tipe::ekstrem(x, lo, true, l);
                let x = self.hasil(h, l)?;
                let h = tipe::ekstrem(x, hi, false, l);
                self.hasil(h, l)
            }
            ("mutlak", [x]) => {
                let x = self.angka(x, lingkup)?;
                let h = tipe::mutlak(x, l);
                self.hasil(h, l)
            }
            ("tepat", [x]) => {
                let mut x = self.angka(x, lingkup)?;
                if let Tipe::Angka(t) = &mut x.tipe {
                    t.kasar = false;
                    t.tepat = true;
                }
                Some(x)
            }
            ("terisi", [x]) => self.terisi(x, lingkup, l),
            ("jika", [c, a, b]) => self.jika(c, a, b, lingkup, l),
            ("bulat", [x, langkah, cara]) => {
                let x = self.angka(x, lingkup)?;
                let Isi::Nama(n) = &cara.isi else {
                    return self.tolak(
                        cara.letak,
                        "ATR-050",
                        vec![("tulis", String::new()), ("saran", cara_bulat())],
                    );
                };
                let n = n.join(".");
                let Some((_, cara)) = Pembulatan::NAMA.iter().find(|(k, _)| *k == n) else {
                    let saran = tanya(mirip(&n, Pembulatan::NAMA.iter().map(|(k, _)| *k)), &cara_bulat());
                    return self.tolak(cara.letak, "ATR-050", vec![("tulis", n), ("saran", saran)]);
                };
                self.bulatkan(x, langkah, *cara, l)
            }
            ("cari", [t, kunci @ ..]) => self.cari(t, kunci, lingkup, l),
            ("braket", [t, x]) => self.braket(t, x, lingkup, l),
            ("pro_rata", [x, batas, langkah, cara]) => self.pro_rata(x, batas, langkah, cara, lingkup, l),
            (_, arg) => self.agregat(f, arg, lingkup, l),
        }
    }

    pub(super) fn bulatkan(
        &mut self,
        x: Simpul,
        langkah: &Eks,
        cara: Pembulatan,
        l: Letak,
    ) -> Option<Simpul> {
        let s = self.langkah(langkah, x.angka().satuan)?;
        let h = tipe::bulatkan(x, s, cara, l);
        self.hasil(h, l)
    }

    /// A rounding step: a positive decimal constant of the unit it rounds.
    pub(super) fn langkah(&mut self, e: &Eks, satuan: Satuan) -> Option<Pecahan> {
        let s = self.angka(e, 0)?;
        let t = s.angka();
        let baik = s.nilai_tetap().is_some_and(|n| n > 0) && crate::angka::skala_desimal(t.d).is_some();
        if !baik {
            self.c.catat(e.letak, "ATR-053", vec![]);
            return None;
        }
        if t.satuan != satuan {
            let isian = vec![("kiri", self.d.satuan.nama(satuan)), ("kanan", self.d.satuan.nama(t.satuan))];
            self.c.catat(e.letak, "ATR-033", isian);
            return None;
        }
        Some(Pecahan { n: t.lo, d: t.d })
    }

    fn jika(&mut self, c: &Eks, a: &Eks, b: &Eks, lingkup: usize, l: Letak) -> Option<Simpul> {
        let (c, a, b) = (self.ya(c, lingkup), self.eks(a, lingkup), self.eks(b, lingkup));
        let (c, a, b) = (c?, a?, b?);
        if a.tipe.angka().is_some() && b.tipe.angka().is_some() {
            let h = tipe::jika(c, a, b, l);
            return self.hasil(h, l);
        }
        if a.tipe != b.tipe || a.tipe == Tipe::Teks {
            let isian = vec![("harap", a.tipe.nama().to_owned()), ("ada", b.tipe.nama().to_owned())];
            return self.tolak(l, "ATR-034", isian);
        }
        let tipe = a.tipe.clone();
        let p = super::ir::Pasang { a: Box::new(a), ka: 1, b: Box::new(b), kb: 1 };
        Some(Simpul { op: Op::Jika(Box::new(c), p), tipe, kecil: true, letak: l })
    }
}

fn cara_bulat() -> String {
    let daftar: Vec<&str> = Pembulatan::NAMA.iter().map(|(n, _)| *n).collect();
    daftar.join(", ")
}
