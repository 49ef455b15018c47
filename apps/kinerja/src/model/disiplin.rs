//! Sanctions and holds on one person, and the ladder of absence. Pure.
//!
//! A sanction takes a share of the allowance by decree, for months. A hold takes nothing: what is computed is owed until the
//! hold ends. The ladder only says what the law names for so many days; a decree is somebody's decision.

use std::collections::BTreeSet;

use balai_kernel::{Bahasa, Periode, Tanggal, Waktu};

use crate::model::impor::ketidakhadiran::APEL;
use crate::model::pembekuan::{HariKalender, Kehadiran, OpdBeku};

/// Longest reason and number of a letter, in characters.
pub const TEKS_MAKS: usize = 500;
/// Longest sanction, in months.
pub const BULAN_MAKS: i64 = 36;

/// What an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Golongan {
    /// A disciplinary sanction.
    Sanksi,
    /// A hold.
    Tahan,
}

impl Golongan {
    /// The stored word.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::Sanksi => "sanksi",
            Self::Tahan => "tahan",
        }
    }

    /// From the stored word.
    #[must_use]
    pub fn dari_kode(kode: &str) -> Option<Self> {
        [Self::Sanksi, Self::Tahan].into_iter().find(|g| g.kode() == kode)
    }

    /// As people read it.
    #[must_use]
    pub fn nama(self, b: Bahasa) -> &'static str {
        match self {
            Self::Sanksi => b.pilih("Hukuman disiplin", "Disciplinary sanction"),
            Self::Tahan => b.pilih("Penahanan", "Hold"),
        }
    }
}

/// A kind of sanction or hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jenis {
    /// The stored word, also what packages may name.
    pub kode: &'static str,
    /// What it is a kind of.
    pub golongan: Golongan,
    /// Indonesian name.
    pub nama_id: &'static str,
    /// English name.
    pub nama_en: &'static str,
    /// Percent and months that are usual, offered in the form: the decree says what holds.
    pub lazim: (i64, i64),
    /// Where that comes from.
    pub dasar: &'static str,
}

impl Jenis {
    /// The name in a language.
    #[must_use]
    pub fn nama(&self, b: Bahasa) -> &'static str {
        b.pilih(self.nama_id, self.nama_en)
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn dari_kode(kode: &str) -> Option<&'static Self> {
        JENIS.iter().find(|j| j.kode == kode)
    }

    /// Whether a package's table may have a rate of its own for it (`hukuman`); others take their decree's percent.
    #[must_use]
    pub fn berkata(&self) -> bool {
        matches!(self.kode, "teguran_lisan" | "teguran_tertulis" | "pernyataan_tidak_puas")
    }
}

const fn jenis(
    kode: &'static str,
    golongan: Golongan,
    nama: (&'static str, &'static str),
    lazim: (i64, i64),
    dasar: &'static str,
) -> Jenis {
    Jenis { kode, golongan, nama_id: nama.0, nama_en: nama.1, lazim, dasar }
}

const BANDUNG: &str = "Pemkot Bandung, 29 September 2020";
const PP94: &str = "PP 94/2021 (Ps. 8 sampai 11, dari salinan teks)";
const DAERAH: &str = "keputusan daerah";

/// Every kind, the lightest first.
pub const JENIS: [Jenis; 12] = [
    jenis("teguran_lisan", Golongan::Sanksi, ("Teguran lisan", "Oral reprimand"), (50, 1), BANDUNG),
    jenis("teguran_tertulis", Golongan::Sanksi, ("Teguran tertulis", "Written reprimand"), (50, 1), BANDUNG),
    jenis(
        "pernyataan_tidak_puas",
        Golongan::Sanksi,
        ("Pernyataan tidak puas", "Statement of dissatisfaction"),
        (50, 3),
        BANDUNG,
    ),
    jenis(
        "potongan_tunjangan",
        Golongan::Sanksi,
        ("Pemotongan tunjangan", "Cut of the allowance"),
        (25, 6),
        PP94,
    ),
    jenis("penurunan_jabatan", Golongan::Sanksi, ("Penurunan jabatan", "Demotion"), (0, 12), PP94),
    jenis("pembebasan_jabatan", Golongan::Sanksi, ("Pembebasan jabatan", "Release from post"), (0, 12), PP94),
    jenis("sanksi_daerah", Golongan::Sanksi, ("Sanksi daerah", "Regional sanction"), (50, 1), DAERAH),
    jenis(
        "lhkpn",
        Golongan::Tahan,
        ("LHKPN belum dilaporkan", "Wealth report missing"),
        (0, 0),
        "Permendagri 84/2022 (dikutip Kota Ternate)",
    ),
    jenis("tptgr", Golongan::Tahan, ("Tuntutan ganti rugi", "Claim for damages"), (0, 0), DAERAH),
    jenis("aset", Golongan::Tahan, ("Aset belum dikembalikan", "Asset not returned"), (0, 0), DAERAH),
    jenis("spt", Golongan::Tahan, ("SPT belum dilaporkan", "Tax return missing"), (0, 0), DAERAH),
    jenis("tahan_lain", Golongan::Tahan, ("Sebab lain", "Other cause"), (0, 0), DAERAH),
];

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keadaan {
    /// Waits for a second person.
    Diusulkan,
    /// Approved.
    Berlaku,
    /// Refused.
    Ditolak,
    /// Ended or annulled.
    Diakhiri,
}

impl Keadaan {
    /// The word addresses and the API use.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::Diusulkan => "diusulkan",
            Self::Berlaku => "berlaku",
            Self::Ditolak => "ditolak",
            Self::Diakhiri => "diakhiri",
        }
    }

    /// From the word.
    #[must_use]
    pub fn dari_kode(kode: &str) -> Option<Self> {
        [Self::Diusulkan, Self::Berlaku, Self::Ditolak, Self::Diakhiri].into_iter().find(|k| k.kode() == kode)
    }
}

/// Something that became of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LangkahKetetapan {
    /// The new state.
    pub keadaan: Keadaan,
    /// For an ending: the first day on which it no longer holds.
    pub sejak: Option<Tanggal>,
    /// Number of the letter, may be empty.
    pub surat: String,
    /// Why, may be empty.
    pub alasan: String,
    /// Account.
    pub akun: String,
    /// Name as it was.
    pub oleh: String,
    /// In which capacity.
    pub kapasitas: String,
    /// When.
    pub pada: Waktu,
}

/// An order on one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ketetapan {
    /// Counts within the region, from 1.
    pub nomor: i64,
    /// Sanction or hold.
    pub golongan: Golongan,
    /// The person, by number.
    pub pegawai: i64,
    /// NIP when it was proposed.
    pub nip: String,
    /// Name when it was proposed.
    pub nama: String,
    /// Code of the OPD when it was proposed.
    pub opd: String,
    /// Path of the unit when it was proposed.
    pub jalur_unit: String,
    /// Kind, a code of [`JENIS`].
    pub jenis: String,
    /// Whole percent a sanction takes.
    pub persen: i64,
    /// First day of its first month.
    pub mulai: Tanggal,
    /// Its last day; none while open.
    pub hingga: Option<Tanggal>,
    /// Number of the decree or letter.
    pub surat: String,
    /// Its date.
    pub tanggal: Tanggal,
    /// Why.
    pub alasan: String,
    /// Account that proposed.
    pub akun: String,
    /// Name as it was.
    pub oleh: String,
    /// In which capacity.
    pub kapasitas: String,
    /// When.
    pub pada: Waktu,
    /// What became of it, in order.
    pub langkah: Vec<LangkahKetetapan>,
}

impl Ketetapan {
    /// Where it stands.
    #[must_use]
    pub fn keadaan(&self) -> Keadaan {
        self.langkah.last().map_or(Keadaan::Diusulkan, |l| l.keadaan)
    }

    /// The name of its kind.
    #[must_use]
    pub fn nama_jenis(&self, b: Bahasa) -> &str {
        Jenis::dari_kode(&self.jenis).map_or(self.jenis.as_str(), |j| j.nama(b))
    }

    /// Whether a sanction takes its share of a month.
    #[must_use]
    pub fn kena(&self, periode: Periode) -> bool {
        self.golongan == Golongan::Sanksi && self.pernah_berlaku() && self.pada_hari(periode.awal())
    }

    /// Whether a hold keeps a month from being paid on a day.
    #[must_use]
    pub fn menahan(&self, periode: Periode, hari: Tanggal) -> bool {
        self.golongan == Golongan::Tahan
            && self.pernah_berlaku()
            && self.mulai <= periode.akhir()
            && self.hingga.is_none_or(|h| hari <= h)
            && self.berakhir().is_none_or(|s| hari < s)
    }

    fn pernah_berlaku(&self) -> bool {
        self.langkah.first().is_some_and(|l| l.keadaan == Keadaan::Berlaku)
    }

    /// The first day on which it was ended, if it was.
    #[must_use]
    pub fn berakhir(&self) -> Option<Tanggal> {
        self.langkah.iter().find(|l| l.keadaan == Keadaan::Diakhiri).and_then(|l| l.sejak)
    }

    fn pada_hari(&self, hari: Tanggal) -> bool {
        self.mulai <= hari
            && self.hingga.is_none_or(|h| hari <= h)
            && self.berakhir().is_none_or(|s| hari < s)
    }
}

/// The last day of a sanction of so many months.
#[must_use]
pub fn hingga(mulai: Periode, bulan: i64) -> Tanggal {
    (1..bulan).fold(mulai, |p, _| sesudah(p)).akhir()
}

fn sesudah(p: Periode) -> Periode {
    Periode::dari(p.akhir().tomorrow().unwrap_or(p.akhir())).unwrap_or(p)
}

/// A rung of the ladder: from this many days on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anak {
    /// Cumulative working days in a calendar year, at least.
    pub dari: u32,
    /// Indonesian and English words for what the law names.
    pub hukuman: (&'static str, &'static str),
    /// The kind the form is filled in with; empty where no form of this house does it.
    pub jenis: &'static str,
    /// Percent and months to fill in.
    pub isian: (i64, i64),
}

/// The ladder of a law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tangga {
    /// From which day.
    pub sejak: Tanggal,
    /// The law.
    pub dasar: &'static str,
    /// Rungs, the lowest first.
    pub anak: &'static [Anak],
    /// So many days in a row are the highest rung.
    pub berturut: u32,
}

const fn anak(
    dari: u32,
    hukuman: (&'static str, &'static str),
    jenis: &'static str,
    isian: (i64, i64),
) -> Anak {
    Anak { dari, hukuman, jenis, isian }
}

/// The ladders, the newest first.
pub const TANGGA: [Tangga; 1] = [Tangga {
    sejak: Tanggal::constant(2021, 8, 31),
    dasar: "PP 94/2021 (batas hari menurut salinan teks; periksa sebelum dipakai)",
    anak: &[
        anak(3, ("teguran lisan", "oral reprimand"), "teguran_lisan", (50, 1)),
        anak(4, ("teguran tertulis", "written reprimand"), "teguran_tertulis", (50, 1)),
        anak(7, ("pernyataan tidak puas", "statement of dissatisfaction"), "pernyataan_tidak_puas", (50, 3)),
        anak(11, ("potongan tunjangan 25%, 6 bulan", "25% cut, 6 months"), "potongan_tunjangan", (25, 6)),
        anak(14, ("potongan tunjangan 25%, 9 bulan", "25% cut, 9 months"), "potongan_tunjangan", (25, 9)),
        anak(17, ("potongan tunjangan 25%, 12 bulan", "25% cut, 12 months"), "potongan_tunjangan", (25, 12)),
        anak(
            21,
            ("penurunan jabatan setingkat lebih rendah, 12 bulan", "one level down, 12 months"),
            "penurunan_jabatan",
            (0, 12),
        ),
        anak(
            25,
            ("pembebasan dari jabatan menjadi pelaksana, 12 bulan", "released from the post, 12 months"),
            "pembebasan_jabatan",
            (0, 12),
        ),
        anak(28, ("pemberhentian dengan hormat", "dismissal"), "", (0, 0)),
    ],
    berturut: 10,
}];

impl Tangga {
    /// The ladder that holds on a day.
    #[must_use]
    pub fn pada(hari: Tanggal) -> Option<&'static Self> {
        TANGGA.iter().find(|t| t.sejak <= hari)
    }

    /// The rung of so many days; none below the first.
    #[must_use]
    pub fn anak(&self, hari: u32, berturut: u32) -> Option<&'static Anak> {
        if berturut >= self.berturut {
            return self.anak.last();
        }
        self.anak.iter().rev().find(|a| a.dari <= hari)
    }
}

/// The most absences in a row among the working days of a year, both in order.
#[must_use]
pub fn berturut(hari_kerja: &[Tanggal], mangkir: &BTreeSet<Tanggal>) -> u32 {
    let (mut kini, mut terbanyak) = (0, 0);
    for h in hari_kerja {
        kini = if mangkir.contains(h) { kini + 1 } else { 0 };
        terbanyak = terbanyak.max(kini);
    }
    terbanyak
}

/// Whoever of an OPD was due at work and neither came nor had leave: number and mask of days, bit 0 the first of the month. A
/// day on which the machines recorded nobody of the OPD accuses nobody, nor does one before the post began.
#[must_use]
pub fn mangkir_bulan(kalender: &[HariKalender], opd: &OpdBeku) -> Vec<(i64, i64)> {
    let datang = |k: &Kehadiran| k.masuk.is_some() || k.pulang.is_some();
    let hidup: Vec<bool> = (0..kalender.len())
        .map(|i| opd.orang.iter().any(|o| o.kehadiran.get(i).is_some_and(datang)))
        .collect();
    let mut semua = Vec::new();
    for o in &opd.orang {
        let mut topeng = 0_i64;
        for (i, (h, hidup)) in kalender.iter().zip(&hidup).enumerate() {
            let alasan = o.ketidakhadiran.get(i).and_then(Option::as_deref).is_some_and(|k| k != APEL);
            let wajib = h.hari_kerja && *hidup && !alasan && o.tmt.is_none_or(|t| t <= h.tanggal);
            if wajib && !o.kehadiran.get(i).is_some_and(datang) {
                topeng |= 1 << i;
            }
        }
        if topeng != 0 {
            semua.push((o.nomor, topeng));
        }
    }
    semua
}

/// The days of a stored mask.
#[must_use]
pub fn dari_topeng(periode: Periode, topeng: i64) -> Vec<Tanggal> {
    periode.hari().zip(0_u32..).filter(|(_, i)| topeng >> i & 1 == 1).map(|(h, _)| h).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ketetapan(golongan: Golongan, mulai: &str, hingga: Option<&str>) -> Ketetapan {
        let langkah = |keadaan, sejak: Option<&str>| LangkahKetetapan {
            keadaan,
            sejak: sejak.map(|s| s.parse().unwrap()),
            surat: String::new(),
            alasan: String::new(),
            akun: String::new(),
            oleh: String::new(),
            kapasitas: String::new(),
            pada: Waktu::dari_milidetik(0).unwrap(),
        };
        Ketetapan {
            nomor: 1,
            golongan,
            pegawai: 1,
            nip: String::new(),
            nama: String::new(),
            opd: String::new(),
            jalur_unit: String::new(),
            jenis: "teguran_tertulis".to_owned(),
            persen: 50,
            mulai: mulai.parse().unwrap(),
            hingga: hingga.map(|h| h.parse().unwrap()),
            surat: String::new(),
            tanggal: mulai.parse().unwrap(),
            alasan: String::new(),
            akun: String::new(),
            oleh: String::new(),
            kapasitas: String::new(),
            pada: Waktu::dari_milidetik(0).unwrap(),
            langkah: vec![langkah(Keadaan::Berlaku, None)],
        }
    }

    fn akhiri(mut k: Ketetapan, sejak: &str) -> Ketetapan {
        let l = LangkahKetetapan {
            keadaan: Keadaan::Diakhiri,
            sejak: Some(sejak.parse().unwrap()),
            ..k.langkah[0].clone()
        };
        k.langkah.push(l);
        k
    }

    fn p(teks: &str) -> Periode {
        teks.parse().unwrap()
    }

    #[test]
    fn a_sanction_takes_its_months_and_no_other() {
        let k = ketetapan(Golongan::Sanksi, "2026-11-01", Some("2027-01-31"));
        let kena: Vec<bool> =
            ["2026-10", "2026-11", "2026-12", "2027-01", "2027-02"].map(|b| k.kena(p(b))).to_vec();
        assert_eq!(kena, [false, true, true, true, false]);
        let k = akhiri(k, "2026-12-01");
        assert_eq!([k.kena(p("2026-11")), k.kena(p("2026-12"))], [true, false]);
        let mut usul = ketetapan(Golongan::Sanksi, "2026-11-01", None);
        usul.langkah.clear();
        assert!(!usul.kena(p("2026-11")), "what nobody approved takes nothing");
    }

    #[test]
    fn a_hold_ends_with_its_day_and_keeps_no_earlier_month() {
        let hari = |t: &str| t.parse::<Tanggal>().unwrap();
        let k = ketetapan(Golongan::Tahan, "2026-10-01", Some("2026-11-20"));
        assert!(!k.menahan(p("2026-09"), hari("2026-11-10")));
        assert!(k.menahan(p("2026-10"), hari("2026-11-20")));
        assert!(!k.menahan(p("2026-10"), hari("2026-11-21")), "released by itself");
        let k = akhiri(ketetapan(Golongan::Tahan, "2026-10-01", None), "2026-11-12");
        assert!(k.menahan(p("2026-10"), hari("2026-11-11")));
        assert!(!k.menahan(p("2026-11"), hari("2026-12-05")));
    }

    #[test]
    fn months_are_counted_over_the_turn_of_the_year() {
        assert_eq!(hingga(p("2026-11"), 1).to_string(), "2026-11-30");
        assert_eq!(hingga(p("2026-11"), 3).to_string(), "2027-01-31");
        assert_eq!(hingga(p("2026-11"), 12).to_string(), "2027-10-31");
    }

    #[test]
    fn every_bound_of_the_ladder() {
        let t = Tangga::pada("2026-11-01".parse().unwrap()).unwrap();
        let dari = |n| t.anak(n, 0).map(|a| a.dari);
        assert_eq!([0, 1, 2].map(dari), [None; 3]);
        let batas = [
            (3, 3),
            (4, 4),
            (6, 4),
            (7, 7),
            (10, 7),
            (11, 11),
            (13, 11),
            (14, 14),
            (16, 14),
            (17, 17),
            (20, 17),
            (21, 21),
            (24, 21),
            (25, 25),
            (27, 25),
            (28, 28),
            (90, 28),
        ];
        for (n, anak) in batas {
            assert_eq!(dari(n), Some(anak), "{n}");
        }
        assert_eq!(t.anak(10, 9).unwrap().dari, 7);
        assert_eq!(t.anak(10, 10).unwrap().dari, 28);
        assert!(Tangga::pada("2020-01-01".parse().unwrap()).is_none());
    }

    #[test]
    fn days_in_a_row_are_counted_over_weekends_and_months() {
        let hari = |t: &str| t.parse::<Tanggal>().unwrap();
        let kerja: Vec<Tanggal> =
            ["2026-10-29", "2026-10-30", "2026-11-02", "2026-11-03", "2026-11-04"].map(hari).to_vec();
        let mangkir: BTreeSet<Tanggal> = ["2026-10-30", "2026-11-02", "2026-11-04"].map(hari).into();
        assert_eq!(berturut(&kerja, &mangkir), 2);
        assert_eq!(berturut(&kerja, &BTreeSet::new()), 0);
        let topeng = 1 << 1 | 1 << 29;
        assert_eq!(dari_topeng(p("2026-11"), topeng), [hari("2026-11-02"), hari("2026-11-30")]);
    }
}
