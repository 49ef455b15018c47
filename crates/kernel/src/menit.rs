//! Lengths of working time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::angka::{Tertulis, bilangan, kata_kecil, kelompok, rapikan};
use crate::galat::{Bahasa, Galat, galat_biasa};

/// A length of time in whole **minutes**; negative only as a difference. Serialised as the integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Menit(pub i64);

impl Menit {
    /// No time.
    pub const NOL: Menit = Menit(0);

    /// `jam` hours; `None` past the range.
    pub const fn dari_jam(jam: i64) -> Option<Menit> {
        match jam.checked_mul(60) {
            Some(n) => Some(Menit(n)),
            None => None,
        }
    }

    /// The number of minutes.
    pub const fn nilai(self) -> i64 {
        self.0
    }

    /// The sum; `None` past the range.
    pub const fn checked_add(self, lain: Menit) -> Option<Menit> {
        match self.0.checked_add(lain.0) {
            Some(n) => Some(Menit(n)),
            None => None,
        }
    }

    /// The difference; `None` past the range.
    pub const fn checked_sub(self, lain: Menit) -> Option<Menit> {
        match self.0.checked_sub(lain.0) {
            Some(n) => Some(Menit(n)),
            None => None,
        }
    }

    /// Hours and minutes in words: `2 jam 5 menit`, `2 h 5 min`, `45 menit`.
    pub fn jam_menit(self, bahasa: Bahasa) -> String {
        let tanda = if self.0 < 0 { "-" } else { "" };
        let n = self.0.unsigned_abs();
        let (j, m) = (bahasa.pilih("jam", "h"), bahasa.pilih("menit", "min"));
        match (n / 60, n % 60) {
            (0, sisa) => format!("{tanda}{sisa} {m}"),
            (jam, 0) => format!("{tanda}{} {j}", kelompok(u128::from(jam))),
            (jam, sisa) => format!("{tanda}{} {j} {sisa} {m}", kelompok(u128::from(jam))),
        }
    }
}

/// `6.000 menit`.
impl fmt::Display for Menit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tanda = if self.0 < 0 { "-" } else { "" };
        write!(f, "{tanda}{} menit", kelompok(u128::from(self.0.unsigned_abs())))
    }
}

/// Why a text is not a length of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenitGalat {
    /// Nothing was written.
    Kosong,
    /// Not whole minutes.
    BukanMenit {
        /// What was written.
        nilai: String,
    },
}

impl From<MenitGalat> for Galat {
    fn from(g: MenitGalat) -> Self {
        match g {
            MenitGalat::Kosong => Galat::baru("INT-015"),
            MenitGalat::BukanMenit { nilai } => Galat::baru("INT-016").dengan("nilai", nilai),
        }
    }
}
galat_biasa!(MenitGalat);

/// Reads `90`, `90 menit`, `6.000`, `1:30`, `1 jam`, `1 jam 30 menit`, `-15 menit`. Fractions of a minute,
/// and `1.30`, which is an hour and a half to one writer and a mistake to the next, are refused.
impl FromStr for Menit {
    type Err = MenitGalat;

    fn from_str(s: &str) -> Result<Self, MenitGalat> {
        let asli = rapikan(s);
        if asli.is_empty() {
            return Err(MenitGalat::Kosong);
        }
        let kecil = kata_kecil(asli);
        let (negatif, badan) = match kecil.strip_prefix('-') {
            Some(sisa) => (true, sisa.trim_start()),
            None => (false, kecil.as_str()),
        };
        let n = urai(badan).ok_or_else(|| MenitGalat::BukanMenit { nilai: asli.to_owned() })?;
        Ok(Menit(if negatif { -n } else { n }))
    }
}

fn urai(s: &str) -> Option<i64> {
    if let Some((jam, menit)) = s.split_once(':') {
        let menit = (menit.len() == 2).then(|| utuh(menit)).flatten().filter(|m| *m < 60)?;
        return utuh(jam)?.checked_mul(60)?.checked_add(menit);
    }
    if let Some((jam, sisa)) = s.split_once("jam") {
        let menit = match sisa.trim() {
            "" => 0,
            sisa => tanpa_kata_menit(sisa).and_then(utuh)?,
        };
        return utuh(jam.trim())?.checked_mul(60)?.checked_add(menit);
    }
    utuh(tanpa_kata_menit(s).unwrap_or(s))
}

fn tanpa_kata_menit(s: &str) -> Option<&str> {
    ["menit", "mnt", "min"].iter().find_map(|kata| s.strip_suffix(kata)).map(str::trim_end)
}

/// A whole number, plain or in groups of thousands.
fn utuh(s: &str) -> Option<i64> {
    let t = Tertulis::urai(s).filter(|t| !t.negatif)?;
    let grup = t.pemisah.iter().all(|c| *c == '.') && Tertulis::ribuan(&t.ruas);
    (t.pemisah.is_empty() || grup).then(|| bilangan(&t.ruas.concat())).flatten()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_read_as_people_write_them() {
        for (teks, n) in [
            ("90", 90),
            (" 90 menit", 90),
            ("90mnt", 90),
            ("6.000", 6_000),
            ("1:30", 90),
            ("1 jam", 60),
            ("1 jam 30 menit", 90),
            ("-15 menit", -15),
            ("0", 0),
        ] {
            assert_eq!(teks.parse(), Ok(Menit(n)), "{teks}");
        }
    }

    #[test]
    fn doubtful_minutes_are_refused() {
        for teks in [
            "1.30",
            "1,5",
            "90,0",
            "1:60",
            "1:5",
            "satu jam",
            "jam",
            "1 jam 30",
            "--5",
            "9999999999999999999",
        ] {
            assert_eq!(teks.parse::<Menit>(), Err(MenitGalat::BukanMenit { nilai: teks.into() }), "{teks}");
        }
        assert_eq!(" ".parse::<Menit>(), Err(MenitGalat::Kosong));
    }

    #[test]
    fn minutes_show_as_hours_in_both_languages() {
        assert_eq!(Menit(125).jam_menit(Bahasa::Id), "2 jam 5 menit");
        assert_eq!(Menit(120).jam_menit(Bahasa::En), "2 h");
        assert_eq!(Menit(-45).jam_menit(Bahasa::Id), "-45 menit");
        assert_eq!(Menit(6_000).to_string(), "6.000 menit");
    }
}
