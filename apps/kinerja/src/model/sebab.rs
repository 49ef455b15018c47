//! What a slip lost and why, from its thread: activities by their counterfactual, the rest by the term it was lost in.

use balai_rules::{Jejak, JenisJejak};

use super::benang::{Langkah, Simpul};
use super::kehilangan::Kehilangan;
use super::pembekuan::StatusAktivitas;

/// Why an amount is smaller.
#[derive(Debug, Clone, Copy)]
pub enum Karena<'j> {
    /// Activities that did not count.
    Aktivitas {
        /// The state they were in.
        status: StatusAktivitas,
        /// How many.
        banyak: usize,
        /// Their minutes together.
        menit: i64,
    },
    /// A measured rate below its full value.
    Capaian(&'j Jejak),
    /// Rows of days.
    Baris {
        /// The term.
        jejak: &'j Jejak,
        /// Rows that count.
        banyak: usize,
        /// Of how many; 0 when there are none to tell of.
        dari: usize,
    },
}

/// One cause with its amount in whole rupiah.
#[derive(Debug, Clone, Copy)]
pub struct Sebab<'j> {
    /// Why.
    pub karena: Karena<'j>,
    /// How much.
    pub nilai: i128,
}

/// What was lost together, and its causes, which add up to it.
#[derive(Debug, Clone)]
pub struct Hilang<'j> {
    /// Whole rupiah.
    pub jumlah: i128,
    /// Never empty.
    pub sebab: Vec<Sebab<'j>>,
}

/// What was lost; none when nothing was.
#[must_use]
pub fn hilang<'j>(langkah: &[Langkah<'j>], kehilangan: &[Kehilangan]) -> Option<Hilang<'j>> {
    let butir: Vec<(&Langkah<'j>, i128)> =
        langkah.iter().filter_map(|l| Some((l, rugi(l)?))).filter(|(_, r)| *r > 0).collect();
    let potongan = potongan_hari(langkah);
    let jumlah: i128 =
        butir.iter().map(|(_, r)| r).sum::<i128>() + potongan.iter().map(|(_, n)| n).sum::<i128>();
    if jumlah <= 0 {
        return None;
    }
    let mut sebab = Vec::new();
    for (l, rugi) in &butir {
        let aktivitas = memuat_aktivitas(l.jejak);
        let milik = if aktivitas { kehilangan } else { &[] };
        let terurai: i128 = milik.iter().map(|h| h.nilai).sum();
        // a counterfactual that is larger than the loss is capped elsewhere: then only the term itself is named
        let rinci = terurai <= *rugi;
        for h in milik.iter().filter(|h| rinci && h.nilai > 0) {
            let karena = Karena::Aktivitas { status: h.status, banyak: h.banyak, menit: h.menit };
            sebab.push(Sebab { karena, nilai: h.nilai });
        }
        let sisa = if rinci { rugi - terurai } else { *rugi };
        if sisa > 0 {
            let karena = if aktivitas { Karena::Capaian(l.jejak) } else { baris(l.jejak) };
            sebab.push(Sebab { karena, nilai: sisa });
        }
    }
    sebab.extend(potongan.into_iter().map(|(l, nilai)| Sebab { karena: baris(l.jejak), nilai }));
    Some(Hilang { jumlah, sebab })
}

fn baris(jejak: &Jejak) -> Karena<'_> {
    let (banyak, dari) = baris_berarti(jejak);
    Karena::Baris { jejak, banyak, dari: if banyak > 0 { dari } else { 0 } }
}

/// What a term lost against its full amount, in whole rupiah; none when its full amount is not known.
#[must_use]
pub fn rugi(l: &Langkah<'_>) -> Option<i128> {
    let (n, d) = l.jejak.pecahan;
    l.penuh.filter(|_| d == 1).map(|p| p - n)
}

/// What is taken off for days: subtracted terms made of rows of days themselves, not a tax on amounts that are.
fn potongan_hari<'l, 'j>(langkah: &'l [Langkah<'j>]) -> Vec<(&'l Langkah<'j>, i128)> {
    let berbaris: Vec<&str> = langkah.iter().map(|l| l.jejak.nama.as_str()).collect();
    langkah
        .iter()
        .filter(|l| l.simpul == Simpul::Kurang && dari_hari(l.jejak, &berbaris))
        .filter_map(|l| Some((l, l.jejak.pecahan.0)).filter(|(l, n)| *n > 0 && l.jejak.pecahan.1 == 1))
        .collect()
}

/// Whether days are among what a figure was made of, beside figures that have a line of their own.
fn dari_hari(j: &Jejak, berbaris: &[&str]) -> bool {
    j.anak.iter().any(|a| {
        let hari = a.jenis == JenisJejak::Agregat && a.nama == "hari";
        hari || (!berbaris.contains(&a.nama.as_str()) && dari_hari(a, berbaris))
    })
}

/// Whether activities are among what a figure was made of.
fn memuat_aktivitas(j: &Jejak) -> bool {
    j.anak.iter().any(|a| a.entitas == "aktivitas" || a.nama == "aktivitas" || memuat_aktivitas(a))
}

/// How many rows of the first table below a figure count, of how many.
fn baris_berarti(j: &Jejak) -> (usize, usize) {
    // an amount it was taken from has rows of its own, which say nothing about this one
    for a in j.anak.iter().filter(|a| a.satuan != "rupiah") {
        if a.jenis == JenisJejak::Agregat && !a.anak.is_empty() {
            return (a.anak.iter().filter(|b| b.pecahan.0 != 0).count(), a.anak.len());
        }
        let dalam = baris_berarti(a);
        if dalam.1 > 0 {
            return dalam;
        }
    }
    (0, 0)
}
