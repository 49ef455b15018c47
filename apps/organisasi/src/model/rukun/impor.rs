//! Reading a list of RW and RT, whatever file or field it came in: rows of cells in, places or refusals out. Pure.

use std::collections::BTreeSet;

use balai_kernel::{Galat, KodeWilayah, TingkatWilayah};

use super::{KodeRukun, nomor_rukun};
use crate::model::wilayah::wilayah;

/// Lines of one list.
pub const BATAS_BARIS: usize = 50_000;
/// Refused lines after which reading stops.
const BATAS_GALAT: usize = 100;

/// A line and why it is refused.
pub type BarisDitolak = (usize, Galat);

/// Where the columns stand.
#[derive(Debug, Clone, Copy)]
struct Letak {
    kelurahan: usize,
    rw: usize,
    rt: Option<usize>,
}

/// A list that is being read, row by row.
#[derive(Debug)]
pub struct PembacaRukun<'a> {
    daerah: &'a KodeWilayah,
    letak: Letak,
    terbaca: usize,
    hasil: BTreeSet<KodeRukun>,
    ditolak: Vec<BarisDitolak>,
}

impl<'a> PembacaRukun<'a> {
    /// An empty list for a region. Without a heading the columns are kelurahan, RW, RT.
    pub fn baru(daerah: &'a KodeWilayah) -> Self {
        let letak = Letak { kelurahan: 0, rw: 1, rt: Some(2) };
        PembacaRukun { daerah, letak, terbaca: 0, hasil: BTreeSet::new(), ditolak: Vec::new() }
    }

    /// Takes a row: its line in the source and its cells. `false` when nothing more is wanted.
    pub fn baris(&mut self, nomor: usize, sel: &[&str]) -> bool {
        let sel: Vec<&str> = sel.iter().map(|s| s.trim().trim_matches('"').trim()).collect();
        if sel.iter().all(|s| s.is_empty()) {
            return true;
        }
        self.terbaca += 1;
        let berangka = sel.iter().any(|s| s.starts_with(|c: char| c.is_ascii_digit()));
        if self.terbaca == 1 && !berangka {
            return match judul(&sel) {
                Ok(letak) => {
                    self.letak = letak;
                    true
                }
                Err(galat) => {
                    self.ditolak.push((nomor, galat));
                    false
                }
            };
        }
        if self.terbaca > BATAS_BARIS {
            self.ditolak.push((nomor, Galat::baru("ORG-048").dengan("batas", BATAS_BARIS)));
            return false;
        }
        match self.urai(&sel) {
            Ok(k) => {
                // an RT brings its RW along
                self.hasil.insert(k.rw());
                self.hasil.insert(k);
            }
            Err(galat) => self.ditolak.push((nomor, galat)),
        }
        self.ditolak.len() < BATAS_GALAT
    }

    fn urai(&self, sel: &[&str]) -> Result<KodeRukun, Galat> {
        let ambil = |i: usize| sel.get(i).copied().unwrap_or_default();
        let nomor = |i: usize| {
            let salah = |nilai: &str| Galat::baru("ORG-041").dengan("nilai", potong(nilai));
            nomor_rukun(ambil(i)).ok_or_else(|| salah(ambil(i)))
        };
        let tertulis = ambil(self.letak.kelurahan);
        let salah = || Galat::baru("ORG-047").dengan("kode", potong(tertulis));
        let wilayah_: KodeWilayah = tertulis.parse().map_err(|_| salah())?;
        let kelurahan = wilayah_.tingkat() == TingkatWilayah::KelurahanDesa;
        if !kelurahan || !self.daerah.mencakup(&wilayah_) || wilayah().cari(&wilayah_).is_none() {
            return Err(salah());
        }
        let rw = nomor(self.letak.rw)?;
        let rt = match self.letak.rt {
            Some(i) if !ambil(i).is_empty() => Some(nomor(i)?),
            _ => None,
        };
        Ok(KodeRukun { wilayah: wilayah_, rw, rt })
    }

    /// What was read.
    ///
    /// # Errors
    /// The refused lines, at most 100; `ORG-049` when nothing at all was there.
    pub fn selesai(mut self) -> Result<BTreeSet<KodeRukun>, Vec<BarisDitolak>> {
        if self.ditolak.is_empty() && self.hasil.is_empty() {
            self.ditolak.push((1, Galat::baru("ORG-049")));
        }
        if self.ditolak.is_empty() { Ok(self.hasil) } else { Err(self.ditolak) }
    }
}

fn potong(teks: &str) -> String {
    teks.chars().take(40).collect()
}

/// The columns by their heading: `kelurahan`, `RW`, `RT`, in any order and among others.
fn judul(sel: &[&str]) -> Result<Letak, Galat> {
    let cari =
        |cocok: fn(&str) -> bool| sel.iter().position(|s| crate::model::lipat(s).split(' ').any(cocok));
    let kelurahan = cari(|k| matches!(k, "kelurahan" | "desa" | "wilayah" | "kode"));
    let (rw, rt) = (cari(|k| k == "rw"), cari(|k| k == "rt"));
    let lengkap = kelurahan.zip(rw).map(|(kelurahan, rw)| Letak { kelurahan, rw, rt });
    lengkap.ok_or_else(|| Galat::baru("ORG-049"))
}

/// Reads a list as text, as it is typed, saved as CSV, or pasted from a worksheet: cells parted by `;`, `,` or a tab.
///
/// # Errors
/// As [`PembacaRukun::selesai`].
pub fn baca_teks(teks: &str, daerah: &KodeWilayah) -> Result<BTreeSet<KodeRukun>, Vec<BarisDitolak>> {
    let mut p = PembacaRukun::baru(daerah);
    let teks = teks.strip_prefix('\u{feff}').unwrap_or(teks);
    for (nomor, baris) in (1..).zip(teks.lines()) {
        let sel: Vec<&str> = baris.split([';', ',', '\t']).take(20).collect();
        if !p.baris(nomor, &sel) {
            break;
        }
    }
    p.selesai()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baca(teks: &str) -> Result<Vec<String>, Vec<(usize, &'static str)>> {
        let hasil = baca_teks(teks, &"32.73".parse().unwrap());
        hasil
            .map(|k| k.iter().map(KodeRukun::sebutan).collect())
            .map_err(|g| g.iter().map(|(n, g)| (*n, g.kode)).collect())
    }

    #[test]
    fn a_list_is_read_as_offices_write_it() {
        let harus = ["RW 03", "RT 01/RW 03", "RW 04"].map(str::to_owned).to_vec();
        for teks in [
            "32.73.05.1001;3;1\n32.73.05.1001;04;\n",
            "\u{feff}\"Kode Kelurahan\",\"RW\",\"RT\"\r\n\"32.73.05.1001\",\"003\",\"001\"\r\n32.73.05.1001,4\r\n",
            "No.\tRT\tRW\tKelurahan\n\n1\t1\t3\t32.73.05.1001\n2\t\t4\t32.73.05.1001\n",
        ] {
            assert_eq!(baca(teks), Ok(harus.clone()), "{teks}");
        }
    }

    #[test]
    fn every_refused_line_is_named() {
        let teks =
            "kelurahan;rw\n32.73.05.1001;0\n32.73.05.1001;3\nSukajadi;3\n32.04.05.2001;1\n32.73.05;1\n";
        let harus = vec![(2, "ORG-041"), (4, "ORG-047"), (5, "ORG-047"), (6, "ORG-047")];
        assert_eq!(baca(teks), Err(harus));
        assert_eq!(baca("nama;alamat\nx;y\n"), Err(vec![(1, "ORG-049")]));
        assert_eq!(baca(" \n"), Err(vec![(1, "ORG-049")]));
        let banyak = "32.73.05.1001;x\n".repeat(500);
        assert_eq!(baca(&banyak).map_err(|g| g.len()), Err(100));
        let banyak = "32.73.05.1001;1\n".repeat(BATAS_BARIS + 1);
        assert_eq!(baca(&banyak), Err(vec![(BATAS_BARIS + 1, "ORG-048")]));
    }
}
