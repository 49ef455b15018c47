//! Jobs: queued with their act, begun as often as it takes, done once.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use balai_kernel::{Lingkup, Peran};
use balai_platform::pekerjaan::{
    self, Baris, GagalKerja, Hasil, Keadaan, SEWA_MILIDETIK, Selesai, antrekan, batalkan, jadwalkan,
    kerjakan_satu, kerjakan_semua, rencana, ulangi,
};
use balai_platform::{
    Balai, Done, Event, Jadwal, Pekerja, Pekerjaan, Pelaksana, Refusal, Region, Sasaran, catatan_terbaru,
    decide,
};
use balai_store::{Migration, StoreError, Tx, sql};
use balai_testkit::{AcakTetap, Db, JamTetap, aktor, db_test};
use serde_json::json;

use crate::pendukung::{UJI, bkpsdm, profil_uji};

const AKIBAT: Migration = Migration {
    app: "uji",
    versi: 1,
    nama: "akibat",
    sql: "CREATE TABLE akibat (nomor TEKS NOT NULL PRIMARY KEY, kunci TEKS NOT NULL);",
};

sql! {
    TULIS = "INSERT INTO akibat (nomor, kunci) VALUES ($1, $2)";
    BACA = "SELECT kunci FROM akibat ORDER BY kunci, nomor";
}

fn host(db: &Db, benih: u64, jam: &Arc<JamTetap>) -> Balai {
    Balai::open(db.url(), Arc::clone(jam) as _, AcakTetap::baru(benih)).dengan_migrasi([AKIBAT])
}

fn daerah(db: &Db) -> (Region, Arc<JamTetap>) {
    let jam = Arc::new(JamTetap::baru());
    let region = host(db, 7, &jam).add_region(&profil_uji(), &balai_platform::operator().unwrap()).unwrap();
    (region, jam)
}

/// Writes the key of its job, once per end.
fn menulis(kerja: &pekerjaan::Kerja<'_>) -> Selesai {
    let (nomor, kunci) = (kerja.daerah().id_baru().to_string(), kerja.kunci().to_owned());
    Selesai::tulis(move |tx| Ok(tx.exec_expect(&TULIS, &[(&nomor).into(), (&kunci).into()], 1)?))
}

fn penulis() -> Vec<Pelaksana> {
    vec![Pelaksana::baru("uji.tulis", |kerja| Ok(menulis(kerja)))]
}

fn akibat(daerah: &Region) -> Vec<String> {
    daerah.read(|tx| tx.all(&BACA, &[], |r| r.text(0))).map_err(|e: StoreError| e).unwrap()
}

fn daftar(daerah: &Region, keadaan: Keadaan) -> Vec<Baris> {
    daerah.read(|tx| pekerjaan::daftar(tx, keadaan, None, None, 100)).map_err(|e: StoreError| e).unwrap()
}

fn akt(
    daerah: &Region,
    f: impl Fn(&mut Tx<'_>, Done<()>) -> Result<Done<()>, Refusal> + Send + 'static,
) -> Result<(), Refusal> {
    let aktor = bkpsdm();
    let putusan = decide(&aktor, &UJI, &Sasaran::daerah(daerah.hari_ini()))?;
    daerah.act(&aktor, move |tx| f(tx, Done::new((), Event::baru(putusan.clone(), "uji/1"))))
}

fn tulis(kunci: &str) -> Pekerjaan {
    Pekerjaan::baru("uji.tulis", json!({})).kunci(kunci)
}

db_test! {
    fn a_job_exists_if_and_only_if_its_act_does(db: &Db) {
        let (daerah, _) = daerah(db);
        let tolak = akt(&daerah, |_, done| {
            let _ = done.kerjakan(tulis("a"));
            Err(Refusal::NotFound)
        });
        assert_eq!(tolak, Err(Refusal::NotFound));
        assert_eq!(kerjakan_satu(&daerah, &penulis()).unwrap(), None);
        akt(&daerah, |_, done| Ok(done.kerjakan(tulis("a")).kerjakan(tulis("b")).kerjakan(tulis("a")))).unwrap();
        assert_eq!(kerjakan_semua(&daerah, &penulis(), 10).unwrap(), 2, "the same key is one job");
        akt(&daerah, |_, done| Ok(done.kerjakan(tulis("b")))).unwrap();
        assert_eq!(kerjakan_semua(&daerah, &penulis(), 10).unwrap(), 0, "also when it was done long ago");
        assert_eq!(akibat(&daerah), ["a", "b"]);
    }

    fn a_job_waits_for_its_time(db: &Db) {
        let (daerah, jam) = daerah(db);
        let besok = balai_kernel::Waktu::dari_milidetik(daerah.sekarang().milidetik() + 5_000).unwrap();
        antrekan(&daerah, tulis("nanti").pada(besok)).unwrap();
        assert_eq!(kerjakan_satu(&daerah, &penulis()).unwrap(), None);
        jam.maju(5_000);
        assert_eq!(kerjakan_satu(&daerah, &penulis()).unwrap(), Some(Hasil::Selesai));
    }

    fn a_failing_job_comes_back_later_each_time_and_is_put_aside_at_last(db: &Db) {
        let (daerah, jam) = daerah(db);
        let gagal = [Pelaksana::baru("uji.tulis", |_| Err(GagalKerja::coba_lagi("no route"))).paling_banyak(3)];
        antrekan(&daerah, tulis("x")).unwrap();
        let mut lama = 0;
        for _ in 0..2 {
            let Some(Hasil::Diulang(pada)) = kerjakan_satu(&daerah, &gagal).unwrap() else { panic!("no retry") };
            let tunggu = pada.milidetik() - daerah.sekarang().milidetik();
            assert!(tunggu > lama, "{tunggu} after {lama}");
            lama = tunggu;
            assert_eq!(kerjakan_satu(&daerah, &gagal).unwrap(), None, "not before its time");
            jam.maju(tunggu);
        }
        assert_eq!(kerjakan_satu(&daerah, &gagal).unwrap(), Some(Hasil::Disisihkan));
        let mati = daftar(&daerah, Keadaan::Gagal);
        assert_eq!((mati.len(), mati[0].percobaan, mati[0].galat.as_deref()), (1, 3, Some("no route")));

        let admin = aktor(9, "Admin", None, Peran::Admin, Lingkup::Semua);
        assert!(matches!(ulangi(&daerah, &bkpsdm(), &mati[0].id), Err(Refusal::Denied(_))));
        assert_eq!(ulangi(&daerah, &admin, "tiada"), Err(Refusal::NotFound));
        ulangi(&daerah, &admin, &mati[0].id).unwrap();
        assert_eq!(ulangi(&daerah, &admin, &mati[0].id), Err(Refusal::NotFound), "it waits already");
        let jurnal = daerah.read(|tx| catatan_terbaru(tx, &Lingkup::Semua, None, 1)).map_err(|e: StoreError| e);
        assert_eq!(jurnal.unwrap()[0].sasaran, format!("pekerjaan/{}", mati[0].id));
        assert_eq!(kerjakan_satu(&daerah, &penulis()).unwrap(), Some(Hasil::Selesai));
        assert_eq!(akibat(&daerah), ["x"]);
    }

    fn what_was_called_off_is_not_done_until_somebody_wants_it_again(db: &Db) {
        let (daerah, jam) = daerah(db);
        let admin = aktor(9, "Admin", None, Peran::Admin, Lingkup::Semua);
        jam.maju(1_000);
        antrekan(&daerah, tulis("x")).unwrap();
        let id = daftar(&daerah, Keadaan::Menunggu)[0].id.clone();
        assert!(matches!(batalkan(&daerah, &bkpsdm(), &id), Err(Refusal::Denied(_))));
        batalkan(&daerah, &admin, &id).unwrap();
        assert_eq!(batalkan(&daerah, &admin, &id), Err(Refusal::NotFound), "it is called off already");
        assert_eq!(kerjakan_satu(&daerah, &penulis()).unwrap(), None);
        let jurnal = daerah.read(|tx| catatan_terbaru(tx, &Lingkup::Semua, None, 1)).map_err(|e: StoreError| e);
        assert_eq!(jurnal.unwrap()[0].akt, "platform.pekerjaan.batal");
        let lain = daerah.read(|tx| pekerjaan::daftar(tx, Keadaan::Batal, Some("uji.lain"), None, 9));
        assert!(lain.map_err(|e: StoreError| e).unwrap().is_empty(), "of another handler there is none");
        assert_eq!(daftar(&daerah, Keadaan::Batal).len(), 1);
        ulangi(&daerah, &admin, &id).unwrap();
        assert_eq!(kerjakan_satu(&daerah, &penulis()).unwrap(), Some(Hasil::Selesai));
        assert_eq!(batalkan(&daerah, &admin, &id), Err(Refusal::NotFound), "it is done");
        assert_eq!(akibat(&daerah), ["x"]);
    }

    fn a_long_job_says_how_far_it_is_while_it_holds_its_lease(db: &Db) {
        let (daerah, jam) = daerah(db);
        antrekan(&daerah, tulis("x")).unwrap();
        let panjang = [Pelaksana::baru("uji.tulis", move |kerja| {
            for n in [1, 2] {
                jam.maju(SEWA_MILIDETIK - 1);
                kerja.maju(n, 3)?;
                assert_eq!(daftar(kerja.daerah(), Keadaan::Berjalan)[0].kemajuan, Some((n, 3)));
            }
            jam.maju(SEWA_MILIDETIK);
            assert_eq!(kerjakan_satu(kerja.daerah(), &penulis()).unwrap(), Some(Hasil::Selesai));
            assert!(kerja.maju(3, 3).is_err(), "somebody else has finished it");
            Ok(menulis(kerja))
        })];
        assert_eq!(kerjakan_satu(&daerah, &panjang).unwrap(), Some(Hasil::Terlepas));
    }

    fn what_comes_next_is_known_before_and_after_it_was_queued(db: &Db) {
        let (daerah, jam) = daerah(db);
        let semua: Vec<Pelaksana> =
            penulis().into_iter().map(|p| p.terjadwal(Jadwal::Harian { jam: 2, menit: 0 })).collect();
        let ada = rencana(&daerah, &semua).unwrap();
        assert_eq!((ada[0].nama, ada[0].terakhir), ("uji.tulis", None));
        assert_eq!(ada[0].berikut.to_string(), "2026-11-02T19:00:00.000Z");
        jadwalkan(&daerah, &semua).unwrap();
        jam.maju(24 * 3_600_000);
        jadwalkan(&daerah, &semua).unwrap();
        let ada = rencana(&daerah, &semua).unwrap();
        assert_eq!(ada[0].terakhir.unwrap().to_string(), "2026-11-02T19:00:00.000Z");
        assert_eq!(ada[0].berikut.to_string(), "2026-11-03T19:00:00.000Z");
    }

    fn what_cannot_succeed_is_put_aside_at_once(db: &Db) {
        let (daerah, _) = daerah(db);
        antrekan(&daerah, tulis("x")).unwrap();
        let rusak = [Pelaksana::baru("uji.tulis", |kerja| kerja.teks("tiada").map(|_| Selesai::kosong()))];
        assert_eq!(kerjakan_satu(&daerah, &rusak).unwrap(), Some(Hasil::Disisihkan));
    }

    fn a_panic_and_a_missing_handler_are_failures_like_any_other(db: &Db) {
        let (daerah, _) = daerah(db);
        antrekan(&daerah, tulis("panik")).unwrap();
        let panik = [Pelaksana::baru("uji.tulis", |_| panic!("a defect"))];
        assert!(matches!(kerjakan_satu(&daerah, &panik).unwrap(), Some(Hasil::Diulang(_))));
        antrekan(&daerah, tulis("asing")).unwrap();
        assert!(matches!(kerjakan_satu(&daerah, &[]).unwrap(), Some(Hasil::Diulang(_))));
    }

    fn whoever_lost_the_lease_writes_nothing(db: &Db) {
        let (daerah, jam) = daerah(db);
        antrekan(&daerah, tulis("x")).unwrap();
        let jam2 = Arc::clone(&jam);
        let lambat = [Pelaksana::baru("uji.tulis", move |kerja| {
            let milikku = menulis(kerja);
            // so long that another process takes over and finishes
            jam2.maju(SEWA_MILIDETIK);
            assert_eq!(kerjakan_satu(kerja.daerah(), &penulis()).unwrap(), Some(Hasil::Selesai));
            assert!(kerja.denyut().is_err());
            Ok(milikku)
        })];
        assert_eq!(kerjakan_satu(&daerah, &lambat).unwrap(), Some(Hasil::Terlepas));
        assert_eq!(akibat(&daerah), ["x"]);
    }

    fn a_heartbeat_keeps_others_away(db: &Db) {
        let (daerah, jam) = daerah(db);
        antrekan(&daerah, tulis("x")).unwrap();
        let tekun = [Pelaksana::baru("uji.tulis", move |kerja| {
            for _ in 0..3 {
                jam.maju(SEWA_MILIDETIK - 1);
                kerja.denyut()?;
                assert_eq!(kerjakan_satu(kerja.daerah(), &penulis()).unwrap(), None);
            }
            Ok(menulis(kerja))
        })];
        assert_eq!(kerjakan_satu(&daerah, &tekun).unwrap(), Some(Hasil::Selesai));
        assert_eq!(akibat(&daerah), ["x"]);
    }

    fn a_job_may_act_and_queue_the_next(db: &Db) {
        let (daerah, jam) = daerah(db);
        jam.maju(1);
        antrekan(&daerah, Pekerjaan::baru("uji.akt", json!({}))).unwrap();
        let mut semua = penulis();
        semua.push(Pelaksana::baru("uji.akt", |kerja| {
            let aktor = bkpsdm();
            let putusan = decide(&aktor, &UJI, &Sasaran::daerah(kerja.daerah().hari_ini()));
            let putusan = putusan.map_err(Refusal::from)?;
            let event = move |_: &mut Tx<'_>| Ok(Done::new((), Event::baru(putusan.clone(), "uji/kerja")));
            Ok(Selesai::akt(aktor, event).lalu(tulis("sesudah")))
        }));
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 2);
        let jurnal = daerah.read(|tx| catatan_terbaru(tx, &Lingkup::Semua, None, 1)).map_err(|e: StoreError| e);
        assert_eq!(jurnal.unwrap()[0].sasaran, "uji/kerja");
        assert_eq!(akibat(&daerah), ["sesudah"]);
    }

    fn many_workers_of_two_processes_do_each_job_once(db: &Db) {
        let (daerah, jam) = daerah(db);
        let mut harap: Vec<String> = (0..60).map(|i| format!("k{i:02}")).collect();
        for kunci in &harap {
            antrekan(&daerah, tulis(kunci)).unwrap();
        }
        let lain = host(db, 99, &jam).region("32.73").unwrap();
        std::thread::scope(|s| {
            for region in [&daerah, &lain, &daerah, &lain] {
                s.spawn(move || kerjakan_semua(region, &penulis(), 1_000).unwrap());
            }
        });
        harap.sort();
        assert_eq!(akibat(&daerah), harap);
        assert!(daftar(&daerah, Keadaan::Menunggu).is_empty());
    }

    fn each_occurrence_of_a_schedule_runs_once_and_missed_ones_once(db: &Db) {
        let (daerah, jam) = daerah(db);
        let lain = host(db, 99, &jam).region("32.73").unwrap();
        let jadwal = Jadwal::Harian { jam: 2, menit: 0 };
        let semua: Vec<Pelaksana> = penulis().into_iter().map(|p| p.terjadwal(jadwal)).collect();
        let sekali = || -> u32 {
            std::thread::scope(|s| {
                let utas: Vec<_> = [&daerah, &lain, &daerah, &lain]
                    .map(|region| { let semua = &semua; s.spawn(move || jadwalkan(region, semua).unwrap()) })
                    .into_iter()
                    .collect();
                utas.into_iter().map(|u| u.join().unwrap()).sum()
            })
        };
        let hari = 24 * 3_600_000;
        assert_eq!(sekali(), 0, "it is 08.00: what lay before the region knew of it is not made up for");
        jam.maju(18 * 3_600_000 - 1);
        assert_eq!(sekali(), 0, "a millisecond before 02.00");
        jam.maju(1);
        assert_eq!(sekali(), 1);
        assert_eq!(sekali(), 0);
        jam.maju(5 * hari);
        assert_eq!(sekali(), 1, "five nights were missed");
        assert_eq!(kerjakan_semua(&daerah, &semua, 10).unwrap(), 2);
        assert_eq!(akibat(&daerah), ["jadwal 2026-11-02T19:00:00.000Z", "jadwal 2026-11-07T19:00:00.000Z"]);
    }

    fn workers_wake_when_an_act_queues_and_finish_before_they_stop(db: &Db) {
        let (daerah, _) = daerah(db);
        let (kirim, terima) = sync_channel(8);
        let kirim = Mutex::new(kirim);
        let cepat = Pelaksana::baru("uji.tulis", move |kerja| {
            kirim.lock().unwrap().send(kerja.kunci().to_owned()).unwrap();
            Ok(menulis(kerja))
        });
        let pekerja = Pekerja::mulai(vec![daerah.clone()], vec![cepat], 2).unwrap();
        for kunci in ["a", "b", "c"] {
            akt(&daerah, move |_, done| Ok(done.kerjakan(tulis(kunci)))).unwrap();
            assert_eq!(terima.recv().unwrap(), kunci);
        }
        pekerja.berhenti(Duration::from_secs(600));
        assert_eq!(akibat(&daerah), ["a", "b", "c"]);
    }

    fn a_job_too_slow_to_wait_for_is_given_back(db: &Db) {
        let (daerah, _) = daerah(db);
        let ((mulai, dimulai), (lepas, tunggu)) = (channel(), channel::<()>());
        let (mulai, tunggu) = (Mutex::new(mulai), Mutex::new(tunggu));
        let begun = Arc::new(AtomicU32::new(0));
        let hitung = Arc::clone(&begun);
        let lambat = Pelaksana::baru("uji.tulis", move |kerja| {
            hitung.fetch_add(1, Ordering::SeqCst);
            mulai.lock().unwrap().send(()).unwrap();
            // until the test lets go; its end of the channel may be gone by then
            let _ = tunggu.lock().unwrap().recv();
            Ok(menulis(kerja))
        });
        let pekerja = Pekerja::mulai(vec![daerah.clone()], vec![lambat], 1).unwrap();
        antrekan(&daerah, tulis("x")).unwrap();
        dimulai.recv().unwrap();
        pekerja.berhenti(Duration::ZERO);
        let ada = daftar(&daerah, Keadaan::Menunggu);
        assert_eq!((ada.len(), ada[0].percobaan), (1, 0), "nobody is to blame for the stop");
        assert_eq!(kerjakan_satu(&daerah, &penulis()).unwrap(), Some(Hasil::Selesai));
        drop(lepas);
        assert_eq!((akibat(&daerah), begun.load(Ordering::SeqCst)), (vec!["x".to_owned()], 1));
    }

    fn ended_jobs_are_forgotten_after_a_month_and_failed_ones_are_not(db: &Db) {
        let (daerah, jam) = daerah(db);
        let mut semua = penulis();
        semua.push(Pelaksana::baru("uji.rusak", |_| Err(GagalKerja::menyerah("no"))));
        semua.extend(pekerjaan::pelaksana());
        jadwalkan(&daerah, &semua).unwrap();
        antrekan(&daerah, tulis("x")).unwrap();
        antrekan(&daerah, Pekerjaan::baru("uji.rusak", json!({}))).unwrap();
        kerjakan_semua(&daerah, &semua, 10).unwrap();
        jam.maju(31 * 24 * 3_600_000);
        jadwalkan(&daerah, &semua).unwrap();
        let berkala: Vec<&str> = pekerjaan::pelaksana().iter().map(Pelaksana::nama).collect();
        // and the word to administrators about the broken one, which nobody here can pass on
        let banyak = usize::try_from(kerjakan_semua(&daerah, &semua, 10).unwrap());
        assert_eq!(banyak, Ok(berkala.len() + 1));
        let nama = |k| daftar(&daerah, k).into_iter().map(|b| b.nama).collect::<Vec<_>>();
        let mut selesai = nama(Keadaan::Selesai);
        selesai.sort_unstable();
        assert!(selesai.iter().all(|n| berkala.contains(&n.as_str())), "only this month's: {selesai:?}");
        assert!(selesai.iter().any(|n| n == "platform.pekerjaan.bersih"), "{selesai:?}");
        assert_eq!(nama(Keadaan::Gagal), ["uji.rusak"]);
    }
}
