//! The frame: applications, region look, session lookup and texts, put together into one router.

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use balai_kernel::{Acak, Clock, EntriKode, Galat, Peran, ZonaWaktu};
use balai_platform::{Identitas, Refusal, Region, SesiPort, catat_baca, lingkup_untuk};
use serde_json::Value;

use crate::acak::SumberAcak;
use crate::aset::GayaDaerah;
use crate::batas::{BatasLaju, Pembatas};
use crate::bingkai;
use crate::{Akses, App, GalatWeb, Katalog, Konteks, Rute};

/// How a region shows itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TampilanDaerah {
    /// Territory code: `32.73`.
    pub kode: String,
    /// Name as on the sign: `Kota Bandung`.
    pub nama: String,
    /// Host names that belong to it. A region alone on its host and without names answers for every name.
    pub tuan: Vec<String>,
    /// Its civic colour as `#RRGGBB`; none means nila.
    pub warna: Option<String>,
    /// Its time zone.
    pub zona: ZonaWaktu,
    /// Shown at the foot of every page when the data are invented.
    pub contoh: bool,
}

impl TampilanDaerah {
    /// From what the region says of itself. Nila given as a region's colour is the default scheme, to the bit.
    pub fn dari(identitas: &Identitas) -> Self {
        let warna = Some(identitas.warna.clone()).filter(|w| !w.eq_ignore_ascii_case("#15486B"));
        TampilanDaerah {
            kode: identitas.kode.to_string(),
            nama: identitas.nama.clone(),
            tuan: Vec::new(),
            warna,
            zona: identitas.zona,
            contoh: identitas.contoh,
        }
    }
}

/// Opens a region's database by its code.
pub type BukaDaerah = Box<dyn Fn(&str) -> Result<Region, Refusal> + Send + Sync>;

/// What the wiring gives.
pub struct Pengaturan {
    /// The applications, in the order of their menus.
    pub apps: Vec<Box<dyn App>>,
    /// Regions served here; at least one.
    pub daerah: Vec<TampilanDaerah>,
    /// Opens the database of one of them.
    pub buka: BukaDaerah,
    /// From a cookie's secret to a person.
    pub sesi: Arc<dyn SesiPort>,
    /// The clock.
    pub jam: Arc<dyn Clock>,
    /// The source of chance.
    pub acak: Box<dyn Acak + Send>,
    /// Error tables of rooms that are not applications (kernel, rules, store, platform).
    pub kode: Vec<&'static [EntriKode]>,
    /// Where people sign in; nobody is led there unless a route exists.
    pub jalur_masuk: &'static str,
    /// Served over HTTPS: cookies are `Secure`, browsers are told to stay with HTTPS.
    pub aman: bool,
    /// Adds `/_komponen`, the gallery of parts; this machine's own names lead to the first region.
    pub pengembangan: bool,
    /// How often one address and one account may ask.
    pub batas: BatasLaju,
}

struct IsiRangka {
    apps: Vec<Box<dyn App>>,
    daerah: Vec<(Arc<TampilanDaerah>, Option<GayaDaerah>)>,
    buka: BukaDaerah,
    sesi: Arc<dyn SesiPort>,
    jam: Arc<dyn Clock>,
    acak: SumberAcak,
    katalog: Katalog,
    kode: Vec<EntriKode>,
    rute: Vec<Rute>,
    openapi: Value,
    jalur_masuk: &'static str,
    aman: bool,
    pengembangan: bool,
    pembatas: Pembatas,
}

/// The frame. Cheap to clone; it is the state of every handler.
#[derive(Clone)]
pub struct Rangka(Arc<IsiRangka>);

impl Rangka {
    /// Puts everything together.
    ///
    /// # Errors
    /// One sentence per fault: texts that cannot be read or are given twice, a colour that is none, no region.
    pub fn baru(p: Pengaturan) -> Result<Self, Vec<String>> {
        let mut teks: Vec<_> = crate::LOCALES.to_vec();
        teks.extend(p.apps.iter().flat_map(|a| a.locales()));
        let katalog = Katalog::dari(&teks)?;
        let mut galat = Vec::new();
        let mut daerah = Vec::new();
        for tampilan in p.daerah {
            let gaya = match tampilan.warna.as_deref().map(|w| GayaDaerah::dari(&tampilan.kode, w)) {
                Some(None) => {
                    galat.push(format!("{}: {:?} is not a colour #RRGGBB", tampilan.kode, tampilan.warna));
                    None
                }
                Some(gaya) => gaya,
                None => None,
            };
            daerah.push((Arc::new(tampilan), gaya));
        }
        if daerah.is_empty() {
            galat.push("no region is given".to_owned());
        }
        if !galat.is_empty() {
            return Err(galat);
        }
        let mut rute: Vec<Rute> = p.apps.iter().flat_map(|a| a.routes()).collect();
        rute.push(Rute::get("/", Akses::Masuk, crate::beranda::beranda));
        rute.push(Rute::get("/cari", Akses::Masuk, crate::cari::lihat));
        rute.push(Rute::get("/cari/hasil", Akses::Masuk, crate::cari::potongan));
        rute.push(Rute::get("/api/cari", Akses::Masuk, crate::cari::api));
        rute.push(Rute::get("/api/openapi.json", Akses::Umum, bingkai::openapi));
        if p.pengembangan {
            rute.extend(crate::galeri::rute());
        }
        let operasi: Vec<_> =
            p.apps.iter().flat_map(|a| a.openapi()).chain([crate::cari::operasi()]).collect();
        let openapi = crate::openapi::dokumen(&operasi, &rute);
        let mut kode: Vec<EntriKode> = crate::KODE.to_vec();
        kode.extend(p.kode.iter().copied().flatten().copied());
        kode.extend(p.apps.iter().flat_map(|a| a.errors()).copied());
        Ok(Rangka(Arc::new(IsiRangka {
            apps: p.apps,
            daerah,
            buka: p.buka,
            sesi: p.sesi,
            jam: p.jam,
            acak: SumberAcak::baru(p.acak),
            katalog,
            kode,
            rute,
            openapi,
            jalur_masuk: p.jalur_masuk,
            aman: p.aman,
            pengembangan: p.pengembangan,
            pembatas: Pembatas::baru(p.batas),
        })))
    }

    /// The whole site.
    pub fn router(&self) -> Router {
        let mut router: Router<Rangka> = Router::new();
        for rute in &self.0.rute {
            let (akses, pola) = (rute.akses, rute.jalur);
            let penjaga = middleware::from_fn(move |k: Konteks, req: Request, lanjut: Next| {
                jaga(akses, pola, k, req, lanjut)
            });
            router = router.route(rute.jalur, rute.penjawab.clone().layer(penjaga));
        }
        router
            .fallback(|| async { GalatWeb::tak_ditemukan() })
            .method_not_allowed_fallback(bingkai::metode_salah)
            .layer(middleware::from_fn_with_state(self.clone(), bingkai::bingkai))
            .merge(crate::aset::router(self))
            .with_state(self.clone())
    }

    /// Every route there is: a test walks them as every role and as nobody.
    pub fn semua_rute(&self) -> &[Rute] {
        &self.0.rute
    }

    /// The applications.
    pub fn apps(&self) -> &[Box<dyn App>] {
        &self.0.apps
    }

    /// All texts.
    pub fn katalog(&self) -> &Katalog {
        &self.0.katalog
    }

    /// All error tables, joined.
    pub fn kode(&self) -> &[EntriKode] {
        &self.0.kode
    }

    /// The OpenAPI document.
    pub fn openapi(&self) -> &Value {
        &self.0.openapi
    }

    pub(crate) fn acak(&self) -> &SumberAcak {
        &self.0.acak
    }

    pub(crate) fn sesi(&self) -> &dyn SesiPort {
        self.0.sesi.as_ref()
    }

    pub(crate) fn jam(&self) -> &dyn Clock {
        self.0.jam.as_ref()
    }

    pub(crate) fn pembatas(&self) -> &Pembatas {
        &self.0.pembatas
    }

    pub(crate) fn aman(&self) -> bool {
        self.0.aman
    }

    pub(crate) fn buka(&self, kode: &str) -> Result<Region, Refusal> {
        (self.0.buka)(kode)
    }

    /// Where a person signs in, when that page exists.
    pub(crate) fn jalur_masuk(&self) -> Option<&'static str> {
        self.0.rute.iter().find(|r| r.jalur == self.0.jalur_masuk).map(|r| r.jalur)
    }

    /// The region of a host name. A name that is nobody's leads nowhere: who mistypes an address must not land in
    /// another region and wonder where their people are. Only a region alone here and without names answers all, or one
    /// that was told to ([`SEMUA_TUAN`]).
    pub(crate) fn daerah_untuk(&self, tuan: &str) -> Option<&Arc<TampilanDaerah>> {
        let nama = nama_tuan(tuan);
        let tepat = self.0.daerah.iter().find(|(t, _)| t.tuan.iter().any(|n| n.eq_ignore_ascii_case(nama)));
        let sendiri = match self.0.daerah.as_slice() {
            [satu] if satu.0.tuan.is_empty() => Some(satu),
            [pertama, ..] if self.0.pengembangan && mesin_ini(nama) => Some(pertama),
            _ => None,
        };
        let penampung = || self.0.daerah.iter().find(|(t, _)| t.tuan.iter().any(|n| n == SEMUA_TUAN));
        tepat.or_else(penampung).or(sendiri).map(|(t, _)| t)
    }

    pub(crate) fn gaya(&self, kode: &str) -> Option<&GayaDaerah> {
        self.0.daerah.iter().find(|(t, _)| t.kode == kode).and_then(|(_, g)| g.as_ref())
    }

    pub(crate) fn semua_gaya(&self) -> impl Iterator<Item = &GayaDaerah> {
        self.0.daerah.iter().filter_map(|(_, g)| g.as_ref())
    }
}

impl fmt::Debug for Rangka {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rangka({} rute)", self.0.rute.len())
    }
}

/// In a region's list of host names: it also answers every name that is nobody else's. A demo and a machine on a desk
/// want that; a server on the internet does not.
pub const SEMUA_TUAN: &str = "*";

/// The name in a `Host` header, without its port.
fn nama_tuan(tuan: &str) -> &str {
    match tuan.rsplit_once(':') {
        // the colons of a bare or bracketed IPv6 address are no port
        Some((nama, port))
            if port.bytes().all(|b| b.is_ascii_digit()) && (!nama.contains(':') || nama.ends_with(']')) =>
        {
            nama
        }
        _ => tuan,
    }
}

fn mesin_ini(nama: &str) -> bool {
    nama.eq_ignore_ascii_case("localhost") || matches!(nama, "127.0.0.1" | "[::1]")
}

/// Whether this person may open a route of this access at all. The act behind it decides on its target.
pub(crate) fn boleh(k: &Konteks, akses: Akses) -> Result<(), GalatWeb> {
    match akses {
        Akses::Umum => Ok(()),
        // a machine's token was made for certain acts; what is open to everybody signed in is open to people
        Akses::Masuk => match k.wajib_aktor()?.hanya_akt {
            Some(_) => Err(GalatWeb::baru(StatusCode::FORBIDDEN, Galat::baru("WEB-011"))),
            None => Ok(()),
        },
        Akses::Akt(akt) => {
            Ok(lingkup_untuk(k.wajib_aktor()?, akt, k.sekarang().tanggal(k.tampilan().zona)).map(|_| ())?)
        }
    }
}

async fn jaga(akses: Akses, pola: &'static str, k: Konteks, req: Request, lanjut: Next) -> Response {
    let bertoken = req.extensions().get::<bingkai::TanpaToken>().is_none();
    let boleh = boleh(&k, akses);
    // whoever is signed in, or need not be, sent a form that is not ours; whoever is nobody any more signs in first
    if !bertoken && (akses == Akses::Umum || k.aktor().is_some()) {
        return GalatWeb::csrf().into_response();
    }
    let Err(galat) = boleh else {
        return match catat_pemeriksa(akses, pola, &k).await {
            Ok(()) => lanjut.run(req).await,
            Err(galat) => galat.into_response(),
        };
    };
    if k.aktor().is_none()
        && !k.api()
        && let Some(masuk) = k.rangka().jalur_masuk()
    {
        // after signing in the reader stands before the page they asked for, or the one their form was on: what was sent
        // then is not done later, and they are told so
        let baca = matches!(*req.method(), Method::GET | Method::HEAD);
        let kembali = if baca { k.jalur_penuh() } else { k.halaman_formulir() };
        let ke = format!("{masuk}?kembali={}", crate::formulir::kode_persen(kembali));
        return if baca {
            Redirect::to(&ke).into_response()
        } else {
            crate::formulir::alihkan_kabar(&k, &ke, crate::halaman::KABAR_MASUK_LAGI, &[])
        };
    }
    galat.into_response()
}

/// What an inspector opens is written down before it is shown.
async fn catat_pemeriksa(akses: Akses, pola: &'static str, k: &Konteks) -> Result<(), GalatWeb> {
    let Some(aktor) = k.aktor().filter(|_| k.hanya_baca() && akses != Akses::Umum) else { return Ok(()) };
    if aktor.peran.iter().all(|w| w.peran != Peran::Pemeriksa) {
        return Ok(());
    }
    let (aktor, alamat) = (aktor.clone(), k.jalur().to_owned());
    k.jalankan(move |daerah| catat_baca(daerah, &aktor, pola, &alamat)).await
}

impl From<Galat> for GalatWeb {
    fn from(galat: Galat) -> Self {
        Refusal::Rule(galat).into()
    }
}

#[cfg(test)]
mod tests {
    use super::{mesin_ini, nama_tuan};

    #[test]
    fn a_port_is_no_part_of_a_name() {
        for (tuan, nama) in [
            ("a.go.id:8080", "a.go.id"),
            ("a.go.id", "a.go.id"),
            ("[::1]:80", "[::1]"),
            ("[::1]", "[::1]"),
            ("", ""),
        ] {
            assert_eq!(nama_tuan(tuan), nama);
        }
        assert!(mesin_ini("LocalHost") && !mesin_ini("localhost.example"));
    }
}
