//! Stable error codes and their texts.
//!
//! Pure code returns facts, never sentences. A fact becomes a [`Galat`]: a code and the values that fill
//! the sentence. The sentence itself stands once per language in a table of [`EntriKode`]; every crate has
//! its own table and prefix (`INT` kernel, `ATR` rules, `SIM` store, `PLT` platform, `WEB` shell, `ORG`,
//! `AKS`, `KIN` the apps, `CLI` the binary).

use std::fmt;
use std::str::FromStr;

/// A language people read. Indonesian is the default everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Bahasa {
    /// Indonesian, `id`.
    #[default]
    Id,
    /// English, `en`.
    En,
}

impl Bahasa {
    /// Every language there must be a text for.
    pub const SEMUA: [Bahasa; 2] = [Bahasa::Id, Bahasa::En];

    /// The BCP 47 tag: `id` or `en`.
    pub fn kode(self) -> &'static str {
        match self {
            Bahasa::Id => "id",
            Bahasa::En => "en",
        }
    }

    /// The text of this language out of an (Indonesian, English) pair.
    pub fn pilih<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Bahasa::Id => id,
            Bahasa::En => en,
        }
    }
}

impl fmt::Display for Bahasa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kode())
    }
}

/// Reads a language tag by its primary part: `en-GB` is English. `None` for any other language.
impl FromStr for Bahasa {
    type Err = BahasaTakDikenal;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let utama = s.trim().split(['-', '_']).next().unwrap_or_default();
        match utama.to_ascii_lowercase().as_str() {
            "id" | "in" => Ok(Bahasa::Id),
            "en" => Ok(Bahasa::En),
            _ => Err(BahasaTakDikenal),
        }
    }
}

/// A language tag for which there are no texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BahasaTakDikenal;

/// One code with its texts. Placeholders are written `{nama}` and are the same in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntriKode {
    /// Stable code, prefix and three digits: `KIN-014`. Never reused for another fact.
    pub kode: &'static str,
    /// What is wrong, in Indonesian.
    pub id: &'static str,
    /// What is wrong, in English.
    pub en: &'static str,
    /// What to do about it, in Indonesian.
    pub saran_id: &'static str,
    /// What to do about it, in English.
    pub saran_en: &'static str,
}

impl EntriKode {
    /// The sentence that says what is wrong, placeholders unfilled.
    pub fn teks(&self, bahasa: Bahasa) -> &'static str {
        match bahasa {
            Bahasa::Id => self.id,
            Bahasa::En => self.en,
        }
    }

    /// The sentence that says what to do, placeholders unfilled.
    pub fn saran(&self, bahasa: Bahasa) -> &'static str {
        match bahasa {
            Bahasa::Id => self.saran_id,
            Bahasa::En => self.saran_en,
        }
    }

    /// The entry of `kode`, looked for in `tabel`.
    pub fn cari(tabel: &[EntriKode], kode: &str) -> Option<EntriKode> {
        tabel.iter().find(|e| e.kode == kode).copied()
    }
}

/// The names of the placeholders of a text, in the order they appear, repeats included.
///
/// A test over all tables uses it to see that both languages say the same things.
pub fn isian_teks(teks: &str) -> Vec<&str> {
    let mut ada = Vec::new();
    let mut sisa = teks;
    while let Some((_, sesudah)) = sisa.split_once('{') {
        let Some((nama, ekor)) = sesudah.split_once('}') else { break };
        ada.push(nama);
        sisa = ekor;
    }
    ada
}

/// A fact that refuses something: its code and the values of its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Galat {
    /// Stable code, see [`EntriKode::kode`].
    pub kode: &'static str,
    /// Placeholder name and value. Values are data (an NIP, a file's line), never sentences.
    pub isian: Vec<(&'static str, String)>,
}

impl Galat {
    /// A fact without values yet.
    pub fn baru(kode: &'static str) -> Self {
        Galat { kode, isian: Vec::new() }
    }

    /// Adds the value of one placeholder.
    #[must_use]
    pub fn dengan(mut self, nama: &'static str, nilai: impl fmt::Display) -> Self {
        self.isian.push((nama, nilai.to_string()));
        self
    }

    /// What is wrong, in words. A code that is missing from `tabel` shows as the code and its values: a
    /// poor sentence is better than a lost refusal.
    pub fn pesan(&self, tabel: &[EntriKode], bahasa: Bahasa) -> String {
        match EntriKode::cari(tabel, self.kode) {
            Some(entri) => self.isi(entri.teks(bahasa)),
            None => self.to_string(),
        }
    }

    /// What to do about it, in words; empty when the code is missing from `tabel`.
    pub fn saran(&self, tabel: &[EntriKode], bahasa: Bahasa) -> String {
        EntriKode::cari(tabel, self.kode).map(|entri| self.isi(entri.saran(bahasa))).unwrap_or_default()
    }

    /// Fills placeholders in one pass, so that a value containing `{..}` is never filled again.
    fn isi(&self, teks: &str) -> String {
        let mut jadi = String::with_capacity(teks.len() + 16);
        let mut sisa = teks;
        while let Some((sebelum, sesudah)) = sisa.split_once('{') {
            jadi.push_str(sebelum);
            let Some((nama, ekor)) = sesudah.split_once('}') else {
                jadi.push('{');
                sisa = sesudah;
                continue;
            };
            match self.isian.iter().find(|(n, _)| *n == nama) {
                Some((_, nilai)) => jadi.push_str(nilai),
                None => {
                    jadi.push('{');
                    jadi.push_str(nama);
                    jadi.push('}');
                }
            }
            sisa = ekor;
        }
        jadi.push_str(sisa);
        jadi
    }
}

/// The form for logs: code and values, no sentence.
impl fmt::Display for Galat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kode)?;
        for (nama, nilai) in &self.isian {
            write!(f, " {nama}={nilai}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Galat {}

/// Shows a refusal of this crate as its Indonesian sentence and makes it a standard error.
macro_rules! galat_biasa {
    ($($tipe:ty),+ $(,)?) => {$(
        impl std::fmt::Display for $tipe {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::Galat::from(self.clone()).pesan($crate::KODE, $crate::Bahasa::Id))
            }
        }
        impl std::error::Error for $tipe {}
    )+};
}
pub(crate) use galat_biasa;

/// Writes and reads a type in serde formats as the text of its `Display` and `FromStr`.
macro_rules! serde_teks {
    ($($tipe:ty),+ $(,)?) => {$(
        impl serde::Serialize for $tipe {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $tipe {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let teks = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(d)?;
                teks.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
pub(crate) use serde_teks;

#[cfg(test)]
mod tests {
    use super::*;

    const TABEL: &[EntriKode] = &[EntriKode {
        kode: "INT-999",
        id: "NIP {nip} ganda di baris {baris}",
        en: "NIP {nip} occurs twice, line {baris}",
        saran_id: "Hapus baris {baris}.",
        saran_en: "Delete line {baris}.",
    }];

    #[test]
    fn a_fact_fills_the_sentence_of_each_language() {
        let g = Galat::baru("INT-999").dengan("nip", "1986").dengan("baris", 7);
        assert_eq!(g.pesan(TABEL, Bahasa::Id), "NIP 1986 ganda di baris 7");
        assert_eq!(g.pesan(TABEL, Bahasa::En), "NIP 1986 occurs twice, line 7");
        assert_eq!(g.saran(TABEL, Bahasa::Id), "Hapus baris 7.");
        assert_eq!(g.to_string(), "INT-999 nip=1986 baris=7");
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_is_not_filled_again() {
        let g = Galat::baru("INT-999").dengan("nip", "{baris}").dengan("baris", 7);
        assert_eq!(g.pesan(TABEL, Bahasa::Id), "NIP {baris} ganda di baris 7");
    }

    #[test]
    fn an_unknown_code_still_tells_its_values() {
        let g = Galat::baru("INT-998").dengan("nip", "1986");
        assert_eq!(g.pesan(TABEL, Bahasa::Id), "INT-998 nip=1986");
        assert_eq!(g.saran(TABEL, Bahasa::Id), "");
    }

    #[test]
    fn language_tags_are_read_by_their_primary_part() {
        assert_eq!("en-GB".parse(), Ok(Bahasa::En));
        assert_eq!("id_ID".parse(), Ok(Bahasa::Id));
        assert_eq!("su".parse::<Bahasa>(), Err(BahasaTakDikenal));
    }
}
