//! The pages, one file each.

pub(crate) mod dokumen;
pub(crate) mod jurnal;
pub(crate) mod parameter;
pub(crate) mod pekerjaan;
pub(crate) mod pemberitahuan;
