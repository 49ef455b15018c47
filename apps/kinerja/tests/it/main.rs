//! The month on the sample's files: one hash whatever the order, the threads, the database or a kill half-way; slips
//! that agree with what is stored and say so loudly when they do not; exports that reconcile; jurisdiction; the JSON API
//! against its own document; the forms.
#![expect(clippy::unwrap_used, reason = "in a test a failure is the report")]

mod api;
mod bukti;
mod bulan;
mod disiplin;
mod entri;
mod formulir;
mod katalog;
mod langkah;
mod masukan;
mod mati;
mod perkiraan;
mod plafon;
mod selisih;
mod sidik;
mod slip;
mod transfer;
mod verifikasi;
mod web;

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use balai_kernel::Clock;
use balai_kinerja::acts::impor::{Berkas, Permintaan, jalankan as impor};
use balai_kinerja::acts::proses::{Gagal, Perintah, jalankan};
use balai_kinerja::model::impor::JenisBerkas;
use balai_kinerja::model::proses::ProsesTersimpan;
use balai_platform::{Balai, Region, SumberPaket, operator};
use balai_testkit::{AcakTetap, Db, JamTetap};

/// The host at an address, with the tables the month needs.
pub fn rumah(url: balai_store::DataUrl) -> Balai {
    rumah_berjam(url, Arc::new(JamTetap::baru()))
}

/// The same with a clock of its own.
pub fn rumah_berjam(url: balai_store::DataUrl, jam: Arc<dyn Clock>) -> Balai {
    // the clock stands still, so every host of every process needs chance of its own to make ids that differ
    static KE: AtomicU64 = AtomicU64::new(0);
    let benih = u64::from(std::process::id()) << 16 | KE.fetch_add(1, Ordering::Relaxed);
    Balai::open(url, jam, AcakTetap::baru(benih))
        .dengan_migrasi(balai_organisasi::migrations())
        .dengan_migrasi(balai_kinerja::migrations())
}

/// A region with the sample imported; `terbalik` turns the lines of every file round.
pub fn daerah(db: &Db, terbalik: bool) -> Region {
    daerah_berjam(db, terbalik, Arc::new(JamTetap::baru()))
}

/// The same with a clock of the test's own.
pub fn daerah_berjam(db: &Db, terbalik: bool, jam: Arc<dyn Clock>) -> Region {
    let semua = [
        ("unit", "unit.csv"),
        ("pegawai", "pegawai.csv"),
        ("presensi", "attlog.dat"),
        ("aktivitas", "aktivitas.csv"),
    ];
    isi(db, terbalik, jam, &semua)
}

/// A region with the sample's units and staff only.
pub fn staf(db: &Db, jam: Arc<dyn Clock>) -> Region {
    isi(db, false, jam, &[("unit", "unit.csv"), ("pegawai", "pegawai.csv")])
}

fn isi(db: &Db, terbalik: bool, jam: Arc<dyn Clock>, semua: &[(&str, &str)]) -> Region {
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    let region = rumah_berjam(db.url(), jam).add_region(&profil, &operator().unwrap()).unwrap();
    for (jenis, nama) in semua.iter().copied() {
        let isi = contoh(nama, terbalik && jenis != "unit");
        let mut sumber = Cursor::new(isi);
        let pin = contoh("pin.csv", false);
        let mut pin = (jenis == "presensi").then(|| Cursor::new(pin));
        let permintaan = Permintaan {
            jenis: JenisBerkas::dari_kode(jenis).unwrap(),
            berkas: Berkas { nama: nama.to_owned(), sumber: &mut sumber },
            pin: pin.as_mut().map(|s| Berkas { nama: "pin.csv".to_owned(), sumber: s }),
            lewati_salah: true,
        };
        impor(&region, &operator().unwrap(), permintaan, &mut |_| {}).unwrap();
    }
    region
}

/// A file of the sample; `terbalik` keeps the header and turns the other lines round.
fn contoh(nama: &str, terbalik: bool) -> Vec<u8> {
    let isi = std::fs::read(format!("{}/tests/contoh/{nama}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    if !terbalik {
        return isi;
    }
    let kepala = usize::from(nama.ends_with(".csv"));
    let mut baris: Vec<&[u8]> = isi.split_inclusive(|b| *b == b'\n').collect();
    baris[kepala..].reverse();
    baris.concat()
}

/// Runs October 2026 with the city's package.
pub fn hitung(region: &Region, utas: usize) -> Result<ProsesTersimpan, Gagal> {
    hitung_dari(region, &SumberPaket::bawaan(), utas)
}

/// Runs October 2026 with the city's package as another source has it.
pub fn hitung_dari(region: &Region, sumber: &SumberPaket, utas: usize) -> Result<ProsesTersimpan, Gagal> {
    let perintah = Perintah {
        periode: "2026-10".parse().unwrap(),
        paket: "tunjangan/kota-bandung".to_owned(),
        sidik: None,
        utas,
    };
    jalankan(region, &operator().unwrap(), &perintah, sumber, &|_| ())
}
