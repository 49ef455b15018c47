//! Shared reading of what people type as a number: cleaning, sign, digit groups.

/// Spaces that spreadsheets and web pages leave in values, besides the ordinary ones.
fn spasi(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{202f}' | '\u{200b}' | '\u{feff}')
}

/// Trims ordinary and exotic spaces, and the apostrophe with which spreadsheets mark text.
pub(crate) fn rapikan(s: &str) -> &str {
    let s = s.trim_matches(spasi);
    s.strip_prefix(['\'', '\u{2019}']).unwrap_or(s).trim_matches(spasi)
}

/// `s` without any spaces at all, ordinary or exotic.
pub(crate) fn tanpa_spasi(s: &str) -> String {
    s.chars().filter(|c| !spasi(*c)).collect()
}

/// Single ordinary spaces between words, lower case: the form in which words are compared.
pub(crate) fn kata_kecil(s: &str) -> String {
    s.split(spasi).filter(|k| !k.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a spreadsheet has turned the number into scientific notation (`1,99003E+17`).
pub(crate) fn notasi_ilmiah(s: &str) -> bool {
    let Some((mantisa, pangkat)) = s.split_once(['e', 'E']) else { return false };
    let pangkat = pangkat.strip_prefix(['+', '-']).unwrap_or(pangkat);
    !mantisa.is_empty()
        && mantisa.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))
        && !pangkat.is_empty()
        && pangkat.chars().all(|c| c.is_ascii_digit())
}

/// A number as written: sign, digits before, digits after, and how the writer separated them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tertulis<'a> {
    pub(crate) negatif: bool,
    /// Digit runs between separators, at least one, none empty.
    pub(crate) ruas: Vec<&'a str>,
    /// The separators between them, each `.` or `,`.
    pub(crate) pemisah: Vec<char>,
}

impl<'a> Tertulis<'a> {
    /// Splits `s` (no spaces) into sign, digit runs and separators; `None` when it is anything else.
    pub(crate) fn urai(s: &'a str) -> Option<Self> {
        let (negatif, s) = match s.strip_prefix(['-', '\u{2212}']) {
            Some(sisa) => (true, sisa),
            None => (false, s.strip_prefix('+').unwrap_or(s)),
        };
        let ruas: Vec<&str> = s.split(['.', ',']).collect();
        if ruas.iter().any(|r| r.is_empty() || !r.bytes().all(|b| b.is_ascii_digit())) {
            return None;
        }
        let pemisah = s.chars().filter(|c| matches!(c, '.' | ',')).collect();
        Some(Tertulis { negatif, ruas, pemisah })
    }

    /// Whether the runs form thousands groups: one to three digits, then exactly three each.
    pub(crate) fn ribuan(ruas: &[&str]) -> bool {
        match ruas {
            [] => false,
            [kepala, ekor @ ..] => {
                (1..=3).contains(&kepala.len())
                    && !kepala.starts_with('0')
                    && ekor.iter().all(|r| r.len() == 3)
            }
        }
    }
}

/// Reads digits as a number; `None` past the range.
pub(crate) fn bilangan(digit: &str) -> Option<i128> {
    digit.bytes().try_fold(0_i128, |n, b| {
        let angka = i128::from(b.checked_sub(b'0').filter(|d| *d <= 9)?);
        n.checked_mul(10)?.checked_add(angka)
    })
}

/// The digits of `n` with a point between thousands, Indonesian style: `1.234.567`.
pub(crate) fn kelompok(n: u128) -> String {
    let polos = n.to_string();
    let mut jadi = String::with_capacity(polos.len() + polos.len() / 3);
    for (i, c) in polos.chars().enumerate() {
        if i > 0 && (polos.len() - i).is_multiple_of(3) {
            jadi.push('.');
        }
        jadi.push(c);
    }
    jadi
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scientific_notation_is_seen_as_such() {
        for ya in ["1,99003E+17", "1.99e17", "2E+5", "-1E-3"] {
            assert!(notasi_ilmiah(ya), "{ya}");
        }
        for tidak in ["", "E5", "12E", "1990", "abcE5", "1E5x"] {
            assert!(!notasi_ilmiah(tidak), "{tidak}");
        }
    }

    #[test]
    fn groups_are_thousands_only_when_whole() {
        assert!(Tertulis::ribuan(&["1", "500", "000"]));
        assert!(!Tertulis::ribuan(&["1500", "000"]));
        assert!(!Tertulis::ribuan(&["0", "500"]));
        assert!(!Tertulis::ribuan(&["1", "50"]));
    }

    #[test]
    fn grouping_starts_from_the_right() {
        assert_eq!(kelompok(0), "0");
        assert_eq!(kelompok(999), "999");
        assert_eq!(kelompok(1_000), "1.000");
        assert_eq!(kelompok(1_234_567), "1.234.567");
    }
}
