//! `balai org tim daftar|lihat|bentuk|masuk|keluar|ketua|bubar`: teams, formed and changed by decree.

use balai_kernel::{Bahasa, Tanggal, tanggal};
use balai_organisasi::acts::keputusan::Tinjauan;
use balai_organisasi::acts::tim::{
    BentukTim, RencanaUbah, UbahTim, bentuk_tim, pratinjau_bentuk, pratinjau_ubah, ubah_tim,
};
use balai_organisasi::baca;
use balai_organisasi::model::tim::TindakanTim;
use balai_organisasi::urai::tertulis;
use balai_platform::{Region, operator};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::super::{Lingkungan, bantu, daerah_dari};
use super::cari_unit;
use super::keputusan::{
    berkeputusan, hari, keputusan, masa, masa_tertulis, nomor, orang, pilihan, sampai, sejak, tiada,
    tinjau_atau_simpan, wajib_hari,
};
use crate::galat::Gagal;

fn tim(b: Bahasa) -> Arg {
    Arg::new("tim").required(true).value_name(b.pilih("NOMOR", "NUMBER")).help(
        b.pilih("Nomor tim, dari `balai org tim daftar`", "The team's number, from `balai org tim daftar`"),
    )
}

fn bendera(nama: &'static str, bantuan: &'static str) -> Arg {
    Arg::new(nama).long(nama).action(ArgAction::SetTrue).help(bantuan)
}

/// The grammar of `balai org tim`.
pub(super) fn perintah(
    satu: impl Fn(&'static str, &'static str, &'static str) -> Command,
    b: Bahasa,
) -> Command {
    let ubah = |nama: &'static str, id: &'static str, en: &'static str| {
        berkeputusan(Command::new(nama).about(b.pilih(id, en)), b)
    };
    let banyak_nip = || {
        Arg::new("nip")
            .required(true)
            .num_args(1..)
            .value_delimiter(',')
            .value_name("NIP")
            .help(b.pilih("NIP, dipisah koma atau spasi", "NIPs, parted by commas or spaces"))
    };
    Command::new("tim")
        .about(b.pilih("Tim kerja: lihat, bentuk, ubah, bubarkan", "Teams: see, form, change, dissolve"))
        .subcommand(
            satu("daftar", "Tim yang dibentuk sebuah unit", "The teams a unit formed").arg(super::unit(b)),
        )
        .subcommand(satu("lihat", "Sebuah tim dan anggotanya", "A team and who is in it").arg(tim(b)))
        .subcommand(
            ubah("bentuk", "Bentuk tim kerja", "Form a team")
                .arg(
                    Arg::new("nama")
                        .required(true)
                        .value_name(b.pilih("NAMA", "NAME"))
                        .help(b.pilih("Nama tim", "The team's name")),
                )
                .arg(
                    pilihan(
                        "unit",
                        b.pilih("KODE", "CODE"),
                        b.pilih("Unit yang membentuk", "The unit that forms it"),
                    )
                    .required(true),
                )
                .arg(pilihan("ketua", "NIP", b.pilih("NIP ketua", "The chair's NIP")).required(true))
                .arg(
                    pilihan(
                        "anggota",
                        "NIP,NIP",
                        b.pilih("NIP anggota, paling banyak 200", "Members' NIPs, at most 200"),
                    )
                    .required(true)
                    .action(ArgAction::Append)
                    .value_delimiter(','),
                )
                .arg(bendera(
                    "verifikasi",
                    b.pilih(
                        "Ketua memverifikasi aktivitas anggota",
                        "The chair verifies the members' activities",
                    ),
                ))
                .arg(bendera(
                    "menilai",
                    b.pilih("Ketua menilai kinerja anggota", "The chair assesses the members"),
                ))
                .arg(sejak(b))
                .arg(sampai(b)),
        )
        .subcommand(
            ubah("masuk", "Tambah anggota", "Add members").arg(tim(b)).arg(banyak_nip()).arg(sejak(b)),
        )
        .subcommand(
            ubah("keluar", "Keluarkan anggota", "Take members out")
                .arg(tim(b))
                .arg(banyak_nip())
                .arg(sejak(b)),
        )
        .subcommand(
            ubah("ketua", "Ganti ketua", "Change the chair")
                .arg(tim(b))
                .arg(
                    Arg::new("nip")
                        .required(true)
                        .value_name("NIP")
                        .help(b.pilih("NIP ketua yang baru", "The new chair's NIP")),
                )
                .arg(bendera(
                    "tetap",
                    b.pilih("Ketua yang lama tetap sebagai anggota", "The old chair stays as a member"),
                ))
                .arg(sejak(b)),
        )
        .subcommand(
            ubah("bubar", "Bubarkan tim mulai suatu hari", "Dissolve a team from a day on")
                .arg(tim(b))
                .arg(sejak(b)),
        )
}

/// Runs `balai org tim`.
///
/// # Errors
/// What the act refuses with; `ORG-021`, `ORG-022` and `ORG-056` for what is unknown.
pub(super) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let Some((nama, m)) = m.subcommand() else { return Ok(()) };
    match nama {
        "daftar" | "lihat" => {
            let pada = hari(m, "pada")?;
            let region = daerah_dari(m)?;
            let pada = pada.unwrap_or_else(|| region.hari_ini());
            if nama == "daftar" { daftar(l, m, &region, pada) } else { lihat(l, m, &region, pada) }
        }
        "bentuk" => bentuk(l, m),
        _ => ubah(l, nama, m),
    }
}

fn daftar(l: &Lingkungan, m: &ArgMatches, region: &Region, pada: Tanggal) -> Result<(), Gagal> {
    let isi = cari_unit(baca::isi_unit(region, bantu::teks(m, "unit"), pada), m)?;
    println!("{} ({})", isi.unit.nama, isi.unit.kode);
    for t in &isi.tim {
        println!("{:>6}  {}, {}", t.nomor, t.nama, masa_tertulis(&t.masa, l.bahasa));
    }
    if isi.tim.is_empty() {
        println!("{}", l.bahasa.pilih("Tidak ada tim pada hari itu.", "There is no team on that day."));
    }
    Ok(())
}

fn lihat(l: &Lingkungan, m: &ArgMatches, region: &Region, pada: Tanggal) -> Result<(), Gagal> {
    let b = l.bahasa;
    let n = nomor(m, "tim")?;
    let isi = tiada(baca::isi_tim(region, n), "ORG-056", n)?;
    println!("{}, {}, {}", isi.tim.nama, isi.unit.nama, masa_tertulis(&isi.tim.masa, b));
    if let Some(k) = &isi.tim.keputusan {
        println!("  {}", tertulis(k, b));
    }
    for (a, nama) in isi.anggota.iter().filter(|(a, _)| a.masa.memuat(pada)) {
        let sebagai = if a.ketua { b.pilih("Ketua", "Chair") } else { b.pilih("Anggota", "Member") };
        println!("  {sebagai}: {nama}, {}", masa_tertulis(&a.masa, b));
    }
    Ok(())
}

fn orang_orang(region: &Region, m: &ArgMatches, nama: &str) -> Result<Vec<i64>, Gagal> {
    let semua = m.get_many::<String>(nama).into_iter().flatten().map(|t| t.trim()).filter(|t| !t.is_empty());
    semua.map(|teks| orang(region, teks)).collect()
}

fn bentuk(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let (masa, keputusan) = (masa(m)?, keputusan(m)?);
    let region = daerah_dari(m)?;
    let c = BentukTim {
        nama: bantu::teks(m, "nama").to_owned(),
        unit: bantu::teks(m, "unit").to_owned(),
        verifikasi: m.get_flag("verifikasi"),
        menilai: m.get_flag("menilai"),
        ketua: orang(&region, bantu::teks(m, "ketua"))?,
        anggota: orang_orang(&region, m, "anggota")?,
        masa,
        keputusan,
    };
    let t = pratinjau_bentuk(&region, &c)?;
    let b = l.bahasa;
    let kapan = masa_tertulis(&masa, b);
    let satu = |(n, nama): &(i64, String)| {
        let sebagai = if *n == c.ketua {
            b.pilih("menjadi ketua", "becomes the chair")
        } else {
            b.pilih("menjadi anggota", "becomes a member")
        };
        format!("{nama} {sebagai}, {kapan}.")
    };
    let kalimat: Vec<String> = t.rencana.orang.iter().map(satu).collect();
    let aktor = operator()?;
    tinjau_atau_simpan(l, m, (&t, &kalimat), |sidik| {
        let nomor = bentuk_tim(&region, &aktor, &c, sidik)?;
        if !m.get_flag("json") {
            println!("{} {nomor}: {}", b.pilih("Tim", "Team"), c.nama);
        }
        Ok(nomor)
    })
}

fn ubah(l: &Lingkungan, nama: &str, m: &ArgMatches) -> Result<(), Gagal> {
    let (sejak, keputusan, tim) = (wajib_hari(m, "sejak")?, keputusan(m)?, nomor(m, "tim")?);
    let region = daerah_dari(m)?;
    let tindakan = match nama {
        "masuk" => TindakanTim::Masuk(orang_orang(&region, m, "nip")?),
        "keluar" => TindakanTim::Keluar(orang_orang(&region, m, "nip")?),
        "ketua" => {
            let orang = orang(&region, bantu::teks(m, "nip"))?;
            TindakanTim::Ketua { orang, tetap: m.get_flag("tetap") }
        }
        _ => TindakanTim::Bubar,
    };
    let c = UbahTim { tim, tindakan, sejak, keputusan };
    let t = tiada(pratinjau_ubah(&region, &c), "ORG-056", tim)?;
    let aktor = operator()?;
    tinjau_atau_simpan(l, m, (&t, &akibat(&t, sejak, l.bahasa)), |sidik| {
        ubah_tim(&region, &aktor, &c, sidik).map(|()| tim)
    })
}

/// Every consequence as a sentence.
fn akibat(t: &Tinjauan<RencanaUbah>, sejak: Tanggal, b: Bahasa) -> Vec<String> {
    let r = &t.rencana;
    let mulai = format!("{} {}", b.pilih("mulai", "from"), tanggal::panjang(sejak, b));
    if r.rencana.bubar.is_some() {
        let (awal, akhir) = (
            b.pilih("Tim berakhir;", "The team ends;"),
            b.pilih("orang tidak lagi di dalamnya", "people leave it"),
        );
        return vec![format!("{awal} {} {akhir} {mulai}.", r.pergi.len())];
    }
    let pergi = r.pergi.iter().map(|nama| format!("{nama} {} {mulai}.", b.pilih("keluar", "leaves")));
    let datang = r.datang.iter().map(|(nama, ketua)| {
        let sebagai = if *ketua {
            b.pilih("menjadi ketua", "becomes the chair")
        } else {
            b.pilih("menjadi anggota", "becomes a member")
        };
        format!("{nama} {sebagai} {mulai}.")
    });
    pergi.chain(datang).collect()
}
