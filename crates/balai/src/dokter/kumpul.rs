//! Fetches the facts that [`super::periksa`] judges. Changes nothing.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use balai_kernel::{Bahasa, KodeWilayah, Waktu};
use balai_platform::jurnal::{KunciUji, periksa_daerah};
use balai_platform::{Balai, Refusal, Region, pekerjaan};
use balai_store::{DataUrl, Store};

use super::periksa::{self, Hak, Port};
use super::{Nilai, Temuan, pengaturan};
use crate::cadangan::rak;
use crate::galat::Gagal;
use crate::konfigurasi::Konfigurasi;
use crate::{apps, host};

/// How long a server of ours has to say that it is well.
const JAWAB: Duration = Duration::from_secs(3);

/// Every question, of the machine first and then of each region. `konf` as it was read, or what was wrong in it.
pub fn semua(konf: Result<Konfigurasi, Gagal>, kini: Waktu, b: Bahasa) -> Vec<Temuan> {
    let konf = match konf {
        Ok(konf) => konf,
        // nothing else can be asked without knowing where the data lies
        Err(galat) => return vec![periksa::konfigurasi(Some(&galat.tampil(b)), "", b)],
    };
    let berkas = konf.berkas.as_ref().map_or_else(
        || b.pilih("tanpa berkas, nilai bawaan", "no file, the defaults").to_owned(),
        |p| p.display().to_string(),
    );
    let mut temuan = vec![periksa::konfigurasi(None, &berkas, b)];
    let alamat = SocketAddr::new(konf.server.alamat, konf.server.port);
    temuan.push(periksa::port(alamat, siapa(alamat, konf.server.pengelola), b));
    temuan.push(periksa::memori(memori(), b));
    match alamat_data(&konf) {
        Ok((url, host)) => data(&mut temuan, &konf, &url, host, kini, b),
        Err(galat) => temuan.push(periksa::basis_data(Err(&galat.tampil(b)), false, b)),
    }
    temuan
}

fn alamat_data(konf: &Konfigurasi) -> Result<(DataUrl, Balai), Gagal> {
    let alamat = konf.alamat_data()?;
    let host = host::buka(&alamat)?.tanpa_segel();
    Ok((alamat.parse().map_err(Refusal::from)?, host))
}

fn data(temuan: &mut Vec<Temuan>, konf: &Konfigurasi, url: &DataUrl, host: Balai, kini: Waktu, b: Bahasa) {
    temuan.extend(pengaturan::semua(konf, url.as_folder(), b));
    if let Some(folder) = url.as_folder() {
        if folder.is_file() {
            temuan.push(periksa::bukan_folder(&folder.display().to_string(), b));
            return;
        }
        let (tempat, hak) = (folder.display().to_string(), hak(folder));
        temuan.push(periksa::folder_data(&tempat, hak, saya(), b));
        if hak.is_none() {
            return;
        }
        temuan.push(periksa::ruang(&tempat, bebas(folder), b));
    }
    if let Some(folder) = konf.cadangan.folder.as_ref().filter(|f| f.exists()) {
        temuan.push(periksa::ruang(&folder.display().to_string(), bebas(folder), b));
    }
    let ada = match host.regions() {
        Ok(ada) => ada,
        Err(tolak) => {
            temuan.push(periksa::basis_data(
                Err(&Gagal::from(tolak).tampil(b)),
                url.as_folder().is_some(),
                b,
            ));
            return;
        }
    };
    temuan.push(periksa::nama_tuan(&ada, &konf.daerah, b));
    for kode in ada {
        let awal = temuan.len();
        daerah(temuan, konf, url, &host, (&kode, kini), b);
        for t in temuan.iter_mut().skip(awal) {
            *t = t.clone().di(kode.as_str());
        }
    }
}

fn daerah(
    temuan: &mut Vec<Temuan>,
    konf: &Konfigurasi,
    url: &DataUrl,
    host: &Balai,
    (kode, kini): (&KodeWilayah, Waktu),
    b: Bahasa,
) {
    let folder = konf.cadangan.folder.as_deref();
    let nama = folder.map(|f| f.display().to_string());
    temuan.push(periksa::cadangan(nama.as_deref(), folder.and_then(|f| terakhir(f, kode)), kini, b));
    let store = match Store::open(url, kode.as_str()) {
        Ok(store) => store,
        Err(galat) => {
            return temuan.push(periksa::basis_data(Err(&galat.to_string()), url.as_folder().is_some(), b));
        }
    };
    let sehat = store.health().map_err(|e| e.to_string());
    temuan.push(periksa::basis_data(sehat.as_ref().map_err(String::as_str), url.as_folder().is_some(), b));
    let mut langkah = balai_platform::migrations();
    langkah.extend(apps::migrations());
    let jarak = match store.distance(&langkah) {
        Ok(jarak) => jarak,
        Err(galat) => {
            return temuan.push(periksa::basis_data(Err(&galat.to_string()), url.as_folder().is_some(), b));
        }
    };
    let sesuai = jarak.ahead.is_empty() && jarak.behind.is_empty();
    temuan.push(periksa::skema(&jarak, b));
    drop(store);
    // opening a region runs its missing steps, and a question must not change anything
    if sesuai {
        match host.region(kode.as_str()) {
            Ok(region) => isi(temuan, &region, kini, b),
            Err(tolak) => temuan.push(periksa::basis_data(
                Err(&Gagal::from(tolak).tampil(b)),
                url.as_folder().is_some(),
                b,
            )),
        }
    }
}

fn isi(temuan: &mut Vec<Temuan>, region: &Region, kini: Waktu, b: Bahasa) {
    let mut tanya = |jawaban: Result<Temuan, Refusal>| {
        temuan.push(jawaban.unwrap_or_else(|tolak| {
            Temuan::baru("basis_data", Nilai::Rusak, Gagal::from(tolak).tampil(b), "")
        }));
    };
    let kunci = region.vkey_jurnal().and_then(|k| KunciUji::dari(&k));
    tanya(periksa_daerah(region, kunci.as_ref()).map(|l| {
        let cacat = l.pertama.as_ref().map(|t| t.kalimat(b));
        let titik = l.titik_terakhir.as_ref().and_then(|(n, pada)| Some((*n, pada.parse().ok()?)));
        periksa::jurnal(cacat.as_deref(), l.ukuran, titik, kini, b)
    }));
    tanya(
        region
            .read(|tx| pekerjaan::jumlah(tx).map_err(Refusal::from))
            .map(|n| periksa::pekerjaan(n.gagal, b)),
    );
    let admin = balai_akses::banyak_admin(region).and_then(|n| Ok((n, balai_akses::admin_diundang(region)?)));
    tanya(admin.map(|(n, diundang)| periksa::admin(n, diundang, b)));
    tanya(
        region
            .read(|tx| {
                balai_platform::catatan_terbaru(tx, &balai_kernel::Lingkup::Semua, None, 1)
                    .map_err(Refusal::from)
            })
            .map(|c| {
                periksa::waktu(
                    kini,
                    c.first().and_then(|c| c.waktu.parse().ok()),
                    &region.zona().to_string(),
                    b,
                )
            }),
    );
}

/// When the newest backup of a region was made, by its name.
fn terakhir(folder: &Path, kode: &KodeWilayah) -> Option<Waktu> {
    let berkas = rak::daftar(folder, kode.as_str()).ok()?.into_iter().next()?;
    rak::waktu(&berkas)
}

fn siapa(alamat: SocketAddr, pengelola: Option<SocketAddr>) -> Port {
    if TcpListener::bind(alamat).is_ok() {
        return Port::Bebas;
    }
    if pengelola.is_some_and(sehat) { Port::Balai } else { Port::Lain }
}

/// Whether a server of ours answers on the operator's port.
fn sehat(alamat: SocketAddr) -> bool {
    let tanya = || -> std::io::Result<String> {
        let mut s = TcpStream::connect_timeout(&alamat, JAWAB)?;
        s.set_read_timeout(Some(JAWAB))?;
        s.write_all(b"GET /healthz HTTP/1.1\r\nhost: balai\r\nconnection: close\r\n\r\n")?;
        let mut jawab = String::new();
        s.take(4_096).read_to_string(&mut jawab)?;
        Ok(jawab)
    };
    tanya().is_ok_and(|j| j.ends_with("\r\n\r\nok\n"))
}

#[cfg(unix)]
fn hak(folder: &Path) -> Option<Hak> {
    use std::os::unix::fs::MetadataExt as _;
    let m = std::fs::metadata(folder).ok()?;
    Some(Hak { pemilik: m.uid(), mode: m.mode() & 0o777 })
}

#[cfg(not(unix))]
fn hak(folder: &Path) -> Option<Hak> {
    folder.exists().then_some(Hak { pemilik: 0, mode: 0o700 })
}

/// Who runs this.
#[cfg(unix)]
fn saya() -> u32 {
    std::os::unix::fs::MetadataExt::uid(&match std::fs::metadata("/proc/self") {
        Ok(m) => m,
        Err(_) => return 0,
    })
}

#[cfg(not(unix))]
fn saya() -> u32 {
    0
}

/// Free bytes for whoever is not root, on the disk of this folder.
#[cfg(unix)]
fn bebas(folder: &Path) -> Option<u64> {
    let s = rustix::fs::statvfs(folder).ok()?;
    s.f_bavail.checked_mul(s.f_frsize)
}

#[cfg(not(unix))]
fn bebas(_: &Path) -> Option<u64> {
    None
}

/// Memory the machine can still give, in bytes; `None` off Linux.
fn memori() -> Option<u64> {
    let teks = std::fs::read_to_string("/proc/meminfo").ok()?;
    let kb = teks.lines().find_map(|l| l.strip_prefix("MemAvailable:"))?.split_whitespace().next()?;
    kb.parse::<u64>().ok()?.checked_mul(1_024)
}
