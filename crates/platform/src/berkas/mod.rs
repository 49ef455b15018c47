//! Files: judged by their content, kept once by their hash, read only through the thing they belong to.
//!
//! 1. [`terima`] takes a stream from outside: limited, judged by its content whatever its name says, images
//!    made anew (no metadata, at most [`SISI_MAKS`] pixels a side, JPEG), stored durably. Nothing refers to it
//!    yet.
//! 2. An act of the owning application refers to it ([`rujuk`]) in its own transaction.
//! 3. Whoever may see that thing reads the file through it ([`rujukan`], [`isi`]): there is no way from a hash
//!    to a file, so knowing a hash opens nothing.
//!
//! A file that no act ever referred to, or whose last reference was taken back ([`lepas`]), is swept away by a
//! job a day later. A process killed anywhere in between leaves at most such an orphan: a file is named by its
//! hash only once it is whole and on the disk.

mod gambar;
mod gudang;
mod jenis;
mod store;

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use balai_kernel::{Galat, KodeWilayah};
use balai_store::Tx;

use crate::pekerjaan::{Selesai, geser};
use crate::{Jadwal, Pelaksana, Refusal, Region, sidik};

pub use gambar::SISI_MAKS;
pub(crate) use gudang::Gudang;
pub use jenis::Jenis;
pub use store::{Rujukan, lepas, rujukan, statements};

/// How long a file may lie without a reference, in milliseconds.
const YATIM_MILIDETIK: i64 = 24 * 3_600_000;
/// Orphans swept away in one go.
const SAPU_MAKS: u32 = 500;
/// Longest name kept, in characters.
const NAMA_MAKS: usize = 120;

/// A file that has come in and waits for an act to refer to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diterima {
    sidik: String,
    jenis: Jenis,
    ukuran: u64,
    nama: String,
}

impl Diterima {
    /// SHA-256 of what is kept, which of an image is not what was sent.
    pub fn sidik(&self) -> &str {
        &self.sidik
    }

    /// What it is, by its content.
    pub fn jenis(&self) -> Jenis {
        self.jenis
    }

    /// Bytes kept.
    pub fn ukuran(&self) -> u64 {
        self.ukuran
    }

    /// What its sender called it.
    pub fn nama(&self) -> &str {
        &self.nama
    }
}

/// The folder of a region's files below the data folder, when its data is a SQLite file.
pub fn folder(data: &Path, kode: &KodeWilayah) -> PathBuf {
    data.join(format!("{kode}.berkas"))
}

/// Reads a kept file for a backup; `None` when it is missing or is no longer what its name says.
///
/// # Errors
/// The folder cannot be read.
pub fn baca_utuh(folder: &Path, nama: &str) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(gudang::tempat(folder, nama)) {
        Ok(isi) => Ok((sidik(&isi) == nama).then_some(isi)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Puts a file back under its hash, for restoring.
///
/// # Errors
/// `InvalidData` when the content has another hash, so a name cannot point anywhere else; the disk's own.
pub fn kembalikan(folder: &Path, nama: &str, isi: &[u8]) -> io::Result<()> {
    if sidik(isi) != nama {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "SHA-256"));
    }
    gudang::tulis(folder, nama, isi)
}

/// Takes a file in: reads at most what its kind allows, judges it, makes images anew, stores it. Call it from a
/// blocking thread, outside of every act.
///
/// # Errors
/// `PLT-060` to `PLT-066`: empty, too large, of no kind in `boleh`, an image that is broken or too large, a
/// disk that is full.
pub fn terima(
    daerah: &Region,
    aliran: &mut dyn Read,
    nama: &str,
    boleh: &[Jenis],
) -> Result<Diterima, Refusal> {
    let batas = boleh.iter().map(|j| j.bita_maks()).max().unwrap_or(0);
    let mut isi = Vec::new();
    aliran.take(batas + 1).read_to_end(&mut isi).map_err(gudang::gagal)?;
    if isi.is_empty() {
        return Err(Galat::baru("PLT-060").into());
    }
    let terlalu_besar = |maks: u64| Galat::baru("PLT-061").dengan("maks", maks >> 20);
    if isi.len() as u64 > batas {
        return Err(terlalu_besar(batas).into());
    }
    let jenis = jenis::kenali(&isi).filter(|j| boleh.contains(j)).ok_or_else(|| {
        let nama: Vec<&str> = boleh.iter().map(|j| j.nama()).collect();
        Galat::baru("PLT-062").dengan("boleh", nama.join(", "))
    })?;
    if isi.len() as u64 > jenis.bita_maks() {
        return Err(terlalu_besar(jenis.bita_maks()).into());
    }
    let (isi, jenis) = match jenis.gambar() {
        true => (gambar::buat_ulang(&isi, jenis)?, Jenis::Jpeg),
        false => (isi, jenis),
    };
    let diterima = Diterima { sidik: sidik(&isi), jenis, ukuran: isi.len() as u64, nama: nama_aman(nama) };
    simpan(daerah, &diterima, isi)?;
    Ok(diterima)
}

/// Content first, then the row that says it is there.
fn simpan(daerah: &Region, d: &Diterima, isi: Vec<u8>) -> Result<(), Refusal> {
    let ke_basis = match daerah.gudang() {
        Gudang::Folder(folder) => {
            gudang::tulis(folder, &d.sidik, &isi).map_err(gudang::gagal)?;
            None
        }
        Gudang::Basis => Some(isi),
    };
    let (d, waktu) = (d.clone(), daerah.sekarang());
    daerah.upkeep(move |tx| -> Result<(), Refusal> {
        Ok(store::simpan(tx, (&d.sidik, d.jenis, d.ukuran), waktu, ke_basis.as_deref())?)
    })
}

/// Says, inside an act, that `sasaran` (the stable name of a thing of the application) has this file.
///
/// # Errors
/// `PLT-067` when it was swept away meanwhile: it must be sent again.
pub fn rujuk(tx: &mut Tx<'_>, d: &Diterima, sasaran: &str, pada: balai_kernel::Waktu) -> Result<(), Refusal> {
    if !store::ada(tx, &d.sidik)? {
        return Err(Galat::baru("PLT-067").into());
    }
    Ok(store::rujuk(tx, &d.sidik, sasaran, &d.nama, pada)?)
}

/// The bytes of a file, from the reference that the application found within the reader's jurisdiction.
///
/// # Errors
/// [`Refusal::Internal`] when it is gone or no longer what it was.
pub fn isi(daerah: &Region, rujukan: &Rujukan) -> Result<Vec<u8>, Refusal> {
    let rusak =
        |apa: &str| Refusal::Internal(crate::Kerusakan::baru(format!("file {}: {apa}", rujukan.sidik)));
    let isi = match daerah.gudang() {
        Gudang::Folder(folder) => {
            std::fs::read(gudang::tempat(folder, &rujukan.sidik)).map_err(|e| rusak(&e.to_string()))?
        }
        Gudang::Basis => {
            let ada = daerah.read(|tx| -> Result<_, Refusal> { Ok(store::isi(tx, &rujukan.sidik)?) })?;
            ada.ok_or_else(|| rusak("its content is missing"))?
        }
    };
    if sidik(&isi) == rujukan.sidik { Ok(isi) } else { Err(rusak("its content has changed")) }
}

/// Removes what nothing refers to and what no row knows. Returns how many files went.
///
/// # Errors
/// The store's failure, or the folder's.
pub fn sapu(daerah: &Region) -> Result<usize, Refusal> {
    let batas = geser(daerah.sekarang(), -YATIM_MILIDETIK);
    let hilang = daerah.upkeep(move |tx| -> Result<Vec<String>, Refusal> {
        Ok(store::hapus_yatim(tx, batas, SAPU_MAKS)?)
    })?;
    if let Gudang::Folder(folder) = daerah.gudang() {
        for sidik in &hilang {
            let ada = || -> Result<bool, Refusal> {
                daerah.read(|tx| -> Result<bool, Refusal> { Ok(store::ada(tx, sidik)?) })
            };
            gudang::hapus(folder, sidik, ada)?;
        }
        gudang::bersihkan_sementara(folder).map_err(gudang::gagal)?;
    }
    Ok(hilang.len())
}

/// The job that sweeps.
pub fn pelaksana() -> Vec<Pelaksana> {
    let sapu = Pelaksana::baru("platform.berkas.sapu", |kerja| {
        sapu(kerja.daerah())?;
        Ok(Selesai::kosong())
    });
    vec![sapu.terjadwal(Jadwal::Harian { jam: 2, menit: 30 })]
}

/// The last part of a path, without characters that no name needs.
fn nama_aman(nama: &str) -> String {
    let akhir = nama.rsplit(['/', '\\']).next().unwrap_or_default();
    let bersih: String = akhir.chars().filter(|c| !c.is_control() && *c != '"').take(NAMA_MAKS).collect();
    let bersih = bersih.trim().trim_start_matches('.');
    if bersih.is_empty() { "berkas".to_owned() } else { bersih.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::nama_aman;

    #[test]
    fn a_name_is_only_a_name() {
        for (dari, jadi) in [
            ("foto.jpg", "foto.jpg"),
            ("C:\\Users\\siti\\foto rapat.jpg", "foto rapat.jpg"),
            ("../../etc/passwd", "passwd"),
            ("..", "berkas"),
            ("a\r\nSet-Cookie: x\".pdf", "aSet-Cookie: x.pdf"),
            ("", "berkas"),
        ] {
            assert_eq!(nama_aman(dari), jadi, "{dari}");
        }
    }
}
