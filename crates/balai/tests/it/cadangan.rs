//! A backup holds everything, tells when it was touched, and comes back on either database.

use std::path::{Path, PathBuf};
use std::process::Command;

use balai::cadangan::{self, rahasia::Rahasia, rak};
use balai_akses::{BuatAkun, buat_akun};
use balai_kernel::{Clock as _, Kapasitas, Kewenangan, Lingkup, Peran, Tanggal};
use balai_platform::jurnal::periksa_daerah;
use balai_platform::{Balai, OsAcak, Region, SumberPaket, SystemClock, berkas, operator};
use balai_store::{DataUrl, Store};
use balai_testkit::{Db, db_test};

/// A region with an account or two, so that tables refer to one another.
fn isi(url: DataUrl) -> Region {
    let host =
        Balai::open(url, std::sync::Arc::new(SystemClock), OsAcak).dengan_migrasi(balai::apps::migrations());
    let profil = SumberPaket::bawaan().profil(&"32.73".parse().unwrap()).unwrap();
    let daerah = host.add_region(&profil, &operator().unwrap()).unwrap();
    for nama in ["satu", "dua"] {
        tambah_akun(&daerah, nama);
    }
    daerah
}

fn tambah_akun(daerah: &Region, nama: &str) {
    let kewenangan = Kewenangan {
        peran: Peran::Bkpsdm,
        lingkup: Lingkup::Semua,
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::constant(2020, 1, 1),
        sampai: None,
        dasar: "SK 1".into(),
        pendelegasi: None,
    };
    let perintah = BuatAkun {
        nama_akun: Some(nama.into()),
        nip: None,
        nama: format!("Petugas {nama}"),
        kewenangan: vec![kewenangan],
        sandi: Some("kata sandi yang panjang".into()),
    };
    buat_akun(daerah, &operator().unwrap(), &perintah).unwrap();
}

fn cadangkan(daerah: &Region, db: &Db, folder: &Path) -> (PathBuf, cadangan::Ringkasan) {
    cadangan::tulis(daerah, db.url().as_folder(), folder, None, SystemClock.now())
        .map_err(|g| g.tampil(balai_kernel::Bahasa::Id))
        .unwrap()
}

fn ke(berkas: &Path, rahasia: Option<&Rahasia>, tujuan: &Db) -> Result<Store, String> {
    let store = Store::open(&tujuan.url(), "32.73").unwrap();
    cadangan::pulihkan(berkas, rahasia, &store, tujuan.url().as_folder())
        .map_err(|g| g.tampil(balai_kernel::Bahasa::Id))?;
    Ok(store)
}

fn balai(argumen: &[&str]) -> (Option<i32>, String, String) {
    let jadi = Command::new(env!("CARGO_BIN_EXE_balai")).args(argumen).output().unwrap();
    (jadi.status.code(), String::from_utf8(jadi.stdout).unwrap(), String::from_utf8(jadi.stderr).unwrap())
}

/// A small file that something refers to.
fn tambah_berkas(daerah: &Region, isi: &[u8]) -> String {
    let diterima =
        berkas::terima(daerah, &mut &isi[..], "surat.pdf", &[berkas::Jenis::Pdf]).expect("a small PDF");
    let sidik = diterima.sidik().to_owned();
    let pada = daerah.sekarang();
    daerah.upkeep(move |tx| berkas::rujuk(tx, &diterima, "uji/1", pada)).unwrap();
    sidik
}

db_test! {
    fn a_backup_comes_back_whole_on_either_database(db: &Db) {
        let folder = tempfile::tempdir().unwrap();
        let daerah = isi(db.url());
        let surat = b"%PDF-1.4\n%%EOF\n";
        let sidik = tambah_berkas(&daerah, surat);
        daerah.segel().unwrap();
        let tanpa_bita = |mut t: std::collections::BTreeMap<_, _>| { t.remove("berkas_bita"); t };
        let asal = daerah.store().tallies().unwrap();
        assert!(asal["jurnal"].rows >= 3 && asal.values().filter(|t| t.rows > 0).count() >= 3);
        let (berkas, isi) = cadangkan(&daerah, db, folder.path());
        assert_eq!(tanpa_bita(isi.tabel.clone()), tanpa_bita(asal.clone()));
        assert_eq!((isi.tabel["berkas_bita"].rows, isi.berkas_hilang()), (1, 0), "files travel, wherever they lie");
        let laporan = periksa_daerah(&daerah, None).unwrap();
        assert_eq!(isi.jurnal, (laporan.ukuran, laporan.akar_heks()));
        for tujuan in [Db::sqlite(), Db::pg()] {
            let store = ke(&berkas, None, &tujuan).unwrap();
            let ada = store.tallies().unwrap();
            assert_eq!(tanpa_bita(ada), tanpa_bita(asal.clone()), "every table, the journal among them, to the byte");
            // and it is a region that goes on working
            drop(store);
            let host = Balai::open(tujuan.url(), std::sync::Arc::new(SystemClock), OsAcak)
                .dengan_migrasi(balai::apps::migrations());
            let kembali = host.region("32.73").unwrap();
            let laporan = periksa_daerah(&kembali, None).unwrap();
            assert!(laporan.utuh());
            assert_eq!(isi.jurnal, (laporan.ukuran, laporan.akar_heks()), "the same root");
            let rujukan = kembali.read(|tx| berkas::rujukan(tx, "uji/1")).unwrap();
            assert_eq!(rujukan[0].sidik, sidik);
            assert_eq!(berkas::isi(&kembali, &rujukan[0]).unwrap(), surat);
            tambah_akun(&kembali, "tiga");
            assert!(ke(&berkas, None, &tujuan).err().unwrap().contains("CLI-018"), "never over data that is there");
        }
    }

    fn what_is_written_meanwhile_is_in_it_whole_or_not_at_all(db: &Db) {
        let folder = tempfile::tempdir().unwrap();
        let daerah = isi(db.url());
        let penulis = { let daerah = daerah.clone(); std::thread::spawn(move || {
            for n in 0..10 { tambah_akun(&daerah, &format!("susulan-{n}")); }
        }) };
        let mut berkas = Vec::new();
        while !penulis.is_finished() {
            berkas.push(cadangkan(&daerah, db, folder.path()).0);
        }
        penulis.join().unwrap();
        let (akhir, _) = cadangkan(&daerah, db, folder.path());
        for satu in [berkas.first().unwrap(), berkas.last().unwrap(), &akhir] {
            // foreign keys hold on arrival, and each account has its event
            let tujuan = Db::sqlite();
            let t = ke(satu, None, &tujuan).unwrap().tallies().unwrap();
            assert_eq!(t["jurnal"].rows, t["akses_akun"].rows + 1);
        }
    }
}

#[test]
fn every_changed_byte_and_every_cut_is_noticed() {
    let db = Db::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let (berkas, _) = cadangkan(&isi(db.url()), &db, folder.path());
    let utuh = std::fs::read(&berkas).unwrap();
    let rusak = folder.path().join("rusak");
    let coba = |bita: &[u8], apa: &str| {
        std::fs::write(&rusak, bita).unwrap();
        let galat = cadangan::periksa(&rusak, None)
            .map(|r| r.baris())
            .map_err(|g| g.tampil(balai_kernel::Bahasa::Id));
        assert!(galat.as_ref().is_err_and(|g| g.contains("CLI-017")), "{apa}: {galat:?}");
    };
    for letak in (0..utuh.len()).step_by(97) {
        let mut lain = utuh.clone();
        lain[letak] ^= 0x20;
        coba(&lain, &format!("byte {letak}"));
    }
    for panjang in (0..utuh.len()).step_by(211).chain([utuh.len() - 1]) {
        coba(&utuh[..panjang], &format!("cut at {panjang}"));
    }
    coba(&[&utuh[..], b"x"].concat(), "one byte more");
}

#[test]
fn the_commands_back_up_check_and_move_to_another_database() {
    let (db, tujuan) = (Db::sqlite(), Db::pg());
    let folder = tempfile::tempdir().unwrap();
    drop(isi(db.url()));
    let ke = folder.path().display().to_string();
    let (kode, keluar, galat) = balai(&["backup", "--data", db.address(), "--ke", &ke]);
    assert_eq!((kode, galat.as_str()), (Some(0), ""));
    let berkas = keluar.split(": ").next().unwrap();
    assert!(
        !std::fs::read_dir(folder.path())
            .unwrap()
            .flatten()
            .any(|b| b.path().extension().unwrap() == "sebagian")
    );
    assert_eq!(balai(&["backup", "--periksa", berkas]).0, Some(0));
    // the command opened the region, and opening it seals what waits in the journal: so the digests are taken now
    let asal = Store::open(&db.url(), "32.73").unwrap().tallies().unwrap();
    let (kode, keluar, galat) = balai(&["restore", berkas, "--data", tujuan.address()]);
    assert_eq!((kode, galat.as_str()), (Some(0), ""));
    assert!(keluar.contains("Kota Bandung"), "{keluar}");
    assert_eq!(Store::open(&tujuan.url(), "32.73").unwrap().tallies().unwrap(), asal);
    let (kode, _, galat) = balai(&["restore", berkas, "--data", tujuan.address()]);
    assert_eq!(kode, Some(1));
    assert!(galat.contains("CLI-018"), "{galat}");
}

#[test]
fn a_sealed_backup_opens_with_its_key_alone_and_is_checked_without() {
    let (db, tujuan) = (Db::sqlite(), Db::pg());
    let folder = tempfile::tempdir().unwrap();
    let jalur = |nama: &str| folder.path().join(nama).display().to_string();
    drop(isi(db.url()));
    for kunci in ["kunci", "lain"] {
        assert_eq!(balai(&["backup", "--buat-kunci", &jalur(kunci)]).0, Some(0));
    }
    let (kode, _, galat) = balai(&["backup", "--buat-kunci", &jalur("kunci")]);
    assert!(kode == Some(1) && galat.contains("CLI-010"), "a key is never written over: {galat}");
    let (kode, keluar, galat) =
        balai(&["backup", "--data", db.address(), "--ke", &jalur("rak"), "--kunci", &jalur("kunci")]);
    assert_eq!((kode, galat.as_str()), (Some(0), ""));
    let berkas = keluar.split(": ").next().unwrap();
    let (kode, keluar, _) = balai(&["backup", "--periksa", berkas]);
    assert!(kode == Some(0) && keluar.contains("bersandi") && !keluar.contains("tabel"), "{keluar}");
    let (_, keluar, _) = balai(&["backup", "--periksa", berkas, "--kunci", &jalur("kunci")]);
    assert!(keluar.contains("tabel"), "{keluar}");

    let pulih = |kunci: &[&str]| balai(&[&["restore", berkas, "--data", tujuan.address()], kunci].concat());
    for (kunci, kode) in [(vec![], "CLI-021"), (vec!["--kunci".to_owned(), jalur("lain")], "CLI-019")] {
        let kunci: Vec<&str> = kunci.iter().map(String::as_str).collect();
        let (keluar, _, galat) = pulih(&kunci);
        assert!(keluar == Some(1) && galat.contains(kode), "{galat}");
    }
    assert_eq!(tujuan.url().regions().unwrap(), Vec::<String>::new(), "a refusal leaves nothing behind");
    std::fs::write(jalur("pendek"), "sandi\n").unwrap();
    let (_, _, galat) = pulih(&["--kunci", &jalur("pendek")]);
    assert!(galat.contains("CLI-020"), "{galat}");
    let (kode, keluar, galat) = pulih(&["--kunci", &jalur("kunci")]);
    assert_eq!((kode, galat.as_str()), (Some(0), ""));
    assert!(keluar.contains("Kota Bandung"), "{keluar}");

    // nothing of what it holds can be read in the file
    let bita = std::fs::read(berkas).unwrap();
    let rahasia = Rahasia::baca(Path::new(&jalur("kunci"))).unwrap();
    assert!(cadangan::periksa(Path::new(berkas), Some(&rahasia)).is_ok());
    let rusak = folder.path().join("rusak");
    let mut lain = bita.clone();
    let akhir = lain.len() - 40;
    lain[akhir] ^= 1;
    std::fs::write(&rusak, lain).unwrap();
    let galat = cadangan::periksa_sidik(&rusak).unwrap_err().tampil(balai_kernel::Bahasa::Id);
    assert!(galat.contains("CLI-017"), "{galat}");
}

#[test]
fn the_oldest_go_only_after_a_new_one_is_whole() {
    let db = Db::sqlite();
    let folder = tempfile::tempdir().unwrap();
    drop(isi(db.url()));
    let ke = folder.path().display().to_string();
    for _ in 0..3 {
        assert_eq!(balai(&["backup", "--data", db.address(), "--ke", &ke, "--simpan", "2"]).0, Some(0));
    }
    assert_eq!(rak::daftar(folder.path(), "32.73").unwrap().len(), 2);
}

/// The shell refuses every file of more than so many blocks of 512 bytes: what a full disk does, without one.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_no_backup_and_no_half_region() {
    let db = Db::sqlite();
    let folder = tempfile::tempdir().unwrap();
    drop(isi(db.url()));
    let penuh = |perintah: &str| {
        let naskah = format!("trap '' XFSZ; ulimit -f 16; exec {} {perintah}", env!("CARGO_BIN_EXE_balai"));
        Command::new("sh").args(["-c", &naskah]).output().unwrap()
    };
    let ke = folder.path().display();
    // the database's own log is small and there already: only what grows is refused
    let jadi = penuh(&format!("backup --data {} --ke {ke}", db.address()));
    assert_eq!(jadi.status.code(), Some(1), "{}", String::from_utf8_lossy(&jadi.stderr));
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        0,
        "nothing is left that could be taken for one"
    );

    let (_, keluar, _) = balai(&["backup", "--data", db.address(), "--ke", &ke.to_string()]);
    let berkas = keluar.split(": ").next().unwrap().to_owned();
    let tujuan = tempfile::tempdir().unwrap();
    let jadi = penuh(&format!("restore {berkas} --data {}", tujuan.path().display()));
    assert_eq!(jadi.status.code(), Some(1), "{}", String::from_utf8_lossy(&jadi.stderr));
    // once there is room, the same command does it
    let (kode, _, galat) = balai(&["restore", &berkas, "--data", &tujuan.path().display().to_string()]);
    assert_eq!((kode, galat.as_str()), (Some(0), ""));
}

#[test]
fn killed_anywhere_a_backup_or_restore_leaves_nothing_that_looks_complete() {
    let db = Db::sqlite();
    let folder = tempfile::tempdir().unwrap();
    let daerah = isi(db.url());
    for n in 0..20 {
        tambah_akun(&daerah, &format!("orang-{n}"));
    }
    let (utuh, _) = cadangkan(&daerah, &db, folder.path());
    drop(daerah);
    let bunuh = |argumen: &[&str], kira: u32| {
        let mut anak = Command::new(env!("CARGO_BIN_EXE_balai"))
            .args(argumen)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // a different moment each time, without a clock: so many questions whether it has ended
        for _ in 0..kira {
            if anak.try_wait().unwrap().is_some() {
                break;
            }
            std::thread::yield_now();
        }
        anak.kill().unwrap();
        anak.wait().unwrap();
    };
    let ke = folder.path().join("rak").display().to_string();
    for kira in (0..12).map(|n| 200 << n) {
        bunuh(&["backup", "--data", db.address(), "--ke", &ke], kira);
        for berkas in rak::daftar(Path::new(&ke), "32.73").unwrap() {
            assert!(cadangan::periksa(&berkas, None).is_ok(), "what has the name is whole");
        }
    }
    let sumber = utuh.display().to_string();
    for kira in (0..12).map(|n| 200 << n) {
        let tujuan = tempfile::tempdir().unwrap();
        let data = tujuan.path().display().to_string();
        bunuh(&["restore", &sumber, "--data", &data], kira);
        let (kode, _, galat) = balai(&["restore", &sumber, "--data", &data]);
        match kode {
            // it had ended: the region is whole, and not written over
            Some(1) => {
                assert!(galat.contains("CLI-018"), "{galat}");
                assert_eq!(balai(&["journal", "verify", "--region", "32.73", "--data", &data]).0, Some(0));
            }
            // it had not: nothing stood in the way of doing it again
            _ => assert_eq!((kode, galat.as_str()), (Some(0), "")),
        }
    }
}
