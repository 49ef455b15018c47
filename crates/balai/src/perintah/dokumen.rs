//! `balai dokumen cetak|periksa`: a slip as PDF, and whether a document is genuine.

use std::path::PathBuf;

use balai_documents::KodeDokumen;
use balai_kernel::{Bahasa, Galat, Nip, Periode, Rupiah, tanggal};
use balai_kinerja::acts::cetak::slip_pdf;
use balai_kinerja::acts::slip::Siapa;
use balai_platform::dokumen::Keadaan;
use balai_platform::{Refusal, operator};
use balai_sistem::{acts, dokumen_json};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Lingkungan, bantu, daerah_dari};
use crate::{apps, galat::Gagal};

pub(crate) fn perintah(b: Bahasa) -> Command {
    let sub = |nama: &'static str, id: &'static str, en: &'static str| {
        Command::new(nama).about(b.pilih(id, en)).arg(bantu::region(b)).arg(bantu::data(b))
    };
    let wajib = |nama: &'static str, nilai: &'static str, id: &'static str, en: &'static str| {
        Arg::new(nama).long(nama).value_name(nilai).required(true).help(b.pilih(id, en))
    };
    Command::new("dokumen")
        .about(b.pilih("Dokumen: cetak slip, periksa keaslian", "Documents: print a slip, check one"))
        .subcommand(
            sub("cetak", "Cetak slip seseorang sebagai PDF", "Print somebody's slip as PDF")
                .arg(wajib("periode", "2026-10", "Bulannya", "The month"))
                .arg(wajib("nip", "NIP", "Orangnya", "Whose"))
                .arg(wajib(
                    "alamat",
                    "https://tunjangan.kota.go.id",
                    "Alamat Balai yang dituju kode QR",
                    "Address of this house, where the QR code leads",
                ))
                .arg(
                    wajib("keluar", "BERKAS.pdf", "Berkas yang ditulis", "The file to write")
                        .value_parser(clap::value_parser!(PathBuf)),
                ),
        )
        .subcommand(
            sub("periksa", "Periksa dokumen menurut kodenya", "Check a document by its code")
                .arg(Arg::new("kode").required(true).value_name(b.pilih("KODE", "CODE")))
                .arg(Arg::new("jumlah").long("jumlah").value_name("RUPIAH").help(b.pilih(
                    "Jumlah pada dokumen, untuk dicocokkan",
                    "The amount on the document, to be compared",
                )))
                .arg(
                    Arg::new("json")
                        .long("json")
                        .action(ArgAction::SetTrue)
                        .help(b.pilih("Keluaran JSON", "JSON output")),
                ),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("cetak", m)) => cetak(l, m),
        Some(("periksa", m)) => periksa(l, m),
        // the grammar requires one of them
        _ => Ok(()),
    }
}

fn cetak(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let salah = |nama, contoh| move || bantu::salah_nilai(nama, "", contoh);
    let periode: Periode = bantu::baca(m, "periode", "2026-10")?.ok_or_else(salah("periode", "2026-10"))?;
    let nip: Nip =
        bantu::baca(m, "nip", "198609262015051001")?.ok_or_else(salah("nip", "198609262015051001"))?;
    let alamat = bantu::teks(m, "alamat").trim_end_matches('/');
    if !alamat.starts_with("https://") && !alamat.starts_with("http://") {
        return Err(bantu::salah_nilai("alamat", alamat, "https://tunjangan.kota.go.id"));
    }
    let region = daerah_dari(m)?;
    let cetakan = slip_pdf(&region, &operator()?, periode, &Siapa::Nip(nip), alamat)?;
    let keluar = m.get_one::<PathBuf>("keluar").cloned().unwrap_or_default();
    std::fs::write(&keluar, &cetakan.isi).map_err(|e| {
        let galat = Galat::baru("CLI-010").dengan("berkas", keluar.display()).dengan("sebab", e);
        Gagal::Tolak(Refusal::Rule(galat))
    })?;
    let halaman = l.bahasa.pilih("halaman, kode", "pages, code");
    println!("{}: {} {halaman} {}", keluar.display(), cetakan.halaman, cetakan.kode);
    Ok(())
}

fn periksa(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let b = l.bahasa;
    let kode: KodeDokumen = bantu::teks(m, "kode").parse()?;
    let jumlah: Option<Rupiah> = bantu::baca(m, "jumlah", "5.532.975")?;
    let region = daerah_dari(m)?;
    let (d, keadaan) = acts::dokumen::periksa(&apps::semua(), &region, &kode)?.ok_or(Refusal::NotFound)?;
    let cocok = jumlah.and_then(|j| d.cocok_jumlah(j.sen()));
    if m.get_flag("json") {
        println!("{:#}", dokumen_json(&d, &keadaan, cocok));
        return Ok(());
    }
    let hari = |w: balai_kernel::Waktu| tanggal::panjang(w.tanggal(region.identitas().zona), b);
    let bunyi = match &keadaan {
        Keadaan::Berlaku => b.pilih("Asli dan berlaku", "Genuine and valid").to_owned(),
        Keadaan::Diganti(baru) => format!(
            "{} {}, {}",
            b.pilih("Asli, tetapi sudah ada hitungan ke-", "Genuine, but there is computation").trim_end(),
            baru.versi,
            hari(baru.sejak)
        ),
        Keadaan::Batal { alasan, pada } => {
            format!("{} {}: {alasan}", b.pilih("Dibatalkan", "Made void on"), hari(*pada))
        }
    };
    println!("{kode}: {bunyi}\n{}, {}, {}\n{}", d.judul, d.nomor, d.nama, d.sidik);
    match cocok {
        Some(true) => println!("{}", b.pilih("Jumlahnya sama.", "The amount is the same.")),
        Some(false) => println!("{}", b.pilih("Jumlahnya BERBEDA.", "The amount is DIFFERENT.")),
        None => {}
    }
    Ok(())
}
