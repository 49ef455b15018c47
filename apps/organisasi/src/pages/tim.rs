//! `/organisasi/tim/{nomor}`: a team on a day, and changing it; `/organisasi/tim-baru`: forming one.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Galat, Nip, Tanggal, tanggal};
use balai_platform::{Refusal, Region};
use balai_shell::linimasa::{self, Riwayat};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman_status};

use super::jabatan::KueriUnit;
use super::tinjau::{Langkah, tinjau};
use super::{KueriPada, baca_hari, baca_keputusan, baca_masa, boleh, masa};
use crate::acts::keputusan::Tinjauan;
use crate::acts::tim::{
    BentukTim, RencanaUbah, UbahTim, bentuk_tim, pratinjau_bentuk, pratinjau_ubah, ubah_tim,
};
use crate::akt::TIM_UBAH;
use crate::baca;
use crate::model::tim::TindakanTim;
use crate::urai::tertulis;

/// Somebody of the team.
#[derive(Debug)]
struct Anggota {
    orang: i64,
    nama: String,
    ketua: bool,
    masa: String,
}

#[derive(Template)]
#[template(path = "org-tim.html")]
struct HalamanTim {
    h: Halaman,
    f: Formulir,
    nomor: i64,
    alamat: String,
    masa: String,
    dasar: String,
    rincian: Vec<(String, String)>,
    pada_panjang: String,
    anggota: Vec<Anggota>,
    dulu: Vec<Anggota>,
    tindakan: Vec<(&'static str, String, String)>,
    pilihan: Vec<(i64, String, bool)>,
    akibat: Vec<String>,
    sidik: String,
    riwayat_jurnal: Option<Riwayat>,
    boleh_ubah: bool,
}

/// What a change would do, in words, and the digest of it.
type Tampak = (Vec<String>, String);

/// `GET /organisasi/tim/{nomor}`.
pub(crate) async fn satu(k: Konteks, Path(nomor): Path<i64>, Query(q): Query<KueriPada>) -> Hasil {
    let pada = q.hari(&k)?;
    tampil(&k, nomor, pada, Formulir::kosong(), Tampak::default()).await
}

async fn tampil(k: &Konteks, nomor: i64, pada: Tanggal, f: Formulir, (akibat, sidik): Tampak) -> Hasil {
    let isi = k.jalankan(move |region| baca::isi_tim(region, nomor)).await?;
    let t = &isi.tim;
    let b = k.bahasa();
    let h = Halaman::baru(k, &t.nama)
        .remah(k.t("org-judul"), "/organisasi")
        .remah(&isi.unit.nama, format!("/organisasi/unit/{}", isi.unit.kode));
    let satu = |(a, nama): &(crate::model::jabatan::AnggotaTim, String)| Anggota {
        orang: a.pegawai,
        nama: nama.clone(),
        ketua: a.ketua,
        masa: masa(k, &a.masa),
    };
    let ya = |v: bool| k.t(if v { "org-ya" } else { "org-tidak" }).to_string();
    let kata = |kode: &'static str, kata: &'static str, ket: &'static str| {
        (kode, k.t(kata).to_string(), k.t(ket).to_string())
    };
    let dipilih: Vec<&str> = f.semua("orang").collect();
    let pilihan = isi.anggota.iter().filter(|(a, _)| !a.ketua && a.masa.memuat(pada));
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let riwayat_jurnal = linimasa::riwayat(k, &format!("organisasi.tim/{nomor}")).await?;
    let pilihan = pilihan
        .map(|(a, nama)| (a.pegawai, nama.clone(), dipilih.contains(&a.pegawai.to_string().as_str())))
        .collect();
    halaman_status(
        status,
        &HalamanTim {
            nomor,
            alamat: format!("/organisasi/tim/{nomor}"),
            masa: masa(k, &t.masa),
            dasar: t.keputusan.as_ref().map(|s| tertulis(s, b)).unwrap_or_default(),
            rincian: vec![
                (k.t("org-tim-verifikasi").to_string(), ya(t.verifikasi)),
                (k.t("org-tim-menilai").to_string(), ya(t.menilai)),
            ],
            pada_panjang: tanggal::panjang(pada, b),
            anggota: isi.anggota.iter().filter(|(a, _)| a.masa.memuat(pada)).map(satu).collect(),
            dulu: isi.anggota.iter().filter(|(a, _)| !a.masa.memuat(pada)).map(satu).collect(),
            tindakan: vec![
                kata("masuk", "org-tim-masuk", "org-tim-masuk-ket"),
                kata("keluar", "org-tim-keluar", "org-tim-keluar-ket"),
                kata("ketua", "org-tim-ganti-ketua", "org-tim-ganti-ketua-ket"),
                kata("bubar", "org-tim-bubar", "org-tim-bubar-ket"),
            ],
            pilihan,
            akibat,
            sidik,
            riwayat_jurnal,
            boleh_ubah: boleh(k, &TIM_UBAH, &isi.unit.jalur),
            h,
            f,
        },
    )
}

/// People of a field by their NIPs; what cannot be read or is unknown is noted.
async fn orang(k: &Konteks, f: &mut Formulir, bidang: &str) -> Result<Vec<i64>, GalatWeb> {
    let teks = f.nilai(bidang).to_owned();
    let mut nip: Vec<Nip> = Vec::new();
    for satu in teks.split([',', ';', '\n']).map(str::trim).filter(|s| !s.is_empty()).take(300) {
        match satu.parse() {
            Ok(n) => nip.push(n),
            Err(g) => {
                f.salah_kode(bidang, &Galat::from(g), k);
                return Ok(Vec::new());
            }
        }
    }
    if nip.is_empty() {
        f.salah(bidang, k.t("formulir-wajib"));
    }
    let semua = k
        .jalankan(move |region| -> Result<_, Refusal> {
            nip.into_iter().map(|n| Ok((baca::nomor_orang(region, &n)?, n))).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    if let Some((_, n)) = semua.iter().find(|(nomor, _)| nomor.is_none()) {
        f.salah_kode(bidang, &Galat::baru("ORG-021").dengan("nip", n.tersamar()), k);
    }
    Ok(semua.into_iter().filter_map(|(nomor, _)| nomor).collect())
}

/// `POST /organisasi/tim/{nomor}`: shows what will happen, then does it.
pub(crate) async fn ubah(k: Konteks, Path(nomor): Path<i64>, mut f: Formulir) -> Hasil {
    let tindakan = match f.nilai("tindakan") {
        "masuk" => Some(TindakanTim::Masuk(orang(&k, &mut f, "nip").await?)),
        "keluar" => Some(TindakanTim::Keluar(f.semua("orang").filter_map(|n| n.parse().ok()).collect())),
        "ketua" => {
            let tetap = f.terpilih("tetap", "ya");
            let ketua = orang(&k, &mut f, "nip").await?.first().copied();
            ketua.map(|orang| TindakanTim::Ketua { orang, tetap })
        }
        "bubar" => Some(TindakanTim::Bubar),
        _ => {
            f.salah("tindakan", k.t("formulir-wajib"));
            None
        }
    };
    let (sejak, keputusan) = (baca_hari(&mut f, "sejak", &k, true), baca_keputusan(&mut f, &k));
    let hari_ini = k.hari_ini();
    let (Some(tindakan), Some(sejak), Some(keputusan), true) = (tindakan, sejak, keputusan, f.benar()) else {
        return tampil(&k, nomor, hari_ini, f, Tampak::default()).await;
    };
    let c = UbahTim { tim: nomor, tindakan, sejak, keputusan };
    let (aktor, perintah) = (k.wajib_aktor()?.clone(), c.clone());
    let lihat = move |region: &Region| pratinjau_ubah(region, &c);
    let lakukan = move |region: &Region, sidik: &str| ubah_tim(region, &aktor, &perintah, sidik);
    let bidang = |g: &Galat| match g.kode {
        "ORG-028" | "ORG-051" | "ORG-052" => "nip",
        _ => "sejak",
    };
    match tinjau(&k, &mut f, bidang, lihat, lakukan).await? {
        Langkah::Tersimpan => {
            Ok(alihkan_kabar(&k, &format!("/organisasi/tim/{nomor}"), "org-kabar-tim-ubah", &[]))
        }
        Langkah::Lihat(p) => {
            let tampak = p.map(|p| (akibat(&k, &p, sejak), p.sidik)).unwrap_or_default();
            tampil(&k, nomor, hari_ini, f, tampak).await
        }
    }
}

fn akibat(k: &Konteks, p: &Tinjauan<RencanaUbah>, sejak: Tanggal) -> Vec<String> {
    let hari = tanggal::panjang(sejak, k.bahasa());
    let r = &p.rencana;
    if r.rencana.bubar.is_some() {
        return vec![k.t("org-tim-akan-bubar").a("tanggal", &hari).n("n", r.pergi.len()).to_string()];
    }
    let pergi =
        r.pergi.iter().map(|nama| k.t("org-tim-akan-keluar").a("nama", nama).a("tanggal", &hari).to_string());
    let datang = r.datang.iter().map(|(nama, ketua)| {
        let kunci = if *ketua { "org-tim-akan-ketua" } else { "org-tim-akan-masuk" };
        k.t(kunci).a("nama", nama).a("tanggal", &hari).to_string()
    });
    pergi.chain(datang).collect()
}

#[derive(Template)]
#[template(path = "org-tim-baru.html")]
struct HalamanBaru {
    h: Halaman,
    f: Formulir,
    batal: String,
    akibat: Vec<String>,
    sidik: String,
}

fn tampil_baru(k: &Konteks, f: Formulir, (akibat, sidik): Tampak) -> Hasil {
    let h = Halaman::baru(k, k.t("org-tim-baru")).remah(k.t("org-judul"), "/organisasi").sempit();
    let status = if f.benar() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    halaman_status(status, &HalamanBaru { h, f, batal: "/organisasi".to_owned(), akibat, sidik })
}

/// `GET /organisasi/tim-baru`.
pub(crate) async fn form(k: Konteks, Query(q): Query<KueriUnit>) -> Hasil {
    let f = Formulir::kosong().isi("unit", q.unit.unwrap_or_default()).isi("verifikasi", "ya");
    tampil_baru(&k, f, Tampak::default())
}

/// `POST /organisasi/tim-baru`: shows the team, then forms it.
pub(crate) async fn simpan(k: Konteks, mut f: Formulir) -> Hasil {
    let ketua = orang(&k, &mut f, "ketua").await?.first().copied();
    let anggota = orang(&k, &mut f, "anggota").await?;
    let (masa_, keputusan) = (baca_masa(&mut f, &k), baca_keputusan(&mut f, &k));
    let (Some(ketua), Some(masa_), Some(keputusan), true) = (ketua, masa_, keputusan, f.benar()) else {
        return tampil_baru(&k, f, Tampak::default());
    };
    let unit = f.nilai("unit").trim().to_owned();
    let c = BentukTim {
        nama: f.nilai("nama").to_owned(),
        unit: unit.clone(),
        verifikasi: f.terpilih("verifikasi", "ya"),
        menilai: f.terpilih("menilai", "ya"),
        ketua,
        anggota,
        masa: masa_,
        keputusan,
    };
    let (aktor, perintah) = (k.wajib_aktor()?.clone(), c.clone());
    let lihat = move |region: &Region| pratinjau_bentuk(region, &c);
    let lakukan = move |region: &Region, sidik: &str| -> Result<(), Refusal> {
        bentuk_tim(region, &aktor, &perintah, sidik).map(|_| ())
    };
    let bidang = |g: &Galat| match g.kode {
        "ORG-022" => "unit",
        "ORG-025" | "INT-072" => "nama",
        "ORG-028" => "anggota",
        _ => "sejak",
    };
    match tinjau(&k, &mut f, bidang, lihat, lakukan).await? {
        Langkah::Tersimpan => {
            Ok(alihkan_kabar(&k, &format!("/organisasi/unit/{unit}"), "org-kabar-tim", &[]))
        }
        Langkah::Lihat(None) => tampil_baru(&k, f, Tampak::default()),
        Langkah::Lihat(Some(p)) => {
            let orang = p.rencana.orang.iter().map(|(n, nama)| {
                let kunci = if *n == ketua { "org-tim-menjadi-ketua" } else { "org-tim-menjadi-anggota" };
                k.t(kunci).a("nama", nama).a("masa", masa(&k, &masa_)).to_string()
            });
            let akibat = orang.collect();
            tampil_baru(&k, f, (akibat, p.sidik))
        }
    }
}
