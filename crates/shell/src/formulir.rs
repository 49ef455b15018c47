//! Forms: what was typed is kept, what is wrong stands beside it, and a done act leads on with 303.

use std::fmt;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use balai_kernel::{Bahasa, EntriKode, Galat, TeksGalat, teks};
use serde::de::DeserializeOwned;

use crate::csrf::BIDANG;
use crate::konteks::KUKI_KABAR;
use crate::kuki::{self, Umur};
use crate::{GalatWeb, Konteks};

/// A form as it was sent, with what is wrong with it. It is shown again whole, with 422.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formulir {
    nilai: Vec<(String, String)>,
    galat: Vec<(String, String)>,
}

impl Formulir {
    /// An empty form, for its first showing.
    pub fn kosong() -> Self {
        Formulir::default()
    }

    /// Gives a field a value before its first showing.
    #[must_use]
    pub fn isi(mut self, bidang: &str, nilai: impl fmt::Display) -> Self {
        self.nilai.push((bidang.to_owned(), nilai.to_string()));
        self
    }

    /// Gives a field another value than what was sent.
    #[must_use]
    pub fn ganti(mut self, bidang: &str, nilai: impl fmt::Display) -> Self {
        self.nilai.retain(|(n, _)| n != bidang);
        self.isi(bidang, nilai)
    }

    /// What was typed, spaces at the ends included; empty when nothing was.
    pub fn nilai(&self, bidang: &str) -> &str {
        self.nilai.iter().find(|(n, _)| n == bidang).map_or("", |(_, v)| v)
    }

    /// All values of a field that may occur more than once (checkboxes).
    pub fn semua<'a>(&'a self, bidang: &'a str) -> impl Iterator<Item = &'a str> {
        self.nilai.iter().filter(move |(n, _)| n == bidang).map(|(_, v)| v.as_str())
    }

    /// Every field with what was typed, in the order sent: for forms whose fields are as many as the things shown.
    pub fn semua_isian(&self) -> impl Iterator<Item = (&str, &str)> {
        self.nilai.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }

    pub(crate) fn tambah(&mut self, bidang: String, nilai: String) {
        self.nilai.push((bidang, nilai));
    }

    /// Whether this choice was chosen.
    pub fn terpilih(&self, bidang: &str, pilihan: &str) -> bool {
        self.semua(bidang).any(|v| v == pilihan)
    }

    /// What is wrong with a field, in the reader's language.
    pub fn galat(&self, bidang: &str) -> Option<&str> {
        self.galat.iter().find(|(n, _)| n == bidang).map(|(_, p)| p.as_str())
    }

    /// Everything that is wrong: field and sentence, in the order it was found.
    pub fn semua_galat(&self) -> &[(String, String)] {
        &self.galat
    }

    /// Whether nothing is wrong.
    pub fn benar(&self) -> bool {
        self.galat.is_empty()
    }

    /// Says what is wrong with a field, in the reader's language. The first fault of a field is shown.
    pub fn salah(&mut self, bidang: &str, pesan: impl fmt::Display) {
        self.galat.push((bidang.to_owned(), pesan.to_string()));
    }

    /// Says what is wrong with a field by its code: what is wrong, then what to do.
    pub fn salah_kode(&mut self, bidang: &str, galat: &Galat, k: &Konteks) {
        let tabel: &[EntriKode] = k.rangka().kode();
        let pesan = format!("{} {}", galat.pesan(tabel, k.bahasa()), galat.saran(tabel, k.bahasa()));
        self.salah(bidang, pesan.trim_end());
    }

    /// Reads a field with its lenient parser. Empty or unreadable: the fault is noted, `None` is returned.
    pub fn baca<T>(&mut self, bidang: &str, k: &Konteks) -> Option<T>
    where
        T: FromStr,
        T::Err: Into<Galat>,
    {
        let teks = self.nilai(bidang).trim().to_owned();
        if teks.is_empty() {
            self.salah(bidang, k.t("formulir-wajib"));
            return None;
        }
        self.baca_bila_ada(bidang, k)
    }

    /// Reads a name, a title or a legal basis: one line of at most `maks` characters, see [`balai_kernel::teks`]. Empty or
    /// unfit: the fault is noted, `None` is returned.
    pub fn baca_teks(&mut self, bidang: &str, maks: usize, k: &Konteks) -> Option<String> {
        match teks::satu_baris(self.nilai(bidang), maks) {
            Ok(rapi) => Some(rapi),
            Err(TeksGalat::Kosong) => {
                self.salah(bidang, k.t("formulir-wajib"));
                None
            }
            Err(galat) => {
                self.salah_kode(bidang, &galat.into(), k);
                None
            }
        }
    }

    /// As [`Formulir::baca`], but empty is allowed and gives `None` without a fault.
    pub fn baca_bila_ada<T>(&mut self, bidang: &str, k: &Konteks) -> Option<T>
    where
        T: FromStr,
        T::Err: Into<Galat>,
    {
        let teks = self.nilai(bidang).trim().to_owned();
        if teks.is_empty() {
            return None;
        }
        match teks.parse() {
            Ok(nilai) => Some(nilai),
            Err(galat) => {
                let galat: Galat = T::Err::into(galat);
                self.salah_kode(bidang, &galat, k);
                None
            }
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Formulir {
    type Rejection = GalatWeb;

    async fn from_request(req: Request, state: &S) -> Result<Self, Self::Rejection> {
        let jenis = req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        // another kind of body did not pass the token's check, which reads this kind only
        if !jenis.starts_with("application/x-www-form-urlencoded") {
            return Err(GalatWeb::tak_terbaca("formulir"));
        }
        let isi = Bytes::from_request(req, state).await.map_err(|_| GalatWeb::tak_terbaca("formulir"))?;
        let nilai: Vec<(String, String)> = urai(&isi).into_iter().filter(|(n, _)| n != BIDANG).collect();
        // no keyboard types it, one database refuses it and the other keeps it: nobody may send it
        if nilai.iter().any(|(_, v)| v.contains('\0')) {
            return Err(GalatWeb::tak_terbaca("formulir"));
        }
        Ok(Formulir { nilai, galat: Vec::new() })
    }
}

/// A JSON body; what cannot be read is refused as problem+json.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = GalatWeb;

    async fn from_request(req: Request, state: &S) -> Result<Self, Self::Rejection> {
        let bahasa = req.extensions().get::<Konteks>().map_or(Bahasa::Id, Konteks::bahasa);
        let isi = Bytes::from_request(req, state).await.map_err(|_| GalatWeb::tak_terbaca("JSON"))?;
        // a NUL in a text, escaped as JSON must: see the form above
        if isi.windows(6).any(|b| b == b"\\u0000") {
            return Err(GalatWeb::tak_terbaca("JSON"));
        }
        serde_json::from_slice(&isi).map(Json).map_err(|galat| GalatWeb {
            isian: vec![sebab_json(&isi, &galat, bahasa)],
            ..GalatWeb::tak_terbaca("JSON")
        })
    }
}

/// Which part of a JSON body is wrong and why, in the reader's language: the library speaks of Rust's types, in English.
fn sebab_json(isi: &[u8], galat: &serde_json::Error, bahasa: Bahasa) -> (String, String) {
    let tempat = match bahasa {
        Bahasa::Id => format!("Baris {} kolom {}", galat.line(), galat.column()),
        Bahasa::En => format!("Line {} column {}", galat.line(), galat.column()),
    };
    let tulis = |id: &str, en: &str| format!("{tempat}: {}.", bahasa.pilih(id, en));
    if !galat.is_data() {
        return (String::new(), tulis("bukan JSON yang utuh", "no complete JSON"));
    }
    let teks = galat.to_string();
    let teks = teks.rsplit_once(" at line ").map_or(teks.as_str(), |(t, _)| t);
    let dikutip = || teks.split('`').nth(1).unwrap_or_default().to_owned();
    let bentuk = |awal: &str| teks.starts_with(awal);
    if bentuk("missing field") {
        (dikutip(), bahasa.pilih("Belum diisi.", "Not given.").to_owned())
    } else if bentuk("unknown field") {
        (dikutip(), bahasa.pilih("Tidak dikenal di sini.", "Not known here.").to_owned())
    } else if bentuk("duplicate field") {
        (dikutip(), bahasa.pilih("Ditulis lebih dari sekali.", "Given more than once.").to_owned())
    } else if bentuk("unknown variant") {
        let boleh: Vec<&str> = teks.split('`').skip(3).step_by(2).collect();
        let pesan = tulis("bukan salah satu pilihannya", "none of its choices");
        (bidang_di(isi, galat), format!("{pesan} {}", boleh.join(", ")).trim_end().to_owned())
    } else if bentuk("invalid ") || bahasa == Bahasa::En {
        (bidang_di(isi, galat), tulis("bukan jenis isi yang seharusnya", "not the kind of value it must be"))
    } else {
        // the words of a type of our own, which are Indonesian
        (bidang_di(isi, galat), teks.to_owned())
    }
}

/// The name that stands before the place of a fault; empty when none does.
fn bidang_di(isi: &[u8], galat: &serde_json::Error) -> String {
    let isi = String::from_utf8_lossy(isi);
    let mut sampai = String::new();
    for (baris, nomor) in isi.lines().zip(1..=galat.line()) {
        let batas = if nomor == galat.line() { galat.column() } else { usize::MAX };
        let potong: String = baris.chars().take(batas).collect();
        sampai.push_str(&potong);
    }
    let nama = sampai.rsplit_once("\":").and_then(|(s, _)| s.rsplit_once('"')).map(|(_, nama)| nama);
    let wajar = |n: &&str| n.len() <= 60 && n.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    nama.filter(wajar).unwrap_or_default().to_owned()
}

/// After an act that was done: 303 to a page of this site. Anything that is not a path here leads home.
pub fn alihkan(jalur: &str) -> Response {
    Redirect::to(if jalur_sendiri(jalur) { jalur } else { "/" }).into_response()
}

/// As [`alihkan`], with a message on the next page: a key of the texts and its values.
pub fn alihkan_kabar(k: &Konteks, jalur: &str, kunci: &str, isian: &[(&str, &str)]) -> Response {
    let mut teks = kode_persen(kunci);
    for (nama, nilai) in isian {
        teks.push('&');
        teks.push_str(&kode_persen(nama));
        teks.push('=');
        teks.push_str(&kode_persen(nilai));
    }
    let mut jawaban = alihkan(jalur);
    if let Some(kuki) = kuki::pasang(KUKI_KABAR, &teks, Umur::Detik(60), k.aman()) {
        jawaban.headers_mut().append(header::SET_COOKIE, kuki);
    }
    jawaban
}

/// Whether this is a path here and not another site in disguise (`//jahat.example`, `/\jahat.example`).
fn jalur_sendiri(jalur: &str) -> bool {
    jalur.starts_with('/')
        && !jalur.starts_with("//")
        && !jalur.contains('\\')
        && jalur.bytes().all(|b| b.is_ascii_graphic())
}

/// The fields of an `application/x-www-form-urlencoded` text, in order.
pub(crate) fn urai(isi: &[u8]) -> Vec<(String, String)> {
    isi.split(|b| *b == b'&')
        .filter(|p| !p.is_empty())
        .map(|p| {
            let (nama, nilai) = match p.iter().position(|b| *b == b'=') {
                Some(i) => (p.get(..i).unwrap_or_default(), p.get(i + 1..).unwrap_or_default()),
                None => (p, &[][..]),
            };
            (lepas_persen(nama), lepas_persen(nilai))
        })
        .collect()
}

/// `+` and `%41` back to characters; what is not UTF-8 becomes the replacement character.
pub(crate) fn lepas_persen(isi: &[u8]) -> String {
    let mut jadi = Vec::with_capacity(isi.len());
    let mut sisa = isi;
    while let Some((b, ekor)) = sisa.split_first() {
        sisa = ekor;
        let heks = |i: usize| {
            ekor.get(i).and_then(|c| char::from(*c).to_digit(16)).and_then(|d| u8::try_from(d).ok())
        };
        match (b, heks(0), heks(1)) {
            (b'+', ..) => jadi.push(b' '),
            (b'%', Some(a), Some(b)) => {
                jadi.push(a << 4 | b);
                sisa = ekor.get(2..).unwrap_or_default();
            }
            _ => jadi.push(*b),
        }
    }
    String::from_utf8_lossy(&jadi).into_owned()
}

/// Characters that are safe in a query value and in a cookie; the rest as `%XX`.
pub(crate) fn kode_persen(teks: &str) -> String {
    let mut jadi = String::with_capacity(teks.len());
    for b in teks.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'/') {
            jadi.push(char::from(b));
        } else {
            jadi.push_str(&format!("%{b:02X}"));
        }
    }
    jadi
}

/// Marks an answer as a file to be saved under `nama`.
pub fn unduhan(nama: &str, jenis: &'static str, isi: Vec<u8>) -> Response {
    let mut kepala = HeaderMap::new();
    kepala.insert(header::CONTENT_TYPE, HeaderValue::from_static(jenis));
    let polos: String =
        nama.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
    if let Ok(nilai) = HeaderValue::from_str(&format!("attachment; filename=\"{polos}\"")) {
        kepala.insert(header::CONTENT_DISPOSITION, nilai);
    }
    (StatusCode::OK, kepala, isi).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_browsers_send_them() {
        let isi = urai(b"nama=Siti+Nurjanah%2C+S.Sos.&kosong=&pilih=a&pilih=b&rusak=%zz%4");
        assert_eq!(isi[0], ("nama".into(), "Siti Nurjanah, S.Sos.".into()));
        assert_eq!(isi[1], ("kosong".into(), String::new()));
        assert_eq!(isi[4].1, "%zz%4");
        let f = Formulir { nilai: isi, galat: Vec::new() };
        assert!(f.terpilih("pilih", "b") && !f.terpilih("pilih", "c"));
    }

    #[test]
    fn a_body_that_cannot_be_read_says_which_part_in_the_readers_words() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only its faults are looked at")]
        struct DaftarJson {
            peran: balai_kernel::Peran,
            jumlah: i64,
        }
        let sebab = |isi: &str, bahasa| {
            let galat = serde_json::from_str::<DaftarJson>(isi).unwrap_err();
            let (nama, pesan) = sebab_json(isi.as_bytes(), &galat, bahasa);
            for asing in ["struct", "DaftarJson", "expected", "`"] {
                assert!(!pesan.contains(asing), "{isi}: {pesan}");
            }
            (nama, pesan)
        };
        for (isi, nama, id) in [
            ("[]", "", "Baris 1 kolom"),
            ("{\"peran\": \"bkpsdm\"}", "jumlah", "Belum diisi."),
            ("{\"peran\": \"bkpsdm\", \"x\": 1}", "x", "Tidak dikenal di sini."),
            ("{\"peran\": \"raja\", \"jumlah\": 1}", "peran", "raja"),
            ("{\"peran\": \"bkpsdm\",\n \"jumlah\": \"banyak\"}", "jumlah", "Baris 2"),
            ("{\"peran\": ", "", "bukan JSON yang utuh"),
        ] {
            let (di, pesan) = sebab(isi, Bahasa::Id);
            assert_eq!(di, nama, "{isi}: {pesan}");
            assert!(pesan.contains(id), "{isi}: {pesan}");
            assert!(!sebab(isi, Bahasa::En).1.contains("Baris"), "{isi}");
        }
    }

    #[test]
    fn only_our_own_paths_are_followed() {
        for baik in ["/", "/tunjangan/2026-10?x=1"] {
            assert!(jalur_sendiri(baik), "{baik}");
        }
        for buruk in ["//jahat.example", "/\\jahat.example", "https://jahat.example", "", "/a\nb", "masuk"] {
            assert!(!jalur_sendiri(buruk), "{buruk}");
        }
    }

    #[test]
    fn percent_coding_is_undone_by_reading() {
        let teks = "Rp 1.500, ½ & ñ=;\"";
        assert_eq!(lepas_persen(kode_persen(teks).as_bytes()), teks);
    }
}
