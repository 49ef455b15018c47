//! One use case per file.

pub mod cetak;
pub mod disiplin;
pub mod ekspor;
pub mod entri;
pub mod impor;
pub mod langkah;
pub mod perkiraan;
pub mod proses;
pub mod selisih;
pub mod slip;
pub mod transfer;
pub mod verifikasi;
