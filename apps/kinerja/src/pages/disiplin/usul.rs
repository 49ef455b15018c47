//! `/disiplin/usul`: the form of a proposal, filled in from the ladder where it led there.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use balai_kernel::{Galat, Periode};
use balai_platform::Refusal;
use balai_shell::{Formulir, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};
use serde::Deserialize;

use super::{baca_hari, bidang, pilihan};
use crate::acts::disiplin::{self as acts, Usulan};
use crate::model::disiplin::{Golongan, JENIS};

/// What the form is filled in with.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    golongan: Option<String>,
    nip: Option<String>,
    jenis: Option<String>,
    persen: Option<String>,
    bulan: Option<String>,
    alasan: Option<String>,
}

#[derive(Template)]
#[template(path = "disiplin-usul.html")]
struct HalamanUsul {
    h: Halaman,
    f: Formulir,
    sanksi: bool,
    golongan: &'static str,
    pengantar: String,
    jenis: Vec<(String, String)>,
    /// What each kind usually takes, in words.
    lazim: Vec<String>,
}

/// `GET /disiplin/usul`.
pub async fn bentuk(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let golongan = q.golongan.as_deref().and_then(Golongan::dari_kode).unwrap_or(Golongan::Tahan);
    let mulai = Periode::dari(k.hari_ini()).map(|p| p.to_string()).unwrap_or_default();
    let isian = [
        ("nip", q.nip.unwrap_or_default()),
        ("jenis", q.jenis.unwrap_or_default()),
        ("persen", q.persen.unwrap_or_default()),
        ("bulan", q.bulan.unwrap_or_default()),
        ("alasan", q.alasan.unwrap_or_default().chars().take(300).collect()),
        ("mulai", mulai),
    ];
    let f =
        isian.into_iter().filter(|(_, v)| !v.is_empty()).fold(Formulir::kosong(), |f, (n, v)| f.isi(n, v));
    tampil(&k, golongan, f)
}

fn tampil(k: &Konteks, golongan: Golongan, f: Formulir) -> Hasil {
    let sanksi = golongan == Golongan::Sanksi;
    let b = k.bahasa();
    let judul = k.t(if sanksi { "disiplin-usul-sanksi" } else { "disiplin-usul-tahan" }).to_string();
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let lazim = JENIS.iter().filter(|j| sanksi && j.golongan == golongan).map(|j| {
        let (persen, bulan) = j.lazim;
        k.t("disiplin-lazim")
            .a("jenis", j.nama(b))
            .a("persen", persen)
            .n("bulan", bulan)
            .a("dasar", j.dasar)
            .to_string()
    });
    halaman_status(
        status,
        &HalamanUsul {
            h: Halaman::baru(k, judul).di("/disiplin").remah(k.t("disiplin-judul"), "/disiplin"),
            pengantar: k
                .t(if sanksi { "disiplin-usul-sanksi-ket" } else { "disiplin-usul-tahan-ket" })
                .to_string(),
            golongan: golongan.kode(),
            jenis: pilihan(golongan, b),
            lazim: lazim.collect(),
            sanksi,
            f,
        },
    )
}

/// `POST /disiplin/usul`.
pub async fn usulkan(k: Konteks, mut f: Formulir) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let golongan = Golongan::dari_kode(f.nilai("golongan")).unwrap_or(Golongan::Tahan);
    let tanggal = baca_hari(&k, &mut f, "tanggal", true);
    let hingga = if golongan == Golongan::Tahan { baca_hari(&k, &mut f, "hingga", false) } else { None };
    let mulai = f.nilai("mulai").trim().to_owned();
    let mulai = mulai.parse().ok().or_else(|| Periode::parse_id(&mulai).ok());
    let sanksi = golongan == Golongan::Sanksi;
    let salah = |f: &mut Formulir, nama: &'static str, perlu: &str| {
        f.salah_kode(nama, &Galat::baru("KIN-750").dengan("bidang", nama).dengan("perlu", perlu), &k);
    };
    if mulai.is_none() {
        salah(&mut f, "mulai", k.bahasa().pilih("bulan, misalnya 2026-11", "a month, for example 2026-11"));
    }
    let angka = |nama: &str| f.nilai(nama).trim().trim_end_matches('%').trim().parse::<i64>().ok();
    let (persen, bulan) = (angka("persen"), angka("bulan"));
    if sanksi && persen.is_none() {
        salah(&mut f, "persen", "0 - 100");
    }
    if sanksi && bulan.is_none() {
        salah(&mut f, "bulan", "1 - 36");
    }
    let teks: String = f.nilai("nip").chars().filter(char::is_ascii_digit).collect();
    let nip = teks.parse().ok();
    if nip.is_none() {
        f.salah_kode("nip", &Galat::baru("KIN-751"), &k);
    }
    let (Some(nip), Some(mulai), Some(tanggal), true) = (nip, mulai, tanggal, f.benar()) else {
        return tampil(&k, golongan, f);
    };
    let u = Usulan {
        golongan,
        nip,
        jenis: f.nilai("jenis").to_owned(),
        persen: persen.unwrap_or(0),
        mulai,
        bulan: bulan.unwrap_or(0),
        hingga,
        surat: f.nilai("surat").to_owned(),
        tanggal,
        alasan: f.nilai("alasan").split_whitespace().collect::<Vec<_>>().join(" "),
    };
    match k.jalankan(move |region| Ok::<_, Refusal>(acts::usulkan(region, &aktor, &u))).await? {
        Ok(d) => Ok(alihkan_kabar(&k, &format!("/disiplin/{}", d.nomor), "disiplin-kabar-usul", &[])),
        Err(Refusal::Rule(galat)) => {
            let nama = bidang(&galat, "nip").to_owned();
            f.salah_kode(&nama, &galat, &k);
            tampil(&k, golongan, f)
        }
        Err(lain) => Err(lain.into()),
    }
}
