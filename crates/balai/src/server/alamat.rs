//! Who is asking: the peer, or behind trusted proxies the address that the last of them saw.

use std::net::IpAddr;
use std::str::FromStr;

use axum::http::HeaderMap;

/// An address or a network, `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jaringan {
    alamat: IpAddr,
    bit: u32,
}

impl Jaringan {
    /// Whether every address lies in it.
    pub fn semua(&self) -> bool {
        self.bit == 0
    }

    /// Whether the address lies in it.
    pub fn memuat(&self, alamat: IpAddr) -> bool {
        let sama = |a: u128, b: u128, lebar: u32| {
            let geser = lebar - self.bit.min(lebar);
            a.checked_shr(geser).unwrap_or(0) == b.checked_shr(geser).unwrap_or(0)
        };
        match (self.alamat.to_canonical(), alamat.to_canonical()) {
            (IpAddr::V4(a), IpAddr::V4(b)) => sama(u32::from(a).into(), u32::from(b).into(), 32),
            (IpAddr::V6(a), IpAddr::V6(b)) => sama(a.into(), b.into(), 128),
            _ => false,
        }
    }
}

impl FromStr for Jaringan {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let (alamat, bit) = s.split_once('/').map_or((s, None), |(a, b)| (a, Some(b)));
        let alamat: IpAddr = alamat.parse().map_err(|_| ())?;
        let lebar = if alamat.is_ipv4() { 32 } else { 128 };
        let bit = bit.map_or(Ok(lebar), |b| b.parse().map_err(|_| ()))?;
        if bit > lebar { Err(()) } else { Ok(Jaringan { alamat, bit }) }
    }
}

/// The client's address. `X-Forwarded-For` is read from its end, past the proxies that are trusted: what stands before
/// the first stranger was written by that stranger and proves nothing.
pub fn klien(lawan: IpAddr, kepala: &HeaderMap, proksi: &[Jaringan]) -> IpAddr {
    let dipercaya = |a: IpAddr| proksi.iter().any(|p| p.memuat(a));
    let mut alamat = lawan.to_canonical();
    let nilai = kepala.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
    let rantai: Vec<&str> = nilai.flat_map(|v| v.split(',')).map(str::trim).collect();
    for satu in rantai.into_iter().rev() {
        if !dipercaya(alamat) {
            break;
        }
        match satu.parse::<IpAddr>() {
            Ok(a) => alamat = a.to_canonical(),
            Err(_) => break,
        }
    }
    alamat
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(s: &str) -> IpAddr {
        s.parse().unwrap()
    }

    fn dengar(lawan: &str, maju: &[&str], proksi: &[&str]) -> IpAddr {
        let mut kepala = HeaderMap::new();
        for m in maju {
            kepala.append("x-forwarded-for", m.parse().unwrap());
        }
        let proksi: Vec<Jaringan> = proksi.iter().map(|p| p.parse().unwrap()).collect();
        klien(ip(lawan), &kepala, &proksi)
    }

    #[test]
    fn a_stranger_cannot_borrow_an_address() {
        assert_eq!(dengar("203.0.113.9", &["10.1.1.1"], &[]), ip("203.0.113.9"));
        assert_eq!(dengar("203.0.113.9", &["10.1.1.1"], &["127.0.0.1"]), ip("203.0.113.9"));
        // the client wrote 1.2.3.4 itself; the proxy added whom it saw
        assert_eq!(dengar("127.0.0.1", &["1.2.3.4, 203.0.113.9"], &["127.0.0.1"]), ip("203.0.113.9"));
        assert_eq!(dengar("127.0.0.1", &["1.2.3.4", "203.0.113.9"], &["127.0.0.1"]), ip("203.0.113.9"));
    }

    #[test]
    fn a_chain_of_proxies_is_walked_to_the_first_stranger() {
        let proksi = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"];
        assert_eq!(
            dengar("::ffff:127.0.0.1", &["203.0.113.9, fd00::1, 10.9.9.9"], &proksi),
            ip("203.0.113.9")
        );
        assert_eq!(dengar("127.0.0.1", &["203.0.113.9, sampah"], &proksi), ip("127.0.0.1"));
        assert_eq!(dengar("127.0.0.1", &[], &proksi), ip("127.0.0.1"));
    }

    #[test]
    fn networks_end_where_they_say() {
        let j: Jaringan = "10.0.0.0/9".parse().unwrap();
        assert!(j.memuat(ip("10.127.255.255")) && !j.memuat(ip("10.128.0.0")) && !j.memuat(ip("::1")));
        let semua: Jaringan = "::/0".parse().unwrap();
        assert!(semua.memuat(ip("2001:db8::1")));
        assert!("10.0.0.0/33".parse::<Jaringan>().is_err() && "rumah".parse::<Jaringan>().is_err());
    }
}
