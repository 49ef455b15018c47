//! What law says of acting capacities, as dated parameters with their source.
//!
//! None of these texts was at hand: every value is *from memory* and shown as a warning, never as a refusal, until
//! somebody has read it against the text.

use balai_kernel::{Kapasitas, Tanggal};

use super::jabatan::Masa;

/// How long somebody may act, since when the rule holds, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatasPelaksana {
    /// The capacity.
    pub kapasitas: Kapasitas,
    /// First day of the rule.
    pub sejak: Tanggal,
    /// The longest term in months, one extension included.
    pub bulan: i8,
    /// The source, marked.
    pub dasar: &'static str,
}

/// The rules, oldest first for each capacity.
pub const BATAS: [BatasPelaksana; 4] = [
    BatasPelaksana {
        kapasitas: Kapasitas::Plt,
        sejak: Tanggal::constant(2019, 7, 30),
        bulan: 6,
        dasar: "SE Kepala BKN 2/SE/VII/2019 (dari ingatan)",
    },
    BatasPelaksana {
        kapasitas: Kapasitas::Plt,
        sejak: Tanggal::constant(2021, 1, 14),
        bulan: 6,
        dasar: "SE Kepala BKN 1/SE/I/2021 (dari ingatan)",
    },
    BatasPelaksana {
        kapasitas: Kapasitas::Pj,
        sejak: Tanggal::constant(2018, 1, 1),
        bulan: 12,
        dasar: "Permendagri 4/2023 dan Perpres 3/2018 (dari ingatan)",
    },
    BatasPelaksana {
        kapasitas: Kapasitas::Pjs,
        sejak: Tanggal::constant(2018, 1, 1),
        bulan: 6,
        dasar: "Permendagri 1/2018 (dari ingatan)",
    },
];

/// The rule a term goes beyond, if it does.
pub fn melewati(kapasitas: Kapasitas, masa: &Masa) -> Option<&'static BatasPelaksana> {
    let aturan = BATAS.iter().rev().find(|b| b.kapasitas == kapasitas && b.sejak <= masa.sejak)?;
    let batas = tambah_bulan(masa.sejak, aturan.bulan)?;
    masa.sampai.is_none_or(|akhir| akhir >= batas).then_some(aturan)
}

/// The same day some months later, or the last day of a shorter month.
fn tambah_bulan(d: Tanggal, bulan: i8) -> Option<Tanggal> {
    let urut = i32::from(d.year()) * 12 + i32::from(d.month()) - 1 + i32::from(bulan);
    let (tahun, bulan) =
        (i16::try_from(urut.div_euclid(12)).ok()?, i8::try_from(urut.rem_euclid(12)).ok()? + 1);
    let awal = Tanggal::new(tahun, bulan, 1).ok()?;
    Tanggal::new(tahun, bulan, d.day().min(awal.days_in_month())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_months_of_plt_end_the_day_before_the_same_day() {
        let masa = |m, d| Masa {
            sejak: Tanggal::constant(2026, 8, 31),
            sampai: Some(Tanggal::constant(2027, m, d)),
        };
        assert_eq!(melewati(Kapasitas::Plt, &masa(2, 27)), None);
        assert_eq!(melewati(Kapasitas::Plt, &masa(2, 28)).map(|b| b.bulan), Some(6));
        assert!(melewati(Kapasitas::Plt, &Masa { sampai: None, ..masa(2, 1) }).is_some());
        assert_eq!(melewati(Kapasitas::Plh, &masa(12, 1)), None);
    }
}
