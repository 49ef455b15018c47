//! Dates and times as offices write them.

use balai_kernel::Tanggal;

use super::lipat::lipat;

/// Which of two numbers comes first in `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Urutan {
    /// Day, month, year: how Indonesia writes.
    #[default]
    HariBulan,
    /// Month, day, year: how an American machine writes.
    BulanHari,
}

/// Why a text is no date or time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GalatTanggal {
    /// It has no shape of a date.
    TakTerbaca,
    /// It has the shape of a date that does not exist.
    Mustahil,
}

/// A moment of a day: the date, and the seconds since midnight when a time was written.
pub type Saat = (Tanggal, Option<u32>);

/// Reads a date. Day, month and year stand apart by `/`, `-`, `.` or blanks; the month may be a word in Indonesian or
/// English, or a Roman number; the year may have two digits (up to five years past `tahun_kini` it is of this century);
/// `2019-03-12` and `20190312` are ISO; a number from 18264 to 73050 is a day of a spreadsheet (1950 to 2099). A weekday
/// in front and a midnight behind are dropped.
///
/// # Errors
/// A text of no such shape, or a date that does not exist.
pub fn tanggal(teks: &str, urutan: Urutan, tahun_kini: i16) -> Result<Tanggal, GalatTanggal> {
    match saat(teks, urutan, tahun_kini)? {
        (t, None | Some(0)) => Ok(t),
        (_, Some(_)) => Err(GalatTanggal::TakTerbaca),
    }
}

/// Reads a date with or without a time after it. See [`tanggal`] and [`jam`].
///
/// # Errors
/// As [`tanggal`] and [`jam`].
pub fn saat(teks: &str, urutan: Urutan, tahun_kini: i16) -> Result<Saat, GalatTanggal> {
    let teks = teks.trim();
    // a sign is no separator: the rest would still read as a date
    if teks.starts_with(['-', '+']) {
        return Err(GalatTanggal::TakTerbaca);
    }
    if let Some(s) = cepat(teks, urutan) {
        return s;
    }
    if let Some(s) = nomor_seri(teks) {
        return s;
    }
    let (depan, belakang) = pisah_jam(teks);
    let t = tanggal_saja(depan, urutan, tahun_kini)?;
    let j = if belakang.is_empty() { None } else { Some(jam(belakang)?) };
    Ok((t, j))
}

/// The two shapes that fill a month's log, `dd/mm/yyyy` and `yyyy-mm-dd hh:mm:ss`, without taking the text apart.
fn cepat(teks: &str, urutan: Urutan) -> Option<Result<Saat, GalatTanggal>> {
    let b = teks.as_bytes();
    let angka = |dari: usize, n: usize| -> Option<u32> {
        b.get(dari..dari + n)?
            .iter()
            .try_fold(0u32, |a, c| c.is_ascii_digit().then(|| a * 10 + u32::from(c - b'0')))
    };
    let (t, ekor) = match (b.len(), b.get(2), b.get(4)) {
        (10, Some(b'/' | b'-'), _) if b.get(5) == b.get(2) => {
            let (satu, dua, tahun) = (angka(0, 2)?, angka(3, 2)?, angka(6, 4)?);
            let (hari, bulan) = if urutan == Urutan::HariBulan { (satu, dua) } else { (dua, satu) };
            (susun(tahun, bulan, hari), 10)
        }
        (10 | 19, _, Some(b'-')) if b.get(7) == Some(&b'-') => {
            (susun(angka(0, 4)?, angka(5, 2)?, angka(8, 2)?), 10)
        }
        _ => return None,
    };
    if ekor == b.len() {
        return Some(t.map(|t| (t, None)));
    }
    if !matches!(b.get(10), Some(b' ' | b'T')) || b.get(13) != Some(&b':') || b.get(16) != Some(&b':') {
        return None;
    }
    let detik = detik(angka(11, 2)?, angka(14, 2)?, angka(17, 2)?);
    Some(t.and_then(|t| detik.map(|d| (t, Some(d)))))
}

fn susun(tahun: u32, bulan: u32, hari: u32) -> Result<Tanggal, GalatTanggal> {
    let kecil = |n: u32| i8::try_from(n).map_err(|_| GalatTanggal::Mustahil);
    let tahun = i16::try_from(tahun).map_err(|_| GalatTanggal::Mustahil)?;
    Tanggal::new(tahun, kecil(bulan)?, kecil(hari)?).map_err(|_| GalatTanggal::Mustahil)
}

fn detik(jam: u32, menit: u32, detik: u32) -> Result<u32, GalatTanggal> {
    if jam > 23 || menit > 59 || detik > 59 {
        return Err(GalatTanggal::Mustahil);
    }
    Ok(jam * 3600 + menit * 60 + detik)
}

/// A spreadsheet's day number, with the time as its fraction. Day 60 of 1900 never was, which is why days are counted
/// from 30 December 1899.
fn nomor_seri(teks: &str) -> Option<Result<Saat, GalatTanggal>> {
    let (utuh, pecahan) = match teks.split_once(['.', ',']) {
        Some((u, p)) => (u, p),
        None => (teks, ""),
    };
    if utuh.len() != 5 || !utuh.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let hari: u64 = utuh.parse().ok().filter(|h| (18_264..=73_050).contains(h))?;
    let t =
        Tanggal::constant(1899, 12, 30).checked_add(std::time::Duration::from_secs(hari * 86_400)).ok()?;
    if pecahan.is_empty() {
        return Some(Ok((t, None)));
    }
    Some(pecahan_hari(pecahan).map(|d| (t, Some(d))).ok_or(GalatTanggal::TakTerbaca))
}

/// The seconds of a fraction of a day given by its decimals, to the nearest second.
fn pecahan_hari(desimal: &str) -> Option<u32> {
    let desimal = desimal.get(..desimal.len().min(15))?;
    if desimal.is_empty() || !desimal.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let nilai: u128 = desimal.parse().ok()?;
    let skala = 10u128.pow(u32::try_from(desimal.len()).ok()?);
    let detik = (nilai * 86_400 * 2 + skala) / (skala * 2);
    u32::try_from(detik).ok().filter(|d| *d < 86_400)
}

/// Where the time begins: at the first word with a colon, or after the `T` of ISO 8601.
fn pisah_jam(teks: &str) -> (&str, &str) {
    let Some(titik) = teks.find(':') else { return (teks, "") };
    let depan = teks.get(..titik).unwrap_or_default();
    match depan.rfind(|c: char| !c.is_ascii_digit()) {
        Some(i) => {
            let batas = i + depan.get(i..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8);
            (depan.get(..i).unwrap_or_default(), teks.get(batas..).unwrap_or_default())
        }
        None => (teks, ""),
    }
}

fn tanggal_saja(teks: &str, urutan: Urutan, tahun_kini: i16) -> Result<Tanggal, GalatTanggal> {
    if teks.chars().any(|c| c.is_numeric() && !c.is_ascii_digit()) {
        return Err(GalatTanggal::TakTerbaca);
    }
    let lipatan = lipat(teks);
    let mut kata: Vec<&str> = lipatan.split(' ').filter(|k| !k.is_empty()).collect();
    if kata.first().is_some_and(|k| nama_hari(k)) {
        kata.remove(0);
    }
    let pecah;
    if let [satu] = kata.as_slice() {
        pecah = (*satu).to_owned();
        return rapat(&pecah, tahun_kini);
    }
    let [a, b, c] = kata.as_slice() else { return Err(GalatTanggal::TakTerbaca) };
    let angka =
        |s: &str| (s.len() <= 4 && s.bytes().all(|x| x.is_ascii_digit())).then(|| s.parse::<u32>().ok())?;
    let tak = GalatTanggal::TakTerbaca;
    if a.len() == 4 && angka(a).is_some() {
        return susun(angka(a).ok_or(tak)?, angka(b).or_else(|| bulan(b)).ok_or(tak)?, angka(c).ok_or(tak)?);
    }
    let tahun = tahun(c, tahun_kini).ok_or(tak)?;
    match (angka(a), angka(b)) {
        (Some(x), Some(y)) if x < 100 && y < 100 => match urutan {
            Urutan::HariBulan => susun(tahun, y, x),
            Urutan::BulanHari => susun(tahun, x, y),
        },
        (Some(hari), None) if hari < 100 => susun(tahun, bulan(b).ok_or(tak)?, hari),
        (None, Some(hari)) if hari < 100 => susun(tahun, bulan(a).ok_or(tak)?, hari),
        _ => Err(tak),
    }
}

/// Dates written without anything between: `20190312`, `12032019`, `12Mar2019`.
fn rapat(teks: &str, tahun_kini: i16) -> Result<Tanggal, GalatTanggal> {
    let tak = GalatTanggal::TakTerbaca;
    let potong = |dari: usize, sampai: usize| teks.get(dari..sampai).and_then(|s| s.parse::<u32>().ok());
    if teks.len() == 8 && teks.bytes().all(|b| b.is_ascii_digit()) {
        let (depan, belakang) = (potong(0, 4).ok_or(tak)?, potong(4, 8).ok_or(tak)?);
        if (1900..2100).contains(&depan) {
            return susun(depan, belakang / 100, belakang % 100);
        }
        if (1900..2100).contains(&belakang) {
            return susun(belakang, depan % 100, depan / 100);
        }
        return Err(tak);
    }
    let awal = teks.find(|c: char| !c.is_ascii_digit()).ok_or(tak)?;
    let akhir = teks.rfind(|c: char| !c.is_ascii_digit()).ok_or(tak)?;
    let nama = teks.get(awal..=akhir).ok_or(tak)?;
    let hari = teks.get(..awal).and_then(|s| s.parse::<u32>().ok()).ok_or(tak)?;
    let tahun = teks.get(akhir + 1..).and_then(|s| tahun(s, tahun_kini)).ok_or(tak)?;
    susun(tahun, bulan(nama).ok_or(tak)?, hari)
}

fn tahun(teks: &str, tahun_kini: i16) -> Option<u32> {
    let n: u32 = teks.bytes().all(|b| b.is_ascii_digit()).then(|| teks.parse().ok())??;
    match teks.len() {
        4 => Some(n),
        2 => {
            let batas = u32::try_from(tahun_kini).unwrap_or(0) + 5;
            let abad_ini = batas / 100 * 100 + n;
            Some(if abad_ini <= batas { abad_ini } else { abad_ini - 100 })
        }
        _ => None,
    }
}

fn bulan(kata: &str) -> Option<u32> {
    const NAMA: [&[&str]; 12] = [
        &["jan", "januari", "january", "i"],
        &["feb", "peb", "februari", "pebruari", "february", "ii"],
        &["mar", "mrt", "maret", "march", "iii"],
        &["apr", "april", "iv"],
        &["mei", "may", "v"],
        &["jun", "juni", "june", "vi"],
        &["jul", "juli", "july", "vii"],
        &["agu", "agt", "ags", "agust", "agustus", "aug", "august", "viii"],
        &["sep", "sept", "september", "ix"],
        &["okt", "oktober", "oct", "october", "x"],
        &["nov", "nop", "november", "nopember", "xi"],
        &["des", "desember", "dec", "december", "xii"],
    ];
    let letak = NAMA.iter().position(|nama| nama.contains(&kata))?;
    u32::try_from(letak + 1).ok()
}

fn nama_hari(kata: &str) -> bool {
    const NAMA: [&str; 24] = [
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "minggu",
        "ahad",
        "sen",
        "sel",
        "rab",
        "kam",
        "jum",
        "sab",
        "min",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "fri",
    ];
    NAMA.contains(&kata)
}

/// Reads a time of day as seconds since midnight: `07:30`, `07.30`, `7:30:15`, `0730`, `7:30 PM`, with a zone's name
/// behind it or not, or a spreadsheet's fraction of a day (`0.3125`).
///
/// # Errors
/// A text of no such shape, or a time that does not exist (`24:00` is one: it could be either end of the day).
pub fn jam(teks: &str) -> Result<u32, GalatTanggal> {
    let kecil = teks.trim().to_ascii_lowercase();
    let tanpa_zona =
        ["wib", "wita", "wit"].iter().find_map(|z| kecil.strip_suffix(z)).unwrap_or(&kecil).trim();
    let (inti, sore) =
        if let Some(t) = tanpa_zona.strip_suffix("am").or_else(|| tanpa_zona.strip_suffix("a.m.")) {
            (t.trim(), Some(false))
        } else if let Some(t) = tanpa_zona.strip_suffix("pm").or_else(|| tanpa_zona.strip_suffix("p.m.")) {
            (t.trim(), Some(true))
        } else {
            (tanpa_zona, None)
        };
    if let Some(desimal) = inti.strip_prefix("0.").or_else(|| inti.strip_prefix("0,"))
        && desimal.len() > 2
    {
        return pecahan_hari(desimal).ok_or(GalatTanggal::TakTerbaca);
    }
    let bagian: Vec<&str> = inti.split([':', '.', ',']).collect();
    let angka = |s: &str| {
        ((1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse::<u32>().ok())
            .flatten()
    };
    let tak = GalatTanggal::TakTerbaca;
    let (j, m, d) = match bagian.as_slice() {
        [satu] if satu.len() == 4 => {
            (satu.get(..2).and_then(angka).ok_or(tak)?, satu.get(2..).and_then(angka).ok_or(tak)?, 0)
        }
        [j, m] if m.len() == 2 => (angka(j).ok_or(tak)?, angka(m).ok_or(tak)?, 0),
        // a machine's fraction of a second is dropped: the punch had happened by then
        [j, m, d] | [j, m, d, _] if m.len() == 2 => {
            (angka(j).ok_or(tak)?, angka(m).ok_or(tak)?, angka(d).ok_or(tak)?)
        }
        _ => return Err(tak),
    };
    let j = match sore {
        None => j,
        Some(_) if !(1..=12).contains(&j) => return Err(GalatTanggal::Mustahil),
        Some(sore) => j % 12 + if sore { 12 } else { 0 },
    };
    detik(j, m, d)
}

/// What a column of dates says about the order of day and month: how many of its values can only be day-month, and how
/// many only month-day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BuktiUrutan {
    hari_bulan: u32,
    bulan_hari: u32,
}

impl BuktiUrutan {
    /// Weighs one value.
    pub fn timbang(&mut self, teks: &str) {
        let mut angka = teks.split(['/', '-', '.', ' ']).map(str::parse::<u32>);
        if let (Some(Ok(a)), Some(Ok(b)), Some(Ok(_))) = (angka.next(), angka.next(), angka.next()) {
            match (a, b) {
                (13..=31, 1..=12) => self.hari_bulan += 1,
                (1..=12, 13..=31) => self.bulan_hari += 1,
                _ => {}
            }
        }
    }

    /// The order: month first only when several values can be read no other way and none forbids it.
    pub fn urutan(self) -> Urutan {
        if self.bulan_hari >= 3 && self.hari_bulan == 0 { Urutan::BulanHari } else { Urutan::HariBulan }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baca(teks: &str) -> Result<String, GalatTanggal> {
        tanggal(teks, Urutan::HariBulan, 2026).map(|t| t.to_string())
    }

    #[test]
    fn one_day_in_every_hand() {
        for teks in [
            "12/03/2019",
            "12-03-2019",
            "12.03.2019",
            "12 03 2019",
            "12/3/19",
            "12-3-2019",
            "2019-03-12",
            "2019/03/12",
            "20190312",
            "12032019",
            "12 Maret 2019",
            "12 MARET 2019",
            "Selasa, 12 Maret 2019",
            "12-Mar-19",
            "12Mar2019",
            "March 12, 2019",
            "12/III/2019",
            "43536",
            "2019-03-12 00:00:00",
            "2019-03-12T00:00:00",
            "12\u{a0}Maret\u{a0}2019",
        ] {
            assert_eq!(baca(teks), Ok("2019-03-12".to_owned()), "{teks}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for teks in ["31/02/2020", "2020-02-31", "31 Februari 2020", "00/01/2020", "12/31/2020", "29/02/2023"]
        {
            assert_eq!(baca(teks), Err(GalatTanggal::Mustahil), "{teks}");
        }
        for teks in [
            "",
            "segera",
            "2019",
            "12/03",
            "12/03/019",
            "1/2/3/4",
            "１２/03/2019",
            "12 Maretan 2019",
            "99999",
            "2019-03-12 07:00",
            "-1/10/2026",
            "+1/10/2026",
        ] {
            assert_eq!(baca(teks), Err(GalatTanggal::TakTerbaca), "{teks}");
        }
    }

    #[test]
    fn two_digit_years_turn_over_five_years_ahead() {
        assert_eq!(baca("3-4-31"), Ok("2031-04-03".to_owned()));
        assert_eq!(baca("3-4-32"), Ok("1932-04-03".to_owned()));
    }

    #[test]
    fn times_of_day() {
        for teks in
            ["07:30", "07.30", "7:30", "07:30:00", "0730", "7:30 AM", "07.30 WIB", "0.3125", "07:30:00.000"]
        {
            assert_eq!(jam(teks), Ok(27_000), "{teks}");
        }
        assert_eq!(jam("12:00 AM"), Ok(0));
        assert_eq!(jam("12:05 pm"), Ok(43_500));
        for teks in ["25:61", "24:00", "07:60", "13:00 PM", "07:30:60"] {
            assert_eq!(jam(teks), Err(GalatTanggal::Mustahil), "{teks}");
        }
        for teks in ["", "pagi", "7", "07:3", "730", "1:2:3:4:5"] {
            assert_eq!(jam(teks), Err(GalatTanggal::TakTerbaca), "{teks}");
        }
    }

    #[test]
    fn a_moment_is_a_date_and_a_time() {
        let pagi = |t: &str| saat(t, Urutan::HariBulan, 2026).map(|(d, j)| (d.to_string(), j));
        let benar = Ok(("2026-10-22".to_owned(), Some(26_571)));
        assert_eq!(pagi("2026-10-22 07:22:51"), benar);
        assert_eq!(pagi("2026-10-22T07:22:51"), benar);
        assert_eq!(pagi("22/10/2026 07:22:51"), benar);
        assert_eq!(pagi("22 Okt 2026 7:22:51 AM"), benar);
        assert_eq!(pagi("46317.5").map(|(_, j)| j), Ok(Some(43_200)));
        assert_eq!(pagi("2026-10-22 25:61:00"), Err(GalatTanggal::Mustahil));
        assert_eq!(pagi("2026-02-31 07:00:00"), Err(GalatTanggal::Mustahil));
    }

    #[test]
    fn an_american_column_shows_itself() {
        let mut bukti = BuktiUrutan::default();
        for t in ["10/01/2026", "10/13/2026", "10/14/2026", "10/15/2026"] {
            bukti.timbang(t);
        }
        assert_eq!(bukti.urutan(), Urutan::BulanHari);
        bukti.timbang("31/10/2026");
        assert_eq!(bukti.urutan(), Urutan::HariBulan);
    }
}
