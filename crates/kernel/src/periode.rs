//! A month of a year: the period of every allowance.

use std::fmt;
use std::iter::FusedIterator;
use std::str::FromStr;

use crate::angka::{kata_kecil, rapikan};
use crate::galat::{Bahasa, Galat, galat_biasa, serde_teks};
use crate::tanggal::{self, Tanggal};

/// A calendar month, years 1900..=9998. Text form and serialised form `2026-10`, which sorts by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Periode {
    tahun: i16,
    bulan: i8,
}

impl Periode {
    /// A month; `None` outside months 1..=12 or years 1900..=9998.
    pub const fn baru(tahun: i16, bulan: i8) -> Option<Self> {
        if tahun < 1900 || tahun > 9998 || bulan < 1 || bulan > 12 {
            return None;
        }
        Some(Periode { tahun, bulan })
    }

    /// The month `d` lies in; `None` outside years 1900..=9998.
    pub fn dari(d: Tanggal) -> Option<Self> {
        Periode::baru(d.year(), d.month())
    }

    /// The year, 1900..=9998.
    pub const fn tahun(self) -> i16 {
        self.tahun
    }

    /// The month of the year, 1..=12.
    pub const fn bulan(self) -> i8 {
        self.bulan
    }

    /// The first day.
    pub fn awal(self) -> Tanggal {
        Tanggal::constant(self.tahun, self.bulan, 1)
    }

    /// The last day.
    pub fn akhir(self) -> Tanggal {
        self.awal().last_of_month()
    }

    /// The number of days, 28..=31.
    pub fn banyak_hari(self) -> i8 {
        self.awal().days_in_month()
    }

    /// Whether the day lies in this month.
    pub fn memuat(self, d: Tanggal) -> bool {
        d.year() == self.tahun && d.month() == self.bulan
    }

    /// Every day, first to last.
    pub fn hari(self) -> HariPeriode {
        HariPeriode { awal: self.awal(), berikut: 1, sampai: self.banyak_hari() }
    }

    /// The month after; `None` past the last year.
    pub const fn sesudah(self) -> Option<Periode> {
        if self.bulan == 12 {
            Periode::baru(self.tahun + 1, 1)
        } else {
            Periode::baru(self.tahun, self.bulan + 1)
        }
    }

    /// The month before; `None` before the first year.
    pub const fn sebelum(self) -> Option<Periode> {
        if self.bulan == 1 {
            Periode::baru(self.tahun - 1, 12)
        } else {
            Periode::baru(self.tahun, self.bulan - 1)
        }
    }

    /// The name people use: `Oktober 2026`, `October 2026`.
    pub fn nama(self, bahasa: Bahasa) -> String {
        format!("{} {}", tanggal::nama_bulan(self.bulan, bahasa), self.tahun)
    }

    /// Reads what people write besides `2026-10`: `10/2026`, `Oktober 2026`, `Okt 2026`, `October 2026`.
    pub fn parse_id(s: &str) -> Result<Periode, PeriodeGalat> {
        let asli = rapikan(s);
        if let Ok(p) = asli.parse() {
            return Ok(p);
        }
        let kecil = kata_kecil(asli);
        let dua = kecil.split_once(['/', '-', ' ']);
        dua.and_then(|(bulan, tahun)| {
            let (bulan, tahun) = (bulan.trim(), tahun.trim());
            let angka = angka_saja(bulan, 1).or_else(|| angka_saja(bulan, 2)).and_then(|b| b.parse().ok());
            let bulan = angka.or_else(|| tanggal::bulan_dari_nama(bulan))?;
            let tahun = angka_saja(tahun, 4)?;
            Periode::baru(tahun.parse().ok()?, bulan)
        })
        .ok_or_else(|| PeriodeGalat { nilai: asli.to_owned() })
    }
}

fn angka_saja(s: &str, panjang: usize) -> Option<&str> {
    (s.len() == panjang && s.bytes().all(|b| b.is_ascii_digit())).then_some(s)
}

/// `2026-10`.
impl fmt::Display for Periode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.tahun, self.bulan)
    }
}

/// Reads exactly `YYYY-MM`.
impl FromStr for Periode {
    type Err = PeriodeGalat;

    fn from_str(s: &str) -> Result<Self, PeriodeGalat> {
        s.split_once('-')
            .and_then(|(t, b)| {
                Periode::baru(angka_saja(t, 4)?.parse().ok()?, angka_saja(b, 2)?.parse().ok()?)
            })
            .ok_or_else(|| PeriodeGalat { nilai: s.to_owned() })
    }
}
serde_teks!(Periode);

/// The days of a [`Periode`], in order.
#[derive(Debug, Clone)]
pub struct HariPeriode {
    awal: Tanggal,
    berikut: i8,
    sampai: i8,
}

impl Iterator for HariPeriode {
    type Item = Tanggal;

    fn next(&mut self) -> Option<Tanggal> {
        if self.berikut > self.sampai {
            return None;
        }
        let hari = Tanggal::new(self.awal.year(), self.awal.month(), self.berikut).ok()?;
        self.berikut += 1;
        Some(hari)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let sisa = usize::try_from(self.sampai - self.berikut + 1).unwrap_or(0);
        (sisa, Some(sisa))
    }
}

impl ExactSizeIterator for HariPeriode {}
impl FusedIterator for HariPeriode {}

/// The text is not a month of a year between 1900 and 9998.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodeGalat {
    /// What was written.
    pub nilai: String,
}

impl From<PeriodeGalat> for Galat {
    fn from(g: PeriodeGalat) -> Self {
        Galat::baru("INT-018").dengan("nilai", g.nilai)
    }
}
galat_biasa!(PeriodeGalat);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_knows_its_days_also_in_leap_years() {
        for (teks, n) in [("2024-02", 29), ("2026-02", 28), ("2100-02", 28), ("2026-10", 31)] {
            let p: Periode = teks.parse().unwrap();
            assert_eq!(p.hari().count(), n, "{teks}");
            assert_eq!(p.hari().last(), Some(p.akhir()));
            assert!(p.hari().all(|d| p.memuat(d)));
        }
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        let oktober = Periode::baru(2026, 10).unwrap();
        for teks in ["2026-10", "10/2026", "10-2026", "Oktober 2026", " okt 2026", "OCTOBER 2026"] {
            assert_eq!(Periode::parse_id(teks), Ok(oktober), "{teks}");
        }
        for teks in
            ["", "2026-13", "2026-00", "26-10", "13/2026", "Oktobre 2026", "2026-1", "0999-01", "+1/2026"]
        {
            assert_eq!(Periode::parse_id(teks), Err(PeriodeGalat { nilai: teks.into() }), "{teks}");
        }
    }

    #[test]
    fn months_follow_each_other_over_new_year() {
        let desember = Periode::baru(2026, 12).unwrap();
        assert_eq!(desember.sesudah().unwrap().to_string(), "2027-01");
        assert_eq!(desember.sesudah().unwrap().sebelum(), Some(desember));
        assert_eq!(Periode::baru(9998, 12).unwrap().sesudah(), None);
        assert_eq!(Periode::baru(1900, 1).unwrap().sebelum(), None);
    }

    #[test]
    fn a_month_has_a_name_in_both_languages() {
        let p = Periode::baru(2026, 10).unwrap();
        assert_eq!(p.nama(Bahasa::Id), "Oktober 2026");
        assert_eq!(p.nama(Bahasa::En), "October 2026");
    }
}
