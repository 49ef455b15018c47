//! The search box over all applications: who finds what, by which spelling, and what nobody finds.

use balai_testkit::{Db, db_test};
use serde_json::Value;

use crate::kota::{Daerah, Kota, buka, impor, kota, nip, orang};

fn jalan(db: &Db, uji: impl AsyncFnOnce(Kota)) {
    let kota = kota(db);
    let mesin = tokio::runtime::Runtime::new().expect("a runtime");
    mesin.block_on(uji(kota));
}

/// Titles found by kind, through the API.
async fn temukan(kota: &Kota, d: &Daerah, peran: &str, q: &str) -> Vec<(String, Vec<String>)> {
    let jalur = format!("/api/cari?{q}");
    let j = buka(&kota.rangka, d.tuan, &jalur, &d.kuki[peran]).await;
    assert!(j.status.is_success(), "{jalur}: {}", j.isi);
    let isi: Value = serde_json::from_str(&j.isi).expect("JSON");
    let teks = |v: &Value| v.as_str().expect("a text").to_owned();
    let kelompok = isi["kelompok"].as_array().expect("groups").iter();
    kelompok
        .map(|g| {
            let temuan = g["temuan"].as_array().expect("hits").iter().map(|t| teks(&t["judul"])).collect();
            (teks(&g["jenis"]), temuan)
        })
        .collect()
}

async fn orang_ditemukan(kota: &Kota, d: &Daerah, peran: &str, q: &str) -> Vec<String> {
    let semua = temukan(kota, d, peran, q).await;
    semua.into_iter().find(|(jenis, _)| jenis == "orang").map(|(_, t)| t).unwrap_or_default()
}

db_test! {
    fn names_are_found_by_everybody_who_may_read_the_chart_and_numbers_within_jurisdiction(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            for peran in ["pegawai", "atasan", "bkpsdm"] {
                let ada = orang_ditemukan(&kota, d, peran, "q=jose%20ORANG2").await;
                assert_eq!(ada, ["Qalfa José Orang2"], "{peran}");
            }
            let nomor = format!("q={}", nip(1, 2).berspasi().replace(' ', "%20"));
            let diri = format!("q={}", nip(1, 1));
            assert_eq!(orang_ditemukan(&kota, d, "bkpsdm", &nomor).await, ["Qalfa José Orang2"]);
            assert!(orang_ditemukan(&kota, d, "pegawai", &nomor).await.is_empty(), "not by digits");
            assert_eq!(orang_ditemukan(&kota, d, "pegawai", &diri).await, ["Qalfa José Orang1"]);
            // the people of 01 only
            let awal = orang_ditemukan(&kota, d, "atasan", "q=19860926&di=orang").await;
            assert_eq!(awal, ["Qalfa José Orang1", "Qalfa José Orang3", "Qalfa José Orang5", "Qalfa José Orang7"]);
            let unit = temukan(&kota, d, "pegawai", "q=dinas+01.01").await;
            assert!(unit.iter().any(|(jenis, t)| jenis == "unit" && t.iter().any(|t| t == "Qalfa Dinas 01.01")));
        });
    }

    fn pages_are_found_in_everyday_words_by_whom_they_open_to(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let cari = async |peran, q| {
                let semua = temukan(&kota, d, peran, q).await;
                semua.into_iter().find(|(jenis, _)| jenis == "halaman").map(|(_, t)| t).unwrap_or_default()
            };
            assert_eq!(cari("pegawai", "q=lupa+sandi").await, ["Ganti kata sandi"]);
            assert_eq!(cari("pegawai", "q=password").await, ["Ganti kata sandi"]);
            assert_eq!(cari("admin", "q=tambah+peran").await, ["Beri kewenangan"]);
            assert!(cari("pegawai", "q=tambah+peran").await.is_empty());
        });
    }

    fn a_new_name_is_found_and_the_old_one_is_not(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let mut baru = orang(1, d.tanda, 2);
            baru.data.nama = "Rahayu & Putri".into();
            tokio::task::block_in_place(|| impor(&d.region, vec![baru]));
            assert!(orang_ditemukan(&kota, d, "bkpsdm", "q=orang2").await.is_empty());
            assert_eq!(orang_ditemukan(&kota, d, "bkpsdm", "q=rahayu+dan").await, ["Rahayu & Putri"]);
        });
    }

    fn groups_are_short_and_each_has_its_pages(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let lebih = (9..=60).map(|n| orang(1, d.tanda, n)).collect();
            tokio::task::block_in_place(|| impor(&d.region, lebih));
            let ringkas = buka(&kota.rangka, d.tuan, "/cari?q=jose", &d.kuki["bkpsdm"]).await.isi;
            assert_eq!(ringkas.matches("/organisasi/orang/").count(), 5);
            assert!(ringkas.contains("href=\"/cari?q=jose&#38;di=orang\""), "{ringkas}");
            let mut semua = Vec::new();
            for (ke, banyak) in [(1, 25), (2, 25), (3, 10), (4, 0)] {
                let q = format!("q=jose&di=orang&halaman={ke}");
                let hal = orang_ditemukan(&kota, d, "bkpsdm", &q).await;
                assert_eq!(hal.len(), banyak);
                semua.extend(hal);
            }
            semua.sort();
            semua.dedup();
            assert_eq!(semua.len(), 60);
        });
    }

    fn the_answer_alone_is_no_whole_page_and_shows_no_number(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let j = buka(&kota.rangka, d.tuan, "/cari/hasil?q=jose", &d.kuki["bkpsdm"]).await;
            assert!(j.isi.contains("Orang1") && !j.isi.contains("<html"), "{}", j.isi);
            assert!(!j.isi.contains("1986"), "a staff number in {}", j.isi);
            let kurang = buka(&kota.rangka, d.tuan, "/cari?q=j", &d.kuki["bkpsdm"]).await;
            assert!(kurang.isi.contains("dua huruf"));
            let tiada = buka(&kota.rangka, d.tuan, "/cari?q=%3Cb%3Ezz", &d.kuki["bkpsdm"]).await;
            assert!(tiada.isi.contains("&#60;b&#62;zz") && !tiada.isi.contains("<b>zz"));
        });
    }
}
