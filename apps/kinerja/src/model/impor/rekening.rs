//! The accounts people are paid to, as the treasurer has them.

use std::collections::HashMap;

use balai_kernel::{Galat, Nip};

use super::baca::{BacaCari, Bentuk, GalatBaca, JenisSel, Sel};
use super::hasil::Laporan;
use super::kepala::Kolom;
use super::predikat::dikenal;
use super::{Pengisi, Suasana, sel, tata_wajib, tiap_data};

const NIP: usize = 0;
const BANK: usize = 1;
const NOMOR: usize = 2;
const ATAS_NAMA: usize = 3;

/// Longest name of a bank, in letters.
const BANK_MAKS: usize = 80;
/// Longest name of a holder, in letters.
const ATAS_NAMA_MAKS: usize = 120;
/// How many digits an account number has: from the shortest to the longest that banks in Indonesia give (from memory).
const DIGIT: std::ops::RangeInclusive<usize> = 6..=20;

/// The columns of a file of accounts.
pub const KOLOM: [Kolom; 4] = [
    Kolom {
        nama: "NIP",
        sinonim: &["nip", "nip pegawai", "nip baru", "nip asn", "nomor induk pegawai"],
        wajib: true,
    },
    Kolom {
        nama: "Bank",
        sinonim: &["bank", "nama bank", "bank penerima", "bank tujuan", "kode bank"],
        wajib: true,
    },
    Kolom {
        nama: "Nomor Rekening",
        sinonim: &[
            "nomor rekening",
            "no rekening",
            "no rek",
            "norek",
            "rekening",
            "nomor rekening bank",
            "rekening tujuan",
            "rekening penerima",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Atas Nama",
        sinonim: &[
            "atas nama",
            "nama pemilik",
            "nama pemilik rekening",
            "nama rekening",
            "nama penerima",
            "nama",
        ],
        wajib: true,
    },
];

/// The account of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rekening {
    /// The person, by number.
    pub pegawai: u32,
    /// Name of the bank, or its code, as written.
    pub bank: String,
    /// Digits only.
    pub nomor: String,
    /// Whom the bank knows it as.
    pub atas_nama: String,
    /// Line in the file.
    pub baris: u32,
}

/// Reads a file of accounts.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca(
    sumber: &mut dyn BacaCari,
    bentuk: Bentuk,
    nomor: &HashMap<Nip, u32>,
    suasana: &mut Suasana<'_>,
) -> Result<(Vec<Rekening>, Laporan), GalatBaca> {
    let (mut tabel, peta) = tata_wajib(sumber, bentuk, &KOLOM)?;
    let mut laporan = Laporan::default();
    let mut semua: Vec<Rekening> = Vec::new();
    let mut orang: HashMap<u32, u32> = HashMap::new();
    let mut pemilik: HashMap<(String, String), u32> = HashMap::new();
    tiap_data(&mut tabel, &peta, NIP, suasana, &mut laporan, &mut |baris, laporan| {
        let mut p = Pengisi::baru(&KOLOM, &peta, baris);
        let pegawai = p.wajib(NIP, |s| dikenal(s, nomor));
        let bank = p.wajib(BANK, |s| sel::nama(s, BANK_MAKS));
        let rekening = p.wajib(NOMOR, angka);
        let atas_nama = p.wajib(ATAS_NAMA, |s| sel::nama(s, ATAS_NAMA_MAKS));
        if let Some(o) = pegawai {
            match orang.get(&o) {
                Some(awal) => p.salah(NIP, Galat::baru("KIN-216").dengan("baris", awal)),
                None => {
                    orang.insert(o, baris.nomor);
                }
            }
        }
        // two people may share an account; it is also how one person is paid for another, so it is said
        if let (Some(b), Some(n)) = (&bank, &rekening) {
            match pemilik.get(&(b.to_lowercase(), n.clone())) {
                Some(awal) => {
                    laporan.ingatkan(p.temuan_di(NOMOR, Galat::baru("KIN-217").dengan("baris", awal)))
                }
                None => {
                    pemilik.insert((b.to_lowercase(), n.clone()), baris.nomor);
                }
            }
        }
        match (p.temuan.take(), pegawai, bank, rekening, atas_nama) {
            (None, Some(pegawai), Some(bank), Some(nomor), Some(atas_nama)) => {
                semua.push(Rekening { pegawai, bank, nomor, atas_nama, baris: baris.nomor });
                Ok(())
            }
            (Some(t), ..) => Err(t),
            (None, ..) => Err(p.temuan_di(NIP, Galat::baru("KIN-115").dengan("kolom", KOLOM[NIP].nama))),
        }
    })?;
    laporan.diterima = semua.len() as u64;
    laporan.urutkan();
    Ok((semua, laporan))
}

/// The digits of an account number. What a workbook keeps as a number is refused rather than paid to a stranger.
fn angka(s: Sel<'_>) -> Result<String, Galat> {
    let s = sel::sehat(s)?;
    // a number has lost the zeros before it, and what came after its fifteenth digit
    if s.jenis == JenisSel::Angka {
        return Err(Galat::baru("KIN-215").dengan("nilai", s.teks));
    }
    let salah = || Galat::baru("KIN-214").dengan("nilai", s.teks);
    let teks = s.teks.trim().trim_start_matches('\'');
    if !teks.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-')) {
        return Err(salah());
    }
    let jadi: String = teks.chars().filter(char::is_ascii_digit).collect();
    if !DIGIT.contains(&jadi.len()) {
        return Err(salah());
    }
    Ok(jadi)
}
