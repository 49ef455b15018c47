//! Accounts and sessions on both databases.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has found the failure to report")]

mod kabar;
mod keamanan;
mod kewenangan;
mod undangan;

use std::sync::Arc;

use balai_akses::{
    Akses, AkunBuatan, BuatAkun, SesiAkses, Token, UMUR_SESI_DETIK, atur_aktif, beri_kewenangan, buat_akun,
    buat_tautan, ganti_sandi, keluar, masuk, migrations, pakai_tautan, statements,
};
use balai_kernel::{Galat, Jalur, Kapasitas, Kewenangan, KodeWilayah, Lingkup, Peran, Tanggal};
use balai_platform::{Balai, Refusal, Region, SesiPort, SumberPaket, TempatPort, catatan_terbaru, operator};
use balai_store::{Migration, StoreError};
use balai_testkit::{
    AcakTetap, Db, JamTetap, aktor, assert_forks, assert_parity, assert_prepares, assert_registered, db_test,
};

const NIP: &str = "198609262015051001";
const SALAH: &str = "kata sandi yang salah";

fn daerah(db: &Db) -> (Region, Arc<JamTetap>) {
    let jam = Arc::new(JamTetap::baru());
    let host = Balai::open(db.url(), Arc::clone(&jam) as _, AcakTetap::baru(5)).dengan_migrasi(migrations());
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    (host.add_region(&profil, &operator().unwrap()).unwrap(), jam)
}

/// Two units, one below the other.
struct Tempat;

impl TempatPort for Tempat {
    fn jalur_unit(&self, _: &Region, kode: &str) -> Result<Option<Jalur>, Refusal> {
        let jalur = [("01", "01/"), ("01.02", "01/01.02/")].into_iter().find(|(k, _)| *k == kode);
        Ok(jalur.map(|(_, j)| j.parse().unwrap()))
    }

    fn ada_wilayah(&self, daerah: &Region, kode: &KodeWilayah) -> bool {
        daerah.kode().mencakup(kode)
    }
}

fn daerah_bertempat(db: &Db) -> (Region, Arc<JamTetap>) {
    let jam = Arc::new(JamTetap::baru());
    let host = Balai::open(db.url(), Arc::clone(&jam) as _, AcakTetap::baru(5)).dengan_migrasi(migrations());
    let host = host.dengan_tempat(Arc::new(Tempat));
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    (host.add_region(&profil, &operator().unwrap()).unwrap(), jam)
}

fn pegawai(sampai: Option<Tanggal>) -> Kewenangan {
    Kewenangan {
        peran: Peran::Pegawai,
        lingkup: Lingkup::Diri(NIP.parse().unwrap()),
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::constant(2026, 1, 1),
        sampai,
        dasar: "SK 1/2026".into(),
        pendelegasi: None,
    }
}

fn siti(daerah: &Region) -> AkunBuatan {
    let perintah = BuatAkun {
        nama_akun: Some("siti".into()),
        nip: Some(NIP.parse().unwrap()),
        nama: "Siti Nurjanah".into(),
        kewenangan: vec![pegawai(None)],
        sandi: None,
    };
    buat_akun(daerah, &operator().unwrap(), &perintah).unwrap()
}

fn kode<T: std::fmt::Debug>(jawaban: Result<T, Refusal>) -> &'static str {
    jawaban.unwrap_err().galat().kode
}

db_test! {
    fn one_signs_in_by_number_or_name_and_out_again(db: &Db) {
        let (daerah, jam) = daerah(db);
        let akun = siti(&daerah);
        for pengenal in [NIP, "19860926 201505 1 001", " SITI "] {
            jam.maju(1_000);
            let sesi = masuk(&daerah, pengenal, &akun.sandi).unwrap();
            let token = sesi.token.rahasia();
            let dikenal = SesiAkses.aktor(&daerah, token).unwrap().unwrap();
            assert_eq!(dikenal, sesi.aktor);
            assert_eq!((dikenal.nama.as_str(), dikenal.peran.len()), ("Siti Nurjanah", 1));
            keluar(&daerah, &dikenal, token).unwrap();
            assert_eq!(SesiAkses.aktor(&daerah, token).unwrap(), None);
            keluar(&daerah, &dikenal, token).unwrap();
        }
        assert_eq!(SesiAkses.aktor(&daerah, "bukan token").unwrap(), None);
        assert_eq!(SesiAkses.aktor(&daerah, Token::baru([9; 32]).rahasia()).unwrap(), None);
        let akt: Vec<String> = daerah
            .read(|tx| catatan_terbaru(tx, &Lingkup::Semua, None, 3))
            .map_err(|e: StoreError| e)
            .unwrap()
            .into_iter()
            .map(|c| c.akt)
            .collect();
        assert!(akt.iter().all(|a| a == "akses.sesi.tutup" || a == "akses.sesi.buka"), "{akt:?}");
    }

    fn a_session_ends_to_the_millisecond(db: &Db) {
        let (daerah, jam) = daerah(db);
        let sesi = masuk(&daerah, "siti", &siti(&daerah).sandi).unwrap();
        let umur = i64::from(UMUR_SESI_DETIK) * 1_000;
        for _ in 0..11 {
            jam.maju(3_600_000);
            assert!(SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().is_some());
        }
        jam.maju(umur - 11 * 3_600_000 - 1);
        assert!(SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().is_some());
        jam.maju(1);
        assert!(SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().is_none());
    }

    fn a_wrong_name_and_a_wrong_password_sound_the_same(db: &Db) {
        let (daerah, _) = daerah(db);
        siti(&daerah);
        let salah_sandi = masuk(&daerah, "siti", SALAH).unwrap_err();
        let salah_nama = masuk(&daerah, "sita", SALAH).unwrap_err();
        assert_eq!(salah_sandi, salah_nama);
        assert_eq!(salah_nama.galat().kode, "AKS-001");
        assert_eq!(kode(masuk(&daerah, "", "")), "AKS-001");
    }

    fn guessing_makes_the_account_wait_and_then_lets_it_in(db: &Db) {
        let (daerah, jam) = daerah(db);
        let akun = siti(&daerah);
        for _ in 0..4 {
            assert_eq!(kode(masuk(&daerah, "siti", SALAH)), "AKS-001");
        }
        let tunggu = |nama: &str, sandi: &str| masuk(&daerah, nama, sandi).unwrap_err().galat();
        let lama = |detik: i64| Galat::baru("AKS-065").dengan("lama", detik);
        assert_eq!(tunggu("siti", SALAH), lama(30), "the fifth says that the next has to wait");
        assert_eq!(tunggu("siti", &akun.sandi), lama(30), "waiting, even with the right one");
        jam.maju(29_999);
        assert_eq!(tunggu("siti", &akun.sandi), lama(1));
        jam.maju(1);
        masuk(&daerah, "siti", &akun.sandi).unwrap();
        for _ in 0..4 {
            assert_eq!(kode(masuk(&daerah, "siti", SALAH)), "AKS-001");
        }
        masuk(&daerah, "siti", &akun.sandi).unwrap();
    }

    fn nobody_learns_from_the_wait_whether_an_account_exists(db: &Db) {
        let (daerah, jam) = daerah(db);
        siti(&daerah);
        let coba = |nama: &str| -> Vec<Galat> {
            (0..8).map(|_| { jam.maju(7_000); masuk(&daerah, nama, SALAH).unwrap_err().galat() }).collect()
        };
        let (ada, tiada) = (coba("siti"), coba("tiada"));
        assert!(ada.iter().any(|g| g.kode == "AKS-065"));
        assert_eq!(ada, tiada);
    }

    fn a_place_that_does_not_exist_is_no_jurisdiction(db: &Db) {
        let (daerah, _) = daerah_bertempat(db);
        siti(&daerah);
        let beri = |peran, lingkup: &str| {
            let k = Kewenangan { peran, lingkup: lingkup.parse().unwrap(), ..pegawai(Some(Tanggal::constant(2027, 1, 1))) };
            beri_kewenangan(&daerah, &operator().unwrap(), "siti", &k)
        };
        for (lingkup, galat) in [("unit:77/", "AKS-060"), ("unit:01/TIDAKADA/", "AKS-060"), ("unit:01.02/", "AKS-061")] {
            assert_eq!(kode(beri(Peran::Atasan, lingkup)), galat, "{lingkup}");
        }
        assert_eq!(kode(beri(Peran::Pemeriksa, "wilayah:11.01")), "AKS-062");
        for (peran, lingkup) in [(Peran::Atasan, "unit:01/01.02/"), (Peran::Pemeriksa, "wilayah:32.73.01")] {
            beri(peran, lingkup).unwrap();
        }
        assert!("unit:../".parse::<Lingkup>().is_err(), "points are no code");
        let kosong = BuatAkun {
            nama_akun: Some("budi".into()),
            nip: None,
            nama: "Budi".into(),
            kewenangan: vec![Kewenangan { peran: Peran::Atasan, lingkup: "unit:77/".parse().unwrap(), ..pegawai(None) }],
            sandi: None,
        };
        assert_eq!(kode(buat_akun(&daerah, &operator().unwrap(), &kosong).map(|_| ())), "AKS-060");
    }

    fn what_cannot_be_read_on_a_screen_is_no_name_and_no_basis(db: &Db) {
        let (daerah, _) = daerah(db);
        let buat = |nama: &str, dasar: &str| {
            let perintah = BuatAkun {
                nama_akun: Some("siti".into()),
                nip: Some(NIP.parse().unwrap()),
                nama: nama.into(),
                kewenangan: vec![Kewenangan { dasar: dasar.into(), ..pegawai(None) }],
                sandi: None,
            };
            buat_akun(&daerah, &operator().unwrap(), &perintah).map(|_| ())
        };
        for (nama, galat) in [("", "INT-070"), (" ", "INT-070"), ("Si\u{7}ti", "INT-072"), ("\u{1b}[31mSiti", "INT-072"),
            ("Siti\u{202e}nimda", "INT-072"), ("Siti\nAdmin", "INT-072")] {
            assert_eq!(kode(buat(nama, "SK 1")), galat, "{nama:?}");
        }
        assert_eq!(kode(buat(&"x".repeat(5_000), "SK 1")), "INT-071");
        for (dasar, galat) in [("", "AKS-011"), ("SK\u{7}", "INT-072"), ("SK\u{2066}1", "INT-072")] {
            assert_eq!(kode(buat("Siti", dasar)), galat, "{dasar:?}");
        }
        buat("  Siti Nurjanah, S.Sos. ", "SK 1/2026").unwrap();
        let aktor = masuk(&daerah, "siti", SALAH).map(|_| ());
        assert_eq!(kode(aktor), "AKS-001");
    }

    fn a_password_is_changed_to_another_one_and_a_closed_account_gets_no_link(db: &Db) {
        let (daerah, _) = daerah(db);
        let akun = siti(&daerah);
        let siti = masuk(&daerah, "siti", &akun.sandi).unwrap().aktor;
        assert_eq!(kode(ganti_sandi(&daerah, &siti, (&akun.sandi, &akun.sandi), None)), "AKS-064");
        ganti_sandi(&daerah, &siti, (&akun.sandi, "kata sandi pilihan sendiri"), None).unwrap();
        atur_aktif(&daerah, &operator().unwrap(), "siti", false).unwrap();
        assert_eq!(kode(buat_tautan(&daerah, &operator().unwrap(), "siti").map(|_| ())), "AKS-066");
        atur_aktif(&daerah, &operator().unwrap(), "siti", true).unwrap();
        buat_tautan(&daerah, &operator().unwrap(), "siti").unwrap();
    }

    fn a_new_password_ends_every_session(db: &Db) {
        let (daerah, _) = daerah(db);
        let akun = siti(&daerah);
        let sesi = masuk(&daerah, "siti", &akun.sandi).unwrap();
        let tautan = buat_tautan(&daerah, &operator().unwrap(), NIP).unwrap();
        let baru = "kata sandi pilihan sendiri";
        pakai_tautan(&daerah, tautan.rahasia(), baru).unwrap();
        assert!(SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().is_none());
        assert_eq!(kode(masuk(&daerah, "siti", &akun.sandi)), "AKS-001");
        masuk(&daerah, "siti", baru).unwrap();
        assert_eq!(kode(buat_tautan(&daerah, &operator().unwrap(), "tiada").map(|_| ())), "AKS-008");
    }

    fn whoever_has_no_valid_grant_is_told_so_only_with_the_right_password(db: &Db) {
        let (daerah, _) = daerah(db);
        let perintah = BuatAkun {
            nama_akun: None,
            nip: Some(NIP.parse().unwrap()),
            nama: "Siti".into(),
            kewenangan: vec![pegawai(Some(Tanggal::constant(2026, 10, 31)))],
            sandi: Some("kata sandi pilihan sendiri".into()),
        };
        buat_akun(&daerah, &operator().unwrap(), &perintah).unwrap();
        assert_eq!(kode(masuk(&daerah, NIP, SALAH)), "AKS-001");
        assert_eq!(kode(masuk(&daerah, NIP, "kata sandi pilihan sendiri")), "PLT-002");
    }

    fn a_grant_works_from_the_next_request_on(db: &Db) {
        let (daerah, _) = daerah(db);
        let sesi = masuk(&daerah, "siti", &siti(&daerah).sandi).unwrap();
        let lagi = Kewenangan { peran: Peran::Atasan, lingkup: "unit:01/".parse().unwrap(), ..pegawai(None) };
        beri_kewenangan(&daerah, &operator().unwrap(), "siti", &lagi).unwrap();
        let peran = SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().unwrap().peran;
        assert_eq!(peran.iter().map(|k| k.peran).collect::<Vec<_>>().len(), 2);
        assert!(peran.contains(&lagi));
        let terlalu_luas = Kewenangan { lingkup: Lingkup::Semua, ..lagi };
        assert_eq!(kode(beri_kewenangan(&daerah, &operator().unwrap(), "siti", &terlalu_luas)), "AKS-005");
    }

    fn names_and_numbers_are_given_once(db: &Db) {
        let (daerah, _) = daerah(db);
        siti(&daerah);
        let dasar = BuatAkun { nama_akun: Some("Siti".into()), nip: None, nama: "x".into(), kewenangan: vec![], sandi: None };
        assert_eq!(kode(buat_akun(&daerah, &operator().unwrap(), &dasar).map(|_| ())), "AKS-002");
        let nip = BuatAkun { nama_akun: Some("lain".into()), nip: Some(NIP.parse().unwrap()), ..dasar.clone() };
        assert_eq!(kode(buat_akun(&daerah, &operator().unwrap(), &nip).map(|_| ())), "AKS-003");
        let kosong = BuatAkun { nama_akun: None, ..dasar.clone() };
        assert_eq!(kode(buat_akun(&daerah, &operator().unwrap(), &kosong).map(|_| ())), "AKS-004");
        let bukan_admin = aktor(1, "BKPSDM", None, Peran::Bkpsdm, Lingkup::Semua);
        assert_eq!(kode(buat_akun(&daerah, &bukan_admin, &dasar).map(|_| ())), "PLT-001");
    }
}

#[test]
fn both_databases_know_every_statement_and_have_the_same_tables() {
    let migrasi: Vec<Migration> = balai_platform::migrations().into_iter().chain(migrations()).collect();
    assert_prepares(&statements(), &migrasi);
    assert_parity(&migrasi);
    assert_forks(&statements(), &migrasi);
    assert_registered(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &statements());
}

#[test]
fn every_text_is_there_in_both_languages_and_used() {
    let salah = balai_shell::uji::periksa_app(env!("CARGO_MANIFEST_DIR"), &Akses, &[]);
    assert!(salah.is_empty(), "{}", salah.join("\n"));
}
