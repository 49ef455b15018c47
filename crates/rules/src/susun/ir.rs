//! The typed, dated form of a formula: what is evaluated.

use crate::bahasa::pohon::Banding;
use crate::satuan::Satuan;
use crate::sumber::Letak;
use balai_kernel::Pembulatan;

/// Type of a number: `n / (d × r)` of `satuan`, `n` within `lo..=hi`; `r` is 1 unless `rasio` bounds a denominator
/// that differs from row to row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TipeAngka {
    pub satuan: Satuan,
    pub d: i128,
    pub lo: i128,
    pub hi: i128,
    pub rasio: Option<(i128, i128)>,
    /// A division stands in here that no rounding has been named for yet.
    pub kasar: bool,
    /// `tepat` was said: finer than a payable amount on purpose.
    pub tepat: bool,
    /// People read it as a percentage.
    pub persen: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tipe {
    Angka(TipeAngka),
    Ya,
    Pilihan(Vec<String>),
    Teks,
    Tanggal,
}

impl Tipe {
    pub fn nama(&self) -> &'static str {
        match self {
            Self::Angka(_) => "angka",
            Self::Ya => "ya/tidak",
            Self::Pilihan(_) => "pilihan",
            Self::Teks => "teks",
            Self::Tanggal => "tanggal",
        }
    }

    pub fn angka(&self) -> Option<TipeAngka> {
        match self {
            Self::Angka(a) => Some(*a),
            _ => None,
        }
    }
}

/// A node and its type. `kecil`: its value and its scaled operands all fit 64 bits.
#[derive(Clone, Debug)]
pub(crate) struct Simpul {
    pub op: Op,
    pub tipe: Tipe,
    pub kecil: bool,
    pub letak: Letak,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agregat {
    Jumlah,
    Terbesar,
    Terkecil,
}

/// Two operands brought to one denominator: `a × ka` and `b × kb`.
#[derive(Clone, Debug)]
pub(crate) struct Pasang {
    pub a: Box<Simpul>,
    pub ka: i128,
    pub b: Box<Simpul>,
    pub kb: i128,
}

#[derive(Clone, Debug)]
pub(crate) enum Op {
    Tetap(i128),
    /// A parameter with no value yet (only in a package checked without a region).
    Lubang,
    /// Input column of the scope's own entity: index into the declarations.
    Kolom(usize),
    /// Whether the row had a value of its own for this input.
    Terisi(usize),
    /// The key of the scope's own entity.
    Kunci,
    /// A formula of the scope's own entity: index into the plan.
    Rumus(usize),
    /// Read that many parents up.
    Naik(usize, Box<Simpul>),
    /// Read in the row this reference column (declaration index) points to, of that entity.
    Rujuk(usize, usize, Box<Simpul>),
    /// `a × ka + b × kb`
    Tambah(Pasang),
    Kali(Box<Simpul>, Box<Simpul>),
    KaliTetap(Box<Simpul>, i128),
    /// `(a × ka) / (b × kb)` kept exact.
    Bagi(Pasang),
    Min(Pasang),
    Maks(Pasang),
    Mutlak(Box<Simpul>),
    Jika(Box<Simpul>, Pasang),
    Banding(Banding, Pasang),
    Dan(Box<Simpul>, Box<Simpul>),
    Atau(Box<Simpul>, Box<Simpul>),
    Bukan(Box<Simpul>),
    /// Whether a coded value (option, date) is one of these.
    DalamKode(Box<Simpul>, Vec<i128>),
    /// Whether a text is one of these.
    DalamTeks(Box<Simpul>, Vec<String>),
    /// Table (index into the plan's tables) and its keys.
    Cari(usize, Vec<Simpul>),
    Braket(usize, Box<Simpul>),
    /// `cara(a × kali / bagi) × langkah`
    Bulat {
        a: Box<Simpul>,
        kali: i128,
        bagi: i128,
        langkah: i128,
        cara: Pembulatan,
    },
    /// Over the rows of a descendant entity.
    Anak(Agregat, usize, Box<Simpul>),
    /// Over the rows that refer to this one: aggregate, referring column, formula of the plan, its entity.
    Perujuk(Agregat, usize, usize, usize),
    /// A share decided per group: index into the plan's list.
    ProRata(usize),
}

/// `pro_rata(x, ref.batas, langkah, sisa_terbesar)`
#[derive(Clone, Debug)]
pub(crate) struct ProRata {
    /// Formula of the plan whose sum is limited.
    pub x: usize,
    /// Formula of the plan on the group's entity: the limit, in whole steps.
    pub batas: usize,
    /// Referring column (declaration index) and its entities.
    pub rujukan: usize,
    pub entitas: usize,
    pub kelompok: usize,
    /// The group's sum and its limit, brought to one denominator.
    pub kx: i128,
    pub kb: i128,
    /// A step in the result's denominator, and the factor from `x` to it.
    pub langkah: i128,
    pub ke_hasil: i128,
    /// `floor(limit / step)` is `n × kali / bagi`.
    pub kali: i128,
    pub bagi: i128,
}
