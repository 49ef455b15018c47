//! Second factors, links, tokens, waiting addresses and closed accounts, on both databases.

use balai_akses::{
    AWALAN_MESIN, Asal, Aturan, BuatAkun, Langkah, NasibTautan, SesiAkses, atur_aktif, buat_akun,
    buat_tautan, buat_token, cabut_sesi, cabut_token, ganti_sandi, keadaan_faktor, lepas_faktor, masuk,
    masuk_dari, masuk_kode, mulai_faktor, nasib_tautan, pakai_tautan, pastikan_faktor, sesi_sendiri,
    token_sendiri, totp, ubah_aturan,
};
use balai_kernel::{Aktor, Kapasitas, Kewenangan, Lingkup, Peran, Tanggal};
use balai_platform::{AktEntri, Jangkauan, Penolakan, Region, Sasaran, SesiPort as _, decide, operator};
use balai_testkit::db_test;

use super::{daerah, kode};

const SANDI: &str = "kata sandi pilihan sendiri";
const LAIN: &str = "empat benda di atas meja";
const UJI: AktEntri = AktEntri {
    id: "uji.unit.ubah",
    label_id: "mengubah unit",
    label_en: "change a unit",
    peran: &[Peran::Atasan],
    lingkup: Jangkauan::Unit,
};

fn beri(peran: Peran, lingkup: &str) -> Kewenangan {
    Kewenangan {
        peran,
        lingkup: lingkup.parse().unwrap(),
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::constant(2026, 1, 1),
        sampai: None,
        dasar: "SK 1/2026".into(),
        pendelegasi: None,
    }
}

fn akun(region: &Region, nama: &str, kewenangan: Kewenangan) -> Aktor {
    let perintah = BuatAkun {
        nama_akun: Some(nama.into()),
        nip: None,
        nama: format!("Pak {nama}"),
        kewenangan: vec![kewenangan],
        sandi: Some(SANDI.into()),
    };
    buat_akun(region, &operator().unwrap(), &perintah).unwrap();
    masuk(region, nama, SANDI).unwrap().aktor
}

fn dari(alamat: &str) -> Asal {
    let agen = "Mozilla/5.0 (X11; Linux) Firefox/132.0".into();
    Asal { agen, alamat: Some(alamat.into()), perangkat: None }
}

/// Sets up a second factor and gives its secret and its recovery codes.
fn pasang(region: &Region, siapa: &Aktor) -> (Vec<u8>, Vec<String>) {
    mulai_faktor(region, siapa).unwrap();
    let rahasia = keadaan_faktor(region, siapa).unwrap().tertunda.unwrap();
    assert_eq!(kode(pastikan_faktor(region, siapa, "000000x")), "AKS-021");
    let kini = totp::enam(&rahasia, totp::langkah(region.sekarang()));
    let pemulihan = pastikan_faktor(region, siapa, &kini).unwrap();
    assert_eq!(pemulihan.len(), 10);
    (rahasia, pemulihan)
}

fn tahap(region: &Region, nama: &str) -> String {
    match masuk_dari(region, nama, SANDI, &dari("10.0.0.1")).unwrap() {
        Langkah::PerluKode(token) => token.rahasia().to_owned(),
        Langkah::Masuk(_) => panic!("the second factor was not asked for"),
    }
}

db_test! {
    fn a_second_factor_is_asked_for_and_no_code_opens_twice(db: &Db) {
        let (daerah, jam) = daerah(db);
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        let (rahasia, _) = pasang(&daerah, &siti);
        assert_eq!(kode(masuk(&daerah, "siti", SANDI)), "AKS-020");
        let kini = || totp::enam(&rahasia, totp::langkah(daerah.sekarang()));
        let asal = dari("10.0.0.1");
        assert_eq!(kode(masuk_kode(&daerah, &tahap(&daerah, "siti"), &kini(), &asal)), "AKS-021", "the code that set it up");
        jam.maju(30_000);
        let satu = tahap(&daerah, "siti");
        let sesi = masuk_kode(&daerah, &satu, &kini(), &asal).unwrap();
        assert!(SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().is_some());
        assert_eq!(kode(masuk_kode(&daerah, &satu, &kini(), &asal)), "AKS-021", "the step is over");
        assert_eq!(kode(masuk_kode(&daerah, &tahap(&daerah, "siti"), &kini(), &asal)), "AKS-021", "the code was used");
        jam.maju(30_000);
        let lama = tahap(&daerah, "siti");
        jam.maju(5 * 60_000);
        assert_eq!(kode(masuk_kode(&daerah, &lama, &kini(), &asal)), "AKS-021", "five minutes are over");
        assert!(SesiAkses.aktor(&daerah, &lama).unwrap().is_none(), "a half sign-in opens nothing");
    }

    fn a_recovery_code_opens_once(db: &Db) {
        let (daerah, _) = daerah(db);
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        let (_, pemulihan) = pasang(&daerah, &siti);
        let satu = pemulihan[3].to_uppercase().replace('-', " ");
        masuk_kode(&daerah, &tahap(&daerah, "siti"), &satu, &dari("10.0.0.1")).unwrap();
        assert_eq!(keadaan_faktor(&daerah, &siti).unwrap().sisa_pemulihan, 9);
        assert_eq!(kode(masuk_kode(&daerah, &tahap(&daerah, "siti"), &satu, &dari("10.0.0.1"))), "AKS-021");
        assert_eq!(kode(lepas_faktor(&daerah, &siti, LAIN)), "AKS-024");
        lepas_faktor(&daerah, &siti, SANDI).unwrap();
        masuk(&daerah, "siti", SANDI).unwrap();
    }

    fn guessing_codes_makes_the_account_wait(db: &Db) {
        let (daerah, jam) = daerah(db);
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        let (rahasia, _) = pasang(&daerah, &siti);
        jam.maju(30_000);
        let satu = tahap(&daerah, "siti");
        for _ in 0..4 {
            assert_eq!(kode(masuk_kode(&daerah, &satu, "123", &dari("10.0.0.1"))), "AKS-021");
        }
        assert_eq!(kode(masuk_kode(&daerah, &satu, "123", &dari("10.0.0.1"))), "AKS-065");
        let kini = || totp::enam(&rahasia, totp::langkah(daerah.sekarang()));
        assert_eq!(kode(masuk_kode(&daerah, &satu, &kini(), &dari("10.0.0.1"))), "AKS-065", "waiting, even with the right one");
        jam.maju(30_000);
        masuk_kode(&daerah, &satu, &kini(), &dari("10.0.0.1")).unwrap();
    }

    fn whoever_must_have_a_second_factor_may_only_set_it_up(db: &Db) {
        let (daerah, _) = daerah(db);
        let aturan = Aturan { faktor_wajib: vec![Peran::Atasan], ..Aturan::default() };
        ubah_aturan(&daerah, &operator().unwrap(), &aturan, (daerah.hari_ini(), "SK 1")).unwrap();
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        let di = Sasaran::unit("01/".parse().unwrap(), daerah.hari_ini());
        assert_eq!(decide(&siti, &UJI, &di), Err(Penolakan::LuarToken { akt: &UJI }));
        let sesi = masuk(&daerah, "siti", SANDI).unwrap();
        let lihat = || SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().unwrap();
        assert!(decide(&lihat(), &UJI, &di).is_err());
        pasang(&daerah, &lihat());
        assert!(decide(&lihat(), &UJI, &di).is_ok());
    }

    fn an_address_that_guesses_waits_and_others_do_not(db: &Db) {
        let (daerah, jam) = daerah(db);
        akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        for i in 0..29 {
            let siapa = format!("orang{i}");
            assert_eq!(kode(masuk_dari(&daerah, &siapa, "salah semua", &dari("10.9.9.9"))), "AKS-001");
        }
        assert_eq!(kode(masuk_dari(&daerah, "orang29", "salah semua", &dari("10.9.9.9"))), "AKS-065");
        assert_eq!(kode(masuk_dari(&daerah, "siti", SANDI, &dari("10.9.9.9"))), "AKS-065");
        assert!(masuk_dari(&daerah, "siti", SANDI, &dari("10.0.0.1")).is_ok());
        jam.maju(61_000);
        assert!(masuk_dari(&daerah, "siti", SANDI, &dari("10.9.9.9")).is_ok());
    }

    fn a_link_sets_one_password_once(db: &Db) {
        let (daerah, jam) = daerah(db);
        akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        let sesi = masuk(&daerah, "siti", SANDI).unwrap();
        let admin = operator().unwrap();
        let lama = buat_tautan(&daerah, &admin, "siti").unwrap();
        let baru = buat_tautan(&daerah, &admin, "siti").unwrap();
        assert_eq!(kode(pakai_tautan(&daerah, lama.rahasia(), LAIN)), "AKS-025", "the newer one counts");
        assert_eq!(nasib_tautan(&daerah, baru.rahasia()).unwrap(), NasibTautan::Berlaku("siti".into()));
        assert!(matches!(nasib_tautan(&daerah, lama.rahasia()).unwrap(), NasibTautan::Dipakai(_)));
        for (buruk, k) in [("pendek", "AKS-007"), ("Password1234", "AKS-018"), ("Bandung-2026!", "AKS-019")] {
            assert_eq!(kode(pakai_tautan(&daerah, baru.rahasia(), buruk)), k);
        }
        pakai_tautan(&daerah, baru.rahasia(), LAIN).unwrap();
        assert_eq!(kode(pakai_tautan(&daerah, baru.rahasia(), SANDI)), "AKS-025");
        assert!(SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().is_none());
        masuk(&daerah, "siti", LAIN).unwrap();
        let basi = buat_tautan(&daerah, &admin, "siti").unwrap();
        jam.maju(3 * 24 * 3_600_000);
        assert_eq!(kode(pakai_tautan(&daerah, basi.rahasia(), SANDI)), "AKS-025");
        assert!(matches!(nasib_tautan(&daerah, basi.rahasia()).unwrap(), NasibTautan::Lewat(_)));
        assert_eq!(nasib_tautan(&daerah, "bukan token").unwrap(), NasibTautan::TakDikenal);
    }

    fn a_new_password_of_ones_own_ends_the_other_sessions(db: &Db) {
        let (daerah, jam) = daerah(db);
        let siti = akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        jam.maju(1_000);
        let ini = masuk(&daerah, "siti", SANDI).unwrap().token;
        let lain = masuk(&daerah, "siti", SANDI).unwrap().token;
        assert_eq!(sesi_sendiri(&daerah, &siti, (100, 0)).unwrap().len(), 3);
        assert_eq!(kode(ganti_sandi(&daerah, &siti, ("salah", LAIN), Some(ini.rahasia()))), "AKS-024");
        ganti_sandi(&daerah, &siti, (SANDI, LAIN), Some(ini.rahasia())).unwrap();
        assert!(SesiAkses.aktor(&daerah, ini.rahasia()).unwrap().is_some());
        assert!(SesiAkses.aktor(&daerah, lain.rahasia()).unwrap().is_none());
        assert_eq!(kode(cabut_sesi(&daerah, &siti, Some(&lain.sidik()), None)), "PLT-010", "it is over already");
        cabut_sesi(&daerah, &siti, Some(&ini.sidik()), None).unwrap();
        assert!(SesiAkses.aktor(&daerah, ini.rahasia()).unwrap().is_none());
    }

    fn an_idle_session_ends_and_a_used_one_goes_on(db: &Db) {
        let (daerah, jam) = daerah(db);
        akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        let sesi = masuk(&daerah, "siti", SANDI).unwrap().token;
        for _ in 0..3 {
            jam.maju(90 * 60_000);
            assert!(SesiAkses.aktor(&daerah, sesi.rahasia()).unwrap().is_some());
        }
        jam.maju(2 * 3_600_000);
        assert!(SesiAkses.aktor(&daerah, sesi.rahasia()).unwrap().is_none());
    }

    fn a_token_may_what_it_names_as_far_as_its_maker_may(db: &Db) {
        let (daerah, jam) = daerah(db);
        let kepala = akun(&daerah, "kepala", beri(Peran::Atasan, "unit:01/"));
        let bidang: Lingkup = "unit:01/01.02/".parse().unwrap();
        let esok = Tanggal::constant(2026, 11, 3);
        let buat = |akt: &[&'static AktEntri], lingkup: &Lingkup, sampai| buat_token(&daerah, &kepala, ("mesin", akt, lingkup, sampai));
        assert_eq!(kode(buat(&[&balai_akses::KEWENANGAN_BERI], &bidang, esok)), "AKS-022");
        assert_eq!(kode(buat(&[&UJI], &"unit:02/".parse().unwrap(), esok)), "AKS-022");
        assert_eq!(kode(buat(&[], &bidang, esok)), "AKS-022");
        assert_eq!(kode(buat(&[&UJI], &bidang, Tanggal::constant(2028, 1, 1))), "AKS-027");
        let token = buat(&[&UJI], &bidang, esok).unwrap();
        let rahasia = format!("{AWALAN_MESIN}{}", token.rahasia());
        assert!(SesiAkses.aktor(&daerah, token.rahasia()).unwrap().is_none(), "it is no session");
        let mesin = SesiAkses.aktor(&daerah, &rahasia).unwrap().unwrap();
        let di = |unit: &str| Sasaran::unit(unit.parse().unwrap(), daerah.hari_ini());
        assert!(decide(&mesin, &UJI, &di("01/01.02/")).is_ok());
        assert!(decide(&mesin, &UJI, &di("01/")).is_err(), "narrower than its maker");
        assert!(matches!(decide(&mesin, &balai_akses::TOKEN_ATUR, &di("01/")), Err(Penolakan::LuarToken { .. })));
        assert!(token_sendiri(&daerah, &kepala, (100, 0)).unwrap()[0].terakhir.is_some());
        let id = token_sendiri(&daerah, &kepala, (100, 0)).unwrap()[0].id.clone();
        cabut_token(&daerah, &kepala, &id).unwrap();
        assert!(SesiAkses.aktor(&daerah, &rahasia).unwrap().is_none());
        let lagi = format!("{AWALAN_MESIN}{}", buat(&[&UJI], &bidang, esok).unwrap().rahasia());
        jam.maju(39 * 3_600_000);
        assert!(SesiAkses.aktor(&daerah, &lagi).unwrap().is_some(), "until midnight of the last day");
        jam.maju(3_600_000);
        assert!(SesiAkses.aktor(&daerah, &lagi).unwrap().is_none());
    }

    fn a_closed_account_opens_nothing_and_the_last_administrators_stays_open(db: &Db) {
        let (daerah, _) = daerah(db);
        akun(&daerah, "admin1", beri(Peran::Admin, "semua"));
        akun(&daerah, "siti", beri(Peran::Atasan, "unit:01/"));
        let sesi = masuk(&daerah, "siti", SANDI).unwrap().token;
        let admin = operator().unwrap();
        atur_aktif(&daerah, &admin, "siti", false).unwrap();
        assert!(SesiAkses.aktor(&daerah, sesi.rahasia()).unwrap().is_none());
        assert_eq!(kode(masuk(&daerah, "siti", SANDI)), "AKS-001");
        atur_aktif(&daerah, &admin, "siti", true).unwrap();
        assert!(SesiAkses.aktor(&daerah, sesi.rahasia()).unwrap().is_none(), "opened again, but not its sessions");
        masuk(&daerah, "siti", SANDI).unwrap();
        assert_eq!(kode(atur_aktif(&daerah, &admin, "admin1", false)), "AKS-014");
        masuk(&daerah, "admin1", SANDI).unwrap();
    }
}
