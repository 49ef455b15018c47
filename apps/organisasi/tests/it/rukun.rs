//! RW and RT on either database.

use std::collections::BTreeMap;

use balai_kernel::{Lingkup, Peran};
use balai_organisasi::acts::rukun::{HasilImpor, UbahRukun, impor_rukun, pratinjau_rukun, ubah_rukun};
use balai_organisasi::model::rukun::{KodeRukun, NomorRt, TindakanRukun};
use balai_platform::Refusal;
use balai_testkit::{aktor, db_test};

use crate::{bkpsdm, daerah, hari, kode, sk};

const DAFTAR: &str = "kelurahan;rw;rt\n32.73.05.1001;1;1\n32.73.05.1001;1;2\n32.73.05.1001;2;1\n";

fn k(s: &str) -> KodeRukun {
    format!("32.73.05.1001-{s}").parse().unwrap()
}

fn ubah(tindakan: TindakanRukun, sejak: &str) -> UbahRukun {
    UbahRukun { tindakan, sejak: hari(sejak), keputusan: sk() }
}

db_test! {
    fn a_list_comes_in_whole_or_not_at_all(db: &Db) {
        let region = daerah(db);
        let buruk = impor_rukun(&region, &bkpsdm(), &format!("{DAFTAR}32.73.05.1001;x;1")).unwrap();
        assert_eq!(buruk.unwrap_err().iter().map(|(n, g)| (*n, g.kode)).collect::<Vec<_>>(), [(5, "ORG-041")]);
        assert_eq!(impor_rukun(&region, &bkpsdm(), DAFTAR).unwrap().unwrap(), HasilImpor { baru: 5, ..HasilImpor::default() });
        assert_eq!(impor_rukun(&region, &bkpsdm(), DAFTAR).unwrap().unwrap(), HasilImpor { sama: 5, ..HasilImpor::default() });
    }

    fn an_rw_is_split_by_decree_and_the_past_stays(db: &Db) {
        let region = daerah(db);
        impor_rukun(&region, &bkpsdm(), DAFTAR).unwrap().unwrap();
        let t = TindakanRukun::Pecah { kode: k("001"), baru: vec![7], rt: BTreeMap::from([(2, 7)]), tutup: false };
        let c = ubah(t, "2026-12-01");
        let sidik = pratinjau_rukun(&region, &c).unwrap().sidik;
        assert_eq!(kode(ubah_rukun(&region, &bkpsdm(), &c, "")), "ORG-036");
        let operator = |kode: &str| aktor(4, "Lurah", None, Peran::OperatorOpd, Lingkup::Wilayah(kode.parse().unwrap()));
        assert!(matches!(ubah_rukun(&region, &operator("32.73.06"), &c, &sidik), Err(Refusal::Denied(_))));
        let r = ubah_rukun(&region, &operator("32.73.05"), &c, &sidik).unwrap();
        assert_eq!((r.tutup.len(), r.buka.len()), (1, 2));
        assert_eq!(kode(pratinjau_rukun(&region, &c)), "ORG-043");
        assert_eq!(kode(pratinjau_rukun(&region, &ubah(TindakanRukun::Tutup(k("007")), "2026-12-31"))), "ORG-044");
        let t = TindakanRukun::Bentuk("32.04.05.2001-001".parse().unwrap());
        assert_eq!(kode(pratinjau_rukun(&region, &ubah(t, "2026-12-01"))), "ORG-047");
        // the list again: the RT that moved is not back, for it ended by decree
        let lagi = impor_rukun(&region, &bkpsdm(), DAFTAR).unwrap().unwrap();
        assert_eq!(lagi, HasilImpor { baru: 0, sama: 4, berakhir: 1 });
        let lagi = impor_rukun(&region, &bkpsdm(), "32.73.05.1001;7;2\n").unwrap().unwrap();
        assert_eq!(lagi, HasilImpor { sama: 2, ..HasilImpor::default() });
        let baru = impor_rukun(&region, &bkpsdm(), "32.73.05.1001;7;9\n").unwrap().unwrap();
        assert_eq!((baru.baru, baru.sama), (1, 1), "there since its RW is");
        let t = TindakanRukun::Gabung { kode: vec![k("002")], ke: k("001"), nomor: NomorRt::default() };
        assert_eq!(kode(pratinjau_rukun(&region, &ubah(t, "2027-01-01"))), "ORG-057", "both have an RT 01");
        let nomor = NomorRt { lanjutan: true, ..NomorRt::default() };
        let c = ubah(TindakanRukun::Gabung { kode: vec![k("002")], ke: k("001"), nomor }, "2027-01-01");
        let sidik = pratinjau_rukun(&region, &c).unwrap().sidik;
        let r = ubah_rukun(&region, &bkpsdm(), &c, &sidik).unwrap();
        assert!(r.lanjutan.contains(&(k("002-001"), k("001-002"))), "RT 02 moved to RW 07: its number is free again");
    }

    fn an_rt_of_a_closed_rw_does_not_come_in(db: &Db) {
        let region = daerah(db);
        impor_rukun(&region, &bkpsdm(), "32.73.05.1001;9\n").unwrap().unwrap();
        let c = ubah(TindakanRukun::Tutup(k("009")), "2026-12-01");
        let sidik = pratinjau_rukun(&region, &c).unwrap().sidik;
        ubah_rukun(&region, &bkpsdm(), &c, &sidik).unwrap();
        assert_eq!(kode(impor_rukun(&region, &bkpsdm(), "32.73.05.1001;9;1\n")), "ORG-050");
    }
}
