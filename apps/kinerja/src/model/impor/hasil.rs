//! What an import found, row by row, and how it is told.

use std::io::{self, Write};

use balai_kernel::{Bahasa, Galat};
use serde::Serialize;

use super::kode::KODE;

/// Longest value repeated in a report, in letters.
const BATAS_NILAI: usize = 200;

/// Something found in a row: a reason to refuse it, or to look at it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Temuan {
    /// Line in the file, the first is 1.
    pub baris: u32,
    /// The heading of the column, as the office wrote it; empty when the row as a whole is meant.
    pub kolom: String,
    /// What stands there, as received.
    pub nilai: String,
    /// The first thing wrong.
    pub galat: Galat,
    /// What else is wrong in the same row.
    pub lain: Vec<Galat>,
}

impl Temuan {
    /// A finding in one cell.
    pub fn baru(baris: u32, kolom: &str, nilai: &str, galat: Galat) -> Self {
        let nilai = match nilai.char_indices().nth(BATAS_NILAI) {
            Some((i, _)) => format!("{}…", nilai.get(..i).unwrap_or_default()),
            None => nilai.to_owned(),
        };
        Temuan { baris, kolom: kolom.to_owned(), nilai, galat, lain: Vec::new() }
    }

    /// What is wrong, in words; several things as several sentences.
    pub fn alasan(&self, bahasa: Bahasa) -> String {
        let mut teks = pesan(&self.galat, bahasa);
        for g in &self.lain {
            teks.push_str(bahasa.pilih(" Juga: ", " Also: "));
            teks.push_str(&pesan(g, bahasa));
        }
        teks
    }

    /// What to do about it, in words.
    pub fn saran(&self, bahasa: Bahasa) -> String {
        let saran = self.galat.saran(KODE, bahasa);
        if saran.is_empty() { self.galat.saran(balai_kernel::KODE, bahasa) } else { saran }
    }
}

fn pesan(g: &Galat, bahasa: Bahasa) -> String {
    if KODE.iter().any(|e| e.kode == g.kode) {
        g.pesan(KODE, bahasa)
    } else {
        g.pesan(balai_kernel::KODE, bahasa)
    }
}

/// One entry of the JSON report.
#[derive(Serialize)]
struct Entri<'a> {
    baris: u32,
    kolom: &'a str,
    nilai: &'a str,
    kode: &'static str,
    alasan: String,
    saran: String,
}

/// The report of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Laporan {
    /// Rows that are good.
    pub diterima: u64,
    /// Refused rows, one entry each, in the order of the file.
    pub ditolak: Vec<Temuan>,
    /// Doubtful rows that are taken nevertheless.
    pub peringatan: Vec<Temuan>,
}

impl Laporan {
    /// The report of a file that is refused as a whole.
    pub fn berkas_ditolak(temuan: Temuan) -> Self {
        Laporan { diterima: 0, ditolak: vec![temuan], peringatan: Vec::new() }
    }

    /// Refuses a row.
    pub fn tolak(&mut self, temuan: Temuan) {
        self.ditolak.push(temuan);
    }

    /// Warns about a row.
    pub fn ingatkan(&mut self, temuan: Temuan) {
        self.peringatan.push(temuan);
    }

    /// Puts the findings in the order of the file.
    pub fn urutkan(&mut self) {
        self.ditolak.sort_by_key(|t| t.baris);
        self.peringatan.sort_by_key(|t| t.baris);
    }

    /// Writes `{"diterima": n, "ditolak": [...], "peringatan": [...]}` and a line's end, entry by entry: a file of a
    /// million refused rows must not stand twice in memory.
    ///
    /// # Errors
    /// When `keluar` fails.
    pub fn tulis_json(&self, bahasa: Bahasa, keluar: &mut dyn Write) -> io::Result<()> {
        write!(keluar, "{{\"diterima\":{},\"ditolak\":[", self.diterima)?;
        tulis_daftar(&self.ditolak, bahasa, keluar)?;
        write!(keluar, "],\"peringatan\":[")?;
        tulis_daftar(&self.peringatan, bahasa, keluar)?;
        writeln!(keluar, "]}}")
    }

    /// Writes the report for a person: one paragraph per finding, at most `batas` of each kind.
    ///
    /// # Errors
    /// When `keluar` fails.
    pub fn tulis_teks(&self, bahasa: Bahasa, batas: usize, keluar: &mut dyn Write) -> io::Result<()> {
        for (daftar, apa) in [
            (&self.ditolak, bahasa.pilih("ditolak", "refused")),
            (&self.peringatan, bahasa.pilih("peringatan", "warning")),
        ] {
            for t in daftar.iter().take(batas) {
                write!(keluar, "{} {}", bahasa.pilih("baris", "line"), t.baris)?;
                if !t.kolom.is_empty() {
                    write!(keluar, ", {}", jinak(&t.kolom))?;
                }
                if !t.nilai.is_empty() {
                    write!(keluar, " \"{}\"", jinak(&t.nilai))?;
                }
                writeln!(keluar, ": {apa} [{}] {}", t.galat.kode, jinak(&t.alasan(bahasa)))?;
                let saran = jinak(&t.saran(bahasa));
                if !saran.is_empty() {
                    writeln!(keluar, "    {saran}")?;
                }
            }
            if daftar.len() > batas {
                let lagi = daftar.len() - batas;
                writeln!(
                    keluar,
                    "    … {lagi} {apa} {}",
                    bahasa.pilih("lagi; lihat --json", "more; see --json")
                )?;
            }
        }
        Ok(())
    }
}

/// The text as a terminal may have it: what a file brings along must not steer the screen.
fn jinak(teks: &str) -> String {
    teks.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

fn tulis_daftar(daftar: &[Temuan], bahasa: Bahasa, keluar: &mut dyn Write) -> io::Result<()> {
    for (i, t) in daftar.iter().enumerate() {
        if i > 0 {
            keluar.write_all(b",")?;
        }
        let entri = Entri {
            baris: t.baris,
            kolom: &t.kolom,
            nilai: &t.nilai,
            kode: t.galat.kode,
            alasan: t.alasan(bahasa),
            saran: t.saran(bahasa),
        };
        serde_json::to_writer(&mut *keluar, &entri)?;
    }
    Ok(())
}
