//! Every route, walked as every role and as nobody.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use balai_kernel::{Aktor, Lingkup, Peran};
use balai_platform::{
    Balai, OsAcak, Refusal, Region, SesiPort, SumberPaket, SystemClock, lingkup_untuk, operator,
};
use balai_shell::{Akses, KEPALA_CSRF, KUKI_SESI, Metode, Pengaturan, Rangka, Rute, TampilanDaerah};
use balai_testkit::{Db, aktor};
use tower::ServiceExt as _;

/// Sessions of this walk: the token is the number of a person.
struct SesiUji(Arc<Mutex<Vec<Aktor>>>);

impl SesiPort for SesiUji {
    fn aktor(&self, _: &Region, token: &str) -> Result<Option<Aktor>, Refusal> {
        let siapa = self.0.lock().expect("no walk panics while it holds this");
        Ok(token.parse().ok().and_then(|i: usize| siapa.get(i).cloned()))
    }
}

/// One person per role, each with the jurisdiction the role usually has.
fn orang() -> Vec<Aktor> {
    let nip: balai_kernel::Nip = "198609262015051001".parse().expect("a staff number");
    let unit = || Lingkup::Unit("01/".parse().expect("a path"));
    Peran::SEMUA
        .iter()
        .zip(1..)
        .map(|(peran, benih)| {
            let lingkup = match peran {
                Peran::Pegawai => Lingkup::Diri(nip.clone()),
                Peran::Atasan | Peran::OperatorOpd => unit(),
                Peran::Bkpsdm | Peran::Admin | Peran::Pemeriksa => Lingkup::Semua,
            };
            let nip = (*peran == Peran::Pegawai).then(|| nip.clone());
            aktor(benih, peran.kode(), nip, *peran, lingkup)
        })
        .collect()
}

fn rangka(db: &Db, siapa: &Arc<Mutex<Vec<Aktor>>>) -> (Rangka, Region) {
    let host = Balai::open(db.url(), Arc::new(SystemClock), OsAcak).dengan_migrasi(balai::apps::migrations());
    let host = host.dengan_tempat(balai::apps::tempat());
    let kode = "32.73".parse().expect("a code");
    let profil = SumberPaket::bawaan().profil(&kode).expect("the profile that ships");
    let region = host.add_region(&profil, &operator().expect("the operator")).expect("a region");
    let rangka = Rangka::baru(Pengaturan {
        apps: balai::apps::semua(),
        daerah: vec![TampilanDaerah {
            kode: kode.to_string(),
            nama: profil.identitas.nama.clone(),
            tuan: Vec::new(),
            warna: Some(profil.identitas.warna.clone()),
            zona: profil.identitas.zona,
            contoh: true,
        }],
        buka: Box::new(move |kode| host.region(kode)),
        sesi: Arc::new(SesiUji(Arc::clone(siapa))),
        jam: Arc::new(SystemClock),
        acak: Box::new(OsAcak),
        kode: balai::apps::kode_ruang(),
        jalur_masuk: "/masuk",
        aman: false,
        pengembangan: true,
        batas: balai_shell::BatasLaju::BEBAS,
    });
    (rangka.expect("the frame stands"), region)
}

/// A path with something in its parameters that no region has.
fn jalur(rute: &Rute) -> String {
    let ruas = rute.jalur.split('/').map(|r| match r.strip_prefix('{') {
        Some(nama) if nama.starts_with("periode") => "2026-10",
        Some(nama) if nama.starts_with("nip") => "199008172015032004",
        Some(_) => "tiada",
        None => r,
    });
    ruas.collect::<Vec<_>>().join("/")
}

/// Cookies and form token of a person, as their browser has them after the first page.
async fn peramban(rangka: &Rangka, siapa: Option<usize>) -> (String, String) {
    let (halaman, sesi) = match siapa {
        Some(i) => ("/halaman-yang-tiada", format!("{KUKI_SESI}={i}")),
        None => ("/masuk", String::new()),
    };
    let req = Request::get(halaman).header(header::HOST, "uji").header(header::COOKIE, &sesi);
    let jawaban =
        rangka.router().oneshot(req.body(Body::empty()).expect("a request")).await.expect("an answer");
    let kuki = jawaban.headers().get(header::SET_COOKIE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let tamu = kuki.split(';').next().unwrap_or_default().to_owned();
    let isi = axum::body::to_bytes(jawaban.into_body(), 1 << 20).await.expect("a page");
    let isi = String::from_utf8_lossy(&isi).into_owned();
    let token = isi.split("name=\"_csrf\" value=\"").nth(1).and_then(|s| s.split('"').next());
    let token = token.expect("every page of a signed-in person carries a form").to_owned();
    (if sesi.is_empty() { tamu } else { sesi }, token)
}

async fn jawab(rangka: &Rangka, rute: &Rute, siapa: Option<usize>) -> (StatusCode, String) {
    let mut req = Request::builder().method(rute.metode.nama()).uri(jalur(rute)).header(header::HOST, "uji");
    let mut isi = Body::empty();
    if rute.metode == Metode::Get {
        req = siapa.into_iter().fold(req, |r, i| r.header(header::COOKIE, format!("{KUKI_SESI}={i}")));
    } else {
        let (kuki, token) = peramban(rangka, siapa).await;
        req = req.header(header::COOKIE, kuki).header(KEPALA_CSRF, &token);
        req = req.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        isi = Body::from(format!("_csrf={token}"));
    }
    let jawaban = rangka.router().oneshot(req.body(isi).expect("a request")).await.expect("an answer");
    let ke = jawaban.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default();
    (jawaban.status(), ke.to_owned())
}

/// What may be answered: allowed is anything but a refusal of the person (also 404 and 422, for nothing real is
/// asked for), nobody is led to the sign-in, the others get 403.
fn sesuai(
    rute: &Rute,
    siapa: Option<&Aktor>,
    region: &Region,
    status: StatusCode,
    ke: &str,
) -> Result<(), String> {
    let boleh = match (rute.akses, siapa) {
        (Akses::Umum, _) | (Akses::Masuk, Some(_)) => true,
        (_, None) => false,
        (Akses::Akt(akt), Some(aktor)) => lingkup_untuk(aktor, akt, region.hari_ini()).is_ok(),
    };
    let ke_masuk = status == StatusCode::SEE_OTHER && ke.starts_with("/masuk");
    let benar = match (boleh, siapa) {
        _ if status.is_server_error() => false,
        (true, _) => {
            let ditolak = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&status);
            !ditolak && (!ke_masuk || rute.jalur == "/keluar")
        }
        (false, None) if rute.jalur.starts_with("/api/") => status == StatusCode::UNAUTHORIZED,
        (false, None) => ke_masuk,
        (false, Some(_)) => status == StatusCode::FORBIDDEN,
    };
    let nama = siapa.map_or("nobody", |a| a.nama.as_str());
    if benar { Ok(()) } else { Err(format!("{rute:?} as {nama}: {status} {ke}")) }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_role_as_the_table_says() {
    let db = Db::sqlite();
    let siapa = Arc::new(Mutex::new(orang()));
    let (rangka, region) = {
        let (db, siapa) = (&db, Arc::clone(&siapa));
        tokio::task::block_in_place(move || rangka(db, &siapa))
    };
    let orang = orang();
    let mut salah = Vec::new();
    let mut langkah = 0;
    for rute in rangka.semua_rute() {
        for i in std::iter::once(None).chain((0..orang.len()).map(Some)) {
            let (status, ke) = jawab(&rangka, rute, i).await;
            langkah += 1;
            salah.extend(sesuai(rute, i.and_then(|i| orang.get(i)), &region, status, &ke).err());
        }
    }
    assert!(salah.is_empty(), "{} of {langkah} wrong:\n{}", salah.len(), salah.join("\n"));
    assert!(langkah >= 7 * rangka.semua_rute().len() && langkah > 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_names_an_act_that_some_application_declares() {
    let db = Db::sqlite();
    let siapa = Arc::new(Mutex::new(Vec::new()));
    let (rangka, _) = tokio::task::block_in_place(|| rangka(&db, &siapa));
    let akt = balai::apps::acts();
    for rute in rangka.semua_rute() {
        if let Akses::Akt(a) = rute.akses {
            assert!(akt.iter().any(|b| b.id == a.id), "{rute:?}");
        }
    }
}
