//! `balai backup` and `balai restore`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use balai_kernel::{Acak as _, Bahasa, Clock as _, Galat, KodeWilayah};
use balai_platform::jurnal::{KunciUji, periksa_daerah};
use balai_platform::{OsAcak, SystemClock};
use balai_store::{DataUrl, Store};
use clap::{Arg, ArgMatches, Command};

use super::{Lingkungan, bantu};
use crate::cadangan::{self, Ringkasan, rahasia::Rahasia, rak};
use crate::galat::Gagal;
use crate::host;

fn jalur(nama: &'static str, nilai: &'static str, bantuan: &'static str) -> Arg {
    Arg::new(nama).long(nama).value_name(nilai).value_parser(clap::value_parser!(PathBuf)).help(bantuan)
}

fn kunci(b: Bahasa) -> Arg {
    jalur(
        "kunci",
        b.pilih("BERKAS", "FILE"),
        b.pilih("Berkas kata sandi cadangan", "File of the backup's passphrase"),
    )
}

pub(crate) fn perintah(b: Bahasa) -> Command {
    let berkas = b.pilih("BERKAS", "FILE");
    Command::new("backup")
        .about(b.pilih(
            "Buat cadangan utuh setiap daerah selagi melayani, lalu baca ulang",
            "Take a whole backup of each region while serving, and read it back",
        ))
        .arg(bantu::konfigurasi(b))
        .arg(bantu::data(b).required(false))
        .arg(bantu::region(b).required(false))
        .arg(jalur("ke", "FOLDER", b.pilih("Folder tujuan", "Folder to write to")))
        .arg(kunci(b))
        .arg(Arg::new("simpan").long("simpan").value_name("N").value_parser(clap::value_parser!(u32)).help(
            b.pilih(
                "Setelah berhasil, sisakan N cadangan terbaru tiap daerah; 0 semua",
                "After success keep the newest N of each region; 0 keeps all",
            ),
        ))
        .arg(jalur("periksa", berkas, b.pilih("Hanya periksa cadangan ini", "Only check this backup")))
        .arg(jalur(
            "buat-kunci",
            berkas,
            b.pilih("Hanya buat berkas kata sandi baru", "Only make a new passphrase file"),
        ))
}

pub(crate) fn perintah_pulih(b: Bahasa) -> Command {
    Command::new("restore")
        .about(b.pilih(
            "Pulihkan cadangan ke tempat kosong, SQLite atau PostgreSQL",
            "Restore a backup to an empty place, SQLite or PostgreSQL",
        ))
        .arg(
            Arg::new("berkas")
                .required(true)
                .value_name(b.pilih("BERKAS", "FILE"))
                .value_parser(clap::value_parser!(PathBuf))
                .help(b.pilih("Berkas cadangan", "The backup")),
        )
        .arg(bantu::konfigurasi(b))
        .arg(bantu::data(b).required(false))
        .arg(kunci(b))
}

pub(crate) fn jalankan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    if let Some(berkas) = m.get_one::<PathBuf>("buat-kunci") {
        return buat_kunci(l, berkas);
    }
    let sebut = |nama: &str| m.get_one::<PathBuf>(nama).map(PathBuf::as_path);
    if let Some(berkas) = sebut("periksa") {
        return periksa(l, berkas, sebut("kunci"));
    }
    let konf = bantu::muat_konfigurasi(m)?;
    let folder = sebut("ke").or(konf.cadangan.folder.as_deref());
    let folder = folder.ok_or_else(|| bantu::salah_nilai("ke", "", "/var/backups/balai"))?;
    let rahasia = sebut("kunci").or(konf.cadangan.kunci_berkas.as_deref()).map(Rahasia::baca).transpose()?;
    let simpan = m.get_one::<u32>("simpan").copied().unwrap_or(konf.cadangan.simpan);
    let (url, host) = (konf.alamat_data()?, host::buka(&konf.alamat_data()?)?);
    let url: DataUrl = url.parse().map_err(balai_platform::Refusal::from)?;
    let semua = match bantu::baca::<KodeWilayah>(m, "region", "32.73")? {
        Some(kode) => vec![kode],
        None => host.regions()?,
    };
    if semua.is_empty() {
        return Err(Galat::baru("CLI-006").dengan("tempat", host.tempat()).into());
    }
    let mut gagal = false;
    for kode in semua {
        // one region that cannot be copied does not keep the others from it
        let jadi = host.region(kode.as_str()).map_err(Gagal::from).and_then(|region| {
            cadangan::tulis(&region, url.as_folder(), folder, rahasia.as_ref(), SystemClock.now())
        });
        match jadi {
            Ok((berkas, isi)) => {
                println!("{}: {}", berkas.display(), kalimat(l.bahasa, &isi));
                pangkas(l, folder, kode.as_str(), simpan)?;
            }
            Err(sebab) => {
                gagal = true;
                eprintln!("{kode}: {}", sebab.tampil(l.bahasa));
            }
        }
    }
    if gagal { Err(Gagal::Terlapor) } else { Ok(()) }
}

/// Deletes the oldest, only ever after a new one has been read back.
fn pangkas(l: &Lingkungan, folder: &Path, kode: &str, simpan: u32) -> Result<(), Gagal> {
    let simpan = usize::try_from(simpan).unwrap_or(usize::MAX);
    let banyak = rak::pangkas(folder, kode, simpan)
        .map_err(|e| Galat::baru("CLI-010").dengan("berkas", folder.display()).dengan("sebab", e))?;
    match (banyak, l.bahasa) {
        (0, _) => {}
        (n, Bahasa::Id) => println!("{n} cadangan lama dihapus."),
        (n, Bahasa::En) => println!("{n} old backups deleted."),
    }
    Ok(())
}

fn periksa(l: &Lingkungan, berkas: &Path, kunci: Option<&Path>) -> Result<(), Gagal> {
    let rahasia = kunci.map(Rahasia::baca).transpose()?;
    let kata = if rahasia.is_none() && cadangan::bersandi(berkas)? {
        let bita = cadangan::periksa_sidik(berkas)?;
        match l.bahasa {
            Bahasa::Id => {
                format!("{bita} bita, semua sidik cocok; isinya bersandi: sebut --kunci untuk membacanya")
            }
            Bahasa::En => {
                format!("{bita} bytes, all hashes agree; its content is sealed: give --kunci to read it")
            }
        }
    } else {
        kalimat(l.bahasa, &cadangan::periksa(berkas, rahasia.as_ref())?)
    };
    println!("{}: {kata}", berkas.display());
    Ok(())
}

fn buat_kunci(l: &Lingkungan, berkas: &Path) -> Result<(), Gagal> {
    let mut bita = [0_u8; 32];
    OsAcak.isi(&mut bita);
    let rahasia = Rahasia::dari_acak(bita);
    let mut pilihan = std::fs::OpenOptions::new();
    pilihan.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut pilihan, 0o600);
    let tertulis = pilihan.open(berkas).and_then(|mut f| {
        f.write_all(format!("{}\n", rahasia.teks()).as_bytes())?;
        f.sync_all()
    });
    tertulis.map_err(|e| Galat::baru("CLI-010").dengan("berkas", berkas.display()).dengan("sebab", e))?;
    match l.bahasa {
        Bahasa::Id => println!(
            "{} dibuat. Simpan salinannya di luar mesin ini: tanpa kunci ini cadangannya tidak dapat dibuka siapa pun.",
            berkas.display()
        ),
        Bahasa::En => println!(
            "{} made. Keep a copy away from this machine: without this key nobody can open the backups.",
            berkas.display()
        ),
    }
    Ok(())
}

pub(crate) fn pulihkan(l: &Lingkungan, m: &ArgMatches) -> Result<(), Gagal> {
    let berkas = m.get_one::<PathBuf>("berkas").cloned().unwrap_or_default();
    let konf = bantu::muat_konfigurasi(m)?;
    let kunci = m.get_one::<PathBuf>("kunci").or(konf.cadangan.kunci_berkas.as_ref());
    let rahasia = match kunci {
        Some(kunci) if cadangan::bersandi(&berkas)? => Some(Rahasia::baca(kunci)?),
        _ => None,
    };
    // read to its end before anything is made at the other place
    let kode = cadangan::periksa(&berkas, rahasia.as_ref())?.kode;
    let data = konf.alamat_data()?;
    let host = host::buka(&data)?.tanpa_segel();
    let url: DataUrl = data.parse().map_err(balai_platform::Refusal::from)?;
    let store = Store::open(&url, &kode).map_err(balai_platform::Refusal::from)?;
    let isi = cadangan::pulihkan(&berkas, rahasia.as_ref(), &store, url.as_folder())?;
    drop(store);
    // opens as every command opens it: later steps of the schema run, the region says its name
    let region = host.region(&kode)?;
    let kunci = region.vkey_jurnal().and_then(|k| KunciUji::dari(&k));
    let laporan = periksa_daerah(&region, kunci.as_ref())?;
    if let Some(temuan) = &laporan.pertama {
        eprintln!("{}", temuan.kalimat(l.bahasa));
    }
    if !laporan.utuh() || (laporan.ukuran, laporan.akar_heks()) != isi.jurnal {
        let galat = Galat::baru("CLI-022").dengan("kode", &kode).dengan("akar", &isi.jurnal.1);
        return Err(galat.dengan("ada", laporan.akar_heks()).into());
    }
    println!("{kode} {}: {}", region.identitas().nama, kalimat(l.bahasa, &isi));
    Ok(())
}

fn kalimat(b: Bahasa, isi: &Ringkasan) -> String {
    let Ringkasan { kode, waktu, tabel, jurnal: (peristiwa, akar) } = isi;
    let (tabel, baris) = (tabel.len(), isi.baris());
    let mut teks = match b {
        Bahasa::Id => format!(
            "daerah {kode} pada {waktu}, {tabel} tabel, {baris} baris, semua sidik cocok; jurnal {peristiwa} peristiwa tersegel, akar {akar}"
        ),
        Bahasa::En => format!(
            "region {kode} at {waktu}, {tabel} tables, {baris} rows, all digests agree; journal of {peristiwa} sealed events, root {akar}"
        ),
    };
    match (isi.berkas_hilang(), b) {
        (0, _) => {}
        (n, Bahasa::Id) => teks.push_str(&format!("; {n} berkas hilang atau rusak di tempat asalnya")),
        (n, Bahasa::En) => teks.push_str(&format!("; {n} files missing or damaged where they came from")),
    }
    teks
}
