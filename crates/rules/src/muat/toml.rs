//! Strict access to TOML with places: every fault is noted, unknown keys included.

use crate::galat::{Catatan, mirip};
use crate::sumber::{Berkas, Letak};
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

/// A TOML value with the file it stands in.
#[derive(Clone, Copy)]
pub(crate) struct Nilai<'a> {
    pub berkas: u32,
    pub isi: &'a Spanned<DeValue<'a>>,
}

/// A TOML table with the place of its name.
#[derive(Clone, Copy)]
pub(crate) struct Tabel<'a> {
    pub berkas: u32,
    pub letak: Letak,
    pub isi: &'a DeTable<'a>,
}

/// A key, its place, its value.
pub(crate) struct Butir<'a> {
    pub nama: &'a str,
    pub letak: Letak,
    pub nilai: Nilai<'a>,
}

fn jenis_toml(v: &DeValue<'_>) -> &'static str {
    match v {
        DeValue::String(_) => "teks",
        DeValue::Integer(_) => "bilangan bulat",
        DeValue::Float(_) => "pecahan biner",
        DeValue::Boolean(_) => "true/false",
        DeValue::Datetime(_) => "tanggal",
        DeValue::Array(_) => "daftar [ ]",
        DeValue::Table(_) => "tabel { }",
    }
}

impl<'a> Nilai<'a> {
    pub fn letak(self) -> Letak {
        Letak::baru(self.berkas, self.isi.span())
    }

    pub fn nilai(self) -> &'a DeValue<'a> {
        self.isi.get_ref()
    }

    fn salah(self, harap: &str, c: &mut Catatan) {
        let kode = if self.nilai().is_float() { "ATR-005" } else { "ATR-004" };
        c.catat(
            self.letak(),
            kode,
            vec![("harap", harap.to_owned()), ("ada", jenis_toml(self.nilai()).to_owned())],
        );
    }

    pub fn teks(self, c: &mut Catatan) -> Option<&'a str> {
        if self.nilai().as_str().is_none() {
            self.salah("teks", c);
        }
        self.nilai().as_str()
    }

    /// The text with the place of its first character, for text read further.
    pub fn teks_dan_letak(self, berkas: &[Berkas], c: &mut Catatan) -> Option<(&'a str, Letak)> {
        let t = self.teks(c)?;
        let l = self.letak();
        let mentah =
            berkas.get(self.berkas as usize).and_then(|b| b.isi.get(l.dari as usize..l.sampai as usize));
        let geser = mentah.and_then(|m| m.find(t)).unwrap_or(0);
        Some((t, l.di_dalam(geser, geser + t.len())))
    }

    pub fn ya(self, c: &mut Catatan) -> Option<bool> {
        if self.nilai().as_bool().is_none() {
            self.salah("true/false", c);
        }
        self.nilai().as_bool()
    }

    pub fn bilangan(self, c: &mut Catatan) -> Option<i128> {
        let n = match self.nilai() {
            DeValue::Integer(i) => i128::from_str_radix(i.as_str(), i.radix()).ok(),
            _ => None,
        };
        if n.is_none() {
            self.salah("bilangan bulat", c);
        }
        n
    }

    /// A plain date, days since 1970-01-01.
    pub fn tanggal(self, c: &mut Catatan) -> Option<i64> {
        let d = match self.nilai() {
            DeValue::Datetime(d) if d.time.is_none() && d.offset.is_none() => {
                crate::bahasa::leksikal::tanggal(&d.to_string())
            }
            _ => None,
        };
        if d.is_none() {
            self.salah("tanggal, misalnya 2026-01-01", c);
        }
        d
    }

    pub fn tabel(self, c: &mut Catatan) -> Option<Tabel<'a>> {
        match self.nilai() {
            DeValue::Table(t) => Some(Tabel { berkas: self.berkas, letak: self.letak(), isi: t }),
            _ => {
                self.salah("tabel { }", c);
                None
            }
        }
    }

    pub fn daftar(self, c: &mut Catatan) -> Option<Vec<Nilai<'a>>> {
        match self.nilai() {
            DeValue::Array(a) => Some(a.iter().map(|isi| Nilai { berkas: self.berkas, isi }).collect()),
            _ => {
                self.salah("daftar [ ]", c);
                None
            }
        }
    }
}

impl<'a> Tabel<'a> {
    pub fn cari(self, kunci: &str) -> Option<Nilai<'a>> {
        self.isi.get(kunci).map(|isi| Nilai { berkas: self.berkas, isi })
    }

    pub fn wajib(self, kunci: &'static str, c: &mut Catatan) -> Option<Nilai<'a>> {
        let v = self.cari(kunci);
        if v.is_none() {
            c.catat(self.letak, "ATR-002", vec![("kunci", kunci.to_owned())]);
        }
        v
    }

    pub fn teks_wajib(self, kunci: &'static str, c: &mut Catatan) -> Option<&'a str> {
        let v = self.wajib(kunci, c)?;
        let t = v.teks(c)?;
        if t.trim().is_empty() {
            c.catat(v.letak(), "ATR-010", vec![("kunci", kunci.to_owned())]);
        }
        Some(t)
    }

    /// The article: required everywhere a value of law stands.
    pub fn dasar(self, c: &mut Catatan) -> String {
        match self.cari("dasar") {
            Some(v) => match v.teks(c) {
                Some(t) if t.trim().is_empty() => {
                    c.catat(v.letak(), "ATR-041", vec![]);
                    String::new()
                }
                t => t.unwrap_or("").to_owned(),
            },
            None => {
                c.catat(self.letak, "ATR-041", vec![]);
                String::new()
            }
        }
    }

    /// Entries in the order they were written.
    pub fn butir(self) -> Vec<Butir<'a>> {
        let mut semua: Vec<Butir<'a>> = self
            .isi
            .iter()
            .map(|(k, isi)| Butir {
                nama: k.get_ref().as_ref(),
                letak: Letak::baru(self.berkas, k.span()),
                nilai: Nilai { berkas: self.berkas, isi },
            })
            .collect();
        semua.sort_by_key(|b| b.letak);
        semua
    }

    /// Notes every key that is not one of these.
    pub fn hanya(self, kunci: &[&str], c: &mut Catatan) {
        for b in self.butir() {
            if !kunci.contains(&b.nama) {
                let saran = mirip(b.nama, kunci.iter().copied());
                let boleh = saran.map_or_else(|| kunci.join(", "), |s| format!("{s}?"));
                c.catat(b.letak, "ATR-003", vec![("kunci", b.nama.to_owned()), ("boleh", boleh)]);
            }
        }
    }

    /// Two languages: `{ id = "..", en = ".." }` or one text for both.
    pub fn dwibahasa(self, kunci: &str, c: &mut Catatan) -> Option<(String, String)> {
        let v = self.cari(kunci)?;
        if let Some(t) = v.nilai().as_str() {
            return Some((t.to_owned(), t.to_owned()));
        }
        let t = v.tabel(c)?;
        t.hanya(&["id", "en"], c);
        let id = t.teks_wajib("id", c)?.to_owned();
        let en = t.cari("en").and_then(|v| v.teks(c)).unwrap_or(&id).to_owned();
        Some((id, en))
    }
}
