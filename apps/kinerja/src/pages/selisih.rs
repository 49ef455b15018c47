//! `/proses/{periode}/selisih`: what a paid month turns out to have owed or overpaid, its proposal;
//! `/proses/{periode}/selisih/{nomor}`: a proposed list, its lines, and the decision on it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Periode, tanggal};
use balai_platform::{Refusal, Sasaran, decide, lingkup_untuk};
use balai_shell::komponen::{BarisTabel, Keadaan, Kolom, Penomoran, Sel, Sidik, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status, persen_url};
use serde::Deserialize;

use super::langkah::baca_tanggal;
use super::{angka, bulat, nip, rp};
use crate::acts::selisih::{self, Banding, Keputusan, Usulan, bandingkan};
use crate::akt::{SELISIH_PUTUSKAN, SELISIH_USULKAN};
use crate::model::selisih::{Beda, Jenis, Saldo, jumlah};
use crate::store::selisih::Daftar;

/// Lines on one page.
const ISI_HALAMAN: i64 = 50;

#[derive(Template)]
#[template(path = "selisih.html")]
struct HalamanSelisih {
    h: Halaman,
    f: Formulir,
    tujuan: String,
    kalimat: String,
    /// Nothing differs, and why.
    kosong: Option<(String, String)>,
    tabel: Option<Tabel>,
    lebih: usize,
    usulkan: bool,
    /// A list that waits stands in the way of another one.
    menunggu: Option<String>,
    sidik: Sidik,
    nilai_sidik: String,
    daftar: Option<Tabel>,
}

/// `GET /proses/{periode}/selisih`.
pub async fn banding(k: Konteks, Path(periode): Path<String>) -> Hasil {
    form(k, periode, Formulir::kosong()).await
}

async fn form(k: Konteks, teks: String, f: Formulir) -> Hasil {
    let periode: Periode = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let b = k.jalankan(move |region| bandingkan(region, &aktor, periode)).await?;
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    halaman_status(status, &tampil(&k, periode, &b, f)?)
}

fn tampil(k: &Konteks, periode: Periode, b: &Banding, f: Formulir) -> Result<HalamanSelisih, GalatWeb> {
    let tujuan = format!("/proses/{periode}/selisih");
    let (tambah, kurang) = jumlah(&b.beda);
    let kalimat = match &b.baru {
        Some(baru) if !b.beda.is_empty() => k
            .t("selisih-kalimat")
            .a("lama", b.lama.versi)
            .a("baru", baru.versi)
            .n("n", b.beda.len())
            .a("tambah", rp(tambah))
            .a("kurang", rp(kurang))
            .to_string(),
        _ => k.t("selisih-pengantar").to_string(),
    };
    let kosong = b.beda.is_empty().then(|| {
        let ket = if b.baru.is_some() { "selisih-sama-ket" } else { "selisih-belum-ket" };
        (k.t("selisih-sama").to_string(), k.t(ket).a("versi", b.lama.versi).to_string())
    });
    let penuh = usize::try_from(ISI_HALAMAN).unwrap_or(usize::MAX);
    let berhak = decide(k.wajib_aktor()?, &SELISIH_USULKAN, &Sasaran::daerah(k.hari_ini())).is_ok();
    Ok(HalamanSelisih {
        h: kepala(k, periode, k.t("selisih-judul").a("periode", periode.nama(k.bahasa())).to_string())
            .lebar(),
        kalimat,
        kosong,
        tabel: (!b.beda.is_empty()).then(|| tabel(k, b.beda.iter().take(penuh))),
        lebih: b.beda.len().saturating_sub(penuh),
        usulkan: berhak && !b.beda.is_empty() && b.menunggu().is_none(),
        menunggu: b
            .menunggu()
            .filter(|_| !b.beda.is_empty())
            .map(|d| k.t("selisih-menunggu").a("nomor", d.nomor).to_string()),
        sidik: Sidik(b.sidik.clone()),
        nilai_sidik: b.sidik.clone(),
        daftar: (!b.daftar.is_empty()).then(|| tabel_daftar(k, periode, &b.daftar)),
        tujuan,
        f,
    })
}

fn kepala(k: &Konteks, periode: Periode, judul: String) -> Halaman {
    Halaman::baru(k, judul)
        .di("/proses")
        .remah(k.t("proses-judul"), "/proses")
        .remah(k.t("proses-satu-judul").a("periode", periode.nama(k.bahasa())), format!("/proses/{periode}"))
}

fn tabel<'a>(k: &Konteks, semua: impl Iterator<Item = &'a Beda>) -> Tabel {
    let baris = semua.map(|b| {
        BarisTabel::dari([
            Sel::baru(&*b.nama).ket(nip(&b.nip, false)),
            Sel::baru(&*b.opd),
            Sel::baru(angka(b.lama_sen.saturating_add(b.sudah_sen))),
            Sel::baru(angka(b.baru_sen)),
            Sel::baru(bertanda(b.selisih_sen())),
        ])
    });
    Tabel {
        judul: k.t("selisih-tabel").to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-nama").to_string()),
            Kolom::teks(k.t("kolom-opd").to_string()).lebar_saja(),
            Kolom::angka(k.t("selisih-lama").to_string()),
            Kolom::angka(k.t("selisih-baru").to_string()),
            Kolom::angka(k.t("selisih-beda").to_string()),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    }
}

/// Where something of an earlier month comes from, in words.
pub(super) fn asal_bawaan(k: &Konteks, s: &Saldo) -> String {
    let bulan = s.asal.nama(k.bahasa());
    match s.jenis {
        Jenis::Selisih => k.t("bawaan-selisih").a("bulan", bulan).a("urut", s.urut).to_string(),
        Jenis::Utang => k.t("bawaan-utang").a("bulan", bulan).to_string(),
    }
}

/// `+120.000`, `−35.000`: a sign that is read, whatever the colour.
pub(super) fn bertanda(sen: i64) -> String {
    if sen > 0 { format!("+{}", angka(sen)) } else { format!("\u{2212}{}", angka(sen.saturating_neg())) }
}

fn tabel_daftar(k: &Konteks, periode: Periode, semua: &[Daftar]) -> Tabel {
    let baris = semua.iter().rev().map(|d| {
        let (warna, kata) = keadaan(k, d);
        BarisTabel::dari([
            Sel::baru(k.t("selisih-ke").a("nomor", d.nomor).to_string())
                .jalur(format!("/proses/{periode}/selisih/{}", d.nomor))
                .tanda(warna, kata),
            Sel::baru(bulat(d.orang)),
            Sel::baru(angka(d.tambah_sen)),
            Sel::baru(angka(d.kurang_sen)),
            Sel::baru(&*d.oleh),
        ])
    });
    Tabel {
        judul: k.t("selisih-daftar").to_string(),
        kolom: vec![
            Kolom::teks(k.t("selisih-kolom-daftar").to_string()),
            Kolom::angka(k.t("kolom-orang").to_string()),
            Kolom::angka(k.t("selisih-tambah").to_string()),
            Kolom::angka(k.t("selisih-kurang").to_string()),
            Kolom::teks(k.t("selisih-oleh").to_string()).lebar_saja(),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    }
}

fn keadaan(k: &Konteks, d: &Daftar) -> (Keadaan, String) {
    let (warna, kunci) = match &d.putusan {
        None => (Keadaan::Kunyit, "selisih-diusulkan"),
        Some(p) if p.disetujui => (Keadaan::Pandan, "selisih-disetujui"),
        Some(_) => (Keadaan::Secang, "selisih-ditolak"),
    };
    (warna, k.t(kunci).to_string())
}

/// `POST /proses/{periode}/selisih`: proposes.
pub async fn usulkan(k: Konteks, Path(teks): Path<String>, mut f: Formulir) -> Hasil {
    let periode: Periode = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    lingkup_untuk(&aktor, &SELISIH_USULKAN, k.hari_ini()).map_err(Refusal::from)?;
    let tanggal = baca_tanggal(&k, &mut f);
    if !f.benar() {
        return form(k, teks, f).await;
    }
    let u = Usulan {
        periode,
        sidik: f.nilai("sidik").to_owned(),
        alasan: f.nilai("alasan").to_owned(),
        surat: f.nilai("surat").to_owned(),
        tanggal,
    };
    let hasil = k.jalankan(move |region| Ok::<_, Refusal>(selisih::usulkan(region, &aktor, &u))).await?;
    match hasil {
        Ok(d) => {
            let ke = format!("/proses/{periode}/selisih/{}", d.nomor);
            Ok(alihkan_kabar(&k, &ke, "selisih-kabar-usul", &[]))
        }
        Err(Refusal::Rule(galat)) => {
            f.salah_kode(bidang(&galat), &galat, &k);
            form(k, teks, f).await
        }
        Err(lain) => Err(lain.into()),
    }
}

/// Beside which field a refusal belongs.
fn bidang(galat: &balai_kernel::Galat) -> &'static str {
    let disebut = galat.isian.iter().find(|(n, _)| *n == "bidang").map(|(_, v)| v.as_str());
    match disebut {
        Some("surat") => "surat",
        Some("tanggal") => "tanggal",
        _ => "alasan",
    }
}

/// From which line on.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    sesudah: Option<String>,
}

#[derive(Template)]
#[template(path = "selisih-daftar.html")]
struct HalamanDaftar {
    h: Halaman,
    f: Formulir,
    tujuan: String,
    kalimat: String,
    warna: Keadaan,
    kata: String,
    rincian: Vec<(String, String)>,
    tabel: Tabel,
    penomoran: Option<Penomoran>,
    sidik: Sidik,
    nilai_sidik: String,
    boleh: bool,
    /// Why the reader does not decide.
    tunggu: Option<String>,
}

/// `GET /proses/{periode}/selisih/{nomor}`.
pub async fn satu(
    k: Konteks,
    Path((periode, nomor)): Path<(String, String)>,
    Query(q): Query<Kueri>,
) -> Hasil {
    form_satu(k, (periode, nomor), q, Formulir::kosong()).await
}

async fn form_satu(k: Konteks, (teks, nomor): (String, String), q: Kueri, f: Formulir) -> Hasil {
    let periode: Periode = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let nomor: i64 = nomor.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let sesudah = q.sesudah.unwrap_or_default();
    let dari = sesudah.clone();
    let (d, semua, lebih) = k
        .jalankan(move |region| {
            let mulai = (dari.as_str(), ISI_HALAMAN);
            selisih::baris(region, &aktor, (periode, nomor), mulai)
        })
        .await?;
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let tujuan = format!("/proses/{periode}/selisih/{nomor}");
    let alamat = |nip: &str| format!("{tujuan}?sesudah={}", persen_url(nip));
    let berikut = semua.last().filter(|_| lebih).map(|b| alamat(&b.nip));
    let (warna, kata) = keadaan(&k, &d);
    let siapa = k.wajib_aktor()?;
    let sasaran = Sasaran::daerah(k.hari_ini());
    let berwenang = d.putusan.is_none() && decide(siapa, &SELISIH_PUTUSKAN, &sasaran).is_ok();
    let sendiri = siapa.akun.as_str() == d.akun;
    let judul = k.t("selisih-judul-daftar").a("nomor", d.nomor).a("periode", periode.nama(k.bahasa()));
    let h = kepala(&k, periode, judul.to_string())
        .remah(k.t("selisih-remah"), format!("/proses/{periode}/selisih"))
        .lebar();
    let tampak = HalamanDaftar {
        kalimat: k
            .t("selisih-daftar-kalimat")
            .n("n", d.orang)
            .a("tambah", rp(d.tambah_sen))
            .a("kurang", rp(d.kurang_sen))
            .to_string(),
        warna,
        kata,
        rincian: rincian(&k, &d),
        tabel: tabel(&k, semua.iter()),
        penomoran: (berikut.is_some() || !sesudah.is_empty()).then(|| Penomoran {
            teks: k.t("selisih-sehalaman").n("n", semua.len()).to_string(),
            sebelum: (!sesudah.is_empty()).then(|| (tujuan.clone(), k.t("katalog-ke-awal").to_string())),
            sesudah: berikut.map(|a| (a, k.t("katalog-berikutnya").to_string())),
            judul: k.t("selisih-tabel").to_string(),
        }),
        sidik: Sidik(d.sidik.clone()),
        nilai_sidik: d.sidik.clone(),
        boleh: berwenang && !sendiri,
        tunggu: d
            .putusan
            .is_none()
            .then(|| k.t(if sendiri { "selisih-tunggu-lain" } else { "selisih-tunggu" }).to_string()),
        tujuan,
        h,
        f,
    };
    halaman_status(status, &tampak)
}

/// Who proposed and decided, when, why, by which letter.
fn rincian(k: &Konteks, d: &Daftar) -> Vec<(String, String)> {
    let (zona, b) = (k.tampilan().zona, k.bahasa());
    let tertanggal = d.tanggal.parse().map(tanggal::pendek).unwrap_or_default();
    let mut semua = vec![
        (
            k.t("selisih-banding").to_string(),
            k.t("selisih-banding-isi").a("lama", d.versi_lama).a("baru", d.versi_baru).to_string(),
        ),
        (k.t("langkah-alasan").to_string(), d.alasan.clone()),
        (k.t("selisih-surat").to_string(), format!("{}, {tertanggal}", d.surat)),
        (k.t("selisih-oleh").to_string(), format!("{}, {}", d.oleh, super::saat(d.pada, zona, b))),
    ];
    if let Some(p) = &d.putusan {
        let alasan = if p.alasan.is_empty() { String::new() } else { format!(": {}", p.alasan) };
        let kata = format!("{}, {}{alasan}", p.oleh, super::saat(p.pada, zona, b));
        let kunci = if p.disetujui { "selisih-disetujui-oleh" } else { "selisih-ditolak-oleh" };
        semua.push((k.t(kunci).to_string(), kata));
    }
    semua
}

/// `POST /proses/{periode}/selisih/{nomor}`: decides.
pub async fn putuskan(k: Konteks, Path((teks, ke)): Path<(String, String)>, mut f: Formulir) -> Hasil {
    let periode: Periode = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let nomor: i64 = ke.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let setuju = f.terpilih("putusan", "setuju");
    let keputusan = Keputusan {
        periode,
        nomor,
        sidik: f.nilai("sidik").to_owned(),
        setuju,
        alasan: f.nilai("alasan").to_owned(),
    };
    let hasil =
        k.jalankan(move |region| Ok::<_, Refusal>(selisih::putuskan(region, &aktor, &keputusan))).await?;
    match hasil {
        Ok(_) => {
            let kabar = if setuju { "selisih-kabar-setuju" } else { "selisih-kabar-tolak" };
            Ok(alihkan_kabar(&k, &format!("/proses/{periode}/selisih/{nomor}"), kabar, &[]))
        }
        Err(Refusal::Rule(galat)) => {
            f.salah_kode("alasan", &galat, &k);
            form_satu(k, (teks, ke), Kueri::default(), f).await
        }
        Err(lain) => Err(lain.into()),
    }
}
