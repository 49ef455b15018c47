//! `balai wewenang daftar|beri|akhiri|boleh`.

use balai_akses::{
    BARIS_MAKS, Kepentingan, Saringan, akhiri_kewenangan, beri_kewenangan, bolehkah, cari_akun,
    daftar_kewenangan, sasaran_dari,
};
use balai_kernel::{Bahasa, Galat, Id, Lingkup, Tanggal};
use balai_platform::operator;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Lingkungan, akun::baca_kewenangan, akun::kewenangan, bantu, daerah_dari};
use crate::{apps, galat::Gagal};

pub(crate) fn perintah(b: Bahasa) -> Command {
    let akun = || {
        Arg::new("akun")
            .required(true)
            .value_name(b.pilih("NAMA|NIP", "NAME|NIP"))
            .help(b.pilih("Nama akun atau NIP", "Account name or staff number"))
    };
    let di = || {
        Arg::new("di").long("di").value_name("LINGKUP").help(b.pilih(
            "Terhadap apa: semua, unit:01/, wilayah:32.73.01, diri:NIP",
            "For what: semua, unit:01/, wilayah:32.73.01, diri:NIP",
        ))
    };
    let pada = || {
        Arg::new("pada")
            .long("pada")
            .value_name("YYYY-MM-DD")
            .help(b.pilih("Pada tanggal; biasanya hari ini", "On the day; today by default"))
    };
    Command::new("wewenang")
        .about(b.pilih("Siapa boleh apa, sejak kapan, atas dasar apa", "Who may do what, since when, why"))
        .subcommand(
            Command::new("daftar")
                .about(b.pilih("Daftar kewenangan", "List the grants"))
                .arg(bantu::region(b))
                .arg(bantu::data(b))
                .arg(
                    Arg::new("akun")
                        .long("akun")
                        .value_name(b.pilih("NAMA|NIP", "NAME|NIP"))
                        .help(b.pilih("Hanya milik akun ini", "Only those of this account")),
                )
                .arg(di())
                .arg(pada())
                .arg(
                    Arg::new("semua")
                        .long("semua")
                        .action(ArgAction::SetTrue)
                        .help(b.pilih("Termasuk yang sudah berakhir", "Including those that have ended")),
                ),
        )
        .subcommand(
            kewenangan(Command::new("beri"), b)
                .about(b.pilih("Beri akun satu kewenangan", "Give an account a grant"))
                .arg(akun()),
        )
        .subcommand(
            Command::new("akhiri")
                .about(b.pilih("Akhiri kewenangan pada suatu tanggal", "End a grant on a day"))
                .arg(
                    Arg::new("id")
                        .required(true)
                        .value_name("ID")
                        .help(b.pilih("Id dari `balai wewenang daftar`", "Id from `balai wewenang daftar`")),
                )
                .arg(bantu::region(b))
                .arg(bantu::data(b))
                .arg(Arg::new("sampai").long("sampai").required(true).value_name("YYYY-MM-DD").help(b.pilih(
                    "Hari terakhir; kemarin menghentikannya sekarang",
                    "Last day; yesterday stops it now",
                )))
                .arg(
                    Arg::new("dasar")
                        .long("dasar")
                        .required(true)
                        .value_name(b.pilih("SK", "DECREE"))
                        .help(b.pilih("Keputusan yang mendasarinya", "The decree it rests on")),
                ),
        )
        .subcommand(
            Command::new("boleh")
                .about(b.pilih(
                    "Bolehkah seseorang melakukan sesuatu, dan mengapa",
                    "May somebody do something, and why",
                ))
                .arg(akun())
                .arg(
                    Arg::new("akt")
                        .required(true)
                        .value_name("AKT")
                        .help(b.pilih("Misalnya kinerja.slip.baca", "Such as kinerja.slip.baca")),
                )
                .arg(di())
                .arg(pada())
                .arg(bantu::region(b))
                .arg(bantu::data(b)),
        )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("daftar", m)) => daftar(m),
        Some(("beri", m)) => beri(l, m),
        Some(("akhiri", m)) => akhiri(l, m),
        Some(("boleh", m)) => boleh(l, m),
        _ => Ok(()),
    }
}

fn daftar(m: &ArgMatches) -> Result<(), Gagal> {
    let region = daerah_dari(m)?;
    let akun = match bantu::teks(m, "akun") {
        "" => None,
        nama => Some(cari_akun(&region, nama)?),
    };
    let pada = bantu::baca::<Tanggal>(m, "pada", "2026-12-31")?.unwrap_or_else(|| region.hari_ini());
    let mut s = Saringan {
        akun,
        meliputi: bantu::baca::<Lingkup>(m, "di", "unit:01/")?,
        berlaku: (!m.get_flag("semua")).then_some(pada),
        ..Saringan::semua()
    };
    loop {
        let ada = daftar_kewenangan(&region, &operator()?, &s, BARIS_MAKS)?;
        for b in ada.iter().take(BARIS_MAKS as usize) {
            let k = &b.kewenangan;
            let sampai = k.sampai.map_or_else(|| "-".to_owned(), |d| d.to_string());
            println!(
                "{}\t{}\t{}\t{}\t{}\t{}\t{sampai}\t{}",
                b.id, b.nama_akun, k.peran, k.kapasitas, k.lingkup, k.sejak, k.dasar
            );
        }
        match ada.get(BARIS_MAKS as usize - 1).filter(|_| ada.len() > BARIS_MAKS as usize) {
            Some(akhir) => s.sesudah = Some((akhir.nama.clone(), akhir.id.to_string())),
            None => return Ok(()),
        }
    }
}

fn beri(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let region = daerah_dari(m)?;
    let akun = bantu::teks(m, "akun");
    let k = baca_kewenangan(m, &region, akun.parse().ok().as_ref())?;
    let id = beri_kewenangan(&region, &operator()?, akun, &k)?;
    match l.bahasa {
        Bahasa::Id => println!("Akun {akun} kini {} untuk {}. Id: {id}", k.peran, k.lingkup),
        Bahasa::En => println!("Account {akun} is now {} over {}. Id: {id}", k.peran, k.lingkup),
    }
    Ok(())
}

fn akhiri(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let (Some(id), Some(sampai)) =
        (bantu::baca::<Id>(m, "id", "ID")?, bantu::baca::<Tanggal>(m, "sampai", "2026-12-31")?)
    else {
        return Ok(());
    };
    akhiri_kewenangan(&daerah_dari(m)?, &operator()?, &id, sampai, bantu::teks(m, "dasar"))?;
    match l.bahasa {
        Bahasa::Id => println!("Kewenangan itu berakhir {sampai}."),
        Bahasa::En => println!("That grant ends on {sampai}."),
    }
    Ok(())
}

fn boleh(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let region = daerah_dari(m)?;
    let id = bantu::teks(m, "akt");
    let akt = apps::acts().into_iter().find(|a| a.id == id);
    let akt = akt.ok_or_else(|| Galat::baru("AKS-017").dengan("akt", id))?;
    let pada = bantu::baca::<Tanggal>(m, "pada", "2026-12-31")?.unwrap_or_else(|| region.hari_ini());
    let di = bantu::baca::<Lingkup>(m, "di", "unit:01/")?.unwrap_or(Lingkup::Semua);
    let tentang = (sasaran_dari(&di, pada), Kepentingan::default());
    let p = bolehkah(&region, &operator()?, bantu::teks(m, "akun"), akt, tentang)?;
    println!("{}", p.kalimat(&apps::kode(), l.bahasa));
    Ok(())
}

#[cfg(test)]
mod tests {
    use balai_kernel::Peran;

    #[test]
    fn every_role_fits_the_filter() {
        assert!(Peran::SEMUA.len() <= 8);
    }
}
