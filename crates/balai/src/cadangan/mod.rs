//! A backup: one region whole, its files included, the same for both databases.
//!
//! ```text
//! BALAI-CADANGAN 1\n                 magic
//! {"kode":"32.73",..}\n              header: region, time, program; with a secret, how the key is made
//! chunk*                             length with a last-flag (4 bytes), gzip bytes, SHA-256 of all so far
//! ```
//!
//! Inside the chunks stand the parts of [`balai_store::Part`]. Each chunk's hash covers the header and every chunk
//! before it, and the last one says that it is the last: a file that was cut, changed or put together by accident does
//! not read to its end. With a secret each chunk is sealed too ([`rahasia`]), which stops intent as well. A backup is
//! written under another name and gets its own only when it is whole, on disk and read back.
//!
//! Files that lie in a folder beside a SQLite database travel as rows of `berkas_bita`, which is where a PostgreSQL
//! region keeps them: so a backup of either comes back on the other. The key that signs the journal is not in it.

mod arsip;
mod bagian;
pub mod rahasia;
pub mod rak;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use balai_kernel::{Galat, Waktu};
use balai_platform::jurnal::heks;
use balai_platform::jurnal::pohon::{Sidik, Tepi};
use balai_platform::{Refusal, Region, berkas};
use balai_store::{Cell, Part, Store, StoreError, Tally};
use serde_json::{Value, json};

use self::arsip::{Penulis, Terbuka};
use self::bagian::Bagian;
use self::rahasia::{KunciSalah, Rahasia};
use crate::{apps, galat::Gagal};

/// The tables of files: which there are, and their bytes.
const BERKAS: &str = "berkas";
const BERKAS_BITA: &str = "berkas_bita";
/// The leaves of the journal's tree.
const DAUN: &str = "jurnal_daun";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ringkasan {
    /// The region's code.
    pub kode: String,
    /// When it was taken, UTC.
    pub waktu: String,
    /// Each table with its rows and digest.
    pub tabel: BTreeMap<String, Tally>,
    /// Sealed events of the journal, and the root of its tree over them.
    pub jurnal: (u64, String),
}

impl Ringkasan {
    /// Rows of all tables.
    pub fn baris(&self) -> u64 {
        self.tabel.values().map(|t| t.rows).sum()
    }

    /// Files whose bytes were missing or damaged where the backup was taken.
    pub fn berkas_hilang(&self) -> u64 {
        let baris = |t: &str| self.tabel.get(t).map_or(0, |t| t.rows);
        baris(BERKAS).saturating_sub(baris(BERKAS_BITA))
    }
}

/// Writes a backup of the region into `folder` and reads it back; gives its file. Others may write meanwhile.
/// `data` is the data folder of a SQLite region, beside which its files lie.
///
/// # Errors
/// `CLI-010` when the folder cannot be written, `CLI-017` when what was written does not read back.
pub fn tulis(
    region: &Region,
    data: Option<&Path>,
    folder: &Path,
    rahasia: Option<&Rahasia>,
    waktu: Waktu,
) -> Result<(PathBuf, Ringkasan), Gagal> {
    let kode = region.kode().to_string();
    let jadi = rak::nama(folder, &kode, waktu);
    let sebagian = rak::nama_sebagian(&jadi);
    let gagal = |e: io::Error| tak_tertulis(&jadi, &e);
    fs::create_dir_all(folder).map_err(gagal)?;
    rak::bersihkan(folder, &kode).map_err(gagal)?;
    if jadi.exists() {
        return Err(gagal(io::ErrorKind::AlreadyExists.into()));
    }
    let isi = || -> Result<Ringkasan, Gagal> {
        let ringkasan = isi_arsip(region, data, &sebagian, rahasia, waktu)?;
        if periksa(&sebagian, rahasia)? != ringkasan {
            return Err(rusak(&sebagian, "isi / content").into());
        }
        fs::rename(&sebagian, &jadi).map_err(gagal)?;
        // the name itself must survive a loss of power
        File::open(folder).and_then(|f| f.sync_all()).map_err(gagal)?;
        Ok(ringkasan)
    };
    let ringkasan = isi().inspect_err(|_| {
        // a full disk gets back what the attempt took
        fs::remove_file(&sebagian).ok();
    })?;
    Ok((jadi, ringkasan))
}

fn isi_arsip(
    region: &Region,
    data: Option<&Path>,
    sebagian: &Path,
    rahasia: Option<&Rahasia>,
    waktu: Waktu,
) -> Result<Ringkasan, Gagal> {
    let gagal = |e: io::Error| tak_tertulis(sebagian, &e);
    let kode = region.kode().to_string();
    let mut kepala =
        json!({ "kode": kode, "waktu": waktu.to_string(), "program": env!("CARGO_PKG_VERSION") });
    if let (Some(_), Some(peta)) = (rahasia, kepala.as_object_mut()) {
        peta.insert("kunci".into(), rahasia::resep(&region.bita()));
    }
    let berkas = rak::buat_tertutup(sebagian).map_err(gagal)?;
    let mut penulis = Penulis::baru(berkas, &kepala, rahasia).map_err(gagal)?;
    let mut hitung = Hitung::default();
    let folder = data.map(|d| berkas::folder(d, region.kode()));
    let mut sisip = Sisip { folder, tabel: String::new(), sidik: Vec::new() };
    region
        .store()
        .export(|bagian| -> Result<(), Keluar> {
            hitung.lihat(&bagian);
            sisip.lihat(&bagian, |b| {
                hitung.lihat(b);
                bagian::tulis(&mut penulis, b)
            })?;
            // the table of bytes has been written and ended already when its rows came from the folder
            let sudah = sisip.folder.is_some() && sisip.tabel == BERKAS_BITA;
            if sudah { Ok(()) } else { Ok(bagian::tulis(&mut penulis, &bagian)?) }
        })
        .map_err(|e| match e {
            Keluar::Toko(e) => Refusal::from(e).into(),
            Keluar::Berkas(e) => gagal(e),
        })?;
    penulis.selesai().map_err(gagal)?;
    Ok(hitung.ringkas(&kepala))
}

/// Reads a backup to its end and says what it holds.
///
/// # Errors
/// `CLI-001` when it cannot be opened, `CLI-017` when it is cut, changed or no backup, `CLI-019` when it is sealed
/// with another secret, `CLI-021` when it is sealed and no secret was given.
pub fn periksa(berkas: &Path, rahasia: Option<&Rahasia>) -> Result<Ringkasan, Gagal> {
    let (kepala, mut isi) = buka(berkas, rahasia)?;
    let mut hitung = Hitung::default();
    while let Some(bagian) = isi.berikut().map_err(|e| tak_terbaca(berkas, &e))? {
        hitung.lihat(&bagian);
    }
    Ok(hitung.ringkas(&kepala))
}

/// Compares the hashes of a sealed backup without its secret: whether it is whole, not what it says.
///
/// # Errors
/// `CLI-001`, `CLI-017` as [`periksa`].
pub fn periksa_sidik(berkas: &Path) -> Result<u64, Gagal> {
    terbuka(berkas)?.sidik_saja().map_err(|e| tak_terbaca(berkas, &e))
}

/// Whether a backup is sealed.
///
/// # Errors
/// `CLI-001`, `CLI-017` as [`periksa`].
pub fn bersandi(berkas: &Path) -> Result<bool, Gagal> {
    Ok(terbuka(berkas)?.resep().is_some())
}

/// Puts a backup into an empty region of the same code; `store` is open and unmigrated, `data` the folder when it is
/// SQLite. The whole file is checked first, and the digest of each table is compared after it arrived.
///
/// # Errors
/// As [`periksa`]; `CLI-018` when the region holds data or the program is too old.
pub fn pulihkan(
    berkas: &Path,
    rahasia: Option<&Rahasia>,
    store: &Store,
    data: Option<&Path>,
) -> Result<Ringkasan, Gagal> {
    let ringkasan = periksa(berkas, rahasia)?;
    let kode = ringkasan.kode.parse().map_err(|_| rusak(berkas, "kode / code"))?;
    let folder = data.map(|d| berkas::folder(d, &kode));
    let (_, mut isi) = buka(berkas, rahasia)?;
    let mut langkah = balai_platform::migrations();
    langkah.extend(apps::migrations());
    let mut tabel = String::new();
    let folder_ada = folder.is_some();
    let berikut = move || -> Result<Option<Part>, Keluar> {
        loop {
            let bagian = isi.berikut()?;
            if let Some(Part::Table(nama, _)) = &bagian {
                tabel.clone_from(nama);
            }
            match (&folder, tabel.as_str(), bagian) {
                (Some(folder), BERKAS_BITA, Some(Part::Row(baris))) => match baris.as_slice() {
                    [Cell::Text(sidik), Cell::Bytes(isi)] => berkas::kembalikan(folder, sidik, isi)?,
                    _ => return Err(arsip::putus("berkas_bita").into()),
                },
                // beside a folder the table stays empty
                (Some(_), BERKAS_BITA, Some(Part::End(_))) => return Ok(Some(Part::End(Tally::default()))),
                (_, _, bagian) => return Ok(bagian),
            }
        }
    };
    let mut ada = store.import(&langkah, berikut).map_err(|e| match e {
        Keluar::Toko(e) => {
            Gagal::from(Galat::baru("CLI-018").dengan("berkas", berkas.display()).dengan("sebab", e))
        }
        Keluar::Berkas(e) => tak_terbaca(berkas, &e),
    })?;
    if let (true, Some(bita)) = (folder_ada, ringkasan.tabel.get(BERKAS_BITA)) {
        ada.insert(BERKAS_BITA.to_owned(), *bita);
    }
    if ada == ringkasan.tabel { Ok(ringkasan) } else { Err(rusak(berkas, "isi / content").into()) }
}

/// What is counted while a backup passes by, in either direction.
#[derive(Default)]
struct Hitung {
    nama: String,
    kolom: Vec<String>,
    tabel: BTreeMap<String, Tally>,
    tepi: Tepi,
    /// Leaves that came before their turn: a heap gives rows in any order.
    awal: BTreeMap<u64, Sidik>,
}

impl Hitung {
    fn lihat(&mut self, bagian: &Part) {
        match bagian {
            Part::Step(..) => {}
            Part::Table(nama, kolom) => (self.nama, self.kolom) = (nama.clone(), kolom.clone()),
            Part::Row(baris) if self.nama == DAUN => self.daun(baris),
            Part::Row(_) => {}
            // the bytes from a folder are counted first, and the empty table behind them does not undo that
            Part::End(t) => {
                self.tabel.entry(self.nama.clone()).or_insert(*t);
            }
        }
    }

    fn daun(&mut self, baris: &[Cell]) {
        let sel = |nama: &str| self.kolom.iter().position(|k| k == nama).and_then(|at| baris.get(at));
        if let (Some(Cell::I64(nomor)), Some(Cell::Bytes(daun))) = (sel("nomor"), sel("daun"))
            && let (Ok(nomor), Ok(daun)) = (u64::try_from(*nomor), Sidik::try_from(daun.as_slice()))
        {
            self.awal.insert(nomor, daun);
        }
        while let Some(daun) = self.awal.remove(&self.tepi.ukuran()) {
            self.tepi.tambah(daun, |_, _, _| {});
        }
    }

    fn ringkas(self, kepala: &Value) -> Ringkasan {
        let teks = |k: &str| kepala.get(k).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ringkasan {
            kode: teks("kode"),
            waktu: teks("waktu"),
            tabel: self.tabel,
            jurnal: (self.tepi.ukuran(), heks(&self.tepi.akar())),
        }
    }
}

/// Puts the files of a folder where a server has them: in the table of bytes.
struct Sisip {
    folder: Option<PathBuf>,
    tabel: String,
    sidik: Vec<String>,
}

impl Sisip {
    fn lihat(&mut self, bagian: &Part, mut kirim: impl FnMut(&Part) -> io::Result<()>) -> Result<(), Keluar> {
        let Some(folder) = &self.folder else { return Ok(()) };
        if let Part::Table(nama, _) = bagian {
            self.tabel.clone_from(nama);
        }
        match (self.tabel.as_str(), bagian) {
            (BERKAS, Part::Row(baris)) => {
                if let Some(Cell::Text(sidik)) = baris.first() {
                    self.sidik.push(sidik.clone());
                }
            }
            (BERKAS_BITA, Part::Table(..)) => {
                kirim(bagian)?;
                let mut hitung = Tally::default();
                for sidik in &self.sidik {
                    if let Some(isi) = berkas::baca_utuh(folder, sidik)? {
                        let baris = vec![Cell::Text(sidik.clone()), Cell::Bytes(isi)];
                        hitung.add(&baris);
                        kirim(&Part::Row(baris))?;
                    }
                }
                kirim(&Part::End(hitung))?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Why a copy stopped: the database's side or the file's.
enum Keluar {
    Toko(StoreError),
    Berkas(io::Error),
}

impl From<StoreError> for Keluar {
    fn from(e: StoreError) -> Self {
        Keluar::Toko(e)
    }
}

impl From<io::Error> for Keluar {
    fn from(e: io::Error) -> Self {
        Keluar::Berkas(e)
    }
}

fn terbuka(berkas: &Path) -> Result<Terbuka, Gagal> {
    let asal = File::open(berkas).map_err(|e| {
        Gagal::from(Galat::baru("CLI-001").dengan("berkas", berkas.display()).dengan("sebab", e))
    })?;
    Terbuka::buka(asal).map_err(|e| tak_terbaca(berkas, &e))
}

fn buka(berkas: &Path, rahasia: Option<&Rahasia>) -> Result<(Value, Bagian), Gagal> {
    let terbuka = terbuka(berkas)?;
    if terbuka.resep().is_some() && rahasia.is_none() {
        return Err(Galat::baru("CLI-021").dengan("berkas", berkas.display()).into());
    }
    let kepala = terbuka.kepala.clone();
    let isi = terbuka.isi(rahasia).ok_or_else(|| rusak(berkas, "cara kunci / key recipe"))?;
    Ok((kepala, Bagian::dari(isi)))
}

fn tak_tertulis(berkas: &Path, sebab: &io::Error) -> Gagal {
    Galat::baru("CLI-010").dengan("berkas", berkas.display()).dengan("sebab", sebab).into()
}

fn tak_terbaca(berkas: &Path, sebab: &io::Error) -> Gagal {
    if sebab.get_ref().is_some_and(|e| e.is::<KunciSalah>()) {
        return Galat::baru("CLI-019").dengan("berkas", berkas.display()).into();
    }
    rusak(berkas, sebab).into()
}

fn rusak(berkas: &Path, sebab: impl std::fmt::Display) -> Galat {
    Galat::baru("CLI-017").dengan("berkas", berkas.display()).dengan("sebab", sebab)
}
