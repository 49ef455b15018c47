//! `/proses/{periode}/plafon`: the OPDs over their ceiling; `/proses/{periode}/plafon/{kode}`: the four policies with who
//! loses what, and the form that decides on one.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Lingkup, Periode};
use balai_platform::{Refusal, Sasaran, decide, lingkup_untuk};
use balai_shell::grafik::{Bentuk, Grafik, Titik};
use balai_shell::komponen::{BarisTabel, Keadaan, Kolom, Sel, Sidik, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};
use serde::Deserialize;

use super::super::{angka, bulat, nip, persen, rp};
use super::baca_tanggal;
use crate::acts::langkah::kebijakan::{Simulasi, simulasi};
use crate::acts::langkah::{Bulan, Perintah, lakukan, siap};
use crate::akt::{KEBIJAKAN_TETAPKAN, PROSES_BACA};
use crate::model::kebijakan::{Bayaran, Cara, Jumlah, Kebijakan, per_kelas};
use crate::model::langkah::Langkah;

/// People shown of those who lose most.
const ORANG_TAMPAK: usize = 20;
/// What the protected way starts with, until the reader chooses: percent and class.
const LINDUNG_AWAL: (i64, i64) = (40, 7);

#[derive(Template)]
#[template(path = "langkah-plafon.html")]
struct HalamanDaftar {
    h: Halaman,
    kalimat: String,
    tabel: Option<Tabel>,
}

/// `/proses/{periode}/plafon`.
pub async fn daftar(k: Konteks, Path(periode): Path<String>) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let bulan = k
        .jalankan(move |region| -> Result<Bulan, Refusal> {
            let semua = lingkup_untuk(&aktor, &PROSES_BACA, region.hari_ini())?;
            let lingkup = semua.into_iter().max_by_key(|l| *l == Lingkup::Semua).ok_or(Refusal::NotFound)?;
            region.read(|tx| Bulan::baca(tx, periode, &lingkup))?.ok_or(Refusal::NotFound)
        })
        .await?;
    let lewat: Vec<_> = bulan.opd.iter().filter_map(|o| Some((o, o.lewat_sen()?))).collect();
    let nama = periode.nama(k.bahasa());
    let h = Halaman::baru(&k, k.t("plafon-judul").a("periode", &nama))
        .remah(k.t("proses-judul"), "/proses")
        .remah(k.t("proses-satu-judul").a("periode", nama), format!("/proses/{periode}"))
        .lebar();
    let kalimat = if lewat.is_empty() {
        k.t("plafon-tidak-ada").to_string()
    } else {
        let seluruh: i64 = lewat.iter().map(|(_, s)| s).sum();
        k.t("plafon-kalimat").n("n", lewat.len()).a("nilai", rp(seluruh)).to_string()
    };
    let baris = lewat.iter().map(|(o, sen)| {
        let kini = bulan.kebijakan(&o.kode);
        let kata = kini.map_or_else(
            || k.t("plafon-belum").to_string(),
            |p| p.kebijakan.cara.nama(k.bahasa()).to_owned(),
        );
        BarisTabel::dari([
            Sel::baru(&*o.nama).jalur(format!("/proses/{periode}/plafon/{}", o.kode)),
            Sel::baru(angka(o.jumlah_sen.unwrap_or(0))),
            Sel::baru(angka(o.plafon_sen.unwrap_or(0))),
            Sel::baru(angka(*sen)),
            Sel::baru(kata),
            Sel::baru(angka(bulan.bayar_sen(o))),
        ])
    });
    let tabel = Tabel {
        judul: k.t("plafon-judul").a("periode", periode.nama(k.bahasa())).to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-opd").to_string()),
            Kolom::angka(k.t("kolom-dihitung").to_string()),
            Kolom::angka(k.t("kolom-pagu").to_string()).lebar_saja(),
            Kolom::angka(k.t("plafon-lewat").to_string()),
            Kolom::teks(k.t("plafon-kebijakan").to_string()),
            Kolom::angka(k.t("plafon-dibayar").to_string()),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    };
    halaman(&HalamanDaftar { h, kalimat, tabel: (!lewat.is_empty()).then_some(tabel) })
}

/// Which policy is looked at, with the numbers of the protected way.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    cara: Option<String>,
    lantai: Option<String>,
    kelas: Option<String>,
}

#[derive(Template)]
#[template(path = "langkah-plafon-opd.html")]
struct HalamanOpd {
    h: Halaman,
    f: Formulir,
    tujuan: String,
    kembali: String,
    papan: String,
    kalimat: String,
    banding: Tabel,
    lantai: i64,
    kelas: i64,
    judul_cara: String,
    ket_cara: String,
    galat: Option<String>,
    grafik: Option<Grafik>,
    orang: Option<Tabel>,
    sisa: usize,
    cara: &'static str,
    boleh: bool,
    belum: Option<String>,
    sudah: Option<String>,
    versi: i64,
    hasil: String,
    sidik: Sidik,
}

/// `/proses/{periode}/plafon/{kode}`.
pub async fn satu(
    k: Konteks,
    Path((periode, kode)): Path<(String, String)>,
    Query(q): Query<Kueri>,
) -> Hasil {
    form(k, periode, kode, q, Formulir::kosong()).await
}

async fn form(k: Konteks, teks: String, kode: String, q: Kueri, f: Formulir) -> Hasil {
    let periode: Periode = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let angka = |nilai: &Option<String>, bawaan: i64, maks: i64| {
        nilai.as_deref().and_then(|n| n.trim().parse().ok()).unwrap_or(bawaan).clamp(0, maks)
    };
    let lindung = (angka(&q.lantai, LINDUNG_AWAL.0, 100), angka(&q.kelas, LINDUNG_AWAL.1, 17));
    let cara = q.cara.as_deref().and_then(Cara::dari_kode).unwrap_or(Cara::ProRata);
    let s = k.jalankan(move |region| simulasi(region, &aktor, periode, &kode, lindung)).await?;
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    halaman_status(status, &tampil(&k, &s, cara, lindung, f)?)
}

fn tampil(
    k: &Konteks,
    s: &Simulasi,
    cara: Cara,
    (lantai, kelas): (i64, i64),
    f: Formulir,
) -> Result<HalamanOpd, GalatWeb> {
    let (p, b) = (&s.bulan.proses, k.bahasa());
    let nama = p.periode.nama(b);
    let bulan = format!("/proses/{}", p.periode);
    let tujuan = format!("{bulan}/plafon/{}", s.opd.kode);
    let mut h = Halaman::baru(k, k.t("plafon-opd-judul").a("opd", &s.opd.nama));
    if decide(k.wajib_aktor()?, &PROSES_BACA, &Sasaran::daerah(k.hari_ini())).is_ok() {
        h = h
            .remah(k.t("proses-satu-judul").a("periode", &nama), &bulan)
            .remah(k.t("plafon-remah"), format!("{bulan}/plafon"));
    }
    let tabel = k.rangka().kode();
    let terpilih = s.pilihan.iter().find(|(p, _)| p.cara == cara).map(|(_, hasil)| hasil);
    let (semua, galat) = match terpilih {
        Some(Ok(semua)) => (Some(semua), None),
        Some(Err(g)) => (None, Some(format!("{} {}", g.pesan(tabel, b), g.saran(tabel, b)))),
        None => (None, None),
    };
    let berhak = decide(k.wajib_aktor()?, &KEBIJAKAN_TETAPKAN, &Sasaran::daerah(k.hari_ini())).is_ok();
    let belum = siap::siap(&s.bulan, &s.opd, Langkah::Kebijakan).err();
    let belum = belum.map(|g| format!("{} {}", g.pesan(tabel, b), g.saran(tabel, b)));
    let sudah = s.bulan.kebijakan(&s.opd.kode).map(|t| {
        let surat = s.bulan.keadaan(&s.opd.kode).kebijakan.map_or("", |b| b.surat.as_str());
        k.t("plafon-sudah")
            .a("cara", t.kebijakan.cara.nama(b))
            .a("surat", surat)
            .a("dibayar", rp(t.dibayar_sen))
            .to_string()
    });
    Ok(HalamanOpd {
        h: h.lebar(),
        f,
        kembali: format!("{bulan}/opd/{}", s.opd.kode),
        papan: k.t("proses-papan-lewat").a("nama", &s.opd.nama).a("nilai", rp(s.lewat_sen)).to_string(),
        kalimat: k
            .t("plafon-opd-kalimat")
            .a("dihitung", rp(s.opd.jumlah_sen.unwrap_or(0)))
            .a("plafon", rp(s.opd.plafon_sen.unwrap_or(0)))
            .n("orang", s.opd.orang)
            .to_string(),
        banding: banding(k, s, cara, &tujuan, (lantai, kelas)),
        lantai,
        kelas,
        judul_cara: cara.nama(b).to_owned(),
        ket_cara: keterangan(k, cara),
        galat,
        grafik: semua.map(|semua| grafik(k, semua)),
        orang: semua.map(|semua| orang(k, s, semua)),
        sisa: semua.map_or(0, |semua| {
            semua.iter().filter(|b| b.kurang_sen() > 0).count().saturating_sub(ORANG_TAMPAK)
        }),
        cara: cara.kode(),
        boleh: berhak && belum.is_none() && semua.is_some(),
        belum: belum.filter(|_| berhak),
        sudah,
        versi: p.versi,
        hasil: s.bulan.sidik().to_owned(),
        sidik: Sidik(s.bulan.sidik().to_owned()),
        tujuan,
    })
}

fn keterangan(k: &Konteks, cara: Cara) -> String {
    let kunci = match cara {
        Cara::Tahan => "plafon-tahan-ket",
        Cara::ProRata => "plafon-pro-rata-ket",
        Cara::Lindungi => "plafon-lindungi-ket",
        Cara::Tunda => "plafon-tunda-ket",
    };
    k.t(kunci).to_string()
}

/// The four policies side by side.
fn banding(k: &Konteks, s: &Simulasi, cara: Cara, tujuan: &str, (lantai, kelas): (i64, i64)) -> Tabel {
    let baris = s.pilihan.iter().map(|(p, hasil)| {
        let alamat = format!("{tujuan}?cara={}&lantai={lantai}&kelas={kelas}#cara", p.cara.kode());
        let mut nama = Sel::baru(p.cara.nama(k.bahasa())).jalur(alamat);
        if p.cara == Cara::Lindungi {
            nama = nama.ket(k.t("plafon-lindung-angka").n("lantai", lantai).n("kelas", kelas).to_string());
        }
        if p.cara == cara {
            nama = nama.tanda(Keadaan::Nila, k.t("plafon-dilihat").to_string());
        }
        let j = hasil.as_ref().map(Jumlah::dari).unwrap_or_default();
        let satu = |sen: i64| match hasil {
            Ok(_) => Sel::baru(angka(sen)),
            Err(_) => Sel::baru("\u{2013}"),
        };
        BarisTabel::dari([
            nama,
            satu(j.dibayar_sen),
            satu(j.ditangguhkan_sen),
            satu(j.hilang_sen()),
            Sel::baru(bulat(j.kena)),
            satu(j.terbesar_sen),
        ])
    });
    Tabel {
        judul: k.t("plafon-banding").to_string(),
        kolom: vec![
            Kolom::teks(k.t("plafon-kebijakan").to_string()),
            Kolom::angka(k.t("plafon-dibayar").to_string()),
            Kolom::angka(k.t("plafon-ditangguhkan").to_string()),
            Kolom::angka(k.t("plafon-hilang").to_string()),
            Kolom::angka(k.t("plafon-kena").to_string()),
            Kolom::angka(k.t("plafon-terbesar").to_string()),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    }
}

/// What a person of each class goes without now, on average.
fn grafik(k: &Konteks, semua: &[Bayaran]) -> Grafik {
    let kelas = per_kelas(semua);
    let rata = |j: &Jumlah| (j.dihitung_sen - j.dibayar_sen).checked_div(j.orang.max(1)).unwrap_or(0) / 100;
    let titik = kelas.iter().rev().map(|(n, j)| Titik {
        label: k.t("plafon-kelas").n("kelas", *n).to_string(),
        nilai: rata(j),
        teks: bulat(rata(j)),
    });
    let baris = kelas.iter().map(|(n, j)| {
        let kurang = j.dihitung_sen - j.dibayar_sen;
        BarisTabel::dari([
            Sel::baru(k.t("plafon-kelas").n("kelas", *n).to_string()),
            Sel::baru(bulat(j.orang)),
            Sel::baru(angka(j.dihitung_sen)),
            Sel::baru(angka(kurang)),
            Sel::baru(bulat(rata(j))),
            Sel::baru(persen(kurang.into(), j.dihitung_sen.into())),
        ])
    });
    Grafik {
        judul: k.t("plafon-grafik").to_string(),
        bentuk: Bentuk::Kolom,
        titik: titik.collect(),
        sasaran: None,
        tabel: Tabel {
            judul: k.t("plafon-grafik").to_string(),
            kolom: vec![
                Kolom::teks(k.t("kolom-kelas").to_string()),
                Kolom::angka(k.t("kolom-orang").to_string()),
                Kolom::angka(k.t("kolom-dihitung").to_string()).lebar_saja(),
                Kolom::angka(k.t("plafon-kurang").to_string()),
                Kolom::angka(k.t("plafon-kurang-rata").to_string()),
                Kolom::angka(k.t("plafon-bagian").to_string()).lebar_saja(),
            ],
            baris: baris.collect(),
            jumlah: None,
            lembar: false,
        },
        kata_tabel: k.t("plafon-grafik-tabel").to_string(),
    }
}

/// Those who go without most.
fn orang(k: &Konteks, s: &Simulasi, semua: &[Bayaran]) -> Tabel {
    let mut urut: Vec<&Bayaran> = semua.iter().filter(|b| b.kurang_sen() > 0).collect();
    urut.sort_by_key(|b| (std::cmp::Reverse(b.kurang_sen()), b.nip.clone()));
    let baris = urut.into_iter().take(ORANG_TAMPAK).map(|b| {
        let asal = s.baris.get(&b.nip);
        BarisTabel::dari([
            Sel::baru(asal.map_or("", |a| a.nama.as_str())).ket(nip(&b.nip, false)),
            Sel::baru(b.kelas.to_string()),
            Sel::baru(angka(b.dihitung_sen)),
            Sel::baru(angka(b.dibayar_sen)),
            Sel::baru(angka(b.kurang_sen())),
        ])
    });
    Tabel {
        judul: k.t("plafon-orang").to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-nama").to_string()),
            Kolom::angka(k.t("kolom-kelas").to_string()).lebar_saja(),
            Kolom::angka(k.t("kolom-dihitung").to_string()),
            Kolom::angka(k.t("plafon-dibayar").to_string()),
            Kolom::angka(k.t("plafon-kurang").to_string()),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    }
}

/// `POST /proses/{periode}/plafon/{kode}`: decides.
pub async fn tetapkan(k: Konteks, Path((teks, kode)): Path<(String, String)>, mut f: Formulir) -> Hasil {
    let periode: Periode = teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    lingkup_untuk(&aktor, &KEBIJAKAN_TETAPKAN, k.hari_ini()).map_err(Refusal::from)?;
    let q = Kueri {
        cara: Some(f.nilai("cara").to_owned()),
        lantai: Some(f.nilai("lantai").to_owned()),
        kelas: Some(f.nilai("kelas").to_owned()),
    };
    let tanggal = baca_tanggal(&k, &mut f);
    if !f.benar() {
        return form(k, teks, kode, q, f).await;
    }
    let kebijakan = Cara::dari_kode(f.nilai("cara")).map(|cara| match cara {
        Cara::Lindungi => Kebijakan {
            cara,
            lantai: f.nilai("lantai").parse().unwrap_or(-1),
            kelas: f.nilai("kelas").parse().unwrap_or(-1),
        },
        lain => Kebijakan::polos(lain),
    });
    let perintah = Perintah {
        periode,
        langkah: Langkah::Kebijakan,
        opd: vec![kode.clone()],
        versi: f.nilai("versi").parse().unwrap_or(0),
        sidik: f.nilai("sidik").to_owned(),
        alasan: f.nilai("alasan").to_owned(),
        surat: f.nilai("surat").to_owned(),
        tanggal,
        kebijakan,
    };
    let hasil = k.jalankan(move |region| Ok::<_, Refusal>(lakukan(region, &aktor, &perintah))).await?;
    match hasil {
        Ok(jadi) => {
            let ke = format!("/proses/{periode}/plafon");
            Ok(alihkan_kabar(&k, &ke, "plafon-kabar", &[("jumlah", &rp(jadi.jumlah_sen))]))
        }
        Err(Refusal::Rule(galat)) => {
            let surat = galat.isian.iter().any(|(n, v)| *n == "bidang" && v == "surat");
            f.salah_kode(if surat { "surat" } else { "cara" }, &galat, &k);
            form(k, teks, kode, q, f).await
        }
        Err(lain) => Err(lain.into()),
    }
}
