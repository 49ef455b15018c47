//! `/aturan-masuk`: how long passwords are and who needs a second factor, from which day, by which decree.

use askama::Template;
use axum::http::StatusCode;
use balai_kernel::{Galat, Peran, tanggal};
use balai_platform::lingkup_untuk;
use balai_shell::komponen::{BarisTabel, Keadaan, Kolom, Sel, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use super::bantu::{coba, pilihan_peran, tanggal_wajib, wajib};
use crate::acts::{self, ATURAN_UBAH};
use crate::model::aturan::Aturan;
use crate::model::kewenangan::DASAR_MAKS;
use crate::store::ketentuan::Ketentuan;

#[derive(Template)]
#[template(path = "aturan.html")]
struct Isi {
    h: Halaman,
    f: Formulir,
    kini: String,
    tabel: Option<Tabel>,
    peran: Vec<(String, String)>,
    boleh: bool,
}

/// The rules of today, those before and those to come.
pub(crate) async fn lihat(k: Konteks) -> Hasil {
    let kini = k.jalankan(acts::aturan).await?;
    let f = Formulir::kosong()
        .isi("panjang", kini.panjang_sandi.to_string())
        .isi("sejak", tanggal::pendek(k.hari_ini()));
    let f = kini.faktor_wajib.iter().fold(f, |f, p| f.isi("faktor", p.kode()));
    halaman(&isi(&k, f).await?)
}

/// A set of rules as one sentence.
fn kalimat(k: &Konteks, a: &Aturan) -> String {
    let peran: Vec<String> = a.faktor_wajib.iter().map(|p| k.nama_peran(*p)).collect();
    let kunci = if peran.is_empty() { "akses-aturan-tanpa-faktor" } else { "akses-aturan-kalimat" };
    k.t(kunci).n("n", a.panjang_sandi).a("peran", peran.join(", ")).to_string()
}

fn tabel(k: &Konteks, ada: &[Ketentuan]) -> Tabel {
    let hari = k.hari_ini();
    let berlaku = ada.iter().find(|s| s.sejak <= hari);
    let baris = |s: &Ketentuan| {
        let (tanda, kata) = if hari < s.sejak {
            (Keadaan::Nila, "akses-belum-berlaku")
        } else if berlaku == Some(s) {
            (Keadaan::Pandan, "akses-berlaku")
        } else {
            (Keadaan::Biasa, "akses-sudah-berakhir")
        };
        BarisTabel::dari([
            Sel::baru(tanggal::panjang(s.sejak, k.bahasa())).tanda(tanda, k.t(kata).to_string()),
            Sel::baru(kalimat(k, &s.aturan)),
            Sel::baru(&s.dasar),
        ])
    };
    Tabel {
        judul: k.t("akses-aturan-riwayat").to_string(),
        kolom: ["akses-sejak", "akses-aturan-isi", "akses-dasar"]
            .map(|kunci| Kolom::teks(k.t(kunci).to_string()))
            .to_vec(),
        baris: ada.iter().map(baris).collect(),
        jumlah: None,
        lembar: true,
    }
}

async fn isi(k: &Konteks, f: Formulir) -> Result<Isi, GalatWeb> {
    let aktor = k.wajib_aktor()?.clone();
    let boleh = lingkup_untuk(&aktor, &ATURAN_UBAH, k.hari_ini()).is_ok();
    let (kini, ada) = k
        .jalankan(move |d| -> Result<_, balai_platform::Refusal> {
            Ok((acts::aturan(d)?, acts::riwayat_aturan(d, &aktor)?))
        })
        .await?;
    let h = Halaman::baru(k, k.t("akses-aturan-judul")).di("/akun").remah(k.t("akses-akun-judul"), "/akun");
    Ok(Isi {
        h,
        f,
        kini: kalimat(k, &kini),
        tabel: (!ada.is_empty()).then(|| tabel(k, &ada)),
        peran: pilihan_peran(k),
        boleh,
    })
}

/// Sets others.
pub(crate) async fn kirim(k: Konteks, mut f: Formulir) -> Hasil {
    let dasar = f.baca_teks("dasar", DASAR_MAKS, &k);
    let sejak = tanggal_wajib(&mut f, "sejak", &k);
    wajib(&mut f, "panjang", &k);
    let panjang: Option<usize> = f.nilai("panjang").trim().parse().ok();
    if panjang.is_none() && f.galat("panjang").is_none() {
        f.salah_kode("panjang", &Galat::baru("AKS-026"), &k);
    }
    let faktor: Result<Vec<Peran>, String> =
        f.semua("faktor").map(|p| p.parse().map_err(|_| p.chars().take(40).collect())).collect();
    // a word that is no role must not become a rule without roles
    let faktor_wajib = match faktor {
        Ok(peran) => peran,
        Err(nilai) => {
            f.salah_kode("faktor", &Galat::baru("AKS-050").dengan("nilai", nilai), &k);
            Vec::new()
        }
    };
    if let Some(((sejak, panjang_sandi), dasar)) = sejak.zip(panjang).zip(dasar).filter(|_| f.benar()) {
        let baru = Aturan { panjang_sandi, faktor_wajib };
        let selesai =
            coba(&k, &mut f, "panjang", move |d, aktor| acts::ubah_aturan(d, aktor, &baru, (sejak, &dasar)));
        if selesai.await?.is_some() {
            return Ok(alihkan_kabar(&k, "/aturan-masuk", "akses-aturan-selesai", &[]));
        }
    }
    halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &isi(&k, f).await?)
}
