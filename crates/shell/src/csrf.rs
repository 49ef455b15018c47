//! Forgery of forms from other sites: refused twice over.
//!
//! 1. A request that changes something and that the browser says came from another site is refused
//!    (`Sec-Fetch-Site`, else `Origin` against `Host`).
//! 2. A form must carry a token that only our own pages could have: the hash of the session's secret, or of
//!    a visitor's cookie before sign-in. It is masked afresh for every page, so that compressing pages
//!    tells nothing about it.

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

use crate::acak::{SumberAcak, dari_heks, heks};

/// Name of the hidden field.
pub const BIDANG: &str = "_csrf";
/// Header for JSON requests that ride on a session cookie.
pub const KEPALA: &str = "x-csrf";

/// What a token is derived from and compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KunciCsrf([u8; 32]);

impl KunciCsrf {
    /// Of a secret only this browser has, for pages of one region.
    pub(crate) fn dari(daerah: &str, rahasia: &str) -> Self {
        let awal = Sha256::new().chain_update(b"balai/csrf/2\0").chain_update(daerah).chain_update([0]);
        KunciCsrf(awal.chain_update(rahasia).finalize().into())
    }

    /// A token for one page.
    pub(crate) fn samar(&self, acak: &SumberAcak) -> String {
        let topeng: [u8; 32] = acak.bita();
        let isi: Vec<u8> = topeng.iter().zip(self.0).map(|(t, k)| t ^ k).collect();
        format!("{}{}", heks(&topeng), heks(&isi))
    }

    /// Whether `token` was made from this key. Takes the same time wherever it differs.
    pub(crate) fn cocok(&self, token: &str) -> bool {
        let Some(bita) = dari_heks(token) else { return false };
        let Some((topeng, isi)) = bita.split_at_checked(32) else { return false };
        if isi.len() != 32 {
            return false;
        }
        topeng.iter().zip(isi).zip(self.0).fold(0_u8, |beda, ((t, i), k)| beda | (t ^ i ^ k)) == 0
    }
}

/// What the browser says about where a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asal {
    Sendiri,
    Lain,
    TakDiketahui,
}

pub(crate) fn asal(kepala: &HeaderMap) -> Asal {
    let teks = |nama: &str| kepala.get(nama).and_then(|v| v.to_str().ok());
    match teks("sec-fetch-site") {
        Some("same-origin" | "none") => return Asal::Sendiri,
        Some(_) => return Asal::Lain,
        None => {}
    }
    let Some(asal) = teks(header::ORIGIN.as_str()) else { return Asal::TakDiketahui };
    let tuan = teks(header::HOST.as_str()).unwrap_or_default();
    match asal.split_once("://") {
        Some((_, a)) if !tuan.is_empty() && a.eq_ignore_ascii_case(tuan) => Asal::Sendiri,
        _ => Asal::Lain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    struct Hitung(u8);
    impl balai_kernel::Acak for Hitung {
        fn isi(&mut self, tujuan: &mut [u8]) {
            for b in tujuan {
                self.0 = self.0.wrapping_add(73);
                *b = self.0;
            }
        }
    }

    #[test]
    fn each_page_has_another_token_and_all_are_good() {
        let acak = SumberAcak::baru(Box::new(Hitung(1)));
        let kunci = KunciCsrf::dari("32.73", "rahasia");
        let (a, b) = (kunci.samar(&acak), kunci.samar(&acak));
        assert_ne!(a, b);
        assert!(kunci.cocok(&a) && kunci.cocok(&b));
        assert!(!KunciCsrf::dari("32.73", "lain").cocok(&a));
        assert!(!KunciCsrf::dari("32.77", "rahasia").cocok(&a), "of another region");
    }

    #[test]
    fn broken_tokens_are_refused() {
        let acak = SumberAcak::baru(Box::new(Hitung(1)));
        let kunci = KunciCsrf::dari("32.73", "rahasia");
        let baik = kunci.samar(&acak);
        for buruk in ["", "00", "zz", &baik[2..], &format!("{baik}00"), &"0".repeat(128)] {
            assert!(!kunci.cocok(buruk), "{buruk}");
        }
    }

    #[test]
    fn another_site_is_told_from_our_own() {
        let mut h = HeaderMap::new();
        assert_eq!(asal(&h), Asal::TakDiketahui);
        h.insert("host", HeaderValue::from_static("balai.example.go.id"));
        h.insert("origin", HeaderValue::from_static("https://balai.example.go.id"));
        assert_eq!(asal(&h), Asal::Sendiri);
        h.insert("origin", HeaderValue::from_static("https://jahat.example"));
        assert_eq!(asal(&h), Asal::Lain);
        h.insert("sec-fetch-site", HeaderValue::from_static("same-site"));
        assert_eq!(asal(&h), Asal::Lain);
    }
}
