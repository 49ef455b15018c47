//! The region's catalogue of activities: what is done, in which unit it is counted, and how long one takes.

use std::collections::HashMap;

use balai_kernel::{Galat, Tanggal};

use super::baca::{BacaCari, Bentuk, GalatBaca, Sel};
use super::hasil::Laporan;
use super::kepala::Kolom;
use super::{CONTOH_TANGGAL, Pengisi, Suasana, ingatkan_urutan, sel, tata_wajib, tiap_data, urutan_tanggal};
use crate::model::katalog::{Butir, KODE_MAKS, NAMA_MAKS, SATUAN};

const KODE: usize = 0;
const NAMA: usize = 1;
const NORMA: usize = 2;
const SATUAN_HASIL: usize = 3;
const KELOMPOK: usize = 4;
const JABATAN: usize = 5;
const MULAI: usize = 6;
const SAMPAI: usize = 7;

/// Longest of the other texts, in letters.
const BATAS_TEKS: usize = 120;

/// The columns of a catalogue.
pub const KOLOM: [Kolom; 8] = [
    Kolom {
        nama: "Kode",
        sinonim: &["kode", "kode kegiatan", "kode aktivitas", "kode katalog", "id kegiatan", "id aktivitas"],
        wajib: true,
    },
    Kolom {
        nama: "Kegiatan",
        sinonim: &[
            "kegiatan",
            "nama kegiatan",
            "uraian kegiatan",
            "aktivitas",
            "nama aktivitas",
            "uraian aktivitas",
            "uraian",
            "nama",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Norma Waktu",
        sinonim: &[
            "norma waktu",
            "norma",
            "norma waktu menit",
            "waktu penyelesaian",
            "waktu efektif",
            "wpt",
            "menit",
            "waktu",
            "durasi",
        ],
        wajib: true,
    },
    Kolom {
        nama: "Satuan",
        sinonim: &["satuan", "satuan hasil", "satuan output", "output", "hasil"],
        wajib: false,
    },
    Kolom { nama: "Kelompok", sinonim: &["kelompok", "kategori", "rumpun", "urusan"], wajib: false },
    Kolom { nama: "Jabatan", sinonim: &["jabatan", "nama jabatan", "untuk jabatan"], wajib: false },
    Kolom {
        nama: "Berlaku Mulai",
        sinonim: &["berlaku mulai", "mulai berlaku", "berlaku sejak", "sejak", "mulai", "tmt"],
        wajib: false,
    },
    Kolom {
        nama: "Berlaku Sampai",
        sinonim: &["berlaku sampai", "sampai", "berakhir", "berlaku hingga"],
        wajib: false,
    },
];

/// Reads a catalogue.
///
/// # Errors
/// A failing disk, or a file refused as a whole.
pub fn baca(
    sumber: &mut dyn BacaCari,
    bentuk: Bentuk,
    suasana: &mut Suasana<'_>,
) -> Result<(Vec<Butir>, Laporan), GalatBaca> {
    let (mut tabel, peta) = tata_wajib(sumber, bentuk, &KOLOM)?;
    let urutan = urutan_tanggal(&tabel.awal(CONTOH_TANGGAL)?, &peta, MULAI);
    let tahun = suasana.hari_ini.year();
    let mut laporan = Laporan::default();
    ingatkan_urutan(urutan, &peta, &KOLOM, MULAI, &mut laporan);
    let mut semua: Vec<Butir> = Vec::new();
    let mut ada: HashMap<(String, Option<Tanggal>), u32> = HashMap::new();
    tiap_data(&mut tabel, &peta, KODE, suasana, &mut laporan, &mut |baris, _| {
        let mut p = Pengisi::baru(&KOLOM, &peta, baris);
        let kode = p.wajib(KODE, kode);
        let nama = p.wajib(NAMA, |s| sel::nama(s, NAMA_MAKS));
        let norma = p.wajib(NORMA, sel::menit);
        let satuan = p.boleh(SATUAN_HASIL, |s| sel::nama(s, BATAS_TEKS)).unwrap_or_else(|| SATUAN.to_owned());
        let kelompok = p.boleh(KELOMPOK, |s| sel::nama(s, BATAS_TEKS)).unwrap_or_default();
        let jabatan = p.boleh(JABATAN, |s| sel::nama(s, BATAS_TEKS)).unwrap_or_default();
        let mulai = p.boleh(MULAI, |s| sel::tanggal(s, urutan, tahun));
        let sampai = p.boleh(SAMPAI, |s| sel::tanggal(s, urutan, tahun));
        if let (Some(m), Some(s)) = (mulai, sampai)
            && s < m
        {
            p.salah(SAMPAI, Galat::baru("KIN-211").dengan("mulai", m).dengan("sampai", s));
        }
        if let Some(k) = &kode {
            match ada.get(&(k.clone(), mulai)) {
                Some(awal) => p.salah(KODE, Galat::baru("KIN-212").dengan("kode", k).dengan("baris", awal)),
                None => {
                    ada.insert((k.clone(), mulai), baris.nomor);
                }
            }
        }
        match (p.temuan.take(), kode, nama, norma) {
            (None, Some(kode), Some(nama), Some(norma)) => {
                let norma = i64::from(norma);
                let baris = baris.nomor;
                semua.push(Butir { kode, nama, satuan, norma, kelompok, jabatan, mulai, sampai, baris });
                Ok(())
            }
            (Some(t), ..) => Err(t),
            (None, ..) => Err(p.temuan_di(KODE, Galat::baru("KIN-115").dengan("kolom", KOLOM[KODE].nama))),
        }
    })?;
    laporan.diterima = semua.len() as u64;
    laporan.urutkan();
    Ok((semua, laporan))
}

/// The code of an item as people cite it.
fn kode(s: Sel<'_>) -> Result<String, Galat> {
    let s = sel::sehat(s)?;
    let isi = s.teks.trim();
    let sah = (1..=KODE_MAKS).contains(&isi.len())
        && isi.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'/'))
        && isi.bytes().any(|b| b.is_ascii_alphanumeric());
    if sah {
        Ok(isi.to_owned())
    } else {
        Err(Galat::baru("KIN-213").dengan("nilai", s.teks).dengan("maks", KODE_MAKS))
    }
}
