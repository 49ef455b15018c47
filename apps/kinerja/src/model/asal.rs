//! The rows a figure was made of, in words: what a day held, what a row counts for.

use std::collections::BTreeSet;

use balai_kernel::{Bahasa, Tanggal, tanggal};
use balai_rules::{Jejak, JenisJejak};

use super::benang::{Langkah, angka, label};

/// A table of rows below a step of the thread.
#[derive(Debug, Clone)]
pub struct Tabel<'j> {
    /// The step it explains.
    pub langkah: &'j Jejak,
    /// The sum of its rows.
    pub agregat: &'j Jejak,
    /// Rows that count.
    pub baris: Vec<&'j Jejak>,
}

/// Every table of rows of a thread, each once, in the order of the steps.
#[must_use]
pub fn tabel<'j>(langkah: &[Langkah<'j>]) -> Vec<Tabel<'j>> {
    let berbaris: BTreeSet<&str> = langkah.iter().map(|l| l.jejak.nama.as_str()).collect();
    let mut hasil: Vec<Tabel<'j>> = Vec::new();
    for l in langkah {
        kumpulkan_tabel(l.jejak, l.jejak, &berbaris, &mut hasil);
    }
    hasil
}

fn kumpulkan_tabel<'j>(
    langkah: &'j Jejak,
    j: &'j Jejak,
    berbaris: &BTreeSet<&str>,
    hasil: &mut Vec<Tabel<'j>>,
) {
    for a in &j.anak {
        if a.jenis == JenisJejak::Agregat && !a.anak.is_empty() {
            let baris: Vec<&Jejak> = a.anak.iter().filter(|b| b.pecahan.0 != 0).collect();
            let sudah = hasil.iter().any(|t| t.agregat == a);
            if !baris.is_empty() && !sudah {
                hasil.push(Tabel { langkah, agregat: a, baris });
            }
        } else if !berbaris.contains(a.nama.as_str()) {
            kumpulkan_tabel(langkah, a, berbaris, hasil);
        }
    }
}

/// What a row says of itself: its inputs and what was made of them, innermost facts first.
#[must_use]
pub fn isi(baris: &Jejak, bahasa: Bahasa) -> String {
    let mut fakta: Vec<String> = Vec::new();
    let mut sudah = BTreeSet::new();
    kumpulkan(baris, bahasa, &mut fakta, &mut sudah, 0);
    fakta.truncate(5);
    let mut sebutan = Vec::new();
    bernama(baris, bahasa, &mut sebutan, 0);
    // what was done says more than the sum of its minutes, which stands at the right already
    if sebutan.is_empty() { fakta.join(", ") } else { sebutan.join("; ") }
}

/// The rows within a row that have words of their own: `Rapat koordinasi, 120 menit`.
fn bernama(j: &Jejak, bahasa: Bahasa, hasil: &mut Vec<String>, dalam: usize) {
    for a in j.anak.iter().filter(|_| dalam < 4) {
        if a.jenis != JenisJejak::Agregat {
            bernama(a, bahasa, hasil, dalam + 1);
            continue;
        }
        for b in a.anak.iter().filter(|b| b.label != a.label) {
            hasil.push(format!("{}, {}", label(b, bahasa), angka(b)));
        }
    }
}

fn kumpulkan<'a>(
    j: &'a Jejak,
    bahasa: Bahasa,
    fakta: &mut Vec<String>,
    sudah: &mut BTreeSet<&'a str>,
    dalam: usize,
) {
    for a in &j.anak {
        let menarik = match a.jenis {
            JenisJejak::Masukan { kosong } => {
                !kosong && !a.nilai.is_empty() && !matches!(a.nilai.as_str(), "ya" | "tidak")
            }
            // the row's own value stands at its right already
            JenisJejak::Rumus => a.pecahan.0 != 0 && a.nilai != "tidak" && a.pecahan != j.pecahan,
            JenisJejak::Agregat => a.pecahan.0 != 0,
            _ => false,
        };
        let sama_entitas = a.entitas == j.entitas || matches!(a.jenis, JenisJejak::Agregat);
        if menarik && sama_entitas && sudah.insert(&a.nama) {
            let nilai = nilai(a, bahasa);
            let nama = label(a, bahasa);
            fakta.push(if a.nilai == "ya" { nama.to_owned() } else { format!("{nama} {nilai}") });
        }
        if dalam < 3 && matches!(a.jenis, JenisJejak::Rumus | JenisJejak::Tabel) && a.entitas == j.entitas {
            kumpulkan(a, bahasa, fakta, sudah, dalam + 1);
        }
    }
}

/// A value as people read it: clock times for punches, words for yes and no.
#[must_use]
pub fn nilai(j: &Jejak, bahasa: Bahasa) -> String {
    let (n, d) = j.pecahan;
    if matches!(j.jenis, JenisJejak::Masukan { .. })
        && matches!(j.nama.as_str(), "masuk" | "pulang")
        && d == 1
    {
        return format!("{:02}.{:02}", n / 60, n % 60);
    }
    match (j.nilai.as_str(), bahasa) {
        ("ya", Bahasa::En) => "yes".to_owned(),
        ("tidak", Bahasa::En) => "no".to_owned(),
        _ => angka(j),
    }
}

/// `Senin, 5 Oktober 2026` for a date, else the key itself.
#[must_use]
pub fn kunci(kunci: &str, bahasa: Bahasa) -> String {
    match kunci.parse::<Tanggal>() {
        Ok(d) => format!("{}, {}", tanggal::hari(d, bahasa), tanggal::panjang(d, bahasa)),
        Err(_) => format!("{} {kunci}", bahasa.pilih("Nomor", "Number")),
    }
}

/// A figure without its unit, which stands once in the header.
#[must_use]
pub fn tanpa_satuan(j: &Jejak) -> String {
    let teks = angka(j);
    match teks.split_once('\u{a0}') {
        Some((nilai, satuan)) if satuan == j.satuan => nilai.to_owned(),
        _ => teks,
    }
}
