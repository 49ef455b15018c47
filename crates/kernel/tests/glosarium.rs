//! Every word the kernel gives away is explained in the glossary.

const PUSTAKA: &str = include_str!("../src/lib.rs");
const GLOSARIUM: &str = include_str!("../../../docs/glosarium.md");

/// The types of the `pub use` lines. Constants and refusals are left out: the glossary explains the
/// latter in one sentence.
fn tipe_umum() -> Vec<&'static str> {
    PUSTAKA
        .split("pub use ")
        .skip(1)
        .filter_map(|sisa| sisa.split_once(';'))
        .flat_map(|(jalur, _)| jalur.split([':', '{', '}', ',', ' ', '\n']))
        .filter(|kata| {
            kata.starts_with(|c: char| c.is_ascii_uppercase()) && kata.chars().any(|c| c.is_lowercase())
        })
        .filter(|kata| *kata == "Galat" || !kata.ends_with("Galat"))
        .collect()
}

#[test]
fn every_public_type_stands_in_the_glossary() {
    let tipe = tipe_umum();
    assert!(tipe.len() > 30, "the reading of lib.rs has broken: {tipe:?}");
    let hilang: Vec<_> = tipe
        .into_iter()
        .filter(|t| !GLOSARIUM.contains(&format!("`{t}`")) && !GLOSARIUM.contains(&format!("`{t}::")))
        .collect();
    assert!(hilang.is_empty(), "add to docs/glosarium.md: {hilang:?}");
}

#[test]
fn every_row_of_the_glossary_has_its_six_columns() {
    for baris in GLOSARIUM.lines().filter(|b| b.starts_with('|')) {
        assert_eq!(baris.matches('|').count(), 7, "{baris}");
    }
}
