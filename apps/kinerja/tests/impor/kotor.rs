//! Files dirty in other ways than the sample: what is clearly meant goes in, the rest is refused by line and reason.

use std::collections::BTreeMap;

use balai_kernel::{Lingkup, Tanggal};
use balai_kinerja::acts::impor::HasilImpor;
use balai_organisasi::{PegawaiPada, pegawai_pada};
use balai_platform::Region;
use balai_store::StoreError;
use balai_testkit::Db;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::{daerah, ditolak, impor, impor_oleh, peringatan};

const UNIT: &str = "Kode;Nama Unit;Kode Induk;Jenis\n\
    01;Dinas Komunikasi dan Informatika;;OPD\n01.01;Sekretariat;01;Unit\n01.02;Bidang Statistik;01;Unit\n\
    02;Dinas Kesehatan;;OPD\n02.01;Sekretariat;02;Unit\n";
const A: &str = "198609262015051001";
const B: &str = "199008172015032004";
const C: &str = "199001012022211001";

fn siap() -> (Db, Region) {
    let db = Db::sqlite();
    let region = daerah(&db);
    impor(&region, "unit", UNIT);
    (db, region)
}

/// A staff file of the given heading and rows between `pemisah`.
fn berkas(pemisah: &str, baris: &[[&str; 11]]) -> String {
    let kepala = [
        "NIP",
        "Nama",
        "Golongan",
        "Jabatan",
        "Kelas",
        "OPD",
        "Unit Kerja",
        "NIP Atasan",
        "TMT",
        "Status",
        "PTKP",
    ];
    let mut isi = kepala.join(pemisah) + "\r\n";
    for b in baris {
        isi += &(b.join(pemisah) + "\r\n");
    }
    isi
}

fn orang(nip: &str) -> [&str; 11] {
    [nip, "Asep", "III/c", "Analis", "9", "Dinas Kesehatan", "Sekretariat", "", "12/03/2019", "PNS", "K/1"]
}

fn ganti<'a>(mut b: [&'a str; 11], kolom: usize, nilai: &'a str) -> [&'a str; 11] {
    b[kolom] = nilai;
    b
}

fn semua(region: &Region) -> Vec<PegawaiPada> {
    let hasil: Result<_, StoreError> =
        region.read(|tx| pegawai_pada(tx, &Lingkup::Semua, Tanggal::constant(2026, 10, 31)));
    hasil.unwrap()
}

#[track_caller]
fn bersih(hasil: &HasilImpor, diterima: u64) {
    assert_eq!(ditolak(hasil), BTreeMap::new(), "{:?}", hasil.laporan.ditolak);
    assert_eq!((hasil.laporan.diterima, hasil.tersimpan), (diterima, true));
}

#[test]
fn every_delimiter_encoding_and_line_end_reads_the_same() {
    let utf16 = |t: &str, be: bool, bom: bool| -> Vec<u8> {
        let unit = bom.then_some(0xFEFF).into_iter().chain(t.encode_utf16());
        unit.flat_map(|u| if be { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let mut acuan = None;
    let teks = |p: &str| berkas(p, &[ganti(orang(A), 1, "Rén\u{e9}"), orang(B)]);
    let semi = teks(";");
    let mut latin = Vec::new();
    for c in semi.chars() {
        latin.push(u8::try_from(u32::from(c)).unwrap());
    }
    let varian: Vec<Vec<u8>> = vec![
        semi.clone().into(),
        teks(",").into(),
        teks("\t").into(),
        teks("|").into(),
        format!("\u{feff}{semi}").into(),
        semi.replace("\r\n", "\n").into(),
        semi.replace("\r\n", "\r").into(),
        format!("sep=;\r\n{semi}").into(),
        utf16(&semi, false, true),
        utf16(&semi, true, true),
        utf16(&semi, false, false),
        latin,
        semi.lines()
            .map(|l| l.split(';').map(|s| format!("\"{s}\"")).collect::<Vec<_>>().join(";") + "\n")
            .collect::<String>()
            .into(),
        format!("DAFTAR PEGAWAI;;;\r\nKeadaan Oktober 2026\r\n\r\n{semi}").into(),
        format!("{semi}\r\n;;;;;;;;;;\r\n   \r\n").into(),
    ];
    for isi in varian {
        let (_db, region) = siap();
        let hasil = impor(&region, "pegawai", &isi);
        bersih(&hasil, 2);
        let dapat = semua(&region);
        assert_eq!(dapat[0].nama, "Rén\u{e9}");
        assert_eq!(acuan.get_or_insert_with(|| dapat.clone()), &dapat);
    }
}

#[test]
fn headings_may_be_named_ordered_and_joined_otherwise() {
    let (_db, region) = siap();
    let isi = "No.,Status Kepegawaian,NAMA LENGKAP,nip_baru,Pangkat/Gol. Ruang,Grade,SKPD,Nama Jabatan,Hobi,TMT Jabatan (hh/bb/tttt)\n\
        1,pns,Asep,198609262015051001,Penata (III/c),Kelas 9,02,Analis,catur,12-Mar-19\n";
    let hasil = impor(&region, "pegawai", isi);
    bersih(&hasil, 1);
    assert!(peringatan(&hasil).contains(&(1, "KIN-153")), "an unknown column is told");
    let p = &semua(&region)[0];
    assert_eq!((p.golongan.as_str(), p.kelas, p.opd.as_str(), p.unit.as_str()), ("III/c", 9, "02", "02"));
}

#[test]
fn a_heading_that_lacks_or_doubles_a_column_refuses_the_file() {
    let (_db, region) = siap();
    for (isi, kode, baris) in [
        ("NIP;Nama;Jabatan;OPD;Golongan\n1;2;3;4;5\n", "KIN-107", 1),
        ("JUDUL\n\nNIP;Nama;Golongan;Jabatan;Kelas;OPD;NIP\n", "KIN-108", 3),
        ("a;b\n1;2\n", "KIN-109", 1),
        ("", "KIN-101", 1),
        ("\n \n", "KIN-101", 1),
        ("%PDF-1.4 bukan tabel", "KIN-104", 1),
        ("<html><table><tr><td>NIP</td></tr></table></html>", "KIN-104", 1),
        ("\u{0}\u{1}\u{2}", "KIN-104", 1),
    ] {
        let hasil = impor(&region, "pegawai", isi);
        assert_eq!(ditolak(&hasil), BTreeMap::from([(baris, kode)]), "{isi:?}");
        assert!(!hasil.tersimpan);
    }
}

#[test]
fn each_wrong_cell_refuses_its_row_only() {
    let (_db, region) = siap();
    let salah: [(usize, &str, &str); 24] = [
        (0, "1,98609E+17", "INT-031"),
        (0, "1.98609E+17", "INT-031"),
        (0, "19860926201505100", "INT-034"),
        (0, "１９８６０９２６２０１５０５１００１", "INT-032"),
        (0, "", "KIN-115"),
        (0, "#N/A", "KIN-114"),
        (1, "  ", "KIN-115"),
        (1, "12345", "KIN-144"),
        (2, "V/z", "INT-045"),
        (2, "III", "KIN-142"),
        (3, "", "KIN-115"),
        (4, "18", "KIN-131"),
        (4, "9,5", "KIN-131"),
        (4, "#REF!", "KIN-114"),
        (5, "DISKOMINFO", "KIN-134"),
        (5, "Dinas Kesehatn", "KIN-134"),
        (6, "Bidang Statistik", "KIN-135"),
        (7, "198001012005011999", "KIN-137"),
        (7, "Pak Kepala", "INT-033"),
        (7, A, "KIN-138"),
        (8, "31/02/2020", "KIN-133"),
        (8, "segera", "KIN-132"),
        (9, "Aktif", "KIN-140"),
        (10, "K/4", "INT-046"),
    ];
    for (kolom, nilai, kode) in salah {
        let hasil = impor(&region, "pegawai", berkas(";", &[orang(B), ganti(orang(A), kolom, nilai)]));
        assert_eq!(
            ditolak(&hasil),
            BTreeMap::from([(3, kode)]),
            "column {kolom} = {nilai:?}: {:?}",
            hasil.laporan
        );
        let t = &hasil.laporan.ditolak[0];
        assert_eq!(t.nilai, nilai.trim(), "the value is told as received");
        assert!(
            !t.saran(balai_kernel::Bahasa::Id).is_empty() && !t.saran(balai_kernel::Bahasa::En).is_empty()
        );
    }
    assert_eq!(semua(&region).len(), 0, "nothing of any of these files was stored");
}

#[test]
fn what_is_clearly_meant_goes_in() {
    let benar: [(usize, &str); 20] = [
        (0, "'198609262015051001"),
        (0, "19860926 201505 1 001"),
        (0, "19860926.201505.1.001"),
        (0, "\u{a0}198609262015051001\u{a0}"),
        (0, "=\"198609262015051001\""),
        (1, "\u{a0}Asep\u{a0} "),
        (2, "IIIc"),
        (2, "III.c"),
        (2, "3/c"),
        (4, "Kelas 9"),
        (4, "9,0"),
        (4, " 09"),
        (5, "DINAS  KESEHATAN"),
        (5, "02"),
        (6, "SEKRETARIAT"),
        (7, "-"),
        (8, "12 Maret 2019"),
        (8, "12-3-19"),
        (8, "43536"),
        (10, "k1"),
    ];
    let mut acuan: Option<Vec<PegawaiPada>> = None;
    for (kolom, nilai) in benar {
        let (_db, region) = siap();
        bersih(&impor(&region, "pegawai", berkas(";", &[ganti(orang(A), kolom, nilai)])), 1);
        let dapat = semua(&region);
        assert_eq!(acuan.get_or_insert_with(|| dapat.clone()), &dapat, "column {kolom} = {nilai:?}");
    }
}

#[test]
fn names_repeat_between_opd_and_are_matched_within_one() {
    let (_db, region) = siap();
    let isi = berkas(";", &[orang(A), ganti(orang(B), 5, "Dinas Komunikasi & Informatika")]);
    bersih(&impor(&region, "pegawai", isi), 2);
    let unit: Vec<String> = semua(&region).into_iter().map(|p| p.unit).collect();
    assert_eq!(unit, ["02.01", "01.01"]);
}

#[test]
fn a_superior_may_stand_below_or_in_a_refused_row_but_not_in_a_circle() {
    let (_db, region) = siap();
    bersih(&impor(&region, "pegawai", berkas(";", &[ganti(orang(A), 7, B), orang(B)])), 2);
    let (_db, region) = siap();
    let isi = berkas(";", &[ganti(orang(A), 7, B), ganti(orang(B), 4, "18")]);
    let hasil = impor(&region, "pegawai", isi);
    assert_eq!(ditolak(&hasil), BTreeMap::from([(3, "KIN-131")]));
    assert!(peringatan(&hasil).contains(&(2, "KIN-150")));
    let c = ganti(ganti(ganti(orang(C), 7, A), 2, "IX"), 9, "PPPK");
    let isi = berkas(";", &[ganti(orang(A), 7, B), ganti(orang(B), 7, A), c]);
    let hasil = impor(&region, "pegawai", isi);
    assert_eq!(ditolak(&hasil), BTreeMap::from([(2, "KIN-139"), (3, "KIN-139")]));
    assert!(peringatan(&hasil).contains(&(4, "KIN-150")), "who hangs on a circle is not in it");
}

#[test]
fn totals_notes_and_signatures_are_refused_as_such_and_blank_rows_passed_over() {
    let (_db, region) = siap();
    let isi = berkas(";", &[orang(A)])
        + ";;;;;;;;;;\r\n\r\nJumlah;1;;;;;;;;;\r\n;;;;;;;;Bandung, 1 Oktober 2026;;\r\nMengetahui,;;;;;;;;;;\r\n";
    let hasil = impor(&region, "pegawai", isi);
    assert_eq!(ditolak(&hasil).keys().copied().collect::<Vec<_>>(), [5, 6, 7]);
    assert_eq!((ditolak(&hasil)[&5], ditolak(&hasil)[&7]), ("KIN-112", "KIN-113"));
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let (_db, region) = siap();
    let dua_baris = ganti(orang(A), 3, "\"Analis\r\nKebijakan\"");
    let hasil = impor(&region, "pegawai", berkas(";", &[dua_baris, ganti(orang(B), 4, "99")]));
    assert_eq!(ditolak(&hasil), BTreeMap::from([(4, "KIN-131")]));
    // a quotation mark that is never closed must not swallow the rows below it
    let terbuka = ganti(orang(A), 1, "\"Asep");
    let hasil = impor(&region, "pegawai", berkas(";", &[terbuka, orang(B), ganti(orang(C), 4, "99")]));
    assert_eq!(hasil.laporan.diterima, 2);
    assert_eq!(ditolak(&hasil), BTreeMap::from([(4, "KIN-131")]));
    let tunggal = ganti(orang(A), 1, "\"Asep");
    let tutup = ganti(orang(C), 1, "Asep\"");
    let hasil = impor(&region, "pegawai", berkas(";", &[tunggal, orang(B), tutup]));
    assert_eq!(hasil.laporan.diterima + hasil.laporan.ditolak.len() as u64, 3, "{:?}", hasil.laporan);
}

#[test]
fn a_delimiter_inside_a_name_shifts_a_row_and_is_told() {
    let (_db, region) = siap();
    let isi = berkas(",", &[ganti(orang(A), 1, "Asep, S.Sos"), orang(B)]);
    let hasil = impor(&region, "pegawai", isi);
    assert_eq!(ditolak(&hasil), BTreeMap::from([(2, "KIN-111")]));
    let isi = berkas(",", &[ganti(orang(A), 1, "\"Asep, S.Sos\""), orang(B)]);
    bersih(&impor(&region, "pegawai", isi), 2);
    assert_eq!(semua(&region)[0].nama, "Asep, S.Sos");
}

#[test]
fn a_row_that_numbers_all_columns_is_no_data_but_a_short_one_is() {
    let (_db, region) = siap();
    let nomor = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)"];
    bersih(&impor(&region, "pegawai", berkas(";", &[nomor, orang(A)])), 1);
    let hasil = impor(&region, "pegawai", "NIP;Nama;Gol;Jabatan;Kelas;OPD\n1;2\n");
    assert_eq!(ditolak(&hasil).keys().copied().collect::<Vec<_>>(), [2]);
}

#[test]
fn the_same_nip_twice_refuses_the_later_row() {
    let (_db, region) = siap();
    let hasil = impor(
        &region,
        "pegawai",
        berkas(";", &[orang(A), orang(B), ganti(orang("19860926 201505 1 001"), 1, "Lain")]),
    );
    assert_eq!(ditolak(&hasil), BTreeMap::from([(4, "KIN-125")]));
}

#[test]
fn units_come_in_any_order_and_without_orphans_or_circles() {
    let db = Db::sqlite();
    let region = daerah(&db);
    let isi = "Kode;Nama Unit;Kode Induk;Jenis\n\
        01.01;Sekretariat;01;Unit\n01;Dinas Satu;;OPD\n01;Dinas Satu lagi;;OPD\n03.01;Yatim;03;Unit\n\
        04;Putar;05;Unit\n05;Putar juga;04;Unit\n04.01;Di bawah putaran;04;Unit\n06;dinas  SATU;;OPD\n07;Tanpa induk;;Unit\na/b;Garis;01;Unit\n\
        08;;01;Unit\n09;Sendiri;09;Unit\n";
    let hasil = impor(&region, "unit", isi);
    let harap = [
        (4, "KIN-171"),
        (5, "KIN-173"),
        (6, "KIN-174"),
        (7, "KIN-174"),
        (8, "KIN-177"),
        (9, "KIN-176"),
        (10, "KIN-178"),
        (11, "KIN-172"),
        (12, "KIN-115"),
        (13, "KIN-174"),
    ];
    assert_eq!(ditolak(&hasil), BTreeMap::from(harap));
    assert_eq!(hasil.laporan.diterima, 2);
}

/// A workbook with one sheet filled by `isi`.
fn buku(isi: impl Fn(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut wb = Workbook::new();
    isi(wb.add_worksheet()).unwrap();
    wb.save_to_buffer().unwrap()
}

fn tulis(ws: &mut Worksheet, mulai: u32, teks: &str) -> Result<(), XlsxError> {
    for (r, l) in (mulai..).zip(teks.lines()) {
        for (c, s) in (0..).zip(l.split(';')) {
            ws.write_string(r, c, s)?;
        }
    }
    Ok(())
}

#[test]
fn workbooks_with_titles_dates_numbers_merges_and_formulas() {
    let (_db, region) = siap();
    let isi = buku(|ws| {
        ws.write_string(0, 0, "DAFTAR PEGAWAI")?;
        tulis(ws, 3, &berkas(";", &[orang(A), orang(B), ganti(ganti(orang(C), 2, "IX"), 9, "PPPK")]))?;
        let tanggal = Format::new().set_num_format("dd/mm/yyyy");
        ws.write_number_with_format(4, 8, 43536, &tanggal)?;
        ws.write_number(4, 4, 9)?;
        ws.write_number(5, 8, 43536)?;
        ws.merge_range(4, 5, 6, 5, "Dinas Kesehatan", &Format::new())?;
        ws.write_formula(6, 4, rust_xlsxwriter::Formula::new("=4+5").set_result("9"))?;
        ws.write_string(1_000_000, 16_000, "sisa")?;
        Ok(())
    });
    let hasil = impor(&region, "pegawai", isi);
    bersih(&hasil, 3);
    let p = semua(&region);
    assert!(
        p.iter().all(|p| p.kelas == 9 && p.opd == "02" && p.tmt == Some(Tanggal::constant(2019, 3, 12))),
        "{p:?}"
    );
}

#[test]
fn a_workbook_s_numeric_nip_has_lost_its_digits() {
    let (_db, region) = siap();
    let isi = buku(|ws| {
        tulis(ws, 0, &berkas(";", &[orang(A), orang(B)]))?;
        ws.write_number(1, 0, 198_609_262_015_051_001_f64)?;
        Ok(())
    });
    assert_eq!(ditolak(&impor(&region, "pegawai", isi)), BTreeMap::from([(2, "KIN-121")]));
}

#[test]
fn of_several_sheets_the_one_with_data_is_read_and_two_are_refused() {
    let (_db, region) = siap();
    let isi = |tersembunyi: bool| {
        let mut wb = Workbook::new();
        wb.add_worksheet().set_name("Petunjuk").unwrap().write_string(0, 0, "Isi lembar Data").unwrap();
        tulis(wb.add_worksheet().set_name("Data").unwrap(), 0, &berkas(";", &[orang(A)])).unwrap();
        let lama = wb.add_worksheet().set_name("Lama").unwrap();
        tulis(lama, 0, &berkas(";", &[orang(B)])).unwrap();
        lama.set_hidden(tersembunyi);
        wb.save_to_buffer().unwrap()
    };
    assert_eq!(ditolak(&impor(&region, "pegawai", isi(false))), BTreeMap::from([(1, "KIN-110")]));
    bersih(&impor(&region, "pegawai", isi(true)), 1);
    assert_eq!(ditolak(&impor(&region, "pegawai", b"PK\x03\x04 rusak")), BTreeMap::from([(1, "KIN-106")]));
    assert_eq!(
        ditolak(&impor(&region, "pegawai", b"\xD0\xCF\x11\xE0\xA1\xB1")),
        BTreeMap::from([(1, "KIN-105")])
    );
}

#[test]
fn activities_of_every_kind_of_dirt() {
    let (_db, region) = siap();
    impor(&region, "pegawai", berkas(";", &[orang(A)]));
    let kepala = "Tgl,NIP Pegawai,Uraian Kegiatan,Durasi (menit),Status\n";
    let baris =
        |tgl: &str, nip: &str, menit: &str, status: &str| format!("{tgl},{nip},Rapat,{menit},{status}\n");
    let isi = [
        kepala.to_owned(),
        baris("01/10/2026", A, "90", "Disetujui"),
        baris("2026-10-01", "'198609262015051001", "90 menit", "DISETUJUI "),
        baris("1 Okt 2026", A, "\"90,0\"", "approved"),
        baris("01/10/2026", B, "90", "Disetujui"),
        baris("01/10/2026", A, "0", "Disetujui"),
        baris("01/10/2026", A, "1441", "Disetujui"),
        baris("01/10/2026", A, "-30", "Disetujui"),
        baris("01/10/2026", A, "sejam", "Disetujui"),
        baris("01/10/2026", A, "90", "entah"),
        baris("01/10/2026", A, "90", ""),
        baris("31/09/2026", A, "90", "Disetujui"),
        baris("03/11/2026", A, "90", "Disetujui"),
        baris("01/10/1999", A, "90", "Disetujui"),
        baris("", A, "90", "Disetujui"),
        "01/10/2026,198609262015051001,,90,Disetujui\n".to_owned(),
        baris("02/10/2026", A, "1440", "Diajukan"),
        baris("02/10/2026", A, "60", "Menunggu"),
    ]
    .concat();
    let hasil = impor(&region, "aktivitas", isi);
    let harap = [
        (5, "KIN-126"),
        (6, "KIN-201"),
        (7, "KIN-201"),
        (8, "KIN-201"),
        (9, "KIN-200"),
        (10, "KIN-202"),
        (11, "KIN-115"),
        (12, "KIN-133"),
        (13, "KIN-193"),
        (14, "KIN-194"),
        (15, "KIN-115"),
        (16, "KIN-115"),
    ];
    assert_eq!(ditolak(&hasil), BTreeMap::from(harap), "{:?}", hasil.laporan);
    assert_eq!(hasil.laporan.diterima, 5);
    assert!(peringatan(&hasil).contains(&(18, "KIN-161")), "more than a day on a day");
    assert!(peringatan(&hasil).contains(&(3, "KIN-160")), "repeated rows are told, not refused");
    let jam = "NIP;Tanggal;Aktivitas;Jam Mulai;Jam Selesai;Status\n198609262015051001;05/10/2026;Rapat;07.30;09:00;Disetujui\n";
    bersih(&impor(&region, "aktivitas", jam), 1);
}

#[test]
fn logs_of_other_machines() {
    let (_db, region) = siap();
    impor(&region, "pegawai", berkas(";", &[orang(A)]));
    let op = balai_platform::operator().unwrap();
    let pin = format!("{A};5\n");
    let baca = |isi: &str| {
        impor_oleh(&region, &op, "presensi", isi.as_bytes(), Some(pin.as_bytes()), false).unwrap()
    };
    let log = "   5\t2026-10-01 07:22:51\t1\t0\t0\t0\r\n   5\t2026-10-01 07:22:51\t1\t0\t0\t0\r\n\
        6\t2026-10-01 07:22:51\t1\t0\t0\t0\r\n5\t2026-10-01 25:61:00\t1\t0\t0\t0\r\n5\t2026-12-01 07:00:00\t1\t0\t0\t0\r\n\
        5\t2000-01-01 00:01:00\t1\t0\t0\t0\r\n5\t2026-10-01 16:00:00\t1\t7\t0\t0\r\n";
    let hasil = baca(log);
    let harap = [(3, "KIN-190"), (4, "KIN-133"), (5, "KIN-193"), (6, "KIN-194"), (7, "KIN-195")];
    assert_eq!(ditolak(&hasil), BTreeMap::from(harap), "{:?}", hasil.laporan);
    for isi in [
        "5 2026-10-02 07:22:51 1 0 0 0\n",
        "PIN;Waktu;Status\n5;02/10/2026 07.22;Masuk\n".replace("07.22", "07:22").as_str(),
        "No. ID,Nama,Tanggal,Jam,C/In C/Out\n005,Asep,02/10/2026,07.22,C/In\n",
        "NIP;Tanggal;Jam Masuk;Jam Pulang\n198609262015051001;02/10/2026;07:22;16:01\n",
        "User ID,Date Time,State\n5,10/13/2026 7:22:51 AM,C/In\n5,10/14/2026 7:22:51 AM,C/In\n5,10/15/2026 4:22:51 PM,C/Out\n",
    ] {
        let hasil = baca(isi);
        assert_eq!(ditolak(&hasil), BTreeMap::new(), "{isi}: {:?}", hasil.laporan);
        assert!(hasil.tersimpan, "{isi}");
    }
}

#[test]
fn the_report_has_the_three_keys_and_the_six_of_an_entry() {
    let (_db, region) = siap();
    let hasil = impor(&region, "pegawai", berkas(";", &[orang(A), ganti(orang(B), 4, "18")]));
    let mut keluar = Vec::new();
    hasil.laporan.tulis_json(balai_kernel::Bahasa::Id, &mut keluar).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&keluar).unwrap();
    let kunci = |v: &serde_json::Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(kunci(&json), ["diterima", "ditolak", "peringatan"]);
    assert_eq!(kunci(&json["ditolak"][0]), ["alasan", "baris", "kode", "kolom", "nilai", "saran"]);
    assert_eq!(
        (json["ditolak"][0]["baris"].as_u64(), json["ditolak"][0]["nilai"].as_str()),
        (Some(3), Some("18"))
    );
}

/// What a person reads about the first refused row.
fn alasan(hasil: &HasilImpor) -> String {
    hasil.laporan.ditolak[0].alasan(balai_kernel::Bahasa::Id)
}

#[test]
fn a_log_of_moments_that_do_not_exist_is_still_a_log() {
    let (_db, region) = siap();
    impor(&region, "pegawai", berkas(";", &[orang(A)]));
    let op = balai_platform::operator().unwrap();
    let pin = format!("PIN;NIP\n5;{A}\n");
    let baca = |isi: &str| {
        impor_oleh(&region, &op, "presensi", isi.as_bytes(), Some(pin.as_bytes()), false).unwrap()
    };
    for isi in
        ["5\t2026-10-01 24:00:00\t1\t0\n", "5\t2026-02-29 07:00:00\t1\t0\n", "5 2026-02-29 07:00:00 1 0\n"]
    {
        assert_eq!(ditolak(&baca(isi)), BTreeMap::from([(1, "KIN-133")]), "{isi}");
    }
    let hasil = baca("satu;dua\ntiga;empat\n");
    assert_eq!(ditolak(&hasil), BTreeMap::from([(1, "KIN-109")]));
    assert!(alasan(&hasil).contains("PIN (atau NIP)"), "{}", alasan(&hasil));
    let hasil = baca("PIN;Arah;Nama\n5;Masuk;Asep\n");
    assert!(alasan(&hasil).contains("Judul yang terbaca: PIN, Arah, Nama"), "{}", alasan(&hasil));
}

#[test]
fn a_heading_without_rows_is_told_and_a_missing_column_names_what_was_read() {
    let (_db, region) = siap();
    impor(&region, "pegawai", berkas(";", &[orang(A)]));
    let hasil = impor(&region, "aktivitas", "NIP;Tanggal;Aktivitas;Menit;Status\n");
    assert_eq!((peringatan(&hasil), hasil.tersimpan), (vec![(1, "KIN-120")], false));
    let hasil =
        impor(&region, "aktivitas", format!("NIP;Tanggal;Aktivitas;Status\n{A};1/10/2026;Rapat;Disetujui\n"));
    assert!(alasan(&hasil).contains("NIP, Tanggal, Aktivitas, Status"), "{}", alasan(&hasil));
}

#[test]
fn what_a_formula_leaves_behind_the_fifteenth_digit_is_not_meant() {
    let (_db, region) = siap();
    impor(&region, "pegawai", berkas(";", &[orang(A)]));
    let isi = |menit: f64| {
        buku(move |ws| {
            tulis(ws, 0, &format!("NIP;Tanggal;Aktivitas;Menit;Status\n{A};1/10/2026;Rapat;;Disetujui"))?;
            ws.write_number(1, 3, menit)?;
            Ok(())
        })
    };
    bersih(&impor(&region, "aktivitas", isi(90.000_000_000_000_01)), 1);
    assert_eq!(ditolak(&impor(&region, "aktivitas", isi(90.5))), BTreeMap::from([(2, "KIN-200")]));
}

#[test]
fn nobody_is_born_tomorrow() {
    let (_db, region) = siap();
    let hasil = impor(&region, "pegawai", berkas(";", &[ganti(orang("205001012070011001"), 8, "")]));
    assert_eq!(ditolak(&hasil), BTreeMap::from([(2, "KIN-147")]));
}

#[test]
fn a_file_cannot_steer_the_terminal() {
    let (_db, region) = siap();
    let hasil = impor(&region, "pegawai", berkas(";", &[ganti(orang(A), 8, "\u{1b}[2J1/1/2020")]));
    let mut keluar = Vec::new();
    hasil.laporan.tulis_teks(balai_kernel::Bahasa::Id, 50, &mut keluar).unwrap();
    let teks = String::from_utf8(keluar).unwrap();
    assert!(teks.contains("[2J1/1/2020") && !teks.contains('\u{1b}'), "{teks:?}");
}
