//! Posts, who holds them and since when, by which decree.

use std::fmt;

use balai_kernel::{Jalur, Kapasitas, Tanggal};

/// First and last day something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Masa {
    /// First day.
    pub sejak: Tanggal,
    /// Last day, included; `None` while it runs on.
    pub sampai: Option<Tanggal>,
}

impl Masa {
    /// From this day on, without an end.
    pub fn sejak(sejak: Tanggal) -> Masa {
        Masa { sejak, sampai: None }
    }

    /// Whether it holds on the day.
    pub fn memuat(&self, pada: Tanggal) -> bool {
        self.sejak <= pada && self.sampai.is_none_or(|akhir| pada <= akhir)
    }

    /// Whether two stretches share a day.
    pub fn bersinggungan(&self, lain: &Masa) -> bool {
        let sebelum = |a: &Masa, b: &Masa| a.sampai.is_some_and(|akhir| akhir < b.sejak);
        !sebelum(self, lain) && !sebelum(lain, self)
    }

    /// Whether the last day comes before the first.
    pub fn terbalik(&self) -> bool {
        self.sampai.is_some_and(|akhir| akhir < self.sejak)
    }
}

/// The decree a change rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Keputusan {
    /// Its number: `821.2/1180-BKPSDM/2026`.
    pub nomor: String,
    /// Its date.
    pub tanggal: Tanggal,
    /// Who signed it: `Wali Kota Bandung`.
    pub pejabat: String,
}

/// What a post is in the staffing law (UU 20/2023 knows managerial and non-managerial posts; offices still say these
/// three words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JenisJabatan {
    /// A managerial post: it leads a unit.
    Struktural,
    /// A post of a profession: teacher, doctor, analyst.
    Fungsional,
    /// Anybody else.
    Pelaksana,
}

impl JenisJabatan {
    /// Every kind.
    pub const SEMUA: [JenisJabatan; 3] =
        [JenisJabatan::Struktural, JenisJabatan::Fungsional, JenisJabatan::Pelaksana];

    /// The word of the tables.
    pub fn kode(self) -> &'static str {
        match self {
            JenisJabatan::Struktural => "struktural",
            JenisJabatan::Fungsional => "fungsional",
            JenisJabatan::Pelaksana => "pelaksana",
        }
    }

    /// The kind a word of the tables names.
    pub fn dari_kode(kode: &str) -> Option<Self> {
        Self::SEMUA.into_iter().find(|j| j.kode() == kode)
    }
}

impl fmt::Display for JenisJabatan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kode())
    }
}

/// A post as it stands during a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jabatan {
    /// The post, by number: stays when its name changes.
    pub nomor: i64,
    /// The history row this was read from.
    pub catatan: i64,
    /// Its name.
    pub nama: String,
    /// Code of the unit it belongs to.
    pub unit: String,
    /// Path of that unit as it was when the row was written.
    pub jalur_unit: Jalur,
    /// What it is.
    pub jenis: JenisJabatan,
    /// Class, 1 to 17.
    pub kelas: i64,
    /// How many people may hold it at a time; 1 for a post that leads.
    pub formasi: i64,
    /// Whether it heads its unit.
    pub kepala: bool,
    /// The superior *post*: who holds it is another matter.
    pub atasan: Option<i64>,
    /// When it stands so.
    pub masa: Masa,
    /// By which decree; none for what an import told.
    pub keputusan: Option<Keputusan>,
}

/// Somebody in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Penugasan {
    /// The history row.
    pub catatan: i64,
    /// The person.
    pub pegawai: i64,
    /// The post.
    pub jabatan: i64,
    /// As its holder, or acting.
    pub kapasitas: Kapasitas,
    /// When.
    pub masa: Masa,
    /// By which decree; none for what an import told.
    pub keputusan: Option<Keputusan>,
}

/// Somebody named to assess a person, who may be another than the superior.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenunjukanPenilai {
    /// The history row.
    pub catatan: i64,
    /// Who is assessed.
    pub pegawai: i64,
    /// Who assesses.
    pub penilai: i64,
    /// When.
    pub masa: Masa,
    /// By which decree.
    pub keputusan: Option<Keputusan>,
}

/// A team across units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tim {
    /// The team, by number.
    pub nomor: i64,
    /// The history row.
    pub catatan: i64,
    /// Its name.
    pub nama: String,
    /// Code of the unit that formed it.
    pub unit: String,
    /// Whether its chair may verify the members' activities.
    pub verifikasi: bool,
    /// Whether its chair assesses the members.
    pub menilai: bool,
    /// When it works.
    pub masa: Masa,
    /// By which decree.
    pub keputusan: Option<Keputusan>,
}

/// Somebody in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnggotaTim {
    /// The history row.
    pub catatan: i64,
    /// The team.
    pub tim: i64,
    /// The person.
    pub pegawai: i64,
    /// Whether they chair it.
    pub ketua: bool,
    /// When.
    pub masa: Masa,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masa(sejak: i8, sampai: Option<i8>) -> Masa {
        let hari = |d| Tanggal::constant(2026, 1, d);
        Masa { sejak: hari(sejak), sampai: sampai.map(hari) }
    }

    #[test]
    fn a_stretch_holds_on_its_first_and_last_day() {
        let m = masa(5, Some(9));
        let hari = [4, 5, 9, 10].map(|d| m.memuat(Tanggal::constant(2026, 1, d)));
        assert_eq!(hari, [false, true, true, false]);
        assert!(masa(5, None).memuat(Tanggal::MAX));
    }

    #[test]
    fn stretches_touch_when_they_share_a_day() {
        assert!(masa(1, Some(5)).bersinggungan(&masa(5, None)));
        assert!(!masa(1, Some(5)).bersinggungan(&masa(6, Some(7))));
        assert!(masa(1, None).bersinggungan(&masa(9, Some(9))));
        assert!(masa(9, Some(8)).terbalik() && !masa(9, Some(9)).terbalik());
    }
}
