//! The month's CSV files as the rules engine's input columns.

use balai_rules::{Masukan, Rencana};
use std::collections::HashMap;
use std::path::Path;

/// Statuses in the order the package declares them.
const STATUS: [&str; 3] = ["diajukan", "ditolak", "disetujui"];

/// Columns of one file, by their heading.
struct Berkas {
    nama: String,
    kolom: HashMap<String, Vec<i64>>,
}

impl Berkas {
    /// Reads `FOLDER/NAMA.csv`, whose cells are whole numbers or a status.
    fn baca(folder: &Path, nama: &str) -> Result<Self, String> {
        let jalur = folder.join(format!("{nama}.csv"));
        let teks = std::fs::read_to_string(&jalur).map_err(|g| format!("{}: {g}", jalur.display()))?;
        let mut baris = teks.lines();
        let kepala: Vec<&str> =
            baris.next().ok_or_else(|| format!("{nama}.csv is empty"))?.split(',').collect();
        let mut isi = vec![Vec::new(); kepala.len()];
        for (nomor, b) in baris.enumerate() {
            for (kolom, sel) in isi.iter_mut().zip(b.split(',')) {
                let angka = STATUS.iter().position(|s| *s == sel).and_then(|i| i64::try_from(i).ok());
                let angka = angka.or_else(|| sel.parse().ok());
                kolom.push(angka.ok_or_else(|| format!("{nama}.csv:{}: {sel:?} is no number", nomor + 2))?);
            }
        }
        let kolom = kepala.into_iter().map(str::to_owned).zip(isi).collect();
        Ok(Self { nama: nama.to_owned(), kolom })
    }

    fn ambil(&self, kolom: &str) -> Result<&[i64], String> {
        self.kolom
            .get(kolom)
            .map(Vec::as_slice)
            .ok_or_else(|| format!("{}.csv has no column {kolom}", self.nama))
    }

    fn isi(&self, kolom: &str) -> Result<Vec<Option<i64>>, String> {
        Ok(self.ambil(kolom)?.iter().copied().map(Some).collect())
    }

    /// Row number of each value of a key column.
    fn letak(&self, kolom: &str) -> Result<HashMap<i64, u32>, String> {
        let nomor = self.ambil(kolom)?.iter().copied().zip(0_u32..);
        Ok(nomor.collect())
    }
}

/// Row numbers of the rows that `kunci` names.
fn rujuk(kunci: impl Iterator<Item = i64>, letak: &HashMap<i64, u32>) -> Vec<Option<u32>> {
    kunci.map(|k| letak.get(&k).copied()).collect()
}

/// A person and a day of the month in one number.
fn hari_orang(pegawai: i64, hari: i64) -> i64 {
    pegawai * 32 + hari
}

/// Reads the five files of `folder` and freezes them.
///
/// # Errors
/// A missing file or column, or what the package refuses.
pub fn muat(rencana: &Rencana, folder: &Path) -> Result<Masukan, String> {
    let baca = |nama| Berkas::baca(folder, nama);
    let (pegawai, hari, aktivitas) = (baca("pegawai")?, baca("hari")?, baca("aktivitas")?);
    let (katalog, opd) = (baca("katalog")?, baca("opd")?);

    let mut b = rencana.masukan();
    b.tabel("opd").kunci_angka(opd.ambil("opd")?.to_vec()).angka("plafon", opd.isi("plafon")?);
    b.tabel("katalog")
        .kunci_angka(katalog.ambil("kode")?.to_vec())
        .angka("norma_menit", katalog.isi("norma_menit")?)
        .angka("batas_jumlah", katalog.isi("batas_jumlah")?);
    b.tabel("orang")
        .kunci_angka(pegawai.ambil("pegawai")?.to_vec())
        .rujukan("opd", rujuk(pegawai.ambil("opd")?.iter().copied(), &opd.letak("opd")?))
        .angka("kelas", pegawai.isi("kelas")?)
        .angka("golongan", pegawai.isi("golongan")?)
        .angka("sanksi", pegawai.isi("sanksi")?);

    let orang = pegawai.letak("pegawai")?;
    let induk = rujuk(hari.ambil("pegawai")?.iter().copied(), &orang);
    b.tabel("hari")
        .kunci_angka(hari.ambil("hari")?.to_vec())
        .induk(induk.into_iter().map(|x| x.unwrap_or(u32::MAX)).collect())
        .angka("hadir", hari.isi("hadir")?)
        .angka("telat", hari.isi("telat")?)
        .angka("pulang_cepat", hari.isi("pulang_cepat")?);

    let kunci = |f: &Berkas| -> Result<Vec<i64>, String> {
        Ok(f.ambil("pegawai")?.iter().zip(f.ambil("hari")?).map(|(p, h)| hari_orang(*p, *h)).collect())
    };
    let hari_ke: HashMap<i64, u32> = kunci(&hari)?.into_iter().zip(0..).collect();
    let induk = rujuk(kunci(&aktivitas)?.into_iter(), &hari_ke);
    b.tabel("aktivitas")
        .kunci_angka(aktivitas.ambil("no")?.to_vec())
        .induk(induk.into_iter().map(|x| x.unwrap_or(u32::MAX)).collect())
        .rujukan("kode", rujuk(aktivitas.ambil("kode")?.iter().copied(), &katalog.letak("kode")?))
        .angka("jumlah_kali", aktivitas.isi("jumlah")?)
        .angka("status", aktivitas.isi("status")?);
    b.selesai().map_err(|g| crate::galat(&g))
}
