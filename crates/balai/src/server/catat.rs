//! Around every request: a limit of time, a count, a line in the log.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use balai_shell::DaerahJawaban;

use super::metrik::Metrik;

/// Gives up waiting for an answer; the act behind it goes on and is found done when asked again.
pub(super) async fn batas_waktu(State(batas): State<Duration>, req: Request, lanjut: Next) -> Response {
    match tokio::time::timeout(batas, lanjut.run(req)).await {
        Ok(jawaban) => jawaban,
        Err(_) => {
            let teks = "Jawaban ini terlalu lama. Yang Anda kirim mungkin tetap dikerjakan: lihat dulu sebelum mengirim \
                        lagi.\nThis answer took too long. What you sent may still be done: look before sending again.\n";
            (StatusCode::GATEWAY_TIMEOUT, teks).into_response()
        }
    }
}

/// Counts and logs. The line names the route by its pattern: what stands in its place may be somebody.
pub(super) async fn catat(State(metrik): State<Arc<Metrik>>, req: Request, lanjut: Next) -> Response {
    let mulai = Instant::now();
    let rute = req.extensions().get::<MatchedPath>().cloned();
    let rute = rute.as_ref().map_or("(tiada)", MatchedPath::as_str);
    let metode = nama_metode(req.method());
    let jawaban = lanjut.run(req).await;
    let (lama, status) = (mulai.elapsed(), jawaban.status().as_u16());
    metrik.permintaan(rute, metode, status, lama);
    let nomor = jawaban.headers().get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let daerah = jawaban.extensions().get::<DaerahJawaban>().map_or("", |d| d.0.as_str());
    let ms = u64::try_from(lama.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(metode, rute, status, ms, nomor, daerah, "request");
    jawaban
}

/// A client may invent methods without end; the log and the counters know those that exist.
fn nama_metode(metode: &Method) -> &'static str {
    match metode.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "(lain)",
    }
}
