//! The pages of this application, one per file.

pub(crate) mod akun;
pub(crate) mod aturan;
pub(crate) mod bantu;
pub(crate) mod delegasi;
pub(crate) mod keluar;
pub(crate) mod kewenangan;
pub(crate) mod masuk;
pub(crate) mod saya;
pub(crate) mod tindakan;
pub(crate) mod undangan;
