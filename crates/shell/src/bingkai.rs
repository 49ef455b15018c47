//! What happens around every request: who, which region, which language, forged or not; and what every
//! answer carries.

use std::cell::RefCell;
use std::io::Write as _;
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use balai_kernel::{Bahasa, Galat};
use balai_platform::Asal as DariMana;
use flate2::{Compress, Compression, Crc, FlushCompress, Status, write::GzEncoder};

use crate::acak::heks;
use crate::batas::AlamatKlien;
use crate::csrf::{self, Asal, KunciCsrf};
use crate::galat::Sumber;
use crate::konteks::{
    self, DaerahJawaban, IsiKonteks, KUKI_BAHASA, KUKI_KABAR, KUKI_SESI, KUKI_TAMU, Konteks,
};
use crate::kuki::{self, Umur};
use crate::{GalatWeb, Rangka, bahasa, utas};

/// Largest form without files; files have their own limit on their own routes.
const BATAS_FORMULIR: usize = 1 << 20;
/// Answers smaller than this gain nothing from compression.
const BATAS_GZIP: usize = 860;

const KEPALA: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; worker-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
];

/// Puts the headers every answer carries on one.
pub(crate) fn kepala_aman(kepala: &mut HeaderMap, aman: bool) {
    for (nama, isi) in KEPALA {
        kepala.insert(nama, HeaderValue::from_static(isi));
    }
    if aman {
        kepala.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
}

/// The layer around all pages and the API.
pub(crate) async fn bingkai(State(rangka): State<Rangka>, req: Request, lanjut: Next) -> Response {
    if !matches!(*req.method(), Method::GET | Method::HEAD) {
        return jawab(rangka, req, lanjut).await;
    }
    // what has no body never waits for its client: it is answered whole on one of the threads that may block, the looks
    // into the database included
    match utas::sekaligus(jawab(rangka, req, lanjut)).await {
        Ok(jawaban) => jawaban,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn jawab(rangka: Rangka, req: Request, lanjut: Next) -> Response {
    let (bagian, isi) = req.into_parts();
    let gzip = terima_gzip(&bagian.headers);
    let tamu = kuki::baca(&bagian.headers, KUKI_TAMU).filter(|t| t.len() == 32).map(str::to_owned);
    let tamu_baru = tamu.is_none();
    let tamu = tamu.unwrap_or_else(|| heks(&rangka.acak().bita::<16>()));
    let dipilih = bahasa_kueri(bagian.uri.query());
    let (k, galat) = match konteks_baru(&rangka, &bagian, &tamu).await {
        Ok(pasangan) => pasangan,
        Err(jawaban) => return jawaban,
    };
    let jawaban = match galat {
        Some(galat) => galat.into_response(),
        None => layani(&k, bagian, isi, lanjut).await,
    };
    let jawaban = if kata_rangka(&jawaban) { GalatWeb::alamat().into_response() } else { jawaban };
    let mut jawaban = match jawaban.extensions().get::<GalatWeb>() {
        Some(galat) => {
            let tampil = crate::galat::tampilkan(&k, &galat.clone());
            gabung_kuki(jawaban, tampil)
        }
        None => jawaban,
    };
    let aman = rangka.aman();
    let mut pasang = |kuki: Option<HeaderValue>| {
        if let Some(kuki) = kuki {
            jawaban.headers_mut().append(header::SET_COOKIE, kuki);
        }
    };
    if tamu_baru && k.sesi().is_none() && !k.api() {
        pasang(kuki::pasang(KUKI_TAMU, &tamu, Umur::Peramban, aman));
    }
    if let Some(dipilih) = dipilih {
        pasang(kuki::pasang(KUKI_BAHASA, dipilih.kode(), Umur::Detik(31_536_000), aman));
    }
    if k.kabar().is_some() && k.hanya_baca() && !k.api() {
        pasang(kuki::pasang(KUKI_KABAR, "", Umur::Hapus, aman));
    }
    jawaban.extensions_mut().insert(DaerahJawaban(k.tampilan().kode.clone()));
    let kepala = jawaban.headers_mut();
    kepala_aman(kepala, aman);
    kepala.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    kepala.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(k.bahasa().kode()));
    if let Ok(nomor) = HeaderValue::from_str(k.nomor()) {
        kepala.insert(HeaderName::from_static("x-request-id"), nomor);
    }
    if gzip { padatkan(jawaban).await } else { jawaban }
}

/// Whether this is the web library's own refusal of a path or a query that a handler could not take, in plain words of
/// one language and with no way on.
fn kata_rangka(jawaban: &Response) -> bool {
    let jenis = jawaban.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    jawaban.status() == StatusCode::BAD_REQUEST
        && jenis.starts_with("text/plain")
        && jawaban.extensions().get::<GalatWeb>().is_none()
}

/// Cookies set by a handler that then refused (a failed sign-in, say) are kept.
fn gabung_kuki(asal: Response, mut tampil: Response) -> Response {
    for kuki in asal.headers().get_all(header::SET_COOKIE) {
        tampil.headers_mut().append(header::SET_COOKIE, kuki.clone());
    }
    tampil
}

async fn konteks_baru(
    rangka: &Rangka,
    bagian: &Parts,
    tamu: &str,
) -> Result<(Konteks, Option<GalatWeb>), Response> {
    let kepala = &bagian.headers;
    let teks = |nama: HeaderName| kepala.get(nama).and_then(|v| v.to_str().ok());
    let tuan = teks(header::HOST).unwrap_or_default();
    let api = bagian.uri.path().starts_with("/api/");
    // A page of a city hall is Indonesian until its reader chooses otherwise: the browser's language says what a phone was
    // sold with. Programs say what they want.
    let bahasa = bahasa_kueri(bagian.uri.query())
        .or_else(|| kuki::baca(kepala, KUKI_BAHASA).and_then(|b| b.parse().ok()))
        .or_else(|| teks(header::ACCEPT_LANGUAGE).filter(|_| api).and_then(bahasa::dari_accept_language))
        .unwrap_or_default();
    let nomor = rangka.acak().nomor_kejadian();
    let Some(tampilan) = rangka.daerah_untuk(tuan) else {
        let mut jawaban = crate::galat::tanpa_daerah(rangka, tuan, bahasa, api, &nomor);
        kepala_aman(jawaban.headers_mut(), rangka.aman());
        return Err(jawaban);
    };
    let alamat = bagian.extensions.get::<AlamatKlien>().map(|a| a.0);
    let sekarang = rangka.jam().now();
    let sering = |sumber| move |detik| GalatWeb::terlalu_sering(sumber, bahasa, detik);
    let sesak = alamat.and_then(|a| rangka.pembatas().alamat(a, sekarang).err()).map(sering(Sumber::Alamat));
    // a NUL in an address is nobody's typing, and not every database takes it
    let nol = bagian.uri.path_and_query().is_some_and(|a| a.as_str().contains("%00"));
    let sesak = sesak.or_else(|| nol.then(GalatWeb::alamat));
    // a machine's token is good for the API and in its own header, never as a cookie or for a page
    let pembawa = teks(header::AUTHORIZATION).and_then(|a| a.strip_prefix("Bearer ")).filter(|_| api);
    let berpembawa = pembawa.is_some();
    let kuki_sesi =
        kuki::baca(kepala, KUKI_SESI).filter(|isi| isi.bytes().all(|b| b.is_ascii_alphanumeric()));
    let sesi = pembawa.or(kuki_sesi).map(str::to_owned);
    let dari = if berpembawa { DariMana::Token(alamat) } else { DariMana::Web(alamat) };
    let (rangka_ini, kode, token) = (rangka.clone(), tampilan.kode.clone(), sesi.clone());
    let (konteks::Orang { daerah, aktor, menunggu, tersembunyi }, galat) = if sesak.is_some() {
        // refused before it costs a thread and a look into the database
        (konteks::Orang::default(), sesak)
    } else {
        let cari = move || konteks::orang(&rangka_ini, &kode, token.as_deref(), api, dari);
        match utas::blokir(cari).await {
            Ok(Ok(orang)) => (orang, None),
            Ok(Err(tolak)) => (konteks::Orang::default(), Some(tolak.into())),
            Err(galat) => (konteks::Orang::default(), Some(GalatWeb::rusak(format!("session: {galat}")))),
        }
    };
    let sering_juga = || match &aktor {
        Some(aktor) => {
            let habis = rangka.pembatas().akun(&tampilan.kode, &aktor.akun, sekarang).err();
            habis.map(sering(Sumber::Akun))
        }
        // who is nobody and sends something tries to become somebody, and so does a token that opens nothing
        None if berpembawa || !matches!(bagian.method, Method::GET | Method::HEAD | Method::OPTIONS) => {
            let habis = alamat.and_then(|a| rangka.pembatas().masuk(a, sekarang).err());
            habis.map(sering(Sumber::Alamat))
        }
        None => None,
    };
    let galat = galat.or_else(sering_juga);
    // a cookie of a session that is over must not lock its browser out of the sign-in form
    let rahasia = sesi.as_deref().filter(|_| aktor.is_some()).unwrap_or(tamu);
    let k = Konteks(Arc::new(IsiKonteks {
        kunci: KunciCsrf::dari(&tampilan.kode, rahasia),
        rangka: rangka.clone(),
        daerah,
        tampilan: Arc::clone(tampilan),
        menunggu,
        tersembunyi,
        bahasa,
        nomor,
        sekarang,
        alamat,
        dikenal: crate::sebutan::Dikenal::default(),
        metode: bagian.method.clone(),
        uri: bagian.uri.clone(),
        asal: konteks::halaman_asal(kepala),
        kabar: kuki::baca(kepala, KUKI_KABAR).filter(|k| !k.is_empty()).map(str::to_owned),
        sesi: aktor.is_some().then_some(sesi).flatten(),
        aktor,
    }));
    Ok((k, galat))
}

/// On a request whose form did not come from a page this browser was just shown: no handler of it runs. Who it was for says
/// the route: [`crate::rangka`] refuses it, or leads to the sign-in page whoever is nobody any more; an address that takes
/// no such method says so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TanpaToken;

/// Marks what carries no token of ours, then lets the route answer. What the browser says came from another site goes no
/// further.
async fn layani(k: &Konteks, mut bagian: Parts, isi: Body, lanjut: Next) -> Response {
    bagian.extensions.insert(k.clone());
    if matches!(bagian.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return lanjut.run(Request::from_parts(bagian, isi)).await;
    }
    // a bearer token is never sent by a browser on its own
    if k.api() && bagian.headers.contains_key(header::AUTHORIZATION) {
        return lanjut.run(Request::from_parts(bagian, isi)).await;
    }
    let asal = csrf::asal(&bagian.headers);
    if asal == Asal::Lain {
        return GalatWeb::csrf().into_response();
    }
    let jenis = bagian.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let cocok_kepala =
        bagian.headers.get(csrf::KEPALA).and_then(|v| v.to_str().ok()).is_some_and(|t| k.0.kunci.cocok(t));
    if cocok_kepala {
        return lanjut.run(Request::from_parts(bagian, isi)).await;
    }
    if jenis.starts_with("multipart/form-data") {
        // files are not read twice; here the browser itself must say that our page sent it
        return match asal {
            Asal::Sendiri => lanjut.run(Request::from_parts(bagian, isi)).await,
            _ => tanpa_token(bagian, lanjut).await,
        };
    }
    let Ok(isi) = to_bytes(isi, BATAS_FORMULIR).await else {
        let galat = Galat::baru("WEB-005").dengan("batas", "1 MB");
        return GalatWeb::baru(StatusCode::PAYLOAD_TOO_LARGE, galat).into_response();
    };
    let token = crate::formulir::urai(&isi).into_iter().find(|(n, _)| n == csrf::BIDANG).map(|(_, t)| t);
    if !token.is_some_and(|t| k.0.kunci.cocok(&t)) {
        return tanpa_token(bagian, lanjut).await;
    }
    lanjut.run(Request::from_parts(bagian, Body::from(isi))).await
}

async fn tanpa_token(mut bagian: Parts, lanjut: Next) -> Response {
    bagian.extensions.insert(TanpaToken);
    lanjut.run(Request::from_parts(bagian, Body::empty())).await
}

/// `?bahasa=en`.
fn bahasa_kueri(kueri: Option<&str>) -> Option<Bahasa> {
    kueri?.split('&').find_map(|p| p.strip_prefix("bahasa="))?.parse().ok()
}

pub(crate) async fn metode_salah(metode: Method) -> GalatWeb {
    GalatWeb::baru(StatusCode::METHOD_NOT_ALLOWED, Galat::baru("WEB-004").dengan("metode", metode))
}

pub(crate) async fn openapi(k: Konteks) -> Response {
    let mut jawaban = axum::Json(k.rangka().openapi()).into_response();
    jawaban.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    jawaban
}

pub(crate) fn terima_gzip(kepala: &HeaderMap) -> bool {
    kepala
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(|v| v.split(';').map(str::trim))
        .any(|mut v| matches!(v.next(), Some("gzip" | "*")) && v.next() != Some("q=0"))
}

/// The bytes as gzip, for what is made once and sent often.
pub(crate) fn gzip(isi: &[u8], tingkat: Compression) -> Option<Vec<u8>> {
    let mut pemadat = GzEncoder::new(Vec::with_capacity(isi.len() / 3), tingkat);
    pemadat.write_all(isi).ok()?;
    pemadat.finish().ok()
}

thread_local! {
    /// Its tables take more time to make than a page takes to go through them.
    static PEMADAT: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), false));
}

/// The bytes as gzip (RFC 1952), quickly.
fn gzip_cepat(isi: &[u8]) -> Option<Vec<u8>> {
    let mut crc = Crc::new();
    crc.update(isi);
    let mut padat = Vec::with_capacity(isi.len() / 3 + 64);
    // deflate, no name, no time, unknown system
    padat.extend([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
    PEMADAT.with_borrow_mut(|p| {
        p.reset();
        loop {
            let sudah = usize::try_from(p.total_in()).ok()?;
            match p.compress_vec(isi.get(sudah..)?, &mut padat, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(()),
                Status::Ok | Status::BufError => padat.reserve(isi.len() / 3 + 64),
            }
        }
    })?;
    padat.extend(crc.sum().to_le_bytes());
    padat.extend(crc.amount().to_le_bytes());
    Some(padat)
}

async fn padatkan(jawaban: Response) -> Response {
    let jenis = jawaban.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let teks = ["text/html", "application/json", "application/problem+json", "text/csv"];
    let layak = teks.iter().any(|t| jenis.starts_with(t))
        && !jawaban.headers().contains_key(header::CONTENT_ENCODING)
        // only bodies that are already whole in memory; streams pass as they are
        && axum::body::HttpBody::size_hint(jawaban.body()).exact().is_some_and(|n| n >= BATAS_GZIP as u64);
    if !layak {
        return jawaban;
    }
    let (mut bagian, isi) = jawaban.into_parts();
    let Ok(isi) = to_bytes(isi, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let Some(padat) = gzip_cepat(&isi) else {
        return Response::from_parts(bagian, Body::from(isi));
    };
    bagian.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    bagian.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    bagian.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(bagian, Body::from(Bytes::from(padat)))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::gzip_cepat;

    #[test]
    fn what_was_packed_quickly_is_unpacked_the_same() {
        for n in [0, 1, 859, 40_000, 900_000] {
            // not all of it can be made smaller
            let isi: Vec<u8> =
                (0..n as u64).map(|i| (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (i % 57)) as u8).collect();
            let mut kembali = Vec::new();
            flate2::read::GzDecoder::new(&gzip_cepat(&isi).unwrap()[..]).read_to_end(&mut kembali).unwrap();
            assert!(kembali == isi, "{n}");
        }
    }
}
