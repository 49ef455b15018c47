//! `balai doctor`.

use balai_kernel::{Bahasa, Clock as _};
use balai_platform::SystemClock;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::Value;

use super::{Lingkungan, bantu};
use crate::dokter::{self, Nilai, Temuan};
use crate::galat::Gagal;

pub(crate) fn perintah(b: Bahasa) -> Command {
    Command::new("doctor")
        .about(b.pilih(
            "Periksa pemasangan: apa yang salah, dan cara memperbaikinya; tidak mengubah apa pun",
            "Examine the installation: what is wrong and how to mend it; changes nothing",
        ))
        .arg(bantu::konfigurasi(b))
        .arg(bantu::data(b).required(false))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help(b.pilih("Keluaran JSON", "Output as JSON")),
        )
}

/// Exit code 1 when something is broken; what only wants attention leaves 0.
pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let temuan = dokter::semua(bantu::muat_konfigurasi(m), SystemClock.now(), l.bahasa);
    if m.get_flag("json") {
        let semua: Vec<Value> = temuan.iter().map(Temuan::json).collect();
        println!("{}", Value::from(semua));
    } else {
        temuan.iter().for_each(|t| println!("{}", baris(t, l.bahasa)));
    }
    let rusak = temuan.iter().any(|t| t.nilai == Nilai::Rusak);
    if rusak { Err(Gagal::Terlapor) } else { Ok(()) }
}

fn baris(t: &Temuan, b: Bahasa) -> String {
    let tanda = match t.nilai {
        Nilai::Baik => b.pilih("baik ", "good "),
        Nilai::Ingat => b.pilih("INGAT", "LOOK "),
        Nilai::Rusak => b.pilih("RUSAK", "BROKE"),
    };
    let daerah = t.daerah.as_ref().map_or(String::new(), |d| format!("{d} "));
    let mut baris = format!("{tanda}  {daerah}{}: {}", t.perkara, t.keadaan.replace('\n', "\n         "));
    if !t.saran.is_empty() {
        baris.push_str(&format!("\n         -> {}", t.saran.replace('\n', "\n            ")));
    }
    baris
}
