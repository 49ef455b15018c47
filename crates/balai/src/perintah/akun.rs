//! `balai akun tambah|peran|sandi|tautan|daftar`.

use balai_akses::{BuatAkun, atur_sandi, beri_kewenangan, buat_akun, buat_tautan, daftar_akun};
use balai_kernel::{Bahasa, Kapasitas, Kewenangan, Lingkup, Nip, Peran, Tanggal};
use balai_platform::{Refusal, Region, operator};
use balai_store::StoreError;
use clap::{Arg, ArgMatches, Command};

use super::{Lingkungan, bantu, daerah_dari};
use crate::galat::Gagal;

pub(crate) fn perintah(b: Bahasa) -> Command {
    let akun = || {
        Arg::new("akun")
            .required(true)
            .value_name(b.pilih("NAMA|NIP", "NAME|NIP"))
            .help(b.pilih("Nama akun atau NIP", "Account name or staff number"))
    };
    Command::new("akun")
        .about(b.pilih("Akun dan kewenangannya", "Accounts and their grants"))
        .subcommand(
            kewenangan(Command::new("tambah"), b)
                .about(b.pilih(
                    "Buat akun; kata sandinya ditampilkan sekali ini saja",
                    "Create an account; its password is shown this once",
                ))
                .arg(
                    Arg::new("nip")
                        .long("nip")
                        .value_name("NIP")
                        .help(b.pilih("NIP pemiliknya", "Staff number")),
                )
                .arg(
                    Arg::new("akun")
                        .long("akun")
                        .value_name(b.pilih("NAMA", "NAME"))
                        .required_unless_present("nip")
                        .help(b.pilih(
                            "Nama akun; tanpa ini dipakai NIP",
                            "Account name; the staff number without it",
                        )),
                )
                .arg(Arg::new("nama").long("nama").value_name(b.pilih("NAMA", "NAME")).help(
                    b.pilih("Nama orangnya, tercatat di jurnal", "The person's name, kept in the journal"),
                )),
        )
        .subcommand(
            kewenangan(Command::new("peran"), b)
                .about(b.pilih("Beri akun satu kewenangan lagi", "Give an account another grant"))
                .arg(akun()),
        )
        .subcommand(
            Command::new("sandi")
                .about(b.pilih(
                    "Beri kata sandi baru dan akhiri semua sesinya",
                    "Give a new password and end all sessions",
                ))
                .arg(akun())
                .arg(bantu::region(b))
                .arg(bantu::data(b)),
        )
        .subcommand(
            Command::new("tautan")
                .about(b.pilih(
                    "Buat tautan sekali pakai untuk mengatur kata sandi",
                    "Make a one-time link to set a password",
                ))
                .arg(akun())
                .arg(bantu::region(b))
                .arg(bantu::data(b)),
        )
        .subcommand(
            Command::new("daftar")
                .about(b.pilih("Daftar akun", "List the accounts"))
                .arg(bantu::region(b))
                .arg(bantu::data(b)),
        )
}

/// The flags of a grant.
pub(crate) fn kewenangan(p: Command, b: Bahasa) -> Command {
    let pilihan = |nama: &'static str, nilai: &'static str, bantuan: &'static str| {
        Arg::new(nama).long(nama).value_name(nilai).help(bantuan)
    };
    p.arg(bantu::region(b))
        .arg(bantu::data(b))
        .arg(
            pilihan("peran", b.pilih("PERAN", "ROLE"), b.pilih("Peran", "Role"))
                .required(true)
                .value_parser(Peran::SEMUA.map(Peran::kode)),
        )
        .arg(pilihan(
            "lingkup",
            b.pilih("LINGKUP", "REACH"),
            b.pilih(
                "semua, unit:01/01.02/, wilayah:32.73.01, diri",
                "semua, unit:01/01.02/, wilayah:32.73.01, diri",
            ),
        ))
        .arg(pilihan(
            "sejak",
            "YYYY-MM-DD",
            b.pilih("Hari pertama; biasanya hari ini", "First day; today by default"),
        ))
        .arg(pilihan("sampai", "YYYY-MM-DD", b.pilih("Hari terakhir", "Last day")))
        .arg(
            pilihan(
                "dasar",
                b.pilih("SK", "DECREE"),
                b.pilih("Keputusan yang mendasarinya", "The decree it rests on"),
            )
            .default_value("-"),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("tambah", m)) => tambah(l, m),
        Some(("peran", m)) => peran(l, m),
        Some(("sandi", m)) => sandi(l, m),
        Some(("tautan", m)) => tautan(l, m),
        Some(("daftar", m)) => daftar(m),
        _ => Ok(()),
    }
}

fn tambah(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let nip: Option<Nip> = bantu::baca(m, "nip", "198609262015051001")?;
    let region = daerah_dari(m)?;
    let kewenangan = baca_kewenangan(m, &region, nip.as_ref())?;
    let nama_akun = m.get_one::<String>("akun").cloned();
    let nama = match (bantu::teks(m, "nama"), &nama_akun, &nip) {
        ("", Some(nama), _) => nama.clone(),
        ("", None, Some(nip)) => nip.berspasi(),
        (nama, ..) => nama.to_owned(),
    };
    let perintah = BuatAkun { nama_akun, nip, nama, kewenangan: vec![kewenangan], sandi: None };
    let akun = buat_akun(&region, &operator()?, &perintah)?;
    match l.bahasa {
        Bahasa::Id => println!(
            "Akun {} dibuat.\nKata sandi (ditampilkan sekali ini saja): {}",
            akun.nama_akun, akun.sandi
        ),
        Bahasa::En => {
            println!("Account {} created.\nPassword (shown this once): {}", akun.nama_akun, akun.sandi)
        }
    }
    Ok(())
}

pub(crate) fn baca_kewenangan(
    m: &ArgMatches,
    region: &Region,
    nip: Option<&Nip>,
) -> Result<Kewenangan, Gagal> {
    let peran = bantu::baca::<Peran>(m, "peran", "pegawai")?.unwrap_or(Peran::Pegawai);
    let lingkup = match (bantu::teks(m, "lingkup"), peran, nip) {
        ("diri", _, Some(nip)) | ("", Peran::Pegawai, Some(nip)) => Lingkup::Diri(nip.clone()),
        ("diri", _, None) | ("", Peran::Pegawai, None) => {
            return Err(balai_kernel::Galat::baru("AKS-006").into());
        }
        ("", ..) => Lingkup::Semua,
        (teks, ..) => teks.parse().map_err(|_| bantu::salah_nilai("lingkup", teks, "unit:01/01.02/"))?,
    };
    Ok(Kewenangan {
        peran,
        lingkup,
        kapasitas: Kapasitas::Definitif,
        sejak: bantu::baca::<Tanggal>(m, "sejak", "2026-01-01")?.unwrap_or_else(|| region.hari_ini()),
        sampai: bantu::baca(m, "sampai", "2026-12-31")?,
        dasar: bantu::teks(m, "dasar").to_owned(),
    })
}

fn peran(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let region = daerah_dari(m)?;
    let akun = bantu::teks(m, "akun");
    let kewenangan = baca_kewenangan(m, &region, akun.parse().ok().as_ref())?;
    beri_kewenangan(&region, &operator()?, akun, &kewenangan)?;
    let Kewenangan { peran, lingkup, .. } = kewenangan;
    match l.bahasa {
        Bahasa::Id => println!("Akun {akun} kini {peran} untuk {lingkup}."),
        Bahasa::En => println!("Account {akun} is now {peran} over {lingkup}."),
    }
    Ok(())
}

fn sandi(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let sandi = atur_sandi(&daerah_dari(m)?, &operator()?, bantu::teks(m, "akun"))?;
    match l.bahasa {
        Bahasa::Id => println!("Kata sandi baru (ditampilkan sekali ini saja): {sandi}"),
        Bahasa::En => println!("New password (shown this once): {sandi}"),
    }
    Ok(())
}

fn tautan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let token = buat_tautan(&daerah_dari(m)?, &operator()?, bantu::teks(m, "akun"))?;
    match l.bahasa {
        Bahasa::Id => println!("Sekali pakai, tiga hari, di alamat server: /tautan/{}", token.rahasia()),
        Bahasa::En => {
            println!("Once, within three days, at the server's address: /tautan/{}", token.rahasia())
        }
    }
    Ok(())
}

fn daftar(m: &ArgMatches) -> Result<(), Gagal> {
    let akun = daerah_dari(m)?.read(daftar_akun).map_err(|galat: StoreError| Refusal::from(galat))?;
    for a in akun {
        println!(
            "{}\t{}\t{}\t{}",
            a.nama_akun,
            a.nip.as_deref().unwrap_or("-"),
            a.nama,
            if a.aktif { "aktif" } else { "mati" }
        );
    }
    Ok(())
}
