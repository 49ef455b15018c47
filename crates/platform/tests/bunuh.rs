//! A job whose process is killed runs again, and its effect is there once; the journal it writes is whole wherever the
//! kill falls, also between a sealing's two halves.
//!
//! The same program is the test and, called with `kerja`, the process that is killed.
#![expect(clippy::expect_used, reason = "this whole file is a test")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use balai_kernel::{Lingkup, Peran};
use balai_platform::jurnal::periksa_daerah;
use balai_platform::pekerjaan::{Kerja, SEWA_MILIDETIK, Selesai, antrekan, kerjakan_satu, kerjakan_semua};
use balai_platform::{
    AktEntri, Balai, Done, Event, Jangkauan, Pekerjaan, Pelaksana, Region, Saringan, Sasaran, SumberPaket,
    cari_catatan, decide, operator,
};
use balai_store::{Migration, StoreError, sql};
use balai_testkit::{AcakTetap, Db, JamTetap};

/// Processes killed per database.
const PUTARAN: i64 = 12;
/// Jobs queued at the start.
const PEKERJAAN: usize = 120;
/// 2026-11-02T01:00:00.000Z.
const AWAL: i64 = 1_793_581_200_000;

const AKIBAT: Migration = Migration {
    app: "uji",
    versi: 1,
    nama: "akibat",
    sql: "CREATE TABLE akibat (nomor TEKS NOT NULL PRIMARY KEY, kunci TEKS NOT NULL);",
};

/// What each job does, so that it leaves its row in the journal.
const UJI: AktEntri = AktEntri {
    id: "uji.tulis",
    label_id: "menulis uji",
    label_en: "write a test",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

sql! {
    TULIS = "INSERT INTO akibat (nomor, kunci) VALUES ($1, $2)";
    BACA = "SELECT kunci FROM akibat ORDER BY kunci";
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let [_, mode, alamat, putaran] = args.as_slice()
        && mode == "kerja"
    {
        return anak(alamat, putaran.parse().expect("a number"));
    }
    if args.iter().any(|a| a == "--list") {
        return;
    }
    for (db, nama) in [(Db::sqlite(), "sqlite"), (Db::pg(), "postgres")] {
        terbunuh(&db, nama);
    }
}

/// Each round's clock stands past the leases of the round before.
fn host(alamat: &str, putaran: i64) -> Balai {
    let jam = Arc::new(JamTetap::di(AWAL + putaran * (SEWA_MILIDETIK + 1)));
    let benih = u64::try_from(putaran).unwrap_or(0) + 1;
    Balai::open(alamat.parse().expect("an address"), jam, AcakTetap::baru(benih)).dengan_migrasi([AKIBAT])
}

fn penulis() -> [Pelaksana; 1] {
    [Pelaksana::baru("uji.tulis", |kerja: &Kerja<'_>| {
        // said before the effect is written: the kill falls between the two, or right after
        let mut keluar = std::io::stdout().lock();
        writeln!(keluar, "{}", kerja.kunci()).and_then(|()| keluar.flush()).expect("the parent reads");
        let (nomor, kunci) = (kerja.daerah().id_baru().to_string(), kerja.kunci().to_owned());
        let aktor = operator().expect("the operator");
        let sasaran = Sasaran::daerah(kerja.daerah().hari_ini());
        let putusan = decide(&aktor, &UJI, &sasaran).expect("the operator may");
        Ok(Selesai::akt(aktor, move |tx| {
            tx.exec_expect(&TULIS, &[(&nomor).into(), (&kunci).into()], 1)?;
            Ok(Done::new((), Event::baru(putusan.clone(), format!("uji/{kunci}"))))
        }))
    })
    .paling_banyak(100)]
}

fn anak(alamat: &str, putaran: i64) {
    let daerah = host(alamat, putaran).region("32.73").expect("the region opens");
    while kerjakan_satu(&daerah, &penulis()).expect("the queue is readable").is_some() {
        daerah.segel().expect("sealed");
    }
}

fn terbunuh(db: &Db, nama: &str) {
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().expect("a code")).expect("a profile");
    let daerah: Region =
        host(db.address(), 0).add_region(&profil, &operator().expect("the operator")).expect("a region");
    let kunci: Vec<String> = (0..PEKERJAAN).map(|i| format!("k{i:03}")).collect();
    for k in &kunci {
        antrekan(&daerah, Pekerjaan::baru("uji.tulis", serde_json::Value::Null).kunci(k)).expect("queued");
    }
    let mut dimulai = 0;
    for putaran in 1..=PUTARAN {
        let mut anak = mulai(db.address(), putaran);
        let keluar = BufReader::new(anak.stdout.take().expect("a pipe"));
        let batas = usize::try_from(putaran % 5 + 1).unwrap_or(1);
        dimulai += keluar.lines().take(batas).map_while(Result::ok).count();
        anak.kill().expect("killed");
        anak.wait().expect("gone");
    }
    let akhir = host(db.address(), PUTARAN + 1).region("32.73").expect("the region opens");
    kerjakan_semua(&akhir, &penulis(), 10_000).expect("the rest is done");
    let jadi = akhir.read(|tx| tx.all(&BACA, &[], |r| r.text(0))).map_err(|e: StoreError| e);
    assert_eq!(jadi.expect("readable"), kunci, "{nama}: every effect once");
    akhir.segel().expect("sealed");
    let laporan = periksa_daerah(&akhir, None).expect("checked");
    assert!(laporan.utuh(), "{nama}: the journal is whole: {laporan:?}");
    let saringan = Saringan { akt: UJI.id.into(), ..Saringan::default() };
    let baris =
        akhir.read(|tx| cari_catatan(tx, &Lingkup::Semua, &saringan, 1_000)).map_err(|e: StoreError| e);
    let mut sasaran: Vec<String> = baris.expect("readable").into_iter().map(|c| c.sasaran).collect();
    sasaran.sort();
    let harap: Vec<String> = kunci.iter().map(|k| format!("uji/{k}")).collect();
    assert_eq!(sasaran, harap, "{nama}: every act in the journal once");
    eprintln!(
        "{nama}: {PUTARAN} processes killed, {dimulai} jobs begun in them, {PEKERJAAN} effects, each once"
    );
}

fn mulai(alamat: &str, putaran: i64) -> Child {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["kerja", alamat, &putaran.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts")
}
