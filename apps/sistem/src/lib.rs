//! The house looks at itself: the journal, the background jobs, the region's parameters, everybody's notifications, and
//! the documents it gave out, which anybody may confirm.
//!
//! **Must not know**: any other application; a database driver.

pub mod acts;
mod akt;
mod api;
mod pages;

pub use pages::dokumen::dokumen_json;

use balai_kernel::{Aktor, Bahasa};
use balai_platform::paket::daftar_terbit;
use balai_platform::parameter::{PARAMETER_ATUR, PARAMETER_BACA, Parameter};
use balai_platform::pekerjaan::{PEKERJAAN_BATAL, PEKERJAAN_ULANG};
use balai_platform::pemberitahuan::PEMBERITAHUAN_ATUR;
use balai_platform::{AktEntri, Catatan, Refusal, Region};
use balai_shell::{Akses, App, ButirMenu, OperasiApi, Pintasan, Rute};

use pages::pemberitahuan::JALUR;

pub use akt::{JURNAL_BACA, JURNAL_BUKA, JURNAL_EKSPOR, PEKERJAAN_BACA};

/// This application.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sistem;

impl App for Sistem {
    fn id(&self) -> &'static str {
        "sistem"
    }

    fn acts(&self) -> &'static [AktEntri] {
        &akt::SEMUA
    }

    fn parameters(&self) -> &'static [Parameter] {
        &balai_platform::dokumen::PARAMETER
    }

    fn routes(&self) -> Vec<Rute> {
        use pages::{dokumen, jurnal, parameter, pekerjaan, pemberitahuan};
        vec![
            Rute::get("/jurnal", &akt::JURNAL_BACA, jurnal::daftar),
            Rute::get("/jurnal/ekspor", &akt::JURNAL_EKSPOR, jurnal::ekspor),
            Rute::get("/jurnal/titik", &akt::JURNAL_BACA, jurnal::titik_daftar),
            Rute::get("/jurnal/titik/{id}", &akt::JURNAL_BACA, jurnal::titik_unduh),
            Rute::get("/jurnal/aktor/{akun}", &akt::JURNAL_BACA, jurnal::aktor),
            Rute::get("/jurnal/{id}", &akt::JURNAL_BACA, jurnal::satu),
            Rute::post("/jurnal/{id}", &akt::JURNAL_BUKA, jurnal::buka),
            Rute::get("/jurnal/{id}/bukti", &akt::JURNAL_BACA, jurnal::bukti),
            Rute::get("/api/v1/jurnal", &akt::JURNAL_BACA, jurnal::api_daftar),
            Rute::get("/api/v1/jurnal/titik", &akt::JURNAL_BACA, jurnal::titik_api),
            Rute::get("/api/v1/jurnal/{id}", &akt::JURNAL_BACA, jurnal::api_satu),
            Rute::get("/pekerjaan", &akt::PEKERJAAN_BACA, pekerjaan::lihat),
            Rute::post("/pekerjaan/{id}/ulangi", &PEKERJAAN_ULANG, pekerjaan::ulangi),
            Rute::post("/pekerjaan/{id}/batalkan", &PEKERJAAN_BATAL, pekerjaan::batalkan),
            Rute::get("/api/v1/pekerjaan", &akt::PEKERJAAN_BACA, pekerjaan::api::daftar),
            Rute::get("/api/v1/pekerjaan/jadwal", &akt::PEKERJAAN_BACA, pekerjaan::api::jadwal),
            Rute::post("/api/v1/pekerjaan/{id}/ulangi", &PEKERJAAN_ULANG, pekerjaan::api::ulangi),
            Rute::post("/api/v1/pekerjaan/{id}/batalkan", &PEKERJAAN_BATAL, pekerjaan::api::batalkan),
            Rute::get("/parameter", &PARAMETER_BACA, parameter::daftar),
            Rute::get("/parameter/{id}", &PARAMETER_BACA, parameter::satu),
            Rute::post("/parameter/{id}", &PARAMETER_ATUR, parameter::simpan),
            Rute::get("/api/v1/parameter", &PARAMETER_BACA, parameter::api::daftar),
            Rute::get("/api/v1/parameter/{id}", &PARAMETER_BACA, parameter::api::satu),
            Rute::post("/api/v1/parameter/{id}", &PARAMETER_ATUR, parameter::api::simpan),
            Rute::get("/dokumen", Akses::Umum, dokumen::tanya),
            Rute::get("/dokumen/{kode}", Akses::Umum, dokumen::jawab),
            Rute::get("/api/v1/dokumen/{kode}", Akses::Umum, dokumen::api),
            Rute::get("/pemberitahuan", Akses::Masuk, pemberitahuan::lihat),
            Rute::post("/pemberitahuan", Akses::Masuk, pemberitahuan::semua),
            Rute::get("/pemberitahuan/pilihan", &PEMBERITAHUAN_ATUR, pemberitahuan::pilihan),
            Rute::post("/pemberitahuan/pilihan", &PEMBERITAHUAN_ATUR, pemberitahuan::simpan),
            Rute::post("/pemberitahuan/{id}", Akses::Masuk, pemberitahuan::buka),
            Rute::get("/api/v1/pemberitahuan", Akses::Masuk, pemberitahuan::api_daftar),
            Rute::post("/api/v1/pemberitahuan/{id}/baca", Akses::Masuk, pemberitahuan::api_baca),
        ]
    }

    fn pintasan(&self) -> Vec<Pintasan> {
        let satu =
            |jalur, label, kata, ikon, akt| Pintasan { jalur, label, kata, ikon, akses: Akses::Akt(akt) };
        vec![
            satu("/jurnal", "menu-jurnal", "jurnal-kata", "scroll-text", &akt::JURNAL_BACA),
            satu(
                "/jurnal/titik",
                "jurnal-cari-titik",
                "jurnal-kata-titik",
                "shield-check",
                &akt::JURNAL_BACA,
            ),
            satu("/parameter", "menu-parameter", "parameter-kata", "wrench", &PARAMETER_BACA),
            satu("/pekerjaan", "menu-pekerjaan", "pekerjaan-kata", "list-checks", &akt::PEKERJAAN_BACA),
            satu(JALUR, "menu-pemberitahuan", "pemberitahuan-kata", "bell", &PEMBERITAHUAN_ATUR),
            satu(
                "/pemberitahuan/pilihan",
                "pemberitahuan-pilihan",
                "pemberitahuan-kata-pilihan",
                "bell",
                &PEMBERITAHUAN_ATUR,
            ),
        ]
    }

    fn menu(&self) -> Vec<ButirMenu> {
        let butir = |jalur, label, ikon, akses, urutan| ButirMenu { jalur, label, ikon, akses, urutan };
        let akt = Akses::Akt;
        vec![
            butir("/jurnal", "menu-jurnal", "scroll-text", akt(&akt::JURNAL_BACA), 80),
            butir("/parameter", "menu-parameter", "wrench", akt(&PARAMETER_ATUR), 84),
            butir("/pekerjaan", "menu-pekerjaan", "list-checks", akt(&akt::PEKERJAAN_BACA), 85),
            butir(JALUR, "menu-pemberitahuan", "bell", Akses::Masuk, 88),
        ]
    }

    fn riwayat(
        &self,
        daerah: &Region,
        aktor: &Aktor,
        sasaran: &str,
        banyak: u32,
    ) -> Result<Option<Vec<Catatan>>, Refusal> {
        acts::riwayat(daerah, aktor, sasaran, banyak).map(Some)
    }

    fn sebut(
        &self,
        daerah: &Region,
        _aktor: &Aktor,
        sasaran: &[String],
        _bahasa: Bahasa,
    ) -> Result<Vec<(String, String)>, Refusal> {
        let rumah = format!("daerah/{}", daerah.kode());
        let ini = sasaran.iter().filter(|s| **s == rumah);
        let mut nama: Vec<(String, String)> =
            ini.map(|s| (s.clone(), daerah.identitas().nama.clone())).collect();
        if sasaran.iter().any(|s| s.starts_with("paket/")) {
            let terbit = daftar_terbit(daerah)?.into_iter();
            let terbit = terbit.map(|v| (format!("paket/{}", v.sidik), format!("{} {}", v.paket, v.versi)));
            nama.extend(terbit.filter(|(s, _)| sasaran.contains(s)));
        }
        Ok(nama)
    }

    fn menunggu(&self, daerah: &Region, aktor: &Aktor) -> Vec<(&'static str, u32)> {
        vec![(JALUR, pages::pemberitahuan::menunggu(daerah, &aktor.akun))]
    }

    fn openapi(&self) -> Vec<OperasiApi> {
        api::operasi()
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }
}
