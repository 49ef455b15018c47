//! Opens the host and its regions the way every command does.

use std::path::PathBuf;
use std::sync::Arc;

use balai_kernel::{Clock, Galat};
use balai_platform::{Balai, OsAcak, SystemClock};
use balai_store::DataUrl;
use clap::ArgMatches;

use crate::{apps, galat::Gagal};

/// The host at `--data`: a folder or a `postgres://` address.
///
/// # Errors
/// The address is neither.
pub fn buka(data: &str) -> Result<Balai, Gagal> {
    buka_berjam(data, Arc::new(SystemClock))
}

/// The same with a clock of the caller's own.
///
/// # Errors
/// As [`buka`].
pub(crate) fn buka_berjam(data: &str, jam: Arc<dyn Clock>) -> Result<Balai, Gagal> {
    let url: DataUrl = data.parse().map_err(|galat: balai_store::StoreError| {
        Gagal::Pemakaian(
            Galat::baru("CLI-009")
                .dengan("bendera", "--data")
                // an address may hold a password: say why it is wrong, not what it is
                .dengan("nilai", galat)
                .dengan("contoh", "--data ./data, --data postgres://balai@localhost/balai"),
        )
    })?;
    let host = Balai::open(url, jam, OsAcak);
    Ok(host.dengan_migrasi(apps::migrations()).dengan_tempat(apps::tempat()))
}

/// The host with its signing keys where `--kunci-dir` says.
pub(crate) fn berkunci(host: Balai, m: &ArgMatches) -> Balai {
    match m.get_one::<PathBuf>("kunci-dir") {
        Some(folder) => host.dengan_kunci(folder),
        None => host,
    }
}
