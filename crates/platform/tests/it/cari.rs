//! The search index: found by beginnings of words, within a jurisdiction, and never by a word that is gone.

use balai_kernel::{KataCari, Lingkup};
use balai_platform::Region;
use balai_platform::cari::{self, Bagian, Entri};
use balai_store::StoreError;
use balai_testkit::db_test;

use crate::pendukung::daerah;

fn entri(kunci: &str, judul: &str, unit: &str, nip: &str) -> Entri {
    Entri {
        kunci: kunci.into(),
        judul: judul.into(),
        keterangan: "Analis".into(),
        kata: vec![format!("kode-{kunci}")],
        jalur_unit: unit.into(),
        nip: nip.into(),
        ..Entri::default()
    }
}

fn isi(region: &Region) {
    let semua = vec![
        entri("1", "Dr. H. Asep Sunandar, S.Kom.", "01/01.01/", "198001012005011001"),
        entri("2", "Asepudin Asep", "01/01.02/", "198001012005011002"),
        entri("3", "José 'Aisyah", "02/", "198001012005011003"),
        entri("4", "Sunarti", "02/", "198001012005011004"),
    ];
    region.upkeep(move |tx| cari::tulis(tx, "orang", &semua, true)).unwrap();
}

fn temukan(region: &Region, lingkup: &[Lingkup], teks: &str) -> Vec<String> {
    bagian(region, lingkup, teks, Bagian { lewati: 0, batas: 100 })
}

fn bagian(region: &Region, lingkup: &[Lingkup], teks: &str, bagian: Bagian) -> Vec<String> {
    let dicari = KataCari::baca(teks).unwrap();
    let hasil: Result<_, StoreError> = region.read(|tx| cari::temukan(tx, "orang", lingkup, &dicari, bagian));
    hasil.unwrap().into_iter().map(|t| t.kunci).collect()
}

const SEMUA: &[Lingkup] = &[Lingkup::Semua];

db_test! {
    fn beginnings_of_words_in_any_order_and_spelling(db: &Db) {
        let (region, _) = daerah(db);
        isi(&region);
        assert_eq!(temukan(&region, SEMUA, "ASEP"), ["2", "1"], "a name that begins so comes first, and once");
        assert_eq!(temukan(&region, SEMUA, "sun asep"), ["1"]);
        assert_eq!(temukan(&region, SEMUA, "jose aisyah"), ["3"]);
        assert_eq!(temukan(&region, SEMUA, "KODE 4"), ["4"]);
        assert_eq!(temukan(&region, SEMUA, "un"), Vec::<String>::new(), "the middle of a word is no beginning");
        assert_eq!(temukan(&region, SEMUA, "%% ase_"), ["2", "1"], "signs of patterns mean nothing");
        assert_eq!(temukan(&region, SEMUA, "analis"), Vec::<String>::new());
    }

    fn pages_follow_one_another(db: &Db) {
        let (region, _) = daerah(db);
        isi(&region);
        let ke = |lewati| bagian(&region, SEMUA, "kode", Bagian { lewati, batas: 2 });
        assert_eq!([ke(0), ke(2), ke(4)], [vec!["2", "1"], vec!["3", "4"], vec![]]);
    }

    fn nobody_is_found_outside_the_jurisdiction(db: &Db) {
        let (region, _) = daerah(db);
        isi(&region);
        let unit = |j: &str| Lingkup::Unit(j.parse().unwrap());
        assert_eq!(temukan(&region, &[unit("01/")], "kode"), ["2", "1"]);
        assert_eq!(temukan(&region, &[unit("01/01.01/")], "asep"), ["1"]);
        let diri = Lingkup::Diri("198001012005011004".parse().unwrap());
        assert_eq!(temukan(&region, std::slice::from_ref(&diri), "kode"), ["4"]);
        assert_eq!(temukan(&region, &[unit("01/01.01/"), diri.clone(), unit("01/")], "kode"), ["2", "1", "4"]);
        assert_eq!(temukan(&region, &[], "kode"), Vec::<String>::new());
    }

    fn a_word_that_is_gone_finds_nothing(db: &Db) {
        let (region, _) = daerah(db);
        isi(&region);
        let baru = [entri("1", "Asep Hidayat", "02/", "198001012005011001")];
        region.upkeep(move |tx| cari::tulis(tx, "orang", &baru, false)).unwrap();
        assert_eq!(temukan(&region, SEMUA, "sunandar"), Vec::<String>::new());
        assert_eq!(temukan(&region, SEMUA, "hidayat"), ["1"]);
        region.upkeep(|tx| cari::hapus(tx, "orang", "1")).unwrap();
        region.upkeep(|tx| cari::hapus(tx, "orang", "1")).unwrap();
        assert_eq!(temukan(&region, SEMUA, "asep"), ["2"]);
    }
}
