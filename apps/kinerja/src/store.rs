//! Statements and row mapping, nothing else.

pub mod proses;
