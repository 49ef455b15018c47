//! `balai init`: a new region with its first administrator, and a link instead of a password.

use balai_akses::{Aturan, BuatAkun, admin_diundang, periksa_akun, ubah_aturan, undang};
use balai_kernel::{
    Bahasa, Clock as _, Kapasitas, Kewenangan, KodeWilayah, Lingkup, Nip, Peran, Tanggal, ZonaWaktu,
};
use balai_platform::{SystemClock, operator};
use clap::{Arg, ArgMatches, Command};

use super::{Lingkungan, bantu, parameter, sumber_paket};
use crate::{galat::Gagal, host};

pub(crate) fn perintah(b: Bahasa) -> Command {
    let pilihan = |nama: &'static str, nilai: &'static str, bantuan: &'static str| {
        Arg::new(nama).long(nama).value_name(nilai).help(bantuan)
    };
    Command::new("init")
        .about(b.pilih(
            "Siapkan daerah baru dan admin pertamanya; mencetak tautan sekali pakai untuk kata sandinya",
            "Set up a new region and its first administrator; prints a one-time link for the password",
        ))
        .arg(bantu::region(b))
        .arg(bantu::data(b))
        .arg(bantu::paket_dir(b))
        .arg(
            pilihan("akun", b.pilih("NAMA", "NAME"), b.pilih("Nama akun admin", "Account name"))
                .default_value("admin"),
        )
        .arg(
            pilihan("nama", b.pilih("NAMA", "NAME"), b.pilih("Nama orangnya", "The person's name"))
                .required(true),
        )
        .arg(pilihan("nip", "NIP", b.pilih("NIP-nya, bila pegawai", "Staff number, if any")))
        .arg(
            pilihan(
                "dasar",
                b.pilih("SK", "DECREE"),
                b.pilih("Keputusan penunjukannya", "The decree of appointment"),
            )
            .required(true),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let Some(kode) = bantu::baca::<KodeWilayah>(m, "region", "32.73")? else { return Ok(()) };
    let nip: Option<Nip> = bantu::baca(m, "nip", "198609262015051001")?;
    let perintah = |sejak: Tanggal| {
        let admin = Kewenangan {
            peran: Peran::Admin,
            lingkup: Lingkup::Semua,
            kapasitas: Kapasitas::Definitif,
            sejak,
            sampai: None,
            dasar: bantu::teks(m, "dasar").to_owned(),
            pendelegasi: None,
        };
        BuatAkun {
            nama_akun: Some(bantu::teks(m, "akun").to_owned()),
            nip: nip.clone(),
            nama: bantu::teks(m, "nama").to_owned(),
            kewenangan: vec![admin],
            sandi: None,
        }
    };
    // what would be refused is refused before anything is made
    periksa_akun(&perintah(SystemClock.now().tanggal(ZonaWaktu::default())))?;
    let sumber = sumber_paket(m)?;
    let host = host::buka(bantu::teks(m, "data"))?;
    let operator = operator()?;
    let ada = host.regions()?.contains(&kode);
    // a region that is there knows its own profile: this is how its administrators are rescued
    let region =
        if ada { host.region(kode.as_str())? } else { host.add_region(&sumber.profil(&kode)?, &operator)? };
    if !ada {
        parameter::dari_paket(&region, &sumber)?;
    }
    if admin_diundang(&region)? == 0 {
        // in earnest, whoever keeps accounts or pay proves themselves twice; the demo city does without
        let aturan = Aturan { faktor_wajib: vec![Peran::Admin, Peran::Bkpsdm], ..Aturan::default() };
        ubah_aturan(&region, &operator, &aturan, (region.hari_ini(), bantu::teks(m, "dasar")))?;
    }
    let (akun, tautan) = undang(&region, &operator, &perintah(region.hari_ini()))?;
    let (nama, alamat) = (&region.identitas().nama, format!("/tautan/{}", tautan.rahasia()));
    match l.bahasa {
        Bahasa::Id => println!(
            "{nama} siap. Admin {} mengatur kata sandinya di alamat server ini ditambah:\n{alamat}\n(sekali pakai, tiga hari)",
            akun.nama_akun
        ),
        Bahasa::En => println!(
            "{nama} is ready. Administrator {} sets a password at this server's address followed by:\n{alamat}\n(once, within three days)",
            akun.nama_akun
        ),
    }
    if admin_diundang(&region)? < 2 {
        match l.bahasa {
            Bahasa::Id => {
                println!("Daerah perlu dua admin: jalankan lagi untuk orang kedua dengan --akun lain.")
            }
            Bahasa::En => println!(
                "A region needs two administrators: run this again for the second with another --akun."
            ),
        }
    }
    Ok(())
}
