//! Refusals as pages and as problem+json. Every one says what happened, why, and what can be done.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use balai_kernel::{Bahasa, EntriKode, Galat};
use balai_platform::{Akt, Penolakan, Refusal};
use serde_json::json;

use crate::{Halaman, Konteks, Rangka};

/// The error table of the shell; codes are stable and never reused.
pub const KODE: &[EntriKode] = &[
    EntriKode {
        kode: "WEB-001",
        id: "Halaman ini hanya untuk yang sudah masuk.",
        en: "This page is only for people who have signed in.",
        saran_id: "Masuk dengan akun Anda lalu buka lagi.",
        saran_en: "Sign in with your account and open it again.",
    },
    EntriKode {
        kode: "WEB-002",
        id: "Formulir ini terlalu lama terbuka, atau dikirim dari situs lain. Tidak ada yang berubah.",
        en: "This form was open too long, or was sent from another site. Nothing has changed.",
        saran_id: "Buka lagi halaman formulirnya, periksa isinya, lalu kirim dari sana.",
        saran_en: "Open the form's page again, check what is filled in, and send it from there.",
    },
    EntriKode {
        kode: "WEB-003",
        id: "Tidak ada halaman di alamat ini, atau halaman itu di luar lingkup Anda.",
        en: "There is no page at this address, or it is outside your jurisdiction.",
        saran_id: "Periksa ejaan alamatnya, atau mulai lagi dari beranda.",
        saran_en: "Check the spelling of the address, or start again from the home page.",
    },
    EntriKode {
        kode: "WEB-004",
        id: "Alamat ini ada, tetapi tidak menerima {metode}.",
        en: "This address exists but does not accept {metode}.",
        saran_id: "Buka halamannya dan pakai tombol yang ada di sana.",
        saran_en: "Open the page and use the button that is there.",
    },
    EntriKode {
        kode: "WEB-005",
        id: "Kiriman ini lebih besar dari batas {batas}.",
        en: "What was sent is larger than the limit of {batas}.",
        saran_id: "Bagi menjadi beberapa bagian lalu kirim satu per satu.",
        saran_en: "Split it into parts and send them one by one.",
    },
    EntriKode {
        kode: "WEB-006",
        id: "Kiriman ini tidak terbaca sebagai {bentuk}.",
        en: "What was sent cannot be read as {bentuk}.",
        saran_id: "Kirim dari formulirnya, atau periksa susunan datanya menurut /api/openapi.json.",
        saran_en: "Send it from its form, or check its structure against /api/openapi.json.",
    },
    EntriKode {
        kode: "WEB-007",
        id: "{jumlah} isian perlu diperbaiki. Tidak ada yang disimpan.",
        en: "{jumlah} answers need correcting. Nothing was saved.",
        saran_id: "Perbaiki isian yang disebut lalu kirim lagi.",
        saran_en: "Correct the answers named and send again.",
    },
    EntriKode {
        kode: "WEB-008",
        id: "Daerah untuk alamat {tuan} belum dipasang di sini.",
        en: "No region is set up here for the address {tuan}.",
        saran_id: "Periksa ejaan alamatnya. Bila Anda pengelola: daftarkan nama ini di bagian daerah pada balai.toml.",
        saran_en: "Check the spelling of the address. If you run this server: list the name under its region in balai.toml.",
    },
    EntriKode {
        kode: "WEB-010",
        id: "Terlalu banyak permintaan dari {sumber} dalam waktu singkat.",
        en: "Too many requests from {sumber} in a short time.",
        saran_id: "Tunggu {detik} detik lalu coba lagi. Yang sudah tersimpan tidak hilang.",
        saran_en: "Wait {detik} seconds and try again. Nothing that was saved is lost.",
    },
    EntriKode {
        kode: "WEB-011",
        id: "Token ini dibuat untuk tindakan tertentu dan tidak membuka alamat ini.",
        en: "This token was made for certain acts and does not open this address.",
        saran_id: "Masuklah sendiri untuk membukanya; token hanya untuk tindakan yang disebut saat dibuat.",
        saran_en: "Sign in yourself to open it; a token is for the acts named when it was made only.",
    },
    EntriKode {
        kode: "WEB-009",
        id: "Alamat ini tidak terbaca: ada bagiannya yang bukan seperti seharusnya.",
        en: "This address cannot be read: part of it is not of the kind it must be.",
        saran_id: "Periksa bagian sesudah tanda tanya, misalnya nomor halaman, atau mulai lagi dari beranda.",
        saran_en: "Check what follows the question mark, such as a page number, or start again from the home page.",
    },
];

/// Something a refused person can do next: a link with what it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tindakan {
    /// Icon name, see [`fn@crate::ikon`].
    pub ikon: &'static str,
    /// What it does, in the reader's language.
    pub label: String,
    /// What comes of it, in the reader's language.
    pub keterangan: String,
    /// Where it leads.
    pub jalur: String,
}

/// A refusal on its way to the reader. Handlers return it; the frame renders it in their language, as a
/// page or, under `/api/`, as problem+json.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GalatWeb {
    pub(crate) status: StatusCode,
    pub(crate) galat: Galat,
    pub(crate) judul: Option<String>,
    pub(crate) mengapa: Option<String>,
    pub(crate) tindakan: Vec<Tindakan>,
    /// Faults of single fields, for problem+json.
    pub(crate) isian: Vec<(String, String)>,
    /// The act that was refused, to be named in the reader's language.
    pub(crate) akt: Option<Akt>,
    /// For the log only.
    pub(crate) rinci: Option<String>,
    /// Seconds after which it is worth asking again.
    pub(crate) tunggu: Option<u32>,
}

/// Who asked too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sumber {
    Alamat,
    Akun,
}

/// What handlers return.
pub type Hasil = Result<Response, GalatWeb>;

impl GalatWeb {
    /// A refusal with this status, code and values.
    pub fn baru(status: StatusCode, galat: Galat) -> Self {
        GalatWeb {
            status,
            galat,
            judul: None,
            mengapa: None,
            tindakan: Vec::new(),
            isian: Vec::new(),
            akt: None,
            rinci: None,
            tunggu: None,
        }
    }

    /// 404. Also for what exists outside the reader's jurisdiction: the two must look the same.
    pub fn tak_ditemukan() -> Self {
        Self::baru(StatusCode::NOT_FOUND, Galat::baru("WEB-003"))
    }

    /// 400: a path or a query that cannot be read.
    pub(crate) fn alamat() -> Self {
        Self::baru(StatusCode::BAD_REQUEST, Galat::baru("WEB-009"))
    }

    /// 401 for the API; pages are led to the sign-in page instead.
    pub(crate) fn perlu_masuk() -> Self {
        Self::baru(StatusCode::UNAUTHORIZED, Galat::baru("WEB-001"))
    }

    pub(crate) fn csrf() -> Self {
        Self::baru(StatusCode::FORBIDDEN, Galat::baru("WEB-002"))
    }

    /// 429: who asks too often, and when to come back.
    pub(crate) fn terlalu_sering(sumber: Sumber, bahasa: Bahasa, detik: u32) -> Self {
        let sumber = match sumber {
            Sumber::Alamat => bahasa.pilih("jaringan Anda", "your network"),
            Sumber::Akun => bahasa.pilih("akun Anda", "your account"),
        };
        let galat = Galat::baru("WEB-010").dengan("sumber", sumber).dengan("detik", detik);
        GalatWeb { tunggu: Some(detik), ..Self::baru(StatusCode::TOO_MANY_REQUESTS, galat) }
    }

    /// 422 of a JSON request: which field, and what is wrong with it, in the reader's language.
    pub fn isian(isian: Vec<(String, String)>) -> Self {
        let galat = Galat::baru("WEB-007").dengan("jumlah", isian.len());
        GalatWeb { isian, ..Self::baru(StatusCode::UNPROCESSABLE_ENTITY, galat) }
    }

    /// 422: what was sent cannot be read as `bentuk`, such as `JSON`.
    pub fn tak_terbaca(bentuk: &str) -> Self {
        Self::baru(StatusCode::UNPROCESSABLE_ENTITY, Galat::baru("WEB-006").dengan("bentuk", bentuk))
    }

    /// Something broke in the web frame; `rinci` goes to the log only.
    pub fn rusak(rinci: impl Into<String>) -> Self {
        Refusal::Internal(balai_platform::Kerusakan::baru(rinci)).into()
    }

    /// The same, with the act and the roles in the reader's language.
    fn setempat(&self, k: &Konteks) -> Galat {
        let mut galat = self.galat.clone();
        let Some(akt) = self.akt else { return galat };
        for (nama, nilai) in &mut galat.isian {
            match *nama {
                "akt" => *nilai = k.bahasa().pilih(akt.label_id, akt.label_en).to_owned(),
                "peran" => *nilai = akt.peran.iter().map(|p| k.nama_peran(*p)).collect::<Vec<_>>().join(", "),
                _ => {}
            }
        }
        galat
    }

    /// A heading that tells more than the general one: *Peran Anda sekarang tidak membuka slip ini*.
    #[must_use]
    pub fn judul(mut self, judul: impl Into<String>) -> Self {
        self.judul = Some(judul.into());
        self
    }

    /// Why this person, now.
    #[must_use]
    pub fn mengapa(mut self, mengapa: impl Into<String>) -> Self {
        self.mengapa = Some(mengapa.into());
        self
    }

    /// Adds a way on, before the general ones.
    #[must_use]
    pub fn tindakan(mut self, tindakan: Tindakan) -> Self {
        self.tindakan.push(tindakan);
        self
    }
}

impl From<Refusal> for GalatWeb {
    fn from(tolak: Refusal) -> Self {
        let status = match &tolak {
            Refusal::Rule(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Denied(_) => StatusCode::FORBIDDEN,
            Refusal::NotFound => StatusCode::NOT_FOUND,
            Refusal::Conflict => StatusCode::CONFLICT,
            Refusal::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let rinci = match &tolak {
            Refusal::Internal(kerusakan) => Some(kerusakan.rinci().to_owned()),
            _ => None,
        };
        let akt = match &tolak {
            Refusal::Denied(penolakan) => Some(penolakan.akt()),
            _ => None,
        };
        let galat = match &tolak {
            // the same words as for an address that does not exist
            Refusal::NotFound => Galat::baru("WEB-003"),
            lain => lain.galat(),
        };
        GalatWeb { akt, rinci, ..Self::baru(status, galat) }
    }
}

impl From<Penolakan> for GalatWeb {
    fn from(tolak: Penolakan) -> Self {
        Refusal::Denied(tolak).into()
    }
}

impl From<askama::Error> for GalatWeb {
    fn from(galat: askama::Error) -> Self {
        Self::rusak(format!("template: {galat}"))
    }
}

/// Leaves the rendering to the frame, which knows the reader's language.
impl IntoResponse for GalatWeb {
    fn into_response(self) -> Response {
        let mut jawaban = self.status.into_response();
        jawaban.extensions_mut().insert(self);
        jawaban
    }
}

#[derive(Template)]
#[template(path = "galat.html")]
struct HalamanGalat<'a> {
    h: Halaman,
    status: u16,
    ikon: &'static str,
    pesan: &'a str,
    saran: &'a str,
    mengapa: Option<&'a str>,
    tindakan: &'a [Tindakan],
    nomor: &'a str,
    kode: &'a str,
}

/// The refusal in the reader's language.
pub(crate) fn tampilkan(k: &Konteks, galat: &GalatWeb) -> Response {
    if let Some(rinci) = &galat.rinci {
        tracing::error!(nomor = k.nomor(), kode = galat.galat.kode, "{rinci}");
    }
    // a person whose session may little yet is told what comes first, not about a machine's token
    let terbatas = matches!(galat.galat.kode, "PLT-007" | "WEB-011");
    let dahulu = k
        .aktor()
        .filter(|_| terbatas)
        .and_then(|a| k.rangka().apps().iter().find_map(|app| app.dahulu(k, a)));
    let galat = dahulu.as_ref().unwrap_or(galat);
    let mut jawaban = if k.api() { masalah(k, galat) } else { halaman(k, galat) };
    if let Some(detik) = galat.tunggu {
        jawaban.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(detik));
    }
    jawaban
}

fn masalah(k: &Konteks, galat: &GalatWeb) -> Response {
    let tabel = k.rangka().kode();
    let setempat = galat.setempat(k);
    let mut isi = json!({
        "type": format!("/bantuan/galat/{}", galat.galat.kode),
        "title": judul(k, galat),
        "status": galat.status.as_u16(),
        "instance": k.nomor(),
        "kode": galat.galat.kode,
        "pesan": setempat.pesan(tabel, k.bahasa()),
        "saran": setempat.saran(tabel, k.bahasa()),
    });
    if !galat.isian.is_empty()
        && let Some(isi) = isi.as_object_mut()
    {
        let isian = galat.isian.iter().map(|(nama, pesan)| json!({ "nama": nama, "pesan": pesan })).collect();
        isi.insert("isian".into(), isian);
    }
    let mut jawaban = (galat.status, isi.to_string()).into_response();
    jawaban.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    jawaban
}

fn halaman(k: &Konteks, galat: &GalatWeb) -> Response {
    let tabel = k.rangka().kode();
    let setempat = galat.setempat(k);
    let (pesan, saran) = (setempat.pesan(tabel, k.bahasa()), setempat.saran(tabel, k.bahasa()));
    let mut tindakan = galat.tindakan.clone();
    tindakan.extend(umum(k, galat));
    let mengapa = galat.mengapa.clone().or_else(|| {
        let dilarang = galat.status == StatusCode::FORBIDDEN && galat.galat.kode != "WEB-002";
        let aktor = k.aktor().filter(|_| dilarang)?;
        let peran = k.peran_tertulis();
        let kunci = if peran.is_empty() { "galat-mengapa-tanpa-peran" } else { "galat-mengapa-peran" };
        Some(k.t(kunci).a("nama", &aktor.nama).a("peran", peran).to_string())
    });
    let isi = HalamanGalat {
        h: Halaman::baru(k, judul(k, galat)),
        status: galat.status.as_u16(),
        ikon: gambar(galat.status),
        pesan: &pesan,
        saran: &saran,
        mengapa: mengapa.as_deref(),
        tindakan: &tindakan,
        nomor: k.nomor(),
        kode: galat.galat.kode,
    };
    match isi.render() {
        Ok(html) => (galat.status, axum::response::Html(html)).into_response(),
        // the error page itself is broken: plain words are left
        Err(_) => (galat.status, format!("{pesan}\n{saran}\n{}", k.nomor())).into_response(),
    }
}

#[derive(Template)]
#[template(path = "tanpa_daerah.html")]
struct HalamanTanpaDaerah<'a> {
    bahasa: Bahasa,
    judul: &'a str,
    gaya: &'static str,
    pesan: &'a str,
    saran: &'a str,
    nomor: &'a str,
}

/// 404 for a host name that is no region's. There is no region to speak for, so it stands without the frame.
pub(crate) fn tanpa_daerah(rangka: &Rangka, tuan: &str, bahasa: Bahasa, api: bool, nomor: &str) -> Response {
    let tuan: String = tuan.chars().filter(|c| !c.is_control()).take(253).collect();
    let galat = Galat::baru("WEB-008").dengan("tuan", &tuan);
    let (pesan, saran) = (galat.pesan(rangka.kode(), bahasa), galat.saran(rangka.kode(), bahasa));
    let judul = rangka.katalog().t(bahasa, "galat-judul-daerah").to_string();
    if api {
        let isi = json!({
            "type": "/bantuan/galat/WEB-008", "title": judul, "status": 404, "instance": nomor,
            "kode": "WEB-008", "pesan": pesan, "saran": saran,
        });
        let jenis = [(header::CONTENT_TYPE, "application/problem+json")];
        return (StatusCode::NOT_FOUND, jenis, isi.to_string()).into_response();
    }
    let gaya = crate::aset::jalur("balai.css");
    let isi = HalamanTanpaDaerah { bahasa, judul: &judul, gaya, pesan: &pesan, saran: &saran, nomor };
    match isi.render() {
        Ok(html) => (StatusCode::NOT_FOUND, axum::response::Html(html)).into_response(),
        Err(_) => (StatusCode::NOT_FOUND, format!("{pesan}\n{saran}\n")).into_response(),
    }
}

fn judul(k: &Konteks, galat: &GalatWeb) -> String {
    if let Some(judul) = &galat.judul {
        return judul.clone();
    }
    let kunci = match (galat.status.as_u16(), galat.galat.kode) {
        (_, "WEB-002") => "galat-judul-formulir",
        (400, _) => "galat-judul-400",
        (401, _) => "galat-judul-401",
        (403, _) => "galat-judul-403",
        (404, _) => "galat-judul-404",
        (405, _) => "galat-judul-405",
        (409, _) => "galat-judul-409",
        (413, _) => "galat-judul-413",
        (422, _) => "galat-judul-422",
        (429, _) => "galat-judul-429",
        _ => "galat-judul-500",
    };
    k.t(kunci).to_string()
}

fn gambar(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 | 403 => "door-closed",
        400 | 404 | 405 => "map-pin-off",
        409 => "git-compare",
        413 | 422 => "file-warning",
        429 => "hourglass",
        _ => "wrench",
    }
}

/// The ways on that hold for every refusal of this kind.
fn umum(k: &Konteks, galat: &GalatWeb) -> Vec<Tindakan> {
    let mut ada = Vec::new();
    if galat.status == StatusCode::INTERNAL_SERVER_ERROR && k.hanya_baca() {
        ada.push(Tindakan {
            ikon: "rotate-cw",
            label: k.t("galat-tindakan-ulang").to_string(),
            keterangan: k.t("galat-tindakan-ulang-ket").to_string(),
            jalur: k.jalur_penuh().to_owned(),
        });
    } else if let Some(asal) = k.halaman_asal() {
        ada.push(Tindakan {
            ikon: "arrow-left",
            label: k.t("galat-tindakan-kembali").to_string(),
            keterangan: k.t("galat-tindakan-kembali-ket").to_string(),
            jalur: asal.to_owned(),
        });
    }
    ada.push(Tindakan {
        ikon: "house",
        label: k.t("galat-tindakan-beranda").to_string(),
        keterangan: k.t("galat-tindakan-beranda-ket").to_string(),
        jalur: "/".to_owned(),
    });
    ada
}
