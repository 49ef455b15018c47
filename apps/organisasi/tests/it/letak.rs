//! Unit, post and class of a person on a day: one answer from list and decrees, on either database.

use balai_kernel::{Kapasitas, Lingkup};
use balai_organisasi::acts::jabatan::UbahJabatan;
use balai_organisasi::acts::orang::{RencanaOrang, TindakanOrang, UbahOrang, pratinjau_orang, ubah_orang};
use balai_organisasi::baca;
use balai_organisasi::model::jabatan::{JenisJabatan, Masa};
use balai_organisasi::{PegawaiPada, pegawai_pada, satu_pegawai};
use balai_platform::Region;
use balai_store::StoreError;
use balai_testkit::db_test;

use crate::{bkpsdm, daerah, hari, impor, kota_kecil, nip, orang, sk, ubah_jabatan};

/// The n-th person as the monthly run reads them.
fn pada(region: &Region, n: u32, kapan: &str) -> PegawaiPada {
    let kapan = hari(kapan);
    let semua: Result<_, StoreError> = region.read(|tx| pegawai_pada(tx, &Lingkup::Semua, kapan));
    let satu: Result<_, StoreError> = region.read(|tx| satu_pegawai(tx, &Lingkup::Semua, &nip(n), kapan));
    let dari_semua = semua.unwrap().into_iter().find(|p| p.nip == nip(n)).unwrap();
    assert_eq!(satu.unwrap().as_ref(), Some(&dari_semua), "one and all agree");
    dari_semua
}

fn ringkas(p: &PegawaiPada) -> (&str, &str, i64) {
    (p.unit.as_str(), p.jabatan.as_str(), p.kelas)
}

/// A new post in a unit, under the post of the n-th person.
fn jabatan(region: &Region, unit: &str, nama: &str, kelas: i64, atasan: u32) -> i64 {
    let atasan =
        baca::isi_orang(region, i64::from(atasan), hari("2026-10-01")).unwrap().penugasan[0].0.jabatan;
    let c = UbahJabatan {
        nomor: None,
        nama: nama.into(),
        unit: unit.into(),
        jenis: JenisJabatan::Fungsional,
        kelas,
        formasi: 2,
        kepala: false,
        atasan: Some(atasan),
        sejak: hari("2026-09-01"),
        keputusan: sk(),
    };
    ubah_jabatan(region, &c).unwrap()
}

fn mutasi(region: &Region, n: u32, jabatan: i64, sejak: &str) -> RencanaOrang {
    let masa = Masa::sejak(hari(sejak));
    let tindakan = TindakanOrang::Tugaskan { jabatan, kapasitas: Kapasitas::Definitif, masa };
    let c = UbahOrang { orang: i64::from(n), tindakan, keputusan: sk() };
    let p = pratinjau_orang(region, &c).unwrap();
    ubah_orang(region, &bkpsdm(), &c, &p.sidik).unwrap();
    p.rencana
}

db_test! {
    fn a_mutation_in_the_middle_of_a_month_counts_from_its_day(db: &Db) {
        let region = daerah(db);
        let sebelum = pada(&region, 4, "2026-10-31");
        let baru = jabatan(&region, "01.02", "Pranata Komputer Ahli Muda", 9, 3);
        let p = mutasi(&region, 4, baru, "2026-10-15");
        let (dari, ke) = p.letak.unwrap();
        let dari = dari.unwrap();
        assert_eq!((dari.unit.as_str(), dari.kelas, ke.unit.as_str(), ke.kelas), ("Unit 01.01", 6, "Unit 01.02", 9));
        assert_eq!(pada(&region, 4, "2026-10-14"), sebelum, "the day before nothing has changed");
        let sesudah = pada(&region, 4, "2026-10-15");
        assert_eq!(ringkas(&sesudah), ("01.02", "Pranata Komputer Ahli Muda", 9));
        assert_eq!((sesudah.jalur_unit.as_str(), sesudah.opd.as_str()), ("01/01.02/", "01"));
        assert_eq!((sesudah.tmt, sesudah.atasan.clone()), (Some(hari("2026-10-15")), Some(nip(3))));
        assert_eq!((&sesudah.nama, &sesudah.golongan), (&sebelum.nama, &sebelum.golongan), "who somebody is the list says");
        let di = |jalur: &str, kapan: &str| -> Vec<_> {
            let (lingkup, kapan) = (Lingkup::Unit(jalur.parse().unwrap()), hari(kapan));
            let o: Result<Vec<_>, StoreError> = region.read(|tx| pegawai_pada(tx, &lingkup, kapan));
            o.unwrap().into_iter().map(|p| p.nip).collect()
        };
        assert_eq!(di("01/01.02/", "2026-10-14"), [nip(3)]);
        assert_eq!(di("01/01.02/", "2026-10-31"), [nip(3), nip(4)], "jurisdiction follows");
        assert_eq!(baca::isi_orang(&region, 4, hari("2026-10-31")).unwrap().unit, "Unit 01.02");
    }

    fn a_list_corrects_who_somebody_is_and_only_a_newer_one_where_they_sit(db: &Db) {
        let region = daerah(db);
        let baru = jabatan(&region, "01.02", "Pranata Komputer Ahli Muda", 9, 3);
        mutasi(&region, 4, baru, "2026-10-15");
        let mut lama = kota_kecil();
        lama[3].data.ptkp = Some("K/2".parse().unwrap());
        impor(&region, lama);
        let kini = pada(&region, 4, "2026-10-31");
        assert_eq!((ringkas(&kini).0, kini.ptkp.as_deref()), ("01.02", Some("K/2")));
        let mut lagi = orang(4, "01.01", "Arsiparis Mahir", 7, Some(2));
        lagi.data.tmt = Some(hari("2026-11-10"));
        impor(&region, vec![lagi]);
        assert_eq!(ringkas(&pada(&region, 4, "2026-11-09")), ("01.02", "Pranata Komputer Ahli Muda", 9));
        assert_eq!(ringkas(&pada(&region, 4, "2026-11-10")), ("01.01", "Arsiparis Mahir", 7));
    }

    fn a_post_that_gets_another_class_carries_everybody_who_holds_it(db: &Db) {
        let region = daerah(db);
        let isi = baca::isi_orang(&region, 5, hari("2026-10-01")).unwrap();
        let nomor = isi.penugasan[0].0.jabatan;
        let j = baca::isi_jabatan(&region, nomor).unwrap().riwayat.pop().unwrap();
        let c = UbahJabatan {
            nomor: Some(nomor), nama: j.nama, unit: j.unit, jenis: j.jenis, kelas: 7, formasi: j.formasi,
            kepala: j.kepala, atasan: j.atasan, sejak: hari("2026-10-20"), keputusan: sk(),
        };
        let dulu = pada(&region, 4, "2026-10-19");
        ubah_jabatan(&region, &c).unwrap();
        assert_eq!(pada(&region, 4, "2026-10-19"), dulu);
        for n in [4, 5] {
            let kini = pada(&region, n, "2026-10-20");
            assert_eq!(ringkas(&kini), ("01.01", "Arsiparis Terampil", 7));
            assert_eq!((kini.tmt, kini.atasan), (dulu.tmt, Some(nip(2))), "the post changed, not who has it");
        }
        assert_eq!(pada(&region, 2, "2026-10-20").kelas, 11);
    }

    fn an_assignment_that_only_ends_leaves_the_person_where_the_list_has_them(db: &Db) {
        let region = daerah(db);
        let semula = pada(&region, 5, "2026-10-31");
        let catatan = baca::isi_orang(&region, 5, hari("2026-10-01")).unwrap().penugasan[0].0.catatan;
        let tindakan = TindakanOrang::Akhiri { catatan, sampai: hari("2026-10-10") };
        let c = UbahOrang { orang: 5, tindakan, keputusan: sk() };
        let sidik = pratinjau_orang(&region, &c).unwrap().sidik;
        ubah_orang(&region, &bkpsdm(), &c, &sidik).unwrap();
        assert_eq!(pada(&region, 5, "2026-10-05"), semula, "a row that a decree ended is still the list's");
        assert_eq!(pada(&region, 5, "2026-10-31"), semula);
    }
}
