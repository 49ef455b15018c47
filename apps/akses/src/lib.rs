//! Accounts, sessions and grants: who signs in, and what they may do.
//!
//! Fills the platform's [`SesiPort`](balai_platform::SesiPort) and [`PenerimaPort`](balai_platform::PenerimaPort). A password is an argon2id hash, a session is
//! 256 random bits of which only the hash is kept, a grant is a role over a jurisdiction between two days.
//!
//! **Must not know**: other applications, what any role does elsewhere, a person's post or superior.

mod acts;
mod api;
mod galat;
mod model;
mod pages;
mod parameter;
mod sebut;
mod sesi;
mod store;

use axum::http::StatusCode;
use balai_kernel::{Aktor, Bahasa, EntriKode, Galat};
use balai_platform::parameter::Parameter;
use balai_platform::{AktEntri, Pelaksana, Refusal, Region, lingkup_untuk};
use balai_shell::{
    Akses as AksesRute, App, Beranda, ButirMenu, GalatWeb, Konteks, OperasiApi, Pintasan, Rute, Tindakan,
    Tugas,
};
use balai_store::{Migration, Sql};

pub use acts::{
    AKT, AKUN_BACA, AKUN_BUAT, AKUN_MAKS, AKUN_STATUS, ATURAN_UBAH, AkunBuatan, Asal, BARIS_MAKS, BuatAkun,
    FAKTOR_ATUR, KEWENANGAN_AKHIRI, KEWENANGAN_BACA, KEWENANGAN_BERI, KEWENANGAN_DELEGASI, KeadaanFaktor,
    Kepentingan, Langkah, NasibTautan, Penjelasan, SANDI_ATUR, SANDI_GANTI, SESI_BUKA, SESI_CABUT,
    SESI_TUTUP, Sesi, TOKEN_ATUR, UMUR_DIAM_DETIK, UMUR_PERANGKAT_DETIK, UMUR_SESI_DETIK, admin_diundang,
    akhiri_kewenangan, atur_aktif, aturan, baca_kewenangan, banyak_admin, banyak_sesi, beri_kewenangan,
    bolehkah, buat_akun, buat_tautan, buat_token, cabut_sesi, cabut_sesi_akun, cabut_token, cari_akun,
    daftar_akun, daftar_kewenangan, delegasikan, ganti_sandi, keadaan_faktor, keluar, kewenangan_sendiri,
    kewenangan_terkait, lepas_faktor, lepas_faktor_akun, masuk, masuk_dari, masuk_kode, mulai_faktor,
    nasib_tautan, pakai_tautan, pastikan_faktor, periksa_akun, pinjaman_sendiri, riwayat_aturan,
    sasaran_dari, satu_akun, sesi_ini, sesi_sendiri, token_sendiri, ubah_aturan, undang,
};
pub use api::kewenangan_json;
pub use galat::KODE;
pub use model::aturan::Aturan;
pub use model::token::{AWALAN_MESIN, Token};
pub use model::totp;
pub use parameter::INGAT_HARI;
pub use sesi::SesiAkses;
pub use store::{
    akun::BarisAkun,
    keamanan::{BarisSesi, BarisToken},
    ketentuan::Ketentuan,
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
        langkah(3, "akun", include_str!("../migrations/0003_akun.sql")),
        langkah(4, "undangan", include_str!("../migrations/0004_undangan.sql")),
    ]
}

/// Every SQL statement it can run.
pub fn statements() -> Vec<&'static Sql> {
    let mut semua = store::statements();
    semua.extend(store::kewenangan::statements());
    semua.extend(store::keamanan::statements());
    semua.extend(store::akun::statements());
    semua.extend(store::gagal::statements());
    semua.extend(store::ketentuan::statements());
    semua.extend(store::kabar::statements());
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

    fn parameters(&self) -> &'static [Parameter] {
        &parameter::SEMUA
    }

    fn routes(&self) -> Vec<Rute> {
        vec![
            Rute::get("/masuk", AksesRute::Umum, pages::masuk::lihat),
            Rute::post("/masuk", AksesRute::Umum, pages::masuk::kirim),
            Rute::post("/masuk/kode", AksesRute::Umum, pages::masuk::kode),
            Rute::post("/keluar", AksesRute::Masuk, pages::keluar::kirim),
            Rute::get("/tautan/{token}", AksesRute::Umum, pages::akun::buka_tautan),
            Rute::post("/tautan/{token}", AksesRute::Umum, pages::akun::pakai_tautan),
            Rute::get("/saya", AksesRute::Masuk, pages::saya::lihat),
            Rute::post("/saya/sesi", &acts::SESI_TUTUP, pages::saya::cabut_sesi),
            Rute::get("/saya/sandi", &acts::SANDI_GANTI, pages::saya::sandi),
            Rute::post("/saya/sandi", &acts::SANDI_GANTI, pages::saya::ganti_sandi),
            Rute::get("/saya/faktor", &acts::FAKTOR_ATUR, pages::saya::faktor),
            Rute::get("/saya/faktor/qr.svg", &acts::FAKTOR_ATUR, pages::saya::qr),
            Rute::post("/saya/faktor", &acts::FAKTOR_ATUR, pages::saya::pastikan_faktor),
            Rute::post("/saya/faktor/mulai", &acts::FAKTOR_ATUR, pages::saya::mulai_faktor),
            Rute::post("/saya/faktor/lepas", &acts::FAKTOR_ATUR, pages::saya::lepas_faktor),
            Rute::get("/saya/token", &acts::TOKEN_ATUR, pages::saya::token),
            Rute::post("/saya/token", &acts::TOKEN_ATUR, pages::saya::buat_token),
            Rute::post("/saya/token/{id}/cabut", &acts::TOKEN_ATUR, pages::saya::cabut_token),
            Rute::get("/undangan", &acts::AKUN_BUAT, pages::undangan::lihat),
            Rute::post("/undangan", &acts::AKUN_BUAT, pages::undangan::kirim),
            Rute::get("/aturan-masuk", &acts::AKUN_BACA, pages::aturan::lihat),
            Rute::post("/aturan-masuk", &acts::ATURAN_UBAH, pages::aturan::kirim),
            Rute::get("/akun", &acts::AKUN_BACA, pages::akun::daftar),
            Rute::get("/akun/{nama}", &acts::AKUN_BACA, pages::akun::satu),
            Rute::post("/akun/{nama}/tautan", &acts::SANDI_ATUR, pages::akun::tautan_sandi),
            Rute::post("/akun/{nama}/sesi", &acts::SESI_CABUT, pages::akun::akhiri_sesi),
            Rute::post("/akun/{nama}/faktor", &acts::SANDI_ATUR, pages::akun::lepas_faktor),
            Rute::post("/akun/{nama}/status", &acts::AKUN_STATUS, pages::akun::status),
            Rute::get("/kewenangan", &acts::KEWENANGAN_BACA, pages::kewenangan::daftar),
            Rute::post("/kewenangan", &acts::KEWENANGAN_BERI, pages::kewenangan::kirim),
            Rute::get("/kewenangan/baru", &acts::KEWENANGAN_BERI, pages::kewenangan::baru),
            Rute::get("/kewenangan/bolehkah", &acts::KEWENANGAN_BACA, pages::kewenangan::bolehkah),
            Rute::get("/kewenangan/tindakan", AksesRute::Masuk, pages::tindakan::lihat),
            Rute::get("/kewenangan/{id}", &acts::KEWENANGAN_BACA, pages::kewenangan::satu),
            Rute::post("/kewenangan/{id}/akhiri", &acts::KEWENANGAN_AKHIRI, pages::kewenangan::akhiri),
            Rute::get("/saya/kewenangan", AksesRute::Masuk, pages::delegasi::milik),
            Rute::get("/saya/kewenangan/{id}/delegasi", &acts::KEWENANGAN_DELEGASI, pages::delegasi::lihat),
            Rute::post("/saya/kewenangan/{id}/delegasi", &acts::KEWENANGAN_DELEGASI, pages::delegasi::kirim),
            Rute::get(
                "/saya/kewenangan/{id}/akhiri",
                &acts::KEWENANGAN_DELEGASI,
                pages::delegasi::lihat_akhir,
            ),
            Rute::post("/saya/kewenangan/{id}/akhiri", &acts::KEWENANGAN_DELEGASI, pages::delegasi::akhiri),
            Rute::get("/api/kewenangan", &acts::KEWENANGAN_BACA, api::daftar),
            Rute::post("/api/kewenangan", &acts::KEWENANGAN_BERI, api::beri),
            Rute::post("/api/kewenangan/{id}/akhiri", &acts::KEWENANGAN_AKHIRI, api::akhiri),
            Rute::get("/api/kewenangan/bolehkah", &acts::KEWENANGAN_BACA, api::bolehkah),
        ]
    }

    fn pintasan(&self) -> Vec<Pintasan> {
        let satu =
            |jalur, label, kata, ikon, akt| Pintasan { jalur, label, kata, ikon, akses: AksesRute::Akt(akt) };
        vec![
            satu("/saya/sandi", "akses-cari-sandi", "akses-kata-sandi", "key-round", &acts::SANDI_GANTI),
            satu(
                "/saya/faktor",
                "akses-cari-faktor",
                "akses-kata-faktor",
                "shield-check",
                &acts::FAKTOR_ATUR,
            ),
            satu("/saya/token", "akses-cari-token", "akses-kata-token", "key-round", &acts::TOKEN_ATUR),
            satu("/akun", "akses-menu-akun", "akses-kata-akun", "users", &acts::AKUN_BACA),
            satu("/kewenangan/baru", "akses-cari-beri", "akses-kata-beri", "plus", &acts::KEWENANGAN_BERI),
            satu(
                "/kewenangan/bolehkah",
                "akses-cari-bolehkah",
                "akses-kata-bolehkah",
                "scale",
                &acts::KEWENANGAN_BACA,
            ),
            satu("/undangan", "akses-undang", "akses-kata-undang", "plus", &acts::AKUN_BUAT),
            satu(
                "/aturan-masuk",
                "akses-aturan-judul",
                "akses-kata-aturan",
                "shield-check",
                &acts::AKUN_BACA,
            ),
            Pintasan {
                jalur: "/kewenangan/tindakan",
                label: "akses-tindakan-judul",
                kata: "akses-kata-tindakan",
                ikon: "scale",
                akses: AksesRute::Masuk,
            },
            Pintasan {
                jalur: "/saya",
                label: "akses-menu-saya",
                kata: "akses-kata-saya",
                ikon: "circle-user-round",
                akses: AksesRute::Masuk,
            },
            Pintasan {
                jalur: "/saya/kewenangan",
                label: "akses-cari-delegasi",
                kata: "akses-kata-delegasi",
                ikon: "users",
                akses: AksesRute::Masuk,
            },
        ]
    }

    fn menu(&self) -> Vec<ButirMenu> {
        let butir = |jalur, label, ikon, akses, urutan| ButirMenu { jalur, label, ikon, akses, urutan };
        vec![
            butir(
                "/kewenangan",
                "akses-menu-kewenangan",
                "key-round",
                AksesRute::Akt(&acts::KEWENANGAN_BACA),
                70,
            ),
            butir("/akun", "akses-menu-akun", "users", AksesRute::Akt(&acts::AKUN_BACA), 72),
            butir("/saya", "akses-menu-saya", "circle-user-round", AksesRute::Masuk, 90),
        ]
    }

    /// An administrator who is alone is told so before anything else.
    fn beranda(&self, k: &Konteks, daerah: &Region, aktor: &Aktor) -> Result<Beranda, GalatWeb> {
        let mut beranda = Beranda::default();
        let admin = lingkup_untuk(aktor, &acts::AKUN_BUAT, k.hari_ini()).is_ok();
        if admin && acts::banyak_admin(daerah)? < 2 {
            beranda.tugas.push(Tugas {
                ikon: "triangle-alert",
                judul: k.t("akses-admin-kurang").to_string(),
                kalimat: k.t("akses-admin-kurang-ket").to_string(),
                jalur: "/undangan?peran=admin".to_owned(),
                tombol: k.t("akses-undang").to_string(),
                sampai: None,
            });
        }
        Ok(beranda)
    }

    fn dahulu(&self, k: &Konteks, aktor: &Aktor) -> Option<GalatWeb> {
        if !acts::perlu_faktor_dahulu(aktor) {
            return None;
        }
        let galat = GalatWeb::baru(StatusCode::FORBIDDEN, Galat::baru("AKS-067"));
        Some(galat.judul(k.t("akses-faktor-dahulu").to_string()).tindakan(Tindakan {
            ikon: "shield-check",
            label: k.t("akses-faktor-mulai").to_string(),
            keterangan: k.t("akses-faktor-pengantar").to_string(),
            jalur: "/saya/faktor".to_owned(),
        }))
    }

    fn cari_akun(&self, daerah: &Region, teks: &str) -> Result<Option<String>, Refusal> {
        match acts::cari_akun(daerah, teks) {
            Ok(id) => Ok(Some(id.to_string())),
            Err(Refusal::Rule(_)) => Ok(None),
            Err(lain) => Err(lain),
        }
    }

    fn jobs(&self) -> Vec<Pelaksana> {
        acts::jobs()
    }

    fn openapi(&self) -> Vec<OperasiApi> {
        api::operasi()
    }

    fn sebut(
        &self,
        daerah: &Region,
        _aktor: &Aktor,
        sasaran: &[String],
        bahasa: Bahasa,
    ) -> Result<Vec<(String, String)>, Refusal> {
        sebut::sebut(daerah, sasaran, bahasa)
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }

    fn errors(&self) -> &'static [EntriKode] {
        KODE
    }
}
