//! Evidence of an activity: kept with it, seen by whom it concerns, replaced until somebody decides, refused when it is no
//! picture.

use std::io::Cursor;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use balai_kernel::{Aktor, Lingkup, Peran};
use balai_kinerja::acts::entri::bukti::{baca, lampirkan, terima};
use balai_kinerja::acts::entri::{catat, tarik};
use balai_kinerja::model::entri::{Entri, Kiriman};
use balai_platform::berkas::{Diterima, Jenis};
use balai_platform::{Refusal, Region};
use balai_shell::KUKI_SESI;
use balai_testkit::{Db, aktor, db_test};
use tower::ServiceExt as _;

use crate::entri::{Kantor, euis, isian, kiriman, siti};
use crate::web::Web;

const SENIN: &str = "2026-11-02";
/// The smallest PDF a reader opens is no smaller than this; what counts here is how it begins.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n";

/// A picture of one grey, as a PNG of stored blocks.
fn png(abu: u8) -> Vec<u8> {
    fn crc(isi: &[u8]) -> u32 {
        !isi.iter().fold(!0_u32, |c, b| {
            (0..8).fold(c ^ u32::from(*b), |c, _| if c & 1 == 1 { c >> 1 ^ 0xEDB8_8320 } else { c >> 1 })
        })
    }
    fn bagian(jadi: &mut Vec<u8>, nama: &[u8], isi: &[u8]) {
        jadi.extend(u32::try_from(isi.len()).unwrap().to_be_bytes());
        let satu = [nama, isi].concat();
        jadi.extend(&satu);
        jadi.extend(crc(&satu).to_be_bytes());
    }
    let mut jadi = b"\x89PNG\r\n\x1a\n".to_vec();
    bagian(&mut jadi, b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    // one row: filter none, one pixel
    let baris = [0, abu];
    let (mut a, mut b) = (1_u32, 0_u32);
    for x in baris {
        a = (a + u32::from(x)) % 65_521;
        b = (b + a) % 65_521;
    }
    let mut zlib = vec![0x78, 0x01, 1, 2, 0, 0xFD, 0xFF, baris[0], baris[1]];
    zlib.extend((b << 16 | a).to_be_bytes());
    bagian(&mut jadi, b"IDAT", &zlib);
    bagian(&mut jadi, b"IEND", &[]);
    jadi
}

/// Somebody of another office.
fn rekan() -> Aktor {
    let nip: balai_kernel::Nip = "197603132004092094".parse().unwrap();
    aktor(33, "Rekan", Some(nip.clone()), Peran::Pegawai, Lingkup::Diri(nip))
}

fn masuk(region: &Region, aktor: &Aktor, isi: &[u8]) -> Result<Diterima, Refusal> {
    terima(region, aktor, &mut Cursor::new(isi), "foto.jpg")
}

fn satu(k: &Kantor, kunci: &str, bukti: Option<Diterima>) -> Entri {
    let menit = i64::try_from(kunci.len()).unwrap();
    let kirim = Kiriman { bukti, ..kiriman(kunci, isian(SENIN, None, menit)) };
    catat(&k.region, &siti(), &[kirim]).unwrap().remove(0)
}

db_test! {
    fn evidence_comes_with_an_entry_and_is_replaced_until_somebody_decides(db: &Db) {
        let k = Kantor::baru(db);
        let r = &k.region;
        let foto = masuk(r, &siti(), &png(10)).unwrap();
        assert_eq!(foto.jenis(), Jenis::Jpeg, "pictures are made anew");
        let e = satu(&k, "kunci-0001", Some(foto.clone()));
        assert_eq!(e.bukti.as_deref(), Some(foto.sidik()));
        let (rujukan, isi) = baca(r, &siti(), &e.id).unwrap();
        assert_eq!((rujukan.sidik.as_str(), rujukan.jenis), (foto.sidik(), Jenis::Jpeg));
        assert!(isi.starts_with(b"\xff\xd8\xff"));
        // the same again is the same entry, whatever comes with it
        assert_eq!(satu(&k, "kunci-0001", None), e);
        let pdf = masuk(r, &siti(), PDF).unwrap();
        let baru = lampirkan(r, &siti(), (&e.id, e.versi), pdf.clone()).unwrap();
        assert_eq!((baru.bukti.as_deref(), baru.versi), (Some(pdf.sidik()), e.versi + 1));
        assert_eq!(baca(r, &siti(), &e.id).unwrap().1, PDF);
        // what was shown has changed meanwhile
        assert_eq!(lampirkan(r, &siti(), (&e.id, e.versi), foto.clone()).unwrap_err(), Refusal::Conflict);
        assert_eq!(baca(r, &siti(), &e.id).unwrap().1, PDF, "a refused act leaves the file as it was");
        tarik(r, &siti(), &e.id, baru.versi).unwrap();
        assert_eq!(lampirkan(r, &siti(), (&e.id, baru.versi + 1), foto).unwrap_err().galat().kode, "KIN-516");
    }

    fn evidence_is_seen_by_its_owner_and_by_whoever_has_the_unit(db: &Db) {
        let k = Kantor::baru(db);
        let r = &k.region;
        let e = satu(&k, "kunci-0001", Some(masuk(r, &siti(), PDF).unwrap()));
        let opd = e.jalur_unit.split_inclusive('/').next().unwrap().parse().unwrap();
        let kepala = aktor(30, "Atasan", None, Peran::Atasan, Lingkup::Unit(opd));
        let luar = aktor(31, "Atasan lain", None, Peran::Atasan, Lingkup::Unit("99/".parse().unwrap()));
        assert_eq!(baca(r, &kepala, &e.id).unwrap().1, PDF);
        assert_eq!(baca(r, &euis(), &e.id).unwrap().1, PDF, "whoever decides on it, by post");
        for lain in [&luar, &rekan()] {
            assert_eq!(baca(r, lain, &e.id).unwrap_err(), Refusal::NotFound);
        }
        let admin = aktor(32, "Admin", None, Peran::Admin, Lingkup::Semua);
        assert!(matches!(baca(r, &admin, &e.id), Err(Refusal::Denied(_))));
        assert!(matches!(masuk(r, &admin, PDF), Err(Refusal::Denied(_))), "nobody else's bytes are kept");
        assert_eq!(lampirkan(r, &euis(), (&e.id, e.versi), masuk(r, &euis(), PDF).unwrap()).unwrap_err(), Refusal::NotFound);
        assert_eq!(baca(r, &siti(), "tak-ada").unwrap_err(), Refusal::NotFound);
        let tanpa = satu(&k, "kunci-00002", None);
        assert_eq!(baca(r, &siti(), &tanpa.id).unwrap_err(), Refusal::NotFound);
    }
}

const BATAS: &str = "batas-formulir";

/// A form with a file, as browsers send it.
async fn kirim(
    web: &Web,
    jalur: &str,
    isian: &[(&str, &str)],
    nama: &str,
    isi: &[u8],
) -> (StatusCode, String, String) {
    let mut badan = Vec::new();
    for (n, v) in isian {
        badan.extend(
            format!("--{BATAS}\r\nContent-Disposition: form-data; name=\"{n}\"\r\n\r\n{v}\r\n").as_bytes(),
        );
    }
    badan.extend(
        format!("--{BATAS}\r\nContent-Disposition: form-data; name=\"bukti\"; filename=\"{nama}\"\r\nContent-Type: image/png\r\n\r\n").as_bytes(),
    );
    badan.extend(isi);
    badan.extend(format!("\r\n--{BATAS}--\r\n").as_bytes());
    let req = Request::builder()
        .method(Method::POST)
        .uri(jalur)
        .header(header::HOST, "uji")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BATAS}"))
        .header(header::COOKIE, format!("{KUKI_SESI}=0"))
        .body(Body::from(badan))
        .unwrap();
    let (kepala, badan) = web.rangka.router().oneshot(req).await.unwrap().into_parts();
    let isi = axum::body::to_bytes(badan, 1 << 24).await.unwrap();
    let lokasi =
        kepala.headers.get(header::LOCATION).and_then(|l| l.to_str().ok()).unwrap_or_default().to_owned();
    (kepala.status, lokasi, String::from_utf8(isi.to_vec()).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_goes_with_the_form_and_a_text_called_photo_is_refused_beside_it() {
    let (_db, web) = tokio::task::block_in_place(|| {
        let db = Db::sqlite();
        let k = Kantor::baru(&db);
        (db, Web::baru(k.region, vec![siti()]))
    });
    let halaman = web.ambil("/aktivitas", Some(0)).await.isi;
    let token =
        halaman.split("name=\"_csrf\" value=\"").nth(1).and_then(|s| s.split('"').next()).unwrap().to_owned();
    let isian = |kunci| {
        [
            ("_csrf", token.as_str()),
            ("hari", SENIN),
            ("kunci", kunci),
            ("uraian", "Rapat RW"),
            ("lama", "30"),
            ("menit", ""),
        ]
    };
    let (status, lokasi, isi) = kirim(&web, "/aktivitas", &isian("kunci-0001"), "foto.png", &png(200)).await;
    assert_eq!((status, lokasi.as_str()), (StatusCode::SEE_OTHER, "/aktivitas?hari=2026-11-02"), "{isi}");
    let hari = web.ambil("/api/v1/aktivitas", Some(0)).await.json();
    let entri = &hari["entri"][0];
    assert_eq!(entri["ada_bukti"], true);
    let alamat = format!("/aktivitas/{}", entri["id"].as_str().unwrap());
    let foto = web.rangka.router().oneshot(
        Request::builder()
            .uri(format!("{alamat}/bukti"))
            .header(header::HOST, "uji")
            .header(header::COOKIE, format!("{KUKI_SESI}=0"))
            .body(Body::empty())
            .unwrap(),
    );
    let foto = foto.await.unwrap();
    assert_eq!(
        (foto.status(), &foto.headers()[header::CONTENT_TYPE]),
        (StatusCode::OK, &header::HeaderValue::from_static("image/jpeg"))
    );
    assert!(web.ambil(&alamat, Some(0)).await.isi.contains(&format!("href=\"{alamat}/bukti\"")));
    // no picture, whatever it is called; nothing is entered
    let (status, _, isi) = kirim(&web, "/aktivitas", &isian("kunci-0002"), "foto.jpg", b"bukan foto").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(isi.contains("id=\"g-bukti\"") && isi.contains("value=\"Rapat RW\""), "{isi}");
    // a fault elsewhere: the file must be chosen again, and the page says so
    let buruk = [
        ("_csrf", token.as_str()),
        ("hari", SENIN),
        ("kunci", "kunci-0003"),
        ("uraian", ""),
        ("lama", "30"),
        ("menit", ""),
    ];
    let (status, _, isi) = kirim(&web, "/aktivitas", &buruk, "foto.png", &png(1)).await;
    assert_eq!(
        (status, isi.contains("Pilih berkasnya sekali lagi")),
        (StatusCode::UNPROCESSABLE_ENTITY, true)
    );
    assert_eq!(web.ambil("/api/v1/aktivitas", Some(0)).await.json()["entri"].as_array().unwrap().len(), 1);
    // added later, and nothing chosen is said
    let kirim_bukti = |versi: &'static str, nama: &'static str, isi: &'static [u8]| {
        let (token, alamat, web) = (token.clone(), format!("{alamat}/bukti"), &web);
        async move { kirim(web, &alamat, &[("_csrf", &token), ("versi", versi)], nama, isi).await }
    };
    let (status, lokasi, _) = kirim_bukti("1", "surat.pdf", PDF).await;
    assert_eq!((status, lokasi), (StatusCode::SEE_OTHER, alamat.clone()));
    let (status, _, isi) = kirim_bukti("2", "", b"").await;
    assert_eq!(
        (status, isi.contains("Pilih foto atau PDF-nya dahulu")),
        (StatusCode::UNPROCESSABLE_ENTITY, true)
    );
    assert_eq!(kirim_bukti("1", "surat.pdf", PDF).await.0, StatusCode::CONFLICT);
}
