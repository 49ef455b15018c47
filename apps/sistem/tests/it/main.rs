//! The journal's pages from below: who sees which rows, and that looking leaves its own row.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has found the failure to report")]

use std::sync::Arc;

use balai_kernel::{Aktor, Lingkup, Peran};
use balai_platform::{
    AktEntri, Balai, Catatan, Done, Event, Jangkauan, Refusal, Region, Saringan, Sasaran, SumberPaket,
    Tujuan, cari_catatan, decide, operator,
};
use balai_shell::App as _;
use balai_sistem::{Sistem, acts};
use balai_store::StoreError;
use balai_testkit::{AcakTetap, Db, JamTetap, aktor, db_test};
use serde_json::json;

const UJI: AktEntri = AktEntri {
    id: "uji.catat",
    label_id: "mencatat uji",
    label_en: "record a test",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

#[test]
fn texts_are_complete() {
    let salah = balai_shell::uji::periksa_app(
        env!("CARGO_MANIFEST_DIR"),
        &Sistem,
        &["pekerjaan-keadaan-*", "pekerjaan-ket-*", "kerja-*", "pemberitahuan-cara-*"],
    );
    assert!(salah.is_empty(), "{}", salah.join("\n"));
    assert_eq!(Sistem.id(), "sistem");
}

/// A region with one event in each of two units.
fn daerah(db: &Db) -> (Region, Arc<JamTetap>) {
    let jam = Arc::new(JamTetap::baru());
    let host = Balai::open(db.url(), Arc::clone(&jam) as _, AcakTetap::baru(3));
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    let region = host.add_region(&profil, &operator().unwrap()).unwrap();
    let siapa = aktor(1, "Petugas", None, Peran::Bkpsdm, Lingkup::Semua);
    for unit in ["01/", "02/"] {
        jam.maju(1_000);
        let putusan = decide(&siapa, &UJI, &Sasaran::unit(unit.parse().unwrap(), region.hari_ini())).unwrap();
        let jadi = region.act(&siapa, move |_| {
            let event =
                Event::baru(putusan.clone(), format!("uji/{unit}")).pribadi(json!({ "nama": "Asep" }));
            Ok(Done::new((), event))
        });
        jadi.unwrap();
    }
    jam.maju(1_000);
    (region, jam)
}

fn semua(region: &Region) -> Vec<Catatan> {
    let saringan = Saringan::default();
    region.read(|tx| cari_catatan(tx, &Lingkup::Semua, &saringan, 100)).map_err(|e: StoreError| e).unwrap()
}

fn sasaran(isi: &acts::Halaman) -> Vec<&str> {
    isi.baris.iter().map(|c| c.sasaran.as_str()).collect()
}

fn pemeriksa(lingkup: Lingkup) -> Aktor {
    aktor(2, "Pemeriksa", None, Peran::Pemeriksa, lingkup)
}

db_test! {
    fn rows_outside_the_jurisdiction_do_not_exist(db: &Db) {
        let (region, _) = daerah(db);
        let satu = aktor(3, "BKPSDM unit", None, Peran::Bkpsdm, Lingkup::Unit("02/".parse().unwrap()));
        let isi = acts::cari(&region, &satu, &Saringan::default(), 50).unwrap();
        assert_eq!(sasaran(&isi), ["uji/02/"]);
        let semua = semua(&region);
        let luar = semua.iter().find(|c| c.sasaran == "uji/01/").unwrap();
        assert_eq!(acts::satu(&region, &satu, &luar.id).unwrap_err(), Refusal::NotFound);
        assert_eq!(acts::bukti(&region, &satu, &luar.id).unwrap_err(), Refusal::NotFound);
        let pegawai = aktor(4, "Pegawai", None, Peran::Pegawai, Lingkup::Semua);
        assert!(matches!(acts::cari(&region, &pegawai, &Saringan::default(), 50), Err(Refusal::Denied(_))));
        let wilayah = aktor(5, "Wilayah", None, Peran::Bkpsdm, Lingkup::Wilayah("32.73.01".parse().unwrap()));
        assert!(acts::cari(&region, &wilayah, &Saringan::default(), 50).is_err());
    }

    fn an_inspector_with_two_letters_sees_both_units_and_no_row_twice(db: &Db) {
        let (region, jam) = daerah(db);
        let surat = |unit: &str| pemeriksa(Lingkup::Unit(unit.parse().unwrap())).peran;
        let rini = Aktor { peran: [surat("02/"), surat("01/"), surat("01/")].concat(), ..pemeriksa(Lingkup::Semua) };
        let semua = acts::cari(&region, &rini, &Saringan { akt: "uji.catat".into(), ..Saringan::default() }, 50).unwrap();
        assert_eq!(sasaran(&semua), ["uji/02/", "uji/01/"]);
        jam.maju(1_000);
        let satu = Saringan { akt: "uji.catat".into(), ..Saringan::default() };
        let satu = acts::cari(&region, &rini, &satu, 1).unwrap();
        assert_eq!(sasaran(&satu), ["uji/02/"]);
        let lagi = Saringan { akt: "uji.catat".into(), sebelum: satu.baris[0].id.clone(), ..Saringan::default() };
        assert_eq!(sasaran(&acts::cari(&region, &rini, &lagi, 1).unwrap()), ["uji/01/"]);
        for c in &semua.baris {
            assert_eq!(acts::satu(&region, &rini, &c.id).unwrap().id, c.id);
            assert_eq!(acts::riwayat(&region, &rini, c.sasaran.trim_end_matches('/'), 9).unwrap().len(), 1);
        }
        assert!(acts::ekspor_bersegel(&region, &rini).is_err(), "a part of a tree proves nothing");
    }

    fn the_sealed_export_of_a_page_is_checked_without_us(db: &Db) {
        let (region, _) = daerah(db);
        let isi = acts::ekspor_bersegel(&region, &pemeriksa(Lingkup::Semua)).unwrap();
        let laporan = balai_platform::jurnal::periksa_berkas(isi.as_slice(), None).unwrap();
        assert!(laporan.utuh() && laporan.ukuran >= 3, "{laporan:?}");
        assert!(!String::from_utf8(isi).unwrap().contains("Asep"), "what is personal stays at home");
        let catatan = semua(&region);
        assert_eq!((catatan[0].akt.as_str(), catatan[0].tujuan.as_deref()), ("sistem.jurnal.ekspor", Some("pemeriksaan")));
    }

    fn an_inspectors_search_is_recorded_once_and_not_by_the_page(db: &Db) {
        let (region, jam) = daerah(db);
        let awal = semua(&region).len();
        let cari = Saringan { akt: "uji.catat".into(), ..Saringan::default() };
        let isi = acts::cari(&region, &pemeriksa(Lingkup::Semua), &cari, 1).unwrap();
        assert_eq!(sasaran(&isi), ["uji/02/"]);
        jam.maju(1_000);
        let lagi = Saringan { sebelum: isi.baris[0].id.clone(), ..cari };
        let isi = acts::cari(&region, &pemeriksa(Lingkup::Semua), &lagi, 1).unwrap();
        assert_eq!(sasaran(&isi), ["uji/01/"]);
        let semua = semua(&region);
        assert_eq!(semua.len(), awal + 1);
        assert_eq!((semua[0].akt.as_str(), semua[0].tujuan.as_deref()), ("sistem.jurnal.baca", Some("pemeriksaan")));
        let dicari = semua[0].isi_pribadi.clone().unwrap_or_default();
        assert!(dicari.contains("uji.catat"), "what was looked for: {dicari}");
    }

    fn exports_and_opened_facts_leave_a_row_with_their_purpose(db: &Db) {
        let (region, jam) = daerah(db);
        let siapa = pemeriksa(Lingkup::Unit("01/".parse().unwrap()));
        let baris = acts::ekspor(&region, &siapa, &Saringan::default(), "csv").unwrap();
        assert_eq!(baris.iter().map(|c| c.sasaran.as_str()).collect::<Vec<_>>(), ["uji/01/"]);
        jam.maju(1_000);
        let terbuka = acts::buka(&region, &siapa, &baris[0].id, Tujuan::Hukum).unwrap();
        assert_eq!(terbuka.isi_pribadi.as_deref(), Some("{\"nama\":\"Asep\"}"));
        let catatan = semua(&region);
        let tujuan: Vec<_> = catatan.iter().take(2).map(|c| (c.akt.as_str(), c.tujuan.as_deref())).collect();
        let harap = [("sistem.jurnal.pribadi.baca", Some("hukum")), ("sistem.jurnal.ekspor", Some("pemeriksaan"))];
        assert_eq!(tujuan, harap);
        assert!(catatan.iter().take(2).all(|c| c.jalur_unit == "01/"), "kept under the unit it was read in");
        let bkpsdm = aktor(6, "BKPSDM", None, Peran::Bkpsdm, Lingkup::Semua);
        assert!(matches!(acts::ekspor(&region, &bkpsdm, &Saringan::default(), "csv"), Err(Refusal::Denied(_))));
    }

    fn checkpoints_are_listed_and_taken_away_one_by_one(db: &Db) {
        let folder = db.url();
        let (region, _) = daerah(db);
        let siapa = pemeriksa(Lingkup::Semua);
        assert!(acts::titik(&region, &siapa, None, 10).unwrap().is_empty());
        assert_eq!(acts::satu_titik(&region, &siapa, "tiada").unwrap_err(), Refusal::NotFound);
        if folder.as_folder().is_some() {
            let titik = region.titik_periksa().unwrap();
            assert_eq!(acts::satu_titik(&region, &siapa, &titik.id).unwrap(), titik);
            let tersegel = semua(&region);
            assert!(acts::bukti(&region, &siapa, &tersegel[1].id).is_ok());
        }
    }
}
