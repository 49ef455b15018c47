//! Packages and profiles: what ships is right, what is laid over it wins, what is published stays.

use std::fs;

use balai_kernel::{Menit, Tanggal};
use balai_platform::{
    Profil, Refusal, SumberPaket,
    paket::{muat_versi, terbitkan},
};
use balai_testkit::db_test;

use crate::pendukung::{bkpsdm, daerah, kode};

#[test]
fn every_profile_that_ships_is_right() {
    let sumber = SumberPaket::bawaan();
    assert!(sumber.daftar_daerah().contains(&"32.73".to_owned()));
    for kode in sumber.daftar_daerah() {
        let profil = sumber.profil(&kode.parse().unwrap()).unwrap();
        for jadwal in &profil.jadwal {
            let sepekan = |pola: &[Option<_>; 7]| -> i64 {
                pola.iter()
                    .flatten()
                    .map(|j: &balai_platform::paket::JamHari| j.pulang.0 - j.masuk.0 - j.istirahat.0)
                    .sum()
            };
            // Perpres 21/2023: 37 h 30 a week, 32 h 30 in Ramadan
            assert_eq!((sepekan(&jadwal.biasa), sepekan(&jadwal.ramadan)), (2_250, 1_950), "{kode}");
        }
    }
}

#[test]
fn the_hours_of_a_day_follow_the_week() {
    let profil = SumberPaket::bawaan().profil(&kode()).unwrap();
    let jadwal = profil.jadwal_pada(Tanggal::constant(2026, 10, 2)).unwrap();
    let jumat = jadwal.jam(Tanggal::constant(2026, 10, 2), false).unwrap();
    assert_eq!((jumat.masuk, jumat.pulang, jumat.istirahat), (Menit(450), Menit(990), Menit(90)));
    assert_eq!(jadwal.jam(Tanggal::constant(2026, 10, 3), false), None, "Saturday");
    assert!(profil.jadwal_pada(Tanggal::constant(2020, 1, 1)).is_none());
}

#[test]
fn a_wrong_profile_is_refused_with_its_place() {
    let benar = include_str!("../../../../paket/daerah/32.73/profil.toml");
    let ubahan = [
        ("zona     = \"WIB\"", "zona     = \"GMT\"", "PLT-032"),
        ("#15486B", "biru", "PLT-032"),
        ("kode     = \"32.73\"", "kode     = \"32.74\"", "PLT-032"),
        ("07:30", "7.30", "PLT-032"),
        ("16:00", "06:00", "PLT-032"),
        ("istirahat = 60", "istirahat = 900", "PLT-032"),
        ("senin  =", "isnin  =", "PLT-032"),
        ("warna ", "warnaa", "PLT-031"),
        ("[daerah]", "[daerah", "PLT-031"),
        ("[[jadwal]]", "[[jadwal2]]", "PLT-031"),
    ];
    for (dari, ke, kode_galat) in ubahan {
        assert!(benar.contains(dari), "{dari}");
        let galat = Profil::baca("p.toml", &benar.replace(dari, ke), &kode()).unwrap_err();
        assert_eq!(galat.kode, kode_galat, "{ke}: {galat}");
        assert!(galat.isian.contains(&("berkas", "p.toml".to_owned())), "{galat}");
    }
    assert!(Profil::baca("p.toml", benar, &kode()).is_ok());
}

#[test]
fn a_folder_is_laid_over_what_ships_package_by_package() {
    let folder = std::env::temp_dir().join(format!("balai-paket-{}", std::process::id()));
    let paket = folder.join("tunjangan/kota-bandung");
    fs::create_dir_all(&paket).unwrap();
    fs::write(paket.join("satu.toml"), "[paket]\n").unwrap();
    let sumber = SumberPaket::dengan_folder(&folder);
    fs::remove_dir_all(&folder).unwrap();
    let sumber = sumber.unwrap();
    let nama: Vec<String> =
        sumber.paket("tunjangan/kota-bandung").unwrap().berkas.into_iter().map(|b| b.nama).collect();
    assert_eq!(nama, ["satu.toml"], "files of two packages are never mixed");
    assert!(sumber.paket("tunjangan/nasional-60-40").unwrap().berkas.len() > 1);
    assert!(sumber.profil(&kode()).is_ok());
    assert_eq!(sumber.paket("tunjangan/tiada").unwrap_err().kode, "PLT-033");
    assert_eq!(SumberPaket::dengan_folder(&folder).unwrap_err().kode, "PLT-034");
}

db_test! {
    fn a_published_package_is_read_back_as_it_was(db: &Db) {
        let (daerah, _) = daerah(db);
        let sumber = SumberPaket::bawaan();
        for id in sumber.daftar() {
            let (teks, adopsi) = (sumber.paket(&id).unwrap(), sumber.adopsi(&kode(), &id));
            let terbit = terbitkan(&daerah, &bkpsdm(), &teks, adopsi.as_ref()).unwrap();
            let lagi = terbitkan(&daerah, &bkpsdm(), &teks, adopsi.as_ref()).unwrap();
            assert_eq!(terbit.sidik(), lagi.sidik());
            let kembali = muat_versi(&daerah, terbit.sidik()).unwrap();
            assert_eq!((kembali.id(), kembali.sidik()), (id.as_str(), terbit.sidik()));
        }
        let galat = muat_versi(&daerah, "tiada").unwrap_err().galat();
        assert_eq!(galat.kode, "PLT-036");
    }

    fn a_package_with_faults_is_not_published(db: &Db) {
        let (daerah, _) = daerah(db);
        let mut teks = SumberPaket::bawaan().paket("tunjangan/kota-bandung").unwrap();
        teks.berkas.truncate(1);
        teks.berkas[0].isi.push_str("\nbukan toml");
        let Err(Refusal::Rule(galat)) = terbitkan(&daerah, &bkpsdm(), &teks, None) else { panic!("published") };
        assert_eq!(galat.kode, "PLT-035");
    }
}
