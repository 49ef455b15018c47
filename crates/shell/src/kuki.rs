//! Cookies, read and written by hand: a handful of names, no library.

use axum::http::{HeaderMap, HeaderValue, header};

/// The value of the first cookie called `nama`.
pub fn baca<'a>(kepala: &'a HeaderMap, nama: &str) -> Option<&'a str> {
    kepala
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|p| p.trim().split_once('='))
        .find(|(n, _)| *n == nama)
        .map(|(_, isi)| isi)
}

/// How long a cookie stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Umur {
    /// Until the browser closes.
    Peramban,
    /// So many seconds.
    Detik(u32),
    /// Gone now.
    Hapus,
}

/// A `Set-Cookie` value for the whole host: not readable by scripts, not sent from other sites' forms.
/// `aman` adds `Secure`. `None` when the value holds characters a cookie cannot carry.
pub fn pasang(nama: &str, isi: &str, umur: Umur, aman: bool) -> Option<HeaderValue> {
    let boleh = |b: u8| b.is_ascii_graphic() && !matches!(b, b'"' | b',' | b';' | b'\\');
    if !isi.bytes().all(boleh) {
        return None;
    }
    let umur = match umur {
        Umur::Peramban => String::new(),
        Umur::Detik(n) => format!("; Max-Age={n}"),
        Umur::Hapus => "; Max-Age=0".to_owned(),
    };
    let aman = if aman { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{nama}={isi}; Path=/; HttpOnly; SameSite=Lax{umur}{aman}")).ok()
}
