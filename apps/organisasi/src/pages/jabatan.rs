//! `/organisasi/jabatan/{nomor}`: a post, who had it, and the form that changes it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::Kapasitas;
use balai_platform::Refusal;
use balai_shell::{Formulir, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};
use serde::Deserialize;

use super::{baca_hari, baca_keputusan, boleh, masa};
use crate::acts::jabatan::{UbahJabatan, ubah_jabatan};
use crate::akt::{JABATAN_UBAH, PENUGASAN_UBAH};
use crate::baca;
use crate::model::jabatan::JenisJabatan;
use crate::urai::{sebutan, tertulis};

#[derive(Template)]
#[template(path = "org-jabatan.html")]
struct HalamanJabatan {
    h: Halaman,
    nomor: i64,
    unit: (String, String),
    rincian: Vec<(String, String)>,
    atasan: Option<(String, String)>,
    bawahan: Vec<(String, String)>,
    pemangku: Vec<(String, String, String, bool)>,
    riwayat: Vec<(String, String, String)>,
    boleh_tugaskan: bool,
    boleh_ubah: bool,
}

/// The page of one post.
pub(crate) async fn satu(k: Konteks, Path(nomor): Path<i64>) -> Hasil {
    let isi = k.jalankan(move |region| baca::isi_jabatan(region, nomor)).await?;
    let Some(j) = isi.riwayat.last() else { return Err(balai_shell::GalatWeb::tak_ditemukan()) };
    let b = k.bahasa();
    let h = Halaman::baru(&k, &j.nama)
        .remah(k.t("org-judul"), "/organisasi")
        .remah(&isi.unit, format!("/organisasi/unit/{}", j.unit));
    let ya = |v: bool| k.t(if v { "org-ya" } else { "org-tidak" }).to_string();
    let alamat = |n: i64| format!("/organisasi/jabatan/{n}");
    let dasar = |sk: &Option<crate::model::jabatan::Keputusan>| match sk {
        Some(sk) => tertulis(sk, b),
        None => k.t("org-dari-impor").to_string(),
    };
    let hari_ini = k.hari_ini();
    halaman(&HalamanJabatan {
        h,
        nomor,
        unit: (format!("/organisasi/unit/{}", j.unit), isi.unit.clone()),
        rincian: vec![
            (k.t("org-kolom-jenis").to_string(), jenis(&k, j.jenis)),
            (k.t("org-kolom-kelas").to_string(), j.kelas.to_string()),
            (k.t("org-kolom-formasi").to_string(), j.formasi.to_string()),
            (k.t("org-mengepalai").to_string(), ya(j.kepala)),
        ],
        atasan: isi.atasan.as_ref().map(|(n, nama)| (alamat(*n), nama.clone())),
        bawahan: isi.bawahan.iter().map(|(n, nama, unit)| (alamat(*n), format!("{nama} ({unit})"))).collect(),
        pemangku: isi
            .pemangku
            .iter()
            .map(|(t, nama)| {
                let ket = format!("{}. {}", masa(&k, &t.masa), dasar(&t.keputusan));
                let nama = match t.kapasitas {
                    Kapasitas::Definitif => nama.clone(),
                    lain => sebutan(lain, nama),
                };
                (format!("/organisasi/orang/{}", t.pegawai), nama, ket, t.masa.memuat(hari_ini))
            })
            .collect(),
        riwayat: isi
            .riwayat
            .iter()
            .rev()
            .map(|r| {
                let ringkas =
                    k.t("org-riwayat-isi").a("nama", &r.nama).n("kelas", r.kelas).n("formasi", r.formasi);
                (masa(&k, &r.masa), ringkas.to_string(), dasar(&r.keputusan))
            })
            .collect(),
        boleh_tugaskan: boleh(&k, &PENUGASAN_UBAH, &j.jalur_unit),
        boleh_ubah: boleh(&k, &JABATAN_UBAH, &j.jalur_unit),
    })
}

fn jenis(k: &Konteks, j: JenisJabatan) -> String {
    let kunci = match j {
        JenisJabatan::Struktural => "org-jenis-struktural",
        JenisJabatan::Fungsional => "org-jenis-fungsional",
        JenisJabatan::Pelaksana => "org-jenis-pelaksana",
    };
    k.t(kunci).to_string()
}

#[derive(Template)]
#[template(path = "org-jabatan-ubah.html")]
struct HalamanUbah {
    h: Halaman,
    f: Formulir,
    tujuan: String,
    jenis: Vec<(&'static str, String)>,
}

fn form_ubah(k: &Konteks, judul: String, tujuan: String, f: Formulir) -> HalamanUbah {
    let h = Halaman::baru(k, judul).remah(k.t("org-judul"), "/organisasi").sempit();
    let jenis = JenisJabatan::SEMUA.map(|j| (j.kode(), jenis(k, j))).to_vec();
    HalamanUbah { h, f, tujuan, jenis }
}

/// `?unit=`, for a new post.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct KueriUnit {
    pub unit: Option<String>,
}

/// `GET /organisasi/jabatan-baru`: the form of a new post.
pub(crate) async fn form_baru(k: Konteks, Query(q): Query<KueriUnit>) -> Hasil {
    let f = Formulir::kosong()
        .isi("unit", q.unit.unwrap_or_default())
        .isi("formasi", 1)
        .isi("jenis", "struktural");
    halaman(&form_ubah(&k, k.t("org-jabatan-baru").to_string(), "/organisasi/jabatan-baru".to_owned(), f))
}

/// `GET /organisasi/jabatan/{nomor}/ubah`: the form with what holds now.
pub(crate) async fn form_satu(k: Konteks, Path(nomor): Path<i64>) -> Hasil {
    let isi = k.jalankan(move |region| baca::isi_jabatan(region, nomor)).await?;
    let Some(j) = isi.riwayat.last() else { return Err(balai_shell::GalatWeb::tak_ditemukan()) };
    let mut f = Formulir::kosong()
        .isi("nama", &j.nama)
        .isi("unit", &j.unit)
        .isi("jenis", j.jenis.kode())
        .isi("kelas", j.kelas)
        .isi("formasi", j.formasi)
        .isi("atasan", j.atasan.map(|a| a.to_string()).unwrap_or_default());
    if j.kepala {
        f = f.isi("kepala", "ya");
    }
    let judul = k.t("org-jabatan-ubah").a("jabatan", &j.nama).to_string();
    halaman(&form_ubah(&k, judul, format!("/organisasi/jabatan/{nomor}/ubah"), f))
}

/// `POST /organisasi/jabatan-baru`.
pub(crate) async fn simpan_baru(k: Konteks, f: Formulir) -> Hasil {
    simpan(k, None, f).await
}

/// `POST /organisasi/jabatan/{nomor}/ubah`.
pub(crate) async fn simpan_satu(k: Konteks, Path(nomor): Path<i64>, f: Formulir) -> Hasil {
    simpan(k, Some(nomor), f).await
}

async fn simpan(k: Konteks, nomor: Option<i64>, mut f: Formulir) -> Hasil {
    let (judul, tujuan) = match nomor {
        Some(n) => (
            k.t("org-jabatan-ubah").a("jabatan", f.nilai("nama")).to_string(),
            format!("/organisasi/jabatan/{n}/ubah"),
        ),
        None => (k.t("org-jabatan-baru").to_string(), "/organisasi/jabatan-baru".to_owned()),
    };
    let angka = |f: &mut Formulir, bidang: &str| -> Option<i64> {
        let nilai = f.nilai(bidang).trim().parse().ok();
        if nilai.is_none() {
            f.salah(bidang, k.t("org-isi-bilangan"));
        }
        nilai
    };
    let (kelas, formasi) = (angka(&mut f, "kelas"), angka(&mut f, "formasi"));
    let atasan =
        if f.nilai("atasan").trim().is_empty() { Some(None) } else { angka(&mut f, "atasan").map(Some) };
    let jenis = JenisJabatan::dari_kode(f.nilai("jenis"));
    let sejak = baca_hari(&mut f, "sejak", &k, true);
    let keputusan = baca_keputusan(&mut f, &k);
    let (Some(kelas), Some(formasi), Some(atasan), Some(jenis), Some(sejak), Some(keputusan)) =
        (kelas, formasi, atasan, jenis, sejak, keputusan)
    else {
        return halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &form_ubah(&k, judul, tujuan, f));
    };
    let c = UbahJabatan {
        nomor,
        nama: f.nilai("nama").to_owned(),
        unit: f.nilai("unit").trim().to_owned(),
        jenis,
        kelas,
        formasi,
        kepala: f.terpilih("kepala", "ya"),
        atasan,
        sejak,
        keputusan,
    };
    let aktor = k.wajib_aktor()?.clone();
    let hasil = k
        .jalankan(move |region| -> Result<_, Refusal> {
            match ubah_jabatan(region, &aktor, &c) {
                Err(Refusal::Rule(g)) => Ok(Err(g)),
                lain => lain.map(Ok),
            }
        })
        .await?;
    match hasil {
        Ok(n) => Ok(alihkan_kabar(&k, &format!("/organisasi/jabatan/{n}"), "org-kabar-jabatan", &[])),
        Err(g) => {
            f.salah_kode("nama", &g, &k);
            halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &form_ubah(&k, judul, tujuan, f))
        }
    }
}
