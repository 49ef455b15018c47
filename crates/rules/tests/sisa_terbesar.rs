//! When an office's sum exceeds its ceiling, the shares add up to exactly the ceiling: floors, then one rupiah each to
//! the largest remainders, ties to the smaller key.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use balai_rules::{Berkas, Rencana, muat};

const PAKET: &str = r#"
[paket]
id    = "contoh/sisa-terbesar"
versi = "1.0.0"
nama  = { id = "Sisa terbesar", en = "Largest remainder" }
dasar = "Kebijakan plafon: bagi rata menurut sisa terbesar"
sejak = 2026-01-01

[entitas.orang]
kunci = "nip"
[entitas.opd]
kunci = "kode"

[masukan.orang]
opd      = { jenis = "rujukan opd" }
dihitung = { jenis = "rupiah 0..1_000_000_000" }
[masukan.opd]
plafon = { jenis = "rupiah 0..1_000_000_000_000" }

[rumus.dibayar]
per   = "orang"
dasar = "Kebijakan plafon"
nilai = "pro_rata(dihitung, opd.plafon, 1 rupiah, sisa_terbesar)"

[rumus.jumlah_opd]
per   = "opd"
dasar = "Kebijakan plafon"
nilai = "jumlah(orang, dibayar)"

[keluaran]
orang = ["dibayar"]
opd   = ["jumlah_opd"]
utama = "dibayar"
"#;

fn rencana() -> Rencana {
    muat(&[Berkas::baru("paket.toml", PAKET)], None)
        .unwrap()
        .rencana("2026-10".parse().unwrap(), None)
        .unwrap()
}

/// What each person of offices with these ceilings is paid, people given as (key, office, computed), and each
/// office's sum. Both in the order given.
fn bagi(plafon: &[i64], orang: &[(&str, u32, i64)]) -> (Vec<i128>, Vec<i128>) {
    let r = rencana();
    let mut b = r.masukan();
    let kode: Vec<String> = (0..plafon.len()).map(|i| format!("{i:02}")).collect();
    b.tabel("opd").kunci(kode.clone()).angka("plafon", plafon.iter().map(|x| Some(*x)).collect());
    b.tabel("orang")
        .kunci(orang.iter().map(|x| x.0.to_owned()).collect())
        .rujukan("opd", orang.iter().map(|x| Some(x.1)).collect())
        .angka("dihitung", orang.iter().map(|x| Some(x.2)).collect());
    let m = b.selesai().unwrap();
    let h = r.hitung(&m, 1).unwrap();
    let nilai = |entitas: &str, rumus: &str, kunci: &str| {
        h.kolom(&m, entitas, rumus).unwrap().nilai(m.cari(entitas, kunci).unwrap())
    };
    (
        orang.iter().map(|x| nilai("orang", "dibayar", x.0)).collect(),
        kode.iter().map(|k| nilai("opd", "jumlah_opd", k)).collect(),
    )
}

#[test]
fn three_people_share_exactly_a_hundred_million() {
    let orang = [("a", 0, 50_000_001), ("b", 0, 40_000_001), ("c", 0, 30_000_001)];
    let (dibayar, jumlah) = bagi(&[100_000_000], &orang);
    assert_eq!(dibayar, [41_666_667, 33_333_333, 25_000_000]);
    assert_eq!(jumlah, [100_000_000]);
}

#[test]
fn a_sum_at_the_ceiling_is_left_alone_and_one_rupiah_over_is_not() {
    let orang = [("a", 0, 50), ("b", 0, 30), ("c", 0, 20)];
    assert_eq!(bagi(&[101], &orang).0, [50, 30, 20]);
    assert_eq!(bagi(&[100], &orang).0, [50, 30, 20]);
    // 49.5, 29.7 and 19.8 of 99: two remainders of 0.8 and 0.7 get the two rupiah that the floors leave.
    assert_eq!(bagi(&[99], &orang).0, [49, 30, 20]);
    assert_eq!(bagi(&[0], &orang).0, [0, 0, 0]);
}

#[test]
fn equal_remainders_go_to_the_smaller_keys_whatever_the_order_given() {
    let orang = [("d", 0, 10), ("a", 0, 10), ("c", 0, 10), ("b", 0, 10)];
    let (dibayar, jumlah) = bagi(&[30], &orang);
    assert_eq!(dibayar, [7, 8, 7, 8]);
    assert_eq!(jumlah, [30]);
}

#[test]
fn one_office_over_its_ceiling_does_not_touch_another() {
    let orang = [("a", 0, 60), ("b", 1, 60), ("c", 0, 60), ("d", 1, 60)];
    let (dibayar, jumlah) = bagi(&[101, 120], &orang);
    assert_eq!(dibayar, [51, 60, 50, 60]);
    assert_eq!(jumlah, [101, 120]);
}
