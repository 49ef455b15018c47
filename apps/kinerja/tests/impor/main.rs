//! Import through its act: the sample against its key, other offices' dirt, repetition, correction, refusal.
#![expect(clippy::unwrap_used, reason = "in a test a failure is the report")]

mod acak;
mod contoh;
mod kotor;
mod masukan;
mod skema;
mod tahap;
mod ulang;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use balai_kernel::Aktor;
use balai_kinerja::acts::impor::{Berkas, HasilImpor, Permintaan, jalankan};
use balai_kinerja::model::impor::JenisBerkas;
use balai_platform::{Balai, Refusal, Region, SumberPaket, operator};
use balai_testkit::{AcakTetap, Db, JamTetap};

/// A region with the tables of this app, at 2 November 2026.
pub fn daerah(db: &Db) -> Region {
    let balai = Balai::open(db.url(), Arc::new(JamTetap::baru()), AcakTetap::baru(7))
        .dengan_migrasi(balai_organisasi::migrations())
        .dengan_migrasi(balai_kinerja::migrations());
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    balai.add_region(&profil, &operator().unwrap()).unwrap()
}

/// The bytes of a file of the sample.
pub fn contoh(nama: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/contoh/{nama}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Imports bytes as somebody.
pub fn impor_oleh(
    region: &Region,
    aktor: &Aktor,
    jenis: &str,
    isi: &[u8],
    pin: Option<&[u8]>,
    lewati_salah: bool,
) -> Result<HasilImpor, Refusal> {
    let mut sumber = Cursor::new(isi);
    let mut sumber_pin = pin.map(Cursor::new);
    let permintaan = Permintaan {
        jenis: JenisBerkas::dari_kode(jenis).unwrap(),
        berkas: Berkas { nama: format!("{jenis}.csv"), sumber: &mut sumber },
        pin: sumber_pin.as_mut().map(|s| Berkas { nama: "pin.csv".to_owned(), sumber: s }),
        lewati_salah,
    };
    jalankan(region, aktor, permintaan, &mut |_| {})
}

/// Imports bytes as the operator, all or nothing.
pub fn impor(region: &Region, jenis: &str, isi: impl AsRef<[u8]>) -> HasilImpor {
    impor_oleh(region, &operator().unwrap(), jenis, isi.as_ref(), None, false).unwrap()
}

/// Imports bytes as the operator, good rows only.
pub fn impor_benar(region: &Region, jenis: &str, isi: impl AsRef<[u8]>) -> HasilImpor {
    impor_oleh(region, &operator().unwrap(), jenis, isi.as_ref(), None, true).unwrap()
}

/// Refused lines with their codes.
pub fn ditolak(hasil: &HasilImpor) -> BTreeMap<u32, &'static str> {
    hasil.laporan.ditolak.iter().map(|t| (t.baris, t.galat.kode)).collect()
}

/// Lines warned about, with the codes.
pub fn peringatan(hasil: &HasilImpor) -> Vec<(u32, &'static str)> {
    hasil.laporan.peringatan.iter().map(|t| (t.baris, t.galat.kode)).collect()
}

/// How many rows a table has.
pub fn banyak(region: &Region, tabel: &str) -> i64 {
    balai_store::sql! {
        PEGAWAI = "SELECT COUNT(*) FROM pegawai_catatan";
        UNIT = "SELECT COUNT(*) FROM unit_catatan";
        AKTIVITAS = "SELECT COUNT(*) FROM aktivitas";
        PRESENSI = "SELECT COUNT(*) FROM presensi_catatan";
        BERKAS = "SELECT COUNT(*) FROM berkas_impor";
        ISI = "SELECT COUNT(*) FROM berkas_isi";
        JURNAL = "SELECT COUNT(*) FROM jurnal";
    }
    let sql = match tabel {
        "pegawai_catatan" => &PEGAWAI,
        "unit_catatan" => &UNIT,
        "aktivitas" => &AKTIVITAS,
        "presensi_catatan" => &PRESENSI,
        "berkas_impor" => &BERKAS,
        "berkas_isi" => &ISI,
        "jurnal" => &JURNAL,
        lain => panic!("no count for {lain}"),
    };
    region
        .read(|tx| tx.one(sql, &[], |r| r.i64(0)))
        .map(|n: Option<i64>| n.unwrap())
        .map_err(|e: balai_store::StoreError| e)
        .unwrap()
}
