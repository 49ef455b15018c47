//! `/verifikasi`: what waits for one's decision, by person and day, and what was drawn to be looked at afterwards. One touch
//! accepts a person's days that carry no hint; what is sent back needs a reason.

pub mod tunggakan;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use balai_kernel::{Menit, Tanggal};
use balai_platform::Refusal;
use balai_shell::komponen::Penomoran;
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};
use serde::Deserialize;

use super::{bulat, hari_tanggal, saat};
use crate::acts::verifikasi::{
    self as akt, Antrean, Bagian, EntriAntre, OrangAntre, Perintah, Pilihan, Ringkas,
};
use crate::model::entri::jam;
use crate::model::verifikasi::{Keputusan, Petunjuk, Relasi};
use crate::store::verifikasi::PutusanEntri;

/// `?bagian=contoh&orang=17&halaman=2`, read by hand: what is no number asks for nothing.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    bagian: Option<String>,
    orang: Option<String>,
    halaman: Option<String>,
}

/// Which part of which queue is shown.
#[derive(Debug, Clone, Copy, Default)]
struct Dilihat {
    bagian: Bagian,
    orang: Option<i64>,
    halaman: usize,
}

impl Dilihat {
    fn baca(bagian: &str, orang: &str, halaman: &str) -> Self {
        Dilihat {
            bagian: if bagian == CONTOH { Bagian::Contoh } else { Bagian::Menunggu },
            orang: orang.trim().parse().ok(),
            halaman: halaman.trim().parse().unwrap_or(1),
        }
    }

    fn alamat(self) -> String {
        let bagian = (self.bagian == Bagian::Contoh).then(|| format!("bagian={CONTOH}"));
        let orang = self.orang.map(|n| format!("orang={n}"));
        let halaman = (self.halaman > 1).then(|| format!("halaman={}", self.halaman));
        let semua: Vec<String> = [bagian, orang, halaman].into_iter().flatten().collect();
        if semua.is_empty() { JALUR.to_owned() } else { format!("{JALUR}?{}", semua.join("&")) }
    }
}

const JALUR: &str = "/verifikasi";
/// The word of the queue of the drawn.
const CONTOH: &str = "contoh";

/// An entry that waits.
#[derive(Debug)]
struct Butir {
    /// `id.versi`, as the form sends it.
    nilai: String,
    dipilih: bool,
    waktu: String,
    uraian: String,
    lama: String,
    ket: Vec<String>,
    petunjuk: Vec<String>,
    /// Why the reader decides on it, where that is not because they are the superior.
    selaku: Option<String>,
    bukti: Option<String>,
}

/// A day of somebody.
#[derive(Debug)]
struct HariAntre {
    judul: String,
    lama: String,
    entri: Vec<Butir>,
}

/// Somebody whose entries wait.
#[derive(Debug)]
struct Orang {
    nomor: i64,
    nama: String,
    jabatan: String,
    kalimat: String,
    /// How many have waited too long.
    lewat: Option<String>,
    /// In what right the reader decides on all of them, where that is not as the superior.
    selaku: Option<String>,
    hari: Vec<HariAntre>,
    /// The button for everything without a hint; none where everything carries one.
    semua: Option<String>,
    /// Where all of it is shown, when some is not.
    lebih: Option<(String, String)>,
    /// Ends the ids of the fields: there are as many forms as people.
    akhiran: String,
}

#[derive(Template)]
#[template(path = "verifikasi.html")]
struct HalamanVerifikasi {
    h: Halaman,
    f: Formulir,
    bagian: Bagian,
    /// Words of the queue that is asked for.
    kalimat: String,
    menunggu: String,
    contoh: String,
    ada_contoh: bool,
    orang: Vec<Orang>,
    penomoran: Option<Penomoran>,
    /// What the form carries on, so that the reader comes back to where they were.
    hanya: String,
    halaman: usize,
}

impl HalamanVerifikasi {
    fn untuk_contoh(&self) -> bool {
        self.bagian == Bagian::Contoh
    }

    fn kata_bagian(&self) -> &'static str {
        if self.untuk_contoh() { CONTOH } else { "" }
    }
}

/// `GET /verifikasi`.
pub async fn antrean(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let teks = |t: &Option<String>| t.clone().unwrap_or_default();
    let dilihat = Dilihat::baca(&teks(&q.bagian), &teks(&q.orang), &teks(&q.halaman));
    tampil(&k, dilihat, Formulir::kosong()).await
}

async fn tampil(k: &Konteks, d: Dilihat, f: Formulir) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let isi = k.jalankan(move |region| akt::antrean(region, &aktor, d.bagian, (d.halaman, d.orang))).await?;
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (menunggu, contoh) = match d.bagian {
        Bagian::Menunggu => (isi.ringkas.banyak, isi.lain),
        Bagian::Contoh => (isi.lain, isi.ringkas.banyak),
    };
    let mut h = Halaman::baru(k, k.t("verifikasi-judul")).di("/aktivitas");
    if d.orang.is_some() {
        h = h.remah(k.t("verifikasi-judul"), Dilihat { orang: None, ..d }.alamat());
    }
    let orang = isi.orang.iter().map(|o| orang(k, o, d, &f)).collect();
    halaman_status(
        status,
        &HalamanVerifikasi {
            bagian: d.bagian,
            kalimat: kalimat(k, d.bagian, &isi.ringkas),
            menunggu: bulat(menunggu),
            contoh: bulat(contoh),
            ada_contoh: contoh > 0 || d.bagian == Bagian::Contoh,
            orang,
            penomoran: penomoran(k, d, &isi),
            hanya: d.orang.map(|n| n.to_string()).unwrap_or_default(),
            halaman: isi.halaman,
            h,
            f,
        },
    )
}

/// *24 aktivitas dari 5 orang menunggu Anda, yang tertua sejak ..*
fn kalimat(k: &Konteks, bagian: Bagian, r: &Ringkas) -> String {
    let Some(sejak) = r.sejak else { return String::new() };
    let kunci = match bagian {
        Bagian::Menunggu => "verifikasi-kalimat",
        Bagian::Contoh => "verifikasi-kalimat-contoh",
    };
    let hari = sejak.tanggal(k.tampilan().zona);
    let mut teks = k
        .t(kunci)
        .n("banyak", r.banyak)
        .n("orang", r.orang)
        .a("sejak", hari_tanggal(hari, k.bahasa()))
        .to_string();
    if r.naik > 0 {
        teks.push(' ');
        teks.push_str(&k.t("verifikasi-kalimat-naik").n("n", r.naik).to_string());
    }
    teks
}

fn penomoran(k: &Konteks, d: Dilihat, isi: &Antrean) -> Option<Penomoran> {
    let ke = |halaman: usize, kunci: &str| (Dilihat { halaman, ..d }.alamat(), k.t(kunci).to_string());
    (isi.dari > 1).then(|| Penomoran {
        teks: k.t("verifikasi-halaman").n("n", isi.halaman).n("dari", isi.dari).to_string(),
        sebelum: (isi.halaman > 1).then(|| ke(isi.halaman - 1, "verifikasi-sebelumnya")),
        sesudah: (isi.halaman < isi.dari).then(|| ke(isi.halaman + 1, "verifikasi-berikutnya")),
        judul: k.t("verifikasi-judul").to_string(),
    })
}

fn orang(k: &Konteks, o: &OrangAntre, d: Dilihat, f: &Formulir) -> Orang {
    let b = k.bahasa();
    let mut hari: Vec<(Tanggal, i64, Vec<Butir>)> = Vec::new();
    for e in &o.entri {
        let satu = butir(k, e, f);
        match hari.last_mut().filter(|(h, ..)| *h == e.entri.hari) {
            Some((_, menit, semua)) => {
                *menit += e.entri.menit;
                semua.push(satu);
            }
            None => hari.push((e.entri.hari, e.entri.menit, vec![satu])),
        }
    }
    // what holds for all of them is said once, above them
    let mut hak: Vec<Option<String>> =
        hari.iter().flat_map(|(.., e)| e.iter().map(|b| b.selaku.clone())).collect();
    hak.dedup();
    let selaku = if let [Some(satu)] = hak.as_slice() { Some(satu.clone()) } else { None };
    if selaku.is_some() {
        hari.iter_mut().flat_map(|(.., e)| e.iter_mut()).for_each(|b| b.selaku = None);
    }
    let lewat = o.entri.iter().filter(|e| e.lewat).count();
    let tampak = i64::try_from(o.entri.len()).unwrap_or(i64::MAX);
    let bersih = o.entri.iter().filter(|e| e.petunjuk.is_empty()).count();
    let kunci = if bersih == o.entri.len() { "verifikasi-terima-semua" } else { "verifikasi-terima-bersih" };
    let sejak = o.sejak.tanggal(k.tampilan().zona);
    Orang {
        nomor: o.orang.nomor,
        nama: o.orang.nama.clone(),
        jabatan: o.orang.jabatan.clone(),
        kalimat: k.t("verifikasi-orang").n("n", o.banyak).a("sejak", hari_tanggal(sejak, b)).to_string(),
        lewat: (lewat > 0).then(|| k.t("verifikasi-lewat").n("n", lewat).to_string()),
        selaku,
        hari: hari
            .into_iter()
            .map(|(h, menit, entri)| HariAntre {
                judul: hari_tanggal(h, b),
                lama: Menit(menit).jam_menit(b),
                entri,
            })
            .collect(),
        semua: (bersih > 0 && d.bagian == Bagian::Menunggu).then(|| k.t(kunci).n("n", bersih).to_string()),
        lebih: (tampak < o.banyak && d.orang.is_none()).then(|| {
            let jalur = Dilihat { orang: Some(o.orang.nomor), halaman: 1, ..d }.alamat();
            (jalur, k.t("verifikasi-lebih").n("n", o.banyak).to_string())
        }),
        // the summary of what is wrong leads to fields without an ending
        akhiran: if f.benar() { format!("-{}", o.orang.nomor) } else { String::new() },
    }
}

fn butir(k: &Konteks, e: &EntriAntre, f: &Formulir) -> Butir {
    let b = k.bahasa();
    let mut ket = Vec::new();
    if let Some(kode) = &e.entri.katalog {
        ket.push(kode.clone());
    }
    if e.entri.jumlah > 1 {
        ket.push(k.t("aktivitas-kali").n("n", e.entri.jumlah).to_string());
    }
    let nilai = format!("{}.{}", e.entri.id, e.entri.versi);
    let kini = |p: &Petunjuk| petunjuk(k, *p);
    Butir {
        dipilih: f.semua("pilih").any(|p| p == nilai),
        waktu: e.entri.mulai.map(|m| format!("{}–{}", jam(m), jam(m + e.entri.menit))).unwrap_or_default(),
        uraian: e.entri.uraian.clone(),
        lama: Menit(e.entri.menit).jam_menit(b),
        ket,
        petunjuk: e.petunjuk.iter().map(kini).collect(),
        selaku: selaku(k, e),
        bukti: e.entri.bukti.as_ref().map(|_| format!("/aktivitas/{}/bukti", e.entri.id)),
        nilai,
    }
}

/// In what right the reader decides, where that is not plainly as the superior.
fn selaku(k: &Konteks, e: &EntriAntre) -> Option<String> {
    if e.hak.tempat.pinjaman.is_some() {
        return Some(k.t("verifikasi-selaku-delegasi").to_string());
    }
    let kunci = match e.hak.relasi {
        Relasi::Atasan | Relasi::Sistem => return None,
        Relasi::Penilai => "verifikasi-selaku-penilai",
        Relasi::KetuaTim => "verifikasi-selaku-ketua",
        Relasi::AtasanAtasan => "verifikasi-selaku-atasan-atasan",
    };
    Some(k.t(kunci).to_string())
}

fn petunjuk(k: &Konteks, p: Petunjuk) -> String {
    let lama = |n| Menit(n).jam_menit(k.bahasa());
    match p {
        Petunjuk::TeksSama(n) => k.t("petunjuk-teks-sama").n("n", n).to_string(),
        Petunjuk::Pagi(n) => k.t("petunjuk-pagi").a("jam", jam(n)).to_string(),
        Petunjuk::HariPanjang(n) => k.t("petunjuk-hari-panjang").a("lama", lama(n)).to_string(),
        Petunjuk::TakBiasa(n) => k.t("petunjuk-tak-biasa").a("lama", lama(n)).to_string(),
        Petunjuk::HanyaGawai => k.t("petunjuk-hanya-gawai").to_string(),
    }
}

/// *Dikembalikan oleh .. selaku atasan, Senin .. pukul ..*, for the person whose activity it is.
pub(super) fn putusan(k: &Konteks, p: &PutusanEntri) -> String {
    let kunci = match p.putusan {
        Keputusan::Terima => "putusan-diterima",
        Keputusan::Kembalikan => "putusan-dikembalikan",
        Keputusan::Anggap => "putusan-dianggap",
        Keputusan::Kukuhkan => "putusan-dikukuhkan",
    };
    let pada = saat(p.pada, k.tampilan().zona, k.bahasa());
    k.t(kunci).a("oleh", &p.oleh).a("pada", pada).to_string()
}

/// What the form asks for; `None` for what no page of ours sends.
fn baca(f: &Formulir) -> Option<Perintah> {
    let (keputusan, bidang, tanpa_petunjuk) = match f.nilai("putusan") {
        "terima_semua" => (Keputusan::Terima, "semua", true),
        "terima" => (Keputusan::Terima, "pilih", false),
        "kembalikan" => (Keputusan::Kembalikan, "pilih", false),
        "kukuhkan" => (Keputusan::Kukuhkan, "pilih", false),
        _ => return None,
    };
    let satu = |t: &str| {
        let (id, versi) = t.rsplit_once('.')?;
        Some(Pilihan { id: id.to_owned(), versi: versi.parse().ok()? })
    };
    let pilihan = f.semua(bidang).map(satu).collect::<Option<Vec<_>>>()?;
    // a reason is for what goes back; one that was typed and not used is not kept
    let alasan = if keputusan == Keputusan::Kembalikan { f.nilai("alasan") } else { "" };
    Some(Perintah { pilihan, keputusan, alasan: alasan.to_owned(), tanpa_petunjuk })
}

/// `POST /verifikasi`: one decision on entries of one person.
pub async fn putuskan(k: Konteks, mut f: Formulir) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let d = Dilihat::baca(f.nilai("bagian"), f.nilai("hanya"), f.nilai("halaman"));
    let milik = f.nilai("orang").parse().ok();
    let Some(perintah) = baca(&f) else { return Err(GalatWeb::tak_terbaca("formulir")) };
    let keputusan = perintah.keputusan;
    let hasil = k.jalankan(move |region| Ok::<_, GalatWeb>(akt::putuskan(region, &aktor, &perintah))).await?;
    match hasil {
        Ok(h) => {
            let kunci = match keputusan {
                Keputusan::Kembalikan => "verifikasi-kabar-dikembalikan",
                Keputusan::Kukuhkan => "verifikasi-kabar-dikukuhkan",
                Keputusan::Terima | Keputusan::Anggap if h.dilewati > 0 => "verifikasi-kabar-sebagian",
                Keputusan::Terima | Keputusan::Anggap => "verifikasi-kabar-diterima",
            };
            let (n, lewat) = (h.entri.len().to_string(), h.dilewati.to_string());
            Ok(alihkan_kabar(&k, &d.alamat(), kunci, &[("n", &n), ("lewat", &lewat)]))
        }
        Err(Refusal::Rule(galat)) => {
            let bidang = match galat.kode {
                "KIN-552" | "KIN-553" | "KIN-556" => "pilih",
                "KIN-554" => "alasan",
                _ => return Err(Refusal::Rule(galat).into()),
            };
            f.salah_kode(bidang, &galat, &k);
            tampil(&k, Dilihat { orang: milik.or(d.orang), ..d }, f).await
        }
        Err(lain) => Err(lain.into()),
    }
}
