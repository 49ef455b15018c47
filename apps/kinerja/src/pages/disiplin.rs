//! `/disiplin`: sanctions and holds; their proposal, decision and end; many released at once; the ladder of absence.

mod mangkir;
mod satu;
mod usul;

use askama::Template;
use axum::extract::Query;
use balai_kernel::{Bahasa, Tanggal, tanggal};
use balai_platform::{Refusal, lingkup_untuk};
use balai_shell::komponen::{BarisTabel, Keadaan as Warna, Kolom, Penomoran, Sel, Tabel};
use balai_shell::{Formulir, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};
use serde::Deserialize;

pub use self::mangkir::tahun as mangkir;
pub use self::satu::{akhiri, putuskan, satu};
pub use self::usul::{bentuk, usulkan};
use super::nip;
use crate::acts::disiplin::{self as acts, Akhir};
use crate::akt::disiplin::{KETETAPAN_AKHIRI, KETETAPAN_USULKAN};
use crate::model::disiplin::{Golongan, JENIS, Keadaan, Ketetapan};
use crate::store::disiplin::Saring;

/// Orders on one page.
const ISI_HALAMAN: i64 = 50;

/// Which orders.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    golongan: Option<String>,
    keadaan: Option<String>,
    sebelum: Option<String>,
}

#[derive(Template)]
#[template(path = "disiplin.html")]
struct HalamanDaftar {
    h: Halaman,
    /// Address, word, whether it is this one.
    bagian: Vec<(String, String, bool)>,
    tabel: Option<Tabel>,
    penomoran: Option<Penomoran>,
    usulkan: bool,
    akhiri: bool,
}

/// `GET /disiplin`.
pub async fn daftar(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let saring = Saring {
        golongan: q.golongan.as_deref().and_then(Golongan::dari_kode),
        keadaan: q.keadaan.as_deref().and_then(Keadaan::dari_kode),
        sebelum: q.sebelum.and_then(|s| s.trim().parse().ok()).unwrap_or(0),
        banyak: ISI_HALAMAN,
    };
    let diminta = saring.clone();
    let (semua, lebih) = k.jalankan(move |region| acts::daftar(region, &aktor, &diminta)).await?;
    let alamat = |s: &Saring, sebelum: i64| {
        let mut bagian: Vec<String> = Vec::new();
        bagian.extend(s.golongan.map(|g| format!("golongan={}", g.kode())));
        bagian.extend(s.keadaan.map(|g| format!("keadaan={}", g.kode())));
        bagian.extend((sebelum > 0).then(|| format!("sebelum={sebelum}")));
        if bagian.is_empty() { "/disiplin".to_owned() } else { format!("/disiplin?{}", bagian.join("&")) }
    };
    let satu = |golongan, keadaan, kunci: &'static str| {
        let s = Saring { golongan, keadaan, ..Saring::default() };
        let kini = (golongan, keadaan) == (saring.golongan, saring.keadaan);
        (alamat(&s, 0), k.t(kunci).to_string(), kini)
    };
    let berikut = semua.last().filter(|_| lebih).map(|d| alamat(&saring, d.nomor));
    let siapa = k.wajib_aktor()?;
    let berhak = |akt| lingkup_untuk(siapa, akt, k.hari_ini()).is_ok();
    halaman(&HalamanDaftar {
        bagian: vec![
            satu(None, None, "disiplin-semua"),
            satu(None, Some(Keadaan::Diusulkan), "disiplin-menunggu"),
            satu(Some(Golongan::Sanksi), None, "disiplin-sanksi"),
            satu(Some(Golongan::Tahan), None, "disiplin-tahan"),
        ],
        tabel: (!semua.is_empty()).then(|| tabel(&k, &semua)),
        penomoran: (berikut.is_some() || saring.sebelum > 0).then(|| Penomoran {
            teks: k.t("disiplin-sehalaman").n("n", semua.len()).to_string(),
            sebelum: (saring.sebelum > 0).then(|| (alamat(&saring, 0), k.t("katalog-ke-awal").to_string())),
            sesudah: berikut.map(|a| (a, k.t("katalog-berikutnya").to_string())),
            judul: k.t("disiplin-judul").to_string(),
        }),
        usulkan: berhak(&KETETAPAN_USULKAN),
        akhiri: berhak(&KETETAPAN_AKHIRI),
        h: Halaman::baru(&k, k.t("disiplin-judul")).di("/disiplin").lebar(),
    })
}

fn tabel(k: &Konteks, semua: &[Ketetapan]) -> Tabel {
    let b = k.bahasa();
    let baris = semua.iter().map(|d| {
        let (warna, kata) = keadaan(k, d);
        BarisTabel::dari([
            Sel::baru(&*d.nama)
                .ket(nip(&d.nip, false))
                .jalur(format!("/disiplin/{}", d.nomor))
                .tanda(warna, kata),
            Sel::baru(d.nama_jenis(b)),
            Sel::baru(potongan(d)),
            Sel::baru(masa(d, b)),
            Sel::baru(&*d.surat),
        ])
    });
    Tabel {
        judul: k.t("disiplin-judul").to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-nama").to_string()),
            Kolom::teks(k.t("disiplin-jenis").to_string()),
            Kolom::angka(k.t("disiplin-potongan").to_string()),
            Kolom::teks(k.t("disiplin-masa").to_string()),
            Kolom::teks(k.t("disiplin-surat").to_string()).lebar_saja(),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    }
}

/// `50%`; a dash for what takes nothing.
fn potongan(d: &Ketetapan) -> String {
    if d.persen > 0 { format!("{}%", d.persen) } else { "\u{2013}".to_owned() }
}

/// `1-11-2026 sampai 31-1-2027`.
fn masa(d: &Ketetapan, b: Bahasa) -> String {
    let sampai = b.pilih("sampai", "to");
    let akhir = match (d.berakhir(), d.hingga) {
        (Some(s), _) => tanggal::pendek(s.yesterday().unwrap_or(s)),
        (None, Some(h)) => tanggal::pendek(h),
        (None, None) => return format!("{} {}", b.pilih("sejak", "since"), tanggal::pendek(d.mulai)),
    };
    format!("{} {sampai} {akhir}", tanggal::pendek(d.mulai))
}

fn keadaan(k: &Konteks, d: &Ketetapan) -> (Warna, String) {
    let lewat = d.hingga.is_some_and(|h| h < k.hari_ini());
    let (warna, kunci) = match d.keadaan() {
        Keadaan::Diusulkan => (Warna::Kunyit, "disiplin-diusulkan"),
        Keadaan::Berlaku if lewat => (Warna::Nila, "disiplin-selesai"),
        Keadaan::Berlaku => (Warna::Secang, "disiplin-berlaku"),
        Keadaan::Ditolak => (Warna::Nila, "disiplin-ditolak"),
        Keadaan::Diakhiri => (Warna::Pandan, "disiplin-diakhiri"),
    };
    (warna, k.t(kunci).to_string())
}

/// The kinds to choose from: word and name.
fn pilihan(golongan: Golongan, b: Bahasa) -> Vec<(String, String)> {
    let semua = JENIS.iter().filter(|j| j.golongan == golongan);
    semua.map(|j| (j.kode.to_owned(), j.nama(b).to_owned())).collect()
}

/// Beside which field a refusal belongs.
fn bidang<'a>(galat: &'a balai_kernel::Galat, lain: &'a str) -> &'a str {
    galat.isian.iter().find(|(n, _)| *n == "bidang").map_or(lain, |(_, v)| v.as_str())
}

/// A date of the form; the fault is noted when it is none.
fn baca_hari(k: &Konteks, f: &mut Formulir, nama: &str, wajib: bool) -> Option<Tanggal> {
    let teks = f.nilai(nama).trim().to_owned();
    if teks.is_empty() && !wajib {
        return None;
    }
    let jadi = tanggal::parse_id(&teks).ok();
    if jadi.is_none() {
        let perlu = k.bahasa().pilih("tanggal, misalnya 10-11-2026", "a date, for example 10-11-2026");
        let galat = balai_kernel::Galat::baru("KIN-750").dengan("bidang", nama).dengan("perlu", perlu);
        f.salah_kode(nama, &galat, k);
    }
    jadi
}

#[derive(Template)]
#[template(path = "disiplin-pemenuhan.html")]
struct HalamanPemenuhan {
    h: Halaman,
    f: Formulir,
    jenis: Vec<(String, String)>,
}

/// `GET /disiplin/pemenuhan`: many released at once.
pub async fn bentuk_pemenuhan(k: Konteks) -> Hasil {
    pemenuhan(&k, Formulir::kosong())
}

fn pemenuhan(k: &Konteks, f: Formulir) -> Hasil {
    let h =
        Halaman::baru(k, k.t("disiplin-penuhi")).di("/disiplin").remah(k.t("disiplin-judul"), "/disiplin");
    let status =
        if f.benar() { axum::http::StatusCode::OK } else { axum::http::StatusCode::UNPROCESSABLE_ENTITY };
    halaman_status(status, &HalamanPemenuhan { h, jenis: pilihan(Golongan::Tahan, k.bahasa()), f })
}

/// `POST /disiplin/pemenuhan`.
pub async fn penuhi(k: Konteks, mut f: Formulir) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let jenis = f.nilai("jenis").to_owned();
    let nip: Vec<String> = f
        .nilai("nip")
        .lines()
        .map(|l| l.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|l| !l.is_empty())
        .collect();
    let a = Akhir {
        sejak: None,
        surat: f.nilai("surat").to_owned(),
        alasan: k.t("disiplin-penuhi-alasan").to_string(),
    };
    let hasil =
        k.jalankan(move |region| Ok::<_, Refusal>(acts::penuhi(region, &aktor, &jenis, &nip, &a))).await?;
    match hasil {
        Ok(t) => {
            let (n, tanpa) = (t.diakhiri.len().to_string(), t.tanpa.len().to_string());
            let isian = [("n", n.as_str()), ("tanpa", tanpa.as_str())];
            Ok(alihkan_kabar(&k, "/disiplin?golongan=tahan", "disiplin-kabar-penuhi", &isian))
        }
        Err(Refusal::Rule(galat)) => {
            let nama = bidang(&galat, "nip").to_owned();
            f.salah_kode(&nama, &galat, &k);
            pemenuhan(&k, f)
        }
        Err(lain) => Err(lain.into()),
    }
}
