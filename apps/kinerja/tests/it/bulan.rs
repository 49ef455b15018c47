//! A month that cannot be run is refused before anything is written.

use balai_kernel::Periode;
use balai_kinerja::acts::proses::{Perintah, jalankan};
use balai_kinerja::store::proses as store;
use balai_platform::{Refusal, Region, SumberPaket, operator};
use balai_testkit::db_test;

use crate::daerah;

fn kode(region: &Region, periode: &str) -> Vec<&'static str> {
    let perintah = Perintah {
        periode: periode.parse().unwrap(),
        paket: "tunjangan/kota-bandung".to_owned(),
        sidik: None,
        utas: 1,
    };
    let gagal =
        jalankan(region, &operator().unwrap(), &perintah, &SumberPaket::bawaan(), &|_| ()).unwrap_err();
    gagal.galat().iter().map(|g| g.kode).collect()
}

db_test! {
    fn a_month_to_come_and_a_month_without_a_record_open_no_run(db: &Db) {
        let region = daerah(db, false);
        assert_eq!(kode(&region, "2026-12"), ["KIN-419"]);
        assert_eq!(kode(&region, "2026-09"), ["KIN-420"]);
        for periode in ["2026-12", "2026-09"] {
            let periode: Periode = periode.parse().unwrap();
            let ada: Result<_, Refusal> = region.read(|tx| Ok(store::belum_selesai(tx, periode)?));
            assert_eq!(ada.unwrap(), None);
        }
    }
}

#[test]
fn every_text_is_there_in_both_languages_and_used() {
    let salah = balai_shell::uji::periksa_app(env!("CARGO_MANIFEST_DIR"), &balai_kinerja::Kinerja, &[]);
    assert_eq!(salah, Vec::<String>::new());
}
