//! One SHA-256 for one month.

use std::path::PathBuf;

use balai_platform::SumberPaket;
use balai_testkit::Db;

use crate::{daerah, hitung, hitung_dari};

#[test]
fn twice_on_any_number_of_threads_and_in_any_order_it_is_the_same() {
    let db = Db::sqlite();
    let region = daerah(&db, false);
    let pertama = hitung(&region, 1).unwrap();
    let kedua = hitung(&region, 2).unwrap();
    assert_eq!((pertama.versi, kedua.versi), (1, 2));
    assert_eq!(pertama.hasil_sidik.as_ref().unwrap().len(), 64);
    assert_eq!(pertama.hasil_sidik, kedua.hasil_sidik);
    assert_eq!(pertama.masukan_sidik, kedua.masukan_sidik);

    let lain = Db::sqlite();
    let terbalik = hitung(&daerah(&lain, true), 2).unwrap();
    assert_eq!(terbalik.hasil_sidik, pertama.hasil_sidik, "the order of the files' lines changed the month");
}

#[test]
fn both_databases_give_the_same() {
    let (sqlite, pg) = (Db::sqlite(), Db::pg());
    let di_sqlite = hitung(&daerah(&sqlite, false), 2).unwrap();
    let di_pg = hitung(&daerah(&pg, false), 2).unwrap();
    assert_eq!(di_sqlite.hasil_sidik, di_pg.hasil_sidik);
    assert_eq!(di_sqlite.jumlah_sen, di_pg.jumlah_sen);
    assert_eq!(di_sqlite.orang, di_pg.orang);
}

#[test]
fn an_input_the_region_does_not_have_stops_the_run_by_name() {
    let db = Db::sqlite();
    let region = daerah(&db, false);
    // the city's package, wanting an attainment that nobody has handed in
    let folder = PathBuf::from(db.address()).join("paket/tunjangan/kota-bandung");
    std::fs::create_dir_all(&folder).unwrap();
    for b in SumberPaket::bawaan().paket("tunjangan/kota-bandung").unwrap().berkas {
        let baris = b.isi.lines().map(|l| if l.starts_with("skp ") { SKP_WAJIB } else { l });
        std::fs::write(folder.join(&b.nama), baris.collect::<Vec<_>>().join("\n")).unwrap();
    }
    let sumber = SumberPaket::dengan_folder(&PathBuf::from(db.address()).join("paket")).unwrap();
    let galat = hitung_dari(&region, &sumber, 1).unwrap_err().galat();
    let sebut =
        |nilai: &str| galat.iter().any(|g| g.kode == "KIN-403" && g.isian.iter().any(|(_, v)| v == nilai));
    assert!(sebut("skp") && sebut("orang"), "{galat:?}");
}

/// The declaration of the attainment without a value for those who have none.
pub const SKP_WAJIB: &str = r#"skp = { jenis = "persen 0..100 skala 2" }"#;
