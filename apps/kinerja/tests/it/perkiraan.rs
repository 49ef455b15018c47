//! The forecast of a running month: the very computation of the run, with what is to come put in three ways.

use std::sync::Arc;

use axum::http::StatusCode;
use balai_kernel::{Aktor, Lingkup, Peran};
use balai_kinerja::acts::perkiraan::perkirakan;
use balai_kinerja::model::perkiraan::Andai;
use balai_kinerja::store::proses as store;
use balai_platform::Region;
use balai_store::StoreError;
use balai_testkit::{Db, JamTetap, aktor, db_test};

use crate::langkah::bulan;
use crate::web::{Web, peran, semua};
use crate::{api, daerah_berjam, hitung};

/// 2026-10-31, ten in the evening in Bandung.
const AKHIR: i64 = 1_793_458_800_000;
/// 2026-10-20, ten in the morning.
const TENGAH: i64 = 1_792_465_200_000;

fn pegawai(nip: &balai_kernel::Nip) -> Aktor {
    aktor(900, "Pegawai", Some(nip.clone()), Peran::Pegawai, Lingkup::Diri(nip.clone()))
}

fn pada(db: &Db, ms: i64) -> Region {
    daerah_berjam(db, false, Arc::new(JamTetap::di(ms)))
}

db_test! {
    fn at_the_end_of_the_month_the_forecast_is_what_the_run_computes(db: &Db) {
        let region = pada(db, AKHIR);
        hitung(&region, 2).unwrap();
        let b = bulan(&region);
        let baris: Result<_, StoreError> = region.read(|tx| store::semua_baris(tx, &b.proses.id, &Lingkup::Semua));
        let mut sama = 0;
        for x in baris.unwrap() {
            let p = perkirakan(&region, &pegawai(&x.nip.parse().unwrap())).unwrap();
            assert_eq!(p.menurut.id, b.proses.id);
            // the 30th was the last working day: whoever punched then has a whole month on record
            if p.sisa.presensi_sampai.is_some_and(|d| d.day() == 30) {
                assert_eq!(p.bayangan[0].sen, x.utama_sen, "{}", x.nip);
                assert_eq!(p.bayangan[0].angka, x.angka());
                sama += 1;
            }
            let sen: Vec<i64> = p.bayangan.iter().map(|b| b.sen).collect();
            assert!(sen.is_sorted(), "more accepted is never less: {sen:?}");
            assert_eq!(p.sisa.hari, 0);
        }
        assert!(sama > 100, "{sama} people with a whole month");
    }

    fn in_the_middle_the_rest_is_filled_with_ones_own_days(db: &Db) {
        let region = pada(db, TENGAH);
        hitung(&region, 2).unwrap();
        let orang = semua(&region);
        let mut naik = 0;
        for (nip, ..) in orang.iter().take(40) {
            let p = perkirakan(&region, &pegawai(nip)).unwrap();
            assert_eq!(p.bayangan[0].andai, Andai::SampaiKini);
            assert!(p.sisa.hari > 0 && p.sisa.hari <= 9, "{}", p.sisa.hari);
            naik += usize::from(p.bayangan.last().unwrap().andai == Andai::SampaiAkhir);
        }
        assert!(naik > 10, "{naik} would earn more with the rest of the month");
    }

    fn without_a_computed_month_there_is_nothing_to_forecast_with(db: &Db) {
        let region = pada(db, TENGAH);
        let orang: Result<_, StoreError> = region.read(balai_organisasi::nomor_pegawai);
        let nip = orang.unwrap().into_keys().min().unwrap();
        assert_eq!(perkirakan(&region, &pegawai(&nip)).unwrap_err().galat().kode, "KIN-640");
        let bukan = aktor(901, "Bukan pegawai", None, Peran::Bkpsdm, Lingkup::Semua);
        assert_eq!(perkirakan(&region, &bukan).unwrap_err().galat().kode, "PLT-010");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_and_the_api_say_the_same() {
    let db = Db::sqlite();
    let region = tokio::task::block_in_place(|| {
        let region = pada(&db, TENGAH);
        hitung(&region, 2).unwrap();
        region
    });
    let (nip, _, jalur) = semua(&region).remove(0);
    let unit = format!("{}/", jalur.split('/').next().unwrap());
    let harap = perkirakan(&region, &pegawai(&nip)).unwrap();
    let web = Web::baru(region, peran(&nip, &unit));
    let dia = web.peran(Peran::Pegawai);
    let dokumen = api::dokumen(&web).await;
    let j = web.ambil("/api/v1/tunjangan/perkiraan", dia).await;
    api::cocok(&dokumen, "/api/v1/tunjangan/perkiraan", &j);
    let isi = j.json();
    assert_eq!(isi["perkiraan"].as_array().unwrap().len(), harap.bayangan.len());
    assert_eq!(isi["perkiraan"][0]["diterima_sen"], harap.bayangan[0].sen);
    let halaman = web.ambil("/tunjangan/perkiraan", dia).await;
    assert_eq!(halaman.status, StatusCode::OK);
    let akhir = balai_kernel::Rupiah::from_sen(harap.bayangan.last().unwrap().sen).to_string();
    assert!(halaman.isi.contains(&akhir), "{akhir}: {}", halaman.isi);
    let daftar = web.ambil("/tunjangan", dia).await;
    assert!(daftar.isi.contains("/tunjangan/perkiraan"));
    assert_eq!(web.ambil("/tunjangan/perkiraan", None).await.status, StatusCode::UNAUTHORIZED);
}
