//! Connections: taken in, counted, and let go.
//!
//! A client can hurt the others only by what it holds. It holds a connection (counted, in all and per address), the
//! time until its head is whole (timed), the time of its body and of its reading (timed, see `arus`). When
//! the count is full, the connection that has been silent longest gives way to the new one: an attacker who opens
//! many displaces only what is silent, which is mostly his own, and whoever sends a request is answered.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use balai_shell::AlamatKlien;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tower::Service as _;

use super::alamat::{Jaringan, klien};
use super::arus::{Arus, IsiBerbatas};
use super::metrik::Metrik;
use crate::konfigurasi::Batas;

/// Largest head of a request, in bytes; hyper's least is 8 KiB.
const KEPALA_MAKS: usize = 64 << 10;
/// Pause after the machine refused a connection (no file handles left): trying again at once would only burn.
const JEDA_GAGAL: Duration = Duration::from_millis(100);

/// How far the server is on its way to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tahap {
    /// Serving.
    Jalan,
    /// Nothing new is taken in; what is under way is finished.
    Tutup,
    /// Now.
    Paksa,
}

/// A port with what is served on it.
pub struct Soket {
    /// The open port.
    pub pendengar: TcpListener,
    /// What answers.
    pub router: Router,
    /// Limits.
    pub batas: Batas,
    /// Proxies that are trusted; they hold the connections of many.
    pub proksi: Arc<[Jaringan]>,
    /// Counters.
    pub metrik: Arc<Metrik>,
}

/// One connection, as the register sees it.
struct Keadaan {
    alamat: IpAddr,
    /// Requests being answered.
    sibuk: AtomicUsize,
    /// Order in which connections fell silent: the smallest is the longest silent.
    sejak: AtomicU64,
    tertunda: Arc<AtomicBool>,
    mengalah: Notify,
}

#[derive(Default)]
struct Daftar {
    semua: Mutex<HashMap<u64, Arc<Keadaan>>>,
    urutan: AtomicU64,
    kosong: Notify,
}

impl Daftar {
    fn berikut(&self) -> u64 {
        self.urutan.fetch_add(1, Ordering::Relaxed)
    }

    /// Enters a connection, after showing out the longest silent one where the count is full. `None` when all are
    /// at work: then the new one is not taken in.
    fn masuk(self: &Arc<Self>, alamat: IpAddr, batas: &Batas, per_alamat: bool, m: &Metrik) -> Option<Tiket> {
        let mut semua = self.semua.lock().unwrap_or_else(PoisonError::into_inner);
        let milik = semua.values().filter(|k| k.alamat == alamat).count();
        let sempit = per_alamat && milik >= batas.sambungan_per_alamat;
        if sempit || semua.len() >= batas.sambungan {
            let diam = |k: &&Arc<Keadaan>| {
                (!sempit || k.alamat == alamat)
                    && k.sibuk.load(Ordering::Relaxed) == 0
                    && !k.tertunda.load(Ordering::Relaxed)
            };
            let korban = semua.iter().filter(|(_, k)| diam(k));
            let korban = korban.min_by_key(|(_, k)| k.sejak.load(Ordering::Relaxed)).map(|(id, _)| *id);
            let Some(korban) = korban.and_then(|id| semua.remove(&id)) else {
                m.ditolak();
                return None;
            };
            korban.mengalah.notify_one();
            m.mengalah();
        }
        let id = self.berikut();
        let keadaan = Arc::new(Keadaan {
            alamat,
            sibuk: AtomicUsize::new(0),
            sejak: AtomicU64::new(id),
            tertunda: Arc::default(),
            mengalah: Notify::new(),
        });
        semua.insert(id, Arc::clone(&keadaan));
        m.sambungan(semua.len());
        Some(Tiket { id, keadaan, daftar: Arc::clone(self) })
    }

    fn banyak(&self) -> usize {
        self.semua.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// A place in the register, given back when dropped.
struct Tiket {
    id: u64,
    keadaan: Arc<Keadaan>,
    daftar: Arc<Daftar>,
}

impl Drop for Tiket {
    fn drop(&mut self) {
        let mut semua = self.daftar.semua.lock().unwrap_or_else(PoisonError::into_inner);
        semua.remove(&self.id);
        if semua.is_empty() {
            self.daftar.kosong.notify_waiters();
        }
    }
}

/// A request under way; its connection is not silent until this is dropped.
struct Sibuk(Arc<Keadaan>, Arc<Daftar>);

impl Sibuk {
    fn mulai(tiket: &Tiket) -> Self {
        tiket.keadaan.sibuk.fetch_add(1, Ordering::Relaxed);
        Sibuk(Arc::clone(&tiket.keadaan), Arc::clone(&tiket.daftar))
    }
}

impl Drop for Sibuk {
    fn drop(&mut self) {
        self.0.sejak.store(self.1.berikut(), Ordering::Relaxed);
        self.0.sibuk.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Soket {
    /// Serves until told to stop, then finishes what is under way. Returns once all connections are closed, their
    /// time is over, or the end is forced.
    pub async fn jalan(self, mut tahap: watch::Receiver<Tahap>) {
        let daftar = Arc::new(Daftar::default());
        let mut pembuat = http1::Builder::new();
        pembuat
            .timer(TokioTimer::new())
            .header_read_timeout(self.batas.kepala)
            .max_buf_size(KEPALA_MAKS)
            .keep_alive(true);
        loop {
            let baru = tokio::select! {
                baru = self.pendengar.accept() => baru,
                _ = tahap.wait_for(|t| *t != Tahap::Jalan) => break,
            };
            let (soket, lawan) = match baru {
                Ok(baru) => baru,
                Err(galat) => {
                    tracing::warn!("accept: {galat}");
                    tokio::time::sleep(JEDA_GAGAL).await;
                    continue;
                }
            };
            let lawan = lawan.ip().to_canonical();
            let proksi = self.proksi.iter().any(|p| p.memuat(lawan));
            if let Some(tiket) = daftar.masuk(lawan, &self.batas, !proksi, &self.metrik) {
                tokio::spawn(self.satu(soket, lawan, tiket, &pembuat, tahap.clone()));
            }
        }
        drop(self.pendengar);
        let habis = tokio::time::sleep(self.batas.tutup);
        tokio::pin!(habis);
        while daftar.banyak() > 0 {
            let kosong = daftar.kosong.notified();
            tokio::select! {
                () = kosong => {}
                // the last one may have left between the count and the wait
                () = tokio::time::sleep(JEDA_GAGAL) => {}
                () = &mut habis => break,
                _ = tahap.wait_for(|t| *t == Tahap::Paksa) => break,
            }
        }
    }

    /// One connection from beginning to end.
    fn satu(
        &self,
        soket: TcpStream,
        lawan: IpAddr,
        tiket: Tiket,
        pembuat: &http1::Builder,
        mut tahap: watch::Receiver<Tahap>,
    ) -> impl Future<Output = ()> + Send + use<> {
        // small answers must not wait for more
        soket.set_nodelay(true).ok();
        let (batas, proksi, router) = (self.batas, Arc::clone(&self.proksi), self.router.clone());
        let arus = Arus::baru(soket, batas.isi, Arc::clone(&tiket.keadaan.tertunda));
        let keadaan = Arc::clone(&tiket.keadaan);
        let layanan = service_fn(move |req: hyper::Request<Incoming>| {
            let sibuk = Sibuk::mulai(&tiket);
            let alamat = klien(lawan, req.headers(), &proksi);
            let mut req: Request =
                req.map(|isi| Body::new(IsiBerbatas::baru(isi, batas.isi, batas.isi_bita_per_detik)));
            req.extensions_mut().insert(AlamatKlien(alamat));
            let jawaban = router.clone().call(req);
            async move {
                let jawaban = jawaban.await;
                drop(sibuk);
                jawaban
            }
        });
        let sambungan = pembuat.serve_connection(TokioIo::new(arus), layanan);
        async move {
            tokio::pin!(sambungan);
            let mut pamit = false;
            loop {
                tokio::select! {
                    // in this order: an answer that goes out after the goodbye says that it is the last one
                    biased;
                    _ = tahap.wait_for(|t| *t != Tahap::Jalan), if !pamit => {
                        pamit = true;
                        sambungan.as_mut().graceful_shutdown();
                    }
                    () = keadaan.mengalah.notified() => break,
                    // how a connection ended is its client's affair
                    _ = sambungan.as_mut() => break,
                }
            }
        }
    }
}

/// How many connections the machine lets this process have beside its databases; `None` when it does not say.
pub fn berkas_maks() -> Option<usize> {
    let teks = std::fs::read_to_string("/proc/self/limits").ok()?;
    let baris = teks.lines().find_map(|b| b.strip_prefix("Max open files"))?;
    baris.split_whitespace().next()?.parse().ok()
}
