//! `balai kinerja run|slip|ekspor|transfer|langkah|selisih`.

mod langkah;
mod selisih;

use std::io::{IsTerminal as _, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Instant;

use balai_kernel::{Bahasa, Galat, Nip, Periode, Rupiah};
use balai_kinerja::acts::ekspor::{self, Bentuk};
use balai_kinerja::acts::proses::{self, Perintah, Tahap};
use balai_kinerja::acts::slip::{self, Siapa};
use balai_kinerja::acts::transfer;
use balai_kinerja::api;
use balai_kinerja::model::proses::ProsesTersimpan;
use balai_platform::{Refusal, operator};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Lingkungan, bantu, daerah_dari, jelaskan, sumber_paket};
use crate::galat::Gagal;

pub(crate) fn perintah(b: Bahasa) -> Command {
    let umum = |nama: &'static str, id: &'static str, en: &'static str| {
        Command::new(nama).about(b.pilih(id, en)).arg(bantu::region(b)).arg(bantu::data(b)).arg(
            Arg::new("periode")
                .long("periode")
                .required(true)
                .value_name(b.pilih("TAHUN-BULAN", "YEAR-MONTH"))
                .help(b.pilih("Bulan yang dihitung, misalnya 2026-10", "The month, such as 2026-10")),
        )
    };
    let json = Arg::new("json")
        .long("json")
        .action(ArgAction::SetTrue)
        .help(b.pilih("Keluaran sebagai JSON", "Output as JSON"));
    let run =
        umum(
            "run",
            "Hitung satu bulan: bekukan, hitung, cocokkan, simpan",
            "Run a month: freeze, compute, reconcile, store",
        )
        .arg(Arg::new("paket").long("paket").required(true).value_name(b.pilih("PAKET", "PACKAGE")).help(
            b.pilih(
                "Paket aturan, misalnya tunjangan/kota-bandung",
                "Rules package, such as tunjangan/kota-bandung",
            ),
        ))
        .arg(bantu::paket_dir(b))
        .arg(
            Arg::new("utas")
                .long("utas")
                .value_name("N")
                .value_parser(clap::value_parser!(u8).range(1..=64))
                .help(b.pilih(
                    "Banyak utas; hasilnya sama berapa pun",
                    "Threads; the result is the same whatever their number",
                )),
        )
        .arg(Arg::new("ukur").long("ukur").action(ArgAction::SetTrue).help(
            b.pilih("Sebutkan lamanya tiap bagian di stderr", "Tell how long each part took, on stderr"),
        ))
        .arg(json.clone());
    let slip = umum("slip", "Jelaskan tunjangan satu orang", "Explain one person's allowance")
        .arg(Arg::new("nip").long("nip").required(true).value_name("NIP").help(b.pilih("Orangnya", "Whose")))
        .arg(json);
    let ekspor = umum("ekspor", "Tulis hasil sebulan sebagai berkas", "Write a month's result as a file")
        .arg(
            Arg::new("format")
                .long("format")
                .default_value("csv")
                .value_name("csv|xlsx")
                .help(b.pilih("Bentuk berkas", "Kind of file")),
        )
        .arg(
            Arg::new("keluar")
                .long("keluar")
                .required(true)
                .value_name(b.pilih("BERKAS", "FILE"))
                .value_parser(clap::value_parser!(PathBuf))
                .help(b.pilih("Berkas yang ditulis", "The file to write")),
        );
    let transfer = umum(
        "transfer",
        "Tulis daftar transfer bank dari yang sudah disetujui",
        "Write the bank transfer list of what is approved",
    )
    .arg(
        Arg::new("opd")
            .long("opd")
            .value_name("KODE")
            .help(b.pilih("Hanya perangkat daerah ini", "Only this office")),
    )
    .args(ekspor.get_arguments().filter(|a| matches!(a.get_id().as_str(), "format" | "keluar")).cloned());
    Command::new("kinerja")
        .about(b.pilih(
            "e-Remunerasi Kinerja: proses sebulan, slip, ekspor",
            "Performance pay: the monthly run, slip, export",
        ))
        .subcommand(run)
        .subcommand(slip)
        .subcommand(ekspor)
        .subcommand(transfer)
        .subcommand(langkah::perintah(b, umum))
        .subcommand(selisih::perintah(b, umum))
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("run", m)) => run(l, m),
        Some(("slip", m)) => slip_orang(l, m),
        Some(("ekspor", m)) => tulis(l, m),
        Some(("transfer", m)) => tulis_transfer(l, m),
        Some(("langkah", m)) => langkah::jalankan(l, m),
        Some(("selisih", m)) => selisih::jalankan(l, m),
        _ => Ok(()),
    }
}

fn periode(m: &ArgMatches) -> Result<Periode, Gagal> {
    let salah = || bantu::salah_nilai("periode", "", "2026-10");
    bantu::baca(m, "periode", "2026-10")?.ok_or_else(salah)
}

fn run(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let utas = match m.get_one::<u8>("utas") {
        Some(n) => usize::from(*n),
        None => std::thread::available_parallelism().map_or(1, |n| n.get()),
    };
    let perintah =
        Perintah { periode: periode(m)?, paket: bantu::teks(m, "paket").to_owned(), sidik: None, utas };
    let region = daerah_dari(m)?;
    let bahasa = l.bahasa;
    let mulai = Instant::now();
    let beku = Mutex::new(mulai);
    let layar = Layar::baru(bahasa);
    let lapor = |tahap: Tahap| {
        if let (Tahap::Membekukan(..), Ok(mut saat)) = (tahap, beku.lock()) {
            *saat = Instant::now();
        }
        layar.tunjuk(tahap);
    };
    let hasil = proses::jalankan(&region, &operator()?, &perintah, &sumber_paket(m)?, &lapor);
    layar.tutup();
    if m.get_flag("ukur") {
        let beku = beku.lock().map_or(mulai, |saat| *saat);
        let (membekukan, menghitung) = (beku - mulai, beku.elapsed());
        eprintln!("{}: {membekukan:.3?}", bahasa.pilih("Membaca dan membekukan", "Reading and freezing"));
        eprintln!(
            "{}: {menghitung:.3?}",
            bahasa.pilih("Menghitung, mencocokkan, menyimpan", "Computing, reconciling, storing")
        );
    }
    let hasil = hasil.map_err(|g| match g {
        proses::Gagal::Ditolak(r) => Gagal::Tolak(r),
        proses::Gagal::Data(semua) => Gagal::Banyak(semua),
    })?;
    if m.get_flag("json") {
        let opd = proses::baca_opd(&region, &hasil)?;
        println!("{:#}", api::proses_json(&hasil, &opd));
    } else {
        ringkas(&hasil, bahasa);
    }
    Ok(())
}

/// Where a run tells how far it is: on a terminal one line that is written over, elsewhere a line a stage.
struct Layar {
    terminal: bool,
    bahasa: Bahasa,
    /// The last stage that got a line of its own, counted from 1.
    disebut: AtomicU8,
}

impl Layar {
    fn baru(bahasa: Bahasa) -> Self {
        Self { terminal: std::io::stderr().is_terminal(), bahasa, disebut: AtomicU8::new(0) }
    }

    fn tunjuk(&self, tahap: Tahap) {
        let b = self.bahasa;
        let (ke, nama, hitungan) = match tahap {
            Tahap::Membaca => (1, b.pilih("Membaca data bulan ini", "Reading the month"), None),
            Tahap::Membekukan(n, dari) => (2, b.pilih("Membekukan", "Freezing"), Some((n, dari))),
            Tahap::Menghitung(n, dari) => (3, b.pilih("Menghitung", "Computing"), Some((n, dari))),
            Tahap::Menyimpan => (4, b.pilih("Menyimpan", "Storing"), None),
        };
        let mut galat = std::io::stderr().lock();
        // a progress line that cannot be written is no reason to stop a run
        if self.terminal {
            let hitungan = hitungan.map_or_else(String::new, |(n, dari)| format!(" {n}/{dari} OPD"));
            let _ = write!(galat, "\r{:<40}", format!("{nama}{hitungan}"));
            let _ = galat.flush();
        } else if self.disebut.fetch_max(ke, Ordering::Relaxed) < ke {
            let hitungan = hitungan.map_or_else(String::new, |(_, dari)| format!(" {dari} OPD"));
            let _ = writeln!(galat, "{nama}{hitungan}");
        }
    }

    fn tutup(&self) {
        if self.terminal {
            eprintln!();
        }
    }
}

fn ringkas(p: &ProsesTersimpan, b: Bahasa) {
    let jumlah = Rupiah::from_sen(p.jumlah_sen.unwrap_or(0));
    let orang = p.orang.unwrap_or(0);
    println!(
        "{} {}, {} {}",
        b.pilih("Tunjangan", "Allowance"),
        p.periode.nama(b),
        b.pilih("hitungan ke-", "version "),
        p.versi
    );
    println!("{}: {orang}", b.pilih("Orang", "People"));
    println!("{}: {jumlah}", b.pilih("Jumlah", "Sum"));
    println!("{}: {} {} ({})", b.pilih("Paket", "Package"), p.paket_id, p.paket_versi, p.paket_sidik);
    println!("{}: {}", b.pilih("Sidik masukan", "Inputs' hash"), p.masukan_sidik.as_deref().unwrap_or(""));
    println!("{}: {}", b.pilih("Sidik hasil", "Result's hash"), p.hasil_sidik.as_deref().unwrap_or(""));
}

fn slip_orang(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let nip: Nip = match bantu::teks(m, "nip").parse() {
        Ok(nip) => nip,
        Err(galat) => return Err(Gagal::Tolak(Refusal::Rule(Galat::from(galat)))),
    };
    let periode = periode(m)?;
    let region = daerah_dari(m)?;
    let slip = slip::baca(&region, &operator()?, periode, &Siapa::Nip(nip.clone()))?;
    if m.get_flag("json") {
        println!("{:#}", api::slip_json(&slip));
        return Ok(());
    }
    let mut keluar = std::io::stdout().lock();
    // whoever reads only the first lines closes the pipe: that is no failure
    let _ = writeln!(keluar, "{}  {}  {}", slip.baris.nama, nip.berspasi(), periode.nama(l.bahasa));
    match &slip.uraian {
        Ok(uraian) => {
            let _ = keluar.write_all(jelaskan::pohon(&uraian.jejak, l.bahasa).as_bytes());
            if uraian.cocok {
                let sama = l.bahasa.pilih(
                    "Dihitung ulang: sama dengan yang tersimpan.",
                    "Recomputed: equal to what is stored.",
                );
                let _ = writeln!(keluar, "{sama}");
                return Ok(());
            }
            Err(Gagal::Tolak(Refusal::Rule(Galat::baru("KIN-414").dengan("nip", &slip.baris.nip))))
        }
        Err(galat) => Err(Gagal::Tolak(Refusal::Rule(galat.clone()))),
    }
}

fn tulis(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let nama = bantu::teks(m, "format");
    let bentuk = Bentuk::dari_nama(nama).ok_or_else(|| bantu::salah_nilai("format", nama, "xlsx"))?;
    let periode = periode(m)?;
    let region = daerah_dari(m)?;
    let berkas = ekspor::ekspor(&region, &operator()?, periode, bentuk)?;
    let keluar = simpan(m, &berkas.isi)?;
    let b = l.bahasa;
    let tanda = if berkas.sementara { b.pilih(" (SEMENTARA)", " (PROVISIONAL)") } else { "" };
    let orang = b.pilih("orang", "people");
    println!("{keluar}: {} {orang}, {}{tanda}", berkas.orang, Rupiah::from_sen(berkas.jumlah_sen));
    Ok(())
}

fn tulis_transfer(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let nama = bantu::teks(m, "format");
    let bentuk = Bentuk::dari_nama(nama).ok_or_else(|| bantu::salah_nilai("format", nama, "xlsx"))?;
    let (periode, opd) = (periode(m)?, m.get_one::<String>("opd").cloned());
    let region = daerah_dari(m)?;
    let berkas = transfer::ambil(&region, &operator()?, periode, opd.as_deref(), bentuk)?;
    let keluar = simpan(m, &berkas.isi)?;
    let (b, d) = (l.bahasa, &berkas.daftar);
    let (tanpa, belum) = d.tanpa().fold((0, 0), |(n, r), x| (n + 1, r + x.rupiah));
    let uang = |rupiah: i64| Rupiah::from_sen(rupiah * 100);
    println!(
        "{keluar}: {} {}, {}",
        d.baris.len() - tanpa,
        b.pilih("orang", "people"),
        uang(d.rupiah() - belum)
    );
    if tanpa > 0 {
        println!("{}: {tanpa}, {}", b.pilih("Tanpa rekening", "Without an account"), uang(belum));
    }
    Ok(())
}

/// Writes the file that was asked for and gives its name.
fn simpan(m: &ArgMatches, isi: &[u8]) -> Result<String, Gagal> {
    let keluar = m.get_one::<PathBuf>("keluar").cloned().unwrap_or_default();
    std::fs::write(&keluar, isi).map_err(|e| {
        let galat = Galat::baru("CLI-010").dengan("berkas", keluar.display()).dengan("sebab", e);
        Gagal::Tolak(Refusal::Rule(galat))
    })?;
    Ok(keluar.display().to_string())
}
