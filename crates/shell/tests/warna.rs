//! The tokens of the style sheet keep the contrast the design publishes, in both schemes.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::collections::BTreeMap;

use balai_shell::warna::Srgb;

const GAYA: &str = include_str!("../static/balai.css");

/// Tokens of the `n`-th `:root` block: 0 is light, 1 is dark.
fn token(n: usize) -> BTreeMap<&'static str, Srgb> {
    let blok = GAYA.split(":root {").nth(n + 1).unwrap().split('}').next().unwrap();
    blok.split(';')
        .filter_map(|b| b.trim().strip_prefix("--")?.split_once(':'))
        .map(|(nama, nilai)| (nama, Srgb::dari_heks(nilai.trim()).unwrap()))
        .collect()
}

/// Front, back, published ratio in the light and in the dark scheme, hundredths; below what it may not fall.
const PASANGAN: &[(&str, &str, f64, f64, f64)] = &[
    ("tinta", "kapur", 16.89, 13.70, 4.5),
    ("tinta", "lantai", 15.37, 15.25, 4.5),
    ("tinta", "nila-muda", 14.37, 10.74, 4.5),
    ("tinta-2", "kapur", 6.94, 8.03, 4.5),
    ("tinta-2", "lantai", 6.31, 8.93, 4.5),
    ("tinta-2", "lantai-2", 5.72, 6.97, 4.5),
    ("tinta-2", "nila-muda", 5.90, 6.29, 4.5),
    ("nila", "kapur", 9.67, 8.43, 4.5),
    ("nila", "lantai", 8.80, 9.39, 4.5),
    ("nila", "nila-muda", 8.23, 6.61, 4.5),
    ("nila-tua", "nila-muda", 10.98, 8.51, 4.5),
    ("atas-nila", "nila", 9.67, 8.57, 4.5),
    ("atas-papan", "papan", 10.91, 11.93, 4.5),
    ("atas-papan-2", "papan", 8.06, 7.57, 4.5),
    ("pandan", "kapur", 6.75, 8.91, 4.5),
    ("pandan", "pandan-muda", 5.80, 7.46, 4.5),
    ("jingga", "kapur", 6.83, 8.71, 4.5),
    ("jingga", "jingga-muda", 5.87, 7.53, 4.5),
    ("secang", "kapur", 7.43, 8.02, 4.5),
    ("secang", "secang-muda", 6.29, 7.02, 4.5),
    ("atas-kunyit", "kunyit", 7.46, 9.28, 4.5),
    ("kunyit", "papan", 5.85, 6.85, 3.0),
    ("garis-kuat", "kapur", 3.98, 4.56, 3.0),
    ("garis-kuat", "lantai", 3.62, 5.07, 3.0),
    ("nila-2", "kapur", 3.77, 5.17, 3.0),
    ("nila-2", "lantai", 3.43, 5.76, 3.0),
    ("papan-2", "papan", 5.82, 6.36, 3.0),
    ("fokus", "lantai", 8.80, 12.09, 3.0),
];

#[test]
fn every_pair_keeps_its_published_contrast() {
    for (n, skema) in ["light", "dark"].into_iter().enumerate() {
        let token = token(n);
        for (depan, belakang, terang, gelap, paling_sedikit) in PASANGAN {
            let ukur = token[depan].kontras(token[belakang]);
            let harap = if n == 0 { *terang } else { *gelap };
            assert!(
                (ukur - harap).abs() < 0.011,
                "{skema}: {depan} on {belakang} is {ukur:.2}, published {harap}"
            );
            assert!(ukur >= *paling_sedikit, "{skema}: {depan} on {belakang} is {ukur:.2}");
        }
    }
}
