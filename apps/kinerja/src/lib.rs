//! e-Remunerasi Kinerja: activities and attendance come in, the month is run, every rupiah is explained.
//!
//! **Must not know**: other applications except the base ones; a database driver; the formulas of any package.

pub mod acts;
mod akt;
pub mod api;
mod app;
pub mod cli;
mod kode;
pub mod model;
pub mod pages;
pub mod parameter;
pub mod store;

use balai_store::Migration;

pub use akt::{
    ENTRI_BACA, ENTRI_CATAT, ENTRI_PUTUSKAN, ENTRI_TARIK, ENTRI_UBAH, PROSES_BACA, PROSES_EKSPOR,
    PROSES_JALANKAN, SLIP_BACA,
};
pub use app::Kinerja;
pub use kode::{KODE, SEMUA as KODE_SEMUA};

/// The tables of this application, oldest first.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    vec![
        Migration {
            app: "kinerja",
            versi: 1,
            nama: "impor",
            sql: include_str!("../migrations/0001_impor.sql"),
        },
        Migration {
            app: "kinerja",
            versi: 2,
            nama: "proses",
            sql: include_str!("../migrations/0002_proses.sql"),
        },
        Migration {
            app: "kinerja",
            versi: 3,
            nama: "tahap",
            sql: include_str!("../migrations/0003_tahap.sql"),
        },
        Migration {
            app: "kinerja",
            versi: 4,
            nama: "pegawai",
            sql: include_str!("../migrations/0004_pegawai.sql"),
        },
        Migration {
            app: "kinerja",
            versi: 5,
            nama: "masukan",
            sql: include_str!("../migrations/0005_masukan.sql"),
        },
        Migration {
            app: "kinerja",
            versi: 6,
            nama: "bulan_orang",
            sql: include_str!("../migrations/0006_bulan_orang.sql"),
        },
        // the steps after a run number their own tables
        Migration {
            app: "kinerja-proses",
            versi: 1,
            nama: "langkah",
            sql: include_str!("../migrations/proses/0001_langkah.sql"),
        },
        Migration {
            app: "kinerja-proses",
            versi: 2,
            nama: "kebijakan",
            sql: include_str!("../migrations/proses/0002_kebijakan.sql"),
        },
        Migration {
            app: "kinerja-proses",
            versi: 3,
            nama: "selisih",
            sql: include_str!("../migrations/proses/0003_selisih.sql"),
        },
        Migration {
            app: "kinerja-entri",
            versi: 1,
            nama: "entri",
            sql: include_str!("../migrations/entri/0001_entri.sql"),
        },
        Migration {
            app: "kinerja-entri",
            versi: 2,
            nama: "katalog",
            sql: include_str!("../migrations/entri/0002_katalog.sql"),
        },
        Migration {
            app: "kinerja-verifikasi",
            versi: 1,
            nama: "verifikasi",
            sql: include_str!("../migrations/verifikasi/0001_verifikasi.sql"),
        },
        Migration {
            app: "kinerja-disiplin",
            versi: 1,
            nama: "ketetapan",
            sql: include_str!("../migrations/disiplin/0001_ketetapan.sql"),
        },
        Migration {
            app: "kinerja-bayar",
            versi: 1,
            nama: "rekening",
            sql: include_str!("../migrations/bayar/0001_rekening.sql"),
        },
    ]
}
