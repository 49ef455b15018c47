//! Accounts of the invented city: numbers that begin with 9999, so that nobody takes one for a real one.

use std::fmt::Write as _;
use std::io::Cursor;

use balai_kernel::Aktor;
use balai_kinerja::acts::impor::{Berkas, Permintaan, jalankan};
use balai_kinerja::model::impor::JenisBerkas;
use balai_platform::{Refusal, Region};

use super::orang::Orang;

/// Every so many-th person has handed in no account yet.
const TANPA: usize = 40;
/// Of this many, one is with the other bank.
const BANK_LAIN: usize = 5;

/// Gives nearly everybody an account; two people share one.
pub(super) fn impor(region: &Region, operator: &Aktor, orang: &[Orang]) -> Result<(), Refusal> {
    let mut isi = String::from("NIP;Bank;Nomor Rekening;Atas Nama\n");
    for (i, o) in orang.iter().enumerate().filter(|(i, _)| i % TANPA != TANPA - 1) {
        let bank = if i % BANK_LAIN == 0 { "Bank Contoh Syariah" } else { "Bank Contoh Daerah" };
        let nomor = if i == 12 { 11 } else { i };
        // writing to a String cannot fail
        let _ = writeln!(isi, "{};{bank};9999{nomor:08};{}", o.nip, o.nama);
    }
    let mut sumber = Cursor::new(isi.into_bytes());
    let berkas = Berkas { nama: "rekening.csv".to_owned(), sumber: &mut sumber };
    let minta = Permintaan { jenis: JenisBerkas::Rekening, berkas, pin: None, lewati_salah: false };
    jalankan(region, operator, minta, &mut |_| {}).map(|_| ())
}
