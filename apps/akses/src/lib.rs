//! Accounts, sessions and grants: who signs in, and what they may do.
//!
//! Fills the platform's [`SesiPort`](balai_platform::SesiPort). A password is an argon2id hash, a session is
//! 256 random bits of which only the hash is kept, a grant is a role over a jurisdiction between two days.
//!
//! **Must not know**: other applications, what any role does elsewhere, a person's post or superior.

mod acts;
mod galat;
mod model;
mod pages;
mod sesi;
mod store;

use balai_kernel::{Bahasa, EntriKode};
use balai_platform::AktEntri;
use balai_shell::{Akses as AksesRute, App, Rute};
use balai_store::{Migration, Sql};

pub use acts::{
    AKT, AKUN_BUAT, AkunBuatan, BuatAkun, KEWENANGAN_BERI, SANDI_ATUR, SESI_BUKA, SESI_TUTUP, Sesi,
    UMUR_SESI_DETIK, atur_sandi, beri_kewenangan, buat_akun, keluar, masuk,
};
pub use galat::KODE;
pub use model::token::Token;
pub use sesi::SesiAkses;
pub use store::{BarisAkun, daftar_akun};

/// This application.
#[derive(Debug, Clone, Copy, Default)]
pub struct Akses;

/// Its tables, oldest first.
pub fn migrations() -> Vec<Migration> {
    vec![Migration { app: "akses", versi: 1, nama: "akun", sql: include_str!("../migrations/0001_akun.sql") }]
}

/// Every SQL statement it can run.
pub fn statements() -> Vec<&'static Sql> {
    store::statements()
}

impl App for Akses {
    fn id(&self) -> &'static str {
        "akses"
    }

    fn migrations(&self) -> Vec<Migration> {
        migrations()
    }

    fn statements(&self) -> Vec<&'static Sql> {
        statements()
    }

    fn acts(&self) -> &'static [AktEntri] {
        &AKT
    }

    fn routes(&self) -> Vec<Rute> {
        vec![
            Rute::get("/masuk", AksesRute::Umum, pages::masuk::lihat),
            Rute::post("/masuk", AksesRute::Umum, pages::masuk::kirim),
            Rute::post("/keluar", AksesRute::Masuk, pages::keluar::kirim),
        ]
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }

    fn errors(&self) -> &'static [EntriKode] {
        KODE
    }
}
