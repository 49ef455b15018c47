//! Downtime: a silence is kept, a beat is not, and a clock that goes back invents nothing.

use balai_kernel::Waktu;
use balai_platform::Region;
use balai_platform::hidup::{MATI_MILIDETIK, berdenyut, waktu_mati};
use balai_store::StoreError;
use balai_testkit::db_test;

use crate::pendukung::daerah;

fn mati(daerah: &Region, sejak: i64) -> Vec<(Waktu, Waktu)> {
    let sejak = Waktu::dari_milidetik(sejak).unwrap();
    daerah.read(|tx| waktu_mati(tx, sejak)).map_err(|e: StoreError| e).unwrap()
}

db_test! {
    fn a_silence_longer_than_some_beats_is_downtime_once(db: &Db) {
        let (daerah, jam) = daerah(db);
        assert_eq!(berdenyut(&daerah).unwrap(), None, "nothing is known before the first beat");
        jam.maju(MATI_MILIDETIK);
        assert_eq!(berdenyut(&daerah).unwrap(), None);
        let dari = daerah.sekarang();
        jam.maju(3 * 3_600_000);
        let sampai = daerah.sekarang();
        assert_eq!(berdenyut(&daerah).unwrap(), Some((dari, sampai)));
        assert_eq!(berdenyut(&daerah).unwrap(), None, "the same moment again");
        assert_eq!(mati(&daerah, 0), [(dari, sampai)]);
        // what ended before is no longer asked for
        assert!(mati(&daerah, sampai.milidetik()).is_empty());
        // a clock set back and forth leaves no row
        jam.maju(-3_600_000);
        assert_eq!(berdenyut(&daerah).unwrap(), None);
        jam.maju(3_600_000 + MATI_MILIDETIK);
        assert_eq!(berdenyut(&daerah).unwrap(), None);
        assert_eq!(mati(&daerah, 0).len(), 1);
    }
}
