//! Short texts that people read: names, titles, legal bases, reasons.
//!
//! They are shown on pages, in terminals, in letters and in exports. A control character rings a bell or moves the
//! cursor there, and a sign that turns the direction of writing lets a name read as somebody else's: neither is ever
//! stored, whichever way the text came in.

use crate::galat::{Galat, galat_biasa};

/// Why a text is none that can be stored as a name, a title or a basis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeksGalat {
    /// Nothing was written, or blanks only.
    Kosong,
    /// More characters than the field holds.
    TerlaluPanjang {
        /// How many there are.
        banyak: usize,
        /// How many the field holds.
        maks: usize,
    },
    /// A character nobody sees that changes how the rest is shown.
    Terlarang {
        /// The character.
        huruf: char,
        /// Its place, the first character being 1.
        ke: usize,
    },
}

impl From<TeksGalat> for Galat {
    fn from(g: TeksGalat) -> Self {
        match g {
            TeksGalat::Kosong => Galat::baru("INT-070"),
            TeksGalat::TerlaluPanjang { banyak, maks } => {
                Galat::baru("INT-071").dengan("banyak", banyak).dengan("maks", maks)
            }
            TeksGalat::Terlarang { huruf, ke } => {
                Galat::baru("INT-072").dengan("huruf", format!("U+{:04X}", u32::from(huruf))).dengan("ke", ke)
            }
        }
    }
}

galat_biasa!(TeksGalat);

/// A text of one line with 1 to `maks` characters (Unicode scalar values), blanks at its ends gone.
///
/// # Errors
/// [`TeksGalat`]; the place of a character counts from the text as it was written.
pub fn satu_baris(teks: &str, maks: usize) -> Result<String, TeksGalat> {
    periksa(teks)?;
    let rapi = teks.trim();
    match rapi.chars().count() {
        0 => Err(TeksGalat::Kosong),
        banyak if banyak > maks => Err(TeksGalat::TerlaluPanjang { banyak, maks }),
        _ => Ok(rapi.to_owned()),
    }
}

/// Whether a text holds only characters that may stand in a line; its length does not matter.
///
/// # Errors
/// [`TeksGalat::Terlarang`] for the first that may not.
pub fn periksa(teks: &str) -> Result<(), TeksGalat> {
    match teks.chars().zip(1..).find(|(c, _)| terlarang(*c)) {
        Some((huruf, ke)) => Err(TeksGalat::Terlarang { huruf, ke }),
        None => Ok(()),
    }
}

/// The text as a terminal or a log may show it: each character that [`periksa`] refuses as `U+001B`.
pub fn aman(teks: &str) -> String {
    let mut jadi = String::with_capacity(teks.len());
    for c in teks.chars() {
        if terlarang(c) {
            jadi.push_str(&format!("U+{:04X}", u32::from(c)));
        } else {
            jadi.push(c);
        }
    }
    jadi
}

/// C0 and C1 controls, the separators of lines and paragraphs, and what turns the direction of writing (the embeddings,
/// overrides and isolates of UAX #9).
fn terlarang(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_people_write_them_are_kept() {
        for nama in [
            "Siti Nurjanah, S.Sos.",
            "  José Müller ",
            "O'Neil",
            "محمد",
            "李小龍",
            "Perwal 12/2026 Ps. 7 ayat (2)",
        ] {
            assert_eq!(satu_baris(nama, 60).as_deref(), Ok(nama.trim()));
            assert_eq!(aman(nama), nama);
        }
    }

    #[test]
    fn what_nobody_sees_is_refused_by_its_place() {
        for (teks, huruf, ke) in [
            ("Budi\u{7}", '\u{7}', 5),
            ("\u{1b}[31mBudi", '\u{1b}', 1),
            ("Budi\nAdmin", '\n', 5),
            ("SK\t1", '\t', 3),
            ("a\u{85}", '\u{85}', 2),
            ("Siti\u{202e}nimda", '\u{202e}', 5),
            ("é\u{2066}x", '\u{2066}', 2),
            ("a\u{2028}b", '\u{2028}', 2),
        ] {
            assert_eq!(satu_baris(teks, 60), Err(TeksGalat::Terlarang { huruf, ke }), "{teks:?}");
            assert!(periksa(&aman(teks)).is_ok());
        }
        let galat = Galat::from(periksa("Siti\u{202e}").unwrap_err());
        let kalimat = galat.pesan(crate::KODE, crate::Bahasa::Id);
        assert!(kalimat.contains("ke-5") && kalimat.contains("U+202E"), "{kalimat}");
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(satu_baris(" \u{a0} ", 5), Err(TeksGalat::Kosong));
        assert_eq!(satu_baris("ééééé", 5).as_deref(), Ok("ééééé"));
        assert_eq!(satu_baris("éééééé", 5), Err(TeksGalat::TerlaluPanjang { banyak: 6, maks: 5 }));
    }
}
