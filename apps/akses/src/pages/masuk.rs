//! `/masuk`: one form for everybody, and a second one for those who have a second factor.

use askama::Template;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use balai_kernel::Galat;
use balai_platform::Refusal;
use balai_shell::{
    Formulir, Halaman, Hasil, KUKI_SESI, Konteks, alihkan, halaman, halaman_status,
    kuki::{self, Umur},
};
use serde::Deserialize;

use crate::acts::{self, Asal, Langkah, Sesi};

/// The cookie by which a browser that has been in before is known.
const KUKI_PERANGKAT: &str = "balai_perangkat";
/// Longest text taken from either field, in bytes; more is nobody's name or password.
const PANJANG_MAKS: usize = 1_000;

#[derive(Deserialize)]
pub(crate) struct Kueri {
    /// Where the reader wanted to go.
    #[serde(default)]
    kembali: String,
}

/// Browser and address of a request.
pub(crate) struct DariMana(Asal);

impl<S: Sync> FromRequestParts<S> for DariMana {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let teks = |nama: &str| parts.headers.get(nama).and_then(|v| v.to_str().ok());
        // the frame knows which proxies to believe
        let alamat = parts.extensions.get::<Konteks>().and_then(Konteks::alamat).map(|ip| ip.to_string());
        let perangkat = kuki::baca(&parts.headers, KUKI_PERANGKAT).map(str::to_owned);
        Ok(DariMana(Asal { agen: teks("user-agent").unwrap_or_default().to_owned(), alamat, perangkat }))
    }
}

#[derive(Template)]
#[template(path = "masuk.html")]
struct IsiMasuk {
    h: Halaman,
    f: Formulir,
}

#[derive(Template)]
#[template(path = "masuk-kode.html")]
struct IsiKode {
    h: Halaman,
    f: Formulir,
}

/// The empty form; whoever is signed in already is led on.
pub(crate) async fn lihat(k: Konteks, Query(kueri): Query<Kueri>) -> Hasil {
    if k.aktor().is_some() {
        return Ok(alihkan(&kueri.kembali));
    }
    halaman(&IsiMasuk { h: kepala(&k), f: Formulir::kosong().isi("kembali", kueri.kembali) })
}

/// Tries to sign in. A refusal shows the form again with the name kept and the password gone.
pub(crate) async fn kirim(k: Konteks, DariMana(asal): DariMana, mut f: Formulir) -> Hasil {
    for bidang in ["nama", "sandi"] {
        if f.nilai(bidang).is_empty() {
            f.salah(bidang, k.t("formulir-wajib"));
        }
    }
    if !f.benar() || f.nilai("nama").len() > PANJANG_MAKS || f.nilai("sandi").len() > PANJANG_MAKS {
        return ulang(&k, f);
    }
    let (nama, sandi) = (f.nilai("nama").to_owned(), f.nilai("sandi").to_owned());
    let jawaban = tanya(&k, move |d| acts::masuk_dari(d, &nama, &sandi, &asal)).await?;
    match jawaban {
        Ok(Langkah::Masuk(sesi)) => Ok(buka(&k, &sesi, f.nilai("kembali"))),
        Ok(Langkah::PerluKode(tahap)) => {
            let f = Formulir::kosong().isi("kembali", f.nilai("kembali")).isi("tahap", tahap.rahasia());
            halaman(&IsiKode { h: kepala(&k), f })
        }
        Err(tolak) => {
            f.salah_kode("nama", &tolak.galat(), &k);
            ulang(&k, f)
        }
    }
}

/// The second step.
pub(crate) async fn kode(k: Konteks, DariMana(asal): DariMana, mut f: Formulir) -> Hasil {
    let (tahap, kode) = (f.nilai("tahap").to_owned(), f.nilai("kode").to_owned());
    let jawaban = if tahap.len() > PANJANG_MAKS || kode.len() > PANJANG_MAKS {
        Err(Galat::baru("AKS-021").into())
    } else {
        tanya(&k, move |d| acts::masuk_kode(d, &tahap, &kode, &asal)).await?
    };
    match jawaban {
        Ok(sesi) => Ok(buka(&k, &sesi, f.nilai("kembali"))),
        Err(tolak) => {
            f.salah_kode("kode", &tolak.galat(), &k);
            halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &IsiKode { h: kepala(&k), f })
        }
    }
}

/// A refusal is an answer of this page, not an error of the frame.
async fn tanya<T: Send + 'static>(
    k: &Konteks,
    kerja: impl FnOnce(&balai_platform::Region) -> Result<T, Refusal> + Send + 'static,
) -> Result<Result<T, Refusal>, balai_shell::GalatWeb> {
    k.jalankan(move |daerah| match kerja(daerah) {
        Err(rusak @ Refusal::Internal(_)) => Err(rusak),
        jawaban => Ok(jawaban),
    })
    .await
}

/// Gives the new session's cookie and leads on; whoever still needs a second factor is led to it.
fn buka(k: &Konteks, sesi: &Sesi, kembali: &str) -> axum::response::Response {
    let ke = if sesi.aktor.hanya_akt.is_some() { "/saya/faktor" } else { kembali };
    let mut jawaban = alihkan(ke).into_response();
    for (nama, rahasia, umur) in [
        (KUKI_SESI, &sesi.token, acts::UMUR_SESI_DETIK),
        (KUKI_PERANGKAT, &sesi.perangkat, acts::UMUR_PERANGKAT_DETIK),
    ] {
        if let Some(kuki) = kuki::pasang(nama, rahasia.rahasia(), Umur::Detik(umur), k.aman()) {
            jawaban.headers_mut().append(header::SET_COOKIE, kuki);
        }
    }
    jawaban
}

fn ulang(k: &Konteks, mut f: Formulir) -> Hasil {
    if f.benar() {
        f.salah_kode("nama", &Galat::baru("AKS-001"), k);
    }
    halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &IsiMasuk { h: kepala(k), f })
}

fn kepala(k: &Konteks) -> Halaman {
    Halaman::baru(k, k.t("akses-masuk-judul"))
}
