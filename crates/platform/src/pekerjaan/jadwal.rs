//! Jobs that come by the clock on the region's wall.

use balai_kernel::{Tanggal, Waktu, ZonaWaktu};
use serde_json::Value;

use super::{Pekerjaan, Pelaksana, store};
use crate::{Refusal, Region};

/// Days looked back for the latest occurrence: a month of 31 and one more.
const MUNDUR_MAKS: usize = 62;

/// When a job comes by itself, on the region's wall clock. Indonesia has no summer time, so every wall time
/// exists once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jadwal {
    /// Every hour, at this minute.
    TiapJam {
        /// 0 to 59.
        menit: u8,
    },
    /// Every day.
    Harian {
        /// 0 to 23.
        jam: u8,
        /// 0 to 59.
        menit: u8,
    },
    /// Once a week.
    Mingguan {
        /// 1 is Monday, 7 Sunday.
        hari: u8,
        /// 0 to 23.
        jam: u8,
        /// 0 to 59.
        menit: u8,
    },
    /// Once a month; on its last day where the month is shorter.
    Bulanan {
        /// 1 to 31.
        tanggal: u8,
        /// 0 to 23.
        jam: u8,
        /// 0 to 59.
        menit: u8,
    },
}

impl Jadwal {
    /// The latest occurrence at or before `kini`; `None` for a time no clock shows.
    pub fn terakhir(self, kini: Waktu, zona: ZonaWaktu) -> Option<Waktu> {
        let hari_ini = kini.tanggal(zona);
        std::iter::successors(Some(hari_ini), |d| d.yesterday().ok())
            .take(MUNDUR_MAKS)
            .filter(|d| self.cocok(*d))
            .flat_map(|d| self.jam_pada(d, zona))
            .find(|t| *t <= kini)
    }

    /// The first occurrence after `kini`; `None` for a time no clock shows, or where the calendar ends.
    pub fn berikut(self, kini: Waktu, zona: ZonaWaktu) -> Option<Waktu> {
        let hari_ini = kini.tanggal(zona);
        std::iter::successors(Some(hari_ini), |d| d.tomorrow().ok())
            .take(MUNDUR_MAKS)
            .filter(|d| self.cocok(*d))
            .flat_map(|d| self.jam_pada(d, zona).into_iter().rev())
            .find(|t| *t > kini)
    }

    fn cocok(self, d: Tanggal) -> bool {
        match self {
            Jadwal::TiapJam { .. } | Jadwal::Harian { .. } => true,
            Jadwal::Mingguan { hari, .. } => d.weekday().to_monday_one_offset() == i8_dari(hari),
            Jadwal::Bulanan { tanggal, .. } => d.day() == i8_dari(tanggal).min(d.days_in_month()),
        }
    }

    /// The occurrences of a day, the latest first.
    fn jam_pada(self, d: Tanggal, zona: ZonaWaktu) -> Vec<Waktu> {
        let (jam, menit) = match self {
            Jadwal::TiapJam { menit } => ((0..24).rev().collect(), menit),
            Jadwal::Harian { jam, menit }
            | Jadwal::Mingguan { jam, menit, .. }
            | Jadwal::Bulanan { jam, menit, .. } => (vec![jam], menit),
        };
        let ada = |jam: &u8| *jam < 24 && menit < 60;
        let waktu = |jam: u8| Waktu::dari_setempat(d.at(i8_dari(jam), i8_dari(menit), 0, 0), zona);
        jam.into_iter().filter(ada).filter_map(waktu).collect()
    }
}

fn i8_dari(n: u8) -> i8 {
    i8::try_from(n).unwrap_or(i8::MAX)
}

/// Queues what the schedules owe the region by now. Any number of processes may call it at any time: each
/// occurrence is queued once. Of several missed ones only the latest is; a schedule seen for the first time
/// begins with its next occurrence.
///
/// # Errors
/// The store's failure.
pub fn jadwalkan(daerah: &Region, pelaksana: &[Pelaksana]) -> Result<u32, Refusal> {
    let kini = daerah.sekarang();
    let tercatat = daerah.read(|tx| -> Result<_, Refusal> { Ok(store::jadwal(tx)?) })?;
    let mut banyak = 0;
    for p in pelaksana {
        let Some(pada) = p.jadwal.and_then(|j| j.terakhir(kini, daerah.zona())) else { continue };
        let nama = p.nama;
        match tercatat.iter().find(|(n, _)| n == nama) {
            Some((_, terakhir)) if *terakhir >= pada => {}
            Some(_) => {
                let id = daerah.id_baru();
                let kerja = [Pekerjaan::baru(nama, Value::Null).kunci(format!("jadwal {pada}"))];
                let maju = daerah.upkeep(move |tx| -> Result<bool, Refusal> {
                    let maju = store::maju_jadwal(tx, nama, pada)?;
                    if maju {
                        store::simpan(tx, id.as_str(), kini, &kerja)?;
                    }
                    Ok(maju)
                })?;
                banyak += u32::from(maju);
            }
            None => daerah
                .upkeep(move |tx| -> Result<(), Refusal> { Ok(store::kenal_jadwal(tx, nama, pada)?) })?,
        }
    }
    Ok(banyak)
}

/// What comes by the clock: when it came last and when it comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rencana {
    /// Name of the handler.
    pub nama: &'static str,
    /// When it comes.
    pub jadwal: Jadwal,
    /// The latest occurrence queued; `None` until a server has seen the schedule.
    pub terakhir: Option<Waktu>,
    /// The next occurrence.
    pub berikut: Waktu,
}

/// The schedules of these handlers in a region, the next one first.
///
/// # Errors
/// The store's failure.
pub fn rencana(daerah: &Region, pelaksana: &[Pelaksana]) -> Result<Vec<Rencana>, Refusal> {
    let (kini, zona) = (daerah.sekarang(), daerah.zona());
    let tercatat = daerah.read(|tx| -> Result<_, Refusal> { Ok(store::jadwal(tx)?) })?;
    let satu = |p: &Pelaksana| {
        let jadwal = p.jadwal?;
        let terakhir = tercatat.iter().find(|(n, _)| n == p.nama).map(|(_, t)| *t);
        Some(Rencana { nama: p.nama, jadwal, terakhir, berikut: jadwal.berikut(kini, zona)? })
    };
    let mut semua: Vec<Rencana> = pelaksana.iter().filter_map(satu).collect();
    semua.sort_by_key(|r| (r.berikut, r.nama));
    Ok(semua)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terakhir(j: Jadwal, kini: &str, zona: ZonaWaktu) -> String {
        j.terakhir(kini.parse().unwrap(), zona).unwrap().to_string()
    }

    #[test]
    fn days_begin_on_the_regions_wall() {
        let malam = Jadwal::Harian { jam: 2, menit: 0 };
        // 02.00 in Bandung is 19.00 UTC of the day before; in Jayapura 17.00
        assert_eq!(terakhir(malam, "2026-11-02T18:59:59.999Z", ZonaWaktu::Wib), "2026-11-01T19:00:00.000Z");
        assert_eq!(terakhir(malam, "2026-11-02T19:00:00.000Z", ZonaWaktu::Wib), "2026-11-02T19:00:00.000Z");
        assert_eq!(terakhir(malam, "2026-11-02T18:59:59.999Z", ZonaWaktu::Wit), "2026-11-02T17:00:00.000Z");
    }

    #[test]
    fn the_next_occurrence_is_the_first_one_after_now() {
        let berikut = |j: Jadwal, kini: &str| {
            j.berikut(kini.parse().unwrap(), ZonaWaktu::Wib).map(|t| t.to_string()).unwrap_or_default()
        };
        let malam = Jadwal::Harian { jam: 2, menit: 0 };
        assert_eq!(berikut(malam, "2026-11-02T18:59:59.999Z"), "2026-11-02T19:00:00.000Z");
        assert_eq!(berikut(malam, "2026-11-02T19:00:00.000Z"), "2026-11-03T19:00:00.000Z");
        let jam = Jadwal::TiapJam { menit: 15 };
        assert_eq!(berikut(jam, "2026-11-01T17:15:00.000Z"), "2026-11-01T18:15:00.000Z");
        let akhir = Jadwal::Bulanan { tanggal: 31, jam: 0, menit: 0 };
        assert_eq!(berikut(akhir, "2027-01-31T00:00:00.000Z"), "2027-02-27T17:00:00.000Z");
    }

    #[test]
    fn weeks_months_and_hours_have_their_own_occurrences() {
        let z = ZonaWaktu::Wib;
        let senin = Jadwal::Mingguan { hari: 1, jam: 7, menit: 30 };
        assert_eq!(terakhir(senin, "2026-11-08T23:00:00.000Z", z), "2026-11-02T00:30:00.000Z");
        let akhir = Jadwal::Bulanan { tanggal: 31, jam: 0, menit: 0 };
        assert_eq!(terakhir(akhir, "2027-03-15T00:00:00.000Z", z), "2027-02-27T17:00:00.000Z");
        let jam = Jadwal::TiapJam { menit: 15 };
        assert_eq!(terakhir(jam, "2026-11-01T17:14:00.000Z", z), "2026-11-01T16:15:00.000Z");
        assert_eq!(
            Jadwal::Harian { jam: 24, menit: 0 }.terakhir("2026-11-01T17:14:00.000Z".parse().unwrap(), z),
            None
        );
    }
}
