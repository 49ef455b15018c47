//! `balai import rukun FILE`: RW and RT from CSV or XLSX, all or nothing; `balai org rukun KODE`: those of a kelurahan.

use std::fs::File;
use std::io::Seek as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use balai_kernel::{Bahasa, Galat, KodeWilayah, Tanggal, tanggal};
use balai_kinerja::acts::impor::tak_terbaca;
use balai_kinerja::model::impor::baca::{
    Bentuk, Cara, GalatBaca, Kenalan, Pemisah, Tabel, daftar_lembar, kenali,
};
use balai_organisasi::acts::rukun::impor_daftar;
use balai_organisasi::baca;
use balai_organisasi::model::rukun::impor::{BarisDitolak, PembacaRukun};
use balai_platform::{Refusal, Region, operator};
use clap::{ArgMatches, Command};

use super::{Lingkungan, daerah_dari, impor};
use crate::galat::{Gagal, tampil};

pub(crate) fn perintah(b: Bahasa) -> Command {
    impor::satu(b, "rukun", ("RW dan RT: kode kelurahan, RW, RT", "RW and RT: kelurahan code, RW, RT"))
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let berkas = m.get_one::<PathBuf>("berkas").cloned().unwrap_or_default();
    let region = daerah_dari(m)?;
    let nama = berkas.display().to_string();
    let (kenal, pembaca) = match baca_berkas(&berkas, region.kode()) {
        Ok(terbaca) => terbaca,
        Err(GalatBaca::Io(e)) => return Err(tak_terbaca(&nama, &e).into()),
        Err(GalatBaca::Tolak { galat, .. }) => return Err(galat.into()),
    };
    let json = m.get_flag("json");
    match pembaca.selesai() {
        Ok(daftar) => {
            let h = impor_daftar(&region, &operator()?, daftar, kenal.sha256)?;
            if json {
                println!("{}", serde_json::json!({ "baru": h.baru, "sama": h.sama, "berakhir": h.berakhir }));
            } else {
                let b = l.bahasa;
                println!(
                    "{} {}, {} {}, {} {}.",
                    h.baru,
                    b.pilih("RW dan RT baru", "new RW and RT"),
                    h.sama,
                    b.pilih("sudah tercatat", "on record already"),
                    h.berakhir,
                    b.pilih("tetap tertutup", "stay closed"),
                );
            }
            Ok(())
        }
        Err(ditolak) => {
            lapor(&ditolak, json, l.bahasa);
            Err(Gagal::Terlapor)
        }
    }
}

fn lapor(ditolak: &[BarisDitolak], json: bool, b: Bahasa) {
    if json {
        let tabel = crate::apps::kode();
        let satu = |(baris, g): &BarisDitolak| {
            serde_json::json!({
                "baris": baris, "kode": g.kode, "pesan": g.pesan(&tabel, b), "saran": g.saran(&tabel, b),
            })
        };
        println!("{}", serde_json::json!({ "ditolak": ditolak.iter().map(satu).collect::<Vec<_>>() }));
        return;
    }
    for (baris, galat) in ditolak {
        println!("{} {baris}: {}", b.pilih("Baris", "Line"), tampil(galat, b));
    }
    let akhir = b.pilih("baris ditolak; tidak ada yang disimpan.", "lines refused; nothing was stored.");
    println!("{} {akhir}", ditolak.len());
}

/// Reads the first sheet with rows of a workbook, or a text cut at the sign that makes the most of its first line.
fn baca_berkas<'a>(berkas: &Path, daerah: &'a KodeWilayah) -> Result<(Kenalan, PembacaRukun<'a>), GalatBaca> {
    let mut berkas = File::open(berkas)?;
    let kenal = kenali(&mut berkas, &mut |_| Ok(()))?;
    berkas.rewind()?;
    let cara: Vec<Cara> = if kenal.bentuk == Bentuk::Xlsx {
        daftar_lembar(&mut berkas)?.into_iter().map(Cara::Lembar).collect()
    } else {
        Pemisah::SEMUA.iter().map(|p| Cara::Teks(kenal.bentuk, *p)).collect()
    };
    let mut terbaik: Option<(usize, Cara)> = None;
    for c in cara {
        let lebar = Tabel::baru(&mut berkas, c.clone()).awal(1)?.first().map_or(0, |b| b.terisi());
        if terbaik.as_ref().is_none_or(|(n, _)| lebar > *n) {
            terbaik = Some((lebar, c));
        }
    }
    let mut pembaca = PembacaRukun::baru(daerah);
    if let Some((_, cara)) = terbaik {
        Tabel::baru(&mut berkas, cara).tiap_baris(&mut |b| {
            let sel: Vec<&str> = b.semua().map(|s| s.teks).collect();
            let nomor = usize::try_from(b.nomor).unwrap_or(usize::MAX);
            if pembaca.baris(nomor, &sel) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
    }
    Ok((kenal, pembaca))
}

/// The RW of a kelurahan on a day, each with its RT.
pub(crate) fn daftar(l: &Lingkungan, region: &Region, kode: &str, pada: Tanggal) -> Result<(), Gagal> {
    let salah = || Galat::baru("ORG-047").dengan("kode", kode.chars().take(40).collect::<String>());
    let wilayah: KodeWilayah = kode.parse().map_err(|_| salah())?;
    let isi = baca::rukun(region, &wilayah).map_err(|r| match r {
        Refusal::NotFound => salah().into(),
        lain => lain,
    })?;
    println!("{} ({wilayah}), {}", isi.nama, tanggal::panjang(pada, l.bahasa));
    let kini = isi.pada(pada);
    for rw in kini.iter().filter(|r| r.kode.rt.is_none()) {
        let rt = kini.iter().filter(|r| r.kode.rw == rw.kode.rw).filter_map(|r| r.kode.rt);
        let rt: Vec<String> = rt.map(|n| format!("{n:02}")).collect();
        println!("{}: RT {}", rw.kode.sebutan(), if rt.is_empty() { "-".to_owned() } else { rt.join(", ") });
    }
    Ok(())
}
