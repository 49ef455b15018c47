//! The web server: the frame on a socket, with limits, and a way to stop that loses nothing.

pub mod alamat;
mod arus;
mod catat;
pub mod metrik;
pub mod pengelola;
pub mod sambungan;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use balai_akses::SesiAkses;
use balai_kernel::Galat;
use balai_platform::pemberitahuan::Luar;
use balai_platform::{Balai, OsAcak, Pekerja, Refusal, Region, SystemClock};
use balai_shell::{Pengaturan, Rangka, TampilanDaerah};
use tokio::net::TcpListener;
use tokio::signal;
use tokio::sync::watch;

use self::metrik::Metrik;
use self::sambungan::{Soket, Tahap};
use crate::konfigurasi::{Batas, Konfigurasi};
use crate::{apps, galat::Gagal};

/// Blocking threads: database work and password hashing (19 MiB each) at the same time.
const UTAS_BLOKIR_MAKS: usize = 32;
/// Threads for background jobs: two, so that a slow letter does not hold up everything else.
const PEKERJA: usize = 2;
/// File handles kept for databases, logs and files beside the connections.
const BERKAS_LAIN: usize = 128;

/// The frame over every region of the host.
///
/// # Errors
/// `CLI-006` when there is no region, `CLI-012` when texts or colours are wrong, `CLI-015` when a region has host
/// names but no data, or the database's refusal.
pub fn rangka(host: impl Into<Arc<Balai>>, konf: &Konfigurasi, pengembangan: bool) -> Result<Rangka, Gagal> {
    let host = host.into();
    let ada = host.regions()?;
    if let Some(kode) = konf.daerah.keys().find(|k| !ada.contains(k)) {
        return Err(Galat::baru("CLI-015").dengan("kode", kode).dengan("tempat", host.tempat()).into());
    }
    let mut daerah = Vec::new();
    for region in sehat(&host)? {
        let kode = region.kode().clone();
        let identitas = region.identitas();
        daerah.push(TampilanDaerah {
            kode: kode.to_string(),
            nama: identitas.nama.clone(),
            tuan: konf.daerah.get(&kode).cloned().unwrap_or_default(),
            warna: Some(identitas.warna.clone()),
            zona: identitas.zona,
            contoh: identitas.contoh,
        });
    }
    if daerah.is_empty() {
        return Err(Galat::baru("CLI-006").dengan("tempat", host.tempat()).into());
    }
    let pengaturan = Pengaturan {
        apps: apps::semua(),
        daerah,
        buka: Box::new(move |kode| host.region(kode)),
        sesi: Arc::new(SesiAkses),
        jam: Arc::new(SystemClock),
        acak: Box::new(OsAcak),
        kode: apps::kode_ruang(),
        jalur_masuk: "/masuk",
        aman: konf.server.https,
        pengembangan,
        batas: konf.batas.laju,
    };
    Rangka::baru(pengaturan).map_err(|sebab| Galat::baru("CLI-012").dengan("sebab", sebab.join("; ")).into())
}

/// The regions that can be opened. One that cannot is told of and left out, so that the damage of one does not close
/// the others; when none can, the first refusal is the answer.
fn sehat(host: &Balai) -> Result<Vec<Region>, Refusal> {
    let (mut jadi, mut gagal) = (Vec::new(), None);
    for kode in host.regions()? {
        match host.region(kode.as_str()) {
            Ok(region) => jadi.push(region),
            Err(sebab) => {
                tracing::error!(daerah = %kode, sebab = %sebab.galat(), "region left out: it cannot be opened");
                gagal.get_or_insert(sebab);
            }
        }
    }
    match gagal {
        Some(sebab) if jadi.is_empty() => Err(sebab),
        _ => Ok(jadi),
    }
}

/// The workers that do the background jobs of every region of the host.
///
/// # Errors
/// `CLI-005` when the machine gives no thread, or the database's refusal.
pub fn pekerja(host: &Balai, luar: &Luar) -> Result<Pekerja, Gagal> {
    let daerah = sehat(host)?;
    Pekerja::mulai(daerah, apps::jobs(luar), PEKERJA)
        .map_err(|e| Galat::baru("CLI-005").dengan("alamat", host.tempat()).dengan("sebab", e).into())
}

/// The site as it goes on a socket: sizes and times limited, each request counted and logged.
pub fn situs(rangka: &Rangka, batas: &Batas, metrik: &Arc<Metrik>) -> Router {
    rangka
        .router()
        .layer(middleware::from_fn_with_state(batas.jawaban, catat::batas_waktu))
        .layer(DefaultBodyLimit::max(batas.kiriman))
        .layer(middleware::from_fn_with_state(Arc::clone(metrik), catat::catat))
}

/// Serves until asked to stop (Ctrl+C, SIGTERM); answers and jobs under way are finished first, unless asked a
/// second time. `terbuka` is told the address once the port is open.
///
/// # Errors
/// `CLI-005` when the address cannot be used, `CLI-024` for the operator's.
pub fn layani(
    rangka: &Rangka,
    host: Arc<Balai>,
    konf: &Konfigurasi,
    terbuka: impl FnOnce(&str),
) -> Result<(), Gagal> {
    let mesin = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(UTAS_BLOKIR_MAKS)
        .build()
        .map_err(|e| tak_terbuka(SocketAddr::new(konf.server.alamat, konf.server.port), &e))?;
    let metrik = Arc::new(Metrik::default());
    let batas = batas_mesin(konf.batas);
    let buka =
        |alamat: SocketAddr| mesin.block_on(TcpListener::bind(alamat)).map_err(|e| tak_terbuka(alamat, &e));
    let soket = |pendengar, router, proksi: &[_]| Soket {
        pendengar,
        router,
        batas,
        proksi: proksi.into(),
        metrik: Arc::clone(&metrik),
    };
    let utama = buka(SocketAddr::new(konf.server.alamat, konf.server.port))?;
    let url = utama.local_addr().map(|a| format!("http://{a}")).unwrap_or_default();
    let pengelola = konf.server.pengelola.map(|alamat| {
        let buka = mesin.block_on(TcpListener::bind(alamat));
        buka.map_err(|e| Galat::baru("CLI-024").dengan("alamat", alamat).dengan("sebab", e))
    });
    let pengelola = pengelola.transpose()?;
    let pekerja = pekerja(&host, &konf.luar()?)?;
    let utama = soket(utama, situs(rangka, &batas, &metrik), &konf.server.proksi);
    // its own counters: whoever watches must not change what is watched
    let pengelola = pengelola.map(|p| Soket {
        metrik: Arc::default(),
        ..soket(p, pengelola::router(Arc::clone(&host), Arc::clone(&metrik)), &[])
    });
    terbuka(&url);
    tracing::info!(alamat = url, "open");
    let paksa = mesin.block_on(sampai_diminta_berhenti(utama, pengelola, Arc::clone(&metrik)));
    let waktu = if paksa { Duration::ZERO } else { konf.batas.tutup };
    // what is begun is finished: jobs and blocking work get their time
    pekerja.berhenti(waktu);
    mesin.shutdown_timeout(waktu);
    tracing::info!(paksa, "closed");
    Ok(())
}

/// Serves on both ports; true when the end was forced.
async fn sampai_diminta_berhenti(utama: Soket, pengelola: Option<Soket>, metrik: Arc<Metrik>) -> bool {
    let (kabar, tahap) = watch::channel(Tahap::Jalan);
    if let Some(pengelola) = pengelola {
        tokio::spawn(pengelola.jalan(tahap.clone()));
    }
    let tanda = tokio::spawn(async move {
        diminta_berhenti().await;
        metrik.tutup();
        tracing::info!("asked to stop");
        kabar.send_replace(Tahap::Tutup);
        diminta_berhenti().await;
        kabar.send_replace(Tahap::Paksa);
        // the word must outlive its listeners
        std::future::pending::<()>().await;
    });
    utama.jalan(tahap.clone()).await;
    tanda.abort();
    *tahap.borrow() == Tahap::Paksa
}

/// No more connections than the machine gives file handles for.
fn batas_mesin(batas: Batas) -> Batas {
    let Some(berkas) = sambungan::berkas_maks() else { return batas };
    let boleh = berkas.saturating_sub(BERKAS_LAIN).max(16);
    if boleh < batas.sambungan {
        tracing::warn!(berkas, sambungan = boleh, "fewer connections: the limit of open files is low");
    }
    Batas { sambungan: batas.sambungan.min(boleh), ..batas }
}

fn tak_terbuka(alamat: SocketAddr, sebab: &io::Error) -> Gagal {
    Galat::baru("CLI-005").dengan("alamat", alamat).dengan("sebab", sebab).into()
}

async fn diminta_berhenti() {
    let ctrl_c = async {
        // without a signal to listen to, only the machine itself ends the server
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let sigterm = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut s) => {
                s.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let sigterm = std::future::pending::<()>();
    tokio::select! {
        () = ctrl_c => {}
        () = sigterm => {}
    }
}
