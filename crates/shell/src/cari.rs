//! One search box for the whole house: pages and what applications find, in groups, within what the reader may see.

use askama::Template;
use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use balai_kernel::{KataCari, lipat};
use balai_platform::cari::{Bagian, TERDALAM};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::komponen::Penomoran;
use crate::rangka::boleh;
use crate::{
    Akses, GalatWeb, Halaman, Hasil, Konteks, Metode, OperasiApi, formulir::kode_persen, halaman,
    parameter_kueri,
};

/// Hits of each group where all groups are shown.
const RINGKAS: usize = 5;
/// Hits on a page of one group.
const SEHALAMAN: usize = 25;
/// Most letters of a query that are read.
const PANJANG_MAKS: usize = 120;
/// The group of pages.
const HALAMAN: &str = "halaman";

/// A page people ask for in words of their own, beside those that stand in the menu.
#[derive(Debug, Clone, Copy)]
pub struct Pintasan {
    /// Where it leads; a path without parameters. That of a menu's place adds words to it.
    pub jalur: &'static str,
    /// Message key of what can be done there: `Ganti kata sandi`.
    pub label: &'static str,
    /// Message key of other words people use for it.
    pub kata: &'static str,
    /// Name of its icon, see [`fn@crate::ikon`].
    pub ikon: &'static str,
    /// Shown to whom; as for a route.
    pub akses: Akses,
}

/// What is searched for, and which part of the answer is wanted.
#[derive(Debug, Clone)]
pub struct Pencarian {
    dicari: KataCari,
    di: Option<String>,
    bagian: Bagian,
}

impl Pencarian {
    /// The words.
    pub fn dicari(&self) -> &KataCari {
        &self.dicari
    }

    /// Which hits of the group `jenis` are wanted; `None` when only another group is asked for.
    pub fn bagian(&self, jenis: &str) -> Option<Bagian> {
        // one more than is shown tells whether there are others
        let bagian = Bagian { batas: self.bagian.batas + 1, ..self.bagian };
        self.di.as_deref().is_none_or(|d| d == jenis).then_some(bagian)
    }
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Temuan {
    /// Its name.
    pub judul: String,
    /// One line that tells it from others of this name; nothing the reader may not see.
    pub keterangan: String,
    /// Where it is shown.
    pub jalur: String,
    /// Name of its icon, see [`fn@crate::ikon`].
    pub ikon: &'static str,
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KelompokTemuan {
    /// Name of the kind in addresses: `orang`.
    pub jenis: &'static str,
    /// Its heading.
    pub judul: String,
    /// The hits.
    pub temuan: Vec<Temuan>,
    /// Whether there are more.
    pub lagi: bool,
}

impl KelompokTemuan {
    /// From the hits of [`Pencarian::bagian`], the one too many included.
    pub fn baru(p: &Pencarian, jenis: &'static str, judul: String, mut temuan: Vec<Temuan>) -> Self {
        let lagi = temuan.len() > p.bagian.batas;
        temuan.truncate(p.bagian.batas);
        KelompokTemuan { jenis, judul, temuan, lagi }
    }
}

/// `?q=asep&di=orang&halaman=2`.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    q: Option<String>,
    di: Option<String>,
    halaman: Option<usize>,
}

impl Kueri {
    fn tertulis(&self) -> String {
        self.q.as_deref().unwrap_or_default().trim().chars().take(PANJANG_MAKS).collect()
    }

    fn ke(&self) -> usize {
        let ke = self.halaman.filter(|_| self.di.is_some()).unwrap_or(1);
        ke.clamp(1, TERDALAM / SEHALAMAN)
    }

    fn pencarian(&self) -> Option<Pencarian> {
        let dicari = KataCari::baca(&self.tertulis())?;
        let bagian = match self.di {
            Some(_) => Bagian { lewati: (self.ke() - 1) * SEHALAMAN, batas: SEHALAMAN },
            None => Bagian { lewati: 0, batas: RINGKAS },
        };
        Some(Pencarian { dicari, di: self.di.clone(), bagian })
    }
}

async fn temukan(k: &Konteks, kueri: &Kueri) -> Result<Option<Vec<KelompokTemuan>>, GalatWeb> {
    let aktor = k.wajib_aktor()?.clone();
    let Some(p) = kueri.pencarian() else { return Ok(None) };
    let dalam = k.clone();
    let kelompok = k
        .jalankan(move |daerah| {
            let mut semua: Vec<KelompokTemuan> = tempat(&dalam, &p).into_iter().collect();
            for app in dalam.rangka().apps() {
                semua.extend(app.cari(&dalam, daerah, &aktor, &p)?);
            }
            semua.retain(|s| !s.temuan.is_empty());
            Ok::<_, GalatWeb>(semua)
        })
        .await?;
    Ok(Some(kelompok))
}

/// The pages this person may open whose words begin so.
fn tempat(k: &Konteks, p: &Pencarian) -> Option<KelompokTemuan> {
    let bagian = p.bagian(HALAMAN)?;
    let mut ada: Vec<(Temuan, String, Akses)> = Vec::new();
    for m in k.rangka().apps().iter().flat_map(|a| a.menu()) {
        let ket = format!("{}-ket", m.label);
        let ket =
            if k.rangka().katalog().ada(k.bahasa(), &ket) { k.t(&ket).to_string() } else { String::new() };
        let judul = k.t(m.label).to_string();
        let kata = format!("{judul} {ket}");
        let temuan = Temuan { judul, keterangan: ket, jalur: m.jalur.to_owned(), ikon: m.ikon };
        ada.push((temuan, kata, m.akses));
    }
    for s in k.rangka().apps().iter().flat_map(|a| a.pintasan()) {
        let (judul, kata) = (k.t(s.label).to_string(), k.t(s.kata).to_string());
        if let Some((_, lama, _)) = ada.iter_mut().find(|(t, ..)| t.jalur == s.jalur) {
            lama.push_str(&format!(" {judul} {kata}"));
            continue;
        }
        let semua = format!("{judul} {kata}");
        let temuan = Temuan { judul, keterangan: String::new(), jalur: s.jalur.to_owned(), ikon: s.ikon };
        ada.push((temuan, semua, s.akses));
    }
    ada.retain(|(_, kata, akses)| p.dicari.cocok(&lipat(kata)) && boleh(k, *akses).is_ok());
    // what is called so before what is only described so
    ada.sort_by_key(|(t, ..)| !p.dicari.cocok(&lipat(&t.judul)));
    let temuan = ada.into_iter().map(|(t, ..)| t).skip(bagian.lewati).take(bagian.batas).collect();
    Some(KelompokTemuan::baru(p, HALAMAN, k.t("cari-halaman").to_string(), temuan))
}

/// A group as it is shown.
struct Tampil {
    isi: KelompokTemuan,
    semua: String,
}

struct HasilCari {
    h: Halaman,
    tertulis: String,
    kelompok: Option<Vec<Tampil>>,
    banyak: usize,
    penomoran: Option<Penomoran>,
    kembali: Option<String>,
}

impl HasilCari {
    async fn dari(k: &Konteks, kueri: &Kueri) -> Result<Self, GalatWeb> {
        let tertulis = kueri.tertulis();
        let q = kode_persen(&tertulis);
        let kelompok = temukan(k, kueri).await?;
        let banyak = kelompok.iter().flatten().map(|g| g.temuan.len()).sum();
        let penomoran = kueri.di.as_ref().and_then(|di| penomoran(k, kueri, &q, di, kelompok.as_deref()?));
        let kelompok = kelompok.map(|semua| {
            semua
                .into_iter()
                .map(|isi| Tampil { semua: format!("/cari?q={q}&di={}", isi.jenis), isi })
                .collect()
        });
        let kembali = kueri.di.as_ref().map(|_| format!("/cari?q={q}"));
        let h = Halaman::baru(k, k.t("cari-judul")).sempit();
        Ok(HasilCari { h, tertulis, kelompok, banyak, penomoran, kembali })
    }
}

/// The way through the pages of one group. How many there are altogether is not counted.
fn penomoran(
    k: &Konteks,
    kueri: &Kueri,
    q: &str,
    di: &str,
    kelompok: &[KelompokTemuan],
) -> Option<Penomoran> {
    let ke = kueri.ke();
    let lagi = kelompok.first().is_some_and(|g| g.lagi) && ke < TERDALAM / SEHALAMAN;
    if ke == 1 && !lagi {
        return None;
    }
    let alamat = |n: usize| format!("/cari?q={q}&di={}&halaman={n}", kode_persen(di));
    Some(Penomoran {
        teks: k.t("cari-ke").n("ke", ke).to_string(),
        sebelum: (ke > 1).then(|| (alamat(ke - 1), k.t("cari-sebelum").to_string())),
        sesudah: lagi.then(|| (alamat(ke + 1), k.t("cari-sesudah").to_string())),
        judul: k.t("cari-judul").to_string(),
    })
}

#[derive(Template)]
#[template(path = "cari.html")]
struct HalamanCari {
    h: Halaman,
    c: HasilCari,
}

#[derive(Template)]
#[template(path = "cari-hasil.html")]
struct PotonganCari {
    c: HasilCari,
}

/// `GET /cari`.
pub(crate) async fn lihat(k: Konteks, Query(kueri): Query<Kueri>) -> Hasil {
    let c = HasilCari::dari(&k, &kueri).await?;
    halaman(&HalamanCari { h: c.h.clone(), c })
}

/// `GET /cari/hasil`: the answer alone, for the box that answers while somebody types.
pub(crate) async fn potongan(k: Konteks, Query(kueri): Query<Kueri>) -> Hasil {
    let c = HasilCari::dari(&k, &kueri).await?;
    halaman(&PotonganCari { c })
}

/// `GET /api/cari`.
pub(crate) async fn api(k: Konteks, Query(kueri): Query<Kueri>) -> Result<Response, GalatWeb> {
    let kelompok: Vec<Value> = temukan(&k, &kueri)
        .await?
        .unwrap_or_default()
        .into_iter()
        .map(|g| {
            let temuan =
                |t: Temuan| json!({ "judul": t.judul, "keterangan": t.keterangan, "jalur": t.jalur });
            let isi: Vec<Value> = g.temuan.into_iter().map(temuan).collect();
            json!({ "jenis": g.jenis, "judul": g.judul, "lagi": g.lagi, "temuan": isi })
        })
        .collect();
    Ok(Json(json!({ "q": kueri.tertulis(), "kelompok": kelompok })).into_response())
}

/// The machine-readable side.
pub(crate) fn operasi() -> OperasiApi {
    let kueri = |nama, ket, jenis: &str| parameter_kueri(nama, ket, json!({ "type": jenis }));
    OperasiApi {
        metode: Metode::Get,
        jalur: "/api/cari",
        id: "cari",
        ringkas: "Orang, unit, dan halaman menurut awal kata, sebatas yang boleh dilihat penanya",
        parameter: vec![
            kueri("q", "Yang dicari; paling sedikit dua huruf", "string"),
            kueri("di", "Satu kelompok saja: halaman, orang, unit", "string"),
            kueri("halaman", "Halaman kelompok itu, mulai 1", "integer"),
        ],
        masukan: None,
        keluaran: json!({ "type": "object" }),
    }
}
