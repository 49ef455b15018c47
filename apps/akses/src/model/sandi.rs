//! Passwords: argon2id hashes, and passwords we make up.

use std::sync::LazyLock;

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use balai_kernel::Galat;
use balai_platform::{Kerusakan, Refusal};

use super::lazim::lazim;

/// Bytes of salt.
pub const GARAM: usize = 16;
/// Bytes of chance in a made-up password.
pub const BITA_BUATAN: usize = 16;

/// Stored in place of a hash until an invited person has set a password: it opens for nobody.
pub const BELUM: &str = "!";

/// The longest password, in characters.
const PANJANG_MAKS: usize = 200;
/// What must remain of a password besides what everybody knows of its owner, in letters and digits.
const SISA_TERSENDIRI: usize = 8;

/// What a password must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syarat {
    panjang: usize,
    kata: Vec<String>,
}

impl Syarat {
    /// At least this long, and not made of the words of these names.
    pub fn baru<'a>(panjang: usize, nama: impl IntoIterator<Item = &'a str>) -> Self {
        let kata = nama.into_iter().flat_map(|n| n.split(|c: char| !c.is_alphanumeric()));
        let kata = kata.filter(|k| k.chars().count() >= 4).map(str::to_lowercase);
        Syarat { panjang, kata: kata.collect() }
    }

    /// # Errors
    /// `AKS-007` for the length, `AKS-018` when everybody tries it, `AKS-019` when it is the owner's own name,
    /// number or region with little added.
    pub fn periksa(&self, sandi: &str) -> Result<(), Galat> {
        let panjang = sandi.chars().count();
        if panjang < self.panjang || panjang > PANJANG_MAKS {
            return Err(Galat::baru("AKS-007").dengan("panjang", self.panjang));
        }
        let polos: String = sandi.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        let sisa = self.kata.iter().fold(polos.clone(), |s, k| s.replace(k.as_str(), ""));
        if sisa != polos && sisa.chars().count() < SISA_TERSENDIRI {
            return Err(Galat::baru("AKS-019"));
        }
        if lazim(sandi) {
            return Err(Galat::baru("AKS-018"));
        }
        Ok(())
    }
}

/// A hash of no account's password, compared with when the account does not exist, so that the answer takes
/// the same time either way.
static TIRUAN: LazyLock<String> = LazyLock::new(|| {
    hash(b"bukan sandi siapa pun", &[0x5a; GARAM]).map(|h| h.to_string()).unwrap_or_default()
});

/// The stored form of a password: a PHC string of argon2id (19 MiB, 2 passes, the library's recommendation).
/// Slow on purpose; never call it inside a write closure.
///
/// # Errors
/// As [`Syarat::periksa`].
pub fn simpan(sandi: &str, garam: [u8; GARAM], syarat: &Syarat) -> Result<String, Refusal> {
    syarat.periksa(sandi)?;
    match hash(sandi.as_bytes(), &garam) {
        Ok(hash) => Ok(hash.to_string()),
        Err(galat) => Err(Refusal::Internal(Kerusakan::baru(format!("argon2: {galat}")))),
    }
}

/// Whether the password is the one stored. `None` stands for an account that does not exist: it takes as long
/// and is always false. Slow on purpose.
pub fn cocok(sandi: &str, tersimpan: Option<&str>) -> bool {
    // somebody invited who has no password yet is as nobody, and takes as long
    let tersimpan = tersimpan.filter(|t| *t != BELUM);
    let phc = tersimpan.unwrap_or(TIRUAN.as_str());
    let sama = PasswordVerifier::<str>::verify_password(&Argon2::default(), sandi.as_bytes(), phc).is_ok();
    sama && tersimpan.is_some()
}

/// A password to hand out once: four groups of letters and digits that are not mistaken for one another,
/// 80 bits of chance.
pub fn buatan(bita: [u8; BITA_BUATAN]) -> String {
    const HURUF: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let huruf: String =
        bita.iter().filter_map(|b| HURUF.get(usize::from(b & 31))).map(|h| char::from(*h)).collect();
    huruf.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}

fn hash(sandi: &[u8], garam: &[u8]) -> Result<PasswordHash, argon2::password_hash::Error> {
    Argon2::default().hash_password_with_salt(sandi, garam)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_matches_its_own_hash_only() {
        let phc = simpan("gedung sate pagi hari", [3; GARAM], &bebas()).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(cocok("gedung sate pagi hari", Some(&phc)));
        assert!(!cocok("gedung sate sore hari", Some(&phc)));
        assert!(!cocok("bukan sandi siapa pun", None), "nobody's password opens nothing");
        assert!(!cocok("apa pun", Some("bukan phc")));
        assert!(!cocok("!", Some(BELUM)) && !cocok("", Some(BELUM)));
    }

    fn bebas() -> Syarat {
        Syarat::baru(12, [])
    }

    #[test]
    fn too_short_too_common_and_too_near_are_refused() {
        let syarat = Syarat::baru(12, ["Kota Bandung", "198609262015051001", "Siti Nurjanah"]);
        let kode = |sandi: &str| syarat.periksa(sandi).err().map(|g| g.kode);
        assert_eq!([kode(""), kode("pendek"), kode(&"ab1".repeat(70))], [Some("AKS-007"); 3]);
        assert_eq!([kode("Password1234"), kode("rahasia-rahasia")], [Some("AKS-018"); 2]);
        for sandi in ["Bandung-2026!!", "198609262015051001", "nurjanah.siti1", "KotaBandung123"] {
            assert_eq!(kode(sandi), Some("AKS-019"), "{sandi}");
        }
        for sandi in ["gedung sate pagi hari", "naik angkot ke bandung utara"] {
            assert_eq!(kode(sandi), None, "{sandi}");
        }
    }

    #[test]
    fn a_made_up_password_is_long_enough_to_be_one() {
        let sandi = buatan([1, 9, 17, 25, 3, 11, 19, 27, 5, 13, 21, 29, 7, 15, 23, 31]);
        assert_eq!(sandi.len(), 19);
        assert!(simpan(&sandi, [1; GARAM], &bebas()).is_ok());
    }
}
