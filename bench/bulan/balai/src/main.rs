//! Runs the month of `bench/bulan` on Balai's rules engine.
//!
//! ```text
//! balai-bulan muat FOLDER [--ulang 5] [--utas 1] [--paket bench/bulan/paket]
//!     evaluates the month from loaded columns; one line of JSON as the other engines print it
//! balai-bulan koreksi FOLDER [--ulang 200] [--paket ..]
//!     corrects one input of one person after another: own figures, then the group; checks both against a full run
//! ```
//!
//! **Must not know**: databases, files other than the month's CSV and the package.

mod data;

use balai_kernel::Bahasa;
use balai_rules::{Berkas, GalatAturan, Hasil, Masukan, Rencana, muat};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// What a package's findings say, one a line.
fn galat(g: &[GalatAturan]) -> String {
    g.iter().map(|g| g.tampil(Bahasa::En)).collect::<Vec<_>>().join("\n")
}

/// The command line.
struct Perintah {
    kerja: String,
    folder: PathBuf,
    ulang: Option<usize>,
    utas: usize,
    paket: PathBuf,
}

impl Perintah {
    fn baca(mut kata: impl Iterator<Item = String>) -> Result<Self, String> {
        let kerja = kata.next().ok_or("say what to do: muat or koreksi")?;
        let folder = PathBuf::from(kata.next().ok_or("say which folder")?);
        let mut p = Self { kerja, folder, ulang: None, utas: 1, paket: PathBuf::from("bench/bulan/paket") };
        while let Some(k) = kata.next() {
            let nilai = kata.next().ok_or_else(|| format!("{k} needs a value"))?;
            let angka = || nilai.parse::<usize>().map_err(|_| format!("{k} needs a number, not {nilai}"));
            match k.as_str() {
                "--ulang" => p.ulang = Some(angka()?.max(1)),
                "--utas" => p.utas = angka()?.max(1),
                "--paket" => p.paket = PathBuf::from(&nilai),
                _ => return Err(format!("there is no option {k}")),
            }
        }
        Ok(p)
    }
}

/// Seconds with six decimals.
fn detik(d: Duration) -> String {
    format!("{}.{:06}", d.as_secs(), d.subsec_micros())
}

/// Peak resident memory of this process in MB, where Linux tells it.
fn memori_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let baris = status.lines().find_map(|b| b.strip_prefix("VmHWM:"))?;
    baris.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kb| kb / 1024)
}

fn rencana(paket: &Path) -> Result<Rencana, String> {
    let jalur = paket.join("paket.toml");
    let isi = std::fs::read_to_string(&jalur).map_err(|g| format!("{}: {g}", jalur.display()))?;
    let paket = muat(&[Berkas::baru("paket.toml", isi)], None).map_err(|g| galat(&g))?;
    let periode = "2026-10".parse().map_err(|_| "2026-10 is no period".to_owned())?;
    paket.rencana(periode, None).map_err(|g| galat(&g))
}

/// `[count, sum(net), sum(net * (pegawai mod 97))]`
fn cek(m: &Masukan, h: &Hasil) -> Result<[i128; 3], String> {
    let k = h.kolom(m, "orang", "bersih").ok_or("the package stores no `bersih`")?;
    let mut cek = [i128::try_from(k.banyak()).unwrap_or(i128::MAX), 0, 0];
    let [_, jumlah, tertimbang] = &mut cek;
    for i in 0..k.banyak() {
        let nomor: i128 = m.kunci("orang", i).parse().map_err(|_| "a key is no number".to_owned())?;
        *jumlah += k.nilai(i);
        *tertimbang += k.nilai(i) * (nomor % 97);
    }
    Ok(cek)
}

/// Evaluates the whole month `ulang` times.
fn kerja_muat(p: &Perintah) -> Result<String, String> {
    let rencana = rencana(&p.paket)?;
    let mulai = Instant::now();
    let masukan = data::muat(&rencana, &p.folder)?;
    let lama_muat = mulai.elapsed();
    let mut waktu = Vec::new();
    let mut hasil_cek = None;
    for _ in 0..p.ulang.unwrap_or(5) {
        let mulai = Instant::now();
        let hasil = rencana.hitung(&masukan, p.utas).map_err(|g| galat(&g))?;
        waktu.push(detik(mulai.elapsed()));
        let ini = cek(&masukan, &hasil)?;
        if *hasil_cek.get_or_insert(ini) != ini {
            return Err(format!("{ini:?} after {hasil_cek:?}"));
        }
    }
    let nama = if p.utas == 1 { "Balai, 1 thread".to_owned() } else { format!("Balai, {} threads", p.utas) };
    let memori = memori_mb().map_or("null".to_owned(), |m| m.to_string());
    let cek = hasil_cek.map_or("null".to_owned(), |c| format!("{c:?}"));
    Ok(format!(
        r#"{{"mesin": "{nama}", "muat_s": {}, "hitung_s": [{}], "cek": {cek}, "memori_mb": {memori}}}"#,
        detik(lama_muat),
        waktu.join(", ")
    ))
}

/// Median and largest of some durations.
fn sebaran(mut waktu: Vec<Duration>) -> String {
    waktu.sort();
    let tengah = waktu.get(waktu.len() / 2).copied().unwrap_or_default();
    let besar = waktu.last().copied().unwrap_or_default();
    format!("median {} s, worst of {} {} s", detik(tengah), waktu.len(), detik(besar))
}

/// Sanctions one person after another, spread over the whole month, each on top of the corrections before.
fn kerja_koreksi(p: &Perintah) -> Result<String, String> {
    let rencana = rencana(&p.paket)?;
    let mut m = data::muat(&rencana, &p.folder)?;
    let mut hasil = rencana.hitung(&m, 1).map_err(|g| galat(&g))?;
    let orang = m.baris("orang");
    let ulang = p.ulang.unwrap_or(200).min(orang.max(1));
    let (mut satu, mut kelompok, mut jejak) = (Vec::new(), Vec::new(), Vec::new());
    for i in 0..ulang {
        let baris = i * orang / ulang;
        m.ganti("orang", baris, "sanksi", 3).map_err(|g| galat(&[g]))?;

        let mulai = Instant::now();
        let milik = rencana.hitung_satu(&m, &hasil, "orang", baris);
        satu.push(mulai.elapsed());

        let mulai = Instant::now();
        let baru = rencana.hitung_ulang(&m, hasil, "orang", &[baris]).map_err(|g| galat(&g))?;
        kelompok.push(mulai.elapsed());

        let mulai = Instant::now();
        let urai = rencana.jejak(&m, &baru, "orang", baris, "bersih").ok_or("there is no derivation")?;
        jejak.push(mulai.elapsed());

        // A full run is slow beside a correction: every tenth one is compared with it, to the last byte.
        if i % 10 == 0 {
            let penuh = rencana.hitung(&m, 1).map_err(|g| galat(&g))?;
            if penuh.kanonik(&m) != baru.kanonik(&m) {
                return Err(format!("row {baris}: the recomputed group differs from a full run"));
            }
            let bruto = penuh.kolom(&m, "orang", "bruto").map(|k| k.nilai(baris));
            if milik.iter().find(|(n, _)| n == "bruto").map(|(_, x)| *x) != bruto {
                return Err(format!("row {baris}: own figures differ from a full run: {milik:?}"));
            }
            if urai.anak.is_empty() {
                return Err(format!("row {baris}: the derivation is empty"));
            }
        }
        hasil = baru;
    }
    Ok(format!(
        "{orang} people\nown figures after a correction: {}\nthe whole group recomputed: {}\nthe derivation of the net amount: {}",
        sebaran(satu),
        sebaran(kelompok),
        sebaran(jejak)
    ))
}

fn jalankan() -> Result<String, String> {
    let p = Perintah::baca(std::env::args().skip(1))?;
    match p.kerja.as_str() {
        "muat" => kerja_muat(&p),
        "koreksi" => kerja_koreksi(&p),
        lain => Err(format!("there is no {lain}: say muat or koreksi")),
    }
}

fn main() -> ExitCode {
    match jalankan() {
        Ok(kata) => {
            println!("{kata}");
            ExitCode::SUCCESS
        }
        Err(kata) => {
            eprintln!("{kata}");
            ExitCode::FAILURE
        }
    }
}
