//! What a figure is explained by: the branch that was taken, and the condition that chose it.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use balai_rules::{Berkas, Jejak, muat};

const PAKET: &str = r#"
[paket]
id    = "contoh/cabang"
versi = "1.0.0"
nama  = { id = "Cabang", en = "Branch" }
dasar = "Uji"
sejak = 2026-01-01

[entitas.orang]
kunci = "nip"

[masukan.orang]
kelas = { jenis = "bulat 1..17" }
pokok = { jenis = "rupiah 0..1_000_000_000" }
lebih = { jenis = "rupiah 0..1_000_000_000" }
libur = { jenis = "ya_tidak" }

[rumus.terima]
per   = "orang"
dasar = "Uji"
nilai = "pokok + jika(kelas > 9, lebih, jika(libur, 0 rupiah, pokok)) * jika(libur, 2, 1)"

[keluaran]
orang = ["terima"]
utama = "terima"
"#;

fn anak(kelas: i64, libur: bool) -> (i128, Vec<String>) {
    let paket = muat(&[Berkas::baru("paket.toml", PAKET)], None).unwrap();
    let r = paket.rencana("2026-10".parse().unwrap(), None).unwrap();
    let mut b = r.masukan();
    b.tabel("orang")
        .kunci(vec!["1".to_owned()])
        .angka("kelas", vec![Some(kelas)])
        .angka("pokok", vec![Some(100)])
        .angka("lebih", vec![Some(7)])
        .ya("libur", vec![Some(libur)]);
    let m = b.selesai().unwrap();
    let h = r.hitung(&m, 1).unwrap();
    let j: Jejak = r.jejak(&m, &h, "orang", 0, "terima").unwrap();
    (j.pecahan.0, j.anak.iter().map(|a| a.nama.clone()).collect())
}

#[test]
fn only_the_branch_that_was_taken_explains_the_figure() {
    assert_eq!(anak(10, false), (107, vec!["pokok".into(), "kelas".into(), "lebih".into(), "libur".into()]));
    // the inner condition is now part of the branch that was taken, and chooses in its turn
    let nama = |daftar: &[&str]| daftar.iter().map(|n| (*n).to_owned()).collect::<Vec<String>>();
    assert_eq!(anak(3, false), (200, nama(&["pokok", "kelas", "libur", "pokok", "libur"])));
    assert_eq!(anak(3, true), (100, nama(&["pokok", "kelas", "libur", "libur"])));
}
