//! The binary as an operator meets it: what it says, and how it exits.

use std::path::Path;
use std::process::{Command, Output};

use balai_testkit::db_test;

pub fn balai(argumen: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_balai")).args(argumen).output().expect("the binary runs");
    let teks = |bita: Vec<u8>| String::from_utf8(bita).expect("UTF-8");
    (status.code().expect("not killed"), teks(stdout), teks(stderr))
}

fn paket(nama: &str) -> String {
    format!("{}/../../paket/tunjangan/{nama}", env!("CARGO_MANIFEST_DIR"))
}

db_test! {
    fn a_region_and_its_accounts_are_set_up_from_the_command_line(db: &Db) {
        let data = db.address();
        let (kode, keluar, galat) = balai(&["region", "add", "32.73", "--data", data]);
        assert_eq!((kode, galat.as_str()), (0, ""));
        assert!(keluar.contains("Kota Bandung"), "{keluar}");
        let (kode, _, galat) = balai(&["region", "add", "32.73", "--data", data, "--bahasa", "en"]);
        assert_eq!(kode, 1);
        assert!(galat.contains("PLT-021") && galat.contains("already exists"), "{galat}");
        let (_, keluar, _) = balai(&["region", "list", "--data", data]);
        assert_eq!(keluar, "32.73\tKota Bandung\tWIB\n");

        let akun = ["--region", "32.73", "--data", data, "--peran", "pegawai", "--nip", "19860926 201505 1 001", "--nama", "Siti"];
        let (kode, keluar, galat) = balai(&[&["akun", "tambah"][..], &akun].concat());
        assert_eq!((kode, galat.as_str()), (0, ""));
        assert!(keluar.contains("Akun 198609262015051001 dibuat."), "{keluar}");
        let (kode, _, galat) = balai(&[&["akun", "tambah"][..], &akun].concat());
        assert_eq!(kode, 1);
        assert!(galat.contains("AKS-00"), "{galat}");
        let (_, keluar, _) = balai(&["akun", "daftar", "--region", "32.73", "--data", data]);
        assert!(keluar.starts_with("198609262015051001\t"), "{keluar}");
        assert!(!keluar.contains("argon2"));
    }

    fn authority_rests_on_a_decree_and_an_account_on_a_person(db: &Db) {
        let data = db.address();
        balai(&["region", "add", "32.73", "--data", data]);
        let tambah = |lagi: &[&str]| {
            balai(&[&["akun", "tambah", "--region", "32.73", "--data", data, "--akun", "siti"][..], lagi].concat())
        };
        for tanpa in [&["--peran", "bkpsdm", "--nama", "Siti"][..], &["--peran", "bkpsdm", "--nama", "Siti", "--dasar", "-"]] {
            let (kode, _, galat) = tambah(tanpa);
            assert!(kode == 2 && galat.contains("--dasar"), "{kode} {galat}");
        }
        let (kode, _, galat) = tambah(&["--peran", "bkpsdm", "--dasar", "SK 1"]);
        assert!(kode == 2 && galat.contains("--nama"), "a number is no name: {kode} {galat}");
        let (_, keluar, _) = balai(&["akun", "daftar", "--region", "32.73", "--data", data]);
        assert_eq!(keluar, "");
        assert_eq!(tambah(&["--peran", "bkpsdm", "--nama", "Siti", "--dasar", "SK 1"]).0, 0);
    }

    fn a_file_of_which_nothing_is_good_is_a_failure(db: &Db) {
        let data = db.address();
        balai(&["region", "add", "32.73", "--data", data]);
        let folder = tempfile::tempdir().expect("a folder");
        let berkas = folder.path().join("pegawai.csv").display().to_string();
        let impor = |isi: &str, lagi: &[&str]| {
            std::fs::write(&berkas, isi).expect("written");
            balai(&[&["import", "pegawai", &berkas, "--region", "32.73", "--data", data][..], lagi].concat())
        };
        let kepala = "NIP;Nama Pegawai;Gol./Ruang;Nama Jabatan;Kelas Jabatan;Perangkat Daerah";
        let baris = "198609262015051001;Siti;III/a;Analis;8;Dinas Tiada";
        let (kode, keluar, _) = impor(&format!("{kepala}\n{baris}\n"), &["--lewati-salah"]);
        assert!(kode == 1 && keluar.contains("KIN-107") && keluar.contains("Status"), "{kode} {keluar}");
        let (kode, keluar, _) = impor(&format!("{kepala};Status\n{baris};PNS\n"), &["--lewati-salah"]);
        assert!(kode == 1 && !keluar.contains("KIN-107"), "every row is refused: {kode} {keluar}");
    }

    fn an_interrupted_region_does_not_hide_the_others(db: &Db) {
        let data = db.address();
        // what a kill between making the database and writing its first row leaves behind
        balai_store::Store::open(&db.url(), "32.04").expect("an empty region");
        balai(&["region", "add", "32.73", "--data", data]);
        let (kode, keluar, galat) = balai(&["region", "list", "--data", data]);
        assert_eq!(kode, 0, "{galat}");
        assert!(keluar.starts_with("32.04\t(terputus") && keluar.contains("32.73\tKota Bandung\tWIB\n"), "{keluar}");
    }

    fn a_program_that_asked_for_json_gets_its_refusal_as_json(db: &Db) {
        let data = db.address();
        balai(&["region", "add", "32.73", "--data", data]);
        let (kode, keluar, galat) =
            balai(&["import", "pegawai", "/tidak/ada.csv", "--region", "32.73", "--data", data, "--json"]);
        assert_eq!(kode, 1);
        let json: serde_json::Value = serde_json::from_str(&keluar).expect("JSON");
        assert_eq!(json.pointer("/galat/0/kode").and_then(|k| k.as_str()), Some("KIN-119"), "{keluar}");
        assert!(galat.contains("KIN-119"), "{galat}");
    }

    fn an_unknown_region_is_refused_with_those_there_are(db: &Db) {
        let data = db.address();
        balai(&["region", "add", "32.73", "--data", data]);
        let (kode, keluar, galat) = balai(&["akun", "daftar", "--region", "32.74", "--data", data]);
        assert_eq!((kode, keluar.as_str()), (1, ""));
        assert!(galat.contains("PLT-020") && galat.contains("Yang ada: 32.73."), "{galat}");
    }
}

#[test]
fn a_line_that_makes_no_sense_exits_2_in_the_readers_language() {
    for (argumen, isi) in [
        (&["regiun"][..], "Perintah \"regiun\" tidak dikenal"),
        (&["region", "add", "32.73"][..], "--data"),
        (
            &["akun", "tambah", "--region", "32.73", "--data", "x", "--peran", "camat", "--akun", "x"][..],
            "bkpsdm",
        ),
        (&["region", "list", "--data", "mysql://sandi@tuan/x"][..], "CLI-009"),
        (&["rules", "eval", "x", "--masukan", "y", "--periode", "Oktober"][..], "2026-10"),
        (&["--bahasa", "en", "regiun"][..], "unrecognized subcommand"),
    ] {
        let (kode, keluar, galat) = balai(argumen);
        assert_eq!((kode, keluar.as_str()), (2, ""), "{argumen:?}");
        assert!(galat.contains(isi), "{argumen:?}: {galat}");
        assert!(!galat.contains("sandi@"), "an address may hold a password");
    }
}

#[test]
fn help_is_no_failure_and_speaks_both_languages() {
    let (kode, id, _) = balai(&["rules", "--help"]);
    assert_eq!(kode, 0);
    assert!(id.contains("Pemakaian:") && id.contains("Perintah:") && !id.contains("Usage"), "{id}");
    let (kode, en, _) = balai(&["rules", "--help", "--bahasa", "en"]);
    assert_eq!(kode, 0);
    assert!(en.contains("Usage:") && en.contains("Commands:"), "{en}");
}

#[test]
fn the_wrong_folder_is_named_and_the_right_kind_described() {
    let (kode, _, galat) = balai(&["rules", "check", &paket("")]);
    assert_eq!(kode, 1);
    assert!(galat.contains("CLI-007"), "{galat}");
    let (kode, _, galat) = balai(&["rules", "check", "tiada/di/sini"]);
    assert_eq!(kode, 1);
    assert!(galat.contains("CLI-001"), "{galat}");
}

#[test]
fn a_package_without_cases_is_refused() {
    let folder = std::env::temp_dir().join(format!("balai-tanpa-kasus-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for berkas in std::fs::read_dir(paket("kota-bandung")).expect("the package") {
        let berkas = berkas.expect("a file").path();
        if berkas.is_file() {
            std::fs::copy(&berkas, folder.join(berkas.file_name().expect("a name"))).expect("copied");
        }
    }
    let (kode, keluar, galat) = balai(&["rules", "test", &folder.display().to_string()]);
    std::fs::remove_dir_all(&folder).expect("removed");
    assert_eq!((kode, keluar.as_str()), (1, ""));
    assert!(galat.contains("CLI-002"), "{galat}");
}

#[test]
fn every_package_that_ships_passes_its_cases() {
    for nama in balai_platform::SumberPaket::bawaan().daftar() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../paket").join(&nama);
        let (kode, keluar, galat) = balai(&["rules", "test", &folder.display().to_string()]);
        let akhir = keluar.lines().last().unwrap_or_default();
        assert!(akhir.ends_with(" passed, 0 failed") && !akhir.starts_with("0 "), "{nama}: {keluar}{galat}");
        assert_eq!(kode, 0, "{nama}");
    }
}

/// One person of class 9 who came a minute late once and was absent once.
fn masukan(folder: &Path) {
    let adopsi = "[adopsi]\npaket = \"tunjangan/nasional-60-40\"\ndaerah = \"32.73\"\n".to_owned();
    let nilai =
        [("itpp", "0.59"), ("beban_kerja", "60%"), ("prestasi_kerja", "40%"), ("kondisi_kerja", "0%")];
    let adopsi = nilai.iter().fold(adopsi, |teks, (nama, isi)| {
        let nilai = format!("nilai = [{{ sejak = 2026-01-01, isi = \"{isi}\", dasar = \"SK uji\" }}]");
        format!("{teks}[parameter.{nama}]\n{nilai}\n")
    });
    let berkas = [
        ("opd.csv", "kode\n01\n"),
        ("orang.csv", "\u{feff}nip;opd;kelas;status\r\na;01;9;pns\r\n"),
        (
            "hari.csv",
            "nip,tanggal,hari_kerja,hari_ke,ramadan,masuk,pulang\n\
             a,2026-10-05,ya,1,tidak,451,960\na,2026-10-08,ya,4,tidak,,\n",
        ),
        ("adopsi.toml", adopsi.as_str()),
    ];
    for (nama, isi) in berkas {
        std::fs::write(folder.join(nama), isi).expect("written");
    }
}

#[test]
fn a_month_is_computed_and_explained_from_a_folder() {
    let folder = std::env::temp_dir().join(format!("balai-masukan-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    masukan(&folder);
    let (isi, adopsi) = (folder.display().to_string(), folder.join("adopsi.toml").display().to_string());
    let paket = paket("nasional-60-40");
    let dasar = |perintah| {
        ["rules", perintah, &paket, "--masukan", &isi, "--periode", "2026-10", "--adopsi", &adopsi]
    };
    let (kode, hitung, galat) = balai(&dasar("eval"));
    let (_, jelas, _) = balai(&[&dasar("explain")[..], &["--orang", "a"]].concat());
    let (_, en, _) =
        balai(&[&dasar("explain")[..], &["--orang", "a", "--rumus", "disiplin", "--bahasa", "en"]].concat());
    let (tiada, _, pesan) = balai(&[&dasar("explain")[..], &["--orang", "b"]].concat());
    std::fs::write(folder.join("hari.csv"), "nip,tanggal\na,2026-10-05\na,\"2026-10-08\n").expect("written");
    let (_, _, terbuka) = balai(&dasar("eval"));
    std::fs::remove_dir_all(&folder).expect("removed");
    assert_eq!(kode, 0, "{galat}");
    assert!(galat.contains("aktivitas.csv tidak ada"), "{galat}");
    assert!(terbuka.contains("CLI-013") && terbuka.contains("baris 3"), "{terbuka}");
    // 9,360,000 x 0.59 = 5,522,400; no activity, so only 40% x (1 - 0.5% - 3%) of it
    assert!(hitung.contains("\na,0,5522400,5522400,0,2131646,2131646\n"), "{hitung}");
    assert!(jelas.starts_with("Diterima sebelum pajak [diterima]: Rp\u{a0}2.131.646\n"), "{jelas}");
    assert!(jelas.contains("SK uji") && jelas.contains("ILUSTRASI"), "{jelas}");
    assert!(en.contains("[disiplin]") && en.contains("basis:") && !en.contains("dasar:"), "{en}");
    assert_eq!(tiada, 1);
    assert!(pesan.contains("CLI-003"), "{pesan}");
}

#[test]
fn a_month_is_computed_with_what_was_known_on_a_day() {
    let tempat = tempfile::tempdir().expect("a folder");
    let tulis = |nama: &str, isi: &str| {
        let jalur = tempat.path().join(nama);
        std::fs::create_dir_all(jalur.parent().expect("a parent")).expect("a folder");
        std::fs::write(&jalur, isi).expect("a file");
        jalur.display().to_string()
    };
    let paket = tulis(
        "paket/paket.toml",
        r#"
[paket]
id    = "tunjangan/uji"
versi = "1.0.0"
nama  = { id = "Uji", en = "Test" }
dasar = "Perbup Uji"
sejak = 2026-01-01
[entitas.orang]
kunci = "nip"
[masukan.orang]
kelas = { jenis = "bulat 1..17" }
[parameter.besaran]
jenis = "rupiah 0..1_000_000"
nilai = [{ sejak = 2026-01-01, isi = "100 rupiah", dasar = "Ps. 1" }]
[rumus.diterima]
per   = "orang"
dasar = "Ps. 2"
nilai = "besaran * kelas"
[keluaran]
orang = ["diterima"]
utama = "diterima"
"#,
    );
    let folder = Path::new(&paket).parent().expect("a parent").display().to_string();
    let adopsi = tulis(
        "adopsi.toml",
        r#"
[adopsi]
paket  = "tunjangan/uji"
daerah = "32.73"
[parameter.besaran]
nilai = [
  { sejak = 2026-01-01, isi = "200 rupiah", dasar = "Perwal A" },
  { sejak = 2026-01-01, isi = "300 rupiah", dasar = "Perwal B", diketahui = 2026-05-10 },
]
"#,
    );
    tulis("masukan/orang.csv", "nip,kelas\na,7\n");
    let masukan = tempat.path().join("masukan").display().to_string();
    let dasar = ["rules", "eval", &folder, "--masukan", &masukan, "--periode", "2026-06"];
    for (tambahan, diterima) in [
        (&[][..], "700"),
        (&["--adopsi", &adopsi, "--diketahui", "2026-05-09"][..], "1400"),
        (&["--adopsi", &adopsi, "--diketahui", "2026-05-10"][..], "2100"),
        (&["--adopsi", &adopsi][..], "2100"),
    ] {
        let (kode, keluar, galat) = balai(&[&dasar[..], tambahan].concat());
        assert_eq!(kode, 0, "{galat}");
        assert_eq!(keluar.lines().last(), Some(format!("a,{diterima}").as_str()), "{tambahan:?}");
    }
    let (kode, _, galat) = balai(&[&dasar[..], &["--diketahui", "kemarin"]].concat());
    assert_eq!(kode, 2);
    assert!(galat.contains("--diketahui 2026-05-01"), "{galat}");
}

#[test]
fn a_refused_first_administrator_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let init = |nama: &str, dasar: &str, akun: &str| {
        let data = data.display().to_string();
        balai(&[
            "init", "--region", "32.73", "--data", &data, "--nama", nama, "--dasar", dasar, "--akun", akun,
        ])
    };
    for (nama, dasar, akun) in [
        ("", "SK 1", "admin"),
        ("Siti", "", "admin"),
        ("Si\u{202e}ti", "SK 1", "admin"),
        ("Siti", "SK 1", "a b"),
    ] {
        let (kode, keluar, galat) = init(nama, dasar, akun);
        assert!(
            kode == 1 && keluar.is_empty() && !galat.is_empty(),
            "{nama:?} {dasar:?} {akun:?}: {kode} {galat}"
        );
        assert!(!data.exists(), "{nama:?} {dasar:?} {akun:?}");
    }
    assert_eq!(init("Siti", "SK 1", "admin").0, 0);
    assert!(data.exists());
}

#[cfg(unix)]
#[test]
fn what_the_program_makes_is_its_owners_alone() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    assert_eq!(balai(&["region", "add", "32.73", "--data", &data.display().to_string()]).0, 0);
    let mode = |p: &Path| std::fs::metadata(p).expect("there").mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for berkas in std::fs::read_dir(&data).expect("a folder") {
        let jalur = berkas.expect("an entry").path();
        assert_eq!(mode(&jalur) & 0o077, 0, "{}", jalur.display());
    }
}

#[test]
fn a_second_server_is_told_which_address_is_taken() {
    let dipakai = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let pengelola = dipakai.local_addr().expect("an address");
    let folder = tempfile::tempdir().expect("a folder");
    let (data, berkas) = (folder.path().join("data").display().to_string(), folder.path().join("balai.toml"));
    assert_eq!(balai(&["region", "add", "32.73", "--data", &data]).0, 0);
    let isi = format!("[data]\ntempat = \"{data}\"\n[server]\nport = 0\npengelola = \"{pengelola}\"\n");
    std::fs::write(&berkas, isi).expect("written");
    let (kode, _, galat) = balai(&["serve", "--konfigurasi", &berkas.display().to_string()]);
    assert!(kode == 1 && galat.contains("CLI-024") && galat.contains("[server] pengelola"), "{kode} {galat}");
}
