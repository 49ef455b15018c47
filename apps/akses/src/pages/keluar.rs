//! `/keluar`: ends the session.

use axum::http::header;
use axum::response::IntoResponse;
use balai_shell::{
    Hasil, KUKI_SESI, Konteks, alihkan_kabar,
    kuki::{self, Umur},
};

use crate::acts;

/// Ends the session and forgets the cookie.
pub(crate) async fn kirim(k: Konteks) -> Hasil {
    if let (Some(aktor), Some(token)) = (k.aktor().cloned(), k.sesi().map(str::to_owned)) {
        k.jalankan(move |daerah| acts::keluar(daerah, &aktor, &token)).await?;
    }
    let mut jawaban = alihkan_kabar(&k, "/masuk", "akses-keluar-selesai", &[]).into_response();
    if let Some(kuki) = kuki::pasang(KUKI_SESI, "", Umur::Hapus, k.aman()) {
        jawaban.headers_mut().append(header::SET_COOKIE, kuki);
    }
    Ok(jawaban)
}
