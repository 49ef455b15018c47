//! Units: a product of powers of base units, so that `menit + rupiah` cannot be said.

use std::fmt;

/// Base units every package may use; a package may add its own.
pub(crate) const DASAR: [&str; 8] = ["rupiah", "menit", "jam", "hari", "bulan", "kali", "orang", "poin"];

/// At most this many base units, built in and a package's own.
pub(crate) const PALING_BANYAK: usize = 16;

/// A unit: the exponent of each base unit. All zero is a plain number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct Satuan([i8; PALING_BANYAK]);

impl Satuan {
    /// A plain number.
    pub const TANPA: Self = Self([0; PALING_BANYAK]);

    /// The base unit with this index.
    pub(crate) fn ke(i: usize) -> Self {
        let mut s = Self::TANPA;
        if let Some(x) = s.0.get_mut(i) {
            *x = 1;
        }
        s
    }

    /// Whether this is exactly rupiah.
    pub fn rupiah(self) -> bool {
        self == Self::ke(0)
    }

    /// Whether this is a plain number or one unit by itself, as a figure that is handed over must be.
    pub fn tunggal(self) -> bool {
        let mut ada = self.0.iter().filter(|p| **p != 0);
        ada.next().is_none_or(|p| *p == 1) && ada.next().is_none()
    }

    /// Whether this is a plain number.
    pub fn tanpa(self) -> bool {
        self == Self::TANPA
    }

    pub(crate) fn gabung(self, lain: Self, tanda: i8) -> Self {
        let mut s = self;
        for (a, b) in s.0.iter_mut().zip(lain.0) {
            *a = a.saturating_add(b.saturating_mul(tanda));
        }
        s
    }
}

/// The base units one package knows, in order.
#[derive(Clone, Debug)]
pub(crate) struct DaftarSatuan(pub Vec<String>);

impl Default for DaftarSatuan {
    fn default() -> Self {
        Self(DASAR.iter().map(|s| (*s).to_owned()).collect())
    }
}

impl DaftarSatuan {
    pub fn cari(&self, nama: &str) -> Option<Satuan> {
        self.0.iter().position(|s| s == nama).map(Satuan::ke)
    }

    /// `rupiah`, `menit/hari`, `tanpa satuan`.
    pub fn nama(&self, s: Satuan) -> String {
        let bagian = |positif: bool| {
            let daftar: Vec<String> =
                s.0.iter()
                    .zip(&self.0)
                    .filter(|(e, _)| if positif { **e > 0 } else { **e < 0 })
                    .map(|(e, n)| if e.abs() == 1 { n.clone() } else { format!("{n}^{}", e.abs()) })
                    .collect();
            daftar.join("·")
        };
        match (bagian(true), bagian(false)) {
            (a, b) if a.is_empty() && b.is_empty() => "tanpa satuan".to_owned(),
            (a, b) if b.is_empty() => a,
            (a, b) if a.is_empty() => format!("1/{b}"),
            (a, b) => format!("{a}/{b}"),
        }
    }
}

impl fmt::Display for DaftarSatuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}
