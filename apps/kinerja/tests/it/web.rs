//! The frame with this application alone, and people who are signed in by their number.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use balai_kernel::{Aktor, Lingkup, Nip, Peran};
use balai_kinerja::Kinerja;
use balai_kinerja::store::proses as store;
use balai_platform::{OsAcak, Refusal, Region, SesiPort};
use balai_shell::{KUKI_SESI, Pengaturan, Rangka, TampilanDaerah};
use balai_store::StoreError;
use balai_testkit::{JamTetap, aktor};
use tower::ServiceExt as _;

/// An answer, read to its end.
pub struct Jawaban {
    pub status: StatusCode,
    pub kepala: HeaderMap,
    pub isi: String,
}

impl Jawaban {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.isi).unwrap_or_else(|e| panic!("{e}: {}", self.isi))
    }

    pub fn media(&self) -> &str {
        self.kepala.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

struct SesiUji(Vec<Aktor>);

impl SesiPort for SesiUji {
    fn aktor(&self, _: &Region, token: &str) -> Result<Option<Aktor>, Refusal> {
        Ok(token.parse().ok().and_then(|i: usize| self.0.get(i).cloned()))
    }
}

/// Somebody at a browser; nobody has no number.
pub type Orang = Option<usize>;

/// The web of one region.
pub struct Web {
    pub rangka: Rangka,
    pub region: Region,
    pub orang: Vec<Aktor>,
}

impl Web {
    pub fn baru(region: Region, orang: Vec<Aktor>) -> Self {
        let identitas = region.identitas().clone();
        let daerah = region.clone();
        let rangka = Rangka::baru(Pengaturan {
            apps: vec![Box::new(Kinerja)],
            daerah: vec![TampilanDaerah::dari(&identitas)],
            buka: Box::new(move |_| Ok(daerah.clone())),
            sesi: Arc::new(SesiUji(orang.clone())),
            jam: Arc::new(JamTetap::baru()),
            acak: Box::new(OsAcak),
            kode: vec![balai_kernel::KODE, balai_platform::KODE],
            jalur_masuk: "/masuk",
            aman: false,
            pengembangan: false,
            batas: balai_shell::BatasLaju::BEBAS,
        });
        Self { rangka: rangka.unwrap(), region, orang }
    }

    pub fn peran(&self, peran: Peran) -> Orang {
        self.orang.iter().position(|a| a.peran.iter().any(|k| k.peran == peran))
    }

    pub async fn kirim(&self, metode: Method, jalur: &str, siapa: Orang, isi: &str) -> Jawaban {
        let mut req = Request::builder().method(metode).uri(jalur).header(header::HOST, "uji");
        req = req.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        req = siapa.into_iter().fold(req, |r, i| r.header(header::COOKIE, format!("{KUKI_SESI}={i}")));
        self.jawab(req.body(Body::from(isi.to_owned())).unwrap()).await
    }

    pub async fn ambil(&self, jalur: &str, siapa: Orang) -> Jawaban {
        self.kirim(Method::GET, jalur, siapa, "").await
    }

    /// Sends JSON as a page's script does, with the form token beside the session.
    pub async fn kirim_json(&self, jalur: &str, siapa: usize, isi: &serde_json::Value) -> Jawaban {
        let token = self.token(Some(siapa)).await;
        let req = Request::builder().method(Method::POST).uri(jalur).header(header::HOST, "uji");
        let req = req.header(header::CONTENT_TYPE, "application/json").header("x-csrf", token);
        let req = req.header(header::COOKIE, format!("{KUKI_SESI}={siapa}"));
        self.jawab(req.body(Body::from(isi.to_string())).unwrap()).await
    }

    async fn jawab(&self, req: Request<Body>) -> Jawaban {
        let (kepala, badan) = self.rangka.router().oneshot(req).await.unwrap().into_parts();
        let isi = axum::body::to_bytes(badan, 1 << 24).await.unwrap();
        let isi = String::from_utf8_lossy(&isi).into_owned();
        Jawaban { status: kepala.status, kepala: kepala.headers, isi }
    }

    /// The form token of a page, as a browser finds it.
    pub async fn token(&self, siapa: Orang) -> String {
        let isi = self.ambil("/proses", siapa).await.isi;
        let token = isi.split("name=\"_csrf\" value=\"").nth(1).and_then(|s| s.split('"').next());
        token.unwrap().to_owned()
    }
}

/// One person per role. The staff member and the two with a unit are of the sample's first OPD.
pub fn peran(nip: &Nip, unit: &str) -> Vec<Aktor> {
    let satu = |(peran, benih): (&Peran, u64)| {
        let lingkup = match peran {
            Peran::Pegawai => Lingkup::Diri(nip.clone()),
            Peran::Atasan | Peran::OperatorOpd => Lingkup::Unit(unit.parse().unwrap()),
            Peran::Bkpsdm | Peran::Admin | Peran::Pemeriksa => Lingkup::Semua,
        };
        aktor(benih, peran.kode(), (*peran == Peran::Pegawai).then(|| nip.clone()), *peran, lingkup)
    };
    Peran::SEMUA.iter().zip(1..).map(satu).collect()
}

/// NIP, number and unit path of everybody in the newest run of the sample's month.
pub fn semua(region: &Region) -> Vec<(Nip, i64, String)> {
    let baris: Result<_, StoreError> = region.read(|tx| {
        let p = store::terbaru(tx, "2026-10".parse().unwrap())?.unwrap();
        store::semua_baris(tx, &p.id, &Lingkup::Semua)
    });
    baris.unwrap().into_iter().map(|b| (b.nip.parse().unwrap(), b.pegawai, b.jalur_unit)).collect()
}

/// The month computed, and its web.
pub fn terhitung(db: &balai_testkit::Db) -> Web {
    let region = crate::daerah(db, false);
    crate::hitung(&region, 2).unwrap();
    let (nip, _, jalur) = semua(&region).remove(0);
    let unit = format!("{}/", jalur.split('/').next().unwrap());
    Web::baru(region, peran(&nip, &unit))
}

/// How many rows the journal has for an act.
pub fn jurnal(region: &Region, akt: &str) -> usize {
    let semua: Result<_, StoreError> =
        region.read(|tx| balai_platform::catatan_terbaru(tx, &Lingkup::Semua, None, 1_000));
    semua.unwrap().iter().filter(|c| c.akt == akt).count()
}
