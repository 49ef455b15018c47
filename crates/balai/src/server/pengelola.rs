//! The operator's port: is it alive, is it ready, how does it fare. It listens on this machine only unless told
//! otherwise, and says nothing about anybody.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use balai_platform::{Balai, Refusal, pekerjaan};
use balai_store::Statistik;

use super::metrik::{Metrik, baris, judul};

#[derive(Clone)]
struct Keadaan {
    host: Arc<Balai>,
    metrik: Arc<Metrik>,
}

/// `/healthz`, `/readyz` and `/metrics`.
pub fn router(host: Arc<Balai>, metrik: Arc<Metrik>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(siap))
        .route("/metrics", get(ukuran))
        .with_state(Keadaan { host, metrik })
}

/// Ready means that every region answers a question and that nobody asked us to stop.
async fn siap(State(k): State<Keadaan>) -> Response {
    if k.metrik.menutup() {
        return (StatusCode::SERVICE_UNAVAILABLE, "menutup\n").into_response();
    }
    let tanya = move || -> Result<usize, Refusal> {
        let daerah = k.host.regions()?;
        for kode in &daerah {
            k.host.region(kode.as_str())?.store().alive()?;
        }
        Ok(daerah.len())
    };
    match tokio::task::spawn_blocking(tanya).await {
        Ok(Ok(n)) => format!("siap: {n} daerah\n").into_response(),
        Ok(Err(tolak)) => {
            tracing::warn!(kode = tolak.galat().kode, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", tolak.galat().kode)).into_response()
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "rusak\n").into_response(),
    }
}

async fn ukuran(State(k): State<Keadaan>) -> Response {
    let mut teks = k.metrik.teks();
    let host = Arc::clone(&k.host);
    let daerah = tokio::task::spawn_blocking(move || per_daerah(&host)).await.unwrap_or_default();
    teks.push_str(&daerah);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], teks).into_response()
}

/// What each region's database counts, and what is under way in it.
fn per_daerah(host: &Balai) -> String {
    let mut t = String::new();
    let buka = |kode: balai_kernel::KodeWilayah| host.region(kode.as_str()).ok();
    let daerah: Vec<_> = host.regions().unwrap_or_default().into_iter().filter_map(buka).collect();
    judul(&mut t, "balai_regions", "gauge", "Regions that open.");
    baris(&mut t, "balai_regions", &[], daerah.len());
    let ukur: Vec<_> = daerah.iter().map(|d| (d.kode().to_string(), d.store().statistik())).collect();
    type Ambil = fn(&Statistik) -> u64;
    let deret: [(&str, &str, &str, Ambil); 5] = [
        ("balai_acts_total", "counter", "Writes that reached the disk.", |s| s.acts),
        ("balai_commits_total", "counter", "Commits those writes shared.", |s| s.batches),
        ("balai_commit_replays_total", "counter", "Commits lost and run again act by act.", |s| s.replays),
        ("balai_commits_begun_again_total", "counter", "Commits begun again without one act.", |s| {
            s.begun_again
        }),
        ("balai_commit_acts_max", "gauge", "Most writes that shared one commit.", |s| s.longest_batch),
    ];
    for (nama, jenis, arti, ambil) in deret {
        judul(&mut t, nama, jenis, arti);
        for (kode, s) in &ukur {
            baris(&mut t, nama, &[("region", kode)], ambil(s));
        }
    }
    judul(
        &mut t,
        "balai_jobs",
        "gauge",
        "Background jobs waiting, running, or put aside after their last attempt.",
    );
    for d in &daerah {
        let kode = d.kode().to_string();
        // a database that does not answer has no numbers: the gap in the series is the alarm
        let Ok(n) = d.read(|tx| pekerjaan::jumlah(tx).map_err(Refusal::from)) else { continue };
        for (keadaan, n) in [("waiting", n.menunggu), ("running", n.berjalan), ("failed", n.gagal)] {
            baris(&mut t, "balai_jobs", &[("region", &kode), ("state", keadaan)], n);
        }
    }
    judul(&mut t, "balai_sessions", "gauge", "Sessions that have neither expired nor been ended.");
    for d in &daerah {
        if let Ok(n) = balai_akses::banyak_sesi(d) {
            baris(&mut t, "balai_sessions", &[("region", d.kode().as_str())], n);
        }
    }
    t
}
