//! `/wilayah`: the codes of all Indonesia, from the provinces down, and by name.

use askama::Template;
use axum::extract::{Path, Query};
use balai_kernel::KodeWilayah;
use balai_shell::{GalatWeb, Halaman, Hasil, Konteks, halaman};

use super::KueriPada;
use crate::model::wilayah::{Tempat, TempatLama, nama_tingkat, wilayah};

/// Places shown of a search.
const BATAS: usize = 50;

#[derive(Template)]
#[template(path = "org-wilayah.html")]
struct HalamanWilayah {
    h: Halaman,
    kode: String,
    tingkat: String,
    cari: String,
    /// Address, name, code and where it lies.
    tempat: Vec<(String, String, String)>,
    /// Code, name, successor's address and words.
    lama: Vec<ButirLama>,
    penuh: bool,
}

fn alamat(kode: &KodeWilayah) -> String {
    format!("/wilayah/{kode}")
}

fn butir(t: &Tempat, dengan_letak: bool) -> (String, String, String) {
    let mut ket = t.kode.to_string();
    if dengan_letak {
        let mut atas: Vec<String> = wilayah().silsilah(&t.kode).into_iter().map(|t| t.nama).collect();
        atas.pop();
        atas.reverse();
        if !atas.is_empty() {
            ket = format!("{ket}, {}", atas.join(", "));
        }
    }
    (alamat(&t.kode), t.nama.clone(), ket)
}

/// Code, name, successor's address and words.
type ButirLama = (String, String, Option<(String, String)>);

fn butir_lama(l: &TempatLama) -> ButirLama {
    let penerus = l.penerus.as_ref().and_then(|p| wilayah().cari(p));
    (
        l.kode.to_string(),
        l.nama.clone(),
        penerus.map(|t| (alamat(&t.kode), format!("{} ({})", t.nama, t.kode))),
    )
}

/// `/wilayah`: the provinces, or the places found by name or code.
pub(crate) async fn daftar(k: Konteks, Query(q): Query<KueriPada>) -> Hasil {
    let cari = q.dicari();
    let w = wilayah();
    let h = Halaman::baru(&k, k.t("wilayah-judul"));
    let mut lama = Vec::new();
    let tempat: Vec<_> = if cari.is_empty() {
        w.anak(None).iter().map(|t| butir(t, false)).collect()
    } else if let Ok(kode) = cari.parse::<KodeWilayah>() {
        lama.extend(w.lama(&kode).iter().map(butir_lama));
        w.cari(&kode).iter().map(|t| butir(t, true)).collect()
    } else {
        w.menurut_nama(&cari, BATAS).iter().map(|t| butir(t, true)).collect()
    };
    let penuh = !cari.is_empty() && tempat.len() == BATAS;
    halaman(&HalamanWilayah { h, kode: String::new(), tingkat: String::new(), cari, tempat, lama, penuh })
}

/// `/wilayah/{kode}`: one place and what lies in it.
pub(crate) async fn satu(k: Konteks, Path(kode): Path<String>) -> Hasil {
    let kode: KodeWilayah = kode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let w = wilayah();
    let mut jalan = w.silsilah(&kode);
    let Some(tempat) = jalan.pop().filter(|t| t.kode == kode) else { return Err(GalatWeb::tak_ditemukan()) };
    let mut h = Halaman::baru(&k, &tempat.nama).remah(k.t("wilayah-judul"), "/wilayah");
    for t in &jalan {
        h = h.remah(&t.nama, alamat(&t.kode));
    }
    halaman(&HalamanWilayah {
        h,
        kode: kode.to_string(),
        tingkat: nama_tingkat(kode.tingkat(), k.bahasa()).to_owned(),
        cari: String::new(),
        tempat: w.anak(Some(&kode)).iter().map(|t| butir(t, false)).collect(),
        lama: w.lama_di(&kode).iter().map(butir_lama).collect(),
        penuh: false,
    })
}
