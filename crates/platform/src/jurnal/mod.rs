//! The journal: one row per act, in the transaction of the act, never changed afterwards; sealed into a Merkle
//! tree from its first row. The format is specified in `docs/jurnal.md`, the reasons in
//! `docs/decisions/0009-jurnal.md`.
//!
//! An act adds its row and queues it (`catat`); a short sealing step gives queued rows their place in the tree
//! (`segel`); a signed checkpoint names size and root (`titik`); proofs and exports leave the machine (`bukti`,
//! `ekspor`) and are checked without it (`periksa`).

mod asal;
mod baris;
mod bukti;
mod daerah;
mod ekspor;
pub mod kanonik;
mod kunci;
mod nota;
mod periksa;
pub mod pohon;
mod simpan;
mod titik;
mod tujuan;

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub use asal::{Asal, pendek as alamat_pendek};
pub use baris::{
    Catatan, Saringan, cari_catatan, catatan_sasaran, catatan_subjek, catatan_terbaru, satu_catatan,
};
pub use bukti::{bukti, konsistensi};
pub use daerah::{PRIBADI_HAPUS, pelaksana};
pub use ekspor::ekspor;
pub use kunci::{KunciJurnal, KunciUji, berkas_kunci};
pub use nota::{Nota, Titik};
pub use periksa::{Cacat, Jenis, Laporan, Temuan, periksa_berkas, periksa_daerah, periksa_dengan};
pub use simpan::Keadaan;
pub use titik::{TitikTersimpan, daftar_titik};
pub use tujuan::Tujuan;

pub(crate) use baris::{Baru, catat};

/// Every statement of the journal.
pub(crate) fn statements() -> Vec<&'static balai_store::Sql> {
    let mut semua = baris::statements();
    semua.extend(simpan::statements());
    semua.extend(titik::statements());
    semua.extend(periksa::statements());
    semua.extend(ekspor::statements());
    semua
}

/// The name of a region's log: `balai/32.73/jurnal`.
pub fn asal_log(daerah: &balai_kernel::KodeWilayah) -> String {
    format!("balai/{daerah}/jurnal")
}

/// Bytes as lower-case hexadecimal digits.
pub fn heks(bita: &[u8]) -> String {
    bita.iter().fold(String::with_capacity(bita.len() * 2), |mut teks, b| {
        // writing to a String cannot fail
        let _ = write!(teks, "{b:02x}");
        teks
    })
}

/// Bytes as base64 with padding.
fn b64(bita: &[u8]) -> String {
    STANDARD.encode(bita)
}

/// Base64 with padding back to bytes.
fn dari_b64(teks: &str) -> Option<Vec<u8>> {
    STANDARD.decode(teks).ok()
}
