//! `/saya/kewenangan`: what one may do oneself, and lending it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use balai_kernel::{Id, Lingkup, tanggal};
use balai_shell::komponen::{BarisTabel, Kolom, Sel, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use super::bantu::{coba, keadaan, lingkup_kata, masa, peran_sel, tanggal_wajib, wajib};
use crate::acts;
use crate::model::kewenangan::dapat_didelegasikan;
use crate::store::kewenangan::BarisKewenangan;

#[derive(Template)]
#[template(path = "saya-kewenangan.html")]
struct IsiMilik {
    h: Halaman,
    tabel: Option<Tabel>,
}

#[derive(Template)]
#[template(path = "delegasi.html")]
struct IsiDelegasi {
    h: Halaman,
    f: Formulir,
    id: String,
    asal: String,
}

/// One's own grants.
pub(crate) async fn milik(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let ada = k.jalankan(move |daerah| acts::kewenangan_sendiri(daerah, &aktor)).await?;
    let hari = k.hari_ini();
    let baris = |b: &BarisKewenangan| {
        let (keadaan, kata) = keadaan(&k, &b.kewenangan, hari);
        let dapat = b.kewenangan.berlaku(hari) && dapat_didelegasikan(&b.kewenangan);
        let lanjut = Sel::baru(if dapat { k.t("akses-delegasikan").to_string() } else { "–".to_owned() });
        BarisTabel::dari([
            peran_sel(&k, b),
            Sel::baru(lingkup_kata(&k, &b.kewenangan.lingkup)),
            Sel::baru(masa(&k, &b.kewenangan)).tanda(keadaan, kata),
            Sel::baru(&b.kewenangan.dasar),
            if dapat { lanjut.jalur(format!("/saya/kewenangan/{}/delegasi", b.id)) } else { lanjut },
        ])
    };
    let kunci = ["akses-peran", "akses-lingkup", "akses-masa", "akses-dasar", "akses-delegasi"];
    let tabel = (!ada.is_empty()).then(|| Tabel {
        judul: k.t("akses-milik-judul").to_string(),
        kolom: kunci.map(|kunci| Kolom::teks(k.t(kunci).to_string())).to_vec(),
        baris: ada.iter().map(baris).collect(),
        jumlah: None,
        lembar: true,
    });
    halaman(&IsiMilik { h: Halaman::baru(&k, k.t("akses-milik-judul")).lebar(), tabel })
}

/// The empty form of a delegation.
pub(crate) async fn lihat(k: Konteks, Path(id): Path<String>) -> Hasil {
    let f = Formulir::kosong().isi("sejak", tanggal::pendek(k.hari_ini()));
    tampil(&k, &id, f, StatusCode::OK).await
}

async fn tampil(k: &Konteks, id: &str, f: Formulir, status: StatusCode) -> Hasil {
    let kunci: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let ada = k.jalankan(move |daerah| acts::kewenangan_sendiri(daerah, &aktor)).await?;
    let asal = ada.into_iter().find(|b| b.id == kunci).ok_or_else(GalatWeb::tak_ditemukan)?;
    let w = &asal.kewenangan;
    let f = if f.nilai("lingkup").is_empty() { f.isi("lingkup", &w.lingkup) } else { f };
    let kata = format!("{} · {} · {}", k.nama_peran(w.peran), lingkup_kata(k, &w.lingkup), masa(k, w));
    let h = Halaman::baru(k, k.t("akses-delegasi-judul")).sempit();
    let h = h.remah(k.t("akses-milik-judul"), "/saya/kewenangan");
    halaman_status(status, &IsiDelegasi { h, f, id: id.to_owned(), asal: kata })
}

/// Lends it.
pub(crate) async fn kirim(k: Konteks, Path(id): Path<String>, mut f: Formulir) -> Hasil {
    let induk: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    wajib(&mut f, "akun", &k);
    wajib(&mut f, "dasar", &k);
    let lingkup: Option<Lingkup> = f.baca_bila_ada("lingkup", &k);
    let (sejak, sampai) = (tanggal_wajib(&mut f, "sejak", &k), tanggal_wajib(&mut f, "sampai", &k));
    let jadi = match sejak.zip(sampai).filter(|_| f.benar()) {
        Some((sejak, sampai)) => {
            let (nama, dasar) = (f.nilai("akun").trim().to_owned(), f.nilai("dasar").to_owned());
            coba(&k, &mut f, "akun", move |daerah, aktor| {
                acts::delegasikan(daerah, aktor, &induk, &nama, (lingkup, sejak, sampai, &dasar))
            })
            .await?
        }
        None => None,
    };
    match jadi {
        Some(_) => Ok(alihkan_kabar(&k, "/saya/kewenangan", "akses-delegasi-selesai", &[])),
        None => tampil(&k, &id, f, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}
