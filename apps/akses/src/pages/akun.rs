//! `/akun`: the accounts of the region and what an administrator does with one; `/tautan`: one-time links.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use balai_platform::Refusal;
use balai_shell::komponen::{BarisTabel, Keadaan, Kolom, Sel, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use super::saya::dua_kali;
use crate::acts::{self, AKUN_STATUS};
use crate::store::{self, kewenangan::BarisKewenangan, kewenangan::Saringan};

#[derive(Template)]
#[template(path = "akun.html")]
struct IsiDaftar {
    h: Halaman,
    tabel: Tabel,
    kurang_admin: bool,
}

#[derive(Template)]
#[template(path = "akun-satu.html")]
struct IsiSatu {
    h: Halaman,
    nama_akun: String,
    jalur_beri: String,
    aktif: bool,
    tabel: Option<Tabel>,
    boleh: bool,
    tautan: Option<String>,
}

#[derive(Template)]
#[template(path = "tautan.html")]
struct IsiTautan {
    h: Halaman,
    f: Formulir,
    token: String,
    nama_akun: Option<String>,
}

/// All accounts by name.
pub(crate) async fn daftar(k: Konteks) -> Hasil {
    let (akun, admin) = k
        .jalankan(|d| -> Result<_, Refusal> { Ok((d.read(store::daftar_akun)?, acts::banyak_admin(d)?)) })
        .await?;
    let baris = akun.into_iter().take(1_000).map(|a| {
        let (keadaan, kunci) =
            if a.aktif { (Keadaan::Pandan, "akses-aktif") } else { (Keadaan::Biasa, "akses-ditutup") };
        BarisTabel::dari([
            Sel::baru(&a.nama).jalur(format!("/akun/{}", a.nama_akun)),
            Sel::baru(&a.nama_akun),
            Sel::baru(a.nip.unwrap_or_else(|| "–".to_owned())),
            Sel::baru("").tanda(keadaan, k.t(kunci).to_string()),
        ])
    });
    let kunci = ["akses-nama", "akses-akun", "akses-nip", "akses-keadaan"];
    let tabel = Tabel {
        judul: k.t("akses-akun-judul").to_string(),
        kolom: kunci.map(|kunci| Kolom::teks(k.t(kunci).to_string())).to_vec(),
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    };
    halaman(&IsiDaftar {
        h: Halaman::baru(&k, k.t("akses-akun-judul")).lebar(),
        tabel,
        kurang_admin: admin < 2,
    })
}

/// One account with its grants.
pub(crate) async fn satu(k: Konteks, Path(nama): Path<String>) -> Hasil {
    tampil(&k, &nama, None).await
}

async fn tampil(k: &Konteks, nama: &str, tautan: Option<String>) -> Hasil {
    let (aktor, kunci) = (k.wajib_aktor()?.clone(), nama.to_owned());
    let (akun, ada) = k
        .jalankan(move |d| -> Result<_, Refusal> {
            let akun = d.read(store::daftar_akun)?.into_iter().find(|a| a.nama_akun == kunci);
            let akun = akun.ok_or(Refusal::NotFound)?;
            let id = acts::cari_akun(d, &akun.nama_akun)?;
            let s = Saringan { akun: Some(id), ..Saringan::semua() };
            let ada: Vec<BarisKewenangan> = acts::daftar_kewenangan(d, &aktor, &s, 100)?;
            Ok((akun, ada))
        })
        .await?;
    let boleh = balai_platform::lingkup_untuk(k.wajib_aktor()?, &AKUN_STATUS, k.hari_ini()).is_ok();
    halaman(&IsiSatu {
        h: Halaman::baru(k, &akun.nama).remah(k.t("akses-akun-judul"), "/akun"),
        tabel: (!ada.is_empty()).then(|| super::kewenangan::tabel(k, &ada)),
        jalur_beri: format!("/kewenangan/baru?akun={}", akun.nama_akun),
        nama_akun: akun.nama_akun,
        aktif: akun.aktif,
        boleh,
        tautan,
    })
}

/// A one-time link, shown this once for the administrator to hand over.
pub(crate) async fn tautan_sandi(k: Konteks, Path(nama): Path<String>) -> Hasil {
    let (aktor, kunci) = (k.wajib_aktor()?.clone(), nama.clone());
    let token = k.jalankan(move |d| acts::buat_tautan(d, &aktor, &kunci)).await?;
    tampil(&k, &nama, Some(format!("/tautan/{}", token.rahasia()))).await
}

/// Ends every session.
pub(crate) async fn akhiri_sesi(k: Konteks, Path(nama): Path<String>) -> Hasil {
    let (aktor, kunci) = (k.wajib_aktor()?.clone(), nama.clone());
    k.jalankan(move |d| acts::cabut_sesi_akun(d, &aktor, &kunci)).await?;
    Ok(alihkan_kabar(&k, &format!("/akun/{nama}"), "akses-sesi-diakhiri", &[]))
}

/// Takes the second factor away.
pub(crate) async fn lepas_faktor(k: Konteks, Path(nama): Path<String>) -> Hasil {
    let (aktor, kunci) = (k.wajib_aktor()?.clone(), nama.clone());
    k.jalankan(move |d| acts::lepas_faktor_akun(d, &aktor, &kunci)).await?;
    Ok(alihkan_kabar(&k, &format!("/akun/{nama}"), "akses-faktor-dilepas", &[]))
}

/// Closes it or opens it again.
pub(crate) async fn status(k: Konteks, Path(nama): Path<String>, f: Formulir) -> Hasil {
    let (aktor, kunci, aktif) = (k.wajib_aktor()?.clone(), nama.clone(), f.nilai("aktif") == "ya");
    k.jalankan(move |d| acts::atur_aktif(d, &aktor, &kunci, aktif)).await?;
    Ok(alihkan_kabar(&k, &format!("/akun/{nama}"), "akses-status-selesai", &[]))
}

/// The form behind a link.
pub(crate) async fn buka_tautan(k: Konteks, Path(token): Path<String>) -> Hasil {
    tampil_tautan(&k, token, Formulir::kosong(), StatusCode::OK).await
}

async fn tampil_tautan(k: &Konteks, token: String, f: Formulir, status: StatusCode) -> Hasil {
    let kunci = token.clone();
    let nama_akun = k.jalankan(move |d| acts::pemilik_tautan(d, &kunci)).await?;
    halaman_status(status, &IsiTautan { h: Halaman::baru(k, k.t("akses-tautan-judul")), f, token, nama_akun })
}

/// Sets the password.
pub(crate) async fn pakai_tautan(k: Konteks, Path(token): Path<String>, mut f: Formulir) -> Hasil {
    dua_kali(&k, &mut f);
    if f.benar() {
        let (kunci, baru) = (token.clone(), f.nilai("baru").to_owned());
        let jawaban: Result<Result<(), Refusal>, GalatWeb> = k
            .jalankan(move |d| match acts::pakai_tautan(d, &kunci, &baru) {
                Err(rusak @ Refusal::Internal(_)) => Err(rusak),
                jawaban => Ok(jawaban),
            })
            .await;
        match jawaban? {
            Ok(()) => return Ok(alihkan_kabar(&k, "/masuk", "akses-sandi-selesai", &[])),
            Err(tolak) => f.salah_kode("baru", &tolak.galat(), &k),
        }
    }
    tampil_tautan(&k, token, f, StatusCode::UNPROCESSABLE_ENTITY).await
}
