//! The sample folder, as it is handed over, against its answer key.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::{Lingkup, Tanggal};
use balai_kinerja::store::impor::isi_berkas;
use balai_organisasi::{PegawaiPada, pegawai_pada};
use balai_platform::{Region, operator};
use balai_store::StoreError;
use balai_testkit::db_test;
use serde_json::Value;

use crate::{banyak, contoh, daerah, ditolak, impor, impor_benar, impor_oleh};

fn kunci() -> Value {
    serde_json::from_slice(&contoh("kunci.json")).unwrap()
}

/// Lines of the key by verdict: `Some(true)`, `Some(false)`, `None`.
fn baris_kunci(putusan: Option<bool>) -> BTreeMap<u32, String> {
    let kunci = kunci();
    let kotor = kunci["kotor"].as_array().unwrap();
    let cocok = kotor.iter().filter(|e| e["diterima"].as_bool() == putusan);
    cocok
        .map(|e| {
            (u32::try_from(e["baris"].as_u64().unwrap()).unwrap(), e["nip"].as_str().unwrap().to_owned())
        })
        .collect()
}

fn semua(region: &Region) -> Vec<PegawaiPada> {
    let hasil: Result<_, StoreError> =
        region.read(|tx| pegawai_pada(tx, &Lingkup::Semua, Tanggal::constant(2026, 10, 31)));
    hasil.unwrap()
}

/// The staff file, from its bytes, compared row by row with the key.
fn periksa_pegawai(region: &Region, isi: &[u8]) {
    let harus_ditolak: BTreeSet<u32> = baris_kunci(Some(false)).into_keys().collect();

    let ketat = impor(region, "pegawai", isi);
    assert_eq!(ditolak(&ketat).into_keys().collect::<BTreeSet<_>>(), harus_ditolak);
    assert_eq!(ketat.laporan.ditolak.len(), harus_ditolak.len(), "one entry per refused row");
    assert!(!ketat.tersimpan);
    assert_eq!((banyak(region, "pegawai_catatan"), semua(region).len()), (0, 0), "all or nothing");

    let longgar = impor_benar(region, "pegawai", isi);
    assert_eq!(longgar.laporan.ditolak, ketat.laporan.ditolak);
    assert!(longgar.tersimpan && longgar.berubah);
    let tercatat: BTreeSet<String> = semua(region).into_iter().map(|p| p.nip.to_string()).collect();
    assert_eq!(longgar.laporan.diterima, tercatat.len() as u64);
    let baris = usize::try_from(kunci()["baris"].as_u64().unwrap()).unwrap();
    let dilewati = baris_kunci(None).len();
    assert_eq!(tercatat.len() + harus_ditolak.len() + dilewati, baris);
    for (baris, nip) in baris_kunci(Some(true)) {
        assert!(tercatat.contains(&nip), "line {baris} is normalised to {nip}");
    }
    // the double NIP's first row stands, the others of the key are nobody
    for (baris, nip) in baris_kunci(Some(false)).into_iter().filter(|(b, nip)| *b != 393 && !nip.is_empty()) {
        assert!(!tercatat.contains(&nip), "line {baris} of {nip} is refused");
    }
    let joko = semua(region).into_iter().find(|p| p.nip.as_str() == "198012112000081214").unwrap();
    assert_eq!((joko.nama.as_str(), joko.golongan.as_str(), joko.kelas), ("Joko Rahayu", "IV/b", 7));
    let wawan = semua(region).into_iter().find(|p| p.nip.as_str() == "198104202010041076").unwrap();
    assert_eq!(wawan.tmt, Some(Tanggal::constant(2019, 3, 12)));
    assert_eq!(
        (wawan.opd.as_str(), wawan.unit.as_str(), wawan.jalur_unit.as_str()),
        ("01", "01.04", "01/01.04/")
    );
}

db_test! {
    fn staff_from_csv_come_out_as_the_key_says(db: &Db) {
        let region = daerah(db);
        assert_eq!(impor(&region, "unit", contoh("unit.csv")).laporan.diterima, 22);
        periksa_pegawai(&region, &contoh("pegawai.csv"));
    }

    fn staff_from_a_workbook_come_out_as_the_key_says(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", contoh("unit.csv"));
        periksa_pegawai(&region, &contoh("pegawai.xlsx"));
    }

    fn the_whole_sample_goes_in_and_a_second_time_changes_nothing(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", contoh("unit.csv"));
        impor_benar(&region, "pegawai", contoh("pegawai.csv"));
        let dikenal: BTreeSet<String> = semua(&region).into_iter().map(|p| p.nip.to_string()).collect();

        let teks = String::from_utf8(contoh("aktivitas.csv")).unwrap();
        let asing: BTreeSet<u32> = (1..).zip(teks.lines()).skip(1)
            .filter(|(_, l)| !dikenal.contains(l.split(';').next().unwrap())).map(|(n, _)| n).collect();
        let aktivitas = impor_benar(&region, "aktivitas", contoh("aktivitas.csv"));
        assert_eq!(ditolak(&aktivitas).into_keys().collect::<BTreeSet<_>>(), asing);
        assert!(ditolak(&aktivitas).into_values().all(|k| k == "KIN-126"));
        assert_eq!(aktivitas.laporan.diterima + asing.len() as u64, 30_020);

        // approved minutes: those stored and those of refused people together are the key's
        let disetujui = |ikut: &dyn Fn(u32) -> bool| -> i64 {
            (1..).zip(teks.lines()).skip(1).filter(|(n, l)| ikut(*n) && l.ends_with("Disetujui"))
                .map(|(_, l)| l.split(';').nth(3).unwrap().parse::<i64>().unwrap()).sum()
        };
        assert_eq!(disetujui(&|_| true), kunci()["menit_disetujui"].as_i64().unwrap());
        balai_store::sql! { MENIT = "SELECT CAST(SUM(menit) AS BIGINT) FROM aktivitas WHERE periode = 202610 AND status = 2"; }
        let tersimpan: Result<Option<i64>, StoreError> = region.read(|tx| tx.one(&MENIT, &[], |r| r.i64(0)));
        assert_eq!(tersimpan.unwrap(), Some(disetujui(&|n| !asing.contains(&n))));

        let op = operator().unwrap();
        let presensi = || {
            impor_oleh(&region, &op, "presensi", &contoh("attlog.dat"), Some(&contoh("pin.csv")), true).unwrap()
        };
        let pertama = presensi();
        let pin = String::from_utf8(contoh("pin.csv")).unwrap();
        let pin_dikenal: BTreeSet<&str> = pin.lines().skip(1).map(|l| l.split_once(';').unwrap())
            .filter(|(_, nip)| dikenal.contains(*nip)).map(|(pin, _)| pin).collect();
        let log = String::from_utf8(contoh("attlog.dat")).unwrap();
        let asing: BTreeSet<u32> = (1..).zip(log.lines())
            .filter(|(_, l)| !pin_dikenal.contains(l.split('\t').next().unwrap().trim())).map(|(n, _)| n).collect();
        assert_eq!(ditolak(&pertama).into_keys().collect::<BTreeSet<_>>(), asing);
        assert_eq!(pertama.laporan.diterima + asing.len() as u64, log.lines().count() as u64);
        let ketukan: BTreeSet<[&str; 3]> = log.lines()
            .map(|l| l.split('\t').map(str::trim).collect::<Vec<_>>())
            .filter(|s| pin_dikenal.contains(s[0])).map(|s| [s[0], s[1], s[3]]).collect();
        assert_eq!(banyak(&region, "presensi_catatan"), ketukan.len() as i64, "double punches are stored once");

        let tabel = ["unit_catatan", "pegawai_catatan", "aktivitas", "presensi_catatan", "berkas_impor", "berkas_isi", "jurnal"];
        let sebelum: Vec<i64> = tabel.iter().map(|t| banyak(&region, t)).collect();
        for (jenis, nama) in [("unit", "unit.csv"), ("pegawai", "pegawai.csv"), ("aktivitas", "aktivitas.csv")] {
            let lagi = impor_benar(&region, jenis, contoh(nama));
            assert!(lagi.tersimpan && !lagi.berubah, "{nama}");
        }
        assert!(!presensi().berubah);
        assert_eq!(tabel.iter().map(|t| banyak(&region, t)).collect::<Vec<_>>(), sebelum);
    }

    fn the_received_file_is_kept_byte_for_byte(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", contoh("unit.csv"));
        balai_store::sql! {
            BERKAS = "SELECT sha256, ukuran, pengunggah, nama, diterima, ditolak FROM berkas_impor WHERE jenis = 'unit'";
        }
        let b: Result<_, StoreError> = region.read(|tx| {
            tx.one(&BERKAS, &[], |r| Ok((r.text(0)?, r.i64(1)?, r.text(2)?, r.text(3)?, r.i64(4)?, r.i64(5)?)))
        });
        let (sha256, ukuran, pengunggah, nama, diterima, tolak) = b.unwrap().unwrap();
        let isi: Result<_, StoreError> = region.read(|tx| isi_berkas(tx, &sha256));
        let isi = isi.unwrap().unwrap();
        assert_eq!(isi, contoh("unit.csv"));
        assert_eq!(ukuran, isi.len() as i64);
        assert_eq!(sha256, balai_platform::sidik(&isi));
        assert_eq!(pengunggah, operator().unwrap().akun.to_string());
        assert_eq!((nama.as_str(), diterima, tolak), ("unit.csv", 22, 0));
    }
}
