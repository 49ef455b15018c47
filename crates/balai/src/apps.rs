//! The list of applications. Adding one touches this file and nothing else here.

use std::sync::Arc;

use balai_kernel::EntriKode;
use balai_platform::parameter::Parameter;
use balai_platform::pemberitahuan::Luar;
use balai_platform::{AktEntri, Pelaksana, TempatPort};
use balai_shell::App;
use balai_store::{Migration, Sql};

/// Every application, in the order of their menus.
pub fn semua() -> Vec<Box<dyn App>> {
    vec![
        Box::new(balai_akses::Akses),
        Box::new(balai_organisasi::Organisasi),
        Box::new(balai_sistem::Sistem),
        Box::new(balai_kinerja::Kinerja),
    ]
}

/// Tables of all applications, in the order in which they may refer to one another: base applications first.
pub fn migrations() -> Vec<Migration> {
    semua().iter().flat_map(|a| a.migrations()).collect()
}

/// Who knows the units and territories of a region.
pub fn tempat() -> Arc<dyn TempatPort> {
    Arc::new(balai_organisasi::Organisasi)
}

/// Every SQL statement of the product.
pub fn statements() -> Vec<&'static Sql> {
    let mut ada = balai_store::statements();
    ada.extend(balai_platform::statements());
    ada.extend(semua().iter().flat_map(|a| a.statements()));
    ada
}

/// Every act, the platform's first.
pub fn acts() -> Vec<&'static AktEntri> {
    balai_platform::AKT.iter().chain(semua().iter().flat_map(|a| a.acts())).collect()
}

/// Every parameter a region can set.
pub fn parameters() -> Vec<Parameter> {
    semua().iter().flat_map(|a| a.parameters()).copied().collect()
}

/// Every handler of background jobs, the platform's first; `luar` says how they reach people outside.
pub fn jobs(luar: &Luar) -> Vec<Pelaksana> {
    let mut ada = balai_platform::jobs(luar);
    ada.extend(semua().iter().flat_map(|a| a.jobs()));
    ada
}

/// Error tables of the rooms that are no applications.
pub fn kode_ruang() -> Vec<&'static [EntriKode]> {
    vec![
        balai_kernel::KODE,
        balai_rules::KODE,
        balai_store::KODE,
        balai_platform::KODE,
        balai_documents::KODE,
        crate::galat::KODE,
    ]
}

/// Every error code of the product.
pub fn kode() -> Vec<EntriKode> {
    let mut ada: Vec<EntriKode> = kode_ruang().into_iter().flatten().copied().collect();
    ada.extend(balai_shell::KODE);
    ada.extend(semua().iter().flat_map(|a| a.errors()).copied());
    ada
}
