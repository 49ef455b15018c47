//! Where package texts come from.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use balai_kernel::{Galat, KodeWilayah};
use balai_rules::Berkas;

use super::Profil;

/// The texts of the repository's `paket/` folder, by path; written by `build.rs`, sorted.
static BAWAAN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/paket_bawaan.rs"));

/// Largest text file read from a folder, in bytes. A package is written by people; more is a mistake.
const UKURAN_MAKS: u64 = 8 << 20;
/// Deepest folder below the package folder.
const KEDALAMAN_MAKS: usize = 6;

/// Package texts by their path below `paket/`.
#[derive(Debug, Clone)]
pub struct SumberPaket {
    berkas: BTreeMap<String, String>,
}

/// The texts of one package, as the folder holds them.
#[derive(Debug, Clone)]
pub struct TeksPaket {
    /// The folder below `paket/`: `tunjangan/kota-bandung`.
    pub id: String,
    /// The files directly in the folder, by name.
    pub berkas: Vec<Berkas>,
    /// The files of its `kasus/`, named `kasus/...`.
    pub kasus: Vec<Berkas>,
}

impl SumberPaket {
    /// The packages the binary carries.
    pub fn bawaan() -> Self {
        let berkas = BAWAAN.iter().map(|(jalur, isi)| ((*jalur).to_owned(), (*isi).to_owned())).collect();
        SumberPaket { berkas }
    }

    /// The packages the binary carries, with those of `folder` laid over them: a package folder found
    /// there replaces the whole package, a region's file replaces that file.
    ///
    /// # Errors
    /// `PLT-034` when the folder cannot be read or holds a text larger than 8 MiB.
    pub fn dengan_folder(folder: &Path) -> Result<Self, Galat> {
        let galat = |sebab: io::Error| {
            Galat::baru("PLT-034").dengan("folder", folder.display()).dengan("sebab", sebab)
        };
        let mut baru = BTreeMap::new();
        kumpulkan(folder, "", 0, &mut baru).map_err(galat)?;

        let mut sumber = SumberPaket::bawaan();
        let diganti: BTreeSet<String> = baru
            .keys()
            .filter(|jalur| !milik_daerah(jalur))
            .map(|jalur| id_paket(jalur).to_owned())
            .collect();
        sumber.berkas.retain(|jalur, _| milik_daerah(jalur) || !diganti.contains(id_paket(jalur)));
        sumber.berkas.extend(baru);
        Ok(sumber)
    }

    /// The ids of all packages, sorted.
    pub fn daftar(&self) -> Vec<String> {
        let semua: BTreeSet<&str> =
            self.berkas.keys().filter(|jalur| !milik_daerah(jalur)).map(|jalur| id_paket(jalur)).collect();
        semua.into_iter().filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    /// The codes of all regions with a profile, sorted.
    pub fn daftar_daerah(&self) -> Vec<String> {
        self.berkas
            .keys()
            .filter_map(|jalur| jalur.strip_prefix("daerah/")?.strip_suffix("/profil.toml"))
            .map(str::to_owned)
            .collect()
    }

    /// The texts of one package.
    ///
    /// # Errors
    /// `PLT-033` when there is no such package; it names those there are.
    pub fn paket(&self, id: &str) -> Result<TeksPaket, Galat> {
        let id = id.trim_matches('/');
        let berkas = self.dalam(&format!("{id}/"));
        if berkas.is_empty() || milik_daerah(id) {
            let ada = self.daftar().join(", ");
            return Err(Galat::baru("PLT-033").dengan("paket", id).dengan("ada", ada));
        }
        let kasus = self.dalam(&format!("{id}/kasus/"));
        let kasus = kasus.into_iter().map(|b| Berkas { nama: format!("kasus/{}", b.nama), ..b }).collect();
        Ok(TeksPaket { id: id.to_owned(), berkas, kasus })
    }

    /// The file with which a region adopts a package; `None` when it uses the package as it is.
    pub fn adopsi(&self, daerah: &KodeWilayah, id: &str) -> Option<Berkas> {
        let nama = format!("daerah/{daerah}/{}.toml", id.trim_matches('/'));
        let isi = self.berkas.get(&nama)?.clone();
        Some(Berkas { nama, isi })
    }

    /// The file with a region's parameters; `None` when it has none.
    pub fn parameter(&self, daerah: &KodeWilayah) -> Option<Berkas> {
        let nama = format!("daerah/{daerah}/parameter.toml");
        let isi = self.berkas.get(&nama)?.clone();
        Some(Berkas { nama, isi })
    }

    /// A region's profile, checked.
    ///
    /// # Errors
    /// `PLT-030` when there is none, `PLT-031` and `PLT-032` when it is not correct.
    pub fn profil(&self, daerah: &KodeWilayah) -> Result<Profil, Galat> {
        let nama = format!("daerah/{daerah}/profil.toml");
        match self.berkas.get(&nama) {
            Some(isi) => Profil::baca(&nama, isi, daerah),
            None => Err(Galat::baru("PLT-030").dengan("kode", daerah).dengan("berkas", nama)),
        }
    }

    /// The files directly in a folder (`prefix` ends with `/`).
    fn dalam(&self, prefix: &str) -> Vec<Berkas> {
        self.berkas
            .range(prefix.to_owned()..)
            .take_while(|(jalur, _)| jalur.starts_with(prefix))
            .filter_map(|(jalur, isi)| {
                let nama = jalur.strip_prefix(prefix)?;
                (!nama.contains('/')).then(|| Berkas { nama: nama.to_owned(), isi: isi.clone() })
            })
            .collect()
    }
}

/// Whether a path belongs to a region and not to a package.
fn milik_daerah(jalur: &str) -> bool {
    jalur == "daerah" || jalur.starts_with("daerah/")
}

/// The package a file belongs to: its folder, without the folder of cases.
fn id_paket(jalur: &str) -> &str {
    let folder = jalur.rsplit_once('/').map_or("", |(folder, _)| folder);
    folder.strip_suffix("/kasus").unwrap_or(folder)
}

/// Adds every `.toml` below `folder` by its path.
fn kumpulkan(folder: &Path, prefix: &str, dalam: usize, ke: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entri in fs::read_dir(folder)? {
        let entri = entri?;
        let Ok(nama) = entri.file_name().into_string() else { continue };
        let jalur = if prefix.is_empty() { nama } else { format!("{prefix}/{nama}") };
        let berkas: PathBuf = entri.path();
        let meta = fs::metadata(&berkas)?;
        if meta.is_dir() && dalam < KEDALAMAN_MAKS {
            kumpulkan(&berkas, &jalur, dalam + 1, ke)?;
        } else if meta.is_file() && jalur.ends_with(".toml") {
            if meta.len() > UKURAN_MAKS {
                return Err(io::Error::other(format!("{jalur}: > {UKURAN_MAKS} byte")));
            }
            let isi =
                fs::read_to_string(&berkas).map_err(|e| io::Error::new(e.kind(), format!("{jalur}: {e}")))?;
            ke.insert(jalur, isi);
        }
    }
    Ok(())
}
