//! `balai import`: what the command line asks and is told.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use balai_kernel::{Aktor, Bahasa};
use balai_platform::{Refusal, Region};

use crate::acts::impor::{Berkas, HasilImpor, Permintaan, jalankan, tak_terbaca};
use crate::model::impor::JenisBerkas;

/// Findings of each kind shown to a person; `--json` shows all.
const BATAS_TAMPIL: usize = 50;

/// `balai import unit|pegawai|presensi|aktivitas|predikat|ketidakhadiran|katalog|rekening FILE [--pin FILE] [--json] [--lewati-salah]`.
#[derive(Debug, Clone)]
pub struct PerintahImpor {
    /// What the file is said to be.
    pub jenis: JenisBerkas,
    /// The file.
    pub berkas: PathBuf,
    /// For attendance: the file that gives each PIN its NIP.
    pub pin: Option<PathBuf>,
    /// Whether the report is JSON.
    pub json: bool,
    /// Whether good rows are stored although others are refused.
    pub lewati_salah: bool,
    /// Whether progress goes to a screen, where a line can be written over; elsewhere only the end is told.
    pub layar: bool,
    /// Language of the report.
    pub bahasa: Bahasa,
}

/// Runs the import. The report goes to `keluar`, progress to `galat`. Returns the exit code: 0 when nothing was refused, or
/// when only rows were and `--lewati-salah` was given; else 1.
///
/// # Errors
/// As [`jalankan`]; `KIN-119` also when the report cannot be written.
pub fn impor(
    region: &Region,
    aktor: &Aktor,
    perintah: &PerintahImpor,
    keluar: &mut dyn Write,
    galat: &mut dyn Write,
) -> Result<u8, Refusal> {
    let mut berkas = buka(&perintah.berkas)?;
    let mut pin = perintah.pin.as_deref().map(buka).transpose()?;
    let permintaan = Permintaan {
        jenis: perintah.jenis,
        berkas: Berkas { nama: nama(&perintah.berkas), sumber: &mut berkas },
        pin: pin.as_mut().zip(perintah.pin.as_deref()).map(|(sumber, p)| Berkas { nama: nama(p), sumber }),
        lewati_salah: perintah.lewati_salah,
    };
    let mut dibaca = None;
    let hasil = jalankan(region, aktor, permintaan, &mut |baris| {
        dibaca = Some(baris);
        if perintah.layar {
            // a progress line that cannot be written is no reason to stop an import
            let _ = write!(galat, "\r{}", kemajuan(baris, perintah.bahasa));
            let _ = galat.flush();
        }
    })?;
    if let Some(baris) = dibaca {
        let akhir = if perintah.layar { String::new() } else { kemajuan(baris, perintah.bahasa) };
        let _ = writeln!(galat, "{akhir}");
    }
    lapor(&hasil, perintah, keluar).map_err(|e| tak_terbaca("stdout", &e))?;
    // leaving out what is wrong is one thing, a file of nothing else another
    let sebagian = perintah.lewati_salah && hasil.terbaca && hasil.laporan.diterima > 0;
    let lolos = hasil.laporan.ditolak.is_empty() || sebagian;
    Ok(u8::from(!lolos))
}

fn kemajuan(baris: u64, bahasa: Bahasa) -> String {
    format!("{} {}", ribuan(baris), bahasa.pilih("baris dibaca", "rows read"))
}

fn lapor(hasil: &HasilImpor, perintah: &PerintahImpor, keluar: &mut dyn Write) -> io::Result<()> {
    let bahasa = perintah.bahasa;
    let mut keluar = io::BufWriter::new(keluar);
    if perintah.json {
        hasil.laporan.tulis_json(bahasa, &mut keluar)?;
        return keluar.flush();
    }
    hasil.laporan.tulis_teks(bahasa, BATAS_TAMPIL, &mut keluar)?;
    writeln!(
        keluar,
        "{}: {} {}, {} {}, {} {}. {}",
        nama(&perintah.berkas),
        ribuan(hasil.laporan.diterima),
        bahasa.pilih("baris benar", "good rows"),
        ribuan(hasil.laporan.ditolak.len() as u64),
        bahasa.pilih("ditolak", "refused"),
        ribuan(hasil.laporan.peringatan.len() as u64),
        bahasa.pilih("peringatan", "warnings"),
        match (hasil.tersimpan, hasil.berubah) {
            (true, true) => bahasa.pilih("Tersimpan.", "Stored."),
            (true, false) => bahasa.pilih(
                "Sudah tersimpan sebelumnya; tidak ada yang berubah.",
                "Stored before; nothing changed."
            ),
            (false, _) => bahasa.pilih("Tidak ada yang disimpan.", "Nothing was stored."),
        }
    )?;
    keluar.flush()
}

fn buka(jalur: &Path) -> Result<File, Refusal> {
    File::open(jalur).map_err(|e| tak_terbaca(&jalur.display().to_string(), &e))
}

fn nama(jalur: &Path) -> String {
    jalur.file_name().map_or_else(|| jalur.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// A number with points between thousands, as Indonesia writes it.
fn ribuan(n: u64) -> String {
    let angka = n.to_string();
    let mut jadi = String::with_capacity(angka.len() + 4);
    for (i, c) in angka.chars().enumerate() {
        if i > 0 && (angka.len() - i).is_multiple_of(3) {
            jadi.push('.');
        }
        jadi.push(c);
    }
    jadi
}
