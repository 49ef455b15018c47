//! Instants and the three zones.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::galat::{Galat, galat_biasa, serde_teks};
use crate::tanggal::Tanggal;

/// An instant in UTC to the millisecond, 1970..=9999. Text form `2026-10-01T00:00:00.000Z`, always 24
/// characters, so text order is time order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Waktu(Timestamp);

/// The last millisecond of 29 December 9999: the last whole day the time library can hold.
const MILIDETIK_MAKS: i64 = 253_402_300_799_999 - 48 * 3_600_000;

impl Waktu {
    /// An instant from milliseconds since 1970-01-01T00:00Z; `None` before that or past
    /// 29 December 9999.
    pub fn dari_milidetik(ms: i64) -> Option<Waktu> {
        if !(0..=MILIDETIK_MAKS).contains(&ms) {
            return None;
        }
        Timestamp::from_millisecond(ms).ok().map(Waktu)
    }

    /// The millisecond an instant lies in; instants outside the range become its ends.
    pub fn dari_timestamp(t: Timestamp) -> Waktu {
        let ms = t.as_millisecond().clamp(0, MILIDETIK_MAKS);
        Waktu(Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    pub fn milidetik(self) -> i64 {
        self.0.as_millisecond()
    }

    /// As the time library's type.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// Date and time on the wall of a zone.
    pub fn di(self, zona: ZonaWaktu) -> DateTime {
        zona.selisih().to_datetime(self.0)
    }

    /// The date on the wall of a zone.
    pub fn tanggal(self, zona: ZonaWaktu) -> Tanggal {
        self.di(zona).date()
    }

    /// The instant of a wall date and time in a zone; `None` outside the range.
    pub fn dari_setempat(dt: DateTime, zona: ZonaWaktu) -> Option<Waktu> {
        let t = zona.selisih().to_timestamp(dt).ok()?;
        Waktu::dari_milidetik(t.as_millisecond())
    }
}

impl fmt::Display for Waktu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}
serde_teks!(Waktu);

/// Reads exactly the fixed form.
impl FromStr for Waktu {
    type Err = WaktuGalat;

    fn from_str(s: &str) -> Result<Self, WaktuGalat> {
        let galat = || WaktuGalat::Waktu { nilai: s.to_owned() };
        let t: Timestamp = s.parse().map_err(|_| galat())?;
        let w = Waktu::dari_milidetik(t.as_millisecond()).ok_or_else(galat)?;
        // one instant has one text: anything that would print differently is not ours
        if w.to_string() == s { Ok(w) } else { Err(galat()) }
    }
}

/// Where the present comes from. The running system's clock is the platform's; tests bring a fixed one.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Waktu;
}

/// The three zones of Indonesia (Keppres 41/1987). None has summer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum ZonaWaktu {
    /// West, UTC+7.
    #[default]
    Wib,
    /// Central, UTC+8.
    Wita,
    /// East, UTC+9.
    Wit,
}

impl ZonaWaktu {
    /// All three, west to east.
    pub const SEMUA: [ZonaWaktu; 3] = [ZonaWaktu::Wib, ZonaWaktu::Wita, ZonaWaktu::Wit];

    /// The distance from UTC.
    pub const fn selisih(self) -> Offset {
        match self {
            ZonaWaktu::Wib => Offset::constant(7),
            ZonaWaktu::Wita => Offset::constant(8),
            ZonaWaktu::Wit => Offset::constant(9),
        }
    }
}

/// `WIB`, `WITA`, `WIT`.
impl fmt::Display for ZonaWaktu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ZonaWaktu::Wib => "WIB",
            ZonaWaktu::Wita => "WITA",
            ZonaWaktu::Wit => "WIT",
        })
    }
}
serde_teks!(ZonaWaktu);

/// Reads the abbreviation in any case.
impl FromStr for ZonaWaktu {
    type Err = WaktuGalat;

    fn from_str(s: &str) -> Result<Self, WaktuGalat> {
        ZonaWaktu::SEMUA
            .into_iter()
            .find(|z| z.to_string().eq_ignore_ascii_case(s.trim()))
            .ok_or_else(|| WaktuGalat::Zona { nilai: s.to_owned() })
    }
}

/// Why a text is no instant or no zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaktuGalat {
    /// Not an instant in the fixed form.
    Waktu {
        /// What was written.
        nilai: String,
    },
    /// Not one of the three zones.
    Zona {
        /// What was written.
        nilai: String,
    },
}

impl From<WaktuGalat> for Galat {
    fn from(g: WaktuGalat) -> Self {
        match g {
            WaktuGalat::Waktu { nilai } => Galat::baru("INT-053").dengan("nilai", nilai),
            WaktuGalat::Zona { nilai } => Galat::baru("INT-054").dengan("nilai", nilai),
        }
    }
}
galat_biasa!(WaktuGalat);

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_instant_has_one_text_of_fixed_width() {
        let w: Waktu = "2026-10-01T00:00:00.000Z".parse().unwrap();
        assert_eq!(w.to_string(), "2026-10-01T00:00:00.000Z");
        for s in [
            "2026-10-01T00:00:00Z",
            "2026-10-01T07:00:00.000+07:00",
            "2026-10-01 00:00:00.000Z",
            "",
            "1969-12-31T23:59:59.999Z",
        ] {
            assert_eq!(s.parse::<Waktu>(), Err(WaktuGalat::Waktu { nilai: s.into() }), "{s}");
        }
    }

    #[test]
    fn a_day_begins_at_another_instant_in_each_zone() {
        let w: Waktu = "2026-09-30T16:30:00.000Z".parse().unwrap();
        assert_eq!(w.tanggal(ZonaWaktu::Wib), date(2026, 9, 30));
        assert_eq!(w.tanggal(ZonaWaktu::Wita), date(2026, 10, 1));
        assert_eq!(w.di(ZonaWaktu::Wit), date(2026, 10, 1).at(1, 30, 0, 0));
        assert_eq!(Waktu::dari_setempat(w.di(ZonaWaktu::Wit), ZonaWaktu::Wit), Some(w));
    }

    #[test]
    fn instants_outside_the_range_become_its_ends() {
        assert_eq!(Waktu::dari_timestamp(Timestamp::MIN), Waktu::dari_milidetik(0).unwrap());
        assert_eq!(Waktu::dari_timestamp(Timestamp::MAX).to_string().len(), 24);
        assert_eq!(Waktu::dari_milidetik(-1), None);
        assert_eq!(Waktu::dari_milidetik(MILIDETIK_MAKS + 1), None);
    }

    #[test]
    fn zones_read_back() {
        for z in ZonaWaktu::SEMUA {
            assert_eq!(z.to_string().to_lowercase().parse(), Ok(z));
        }
        assert!("UTC".parse::<ZonaWaktu>().is_err());
    }
}
