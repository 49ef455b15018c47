//! The folder of backups: their names, which are there, which may go.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use balai_kernel::Waktu;

/// The ending of a finished backup, and of one being written.
pub const AKHIRAN: &str = "cadangan";
const SEBAGIAN: &str = "sebagian";

/// `20261123T031526Z`: names in order of time, for every file system.
fn saat(waktu: Waktu) -> String {
    waktu.to_string().chars().filter(|c| !matches!(c, '-' | ':' | '.')).collect()
}

fn awal(kode: &str) -> String {
    format!("balai-{kode}-")
}

/// The name of a backup taken now.
pub(super) fn nama(folder: &Path, kode: &str, waktu: Waktu) -> PathBuf {
    folder.join(format!("{}{}.{AKHIRAN}", awal(kode), saat(waktu)))
}

/// When a backup was taken, by its name; `None` when the name is not ours.
pub fn waktu(berkas: &Path) -> Option<Waktu> {
    let saat = berkas.file_stem()?.to_str()?.rsplit('-').next()?;
    // 20261123T031526123Z: four digits, five pairs, the rest of the second
    let bagian = |dari: usize, sampai: usize| saat.get(dari..sampai);
    let detik = saat.get(13..)?.strip_suffix('Z')?;
    let (detik, pecahan) = detik.split_at_checked(2)?;
    let pecahan = if pecahan.is_empty() { "0" } else { pecahan };
    let teks = format!(
        "{}-{}-{}T{}:{}:{detik}.{pecahan}Z",
        bagian(0, 4)?,
        bagian(4, 6)?,
        bagian(6, 8)?,
        bagian(9, 11)?,
        bagian(11, 13)?
    );
    teks.parse().ok()
}

/// The name it has until it is whole.
pub(super) fn nama_sebagian(jadi: &Path) -> PathBuf {
    jadi.with_extension(SEBAGIAN)
}

/// The finished backups of a region, newest first.
///
/// # Errors
/// The folder cannot be read. One that is not there holds none.
pub fn daftar(folder: &Path, kode: &str) -> io::Result<Vec<PathBuf>> {
    berakhiran(folder, kode, AKHIRAN)
}

fn berakhiran(folder: &Path, kode: &str, akhiran: &str) -> io::Result<Vec<PathBuf>> {
    let isi = match fs::read_dir(folder) {
        Ok(isi) => isi,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(e),
    };
    let mut ada = Vec::new();
    for satu in isi {
        let berkas = satu?.path();
        let nama = berkas.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let milik = nama.strip_prefix(&awal(kode)).and_then(|n| n.strip_suffix(akhiran)?.strip_suffix('.'));
        if milik.is_some_and(|m| m.ends_with('Z') && m.chars().all(|c| c.is_ascii_alphanumeric())) {
            ada.push(berkas);
        }
    }
    ada.sort();
    ada.reverse();
    Ok(ada)
}

/// Deletes all but the newest `simpan` of a region; gives how many went. 0 keeps all.
///
/// # Errors
/// A file cannot be deleted; those before it are gone.
pub fn pangkas(folder: &Path, kode: &str, simpan: usize) -> io::Result<usize> {
    let lama = match simpan {
        0 => Vec::new(),
        n => daftar(folder, kode)?.into_iter().skip(n).collect(),
    };
    lama.iter().try_for_each(fs::remove_file)?;
    Ok(lama.len())
}

/// Deletes what killed backups of a region left; one that is being written holds a lock and stays.
pub(super) fn bersihkan(folder: &Path, kode: &str) -> io::Result<()> {
    for sisa in berakhiran(folder, kode, SEBAGIAN)? {
        if File::open(&sisa)?.try_lock().is_ok() {
            fs::remove_file(&sisa)?;
        }
    }
    Ok(())
}

/// A new file that only its owner can read, locked while it is written: it holds everything the region knows.
pub(super) fn buat_tertutup(berkas: &Path) -> io::Result<File> {
    let mut pilihan = File::options();
    pilihan.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut pilihan, 0o600);
    let berkas = pilihan.open(berkas)?;
    // a file system without locks writes all the same
    berkas.try_lock().ok();
    Ok(berkas)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_finished_backups_of_the_region_count_and_the_newest_stay() {
        let folder = tempfile::tempdir().unwrap();
        let tulis = |nama: &str| fs::write(folder.path().join(nama), b"").unwrap();
        for jam in ["01", "02", "03"] {
            tulis(&format!("balai-32.73-20261101T{jam}0000Z.cadangan"));
        }
        for lain in [
            "balai-32.74-20261101T010000Z.cadangan",
            "balai-32.73-20261101T040000Z.sebagian",
            "balai-32.73-surat.cadangan",
            "catatan.txt",
        ] {
            tulis(lain);
        }
        assert_eq!(daftar(folder.path(), "32.73").unwrap().len(), 3);
        assert_eq!(pangkas(folder.path(), "32.73", 0).unwrap(), 0);
        assert_eq!(pangkas(folder.path(), "32.73", 2).unwrap(), 1);
        let sisa = daftar(folder.path(), "32.73").unwrap();
        assert!(sisa[0].ends_with("balai-32.73-20261101T030000Z.cadangan") && sisa.len() == 2);
        bersihkan(folder.path(), "32.73").unwrap();
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            5,
            "the half one is gone, the others are not ours"
        );
        assert!(daftar(&folder.path().join("tiada"), "32.73").unwrap().is_empty());
    }

    #[test]
    fn a_name_says_when() {
        let kini: Waktu = "2026-11-23T03:15:26.123Z".parse().unwrap();
        assert_eq!(waktu(&nama(Path::new("/b"), "32.73", kini)), Some(kini));
        assert_eq!(waktu(Path::new("/b/surat.cadangan")), None);
    }

    #[test]
    fn one_that_is_being_written_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let berkas = folder.path().join("balai-32.73-20261101T040000Z.sebagian");
        let tulis = buat_tertutup(&berkas).unwrap();
        bersihkan(folder.path(), "32.73").unwrap();
        assert!(berkas.exists());
        drop(tulis);
        bersihkan(folder.path(), "32.73").unwrap();
        assert!(!berkas.exists());
    }
}
