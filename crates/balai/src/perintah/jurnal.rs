//! `balai journal`: sealing, checkpoints, exports, proofs, and checking all of them.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use balai_kernel::{Bahasa, Galat, Lingkup};
use balai_platform::jurnal::{
    Jenis, KunciUji, Laporan, Nota, bukti, ekspor, konsistensi, periksa_berkas, periksa_dengan,
};
use balai_platform::{Kerusakan, Refusal, Region};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Lingkungan, bantu};
use crate::{galat::Gagal, host};

pub(crate) fn perintah(b: Bahasa) -> Command {
    let sub = |nama: &'static str, id: &'static str, en: &'static str| {
        Command::new(nama)
            .about(b.pilih(id, en).to_owned())
            .arg(bantu::region(b))
            .arg(bantu::data(b))
            .arg(bantu::kunci_dir(b))
            .arg(ke(b))
    };
    let angka = |nama: &'static str, id: &'static str, en: &'static str| {
        Arg::new(nama)
            .long(nama)
            .value_name("N")
            .value_parser(clap::value_parser!(u64))
            .help(b.pilih(id, en).to_owned())
    };
    let ya = |nama: &'static str, id: &'static str, en: &'static str| {
        Arg::new(nama).long(nama).action(ArgAction::SetTrue).help(b.pilih(id, en).to_owned())
    };
    Command::new("journal")
        .about(
            b.pilih(
                "Jurnal: segel, bukti, dan pemeriksaannya",
                "The journal: seal, proofs, and their checks",
            ),
        )
        .subcommand(
            sub(
                "checkpoint",
                "Segel dan tandatangani; cetak titik periksa",
                "Seal and sign; print the checkpoint",
            )
            .arg(ya("daftar", "Sebut titik periksa yang ada", "List the checkpoints there are")),
        )
        .subcommand(
            sub(
                "export",
                "Seluruh jurnal sebagai berkas yang dapat diperiksa",
                "The whole journal as a checkable file",
            )
            .arg(ya(
                "tanpa-pribadi",
                "Tinggalkan nama, alasan, dan data pribadi",
                "Leave out names, reasons and personal facts",
            )),
        )
        .subcommand(
            sub(
                "bukti",
                "Bukti bahwa satu peristiwa ada di jurnal",
                "Proof that one event is in the journal",
            )
            .arg(
                Arg::new("id")
                    .required(true)
                    .value_name("ID")
                    .help(b.pilih("Id peristiwa", "Id of the event")),
            )
            .arg(ya(
                "pribadi",
                "Sertakan nama, alasan, dan data pribadi",
                "Include name, reason and personal facts",
            )),
        )
        .subcommand(
            sub(
                "konsistensi",
                "Bukti bahwa satu titik periksa melanjutkan yang lain",
                "Proof that one checkpoint continues another",
            )
            .arg(angka(
                "dari",
                "Besar titik yang lama; bawaan yang pertama",
                "Size of the older one; the first by default",
            ))
            .arg(angka(
                "ke",
                "Besar titik yang baru; bawaan yang terakhir",
                "Size of the newer one; the last by default",
            )),
        )
        .subcommand(sub("kunci", "Cetak kunci uji, untuk diumumkan", "Print the public key, to be published"))
        .subcommand(periksa_perintah(b))
}

fn periksa_perintah(b: Bahasa) -> Command {
    let ingin = |arg: Arg| arg.required(false);
    Command::new("verify")
        .about(b.pilih(
            "Periksa berkas, atau jurnal sebuah basis data; sebut yang pertama salah",
            "Check a file, or the journal of a database; name the first thing wrong",
        ))
        .arg(Arg::new("berkas").value_name("FILE").value_parser(clap::value_parser!(PathBuf)).help(b.pilih(
            "Berkas dari export, bukti, konsistensi, atau checkpoint",
            "A file from export, bukti, konsistensi or checkpoint",
        )))
        .arg(
            ingin(bantu::region(b))
                .requires("data")
                .conflicts_with("berkas")
                .required_unless_present("berkas"),
        )
        .arg(ingin(bantu::data(b)).requires("region"))
        .arg(bantu::kunci_dir(b))
        .arg(
            Arg::new("titik")
                .long("titik")
                .value_name("FILE")
                .value_parser(clap::value_parser!(PathBuf))
                .action(ArgAction::Append)
                .requires("data")
                .help(b.pilih(
                    "Titik periksa yang disimpan di luar mesin ini; basis data harus masih memuat yang ditandatanganinya",
                    "A checkpoint kept off this machine; the database must still hold what it signed",
                )),
        )
        .arg(Arg::new("kunci").long("kunci").value_name("KUNCI").help(b.pilih(
            "Kunci uji, seperti dicetak `balai journal kunci`",
            "Public key, as `balai journal kunci` prints it",
        )))
}

fn ke(b: Bahasa) -> Arg {
    Arg::new("out").long("out").value_name("FILE").value_parser(clap::value_parser!(PathBuf)).help(
        b.pilih("Tulis ke berkas ini, bukan ke layar", "Write to this file instead of the screen").to_owned(),
    )
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    match m.subcommand() {
        Some(("checkpoint", m)) if m.get_flag("daftar") => daftar(m),
        Some(("checkpoint", m)) => tulis(m, daerah(m)?.titik_periksa()?.nota.as_bytes()),
        Some(("export", m)) => keluarkan(l, m),
        Some(("bukti", m)) => {
            let isi = bukti(&daerah(m)?, &Lingkup::Semua, bantu::teks(m, "id"), m.get_flag("pribadi"))?;
            tulis(m, format!("{isi}\n").as_bytes())
        }
        Some(("konsistensi", m)) => {
            let angka = |nama: &str| m.get_one::<u64>(nama).copied();
            let isi = konsistensi(&daerah(m)?, angka("dari"), angka("ke"))?;
            tulis(m, format!("{isi}\n").as_bytes())
        }
        Some(("kunci", m)) => tulis(m, format!("{}\n", daerah(m)?.kunci_jurnal()?.vkey()).as_bytes()),
        Some(("verify", m)) => periksa(l, m),
        _ => Ok(()),
    }
}

fn daerah(m: &ArgMatches) -> Result<Region, Gagal> {
    let host = host::berkunci(host::buka(bantu::teks(m, "data"))?, m);
    Ok(host.region(bantu::teks(m, "region"))?)
}

fn tak_tertulis(galat: &io::Error) -> Gagal {
    Gagal::Tolak(Refusal::Internal(Kerusakan::baru(format!("the output cannot be written: {galat}"))))
}

/// Writes to `--out`, or to the screen.
fn tulis(m: &ArgMatches, isi: &[u8]) -> Result<(), Gagal> {
    let jadi = match m.get_one::<PathBuf>("out") {
        Some(berkas) => fs::write(berkas, isi),
        None => io::stdout().lock().write_all(isi),
    };
    jadi.map_err(|e| tak_tertulis(&e))
}

fn daftar(m: &ArgMatches) -> Result<(), Gagal> {
    let daerah = daerah(m)?;
    let ada = daerah.read(|tx| balai_platform::daftar_titik(tx, None, 1_000).map_err(Refusal::from))?;
    let baris: String = ada.iter().map(|t| format!("{}\t{}\n", t.ukuran, t.dibuat)).collect();
    tulis(m, baris.as_bytes())
}

fn keluarkan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let (daerah, pribadi) = (daerah(m)?, !m.get_flag("tanpa-pribadi"));
    let vkey = daerah.vkey_jurnal();
    let banyak = match m.get_one::<PathBuf>("out") {
        Some(berkas) => {
            let mut ke = BufWriter::new(File::create(berkas).map_err(|e| tak_tertulis(&e))?);
            let banyak = ekspor(&daerah, vkey.as_deref(), pribadi, &mut ke)?;
            ke.flush().map_err(|e| tak_tertulis(&e))?;
            banyak
        }
        None => ekspor(&daerah, vkey.as_deref(), pribadi, &mut io::stdout())?,
    };
    match l.bahasa {
        Bahasa::Id => eprintln!("{banyak} peristiwa diekspor."),
        Bahasa::En => eprintln!("{banyak} events exported."),
    }
    Ok(())
}

fn kunci_uji(teks: &str) -> Result<KunciUji, Gagal> {
    KunciUji::dari(teks).ok_or_else(|| Gagal::Tolak(Galat::baru("PLT-105").dengan("nilai", teks).into()))
}

fn periksa(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let kunci = m.get_one::<String>("kunci").map(|k| kunci_uji(k)).transpose()?;
    let laporan = match m.get_one::<PathBuf>("berkas") {
        Some(berkas) => {
            let galat =
                |e: io::Error| Galat::baru("CLI-001").dengan("berkas", berkas.display()).dengan("sebab", e);
            let isi = File::open(berkas).map_err(|e| Refusal::from(galat(e)))?;
            periksa_berkas(BufReader::new(isi), kunci.as_ref()).map_err(Refusal::from)?
        }
        None => {
            // as it is: what waits stays waiting
            let host = host::berkunci(host::buka(bantu::teks(m, "data"))?, m).tanpa_segel();
            let daerah = host.region(bantu::teks(m, "region"))?;
            let sendiri = daerah.vkey_jurnal().and_then(|k| KunciUji::dari(&k));
            let luar = m.get_many::<PathBuf>("titik").into_iter().flatten().map(|b| nota(b));
            let luar = luar.collect::<Result<Vec<Nota>, Gagal>>()?;
            periksa_dengan(&daerah, kunci.as_ref().or(sendiri.as_ref()), &luar)?
        }
    };
    println!("{}", uraian(&laporan, l.bahasa));
    if laporan.utuh() && laporan.teruji() { Ok(()) } else { Err(Gagal::Terlapor) }
}

/// A checkpoint in a file.
fn nota(berkas: &Path) -> Result<Nota, Gagal> {
    let galat = |sebab: String| {
        Refusal::from(Galat::baru("CLI-001").dengan("berkas", berkas.display()).dengan("sebab", sebab))
    };
    let teks = fs::read_to_string(berkas).map_err(|e| galat(e.to_string()))?;
    Ok(Nota::dari(&teks)
        .ok_or_else(|| Refusal::from(Galat::baru("PLT-106").dengan("sebab", berkas.display())))?)
}

/// What a person reads of a check: the outcome first.
fn uraian(l: &Laporan, b: Bahasa) -> String {
    let mut baris = Vec::new();
    if let Some(temuan) = &l.pertama {
        baris.push(format!("{} {}", b.pilih("TIDAK UTUH.", "NOT INTACT."), temuan.kalimat(b)));
        if l.banyak > 1 {
            let lain = l.banyak - 1;
            baris.push(match b {
                Bahasa::Id => format!("Selain itu masih ada {lain} temuan."),
                Bahasa::En => format!("There are {lain} further findings."),
            });
        }
    } else if l.teruji() {
        baris.push(b.pilih("UTUH.", "INTACT.").to_owned());
    } else {
        baris.push(
            b.pilih(
                "BELUM TERUJI. Titik periksa ini terbaca, tetapi siapa pun dapat menulisnya begitu.",
                "NOT PROVED. This checkpoint can be read, but anybody could have written it so.",
            )
            .to_owned(),
        );
    }
    if let Some(p) = &l.peristiwa {
        baris.push(format!("{} {}, {}, {}", b.pilih("Peristiwa", "Event"), p.id, p.waktu, p.akt));
    }
    let (ukuran, akar) = (l.ukuran, l.akar_heks());
    baris.push(match b {
        Bahasa::Id => format!("{ukuran} peristiwa tersegel, akar {akar}"),
        Bahasa::En => format!("{ukuran} sealed events, root {akar}"),
    });
    if l.menunggu > 0 {
        baris.push(match b {
            Bahasa::Id => {
                format!("{} peristiwa menunggu disegel; perubahan padanya tidak dapat diketahui", l.menunggu)
            }
            Bahasa::En => format!("{} events wait to be sealed; changes to them cannot be seen", l.menunggu),
        });
    }
    if let Some((n, waktu)) = &l.titik_terakhir {
        let sesudah = ukuran.saturating_sub(*n);
        baris.push(match b {
            Bahasa::Id => format!("Titik periksa terakhir: {n} peristiwa, {waktu}; {sesudah} sesudahnya"),
            Bahasa::En => format!("Last checkpoint: {n} events, {waktu}; {sesudah} after it"),
        });
    } else if matches!(l.jenis, Jenis::Daerah | Jenis::Ekspor) {
        baris.push(b.pilih("Belum ada titik periksa.", "There is no checkpoint yet.").to_owned());
    }
    let tanda = match (l.tanda_tangan, l.kunci_luar) {
        (false, _) => b.pilih(
            "Tanda tangan tidak diperiksa: sebut --kunci.",
            "Signatures were not checked: give --kunci.",
        ),
        (true, false) => b.pilih(
            "Tanda tangan diperiksa dengan kunci di dalam berkas itu sendiri; sebut --kunci yang Anda percaya.",
            "Signatures were checked with the key inside the file itself; give a --kunci that you trust.",
        ),
        (true, true) => b.pilih("Tanda tangan titik periksa sah.", "The checkpoints' signatures hold."),
    };
    if l.utuh() || !l.tanda_tangan {
        baris.push(tanda.to_owned());
    }
    if l.tanpa_pribadi > 0 {
        baris.push(match b {
            Bahasa::Id => {
                format!("{} peristiwa tanpa data pribadi: dihapus, atau tidak diekspor", l.tanpa_pribadi)
            }
            Bahasa::En => {
                format!("{} events without personal data: erased, or not exported", l.tanpa_pribadi)
            }
        });
    }
    if l.tanpa_komitmen > 0 {
        baris.push(match b {
            Bahasa::Id => format!(
                "{} peristiwa dari sebelum komitmen: nama dan alasannya tidak ikut disegel",
                l.tanpa_komitmen
            ),
            Bahasa::En => format!(
                "{} events from before commitments: their names and reasons are not sealed",
                l.tanpa_komitmen
            ),
        });
    }
    baris.join("\n")
}
