//! One use case per file.

pub mod ekspor;
pub mod proses;
pub mod slip;
