//! The pages of this application, one per file.

pub(crate) mod keluar;
pub(crate) mod masuk;
