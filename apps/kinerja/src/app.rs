//! The application as the house sees it.

use balai_kernel::{Aktor, Bahasa, EntriKode};
use balai_platform::{AktEntri, Region};
use balai_shell::{Akses, App, Beranda, ButirMenu, GalatWeb, Konteks, OperasiApi, Pintasan, Rute};
use balai_store::{Migration, Sql};

use crate::{akt, api, kode, pages, store};

/// e-Remunerasi Kinerja.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kinerja;

impl App for Kinerja {
    fn id(&self) -> &'static str {
        "kinerja"
    }

    fn migrations(&self) -> Vec<Migration> {
        crate::migrations()
    }

    fn statements(&self) -> Vec<&'static Sql> {
        store::statements()
    }

    fn acts(&self) -> &'static [AktEntri] {
        &akt::SEMUA
    }

    fn routes(&self) -> Vec<Rute> {
        vec![
            Rute::get("/tunjangan", &akt::SLIP_BACA, pages::slip::daftar),
            Rute::get("/tunjangan/{periode}", &akt::SLIP_BACA, pages::slip::satu),
            Rute::get("/proses", &akt::PROSES_BACA, pages::proses::daftar),
            Rute::post("/proses", &akt::PROSES_JALANKAN, pages::proses::mulai),
            Rute::get("/proses/{periode}", &akt::PROSES_BACA, pages::proses::satu),
            Rute::get("/proses/{periode}/ekspor", &akt::PROSES_EKSPOR, api::ekspor),
            Rute::get("/api/v1/tunjangan/{periode}", &akt::SLIP_BACA, api::slip),
            Rute::get("/api/v1/proses/{periode}", &akt::PROSES_BACA, api::proses),
            Rute::get("/api/v1/proses/{periode}/baris", &akt::PROSES_BACA, api::baris),
        ]
    }

    fn pintasan(&self) -> Vec<Pintasan> {
        let satu =
            |jalur, label, kata, ikon, akt| Pintasan { jalur, label, kata, ikon, akses: Akses::Akt(akt) };
        vec![
            satu("/tunjangan", "menu-tunjangan", "kata-tunjangan", "receipt-text", &akt::SLIP_BACA),
            satu("/proses", "menu-proses", "kata-proses", "calculator", &akt::PROSES_BACA),
        ]
    }

    fn menu(&self) -> Vec<ButirMenu> {
        let butir = |jalur, label, ikon, akses, urutan| ButirMenu { jalur, label, ikon, akses, urutan };
        vec![
            butir("/tunjangan", "menu-tunjangan", "receipt-text", Akses::Akt(&akt::SLIP_BACA), 40),
            butir("/proses", "menu-proses", "calculator", Akses::Akt(&akt::PROSES_BACA), 50),
        ]
    }

    fn beranda(&self, k: &Konteks, daerah: &Region, aktor: &Aktor) -> Result<Beranda, GalatWeb> {
        pages::beranda::beranda(k, daerah, aktor)
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }

    fn errors(&self) -> &'static [EntriKode] {
        &kode::SEMUA
    }

    fn openapi(&self) -> Vec<OperasiApi> {
        api::operasi()
    }
}
