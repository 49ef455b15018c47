//! Parameters of a region as people meet them: pages, API, command line.

use axum::http::StatusCode;
use balai_kernel::Bahasa;
use balai_platform::parameter::Parameter;
use balai_testkit::{Db, db_test};
use serde_json::{Value, json};

use crate::kota::{Kota, buka, kirim, kota};
use crate::perintah::balai;

const ID: &str = "akses.kewenangan.ingat_hari";

fn jalan(db: &Db, uji: impl AsyncFnOnce(Kota)) {
    let kota = kota(db);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(uji(kota));
}

#[test]
fn every_parameter_is_named_after_its_application_and_fits_its_own_range() {
    for app in balai::apps::semua() {
        for p in app.parameters() {
            let ciri = p.ciri();
            assert!(ciri.id.starts_with(&format!("{}.", app.id())), "{}", ciri.id);
            // a time of day is stored as minutes and written as people write it
            let tertulis = match p {
                Parameter::Bulat(_) => p.tampil(&p.bawaan(), Bahasa::Id),
                _ => p.bawaan(),
            };
            assert_eq!(p.urai(&tertulis).expect(ciri.id), p.bawaan(), "the default of {} fits", ciri.id);
            assert!(
                !ciri.dasar.is_empty() && !ciri.peran.is_empty() && ciri.ket_id.ends_with('.'),
                "{}",
                ciri.id
            );
            let boleh = balai_platform::parameter::PARAMETER_ATUR.peran;
            assert!(
                ciri.peran.iter().all(|r| boleh.contains(r)),
                "{} is set by a role that may set none",
                ciri.id
            );
        }
    }
    let mut semua: Vec<&str> = balai::apps::parameters().iter().map(|p| p.ciri().id).collect();
    semua.sort_unstable();
    assert!(semua.windows(2).all(|w| w[0] != w[1]), "{semua:?}");
}

db_test! {
    fn an_administrator_sets_a_value_and_everybody_sees_since_when_and_why(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let satu = format!("/parameter/{ID}");
            let j = buka(&kota.rangka, d.tuan, "/parameter", &d.kuki["pegawai"]).await;
            assert!(j.status.is_success() && j.isi.contains(&satu) && j.isi.contains("7 hari"), "{}", j.isi);
            let j = buka(&kota.rangka, d.tuan, &satu, &d.kuki["pegawai"]).await;
            assert!(j.isi.contains("usulan Balai") && !j.isi.contains("<form method=\"post\" action=\"/parameter"));

            let j = buka(&kota.rangka, d.tuan, &satu, &d.kuki["admin"]).await;
            let csrf = j.csrf().expect("a form").to_owned();
            let kirim = async |isi: &str| {
                let isi = format!("_csrf={csrf}&{isi}");
                let kepala = [
                    ("cookie", d.kuki["admin"].as_str()),
                    ("content-type", "application/x-www-form-urlencoded"),
                ];
                kirim(&kota.rangka, "POST", (d.tuan, &satu), &kepala, &isi).await
            };
            let j = kirim("nilai=90+hari&sejak=32-1-2026&dasar=").await;
            assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(j.isi.contains("1 sampai 60 hari") && j.isi.contains("90 hari"), "kept and refused: {}", j.isi);
            let j = kirim("nilai=14&sejak=1-1-2020&dasar=Perwal+1/2020").await;
            assert_eq!(j.status, StatusCode::SEE_OTHER, "{}", j.isi);
            let j = buka(&kota.rangka, d.tuan, &satu, &d.kuki["pegawai"]).await;
            assert!(j.isi.contains("14 hari") && j.isi.contains("Perwal 1/2020") && j.isi.contains("1 Januari 2020"));

            let j = buka(&kota.rangka, d.tuan, &format!("/api/v1{satu}"), &d.kuki["pegawai"]).await;
            let isi: Value = serde_json::from_str(&j.isi).expect("JSON");
            assert_eq!((&isi["nilai"], &isi["bawaan"]), (&json!("14"), &json!(false)), "{isi}");
            assert_eq!(isi["riwayat"][0]["dasar"], "Perwal 1/2020");
            let j = buka(&kota.rangka, d.tuan, "/parameter/tidak.ada", &d.kuki["pegawai"]).await;
            assert_eq!(j.status, StatusCode::NOT_FOUND);
            // the other region has set nothing
            let lain = &kota.daerah[1];
            let j = buka(&kota.rangka, lain.tuan, &satu, &lain.kuki["pegawai"]).await;
            assert!(!j.isi.contains("14 hari"));
        });
    }

    fn values_travel_by_the_command_line(db: &Db) {
        let data = ["--region", "32.73", "--data", db.address()];
        balai(&["region", "add", "32.73", "--data", db.address()]);
        let atur = |argumen: &[&str]| balai(&[&["parameter"], argumen, &data].concat());
        let (kode, keluar, galat) = atur(&["set", ID, "21 hari", "--sejak", "2026-01-01", "--dasar", "Perwal 2/2026"]);
        assert_eq!((kode, keluar.as_str(), galat.as_str()), (0, "1 nilai tercatat.\n", ""));
        let (_, keluar, _) = atur(&["list"]);
        assert!(keluar.contains("21 hari (01/01/2026 Perwal 2/2026)"), "{keluar}");
        let (_, teks, _) = atur(&["export"]);
        let folder = tempfile::tempdir().expect("a folder");
        let berkas = folder.path().join("parameter.toml");
        std::fs::write(&berkas, teks.replace("21 hari", "30 hari")).expect("a file");
        let berkas = berkas.to_str().expect("UTF-8");
        let (kode, keluar, _) = atur(&["import", berkas]);
        assert_eq!((kode, keluar.as_str()), (0, "1 nilai tercatat.\n"));
        let (_, keluar, _) = atur(&["import", berkas]);
        assert!(keluar.contains("tidak ada yang berubah"), "{keluar}");
        let (kode, _, galat) = atur(&["set", "akses.asing", "1", "--sejak", "2026-01-01", "--dasar", "x"]);
        assert!(kode == 1 && galat.contains("PLT-094") && galat.contains(ID), "{galat}");
        let (kode, _, galat) = atur(&["set", ID, "99", "--sejak", "2026-01-01", "--dasar", "x"]);
        assert!(kode == 1 && galat.contains("PLT-090") && galat.contains("1 sampai 60 hari"), "{galat}");
    }
}
