//! The rules of who has a post, one by one and as properties over any organisation, cycles included.

use balai_kernel::Tanggal;
use proptest::prelude::*;

use super::*;
use crate::model::jabatan::{JenisJabatan, Masa};

fn hari(d: i8) -> Tanggal {
    Tanggal::constant(2026, 3, d)
}

fn jabatan(nomor: i64, atasan: Option<i64>) -> Jabatan {
    Jabatan {
        nomor,
        catatan: nomor,
        nama: format!("Jabatan {nomor}"),
        unit: format!("U{nomor}"),
        jalur_unit: "01/".parse().unwrap(),
        jenis: JenisJabatan::Struktural,
        kelas: 9,
        formasi: 1,
        kepala: true,
        atasan,
        masa: Masa::sejak(Tanggal::constant(1900, 1, 1)),
        keputusan: None,
    }
}

fn tugas(catatan: i64, pegawai: i64, jabatan: i64, kapasitas: Kapasitas, masa: Masa) -> Penugasan {
    Penugasan { catatan, pegawai, jabatan, kapasitas, masa, keputusan: None }
}

fn selalu() -> Masa {
    Masa::sejak(hari(1))
}

/// Posts 1 <- 2 <- 3; person 30 holds 3, person 20 holds 2, person 10 holds 1, each when said so.
fn rantai(pemegang: &[(i64, i64, Kapasitas)]) -> Potret {
    let mut p = Potret::default();
    for (n, atas) in [(1, None), (2, Some(1)), (3, Some(2))] {
        p.tambah_jabatan(jabatan(n, atas));
    }
    for (i, (orang, jab, kap)) in pemegang.iter().enumerate() {
        p.tambah_penugasan(tugas(i64::try_from(i).unwrap(), *orang, *jab, *kap, selalu()));
    }
    p
}

use Kapasitas::{Definitif, Pj, Pjs, Plh, Plt};

#[test]
fn the_superior_is_whoever_has_the_superior_post() {
    let p = rantai(&[(30, 3, Definitif), (20, 2, Definitif), (10, 1, Definitif)]);
    let j = p.atasan(30, hari(5)).unwrap();
    assert_eq!((j.orang, j.jabatan, j.kapasitas), (20, Some(2), Definitif));
    assert_eq!(j.jalan, [Langkah::Memegang(3), Langkah::KeAtasan(2)]);
    assert_eq!(p.atasan(10, hari(5)).unwrap_err().sebab, Sebab::Puncak(1));
}

#[test]
fn a_vacant_post_falls_to_the_superior_posts_holder_and_says_so() {
    let p = rantai(&[(30, 3, Definitif), (10, 1, Definitif)]);
    let j = p.atasan(30, hari(5)).unwrap();
    assert_eq!((j.orang, j.jabatan), (10, Some(1)));
    assert!(j.jalan.contains(&Langkah::Lowong(2)));
    let p = rantai(&[(30, 3, Definitif)]);
    assert_eq!(p.atasan(30, hari(5)).unwrap_err().sebab, Sebab::RantaiLowong);
}

#[test]
fn an_acting_official_wins_over_vacancy_and_not_over_a_holder() {
    for kap in [Plt, Pj] {
        let p = rantai(&[(30, 3, Definitif), (10, 1, Definitif), (40, 2, kap)]);
        let j = p.atasan(30, hari(5)).unwrap();
        assert_eq!((j.orang, j.kapasitas), (40, kap));
        let p = rantai(&[(30, 3, Definitif), (20, 2, Definitif), (40, 2, kap)]);
        let j = p.atasan(30, hari(5)).unwrap();
        assert_eq!((j.orang, j.kapasitas), (20, Definitif));
        assert!(j.jalan.contains(&Langkah::TidakBerlaku { jabatan: 2, orang: 40, kapasitas: kap }));
    }
}

#[test]
fn a_stand_in_counts_only_while_there_is_somebody_to_stand_in_for() {
    for kap in [Plh, Pjs] {
        let p = rantai(&[(30, 3, Definitif), (20, 2, Definitif), (40, 2, kap)]);
        assert_eq!(p.atasan(30, hari(5)).unwrap().orang, 40);
        let p = rantai(&[(30, 3, Definitif), (10, 1, Definitif), (40, 2, kap)]);
        assert_eq!(p.atasan(30, hari(5)).unwrap().orang, 10);
    }
}

#[test]
fn nobody_is_their_own_superior() {
    // the head of a section acts over the post above: their superior is one further up
    let p = rantai(&[(30, 3, Definitif), (30, 2, Plt), (10, 1, Definitif)]);
    let j = p.atasan(30, hari(5)).unwrap();
    assert_eq!(j.orang, 10);
    assert!(j.jalan.contains(&Langkah::DiriSendiri(2)));
}

#[test]
fn doubles_are_named() {
    let p = rantai(&[(30, 3, Definitif), (20, 2, Definitif), (21, 2, Definitif)]);
    let dua = Sebab::DuaDefinitif { jabatan: 2, orang: vec![20, 21] };
    assert_eq!(p.atasan(30, hari(5)).unwrap_err().sebab, dua);
    let p = rantai(&[(30, 3, Definitif), (20, 2, Plt), (21, 2, Pj)]);
    let dua = Sebab::DuaPelaksana { jabatan: 2, orang: vec![20, 21] };
    assert_eq!(p.atasan(30, hari(5)).unwrap_err().sebab, dua);
    let p = rantai(&[(30, 3, Definitif), (30, 2, Definitif)]);
    assert_eq!(p.atasan(30, hari(5)).unwrap_err().sebab, Sebab::DuaJabatan(vec![2, 3]));
}

#[test]
fn a_day_outside_is_named_with_the_first_day() {
    let p = rantai(&[(30, 3, Definitif)]);
    let sebab = p.atasan(30, Tanggal::constant(2025, 1, 1)).unwrap_err().sebab;
    assert_eq!(sebab, Sebab::LuarMasa { sejak: hari(1) });
    assert_eq!(p.atasan(99, hari(5)).unwrap_err().sebab, Sebab::TanpaPenugasan);
}

#[test]
fn a_head_is_found_by_the_unit() {
    let p = rantai(&[(10, 1, Definitif), (20, 2, Plt)]);
    let j = p.kepala("U2", hari(5)).unwrap();
    assert_eq!((j.orang, j.kapasitas, j.mandat()), (20, Plt, true));
    assert_eq!(p.kepala("U3", hari(5)).unwrap().orang, 20);
    assert_eq!(p.kepala("U9", hari(5)).unwrap_err().sebab, Sebab::TanpaKepala);
}

#[test]
fn a_decree_names_the_assessor_before_the_team_and_the_team_before_the_superior() {
    let mut p = rantai(&[(30, 3, Definitif), (20, 2, Definitif), (10, 1, Definitif)]);
    assert_eq!(p.penilai(30, hari(5)).unwrap().orang, 20);
    let tim = |nomor, menilai| Tim {
        nomor,
        catatan: nomor,
        nama: "Stunting".into(),
        unit: "U1".into(),
        verifikasi: true,
        menilai,
        masa: selalu(),
        keputusan: None,
    };
    let isi = |catatan, tim, pegawai, ketua| AnggotaTim {
        catatan,
        tim,
        pegawai,
        ketua,
        masa: Masa::sejak(hari(3)),
    };
    p.tambah_tim(tim(1, true));
    p.tambah_anggota(isi(1, 1, 40, true));
    p.tambah_anggota(isi(2, 1, 30, false));
    assert_eq!(p.penilai(30, hari(2)).unwrap().orang, 20);
    assert_eq!(p.penilai(30, hari(5)).unwrap().orang, 40);
    assert_eq!(p.ketua_pemverifikasi(30, hari(5)).len(), 1);
    p.tambah_tim(tim(2, true));
    p.tambah_anggota(isi(3, 2, 41, true));
    p.tambah_anggota(isi(4, 2, 30, false));
    assert_eq!(p.penilai(30, hari(5)).unwrap_err().sebab, Sebab::DuaPenilai(vec![40, 41]));
    p.tambah_penilai(PenunjukanPenilai {
        catatan: 1,
        pegawai: 30,
        penilai: 50,
        masa: selalu(),
        keputusan: None,
    });
    assert_eq!(p.penilai(30, hari(5)).unwrap().orang, 50);
}

/// Eight posts whose superiors may form cycles, and up to twelve assignments of six people.
fn sembarang() -> impl Strategy<Value = (Vec<Jabatan>, Vec<Penugasan>)> {
    let jab = proptest::collection::vec(proptest::option::weighted(0.85, 1_i64..=8), 8);
    let satu = (1_i64..=6, 1_i64..=8, 0_usize..5, 1_i8..20, proptest::option::of(1_i8..28));
    (jab, proptest::collection::vec(satu, 0..14)).prop_map(|(atasan, tugas_)| {
        let jab = (1_i64..).zip(atasan).map(|(n, a)| jabatan(n, a)).collect();
        let tugas_ = (1_i64..).zip(tugas_).map(|(i, (orang, j, kap, sejak, sampai))| {
            let masa = Masa { sejak: hari(sejak), sampai: sampai.map(hari) };
            // half of all rows are holders by right
            let kap = Kapasitas::SEMUA.get(kap).copied().unwrap_or(Definitif);
            tugas(i, orang, j, if i % 2 == 0 { Definitif } else { kap }, masa)
        });
        (jab, tugas_.collect())
    })
}

fn potret(jab: &[Jabatan], tugas: &[Penugasan]) -> Potret {
    let mut p = Potret::default();
    jab.iter().cloned().for_each(|j| p.tambah_jabatan(j));
    tugas.iter().cloned().for_each(|t| p.tambah_penugasan(t));
    p
}

proptest! {
    #[test]
    fn whoever_is_named_has_that_post_that_day_and_is_somebody_else((jab, tugas) in sembarang(), d in 1_i8..28) {
        let p = potret(&jab, &tugas);
        for orang in 1..=6 {
            if let Ok(j) = p.atasan(orang, hari(d)) {
                prop_assert_ne!(j.orang, orang);
                let ada = tugas.iter().any(|t| t.pegawai == j.orang && Some(t.jabatan) == j.jabatan
                    && t.kapasitas == j.kapasitas && t.masa.memuat(hari(d)));
                prop_assert!(ada, "{j:?}");
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter((jab, tugas) in sembarang(), d in 1_i8..28) {
        let lurus = potret(&jab, &tugas);
        let balik: Vec<Penugasan> = tugas.iter().rev().cloned().collect();
        let jab_balik: Vec<Jabatan> = jab.iter().rev().cloned().collect();
        let balik = potret(&jab_balik, &balik);
        for orang in 1..=6 {
            prop_assert_eq!(lurus.atasan(orang, hari(d)), balik.atasan(orang, hari(d)));
        }
    }

    #[test]
    fn emptying_the_superior_post_gives_what_the_superior_post_has_above_it((jab, tugas) in sembarang(), d in 1_i8..28) {
        let p = potret(&jab, &tugas);
        for orang in 1..=6 {
            let Ok(j) = p.atasan(orang, hari(d)) else { continue };
            let jabatan = j.jabatan.unwrap();
            // the person's own seat must stay, so their post is another
            if p.jabatan_orang(orang, hari(d)).ok() == Some(jabatan) { continue }
            let sisa: Vec<Penugasan> = tugas.iter().filter(|t| t.jabatan != jabatan).cloned().collect();
            match potret(&jab, &sisa).atasan(orang, hari(d)) {
                Ok(k) => {
                    prop_assert!(k.jalan.contains(&Langkah::Lowong(jabatan)));
                    prop_assert_ne!(k.jabatan, Some(jabatan));
                }
                Err(c) => prop_assert!(c.jalan.contains(&Langkah::Lowong(jabatan))),
            }
        }
    }

    #[test]
    fn one_plt_over_a_vacant_post_heads_its_unit((jab, tugas) in sembarang(), d in 1_i8..28, kosong in 1_i64..=8) {
        let mut sisa: Vec<Penugasan> = tugas.into_iter().filter(|t| t.jabatan != kosong).collect();
        sisa.push(super::tests::tugas(900, 77, kosong, Plt, selalu()));
        let j = potret(&jab, &sisa).kepala(&format!("U{kosong}"), hari(d)).unwrap();
        prop_assert_eq!((j.orang, j.kapasitas), (77, Plt));
    }
}
