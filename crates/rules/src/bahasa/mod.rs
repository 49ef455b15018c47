//! The formula language: words, tree, reading.

pub(crate) mod leksikal;
pub(crate) mod pohon;
pub(crate) mod urai;
