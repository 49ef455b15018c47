//! How often one address and one account may ask.
//!
//! Token buckets in whole numbers: a bucket holds so many requests at once and fills again evenly. What is refused
//! is told when to come back. An IPv6 client owns a whole /64, so the bucket is the network's, not the address's.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use balai_kernel::{Id, Waktu};

/// Buckets kept. Past this those untouched for a minute are forgotten; were all in use, all are forgotten: better to
/// be lenient for a moment than to grow without end.
const EMBER_MAKS: usize = 50_000;
/// One request, in the unit of a bucket: a rate of one a minute brings one unit a millisecond.
const HARGA: i64 = 60_000;

/// The address a request came from, past any proxy that is trusted. The server puts it on each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlamatKlien(pub IpAddr);

/// An even rate and how much may come at once. A rate of 0 is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Laju {
    /// Requests a minute in the long run; 0 is no limit.
    pub per_menit: u32,
    /// Requests at once after a rest.
    pub sekaligus: u32,
}

impl Laju {
    /// No limit.
    pub const BEBAS: Laju = Laju { per_menit: 0, sekaligus: 0 };
}

/// The three rates of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatasLaju {
    /// Everything an address asks for, static files apart.
    pub alamat: Laju,
    /// Everything an account asks for.
    pub akun: Laju,
    /// What an address sends without being signed in: passwords, codes, tokens that open nothing.
    pub masuk: Laju,
}

impl BatasLaju {
    /// No limit anywhere: tests and measurements.
    pub const BEBAS: BatasLaju = BatasLaju { alamat: Laju::BEBAS, akun: Laju::BEBAS, masuk: Laju::BEBAS };
}

/// Whole offices sit behind one address, so the rates of addresses are wide; an account is one person.
impl Default for BatasLaju {
    fn default() -> Self {
        BatasLaju {
            alamat: Laju { per_menit: 3_000, sekaligus: 600 },
            akun: Laju { per_menit: 600, sekaligus: 120 },
            masuk: Laju { per_menit: 60, sekaligus: 60 },
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Kunci {
    Alamat(IpAddr),
    Masuk(IpAddr),
    /// Accounts of two regions are two.
    Akun(String, Id),
}

#[derive(Debug, Clone, Copy)]
struct Ember {
    isi: i64,
    pada: i64,
}

/// The buckets of a process.
#[derive(Debug)]
pub(crate) struct Pembatas {
    batas: BatasLaju,
    ember: Mutex<HashMap<Kunci, Ember>>,
}

impl Pembatas {
    pub(crate) fn baru(batas: BatasLaju) -> Self {
        Pembatas { batas, ember: Mutex::default() }
    }

    /// One request of an address. `Err` is how many seconds to wait.
    pub(crate) fn alamat(&self, alamat: IpAddr, kini: Waktu) -> Result<(), u32> {
        self.ambil(self.batas.alamat, Kunci::Alamat(jaringan(alamat)), kini)
    }

    /// One attempt to be somebody. `Err` is how many seconds to wait.
    pub(crate) fn masuk(&self, alamat: IpAddr, kini: Waktu) -> Result<(), u32> {
        self.ambil(self.batas.masuk, Kunci::Masuk(jaringan(alamat)), kini)
    }

    /// One request of an account. `Err` is how many seconds to wait.
    pub(crate) fn akun(&self, daerah: &str, akun: &Id, kini: Waktu) -> Result<(), u32> {
        self.ambil(self.batas.akun, Kunci::Akun(daerah.to_owned(), akun.clone()), kini)
    }

    fn ambil(&self, laju: Laju, kunci: Kunci, kini: Waktu) -> Result<(), u32> {
        if laju.per_menit == 0 {
            return Ok(());
        }
        let (kini, penuh) = (kini.milidetik(), i64::from(laju.sekaligus.max(1)) * HARGA);
        let mut semua = self.ember.lock().unwrap_or_else(PoisonError::into_inner);
        if semua.len() >= EMBER_MAKS && !semua.contains_key(&kunci) {
            semua.retain(|_, e| kini.saturating_sub(e.pada) < 60_000);
            if semua.len() >= EMBER_MAKS {
                semua.clear();
            }
        }
        let ember = semua.entry(kunci).or_insert(Ember { isi: penuh, pada: kini });
        // a clock that was set back brings nothing and takes nothing
        let lewat = kini.saturating_sub(ember.pada).max(0);
        ember.isi = ember.isi.saturating_add(lewat.saturating_mul(i64::from(laju.per_menit))).min(penuh);
        ember.pada = kini;
        if ember.isi >= HARGA {
            ember.isi -= HARGA;
            return Ok(());
        }
        let milidetik = (HARGA - ember.isi).div_euclid(i64::from(laju.per_menit)) + 1;
        Err(u32::try_from(milidetik / 1_000 + 1).unwrap_or(u32::MAX))
    }
}

fn jaringan(alamat: IpAddr) -> IpAddr {
    match alamat.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUMAH: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));

    fn saat(ms: i64) -> Waktu {
        Waktu::dari_milidetik(1_790_000_000_000 + ms).unwrap()
    }

    fn ketat() -> Pembatas {
        let laju = Laju { per_menit: 60, sekaligus: 3 };
        Pembatas::baru(BatasLaju { alamat: laju, akun: laju, masuk: laju })
    }

    #[test]
    fn so_many_at_once_then_evenly() {
        let p = ketat();
        assert!((0..3).all(|_| p.alamat(RUMAH, saat(0)).is_ok()));
        assert_eq!(p.alamat(RUMAH, saat(0)), Err(2));
        assert_eq!(p.alamat(RUMAH, saat(999)), Err(1));
        assert_eq!(p.alamat(RUMAH, saat(1_000)), Ok(()));
        assert!(p.alamat(RUMAH, saat(1_000)).is_err());
        assert!((0..3).all(|_| p.alamat(RUMAH, saat(600_000)).is_ok()), "a rest fills it, no more than full");
        assert!(p.alamat(RUMAH, saat(600_000)).is_err());
    }

    #[test]
    fn waiting_as_told_is_enough() {
        let p = ketat();
        let mut kini = 0;
        for _ in 0..50 {
            if let Err(detik) = p.masuk(RUMAH, saat(kini)) {
                kini += i64::from(detik) * 1_000;
                assert_eq!(p.masuk(RUMAH, saat(kini)), Ok(()));
            }
        }
    }

    #[test]
    fn one_client_does_not_spend_anothers_share() {
        let p = ketat();
        let akun = |n| Id::new(saat(0), &mut balai_testkit::AcakTetap::baru(n));
        assert!((0..4).any(|_| p.akun("32.73", &akun(1), saat(0)).is_err()));
        assert!(p.akun("32.73", &akun(2), saat(0)).is_ok());
        assert!(
            p.akun("32.74", &akun(1), saat(0)).is_ok(),
            "the same id in another region is another person"
        );
        assert!(p.alamat(RUMAH, saat(0)).is_ok() && p.masuk(RUMAH, saat(0)).is_ok());
    }

    #[test]
    fn a_network_of_ipv6_is_one_client_and_a_mapped_address_is_itself() {
        let p = ketat();
        let v6 = |n: u16| IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 1, 2, 0, 0, 0, n));
        assert!((0..4).any(|n| p.alamat(v6(n), saat(0)).is_err()));
        assert!(p.alamat(IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 1, 3, 0, 0, 0, 1)), saat(0)).is_ok());
        assert_eq!(jaringan("::ffff:10.0.0.1".parse().unwrap()), RUMAH);
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out_for_long() {
        let p = ketat();
        while p.alamat(RUMAH, saat(5_000_000)).is_ok() {}
        assert!(p.alamat(RUMAH, saat(0)).is_err());
        assert!(p.alamat(RUMAH, saat(2_000)).is_ok());
    }

    #[test]
    fn the_number_of_buckets_has_an_end() {
        let p = ketat();
        for n in 0..=u32::try_from(EMBER_MAKS).unwrap() {
            p.alamat(IpAddr::V4(n.into()), saat(0)).unwrap();
        }
        assert!(p.ember.lock().unwrap().len() <= EMBER_MAKS);
    }
}
