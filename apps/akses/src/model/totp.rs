//! The second factor: six digits of the time (RFC 6238 over RFC 4226, SHA-1, 30 seconds), as every
//! authenticator application computes them.

use balai_kernel::Waktu;
use sha1::{Digest, Sha1};

/// Bytes of a secret: the length of the hash, as RFC 4226 advises.
pub const BITA: usize = 20;
/// Length of a time step, in milliseconds.
const LANGKAH_MILIDETIK: i64 = 30_000;
/// Block of SHA-1, in bytes.
const BLOK: usize = 64;

/// The time step of an instant.
pub fn langkah(pada: Waktu) -> i64 {
    pada.milidetik().div_euclid(LANGKAH_MILIDETIK)
}

/// The step whose code this is: the present one or its neighbours (a clock may be half a minute off), and none
/// up to `terakhir`, so that a code that was watched is worth nothing.
pub fn cocok(rahasia: &[u8], kode: &str, pada: Waktu, terakhir: i64) -> Option<i64> {
    let kode: String = kode.chars().filter(|c| !c.is_whitespace()).collect();
    let kini = langkah(pada);
    // all three are computed whatever matches
    let sama: Vec<i64> = (kini - 1..=kini + 1).filter(|l| enam(rahasia, *l) == kode).collect();
    sama.into_iter().find(|l| *l > terakhir)
}

/// Six digits of a step.
pub fn enam(rahasia: &[u8], langkah: i64) -> String {
    format!("{:06}", angka(rahasia, langkah) % 1_000_000)
}

/// The truncated hash of RFC 4226, 31 bits.
fn angka(rahasia: &[u8], langkah: i64) -> u32 {
    let sidik = hmac(rahasia, &langkah.to_be_bytes());
    let awal = usize::from(sidik.last().copied().unwrap_or_default() & 15);
    let empat = sidik.get(awal..awal + 4).unwrap_or_default();
    empat.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) & 0x7fff_ffff
}

fn hmac(kunci: &[u8], isi: &[u8]) -> Vec<u8> {
    let mut blok = [0_u8; BLOK];
    let pendek = if kunci.len() > BLOK { Sha1::digest(kunci).to_vec() } else { kunci.to_vec() };
    blok.iter_mut().zip(pendek).for_each(|(b, k)| *b = k);
    let lapis = |topeng: u8| blok.map(|b| b ^ topeng);
    let dalam = Sha1::new().chain_update(lapis(0x36)).chain_update(isi).finalize();
    Sha1::new().chain_update(lapis(0x5c)).chain_update(dalam).finalize().to_vec()
}

/// The secret as people type it into an application (RFC 4648, without padding).
pub fn base32(bita: &[u8]) -> String {
    const HURUF: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let huruf = |n: u64| HURUF.get(usize::try_from(n & 31).unwrap_or(0)).map_or('A', |h| char::from(*h));
    bita.chunks(5)
        .flat_map(|lima| {
            let n = lima.iter().fold(0_u64, |n, b| n << 8 | u64::from(*b)) << (8 * (5 - lima.len()));
            (0..(lima.len() * 8).div_ceil(5)).map(move |i| huruf(n >> (35 - 5 * i)))
        })
        .collect()
}

/// What the square code says to the application.
pub fn otpauth(penerbit: &str, akun: &str, rahasia: &[u8]) -> String {
    let aman = |teks: &str| -> String {
        teks.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    let (penerbit, akun) = (aman(penerbit), aman(akun));
    format!("otpauth://totp/{penerbit}:{akun}?secret={}&issuer={penerbit}", base32(rahasia))
}

/// The square code as a drawing; `None` when the text is longer than any such code holds.
pub fn svg(teks: &str) -> Option<String> {
    use std::fmt::Write as _;
    let qr = qrcodegen::QrCode::encode_text(teks, qrcodegen::QrCodeEcc::Medium).ok()?;
    let sisi = qr.size() + 8;
    let mut jadi = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {sisi} {sisi}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{sisi}\" height=\"{sisi}\" fill=\"#fff\"/><path fill=\"#000\" d=\""
    );
    for y in 0..qr.size() {
        for x in (0..qr.size()).filter(|x| qr.get_module(*x, y)) {
            let _ = write!(jadi, "M{},{}h1v1h-1z", x + 4, y + 4);
        }
    }
    jadi.push_str("\"/></svg>");
    Some(jadi)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KUNCI: &[u8] = b"12345678901234567890";

    fn pada(detik: i64) -> Waktu {
        Waktu::dari_milidetik(detik * 1_000).unwrap()
    }

    /// RFC 6238, appendix B, the SHA-1 column; RFC 4226, appendix D for the first counters.
    #[test]
    fn the_published_codes_come_out() {
        for (detik, kode) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
        ] {
            assert_eq!(angka(KUNCI, langkah(pada(detik))) % 100_000_000, kode, "{detik}");
        }
        assert_eq!([0, 1, 2].map(|l| enam(KUNCI, l)), ["755224", "287082", "359152"]);
    }

    /// RFC 4648, section 10.
    #[test]
    fn the_secret_is_written_as_applications_read_it() {
        for (isi, teks) in
            [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(isi.as_bytes()), teks);
        }
    }

    #[test]
    fn a_code_opens_once_and_half_a_minute_around() {
        let kini = pada(1_000_000_000);
        let l = langkah(kini);
        let kode = |n: i64| enam(KUNCI, l + n);
        assert_eq!(cocok(KUNCI, &kode(0), kini, 0), Some(l));
        assert_eq!(cocok(KUNCI, &format!(" {} ", kode(-1)), kini, 0), Some(l - 1));
        assert_eq!(cocok(KUNCI, &kode(1), kini, 0), Some(l + 1));
        assert_eq!([cocok(KUNCI, &kode(-2), kini, 0), cocok(KUNCI, &kode(2), kini, 0)], [None, None]);
        assert_eq!(cocok(KUNCI, &kode(0), kini, l), None, "the same step twice");
        assert_eq!(cocok(KUNCI, &kode(-1), kini, l), None, "nor an older one after a newer");
        assert_eq!(cocok(KUNCI, "", kini, 0), None);
    }

    #[test]
    fn the_square_code_is_drawn_without_styles() {
        let teks = otpauth("Kota Bandung", "bkpsdm", KUNCI);
        assert_eq!(
            teks,
            "otpauth://totp/Kota%20Bandung:bkpsdm?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kota%20Bandung"
        );
        let svg = svg(&teks).unwrap();
        assert!(svg.starts_with("<svg") && !svg.contains("style") && svg.len() > 1_000);
    }
}
