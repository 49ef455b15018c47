//! What these tests share: a host over a throw-away database, a region, actors.

use std::sync::Arc;

use balai_kernel::{Aktor, KodeWilayah, Lingkup, Peran};
use balai_platform::{AktEntri, Balai, Jangkauan, Region, SumberPaket, operator};
use balai_testkit::{AcakTetap, Db, JamTetap, aktor};

/// An act of the whole region.
pub const UJI: AktEntri = AktEntri {
    id: "uji.catat",
    label_id: "mencatat uji",
    label_en: "record a test",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

pub fn host(db: &Db) -> (Balai, Arc<JamTetap>) {
    let jam = Arc::new(JamTetap::baru());
    (Balai::open(db.url(), Arc::clone(&jam) as _, AcakTetap::baru(7)), jam)
}

pub fn kode() -> KodeWilayah {
    "32.73".parse().unwrap()
}

pub fn daerah(db: &Db) -> (Region, Arc<JamTetap>) {
    let (host, jam) = host(db);
    let profil = SumberPaket::bawaan().profil(&kode()).unwrap();
    (host.add_region(&profil, &operator().unwrap()).unwrap(), jam)
}

pub fn bkpsdm() -> Aktor {
    aktor(1, "Petugas BKPSDM", None, Peran::Bkpsdm, Lingkup::Semua)
}

pub fn profil_uji() -> balai_platform::Profil {
    SumberPaket::bawaan().profil(&kode()).unwrap()
}
