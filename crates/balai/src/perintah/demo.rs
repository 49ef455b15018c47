//! `balai demo`: an invented city of the real size on its real map, run and open to look at.
//!
//! The first start builds it beside its final place and moves it there when it is whole, so that a start that was
//! interrupted leaves nothing half-built; later starts only open it. Everything is marked CONTOH.

mod acak;
mod antrean;
mod belitung;
mod bulan;
mod isi;
mod keputusan;
mod kota;
mod lampau;
mod nama;
mod orang;
mod rekening;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use balai_kernel::{Bahasa, Clock, Galat};
use balai_platform::SystemClock;
use clap::{Arg, ArgMatches, Command};

use self::isi::Contoh;
use super::Lingkungan;
use crate::catatan;
use crate::galat::Gagal;
use crate::host;
use crate::konfigurasi::Konfigurasi;
use crate::server;
use balai_shell::SEMUA_TUAN;

/// The demo's city: its map is real, its people are not.
const KOTA: Contoh = Contoh {
    denah: &kota::BANDUNG,
    paket: "tunjangan/kota-bandung",
    aktivitas: true,
    kepala: "Wali Kota",
    benih: 202_610,
};
/// A small region in the same process, under a host name of its own: it adopted another package by its file alone,
/// takes ratings from the national e-Kinerja and logs no activities.
const KABUPATEN: Contoh = Contoh {
    denah: &belitung::BELITUNG,
    paket: "tunjangan/predikat-kehadiran",
    aktivitas: false,
    kepala: "Bupati",
    benih: 190_210,
};
/// Where the second region is open; browsers lead names below `localhost` to this machine.
const TUAN_KABUPATEN: &str = "belitung.localhost";
/// How many staff the second region has: a tenth of the city's, but enough to fill its offices.
const BAGIAN_KABUPATEN: usize = 10;
/// Fewest and most staff of the second region.
const PEGAWAI_KABUPATEN: (usize, usize) = (300, 3_500);
/// The password of every demo account. It opens invented data on this machine only.
const SANDI: &str = "contoh-balai-2026";

pub(crate) fn perintah(b: Bahasa) -> Command {
    Command::new("demo")
        .about(b.pilih(
            "Kota contoh: data rekaan seukuran Kota Bandung, siap dilihat",
            "A demo city: invented data of Kota Bandung's size, ready to look at",
        ))
        .arg(
            Arg::new("data")
                .long("data")
                .value_name("FOLDER")
                .default_value("demo-data")
                .value_parser(clap::value_parser!(PathBuf))
                .help(b.pilih("Folder data kota contoh", "Folder of the demo city's data")),
        )
        .arg(
            Arg::new("port")
                .long("port")
                .value_name("PORT")
                .default_value("8080")
                .value_parser(clap::value_parser!(u16))
                .help(b.pilih("Nomor port", "Port number")),
        )
        .arg(
            Arg::new("pegawai")
                .long("pegawai")
                .value_name("N")
                .default_value("15000")
                .value_parser(clap::value_parser!(u32).range(100..=100_000))
                .help(b.pilih("Banyaknya pegawai, 100 sampai 100.000", "How many staff, 100 to 100,000")),
        )
        .arg(
            Arg::new("tanpa-layani")
                .long("tanpa-layani")
                .action(clap::ArgAction::SetTrue)
                .help(b.pilih("Bangun saja, jangan layani", "Build only, do not serve")),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let bawaan = PathBuf::from("demo-data");
    let folder = m.get_one::<PathBuf>("data").unwrap_or(&bawaan);
    let berkas = folder.join(format!("{}.sqlite", KOTA.denah.kode));
    hanya_contoh(folder)?;
    if !berkas.exists() {
        let pegawai = m.get_one::<u32>("pegawai").copied().unwrap_or(15_000);
        bangun(folder, &berkas, usize::try_from(pegawai).unwrap_or(15_000), l.bahasa)?;
    }
    let akun = std::fs::read_to_string(folder.join("AKUN.txt")).unwrap_or_default();
    if m.get_flag("tanpa-layani") {
        println!("{akun}");
        return Ok(());
    }
    let host = Arc::new(host::buka(&folder.to_string_lossy())?);
    let mut konf = Konfigurasi::bawaan()?;
    konf.server.port = m.get_one::<u16>("port").copied().unwrap_or(8080);
    // two cities on one machine are two of these, and nobody watches them
    konf.server.pengelola = None;
    konf.log.tingkat = tracing::Level::WARN;
    let ada = host.regions()?;
    for (contoh, tuan) in [(&KOTA, SEMUA_TUAN), (&KABUPATEN, TUAN_KABUPATEN)] {
        // a folder built before the second region came has one, and goes on
        konf.daerah.extend(
            ada.iter()
                .filter(|k| k.as_str() == contoh.denah.kode)
                .map(|k| (k.clone(), vec![tuan.to_owned()])),
        );
    }
    let dua = ada.iter().any(|k| k.as_str() == KABUPATEN.denah.kode);
    catatan::mulai(konf.log, Arc::new(SystemClock));
    let rangka = server::rangka(Arc::clone(&host), &konf, false)?;
    let bahasa = l.bahasa;
    server::layani(&rangka, host, &konf, |url| {
        println!("{akun}");
        match bahasa {
            Bahasa::Id => println!("Kota contoh terbuka di {url}  (Ctrl+C untuk menutup)"),
            Bahasa::En => println!("The demo city is open at {url}  (Ctrl+C to close)"),
        }
        if dua {
            let kedua = url.replace("127.0.0.1", TUAN_KABUPATEN);
            match bahasa {
                Bahasa::Id => println!("Kabupaten contoh, dengan akun bernama sama: {kedua}"),
                Bahasa::En => println!("The demo regency, with accounts of the same names: {kedua}"),
            }
        }
    })
}

/// The demo's accounts have a password that everybody knows: they must not come near a region that is real.
fn hanya_contoh(folder: &Path) -> Result<(), Gagal> {
    if !folder.is_dir() {
        return Ok(());
    }
    let host = host::buka(&folder.to_string_lossy())?;
    for kode in host.regions()? {
        if !host.region(kode.as_str())?.identitas().contoh {
            let galat = Galat::baru("CLI-023").dengan("kode", &kode).dengan("tempat", folder.display());
            return Err(galat.into());
        }
    }
    Ok(())
}

/// Builds the city in a folder beside and moves it into place.
fn bangun(folder: &Path, berkas: &Path, pegawai: usize, bahasa: Bahasa) -> Result<(), Gagal> {
    let sementara = folder.join(".sedang-dibangun");
    let gagal = |e: std::io::Error| -> Gagal {
        Galat::baru("PLT-023").dengan("tempat", folder.display()).dengan("sebab", e).into()
    };
    if sementara.exists() {
        std::fs::remove_dir_all(&sementara).map_err(gagal)?;
    }
    std::fs::create_dir_all(&sementara).map_err(gagal)?;
    let bilah = Bilah::baru(bahasa);
    let akun = {
        // closed before the file is moved
        let host =
            host::buka_berjam(&sementara.to_string_lossy(), Arc::clone(&lampau::JAM) as Arc<dyn Clock>)?;
        let akun = isi::isi(&host, &KOTA, pegawai, &bilah, bahasa)?;
        let (min, maks) = PEGAWAI_KABUPATEN;
        isi::isi(&host, &KABUPATEN, (pegawai / BAGIAN_KABUPATEN).clamp(min, maks), &bilah, bahasa)?;
        akun
    };
    bilah.tutup();
    std::fs::write(folder.join("AKUN.txt"), akun).map_err(gagal)?;
    for entri in std::fs::read_dir(&sementara).map_err(gagal)?.flatten() {
        let tujuan = folder.join(entri.file_name());
        if tujuan != *berkas {
            std::fs::rename(entri.path(), tujuan).map_err(gagal)?;
        }
    }
    // the database last: its presence is what says that the city is whole
    std::fs::rename(sementara.join(format!("{}.sqlite", KOTA.denah.kode)), berkas).map_err(gagal)?;
    std::fs::remove_dir_all(&sementara).map_err(gagal)
}

/// A progress bar on the error stream: one line on a terminal, a line a step elsewhere.
pub(crate) struct Bilah {
    terminal: bool,
    bahasa: Bahasa,
}

impl Bilah {
    fn baru(bahasa: Bahasa) -> Self {
        Self { terminal: std::io::stderr().is_terminal(), bahasa }
    }

    /// `n` of `dari` things done; the words say of what.
    pub(crate) fn maju(&self, id: &str, en: &str, n: usize, dari: usize) {
        let teks = self.bahasa.pilih(id, en);
        let mut galat = std::io::stderr().lock();
        // a closed error stream is no reason to stop
        let _ = if self.terminal {
            let penuh = (n * 30).checked_div(dari).unwrap_or(0).min(30);
            let isi = format!("{}{}", "█".repeat(penuh), "░".repeat(30 - penuh));
            write!(galat, "\r\u{1b}[K{isi} {teks} {n}/{dari}").and_then(|()| galat.flush())
        } else if n == dari {
            writeln!(galat, "{teks} {n}/{dari}")
        } else {
            Ok(())
        };
    }

    fn tutup(&self) {
        if self.terminal {
            eprintln!();
        }
    }
}
