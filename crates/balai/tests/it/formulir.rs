//! Forms and addresses as people meet them: what cannot be read is said, what is wrong is named by its field, and nobody
//! loses a form without being told.

use axum::http::StatusCode;
use balai_testkit::{Db, db_test};

use crate::kota::{Daerah, Jawaban, Kota, buka, kirim, kota};

const FORMULIR: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn jalan(db: &Db, uji: impl AsyncFnOnce(Kota)) {
    let kota = kota(db);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(uji(kota));
}

/// Sends a form of this page as `peran`; its token is that of the page.
async fn isi(kota: &Kota, d: &Daerah, peran: &str, (halaman, jalur): (&str, &str), isian: &str) -> Jawaban {
    let kuki = d.kuki[peran].as_str();
    let csrf = buka(&kota.rangka, d.tuan, halaman, kuki).await.csrf().expect("a form").to_owned();
    let isi = format!("_csrf={csrf}&{isian}");
    kirim(&kota.rangka, "POST", (d.tuan, jalur), &[("cookie", kuki), FORMULIR], &isi).await
}

/// The faults of the summary: the field each leads to, and its sentence without marks.
fn ringkasan(halaman: &str) -> Vec<(String, String)> {
    let Some((_, sisa)) = halaman.split_once("<div class=\"ringkasan-galat\"") else { return Vec::new() };
    let sisa = sisa.split("</ul>").next().unwrap_or_default();
    let satu = |s: &str| {
        let (bidang, isi) = s.split_once("\">")?;
        let isi = isi.split("</a>").next()?;
        let polos: String = isi.split('<').map(|p| p.split_once('>').map_or(p, |(_, p)| p)).collect();
        Some((bidang.to_owned(), polos))
    };
    sisa.split("<a href=\"#b-").skip(1).filter_map(satu).collect()
}

db_test! {
    fn a_day_that_is_none_is_never_answered_with_another(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let siapa = &d.kuki["bkpsdm"];
            for jalur in [
                "/jurnal?dari=31-02-2026", "/jurnal?sampai=kemarin", "/jurnal/ekspor?bentuk=csv&dari=31-02-2026",
                "/jurnal/ekspor?bentuk=json&sampai=x", "/organisasi?pada=abc", "/organisasi?pada=abc&cari=dinas",
                "/organisasi/unit/01?pada=abc", "/organisasi/bagan/01?pada=abc", "/organisasi/orang/1?pada=abc",
                "/organisasi/siapa?pada=31-02-2026", "/wilayah?pada=abc", "/rukun/32.73.01.1001?pada=abc",
                "/kewenangan?pada=abc",
            ] {
                let siapa = if jalur.contains("ekspor") { &d.kuki["pemeriksa"] } else { siapa };
                let j = buka(&kota.rangka, d.tuan, jalur, siapa).await;
                assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY, "{jalur}: {}", j.isi);
                assert!(j.isi.contains("INT-02") || !ringkasan(&j.isi).is_empty(), "{jalur}: {}", j.isi);
            }
            for jalur in [
                "/api/v1/jurnal?dari=31-02-2026", "/api/v1/organisasi/orang?pada=abc", "/api/v1/organisasi/orang/1?pada=abc",
                "/api/v1/organisasi/unit/01?pada=abc", "/api/v1/organisasi/penandatangan?unit=01&pada=abc",
                "/api/kewenangan?pada=abc",
            ] {
                let j = buka(&kota.rangka, d.tuan, jalur, siapa).await;
                assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY, "{jalur}: {}", j.isi);
            }
            let j = buka(&kota.rangka, d.tuan, "/aktivitas?hari=abc", &d.kuki["pegawai"]).await;
            assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", j.isi);
            let j = buka(&kota.rangka, d.tuan, "/jurnal?dari=31-02-2026", siapa).await;
            assert!(j.isi.contains("31-02-2026") && j.isi.contains("href=\"/jurnal\""), "what, and the way on: {}", j.isi);
            let j = buka(&kota.rangka, d.tuan, "/jurnal?dari=1-2-2026&sampai=28/2/2026", siapa).await;
            assert_eq!(j.status, StatusCode::OK);
        });
    }

    fn the_summary_of_every_form_names_its_fields_and_leads_to_them(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let mut banyak = 0;
            for (peran, halaman, jalur, isian) in [
                ("admin", "/undangan", "/undangan", "peran=atasan&nama=Siti%E2%80%AEnimda&dasar=&nip=1&lingkup=&sejak=x"),
                ("admin", "/kewenangan/baru", "/kewenangan", "akun=&peran=&lingkup=unit:x&dasar=%07&sejak=x&sampai=y"),
                ("admin", "/aturan-masuk", "/aturan-masuk", "panjang=&faktor=raja&sejak=&dasar="),
                ("pegawai", "/saya/sandi", "/saya/sandi", "lama=&baru=&lagi="),
                ("pegawai", "/saya/token", "/saya/token", "nama=a%1Bb&lingkup=&sampai="),
                ("pegawai", "/pemberitahuan/pilihan", "/pemberitahuan/pilihan", "bahasa=id&cara=segera&surel=x&telepon=0000-00-00&tenang_dari=1&tenang_sampai=y"),
                ("bkpsdm", "/organisasi/unit/01/ubah", "/organisasi/unit/01/ubah", "tindakan=nama&nama=%07&sejak=x&sk_nomor=&sk_pejabat=&sk_tanggal="),
                ("bkpsdm", "/organisasi/jabatan/1/tugaskan", "/organisasi/jabatan/1/tugaskan", "nip=1&sejak=x"),
                ("bkpsdm", "/organisasi/tim-baru", "/organisasi/tim-baru", "nama=&sejak=x"),
                ("pegawai", "/aktivitas", "/aktivitas", "uraian=&menit=x&hari=HARI"),
            ] {
                let isian = isian.replace("HARI", &d.region.hari_ini().to_string());
                let j = isi(&kota, d, peran, (halaman, jalur), &isian).await;
                assert_eq!(j.status, StatusCode::UNPROCESSABLE_ENTITY, "{jalur}: {}", j.isi);
                let salah = ringkasan(&j.isi);
                assert!(!salah.is_empty(), "{jalur}: {}", j.isi);
                for (bidang, kalimat) in salah {
                    assert!(j.isi.contains(&format!("id=\"b-{bidang}\"")), "{jalur}: no field {bidang}: {}", j.isi);
                    assert!(kalimat.contains(": "), "{jalur}: {bidang} is not named: {kalimat}");
                    banyak += 1;
                }
            }
            assert!(banyak > 25, "{banyak}");
        });
    }

    fn a_form_sent_after_its_session_is_not_lost_silently(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let kuki = d.kuki["pegawai"].clone();
            let csrf = buka(&kota.rangka, d.tuan, "/saya/token", &kuki).await.csrf().expect("a form").to_owned();
            tokio::task::block_in_place(|| {
                let nama = format!("{}-pegawai", d.tanda.to_lowercase());
                balai_akses::cabut_sesi_akun(&d.region, &crate::kota::admin(), &nama).expect("an end")
            });
            let asal = format!("http://{}/saya/token?halaman=1", d.tuan);
            let isi = format!("_csrf={csrf}&nama=mesin");
            let kepala = [("cookie", kuki.as_str()), FORMULIR, ("referer", asal.as_str())];
            let j = kirim(&kota.rangka, "POST", (d.tuan, "/saya/token"), &kepala, &isi).await;
            assert_eq!(j.status, StatusCode::SEE_OTHER, "{}", j.isi);
            let ke = j.kepala["location"].to_str().expect("an address").to_owned();
            assert_eq!(ke, "/masuk?kembali=/saya/token%3Fhalaman%3D1");
            let kabar = j.kepala.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok());
            let kabar = kabar.filter_map(|v| v.split(';').next()).find(|v| v.starts_with("balai_kabar=")).expect("a message");
            let j = buka(&kota.rangka, d.tuan, &ke, kabar).await;
            assert!(j.isi.contains("tidak ada yang disimpan"), "{}", j.isi);
            assert!(j.isi.contains("name=\"kembali\" value=\"/saya/token?halaman=1\""), "{}", j.isi);
            // without a page it came from, its own address is opened; one that cannot be, leads home
            for (jalur, kembali) in [("/saya/token", "/saya/token"), ("/saya/faktor/mulai", "/")] {
                let j = kirim(&kota.rangka, "POST", (d.tuan, jalur), &[("cookie", kuki.as_str()), FORMULIR], &isi).await;
                assert_eq!(j.kepala["location"], format!("/masuk?kembali={kembali}"), "{jalur}");
            }
            // a program is told that it is nobody; another site gets nothing
            let json = [("cookie", kuki.as_str()), ("content-type", "application/json")];
            let j = kirim(&kota.rangka, "POST", (d.tuan, "/api/kewenangan"), &json, "{}").await;
            assert_eq!(j.status, StatusCode::UNAUTHORIZED, "{}", j.isi);
            let asing = [FORMULIR, ("origin", "https://jahat.example")];
            let j = kirim(&kota.rangka, "POST", (d.tuan, "/saya/token"), &asing, &isi).await;
            assert_eq!(j.status, StatusCode::FORBIDDEN);
            // the sign-in form itself, too long open, says so and nothing else
            let j = kirim(&kota.rangka, "POST", (d.tuan, "/masuk"), &[FORMULIR], "_csrf=00&nama=a&sandi=b").await;
            assert_eq!(j.status, StatusCode::FORBIDDEN);
            assert!(j.isi.contains("WEB-002"));
        });
    }

    fn a_method_that_is_none_says_so(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            for kuki in ["", d.kuki["admin"].as_str()] {
                for metode in ["PUT", "DELETE", "TRACE", "PATCH"] {
                    let j = kirim(&kota.rangka, metode, (d.tuan, "/akun"), &[("cookie", kuki)], "").await;
                    assert_eq!(j.status, StatusCode::METHOD_NOT_ALLOWED, "{metode}: {}", j.isi);
                }
                let j = kirim(&kota.rangka, "POST", (d.tuan, "/jurnal"), &[("cookie", kuki), FORMULIR], "a=b").await;
                assert_eq!(j.status, StatusCode::METHOD_NOT_ALLOWED, "{}", j.isi);
            }
        });
    }

    fn whoever_needs_a_second_factor_is_led_to_it_and_hears_nothing_of_tokens(db: &Db) {
        jalan(db, async |kota| {
            let d = &kota.daerah[0];
            let aturan = balai_akses::Aturan { panjang_sandi: 12, faktor_wajib: vec![balai_kernel::Peran::Bkpsdm] };
            tokio::task::block_in_place(|| {
                let hari = d.region.hari_ini();
                balai_akses::ubah_aturan(&d.region, &crate::kota::admin(), &aturan, (hari, "SK 2")).expect("a rule")
            });
            for jalur in ["/", "/jurnal", "/kewenangan", "/saya"] {
                let j = buka(&kota.rangka, d.tuan, jalur, &d.kuki["bkpsdm"]).await;
                assert_eq!(j.status, StatusCode::FORBIDDEN, "{jalur}");
                assert!(j.isi.contains("AKS-067") && j.isi.contains("href=\"/saya/faktor\""), "{jalur}: {}", j.isi);
                assert!(!j.isi.contains("oken"), "{jalur}: {}", j.isi);
            }
            let j = buka(&kota.rangka, d.tuan, "/saya/faktor", &d.kuki["bkpsdm"]).await;
            assert!(j.status == StatusCode::OK && j.isi.contains("Wajib untuk peran Anda (BKPSDM)"), "{}", j.isi);
            let j = buka(&kota.rangka, d.tuan, "/saya/faktor", &d.kuki["pegawai"]).await;
            assert!(!j.isi.contains("Wajib untuk peran"), "{}", j.isi);
        });
    }
}
