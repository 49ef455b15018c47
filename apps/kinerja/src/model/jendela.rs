//! Until when a day's activities may be entered. Pure arithmetic over instants; days are those of the region's zone.

use balai_kernel::{Periode, Tanggal, Waktu, ZonaWaktu};
use jiff::ToSpan as _;

/// A day in milliseconds.
const SEHARI: i64 = 86_400_000;

/// The region's rules for one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jendela {
    /// Days after the day, 0 for the day itself only.
    pub hari_mundur: i64,
    /// Minute of the last day at which it closes; 1440 is its end.
    pub jam_tutup: i64,
    /// Day of the next month on which the month closes.
    pub tanggal_tutup: i64,
    /// Days after closing in which an entry that waited on a device is still taken.
    pub hari_antre: i64,
}

/// A time in which the server could not be used, from and until.
pub type Mati = (Waktu, Waktu);

/// What the clocks say of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ketepatan {
    /// Received in time.
    Tepat,
    /// Received late; the device's clock says it was entered in time.
    HanyaGawai,
    /// Late.
    Terlambat,
}

impl Jendela {
    /// When the window of `hari` closes; `None` past the calendar's end.
    #[must_use]
    pub fn tutup(&self, hari: Tanggal, zona: ZonaWaktu, mati: &[Mati]) -> Option<Waktu> {
        let terakhir = hari.checked_add(self.hari_mundur.days()).ok()?;
        let sehari = self.jam(terakhir, zona)?;
        let sebulan = self.bulan(hari, zona)?;
        diperpanjang(awal_hari(hari, zona)?, sehari.min(sebulan), mati)
    }

    /// When the month of `hari` closes, also for what was returned to be mended.
    #[must_use]
    pub fn tutup_bulan(&self, hari: Tanggal, zona: ZonaWaktu, mati: &[Mati]) -> Option<Waktu> {
        diperpanjang(awal_hari(hari, zona)?, self.bulan(hari, zona)?, mati)
    }

    fn bulan(&self, hari: Tanggal, zona: ZonaWaktu) -> Option<Waktu> {
        let berikut = Periode::dari(hari)?.sesudah()?;
        let tanggal = i8::try_from(self.tanggal_tutup).ok()?.clamp(1, berikut.banyak_hari());
        self.jam(Tanggal::new(berikut.awal().year(), berikut.awal().month(), tanggal).ok()?, zona)
    }

    fn jam(&self, hari: Tanggal, zona: ZonaWaktu) -> Option<Waktu> {
        let menit = self.jam_tutup.clamp(1, 1440);
        Waktu::dari_milidetik(awal_hari(hari, zona)?.milidetik() + menit * 60_000)
    }

    /// Whether an entry received at `diterima` for a window that closes at `tutup` is in time. `gawai` is what the device's
    /// clock said when it was entered; a clock that is ahead of ours proves nothing.
    #[must_use]
    pub fn ketepatan(&self, tutup: Waktu, diterima: Waktu, gawai: Option<Waktu>) -> Ketepatan {
        if diterima < tutup {
            return Ketepatan::Tepat;
        }
        let batas = tutup.milidetik().saturating_add(self.hari_antre.saturating_mul(SEHARI));
        match gawai {
            Some(g) if g < tutup && g <= diterima && diterima.milidetik() < batas => Ketepatan::HanyaGawai,
            _ => Ketepatan::Terlambat,
        }
    }
}

/// The first instant of a day.
#[must_use]
pub fn awal_hari(hari: Tanggal, zona: ZonaWaktu) -> Option<Waktu> {
    Waktu::dari_setempat(hari.at(0, 0, 0, 0), zona)
}

/// A window that was open from `buka` until `tutup`, made longer by all the time the server was down in it: whoever had
/// three hours left when it went down has three hours left when it is back. An outage during the extension counts too; time
/// that two rows of the log cover counts once.
#[must_use]
pub fn diperpanjang(buka: Waktu, tutup: Waktu, mati: &[Mati]) -> Option<Waktu> {
    let mut urut: Vec<(i64, i64)> = mati.iter().map(|(a, b)| (a.milidetik(), b.milidetik())).collect();
    urut.sort_unstable();
    let (mut terhitung, mut akhir) = (buka.milidetik(), tutup.milidetik());
    for (dari, sampai) in urut {
        let dari = dari.max(terhitung);
        if dari >= akhir {
            break;
        }
        akhir = akhir.saturating_add((sampai - dari).max(0));
        terhitung = terhitung.max(sampai);
    }
    Waktu::dari_milidetik(akhir)
}

#[cfg(test)]
mod tests {
    use super::*;

    const Z: ZonaWaktu = ZonaWaktu::Wib;
    const TIGA_HARI: Jendela = Jendela { hari_mundur: 3, jam_tutup: 1440, tanggal_tutup: 5, hari_antre: 7 };

    fn hari(s: &str) -> Tanggal {
        s.parse().unwrap()
    }

    /// A wall time in Bandung.
    fn w(s: &str) -> Waktu {
        Waktu::dari_setempat(s.parse().unwrap(), Z).unwrap()
    }

    #[test]
    fn a_window_closes_at_the_end_of_its_last_day() {
        assert_eq!(TIGA_HARI.tutup(hari("2026-10-12"), Z, &[]), Some(w("2026-10-16T00:00")));
        let hari_itu = Jendela { hari_mundur: 0, jam_tutup: 1080, ..TIGA_HARI };
        assert_eq!(hari_itu.tutup(hari("2026-10-12"), Z, &[]), Some(w("2026-10-12T18:00")));
    }

    #[test]
    fn the_month_s_closing_day_comes_first_and_short_months_end_earlier() {
        let longgar = Jendela { hari_mundur: 30, ..TIGA_HARI };
        assert_eq!(longgar.tutup(hari("2026-10-12"), Z, &[]), Some(w("2026-11-06T00:00")));
        let akhir = Jendela { hari_mundur: 62, tanggal_tutup: 31, ..TIGA_HARI };
        assert_eq!(akhir.tutup(hari("2027-01-31"), Z, &[]), Some(w("2027-03-01T00:00")));
        assert_eq!(TIGA_HARI.tutup_bulan(hari("2026-12-31"), Z, &[]), Some(w("2027-01-06T00:00")));
    }

    #[test]
    fn downtime_gives_back_exactly_the_time_it_took() {
        let hari_itu = Jendela { hari_mundur: 0, ..TIGA_HARI };
        let d = hari("2026-10-12");
        let tutup = |mati: &[Mati]| hari_itu.tutup(d, Z, mati).unwrap();
        // three hours in the afternoon
        let siang = (w("2026-10-12T13:00"), w("2026-10-12T16:00"));
        assert_eq!(tutup(&[siang]), w("2026-10-13T03:00"));
        // from 22.00 until 08.00 next morning: two hours of the window were lost
        assert_eq!(tutup(&[(w("2026-10-12T22:00"), w("2026-10-13T08:00"))]), w("2026-10-13T10:00"));
        // before it opened and after it closed: nothing
        assert_eq!(tutup(&[(w("2026-10-11T08:00"), w("2026-10-11T23:00"))]), w("2026-10-13T00:00"));
        assert_eq!(tutup(&[(w("2026-10-13T00:00"), w("2026-10-13T09:00"))]), w("2026-10-13T00:00"));
        // over midnight into the day: only its part
        assert_eq!(tutup(&[(w("2026-10-11T20:00"), w("2026-10-12T02:00"))]), w("2026-10-13T02:00"));
    }

    #[test]
    fn downtime_in_the_extension_counts_and_overlapping_rows_count_once() {
        let hari_itu = Jendela { hari_mundur: 0, ..TIGA_HARI };
        let tutup = |mati: &[Mati]| hari_itu.tutup(hari("2026-10-12"), Z, mati).unwrap();
        let siang = (w("2026-10-12T13:00"), w("2026-10-12T16:00"));
        let lagi = (w("2026-10-13T01:00"), w("2026-10-13T02:00"));
        // in whatever order the log gives them
        assert_eq!(tutup(&[lagi, siang]), w("2026-10-13T04:00"));
        let tumpang = (w("2026-10-12T15:00"), w("2026-10-12T17:00"));
        assert_eq!(tutup(&[siang, tumpang, siang]), w("2026-10-13T04:00"));
        let dalam = (w("2026-10-12T14:00"), w("2026-10-12T15:00"));
        assert_eq!(tutup(&[siang, dalam]), w("2026-10-13T03:00"));
    }

    #[test]
    fn only_a_device_s_clock_before_closing_and_not_ahead_of_ours_saves_a_late_entry() {
        let tutup = w("2026-10-16T00:00");
        let nilai =
            |diterima: &str, gawai: Option<&str>| TIGA_HARI.ketepatan(tutup, w(diterima), gawai.map(w));
        assert_eq!(nilai("2026-10-15T23:59:59.999", None), Ketepatan::Tepat);
        assert_eq!(nilai("2026-10-16T00:00", None), Ketepatan::Terlambat);
        assert_eq!(nilai("2026-10-16T08:00", Some("2026-10-15T21:00")), Ketepatan::HanyaGawai);
        assert_eq!(nilai("2026-10-16T08:00", Some("2026-10-16T00:00")), Ketepatan::Terlambat);
        assert_eq!(nilai("2026-10-22T23:59", Some("2026-10-15T21:00")), Ketepatan::HanyaGawai);
        assert_eq!(nilai("2026-10-23T00:00", Some("2026-10-15T21:00")), Ketepatan::Terlambat);
    }
}
