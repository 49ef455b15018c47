//! Ratings and absences: what is meant is taken, what clashes is named, what was taken is corrected by rows.

use std::path::Path;

use balai_kinerja::model::impor::kepala::Kolom;
use balai_kinerja::model::impor::{
    aktivitas, katalog, ketidakhadiran, pegawai, predikat, presensi, rekening, unit,
};
use balai_platform::Region;
use balai_testkit::db_test;

use crate::{daerah, ditolak, impor};

const UNIT: &str = "Kode;Nama Unit;Kode Induk;Jenis\n01;Dinas Satu;;OPD\n";
const A: &str = "198609262015051001";
const B: &str = "199008172015032004";

fn orang(region: &Region) {
    impor(region, "unit", UNIT);
    let kepala = "NIP;Nama;Golongan;Jabatan;Kelas;OPD;Unit Kerja;NIP Atasan;TMT;Status;PTKP\n";
    let satu = |nip: &str| format!("{nip};Asep;III/c;Analis;7;Dinas Satu;;;01/02/2019;PNS;K/1\n");
    impor(region, "pegawai", format!("{kepala}{}{}", satu(A), satu(B)));
}

const PREDIKAT: &str = "NIP;Periode;Hasil Kerja;Perilaku Kerja;Predikat Kinerja\n";
const ABSEN: &str = "NIP;Dari Tanggal;Sampai Tanggal;Jenis Cuti;Keterangan;No. Surat\n";

db_test! {
    fn ratings_are_read_repeated_and_corrected(db: &Db) {
        let region = daerah(db);
        orang(&region);
        let satu = format!("{PREDIKAT}{A};Oktober 2026;Di Atas Ekspektasi;SESUAI;Sangat Baik\n{B};2026-10;;;Cukup/ Butuh Perbaikan\n");
        let hasil = impor(&region, "predikat", &satu);
        assert_eq!((hasil.laporan.diterima, hasil.berubah), (2, true), "{:?}", hasil.laporan);
        assert!(!impor(&region, "predikat", &satu).berubah);
        assert!(impor(&region, "predikat", format!("{PREDIKAT}{B};10/2026;;;Baik\n")).berubah);
        let salah = format!(
            "{PREDIKAT}{A};Triwulan III 2026;;;Baik\n{A};2026-10;;;\n{A};2026-09;Lumayan;;\n{A};2026-08;;;Istimewa\n\
             {B};2026-07;;;Baik\n{B};Juli 2026;;;Kurang\n{A};2026-12;;;Baik\n199001012015011009;2026-10;;;Baik\n"
        );
        let hasil = impor(&region, "predikat", salah);
        assert!(!hasil.tersimpan);
        let kode: Vec<_> = ditolak(&hasil).into_iter().collect();
        let harus = [(2, "KIN-204"), (3, "KIN-203"), (4, "KIN-205"), (5, "KIN-205"), (7, "KIN-206"), (8, "KIN-193"), (9, "KIN-126")];
        assert_eq!(kode, harus);
    }

    fn absences_that_share_a_day_are_refused_by_row_and_corrected_by_their_first_day(db: &Db) {
        let region = daerah(db);
        orang(&region);
        let satu = format!("{ABSEN}{A};05/10/2026;07/10/2026;Cuti Tahunan;;800/1\n{A};20-10-2026;;Dinas Luar;rapat;\n{B};06/10/2026;;Apel;;\n");
        assert!(impor(&region, "ketidakhadiran", &satu).berubah);
        assert!(!impor(&region, "ketidakhadiran", &satu).berubah, "the same again is nothing new");
        // within the file, and against the record
        let hasil = impor(&region, "ketidakhadiran", format!("{ABSEN}{B};12/10/2026;14/10/2026;Sakit;;\n{B};14/10/2026;;Izin;;\n{A};07/10/2026;08/10/2026;Sakit;;\n"));
        assert_eq!(ditolak(&hasil).into_iter().collect::<Vec<_>>(), [(3, "KIN-209"), (4, "KIN-209")]);
        let isian = |i: usize, nama: &str| {
            let galat = &hasil.laporan.ditolak[i].galat;
            galat.isian.iter().find(|(n, _)| *n == nama).map(|(_, v)| v.clone()).unwrap()
        };
        assert_eq!((isian(0, "baris").as_str(), isian(0, "jenis").as_str()), ("2", "sakit"));
        assert_eq!((isian(1, "di").as_str(), isian(1, "baris").as_str()), ("ketidakhadiran.csv", "2"));
        // shortened by a row with the same first day, and the freed day is free
        let ganti = format!("{ABSEN}{A};05/10/2026;06/10/2026;Cuti Tahunan;;800/1\n{A};07/10/2026;;Sakit;;\n");
        assert!(impor(&region, "ketidakhadiran", ganti).berubah);
        // taken back; twice is the same, and nothing starts on another day
        let batal = format!("{ABSEN}{A};20/10/2026;;Batal;;\n");
        assert!(impor(&region, "ketidakhadiran", &batal).berubah);
        assert!(!impor(&region, "ketidakhadiran", &batal).berubah);
        let salah = format!("{ABSEN}{A};21/10/2026;;Batal;;\n{B};10/10/2026;09/10/2026;Sakit;;\n{B};11/10/2026;;Bolos;;\n");
        let kode: Vec<_> = ditolak(&impor(&region, "ketidakhadiran", salah)).into_iter().collect();
        assert_eq!(kode, [(2, "KIN-210"), (3, "KIN-207"), (4, "KIN-208")]);
    }
}

#[test]
fn the_readme_names_every_heading_an_import_accepts() {
    let teks = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let semua: [(&str, &[Kolom]); 8] = [
        ("unit", &unit::KOLOM),
        ("pegawai", &pegawai::KOLOM),
        ("presensi", &presensi::KOLOM),
        ("aktivitas", &aktivitas::KOLOM),
        ("predikat", &predikat::KOLOM),
        ("ketidakhadiran", &ketidakhadiran::KOLOM),
        ("katalog", &katalog::KOLOM),
        ("rekening", &rekening::KOLOM),
    ];
    for (jenis, kolom) in semua {
        let bagian = teks.split(&format!("\n### {jenis}\n")).nth(1).unwrap().split("\n### ").next().unwrap();
        for k in kolom {
            let wajib = if k.wajib { "yes" } else { "" };
            let baris = format!("| {} | {wajib} | {} |", k.nama, k.sinonim.join(", "));
            assert!(bagian.contains(&baris), "{jenis}: {baris}");
        }
    }
}
