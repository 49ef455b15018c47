//! What a row of a derivation was about, in the words of whoever wrote it down.
//!
//! Frozen files carry minutes and states, which is what money is made of, and no texts. The texts come from the
//! records, and only onto days whose records still are what was frozen: a day that was corrected after the run keeps
//! its bare numbers rather than getting another day's words.

use std::collections::HashMap;

use balai_kernel::Tanggal;
use balai_rules::{Jejak, JenisJejak};

/// The entity whose rows have texts.
const AKTIVITAS: &str = "aktivitas";
/// Its figure that shows whether a record is the frozen row.
const MENIT: &str = "menit";

/// Gives the rows of activities their texts. `tercatat` holds day, text, minutes and state of one person's month.
pub fn sebut(jejak: &mut Jejak, mut tercatat: Vec<(i64, String, i64, i64)>) {
    // the order of the frozen rows: by text within a day, then by minutes and state
    tercatat.sort_unstable();
    let mut hari: HashMap<i64, Vec<(String, i64)>> = HashMap::new();
    for (ke, teks, menit, _) in tercatat {
        hari.entry(ke).or_default().push((teks, menit));
    }
    telusuri(jejak, &hari);
}

fn telusuri(j: &mut Jejak, hari: &HashMap<i64, Vec<(String, i64)>>) {
    let tanggal: Option<Tanggal> = j.kunci.parse().ok();
    let milik = tanggal.and_then(|t| hari.get(&i64::from(t.day())));
    for a in &mut j.anak {
        if let Some(milik) = milik.filter(|_| a.jenis == JenisJejak::Agregat && a.nama == AKTIVITAS) {
            pasang(a, milik);
        }
        telusuri(a, hari);
    }
}

fn pasang(agregat: &mut Jejak, milik: &[(String, i64)]) {
    let sama = agregat.anak.len() == milik.len()
        && agregat.anak.iter().zip(milik).all(|(b, (_, menit))| menit_beku(b) == Some(i128::from(*menit)));
    if sama {
        for (baris, (teks, _)) in agregat.anak.iter_mut().zip(milik) {
            baris.label = (teks.clone(), teks.clone());
        }
    }
}

/// The minutes a row was frozen with, when the formula looked at them.
fn menit_beku(baris: &Jejak) -> Option<i128> {
    let menit = |a: &&Jejak| a.nama == MENIT && matches!(a.jenis, JenisJejak::Masukan { .. });
    baris.anak.iter().find(menit).map(|m| m.pecahan.0)
}
