//! The thread of a slip: a derivation read aloud from top to bottom, one operator a knot.
//!
//! It knows nothing of a particular package. It follows the money: from the figure a person receives back to
//! the first amount, and puts every term of a sum, a difference or a product on a line of its own, each with
//! what it was made of. See `docs/aturan.md` for how the package's author shapes what is read here.

use std::collections::BTreeSet;

use balai_kernel::Bahasa;
use balai_rules::{Jejak, JenisJejak, Operator};

/// What the knot at the left of a line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Simpul {
    /// Where the thread begins.
    Awal,
    /// The first term of a sum.
    Butir,
    /// Added.
    Tambah,
    /// Subtracted.
    Kurang,
    /// Multiplied.
    Kali,
    /// Divided.
    Bagi,
    /// A total.
    Sama,
}

/// One line of the thread.
#[derive(Debug, Clone)]
pub struct Langkah<'j> {
    /// Its knot.
    pub simpul: Simpul,
    /// What it is about.
    pub jejak: &'j Jejak,
    /// For a term of a sum: what it would be in full, when that can be told for certain.
    pub penuh: Option<i128>,
}

/// The whole thread, first amount first, what the person receives last.
#[must_use]
pub fn urai(akar: &Jejak) -> Vec<Langkah<'_>> {
    let mut hasil = Vec::new();
    ikuti(akar, &mut hasil, &mut BTreeSet::new());
    hasil
}

/// The amount that the thread adds up from parts, if there is one: what the parts of the bar on the sign make.
#[must_use]
pub fn jumlah_butir(akar: &Jejak) -> Option<&Jejak> {
    let langkah = urai(akar);
    let butir = langkah.iter().position(|l| l.simpul == Simpul::Butir)?;
    langkah.iter().skip(butir).find(|l| l.simpul == Simpul::Sama).map(|l| l.jejak)
}

/// An amount of money computed by a formula.
fn uang(j: &Jejak) -> bool {
    j.jenis == JenisJejak::Rumus && j.satuan == "rupiah" && !j.nama.is_empty()
}

fn ikuti<'j>(j: &'j Jejak, hasil: &mut Vec<Langkah<'j>>, sudah: &mut BTreeSet<&'j str>) {
    if !sudah.insert(&j.nama) {
        return;
    }
    let suku: Vec<&Jejak> = j.anak.iter().filter(|a| a.operator != Operator::Lain).collect();
    let penjumlahan = suku.iter().any(|a| matches!(a.operator, Operator::Tambah | Operator::Kurang));
    if penjumlahan {
        jumlahkan(&suku, hasil, sudah);
        hasil.push(Langkah { simpul: Simpul::Sama, jejak: j, penuh: None });
        return;
    }
    // the amount this one continues: the first factor, else the first amount inside a function
    let lanjut = j.anak.iter().find(|a| uang(a) && a.entitas == j.entitas);
    let lanjut = lanjut
        .or_else(|| j.anak.iter().flat_map(|a| a.anak.iter()).find(|a| uang(a) && a.entitas == j.entitas));
    if let Some(sebelum) = lanjut {
        ikuti(sebelum, hasil, sudah);
        if sebelum.pecahan == j.pecahan && suku.len() <= 1 {
            // nothing happened to it (a ceiling that was kept): the line would repeat the amount
            return ganti_nama(hasil, j);
        }
    } else if suku.len() <= 1 {
        hasil.push(Langkah { simpul: Simpul::Awal, jejak: j, penuh: None });
        return;
    }
    for s in suku.iter().filter(|s| lanjut.is_none_or(|l| l.nama != s.nama)) {
        let simpul = match s.operator {
            Operator::Kali => Simpul::Kali,
            Operator::Bagi => Simpul::Bagi,
            _ => Simpul::Awal,
        };
        hasil.push(Langkah { simpul, jejak: s, penuh: None });
    }
    hasil.push(Langkah { simpul: Simpul::Sama, jejak: j, penuh: None });
}

/// A total that was only passed on takes the later name, so that the thread ends with what is received.
fn ganti_nama<'j>(hasil: &mut Vec<Langkah<'j>>, j: &'j Jejak) {
    match hasil.last_mut() {
        Some(akhir) if akhir.simpul == Simpul::Sama => {
            let penuh = akhir.penuh;
            hasil.push(Langkah { simpul: Simpul::Sama, jejak: j, penuh });
        }
        _ => hasil.push(Langkah { simpul: Simpul::Sama, jejak: j, penuh: None }),
    }
}

fn jumlahkan<'j>(suku: &[&'j Jejak], hasil: &mut Vec<Langkah<'j>>, sudah: &mut BTreeSet<&'j str>) {
    let Some((awal, sisa)) = suku.split_first() else { return };
    let mandiri = sisa.iter().filter(|s| !memuat(s, &awal.nama)).count();
    let pangkal = bersama(suku);
    if uang(awal) && mandiri == 0 {
        // every other term is taken from the first one, as a tax is
        ikuti(awal, hasil, sudah);
    } else {
        if let Some(p) = pangkal {
            ikuti(p, hasil, sudah);
        }
        hasil.push(Langkah {
            simpul: Simpul::Butir,
            jejak: awal,
            penuh: pangkal.and_then(|p| penuh(awal, p)),
        });
    }
    for s in sisa {
        let simpul = if s.operator == Operator::Kurang { Simpul::Kurang } else { Simpul::Tambah };
        if matches!(s.operator, Operator::Tambah | Operator::Kurang) {
            hasil.push(Langkah { simpul, jejak: s, penuh: pangkal.and_then(|p| penuh(s, p)) });
        }
    }
}

/// Whether a figure of this name was used anywhere below.
fn memuat(j: &Jejak, nama: &str) -> bool {
    j.anak.iter().any(|a| a.nama == nama || memuat(a, nama))
}

/// The amount that all added terms are parts of.
fn bersama<'j>(suku: &[&'j Jejak]) -> Option<&'j Jejak> {
    let tambah: Vec<&&Jejak> =
        suku.iter().filter(|s| matches!(s.operator, Operator::Awal | Operator::Tambah)).collect();
    if tambah.len() < 2 {
        return None;
    }
    let (awal, sisa) = tambah.split_first()?;
    cari_uang(awal, &|c| sisa.iter().all(|s| memuat(s, &c.nama)))
}

fn cari_uang<'j>(j: &'j Jejak, cocok: &dyn Fn(&Jejak) -> bool) -> Option<&'j Jejak> {
    j.anak
        .iter()
        .find(|a| uang(a) && a.entitas == j.entitas && cocok(a))
        .or_else(|| j.anak.iter().find_map(|a| cari_uang(a, cocok)))
}

/// What a term would be if its measured rates were 100%: the shared amount times its fixed weights.
///
/// The weights are parameters and constants of the formula's outermost product. The answer is given only if
/// the same product with the rates gives the term itself, so it is exact or absent.
fn penuh(suku: &Jejak, pangkal: &Jejak) -> Option<i128> {
    let (mut bobot, mut tingkat) = (Pecah::dari(pangkal.pecahan)?, Pecah::satu());
    for f in &suku.anak {
        match f.operator {
            Operator::Awal | Operator::Kali if f.nama == pangkal.nama => {}
            Operator::Awal | Operator::Kali => match f.jenis {
                JenisJejak::Parameter { .. } => bobot = bobot.kali(f.pecahan)?,
                _ if f.satuan.is_empty() => tingkat = tingkat.kali(f.pecahan)?,
                _ => return None,
            },
            Operator::Bagi => return None,
            _ => {}
        }
    }
    for tetapan in tetapan(&suku.rumus) {
        bobot = bobot.kali(tetapan)?;
    }
    let ada = bobot.kali((tingkat.a, tingkat.b))?.bulat()?;
    let (n, d) = suku.pecahan;
    (d == 1 && ada == n).then(|| bobot.bulat()).flatten()
}

/// Numbers written in the outermost product: `penuh * 60% * capaian` has 60/100.
fn tetapan(rumus: &str) -> Vec<(i128, i128)> {
    let mut dalam = 0_u32;
    let mut kata = vec![String::new()];
    for h in rumus.chars() {
        match h {
            '(' => dalam += 1,
            ')' => dalam = dalam.saturating_sub(1),
            '*' if dalam == 0 => {
                kata.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(k) = kata.last_mut() {
            k.push(h);
        }
    }
    kata.iter().filter_map(|k| bilangan(k.trim())).collect()
}

fn bilangan(teks: &str) -> Option<(i128, i128)> {
    let (isi, seratus) = teks.strip_suffix('%').map_or((teks, 1), |t| (t, 100));
    let (utuh, pecahan) = isi.split_once('.').unwrap_or((isi, ""));
    let angka: i128 = format!("{utuh}{pecahan}").parse().ok()?;
    Some((angka, 10_i128.checked_pow(u32::try_from(pecahan.len()).ok()?)?.checked_mul(seratus)?))
}

/// An exact fraction in lowest terms.
#[derive(Debug, Clone, Copy)]
struct Pecah {
    a: i128,
    b: i128,
}

impl Pecah {
    fn satu() -> Self {
        Self { a: 1, b: 1 }
    }

    fn dari((a, b): (i128, i128)) -> Option<Self> {
        Self::satu().kali((a, b))
    }

    fn kali(self, (a, b): (i128, i128)) -> Option<Self> {
        let (a, b) = (self.a.checked_mul(a)?, self.b.checked_mul(b)?);
        let f = fpb(a.checked_abs()?, b).max(1);
        (b > 0).then(|| Self { a: a / f, b: b / f })
    }

    /// Half away from zero.
    fn bulat(self) -> Option<i128> {
        let dua = self.a.checked_abs()?.checked_mul(2)?.checked_add(self.b)?;
        Some(dua / self.b.checked_mul(2)? * self.a.signum())
    }
}

fn fpb(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { fpb(b, a % b) }
}

/// A label in the reader's language, or the name when the package gives none.
#[must_use]
pub fn label(j: &Jejak, bahasa: Bahasa) -> &str {
    let teks = bahasa.pilih(&j.label.0, &j.label.1);
    if teks.is_empty() { &j.nama } else { teks }
}

/// An amount in whole rupiah with its sen if it has any, without `Rp`; other figures as the rules write them.
#[must_use]
pub fn angka(j: &Jejak) -> String {
    let (n, d) = j.pecahan;
    if j.satuan == "rupiah"
        && d > 0
        && let Some(sen) = n.checked_mul(100).filter(|s| s % d == 0)
        && let Ok(sen) = i64::try_from(sen / d)
    {
        return balai_kernel::Rupiah::from_sen(sen).angka();
    }
    match (&j.kira, persen(j)) {
        (_, Some(p)) => p,
        (Some(kira), None) => kira.clone(),
        (None, None) => j.nilai.clone(),
    }
}

/// Whole rupiah as people write them, without `Rp`.
#[must_use]
pub fn rupiah(nilai: i128) -> String {
    let sen = nilai.checked_mul(100).and_then(|s| i64::try_from(s).ok());
    sen.map(|s| balai_kernel::Rupiah::from_sen(s).angka()).unwrap_or_default()
}

/// A measured rate as a percentage, when that needs at most two decimals or the rules would write a fraction.
fn persen(j: &Jejak) -> Option<String> {
    let (n, d) = j.pecahan;
    let rasio = j.satuan.is_empty() && j.jenis == JenisJejak::Rumus && n >= 0 && d > 1 && n <= d;
    if !rasio {
        return None;
    }
    let seribu = n.checked_mul(10_000)?;
    if seribu % d != 0 && j.kira.is_none() {
        return None;
    }
    let (utuh, sisa) = ((seribu / d) / 100, (seribu / d) % 100);
    Some(match sisa {
        0 => format!("{utuh}%"),
        s if s % 10 == 0 => format!("{utuh},{}%", s / 10),
        s => format!("{utuh},{s:02}%"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn j(nama: &str, n: i128, satuan: &str, operator: Operator, anak: Vec<Jejak>) -> Jejak {
        Jejak {
            nama: nama.to_owned(),
            label: (String::new(), String::new()),
            entitas: "orang".to_owned(),
            kunci: "a".to_owned(),
            nilai: n.to_string(),
            kira: None,
            pecahan: (n, 1),
            satuan: satuan.to_owned(),
            rumus: String::new(),
            dasar: String::new(),
            sejak: String::new(),
            pembulatan: None,
            operator,
            jenis: JenisJejak::Rumus,
            anak,
        }
    }

    fn param(nama: &str, pecahan: (i128, i128), operator: Operator) -> Jejak {
        Jejak {
            pecahan,
            jenis: JenisJejak::Parameter { ilustrasi: false },
            ..j(nama, 0, "", operator, vec![])
        }
    }

    /// The slip of the visual reference, in the shape a package would give it.
    fn slip() -> Jejak {
        let acuan =
            Jejak { jenis: JenisJejak::Tabel, ..j("acuan", 9_360_000, "rupiah", Operator::Awal, vec![]) };
        let penuh_ = |o| {
            let indeks = param("indeks", (5_911_297_775, 10_000_000_000), Operator::Kali);
            let kriteria = param("kriteria", (6, 5), Operator::Kali);
            j("penuh", 6_639_570, "rupiah", o, vec![acuan.clone(), indeks, kriteria])
        };
        let capaian = Jejak { pecahan: (96, 100), ..j("capaian", 0, "", Operator::Kali, vec![]) };
        let bobot = param("bobot", (60, 100), Operator::Kali);
        let produktif =
            j("produktif", 3_824_392, "rupiah", Operator::Awal, vec![penuh_(Operator::Awal), bobot, capaian]);
        let tertib = Jejak { pecahan: (9_475, 10_000), ..j("tertib", 0, "", Operator::Kali, vec![]) };
        let mut disiplin =
            j("disiplin", 2_516_397, "rupiah", Operator::Tambah, vec![penuh_(Operator::Awal), tertib]);
        disiplin.rumus = "penuh * 40% * tertib".to_owned();
        let bruto = |o| j("bruto", 6_340_789, "rupiah", o, vec![produktif.clone(), disiplin.clone()]);
        let pph = j("pph", 317_039, "rupiah", Operator::Kurang, vec![bruto(Operator::Awal)]);
        j("bersih", 6_023_750, "rupiah", Operator::Awal, vec![bruto(Operator::Awal), pph])
    }

    #[test]
    fn the_thread_reads_like_the_reference() {
        let akar = slip();
        let baris: Vec<(Simpul, &str)> =
            urai(&akar).iter().map(|l| (l.simpul, l.jejak.nama.as_str())).collect();
        let harap = [
            (Simpul::Awal, "acuan"),
            (Simpul::Kali, "indeks"),
            (Simpul::Kali, "kriteria"),
            (Simpul::Sama, "penuh"),
            (Simpul::Butir, "produktif"),
            (Simpul::Tambah, "disiplin"),
            (Simpul::Sama, "bruto"),
            (Simpul::Kurang, "pph"),
            (Simpul::Sama, "bersih"),
        ];
        assert_eq!(baris, harap);
    }

    #[test]
    fn what_is_missing_is_told_exactly() {
        let akar = slip();
        let penuh: Vec<Option<i128>> =
            urai(&akar).iter().filter(|l| l.penuh.is_some()).map(|l| l.penuh).collect();
        assert_eq!(penuh, [Some(3_983_742), Some(2_655_828)]);
    }

    #[test]
    fn a_term_that_does_not_add_up_gets_no_full_amount() {
        let mut akar = slip();
        akar.anak[0].anak[0].pecahan = (3_824_391, 1);
        assert!(urai(&akar).iter().filter(|l| l.penuh.is_some()).count() == 1);
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        assert_eq!(angka(&j("a", 6_023_750, "rupiah", Operator::Awal, vec![])), "6.023.750");
        let rasio =
            |n, d| Jejak { pecahan: (n, d), nilai: "x".to_owned(), ..j("r", 0, "", Operator::Kali, vec![]) };
        assert_eq!(angka(&rasio(96, 100)), "96%");
        assert_eq!(angka(&rasio(9_475, 10_000)), "94,75%");
        assert_eq!(angka(&rasio(5_911_297_775, 10_000_000_000)), "x");
    }
}
