//! Grants on both databases: given, lent, ended, and never the last administrator's.

use std::thread;

use balai_akses::{
    KEWENANGAN_BERI, Kepentingan, Saringan, SesiAkses, akhiri_kewenangan, banyak_admin, beri_kewenangan,
    bolehkah, daftar_kewenangan, delegasikan, kewenangan_sendiri, kewenangan_terkait, masuk,
    pinjaman_sendiri, sasaran_dari,
};
use balai_kernel::{Aktor, Bahasa, Id, Kapasitas, Kewenangan, Lingkup, Peran, Tanggal};
use balai_platform::{AktEntri, Jangkauan, Region, SesiPort as _, operator};
use balai_testkit::{aktor, db_test};

use super::{daerah, kode};
use balai_akses::{BuatAkun, admin_diundang, atur_aktif, buat_akun, pakai_tautan, undang};

const UJI: AktEntri = AktEntri {
    id: "uji.setujui",
    label_id: "menyetujui usulan",
    label_en: "approve a proposal",
    peran: &[Peran::Atasan],
    lingkup: Jangkauan::Unit,
};
const SANDI: &str = "kata sandi pilihan sendiri";

fn hari(teks: &str) -> Tanggal {
    teks.parse().unwrap()
}

fn beri(peran: Peran, lingkup: &str) -> Kewenangan {
    Kewenangan {
        peran,
        lingkup: lingkup.parse().unwrap(),
        kapasitas: Kapasitas::Definitif,
        sejak: hari("2026-01-01"),
        sampai: None,
        dasar: "SK 1/2026".into(),
        pendelegasi: None,
    }
}

fn akun(region: &Region, nama: &str, kewenangan: Vec<Kewenangan>) -> Aktor {
    let perintah = BuatAkun {
        nama_akun: Some(nama.into()),
        nip: None,
        nama: format!("Pak {nama}"),
        kewenangan,
        sandi: Some(SANDI.into()),
    };
    buat_akun(region, &operator().unwrap(), &perintah).unwrap();
    masuk(region, nama, SANDI).unwrap().aktor
}

fn akun_ini(region: &Region, nama: &str) -> Aktor {
    masuk(region, nama, SANDI).unwrap().aktor
}

fn milik(region: &Region, siapa: &Aktor) -> Vec<(Id, Kewenangan)> {
    kewenangan_sendiri(region, siapa, None, 200).unwrap().into_iter().map(|b| (b.id, b.kewenangan)).collect()
}

db_test! {
    fn a_delegate_may_as_much_and_as_long_as_who_lent_it(db: &Db) {
        let (daerah, jam) = daerah(db);
        let camat = akun(&daerah, "camat", vec![beri(Peran::Atasan, "unit:01/")]);
        akun(&daerah, "sekcam", vec![beri(Peran::OperatorOpd, "unit:02/")]);
        let asal = milik(&daerah, &camat)[0].0.clone();
        let masa = (None, hari("2026-11-02"), hari("2026-11-30"), "ND 5/2026");
        let id = delegasikan(&daerah, &camat, &asal, "sekcam", masa.clone()).unwrap();

        // a second click on the button is no second loan; other days are
        assert_eq!(kode(delegasikan(&daerah, &camat, &asal, "sekcam", masa)), "AKS-063");
        let dalam = (None, hari("2026-11-05"), hari("2026-11-06"), "ND 6/2026");
        assert_eq!(kode(delegasikan(&daerah, &camat, &asal, "sekcam", dalam)), "AKS-063");
        assert_eq!(milik(&daerah, &akun_ini(&daerah, "sekcam")).len(), 2);

        let sesi = masuk(&daerah, "sekcam", SANDI).unwrap();
        let lihat = || SesiAkses.aktor(&daerah, sesi.token.rahasia()).unwrap().unwrap();
        let di = |unit: &str| sasaran_dari(&unit.parse().unwrap(), daerah.hari_ini());
        let putusan = balai_platform::decide(&lihat(), &UJI, &di("unit:01/01.02/")).unwrap();
        assert_eq!(putusan.kapasitas(), "atasan (delegasi) @ unit:01/");
        assert!(balai_platform::decide(&lihat(), &UJI, &di("unit:02/")).is_err(), "no more than was lent");

        // neither wider, nor later, nor again, nor to oneself, nor what is somebody else's
        let coba = |siapa: &Aktor, id: &Id, ke: &str, lingkup: &str, sampai: &str| {
            let lingkup: Lingkup = lingkup.parse().unwrap();
            kode(delegasikan(&daerah, siapa, id, ke, (Some(lingkup), hari("2026-11-02"), hari(sampai), "ND")))
        };
        assert_eq!(coba(&camat, &asal, "sekcam", "unit:0/", "2026-11-30"), "AKS-013");
        assert_eq!(coba(&camat, &asal, "camat", "unit:01/", "2026-11-30"), "AKS-015");
        assert_eq!(coba(&lihat(), &id, "camat", "unit:01/", "2026-11-30"), "AKS-012");
        assert_eq!(coba(&lihat(), &asal, "camat", "unit:01/", "2026-11-30"), "PLT-010");

        // what is lent ends with what it was lent from
        akhiri_kewenangan(&daerah, &operator().unwrap(), &asal, hari("2026-11-10"), "SK 9/2026").unwrap();
        let sampai = milik(&daerah, &lihat()).into_iter().find(|(i, _)| *i == id).unwrap().1.sampai;
        assert_eq!(sampai, Some(hari("2026-11-10")));
        jam.maju(9 * 86_400_000);
        let lagi = masuk(&daerah, "sekcam", SANDI).unwrap().aktor;
        assert_eq!(kode(balai_platform::decide(&lagi, &UJI, &di("unit:01/")).map_err(Into::into)), "PLT-002");
    }

    fn whoever_lent_a_grant_takes_it_back(db: &Db) {
        let (daerah, _) = daerah(db);
        let camat = akun(&daerah, "camat", vec![beri(Peran::Atasan, "unit:01/")]);
        let sekcam = akun(&daerah, "sekcam", vec![beri(Peran::OperatorOpd, "unit:02/")]);
        let asal = milik(&daerah, &camat)[0].0.clone();
        let masa = (None, hari("2026-11-02"), hari("2026-11-30"), "ND 5/2026");
        let id = delegasikan(&daerah, &camat, &asal, "sekcam", masa).unwrap();
        assert_eq!(kode(akhiri_kewenangan(&daerah, &sekcam, &id, hari("2026-11-01"), "x")), "PLT-001");
        let dipinjamkan = |siapa: &Aktor| pinjaman_sendiri(&daerah, siapa, None, 50).unwrap();
        assert_eq!(dipinjamkan(&camat).iter().map(|b| (&b.id, b.nama_akun.as_str())).collect::<Vec<_>>(), [(&id, "sekcam")]);
        assert!(dipinjamkan(&sekcam).is_empty());
        assert!([&camat, &sekcam].iter().all(|a| kewenangan_terkait(&daerah, a, &id).is_ok()));
        assert_eq!(kode(kewenangan_terkait(&daerah, &sekcam, &asal)), "PLT-010");
        akhiri_kewenangan(&daerah, &camat, &id, hari("2026-11-01"), "ND 6/2026").unwrap();
        assert_eq!(dipinjamkan(&camat)[0].kewenangan.sampai, Some(hari("2026-11-01")), "it stays to be read");
        assert!(masuk(&daerah, "sekcam", SANDI).unwrap().aktor.peran.iter().all(|k| !k.berlaku(daerah.hari_ini()) || k.peran != Peran::Atasan));
        assert_eq!(kode(akhiri_kewenangan(&daerah, &camat, &asal, hari("2026-11-01"), "x")), "PLT-001", "one's own is for the administrator to end");
    }

    fn a_grant_ends_by_date_and_stays_to_be_read(db: &Db) {
        let (daerah, _) = daerah(db);
        let siti = akun(&daerah, "siti", vec![beri(Peran::OperatorOpd, "unit:01/")]);
        let (id, _) = milik(&daerah, &siti)[0].clone();
        let admin = operator().unwrap();
        assert_eq!(kode(akhiri_kewenangan(&daerah, &admin, &id, hari("2026-10-31"), "SK")), "AKS-016", "history is not rewritten");
        assert_eq!(kode(akhiri_kewenangan(&daerah, &admin, &id, hari("2026-11-30"), " ")), "AKS-011");
        akhiri_kewenangan(&daerah, &admin, &id, hari("2026-11-30"), "SK 2").unwrap();
        assert_eq!(kode(akhiri_kewenangan(&daerah, &admin, &id, hari("2026-12-01"), "SK")), "AKS-016", "ending never prolongs");
        let pada = |d: &str| Saringan { berlaku: Some(hari(d)), ..Saringan::semua() };
        let ada = |s: &Saringan| daftar_kewenangan(&daerah, &admin, s, 50).unwrap().len();
        assert_eq!([ada(&pada("2026-11-30")), ada(&pada("2026-12-01")), ada(&Saringan::semua())], [1, 0, 1]);
    }

    fn the_list_shows_who_may_here(db: &Db) {
        let (daerah, _) = daerah(db);
        for (nama, peran, lingkup) in [
            ("kepala", Peran::Atasan, "unit:01/"), ("bidang", Peran::Atasan, "unit:01/01.02/"), ("lain", Peran::Atasan, "unit:010/"),
            ("badan", Peran::Bkpsdm, "semua"),
        ] {
            akun(&daerah, nama, vec![beri(peran, lingkup)]);
        }
        let nama = |siapa: &Aktor, s: &Saringan| -> Vec<String> {
            daftar_kewenangan(&daerah, siapa, s, 50).unwrap().into_iter().map(|b| b.nama_akun).collect()
        };
        let admin = operator().unwrap();
        let di = |l: &str| Saringan { meliputi: Some(l.parse().unwrap()), ..Saringan::semua() };
        assert_eq!(nama(&admin, &di("unit:01/01.02/")), ["badan", "bidang", "kepala"]);
        assert_eq!(nama(&admin, &di("unit:01/")), ["badan", "kepala"]);
        assert_eq!(nama(&admin, &di("unit:010/")), ["badan", "lain"]);
        let atasan = Saringan { peran: vec![Peran::Atasan], ..Saringan::semua() };
        assert_eq!(nama(&admin, &atasan).len(), 3);
        // an inspector of one unit sees the grants within it
        let rini = aktor(7, "Rini", None, Peran::Pemeriksa, "unit:01/".parse().unwrap());
        assert_eq!(nama(&rini, &Saringan::semua()), ["bidang", "kepala"]);
        // two letters over the same unit and a third over another: both, and nothing twice
        let surat = |l: &str| aktor(7, "Rini", None, Peran::Pemeriksa, l.parse().unwrap()).peran;
        let dua = Aktor { peran: [surat("unit:010/"), surat("unit:01/"), surat("unit:01/01.02/")].concat(), ..rini.clone() };
        assert_eq!(nama(&dua, &Saringan::semua()), ["bidang", "kepala", "lain"]);
        // page by page
        let satu = daftar_kewenangan(&daerah, &admin, &Saringan::semua(), 1).unwrap();
        assert_eq!(satu.len(), 2, "one more tells that there are more");
        let sesudah = Some((satu[0].nama.clone(), satu[0].id.to_string()));
        assert_eq!(nama(&admin, &Saringan { sesudah, ..Saringan::semua() }), ["bidang", "kepala", "lain"]);
    }

    fn the_question_is_answered_in_a_sentence(db: &Db) {
        let (daerah, _) = daerah(db);
        akun(&daerah, "kepala", vec![beri(Peran::Atasan, "unit:01/")]);
        let admin = operator().unwrap();
        let tanya = |akt, di: &str| {
            let s = sasaran_dari(&di.parse().unwrap(), daerah.hari_ini());
            bolehkah(&daerah, &admin, "kepala", akt, (s, Kepentingan::default())).unwrap().kalimat(balai_akses::KODE, Bahasa::Id)
        };
        assert_eq!(
            tanya(&UJI, "unit:01/01.02/"),
            "Pak kepala boleh menyetujui usulan terhadap unit 01/01.02/ pada 2 November 2026, sebagai atasan @ unit:01/, \
             sejak 1 Januari 2026 tanpa batas akhir, berdasarkan SK 1/2026."
        );
        assert!(tanya(&UJI, "unit:02/").contains("lingkupnya unit:01/ tidak mencakupnya"));
        assert!(tanya(&KEWENANGAN_BERI, "semua").contains("tidak memegang peran yang boleh (admin)"));
        for (k, kata) in [
            (Kepentingan { pengusul: true, sendiri: false }, "ia sendiri yang mengusulkannya"),
            (Kepentingan { pengusul: false, sendiri: true }, "urusannya sendiri atau kerabatnya"),
        ] {
            let s = sasaran_dari(&"unit:01/".parse().unwrap(), daerah.hari_ini());
            let p = bolehkah(&daerah, &admin, "kepala", &UJI, (s, k)).unwrap();
            let jawab = p.kalimat(balai_akses::KODE, Bahasa::Id);
            assert!(!p.boleh() && jawab.contains(kata), "{jawab}");
        }
        let s = sasaran_dari(&Lingkup::Semua, daerah.hari_ini());
        assert_eq!(kode(bolehkah(&daerah, &admin, "tiada", &UJI, (s, Kepentingan::default()))), "AKS-008");
    }

    fn nobody_grants_to_themselves(db: &Db) {
        let (daerah, _) = daerah(db);
        let admin = akun(&daerah, "admin1", vec![beri(Peran::Admin, "semua")]);
        assert_eq!(kode(beri_kewenangan(&daerah, &admin, "admin1", &beri(Peran::Bkpsdm, "semua"))), "AKS-015");
    }

    fn who_was_invited_and_never_came_does_not_keep_the_region(db: &Db) {
        let (daerah, _) = daerah(db);
        akun(&daerah, "admin1", vec![beri(Peran::Admin, "semua")]);
        let perintah = BuatAkun {
            nama_akun: Some("admin2".into()),
            nip: None,
            nama: "Diundang".into(),
            kewenangan: vec![beri(Peran::Admin, "semua")],
            sandi: None,
        };
        let (_, tautan) = undang(&daerah, &operator().unwrap(), &perintah).unwrap();
        assert_eq!((banyak_admin(&daerah).unwrap(), admin_diundang(&daerah).unwrap()), (1, 2));
        let tutup = || atur_aktif(&daerah, &operator().unwrap(), "admin1", false);
        assert_eq!(kode(tutup()), "AKS-014", "nobody could sign in any more");
        pakai_tautan(&daerah, tautan.rahasia(), "kata sandi pilihan sendiri").unwrap();
        assert_eq!(banyak_admin(&daerah).unwrap(), 2);
        tutup().unwrap();
    }

    fn a_grant_over_oneself_is_for_ones_own_number_only(db: &Db) {
        let (daerah, _) = daerah(db);
        let admin = operator().unwrap();
        let diri = |nip: &str| Kewenangan {
            lingkup: Lingkup::Diri(nip.parse().unwrap()),
            ..beri(Peran::Pegawai, "semua")
        };
        let (siti, lain) = ("198609262015051001", "199008172015032004");
        let buat = |nama: &str, nip: Option<&str>, k: Kewenangan| {
            let perintah = BuatAkun {
                nama_akun: Some(nama.into()),
                nip: nip.map(|n| n.parse().unwrap()),
                nama: "Siti".into(),
                kewenangan: vec![k],
                sandi: None,
            };
            buat_akun(&daerah, &admin, &perintah).map(|_| ())
        };
        assert_eq!(kode(buat("siti", Some(siti), diri(lain))), "AKS-049");
        assert_eq!(kode(buat("tamu", None, diri(lain))), "AKS-049");
        buat("siti", Some(siti), diri(siti)).unwrap();
        assert_eq!(kode(beri_kewenangan(&daerah, &admin, "siti", &diri(lain))), "AKS-049");
        assert_eq!(kode(beri_kewenangan(&daerah, &admin, siti, &diri(siti))), "AKS-063", "she has it from the beginning");
    }

    fn the_last_lasting_administrator_stays_whoever_is_faster(db: &Db) {
        let (daerah, _) = daerah(db);
        let orang: Vec<Aktor> =
            ["admin1", "admin2"].iter().map(|n| akun(&daerah, n, vec![beri(Peran::Admin, "semua")])).collect();
        assert_eq!(banyak_admin(&daerah).unwrap(), 2);
        let id: Vec<Id> = orang.iter().map(|a| milik(&daerah, a)[0].0.clone()).collect();
        // both are ended at the same moment: one of the two acts must see the other
        let jawaban: Vec<_> = thread::scope(|s| {
            let utas: Vec<_> = id
                .iter()
                .map(|id| {
                    let daerah = &daerah;
                    s.spawn(move || akhiri_kewenangan(daerah, &operator().unwrap(), id, hari("2026-11-01"), "SK 3"))
                })
                .collect();
            utas.into_iter().map(|u| u.join().unwrap()).collect()
        });
        assert_eq!(jawaban.iter().filter(|j| j.is_ok()).count(), 1, "{jawaban:?}");
        assert_eq!(jawaban.into_iter().find_map(Result::err).unwrap().galat().kode, "AKS-014");
        assert_eq!(banyak_admin(&daerah).unwrap(), 1);
    }
}
