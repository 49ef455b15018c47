//! Deciding on activities: what a decision is, what makes a reader look twice, and since when something has waited too
//! long. Pure; whole numbers only.

use std::collections::HashMap;

use balai_kernel::Tanggal;
use sha2::{Digest as _, Sha256};

use super::entri::{Entri, KeadaanEntri, SEHARI};

/// Most entries of one act.
pub const SEKALIGUS_MAKS: usize = 200;
/// Longest reason, in letters.
pub const ALASAN_MAKS: usize = 500;
/// Entries of a person's past without which nothing is said about what is usual for them.
const RIWAYAT_MIN: usize = 10;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keputusan {
    /// Accepted: its minutes count.
    Terima,
    /// Sent back to be mended, with a reason.
    Kembalikan,
    /// Nobody decided in time; by the region's policy it counts.
    Anggap,
    /// What was deemed approved was looked at and is right.
    Kukuhkan,
}

impl Keputusan {
    const SEMUA: [(Self, &'static str, KeadaanEntri); 4] = [
        (Self::Terima, "diterima", KeadaanEntri::Disetujui),
        (Self::Kembalikan, "dikembalikan", KeadaanEntri::Dikembalikan),
        (Self::Anggap, "dianggap", KeadaanEntri::DianggapDisetujui),
        (Self::Kukuhkan, "dikukuhkan", KeadaanEntri::Disetujui),
    ];

    /// The stored word.
    #[must_use]
    pub fn kode(self) -> &'static str {
        Self::SEMUA.iter().find(|(k, ..)| *k == self).map_or("", |(_, kode, _)| kode)
    }

    /// From the stored word.
    #[must_use]
    pub fn dari_kode(kode: &str) -> Option<Self> {
        Self::SEMUA.iter().find(|(_, k, _)| *k == kode).map(|(k, ..)| *k)
    }

    /// Where it takes an entry.
    #[must_use]
    pub fn menjadi(self) -> KeadaanEntri {
        Self::SEMUA.iter().find(|(k, ..)| *k == self).map_or(KeadaanEntri::Diajukan, |(.., k)| *k)
    }

    /// Whether it may be taken over an entry in this state.
    #[must_use]
    pub fn atas(self, keadaan: KeadaanEntri) -> bool {
        match self {
            Self::Terima | Self::Anggap => keadaan == KeadaanEntri::Diajukan,
            Self::Kembalikan => matches!(keadaan, KeadaanEntri::Diajukan | KeadaanEntri::DianggapDisetujui),
            Self::Kukuhkan => keadaan == KeadaanEntri::DianggapDisetujui,
        }
    }
}

/// By what relation somebody decides on a person's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relasi {
    /// The superior on that day, acting ones too.
    Atasan,
    /// The assessor named by decree.
    Penilai,
    /// The chair of a team that verifies.
    KetuaTim,
    /// The superior's superior, once it has waited too long.
    AtasanAtasan,
    /// The region's policy.
    Sistem,
}

impl Relasi {
    /// The stored word.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::Atasan => "atasan",
            Self::Penilai => "penilai",
            Self::KetuaTim => "ketua_tim",
            Self::AtasanAtasan => "atasan_atasan",
            Self::Sistem => "sistem",
        }
    }
}

/// From when on something is worth a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambang {
    /// So many times the same text within a month.
    pub teks_sama: i64,
    /// Begun before this minute of the day.
    pub jam_pagi: i64,
    /// A day of more than so many minutes.
    pub hari_panjang: i64,
}

/// Why a reader may want to look twice. Never a verdict: work repeats itself, floods come at three in the morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Petunjuk {
    /// The same text so many times within a month.
    TeksSama(i64),
    /// Begun very early: the minute of the day.
    Pagi(i64),
    /// A day of so many minutes.
    HariPanjang(i64),
    /// Much longer than this person's entries usually are: their usual minutes.
    TakBiasa(i64),
    /// Only the device's clock says that it was in time.
    HanyaGawai,
}

impl Petunjuk {
    /// Its word in the API.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::TeksSama(_) => "teks_sama",
            Self::Pagi(_) => "terlalu_pagi",
            Self::HariPanjang(_) => "hari_panjang",
            Self::TakBiasa(_) => "di_luar_kebiasaan",
            Self::HanyaGawai => "hanya_waktu_gawai",
        }
    }

    /// The number it speaks of; 0 where there is none.
    #[must_use]
    pub fn nilai(self) -> i64 {
        match self {
            Self::TeksSama(n) | Self::Pagi(n) | Self::HariPanjang(n) | Self::TakBiasa(n) => n,
            Self::HanyaGawai => 0,
        }
    }
}

/// What a person entered lately: day, number of the text, minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Riwayat {
    teks: HashMap<i64, Vec<Tanggal>>,
    hari: HashMap<Tanggal, i64>,
    /// In ascending order.
    menit: Vec<i64>,
}

impl Riwayat {
    /// From rows in any order.
    #[must_use]
    pub fn dari(rows: impl IntoIterator<Item = (Tanggal, i64, i64)>) -> Self {
        let mut r = Self::default();
        for (hari, kegiatan, menit) in rows {
            r.teks.entry(kegiatan).or_default().push(hari);
            *r.hari.entry(hari).or_default() += menit;
            r.menit.push(menit);
        }
        r.menit.sort_unstable();
        r
    }

    /// The value below which so many quarters of the past lie.
    fn kuartil(&self, n: usize) -> i64 {
        self.menit.get(self.menit.len() * n / 4).copied().unwrap_or(0)
    }

    /// What is worth a second look in an entry of this person.
    #[must_use]
    pub fn petunjuk(&self, e: &Entri, a: &Ambang) -> Vec<Petunjuk> {
        let mut ada = Vec::new();
        let sama = self.teks.get(&e.kegiatan).map_or(0, |hari| {
            let dekat = hari.iter().filter(|h| (**h - e.hari).get_days().abs() <= 31).count();
            i64::try_from(dekat).unwrap_or(i64::MAX)
        });
        if sama >= a.teks_sama {
            ada.push(Petunjuk::TeksSama(sama));
        }
        if let Some(mulai) = e.mulai.filter(|m| *m < a.jam_pagi) {
            ada.push(Petunjuk::Pagi(mulai));
        }
        let sehari = self.hari.get(&e.hari).copied().unwrap_or(e.menit);
        if sehari > a.hari_panjang {
            ada.push(Petunjuk::HariPanjang(sehari.min(SEHARI)));
        }
        if self.menit.len() >= RIWAYAT_MIN {
            let (bawah, atas) = (self.kuartil(1), self.kuartil(3));
            // far outside what lies between the quarters, and at least twice the upper one
            if e.menit > (atas + 3 * (atas - bawah)).max(2 * atas) {
                ada.push(Petunjuk::TakBiasa(self.kuartil(2)));
            }
        }
        if e.hanya_gawai() {
            ada.push(Petunjuk::HanyaGawai);
        }
        ada
    }
}

/// The last day on which something must have been received to have waited more than `n` working days by `hari_ini`, which
/// counts itself; `None` past the calendar's beginning.
#[must_use]
pub fn batas_tunggu(hari_ini: Tanggal, n: i64, kerja: impl Fn(Tanggal) -> bool) -> Option<Tanggal> {
    let mut lewat = 0;
    let mut hari = hari_ini;
    loop {
        lewat += i64::from(kerja(hari));
        hari = hari.yesterday().ok()?;
        if lewat > n {
            return Some(hari);
        }
    }
}

/// Whether chance chooses an entry, `persen` of a hundred on average. The same seed chooses the same entries, so that
/// whoever doubts the draw repeats it.
#[must_use]
pub fn terpilih(benih: &[u8], id: &str, persen: i64) -> bool {
    let sidik = Sha256::new().chain_update(benih).chain_update(id).finalize();
    let angka = sidik.iter().take(8).fold(0_u64, |n, b| n << 8 | u64::from(*b));
    i64::try_from(angka % 100).is_ok_and(|n| n < persen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::entri::TANDA_HANYA_GAWAI;
    use balai_kernel::Kalender;
    use jiff::ToSpan as _;

    fn tgl(teks: &str) -> Tanggal {
        teks.parse().unwrap()
    }

    fn entri(hari: &str, mulai: Option<i64>, menit: i64, kegiatan: i64) -> Entri {
        Entri {
            id: "e".into(),
            pegawai: 1,
            hari: tgl(hari),
            mulai,
            menit,
            kegiatan,
            uraian: "Rapat".into(),
            katalog: None,
            jumlah: 1,
            skp: None,
            bukti: None,
            keadaan: KeadaanEntri::Diajukan,
            versi: 1,
            kunci: "kunci-0001".into(),
            gawai: None,
            diterima: balai_kernel::Waktu::dari_milidetik(0).unwrap(),
            tanda: 0,
            jalur_unit: "01/".into(),
        }
    }

    const AMBANG: Ambang = Ambang { teks_sama: 5, jam_pagi: 240, hari_panjang: 960 };

    #[test]
    fn an_ordinary_day_gives_no_hint() {
        let rows = (1..=20).map(|n| (tgl("2026-10-01").checked_add(n.days()).unwrap(), n, 60 + n % 3 * 15));
        let r = Riwayat::dari(rows);
        assert_eq!(r.petunjuk(&entri("2026-10-15", Some(480), 90, 99), &AMBANG), []);
        // nor does a long one, where nothing is known of the person
        assert_eq!(Riwayat::default().petunjuk(&entri("2026-10-15", Some(240), 700, 1), &AMBANG), []);
    }

    #[test]
    fn each_oddity_is_named_with_its_number() {
        let sama = Riwayat::dari((1..=5).map(|n| (tgl("2026-10-01").checked_add(n.days()).unwrap(), 7, 60)));
        assert_eq!(sama.petunjuk(&entri("2026-10-06", None, 60, 7), &AMBANG), [Petunjuk::TeksSama(5)]);
        // the same text a quarter of a year ago is no copy of this month's
        assert_eq!(sama.petunjuk(&entri("2027-01-06", None, 60, 7), &AMBANG), []);
        let r = Riwayat::dari([(tgl("2026-10-06"), 1, 600), (tgl("2026-10-06"), 2, 361)]);
        let e = Entri { tanda: TANDA_HANYA_GAWAI, ..entri("2026-10-06", Some(239), 361, 2) };
        assert_eq!(
            r.petunjuk(&e, &AMBANG),
            [Petunjuk::Pagi(239), Petunjuk::HariPanjang(961), Petunjuk::HanyaGawai]
        );
    }

    #[test]
    fn only_what_is_far_from_the_person_s_own_habit_is_unusual() {
        let biasa = |menit: [i64; 12]| {
            let hari = tgl("2026-10-01");
            Riwayat::dari((0_i64..).zip(menit).map(|(n, m)| (hari.checked_add(n.days()).unwrap(), n, m)))
        };
        let sehari = |r: &Riwayat, menit| r.petunjuk(&entri("2026-11-20", None, menit, 99), &AMBANG);
        let rapi = biasa([60; 12]);
        assert_eq!((sehari(&rapi, 120), sehari(&rapi, 121)), (vec![], vec![Petunjuk::TakBiasa(60)]));
        // whoever's days differ widely is not measured by the narrow rule
        let ragam = biasa([15, 30, 45, 60, 90, 120, 150, 180, 200, 240, 300, 300]);
        assert_eq!(sehari(&ragam, 480), []);
        // too little past to say
        let r = Riwayat::dari([(tgl("2026-10-01"), 1, 15)]);
        assert_eq!(sehari(&r, 600), []);
    }

    #[test]
    fn waiting_is_counted_in_working_days_without_the_day_it_came() {
        let k = Kalender::nasional_semua();
        let kerja = |d: Tanggal| k.hari_kerja(d).unwrap();
        // received on Monday 2 November: three working days are over with Thursday, so Friday is more than three
        assert_eq!(batas_tunggu(tgl("2026-11-05"), 3, kerja), Some(tgl("2026-11-01")));
        assert_eq!(batas_tunggu(tgl("2026-11-06"), 3, kerja), Some(tgl("2026-11-02")));
        // a weekend is no waiting
        assert_eq!(batas_tunggu(tgl("2026-11-08"), 3, kerja), Some(tgl("2026-11-02")));
        assert_eq!(batas_tunggu(tgl("2026-11-09"), 3, kerja), Some(tgl("2026-11-03")));
        assert_eq!(batas_tunggu(tgl("2026-11-09"), 0, kerja), Some(tgl("2026-11-08")));
    }

    #[test]
    fn the_draw_can_be_repeated_and_keeps_its_share() {
        let id = |n: i32| format!("01900000-0000-7000-8000-{n:012}");
        let banyak = |benih: &[u8], persen| (0..2_000).filter(|n| terpilih(benih, &id(*n), persen)).count();
        assert_eq!(banyak(b"a", 10), banyak(b"a", 10));
        let sepuluh = banyak(b"a", 10);
        assert!((140..=260).contains(&sepuluh), "{sepuluh}");
        assert_eq!((banyak(b"a", 0), banyak(b"a", 100)), (0, 2_000));
        assert_ne!(
            (0..200).map(|n| terpilih(b"a", &id(n), 50)).collect::<Vec<_>>(),
            (0..200).map(|n| terpilih(b"b", &id(n), 50)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_decision_goes_only_where_it_may() {
        use KeadaanEntri as E;
        for (keputusan, kode, ke) in Keputusan::SEMUA {
            assert_eq!((keputusan.kode(), Keputusan::dari_kode(kode)), (kode, Some(keputusan)));
            assert_eq!(keputusan.menjadi(), ke);
            for k in [E::Disetujui, E::Ditolak, E::Dikembalikan, E::Draf, E::Ditarik] {
                assert!(!keputusan.atas(k), "{keputusan:?} over {k:?}");
            }
        }
        assert!(Keputusan::Terima.atas(E::Diajukan) && !Keputusan::Terima.atas(E::DianggapDisetujui));
        assert!(Keputusan::Kembalikan.atas(E::Diajukan) && Keputusan::Kembalikan.atas(E::DianggapDisetujui));
    }
}
