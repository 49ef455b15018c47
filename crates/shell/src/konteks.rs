//! What every handler knows about a request: region, person, language, time, token.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri};
use balai_kernel::{Aktor, Bahasa, Galat, Peran, Tanggal, Waktu, tanggal};
use balai_platform::{Asal, Refusal, Region};

use crate::csrf::KunciCsrf;
use crate::{GalatWeb, Rangka, TampilanDaerah, Teks, Tindakan, utas};

/// Cookie that carries the session's secret.
pub const KUKI_SESI: &str = "balai_sesi";
/// Cookie that carries the chosen language.
pub(crate) const KUKI_BAHASA: &str = "balai_bahasa";
/// Cookie of a visitor who has not signed in; forms before sign-in hang on it.
pub(crate) const KUKI_TAMU: &str = "balai_tamu";
/// Cookie that carries one message over a redirect.
pub(crate) const KUKI_KABAR: &str = "balai_kabar";

/// The context of one request. Cheap to clone; any handler may take it as an argument.
#[derive(Clone)]
pub struct Konteks(pub(crate) Arc<IsiKonteks>);

pub(crate) struct IsiKonteks {
    pub(crate) rangka: Rangka,
    pub(crate) daerah: Option<Region>,
    pub(crate) tampilan: Arc<TampilanDaerah>,
    pub(crate) aktor: Option<Aktor>,
    pub(crate) menunggu: Vec<(&'static str, u32)>,
    pub(crate) tersembunyi: Vec<&'static str>,
    pub(crate) bahasa: Bahasa,
    pub(crate) kunci: KunciCsrf,
    pub(crate) nomor: String,
    pub(crate) sekarang: Waktu,
    pub(crate) metode: Method,
    pub(crate) uri: Uri,
    pub(crate) asal: Option<String>,
    pub(crate) kabar: Option<String>,
    pub(crate) sesi: Option<String>,
    pub(crate) alamat: Option<IpAddr>,
    pub(crate) dikenal: crate::sebutan::Dikenal,
}

/// The region that answered, by its code, on every answer of the frame: for the server's log and measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaerahJawaban(pub String);

impl Konteks {
    /// The region this request is for.
    ///
    /// # Errors
    /// 404 when no region is set up for the address.
    pub fn daerah(&self) -> Result<&Region, GalatWeb> {
        self.0.daerah.as_ref().ok_or_else(GalatWeb::tak_ditemukan)
    }

    /// Name, colour and time zone of the region.
    pub fn tampilan(&self) -> &TampilanDaerah {
        &self.0.tampilan
    }

    /// The person, if somebody is signed in.
    pub fn aktor(&self) -> Option<&Aktor> {
        self.0.aktor.as_ref()
    }

    /// The person; routes other than [`crate::Akses::Umum`] always have one.
    ///
    /// # Errors
    /// 401 when nobody is signed in.
    pub fn wajib_aktor(&self) -> Result<&Aktor, GalatWeb> {
        self.aktor().ok_or_else(GalatWeb::perlu_masuk)
    }

    /// The reader's language: `?bahasa=`, else the cookie, else (for the API only) `Accept-Language`, else Indonesian.
    pub fn bahasa(&self) -> Bahasa {
        self.0.bahasa
    }

    /// A text in the reader's language.
    pub fn t<'a>(&'a self, kunci: &'a str) -> Teks<'a> {
        self.0.rangka.katalog().t(self.0.bahasa, kunci)
    }

    /// A fresh token for the forms of one page.
    pub fn csrf(&self) -> String {
        self.0.kunci.samar(self.0.rangka.acak())
    }

    /// The moment this request arrived. Use it instead of asking a clock again.
    pub fn sekarang(&self) -> Waktu {
        self.0.sekarang
    }

    /// Today on the region's wall.
    pub fn hari_ini(&self) -> Tanggal {
        self.0.sekarang.tanggal(self.0.tampilan.zona)
    }

    /// A day that an address asks for (`?pada=2026-10-01`), in any form people write one; `None` when it asks for none.
    ///
    /// # Errors
    /// 422 when it cannot be read: an answer about another day than the one asked for would look right.
    pub fn hari_alamat(&self, teks: Option<&str>) -> Result<Option<Tanggal>, GalatWeb> {
        let Some(teks) = teks.map(str::trim).filter(|t| !t.is_empty()) else { return Ok(None) };
        tanggal::parse_id(teks).map(Some).map_err(|galat| {
            GalatWeb::from(Galat::from(galat)).tindakan(Tindakan {
                ikon: "calendar-x",
                label: self.t("galat-tindakan-tanpa-tanggal").to_string(),
                keterangan: self.t("galat-tindakan-tanpa-tanggal-ket").to_string(),
                jalur: self.jalur().to_owned(),
            })
        })
    }

    /// The incident number of this request, as people read it out: `KJ-7F3K-20M4`.
    pub fn nomor(&self) -> &str {
        &self.0.nomor
    }

    /// The path without the query.
    pub fn jalur(&self) -> &str {
        self.0.uri.path()
    }

    /// The path with its query.
    pub fn jalur_penuh(&self) -> &str {
        self.0.uri.path_and_query().map_or("/", |p| p.as_str())
    }

    /// Whether this is an API request, which is answered in JSON.
    pub fn api(&self) -> bool {
        self.jalur() == "/api" || self.jalur().starts_with("/api/")
    }

    /// The secret of the session, for the page that ends it.
    pub fn sesi(&self) -> Option<&str> {
        self.0.sesi.as_deref()
    }

    /// Where the request came from, when the server says so.
    pub fn alamat(&self) -> Option<IpAddr> {
        self.0.alamat
    }

    /// Whether cookies must be marked `Secure`.
    pub fn aman(&self) -> bool {
        self.0.rangka.aman()
    }

    /// The parts the frame was put together from.
    pub fn rangka(&self) -> &Rangka {
        &self.0.rangka
    }

    /// A role in the reader's language.
    pub fn nama_peran(&self, peran: Peran) -> String {
        self.t(&format!("peran-{}", peran.kode())).to_string()
    }

    /// The person's present roles in the reader's language, as they stand under the region's name.
    pub fn peran_tertulis(&self) -> String {
        let Some(aktor) = self.aktor() else { return String::new() };
        let mut nama: Vec<String> = Vec::new();
        for kewenangan in aktor.kewenangan(self.hari_ini()) {
            let satu = self.nama_peran(kewenangan.peran);
            if !nama.contains(&satu) {
                nama.push(satu);
            }
        }
        nama.join(", ")
    }

    /// Runs blocking work (reads, acts, password hashing) away from the threads that serve requests.
    ///
    /// # Errors
    /// What the work refuses with; 500 when it panicked.
    pub async fn jalankan<T, E, F>(&self, kerja: F) -> Result<T, GalatWeb>
    where
        F: FnOnce(&Region) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Into<GalatWeb> + Send + 'static,
    {
        let daerah = self.daerah()?.clone();
        utas::blokir(move || kerja(&daerah))
            .await
            .map_err(|sebab| GalatWeb::rusak(format!("blocking work: {sebab}")))?
            .map_err(Into::into)
    }

    pub(crate) fn hanya_baca(&self) -> bool {
        matches!(self.0.metode, Method::GET | Method::HEAD)
    }

    /// The page of this site the reader came from.
    pub(crate) fn halaman_asal(&self) -> Option<&str> {
        self.0.asal.as_deref().filter(|a| *a != self.jalur_penuh())
    }

    /// The page a form was on: where it came from, else this address if it can be opened too, else home.
    pub(crate) fn halaman_formulir(&self) -> &str {
        let dibuka = |r: &crate::Rute| r.metode == crate::Metode::Get && r.jalur == self.jalur();
        let sendiri = || self.rangka().semua_rute().iter().any(dibuka).then(|| self.jalur());
        self.0.asal.as_deref().or_else(sendiri).unwrap_or("/")
    }

    pub(crate) fn kabar(&self) -> Option<&str> {
        self.0.kabar.as_deref()
    }
}

impl fmt::Debug for Konteks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Konteks({} {} {})", self.0.metode, self.0.uri.path(), self.0.nomor)
    }
}

impl<S: Sync> FromRequestParts<S> for Konteks {
    type Rejection = GalatWeb;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Konteks>()
            .cloned()
            .ok_or_else(|| GalatWeb::rusak("a route stands outside the frame"))
    }
}

/// What a session and a region give, gathered in one blocking step.
#[derive(Default)]
pub(crate) struct Orang {
    pub(crate) daerah: Option<Region>,
    pub(crate) aktor: Option<Aktor>,
    pub(crate) menunggu: Vec<(&'static str, u32)>,
    pub(crate) tersembunyi: Vec<&'static str>,
}

pub(crate) fn orang(
    rangka: &Rangka,
    kode: &str,
    token: Option<&str>,
    api: bool,
    asal: Asal,
) -> Result<Orang, Refusal> {
    let daerah = rangka.buka(kode)?.dari(asal);
    let Some(token) = token else { return Ok(Orang { daerah: Some(daerah), ..Orang::default() }) };
    let mut orang = Orang { aktor: rangka.sesi().aktor(&daerah, token)?, ..Orang::default() };
    if let Some(aktor) = orang.aktor.as_ref().filter(|_| !api) {
        orang.menunggu = rangka.apps().iter().flat_map(|a| a.menunggu(&daerah, aktor)).collect();
        orang.tersembunyi = rangka.apps().iter().flat_map(|a| a.tersembunyi(&daerah)).collect();
    }
    orang.daerah = Some(daerah);
    Ok(orang)
}

/// The path and query of the `Referer`, when it is a page of this host.
pub(crate) fn halaman_asal(kepala: &HeaderMap) -> Option<String> {
    let teks = |nama: &str| kepala.get(nama).and_then(|v| v.to_str().ok());
    let uri: Uri = teks("referer")?.parse().ok()?;
    let sama = uri.authority()?.as_str().eq_ignore_ascii_case(teks("host")?);
    sama.then(|| uri.path_and_query().map_or_else(|| "/".to_owned(), |p| p.as_str().to_owned()))
}
