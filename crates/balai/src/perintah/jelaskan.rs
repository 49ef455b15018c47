//! A derivation as a tree of text.

use std::fmt::Write as _;

use balai_kernel::Bahasa;
use balai_rules::{Jejak, JenisJejak, Operator};

/// The tree of one figure: the figure, how it is computed and by which article, then what it was made of.
pub(crate) fn pohon(jejak: &Jejak, bahasa: Bahasa) -> String {
    let mut teks = String::new();
    simpul(&mut teks, jejak, bahasa, "", "", true);
    teks
}

/// One node: `cabang` leads to it, `tepi` is what its own lines below begin with.
fn simpul(teks: &mut String, j: &Jejak, b: Bahasa, cabang: &str, tepi: &str, akar: bool) {
    let tanda = if akar { "" } else { operator(j.operator) };
    let label = b.pilih(&j.label.0, &j.label.1);
    let nama =
        if label.is_empty() || label == j.nama { j.nama.clone() } else { format!("{label} [{}]", j.nama) };
    let kira = j.kira.as_ref().map(|k| format!(" (~ {k})")).unwrap_or_default();
    // writing to a String cannot fail
    let _ = writeln!(teks, "{cabang}{tanda}{nama}: {}{kira}{}", j.nilai, catatan(j, b));
    let dalam = if j.anak.is_empty() { format!("{tepi}  ") } else { format!("{tepi}│ ") };
    if !j.rumus.is_empty() {
        let _ = writeln!(teks, "{dalam}= {}", j.rumus);
    }
    if let Some(pembulatan) = &j.pembulatan {
        let _ = writeln!(teks, "{dalam}{}: {pembulatan}", b.pilih("pembulatan", "rounding"));
    }
    let dasar = dasar(j, b);
    if !dasar.is_empty() {
        let _ = writeln!(teks, "{dalam}{dasar}");
    }
    let banyak = j.anak.len();
    for (i, anak) in j.anak.iter().enumerate() {
        let akhir = i + 1 == banyak;
        let cabang = format!("{tepi}{}", if akhir { "└─ " } else { "├─ " });
        let tepi = format!("{tepi}{}", if akhir { "   " } else { "│  " });
        simpul(teks, anak, b, &cabang, &tepi, false);
    }
}

fn operator(op: Operator) -> &'static str {
    match op {
        Operator::Tambah => "+ ",
        Operator::Kurang => "− ",
        Operator::Kali => "× ",
        Operator::Bagi => "÷ ",
        Operator::Awal | Operator::Lain => "",
    }
}

/// What must be said of a value besides its figure.
fn catatan(j: &Jejak, b: Bahasa) -> String {
    let kata = match &j.jenis {
        JenisJejak::Masukan { kosong: true } => {
            b.pilih("kosong, memakai nilai yang ditetapkan", "empty, the declared value is taken")
        }
        JenisJejak::Masukan { kosong: false } => b.pilih("masukan", "input"),
        JenisJejak::Parameter { ilustrasi: true } => {
            b.pilih("parameter, ILUSTRASI", "parameter, ILLUSTRATIVE")
        }
        JenisJejak::Parameter { ilustrasi: false } => b.pilih("parameter", "parameter"),
        JenisJejak::Tabel => b.pilih("tabel", "table"),
        JenisJejak::Baris | JenisJejak::Kunci => {
            return if j.kunci.is_empty() { String::new() } else { format!("  ({})", j.kunci) };
        }
        JenisJejak::Rumus | JenisJejak::Agregat | JenisJejak::ProRata => return String::new(),
    };
    format!("  ({kata})")
}

fn dasar(j: &Jejak, b: Bahasa) -> String {
    match (j.dasar.is_empty(), j.sejak.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("{}: {}", b.pilih("dasar", "basis"), j.dasar),
        (true, false) => format!("{} {}", b.pilih("berlaku sejak", "valid from"), j.sejak),
        (false, false) => {
            format!(
                "{}: {} ({} {})",
                b.pilih("dasar", "basis"),
                j.dasar,
                b.pilih("berlaku sejak", "valid from"),
                j.sejak
            )
        }
    }
}
