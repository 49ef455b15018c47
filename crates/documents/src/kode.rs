//! Error codes, and the code by which a document is confirmed.

use std::fmt;
use std::str::FromStr;

use balai_kernel::{EntriKode, Galat};
use sha2::{Digest, Sha256};

/// Every refusal of this crate.
pub const KODE: &[EntriKode] = &[
    EntriKode {
        kode: "DOK-001",
        id: "Templat {templat} tidak dapat dibaca, baris {baris}: {sebab}",
        en: "The template {templat} cannot be read, line {baris}: {sebab}",
        saran_id: "Betulkan baris itu; nilai ditulis dalam dua kurung kurawal, misalnya {{ nama }}.",
        saran_en: "Mend that line; values are written in double braces, like {{ nama }}.",
    },
    EntriKode {
        kode: "DOK-002",
        id: "Templat {templat} tidak dapat diisi, baris {baris}: {sebab}",
        en: "The template {templat} cannot be filled, line {baris}: {sebab}",
        saran_id: "Periksa nama nilai di baris itu dengan daftar nilai yang tersedia.",
        saran_en: "Compare the names in that line with the values there are.",
    },
    EntriKode {
        kode: "DOK-003",
        id: "Templat {templat} memuat {apa}, yang tidak dapat dicetak.",
        en: "The template {templat} holds {apa}, which cannot be printed.",
        saran_id: "Pakai judul, paragraf, daftar, tabel, rincian, garis, dan tanda-tangan.",
        saran_en: "Use headings, paragraphs, lists, tables, definitions, rules and tanda-tangan.",
    },
    EntriKode {
        kode: "DOK-004",
        id: "Dokumen ini terlalu panjang: lebih dari {maks} halaman.",
        en: "This document is too long: more than {maks} pages.",
        saran_id: "Pecah menjadi beberapa dokumen, atau unduh sebagai XLSX.",
        saran_en: "Split it into several documents, or download it as XLSX.",
    },
    EntriKode {
        kode: "DOK-005",
        id: "PDF tidak dapat dibuat: {sebab}",
        en: "The PDF cannot be made: {sebab}",
        saran_id: "Laporkan kepada admin; ini kekeliruan program.",
        saran_en: "Tell an administrator; this is a fault of the program.",
    },
    EntriKode {
        kode: "DOK-006",
        id: "\"{kode}\" bukan kode dokumen.",
        en: "\"{kode}\" is no document code.",
        saran_id: "Salin kesepuluh huruf dan angka di bawah kode QR, misalnya 4F7K-29TQ-XB.",
        saran_en: "Copy the ten letters and digits below the QR code, like 4F7K-29TQ-XB.",
    },
];

/// Crockford's base 32: no I, L, O, U, so nothing is mistaken for 1, 0 or V.
const HURUF: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters without the check.
const PANJANG: usize = 9;

/// The code by which people confirm a printed document: nine letters of its hash (45 bits) and a check letter, so that a
/// slip of the eye is told apart from a document that does not exist. Written in groups: `4F7K-29TQ-XB`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KodeDokumen([u8; PANJANG + 1]);

impl KodeDokumen {
    /// The code of these bytes, usually the document's number, kind and canonical content.
    #[must_use]
    pub fn dari(isi: &[u8]) -> Self {
        let sidik = Sha256::digest(isi);
        let mut angka = sidik.iter().take(8).fold(0_u64, |n, b| (n << 8) | u64::from(*b)) >> (64 - 45);
        let mut kode = [0_u8; PANJANG + 1];
        for tempat in kode.iter_mut().take(PANJANG).rev() {
            *tempat = u8::try_from(angka % 32).unwrap_or(0);
            angka /= 32;
        }
        if let Some((akhir, depan)) = kode.split_last_mut() {
            *akhir = periksa(depan);
        }
        KodeDokumen(kode)
    }

    /// The ten letters without separators, as it is stored and stands in addresses.
    #[must_use]
    pub fn rapat(&self) -> String {
        self.0.iter().filter_map(|n| HURUF.get(usize::from(*n))).map(|b| char::from(*b)).collect()
    }
}

/// A weighted sum modulo 31, a prime: any one letter wrong, or two neighbours swapped, is seen.
fn periksa(angka: &[u8]) -> u8 {
    let jumlah: u32 = angka.iter().zip(1_u32..).map(|(n, bobot)| u32::from(*n) * bobot).sum();
    u8::try_from(jumlah % 31).unwrap_or(0)
}

impl fmt::Display for KodeDokumen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, huruf) in self.rapat().chars().enumerate() {
            if i == 4 || i == 8 {
                f.write_str("-")?;
            }
            write!(f, "{huruf}")?;
        }
        Ok(())
    }
}

impl FromStr for KodeDokumen {
    type Err = Galat;

    /// Takes what people type: small letters, blanks, hyphens, O for 0, I and L for 1.
    fn from_str(s: &str) -> Result<Self, Galat> {
        let salah = || Galat::baru("DOK-006").dengan("kode", s.chars().take(20).collect::<String>());
        let mut kode = [0_u8; PANJANG + 1];
        let mut ada = 0;
        for huruf in s.bytes().filter(|b| !matches!(b, b' ' | b'-' | b'.')) {
            let huruf = match huruf.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                lain => lain,
            };
            let nilai = HURUF.iter().position(|h| *h == huruf).ok_or_else(salah)?;
            *kode.get_mut(ada).ok_or_else(salah)? = u8::try_from(nilai).unwrap_or(0);
            ada += 1;
        }
        match kode.split_last() {
            Some((akhir, depan)) if ada == PANJANG + 1 && periksa(depan) == *akhir => Ok(KodeDokumen(kode)),
            _ => Err(salah()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_copy_it() {
        let kode = KodeDokumen::dari(b"slip 2026-10");
        let teks = kode.to_string();
        assert_eq!((teks.len(), teks.matches('-').count()), (12, 2));
        for tulis in
            [teks.clone(), teks.to_lowercase(), kode.rapat(), teks.replace('-', " "), teks.replace('0', "o")]
        {
            assert_eq!(tulis.parse::<KodeDokumen>().unwrap(), kode, "{tulis}");
        }
    }

    #[test]
    fn one_wrong_letter_or_two_swapped_are_no_code() {
        let asli: Vec<char> = KodeDokumen::dari(b"surat 17").rapat().chars().collect();
        for i in 0..PANJANG {
            for ganti in HURUF.iter().map(|b| char::from(*b)).filter(|c| *c != asli[i]) {
                let mut salah = asli.clone();
                salah[i] = ganti;
                let salah: String = salah.into_iter().collect();
                // 0 and Z are 31 apart: the one pair that a prime below 32 cannot tell
                if matches!((asli[i], ganti), ('0', 'Z') | ('Z', '0')) {
                    continue;
                }
                assert!(salah.parse::<KodeDokumen>().is_err(), "{salah}");
            }
            if i + 1 < PANJANG
                && asli[i] != asli[i + 1]
                && !matches!((asli[i], asli[i + 1]), ('0', 'Z') | ('Z', '0'))
            {
                let mut salah = asli.clone();
                salah.swap(i, i + 1);
                assert!(salah.into_iter().collect::<String>().parse::<KodeDokumen>().is_err());
            }
        }
        assert!("".parse::<KodeDokumen>().is_err() && "4F7K-29TQ-X".parse::<KodeDokumen>().is_err());
    }
}
