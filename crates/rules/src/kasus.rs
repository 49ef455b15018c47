//! Cases: small worlds with the figures the law expects, kept beside the package they prove.

use crate::bangun::TabelMasukan;
use crate::galat::{Catatan, GalatAturan, mirip};
use crate::jenis::{Jenis, Lingkungan, Tetapan, tanya};
use crate::masukan::Masukan;
use crate::muat::deklarasi::{Bentuk, Deklarasi, JenisKunci};
use crate::muat::toml::{Nilai, Tabel as Toml};
use crate::sumber::{Berkas, Letak};
use crate::susun::Ganti;
use crate::susun::periksa::kode_tetapan;
use ::toml::de::{DeTable, DeValue};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of one entity as texts: its name, the header, the cells.
pub type TabelTeks = (String, Vec<String>, Vec<Vec<String>>);

/// One case as it was written.
#[derive(Clone, Debug)]
pub struct Kasus {
    /// Its name.
    pub nama: String,
    /// File it stands in.
    pub berkas: String,
    /// Line it starts on.
    pub baris: usize,
    /// The law or source it is taken from.
    pub dasar: String,
    hari: i64,
    tahu: i64,
    ganti: Ganti,
    masukan: Vec<(String, Vec<BarisKasus>)>,
    harap: Vec<(String, Vec<BarisKasus>)>,
    galat: Option<String>,
}

/// Cells of one row: name, value, what was written.
type BarisKasus = BTreeMap<String, Sel>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Sel {
    Tetapan(Tetapan),
    Teks(String),
    Angka(i128),
}

/// What became of a case.
#[derive(Clone, Debug)]
pub struct HasilKasus {
    /// Name of the case.
    pub nama: String,
    /// `file:line`.
    pub tempat: String,
    /// Empty when it passed; otherwise each difference in one line.
    pub beda: Vec<String>,
}

impl HasilKasus {
    /// Whether every expected figure was met.
    pub fn lulus(&self) -> bool {
        self.beda.is_empty()
    }
}

pub(crate) fn baca(berkas: &[Berkas], d: &Arc<Deklarasi>) -> Result<Vec<Kasus>, Vec<GalatAturan>> {
    let mut c = Catatan::default();
    let mut semua = Vec::new();
    for (i, b) in berkas.iter().enumerate() {
        let i = u32::try_from(i).unwrap_or(u32::MAX);
        let pohon = match DeTable::parse(&b.isi) {
            Ok(t) => t,
            Err(e) => {
                let s = e.span().unwrap_or(0..0);
                c.catat(Letak::baru(i, s), "ATR-001", vec![("sebab", e.message().replace('\n', "; "))]);
                continue;
            }
        };
        let t = Toml { berkas: i, letak: Letak { berkas: i, dari: 0, sampai: 0 }, isi: pohon.get_ref() };
        t.hanya(&["kasus"], &mut c);
        for v in t.wajib("kasus", &mut c).and_then(|v| v.daftar(&mut c)).unwrap_or_default() {
            let Some(t) = v.tabel(&mut c) else { continue };
            let mut p = Pembaca { d, berkas, c: &mut c };
            semua.extend(p.kasus(t, b));
        }
    }
    if c.kosong() { Ok(semua) } else { Err(c.selesai(berkas)) }
}

struct Pembaca<'a> {
    d: &'a Deklarasi,
    berkas: &'a [Berkas],
    c: &'a mut Catatan,
}

impl Pembaca<'_> {
    fn kasus(&mut self, t: Toml<'_>, b: &Berkas) -> Option<Kasus> {
        t.hanya(
            &["nama", "dasar", "periode", "diketahui", "parameter", "tabel", "masukan", "harap", "catatan"],
            self.c,
        );
        let nama = t.teks_wajib("nama", self.c)?.to_owned();
        let dasar = t.cari("dasar").and_then(|v| v.teks(self.c)).unwrap_or("").to_owned();
        let p = t.wajib("periode", self.c)?;
        let teks = p.teks(self.c)?;
        let Some(hari) = crate::bahasa::leksikal::tanggal(&format!("{teks}-01")) else {
            self.c.catat(p.letak(), "ATR-094", vec![("tulis", teks.to_owned())]);
            return None;
        };
        let tahu = t.cari("diketahui").and_then(|v| v.tanggal(self.c)).unwrap_or(i64::MAX);
        let ganti = self.ganti(t);
        let masukan = t.wajib("masukan", self.c).and_then(|v| v.tabel(self.c)).map(|t| self.baris(t, false));
        let h = t.wajib("harap", self.c).and_then(|v| v.tabel(self.c))?;
        let galat = h.cari("galat").and_then(|v| v.teks(self.c)).map(str::to_owned);
        let harap = self.baris(h, true);
        if harap.is_empty() && galat.is_none() {
            self.c.catat(h.letak, "ATR-095", vec![("nama", nama.clone())]);
        }
        let (baris, _) = crate::sumber::baris_kolom(&b.isi, t.letak.dari as usize);
        Some(Kasus {
            nama,
            berkas: b.nama.clone(),
            baris,
            dasar,
            hari,
            tahu,
            ganti,
            masukan: masukan.unwrap_or_default(),
            harap,
            galat,
        })
    }

    fn tetapan(&mut self, j: &Jenis, v: Nilai<'_>) -> Option<Tetapan> {
        let nama: Vec<String> = self.d.entitas.iter().map(|e| e.nama.clone()).collect();
        j.tetapan(v, &Lingkungan { satuan: &self.d.satuan, entitas: &nama, berkas: self.berkas }, self.c)
    }

    fn ganti(&mut self, t: Toml<'_>) -> Ganti {
        let mut g = Ganti::default();
        let p = t.cari("parameter").and_then(|v| v.tabel(self.c)).map(|t| t.butir()).unwrap_or_default();
        for b in p {
            let Some(i) = self.d.parameter.iter().position(|p| p.nama == b.nama) else {
                let ada: Vec<&str> = self.d.parameter.iter().map(|p| p.nama.as_str()).collect();
                let saran = tanya(mirip(b.nama, ada.iter().copied()), &ada.join(", "));
                self.c.catat(b.letak, "ATR-071", vec![("nama", b.nama.to_owned()), ("saran", saran)]);
                continue;
            };
            let jenis = self.d.parameter.get(i).map(|p| p.jenis.clone());
            if let Some(t) = jenis.and_then(|j| self.tetapan(&j, b.nilai)) {
                g.parameter.insert(i, t);
            }
        }
        let p = t.cari("tabel").and_then(|v| v.tabel(self.c)).map(|t| t.butir()).unwrap_or_default();
        for b in p {
            let Some(i) = self.d.tabel.iter().position(|p| p.nama == b.nama) else {
                let ada: Vec<&str> = self.d.tabel.iter().map(|p| p.nama.as_str()).collect();
                let saran = tanya(mirip(b.nama, ada.iter().copied()), &ada.join(", "));
                self.c.catat(b.letak, "ATR-072", vec![("nama", b.nama.to_owned()), ("saran", saran)]);
                continue;
            };
            let Some(t) = self.d.tabel.get(i).cloned() else { continue };
            let kunci = match &t.bentuk {
                Bentuk::Cari(j) => j.clone(),
                Bentuk::Braket(j) => vec![j.clone()],
            };
            let mut isi = Vec::new();
            for x in b.nilai.daftar(self.c).unwrap_or_default() {
                let sel = x.daftar(self.c).unwrap_or_default();
                let k: Option<Vec<Tetapan>> =
                    kunci.iter().zip(&sel).map(|(j, v)| self.tetapan(j, *v)).collect();
                let n = sel.get(kunci.len()).and_then(|v| self.tetapan(&t.isi, *v));
                match (k, n) {
                    (Some(k), Some(n)) if sel.len() == kunci.len() + 1 => isi.push((k, n, x.letak())),
                    _ => self.c.catat(
                        x.letak(),
                        "ATR-046",
                        vec![("ada", sel.len().to_string()), ("harap", (kunci.len() + 1).to_string())],
                    ),
                }
            }
            g.tabel.insert(i, isi);
        }
        g
    }

    fn baris(&mut self, t: Toml<'_>, harap: bool) -> Vec<(String, Vec<BarisKasus>)> {
        let mut hasil = Vec::new();
        for b in t.butir() {
            if harap && b.nama == "galat" {
                continue;
            }
            let Some(e) = self.d.entitas.iter().position(|e| e.nama == b.nama) else {
                let daftar: Vec<&str> = self.d.entitas.iter().map(|e| e.nama.as_str()).collect();
                let saran = tanya(mirip(b.nama, daftar.iter().copied()), &daftar.join(", "));
                self.c.catat(b.letak, "ATR-011", vec![("nama", b.nama.to_owned()), ("saran", saran)]);
                continue;
            };
            let mut baris = Vec::new();
            for x in b.nilai.daftar(self.c).unwrap_or_default() {
                let Some(t) = x.tabel(self.c) else { continue };
                baris.push(self.satu_baris(t, e, harap));
            }
            hasil.push((b.nama.to_owned(), baris));
        }
        hasil
    }

    fn satu_baris(&mut self, t: Toml<'_>, e: usize, harap: bool) -> BarisKasus {
        let mut r = BTreeMap::new();
        for b in t.butir() {
            let m = self.d.masukan.iter().find(|m| m.entitas == e && m.nama == b.nama);
            let jenis = m.map(|m| m.jenis.clone()).filter(|j| !matches!(j, Jenis::Rujukan(_)));
            let kunci = self.kunci_rantai(e).iter().any(|k| k == b.nama);
            let rumus = self.d.rumus.iter().any(|r| r.nama == b.nama && r.entitas == e);
            if m.is_none() && !kunci && !(harap && rumus) {
                let n = self.d.entitas.get(e).map_or(String::new(), |e| e.nama.clone());
                self.c.catat(b.letak, "ATR-096", vec![("nama", b.nama.to_owned()), ("entitas", n)]);
                continue;
            }
            let sel = match jenis {
                Some(j) if !harap => self.tetapan(&j, b.nilai).map(Sel::Tetapan),
                _ => match b.nilai.nilai() {
                    DeValue::Integer(_) => b.nilai.bilangan(self.c).map(Sel::Angka),
                    DeValue::Datetime(d) => Some(Sel::Teks(d.to_string())),
                    DeValue::Boolean(x) => Some(Sel::Teks(if *x { "ya" } else { "tidak" }.to_owned())),
                    _ => b.nilai.teks(self.c).map(|t| Sel::Teks(t.to_owned())),
                },
            };
            if let Some(s) = sel {
                r.insert(b.nama.to_owned(), s);
            }
        }
        r
    }

    fn kunci_rantai(&self, e: usize) -> Vec<String> {
        rantai(self.d, e).into_iter().map(|(_, k)| k).collect()
    }
}

/// An entity and its parents, nearest first, with their key names.
fn rantai(d: &Deklarasi, e: usize) -> Vec<(usize, String)> {
    let mut hasil = Vec::new();
    let mut kini = Some(e);
    while let Some(x) = kini {
        let Some(ent) = d.entitas.get(x) else { break };
        hasil.push((x, ent.kunci.clone()));
        kini = ent.induk;
    }
    hasil
}

impl Sel {
    fn kunci(&self) -> String {
        match self {
            Self::Teks(t) | Self::Tetapan(Tetapan::Teks(t)) => t.clone(),
            Self::Angka(n) | Self::Tetapan(Tetapan::Angka(n)) => n.to_string(),
            Self::Tetapan(t) => kode_tetapan(t).to_string(),
        }
    }
}

/// One row before it is placed: own key path and its cells.
struct BarisMentah {
    /// Keys from the root down.
    jalur: Vec<String>,
    sel: BTreeMap<String, Sel>,
}

/// Places rows given with the keys of their parents.
fn bangun(d: &Arc<Deklarasi>, tabel: &[(usize, Vec<BarisMentah>)]) -> Result<Masukan, Vec<GalatAturan>> {
    let mut p = crate::bangun::PembangunMasukan::baru(d);
    let mut galat = Vec::new();
    let mut nomor: Vec<BTreeMap<Vec<String>, u32>> = vec![BTreeMap::new(); d.entitas.len()];
    for (e, baris) in tabel {
        for (i, b) in baris.iter().enumerate() {
            if let (Some(x), Ok(i)) = (nomor.get_mut(*e), u32::try_from(i)) {
                x.insert(b.jalur.clone(), i);
            }
        }
    }
    for (e, baris) in tabel {
        let Some(ent) = d.entitas.get(*e) else { continue };
        let t = p.tabel(&ent.nama);
        t.kunci(baris.iter().map(|b| b.jalur.last().cloned().unwrap_or_default()).collect());
        if let Some(induk) = ent.induk {
            let mut v = Vec::new();
            for b in baris {
                let (_, atas) = b.jalur.split_last().map_or((None, [].as_slice()), |(a, b)| (Some(a), b));
                match nomor.get(induk).and_then(|n| n.get(atas)) {
                    Some(i) => v.push(*i),
                    None => galat.push(GalatAturan::data(
                        "ATR-083",
                        vec![
                            ("entitas", ent.nama.clone()),
                            ("kunci", b.jalur.last().cloned().unwrap_or_default()),
                            ("nama", String::new()),
                            ("nilai", atas.join(", ")),
                        ],
                    )),
                }
            }
            t.induk(v);
        }
        kolom(d, *e, baris, &nomor, t, &mut galat);
    }
    if !galat.is_empty() {
        galat.truncate(100);
        return Err(galat);
    }
    p.selesai()
}

fn kolom(
    d: &Deklarasi,
    e: usize,
    baris: &[BarisMentah],
    nomor: &[BTreeMap<Vec<String>, u32>],
    t: &mut TabelMasukan,
    galat: &mut Vec<GalatAturan>,
) {
    let nama = d.entitas.get(e).map_or(String::new(), |e| e.nama.clone());
    for m in d.masukan.iter().filter(|m| m.entitas == e) {
        if !baris.is_empty() && baris.iter().all(|b| !b.sel.contains_key(&m.nama)) {
            continue;
        }
        let mut tolak = |b: &BarisMentah, kode, nilai: String| {
            if galat.len() < 100 {
                let kunci = b.jalur.join(" / ");
                let isian = vec![
                    ("entitas", nama.clone()),
                    ("kunci", kunci),
                    ("nama", m.nama.clone()),
                    ("nilai", nilai),
                ];
                galat.push(GalatAturan::data(kode, isian));
            }
        };
        match &m.jenis {
            Jenis::Teks => {
                t.teks(&m.nama, baris.iter().map(|b| b.sel.get(&m.nama).map(Sel::kunci)).collect());
            }
            Jenis::Rujukan(tuju) => {
                let mut v = Vec::new();
                for b in baris {
                    let Some(s) = b.sel.get(&m.nama) else {
                        v.push(None);
                        continue;
                    };
                    let k = nomor.get(*tuju).and_then(|n| n.get(&vec![s.kunci()])).copied();
                    if k.is_none() {
                        tolak(b, "ATR-091", s.kunci());
                    }
                    v.push(k);
                }
                t.rujukan(&m.nama, v);
            }
            j => {
                let mut v = Vec::new();
                for b in baris {
                    let x = match b.sel.get(&m.nama) {
                        None => None,
                        Some(Sel::Tetapan(t)) => i64::try_from(kode_tetapan(t)).ok(),
                        Some(Sel::Angka(n)) => i64::try_from(*n).ok(),
                        Some(Sel::Teks(t)) => match dari_sel(j, t) {
                            Ok(n) => Some(n),
                            Err(kode) => {
                                tolak(b, kode, t.clone());
                                Some(0)
                            }
                        },
                    };
                    v.push(x);
                }
                t.angka(&m.nama, v);
            }
        }
    }
}

/// Reads a cell of data by its kind.
fn dari_sel(j: &Jenis, t: &str) -> Result<i64, &'static str> {
    match j {
        Jenis::Angka(a) => a.dari_data(t),
        Jenis::Ya => match t.trim().to_lowercase().as_str() {
            "1" | "ya" | "true" | "benar" | "y" => Ok(1),
            "0" | "tidak" | "false" | "salah" | "t" => Ok(0),
            _ => Err("ATR-089"),
        },
        Jenis::Pilihan(p) => {
            let i = p.iter().position(|x| x == t.trim()).ok_or("ATR-089")?;
            i64::try_from(i).map_err(|_| "ATR-089")
        }
        Jenis::Tanggal => crate::bahasa::leksikal::tanggal(t.trim()).ok_or("ATR-089"),
        Jenis::Teks | Jenis::Rujukan(_) => Err("ATR-089"),
    }
}

/// Rows from one CSV per entity.
pub(crate) fn dari_teks(d: &Arc<Deklarasi>, tabel: &[TabelTeks]) -> Result<Masukan, Vec<GalatAturan>> {
    let mut semua = Vec::new();
    let mut galat = Vec::new();
    for (nama, kepala, isi) in tabel {
        let tolak =
            |n: &str| GalatAturan::data("ATR-088", vec![("nama", n.to_owned()), ("entitas", nama.clone())]);
        let Some(e) = d.entitas.iter().position(|e| &e.nama == nama) else {
            galat.push(tolak(nama));
            continue;
        };
        let kunci: Vec<String> = rantai(d, e).into_iter().rev().map(|(_, k)| k).collect();
        let letak: Vec<Option<usize>> =
            kunci.iter().map(|k| kepala.iter().position(|h| h.trim() == k)).collect();
        if let Some(i) = letak.iter().position(Option::is_none) {
            let n = kunci.get(i).cloned().unwrap_or_default();
            let isian = vec![
                ("entitas", nama.clone()),
                ("kunci", String::new()),
                ("nama", n),
                ("nilai", String::new()),
            ];
            galat.push(GalatAturan::data("ATR-087", isian));
            continue;
        }
        for h in kepala {
            let ada = d.masukan.iter().any(|m| m.entitas == e && m.nama == h.trim());
            if !ada && !kunci.iter().any(|k| k == h.trim()) {
                galat.push(tolak(h));
            }
        }
        let mut baris = Vec::with_capacity(isi.len());
        for b in isi {
            let ambil =
                |i: &Option<usize>| i.and_then(|i| b.get(i)).map(|s| s.trim().to_owned()).unwrap_or_default();
            let sel = kepala
                .iter()
                .zip(b)
                .filter(|(h, v)| !v.trim().is_empty() && !kunci.iter().any(|k| k == h.trim()))
                .map(|(h, v)| (h.trim().to_owned(), Sel::Teks(v.trim().to_owned())))
                .collect();
            baris.push(BarisMentah { jalur: letak.iter().map(ambil).collect(), sel });
        }
        semua.push((e, baris));
    }
    if galat.is_empty() { bangun(d, &semua) } else { Err(galat) }
}

fn masukan_kasus(k: &Kasus, d: &Arc<Deklarasi>) -> Result<Masukan, Vec<GalatAturan>> {
    let mut semua = Vec::new();
    for (nama, baris) in &k.masukan {
        let Some(e) = d.entitas.iter().position(|e| &e.nama == nama) else { continue };
        let kunci: Vec<(usize, String)> = rantai(d, e).into_iter().rev().collect();
        let mut hasil = Vec::new();
        for b in baris {
            let mut jalur = Vec::new();
            for (ent, n) in &kunci {
                // A case with one person need not repeat the person's key on every row.
                let satu = k.masukan.iter().find(|(x, _)| d.entitas.get(*ent).is_some_and(|e| &e.nama == x));
                let satu =
                    satu.filter(|(_, b)| b.len() == 1).and_then(|(_, b)| b.first()).and_then(|b| b.get(n));
                jalur.push(b.get(n).or(satu).map(Sel::kunci).unwrap_or_default());
            }
            let sel = b.iter().filter(|(n, _)| !kunci.iter().any(|(_, k)| k == *n));
            hasil.push(BarisMentah { jalur, sel: sel.map(|(n, s)| (n.clone(), s.clone())).collect() });
        }
        semua.push((e, hasil));
    }
    bangun(d, &semua)
}

/// Runs one case.
pub(crate) fn uji(k: &Kasus, d: &Arc<Deklarasi>) -> HasilKasus {
    let beda = match jalankan(k, d) {
        Ok(beda) => {
            if let Some(g) = &k.galat {
                vec![format!("harap galat {g}, ternyata dapat dihitung")]
            } else {
                beda
            }
        }
        Err(g) => match &k.galat {
            Some(kode) if g.iter().any(|x| x.kode() == kode) => Vec::new(),
            _ => g.iter().map(|g| g.tampil(balai_kernel::Bahasa::Id)).collect(),
        },
    };
    HasilKasus { nama: k.nama.clone(), tempat: format!("{}:{}", k.berkas, k.baris), beda }
}

fn jalankan(k: &Kasus, d: &Arc<Deklarasi>) -> Result<Vec<String>, Vec<GalatAturan>> {
    let r = crate::paket::rencana(d, k.hari, k.tahu, &k.ganti, &[])?;
    let m = masukan_kasus(k, d)?;
    let h = r.hitung(&m, 1)?;
    let mut beda = Vec::new();
    for (nama, baris) in &k.harap {
        let Some(e) = d.entitas.iter().position(|e| &e.nama == nama) else { continue };
        for b in baris {
            let Some(i) = cari_baris(d, &m, e, b) else {
                beda.push(format!("{nama}: baris yang diharapkan tidak ada dalam masukan"));
                continue;
            };
            for (n, s) in b {
                if !d.rumus.iter().any(|r| &r.nama == n && r.entitas == e) {
                    continue;
                }
                let Some(j) = r.jejak(&m, &h, nama, i, n) else {
                    beda.push(format!(
                        "{nama} {}: rumus {n} tidak berlaku pada periode ini",
                        m.kunci(nama, i)
                    ));
                    continue;
                };
                if let Some(x) = beda_nilai(d, s, &j) {
                    beda.push(format!("{nama} {}: {n} harap {x}, hasil {}", m.kunci(nama, i), j.nilai));
                }
            }
        }
    }
    Ok(beda)
}

/// The expected value as text, when the computed one differs.
fn beda_nilai(d: &Deklarasi, harap: &Sel, j: &crate::jejak::Jejak) -> Option<String> {
    let (n, dd) = j.pecahan;
    let sama =
        |p: crate::angka::Pecahan| p.n.checked_mul(dd).zip(n.checked_mul(p.d)).is_some_and(|(a, b)| a == b);
    match harap {
        Sel::Angka(x) if j.satuan.is_empty() && sama(crate::angka::Pecahan::bulat(*x)) => None,
        Sel::Angka(x) => Some(x.to_string()),
        Sel::Tetapan(t) => Some(kode_tetapan(t).to_string()),
        Sel::Teks(t) => {
            if *t == j.nilai {
                return None;
            }
            let mut c = Catatan::default();
            let e = crate::bahasa::urai::ekspresi(t, Letak::default(), &mut c);
            let (minus, e) = match e.map(|e| e.isi) {
                Some(crate::bahasa::pohon::Isi::Negatif(x)) => (true, Some(x.isi)),
                lain => (false, lain),
            };
            let Some(crate::bahasa::pohon::Isi::Angka { nilai, satuan }) = e else { return Some(t.clone()) };
            let satuan = satuan.unwrap_or_default();
            let p = crate::angka::Pecahan { n: if minus { -nilai.n } else { nilai.n }, d: nilai.d };
            let dikenal = satuan.is_empty() || d.satuan.cari(&satuan).is_some();
            (!(dikenal && satuan == j.satuan && sama(p))).then(|| t.clone())
        }
    }
}

fn cari_baris(d: &Deklarasi, m: &Masukan, e: usize, b: &BarisKasus) -> Option<usize> {
    let ent = d.entitas.get(e)?;
    let n = m.baris(&ent.nama);
    let jalur: Vec<(usize, String)> = rantai(d, e);
    (0..n).find(|i| {
        let mut baris = *i;
        for (x, k) in &jalur {
            if let Some(s) = b.get(k) {
                let punya = m.kunci_baris(*x, baris);
                let mau = s.kunci();
                let sama = match d.entitas.get(*x).map(|e| e.jenis_kunci) {
                    Some(j @ (JenisKunci::Bulat | JenisKunci::Tanggal)) => {
                        crate::masukan::kode_kunci(&punya, j) == crate::masukan::kode_kunci(&mau, j)
                    }
                    _ => punya == mau,
                };
                if !sama {
                    return false;
                }
            }
            baris = m.tabel.get(*x).and_then(|t| t.induk.get(baris)).map_or(0, |x| *x as usize);
        }
        true
    })
}
