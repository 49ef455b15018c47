//! `balai rules check|test|eval|explain`: packages without any database.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use balai_kernel::{Bahasa, Galat, Periode, Tanggal};
use balai_rules::{Berkas, Hasil, Masukan, Paket, Rencana, muat};
use clap::{Arg, ArgMatches, Command};

use super::{Lingkungan, bantu, csv, jelaskan};
use crate::galat::Gagal;

pub(crate) fn perintah(b: Bahasa) -> Command {
    let jalur = || {
        Arg::new("jalur").required(true).value_name("PATH").value_parser(clap::value_parser!(PathBuf)).help(
            b.pilih(
                "Folder paket, misalnya paket/tunjangan/kota-bandung",
                "Package folder, such as paket/tunjangan/kota-bandung",
            ),
        )
    };
    let berkas = |nama: &'static str, nilai: &'static str, bantuan: &'static str| {
        Arg::new(nama).long(nama).value_name(nilai).value_parser(clap::value_parser!(PathBuf)).help(bantuan)
    };
    let adopsi = || {
        berkas(
            "adopsi",
            b.pilih("BERKAS", "FILE"),
            b.pilih("Berkas adopsi daerah", "The region's adoption file"),
        )
    };
    let masukan =
        || berkas("masukan", "FOLDER", b.pilih("Satu CSV per entitas", "One CSV per entity")).required(true);
    let periode = || {
        Arg::new("periode")
            .long("periode")
            .required(true)
            .value_name("YYYY-MM")
            .help(b.pilih("Bulan yang dihitung", "The month to compute"))
    };
    let diketahui = || {
        Arg::new("diketahui").long("diketahui").value_name(b.pilih("TANGGAL", "DATE")).help(b.pilih(
            "Hitung dengan yang diketahui sampai hari itu, misalnya 2026-05-01; tanpa ini, dengan semua yang diketahui",
            "Compute with what was known on that day, such as 2026-05-01; else with all that is known",
        ))
    };
    Command::new("rules")
        .about(b.pilih(
            "Paket aturan: periksa, uji, hitung, jelaskan",
            "Packages of rules: check, test, compute, explain",
        ))
        .subcommand(
            Command::new("check")
                .about(b.pilih(
                    "Periksa tulisan, satuan, dan batas sebuah paket",
                    "Check a package's text, units and bounds",
                ))
                .arg(jalur())
                .arg(adopsi()),
        )
        .subcommand(
            Command::new("test")
                .about(b.pilih("Jalankan kasus-kasus paket", "Run the package's own cases"))
                .arg(jalur()),
        )
        .subcommand(
            Command::new("eval")
                .about(
                    b.pilih(
                        "Hitung satu bulan dari folder CSV",
                        "Compute a month from a folder of CSV files",
                    ),
                )
                .arg(jalur())
                .arg(masukan())
                .arg(periode())
                .arg(adopsi())
                .arg(diketahui())
                .arg(berkas(
                    "keluar",
                    "FOLDER",
                    b.pilih("Tulis satu CSV per entitas di sini", "Write one CSV per entity here"),
                )),
        )
        .subcommand(
            Command::new("explain")
                .about(b.pilih(
                    "Uraikan satu angka seseorang sampai ke asalnya",
                    "Unfold one figure of a person to where it comes from",
                ))
                .arg(jalur())
                .arg(masukan())
                .arg(periode())
                .arg(Arg::new("orang").long("orang").required(true).value_name(b.pilih("KUNCI", "KEY")).help(
                    b.pilih("Kunci orangnya, misalnya NIP", "The person's key, such as the staff number"),
                ))
                .arg(Arg::new("rumus").long("rumus").value_name(b.pilih("NAMA", "NAME")).help(
                    b.pilih("Rumusnya; biasanya angka utama", "The formula; the main figure by default"),
                ))
                .arg(adopsi())
                .arg(diketahui()),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("check", m)) => periksa(l, m),
        Some(("test", m)) => uji(l, m),
        Some(("eval", m)) => hitung(l, m),
        Some(("explain", m)) => uraikan(l, m),
        _ => Ok(()),
    }
}

fn periksa(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let paket = muat_paket(m)?;
    let (id, versi, nama) = (paket.id(), paket.versi(), paket.nama(l.bahasa));
    match l.bahasa {
        Bahasa::Id => {
            println!("{id} {versi} ({nama}) benar; {} kasus; sidik {}", paket.kasus().len(), paket.sidik())
        }
        Bahasa::En => println!(
            "{id} {versi} ({nama}) is correct; {} cases; hash {}",
            paket.kasus().len(),
            paket.sidik()
        ),
    }
    Ok(())
}

/// Runs the cases. The last line is for machines and the same in every language.
fn uji(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let paket = muat_paket(m)?;
    if paket.kasus().is_empty() {
        return Err(Galat::baru("CLI-002").dengan("paket", jalur(m, "jalur").display()).into());
    }
    let hasil = paket.uji();
    let lulus = hasil.iter().filter(|h| h.lulus()).count();
    for h in &hasil {
        let kata =
            if h.lulus() { l.bahasa.pilih("lulus", "passed") } else { l.bahasa.pilih("GAGAL", "FAILED") };
        println!("{kata}  {}  ({})", h.nama, h.tempat);
        for beda in &h.beda {
            println!("       {beda}");
        }
    }
    println!("{lulus} passed, {} failed", hasil.len() - lulus);
    if lulus == hasil.len() { Ok(()) } else { Err(Gagal::Terlapor) }
}

fn hitung(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let (rencana, masukan, hasil) = siapkan(l, m)?;
    let skema = rencana.skema();
    let keluar = m.get_one::<PathBuf>("keluar");
    if let Some(folder) = keluar {
        fs::create_dir_all(folder).map_err(|e| tak_tertulis(folder, e))?;
    }
    let mut layar = std::io::stdout().lock();
    let banyak = skema.iter().filter(|e| !rencana.keluaran(&e.nama).is_empty()).count();
    for entitas in &skema {
        let Some(bita) = csv::tulis_hasil(&skema, entitas, &masukan, &hasil)? else { continue };
        let ditulis = match keluar {
            Some(folder) => {
                let berkas = folder.join(format!("{}.csv", entitas.nama));
                fs::write(&berkas, bita).map_err(|e| tak_tertulis(&berkas, e))?;
                writeln!(layar, "{}", berkas.display())
            }
            None if banyak > 1 => writeln!(layar, "# {}", entitas.nama).and_then(|()| layar.write_all(&bita)),
            None => layar.write_all(&bita),
        };
        // a reader that has seen enough closes the pipe
        if ditulis.is_err() {
            return Ok(());
        }
    }
    eprintln!("sidik {}", hasil.sidik(&masukan));
    Ok(())
}

fn tak_tertulis(berkas: &Path, galat: std::io::Error) -> Galat {
    Galat::baru("CLI-010").dengan("berkas", berkas.display()).dengan("sebab", galat)
}

fn uraikan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let (rencana, masukan, hasil) = siapkan(l, m)?;
    let (entitas, utama) = rencana.utama();
    let orang = bantu::teks(m, "orang");
    let rumus = m.get_one::<String>("rumus").cloned().unwrap_or(utama);
    let Some(baris) = masukan.cari(&entitas, orang) else {
        let jumlah = masukan.baris(&entitas);
        let galat = Galat::baru("CLI-003").dengan("kunci", orang).dengan("entitas", &entitas);
        return Err(galat.dengan("jumlah", jumlah).into());
    };
    let Some(jejak) = rencana.jejak(&masukan, &hasil, &entitas, baris, &rumus) else {
        let ada = rencana.keluaran(&entitas).join(", ");
        let galat = Galat::baru("CLI-004").dengan("rumus", &rumus).dengan("entitas", &entitas);
        return Err(galat.dengan("ada", ada).into());
    };
    // a reader that has seen enough closes the pipe
    let _ = std::io::stdout().lock().write_all(jelaskan::pohon(&jejak, l.bahasa).as_bytes());
    Ok(())
}

/// Loads, plans, reads and computes: what `eval` and `explain` both begin with.
fn siapkan(l: &Lingkungan, m: &ArgMatches) -> Result<(Rencana, Masukan, Hasil), Gagal> {
    let periode = bantu::baca::<Periode>(m, "periode", "2026-10")?;
    let Some(periode) = periode else { return Err(bantu::salah_nilai("periode", "", "2026-10")) };
    let diketahui = bantu::baca::<Tanggal>(m, "diketahui", "2026-05-01")?;
    let paket = muat_paket(m)?;
    let rencana = paket.rencana(periode, diketahui)?;
    let masukan = csv::baca_masukan(&rencana, &jalur(m, "masukan"), l.bahasa)?;
    let utas = available_parallelism().map_or(1, usize::from);
    let hasil = rencana.hitung(&masukan, utas)?;
    Ok((rencana, masukan, hasil))
}

fn jalur(m: &ArgMatches, nama: &str) -> PathBuf {
    m.get_one::<PathBuf>(nama).cloned().unwrap_or_default()
}

/// Reads the texts of the package folder, its cases and the adoption, and loads them.
fn muat_paket(m: &ArgMatches) -> Result<Paket, Gagal> {
    let folder = jalur(m, "jalur");
    let mut berkas = baca_folder(&folder, "")?;
    if berkas.is_empty() {
        return Err(Galat::baru("CLI-007").dengan("folder", folder.display()).into());
    }
    let kasus = folder.join("kasus");
    if kasus.is_dir() {
        berkas.extend(baca_folder(&kasus, "kasus/")?);
    }
    let adopsi = match m.try_get_one::<PathBuf>("adopsi") {
        Ok(Some(berkas)) => Some(Berkas::baru(berkas.display().to_string(), baca_teks(berkas)?)),
        _ => None,
    };
    Ok(muat(&berkas, adopsi.as_ref())?)
}

/// The `.toml` files directly in a folder, by name.
fn baca_folder(folder: &Path, awalan: &str) -> Result<Vec<Berkas>, Gagal> {
    let tak_terbaca = |e: std::io::Error| tak_terbaca(folder, e);
    let mut semua = Vec::new();
    for entri in fs::read_dir(folder).map_err(tak_terbaca)? {
        let berkas = entri.map_err(tak_terbaca)?.path();
        if berkas.is_file() && berkas.extension().is_some_and(|e| e == "toml") {
            let nama = berkas.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            semua.push(Berkas::baru(format!("{awalan}{nama}"), baca_teks(&berkas)?));
        }
    }
    semua.sort_by(|a, b| a.nama.cmp(&b.nama));
    Ok(semua)
}

fn baca_teks(berkas: &Path) -> Result<String, Gagal> {
    fs::read_to_string(berkas).map_err(|e| tak_terbaca(berkas, e).into())
}

fn tak_terbaca(berkas: &Path, galat: std::io::Error) -> Galat {
    Galat::baru("CLI-001").dengan("berkas", berkas.display()).dengan("sebab", galat)
}
