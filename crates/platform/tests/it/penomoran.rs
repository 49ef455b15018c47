//! Letter numbers: no gap, no repetition, whoever races.

use std::sync::Arc;

use balai_kernel::{Lingkup, Peran};
use balai_platform::penomoran::{self, Isian, Nomor, Pola, Terbit};
use balai_platform::{Balai, Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::{StoreError, Tx};
use balai_testkit::{AcakTetap, aktor, db_test};

use crate::pendukung::{UJI, bkpsdm, daerah};

const SERI: &str = "surat-keluar";

fn pola(teks: &str) -> Pola {
    teks.parse().unwrap()
}

fn siap(daerah: &Region) {
    let admin = aktor(9, "Admin", None, Peran::Admin, Lingkup::Semua);
    penomoran::atur_seri(daerah, &admin, SERI, &pola("{urut:3}/{kode}/{bulan_romawi}/{tahun}")).unwrap();
}

fn akt<T: Send + 'static>(
    daerah: &Region,
    f: impl Fn(&mut Tx<'_>) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let aktor = bkpsdm();
    let putusan = decide(&aktor, &UJI, &Sasaran::daerah(daerah.hari_ini()))?;
    daerah.act(&aktor, move |tx| Ok(Done::new(f(tx)?, Event::baru(putusan.clone(), "uji/1"))))
}

fn ambil(daerah: &Region, gagal: bool) -> Result<Nomor, Refusal> {
    let hari = daerah.hari_ini();
    akt(daerah, move |tx| {
        let isian = Isian { kode: Some("800"), unit: None };
        let nomor = penomoran::ambil(tx, SERI, &isian, hari, "surat/1")?;
        if gagal { Err(Refusal::NotFound) } else { Ok(nomor) }
    })
}

fn buku(daerah: &Region, tahun: i16) -> Vec<Terbit> {
    daerah.read(|tx| penomoran::daftar(tx, SERI, tahun, 0, 500)).map_err(|e: StoreError| e).unwrap()
}

db_test! {
    fn numbers_run_on_without_gaps_and_begin_anew_each_year(db: &Db) {
        let (daerah, jam) = daerah(db);
        siap(&daerah);
        assert_eq!(ambil(&daerah, false).unwrap().teks, "001/800/XI/2026");
        assert!(ambil(&daerah, true).is_err());
        assert_eq!(ambil(&daerah, false).unwrap().teks, "002/800/XI/2026", "an act undone gives its number back");
        jam.maju(60 * 24 * 3_600_000);
        assert_eq!(ambil(&daerah, false).unwrap().teks, "001/800/I/2027");
        assert_eq!((buku(&daerah, 2026).len(), buku(&daerah, 2027).len()), (2, 1));
    }

    fn racing_acts_of_two_processes_leave_no_gap(db: &Db) {
        let (daerah, jam) = daerah(db);
        siap(&daerah);
        let host = Balai::open(db.url(), Arc::clone(&jam) as _, AcakTetap::baru(99));
        let lain = host.region("32.73").unwrap();
        std::thread::scope(|s| {
            for (i, region) in [&daerah, &lain, &daerah, &lain].into_iter().enumerate() {
                s.spawn(move || {
                    for n in 0..12 {
                        // every third act fails after it took its number
                        let gagal = (n + i) % 3 == 0;
                        assert_eq!(ambil(region, gagal).is_err(), gagal);
                    }
                });
            }
        });
        let urut: Vec<i64> = buku(&daerah, 2026).iter().map(|t| t.nomor.urut).collect();
        assert_eq!(urut, (1..=32).collect::<Vec<i64>>());
    }

    fn a_void_number_keeps_its_place_and_says_why(db: &Db) {
        let (daerah, _) = daerah(db);
        siap(&daerah);
        let nomor = ambil(&daerah, false).unwrap();
        let pada = daerah.sekarang();
        let batal = |nomor: &Nomor, alasan: &'static str| {
            let nomor = nomor.clone();
            akt(&daerah, move |tx| penomoran::batalkan(tx, &nomor, alasan, pada))
        };
        assert_eq!(batal(&nomor, "  ").unwrap_err().galat().kode, "PLT-056");
        let tiada = Nomor { urut: 9, ..nomor.clone() };
        assert_eq!(batal(&tiada, "salah"), Err(Refusal::NotFound));
        batal(&nomor, "salah alamat").unwrap();
        assert_eq!(batal(&nomor, "lagi").unwrap_err().galat().kode, "PLT-057");
        assert_eq!(ambil(&daerah, false).unwrap().urut, 2, "it is not given again");
        let baris = daerah.read(|tx| penomoran::milik_sasaran(tx, "surat/1")).map_err(|e: StoreError| e).unwrap();
        let alasan: Vec<_> = baris.into_iter().map(|t| t.batal).collect();
        assert_eq!(alasan, [Some("salah alamat".to_owned()), None]);
    }

    fn a_series_is_set_up_by_an_administrator(db: &Db) {
        let (daerah, _) = daerah(db);
        assert_eq!(ambil(&daerah, false).unwrap_err().galat().kode, "PLT-055");
        let tolak = penomoran::atur_seri(&daerah, &bkpsdm(), SERI, &pola("{urut}/{tahun}"));
        assert!(matches!(tolak, Err(Refusal::Denied(_))));
        let admin = aktor(9, "Admin", None, Peran::Admin, Lingkup::Semua);
        let salah = penomoran::atur_seri(&daerah, &admin, "Surat Keluar", &pola("{urut}/{tahun}"));
        assert_eq!(salah.unwrap_err().galat().kode, "PLT-050");
        siap(&daerah);
        ambil(&daerah, false).unwrap();
        penomoran::atur_seri(&daerah, &admin, SERI, &pola("B-{urut}/{tahun}")).unwrap();
        assert_eq!(ambil(&daerah, false).unwrap().teks, "B-2/2026", "the counter goes on");
    }
}
