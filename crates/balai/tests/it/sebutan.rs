//! What things are called on pages: names, not ids; and the id where it is the only thing left.

use balai_kernel::{Kapasitas, Kewenangan, Lingkup, Peran, Tanggal};
use balai_testkit::{Db, db_test};

use crate::kota::{Kota, admin, buka, kota};

fn jalan(db: &Db, uji: impl AsyncFnOnce(Kota)) {
    let kota = kota(db);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(uji(kota));
}

db_test! {
    fn the_journal_and_the_grants_say_whose_and_of_which_unit(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let unit = "unit:01/".parse::<Lingkup>().expect("a unit");
            let beri = Kewenangan {
                peran: Peran::OperatorOpd,
                lingkup: unit,
                kapasitas: Kapasitas::Definitif,
                sejak: Tanggal::constant(2026, 1, 1),
                sampai: None,
                dasar: "SK uji".into(),
                pendelegasi: None,
            };
            let perintah = balai_akses::BuatAkun {
                nama_akun: Some("operator-uji".into()),
                nip: None,
                nama: "Rahayu Uji".into(),
                kewenangan: vec![beri],
                sandi: None,
            };
            let (akun, _) = tokio::task::block_in_place(|| balai_akses::undang(&d.region, &admin(), &perintah))
                .expect("an invitation");

            let j = buka(&kota.rangka, d.tuan, "/jurnal", &d.kuki["bkpsdm"]).await;
            assert!(j.isi.contains("akun Rahayu Uji"), "{}", j.isi);
            let j = buka(&kota.rangka, d.tuan, "/jurnal?sasaran=akses.akun", &d.kuki["admin"]).await;
            assert!(j.isi.contains("akun Rahayu Uji"), "{}", j.isi);
            let jalur = j.isi.split("href=\"/jurnal/").find_map(|p| {
                let id = p.split('"').next()?;
                (id.len() == 36).then(|| format!("/jurnal/{id}"))
            });
            let j = buka(&kota.rangka, d.tuan, &jalur.expect("a row"), &d.kuki["admin"]).await;
            assert!(j.isi.contains("(akses.akun/"), "the lasting id stays reachable: {}", j.isi);

            let j = buka(&kota.rangka, d.tuan, "/kewenangan?akun=operator-uji", &d.kuki["admin"]).await;
            assert!(j.isi.contains("Qalfa Dinas 01") && !j.isi.contains("unit 01/"), "{}", j.isi);
            let j = buka(&kota.rangka, d.tuan, "/akun/operator-uji", &d.kuki["admin"]).await;
            assert!(j.isi.contains("Qalfa Dinas 01"), "{}", j.isi);
            assert_eq!(akun.nama_akun, "operator-uji");
            // the other region knows nothing of it
            let lain = &kota.daerah[1];
            let j = buka(&kota.rangka, lain.tuan, "/jurnal", &lain.kuki["admin"]).await;
            assert!(!j.semua().contains("Rahayu"));
        });
    }
}
