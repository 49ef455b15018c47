//! The form that starts a month's run: chosen by hash, started once, refused with names, and never from another site.

use axum::http::{Method, StatusCode, header};
use balai_kernel::{Lingkup, Peran};
use balai_kinerja::Kinerja;
use balai_kinerja::store::proses as store;
use balai_platform::{Region, SumberPaket, operator};
use balai_shell::{App as _, Metode};
use balai_store::StoreError;
use balai_testkit::{Db, aktor};

use crate::web::{Jawaban, Orang, Web, jurnal};

/// Runs that go on are known to the process by region and month, and every test here is of the same: one at a time.
static GILIRAN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

const JALAN: &str = "kinerja.proses.jalankan";

fn petugas() -> Vec<balai_kernel::Aktor> {
    [1, 2].map(|n| aktor(n, &format!("Petugas {n}"), None, Peran::Bkpsdm, Lingkup::Semua)).to_vec()
}

fn mulai(isi: bool) -> (Db, Web) {
    tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let region = if isi {
            crate::daerah(&db, false)
        } else {
            let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
            crate::rumah(db.url()).add_region(&profil, &operator().unwrap()).unwrap()
        };
        (db, Web::baru(region, petugas()))
    })
}

fn versi(region: &Region, periode: &str) -> i64 {
    let periode = periode.parse().unwrap();
    let versi: Result<i64, StoreError> =
        tokio::task::block_in_place(|| region.read(|tx| store::versi_tertinggi(tx, periode)));
    versi.unwrap()
}

/// The choices of the form: value and whether it is chosen beforehand.
fn pilihan(halaman: &str) -> Vec<(String, bool)> {
    let potong = halaman.split("name=\"paket\" value=\"").skip(1);
    potong
        .map(|p| {
            let (nilai, sisa) = p.split_once('"').unwrap();
            (nilai.to_owned(), sisa.split('>').next().unwrap().contains("checked"))
        })
        .collect()
}

async fn kirim(web: &Web, siapa: Orang, periode: &str, paket: &str) -> Jawaban {
    let token = web.token(siapa).await;
    let paket = paket.replace('/', "%2F").replace('@', "%40");
    web.kirim(Method::POST, "/proses", siapa, &format!("_csrf={token}&periode={periode}&paket={paket}")).await
}

/// The page of the month once nothing runs any more. Every look gives the run's thread its turn.
async fn selesai(web: &Web, siapa: Orang, jalur: &str) -> (Jawaban, usize) {
    let mut berjalan = 0;
    loop {
        let halaman = web.ambil(jalur, siapa).await;
        if !halaman.isi.contains("http-equiv=\"refresh\"") {
            return (halaman, berjalan);
        }
        assert!(halaman.isi.contains("<progress") || halaman.isi.contains("kemajuan"), "{}", halaman.isi);
        berjalan += 1;
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_started_from_the_page_with_the_version_that_was_shown() {
    let _giliran = GILIRAN.lock().await;
    let (_db, web) = mulai(true);
    let halaman = web.ambil("/proses", Some(0)).await.isi;
    let semua = pilihan(&halaman);
    assert_eq!(semua.len(), 4, "the packages that ship");
    assert_eq!(semua.iter().filter(|(_, dipilih)| *dipilih).count(), 1);
    let (paket, _) = semua.iter().find(|(n, _)| n.starts_with("tunjangan/kota-bandung@")).unwrap();
    let jawaban = kirim(&web, Some(0), "2026-10", paket).await;
    assert_eq!(jawaban.status, StatusCode::SEE_OTHER);
    assert_eq!(jawaban.kepala.get(header::LOCATION).unwrap(), "/proses/2026-10");
    let (akhir, berjalan) = selesai(&web, Some(0), "/proses/2026-10").await;
    assert!(berjalan > 0, "the page never showed how far the run was");
    assert_eq!(akhir.status, StatusCode::OK);
    assert!(akhir.isi.contains("SHA-256"), "the result is shown");
    let p: Result<_, StoreError> =
        tokio::task::block_in_place(|| web.region.read(|tx| store::terbaru(tx, "2026-10".parse().unwrap())));
    let p = p.unwrap().unwrap();
    assert_eq!(format!("{}@{}", p.paket_id, p.paket_sidik), *paket);
    // the page of the list now offers the published version, chosen beforehand
    let sesudah = pilihan(&web.ambil("/proses", Some(0)).await.isi);
    assert_eq!(sesudah.iter().find(|(_, dipilih)| *dipilih).unwrap().0, *paket);
    assert_eq!(sesudah.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_starting_one_month_make_one_run_and_the_other_is_told() {
    let _giliran = GILIRAN.lock().await;
    let (_db, web) = mulai(true);
    let paket = "tunjangan/kota-bandung";
    let (satu, dua) =
        tokio::join!(kirim(&web, Some(0), "2026-10", paket), kirim(&web, Some(1), "2026-10", paket));
    let mut status = [satu.status, dua.status];
    status.sort();
    assert_eq!(status, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
    let ditolak = if satu.status == StatusCode::SEE_OTHER { &dua } else { &satu };
    assert!(ditolak.isi.contains("sedang berjalan"), "{}", ditolak.isi);
    for siapa in [Some(0), Some(1)] {
        assert_eq!(selesai(&web, siapa, "/proses/2026-10").await.0.status, StatusCode::OK);
    }
    assert_eq!(versi(&web.region, "2026-10"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_without_data_is_refused_on_the_form_with_what_to_do() {
    let _giliran = GILIRAN.lock().await;
    let (_db, web) = mulai(false);
    let jawaban = kirim(&web, Some(0), "Oktober+2026", "tunjangan/kota-bandung").await;
    assert_eq!(jawaban.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(jawaban.isi.contains("Belum ada pegawai pada 2026-10"), "{}", jawaban.isi);
    assert!(jawaban.isi.contains("balai import pegawai"), "what to do");
    assert_eq!(web.ambil("/proses/2026-10", Some(0)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(versi(&web.region, "2026-10"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_published_at_the_command_line_is_offered_and_what_it_lacks_is_named() {
    let _giliran = GILIRAN.lock().await;
    let (_db, web) = mulai(true);
    // what `balai kinerja run --paket-dir` does before it runs
    let sidik = tokio::task::block_in_place(|| {
        let mut teks = SumberPaket::bawaan().paket("tunjangan/kota-bandung").unwrap();
        for b in &mut teks.berkas {
            b.isi = b
                .isi
                .lines()
                .map(|l| if l.starts_with("skp ") { crate::sidik::SKP_WAJIB } else { l })
                .collect::<Vec<_>>()
                .join("\n");
        }
        let adopsi = SumberPaket::bawaan().adopsi(web.region.kode(), &teks.id);
        let op = operator().unwrap();
        balai_platform::paket::terbitkan(&web.region, &op, &teks, adopsi.as_ref()).unwrap().sidik().to_owned()
    });
    let nilai = format!("tunjangan/kota-bandung@{sidik}");
    let halaman = web.ambil("/proses", Some(0)).await.isi;
    assert_eq!(pilihan(&halaman).len(), 5);
    assert!(pilihan(&halaman).iter().any(|(n, _)| *n == nilai));
    assert!(halaman.contains(&format!("{} {}", &sidik[..8], &sidik[8..16])), "its hash is shown");
    kirim(&web, Some(0), "2026-10", &nilai).await;
    let (halaman, _) = selesai(&web, Some(0), "/proses/2026-10").await;
    assert!(halaman.isi.contains("orang.skp"), "{}", halaman.isi);
    // told once, and only to whoever started it
    assert_eq!(web.ambil("/proses/2026-10", Some(0)).await.status, StatusCode::NOT_FOUND);
    // a hash that nobody published is refused by name
    kirim(&web, Some(1), "2026-10", &format!("tunjangan/kota-bandung@{}", "0".repeat(64))).await;
    // while it goes on everybody sees it; how it ended is nobody else's
    while web.ambil("/proses/2026-10", Some(0)).await.status != StatusCode::NOT_FOUND {
        tokio::task::yield_now().await;
    }
    let (halaman, _) = selesai(&web, Some(1), "/proses/2026-10").await;
    assert!(halaman.isi.contains(&"0".repeat(64)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_without_our_token_changes_nothing() {
    let _giliran = GILIRAN.lock().await;
    let (_db, web) = mulai(true);
    let orang_lain = web.token(Some(1)).await;
    let sebelum = tokio::task::block_in_place(|| jurnal(&web.region, JALAN));
    let formulir: Vec<_> = Kinerja.routes().into_iter().filter(|r| r.metode == Metode::Post).collect();
    assert!(!formulir.is_empty());
    for rute in formulir {
        for token in [
            String::new(),
            "_csrf=".to_owned(),
            "_csrf=00".to_owned(),
            format!("_csrf={}", "0".repeat(128)),
            format!("_csrf={orang_lain}"),
        ] {
            let isi = format!("{token}&periode=2026-10&paket=tunjangan%2Fkota-bandung");
            let jawaban = web.kirim(Method::POST, rute.jalur, Some(0), &isi).await;
            assert_eq!(jawaban.status, StatusCode::FORBIDDEN, "{} with {token:?}", rute.jalur);
            assert!(jawaban.isi.contains("WEB-002"), "{}", jawaban.isi);
        }
    }
    assert_eq!(versi(&web.region, "2026-10"), 0);
    assert_eq!(tokio::task::block_in_place(|| jurnal(&web.region, JALAN)), sebelum);
}
