//! The secret of a session.

use balai_platform::sidik;

/// Bytes of chance in a token: 256 bits.
pub const BITA: usize = 32;

/// What a machine's token begins with, so that people and scanners recognise one.
pub const AWALAN_MESIN: &str = "balai_";

/// A session's secret in the browser's cookie, and its hash in our table.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A token of fresh chance.
    pub fn baru(bita: [u8; BITA]) -> Self {
        Token(bita.iter().map(|b| format!("{b:02x}")).collect())
    }

    /// Reads a cookie; `None` for anything that is no token of ours.
    pub fn baca(teks: &str) -> Option<Self> {
        let sah = teks.len() == 2 * BITA && teks.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        sah.then(|| Token(teks.to_owned()))
    }

    /// What the cookie carries.
    pub fn rahasia(&self) -> &str {
        &self.0
    }

    /// What the table keeps. A plain hash is enough: 256 random bits cannot be searched through.
    pub fn sidik(&self) -> String {
        sidik(self.0.as_bytes())
    }
}

/// Never the secret.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_hides_itself() {
        let token = Token::baru([7; BITA]);
        assert_eq!(Token::baca(token.rahasia()), Some(token.clone()));
        assert_ne!(token.sidik(), token.rahasia());
        assert!(!format!("{token:?}").contains("07"));
        assert_eq!(Token::baca(""), None);
        assert_eq!(Token::baca(&"F".repeat(64)), None);
    }
}
