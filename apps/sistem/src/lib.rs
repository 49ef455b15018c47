//! The house looks at itself: the journal as pages, and whatever else the platform keeps.
//!
//! **Must not know**: any other application; a database driver.

mod akt;
mod pages;

use balai_kernel::Bahasa;
use balai_platform::AktEntri;
use balai_shell::{Akses, App, ButirMenu, Rute};

pub use akt::JURNAL_BACA;

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

    fn routes(&self) -> Vec<Rute> {
        vec![Rute::get("/jurnal", &akt::JURNAL_BACA, pages::jurnal::daftar)]
    }

    fn menu(&self) -> Vec<ButirMenu> {
        vec![ButirMenu {
            jalur: "/jurnal",
            label: "menu-jurnal",
            ikon: "scroll-text",
            akses: Akses::Akt(&akt::JURNAL_BACA),
            urutan: 80,
        }]
    }

    fn locales(&self) -> [(Bahasa, &'static str); 2] {
        [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))]
    }
}
