//! Money.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::angka::{Tertulis, bilangan, kata_kecil, kelompok, notasi_ilmiah, rapikan};
use crate::galat::{Galat, galat_biasa};

/// An amount of money in **sen** (1 rupiah = 100 sen), within `i64`: about ± Rp 92 quadrillion.
///
/// Serialised as the integer number of sen; a JSON key or column that holds one ends in `_sen`.
/// There is no division: a share of money is computed exactly by the rules and rounded there by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rupiah(i64);

impl Rupiah {
    /// No money.
    pub const NOL: Rupiah = Rupiah(0);
    /// The largest amount.
    pub const MAKS: Rupiah = Rupiah(i64::MAX);

    /// An amount given in sen.
    pub const fn from_sen(sen: i64) -> Self {
        Rupiah(sen)
    }

    /// An amount given in whole rupiah; `None` when its sen do not fit.
    pub const fn from_rupiah(rupiah: i64) -> Option<Self> {
        match rupiah.checked_mul(100) {
            Some(sen) => Some(Rupiah(sen)),
            None => None,
        }
    }

    /// The amount in sen.
    pub const fn sen(self) -> i64 {
        self.0
    }

    /// The sum; `None` past the range.
    pub const fn checked_add(self, lain: Rupiah) -> Option<Rupiah> {
        match self.0.checked_add(lain.0) {
            Some(sen) => Some(Rupiah(sen)),
            None => None,
        }
    }

    /// The difference; `None` past the range.
    pub const fn checked_sub(self, lain: Rupiah) -> Option<Rupiah> {
        match self.0.checked_sub(lain.0) {
            Some(sen) => Some(Rupiah(sen)),
            None => None,
        }
    }

    /// `kali` times the amount; `None` past the range.
    pub const fn checked_mul(self, kali: i64) -> Option<Rupiah> {
        match self.0.checked_mul(kali) {
            Some(sen) => Some(Rupiah(sen)),
            None => None,
        }
    }

    /// The sum of many amounts; `None` past the range.
    pub fn checked_sum(semua: impl IntoIterator<Item = Rupiah>) -> Option<Rupiah> {
        // summed wide, so that the order of terms cannot decide whether the sum fits
        let jumlah = semua.into_iter().try_fold(0_i128, |n, r| n.checked_add(i128::from(r.0)))?;
        i64::try_from(jumlah).ok().map(Rupiah)
    }

    /// The figure without `Rp`, as in a table column: `1.234.567`, `-1.234.567,50`.
    pub fn angka(self) -> String {
        let tanda = if self.0 < 0 { "-" } else { "" };
        format!("{tanda}{}", self.mutlak())
    }

    fn mutlak(self) -> String {
        let sen = self.0.unsigned_abs();
        let rupiah = kelompok(u128::from(sen / 100));
        match sen % 100 {
            0 => rupiah,
            pecahan => format!("{rupiah},{pecahan:02}"),
        }
    }
}

/// `Rp 1.234.567` with a no-break space; `,50` only when there are sen; the minus stands before `Rp`.
impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tanda = if self.0 < 0 { "-" } else { "" };
        write!(f, "{tanda}Rp\u{a0}{}", self.mutlak())
    }
}

/// Why a text is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RupiahGalat {
    /// Nothing was written.
    Kosong,
    /// Not a number at all.
    BukanRupiah {
        /// What was written.
        nilai: String,
    },
    /// Two readings are possible (`1,500`, `1.5`, `1.500 juta`).
    Ambigu {
        /// What was written.
        nilai: String,
    },
    /// A spreadsheet wrote it as `1,5E+06`: digits are lost.
    NotasiIlmiah {
        /// What was written.
        nilai: String,
    },
    /// Finer than one sen.
    TerlaluHalus {
        /// What was written.
        nilai: String,
    },
    /// Past the range of [`Rupiah`].
    DiLuarBatas {
        /// What was written.
        nilai: String,
    },
}

impl From<RupiahGalat> for Galat {
    fn from(g: RupiahGalat) -> Self {
        match g {
            RupiahGalat::Kosong => Galat::baru("INT-001"),
            RupiahGalat::BukanRupiah { nilai } => Galat::baru("INT-002").dengan("nilai", nilai),
            RupiahGalat::Ambigu { nilai } => Galat::baru("INT-003").dengan("nilai", nilai),
            RupiahGalat::NotasiIlmiah { nilai } => Galat::baru("INT-004").dengan("nilai", nilai),
            RupiahGalat::TerlaluHalus { nilai } => Galat::baru("INT-005").dengan("nilai", nilai),
            RupiahGalat::DiLuarBatas { nilai } => Galat::baru("INT-006").dengan("nilai", nilai),
        }
    }
}
galat_biasa!(RupiahGalat);

/// Words that multiply, longest first so that `jt` is not read inside another. A bare `m` is left out on
/// purpose: half of the writers mean miliar, the other half million.
const PENGALI: &[(&str, u32)] = &[
    ("triliun", 12),
    ("trilyun", 12),
    ("miliar", 9),
    ("milyar", 9),
    ("juta", 6),
    ("ribu", 3),
    ("mlr", 9),
    ("jt", 6),
    ("rb", 3),
];

/// Reads money as people write it: `1.500.000`, `1500000`, `Rp1.500.000,00`, `Rp 1,5 juta`, `2 miliar`,
/// `1,500,000.50`, `1500000.00`, `Rp 500.000,-`. Refuses what has two readings.
impl FromStr for Rupiah {
    type Err = RupiahGalat;

    fn from_str(s: &str) -> Result<Self, RupiahGalat> {
        let asli = rapikan(s);
        let bukan = || RupiahGalat::BukanRupiah { nilai: asli.to_owned() };
        if asli.is_empty() {
            return Err(RupiahGalat::Kosong);
        }
        if notasi_ilmiah(asli) {
            return Err(RupiahGalat::NotasiIlmiah { nilai: asli.to_owned() });
        }
        let kecil = kata_kecil(asli);
        let (negatif, badan) = tanda_dan_rp(&kecil).ok_or_else(bukan)?;
        let (badan, pangkat) = pengali(badan);
        let tertulis = Tertulis::urai(badan).filter(|t| !t.negatif).ok_or_else(bukan)?;
        let (utuh, pecahan) =
            bagian(&tertulis, pangkat > 0).ok_or_else(|| RupiahGalat::Ambigu { nilai: asli.to_owned() })?;
        let sen = ke_sen(&utuh, pecahan, pangkat, asli)?;
        Ok(Rupiah(if negatif { -sen } else { sen }))
    }
}

/// Takes the sign and `Rp` off, in either order, and the `,-` of hand-written amounts.
fn tanda_dan_rp(s: &str) -> Option<(bool, &str)> {
    let (negatif, s) = match s.strip_prefix('-') {
        Some(sisa) => (true, sisa.trim_start()),
        None => (false, s),
    };
    let s =
        s.strip_prefix("rp.").or_else(|| s.strip_prefix("rp")).or_else(|| s.strip_prefix("idr")).unwrap_or(s);
    let s = s.trim_start();
    let (negatif, s) = match s.strip_prefix('-') {
        Some(_) if negatif => return None,
        Some(sisa) => (true, sisa.trim_start()),
        None => (negatif, s),
    };
    let s = s.strip_suffix(",-").or_else(|| s.strip_suffix(",--")).unwrap_or(s);
    Some((negatif, s.strip_suffix("rupiah").unwrap_or(s).trim_end()))
}

/// Takes a multiplying word off the end and gives its power of ten.
fn pengali(s: &str) -> (&str, u32) {
    PENGALI
        .iter()
        .find_map(|(kata, pangkat)| s.strip_suffix(kata).map(|sisa| (sisa.trim_end(), *pangkat)))
        .unwrap_or((s, 0))
}

/// Decides which separators group and which is the decimal one; `None` when both readings are possible.
fn bagian<'a>(t: &Tertulis<'a>, dikali: bool) -> Option<(String, &'a str)> {
    let (ruas, pemisah) = (t.ruas.as_slice(), t.pemisah.as_slice());
    match (ruas, pemisah) {
        ([utuh], []) => Some(((*utuh).to_owned(), "")),
        // one separator before exactly three digits groups, or is a decimal one: only `1.500` without a
        // multiplying word is safe, since money never has three decimals and Indonesia groups by points
        ([utuh, akhir], [p]) if akhir.len() == 3 => {
            let ribuan = *p == '.' && !dikali && Tertulis::ribuan(ruas);
            ribuan.then(|| (format!("{utuh}{akhir}"), ""))
        }
        ([utuh, akhir], [',']) => Some(((*utuh).to_owned(), *akhir)),
        // `1.5 juta` is clear; a bare `1500000.00` is what programs export; a bare `1.5` is anyone's guess
        ([utuh, akhir], ['.']) if dikali || (utuh.len() > 3 && akhir.len() == 2) => {
            Some(((*utuh).to_owned(), *akhir))
        }
        ([depan @ .., akhir], [p @ .., terakhir])
            if !p.is_empty() && p.iter().all(|c| Some(c) == p.first()) =>
        {
            if Some(terakhir) == p.first() {
                Tertulis::ribuan(ruas).then(|| (ruas.concat(), ""))
            } else {
                // `1,500.000` has groups on both sides of its comma or decimals of no money
                (akhir.len() != 3 && Tertulis::ribuan(depan)).then(|| (depan.concat(), *akhir))
            }
        }
        _ => None,
    }
}

/// `utuh,pecahan × 10^pangkat` rupiah as sen, exactly.
fn ke_sen(utuh: &str, pecahan: &str, pangkat: u32, asli: &str) -> Result<i64, RupiahGalat> {
    let luar = || RupiahGalat::DiLuarBatas { nilai: asli.to_owned() };
    let pecahan = pecahan.trim_end_matches('0');
    let geser = (pangkat + 2)
        .checked_sub(u32::try_from(pecahan.len()).map_err(|_| luar())?)
        .ok_or_else(|| RupiahGalat::TerlaluHalus { nilai: asli.to_owned() })?;
    let digit = bilangan(&format!("{utuh}{pecahan}")).ok_or_else(luar)?;
    let sen = digit.checked_mul(10_i128.pow(geser)).ok_or_else(luar)?;
    i64::try_from(sen).map_err(|_| luar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_people_write_it() {
        for (teks, sen) in [
            ("1.500.000", 150_000_000),
            ("1500000", 150_000_000),
            ("Rp 1,5 juta", 150_000_000),
            ("Rp1,5jt", 150_000_000),
            ("1.5 juta", 150_000_000),
            ("Rp 2 miliar", 200_000_000_000),
            ("2 milyar", 200_000_000_000),
            ("1,25 triliun", 125_000_000_000_000),
            ("Rp. 750 ribu", 75_000_000),
            ("1,234567 juta", 123_456_700),
            ("Rp\u{a0}1.500.000,50", 150_000_050),
            ("IDR 1,500,000.50", 150_000_050),
            ("1,500,000", 150_000_000),
            ("1500000.00", 150_000_000),
            ("Rp 500.000,-", 50_000_000),
            ("500 rupiah", 50_000),
            ("1.500", 150_000),
            ("1,5", 150),
            ("-Rp 1.000", -100_000),
            ("Rp -1.000", -100_000),
            ("0", 0),
            ("1,500000000", 150),
        ] {
            assert_eq!(teks.parse(), Ok(Rupiah::from_sen(sen)), "{teks}");
        }
    }

    #[test]
    fn what_has_two_readings_is_refused() {
        for teks in [
            "1,500",
            "1.5",
            "1.50",
            "1.500 juta",
            "1,500 juta",
            "12.34",
            "1.500.00",
            "1,500.000",
            "1.50.000",
            "0.500",
        ] {
            assert_eq!(teks.parse::<Rupiah>(), Err(RupiahGalat::Ambigu { nilai: teks.into() }), "{teks}");
        }
    }

    #[test]
    fn each_other_bad_amount_has_its_own_reason() {
        use RupiahGalat as G;
        type Buat = fn(String) -> G;
        let daftar: [(&str, Buat); 12] = [
            ("1,5E+06", |nilai| G::NotasiIlmiah { nilai }),
            ("Rp", |nilai| G::BukanRupiah { nilai }),
            ("juta", |nilai| G::BukanRupiah { nilai }),
            ("2 m", |nilai| G::BukanRupiah { nilai }),
            ("dua juta", |nilai| G::BukanRupiah { nilai }),
            ("(1.000)", |nilai| G::BukanRupiah { nilai }),
            ("--5", |nilai| G::BukanRupiah { nilai }),
            ("-Rp -5", |nilai| G::BukanRupiah { nilai }),
            ("1..000", |nilai| G::BukanRupiah { nilai }),
            ("1,2345", |nilai| G::TerlaluHalus { nilai }),
            ("92.233.720.368.547.758,08", |nilai| G::DiLuarBatas { nilai }),
            ("999999999999999999999999999999999999999999", |nilai| G::DiLuarBatas { nilai }),
        ];
        for (teks, galat) in daftar {
            assert_eq!(teks.parse::<Rupiah>(), Err(galat(teks.to_owned())), "{teks}");
        }
        assert_eq!(" ".parse::<Rupiah>(), Err(G::Kosong));
        assert_eq!("92.233.720.368.547.758,07".parse(), Ok(Rupiah::MAKS));
    }

    #[test]
    fn money_shows_sen_only_when_there_are_some() {
        let r = |sen| Rupiah::from_sen(sen);
        assert_eq!(r(123_456_700).to_string(), "Rp\u{a0}1.234.567");
        assert_eq!(r(-123_456_750).to_string(), "-Rp\u{a0}1.234.567,50");
        assert_eq!(r(5).angka(), "0,05");
        assert_eq!(r(i64::MIN).angka(), "-92.233.720.368.547.758,08");
    }

    #[test]
    fn a_sum_fits_whatever_the_order_of_its_terms() {
        let suku = [i64::MAX, 1, -1].map(Rupiah::from_sen);
        assert_eq!(Rupiah::checked_sum(suku), Some(Rupiah::MAKS));
        assert_eq!(Rupiah::checked_sum([Rupiah::MAKS, Rupiah::from_sen(1)]), None);
    }

    #[test]
    fn a_refusal_tells_its_reason_in_both_languages() {
        use crate::galat::Bahasa;
        let galat = Galat::from("1,500".parse::<Rupiah>().unwrap_err());
        assert_eq!(galat.kode, "INT-003");
        assert!(galat.pesan(crate::KODE, Bahasa::En).contains("“1,500”"));
        assert!(galat.saran(crate::KODE, Bahasa::Id).contains("1500000"));
    }
}
