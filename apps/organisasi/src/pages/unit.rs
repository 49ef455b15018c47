//! `/organisasi/unit/{kode}`: head, parts, posts, history.

use askama::Template;
use axum::extract::{Path, Query};
use balai_kernel::tanggal;
use balai_shell::komponen::{BarisTabel, Keadaan, Kolom, Penomoran, Sel, Tabel};
use balai_shell::linimasa::{self, Riwayat};
use balai_shell::{Halaman, Hasil, Konteks, halaman};

use super::{Kartu, KueriPada, boleh, kartu};
use crate::akt::{JABATAN_UBAH, TIM_UBAH, UNIT_UBAH};
use crate::baca::{self, IsiUnit};
use crate::urai::sebutan;

/// Units on one page of a search; posts on one page of a unit.
pub(super) const ISI_HALAMAN: usize = 50;

/// Which page of a list is shown (from 0), and the way through it.
pub(super) fn bagi(
    k: &Konteks,
    jalur: &str,
    q: &KueriPada,
    (banyak, sehalaman): (usize, usize),
    kata: &'static str,
) -> (usize, Option<Penomoran>) {
    let halaman_ke = q.halaman.unwrap_or(1).clamp(1, 100_000) - 1;
    if banyak <= sehalaman {
        return (0, None);
    }
    let alamat = |n: usize| {
        let cari = super::persen(&q.dicari());
        let pada = super::persen(q.pada.as_deref().unwrap_or_default());
        format!("{jalur}?cari={cari}&pada={pada}&halaman={n}")
    };
    let dari = halaman_ke * sehalaman;
    let sampai = (dari + sehalaman).min(banyak);
    let sebelum = (halaman_ke > 0).then(|| (alamat(halaman_ke), k.t("org-sebelumnya").to_string()));
    let sesudah = (sampai < banyak).then(|| (alamat(halaman_ke + 2), k.t("org-berikutnya").to_string()));
    let teks =
        k.t(kata).n("dari", (dari + 1).min(banyak)).n("sampai", sampai).n("banyak", banyak).to_string();
    (halaman_ke, Some(Penomoran { teks, sebelum, sesudah, judul: k.t("org-judul").to_string() }))
}

#[derive(Template)]
#[template(path = "org-unit.html")]
struct HalamanUnit {
    h: Halaman,
    kode: String,
    pada: String,
    pada_panjang: String,
    kepala: Kartu,
    angka: Vec<(String, String)>,
    anak: Vec<(String, String)>,
    anak_lebih: usize,
    jabatan: Tabel,
    penomoran: Option<Penomoran>,
    kelas: Tabel,
    tim: Vec<(String, String, String)>,
    keadaan: Option<String>,
    keputusan: Vec<(String, String)>,
    riwayat: Option<Riwayat>,
    boleh_unit: bool,
    boleh_jabatan: bool,
    boleh_tim: bool,
}

/// `/organisasi/unit/{kode}`: one unit on a day.
pub(crate) async fn satu(k: Konteks, Path(kode): Path<String>, Query(q): Query<KueriPada>) -> Hasil {
    let pada = q.hari(&k)?;
    let isi = k.jalankan(move |region| baca::isi_unit(region, &kode, pada)).await?;
    let mut h = Halaman::baru(&k, &isi.unit.nama).remah(k.t("org-judul"), "/organisasi");
    for (kode, nama) in &isi.atas {
        h = h.remah(nama, format!("/organisasi/unit/{kode}"));
    }
    let b = k.bahasa();
    let alamat = format!("/organisasi/unit/{}", isi.unit.kode);
    let (ke, penomoran) = bagi(&k, &alamat, &q, (isi.jabatan.len(), ISI_HALAMAN), "org-jabatan-banyak");
    let formasi: i64 = isi.jabatan.iter().map(|j| j.jabatan.formasi).sum();
    let terisi: i64 = isi.jabatan.iter().map(|j| j.terisi()).sum();
    let tim = isi
        .tim
        .iter()
        .map(|t| (format!("/organisasi/tim/{}", t.nomor), t.nama.clone(), super::masa(&k, &t.masa)));
    let tim = tim.collect();
    let keputusan = isi
        .perubahan
        .iter()
        .take(3)
        .map(|p| {
            let sejak = k.t("org-masa-sejak").a("sejak", tanggal::panjang(p.sejak, b)).to_string();
            (crate::urai::tertulis(&p.keputusan, b), sejak)
        })
        .collect();
    let keadaan = match isi.keadaan {
        crate::model::susunan::Keadaan::Ada => None,
        crate::model::susunan::Keadaan::Belum(d) => {
            Some(k.t("org-unit-belum").a("tanggal", tanggal::panjang(d, b)).to_string())
        }
        crate::model::susunan::Keadaan::Tutup(d) => {
            Some(k.t("org-unit-tutup").a("tanggal", tanggal::panjang(d, b)).to_string())
        }
    };
    let riwayat = linimasa::riwayat(&k, &format!("organisasi.unit/{}", isi.unit.kode)).await?;
    halaman(&HalamanUnit {
        riwayat,
        kode: isi.unit.kode.clone(),
        pada: pada.to_string(),
        pada_panjang: tanggal::panjang(pada, b),
        kepala: kartu(&k, "org-kepala", &isi.kepala),
        angka: vec![
            (k.t("org-angka-formasi").to_string(), formasi.to_string()),
            (k.t("org-angka-terisi").to_string(), terisi.to_string()),
            (k.t("org-angka-lowong").to_string(), (formasi - terisi).max(0).to_string()),
            (
                k.t("org-angka-subtree").to_string(),
                isi.kelas.iter().map(|(.., f)| f).sum::<i64>().to_string(),
            ),
        ],
        anak: isi
            .anak
            .iter()
            .take(200)
            .map(|u| (format!("/organisasi/unit/{}", u.kode), u.nama.clone()))
            .collect(),
        anak_lebih: isi.anak.len().saturating_sub(200),
        jabatan: tabel_jabatan(&k, &isi, ke),
        penomoran,
        kelas: tabel_kelas(&k, &isi),
        tim,
        keadaan,
        keputusan,
        boleh_unit: boleh(&k, &UNIT_UBAH, &isi.unit.jalur),
        boleh_jabatan: boleh(&k, &JABATAN_UBAH, &isi.unit.jalur),
        boleh_tim: boleh(&k, &TIM_UBAH, &isi.unit.jalur),
        h,
    })
}

fn tabel_jabatan(k: &Konteks, isi: &IsiUnit, ke: usize) -> Tabel {
    let baris = isi.jabatan.iter().skip(ke * ISI_HALAMAN).take(ISI_HALAMAN).map(|j| {
        let lowong = (j.jabatan.formasi - j.terisi()).max(0);
        let mut nama = Sel::baru(&j.jabatan.nama).jalur(format!("/organisasi/jabatan/{}", j.jabatan.nomor));
        if j.jabatan.kepala {
            nama = nama.ket(k.t("org-mengepalai").to_string());
        }
        let mut orang: Vec<String> = j
            .pemangku
            .iter()
            .take(3)
            .map(|p| match p.kapasitas {
                balai_kernel::Kapasitas::Definitif => p.nama.clone(),
                lain => sebutan(lain, &p.nama),
            })
            .collect();
        if j.pemangku.len() > 3 {
            orang.push(k.t("org-dan-lain").n("n", j.pemangku.len() - 3).to_string());
        }
        let mut pemangku = Sel::baru(orang.join("; "));
        if let [satu] = j.pemangku.as_slice() {
            pemangku = pemangku.jalur(format!("/organisasi/orang/{}", satu.pegawai));
        }
        if lowong > 0 {
            pemangku = pemangku.tanda(Keadaan::Jingga, k.t("org-lowong").n("n", lowong).to_string());
        }
        let jenis = k.t(match j.jabatan.jenis {
            crate::model::jabatan::JenisJabatan::Struktural => "org-jenis-struktural",
            crate::model::jabatan::JenisJabatan::Fungsional => "org-jenis-fungsional",
            crate::model::jabatan::JenisJabatan::Pelaksana => "org-jenis-pelaksana",
        });
        BarisTabel::dari([
            nama,
            pemangku,
            Sel::baru(jenis.to_string()),
            Sel::baru(j.jabatan.kelas.to_string()),
            Sel::baru(j.jabatan.formasi.to_string()),
        ])
    });
    Tabel {
        judul: k.t("org-jabatan").to_string(),
        kolom: vec![
            Kolom::teks(k.t("org-kolom-jabatan").to_string()),
            Kolom::teks(k.t("org-kolom-pemangku").to_string()),
            Kolom::teks(k.t("org-kolom-jenis").to_string()).lebar_saja(),
            Kolom::angka(k.t("org-kolom-kelas").to_string()),
            Kolom::angka(k.t("org-kolom-formasi").to_string()).lebar_saja(),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: false,
    }
}

fn tabel_kelas(k: &Konteks, isi: &IsiUnit) -> Tabel {
    let mut per_kelas: std::collections::BTreeMap<i64, (i64, i64)> = std::collections::BTreeMap::new();
    for (kelas, _, jabatan, formasi) in &isi.kelas {
        let ada = per_kelas.entry(-kelas).or_default();
        *ada = (ada.0 + jabatan, ada.1 + formasi);
    }
    let baris = per_kelas.iter().map(|(kelas, (jabatan, formasi))| {
        BarisTabel::dari([(-kelas).to_string(), jabatan.to_string(), formasi.to_string()])
    });
    let jumlah = per_kelas.values().fold((0, 0), |(a, b), (j, f)| (a + j, b + f));
    Tabel {
        judul: k.t("org-kelas-judul").to_string(),
        kolom: vec![
            Kolom::teks(k.t("org-kolom-kelas").to_string()),
            Kolom::angka(k.t("org-kolom-jabatan").to_string()),
            Kolom::angka(k.t("org-kolom-formasi").to_string()),
        ],
        baris: baris.collect(),
        jumlah: Some(BarisTabel::dari([
            k.t("org-jumlah").to_string(),
            jumlah.0.to_string(),
            jumlah.1.to_string(),
        ])),
        lembar: false,
    }
}
