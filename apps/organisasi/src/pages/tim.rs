//! `/organisasi/tim-baru`: the form that forms a team.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use balai_kernel::Nip;
use balai_platform::Refusal;
use balai_shell::{Formulir, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use super::jabatan::KueriUnit;
use super::{baca_keputusan, baca_masa};
use crate::acts::jabatan::{BentukTim, bentuk_tim};

#[derive(Template)]
#[template(path = "org-tim-baru.html")]
struct HalamanTim {
    h: Halaman,
    f: Formulir,
}

fn tampil(k: &Konteks, f: Formulir) -> HalamanTim {
    HalamanTim { h: Halaman::baru(k, k.t("org-tim-baru")).remah(k.t("org-judul"), "/organisasi").sempit(), f }
}

/// The empty form.
pub(crate) async fn form(k: Konteks, Query(q): Query<KueriUnit>) -> Hasil {
    let f = Formulir::kosong().isi("unit", q.unit.unwrap_or_default()).isi("verifikasi", "ya");
    halaman(&tampil(&k, f))
}

/// Forms the team.
pub(crate) async fn simpan(k: Konteks, mut f: Formulir) -> Hasil {
    let ketua: Option<Nip> = f.baca("ketua", &k);
    let mut anggota: Vec<Nip> = Vec::new();
    let tertulis = f.nilai("anggota").to_owned();
    for satu in tertulis.split([',', ';', '\n']) {
        match satu.trim().parse() {
            Ok(nip) => anggota.push(nip),
            Err(_) if satu.trim().is_empty() => {}
            Err(g) => {
                f.salah_kode("anggota", &balai_kernel::Galat::from(g), &k);
                break;
            }
        }
    }
    let masa = baca_masa(&mut f, &k);
    let keputusan = baca_keputusan(&mut f, &k);
    let (Some(ketua), Some(masa), Some(keputusan), true) = (ketua, masa, keputusan, f.benar()) else {
        return halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &tampil(&k, f));
    };
    let unit = f.nilai("unit").trim().to_owned();
    let c = BentukTim {
        nama: f.nilai("nama").to_owned(),
        unit: unit.clone(),
        verifikasi: f.terpilih("verifikasi", "ya"),
        menilai: f.terpilih("menilai", "ya"),
        ketua,
        anggota,
        masa,
        keputusan,
    };
    let aktor = k.wajib_aktor()?.clone();
    let hasil = k
        .jalankan(move |region| -> Result<_, Refusal> {
            match bentuk_tim(region, &aktor, &c) {
                Err(Refusal::Rule(g)) => Ok(Err(g)),
                lain => lain.map(Ok),
            }
        })
        .await?;
    match hasil {
        Ok(_) => Ok(alihkan_kabar(&k, &format!("/organisasi/unit/{unit}"), "org-kabar-tim", &[])),
        Err(g) => {
            f.salah_kode("nama", &g, &k);
            halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &tampil(&k, f))
        }
    }
}
