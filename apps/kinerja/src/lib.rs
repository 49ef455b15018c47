//! e-Remunerasi Kinerja: activities and attendance come in, the month is run, every rupiah is explained.
//!
//! **Must not know**: other applications except the base ones; a database driver; the formulas of any package.

pub mod acts;
mod akt;
mod kode;
pub mod model;
pub mod store;

pub use akt::{PROSES_BACA, PROSES_EKSPOR, PROSES_JALANKAN, SLIP_BACA};
pub use kode::KODE;
