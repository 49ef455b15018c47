//! The journal: sealed by many at once, checkpointed, exported, proved, erased, and checked.

use std::sync::Arc;
use std::thread;

use balai_kernel::{Aktor, Lingkup, Nip, Peran};
use balai_platform::jurnal::{
    Cacat, Jenis, KunciUji, Laporan, Nota, bukti, ekspor, konsistensi, periksa_berkas, periksa_daerah,
    periksa_dengan,
};
use balai_platform::{
    Asal, Balai, Catatan, Done, Event, Refusal, Region, Saringan, Sasaran, Tujuan, cari_catatan,
    catatan_subjek, catatan_terbaru, daftar_titik, decide, operator, satu_catatan,
};
use balai_store::{StoreError, sql};
use balai_testkit::{AcakTetap, Db, JamTetap, aktor, db_test};
use serde_json::{Value, json};

use crate::pendukung::{UJI, bkpsdm, daerah, host, kode};

sql! {
    UBAH_DAUN = "UPDATE jurnal_daun SET nomor = nomor + 1";
    HAPUS_DAUN = "DELETE FROM jurnal_daun";
    UBAH_SIMPUL = "UPDATE jurnal_simpul SET nomor = nomor + 1";
    HAPUS_TITIK = "DELETE FROM jurnal_titik";
    ISI_SIMPUL = "INSERT INTO jurnal_simpul (tingkat, nomor, sidik) VALUES (8, $1, $2)";
    GANTI_NAMA = "UPDATE jurnal_pribadi SET aktor_nama = 'Orang Lain' WHERE id = $1";
    HAPUS_PRIBADI = "DELETE FROM jurnal_pribadi WHERE id = $1";
    KELUARKAN = "DELETE FROM jurnal_antre WHERE id = $1";
    SISIP_DAUN = "INSERT INTO jurnal_daun (nomor, id, daun) VALUES ($1, $2, $3)";
    KEMBAR = "SELECT COUNT(*) FROM (SELECT id FROM jurnal_daun GROUP BY id HAVING COUNT(*) > 1) x";
}

/// Records one event of somebody who may.
pub fn catat(daerah: &Region, sasaran: &str) {
    let siapa = bkpsdm();
    let putusan = decide(&siapa, &UJI, &Sasaran::daerah(daerah.hari_ini())).unwrap();
    let sasaran = sasaran.to_owned();
    let jadi = daerah.act(&siapa, move |_| {
        let event = Event::baru(putusan.clone(), sasaran.clone())
            .alasan("karena diuji")
            .isi(json!({ "angka": 1 }))
            .pribadi(json!({ "nama": "Asep Surasep" }));
        Ok(Done::new((), event))
    });
    jadi.unwrap();
}

fn semua(daerah: &Region) -> Vec<Catatan> {
    daerah.read(|tx| catatan_terbaru(tx, &Lingkup::Semua, None, 1_000)).map_err(|e: StoreError| e).unwrap()
}

fn periksa(daerah: &Region) -> Laporan {
    let kunci = KunciUji::dari(&daerah.kunci_jurnal().unwrap().vkey()).unwrap();
    periksa_daerah(daerah, Some(&kunci)).unwrap()
}

/// A region with a key, whatever the database.
pub fn berkunci(db: &Db) -> (Region, Arc<JamTetap>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (host, jam) = host(db);
    let host = host.dengan_kunci(folder.path());
    let profil = balai_platform::SumberPaket::bawaan().profil(&kode()).unwrap();
    (host.add_region(&profil, &operator().unwrap()).unwrap(), jam, folder)
}

/// Another region of the same database server, with a journal of its own.
fn berkunci_lagi(db: &Db) -> (Region, Arc<JamTetap>, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (host, jam) = host(db);
    let host = host.dengan_kunci(folder.path());
    let profil = balai_platform::SumberPaket::bawaan().profil(&"19.02".parse().unwrap()).unwrap();
    (host.add_region(&profil, &operator().unwrap()).unwrap(), jam, folder)
}

fn diekspor(daerah: &Region, pribadi: bool) -> Vec<u8> {
    let mut isi = Vec::new();
    let vkey = daerah.kunci_jurnal().unwrap().vkey();
    ekspor(daerah, Some(&vkey), pribadi, &mut isi).unwrap();
    isi
}

fn cacat(l: &Laporan) -> (Option<u64>, Cacat) {
    let p = l.pertama.clone().unwrap();
    (p.nomor, p.cacat)
}

db_test! {
    fn an_event_says_from_where_and_keeps_people_outside_the_seal(db: &Db) {
        let (daerah, jam) = daerah(db);
        jam.maju(1);
        let dari_web = daerah.dari(Asal::Web(Some("203.0.113.77".parse().unwrap())));
        catat(&dari_web, "uji/1");
        let c = &semua(&daerah)[0];
        assert_eq!((c.asal.as_str(), c.nomor), ("web 203.0.113.0/24", None));
        assert_eq!((c.aktor_nama.as_str(), c.alasan.as_deref()), ("Petugas BKPSDM", Some("karena diuji")));
        assert_eq!(c.isi_pribadi.as_deref(), Some("{\"nama\":\"Asep Surasep\"}"));
        assert_eq!((c.pribadi_cocok, c.terhapus), (Some(true), false));
        assert_eq!(daerah.keadaan_jurnal().unwrap().menunggu, 2, "the region's own event waits too");
        let k = daerah.segel().unwrap();
        assert_eq!((k.ukuran, k.menunggu), (2, 0));
        assert_eq!(semua(&daerah)[0].nomor, Some(1));
        let pertama = semua(&daerah)[1].id.clone();
        let satu = |lingkup: Lingkup| {
            let ada = daerah.read(|tx| satu_catatan(tx, &lingkup, &pertama));
            ada.map_err(|e: StoreError| e).unwrap()
        };
        assert_eq!(satu(Lingkup::Semua).unwrap().asal, "cli");
        assert_eq!(satu(Lingkup::Unit("01/".parse().unwrap())), None);
    }

    fn reading_somebody_is_an_event_with_a_purpose(db: &Db) {
        let (daerah, jam) = daerah(db);
        jam.maju(1);
        let siapa = bkpsdm();
        let putusan = decide(&siapa, &UJI, &Sasaran::daerah(daerah.hari_ini())).unwrap();
        let dibaca = daerah.baca_pribadi(&siapa, Tujuan::Pembayaran, move |_| {
            Ok(Done::new(7, Event::baru(putusan.clone(), "uji/orang")))
        });
        assert_eq!(dibaca, Ok(7));
        jam.maju(1);
        catat(&daerah, "uji/lain");
        let cari = |saringan: Saringan| {
            let ada = daerah.read(|tx| cari_catatan(tx, &Lingkup::Semua, &saringan, 50));
            let ada: Vec<Catatan> = ada.map_err(|e: StoreError| e).unwrap();
            ada.into_iter().map(|c| c.sasaran).collect::<Vec<_>>()
        };
        assert_eq!(cari(Saringan { bacaan: true, ..Saringan::default() }), ["uji/orang"]);
        assert_eq!(semua(&daerah)[1].tujuan.as_deref(), Some("pembayaran"));
    }

    fn a_search_meets_every_filter_and_pages_by_key(db: &Db) {
        let (daerah, jam) = daerah(db);
        for hari in 0..6 {
            jam.maju(86_400_000);
            catat(&daerah, &format!("uji/{hari}"));
        }
        let cari = |s: Saringan, n: u32| -> Vec<Catatan> {
            daerah.read(|tx| cari_catatan(tx, &Lingkup::Semua, &s, n)).map_err(|e: StoreError| e).unwrap()
        };
        let nama = |s: Saringan| cari(s, 50).into_iter().map(|c| c.sasaran).collect::<Vec<_>>();
        let kosong = Saringan::default;
        assert_eq!(nama(kosong()).len(), 7);
        assert_eq!(nama(Saringan { akt: "uji.catat".into(), ..kosong() }).len(), 6);
        assert_eq!(nama(Saringan { akt: "uji.".into(), ..kosong() }).len(), 6);
        assert_eq!(nama(Saringan { akt: "uji".into(), ..kosong() }).len(), 0, "a part of a word is no act");
        assert_eq!(nama(Saringan { aktor: bkpsdm().akun.to_string(), ..kosong() }).len(), 6);
        assert_eq!(nama(Saringan { sasaran: "uji/3".into(), ..kosong() }), ["uji/3"]);
        let dua = Saringan { aktor: bkpsdm().akun.to_string(), sasaran: "uji/3".into(), ..kosong() };
        assert_eq!(nama(dua), ["uji/3"]);
        let waktu = |t: &str| Some(t.parse().unwrap());
        let antara = Saringan {
            sejak: waktu("2026-11-04T00:00:00.000Z"), sampai: waktu("2026-11-06T00:00:00.000Z"), ..kosong()
        };
        assert_eq!(nama(antara), ["uji/2", "uji/1"]);
        let pertama = cari(kosong(), 4);
        let sisa = cari(Saringan { sebelum: pertama[3].id.clone(), ..kosong() }, 50);
        assert_eq!((pertama.len(), sisa.len()), (4, 3));
        let sempit = Lingkup::Unit("01/".parse().unwrap());
        let luar = daerah.read(|tx| cari_catatan(tx, &sempit, &kosong(), 50)).map_err(|e: StoreError| e).unwrap();
        assert!(luar.is_empty(), "an event of the region is not one of a unit");
    }

    fn a_thing_has_its_own_history_and_not_its_neighbours(db: &Db) {
        let (daerah, jam) = daerah(db);
        for sasaran in ["uji/1", "uji/10", "uji/1/hasil", "uji/1.2", "uji/1"] {
            jam.maju(1);
            catat(&daerah, sasaran);
        }
        let baca = |sasaran: &str, banyak| -> Vec<String> {
            let ada = daerah.read(|tx| catatan_subjek(tx, &Lingkup::Semua, sasaran, banyak));
            ada.map_err(|e: StoreError| e).unwrap().into_iter().map(|c| c.sasaran).collect()
        };
        assert_eq!(baca("uji/1", 9), ["uji/1", "uji/1/hasil", "uji/1"], "newest first");
        assert_eq!(baca("uji/1", 2), ["uji/1", "uji/1/hasil"]);
        assert_eq!(baca("uji/1.2", 9), ["uji/1.2"]);
        assert_eq!(baca("uji/2", 9), Vec::<String>::new());
    }

    fn many_writers_and_sealers_lose_nothing_and_seal_nothing_twice(db: &Db) {
        let (awal, _, folder) = berkunci(db);
        let hosts: Vec<Region> = (0..3)
            .map(|i| {
                let jam = Arc::new(JamTetap::baru());
                let host = Balai::open(db.url(), jam as _, AcakTetap::baru(100 + i)).dengan_kunci(folder.path());
                host.region("32.73").unwrap()
            })
            .collect();
        thread::scope(|s| {
            for (i, region) in hosts.iter().enumerate() {
                for j in 0..2 {
                    s.spawn(move || (0..60).for_each(|n| catat(region, &format!("uji/{i}/{j}/{n}"))));
                }
                s.spawn(move || (0..25).for_each(|_| { region.segel().unwrap(); }));
                s.spawn(move || (0..3).for_each(|_| { region.titik_periksa().unwrap(); }));
            }
        });
        let k = awal.segel().unwrap();
        assert_eq!((k.ukuran, k.menunggu), (361, 0));
        let kembar = awal.read(|tx| tx.one(&KEMBAR, &[], |r| r.i64(0))).map_err(|e: StoreError| e).unwrap();
        assert_eq!(kembar, Some(0));
        let titik = awal.titik_periksa().unwrap();
        assert_eq!(titik.ukuran, 361);
        let laporan = periksa(&awal);
        assert!(laporan.utuh(), "{laporan:?}");
        assert_eq!((laporan.ukuran, laporan.akar), (361, titik.titik().unwrap().akar));
        assert!(laporan.titik >= 1 && laporan.tanda_tangan);
    }

    fn a_checkpoint_is_made_once_for_what_it_covers_and_daily(db: &Db) {
        let (daerah, jam, _folder) = berkunci(db);
        let satu = daerah.titik_periksa().unwrap();
        assert_eq!(daerah.titik_periksa().unwrap(), satu, "nothing happened meanwhile");
        catat(&daerah, "uji/1");
        daerah.rawat_jurnal().unwrap();
        let banyak = || daerah.read(|tx| daftar_titik(tx, None, 10)).map_err(|e: StoreError| e).unwrap();
        assert_eq!(banyak().len(), 1, "one a day is enough");
        jam.maju(86_400_000);
        daerah.rawat_jurnal().unwrap();
        daerah.rawat_jurnal().unwrap();
        assert_eq!(banyak().iter().map(|t| t.ukuran).collect::<Vec<_>>(), [2, 1]);
        jam.maju(3 * 86_400_000);
        daerah.rawat_jurnal().unwrap();
        assert_eq!(banyak().len(), 2, "nothing happened, nothing is signed");
    }

    fn leaves_nodes_and_checkpoints_refuse_update_and_delete(db: &Db) {
        let (daerah, _, _folder) = berkunci(db);
        daerah.titik_periksa().unwrap();
        daerah.upkeep::<_, StoreError, _>(|tx| tx.exec(&ISI_SIMPUL, &[0.into(), [0_u8; 32].as_slice().into()])).unwrap();
        for p in [&UBAH_DAUN, &HAPUS_DAUN, &UBAH_SIMPUL, &HAPUS_TITIK] {
            let jadi = daerah.upkeep::<_, StoreError, _>(move |tx| tx.exec(p, &[]));
            assert_eq!(jadi, Err(StoreError::AppendOnly { statement: p.name }));
        }
    }

    fn erasing_a_person_keeps_every_proof(db: &Db) {
        let (daerah, jam, _folder) = berkunci(db);
        jam.maju(1);
        catat(&daerah, "uji/1");
        let titik = daerah.titik_periksa().unwrap();
        let id = semua(&daerah)[0].id.clone();
        assert!(matches!(daerah.hapus_pribadi(&bkpsdm(), &id, "diminta"), Err(Refusal::Denied(_))));
        daerah.hapus_pribadi(&operator().unwrap(), &id, "diminta yang bersangkutan").unwrap();
        let lagi = daerah.hapus_pribadi(&operator().unwrap(), &id, "diminta yang bersangkutan");
        assert_eq!(lagi, Err(Refusal::NotFound));
        let c = semua(&daerah).into_iter().find(|c| c.id == id).unwrap();
        assert_eq!((c.aktor_nama.as_str(), c.alasan, c.terhapus), ("", None, true));
        let laporan = periksa(&daerah);
        assert!(laporan.utuh(), "{laporan:?}");
        assert_eq!((laporan.tanpa_pribadi, laporan.menunggu), (1, 1));
        assert_eq!(laporan.titik_terakhir, Some((titik.ukuran, titik.dibuat)));
        let isi = bukti(&daerah, &Lingkup::Semua, &id, true).unwrap();
        let kunci = KunciUji::dari(&daerah.kunci_jurnal().unwrap().vkey()).unwrap();
        assert!(periksa_berkas(isi.to_string().as_bytes(), Some(&kunci)).unwrap().utuh());
    }

    fn personal_data_that_vanished_without_an_erasure_are_named(db: &Db) {
        let (daerah, jam, _folder) = berkunci(db);
        for sasaran in ["uji/1", "uji/2", "uji/3"] {
            jam.maju(1);
            catat(&daerah, sasaran);
        }
        let dua = semua(&daerah)[1].id.clone();
        daerah.hapus_pribadi(&operator().unwrap(), &semua(&daerah)[0].id, "diminta").unwrap();
        daerah.titik_periksa().unwrap();
        assert!(periksa(&daerah).utuh(), "erased by an act");
        let hilang = dua.clone();
        daerah.upkeep::<_, StoreError, _>(move |tx| tx.exec_expect(&HAPUS_PRIBADI, &[(&hilang).into()], 1)).unwrap();
        let laporan = periksa(&daerah);
        assert_eq!(cacat(&laporan).1, Cacat::PribadiHilang);
        assert_eq!(laporan.pertama.unwrap().id, dua);
    }

    fn a_checkpoint_kept_elsewhere_finds_what_was_changed_with_its_own(db: &Db) {
        let (daerah, jam, _folder) = berkunci(db);
        jam.maju(1);
        catat(&daerah, "uji/1");
        let luar = Nota::dari(&daerah.titik_periksa().unwrap().nota).unwrap();
        let kunci = KunciUji::dari(&daerah.kunci_jurnal().unwrap().vkey()).unwrap();
        assert!(periksa_dengan(&daerah, Some(&kunci), std::slice::from_ref(&luar)).unwrap().utuh());
        // another journal of the same size under the same key: what the database itself holds agrees with itself
        let (lain, jam, _folder) = berkunci_lagi(db);
        jam.maju(2);
        catat(&lain, "uji/lain");
        lain.titik_periksa().unwrap();
        assert!(periksa_dengan(&lain, None, &[]).unwrap().utuh());
        let laporan = periksa_dengan(&lain, None, &[luar]).unwrap();
        assert!(!laporan.utuh(), "{laporan:?}");
    }

    fn what_is_done_past_the_program_is_named(db: &Db) {
        let (daerah, jam, _folder) = berkunci(db);
        for sasaran in ["uji/1", "uji/2"] {
            jam.maju(1);
            catat(&daerah, sasaran);
        }
        daerah.titik_periksa().unwrap();
        let id = semua(&daerah)[1].id.clone();
        let nama = id.clone();
        daerah.upkeep::<_, StoreError, _>(move |tx| tx.exec_expect(&GANTI_NAMA, &[(&nama).into()], 1)).unwrap();
        let laporan = periksa(&daerah);
        assert_eq!(cacat(&laporan), (Some(1), Cacat::PribadiBerubah));
        let temuan = laporan.pertama.unwrap();
        assert_eq!((temuan.id, temuan.akt.as_str()), (id, "uji.catat"));

        // a row that nobody queued
        jam.maju(1);
        catat(&daerah, "uji/3");
        let baru = semua(&daerah)[0].id.clone();
        let keluar = baru.clone();
        daerah.upkeep::<_, StoreError, _>(move |tx| tx.exec_expect(&KELUARKAN, &[(&keluar).into()], 1)).unwrap();
        assert_eq!(periksa(&daerah).banyak, 2);
        // a leaf for something that is no row
        daerah.upkeep::<_, StoreError, _>(|tx| {
            tx.exec_expect(&SISIP_DAUN, &[3.into(), "tiada".into(), [1_u8; 32].as_slice().into()], 1)
        }).unwrap();
        assert_eq!(periksa(&daerah).banyak, 3);
        assert!(daerah.titik_periksa().is_ok(), "what was signed before still holds");
    }

    fn a_tree_that_lost_its_past_is_not_signed(db: &Db) {
        let (daerah, _, folder) = berkunci(db);
        catat(&daerah, "uji/1");
        let titik = daerah.titik_periksa().unwrap();
        // the same region begun again elsewhere, with the key and the checkpoint of the first
        let lain = if db.is_pg() { Db::pg() } else { Db::sqlite() };
        let jam = Arc::new(JamTetap::baru());
        let host = Balai::open(lain.url(), jam as _, AcakTetap::baru(9)).dengan_kunci(folder.path());
        let profil = balai_platform::SumberPaket::bawaan().profil(&kode()).unwrap();
        let kedua = host.add_region(&profil, &operator().unwrap()).unwrap();
        catat(&kedua, "uji/1");
        kedua.segel().unwrap();
        titip(&kedua, &titik);
        assert_eq!(kedua.titik_periksa().unwrap_err().galat().kode, "PLT-102");
        assert_eq!(cacat(&periksa(&kedua)), (Some(0), Cacat::AkarBeda));
    }

    fn an_export_is_checked_without_us_and_every_change_is_named(db: &Db) {
        let (daerah, _, _folder) = berkunci(db);
        for n in 0..6 {
            catat(&daerah, &format!("uji/{n}"));
            if n % 2 == 0 {
                daerah.titik_periksa().unwrap();
            }
        }
        daerah.segel().unwrap();
        catat(&daerah, "uji/ekor");
        let isi = diekspor(&daerah, true);
        let kunci = KunciUji::dari(&daerah.kunci_jurnal().unwrap().vkey()).unwrap();
        let laporan = periksa_berkas(isi.as_slice(), Some(&kunci)).unwrap();
        assert!(laporan.utuh(), "{laporan:?}");
        assert_eq!((laporan.jenis, laporan.ukuran, laporan.menunggu, laporan.titik), (Jenis::Ekspor, 7, 1, 3));
        let tertutup = periksa_berkas(diekspor(&daerah, false).as_slice(), Some(&kunci)).unwrap();
        assert!(tertutup.utuh() && tertutup.tanpa_pribadi == 8);
        setiap_bita(&isi, &kunci);
        baris_baris(&String::from_utf8(isi).unwrap(), &kunci);
    }

    fn proofs_hold_away_from_home_and_bent_ones_do_not(db: &Db) {
        let (daerah, jam, _folder) = berkunci(db);
        let kunci = KunciUji::dari(&daerah.kunci_jurnal().unwrap().vkey()).unwrap();
        for n in 0..5 {
            jam.maju(1);
            catat(&daerah, &format!("uji/{n}"));
            daerah.titik_periksa().unwrap();
        }
        jam.maju(1);
        catat(&daerah, "uji/baru");
        let catatan = semua(&daerah);
        assert_eq!(bukti(&daerah, &Lingkup::Semua, &catatan[0].id, true).unwrap_err().galat().kode, "PLT-103");
        let luar = Lingkup::Unit("01/".parse().unwrap());
        assert_eq!(bukti(&daerah, &luar, &catatan[1].id, true), Err(Refusal::NotFound));
        for c in &catatan[1..] {
            let isi = bukti(&daerah, &Lingkup::Semua, &c.id, false).unwrap();
            let laporan = periksa_berkas(isi.to_string().as_bytes(), Some(&kunci)).unwrap();
            assert!(laporan.utuh(), "{laporan:?}");
            assert_eq!(laporan.peristiwa.unwrap().id, c.id);
        }
        let isi = konsistensi(&daerah, None, None).unwrap();
        assert!(periksa_berkas(isi.to_string().as_bytes(), Some(&kunci)).unwrap().utuh());
        assert_eq!(konsistensi(&daerah, Some(99), None).unwrap_err().galat().kode, "PLT-104");
        let mut bengkok = isi.clone();
        bengkok["dari"] = konsistensi(&daerah, Some(3), None).unwrap()["dari"].clone();
        assert!(!periksa_berkas(bengkok.to_string().as_bytes(), Some(&kunci)).unwrap().utuh());
        let satu = bukti(&daerah, &Lingkup::Semua, &catatan[2].id, true).unwrap();
        for (kunci_json, nilai) in [("nomor", json!(0)), ("jalan", json!([])), ("bita", isi["ke"].clone())] {
            let mut bengkok = satu.clone();
            bengkok[kunci_json] = nilai;
            assert!(!periksa_berkas(bengkok.to_string().as_bytes(), Some(&kunci)).unwrap().utuh(), "{kunci_json}");
        }
    }
}

/// Puts a checkpoint of elsewhere into a region.
fn titip(daerah: &Region, titik: &balai_platform::TitikTersimpan) {
    sql! {
        TITIP = "INSERT INTO jurnal_titik (id, ukuran, dibuat, nota) VALUES ($1, $2, $3, $4)";
    }
    let t = titik.clone();
    daerah
        .upkeep::<_, StoreError, _>(move |tx| {
            let ukuran = i64::try_from(t.ukuran).unwrap();
            tx.exec_expect(&TITIP, &[(&t.id).into(), ukuran.into(), (&t.dibuat).into(), (&t.nota).into()], 1)
        })
        .unwrap();
}

/// No byte of an export can change without being found.
fn setiap_bita(isi: &[u8], kunci: &KunciUji) {
    for i in 0..isi.len() {
        let mut lain = isi.to_vec();
        lain[i] ^= 1 << (i % 7);
        if let Ok(laporan) = periksa_berkas(lain.as_slice(), Some(kunci)) {
            assert!(
                !laporan.utuh(),
                "byte {i} of {}",
                String::from_utf8_lossy(&lain[i.saturating_sub(80)..])
            );
        }
    }
}

/// Whole lines changed, swapped, removed, added: the first event that is wrong is named.
fn baris_baris(isi: &str, kunci: &KunciUji) {
    let baris: Vec<&str> = isi.lines().collect();
    // head, three checkpoints, then event 0
    let (awal, banyak) = (4, 7);
    let periksa = |b: &[&str]| {
        let teks = b.iter().map(|b| format!("{b}\n")).collect::<String>();
        periksa_berkas(teks.as_bytes(), Some(kunci)).unwrap()
    };
    for n in 0..banyak {
        let ke = u64::try_from(n).unwrap();
        let nomor = Some(ke);
        let mut hapus = baris.clone();
        hapus.remove(awal + n);
        let l = periksa(&hapus);
        let hilang = l.pertama.clone().unwrap();
        assert_eq!(hilang.nomor, nomor, "{hilang:?}");
        let mut kembar = baris.clone();
        kembar.insert(awal + n, baris[awal + n]);
        assert_eq!(periksa(&kembar).pertama.unwrap().nomor, nomor.map(|n| n + 1));
        if n + 1 < banyak {
            let mut tukar = baris.clone();
            tukar.swap(awal + n, awal + n + 1);
            assert_eq!(cacat(&periksa(&tukar)), (nomor, Cacat::UrutanPutus));
        }
        let mut potong = baris.clone();
        potong.truncate(awal + n);
        assert_eq!(periksa(&potong).pertama.unwrap().nomor, nomor, "cut before {n}");
        // an event rewritten together with its leaf: only the checkpoints know
        let mut v: Value = serde_json::from_str(baris[awal + n]).unwrap();
        let lain: Value = serde_json::from_str(baris[awal + (n + 1) % banyak]).unwrap();
        for k in ["bita", "daun", "pribadi"] {
            v[k] = lain[k].clone();
        }
        let ganti = v.to_string();
        let mut tulis_ulang = baris.clone();
        tulis_ulang[awal + n] = &ganti;
        let t = periksa(&tulis_ulang).pertama.unwrap();
        if n < 6 {
            assert_eq!(t.cacat, Cacat::AkarBeda);
            let dalam = t.nomor.unwrap()..=t.sampai.or(t.nomor).unwrap();
            assert!(dalam.contains(&ke), "{n} not in {dalam:?}");
        }
    }
}

#[test]
fn an_inspector_of_one_unit_sees_no_other() {
    let db = Db::sqlite();
    let (daerah, _) = daerah(&db);
    let nip: Nip = "198609262015051001".parse().unwrap();
    let atasan: Aktor = aktor(5, "Atasan", None, Peran::Bkpsdm, Lingkup::Semua);
    for unit in ["01/", "02/"] {
        let sasaran = Sasaran::orang(nip.clone(), unit.parse().unwrap(), daerah.hari_ini());
        let putusan = decide(&atasan, &UJI, &sasaran).unwrap();
        let jadi = daerah.act(&atasan, move |_| Ok(Done::new((), Event::baru(putusan.clone(), "uji/unit"))));
        jadi.unwrap();
    }
    let satu = Lingkup::Unit("02/".parse().unwrap());
    let ada = daerah.read(|tx| catatan_terbaru(tx, &satu, None, 10)).map_err(|e: StoreError| e).unwrap();
    assert_eq!(ada.iter().map(|c| c.jalur_unit.as_str()).collect::<Vec<_>>(), ["02/"]);
}
