//! `balai serve`.

use std::net::IpAddr;
use std::sync::Arc;

use balai_kernel::Bahasa;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Lingkungan, bantu};
use crate::{
    galat::Gagal,
    host,
    server::{self, Alamat},
};

pub(crate) fn perintah(b: Bahasa) -> Command {
    Command::new("serve")
        .about(b.pilih("Layani semua daerah lewat peramban", "Serve all regions to browsers"))
        .arg(bantu::data(b))
        .arg(bantu::kunci_dir(b))
        .arg(
            Arg::new("port")
                .long("port")
                .default_value("8080")
                .value_parser(clap::value_parser!(u16))
                .value_name("PORT")
                .help(b.pilih("Nomor port", "Port number")),
        )
        .arg(
            Arg::new("host")
                .long("host")
                .default_value("127.0.0.1")
                .value_parser(clap::value_parser!(IpAddr))
                .value_name("IP")
                .help(b.pilih("Alamat yang didengarkan", "Address to listen on")),
        )
        .arg(Arg::new("https").long("https").action(ArgAction::SetTrue).help(b.pilih(
            "Berada di belakang proksi HTTPS: kuki hanya lewat HTTPS",
            "Behind an HTTPS proxy: cookies travel over HTTPS only",
        )))
        .arg(Arg::new("pengembangan").long("pengembangan").action(ArgAction::SetTrue).help(
            b.pilih("Tambahkan galeri komponen di /_komponen", "Add the gallery of components at /_komponen"),
        ))
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let host = Arc::new(host::berkunci(host::buka(bantu::teks(m, "data"))?, m));
    let rangka = server::rangka(Arc::clone(&host), m.get_flag("https"), m.get_flag("pengembangan"))?;
    let ip = m.get_one::<IpAddr>("host").copied();
    let alamat = Alamat {
        ip: ip.unwrap_or(IpAddr::from([127, 0, 0, 1])),
        port: m.get_one("port").copied().unwrap_or(8080),
    };
    let bahasa = l.bahasa;
    rawat_jurnal(&host);
    let jadi = server::layani(&rangka, server::pekerja(&host)?, alamat, |url| match bahasa {
        Bahasa::Id => println!("Balai terbuka di {url}  (Ctrl+C untuk menutup)"),
        Bahasa::En => println!("Balai is open at {url}  (Ctrl+C to close)"),
    });
    rawat_jurnal(&host);
    jadi
}

/// Seals what waits. That it could not is said in the log and on the journal's page; it stops nobody.
fn rawat_jurnal(host: &balai_platform::Balai) {
    if let Err(tolak) = host.rawat_jurnal() {
        tracing::warn!(kode = tolak.galat().kode, "the journal could not be sealed or signed");
    }
}
