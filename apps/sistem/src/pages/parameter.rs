//! `/parameter`: what this region has set for itself, since when, by which law; and the form that sets it.

pub(crate) mod api;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use balai_kernel::{Galat, Tanggal, tanggal};
use balai_platform::parameter::{
    Isian, NilaiTercatat, PARAMETER_ATUR, PARAMETER_BACA, Parameter, Satuan, atur, nama, riwayat,
};
use balai_platform::{Refusal, Region, Sasaran, decide};
use balai_shell::komponen::{BarisTabel, Keadaan, Kolom, Sel, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

/// One application's parameters.
struct Kelompok {
    kode: &'static str,
    judul: String,
    tabel: Tabel,
}

#[derive(Template)]
#[template(path = "parameter.html")]
struct IsiDaftar {
    h: Halaman,
    kelompok: Vec<Kelompok>,
}

/// A recorded value as the page shows it.
struct Lapis {
    nilai: String,
    sejak: String,
    keadaan: Keadaan,
    kata: String,
    dasar: String,
    ilustrasi: bool,
    dicatat: String,
}

#[derive(Template)]
#[template(path = "parameter-satu.html")]
struct IsiSatu {
    h: Halaman,
    f: Formulir,
    id: &'static str,
    ket: &'static str,
    sekarang: String,
    asal: String,
    lapis: Vec<Lapis>,
    pilihan: Option<Vec<(String, String)>>,
    cocok: String,
    boleh: bool,
    pengatur: String,
}

/// Every parameter of this house, by application.
fn semua(k: &Konteks) -> Vec<(&'static str, &'static [Parameter])> {
    k.rangka().apps().iter().map(|a| (a.id(), a.parameters())).filter(|(_, p)| !p.is_empty()).collect()
}

/// The parameter an address names.
fn cari(k: &Konteks, id: &str) -> Result<Parameter, GalatWeb> {
    let mut ada = semua(k).into_iter().flat_map(|(_, p)| p.iter().copied());
    ada.find(|p| p.ciri().id == id).ok_or_else(GalatWeb::tak_ditemukan)
}

/// Reads the history of parameters for somebody who works here.
fn baca(
    daerah: &Region,
    aktor: &balai_kernel::Aktor,
    yang: &[Parameter],
) -> Result<Vec<Vec<NilaiTercatat>>, Refusal> {
    decide(aktor, &PARAMETER_BACA, &Sasaran::daerah(daerah.hari_ini()))?;
    daerah.read(|tx| yang.iter().map(|p| Ok(riwayat(tx, p.ciri().id)?)).collect())
}

/// The value that counts on a day: rows come the latest day first, and of one day the last recorded first.
fn berlaku(riwayat: &[NilaiTercatat], hari: Tanggal) -> Option<&NilaiTercatat> {
    riwayat.iter().find(|n| n.sejak <= hari)
}

/// The first change after a day.
fn berikut(riwayat: &[NilaiTercatat], hari: Tanggal) -> Option<&NilaiTercatat> {
    let sejak = riwayat.iter().map(|n| n.sejak).filter(|s| *s > hari).min()?;
    riwayat.iter().find(|n| n.sejak == sejak)
}

/// `GET /parameter`.
pub(crate) async fn daftar(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let semua = semua(&k);
    let yang: Vec<Parameter> = semua.iter().flat_map(|(_, p)| p.iter().copied()).collect();
    let tanya = yang.clone();
    let isi = k.jalankan(move |daerah| baca(daerah, &aktor, &tanya)).await?;
    let mut isi = yang.into_iter().zip(isi);
    let kelompok = semua
        .iter()
        .map(|(kode, p)| Kelompok {
            kode,
            judul: k.t(&format!("app-{kode}")).to_string(),
            tabel: tabel(&k, isi.by_ref().take(p.len()).collect()),
        })
        .collect();
    let h = Halaman::baru(&k, k.t("parameter-judul")).lebar();
    halaman(&IsiDaftar { h, kelompok })
}

fn tabel(k: &Konteks, isi: Vec<(Parameter, Vec<NilaiTercatat>)>) -> Tabel {
    let (b, hari) = (k.bahasa(), k.hari_ini());
    let baris = isi.into_iter().map(|(p, riwayat)| {
        let kini = berlaku(&riwayat, hari);
        let mut nilai = Sel::baru(p.tampil(&kini.map_or_else(|| p.bawaan(), |n| n.nilai.clone()), b));
        if let Some(n) = berikut(&riwayat, hari) {
            let teks =
                k.t("parameter-nanti").a("nilai", p.tampil(&n.nilai, b)).a("sejak", tanggal::pendek(n.sejak));
            nilai = nilai.ket(teks.to_string());
        }
        let (sejak, dasar) = match kini {
            Some(n) if n.ilustrasi => (
                Sel::baru(tanggal::pendek(n.sejak)),
                Sel::baru(n.dasar.clone()).tanda(Keadaan::Kunyit, k.t("parameter-ilustrasi").to_string()),
            ),
            Some(n) => (Sel::baru(tanggal::pendek(n.sejak)), Sel::baru(n.dasar.clone())),
            None => (
                Sel::default().tanda(Keadaan::Biasa, k.t("parameter-bawaan").to_string()),
                Sel::baru(p.ciri().dasar),
            ),
        };
        let judul = Sel::baru(nama(p, b)).jalur(format!("/parameter/{}", p.ciri().id));
        BarisTabel { sel: vec![judul, nilai, sejak, dasar], ..BarisTabel::default() }
    });
    Tabel {
        judul: k.t("parameter-judul").to_string(),
        kolom: vec![
            Kolom::teks(k.t("parameter-kolom-nama").to_string()),
            Kolom::teks(k.t("parameter-kolom-nilai").to_string()),
            Kolom::teks(k.t("parameter-kolom-sejak").to_string()),
            Kolom::teks(k.t("parameter-kolom-dasar").to_string()),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    }
}

/// `GET /parameter/{id}`.
pub(crate) async fn satu(k: Konteks, Path(id): Path<String>) -> Hasil {
    let p = cari(&k, &id)?;
    isi_satu(&k, p, Formulir::kosong(), StatusCode::OK).await
}

async fn isi_satu(k: &Konteks, p: Parameter, f: Formulir, status: StatusCode) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (isi, boleh) = k
        .jalankan(move |daerah| -> Result<_, Refusal> {
            let putusan = decide(&aktor, &PARAMETER_ATUR, &Sasaran::daerah(daerah.hari_ini()));
            let boleh = putusan.is_ok_and(|p2| p.ciri().peran.contains(&p2.peran()));
            Ok((baca(daerah, &aktor, &[p])?.pop().unwrap_or_default(), boleh))
        })
        .await?;
    let (b, hari) = (k.bahasa(), k.hari_ini());
    let kini = berlaku(&isi, hari);
    let asal = match kini {
        Some(n) => {
            k.t("parameter-sejak").a("sejak", tanggal::panjang(n.sejak, b)).a("dasar", &n.dasar).to_string()
        }
        None => k.t("parameter-dari-bawaan").a("dasar", p.ciri().dasar).to_string(),
    };
    let sekarang = p.tampil(&kini.map_or_else(|| p.bawaan(), |n| n.nilai.clone()), b);
    let pilihan = match p {
        Parameter::Pilihan(p) => Some(
            p.opsi.iter().map(|o| (o.kata.to_owned(), b.pilih(o.label_id, o.label_en).to_owned())).collect(),
        ),
        Parameter::YaTidak(_) => Some(["ya", "tidak"].map(|n| (n.to_owned(), p.tampil(n, b))).to_vec()),
        Parameter::Bulat(_) | Parameter::Teks(_) => None,
    };
    let h = Halaman::baru(k, nama(p, b)).remah(k.t("parameter-judul"), "/parameter");
    let isi_baru = IsiSatu {
        lapis: isi.iter().enumerate().map(|(i, n)| lapis(k, p, &isi, i, n, kini)).collect(),
        h,
        f,
        id: p.ciri().id,
        ket: b.pilih(p.ciri().ket_id, p.ciri().ket_en),
        sekarang,
        asal,
        pilihan,
        cocok: cocok(k, p),
        boleh,
        pengatur: p.ciri().peran.iter().map(|r| k.nama_peran(*r)).collect::<Vec<_>>().join(", "),
    };
    halaman_status(status, &isi_baru)
}

/// What fits, as the hint of the field.
fn cocok(k: &Konteks, p: Parameter) -> String {
    let seharusnya = p.seharusnya(k.bahasa());
    match p {
        Parameter::Bulat(b) if b.satuan == Satuan::Jam => {
            k.t("parameter-cocok-jam").a("rentang", seharusnya).to_string()
        }
        Parameter::Bulat(_) | Parameter::Teks(_) => {
            k.t("parameter-cocok").a("rentang", seharusnya).to_string()
        }
        _ => String::new(),
    }
}

fn lapis(
    k: &Konteks,
    p: Parameter,
    isi: &[NilaiTercatat],
    ke: usize,
    n: &NilaiTercatat,
    kini: Option<&NilaiTercatat>,
) -> Lapis {
    let diganti = isi.iter().take(ke).any(|lain| lain.sejak == n.sejak);
    let (keadaan, kunci) = if diganti {
        (Keadaan::Biasa, "parameter-dibetulkan")
    } else if kini == Some(n) {
        (Keadaan::Pandan, "parameter-berlaku")
    } else if n.sejak > k.hari_ini() {
        (Keadaan::Nila, "parameter-akan")
    } else {
        (Keadaan::Biasa, "parameter-lewat")
    };
    let di = n.dicatat.di(k.tampilan().zona);
    let saat = format!("{} {:02}.{:02}", tanggal::pendek(di.date()), di.hour(), di.minute());
    Lapis {
        nilai: p.tampil(&n.nilai, k.bahasa()),
        sejak: tanggal::panjang(n.sejak, k.bahasa()),
        keadaan,
        kata: k.t(kunci).to_string(),
        dasar: n.dasar.clone(),
        ilustrasi: n.ilustrasi,
        dicatat: k.t("parameter-dicatat").a("oleh", &n.oleh).a("saat", saat).to_string(),
    }
}

/// `POST /parameter/{id}`.
pub(crate) async fn simpan(k: Konteks, Path(id): Path<String>, mut f: Formulir) -> Hasil {
    let p = cari(&k, &id)?;
    let aktor = k.wajib_aktor()?.clone();
    if let Err(galat) = p.urai(f.nilai("nilai")) {
        f.salah_kode("nilai", &galat, &k);
    }
    let sejak = match tanggal::parse_id(f.nilai("sejak")) {
        Ok(hari) => Some(hari),
        Err(galat) => {
            f.salah_kode("sejak", &Galat::from(galat), &k);
            None
        }
    };
    if f.nilai("dasar").trim().is_empty() {
        f.salah("dasar", k.t("parameter-dasar-wajib"));
    }
    let Some(sejak) = sejak.filter(|_| f.benar()) else {
        return isi_satu(&k, p, f, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let isian = Isian {
        sejak,
        nilai: f.nilai("nilai").to_owned(),
        dasar: f.nilai("dasar").to_owned(),
        ilustrasi: f.nilai("ilustrasi") == "ya",
    };
    let berubah = k.jalankan(move |daerah| atur(daerah, &aktor, p, &isian)).await?;
    let kabar = if berubah { "parameter-tersimpan" } else { "parameter-sama" };
    Ok(alihkan_kabar(&k, &format!("/parameter/{}", p.ciri().id), kabar, &[]))
}
