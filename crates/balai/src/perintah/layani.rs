//! `balai serve`.

use std::net::IpAddr;
use std::sync::Arc;

use balai_kernel::Bahasa;
use balai_platform::SystemClock;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Lingkungan, bantu};
use crate::{catatan, galat::Gagal, host, server};

pub(crate) fn perintah(b: Bahasa) -> Command {
    Command::new("serve")
        .about(b.pilih("Layani semua daerah lewat peramban", "Serve all regions to browsers"))
        .arg(bantu::konfigurasi(b))
        .arg(bantu::data(b).required(false))
        .arg(bantu::kunci_dir(b))
        .arg(
            Arg::new("port")
                .long("port")
                .value_parser(clap::value_parser!(u16))
                .value_name("PORT")
                .help(b.pilih("Nomor port", "Port number")),
        )
        .arg(
            Arg::new("host")
                .long("host")
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
    let mut konf = bantu::muat_konfigurasi(m)?;
    if let Some(ip) = m.get_one("host") {
        konf.server.alamat = *ip;
    }
    if let Some(port) = m.get_one("port") {
        konf.server.port = *port;
    }
    konf.server.https |= m.get_flag("https");
    catatan::mulai(konf.log, Arc::new(SystemClock));
    let host = Arc::new(host::berkunci(host::buka(&konf.alamat_data()?)?, m));
    let rangka = server::rangka(Arc::clone(&host), &konf, m.get_flag("pengembangan"))?;
    let bahasa = l.bahasa;
    rawat_jurnal(&host);
    let jadi = server::layani(&rangka, Arc::clone(&host), &konf, |url| match bahasa {
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
