//! `/jurnal`: who did what, searched, one by one, as files.

mod satu;
mod titik;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use balai_kernel::{Waktu, tanggal};
use balai_platform::{Catatan, Saringan};
use balai_shell::linimasa::{Linimasa, semua_akt};
use balai_shell::{GalatWeb, Halaman, Hasil, Konteks, halaman, persen_url, unduhan};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::acts;

pub(crate) use satu::{buka, bukti, satu};
pub(crate) use titik::{api as titik_api, daftar as titik_daftar, unduh as titik_unduh};

/// Rows on one page.
const ISI_HALAMAN: u32 = 50;
/// Longest text of a filter, in characters.
const PANJANG_MAKS: usize = 120;

/// What is looked for, as the address says it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    #[serde(default)]
    aktor: String,
    #[serde(default)]
    akt: String,
    #[serde(default)]
    sasaran: String,
    #[serde(default)]
    dari: String,
    #[serde(default)]
    sampai: String,
    #[serde(default)]
    bacaan: String,
    #[serde(default)]
    sebelum: String,
    #[serde(default)]
    bentuk: String,
}

impl Kueri {
    /// The filter.
    ///
    /// # Errors
    /// 422 for a bound that is no date: the rows of all time would look like the answer.
    pub(crate) fn saringan(&self, k: &Konteks) -> Result<Saringan, GalatWeb> {
        let pendek = |t: &str| t.trim().chars().take(PANJANG_MAKS).collect::<String>();
        let zona = k.tampilan().zona;
        let awal = |t: &str, geser: bool| -> Result<Option<Waktu>, GalatWeb> {
            let hari = k.hari_alamat(Some(t))?;
            let hari = hari.and_then(|h| if geser { h.tomorrow().ok() } else { Some(h) });
            Ok(hari.and_then(|h| Waktu::dari_setempat(h.at(0, 0, 0, 0), zona)))
        };
        Ok(Saringan {
            aktor: pendek(&self.aktor),
            akt: pendek(&self.akt),
            sasaran: pendek(&self.sasaran),
            sejak: awal(&self.dari, false)?,
            sampai: awal(&self.sampai, true)?,
            bacaan: self.bacaan == "1",
            sebelum: pendek(&self.sebelum),
        })
    }

    /// The query of an address with this filter, without the place in the list.
    fn tulis(&self, tambahan: &[(&str, &str)]) -> String {
        let tetap = [
            ("aktor", self.aktor.as_str()),
            ("akt", &self.akt),
            ("sasaran", &self.sasaran),
            ("dari", &self.dari),
            ("sampai", &self.sampai),
            ("bacaan", &self.bacaan),
        ];
        let semua = tetap.iter().chain(tambahan).filter(|(_, v)| !v.is_empty());
        semua.map(|(n, v)| format!("{n}={}", persen_url(v))).collect::<Vec<_>>().join("&")
    }

    fn kosong(&self) -> bool {
        self.tulis(&[]).is_empty()
    }
}

#[derive(Template)]
#[template(path = "jurnal.html")]
struct IsiJurnal {
    h: Halaman,
    q: Kueri,
    siapa: Option<String>,
    pilihan_akt: Vec<(String, String)>,
    segel: String,
    linimasa: Linimasa,
    lebih_lama: Option<String>,
    ekspor: Option<(String, String, Option<String>)>,
    tak_dikenal: bool,
}

/// The account that a search means: its id, or whatever people sign in by.
async fn akun(k: &Konteks, teks: &str) -> Result<Option<String>, GalatWeb> {
    let teks: String = teks.trim().chars().take(PANJANG_MAKS).collect();
    if teks.is_empty() || teks.parse::<balai_kernel::Id>().is_ok() {
        return Ok(Some(teks));
    }
    let rangka = k.rangka().clone();
    k.jalankan(move |daerah| -> Result<_, balai_platform::Refusal> {
        for app in rangka.apps() {
            if let Some(id) = app.cari_akun(daerah, &teks)? {
                return Ok(Some(id));
            }
        }
        Ok(None)
    })
    .await
}

/// The newest rows the reader may see and asked for.
pub(crate) async fn daftar(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    tampil(k, q, None).await
}

/// What one account did.
pub(crate) async fn aktor(k: Konteks, Path(akun): Path<String>, Query(mut q): Query<Kueri>) -> Hasil {
    q.aktor.clone_from(&akun);
    tampil(k, q, Some(akun)).await
}

async fn tampil(k: Konteks, q: Kueri, akun: Option<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let pelaku = self::akun(&k, &q.aktor).await?;
    let tak_dikenal = pelaku.is_none();
    // an account that nobody has did nothing
    let saringan = Saringan { aktor: pelaku.unwrap_or_else(|| "-".to_owned()), ..q.saringan(&k)? };
    let mut isi = k.jalankan(move |daerah| acts::cari(daerah, &aktor, &saringan, ISI_HALAMAN + 1)).await?;
    let penuh = isi.baris.len() > usize::try_from(ISI_HALAMAN).unwrap_or(usize::MAX);
    if penuh {
        isi.baris.pop();
    }
    let lanjut = isi.baris.last().filter(|_| penuh).map(|c| q.tulis(&[("sebelum", &c.id)]));
    let siapa = match (&akun, isi.baris.first()) {
        (Some(_), Some(c)) if !c.aktor_nama.is_empty() => Some(c.aktor_nama.clone()),
        (Some(akun), _) => Some(akun.clone()),
        (None, _) => None,
    };
    let judul = siapa.as_ref().map_or_else(
        || k.t("jurnal-judul").to_string(),
        |s| k.t("jurnal-aktor-judul").a("siapa", s).to_string(),
    );
    let mut h = Halaman::baru(&k, judul).lebar();
    if akun.is_some() {
        h = h.remah(k.t("jurnal-judul"), "/jurnal");
    }
    let jangkauan = |a: &balai_kernel::Aktor| {
        balai_platform::lingkup_untuk(a, &crate::akt::JURNAL_EKSPOR, k.hari_ini()).ok()
    };
    let jangkauan = k.aktor().and_then(jangkauan);
    let semua = jangkauan.as_ref().is_some_and(|l| l.contains(&balai_kernel::Lingkup::Semua));
    let bersegel = semua.then(|| "/jurnal/ekspor?bentuk=bersegel".to_owned());
    let ekspor = |bentuk| format!("/jurnal/ekspor?{}", q.tulis(&[("bentuk", bentuk)]));
    balai_shell::linimasa::kenali(&k, &isi.baris).await?;
    let isi = IsiJurnal {
        segel: kalimat_segel(&k, &isi),
        linimasa: Linimasa::dari(&k, &isi.baris, |id| Some(format!("/jurnal/{id}"))),
        lebih_lama: lanjut.map(|l| format!("{}?{l}", k.jalur())),
        ekspor: jangkauan.map(|_| (ekspor("csv"), ekspor("json"), bersegel)),
        tak_dikenal,
        pilihan_akt: pilihan_akt(&k),
        siapa,
        h,
        q,
    };
    halaman(&isi)
}

/// How far the journal is sealed, in one sentence.
fn kalimat_segel(k: &Konteks, isi: &acts::Halaman) -> String {
    let kunci = if isi.keadaan.menunggu == 0 { "jurnal-segel-semua" } else { "jurnal-segel" };
    let segel = k.t(kunci).n("ukuran", isi.keadaan.ukuran).n("menunggu", isi.keadaan.menunggu);
    let titik = match &isi.titik {
        Some(t) => k.t("jurnal-titik-terakhir").a("saat", saat(k, &t.dibuat)).to_string(),
        None => k.t("jurnal-titik-belum").to_string(),
    };
    format!("{segel} {titik}")
}

/// An instant on the region's wall: `22 November 2026 pukul 14.05 WIB`.
fn saat(k: &Konteks, waktu: &str) -> String {
    let Ok(w) = waktu.parse::<Waktu>() else { return waktu.to_owned() };
    let zona = k.tampilan().zona;
    let di = w.di(zona);
    k.t("jurnal-saat")
        .a("tanggal", tanggal::panjang(di.date(), k.bahasa()))
        .a("pukul", format!("{:02}.{:02}.{:02} {zona}", di.hour(), di.minute(), di.second()))
        .to_string()
}

/// Every act by its words, those of one application together.
fn pilihan_akt(k: &Konteks) -> Vec<(String, String)> {
    let mut ada: Vec<(String, String)> = semua_akt(k)
        .map(|a| {
            let app = a.id.split('.').next().unwrap_or_default();
            (a.id.to_owned(), format!("{app}: {}", k.bahasa().pilih(a.label_id, a.label_en)))
        })
        .collect();
    ada.sort_by(|a, b| a.1.cmp(&b.1));
    ada.insert(0, (String::new(), k.t("jurnal-semua-akt").to_string()));
    ada
}

/// `GET /jurnal/ekspor`: the same rows as a file.
pub(crate) async fn ekspor(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    if q.bentuk == "bersegel" {
        let isi = k.jalankan(move |daerah| acts::ekspor_bersegel(daerah, &aktor)).await?;
        let nama = format!("jurnal-{}-{}.jsonl", k.tampilan().kode, k.hari_ini());
        return Ok(unduhan(&nama, "application/jsonl", isi));
    }
    let pelaku = self::akun(&k, &q.aktor).await?.unwrap_or_else(|| "-".to_owned());
    let saringan = Saringan { sebelum: String::new(), aktor: pelaku, ..q.saringan(&k)? };
    let bentuk = if q.bentuk == "json" { "json" } else { "csv" };
    let baris = k.jalankan(move |daerah| acts::ekspor(daerah, &aktor, &saringan, bentuk)).await?;
    let nama = format!("jurnal-{}-{}.{bentuk}", k.tampilan().kode, k.hari_ini());
    if bentuk == "json" {
        let isi: Vec<Value> = baris.iter().map(catatan_json).collect();
        return Ok(unduhan(&nama, "application/json", Value::from(isi).to_string().into_bytes()));
    }
    csv(&nama, &baris)
}

fn csv(nama: &str, baris: &[Catatan]) -> Hasil {
    let rusak = |e: csv::Error| GalatWeb::rusak(format!("csv: {e}"));
    let mut tulis = csv::Writer::from_writer(Vec::new());
    let kepala = [
        "nomor",
        "id",
        "waktu",
        "akt",
        "aktor",
        "aktor_nama",
        "kapasitas",
        "asal",
        "sasaran",
        "jalur_unit",
        "tujuan",
        "alasan",
        "isi",
        "sebelum",
        "sesudah",
    ];
    tulis.write_record(kepala).map_err(rusak)?;
    for c in baris {
        let nomor = c.nomor.map(|n| n.to_string()).unwrap_or_default();
        let pilihan = |t: &Option<String>| sel(t.as_deref().unwrap_or_default());
        let isi = [
            nomor,
            c.id.clone(),
            c.waktu.clone(),
            c.akt.clone(),
            c.aktor.clone(),
            sel(&c.aktor_nama),
            c.kapasitas.clone(),
            c.asal.clone(),
            sel(&c.sasaran),
            c.jalur_unit.clone(),
            pilihan(&c.tujuan),
            pilihan(&c.alasan),
            sel(&c.isi),
            pilihan(&c.sebelum),
            pilihan(&c.sesudah),
        ];
        tulis.write_record(isi).map_err(rusak)?;
    }
    let isi = tulis.into_inner().map_err(|e| GalatWeb::rusak(format!("csv: {e}")))?;
    Ok(unduhan(nama, "text/csv; charset=utf-8", isi))
}

/// A cell that a spreadsheet reads as text, never as a formula.
fn sel(teks: &str) -> String {
    let rumus = teks.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if rumus { format!("'{teks}") } else { teks.to_owned() }
}

/// An event as the API and exports give it: without its personal facts.
pub(crate) fn catatan_json(c: &Catatan) -> Value {
    json!({
        "nomor": c.nomor, "id": c.id, "waktu": c.waktu, "akt": c.akt, "aktor": c.aktor, "aktor_nama": c.aktor_nama,
        "kapasitas": c.kapasitas, "asal": c.asal, "sasaran": c.sasaran, "jalur_unit": c.jalur_unit,
        "tujuan": c.tujuan, "alasan": c.alasan, "isi": serde_json::from_str::<Value>(&c.isi).unwrap_or(Value::Null),
        "sebelum": c.sebelum, "sesudah": c.sesudah, "pribadi_dihapus": c.terhapus,
        "daun": balai_platform::jurnal::heks(&c.daun),
    })
}

/// `GET /api/v1/jurnal`: a page of rows and the key of the next one.
pub(crate) async fn api_daftar(k: Konteks, Query(q): Query<Kueri>) -> Result<Response, GalatWeb> {
    let aktor = k.wajib_aktor()?.clone();
    let saringan = q.saringan(&k)?;
    let mut isi = k.jalankan(move |daerah| acts::cari(daerah, &aktor, &saringan, ISI_HALAMAN + 1)).await?;
    let penuh = isi.baris.len() > usize::try_from(ISI_HALAMAN).unwrap_or(usize::MAX);
    if penuh {
        isi.baris.pop();
    }
    let lanjut = isi.baris.last().filter(|_| penuh).map(|c| c.id.clone());
    let baris: Vec<Value> = isi.baris.iter().map(catatan_json).collect();
    let jawaban = json!({
        "catatan": baris, "sebelum": lanjut, "tersegel": isi.keadaan.ukuran, "menunggu": isi.keadaan.menunggu,
    });
    Ok(axum::Json(jawaban).into_response())
}

/// `GET /api/v1/jurnal/{id}`.
pub(crate) async fn api_satu(k: Konteks, Path(id): Path<String>) -> Result<Response, GalatWeb> {
    let aktor = k.wajib_aktor()?.clone();
    let c = k.jalankan(move |daerah| acts::satu(daerah, &aktor, &id)).await?;
    Ok(axum::Json(catatan_json(&c)).into_response())
}
