//! Words and flags that several commands share.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use balai_kernel::{Bahasa, Galat};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::galat::Gagal;
use crate::konfigurasi::{Data, Konfigurasi};

/// The language asked for anywhere on the line, looked for before the line is understood: the help and the
/// complaints about the line are in it too.
pub(crate) fn bahasa(argumen: &[OsString]) -> Bahasa {
    let teks: Vec<&str> = argumen.iter().filter_map(|a| a.to_str()).collect();
    let terpisah = teks.windows(2).find_map(|w| match w {
        ["--bahasa", nilai] => Some(*nilai),
        _ => None,
    });
    let nilai = terpisah.or_else(|| teks.iter().find_map(|a| a.strip_prefix("--bahasa=")));
    nilai.and_then(|n| n.parse().ok()).unwrap_or_default()
}

/// `--bahasa id|en`, understood everywhere.
pub(crate) fn pilihan_bahasa(b: Bahasa) -> Arg {
    Arg::new("bahasa")
        .long("bahasa")
        .global(true)
        .value_name("id|en")
        .value_parser(["id", "en"])
        .help(b.pilih("Bahasa keluaran dan bantuan", "Language of output and help"))
}

/// `--data`.
pub(crate) fn data(b: Bahasa) -> Arg {
    Arg::new("data").long("data").required(true).value_name(b.pilih("FOLDER|URL", "FOLDER|URL")).help(
        b.pilih(
            "Tempat data: folder (SQLite) atau postgres://...",
            "Where the data lives: a folder (SQLite) or postgres://...",
        ),
    )
}

/// `--konfigurasi`.
pub(crate) fn konfigurasi(b: Bahasa) -> Arg {
    Arg::new("konfigurasi")
        .long("konfigurasi")
        .value_name(b.pilih("BERKAS", "FILE"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(b.pilih(
            "Berkas konfigurasi; tanpa ini ./balai.toml, lalu /etc/balai/balai.toml",
            "Configuration file; without it ./balai.toml, then /etc/balai/balai.toml",
        ))
}

/// The configuration of `--konfigurasi`, with `--data` laid over it.
///
/// # Errors
/// What is wrong in the file.
pub(crate) fn muat_konfigurasi(m: &ArgMatches) -> Result<Konfigurasi, Gagal> {
    let mut konf = Konfigurasi::muat(m.get_one::<PathBuf>("konfigurasi").map(PathBuf::as_path))?;
    if let Some(data) = m.get_one::<String>("data") {
        konf.data = Data { tempat: data.clone(), sandi_berkas: None };
    }
    Ok(konf)
}

/// `--region`.
pub(crate) fn region(b: Bahasa) -> Arg {
    Arg::new("region")
        .long("region")
        .required(true)
        .value_name(b.pilih("KODE", "CODE"))
        .help(b.pilih("Kode wilayah daerah, misalnya 32.73", "Territory code of the region, such as 32.73"))
}

/// `--kunci-dir`.
pub(crate) fn kunci_dir(b: Bahasa) -> Arg {
    Arg::new("kunci-dir")
        .long("kunci-dir")
        .value_name("FOLDER")
        .value_parser(clap::value_parser!(PathBuf))
        .help(b.pilih(
            "Folder kunci penanda tangan jurnal; bila tidak disebut, folder data",
            "Folder of the keys that sign the journal; the data folder when not given",
        ))
}

/// `--paket-dir`.
pub(crate) fn paket_dir(b: Bahasa) -> Arg {
    Arg::new("paket-dir")
        .long("paket-dir")
        .value_name("FOLDER")
        .value_parser(clap::value_parser!(PathBuf))
        .help(b.pilih(
            "Folder paket yang diutamakan di atas paket bawaan",
            "Package folder laid over the packages the program carries",
        ))
}

/// A flag's text; empty when it was not given.
pub(crate) fn teks<'m>(m: &'m ArgMatches, nama: &str) -> &'m str {
    m.get_one::<String>(nama).map_or("", String::as_str)
}

/// A flag read by its own parser; `None` when it was not given.
///
/// # Errors
/// A usage refusal that shows `contoh`.
pub(crate) fn baca<T: FromStr>(m: &ArgMatches, nama: &str, contoh: &str) -> Result<Option<T>, Gagal> {
    let Some(nilai) = m.get_one::<String>(nama) else { return Ok(None) };
    nilai.parse().map(Some).map_err(|_| salah_nilai(nama, nilai, contoh))
}

/// A usage refusal of one flag.
pub(crate) fn salah_nilai(nama: &str, nilai: &str, contoh: &str) -> Gagal {
    let galat = Galat::baru("CLI-009").dengan("bendera", format_args!("--{nama}"));
    Gagal::Pemakaian(galat.dengan("nilai", nilai).dengan("contoh", format_args!("--{nama} {contoh}")))
}

/// Puts the library's own words into the reader's language, down to the last subcommand.
pub(crate) fn rapikan(perintah: Command, b: Bahasa) -> Command {
    let pola = match b {
        Bahasa::Id => "{about-with-newline}\nPemakaian: {usage}\n\n{all-args}{after-help}",
        Bahasa::En => "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    };
    let bertingkat = perintah.has_subcommands();
    let versi = perintah.get_version().is_some();
    let mut perintah = perintah
        .help_template(pola)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(bertingkat)
        .arg_required_else_help(bertingkat)
        .subcommand_help_heading(b.pilih("Perintah", "Commands"))
        .subcommand_value_name(b.pilih("PERINTAH", "COMMAND"))
        .next_help_heading(b.pilih("Pilihan", "Options"))
        .arg(
            Arg::new("bantuan")
                .short('h')
                .long("help")
                .visible_alias("bantuan")
                .action(ArgAction::Help)
                .help(b.pilih("Tampilkan bantuan ini", "Show this help")),
        );
    if versi {
        perintah = perintah.arg(
            Arg::new("versi")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(b.pilih("Tampilkan versi", "Show the version")),
        );
    }
    let judul = b.pilih("Pilihan", "Options");
    let perintah = perintah.mut_args(|a| if a.is_positional() { a } else { a.help_heading(judul) });
    perintah.mut_subcommands(|p| rapikan(p, b))
}

/// Shows what the library says about the line: help and version are no failure, anything else is usage.
pub(crate) fn pemakaian(galat: &clap::Error, b: Bahasa) -> ExitCode {
    let bantuan = matches!(galat.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if bantuan {
        print!("{}", terjemah(&galat.to_string(), b));
        return ExitCode::SUCCESS;
    }
    if galat.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        eprint!("{}", terjemah(&galat.to_string(), b));
        return ExitCode::from(2);
    }
    match kalimat(galat).filter(|_| b == Bahasa::Id) {
        Some(kalimat) => {
            eprintln!("{kalimat}\n\nTambahkan --help untuk melihat cara pakainya.");
        }
        None => eprint!("{galat}"),
    }
    ExitCode::from(2)
}

/// The library's few words inside a help text that no setting reaches.
fn terjemah(bantuan: &str, b: Bahasa) -> String {
    const KATA: [(&str, &str); 4] = [
        ("[OPTIONS]", "[PILIHAN]"),
        ("[possible values:", "[pilihan:"),
        ("[default:", "[bawaan:"),
        ("[alias:", "[nama lain:"),
    ];
    match b {
        Bahasa::En => bantuan.to_owned(),
        Bahasa::Id => KATA.iter().fold(bantuan.to_owned(), |teks, (dari, ke)| teks.replace(dari, ke)),
    }
}

/// The commonest complaints in Indonesian; `None` leaves the library's own words.
fn kalimat(galat: &clap::Error) -> Option<String> {
    let isi = |jenis| match galat.get(jenis) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(s)) => Some(s.join(", ")),
        _ => None,
    };
    let arg = isi(ContextKind::InvalidArg);
    match galat.kind() {
        ErrorKind::UnknownArgument => Some(format!("Pilihan {} tidak dikenal di sini.", arg?)),
        ErrorKind::MissingRequiredArgument => Some(format!("Yang masih kurang: {}.", arg?)),
        ErrorKind::InvalidSubcommand => {
            let nama = isi(ContextKind::InvalidSubcommand)?;
            let mirip = isi(ContextKind::SuggestedSubcommand).map(|m| format!(" Maksud Anda: {m}?"));
            Some(format!("Perintah \"{nama}\" tidak dikenal.{}", mirip.unwrap_or_default()))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Some(match isi(ContextKind::InvalidValue).filter(|n| !n.is_empty()) {
                Some(nilai) => {
                    let boleh = isi(ContextKind::ValidValue).filter(|b| !b.is_empty());
                    let boleh = boleh.map(|b| format!(" Yang berlaku: {b}.")).unwrap_or_default();
                    format!("Nilai \"{nilai}\" tidak berlaku untuk {}.{boleh}", arg?)
                }
                None => format!("{} memerlukan nilai.", arg?),
            })
        }
        ErrorKind::ArgumentConflict => {
            Some(format!("{} tidak dapat dipakai dua kali atau bersama yang lain.", arg?))
        }
        _ => None,
    }
}
