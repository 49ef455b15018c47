//! Units through time, by decree, on either database.

use std::collections::BTreeMap;

use balai_kernel::{Kapasitas, KataCari, Lingkup, Peran, Rupiah, Tanggal};
use balai_organisasi::acts::jabatan::UbahJabatan;
use balai_organisasi::acts::jabatan::pratinjau_jabatan;
use balai_organisasi::acts::kelas::{Biaya, RencanaNilai, TetapkanNilai, pratinjau_nilai, tetapkan_nilai};
use balai_organisasi::acts::unit::{Pratinjau, UbahUnit, berlakukan_hari_ini, pratinjau_unit, ubah_unit};
use balai_organisasi::baca;
use balai_organisasi::model::jabatan::JenisJabatan;
use balai_organisasi::model::susunan::{Keadaan, Tindakan};
use balai_organisasi::{kepala_pada, pegawai_pada, semua_unit, unit_pada};
use balai_platform::cari::{Bagian, temukan};
use balai_platform::{Refusal, Region};
use balai_store::StoreError;
use balai_testkit::{aktor, db_test};

use crate::{bkpsdm, daerah, hari, impor, kode, kota_kecil, nip, sk, ubah_jabatan};

fn perintah(tindakan: Tindakan, sejak: &str) -> UbahUnit {
    UbahUnit { tindakan, sejak: hari(sejak), keputusan: sk() }
}

fn lakukan(region: &Region, tindakan: Tindakan, sejak: &str) -> Result<Pratinjau, Refusal> {
    let c = perintah(tindakan, sejak);
    let p = pratinjau_unit(region, &c)?;
    ubah_unit(region, &bkpsdm(), &c, &p.sidik)?;
    Ok(p)
}

fn pindah(unit: &str, induk: Option<&str>) -> Tindakan {
    Tindakan::Pindah { unit: unit.into(), induk: induk.map(Into::into) }
}

fn unit(region: &Region, pada: Tanggal) -> Vec<String> {
    let u: Result<_, StoreError> = region.read(|tx| unit_pada(tx, &Lingkup::Semua, pada));
    u.unwrap().into_iter().map(|u| u.jalur.to_string()).collect()
}

fn kini(region: &Region) -> Vec<String> {
    let u: Result<_, StoreError> = region.read(|tx| semua_unit(tx, &Lingkup::Semua));
    u.unwrap().into_iter().map(|u| u.jalur.to_string()).collect()
}

/// Where everybody sits: OPD and unit by the number of the person.
fn letak(region: &Region, pada: Tanggal) -> Vec<(String, String)> {
    let o: Result<_, StoreError> = region.read(|tx| pegawai_pada(tx, &Lingkup::Semua, pada));
    o.unwrap().into_iter().map(|p| (p.opd, p.unit)).collect()
}

/// How many the search box finds.
fn ditemukan(region: &Region, jenis: &str, q: &str) -> usize {
    let (dicari, bagian) = (KataCari::baca(q).unwrap(), Bagian { lewati: 0, batas: 10 });
    let ada: Result<_, StoreError> = region.read(|tx| temukan(tx, jenis, &[Lingkup::Semua], &dicari, bagian));
    ada.unwrap().len()
}

fn kepala(region: &Region, unit: &str, pada: Tanggal) -> Option<i64> {
    let h: Result<_, StoreError> = region.read(|tx| kepala_pada(tx, unit, pada));
    h.unwrap().ok().map(|j| j.orang)
}

/// Looks at values of classes in sen, then decrees them.
fn nilai(region: &Region, kelas: &[(i64, i64)], sejak: &str) -> RencanaNilai {
    let nilai = kelas.iter().map(|(k, sen)| (*k, Rupiah::from_sen(*sen))).collect();
    let c = TetapkanNilai { nilai, sejak: hari(sejak), keputusan: sk() };
    let p = pratinjau_nilai(region, &c).unwrap();
    assert_eq!(kode(tetapkan_nilai(region, &bkpsdm(), &c, "lain")), "ORG-036");
    tetapkan_nilai(region, &bkpsdm(), &c, &p.sidik).unwrap();
    p.rencana
}

db_test! {
    fn values_of_classes_are_shown_with_what_they_cost(db: &Db) {
        let region = daerah(db);
        // one head of class 14, two of 11, two seats of class 6
        let awal = nilai(&region, &[(11, 1_000_000), (6, 500_000)], "2026-01-01");
        assert_eq!(awal.kelas.iter().map(|b| (b.kelas, b.formasi)).collect::<Vec<_>>(), [(11, 2), (6, 2)]);
        assert_eq!((awal.biaya.0.sebulan.sen(), awal.biaya.0.celah.clone()), (0, vec![6, 11, 14]));
        assert_eq!((awal.biaya.1.sebulan.sen(), awal.biaya.1.celah.clone()), (3_000_000, vec![14]));
        let naik = nilai(&region, &[(11, 1_000_000), (6, 600_000)], "2026-07-01");
        assert_eq!(naik.kelas.len(), 1, "what stays is not told");
        assert_eq!(naik.kelas[0].sebelum, Some(Rupiah::from_sen(500_000)));
        assert_eq!(naik.biaya.1.sebulan.sen(), 3_200_000);
        let lagi = TetapkanNilai {
            nilai: vec![(6, Rupiah::from_sen(600_000))], sejak: hari("2026-08-01"), keputusan: sk(),
        };
        assert_eq!(kode(pratinjau_nilai(&region, &lagi)), "ORG-037");
        let isi = baca::isi_orang(&region, 5, hari("2026-10-01")).unwrap();
        let j = baca::isi_jabatan(&region, isi.penugasan[0].0.jabatan).unwrap().riwayat.pop().unwrap();
        let c = UbahJabatan {
            nomor: Some(j.nomor), nama: j.nama, unit: j.unit, jenis: j.jenis, kelas: 11, formasi: 3,
            kepala: j.kepala, atasan: j.atasan, sejak: hari("2026-10-01"), keputusan: sk(),
        };
        let p = pratinjau_jabatan(&region, &c).unwrap().rencana;
        assert_eq!((p.biaya.0.sebulan.sen(), p.biaya.1.sebulan.sen()), (1_200_000, 3_000_000));
    }

    fn a_unit_becomes_an_office_with_its_posts_and_people(db: &Db) {
        let region = daerah(db);
        nilai(&region, &[(11, 1_000_000)], "2026-01-01");
        let p = lakukan(&region, pindah("01.01", None), "2026-09-01").unwrap();
        assert_eq!((p.orang, p.jabatan.len()), (3, 1), "its head answers to nobody now");
        let opd: Vec<(&str, i64, i64)> =
            p.opd.iter().map(|o| (o.kode.as_str(), o.sebelum.formasi(), o.sesudah.formasi())).collect();
        assert_eq!(opd, [("01", 5, 2), ("01.01", 0, 3)]);
        let biaya = p.opd[0].sesudah.biaya(&p.nilai);
        let harus = Biaya { sebulan: Rupiah::from_sen(1_000_000), celah: vec![14] };
        assert_eq!(biaya, harus, "no value for class 14: a named gap");
        assert_eq!(unit(&region, hari("2026-08-31")), ["01/", "01/01.01/", "01/01.02/"]);
        assert_eq!(unit(&region, hari("2026-09-01")), ["01.01/", "01/", "01/01.02/"]);
        assert_eq!(letak(&region, hari("2026-08-31"))[3], ("01".into(), "01.01".into()));
        assert_eq!(letak(&region, hari("2026-09-01"))[3], ("01.01".into(), "01.01".into()));
        // the list again: it is older than the decree
        impor(&region, kota_kecil());
        assert_eq!(letak(&region, hari("2026-09-01"))[3], ("01.01".into(), "01.01".into()));
        assert_eq!(baca::isi_unit(&region, "01.01", hari("2026-10-01")).unwrap().jabatan.len(), 2, "no post twice");
    }

    fn a_change_of_tomorrow_waits_for_its_day(db: &Db) {
        let (region, jam) = crate::daerah_berjam(db);
        let besok = "2026-12-24";
        let t = Tindakan::Gabung { unit: vec!["01.01".into(), "01.02".into()], ke: "01.03".into(), nama: "Bidang Gabungan".into() };
        assert!(region.hari_ini() < hari(besok));
        lakukan(&region, t, besok).unwrap();
        assert_eq!(kini(&region), ["01/", "01/01.01/", "01/01.02/"]);
        assert_eq!(unit(&region, hari(besok)), ["01/", "01/01.03/"]);
        assert_eq!((kepala(&region, "01.01", hari("2026-12-23")), kepala(&region, "01.03", hari(besok))), (Some(2), Some(2)));
        assert_eq!(kepala(&region, "01.01", hari(besok)), None);
        let isi = baca::isi_unit(&region, "01.03", hari("2026-12-23")).unwrap();
        assert_eq!(isi.keadaan, Keadaan::Belum(hari(besok)));
        berlakukan_hari_ini(&region).unwrap();
        assert_eq!(kini(&region).len(), 3, "not yet");
        assert_eq!((ditemukan(&region, "unit", "gabungan"), ditemukan(&region, "unit", "01")), (0, 3));
        while region.hari_ini() < hari(besok) {
            jam.maju(24 * 3_600_000);
        }
        berlakukan_hari_ini(&region).unwrap();
        assert_eq!(kini(&region), ["01/", "01/01.03/"]);
        assert_eq!((ditemukan(&region, "unit", "gabungan"), ditemukan(&region, "unit", "01")), (1, 2));
        let isi = baca::isi_unit(&region, "01.02", hari(besok)).unwrap();
        assert_eq!(isi.keadaan, Keadaan::Tutup(hari(besok)));
        assert_eq!(isi.silsilah.1[0].kode, "01.03");
        assert_eq!(isi.pergi[0].unit.0, "01.03", "where did its posts go");
        assert_eq!(baca::isi_unit(&region, "01.03", hari(besok)).unwrap().silsilah.0.len(), 2);
    }

    fn a_split_takes_the_holders_along(db: &Db) {
        let region = daerah(db);
        let isi = baca::isi_unit(&region, "01.01", hari("2026-08-01")).unwrap();
        let arsip = isi.jabatan.iter().find(|j| !j.jabatan.kepala).unwrap().jabatan.nomor;
        let pecah = |tutup| Tindakan::Pecah {
            unit: "01.01".into(), bagian: vec![("01.04".into(), "Bidang Arsip".into())],
            jabatan: BTreeMap::from([(arsip, "01.04".to_owned())]), anak: BTreeMap::new(), tutup,
        };
        assert_eq!(kode(lakukan(&region, pecah(true), "2026-09-01")), "ORG-034");
        let p = lakukan(&region, pecah(false), "2026-09-01").unwrap();
        assert_eq!(p.orang, 2);
        let di: Vec<String> = letak(&region, hari("2026-09-01")).into_iter().map(|(_, u)| u).collect();
        assert_eq!(di, ["01", "01.01", "01.02", "01.04", "01.04"]);
        assert_eq!(kode(lakukan(&region, Tindakan::Tutup { unit: "01.04".into() }, "2026-09-02")), "ORG-034");
        assert_eq!(kode(lakukan(&region, pindah("01.04", Some("01.02")), "2026-08-01")), "ORG-032");
    }

    fn what_is_signed_is_what_happens(db: &Db) {
        let region = daerah(db);
        let c = perintah(pindah("01.02", Some("01.01")), "2026-09-01");
        let p = pratinjau_unit(&region, &c).unwrap();
        let ubah = UbahJabatan {
            nomor: None, nama: "Penata Layanan".into(), unit: "01.02".into(), jenis: JenisJabatan::Pelaksana,
            kelas: 7, formasi: 2, kepala: false, atasan: None, sejak: hari("2026-08-01"), keputusan: sk(),
        };
        ubah_jabatan(&region, &ubah).unwrap();
        assert_eq!(kode(ubah_unit(&region, &bkpsdm(), &c, &p.sidik)), "ORG-036");
        let di = aktor(3, "Petugas", None, Peran::Bkpsdm, Lingkup::Unit("01/01.02/".parse().unwrap()));
        let p = pratinjau_unit(&region, &c).unwrap();
        assert!(matches!(ubah_unit(&region, &di, &c, &p.sidik), Err(Refusal::Denied(_))), "the new parent is out of reach");
        ubah_unit(&region, &bkpsdm(), &c, &p.sidik).unwrap();
        assert_eq!(kode(lakukan(&region, Tindakan::Nama { unit: "01.02".into(), nama: "X".into() }, "2026-08-31")), "ORG-035");
        assert_eq!(kode(lakukan(&region, pindah("01.01", Some("01.02")), "2026-09-02")), "ORG-033");
        lakukan(&region, Tindakan::Nama { unit: "01.02".into(), nama: "Bidang Baru".into() }, "2026-09-01").unwrap();
        assert_eq!(baca::isi_unit(&region, "01.02", hari("2026-09-01")).unwrap().perubahan.len(), 2);
        assert_eq!(baca::isi_orang(&region, 4, hari("2026-09-02")).unwrap().penugasan[0].0.kapasitas, Kapasitas::Definitif);
        assert!(!nip(4).as_str().is_empty());
    }
}
