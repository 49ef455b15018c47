//! The pages on which a step is taken: what is about to be signed with its hash and figures, then the button.

pub mod opd;
pub mod plafon;
pub mod presensi;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Aktor, Galat, Lingkup, Periode, Tanggal};
use balai_platform::{Refusal, Region, lingkup_untuk};
use balai_shell::komponen::{BarisTabel, Kolom, Sel, Sidik, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};
use serde::Deserialize;

use super::{angka, bulat, rp};
use crate::acts::langkah::{Bulan, Perintah, akt, lakukan, nama_kepala, siap};
use crate::model::langkah::Langkah;
use crate::model::proses::OpdTersimpan;

/// Which OPD; none for all that are ready.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    opd: Option<String>,
}

#[derive(Template)]
#[template(path = "langkah-tindak.html")]
struct HalamanTindak {
    h: Halaman,
    f: Formulir,
    tujuan: String,
    batal: String,
    kalimat: String,
    akibat: String,
    angka: Vec<(String, String, String)>,
    tabel: Option<Tabel>,
    sidik: Sidik,
    versi: i64,
    hasil: String,
    opd: String,
    alasan: bool,
    surat: Option<String>,
    tombol: String,
    terkunci: Option<String>,
    tertinggal: Vec<(String, String)>,
}

/// What a step's page says and where it stands.
struct Kata {
    ruas: &'static str,
    judul: String,
    akibat: String,
    tombol: String,
    kabar: &'static str,
    surat: Option<String>,
}

fn kata(k: &Konteks, langkah: Langkah) -> Kata {
    let t = |kunci: &'static str| k.t(kunci).to_string();
    let (ruas, judul, akibat, tombol, kabar) = match langkah {
        Langkah::Ditarik => {
            ("tarik", t("langkah-tarik"), t("langkah-tarik-ket"), t("langkah-tarik"), "langkah-tarik-kabar")
        }
        Langkah::Diverifikasi => (
            "verifikasi",
            t("langkah-verifikasi"),
            t("langkah-verifikasi-ket"),
            t("langkah-verifikasi-tombol"),
            "langkah-verifikasi-kabar",
        ),
        Langkah::Dikembalikan => (
            "kembalikan",
            t("langkah-kembalikan"),
            t("langkah-kembalikan-ket"),
            t("langkah-kembalikan-tombol"),
            "langkah-kembalikan-kabar",
        ),
        Langkah::Disetujui => (
            "setujui",
            t("langkah-setujui"),
            t("langkah-setujui-ket"),
            t("langkah-setujui-tombol"),
            "langkah-setujui-kabar",
        ),
        Langkah::Diekspor => (
            "serahkan",
            t("langkah-serahkan"),
            t("langkah-serahkan-ket"),
            t("langkah-serahkan-tombol"),
            "langkah-serahkan-kabar",
        ),
        Langkah::Dibayar => (
            "bayar",
            t("langkah-bayar"),
            t("langkah-bayar-ket"),
            t("langkah-bayar-tombol"),
            "langkah-bayar-kabar",
        ),
        _ => (
            "tanda-tangan",
            t("langkah-tanda-tangan"),
            t("langkah-tanda-tangan-ket"),
            t("langkah-tanda-tangan-tombol"),
            "langkah-tanda-tangan-kabar",
        ),
    };
    let surat = siap::perlu_surat(langkah).then(|| t("langkah-sp2d"));
    Kata { ruas, judul, akibat, tombol, kabar, surat }
}

/// What the page is made of.
struct Isi {
    bulan: Bulan,
    siap: Vec<OpdTersimpan>,
    tertinggal: Vec<(String, Galat)>,
    kepala: String,
}

fn baca(
    region: &Region,
    aktor: &Aktor,
    periode: Periode,
    langkah: Langkah,
    opd: Option<&str>,
) -> Result<Isi, Refusal> {
    let lingkup = lingkup_untuk(aktor, akt(langkah), region.hari_ini())?;
    let bulan = region.read(|tx| Bulan::baca(tx, periode, &Lingkup::Semua))?.ok_or(Refusal::NotFound)?;
    let terjangkau = |o: &OpdTersimpan| lingkup.iter().any(|l| l.memuat(&o.jalur_unit, "", ""));
    let (mut siap_semua, mut tertinggal) = (Vec::new(), Vec::new());
    for o in bulan.opd.iter().filter(|o| terjangkau(o) && opd.is_none_or(|k| o.kode == k)) {
        match siap::siap(&bulan, o, langkah).and_then(|()| bukan_pengusul(&bulan, o, langkah, aktor)) {
            Ok(()) => siap_semua.push(o.clone()),
            Err(galat) => tertinggal.push((o.nama.clone(), galat)),
        }
    }
    if siap_semua.is_empty() && tertinggal.is_empty() {
        return Err(Refusal::NotFound);
    }
    let kepala = match (langkah, opd, siap_semua.first()) {
        (Langkah::Ditandatangani, Some(_), Some(o)) => nama_kepala(region, o)?,
        _ => String::new(),
    };
    Ok(Isi { bulan, siap: siap_semua, tertinggal, kepala })
}

/// Whoever verified, or chose the policy, is told before they press the button.
fn bukan_pengusul(bulan: &Bulan, o: &OpdTersimpan, langkah: Langkah, aktor: &Aktor) -> Result<(), Galat> {
    let kini = bulan.keadaan(&o.kode);
    let mut pengusul = [kini.verifikasi, kini.kebijakan].into_iter().flatten();
    if langkah == Langkah::Disetujui && pengusul.any(|b| b.akun == aktor.akun.as_str()) {
        return Err(Galat::baru("PLT-005").dengan("akt", akt(langkah).label_id));
    }
    Ok(())
}

/// The page of a step.
async fn form(k: Konteks, periode: String, kueri: Kueri, langkah: Langkah, f: Formulir) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let opd = kueri.opd.filter(|o| !o.is_empty());
    let diminta = opd.clone();
    let isi = k.jalankan(move |r| baca(r, &aktor, periode, langkah, diminta.as_deref())).await?;
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    halaman_status(status, &tampil(&k, &isi, langkah, opd, f))
}

fn tampil(k: &Konteks, isi: &Isi, langkah: Langkah, opd: Option<String>, f: Formulir) -> HalamanTindak {
    let (kata, p) = (kata(k, langkah), &isi.bulan.proses);
    let jumlah: i64 = isi.siap.iter().map(|o| isi.bulan.bayar_sen(o)).sum();
    let orang: i64 = isi.siap.iter().map(|o| o.orang).sum();
    let nama = p.periode.nama(k.bahasa());
    let bulan = format!("/proses/{}", p.periode);
    let satu = isi.siap.iter().find(|_| opd.is_some());
    let batal = match &opd {
        Some(kode) => format!("{bulan}/opd/{kode}"),
        None => bulan.clone(),
    };
    let tabel = k.rangka().kode();
    let pesan = |g: &Galat| format!("{} {}", g.pesan(tabel, k.bahasa()), g.saran(tabel, k.bahasa()));
    let tertinggal: Vec<(String, String)> =
        isi.tertinggal.iter().map(|(nama, g)| (nama.clone(), pesan(g))).collect();
    let kalimat = match satu {
        Some(o) => k.t("langkah-untuk").a("opd", &o.nama).a("periode", &nama).to_string(),
        None => k.t("langkah-untuk-banyak").n("n", isi.siap.len()).a("periode", &nama).to_string(),
    };
    let mut angka_butir = vec![
        (k.t("proses-jumlah").to_string(), rp(jumlah), String::new()),
        (k.t("proses-penerima").to_string(), bulat(orang), k.t("orang").to_string()),
        (k.t("langkah-hitungan").to_string(), p.versi.to_string(), String::new()),
    ];
    if !isi.kepala.is_empty() {
        angka_butir.push((k.t("langkah-penandatangan").to_string(), isi.kepala.clone(), String::new()));
    }
    let mut h = Halaman::baru(k, kata.judul);
    if opd::baca_bulan(k) {
        h = h
            .remah(k.t("proses-judul"), "/proses")
            .remah(k.t("proses-satu-judul").a("periode", nama), &bulan);
    }
    if let Some(o) = satu {
        h = h.remah(&o.nama, &batal);
    }
    HalamanTindak {
        h,
        f,
        tujuan: format!("{bulan}/{}", kata.ruas),
        batal,
        kalimat,
        akibat: kata.akibat,
        angka: angka_butir,
        tabel: (isi.siap.len() > 1).then(|| tabel_opd(k, &isi.bulan, &isi.siap)),
        sidik: Sidik(isi.bulan.sidik().to_owned()),
        versi: p.versi,
        hasil: isi.bulan.sidik().to_owned(),
        opd: opd.unwrap_or_default(),
        alasan: siap::perlu_alasan(langkah),
        surat: kata.surat,
        tombol: kata.tombol,
        terkunci: isi
            .siap
            .is_empty()
            .then(|| tertinggal.first().map_or_else(String::new, |(_, pesan)| pesan.clone())),
        tertinggal: if isi.siap.is_empty() { Vec::new() } else { tertinggal },
    }
}

fn tabel_opd(k: &Konteks, bulan: &Bulan, opd: &[OpdTersimpan]) -> Tabel {
    let baris = opd.iter().map(|o| {
        BarisTabel::dari([
            Sel::baru(&*o.nama),
            Sel::baru(bulat(o.orang)),
            Sel::baru(angka(bulan.bayar_sen(o))),
        ])
    });
    Tabel {
        judul: k.t("proses-per-opd").to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-opd").to_string()),
            Kolom::angka(k.t("kolom-orang").to_string()),
            Kolom::angka(k.t("plafon-dibayar").to_string()),
        ],
        baris: baris.collect(),
        jumlah: Some(BarisTabel::dari([
            Sel::baru(k.t("jumlah").to_string()),
            Sel::baru(bulat(opd.iter().map(|o| o.orang).sum())),
            Sel::baru(angka(opd.iter().map(|o| bulan.bayar_sen(o)).sum())),
        ])),
        lembar: true,
    }
}

/// Takes the step, or shows the page again with what stood in the way.
async fn simpan(k: Konteks, teks: String, langkah: Langkah, mut f: Formulir) -> Hasil {
    let periode: Periode = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let opd = Some(f.nilai("opd").to_owned()).filter(|o| !o.is_empty());
    let tanggal: Option<Tanggal> = if siap::perlu_surat(langkah) { baca_tanggal(&k, &mut f) } else { None };
    if !f.benar() {
        return form(k, teks, Kueri { opd }, langkah, f).await;
    }
    let perintah = Perintah {
        periode,
        langkah,
        opd: opd.iter().cloned().collect(),
        versi: f.nilai("versi").parse().unwrap_or(0),
        sidik: f.nilai("sidik").to_owned(),
        alasan: f.nilai("alasan").to_owned(),
        surat: f.nilai("surat").to_owned(),
        tanggal,
        kebijakan: None,
    };
    let hasil = k.jalankan(move |region| Ok::<_, Refusal>(lakukan(region, &aktor, &perintah))).await?;
    let jadi = match hasil {
        Ok(jadi) => jadi,
        Err(tolak @ (Refusal::Rule(_) | Refusal::Denied(_))) => {
            let galat = tolak.galat();
            let bidang = match galat.isian.iter().find(|(n, _)| *n == "bidang").map(|(_, v)| v.as_str()) {
                Some("alasan") => "alasan",
                Some("tanggal") => "tanggal",
                Some("surat") => "surat",
                _ => "tindak",
            };
            // who may not do it at all gets the plain refusal
            lingkup_untuk(k.wajib_aktor()?, akt(langkah), k.hari_ini()).map_err(Refusal::from)?;
            f.salah_kode(bidang, &galat, &k);
            return form(k, teks, Kueri { opd }, langkah, f).await;
        }
        Err(lain) => return Err(lain.into()),
    };
    let kata = kata(&k, langkah);
    let ke = match opd {
        Some(kode) => format!("/proses/{periode}/opd/{kode}"),
        None => format!("/proses/{periode}"),
    };
    let banyak = jadi.opd.len().to_string();
    Ok(alihkan_kabar(&k, &ke, kata.kabar, &[("n", &banyak), ("jumlah", &rp(jadi.jumlah_sen))]))
}

pub(super) fn baca_tanggal(k: &Konteks, f: &mut Formulir) -> Option<Tanggal> {
    let teks = f.nilai("tanggal").trim().to_owned();
    let jadi = balai_kernel::tanggal::parse_id(&teks).ok();
    if jadi.is_none() {
        let galat = Galat::baru("KIN-612").dengan("bidang", "tanggal").dengan("maks", 20);
        f.salah_kode("tanggal", &galat, k);
    }
    jadi
}

macro_rules! langkah_web {
    ($($(#[$doc:meta])* $form:ident, $simpan:ident, $langkah:ident;)+) => {$(
        $(#[$doc])*
        pub async fn $form(k: Konteks, Path(periode): Path<String>, Query(kueri): Query<Kueri>) -> Hasil {
            form(k, periode, kueri, Langkah::$langkah, Formulir::kosong()).await
        }

        $(#[$doc])*
        pub async fn $simpan(k: Konteks, Path(periode): Path<String>, f: Formulir) -> Hasil {
            simpan(k, periode, Langkah::$langkah, f).await
        }
    )+};
}

langkah_web! {
    /// `/proses/{periode}/tanda-tangan`.
    tanda_tangan, simpan_tanda_tangan, Ditandatangani;
    /// `/proses/{periode}/tarik`.
    tarik, simpan_tarik, Ditarik;
    /// `/proses/{periode}/verifikasi`.
    verifikasi, simpan_verifikasi, Diverifikasi;
    /// `/proses/{periode}/kembalikan`.
    kembalikan, simpan_kembalikan, Dikembalikan;
    /// `/proses/{periode}/setujui`.
    setujui, simpan_setujui, Disetujui;
    /// `/proses/{periode}/serahkan`.
    serahkan, simpan_serahkan, Diekspor;
    /// `/proses/{periode}/bayar`.
    bayar, simpan_bayar, Dibayar;
}
