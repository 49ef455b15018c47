//! Slips, their agreement with what is stored, exports, jurisdiction.

use std::sync::Arc;

use balai_kernel::{Lingkup, Nip, Peran};
use balai_kinerja::acts::cetak::{pengganti, slip_pdf};
use balai_kinerja::acts::ekspor::{Bentuk, ekspor};
use balai_kinerja::acts::slip::{Siapa, baca};
use balai_kinerja::store::proses as store;
use balai_platform::{Refusal, Region, dokumen, operator};
use balai_rules::JenisJejak;
use balai_store::{StoreError, sql};
use balai_testkit::{Db, JamTetap, aktor, db_test};

use crate::{daerah, daerah_berjam, hitung};

sql! {
    UBAH_BARIS = "UPDATE proses_baris SET nilai = REPLACE(nilai, '[', '[9') WHERE nip = $1";
    KOREKSI = "INSERT INTO aktivitas (periode, pegawai, hari, kegiatan, urut, revisi, menit, status, berkas, baris)
        SELECT periode, pegawai, hari, kegiatan, urut, revisi + 1, menit + 1, status, berkas, baris FROM aktivitas
        WHERE pegawai = $1 AND hari = (SELECT MIN(hari) FROM aktivitas WHERE pegawai = $1)";
    RUSAK_BEKUAN = "UPDATE bekuan SET isi = $1";
}

/// The rows of activities with a text of their own, and how many there are.
fn bernama(j: &balai_rules::Jejak) -> (usize, usize) {
    let mut jumlah = (0, 0);
    for a in &j.anak {
        let (ada, semua) = bernama(a);
        let baris = usize::from(a.entitas == "aktivitas" && a.jenis == JenisJejak::Baris);
        let teks = usize::from(baris == 1 && a.label != j.label);
        jumlah = (jumlah.0 + ada + teks, jumlah.1 + semua + baris);
    }
    jumlah
}

#[test]
fn activities_are_told_in_the_words_they_were_recorded_with() {
    let db = Db::sqlite();
    let region = daerah(&db, false);
    hitung(&region, 1).unwrap();
    let periode = "2026-10".parse().unwrap();
    let (nip, _) = semua_nip(&region).remove(0);
    let slip = || baca(&region, &operator().unwrap(), periode, &Siapa::Nip(nip.clone())).unwrap();
    let (ada, semua) = bernama(&slip().uraian.unwrap().jejak);
    assert!(semua > 20, "{semua}");
    assert_eq!(ada, semua);
    // a correction that came after the run: its day has bare numbers, every other day keeps its words
    let pegawai = slip().baris.pegawai;
    region.upkeep(move |tx| tx.exec(&KOREKSI, &[pegawai.into()]).map_err(|e: StoreError| e)).unwrap();
    let (sisa, tetap) = bernama(&slip().uraian.unwrap().jejak);
    assert_eq!(tetap, semua);
    assert!(sisa < ada && sisa * 10 > ada * 9, "{sisa} of {ada}");
}

fn semua_nip(region: &Region) -> Vec<(Nip, String)> {
    let periode = "2026-10".parse().unwrap();
    let baris = region.read(|tx| {
        let p = store::terbaru(tx, periode)?.unwrap();
        store::semua_baris(tx, &p.id, &Lingkup::Semua)
    });
    let baris: Vec<_> = baris.map_err(|e: StoreError| e).unwrap();
    baris.into_iter().map(|b| (b.nip.parse().unwrap(), b.jalur_unit)).collect()
}

#[test]
fn every_slip_recomputed_equals_the_stored_line() {
    let db = Db::sqlite();
    let region = daerah(&db, false);
    hitung(&region, 2).unwrap();
    let periode = "2026-10".parse().unwrap();
    for (nip, _) in semua_nip(&region).iter().step_by(23) {
        let slip = baca(&region, &operator().unwrap(), periode, &Siapa::Nip(nip.clone())).unwrap();
        let uraian = slip.uraian.unwrap();
        assert!(uraian.cocok, "{nip}");
        assert_eq!(uraian.jejak.pecahan, (i128::from(slip.baris.utama_sen) / 100, 1));
    }
}

#[test]
fn a_changed_line_and_a_changed_file_are_told() {
    let db = Db::sqlite();
    let region = daerah(&db, false);
    hitung(&region, 1).unwrap();
    let periode = "2026-10".parse().unwrap();
    let (nip, _) = semua_nip(&region).remove(0);
    let diubah = nip.clone();
    region
        .upkeep(move |tx| tx.exec(&UBAH_BARIS, &[diubah.as_str().into()]).map_err(|e: StoreError| e))
        .unwrap();
    let slip = baca(&region, &operator().unwrap(), periode, &Siapa::Nip(nip.clone())).unwrap();
    assert!(!slip.uraian.unwrap().cocok);
    region
        .upkeep(|tx| tx.exec(&RUSAK_BEKUAN, &[b"lain".as_slice().into()]).map_err(|e: StoreError| e))
        .unwrap();
    let slip = baca(&region, &operator().unwrap(), periode, &Siapa::Nip(nip.clone())).unwrap();
    assert_eq!(slip.uraian.unwrap_err().kode, "KIN-413");
}

#[test]
fn people_see_their_own_and_what_their_jurisdiction_holds() {
    let db = Db::sqlite();
    let region = daerah(&db, false);
    hitung(&region, 1).unwrap();
    let periode = "2026-10".parse().unwrap();
    let semua = semua_nip(&region);
    let (satu, jalur) = semua.first().unwrap().clone();
    let luar = semua.iter().find(|(_, j)| j.split('/').next() != jalur.split('/').next()).unwrap().0.clone();
    let diri = aktor(1, "Diri", Some(satu.clone()), Peran::Pegawai, Lingkup::Diri(satu.clone()));
    assert!(baca(&region, &diri, periode, &Siapa::Sendiri).is_ok());
    assert_eq!(baca(&region, &diri, periode, &Siapa::Nip(luar.clone())).unwrap_err(), Refusal::NotFound);
    let unit = Lingkup::Unit(jalur.parse().unwrap());
    let atasan = aktor(2, "Atasan", None, Peran::Atasan, unit);
    assert!(baca(&region, &atasan, periode, &Siapa::Nip(satu.clone())).is_ok());
    assert_eq!(baca(&region, &atasan, periode, &Siapa::Nip(luar.clone())).unwrap_err(), Refusal::NotFound);
    let admin = aktor(3, "Admin", None, Peran::Admin, Lingkup::Semua);
    assert!(matches!(baca(&region, &admin, periode, &Siapa::Nip(satu.clone())), Err(Refusal::Denied(_))));
}

#[test]
fn an_export_adds_up_to_the_run() {
    let db = Db::sqlite();
    let region = daerah(&db, false);
    let proses = hitung(&region, 1).unwrap();
    let operator = operator().unwrap();
    let berkas = ekspor(&region, &operator, proses.periode, Bentuk::Csv).unwrap();
    let teks = String::from_utf8(berkas.isi).unwrap();
    let baris: Vec<Vec<&str>> =
        teks.trim_start_matches('\u{feff}').lines().map(|b| b.split(';').collect()).collect();
    let label = proses.kolom().into_iter().find(|k| k.utama).unwrap().label_id;
    let utama = baris[0].iter().position(|k| *k == label).unwrap();
    let (jumlah, isi) = baris[1..].split_last().unwrap();
    let hitungan: i64 = isi.iter().map(|b| b[utama].parse::<i64>().unwrap()).sum();
    assert_eq!(isi.len(), usize::try_from(proses.orang.unwrap()).unwrap());
    assert_eq!(hitungan * 100, proses.jumlah_sen.unwrap());
    assert_eq!(jumlah[utama].parse::<i64>().unwrap(), hitungan);
    let xlsx = ekspor(&region, &operator, proses.periode, Bentuk::Xlsx).unwrap();
    assert!(xlsx.isi.starts_with(b"PK"));
    assert_eq!(xlsx.jumlah_sen, berkas.jumlah_sen);
}

db_test! {
    fn a_slip_on_paper_is_the_same_every_time_and_can_be_confirmed(db: &Db) {
        let jam = Arc::new(JamTetap::baru());
        let region = daerah_berjam(db, false, Arc::clone(&jam) as _);
        hitung(&region, 1).unwrap();
        let periode = "2026-10".parse().unwrap();
        let (nip, unit) = semua_nip(&region).remove(0);
        let orang = aktor(7, "Pegawai", Some(nip.clone()), Peran::Pegawai, Lingkup::Diri(nip.clone()));
        let cetak = |a: &balai_kernel::Aktor, s: &Siapa| slip_pdf(&region, a, periode, s, "https://balai.uji");
        let pertama = cetak(&orang, &Siapa::Sendiri).unwrap();
        assert!(pertama.isi.starts_with(b"%PDF-1.7") && pertama.isi.len() < 120_000, "{} B", pertama.isi.len());
        if let Some(folder) = std::env::var_os("BALAI_LIHAT") {
            std::fs::write(std::path::Path::new(&folder).join("slip-kinerja.pdf"), &pertama.isi).unwrap();
        }
        // later, and by somebody with authority over the person: the same file, one record
        jam.maju(3_600_000);
        assert_eq!(cetak(&orang, &Siapa::Sendiri).unwrap(), pertama);
        let bkpsdm = aktor(8, "BKPSDM", None, Peran::Bkpsdm, Lingkup::Semua);
        assert_eq!(cetak(&bkpsdm, &Siapa::Nip(nip.clone())).unwrap(), pertama);
        let kode = pertama.kode.rapat();
        let (d, keadaan) = region.read(|tx| dokumen::cari(tx, &kode)).map_err(|e: StoreError| e).unwrap().unwrap();
        assert_eq!((d.judul.as_str(), keadaan), ("Slip Tunjangan Oktober 2026 (sementara)", dokumen::Keadaan::Berlaku));
        let baris = baca(&region, &orang, periode, &Siapa::Sendiri).unwrap().baris;
        assert!(d.nama.contains("•••") && !baris.nama.split(' ').any(|k| k.len() > 3 && d.nama.contains(k)), "{}", d.nama);
        assert_eq!((d.cocok_jumlah(baris.utama_sen), d.cocok_jumlah(baris.utama_sen + 100)), (Some(true), Some(false)));
        // not within the jurisdiction: not found, and nothing is recorded
        let lain = if unit.starts_with("01/") { "02/" } else { "01/" };
        let luar = aktor(9, "Atasan", None, Peran::Atasan, Lingkup::Unit(lain.parse().unwrap()));
        assert_eq!(cetak(&luar, &Siapa::Nip(nip)).unwrap_err(), Refusal::NotFound);
        // computed again: what was printed says so although nobody has printed the new one
        assert_eq!(pengganti(&region, &d).unwrap(), None);
        hitung(&region, 1).unwrap();
        assert_eq!(pengganti(&region, &d).unwrap().map(|p| p.versi), Some(2));
        let kedua = cetak(&orang, &Siapa::Sendiri).unwrap();
        assert_ne!(kedua.kode, pertama.kode);
        let (_, keadaan) = region.read(|tx| dokumen::cari(tx, &kode)).map_err(|e: StoreError| e).unwrap().unwrap();
        assert!(matches!(keadaan, dokumen::Keadaan::Diganti(p) if p.versi == 2));
    }
}
