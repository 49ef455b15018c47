//! Where the bytes lie: in a folder beside a SQLite file, in a table of a PostgreSQL region.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use balai_kernel::Galat;

use crate::Refusal;

/// Temporary and doomed files younger than this are somebody's who is still at work.
const MASIH_DIPAKAI: Duration = Duration::from_secs(24 * 3_600);
/// Folder of what is not whole yet, below the region's own.
const SEMENTARA: &str = "sementara";

/// The place of a region's files.
#[derive(Debug, Clone)]
pub(crate) enum Gudang {
    /// `<data>/<region>.berkas/`.
    Folder(PathBuf),
    /// Table `berkas_bita`: several servers share it, and one backup holds everything.
    Basis,
}

pub(super) fn gagal(e: io::Error) -> Refusal {
    Galat::baru("PLT-066").dengan("sebab", e).into()
}

/// `ab/abcdef..`: 256 folders, so that none grows too long to list.
pub(super) fn tempat(folder: &Path, sidik: &str) -> PathBuf {
    folder.join(sidik.get(..2).unwrap_or("00")).join(sidik)
}

/// Puts whole bytes under their hash: written aside, flushed, renamed, the folder flushed. Written anew even
/// when it is there, so that a sweep sees that it is wanted.
pub(super) fn tulis(folder: &Path, sidik: &str, isi: &[u8]) -> io::Result<()> {
    static NOMOR: AtomicU64 = AtomicU64::new(0);
    let tujuan = tempat(folder, sidik);
    let induk = tujuan.parent().unwrap_or(folder);
    let sementara = folder.join(SEMENTARA);
    fs::create_dir_all(induk)?;
    fs::create_dir_all(&sementara)?;
    let nomor = NOMOR.fetch_add(1, Ordering::Relaxed);
    let aside = sementara.join(format!("{sidik}.{}.{nomor}", std::process::id()));
    let tulis = || -> io::Result<()> {
        let mut berkas = File::create(&aside)?;
        berkas.write_all(isi)?;
        berkas.sync_all()?;
        fs::rename(&aside, &tujuan)?;
        File::open(induk)?.sync_all()?;
        File::open(folder)?.sync_all()
    };
    tulis().inspect_err(|_| {
        // the disk is full or gone: what can be cleared is cleared, the sweep gets the rest
        fs::remove_file(&aside).ok();
    })
}

/// Removes a file whose row is gone, unless it has come in again meanwhile: it is moved aside first and put
/// back when it is young or a row has appeared.
pub(super) fn hapus(
    folder: &Path,
    sidik: &str,
    ada: impl Fn() -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let asal = tempat(folder, sidik);
    let aside = folder.join(SEMENTARA).join(format!("{sidik}.hapus"));
    match fs::rename(&asal, &aside) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        lain => lain.map_err(gagal)?,
    }
    if muda(&aside) || ada()? {
        return fs::rename(&aside, &asal).map_err(gagal);
    }
    fs::remove_file(&aside).map_err(gagal)
}

fn muda(berkas: &Path) -> bool {
    let umur = fs::metadata(berkas).and_then(|m| m.modified()).map(|t| t.elapsed().unwrap_or_default());
    umur.is_ok_and(|u| u < MASIH_DIPAKAI)
}

/// Removes what killed processes left unfinished.
pub(super) fn bersihkan_sementara(folder: &Path) -> io::Result<()> {
    let sementara = folder.join(SEMENTARA);
    if !sementara.is_dir() {
        return Ok(());
    }
    for entri in fs::read_dir(sementara)? {
        let berkas = entri?.path();
        if !muda(&berkas) {
            fs::remove_file(berkas)?;
        }
    }
    Ok(())
}
