//! Freezing: what a region knows about a month, laid out as the columns a package declares.
//!
//! A package names its inputs; the region's facts are offered by name and converted to the declared kind.
//! What a package declares and the region does not have must carry `bila_kosong`; otherwise the run stops
//! and names the input, so that nobody is ever paid from a silent default.

mod sanksi;

use std::collections::BTreeMap;

use balai_kernel::{Galat, Nip, Tanggal};
use balai_rules::{EntitasSkema, JenisMasukan, Masukan, MasukanSkema, Rencana, TabelMasukan};

use self::sanksi::Kenal;
pub use self::sanksi::SanksiBeku;
use crate::model::impor::ketidakhadiran::APEL;

/// A day of the month as the region's calendar has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HariKalender {
    /// The date.
    pub tanggal: Tanggal,
    /// A day on which offices with five days a week work.
    pub hari_kerja: bool,
    /// A public holiday or a day of collective leave.
    pub libur: bool,
    /// In Ramadan, when hours are shorter.
    pub ramadan: bool,
}

/// State of an activity when the month was closed, as stored (see the migration).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusAktivitas {
    /// Handed in, waiting for the superior.
    Diajukan,
    /// Verified.
    Disetujui,
    /// Refused.
    Ditolak,
    /// Sent back to be mended.
    Dikembalikan,
    /// Never handed in.
    Draf,
}

impl StatusAktivitas {
    /// From the stored number 1..=5.
    #[must_use]
    pub fn dari_kode(kode: i64) -> Option<Self> {
        match kode {
            1 => Some(Self::Diajukan),
            2 => Some(Self::Disetujui),
            3 => Some(Self::Ditolak),
            4 => Some(Self::Dikembalikan),
            5 => Some(Self::Draf),
            _ => None,
        }
    }

    /// The word packages use.
    #[must_use]
    pub fn nama(self) -> &'static str {
        match self {
            Self::Diajukan => "diajukan",
            Self::Disetujui => "disetujui",
            Self::Ditolak => "ditolak",
            Self::Dikembalikan => "dikembalikan",
            Self::Draf => "draf",
        }
    }
}

/// One activity; its order within the day is the order of the fields, so that it never depends on the file's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AktivitasBeku {
    /// Day of the month, 1..=31.
    pub hari: u8,
    /// Place of its text among all texts of the month in alphabetical order.
    pub uraian: u32,
    /// Minutes, 1..=1440.
    pub menit: u16,
    /// State at the closing.
    pub status: StatusAktivitas,
}

/// First arrival and last departure of one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kehadiran {
    /// Minute of the day of the first arrival.
    pub masuk: Option<u16>,
    /// Minute of the day of the last departure.
    pub pulang: Option<u16>,
}

/// Noon, in seconds: a punch that does not say its direction is an arrival before it, a departure from it on.
const TENGAH_HARI: i64 = 12 * 3600;

impl Kehadiran {
    /// Takes in one punch. `detik` counts from midnight; `arah` is 0 in, 1 out, 9 not said, others are breaks.
    /// Seconds are dropped: 07.30.59 is 07.30.
    pub fn catat(&mut self, detik: i64, arah: i64) {
        let Ok(menit) = u16::try_from(detik.clamp(0, 86_399) / 60) else { return };
        let datang = match arah {
            0 => true,
            1 => false,
            9 => detik < TENGAH_HARI,
            _ => return,
        };
        if datang {
            self.masuk = Some(self.masuk.map_or(menit, |m| m.min(menit)));
        } else {
            self.pulang = Some(self.pulang.map_or(menit, |m| m.max(menit)));
        }
    }
}

/// A person's rating of the month as it was handed in; each word may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Penilaian {
    /// Work results: `di_bawah`, `sesuai`, `di_atas`.
    pub hasil_kerja: Option<String>,
    /// Behaviour, in the same words.
    pub perilaku: Option<String>,
    /// The rating: `sangat_kurang` to `sangat_baik`.
    pub predikat: Option<String>,
}

/// One person with their month.
#[derive(Debug, Clone)]
pub struct OrangBeku {
    /// The person.
    pub nip: Nip,
    /// Number in the organisation.
    pub nomor: i64,
    /// With titles.
    pub nama: String,
    /// Rank as written: `III/b`, or `IX` for PPPK.
    pub golongan: String,
    /// Post.
    pub jabatan: String,
    /// Job class 1..=17.
    pub kelas: i64,
    /// `pns`, `cpns`, `pppk`, `pppk_paruh_waktu`.
    pub status: String,
    /// Tax status as written: `K/2`.
    pub ptkp: Option<String>,
    /// Name of the unit.
    pub unit_nama: String,
    /// Path of the unit at the freeze.
    pub jalur_unit: String,
    /// Start of the post.
    pub tmt: Option<Tanggal>,
    /// Days 1..=31 in order; as many as the month has.
    pub kehadiran: Vec<Kehadiran>,
    /// Sorted.
    pub aktivitas: Vec<AktivitasBeku>,
    /// From e-Kinerja.
    pub penilaian: Penilaian,
    /// Kind of leave or duty of each day, or a missed roll call; empty when there was none all month.
    pub ketidakhadiran: Vec<Option<String>>,
    /// Sanctions by decree that take a share of the month.
    pub sanksi: Vec<SanksiBeku>,
}

/// One OPD and its people of the month.
#[derive(Debug, Clone)]
pub struct OpdBeku {
    /// Code of the OPD.
    pub kode: String,
    /// Its name.
    pub nama: String,
    /// Its path.
    pub jalur_unit: String,
    /// In any order; the frozen file orders them.
    pub orang: Vec<OrangBeku>,
}

/// What holds for the whole month.
#[derive(Debug, Clone, Copy)]
pub struct Bulan<'a> {
    /// All dates of the month.
    pub kalender: &'a [HariKalender],
    /// Texts of activities in alphabetical order.
    pub uraian: &'a [String],
}

/// Values of one input for all rows of an entity, before they take the declared kind.
enum Isi<'a> {
    Bulat(Vec<Option<i64>>),
    Ya(Vec<Option<bool>>),
    Teks(Vec<Option<&'a str>>),
    Tanggal(Vec<Option<Tanggal>>),
    Rujuk(Vec<Option<u32>>),
}

/// The frozen inputs of one OPD.
///
/// # Errors
/// `KIN-402` for an entity the region does not know, `KIN-403` for a declared input it does not have,
/// `KIN-404` for one of another kind, `KIN-405` for a value outside the declared choices, and the rules'
/// own refusals as `KIN-406`, each naming the person where there is one.
pub fn bekukan(rencana: &Rencana, bulan: Bulan<'_>, opd: &OpdBeku) -> Result<Masukan, Vec<Galat>> {
    let skema = rencana.skema();
    let kenal = Kenal::dari(&skema);
    let mut galat: Vec<Galat> = kenal.asing(opd).collect();
    let mut pembangun = rencana.masukan();
    for entitas in &skema {
        let Some(sumber) = Sumber::untuk(entitas, &skema) else {
            galat.push(Galat::baru("KIN-402").dengan("entitas", &entitas.nama));
            continue;
        };
        let tabel = pembangun.tabel(&entitas.nama);
        let baris = sumber.baris(bulan, opd);
        tabel.kunci(baris.kunci);
        if entitas.induk.is_some() {
            tabel.induk(baris.induk);
        }
        for masukan in &entitas.masukan {
            match sumber.isi(masukan, bulan, opd, kenal) {
                Some(isi) => {
                    if let Err(g) = pasang(tabel, masukan, isi, |i| sumber.siapa(i, bulan, opd)) {
                        galat.push(g.dengan("entitas", &entitas.nama));
                    }
                }
                None if masukan.wajib => galat.push(
                    Galat::baru("KIN-403").dengan("nama", &masukan.nama).dengan("entitas", &entitas.nama),
                ),
                None => kosong(tabel, masukan, sumber.banyak(bulan, opd)),
            }
        }
    }
    if !galat.is_empty() {
        return Err(galat);
    }
    pembangun.selesai().map_err(|semua| semua.into_iter().map(|g| g.galat).collect())
}

/// Which of the region's facts an entity of a package stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sumber {
    Orang,
    Hari,
    /// Activities below days.
    Aktivitas,
    /// Activities directly below people.
    AktivitasOrang,
    Opd,
}

struct Baris {
    kunci: Vec<String>,
    induk: Vec<u32>,
}

impl Sumber {
    fn untuk(entitas: &EntitasSkema, skema: &[EntitasSkema]) -> Option<Self> {
        let induk = entitas.induk.as_deref().and_then(|nama| skema.iter().find(|e| e.nama == nama));
        match (entitas.nama.as_str(), induk) {
            _ if entitas.subjek => Some(Self::Orang),
            ("opd", None) => Some(Self::Opd),
            ("hari", Some(i)) if i.subjek => Some(Self::Hari),
            ("aktivitas", Some(i)) if i.subjek => Some(Self::AktivitasOrang),
            ("aktivitas", Some(i)) if i.nama == "hari" => Some(Self::Aktivitas),
            _ => None,
        }
    }

    fn banyak(self, bulan: Bulan<'_>, opd: &OpdBeku) -> usize {
        match self {
            Self::Orang => opd.orang.len(),
            Self::Hari => opd.orang.len() * bulan.kalender.len(),
            Self::Aktivitas | Self::AktivitasOrang => aktivitas(opd).count(),
            Self::Opd => 1,
        }
    }

    fn baris(self, bulan: Bulan<'_>, opd: &OpdBeku) -> Baris {
        match self {
            Self::Opd => Baris { kunci: vec![opd.kode.clone()], induk: Vec::new() },
            Self::Orang => {
                let kunci = opd.orang.iter().map(|o| o.nip.as_str().to_owned()).collect();
                Baris { kunci, induk: Vec::new() }
            }
            Self::Hari => {
                let tanggal: Vec<String> = bulan.kalender.iter().map(|h| h.tanggal.to_string()).collect();
                let kunci = opd.orang.iter().flat_map(|_| tanggal.iter().cloned()).collect();
                let induk =
                    (0..opd.orang.len()).flat_map(|i| tanggal.iter().map(move |_| nomor(i))).collect();
                Baris { kunci, induk }
            }
            Self::Aktivitas => {
                let panjang = bulan.kalender.len();
                let mut urut = Urut::default();
                let kunci = aktivitas(opd).map(|(i, a)| urut.berikut((i, a.hari)).to_string()).collect();
                let letak = |(i, a): (usize, &AktivitasBeku)| {
                    nomor(i * panjang + usize::from(a.hari.saturating_sub(1)))
                };
                Baris { kunci, induk: aktivitas(opd).map(letak).collect() }
            }
            Self::AktivitasOrang => {
                let mut urut = Urut::default();
                let kunci = aktivitas(opd)
                    .map(|(i, a)| format!("{:02}-{}", a.hari, urut.berikut((i, a.hari))))
                    .collect();
                Baris { kunci, induk: aktivitas(opd).map(|(i, _)| nomor(i)).collect() }
            }
        }
    }

    /// The region's values for an input of this name; none when the region has nothing of the kind.
    fn isi<'a>(
        self,
        masukan: &MasukanSkema,
        bulan: Bulan<'a>,
        opd: &'a OpdBeku,
        kenal: Kenal,
    ) -> Option<Isi<'a>> {
        let nama = masukan.nama.as_str();
        // some regions rate in words and some in percent under the same name: only words are on record
        let kata = matches!(masukan.jenis, JenisMasukan::Pilihan(_) | JenisMasukan::Teks);
        if !kata && matches!(nama, "hasil_kerja" | "perilaku" | "predikat") {
            return None;
        }
        match self {
            Self::Orang => isi_orang(nama, opd, kenal),
            Self::Hari => isi_hari(nama, bulan, opd),
            Self::Aktivitas | Self::AktivitasOrang => isi_aktivitas(nama, bulan, opd),
            Self::Opd => match nama {
                "nama" => Some(Isi::Teks(vec![Some(opd.nama.as_str())])),
                "orang" => Some(Isi::Bulat(vec![i64::try_from(opd.orang.len()).ok()])),
                _ => None,
            },
        }
    }

    /// Whose row it is, for refusals.
    fn siapa(self, baris: usize, bulan: Bulan<'_>, opd: &OpdBeku) -> String {
        let letak = match self {
            Self::Opd => return format!("{} {}", opd.kode, opd.nama),
            Self::Orang => Some(baris),
            Self::Hari => baris.checked_div(bulan.kalender.len()),
            Self::Aktivitas | Self::AktivitasOrang => aktivitas(opd).nth(baris).map(|(i, _)| i),
        };
        letak
            .and_then(|i| opd.orang.get(i))
            .map_or_else(String::new, |o| format!("{} ({})", o.nama, o.nip.berspasi()))
    }
}

/// Numbers rows of the same person and day 1, 2, 3, ...
#[derive(Default)]
struct Urut {
    dari: Option<(usize, u8)>,
    ke: u32,
}

impl Urut {
    fn berikut(&mut self, dari: (usize, u8)) -> u32 {
        self.ke = if self.dari == Some(dari) { self.ke + 1 } else { 1 };
        self.dari = Some(dari);
        self.ke
    }
}

fn aktivitas(opd: &OpdBeku) -> impl Iterator<Item = (usize, &AktivitasBeku)> {
    opd.orang.iter().enumerate().flat_map(|(i, o)| o.aktivitas.iter().map(move |a| (i, a)))
}

fn nomor(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

fn isi_orang<'a>(nama: &str, opd: &'a OpdBeku, kenal: Kenal) -> Option<Isi<'a>> {
    let teks = |f: fn(&'a OrangBeku) -> Option<&'a str>| Some(Isi::Teks(opd.orang.iter().map(f).collect()));
    match nama {
        "opd" => Some(Isi::Rujuk(opd.orang.iter().map(|_| Some(0)).collect())),
        "kelas" => Some(Isi::Bulat(opd.orang.iter().map(|o| Some(o.kelas)).collect())),
        "golongan" => Some(Isi::Teks(opd.orang.iter().map(|o| Some(romawi(&o.golongan))).collect())),
        "pangkat" | "gol_ruang" => teks(|o| Some(&o.golongan)),
        "status" => teks(|o| Some(&o.status)),
        "ptkp" => teks(|o| o.ptkp.as_deref()),
        "jabatan" => teks(|o| Some(&o.jabatan)),
        "unit" => teks(|o| Some(&o.unit_nama)),
        "hasil_kerja" => teks(|o| o.penilaian.hasil_kerja.as_deref()),
        "perilaku" => teks(|o| o.penilaian.perilaku.as_deref()),
        "predikat" => teks(|o| o.penilaian.predikat.as_deref()),
        "apel_tidak_hadir" => {
            // without a missed one the package says what an empty record means
            let banyak = |o: &OrangBeku| (0..o.ketidakhadiran.len()).filter(|i| apel(o, *i)).count();
            let banyak = opd.orang.iter().map(|o| i64::try_from(banyak(o)).ok().filter(|n| *n > 0));
            Some(Isi::Bulat(banyak.collect()))
        }
        "hukuman" => Some(Isi::Teks(opd.orang.iter().map(|o| kenal.hukuman(o)).collect())),
        "potongan_sanksi" => Some(Isi::Bulat(opd.orang.iter().map(|o| kenal.potongan(o)).collect())),
        "tmt" | "tmt_jabatan" => Some(Isi::Tanggal(opd.orang.iter().map(|o| o.tmt).collect())),
        _ => None,
    }
}

/// Whether the person missed a roll call on the day at this place of the month.
fn apel(o: &OrangBeku, i: usize) -> bool {
    o.ketidakhadiran.get(i).is_some_and(|k| k.as_deref() == Some(APEL))
}

/// `III/b` is of rank group `iii`; the numerals of PPPK stand for themselves.
fn romawi(golongan: &str) -> &str {
    golongan.split('/').next().unwrap_or(golongan)
}

fn isi_hari<'a>(nama: &str, bulan: Bulan<'a>, opd: &'a OpdBeku) -> Option<Isi<'a>> {
    let ulang = |f: fn(&HariKalender) -> bool| {
        let satu: Vec<Option<bool>> = bulan.kalender.iter().map(|h| Some(f(h))).collect();
        Some(Isi::Ya(opd.orang.iter().flat_map(|_| satu.iter().copied()).collect()))
    };
    let jam = |f: fn(&Kehadiran) -> Option<u16>| {
        let satu = |o: &'a OrangBeku| {
            (0..bulan.kalender.len()).map(move |i| o.kehadiran.get(i).and_then(f).map(i64::from))
        };
        Some(Isi::Bulat(opd.orang.iter().flat_map(satu).collect()))
    };
    match nama {
        "hari_kerja" => ulang(|h| h.hari_kerja),
        "libur" => ulang(|h| h.libur),
        "ramadan" => ulang(|h| h.ramadan),
        "hari_ke" => {
            let satu =
                bulan.kalender.iter().map(|h| Some(i64::from(h.tanggal.weekday().to_monday_one_offset())));
            let satu: Vec<Option<i64>> = satu.collect();
            Some(Isi::Bulat(opd.orang.iter().flat_map(|_| satu.iter().copied()).collect()))
        }
        "keterangan" => {
            let satu = |o: &'a OrangBeku| {
                (0..bulan.kalender.len())
                    .map(move |i| o.ketidakhadiran.get(i).and_then(|k| k.as_deref()).filter(|k| *k != APEL))
            };
            Some(Isi::Teks(opd.orang.iter().flat_map(satu).collect()))
        }
        "mangkir_apel" => {
            let satu = |o: &'a OrangBeku| (0..bulan.kalender.len()).map(move |i| apel(o, i).then_some(true));
            Some(Isi::Ya(opd.orang.iter().flat_map(satu).collect()))
        }
        "masuk" => jam(|k| k.masuk),
        "pulang" => jam(|k| k.pulang),
        _ => None,
    }
}

fn isi_aktivitas<'a>(nama: &str, bulan: Bulan<'a>, opd: &'a OpdBeku) -> Option<Isi<'a>> {
    match nama {
        "menit" => Some(Isi::Bulat(aktivitas(opd).map(|(_, a)| Some(i64::from(a.menit))).collect())),
        "status" => Some(Isi::Teks(aktivitas(opd).map(|(_, a)| Some(a.status.nama())).collect())),
        "uraian" => {
            let teks =
                |a: &AktivitasBeku| bulan.uraian.get(usize::try_from(a.uraian).ok()?).map(String::as_str);
            Some(Isi::Teks(aktivitas(opd).map(|(_, a)| teks(a)).collect()))
        }
        "tanggal" => {
            let tanggal = |a: &AktivitasBeku| {
                bulan.kalender.get(usize::from(a.hari.checked_sub(1)?)).map(|h| h.tanggal)
            };
            Some(Isi::Tanggal(aktivitas(opd).map(|(_, a)| tanggal(a)).collect()))
        }
        _ => None,
    }
}

fn pasang(
    tabel: &mut TabelMasukan,
    masukan: &MasukanSkema,
    isi: Isi<'_>,
    siapa: impl Fn(usize) -> String,
) -> Result<(), Galat> {
    let nama = masukan.nama.as_str();
    match (isi, &masukan.jenis) {
        (Isi::Bulat(v), JenisMasukan::Angka { skala, .. }) => {
            let kali = 10_i64.checked_pow(u32::from(*skala)).unwrap_or(i64::MAX);
            tabel.angka(nama, v.into_iter().map(|x| x.map(|x| x.saturating_mul(kali))).collect());
        }
        (Isi::Ya(v), JenisMasukan::YaTidak) => {
            tabel.ya(nama, v);
        }
        (Isi::Teks(v), JenisMasukan::Teks) => {
            tabel.teks(nama, v.into_iter().map(|x| x.map(str::to_owned)).collect());
        }
        (Isi::Teks(v), JenisMasukan::Pilihan(daftar)) => {
            tabel.pilihan(nama, pilihan(nama, daftar, &v, siapa)?);
        }
        (Isi::Tanggal(v), JenisMasukan::Tanggal) => {
            tabel.tanggal(nama, v);
        }
        (Isi::Rujuk(v), JenisMasukan::Rujukan(_)) => {
            tabel.rujukan(nama, v);
        }
        _ => return Err(Galat::baru("KIN-404").dengan("nama", nama)),
    }
    Ok(())
}

/// Choices are matched without regard to case, and `K/2` is the choice `k_2`.
fn pilihan(
    nama: &str,
    daftar: &[String],
    v: &[Option<&str>],
    siapa: impl Fn(usize) -> String,
) -> Result<Vec<Option<u8>>, Galat> {
    let sama: BTreeMap<String, u8> =
        daftar.iter().enumerate().filter_map(|(i, d)| Some((ratakan(d), u8::try_from(i).ok()?))).collect();
    let mut ingat: BTreeMap<&str, u8> = BTreeMap::new();
    let mut hasil = Vec::with_capacity(v.len());
    for (i, nilai) in v.iter().enumerate() {
        let Some(teks) = *nilai else {
            hasil.push(None);
            continue;
        };
        let letak = match ingat.get(teks) {
            Some(letak) => *letak,
            None => {
                let letak =
                    sama.get(&ratakan(teks)).or_else(|| sama.get(sepadan(teks))).copied().ok_or_else(
                        || {
                            Galat::baru("KIN-405")
                                .dengan("nama", nama)
                                .dengan("nilai", teks)
                                .dengan("siapa", siapa(i))
                                .dengan("pilihan", daftar.join(", "))
                        },
                    )?;
                ingat.insert(teks, letak);
                letak
            }
        };
        hasil.push(Some(letak));
    }
    Ok(hasil)
}

fn ratakan(teks: &str) -> String {
    teks.trim().to_lowercase().replace(['/', '-', ' '], "_")
}

/// A package with fewer words than the region: what was sent back still waits, part-time PPPK are PPPK, lawful leave
/// without a word of its own is other leave. Unpaid leave and study have no such neighbour: a package must name them.
fn sepadan(teks: &str) -> &str {
    match teks {
        "dikembalikan" | "draf" => "diajukan",
        "pppk_paruh_waktu" => "pppk",
        "teguran_lisan" | "teguran_tertulis" => "teguran",
        "pernyataan_tidak_puas" => "tidak_puas",
        "cuti_besar" | "cuti_melahirkan" | "cuti_alasan_penting" => "izin_lain",
        lain => lain,
    }
}

fn kosong(tabel: &mut TabelMasukan, masukan: &MasukanSkema, banyak: usize) {
    let nama = masukan.nama.as_str();
    match masukan.jenis {
        JenisMasukan::Teks => tabel.teks(nama, vec![None; banyak]),
        _ => tabel.angka(nama, vec![None; banyak]),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_arrival_and_last_departure_count() {
        let mut k = Kehadiran::default();
        for (detik, arah) in [(27_059, 0), (26_400, 0), (57_600, 1), (58_500, 1), (43_200, 2)] {
            k.catat(detik, arah);
        }
        assert_eq!(k, Kehadiran { masuk: Some(440), pulang: Some(975) });
    }

    #[test]
    fn a_punch_without_direction_is_read_by_the_time_of_day() {
        let mut k = Kehadiran::default();
        k.catat(27_000, 9);
        assert_eq!(k, Kehadiran { masuk: Some(450), pulang: None });
        k.catat(43_200, 9);
        assert_eq!(k.pulang, Some(720));
    }

    #[test]
    fn choices_are_read_leniently_and_a_stranger_is_named() {
        let daftar = ["tk_0", "k_2"].map(str::to_owned);
        let v = [Some("K/2"), None, Some("TK/0")];
        assert_eq!(pilihan("ptkp", &daftar, &v, |_| String::new()).unwrap(), [Some(1), None, Some(0)]);
        let g = pilihan("ptkp", &daftar, &[Some("K/9")], |_| "Euis".to_owned()).unwrap_err();
        assert_eq!(g.kode, "KIN-405");
        assert!(g.isian.iter().any(|(_, v)| v == "Euis"));
    }

    #[test]
    fn rows_of_a_day_are_numbered_from_one() {
        let mut u = Urut::default();
        assert_eq!([(0, 1), (0, 1), (0, 2), (1, 2)].map(|d| u.berikut(d)), [1, 2, 1, 1]);
    }
}
