//! Performance ratings of a month, as an office takes them out of e-Kinerja.

use std::collections::HashMap;

use balai_kernel::{Galat, Nip, Periode};

use super::baca::{BacaCari, Bentuk, GalatBaca, Sel};
use super::hasil::Laporan;
use super::kepala::Kolom;
use super::lipat::lipat;
use super::presensi::{pecah, wajar};
use super::{Pengisi, Suasana, sel, tata_wajib, tiap_data};

const NIP: usize = 0;
const PERIODE: usize = 1;
const HASIL: usize = 2;
const PERILAKU: usize = 3;
const PREDIKAT: usize = 4;

/// The columns of a file of ratings.
pub const KOLOM: [Kolom; 5] = [
    Kolom {
        nama: "NIP",
        sinonim: &["nip", "nip pegawai", "nip baru", "nip asn", "nomor induk pegawai"],
        wajib: true,
    },
    Kolom {
        nama: "Periode",
        sinonim: &["periode", "bulan", "periode penilaian", "bulan penilaian", "periode kinerja"],
        wajib: true,
    },
    Kolom {
        nama: "Hasil Kerja",
        sinonim: &["hasil kerja", "rating hasil kerja", "nilai hasil kerja", "penilaian hasil kerja"],
        wajib: false,
    },
    Kolom {
        nama: "Perilaku",
        sinonim: &[
            "perilaku",
            "perilaku kerja",
            "rating perilaku",
            "rating perilaku kerja",
            "nilai perilaku",
        ],
        wajib: false,
    },
    Kolom {
        nama: "Predikat",
        sinonim: &["predikat", "predikat kinerja", "predikat kinerja pegawai", "predikat akhir"],
        wajib: false,
    },
];

/// One person's rating of a month; at least one of the three words is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PredikatBaru {
    /// Year * 100 + month.
    pub periode: u32,
    /// The person, by number.
    pub pegawai: u32,
    /// Work results against expectation.
    pub hasil_kerja: Option<&'static str>,
    /// Behaviour against expectation.
    pub perilaku: Option<&'static str>,
    /// The rating itself.
    pub predikat: Option<&'static str>,
    /// Line in the file.
    pub baris: u32,
}

/// Reads a file of ratings.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca(
    sumber: &mut dyn BacaCari,
    bentuk: Bentuk,
    nomor: &HashMap<Nip, u32>,
    suasana: &mut Suasana<'_>,
) -> Result<(Vec<PredikatBaru>, Laporan), GalatBaca> {
    let (mut tabel, peta) = tata_wajib(sumber, bentuk, &KOLOM)?;
    let hari_ini = suasana.hari_ini;
    let mut laporan = Laporan::default();
    let mut semua: Vec<PredikatBaru> = Vec::new();
    let mut ada: HashMap<(u32, u32), u32> = HashMap::new();
    tiap_data(&mut tabel, &peta, NIP, suasana, &mut laporan, &mut |baris, _| {
        let mut p = Pengisi::baru(&KOLOM, &peta, baris);
        let pegawai = p.wajib(NIP, |s| dikenal(s, nomor));
        let bulan = p.wajib(PERIODE, |s| {
            let periode = periode(s)?;
            wajar(periode.awal(), hari_ini)?;
            Ok(pecah(periode.awal()).0)
        });
        let hasil_kerja = p.boleh(HASIL, ekspektasi);
        let perilaku = p.boleh(PERILAKU, ekspektasi);
        let predikat = p.boleh(PREDIKAT, predikat);
        if p.temuan.is_none() && hasil_kerja.or(perilaku).or(predikat).is_none() {
            p.salah(PREDIKAT, Galat::baru("KIN-203"));
        }
        if let (Some(o), Some(b)) = (pegawai, bulan) {
            match ada.get(&(o, b)) {
                Some(awal) => p.salah(NIP, Galat::baru("KIN-206").dengan("baris", awal)),
                None => {
                    ada.insert((o, b), baris.nomor);
                }
            }
        }
        match (p.temuan.take(), pegawai, bulan) {
            (None, Some(pegawai), Some(periode)) => {
                semua.push(PredikatBaru {
                    periode,
                    pegawai,
                    hasil_kerja,
                    perilaku,
                    predikat,
                    baris: baris.nomor,
                });
                Ok(())
            }
            (Some(t), ..) => Err(t),
            (None, ..) => Err(p.temuan_di(NIP, Galat::baru("KIN-115").dengan("kolom", KOLOM[NIP].nama))),
        }
    })?;
    laporan.diterima = semua.len() as u64;
    laporan.urutkan();
    Ok((semua, laporan))
}

/// The number of a person who is on record.
///
/// # Errors
/// `KIN-126` for somebody who is not; what is wrong with the NIP.
pub(super) fn dikenal(s: Sel<'_>, nomor: &HashMap<Nip, u32>) -> Result<u32, Galat> {
    let nip = sel::nip(s)?;
    nomor.get(&nip).copied().ok_or_else(|| Galat::baru("KIN-126").dengan("nip", nip))
}

/// `2026-10`, `Oktober 2026`, `10/2026`, or the first day of the month, which a workbook makes of it.
fn periode(s: Sel<'_>) -> Result<Periode, Galat> {
    let teks = sel::sehat(s)?.teks.trim();
    let hari_pertama = || teks.split(['T', ' ']).next()?.strip_suffix("-01")?.parse().ok();
    teks.parse()
        .ok()
        .or_else(|| Periode::parse_id(teks).ok())
        .or_else(hari_pertama)
        .ok_or_else(|| Galat::baru("KIN-204").dengan("nilai", teks))
}

fn ekspektasi(s: Sel<'_>) -> Result<&'static str, Galat> {
    let teks = sel::sehat(s)?.teks;
    Ok(match lipat(teks).trim_end_matches(" ekspektasi") {
        "di atas" | "diatas" => "di_atas",
        "sesuai" => "sesuai",
        "di bawah" | "dibawah" => "di_bawah",
        _ => {
            return Err(Galat::baru("KIN-205")
                .dengan("nilai", teks)
                .dengan("pilihan", "Di Atas, Sesuai, Di Bawah Ekspektasi"));
        }
    })
}

fn predikat(s: Sel<'_>) -> Result<&'static str, Galat> {
    let teks = sel::sehat(s)?.teks;
    Ok(match lipat(teks).as_str() {
        "sangat baik" => "sangat_baik",
        "baik" => "baik",
        "butuh perbaikan" | "cukup butuh perbaikan" | "cukup" => "butuh_perbaikan",
        "kurang" | "kurang misconduct" | "misconduct" => "kurang",
        "sangat kurang" => "sangat_kurang",
        _ => {
            let pilihan = "Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang";
            return Err(Galat::baru("KIN-205").dengan("nilai", teks).dengan("pilihan", pilihan));
        }
    })
}
