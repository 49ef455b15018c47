//! Gives every name of a formula its meaning and every node its type.

use super::ir::{Agregat, Op, ProRata, Simpul, Tipe, TipeAngka};
use super::tipe::{self, Tolak};
use super::{JenisSebutan, Penyusun, Sebutan, Tersembunyi};
use crate::angka::{Pecahan, Pembulatan, fpb, sepuluh};
use crate::bahasa::pohon::{Banding, Eks, Isi, Op as OpEks};
use crate::galat::mirip;
use crate::jenis::{Jenis, Tetapan, tanya};
use crate::muat::deklarasi::{Bentuk, JenisKunci};
use crate::satuan::Satuan;
use crate::sumber::Letak;

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
    fn tolak(
        &mut self,
        letak: Letak,
        kode: &'static str,
        isian: Vec<(&'static str, String)>,
    ) -> Option<Simpul> {
        self.c.catat(letak, kode, isian);
        None
    }

    fn hasil(&mut self, h: Result<Simpul, Tolak>, letak: Letak) -> Option<Simpul> {
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
    fn angka(&mut self, e: &Eks, lingkup: usize) -> Option<Simpul> {
        let s = self.eks(e, lingkup)?;
        if s.tipe.angka().is_none() {
            let isian = vec![("harap", "angka".to_owned()), ("ada", s.tipe.nama().to_owned())];
            return self.tolak(e.letak, "ATR-034", isian);
        }
        Some(s)
    }

    fn ya(&mut self, e: &Eks, lingkup: usize) -> Option<Simpul> {
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

    fn banding(&mut self, op: Banding, a: &Eks, b: &Eks, lingkup: usize, l: Letak) -> Option<Simpul> {
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

    /// A name, along the entity's own columns, its parents, its references, then parameters.
    fn nama(&mut self, jalur: &[String], lingkup: usize, l: Letak) -> Option<Simpul> {
        let (kepala, sisa) = jalur.split_first()?;
        if !sisa.is_empty() {
            return self.jalur(kepala, sisa, lingkup, l);
        }
        let mut e = Some(lingkup);
        let mut langkah = 0;
        while let Some(x) = e {
            if let Some(s) = self.milik(kepala, x, l)? {
                return Some(naik(langkah, s));
            }
            e = self.d.entitas.get(x).and_then(|x| x.induk);
            langkah += 1;
        }
        if let Some(i) = self.d.parameter.iter().position(|p| &p.nama == kepala) {
            return self.parameter(i, l);
        }
        let ada = self.nama_terlihat(lingkup);
        if let Some(r) = self.d.rumus.iter().find(|r| &r.nama == kepala) {
            let per = self.d.entitas.get(r.entitas).map_or("", |e| &e.nama).to_owned();
            return self.tolak(l, "ATR-039", vec![("nama", kepala.clone()), ("entitas", per)]);
        }
        let saran = tanya(mirip(kepala, ada.iter().map(String::as_str)), &ada.join(", "));
        self.tolak(l, "ATR-031", vec![("nama", kepala.clone()), ("saran", saran)])
    }

    fn nama_terlihat(&self, lingkup: usize) -> Vec<String> {
        let terlihat = |e: usize| self.d.langkah_ke(lingkup, e).is_some();
        let mut ada: Vec<String> =
            self.d.masukan.iter().filter(|m| terlihat(m.entitas)).map(|m| m.nama.clone()).collect();
        ada.extend(self.d.rumus.iter().filter(|r| terlihat(r.entitas)).map(|r| r.nama.clone()));
        ada.extend(self.d.parameter.iter().map(|p| p.nama.clone()));
        ada
    }

    /// What entity `e` itself calls `nama`: `Some(None)` when nothing.
    fn milik(&mut self, nama: &str, e: usize, l: Letak) -> Option<Option<Simpul>> {
        if let Some(i) = self.d.masukan.iter().position(|m| m.entitas == e && m.nama == nama) {
            let tipe = self.d.masukan.get(i).map_or(Tipe::Ya, |m| tipe_jenis(&m.jenis));
            let kecil = tipe.angka().is_none_or(|t| tipe::kecil(&t));
            return Some(Some(Simpul { op: Op::Kolom(i), tipe, kecil, letak: l }));
        }
        if let Some(i) = self.d.rumus.iter().position(|r| r.entitas == e && r.nama == nama) {
            return self.baca_rumus(i, l).map(Some);
        }
        let kunci = self.d.entitas.get(e).filter(|x| x.kunci == nama).map(|x| x.jenis_kunci);
        let tipe = match kunci {
            None => return Some(None),
            Some(JenisKunci::Teks) => Tipe::Teks,
            Some(JenisKunci::Tanggal) => Tipe::Tanggal,
            Some(JenisKunci::Bulat) => Tipe::Angka(TipeAngka {
                lo: 0,
                hi: 1_000_000_000_000,
                ..TipeAngka::tetap(Satuan::TANPA, 0, 1)
            }),
        };
        Some(Some(Simpul { op: Op::Kunci, tipe, kecil: true, letak: l }))
    }

    /// `orang.kelas`, `opd.plafon`, `orang.opd.plafon`.
    fn jalur(&mut self, kepala: &str, sisa: &[String], lingkup: usize, l: Letak) -> Option<Simpul> {
        // A reference column seen from here wins over an entity of the same name.
        let mut e = Some(lingkup);
        let mut langkah = 0;
        while let Some(x) = e {
            let kolom = self.d.masukan.iter().position(|m| m.entitas == x && m.nama == kepala);
            if let Some(k) = kolom {
                let Some(Jenis::Rujukan(tuju)) = self.d.masukan.get(k).map(|m| m.jenis.clone()) else {
                    return self.tolak(l, "ATR-051", vec![("nama", kepala.to_owned())]);
                };
                let dalam = self.bagian(sisa, tuju, l)?;
                let (tipe, kecil) = (dalam.tipe.clone(), dalam.kecil);
                let s = Simpul { op: Op::Rujuk(k, tuju, Box::new(dalam)), tipe, kecil, letak: l };
                return Some(naik(langkah, s));
            }
            e = self.d.entitas.get(x).and_then(|x| x.induk);
            langkah += 1;
        }
        let Some(tuju) = self.d.entitas.iter().position(|x| x.nama == kepala) else {
            let ada = self.nama_terlihat(lingkup);
            let saran = tanya(mirip(kepala, ada.iter().map(String::as_str)), &ada.join(", "));
            return self.tolak(l, "ATR-031", vec![("nama", kepala.to_owned()), ("saran", saran)]);
        };
        match self.d.langkah_ke(lingkup, tuju) {
            Some(n) => Some(naik(n, self.bagian(sisa, tuju, l)?)),
            None => self.tolak(l, "ATR-052", vec![("nama", kepala.to_owned())]),
        }
    }

    fn bagian(&mut self, sisa: &[String], tuju: usize, l: Letak) -> Option<Simpul> {
        match sisa {
            [satu] => match self.milik(satu, tuju, l)? {
                Some(s) => Some(s),
                None => {
                    let ada: Vec<String> = self.nama_terlihat(tuju);
                    let saran = tanya(mirip(satu, ada.iter().map(String::as_str)), &ada.join(", "));
                    self.tolak(l, "ATR-031", vec![("nama", satu.clone()), ("saran", saran)])
                }
            },
            [kepala, lagi @ ..] => self.jalur(&kepala.clone(), lagi, tuju, l),
            [] => None,
        }
    }

    fn parameter(&mut self, i: usize, l: Letak) -> Option<Simpul> {
        self.parameter_dipakai.insert(i);
        self.parameter_kini = Some(i);
        let p = self.d.parameter.get(i)?;
        let tipe = tipe_jenis(&p.jenis);
        let Some(t) = self.nilai_parameter(i) else {
            return Some(Simpul { op: Op::Lubang, tipe, kecil: false, letak: l });
        };
        let n = kode_tetapan(&t);
        let tipe = match tipe {
            Tipe::Angka(a) => {
                let q = Pecahan::baru(n, a.d);
                return Some(Simpul::tetap(q, a.satuan, l));
            }
            lain => lain,
        };
        Some(Simpul { op: Op::Tetap(n), tipe, kecil: true, letak: l })
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
    fn langkah(&mut self, e: &Eks, satuan: Satuan) -> Option<Pecahan> {
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

    /// `terisi(masuk)`: the row had a value, `bila_kosong` was not needed.
    fn terisi(&mut self, x: &Eks, lingkup: usize, l: Letak) -> Option<Simpul> {
        let s = self.eks(x, lingkup)?;
        let ganti = |s: Simpul| match s.op {
            Op::Kolom(i) => Some(Op::Terisi(i)),
            Op::Naik(n, a) => match a.op {
                Op::Kolom(i) => Some(Op::Naik(
                    n,
                    Box::new(Simpul { op: Op::Terisi(i), tipe: Tipe::Ya, kecil: true, letak: l }),
                )),
                _ => None,
            },
            _ => None,
        };
        match ganti(s) {
            Some(op) => Some(Simpul { op, tipe: Tipe::Ya, kecil: true, letak: l }),
            None => self.tolak(x.letak, "ATR-098", vec![]),
        }
    }

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

    fn cari(&mut self, t: &Eks, kunci: &[Eks], lingkup: usize, l: Letak) -> Option<Simpul> {
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

    fn braket(&mut self, t: &Eks, x: &Eks, lingkup: usize, l: Letak) -> Option<Simpul> {
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

    fn agregat(&mut self, f: &str, arg: &[Eks], lingkup: usize, l: Letak) -> Option<Simpul> {
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

    fn pro_rata(
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
        let t = TipeAngka { satuan: tx.satuan, d: dh, lo: 0, hi, rasio: None, kasar: false, tepat: false };
        Some(Simpul {
            op: Op::ProRata(self.pro_rata.len() - 1),
            kecil: tipe::kecil(&t),
            tipe: Tipe::Angka(t),
            letak: l,
        })
    }
}

fn naik(n: usize, s: Simpul) -> Simpul {
    if n == 0 {
        return s;
    }
    let (tipe, kecil, letak) = (s.tipe.clone(), s.kecil, s.letak);
    Simpul { op: Op::Naik(n, Box::new(s)), tipe, kecil, letak }
}

fn cara_bulat() -> String {
    let daftar: Vec<&str> = Pembulatan::NAMA.iter().map(|(n, _)| *n).collect();
    daftar.join(", ")
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
