//! Differences of a paid month: what a newer computation says otherwise, and how later months bear it. Pure.
//!
//! The month that was paid stays as it was signed. Underpaid people get the difference with a later month; an overpayment is
//! deducted from later months, never below nought, until it is gone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use balai_kernel::Periode;

use super::proses::BarisTersimpan;

/// A person whose month is computed otherwise now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beda {
    /// Whose.
    pub nip: String,
    /// Name as it stands.
    pub nama: String,
    /// Code of the OPD that paid, or that would have.
    pub opd: String,
    /// Path of the unit.
    pub jalur_unit: String,
    /// What was approved, in sen; nought for who was not on the list.
    pub lama_sen: i64,
    /// What earlier lists of the month corrected, in sen.
    pub sudah_sen: i64,
    /// What is computed now, in sen; nought for who is no longer on it.
    pub baru_sen: i64,
}

impl Beda {
    /// What is still to be paid (positive) or was paid too much (negative), in sen.
    #[must_use]
    pub fn selisih_sen(&self) -> i64 {
        self.baru_sen.saturating_sub(self.lama_sen).saturating_sub(self.sudah_sen)
    }
}

/// Compares the approved lines of a month with a newer computation, by NIP. `sudah` is what earlier lists corrected, in sen;
/// `ikut` says whether an OPD's part was approved: of the others nothing was promised yet.
#[must_use]
pub fn banding(
    lama: &[BarisTersimpan],
    baru: &[BarisTersimpan],
    sudah: &BTreeMap<String, i64>,
    ikut: impl Fn(&str) -> bool,
) -> Vec<Beda> {
    let dulu: BTreeMap<&str, &BarisTersimpan> = lama.iter().map(|b| (b.nip.as_str(), b)).collect();
    let kini: BTreeMap<&str, &BarisTersimpan> = baru.iter().map(|b| (b.nip.as_str(), b)).collect();
    let mut semua: Vec<&str> = dulu.keys().chain(kini.keys()).copied().collect();
    semua.sort_unstable();
    semua.dedup();
    let satu = |nip: &str| {
        // who paid corrects; who moved in the newer computation is still with whoever paid
        let orang = dulu.get(nip).or_else(|| kini.get(nip))?;
        let beda = Beda {
            nip: nip.to_owned(),
            nama: orang.nama.clone(),
            opd: orang.opd.clone(),
            jalur_unit: orang.jalur_unit.clone(),
            lama_sen: dulu.get(nip).map_or(0, |b| b.utama_sen),
            sudah_sen: sudah.get(nip).copied().unwrap_or(0),
            baru_sen: kini.get(nip).map_or(0, |b| b.utama_sen),
        };
        (beda.selisih_sen() != 0 && ikut(&beda.opd)).then_some(beda)
    };
    semua.into_iter().filter_map(satu).collect()
}

/// What a list adds and takes, in sen, both positive.
#[must_use]
pub fn jumlah(semua: &[Beda]) -> (i64, i64) {
    semua.iter().fold((0, 0), |(tambah, kurang), b| match b.selisih_sen() {
        s if s > 0 => (tambah + s, kurang),
        s => (tambah, kurang - s),
    })
}

/// The canonical form of a list, for its hash: the two computations and a line for everybody, by NIP.
#[must_use]
pub fn kanonik(periode: Periode, nomor: i64, hasil: (&str, &str), semua: &[Beda]) -> String {
    let mut teks = String::with_capacity(semua.len() * 64 + 256);
    // writing to a String cannot fail
    let _ = writeln!(teks, "balai-selisih 1\nperiode {periode} {nomor}\nlama {}\nbaru {}", hasil.0, hasil.1);
    for b in semua {
        let _ = writeln!(teks, "{} {} {} {} {}", b.nip, b.opd, b.lama_sen, b.sudah_sen, b.baru_sen);
    }
    teks
}

/// Where something to settle comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Jenis {
    /// A difference of a paid month.
    Selisih,
    /// What a ceiling policy deferred.
    Utang,
}

impl Jenis {
    /// The stored word.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::Selisih => "selisih",
            Self::Utang => "utang",
        }
    }

    /// From the stored word.
    #[must_use]
    pub fn dari_kode(kode: &str) -> Option<Self> {
        [Self::Selisih, Self::Utang].into_iter().find(|j| j.kode() == kode)
    }
}

/// One thing to settle with one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saldo {
    /// What kind.
    pub jenis: Jenis,
    /// The month it comes from.
    pub asal: Periode,
    /// The list's number in that month, or the step's.
    pub urut: i64,
    /// Whose.
    pub nip: String,
    /// Code of the OPD that settles it.
    pub opd: String,
    /// Path of the unit.
    pub jalur_unit: String,
    /// Owed to the person (positive) or by the person (negative), in sen; never nought.
    pub jumlah_sen: i64,
}

/// What of one person's balances a month settles, in sen, in their order: all that is owed to the person, and of what is
/// owed by them as much as `bayar_sen` and the former can bear.
#[must_use]
pub fn lunasi(bayar_sen: i64, saldo: &[i64]) -> Vec<i64> {
    let mut sanggup = bayar_sen.max(0) + saldo.iter().filter(|s| **s > 0).sum::<i64>();
    let satu = |s: &i64| {
        if *s >= 0 {
            return *s;
        }
        let potong = sanggup.min(-s);
        sanggup -= potong;
        -potong
    };
    saldo.iter().map(satu).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn baris(nip: &str, opd: &str, sen: i64) -> BarisTersimpan {
        BarisTersimpan {
            nip: nip.to_owned(),
            pegawai: 1,
            nama: nip.to_owned(),
            cari: String::new(),
            jabatan: String::new(),
            kelas: 7,
            opd: opd.to_owned(),
            unit_nama: String::new(),
            jalur_unit: format!("{opd}/"),
            utama_sen: sen,
            nilai: String::new(),
        }
    }

    #[test]
    fn what_differs_is_listed_once_and_only_where_something_was_approved() {
        let lama =
            [baris("a", "01", 100), baris("b", "01", 200), baris("c", "02", 300), baris("d", "01", 50)];
        let baru =
            [baris("a", "01", 150), baris("b", "01", 200), baris("c", "02", 900), baris("e", "01", 70)];
        let sudah = BTreeMap::from([("a".to_owned(), 20)]);
        let beda = banding(&lama, &baru, &sudah, |opd| opd == "01");
        let isi: Vec<_> = beda.iter().map(|b| (b.nip.as_str(), b.selisih_sen())).collect();
        assert_eq!(isi, [("a", 30), ("d", -50), ("e", 70)]);
        assert_eq!(jumlah(&beda), (100, 50));
        // once it is corrected nothing is left
        let sudah = BTreeMap::from([("a".to_owned(), 50), ("d".to_owned(), -50), ("e".to_owned(), 70)]);
        assert_eq!(banding(&lama, &baru, &sudah, |opd| opd == "01"), []);
    }

    #[test]
    fn an_overpayment_is_borne_by_what_there_is() {
        assert_eq!(lunasi(100, &[-40]), [-40]);
        assert_eq!(lunasi(100, &[-140]), [-100]);
        assert_eq!(lunasi(100, &[-60, 30, -100]), [-60, 30, -70]);
        assert_eq!(lunasi(0, &[25, -10]), [25, -10]);
        assert_eq!(lunasi(-5, &[-10]), [0]);
    }

    proptest! {
        #[test]
        fn nobody_is_paid_less_than_nought_and_nothing_is_invented(
            bayar in 0..1_000_000_i64, saldo in proptest::collection::vec(-500_000..500_000_i64, 0..8),
        ) {
            let dipakai = lunasi(bayar, &saldo);
            prop_assert_eq!(dipakai.len(), saldo.len());
            prop_assert!(bayar + dipakai.iter().sum::<i64>() >= 0);
            for (s, d) in saldo.iter().zip(&dipakai) {
                prop_assert!(d.signum() * s.signum() >= 0 && d.abs() <= s.abs());
                prop_assert!(*s < 0 || s == d, "what is owed to somebody is paid whole");
            }
            // either everything is settled or nothing is left to deduct from
            let sisa: i64 = saldo.iter().sum::<i64>() - dipakai.iter().sum::<i64>();
            prop_assert!(sisa == 0 || bayar + dipakai.iter().sum::<i64>() == 0);
        }

        #[test]
        fn month_after_month_an_overpayment_ends(mut utang in 1..5_000_000_i64, bayar in 1..900_000_i64) {
            let mut bulan = 0;
            while utang > 0 {
                utang += lunasi(bayar, &[-utang])[0];
                bulan += 1;
                prop_assert!(utang >= 0 && bulan <= 5_000_000 / bayar + 1);
            }
        }
    }
}
