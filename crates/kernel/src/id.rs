//! Identifiers of rows.

use std::fmt;
use std::str::FromStr;

use crate::galat::{Galat, galat_biasa, serde_teks};
use crate::waktu::Waktu;

/// A source of chance, passed in so that tests can repeat a run. The operating system's is the platform's.
pub trait Acak {
    /// Fills the buffer with random bytes.
    fn isi(&mut self, wadah: &mut [u8]);
}

/// A UUIDv7 (RFC 9562) as 36 characters of lower-case text. Text order follows the millisecond of making,
/// so rows made together lie together in an index.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// Makes an id of an instant and 74 random bits.
    pub fn new(waktu: Waktu, acak: &mut dyn Acak) -> Id {
        let mut bita = [0_u8; 10];
        acak.isi(&mut bita);
        // `Waktu` begins in 1970, so nothing is lost
        let ms = u64::try_from(waktu.milidetik()).unwrap_or(0);
        Id(uuid::Builder::from_unix_timestamp_millis(ms, &bita).into_uuid().hyphenated().to_string())
    }

    /// The 36 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
serde_teks!(Id);

/// The text is no UUIDv7 in lower case with hyphens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdGalat {
    /// What was written.
    pub nilai: String,
}

impl From<IdGalat> for Galat {
    fn from(g: IdGalat) -> Self {
        Galat::baru("INT-052").dengan("nilai", g.nilai)
    }
}
galat_biasa!(IdGalat);

impl FromStr for Id {
    type Err = IdGalat;

    fn from_str(s: &str) -> Result<Self, IdGalat> {
        // one id has one text, or a lookup by text would miss it
        uuid::Uuid::try_parse(s)
            .ok()
            .filter(|u| u.get_version_num() == 7 && u.hyphenated().to_string() == s)
            .map(|_| Id(s.to_owned()))
            .ok_or_else(|| IdGalat { nilai: s.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Tetap(u8);

    impl Acak for Tetap {
        fn isi(&mut self, wadah: &mut [u8]) {
            wadah.fill(self.0);
        }
    }

    #[test]
    fn an_id_is_made_of_its_instant_and_its_chance_only() {
        let w: Waktu = "2026-10-01T00:00:00.000Z".parse().unwrap();
        let id = Id::new(w, &mut Tetap(0xab));
        assert_eq!(id, Id::new(w, &mut Tetap(0xab)));
        assert_ne!(id, Id::new(w, &mut Tetap(0xac)));
        assert_eq!(id.as_str().len(), 36);
        assert_eq!(id.as_str().parse(), Ok(id.clone()));
    }

    #[test]
    fn later_ids_sort_after_earlier_ones() {
        let awal: Waktu = "2026-10-01T00:00:00.000Z".parse().unwrap();
        let akhir: Waktu = "2026-10-01T00:00:00.001Z".parse().unwrap();
        assert!(Id::new(awal, &mut Tetap(0xff)) < Id::new(akhir, &mut Tetap(0)));
    }

    #[test]
    fn other_texts_and_versions_are_refused() {
        for s in [
            "",
            "01999d3c-4800-7bab-abab",
            "01999D3C-4800-7BAB-ABAB-ABABABABABAB",
            "01999d3c48007bababababababababab",
            "f47ac10b-58cc-4372-a567-0e02b2c3d479",
        ] {
            assert_eq!(s.parse::<Id>(), Err(IdGalat { nilai: s.into() }), "{s}");
        }
    }
}
