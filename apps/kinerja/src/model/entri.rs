//! Activities as people enter them: what one is, what may still be done with it, and when two cannot both be true. Pure.

use balai_kernel::{Galat, Tanggal, Waktu};
use balai_platform::berkas::Diterima;

/// Longest text of an activity, in letters.
pub const URAIAN_MAKS: usize = 500;
/// Most entries of one sending: a month of days, twice.
pub const SEKALIGUS_MAKS: usize = 62;
/// Minutes of a day.
pub const SEHARI: i64 = 1440;
/// Most times one activity was done.
pub const JUMLAH_MAKS: i64 = 999;
/// Longest reference to a catalogue's item or an SKP's.
const RUJUKAN_MAKS: usize = 60;

/// Flag: received after the window closed, and only the device's clock says it was in time.
pub const TANDA_HANYA_GAWAI: i64 = 1;

/// Where an entry stands, with the numbers of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeadaanEntri {
    /// Waits for the superior.
    Diajukan,
    /// Verified.
    Disetujui,
    /// Refused.
    Ditolak,
    /// Sent back to be mended.
    Dikembalikan,
    /// Not handed in yet.
    Draf,
    /// Counts because nobody verified it in time.
    DianggapDisetujui,
    /// Taken back by the person.
    Ditarik,
}

impl KeadaanEntri {
    /// Every state with its number and its word.
    pub const SEMUA: [(Self, i64, &'static str); 7] = [
        (Self::Diajukan, 1, "diajukan"),
        (Self::Disetujui, 2, "disetujui"),
        (Self::Ditolak, 3, "ditolak"),
        (Self::Dikembalikan, 4, "dikembalikan"),
        (Self::Draf, 5, "draf"),
        (Self::DianggapDisetujui, 6, "dianggap_disetujui"),
        (Self::Ditarik, 7, "ditarik"),
    ];

    /// From the stored number.
    #[must_use]
    pub fn dari_nomor(nomor: i64) -> Option<Self> {
        Self::SEMUA.iter().find(|(_, n, _)| *n == nomor).map(|(k, ..)| *k)
    }

    fn baris(self) -> (i64, &'static str) {
        Self::SEMUA.iter().find(|(k, ..)| *k == self).map_or((0, ""), |(_, n, kata)| (*n, kata))
    }

    /// As stored.
    #[must_use]
    pub fn nomor(self) -> i64 {
        self.baris().0
    }

    /// Its word in addresses, the API and texts.
    #[must_use]
    pub fn kata(self) -> &'static str {
        self.baris().1
    }

    /// Whether the person may still change it or take it back: nobody has decided on it.
    #[must_use]
    pub fn terbuka(self) -> bool {
        matches!(self, Self::Diajukan | Self::Dikembalikan | Self::Draf)
    }

    /// Whether its minutes are verified.
    #[must_use]
    pub fn diakui(self) -> bool {
        matches!(self, Self::Disetujui | Self::DianggapDisetujui)
    }

    /// Whether it takes up time of its day: what was refused or taken back does not.
    #[must_use]
    pub fn mengisi_hari(self) -> bool {
        !matches!(self, Self::Ditolak | Self::Ditarik)
    }

    /// The number with which a frozen month knows it (those of imports); none for what was taken back.
    #[must_use]
    pub fn beku(self) -> Option<i64> {
        match self {
            Self::DianggapDisetujui => Some(Self::Disetujui.nomor()),
            Self::Ditarik => None,
            lain => Some(lain.nomor()),
        }
    }
}

/// What a person says of an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Isian {
    /// The day it was done.
    pub hari: Tanggal,
    /// Minute of the day it began, 0..=1439, when known.
    pub mulai: Option<i64>,
    /// How long in all, 1..=1440 minutes.
    pub menit: i64,
    /// What was done.
    pub uraian: String,
    /// Code of the catalogue's item.
    pub katalog: Option<String>,
    /// How many times, 1..=999.
    pub jumlah: i64,
    /// Item of the SKP it serves.
    pub skp: Option<String>,
    /// Kept for later instead of handed in.
    pub draf: bool,
}

impl Isian {
    /// The same with its text tidied: blanks at the ends and doubled ones go.
    ///
    /// # Errors
    /// `KIN-501` to `KIN-504`, `KIN-513` and `INT-072`, for what no day can hold.
    pub fn rapi(mut self) -> Result<Self, Galat> {
        self.uraian = self.uraian.split_whitespace().collect::<Vec<_>>().join(" ");
        balai_kernel::teks::periksa(&self.uraian)?;
        let huruf = self.uraian.chars().count();
        if huruf == 0 || huruf > URAIAN_MAKS {
            return Err(Galat::baru("KIN-501").dengan("maks", URAIAN_MAKS));
        }
        if !(1..=SEHARI).contains(&self.menit) {
            return Err(Galat::baru("KIN-502").dengan("nilai", self.menit));
        }
        if let Some(mulai) = self.mulai {
            if !(0..SEHARI).contains(&mulai) {
                return Err(Galat::baru("KIN-503").dengan("nilai", mulai));
            }
            if mulai + self.menit > SEHARI {
                return Err(Galat::baru("KIN-504").dengan("mulai", jam(mulai)).dengan("menit", self.menit));
            }
        }
        if !(1..=JUMLAH_MAKS).contains(&self.jumlah) {
            return Err(Galat::baru("KIN-513").dengan("maks", JUMLAH_MAKS));
        }
        for rujukan in [&mut self.katalog, &mut self.skp] {
            *rujukan = rujukan.take().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
            if rujukan.as_ref().is_some_and(|t| t.chars().count() > RUJUKAN_MAKS) {
                return Err(Galat::baru("KIN-512").dengan("kode", "…"));
            }
        }
        Ok(self)
    }
}

/// An activity on its way in: what the person says, and what their device says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiriman {
    /// Made by the device before it sends; the same again is the same entry.
    pub kunci: String,
    /// What the device's clock said when it was entered, if it waited there.
    pub gawai: Option<Waktu>,
    /// The activity.
    pub isian: Isian,
    /// Its evidence, taken in already.
    pub bukti: Option<Diterima>,
}

/// Checks the key a device made: 8 to 64 letters, digits, points or hyphens.
///
/// # Errors
/// `KIN-511`.
pub fn periksa_kunci(kunci: &str) -> Result<(), Galat> {
    let boleh = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_');
    if (8..=64).contains(&kunci.len()) && kunci.bytes().all(boleh) {
        return Ok(());
    }
    Err(Galat::baru("KIN-511"))
}

/// An entry as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entri {
    /// UUIDv7.
    pub id: String,
    /// Whose, by number.
    pub pegawai: i64,
    /// The day.
    pub hari: Tanggal,
    /// Minute of the day it began.
    pub mulai: Option<i64>,
    /// Minutes in all.
    pub menit: i64,
    /// Number of its text.
    pub kegiatan: i64,
    /// Its text.
    pub uraian: String,
    /// Code of the catalogue's item.
    pub katalog: Option<String>,
    /// How many times.
    pub jumlah: i64,
    /// Item of the SKP.
    pub skp: Option<String>,
    /// The evidence's file.
    pub bukti: Option<String>,
    /// Where it stands.
    pub keadaan: KeadaanEntri,
    /// Goes up with each change.
    pub versi: i64,
    /// The device's key.
    pub kunci: String,
    /// The device's time, when it waited there.
    pub gawai: Option<Waktu>,
    /// When it was received.
    pub diterima: Waktu,
    /// Sum of flags.
    pub tanda: i64,
    /// The person's unit on that day.
    pub jalur_unit: String,
}

impl Entri {
    /// Whether only the device's clock says that it was in time.
    #[must_use]
    pub fn hanya_gawai(&self) -> bool {
        self.tanda & TANDA_HANYA_GAWAI != 0
    }
}

/// `07.30` from minutes after midnight.
#[must_use]
pub fn jam(menit: i64) -> String {
    format!("{:02}.{:02}", menit / 60, menit % 60)
}

/// Minutes after midnight from `07.30`, `7:30`, `0730`, `7`; `None` for anything else.
#[must_use]
pub fn baca_jam(teks: &str) -> Option<i64> {
    let teks = teks.trim();
    let (jam, menit) = match teks.split_once(['.', ':']) {
        // a time picker may add seconds
        Some((j, m)) => (j, m.split([':', '.']).next().unwrap_or(m)),
        None if matches!(teks.len(), 3 | 4) => teks.split_at_checked(teks.len() - 2)?,
        None => (teks, "0"),
    };
    let angka = |t: &str| {
        let sah = (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
        if sah { t.parse::<i64>().ok() } else { None }
    };
    let (jam, menit) = (angka(jam)?, angka(menit)?);
    (jam < 24 && menit < 60).then_some(jam * 60 + menit)
}

/// What an activity takes of its day, for comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rentang<'a> {
    /// Minute it began, if known.
    pub mulai: Option<i64>,
    /// Minutes.
    pub menit: i64,
    /// Its text, to name it.
    pub uraian: &'a str,
}

impl<'a> From<&'a Entri> for Rentang<'a> {
    fn from(e: &'a Entri) -> Self {
        Rentang { mulai: e.mulai, menit: e.menit, uraian: &e.uraian }
    }
}

impl<'a> From<&'a Isian> for Rentang<'a> {
    fn from(i: &'a Isian) -> Self {
        Rentang { mulai: i.mulai, menit: i.menit, uraian: &i.uraian }
    }
}

/// Whether `baru` fits into a day that holds `ada`.
///
/// # Errors
/// `KIN-505` naming the entry it overlaps; `KIN-506` when the day would hold more than `batas` minutes, naming the
/// longest.
pub fn muat(ada: &[Rentang<'_>], baru: Rentang<'_>, hari: Tanggal, batas: i64) -> Result<(), Galat> {
    let irisan = |a: &&Rentang<'_>| match (a.mulai, baru.mulai) {
        (Some(x), Some(y)) => x < y + baru.menit && y < x + a.menit,
        _ => false,
    };
    if let Some((bentrok, mulai)) = ada.iter().find(irisan).and_then(|a| Some((a, a.mulai?))) {
        return Err(Galat::baru("KIN-505")
            .dengan("kegiatan", sebut(bentrok.uraian))
            .dengan("mulai", jam(mulai))
            .dengan("selesai", jam(mulai + bentrok.menit))
            .dengan("hari", hari));
    }
    let terisi: i64 = ada.iter().map(|a| a.menit).sum();
    if terisi + baru.menit > batas {
        let galat = Galat::baru("KIN-506").dengan("hari", hari).dengan("terisi", terisi);
        let terpanjang = ada.iter().max_by_key(|a| a.menit);
        return Err(galat
            .dengan("menit", baru.menit)
            .dengan("batas", batas)
            .dengan("kegiatan", terpanjang.map_or("-".to_owned(), |a| sebut(a.uraian)))
            .dengan("lama", terpanjang.map_or(0, |a| a.menit)));
    }
    Ok(())
}

/// The beginning of a text, for naming it in a sentence.
fn sebut(uraian: &str) -> String {
    const MAKS: usize = 60;
    if uraian.chars().count() <= MAKS {
        return uraian.to_owned();
    }
    let awal: String = uraian.chars().take(MAKS).collect();
    format!("{}…", awal.trim_end())
}

/// Whether somebody who is absent for this reason has no activities that day. Duty elsewhere, training and missed roll calls
/// are work.
#[must_use]
pub fn tidak_bekerja(jenis: &str) -> bool {
    jenis.starts_with("cuti") || matches!(jenis, "sakit" | "cltn" | "tugas_belajar" | "izin_lain" | "izin")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(mulai: Option<i64>, menit: i64) -> Rentang<'static> {
        Rentang { mulai, menit, uraian: "Rapat" }
    }

    fn hari() -> Tanggal {
        "2026-10-12".parse().unwrap()
    }

    #[test]
    fn activities_may_touch_but_not_overlap() {
        let ada = [r(Some(480), 60), r(None, 30)];
        let coba = |mulai, menit| muat(&ada, r(Some(mulai), menit), hari(), SEHARI).map_err(|g| g.kode);
        assert_eq!(coba(540, 60), Ok(()));
        assert_eq!(coba(420, 60), Ok(()));
        for (mulai, menit) in [(539, 1), (421, 60), (490, 5), (400, 300)] {
            assert_eq!(coba(mulai, menit), Err("KIN-505"), "{mulai} {menit}");
        }
        // without a time only the length counts
        assert_eq!(muat(&ada, r(None, 60), hari(), SEHARI), Ok(()));
    }

    #[test]
    fn a_day_holds_what_the_region_says_and_never_more_than_itself() {
        let ada = [r(None, 600), r(None, 300)];
        assert_eq!(muat(&ada, r(None, 540), hari(), SEHARI), Ok(()));
        let galat = muat(&ada, r(None, 541), hari(), SEHARI).unwrap_err();
        assert_eq!(galat.kode, "KIN-506");
        assert!(galat.isian.iter().any(|(n, v)| *n == "lama" && v == "600"), "{galat:?}");
        assert_eq!(muat(&ada, r(None, 1), hari(), 900).unwrap_err().kode, "KIN-506");
    }

    #[test]
    fn times_are_read_as_people_and_pickers_write_them() {
        for (teks, menit) in
            [("07.30", 450), ("7:30", 450), ("0730", 450), ("730", 450), ("7", 420), ("23:59:00", 1439)]
        {
            assert_eq!(baca_jam(teks), Some(menit), "{teks}");
        }
        for teks in ["", "24.00", "7.60", "a", "07.3x", "-1", "12345", "７"] {
            assert_eq!(baca_jam(teks), None, "{teks}");
        }
    }

    #[test]
    fn an_activity_that_no_day_can_hold_is_refused() {
        let baik = Isian {
            hari: hari(),
            mulai: Some(480),
            menit: 60,
            uraian: "  Rapat   staf ".to_owned(),
            katalog: Some(" ".to_owned()),
            jumlah: 1,
            skp: None,
            draf: false,
        };
        let rapi = baik.clone().rapi().unwrap();
        assert_eq!((rapi.uraian.as_str(), rapi.katalog), ("Rapat staf", None));
        let salah = |f: fn(&mut Isian)| {
            let mut i = baik.clone();
            f(&mut i);
            i.rapi().unwrap_err().kode
        };
        assert_eq!(salah(|i| i.uraian = " ".to_owned()), "KIN-501");
        assert_eq!(salah(|i| i.uraian = "x".repeat(501)), "KIN-501");
        assert_eq!(salah(|i| i.menit = 0), "KIN-502");
        assert_eq!(salah(|i| i.menit = 1441), "KIN-502");
        assert_eq!(salah(|i| i.mulai = Some(1440)), "KIN-503");
        assert_eq!(salah(|i| i.mulai = Some(1439)), "KIN-504");
        assert_eq!(salah(|i| i.jumlah = 0), "KIN-513");
    }

    #[test]
    fn states_keep_their_numbers() {
        for (keadaan, nomor, kata) in KeadaanEntri::SEMUA {
            assert_eq!((keadaan.nomor(), keadaan.kata()), (nomor, kata));
            assert_eq!(KeadaanEntri::dari_nomor(nomor), Some(keadaan));
        }
        assert_eq!(KeadaanEntri::DianggapDisetujui.beku(), Some(2));
        assert_eq!(KeadaanEntri::Ditarik.beku(), None);
    }

    #[test]
    fn a_key_is_short_and_plain() {
        for baik in ["01900000-0000-7000-8000-000000000000", "abcd1234.2026-10-12"] {
            assert_eq!(periksa_kunci(baik), Ok(()));
        }
        for buruk in ["", "pendek", "ada spasi di sini", &"x".repeat(65), "kunci\"kunci"] {
            assert!(periksa_kunci(buruk).is_err(), "{buruk}");
        }
    }
}
