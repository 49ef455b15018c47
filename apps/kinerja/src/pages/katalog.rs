//! `/aktivitas/katalog`: looking up what one did, with its norm of minutes; a touch fills the form of the day.

use askama::Template;
use axum::extract::Query;
use balai_kernel::tanggal;
use balai_platform::lingkup_untuk;
use balai_shell::komponen::Penomoran;
use balai_shell::{Halaman, Hasil, Konteks, halaman, persen_url};
use serde::Deserialize;

use crate::acts::entri::katalog::{Dicari, daftar};
use crate::akt::ENTRI_CATAT;
use crate::store::katalog::ButirBerlaku;

/// Items of a page.
const ISI_HALAMAN: i64 = 50;

/// `?cari=surat&hari=2026-10-31&untuk=saya&sesudah=K-012`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    cari: Option<String>,
    hari: Option<String>,
    untuk: Option<String>,
    sesudah: Option<String>,
}

/// An item of the list.
#[derive(Debug)]
struct Butir {
    /// Where it fills the form; none for who enters nothing.
    jalur: Option<String>,
    nama: String,
    ket: String,
    norma: String,
}

#[derive(Template)]
#[template(path = "katalog.html")]
struct HalamanKatalog {
    h: Halaman,
    cari: String,
    hari: String,
    /// The post whose items can be shown alone; whether they are.
    untuk: Option<(String, bool)>,
    butir: Vec<Butir>,
    penomoran: Option<Penomoran>,
}

/// `GET /aktivitas/katalog`.
pub async fn cari(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let pada = super::aktivitas::diminta(&k, q.hari.as_deref())?;
    let aktor = k.wajib_aktor()?.clone();
    let cari = q.cari.unwrap_or_default().trim().to_owned();
    let sendiri = q.untuk.as_deref() == Some("saya");
    let sesudah = q.sesudah.unwrap_or_default();
    let dicari = Dicari {
        pada,
        kata: cari.clone(),
        jabatan_sendiri: sendiri,
        sesudah: sesudah.clone(),
        banyak: ISI_HALAMAN,
    };
    let hasil = k.jalankan(move |region| daftar(region, &aktor, &dicari)).await?;
    // whoever has no day of their own looks things up only
    let mencatat =
        k.wajib_aktor()?.nip.is_some() && lingkup_untuk(k.wajib_aktor()?, &ENTRI_CATAT, k.hari_ini()).is_ok();
    let judul = k.t("katalog-judul").to_string();
    let alamat = |sesudah: &str| {
        let untuk = if sendiri { "&untuk=saya" } else { "" };
        format!(
            "/aktivitas/katalog?hari={pada}&cari={}{untuk}&sesudah={}",
            persen_url(&cari),
            persen_url(sesudah)
        )
    };
    let berikut = hasil.butir.last().filter(|_| hasil.lebih).map(|b| alamat(&b.kode));
    let penomoran = (berikut.is_some() || !sesudah.is_empty()).then(|| Penomoran {
        teks: k.t("katalog-sehalaman").n("n", hasil.butir.len()).to_string(),
        sebelum: (!sesudah.is_empty()).then(|| (alamat(""), k.t("katalog-ke-awal").to_string())),
        sesudah: berikut.map(|a| (a, k.t("katalog-berikutnya").to_string())),
        judul: judul.clone(),
    });
    let mut h = Halaman::baru(&k, judul).di("/aktivitas");
    if mencatat {
        h = h.remah(k.t("aktivitas-judul"), format!("/aktivitas?hari={pada}"));
    }
    let butir = |b: &ButirBerlaku| Butir {
        jalur: mencatat.then(|| format!("/aktivitas?hari={pada}&katalog={}#b-uraian", persen_url(&b.kode))),
        nama: b.nama.clone(),
        ket: keterangan(&k, b),
        norma: norma(&k, b),
    };
    halaman(&HalamanKatalog {
        h,
        hari: pada.to_string(),
        untuk: hasil.jabatan.clone().map(|j| (j, sendiri)),
        butir: hasil.butir.iter().map(butir).collect(),
        penomoran,
        cari,
    })
}

/// `60 menit per laporan`.
pub(super) fn norma(k: &Konteks, b: &ButirBerlaku) -> String {
    k.t("katalog-norma").a("menit", super::bulat(b.norma)).a("satuan", &b.satuan).to_string()
}

/// Code, heading, post, last day.
fn keterangan(k: &Konteks, b: &ButirBerlaku) -> String {
    let sampai = b.sampai.map(|s| k.t("katalog-sampai").a("hari", tanggal::pendek(s)).to_string());
    let semua = [b.kode.clone(), b.kelompok.clone(), b.jabatan.clone(), sampai.unwrap_or_default()];
    semua.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ")
}
