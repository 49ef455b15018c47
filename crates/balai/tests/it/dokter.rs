//! `balai doctor` as an operator meets it.

use std::path::Path;
use std::process::Command;

use balai_testkit::db_test;
use serde_json::Value;

fn balai(argumen: &[&str]) -> (Option<i32>, String) {
    let jadi = Command::new(env!("CARGO_BIN_EXE_balai")).args(argumen).output().unwrap();
    (jadi.status.code(), String::from_utf8(jadi.stdout).unwrap())
}

fn konfigurasi(folder: &Path, data: &str, lagi: &str) -> String {
    let berkas = folder.join("balai.toml");
    let isi = format!("[data]\ntempat = \"{data}\"\n[server]\nport = 0\npengelola = \"\"\n{lagi}");
    std::fs::write(&berkas, isi).unwrap();
    berkas.display().to_string()
}

/// Question -> how bad.
fn tanya(konf: &str) -> (Option<i32>, std::collections::BTreeMap<String, String>) {
    let (kode, keluar) = balai(&["doctor", "--json", "--konfigurasi", konf]);
    let semua: Vec<Value> = serde_json::from_str(&keluar).unwrap_or_else(|_| panic!("{keluar}"));
    let teks = |t: &Value, k: &str| t[k].as_str().unwrap().to_owned();
    for t in &semua {
        assert_eq!(t["nilai"] != "baik", !teks(t, "saran").is_empty(), "what is wrong has a remedy: {t}");
    }
    (kode, semua.iter().map(|t| (teks(t, "perkara"), teks(t, "nilai"))).collect())
}

db_test! {
    fn from_an_empty_region_to_one_in_order(db: &Db) {
        let folder = tempfile::tempdir().unwrap();
        let rak = folder.path().join("rak").display().to_string();
        let konf = konfigurasi(folder.path(), db.address(), &format!("[cadangan]\nfolder = \"{rak}\"\n"));
        let (kode, jawab) = tanya(&konf);
        assert_eq!((kode, jawab["nama_tuan"].as_str()), (Some(1), "rusak"), "there is no region");

        let mut tautan = Vec::new();
        for akun in ["satu", "dua"] {
            let (kode, keluar) = balai(&[
                "init", "--region", "32.73", "--data", db.address(), "--akun", akun, "--nama", "Orang", "--dasar", "SK 1",
            ]);
            assert_eq!(kode, Some(0), "{keluar}");
            tautan.extend(keluar.lines().find_map(|b| b.strip_prefix("/tautan/")).map(str::to_owned));
            if akun == "satu" {
                let (_, jawab) = tanya(&konf);
                assert_eq!((jawab["admin"].as_str(), jawab["cadangan"].as_str()), ("ingat", "rusak"));
            }
        }
        assert_eq!(tanya(&konf).1["admin"], "ingat", "invited, and nobody can sign in yet");
        let host = balai_platform::Balai::open(
            db.url(),
            std::sync::Arc::new(balai_platform::SystemClock),
            balai_platform::OsAcak,
        )
        .dengan_migrasi(balai::apps::migrations());
        let region = host.region("32.73").unwrap();
        for t in &tautan {
            balai_akses::pakai_tautan(&region, t, "kata sandi pilihan sendiri").unwrap();
        }
        drop((region, host));
        assert_eq!(balai(&["backup", "--konfigurasi", &konf]).0, Some(0));
        let (kode, jawab) = tanya(&konf);
        for perkara in ["konfigurasi", "basis_data", "skema", "pekerjaan", "admin", "waktu", "nama_tuan", "cadangan", "port"] {
            assert_eq!(jawab[perkara], "baik", "{perkara}: {jawab:?}");
        }
        assert_eq!(jawab["jurnal"], "ingat", "intact, and not signed yet");
        // room and memory are the machine's own business
        assert_eq!(kode, Some(i32::from(jawab.values().any(|n| n == "rusak"))));
        let (_, keluar) = balai(&["doctor", "--konfigurasi", &konf, "--bahasa", "en"]);
        assert!(keluar.contains("good   32.73 admin: 2 administrators"), "{keluar}");
    }
}

#[test]
fn what_cannot_be_read_is_a_finding_not_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let konf = konfigurasi(folder.path(), "/tiada/di/sini", "[servr]\n");
    let (kode, jawab) = tanya(&konf);
    assert_eq!((kode, jawab["konfigurasi"].as_str()), (Some(1), "rusak"));
    let konf = konfigurasi(folder.path(), "/tiada/di/sini", "");
    let (kode, jawab) = tanya(&konf);
    assert_eq!((kode, jawab["folder"].as_str()), (Some(1), "rusak"));
    let konf = konfigurasi(folder.path(), "postgres://tiada@127.0.0.1:1/tiada", "");
    let (kode, jawab) = tanya(&konf);
    assert_eq!((kode, jawab["basis_data"].as_str()), (Some(1), "rusak"));
}

#[test]
fn damage_in_the_file_and_a_port_of_somebody_else_are_named() {
    let db = balai_testkit::Db::sqlite();
    let folder = tempfile::tempdir().unwrap();
    balai(&["init", "--region", "32.73", "--data", db.address(), "--nama", "Orang", "--dasar", "SK 1"]);
    let pendengar = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = pendengar.local_addr().unwrap().port();
    let konf = folder.path().join("balai.toml");
    let isi = format!("[data]\ntempat = \"{}\"\n[server]\nport = {port}\npengelola = \"\"\n", db.address());
    std::fs::write(&konf, isi).unwrap();
    let (kode, jawab) = tanya(&konf.display().to_string());
    assert_eq!((kode, jawab["port"].as_str()), (Some(1), "rusak"));

    let berkas = Path::new(db.address()).join("32.73.sqlite");
    let mut bita = std::fs::read(&berkas).unwrap();
    let (awal, akhir) = (bita.len() / 2, bita.len() / 2 + 40_000);
    let akhir = akhir.min(bita.len());
    bita[awal..akhir].fill(0xff);
    std::fs::write(&berkas, bita).unwrap();
    let (kode, jawab) = tanya(&konf.display().to_string());
    assert_eq!((kode, jawab["basis_data"].as_str()), (Some(1), "rusak"), "{jawab:?}");
}
