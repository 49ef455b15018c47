//! The pages and the API of verifying.

use axum::http::{Method, StatusCode, header};
use balai_kernel::{Lingkup, Peran};
use balai_kinerja::model::entri::KeadaanEntri as E;
use balai_testkit::{Db, aktor};

use super::{Kota, SENIN, bkpsdm, nip, orang};
use crate::web::{Jawaban, Orang, Web};

/// The town's people at browsers: who has number n is at n - 1; then an officer without a place in it.
fn mulai() -> (Db, Kota, Web) {
    tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let k = Kota::baru(&db);
        let mut orang: Vec<_> = (1..=6).map(orang).collect();
        orang.push(bkpsdm());
        let web = Web::baru(k.region.clone(), orang);
        (db, k, web)
    })
}

const ATASAN: Orang = Some(1);

async fn token(web: &Web, siapa: Orang) -> String {
    let isi = web.ambil("/aktivitas", siapa).await.isi;
    isi.split("name=\"_csrf\" value=\"").nth(1).and_then(|s| s.split('"').next()).unwrap().to_owned()
}

async fn kirim(web: &Web, siapa: Orang, isi: &str) -> Jawaban {
    let token = token(web, siapa).await;
    web.kirim(Method::POST, "/verifikasi", siapa, &format!("_csrf={token}&{isi}")).await
}

fn di_luar<T>(f: impl FnOnce() -> T) -> T {
    tokio::task::block_in_place(f)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_what_waits_and_one_touch_decides() {
    let (_db, k, web) = mulai();
    let e = di_luar(|| k.kirim(4, "kunci-0001", super::isian(SENIN, "Menyusun <b>arsip</b>", Some(480), 60)));
    let isi = web.ambil("/verifikasi", ATASAN).await;
    assert_eq!(isi.status, StatusCode::OK);
    assert!(isi.isi.contains("Menyusun &#60;b&#62;arsip") || isi.isi.contains("Menyusun &lt;b&gt;arsip"));
    assert!(isi.isi.contains("1 aktivitas dari 1 orang") && isi.isi.contains("Terima semua (1)"));
    assert!(!isi.isi.contains(nip(4).as_str()), "nobody's number");
    let beranda = web.ambil("/", ATASAN).await.isi;
    assert!(
        beranda.contains("1 aktivitas menunggu keputusan Anda") && beranda.contains("href=\"/verifikasi\"")
    );
    // nobody else sees it, on any of the pages
    for lain in [Some(0), Some(2), Some(3), Some(5)] {
        let isi = web.ambil("/verifikasi", lain).await;
        assert!(isi.isi.contains("Tidak ada yang menunggu Anda"), "{lain:?}");
        assert!(!web.ambil("/", lain).await.isi.contains("menunggu keputusan Anda"), "{lain:?}");
    }
    let nilai = format!("{}.{}", e.id, e.versi);
    // nothing ticked, then the reason missing: both are said on the page, and nothing happened
    let kosong = kirim(&web, ATASAN, "orang=4&putusan=terima").await;
    assert_eq!(kosong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        kosong.isi.contains("Belum ada aktivitas yang dipilih") && kosong.isi.contains("href=\"#b-pilih\"")
    );
    let tanpa = kirim(&web, ATASAN, &format!("orang=4&putusan=kembalikan&pilih={nilai}&alasan=x")).await;
    assert_eq!(tanpa.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        tanpa.isi.contains("id=\"b-alasan\"") && tanpa.isi.contains("checked"),
        "what was ticked stays ticked"
    );
    assert_eq!(di_luar(|| k.kini(&e)).keadaan, E::Diajukan);

    let jadi =
        kirim(&web, ATASAN, &format!("orang=4&putusan=terima_semua&semua={nilai}&alasan=abaikan")).await;
    assert_eq!(jadi.status, StatusCode::SEE_OTHER);
    assert_eq!(jadi.kepala.get(header::LOCATION).unwrap(), "/verifikasi");
    assert_eq!(di_luar(|| k.kini(&e)).keadaan, E::Disetujui);
    assert!(web.ambil("/verifikasi", ATASAN).await.isi.contains("Tidak ada yang menunggu Anda"));
    let lagi = kirim(&web, ATASAN, &format!("orang=4&putusan=terima&pilih={nilai}")).await;
    assert_eq!(lagi.status, StatusCode::CONFLICT);
    // the owner reads who decided
    assert!(web.ambil(&format!("/aktivitas/{}", e.id), Some(3)).await.isi.contains("Diterima oleh Orang 2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_reads_the_reason_where_they_enter_their_day() {
    let (_db, k, web) = mulai();
    let e = di_luar(|| k.catat(4, "kunci-0001", SENIN));
    let isi = format!(
        "orang=4&bagian=&hanya=4&halaman=1&putusan=kembalikan&pilih={}.1&alasan=Sebutkan+%3Csurat%3E",
        e.id
    );
    let jadi = kirim(&web, ATASAN, &isi).await;
    assert_eq!(jadi.kepala.get(header::LOCATION).unwrap(), "/verifikasi?orang=4");
    for jalur in ["/aktivitas".to_owned(), format!("/aktivitas/{}", e.id)] {
        let isi = web.ambil(&jalur, Some(3)).await.isi;
        assert!(
            isi.contains("Sebutkan &#60;surat&#62;") || isi.contains("Sebutkan &lt;surat&gt;"),
            "{jalur}"
        );
        assert!(isi.contains("Dikembalikan oleh Orang 2"), "{jalur}");
    }
    // the home page says so as well, to the owner alone, until it is mended or too late for it
    assert!(web.ambil("/", Some(3)).await.isi.contains("1 aktivitas dikembalikan kepada Anda"));
    for lain in [ATASAN, Some(4), Some(6)] {
        assert!(!web.ambil("/", lain).await.isi.contains("dikembalikan kepada Anda"), "{lain:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_another_site_and_forms_we_do_not_make_are_refused() {
    let (_db, k, web) = mulai();
    let e = di_luar(|| k.catat(4, "kunci-0001", SENIN));
    let isi = format!("orang=4&putusan=terima&pilih={}.1", e.id);
    for token in ["", "_csrf=palsu&"] {
        let jawaban = web.kirim(Method::POST, "/verifikasi", ATASAN, &format!("{token}{isi}")).await;
        assert_eq!(jawaban.status, StatusCode::FORBIDDEN);
    }
    for aneh in [
        "orang=4",
        "orang=4&putusan=hapus",
        "orang=4&putusan=terima&pilih=tanpa-versi",
        "orang=4&putusan=terima&pilih=a.b",
        "orang=4&putusan=terima&pilih=a.99999999999999999999",
    ] {
        let jawaban = kirim(&web, ATASAN, aneh).await;
        assert!(jawaban.status.is_client_error(), "{aneh}: {}", jawaban.status);
    }
    assert_eq!(
        kirim(&web, ATASAN, "orang=4&putusan=terima&pilih=tidak-ada.1").await.status,
        StatusCode::NOT_FOUND
    );
    // whoever has no right is told who has, and of an outsider nothing happens
    let lain = kirim(&web, Some(2), &isi).await;
    assert_eq!(lain.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lain.isi.contains("Orang 2 (Kepala Bidang Data)") && lain.isi.contains("KIN-550"));
    assert_eq!(di_luar(|| k.kini(&e)).keadaan, E::Diajukan);
    // pages asked for with nonsense are pages all the same
    for kueri in [
        "?orang=abc",
        "?orang=-1",
        "?orang=999999",
        "?halaman=0",
        "?halaman=99",
        "?bagian=lain",
        "?bagian=contoh",
    ] {
        assert_eq!(web.ambil(&format!("/verifikasi{kueri}"), ATASAN).await.status, StatusCode::OK, "{kueri}");
    }
    // one who is not on the staff, and one who is nobody
    assert_eq!(web.ambil("/verifikasi", Some(6)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(web.ambil("/verifikasi", None).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(web.ambil("/verifikasi/tunggakan", Some(6)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_people_are_paged_and_each_entry_stands_on_one_page() {
    let (_db, k, web) = mulai();
    di_luar(|| {
        for n in 0..35 {
            k.kirim(4, &format!("kunci-{n:04}"), super::isian(SENIN, &format!("Surat {n}"), None, 10));
        }
        k.catat(5, "kunci-lain", SENIN);
    });
    let isi = web.ambil("/verifikasi", ATASAN).await.isi;
    assert_eq!(isi.matches("name=\"pilih\"").count(), 31, "the oldest thirty of a person beside others");
    assert!(isi.contains("Lihat semua 35") && isi.contains("/verifikasi?orang=4"));
    let isi = web.ambil("/verifikasi?orang=4", ATASAN).await.isi;
    assert_eq!(isi.matches("name=\"pilih\"").count(), 35);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_backlog_page_names_superiors_and_counts() {
    let (_db, k, web) = mulai();
    di_luar(|| k.catat(4, "kunci-0001", SENIN));
    let isi = web.ambil("/verifikasi/tunggakan", Some(0)).await.isi;
    assert!(isi.contains("Orang 2") && isi.contains("1 aktivitas menunggu pada 1 atasan"), "{isi}");
    assert!(web.ambil("/verifikasi/tunggakan", Some(4)).await.isi.contains("Tidak ada tunggakan"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_superior_looks_at_the_evidence_and_a_colleague_does_not() {
    let (_db, k, web) = mulai();
    let e = di_luar(|| {
        let mut isi =
            std::io::Cursor::new(b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n".to_vec());
        let bukti =
            balai_kinerja::acts::entri::bukti::terima(&k.region, &orang(4), &mut isi, "surat.pdf").unwrap();
        let kirim = balai_kinerja::model::entri::Kiriman {
            kunci: "kunci-0001".into(),
            gawai: None,
            isian: super::isian(SENIN, "Menyusun surat", None, 30),
            bukti: Some(bukti),
        };
        balai_kinerja::acts::entri::catat(&k.region, &orang(4), &[kirim]).unwrap().remove(0)
    });
    let jalur = format!("/aktivitas/{}/bukti", e.id);
    assert!(web.ambil("/verifikasi", ATASAN).await.isi.contains(&jalur));
    assert_eq!(web.ambil(&jalur, ATASAN).await.status, StatusCode::OK);
    for lain in [Some(0), Some(2), Some(4), Some(5)] {
        assert_eq!(web.ambil(&jalur, lain).await.status, StatusCode::NOT_FOUND, "{lain:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_decide_with_the_same_rights() {
    let (_db, k, web) = mulai();
    let e = di_luar(|| k.catat(4, "kunci-0001", SENIN));
    let antrean = web.ambil("/api/v1/verifikasi", ATASAN).await.json();
    let satu = &antrean["orang"][0]["entri"][0];
    assert_eq!(
        (&antrean["banyak"], &satu["entri"]["id"], &satu["hubungan"]),
        (&1.into(), &e.id.clone().into(), &"atasan".into())
    );
    for (kueri, kode) in [("bagian=lain", "KIN-422"), ("halaman=0", "KIN-422"), ("orang=x", "KIN-422")] {
        let jawaban = web.ambil(&format!("/api/v1/verifikasi?{kueri}"), ATASAN).await;
        assert_eq!(
            (jawaban.status, jawaban.json()["kode"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some(kode))
        );
    }
    let tunggakan = web.ambil("/api/v1/verifikasi/tunggakan", Some(0)).await.json();
    assert_eq!(tunggakan["atasan"][0]["banyak"], 1);
    // an officer of the region decides on nobody by being one
    let petugas = aktor(91, "Petugas", None, Peran::Bkpsdm, Lingkup::Semua);
    let hasil = di_luar(|| k.putus(&petugas, balai_kinerja::model::verifikasi::Keputusan::Terima, &[&e]));
    assert!(hasil.is_err());
}
