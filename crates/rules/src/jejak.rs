//! The derivation of a figure, recomputed from the frozen inputs: what it names, down to rows and articles.

use crate::angka::{tulis, tulis_skala};
use crate::bahasa::pohon::{Eks, Isi, Op as OpEks};
use crate::hitung::Konteks;
use crate::hitung::blok::Blok;
use crate::jenis::Jenis;
use crate::muat::deklarasi::Dwi;
use crate::sumber::Letak;
use crate::susun::ir::{Op, Simpul, Tipe};
use crate::susun::{JenisSebutan, Sebutan, versi_tabel};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Deepest explanation; a package's formulas are far shallower.
const PALING_DALAM: usize = 40;

/// How a term enters the formula that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// The first term.
    Awal,
    /// Added.
    Tambah,
    /// Subtracted.
    Kurang,
    /// Multiplied.
    Kali,
    /// Divided by.
    Bagi,
    /// Inside a function or a condition.
    Lain,
}

/// What a node of the derivation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JenisJejak {
    /// A formula.
    Rumus,
    /// An input; `kosong` when the row had none and the package's declared value was taken.
    Masukan {
        /// Whether `bila_kosong` filled it.
        kosong: bool,
    },
    /// The key of a row.
    Kunci,
    /// A dated parameter; `ilustrasi` when the package marks its value as illustrative.
    Parameter {
        /// Whether the value is marked illustrative.
        ilustrasi: bool,
    },
    /// A value found in a dated table.
    Tabel,
    /// Something summed or counted over rows.
    Agregat,
    /// One of those rows.
    Baris,
    /// A share decided within a group.
    ProRata,
}

/// One figure and the figures it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jejak {
    /// Name in the package.
    pub nama: String,
    /// Label in Indonesian and English.
    pub label: (String, String),
    /// The entity it belongs to.
    pub entitas: String,
    /// The row's key.
    pub kunci: String,
    /// The exact value with its unit, in Indonesian format; a quotient without an end is a fraction.
    pub nilai: String,
    /// Four decimals of a value that is written as a fraction.
    pub kira: Option<String>,
    /// The exact value: numerator and positive denominator.
    pub pecahan: (i128, i128),
    /// Unit, for example `rupiah`; empty for plain numbers and for what is no number.
    pub satuan: String,
    /// The formula's text as the package has it; empty for what is no formula.
    pub rumus: String,
    /// The article.
    pub dasar: String,
    /// The date the value or the formula's version is valid from (ISO); empty when from the start.
    pub sejak: String,
    /// Named rounding, when the formula declares one.
    pub pembulatan: Option<String>,
    /// How it enters its parent.
    pub operator: Operator,
    /// What it is.
    pub jenis: JenisJejak,
    /// What it was made of.
    pub anak: Vec<Jejak>,
}

pub(crate) struct Penelusur<'k> {
    k: &'k Konteks<'k>,
    blok: RefCell<BTreeMap<(usize, usize), Rc<Blok<'k>>>>,
}

impl<'k> Penelusur<'k> {
    pub fn baru(k: &'k Konteks<'k>) -> Self {
        Self { k, blok: RefCell::new(BTreeMap::new()) }
    }

    fn blok(&self, e: usize, baris: usize) -> Rc<Blok<'k>> {
        let akar = self.k.d.akar(e);
        let b = self.k.akar_baris(e, baris);
        let mut peta = self.blok.borrow_mut();
        Rc::clone(peta.entry((akar, b)).or_insert_with(|| Rc::new(Blok::segar(self.k, akar, b))))
    }

    fn nilai(&self, s: &Simpul, e: usize, baris: usize) -> (i128, i128) {
        let b = self.blok(e, baris);
        b.simpul(s, e).di(baris.saturating_sub(b.baris(e).start))
    }

    fn kosong(&self, e: usize, baris: usize) -> Jejak {
        Jejak {
            nama: String::new(),
            label: Dwi::default(),
            entitas: self.k.d.entitas.get(e).map_or(String::new(), |x| x.nama.clone()),
            kunci: self.k.m.kunci_baris(e, baris),
            nilai: String::new(),
            kira: None,
            pecahan: (0, 1),
            satuan: String::new(),
            rumus: String::new(),
            dasar: String::new(),
            sejak: String::new(),
            pembulatan: None,
            operator: Operator::Lain,
            jenis: JenisJejak::Rumus,
            anak: Vec::new(),
        }
    }

    fn isi_nilai(&self, j: &mut Jejak, s: &Simpul, e: usize, baris: usize) {
        if s.tipe == Tipe::Teks {
            let b = u32::try_from(baris).unwrap_or(0);
            j.nilai = self.k.teks(s, e, &[b]).into_iter().next().unwrap_or_default();
            return;
        }
        let (n, r) = self.nilai(s, e, baris);
        let d = s.tipe.angka().map_or(1, |t| t.d);
        let d = d.saturating_mul(r);
        j.pecahan = (n, d);
        j.nilai = match &s.tipe {
            Tipe::Angka(t) => {
                j.satuan = if t.satuan.tanpa() { String::new() } else { self.k.d.satuan.nama(t.satuan) };
                let desimal =
                    (0..=24).any(|s| crate::angka::sepuluh(s) % crate::angka::Pecahan::baru(n, d).d == 0);
                match n.checked_mul(100) {
                    Some(n) if t.persen && t.satuan.tanpa() && desimal => {
                        format!("{}%", tulis(n, d, ".", ","))
                    }
                    _ => tulis_bersatuan(n, d, &j.satuan),
                }
            }
            Tipe::Ya => if n == 0 { "tidak" } else { "ya" }.to_owned(),
            Tipe::Pilihan(p) => usize::try_from(n).ok().and_then(|i| p.get(i).cloned()).unwrap_or_default(),
            Tipe::Tanggal => i64::try_from(n)
                .ok()
                .and_then(crate::bahasa::leksikal::dari_hari)
                .map_or(String::new(), |d| d.to_string()),
            Tipe::Teks => String::new(),
        };
        if j.nilai.contains('/') && s.tipe.angka().is_some() {
            let empat = balai_kernel::Pembulatan::SetengahNaik;
            j.kira = n.checked_mul(10_000).map(|x| tulis_skala(empat.bagi(x, d), 4, ".", ","));
        }
    }

    /// The derivation of formula `f` of the plan for one row.
    pub fn rumus(&self, f: usize, e: usize, baris: usize, dalam: usize) -> Jejak {
        let mut j = self.kosong(e, baris);
        let Some(r) = self.k.s.rumus.get(f) else { return j };
        let acuan = Simpul { op: Op::Rumus(f), ..r.simpul.clone() };
        self.isi_nilai(&mut j, &acuan, e, baris);
        let Some(d) = r.asal.and_then(|a| self.k.d.rumus.get(a)) else { return j };
        let Some(v) = d.versi.get(r.versi) else { return j };
        j.nama = d.nama.clone();
        j.label = d.label.clone();
        j.rumus = v.isi.teks.clone();
        j.dasar = v.dasar.clone();
        j.sejak = tanggal(v.sejak);
        j.pembulatan = v.isi.teks_pembulatan.clone();
        if dalam < PALING_DALAM {
            let operator = operator(&v.isi.eks);
            // what stands in the branch that was not taken had no part in the figure
            let mut lewat = Vec::new();
            self.cabang_lewat(&r.simpul, &v.isi.eks, (e, baris), &mut lewat);
            let dipakai: Vec<&Sebutan> =
                r.sebutan.iter().filter(|s| !lewat.iter().any(|l| s.letak.termuat(*l))).collect();
            j.anak = self.sebutan(dipakai, &operator, e, baris, dalam + 1);
        }
        j
    }

    /// The places of the branches that this row did not take.
    fn cabang_lewat(&self, s: &Simpul, eks: &Eks, (e, baris): (usize, usize), ke: &mut Vec<Letak>) {
        match &s.op {
            // another row's condition
            Op::Anak(..) | Op::Naik(..) | Op::Rujuk(..) => return,
            Op::Jika(c, _) => {
                if let Some((a, b)) = cabang(eks, s.letak) {
                    ke.push(if self.nilai(c, e, baris).0 == 0 { a } else { b });
                }
            }
            _ => {}
        }
        s.anak(&mut |x| self.cabang_lewat(x, eks, (e, baris), ke));
    }

    fn sebutan<'s>(
        &self,
        daftar: impl IntoIterator<Item = &'s Sebutan>,
        operator: &[(Letak, Operator)],
        e: usize,
        baris: usize,
        dalam: usize,
    ) -> Vec<Jejak> {
        daftar
            .into_iter()
            .map(|s| {
                let mut j = self.satu(s, e, baris, dalam);
                j.operator = operator.iter().find(|(l, _)| *l == s.letak).map_or(Operator::Lain, |(_, o)| *o);
                j
            })
            .collect()
    }

    fn satu(&self, s: &Sebutan, e: usize, baris: usize, dalam: usize) -> Jejak {
        let mut j = self.kosong(e, baris);
        match s.jenis {
            JenisSebutan::Nama => return self.nama(&s.simpul, e, baris, dalam),
            JenisSebutan::Parameter(i) => self.parameter(&mut j, i, s, e, baris),
            JenisSebutan::Tabel(i) => {
                self.isi_nilai(&mut j, &s.simpul, e, baris);
                j.jenis = JenisJejak::Tabel;
                if let Some(t) = self.k.d.tabel.get(i) {
                    j.nama = t.nama.clone();
                    j.label = t.label.clone();
                    if let Some(v) = versi_tabel(self.k.d, &self.k.s.ganti, i, self.k.s.hari, self.k.s.tahu) {
                        j.dasar = v.dasar.to_owned();
                        j.sejak = tanggal(v.sejak);
                    }
                }
                if let (Op::Cari(t, kunci), Some(x)) = (&s.simpul.op, self.k.d.tabel.get(i)) {
                    let b = self.blok(e, baris);
                    let ke = baris.saturating_sub(b.baris(e).start);
                    if x.bila_tak_ada.is_some() && !b.ada_baris(*t, kunci, e, ke) {
                        j.dasar = x.dasar_tak_ada.clone();
                    }
                }
                j.anak = self.sebutan(&s.dalam, &[], e, baris, dalam);
            }
            JenisSebutan::ProRata => {
                self.isi_nilai(&mut j, &s.simpul, e, baris);
                j.jenis = JenisJejak::ProRata;
                j.nama = "pro_rata".to_owned();
                j.label = ("Bagian menurut plafon".to_owned(), "Share within the ceiling".to_owned());
                j.anak = self.sebutan(&s.dalam, &[], e, baris, dalam);
            }
            JenisSebutan::Agregat => self.agregat(&mut j, s, e, baris, dalam),
        }
        j
    }

    fn parameter(&self, j: &mut Jejak, i: usize, s: &Sebutan, e: usize, baris: usize) {
        self.isi_nilai(j, &s.simpul, e, baris);
        let Some(p) = self.k.d.parameter.get(i) else { return };
        j.jenis = JenisJejak::Parameter { ilustrasi: p.ilustrasi };
        j.nama = p.nama.clone();
        j.label = p.label.clone();
        j.entitas.clear();
        j.kunci.clear();
        if let Some(t) = self.k.s.ganti.parameter.get(&i) {
            j.nilai = t.tulis(&p.jenis);
            "kasus".clone_into(&mut j.dasar);
        } else if let Some(b) = crate::muat::deklarasi::pada(&p.nilai, self.k.s.hari, self.k.s.tahu) {
            j.dasar = b.dasar.clone();
            j.sejak = tanggal(b.sejak);
            if let Jenis::Angka(a) = &p.jenis
                && a.persen
            {
                j.nilai = b.isi.tulis(&p.jenis);
            }
        }
    }

    /// Follows parents and references to the row where the named thing lives.
    fn nama(&self, s: &Simpul, e: usize, baris: usize, dalam: usize) -> Jejak {
        match &s.op {
            Op::Naik(n, a) => {
                let (mut kini, mut b) = (e, baris);
                for _ in 0..*n {
                    b = self.k.m.tabel.get(kini).and_then(|t| t.induk.get(b)).map_or(0, |x| *x as usize);
                    kini = self.k.d.entitas.get(kini).and_then(|x| x.induk).unwrap_or(kini);
                }
                self.nama(a, kini, b, dalam)
            }
            Op::Rujuk(kolom, tuju, a) => {
                let b = self
                    .k
                    .m
                    .kolom(*kolom)
                    .and_then(|k| usize::try_from(k.kode.nilai(baris)).ok())
                    .unwrap_or(0);
                self.nama(a, *tuju, b, dalam)
            }
            Op::Rumus(f) => self.rumus(*f, e, baris, dalam),
            Op::Kolom(i) => {
                let mut j = self.kosong(e, baris);
                self.isi_nilai(&mut j, s, e, baris);
                let letak = u32::try_from(baris).unwrap_or(u32::MAX);
                let kosong = self.k.m.kolom(*i).is_some_and(|k| k.kosong.binary_search(&letak).is_ok());
                j.jenis = JenisJejak::Masukan { kosong };
                if let Some(m) = self.k.d.masukan.get(*i) {
                    j.nama = m.nama.clone();
                    j.label = m.label.clone();
                    if kosong {
                        j.dasar = m.dasar.clone();
                    }
                    if let (Jenis::Angka(a), true) = (&m.jenis, j.satuan.is_empty()) {
                        j.nilai = a.tulis(j.pecahan.0);
                    }
                }
                j
            }
            _ => {
                let mut j = self.kosong(e, baris);
                self.isi_nilai(&mut j, s, e, baris);
                j.jenis = JenisJejak::Kunci;
                if let Some(x) = self.k.d.entitas.get(e) {
                    j.nama = x.kunci.clone();
                    j.label = x.label.clone();
                }
                if j.nilai.is_empty() {
                    j.nilai = j.kunci.clone();
                }
                j
            }
        }
    }

    fn agregat(&self, j: &mut Jejak, s: &Sebutan, e: usize, baris: usize, dalam: usize) {
        self.isi_nilai(j, &s.simpul, e, baris);
        j.jenis = JenisJejak::Agregat;
        let Some((anak, isi)) = cari_agregat(&s.simpul) else { return };
        let ent = self.k.d.entitas.get(anak);
        j.nama = ent.map_or(String::new(), |x| x.nama.clone());
        j.label = ent.map_or(Dwi::default(), |x| x.label.clone());
        let Some(isi) = isi else { return };
        let b = self.blok(e, baris);
        let batas = b.batas_anak(anak, e);
        let ke = baris.saturating_sub(b.baris(e).start);
        let dari = b.baris(anak).start;
        let (Some(a), Some(z)) = (batas.get(ke), batas.get(ke + 1)) else { return };
        for r in dari + a..dari + z {
            let mut x = self.kosong(anak, r);
            self.isi_nilai(&mut x, isi, anak, r);
            x.jenis = JenisJejak::Baris;
            x.nama = j.nama.clone();
            x.label = j.label.clone();
            if dalam < PALING_DALAM {
                x.anak = self.sebutan(&s.dalam, &[], anak, r, dalam + 1);
            }
            j.anak.push(x);
        }
    }
}

/// The aggregate inside a node (a comparison may stand around it), and its value per row.
fn cari_agregat(s: &Simpul) -> Option<(usize, Option<&Simpul>)> {
    match &s.op {
        Op::Anak(_, e, isi) => Some((*e, Some(isi))),
        Op::Perujuk(_, _, _, e) => Some((*e, None)),
        _ => {
            let mut ketemu = None;
            s.anak(&mut |a| {
                if ketemu.is_none() {
                    ketemu = cari_agregat(a);
                }
            });
            ketemu
        }
    }
}

/// Where the two branches of the `jika` at this place stand.
fn cabang(e: &Eks, letak: Letak) -> Option<(Letak, Letak)> {
    match &e.isi {
        Isi::Panggil(f, arg) => match arg.as_slice() {
            [_, a, b] if f == "jika" && e.letak == letak => Some((a.letak, b.letak)),
            _ => arg.iter().find_map(|a| cabang(a, letak)),
        },
        Isi::Negatif(a) | Isi::Bukan(a) => cabang(a, letak),
        Isi::Dua(_, a, b) => cabang(a, letak).or_else(|| cabang(b, letak)),
        Isi::Dalam(a, daftar) => cabang(a, letak).or_else(|| daftar.iter().find_map(|d| cabang(d, letak))),
        Isi::Angka { .. } | Isi::Teks(_) | Isi::Ya(_) | Isi::Tanggal(_) | Isi::Nama(_) => None,
    }
}

/// With which operator each term stands in the outermost sum or product.
fn operator(e: &Eks) -> Vec<(Letak, Operator)> {
    let mut hasil = Vec::new();
    jelajah(e, Operator::Awal, &mut hasil);
    hasil
}

fn jelajah(e: &Eks, o: Operator, ke: &mut Vec<(Letak, Operator)>) {
    match &e.isi {
        Isi::Dua(op @ (OpEks::Tambah | OpEks::Kurang), a, b) if matches!(o, Operator::Awal) => {
            jelajah(a, o, ke);
            let o = if *op == OpEks::Tambah { Operator::Tambah } else { Operator::Kurang };
            jelajah(b, o, ke);
        }
        // A product that is a term of a sum enters with the sum's operator; the rest of it multiplies.
        Isi::Dua(op @ (OpEks::Kali | OpEks::Bagi), a, b) => {
            jelajah(a, o, ke);
            let o = if *op == OpEks::Kali { Operator::Kali } else { Operator::Bagi };
            jelajah(b, o, ke);
        }
        Isi::Panggil(f, arg) if f == "bulat" || f == "tepat" => {
            if let Some(a) = arg.first() {
                jelajah(a, o, ke);
            }
        }
        Isi::Nama(_) | Isi::Panggil(..) => ke.push((e.letak, o)),
        _ => {}
    }
}

fn tanggal(h: i64) -> String {
    if h == i64::MIN {
        return String::new();
    }
    crate::bahasa::leksikal::dari_hari(h).map_or(String::new(), |d| d.to_string())
}

fn tulis_bersatuan(n: i128, d: i128, satuan: &str) -> String {
    let angka = tulis(n, d, ".", ",");
    match satuan {
        "" => angka,
        "rupiah" => {
            angka.strip_prefix('−').map_or_else(|| format!("Rp\u{a0}{angka}"), |a| format!("−Rp\u{a0}{a}"))
        }
        s => format!("{angka}\u{a0}{s}"),
    }
}
