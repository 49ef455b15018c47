//! The month of `bench/bulan` against a slow, obvious computation with fractions; the same bytes under any order,
//! any number of threads and after freezing; every figure's derivation equal to the run's.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use balai_rules::{Berkas, Hasil, Jejak, JenisJejak, Masukan, Paket, Rencana, muat};
use proptest::prelude::*;

fn paket() -> Paket {
    let isi = include_str!("../../../bench/bulan/paket/paket.toml");
    muat(&[Berkas::baru("paket.toml", isi)], None).unwrap_or_else(|g| {
        panic!("{}", g.iter().map(|g| g.tampil(balai_kernel::Bahasa::En)).collect::<String>())
    })
}

fn rencana(p: &Paket) -> Rencana {
    p.rencana("2026-10".parse().unwrap(), None).unwrap()
}

/// A person: office, class, grade, sanction, days (present, late, early), activities (day, catalogue, count, status).
#[derive(Clone, Debug)]
struct Orang {
    opd: u32,
    kelas: i64,
    golongan: i64,
    sanksi: i64,
    hari: Vec<(bool, i64, i64)>,
    aktivitas: Vec<(usize, u32, i64, i64)>,
}

#[derive(Clone, Debug)]
struct Kota {
    orang: Vec<Orang>,
    plafon: Vec<i64>,
}

const KATALOG: [(i64, i64); 4] = [(5, 4), (30, 2), (90, 3), (120, 1)];

fn kota() -> impl Strategy<Value = Kota> {
    let menit =
        || prop_oneof![4 => Just(0_i64), 1 => prop::sample::select(vec![1, 30, 31, 60, 61, 90, 91, 600])];
    let hari = prop::collection::vec((prop::bool::weighted(0.95), menit(), menit()), 1..23);
    let akt = prop::collection::vec((0..22_usize, 0..4_u32, 0..6_i64, 0..3_i64), 0..120);
    let orang = (0..3_u32, 1..=17_i64, 1..=4_i64, 0..=3_i64, hari, akt).prop_map(
        |(opd, kelas, golongan, sanksi, hari, mut aktivitas)| {
            aktivitas.iter_mut().for_each(|a| a.0 %= hari.len());
            Orang { opd, kelas, golongan, sanksi, hari, aktivitas }
        },
    );
    (prop::collection::vec(orang, 1..30), prop::collection::vec(0..60_000_000_i64, 3))
        .prop_map(|(orang, plafon)| Kota { orang, plafon })
}

/// Rows in the order `urut` gives the people.
fn masukan(r: &Rencana, k: &Kota, urut: &[usize]) -> Masukan {
    let mut b = r.masukan();
    let ya = |v: Vec<i64>| v.into_iter().map(Some).collect::<Vec<_>>();
    b.tabel("opd").kunci_angka(vec![1, 2, 3]).angka("plafon", ya(k.plafon.clone()));
    b.tabel("katalog")
        .kunci_angka(vec![0, 1, 2, 3])
        .angka("norma_menit", ya(KATALOG.iter().map(|x| x.0).collect()))
        .angka("batas_jumlah", ya(KATALOG.iter().map(|x| x.1).collect()));
    let o = |f: &dyn Fn(&Orang) -> i64| ya(urut.iter().map(|i| f(&k.orang[*i])).collect());
    b.tabel("orang")
        .kunci_angka(urut.iter().map(|i| *i as i64 + 1).collect())
        .rujukan("opd", urut.iter().map(|i| Some(k.orang[*i].opd)).collect())
        .angka("kelas", o(&|x| x.kelas))
        .angka("golongan", o(&|x| x.golongan))
        .angka("sanksi", o(&|x| x.sanksi));
    let (mut kh, mut ih, mut hadir, mut telat, mut cepat) = (vec![], vec![], vec![], vec![], vec![]);
    let (mut ka, mut ia, mut kode, mut kali, mut status) = (vec![], vec![], vec![], vec![], vec![]);
    for (baris, i) in urut.iter().enumerate() {
        let awal = kh.len();
        for (h, x) in k.orang[*i].hari.iter().enumerate() {
            kh.push(h as i64 + 1);
            ih.push(baris as u32);
            hadir.push(Some(x.0));
            telat.push(if x.0 { x.1 } else { 0 });
            cepat.push(if x.0 { x.2 } else { 0 });
        }
        for (no, a) in k.orang[*i].aktivitas.iter().enumerate() {
            ka.push(no as i64);
            ia.push((awal + a.0) as u32);
            kode.push(Some(a.1));
            kali.push(a.2);
            status.push(a.3);
        }
    }
    b.tabel("hari")
        .kunci_angka(kh)
        .induk(ih)
        .ya("hadir", hadir)
        .angka("telat", ya(telat))
        .angka("pulang_cepat", ya(cepat));
    b.tabel("aktivitas")
        .kunci_angka(ka)
        .induk(ia)
        .rujukan("kode", kode)
        .angka("jumlah_kali", ya(kali))
        .angka("status", ya(status));
    b.selesai().unwrap()
}

/// What each person receives, by plain fractions over i128.
fn jujur(k: &Kota) -> Vec<i128> {
    let braket = |m: i64| -> i128 {
        match m {
            0 => 0,
            1..=30 => 50,
            31..=60 => 100,
            61..=90 => 125,
            _ => 150,
        }
    };
    let naik = |n: i128, d: i128| (2 * n + d).div_euclid(2 * d);
    let bruto: Vec<i128> = k
        .orang
        .iter()
        .map(|o| {
            let mut hari = vec![0_i64; o.hari.len()];
            for a in o.aktivitas.iter().filter(|a| a.3 == 2) {
                let (norma, batas) = KATALOG[a.1 as usize];
                hari[a.0] += a.2.min(batas) * norma;
            }
            let menit: i128 = hari.iter().map(|m| i128::from((*m).min(480))).sum();
            let potong: i128 = o.hari.iter().map(|h| if h.0 { braket(h.1) + braket(h.2) } else { 300 }).sum();
            let disiplin = (10_000 - potong).max(0);
            let sanksi = [100, 90, 75, 50][o.sanksi as usize];
            let dasar = 1_500_000 + 110_000 * i128::from(o.kelas * o.kelas);
            // 0.6·menit/6600 + 0.4·disiplin/10000, times sanksi/100
            let skor = 6 * menit.min(6600) * 10_000 + 4 * disiplin * 6600;
            naik(dasar * skor * sanksi, 10 * 6600 * 10_000 * 100)
        })
        .collect();
    let mut dibayar = bruto.clone();
    for g in 0..3_u32 {
        let anggota: Vec<usize> = (0..bruto.len()).filter(|i| k.orang[*i].opd == g).collect();
        let jumlah: i128 = anggota.iter().map(|i| bruto[*i]).sum();
        let plafon = i128::from(k.plafon[g as usize]);
        if jumlah > plafon {
            let mut sisa: Vec<(i128, usize)> = Vec::new();
            for i in &anggota {
                dibayar[*i] = bruto[*i] * plafon / jumlah;
                sisa.push((-(bruto[*i] * plafon % jumlah), *i));
            }
            let lebih = plafon - anggota.iter().map(|i| dibayar[*i]).sum::<i128>();
            sisa.sort();
            for (_, i) in sisa.iter().take(lebih as usize) {
                dibayar[*i] += 1;
            }
        }
    }
    dibayar
        .iter()
        .zip(&k.orang)
        .map(|(d, o)| d - naik(d * [0, 0, 5, 15][o.golongan as usize - 1], 100))
        .collect()
}

fn bersih(m: &Masukan, h: &Hasil) -> Vec<i128> {
    let k = h.kolom(m, "orang", "bersih").unwrap();
    (0..k.banyak()).map(|i| k.nilai(i)).collect()
}

fn semua_rumus(j: &Jejak, f: &mut dyn FnMut(&Jejak)) {
    f(j);
    j.anak.iter().for_each(|a| semua_rumus(a, f));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn equals_plain_fractions_under_any_order_and_thread_count(k in kota(), benih in any::<u64>()) {
        let p = paket();
        let r = rencana(&p);
        let lurus: Vec<usize> = (0..k.orang.len()).collect();
        let mut acak = lurus.clone();
        acak.sort_by_key(|i| (*i as u64 + 1).wrapping_mul(benih | 1));
        let m = masukan(&r, &k, &lurus);
        let n = masukan(&r, &k, &acak);
        prop_assert_eq!(m.ke_bytes(), n.ke_bytes());
        let h = r.hitung(&m, 1).unwrap();
        prop_assert_eq!(bersih(&m, &h), jujur(&k));
        for utas in [2, 3, 7] {
            prop_assert_eq!(r.hitung(&n, utas).unwrap().kanonik(&n), h.kanonik(&m));
        }
        let beku = Masukan::dari_bytes(&r, &m.ke_bytes()).unwrap();
        prop_assert_eq!(&beku, &m);
        prop_assert_eq!(r.hitung(&beku, 2).unwrap().sidik(&beku), h.sidik(&m));
    }

    #[test]
    fn every_derivation_ends_in_the_stored_figure(k in kota()) {
        let p = paket();
        let r = rencana(&p);
        let m = masukan(&r, &k, &(0..k.orang.len()).collect::<Vec<_>>());
        let h = r.hitung(&m, 2).unwrap();
        for i in 0..k.orang.len() {
            for nama in r.keluaran("orang") {
                let kolom = h.kolom(&m, "orang", &nama).unwrap();
                let j = r.jejak(&m, &h, "orang", i, &nama).unwrap();
                let skala = 10_i128.pow(u32::from(kolom.skala()));
                prop_assert_eq!(j.pecahan.0 * skala, kolom.nilai(i) * j.pecahan.1, "{}", nama);
                semua_rumus(&j, &mut |x| {
                    let berdasar = !matches!(x.jenis, JenisJejak::Rumus | JenisJejak::Parameter { .. } | JenisJejak::Tabel);
                    assert!(berdasar || !x.dasar.is_empty(), "{} names no article", x.nama);
                });
            }
        }
    }

    #[test]
    fn a_correction_recomputes_to_the_same_as_starting_over(k in kota(), siapa in any::<prop::sample::Index>(), kelas in 1..=17_i64) {
        let p = paket();
        let r = rencana(&p);
        let mut m = masukan(&r, &k, &(0..k.orang.len()).collect::<Vec<_>>());
        let lama = r.hitung(&m, 1).unwrap();
        let i = siapa.index(k.orang.len());
        m.ganti("orang", i, "kelas", kelas).unwrap();
        let baru = r.hitung_ulang(&m, lama, "orang", &[i]).unwrap();
        prop_assert_eq!(baru.kanonik(&m), r.hitung(&m, 1).unwrap().kanonik(&m));
    }

    #[test]
    fn damaged_frozen_bytes_are_refused_or_read_never_a_panic(k in kota(), di in any::<prop::sample::Index>(), ganti in any::<u8>(), potong in any::<bool>()) {
        let p = paket();
        let r = rencana(&p);
        let m = masukan(&r, &k, &(0..k.orang.len()).collect::<Vec<_>>());
        let mut b = m.ke_bytes();
        let i = di.index(b.len());
        if potong { b.truncate(i) } else { b[i] = ganti }
        if let Ok(x) = Masukan::dari_bytes(&r, &b) {
            let _ = r.hitung(&x, 1);
        }
    }
}

/// Lengths and starts stand a few bytes in a file: chance rarely meets them, so each byte is tried.
#[test]
fn each_byte_of_a_small_frozen_file_may_be_damaged() {
    let p = paket();
    let r = rencana(&p);
    let orang = Orang {
        opd: 1,
        kelas: 7,
        golongan: 3,
        sanksi: 0,
        hari: vec![(true, 31, 0); 2],
        aktivitas: vec![(1, 0, 2, 1); 3],
    };
    let k = Kota { orang: vec![orang; 2], plafon: vec![60_000_000; 3] };
    let utuh = masukan(&r, &k, &[0, 1]).ke_bytes();
    for i in 0..utuh.len() {
        for ganti in [0, 1, 2, 3, 0x7f, 0x80, 0xff] {
            let mut b = utuh.clone();
            b[i] = ganti;
            if let Ok(m) = Masukan::dari_bytes(&r, &b) {
                let _ = r.hitung(&m, 1);
            }
        }
    }
}
