//! `/organisasi/unit/{kode}/ubah`, `/organisasi/unit-baru`: a change of units by decree, shown before it is signed.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Galat, Tanggal, tanggal};
use balai_platform::Refusal;
use balai_shell::komponen::{BarisTabel, Keadaan, Kolom, Sel, Tabel};
use balai_shell::{Formulir, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};
use serde::Deserialize;

use super::{baca_hari, baca_keputusan, biaya};
use crate::acts::unit::{Pratinjau, UbahUnit, pratinjau_unit, ubah_unit};
use crate::baca::{self, IsiUnit};
use crate::model::Unit;
use crate::model::susunan::Tindakan;

/// Units of a preview shown one by one.
const UNIT_TAMPIL: usize = 12;
/// Posts of a preview shown one by one.
const JABATAN_TAMPIL: usize = 60;

/// `?tindakan=` and, for a new unit, `?induk=`.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    tindakan: Option<String>,
    induk: Option<String>,
}

/// A unit before and after, in words: code, before, after.
#[derive(Debug)]
struct Sisi {
    kode: String,
    sebelum: Vec<String>,
    sesudah: Vec<String>,
}

/// The preview as it is shown.
#[derive(Debug)]
struct Tampak {
    sidik: String,
    unit: Vec<Sisi>,
    unit_lebih: usize,
    jabatan: Tabel,
    jabatan_lebih: usize,
    opd: Tabel,
    celah: Option<String>,
    catatan: Vec<String>,
}

/// A choice of the split: field, label, code chosen.
type Bagi = (String, String, String);

#[derive(Template)]
#[template(path = "org-unit-ubah.html")]
struct HalamanUbah {
    h: Halaman,
    f: Formulir,
    tindakan: String,
    tujuan: String,
    batal: String,
    unit: Vec<(String, String)>,
    pilihan: Vec<(String, String, String)>,
    /// New units of a split, once they were written.
    bagian: Vec<(String, String)>,
    bagi_jabatan: Vec<Bagi>,
    bagi_anak: Vec<Bagi>,
    tampak: Option<Tampak>,
}

/// Words for each kind of change: code, title, sentence.
const TINDAKAN: [(&str, &str, &str); 5] = [
    ("nama", "org-tindakan-nama", "org-tindakan-nama-ket"),
    ("pindah", "org-tindakan-pindah", "org-tindakan-pindah-ket"),
    ("gabung", "org-tindakan-gabung", "org-tindakan-gabung-ket"),
    ("pecah", "org-tindakan-pecah", "org-tindakan-pecah-ket"),
    ("tutup", "org-tindakan-tutup", "org-tindakan-tutup-ket"),
];

struct Bahan {
    unit: Option<IsiUnit>,
    semua: Vec<Unit>,
}

/// `GET /organisasi/unit/{kode}/ubah`: the kinds of change, or the form of one.
pub(crate) async fn form(k: Konteks, Path(kode): Path<String>, Query(q): Query<Kueri>) -> Hasil {
    let tindakan = q.tindakan.unwrap_or_default();
    let bahan = muat(&k, Some(kode)).await?;
    let mut f = Formulir::kosong();
    if let (Some(isi), "nama") = (&bahan.unit, tindakan.as_str()) {
        f = f.isi("nama", &isi.unit.nama);
    }
    tampil(&k, bahan, &tindakan, f, None)
}

/// `GET /organisasi/unit-baru`: the form of a new unit.
pub(crate) async fn form_baru(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let bahan = muat(&k, None).await?;
    let f = Formulir::kosong().isi("induk", q.induk.unwrap_or_default());
    tampil(&k, bahan, "bentuk", f, None)
}

/// `POST /organisasi/unit/{kode}/ubah`.
pub(crate) async fn simpan(k: Konteks, Path(kode): Path<String>, f: Formulir) -> Hasil {
    let tindakan = f.nilai("tindakan").to_owned();
    jalankan(k, Some(kode), tindakan, f).await
}

/// `POST /organisasi/unit-baru`.
pub(crate) async fn simpan_baru(k: Konteks, f: Formulir) -> Hasil {
    jalankan(k, None, "bentuk".to_owned(), f).await
}

async fn muat(k: &Konteks, kode: Option<String>) -> Result<Bahan, balai_shell::GalatWeb> {
    let hari_ini = k.hari_ini();
    k.jalankan(move |region| -> Result<_, Refusal> {
        let unit = kode.map(|kode| baca::isi_unit(region, &kode, hari_ini)).transpose()?;
        let semua = region.read(|tx| crate::unit_pada(tx, &balai_kernel::Lingkup::Semua, hari_ini))?;
        Ok(Bahan { unit, semua })
    })
    .await
}

async fn jalankan(k: Konteks, kode: Option<String>, tindakan: String, mut f: Formulir) -> Hasil {
    let bahan = muat(&k, kode).await?;
    let unit = bahan.unit.as_ref().map(|i| i.unit.kode.clone()).unwrap_or_default();
    let apa = baca_tindakan(&mut f, &k, &unit, &tindakan);
    let sejak = baca_hari(&mut f, "sejak", &k, true);
    let keputusan = baca_keputusan(&mut f, &k);
    let (Some(apa), Some(sejak), Some(keputusan), true) = (apa, sejak, keputusan, f.benar()) else {
        return tampil(&k, bahan, &tindakan, f, None);
    };
    let c = UbahUnit { tindakan: apa, sejak, keputusan };
    let (aktor, perintah) = (k.wajib_aktor()?.clone(), c.clone());
    let sidik = (f.nilai("langkah") == "simpan").then(|| f.nilai("sidik").to_owned());
    let (hasil, tersimpan) = k
        .jalankan(move |region| -> Result<_, Refusal> {
            let (mut galat, mut tersimpan) = (None, false);
            if let Some(sidik) = sidik {
                match ubah_unit(region, &aktor, &perintah, &sidik) {
                    Err(Refusal::Rule(g)) => galat = Some(g),
                    lain => tersimpan = lain.map(|_| true)?,
                }
            }
            let lihat = if tersimpan { None } else { Some(pratinjau_unit(region, &perintah)) };
            Ok((
                match lihat {
                    None => Ok(None),
                    Some(Err(Refusal::Rule(g))) => Err(galat.unwrap_or(g)),
                    Some(lain) => Ok(Some((lain?, galat))),
                },
                tersimpan,
            ))
        })
        .await?;
    if tersimpan {
        let jalur = format!("/organisasi/unit/{}/riwayat", c.tindakan.unit());
        return Ok(alihkan_kabar(&k, &jalur, "org-kabar-perubahan", &[]));
    }
    match hasil {
        Ok(Some((p, galat))) => {
            if let Some(g) = galat {
                f.salah_kode("sejak", &g, &k);
            }
            let tampak = tampak(&k, &p, sejak);
            tampil(&k, bahan, &tindakan, f, Some(tampak))
        }
        Ok(None) => tampil(&k, bahan, &tindakan, f, None),
        Err(g) => {
            f.salah_kode(bidang_galat(&g), &g, &k);
            tampil(&k, bahan, &tindakan, f, None)
        }
    }
}

/// The field a refusal is shown beside.
fn bidang_galat(g: &Galat) -> &'static str {
    match g.kode {
        "ORG-030" | "ORG-031" => "kode",
        "ORG-025" | "ORG-037" | "INT-072" => "nama",
        "ORG-033" | "ORG-040" => "induk",
        "ORG-038" => "ikut",
        "ORG-039" => "bagian",
        _ => "sejak",
    }
}

fn baca_tindakan(f: &mut Formulir, k: &Konteks, unit: &str, tindakan: &str) -> Option<Tindakan> {
    let wajib = |f: &mut Formulir, bidang: &str| -> Option<String> {
        let nilai = f.nilai(bidang).trim().to_owned();
        if nilai.is_empty() {
            f.salah(bidang, k.t("formulir-wajib"));
        }
        (!nilai.is_empty()).then_some(nilai)
    };
    let boleh = |f: &Formulir, bidang: &str| {
        let nilai = f.nilai(bidang).trim();
        (!nilai.is_empty()).then(|| nilai.to_owned())
    };
    let unit = unit.to_owned();
    Some(match tindakan {
        "bentuk" => {
            let (kode, nama) = (wajib(f, "kode"), wajib(f, "nama"));
            Tindakan::Bentuk { kode: kode?, nama: nama?, induk: boleh(f, "induk") }
        }
        "nama" => Tindakan::Nama { unit, nama: wajib(f, "nama")? },
        "pindah" => Tindakan::Pindah { unit, induk: boleh(f, "induk") },
        "gabung" => {
            let lain = f.nilai("ikut").split([',', ';', '\n']).map(|u| u.trim().to_owned());
            let mut semua = vec![unit];
            semua.extend(lain.filter(|u| !u.is_empty()));
            Tindakan::Gabung { unit: semua, ke: wajib(f, "ke")?, nama: boleh(f, "nama").unwrap_or_default() }
        }
        "pecah" => {
            wajib(f, "bagian")?;
            let bagian = bagian(f);
            let jabatan = pilihan(f, "jabatan-", &bagian).filter_map(|(n, ke)| Some((n.parse().ok()?, ke)));
            Tindakan::Pecah {
                jabatan: jabatan.collect(),
                anak: pilihan(f, "anak-", &bagian).collect(),
                unit,
                tutup: f.terpilih("tutup", "ya"),
                bagian,
            }
        }
        "tutup" => Tindakan::Tutup { unit },
        _ => return None,
    })
}

/// `KODE; Nama` per line.
fn bagian(f: &Formulir) -> Vec<(String, String)> {
    let baris = f.nilai("bagian").lines().map(str::trim).filter(|b| !b.is_empty()).take(21);
    baris
        .map(|b| {
            let (kode, nama) = b.split_once([';', '\t', ',']).unwrap_or((b, ""));
            (kode.trim().to_owned(), nama.trim().to_owned())
        })
        .collect()
}

/// Fields of a split that name one of its parts.
fn pilihan(
    f: &Formulir,
    awalan: &str,
    bagian: &[(String, String)],
) -> impl Iterator<Item = (String, String)> {
    let semua = f.semua_isian().filter_map(|(n, v)| Some((n.strip_prefix(awalan)?.to_owned(), v.to_owned())));
    let ada: Vec<(String, String)> = semua.filter(|(_, v)| bagian.iter().any(|(k, _)| k == v)).collect();
    ada.into_iter()
}

fn tampil(k: &Konteks, bahan: Bahan, tindakan: &str, f: Formulir, tampak: Option<Tampak>) -> Hasil {
    let kata = TINDAKAN.iter().find(|(t, ..)| *t == tindakan);
    let (nama, kode) =
        bahan.unit.as_ref().map(|i| (i.unit.nama.clone(), i.unit.kode.clone())).unwrap_or_default();
    let judul = match (kata, tindakan) {
        (Some((_, judul, _)), _) => format!("{}: {nama}", k.t(judul)),
        (None, "bentuk") => k.t("org-tindakan-bentuk").to_string(),
        (None, _) => k.t("org-ubah-unit").a("unit", &nama).to_string(),
    };
    let mut h = Halaman::baru(k, judul).remah(k.t("org-judul"), "/organisasi");
    let (tujuan, batal) = match &bahan.unit {
        Some(i) => {
            let alamat = format!("/organisasi/unit/{}", i.unit.kode);
            h = h.remah(&i.unit.nama, &alamat);
            (format!("{alamat}/ubah"), alamat)
        }
        None => ("/organisasi/unit-baru".to_owned(), "/organisasi".to_owned()),
    };
    let bagian_ = if tindakan == "pecah" { bagian(&f) } else { Vec::new() };
    let (bagi_jabatan, bagi_anak) = match (&bahan.unit, bagian_.is_empty()) {
        (Some(i), false) => pembagian(&f, i),
        _ => (Vec::new(), Vec::new()),
    };
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    halaman_status(
        status,
        &HalamanUbah {
            h,
            tindakan: if kata.is_some() || tindakan == "bentuk" {
                tindakan.to_owned()
            } else {
                String::new()
            },
            pilihan: TINDAKAN
                .iter()
                .map(|(t, judul, ket)| {
                    (format!("{tujuan}?tindakan={t}"), k.t(judul).to_string(), k.t(ket).to_string())
                })
                .collect(),
            tujuan,
            batal,
            unit: bahan.semua.into_iter().filter(|u| u.kode != kode).map(|u| (u.kode, u.nama)).collect(),
            bagian: bagian_,
            bagi_jabatan,
            bagi_anak,
            tampak,
            f,
        },
    )
}

fn pembagian(f: &Formulir, isi: &IsiUnit) -> (Vec<Bagi>, Vec<Bagi>) {
    let satu = |bidang: String, label: String| {
        let dipilih = f.nilai(&bidang).to_owned();
        (bidang, label, dipilih)
    };
    let jabatan =
        isi.jabatan.iter().map(|j| satu(format!("jabatan-{}", j.jabatan.nomor), j.jabatan.nama.clone()));
    let anak = isi.anak.iter().map(|u| satu(format!("anak-{}", u.kode), u.nama.clone()));
    (jabatan.collect(), anak.collect())
}

/// Name, place and OPD of a unit.
fn sebut(
    k: &Konteks,
    u: Option<&Unit>,
    nama: &BTreeMap<String, String>,
    kosong: &'static str,
) -> Vec<String> {
    let Some(u) = u else { return vec![k.t(kosong).to_string()] };
    let mut ruas: Vec<&str> = u.jalur.ruas().collect();
    ruas.pop();
    let letak: Vec<&str> = ruas.iter().map(|r| nama.get(*r).map_or(*r, String::as_str)).collect();
    let letak = if letak.is_empty() { k.t("org-letak-opd").to_string() } else { letak.join(" › ") };
    vec![u.nama.clone(), letak]
}

fn tampak(k: &Konteks, p: &Pratinjau, sejak: Tanggal) -> Tampak {
    let mut nama: BTreeMap<String, String> = BTreeMap::new();
    let dulu = p.rencana.unit.iter().filter_map(|b| b.sebelum.clone());
    for u in dulu.chain(p.rencana.sesudah.semua().into_iter().cloned()) {
        nama.insert(u.kode, u.nama);
    }
    let unit = p.rencana.unit.iter().take(UNIT_TAMPIL).map(|b| Sisi {
        kode: b.kode.clone(),
        sebelum: sebut(k, b.sebelum.as_ref(), &nama, "org-sisi-belum"),
        sesudah: sebut(k, b.sesudah.as_ref(), &nama, "org-sisi-tutup"),
    });
    let celah: std::collections::BTreeSet<i64> =
        p.opd.iter().flat_map(|o| [&o.sebelum, &o.sesudah]).flat_map(|i| i.biaya(&p.nilai).celah).collect();
    let celah: Vec<String> = celah.iter().map(ToString::to_string).collect();
    let b = k.bahasa();
    let mut catatan = vec![k.t("org-akibat-orang").n("n", p.orang).to_string()];
    let hari_ini = k.hari_ini();
    if sejak > hari_ini {
        catatan.push(k.t("org-akibat-nanti").a("tanggal", tanggal::panjang(sejak, b)).to_string());
    } else if sejak < hari_ini {
        catatan.push(k.t("org-akibat-surut").a("tanggal", tanggal::panjang(sejak, b)).to_string());
    }
    let jalur = |u: &Option<Unit>| u.as_ref().map(|u| u.jalur.clone());
    if p.rencana.unit.iter().any(|b| b.sebelum.is_some() && jalur(&b.sebelum) != jalur(&b.sesudah)) {
        catatan.push(k.t("org-akibat-kewenangan").to_string());
    }
    Tampak {
        sidik: p.sidik.clone(),
        unit: unit.collect(),
        unit_lebih: p.rencana.unit.len().saturating_sub(UNIT_TAMPIL),
        jabatan: tabel_jabatan(k, p, &nama),
        jabatan_lebih: p.jabatan.len().saturating_sub(JABATAN_TAMPIL),
        opd: tabel_opd(k, p),
        celah: (!celah.is_empty()).then(|| k.t("org-celah-kelas").a("kelas", celah.join(", ")).to_string()),
        catatan,
    }
}

fn tabel_jabatan(k: &Konteks, p: &Pratinjau, nama: &BTreeMap<String, String>) -> Tabel {
    let sebut = |kode: &str| nama.get(kode).map_or(kode, String::as_str).to_owned();
    let baris = p.jabatan.iter().take(JABATAN_TAMPIL).map(|b| {
        let mut jab = Sel::baru(&b.lama.nama).jalur(format!("/organisasi/jabatan/{}", b.lama.nomor));
        if b.lama.kepala && !b.baru.kepala {
            jab = jab.tanda(Keadaan::Jingga, k.t("org-tidak-lagi-kepala").to_string());
        } else if b.lama.atasan != b.baru.atasan {
            jab = jab.ket(k.t("org-atasan-berganti").to_string());
        }
        BarisTabel::dari([
            jab,
            Sel::baru(b.lama.kelas.to_string()),
            Sel::baru(b.lama.formasi.to_string()),
            Sel::baru(sebut(&b.lama.unit)),
            Sel::baru(sebut(&b.baru.unit)),
        ])
    });
    Tabel {
        judul: k.t("org-akibat-jabatan").to_string(),
        kolom: vec![
            Kolom::teks(k.t("org-kolom-jabatan").to_string()),
            Kolom::angka(k.t("org-kolom-kelas").to_string()),
            Kolom::angka(k.t("org-kolom-formasi").to_string()),
            Kolom::teks(k.t("org-sebelum").to_string()),
            Kolom::teks(k.t("org-sesudah").to_string()),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: false,
    }
}

fn tabel_opd(k: &Konteks, p: &Pratinjau) -> Tabel {
    let baris = p.opd.iter().map(|o| {
        let biaya = |i: &crate::acts::unit::IsiOpd| biaya(k, &i.biaya(&p.nilai));
        BarisTabel::dari([
            o.nama.clone(),
            o.sebelum.formasi().to_string(),
            o.sesudah.formasi().to_string(),
            biaya(&o.sebelum),
            biaya(&o.sesudah),
        ])
    });
    Tabel {
        judul: k.t("org-akibat-opd").to_string(),
        kolom: vec![
            Kolom::teks(k.t("org-kolom-opd").to_string()),
            Kolom::angka(k.t("org-formasi-sebelum").to_string()),
            Kolom::angka(k.t("org-formasi-sesudah").to_string()),
            Kolom::angka(k.t("org-biaya-sebelum").to_string()),
            Kolom::angka(k.t("org-biaya-sesudah").to_string()),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: false,
    }
}
