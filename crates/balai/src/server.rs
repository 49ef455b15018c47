//! The web server: the frame on a socket, with limits, and a way to stop that loses nothing.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use balai_akses::SesiAkses;
use balai_kernel::Galat;
use balai_platform::{Balai, OsAcak, Pekerja, Refusal, SystemClock};
use balai_shell::{Pengaturan, Rangka, TampilanDaerah};
use tokio::net::TcpListener;
use tokio::signal;

use crate::{apps, galat::Gagal};

/// Largest body of a request, in bytes: a month's file of one OPD, not a disk image.
const KIRIMAN_MAKS: usize = 32 << 20;
/// Longest time for one answer. Runs take minutes on the command line; a page never does.
const JAWABAN_PALING_LAMA: Duration = Duration::from_secs(60);
/// Blocking threads: database work and password hashing (19 MiB each) at the same time.
const UTAS_BLOKIR_MAKS: usize = 32;
/// Threads for background jobs: two, so that a slow letter does not hold up everything else.
const PEKERJA: usize = 2;
/// How long answers under way may take after being asked to stop.
const TUTUP_PALING_LAMA: Duration = Duration::from_secs(10);

/// Where to listen.
#[derive(Debug, Clone, Copy)]
pub struct Alamat {
    /// The address.
    pub ip: IpAddr,
    /// The port; 0 takes any free one.
    pub port: u16,
}

/// The frame over every region of the host.
///
/// # Errors
/// `CLI-006` when there is no region, `CLI-012` when texts or colours are wrong, or the database's refusal.
pub fn rangka(host: impl Into<Arc<Balai>>, aman: bool, pengembangan: bool) -> Result<Rangka, Gagal> {
    let host = host.into();
    let mut daerah = Vec::new();
    for kode in host.regions()? {
        let region = host.region(kode.as_str())?;
        let identitas = region.identitas();
        daerah.push(TampilanDaerah {
            kode: kode.to_string(),
            nama: identitas.nama.clone(),
            tuan: Vec::new(),
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
        aman,
        pengembangan,
    };
    Rangka::baru(pengaturan).map_err(|sebab| Galat::baru("CLI-012").dengan("sebab", sebab.join("; ")).into())
}

/// The workers that do the background jobs of every region of the host.
///
/// # Errors
/// `CLI-005` when the machine gives no thread, or the database's refusal.
pub fn pekerja(host: &Balai) -> Result<Pekerja, Gagal> {
    let kode = host.regions()?;
    let daerah = kode.iter().map(|k| host.region(k.as_str())).collect::<Result<Vec<_>, Refusal>>()?;
    Pekerja::mulai(daerah, apps::jobs(), PEKERJA)
        .map_err(|e| Galat::baru("CLI-005").dengan("alamat", host.tempat()).dengan("sebab", e).into())
}

/// Serves until asked to stop (Ctrl+C, SIGTERM); answers and jobs under way are finished first. `terbuka` is
/// told the address once the port is open.
///
/// # Errors
/// `CLI-005` when the address cannot be used.
pub fn layani(
    rangka: &Rangka,
    pekerja: Pekerja,
    alamat: Alamat,
    terbuka: impl FnOnce(&str),
) -> Result<(), Gagal> {
    let soket = SocketAddr::new(alamat.ip, alamat.port);
    let salah = |e: std::io::Error| Galat::baru("CLI-005").dengan("alamat", soket).dengan("sebab", e);
    let mesin = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(UTAS_BLOKIR_MAKS)
        .build()
        .map_err(salah)?;
    let router =
        rangka.router().layer(middleware::from_fn(batas_waktu)).layer(DefaultBodyLimit::max(KIRIMAN_MAKS));
    let jadi = mesin.block_on(async move {
        let pendengar = TcpListener::bind(soket).await?;
        terbuka(&format!("http://{}", pendengar.local_addr()?));
        let layanan = router.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(pendengar, layanan).with_graceful_shutdown(diminta_berhenti()).await
    });
    // what is begun is finished: jobs and blocking work get their time
    pekerja.berhenti(TUTUP_PALING_LAMA);
    mesin.shutdown_timeout(TUTUP_PALING_LAMA);
    Ok(jadi.map_err(salah)?)
}

/// Gives up waiting for an answer; the act behind it goes on and is found done when asked again.
async fn batas_waktu(req: Request, lanjut: Next) -> Response {
    match tokio::time::timeout(JAWABAN_PALING_LAMA, lanjut.run(req)).await {
        Ok(jawaban) => jawaban,
        Err(_) => StatusCode::GATEWAY_TIMEOUT.into_response(),
    }
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
