//! The tree of a formula as it was written.

use crate::angka::Pecahan;
use crate::sumber::Letak;

/// An expression and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Eks {
    pub letak: Letak,
    pub isi: Isi,
}

#[derive(Clone, Debug)]
pub(crate) enum Isi {
    /// A number, with `persen` when written with `%`, and the word of its unit.
    Angka {
        nilai: Pecahan,
        satuan: Option<String>,
    },
    Teks(String),
    Ya(bool),
    /// Days since 1970-01-01.
    Tanggal(i64),
    /// `nama` or `a.b`.
    Nama(Vec<String>),
    Negatif(Box<Eks>),
    Bukan(Box<Eks>),
    Dua(Op, Box<Eks>, Box<Eks>),
    Dalam(Box<Eks>, Vec<Eks>),
    Panggil(String, Vec<Eks>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Atau,
    Dan,
    Banding(Banding),
    Tambah,
    Kurang,
    Kali,
    Bagi,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Banding {
    Sama,
    Beda,
    Kurang,
    Sampai,
    Lebih,
    Mulai,
}

impl Banding {
    pub fn pada<T: Ord>(self, a: &T, b: &T) -> bool {
        match self {
            Self::Sama => a == b,
            Self::Beda => a != b,
            Self::Kurang => a < b,
            Self::Sampai => a <= b,
            Self::Lebih => a > b,
            Self::Mulai => a >= b,
        }
    }
}
