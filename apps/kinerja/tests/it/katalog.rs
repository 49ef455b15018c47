//! The catalogue of activities: read from the region's file, in force by the day, kept to as far as the region wants.

use std::io::Cursor;

use axum::http::{Method, StatusCode, header};
use balai_kernel::{Lingkup, Peran};
use balai_kinerja::acts::entri::katalog::{Daftar, Dicari, butir, daftar};
use balai_kinerja::acts::entri::{Perbaikan, catat, hari, ubah};
use balai_kinerja::acts::impor::{Berkas, HasilImpor, Permintaan, jalankan};
use balai_kinerja::model::entri::Isian;
use balai_kinerja::model::impor::JenisBerkas;
use balai_kinerja::parameter::{KATALOG, NORMA};
use balai_platform::parameter::Parameter;
use balai_platform::{Refusal, Region, operator};
use balai_testkit::{Db, aktor, db_test};

use crate::entri::{Kantor, isian, kiriman, siti};
use crate::web::Web;

const KEPALA: &str = "Kode;Kegiatan;Satuan;Norma Waktu;Kelompok;Jabatan;Berlaku Mulai;Berlaku Sampai\n";
const SENIN: &str = "2026-11-02";

fn impor(region: &Region, isi: &str) -> HasilImpor {
    let mut sumber = Cursor::new(format!("{KEPALA}{isi}").into_bytes());
    let berkas = Berkas { nama: "katalog.csv".to_owned(), sumber: &mut sumber };
    let minta = Permintaan { jenis: JenisBerkas::Katalog, berkas, pin: None, lewati_salah: false };
    jalankan(region, &operator().unwrap(), minta, &mut |_| {}).unwrap()
}

/// The post of the person of [`siti`] on the sample's list.
fn jabatan(region: &Region) -> String {
    let nip = siti().nip.unwrap();
    let orang: Result<_, Refusal> = region.read(|tx| {
        Ok(balai_organisasi::satu_pegawai(tx, &Lingkup::Semua, &nip, SENIN.parse().unwrap())?.unwrap())
    });
    orang.unwrap().jabatan
}

fn cari(region: &Region, kata: &str, pada: &str) -> Daftar {
    let dicari = Dicari {
        pada: pada.parse().unwrap(),
        kata: kata.to_owned(),
        jabatan_sendiri: false,
        sesudah: String::new(),
        banyak: 50,
    };
    daftar(region, &siti(), &dicari).unwrap()
}

fn kode(d: &Daftar) -> Vec<&str> {
    d.butir.iter().map(|b| b.kode.as_str()).collect()
}

fn dari(kode: &str, hari: &str, menit: i64, jumlah: i64) -> Isian {
    Isian { katalog: Some(kode.to_owned()), jumlah, ..isian(hari, None, menit) }
}

fn coba(k: &Kantor, kunci: &str, isian: Isian) -> Result<(), &'static str> {
    catat(&k.region, &siti(), &[kiriman(kunci, isian)]).map(|_| ()).map_err(|e| e.galat().kode)
}

db_test! {
    fn a_catalogue_is_read_repeated_changed_and_ended(db: &Db) {
        let k = Kantor::baru(db);
        let r = &k.region;
        let awal = "A-1;Menyusun surat;surat;45;Administrasi;;01/01/2026;\nA-2;Rapat;rapat;2 jam;;;;\n";
        let hasil = impor(r, awal);
        assert_eq!((hasil.laporan.diterima, hasil.berubah), (2, true), "{:?}", hasil.laporan);
        assert!(!impor(r, awal).berubah, "the same again is nothing new");
        // an item without a day of its own begins with the month of the import
        assert_eq!(kode(&cari(r, "", SENIN)), ["A-1", "A-2"]);
        assert_eq!(kode(&cari(r, "", "2026-10-31")), ["A-1"]);
        // words in any order and case, of name, heading or code
        for (kata, harus) in [("SURAT susun", &["A-1"][..]), ("administrasi", &["A-1"]), ("a 2", &["A-2"]), ("%", &["A-1", "A-2"]), ("rapat surat", &[])] {
            assert_eq!(kode(&cari(r, kata, SENIN)), harus, "{kata}");
        }
        // another norm from a day on: what was done before keeps its own
        assert!(impor(r, "A-1;Menyusun surat;surat;30;Administrasi;;03/11/2026;\n").berubah);
        let norma = |pada: &str| butir(r, &siti(), "A-1", pada.parse().unwrap()).unwrap().norma;
        assert_eq!((norma(SENIN), norma("2026-11-03")), (45, 30));
        // an end, then it is gone from the day after on
        assert!(impor(r, "A-2;Rapat;rapat;120;;;;30/11/2026\n").berubah);
        assert_eq!(kode(&cari(r, "rapat", "2026-11-30")), ["A-2"]);
        assert_eq!(kode(&cari(r, "rapat", "2026-12-01")), Vec::<&str>::new());
        assert_eq!(crate::web::jurnal(r, "kinerja.katalog.impor"), 3);
    }

    fn what_is_wrong_in_a_catalogue_is_said_by_line(db: &Db) {
        let k = Kantor::baru(db);
        let hasil = impor(&k.region, "A 1;Surat;;45;;;;\nB-2;;;45;;;;\nC;Rapat;;0;;;;\nD;Apel;;30;;;01/02/2026;31/01/2026\nE;Satu;;10;;;;\nE;Dua;;10;;;;\n");
        assert!(!hasil.tersimpan);
        let salah: Vec<_> = hasil.laporan.ditolak.iter().map(|t| (t.baris, t.galat.kode)).collect();
        assert_eq!(salah, [(2, "KIN-213"), (3, "KIN-115"), (4, "KIN-201"), (5, "KIN-211"), (7, "KIN-212")]);
        assert!(cari(&k.region, "", SENIN).butir.is_empty());
    }

    fn entries_keep_to_the_catalogue_as_far_as_the_region_wants(db: &Db) {
        let k = Kantor::baru(db);
        impor(&k.region, "A-1;Menyusun surat;surat;30;;;01/01/2026;\nA-9;Dulu;;30;;;01/01/2026;31/10/2026\n");
        assert_eq!(coba(&k, "kunci-0001", dari("X-1", SENIN, 30, 1)), Err("KIN-512"));
        assert_eq!(coba(&k, "kunci-0002", dari("A-9", SENIN, 30, 1)), Err("KIN-512"), "no longer in force");
        assert_eq!(coba(&k, "kunci-0003", dari("A-1", SENIN, 200, 1)), Ok(()), "a norm is advice");
        k.setel(Parameter::Pilihan(&NORMA), "batas");
        assert_eq!(coba(&k, "kunci-0004", dari("A-1", SENIN, 61, 2)), Err("KIN-519"));
        assert_eq!(coba(&k, "kunci-0005", dari("A-1", SENIN, 50, 2)), Ok(()));
        k.setel(Parameter::Pilihan(&NORMA), "tetap");
        assert_eq!(coba(&k, "kunci-0006", dari("A-1", SENIN, 50, 2)), Err("KIN-520"));
        assert_eq!(coba(&k, "kunci-0007", dari("A-1", SENIN, 60, 2)), Ok(()));
        assert_eq!(coba(&k, "kunci-0008", isian(SENIN, None, 30)), Ok(()), "free text is allowed");
        k.setel(Parameter::Pilihan(&KATALOG), "wajib");
        assert_eq!(coba(&k, "kunci-0009", isian(SENIN, None, 30)), Err("KIN-518"));
        // a change is held to the same
        let lama = hari(&k.region, &siti(), SENIN.parse().unwrap()).unwrap().entri;
        let bebas = lama.iter().find(|e| e.katalog.is_none()).unwrap();
        let mut baru = Perbaikan { id: bebas.id.clone(), versi: bebas.versi, gawai: None, isian: isian(SENIN, None, 30) };
        assert_eq!(ubah(&k.region, &siti(), &baru).unwrap_err().galat().kode, "KIN-518");
        baru.isian = dari("A-1", SENIN, 90, 3);
        let jadi = ubah(&k.region, &siti(), &baru).unwrap();
        assert_eq!((jadi.katalog.as_deref(), jadi.jumlah, jadi.menit), (Some("A-1"), 3, 90));
    }

    fn ones_own_post_comes_first_page_by_page_and_nobody_without_a_role_looks(db: &Db) {
        let k = Kantor::baru(db);
        let r = &k.region;
        let sendiri = jabatan(r);
        impor(r, &format!("B-1;Satu;;10;;{sendiri};;\nB-2;Dua;;10;;Jabatan Lain;;\nB-3;Tiga;;10;;{};;\n", sendiri.to_uppercase()));
        let dicari = Dicari { pada: SENIN.parse().unwrap(), kata: String::new(), jabatan_sendiri: true, sesudah: String::new(), banyak: 1 };
        let satu = daftar(r, &siti(), &dicari).unwrap();
        assert_eq!((kode(&satu), satu.lebih, satu.jabatan.as_deref()), (vec!["B-1"], true, Some(sendiri.as_str())));
        let dua = daftar(r, &siti(), &Dicari { sesudah: "B-1".to_owned(), ..dicari.clone() }).unwrap();
        assert_eq!((kode(&dua), dua.lebih), (vec!["B-3"], false));
        let panjang = Dicari { kata: "a".repeat(101), ..dicari.clone() };
        assert_eq!(daftar(r, &siti(), &panjang).unwrap_err().galat().kode, "KIN-521");
        let mut tanpa = siti();
        tanpa.peran.clear();
        assert!(matches!(daftar(r, &tanpa, &dicari), Err(Refusal::Denied(_))));
        // whoever is on no staff list looks at all of it
        let pejabat = aktor(7, "Pejabat", None, Peran::Bkpsdm, Lingkup::Semua);
        let semua = daftar(r, &pejabat, &Dicari { jabatan_sendiri: false, banyak: 9, ..dicari }).unwrap();
        assert_eq!((kode(&semua), semua.jabatan.as_deref()), (vec!["B-1", "B-2", "B-3"], None));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_fills_the_form_and_its_norm_the_length() {
    let (_db, web) = tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let k = Kantor::baru(&db);
        impor(&k.region, "A-1;Menyusun surat;surat;30;;;01/01/2026;\n");
        let bkpsdm = aktor(8, "Bkpsdm", None, Peran::Bkpsdm, Lingkup::Semua);
        (db, Web::baru(k.region, vec![siti(), bkpsdm]))
    });
    let daftar = web.ambil("/aktivitas/katalog?cari=surat", Some(0)).await.isi;
    let tautan = "/aktivitas?hari=2026-11-02&#38;katalog=A-1#b-uraian";
    assert!(daftar.contains(tautan), "{daftar}");
    assert!(daftar.contains("30 menit per surat"));
    // whoever enters nothing is offered nothing to fill
    let lain = web.ambil("/aktivitas/katalog", Some(1)).await;
    assert_eq!((lain.status, lain.isi.contains("katalog=A-1")), (StatusCode::OK, false));
    let isi = web.ambil("/aktivitas?katalog=A-1", Some(0)).await.isi;
    assert!(isi.contains("value=\"Menyusun surat\"") && isi.contains("data-norma=\"30\""), "{isi}");
    let tak_ada = web.ambil("/aktivitas?katalog=X-9", Some(0)).await;
    assert_eq!(tak_ada.status, StatusCode::UNPROCESSABLE_ENTITY);
    // three of them, and no length: the catalogue knows it
    let token = isi.split("name=\"_csrf\" value=\"").nth(1).and_then(|s| s.split('"').next()).unwrap();
    let kirim =
        |badan: String| web.kirim(Method::POST, "/aktivitas", Some(0), Box::leak(badan.into_boxed_str()));
    let dasar = format!("_csrf={token}&hari=2026-11-02&uraian=Menyusun+surat&katalog=A-1");
    let jawaban = kirim(format!("{dasar}&kunci=kunci-9001&jumlah=3&menit=")).await;
    assert_eq!(jawaban.status, StatusCode::SEE_OTHER, "{}", jawaban.isi);
    assert_eq!(jawaban.kepala[header::LOCATION], "/aktivitas?hari=2026-11-02");
    let isi = web.ambil("/aktivitas", Some(0)).await.isi;
    assert!(isi.contains("1 jam 30 menit") && isi.contains("3 kali"), "{isi}");
    // what is wrong keeps the item on the form
    let jawaban = kirim(format!("{dasar}&kunci=kunci-9002&jumlah=1&menit=banyak")).await;
    assert_eq!(jawaban.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(jawaban.isi.contains("data-norma=\"30\""));
}
