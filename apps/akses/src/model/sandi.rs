//! Passwords: argon2id hashes, and passwords we make up.

use std::sync::LazyLock;

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use balai_kernel::Galat;
use balai_platform::{Kerusakan, Refusal};

/// Bytes of salt.
pub const GARAM: usize = 16;
/// Bytes of chance in a made-up password.
pub const BITA_BUATAN: usize = 16;

/// The shortest and longest password, in characters.
const PANJANG: std::ops::RangeInclusive<usize> = 10..=200;

/// A hash of no account's password, compared with when the account does not exist, so that the answer takes
/// the same time either way.
static TIRUAN: LazyLock<String> = LazyLock::new(|| {
    hash(b"bukan sandi siapa pun", &[0x5a; GARAM]).map(|h| h.to_string()).unwrap_or_default()
});

/// The stored form of a password: a PHC string of argon2id (19 MiB, 2 passes, the library's recommendation).
/// Slow on purpose; never call it inside a write closure.
///
/// # Errors
/// `AKS-007` when the password is too short or too long.
pub fn simpan(sandi: &str, garam: [u8; GARAM]) -> Result<String, Refusal> {
    if !PANJANG.contains(&sandi.chars().count()) {
        return Err(Galat::baru("AKS-007").into());
    }
    match hash(sandi.as_bytes(), &garam) {
        Ok(hash) => Ok(hash.to_string()),
        Err(galat) => Err(Refusal::Internal(Kerusakan::baru(format!("argon2: {galat}")))),
    }
}

/// Whether the password is the one stored. `None` stands for an account that does not exist: it takes as long
/// and is always false. Slow on purpose.
pub fn cocok(sandi: &str, tersimpan: Option<&str>) -> bool {
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
        let phc = simpan("gedung sate pagi hari", [3; GARAM]).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(cocok("gedung sate pagi hari", Some(&phc)));
        assert!(!cocok("gedung sate sore hari", Some(&phc)));
        assert!(!cocok("bukan sandi siapa pun", None), "nobody's password opens nothing");
        assert!(!cocok("apa pun", Some("bukan phc")));
    }

    #[test]
    fn too_short_and_too_long_are_refused() {
        for sandi in ["", "pendek", &"a".repeat(201)] {
            assert_eq!(simpan(sandi, [0; GARAM]).unwrap_err().galat().kode, "AKS-007");
        }
    }

    #[test]
    fn a_made_up_password_is_long_enough_to_be_one() {
        let sandi = buatan([0xff; BITA_BUATAN]);
        assert_eq!(sandi, "9999-9999-9999-9999");
        assert!(simpan(&sandi, [1; GARAM]).is_ok());
    }
}
