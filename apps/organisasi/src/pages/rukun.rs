//! `/rukun/{kode}`: an RW or RT, or the RW of a kelurahan, with its changes by decree; `/rukun-impor`: a list of them.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Galat, KodeWilayah, Tanggal, tanggal};
use balai_platform::{Refusal, Region, Sasaran, decide};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use super::tinjau::{Langkah, tinjau};
use super::{KueriPada, baca_hari, baca_keputusan, masa};
use crate::acts::rukun::{UbahRukun, impor_rukun, pratinjau_rukun, ubah_rukun};
use crate::akt::{RUKUN_IMPOR, RUKUN_UBAH};
use crate::baca::{self, IsiRukun};
use crate::model::rukun::{KodeRukun, NomorRt, RencanaRukun, Rukun, TindakanRukun, nomor_rukun, pada};
use crate::model::wilayah::wilayah;
use crate::urai::tertulis;

#[derive(Template)]
#[template(path = "org-rukun.html")]
struct HalamanRukun {
    h: Halaman,
    f: Formulir,
    kode: String,
    alamat: String,
    pada_panjang: String,
    /// What the page is about: `kelurahan`, `rw`, `rt`.
    tingkat: &'static str,
    anak: Vec<(String, String, String)>,
    /// When it is there and by which decree, the newest first.
    riwayat: Vec<(String, String)>,
    sebelum: Vec<(String, String, String)>,
    sesudah: Vec<(String, String, String)>,
    tindakan: Vec<(&'static str, String, String)>,
    akibat: Vec<String>,
    sidik: String,
    boleh_ubah: bool,
}

/// What a change would do, in words, and the digest of it.
type Tampak = (Vec<String>, String);

/// What a code in an address names.
enum Tentang {
    Kelurahan(KodeWilayah),
    Rukun(KodeRukun),
}

impl Tentang {
    fn baca(kode: &str, daerah: &KodeWilayah) -> Result<Tentang, GalatWeb> {
        let di_sini = |w: &KodeWilayah| daerah.mencakup(w) && wilayah().cari(w).is_some();
        if let Ok(k) = kode.parse::<KodeRukun>() {
            return di_sini(&k.wilayah).then_some(Tentang::Rukun(k)).ok_or_else(GalatWeb::tak_ditemukan);
        }
        let w: KodeWilayah = kode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
        let kelurahan = w.tingkat() == balai_kernel::TingkatWilayah::KelurahanDesa && di_sini(&w);
        kelurahan.then_some(Tentang::Kelurahan(w)).ok_or_else(GalatWeb::tak_ditemukan)
    }

    fn wilayah(&self) -> &KodeWilayah {
        match self {
            Tentang::Kelurahan(w) => w,
            Tentang::Rukun(k) => &k.wilayah,
        }
    }

    fn tingkat(&self) -> &'static str {
        match self {
            Tentang::Kelurahan(_) => "kelurahan",
            Tentang::Rukun(KodeRukun { rt: None, .. }) => "rw",
            Tentang::Rukun(_) => "rt",
        }
    }
}

/// `GET /rukun/{kode}`.
pub(crate) async fn satu(k: Konteks, Path(kode): Path<String>, Query(q): Query<KueriPada>) -> Hasil {
    let hari = q.hari(&k)?;
    tampil(&k, &kode, hari, Formulir::kosong(), Tampak::default()).await
}

async fn tampil(k: &Konteks, kode: &str, hari: Tanggal, f: Formulir, (akibat, sidik): Tampak) -> Hasil {
    let tentang = Tentang::baca(kode, k.daerah()?.kode())?;
    let w = tentang.wilayah().clone();
    let isi = k.jalankan({
        let w = w.clone();
        move |region| baca::rukun(region, &w)
    });
    let IsiRukun { nama: nama_kelurahan, semua: rows, lanjutan } = isi.await?;
    let milik: Vec<&Rukun> = match &tentang {
        Tentang::Kelurahan(_) => Vec::new(),
        Tentang::Rukun(k) => rows.iter().filter(|r| r.kode == *k).collect(),
    };
    if matches!(tentang, Tentang::Rukun(_)) && milik.is_empty() {
        return Err(GalatWeb::tak_ditemukan());
    }
    let mut h = match &tentang {
        Tentang::Kelurahan(_) => Halaman::baru(k, k.t("rukun-judul").a("kelurahan", &nama_kelurahan)),
        Tentang::Rukun(r) => Halaman::baru(k, format!("{} {nama_kelurahan}", r.sebutan())),
    }
    .di("/wilayah");
    for t in wilayah().silsilah(&w) {
        h = h.remah(&t.nama, format!("/wilayah/{}", t.kode));
    }
    if let Tentang::Rukun(r @ KodeRukun { rt: Some(_), .. }) = &tentang {
        h = h.remah(r.rw().sebutan(), format!("/rukun/{}", r.rw()));
    }
    let b = k.bahasa();
    let tautan = |k_: &KodeRukun, d: Tanggal| {
        (
            format!("/rukun/{k_}"),
            k_.sebutan(),
            k.t("org-masa-sejak").a("sejak", tanggal::panjang(d, b)).to_string(),
        )
    };
    let ini = |k: &KodeRukun| matches!(&tentang, Tentang::Rukun(r) if r == k);
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let sasaran = Sasaran::wilayah(w.clone(), k.hari_ini());
    halaman_status(
        status,
        &HalamanRukun {
            kode: kode.to_owned(),
            alamat: format!("/rukun/{kode}"),
            pada_panjang: tanggal::panjang(hari, b),
            tingkat: tentang.tingkat(),
            anak: anak(k, &tentang, &rows, hari),
            riwayat: milik
                .iter()
                .rev()
                .map(|r| {
                    let dasar = r.keputusan.as_ref().map(|s| tertulis(s, b));
                    (masa(k, &r.masa), dasar.unwrap_or_else(|| k.t("rukun-dari-impor").to_string()))
                })
                .collect(),
            sebelum: lanjutan.iter().filter(|(_, z, _)| ini(z)).map(|(a, _, d)| tautan(a, *d)).collect(),
            sesudah: lanjutan.iter().filter(|(a, ..)| ini(a)).map(|(_, z, d)| tautan(z, *d)).collect(),
            tindakan: tindakan(k, &tentang),
            akibat,
            sidik,
            boleh_ubah: k.aktor().is_some_and(|a| decide(a, &RUKUN_UBAH, &sasaran).is_ok()),
            h,
            f,
        },
    )
}

/// What lies in it on the day: address, name, and for an RW how many RT.
fn anak(k: &Konteks, tentang: &Tentang, rows: &[Rukun], hari: Tanggal) -> Vec<(String, String, String)> {
    let kini = pada(rows, hari);
    let butir = |r: &KodeRukun, ket: String| (format!("/rukun/{r}"), r.sebutan(), ket);
    match tentang {
        Tentang::Kelurahan(_) => {
            let mut rt: BTreeMap<u16, usize> = BTreeMap::new();
            kini.keys().filter(|r| r.rt.is_some()).for_each(|r| *rt.entry(r.rw).or_default() += 1);
            let rw = kini.keys().filter(|r| r.rt.is_none());
            let banyak = |r: &KodeRukun| rt.get(&r.rw).copied().unwrap_or_default();
            rw.map(|r| butir(r, k.t("rukun-banyak-rt").n("n", banyak(r)).to_string())).collect()
        }
        Tentang::Rukun(rw) if rw.rt.is_none() => {
            let milik = kini.keys().filter(|r| r.rt.is_some() && r.rw == rw.rw);
            milik.map(|r| butir(r, String::new())).collect()
        }
        Tentang::Rukun(_) => Vec::new(),
    }
}

fn tindakan(k: &Konteks, tentang: &Tentang) -> Vec<(&'static str, String, String)> {
    let satu = |kode: &'static str, kata: &'static str, ket: &'static str| {
        (kode, k.t(kata).to_string(), k.t(ket).to_string())
    };
    let ubah = || {
        vec![
            satu("pecah", "rukun-pecah", "rukun-pecah-ket"),
            satu("gabung", "rukun-gabung", "rukun-gabung-ket"),
            satu("tutup", "rukun-tutup", "rukun-tutup-ket"),
        ]
    };
    match tentang.tingkat() {
        "kelurahan" => vec![satu("bentuk", "rukun-bentuk-rw", "rukun-bentuk-ket")],
        "rw" => {
            let mut semua = vec![satu("bentuk", "rukun-bentuk-rt", "rukun-bentuk-ket")];
            semua.extend(ubah());
            semua
        }
        _ => ubah(),
    }
}

/// Numbers of a field, parted by commas or spaces; a number that cannot be read is noted.
fn nomor_nomor(f: &mut Formulir, k: &Konteks, bidang: &str) -> Vec<u16> {
    let teks = f.nilai(bidang).to_owned();
    let mut hasil = Vec::new();
    for satu in teks.split([',', ';', ' ', '\n']).map(str::trim).filter(|s| !s.is_empty()) {
        match nomor_rukun(satu) {
            Some(n) => hasil.push(n),
            None => f.salah_kode(bidang, &Galat::baru("ORG-041").dengan("nilai", satu), k),
        }
    }
    if hasil.is_empty() && f.galat(bidang).is_none() {
        f.salah(bidang, k.t("formulir-wajib"));
    }
    hasil
}

fn baca_tindakan(f: &mut Formulir, k: &Konteks, tentang: &Tentang) -> Option<TindakanRukun> {
    let apa = f.nilai("tindakan").to_owned();
    if apa.is_empty() {
        f.salah("tindakan", k.t("formulir-wajib"));
    }
    let Tentang::Rukun(r) = tentang else {
        let rw = *nomor_nomor(f, k, "nomor").first()?;
        let wilayah = tentang.wilayah().clone();
        return (apa == "bentuk").then_some(TindakanRukun::Bentuk(KodeRukun { wilayah, rw, rt: None }));
    };
    let setingkat = |n: u16| match r.rt {
        Some(_) => KodeRukun { rt: Some(n), ..r.clone() },
        None => KodeRukun { rw: n, ..r.clone() },
    };
    match apa.as_str() {
        "bentuk" => {
            let rt = *nomor_nomor(f, k, "nomor").first()?;
            Some(TindakanRukun::Bentuk(KodeRukun { rt: Some(rt), ..r.clone() }))
        }
        "pecah" => {
            let baru = nomor_nomor(f, k, "nomor");
            // RT go to the first of the new RW; more than one is done one after another
            let pertama = *baru.first()?;
            let ikut = if f.nilai("rt").trim().is_empty() { Vec::new() } else { nomor_nomor(f, k, "rt") };
            let rt = ikut.into_iter().map(|n| (n, pertama)).collect();
            Some(TindakanRukun::Pecah { kode: r.clone(), baru, rt, tutup: f.terpilih("tutup", "ya") })
        }
        "gabung" => {
            let ke = match f.nilai("nomor").split_once('/') {
                // `5/2`: RT 05 of another RW
                Some((rt, rw)) if r.rt.is_some() => {
                    let ke = nomor_rukun(rt).zip(nomor_rukun(rw));
                    ke.map(|(rt, rw)| KodeRukun { rw, rt: Some(rt), ..r.clone() })
                }
                _ => None,
            };
            let ke = match ke {
                Some(ke) => ke,
                None => setingkat(*nomor_nomor(f, k, "nomor").first()?),
            };
            let sebut = NomorRt::baca(f.nilai("rt_baru"), r.rw);
            let sebut = sebut.unwrap_or_else(|g| {
                f.salah_kode("rt_baru", &g, k);
                BTreeMap::new()
            });
            let nomor = NomorRt { sebut, lanjutan: f.terpilih("lanjutan", "ya") };
            Some(TindakanRukun::Gabung { kode: vec![r.clone()], ke, nomor })
        }
        "tutup" => Some(TindakanRukun::Tutup(r.clone())),
        _ => None,
    }
}

fn akibat(k: &Konteks, r: &RencanaRukun) -> Vec<String> {
    let tutup = r.tutup.iter().map(|t| k.t("rukun-akan-tutup").a("rukun", t.kode.sebutan()).to_string());
    let buka = r.buka.iter().map(|b| {
        let dari: Vec<String> = r.lanjutan.iter().filter(|(_, z)| z == b).map(|(a, _)| a.sebutan()).collect();
        let kunci = if dari.is_empty() { "rukun-akan-buka" } else { "rukun-akan-buka-dari" };
        k.t(kunci).a("rukun", b.sebutan()).a("dari", dari.join(", ")).to_string()
    });
    tutup.chain(buka).collect()
}

/// `POST /rukun/{kode}`: shows what will happen, then does it.
pub(crate) async fn simpan(k: Konteks, Path(kode): Path<String>, mut f: Formulir) -> Hasil {
    let tentang = Tentang::baca(&kode, k.daerah()?.kode())?;
    let apa = baca_tindakan(&mut f, &k, &tentang);
    let sejak = baca_hari(&mut f, "sejak", &k, true);
    let keputusan = baca_keputusan(&mut f, &k);
    let hari_ini = k.hari_ini();
    let (Some(tindakan), Some(sejak), Some(keputusan), true) = (apa, sejak, keputusan, f.benar()) else {
        return tampil(&k, &kode, hari_ini, f, Tampak::default()).await;
    };
    let c = UbahRukun { tindakan, sejak, keputusan };
    let (aktor, perintah) = (k.wajib_aktor()?.clone(), c.clone());
    let lihat = move |region: &Region| pratinjau_rukun(region, &c);
    let lakukan = move |region: &Region, sidik: &str| -> Result<(), Refusal> {
        ubah_rukun(region, &aktor, &perintah, sidik).map(|_| ())
    };
    let bidang = |g: &Galat| match g.kode {
        "ORG-041" | "ORG-043" | "ORG-046" => "nomor",
        "ORG-057" => "rt_baru",
        _ => "sejak",
    };
    match tinjau(&k, &mut f, bidang, lihat, lakukan).await? {
        Langkah::Tersimpan => Ok(alihkan_kabar(&k, &format!("/rukun/{kode}"), "rukun-kabar", &[])),
        Langkah::Lihat(p) => {
            let tampak = p.map(|p| (akibat(&k, &p.rencana), p.sidik)).unwrap_or_default();
            tampil(&k, &kode, hari_ini, f, tampak).await
        }
    }
}

#[derive(Template)]
#[template(path = "org-rukun-impor.html")]
struct HalamanImpor {
    h: Halaman,
    f: Formulir,
    ditolak: Vec<(usize, String)>,
}

fn halaman_impor(k: &Konteks, f: Formulir, ditolak: Vec<(usize, String)>) -> HalamanImpor {
    let h = Halaman::baru(k, k.t("rukun-impor")).remah(k.t("wilayah-judul"), "/wilayah").di("/wilayah");
    HalamanImpor { h, f, ditolak }
}

/// `GET /rukun-impor`.
pub(crate) async fn form_impor(k: Konteks) -> Hasil {
    halaman(&halaman_impor(&k, Formulir::kosong(), Vec::new()))
}

/// `POST /rukun-impor`: all or nothing.
pub(crate) async fn impor(k: Konteks, mut f: Formulir) -> Hasil {
    let (teks, aktor) = (f.nilai("daftar").to_owned(), k.wajib_aktor()?.clone());
    if teks.trim().is_empty() {
        f.salah("daftar", k.t("formulir-wajib"));
        return halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &halaman_impor(&k, f, Vec::new()));
    }
    decide(&aktor, &RUKUN_IMPOR, &Sasaran::daerah(k.hari_ini()))?;
    let hasil = k
        .jalankan(move |region| match impor_rukun(region, &aktor, &teks) {
            Err(Refusal::Rule(g)) => Ok(Err(vec![(0, g)])),
            lain => lain,
        })
        .await?;
    match hasil {
        Ok(hasil) => {
            let angka = [("baru", hasil.baru), ("sama", hasil.sama), ("berakhir", hasil.berakhir)];
            let angka = angka.map(|(nama, n)| (nama, n.to_string()));
            let angka: Vec<(&str, &str)> = angka.iter().map(|(nama, n)| (*nama, n.as_str())).collect();
            Ok(alihkan_kabar(&k, "/wilayah", "rukun-kabar-impor", &angka))
        }
        Err(galat) => {
            let (tabel, b) = (k.rangka().kode(), k.bahasa());
            let alasan = |g: &Galat| format!("{} {}", g.pesan(tabel, b), g.saran(tabel, b));
            let ditolak: Vec<_> = galat.iter().map(|(n, g)| (*n, alasan(g))).collect();
            f.salah("daftar", k.t("rukun-impor-ditolak").n("n", ditolak.len()));
            halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &halaman_impor(&k, f, ditolak))
        }
    }
}
