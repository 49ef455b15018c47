//! Regions: added, found, opened again; an act and its event; a journal that only grows.

use balai_kernel::Lingkup;
use balai_platform::{
    Balai, Done, Event, OsAcak, Refusal, Sasaran, SumberPaket, SystemClock, catatan_sasaran, catatan_terbaru,
    decide, operator,
};
use balai_store::{StoreError, sql};
use balai_testkit::{assert_forks, assert_parity, assert_prepares, assert_registered, db_test};
use serde_json::json;

use crate::pendukung::{UJI, bkpsdm, daerah, host, kode};

sql! {
    UBAH_JURNAL = "UPDATE jurnal SET isi = '{}'";
    HAPUS_JURNAL = "DELETE FROM jurnal";
    UBAH_PAKET = "UPDATE paket_versi SET berkas = '{}'";
    HAPUS_PAKET = "DELETE FROM paket_versi";
    ISI_PAKET = "INSERT INTO paket_versi (sidik, paket, versi, berkas, adopsi, diterbitkan, oleh) \
        VALUES ('s', 'p', '1', '{}', NULL, 'w', 'o')";
}

db_test! {
    fn a_region_is_added_once_and_found_again(db: &Db) {
        let (host, _) = host(db);
        let profil = SumberPaket::bawaan().profil(&kode()).unwrap();
        let kode_galat = |r: Result<_, Refusal>| r.map(|_: balai_platform::Region| ()).unwrap_err().galat().kode;
        assert_eq!(kode_galat(host.region("32.73")), "PLT-020");
        assert!(host.regions().unwrap().is_empty(), "asking for a region must not make one");
        host.add_region(&profil, &operator().unwrap()).unwrap();
        assert_eq!(kode_galat(host.add_region(&profil, &operator().unwrap())), "PLT-021");
        assert_eq!(kode_galat(host.region("32.74")), "PLT-020");
        assert_eq!(kode_galat(host.region("32.73.01")), "PLT-022");
        assert_eq!(kode_galat(host.region("bandung")), "PLT-022");

        // another process over the same place
        let lain = Balai::open(db.url(), std::sync::Arc::new(SystemClock), OsAcak);
        assert_eq!(lain.regions().unwrap(), [kode()]);
        assert_eq!(*lain.region("3273").unwrap().identitas(), profil.identitas);
    }

    fn only_an_administrator_adds_a_region(db: &Db) {
        let (host, _) = host(db);
        let profil = SumberPaket::bawaan().profil(&kode()).unwrap();
        assert!(matches!(host.add_region(&profil, &bkpsdm()), Err(Refusal::Denied(_))));
        assert!(host.regions().unwrap().is_empty(), "a refused region leaves nothing behind");
        host.add_region(&profil, &operator().unwrap()).unwrap();
    }

    fn an_act_is_stored_with_its_event_or_not_at_all(db: &Db) {
        let (daerah, jam) = daerah(db);
        jam.maju(1_000);
        let aktor = bkpsdm();
        let putusan = decide(&aktor, &UJI, &Sasaran::daerah(daerah.hari_ini())).unwrap();
        let satu = putusan.clone();
        let nilai = daerah.act(&aktor, move |tx| {
            tx.exec_expect(&ISI_PAKET, &[], 1)?;
            let event = Event::baru(satu.clone(), "uji/1").alasan("coba").isi(json!({"a": 1})).sesudah(b"isi");
            Ok(Done::new(42, event))
        });
        assert_eq!(nilai, Ok(42));
        let ada = daerah.read(|tx| catatan_sasaran(tx, &Lingkup::Semua, "uji/1")).map_err(|e: StoreError| e).unwrap();
        assert_eq!(ada.len(), 1);
        assert_eq!((ada[0].akt.as_str(), ada[0].aktor_nama.as_str()), ("uji.catat", "Petugas BKPSDM"));
        assert_eq!((ada[0].kapasitas.as_str(), ada[0].isi.as_str()), ("bkpsdm @ semua", "{\"a\":1}"));
        assert_eq!(ada[0].waktu, "2026-11-02T01:00:01.000Z");
        assert_eq!(ada[0].sesudah.as_deref().map(str::len), Some(64));

        let tolak: Result<(), _> = daerah.act(&aktor, move |tx| {
            tx.exec(&ISI_PAKET, &[])?;
            Ok(Done::new((), Event::baru(putusan.clone(), "uji/2")))
        });
        assert!(matches!(tolak, Err(Refusal::Internal(_))), "the same key twice is broken");
        let banyak = daerah.read(|tx| catatan_terbaru(tx, &Lingkup::Semua, None, 10)).map_err(|e: StoreError| e).unwrap();
        assert_eq!(banyak.iter().map(|c| c.sasaran.as_str()).collect::<Vec<_>>(), ["uji/1", "daerah/32.73"]);
    }

    fn an_event_of_somebody_else_is_refused(db: &Db) {
        let (daerah, _) = daerah(db);
        let putusan = decide(&operator().unwrap(), &balai_platform::DAERAH_BUAT, &Sasaran::daerah(daerah.hari_ini()));
        let putusan = putusan.unwrap();
        let tolak = daerah.act(&bkpsdm(), move |_| Ok(Done::new((), Event::baru(putusan.clone(), "uji/3"))));
        assert!(matches!(tolak, Err(Refusal::Internal(_))));
    }

    fn journal_and_packages_refuse_update_and_delete(db: &Db) {
        let (daerah, _) = daerah(db);
        daerah.upkeep::<_, StoreError, _>(|tx| tx.exec_expect(&ISI_PAKET, &[], 1)).unwrap();
        for pernyataan in [&UBAH_JURNAL, &HAPUS_JURNAL, &UBAH_PAKET, &HAPUS_PAKET] {
            let jadi = daerah.upkeep::<_, StoreError, _>(move |tx| tx.exec(pernyataan, &[]));
            assert_eq!(jadi, Err(StoreError::AppendOnly { statement: pernyataan.name }));
        }
        let ada = daerah.read(|tx| catatan_terbaru(tx, &Lingkup::Semua, None, 10)).map_err(|e: StoreError| e).unwrap();
        assert_eq!(ada.len(), 1);
    }
}

#[test]
fn both_databases_know_every_statement_and_have_the_same_tables() {
    let (pernyataan, migrasi) = (balai_platform::statements(), balai_platform::migrations());
    assert_prepares(&pernyataan, &migrasi);
    assert_parity(&migrasi);
    assert_forks(&pernyataan, &migrasi);
    assert_registered(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &pernyataan);
}
