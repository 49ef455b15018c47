//! Law as data: packages of dated parameters, tables and typed formulas; exact columnar evaluation; derivations.
//!
//! A package is a handful of texts. [`muat`] reads and checks them, together with a region's file that gives the
//! declared values; [`Paket::rencana`] resolves them for one period; [`Rencana::hitung`] evaluates whole columns of
//! people, exactly; [`Rencana::jejak`] explains any figure down to rows, values and articles.
//!
//! The language is total: no loops, no recursion, every bound proven at load. Numbers are scaled integers with units.
//!
//! **Must not know**: files, databases, clocks, threads' number in any result, or any one application.

mod angka;
mod baca;
mod bahasa;
mod bangun;
mod beku;
mod galat;
mod hitung;
mod jejak;
mod jenis;
mod kasus;
mod kode;
mod masukan;
mod muat;
mod paket;
mod satuan;
mod sumber;
mod susun;

pub use balai_kernel::Pembulatan;
pub use bangun::{PembangunMasukan, TabelMasukan};
pub use galat::GalatAturan;
pub use jejak::{Jejak, JenisJejak, Operator};
pub use kasus::{HasilKasus, Kasus, TabelTeks};
pub use kode::KODE;
pub use masukan::Masukan;
pub use paket::{EntitasSkema, Hasil, JenisMasukan, KolomHasil, MasukanSkema, Paket, Plafon, Rencana, muat};
pub use satuan::Satuan;
pub use sumber::Berkas;
