//! `/organisasi/orang/{nomor}`: a person's assignments, superior and assessor with the reasoning, and ending an assignment.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Kapasitas, tanggal};
use balai_platform::Refusal;
use balai_shell::{Formulir, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};

use super::{Kartu, KueriPada, baca_hari, baca_keputusan, kartu, masa, terang};
use crate::acts::tugaskan;
use crate::akt::PENUGASAN_UBAH;
use crate::baca::{self, IsiOrang};
use crate::model::aturan;
use crate::urai::{sebutan, tertulis};

/// One assignment of the list.
#[derive(Debug)]
struct Tugas {
    catatan: i64,
    jalur: String,
    nama: String,
    unit: String,
    masa: String,
    dasar: String,
    kini: bool,
    peringatan: Option<String>,
    dapat_diakhiri: bool,
}

#[derive(Template)]
#[template(path = "org-orang.html")]
struct HalamanOrang {
    h: Halaman,
    f: Formulir,
    nomor: i64,
    nip: String,
    golongan: String,
    pada: String,
    pada_panjang: String,
    atasan: Kartu,
    penilai: Kartu,
    pemverifikasi: Vec<Kartu>,
    tugas: Vec<Tugas>,
    tim: Vec<(String, String)>,
    boleh_ubah: bool,
}

/// The page of one person on a day.
pub(crate) async fn satu(k: Konteks, Path(nomor): Path<i64>, Query(q): Query<KueriPada>) -> Hasil {
    tampil(&k, nomor, &q, Formulir::kosong(), StatusCode::OK).await
}

async fn tampil(k: &Konteks, nomor: i64, q: &KueriPada, f: Formulir, status: StatusCode) -> Hasil {
    let pada = q.hari(k);
    let aktor = k.wajib_aktor()?.clone();
    let (isi, terang) = k
        .jalankan(move |region| -> Result<_, Refusal> {
            let isi = baca::isi_orang(region, nomor, pada)?;
            let terang = terang(&aktor, region, &isi.orang.nip, &isi.orang.jalur_unit);
            Ok((isi, terang))
        })
        .await?;
    let h = Halaman::baru(k, &isi.orang.nama).remah(k.t("org-judul"), "/organisasi");
    let boleh_ubah = isi.orang.jalur_unit.parse().is_ok_and(|j| super::boleh(k, &PENUGASAN_UBAH, &j));
    halaman_status(
        status,
        &HalamanOrang {
            h,
            f,
            nomor,
            nip: if terang { isi.orang.nip.berspasi() } else { isi.orang.nip.tersamar() },
            golongan: if terang { isi.orang.golongan.clone() } else { String::new() },
            pada: pada.to_string(),
            pada_panjang: tanggal::panjang(pada, k.bahasa()),
            atasan: kartu(k, "org-atasan", &isi.atasan),
            penilai: kartu(k, "org-penilai", &isi.penilai),
            pemverifikasi: isi.pemverifikasi.iter().map(|u| kartu(k, "org-pemverifikasi", u)).collect(),
            tugas: daftar_tugas(k, &isi, pada),
            tim: isi.tim.iter().map(|(nama, ketua, m)| tim(k, nama, *ketua, m)).collect(),
            boleh_ubah,
        },
    )
}

fn tim(k: &Konteks, nama: &str, ketua: bool, m: &crate::model::jabatan::Masa) -> (String, String) {
    let peran = k.t(if ketua { "org-tim-ketua" } else { "org-tim-anggota" });
    (nama.to_owned(), format!("{peran}, {}", masa(k, m)))
}

fn daftar_tugas(k: &Konteks, isi: &IsiOrang, pada: balai_kernel::Tanggal) -> Vec<Tugas> {
    let satu = |(t, nama, unit): &(crate::model::jabatan::Penugasan, String, String)| {
        let lewat = aturan::melewati(t.kapasitas, &t.masa);
        Tugas {
            catatan: t.catatan,
            jalur: format!("/organisasi/jabatan/{}", t.jabatan),
            nama: sebutan(t.kapasitas, nama),
            unit: unit.clone(),
            masa: masa(k, &t.masa),
            dasar: match &t.keputusan {
                Some(sk) => tertulis(sk, k.bahasa()),
                None => k.t("org-dari-impor").to_string(),
            },
            kini: t.masa.memuat(pada),
            peringatan: lewat
                .map(|l| k.t("org-lewat-batas").n("bulan", l.bulan).a("dasar", l.dasar).to_string()),
            dapat_diakhiri: t.masa.sampai.is_none() || t.kapasitas != Kapasitas::Definitif,
        }
    };
    isi.penugasan.iter().map(satu).collect()
}

/// `POST /organisasi/orang/{nomor}`: ends an assignment.
pub(crate) async fn akhiri(k: Konteks, Path(nomor): Path<i64>, mut f: Formulir) -> Hasil {
    let keputusan = baca_keputusan(&mut f, &k);
    let sampai = baca_hari(&mut f, "sampai", &k, true);
    let catatan: Option<i64> = f.nilai("catatan").parse().ok();
    let (Some(keputusan), Some(sampai), Some(catatan)) = (keputusan, sampai, catatan) else {
        return tampil(&k, nomor, &KueriPada::default(), f, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let aktor = k.wajib_aktor()?.clone();
    let hasil = k
        .jalankan(move |region| -> Result<_, Refusal> {
            let orang = baca::isi_orang(region, nomor, region.hari_ini())?;
            match tugaskan::akhiri(region, &aktor, &orang.orang.nip, (catatan, sampai), &keputusan) {
                Err(Refusal::Rule(g)) => Ok(Some(g)),
                lain => lain.map(|()| None),
            }
        })
        .await?;
    match hasil {
        None => Ok(alihkan_kabar(&k, &format!("/organisasi/orang/{nomor}"), "org-kabar-diakhiri", &[])),
        Some(g) => {
            f.salah_kode("sampai", &g, &k);
            tampil(&k, nomor, &KueriPada::default(), f, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
