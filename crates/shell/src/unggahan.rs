//! Forms with a file: read in pieces, bounded, and only behind the form's token.

use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{StatusCode, header};
use balai_kernel::Galat;

use crate::csrf::{BIDANG, KEPALA};
use crate::{Formulir, GalatWeb, Konteks};

/// Largest file a page takes: the staff of 20,000 people as XLSX is some 3 MB. What is larger comes by the command line.
pub const BATAS_BERKAS: usize = 8 << 20;
/// As people read it.
const BATAS_TERTULIS: &str = "8 MB";
/// All text fields together.
const BATAS_TEKS: usize = 1 << 20;
/// Fields of one form.
const BATAS_BIDANG: usize = 64;
/// A token has 128 letters.
const BATAS_TOKEN: usize = 512;
/// What is read and thrown away behind a file that is too large: a browser looks at no answer before it has sent all.
const BATAS_BUANG: usize = 64 << 20;

/// A file as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Berkas {
    /// Its name, as the browser gave it.
    pub nama: String,
    /// Its bytes, at most [`BATAS_BERKAS`].
    pub isi: Vec<u8>,
}

/// A form that may bring a file. Without one it is the form alone, however it was sent.
///
/// The token must be the first field: nothing before it is kept, so that what another site sends costs no memory. A
/// file that is too large is noted at its field and left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unggahan {
    /// The fields.
    pub formulir: Formulir,
    /// The file; none when none was chosen.
    pub berkas: Option<Berkas>,
}

fn kepala<'a>(req: &'a Request, nama: &str) -> &'a str {
    req.headers().get(nama).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

fn terlalu_besar() -> Galat {
    Galat::baru("WEB-005").dengan("batas", BATAS_TERTULIS)
}

fn galat(g: &MultipartError) -> GalatWeb {
    match g.status() {
        StatusCode::PAYLOAD_TOO_LARGE => GalatWeb::baru(StatusCode::PAYLOAD_TOO_LARGE, terlalu_besar()),
        _ => GalatWeb::tak_terbaca("formulir"),
    }
}

/// The bytes of a field, or none when they are more than `batas`; they are read to their end in either case.
async fn baca(bidang: &mut Field<'_>, batas: usize) -> Result<Option<Vec<u8>>, GalatWeb> {
    let mut isi = Some(Vec::new());
    while let Some(potong) = bidang.chunk().await.map_err(|g| galat(&g))? {
        isi = isi.filter(|i| i.len() + potong.len() <= batas);
        if let Some(i) = &mut isi {
            i.extend_from_slice(&potong);
        }
    }
    Ok(isi)
}

impl<S: Send + Sync> FromRequest<S> for Unggahan {
    type Rejection = GalatWeb;

    async fn from_request(mut req: Request, state: &S) -> Result<Self, Self::Rejection> {
        if !kepala(&req, header::CONTENT_TYPE.as_str()).starts_with("multipart/form-data") {
            let formulir = Formulir::from_request(req, state).await?;
            return Ok(Unggahan { formulir, berkas: None });
        }
        let k = req.extensions().get::<Konteks>().cloned();
        let k = k.ok_or_else(|| GalatWeb::rusak("a route stands outside the frame"))?;
        let mut sah = k.0.kunci.cocok(kepala(&req, KEPALA));
        DefaultBodyLimit::max(BATAS_BERKAS + BATAS_TEKS + BATAS_BUANG).apply(&mut req);
        let mut semua =
            Multipart::from_request(req, state).await.map_err(|_| GalatWeb::tak_terbaca("formulir"))?;
        let mut hasil = Unggahan::default();
        let (mut banyak, mut sisa) = (0, BATAS_TEKS);
        while let Some(mut bidang) = semua.next_field().await.map_err(|g| galat(&g))? {
            let nama = bidang.name().unwrap_or_default().to_owned();
            banyak += 1;
            if banyak > BATAS_BIDANG {
                return Err(GalatWeb::tak_terbaca("formulir"));
            }
            if nama == BIDANG {
                let token = baca(&mut bidang, BATAS_TOKEN).await?.unwrap_or_default();
                sah = sah || k.0.kunci.cocok(&String::from_utf8_lossy(&token));
            }
            if !sah {
                return Err(GalatWeb::csrf());
            }
            if nama == BIDANG {
                continue;
            }
            match bidang.file_name().map(str::to_owned) {
                Some(asal) => match baca(&mut bidang, BATAS_BERKAS).await? {
                    // a field without a choice comes as a file without a name
                    Some(isi) if asal.is_empty() && isi.is_empty() => {}
                    Some(isi) => hasil.berkas = Some(Berkas { nama: asal, isi }),
                    None => hasil.formulir.salah_kode(&nama, &terlalu_besar(), &k),
                },
                None => {
                    let isi = baca(&mut bidang, sisa).await?.ok_or_else(|| {
                        let batas = Galat::baru("WEB-005").dengan("batas", "1 MB");
                        GalatWeb::baru(StatusCode::PAYLOAD_TOO_LARGE, batas)
                    })?;
                    sisa = sisa.saturating_sub(isi.len());
                    hasil.formulir.tambah(nama, String::from_utf8_lossy(&isi).into_owned());
                }
            }
        }
        Ok(hasil)
    }
}
