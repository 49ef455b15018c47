//! `/organisasi/siapa`: who was whose superior and who headed what on a day.

use askama::Template;
use axum::extract::Query;
use balai_kernel::{Galat, Nip, Tanggal, tanggal};
use balai_platform::Refusal;
use balai_shell::{Formulir, Halaman, Hasil, Konteks, halaman};
use serde::Deserialize;

use super::{Kartu, KueriPada, kartu};
use crate::baca;

/// What is asked: a NIP or a unit's code, and a day.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    siapa: Option<String>,
    pada: Option<String>,
}

#[derive(Template)]
#[template(path = "org-siapa.html")]
struct HalamanSiapa {
    h: Halaman,
    f: Formulir,
    tentang: String,
    kartu: Vec<Kartu>,
}

/// The question, and its answers below once it is asked.
pub(crate) async fn siapa(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let siapa: String = q.siapa.clone().unwrap_or_default().trim().chars().take(80).collect();
    let pada = KueriPada { pada: q.pada, ..KueriPada::default() }.hari(&k);
    let mut f = Formulir::kosong().isi("siapa", &siapa).isi("pada", tanggal::pendek(pada));
    let h = Halaman::baru(&k, k.t("org-siapa-judul")).remah(k.t("org-judul"), "/organisasi");
    let (mut tentang, mut jawab) = (String::new(), Vec::new());
    if !siapa.is_empty() {
        match tanya(&k, siapa, pada).await? {
            Ok((t, j)) => (tentang, jawab) = (format!("{t}, {}", tanggal::panjang(pada, k.bahasa())), j),
            Err(g) => f.salah_kode("siapa", &g, &k),
        }
    }
    halaman(&HalamanSiapa { h, f, tentang, kartu: jawab })
}

/// Answers about a person if it reads as a NIP, else about a unit.
async fn tanya(
    k: &Konteks,
    siapa: String,
    pada: Tanggal,
) -> Result<Result<(String, Vec<Kartu>), Galat>, balai_shell::GalatWeb> {
    if let Ok(nip) = siapa.parse::<Nip>() {
        let tersamar = nip.tersamar();
        let isi = k
            .jalankan(move |region| -> Result<_, Refusal> {
                match baca::nomor_orang(region, &nip)? {
                    Some(n) => baca::isi_orang(region, n, pada).map(Some),
                    None => Ok(None),
                }
            })
            .await?;
        let Some(isi) = isi else { return Ok(Err(Galat::baru("ORG-021").dengan("nip", tersamar))) };
        let mut semua = vec![kartu(k, "org-atasan", &isi.atasan), kartu(k, "org-penilai", &isi.penilai)];
        semua.extend(isi.pemverifikasi.iter().map(|u| kartu(k, "org-pemverifikasi", u)));
        return Ok(Ok((isi.orang.nama, semua)));
    }
    let kode = siapa.clone();
    let isi = k
        .jalankan(move |region| match baca::kepala(region, &kode, pada) {
            Err(Refusal::NotFound) => Ok(None),
            lain => lain.map(Some),
        })
        .await?;
    let Some((unit, u)) = isi else { return Ok(Err(Galat::baru("ORG-022").dengan("unit", siapa))) };
    Ok(Ok((unit.nama, vec![kartu(k, "org-kepala", &u), kartu(k, "org-penandatangan", &u)])))
}
