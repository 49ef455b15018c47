//! `/organisasi/siapa`: who was whose superior, who assessed, headed and might sign on a day, each with the reasoning.

use askama::Template;
use axum::extract::Query;
use balai_kernel::{Nip, tanggal};
use balai_platform::Refusal;
use balai_shell::{Formulir, Halaman, Hasil, Konteks, halaman_status};
use serde::Deserialize;

use super::{Kartu, KueriPada, kartu, persen};
use crate::baca::{self, IsiOrang, Tandatangan};

/// People and units offered where words were written.
const PILIHAN: i64 = 8;

/// What is asked: words, an NIP or a unit's code; or a person by number; and a day.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    siapa: Option<String>,
    orang: Option<i64>,
    unit: Option<String>,
    pada: Option<String>,
}

/// Whom the answers are about.
struct Tentang {
    jalur: String,
    nama: String,
    ket: String,
}

#[derive(Template)]
#[template(path = "org-siapa.html")]
struct HalamanSiapa {
    h: Halaman,
    f: Formulir,
    pilihan: Vec<(String, String, String)>,
    tentang: Option<Tentang>,
    kartu: Vec<Kartu>,
}

/// What was found for the words.
enum Temuan {
    Orang(Box<IsiOrang>),
    Unit(Box<Tandatangan>),
    /// Address, name, sentence.
    Pilihan(Vec<(String, String, String)>),
}

/// The question, and its answers below once it is asked.
pub(crate) async fn siapa(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let tertulis: String = q.siapa.clone().unwrap_or_default().trim().chars().take(80).collect();
    let hari = KueriPada { pada: q.pada.clone(), ..KueriPada::default() }.hari(&k)?;
    let mut isian = tertulis.clone();
    let h = Halaman::baru(&k, k.t("org-siapa-judul")).remah(k.t("org-judul"), "/organisasi");
    let kosong = tertulis.is_empty() && q.orang.is_none() && q.unit.is_none();
    let (mut pilihan, mut tentang, mut jawab) = (Vec::new(), None, Vec::new());
    let mut tiada = false;
    if !kosong {
        let aktor = k.wajib_aktor()?.clone();
        let temuan = k
            .jalankan(move |region| -> Result<_, Refusal> {
                if let Some(n) = q.orang {
                    return Ok(Temuan::Orang(Box::new(baca::isi_orang(region, n, hari)?)));
                }
                if let Some(kode) = &q.unit {
                    return Ok(Temuan::Unit(Box::new(baca::tandatangan(region, kode, hari)?)));
                }
                if let Ok(nip) = tertulis.parse::<Nip>() {
                    let nomor = baca::nomor_orang(region, &nip)?;
                    let isi = nomor.map(|n| baca::isi_orang(region, n, hari)).transpose()?;
                    return Ok(isi.map_or(Temuan::Pilihan(Vec::new()), |i| Temuan::Orang(Box::new(i))));
                }
                match baca::tandatangan(region, &tertulis, hari) {
                    Ok(t) => return Ok(Temuan::Unit(Box::new(t))),
                    Err(Refusal::NotFound) => {}
                    Err(lain) => return Err(lain),
                }
                let hari = persen(&hari.to_string());
                let (orang, _) =
                    baca::daftar_orang(region, &aktor, &tertulis, (None, PILIHAN), region.hari_ini())?;
                let orang = orang.into_iter().map(|o| {
                    let jalur = format!("/organisasi/siapa?orang={}&pada={hari}", o.nomor);
                    (jalur, o.nama, format!("{}, {}", o.jabatan, o.unit.1))
                });
                let unit = baca::cari_unit(region, &tertulis, PILIHAN)?;
                let unit = unit.into_iter().map(|u| {
                    let jalur = format!("/organisasi/siapa?unit={}&pada={hari}", persen(&u.kode));
                    (jalur, u.nama, u.kode)
                });
                Ok(Temuan::Pilihan(orang.chain(unit).collect()))
            })
            .await?;
        let pada = tanggal::panjang(hari, k.bahasa());
        match temuan {
            Temuan::Orang(isi) => {
                jawab = vec![kartu(&k, "org-atasan", &isi.atasan), kartu(&k, "org-penilai", &isi.penilai)];
                jawab.extend(isi.pemverifikasi.iter().map(|u| kartu(&k, "org-pemverifikasi", u)));
                let jalur = format!("/organisasi/orang/{}", isi.orang.nomor);
                isian.clone_from(&isi.orang.nama);
                tentang = Some(Tentang { jalur, nama: isi.orang.nama, ket: pada });
            }
            Temuan::Unit(t) => {
                jawab = vec![
                    kartu(&k, "org-kepala", &t.kepala),
                    kartu(&k, "org-tanda-biasa", &t.biasa),
                    kartu(&k, "org-tanda-strategis", &t.strategis),
                ];
                let jalur = format!("/organisasi/unit/{}", t.unit.kode);
                isian.clone_from(&t.unit.kode);
                tentang = Some(Tentang { jalur, nama: t.unit.nama, ket: pada });
            }
            Temuan::Pilihan(semua) => {
                tiada = semua.is_empty();
                pilihan = semua;
            }
        }
    }
    let mut f = Formulir::kosong().isi("siapa", isian).isi("pada", tanggal::pendek(hari));
    if tiada {
        f.salah("siapa", k.t("org-siapa-tiada"));
    }
    let status = if f.benar() { axum::http::StatusCode::OK } else { axum::http::StatusCode::NOT_FOUND };
    halaman_status(status, &HalamanSiapa { h, f, pilihan, tentang, kartu: jawab })
}
