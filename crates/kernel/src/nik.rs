//! The numbers of the civil registry: of a person, and of a family card.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::angka::{notasi_ilmiah, rapikan, tanpa_spasi};
use crate::galat::{Galat, galat_biasa};
use crate::nip::JenisKelamin;
use crate::tanggal::Tanggal;
use crate::wilayah::KodeWilayah;

/// Digits in either number.
const PANJANG: usize = 16;
/// What is added to the day of birth of a woman.
const TAMBAH_PEREMPUAN: i8 = 40;
/// The centuries a two-digit year may stand for.
const ABAD: [i16; 2] = [2000, 1900];

/// Which of the two numbers a refusal is about; they have the same shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NomorDukcapil {
    /// Nomor induk kependudukan.
    Nik,
    /// Number of a family card.
    Kk,
}

impl fmt::Display for NomorDukcapil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NomorDukcapil::Nik => "NIK",
            NomorDukcapil::Kk => "No. KK",
        })
    }
}

/// A NIK: territory of first registration, day of birth (40 more for a woman), serial. No check digit.
///
/// Always text: a number of the Papuan provinces is past what a floating number holds exactly. Neither moving
/// house nor correcting a birth date changes it, so what it says of either is a hint and no proof.
/// `Debug` masks it and there is no `Display`: each place says whether it shows all of it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nik(String);

/// The number of a family card: territory of issue, day of recording, serial. It has the shape of a man's NIK,
/// so which of the two a field holds is never guessed.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NomorKk(String);

/// Why a text is not such a number. None of them repeats it: it is personal, and the form keeps what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NikGalat {
    /// Nothing was written.
    Kosong(NomorDukcapil),
    /// A spreadsheet has turned it into `3,27301E+15`: the last digits are lost for good.
    NotasiIlmiah(NomorDukcapil),
    /// Full-width or other digits that only look like 0..9.
    AngkaLebarPenuh(NomorDukcapil),
    /// Something else than digits.
    BukanAngka(NomorDukcapil, char),
    /// Not 16 digits.
    Panjang(NomorDukcapil, usize),
    /// Digits 1–6 are no kecamatan there is or was.
    Wilayah(NomorDukcapil, String),
    /// Digits 7–12 are no day of either century; of a NIK also a day between 31 and 41.
    Tanggal(NomorDukcapil),
    /// Digits 7–12 are a day that has not come.
    BelumTiba(NomorDukcapil),
    /// The last four digits are 0000; they count from 0001.
    NomorUrut(NomorDukcapil),
    /// The day of a family card's number is above 40: it is a woman's NIK.
    KkMiripNik,
}

impl From<NikGalat> for Galat {
    fn from(g: NikGalat) -> Self {
        let (kode, nomor) = match &g {
            NikGalat::Kosong(n) => ("INT-057", *n),
            NikGalat::NotasiIlmiah(n) => ("INT-058", *n),
            NikGalat::AngkaLebarPenuh(n) => ("INT-059", *n),
            NikGalat::BukanAngka(n, _) => ("INT-060", *n),
            NikGalat::Panjang(n, _) => ("INT-061", *n),
            NikGalat::Wilayah(n, _) => ("INT-062", *n),
            NikGalat::Tanggal(n) => ("INT-063", *n),
            NikGalat::BelumTiba(n) => ("INT-064", *n),
            NikGalat::NomorUrut(n) => ("INT-065", *n),
            NikGalat::KkMiripNik => return Galat::baru("INT-066"),
        };
        let galat = Galat::baru(kode).dengan("nomor", nomor);
        match g {
            NikGalat::BukanAngka(_, huruf) => galat.dengan("huruf", huruf),
            NikGalat::Panjang(_, banyak) => galat.dengan("banyak", banyak),
            NikGalat::Wilayah(_, kode) => galat.dengan("kode", kode),
            _ => galat,
        }
    }
}
galat_biasa!(NikGalat);

/// What a NIK says otherwise than the form. Shown, never refused: a NIK is never changed to match a corrected
/// birth date, and neither is a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NikPeringatan {
    /// Another day of birth.
    TanggalLahir,
    /// The other sex.
    JenisKelamin,
    /// The same digits in the field of the family card.
    SamaDenganKk,
}

impl From<NikPeringatan> for Galat {
    fn from(p: NikPeringatan) -> Self {
        Galat::baru(match p {
            NikPeringatan::TanggalLahir => "INT-067",
            NikPeringatan::JenisKelamin => "INT-068",
            NikPeringatan::SamaDenganKk => "INT-069",
        })
    }
}

impl Nik {
    /// Reads a NIK as it is typed, checked as far as it can be without the registry: its shape, a kecamatan
    /// that `dikenal` knows, a day of birth not after `pada`.
    ///
    /// `dikenal` must answer for retired codes too: about 600 of them still stand in valid numbers.
    ///
    /// # Errors
    /// [`NikGalat`], the first fault from the left.
    pub fn baca(teks: &str, pada: Tanggal, dikenal: impl Fn(&KodeWilayah) -> bool) -> Result<Nik, NikGalat> {
        let nik: Nik = teks.parse()?;
        let kode = wilayah(&nik.0, NomorDukcapil::Nik)?;
        if !dikenal(&kode) {
            return Err(NikGalat::Wilayah(NomorDukcapil::Nik, kode.to_string()));
        }
        nik.lahir(pada).map(|_| nik.clone()).ok_or(NikGalat::BelumTiba(NomorDukcapil::Nik))
    }

    /// The 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The kecamatan of first registration, perhaps a retired one.
    pub fn wilayah(&self) -> Option<KodeWilayah> {
        wilayah(&self.0, NomorDukcapil::Nik).ok()
    }

    /// Sex, as the day says.
    pub fn kelamin(&self) -> JenisKelamin {
        if dua(&self.0, 6) > TAMBAH_PEREMPUAN { JenisKelamin::Perempuan } else { JenisKelamin::LakiLaki }
    }

    /// Day of birth as of `pada`: of the two centuries the later one that has come; `None` when neither has.
    /// Of somebody over a hundred it is the other one, see [`mungkin_lahir`](Nik::mungkin_lahir).
    pub fn lahir(&self, pada: Tanggal) -> Option<Tanggal> {
        self.kemungkinan().into_iter().flatten().find(|d| *d <= pada)
    }

    /// Whether `lahir` is one of the days the digits may stand for.
    pub fn mungkin_lahir(&self, lahir: Tanggal) -> bool {
        self.kemungkinan().contains(&Some(lahir))
    }

    fn kemungkinan(&self) -> [Option<Tanggal>; 2] {
        tanggal(&self.0, if self.kelamin() == JenisKelamin::Perempuan { TAMBAH_PEREMPUAN } else { 0 })
    }

    /// What the number says otherwise than the form.
    pub fn peringatan(
        &self,
        lahir: Option<Tanggal>,
        kelamin: Option<JenisKelamin>,
        kk: Option<&NomorKk>,
    ) -> Vec<NikPeringatan> {
        let beda = [
            (lahir.is_some_and(|d| !self.mungkin_lahir(d)), NikPeringatan::TanggalLahir),
            (kelamin.is_some_and(|k| k != self.kelamin()), NikPeringatan::JenisKelamin),
            (kk.is_some_and(|kk| kk.0 == self.0), NikPeringatan::SamaDenganKk),
        ];
        beda.into_iter().filter(|(ada, _)| *ada).map(|(_, p)| p).collect()
    }

    /// Grouped for reading: `327305 601090 9901`.
    pub fn berspasi(&self) -> String {
        kelompokkan(&self.0)
    }

    /// To tell people apart without showing who they are: city and serial, `3273•• •••••• 9901`.
    pub fn tersamar(&self) -> String {
        tersamar(&self.0)
    }
}

impl NomorKk {
    /// Reads the number of a family card as it is typed, checked as [`Nik::baca`] does; the day is that of
    /// recording.
    ///
    /// # Errors
    /// [`NikGalat`], the first fault from the left.
    pub fn baca(
        teks: &str,
        pada: Tanggal,
        dikenal: impl Fn(&KodeWilayah) -> bool,
    ) -> Result<NomorKk, NikGalat> {
        let kk: NomorKk = teks.parse()?;
        let kode = wilayah(&kk.0, NomorDukcapil::Kk)?;
        if !dikenal(&kode) {
            return Err(NikGalat::Wilayah(NomorDukcapil::Kk, kode.to_string()));
        }
        kk.dicatat(pada).map(|_| kk.clone()).ok_or(NikGalat::BelumTiba(NomorDukcapil::Kk))
    }

    /// The 16 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The kecamatan of issue, perhaps a retired one.
    pub fn wilayah(&self) -> Option<KodeWilayah> {
        wilayah(&self.0, NomorDukcapil::Kk).ok()
    }

    /// Day of recording, the latest that is not after `pada`.
    pub fn dicatat(&self, pada: Tanggal) -> Option<Tanggal> {
        tanggal(&self.0, 0).into_iter().flatten().find(|d| *d <= pada)
    }

    /// Grouped for reading.
    pub fn berspasi(&self) -> String {
        kelompokkan(&self.0)
    }

    /// City and serial only.
    pub fn tersamar(&self) -> String {
        tersamar(&self.0)
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nik({})", self.tersamar())
    }
}

impl fmt::Debug for NomorKk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NomorKk({})", self.tersamar())
    }
}

/// Reads the shape alone: what was accepted once stays readable when lists of territories change. What a
/// person types goes through [`Nik::baca`].
impl FromStr for Nik {
    type Err = NikGalat;

    fn from_str(s: &str) -> Result<Self, NikGalat> {
        const INI: NomorDukcapil = NomorDukcapil::Nik;
        let teks = digit(s, INI)?;
        wilayah(&teks, INI)?;
        let hari = dua(&teks, 6);
        let tambah = if hari > TAMBAH_PEREMPUAN { TAMBAH_PEREMPUAN } else { 0 };
        if tanggal(&teks, tambah) == [None, None] {
            return Err(NikGalat::Tanggal(INI));
        }
        nomor_urut(&teks, INI)?;
        Ok(Nik(teks))
    }
}

/// Reads the shape alone; what a person types goes through [`NomorKk::baca`].
impl FromStr for NomorKk {
    type Err = NikGalat;

    fn from_str(s: &str) -> Result<Self, NikGalat> {
        const INI: NomorDukcapil = NomorDukcapil::Kk;
        let teks = digit(s, INI)?;
        wilayah(&teks, INI)?;
        if dua(&teks, 6) > TAMBAH_PEREMPUAN && tanggal(&teks, TAMBAH_PEREMPUAN) != [None, None] {
            return Err(NikGalat::KkMiripNik);
        }
        if tanggal(&teks, 0) == [None, None] {
            return Err(NikGalat::Tanggal(INI));
        }
        nomor_urut(&teks, INI)?;
        Ok(NomorKk(teks))
    }
}

/// The 16 digits of what was typed, with spaces, points and hyphens between groups taken out.
fn digit(s: &str, nomor: NomorDukcapil) -> Result<String, NikGalat> {
    let teks = tanpa_spasi(rapikan(s));
    if teks.is_empty() {
        return Err(NikGalat::Kosong(nomor));
    }
    if notasi_ilmiah(&teks) {
        return Err(NikGalat::NotasiIlmiah(nomor));
    }
    let teks = teks.replace(['.', '-'], "");
    if let Some(huruf) = teks.chars().find(|c| !c.is_ascii_digit()) {
        return Err(if huruf.is_numeric() {
            NikGalat::AngkaLebarPenuh(nomor)
        } else {
            NikGalat::BukanAngka(nomor, huruf)
        });
    }
    if teks.len() == PANJANG { Ok(teks) } else { Err(NikGalat::Panjang(nomor, teks.len())) }
}

fn wilayah(teks: &str, nomor: NomorDukcapil) -> Result<KodeWilayah, NikGalat> {
    let kode = teks.get(..6).unwrap_or_default();
    kode.parse().map_err(|_| NikGalat::Wilayah(nomor, kode.to_owned()))
}

/// Two digits as a number.
fn dua(teks: &str, dari: usize) -> i8 {
    let ruas = teks.get(dari..dari + 2).unwrap_or_default();
    ruas.bytes().fold(0, |n: i8, b| n * 10 + i8::try_from(b.saturating_sub(b'0')).unwrap_or(0))
}

/// The days digits 7–12 may stand for, the later century first.
fn tanggal(teks: &str, tambah: i8) -> [Option<Tanggal>; 2] {
    ABAD.map(|abad| Date::new(abad + i16::from(dua(teks, 10)), dua(teks, 8), dua(teks, 6) - tambah).ok())
}

fn nomor_urut(teks: &str, nomor: NomorDukcapil) -> Result<(), NikGalat> {
    if teks.ends_with("0000") { Err(NikGalat::NomorUrut(nomor)) } else { Ok(()) }
}

fn kelompokkan(teks: &str) -> String {
    let mut jadi = String::with_capacity(teks.len() + 2);
    for (i, c) in teks.chars().enumerate() {
        if matches!(i, 6 | 12) {
            jadi.push(' ');
        }
        jadi.push(c);
    }
    jadi
}

fn tersamar(teks: &str) -> String {
    let samar: String =
        teks.chars().enumerate().map(|(i, c)| if (4..12).contains(&i) { '•' } else { c }).collect();
    kelompokkan(&samar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const PADA: Tanggal = date(2026, 11, 22);

    fn baca(s: &str) -> Result<Nik, NikGalat> {
        Nik::baca(s, PADA, |_| true)
    }

    #[test]
    fn valid_numbers_give_sex_birth_and_territory() {
        use JenisKelamin::{LakiLaki, Perempuan};
        for (teks, wilayah, kelamin, lahir) in [
            ("3273056010909901", "32.73.05", Perempuan, date(1990, 10, 20)),
            ("3515144508689902", "35.15.14", Perempuan, date(1968, 8, 5)),
            ("3273012902009901", "32.73.01", LakiLaki, date(2000, 2, 29)),
            // past 2^53, where a floating number would make it end in ..0
            ("9471017112309901", "94.71.01", Perempuan, date(1930, 12, 31)),
        ] {
            let n = baca(teks).unwrap();
            assert_eq!(n.wilayah().unwrap().as_str(), wilayah);
            assert_eq!((n.kelamin(), n.lahir(PADA)), (kelamin, Some(lahir)), "{teks}");
            assert_eq!(n.as_str(), teks);
        }
    }

    #[test]
    fn each_bad_number_has_its_own_reason() {
        use NikGalat as G;
        const N: NomorDukcapil = NomorDukcapil::Nik;
        for (teks, galat) in [
            ("", G::Kosong(N)),
            ("3,27301E+15", G::NotasiIlmiah(N)),
            ("３273056010909901", G::AngkaLebarPenuh(N)),
            ("327305601090990X", G::BukanAngka(N, 'X')),
            ("327305601090990", G::Panjang(N, 15)),
            ("32730560109099011", G::Panjang(N, 17)),
            ("0073056010909901", G::Wilayah(N, "007305".into())),
            ("3273006010909901", G::Wilayah(N, "327300".into())),
            ("3273012902019901", G::Tanggal(N)),
            ("3273013002909901", G::Tanggal(N)),
            ("3273017102009901", G::Tanggal(N)),
            ("3273013510909901", G::Tanggal(N)),
            ("3273014010909901", G::Tanggal(N)),
            ("3273010010909901", G::Tanggal(N)),
            ("3273017210909901", G::Tanggal(N)),
            ("3273011013909901", G::Tanggal(N)),
            ("3273011001900000", G::NomorUrut(N)),
        ] {
            assert_eq!(teks.parse::<Nik>(), Err(galat), "{teks}");
        }
    }

    #[test]
    fn a_kecamatan_must_be_known_and_retired_ones_may_be() {
        let pensiun = |k: &KodeWilayah| k.as_str() == "32.73.31";
        assert!(Nik::baca("3273316010909901", PADA, pensiun).is_ok());
        let galat = NikGalat::Wilayah(NomorDukcapil::Nik, "32.73.05".into());
        assert_eq!(Nik::baca("3273056010909901", PADA, pensiun), Err(galat));
    }

    #[test]
    fn nobody_is_born_tomorrow() {
        // 22 November 26: today is a birth of this century, tomorrow one of the last
        assert_eq!(baca("3273012211260001").unwrap().lahir(PADA), Some(date(2026, 11, 22)));
        let besok = baca("3273012311260001").unwrap();
        assert_eq!(besok.lahir(PADA), Some(date(1926, 11, 23)));
        assert!(besok.mungkin_lahir(date(2026, 11, 23)));
        // 29 February only exists in 2000, so before it there is no such person
        assert_eq!(
            Nik::baca("3273012902009901", date(1999, 1, 1), |_| true),
            Err(NikGalat::BelumTiba(NomorDukcapil::Nik))
        );
    }

    #[test]
    fn what_the_form_says_otherwise_is_a_warning() {
        let n = baca("3273056010909901").unwrap();
        assert_eq!(n.peringatan(Some(date(1990, 10, 20)), Some(JenisKelamin::Perempuan), None), []);
        let kk: NomorKk = "3273052010900001".parse().unwrap();
        assert_eq!(n.peringatan(None, None, Some(&kk)), []);
        assert_eq!(
            n.peringatan(Some(date(1991, 10, 20)), Some(JenisKelamin::LakiLaki), None),
            [NikPeringatan::TanggalLahir, NikPeringatan::JenisKelamin]
        );
        let pria = baca("3273052010900001").unwrap();
        assert_eq!(pria.peringatan(None, None, Some(&kk)), [NikPeringatan::SamaDenganKk]);
    }

    #[test]
    fn a_family_card_has_no_women_and_its_own_words() {
        let kk = NomorKk::baca("3273 0125 0321 0007", PADA, |_| true).unwrap();
        assert_eq!(kk.dicatat(PADA), Some(date(2021, 3, 25)));
        assert_eq!("3273056010909901".parse::<NomorKk>(), Err(NikGalat::KkMiripNik));
        assert_eq!("3273013510909901".parse::<NomorKk>(), Err(NikGalat::Tanggal(NomorDukcapil::Kk)));
        assert_eq!("".parse::<NomorKk>(), Err(NikGalat::Kosong(NomorDukcapil::Kk)));
    }

    #[test]
    fn a_number_is_hidden_where_it_might_slip_out() {
        let n = baca("'3273.0560-1090.9901").unwrap();
        assert_eq!(format!("{n:?}"), "Nik(3273•• •••••• 9901)");
        assert_eq!(n.berspasi(), "327305 601090 9901");
        let galat: Galat = "327305601090990".parse::<Nik>().unwrap_err().into();
        assert!(!galat.to_string().contains("3273"), "{galat}");
    }
}
