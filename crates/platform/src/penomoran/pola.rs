//! How a number is written.

use std::fmt;
use std::str::FromStr;

use balai_kernel::{Galat, Tanggal};

/// Longest pattern, and longest number, in characters.
const PANJANG_MAKS: usize = 100;
/// Widest counter, in digits.
const LEBAR_MAKS: usize = 9;

/// A pattern such as `{urut:3}/{kode}/{unit}/{bulan_romawi}/{tahun}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pola {
    teks: String,
    ruas: Vec<Ruas>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Ruas {
    Tetap(String),
    /// At least so many digits.
    Urut(usize),
    Kode,
    Unit,
    Bulan,
    BulanRomawi,
    Tahun,
}

/// The words of a number that the caller knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Isian<'a> {
    /// Classification of the letter, `{kode}`.
    pub kode: Option<&'a str>,
    /// Short name of the unit, `{unit}`.
    pub unit: Option<&'a str>,
}

/// Why a pattern cannot be used, or a number cannot be written by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolaGalat {
    /// Empty, too long, or a brace without its partner.
    Bentuk(String),
    /// A word in braces that is not known.
    Kata(String),
    /// Not exactly one `{urut}`, or no `{tahun}`: numbers would repeat.
    Berulang(String),
    /// The caller did not give a word the pattern wants.
    Kurang(&'static str),
    /// A word with characters that would make the number read as another.
    Isi(String),
}

impl From<PolaGalat> for Galat {
    fn from(g: PolaGalat) -> Self {
        match g {
            PolaGalat::Bentuk(pola) => {
                Galat::baru("PLT-051").dengan("pola", pola).dengan("maks", PANJANG_MAKS)
            }
            PolaGalat::Kata(kata) => Galat::baru("PLT-052").dengan("kata", kata),
            PolaGalat::Kurang(kata) => Galat::baru("PLT-053").dengan("kata", kata),
            PolaGalat::Berulang(pola) => Galat::baru("PLT-054").dengan("pola", pola),
            PolaGalat::Isi(nilai) => Galat::baru("PLT-058").dengan("nilai", nilai),
        }
    }
}

impl Pola {
    /// The number `urut` of a day.
    ///
    /// # Errors
    /// [`PolaGalat::Kurang`], [`PolaGalat::Isi`].
    pub fn tulis(&self, urut: i64, isian: &Isian<'_>, pada: Tanggal) -> Result<String, PolaGalat> {
        let mut teks = String::new();
        for ruas in &self.ruas {
            match ruas {
                Ruas::Tetap(t) => teks.push_str(t),
                Ruas::Urut(lebar) => teks.push_str(&format!("{urut:0lebar$}")),
                Ruas::Kode => teks.push_str(kata(isian.kode, "kode")?),
                Ruas::Unit => teks.push_str(kata(isian.unit, "unit")?),
                Ruas::Bulan => teks.push_str(&format!("{:02}", pada.month())),
                Ruas::BulanRomawi => teks.push_str(romawi(pada.month())),
                Ruas::Tahun => teks.push_str(&pada.year().to_string()),
            }
        }
        if teks.chars().count() > PANJANG_MAKS { Err(PolaGalat::Isi(teks)) } else { Ok(teks) }
    }
}

fn kata<'a>(isi: Option<&'a str>, nama: &'static str) -> Result<&'a str, PolaGalat> {
    let isi = isi.filter(|t| !t.is_empty()).ok_or(PolaGalat::Kurang(nama))?;
    if isi.chars().all(boleh) { Ok(isi) } else { Err(PolaGalat::Isi(isi.to_owned())) }
}

/// Characters of a number.
fn boleh(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | ' ')
}

fn romawi(bulan: i8) -> &'static str {
    const BULAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let i = usize::try_from(bulan).unwrap_or(0).saturating_sub(1);
    BULAN.get(i).copied().unwrap_or("")
}

impl fmt::Display for Pola {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.teks)
    }
}

/// Reads a pattern and checks it whole: what is accepted here can always be written.
impl FromStr for Pola {
    type Err = PolaGalat;

    fn from_str(s: &str) -> Result<Self, PolaGalat> {
        let teks = s.trim().to_owned();
        let bentuk = || PolaGalat::Bentuk(teks.clone());
        if teks.is_empty() || teks.chars().count() > PANJANG_MAKS {
            return Err(bentuk());
        }
        let mut ruas = Vec::new();
        let mut sisa = teks.as_str();
        while !sisa.is_empty() {
            let (tetap, lanjut) = sisa.split_once('{').map_or((sisa, None), |(t, l)| (t, Some(l)));
            if !tetap.chars().all(boleh) {
                return Err(bentuk());
            }
            if !tetap.is_empty() {
                ruas.push(Ruas::Tetap(tetap.to_owned()));
            }
            let Some(lanjut) = lanjut else { break };
            let (kata, lanjut) = lanjut.split_once('}').ok_or_else(bentuk)?;
            ruas.push(baca_ruas(kata)?);
            sisa = lanjut;
        }
        let urut = ruas.iter().filter(|r| matches!(r, Ruas::Urut(_))).count();
        if urut != 1 || !ruas.contains(&Ruas::Tahun) || bersambung(&ruas) {
            return Err(PolaGalat::Berulang(teks));
        }
        Ok(Pola { teks, ruas })
    }
}

fn baca_ruas(kata: &str) -> Result<Ruas, PolaGalat> {
    let (nama, lebar) = kata.split_once(':').map_or((kata, None), |(n, l)| (n, Some(l)));
    match (nama, lebar) {
        ("urut", None) => Ok(Ruas::Urut(1)),
        ("urut", Some(lebar)) => match lebar.parse() {
            Ok(n) if (1..=LEBAR_MAKS).contains(&n) => Ok(Ruas::Urut(n)),
            _ => Err(PolaGalat::Kata(kata.to_owned())),
        },
        ("kode", None) => Ok(Ruas::Kode),
        ("unit", None) => Ok(Ruas::Unit),
        ("bulan", None) => Ok(Ruas::Bulan),
        ("bulan_romawi", None) => Ok(Ruas::BulanRomawi),
        ("tahun", None) => Ok(Ruas::Tahun),
        _ => Err(PolaGalat::Kata(kata.to_owned())),
    }
}

/// Whether the counter touches other digits: 1 and 12026 would read as 11 and 2026.
fn bersambung(ruas: &[Ruas]) -> bool {
    let berangka = |r: &Ruas, ujung: fn(&str) -> Option<char>| match r {
        Ruas::Tetap(t) => ujung(t).is_some_and(|c| c.is_ascii_digit()),
        Ruas::BulanRomawi => false,
        Ruas::Urut(_) | Ruas::Kode | Ruas::Unit | Ruas::Bulan | Ruas::Tahun => true,
    };
    let awal: fn(&str) -> Option<char> = |t| t.chars().next();
    let akhir: fn(&str) -> Option<char> = |t| t.chars().next_back();
    ruas.windows(2).any(|w| match w {
        [Ruas::Urut(_), b] => berangka(b, awal),
        [a, Ruas::Urut(_)] => berangka(a, akhir),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_writes_what_offices_write() {
        let pada: Tanggal = "2026-11-02".parse().unwrap();
        let isian = Isian { kode: Some("800.1"), unit: Some("BKPSDM") };
        for (pola, jadi) in [
            ("{urut:3}/{kode}/{unit}/{bulan_romawi}/{tahun}", "007/800.1/BKPSDM/XI/2026"),
            ("B-{urut}/{bulan}/{tahun}", "B-7/11/2026"),
            ("{kode}/Kep.{urut:4}-{unit}/{tahun}", "800.1/Kep.0007-BKPSDM/2026"),
        ] {
            let p: Pola = pola.parse().unwrap();
            assert_eq!(p.tulis(7, &isian, pada).as_deref(), Ok(jadi));
            assert_eq!(p.to_string(), pola);
        }
        let p: Pola = "{urut:2}/{tahun}".parse().unwrap();
        assert_eq!(
            p.tulis(1_234, &isian, pada).as_deref(),
            Ok("1234/2026"),
            "a counter grows past its width"
        );
    }

    #[test]
    fn each_bad_pattern_has_its_own_reason() {
        use PolaGalat as G;
        let s = str::to_owned;
        for (pola, galat) in [
            ("", G::Bentuk(s(""))),
            ("{urut/{tahun", G::Bentuk(s("{urut/{tahun"))),
            ("{urut}_{tahun}", G::Bentuk(s("{urut}_{tahun}"))),
            ("{urut}/{tahun}}", G::Bentuk(s("{urut}/{tahun}}"))),
            ("{nomor}/{tahun}", G::Kata(s("nomor"))),
            ("{urut:x}/{tahun}", G::Kata(s("urut:x"))),
            ("{urut:10}/{tahun}", G::Kata(s("urut:10"))),
            ("{tahun:4}/{urut}", G::Kata(s("tahun:4"))),
            ("{urut}/{kode}", G::Berulang(s("{urut}/{kode}"))),
            ("{kode}/{tahun}", G::Berulang(s("{kode}/{tahun}"))),
            ("{urut}/{urut}/{tahun}", G::Berulang(s("{urut}/{urut}/{tahun}"))),
            ("{urut}{tahun}", G::Berulang(s("{urut}{tahun}"))),
            ("1{urut}/{tahun}", G::Berulang(s("1{urut}/{tahun}"))),
        ] {
            assert_eq!(pola.parse::<Pola>(), Err(galat), "{pola}");
        }
    }

    #[test]
    fn words_that_are_missing_or_strange_are_refused() {
        let p: Pola = "{urut}/{kode}/{tahun}".parse().unwrap();
        let pada: Tanggal = "2026-11-02".parse().unwrap();
        assert_eq!(p.tulis(1, &Isian::default(), pada), Err(PolaGalat::Kurang("kode")));
        let aneh = Isian { kode: Some("800\n1"), unit: None };
        assert_eq!(p.tulis(1, &aneh, pada), Err(PolaGalat::Isi("800\n1".into())));
    }
}
