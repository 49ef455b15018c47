//! Reading a received file as rows of cells, whatever the office that made it.
//!
//! A file is looked at once ([`kenali`]: hash, size, kind, encoding), its heading is found in the first rows
//! ([`super::kepala`]), and then its rows stream by one at a time ([`Tabel::tiap_baris`]), so that memory does not
//! grow with the file. Nothing here knows what the columns mean.

mod kenali;
mod lembar;
mod rekam;
mod teks;

pub use kenali::{Bentuk, Kenalan, kenali};
pub use lembar::daftar_lembar;
pub use rekam::Pemisah;

use std::fmt;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

use balai_kernel::Galat;

/// Largest text file taken, in bytes: five million rows of a hundred bytes.
pub const BATAS_TEKS: u64 = 512 * 1024 * 1024;
/// Largest workbook taken, in bytes as received.
pub const BATAS_XLSX: u64 = 64 * 1024 * 1024;
/// Largest workbook taken, in bytes after unpacking.
pub const BATAS_XLSX_TERBUKA: u64 = 1024 * 1024 * 1024;
/// Most rows taken from one file.
pub const BATAS_BARIS: u32 = 5_000_000;
/// Most columns looked at; what stands further right is not data.
pub const BATAS_KOLOM: usize = 256;
/// Longest row taken, in bytes.
pub const BATAS_PANJANG: usize = 1024 * 1024;

/// Anything a file can be read from, again and again.
pub trait BacaCari: Read + Seek {}
impl<T: Read + Seek> BacaCari for T {}

/// Why reading stopped.
#[derive(Debug)]
pub enum GalatBaca {
    /// The disk or the pipe failed.
    Io(std::io::Error),
    /// The file itself is refused; `baris` is the line, 1 when it is the file as a whole.
    Tolak {
        /// Line in the file, the first is 1.
        baris: u32,
        /// What is wrong with it.
        galat: Galat,
    },
}

impl GalatBaca {
    /// A refusal of the whole file.
    pub fn berkas(galat: Galat) -> Self {
        GalatBaca::Tolak { baris: 1, galat }
    }
}

impl From<std::io::Error> for GalatBaca {
    fn from(e: std::io::Error) -> Self {
        GalatBaca::Io(e)
    }
}

impl fmt::Display for GalatBaca {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GalatBaca::Io(e) => write!(f, "{e}"),
            GalatBaca::Tolak { baris, galat } => write!(f, "{galat} baris={baris}"),
        }
    }
}

impl std::error::Error for GalatBaca {}

/// What kind of cell a text came from. Everything in a text file is [`JenisSel::Teks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JenisSel {
    /// Typed text.
    Teks,
    /// A number cell of a workbook: digits beyond the fifteenth are gone.
    Angka,
    /// A date or time cell of a workbook, already written as ISO 8601.
    Waktu,
    /// An error value of a workbook, such as `#N/A`.
    Galat,
}

/// One cell as text, without the blanks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sel<'a> {
    /// The text, trimmed of blanks of every kind.
    pub teks: &'a str,
    /// What the cell was.
    pub jenis: JenisSel,
}

impl Sel<'_> {
    /// A cell that is not there.
    pub const KOSONG: Sel<'static> = Sel { teks: "", jenis: JenisSel::Teks };

    /// Whether the office wrote nothing here; a lone dash is how many write "nothing".
    pub fn kosong(&self) -> bool {
        self.teks.is_empty() || self.teks.chars().all(|c| matches!(c, '-' | '–' | '—'))
    }
}

/// Blanks people cannot see: spaces of every width, tabs, zero-width marks, marks that turn the writing round, a byte order mark in the middle.
pub fn hampa(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// One row: its line in the file and its cells. The buffers are reused from row to row.
#[derive(Debug, Clone, Default)]
pub struct Baris {
    /// Line in the file, the first is 1; the line where the row begins when it spans several.
    pub nomor: u32,
    teks: String,
    batas: Vec<(usize, JenisSel)>,
}

impl Baris {
    /// Forgets the cells and starts the row of line `nomor`.
    pub fn mulai(&mut self, nomor: u32) {
        self.nomor = nomor;
        self.teks.clear();
        self.batas.clear();
    }

    /// Adds a cell on the right.
    pub fn tambah(&mut self, teks: &str, jenis: JenisSel) {
        self.teks.push_str(teks);
        self.batas.push((self.teks.len(), jenis));
    }

    /// How many cells the row has, empty ones included.
    pub fn jumlah(&self) -> usize {
        self.batas.len()
    }

    /// The cell in column `i`, counted from 0; empty beyond the last.
    pub fn sel(&self, i: usize) -> Sel<'_> {
        let Some(&(akhir, jenis)) = self.batas.get(i) else { return Sel::KOSONG };
        let awal = match i.checked_sub(1).and_then(|k| self.batas.get(k)) {
            Some(&(sebelum, _)) => sebelum,
            None => 0,
        };
        Sel { teks: self.teks.get(awal..akhir).unwrap_or_default().trim_matches(hampa), jenis }
    }

    /// The cells from left to right.
    pub fn semua(&self) -> impl Iterator<Item = Sel<'_>> {
        (0..self.jumlah()).map(|i| self.sel(i))
    }

    /// Whether nothing is written in the row.
    pub fn kosong(&self) -> bool {
        self.teks.chars().all(hampa)
    }

    /// How many cells have something in them.
    pub fn terisi(&self) -> usize {
        self.semua().filter(|s| !s.teks.is_empty()).count()
    }
}

/// How the rows of a file are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cara {
    /// A text file cut at `Pemisah`.
    Teks(Bentuk, Pemisah),
    /// The named sheet of a workbook.
    Lembar(String),
}

/// A file whose rows can be read from the start, any number of times.
pub struct Tabel<'a> {
    sumber: &'a mut dyn BacaCari,
    cara: Cara,
    lebar: Option<usize>,
}

impl<'a> Tabel<'a> {
    /// The rows of `sumber` read the given way.
    pub fn baru(sumber: &'a mut dyn BacaCari, cara: Cara) -> Self {
        Tabel { sumber, cara, lebar: None }
    }

    /// Says how many columns the heading has, which settles where a forgotten quotation mark ends.
    #[must_use]
    pub fn dengan_lebar(mut self, lebar: usize) -> Self {
        self.lebar = Some(lebar);
        self
    }

    /// Hands every row that is not blank to `f`, from the first line on, until `f` breaks.
    ///
    /// # Errors
    /// A failing disk, or a file refused for its shape: a row longer than [`BATAS_PANJANG`], more than [`BATAS_BARIS`]
    /// rows, a broken workbook.
    pub fn tiap_baris(&mut self, f: &mut dyn FnMut(&Baris) -> ControlFlow<()>) -> Result<(), GalatBaca> {
        self.sumber.rewind()?;
        let mut banyak = 0u32;
        let mut dibatasi = |baris: &Baris| {
            banyak = banyak.saturating_add(1);
            if banyak > BATAS_BARIS {
                return Err(GalatBaca::Tolak {
                    baris: baris.nomor,
                    galat: Galat::baru("KIN-103").dengan("batas", BATAS_BARIS),
                });
            }
            Ok(f(baris))
        };
        match &self.cara {
            Cara::Teks(bentuk, pemisah) => {
                rekam::tiap_baris(&mut *self.sumber, *bentuk, *pemisah, self.lebar, &mut dibatasi)
            }
            Cara::Lembar(nama) => lembar::tiap_baris(&mut *self.sumber, nama, &mut dibatasi),
        }
    }

    /// The first `n` rows that are not blank.
    ///
    /// # Errors
    /// As [`Tabel::tiap_baris`].
    pub fn awal(&mut self, n: usize) -> Result<Vec<Baris>, GalatBaca> {
        let mut ada = Vec::with_capacity(n);
        self.tiap_baris(&mut |b| {
            ada.push(b.clone());
            if ada.len() < n { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(ada)
    }
}
