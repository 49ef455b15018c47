//! Large files: staged, switched, moved; others write meanwhile, and a kill at any moment leaves all or nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use balai_kernel::Aktor;
use balai_kinerja::acts::impor::tahap::{BARIS_TAHAP, utuh};
use balai_kinerja::acts::impor::{Berkas, HasilImpor, Permintaan, jalankan};
use balai_kinerja::model::impor::JenisBerkas;
use balai_platform::{Balai, Refusal, Region, SumberPaket, operator};
use balai_store::{Sql, StoreError, sql};
use balai_testkit::{AcakTetap, Db, JamTetap, db_test};

use crate::{banyak, impor};

sql! {
    POTONG = "SELECT COUNT(*) FROM impor_tahap";
    PRESENSI = "SELECT COUNT(*) FROM presensi_catatan";
    AKTIVITAS = "SELECT CAST(SUM(menit) AS BIGINT) FROM aktivitas a WHERE revisi = (SELECT MAX(b.revisi) FROM aktivitas b
        WHERE b.periode = a.periode AND b.pegawai = a.pegawai AND b.hari = a.hari AND b.kegiatan = a.kegiatan
        AND b.urut = a.urut)";
    REVISI = "SELECT COUNT(*) FROM aktivitas WHERE revisi = 2";
}

const KETUKAN: usize = 2 * BARIS_TAHAP + 500;
const DUA: &str = "Kode;Nama Unit;Kode Induk;Jenis\n02;Dinas Dua;;OPD\n";

fn hitung(region: &Region, sql: &'static Sql) -> i64 {
    let n: Result<_, StoreError> = region.read(|tx| tx.one(sql, &[], |r| r.opt_i64(0)));
    n.unwrap().flatten().unwrap_or_default()
}

/// A region with one person, number 77 at the machine, and the clock it lives by.
fn kota(db: &Db) -> (Region, Arc<JamTetap>) {
    let jam = Arc::new(JamTetap::baru());
    let balai = Balai::open(db.url(), Arc::clone(&jam) as _, AcakTetap::baru(7))
        .dengan_migrasi(balai_organisasi::migrations())
        .dengan_migrasi(balai_kinerja::migrations());
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    let region = balai.add_region(&profil, &operator().unwrap()).unwrap();
    impor(&region, "unit", "Kode;Nama Unit;Kode Induk;Jenis\n01;Dinas Satu;;OPD\n");
    impor(
        &region,
        "pegawai",
        "NIP;Nama;Golongan;Jabatan;Kelas;OPD;Unit Kerja;NIP Atasan;TMT;Status;PTKP\n\
         198609262015051001;Asep;III/c;Analis;7;Dinas Satu;;;01/02/2019;PNS;K/1\n",
    );
    (region, jam)
}

fn ketukan() -> String {
    let satu = |i: usize| {
        let (hari, jam, menit, detik) = (1 + i % 28, i / 28 / 3600, i / 28 / 60 % 60, i / 28 % 60);
        format!("  77\t2026-10-{hari:02} {jam:02}:{menit:02}:{detik:02}\t1\t0\t0\t0\n")
    };
    (0..KETUKAN).map(satu).collect()
}

/// Imports the punches; `jeda` is called whenever the import says how far it is.
fn impor_ketukan(region: &Region, jeda: &mut dyn FnMut()) -> Result<HasilImpor, Refusal> {
    let (isi, pin) = (ketukan(), "PIN;NIP\n77;198609262015051001\n");
    let (mut sumber, mut sumber_pin) =
        (std::io::Cursor::new(isi.as_bytes()), std::io::Cursor::new(pin.as_bytes()));
    let permintaan = Permintaan {
        jenis: JenisBerkas::Presensi,
        berkas: Berkas { nama: "attlog.dat".to_owned(), sumber: &mut sumber },
        pin: Some(Berkas { nama: "pin.csv".to_owned(), sumber: &mut sumber_pin }),
        lewati_salah: false,
    };
    let oleh: Aktor = operator().unwrap();
    jalankan(region, &oleh, permintaan, &mut |_| jeda())
}

/// Dies when so many rows have been staged and moved, as a killed program does between two transactions.
fn mati_pada(region: &Region, potong: i64, pindah: i64) {
    let lain = region.clone();
    let mati = catch_unwind(AssertUnwindSafe(|| {
        impor_ketukan(region, &mut || {
            let kini = (hitung(&lain, &POTONG), hitung(&lain, &PRESENSI));
            assert_ne!(kini, (potong, pindah), "killed");
        })
    }));
    assert!(mati.is_err(), "the import never came to {potong} pieces and {pindah} rows");
}

fn semua(region: &Region) -> i64 {
    utuh(region, |tx| Ok(tx.one(&PRESENSI, &[], |r| r.i64(0))?.unwrap_or_default())).unwrap()
}

db_test! {
    fn others_write_between_the_pieces_of_a_large_file(db: &Db) {
        let (region, _) = kota(db);
        let (lain, mut giliran) = (region.clone(), Vec::new());
        let hasil = impor_ketukan(&region, &mut || {
            // somebody else's write, whole, while the import has not ended
            let klien = lain.clone();
            let tulis = std::thread::spawn(move || klien.upkeep(|tx| tx.lock("klien lain")));
            assert_eq!(tulis.join().unwrap(), Ok::<(), StoreError>(()));
            giliran.push((hitung(&lain, &POTONG), hitung(&lain, &PRESENSI)));
        }).unwrap();
        assert!(hasil.berubah);
        giliran.retain(|g| *g != (0, 0));
        let baris = |n: usize| i64::try_from(n * BARIS_TAHAP).unwrap();
        let penuh = i64::try_from(KETUKAN).unwrap();
        assert_eq!(giliran, [(1, 0), (2, 0), (3, 0), (2, baris(1)), (1, baris(2)), (0, penuh)]);
        assert_eq!((banyak(&region, "berkas_impor"), semua(&region)), (4, penuh));
        assert!(!impor_ketukan(&region, &mut || ()).unwrap().berubah);
    }

    fn an_import_killed_before_its_act_counts_for_nothing_and_is_swept(db: &Db) {
        let (region, jam) = kota(db);
        mati_pada(&region, 2, 0);
        assert_eq!((semua(&region), banyak(&region, "berkas_impor"), hitung(&region, &POTONG)), (0, 2, 2));
        assert!(impor_ketukan(&region, &mut || ()).unwrap().berubah);
        assert_eq!(semua(&region), i64::try_from(KETUKAN).unwrap());
        assert_eq!(hitung(&region, &POTONG), 2, "what may be an import that still goes on is left alone");
        jam.maju(25 * 3_600_000);
        assert!(!impor_ketukan(&region, &mut || ()).unwrap().berubah);
        assert_eq!(hitung(&region, &POTONG), 0);
    }

    fn an_import_killed_after_its_act_is_finished_by_whoever_needs_it(db: &Db) {
        let (region, _) = kota(db);
        mati_pada(&region, 2, i64::try_from(BARIS_TAHAP).unwrap());
        assert_eq!((banyak(&region, "berkas_impor"), hitung(&region, &POTONG)), (4, 2));
        // a small import compares with whole tables
        let log = b"  77\t2026-10-29 07:22:51\t1\t0\t0\t0\n";
        assert!(impor(&region, "presensi", log).berubah);
        assert_eq!((semua(&region), hitung(&region, &POTONG)), (i64::try_from(KETUKAN).unwrap() + 1, 0));
    }

    fn an_import_that_comes_between_is_seen(db: &Db) {
        let (region, _) = kota(db);
        let lain = region.clone();
        let hasil = impor_ketukan(&region, &mut || {
            if hitung(&lain, &POTONG) == 1 && banyak(&lain, "berkas_impor") == 2 {
                assert!(impor(&lain, "unit", DUA).berubah);
            }
        }).unwrap();
        assert!(hasil.berubah);
        assert_eq!((semua(&region), banyak(&region, "berkas_impor")), (i64::try_from(KETUKAN).unwrap(), 5));
    }

    fn a_large_file_of_activities_is_corrected_like_a_small_one(db: &Db) {
        let (region, _) = kota(db);
        let berkas = |menit: usize| {
            let satu = |i: usize| {
                let (hari, uraian, m) = (1 + i % 28, i % 5_000, if i < 100 { menit } else { 30 });
                format!("198609262015051001;{hari:02}/10/2026;Kegiatan {uraian};{m};Disetujui\n")
            };
            let baris: String = (0..BARIS_TAHAP + 300).map(satu).collect();
            format!("NIP;Tanggal;Aktivitas;Menit;Status\n{baris}")
        };
        assert!(impor(&region, "aktivitas", berkas(60)).berubah);
        let lain = i64::try_from(BARIS_TAHAP + 200).unwrap() * 30;
        assert_eq!((hitung(&region, &AKTIVITAS), hitung(&region, &REVISI)), (lain + 6_000, 0));
        assert!(!impor(&region, "aktivitas", berkas(60)).berubah);
        assert!(impor(&region, "aktivitas", berkas(45)).berubah);
        assert_eq!((hitung(&region, &AKTIVITAS), hitung(&region, &REVISI)), (lain + 4_500, 100));
        assert_eq!(hitung(&region, &POTONG), 0);
    }
}
