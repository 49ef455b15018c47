//! What is wrong with a row of data is told so that the row can be found again: whose it is, which day, which value.
#![expect(clippy::unwrap_used, reason = "in a test a failure is the report")]

use balai_kernel::Bahasa;
use balai_rules::{Berkas, muat};

const PAKET: &str = r#"
[paket]
id = "uji/masukan"
versi = "1.0.0"
nama = "Uji"
dasar = "Perwal 1/2026"
sejak = 2026-01-01
[entitas.orang]
kunci = "nip"
[entitas.hari]
induk = "orang"
kunci = { nama = "tanggal", jenis = "tanggal" }
paling_banyak = 31
[masukan.hari]
telat = { jenis = "menit 0..1439" }
kadar = { jenis = "persen 0..100 skala 2", bila_kosong = "0%", dasar = "Ps. 1" }
[rumus.lama]
per = "orang"
dasar = "Ps. 2"
nilai = "jumlah(hari, telat)"
[keluaran]
orang = ["lama"]
utama = "lama"
"#;

fn galat(orang: &[&str], hari: &[[&str; 4]]) -> Vec<String> {
    let paket = muat(&[Berkas::baru("paket.toml", PAKET)], None).unwrap();
    let rencana = paket.rencana("2026-10".parse().unwrap(), None).unwrap();
    let teks = |s: &[&str]| s.iter().map(|t| (*t).to_owned()).collect::<Vec<String>>();
    let tabel = [
        ("orang".to_owned(), teks(&["nip"]), orang.iter().map(|o| teks(&[o])).collect()),
        (
            "hari".to_owned(),
            teks(&["nip", "tanggal", "telat", "kadar"]),
            hari.iter().map(|h| teks(h)).collect::<Vec<_>>(),
        ),
    ];
    let galat = rencana.masukan_teks(&tabel).map(|_| ()).unwrap_err();
    galat.iter().map(|g| g.tampil(Bahasa::Id).lines().next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_value_missing_or_out_of_range_names_the_person_and_the_day() {
    let hari = [["a", "2026-10-05", "", ""], ["b", "2026-10-06", "2000", "150.5"]];
    assert_eq!(
        galat(&["a", "b"], &hari),
        [
            "ATR-085 hari a / 2026-10-05: `telat` kosong.",
            "ATR-081 hari b / 2026-10-06: `telat` bernilai 2000, di luar rentang.",
            "ATR-081 hari b / 2026-10-06: `kadar` bernilai 1.5050, di luar rentang.",
        ]
    );
}

#[test]
fn a_doubled_parent_is_told_once_and_not_again_by_its_children() {
    assert_eq!(
        galat(&["a", "a"], &[["a", "2026-10-05", "1", ""]]),
        ["ATR-082 orang: kunci a muncul lebih dari sekali."]
    );
}
