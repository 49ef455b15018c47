//! What is wrong with a package, where, and what to do about it.

use crate::kode;
use crate::sumber::{Berkas, Letak, baris_kolom};
use balai_kernel::galat::{Bahasa, Galat};

/// One fault of a package, a region's file, a case, or the data given to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GalatAturan {
    /// Name of the file; empty when the fault is in data and not in a text.
    pub berkas: String,
    /// Line in the file, from 1; 0 when there is none.
    pub baris: usize,
    /// Column in the line, in characters, from 1; 0 when there is none.
    pub kolom: usize,
    /// The code and the values its message names.
    pub galat: Galat,
}

impl GalatAturan {
    /// The stable code, for example `ATR-014`.
    pub fn kode(&self) -> &'static str {
        self.galat.kode
    }

    /// What is wrong, in one sentence.
    pub fn pesan(&self, bahasa: Bahasa) -> String {
        dalam(&self.galat, bahasa).pesan(kode::KODE, bahasa)
    }

    /// What to do about it.
    pub fn saran(&self, bahasa: Bahasa) -> String {
        dalam(&self.galat, bahasa).saran(kode::KODE, bahasa)
    }

    /// `file:line:column: CODE message` and, on a second line, what to do.
    pub fn tampil(&self, bahasa: Bahasa) -> String {
        let tempat = match (self.berkas.is_empty(), self.baris) {
            (true, _) => String::new(),
            (false, 0) => format!("{}: ", self.berkas),
            _ => format!("{}:{}:{}: ", self.berkas, self.baris, self.kolom),
        };
        let panah = match bahasa {
            Bahasa::Id => "Perbaikan",
            Bahasa::En => "To fix",
        };
        format!("{tempat}{} {}\n  {panah}: {}", self.kode(), self.pesan(bahasa), self.saran(bahasa))
    }

    /// A fault that stands in no text: in the data given to a plan.
    pub(crate) fn data(kode: &'static str, isian: Vec<(&'static str, String)>) -> Self {
        Self { berkas: String::new(), baris: 0, kolom: 0, galat: Galat { kode, isian } }
    }
}

/// The engine's own words among the values of a message. Names and texts of a package stay as they were written.
const KATA_EN: [(&str, &str); 16] = [
    ("teks", "text"),
    ("bukan teks", "no text"),
    ("angka", "a number"),
    ("bilangan bulat", "a whole number"),
    ("pecahan biner", "a binary fraction"),
    ("ya/tidak", "yes/no"),
    ("pilihan", "an option"),
    ("tanggal", "a date"),
    ("rujukan", "a reference"),
    ("tanggal, misalnya 2026-01-01", "a date (such as 2026-01-01)"),
    ("tabel { }", "a table { }"),
    ("tabel", "a table"),
    ("daftar [ ]", "a list [ ]"),
    ("daftar", "a list"),
    ("tanpa satuan", "no unit"),
    ("nama rumus dalam paket ini", "the name of a formula in this package"),
];

/// The fault with the engine's own words in the reader's language.
fn dalam(g: &Galat, bahasa: Bahasa) -> Galat {
    let mut g = g.clone();
    if bahasa == Bahasa::Id {
        return g;
    }
    for (kunci, isi) in &mut g.isian {
        let milik_mesin = matches!(*kunci, "harap" | "ada" | "saran" | "kiri" | "kanan" | "satuan");
        if let Some((_, en)) = KATA_EN.iter().find(|(id, _)| milik_mesin && *id == isi.as_str()) {
            *isi = (*en).to_owned();
        } else if *kunci == "tulis" && isi == "akhir rumus" {
            *isi = "end of formula".to_owned();
        }
    }
    g
}

/// Gathers faults while reading, so that one reading reports them all.
#[derive(Default, Debug)]
pub(crate) struct Catatan {
    pub galat: Vec<(Letak, Galat)>,
}

impl Catatan {
    pub fn catat(&mut self, letak: Letak, kode: &'static str, isian: Vec<(&'static str, String)>) {
        let baru = (letak, Galat { kode, isian });
        // The same text is checked once per period of law; a fault is told once.
        if !self.galat.iter().any(|(l, g)| *l == letak && g.kode == baru.1.kode) {
            self.galat.push(baru);
        }
    }

    pub fn kosong(&self) -> bool {
        self.galat.is_empty()
    }

    /// The faults with their lines, ordered by file and place.
    pub fn selesai(mut self, berkas: &[Berkas]) -> Vec<GalatAturan> {
        self.galat.sort_by_key(|(l, _)| *l);
        self.galat
            .into_iter()
            .map(|(l, galat)| {
                let b = berkas.get(l.berkas as usize);
                let (baris, kolom) = b.map_or((0, 0), |b| baris_kolom(&b.isi, l.dari as usize));
                GalatAturan { berkas: b.map_or(String::new(), |b| b.nama.clone()), baris, kolom, galat }
            })
            .collect()
    }
}

/// The declared name nearest to what was written, when one is near enough to be meant.
pub(crate) fn mirip<'a>(tulis: &str, ada: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let batas = (tulis.chars().count() / 3).clamp(1, 3);
    ada.into_iter().map(|a| (jarak(tulis, a), a)).filter(|(j, _)| *j <= batas).min().map(|(_, a)| a)
}

/// Levenshtein distance in characters.
fn jarak(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut lalu: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut kini = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let ganti = lalu.get(j).copied().unwrap_or(0) + usize::from(ca != *cb);
            let hapus = lalu.get(j + 1).copied().unwrap_or(0) + 1;
            let sisip = kini.get(j).copied().unwrap_or(0) + 1;
            kini.push(ganti.min(hapus).min(sisip));
        }
        lalu = kini;
    }
    lalu.last().copied().unwrap_or(0)
}
