//! What a file is, by its first bytes and never by its name.

use std::fmt;
use std::str::FromStr;

use balai_kernel::Galat;

/// A kind of file the house takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Jenis {
    /// PDF.
    Pdf,
    /// PNG, made anew as JPEG.
    Png,
    /// JPEG, made anew.
    Jpeg,
    /// WebP, made anew as JPEG.
    Webp,
    /// What iPhones take pictures in, made anew as JPEG.
    Heic,
    /// A workbook.
    Xlsx,
    /// Plain text, CSV included.
    Teks,
}

impl Jenis {
    /// Every kind.
    pub const SEMUA: [Jenis; 7] =
        [Jenis::Pdf, Jenis::Png, Jenis::Jpeg, Jenis::Webp, Jenis::Heic, Jenis::Xlsx, Jenis::Teks];
    /// The kinds that are pictures.
    pub const GAMBAR: [Jenis; 4] = [Jenis::Jpeg, Jenis::Png, Jenis::Webp, Jenis::Heic];

    /// The short word of it, which is also stored.
    pub const fn nama(self) -> &'static str {
        match self {
            Jenis::Pdf => "PDF",
            Jenis::Png => "PNG",
            Jenis::Jpeg => "JPEG",
            Jenis::Webp => "WebP",
            Jenis::Heic => "HEIC",
            Jenis::Xlsx => "XLSX",
            Jenis::Teks => "CSV/teks",
        }
    }

    /// How it is sent to a browser.
    pub const fn mime(self) -> &'static str {
        match self {
            Jenis::Pdf => "application/pdf",
            Jenis::Png => "image/png",
            Jenis::Jpeg => "image/jpeg",
            Jenis::Webp => "image/webp",
            Jenis::Heic => "image/heic",
            Jenis::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Jenis::Teks => "text/plain; charset=utf-8",
        }
    }

    /// Largest size taken in, in bytes. A picture is smaller once it is made anew.
    pub const fn bita_maks(self) -> u64 {
        match self {
            Jenis::Png | Jenis::Jpeg | Jenis::Webp | Jenis::Heic => 25 << 20,
            Jenis::Pdf | Jenis::Xlsx => 20 << 20,
            Jenis::Teks => 10 << 20,
        }
    }

    /// Whether it is a picture.
    pub fn gambar(self) -> bool {
        Jenis::GAMBAR.contains(&self)
    }
}

impl fmt::Display for Jenis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.nama())
    }
}

impl FromStr for Jenis {
    type Err = Galat;

    fn from_str(s: &str) -> Result<Self, Galat> {
        let galat = || Galat::baru("PLT-062").dengan("boleh", s);
        Jenis::SEMUA.into_iter().find(|j| j.nama() == s).ok_or_else(galat)
    }
}

/// The kind of these bytes; `None` when it is none the house takes.
pub(super) fn kenali(isi: &[u8]) -> Option<Jenis> {
    let pada = |dari: usize, apa: &[u8]| isi.get(dari..dari + apa.len()) == Some(apa);
    if pada(0, b"%PDF-") {
        Some(Jenis::Pdf)
    } else if pada(0, b"\x89PNG\r\n\x1a\n") {
        Some(Jenis::Png)
    } else if pada(0, b"\xff\xd8\xff") {
        Some(Jenis::Jpeg)
    } else if pada(0, b"RIFF") && pada(8, b"WEBP") {
        Some(Jenis::Webp)
    } else if pada(4, b"ftyp") {
        merek_heic(isi).then_some(Jenis::Heic)
    } else if pada(0, b"PK\x03\x04") {
        memuat(isi, b"xl/workbook.xml").then_some(Jenis::Xlsx)
    } else {
        teks(isi).then_some(Jenis::Teks)
    }
}

/// Whether the container names one of the brands of still pictures in HEVC.
fn merek_heic(isi: &[u8]) -> bool {
    let panjang = isi.first_chunk::<4>().map_or(0, |b| u32::from_be_bytes(*b));
    let sampai = usize::try_from(panjang).unwrap_or(0).min(isi.len()).min(256);
    let merek = isi.get(8..sampai).unwrap_or_default();
    merek.chunks_exact(4).any(|m| matches!(m, b"heic" | b"heix" | b"heim" | b"heis"))
}

fn memuat(isi: &[u8], apa: &[u8]) -> bool {
    isi.windows(apa.len()).any(|w| w == apa)
}

/// Text without control characters, and not a page or a drawing that a browser would run.
fn teks(isi: &[u8]) -> bool {
    let kendali = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    if isi.iter().any(|b| kendali(b) || *b == 0x7f) {
        return false;
    }
    let awal = isi.strip_prefix(b"\xef\xbb\xbf").unwrap_or(isi).trim_ascii_start();
    !awal.starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_names_do_not() {
        for (isi, jenis) in [
            (&b"%PDF-1.7\n..."[..], Some(Jenis::Pdf)),
            (b"\x89PNG\r\n\x1a\n....", Some(Jenis::Png)),
            (b"\xff\xd8\xff\xe0..", Some(Jenis::Jpeg)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Jenis::Webp)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Some(Jenis::Heic)),
            (b"\0\0\0\x18ftypisom\0\0\0\0isommp41", None),
            (b"PK\x03\x04......xl/workbook.xml", Some(Jenis::Xlsx)),
            (b"PK\x03\x04......word/document.xml", None),
            (b"nip;nama\r\n1;Siti\r\n", Some(Jenis::Teks)),
            (b"MZ\x90\0\x03", None),
            (b"\x7fELF\x02\x01", None),
            (b"#!/bin/sh\x07", None),
            (b"  <script>alert(1)</script>", None),
            (b"\xef\xbb\xbf<svg onload=x>", None),
            (b"%PDF", Some(Jenis::Teks)),
        ] {
            assert_eq!(kenali(isi), jenis, "{}", String::from_utf8_lossy(isi));
        }
    }
}
