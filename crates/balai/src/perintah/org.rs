//! `balai org`: the organisation on a day, with the reasoning, and its changes by decree.

mod keputusan;
mod orang;
mod rukun;
mod tim;

use balai_kernel::{Bahasa, Galat, Tanggal, tanggal};
use balai_organisasi::baca::{self, Kotak};
use balai_organisasi::urai::Uraian;
use balai_platform::{Refusal, Region};
use clap::{Arg, ArgMatches, Command};

use super::{Lingkungan, bantu, daerah_dari};
use crate::galat::Gagal;

pub(crate) fn perintah(b: Bahasa) -> Command {
    let satu = |nama: &'static str, id: &'static str, en: &'static str| {
        Command::new(nama).about(b.pilih(id, en)).arg(bantu::region(b)).arg(bantu::data(b)).arg(
            Arg::new("pada").long("pada").value_name(b.pilih("TANGGAL", "DATE")).help(
                b.pilih("Hari yang ditanyakan; bawaan hari ini", "The day asked about; today by default"),
            ),
        )
    };
    let nip =
        Arg::new("nip").required(true).value_name("NIP").help(b.pilih("NIP 18 angka", "An 18-digit NIP"));
    let akar = Command::new("org").visible_alias("organisasi").about(b.pilih(
        "Organisasi pada suatu hari, dan perubahannya dengan keputusan",
        "The organisation on a day, and its changes by decree",
    ));
    let akar = akar
        .subcommand(
            satu("atasan", "Atasan dan penilai seseorang", "Somebody's superior and assessor").arg(nip),
        )
        .subcommand(
            satu(
                "kepala",
                "Kepala sebuah unit, dan siapa yang menandatangani",
                "Who heads a unit, and who signs",
            )
            .arg(unit(b)),
        )
        .subcommand(
            satu("orang", "Cari orang menurut nama", "Find people by name").arg(
                Arg::new("cari")
                    .required(true)
                    .value_name(b.pilih("NAMA", "NAME"))
                    .help(b.pilih("Sebagian nama, atau NIP lengkap", "Part of a name, or a whole NIP")),
            ),
        )
        .subcommand(satu("bagan", "Bagan sebuah unit sebagai pohon", "A unit's chart as a tree").arg(unit(b)))
        .subcommand(
            satu("rukun", "RW dan RT sebuah kelurahan atau desa", "RW and RT of a kelurahan or desa").arg(
                Arg::new("wilayah").required(true).value_name(b.pilih("KODE", "CODE")).help(b.pilih(
                    "Kode kelurahan, misalnya 32.73.05.1001",
                    "Kelurahan code, such as 32.73.05.1001",
                )),
            ),
        );
    orang::tambah(akar, satu, b).subcommand(tim::perintah(satu, b)).subcommand(rukun::perintah(b))
}

fn unit(b: Bahasa) -> Arg {
    Arg::new("unit")
        .required(true)
        .value_name(b.pilih("KODE", "CODE"))
        .help(b.pilih("Kode unit", "Code of a unit"))
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let Some((nama, m)) = m.subcommand() else { return Ok(()) };
    match nama {
        "tim" => return tim::jalankan(l, m),
        "rukun-gabung" => return rukun::gabung(l, m),
        "tugaskan" | "akhiri" | "penilai" => return orang::ubah(l, nama, m),
        _ => {}
    }
    let pada = keputusan::hari(m, "pada")?;
    let region = daerah_dari(m)?;
    let pada = pada.unwrap_or_else(|| region.hari_ini());
    match nama {
        "atasan" => atasan(l, &region, bantu::teks(m, "nip"), pada),
        "orang" => {
            let (aktor, cari) = (balai_platform::operator()?, bantu::teks(m, "cari"));
            let (semua, lebih) = baca::daftar_orang(&region, &aktor, cari, (None, 50), pada)?;
            for o in &semua {
                println!("{}  {}, {}, {}", o.nip.tersamar(), o.nama, o.jabatan, o.unit.1);
            }
            if lebih {
                println!(
                    "{}",
                    l.bahasa.pilih("dan yang lain; tulis lebih lengkap", "and others; write more of it")
                );
            }
            Ok(())
        }
        "jabatan" => orang::jabatan(l, m, &region, pada),
        "penugasan" => orang::penugasan(l, m, &region, pada),
        "rukun" => super::rukun::daftar(l, &region, bantu::teks(m, "wilayah"), pada),
        "kepala" => {
            let t = cari_unit(baca::tandatangan(&region, bantu::teks(m, "unit"), pada), m)?;
            println!("{} ({}), {}", t.unit.nama, t.unit.kode, tanggal::panjang(pada, l.bahasa));
            tulis(l.bahasa.pilih("Kepala", "Head"), &t.kepala, l.bahasa);
            tulis(l.bahasa.pilih("Menandatangani surat biasa", "Signs ordinary letters"), &t.biasa, l.bahasa);
            let strategis = l.bahasa.pilih("Menandatangani keputusan strategis", "Signs strategic decisions");
            tulis(strategis, &t.strategis, l.bahasa);
            Ok(())
        }
        _ => {
            let aktor = balai_platform::operator()?;
            let kotak = cari_unit(baca::bagan(&region, &aktor, bantu::teks(m, "unit"), pada), m)?;
            pohon(&kotak, l.bahasa, 0);
            Ok(())
        }
    }
}

fn cari_unit<T>(hasil: Result<T, Refusal>, m: &ArgMatches) -> Result<T, Gagal> {
    hasil.map_err(|r| match r {
        Refusal::NotFound => Galat::baru("ORG-022").dengan("unit", bantu::teks(m, "unit")).into(),
        lain => lain.into(),
    })
}

fn atasan(l: &Lingkungan, region: &Region, teks: &str, pada: Tanggal) -> Result<(), Gagal> {
    let isi = baca::isi_orang(region, keputusan::orang(region, teks)?, pada)?;
    println!("{}, {}", isi.orang.nama, tanggal::panjang(pada, l.bahasa));
    tulis(l.bahasa.pilih("Atasan", "Superior"), &isi.atasan, l.bahasa);
    tulis(l.bahasa.pilih("Penilai", "Assessor"), &isi.penilai, l.bahasa);
    Ok(())
}

fn tulis(kata: &str, u: &Uraian, b: Bahasa) {
    match u.orang() {
        Some((_, nama)) => println!("{kata}: {nama}, {}", u.selaku(b)),
        None => println!("{kata}: {}", u.celah(b)),
    }
    if let Some(sk) = u.dasar(b) {
        println!("  {sk}");
    }
    for langkah in u.jalan(b) {
        println!("  - {langkah}");
    }
}

fn pohon(k: &Kotak, b: Bahasa, dalam: usize) {
    println!("{}{} ({}): {}", "  ".repeat(dalam), k.nama, k.kode, k.kepala_tertulis(b));
    for anak in &k.anak {
        pohon(anak, b, dalam + 1);
    }
    if k.lebih > 0 {
        let tepi = "  ".repeat(dalam + 1);
        println!("{tepi}{} {} {}", b.pilih("dan", "and"), k.lebih, b.pilih("unit lain", "other units"));
    }
}
