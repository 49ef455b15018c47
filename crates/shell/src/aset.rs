//! Static files: compiled in, named by their content, compressed once, kept by browsers for a year.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use flate2::Compression;
use sha2::{Digest, Sha256};

use crate::acak::heks;
use crate::bingkai::{gzip, kepala_aman, terima_gzip};
use crate::{Rangka, TampilanDaerah, warna};

const HURUF: &[u8] = include_bytes!("../static/plus-jakarta-sans.woff2");
const GAYA: &str = include_str!("../static/balai.css");
const CARI: &str = include_str!("../static/cari.js");
const LAMBANG: &str = include_str!("../static/lambang.svg");
const LURING: &str = include_str!("../static/luring.js");
const PEKERJA: &str = include_str!("../static/sw.js");
const IKON_192: &[u8] = include_bytes!("../static/ikon-192.png");
const IKON_512: &[u8] = include_bytes!("../static/ikon-512.png");

/// One file as it is served.
#[derive(Debug, Clone)]
struct Aset {
    /// As templates call it: `balai.css`.
    nama: &'static str,
    /// With its content's hash: `/static/balai.0f3c….css`.
    jalur: String,
    jenis: &'static str,
    isi: Vec<u8>,
    padat: Option<Vec<u8>>,
}

impl Aset {
    fn baru(nama: &'static str, jenis: &'static str, isi: Vec<u8>) -> Self {
        let (awal, akhir) = nama.rsplit_once('.').unwrap_or((nama, ""));
        let jalur = format!("/static/{awal}.{}.{akhir}", sidik_pendek(&isi));
        // fonts and pictures are compressed in themselves
        let padat = if matches!(akhir, "woff2" | "png") { None } else { gzip(&isi, Compression::best()) };
        Aset { nama, jalur, jenis, isi, padat }
    }
}

static SEMUA: LazyLock<Vec<Aset>> = LazyLock::new(|| {
    let huruf = Aset::baru("plus-jakarta-sans.woff2", "font/woff2", HURUF.to_vec());
    let gaya = rapatkan(GAYA).replace("plus-jakarta-sans.woff2", huruf.jalur.trim_start_matches("/static/"));
    let gaya = Aset::baru("balai.css", "text/css; charset=utf-8", gaya.into_bytes());
    let lambang = Aset::baru("lambang.svg", "image/svg+xml", LAMBANG.as_bytes().to_vec());
    let cari = Aset::baru("cari.js", "text/javascript; charset=utf-8", CARI.into());
    let luring = Aset::baru("luring.js", "text/javascript; charset=utf-8", LURING.into());
    let kecil = Aset::baru("ikon-192.png", "image/png", IKON_192.to_vec());
    let besar = Aset::baru("ikon-512.png", "image/png", IKON_512.to_vec());
    vec![huruf, gaya, lambang, cari, luring, kecil, besar]
});

/// This program, by its own bytes: whatever a page is made of is in them.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let sidik = || -> std::io::Result<String> {
        let mut berkas = std::fs::File::open(std::env::current_exe()?)?;
        let (mut sidik, mut bagian) = (Sha256::new(), vec![0_u8; 1 << 16]);
        loop {
            match std::io::Read::read(&mut berkas, &mut bagian)? {
                0 => return Ok(heks(sidik.finalize().get(..8).unwrap_or_default())),
                n => sidik.update(bagian.get(..n).unwrap_or_default()),
            }
        }
    };
    sidik().unwrap_or_else(|_| env!("CARGO_PKG_VERSION").to_owned())
});

/// The worker that shows a page without a signal, with what it keeps: our own files, and the region's colour.
fn pekerja(gaya: Option<&GayaDaerah>) -> String {
    let perlu = |a: &&Aset| !matches!(a.nama, "cari.js" | "ikon-512.png");
    let mut berkas: Vec<&str> = SEMUA.iter().filter(perlu).map(|a| a.jalur.as_str()).collect();
    berkas.extend(gaya.map(|g| g.jalur.as_str()));
    let daftar = serde_json::Value::from(berkas).to_string();
    PEKERJA.replace("__VERSI__", &format!("balai-{}", *PROGRAM)).replace("__BERKAS__", &daftar)
}

async fn layani_pekerja(State(rangka): State<Rangka>, kepala: HeaderMap) -> Response {
    let gaya = tampilan(&rangka, &kepala).and_then(|t| rangka.gaya(&t.kode));
    lepas(&rangka, "text/javascript; charset=utf-8", pekerja(gaya))
}

/// What a phone needs to keep this site among its applications.
async fn layani_manifes(State(rangka): State<Rangka>, kepala: HeaderMap) -> Response {
    let Some(t) = tampilan(&rangka, &kepala) else { return StatusCode::NOT_FOUND.into_response() };
    let ikon = |nama: &'static str, sisi: u32| {
        serde_json::json!({
            "src": jalur(nama), "sizes": format!("{sisi}x{sisi}"), "type": "image/png", "purpose": "any maskable",
        })
    };
    let isi = serde_json::json!({
        "id": "/aktivitas", "name": format!("Balai {}", t.nama), "short_name": "Balai", "lang": "id",
        "start_url": "/aktivitas", "scope": "/", "display": "standalone",
        "background_color": "#F6F4EF", "theme_color": t.warna.as_deref().unwrap_or("#12405F"),
        "icons": [ikon("ikon-192.png", 192), ikon("ikon-512.png", 512)],
    });
    lepas(&rangka, "application/manifest+json", isi.to_string())
}

fn tampilan<'a>(rangka: &'a Rangka, kepala: &HeaderMap) -> Option<&'a Arc<TampilanDaerah>> {
    rangka.daerah_untuk(kepala.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default())
}

/// A file whose address never changes: asked for anew each time.
fn lepas(rangka: &Rangka, jenis: &'static str, isi: String) -> Response {
    let mut jawaban = isi.into_response();
    let kepala = jawaban.headers_mut();
    kepala.insert(header::CONTENT_TYPE, HeaderValue::from_static(jenis));
    kepala.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    kepala_aman(kepala, rangka.aman());
    jawaban
}

/// The address of a static file by its plain name; the name itself when there is no such file.
pub fn jalur(nama: &'static str) -> &'static str {
    SEMUA.iter().find(|a| a.nama == nama).map_or(nama, |a| a.jalur.as_str())
}

/// A region's own colour as a style sheet of a few hundred bytes.
#[derive(Debug, Clone)]
pub(crate) struct GayaDaerah {
    pub(crate) jalur: String,
    isi: String,
}

impl GayaDaerah {
    /// From the region's colour; `None` when it is not `#RRGGBB`.
    pub(crate) fn dari(kode: &str, warna: &str) -> Option<Self> {
        let isi = warna::gaya(warna::Srgb::dari_heks(warna)?);
        Some(GayaDaerah { jalur: format!("/static/daerah-{kode}.{}.css", sidik_pendek(isi.as_bytes())), isi })
    }
}

fn sidik_pendek(isi: &[u8]) -> String {
    heks(Sha256::digest(isi).get(..5).unwrap_or_default())
}

/// Drops comments and indentation; nothing else, so that what is served can be read beside its source.
fn rapatkan(css: &str) -> String {
    let mut jadi = String::with_capacity(css.len());
    let mut sisa = css;
    while let Some((sebelum, sesudah)) = sisa.split_once("/*") {
        jadi.push_str(sebelum);
        sisa = sesudah.split_once("*/").map_or("", |(_, ekor)| ekor);
    }
    jadi.push_str(sisa);
    let baris: Vec<&str> = jadi.lines().map(str::trim).filter(|b| !b.is_empty()).collect();
    baris.join("\n")
}

pub(crate) fn router(_rangka: &Rangka) -> Router<Rangka> {
    Router::new()
        .route("/static/{nama}", get(layani))
        .route("/sw.js", get(layani_pekerja))
        .route("/manifest.webmanifest", get(layani_manifes))
        .route("/favicon.ico", get(|| async { axum::response::Redirect::permanent(jalur("lambang.svg")) }))
}

async fn layani(State(rangka): State<Rangka>, Path(nama): Path<String>, kepala: HeaderMap) -> Response {
    let jalur = format!("/static/{nama}");
    let mut jawaban = if let Some(aset) = SEMUA.iter().find(|a| a.jalur == jalur) {
        match aset.padat.as_ref().filter(|_| terima_gzip(&kepala)) {
            Some(padat) => kirim(aset.jenis, padat.clone(), true),
            None => kirim(aset.jenis, aset.isi.clone(), false),
        }
    } else if let Some(gaya) = rangka.semua_gaya().find(|g| g.jalur == jalur) {
        kirim("text/css; charset=utf-8", gaya.isi.clone().into_bytes(), false)
    } else {
        StatusCode::NOT_FOUND.into_response()
    };
    kepala_aman(jawaban.headers_mut(), rangka.aman());
    jawaban
}

fn kirim(jenis: &'static str, isi: Vec<u8>, padat: bool) -> Response {
    let mut jawaban = isi.into_response();
    let kepala = jawaban.headers_mut();
    kepala.insert(header::CONTENT_TYPE, HeaderValue::from_static(jenis));
    kepala.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    kepala.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if padat {
        kepala.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    jawaban
}
