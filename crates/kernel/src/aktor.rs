//! Who acts, and by what authority.

use std::fmt;
use std::str::FromStr;

use crate::galat::{Galat, galat_biasa, serde_teks};
use crate::id::Id;
use crate::lingkup::Lingkup;
use crate::nip::Nip;
use crate::tanggal::Tanggal;

/// A role. The table role × act says what each may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Peran {
    /// Any staff member, over their own rows.
    Pegawai,
    /// The direct superior, over the staff of a unit.
    Atasan,
    /// The personnel clerk of one OPD.
    OperatorOpd,
    /// The personnel agency of the region, which runs and pays the month.
    Bkpsdm,
    /// Keeps accounts and settings; sees no pay.
    Admin,
    /// The inspectorate, the audit board: reads by assignment letter until a date, and never changes.
    Pemeriksa,
}

impl Peran {
    /// Every role.
    pub const SEMUA: [Peran; 6] =
        [Peran::Pegawai, Peran::Atasan, Peran::OperatorOpd, Peran::Bkpsdm, Peran::Admin, Peran::Pemeriksa];

    /// The stored word: `pegawai`, `atasan`, `operator_opd`, `bkpsdm`, `admin`, `pemeriksa`.
    pub const fn kode(self) -> &'static str {
        match self {
            Peran::Pegawai => "pegawai",
            Peran::Atasan => "atasan",
            Peran::OperatorOpd => "operator_opd",
            Peran::Bkpsdm => "bkpsdm",
            Peran::Admin => "admin",
            Peran::Pemeriksa => "pemeriksa",
        }
    }
}

impl fmt::Display for Peran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kode())
    }
}

impl FromStr for Peran {
    type Err = PeranGalat;

    fn from_str(s: &str) -> Result<Self, PeranGalat> {
        let galat = || PeranGalat::Peran { nilai: s.to_owned() };
        Peran::SEMUA.into_iter().find(|p| p.kode() == s).ok_or_else(galat)
    }
}
serde_teks!(Peran);

/// In what capacity a post's authority is held. Acting capacities end by date; they are no roles of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Kapasitas {
    /// The holder of the post.
    #[default]
    Definitif,
    /// Pelaksana tugas: the post is vacant.
    Plt,
    /// Pelaksana harian: the holder is away.
    Plh,
    /// Penjabat: appointed to a vacant post of a head of region or OPD.
    Pj,
    /// Penjabat sementara: while the holder campaigns.
    Pjs,
    /// By delegation: somebody else's grant, lent for a time.
    Delegasi,
}

impl Kapasitas {
    /// Every capacity.
    pub const SEMUA: [Kapasitas; 6] = [
        Kapasitas::Definitif,
        Kapasitas::Plt,
        Kapasitas::Plh,
        Kapasitas::Pj,
        Kapasitas::Pjs,
        Kapasitas::Delegasi,
    ];

    /// The stored word: `definitif`, `plt`, `plh`, `pj`, `pjs`, `delegasi`.
    pub const fn kode(self) -> &'static str {
        match self {
            Kapasitas::Definitif => "definitif",
            Kapasitas::Plt => "plt",
            Kapasitas::Plh => "plh",
            Kapasitas::Pj => "pj",
            Kapasitas::Pjs => "pjs",
            Kapasitas::Delegasi => "delegasi",
        }
    }
}

impl fmt::Display for Kapasitas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kode())
    }
}

impl FromStr for Kapasitas {
    type Err = PeranGalat;

    fn from_str(s: &str) -> Result<Self, PeranGalat> {
        let galat = || PeranGalat::Kapasitas { nilai: s.to_owned() };
        Kapasitas::SEMUA.into_iter().find(|k| k.kode() == s).ok_or_else(galat)
    }
}
serde_teks!(Kapasitas);

/// The text is no role or no capacity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeranGalat {
    /// Not a role.
    Peran {
        /// What was written.
        nilai: String,
    },
    /// Not a capacity.
    Kapasitas {
        /// What was written.
        nilai: String,
    },
}

impl From<PeranGalat> for Galat {
    fn from(g: PeranGalat) -> Self {
        match g {
            PeranGalat::Peran { nilai } => Galat::baru("INT-050").dengan("nilai", nilai),
            PeranGalat::Kapasitas { nilai } => Galat::baru("INT-051").dengan("nilai", nilai),
        }
    }
}
galat_biasa!(PeranGalat);

/// One grant: a role over a jurisdiction between two dates, by a decree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kewenangan {
    /// What may be done.
    pub peran: Peran,
    /// To which rows.
    pub lingkup: Lingkup,
    /// In what capacity.
    pub kapasitas: Kapasitas,
    /// First day.
    pub sejak: Tanggal,
    /// Last day, included; `None` while it runs on.
    pub sampai: Option<Tanggal>,
    /// The decree it rests on.
    pub dasar: String,
    /// Who lent it, when it is no grant of one's own and the lender is on the staff: what follows from the lender's
    /// post, such as being somebody's superior, goes with it.
    pub pendelegasi: Option<Nip>,
}

impl Kewenangan {
    /// Whether the grant holds on the day.
    pub fn berlaku(&self, d: Tanggal) -> bool {
        self.sejak <= d && self.sampai.is_none_or(|akhir| d <= akhir)
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aktor {
    /// The account.
    pub akun: Id,
    /// The staff number; `None` for accounts that are no staff member.
    pub nip: Option<Nip>,
    /// The name as it stands in the journal.
    pub nama: String,
    /// The grants, running and ended.
    pub peran: Vec<Kewenangan>,
    /// The only acts this actor may do, by id: a machine's token. `None` for people.
    pub hanya_akt: Option<Vec<String>>,
}

impl Aktor {
    /// The grants that hold on the day.
    pub fn kewenangan(&self, d: Tanggal) -> impl Iterator<Item = &Kewenangan> {
        self.peran.iter().filter(move |k| k.berlaku(d))
    }

    /// The jurisdictions of one role on the day.
    pub fn lingkup(&self, peran: Peran, d: Tanggal) -> impl Iterator<Item = &Lingkup> {
        self.kewenangan(d).filter(move |k| k.peran == peran).map(|k| &k.lingkup)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_grant_holds_from_its_first_to_its_last_day() {
        let mut k = Kewenangan {
            peran: Peran::Atasan,
            lingkup: Lingkup::Semua,
            kapasitas: Kapasitas::Plt,
            sejak: date(2026, 10, 1),
            sampai: Some(date(2026, 10, 31)),
            dasar: "SK 1/2026".into(),
            pendelegasi: None,
        };
        let hari = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)];
        assert_eq!(hari.map(|d| k.berlaku(d)), [false, true, true, false]);
        k.sampai = None;
        assert_eq!(hari.map(|d| k.berlaku(d)), [false, true, true, true]);
    }

    #[test]
    fn stored_words_read_back() {
        for p in Peran::SEMUA {
            assert_eq!(p.kode().parse(), Ok(p));
        }
        for k in Kapasitas::SEMUA {
            assert_eq!(k.kode().parse(), Ok(k));
        }
        assert_eq!("camat".parse::<Peran>(), Err(PeranGalat::Peran { nilai: "camat".into() }));
        assert_eq!("".parse::<Kapasitas>(), Err(PeranGalat::Kapasitas { nilai: String::new() }));
    }
}
