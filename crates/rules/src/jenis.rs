//! Kinds of values: what an input, a parameter or a table cell may hold.

use crate::angka::{Pecahan, sepuluh};
use crate::bahasa::pohon::Isi;
use crate::bahasa::{leksikal, urai};
use crate::galat::{Catatan, mirip};
use crate::muat::toml::Nilai;
use crate::satuan::{DaftarSatuan, Satuan};
use crate::sumber::{Berkas, Letak};
use ::toml::de::DeValue;

/// What a value is, with its unit and range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Jenis {
    Angka(Angka),
    Ya,
    Pilihan(Vec<String>),
    Teks,
    Tanggal,
    /// A reference to a row of this entity (index).
    Rujukan(usize),
}

/// A number: `n / 10^skala` of `satuan`, within `lo..=hi` (both scaled).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Angka {
    pub satuan: Satuan,
    pub skala: u8,
    pub lo: i128,
    pub hi: i128,
    pub persen: bool,
}

/// A constant of some kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tetapan {
    /// Scaled by the scale of its kind.
    Angka(i128),
    Ya(bool),
    Pilihan(usize),
    Teks(String),
    Tanggal(i64),
}

/// What reading a kind needs to know.
pub(crate) struct Lingkungan<'a> {
    pub satuan: &'a DaftarSatuan,
    pub entitas: &'a [String],
    pub berkas: &'a [Berkas],
}

impl Jenis {
    pub fn nama(&self) -> &'static str {
        match self {
            Self::Angka(_) => "angka",
            Self::Ya => "ya_tidak",
            Self::Pilihan(_) => "pilihan",
            Self::Teks => "teks",
            Self::Tanggal => "tanggal",
            Self::Rujukan(_) => "rujukan",
        }
    }

    /// Reads `menit 0..1439`, `pilihan a, b`, `rujukan opd`, ...
    pub fn baca(v: Nilai<'_>, l: &Lingkungan<'_>, c: &mut Catatan) -> Option<Self> {
        let (isi, letak) = v.teks_dan_letak(l.berkas, c)?;
        let (kepala, sisa) = isi.trim().split_once(char::is_whitespace).unwrap_or((isi.trim(), ""));
        match kepala {
            "ya_tidak" if sisa.is_empty() => Some(Self::Ya),
            "teks" if sisa.is_empty() => Some(Self::Teks),
            "tanggal" if sisa.is_empty() => Some(Self::Tanggal),
            "pilihan" => Self::pilihan(sisa, isi, letak, c),
            "rujukan" => {
                let nama = sisa.trim();
                let i = l.entitas.iter().position(|e| e == nama);
                if i.is_none() {
                    let saran = mirip(nama, l.entitas.iter().map(String::as_str));
                    c.catat(
                        letak,
                        "ATR-011",
                        vec![("nama", nama.to_owned()), ("saran", tanya(saran, &l.entitas.join(", ")))],
                    );
                }
                i.map(Self::Rujukan)
            }
            _ => Self::angka(kepala, sisa, isi, letak, l, c),
        }
    }

    fn pilihan(sisa: &str, isi: &str, letak: Letak, c: &mut Catatan) -> Option<Self> {
        let daftar: Vec<String> = sisa.split(',').map(|s| s.trim().to_owned()).collect();
        let baik =
            |s: &String| !s.is_empty() && s.chars().all(|h| h.is_ascii_alphanumeric() || "_-/".contains(h));
        let mut unik = daftar.clone();
        unik.sort();
        unik.dedup();
        if daftar.len() > 100 || unik.len() != daftar.len() || !daftar.iter().all(baik) {
            c.catat(letak, "ATR-013", vec![("tulis", isi.to_owned())]);
            return None;
        }
        Some(Self::Pilihan(daftar))
    }

    fn angka(
        kepala: &str,
        sisa: &str,
        isi: &str,
        letak: Letak,
        l: &Lingkungan<'_>,
        c: &mut Catatan,
    ) -> Option<Self> {
        let (satuan, persen) = match kepala {
            "bulat" | "desimal" => (Satuan::TANPA, false),
            "persen" => (Satuan::TANPA, true),
            _ => match l.satuan.cari(kepala) {
                Some(s) => (s, false),
                None => {
                    let kata =
                        ["bulat", "desimal", "persen", "ya_tidak", "pilihan", "teks", "tanggal", "rujukan"];
                    let saran = mirip(kepala, kata.into_iter().chain(l.satuan.0.iter().map(String::as_str)));
                    let saran = tanya(saran, &format!("{}, {}", kata.join(", "), l.satuan));
                    c.catat(letak, "ATR-012", vec![("tulis", kepala.to_owned()), ("saran", saran)]);
                    return None;
                }
            },
        };
        let kata: Vec<&str> = sisa.split_whitespace().collect();
        let (rentang, skala) = match kata.as_slice() {
            [r] => (*r, None),
            [r, "skala", s] => (*r, s.parse::<u8>().ok().filter(|s| *s <= 24)),
            [] => {
                c.catat(letak, "ATR-014", vec![("tulis", isi.to_owned())]);
                return None;
            }
            _ => ("", None),
        };
        let salah_skala = kata.len() == 3 && skala.is_none();
        let batas =
            rentang.split_once("..").and_then(|(a, b)| Some((Pecahan::urai(a)?.0, Pecahan::urai(b)?.0)));
        let Some((a, b)) = batas.filter(|_| !salah_skala && (kepala != "bulat" || skala.is_none())) else {
            c.catat(letak, "ATR-013", vec![("tulis", isi.to_owned())]);
            return None;
        };
        if kepala == "desimal" && skala.is_none() {
            c.catat(letak, "ATR-013", vec![("tulis", isi.to_owned())]);
            return None;
        }
        let skala = skala.unwrap_or(0) + if persen { 2 } else { 0 };
        let seratus = if persen { Pecahan { n: 1, d: 100 } } else { Pecahan::bulat(1) };
        let ke_skala = |p: Pecahan| berskala(p.kali(seratus)?, skala);
        match (ke_skala(a), ke_skala(b)) {
            (Some(lo), Some(hi)) if lo <= hi => Some(Self::Angka(Angka { satuan, skala, lo, hi, persen })),
            (Some(_), Some(_)) => {
                c.catat(letak, "ATR-015", vec![("tulis", rentang.to_owned())]);
                None
            }
            _ => {
                c.catat(letak, "ATR-017", vec![("tulis", rentang.to_owned()), ("skala", skala.to_string())]);
                None
            }
        }
    }

    /// Reads a constant of this kind from a TOML value: `"6000 menit"`, `12`, `"0.5%"`, `true`, `2026-01-01`.
    pub fn tetapan(&self, v: Nilai<'_>, l: &Lingkungan<'_>, c: &mut Catatan) -> Option<Tetapan> {
        match (self, v.nilai()) {
            (Self::Ya, _) => v.ya(c).map(Tetapan::Ya),
            (Self::Tanggal, _) => v.tanggal(c).map(Tetapan::Tanggal),
            (Self::Teks, _) => v.teks(c).map(|t| Tetapan::Teks(t.to_owned())),
            (Self::Pilihan(ada), _) => {
                let t = v.teks(c)?;
                let i = ada.iter().position(|a| a == t);
                if i.is_none() {
                    let saran = tanya(mirip(t, ada.iter().map(String::as_str)), &ada.join(", "));
                    c.catat(v.letak(), "ATR-049", vec![("tulis", t.to_owned()), ("saran", saran)]);
                }
                i.map(Tetapan::Pilihan)
            }
            (Self::Rujukan(_), _) => {
                c.catat(
                    v.letak(),
                    "ATR-004",
                    vec![("harap", "angka".to_owned()), ("ada", "rujukan".to_owned())],
                );
                None
            }
            (Self::Angka(a), DeValue::Integer(_)) => {
                let n = v.bilangan(c)?;
                if !a.satuan.tanpa() || a.persen {
                    let s = if a.persen { "%".to_owned() } else { l.satuan.nama(a.satuan) };
                    c.catat(v.letak(), "ATR-018", vec![("tulis", n.to_string()), ("satuan", s)]);
                    return None;
                }
                a.periksa(Pecahan::bulat(n), &n.to_string(), v.letak(), c)
            }
            (Self::Angka(a), _) => {
                let (t, letak) = v.teks_dan_letak(l.berkas, c)?;
                a.dari_teks(t, letak, l.satuan, c)
            }
        }
    }
}

impl Angka {
    fn dari_teks(&self, t: &str, letak: Letak, satuan: &DaftarSatuan, c: &mut Catatan) -> Option<Tetapan> {
        let e = urai::ekspresi(t, letak, c)?;
        let (negatif, isi) = match e.isi {
            Isi::Negatif(x) => (true, x.isi),
            isi => (false, isi),
        };
        let Isi::Angka { nilai, satuan: s } = isi else {
            c.catat(letak, "ATR-019", vec![("tulis", t.to_owned())]);
            return None;
        };
        let punya = match &s {
            None => Some(Satuan::TANPA),
            Some(s) => satuan.cari(s),
        };
        let persen_tulis = t.contains('%');
        if punya != Some(self.satuan) || persen_tulis != self.persen {
            let s = if self.persen { "%".to_owned() } else { satuan.nama(self.satuan) };
            c.catat(letak, "ATR-018", vec![("tulis", t.to_owned()), ("satuan", s)]);
            return None;
        }
        self.periksa(Pecahan { n: if negatif { -nilai.n } else { nilai.n }, d: nilai.d }, t, letak, c)
    }

    fn periksa(&self, p: Pecahan, t: &str, letak: Letak, c: &mut Catatan) -> Option<Tetapan> {
        let Some(n) = berskala(p, self.skala) else {
            let s = self.skala - if self.persen { 2 } else { 0 };
            c.catat(letak, "ATR-017", vec![("tulis", t.to_owned()), ("skala", s.to_string())]);
            return None;
        };
        if n < self.lo || n > self.hi {
            c.catat(letak, "ATR-016", vec![("tulis", t.to_owned()), ("rentang", self.rentang())]);
            return None;
        }
        Some(Tetapan::Angka(n))
    }

    /// `0..1.439` in the figure's own terms (percent as percent).
    pub fn rentang(&self) -> String {
        format!("{}..{}", self.tulis(self.lo), self.tulis(self.hi))
    }

    /// One value in the figure's own terms.
    pub fn tulis(&self, n: i128) -> String {
        let kali = if self.persen { 100 } else { 1 };
        let akhir = if self.persen { "%" } else { "" };
        format!("{}{akhir}", crate::angka::tulis(n.saturating_mul(kali), sepuluh(self.skala), ".", ","))
    }

    /// Reads a cell of data: `12`, `0.5`, `0.5%`; an Indonesian decimal comma is understood.
    pub fn dari_data(&self, t: &str) -> Result<i64, &'static str> {
        let bersih = t.trim();
        let bersih = bersih.strip_suffix('%').map_or(bersih, str::trim_end);
        let titik = if bersih.contains('.') { bersih.to_owned() } else { bersih.replace(',', ".") };
        let (p, _) = Pecahan::urai(&titik).ok_or("ATR-089")?;
        let seratus = if self.persen { Pecahan { n: 1, d: 100 } } else { Pecahan::bulat(1) };
        let n = p.kali(seratus).and_then(|p| berskala(p, self.skala)).ok_or("ATR-089")?;
        i64::try_from(n).map_err(|_| "ATR-081")
    }
}

/// Exactly `p × 10^skala`, when that is whole.
pub(crate) fn berskala(p: Pecahan, skala: u8) -> Option<i128> {
    let s = sepuluh(skala);
    if s % p.d != 0 { None } else { p.n.checked_mul(s / p.d) }
}

/// `apakah maksudnya x?` or the list of what there is.
pub(crate) fn tanya(saran: Option<&str>, daftar: &str) -> String {
    saran.map_or_else(|| daftar.to_owned(), |s| format!("{s}?"))
}

impl Tetapan {
    /// The constant as text for a reader.
    pub fn tulis(&self, j: &Jenis) -> String {
        match (self, j) {
            (Self::Angka(n), Jenis::Angka(a)) => a.tulis(*n),
            (Self::Pilihan(i), Jenis::Pilihan(p)) => p.get(*i).cloned().unwrap_or_default(),
            (Self::Ya(b), _) => if *b { "ya" } else { "tidak" }.to_owned(),
            (Self::Teks(t), _) => t.clone(),
            (Self::Tanggal(h), _) => leksikal::dari_hari(*h).map_or(String::new(), |d| d.to_string()),
            (Self::Angka(n), _) => n.to_string(),
            (Self::Pilihan(i), _) => i.to_string(),
        }
    }
}
