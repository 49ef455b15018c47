//! Turns declarations into a plan for one period: names resolved, types proven, evaluation ordered.

mod agregat;
pub(crate) mod ir;
mod nama;
pub(crate) mod periksa;
mod tabel;
mod tipe;

use crate::galat::Catatan;
use crate::jenis::Tetapan;
use crate::muat::deklarasi::{self, BarisTabel, Berlaku, Deklarasi};
use crate::sumber::Letak;
use ir::{Op, Pasang, ProRata, Simpul, Tipe};
use std::collections::{BTreeMap, BTreeSet};

/// Values a case sets in place of the package's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ganti {
    pub parameter: BTreeMap<usize, Tetapan>,
    pub tabel: BTreeMap<usize, Vec<BarisTabel>>,
}

/// One formula in force: declared, or hidden inside another.
#[derive(Clone, Debug)]
pub(crate) struct RumusRencana {
    /// Index of its declaration; `None` when hidden.
    pub asal: Option<usize>,
    /// Which of the declared versions is in force.
    pub versi: usize,
    pub entitas: usize,
    pub simpul: Simpul,
    /// Evaluation level: everything across trees is of a lower one.
    pub tingkat: usize,
    /// Whether its whole column is kept.
    pub simpan: bool,
    /// What the formula names, in the order written: the branches of its explanation.
    pub sebutan: Vec<Sebutan>,
}

/// Something a formula names.
#[derive(Clone, Debug)]
pub(crate) struct Sebutan {
    pub letak: Letak,
    pub jenis: JenisSebutan,
    /// Its value.
    pub simpul: Simpul,
    /// What stands inside it: keys of a lookup, the value of an aggregate's rows.
    pub dalam: Vec<Sebutan>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JenisSebutan {
    /// An input, a formula or a key: the leaf of its node says which.
    Nama,
    Parameter(usize),
    Tabel(usize),
    Agregat,
    ProRata,
}

/// Everything needed to compute one period.
#[derive(Clone, Debug)]
pub(crate) struct Susunan {
    pub hari: i64,
    pub tahu: i64,
    pub rumus: Vec<RumusRencana>,
    /// Declared formula → its place in `rumus`.
    pub dari_asal: BTreeMap<usize, usize>,
    pub pro_rata: Vec<ProRata>,
    pub ganti: Ganti,
    pub parameter_dipakai: BTreeSet<usize>,
    pub tabel_dipakai: BTreeSet<usize>,
    pub tingkat_tertinggi: usize,
}

pub(super) struct Tersembunyi {
    pub entitas: usize,
    pub isi: Simpul,
}

#[derive(Clone, Copy, PartialEq)]
enum Keadaan {
    Belum,
    Sedang,
    Jadi(usize),
    Gagal,
}

pub(crate) struct Penyusun<'a> {
    pub(super) d: &'a Deklarasi,
    pub(super) c: &'a mut Catatan,
    hari: i64,
    tahu: i64,
    ganti: &'a Ganti,
    keadaan: Vec<Keadaan>,
    tumpukan: Vec<usize>,
    hasil: Vec<RumusRencana>,
    pub(super) pro_rata: Vec<ProRata>,
    pub(super) parameter_dipakai: BTreeSet<usize>,
    pub(super) tabel_dipakai: BTreeSet<usize>,
    pub(super) nama_kini: String,
    pub(super) sebutan: Vec<Sebutan>,
    pub(super) parameter_kini: Option<usize>,
}

/// Compiles all formulas in force on day `hari` as known on day `tahu`. Faults go to `c`.
pub(crate) fn susun(d: &Deklarasi, hari: i64, tahu: i64, ganti: &Ganti, c: &mut Catatan) -> Option<Susunan> {
    let sebelum = c.galat.len();
    let mut p = Penyusun {
        d,
        c,
        hari,
        tahu,
        ganti,
        keadaan: vec![Keadaan::Belum; d.rumus.len()],
        tumpukan: Vec::new(),
        hasil: Vec::new(),
        pro_rata: Vec::new(),
        parameter_dipakai: BTreeSet::new(),
        tabel_dipakai: BTreeSet::new(),
        nama_kini: String::new(),
        sebutan: Vec::new(),
        parameter_kini: None,
    };
    for i in 0..d.rumus.len() {
        if p.versi_rumus(i).is_some() {
            p.rumus(i, d.rumus.get(i).map_or(Letak::default(), |r| r.letak));
        }
    }
    p.keluaran();
    if p.c.galat.len() > sebelum {
        return None;
    }
    let dari_asal = p.hasil.iter().enumerate().filter_map(|(i, r)| r.asal.map(|a| (a, i))).collect();
    let mut s = Susunan {
        hari,
        tahu,
        rumus: p.hasil,
        dari_asal,
        pro_rata: p.pro_rata,
        ganti: ganti.clone(),
        parameter_dipakai: p.parameter_dipakai,
        tabel_dipakai: p.tabel_dipakai,
        tingkat_tertinggi: 0,
    };
    s.urutkan();
    s.tandai_simpan(d);
    Some(s)
}

impl<'a> Penyusun<'a> {
    fn versi_rumus(&self, i: usize) -> Option<(usize, &'a Berlaku<deklarasi::IsiRumus>)> {
        let r = self.d.rumus.get(i)?;
        if r.sampai.is_some_and(|s| s < self.hari) {
            return None;
        }
        let v = deklarasi::pada(&r.versi, self.hari, self.tahu)?;
        let ke = r.versi.iter().position(|x| std::ptr::eq(x, v))?;
        Some((ke, v))
    }

    pub(super) fn versi_tabel(&self, i: usize) -> Option<TabelKini<'_>> {
        versi_tabel(self.d, self.ganti, i, self.hari, self.tahu)
    }

    pub(super) fn nilai_parameter(&self, i: usize) -> Option<Tetapan> {
        if let Some(t) = self.ganti.parameter.get(&i) {
            return Some(t.clone());
        }
        let p = self.d.parameter.get(i)?;
        deklarasi::pada(&p.nilai, self.hari, self.tahu).map(|b| b.isi.clone())
    }

    pub(super) fn sembunyikan(&mut self, t: Tersembunyi) -> usize {
        self.hasil.push(RumusRencana {
            asal: None,
            versi: 0,
            entitas: t.entitas,
            simpul: t.isi,
            tingkat: 0,
            simpan: true,
            sebutan: Vec::new(),
        });
        self.hasil.len() - 1
    }

    /// Reads declared formula `i` from a formula of the same row.
    pub(super) fn baca_rumus(&mut self, i: usize, l: Letak) -> Option<Simpul> {
        let j = self.rumus(i, l)?;
        let mut tipe = self.hasil.get(j)?.simpul.tipe.clone();
        let kecil = match &mut tipe {
            Tipe::Angka(t) => {
                // Said once where the formula is declared; a reader need not say it again.
                t.kasar = false;
                t.tepat = false;
                tipe::kecil(t)
            }
            _ => true,
        };
        Some(Simpul { op: Op::Rumus(j), tipe, kecil, letak: l })
    }

    /// Compiles declared formula `i` once; `l` is where it is asked for.
    fn rumus(&mut self, i: usize, l: Letak) -> Option<usize> {
        match self.keadaan.get(i)? {
            Keadaan::Jadi(j) => return Some(*j),
            Keadaan::Gagal => return None,
            Keadaan::Sedang => {
                let mulai = self.tumpukan.iter().position(|x| *x == i).unwrap_or(0);
                let nama = |x: &usize| self.d.rumus.get(*x).map_or(String::new(), |r| r.nama.clone());
                let mut jalan: Vec<String> = self.tumpukan.iter().skip(mulai).map(nama).collect();
                jalan.push(nama(&i));
                self.c.catat(l, "ATR-040", vec![("jalan", jalan.join(" → "))]);
                return None;
            }
            Keadaan::Belum => {}
        }
        let r = self.d.rumus.get(i)?;
        let Some((ke, v)) = self.versi_rumus(i) else {
            let hari = crate::bahasa::leksikal::dari_hari(self.hari).map_or(String::new(), |d| d.to_string());
            self.c.catat(l, "ATR-077", vec![("nama", r.nama.clone()), ("tanggal", hari)]);
            return None;
        };
        self.ubah(i, Keadaan::Sedang);
        self.tumpukan.push(i);
        let nama_lama = std::mem::replace(&mut self.nama_kini, r.nama.clone());
        let luar = std::mem::take(&mut self.sebutan);
        let hasil = self.isi(&v.isi, r.entitas);
        let sebutan = std::mem::replace(&mut self.sebutan, luar);
        self.nama_kini = nama_lama;
        self.tumpukan.pop();
        let Some(simpul) = hasil else {
            self.ubah(i, Keadaan::Gagal);
            return None;
        };
        self.hasil.push(RumusRencana {
            asal: Some(i),
            versi: ke,
            entitas: r.entitas,
            simpul,
            tingkat: 0,
            simpan: false,
            sebutan,
        });
        let j = self.hasil.len() - 1;
        self.ubah(i, Keadaan::Jadi(j));
        Some(j)
    }

    fn ubah(&mut self, i: usize, k: Keadaan) {
        if let Some(x) = self.keadaan.get_mut(i) {
            *x = k;
        }
    }

    fn isi(&mut self, v: &deklarasi::IsiRumus, entitas: usize) -> Option<Simpul> {
        let s = self.eks(&v.eks, entitas)?;
        if s.tipe == Tipe::Teks {
            let isian = vec![("harap", "angka".to_owned()), ("ada", "teks".to_owned())];
            self.c.catat(v.letak, "ATR-034", isian);
            return None;
        }
        let Some(t) = s.tipe.angka() else { return Some(s) };
        if let Some((langkah, cara)) = &v.pembulatan {
            return self.bulatkan(s, langkah, *cara, v.letak);
        }
        let nama = self.nama_kini.clone();
        if t.kasar {
            self.c.catat(v.letak, "ATR-080", vec![("nama", nama)]);
            return None;
        }
        let halus = t.rasio.is_some() || 100 % t.d != 0;
        if t.satuan.rupiah() && halus && !t.tepat {
            self.c.catat(v.letak, "ATR-084", vec![("nama", nama)]);
            return None;
        }
        Some(s)
    }

    /// Outputs end in a decimal of at most 18 places.
    fn keluaran(&mut self) {
        for i in self.d.keluaran.clone() {
            let Some(Keadaan::Jadi(j)) = self.keadaan.get(i).copied() else { continue };
            let Some(s) = self.hasil.get(j).map(|r| &r.simpul) else { continue };
            let Some(t) = s.tipe.angka() else { continue };
            let desimal = t.rasio.is_none() && crate::angka::skala_desimal(t.d).is_some();
            let uang = !t.satuan.rupiah() || 100 % t.d == 0;
            let muat64 = tipe::kecil(&t);
            let r = self.d.rumus.get(i);
            let (nama, letak) = r.map_or((String::new(), Letak::default()), |r| (r.nama.clone(), r.letak));
            if !t.satuan.tunggal() {
                let satuan = self.d.satuan.nama(t.satuan);
                self.c.catat(letak, "ATR-099", vec![("nama", nama), ("satuan", satuan)]);
            } else if !desimal || !uang {
                self.c.catat(letak, "ATR-086", vec![("nama", nama)]);
            } else if !muat64 {
                self.c.catat(letak, "ATR-038", vec![("rumus", nama)]);
            }
        }
    }
}

/// Rows of a table in force, and where they come from.
pub(crate) struct TabelKini<'a> {
    pub isi: &'a [BarisTabel],
    pub dasar: &'a str,
    pub sejak: i64,
}

/// A table as it is on `hari`; `None` when it has no version then.
pub(crate) fn versi_tabel<'a>(
    d: &'a Deklarasi,
    g: &'a Ganti,
    i: usize,
    hari: i64,
    tahu: i64,
) -> Option<TabelKini<'a>> {
    if let Some(isi) = g.tabel.get(&i) {
        return Some(TabelKini { isi, dasar: "kasus", sejak: hari });
    }
    let v = deklarasi::pada(&d.tabel.get(i)?.versi, hari, tahu)?;
    Some(TabelKini { isi: &v.isi, dasar: &v.dasar, sejak: v.sejak })
}

/// Whether a node may be computed now: all it reads are constants.
pub(crate) fn murni(op: &Op) -> bool {
    let t = |s: &Simpul| matches!(s.op, Op::Tetap(_));
    let p = |p: &Pasang| t(&p.a) && t(&p.b);
    match op {
        Op::Tetap(_) => true,
        Op::Tambah(x) | Op::Bagi(x) | Op::Min(x) | Op::Maks(x) => p(x),
        Op::Kali(a, b) => t(a) && t(b),
        Op::KaliTetap(a, _) | Op::Mutlak(a) | Op::Bulat { a, .. } => t(a),
        _ => false,
    }
}

impl Simpul {
    /// Calls `f` for every node directly below.
    pub fn anak<'s>(&'s self, f: &mut dyn FnMut(&'s Simpul)) {
        match &self.op {
            Op::Tetap(_)
            | Op::Lubang
            | Op::Kolom(_)
            | Op::Terisi(_)
            | Op::Kunci
            | Op::Rumus(_)
            | Op::Perujuk(..)
            | Op::ProRata(_) => {}
            Op::Naik(_, a)
            | Op::Rujuk(_, _, a)
            | Op::KaliTetap(a, _)
            | Op::Mutlak(a)
            | Op::Bukan(a)
            | Op::DalamKode(a, _)
            | Op::DalamTeks(a, _)
            | Op::Braket(_, a)
            | Op::Anak(_, _, a) => f(a),
            Op::Bulat { a, .. } => f(a),
            Op::Tambah(p) | Op::Bagi(p) | Op::Min(p) | Op::Maks(p) | Op::Banding(_, p) => {
                f(&p.a);
                f(&p.b);
            }
            Op::Kali(a, b) | Op::Dan(a, b) | Op::Atau(a, b) => {
                f(a);
                f(b);
            }
            Op::Jika(c, p) => {
                f(c);
                f(&p.a);
                f(&p.b);
            }
            Op::Cari(_, k) => k.iter().for_each(f),
        }
    }
}

impl Susunan {
    /// Formulas arise after what they read, so one pass in order sets every level.
    fn urutkan(&mut self) {
        for i in 0..self.rumus.len() {
            let n = self.rumus.get(i).map_or(0, |r| self.tingkat_simpul(&r.simpul, false));
            if let Some(r) = self.rumus.get_mut(i) {
                r.tingkat = n;
            }
            self.tingkat_tertinggi = self.tingkat_tertinggi.max(n);
        }
    }

    fn tingkat_simpul(&self, s: &Simpul, silang: bool) -> usize {
        let milik = |f: usize| self.rumus.get(f).map_or(0, |r| r.tingkat);
        let mut n = match &s.op {
            Op::Rumus(f) => milik(*f) + usize::from(silang),
            Op::Perujuk(_, _, f, _) => milik(*f) + 1,
            Op::ProRata(p) => self.pro_rata.get(*p).map_or(0, |p| milik(p.x).max(milik(p.batas)) + 1),
            _ => 0,
        };
        let silang = silang || matches!(s.op, Op::Rujuk(..));
        s.anak(&mut |a| n = n.max(self.tingkat_simpul(a, silang)));
        n
    }

    /// Columns are kept when an output, another tree, or a later level reads them.
    fn tandai_simpan(&mut self, d: &Deklarasi) {
        let mut simpan: BTreeSet<usize> =
            d.keluaran.iter().filter_map(|k| self.dari_asal.get(k).copied()).collect();
        if let Some((a, b)) = d.plafon {
            simpan.extend([a, b].iter().filter_map(|k| self.dari_asal.get(k).copied()));
        }
        for r in &self.rumus {
            self.baca(&r.simpul, r.tingkat, false, &mut simpan);
        }
        for i in simpan {
            if let Some(r) = self.rumus.get_mut(i) {
                r.simpan = true;
            }
        }
    }

    fn baca(&self, s: &Simpul, tingkat: usize, silang: bool, simpan: &mut BTreeSet<usize>) {
        match &s.op {
            Op::Rumus(f) if silang || self.rumus.get(*f).is_some_and(|r| r.tingkat < tingkat) => {
                simpan.insert(*f);
            }
            Op::Perujuk(_, _, f, _) => {
                simpan.insert(*f);
            }
            _ => {}
        }
        let silang = silang || matches!(s.op, Op::Rujuk(..));
        s.anak(&mut |a| self.baca(a, tingkat, silang, simpan));
    }
}
