//! Who has which post, on either database.

use balai_kernel::{Kapasitas, Lingkup, Nip, Peran, Tanggal};
use balai_organisasi::acts::jabatan::{BentukTim, UbahJabatan, bentuk_tim, ubah_jabatan};
use balai_organisasi::acts::tugaskan::{Tugaskan, akhiri, tugaskan, tunjuk_penilai};
use balai_organisasi::model::jabatan::{JenisJabatan, Masa};
use balai_organisasi::model::putus::{Jawaban, Sebab};
use balai_organisasi::{Organisasi, atasan_pada, kepala_pada, penilai_pada};
use balai_platform::{OrganisasiPort, Refusal, Region, catatan_terbaru};
use balai_store::StoreError;
use balai_testkit::{aktor, db_test};

use crate::{bkpsdm, daerah, hari, impor, kode, kota_kecil, nip, orang, sk};

fn kapan() -> Tanggal {
    hari("2026-10-15")
}

fn atasan(region: &Region, n: u32, pada: Tanggal) -> Result<Jawaban, Sebab> {
    let hasil: Result<_, StoreError> = region.read(|tx| atasan_pada(tx, &nip(n), pada));
    hasil.unwrap().unwrap().map_err(|c| c.sebab)
}

fn port(region: &Region, n: u32) -> Option<Nip> {
    Organisasi.atasan(region, &nip(n), kapan()).unwrap()
}

/// The post a person has by right.
fn jabatan(region: &Region, n: u32) -> i64 {
    let j = atasan(region, n, kapan());
    match j {
        Ok(j) => match j.jalan.first() {
            Some(balai_organisasi::model::putus::Langkah::Memegang(n)) => *n,
            lain => panic!("{lain:?}"),
        },
        Err(Sebab::Puncak(n)) => n,
        Err(lain) => panic!("{lain:?}"),
    }
}

fn perintah(n: u32, jabatan: i64, kapasitas: Kapasitas, sejak: &str, sampai: Option<&str>) -> Tugaskan {
    let masa = Masa { sejak: hari(sejak), sampai: sampai.map(hari) };
    Tugaskan { nip: nip(n), jabatan, kapasitas, masa, keputusan: sk() }
}

db_test! {
    fn a_staff_list_gives_a_chart_at_once(db: &Db) {
        let region = daerah(db);
        let harus = [None, Some(1), Some(1), Some(2), Some(2)];
        for (n, atas) in (1..).zip(harus) {
            assert_eq!(port(&region, n), atas.map(nip), "superior of {n}");
        }
        assert_eq!(jabatan(&region, 4), jabatan(&region, 5), "two of a kind share a post");
        let kepala: Result<_, StoreError> = region.read(|tx| kepala_pada(tx, "01.01", kapan()));
        assert_eq!(kepala.unwrap().map(|j| j.jabatan), Ok(Some(jabatan(&region, 2))));
        // again the same list: nothing new is known
        impor(&region, kota_kecil());
        assert_eq!(port(&region, 4), Some(nip(2)));
    }

    fn a_transfer_leaves_a_vacancy_that_falls_to_the_head_until_somebody_acts(db: &Db) {
        let region = daerah(db);
        let data = jabatan(&region, 2);
        impor(&region, {
            let mut pindah = orang(2, "01.02", "Penelaah Teknis Kebijakan", 7, Some(3));
            pindah.data.tmt = Some(hari("2026-10-01"));
            vec![pindah]
        });
        // the list still names person 2 as superior of 4 and 5, who therefore moves with a post of their own
        assert_eq!(port(&region, 4), Some(nip(2)));
        let ubah = UbahJabatan {
            nomor: Some(jabatan(&region, 4)), nama: "Arsiparis Terampil".into(), unit: "01.01".into(),
            jenis: JenisJabatan::Fungsional, kelas: 6, formasi: 3, kepala: false, atasan: Some(data),
            sejak: hari("2026-10-01"), keputusan: sk(),
        };
        ubah_jabatan(&region, &bkpsdm(), &ubah).unwrap();
        assert_eq!(port(&region, 4), Some(nip(1)), "vacant: the head of the office");
        let c = perintah(3, data, Kapasitas::Plt, "2026-10-10", Some("2026-12-31"));
        let baris = tugaskan(&region, &bkpsdm(), &c).unwrap();
        assert_eq!(port(&region, 4), Some(nip(3)));
        let j = atasan(&region, 4, kapan()).unwrap();
        assert_eq!((j.kapasitas, j.keputusan.clone(), j.mandat()), (Kapasitas::Plt, Some(sk()), true));
        assert_eq!(atasan(&region, 4, hari("2026-10-09")).unwrap().orang, 1);
        assert_eq!(kode(tugaskan(&region, &bkpsdm(), &perintah(1, data, Kapasitas::Pj, "2026-11-01", Some("2026-11-30")))), "ORG-017");
        akhiri(&region, &bkpsdm(), &nip(3), (baris, hari("2026-10-12")), &sk()).unwrap();
        assert_eq!(port(&region, 4), Some(nip(1)));
        assert_eq!(kode(akhiri(&region, &bkpsdm(), &nip(3), (baris, hari("2026-10-11")), &sk())), "ORG-019");
    }

    fn a_decree_outlives_an_older_list(db: &Db) {
        let region = daerah(db);
        let aplikasi = jabatan(&region, 3);
        assert_eq!(kode(tugaskan(&region, &bkpsdm(), &perintah(2, aplikasi, Kapasitas::Definitif, "2026-10-01", None))), "ORG-012");
        let baru = UbahJabatan {
            nomor: None, nama: "Kepala Bidang Persandian".into(), unit: "01.02".into(),
            jenis: JenisJabatan::Struktural, kelas: 11, formasi: 1, kepala: false,
            atasan: Some(jabatan(&region, 1)), sejak: hari("2026-09-01"), keputusan: sk(),
        };
        let persandian = ubah_jabatan(&region, &bkpsdm(), &baru).unwrap();
        tugaskan(&region, &bkpsdm(), &perintah(2, persandian, Kapasitas::Definitif, "2026-10-01", None)).unwrap();
        assert_eq!(jabatan(&region, 2), persandian);
        assert_eq!(port(&region, 4), Some(nip(1)), "the bidang has no head now");
        let mut lagi = kota_kecil();
        lagi[0].data.nama = "Nama Dibetulkan".into();
        impor(&region, lagi);
        assert_eq!(jabatan(&region, 2), persandian, "the list is older than the decree");
        let kepala = UbahJabatan { kepala: true, ..baru };
        assert_eq!(kode(ubah_jabatan(&region, &bkpsdm(), &kepala)), "ORG-026");
    }

    fn a_superior_post_cannot_lie_below_itself(db: &Db) {
        let region = daerah(db);
        let c = UbahJabatan {
            nomor: Some(jabatan(&region, 1)), nama: "Kepala Dinas".into(), unit: "01".into(),
            jenis: JenisJabatan::Struktural, kelas: 14, formasi: 1, kepala: true,
            atasan: Some(jabatan(&region, 4)), sejak: kapan(), keputusan: sk(),
        };
        assert_eq!(kode(ubah_jabatan(&region, &bkpsdm(), &c)), "ORG-020");
        let tanpa = sk();
        let tanpa = balai_organisasi::model::jabatan::Keputusan { nomor: " ".into(), ..tanpa };
        assert_eq!(kode(ubah_jabatan(&region, &bkpsdm(), &UbahJabatan { keputusan: tanpa, ..c })), "ORG-023");
    }

    fn a_team_or_a_decree_may_name_another_assessor(db: &Db) {
        let region = daerah(db);
        let penilai = |n| -> i64 {
            let h: Result<_, StoreError> = region.read(|tx| penilai_pada(tx, &nip(n), kapan()));
            h.unwrap().unwrap().unwrap().orang
        };
        assert_eq!(penilai(4), 2);
        let tim = BentukTim {
            nama: "Tim Satu Data".into(), unit: "01".into(), verifikasi: true, menilai: true, ketua: nip(3),
            anggota: vec![nip(4), nip(4)], masa: Masa::sejak(hari("2026-09-01")), keputusan: sk(),
        };
        assert_eq!(kode(bentuk_tim(&region, &bkpsdm(), &BentukTim { ketua: nip(4), ..tim.clone() })), "ORG-028");
        bentuk_tim(&region, &bkpsdm(), &tim).unwrap();
        assert_eq!((penilai(4), penilai(5)), (3, 2));
        let masa = Masa::sejak(hari("2026-10-01"));
        tunjuk_penilai(&region, &bkpsdm(), (&nip(4), &nip(1)), masa, &sk()).unwrap();
        assert_eq!(penilai(4), 1);
        tunjuk_penilai(&region, &bkpsdm(), (&nip(4), &nip(5)), masa, &sk()).unwrap();
        assert_eq!(penilai(4), 5);
    }

    fn nobody_changes_posts_outside_their_jurisdiction(db: &Db) {
        let region = daerah(db);
        let di = aktor(3, "Petugas", None, Peran::Bkpsdm, Lingkup::Unit("01/01.02/".parse().unwrap()));
        let c = perintah(4, jabatan(&region, 2), Kapasitas::Plh, "2026-10-01", Some("2026-10-31"));
        assert!(matches!(tugaskan(&region, &di, &c), Err(Refusal::Denied(_))));
        tugaskan(&region, &bkpsdm(), &c).unwrap();
        let jurnal: Result<_, StoreError> = region.read(|tx| catatan_terbaru(tx, &Lingkup::Semua, None, 10));
        assert!(jurnal.unwrap().iter().any(|c| c.akt == "organisasi.penugasan.ubah"));
        assert_eq!(atasan(&region, 5, kapan()).unwrap().kapasitas, Kapasitas::Plh);
        assert_eq!(kode(tugaskan(&region, &bkpsdm(), &Tugaskan { nip: "199008172015032004".parse().unwrap(), ..c })), "ORG-021");
    }
}
