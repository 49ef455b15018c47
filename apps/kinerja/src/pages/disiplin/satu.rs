//! `/disiplin/{nomor}`: one order, its decision and its end.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use balai_kernel::{Periode, tanggal};
use balai_platform::{Refusal, Sasaran, decide};
use balai_shell::komponen::Keadaan as Warna;
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};

use super::{bidang, keadaan, masa, potongan};
use crate::acts::disiplin::{self as acts, Akhir};
use crate::akt::disiplin::{KETETAPAN_AKHIRI, KETETAPAN_PUTUSKAN};
use crate::model::disiplin::{Golongan, Jenis, Keadaan, Ketetapan};
use crate::pages::{nip, saat};

#[derive(Template)]
#[template(path = "disiplin-satu.html")]
struct HalamanSatu {
    h: Halaman,
    f: Formulir,
    tujuan: String,
    warna: Warna,
    kata: String,
    kalimat: String,
    rincian: Vec<(String, String)>,
    putuskan: bool,
    akhiri: bool,
    sanksi: bool,
    /// Why the reader does not decide.
    tunggu: Option<String>,
}

/// `GET /disiplin/{nomor}`.
pub async fn satu(k: Konteks, Path(nomor): Path<String>) -> Hasil {
    tampil(k, &nomor, Formulir::kosong()).await
}

async fn tampil(k: Konteks, teks: &str, f: Formulir) -> Hasil {
    let nomor: i64 = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let d = k.jalankan(move |region| acts::satu(region, &aktor, nomor)).await?;
    let siapa = k.wajib_aktor()?;
    let hari = k.hari_ini();
    let berhak = |akt| decide(siapa, akt, &Sasaran::daerah(hari)).is_ok();
    let sendiri = siapa.akun.as_str() == d.akun;
    let tentang_diri = siapa.nip.as_ref().is_some_and(|n| n.as_str() == d.nip);
    let usul = d.keadaan() == Keadaan::Diusulkan;
    let jalan = d.keadaan() == Keadaan::Berlaku
        && d.hingga.is_none_or(|h| h >= hari || d.golongan == Golongan::Sanksi);
    let (warna, kata) = keadaan(&k, &d);
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let boleh = usul && !sendiri && !tentang_diri && berhak(&KETETAPAN_PUTUSKAN);
    let tunggu = (usul && !boleh)
        .then(|| k.t(if sendiri { "disiplin-tunggu-lain" } else { "disiplin-tunggu" }).to_string());
    let judul =
        k.t("disiplin-satu-judul").a("jenis", d.nama_jenis(k.bahasa())).a("nomor", d.nomor).to_string();
    halaman_status(
        status,
        &HalamanSatu {
            h: Halaman::baru(&k, judul).di("/disiplin").remah(k.t("disiplin-judul"), "/disiplin"),
            tujuan: format!("/disiplin/{nomor}"),
            kalimat: k
                .t(match d.golongan {
                    _ if matches!(d.keadaan(), Keadaan::Ditolak | Keadaan::Diakhiri) => {
                        "disiplin-berakhir-kalimat"
                    }
                    Golongan::Sanksi => "disiplin-sanksi-kalimat",
                    Golongan::Tahan => "disiplin-tahan-kalimat",
                })
                .a("nama", &d.nama)
                .a("persen", d.persen)
                .to_string(),
            rincian: rincian(&k, &d),
            putuskan: boleh,
            akhiri: jalan && !tentang_diri && berhak(&KETETAPAN_AKHIRI),
            sanksi: d.golongan == Golongan::Sanksi,
            warna,
            kata,
            tunggu,
            f,
        },
    )
}

fn rincian(k: &Konteks, d: &Ketetapan) -> Vec<(String, String)> {
    let (zona, b) = (k.tampilan().zona, k.bahasa());
    let mut semua = vec![
        (k.t("kolom-nama").to_string(), format!("{}, {}", d.nama, nip(&d.nip, true))),
        (k.t("disiplin-jenis").to_string(), d.nama_jenis(b).to_owned()),
        (k.t("disiplin-masa").to_string(), masa(d, b)),
    ];
    if d.golongan == Golongan::Sanksi {
        semua.push((k.t("disiplin-potongan").to_string(), potongan(d)));
    }
    semua.push((k.t("disiplin-surat").to_string(), format!("{}, {}", d.surat, tanggal::pendek(d.tanggal))));
    semua.push((k.t("langkah-alasan").to_string(), d.alasan.clone()));
    if let Some(j) = Jenis::dari_kode(&d.jenis) {
        semua.push((k.t("disiplin-dasar").to_string(), j.dasar.to_owned()));
    }
    let usul = format!("{}, {}", d.oleh, saat(d.pada, zona, b));
    semua.push((k.t("disiplin-diusulkan-oleh").to_string(), usul));
    for l in &d.langkah {
        let kunci = match l.keadaan {
            Keadaan::Ditolak => "disiplin-ditolak-oleh",
            Keadaan::Diakhiri => "disiplin-diakhiri-oleh",
            _ => "disiplin-disetujui-oleh",
        };
        let mut teks = format!("{}, {}", l.oleh, saat(l.pada, zona, b));
        for isi in [&l.surat, &l.alasan].into_iter().filter(|t| !t.is_empty()) {
            teks.push_str(": ");
            teks.push_str(isi);
        }
        semua.push((k.t(kunci).to_string(), teks));
    }
    semua
}

/// `POST /disiplin/{nomor}/putus`.
pub async fn putuskan(k: Konteks, Path(teks): Path<String>, mut f: Formulir) -> Hasil {
    let nomor: i64 = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let setuju = f.terpilih("putusan", "setuju");
    let alasan = f.nilai("alasan").split_whitespace().collect::<Vec<_>>().join(" ");
    let hasil = k
        .jalankan(move |region| Ok::<_, Refusal>(acts::putuskan(region, &aktor, nomor, setuju, &alasan)))
        .await?;
    match hasil {
        Ok(_) => {
            let kabar = if setuju { "disiplin-kabar-setuju" } else { "disiplin-kabar-tolak" };
            Ok(alihkan_kabar(&k, &format!("/disiplin/{nomor}"), kabar, &[]))
        }
        Err(Refusal::Rule(galat)) => {
            f.salah_kode("alasan", &galat, &k);
            tampil(k, &teks, f).await
        }
        Err(lain) => Err(lain.into()),
    }
}

/// `POST /disiplin/{nomor}/akhiri`.
pub async fn akhiri(k: Konteks, Path(teks): Path<String>, mut f: Formulir) -> Hasil {
    let nomor: i64 = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let sejak = f.nilai("sejak").trim().to_owned();
    let a = Akhir {
        sejak: sejak.parse().ok().or_else(|| Periode::parse_id(&sejak).ok()),
        surat: f.nilai("surat").to_owned(),
        alasan: f.nilai("alasan").split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let hasil = k.jalankan(move |region| Ok::<_, Refusal>(acts::akhiri(region, &aktor, nomor, &a))).await?;
    match hasil {
        Ok(_) => Ok(alihkan_kabar(&k, &format!("/disiplin/{nomor}"), "disiplin-kabar-akhir", &[])),
        Err(Refusal::Rule(galat)) => {
            let lain = if galat.kode == "KIN-756" { "sejak" } else { "surat" };
            let nama = bidang(&galat, lain).to_owned();
            f.salah_kode(&nama, &galat, &k);
            tampil(k, &teks, f).await
        }
        Err(lain) => Err(lain.into()),
    }
}
