//! The operators' handbook does what it says: its commands are taken out of the text and run, on both databases.

use std::path::Path;
use std::process::Command;

use balai_testkit::db_test;

/// The blocks marked ```` ```sh uji ````, in order.
fn blok(teks: &str) -> Vec<String> {
    let mut jadi = Vec::new();
    let mut kini: Option<String> = None;
    for baris in teks.lines() {
        match &mut kini {
            None if baris == "```sh uji" => kini = Some(String::new()),
            Some(isi) if baris == "```" => {
                jadi.push(std::mem::take(isi));
                kini = None;
            }
            Some(isi) => isi.push_str(&format!("{baris}\n")),
            None => {}
        }
    }
    jadi
}

fn jalan(naskah: &str, data: &str, rumah: &Path) -> String {
    let biner = Path::new(env!("CARGO_BIN_EXE_balai")).parent().unwrap();
    let jalur = format!("{}:{}", biner.display(), std::env::var("PATH").unwrap());
    let jadi = Command::new("sh")
        .args(["-eu", "-c", naskah])
        .current_dir(rumah)
        .env("PATH", jalur)
        .env("DATA", data)
        .env("KUNCI", if data.starts_with("postgres") { rumah.to_owned() } else { data.into() })
        .env("BERKAS", concat!(env!("CARGO_MANIFEST_DIR"), "/../../apps/kinerja/tests/contoh"))
        .env("CADANGAN", rumah.join("cadangan"))
        .env("PULIH", rumah.join("pulih"))
        .output()
        .unwrap();
    let keluar = String::from_utf8(jadi.stdout).unwrap();
    assert!(jadi.status.success(), "{naskah}\n{keluar}\n{}", String::from_utf8_lossy(&jadi.stderr));
    keluar
}

db_test! {
    fn a_region_is_set_up_and_looked_after_by_the_handbook_alone(db: &Db) {
        let teks = include_str!("../../../../docs/operasi.md");
        let blok = blok(teks);
        assert!(blok.len() >= 6, "{} blocks", blok.len());
        let rumah = tempfile::tempdir().unwrap();
        let keluar: Vec<String> = blok.iter().map(|b| jalan(b, db.address(), rumah.path())).collect();
        let semua = keluar.concat();
        assert_eq!(semua.matches("Kota Bandung siap. Admin").count(), 2, "two administrators are invited: {semua}");

        let balai = |argumen: &[&str]| {
            let di = ["--region", "32.73", "--data", db.address()];
            let jadi = Command::new(env!("CARGO_BIN_EXE_balai")).args(argumen).args(di).output().unwrap();
            assert!(jadi.status.success(), "{}", String::from_utf8_lossy(&jadi.stderr));
            String::from_utf8(jadi.stdout).unwrap()
        };
        let wewenang = balai(&["wewenang", "daftar", "--semua"]);
        assert_eq!(wewenang.lines().filter(|b| b.contains("\tadmin\t")).count(), 2, "{wewenang}");
        assert!(wewenang.contains("\toperator_opd\t") && wewenang.contains("unit:01/"), "{wewenang}");
        let dihapus = wewenang.lines().filter(|b| b.contains("2026-12-31")).count();
        assert!(dihapus >= 1, "a grant with its last day: {wewenang}");
        // what came back from the backup is the same region with the same journal
        let akar = |teks: &str| teks.split("akar ").nth(1).map(|t| t[..64].to_owned());
        let pulih = Command::new(env!("CARGO_BIN_EXE_balai"))
            .args(["journal", "verify", "--region", "32.73", "--data"])
            .arg(rumah.path().join("pulih"))
            .output()
            .unwrap();
        let pulih = String::from_utf8(pulih.stdout).unwrap();
        assert!(pulih.starts_with("UTUH."), "{pulih}");
        assert!(akar(&pulih).is_some_and(|a| semua.contains(&a)), "{pulih}\n{semua}");
        a_changed_byte_is_named(&rumah.path().join("pulih"), rumah.path());
    }
}

/// Changes, in copies of a folder's database, one letter of the first administrator's name wherever it stands: where that is in
/// the journal, the command of the handbook says so and which event it is.
fn a_changed_byte_is_named(asal: &Path, rumah: &Path) {
    let bita = std::fs::read(asal.join("32.73.sqlite")).unwrap();
    let nama = b"Rina Kartika";
    let tempat: Vec<usize> =
        bita.windows(nama.len()).enumerate().filter(|(_, w)| w == nama).map(|(i, _)| i).collect();
    let salinan = rumah.join("salinan");
    std::fs::create_dir(&salinan).unwrap();
    let verify = |bita: &[u8]| {
        for sisa in std::fs::read_dir(&salinan).unwrap() {
            std::fs::remove_file(sisa.unwrap().path()).unwrap();
        }
        std::fs::write(salinan.join("32.73.sqlite"), bita).unwrap();
        let jadi = Command::new(env!("CARGO_BIN_EXE_balai"))
            .args(["journal", "verify", "--region", "32.73", "--data"])
            .arg(&salinan)
            .output()
            .unwrap();
        (jadi.status.code(), String::from_utf8(jadi.stdout).unwrap())
    };
    assert_eq!(verify(&bita).0, Some(0), "the copy itself is sound");
    let mut disebut = 0;
    for di in tempat {
        let mut rusak = bita.clone();
        rusak[di] = b'S';
        let (kode, keluar) = verify(&rusak);
        if kode != Some(0) {
            assert!(keluar.contains("eristiwa"), "which event: {keluar}");
            disebut += 1;
        }
    }
    assert!(disebut > 0, "the name stands in the journal");
}

db_test! {
    fn the_examples_of_the_import_page_are_imported(db: &Db) {
        let halaman = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/impor.md")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let balai = |argumen: &[&str]| crate::perintah::balai(argumen);
        balai(&["region", "add", "32.73", "--data", db.address()]);
        for jenis in ["unit", "pegawai"] {
            let bagian = halaman.split(&format!("\n## {jenis}\n")).nth(1).unwrap();
            let csv = bagian.split("```csv\n").nth(1).unwrap().split("```").next().unwrap();
            let berkas = folder.path().join(format!("{jenis}.csv"));
            std::fs::write(&berkas, csv).unwrap();
            let berkas = berkas.to_str().unwrap();
            let (kode, keluar, galat) =
                balai(&["import", jenis, berkas, "--region", "32.73", "--data", db.address()]);
            assert_eq!((kode, galat.as_str()), (0, ""), "{jenis}: {keluar}");
            assert!(keluar.contains('2'), "{jenis}: {keluar}");
        }
    }
}
