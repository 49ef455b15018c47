//! What must not open: purposes nobody named, rules nobody meant, tokens beyond their acts, demo accounts in a real region,
//! and one region's damage as everybody's.

use axum::http::StatusCode;
use balai_kernel::Lingkup;
use balai_testkit::{Db, db_test};

use crate::kota::{Kota, buka, kirim, kota};
use crate::perintah::balai;

const FORMULIR: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn jalan(db: &Db, uji: impl AsyncFnOnce(Kota)) {
    let kota = kota(db);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(uji(kota));
}

db_test! {
    fn personal_data_open_for_a_purpose_that_somebody_named(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let jalur = "/organisasi/orang/2";
            let csrf = buka(&kota.rangka, d.tuan, jalur, &d.kuki["bkpsdm"]).await.csrf().expect("a form").to_owned();
            let nip = crate::kota::nip(1, 2).berspasi();
            for (tujuan, terbuka) in
                [("", false), ("tidak-ada", false), ("sendiri", false), ("%3Cimg%3E", false), ("pembenahan", true)]
            {
                let isi = format!("_csrf={csrf}&tujuan={tujuan}");
                let kepala = [("cookie", d.kuki["bkpsdm"].as_str()), FORMULIR];
                let j = kirim(&kota.rangka, "POST", (d.tuan, jalur), &kepala, &isi).await;
                assert_eq!(j.status.is_success(), terbuka, "{tujuan}: {}", j.isi);
                assert_eq!(j.isi.contains(&nip), terbuka, "{tujuan}");
                assert!(terbuka || j.status == StatusCode::UNPROCESSABLE_ENTITY && j.isi.contains("PLT-095"));
            }
        });
    }

    fn a_rule_with_a_role_that_is_none_is_refused_whole(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let j = buka(&kota.rangka, d.tuan, "/aturan-masuk", &d.kuki["admin"]).await;
            let csrf = j.csrf().expect("a form").to_owned();
            let isi = format!("_csrf={csrf}&panjang=12&faktor=tak-dikenal&sejak=1-1-2026&dasar=SK");
            let kepala = [("cookie", d.kuki["admin"].as_str()), FORMULIR];
            let j = kirim(&kota.rangka, "POST", (d.tuan, "/aturan-masuk"), &kepala, &isi).await;
            assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(j.isi.contains("tak-dikenal"), "{}", j.isi);
        });
    }

    fn a_token_opens_its_acts_and_nothing_that_is_open_to_people(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let token = tokio::task::block_in_place(|| {
                let pemilik = crate::isolasi::pemilik_token(&d.region);
                let akt = balai::apps::acts().into_iter().find(|a| a.id == "organisasi.bagan.baca").expect("an act");
                let sampai = d.region.hari_ini().tomorrow().expect("a day");
                balai_akses::buat_token(&d.region, &pemilik, ("uji", &[akt], &Lingkup::Semua, sampai)).expect("a token")
            });
            let bawa = format!("Bearer {}{}", balai_akses::AWALAN_MESIN, token.rahasia());
            for (jalur, status) in [
                ("/api/v1/organisasi/unit/01", StatusCode::OK),
                ("/api/v1/pemberitahuan", StatusCode::FORBIDDEN),
                ("/api/cari?q=qalfa", StatusCode::FORBIDDEN),
            ] {
                let j = kirim(&kota.rangka, "GET", (d.tuan, jalur), &[("authorization", &bawa)], "").await;
                assert_eq!(j.status, status, "{jalur}: {}", j.isi);
            }
        });
    }

    fn a_nul_is_refused_before_any_database_sees_it(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let csrf = buka(&kota.rangka, d.tuan, "/masuk", "").await;
            let kuki = csrf.kepala.get("set-cookie").and_then(|k| k.to_str().ok()).unwrap_or_default();
            let kuki = kuki.split(';').next().unwrap_or_default().to_owned();
            let isi = format!("_csrf={}&nama=a%00&sandi=b", csrf.csrf().expect("a form"));
            let j = kirim(&kota.rangka, "POST", (d.tuan, "/masuk"), &[("cookie", &kuki), FORMULIR], &isi).await;
            assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", j.isi);
            for jalur in ["/jurnal?aktor=a%00", "/organisasi/unit/a%00", "/api/cari?q=%00"] {
                let j = buka(&kota.rangka, d.tuan, jalur, &d.kuki["bkpsdm"]).await;
                assert_eq!(j.status, StatusCode::BAD_REQUEST, "{jalur}");
            }
        });
    }

    fn a_region_without_a_shipped_profile_gets_a_new_administrator(db: &Db) {
        let folder = tempfile::tempdir().expect("a folder");
        let profil = folder.path().join("daerah/33.74");
        std::fs::create_dir_all(&profil).expect("a folder");
        let asal = std::fs::read_to_string(format!("{}/../../paket/daerah/32.73/profil.toml", env!("CARGO_MANIFEST_DIR")));
        let isi = asal.expect("a profile").replace("\"32.73\"", "\"33.74\"").replace("Kota Bandung", "Kota Semarang");
        std::fs::write(profil.join("profil.toml"), isi).expect("a file");
        let paket = folder.path().to_str().expect("UTF-8");
        let awal = ["init", "--region", "33.74", "--data", db.address(), "--dasar", "SK 1/2026", "--nama", "Sari"];
        let (kode, _, galat) = balai(&[&awal[..], &["--paket-dir", paket]].concat());
        assert_eq!((kode, galat.as_str()), (0, ""));
        // later, without the folder: the region knows itself
        let (kode, keluar, galat) = balai(&[&awal[..], &["--akun", "darurat"]].concat());
        assert_eq!((kode, galat.as_str()), (0, ""));
        assert!(keluar.contains("Kota Semarang siap"), "{keluar}");
    }
}

#[test]
fn the_demo_does_not_enter_a_real_region() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("UTF-8");
    assert_eq!(balai(&["region", "add", "19.02", "--data", data]).0, 0);
    let (kode, _, galat) = balai(&["demo", "--data", data, "--pegawai", "100", "--tanpa-layani"]);
    assert!(kode == 1 && galat.contains("CLI-023") && galat.contains("19.02"), "{galat}");
    assert!(!folder.path().join("32.73.sqlite").exists());
}

#[test]
fn the_damage_of_one_region_does_not_close_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("UTF-8");
    for kode in ["32.73", "19.02"] {
        assert_eq!(balai(&["region", "add", kode, "--data", data]).0, 0);
    }
    let berkas = folder.path().join("19.02.sqlite");
    std::fs::write(&berkas, b"bukan basis data sama sekali, apalagi sebuah daerah").expect("a file");
    let konf = balai::konfigurasi::Konfigurasi::bawaan().expect("the defaults");
    let buka = || {
        let url: balai_store::DataUrl = data.parse().expect("a place");
        balai_platform::Balai::open(
            url,
            std::sync::Arc::new(balai_platform::SystemClock),
            balai_platform::OsAcak,
        )
        .dengan_migrasi(balai::apps::migrations())
    };
    assert!(balai::server::rangka(buka(), &konf, false).is_ok(), "Bandung is open");
    std::fs::write(folder.path().join("32.73.sqlite"), b"juga bukan").expect("a file");
    let galat = balai::server::rangka(buka(), &konf, false).map(|_| ()).expect_err("none can be opened");
    let teks = galat.tampil(balai_kernel::Bahasa::Id);
    assert!(teks.contains("PLT-023") && (teks.contains("32.73") || teks.contains("19.02")), "{teks}");
}
