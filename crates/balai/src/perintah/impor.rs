//! `balai import unit|pegawai|presensi|aktivitas|predikat|ketidakhadiran|katalog|rekening|rukun FILE`.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use balai_kernel::Bahasa;
use balai_kinerja::cli::{PerintahImpor, impor};
use balai_kinerja::model::impor::JenisBerkas;
use balai_platform::operator;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Lingkungan, bantu, daerah_dari};
use crate::galat::Gagal;

const JENIS: [(JenisBerkas, &str, &str); 8] = [
    (JenisBerkas::Unit, "Perangkat daerah dan unitnya", "Offices and their units"),
    (JenisBerkas::Pegawai, "Daftar pegawai", "The list of staff"),
    (
        JenisBerkas::Presensi,
        "Catatan mesin presensi (dengan --pin)",
        "The attendance machine's log (with --pin)",
    ),
    (JenisBerkas::Aktivitas, "Aktivitas harian", "Daily activities"),
    (JenisBerkas::Predikat, "Predikat kinerja sebulan dari e-Kinerja", "A month's ratings from e-Kinerja"),
    (
        JenisBerkas::Ketidakhadiran,
        "Cuti, tugas luar, dan apel yang tidak diikuti",
        "Leave, duty elsewhere and missed roll calls",
    ),
    (
        JenisBerkas::Katalog,
        "Katalog kegiatan dengan norma waktunya",
        "The catalogue of activities with its norms",
    ),
    (JenisBerkas::Rekening, "Rekening bank pegawai", "The bank accounts of staff"),
];

pub(crate) fn perintah(b: Bahasa) -> Command {
    let akar = Command::new("import").about(b.pilih(
        "Masukkan berkas kantor: CSV atau XLSX, semua atau tidak sama sekali",
        "Take in an office's file: CSV or XLSX, all or nothing",
    ));
    let akar = JENIS.iter().fold(akar, |akar, (jenis, id, en)| {
        let mut satu = satu(b, jenis.kode(), (id, en)).arg(
            Arg::new("lewati-salah").long("lewati-salah").action(ArgAction::SetTrue).help(b.pilih(
                "Simpan baris yang baik walaupun ada yang ditolak",
                "Store the good rows although others are refused",
            )),
        );
        if *jenis == JenisBerkas::Presensi {
            satu = satu.arg(
                Arg::new("pin")
                    .long("pin")
                    .value_name(b.pilih("BERKAS", "FILE"))
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(b.pilih("Berkas PIN dan NIP", "The file of PIN and NIP")),
            );
        }
        akar.subcommand(satu)
    });
    akar.subcommand(super::rukun::perintah(b))
}

/// A kind of file with what every kind asks for.
pub(super) fn satu(b: Bahasa, nama: &'static str, (id, en): (&'static str, &'static str)) -> Command {
    Command::new(nama)
        .about(b.pilih(id, en))
        .arg(
            Arg::new("berkas")
                .required(true)
                .value_name(b.pilih("BERKAS", "FILE"))
                .value_parser(clap::value_parser!(PathBuf))
                .help(b.pilih("Berkas yang diterima", "The file received")),
        )
        .arg(bantu::region(b))
        .arg(bantu::data(b))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help(b.pilih("Laporan sebagai JSON", "The report as JSON")),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let Some((nama, m)) = m.subcommand() else { return Ok(()) };
    if nama == "rukun" {
        return super::rukun::jalankan(l, m);
    }
    let Some((jenis, _, _)) = JENIS.iter().find(|(j, _, _)| j.kode() == nama) else { return Ok(()) };
    let perintah = PerintahImpor {
        jenis: *jenis,
        berkas: m.get_one::<PathBuf>("berkas").cloned().unwrap_or_default(),
        pin: m.try_get_one::<PathBuf>("pin").ok().flatten().cloned(),
        json: m.get_flag("json"),
        lewati_salah: m.get_flag("lewati-salah"),
        layar: std::io::stderr().is_terminal(),
        bahasa: l.bahasa,
    };
    let region = daerah_dari(m)?;
    match impor(&region, &operator()?, &perintah, &mut std::io::stdout(), &mut std::io::stderr())? {
        0 => Ok(()),
        // the report has told every refused row
        _ => Err(Gagal::Terlapor),
    }
}
