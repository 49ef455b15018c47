//! What is true of accounts without any database: names, passwords, tokens, waiting times.

pub mod kewenangan;
pub mod kunci;
pub mod nama;
pub mod sandi;
pub mod token;
