//! The staff number of the civil service.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::angka::{notasi_ilmiah, rapikan, tanpa_spasi};
use crate::galat::{Galat, galat_biasa, serde_teks};
use crate::tanggal::Tanggal;

/// Digits in every NIP.
const PANJANG: usize = 18;
/// Youngest age at appointment (PP 11/2017 Ps. 23).
const USIA_MIN: i16 = 18;
/// Age at appointment above which a PNS number is doubtful, though special recruitments go past it.
const USIA_WAJAR: i16 = 40;
/// The first year in which anybody could be appointed as PPPK (UU 5/2014).
const PPPK_SEJAK: i16 = 2014;

/// An NIP (PNS, Perka BKN 22/2007) or NI PPPK: 18 digits, kept as text.
///
/// It can change when a PPPK moves to another agency, so it is never a key of a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nip {
    teks: String,
    lahir: Tanggal,
    angkat: Angkat,
}

/// What the middle six digits say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Angkat {
    Pns(Tanggal),
    Pppk(i16),
}

/// Which of the two kinds of staff a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JenisNip {
    /// Civil servant, CPNS included: digits 13–14 are a month.
    Pns,
    /// Staff on a work agreement: digits 13–14 are 20 or more.
    Pppk,
}

/// Digit 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JenisKelamin {
    /// 1.
    LakiLaki,
    /// 2.
    Perempuan,
}

/// Why a text is not an NIP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NipGalat {
    /// Nothing was written.
    Kosong,
    /// A spreadsheet has turned the number into `1,99003E+17`: the last digits are lost for good.
    NotasiIlmiah {
        /// What was written.
        nilai: String,
    },
    /// Full-width or other digits that only look like 0..9.
    AngkaLebarPenuh {
        /// What was written.
        nilai: String,
    },
    /// Something else than digits.
    BukanAngka {
        /// What was written.
        nilai: String,
        /// The first character that is no digit.
        huruf: char,
    },
    /// Not 18 digits.
    Panjang {
        /// What was written.
        nilai: String,
        /// How many digits there are.
        banyak: usize,
    },
    /// Digits 1–8 are no day since 1900.
    TanggalLahir {
        /// What was written.
        nilai: String,
    },
    /// Digits 13–14 are neither a month (PNS) nor 20 or more (PPPK).
    BulanAngkat {
        /// What was written.
        nilai: String,
        /// The two digits.
        angka: u8,
    },
    /// Digit 15 is neither 1 nor 2.
    Kelamin {
        /// What was written.
        nilai: String,
        /// The digit.
        angka: u8,
    },
    /// Digits 16–18 are 000; they count from 001.
    NomorUrut {
        /// What was written.
        nilai: String,
    },
    /// Younger than 18 at appointment.
    UsiaAngkat {
        /// What was written.
        nilai: String,
        /// Age in whole years at appointment; negative when appointed before birth.
        usia: i16,
    },
}

impl From<NipGalat> for Galat {
    fn from(g: NipGalat) -> Self {
        let (kode, nilai) = match &g {
            NipGalat::Kosong => return Galat::baru("INT-030"),
            NipGalat::NotasiIlmiah { nilai } => ("INT-031", nilai),
            NipGalat::AngkaLebarPenuh { nilai } => ("INT-032", nilai),
            NipGalat::BukanAngka { nilai, .. } => ("INT-033", nilai),
            NipGalat::Panjang { nilai, .. } => ("INT-034", nilai),
            NipGalat::TanggalLahir { nilai } => ("INT-035", nilai),
            NipGalat::BulanAngkat { nilai, .. } => ("INT-036", nilai),
            NipGalat::Kelamin { nilai, .. } => ("INT-037", nilai),
            NipGalat::NomorUrut { nilai } => ("INT-038", nilai),
            NipGalat::UsiaAngkat { nilai, .. } => ("INT-039", nilai),
        };
        let galat = Galat::baru(kode).dengan("nilai", nilai);
        match g {
            NipGalat::BukanAngka { huruf, .. } => galat.dengan("huruf", huruf),
            NipGalat::Panjang { banyak, .. } => galat.dengan("banyak", banyak),
            NipGalat::BulanAngkat { angka, .. } => galat.dengan("angka", format!("{angka:02}")),
            NipGalat::Kelamin { angka, .. } => galat.dengan("angka", angka),
            NipGalat::UsiaAngkat { usia, .. } => galat.dengan("usia", usia),
            _ => galat,
        }
    }
}
galat_biasa!(NipGalat);

/// What is doubtful about a valid NIP: shown, never refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NipPeringatan {
    /// A PNS appointed when older than 40.
    UsiaDiAtasWajar {
        /// The number.
        nip: Nip,
        /// Age in whole years at appointment.
        usia: i16,
    },
    /// A PPPK appointed before PPPK existed.
    PppkSebelumAda {
        /// The number.
        nip: Nip,
        /// The year its digits give.
        tahun: i16,
    },
}

impl From<NipPeringatan> for Galat {
    fn from(p: NipPeringatan) -> Self {
        match p {
            NipPeringatan::UsiaDiAtasWajar { nip, usia } => {
                Galat::baru("INT-040").dengan("nilai", nip).dengan("usia", usia)
            }
            NipPeringatan::PppkSebelumAda { nip, tahun } => {
                Galat::baru("INT-041").dengan("nilai", nip).dengan("tahun", tahun)
            }
        }
    }
}

impl Nip {
    /// The 18 digits.
    pub fn as_str(&self) -> &str {
        &self.teks
    }

    /// PNS or PPPK, as digits 13–14 say.
    pub fn jenis(&self) -> JenisNip {
        match self.angkat {
            Angkat::Pns(_) => JenisNip::Pns,
            Angkat::Pppk(_) => JenisNip::Pppk,
        }
    }

    /// Day of birth.
    pub fn lahir(&self) -> Tanggal {
        self.lahir
    }

    /// First day of appointment as CPNS; `None` for PPPK, whose number gives the year only.
    pub fn tmt(&self) -> Option<Tanggal> {
        match self.angkat {
            Angkat::Pns(tmt) => Some(tmt),
            Angkat::Pppk(_) => None,
        }
    }

    /// Year of first appointment, PNS and PPPK alike.
    pub fn tahun_angkat(&self) -> i16 {
        match self.angkat {
            Angkat::Pns(tmt) => tmt.year(),
            Angkat::Pppk(tahun) => tahun,
        }
    }

    /// Sex, as digit 15 says.
    pub fn kelamin(&self) -> JenisKelamin {
        if self.teks.as_bytes().get(14) == Some(&b'2') {
            JenisKelamin::Perempuan
        } else {
            JenisKelamin::LakiLaki
        }
    }

    /// Grouped for reading: `19860926 201505 1 001`.
    pub fn berspasi(&self) -> String {
        kelompokkan(&self.teks)
    }

    /// For pages on which the person must be told apart but not identified: the day and month of birth,
    /// the appointment and the sex are hidden: `1986•••• •••••• • 001`.
    pub fn tersamar(&self) -> String {
        let samar: String =
            self.teks.chars().enumerate().map(|(i, c)| if (4..15).contains(&i) { '•' } else { c }).collect();
        kelompokkan(&samar)
    }

    /// What is doubtful about the number; empty for an ordinary one.
    pub fn peringatan(&self) -> Vec<NipPeringatan> {
        let usia = usia_angkat(self.lahir, self.angkat);
        match self.angkat {
            Angkat::Pns(_) if usia > USIA_WAJAR => {
                vec![NipPeringatan::UsiaDiAtasWajar { nip: self.clone(), usia }]
            }
            Angkat::Pppk(tahun) if tahun < PPPK_SEJAK => {
                vec![NipPeringatan::PppkSebelumAda { nip: self.clone(), tahun }]
            }
            Angkat::Pns(_) | Angkat::Pppk(_) => Vec::new(),
        }
    }
}

/// The birth date is personal: debugging output of structures may show it, so `Display` is the one plain form.
impl fmt::Display for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.teks)
    }
}
serde_teks!(Nip);

fn kelompokkan(teks: &str) -> String {
    let mut jadi = String::with_capacity(teks.len() + 3);
    for (i, c) in teks.chars().enumerate() {
        if matches!(i, 8 | 14 | 15) {
            jadi.push(' ');
        }
        jadi.push(c);
    }
    jadi
}

/// Age in whole years on the day of appointment. A PPPK's day is unknown, so the whole year counts.
fn usia_angkat(lahir: Tanggal, angkat: Angkat) -> i16 {
    match angkat {
        Angkat::Pppk(tahun) => tahun - lahir.year(),
        Angkat::Pns(tmt) => {
            let belum = (tmt.month(), tmt.day()) < (lahir.month(), lahir.day());
            tmt.year() - lahir.year() - i16::from(belum)
        }
    }
}

/// Reads an NIP with spaces, or with the apostrophe by which a spreadsheet keeps it text. Everything else
/// that is not exactly 18 ordinary digits is refused with its own reason, because guessing a digit would
/// pay another person.
impl FromStr for Nip {
    type Err = NipGalat;

    fn from_str(s: &str) -> Result<Self, NipGalat> {
        let asli = rapikan(s);
        let teks = tanpa_spasi(asli);
        let nilai = || asli.to_owned();
        if teks.is_empty() {
            return Err(NipGalat::Kosong);
        }
        if notasi_ilmiah(&teks) {
            return Err(NipGalat::NotasiIlmiah { nilai: nilai() });
        }
        if let Some(huruf) = teks.chars().find(|c| !c.is_ascii_digit()) {
            return Err(if huruf.is_numeric() {
                NipGalat::AngkaLebarPenuh { nilai: nilai() }
            } else {
                NipGalat::BukanAngka { nilai: nilai(), huruf }
            });
        }
        if teks.len() != PANJANG {
            return Err(NipGalat::Panjang { nilai: nilai(), banyak: teks.len() });
        }
        let (lahir, angkat) = periksa(&teks, asli)?;
        Ok(Nip { teks, lahir, angkat })
    }
}

/// Checks the parts of 18 digits in the order they are written.
fn periksa(teks: &str, asli: &str) -> Result<(Tanggal, Angkat), NipGalat> {
    let nilai = || asli.to_owned();
    let bilang = |dari: usize, sampai: usize| -> i16 {
        teks.get(dari..sampai).unwrap_or_default().bytes().fold(0, |n, b| n * 10 + i16::from(b - b'0'))
    };
    let kecil = |n: i16| i8::try_from(n).unwrap_or(0);
    let lahir = Date::new(bilang(0, 4), kecil(bilang(4, 6)), kecil(bilang(6, 8)))
        .ok()
        .filter(|d| d.year() >= 1900)
        .ok_or_else(|| NipGalat::TanggalLahir { nilai: nilai() })?;
    let (tahun, bulan) = (bilang(8, 12), bilang(12, 14));
    let angkat = match bulan {
        1..=12 => Date::new(tahun, kecil(bulan), 1).ok().map(Angkat::Pns),
        20.. => Some(Angkat::Pppk(tahun)),
        _ => None,
    };
    let duaan = u8::try_from(bulan).unwrap_or(0);
    let angkat = angkat.ok_or_else(|| NipGalat::BulanAngkat { nilai: nilai(), angka: duaan })?;
    let kelamin = u8::try_from(bilang(14, 15)).unwrap_or(0);
    if !matches!(kelamin, 1 | 2) {
        return Err(NipGalat::Kelamin { nilai: nilai(), angka: kelamin });
    }
    if bilang(15, 18) == 0 {
        return Err(NipGalat::NomorUrut { nilai: nilai() });
    }
    match usia_angkat(lahir, angkat) {
        usia if usia < USIA_MIN => Err(NipGalat::UsiaAngkat { nilai: nilai(), usia }),
        _ => Ok((lahir, angkat)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn nip(s: &str) -> Nip {
        s.parse().unwrap()
    }

    #[test]
    fn published_numbers_are_read() {
        let n = nip("198609262015051001");
        assert_eq!(n.jenis(), JenisNip::Pns);
        assert_eq!(n.lahir(), date(1986, 9, 26));
        assert_eq!(n.tmt(), Some(date(2015, 5, 1)));
        assert_eq!(n.kelamin(), JenisKelamin::LakiLaki);
        assert_eq!(n.berspasi(), "19860926 201505 1 001");
        assert_eq!(n.tersamar(), "1986•••• •••••• • 001");
        assert_eq!(nip("199008172015032004").kelamin(), JenisKelamin::Perempuan);

        let p = nip("199001012022211001");
        assert_eq!((p.jenis(), p.tmt(), p.tahun_angkat()), (JenisNip::Pppk, None, 2022));
    }

    #[test]
    fn what_is_clearly_meant_is_normalised() {
        for s in [
            "19860926 201505 1 001",
            "'198609262015051001",
            "\u{a0}198609262015051001\u{feff}",
            "’198609262015051001",
        ] {
            assert_eq!(nip(s).as_str(), "198609262015051001", "{s:?}");
        }
    }

    #[test]
    fn each_bad_number_has_its_own_reason() {
        use NipGalat as G;
        type Buat = fn(String) -> G;
        let daftar: [(&str, Buat); 17] = [
            ("199002302015032004", |nilai| G::TanggalLahir { nilai }),
            ("189912312015032004", |nilai| G::TanggalLahir { nilai }),
            ("199008172015133004", |nilai| G::BulanAngkat { nilai, angka: 13 }),
            ("199008172015003004", |nilai| G::BulanAngkat { nilai, angka: 0 }),
            ("199008172015192004", |nilai| G::BulanAngkat { nilai, angka: 19 }),
            ("199008172015035004", |nilai| G::Kelamin { nilai, angka: 5 }),
            ("199008172015032000", |nilai| G::NomorUrut { nilai }),
            ("201008172015032004", |nilai| G::UsiaAngkat { nilai, usia: 4 }),
            ("199008172008081004", |nilai| G::UsiaAngkat { nilai, usia: 17 }),
            ("201501012010031001", |nilai| G::UsiaAngkat { nilai, usia: -5 }),
            ("201001012022211001", |nilai| G::UsiaAngkat { nilai, usia: 12 }),
            ("19860926201505100", |nilai| G::Panjang { nilai, banyak: 17 }),
            ("1986092620150510011", |nilai| G::Panjang { nilai, banyak: 19 }),
            ("19860926201505100O", |nilai| G::BukanAngka { nilai, huruf: 'O' }),
            ("198609262015051001.0", |nilai| G::BukanAngka { nilai, huruf: '.' }),
            ("１９８６０９２６２０１５０５１００１", |nilai| G::AngkaLebarPenuh { nilai }),
            ("1,99003E+17", |nilai| G::NotasiIlmiah { nilai }),
        ];
        for (s, galat) in daftar {
            assert_eq!(s.parse::<Nip>(), Err(galat(s.to_owned())), "{s}");
        }
        assert_eq!("1.98609E+17".parse::<Nip>(), Err(G::NotasiIlmiah { nilai: "1.98609E+17".into() }));
        assert_eq!(" ' ".parse::<Nip>(), Err(G::Kosong));
    }

    #[test]
    fn eighteen_on_the_day_is_old_enough() {
        assert!("199008012008081004".parse::<Nip>().is_ok());
        assert!("199008022008081004".parse::<Nip>().is_err());
    }

    #[test]
    fn doubtful_numbers_are_accepted_with_a_warning() {
        assert_eq!(nip("198609262015051001").peringatan(), []);
        let tua = nip("197001012011011001");
        assert_eq!(tua.peringatan(), [NipPeringatan::UsiaDiAtasWajar { nip: tua.clone(), usia: 41 }]);
        assert_eq!(nip("197001012010121001").peringatan(), [], "forty is still ordinary");
        let dini = nip("197001012010211001");
        assert_eq!(dini.peringatan(), [NipPeringatan::PppkSebelumAda { nip: dini.clone(), tahun: 2010 }]);
        assert_eq!(nip("196501012022211001").peringatan(), [], "PPPK has no upper age like that");
    }
}
