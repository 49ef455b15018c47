//! The written reference of `balai.toml` is the program's own.

use balai::konfigurasi::{Konfigurasi, skema};

#[test]
fn the_reference_is_up_to_date() {
    let berkas = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/konfigurasi.md");
    let baru = skema::rujukan();
    if std::env::var_os("BALAI_PERBARUI").is_some() {
        std::fs::write(berkas, &baru).expect("docs/ is writable");
    }
    let lama = std::fs::read_to_string(berkas).unwrap_or_default();
    assert!(lama == baru, "docs/konfigurasi.md is stale: BALAI_PERBARUI=1 cargo test -p balai konfigurasi");
}

#[test]
fn the_example_of_the_reference_is_a_configuration() {
    let rujukan = skema::rujukan();
    let contoh = rujukan.split("```toml\n").nth(1).and_then(|s| s.split("```").next()).expect("an example");
    let konf = Konfigurasi::dari_teks(contoh, "contoh".as_ref()).expect("it reads");
    assert_eq!(konf.daerah.len(), 1);
    // every key of the table is written once as its default, and read back as the defaults
    let mut teks = String::new();
    for (bagian, _) in skema::BAGIAN.iter().filter(|(b, _)| *b != "daerah") {
        teks.push_str(&format!("[{bagian}]\n"));
        for k in skema::KUNCI.iter().filter(|k| k.bagian == *bagian) {
            teks.push_str(&format!("{} = {}\n", k.nama, k.bawaan));
        }
    }
    let semua = Konfigurasi::dari_teks(&teks, "bawaan".as_ref()).expect("the defaults can be written");
    assert_eq!(semua, Konfigurasi::bawaan().expect("the defaults"));
}
