//! `balai parameter list|set|export|import`: what a region sets for itself.

use std::fs;

use balai_kernel::{Bahasa, Galat, tanggal};
use balai_platform::parameter::{
    Isian, NilaiTercatat, Parameter, atur, atur_banyak, baca_berkas, nama, riwayat, tulis_berkas,
};
use balai_platform::{Refusal, Region, SumberPaket, operator};
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use super::{Lingkungan, bantu, daerah_dari};
use crate::{apps, galat::Gagal};

pub(crate) fn perintah(b: Bahasa) -> Command {
    let sub = |nama: &'static str, id: &'static str, en: &'static str| {
        Command::new(nama).about(b.pilih(id, en).to_owned()).arg(bantu::region(b)).arg(bantu::data(b))
    };
    let berkas = || Arg::new("berkas").required(true).value_name(b.pilih("BERKAS", "FILE"));
    let json = || {
        let bantuan = b.pilih("Keluaran JSON", "JSON output");
        Arg::new("json").long("json").action(ArgAction::SetTrue).help(bantuan)
    };
    let pilihan = |nama: &'static str, nilai: &'static str, id: &'static str, en: &'static str| {
        Arg::new(nama).long(nama).value_name(nilai).required(true).help(b.pilih(id, en))
    };
    Command::new("parameter")
        .about(b.pilih(
            "Parameter daerah: lihat, tetapkan, bawa ke berkas dan kembali",
            "Parameters of a region: see, set, take to a file and back",
        ))
        .subcommand(
            sub("list", "Semua parameter dengan nilai hari ini", "Every parameter, its value today")
                .arg(json()),
        )
        .subcommand(
            sub("set", "Tetapkan satu nilai mulai suatu hari", "Set a value from a day on")
                .arg(Arg::new("id").required(true).value_name("ID"))
                .arg(Arg::new("nilai").required(true).value_name(b.pilih("NILAI", "VALUE")))
                .arg(pilihan("sejak", "2026-01-01", "Hari pertama berlaku", "First day in force"))
                .arg(pilihan("dasar", "PERWAL", "Peraturan atau keputusannya", "The regulation or decree")),
        )
        .subcommand(sub("export", "Tulis sebagai TOML ke keluaran", "Write as TOML to the output"))
        .subcommand(
            sub(
                "import",
                "Baca berkas TOML; semua atau tidak sama sekali",
                "Read a TOML file; all or nothing",
            )
            .arg(berkas()),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("set", m)) => setel(l, m),
        Some(("export", m)) => {
            print!("{}", tulis_berkas(&semua(&daerah_dari(m)?)?));
            Ok(())
        }
        Some(("import", m)) => {
            let nama = bantu::teks(m, "berkas");
            let isi = fs::read_to_string(nama)
                .map_err(|e| Galat::baru("PLT-092").dengan("berkas", nama).dengan("sebab", e))?;
            let isian = baca_berkas(nama, &isi, &apps::parameters())?;
            let banyak = atur_banyak(&daerah_dari(m)?, &operator()?, &isian)?;
            println!("{}", bunyi(l.bahasa, banyak));
            Ok(())
        }
        Some((_, m)) => daftar(l, m),
        // the grammar requires one of them
        None => Ok(()),
    }
}

/// Gives a new region the values its file in the packages holds; a region without such a file works with defaults.
pub(crate) fn dari_paket(daerah: &Region, sumber: &SumberPaket) -> Result<usize, Gagal> {
    let Some(berkas) = sumber.parameter(daerah.kode()) else { return Ok(0) };
    let isian = baca_berkas(&berkas.nama, &berkas.isi, &apps::parameters())?;
    Ok(if isian.is_empty() { 0 } else { atur_banyak(daerah, &operator()?, &isian)? })
}

fn bunyi(b: Bahasa, banyak: usize) -> String {
    match (b, banyak) {
        (Bahasa::Id, 0) => "Semua nilai itu sudah tercatat; tidak ada yang berubah.".to_owned(),
        (Bahasa::Id, n) => format!("{n} nilai tercatat."),
        (Bahasa::En, 0) => "Those values are recorded already; nothing has changed.".to_owned(),
        (Bahasa::En, n) => format!("{n} values recorded."),
    }
}

fn setel(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let id = bantu::teks(m, "id");
    let dikenal = apps::parameters();
    let Some(parameter) = dikenal.iter().copied().find(|p| p.ciri().id == id) else {
        let ada: Vec<&str> = dikenal.iter().map(|p| p.ciri().id).collect();
        return Err(Galat::baru("PLT-094").dengan("parameter", id).dengan("ada", ada.join(", ")).into());
    };
    let isian = Isian {
        sejak: tanggal::parse_id(bantu::teks(m, "sejak")).map_err(Galat::from)?,
        nilai: bantu::teks(m, "nilai").to_owned(),
        dasar: bantu::teks(m, "dasar").to_owned(),
        ilustrasi: false,
    };
    let berubah = atur(&daerah_dari(m)?, &operator()?, parameter, &isian)?;
    println!("{}", bunyi(l.bahasa, usize::from(berubah)));
    Ok(())
}

fn semua(daerah: &Region) -> Result<Vec<(Parameter, Vec<NilaiTercatat>)>, Gagal> {
    let semua = daerah.read(|tx| -> Result<Vec<_>, Refusal> {
        apps::parameters().into_iter().map(|p| Ok((p, riwayat(tx, p.ciri().id)?))).collect()
    })?;
    Ok(semua)
}

fn daftar(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let daerah = daerah_dari(m)?;
    let hari = daerah.hari_ini();
    let b = l.bahasa;
    let mut isi = Vec::new();
    for (p, riwayat) in semua(&daerah)? {
        let kini = riwayat.into_iter().find(|n| n.sejak <= hari);
        let nilai = kini.as_ref().map_or_else(|| p.bawaan(), |n| n.nilai.clone());
        if m.get_flag("json") {
            isi.push(json!({
                "id": p.ciri().id, "nilai": nilai, "sejak": kini.as_ref().map(|n| n.sejak.to_string()),
                "dasar": kini.as_ref().map_or(p.ciri().dasar, |n| n.dasar.as_str()),
            }));
            continue;
        }
        let sejak = match &kini {
            Some(n) => format!("{} {}", tanggal::pendek(n.sejak), n.dasar),
            None => format!("{}: {}", b.pilih("bawaan", "default"), p.ciri().dasar),
        };
        println!("{}\n    {}: {} ({sejak})", p.ciri().id, nama(p, b), p.tampil(&nilai, b));
    }
    if m.get_flag("json") {
        println!("{}", json!(isi));
    }
    Ok(())
}
