//! The operator's port: is it alive, is it ready, how does it fare. It listens on this machine only unless told
//! otherwise, and says nothing about anybody.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use balai_platform::{Balai, Refusal};

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

/// What each region's database counts.
fn per_daerah(host: &Balai) -> String {
    let mut t = String::new();
    let buka = |kode: balai_kernel::KodeWilayah| host.region(kode.as_str()).ok();
    let daerah: Vec<_> = host.regions().unwrap_or_default().into_iter().filter_map(buka).collect();
    judul(&mut t, "balai_regions", "gauge", "Regions that open.");
    baris(&mut t, "balai_regions", &[], daerah.len());
    let ukur: Vec<_> = daerah.iter().map(|d| (d.kode().to_string(), d.store().statistik())).collect();
    judul(&mut t, "balai_acts_total", "counter", "Writes that reached the disk.");
    for (kode, s) in &ukur {
        baris(&mut t, "balai_acts_total", &[("region", kode)], s.acts);
    }
    judul(&mut t, "balai_commits_total", "counter", "Commits those writes shared.");
    for (kode, s) in &ukur {
        baris(&mut t, "balai_commits_total", &[("region", kode)], s.batches);
    }
    t
}
