//! A run killed for real at each of its steps, then taken up again.

use std::process::Command;

use balai_kinerja::acts::proses::{Perintah, Tahap, jalankan};
use balai_platform::{SumberPaket, operator};
use balai_testkit::Db;

use crate::{daerah, hitung, rumah};

/// Where the killed process finds its data, and where it dies.
const DATA: &str = "BALAI_UJI_DATA";
const MATI: &str = "BALAI_UJI_MATI";

/// Not a test of its own: the process that is killed. Without its variables it has nothing to do.
#[test]
fn anak_yang_mati() {
    let (Ok(data), Ok(mati)) = (std::env::var(DATA), std::env::var(MATI)) else { return };
    let region = rumah(data.parse().unwrap()).region("32.73").unwrap();
    let perintah = Perintah {
        periode: "2026-10".parse().unwrap(),
        paket: "tunjangan/kota-bandung".to_owned(),
        sidik: None,
        utas: 2,
    };
    let lapor = |tahap: Tahap| {
        let kena = match tahap {
            Tahap::Membaca => mati == "membaca",
            Tahap::Membekukan(n, _) => mati == "membekukan" && n == 3,
            Tahap::Menghitung(n, _) => mati == "menghitung" && n == 2,
            Tahap::Menyimpan => mati == "menyimpan",
        };
        if kena {
            // no destructor runs: what a kill leaves
            std::process::abort();
        }
    };
    let _ = jalankan(&region, &operator().unwrap(), &perintah, &SumberPaket::bawaan(), &lapor);
}

fn bunuh(db: &Db, tahap: &str) {
    let hasil = Command::new(std::env::current_exe().unwrap())
        .args(["mati::anak_yang_mati", "--exact"])
        .env(DATA, db.address())
        .env(MATI, tahap)
        .output()
        .unwrap();
    assert!(!hasil.status.success(), "the run at {tahap} was not killed");
}

#[test]
fn a_killed_run_is_taken_up_and_gives_the_same_month() {
    for db in [Db::sqlite(), Db::pg()] {
        let utuh = {
            let lain = Db::sqlite();
            hitung(&daerah(&lain, false), 1).unwrap()
        };
        drop(daerah(&db, false));
        for tahap in ["membaca", "membekukan", "menghitung", "menyimpan"] {
            bunuh(&db, tahap);
        }
        let region = rumah(db.url()).region("32.73").unwrap();
        let jadi = hitung(&region, 2).unwrap();
        assert_eq!(jadi.versi, 1, "an interrupted run must be taken up, not begun anew");
        assert_eq!(jadi.hasil_sidik, utuh.hasil_sidik);
    }
}
