//! Accounts, sessions and grants: who signs in, and what they may do.
//!
//! Fills the platform's [`SesiPort`](balai_platform::SesiPort). A password is an argon2id hash, a session is
//! 256 random bits of which only the hash is kept, a grant is a role over a jurisdiction between two days.
//!
//! **Must not know**: other applications, what any role does elsewhere, a person's post or superior.

mod acts;
mod api;
mod galat;
mod model;
mod pages;
mod sesi;
mod store;

use balai_kernel::{Bahasa, EntriKode};
use balai_platform::AktEntri;
use balai_shell::{Akses as AksesRute, App, ButirMenu, OperasiApi, Rute};
use balai_store::{Migration, Sql};

pub use acts::{
    AKT, AKUN_BUAT, AkunBuatan, BARIS_MAKS, BuatAkun, KEWENANGAN_AKHIRI, KEWENANGAN_BACA, KEWENANGAN_BERI,
    KEWENANGAN_DELEGASI, Penjelasan, SANDI_ATUR, SESI_BUKA, SESI_TUTUP, Sesi, UMUR_SESI_DETIK,
    akhiri_kewenangan, atur_sandi, baca_kewenangan, banyak_admin, beri_kewenangan, bolehkah, buat_akun,
    cari_akun, daftar_kewenangan, delegasikan, keluar, kewenangan_sendiri, masuk, sasaran_dari,
};
pub use api::kewenangan_json;
pub use galat::KODE;
pub use model::token::Token;
pub use sesi::SesiAkses;
pub use store::{
    BarisAkun, daftar_akun,
    kewenangan::{BarisKewenangan, Saringan},
};

/// This application.
#[derive(Debug, Clone, Copy, Default)]
pub struct Akses;

/// Its tables, oldest first.
pub fn migrations() -> Vec<Migration> {
    let langkah = |versi, nama, sql| Migration { app: "akses", versi, nama, sql };
    vec![
        langkah(1, "akun", include_str!("../migrations/0001_akun.sql")),
        langkah(2, "kewenangan", include_str!("../migrations/0002_kewenangan.sql")),
    ]
}

/// Every SQL statement it can run.
pub fn statements() -> Vec<&'static Sql> {
    let mut semua = store::statements();
    semua.extend(store::kewenangan::statements());
    semua
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
            Rute::get("/kewenangan", &acts::KEWENANGAN_BACA, pages::kewenangan::daftar),
            Rute::post("/kewenangan", &acts::KEWENANGAN_BERI, pages::kewenangan::kirim),
            Rute::get("/kewenangan/baru", &acts::KEWENANGAN_BERI, pages::kewenangan::baru),
            Rute::get("/kewenangan/bolehkah", &acts::KEWENANGAN_BACA, pages::kewenangan::bolehkah),
            Rute::get("/kewenangan/{id}", &acts::KEWENANGAN_BACA, pages::kewenangan::satu),
            Rute::post("/kewenangan/{id}/akhiri", &acts::KEWENANGAN_AKHIRI, pages::kewenangan::akhiri),
            Rute::get("/saya/kewenangan", AksesRute::Masuk, pages::delegasi::milik),
            Rute::get("/saya/kewenangan/{id}/delegasi", &acts::KEWENANGAN_DELEGASI, pages::delegasi::lihat),
            Rute::post("/saya/kewenangan/{id}/delegasi", &acts::KEWENANGAN_DELEGASI, pages::delegasi::kirim),
            Rute::get("/api/kewenangan", &acts::KEWENANGAN_BACA, api::daftar),
            Rute::post("/api/kewenangan", &acts::KEWENANGAN_BERI, api::beri),
            Rute::post("/api/kewenangan/{id}/akhiri", &acts::KEWENANGAN_AKHIRI, api::akhiri),
            Rute::get("/api/kewenangan/bolehkah", &acts::KEWENANGAN_BACA, api::bolehkah),
        ]
    }

    fn menu(&self) -> Vec<ButirMenu> {
        vec![ButirMenu {
            jalur: "/kewenangan",
            label: "akses-menu-kewenangan",
            ikon: "key-round",
            akses: AksesRute::Akt(&acts::KEWENANGAN_BACA),
            urutan: 70,
        }]
    }

    fn openapi(&self) -> Vec<OperasiApi> {
        api::operasi()
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }

    fn errors(&self) -> &'static [EntriKode] {
        KODE
    }
}
