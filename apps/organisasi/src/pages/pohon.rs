//! `/organisasi`: the offices of the region as a tree, or the units that were searched for.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Query;
use balai_kernel::{Lingkup, Tanggal};
use balai_platform::Refusal;
use balai_shell::komponen::Penomoran;
use balai_shell::{Halaman, Hasil, Konteks, halaman};

use super::KueriPada;
use super::unit::{ISI_HALAMAN, bagi};
use crate::baca::{self, IsiPohon, Simpul};
use crate::model::lipat;

/// OPDs on one page of the tree.
const OPD_HALAMAN: usize = 150;
/// A kind of OPD of at most so many is open from the start.
const TERBUKA: usize = 24;
/// So many OPDs whose names begin alike are a kind of their own.
const SEJENIS: usize = 3;

/// OPDs of a kind: Dinas, Badan, Kecamatan.
#[derive(Debug)]
struct Kelompok {
    nama: String,
    isi: IsiPohon,
    opd: Vec<Simpul>,
    terbuka: bool,
}

#[derive(Template)]
#[template(path = "org-daftar.html")]
struct HalamanDaftar {
    h: Halaman,
    cari: String,
    /// Units found by a search: address, name, what it lies in.
    unit: Vec<(String, String, String)>,
    kelompok: Vec<Kelompok>,
    angka: Vec<(String, String)>,
    penomoran: Option<Penomoran>,
}

/// `GET /organisasi`.
pub(crate) async fn daftar(k: Konteks, Query(q): Query<KueriPada>) -> Hasil {
    let pada = q.hari(&k)?;
    let cari = q.dicari();
    if lipat(&cari).is_empty() {
        return pohon(&k, &q, pada).await;
    }
    let semua = k
        .jalankan(|region| -> Result<_, Refusal> {
            region.read(|tx| Ok(crate::semua_unit(tx, &Lingkup::Semua)?))
        })
        .await?;
    let dicari = lipat(&cari);
    let cocok =
        semua.iter().filter(|u| lipat(&u.nama).contains(&dicari) || u.kode.eq_ignore_ascii_case(&cari));
    let cocok: Vec<_> = cocok.collect();
    let (halaman_ke, penomoran) = bagi(&k, "/organisasi", &q, (cocok.len(), ISI_HALAMAN), "org-unit-banyak");
    let satu = |u: &&crate::Unit| {
        let di = u.induk.as_ref().and_then(|i| semua.iter().find(|a| a.kode == *i));
        let di = di.map_or_else(|| u.kode.clone(), |a| a.nama.clone());
        (format!("/organisasi/unit/{}", u.kode), u.nama.clone(), di)
    };
    let unit = cocok.iter().skip(halaman_ke * ISI_HALAMAN).take(ISI_HALAMAN).map(satu).collect();
    let h = Halaman::baru(&k, k.t("org-judul"));
    halaman(&HalamanDaftar { h, cari, unit, kelompok: Vec::new(), angka: Vec::new(), penomoran })
}

async fn pohon(k: &Konteks, q: &KueriPada, pada: Tanggal) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let opd = k.jalankan(move |region| baca::pohon(region, &aktor, pada)).await?;
    let semua = opd.iter().fold(IsiPohon::default(), |jumlah, s| jumlah.tambah(s.isi));
    let angka = [
        ("org-kolom-opd", i64::try_from(opd.len()).unwrap_or(i64::MAX)),
        ("org-orang-judul", semua.orang),
        ("org-angka-formasi", semua.formasi),
        ("org-angka-lowong", semua.lowong),
    ];
    let angka = if opd.is_empty() {
        Vec::new()
    } else {
        angka.map(|(kunci, n)| (k.t(kunci).to_string(), k.t("org-bilangan").n("n", n).to_string())).to_vec()
    };
    let (ke, penomoran) = bagi(k, "/organisasi", q, (opd.len(), OPD_HALAMAN), "org-unit-banyak");
    let bagian = opd.into_iter().skip(ke * OPD_HALAMAN).take(OPD_HALAMAN).collect();
    let kelompok = kelompokkan(bagian, &k.t("org-kelompok-lain").to_string());
    let h = Halaman::baru(k, k.t("org-judul"));
    halaman(&HalamanDaftar { h, cari: String::new(), unit: Vec::new(), kelompok, angka, penomoran })
}

/// Sorts OPDs by the first word of their names, in the order of their codes; what is too few for a kind comes last.
fn kelompokkan(opd: Vec<Simpul>, lain: &str) -> Vec<Kelompok> {
    let kata = |s: &Simpul| s.nama.split_whitespace().next().unwrap_or_default().to_owned();
    let mut banyak: BTreeMap<String, usize> = BTreeMap::new();
    for s in &opd {
        *banyak.entry(kata(s)).or_default() += 1;
    }
    let mut hasil: Vec<Kelompok> = Vec::new();
    let mut sisa: Vec<Simpul> = Vec::new();
    for s in opd {
        let nama = kata(&s);
        if banyak.get(&nama).is_none_or(|n| *n < SEJENIS) {
            sisa.push(s);
        } else if let Some(ada) = hasil.iter_mut().find(|g| g.nama == nama) {
            ada.opd.push(s);
        } else {
            hasil.push(Kelompok { nama, isi: IsiPohon::default(), opd: vec![s], terbuka: true });
        }
    }
    if !sisa.is_empty() {
        let nama = lain.to_owned();
        hasil.push(Kelompok { nama, isi: IsiPohon::default(), opd: sisa, terbuka: true });
    }
    for g in &mut hasil {
        g.isi = g.opd.iter().fold(IsiPohon::default(), |jumlah, s| jumlah.tambah(s.isi));
        g.terbuka = g.opd.len() <= TERBUKA;
    }
    hasil
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opd(nama: &str) -> Simpul {
        let isi = IsiPohon { orang: 2, formasi: 3, lowong: 1 };
        Simpul { kode: "01".into(), nama: nama.into(), kepala: None, isi, anak: Vec::new(), lebih: 0 }
    }

    #[test]
    fn offices_that_begin_alike_are_a_kind() {
        let nama = ["Sekretariat Daerah", "Dinas A", "Dinas B", "Inspektorat", "Dinas C"];
        let kelompok = kelompokkan(nama.iter().map(|n| opd(n)).collect(), "lainnya");
        let ringkas: Vec<_> = kelompok.iter().map(|g| (g.nama.as_str(), g.opd.len(), g.isi.lowong)).collect();
        assert_eq!(ringkas, [("Dinas", 3, 3), ("lainnya", 2, 2)]);
    }
}
