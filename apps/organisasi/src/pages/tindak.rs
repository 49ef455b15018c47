//! The forms that change what a person holds: `/organisasi/jabatan/{nomor}/tugaskan`,
//! `/organisasi/orang/{nomor}/akhiri/{catatan}`, `/organisasi/orang/{nomor}/penilai`.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Galat, Kapasitas, Nip, Tanggal, tanggal};
use balai_platform::Refusal;
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};
use serde::Deserialize;

use super::tinjau::{Langkah, tinjau};
use super::{baca_hari, baca_keputusan, baca_masa, masa};
use crate::acts::keputusan::Tinjauan;
use crate::acts::orang::{RencanaOrang, SisiOrang, TindakanOrang, UbahOrang, pratinjau_orang, ubah_orang};
use crate::baca;
use crate::model::aturan;
use crate::store::OrangRingkas;
use crate::urai::sebutan;

/// Who was chosen.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    orang: Option<i64>,
    penilai: Option<i64>,
}

/// A person to be named: the field, its word, the page to choose on, and who was chosen.
#[derive(Debug)]
struct Pilih {
    bidang: &'static str,
    label: String,
    cari: String,
    terpilih: Option<(i64, String, String)>,
}

#[derive(Template)]
#[template(path = "org-tindak.html")]
struct HalamanTindak {
    h: Halaman,
    f: Formulir,
    tujuan: String,
    batal: String,
    ringkas: Vec<(String, String)>,
    pilih: Option<Pilih>,
    kapasitas: Vec<(&'static str, String, String)>,
    /// Whether first and last day are asked, or the last day only.
    bermasa: bool,
    akibat: Vec<String>,
    sidik: String,
}

/// What each of the three forms is about.
#[derive(Debug, Clone, Copy)]
enum Tindak {
    Tugaskan { jabatan: i64 },
    Akhiri { orang: i64, catatan: i64 },
    Penilai { orang: i64 },
}

/// What a form shows besides its fields.
struct Bahan {
    judul: String,
    remah: (String, String),
    tujuan: String,
    ringkas: Vec<(String, String)>,
    pilih: Option<(&'static str, &'static str, String)>,
    /// Who is concerned, or who was chosen.
    orang: Option<OrangRingkas>,
}

async fn muat(k: &Konteks, t: Tindak, terpilih: Option<i64>) -> Result<Bahan, GalatWeb> {
    let ringkas = |n: i64| async move { k.jalankan(move |region| baca::ringkas(region, n)).await };
    let pilihan = match terpilih {
        Some(n) => Some(ringkas(n).await?),
        None => None,
    };
    match t {
        Tindak::Tugaskan { jabatan } => {
            let isi = k.jalankan(move |region| baca::isi_jabatan(region, jabatan)).await?;
            let nama = isi.riwayat.last().map(|j| j.nama.clone()).unwrap_or_default();
            let alamat = format!("/organisasi/jabatan/{jabatan}");
            let hari_ini = k.hari_ini();
            let kini = isi.pemangku.iter().filter(|(t, _)| t.masa.memuat(hari_ini)).take(5);
            let kini: Vec<String> = kini.map(|(t, nama)| sebutan(t.kapasitas, nama)).collect();
            let kini = if kini.is_empty() { k.t("org-lowong-kata").to_string() } else { kini.join("; ") };
            Ok(Bahan {
                judul: k.t("org-tugaskan-judul").a("jabatan", &nama).to_string(),
                ringkas: vec![
                    (k.t("org-kolom-unit").to_string(), isi.unit.clone()),
                    (k.t("org-kolom-pemangku").to_string(), kini),
                ],
                tujuan: format!("{alamat}/tugaskan"),
                remah: (nama, alamat),
                pilih: Some((
                    "orang",
                    "org-siapa-orangnya",
                    format!("/organisasi/orang?untuk=jabatan-{jabatan}"),
                )),
                orang: pilihan,
            })
        }
        Tindak::Akhiri { orang, catatan } => {
            let o = ringkas(orang).await?;
            let pada = k.hari_ini();
            let isi = k.jalankan(move |region| baca::isi_orang(region, orang, pada)).await?;
            let tugas = isi.penugasan.into_iter().find(|(t, ..)| t.catatan == catatan);
            let (t, nama, unit) = tugas.ok_or_else(GalatWeb::tak_ditemukan)?;
            let alamat = format!("/organisasi/orang/{orang}");
            Ok(Bahan {
                judul: k.t("org-akhiri-judul").a("nama", &o.nama).to_string(),
                ringkas: vec![
                    (k.t("org-kolom-jabatan").to_string(), sebutan(t.kapasitas, &nama)),
                    (k.t("org-kolom-unit").to_string(), unit),
                    (k.t("org-kolom-masa").to_string(), masa(k, &t.masa)),
                ],
                tujuan: format!("{alamat}/akhiri/{catatan}"),
                remah: (o.nama.clone(), alamat),
                pilih: None,
                orang: Some(o),
            })
        }
        Tindak::Penilai { orang } => {
            let o = ringkas(orang).await?;
            let pada = k.hari_ini();
            let isi = k.jalankan(move |region| baca::isi_orang(region, orang, pada)).await?;
            let b = k.bahasa();
            let kini = match isi.penilai.orang() {
                Some((_, nama)) => format!("{nama}, {}", isi.penilai.selaku(b)),
                None => isi.penilai.celah(b),
            };
            let alamat = format!("/organisasi/orang/{orang}");
            Ok(Bahan {
                judul: k.t("org-penilai-judul").a("nama", &o.nama).to_string(),
                ringkas: vec![(k.t("org-penilai-kini").to_string(), kini)],
                tujuan: format!("{alamat}/penilai"),
                remah: (o.nama, alamat),
                pilih: Some(("penilai", "org-penilai", format!("/organisasi/orang?untuk=penilai-{orang}"))),
                orang: pilihan,
            })
        }
    }
}

fn tampil(k: &Konteks, t: Tindak, b: Bahan, f: Formulir, tampak: Option<(Vec<String>, String)>) -> Hasil {
    let satu = |kode: &'static str, kata: &'static str, ket: &'static str| {
        (kode, k.t(kata).to_string(), k.t(ket).to_string())
    };
    let kapasitas = match t {
        Tindak::Tugaskan { .. } => vec![
            satu("definitif", "org-kap-definitif", "org-kap-definitif-ket"),
            satu("plt", "org-kap-plt", "org-kap-plt-ket"),
            satu("plh", "org-kap-plh", "org-kap-plh-ket"),
            satu("pj", "org-kap-pj", "org-kap-pj-ket"),
            satu("pjs", "org-kap-pjs", "org-kap-pjs-ket"),
        ],
        Tindak::Akhiri { .. } | Tindak::Penilai { .. } => Vec::new(),
    };
    let h = Halaman::baru(k, b.judul)
        .remah(k.t("org-judul"), "/organisasi")
        .remah(&b.remah.0, &b.remah.1)
        .sempit();
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (akibat, sidik) = tampak.unwrap_or_default();
    halaman_status(
        status,
        &HalamanTindak {
            h,
            f,
            tujuan: b.tujuan,
            batal: b.remah.1,
            ringkas: b.ringkas,
            pilih: b.pilih.map(|(bidang, label, cari)| Pilih {
                bidang,
                label: k.t(label).to_string(),
                cari,
                terpilih: b.orang.map(|o| (o.nomor, o.nama, o.nip.tersamar())),
            }),
            kapasitas,
            bermasa: !matches!(t, Tindak::Akhiri { .. }),
            akibat,
            sidik,
        },
    )
}

/// Who the form names: chosen from the list by number, or written as an NIP.
async fn siapa(k: &Konteks, f: &mut Formulir, bidang: &'static str) -> Result<Option<i64>, GalatWeb> {
    if let Ok(n) = f.nilai(bidang).parse::<i64>()
        && n < 1_000_000_000_000
    {
        return Ok(Some(n));
    }
    let Some(nip) = f.baca::<Nip>("nip", k) else { return Ok(None) };
    let tersamar = nip.tersamar();
    let nomor = k.jalankan(move |region| baca::nomor_orang(region, &nip)).await?;
    if nomor.is_none() {
        f.salah_kode("nip", &Galat::baru("ORG-021").dengan("nip", tersamar), k);
    }
    Ok(nomor)
}

fn bidang_galat(g: &Galat) -> &'static str {
    match g.kode {
        "ORG-010" | "ORG-013" => "sampai",
        "ORG-014" | "ORG-018" | "ORG-027" => "nip",
        "ORG-015" | "ORG-016" | "ORG-017" => "kapasitas",
        _ => "sejak",
    }
}

async fn jalankan(k: Konteks, t: Tindak, mut f: Formulir) -> Hasil {
    let (orang, terpilih, tindakan) = match t {
        Tindak::Tugaskan { jabatan } => {
            let orang = siapa(&k, &mut f, "orang").await?;
            let kapasitas: Option<Kapasitas> = f.nilai("kapasitas").parse().ok();
            let masa = baca_masa(&mut f, &k);
            let lengkap = kapasitas.zip(masa);
            (
                orang,
                orang,
                lengkap.map(|(kapasitas, masa)| TindakanOrang::Tugaskan { jabatan, kapasitas, masa }),
            )
        }
        Tindak::Akhiri { orang, catatan } => {
            let sampai = baca_hari(&mut f, "sampai", &k, true);
            (Some(orang), None, sampai.map(|sampai| TindakanOrang::Akhiri { catatan, sampai }))
        }
        Tindak::Penilai { orang } => {
            let penilai = siapa(&k, &mut f, "penilai").await?;
            let lengkap = penilai.zip(baca_masa(&mut f, &k));
            (Some(orang), penilai, lengkap.map(|(penilai, masa)| TindakanOrang::Penilai { penilai, masa }))
        }
    };
    let keputusan = baca_keputusan(&mut f, &k);
    let bahan = muat(&k, t, terpilih).await?;
    let (Some(orang), Some(tindakan), Some(keputusan), true) = (orang, tindakan, keputusan, f.benar()) else {
        return tampil(&k, t, bahan, f, None);
    };
    let c = UbahOrang { orang, tindakan, keputusan };
    let (aktor, perintah) = (k.wajib_aktor()?.clone(), c.clone());
    let lihat = move |region: &balai_platform::Region| pratinjau_orang(region, &c);
    let lakukan = move |region: &balai_platform::Region, sidik: &str| -> Result<(), Refusal> {
        ubah_orang(region, &aktor, &perintah, sidik).map(|_| ())
    };
    match tinjau(&k, &mut f, bidang_galat, lihat, lakukan).await? {
        Langkah::Tersimpan => {
            let kabar = match t {
                Tindak::Tugaskan { .. } => "org-kabar-ditugaskan",
                Tindak::Akhiri { .. } => "org-kabar-diakhiri",
                Tindak::Penilai { .. } => "org-kabar-penilai",
            };
            Ok(alihkan_kabar(&k, &format!("/organisasi/orang/{orang}"), kabar, &[]))
        }
        Langkah::Lihat(p) => {
            let tampak = p.map(|p| (akibat(&k, &p), p.sidik.clone()));
            tampil(&k, t, bahan, f, tampak)
        }
    }
}

/// Every consequence as a sentence.
fn akibat(k: &Konteks, p: &Tinjauan<RencanaOrang>) -> Vec<String> {
    let (r, b) = (&p.rencana, k.bahasa());
    let nama_jabatan = |n: i64| r.jabatan.iter().find(|(j, _)| *j == n).map_or("", |(_, nama)| nama.as_str());
    let hari = |d: Option<Tanggal>| d.map(|d| tanggal::panjang(d, b)).unwrap_or_default();
    let mut semua = Vec::new();
    for t in &r.tugas {
        let selaku = sebutan(t.isi.1, nama_jabatan(t.isi.0));
        if t.ganti.is_some() {
            let kalimat = k.t("org-akibat-berakhir").a("nama", &r.nama).a("jabatan", &selaku);
            semua.push(kalimat.a("tanggal", hari(t.masa.sampai)).to_string());
        } else {
            let kalimat = k.t("org-akibat-mulai").a("nama", &r.nama).a("selaku", &selaku);
            semua.push(kalimat.a("masa", masa(k, &t.masa)).to_string());
            semua.extend(
                aturan::melewati(t.isi.1, &t.masa)
                    .map(|l| k.t("org-lewat-batas").n("bulan", l.bulan).a("dasar", l.dasar).to_string()),
            );
        }
    }
    semua.extend(r.letak.iter().flat_map(|(lama, baru)| letak(k, lama.as_ref(), baru)));
    for (jabatan, sejak, u) in &r.lowong {
        let kalimat = k.t("org-akibat-lowong").a("jabatan", jabatan).a("tanggal", hari(Some(*sejak)));
        semua.push(kalimat.to_string());
        semua.push(match u.orang() {
            Some((_, nama)) => k.t("org-akibat-naik").a("nama", nama).a("selaku", u.selaku(b)).to_string(),
            None => u.celah(b),
        });
    }
    if let Some(nama) = &r.nama_penilai {
        for n in &r.penilai {
            if n.ganti.is_none() {
                let kalimat = k.t("org-akibat-penilai").a("penilai", nama).a("nama", &r.nama);
                semua.push(kalimat.a("masa", masa(k, &n.masa)).to_string());
            } else {
                semua.push(k.t("org-akibat-penilai-lama").to_string());
            }
        }
    }
    semua
}

/// Unit, class and the value of the class, each as before and after.
fn letak(k: &Konteks, lama: Option<&SisiOrang>, baru: &SisiOrang) -> Vec<String> {
    let nilai = |s: &SisiOrang| match s.nilai {
        Some(n) => n.angka(),
        None => k.t("org-nilai-belum").to_string(),
    };
    let sisi = |s: &SisiOrang| [s.unit.clone(), s.kelas.to_string(), nilai(s)];
    let lama = lama.map(sisi).unwrap_or_else(|| ["–".to_owned(), "–".to_owned(), "–".to_owned()]);
    let kunci = ["org-kolom-unit", "org-kolom-kelas", "org-nilai-kelas-sebulan"];
    let baris = kunci.into_iter().zip(lama.into_iter().zip(sisi(baru)));
    baris
        .map(|(kunci, (a, b))| match a == b {
            true => format!("{}: {a}, {}", k.t(kunci), k.t("org-tetap")),
            false => format!("{}: {a} → {b}", k.t(kunci)),
        })
        .collect()
}

/// `GET /organisasi/jabatan/{nomor}/tugaskan`.
pub(crate) async fn form_tugas(k: Konteks, Path(jabatan): Path<i64>, Query(q): Query<Kueri>) -> Hasil {
    let t = Tindak::Tugaskan { jabatan };
    let bahan = muat(&k, t, q.orang).await?;
    tampil(&k, t, bahan, Formulir::kosong().isi("kapasitas", "definitif"), None)
}

/// `POST /organisasi/jabatan/{nomor}/tugaskan`.
pub(crate) async fn simpan_tugas(k: Konteks, Path(jabatan): Path<i64>, f: Formulir) -> Hasil {
    jalankan(k, Tindak::Tugaskan { jabatan }, f).await
}

/// `GET /organisasi/orang/{nomor}/akhiri/{catatan}`.
pub(crate) async fn form_akhiri(k: Konteks, Path((orang, catatan)): Path<(i64, i64)>) -> Hasil {
    let t = Tindak::Akhiri { orang, catatan };
    let bahan = muat(&k, t, None).await?;
    tampil(&k, t, bahan, Formulir::kosong(), None)
}

/// `POST /organisasi/orang/{nomor}/akhiri/{catatan}`.
pub(crate) async fn simpan_akhiri(
    k: Konteks,
    Path((orang, catatan)): Path<(i64, i64)>,
    f: Formulir,
) -> Hasil {
    jalankan(k, Tindak::Akhiri { orang, catatan }, f).await
}

/// `GET /organisasi/orang/{nomor}/penilai`.
pub(crate) async fn form_penilai(k: Konteks, Path(orang): Path<i64>, Query(q): Query<Kueri>) -> Hasil {
    let t = Tindak::Penilai { orang };
    let bahan = muat(&k, t, q.penilai).await?;
    tampil(&k, t, bahan, Formulir::kosong(), None)
}

/// `POST /organisasi/orang/{nomor}/penilai`.
pub(crate) async fn simpan_penilai(k: Konteks, Path(orang): Path<i64>, f: Formulir) -> Hasil {
    jalankan(k, Tindak::Penilai { orang }, f).await
}
