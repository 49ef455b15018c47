//! Jurisdiction: which rows an actor may see and act on.

use std::fmt;
use std::str::FromStr;

use crate::angka::rapikan;
use crate::galat::{Galat, galat_biasa, serde_teks};
use crate::nip::Nip;
use crate::wilayah::KodeWilayah;

/// Above every character a path, a code or an NIP can hold, so `< "~"` bounds them all.
const PUNCAK: &str = "~";

/// The path of a unit from the root: codes, each closed by `/`, as `01/01.02/`.
///
/// The closing slash is what makes a prefix a subtree: `01/` is no prefix of `010/`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Jalur(String);

impl Jalur {
    /// The path of a unit without a superior unit.
    ///
    /// # Errors
    /// [`LingkupGalat`] when the code is empty or holds anything but ASCII letters, digits, `.`, `-`, `_`, or none of
    /// the first two.
    pub fn akar(kode: &str) -> Result<Jalur, LingkupGalat> {
        kode_unit(kode).map(|k| Jalur(format!("{k}/")))
    }

    /// The path of a unit below this one.
    ///
    /// # Errors
    /// As [`Jalur::akar`].
    pub fn anak(&self, kode: &str) -> Result<Jalur, LingkupGalat> {
        kode_unit(kode).map(|k| Jalur(format!("{}{k}/", self.0)))
    }

    /// The path as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The codes from the root down.
    pub fn ruas(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator('/')
    }

    /// The code of the unit itself.
    pub fn kode(&self) -> &str {
        self.ruas().last().unwrap_or_default()
    }

    /// The path of the superior unit; `None` at the root.
    pub fn induk(&self) -> Option<Jalur> {
        let tanpa = self.0.strip_suffix('/')?;
        tanpa.rfind('/').and_then(|i| tanpa.get(..=i)).map(|s| Jalur(s.to_owned()))
    }

    /// Whether `lain` is this unit or lies below it.
    pub fn mencakup(&self, lain: &Jalur) -> bool {
        lain.0.starts_with(&self.0)
    }
}

fn kode_unit(kode: &str) -> Result<&str, LingkupGalat> {
    // `..` and `-` are no code anybody gave, and a path of them reads as something else
    let sah = kode.bytes().any(|b| b.is_ascii_alphanumeric())
        && kode.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    if sah { Ok(kode) } else { Err(LingkupGalat::Jalur { nilai: kode.to_owned() }) }
}

impl fmt::Display for Jalur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
serde_teks!(Jalur);

/// Reads `01/01.02/`; the closing slash is required.
impl FromStr for Jalur {
    type Err = LingkupGalat;

    fn from_str(s: &str) -> Result<Self, LingkupGalat> {
        let galat = || LingkupGalat::Jalur { nilai: s.to_owned() };
        let ruas = s.strip_suffix('/').ok_or_else(galat)?;
        for kode in ruas.split('/') {
            kode_unit(kode).map_err(|_| galat())?;
        }
        Ok(Jalur(s.to_owned()))
    }
}

/// A half-open range of text, `dari <= x < sampai`, compared byte by byte. It is what a [`Lingkup`]
/// becomes in SQL: `jalur_unit >= $1 AND jalur_unit < $2`, which an index answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rentang {
    /// First text inside.
    pub dari: String,
    /// First text no longer inside.
    pub sampai: String,
}

impl Rentang {
    /// Everything, the empty text of a row without the column included.
    pub fn semua() -> Rentang {
        Rentang { dari: String::new(), sampai: PUNCAK.to_owned() }
    }

    /// Whether the text is inside.
    pub fn memuat(&self, teks: &str) -> bool {
        self.dari.as_str() <= teks && teks < self.sampai.as_str()
    }
}

/// The rows an actor reaches. Every read takes one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Lingkup {
    /// The whole region.
    Semua,
    /// A unit and everything below it.
    Unit(Jalur),
    /// A territory and everything in it.
    Wilayah(KodeWilayah),
    /// One's own rows.
    Diri(Nip),
}

impl Lingkup {
    /// The range that `jalur_unit` of a row must lie in. The column is `NOT NULL`, empty when a row has no unit.
    pub fn rentang_unit(&self) -> Rentang {
        match self {
            // `0` follows `/`: the range ends right after every path that begins with this one
            Lingkup::Unit(jalur) => ganti_akhir(jalur.as_str(), '/', '0'),
            Lingkup::Semua | Lingkup::Wilayah(_) | Lingkup::Diri(_) => Rentang::semua(),
        }
    }

    /// The range that `jalur_wilayah` of a row must lie in. The column is `NOT NULL`, empty when a row has no
    /// territory.
    pub fn rentang_wilayah(&self) -> Rentang {
        match self {
            // `/` follows `.`: the code itself and whatever continues it with a point
            Lingkup::Wilayah(kode) => Rentang { dari: kode.to_string(), sampai: format!("{kode}/") },
            Lingkup::Semua | Lingkup::Unit(_) | Lingkup::Diri(_) => Rentang::semua(),
        }
    }

    /// The range that the NIP of a row must lie in.
    pub fn rentang_nip(&self) -> Rentang {
        match self {
            Lingkup::Diri(nip) => Rentang { dari: nip.to_string(), sampai: format!("{nip}!") },
            Lingkup::Semua | Lingkup::Unit(_) | Lingkup::Wilayah(_) => Rentang::semua(),
        }
    }

    /// Whether a row of this unit path, territory and NIP is reached; empty texts where the row has none.
    /// The same answer as the three ranges together.
    pub fn memuat(&self, jalur_unit: &str, jalur_wilayah: &str, nip: &str) -> bool {
        match self {
            Lingkup::Semua => true,
            Lingkup::Unit(jalur) => jalur_unit.starts_with(jalur.as_str()),
            Lingkup::Wilayah(kode) => {
                jalur_wilayah.strip_prefix(kode.as_str()).is_some_and(|s| s.is_empty() || s.starts_with('.'))
            }
            Lingkup::Diri(sendiri) => sendiri.as_str() == nip,
        }
    }

    /// Whether everything `lain` reaches is reached by this one, as far as the two can be compared: a unit
    /// and a territory never cover each other.
    pub fn mencakup(&self, lain: &Lingkup) -> bool {
        match (self, lain) {
            (Lingkup::Semua, _) => true,
            (Lingkup::Unit(a), Lingkup::Unit(b)) => a.mencakup(b),
            (Lingkup::Wilayah(a), Lingkup::Wilayah(b)) => a.mencakup(b),
            (Lingkup::Diri(a), Lingkup::Diri(b)) => a == b,
            _ => false,
        }
    }
}

fn ganti_akhir(teks: &str, akhir: char, pengganti: char) -> Rentang {
    let batang = teks.strip_suffix(akhir).unwrap_or(teks);
    Rentang { dari: teks.to_owned(), sampai: format!("{batang}{pengganti}") }
}

/// The stored form: `semua`, `unit:01/01.02/`, `wilayah:32.73.01`, `diri:198609262015051001`.
impl fmt::Display for Lingkup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lingkup::Semua => f.write_str("semua"),
            Lingkup::Unit(jalur) => write!(f, "unit:{jalur}"),
            Lingkup::Wilayah(kode) => write!(f, "wilayah:{kode}"),
            Lingkup::Diri(nip) => write!(f, "diri:{nip}"),
        }
    }
}
serde_teks!(Lingkup);

impl FromStr for Lingkup {
    type Err = LingkupGalat;

    fn from_str(s: &str) -> Result<Self, LingkupGalat> {
        let asli = rapikan(s);
        let galat = || LingkupGalat::Lingkup { nilai: asli.to_owned() };
        match asli.split_once(':') {
            None if asli == "semua" => Ok(Lingkup::Semua),
            Some(("unit", jalur)) => jalur.parse().map(Lingkup::Unit).map_err(|_| galat()),
            Some(("wilayah", kode)) => kode.parse().map(Lingkup::Wilayah).map_err(|_| galat()),
            Some(("diri", nip)) => nip.parse().map(Lingkup::Diri).map_err(|_| galat()),
            _ => Err(galat()),
        }
    }
}

/// Why a text is no path or no jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LingkupGalat {
    /// Not a path of unit codes.
    Jalur {
        /// What was written.
        nilai: String,
    },
    /// Not one of the four forms.
    Lingkup {
        /// What was written.
        nilai: String,
    },
}

impl From<LingkupGalat> for Galat {
    fn from(g: LingkupGalat) -> Self {
        match g {
            LingkupGalat::Jalur { nilai } => Galat::baru("INT-048").dengan("nilai", nilai),
            LingkupGalat::Lingkup { nilai } => Galat::baru("INT-049").dengan("nilai", nilai),
        }
    }
}
galat_biasa!(LingkupGalat);

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(s: &str) -> Lingkup {
        Lingkup::Unit(s.parse().unwrap())
    }

    #[test]
    fn a_path_grows_and_climbs() {
        let opd = Jalur::akar("01").unwrap();
        let bidang = opd.anak("01.02").unwrap();
        assert_eq!(bidang.as_str(), "01/01.02/");
        assert_eq!(bidang.kode(), "01.02");
        assert_eq!(bidang.induk(), Some(opd.clone()));
        assert_eq!(opd.induk(), None);
        assert!(opd.mencakup(&bidang) && !bidang.mencakup(&opd));
    }

    #[test]
    fn a_path_holds_plain_codes_only() {
        for s in ["", "/", "01", "01//", "/01/", "a b/", "01/~/", "é/"] {
            assert_eq!(s.parse::<Jalur>(), Err(LingkupGalat::Jalur { nilai: s.into() }), "{s}");
        }
        assert!(Jalur::akar("01/02").is_err());
    }

    #[test]
    fn a_unit_never_reaches_its_namesake() {
        let satu = unit("01/").rentang_unit();
        assert_eq!(satu, Rentang { dari: "01/".into(), sampai: "010".into() });
        assert!(satu.memuat("01/") && satu.memuat("01/01.02/"));
        assert!(!satu.memuat("010/") && !satu.memuat("01.02/") && !satu.memuat("") && !satu.memuat("02/"));
    }

    #[test]
    fn a_jurisdiction_reads_back_what_it_shows() {
        for s in ["semua", "unit:01/01.02/", "wilayah:32.73.01", "diri:198609262015051001"] {
            assert_eq!(s.parse::<Lingkup>().unwrap().to_string(), s);
        }
        for s in ["", "Semua!", "unit:01", "wilayah:", "diri:1", "opd:01/"] {
            assert_eq!(s.parse::<Lingkup>(), Err(LingkupGalat::Lingkup { nilai: s.into() }), "{s}");
        }
    }

    #[test]
    fn wider_covers_narrower_and_never_the_reverse() {
        assert!(Lingkup::Semua.mencakup(&unit("01/")));
        assert!(unit("01/").mencakup(&unit("01/01.02/")));
        assert!(!unit("01/01.02/").mencakup(&unit("01/")));
        assert!(!unit("01/").mencakup(&Lingkup::Semua));
        assert!(!unit("01/").mencakup(&"wilayah:32.73".parse().unwrap()));
    }
}
