//! `balai akun tambah|peran|tautan|daftar|aturan`.

use balai_akses::{
    AKUN_MAKS, Aturan, BuatAkun, aturan, beri_kewenangan, buat_tautan, daftar_akun, ubah_aturan, undang,
};
use balai_kernel::{Bahasa, Kapasitas, Kewenangan, Lingkup, Nip, Peran, Tanggal};
use balai_platform::{Refusal, Region, operator};
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
                    "Buat akun dan undangannya: tautan sekali pakai untuk kata sandinya",
                    "Create an account and its invitation: a one-time link for the password",
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
            Command::new("tautan")
                .about(b.pilih(
                    "Buat tautan sekali pakai untuk mengatur kata sandi",
                    "Make a one-time link to set a password",
                ))
                .arg(akun())
                .arg(bantu::region(b))
                .arg(bantu::data(b)),
        )
        .subcommand(aturan_perintah(b))
        .subcommand(
            Command::new("daftar")
                .about(b.pilih("Daftar akun", "List the accounts"))
                .arg(bantu::region(b))
                .arg(bantu::data(b)),
        )
}

/// The rules of signing in: shown, or set from a day on.
fn aturan_perintah(b: Bahasa) -> Command {
    let pilihan = |nama: &'static str, nilai: &'static str, bantuan: &'static str| {
        Arg::new(nama).long(nama).value_name(nilai).help(bantuan)
    };
    Command::new("aturan")
        .about(b.pilih("Tampilkan atau tetapkan aturan masuk", "Show or set the rules of signing in"))
        .arg(pilihan("panjang", "12-64", b.pilih("Panjang kata sandi terpendek", "Shortest password")))
        .arg(
            pilihan(
                "faktor",
                "PERAN,..",
                b.pilih("Peran yang wajib faktor kedua", "Roles that need a second factor"),
            )
            .value_delimiter(',')
            .value_parser(Peran::SEMUA.map(Peran::kode)),
        )
        .arg(pilihan(
            "sejak",
            "YYYY-MM-DD",
            b.pilih("Hari pertama; biasanya hari ini", "First day; today by default"),
        ))
        .arg(
            pilihan("dasar", b.pilih("SK", "DECREE"), b.pilih("Keputusannya", "The decree"))
                .default_value("-"),
        )
        .arg(bantu::region(b))
        .arg(bantu::data(b))
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
        Some(("tautan", m)) => tautan(l, m),
        Some(("daftar", m)) => daftar(m),
        Some(("aturan", m)) => aturan_masuk(l, m),
        _ => Ok(()),
    }
}

fn tambah(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let nip: Option<Nip> = bantu::baca(m, "nip", "198609262015051001")?;
    let region = daerah_dari(m)?;
    let kewenangan = baca_kewenangan(m, &region, nip.as_ref())?;
    let nama_akun = m.get_one::<String>("akun").cloned();
    let nama = match (bantu::teks(m, "nama"), &nip) {
        ("", Some(nip)) => nama_pegawai(&region, nip)?,
        (nama, _) => nama.to_owned(),
    };
    // the journal names people, not numbers
    if nama.is_empty() {
        return Err(bantu::salah_nilai("nama", "", "\"Siti Nurjanah\""));
    }
    let perintah = BuatAkun { nama_akun, nip, nama, kewenangan: vec![kewenangan], sandi: None };
    let (akun, token) = undang(&region, &operator()?, &perintah)?;
    let (nama, rahasia) = (akun.nama_akun, token.rahasia());
    match l.bahasa {
        Bahasa::Id => println!(
            "Akun {nama} dibuat.\nUndangan, sekali pakai, tiga hari, di alamat server: /tautan/{rahasia}"
        ),
        Bahasa::En => println!(
            "Account {nama} created.\nInvitation, once, within three days, at the server's address: /tautan/{rahasia}"
        ),
    }
    Ok(())
}

/// The person's name as the staff list has it today; empty for somebody who is not on it.
fn nama_pegawai(region: &Region, nip: &Nip) -> Result<String, Gagal> {
    let hari = region.hari_ini();
    let ada: Result<_, Refusal> =
        region.read(|tx| Ok(balai_organisasi::satu_pegawai(tx, &Lingkup::Semua, nip, hari)?));
    Ok(ada?.map(|p| p.nama).unwrap_or_default())
}

/// The grant of the flags. Authority over others rests on something: only one's own needs no decree.
///
/// # Errors
/// A usage refusal for what cannot be read or is missing, `AKS-006` for oneself without a staff number.
pub(crate) fn baca_kewenangan(
    m: &ArgMatches,
    region: &Region,
    nip: Option<&Nip>,
) -> Result<Kewenangan, Gagal> {
    let peran = bantu::baca::<Peran>(m, "peran", "pegawai")?.unwrap_or(Peran::Pegawai);
    let dasar = bantu::teks(m, "dasar").trim();
    if peran != Peran::Pegawai && matches!(dasar, "" | "-") {
        return Err(bantu::salah_nilai("dasar", dasar, "\"SK 800/12/2026\""));
    }
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
        dasar: dasar.to_owned(),
        pendelegasi: None,
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
    let (region, operator) = (daerah_dari(m)?, operator()?);
    let banyak = usize::try_from(AKUN_MAKS).unwrap_or(usize::MAX);
    let mut sesudah = String::new();
    loop {
        let ada = daftar_akun(&region, &operator, ("", &sesudah), AKUN_MAKS)?;
        for a in ada.iter().take(banyak) {
            let keadaan = if a.aktif { "aktif" } else { "mati" };
            println!("{}\t{}\t{}\t{keadaan}", a.nama_akun, a.nip.as_deref().unwrap_or("-"), a.nama);
            sesudah.clone_from(&a.nama_akun);
        }
        if ada.len() <= banyak {
            return Ok(());
        }
    }
}

/// Shows the rules of signing in, after changing what was given.
fn aturan_masuk(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let region = daerah_dari(m)?;
    let kini = aturan(&region)?;
    let panjang: Option<usize> = bantu::baca(m, "panjang", "12")?;
    let faktor = m.get_many::<String>("faktor").map(|p| p.filter_map(|p| p.parse().ok()).collect());
    if panjang.is_some() || faktor.is_some() {
        let baru = Aturan {
            panjang_sandi: panjang.unwrap_or(kini.panjang_sandi),
            faktor_wajib: faktor.unwrap_or(kini.faktor_wajib),
        };
        let sejak = bantu::baca::<Tanggal>(m, "sejak", "2026-01-01")?.unwrap_or_else(|| region.hari_ini());
        ubah_aturan(&region, &operator()?, &baru, (sejak, bantu::teks(m, "dasar")))?;
    }
    let Aturan { panjang_sandi, faktor_wajib } = aturan(&region)?;
    let peran: Vec<&str> = faktor_wajib.iter().map(|p| p.kode()).collect();
    let peran = if peran.is_empty() { "-".to_owned() } else { peran.join(", ") };
    match l.bahasa {
        Bahasa::Id => {
            println!("Hari ini: kata sandi {panjang_sandi} karakter; faktor kedua wajib bagi {peran}.")
        }
        Bahasa::En => {
            println!("Today: passwords of {panjang_sandi} characters; second factor required of {peran}.")
        }
    }
    Ok(())
}
