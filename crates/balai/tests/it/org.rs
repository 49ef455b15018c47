//! Assignments and teams changed by decree from the command line and by the API, on both databases.

use balai_testkit::{Db, db_test};
use serde_json::{Value, json};

use crate::kota::{Daerah, Kota, buka, kirim, kota, nip};
use crate::perintah::balai;

const KEPALA: &str = "198603112016021002";
const UMUM: &str = "199607102025082003";

/// A region with the offices' sample in it.
fn isi(db: &Db) -> Vec<String> {
    let contoh = concat!(env!("CARGO_MANIFEST_DIR"), "/../../apps/kinerja/tests/contoh");
    let di: Vec<String> = ["--region", "32.73", "--data", db.address()].map(str::to_owned).to_vec();
    assert_eq!(balai(&["region", "add", "32.73", "--data", db.address()]).0, 0);
    for (jenis, berkas) in [("unit", "unit.csv"), ("pegawai", "pegawai.csv")] {
        let berkas = format!("{contoh}/{berkas}");
        let di: Vec<&str> = di.iter().map(String::as_str).collect();
        let (kode, _, galat) = balai(&[&["import", jenis, &berkas, "--lewati-salah"], &di[..]].concat());
        assert_eq!(kode, 0, "{galat}");
    }
    di
}

fn jalan(di: &[String], argumen: &[&str]) -> (i32, String, String) {
    let di: Vec<&str> = di.iter().map(String::as_str).collect();
    balai(&[argumen, &di].concat())
}

fn berkeputusan(di: &[String], argumen: &[&str]) -> (i32, String, String) {
    let sk = ["--sk-nomor", "821/9", "--sk-tanggal", "1-9-2026", "--sk-pejabat", "Wali Kota"];
    jalan(di, &[argumen, &sk].concat())
}

/// The number before the first line that holds these words.
fn nomor(keluar: &str, kata: &str) -> String {
    let baris = keluar.lines().find(|b| b.contains(kata)).unwrap_or_else(|| panic!("{kata} in {keluar}"));
    baris.split_whitespace().next().unwrap().to_owned()
}

/// Posts a JSON body with the session of a role.
async fn pos(kota: &Kota, d: &Daerah, peran: &str, jalur: &str, isi: &Value) -> (u16, Value) {
    let kuki = d.kuki[peran].clone();
    let token = buka(&kota.rangka, d.tuan, "/organisasi", &kuki).await.csrf().unwrap().to_owned();
    let kepala =
        [("cookie", kuki.as_str()), ("x-csrf", token.as_str()), ("content-type", "application/json")];
    let j = kirim(&kota.rangka, "POST", (d.tuan, jalur), &kepala, &isi.to_string()).await;
    (j.status.as_u16(), serde_json::from_str(&j.isi).unwrap_or_default())
}

db_test! {
    fn an_acting_official_is_shown_then_assigned_then_ended(db: &Db) {
        let di = isi(db);
        let (_, keluar, _) = jalan(&di, &["org", "jabatan", "kepala dinas"]);
        let jabatan = nomor(&keluar, "Kepala Dinas Komunikasi");
        let plh = ["org", "tugaskan", UMUM, "--jabatan", &jabatan, "--kapasitas", "plh", "--sejak", "1-10-2026"];
        let (kode, _, galat) = berkeputusan(&di, &plh);
        assert_eq!(kode, 1);
        assert!(galat.contains("ORG-013"), "an acting term has an end: {galat}");
        let plh = [&plh[..], &["--sampai", "31-10-2026"]].concat();
        let (kode, tinjau, galat) = berkeputusan(&di, &[&plh[..], &["--tinjau"]].concat());
        assert_eq!((kode, galat.as_str()), (0, ""));
        assert!(tinjau.contains("Gina Hartati menjadi Plh. Kepala Dinas"), "{tinjau}");
        assert!(tinjau.contains("Belum disimpan"), "{tinjau}");
        let penandatangan = |hari: &str| jalan(&di, &["org", "kepala", "01.01", "--pada", hari]).1;
        assert!(penandatangan("2026-10-05").contains("Kepala: Euis Iskandar"), "only looked at");
        let (kode, _, galat) = berkeputusan(&di, &[&plh[..], &["--sidik", "lain"]].concat());
        assert_eq!(kode, 1);
        assert!(galat.contains("ORG-036"), "{galat}");
        let sidik = tinjau.split("--sidik ").nth(1).unwrap().trim();
        let (kode, keluar, galat) = berkeputusan(&di, &[&plh[..], &["--sidik", sidik, "--json"]].concat());
        assert_eq!(kode, 0, "{galat}");
        let laporan: Value = serde_json::from_str(&keluar).unwrap();
        assert_eq!((&laporan["tersimpan"], &laporan["rincian"]["kapasitas"]), (&json!(true), &json!("plh")));
        assert!(penandatangan("2026-10-05").contains("Kepala: Gina Hartati, Plh."), "{}", penandatangan("2026-10-05"));
        let (_, keluar, _) = jalan(&di, &["org", "penugasan", UMUM]);
        let catatan = nomor(&keluar, "Plh.");
        let (kode, keluar, galat) =
            berkeputusan(&di, &["org", "akhiri", UMUM, "--penugasan", &catatan, "--sampai", "10-10-2026"]);
        assert_eq!(kode, 0, "{galat}");
        assert!(keluar.contains("tidak lagi Plh. Kepala Dinas") && keluar.contains("10 Oktober 2026"), "{keluar}");
        assert!(penandatangan("2026-10-11").contains("Kepala: Euis Iskandar"));
        let (kode, keluar, _) =
            berkeputusan(&di, &["org", "penilai", UMUM, "--oleh", KEPALA, "--sejak", "1-11-2026", "--bahasa", "en"]);
        assert_eq!(kode, 0);
        assert!(keluar.contains("Euis Iskandar assesses Gina Hartati, from 1 November 2026."), "{keluar}");
        let tiada = ["org", "tugaskan", UMUM, "--jabatan", "99999", "--sejak", "1-10-2026"];
        assert!(berkeputusan(&di, &tiada).2.contains("ORG-055"));
    }

    fn a_team_lives_from_the_command_line(db: &Db) {
        let di = isi(db);
        let bentuk = [
            "org", "tim", "bentuk", "Tim Satu Data", "--unit", "01", "--ketua", KEPALA, "--anggota", UMUM,
            "--menilai", "--sejak", "1-10-2026",
        ];
        let (kode, keluar, galat) = berkeputusan(&di, &[&bentuk[..], &["--tinjau"]].concat());
        assert_eq!((kode, galat.as_str()), (0, ""));
        assert!(keluar.contains("Euis Iskandar menjadi ketua") && keluar.contains("Belum disimpan"), "{keluar}");
        let daftar = || jalan(&di, &["org", "tim", "daftar", "01", "--pada", "2026-10-05"]).1;
        assert!(daftar().contains("Tidak ada tim"));
        assert_eq!(berkeputusan(&di, &bentuk).0, 0);
        let tim = nomor(&daftar(), "Tim Satu Data");
        let lihat = |hari: &str| jalan(&di, &["org", "tim", "lihat", &tim, "--pada", hari]).1;
        assert!(lihat("2026-10-05").contains("Ketua: Euis Iskandar"));
        let ketua = ["org", "tim", "ketua", &tim, UMUM, "--tetap", "--sejak", "10-10-2026"];
        assert_eq!(berkeputusan(&di, &ketua).0, 0);
        let sesudah = lihat("2026-10-10");
        assert!(sesudah.contains("Ketua: Gina Hartati") && sesudah.contains("Anggota: Euis Iskandar"), "{sesudah}");
        let (kode, _, galat) = berkeputusan(&di, &["org", "tim", "keluar", &tim, UMUM, "--sejak", "11-10-2026"]);
        assert_eq!(kode, 1);
        assert!(galat.contains("ORG-052"), "a chair is replaced: {galat}");
        assert_eq!(berkeputusan(&di, &["org", "tim", "bubar", &tim, "--sejak", "1-11-2026"]).0, 0);
        assert!(lihat("2026-10-31").contains("Ketua:") && !lihat("2026-11-01").contains("Ketua:"));
        let lagi = berkeputusan(&di, &["org", "tim", "masuk", "77", UMUM, "--sejak", "1-11-2026"]);
        assert!(lagi.2.contains("ORG-056"), "{}", lagi.2);
    }

    fn rw_are_merged_and_colliding_rt_get_new_numbers(db: &Db) {
        let di = isi(db);
        let daftar = tempfile::NamedTempFile::with_suffix(".csv").unwrap();
        let isi = "kelurahan;rw;rt\n32.73.05.1001;1;1\n32.73.05.1001;2;1\n32.73.05.1001;2;2\n";
        std::fs::write(daftar.path(), isi).unwrap();
        let berkas = daftar.path().display().to_string();
        assert_eq!(jalan(&di, &["import", "rukun", &berkas]).0, 0);
        let (dari, ke) = ("32.73.05.1001-002", "32.73.05.1001-001");
        let gabung = ["org", "rukun-gabung", dari, "--ke", ke, "--sejak", "1-12-2026"];
        let (kode, _, galat) = berkeputusan(&di, &gabung);
        assert_eq!(kode, 1);
        assert!(galat.contains("ORG-057") && galat.contains("RT 01/RW 02"), "{galat}");
        let (kode, keluar, galat) = berkeputusan(&di, &[&gabung[..], &["--rt", "2=7", "--lanjutan"]].concat());
        assert_eq!(kode, 0, "{galat}");
        assert!(keluar.contains("RT 02/RW 02 diteruskan RT 07/RW 01"), "{keluar}");
        let (_, keluar, _) = jalan(&di, &["org", "rukun", "32.73.05.1001", "--pada", "2026-12-01"]);
        assert!(keluar.contains("RW 01: RT 01, 07, 08"), "{keluar}");
    }

    fn a_team_is_formed_by_the_api_as_its_preview_said(db: &Db) {
        let kota = kota(db);
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let d = &kota.daerah[0];
            let orang = async |n| {
                let jalur = format!("/api/v1/organisasi/orang?cari={}", nip(1, n));
                let j = buka(&kota.rangka, d.tuan, &jalur, &d.kuki["bkpsdm"]).await;
                let isi: Value = serde_json::from_str(&j.isi).unwrap();
                isi["orang"][0]["nomor"].as_i64().unwrap()
            };
            let (ketua, anggota) = (orang(1).await, orang(2).await);
            let mut isi = json!({
                "nama": "Tim Data", "unit": "01", "ketua": ketua, "anggota": [anggota], "verifikasi": true,
                "sejak": "2026-10-01", "keputusan": { "nomor": "1", "tanggal": "2026-09-01", "pejabat": "Kepala" },
            });
            let alamat = "/api/v1/organisasi/tim";
            let (kode, lihat) = pos(&kota, d, "operator_opd", "/api/v1/organisasi/tim/pratinjau", &isi).await;
            assert_eq!(kode, 200, "{lihat}");
            let (kode, galat) = pos(&kota, d, "operator_opd", alamat, &isi).await;
            assert_eq!((kode, &galat["kode"]), (422, &json!("ORG-036")), "nothing was looked at: {galat}");
            isi["sidik"] = lihat["sidik"].clone();
            let (kode, _) = pos(&kota, d, "pegawai", alamat, &isi).await;
            assert_eq!(kode, 403);
            let (kode, jadi) = pos(&kota, d, "operator_opd", alamat, &isi).await;
            assert_eq!(kode, 200, "{jadi}");
            let jalur = format!("{alamat}/{}", jadi["tim"]);
            let j = buka(&kota.rangka, d.tuan, &jalur, &d.kuki["pegawai"]).await;
            let tim: Value = serde_json::from_str(&j.isi).unwrap();
            assert_eq!((&tim["nama"], &tim["anggota"][0]["ketua"]), (&json!("Tim Data"), &json!(true)), "{tim}");
        });
    }

    fn a_file_on_the_page_does_what_the_command_line_does(db: &Db) {
        let kota = kota(db);
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let d = &kota.daerah[0];
            let kuki = d.kuki["bkpsdm"].as_str();
            let unggah = async |jenis: &str, nama: &str, isi: &str| {
                let token = buka(&kota.rangka, d.tuan, "/impor", kuki).await.csrf().unwrap().to_owned();
                let bidang = |nama: &str, berkas: &str, isi: &str| {
                    format!("--x\r\nContent-Disposition: form-data; name=\"{nama}\"{berkas}\r\n\r\n{isi}\r\n")
                };
                let badan = [
                    bidang("_csrf", "", &token),
                    bidang("jenis", "", jenis),
                    bidang("berkas", &format!("; filename=\"{nama}\""), isi),
                    "--x--\r\n".to_owned(),
                ];
                let kepala = [
                    ("cookie", kuki),
                    ("sec-fetch-site", "same-origin"),
                    ("content-type", "multipart/form-data; boundary=x"),
                ];
                kirim(&kota.rangka, "POST", (d.tuan, "/impor"), &kepala, &badan.concat()).await
            };
            let j = unggah("rukun", "rw.csv", "kelurahan;rw;rt\n32.73.05.1001;1;1\n").await;
            assert_eq!(j.status, 200, "{}", j.isi);
            assert!(j.isi.contains("rw.csv: 2 RW dan RT baru"), "{}", j.isi);
            let j = unggah("rukun", "rw.csv", "kelurahan;rw;rt\n32.73.05.1001;x;1\n").await;
            assert_eq!(j.status, 422);
            assert!(j.isi.contains("Baris 2") && j.isi.contains("bukan RW atau RT"), "{}", j.isi);
            let unit = "Kode;Nama Unit;Kode Induk;Jenis\n07;Dinas Baru;;OPD\n";
            let j = unggah("unit", "unit.csv", unit).await;
            assert_eq!(j.status, 200, "{}", j.isi);
            assert!(j.isi.contains("unit.csv: 1 baris benar"), "{}", j.isi);
            let j = unggah("pegawai", "", "").await;
            assert_eq!(j.status, 422);
            assert!(j.isi.contains("Pilih berkasnya."), "{}", j.isi);
        });
    }
}
