//! Addresses of pages.

use std::fmt::Write as _;

/// A text as part of an address: all but letters, digits, `-`, `.`, `_` and `~` as `%XX` of its UTF-8 bytes (RFC 3986,
/// section 2.3).
#[must_use]
pub fn persen_url(teks: &str) -> String {
    teks.bytes().fold(String::with_capacity(teks.len()), |mut jadi, b| {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~') {
            jadi.push(char::from(b));
        } else {
            // writing to a String cannot fail
            let _ = write!(jadi, "%{b:02X}");
        }
        jadi
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_cannot_hold_is_escaped() {
        assert_eq!(persen_url("a-Z.0_~"), "a-Z.0_~");
        assert_eq!(persen_url("Ibu & Anak/é?"), "Ibu%20%26%20Anak%2F%C3%A9%3F");
    }
}
