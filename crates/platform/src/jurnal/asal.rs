//! From where an act came, as the journal keeps it.

use std::fmt;
use std::net::IpAddr;

/// From where: the channel, and for the network an address too short to be one household.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Asal {
    /// The command line on the machine itself.
    #[default]
    BarisPerintah,
    /// A page in a browser.
    Web(Option<IpAddr>),
    /// A program with a token.
    Token(Option<IpAddr>),
    /// A background job of this name.
    Tugas(String),
}

/// The stored form: `cli`, `web 203.0.113.0/24`, `token 2001:db8:1::/48`, `tugas akses.bersihkan`.
impl fmt::Display for Asal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kata, alamat) = match self {
            Asal::BarisPerintah => return f.write_str("cli"),
            Asal::Tugas(nama) => return write!(f, "tugas {nama}"),
            Asal::Web(alamat) => ("web", alamat),
            Asal::Token(alamat) => ("token", alamat),
        };
        f.write_str(kata)?;
        alamat.map_or(Ok(()), |alamat| write!(f, " {}", pendek(alamat)))
    }
}

/// The network an address lies in: 24 bits of IPv4, 48 of IPv6.
pub fn pendek(alamat: IpAddr) -> String {
    match alamat.to_canonical() {
        IpAddr::V4(a) => {
            let [a, b, c, _] = a.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(a) => {
            let [a, b, c, ..] = a.segments();
            format!("{}/48", std::net::Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_too_short_to_name_a_household() {
        let web = |a: &str| Asal::Web(Some(a.parse().unwrap())).to_string();
        assert_eq!(web("203.0.113.77"), "web 203.0.113.0/24");
        assert_eq!(web("::ffff:203.0.113.77"), "web 203.0.113.0/24");
        assert_eq!(web("2001:db8:1:2:3::4"), "web 2001:db8:1::/48");
        assert_eq!(Asal::Token(None).to_string(), "token");
        assert_eq!(Asal::default().to_string(), "cli");
        assert_eq!(Asal::Tugas("jurnal.titik".into()).to_string(), "tugas jurnal.titik");
    }
}
