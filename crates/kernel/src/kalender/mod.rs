//! Working days.

mod data;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::{Time, Weekday};

use crate::galat::{Bahasa, Galat, galat_biasa};
use crate::menit::Menit;
use crate::periode::Periode;
use crate::tanggal::Tanggal;

/// What kind of free day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JenisLibur {
    /// A national holiday.
    Nasional,
    /// Collective leave: for ASN a free day that does not use up annual leave (PP 11/2017 Ps. 333).
    CutiBersama,
    /// A holiday of one region, by its own decree.
    Daerah,
}

/// One free day and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HariLibur {
    /// The day.
    pub tanggal: Tanggal,
    /// The Indonesian name, as the decree has it.
    pub nama: Cow<'static, str>,
    /// The English name.
    pub nama_en: Cow<'static, str>,
    /// National, collective leave or regional.
    pub jenis: JenisLibur,
    /// The decree, with number and year.
    pub dasar: Cow<'static, str>,
}

impl HariLibur {
    /// The name in a language.
    pub fn nama(&self, bahasa: Bahasa) -> &str {
        bahasa.pilih(&self.nama, &self.nama_en)
    }
}

/// Which weekdays are worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum PolaKerja {
    /// Monday to Friday (Perpres 21/2023 Ps. 3).
    #[default]
    LimaHari,
    /// Monday to Saturday: schools, health centres and other services.
    EnamHari,
}

impl PolaKerja {
    /// Whether the weekday of `d` is worked, holidays aside.
    pub fn hari_kerja(self, d: Tanggal) -> bool {
        match d.weekday() {
            Weekday::Sunday => false,
            Weekday::Saturday => self == PolaKerja::EnamHari,
            _ => true,
        }
    }
}

/// The nominal hours of one working day of a five-day week (Perpres 21/2023 Ps. 4 and 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JamKerja {
    /// Start.
    pub masuk: Time,
    /// End, break included.
    pub pulang: Time,
    /// Length of the break.
    pub istirahat: Menit,
    /// Working time, break excluded.
    pub efektif: Menit,
}

/// The free days of one or more whole years. A day of a year it does not know is an error, never a
/// silent working day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kalender {
    tahun: Vec<i16>,
    libur: BTreeMap<Tanggal, HariLibur>,
    ramadan: Vec<(Tanggal, Tanggal)>,
}

/// Why the calendar cannot answer or cannot take a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KalenderGalat {
    /// The free days of the year are not known.
    TahunTakDikenal {
        /// The year.
        tahun: i16,
    },
    /// A regional holiday on a day that is free already.
    SudahLibur {
        /// The day.
        tanggal: Tanggal,
        /// The holiday that is there.
        nama: String,
    },
}

impl From<KalenderGalat> for Galat {
    fn from(g: KalenderGalat) -> Self {
        match g {
            KalenderGalat::TahunTakDikenal { tahun } => Galat::baru("INT-055").dengan("tahun", tahun),
            KalenderGalat::SudahLibur { tanggal, nama } => {
                Galat::baru("INT-056").dengan("tanggal", tanggal).dengan("nama", nama)
            }
        }
    }
}
galat_biasa!(KalenderGalat);

impl Kalender {
    /// The years whose national free days are known.
    pub fn tahun_dikenal() -> impl Iterator<Item = i16> {
        data::TAHUN.iter().map(|t| t.tahun)
    }

    /// National holidays, collective leave and Ramadan of one year.
    ///
    /// # Errors
    /// [`KalenderGalat::TahunTakDikenal`] when the decree of the year is not part of this version.
    pub fn nasional(tahun: i16) -> Result<Kalender, KalenderGalat> {
        let data =
            data::TAHUN.iter().find(|t| t.tahun == tahun).ok_or(KalenderGalat::TahunTakDikenal { tahun })?;
        let libur = data.libur().map(|h| (h.tanggal, h)).collect();
        Ok(Kalender { tahun: vec![tahun], libur, ramadan: vec![data.ramadan()] })
    }

    /// Every year known, in one calendar.
    pub fn nasional_semua() -> Kalender {
        let mut jadi = Kalender::default();
        for tahun in data::TAHUN {
            jadi.tahun.push(tahun.tahun);
            jadi.libur.extend(tahun.libur().map(|h| (h.tanggal, h)));
            jadi.ramadan.push(tahun.ramadan());
        }
        jadi
    }

    /// Adds a holiday of the region, by its decree.
    ///
    /// # Errors
    /// When the year is not known, or the day is free already.
    pub fn tambah_daerah(
        &mut self,
        tanggal: Tanggal,
        nama: impl Into<String>,
        dasar: impl Into<String>,
    ) -> Result<(), KalenderGalat> {
        self.kenal(tanggal)?;
        if let Some(ada) = self.libur.get(&tanggal) {
            return Err(KalenderGalat::SudahLibur { tanggal, nama: ada.nama.clone().into_owned() });
        }
        let nama: Cow<'static, str> = Cow::Owned(nama.into());
        let libur = HariLibur {
            tanggal,
            nama_en: nama.clone(),
            nama,
            jenis: JenisLibur::Daerah,
            dasar: Cow::Owned(dasar.into()),
        };
        self.libur.insert(tanggal, libur);
        Ok(())
    }

    /// The free day on `d`, Sundays and Saturdays aside; `None` on an ordinary day.
    pub fn libur(&self, d: Tanggal) -> Option<&HariLibur> {
        self.libur.get(&d)
    }

    /// All free days in order.
    pub fn daftar(&self) -> impl Iterator<Item = &HariLibur> {
        self.libur.values()
    }

    /// Whether `d` is worked in a five-day week.
    ///
    /// # Errors
    /// [`KalenderGalat::TahunTakDikenal`] for a year outside this calendar.
    pub fn hari_kerja(&self, d: Tanggal) -> Result<bool, KalenderGalat> {
        self.hari_kerja_pola(d, PolaKerja::LimaHari)
    }

    /// Whether `d` is worked in the given week.
    ///
    /// # Errors
    /// [`KalenderGalat::TahunTakDikenal`] for a year outside this calendar.
    pub fn hari_kerja_pola(&self, d: Tanggal, pola: PolaKerja) -> Result<bool, KalenderGalat> {
        self.kenal(d)?;
        Ok(pola.hari_kerja(d) && !self.libur.contains_key(&d))
    }

    /// The working days of a month, in order.
    ///
    /// # Errors
    /// [`KalenderGalat::TahunTakDikenal`] for a year outside this calendar.
    pub fn hari_kerja_periode(
        &self,
        periode: Periode,
        pola: PolaKerja,
    ) -> Result<Vec<Tanggal>, KalenderGalat> {
        self.kenal(periode.awal())?;
        Ok(periode.hari().filter(|d| pola.hari_kerja(*d) && !self.libur.contains_key(d)).collect())
    }

    /// Whether `d` lies in Ramadan, as the government set its first and last day.
    pub fn ramadan(&self, d: Tanggal) -> bool {
        self.ramadan.iter().any(|(awal, akhir)| (*awal..=*akhir).contains(&d))
    }

    /// The nominal hours of a working day of a five-day week; `None` on a free day.
    ///
    /// 37 h 30 a week from 07:30, in Ramadan 32 h 30 from 08:00; the break is 60 minutes, on Friday 90, in
    /// Ramadan 30 and 60. Weeks of six days are set by the region, not by the Perpres.
    ///
    /// # Errors
    /// [`KalenderGalat::TahunTakDikenal`] for a year outside this calendar.
    pub fn jam_kerja(&self, d: Tanggal) -> Result<Option<JamKerja>, KalenderGalat> {
        if !self.hari_kerja(d)? {
            return Ok(None);
        }
        let jumat = d.weekday() == Weekday::Friday;
        let (masuk, pulang, istirahat, efektif) = match (self.ramadan(d), jumat) {
            (false, false) => (Time::constant(7, 30, 0, 0), Time::constant(16, 0, 0, 0), 60, 450),
            (false, true) => (Time::constant(7, 30, 0, 0), Time::constant(16, 30, 0, 0), 90, 450),
            (true, false) => (Time::constant(8, 0, 0, 0), Time::constant(15, 0, 0, 0), 30, 390),
            (true, true) => (Time::constant(8, 0, 0, 0), Time::constant(15, 30, 0, 0), 60, 390),
        };
        Ok(Some(JamKerja { masuk, pulang, istirahat: Menit(istirahat), efektif: Menit(efektif) }))
    }

    fn kenal(&self, d: Tanggal) -> Result<(), KalenderGalat> {
        if self.tahun.contains(&d.year()) {
            Ok(())
        } else {
            Err(KalenderGalat::TahunTakDikenal { tahun: d.year() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn bulan(k: &Kalender, teks: &str, pola: PolaKerja) -> usize {
        k.hari_kerja_periode(teks.parse().unwrap(), pola).unwrap().len()
    }

    #[test]
    fn each_year_holds_as_many_days_as_its_decrees_say() {
        use JenisLibur::{CutiBersama, Nasional};
        // 2024: 17 in the joint decree and two election days; 2025: ten collective days and 18 August
        for (tahun, nasional, cuti) in [(2024, 19, 10), (2025, 17, 11), (2026, 17, 8)] {
            let k = Kalender::nasional(tahun).unwrap();
            let banyak = |j| k.daftar().filter(|h| h.jenis == j).count();
            assert_eq!((banyak(Nasional), banyak(CutiBersama)), (nasional, cuti), "{tahun}");
            assert!(k.daftar().all(|h| h.tanggal.year() == tahun && !h.dasar.is_empty()));
        }
    }

    #[test]
    fn collective_leave_falls_on_working_weekdays() {
        let k = Kalender::nasional_semua();
        for h in k.daftar().filter(|h| h.jenis == JenisLibur::CutiBersama) {
            assert!(PolaKerja::LimaHari.hari_kerja(h.tanggal), "{}", h.tanggal);
        }
    }

    #[test]
    fn working_days_are_counted_for_both_weeks() {
        let k = Kalender::nasional(2026).unwrap();
        assert_eq!(bulan(&k, "2026-10", PolaKerja::LimaHari), 22);
        assert_eq!(bulan(&k, "2026-10", PolaKerja::EnamHari), 27);
        // 22 weekdays less Nyepi and four days of collective leave; Idul Fitri is a weekend
        assert_eq!(bulan(&k, "2026-03", PolaKerja::LimaHari), 17);
    }

    #[test]
    fn a_year_without_decree_is_an_error_not_a_working_day() {
        let k = Kalender::nasional(2026).unwrap();
        let galat = KalenderGalat::TahunTakDikenal { tahun: 2027 };
        assert_eq!(k.hari_kerja(date(2027, 1, 4)), Err(galat.clone()));
        assert_eq!(k.hari_kerja_periode("2027-01".parse().unwrap(), PolaKerja::LimaHari), Err(galat.clone()));
        assert_eq!(Kalender::nasional(2027), Err(galat));
    }

    #[test]
    fn a_region_adds_its_own_days_and_never_twice() {
        let mut k = Kalender::nasional(2026).unwrap();
        let ultah = date(2026, 9, 25);
        assert_eq!(k.hari_kerja(ultah), Ok(true));
        k.tambah_daerah(ultah, "Hari Jadi Kota Bandung", "Kepwal 1/2026").unwrap();
        assert_eq!(k.hari_kerja(ultah), Ok(false));
        assert_eq!(k.libur(ultah).map(|h| h.jenis), Some(JenisLibur::Daerah));
        let lagi = k.tambah_daerah(ultah, "Lain", "Kepwal 2/2026");
        assert_eq!(
            lagi,
            Err(KalenderGalat::SudahLibur { tanggal: ultah, nama: "Hari Jadi Kota Bandung".into() })
        );
        assert!(k.tambah_daerah(date(2030, 1, 2), "Lain", "Kepwal 2/2026").is_err());
    }

    #[test]
    fn ramadan_ends_the_day_before_idul_fitri() {
        let k = Kalender::nasional_semua();
        for (awal, akhir) in &k.ramadan {
            assert!(matches!((*akhir - *awal).get_days() + 1, 29 | 30), "{awal}");
            let besok = akhir.tomorrow().unwrap();
            assert!(k.libur(besok).is_some_and(|h| h.nama.contains("Idulfitri")), "{besok}");
            assert!(k.ramadan(*awal) && k.ramadan(*akhir) && !k.ramadan(besok));
        }
    }

    #[test]
    fn a_week_of_nominal_hours_has_the_minutes_of_the_perpres() {
        let k = Kalender::nasional(2026).unwrap();
        let pekan = |senin: Tanggal| -> i64 {
            std::iter::successors(Some(senin), |d| d.tomorrow().ok())
                .take(7)
                .filter_map(|d| k.jam_kerja(d).unwrap())
                .map(|j| {
                    let panjang = (j.pulang - j.masuk).total(jiff::Unit::Minute).unwrap();
                    assert_eq!(panjang, f64::from(i32::try_from(j.efektif.0 + j.istirahat.0).unwrap()));
                    j.efektif.0
                })
                .sum()
        };
        assert_eq!(pekan(date(2026, 10, 5)), 2_250);
        assert_eq!(pekan(date(2026, 2, 23)), 1_950);
    }
}
