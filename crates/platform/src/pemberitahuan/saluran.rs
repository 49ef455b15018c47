//! What leaves the house, and over what.

use std::net::{IpAddr, SocketAddr, ToSocketAddrs};

use balai_kernel::{Bahasa, Waktu};

use crate::pekerjaan::GagalKerja;

/// Where a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tujuan {
    /// An e-mail address.
    Surel(String),
    /// A telephone number with `+`, for WhatsApp or SMS.
    Telepon(String),
}

impl Tujuan {
    /// The word a job stores.
    pub fn kode(&self) -> &'static str {
        match self {
            Tujuan::Surel(_) => "surel",
            Tujuan::Telepon(_) => "telepon",
        }
    }

    /// The address itself.
    pub fn alamat(&self) -> &str {
        match self {
            Tujuan::Surel(a) | Tujuan::Telepon(a) => a,
        }
    }
}

/// A message on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surat {
    /// The same for every attempt: who receives it twice can tell.
    pub kunci: String,
    /// Where it goes.
    pub tujuan: Tujuan,
    /// Subject, one line.
    pub perihal: String,
    /// Text.
    pub isi: String,
    /// Language of both.
    pub bahasa: Bahasa,
}

/// The address of a neighbour: this machine or its own network. What goes there is not encrypted, so nothing further
/// away is spoken to; the relay or proxy that stands there does the encryption to the world outside.
pub(super) fn tetangga(alamat: &str) -> std::io::Result<SocketAddr> {
    let dekat = |ip: IpAddr| match ip {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    };
    let jauh = || std::io::Error::other("the address is not in this machine's own network");
    alamat.to_socket_addrs()?.find(|a| dekat(a.ip())).ok_or_else(jauh)
}

/// A way out of the house.
pub trait Saluran: Send + Sync {
    /// Whether it can reach this.
    fn melayani(&self, tujuan: &Tujuan) -> bool;

    /// Sends; returns once the other side has taken it.
    ///
    /// # Errors
    /// Another attempt when the other side may take it later; none when it refused it for good.
    fn kirim(&self, surat: &Surat, kini: Waktu) -> Result<(), GagalKerja>;
}

#[cfg(test)]
mod tests {
    use super::tetangga;

    #[test]
    fn only_neighbours_are_spoken_to() {
        for dekat in ["127.0.0.1:25", "10.1.2.3:25", "192.168.0.9:8080", "[::1]:25", "[fd00::1]:25"] {
            assert!(tetangga(dekat).is_ok(), "{dekat}");
        }
        for jauh in ["8.8.8.8:25", "[2001:db8::1]:25", "172.32.0.1:25", "127.0.0.1"] {
            assert!(tetangga(jauh).is_err(), "{jauh}");
        }
    }
}
