//! Territory.

use std::fmt;
use std::str::FromStr;

use crate::angka::{rapikan, tanpa_spasi};
use crate::galat::{Galat, galat_biasa, serde_teks};

/// A code of the ministry of home affairs (Kepmendagri on kode dan data wilayah): `32`, `32.73`,
/// `32.73.01`, `32.73.01.1001`. The hierarchy is the prefix, so text order groups each territory with
/// everything in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KodeWilayah(String);

/// How deep a code reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TingkatWilayah {
    /// `32`
    Provinsi,
    /// `32.73`, kabupaten or kota
    KabupatenKota,
    /// `32.73.01`
    Kecamatan,
    /// `32.73.01.1001`, kelurahan or desa
    KelurahanDesa,
}

impl KodeWilayah {
    /// The code with its points.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How deep the code reaches.
    pub fn tingkat(&self) -> TingkatWilayah {
        match self.0.len() {
            0..=2 => TingkatWilayah::Provinsi,
            3..=5 => TingkatWilayah::KabupatenKota,
            6..=8 => TingkatWilayah::Kecamatan,
            _ => TingkatWilayah::KelurahanDesa,
        }
    }

    /// The territory one level up; `None` for a province.
    pub fn induk(&self) -> Option<KodeWilayah> {
        self.0.rsplit_once('.').map(|(induk, _)| KodeWilayah(induk.to_owned()))
    }

    /// Whether `lain` is this territory or lies in it.
    pub fn mencakup(&self, lain: &KodeWilayah) -> bool {
        lain.0.strip_prefix(&self.0).is_some_and(|sisa| sisa.is_empty() || sisa.starts_with('.'))
    }
}

impl fmt::Display for KodeWilayah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
serde_teks!(KodeWilayah);

/// The text is no territory code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WilayahGalat {
    /// What was written.
    pub nilai: String,
}

impl From<WilayahGalat> for Galat {
    fn from(g: WilayahGalat) -> Self {
        Galat::baru("INT-047").dengan("nilai", g.nilai)
    }
}
galat_biasa!(WilayahGalat);

/// Reads `32.73.01` and the same digits without points, `327301`. Two, four, six or ten digits; no group
/// is zero and a province is 11 or more.
impl FromStr for KodeWilayah {
    type Err = WilayahGalat;

    fn from_str(s: &str) -> Result<Self, WilayahGalat> {
        let asli = rapikan(s);
        let galat = || WilayahGalat { nilai: asli.to_owned() };
        let polos = tanpa_spasi(asli);
        let digit = polos.replace('.', "");
        if !matches!(digit.len(), 2 | 4 | 6 | 10) || !digit.bytes().all(|b| b.is_ascii_digit()) {
            return Err(galat());
        }
        let ruas: Vec<&str> = [0..2, 2..4, 4..6, 6..10]
            .into_iter()
            .filter_map(|r| digit.get(r))
            .filter(|r| !r.is_empty())
            .collect();
        let kode = ruas.join(".");
        let bertitik_benar = !polos.contains('.') || polos == kode;
        let nol = ruas.iter().any(|r| r.bytes().all(|b| b == b'0'));
        if !bertitik_benar || nol || digit.as_str() < "11" {
            return Err(galat());
        }
        Ok(KodeWilayah(kode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kode(s: &str) -> KodeWilayah {
        s.parse().unwrap()
    }

    #[test]
    fn codes_climb_to_their_province() {
        let k = kode("3273011001");
        assert_eq!(k.as_str(), "32.73.01.1001");
        assert_eq!(k.tingkat(), TingkatWilayah::KelurahanDesa);
        let naik: Vec<String> =
            std::iter::successors(Some(k), KodeWilayah::induk).map(|k| k.to_string()).collect();
        assert_eq!(naik, ["32.73.01.1001", "32.73.01", "32.73", "32"]);
        assert_eq!(kode("32").tingkat(), TingkatWilayah::Provinsi);
        assert_eq!(kode("32.73").tingkat(), TingkatWilayah::KabupatenKota);
        assert_eq!(kode("327301").tingkat(), TingkatWilayah::Kecamatan);
    }

    #[test]
    fn a_territory_covers_itself_and_what_lies_in_it() {
        assert!(kode("32.73").mencakup(&kode("32.73")));
        assert!(kode("32.73").mencakup(&kode("32.73.01.1001")));
        assert!(!kode("32.73").mencakup(&kode("32.74.01")));
        assert!(!kode("32.73.01").mencakup(&kode("32.73")));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for s in [
            "",
            "3",
            "327",
            "32.7.3",
            "32,73",
            "32.73.1",
            "00.73",
            "10.73",
            "32.00",
            "32.73.01.0000",
            "32.73.",
            "３２",
        ] {
            assert_eq!(s.parse::<KodeWilayah>(), Err(WilayahGalat { nilai: s.into() }), "{s}");
        }
    }
}
