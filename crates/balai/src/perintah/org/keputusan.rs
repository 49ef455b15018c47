//! What every change by decree shares on the command line: the decree, the preview, and the digest that binds the two.

use balai_kernel::{Bahasa, Galat, Nip, Tanggal, tanggal};
use balai_organisasi::acts::keputusan::Tinjauan;
use balai_organisasi::baca;
use balai_organisasi::model::jabatan::{Keputusan, Masa};
use balai_platform::{Refusal, Region};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::super::{Lingkungan, bantu};
use crate::galat::Gagal;

/// A flag with a value.
pub(super) fn pilihan(nama: &'static str, nilai: &'static str, bantuan: &'static str) -> Arg {
    Arg::new(nama).long(nama).value_name(nilai).help(bantuan)
}

/// `--sejak`, the first day.
pub(super) fn sejak(b: Bahasa) -> Arg {
    pilihan("sejak", b.pilih("TANGGAL", "DATE"), b.pilih("Hari pertama", "First day")).required(true)
}

/// `--sampai`, the last day.
pub(super) fn sampai(b: Bahasa) -> Arg {
    let bantuan = b.pilih("Hari terakhir, ikut dihitung", "Last day, included");
    pilihan("sampai", b.pilih("TANGGAL", "DATE"), bantuan)
}

/// Adds where the region lies, the decree, `--tinjau`, `--sidik` and `--json` to a command that changes something.
pub(super) fn berkeputusan(perintah: Command, b: Bahasa) -> Command {
    let hari = b.pilih("TANGGAL", "DATE");
    perintah
        .arg(bantu::region(b))
        .arg(bantu::data(b))
        .arg(
            pilihan(
                "sk-nomor",
                b.pilih("NOMOR", "NUMBER"),
                b.pilih("Nomor keputusan", "The decree's number"),
            )
            .required(true),
        )
        .arg(pilihan("sk-tanggal", hari, b.pilih("Tanggal keputusan", "The decree's date")).required(true))
        .arg(
            pilihan(
                "sk-pejabat",
                b.pilih("PEJABAT", "OFFICIAL"),
                b.pilih("Yang menetapkan", "Who signed it"),
            )
            .required(true),
        )
        .arg(Arg::new("tinjau").long("tinjau").action(ArgAction::SetTrue).help(b.pilih(
            "Hanya perlihatkan akibatnya, tidak menyimpan apa pun",
            "Only show what it would do, store nothing",
        )))
        .arg(pilihan(
            "sidik",
            "SIDIK",
            b.pilih(
                "Simpan hanya bila akibatnya masih persis seperti tinjauan bersidik ini",
                "Store only if it still does exactly what the preview with this digest showed",
            ),
        ))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help(b.pilih("Laporan sebagai JSON", "The report as JSON")),
        )
}

/// A day as people write it.
///
/// # Errors
/// A usage refusal with an example.
pub(super) fn hari(m: &ArgMatches, nama: &str) -> Result<Option<Tanggal>, Gagal> {
    let Some(teks) = m.get_one::<String>(nama) else { return Ok(None) };
    tanggal::parse_id(teks).map(Some).map_err(|_| bantu::salah_nilai(nama, teks, "2026-10-01"))
}

/// As [`hari`] for a flag the grammar requires.
///
/// # Errors
/// As [`hari`].
pub(super) fn wajib_hari(m: &ArgMatches, nama: &str) -> Result<Tanggal, Gagal> {
    hari(m, nama)?.ok_or_else(|| bantu::salah_nilai(nama, "", "2026-10-01"))
}

/// `--sejak` and `--sampai`.
///
/// # Errors
/// As [`hari`].
pub(super) fn masa(m: &ArgMatches) -> Result<Masa, Gagal> {
    Ok(Masa { sejak: wajib_hari(m, "sejak")?, sampai: hari(m, "sampai")? })
}

/// The decree.
///
/// # Errors
/// As [`hari`].
pub(super) fn keputusan(m: &ArgMatches) -> Result<Keputusan, Gagal> {
    Ok(Keputusan {
        nomor: bantu::teks(m, "sk-nomor").to_owned(),
        tanggal: wajib_hari(m, "sk-tanggal")?,
        pejabat: bantu::teks(m, "sk-pejabat").to_owned(),
    })
}

/// A number among the arguments: of a post, an assignment, a team.
///
/// # Errors
/// A usage refusal.
pub(super) fn nomor(m: &ArgMatches, nama: &str) -> Result<i64, Gagal> {
    let teks = bantu::teks(m, nama);
    teks.parse().map_err(|_| bantu::salah_nilai(nama, teks, "17"))
}

/// The person with this NIP.
///
/// # Errors
/// What is wrong with the NIP; `ORG-021` when nobody has it.
pub(super) fn orang(region: &Region, teks: &str) -> Result<i64, Gagal> {
    let nip: Nip = teks.parse().map_err(|g| Gagal::from(Galat::from(g)))?;
    let ada = baca::nomor_orang(region, &nip)?;
    ada.ok_or_else(|| Galat::baru("ORG-021").dengan("nip", nip.tersamar()).into())
}

/// Says by its code what an unknown number is.
pub(super) fn tiada<T>(hasil: Result<T, Refusal>, kode: &'static str, nomor: i64) -> Result<T, Gagal> {
    hasil.map_err(|r| match r {
        Refusal::NotFound => Galat::baru(kode).dengan("nomor", nomor).into(),
        lain => lain.into(),
    })
}

/// `1 Oktober 2026 sampai 31 Desember 2026`.
pub(super) fn masa_tertulis(m: &Masa, b: Bahasa) -> String {
    let awal = tanggal::panjang(m.sejak, b);
    match m.sampai {
        Some(akhir) => format!("{awal} {} {}", b.pilih("sampai", "to"), tanggal::panjang(akhir, b)),
        None => format!("{} {awal}", b.pilih("sejak", "from")),
    }
}

/// Tells what a change does; does it unless only a look was asked for.
///
/// # Errors
/// What the act refuses with: `ORG-036` when `--sidik` names another preview.
pub(super) fn tinjau_atau_simpan<R>(
    l: &Lingkungan,
    m: &ArgMatches,
    (t, kalimat): (&Tinjauan<R>, &[String]),
    lakukan: impl FnOnce(&str) -> Result<i64, Refusal>,
) -> Result<(), Gagal> {
    let (b, json) = (l.bahasa, m.get_flag("json"));
    let nomor = if m.get_flag("tinjau") {
        None
    } else {
        Some(lakukan(m.get_one::<String>("sidik").unwrap_or(&t.sidik))?)
    };
    if json {
        let isi = serde_json::json!({
            "tersimpan": nomor.is_some(), "nomor": nomor, "sidik": t.sidik, "rincian": t.rincian,
        });
        println!("{isi}");
        return Ok(());
    }
    for k in kalimat {
        println!("- {k}");
    }
    match nomor {
        Some(_) => println!("{}", b.pilih("Tersimpan.", "Stored.")),
        None => println!(
            "{} --sidik {}",
            b.pilih("Belum disimpan. Untuk menyimpan persis ini:", "Not stored. To store exactly this:"),
            t.sidik
        ),
    }
    Ok(())
}
