//! Imports that follow each other: corrections, changes of post, refusals of the actor, and what they leave behind.

use balai_kernel::{Aktor, Lingkup, Tanggal};
use balai_organisasi::{PegawaiPada, pegawai_pada};
use balai_platform::{Refusal, Region, operator};
use balai_store::StoreError;
use balai_testkit::db_test;

use crate::{banyak, daerah, ditolak, impor, impor_oleh, peringatan};

const UNIT: &str =
    "Kode;Nama Unit;Kode Induk;Jenis\n01;Dinas Satu;;OPD\n01.01;Sekretariat;01;Unit\n02;Dinas Dua;;OPD\n";
const KEPALA: &str = "NIP;Nama;Golongan;Jabatan;Kelas;OPD;Unit Kerja;NIP Atasan;TMT;Status;PTKP\n";

fn pada(region: &Region, tanggal: Tanggal) -> Vec<PegawaiPada> {
    let hasil: Result<_, StoreError> = region.read(|tx| pegawai_pada(tx, &Lingkup::Semua, tanggal));
    hasil.unwrap()
}

fn pegawai(kelas: u8, tmt: &str) -> String {
    format!("{KEPALA}198609262015051001;Asep;III/c;Analis;{kelas};Dinas Satu;Sekretariat;;{tmt};PNS;K/1\n")
}

db_test! {
    fn a_later_post_leaves_the_earlier_month_as_it_was(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", UNIT);
        impor(&region, "pegawai", pegawai(7, "01/02/2019"));
        impor(&region, "pegawai", pegawai(9, "15/06/2026"));
        let kelas = |b: i8| pada(&region, Tanggal::constant(2026, b, 28))[0].kelas;
        assert_eq!((kelas(5), kelas(6), kelas(10)), (7, 9, 9));
        assert_eq!(banyak(&region, "pegawai_catatan"), 2);
        // the same post again, with another class: a correction, which points back
        impor(&region, "pegawai", pegawai(8, "15/06/2026"));
        assert_eq!((kelas(5), kelas(10)), (7, 8));
        balai_store::sql! { GANTI = "SELECT menggantikan FROM pegawai_catatan WHERE nomor = 3"; }
        let ganti: Result<_, StoreError> = region.read(|tx| tx.one(&GANTI, &[], |r| r.opt_i64(0)));
        assert_eq!(ganti.unwrap(), Some(Some(2)));
        assert!(!impor(&region, "pegawai", pegawai(8, "15/06/2026")).berubah);
    }

    fn an_activity_changed_at_its_source_is_corrected_by_a_row(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", UNIT);
        impor(&region, "pegawai", pegawai(7, "01/02/2019"));
        let baris = |menit: u32, status: &str| format!("198609262015051001;01/10/2026;Rapat;{menit};{status}\n");
        let kepala = "NIP;Tanggal;Aktivitas;Menit;Status\n";
        let satu = format!("{kepala}{}{}", baris(60, "Diajukan"), baris(90, "Disetujui"));
        assert!(impor(&region, "aktivitas", &satu).berubah);
        // another order of the same rows is the same file to us
        let balik = format!("{kepala}{}{}", baris(90, "Disetujui"), baris(60, "Diajukan"));
        assert!(!impor(&region, "aktivitas", &balik).berubah);
        let dua = format!("{kepala}{}{}", baris(60, "Disetujui"), baris(90, "Disetujui"));
        assert!(impor(&region, "aktivitas", &dua).berubah);
        balai_store::sql! { ISI = "SELECT urut, revisi, menit, status FROM aktivitas ORDER BY urut, revisi"; }
        let isi: Result<Vec<_>, StoreError> = region.read(|tx| {
            tx.all(&ISI, &[], |r| Ok((r.i64(0)?, r.i64(1)?, r.i64(2)?, r.i64(3)?)))
        });
        assert_eq!(isi.unwrap(), [(1, 1, 60, 1), (1, 2, 60, 2), (2, 1, 90, 2)]);
    }

    fn a_unit_that_moves_takes_its_subtree_along(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", format!("{UNIT}01.01.1;Subbagian Umum;01.01;Unit\n"));
        let pindah = impor(&region, "unit", "Kode;Nama Unit;Kode Induk;Jenis\n01.01;Sekretariat;02;Unit\n");
        assert!(pindah.berubah);
        let unit: Result<_, StoreError> = region.read(|tx| balai_organisasi::semua_unit(tx, &Lingkup::Semua));
        let jalur: Vec<String> = unit.unwrap().iter().map(|u| format!("{} {}", u.jalur, u.opd.as_deref().unwrap())).collect();
        assert_eq!(jalur, ["01/ 01", "02/ 02", "02/01.01/ 02", "02/01.01/01.01.1/ 02"]);
    }

    fn a_superior_on_record_is_enough_and_a_circle_through_the_record_is_found(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", UNIT);
        let orang = |nip: &str, atasan: &str| {
            format!("{KEPALA}{nip};Budi;III/c;Analis;7;Dinas Satu;;{atasan};01/02/2020;PNS;K/1\n")
        };
        let (a, b) = ("198609262015051001", "199008172015032004");
        assert!(impor(&region, "pegawai", orang(a, "")).tersimpan);
        assert!(impor(&region, "pegawai", orang(b, a)).tersimpan);
        let putar = impor(&region, "pegawai", orang(a, b));
        assert_eq!(ditolak(&putar).into_iter().collect::<Vec<_>>(), [(2, "KIN-139")]);
        assert_eq!(pada(&region, Tanggal::constant(2026, 10, 31))[0].atasan, None);
    }

    fn an_actor_without_the_role_changes_nothing(db: &Db) {
        let region = daerah(db);
        let tamu = Aktor { peran: Vec::new(), ..operator().unwrap() };
        let sebelum = banyak(&region, "jurnal");
        let hasil = impor_oleh(&region, &tamu, "unit", UNIT.as_bytes(), None, false);
        assert!(matches!(hasil, Err(Refusal::Denied(_))));
        let sesudah = ["unit_catatan", "berkas_impor", "berkas_isi"].map(|t| banyak(&region, t));
        assert_eq!((sesudah, banyak(&region, "jurnal")), ([0, 0, 0], sebelum));
    }

    fn stored_rows_refuse_to_be_changed(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", UNIT);
        balai_store::sql! {
            UBAH = "UPDATE berkas_impor SET nama = 'lain'";
            HAPUS = "DELETE FROM unit_catatan";
        }
        for sql in [&UBAH, &HAPUS] {
            let hasil: Result<u64, StoreError> = region.upkeep(move |tx| tx.exec(sql, &[]));
            assert!(matches!(hasil, Err(StoreError::AppendOnly { .. })), "{hasil:?}");
        }
    }

    fn a_pin_given_to_another_person_later_is_a_new_row(db: &Db) {
        let region = daerah(db);
        impor(&region, "unit", UNIT);
        let dua = pegawai(7, "01/02/2019") + "199008172015032004;Budi;III/c;Analis;7;Dinas Satu;;;01/02/2020;PNS;K/1\n";
        impor(&region, "pegawai", dua);
        let op = operator().unwrap();
        let log = |hari: u8, pin: Option<&str>| {
            let isi = format!("  77\t2026-10-{hari:02} 07:22:51\t1\t0\t0\t0\n");
            impor_oleh(&region, &op, "presensi", isi.as_bytes(), pin.map(str::as_bytes), false).unwrap()
        };
        assert_eq!(ditolak(&log(1, None)).into_values().collect::<Vec<_>>(), ["KIN-190"]);
        assert!(log(1, Some("PIN;NIP\n77;198609262015051001\n")).tersimpan);
        assert!(log(2, None).tersimpan, "the map is remembered");
        assert!(log(3, Some("PIN;NIP\n077;199008172015032004\n")).tersimpan);
        balai_store::sql! { MILIK = "SELECT hari, pegawai FROM presensi_catatan ORDER BY hari"; }
        let milik: Result<Vec<_>, StoreError> = region.read(|tx| tx.all(&MILIK, &[], |r| Ok((r.i64(0)?, r.i64(1)?))));
        assert_eq!(milik.unwrap(), [(1, 1), (2, 1), (3, 2)]);
        let ganda = log(4, Some("PIN;NIP\n77;198609262015051001\n77;199008172015032004\n"));
        assert_eq!(ditolak(&ganda).into_values().collect::<Vec<_>>(), ["KIN-197"]);
        assert!(peringatan(&ganda).iter().any(|(_, k)| *k == "KIN-198"));
    }
}
