//! Every package that ships loads, with and without the region's file, and its own cases hold.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use balai_kernel::Bahasa;
use balai_rules::{Berkas, Paket, muat};
use std::path::{Path, PathBuf};

fn akar() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn berkas(folder: &Path) -> Vec<Berkas> {
    let mut hasil = Vec::new();
    for sub in ["", "kasus"] {
        let Ok(isi) = std::fs::read_dir(folder.join(sub)) else { continue };
        for f in isi.map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "toml")) {
            let nama = f.strip_prefix(folder).unwrap().display().to_string();
            hasil.push(Berkas::baru(nama, std::fs::read_to_string(&f).unwrap()));
        }
    }
    hasil
}

fn baca(folder: &Path, adopsi: Option<&Path>) -> Paket {
    let a = adopsi.map(|p| Berkas::baru(p.display().to_string(), std::fs::read_to_string(p).unwrap()));
    muat(&berkas(folder), a.as_ref())
        .unwrap_or_else(|g| panic!("{}", g.iter().map(|g| g.tampil(Bahasa::En) + "\n").collect::<String>()))
}

fn paket_tunjangan() -> Vec<PathBuf> {
    let mut semua: Vec<PathBuf> =
        std::fs::read_dir(akar().join("paket/tunjangan")).unwrap().map(|p| p.unwrap().path()).collect();
    semua.sort();
    semua
}

#[test]
fn every_shipped_package_holds_its_own_cases() {
    let semua = paket_tunjangan();
    assert!(!semua.is_empty());
    for f in semua {
        let p = baca(&f, None);
        let nama = f.file_name().unwrap().to_str().unwrap();
        assert_eq!(p.id(), format!("tunjangan/{nama}"));
        assert!(!p.kasus().is_empty(), "{nama} has no cases");
        for h in p.uji() {
            assert!(h.lulus(), "{nama} {} {}: {:#?}", h.tempat, h.nama, h.beda);
        }
    }
}

#[test]
fn every_adoption_of_every_region_fits_its_package() {
    let mut banyak = 0;
    for d in std::fs::read_dir(akar().join("paket/daerah")).unwrap() {
        let Ok(isi) = std::fs::read_dir(d.unwrap().path().join("tunjangan")) else { continue };
        for a in isi.map(|a| a.unwrap().path()) {
            let folder = akar().join("paket/tunjangan").join(a.file_stem().unwrap());
            let p = baca(&folder, Some(&a));
            p.rencana("2026-10".parse().unwrap(), None).unwrap();
            banyak += 1;
        }
    }
    assert!(banyak > 0);
}
