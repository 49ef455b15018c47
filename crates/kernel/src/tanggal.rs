//! Civil dates: reading what offices type, showing what people read.

use crate::angka::{kata_kecil, rapikan};
use crate::galat::{Bahasa, Galat, galat_biasa};
use jiff::civil::Weekday;

/// A civil date, without time or zone.
pub use jiff::civil::Date as Tanggal;

/// Years a date in a file can have; anything else is a slip of the hand.
const TAHUN: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Two-digit years up to this one are read as 20xx, the others as 19xx: births of living staff fall in the
/// second half of the last century, appointments and decrees in this one.
const TAHUN_PENDEK_2000: i16 = 49;

const BULAN: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
];

/// Spellings besides the full names and their first three letters.
const BULAN_LAIN: [(&str, i8); 7] =
    [("pebruari", 2), ("peb", 2), ("agt", 8), ("agst", 8), ("sept", 9), ("nopember", 11), ("nop", 11)];

/// The name of month 1..=12: `Oktober`, `October`. Empty for any other number.
pub fn nama_bulan(bulan: i8, bahasa: Bahasa) -> &'static str {
    let i = usize::try_from(bulan).unwrap_or(0).wrapping_sub(1);
    BULAN.get(i).map(|(id, en)| bahasa.pilih(id, en)).unwrap_or("")
}

/// The month of a full or short name in either language, any case.
pub(crate) fn bulan_dari_nama(nama: &str) -> Option<i8> {
    let nama = nama.trim_end_matches('.').to_lowercase();
    let cocok = |penuh: &str| {
        let penuh = penuh.to_lowercase();
        nama == penuh || (nama.len() >= 3 && penuh.get(..3) == Some(nama.as_str()))
    };
    let biasa = (1_i8..).zip(BULAN).find(|(_, (id, en))| cocok(id) || cocok(en)).map(|(n, _)| n);
    biasa.or_else(|| BULAN_LAIN.iter().find(|(n, _)| *n == nama).map(|(_, n)| *n))
}

/// The date in words: `22 November 2026` in both languages.
pub fn panjang(d: Tanggal, bahasa: Bahasa) -> String {
    format!("{} {} {}", d.day(), nama_bulan(d.month(), bahasa), d.year())
}

/// The short date people write in tables: `22/11/2026`.
pub fn pendek(d: Tanggal) -> String {
    format!("{:02}/{:02}/{:04}", d.day(), d.month(), d.year())
}

/// The name of the weekday: `Minggu`, `Sunday`.
pub fn hari(d: Tanggal, bahasa: Bahasa) -> &'static str {
    let (id, en) = match d.weekday() {
        Weekday::Monday => ("Senin", "Monday"),
        Weekday::Tuesday => ("Selasa", "Tuesday"),
        Weekday::Wednesday => ("Rabu", "Wednesday"),
        Weekday::Thursday => ("Kamis", "Thursday"),
        Weekday::Friday => ("Jumat", "Friday"),
        Weekday::Saturday => ("Sabtu", "Saturday"),
        Weekday::Sunday => ("Minggu", "Sunday"),
    };
    bahasa.pilih(id, en)
}

/// Why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TanggalGalat {
    /// Nothing was written.
    Kosong,
    /// Not in any form a date is written in.
    BukanTanggal {
        /// What was written.
        nilai: String,
    },
    /// The form is right, the day does not exist (31/02/2026, month 13).
    TakAda {
        /// What was written.
        nilai: String,
    },
    /// The word where the month should be is no month.
    BulanTakDikenal {
        /// What was written.
        nilai: String,
        /// The word.
        bulan: String,
    },
    /// A spreadsheet's day number (43536) instead of the date.
    NomorSeri {
        /// What was written.
        nilai: String,
    },
    /// The year is outside 1900..=2199.
    TahunDiLuarBatas {
        /// What was written.
        nilai: String,
    },
}

impl From<TanggalGalat> for Galat {
    fn from(g: TanggalGalat) -> Self {
        match g {
            TanggalGalat::Kosong => Galat::baru("INT-020"),
            TanggalGalat::BukanTanggal { nilai } => Galat::baru("INT-021").dengan("nilai", nilai),
            TanggalGalat::TakAda { nilai } => Galat::baru("INT-022").dengan("nilai", nilai),
            TanggalGalat::BulanTakDikenal { nilai, bulan } => {
                Galat::baru("INT-023").dengan("nilai", nilai).dengan("bulan", bulan)
            }
            TanggalGalat::NomorSeri { nilai } => Galat::baru("INT-024").dengan("nilai", nilai),
            TanggalGalat::TahunDiLuarBatas { nilai } => Galat::baru("INT-025").dengan("nilai", nilai),
        }
    }
}
galat_biasa!(TanggalGalat);

/// Reads a date as offices type it, always day before month: `22/11/2026`, `22-11-26`, `3.4.2019`,
/// `12 Maret 2019`, `Selasa, 12 Mar 2019`, `12-Mar-19`, and ISO `2026-11-22`, also with an empty time
/// (`2026-11-22 00:00:00`) as spreadsheets export it.
///
/// # Errors
/// See [`TanggalGalat`]. A month-first date such as `11/22/2026` is refused as a day that does not exist.
pub fn parse_id(s: &str) -> Result<Tanggal, TanggalGalat> {
    let asli = rapikan(s);
    if asli.is_empty() {
        return Err(TanggalGalat::Kosong);
    }
    let kecil = kata_kecil(asli);
    let badan = tanpa_jam_nol(tanpa_nama_hari(&kecil));
    if badan.len() == 5 && badan.bytes().all(|b| b.is_ascii_digit()) {
        return Err(TanggalGalat::NomorSeri { nilai: asli.to_owned() });
    }
    let bukan = || TanggalGalat::BukanTanggal { nilai: asli.to_owned() };
    let ruas: Vec<&str> = badan.split([' ', '/', '-', '.', ',']).filter(|r| !r.is_empty()).collect();
    let [a, b, c] = ruas.as_slice() else { return Err(bukan()) };
    let (tahun, bulan, hari) = if a.len() == 4 { (*a, *b, *c) } else { (*c, *b, *a) };
    let hari: i8 = digit(hari, 1..=2).ok_or_else(bukan)?;
    let bulan: i8 = match digit(bulan, 1..=2) {
        Some(n) => n,
        None if bulan.chars().all(|c| c.is_alphabetic()) => bulan_dari_nama(bulan).ok_or_else(|| {
            TanggalGalat::BulanTakDikenal { nilai: asli.to_owned(), bulan: bulan.to_owned() }
        })?,
        None => return Err(bukan()),
    };
    let tahun: i16 = match tahun.len() {
        2 => digit::<i16>(tahun, 2..=2).map(|n| if n <= TAHUN_PENDEK_2000 { 2000 + n } else { 1900 + n }),
        _ => digit(tahun, 4..=4),
    }
    .ok_or_else(bukan)?;
    if !TAHUN.contains(&tahun) {
        return Err(TanggalGalat::TahunDiLuarBatas { nilai: asli.to_owned() });
    }
    Tanggal::new(tahun, bulan, hari).map_err(|_| TanggalGalat::TakAda { nilai: asli.to_owned() })
}

fn digit<T: std::str::FromStr>(s: &str, panjang: std::ops::RangeInclusive<usize>) -> Option<T> {
    (panjang.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok()).flatten()
}

fn tanpa_nama_hari(s: &str) -> &str {
    const HARI: [&str; 9] =
        ["senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu", "ahad"];
    HARI.iter().find_map(|h| s.strip_prefix(h)?.strip_prefix([',', ' '])).map(str::trim_start).unwrap_or(s)
}

fn tanpa_jam_nol(s: &str) -> &str {
    [" 00:00:00", " 0:00:00", " 00:00", " 0:00", "t00:00:00", "t00:00:00z", " 00:00:00.000"]
        .iter()
        .find_map(|jam| s.strip_suffix(jam))
        .unwrap_or(s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_offices_type_them() {
        for (teks, d) in [
            ("22/11/2026", date(2026, 11, 22)),
            ("22-11-2026", date(2026, 11, 22)),
            ("22/11/26", date(2026, 11, 22)),
            ("3-4-19", date(2019, 4, 3)),
            ("3.4.2019", date(2019, 4, 3)),
            ("12/3/68", date(1968, 3, 12)),
            ("12 Maret 2019", date(2019, 3, 12)),
            ("12 maret  2019", date(2019, 3, 12)),
            ("Selasa, 12 Mar 2019", date(2019, 3, 12)),
            ("1 Nopember 2020", date(2020, 11, 1)),
            ("1 Pebruari 2020", date(2020, 2, 1)),
            ("17 Agt 2020", date(2020, 8, 17)),
            ("12-Mar-19", date(2019, 3, 12)),
            ("12 March 2019", date(2019, 3, 12)),
            ("2026-11-22", date(2026, 11, 22)),
            ("2026/11/22", date(2026, 11, 22)),
            ("2026-11-22 00:00:00", date(2026, 11, 22)),
            ("2026-11-22T00:00:00", date(2026, 11, 22)),
            ("\u{a0}22/11/2026 ", date(2026, 11, 22)),
        ] {
            assert_eq!(parse_id(teks), Ok(d), "{teks}");
        }
    }

    #[test]
    fn each_bad_date_has_its_own_reason() {
        use TanggalGalat as G;
        let n = |s: &str| s.to_owned();
        for (teks, galat) in [
            ("", G::Kosong),
            ("31/02/2020", G::TakAda { nilai: n("31/02/2020") }),
            ("29/02/2026", G::TakAda { nilai: n("29/02/2026") }),
            ("11/22/2026", G::TakAda { nilai: n("11/22/2026") }),
            ("00/01/2026", G::TakAda { nilai: n("00/01/2026") }),
            ("12 Meret 2019", G::BulanTakDikenal { nilai: n("12 Meret 2019"), bulan: n("meret") }),
            ("43536", G::NomorSeri { nilai: n("43536") }),
            ("01/01/1019", G::TahunDiLuarBatas { nilai: n("01/01/1019") }),
            ("kemarin", G::BukanTanggal { nilai: n("kemarin") }),
            ("1/1/026", G::BukanTanggal { nilai: n("1/1/026") }),
            ("20261122", G::BukanTanggal { nilai: n("20261122") }),
            ("22/11", G::BukanTanggal { nilai: n("22/11") }),
            ("-1/1/2026/3", G::BukanTanggal { nilai: n("-1/1/2026/3") }),
            ("22/11/2026 07:30", G::BukanTanggal { nilai: n("22/11/2026 07:30") }),
        ] {
            assert_eq!(parse_id(teks), Err(galat), "{teks}");
        }
    }

    #[test]
    fn dates_show_in_both_languages() {
        let d = date(2026, 8, 17);
        assert_eq!(panjang(d, Bahasa::Id), "17 Agustus 2026");
        assert_eq!(panjang(d, Bahasa::En), "17 August 2026");
        assert_eq!(pendek(d), "17/08/2026");
        assert_eq!(hari(d, Bahasa::Id), "Senin");
        assert_eq!(hari(d, Bahasa::En), "Monday");
        assert_eq!(nama_bulan(13, Bahasa::Id), "");
    }
}
