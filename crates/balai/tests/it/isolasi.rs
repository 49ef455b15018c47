//! Two regions in one process never see or change one another, whatever is asked of either.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use balai_kernel::Lingkup;
use balai_platform::Region;
use balai_shell::{KEPALA_CSRF, Metode, Rute};
use balai_store::{Sql, StoreError};
use balai_testkit::{AcakTetap, Db, db_test};

use crate::kota::{Daerah, Kota, admin, buka, kirim, kota, nip};

/// Requests of one walk.
const LANGKAH: usize = 240;

fn jalan(db: &Db, uji: impl AsyncFnOnce(&Kota)) {
    let kota = kota(db);
    let mesin = tokio::runtime::Runtime::new().expect("a runtime");
    mesin.block_on(uji(&kota));
}

/// Every row of every table, as text; byte columns by their length.
fn isi(region: &Region) -> BTreeMap<String, Vec<String>> {
    let tabel = region.store().tables().expect("the catalogue can be read");
    let baca = |nama: &String, kolom: Vec<String>| {
        let teks = format!("SELECT {} FROM {nama}", kolom.join(" || '|' || "));
        let sql: &'static Sql = Box::leak(Box::new(Sql::new("isi", Box::leak(teks.into_boxed_str()))));
        let rows: Result<Vec<String>, StoreError> = region.read(|tx| tx.all(sql, &[], |r| r.text(0)));
        let mut rows = rows.unwrap_or_else(|e| panic!("{nama}: {e}"));
        rows.sort();
        rows
    };
    tabel
        .iter()
        // the role of acts may not read which migrations ran
        .filter(|(nama, _)| *nama != "sim_migrasi")
        .map(|(nama, bentuk)| {
            let kolom = bentuk.columns.iter().map(|k| match k.kind.as_str() {
                "bytes" => format!("COALESCE(CAST(length({}) AS TEXT), '-')", k.name),
                _ => format!("COALESCE(CAST({} AS TEXT), '-')", k.name),
            });
            (nama.clone(), baca(nama, kolom.collect()))
        })
        .collect()
}

/// Chance that repeats.
struct Dadu(AcakTetap);

impl Dadu {
    fn angka(&mut self, sampai: usize) -> usize {
        let mut b = [0_u8; 4];
        balai_kernel::Acak::isi(&mut self.0, &mut b);
        usize::try_from(u32::from_le_bytes(b)).expect("a number") % sampai.max(1)
    }

    fn pilih<'a, T>(&mut self, dari: &'a [T]) -> &'a T {
        let i = self.angka(dari.len());
        &dari[i]
    }
}

/// Things that exist in one region, by the names of path parameters and form fields.
fn bahan(d: &Daerah, ke: usize) -> Vec<String> {
    let akun = d.tanda.to_lowercase();
    let mut ada: Vec<String> =
        ["01", "01.01", "02", "1", "2", "3", "2026-10", "32.73", "", "2026-11-01", "ya"]
            .map(str::to_owned)
            .into();
    ada.extend((1..=8).map(|n| nip(ke, n).to_string()));
    ada.extend(["admin", "bkpsdm", "pegawai"].map(|p| format!("{akun}-{p}")));
    let id = isi(&d.region);
    for tabel in ["akun", "kewenangan", "jurnal"] {
        let rows = id.get(tabel).map(Vec::as_slice).unwrap_or_default();
        let uuid = |r: &String| r.split('|').find(|b| b.len() == 36).map(str::to_owned);
        ada.extend(rows.iter().filter_map(uuid).take(6));
    }
    ada
}

fn jalur(rute: &Rute, bahan: &[String], dadu: &mut Dadu) -> String {
    let ruas = rute.jalur.split('/').map(|r| match r.strip_prefix('{') {
        Some(nama) if nama.starts_with("periode") => "2026-10".to_owned(),
        Some(_) => {
            Some(dadu.pilih(bahan).clone()).filter(|b| !b.is_empty()).unwrap_or_else(|| "tiada".into())
        }
        None => r.to_owned(),
    });
    ruas.collect::<Vec<_>>().join("/")
}

const BIDANG: [&str; 24] = [
    "nama",
    "nip",
    "nama_akun",
    "peran",
    "lingkup",
    "sejak",
    "sampai",
    "dasar",
    "alasan",
    "sandi",
    "baru",
    "ulang",
    "kode",
    "unit",
    "jabatan",
    "kelas",
    "formasi",
    "pegawai",
    "kapasitas",
    "sk_nomor",
    "sk_tanggal",
    "sk_pejabat",
    "akun",
    "nilai",
];

fn formulir(bahan: &[String], dadu: &mut Dadu) -> String {
    let isian: Vec<String> = BIDANG.iter().map(|b| format!("{b}={}", dadu.pilih(bahan))).collect();
    isian.join("&")
}

/// One random request of somebody of `d`, with the form token of their own page.
async fn acak(kota: &Kota, d: &Daerah, bahan: &[String], dadu: &mut Dadu) -> (String, crate::kota::Jawaban) {
    let rute: Vec<&Rute> = kota.rangka.semua_rute().iter().filter(|r| r.jalur != "/keluar").collect();
    let rute = *dadu.pilih(&rute);
    let peran: Vec<&&str> = d.kuki.keys().collect();
    let kuki = d.kuki[**dadu.pilih(&peran)].clone();
    let jalur = jalur(rute, bahan, dadu);
    let nama = format!("{} {jalur}", rute.metode.nama());
    if rute.metode == Metode::Get {
        let q = format!("{jalur}?q={}&cari={}", d.tanda, dadu.pilih(bahan));
        return (nama, buka(&kota.rangka, d.tuan, &q, &kuki).await);
    }
    let token = buka(&kota.rangka, d.tuan, "/tiada", &kuki).await.csrf().unwrap_or_default().to_owned();
    let isi = formulir(bahan, dadu);
    let kepala = [
        ("cookie", kuki.as_str()),
        (KEPALA_CSRF, token.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    (nama, kirim(&kota.rangka, rute.metode.nama(), (d.tuan, &jalur), &kepala, &isi).await)
}

db_test! {
    fn random_acts_in_one_region_change_and_reveal_nothing_of_the_other(db: &Db) {
        jalan(db, async |kota| {
            for (sini, sana) in [(0, 1), (1, 0)] {
                let (a, b) = (&kota.daerah[sini], &kota.daerah[sana]);
                // half of what is asked for exists only over there
                let mut bahan_a = tokio::task::block_in_place(|| bahan(a, sini + 1));
                bahan_a.extend(tokio::task::block_in_place(|| bahan(b, sana + 1)));
                let sebelum = tokio::task::block_in_place(|| (isi(&a.region), isi(&b.region)));
                let mut dadu = Dadu(AcakTetap::baru(31 + u64::try_from(sini).expect("small")));
                for _ in 0..LANGKAH {
                    let (nama, jawaban) = acak(kota, a, &bahan_a, &mut dadu).await;
                    assert!(!jawaban.status.is_server_error(), "{nama}: {}", jawaban.isi);
                    let tampak = jawaban.semua();
                    // what was typed may stand in the answer, but never a name that only the other region holds
                    let bocor = [" Dinas", " José", " Analis", " bkpsdm"].map(|s| format!("{}{s}", b.tanda));
                    assert!(!bocor.iter().any(|s| tampak.contains(s)), "{nama} at {}: {tampak}", a.tuan);
                }
                let sesudah = tokio::task::block_in_place(|| (isi(&a.region), isi(&b.region)));
                assert_ne!(sebelum.0, sesudah.0, "nothing happened, so nothing was tested");
                for (tabel, rows) in &sebelum.1 {
                    assert_eq!(Some(rows), sesudah.1.get(tabel), "table {tabel} of the other region");
                }
            }
        });
    }

    fn cookies_and_tokens_of_one_region_are_nothing_in_the_other(db: &Db) {
        jalan(db, async |kota| {
            let [a, b] = &kota.daerah;
            for rute in kota.rangka.semua_rute().iter().filter(|r| r.metode == Metode::Get) {
                let jalur = rute.jalur.replace(['{', '}'], "");
                for kuki in a.kuki.values() {
                    let j = buka(&kota.rangka, b.tuan, &jalur, kuki).await;
                    let bukan = buka(&kota.rangka, b.tuan, &jalur, "").await;
                    assert_eq!(j.status, bukan.status, "{rute:?}: as nobody");
                    assert!(!j.semua().contains(a.tanda) && !j.semua().contains(b.tanda), "{rute:?}: {}", j.isi);
                }
            }
            let sampai = a.region.hari_ini().tomorrow().expect("a day");
            let pemilik = pemilik_token(&a.region);
            let akt = [balai::apps::acts().into_iter().find(|x| x.id == "organisasi.bagan.baca").expect("an act")];
            let mesin = tokio::task::block_in_place(|| {
                balai_akses::buat_token(&a.region, &pemilik, ("uji", &akt, &Lingkup::Semua, sampai)).expect("a token")
            });
            let mesin = format!("Bearer balai_{}", mesin.rahasia().trim_start_matches("balai_"));
            let api = "/api/v1/organisasi/unit/01";
            let di = async |tuan| kirim(&kota.rangka, "GET", (tuan, api), &[("authorization", &mesin)], "").await.status;
            assert_eq!((di(a.tuan).await, di(b.tuan).await), (StatusCode::OK, StatusCode::UNAUTHORIZED));
        });
    }

    fn links_and_form_tokens_of_one_region_are_refused_in_the_other(db: &Db) {
        jalan(db, async |kota| {
            let [a, b] = &kota.daerah;
            let nama = format!("{}-bkpsdm", a.tanda.to_lowercase());
            let tautan = tokio::task::block_in_place(|| balai_akses::buat_tautan(&a.region, &admin(), &nama).expect("a link"));
            let tautan = format!("/tautan/{}", tautan.rahasia());
            let (sini, sana) = (buka(&kota.rangka, a.tuan, &tautan, "").await, buka(&kota.rangka, b.tuan, &tautan, "").await);
            let buka_sandi = |j: &crate::kota::Jawaban| j.isi.contains("type=\"password\"");
            assert!(buka_sandi(&sini) && !buka_sandi(&sana), "{} {}", sini.isi, sana.isi);
            assert!(!sana.semua().contains(a.tanda));

            // a form token of a page of A, with the cookies of A and then of B, sent to B
            let token = buka(&kota.rangka, a.tuan, "/tiada", &a.kuki["bkpsdm"]).await.csrf().expect("a form").to_owned();
            for (kuki, status, ke) in [
                // nobody in B, who is asked to sign in there
                (&a.kuki["bkpsdm"], StatusCode::SEE_OTHER, "/masuk?kembali="),
                (&b.kuki["bkpsdm"], StatusCode::FORBIDDEN, ""),
            ] {
                let kepala = [("cookie", kuki.as_str()), ("content-type", "application/x-www-form-urlencoded")];
                let j = kirim(&kota.rangka, "POST", (b.tuan, "/keluar"), &kepala, &format!("_csrf={token}")).await;
                let tujuan = j.kepala.get("location").and_then(|v| v.to_str().ok()).unwrap_or_default();
                assert!(j.status == status && tujuan.starts_with(ke), "{} {tujuan} {}", j.status, j.isi);
            }
            // the visitor's cookie, which is the same everywhere when somebody copies it
            let tamu = "balai_tamu=0123456789abcdef0123456789abcdef";
            let token = buka(&kota.rangka, a.tuan, "/masuk", tamu).await.csrf().expect("a form").to_owned();
            let kepala = [("cookie", tamu), ("content-type", "application/x-www-form-urlencoded")];
            let isi = format!("_csrf={token}&nama=x&sandi=y");
            let di = async |tuan| kirim(&kota.rangka, "POST", (tuan, "/masuk"), &kepala, &isi).await.status;
            assert_eq!((di(a.tuan).await, di(b.tuan).await), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::FORBIDDEN));
        });
    }

    fn no_page_is_kept_and_an_unknown_host_is_told_nothing(db: &Db) {
        jalan(db, async |kota| {
            let a = &kota.daerah[0];
            for rute in kota.rangka.semua_rute().iter().filter(|r| r.metode == Metode::Get) {
                let jalur = rute.jalur.replace(['{', '}'], "");
                let j = buka(&kota.rangka, a.tuan, &jalur, &a.kuki["admin"]).await;
                let simpan = j.kepala.get("cache-control").and_then(|v| v.to_str().ok()).unwrap_or_default();
                let umum = rute.jalur == "/api/openapi.json";
                assert!(umum || simpan.contains("no-store"), "{rute:?}: {simpan}");
                assert!(!j.kepala.contains_key("etag"), "{rute:?} could be answered from a cache of the other region");
                for tuan in ["lain.contoh.go.id", "bandung.contoh.go.id.jahat.example", "", "[::1]:80"] {
                    let j = buka(&kota.rangka, tuan, &jalur, &a.kuki["admin"]).await;
                    assert_eq!(j.status, StatusCode::NOT_FOUND, "{rute:?} at {tuan:?}");
                    let tampak = j.semua();
                    for nama in [a.tanda, "Bandung", "Cimahi"] {
                        assert!(!tampak.contains(nama), "{rute:?} at {tuan:?}: {tampak}");
                    }
                }
            }
        });
    }

    fn what_is_found_in_one_region_is_not_found_in_the_other(db: &Db) {
        jalan(db, async |kota| {
            let [a, b] = &kota.daerah;
            let q = format!("/api/cari?q={}", a.tanda);
            let sini = buka(&kota.rangka, a.tuan, &q, &a.kuki["bkpsdm"]).await;
            let sana = buka(&kota.rangka, b.tuan, &q, &b.kuki["bkpsdm"]).await;
            assert!(sini.isi.contains("\"temuan\"") && sana.status.is_success(), "{}", sini.isi);
            assert!(!sana.isi.contains("\"temuan\""), "{}", sana.isi);
        });
    }
}

/// The account of region A that may make tokens, as its session port sees it.
pub fn pemilik_token(region: &Region) -> balai_kernel::Aktor {
    use balai_platform::SesiPort as _;
    tokio::task::block_in_place(|| {
        let sesi = balai_akses::masuk(region, "qalfa-admin", "kata sandi yang panjang & aneh").expect("in");
        balai_akses::SesiAkses.aktor(region, sesi.token.rahasia()).expect("a session").expect("somebody")
    })
}

/// No statement names another schema, another file or the search path: what a statement can reach is its own region.
#[test]
fn no_statement_reaches_beyond_its_region() {
    for sql in balai::apps::statements() {
        let teks = format!("{sql:?}").to_lowercase();
        for kata in ["attach ", "search_path", "set schema", "dblink", "pg_read", "load_extension"] {
            assert!(!teks.contains(kata), "{}: {kata}", sql.name);
        }
    }
}
