//! `balai import rukun FILE`: RW and RT from CSV or XLSX, all or nothing; `balai org rukun KODE`: those of a kelurahan.

use std::fs::File;
use std::path::PathBuf;

use balai_kernel::{Bahasa, Galat, KodeWilayah, Tanggal, tanggal};
use balai_kinerja::acts::impor::rukun::impor_rukun;
use balai_kinerja::acts::impor::{Berkas, tak_terbaca};
use balai_organisasi::baca;
use balai_organisasi::model::rukun::impor::BarisDitolak;
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
    let mut sumber = File::open(&berkas).map_err(|e| tak_terbaca(&nama, &e))?;
    let hasil = impor_rukun(&region, &operator()?, Berkas { nama, sumber: &mut sumber })?;
    let json = m.get_flag("json");
    match hasil {
        Ok(h) => {
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
