//! What decrees do to the tree, one by one, and as properties over any chain of changes.

use proptest::prelude::*;

use super::*;

fn hari(d: i8) -> Tanggal {
    Tanggal::constant(2026, 7, d)
}

fn unit(kode: &str, jalur: &str) -> Unit {
    let jalur: Jalur = jalur.parse().unwrap();
    let induk = jalur.induk().map(|i| i.kode().to_owned());
    let opd = jalur.ruas().next().map(str::to_owned);
    let jenis = if induk.is_none() { JenisUnit::Opd } else { JenisUnit::Unit };
    let nama = format!("Unit {kode}");
    Unit { kode: kode.into(), nama_lipat: lipat(&nama), nama, jenis, induk, opd, jalur }
}

/// Two offices, A with two parts of which the first has a part, B alone.
fn kota() -> Sejarah {
    let semua = [("A", "A/"), ("A1", "A/A1/"), ("A11", "A/A1/A11/"), ("A2", "A/A2/"), ("B", "B/")];
    Sejarah::baru(semua.map(|(k, j)| unit(k, j)), [])
}

fn kursi(nomor: i64, unit: &str, kepala: bool, atasan: Option<i64>) -> Kursi {
    Kursi { nomor, unit: unit.into(), kepala, atasan }
}

/// A head in each unit (1 to 5), an ordinary post 10 in A1.
fn kursi_kota() -> Vec<Kursi> {
    vec![
        kursi(1, "A", true, None),
        kursi(2, "A1", true, Some(1)),
        kursi(3, "A11", true, Some(2)),
        kursi(4, "A2", true, Some(1)),
        kursi(5, "B", true, None),
        kursi(10, "A1", false, Some(2)),
    ]
}

fn coba(s: &Sejarah, t: &Tindakan, d: i8) -> Result<Rencana, &'static str> {
    rencanakan(s, t, hari(d), &kursi_kota(), |_| 0).map_err(|g| g.kode)
}

fn pindah(unit: &str, induk: Option<&str>) -> Tindakan {
    Tindakan::Pindah { unit: unit.into(), induk: induk.map(Into::into) }
}

fn gabung(unit: &[&str], ke: &str, nama: &str) -> Tindakan {
    Tindakan::Gabung { unit: unit.iter().map(|u| (*u).into()).collect(), ke: ke.into(), nama: nama.into() }
}

/// The history with a change in it.
fn sesudah(s: &Sejarah, r: &Rencana, d: i8) -> Sejarah {
    let mut nomor = i64::try_from(s.masa.values().map(Vec::len).sum::<usize>()).unwrap();
    let mut masa: Vec<UnitMasa> = s.masa.values().flatten().cloned().collect();
    let mut tambah = |sejak, ada, unit: &Unit| {
        nomor += 1;
        masa.push(UnitMasa { nomor, perubahan: Some(1), sejak, ada, unit: unit.clone() });
    };
    for b in &r.unit {
        if let (Some(lama), false) = (&b.sebelum, s.berkeputusan(&b.kode)) {
            tambah(crate::SEJAK_AWAL, true, lama);
        }
        match (&b.sebelum, &b.sesudah) {
            (_, Some(u)) => tambah(hari(d), true, u),
            (Some(u), None) => tambah(hari(d), false, u),
            (None, None) => {}
        }
    }
    Sejarah::baru(s.tetap.values().cloned(), masa)
}

#[test]
fn a_unit_moves_with_everything_below_and_its_head_answers_to_the_new_parent() {
    let r = coba(&kota(), &pindah("A1", Some("B")), 10).unwrap();
    let jalur = |k: &str| r.sesudah.satu(k).map(|u| (u.jalur.to_string(), u.opd.clone().unwrap()));
    assert_eq!(jalur("A1"), Some(("B/A1/".into(), "B".into())));
    assert_eq!(jalur("A11"), Some(("B/A1/A11/".into(), "B".into())));
    assert_eq!(r.kode(), BTreeSet::from(["A1", "A11"]));
    assert_eq!(r.jabatan[&2], KursiBaru { unit: "A1".into(), kepala: true, atasan: Some(5) });
    let r = coba(&kota(), &pindah("A1", None), 10).unwrap();
    assert_eq!(r.sesudah.satu("A1").unwrap().jenis, JenisUnit::Opd);
    assert_eq!(r.sesudah.satu("A11").unwrap().opd.as_deref(), Some("A1"));
    assert_eq!(
        coba(&kota(), &pindah("A", Some("B")), 1).unwrap().sesudah.satu("A").unwrap().jenis,
        JenisUnit::Unit
    );
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let s = kota();
    assert_eq!(coba(&s, &pindah("A", Some("A11")), 10).unwrap_err(), "ORG-033");
    assert_eq!(coba(&s, &pindah("A", Some("A")), 10).unwrap_err(), "ORG-033");
    assert_eq!(coba(&s, &pindah("A1", Some("A")), 10).unwrap_err(), "ORG-037");
    assert_eq!(coba(&s, &pindah("X", None), 10).unwrap_err(), "ORG-032");
    let bentuk =
        |kode: &str| Tindakan::Bentuk { kode: kode.into(), nama: "N".into(), induk: Some("A".into()) };
    assert_eq!(coba(&s, &bentuk("B"), 1).unwrap_err(), "ORG-031");
    assert_eq!(coba(&s, &bentuk("a b"), 1).unwrap_err(), "ORG-030");
    assert_eq!(coba(&s, &gabung(&["A1", "A1"], "A2", ""), 1).unwrap_err(), "ORG-038");
    assert_eq!(coba(&s, &gabung(&["A"], "A11", ""), 1).unwrap_err(), "ORG-033");
    assert_eq!(coba(&s, &gabung(&["A1"], "C", ""), 1).unwrap_err(), "ORG-032");
    assert_eq!(coba(&s, &Tindakan::Tutup { unit: "A2".into() }, 1).unwrap_err(), "ORG-034");
    let kosong = rencanakan(&s, &Tindakan::Tutup { unit: "A2".into() }, hari(1), &[], |_| 1);
    assert_eq!(kosong.unwrap_err().kode, "ORG-034", "people are still on the list");
    assert!(rencanakan(&s, &Tindakan::Tutup { unit: "A2".into() }, hari(1), &[], |_| 0).is_ok());
    assert_eq!(
        rencanakan(&s, &Tindakan::Tutup { unit: "A1".into() }, hari(1), &[], |_| 0).unwrap_err().kode,
        "ORG-034"
    );
}

#[test]
fn a_change_before_a_later_one_of_the_same_unit_is_refused() {
    let s = kota();
    let s = sesudah(&s, &coba(&s, &pindah("A1", Some("B")), 20).unwrap(), 20);
    assert_eq!(s.pada("A11", hari(19)).unwrap().jalur.as_str(), "A/A1/A11/");
    assert_eq!(s.pada("A11", hari(20)).unwrap().jalur.as_str(), "B/A1/A11/");
    let nama = |d| coba(&s, &Tindakan::Nama { unit: "A11".into(), nama: "Baru".into() }, d).map(|_| ());
    assert_eq!(nama(19), Err("ORG-035"));
    assert_eq!(nama(20), Ok(()));
    // B gets a part on the 20th: it cannot become part of something else the day before
    assert_eq!(coba(&s, &pindah("B", Some("A2")), 19).unwrap_err(), "ORG-035");
    // A2 has nothing to do with it
    assert!(coba(&s, &Tindakan::Nama { unit: "A2".into(), nama: "Baru".into() }, 5).is_ok());
}

#[test]
fn a_merger_takes_posts_and_parts_along_and_leaves_one_head() {
    let r = coba(&kota(), &gabung(&["A1"], "A2", ""), 10).unwrap();
    assert_eq!(r.lanjutan, [("A1".to_owned(), "A2".to_owned())]);
    assert!(r.sesudah.satu("A1").is_none());
    assert_eq!(r.sesudah.satu("A11").unwrap().jalur.as_str(), "A/A2/A11/");
    assert_eq!(r.jabatan[&2], KursiBaru { unit: "A2".into(), kepala: false, atasan: Some(4) });
    assert_eq!(r.jabatan[&10], KursiBaru { unit: "A2".into(), kepala: false, atasan: Some(4) });
    let r = coba(&kota(), &gabung(&["A1", "A2"], "A9", "Bidang Baru"), 10).unwrap();
    assert_eq!(r.sesudah.satu("A9").unwrap().jalur.as_str(), "A/A9/");
    assert_eq!((r.jabatan[&2].kepala, r.jabatan[&4].kepala, r.jabatan[&4].atasan), (true, false, Some(2)));
}

#[test]
fn a_split_sends_each_post_where_the_decree_says() {
    let pecah = |jabatan: &[(i64, &str)], tutup| Tindakan::Pecah {
        unit: "A1".into(),
        bagian: vec![("N1".into(), "Satu".into()), ("N2".into(), "Dua".into())],
        jabatan: jabatan.iter().map(|(n, k)| (*n, (*k).to_owned())).collect(),
        anak: BTreeMap::from([("A11".to_owned(), "N2".to_owned())]),
        tutup,
    };
    let r = coba(&kota(), &pecah(&[(2, "N1"), (10, "N2")], true), 10).unwrap();
    assert!(r.sesudah.satu("A1").is_none());
    assert_eq!(r.sesudah.satu("A11").unwrap().jalur.as_str(), "A/N2/A11/");
    assert_eq!((r.jabatan[&2].kepala, r.jabatan[&10].unit.as_str()), (true, "N2"));
    assert_eq!(r.lanjutan.len(), 2);
    assert_eq!(coba(&kota(), &pecah(&[(2, "N1")], true), 10).unwrap_err(), "ORG-034");
    assert_eq!(coba(&kota(), &pecah(&[(4, "N1")], false), 10).unwrap_err(), "ORG-039");
    assert_eq!(coba(&kota(), &pecah(&[(2, "B")], false), 10).unwrap_err(), "ORG-039");
}

fn tindakan() -> impl Strategy<Value = (Tindakan, i8)> {
    let kode = || prop::sample::select(vec!["A", "A1", "A11", "A2", "B", "N1", "N2", "N3"]);
    let satu = prop_oneof![
        (kode(), prop::option::of(kode())).prop_map(|(u, i)| pindah(u, i)),
        (kode(), prop::option::of(kode())).prop_map(|(k, i)| Tindakan::Bentuk {
            kode: k.into(),
            nama: "Baru".into(),
            induk: i.map(Into::into)
        }),
        (kode(), kode(), prop::bool::ANY).prop_map(|(a, b, baru)| gabung(
            &[a],
            b,
            if baru { "Baru" } else { "" }
        )),
        (kode(), kode()).prop_map(|(u, k)| Tindakan::Pecah {
            unit: u.into(),
            bagian: vec![(k.into(), "Pecahan".into())],
            jabatan: BTreeMap::new(),
            anak: BTreeMap::new(),
            tutup: false
        }),
        kode().prop_map(|u| Tindakan::Tutup { unit: u.into() }),
        kode().prop_map(|u| Tindakan::Nama { unit: u.into(), nama: "Nama Lain".into() }),
    ];
    (satu, 1_i8..28)
}

proptest! {
    /// Whatever decrees come in whatever order: on every day the tree is a tree, each path is the path of the parents,
    /// each unit lies in one OPD, and what was so before the first day of a change stays so.
    #[test]
    fn on_any_day_after_any_history_the_tree_is_a_tree(daftar in prop::collection::vec(tindakan(), 0..24)) {
        let mut s = kota();
        for (t, d) in daftar {
            if let Ok(r) = rencanakan(&s, &t, hari(d), &[], |_| 0) {
                let baru = sesudah(&s, &r, d);
                for lalu in 1..d {
                    prop_assert_eq!(baru.susunan(hari(lalu)).unit, s.susunan(hari(lalu)).unit);
                }
                prop_assert_eq!(&baru.susunan(hari(d)).unit, &r.sesudah.unit);
                s = baru;
            }
        }
        for d in 1..28 {
            let pohon = s.susunan(hari(d));
            for u in pohon.unit.values() {
                let induk = u.jalur.induk();
                prop_assert_eq!(induk.as_ref().map(Jalur::kode), u.induk.as_deref());
                match &u.induk {
                    Some(i) => {
                        let i = pohon.satu(i);
                        prop_assert!(i.is_some(), "{} hangs on nothing on {}", u.kode, d);
                        prop_assert_eq!(i.map(|i| i.jalur.clone()), induk);
                        prop_assert_eq!(i.and_then(|i| i.opd.clone()), u.opd.clone());
                    }
                    None => prop_assert_eq!(u.opd.as_deref(), Some(u.kode.as_str())),
                }
            }
        }
    }
}
