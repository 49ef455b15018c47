//! The web frame every application stands in: the `App` trait, routes and their guards, the layout and its
//! components, language, forms, refusals, static files, and the assembly of OpenAPI.
//!
//! How a page is written: see `README.md` of this crate.
//!
//! **Must not know**: any one application, SQL, the rules of any domain.

extern crate self as balai_shell;

mod acak;
mod alamat;
mod app;
pub mod aset;
mod bahasa;
mod batas;
mod beranda;
mod bingkai;
mod cari;
mod csrf;
mod formulir;
pub mod galat;
mod galeri;
pub mod grafik;
mod halaman;
pub mod ikon;
pub mod komponen;
mod konteks;
pub mod kuki;
pub mod linimasa;
mod openapi;
mod rangka;
mod sebutan;
pub mod uji;
mod unggahan;
mod utas;
pub mod warna;

pub use alamat::persen_url;
pub use app::{Akses, App, ButirMenu, Metode, Rute};
pub use bahasa::{Bilangan, Katalog, LOCALES, Teks};
pub use batas::{AlamatKlien, BatasLaju, Laju};
pub use beranda::{BarisBuku, Beranda, Buku, PapanBeranda, Tugas};
pub use cari::{KelompokTemuan, Pencarian, Pintasan, Temuan};
pub use csrf::{BIDANG as BIDANG_CSRF, KEPALA as KEPALA_CSRF};
pub use formulir::{Formulir, Json, alihkan, alihkan_kabar, unduhan};
pub use galat::{GalatWeb, Hasil, KODE, Tindakan};
pub use galeri::rute as rute_galeri;
pub use halaman::{Butir, Halaman, Remah, halaman, halaman_status};
pub use ikon::ikon;
pub use konteks::{DaerahJawaban, KUKI_SESI, Konteks};
pub use openapi::{OperasiApi, parameter_jalur, parameter_kueri};
pub use rangka::{BukaDaerah, Pengaturan, Rangka, SEMUA_TUAN, TampilanDaerah};
pub use unggahan::{BATAS_BERKAS, Berkas, Unggahan};
