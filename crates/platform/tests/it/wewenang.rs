//! `decide` answers always, and never more than the grants say.

use balai_kernel::{Aktor, Jalur, Kapasitas, Kewenangan, KodeWilayah, Lingkup, Nip, Peran, Tanggal};
use balai_platform::{
    AktEntri, Jangkauan, Penolakan, Sasaran, catat_baca, catatan_sasaran, decide, lingkup_untuk,
};
use balai_store::StoreError;
use balai_testkit::{Db, aktor, db_test};
use proptest::prelude::*;

use crate::pendukung;

const UNIT: AktEntri = AktEntri {
    id: "uji.unit",
    label_id: "mengubah unit",
    label_en: "change a unit",
    peran: &[Peran::Atasan, Peran::OperatorOpd, Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};
const DIRI: AktEntri = AktEntri {
    id: "uji.diri",
    label_id: "membaca slip",
    label_en: "read a slip",
    peran: &[Peran::Pegawai, Peran::Atasan, Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Diri,
};
const DAERAH: AktEntri = AktEntri {
    id: "uji.daerah",
    label_id: "mengatur daerah",
    label_en: "set up the region",
    peran: &[Peran::Admin, Peran::Bkpsdm, Peran::Pemeriksa, Peran::Atasan],
    lingkup: Jangkauan::Daerah,
};
const AKUN: AktEntri = AktEntri {
    id: "uji.akun",
    label_id: "masuk",
    label_en: "sign in",
    peran: &Peran::SEMUA,
    lingkup: Jangkauan::Akun,
};
static SEMUA: [AktEntri; 4] = [UNIT, DIRI, DAERAH, AKUN];
const NIP: [&str; 2] = ["198609262015051001", "199008172015032004"];

fn nip() -> impl Strategy<Value = Nip> {
    (0..NIP.len()).prop_map(|i| NIP[i].parse().unwrap())
}

fn jalur() -> impl Strategy<Value = Jalur> {
    prop::sample::select(vec!["01/", "01/01.01/", "01/01.01/a/", "02/", "010/"])
        .prop_map(|j| j.parse().unwrap())
}

fn wilayah() -> impl Strategy<Value = KodeWilayah> {
    prop::sample::select(vec!["32.73", "32.73.01", "32.73.01.1001", "32.73.02"])
        .prop_map(|k| k.parse().unwrap())
}

fn lingkup() -> impl Strategy<Value = Lingkup> {
    prop_oneof![
        Just(Lingkup::Semua),
        jalur().prop_map(Lingkup::Unit),
        wilayah().prop_map(Lingkup::Wilayah),
        nip().prop_map(Lingkup::Diri),
    ]
}

fn hari() -> impl Strategy<Value = Tanggal> {
    (1..=28_i8, 9..=11_i8).prop_map(|(h, b)| Tanggal::constant(2026, b, h))
}

fn kewenangan() -> impl Strategy<Value = Kewenangan> {
    (prop::sample::select(Peran::SEMUA.to_vec()), lingkup(), hari(), prop::option::of(hari())).prop_map(
        |(peran, lingkup, sejak, sampai)| Kewenangan {
            peran,
            lingkup,
            kapasitas: Kapasitas::Definitif,
            sejak,
            sampai,
            dasar: "SK 1".into(),
            pendelegasi: None,
        },
    )
}

prop_compose! {
    fn orang()(peran in prop::collection::vec(kewenangan(), 0..5)) -> Aktor {
        Aktor { peran, ..aktor(3, "Siti", None, Peran::Pegawai, Lingkup::Semua) }
    }
}

prop_compose! {
    fn sasaran()(
        nip in prop::option::of(nip()),
        jalur_unit in prop::option::of(jalur()),
        wilayah in prop::option::of(wilayah()),
        pada in hari(),
    ) -> Sasaran {
        Sasaran { nip, jalur_unit, wilayah, ..Sasaran::daerah(pada) }
    }
}

fn akt() -> impl Strategy<Value = &'static AktEntri> {
    (0..SEMUA.len()).prop_map(|i| &SEMUA[i])
}

proptest! {
    #[test]
    fn nobody_without_a_grant_may_anything(akt in akt(), sasaran in sasaran()) {
        let siapa = Aktor { peran: vec![], ..aktor(3, "Siti", None, Peran::Pegawai, Lingkup::Semua) };
        prop_assert_eq!(decide(&siapa, akt, &sasaran), Err(Penolakan::TanpaPeran { akt }));
        prop_assert!(lingkup_untuk(&siapa, akt, sasaran.pada).is_err());
    }

    #[test]
    fn a_yes_rests_on_one_valid_grant_of_a_role_that_may(siapa in orang(), akt in akt(), sasaran in sasaran()) {
        if let Ok(putusan) = decide(&siapa, akt, &sasaran) {
            prop_assert!(akt.untuk(putusan.peran()));
            prop_assert!(siapa.peran.contains(putusan.kewenangan()));
            prop_assert!(siapa.kewenangan(sasaran.pada).any(|k| k.peran == putusan.peran()));
            // whoever may do it to this target may open the page of it
            prop_assert!(lingkup_untuk(&siapa, akt, sasaran.pada).is_ok());
        }
    }

    #[test]
    fn another_grant_never_takes_something_away(
        siapa in orang(), lagi in kewenangan(), akt in akt(), sasaran in sasaran(),
    ) {
        let mut lebih = siapa.clone();
        lebih.peran.push(lagi);
        if decide(&siapa, akt, &sasaran).is_ok() {
            prop_assert!(decide(&lebih, akt, &sasaran).is_ok());
        }
    }

    #[test]
    fn the_wider_jurisdiction_may_whatever_the_narrower_may(
        sempit in kewenangan(), luas in lingkup(), akt in akt(), sasaran in sasaran(),
    ) {
        prop_assume!(luas.mencakup(&sempit.lingkup));
        let dasar = aktor(3, "Siti", None, Peran::Pegawai, Lingkup::Semua);
        let lebar = Kewenangan { lingkup: luas, ..sempit.clone() };
        let sempit = Aktor { peran: vec![sempit], ..dasar.clone() };
        let lebar = Aktor { peran: vec![lebar], ..dasar };
        if decide(&sempit, akt, &sasaran).is_ok() {
            prop_assert!(decide(&lebar, akt, &sasaran).is_ok());
        }
    }

    #[test]
    fn the_order_of_grants_changes_nothing(siapa in orang(), akt in akt(), sasaran in sasaran()) {
        let mut balik = siapa.clone();
        balik.peran.reverse();
        let (a, b) = (decide(&siapa, akt, &sasaran), decide(&balik, akt, &sasaran));
        prop_assert_eq!(a.is_ok(), b.is_ok());
        let kode = |p: &Penolakan| p.galat().kode;
        prop_assert_eq!(a.as_ref().err().map(kode), b.as_ref().err().map(kode));
    }

    #[test]
    fn a_list_reads_no_row_twice_and_misses_none(siapa in orang(), akt in akt(), sasaran in sasaran()) {
        let ada = lingkup_untuk(&siapa, akt, sasaran.pada).unwrap_or_default();
        for (n, a) in ada.iter().enumerate() {
            prop_assert!(ada.iter().enumerate().all(|(m, b)| n == m || !a.mencakup(b)), "{ada:?}");
        }
        let teks = |t: Option<String>| t.unwrap_or_default();
        let (unit, wilayah, nip) = (
            teks(sasaran.jalur_unit.as_ref().map(ToString::to_string)),
            teks(sasaran.wilayah.as_ref().map(ToString::to_string)),
            teks(sasaran.nip.as_ref().map(ToString::to_string)),
        );
        if akt.lingkup != Jangkauan::Akun && decide(&siapa, akt, &sasaran).is_ok() {
            prop_assert!(ada.iter().any(|l| l.memuat(&unit, &wilayah, &nip)), "{ada:?}");
        }
    }

    #[test]
    fn a_region_act_needs_all_of_the_region(siapa in orang(), sasaran in sasaran()) {
        let boleh = decide(&siapa, &DAERAH, &sasaran).is_ok();
        let semua = siapa.kewenangan(sasaran.pada).any(|k| DAERAH.untuk(k.peran) && k.lingkup == Lingkup::Semua);
        prop_assert_eq!(boleh, semua);
    }

    #[test]
    fn whoever_proposed_it_never_decides_on_it(siapa in orang(), akt in akt(), sasaran in sasaran()) {
        prop_assert!(decide(&siapa, akt, &sasaran.clone().diusulkan(siapa.akun.clone())).is_err());
        let orang_lain = aktor(9, "Budi", None, Peran::Pegawai, Lingkup::Semua).akun;
        prop_assert_eq!(decide(&siapa, akt, &sasaran.clone().diusulkan(orang_lain)), decide(&siapa, akt, &sasaran));
    }

    #[test]
    fn nobody_decides_on_their_own_affairs_or_a_relatives(
        siapa in orang(), diri in nip(), akt in akt(), sasaran in sasaran(),
    ) {
        let siapa = Aktor { nip: Some(diri.clone()), ..siapa };
        let sendiri = Sasaran { nip: Some(diri.clone()), ..sasaran.clone() };
        prop_assert!(decide(&siapa, akt, &sendiri.bukan_diri()).is_err());
        prop_assert!(decide(&siapa, akt, &sasaran.clone().bukan_kerabat([diri.clone()])).is_err());
        let lain = NIP.iter().find(|n| **n != diri.as_str()).map(|n| n.parse::<Nip>().unwrap());
        prop_assert_eq!(decide(&siapa, akt, &sasaran.clone().bukan_kerabat(lain)), decide(&siapa, akt, &sasaran));
    }

    #[test]
    fn a_token_never_may_more_than_its_holder(
        siapa in orang(), izin in akt(), akt in akt(), sasaran in sasaran(),
    ) {
        let token = Aktor { hanya_akt: Some(vec![izin.id.to_owned()]), ..siapa.clone() };
        let jawaban = decide(&token, akt, &sasaran);
        if izin.id == akt.id {
            prop_assert_eq!(jawaban, decide(&siapa, akt, &sasaran));
        } else {
            prop_assert_eq!(jawaban, Err(Penolakan::LuarToken { akt }));
        }
    }

    #[test]
    fn an_inspector_changes_nothing_whatever_the_table_says(lingkup in lingkup(), sasaran in sasaran()) {
        let siapa = aktor(3, "Rini", None, Peran::Pemeriksa, lingkup);
        prop_assert!(DAERAH.peran.contains(&Peran::Pemeriksa) && !DAERAH.hanya_baca());
        prop_assert_eq!(decide(&siapa, &DAERAH, &sasaran), Err(Penolakan::TanpaPeran { akt: &DAERAH }));
    }
}

db_test! {
    fn what_an_inspector_opens_is_written_down(db: &Db) {
        let (daerah, _) = pendukung::daerah(db);
        let rini = aktor(3, "Rini", None, Peran::Pemeriksa, Lingkup::Unit("01/".parse().unwrap()));
        catat_baca(&daerah, &rini, "/tunjangan/{periode}", "/tunjangan/2026-10").unwrap();
        catat_baca(&daerah, &pendukung::bkpsdm(), "/tunjangan/{periode}", "/tunjangan/2026-10").unwrap();
        let lewat = Aktor { peran: vec![Kewenangan { sampai: Some(Tanggal::constant(2026, 10, 31)), ..rini.peran[0].clone() }], ..rini.clone() };
        catat_baca(&daerah, &lewat, "/tunjangan/{periode}", "/tunjangan/2026-10").unwrap();
        let baca = |c: &balai_platform::Catatan| c.akt == "platform.pemeriksaan.baca";
        let ada: Vec<_> = daerah
            .read(|tx| catatan_sasaran(tx, &Lingkup::Semua, "halaman/tunjangan/2026-10"))
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(ada.len(), 1, "only the inspector's own reading, and only while the letter holds");
        assert!(baca(&ada[0]) && ada[0].aktor_nama == "Rini" && ada[0].isi.contains("{periode}"), "{ada:?}");
    }
}

/// Last day 31 October in Bandung: 17:00 UTC of that day is already November on the wall there.
#[test]
fn a_grant_ends_to_the_second_at_the_regions_midnight() {
    let db = Db::sqlite();
    let (daerah, jam) = pendukung::daerah(&db);
    let mut siapa = pendukung::bkpsdm();
    siapa.peran[0].sejak = Tanggal::constant(2026, 10, 1);
    siapa.peran[0].sampai = Some(Tanggal::constant(2026, 10, 31));
    let boleh = |milidetik: i64| {
        jam.maju(milidetik - daerah.sekarang().milidetik());
        decide(&siapa, &pendukung::UJI, &Sasaran::daerah(daerah.hari_ini()))
    };
    let tengah_malam = |teks: &str| teks.parse::<balai_kernel::Waktu>().unwrap().milidetik();
    let awal = tengah_malam("2026-09-30T17:00:00.000Z");
    let akhir = tengah_malam("2026-10-31T17:00:00.000Z");
    assert_eq!(boleh(awal - 1).unwrap_err().galat().kode, "PLT-003");
    assert!(boleh(awal).is_ok());
    assert!(boleh(akhir - 1).is_ok());
    assert_eq!(boleh(akhir).unwrap_err().galat().kode, "PLT-002");
}

#[test]
fn somebody_with_two_hats_reads_their_own_slip_as_themselves() {
    let diri: Nip = NIP[0].parse().unwrap();
    let pada = Tanggal::constant(2026, 10, 5);
    let mut siapa = aktor(3, "Siti", Some(diri.clone()), Peran::Admin, Lingkup::Semua);
    siapa.peran.extend(aktor(3, "Siti", None, Peran::Pegawai, Lingkup::Diri(diri.clone())).peran);
    let putusan = decide(&siapa, &DIRI, &Sasaran::orang(diri, "01/".parse().unwrap(), pada)).unwrap();
    assert_eq!(putusan.kapasitas(), format!("pegawai @ diri:{}", NIP[0]));
    let lain = Sasaran::orang(NIP[1].parse().unwrap(), "01/".parse().unwrap(), pada);
    assert_eq!(decide(&siapa, &DIRI, &lain).unwrap().kapasitas(), "admin @ semua");
}

#[test]
fn a_refusal_says_what_was_missing() {
    let pada = Tanggal::constant(2026, 10, 5);
    let siapa = aktor(3, "Siti", None, Peran::Atasan, Lingkup::Unit("01/".parse().unwrap()));
    let tolak = decide(&siapa, &UNIT, &Sasaran::unit("02/".parse().unwrap(), pada)).unwrap_err().galat();
    assert_eq!(
        tolak.pesan(balai_platform::KODE, balai_kernel::Bahasa::Id),
        "Sasaran ini di luar lingkup Anda untuk mengubah unit. Lingkup Anda: unit:01/."
    );
    let pegawai = aktor(3, "Siti", None, Peran::Pegawai, Lingkup::Diri(NIP[0].parse().unwrap()));
    let tolak = decide(&pegawai, &UNIT, &Sasaran::unit("02/".parse().unwrap(), pada)).unwrap_err();
    assert_eq!(tolak, Penolakan::TanpaPeran { akt: &UNIT });
}
