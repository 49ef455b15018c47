//! What people are told about their accounts, and by the clock.

use std::sync::Arc;

use balai_akses::{
    Akses, Asal, BuatAkun, Langkah, SesiAkses, akhiri_kewenangan, beri_kewenangan, buat_akun, masuk_dari,
};
use balai_kernel::{Aktor, Id, Kapasitas, Kewenangan, Lingkup, Nip, Peran, Tanggal};
use balai_platform::parameter::{Isian, Parameter, atur};
use balai_platform::pekerjaan::{GagalKerja, antrekan, jadwalkan, kerjakan_semua};
use balai_platform::pemberitahuan::{self, Kabar, Luar, Sifat, Terima};
use balai_platform::{Pekerjaan, Pelaksana, PenerimaPort as _, Region, operator};
use balai_shell::App as _;
use balai_store::{StoreError, sql};
use balai_testkit::{aktor, db_test};

use super::daerah;

const SANDI: &str = "kata sandi pilihan sendiri";
const HARI: i64 = 24 * 3_600_000;

fn beri(peran: Peran, sampai: Option<Tanggal>) -> Kewenangan {
    Kewenangan {
        peran,
        lingkup: if peran == Peran::Atasan { "unit:01/".parse().unwrap() } else { Lingkup::Semua },
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::constant(2026, 1, 1),
        sampai,
        dasar: "SK 1/2026".into(),
        pendelegasi: None,
    }
}

fn akun(region: &Region, nama: &str, kewenangan: Kewenangan) -> Id {
    let perintah = BuatAkun {
        nama_akun: Some(nama.into()),
        nip: None,
        nama: format!("Pak {nama}"),
        kewenangan: vec![kewenangan],
        sandi: Some(SANDI.into()),
    };
    buat_akun(region, &operator().unwrap(), &perintah).unwrap();
    balai_akses::cari_akun(region, nama).unwrap()
}

fn kotak(region: &Region, akun: &Id) -> Vec<Terima> {
    region.read(|tx| pemberitahuan::daftar(tx, akun, None, 100)).map_err(|e: StoreError| e).unwrap()
}

fn siapa(akun: &Id) -> Aktor {
    Aktor { akun: akun.clone(), nip: None, nama: String::new(), peran: Vec::new(), hanya_akt: None }
}

fn firefox(versi: &str, perangkat: Option<String>) -> Asal {
    Asal { agen: format!("Mozilla/5.0 (X11; Linux x86_64) Firefox/{versi}"), alamat: None, perangkat }
}

sql! { SESI = "SELECT CAST(COUNT(*) AS BIGINT) FROM akses_sesi"; }

db_test! {
    fn whoever_gains_or_loses_a_role_is_told_without_a_name(db: &Db) {
        let (daerah, jam) = daerah(db);
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, None));
        assert!(kotak(&daerah, &siti).is_empty(), "the account itself is handed over by a person");
        let admin = operator().unwrap();
        let id = beri_kewenangan(&daerah, &admin, "siti", &beri(Peran::Bkpsdm, None)).unwrap();
        jam.maju(1_000);
        akhiri_kewenangan(&daerah, &admin, &id, daerah.hari_ini(), "SK 2/2026").unwrap();
        let teks: Vec<String> = kotak(&daerah, &siti).into_iter().map(|t| t.teks_id).collect();
        let harap = [
            "Kewenangan Anda sebagai petugas BKPSDM diakhiri; hari terakhirnya 2 November 2026.",
            "Anda diberi kewenangan petugas BKPSDM mulai 1 Januari 2026.",
        ];
        assert_eq!(teks, harap);
        // refused, so nobody hears of it
        assert!(beri_kewenangan(&daerah, &siapa(&siti), "siti", &beri(Peran::Admin, None)).is_err());
        assert_eq!(kotak(&daerah, &siti).len(), 2);
    }

    fn a_device_is_new_once(db: &Db) {
        let (daerah, jam) = daerah(db);
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, None));
        let mut perangkat = None;
        for versi in ["132.0", "133.0"] {
            jam.maju(1_000);
            let Langkah::Masuk(sesi) = masuk_dari(&daerah, "siti", SANDI, &firefox(versi, perangkat)).unwrap() else {
                panic!("no second factor is set up");
            };
            perangkat = Some(sesi.perangkat.rahasia().to_owned());
        }
        let ada = kotak(&daerah, &siti);
        assert_eq!(ada.len(), 1, "a newer version is the same device");
        assert!(ada[0].teks_en.contains("on a new device: Firefox, Linux."), "{}", ada[0].teks_en);
        jam.maju(1_000);
        masuk_dari(&daerah, "siti", SANDI, &firefox("133.0", None)).unwrap();
        assert_eq!(kotak(&daerah, &siti).len(), 2, "the same browser on another machine is another device");
        jam.maju(1_000);
        let asing = Asal { agen: "Kunjungi jahat.example".into(), ..Asal::default() };
        masuk_dari(&daerah, "siti", SANDI, &asing).unwrap();
        let ada = kotak(&daerah, &siti);
        assert!(ada[0].teks_id.contains("tidak dikenal") && !ada[0].teks_id.contains("jahat"), "{}", ada[0].teks_id);
    }

    fn sessions_that_are_over_are_removed_by_the_clock_after_a_month(db: &Db) {
        let (daerah, jam) = daerah(db);
        akun(&daerah, "siti", beri(Peran::Atasan, None));
        masuk_dari(&daerah, "siti", SANDI, &Asal::default()).unwrap();
        let jobs = Akses.jobs();
        let banyak = || {
            let sesi = daerah.read(|tx| tx.one(&SESI, &[], |r| r.i64(0)));
            sesi.map_err(|e: StoreError| e).unwrap().unwrap_or(0)
        };
        jadwalkan(&daerah, &jobs).unwrap();
        for (hari, sisa) in [(30, 1), (2, 0)] {
            jam.maju(hari * HARI);
            jadwalkan(&daerah, &jobs).unwrap();
            kerjakan_semua(&daerah, &jobs, 10).unwrap();
            assert_eq!(banyak(), sisa);
        }
    }

    fn whoever_holds_a_grant_hears_once_that_it_ends_within_a_week(db: &Db) {
        let (daerah, jam) = daerah(db);
        let sampai = Tanggal::constant(2026, 11, 11);
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, Some(sampai)));
        let jobs = Akses.jobs();
        let mut banyak = Vec::new();
        for _ in 0..6 {
            jadwalkan(&daerah, &jobs).unwrap();
            kerjakan_semua(&daerah, &jobs, 10).unwrap();
            banyak.push(kotak(&daerah, &siti).len());
            jam.maju(HARI);
        }
        // it is the 2nd; the first warning comes on the morning of the 4th
        assert_eq!(banyak, [0, 0, 1, 1, 1, 1]);
        let teks = &kotak(&daerah, &siti)[0].teks_id;
        assert!(teks.starts_with("Kewenangan Anda sebagai atasan penilai berakhir 11 November 2026."), "{teks}");
    }

    fn a_region_says_how_long_before_a_grant_ends_its_holder_hears(db: &Db) {
        let (daerah, jam) = daerah(db);
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, Some(Tanggal::constant(2026, 11, 6))));
        let admin = aktor(9, "Admin", None, Peran::Admin, Lingkup::Semua);
        let isian = Isian {
            sejak: daerah.hari_ini(),
            nilai: "2 hari".into(),
            dasar: "Keputusan Sekda 3/2026".into(),
            ilustrasi: false,
        };
        atur(&daerah, &admin, Parameter::Bulat(&balai_akses::INGAT_HARI), &isian).unwrap();
        let jobs = Akses.jobs();
        let mut banyak = Vec::new();
        for _ in 0..4 {
            jadwalkan(&daerah, &jobs).unwrap();
            kerjakan_semua(&daerah, &jobs, 10).unwrap();
            banyak.push(kotak(&daerah, &siti).len());
            jam.maju(HARI);
        }
        // it is the 2nd; by the default of seven days the warning would have come at once
        assert_eq!(banyak, [0, 0, 1, 1]);
    }

    fn only_administrators_hear_of_a_job_that_was_put_aside_once_a_day(db: &Db) {
        let (daerah, jam) = daerah(db);
        let admin = [akun(&daerah, "admin", beri(Peran::Admin, None)), akun(&daerah, "wakil", beri(Peran::Admin, None))];
        let bekas = akun(&daerah, "bekas", beri(Peran::Admin, Some(Tanggal::constant(2026, 11, 1))));
        let siti = akun(&daerah, "siti", beri(Peran::Bkpsdm, None));
        let luar = Luar { penerima: Some(Arc::new(SesiAkses)), ..Luar::default() };
        let mut jobs = pemberitahuan::pelaksana(&luar);
        jobs.push(Pelaksana::baru("uji.gagal", |_| Err(GagalKerja::menyerah("tidak bisa"))));
        for hari in 1..=2 {
            for i in 0..3 {
                let kunci = format!("{hari} {i}");
                antrekan(&daerah, Pekerjaan::baru("uji.gagal", serde_json::Value::Null).kunci(kunci)).unwrap();
            }
            kerjakan_semua(&daerah, &jobs, 20).unwrap();
            for akun in &admin {
                let ada = kotak(&daerah, akun);
                assert_eq!(ada.len(), hari);
                assert_eq!(ada[0].jalur, "/pekerjaan?keadaan=gagal&nama=uji.gagal");
            }
            jam.maju(HARI);
        }
        assert!(kotak(&daerah, &bekas).is_empty() && kotak(&daerah, &siti).is_empty());
        let berperan = |sesudah: Option<&str>, banyak| {
            SesiAkses.berperan(&daerah, &[Peran::Admin, Peran::Bkpsdm], daerah.hari_ini(), sesudah, banyak).unwrap()
        };
        let semua = berperan(None, 10);
        assert_eq!(semua.len(), 3);
        assert_eq!(berperan(Some(semua[0].as_str()), 1), semua[1..2], "in pages, by id");
    }

    fn people_of_the_staff_are_told_once_at_whatever_account_is_theirs(db: &Db) {
        let (daerah, _jam) = daerah(db);
        let nip = |n: u32| -> Nip { format!("1986092620150510{n:02}").parse().unwrap() };
        let milik = |n: u32| {
            let perintah = BuatAkun {
                nama_akun: Some(format!("orang{n}")),
                nip: Some(nip(n)),
                nama: format!("Orang {n}"),
                kewenangan: vec![beri(Peran::Atasan, None)],
                sandi: Some(SANDI.into()),
            };
            buat_akun(&daerah, &operator().unwrap(), &perintah).unwrap();
            balai_akses::cari_akun(&daerah, &format!("orang{n}")).unwrap()
        };
        let (satu, dua) = (milik(1), milik(2));
        let luar = Luar { penerima: Some(Arc::new(SesiAkses)), ..Luar::default() };
        let jobs = pemberitahuan::pelaksana(&luar);
        let kabar = |siapa: &[u32]| Kabar {
            nip: siapa.iter().map(|n| nip(*n)).collect(),
            kunci: "uji/2026-11-02".into(),
            sifat: Sifat::Biasa,
            teks_id: "Ada yang menunggu.".into(),
            teks_en: "Something waits.".into(),
            jalur: "/".into(),
        };
        // the third is on the staff and has no account; the same news in two jobs is one message for each
        for siapa in [&[1, 3][..], &[1, 2]] {
            antrekan(&daerah, kabar(siapa).pekerjaan()).unwrap();
        }
        kerjakan_semua(&daerah, &jobs, 10).unwrap();
        for akun in [&satu, &dua] {
            assert_eq!(kotak(&daerah, akun).iter().map(|t| t.teks_id.as_str()).collect::<Vec<_>>(), ["Ada yang menunggu."]);
        }
        assert_eq!(SesiAkses.milik_orang(&daerah, &[nip(3), nip(2)]).unwrap(), [dua]);
    }
}
