//! The region's own rules of signing in.

use balai_kernel::{Kewenangan, Peran, Tanggal};

/// The shortest password a rule may ask for, and the longest it may insist on, in characters.
pub const PANJANG_SANDI: std::ops::RangeInclusive<usize> = 12..=64;

/// Rules with their defaults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aturan {
    /// Shortest password, in characters; 12 to 64.
    pub panjang_sandi: usize,
    /// Roles that need a second factor.
    pub faktor_wajib: Vec<Peran>,
}

impl Default for Aturan {
    fn default() -> Self {
        Aturan { panjang_sandi: *PANJANG_SANDI.start(), faktor_wajib: Vec::new() }
    }
}

impl Aturan {
    /// From what is stored; what cannot be read never weakens the default.
    pub fn dari(panjang: i64, faktor: &str) -> Self {
        let panjang = usize::try_from(panjang).unwrap_or(0);
        Aturan {
            panjang_sandi: panjang.clamp(*PANJANG_SANDI.start(), *PANJANG_SANDI.end()),
            faktor_wajib: faktor.split(',').filter_map(|p| p.parse().ok()).collect(),
        }
    }

    /// The roles as stored.
    pub fn faktor_tertulis(&self) -> String {
        self.faktor_wajib.iter().map(|p| p.kode()).collect::<Vec<_>>().join(",")
    }

    /// Whether somebody with these grants needs a second factor on this day.
    pub fn perlu_faktor(&self, kewenangan: &[Kewenangan], hari: Tanggal) -> bool {
        kewenangan.iter().any(|k| k.berlaku(hari) && self.faktor_wajib.contains(&k.peran))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_back_and_never_weaken() {
        let a = Aturan { panjang_sandi: 16, faktor_wajib: vec![Peran::Admin, Peran::Bkpsdm] };
        assert_eq!(Aturan::dari(16, &a.faktor_tertulis()), a);
        assert_eq!(Aturan::dari(12, ""), Aturan::default());
        assert_eq!([3, -1, 900].map(|n| Aturan::dari(n, "").panjang_sandi), [12, 12, 64]);
    }
}
