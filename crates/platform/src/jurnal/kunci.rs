//! The signing key: a file beside the data, never in it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use balai_kernel::{Galat, KodeWilayah};

pub use super::nota::KunciUji;
use super::nota::vkey;
use super::{asal_log, b64, dari_b64, heks};

/// First part of the file: Go's sumdb writes private keys so, and other tools read it.
const KEPALA: &str = "PRIVATE+KEY+";
const ED25519: u8 = 1;

/// The key with which a region's checkpoints are signed.
#[derive(Clone)]
pub struct KunciJurnal {
    nama: String,
    benih: [u8; 32],
}

/// Where a region's key lies below the folder of keys.
pub fn berkas_kunci(folder: &Path, daerah: &KodeWilayah) -> PathBuf {
    folder.join(format!("{daerah}.jurnal.kunci"))
}

impl KunciJurnal {
    /// Reads the key of a region, or makes it from `chance` and stores it readable by its owner only.
    ///
    /// # Errors
    /// `PLT-101` when the file cannot be read, written, or is no key of this region.
    pub fn buka(folder: &Path, daerah: &KodeWilayah, chance: [u8; 32]) -> Result<KunciJurnal, Galat> {
        let berkas = berkas_kunci(folder, daerah);
        let galat =
            |sebab: String| Galat::baru("PLT-101").dengan("berkas", berkas.display()).dengan("sebab", sebab);
        let nama = asal_log(daerah);
        match fs::read_to_string(&berkas) {
            Ok(isi) => {
                terbuka_untuk_lain(&berkas).map_err(&galat)?;
                KunciJurnal::dari(&isi, &nama).ok_or_else(|| galat("bukan kunci daerah ini".into()))
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let kunci = KunciJurnal { nama, benih: chance };
                // named by the public half, which nobody else has
                let sementara = folder.join(format!("{daerah}.jurnal.kunci.{}", kunci.nomor()));
                match tulis(&berkas, &kunci.rahasia(), &sementara) {
                    Ok(()) => Ok(kunci),
                    // somebody else made it meanwhile
                    Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                        let isi = fs::read_to_string(&berkas).map_err(|e| galat(e.to_string()))?;
                        KunciJurnal::dari(&isi, &kunci.nama)
                            .ok_or_else(|| galat("bukan kunci daerah ini".into()))
                    }
                    Err(e) => Err(galat(e.to_string())),
                }
            }
            Err(e) => Err(galat(e.to_string())),
        }
    }

    /// The public key of a region whose key exists already; nothing is made.
    pub fn umum(folder: &Path, daerah: &KodeWilayah) -> Option<String> {
        let isi = fs::read_to_string(berkas_kunci(folder, daerah)).ok()?;
        KunciJurnal::dari(&isi, &asal_log(daerah)).map(|k| k.vkey())
    }

    fn dari(isi: &str, nama: &str) -> Option<KunciJurnal> {
        let mut bagian = isi.trim().strip_prefix(KEPALA)?.splitn(3, '+');
        let (tertulis, nomor, bita) = (bagian.next()?, bagian.next()?, dari_b64(bagian.next()?)?);
        let (jenis, benih) = bita.split_first()?;
        let kunci = KunciJurnal { nama: nama.to_owned(), benih: benih.try_into().ok()? };
        (*jenis == ED25519 && tertulis == nama && kunci.nomor() == nomor).then_some(kunci)
    }

    fn nomor(&self) -> String {
        self.vkey().split('+').nth(1).unwrap_or_default().to_owned()
    }

    fn rahasia(&self) -> String {
        let bita = [&[ED25519], self.benih.as_slice()].concat();
        format!("{KEPALA}{}+{}+{}\n", self.nama, self.nomor(), b64(&bita))
    }

    /// The public key, to be kept and published away from this machine.
    pub fn vkey(&self) -> String {
        vkey(&self.nama, &self.benih)
    }

    pub(super) fn benih(&self) -> &[u8; 32] {
        &self.benih
    }
}

/// Says nothing of the secret.
impl std::fmt::Debug for KunciJurnal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KunciJurnal({})", heks(self.nomor().as_bytes()))
    }
}

#[cfg(unix)]
fn terbuka_untuk_lain(berkas: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(berkas).map_err(|e| e.to_string())?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(format!("hak akses {:o} terlalu longgar, seharusnya 600", mode & 0o777))
}

#[cfg(not(unix))]
fn terbuka_untuk_lain(_: &Path) -> Result<(), String> {
    Ok(())
}

/// Stores the key whole or not at all: whoever finds the file, even a moment later, finds all of it.
fn tulis(berkas: &Path, isi: &str, sementara: &Path) -> io::Result<()> {
    let mut buka = fs::OpenOptions::new();
    buka.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        buka.mode(0o600);
    }
    let tertulis = buka.open(sementara).and_then(|mut f| {
        f.write_all(isi.as_bytes())?;
        f.sync_all()
    });
    // a second name for the same file: unlike renaming, it refuses to replace a key that is there
    let hasil = tertulis.and_then(|()| fs::hard_link(sementara, berkas));
    let dibuang = fs::remove_file(sementara);
    hasil.and(dibuang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_belongs_to_one_region() {
        let folder = tempfile::tempdir().unwrap();
        let kode: KodeWilayah = "32.73".parse().unwrap();
        let satu = KunciJurnal::buka(folder.path(), &kode, [1; 32]).unwrap();
        let lagi = KunciJurnal::buka(folder.path(), &kode, [2; 32]).unwrap();
        assert_eq!(satu.vkey(), lagi.vkey(), "chance matters only the first time");
        assert!(KunciUji::dari(&satu.vkey()).is_some());
        assert!(!format!("{satu:?}").contains(&b64(&[1; 32])));

        let berkas = berkas_kunci(folder.path(), &kode);
        let lain = berkas_kunci(folder.path(), &"32.74".parse().unwrap());
        fs::copy(&berkas, &lain).unwrap();
        let galat = KunciJurnal::buka(folder.path(), &"32.74".parse().unwrap(), [1; 32]).unwrap_err();
        assert_eq!(galat.kode, "PLT-101");
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let kode: KodeWilayah = "32.73".parse().unwrap();
        KunciJurnal::buka(folder.path(), &kode, [1; 32]).unwrap();
        let berkas = berkas_kunci(folder.path(), &kode);
        assert_eq!(fs::metadata(&berkas).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&berkas, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(KunciJurnal::buka(folder.path(), &kode, [1; 32]).is_err());
    }
}
