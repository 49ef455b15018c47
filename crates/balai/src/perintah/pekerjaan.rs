//! `balai jobs list|retry|cancel`: the background jobs of a region.

use balai_kernel::{Bahasa, tanggal};
use balai_platform::pekerjaan::{self, Keadaan};
use balai_platform::{Refusal, operator};
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use super::{Lingkungan, bantu, daerah_dari};
use crate::galat::Gagal;

/// Rows of one listing.
const BARIS: u32 = 200;

pub(crate) fn perintah(b: Bahasa) -> Command {
    let sub = |nama: &'static str, id: &'static str, en: &'static str| {
        Command::new(nama).about(b.pilih(id, en).to_owned()).arg(bantu::region(b)).arg(bantu::data(b))
    };
    let satu = || {
        Arg::new("id")
            .required(true)
            .value_name("ID")
            .help(b.pilih("Id dari `balai jobs list`", "Id from `balai jobs list`"))
    };
    Command::new("jobs")
        .about(b.pilih("Pekerjaan latar: daftar, ulangi, batalkan", "Background jobs: list, retry, cancel"))
        .subcommand(
            sub("list", "Pekerjaan satu keadaan, terbaru dahulu", "The jobs of one state, newest first")
                .arg(
                    Arg::new("keadaan")
                        .long("keadaan")
                        .value_name(b.pilih("KEADAAN", "STATE"))
                        .default_value(Keadaan::Gagal.kode())
                        .value_parser(Keadaan::SEMUA.map(Keadaan::kode))
                        .help(b.pilih("Keadaan", "State")),
                )
                .arg(
                    Arg::new("json")
                        .long("json")
                        .action(ArgAction::SetTrue)
                        .help(b.pilih("Keluaran JSON", "JSON output")),
                ),
        )
        .subcommand(sub("retry", "Kembalikan ke antrean", "Put one back into the queue").arg(satu()))
        .subcommand(sub("cancel", "Batalkan", "Call one off").arg(satu()))
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("retry", m)) => {
            pekerjaan::ulangi(&daerah_dari(m)?, &operator()?, bantu::teks(m, "id"))?;
            println!(
                "{}",
                l.bahasa.pilih("Pekerjaan itu kembali ke antrean.", "The job is back in the queue.")
            );
            Ok(())
        }
        Some(("cancel", m)) => {
            pekerjaan::batalkan(&daerah_dari(m)?, &operator()?, bantu::teks(m, "id"))?;
            println!("{}", l.bahasa.pilih("Pekerjaan itu dibatalkan.", "The job was called off."));
            Ok(())
        }
        Some((_, m)) => daftar(l, m),
        // the grammar requires one of them
        None => Ok(()),
    }
}

fn daftar(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let daerah = daerah_dari(m)?;
    let keadaan: Keadaan = bantu::teks(m, "keadaan").parse()?;
    let isi =
        daerah.read(|tx| -> Result<_, Refusal> { Ok(pekerjaan::daftar(tx, keadaan, None, None, BARIS)?) })?;
    if m.get_flag("json") {
        let isi: Vec<_> = isi
            .iter()
            .map(|b| {
                json!({
                    "id": b.id, "nama": b.nama, "keadaan": b.keadaan.kode(), "giliran": b.giliran.to_string(),
                    "percobaan": b.percobaan, "galat": b.galat,
                })
            })
            .collect();
        println!("{}", json!(isi));
        return Ok(());
    }
    if isi.is_empty() {
        println!("{}", l.bahasa.pilih("Tidak ada pekerjaan dalam keadaan ini.", "No job is in this state."));
    }
    for b in isi {
        let di = b.berakhir.unwrap_or(b.giliran).di(daerah.zona());
        let saat = format!("{} {:02}.{:02}", tanggal::pendek(di.date()), di.hour(), di.minute());
        println!("{}  {saat}  {}  {}", b.id, b.nama, b.galat.unwrap_or_default());
    }
    Ok(())
}
