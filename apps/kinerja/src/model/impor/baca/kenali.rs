//! The first look at a file: what it is, how it is encoded, and its SHA-256.

use std::fmt::Write as _;
use std::io::Read;

use balai_kernel::Galat;
use sha2::{Digest, Sha256};

use super::{BATAS_TEKS, BATAS_XLSX, GalatBaca};

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bentuk {
    /// Text in UTF-8, or in Windows-1252 on the lines that are not UTF-8.
    Teks,
    /// Text in UTF-16, least significant byte first.
    Utf16Le,
    /// Text in UTF-16, most significant byte first.
    Utf16Be,
    /// A workbook in a ZIP container.
    Xlsx,
}

/// What the first look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kenalan {
    /// SHA-256 of the bytes, 64 lowercase hexadecimal digits.
    pub sha256: String,
    /// Size in bytes.
    pub ukuran: u64,
    /// What the file is.
    pub bentuk: Bentuk,
}

/// Reads `sumber` to its end once; `bagian` gets the bytes in parts of at most 1 MiB, in order.
///
/// # Errors
/// A failing disk or `bagian`, or a file that is empty (`KIN-101`), too large (`KIN-102`) or not a table at all
/// (`KIN-104`, `KIN-105`).
pub fn kenali(
    sumber: &mut dyn Read,
    bagian: &mut dyn FnMut(&[u8]) -> Result<(), GalatBaca>,
) -> Result<Kenalan, GalatBaca> {
    let mut sidik = Sha256::new();
    let mut ukuran = 0u64;
    let mut awal: Vec<u8> = Vec::new();
    let mut wadah = vec![0u8; 1024 * 1024];
    loop {
        let n = isi_penuh(sumber, &mut wadah)?;
        let Some(potong) = wadah.get(..n).filter(|p| !p.is_empty()) else { break };
        if awal.is_empty() {
            awal.extend_from_slice(potong.get(..potong.len().min(65_536)).unwrap_or_default());
        }
        ukuran = ukuran.saturating_add(n as u64);
        if ukuran > BATAS_TEKS {
            return Err(terlalu_besar(ukuran, BATAS_TEKS));
        }
        sidik.update(potong);
        bagian(potong)?;
    }
    let bentuk = bentuk(&awal)?;
    if bentuk == Bentuk::Xlsx && ukuran > BATAS_XLSX {
        return Err(terlalu_besar(ukuran, BATAS_XLSX));
    }
    let mut sha256 = String::with_capacity(64);
    for byte in sidik.finalize() {
        // writing to a String cannot fail
        let _ = write!(sha256, "{byte:02x}");
    }
    Ok(Kenalan { sha256, ukuran, bentuk })
}

fn terlalu_besar(ukuran: u64, batas: u64) -> GalatBaca {
    const MIB: u64 = 1024 * 1024;
    GalatBaca::berkas(
        Galat::baru("KIN-102").dengan("ukuran", ukuran.div_ceil(MIB)).dengan("batas", batas / MIB),
    )
}

/// Fills `wadah` as far as the source goes: short reads of a pipe must not look like the end.
fn isi_penuh(sumber: &mut dyn Read, wadah: &mut [u8]) -> Result<usize, GalatBaca> {
    let mut n = 0;
    while let Some(sisa) = wadah.get_mut(n..).filter(|s| !s.is_empty()) {
        match sumber.read(sisa) {
            Ok(0) => break,
            Ok(k) => n += k,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(n)
}

fn bentuk(awal: &[u8]) -> Result<Bentuk, GalatBaca> {
    let bukan_tabel = |jenis: &str| Err(GalatBaca::berkas(Galat::baru("KIN-104").dengan("jenis", jenis)));
    match awal {
        [] => return Err(GalatBaca::berkas(Galat::baru("KIN-101"))),
        [b'P', b'K', 3, 4, ..] => return Ok(Bentuk::Xlsx),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(GalatBaca::berkas(Galat::baru("KIN-105"))),
        [0xFF, 0xFE, ..] => return Ok(Bentuk::Utf16Le),
        [0xFE, 0xFF, ..] => return Ok(Bentuk::Utf16Be),
        [b'%', b'P', b'D', b'F', ..] => return bukan_tabel("PDF"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => return bukan_tabel("gambar"),
        [0x1F, 0x8B, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
            return bukan_tabel("arsip");
        }
        _ => {}
    }
    let isi = awal.trim_ascii_start();
    let isi = isi.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(isi);
    if isi.is_empty() {
        return Err(GalatBaca::berkas(Galat::baru("KIN-101")));
    }
    let kepala: Vec<u8> = isi.iter().take(512).map(u8::to_ascii_lowercase).collect();
    let memuat = |apa: &[u8]| kepala.windows(apa.len()).any(|w| w == apa);
    if kepala.first() == Some(&b'<')
        && (memuat(b"<html") || memuat(b"<table") || memuat(b"<?xml") || memuat(b"<!doctype"))
    {
        return bukan_tabel("halaman web");
    }
    let (mut genap, mut ganjil) = (0usize, 0usize);
    for (i, _) in awal.iter().enumerate().filter(|(_, b)| **b == 0) {
        if i % 2 == 0 { genap += 1 } else { ganjil += 1 }
    }
    // Latin text in UTF-16 without a mark has a zero in nearly every second byte; any other zero is not text
    let separuh = awal.len() / 2;
    let cukup = awal.len() >= 16;
    if cukup && ganjil * 10 > separuh * 7 && genap * 10 < separuh {
        return Ok(Bentuk::Utf16Le);
    }
    if cukup && genap * 10 > separuh * 7 && ganjil * 10 < separuh {
        return Ok(Bentuk::Utf16Be);
    }
    if genap + ganjil > 0 {
        return bukan_tabel("biner");
    }
    Ok(Bentuk::Teks)
}
