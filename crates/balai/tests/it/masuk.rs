//! Signing in through the real pages.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use balai_akses::{BuatAkun, buat_akun};
use balai_kernel::{Kapasitas, Kewenangan, Lingkup, Peran, Tanggal};
use balai_platform::{Balai, OsAcak, SumberPaket, SystemClock, operator};
use balai_shell::Rangka;
use balai_testkit::Db;
use tower::ServiceExt as _;

const SANDI: &str = "kata sandi yang panjang & aneh";

/// A region with one account, served as it is in earnest; `aman` is HTTPS.
fn rangka(db: &Db, aman: bool) -> Rangka {
    let host = Balai::open(db.url(), Arc::new(SystemClock), OsAcak).dengan_migrasi(balai::apps::migrations());
    let host = host.dengan_tempat(balai::apps::tempat());
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    let daerah = host.add_region(&profil, &operator().unwrap()).unwrap();
    let kewenangan = Kewenangan {
        peran: Peran::Bkpsdm,
        lingkup: Lingkup::Semua,
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::constant(2020, 1, 1),
        sampai: None,
        dasar: "SK 1".into(),
        pendelegasi: None,
    };
    let perintah = BuatAkun {
        nama_akun: Some("bkpsdm".into()),
        nip: Some("198609262015051001".parse().unwrap()),
        nama: "Petugas".into(),
        kewenangan: vec![kewenangan],
        sandi: Some(SANDI.into()),
    };
    buat_akun(&daerah, &operator().unwrap(), &perintah).unwrap();
    let mut konf = balai::konfigurasi::Konfigurasi::bawaan().unwrap();
    konf.server.https = aman;
    balai::server::rangka(host, &konf, false).unwrap()
}

async fn minta(rangka: &Rangka, req: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let jawaban = rangka.router().oneshot(req).await.unwrap();
    let (kepala, isi) = jawaban.into_parts();
    let isi = to_bytes(isi, 1 << 20).await.unwrap();
    (kepala.status, kepala.headers, String::from_utf8(isi.to_vec()).unwrap())
}

fn kuki(kepala: &HeaderMap, nama: &str) -> Option<String> {
    let semua = kepala.get_all(header::SET_COOKIE).iter().filter_map(|v| v.to_str().ok());
    semua.filter(|k| k.starts_with(&format!("{nama}="))).map(str::to_owned).next()
}

fn persen(teks: &str) -> String {
    teks.bytes().map(|b| format!("%{b:02X}")).collect()
}

/// Fills in the form as a browser does and sends it.
async fn masuk(rangka: &Rangka, nama: &str, sandi: &str, kembali: &str) -> (StatusCode, HeaderMap, String) {
    let jalur = format!("/masuk?kembali={}", persen(kembali));
    let (_, kepala, isi) = minta(rangka, Request::get(jalur).body(Body::empty()).unwrap()).await;
    let tamu = kuki(&kepala, "balai_tamu").unwrap();
    let token = isi.split("name=\"_csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let isi =
        format!("_csrf={token}&nama={}&sandi={}&kembali={}", persen(nama), persen(sandi), persen(kembali));
    let req = Request::post("/masuk")
        .header(header::COOKIE, tamu.split(';').next().unwrap())
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(isi));
    minta(rangka, req.unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_password_leads_to_the_page_asked_for() {
    let db = Db::sqlite();
    let rangka = tokio::task::block_in_place(|| rangka(&db, false));
    for nama in ["bkpsdm", " 19860926 201505 1 001 "] {
        let (status, kepala, _) = masuk(&rangka, nama, SANDI, "/proses/2026-10?x=1").await;
        assert_eq!(
            (status, kepala[header::LOCATION].to_str().unwrap()),
            (StatusCode::SEE_OTHER, "/proses/2026-10?x=1")
        );
        let sesi = kuki(&kepala, "balai_sesi").unwrap();
        assert!(
            sesi.contains("; HttpOnly") && sesi.contains("; SameSite=Lax") && !sesi.contains("Secure"),
            "{sesi}"
        );

        // whoever is signed in is led on from the form
        let req = Request::get("/masuk").header(header::COOKIE, sesi.split(';').next().unwrap());
        let (status, ..) = minta(&rangka, req.body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_shows_the_form_again_without_it() {
    let db = Db::sqlite();
    let rangka = tokio::task::block_in_place(|| rangka(&db, false));
    for (nama, sandi) in [("bkpsdm", "sandi-keliru-sekali"), ("tiada", SANDI), ("bkpsdm", "")] {
        let (status, kepala, isi) = masuk(&rangka, nama, sandi, "/").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(isi.contains(&format!("value=\"{nama}\"")), "the name is kept");
        assert!(!isi.contains("sandi-keliru-sekali") && !isi.contains("aneh"), "the password is not");
        assert!(isi.contains("role=\"alert\""));
        assert!(kuki(&kepala, "balai_sesi").is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_leads_to_no_other_site() {
    let db = Db::sqlite();
    let rangka = tokio::task::block_in_place(|| rangka(&db, true));
    let (status, kepala, _) = masuk(&rangka, "bkpsdm", SANDI, "//jahat.example/").await;
    assert_eq!((status, kepala[header::LOCATION].to_str().unwrap()), (StatusCode::SEE_OTHER, "/"));
    assert!(kuki(&kepala, "balai_sesi").unwrap().contains("; Secure"), "behind HTTPS the cookie stays there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_with_signing_out() {
    let db = Db::sqlite();
    let rangka = tokio::task::block_in_place(|| rangka(&db, false));
    let (_, kepala, _) = masuk(&rangka, "bkpsdm", SANDI, "/").await;
    let sesi = kuki(&kepala, "balai_sesi").unwrap().split(';').next().unwrap().to_owned();
    let halaman = || Request::get("/tiada").header(header::COOKIE, &sesi).body(Body::empty()).unwrap();
    let (_, _, isi) = minta(&rangka, halaman()).await;
    let token = isi.split("name=\"_csrf\" value=\"").nth(1).expect("signed in").split('"').next().unwrap();
    let req = Request::post("/keluar")
        .header(header::COOKIE, &sesi)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("_csrf={token}")));
    let (status, kepala, _) = minta(&rangka, req.unwrap()).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(kuki(&kepala, "balai_sesi").unwrap().contains("Max-Age=0"));
    let (_, _, isi) = minta(&rangka, halaman()).await;
    assert!(!isi.contains("action=\"/keluar\""), "the old cookie opens nothing");
}
