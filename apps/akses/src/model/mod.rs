//! What is true of accounts without any database: names, passwords, codes, tokens, waiting times, grants.

pub mod aturan;
pub mod kewenangan;
pub mod kunci;
pub mod lazim;
pub mod nama;
pub mod perangkat;
pub mod sandi;
pub mod token;
pub mod totp;
