//! The command line: words, help in two languages, exit codes (0 done, 1 refused, 2 usage).

mod akun;
mod aturan;
mod bantu;
mod cadangan;
mod csv;
mod daerah;
mod demo;
mod dokter;
mod dokumen;
mod impor;
mod jelaskan;
mod jurnal;
mod kinerja;
mod layani;
mod mulai;
mod org;
mod parameter;
mod pekerjaan;
mod rukun;
mod wewenang;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use balai_kernel::Bahasa;
use balai_platform::{Region, SumberPaket};
use clap::{ArgMatches, Command};

use crate::{galat::Gagal, host};

/// What every command is given.
pub(crate) struct Lingkungan {
    pub bahasa: Bahasa,
}

/// Reads the command line, does what it says and gives the exit code.
pub fn jalankan(argumen: impl IntoIterator<Item = OsString>) -> ExitCode {
    let argumen: Vec<OsString> = argumen.into_iter().collect();
    let bahasa = bantu::bahasa(&argumen);
    let cocok = match susun(bahasa).try_get_matches_from(argumen) {
        Ok(cocok) => cocok,
        Err(galat) => return bantu::pemakaian(&galat, bahasa),
    };
    match pilih(&Lingkungan { bahasa }, &cocok) {
        Ok(()) => ExitCode::SUCCESS,
        Err(gagal) => {
            let teks = gagal.tampil(bahasa);
            if !teks.is_empty() {
                eprintln!("{teks}");
            }
            if let Some(json) = gagal.json(bahasa).filter(|_| minta_json(&cocok)) {
                println!("{json:#}");
            }
            ExitCode::from(gagal.kode_keluar())
        }
    }
}

/// Whether the command, however deep, was given `--json`.
fn minta_json(m: &ArgMatches) -> bool {
    match m.subcommand() {
        Some((_, dalam)) => minta_json(dalam),
        None => matches!(m.try_get_one::<bool>("json"), Ok(Some(true))),
    }
}

/// The whole grammar of the command line.
pub fn susun(b: Bahasa) -> Command {
    let ringkas = b.pilih(
        "Balai: balai kota dalam satu program. Data masuk, tunjangan keluar, setiap rupiah bisa dijelaskan.",
        "Balai: the city hall in one program. Files go in, allowances come out, every rupiah explained.",
    );
    let akar = Command::new("balai")
        .version(env!("CARGO_PKG_VERSION"))
        .about(ringkas)
        .arg(bantu::pilihan_bahasa(b))
        .subcommand(mulai::perintah(b))
        .subcommand(daerah::perintah(b))
        .subcommand(akun::perintah(b))
        .subcommand(wewenang::perintah(b))
        .subcommand(impor::perintah(b))
        .subcommand(kinerja::perintah(b))
        .subcommand(org::perintah(b))
        .subcommand(parameter::perintah(b))
        .subcommand(demo::perintah(b))
        .subcommand(layani::perintah(b))
        .subcommand(jurnal::perintah(b))
        .subcommand(cadangan::perintah(b))
        .subcommand(cadangan::perintah_pulih(b))
        .subcommand(dokter::perintah(b))
        .subcommand(dokumen::perintah(b))
        .subcommand(pekerjaan::perintah(b))
        .subcommand(aturan::perintah(b));
    bantu::rapikan(akar, b)
}

fn pilih(l: &Lingkungan, cocok: &ArgMatches) -> Result<(), Gagal> {
    match cocok.subcommand() {
        Some(("init", m)) => mulai::jalankan(l, m),
        Some(("region", m)) => daerah::jalankan(l, m),
        Some(("akun", m)) => akun::jalankan(l, m),
        Some(("wewenang", m)) => wewenang::jalankan(l, m),
        Some(("import", m)) => impor::jalankan(l, m),
        Some(("kinerja", m)) => kinerja::jalankan(l, m),
        Some(("org", m)) => org::jalankan(l, m),
        Some(("parameter", m)) => parameter::jalankan(l, m),
        Some(("demo", m)) => demo::jalankan(l, m),
        Some(("serve", m)) => layani::jalankan(l, m),
        Some(("journal", m)) => jurnal::jalankan(l, m),
        Some(("backup", m)) => cadangan::jalankan(l, m),
        Some(("restore", m)) => cadangan::pulihkan(l, m),
        Some(("doctor", m)) => dokter::jalankan(l, m),
        Some(("dokumen", m)) => dokumen::jalankan(l, m),
        Some(("jobs", m)) => pekerjaan::jalankan(l, m),
        Some(("rules", m)) => aturan::jalankan(l, m),
        // every subcommand above is required by the grammar
        _ => Ok(()),
    }
}

/// The region named by `--region` and `--data`.
pub(crate) fn daerah_dari(m: &ArgMatches) -> Result<Region, Gagal> {
    let host = host::buka(bantu::teks(m, "data"))?;
    Ok(host.region(bantu::teks(m, "region"))?)
}

/// The packages: those of the binary, with `--paket-dir` laid over them.
pub(crate) fn sumber_paket(m: &ArgMatches) -> Result<SumberPaket, Gagal> {
    match m.get_one::<PathBuf>("paket-dir") {
        Some(folder) => Ok(SumberPaket::dengan_folder(folder)?),
        None => Ok(SumberPaket::bawaan()),
    }
}
