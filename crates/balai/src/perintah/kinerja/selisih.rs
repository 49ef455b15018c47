//! `balai kinerja selisih`: an approved month held against its newest computation, its lists, and a proposal.
//!
//! Whoever proposes does not decide: what the operator of the machine proposes, somebody else decides on in the browser.

use balai_kernel::{Bahasa, Galat, Rupiah};
use balai_kinerja::acts::selisih::{Banding, Keputusan, Usulan, bandingkan, putuskan, usulkan};
use balai_kinerja::api::selisih::{banding_json, daftar_json};
use balai_kinerja::model::selisih::jumlah;
use balai_kinerja::store::selisih::Daftar;
use balai_platform::operator;
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};

use super::super::{Lingkungan, bantu, daerah_dari};
use super::langkah::SIDIK_PALING_SEDIKIT;
use super::periode;
use crate::galat::Gagal;

pub(super) fn perintah(
    b: Bahasa,
    umum: impl Fn(&'static str, &'static str, &'static str) -> Command,
) -> Command {
    let teks = |nama: &'static str, nilai: &'static str, id: &'static str, en: &'static str| {
        Arg::new(nama).long(nama).value_name(nilai).help(b.pilih(id, en))
    };
    let pilih = |nama: &'static str, id: &'static str, en: &'static str| {
        Arg::new(nama).long(nama).action(ArgAction::SetTrue).help(b.pilih(id, en))
    };
    umum(
        "selisih",
        "Beda bulan yang sudah disetujui dengan hitungan terbarunya, dan daftar selisihnya",
        "What an approved month's newest computation says otherwise, and its lists of differences",
    )
    .arg(pilih("usulkan", "Usulkan beda itu sebagai daftar", "Propose it as a list"))
    .arg(teks("setujui", "NOMOR", "Setujui daftar ini", "Approve this list"))
    .arg(teks("tolak", "NOMOR", "Tolak daftar ini, dengan --alasan", "Refuse this list, with --alasan"))
    .group(ArgGroup::new("tindakan").args(["usulkan", "setujui", "tolak"]))
    .arg(teks(
        "sidik",
        "SIDIK",
        "Sidik yang dilihat, paling sedikit 16 angka pertamanya",
        "The hash that was seen, at least its first 16 digits",
    ))
    .arg(teks("alasan", "TEKS", "Alasan", "The reason"))
    .arg(teks("surat", "NOMOR", "Nomor surat dasarnya", "Number of the letter it rests on"))
    .arg(teks("tanggal", "TANGGAL", "Tanggalnya, misalnya 2026-11-10", "Its date, such as 2026-11-10"))
    .arg(pilih("json", "Keluaran sebagai JSON", "Output as JSON"))
}

pub(super) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let (periode, region, aktor) = (periode(m)?, daerah_dari(m)?, operator()?);
    let teks = |nama: &str| m.get_one::<String>(nama).cloned().unwrap_or_default();
    let banding = bandingkan(&region, &aktor, periode)?;
    let diputus = ["setujui", "tolak"].into_iter().find(|n| m.contains_id(n));
    let daftar = if m.get_flag("usulkan") {
        let sidik = utuh(m, &banding.sidik)?;
        let tanggal = bantu::baca(m, "tanggal", "2026-11-10")?;
        let u = Usulan { periode, sidik, alasan: teks("alasan"), surat: teks("surat"), tanggal };
        Some(usulkan(&region, &aktor, &u)?)
    } else if let Some(nama) = diputus {
        let nomor = bantu::baca(m, nama, "1")?.unwrap_or(0);
        let ada = banding.daftar.iter().find(|d| d.nomor == nomor);
        let sidik = utuh(m, ada.map_or("", |d| &d.sidik))?;
        let k = Keputusan { periode, nomor, sidik, setuju: nama == "setujui", alasan: teks("alasan") };
        Some(putuskan(&region, &aktor, &k)?)
    } else {
        None
    };
    match (daftar, m.get_flag("json")) {
        (Some(d), true) => println!("{:#}", daftar_json(&d)),
        (Some(d), false) => println!("{}", kalimat(&d, l.bahasa)),
        (None, true) => println!("{:#}", banding_json(periode, &banding)),
        (None, false) => tulis(&banding, l.bahasa),
    }
    Ok(())
}

/// The hash that was seen, made whole.
fn utuh(m: &ArgMatches, sidik: &str) -> Result<String, Gagal> {
    let tampak = m.get_one::<String>("sidik").map_or("", String::as_str).replace(' ', "");
    if tampak.len() < SIDIK_PALING_SEDIKIT || !sidik.starts_with(&tampak) {
        return Err(Galat::baru("KIN-616").dengan("sidik", tampak).into());
    }
    Ok(sidik.to_owned())
}

fn rupiah(sen: i64) -> String {
    Rupiah::from_sen(sen).to_string()
}

fn kalimat(d: &Daftar, b: Bahasa) -> String {
    let keadaan = match &d.putusan {
        None => b.pilih("menunggu keputusan", "waits for a decision"),
        Some(p) if p.disetujui => b.pilih("disetujui", "approved"),
        Some(_) => b.pilih("ditolak", "refused"),
    };
    format!(
        "{}{}: {} {}, +{} −{} ({keadaan})",
        b.pilih("Daftar ke-", "List "),
        d.nomor,
        d.orang,
        b.pilih("orang", "people"),
        rupiah(d.tambah_sen),
        rupiah(d.kurang_sen)
    )
}

fn tulis(banding: &Banding, b: Bahasa) {
    let (tambah, kurang) = jumlah(&banding.beda);
    let baru = banding.baru.as_ref().map_or_else(|| "-".to_owned(), |p| p.versi.to_string());
    println!(
        "{}{}; {}{baru}",
        b.pilih("Disetujui: hitungan ke-", "Approved: version "),
        banding.lama.versi,
        b.pilih("terbaru: hitungan ke-", "newest: version ")
    );
    println!(
        "{} {}, +{} −{}",
        banding.beda.len(),
        b.pilih("orang", "people"),
        rupiah(tambah),
        rupiah(kurang)
    );
    println!("{}: {}", b.pilih("Sidik", "Hash"), banding.sidik);
    for x in &banding.beda {
        println!("{:<10} {:>22}  {}", x.opd, rupiah(x.selisih_sen()), x.nama);
    }
    for d in &banding.daftar {
        println!("{}", kalimat(d, b));
    }
}
