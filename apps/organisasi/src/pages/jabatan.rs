//! `/organisasi/jabatan/{nomor}`: a post, who had it, and the form that changes it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Galat, Kapasitas, tanggal};
use balai_platform::{Refusal, Region};
use balai_shell::{Formulir, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};
use serde::Deserialize;

use super::tinjau::{Langkah, tinjau};
use super::{baca_hari, baca_keputusan, boleh, masa};
use crate::acts::jabatan::{RencanaJabatan, UbahJabatan, pratinjau_jabatan, ubah_jabatan};
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
    batal: String,
    jenis: Vec<(&'static str, String)>,
    akibat: Vec<String>,
    sidik: String,
}

fn form_ubah(k: &Konteks, nomor: Option<i64>, f: Formulir, (akibat, sidik): (Vec<String>, String)) -> Hasil {
    let (judul, tujuan, batal) = match nomor {
        Some(n) => (
            k.t("org-jabatan-ubah").a("jabatan", f.nilai("nama")).to_string(),
            format!("/organisasi/jabatan/{n}/ubah"),
            format!("/organisasi/jabatan/{n}"),
        ),
        None => {
            let batal = "/organisasi/jabatan".to_owned();
            (k.t("org-jabatan-baru").to_string(), "/organisasi/jabatan-baru".to_owned(), batal)
        }
    };
    let h = Halaman::baru(k, judul).remah(k.t("org-judul"), "/organisasi").sempit();
    let jenis = JenisJabatan::SEMUA.map(|j| (j.kode(), jenis(k, j))).to_vec();
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    halaman_status(status, &HalamanUbah { h, f, tujuan, batal, jenis, akibat, sidik })
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
    form_ubah(&k, None, f, Default::default())
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
    form_ubah(&k, Some(nomor), f, Default::default())
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
    if jenis.is_none() {
        f.salah("jenis", k.t("formulir-wajib"));
    }
    let sejak = baca_hari(&mut f, "sejak", &k, true);
    let keputusan = baca_keputusan(&mut f, &k);
    let (Some(kelas), Some(formasi), Some(atasan), Some(jenis), Some(sejak), Some(keputusan)) =
        (kelas, formasi, atasan, jenis, sejak, keputusan)
    else {
        return form_ubah(&k, nomor, f, Default::default());
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
    let (aktor, perintah, tujuan) = (k.wajib_aktor()?.clone(), c.clone(), c.clone());
    let lihat = move |region: &Region| pratinjau_jabatan(region, &tujuan);
    let lakukan = move |region: &Region, sidik: &str| -> Result<(), Refusal> {
        ubah_jabatan(region, &aktor, &perintah, sidik).map(|_| ())
    };
    let bidang = |g: &Galat| match g.kode {
        "ORG-020" | "ORG-011" => "atasan",
        "ORG-022" => "unit",
        "ORG-024" => "formasi",
        "ORG-025" | "INT-072" => "nama",
        "ORG-026" => "kepala",
        _ => "sejak",
    };
    match tinjau(&k, &mut f, bidang, lihat, lakukan).await? {
        Langkah::Tersimpan => {
            let alamat = match nomor {
                Some(n) => format!("/organisasi/jabatan/{n}"),
                None => format!("/organisasi/unit/{}", c.unit),
            };
            Ok(alihkan_kabar(&k, &alamat, "org-kabar-jabatan", &[]))
        }
        Langkah::Lihat(p) => {
            let tampak = p.map(|p| (akibat(&k, &p.rencana, &c), p.sidik)).unwrap_or_default();
            form_ubah(&k, nomor, f, tampak)
        }
    }
}

/// What changes, each as before and after.
fn akibat(k: &Konteks, r: &RencanaJabatan, c: &UbahJabatan) -> Vec<String> {
    let hari = tanggal::panjang(c.sejak, k.bahasa());
    let Some(j) = &r.sebelum else {
        let baru = k.t("org-akibat-jabatan-baru").a("jabatan", &c.nama).a("tanggal", hari);
        let biaya = k.t("org-akibat-biaya").a("biaya", super::biaya(k, &r.biaya.1)).to_string();
        return vec![baru.n("kelas", c.kelas).n("formasi", c.formasi).to_string(), biaya];
    };
    let ya = |v: bool| k.t(if v { "org-ya" } else { "org-tidak" }).to_string();
    let nomor = |n: Option<i64>| n.map_or_else(|| k.t("org-jabatan-puncak").to_string(), |n| n.to_string());
    let beda = [
        ("org-nama-jabatan", j.nama.clone(), c.nama.clone()),
        ("org-kolom-unit", j.unit.clone(), c.unit.clone()),
        ("org-kolom-jenis", jenis(k, j.jenis), jenis(k, c.jenis)),
        ("org-kolom-kelas", j.kelas.to_string(), c.kelas.to_string()),
        ("org-kolom-formasi", j.formasi.to_string(), c.formasi.to_string()),
        ("org-mengepalai", ya(j.kepala), ya(c.kepala)),
        ("org-jabatan-atasan", nomor(j.atasan), nomor(c.atasan)),
        ("org-biaya-formasi", super::biaya(k, &r.biaya.0), super::biaya(k, &r.biaya.1)),
    ];
    let beda = beda.into_iter().filter(|(_, a, b)| a != b);
    let mut semua: Vec<String> = beda.map(|(kunci, a, b)| format!("{}: {a} → {b}", k.t(kunci))).collect();
    semua.push(k.t("org-akibat-jabatan-ubah").a("tanggal", hari).n("n", r.pemegang).to_string());
    semua
}
