//! Who has which post, on either database.

use balai_kernel::{Aktor, Kapasitas, Lingkup, Nip, Peran, Tanggal};
use balai_organisasi::acts::jabatan::UbahJabatan;
use balai_organisasi::acts::orang::{TindakanOrang, UbahOrang, buka_pribadi, pratinjau_orang, ubah_orang};
use balai_organisasi::acts::tim::{
    BentukTim, UbahTim, bentuk_tim, pratinjau_bentuk, pratinjau_ubah, ubah_tim,
};
use balai_organisasi::baca;
use balai_organisasi::model::jabatan::{JenisJabatan, Masa};
use balai_organisasi::model::putus::{Jawaban, Sebab};
use balai_organisasi::model::tim::TindakanTim;
use balai_organisasi::{Organisasi, atasan_pada, hubungan, kepala_pada, penilai_pada};
use balai_platform::{OrganisasiPort, Refusal, Region, Tujuan, catatan_terbaru};
use balai_store::StoreError;
use balai_testkit::{aktor, db_test};

use crate::{bkpsdm, daerah, hari, impor, kode, kota_kecil, nip, orang, sk, ubah_jabatan};

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

fn perintah(n: u32, jabatan: i64, kapasitas: Kapasitas, sejak: &str, sampai: Option<&str>) -> UbahOrang {
    let masa = Masa { sejak: hari(sejak), sampai: sampai.map(hari) };
    let tindakan = TindakanOrang::Tugaskan { jabatan, kapasitas, masa };
    UbahOrang { orang: i64::from(n), tindakan, keputusan: sk() }
}

/// Looks at a change, then signs it.
fn lakukan(region: &Region, oleh: &Aktor, c: &UbahOrang) -> Result<i64, Refusal> {
    let sidik = pratinjau_orang(region, c)?.sidik;
    ubah_orang(region, oleh, c, &sidik)
}

fn tugaskan(region: &Region, oleh: &Aktor, c: &UbahOrang) -> Result<i64, Refusal> {
    lakukan(region, oleh, c)
}

fn akhiri(region: &Region, n: u32, (catatan, sampai): (i64, &str)) -> Result<i64, Refusal> {
    let tindakan = TindakanOrang::Akhiri { catatan, sampai: hari(sampai) };
    lakukan(region, &bkpsdm(), &UbahOrang { orang: i64::from(n), tindakan, keputusan: sk() })
}

fn tunjuk(region: &Region, n: u32, penilai: u32, masa: Masa) -> Result<i64, Refusal> {
    let tindakan = TindakanOrang::Penilai { penilai: i64::from(penilai), masa };
    lakukan(region, &bkpsdm(), &UbahOrang { orang: i64::from(n), tindakan, keputusan: sk() })
}

fn bentuk(region: &Region, c: &BentukTim) -> Result<i64, Refusal> {
    let sidik = pratinjau_bentuk(region, c)?.sidik;
    bentuk_tim(region, &bkpsdm(), c, &sidik)
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
        ubah_jabatan(&region, &ubah).unwrap();
        assert_eq!(port(&region, 4), Some(nip(1)), "vacant: the head of the office");
        let c = perintah(3, data, Kapasitas::Plt, "2026-10-10", Some("2026-12-31"));
        let baris = tugaskan(&region, &bkpsdm(), &c).unwrap();
        assert_eq!(port(&region, 4), Some(nip(3)));
        let j = atasan(&region, 4, kapan()).unwrap();
        assert_eq!((j.kapasitas, j.keputusan.clone(), j.mandat()), (Kapasitas::Plt, Some(sk()), true));
        assert_eq!(atasan(&region, 4, hari("2026-10-09")).unwrap().orang, 1);
        assert_eq!(kode(tugaskan(&region, &bkpsdm(), &perintah(1, data, Kapasitas::Pj, "2026-11-01", Some("2026-11-30")))), "ORG-017");
        akhiri(&region, 3, (baris, "2026-10-12")).unwrap();
        assert_eq!(port(&region, 4), Some(nip(1)));
        assert_eq!(kode(akhiri(&region, 3, (baris, "2026-10-11"))), "ORG-019");
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
        let persandian = ubah_jabatan(&region, &baru).unwrap();
        tugaskan(&region, &bkpsdm(), &perintah(2, persandian, Kapasitas::Definitif, "2026-10-01", None)).unwrap();
        assert_eq!(jabatan(&region, 2), persandian);
        assert_eq!(port(&region, 4), Some(nip(1)), "the bidang has no head now");
        let mut lagi = kota_kecil();
        lagi[0].data.nama = "Nama Dibetulkan".into();
        impor(&region, lagi);
        assert_eq!(jabatan(&region, 2), persandian, "the list is older than the decree");
        let kepala = UbahJabatan { kepala: true, ..baru };
        assert_eq!(kode(ubah_jabatan(&region, &kepala)), "ORG-026");
    }

    fn a_superior_post_cannot_lie_below_itself(db: &Db) {
        let region = daerah(db);
        let c = UbahJabatan {
            nomor: Some(jabatan(&region, 1)), nama: "Kepala Dinas".into(), unit: "01".into(),
            jenis: JenisJabatan::Struktural, kelas: 14, formasi: 1, kepala: true,
            atasan: Some(jabatan(&region, 4)), sejak: kapan(), keputusan: sk(),
        };
        assert_eq!(kode(ubah_jabatan(&region, &c)), "ORG-020");
        let tanpa = sk();
        let tanpa = balai_organisasi::model::jabatan::Keputusan { nomor: " ".into(), ..tanpa };
        assert_eq!(kode(ubah_jabatan(&region, &UbahJabatan { keputusan: tanpa, ..c })), "ORG-023");
    }

    fn a_team_or_a_decree_may_name_another_assessor(db: &Db) {
        let region = daerah(db);
        let penilai = |n| -> i64 {
            let h: Result<_, StoreError> = region.read(|tx| penilai_pada(tx, &nip(n), kapan()));
            h.unwrap().unwrap().unwrap().orang
        };
        assert_eq!(penilai(4), 2);
        let tim = BentukTim {
            nama: "Tim Satu Data".into(), unit: "01".into(), verifikasi: true, menilai: true, ketua: 3,
            anggota: vec![4, 4], masa: Masa::sejak(hari("2026-09-01")), keputusan: sk(),
        };
        assert_eq!(kode(bentuk(&region, &BentukTim { ketua: 4, ..tim.clone() })), "ORG-028");
        let nomor = bentuk(&region, &tim).unwrap();
        assert_eq!((penilai(4), penilai(5)), (3, 2));
        let masa = Masa::sejak(hari("2026-10-01"));
        tunjuk(&region, 4, 1, masa).unwrap();
        assert_eq!(penilai(4), 1);
        tunjuk(&region, 4, 5, masa).unwrap();
        assert_eq!(penilai(4), 5);
        assert_eq!(kode(tunjuk(&region, 4, 4, masa)), "ORG-027");
        // the team gets another chair from a day on; before it nothing changes
        let c = |tindakan, sejak: &str| UbahTim { tim: nomor, tindakan, sejak: hari(sejak), keputusan: sk() };
        let ganti = c(TindakanTim::Ketua { orang: 5, tetap: true }, "2026-10-10");
        let p = pratinjau_ubah(&region, &ganti).unwrap();
        assert_eq!(p.rencana.datang, [("Orang 3".to_owned(), false), ("Orang 5".to_owned(), true)]);
        assert_eq!(kode(ubah_tim(&region, &bkpsdm(), &ganti, "")), "ORG-036");
        ubah_tim(&region, &bkpsdm(), &ganti, &p.sidik).unwrap();
        let ketua = |pada: &str| -> Vec<i64> {
            let isi = baca::isi_tim(&region, nomor).unwrap();
            let kini = isi.anggota.iter().filter(|(a, _)| a.ketua && a.masa.memuat(hari(pada)));
            kini.map(|(a, _)| a.pegawai).collect()
        };
        assert_eq!((ketua("2026-10-09"), ketua("2026-10-10")), (vec![3], vec![5]));
        let bubar = c(TindakanTim::Bubar, "2026-11-01");
        let sidik = pratinjau_ubah(&region, &bubar).unwrap().sidik;
        ubah_tim(&region, &bkpsdm(), &bubar, &sidik).unwrap();
        assert_eq!((ketua("2026-10-31"), ketua("2026-11-01")), (vec![5], vec![]));
        assert_eq!(kode(pratinjau_ubah(&region, &bubar)), "ORG-053");
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
        assert!(matches!(pratinjau_orang(&region, &UbahOrang { orang: 99, ..c }), Err(Refusal::NotFound)));
    }

    fn what_is_signed_is_what_was_shown(db: &Db) {
        let region = daerah(db);
        let data = jabatan(&region, 2);
        let c = perintah(2, jabatan(&region, 3), Kapasitas::Definitif, "2026-10-01", None);
        assert_eq!(kode(pratinjau_orang(&region, &c)), "ORG-012");
        let lepas = {
            let isi = baca::isi_orang(&region, 2, kapan()).unwrap();
            let catatan = isi.penugasan[0].0.catatan;
            let tindakan = TindakanOrang::Akhiri { catatan, sampai: hari("2026-11-30") };
            UbahOrang { orang: 2, tindakan, keputusan: sk() }
        };
        let p = pratinjau_orang(&region, &lepas).unwrap();
        let (nama, sejak, atas) = &p.rencana.lowong[0];
        assert_eq!((nama.as_str(), *sejak), ("Kepala Bidang Data", hari("2026-12-01")));
        assert_eq!(atas.orang().map(|(n, _)| n), Some(1), "those below come under the head meanwhile");
        // somebody signs another date for it first
        akhiri(&region, 2, (p.rencana.tugas[0].ganti.unwrap(), "2026-12-31")).unwrap();
        assert_eq!(kode(ubah_orang(&region, &bkpsdm(), &lepas, &p.sidik)), "ORG-019");
        tugaskan(&region, &bkpsdm(), &perintah(5, data, Kapasitas::Plt, "2027-01-01", Some("2027-03-31"))).unwrap();
        let t = baca::tandatangan(&region, "01.01", hari("2027-02-01")).unwrap();
        let orang = |u: &balai_organisasi::urai::Uraian| u.orang().map(|(n, _)| n);
        assert_eq!((orang(&t.biasa), orang(&t.strategis)), (Some(5), Some(1)), "a mandate is not enough");
    }

    fn people_are_listed_within_the_readers_jurisdiction(db: &Db) {
        let region = daerah(db);
        let cari = |aktor: &Aktor, teks: &str, sesudah: Option<i64>, banyak: i64| {
            let (semua, lebih) = baca::daftar_orang(&region, aktor, teks, (sesudah, banyak), kapan()).unwrap();
            (semua.into_iter().map(|o| o.nomor).collect::<Vec<_>>(), lebih)
        };
        let oleh = |peran, lingkup| aktor(3, "Petugas", None, peran, lingkup);
        assert_eq!(cari(&bkpsdm(), "", None, 3), (vec![1, 2, 3], true));
        assert_eq!(cari(&bkpsdm(), "", Some(3), 3), (vec![4, 5], false));
        assert_eq!(cari(&bkpsdm(), "ORANG, 4", None, 9), (vec![4], false));
        assert_eq!(cari(&bkpsdm(), nip(5).as_str(), None, 9), (vec![5], false));
        let bidang = oleh(Peran::Atasan, Lingkup::Unit("01/01.01/".parse().unwrap()));
        assert_eq!(cari(&bidang, "", None, 9), (vec![2, 4, 5], false));
        assert_eq!(cari(&bidang, nip(3).as_str(), None, 9), (vec![], false));
        assert_eq!(cari(&oleh(Peran::Pegawai, Lingkup::Diri(nip(4))), "", None, 9), (vec![4], false));
        let kecamatan = oleh(Peran::OperatorOpd, Lingkup::Wilayah("32.73.05".parse().unwrap()));
        assert_eq!(cari(&kecamatan, "", None, 9), (vec![], false), "nobody's row lies in a territory");
        assert!(matches!(buka_pribadi(&region, &bidang, 3, Tujuan::Pembinaan), Err(Refusal::Denied(_))));
        buka_pribadi(&region, &bidang, 4, Tujuan::Pembinaan).unwrap();
        let (lowong, _) = baca::daftar_jabatan(&region, ("bidang", true), (0, 9), kapan()).unwrap();
        let (semua, _) = baca::daftar_jabatan(&region, ("kepala bidang", false), (0, 9), kapan()).unwrap();
        assert_eq!((lowong.len(), semua.len()), (0, 2));
    }

    fn for_many_people_at_once_the_answers_are_those_for_one(db: &Db) {
        let region = daerah(db);
        let data = jabatan(&region, 2);
        tugaskan(&region, &bkpsdm(), &perintah(3, data, Kapasitas::Plh, "2026-10-10", Some("2026-10-20"))).unwrap();
        tunjuk(&region, 5, 3, Masa::sejak(hari("2026-10-12"))).unwrap();
        let hari_uji = ["2026-10-09", "2026-10-10", "2026-10-15", "2026-10-21"].map(hari);
        let banding: Result<_, StoreError> = region.read(|tx| {
            let semua = hubungan::Hubungan::muat(tx, 1..=5)?;
            let mut beda = Vec::new();
            for n in 1..=5_u32 {
                for pada in hari_uji {
                    let orang = |h: Option<balai_organisasi::model::putus::Hasil>| h.and_then(Result::ok).map(|j| j.orang);
                    let satu = (orang(atasan_pada(tx, &nip(n), pada)?), orang(penilai_pada(tx, &nip(n), pada)?));
                    let banyak = (semua.atasan(n.into(), pada).map(|j| j.orang), semua.penilai(n.into(), pada).map(|j| j.orang));
                    if satu != banyak {
                        beda.push((n, pada, satu, banyak));
                    }
                }
            }
            Ok(beda)
        });
        assert_eq!(banding.unwrap(), []);
        // from above one finds everybody for whom one may be asked, and nobody beside the house
        let mungkin = |n: i64| -> Vec<i64> {
            let masa = Masa { sejak: hari("2026-10-01"), sampai: Some(hari("2026-10-31")) };
            let ada: Result<_, StoreError> = region.read(|tx| hubungan::mungkin_bawahan(tx, n, &masa));
            ada.unwrap().into_iter().collect()
        };
        assert_eq!(mungkin(1), [2, 3]);
        assert_eq!(mungkin(2), [4, 5]);
        assert_eq!(mungkin(3), [4, 5], "acting over the post of another");
        assert!(mungkin(4).is_empty());
    }
}
