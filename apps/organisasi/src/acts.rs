//! Changes, one use case a file.

pub(crate) mod impor;
pub mod jabatan;
pub mod kelas;
pub mod keputusan;
pub mod orang;
pub mod rukun;
pub(crate) mod selaras;
pub mod tim;
pub mod unit;

pub use impor::{Perubahan, pegawai_berubah, simpan_pegawai, simpan_unit};

/// The lock under which numbers are given and rows compared.
pub(crate) const KUNCI: &str = "organisasi";
