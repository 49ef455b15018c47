//! A run as it is stored, and the reconciliation: lines make OPD totals, OPD totals make the run's total.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use balai_kernel::{Galat, Periode, Waktu};
use serde::{Deserialize, Serialize};

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keadaan {
    /// Opened; its inputs are not frozen yet.
    Dibuka,
    /// Inputs frozen and pinned by hash.
    Dibekukan,
    /// Computed, reconciled and stored.
    Dihitung,
}

impl Keadaan {
    /// The stored word.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::Dibuka => "dibuka",
            Self::Dibekukan => "dibekukan",
            Self::Dihitung => "dihitung",
        }
    }

    /// From the stored word.
    #[must_use]
    pub fn dari_kode(kode: &str) -> Option<Self> {
        [Self::Dibuka, Self::Dibekukan, Self::Dihitung].into_iter().find(|k| k.kode() == kode)
    }
}

/// A stored run with everything it pins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProsesTersimpan {
    /// UUIDv7.
    pub id: String,
    /// The month.
    pub periode: Periode,
    /// 1, 2, 3, ... within the month.
    pub versi: i64,
    /// How far it has come.
    pub keadaan: Keadaan,
    /// Package.
    pub paket_id: String,
    /// Version the package gives itself.
    pub paket_versi: String,
    /// Hash of package and adoption.
    pub paket_sidik: String,
    /// Hash of the month's calendar.
    pub kalender_sidik: String,
    /// Hash over the frozen files.
    pub masukan_sidik: Option<String>,
    /// Hash of the canonical form.
    pub hasil_sidik: Option<String>,
    /// The stored figures, JSON of [`Keluaran`].
    pub keluaran: Option<String>,
    /// How many people.
    pub orang: Option<i64>,
    /// Sum of the lines, in sen.
    pub jumlah_sen: Option<i64>,
    /// When it was opened.
    pub dibuka_pada: Waktu,
    /// Who opened it.
    pub dibuka_oleh: String,
    /// When it was stored.
    pub dihitung_pada: Option<Waktu>,
}

impl ProsesTersimpan {
    /// The description of the stored figures; empty before the run is computed.
    #[must_use]
    pub fn kolom(&self) -> Vec<Keluaran> {
        self.keluaran.as_deref().and_then(|k| serde_json::from_str(k).ok()).unwrap_or_default()
    }
}

/// One stored figure: what it is called and how its integer is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keluaran {
    /// Name of the formula.
    pub nama: String,
    /// Label in Indonesian.
    pub label_id: String,
    /// Label in English.
    pub label_en: String,
    /// Unit; `rupiah` for money, empty for a plain number.
    pub satuan: String,
    /// Digits after the point in the stored integer.
    pub skala: u8,
    /// The figure the person receives.
    pub utama: bool,
}

/// Totals of one OPD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpdTersimpan {
    /// Code.
    pub kode: String,
    /// Name.
    pub nama: String,
    /// Path.
    pub jalur_unit: String,
    /// Hash of its frozen file.
    pub masukan_sidik: String,
    /// How many people.
    pub orang: i64,
    /// Sum of the lines, in sen; none before the run is computed.
    pub jumlah_sen: Option<i64>,
    /// What the package compares with the ceiling, in sen.
    pub terhadap_sen: Option<i64>,
    /// The ceiling, in sen.
    pub plafon_sen: Option<i64>,
}

impl OpdTersimpan {
    /// By how much the ceiling is exceeded, in sen; none when it is kept or there is none.
    #[must_use]
    pub fn lewat_sen(&self) -> Option<i64> {
        // A ceiling of nought is one that nobody has set yet.
        let plafon = self.plafon_sen.filter(|p| *p > 0)?;
        let lebih = self.terhadap_sen?.checked_sub(plafon)?;
        (lebih > 0).then_some(lebih)
    }
}

/// One person's stored line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisTersimpan {
    /// Whose.
    pub nip: String,
    /// The person's number in the organisation; 0 on lines stored before it was kept.
    pub pegawai: i64,
    /// Name at the freeze.
    pub nama: String,
    /// What a search looks through; empty when read back.
    pub cari: String,
    /// Post at the freeze.
    pub jabatan: String,
    /// Class at the freeze.
    pub kelas: i64,
    /// Code of the OPD.
    pub opd: String,
    /// Name of the unit.
    pub unit_nama: String,
    /// Path of the unit.
    pub jalur_unit: String,
    /// The figure the person receives, in sen.
    pub utama_sen: i64,
    /// All stored figures: a JSON array of integers in the order of the run's columns.
    pub nilai: String,
}

impl BarisTersimpan {
    /// The stored figures as integers in their scales.
    #[must_use]
    pub fn angka(&self) -> Vec<i128> {
        let isi = self.nilai.trim_start_matches('[').trim_end_matches(']');
        isi.split(',').filter_map(|a| a.parse().ok()).collect()
    }
}

/// Which page of lines is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BarisUrut {
    /// Only this OPD; empty for all.
    pub opd: String,
    /// Part of a name or NIP; empty for all.
    pub cari: String,
    /// From 1.
    pub halaman: i64,
    /// Lines a page.
    pub isi: i64,
}

/// A figure of scale `skala` in rupiah as sen.
///
/// # Errors
/// `KIN-411` when it is finer than a sen or too large.
pub fn ke_sen(nilai: i128, skala: u8) -> Result<i64, Galat> {
    let galat = || Galat::baru("KIN-411").dengan("nilai", nilai).dengan("skala", skala);
    let sen = match skala {
        0 => nilai.checked_mul(100),
        1 => nilai.checked_mul(10),
        2 => Some(nilai),
        lebih => {
            let bagi = 10_i128.checked_pow(u32::from(lebih) - 2).ok_or_else(galat)?;
            (nilai % bagi == 0).then_some(nilai / bagi)
        }
    };
    sen.and_then(|s| i64::try_from(s).ok()).ok_or_else(galat)
}

/// Writes integers as the JSON array a line stores.
#[must_use]
pub fn tulis_nilai(angka: &[i128]) -> String {
    let mut teks = String::with_capacity(angka.len() * 10 + 2);
    teks.push('[');
    for (i, a) in angka.iter().enumerate() {
        if i > 0 {
            teks.push(',');
        }
        // writing to a String cannot fail
        let _ = write!(teks, "{a}");
    }
    teks.push(']');
    teks
}

/// The canonical form of a computed month: what was computed with, the columns, and a line for every person in
/// the order of NIP. It holds no ids and no clock times, so the same inputs give the same bytes anywhere.
#[must_use]
pub fn kanonik(
    periode: Periode,
    paket: (&str, &str, &str),
    kalender_sidik: &str,
    masukan_sidik: &str,
    kolom: &[Keluaran],
    baris: &[BarisTersimpan],
) -> String {
    let (id, versi, sidik) = paket;
    let mut teks = String::with_capacity(baris.len() * 64 + 512);
    let _ = writeln!(teks, "balai-hasil 1\nperiode {periode}\npaket {id} {versi} {sidik}");
    let _ = writeln!(teks, "kalender {kalender_sidik}\nmasukan {masukan_sidik}");
    for k in kolom {
        let _ = writeln!(teks, "kolom {} {} {}", k.nama, k.satuan, k.skala);
    }
    let mut urut: Vec<&BarisTersimpan> = baris.iter().collect();
    urut.sort_unstable_by(|a, b| a.nip.cmp(&b.nip));
    for b in urut {
        let _ = writeln!(teks, "{} {} {}", b.nip, b.opd, b.nilai);
    }
    teks
}

/// Compares the three sums of a run: what the engine gave, what the database added up per OPD, what the run says.
///
/// # Errors
/// `KIN-410` naming the first OPD whose lines do not make its total; nothing is stored then.
pub fn cocokkan(
    opd: &[OpdTersimpan],
    tersimpan: &[(String, i64, i64)],
    orang: i64,
    jumlah_sen: i64,
) -> Result<(), Galat> {
    let baris: BTreeMap<&str, (i64, i64)> =
        tersimpan.iter().map(|(k, n, s)| (k.as_str(), (*n, *s))).collect();
    let beda = |kode: &str, ada: (i64, i64), harus: (i64, i64)| {
        Galat::baru("KIN-410")
            .dengan("opd", kode)
            .dengan("ada", format!("{} / {}", ada.0, ada.1))
            .dengan("harus", format!("{} / {}", harus.0, harus.1))
    };
    let (mut semua, mut total) = (0_i64, 0_i64);
    for o in opd {
        let harus = (o.orang, o.jumlah_sen.unwrap_or(0));
        let ada = baris.get(o.kode.as_str()).copied().unwrap_or((0, 0));
        if ada != harus {
            return Err(beda(&o.kode, ada, harus));
        }
        semua = semua.saturating_add(ada.0);
        total = total.saturating_add(ada.1);
    }
    if (semua, total) != (orang, jumlah_sen) || baris.len() > opd.len() {
        return Err(beda("semua", (semua, total), (orang, jumlah_sen)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opd(kode: &str, orang: i64, sen: i64) -> OpdTersimpan {
        OpdTersimpan {
            kode: kode.to_owned(),
            nama: String::new(),
            jalur_unit: format!("{kode}/"),
            masukan_sidik: String::new(),
            orang,
            jumlah_sen: Some(sen),
            terhadap_sen: Some(sen),
            plafon_sen: Some(1_000),
        }
    }

    #[test]
    fn lines_must_make_the_totals() {
        let o = [opd("01", 2, 700), opd("02", 1, 300)];
        let baris = [("01".to_owned(), 2, 700), ("02".to_owned(), 1, 300)];
        assert!(cocokkan(&o, &baris, 3, 1_000).is_ok());
        assert!(cocokkan(&o, &baris, 3, 1_001).is_err());
        assert!(cocokkan(&o, &baris, 2, 1_000).is_err());
        assert!(cocokkan(&o, &[("01".to_owned(), 2, 699), ("02".to_owned(), 1, 300)], 3, 1_000).is_err());
        assert!(cocokkan(&o[..1], &baris, 2, 700).is_err(), "a line of an unknown OPD");
    }

    #[test]
    fn only_more_than_the_ceiling_is_over() {
        assert_eq!(opd("01", 1, 1_000).lewat_sen(), None);
        assert_eq!(opd("01", 1, 1_001).lewat_sen(), Some(1));
        assert_eq!(OpdTersimpan { plafon_sen: None, ..opd("01", 1, 9_999) }.lewat_sen(), None);
    }

    #[test]
    fn money_becomes_sen_exactly_or_not_at_all() {
        assert_eq!(ke_sen(5_532_975, 0).unwrap(), 553_297_500);
        assert_eq!(ke_sen(55_329_755, 1).unwrap(), 553_297_550);
        assert_eq!(ke_sen(12_300, 4).unwrap(), 123);
        assert!(ke_sen(12_345, 4).is_err());
        assert!(ke_sen(i128::MAX, 0).is_err());
    }

    #[test]
    fn the_canonical_form_does_not_depend_on_the_order_of_lines() {
        let satu = |nip: &str| BarisTersimpan {
            nip: nip.to_owned(),
            pegawai: 1,
            nama: "X".to_owned(),
            cari: String::new(),
            jabatan: String::new(),
            kelas: 7,
            opd: "01".to_owned(),
            unit_nama: String::new(),
            jalur_unit: "01/".to_owned(),
            utama_sen: 1,
            nilai: tulis_nilai(&[1, -2]),
        };
        let (a, b) = (satu("199001012015011001"), satu("199001012015011002"));
        let periode = "2026-10".parse().unwrap();
        let buat = |baris: &[BarisTersimpan]| kanonik(periode, ("p", "1", "s"), "k", "m", &[], baris);
        let maju = buat(&[a.clone(), b.clone()]);
        assert_eq!(maju, buat(&[b, a.clone()]));
        assert!(maju.contains("199001012015011001 01 [1,-2]\n"));
        assert_eq!(a.angka(), [1, -2]);
    }
}
