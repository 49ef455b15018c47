//! What leaves the house to be paid: provisional files say so, the bank's list makes exactly the sum that was approved, and the
//! recap on paper says who signed it.

use axum::http::StatusCode;
use balai_kernel::{Jalur, Lingkup, Peran};
use balai_kinerja::acts::cetak::rekap_pdf;
use balai_kinerja::acts::ekspor::{Bentuk, ekspor};
use balai_kinerja::acts::impor::{Berkas, HasilImpor, Permintaan, jalankan as impor};
use balai_kinerja::acts::transfer::{DaftarTransfer, ambil, baca};
use balai_kinerja::model::impor::JenisBerkas;
use balai_kinerja::model::langkah::Langkah;
use balai_kinerja::store::proses as store;
use balai_platform::{Refusal, Region, operator};
use balai_store::StoreError;
use balai_testkit::{Db, aktor, db_test};

use crate::daerah;
use crate::langkah::{berkepala, bkpsdm, bulan, kepala, kerjakan, periode, terkunci_di};
use crate::masukan::masuk;
use crate::web::{Web, jurnal, terhitung};

const KEPALA: &str = "NIP;Bank;No. Rekening;Atas Nama\n";

/// NIP and what was computed for everybody of an OPD, in sen.
fn orang(region: &Region, opd: &str) -> Vec<(String, i64)> {
    let id = bulan(region).proses.id;
    let semua: Result<_, StoreError> = region.read(|tx| store::semua_baris(tx, &id, &Lingkup::Semua));
    semua.unwrap().into_iter().filter(|b| b.opd == opd).map(|b| (b.nip, b.utama_sen)).collect()
}

fn setujui(region: &Region, opd: &str) {
    kerjakan(region, &kepala(region, opd), Langkah::Ditandatangani, &[opd]).unwrap();
    kerjakan(region, &bkpsdm(1), Langkah::Diverifikasi, &[opd]).unwrap();
    kerjakan(region, &bkpsdm(2), Langkah::Disetujui, &[opd]).unwrap();
}

fn lihat(region: &Region) -> DaftarTransfer {
    baca(region, &bkpsdm(1), periode(), None).unwrap()
}

fn kode<T: std::fmt::Debug>(r: Result<T, Refusal>) -> &'static str {
    r.unwrap_err().galat().kode
}

/// The rows of a CSV, without its mark.
fn baris(isi: &[u8]) -> Vec<Vec<String>> {
    let teks = std::str::from_utf8(isi).unwrap().trim_start_matches('\u{feff}');
    teks.lines().map(|l| l.split(';').map(str::to_owned).collect()).collect()
}

db_test! {
    fn the_list_makes_exactly_what_was_approved_and_names_who_cannot_be_paid(db: &Db) {
        let region = terkunci_di(daerah(db, false));
        let satu = berkepala(&region).remove(0);
        let semua = orang(&region, &satu);
        assert!(semua.len() > 3 && semua.iter().all(|(_, sen)| *sen > 0), "the sample pays everybody here");
        let jumlah: i64 = semua.iter().map(|(_, sen)| sen / 100).sum();
        // nothing is approved: nobody's money is on a list
        assert_eq!(kode(ambil(&region, &bkpsdm(1), periode(), None, Bentuk::Csv)), "KIN-636");
        assert!(lihat(&region).baris.is_empty());
        setujui(&region, &satu);
        assert_eq!(lihat(&region).tanpa().count(), semua.len(), "approved, and nobody has an account");
        assert_eq!(kode(ambil(&region, &bkpsdm(1), periode(), None, Bentuk::Xlsx)), "KIN-636");
        // everybody but the last one gets an account; the first two share one
        let mut isi = KEPALA.to_owned();
        for (i, (nip, _)) in semua.iter().enumerate().take(semua.len() - 1) {
            let nomor = if i < 2 { "0012 345-678".to_owned() } else { format!("00{:08}", i + 1) };
            isi += &format!("{nip};Bank Jabar Banten;{nomor};Pemilik {i}\n");
        }
        masuk(&region, "rekening", &isi);
        let d = lihat(&region);
        assert_eq!((d.baris.len(), d.tanpa().count(), d.rupiah()), (semua.len(), 1, jumlah));
        assert_eq!(d.baris.iter().filter(|b| b.berbagi).count(), 2);
        assert!(d.opd.iter().map(|o| o.kode.as_str()).eq([satu.as_str()]), "only what is approved");
        let bank = d.per_bank();
        assert_eq!(bank["Bank Jabar Banten"].0, semua.len() - 1);
        // the file: zeros before a number stay, and rows and remainder make the sum
        let sebelum = jurnal(&region, "kinerja.transfer.ambil");
        let berkas = ambil(&region, &bkpsdm(1), periode(), Some(&satu), Bentuk::Csv).unwrap();
        assert_eq!(jurnal(&region, "kinerja.transfer.ambil"), sebelum + 1, "taking account numbers out is on record");
        let tabel = baris(&berkas.isi);
        let isi: Vec<_> = tabel.iter().filter(|b| b[0].parse::<u32>().is_ok()).collect();
        assert_eq!(isi.len(), semua.len() - 1);
        assert_eq!(isi[0][2], "'0012345678");
        let terkirim: i64 = isi.iter().map(|b| b[4].parse::<i64>().unwrap()).sum();
        let akhir = |nama: &str| -> i64 {
            tabel.iter().find(|b| b[0] == nama).unwrap()[4].parse().unwrap()
        };
        assert_eq!((akhir("JUMLAH"), akhir("JUMLAH") + akhir("TANPA REKENING")), (terkirim, jumlah));
        assert_eq!(akhir("DISETUJUI"), bulan(&region).opd.iter().filter(|o| o.kode == satu).map(|o| o.jumlah_sen.unwrap()).sum::<i64>() / 100);
        assert!(tabel.last().unwrap()[1].starts_with("hitungan ke-1, sidik "));
        assert!(ambil(&region, &bkpsdm(1), periode(), None, Bentuk::Xlsx).is_ok());
        assert!(matches!(ambil(&region, &bkpsdm(1), periode(), Some("tak-ada"), Bentuk::Csv), Err(Refusal::NotFound)));
        // another account is another row, and the newest counts
        masuk(&region, "rekening", &format!("{KEPALA}{};Bank Mandiri;1310099887766;Pemilik 0\n", semua[0].0));
        let d = lihat(&region);
        assert_eq!(d.per_bank()["Bank Mandiri"].0, 1);
        assert!(d.baris.iter().all(|b| !b.berbagi), "nobody shares any more");
        // whoever reads the sums does not take the numbers out; who has no part in it does neither
        let pemeriksa = aktor(7, "Pemeriksa", None, Peran::Pemeriksa, Lingkup::Semua);
        assert!(baca(&region, &pemeriksa, periode(), None).is_ok());
        assert!(matches!(ambil(&region, &pemeriksa, periode(), None, Bentuk::Csv), Err(Refusal::Denied(_))));
        let operator_opd = aktor(8, "Operator", None, Peran::OperatorOpd, Lingkup::Semua);
        assert!(matches!(baca(&region, &operator_opd, periode(), None), Err(Refusal::Denied(_))));
    }

    fn a_provisional_file_says_so_in_its_name_and_in_every_row_of_it(db: &Db) {
        let region = terkunci_di(daerah(db, false));
        let satu = berkepala(&region).remove(0);
        let tabel = |b: &[u8]| {
            let semua = baris(b);
            let letak = semua[0].iter().position(|k| k == "Keadaan").unwrap();
            let opd = semua[0].iter().position(|k| k == "Kode OPD").unwrap();
            let isi = semua.len() - 1;
            semua[1..isi].iter().map(|b| (b[opd].clone(), b[letak].clone())).collect::<Vec<_>>()
        };
        let b = ekspor(&region, &operator().unwrap(), periode(), Bentuk::Csv).unwrap();
        assert_eq!(b.nama(Bentuk::Csv), "tunjangan-2026-10-hitungan-1-SEMENTARA.csv");
        assert!(tabel(&b.isi).iter().all(|(_, k)| k == "SEMENTARA"));
        setujui(&region, &satu);
        let b = ekspor(&region, &operator().unwrap(), periode(), Bentuk::Csv).unwrap();
        assert!(b.sementara, "others still wait");
        for (opd, keadaan) in tabel(&b.isi) {
            assert_eq!(keadaan == "SEMENTARA", opd != satu, "{opd}: {keadaan}");
        }
    }

    fn the_recap_is_the_same_file_until_something_was_signed(db: &Db) {
        let region = terkunci_di(daerah(db, false));
        let semua = berkepala(&region);
        let (satu, lain) = (&semua[0], &semua[1]);
        let cetak = |siapa: &balai_kernel::Aktor, opd: &str| rekap_pdf(&region, siapa, periode(), opd, "https://balai.uji");
        let awal = cetak(&bkpsdm(1), satu).unwrap();
        assert!(awal.isi.starts_with(b"%PDF") && awal.halaman >= 1);
        let banyak = jurnal(&region, "kinerja.proses.opd.baca");
        assert_eq!(cetak(&bkpsdm(2), satu).unwrap(), awal);
        assert_eq!(jurnal(&region, "kinerja.proses.opd.baca"), banyak, "the same content is no new act");
        setujui(&region, satu);
        assert_ne!(cetak(&bkpsdm(1), satu).unwrap().kode, awal.kode, "who signed stands on it");
        // an OPD's clerk reads the own one; another's is not there
        let jalur: Jalur = bulan(&region).opd.iter().find(|o| o.kode == *satu).unwrap().jalur_unit.parse().unwrap();
        let klerk = aktor(9, "Operator", None, Peran::OperatorOpd, Lingkup::Unit(jalur));
        assert!(cetak(&klerk, satu).is_ok());
        assert!(matches!(cetak(&klerk, lain), Err(Refusal::NotFound)));
        assert!(matches!(cetak(&bkpsdm(1), "tak-ada"), Err(Refusal::NotFound)));
    }
}

fn coba(region: &Region, isi: &str) -> HasilImpor {
    let mut sumber = std::io::Cursor::new(isi.as_bytes().to_vec());
    let berkas = Berkas { nama: "rekening.csv".to_owned(), sumber: &mut sumber };
    let permintaan = Permintaan { jenis: JenisBerkas::Rekening, berkas, pin: None, lewati_salah: false };
    impor(region, &operator().unwrap(), permintaan, &mut |_| {}).unwrap()
}

#[test]
fn a_wrong_account_is_refused_with_its_line_and_a_shared_one_is_said() {
    let db = Db::sqlite();
    let region = terkunci_di(daerah(&db, false));
    let semua = orang(&region, &berkepala(&region)[0]);
    let (a, b) = (&semua[0].0, &semua[1].0);
    let tolak = |baris: &str| -> Vec<(u32, &'static str)> {
        let hasil = coba(&region, &format!("{KEPALA}{baris}"));
        assert!(!hasil.tersimpan);
        hasil.laporan.ditolak.iter().map(|t| (t.baris, t.galat.kode)).collect()
    };
    assert_eq!(tolak(&format!("{a};BJB;12345;Euis\n")), [(2, "KIN-214")], "too short");
    assert_eq!(tolak(&format!("{a};BJB;1234567890123456789012;Euis\n")), [(2, "KIN-214")], "too long");
    assert_eq!(tolak(&format!("{a};BJB;1,31E+12;Euis\n")), [(2, "KIN-214")], "rounded by a workbook");
    assert_eq!(tolak(&format!("{a};BJB;1234567890;Euis\n{a};BJB;1234567891;Euis\n")), [(3, "KIN-216")]);
    assert_eq!(tolak(&format!("{a};BJB;1234567890;\n")), [(2, "KIN-115")]);
    assert_eq!(tolak("199001012022211999;BJB;1234567890;Siapa\n"), [(2, "KIN-126")]);
    let hasil = coba(&region, &format!("{KEPALA}{a};BJB;1234567890;Euis\n{b};bjb;1234567890;Euis\n"));
    assert!(hasil.tersimpan);
    assert_eq!(hasil.laporan.peringatan.iter().map(|t| t.galat.kode).collect::<Vec<_>>(), ["KIN-217"]);
    assert!(
        !coba(&region, &format!("{KEPALA}{a};BJB;1234567890;Euis\n")).berubah,
        "the same again changes nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_and_its_files_are_for_those_who_pay() {
    let (_db, web): (Db, Web) = tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let web = terhitung(&db);
        (db, web)
    });
    let (bkpsdm, pegawai) = (web.peran(Peran::Bkpsdm), web.peran(Peran::Pegawai));
    let halaman = web.ambil("/proses/2026-10/transfer", bkpsdm).await;
    assert_eq!(halaman.status, StatusCode::OK);
    assert!(halaman.isi.contains("Belum ada perangkat daerah yang disetujui"), "{}", halaman.isi);
    assert!(!halaman.isi.contains("transfer/berkas"), "nothing to take out yet");
    let berkas = web.ambil("/proses/2026-10/transfer/berkas?bentuk=csv", bkpsdm).await;
    assert_eq!(berkas.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(berkas.isi.contains("KIN-636"));
    for jalur in
        ["/proses/2026-10/transfer", "/proses/2026-10/transfer/berkas", "/api/v1/proses/2026-10/transfer"]
    {
        assert_eq!(web.ambil(jalur, pegawai).await.status, StatusCode::FORBIDDEN, "{jalur}");
    }
    let kode = bulan(&web.region).opd[0].kode.clone();
    let rekap = web.ambil(&format!("/proses/2026-10/opd/{kode}/rekap.pdf"), bkpsdm).await;
    assert_eq!((rekap.status, rekap.media()), (StatusCode::OK, "application/pdf"));
}
