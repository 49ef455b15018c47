//! Family status for income tax.

use std::fmt;
use std::str::FromStr;

use crate::angka::{rapikan, tanpa_spasi};
use crate::galat::{Galat, galat_biasa, serde_teks};

/// Status PTKP: married or not, with 0..=3 dependants (PP 58/2023, PMK 168/2023). The combined status
/// `K/I/..` has no monthly rate and is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusPtkp {
    kawin: bool,
    tanggungan: u8,
}

impl StatusPtkp {
    /// A status; `None` above three dependants.
    pub const fn baru(kawin: bool, tanggungan: u8) -> Option<Self> {
        if tanggungan > 3 { None } else { Some(StatusPtkp { kawin, tanggungan }) }
    }

    /// Whether married (`K`).
    pub const fn kawin(self) -> bool {
        self.kawin
    }

    /// Dependants that count, 0..=3.
    pub const fn tanggungan(self) -> u8 {
        self.tanggungan
    }

    /// All eight.
    pub fn semua() -> impl Iterator<Item = StatusPtkp> {
        [false, true].into_iter().flat_map(|k| (0..=3).filter_map(move |n| StatusPtkp::baru(k, n)))
    }
}

/// `TK/0`, `K/3`.
impl fmt::Display for StatusPtkp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", if self.kawin { "K" } else { "TK" }, self.tanggungan)
    }
}
serde_teks!(StatusPtkp);

/// The text is no PTKP status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PtkpGalat {
    /// What was written.
    pub nilai: String,
}

impl From<PtkpGalat> for Galat {
    fn from(g: PtkpGalat) -> Self {
        Galat::baru("INT-046").dengan("nilai", g.nilai)
    }
}
galat_biasa!(PtkpGalat);

/// Reads `K/2`, `k2`, `K-2`, `TK / 0`.
impl FromStr for StatusPtkp {
    type Err = PtkpGalat;

    fn from_str(s: &str) -> Result<Self, PtkpGalat> {
        let asli = rapikan(s);
        let polos = tanpa_spasi(asli).to_ascii_uppercase();
        let urai = |sisa: &str| match sisa.strip_prefix(['/', '-', '.']).unwrap_or(sisa) {
            "0" => Some(0),
            "1" => Some(1),
            "2" => Some(2),
            "3" => Some(3),
            _ => None,
        };
        let (kawin, sisa) = match polos.strip_prefix("TK") {
            Some(sisa) => (false, Some(sisa)),
            None => (true, polos.strip_prefix('K')),
        };
        sisa.and_then(urai)
            .and_then(|n| StatusPtkp::baru(kawin, n))
            .ok_or_else(|| PtkpGalat { nilai: asli.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_reads_back_what_it_shows() {
        assert_eq!(StatusPtkp::semua().count(), 8);
        for p in StatusPtkp::semua() {
            assert_eq!(p.to_string().parse(), Ok(p));
        }
        for s in ["K/2", "k2", "K-2", " K / 2 "] {
            assert_eq!(s.parse(), Ok(StatusPtkp::baru(true, 2).unwrap()), "{s}");
        }
    }

    #[test]
    fn what_is_no_status_is_refused() {
        for s in ["", "K", "TK", "K/4", "K/I/1", "HB/0", "0", "K//1", "K/01"] {
            assert_eq!(s.parse::<StatusPtkp>(), Err(PtkpGalat { nilai: s.into() }), "{s}");
        }
    }
}
