//! Exact decimal numbers: rates, indices, scores.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crate::angka::{Tertulis, bilangan, kelompok, notasi_ilmiah, rapikan, tanpa_spasi};
use crate::galat::{Galat, galat_biasa};
use crate::pembulatan::Pembulatan;

/// Most decimals a [`Desimal`] can carry: 10^38 is the largest power of ten in `i128`.
const SKALA_MAKS: u8 = 38;

/// An exact decimal: `satuan / 10^skala`, at most 38 decimals.
///
/// Equality, order and hash look at the value, not at how many zeros were written: `0.50 == 0.5`.
/// Serialised as text with a decimal point, never as a JSON number.
#[derive(Debug, Clone, Copy)]
pub struct Desimal {
    satuan: i128,
    skala: u8,
}

impl Desimal {
    /// Zero.
    pub const NOL: Desimal = Desimal { satuan: 0, skala: 0 };

    /// `satuan / 10^skala`; `None` when `skala` is over 38.
    pub const fn baru(satuan: i128, skala: u8) -> Option<Self> {
        if skala > SKALA_MAKS { None } else { Some(Desimal { satuan, skala }) }
    }

    /// A whole number.
    pub const fn bulat(n: i64) -> Self {
        Desimal { satuan: n as i128, skala: 0 }
    }

    /// The number of `10^-skala` units.
    pub const fn satuan(self) -> i128 {
        self.satuan
    }

    /// The number of decimals carried, 0..=38.
    pub const fn skala(self) -> u8 {
        self.skala
    }

    /// The same value in exactly `skala` decimals; `None` when that would lose digits or overflow.
    pub fn dengan_skala(self, skala: u8) -> Option<Desimal> {
        let satuan = match skala.checked_sub(self.skala) {
            Some(tambah) => self.satuan.checked_mul(sepuluh(tambah)?)?,
            None => {
                let bagi = sepuluh(self.skala - skala)?;
                if self.satuan % bagi != 0 {
                    return None;
                }
                self.satuan / bagi
            }
        };
        Desimal::baru(satuan, skala)
    }

    /// The value rounded to at most `skala` decimals in the named way. Never adds decimals.
    #[must_use]
    pub fn bulatkan(self, skala: u8, cara: Pembulatan) -> Desimal {
        let Some(bagi) = self.skala.checked_sub(skala).filter(|n| *n > 0).and_then(sepuluh) else {
            return self;
        };
        Desimal { satuan: cara.bagi(self.satuan, bagi), skala }
    }

    /// The sum; `None` past the range.
    pub fn checked_add(self, lain: Desimal) -> Option<Desimal> {
        let skala = self.skala.max(lain.skala);
        let (a, b) = (self.dengan_skala(skala)?, lain.dengan_skala(skala)?);
        Desimal::baru(a.satuan.checked_add(b.satuan)?, skala)
    }

    /// The difference; `None` past the range.
    pub fn checked_sub(self, lain: Desimal) -> Option<Desimal> {
        self.checked_add(Desimal { satuan: lain.satuan.checked_neg()?, skala: lain.skala })
    }

    /// The exact product; `None` past the range or past 38 decimals.
    pub fn checked_mul(self, lain: Desimal) -> Option<Desimal> {
        let (a, b) = (self.ringkas(), lain.ringkas());
        Desimal::baru(a.satuan.checked_mul(b.satuan)?, a.skala.checked_add(b.skala)?)
    }

    /// Reads what people write: `12,5`, `1.234,5`, `0.5`, `6000`, `1.234.567`. A comma is the decimal sign;
    /// a single point is one too, unless three digits follow and it could group thousands (`1.234`).
    pub fn parse_id(s: &str) -> Result<Desimal, DesimalGalat> {
        let asli = rapikan(s);
        if asli.is_empty() {
            return Err(DesimalGalat::Kosong);
        }
        let polos = tanpa_spasi(asli);
        let bukan = || DesimalGalat::BukanAngka { nilai: asli.to_owned() };
        let ambigu = || DesimalGalat::Ambigu { nilai: asli.to_owned() };
        if notasi_ilmiah(&polos) {
            return Err(bukan());
        }
        let t = Tertulis::urai(&polos).ok_or_else(bukan)?;
        let (utuh, pecahan) = match (t.ruas.as_slice(), t.pemisah.as_slice()) {
            ([utuh], []) => ((*utuh).to_owned(), ""),
            ([utuh, akhir], [',']) => ((*utuh).to_owned(), *akhir),
            ([_, akhir], ['.']) if akhir.len() == 3 && Tertulis::ribuan(&t.ruas) => return Err(ambigu()),
            ([utuh, akhir], ['.']) => ((*utuh).to_owned(), *akhir),
            (ruas, p) if p.iter().all(|c| *c == '.') && Tertulis::ribuan(ruas) => (ruas.concat(), ""),
            ([depan @ .., akhir], [p @ .., ','])
                if p.iter().all(|c| *c == '.') && Tertulis::ribuan(depan) =>
            {
                (depan.concat(), *akhir)
            }
            _ => return Err(ambigu()),
        };
        susun(t.negatif, &utuh, pecahan, asli)
    }

    /// Text with a decimal point and no groups, for files and JSON: `-1234.50`.
    pub fn to_plain(self) -> String {
        let (utuh, pecahan) = self.digit();
        let tanda = if self.satuan < 0 { "-" } else { "" };
        if pecahan.is_empty() { format!("{tanda}{utuh}") } else { format!("{tanda}{utuh}.{pecahan}") }
    }

    /// Digits before and after the decimal sign, without the minus.
    fn digit(self) -> (u128, String) {
        let bagi = 10_u128.pow(u32::from(self.skala.min(SKALA_MAKS)));
        let mutlak = self.satuan.unsigned_abs();
        let lebar = usize::from(self.skala);
        let pecahan = if lebar == 0 { String::new() } else { format!("{:0lebar$}", mutlak % bagi) };
        (mutlak / bagi, pecahan)
    }

    /// The same value with no closing zeros.
    fn ringkas(self) -> Desimal {
        let mut d = self;
        while d.skala > 0 && d.satuan % 10 == 0 {
            d = Desimal { satuan: d.satuan / 10, skala: d.skala - 1 };
        }
        d
    }
}

fn sepuluh(pangkat: u8) -> Option<i128> {
    10_i128.checked_pow(u32::from(pangkat))
}

fn susun(negatif: bool, utuh: &str, pecahan: &str, asli: &str) -> Result<Desimal, DesimalGalat> {
    let luar = || DesimalGalat::DiLuarBatas { nilai: asli.to_owned() };
    let digit = bilangan(&format!("{utuh}{pecahan}")).ok_or_else(luar)?;
    let skala = u8::try_from(pecahan.len()).map_err(|_| luar())?;
    Desimal::baru(if negatif { -digit } else { digit }, skala).ok_or_else(luar)
}

/// Indonesian form: decimal comma, points between thousands: `1.234,5`. Written zeros are kept.
impl fmt::Display for Desimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (utuh, pecahan) = self.digit();
        let tanda = if self.satuan < 0 { "-" } else { "" };
        write!(f, "{tanda}{}", kelompok(utuh))?;
        if pecahan.is_empty() { Ok(()) } else { write!(f, ",{pecahan}") }
    }
}

/// Reads the machine form, a decimal point and nothing else: `0.5`, `-1234`.
impl FromStr for Desimal {
    type Err = DesimalGalat;

    fn from_str(s: &str) -> Result<Self, DesimalGalat> {
        if s.is_empty() {
            return Err(DesimalGalat::Kosong);
        }
        let bukan = || DesimalGalat::BukanAngka { nilai: s.to_owned() };
        let t = Tertulis::urai(s).ok_or_else(bukan)?;
        match (t.ruas.as_slice(), t.pemisah.as_slice()) {
            ([utuh], []) => susun(t.negatif, utuh, "", s),
            ([utuh, pecahan], ['.']) => susun(t.negatif, utuh, pecahan, s),
            _ => Err(bukan()),
        }
    }
}

impl Ord for Desimal {
    fn cmp(&self, lain: &Self) -> Ordering {
        let pecah = |d: &Desimal| {
            let bagi = sepuluh(d.skala).unwrap_or(i128::MAX);
            (d.satuan.div_euclid(bagi), d.satuan.rem_euclid(bagi))
        };
        let ((ua, pa), (ub, pb)) = (pecah(self), pecah(lain));
        // below one, so bringing both to 38 decimals cannot overflow
        let rata = |p: i128, skala: u8| p * sepuluh(SKALA_MAKS - skala).unwrap_or(1);
        ua.cmp(&ub).then_with(|| rata(pa, self.skala).cmp(&rata(pb, lain.skala)))
    }
}

impl PartialOrd for Desimal {
    fn partial_cmp(&self, lain: &Self) -> Option<Ordering> {
        Some(self.cmp(lain))
    }
}

impl PartialEq for Desimal {
    fn eq(&self, lain: &Self) -> bool {
        self.cmp(lain).is_eq()
    }
}

impl Eq for Desimal {}

impl Hash for Desimal {
    fn hash<H: Hasher>(&self, h: &mut H) {
        let d = self.ringkas();
        (d.satuan, d.skala).hash(h);
    }
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DesimalGalat {
    /// Nothing was written.
    Kosong,
    /// Not a number, or one in scientific notation.
    BukanAngka {
        /// What was written.
        nilai: String,
    },
    /// Two readings are possible (`1.234`, `1,234,567`).
    Ambigu {
        /// What was written.
        nilai: String,
    },
    /// Too many digits for [`Desimal`].
    DiLuarBatas {
        /// What was written.
        nilai: String,
    },
}

impl From<DesimalGalat> for Galat {
    fn from(g: DesimalGalat) -> Self {
        match g {
            DesimalGalat::Kosong => Galat::baru("INT-010"),
            DesimalGalat::BukanAngka { nilai } => Galat::baru("INT-011").dengan("nilai", nilai),
            DesimalGalat::Ambigu { nilai } => Galat::baru("INT-012").dengan("nilai", nilai),
            DesimalGalat::DiLuarBatas { nilai } => Galat::baru("INT-013").dengan("nilai", nilai),
        }
    }
}
galat_biasa!(DesimalGalat);

impl serde::Serialize for Desimal {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.to_plain())
    }
}

impl<'de> serde::Deserialize<'de> for Desimal {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let teks = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(d)?;
        teks.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (teks, polos) in [
            ("12,5", "12.5"),
            ("1,25", "1.25"),
            ("0.5", "0.5"),
            ("0.591", "0.591"),
            ("1.234,5", "1234.5"),
            ("1.234.567", "1234567"),
            ("-3", "-3"),
            ("0,5911297775", "0.5911297775"),
            ("1,234", "1.234"),
        ] {
            assert_eq!(Desimal::parse_id(teks).map(Desimal::to_plain), Ok(polos.to_owned()), "{teks}");
        }
    }

    #[test]
    fn what_is_no_clear_number_is_refused() {
        let ambigu = |s: &str| Err(DesimalGalat::Ambigu { nilai: s.to_owned() });
        for teks in ["1.234", "1,234,567", "1,5.5", "1.23.456"] {
            assert_eq!(Desimal::parse_id(teks), ambigu(teks), "{teks}");
        }
        for teks in ["1E3", "dua", "1,", ",5", "1 %"] {
            assert_eq!(
                Desimal::parse_id(teks),
                Err(DesimalGalat::BukanAngka { nilai: teks.into() }),
                "{teks}"
            );
        }
        assert_eq!(Desimal::parse_id(""), Err(DesimalGalat::Kosong));
        let panjang = format!("0,{}", "1".repeat(39));
        assert_eq!(Desimal::parse_id(&panjang), Err(DesimalGalat::DiLuarBatas { nilai: panjang.clone() }));
        assert!("1,5".parse::<Desimal>().is_err(), "the machine form has a point");
    }

    #[test]
    fn halves_round_as_named() {
        use Pembulatan::{KeAtas, KeBawah, KeNol, SetengahGenap, SetengahNaik};
        let d = |s: &str| s.parse::<Desimal>().unwrap();
        for (teks, cara, jadi) in [
            ("2.675", SetengahNaik, "2.68"),
            ("-2.675", SetengahNaik, "-2.68"),
            ("2.665", SetengahGenap, "2.66"),
            ("-2.675", SetengahGenap, "-2.68"),
            ("2.679", KeBawah, "2.67"),
            ("-2.671", KeBawah, "-2.68"),
            ("2.671", KeAtas, "2.68"),
            ("-2.679", KeAtas, "-2.67"),
            ("-2.679", KeNol, "-2.67"),
            ("2.679", KeNol, "2.67"),
            ("2.6", SetengahNaik, "2.6"),
        ] {
            assert_eq!(d(teks).bulatkan(2, cara).to_plain(), jadi, "{teks} {cara:?}");
        }
    }

    #[test]
    fn equal_values_are_equal_however_written() {
        use std::collections::HashSet;
        let semua: HashSet<Desimal> = ["0.5", "0.50", "0.500"].iter().map(|s| s.parse().unwrap()).collect();
        assert_eq!(semua.len(), 1);
        assert_eq!(Desimal::baru(1, 39), None);
        assert!(Desimal::baru(i128::MAX, 38) > Desimal::baru(i128::MIN, 0));
    }
}
