//! `/masuk`: one form for everybody.

use askama::Template;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use balai_platform::Refusal;
use balai_shell::{
    Formulir, Halaman, Hasil, KUKI_SESI, Konteks, alihkan, halaman, halaman_status,
    kuki::{self, Umur},
};
use serde::Deserialize;

use crate::acts;

/// Longest text taken from either field, in bytes; more is nobody's name or password.
const PANJANG_MAKS: usize = 1_000;

#[derive(Deserialize)]
pub(crate) struct Kueri {
    /// Where the reader wanted to go.
    #[serde(default)]
    kembali: String,
}

#[derive(Template)]
#[template(path = "masuk.html")]
struct IsiMasuk {
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
pub(crate) async fn kirim(k: Konteks, mut f: Formulir) -> Hasil {
    for bidang in ["nama", "sandi"] {
        if f.nilai(bidang).is_empty() {
            f.salah(bidang, k.t("formulir-wajib"));
        }
    }
    if !f.benar() || f.nilai("nama").len() > PANJANG_MAKS || f.nilai("sandi").len() > PANJANG_MAKS {
        return ulang(&k, f);
    }
    let (nama, sandi) = (f.nilai("nama").to_owned(), f.nilai("sandi").to_owned());
    // a refusal is an answer of this page, not an error of the frame
    let jawaban = k
        .jalankan(move |daerah| match acts::masuk(daerah, &nama, &sandi) {
            Err(rusak @ Refusal::Internal(_)) => Err(rusak),
            jawaban => Ok(jawaban),
        })
        .await?;
    let sesi = match jawaban {
        Ok(sesi) => sesi,
        Err(tolak) => {
            f.salah_kode("nama", &tolak.galat(), &k);
            return ulang(&k, f);
        }
    };
    let mut jawaban = alihkan(f.nilai("kembali")).into_response();
    let umur = Umur::Detik(acts::UMUR_SESI_DETIK);
    if let Some(kuki) = kuki::pasang(KUKI_SESI, sesi.token.rahasia(), umur, k.aman()) {
        jawaban.headers_mut().append(header::SET_COOKIE, kuki);
    }
    Ok(jawaban)
}

fn ulang(k: &Konteks, mut f: Formulir) -> Hasil {
    if f.benar() {
        f.salah_kode("nama", &balai_kernel::Galat::baru("AKS-001"), k);
    }
    halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &IsiMasuk { h: kepala(k), f })
}

fn kepala(k: &Konteks) -> Halaman {
    Halaman::baru(k, k.t("akses-masuk-judul"))
}
