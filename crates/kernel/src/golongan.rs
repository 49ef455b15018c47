//! Rank of staff.

use std::fmt;
use std::str::FromStr;

use crate::angka::{rapikan, tanpa_spasi};
use crate::galat::{Galat, galat_biasa, serde_teks};

const ROMAWI: [&str; 17] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
    "XVII",
];

/// Golongan: `I/a`..`IV/e` for PNS (PP 7/1977 and its changes), `I`..`XVII` for PPPK (Perpres 98/2020).
///
/// Ordered from low to high within a kind; PNS before PPPK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Golongan {
    /// Civil servants. `ruang` a..d, in golongan IV also e.
    Pns {
        /// 1..=4.
        golongan: u8,
        /// `'a'`..=`'e'`.
        ruang: char,
    },
    /// Staff on a work agreement, 1..=17.
    Pppk(u8),
}

impl Golongan {
    /// A PNS rank; `None` outside I/a..IV/e.
    pub const fn pns(golongan: u8, ruang: char) -> Option<Self> {
        let sah = matches!((golongan, ruang), (1..=3, 'a'..='d') | (4, 'a'..='e'));
        if sah { Some(Golongan::Pns { golongan, ruang }) } else { None }
    }

    /// A PPPK rank; `None` outside 1..=17.
    pub const fn pppk(golongan: u8) -> Option<Self> {
        if matches!(golongan, 1..=17) { Some(Golongan::Pppk(golongan)) } else { None }
    }

    /// The roman part as a number: 1..=4 for PNS, 1..=17 for PPPK.
    pub const fn nomor(self) -> u8 {
        match self {
            Golongan::Pns { golongan, .. } => golongan,
            Golongan::Pppk(n) => n,
        }
    }

    /// All 34 ranks, PNS first, low to high.
    pub fn semua() -> impl Iterator<Item = Golongan> {
        let pns = (1..=4).flat_map(|g| ('a'..='e').filter_map(move |r| Golongan::pns(g, r)));
        pns.chain((1..=17).filter_map(Golongan::pppk))
    }
}

/// `III/c` or `IX`.
impl fmt::Display for Golongan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ROMAWI.get(usize::from(self.nomor()).wrapping_sub(1)).copied().unwrap_or("?"))?;
        match self {
            Golongan::Pns { ruang, .. } => write!(f, "/{ruang}"),
            Golongan::Pppk(_) => Ok(()),
        }
    }
}
serde_teks!(Golongan);

/// The text is no golongan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GolonganGalat {
    /// What was written.
    pub nilai: String,
}

impl From<GolonganGalat> for Galat {
    fn from(g: GolonganGalat) -> Self {
        Galat::baru("INT-045").dengan("nilai", g.nilai)
    }
}
galat_biasa!(GolonganGalat);

/// Reads `III/c`, `IIIc`, `III.c`, `iii - C`, `3/c`, `Gol. III/c`, and for PPPK `IX`, `Golongan IX`. A bare
/// arabic number is refused: it may be a kelas jabatan in the wrong column.
impl FromStr for Golongan {
    type Err = GolonganGalat;

    fn from_str(s: &str) -> Result<Self, GolonganGalat> {
        let asli = rapikan(s);
        let galat = || GolonganGalat { nilai: asli.to_owned() };
        let polos = tanpa_spasi(asli).to_ascii_uppercase();
        let polos = polos.strip_prefix("GOLONGAN").or_else(|| polos.strip_prefix("GOL")).unwrap_or(&polos);
        let polos = polos.trim_start_matches(['.', ':']);
        let kepala = polos.trim_end_matches(|c: char| ('A'..='E').contains(&c));
        let ruang = polos.strip_prefix(kepala).unwrap_or_default();
        let mut huruf = ruang.chars();
        match (huruf.next(), huruf.next()) {
            (None, _) => romawi(kepala).and_then(Golongan::pppk),
            (Some(r), None) => {
                let kepala = kepala.strip_suffix(['/', '.', '-', '\\']).unwrap_or(kepala);
                let nomor = romawi(kepala).or_else(|| kepala.parse().ok().filter(|_| kepala.len() == 1));
                nomor.and_then(|n| Golongan::pns(n, r.to_ascii_lowercase()))
            }
            _ => None,
        }
        .ok_or_else(galat)
    }
}

fn romawi(s: &str) -> Option<u8> {
    (1..).zip(ROMAWI).find(|(_, r)| *r == s).map(|(n, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rank_reads_back_what_it_shows() {
        let semua: Vec<_> = Golongan::semua().collect();
        assert_eq!(semua.len(), 17 + 17);
        assert!(semua.is_sorted());
        for g in semua {
            assert_eq!(g.to_string().parse(), Ok(g));
        }
    }

    #[test]
    fn ranks_are_read_as_offices_write_them() {
        let iii_c = Golongan::pns(3, 'c').unwrap();
        for s in
            ["III/c", "IIIc", "III.c", "iii - C", "III C", "3/c", "Gol. III/c", "golongan III/C", "III\\c"]
        {
            assert_eq!(s.parse(), Ok(iii_c), "{s}");
        }
        assert_eq!("IIb".parse(), Ok(Golongan::pns(2, 'b').unwrap()));
        assert_eq!("Gol IX".parse(), Ok(Golongan::Pppk(9)));
    }

    #[test]
    fn what_is_no_rank_is_refused() {
        for s in [
            "", "III/e", "V/a", "XVIII", "9", "0/a", "III/", "III/cd", "IIII/a", "III//c", "III/f", "Gol",
            "33/a",
        ] {
            assert_eq!(s.parse::<Golongan>(), Err(GolonganGalat { nilai: s.into() }), "{s}");
        }
    }
}
