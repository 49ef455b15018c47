//! `/aktivitas/{id}/bukti`: the photo or PDF that shows what was done.

use std::io::Cursor;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use balai_platform::berkas::{Diterima, Jenis};
use balai_platform::{Refusal, Region};
use balai_shell::{Berkas, GalatWeb, Hasil, Konteks, Unggahan, alihkan_kabar, unduhan};

use crate::acts::entri::bukti;

/// `GET /aktivitas/{id}/bukti`: a picture is shown, a PDF is saved.
pub async fn lihat(k: Konteks, Path(id): Path<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (rujukan, isi) = k.jalankan(move |region| bukti::baca(region, &aktor, &id)).await?;
    if rujukan.jenis == Jenis::Pdf {
        return Ok(unduhan("bukti.pdf", rujukan.jenis.mime(), isi));
    }
    let jenis = HeaderValue::from_static(rujukan.jenis.mime());
    // what somebody else may not see is not kept by what stands between
    let simpan = HeaderValue::from_static("private, max-age=300");
    Ok(([(header::CONTENT_TYPE, jenis), (header::CACHE_CONTROL, simpan)], isi).into_response())
}

/// `POST /aktivitas/{id}/bukti`.
pub async fn lampirkan(
    k: Konteks,
    Path(id): Path<String>,
    Unggahan { formulir: f, berkas }: Unggahan,
) -> Hasil {
    let alamat = format!("/aktivitas/{id}");
    let Some(berkas) = berkas else { return super::aktivitas::tanpa_berkas(&k, id, f).await };
    let aktor = k.wajib_aktor()?.clone();
    let versi = f.nilai("versi").parse().unwrap_or(0);
    let siapa = id.clone();
    let hasil = k
        .jalankan(move |region| {
            let jadi = terima(region, &aktor, &berkas)
                .and_then(|d| bukti::lampirkan(region, &aktor, (&siapa, versi), d));
            Ok::<_, GalatWeb>(jadi)
        })
        .await?;
    match hasil {
        Ok(_) => Ok(alihkan_kabar(&k, &alamat, "aktivitas-bukti-tersimpan", &[])),
        Err(Refusal::Rule(galat)) if galat.kode.starts_with("PLT-06") => {
            let mut f = f;
            f.salah_kode("bukti", &galat, &k);
            super::aktivitas::tanpa_berkas(&k, id, f).await
        }
        Err(lain) => Err(lain.into()),
    }
}

/// Takes a file of a form in.
pub(super) fn terima(region: &Region, aktor: &balai_kernel::Aktor, b: &Berkas) -> Result<Diterima, Refusal> {
    bukti::terima(region, aktor, &mut Cursor::new(&b.isi), &b.nama)
}
