//! Invitations, browsers that are known, rules with a first day, the list of accounts: on both databases.

use balai_akses::{
    Asal, Aturan, BuatAkun, Langkah, NasibTautan, Sesi, aturan, buat_akun, daftar_akun, masuk, masuk_dari,
    nasib_tautan, pakai_tautan, riwayat_aturan, satu_akun, ubah_aturan, undang,
};
use balai_kernel::{Kapasitas, Kewenangan, Lingkup, Peran, Tanggal};
use balai_platform::{Catatan, Refusal, Region, catatan_sasaran, operator};
use balai_testkit::{aktor, db_test};

use super::{daerah, kode};

const SANDI: &str = "kata sandi pilihan sendiri";
const SALAH: &str = "kata sandi yang salah";

fn perintah(nama: &str) -> BuatAkun {
    let kewenangan = Kewenangan {
        peran: Peran::Atasan,
        lingkup: "unit:01/".parse().unwrap(),
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::constant(2026, 1, 1),
        sampai: None,
        dasar: "SK 1/2026".into(),
        pendelegasi: None,
    };
    BuatAkun {
        nama_akun: Some(nama.into()),
        nip: None,
        nama: format!("Pak {nama}"),
        kewenangan: vec![kewenangan],
        sandi: Some(SANDI.into()),
    }
}

fn dari(alamat: &str, perangkat: Option<&Sesi>) -> Asal {
    let perangkat = perangkat.map(|s| s.perangkat.rahasia().to_owned());
    Asal { agen: "Firefox/132.0".into(), alamat: Some(alamat.into()), perangkat }
}

fn buka(region: &Region, asal: &Asal) -> Result<Sesi, Refusal> {
    match masuk_dari(region, "siti", SANDI, asal)? {
        Langkah::Masuk(sesi) => Ok(sesi),
        Langkah::PerluKode(_) => panic!("there is no second factor"),
    }
}

fn catatan(region: &Region, sasaran: &str) -> Vec<Catatan> {
    region.read(|tx| catatan_sasaran(tx, &Lingkup::Semua, sasaran).map_err(Refusal::from)).unwrap()
}

db_test! {
    fn an_invited_person_sets_the_only_password_there_ever_is(db: &Db) {
        let (daerah, jam) = daerah(db);
        let admin = operator().unwrap();
        let (akun, tautan) = undang(&daerah, &admin, &BuatAkun { sandi: None, ..perintah("siti") }).unwrap();
        assert_eq!(kode(masuk(&daerah, "siti", SANDI)), "AKS-001");
        assert_eq!(nasib_tautan(&daerah, tautan.rahasia()).unwrap(), NasibTautan::Berlaku("siti".into()));
        let (baris, _) = satu_akun(&daerah, &admin, "siti").unwrap();
        assert!(baris.masuk.is_none() && baris.tautan.is_some(), "invited, and never in");
        jam.maju(1_000);
        pakai_tautan(&daerah, tautan.rahasia(), SANDI).unwrap();
        jam.maju(1_000);
        assert_eq!(kode(pakai_tautan(&daerah, tautan.rahasia(), SALAH)), "AKS-025");
        masuk(&daerah, "siti", SANDI).unwrap();
        assert!(satu_akun(&daerah, &admin, "siti").unwrap().0.masuk.is_some());
        let ada = catatan(&daerah, &format!("akses.akun/{}", akun.id));
        let akt: Vec<&str> = ada.iter().map(|c| c.akt.as_str()).collect();
        assert_eq!(akt, ["akses.akun.buat", "akses.sandi.ganti", "akses.sesi.buka"]);
        // who it is stands beside the seal, never in it; the link stands nowhere
        assert!(ada.iter().all(|c| !c.isi.contains("siti") && !c.isi.contains(tautan.rahasia())), "{ada:?}");
        assert!(ada[0].isi_pribadi.as_deref().unwrap().contains("Pak siti"));
    }

    fn whoever_guesses_elsewhere_never_shuts_the_owner_out(db: &Db) {
        let (daerah, jam) = daerah(db);
        buat_akun(&daerah, &operator().unwrap(), &perintah("siti")).unwrap();
        let rumah = buka(&daerah, &dari("10.0.0.1", None)).unwrap();
        for n in 0..30 {
            let kini = if n < 4 { "AKS-001" } else { "AKS-065" };
            assert_eq!(kode(masuk_dari(&daerah, "siti", SALAH, &dari("10.9.9.9", None)).map(|_| ())), kini);
        }
        assert_eq!(kode(buka(&daerah, &dari("10.9.9.9", None)).map(|_| ())), "AKS-065", "the guesser waits");
        let rumah = buka(&daerah, &dari("10.0.0.1", Some(&rumah))).unwrap();
        buka(&daerah, &dari("10.0.0.2", None)).unwrap();
        // even from the guesser's own address a browser that has been in before comes in
        buka(&daerah, &dari("10.9.9.9", Some(&rumah))).unwrap();
        // and a known browser that guesses itself waits like everybody
        for n in 0..5 {
            let kini = if n < 4 { "AKS-001" } else { "AKS-065" };
            assert_eq!(kode(masuk_dari(&daerah, "siti", SALAH, &dari("10.0.0.1", Some(&rumah))).map(|_| ())), kini);
        }
        assert_eq!(kode(buka(&daerah, &dari("10.0.0.1", Some(&rumah))).map(|_| ())), "AKS-065");
        jam.maju(30_000);
        buka(&daerah, &dari("10.0.0.1", Some(&rumah))).unwrap();
    }

    fn many_addresses_guessing_together_are_slowed_and_the_owner_is_not(db: &Db) {
        let (daerah, jam) = daerah(db);
        buat_akun(&daerah, &operator().unwrap(), &perintah("siti")).unwrap();
        let rumah = buka(&daerah, &dari("10.0.0.1", None)).unwrap();
        for n in 0..100 {
            let asal = dari(&format!("10.1.{}.{}", n / 4, n % 4), None);
            assert_eq!(kode(masuk_dari(&daerah, "siti", SALAH, &asal).map(|_| ())), "AKS-001");
        }
        assert_eq!(kode(buka(&daerah, &dari("10.2.0.1", None)).map(|_| ())), "AKS-001", "a browser nobody knows waits");
        buka(&daerah, &dari("10.2.0.1", Some(&rumah))).unwrap();
        jam.maju(60_000);
        buka(&daerah, &dari("10.2.0.1", None)).unwrap();
    }

    fn a_browser_of_somebody_else_is_not_known(db: &Db) {
        let (daerah, _) = daerah(db);
        for nama in ["siti", "budi"] {
            buat_akun(&daerah, &operator().unwrap(), &perintah(nama)).unwrap();
        }
        let Langkah::Masuk(budi) = masuk_dari(&daerah, "budi", SANDI, &dari("10.9.9.9", None)).unwrap() else { panic!() };
        for _ in 0..5 {
            masuk_dari(&daerah, "siti", SALAH, &dari("10.9.9.9", Some(&budi))).unwrap_err();
        }
        assert_eq!(kode(buka(&daerah, &dari("10.9.9.9", Some(&budi))).map(|_| ())), "AKS-065");
    }

    fn rules_hold_from_their_day_and_the_past_stays(db: &Db) {
        let (daerah, jam) = daerah(db);
        let (admin, hari) = (operator().unwrap(), daerah.hari_ini());
        let baru = Aturan { panjang_sandi: 16, faktor_wajib: vec![Peran::Admin] };
        let esok = hari.tomorrow().unwrap();
        assert_eq!(kode(ubah_aturan(&daerah, &admin, &baru, (hari.yesterday().unwrap(), "SK"))), "AKS-029");
        assert_eq!(kode(ubah_aturan(&daerah, &admin, &baru, (esok, " "))), "AKS-011");
        let pendek = Aturan { panjang_sandi: 11, ..baru.clone() };
        assert_eq!(kode(ubah_aturan(&daerah, &admin, &pendek, (esok, "SK"))), "AKS-026");
        ubah_aturan(&daerah, &admin, &baru, (esok, "SK 9/2026")).unwrap();
        assert_eq!(aturan(&daerah).unwrap(), Aturan::default());
        jam.maju(24 * 3_600_000);
        assert_eq!(aturan(&daerah).unwrap(), baru);
        assert_eq!(riwayat_aturan(&daerah, &admin).unwrap().len(), 1);
        let lain = aktor(1, "BKPSDM", None, Peran::Bkpsdm, Lingkup::Semua);
        assert_eq!(kode(ubah_aturan(&daerah, &lain, &baru, (esok, "SK"))), "PLT-001");
    }

    fn accounts_are_found_by_what_people_type_page_by_page(db: &Db) {
        let (daerah, _) = daerah(db);
        let admin = operator().unwrap();
        for nama in ["budi", "siti", "sita.100"] {
            buat_akun(&daerah, &admin, &perintah(nama)).unwrap();
        }
        let nama = |cari: &str, sesudah: &str, banyak| -> Vec<String> {
            let ada = daftar_akun(&daerah, &admin, (cari, sesudah), banyak).unwrap();
            ada.into_iter().map(|a| a.nama_akun).collect()
        };
        assert_eq!(nama("", "", 50), ["budi", "sita.100", "siti"]);
        assert_eq!(nama("PAK  Sit", "", 50), ["sita.100", "siti"]);
        assert_eq!(nama("%", "", 50), Vec::<String>::new(), "what people type is no wildcard");
        assert_eq!(nama("", "", 1), ["budi", "sita.100"], "one more tells that there are more");
        assert_eq!(nama("", "budi", 1), ["sita.100", "siti"]);
    }
}
