//! `/wilayah`: the codes of all Indonesia, from the provinces down, and by name.

use askama::Template;
use axum::extract::{Path, Query};
use balai_kernel::{KodeWilayah, TingkatWilayah};
use balai_platform::{Sasaran, decide};
use balai_shell::{GalatWeb, Halaman, Hasil, Konteks, halaman};

use super::KueriPada;
use crate::akt::RUKUN_IMPOR;
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
    /// Whether RW and RT lie below, and the way to the import of them.
    rukun: Option<String>,
    boleh_impor: bool,
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
    // the places are those of today, but a date that is none is refused here as everywhere
    q.hari(&k)?;
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
    halaman(&HalamanWilayah {
        h,
        kode: String::new(),
        tingkat: String::new(),
        cari,
        tempat,
        lama,
        penuh,
        rukun: None,
        boleh_impor: boleh_impor(&k),
    })
}

fn boleh_impor(k: &Konteks) -> bool {
    let sasaran = Sasaran::daerah(k.hari_ini());
    k.aktor().is_some_and(|a| decide(a, &RUKUN_IMPOR, &sasaran).is_ok())
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
    let (hari_ini, di) = (k.hari_ini(), kode.clone());
    let banyak = if k.daerah()?.kode().mencakup(&kode) {
        k.jalankan(move |region| -> Result<_, balai_platform::Refusal> {
            region.read(|tx| Ok(crate::store::rukun::hitung(tx, &di, hari_ini)?))
        })
        .await?
    } else {
        Vec::new()
    };
    let kata = |rw: i64, rt: i64| k.t("rukun-banyak").n("rw", rw).n("rt", rt).to_string();
    let (rw, rt) = banyak.iter().fold((0, 0), |(a, b), (_, rw, rt)| (a + rw, b + rt));
    let anak = w.anak(Some(&kode));
    let tempat = anak.iter().map(|t| {
        let milik = banyak.iter().filter(|(w, ..)| t.kode.mencakup(w));
        let (rw, rt) = milik.fold((0, 0), |(a, b), (_, rw, rt)| (a + rw, b + rt));
        let mut b = butir(t, false);
        if rw > 0 {
            b.2 = format!("{}, {}", b.2, kata(rw, rt));
        }
        b
    });
    let tempat: Vec<_> = tempat.collect();
    halaman(&HalamanWilayah {
        rukun: (rw > 0 || kode.tingkat() == TingkatWilayah::KelurahanDesa).then(|| kata(rw, rt)),
        boleh_impor: boleh_impor(&k),
        h,
        kode: kode.to_string(),
        tingkat: nama_tingkat(kode.tingkat(), k.bahasa()).to_owned(),
        cari: String::new(),
        tempat,
        lama: w.lama_di(&kode).iter().map(butir_lama).collect(),
        penuh: false,
    })
}
