//! A region's profile: its names, zone, colour and hours of work.

use std::collections::BTreeMap;

use balai_kernel::{Galat, KodeWilayah, Menit, Tanggal, ZonaWaktu};
use serde::Deserialize;

use crate::Identitas;

/// Days as the file names them, Monday first.
const HARI: [&str; 7] = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"];

/// A region's profile, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profil {
    /// Code, names, zone and colour.
    pub identitas: Identitas,
    /// Name of the province.
    pub provinsi: String,
    /// Hours of work, oldest first; at least one.
    pub jadwal: Vec<Jadwal>,
}

/// Hours of work from a date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jadwal {
    /// First day.
    pub sejak: Tanggal,
    /// The article.
    pub dasar: String,
    /// Whether the values are only an illustration.
    pub ilustrasi: bool,
    /// Monday to Sunday; `None` is a day off.
    pub biasa: [Option<JamHari>; 7],
    /// The same in Ramadan.
    pub ramadan: [Option<JamHari>; 7],
}

/// One day's hours, as minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JamHari {
    /// Work starts.
    pub masuk: Menit,
    /// Work ends; later than it starts.
    pub pulang: Menit,
    /// The break between, shorter than the day.
    pub istirahat: Menit,
}

impl Profil {
    /// Reads and checks a profile; `daerah` is the region whose folder holds it.
    ///
    /// # Errors
    /// `PLT-031` when it is no TOML of this shape (an unknown key is an error), `PLT-032` for a value.
    pub fn baca(nama: &str, isi: &str, daerah: &KodeWilayah) -> Result<Self, Galat> {
        let teks: TeksProfil = toml::from_str(isi).map_err(|e| {
            Galat::baru("PLT-031").dengan("berkas", nama).dengan("sebab", e.to_string().trim_end())
        })?;
        let nilai = Nilai { berkas: nama };
        let TeksDaerah { kode, nama, pemda, provinsi, zona, warna, contoh } = teks.daerah;
        let kode: KodeWilayah = kode
            .parse()
            .ok()
            .filter(|k| k == daerah)
            .ok_or_else(|| nilai.salah("daerah.kode", &kode, daerah))?;
        let zona: ZonaWaktu =
            zona.parse().map_err(|_| nilai.salah("daerah.zona", &zona, "WIB, WITA, WIT"))?;
        if !warna_sah(&warna) {
            return Err(nilai.salah("daerah.warna", &warna, "#RRGGBB"));
        }
        for (kunci, isi) in [("daerah.nama", &nama), ("daerah.pemda", &pemda), ("daerah.provinsi", &provinsi)]
        {
            if isi.trim().is_empty() || isi.chars().count() > 120 {
                return Err(nilai.salah(kunci, isi, "1..120"));
            }
        }
        let mut jadwal =
            teks.jadwal.into_iter().map(|j| nilai.jadwal(j)).collect::<Result<Vec<Jadwal>, Galat>>()?;
        jadwal.sort_by_key(|j| j.sejak);
        if jadwal.is_empty() {
            return Err(nilai.salah("jadwal", "", "[[jadwal]]"));
        }
        let ganda = jadwal.windows(2).find(|w| matches!(w, [a, b] if a.sejak == b.sejak));
        if let Some([a, _]) = ganda {
            return Err(nilai.salah("jadwal.sejak", a.sejak, "!="));
        }
        Ok(Profil { identitas: Identitas { kode, nama, pemda, zona, warna, contoh }, provinsi, jadwal })
    }

    /// The hours of work in force on a day; `None` before the first.
    pub fn jadwal_pada(&self, pada: Tanggal) -> Option<&Jadwal> {
        self.jadwal.iter().rev().find(|j| j.sejak <= pada)
    }
}

impl Jadwal {
    /// The hours of a day; `None` when it is a day off. Holidays are the calendar's business.
    pub fn jam(&self, pada: Tanggal, ramadan: bool) -> Option<JamHari> {
        let pola = if ramadan { &self.ramadan } else { &self.biasa };
        let nomor = usize::try_from(pada.weekday().to_monday_zero_offset()).ok()?;
        pola.get(nomor).copied().flatten()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeksProfil {
    daerah: TeksDaerah,
    #[serde(default)]
    jadwal: Vec<TeksJadwal>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeksDaerah {
    kode: String,
    nama: String,
    pemda: String,
    provinsi: String,
    zona: String,
    warna: String,
    #[serde(default)]
    contoh: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeksJadwal {
    sejak: toml::value::Datetime,
    dasar: String,
    #[serde(default)]
    ilustrasi: bool,
    biasa: BTreeMap<String, TeksJam>,
    ramadan: BTreeMap<String, TeksJam>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeksJam {
    masuk: String,
    pulang: String,
    istirahat: i64,
}

/// Turns texts into values; knows the file for the errors.
struct Nilai<'a> {
    berkas: &'a str,
}

impl Nilai<'_> {
    fn salah(&self, kunci: &str, nilai: impl std::fmt::Display, seharusnya: impl std::fmt::Display) -> Galat {
        Galat::baru("PLT-032")
            .dengan("berkas", self.berkas)
            .dengan("kunci", kunci)
            .dengan("nilai", nilai)
            .dengan("seharusnya", seharusnya)
    }

    fn jadwal(&self, teks: TeksJadwal) -> Result<Jadwal, Galat> {
        let sejak = teks.sejak.to_string();
        let sejak = sejak.parse().map_err(|_| self.salah("jadwal.sejak", &sejak, "2023-04-12"))?;
        if teks.dasar.trim().is_empty() {
            return Err(self.salah("jadwal.dasar", "", "Perpres 21/2023 Ps. 4"));
        }
        Ok(Jadwal {
            sejak,
            dasar: teks.dasar,
            ilustrasi: teks.ilustrasi,
            biasa: self.pekan("jadwal.biasa", &teks.biasa)?,
            ramadan: self.pekan("jadwal.ramadan", &teks.ramadan)?,
        })
    }

    fn pekan(&self, kunci: &str, teks: &BTreeMap<String, TeksJam>) -> Result<[Option<JamHari>; 7], Galat> {
        if let Some(asing) = teks.keys().find(|hari| !HARI.contains(&hari.as_str())) {
            return Err(self.salah(kunci, asing, HARI.join(", ")));
        }
        let mut pekan = [None; 7];
        for (tempat, hari) in pekan.iter_mut().zip(HARI) {
            if let Some(jam) = teks.get(hari) {
                *tempat = Some(self.jam(&format!("{kunci}.{hari}"), jam)?);
            }
        }
        Ok(pekan)
    }

    fn jam(&self, kunci: &str, teks: &TeksJam) -> Result<JamHari, Galat> {
        let masuk = menit(&teks.masuk).ok_or_else(|| self.salah(kunci, &teks.masuk, "07:30"))?;
        let pulang = menit(&teks.pulang)
            .filter(|pulang| *pulang > masuk)
            .ok_or_else(|| self.salah(kunci, &teks.pulang, format_args!("> {}", teks.masuk)))?;
        let lama = pulang - masuk;
        if !(0..lama).contains(&teks.istirahat) {
            return Err(self.salah(kunci, teks.istirahat, format_args!("0..{lama}")));
        }
        Ok(JamHari { masuk: Menit(masuk), pulang: Menit(pulang), istirahat: Menit(teks.istirahat) })
    }
}

/// Minutes after midnight of `07:30`.
fn menit(teks: &str) -> Option<i64> {
    let (jam, menit) = teks.split_once(':')?;
    if jam.len() != 2 || menit.len() != 2 || !teks.bytes().all(|b| b.is_ascii_digit() || b == b':') {
        return None;
    }
    let (jam, menit): (i64, i64) = (jam.parse().ok()?, menit.parse().ok()?);
    (jam < 24 && menit < 60).then_some(jam * 60 + menit)
}

fn warna_sah(teks: &str) -> bool {
    teks.strip_prefix('#').is_some_and(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()))
}
