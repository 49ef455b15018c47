//! Pure parts: types, freezing, reconciliation, the thread of a slip.

pub mod asal;
pub mod benang;
pub mod disiplin;
pub mod entri;
pub mod impor;
pub mod jendela;
pub mod katalog;
pub mod kebijakan;
pub mod kehilangan;
pub mod langkah;
pub mod nama_baris;
pub mod pembekuan;
pub mod perkiraan;
pub mod proses;
pub mod sebab;
pub mod selisih;
pub mod verifikasi;
