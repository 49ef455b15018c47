//! The house as a whole: its edges, its codes, its statements, its authority, its routes.

mod kode;
mod masuk;
mod perintah;
mod rute;
mod sql;
mod tepi;
mod wewenang;
