//! The clock of a promise: days that count, pauses while the other side must act, and the day it is due.
//!
//! Pure: a clock is rebuilt from the rows an application keeps of it, and asked with the calendar of today.
//! Days are days on the region's wall. How they are counted:
//!
//! - the day the clock starts is not counted, the day it is due is;
//! - a pause takes out its first day, and not the day it ends: a night's pause costs one day, a pause that
//!   ends on its own day none. So pausing never makes a promise fall due earlier, and cannot be used to win
//!   days by pausing for an hour every day;
//! - a year whose holidays nobody has decreed yet is an error, never a guess.

use std::fmt;
use std::str::FromStr;

use balai_kernel::{Galat, Kalender, KalenderGalat, PolaKerja, Tanggal};

/// Longest promise, in days: past it, the rule meant something else.
pub const HARI_MAKS: u32 = 1_000;
/// Days looked at for one answer: the longest promise, with a year of pauses and every weekend.
const CARI_MAKS: usize = 3_660;

/// Which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hitungan {
    /// Working days of the region's calendar.
    HariKerja(PolaKerja),
    /// Every day. `geser` moves a due day that is no working day to the next one that is.
    HariKalender {
        /// Whether to move.
        geser: bool,
    },
}

/// How long, in which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Janji {
    hari: u32,
    hitungan: Hitungan,
}

impl Janji {
    /// A promise of 1 to [`HARI_MAKS`] days.
    ///
    /// # Errors
    /// `PLT-070` for any other length.
    pub fn baru(hari: u32, hitungan: Hitungan) -> Result<Self, Galat> {
        if (1..=HARI_MAKS).contains(&hari) {
            Ok(Janji { hari, hitungan })
        } else {
            Err(Galat::baru("PLT-070").dengan("hari", hari).dengan("maks", HARI_MAKS))
        }
    }

    /// Days promised.
    pub fn hari(self) -> u32 {
        self.hari
    }
}

/// What happened to a clock. The words are what its rows store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Titik {
    /// The file is complete: the clock starts.
    Mulai,
    /// It waits for the other side.
    Jeda,
    /// The other side has answered.
    Lanjut,
    /// The promise is kept, or the matter has ended otherwise.
    Selesai,
}

impl Titik {
    /// Every kind.
    pub const SEMUA: [Titik; 4] = [Titik::Mulai, Titik::Jeda, Titik::Lanjut, Titik::Selesai];

    /// The stored word.
    pub const fn kode(self) -> &'static str {
        match self {
            Titik::Mulai => "mulai",
            Titik::Jeda => "jeda",
            Titik::Lanjut => "lanjut",
            Titik::Selesai => "selesai",
        }
    }
}

impl fmt::Display for Titik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kode())
    }
}

impl FromStr for Titik {
    type Err = TenggatGalat;

    fn from_str(s: &str) -> Result<Self, TenggatGalat> {
        Titik::SEMUA.into_iter().find(|t| t.kode() == s).ok_or_else(|| TenggatGalat::Kata(s.to_owned()))
    }
}

/// Why a clock cannot take a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TenggatGalat {
    /// A stored word that is no point.
    Kata(String),
    /// The point does not follow what came before: no pause of a clock that does not run.
    Urutan {
        /// The point.
        titik: Titik,
        /// What the clock does.
        keadaan: Keadaan,
    },
    /// The point lies before the one before it.
    Mundur {
        /// Its day.
        pada: Tanggal,
        /// The day of the one before.
        sebelum: Tanggal,
    },
}

impl From<TenggatGalat> for Galat {
    fn from(g: TenggatGalat) -> Self {
        match g {
            TenggatGalat::Kata(kata) => Galat::baru("PLT-071").dengan("nilai", kata),
            TenggatGalat::Urutan { titik, keadaan } => {
                Galat::baru("PLT-072").dengan("titik", titik).dengan("keadaan", keadaan)
            }
            TenggatGalat::Mundur { pada, sebelum } => {
                Galat::baru("PLT-073").dengan("pada", pada).dengan("sebelum", sebelum)
            }
        }
    }
}

/// What a clock does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keadaan {
    /// Nothing yet.
    BelumMulai,
    /// It runs.
    Berjalan,
    /// It waits for the other side.
    Jeda,
    /// It has ended.
    Selesai,
}

impl fmt::Display for Keadaan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Keadaan::BelumMulai => "belum mulai",
            Keadaan::Berjalan => "berjalan",
            Keadaan::Jeda => "jeda",
            Keadaan::Selesai => "selesai",
        })
    }
}

/// A clock: a promise and what happened to it, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenggat {
    janji: Janji,
    titik: Vec<(Titik, Tanggal)>,
}

/// Where a clock stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posisi {
    /// What it does.
    pub keadaan: Keadaan,
    /// Days counted so far, at most up to the day it ended.
    pub terpakai: u32,
    /// The day it is due; `None` before it starts and while it waits.
    pub jatuh_tempo: Option<Tanggal>,
    /// Days left; negative, the days it is late: the due day itself is 0.
    pub sisa: i64,
}

impl Posisi {
    /// Whether the promise is broken: more days counted than promised.
    pub fn lewat(self) -> bool {
        self.sisa < 0
    }
}

impl Tenggat {
    /// A clock that has not started.
    pub fn baru(janji: Janji) -> Self {
        Tenggat { janji, titik: Vec::new() }
    }

    /// A clock from its rows, oldest first.
    ///
    /// # Errors
    /// [`TenggatGalat`] when the rows contradict one another.
    pub fn dari(
        janji: Janji,
        titik: impl IntoIterator<Item = (Titik, Tanggal)>,
    ) -> Result<Self, TenggatGalat> {
        titik.into_iter().try_fold(Tenggat::baru(janji), |t, (apa, pada)| t.tambah(apa, pada))
    }

    /// The clock after another point.
    ///
    /// # Errors
    /// [`TenggatGalat`] when the point does not fit; the clock is as it was.
    pub fn tambah(&self, titik: Titik, pada: Tanggal) -> Result<Self, TenggatGalat> {
        let keadaan = self.keadaan();
        let cocok = matches!(
            (keadaan, titik),
            (Keadaan::BelumMulai, Titik::Mulai)
                | (Keadaan::Berjalan, Titik::Jeda | Titik::Selesai)
                | (Keadaan::Jeda, Titik::Lanjut | Titik::Selesai)
        );
        if !cocok {
            return Err(TenggatGalat::Urutan { titik, keadaan });
        }
        match self.titik.last() {
            Some((_, sebelum)) if pada < *sebelum => Err(TenggatGalat::Mundur { pada, sebelum: *sebelum }),
            _ => {
                let mut lanjut = self.clone();
                lanjut.titik.push((titik, pada));
                Ok(lanjut)
            }
        }
    }

    /// What it does.
    pub fn keadaan(&self) -> Keadaan {
        match self.titik.last() {
            None => Keadaan::BelumMulai,
            Some((Titik::Mulai | Titik::Lanjut, _)) => Keadaan::Berjalan,
            Some((Titik::Jeda, _)) => Keadaan::Jeda,
            Some((Titik::Selesai, _)) => Keadaan::Selesai,
        }
    }

    /// The promise.
    pub fn janji(&self) -> Janji {
        self.janji
    }

    /// What happened to it, oldest first.
    pub fn titik(&self) -> &[(Titik, Tanggal)] {
        &self.titik
    }

    /// Where it stands on `pada`, by this calendar.
    ///
    /// # Errors
    /// A year the calendar does not know, between the start and the answer.
    pub fn posisi(&self, pada: Tanggal, kalender: &Kalender) -> Result<Posisi, KalenderGalat> {
        let keadaan = self.keadaan();
        let hari = i64::from(self.janji.hari);
        let Some((_, mulai)) = self.titik.first().copied() else {
            return Ok(Posisi { keadaan, terpakai: 0, jatuh_tempo: None, sisa: hari });
        };
        let akhir = match self.titik.last() {
            Some((Titik::Selesai, d)) => pada.min(*d),
            _ => pada,
        };
        let mut terpakai = 0_u32;
        for d in sesudah(mulai).take(CARI_MAKS).take_while(|d| *d <= akhir) {
            terpakai += u32::from(self.dihitung(d, kalender)?);
        }
        let jatuh_tempo = if keadaan == Keadaan::Jeda { None } else { self.jatuh_tempo(kalender)? };
        let sisa = match jatuh_tempo {
            // a moved due day gives the days up to it
            Some(d) if akhir <= d => (hari - i64::from(terpakai)).max(0),
            _ => hari - i64::from(terpakai),
        };
        Ok(Posisi { keadaan, terpakai, jatuh_tempo, sisa })
    }

    /// The day it is due, as far as is known: a running pause would move it on. `None` before the start, and
    /// when pauses leave no end within ten years.
    ///
    /// # Errors
    /// A year the calendar does not know.
    pub fn jatuh_tempo(&self, kalender: &Kalender) -> Result<Option<Tanggal>, KalenderGalat> {
        let Some((_, mulai)) = self.titik.first().copied() else { return Ok(None) };
        let mut kurang = self.janji.hari;
        for d in sesudah(mulai).take(CARI_MAKS) {
            if kurang > 0 && self.dihitung(d, kalender)? {
                kurang -= 1;
            }
            if kurang == 0 && self.boleh_jatuh(d, kalender)? {
                return Ok(Some(d));
            }
        }
        Ok(None)
    }

    /// The due days by two calendars when they differ: a decree of holidays moves promises, and whoever was
    /// told a day is told the new one.
    ///
    /// # Errors
    /// A year one of the calendars does not know.
    pub fn perubahan(
        &self,
        lama: &Kalender,
        baru: &Kalender,
    ) -> Result<Option<(Tanggal, Tanggal)>, KalenderGalat> {
        let pasangan = self.jatuh_tempo(lama)?.zip(self.jatuh_tempo(baru)?);
        Ok(pasangan.filter(|(a, b)| a != b))
    }

    fn dihitung(&self, d: Tanggal, kalender: &Kalender) -> Result<bool, KalenderGalat> {
        if self.jeda(d) {
            return Ok(false);
        }
        match self.janji.hitungan {
            Hitungan::HariKerja(pola) => kalender.hari_kerja_pola(d, pola),
            Hitungan::HariKalender { .. } => Ok(true),
        }
    }

    /// Whether a promise may fall due on this day.
    fn boleh_jatuh(&self, d: Tanggal, kalender: &Kalender) -> Result<bool, KalenderGalat> {
        match self.janji.hitungan {
            Hitungan::HariKalender { geser: true } => kalender.hari_kerja(d),
            Hitungan::HariKerja(_) | Hitungan::HariKalender { geser: false } => Ok(true),
        }
    }

    /// Whether a pause takes this day out: its first day and all up to the one on which it ended. A pause
    /// that is still on when the due day is asked for takes no more than what has passed.
    fn jeda(&self, d: Tanggal) -> bool {
        let awal = self.titik.iter().filter(|(t, _)| *t != Titik::Mulai);
        let akhir = awal.clone().skip(1);
        let berpasangan = awal
            .clone()
            .zip(akhir)
            .any(|((t, dari), (_, sampai))| *t == Titik::Jeda && *dari <= d && d < *sampai);
        let terbuka = matches!(self.titik.last(), Some((Titik::Jeda, dari)) if *dari <= d);
        berpasangan || terbuka
    }
}

/// The days after `d`.
fn sesudah(d: Tanggal) -> impl Iterator<Item = Tanggal> {
    std::iter::successors(d.tomorrow().ok(), |d| d.tomorrow().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tgl(teks: &str) -> Tanggal {
        teks.parse().unwrap()
    }

    fn lima(hari: u32) -> Janji {
        Janji::baru(hari, Hitungan::HariKerja(PolaKerja::LimaHari)).unwrap()
    }

    fn jam(janji: Janji, titik: &[(Titik, &str)]) -> Tenggat {
        Tenggat::dari(janji, titik.iter().map(|(t, d)| (*t, tgl(d)))).unwrap()
    }

    fn tempo(t: &Tenggat) -> Option<String> {
        t.jatuh_tempo(&Kalender::nasional_semua()).unwrap().map(|d| d.to_string())
    }

    #[test]
    fn five_working_days_jump_weekends_and_holidays() {
        use Titik::Mulai;
        // Monday to Monday; the first day is not counted
        assert_eq!(tempo(&jam(lima(5), &[(Mulai, "2026-11-02")])).as_deref(), Some("2026-11-09"));
        // on a Saturday it begins with the Monday
        assert_eq!(tempo(&jam(lima(1), &[(Mulai, "2026-11-07")])).as_deref(), Some("2026-11-09"));
        // over Christmas and its collective leave
        assert_eq!(tempo(&jam(lima(3), &[(Mulai, "2026-12-22")])).as_deref(), Some("2026-12-29"));
        assert_eq!(tempo(&Tenggat::baru(lima(5))), None);
    }

    #[test]
    fn a_pause_takes_its_first_day_and_not_its_last() {
        use Titik::{Jeda, Lanjut, Mulai};
        let mulai = (Mulai, "2026-11-02");
        let jeda = |dari, sampai| tempo(&jam(lima(5), &[mulai, (Jeda, dari), (Lanjut, sampai)])).unwrap();
        assert_eq!(jeda("2026-11-04", "2026-11-04"), "2026-11-09", "an hour costs nothing");
        assert_eq!(jeda("2026-11-04", "2026-11-05"), "2026-11-10", "a night costs a day");
        assert_eq!(jeda("2026-11-04", "2026-11-18"), "2026-11-23", "two weeks cost ten");
        assert_eq!(jeda("2026-11-06", "2026-11-09"), "2026-11-10", "a weekend costs its Friday");
    }

    #[test]
    fn what_is_left_is_counted_to_the_due_day_and_past_it() {
        use Titik::{Jeda, Mulai, Selesai};
        let k = Kalender::nasional_semua();
        let t = jam(lima(5), &[(Mulai, "2026-11-02")]);
        for (pada, terpakai, sisa, lewat) in [
            ("2026-11-02", 0, 5, false),
            ("2026-11-03", 1, 4, false),
            ("2026-11-08", 4, 1, false),
            ("2026-11-09", 5, 0, false),
            ("2026-11-10", 6, -1, true),
            ("2026-11-15", 9, -4, true),
        ] {
            let p = t.posisi(tgl(pada), &k).unwrap();
            assert_eq!((p.terpakai, p.sisa, p.lewat()), (terpakai, sisa, lewat), "{pada}");
        }
        let menunggu = t.tambah(Jeda, tgl("2026-11-04")).unwrap();
        assert!(menunggu.posisi(tgl("2027-06-01"), &k).is_ok(), "days that wait ask no calendar");
        assert!(t.posisi(tgl("2027-06-01"), &k).is_err(), "nobody has decreed the holidays of that year");
        let p = menunggu.posisi(tgl("2026-12-30"), &k).unwrap();
        assert_eq!((p.keadaan, p.jatuh_tempo, p.terpakai, p.sisa), (Keadaan::Jeda, None, 1, 4));
        let jadi = t.tambah(Selesai, tgl("2026-11-11")).unwrap();
        let p = jadi.posisi(tgl("2026-12-30"), &k).unwrap();
        assert_eq!((p.keadaan, p.sisa, p.lewat()), (Keadaan::Selesai, -2, true), "late stays late");
    }

    #[test]
    fn calendar_days_may_move_to_a_working_day() {
        let hari = |geser| Janji::baru(5, Hitungan::HariKalender { geser }).unwrap();
        let mulai = [(Titik::Mulai, "2026-11-02")];
        assert_eq!(tempo(&jam(hari(false), &mulai)).as_deref(), Some("2026-11-07"));
        let t = jam(hari(true), &mulai);
        assert_eq!(tempo(&t).as_deref(), Some("2026-11-09"), "Saturday moves to Monday");
        let sisa = |d| t.posisi(tgl(d), &Kalender::nasional_semua()).unwrap().sisa;
        assert_eq!([sisa("2026-11-07"), sisa("2026-11-09"), sisa("2026-11-10")], [0, 0, -3]);
    }

    #[test]
    fn a_new_holiday_moves_the_promise_and_says_so() {
        let lama = Kalender::nasional_semua();
        let mut baru = lama.clone();
        baru.tambah_daerah(tgl("2026-11-05"), "Pilkada", "Kepwal 9/2026").unwrap();
        let t = jam(lima(5), &[(Titik::Mulai, "2026-11-02")]);
        assert_eq!(t.perubahan(&lama, &baru), Ok(Some((tgl("2026-11-09"), tgl("2026-11-10")))));
        assert_eq!(t.perubahan(&lama, &lama), Ok(None));
    }

    #[test]
    fn points_that_do_not_follow_are_refused() {
        use Titik::{Jeda, Lanjut, Mulai, Selesai};
        let d = tgl("2026-11-02");
        let urutan = |titik, keadaan| Err(TenggatGalat::Urutan { titik, keadaan });
        let t = Tenggat::baru(lima(5));
        for titik in [Jeda, Lanjut, Selesai] {
            assert_eq!(t.tambah(titik, d), urutan(titik, Keadaan::BelumMulai));
        }
        let t = t.tambah(Mulai, d).unwrap();
        assert_eq!(t.tambah(Lanjut, d), urutan(Lanjut, Keadaan::Berjalan));
        assert_eq!(
            t.tambah(Jeda, tgl("2026-11-01")),
            Err(TenggatGalat::Mundur { pada: tgl("2026-11-01"), sebelum: d })
        );
        let t = t.tambah(Selesai, d).unwrap();
        for titik in Titik::SEMUA {
            assert_eq!(t.tambah(titik, d), urutan(titik, Keadaan::Selesai));
            assert_eq!(titik.kode().parse(), Ok(titik));
        }
        assert!(Janji::baru(0, Hitungan::HariKalender { geser: false }).is_err());
    }

    fn hari() -> impl Strategy<Value = Tanggal> {
        (0_i32..120).prop_map(|n| tgl("2026-02-01").checked_add(jiff_hari(n)).unwrap())
    }

    fn jiff_hari(n: i32) -> std::time::Duration {
        std::time::Duration::from_secs(u64::try_from(n).unwrap() * 86_400)
    }

    fn janji() -> impl Strategy<Value = Janji> {
        let hitungan = prop_oneof![
            Just(Hitungan::HariKerja(PolaKerja::LimaHari)),
            Just(Hitungan::HariKerja(PolaKerja::EnamHari)),
            Just(Hitungan::HariKalender { geser: false }),
            Just(Hitungan::HariKalender { geser: true }),
        ];
        (1_u32..40, hitungan).prop_map(|(n, h)| Janji::baru(n, h).unwrap())
    }

    /// A start and ordered pauses, each with its end.
    fn tenggat() -> impl Strategy<Value = (Tenggat, Vec<Tanggal>)> {
        (janji(), prop::collection::vec(hari(), 1..8)).prop_map(|(janji, mut d)| {
            d.sort();
            if d.len().is_multiple_of(2) {
                d.pop();
            }
            let jenis = std::iter::once(Titik::Mulai).chain([Titik::Jeda, Titik::Lanjut].into_iter().cycle());
            (Tenggat::dari(janji, jenis.zip(d.iter().copied())).unwrap(), d)
        })
    }

    proptest! {
        #[test]
        fn another_pause_never_makes_it_due_earlier((t, hari_titik) in tenggat(), jarak in 0_i32..40, lama in 0_i32..40) {
            let k = Kalender::nasional_semua();
            let a = hari_titik.last().unwrap().checked_add(jiff_hari(jarak)).unwrap();
            let b = a.checked_add(jiff_hari(lama)).unwrap();
            let lebih = t.tambah(Titik::Jeda, a).unwrap().tambah(Titik::Lanjut, b).unwrap();
            prop_assert!(lebih.jatuh_tempo(&k).unwrap() >= t.jatuh_tempo(&k).unwrap());
            if a == b {
                prop_assert_eq!(lebih.jatuh_tempo(&k).unwrap(), t.jatuh_tempo(&k).unwrap());
            }
        }

        #[test]
        fn the_due_day_is_the_first_with_all_days_counted((t, _) in tenggat()) {
            let k = Kalender::nasional_semua();
            let jatuh = t.jatuh_tempo(&k).unwrap().unwrap();
            let pada = t.posisi(jatuh, &k).unwrap();
            prop_assert_eq!((pada.sisa, pada.lewat()), (0, false));
            prop_assert!(pada.terpakai >= t.janji().hari());
            let kemarin = t.posisi(jatuh.yesterday().unwrap(), &k).unwrap();
            prop_assert!(!kemarin.lewat());
            if !matches!(t.janji.hitungan, Hitungan::HariKalender { geser: true }) {
                prop_assert_eq!(kemarin.sisa, 1);
            }
        }

        #[test]
        fn days_used_only_grow_with_time((t, _) in tenggat(), a in hari(), b in hari()) {
            let k = Kalender::nasional_semua();
            let di = |d| t.posisi(d, &k).unwrap();
            prop_assert!(di(a.min(b)).terpakai <= di(a.max(b)).terpakai);
            prop_assert!(di(a.min(b)).sisa >= di(a.max(b)).sisa);
        }

        #[test]
        fn another_holiday_never_makes_it_due_earlier((t, _) in tenggat(), libur in hari()) {
            let lama = Kalender::nasional_semua();
            let mut baru = lama.clone();
            prop_assume!(baru.tambah_daerah(libur, "Lokal", "Kepwal").is_ok());
            prop_assert!(t.jatuh_tempo(&baru).unwrap() >= t.jatuh_tempo(&lama).unwrap());
        }
    }
}
