//! What people type to say who they are.

use balai_kernel::{Galat, Nip};

/// What was typed at the log-in: a staff number, spaces allowed, or an account name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pengenal {
    /// A staff number.
    Nip(Nip),
    /// A folded account name; possibly of no account.
    Nama(String),
}

impl Pengenal {
    /// Reads what was typed. Always something: a text that can be no account is simply nobody's.
    pub fn baca(teks: &str) -> Self {
        match teks.parse::<Nip>() {
            Ok(nip) => Pengenal::Nip(nip),
            Err(_) => Pengenal::Nama(lipat(teks)),
        }
    }

    /// The folded text.
    pub fn kunci(&self) -> &str {
        match self {
            Pengenal::Nip(nip) => nip.as_str(),
            Pengenal::Nama(nama) => nama,
        }
    }
}

/// An account name as stored.
///
/// # Errors
/// `AKS-004` when it is not 3 to 40 of `a-z 0-9 . -` beginning with a letter.
pub fn nama_akun(teks: &str) -> Result<String, Galat> {
    let nama = lipat(teks);
    let huruf = |b: u8| b.is_ascii_lowercase();
    let sah = (3..=40).contains(&nama.len())
        && nama.bytes().next().is_some_and(huruf)
        && nama.bytes().all(|b| huruf(b) || b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    if sah { Ok(nama) } else { Err(Galat::baru("AKS-004").dengan("nama", teks.trim())) }
}

fn lipat(teks: &str) -> String {
    teks.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_staff_number_may_be_typed_with_its_spaces() {
        let nip: Nip = "198609262015051001".parse().unwrap();
        assert_eq!(Pengenal::baca(" 19860926 201505 1 001 "), Pengenal::Nip(nip));
        assert_eq!(Pengenal::baca(" Bkpsdm "), Pengenal::Nama("bkpsdm".into()));
        assert_eq!(Pengenal::baca(""), Pengenal::Nama(String::new()));
    }

    #[test]
    fn an_account_name_is_plain_letters() {
        assert_eq!(nama_akun(" Admin.Kota-1 ").unwrap(), "admin.kota-1");
        for buruk in ["", "ab", "1abc", "a b'c", "é-satu", &"a".repeat(41)] {
            assert_eq!(nama_akun(buruk).unwrap_err().kode, "AKS-004", "{buruk}");
        }
    }
}
