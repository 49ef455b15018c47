//! What happens to what exceeds a ceiling: four explicit policies, each exact to the rupiah.
//!
//! No national rule says what to do; regions stop, cut everybody, or owe. So the choice is a signed decision, and
//! whoever signs has seen who loses what.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use balai_kernel::{Bahasa, Galat, Periode};

/// A sen more than this many make a rupiah.
const SEN: i64 = 100;

/// The four ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cara {
    /// Nobody of the OPD is paid until something else is decided.
    Tahan,
    /// Everybody is cut in the same proportion; what was cut is gone.
    ProRata,
    /// As before, but everybody keeps a share and low classes stay whole.
    Lindungi,
    /// Everybody gets the same proportion now; the rest is owed.
    Tunda,
}

impl Cara {
    /// In the order they are offered.
    pub const SEMUA: [Self; 4] = [Self::Tahan, Self::ProRata, Self::Lindungi, Self::Tunda];

    /// The stored word.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::Tahan => "tahan",
            Self::ProRata => "pro_rata",
            Self::Lindungi => "lindungi",
            Self::Tunda => "tunda",
        }
    }

    /// From the stored word.
    #[must_use]
    pub fn dari_kode(kode: &str) -> Option<Self> {
        Self::SEMUA.into_iter().find(|c| c.kode() == kode)
    }

    /// As people read it.
    #[must_use]
    pub fn nama(self, b: Bahasa) -> &'static str {
        match self {
            Self::Tahan => b.pilih("Tahan", "Block"),
            Self::ProRata => b.pilih("Potong semua sama rata", "Cut all in proportion"),
            Self::Lindungi => b.pilih("Potong dengan batas terlindung", "Cut above a protected floor"),
            Self::Tunda => b.pilih("Bayar sebagian, sisanya utang", "Pay in part, owe the rest"),
        }
    }
}

/// A policy with its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kebijakan {
    /// Which way.
    pub cara: Cara,
    /// Whole percent everybody keeps, 0 to 100; only for [`Cara::Lindungi`].
    pub lantai: i64,
    /// The highest class that is left whole, 0 for none; only for [`Cara::Lindungi`].
    pub kelas: i64,
}

impl Kebijakan {
    /// One without numbers of its own.
    #[must_use]
    pub fn polos(cara: Cara) -> Self {
        Self { cara, lantai: 0, kelas: 0 }
    }
}

/// Somebody's computed amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hak {
    /// Whose.
    pub nip: String,
    /// Class of the post.
    pub kelas: i64,
    /// What was computed, in sen.
    pub sen: i64,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bayaran {
    /// Whose.
    pub nip: String,
    /// Class of the post.
    pub kelas: i64,
    /// What was computed, in sen.
    pub dihitung_sen: i64,
    /// What is paid now.
    pub dibayar_sen: i64,
    /// What is owed.
    pub ditangguhkan_sen: i64,
}

impl Bayaran {
    /// What the person goes without: neither paid nor owed.
    #[must_use]
    pub fn hilang_sen(&self) -> i64 {
        self.dihitung_sen - self.dibayar_sen - self.ditangguhkan_sen
    }

    /// What is not paid now.
    #[must_use]
    pub fn kurang_sen(&self) -> i64 {
        self.dihitung_sen - self.dibayar_sen
    }
}

/// Splits `potong` over parts in proportion, in whole units; what is left of the division goes to the largest remainders,
/// of equal ones to the earlier. No part gives more than it has when `potong` is at most their sum.
fn bagi(bagian: &[i64], potong: i64) -> Vec<i64> {
    let seluruh: i128 = bagian.iter().map(|b| i128::from(*b)).sum();
    if seluruh <= 0 {
        return vec![0; bagian.len()];
    }
    let mut hasil = Vec::with_capacity(bagian.len());
    let mut sisa: Vec<(i128, usize)> = Vec::with_capacity(bagian.len());
    let mut terbagi = 0_i128;
    for (i, b) in bagian.iter().enumerate() {
        let kali = i128::from(*b) * i128::from(potong);
        let bulat = kali / seluruh;
        terbagi += bulat;
        sisa.push((kali % seluruh, i));
        hasil.push(i64::try_from(bulat).unwrap_or(0));
    }
    sisa.sort_by_key(|(r, i)| (std::cmp::Reverse(*r), *i));
    let kurang = usize::try_from(i128::from(potong) - terbagi).unwrap_or(0);
    for (_, i) in sisa.into_iter().take(kurang) {
        if let Some(h) = hasil.get_mut(i) {
            *h += 1;
        }
    }
    hasil
}

/// What a policy makes of an OPD's amounts when they exceed the ceiling by `lewat_sen`. The answer is in the order of NIP.
///
/// # Errors
/// `KIN-620` when what is protected leaves too little to cut.
pub fn terapkan(k: Kebijakan, hak: &[Hak], lewat_sen: i64) -> Result<Vec<Bayaran>, Galat> {
    let mut urut: Vec<&Hak> = hak.iter().collect();
    urut.sort_by(|a, b| a.nip.cmp(&b.nip));
    // a rupiah is never paid in part: the cut is rounded up to whole ones
    let potong = (lewat_sen.max(0) + SEN - 1) / SEN;
    let bagian: Vec<i64> = urut.iter().map(|h| dapat_dipotong(k, h)).collect();
    let seluruh: i64 = bagian.iter().sum();
    if k.cara != Cara::Tahan && potong > seluruh {
        let rp = |rupiah: i64| balai_kernel::Rupiah::from_sen(rupiah.saturating_mul(SEN));
        return Err(Galat::baru("KIN-620").dengan("potong", rp(potong)).dengan("dapat", rp(seluruh)));
    }
    let potongan = match k.cara {
        Cara::Tahan => urut.iter().map(|h| h.sen.max(0)).collect(),
        Cara::ProRata | Cara::Lindungi | Cara::Tunda => {
            bagi(&bagian, potong).into_iter().map(|r| r * SEN).collect::<Vec<_>>()
        }
    };
    let owed = matches!(k.cara, Cara::Tahan | Cara::Tunda);
    let satu = |(h, potong): (&&Hak, i64)| Bayaran {
        nip: h.nip.clone(),
        kelas: h.kelas,
        dihitung_sen: h.sen,
        dibayar_sen: h.sen - potong,
        ditangguhkan_sen: if owed { potong } else { 0 },
    };
    Ok(urut.iter().zip(potongan).map(satu).collect())
}

/// The whole rupiah of an amount that may be cut.
fn dapat_dipotong(k: Kebijakan, h: &Hak) -> i64 {
    let rupiah = h.sen.max(0) / SEN;
    if k.cara != Cara::Lindungi {
        return rupiah;
    }
    if h.kelas <= k.kelas {
        return 0;
    }
    let lindung = (i128::from(rupiah) * i128::from(k.lantai.clamp(0, 100)) + 99) / 100;
    rupiah - i64::try_from(lindung).unwrap_or(rupiah)
}

/// Sums of a set of payments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Jumlah {
    /// People.
    pub orang: i64,
    /// People who get less now.
    pub kena: i64,
    /// Computed.
    pub dihitung_sen: i64,
    /// Paid now.
    pub dibayar_sen: i64,
    /// Owed.
    pub ditangguhkan_sen: i64,
    /// The most that one person goes without now.
    pub terbesar_sen: i64,
}

impl Jumlah {
    /// Of all of these.
    pub fn dari<'a>(semua: impl IntoIterator<Item = &'a Bayaran>) -> Self {
        semua.into_iter().fold(Self::default(), |j, b| Self {
            orang: j.orang + 1,
            kena: j.kena + i64::from(b.kurang_sen() > 0),
            dihitung_sen: j.dihitung_sen + b.dihitung_sen,
            dibayar_sen: j.dibayar_sen + b.dibayar_sen,
            ditangguhkan_sen: j.ditangguhkan_sen + b.ditangguhkan_sen,
            terbesar_sen: j.terbesar_sen.max(b.kurang_sen()),
        })
    }

    /// Neither paid nor owed.
    #[must_use]
    pub fn hilang_sen(&self) -> i64 {
        self.dihitung_sen - self.dibayar_sen - self.ditangguhkan_sen
    }
}

/// Who goes without how much, by class, the highest first.
#[must_use]
pub fn per_kelas(semua: &[Bayaran]) -> Vec<(i64, Jumlah)> {
    let mut kelas: BTreeMap<i64, Vec<&Bayaran>> = BTreeMap::new();
    for b in semua {
        kelas.entry(b.kelas).or_default().push(b);
    }
    kelas.into_iter().rev().map(|(k, isi)| (k, Jumlah::dari(isi))).collect()
}

/// The canonical form of what is paid, for its hash: what was computed, the policy, a line for everybody.
#[must_use]
pub fn kanonik(periode: Periode, hasil_sidik: &str, opd: &str, k: Kebijakan, semua: &[Bayaran]) -> String {
    let mut teks = String::with_capacity(semua.len() * 48 + 256);
    // writing to a String cannot fail
    let _ = writeln!(teks, "balai-bayar 1\nperiode {periode}\nhasil {hasil_sidik}\nopd {opd}");
    let _ = writeln!(teks, "kebijakan {} {} {}", k.cara.kode(), k.lantai, k.kelas);
    for b in semua {
        let _ = writeln!(teks, "{} {} {} {}", b.nip, b.dihitung_sen, b.dibayar_sen, b.ditangguhkan_sen);
    }
    teks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hak(isi: &[(i64, i64)]) -> Vec<Hak> {
        let satu = |(i, (kelas, rupiah)): (usize, &(i64, i64))| Hak {
            nip: format!("{i:018}"),
            kelas: *kelas,
            sen: rupiah * SEN,
        };
        isi.iter().enumerate().map(satu).collect()
    }

    fn dibayar(b: &[Bayaran]) -> Vec<i64> {
        b.iter().map(|b| b.dibayar_sen / SEN).collect()
    }

    #[test]
    fn the_worked_example_of_a_ceiling_by_largest_remainder() {
        // 120 million against 100 million: 41,666,667 + 33,333,333 + 25,000,000
        let semua = hak(&[(9, 50_000_000), (8, 40_000_000), (7, 30_000_000)]);
        let jadi = terapkan(Kebijakan::polos(Cara::ProRata), &semua, 20_000_000 * SEN).unwrap();
        assert_eq!(dibayar(&jadi), [41_666_667, 33_333_333, 25_000_000]);
        let tunda = terapkan(Kebijakan::polos(Cara::Tunda), &semua, 20_000_000 * SEN).unwrap();
        assert_eq!(dibayar(&tunda), dibayar(&jadi));
        assert_eq!(Jumlah::dari(&tunda).ditangguhkan_sen, 20_000_000 * SEN);
        assert_eq!(Jumlah::dari(&jadi).hilang_sen(), 20_000_000 * SEN);
    }

    #[test]
    fn the_protected_stay_whole_and_too_much_protection_is_refused() {
        let semua = hak(&[(12, 10_000), (5, 10_000)]);
        let k = Kebijakan { cara: Cara::Lindungi, lantai: 50, kelas: 5 };
        assert_eq!(dibayar(&terapkan(k, &semua, 5_000 * SEN).unwrap()), [5_000, 10_000]);
        assert_eq!(terapkan(k, &semua, 5_001 * SEN).unwrap_err().kode, "KIN-620");
        let tahan = terapkan(Kebijakan::polos(Cara::Tahan), &semua, 1).unwrap();
        assert_eq!(dibayar(&tahan), [0, 0]);
    }

    proptest! {
        #[test]
        fn every_policy_is_exact_to_the_rupiah_and_nobody_goes_below_nought(
            isi in proptest::collection::vec((1..=17_i64, 0..60_000_000_i64), 1..40),
            bagian in 0..=1_000_i64, lantai in 0..=100_i64, kelas in 0..=17_i64,
        ) {
            let semua = hak(&isi);
            let total: i64 = semua.iter().map(|h| h.sen).sum();
            let lewat = i64::try_from(i128::from(total) * i128::from(bagian) / 1_000).unwrap();
            for cara in Cara::SEMUA {
                let k = Kebijakan { cara, lantai, kelas };
                let Ok(jadi) = terapkan(k, &semua, lewat) else {
                    prop_assert_eq!(cara, Cara::Lindungi);
                    continue;
                };
                let j = Jumlah::dari(&jadi);
                prop_assert_eq!(j.dihitung_sen, total);
                prop_assert!(jadi.iter().all(|b| b.dibayar_sen >= 0 && b.hilang_sen() >= 0));
                prop_assert!(jadi.iter().all(|b| b.dibayar_sen % SEN == 0));
                if cara != Cara::Tahan {
                    // within the ceiling, and by less than a rupiah
                    let ruang = total - lewat - j.dibayar_sen;
                    prop_assert!((0..SEN).contains(&ruang), "{}", ruang);
                }
                if cara == Cara::Lindungi {
                    let utuh = jadi.iter().filter(|b| b.kelas <= kelas).all(|b| b.kurang_sen() == 0);
                    let lantai = jadi.iter().all(|b| b.dibayar_sen * 100 >= b.dihitung_sen * lantai);
                    prop_assert!(utuh && lantai);
                }
                let mut balik = semua.clone();
                balik.reverse();
                prop_assert_eq!(jadi, terapkan(k, &balik, lewat).unwrap());
            }
        }

        #[test]
        fn who_earns_more_is_never_paid_less_by_a_cut_of_all(
            isi in proptest::collection::vec(0..60_000_000_i64, 2..20), bagian in 0..=1_000_i64,
        ) {
            let semua = hak(&isi.iter().map(|r| (1, *r)).collect::<Vec<_>>());
            let total: i64 = semua.iter().map(|h| h.sen).sum();
            let lewat = i64::try_from(i128::from(total) * i128::from(bagian) / 1_000).unwrap();
            let jadi = terapkan(Kebijakan::polos(Cara::ProRata), &semua, lewat).unwrap();
            for a in &jadi {
                for b in &jadi {
                    let setara = a.dihitung_sen <= b.dihitung_sen;
                    prop_assert!(!setara || a.dibayar_sen <= b.dibayar_sen + SEN);
                }
            }
        }
    }
}
