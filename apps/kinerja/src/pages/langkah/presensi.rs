//! `/proses/{periode}/presensi`: which OPD's attendance is locked, by whom, and the forms that lock and unlock.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use balai_kernel::Periode;
use balai_platform::{Refusal, Sasaran, decide};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};

use super::super::saat;
use crate::acts::langkah::presensi::baca;
use crate::acts::langkah::{Perintah, lakukan};
use crate::akt::{PRESENSI_BUKA, PRESENSI_KUNCI};
use crate::model::langkah::Langkah;

/// An OPD on the page.
#[derive(Debug)]
struct Opd {
    kode: String,
    nama: String,
    ket: String,
    terkunci: bool,
    boleh: bool,
}

#[derive(Template)]
#[template(path = "langkah-presensi.html")]
struct HalamanPresensi {
    h: Halaman,
    f: Formulir,
    bulan: String,
    terkunci: usize,
    opd: Vec<Opd>,
    boleh_kunci: bool,
    boleh_buka: bool,
}

/// The page.
pub async fn daftar(k: Konteks, Path(periode): Path<String>) -> Hasil {
    tampil(k, &periode, Formulir::kosong()).await
}

async fn tampil(k: Konteks, periode: &str, f: Formulir) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let siapa = aktor.clone();
    let semua = k.jalankan(move |region| baca(region, &siapa, periode)).await?;
    let hari = k.daerah()?.hari_ini();
    let boleh =
        |akt, jalur: &balai_kernel::Jalur| decide(&aktor, akt, &Sasaran::unit(jalur.clone(), hari)).is_ok();
    let opd: Vec<Opd> = semua
        .iter()
        .map(|o| Opd {
            kode: o.unit.kode.clone(),
            nama: o.unit.nama.clone(),
            ket: o.kunci.as_ref().map_or_else(String::new, |b| {
                let saat = saat(b.pada, k.tampilan().zona, k.bahasa());
                k.t("presensi-dikunci-oleh").a("oleh", &b.oleh).a("saat", saat).to_string()
            }),
            terkunci: o.kunci.is_some(),
            boleh: match o.kunci {
                Some(_) => boleh(&PRESENSI_BUKA, &o.unit.jalur),
                None => boleh(&PRESENSI_KUNCI, &o.unit.jalur),
            },
        })
        .collect();
    let nama = periode.nama(k.bahasa());
    let h = Halaman::baru(&k, k.t("presensi-judul").a("periode", &nama))
        .remah(k.t("proses-judul"), "/proses")
        .remah(k.t("proses-satu-judul").a("periode", nama), format!("/proses/{periode}"));
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let isi = HalamanPresensi {
        h,
        f,
        bulan: format!("/proses/{periode}"),
        terkunci: opd.iter().filter(|o| o.terkunci).count(),
        boleh_kunci: opd.iter().any(|o| !o.terkunci && o.boleh),
        boleh_buka: opd.iter().any(|o| o.terkunci && o.boleh),
        opd,
    };
    halaman_status(status, &isi)
}

/// `POST /proses/{periode}/presensi`: locks the chosen OPDs.
pub async fn kunci(k: Konteks, Path(periode): Path<String>, f: Formulir) -> Hasil {
    simpan(k, periode, f, Langkah::PresensiDikunci).await
}

/// `POST /proses/{periode}/presensi/buka`: unlocks one, with a reason.
pub async fn buka(k: Konteks, Path(periode): Path<String>, f: Formulir) -> Hasil {
    simpan(k, periode, f, Langkah::PresensiDibuka).await
}

async fn simpan(k: Konteks, teks: String, mut f: Formulir, langkah: Langkah) -> Hasil {
    let periode: Periode = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let opd: Vec<String> = f.semua("opd").filter(|o| !o.is_empty()).map(str::to_owned).collect();
    if opd.is_empty() {
        balai_platform::lingkup_untuk(&aktor, crate::acts::langkah::akt(langkah), k.hari_ini())
            .map_err(Refusal::from)?;
        f.salah("opd", k.t("presensi-pilih-dulu"));
        return tampil(k, &teks, f).await;
    }
    let perintah = Perintah {
        periode,
        langkah,
        opd,
        versi: 0,
        sidik: String::new(),
        alasan: f.nilai("alasan").to_owned(),
        surat: String::new(),
        tanggal: None,
        kebijakan: None,
    };
    let hasil = k.jalankan(move |region| Ok::<_, Refusal>(lakukan(region, &aktor, &perintah))).await?;
    match hasil {
        Ok(jadi) => {
            let kabar = match langkah {
                Langkah::PresensiDibuka => "presensi-dibuka-kabar",
                _ => "presensi-dikunci-kabar",
            };
            let banyak = jadi.opd.len().to_string();
            Ok(alihkan_kabar(&k, &format!("/proses/{periode}/presensi"), kabar, &[("n", &banyak)]))
        }
        Err(Refusal::Rule(galat)) => {
            let alasan = galat.isian.iter().any(|(n, v)| *n == "bidang" && v == "alasan");
            f.salah_kode(if alasan { "alasan" } else { "opd" }, &galat, &k);
            tampil(k, &teks, f).await
        }
        Err(lain) => Err(lain.into()),
    }
}
