//! The JSON API against the document it gives of itself, for everybody who may and may not.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use balai_kernel::Peran;
use balai_testkit::Db;
use serde_json::Value;

use crate::web::{Jawaban, Web, jurnal, semua, terhitung};

/// What is wrong with `nilai` by `skema`, each with its place.
fn periksa(skema: &Value, nilai: &Value, di: &str, salah: &mut Vec<String>) {
    let jenis: Vec<&str> = match &skema["type"] {
        Value::String(s) => vec![s],
        Value::Array(a) => a.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let nyata = match nilai {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_i64() || n.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !jenis.contains(&nyata) {
        salah.push(format!("{di}: {nyata}, said to be {jenis:?}"));
    }
    if let Value::Array(isi) = nilai {
        isi.iter().enumerate().for_each(|(i, v)| periksa(&skema["items"], v, &format!("{di}[{i}]"), salah));
    }
    let Value::Object(isi) = nilai else { return };
    for wajib in skema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !isi.contains_key(wajib) {
            salah.push(format!("{di}: {wajib} is missing"));
        }
    }
    for (kunci, v) in isi {
        match skema["properties"].get(kunci) {
            Some(s) => periksa(s, v, &format!("{di}.{kunci}"), salah),
            None if skema["additionalProperties"] == Value::Bool(false) => {
                salah.push(format!("{di}: {kunci} is not in the document"));
            }
            None => {}
        }
    }
}

pub fn cocok(dokumen: &Value, jalur: &str, jawaban: &Jawaban) {
    assert_eq!(
        (jawaban.status, jawaban.media()),
        (StatusCode::OK, "application/json"),
        "{jalur}: {}",
        jawaban.isi
    );
    let skema = &dokumen["paths"][jalur]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
    let mut salah = Vec::new();
    periksa(skema, &jawaban.json(), jalur, &mut salah);
    assert!(salah.is_empty(), "{}", salah.join("\n"));
}

/// A refusal as problem+json with this code, its schema kept.
pub fn masalah(dokumen: &Value, jawaban: &Jawaban, status: StatusCode, kode: &str) {
    assert_eq!((jawaban.status, jawaban.media()), (status, "application/problem+json"), "{}", jawaban.isi);
    let isi = jawaban.json();
    let mut salah = Vec::new();
    periksa(&dokumen["components"]["schemas"]["Masalah"], &isi, "masalah", &mut salah);
    assert!(salah.is_empty(), "{}", salah.join("\n"));
    assert_eq!(isi["kode"], kode);
    assert!(!isi["pesan"].as_str().unwrap().is_empty());
}

fn mulai() -> (Db, Web) {
    tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let web = terhitung(&db);
        (db, web)
    })
}

pub async fn dokumen(web: &Web) -> Value {
    web.ambil("/api/openapi.json", None).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_exactly_the_shape_the_document_declares() {
    let (_db, web) = mulai();
    let dokumen = dokumen(&web).await;
    let nomor = semua(&web.region)[3].1;
    let (bkpsdm, pegawai) = (web.peran(Peran::Bkpsdm), web.peran(Peran::Pegawai));
    let slip = "/api/v1/tunjangan/{periode}";
    cocok(&dokumen, slip, &web.ambil("/api/v1/tunjangan/2026-10", pegawai).await);
    let lain = web.ambil(&format!("/api/v1/tunjangan/2026-10?pegawai={nomor}"), bkpsdm).await;
    cocok(&dokumen, slip, &lain);
    assert_eq!(lain.json()["pegawai"], nomor);
    cocok(&dokumen, "/api/v1/proses/{periode}", &web.ambil("/api/v1/proses/2026-10", bkpsdm).await);
    let baris = web.ambil("/api/v1/proses/2026-10/baris?isi=500", bkpsdm).await;
    cocok(&dokumen, "/api/v1/proses/{periode}/baris", &baris);
    let langkah = web.ambil("/api/v1/proses/2026-10/langkah", bkpsdm).await;
    cocok(&dokumen, "/api/v1/proses/{periode}/langkah", &langkah);
    let transfer = web.ambil("/api/v1/proses/2026-10/transfer", bkpsdm).await;
    cocok(&dokumen, "/api/v1/proses/{periode}/transfer", &transfer);
    let hari = web.ambil("/api/v1/aktivitas", pegawai).await;
    cocok(&dokumen, "/api/v1/aktivitas", &hari);
    let katalog = web.ambil("/api/v1/katalog?cari=surat&banyak=5", pegawai).await;
    cocok(&dokumen, "/api/v1/katalog", &katalog);
    masalah(
        &dokumen,
        &web.ambil("/api/v1/katalog?untuk=dia", pegawai).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "KIN-422",
    );
    let antrean = web.ambil("/api/v1/verifikasi", pegawai).await;
    cocok(&dokumen, "/api/v1/verifikasi", &antrean);
    let tunggakan = web.ambil("/api/v1/verifikasi/tunggakan", pegawai).await;
    cocok(&dokumen, "/api/v1/verifikasi/tunggakan", &tunggakan);
    // every reading operation of the document was asked for
    let semua = dokumen["paths"].as_object().unwrap().iter().filter(|(k, _)| k.starts_with("/api/v1/"));
    let baca: BTreeSet<&str> =
        semua.filter(|(_, v)| v.get("get").is_some()).map(|(k, _)| k.as_str()).collect();
    let di_sini = [
        slip,
        "/api/v1/proses/{periode}",
        "/api/v1/proses/{periode}/baris",
        "/api/v1/proses/{periode}/langkah",
        "/api/v1/proses/{periode}/transfer",
        "/api/v1/aktivitas",
        "/api/v1/katalog",
        "/api/v1/verifikasi",
        "/api/v1/verifikasi/tunggakan",
    ];
    // those of differences need a month that is approved: selisih.rs asks them
    let selisih = ["/api/v1/proses/{periode}/selisih", "/api/v1/proses/{periode}/selisih/{nomor}"];
    // and disiplin.rs those of sanctions and holds
    let disiplin = ["/api/v1/disiplin", "/api/v1/disiplin/{nomor}", "/api/v1/disiplin/mangkir"];
    // perkiraan.rs that of the forecast, which needs a clock within the month
    let lain = selisih.into_iter().chain(disiplin).chain(["/api/v1/tunjangan/perkiraan"]);
    assert_eq!(baca, di_sini.into_iter().chain(lain).collect());
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_gets_what_the_table_says_and_nobody_gets_nothing() {
    let (_db, web) = mulai();
    let dokumen = dokumen(&web).await;
    let semua = semua(&web.region);
    let (nip, sendiri, jalur) = semua[0].clone();
    let opd = jalur.split('/').next().unwrap().to_owned();
    let luar = semua.iter().find(|(_, _, j)| j.split('/').next() != Some(&opd)).unwrap().1;
    let harap = |peran: Peran| match peran {
        // own slip, a slip of the unit, a slip outside it, the run, its lines
        Peran::Pegawai => [200, 200, 404, 403, 403],
        Peran::Atasan => [404, 200, 404, 403, 403],
        Peran::OperatorOpd => [404, 200, 404, 200, 200],
        Peran::Bkpsdm | Peran::Pemeriksa => [404, 200, 200, 200, 200],
        Peran::Admin => [403; 5],
    };
    let alamat = [
        "/api/v1/tunjangan/2026-10".to_owned(),
        format!("/api/v1/tunjangan/2026-10?pegawai={sendiri}"),
        format!("/api/v1/tunjangan/2026-10?pegawai={luar}"),
        "/api/v1/proses/2026-10".to_owned(),
        "/api/v1/proses/2026-10/baris".to_owned(),
    ];
    for a in &alamat {
        masalah(&dokumen, &web.ambil(a, None).await, StatusCode::UNAUTHORIZED, "WEB-001");
    }
    for peran in Peran::SEMUA {
        for (a, harap) in alamat.iter().zip(harap(peran)) {
            let jawaban = web.ambil(a, web.peran(peran)).await;
            assert_eq!(jawaban.status.as_u16(), harap, "{a} as {peran}: {}", jawaban.isi);
            match harap {
                403 => masalah(&dokumen, &jawaban, StatusCode::FORBIDDEN, "PLT-001"),
                404 => assert_eq!(jawaban.media(), "application/problem+json"),
                _ => {}
            }
        }
    }
    // the lines of an operator are those of the unit, and no answer but a slip holds a whole NIP
    let milik = web.ambil("/api/v1/proses/2026-10/baris?isi=500", web.peran(Peran::OperatorOpd)).await;
    let harus = semua.iter().filter(|(_, _, j)| j.split('/').next() == Some(&opd)).count();
    assert_eq!(milik.json()["banyak"], harus);
    let semua_baris = web.ambil("/api/v1/proses/2026-10/baris?isi=500", web.peran(Peran::Bkpsdm)).await;
    assert!(semua.iter().all(|(nip, _, _)| !semua_baris.isi.contains(nip.as_str())));
    assert!(web.ambil(&alamat[0], web.peran(Peran::Pegawai)).await.isi.contains(nip.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_lines_are_whole_and_do_not_overlap() {
    let (_db, web) = mulai();
    let bkpsdm = web.peran(Peran::Bkpsdm);
    let mut ada = BTreeSet::new();
    let mut halaman = 1;
    loop {
        let isi =
            web.ambil(&format!("/api/v1/proses/2026-10/baris?isi=7&halaman={halaman}"), bkpsdm).await.json();
        let baris = isi["baris"].as_array().unwrap();
        assert!(baris.len() <= 7);
        if baris.is_empty() {
            break;
        }
        assert!(
            baris.iter().all(|b| ada.insert(b["pegawai"].as_i64().unwrap())),
            "a line stands on two pages"
        );
        halaman += 1;
    }
    assert_eq!(ada, semua(&web.region).into_iter().map(|(_, n, _)| n).collect());
    let satu = web.ambil("/api/v1/proses/2026-10/baris?isi=1&opd=tiada", bkpsdm).await.json();
    assert_eq!((&satu["banyak"], satu["baris"].as_array().unwrap().len()), (&0.into(), 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_parameter_is_said_with_a_code() {
    let (_db, web) = mulai();
    let dokumen = dokumen(&web).await;
    let bkpsdm = web.peran(Peran::Bkpsdm);
    let baris = "/api/v1/proses/2026-10/baris";
    for kueri in [
        "isi=0",
        "isi=501",
        "isi=-1",
        "isi=abc",
        "isi=1.5",
        "halaman=0",
        "halaman=99999999999999999999",
        "isi=1&isi=0",
    ] {
        let jawaban = web.ambil(&format!("{baris}?{kueri}"), bkpsdm).await;
        masalah(&dokumen, &jawaban, StatusCode::UNPROCESSABLE_ENTITY, "KIN-422");
    }
    for jalur in ["tunjangan/2026-13", "tunjangan/x", "proses/26-10", "proses/2026-1"] {
        let jawaban = web.ambil(&format!("/api/v1/{jalur}"), bkpsdm).await;
        masalah(&dokumen, &jawaban, StatusCode::UNPROCESSABLE_ENTITY, "KIN-422");
    }
    for kueri in ["pegawai=0", "pegawai=-4", "pegawai=199008172015032004x"] {
        let jawaban = web.ambil(&format!("/api/v1/tunjangan/2026-10?{kueri}"), bkpsdm).await;
        masalah(&dokumen, &jawaban, StatusCode::UNPROCESSABLE_ENTITY, "KIN-422");
    }
    let tiada = web.ambil("/api/v1/tunjangan/2026-10?pegawai=999999", bkpsdm).await;
    assert_eq!(tiada.status, StatusCode::NOT_FOUND);
    let tiada = web.ambil("/api/v1/proses/2031-01", bkpsdm).await;
    assert_eq!((tiada.status, tiada.media()), (StatusCode::NOT_FOUND, "application/problem+json"));
}

#[tokio::test(flavor = "multi_thread")]
async fn head_other_methods_and_languages() {
    let (_db, web) = mulai();
    let dokumen = dokumen(&web).await;
    let bkpsdm = web.peran(Peran::Bkpsdm);
    for jalur in ["/api/v1/proses/2026-10", "/api/v1/proses/2026-10/baris"] {
        let kepala = web.kirim(Method::HEAD, jalur, bkpsdm, "").await;
        assert_eq!(
            (kepala.status, kepala.media(), kepala.isi.as_str()),
            (StatusCode::OK, "application/json", "")
        );
        for metode in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let jawaban = web.kirim(metode.clone(), jalur, bkpsdm, "").await;
            let kode = jawaban.json()["kode"].as_str().unwrap().to_owned();
            // without a token a changing method is stopped before its path is looked at
            let boleh = [(StatusCode::METHOD_NOT_ALLOWED, "WEB-004"), (StatusCode::FORBIDDEN, "WEB-002")];
            assert!(boleh.contains(&(jawaban.status, kode.as_str())), "{metode} {jalur}: {}", jawaban.isi);
        }
    }
    let tiada = "/api/v1/proses/2031-01";
    let (id, en) = (web.ambil(tiada, bkpsdm).await, web.ambil(&format!("{tiada}?bahasa=en"), bkpsdm).await);
    masalah(&dokumen, &id, StatusCode::NOT_FOUND, "WEB-003");
    assert_eq!(id.json()["kode"], en.json()["kode"]);
    assert_ne!(id.json()["pesan"], en.json()["pesan"]);
    assert_eq!(en.kepala.get("content-language").and_then(|v| v.to_str().ok()), Some("en"));
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_somebody_elses_slip_is_in_the_journal_and_ones_own_is_not() {
    let (_db, web) = mulai();
    let semua = semua(&web.region);
    let banyak = || tokio::task::block_in_place(|| jurnal(&web.region, "kinerja.slip.baca"));
    let pegawai = web.peran(Peran::Pegawai);
    web.ambil("/api/v1/tunjangan/2026-10", pegawai).await;
    web.ambil("/tunjangan/2026-10", pegawai).await;
    assert_eq!(banyak(), 0);
    let lain = format!("?pegawai={}", semua[5].1);
    let pemeriksa = web.peran(Peran::Pemeriksa);
    assert_eq!(
        web.ambil(&format!("/api/v1/tunjangan/2026-10{lain}"), pemeriksa).await.status,
        StatusCode::OK
    );
    assert_eq!(web.ambil(&format!("/tunjangan/2026-10{lain}"), pemeriksa).await.status, StatusCode::OK);
    assert_eq!(banyak(), 2);
    assert_eq!(web.ambil(&format!("/tunjangan/2026-10{lain}"), pegawai).await.status, StatusCode::NOT_FOUND);
    assert_eq!(banyak(), 2, "what was not shown was not read");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_address_of_a_list_carries_a_nip() {
    let (_db, web) = mulai();
    let isi = web.ambil("/proses/2026-10", web.peran(Peran::Bkpsdm)).await.isi;
    for (nip, nomor, _) in semua(&web.region).iter().take(20) {
        assert!(!isi.contains(nip.as_str()), "{nip}");
        assert!(isi.contains(&format!("/tunjangan/2026-10?pegawai={nomor}\"")), "{nomor}");
    }
}
