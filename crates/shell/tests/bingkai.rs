//! The frame seen from outside: who gets in, what is forged, what a refusal looks like, what every answer carries.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "in a test a panic is the report")]

mod bantuan;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use balai_shell::{Akses, Metode, Rangka, TampilanDaerah};
use tower::ServiceExt as _;

fn rangka() -> Rangka {
    Rangka::baru(bantuan::pengaturan(vec![Box::new(bantuan::Contoh)], vec![bantuan::bandung()])).unwrap()
}

struct Jawaban {
    status: StatusCode,
    kepala: axum::http::HeaderMap,
    isi: String,
}

impl Jawaban {
    fn kepala(&self, nama: &str) -> &str {
        self.kepala.get(nama).map_or("", |v| v.to_str().unwrap())
    }

    fn csrf(&self) -> String {
        let sesudah = self.isi.split("name=\"_csrf\" value=\"").nth(1).unwrap();
        sesudah.split('"').next().unwrap().to_owned()
    }

    fn kuki(&self) -> String {
        let satu = |v: &axum::http::HeaderValue| v.to_str().unwrap().split(';').next().unwrap().to_owned();
        self.kepala.get_all(header::SET_COOKIE).iter().map(satu).collect::<Vec<_>>().join("; ")
    }
}

async fn kirim(router: &Router, metode: &str, jalur: &str, kepala: &[(&str, &str)], isi: &str) -> Jawaban {
    let mut minta = Request::builder().method(metode).uri(jalur).header("host", "localhost");
    for (nama, nilai) in kepala {
        minta = minta.header(*nama, *nilai);
    }
    let jawaban = router.clone().oneshot(minta.body(Body::from(isi.to_owned())).unwrap()).await.unwrap();
    let (bagian, isi) = jawaban.into_parts();
    let isi = to_bytes(isi, usize::MAX).await.unwrap();
    Jawaban { status: bagian.status, kepala: bagian.headers, isi: String::from_utf8_lossy(&isi).into_owned() }
}

async fn ambil(router: &Router, jalur: &str, kepala: &[(&str, &str)]) -> Jawaban {
    kirim(router, "GET", jalur, kepala, "").await
}

const SITI: (&str, &str) = ("cookie", "balai_sesi=siti");
const BAMBANG: (&str, &str) = ("cookie", "balai_sesi=bambang");
const SENDIRI: (&str, &str) = ("sec-fetch-site", "same-origin");
const FORMULIR: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn every_route_keeps_out_whom_it_must() {
    let rangka = rangka();
    let router = rangka.router();
    for rute in rangka.semua_rute() {
        if rute.metode != Metode::Get || rute.jalur == "/rusak" {
            continue;
        }
        for (kepala, nama) in [(None, "nobody"), (Some(SITI), "staff"), (Some(BAMBANG), "bkpsdm")] {
            let status = ambil(&router, rute.jalur, kepala.as_slice()).await.status;
            let api = rute.jalur.starts_with("/api/");
            let harap = match (rute.akses, nama) {
                (Akses::Umum, _) | (Akses::Masuk, "staff") | (_, "bkpsdm") => StatusCode::OK,
                (_, "nobody") if api => StatusCode::UNAUTHORIZED,
                (_, "nobody") => StatusCode::SEE_OTHER,
                _ => StatusCode::FORBIDDEN,
            };
            assert_eq!(status, harap, "{rute:?} as {nama}");
        }
    }
}

#[tokio::test]
async fn nobody_is_led_to_the_door_and_back() {
    let router = rangka().router();
    let j = ambil(&router, "/rahasia?bulan=2026-10", &[]).await;
    assert_eq!(j.kepala("location"), "/masuk?kembali=/rahasia%3Fbulan%3D2026-10");
    let palsu = ambil(&router, "/rahasia", &[("cookie", "balai_sesi=palsu")]).await;
    assert_eq!(palsu.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_refusal_says_who_may_why_not_you_and_what_to_do_in_both_languages() {
    let router = rangka().router();
    let id = ambil(&router, "/rahasia", &[SITI]).await.isi;
    for cari in [
        "membaca yang rahasia",
        "Yang boleh: BKPSDM",
        "Mengapa",
        "Siti Nurjanah",
        "Yang bisa Anda lakukan",
        "Kode 403",
        "KJ-",
    ] {
        assert!(id.contains(cari), "{cari}");
    }
    let en = ambil(&router, "/rahasia?bahasa=en", &[SITI]).await.isi;
    for cari in ["<html lang=\"en\">", "read what is secret", "What you can do", "Code 403"] {
        assert!(en.contains(cari), "{cari}");
    }
}

#[tokio::test]
async fn the_api_refuses_in_problem_json() {
    let router = rangka().router();
    let j = ambil(&router, "/api/contoh/rahasia", &[SITI]).await;
    assert_eq!((j.status, j.kepala("content-type")), (StatusCode::FORBIDDEN, "application/problem+json"));
    let isi: serde_json::Value = serde_json::from_str(&j.isi).unwrap();
    assert_eq!((isi["kode"].as_str(), isi["status"].as_u64()), (Some("PLT-001"), Some(403)));
    assert!(!isi["pesan"].as_str().unwrap().is_empty() && !isi["saran"].as_str().unwrap().is_empty());
    assert_eq!(isi["instance"].as_str(), Some(j.kepala("x-request-id")));
    let tiada = ambil(&router, "/api/tiada", &[SITI]).await;
    assert_eq!(
        (tiada.status, tiada.kepala("content-type")),
        (StatusCode::NOT_FOUND, "application/problem+json")
    );
}

#[tokio::test]
async fn what_broke_is_not_told_to_readers() {
    let j = ambil(&rangka().router(), "/rusak", &[]).await;
    assert_eq!(j.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!j.isi.contains("12345") && j.isi.contains("Ada yang rusak"), "{}", j.isi);
}

#[tokio::test]
async fn forged_forms_change_nothing() {
    let router = rangka().router();
    let tanpa = kirim(&router, "POST", "/rahasia", &[BAMBANG, SENDIRI, FORMULIR], "a=1").await;
    assert_eq!(tanpa.status, StatusCode::FORBIDDEN);
    assert!(tanpa.isi.contains("WEB-002"));
    let token = ambil(&router, "/_komponen/formulir", &[BAMBANG]).await.csrf();
    let isi = format!("_csrf={token}");
    let lain = [BAMBANG, FORMULIR, ("sec-fetch-site", "cross-site")];
    assert_eq!(kirim(&router, "POST", "/rahasia", &lain, &isi).await.status, StatusCode::FORBIDDEN);
    let orang_lain = kirim(&router, "POST", "/_komponen/formulir", &[SITI, SENDIRI, FORMULIR], &isi).await;
    assert_eq!(orang_lain.status, StatusCode::FORBIDDEN, "a token is good for one session only");
    assert_eq!(
        kirim(&router, "POST", "/rahasia", &[BAMBANG, SENDIRI, FORMULIR], &isi).await.status,
        StatusCode::OK
    );
    let api = kirim(&router, "POST", "/api/contoh/rahasia", &[BAMBANG, SENDIRI], "{}").await;
    assert_eq!(api.status, StatusCode::FORBIDDEN, "a cookie alone does not carry an API act");
    let pembawa = [("authorization", "Bearer bambang")];
    assert_eq!(kirim(&router, "POST", "/api/contoh/rahasia", &pembawa, "{}").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_with_faults_comes_back_whole_and_a_good_one_leads_on() {
    let router = rangka().router();
    let awal = ambil(&router, "/_komponen/formulir", &[]).await;
    let kuki = awal.kuki();
    let kepala = [("cookie", kuki.as_str()), SENDIRI, FORMULIR];
    let isi = format!("_csrf={}&nama=&nilai=1%2C500+%3Cb%3E", awal.csrf());
    let salah = kirim(&router, "POST", "/_komponen/formulir", &kepala, &isi).await;
    assert_eq!(salah.status, StatusCode::UNPROCESSABLE_ENTITY);
    for cari in [
        "role=\"alert\"",
        "href=\"#b-nilai\"",
        "1,500 &#60;b&#62;",
        "aria-invalid=\"true\"",
        "aria-describedby=\"h-nilai g-nilai\"",
    ] {
        assert!(salah.isi.contains(cari), "{cari} not in {}", salah.isi);
    }
    let isi = format!("_csrf={}&nama=Rapat+%26+notulen&nilai=1.500.000", salah.csrf());
    let baik = kirim(&router, "POST", "/_komponen/formulir", &kepala, &isi).await;
    assert_eq!((baik.status, baik.kepala("location")), (StatusCode::SEE_OTHER, "/_komponen/formulir"));
    let kabar = baik.kuki();
    let sesudah = ambil(&router, "/_komponen/formulir", &[("cookie", kabar.as_str())]).await;
    assert!(sesudah.isi.contains("Rapat &#38; notulen tersimpan."), "{}", sesudah.isi);
    assert!(sesudah.kuki().contains("balai_kabar="), "said once");
}

#[tokio::test]
async fn pages_obey_their_own_policy() {
    let router = rangka().router();
    for jalur in ["/_komponen", "/_komponen/slip", "/_komponen/formulir", "/_komponen/gerbang", "/tiada"] {
        for kepala in [&[][..], &[SITI]] {
            let j = ambil(&router, jalur, kepala).await;
            let csp = j.kepala("content-security-policy");
            assert!(csp.contains("default-src 'none'") && !csp.contains("unsafe"), "{csp}");
            assert_eq!(j.kepala("cache-control"), "no-store");
            for buruk in
                [" style=", "<style", "<script>", " onclick=", "javascript:", "⟦", "http://", "https://"]
            {
                assert!(!j.isi.contains(buruk), "{buruk} on {jalur}");
            }
            // scripts come from files of ours, none stands in a page
            let berkas = |s: &str| s.starts_with(" src=\"/static/") && s.contains(" defer></script>");
            assert!(j.isi.split("<script").skip(1).all(berkas), "{jalur}");
            assert_eq!(j.isi.matches("<h1").count(), 1, "{jalur}");
            assert_eq!(j.isi.matches("<main").count(), 1, "{jalur}");
        }
    }
}

#[tokio::test]
async fn the_first_view_fits_its_budget() {
    let router = rangka().router();
    let gzip = ("accept-encoding", "gzip");
    let mut jumlah = 0;
    let halaman = ambil(&router, "/_komponen/slip", &[SITI]).await.isi;
    let ukur = |j: &axum::response::Response| {
        axum::body::HttpBody::size_hint(j.body()).exact().expect("whole bodies only")
    };
    let mut jalur: Vec<String> = vec!["/_komponen/slip".into()];
    jalur.extend(halaman.split('"').filter(|s| s.starts_with("/static/")).map(str::to_owned));
    jalur.sort();
    jalur.dedup();
    assert!(jalur.len() >= 4, "{jalur:?}");
    for j in &jalur {
        let minta = Request::builder()
            .uri(j)
            .header("host", "localhost")
            .header(gzip.0, gzip.1)
            .header(SITI.0, SITI.1);
        let jawaban = router.clone().oneshot(minta.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(jawaban.status(), StatusCode::OK, "{j}");
        if j.starts_with("/static/") {
            assert!(jawaban.headers()["cache-control"].to_str().unwrap().contains("immutable"), "{j}");
        }
        jumlah += ukur(&jawaban);
    }
    assert!(jumlah <= 50_000, "{jumlah} bytes");
}

#[tokio::test]
async fn pages_are_indonesian_until_the_reader_chooses_and_the_api_speaks_as_asked() {
    let router = rangka().router();
    let en = ("accept-language", "en-GB,en;q=0.9");
    for kepala in [&[][..], &[en]] {
        assert!(ambil(&router, "/tiada", kepala).await.isi.contains("<html lang=\"id\""));
    }
    assert_eq!(ambil(&router, "/api/tiada", &[]).await.kepala("content-language"), "id");
    assert_eq!(ambil(&router, "/api/tiada", &[en]).await.kepala("content-language"), "en");
    let dipilih = ambil(&router, "/tiada?bahasa=en", &[("cookie", "balai_bahasa=id")]).await;
    assert!(dipilih.isi.contains("<html lang=\"en\"") && dipilih.kuki().contains("balai_bahasa=en"));
    let kembali = ambil(&router, "/tiada", &[("cookie", "balai_bahasa=en")]).await;
    assert!(kembali.isi.contains("<html lang=\"en\""));
}

#[tokio::test]
async fn home_begins_with_what_waits_and_lists_only_places_the_reader_may_open() {
    let router = rangka().router();
    assert_eq!(ambil(&router, "/", &[]).await.status, StatusCode::SEE_OTHER);
    let siti = ambil(&router, "/", &[SITI]).await;
    assert_eq!(siti.status, StatusCode::OK);
    let isi = siti.isi.split("<main").nth(1).unwrap();
    let urut =
        ["Rp\u{a0}6.023.750", "Perbaiki aktivitas 19 November", "Nilai perilaku dua rekan", "/kehadiran"];
    let tempat: Vec<usize> =
        urut.iter().map(|x| isi.find(x).unwrap_or_else(|| panic!("{x} in {isi}"))).collect();
    assert!(tempat.is_sorted(), "what has a nearer last day stands first: {tempat:?}");
    assert!(isi.contains("Hadir dan pulang tiap hari") && !isi.contains("/rahasia"));
    let bambang = ambil(&router, "/", &[BAMBANG]).await.isi;
    let isi = bambang.split("<main").nth(1).unwrap();
    assert!(isi.contains("Tidak ada yang menunggu") && isi.contains("/rahasia"));
}

#[tokio::test]
async fn a_region_wears_its_own_colour() {
    let hijau = TampilanDaerah { warna: Some("#2E9E3F".into()), ..bantuan::bandung() };
    let router = Rangka::baru(bantuan::pengaturan(Vec::new(), vec![hijau])).unwrap().router();
    let isi = ambil(&router, "/tiada", &[]).await.isi;
    let jalur = isi.split('"').find(|s| s.starts_with("/static/daerah-32.73.")).unwrap();
    let gaya = ambil(&router, jalur, &[]).await;
    assert_eq!(gaya.status, StatusCode::OK);
    assert!(gaya.isi.contains("--papan:#") && gaya.isi.contains("prefers-color-scheme:dark"));
    let salah = TampilanDaerah { warna: Some("hijau".into()), ..bantuan::bandung() };
    assert!(Rangka::baru(bantuan::pengaturan(Vec::new(), vec![salah])).is_err());
}

#[tokio::test]
async fn openapi_lists_what_apps_declare() {
    let j = ambil(&rangka().router(), "/api/openapi.json", &[]).await;
    let isi: serde_json::Value = serde_json::from_str(&j.isi).unwrap();
    assert_eq!(isi["openapi"], "3.1.0");
    let op = &isi["paths"]["/api/contoh/rahasia"]["get"];
    assert_eq!(
        (op["x-akt"].as_str(), op["operationId"].as_str()),
        (Some("contoh.rahasia.baca"), Some("contoh_rahasia"))
    );
    assert!(op["responses"]["403"].is_object());
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_refused_in_our_own_words() {
    let router = rangka().router();
    let j = ambil(&router, "/halaman?nomor=abc", &[]).await;
    assert_eq!((j.status, j.kepala("content-type")), (StatusCode::BAD_REQUEST, "text/html; charset=utf-8"));
    assert!(j.isi.contains("WEB-009") && j.isi.contains("Alamat ini tidak terbaca"), "{}", j.isi);
    assert_eq!(ambil(&router, "/halaman?nomor=7", &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_form_of_another_content_type_does_not_slip_past_its_token() {
    let router = rangka().router();
    for jenis in ["multipart/form-data; boundary=x", "multipart/form-data"] {
        let kepala = [SITI, SENDIRI, ("content-type", jenis)];
        let j = kirim(&router, "POST", "/_komponen/formulir", &kepala, "nama=Siti&setuju=ya").await;
        assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY, "{jenis}");
        assert!(j.isi.contains("WEB-006"), "{jenis}: {}", j.isi);
    }
}

/// A form with a file as a browser sends it: parts of name, file name and content.
fn bagian(isi: &[(&str, Option<&str>, &str)]) -> String {
    let satu = |(nama, berkas, isi): &(&str, Option<&str>, &str)| {
        let berkas = berkas.map(|b| format!("; filename=\"{b}\"")).unwrap_or_default();
        format!("--x\r\nContent-Disposition: form-data; name=\"{nama}\"{berkas}\r\n\r\n{isi}\r\n")
    };
    format!("{}--x--\r\n", isi.iter().map(satu).collect::<String>())
}

#[tokio::test]
async fn a_file_comes_in_behind_its_token_and_within_its_limit() {
    let router = rangka().router();
    let token = ambil(&router, "/_komponen/formulir", &[SITI]).await.csrf();
    let unggah = async |asal, isi: &[(&str, Option<&str>, &str)]| {
        let kepala = [SITI, asal, ("content-type", "multipart/form-data; boundary=x")];
        kirim(&router, "POST", "/unggah", &kepala, &bagian(isi)).await
    };
    let csrf = ("_csrf", None, token.as_str());
    let nama = ("nama", None, "Daftar & rapat");
    let baik = unggah(SENDIRI, &[csrf, nama, ("berkas", Some("a.csv"), "nip\r\n1")]).await;
    assert_eq!((baik.status, baik.isi.as_str()), (StatusCode::OK, "Daftar & rapat|a.csv 6|"));
    let tanpa = unggah(SENDIRI, &[csrf, nama, ("berkas", Some(""), "")]).await;
    assert_eq!(tanpa.isi, "Daftar & rapat||", "no file was chosen");
    for isi in [&[nama, csrf][..], &[nama], &[("_csrf", None, "00"), nama]] {
        let j = unggah(SENDIRI, isi).await;
        assert_eq!(j.status, StatusCode::FORBIDDEN, "the token stands first: {isi:?}");
        assert!(j.isi.contains("WEB-002"), "{}", j.isi);
    }
    let lain = unggah(("sec-fetch-site", "cross-site"), &[csrf, nama]).await;
    assert_eq!(lain.status, StatusCode::FORBIDDEN);
    let pas = "x".repeat(balai_shell::BATAS_BERKAS);
    let penuh = unggah(SENDIRI, &[csrf, ("berkas", Some("b.csv"), &pas)]).await;
    assert_eq!(penuh.isi, format!("|b.csv {}|", balai_shell::BATAS_BERKAS));
    let lebih = format!("{pas}x");
    let besar = unggah(SENDIRI, &[csrf, ("berkas", Some("b.csv"), &lebih), nama]).await;
    assert!(besar.isi.starts_with("Daftar & rapat||") && besar.isi.contains("8 MB"), "{}", besar.isi);
    let panjang = unggah(SENDIRI, &[csrf, ("nama", None, &lebih)]).await;
    assert_eq!(panjang.status, StatusCode::PAYLOAD_TOO_LARGE, "a text is no file");
    let banyak: Vec<_> = std::iter::once(csrf).chain((0..70).map(|_| nama)).collect();
    assert_eq!(unggah(SENDIRI, &banyak).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// A site of two regions, one of them without a name.
fn dua() -> Router {
    let mut lain = bantuan::bandung();
    (lain.kode, lain.nama, lain.tuan) = ("32.77".into(), "Kota Cimahi".into(), Vec::new());
    let mut p = bantuan::pengaturan(vec![Box::new(bantuan::Contoh)], vec![bantuan::bandung(), lain]);
    p.pengembangan = false;
    Rangka::baru(p).unwrap().router()
}

async fn tuan(router: &Router, tuan: &str, jalur: &str) -> Jawaban {
    let minta = Request::get(jalur).header("host", tuan).body(Body::empty()).unwrap();
    let (bagian, isi) = router.clone().oneshot(minta).await.unwrap().into_parts();
    let isi = to_bytes(isi, usize::MAX).await.unwrap();
    Jawaban { status: bagian.status, kepala: bagian.headers, isi: String::from_utf8_lossy(&isi).into_owned() }
}

#[tokio::test]
async fn a_host_name_that_is_nobodys_leads_to_no_region() {
    let router = dua();
    assert_eq!(tuan(&router, "BANDUNG.example.go.id:8080", "/masuk").await.status, StatusCode::OK);
    for asing in ["localhost", "cimahi.example.go.id", "", "bandung.example.go.id.jahat.example", "<b>:1"] {
        let j = tuan(&router, asing, "/masuk?bahasa=en").await;
        assert_eq!(j.status, StatusCode::NOT_FOUND, "{asing}");
        assert!(j.isi.contains("WEB-008") && j.isi.contains("balai.toml"), "{}", j.isi);
        assert!(!j.isi.contains("Bandung") && !j.isi.contains("<b>"), "{}", j.isi);
        assert!(j.kepala("content-security-policy").contains("default-src 'none'"));
    }
    let j = tuan(&router, "asing.example", "/api/contoh/rahasia").await;
    assert_eq!((j.status, j.kepala("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
}

#[tokio::test]
async fn a_region_that_was_told_to_answers_every_other_name() {
    let mut kota = bantuan::bandung();
    kota.tuan.push(balai_shell::SEMUA_TUAN.into());
    let mut lain = bantuan::bandung();
    (lain.kode, lain.nama, lain.tuan) =
        ("19.02".into(), "Kabupaten Belitung".into(), vec!["belitung.localhost".into()]);
    let mut p = bantuan::pengaturan(vec![Box::new(bantuan::Contoh)], vec![kota, lain]);
    p.pengembangan = false;
    let router = Rangka::baru(p).unwrap().router();
    for (nama, milik) in [
        ("belitung.localhost:8080", "Kabupaten Belitung"),
        ("192.168.1.9", "Kota Bandung"),
        ("localhost", "Kota Bandung"),
        ("*", "Kota Bandung"),
    ] {
        // a page that is not there shows whose house it is
        let j = tuan(&router, nama, "/tidak-ada").await;
        assert!(j.isi.contains(milik), "{nama}: {}", j.isi);
    }
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let satu = balai_shell::Laju { per_menit: 1, sekaligus: 2 };
    let bebas = balai_shell::Laju::BEBAS;
    for (batas, kuki, metode, siapa) in [
        (balai_shell::BatasLaju { alamat: satu, akun: bebas, masuk: bebas }, "", "GET", "jaringan Anda"),
        (balai_shell::BatasLaju { alamat: bebas, akun: satu, masuk: bebas }, SITI.1, "GET", "akun Anda"),
        (balai_shell::BatasLaju { alamat: bebas, akun: bebas, masuk: satu }, "", "POST", "jaringan Anda"),
    ] {
        let mut p = bantuan::pengaturan(vec![Box::new(bantuan::Contoh)], vec![bantuan::bandung()]);
        p.batas = batas;
        let router = Rangka::baru(p).unwrap().router();
        let minta = async |metode: &str, jalur: &str| {
            let mut req = Request::builder().method(metode).uri(jalur).header("host", "localhost");
            req = req.header("cookie", kuki).header("accept-language", "id");
            let mut req = req.body(Body::empty()).unwrap();
            req.extensions_mut().insert(balai_shell::AlamatKlien([10, 0, 0, 7].into()));
            let (bagian, isi) = router.clone().oneshot(req).await.unwrap().into_parts();
            (
                bagian.status,
                bagian.headers,
                String::from_utf8(to_bytes(isi, 1 << 20).await.unwrap().into()).unwrap(),
            )
        };
        for _ in 0..2 {
            assert_ne!(minta(metode, "/masuk").await.0, StatusCode::TOO_MANY_REQUESTS, "{siapa}");
        }
        let (status, kepala, isi) = minta(metode, "/masuk").await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{siapa}");
        let detik: u32 = kepala["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((50..=61).contains(&detik), "{detik}");
        assert!(isi.contains(siapa) && isi.contains("WEB-010") && isi.contains("Terlalu sering"), "{isi}");
        let (status, kepala, _) = minta(metode, "/api/contoh/rahasia").await;
        assert_eq!(
            (status, kepala["content-type"].to_str().unwrap()),
            (StatusCode::TOO_MANY_REQUESTS, "application/problem+json")
        );
        // styles are not rationed: the page that refuses must still look like a page
        assert_eq!(minta("GET", balai_shell::aset::jalur("balai.css")).await.0, StatusCode::OK);
    }
}
