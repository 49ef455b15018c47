//! `balai region add|list`.

use balai_kernel::{Bahasa, KodeWilayah};
use balai_platform::{Refusal, operator};
use clap::{Arg, ArgMatches, Command};

use super::{Lingkungan, bantu, parameter, sumber_paket};
use crate::{galat::Gagal, host};

pub(crate) fn perintah(b: Bahasa) -> Command {
    let kode = Arg::new("kode")
        .required(true)
        .value_name(b.pilih("KODE", "CODE"))
        .help(b.pilih("Kode wilayah daerah, misalnya 32.73", "Territory code of the region, such as 32.73"));
    Command::new("region")
        .about(b.pilih("Daerah: satu basis data masing-masing", "Regions: a database each"))
        .subcommand(
            Command::new("add")
                .about(b.pilih("Buat daerah dari profilnya", "Create a region from its profile"))
                .arg(kode)
                .arg(bantu::data(b))
                .arg(bantu::paket_dir(b)),
        )
        .subcommand(
            Command::new("list")
                .about(b.pilih("Daftar daerah yang ada", "List the regions that exist"))
                .arg(bantu::data(b)),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("add", m)) => tambah(l, m),
        Some(("list", m)) => daftar(l, m),
        _ => Ok(()),
    }
}

fn tambah(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let kode: KodeWilayah = match bantu::baca(m, "kode", "32.73")? {
        Some(kode) => kode,
        None => return Ok(()),
    };
    let sumber = sumber_paket(m)?;
    let profil = sumber.profil(&kode)?;
    let host = host::buka(bantu::teks(m, "data"))?;
    let region = host.add_region(&profil, &operator()?)?;
    parameter::dari_paket(&region, &sumber)?;
    let (nama, tempat) = (&region.identitas().nama, host.tempat());
    match l.bahasa {
        Bahasa::Id => println!("Daerah {kode} {nama} dibuat di {tempat}."),
        Bahasa::En => println!("Region {kode} {nama} created in {tempat}."),
    }
    Ok(())
}

fn daftar(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let host = host::buka(bantu::teks(m, "data"))?;
    let mut gagal = false;
    for kode in host.regions()? {
        match host.region(kode.as_str()) {
            Ok(region) => println!("{kode}\t{}\t{}", region.identitas().nama, region.zona()),
            // a database without a region's row: `region add` was interrupted, and running it again completes it
            Err(Refusal::Rule(galat)) if galat.kode == "PLT-020" => match l.bahasa {
                Bahasa::Id => println!("{kode}\t(terputus saat dibuat: ulangi `balai region add {kode}`)\t-"),
                Bahasa::En => {
                    println!("{kode}\t(interrupted while created: repeat `balai region add {kode}`)\t-")
                }
            },
            Err(lain) => {
                gagal = true;
                println!("{kode}\t({})\t-", Gagal::from(lain).tampil(l.bahasa).replace('\n', " "));
            }
        }
    }
    if gagal { Err(Gagal::Terlapor) } else { Ok(()) }
}
