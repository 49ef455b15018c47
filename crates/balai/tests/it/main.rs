//! The house as a whole: its edges, its codes, its statements, its authority, its routes.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on has found the failure to report"
)]

mod cadangan;
mod cari;
mod dokter;
mod formulir;
mod isolasi;
mod jaga;
mod kode;
mod konfigurasi;
mod kota;
mod masuk;
mod operasi;
mod org;
mod parameter;
mod perintah;
mod rute;
mod sebutan;
mod sql;
mod tahan;
mod tepi;
mod wewenang;
