//! Ceilings: over one the run stops, each policy is simulated before it is signed, and what it pays is rows that add up.

use std::collections::BTreeMap;
use std::path::PathBuf;

use axum::http::{Method, StatusCode};
use balai_kernel::{Lingkup, Peran};
use balai_kinerja::acts::ekspor::{Bentuk, ekspor};
use balai_kinerja::acts::langkah::kebijakan::simulasi;
use balai_kinerja::acts::langkah::{Perintah, lakukan};
use balai_kinerja::model::kebijakan::{Cara, Jumlah, Kebijakan};
use balai_kinerja::model::langkah::{Langkah, Tahap};
use balai_kinerja::store::kebijakan as store;
use balai_platform::{Refusal, Region, SumberPaket, operator};
use balai_store::{StoreError, sql};
use balai_testkit::{Db, aktor, db_test};

use crate::langkah::{berkepala, bkpsdm, bulan, kepala, kerjakan, perintah, periode};
use crate::web::Web;
use crate::{daerah, hitung_dari};

sql! {
    UTANG = "SELECT COUNT(*), CAST(SUM(jumlah_sen) AS BIGINT) FROM utang_tunjangan WHERE periode = $1";
    RUSAK_BAYARAN = "UPDATE proses_bayaran SET dibayar_sen = 0";
}

/// The sample, locked and computed with a ceiling of 90 million for each OPD that has one.
fn berplafon(db: &Db) -> Region {
    berplafon_di(db, daerah(db, false))
}

/// The same of a region with the sample.
pub fn berplafon_di(db: &Db, region: Region) -> Region {
    kerjakan(&region, &bkpsdm(1), Langkah::PresensiDikunci, &[]).unwrap();
    let akar = std::env::temp_dir().join(format!("balai-plafon-{}-{:p}", std::process::id(), db));
    let folder = akar.join("tunjangan/kota-bandung");
    std::fs::create_dir_all(&folder).unwrap();
    for b in SumberPaket::bawaan().paket("tunjangan/kota-bandung").unwrap().berkas {
        let isi = b.isi.replace(r#"nilai = "cari(plafon, kode)""#, r#"nilai = "90_000_000 rupiah""#);
        std::fs::write(folder.join(&b.nama), isi).unwrap();
    }
    let sumber = SumberPaket::dengan_folder(&PathBuf::from(&akar)).unwrap();
    hitung_dari(&region, &sumber, 2).unwrap();
    std::fs::remove_dir_all(&akar).unwrap();
    region
}

/// An OPD over its ceiling, signed and verified.
pub fn terverifikasi(region: &Region) -> String {
    let b = bulan(region);
    let lewat = |o: &String| b.opd.iter().any(|x| x.kode == *o && x.lewat_sen().is_some());
    let satu = berkepala(region).into_iter().find(lewat).unwrap();
    kerjakan(region, &kepala(region, &satu), Langkah::Ditandatangani, &[&satu]).unwrap();
    kerjakan(region, &bkpsdm(1), Langkah::Diverifikasi, &[&satu]).unwrap();
    satu
}

pub fn tetapkan(region: &Region, opd: &str, kebijakan: Kebijakan) -> Result<i64, Refusal> {
    let p = Perintah { kebijakan: Some(kebijakan), ..perintah(region, Langkah::Kebijakan, &[opd]) };
    lakukan(region, &bkpsdm(1), &p).map(|t| t.jumlah_sen)
}

fn kode<T: std::fmt::Debug>(r: Result<T, Refusal>) -> &'static str {
    r.unwrap_err().galat().kode
}

db_test! {
    fn over_the_ceiling_nothing_is_approved_without_a_policy(db: &Db) {
        let region = berplafon(db);
        let satu = terverifikasi(&region);
        assert_eq!(kode(kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[&satu])), "KIN-611");
        tetapkan(&region, &satu, Kebijakan::polos(Cara::Tahan)).unwrap();
        assert_eq!(kode(kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[&satu])), "KIN-621");
        // a later decision takes the place of the block
        tetapkan(&region, &satu, Kebijakan::polos(Cara::ProRata)).unwrap();
        // whoever decided on the policy does not approve it
        assert_eq!(kode(kerjakan(&region, &bkpsdm(1), Langkah::Disetujui, &[&satu])), "PLT-005");
        kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[&satu]).unwrap();
        assert_eq!(bulan(&region).keadaan(&satu).tahap, Tahap::Disetujui);
    }

    fn what_a_policy_pays_is_rows_that_add_up_within_the_ceiling(db: &Db) {
        let region = berplafon(db);
        let satu = terverifikasi(&region);
        let s = simulasi(&region, &bkpsdm(1), periode(), &satu, (40, 5)).unwrap();
        assert_eq!(s.pilihan.len(), 4);
        for (k, hasil) in &s.pilihan {
            let Ok(semua) = hasil else { continue };
            let dibayar = tetapkan(&region, &satu, *k).unwrap();
            let j = Jumlah::dari(semua);
            assert_eq!(dibayar, j.dibayar_sen, "what was simulated is what was decided: {k:?}");
            let b = bulan(&region);
            let t = b.kebijakan(&satu).unwrap().clone();
            let baris = region.read(|tx| store::bayaran(tx, periode(), t.urut)).map_err(|e: StoreError| e);
            let baris = baris.unwrap();
            assert_eq!(Jumlah::dari(&baris).dibayar_sen, t.dibayar_sen);
            assert_eq!(baris.len(), usize::try_from(s.opd.orang).unwrap());
            if k.cara != Cara::Tahan {
                let ruang = s.opd.plafon_sen.unwrap() - dibayar;
                assert!((0..100).contains(&ruang), "{k:?} leaves {ruang}");
            }
            // the computed lines stay as they were signed
            let dihitung: i64 = s.baris.values().map(|b| b.utama_sen).sum();
            assert_eq!((t.dihitung_sen, b.sidik()), (dihitung, s.bulan.sidik()));
        }
    }

    fn what_is_deferred_is_a_debt_from_the_approval_on(db: &Db) {
        let region = berplafon(db);
        let satu = terverifikasi(&region);
        tetapkan(&region, &satu, Kebijakan::polos(Cara::Tunda)).unwrap();
        let utang = || -> (i64, i64) {
            let r: Result<_, StoreError> = region.read(|tx| {
                tx.one(&UTANG, &["2026-10".into()], |b| Ok((b.i64(0)?, b.opt_i64(1)?.unwrap_or(0))))
            });
            r.unwrap().unwrap()
        };
        assert_eq!(utang(), (0, 0), "a plan is no debt");
        kerjakan(&region, &bkpsdm(2), Langkah::Disetujui, &[&satu]).unwrap();
        let b = bulan(&region);
        let t = b.kebijakan(&satu).unwrap();
        assert_eq!(utang().1, t.ditangguhkan_sen);
        assert_eq!(t.dihitung_sen, t.dibayar_sen + t.ditangguhkan_sen);
        let sisa = region.read(|tx| balai_kinerja::store::selisih::sisa(tx, "2026-11".parse().unwrap()));
        let sisa = sisa.map_err(|e: StoreError| e).unwrap();
        assert_eq!(sisa.iter().map(|s| s.jumlah_sen).sum::<i64>(), t.ditangguhkan_sen);
        let file = ekspor(&region, &operator().unwrap(), periode(), Bentuk::Csv).unwrap();
        let teks = String::from_utf8(file.isi).unwrap();
        let akhir = teks.lines().last().unwrap().rsplit(';').take(3).map(|n| n.parse::<i64>().unwrap());
        let seluruh: i64 = b.opd.iter().map(|o| b.bayar_sen(o)).sum();
        assert_eq!(akhir.collect::<Vec<_>>(), [seluruh / 100, 0, t.ditangguhkan_sen / 100]);
        let setuju = b.keadaan(&satu).setuju.unwrap();
        assert_eq!((setuju.jumlah_sen, &setuju.opd_sidik), (t.dibayar_sen, &t.sidik));
    }

    fn a_policy_has_a_decree_a_kind_and_an_exceeded_ceiling(db: &Db) {
        let region = berplafon(db);
        let satu = terverifikasi(&region);
        let k = Some(Kebijakan::polos(Cara::Tunda));
        let tanpa = Perintah {
            surat: " ".into(), kebijakan: k, ..perintah(&region, Langkah::Kebijakan, &[&satu])
        };
        assert_eq!(kode(lakukan(&region, &bkpsdm(1), &tanpa)), "KIN-612");
        assert_eq!(kode(kerjakan(&region, &bkpsdm(1), Langkah::Kebijakan, &[&satu])), "KIN-622");
        let luar = Kebijakan { cara: Cara::Lindungi, lantai: 101, kelas: 0 };
        assert_eq!(kode(tetapkan(&region, &satu, luar)), "KIN-622");
        let penuh = Kebijakan { cara: Cara::Lindungi, lantai: 100, kelas: 17 };
        assert_eq!(kode(tetapkan(&region, &satu, penuh)), "KIN-620");
        // rows of payments are only added
        let ubah = region.upkeep(|tx| tx.exec(&RUSAK_BAYARAN, &[]).map_err(|e: StoreError| e));
        tetapkan(&region, &satu, Kebijakan::polos(Cara::Tunda)).unwrap();
        let lagi = region.upkeep(|tx| tx.exec(&RUSAK_BAYARAN, &[]).map_err(|e: StoreError| e));
        assert!(lagi.is_err(), "{ubah:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn policies_are_compared_and_decided_by_page() {
    let (_db, web, satu, jalur) = tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let region = berplafon(&db);
        let satu = terverifikasi(&region);
        let jalur: BTreeMap<String, String> =
            bulan(&region).opd.into_iter().map(|o| (o.kode, o.jalur_unit)).collect();
        let operator =
            aktor(9, "Operator", None, Peran::OperatorOpd, Lingkup::Unit(jalur[&satu].parse().unwrap()));
        (db, Web::baru(region, vec![bkpsdm(1), operator]), satu, jalur)
    });
    let alamat = format!("/proses/2026-10/plafon/{satu}");
    assert!(web.ambil("/proses/2026-10/plafon", Some(0)).await.isi.contains(&alamat));
    for cara in ["tahan", "pro_rata", "lindungi", "tunda"] {
        let halaman = web.ambil(&format!("{alamat}?cara={cara}"), Some(0)).await;
        assert_eq!(halaman.status, StatusCode::OK);
        assert!(halaman.isi.contains("<svg"), "a chart of who loses what");
        // the OPD's own clerk sees who would lose what and decides nothing
        let milik = web.ambil(&format!("{alamat}?cara={cara}"), Some(1)).await;
        assert_eq!(milik.status, StatusCode::OK);
        assert!(!milik.isi.contains("name=\"surat\""));
    }
    let lain = jalur.keys().find(|k| **k != satu).unwrap();
    let luar = web.ambil(&format!("/proses/2026-10/plafon/{lain}"), Some(1)).await;
    assert_eq!(luar.status, StatusCode::NOT_FOUND);
    let halaman = web.ambil(&format!("{alamat}?cara=tunda"), Some(0)).await.isi;
    let ambil = |nama: &str| {
        let potong = halaman.split(&format!("name=\"{nama}\" value=\"")).nth(1).unwrap_or_default();
        potong.split('"').next().unwrap_or_default().to_owned()
    };
    let isi = format!(
        "_csrf={}&cara=tunda&lantai=0&kelas=0&versi={}&sidik={}",
        ambil("_csrf"),
        ambil("versi"),
        ambil("sidik")
    );
    let tanpa = web.kirim(Method::POST, &alamat, Some(0), &format!("{isi}&surat=&tanggal=")).await;
    assert_eq!(tanpa.status, StatusCode::UNPROCESSABLE_ENTITY);
    let lengkap = format!("{isi}&surat=Kep.+900%2F12&tanggal=9-11-2026");
    let jadi = web.kirim(Method::POST, &alamat, Some(0), &lengkap).await;
    assert_eq!(jadi.status, StatusCode::SEE_OTHER, "{}", jadi.isi);
    assert!(web.ambil(&alamat, Some(0)).await.isi.contains("Kep. 900/12"));
}
