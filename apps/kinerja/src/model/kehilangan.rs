//! What was lost and why: the month computed again as if an activity that did not count had counted.
//!
//! A counterfactual is exact where an explanation in words is not: caps per day and per month, brackets and
//! ceilings are all in it, because it is the same computation with one fact changed.

use balai_rules::{Hasil, JenisMasukan, Masukan, Rencana};

use super::pembekuan::StatusAktivitas;

/// One cause of a smaller amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kehilangan {
    /// State the activities were in.
    pub status: StatusAktivitas,
    /// How many.
    pub banyak: usize,
    /// Their minutes together.
    pub menit: i64,
    /// How much larger the measured amount would have been, in whole rupiah.
    pub nilai: i128,
}

/// Activities of one person that waited or were refused, and what they would have added to the formula `ukur`,
/// one cause after the other, so that the amounts add up.
#[must_use]
pub fn telusuri(
    rencana: &Rencana,
    masukan: &Masukan,
    hasil: &Hasil,
    (subjek, letak): (&str, usize),
    ukur: &str,
) -> Vec<Kehilangan> {
    let Some(aktivitas) = Aktivitas::dari(rencana, subjek) else { return Vec::new() };
    let nilai = |m: &Masukan, h: &Hasil| {
        let (n, d) = rencana.jejak(m, h, subjek, letak, ukur)?.pecahan;
        (d == 1).then_some(n)
    };
    let (mut kini, mut hasil) = (masukan.clone(), hasil.clone());
    let Some(mut sebelum) = nilai(&kini, &hasil) else { return Vec::new() };
    let mut semua = Vec::new();
    for status in [StatusAktivitas::Diajukan, StatusAktivitas::Dikembalikan, StatusAktivitas::Ditolak] {
        let baris = aktivitas.berstatus(&kini, letak, status);
        if baris.is_empty() {
            continue;
        }
        let menit = baris.iter().filter_map(|b| kini.nilai("aktivitas", *b, "menit")).sum();
        if baris.iter().any(|b| kini.ganti("aktivitas", *b, "status", aktivitas.disetujui).is_err()) {
            return Vec::new();
        }
        let Ok(sesudah) = rencana.hitung_ulang(&kini, hasil, subjek, &[letak]) else { return Vec::new() };
        hasil = sesudah;
        let Some(sesudah) = nilai(&kini, &hasil) else { return Vec::new() };
        semua.push(Kehilangan { status, banyak: baris.len(), menit, nilai: sesudah - sebelum });
        sebelum = sesudah;
    }
    semua
}

/// How this package sees activities.
struct Aktivitas {
    /// Words of the state, in declared order.
    status: Vec<String>,
    /// Place of `disetujui` among them.
    disetujui: i64,
    /// Entities between the person and the activity.
    lewat: Vec<String>,
}

impl Aktivitas {
    fn dari(rencana: &Rencana, subjek: &str) -> Option<Self> {
        let skema = rencana.skema();
        let entitas = skema.iter().find(|e| e.nama == "aktivitas")?;
        let masukan = entitas.masukan.iter().find(|m| m.nama == "status")?;
        let JenisMasukan::Pilihan(status) = &masukan.jenis else { return None };
        let disetujui = i64::try_from(status.iter().position(|s| s == "disetujui")?).ok()?;
        let mut lewat = Vec::new();
        let mut induk = entitas.induk.clone()?;
        while induk != subjek {
            lewat.insert(0, induk.clone());
            induk = skema.iter().find(|e| e.nama == induk)?.induk.clone()?;
        }
        Some(Self { status: status.clone(), disetujui, lewat })
    }

    fn berstatus(&self, m: &Masukan, letak: usize, status: StatusAktivitas) -> Vec<usize> {
        let Some(kode) = self.status.iter().position(|s| s == status.nama()) else { return Vec::new() };
        let mut induk = vec![letak];
        for e in &self.lewat {
            induk = induk.into_iter().flat_map(|i| m.anak(e, i)).collect();
        }
        induk
            .into_iter()
            .flat_map(|i| m.anak("aktivitas", i))
            .filter(|b| {
                m.nilai("aktivitas", *b, "status").and_then(|n| usize::try_from(n).ok()) == Some(kode)
            })
            .collect()
    }
}
