//! What a package declares, read and checked word by word but not yet related to time.

use crate::bahasa::pohon::Eks;
use crate::jenis::{Jenis, Tetapan};
use crate::satuan::DaftarSatuan;
use crate::sumber::Letak;
use balai_kernel::Pembulatan;

/// Text in two languages: Indonesian, English.
pub(crate) type Dwi = (String, String);

#[derive(Clone, Debug, Default)]
pub(crate) struct Deklarasi {
    pub id: String,
    pub versi: String,
    pub nama: Dwi,
    pub dasar: String,
    /// First day the package can compute for, days since 1970-01-01.
    pub sejak: i64,
    pub satuan: DaftarSatuan,
    pub entitas: Vec<Entitas>,
    pub masukan: Vec<Masukan>,
    pub parameter: Vec<Parameter>,
    pub tabel: Vec<Tabel>,
    pub rumus: Vec<Rumus>,
    /// Formulas a run stores, in order: indices into `rumus`.
    pub keluaran: Vec<usize>,
    pub utama: Option<usize>,
    /// What is summed per group against what limit: indices into `rumus`.
    pub plafon: Option<(usize, usize)>,
    /// Region code of the adoption, when there is one.
    pub daerah: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JenisKunci {
    Teks,
    Bulat,
    Tanggal,
}

#[derive(Clone, Debug)]
pub(crate) struct Entitas {
    pub nama: String,
    pub letak: Letak,
    pub induk: Option<usize>,
    pub kunci: String,
    pub jenis_kunci: JenisKunci,
    pub label: Dwi,
    /// Most rows of one parent (or of the whole table, for a root).
    pub paling_banyak: i128,
}

#[derive(Clone, Debug)]
pub(crate) struct Masukan {
    pub nama: String,
    pub entitas: usize,
    pub letak: Letak,
    pub jenis: Jenis,
    pub bila_kosong: Option<Tetapan>,
    pub dasar: String,
    pub label: Dwi,
}

/// A dated value of law: valid from `sejak`, known from `diketahui`.
#[derive(Clone, Debug)]
pub(crate) struct Berlaku<T> {
    pub sejak: i64,
    pub diketahui: i64,
    pub isi: T,
    pub dasar: String,
    pub letak: Letak,
}

#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub nama: String,
    pub letak: Letak,
    pub jenis: Jenis,
    pub label: Dwi,
    pub ilustrasi: bool,
    pub nilai: Vec<Berlaku<Tetapan>>,
}

#[derive(Clone, Debug)]
pub(crate) enum Bentuk {
    Cari(Vec<Jenis>),
    Braket(Jenis),
}

/// One row: keys (one for a bracket: its lower bound), value, place.
pub(crate) type BarisTabel = (Vec<Tetapan>, Tetapan, Letak);

#[derive(Clone, Debug)]
pub(crate) struct Tabel {
    pub nama: String,
    pub letak: Letak,
    pub bentuk: Bentuk,
    pub isi: Jenis,
    pub label: Dwi,
    pub bila_tak_ada: Option<Tetapan>,
    pub dasar_tak_ada: String,
    pub versi: Vec<Berlaku<Vec<BarisTabel>>>,
}

#[derive(Clone, Debug)]
pub(crate) struct IsiRumus {
    pub teks: String,
    pub eks: Eks,
    pub letak: Letak,
    pub pembulatan: Option<(Eks, Pembulatan)>,
    pub teks_pembulatan: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct Rumus {
    pub nama: String,
    pub letak: Letak,
    pub entitas: usize,
    pub label: Dwi,
    pub versi: Vec<Berlaku<IsiRumus>>,
    /// Last day it is valid, if it ends.
    pub sampai: Option<i64>,
}

/// The value in force on day `pada`, as far as it was known on day `tahu`.
pub(crate) fn pada<T>(daftar: &[Berlaku<T>], pada: i64, tahu: i64) -> Option<&Berlaku<T>> {
    daftar.iter().filter(|b| b.sejak <= pada && b.diketahui <= tahu).max_by_key(|b| (b.sejak, b.diketahui))
}

impl Deklarasi {
    /// Whether `atas` is `e` or one of its ancestors, and how many steps up.
    pub fn langkah_ke(&self, e: usize, atas: usize) -> Option<usize> {
        let mut kini = Some(e);
        let mut n = 0;
        while let Some(x) = kini {
            if x == atas {
                return Some(n);
            }
            kini = self.entitas.get(x).and_then(|x| x.induk);
            n += 1;
        }
        None
    }

    /// The root of an entity's tree.
    pub fn akar(&self, e: usize) -> usize {
        let mut kini = e;
        while let Some(x) = self.entitas.get(kini).and_then(|x| x.induk) {
            kini = x;
        }
        kini
    }
}
