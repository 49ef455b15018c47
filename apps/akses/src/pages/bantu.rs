//! Words and fields that several pages share.

use axum::http::{HeaderMap, header};
use balai_kernel::{Aktor, Kapasitas, Kewenangan, Lingkup, Peran, Tanggal, tanggal};
use balai_platform::{Akt, Refusal, Region};
use balai_shell::komponen::{Keadaan, Sel};
pub(crate) use balai_shell::persen_url as persen;
use balai_shell::{Formulir, GalatWeb, Konteks};

use crate::model::token::Token;
use crate::store::kewenangan::BarisKewenangan;

/// A jurisdiction in words.
pub(crate) fn lingkup_kata(k: &Konteks, lingkup: &Lingkup) -> String {
    let nama = sasaran_lingkup(lingkup).and_then(|s| k.sebutan(&s));
    match lingkup {
        Lingkup::Semua => k.t("akses-lingkup-semua").to_string(),
        Lingkup::Unit(jalur) => {
            nama.unwrap_or_else(|| k.t("akses-lingkup-unit").a("jalur", jalur).to_string())
        }
        Lingkup::Wilayah(kode) => {
            nama.unwrap_or_else(|| k.t("akses-lingkup-wilayah").a("kode", kode).to_string())
        }
        Lingkup::Diri(_) => k.t("akses-lingkup-diri").to_string(),
    }
}

/// The unit or the territory of a jurisdiction, as a target that can be named.
fn sasaran_lingkup(lingkup: &Lingkup) -> Option<String> {
    match lingkup {
        Lingkup::Unit(jalur) => {
            let jalur = jalur.to_string();
            jalur.trim_end_matches('/').rsplit('/').next().map(|kode| format!("organisasi.unit/{kode}"))
        }
        Lingkup::Wilayah(kode) => Some(format!("organisasi.rukun/{kode}")),
        Lingkup::Semua | Lingkup::Diri(_) => None,
    }
}

/// The units and territories of these jurisdictions, to be learnt ([`Konteks::kenali`]) before [`lingkup_kata`] says
/// them.
pub(crate) fn tempat<'a>(lingkup: impl IntoIterator<Item = &'a Lingkup>) -> Vec<String> {
    lingkup.into_iter().filter_map(sasaran_lingkup).collect()
}

/// A capacity in words; nothing for the plain one.
pub(crate) fn kapasitas_kata(k: &Konteks, kapasitas: Kapasitas) -> Option<String> {
    match kapasitas {
        Kapasitas::Definitif => None,
        Kapasitas::Delegasi => Some(k.t("akses-delegasi").to_string()),
        lain => {
            let mut kata = lain.kode().to_owned();
            if let Some(huruf) = kata.get_mut(..1) {
                huruf.make_ascii_uppercase();
            }
            Some(kata)
        }
    }
}

/// From when until when.
pub(crate) fn masa(k: &Konteks, w: &Kewenangan) -> String {
    let sejak = tanggal::pendek(w.sejak);
    match w.sampai {
        Some(sampai) => format!("{sejak} – {}", tanggal::pendek(sampai)),
        None => k.t("akses-masa-terbuka").a("sejak", sejak).to_string(),
    }
}

/// How a grant stands on a day.
pub(crate) fn keadaan(k: &Konteks, w: &Kewenangan, hari: Tanggal) -> (Keadaan, String) {
    if hari < w.sejak {
        (Keadaan::Nila, k.t("akses-belum-berlaku").to_string())
    } else if w.berlaku(hari) {
        (Keadaan::Pandan, k.t("akses-berlaku").to_string())
    } else {
        (Keadaan::Biasa, k.t("akses-sudah-berakhir").to_string())
    }
}

/// The role of a grant with its capacity.
pub(crate) fn peran_sel(k: &Konteks, b: &BarisKewenangan) -> Sel {
    let sel = Sel::baru(k.nama_peran(b.kewenangan.peran));
    match (&b.pendelegasi, kapasitas_kata(k, b.kewenangan.kapasitas)) {
        (Some(dari), _) => sel.ket(k.t("akses-delegasi-dari").a("nama", dari).to_string()),
        (None, Some(kata)) => sel.ket(kata),
        (None, None) => sel,
    }
}

/// Roles to choose from.
pub(crate) fn pilihan_peran(k: &Konteks) -> Vec<(String, String)> {
    Peran::SEMUA.into_iter().map(|p| (p.kode().to_owned(), k.nama_peran(p))).collect()
}

/// Every act of the house, by application.
pub(crate) fn semua_akt(k: &Konteks) -> Vec<Akt> {
    let app = k.rangka().apps().iter().flat_map(|a| a.acts());
    let mut semua: Vec<Akt> = balai_platform::AKT.iter().chain(app).collect();
    semua.sort_by_key(|a| a.id);
    semua
}

/// The act of this id.
pub(crate) fn akt_dari(k: &Konteks, id: &str) -> Option<Akt> {
    semua_akt(k).into_iter().find(|a| a.id == id)
}

/// Acts to choose from, in the reader's language.
pub(crate) fn pilihan_akt(k: &Konteks) -> Vec<(String, String)> {
    let kata = |a: Akt| (a.id.to_owned(), format!("{} ({})", a.label(k.bahasa()), a.id));
    semua_akt(k).into_iter().map(kata).collect()
}

/// A date as people type it; empty gives `None` without a fault.
pub(crate) fn tanggal_bila_ada(f: &mut Formulir, bidang: &str, k: &Konteks) -> Option<Tanggal> {
    let teks = f.nilai(bidang).trim().to_owned();
    if teks.is_empty() {
        return None;
    }
    match tanggal::parse_id(&teks) {
        Ok(hari) => Some(hari),
        Err(galat) => {
            f.salah_kode(bidang, &galat.into(), k);
            None
        }
    }
}

/// A date as people type it; it must be there.
pub(crate) fn tanggal_wajib(f: &mut Formulir, bidang: &str, k: &Konteks) -> Option<Tanggal> {
    wajib(f, bidang, k);
    tanggal_bila_ada(f, bidang, k)
}

/// Notes a fault when the field is empty.
pub(crate) fn wajib(f: &mut Formulir, bidang: &str, k: &Konteks) {
    if f.nilai(bidang).trim().is_empty() {
        f.salah(bidang, k.t("formulir-wajib"));
    }
}

/// A query as a form, so that its fields keep what was typed.
pub(crate) fn saringan(kueri: Vec<(String, String)>) -> Formulir {
    kueri.into_iter().fold(Formulir::kosong(), |f, (nama, nilai)| f.isi(&nama, nilai))
}

/// Does an act of a form: what a rule refuses stands beside `bidang`; what is broken or denied is a page.
pub(crate) async fn coba<T: Send + 'static>(
    k: &Konteks,
    f: &mut Formulir,
    bidang: &str,
    kerja: impl FnOnce(&Region, &Aktor) -> Result<T, Refusal> + Send + 'static,
) -> Result<Option<T>, GalatWeb> {
    let aktor = k.wajib_aktor()?.clone();
    let jawaban = k
        .jalankan(move |daerah| match kerja(daerah, &aktor) {
            // what the database refuses (a full disk) is no mistake of a field
            Err(Refusal::Rule(galat)) if !galat.kode.starts_with("SIM-") => Ok(Err(galat)),
            Ok(isi) => Ok(Ok(isi)),
            Err(lain) => Err(lain),
        })
        .await?;
    match jawaban {
        Ok(isi) => Ok(Some(isi)),
        Err(galat) => {
            f.salah_kode(bidang, &galat, k);
            Ok(None)
        }
    }
}

/// The whole address of a one-time link, as the administrator reached this server.
pub(crate) fn alamat_tautan(k: &Konteks, kepala: &HeaderMap, token: &Token) -> String {
    let wajar = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
    let tuan = kepala.get(header::HOST).and_then(|v| v.to_str().ok()).filter(|t| t.bytes().all(wajar));
    let skema = if k.aman() { "https" } else { "http" };
    let awal = tuan.map(|t| format!("{skema}://{t}")).unwrap_or_default();
    format!("{awal}/tautan/{}", token.rahasia())
}
