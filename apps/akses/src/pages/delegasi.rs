//! `/saya/kewenangan`: what one may do oneself, lending it, and taking back what was lent.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use balai_kernel::{Id, Lingkup, tanggal};
use balai_platform::Refusal;
use balai_shell::komponen::{BarisTabel, Kolom, Penomoran, Sel, Tabel};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use super::bantu::{
    coba, keadaan, lingkup_kata, masa, peran_sel, persen, saringan, tanggal_wajib, tempat, wajib,
};
use crate::acts;
use crate::model::kewenangan::DASAR_MAKS;
use crate::model::kewenangan::dapat_didelegasikan;
use crate::store::kewenangan::BarisKewenangan;

/// Grants on one page of a list.
const ISI_HALAMAN: u32 = 50;

#[derive(Template)]
#[template(path = "saya-kewenangan.html")]
struct IsiMilik {
    h: Halaman,
    tabel: Option<Tabel>,
    lanjut: Option<Penomoran>,
    pinjaman: Option<Tabel>,
    pinjaman_lanjut: Option<Penomoran>,
}

#[derive(Template)]
#[template(path = "delegasi.html")]
struct IsiDelegasi {
    h: Halaman,
    f: Formulir,
    id: String,
    asal: String,
}

#[derive(Template)]
#[template(path = "pinjaman-akhiri.html")]
struct IsiAkhiri {
    h: Halaman,
    f: Formulir,
    id: String,
    nama: String,
    asal: String,
}

/// One's own grants, and what one lent of them.
pub(crate) async fn milik(k: Konteks, Query(kueri): Query<Vec<(String, String)>>) -> Hasil {
    let f = saringan(kueri);
    let aktor = k.wajib_aktor()?.clone();
    let (dari, dari_pinjaman) = (sesudah(f.nilai("sesudah")), sesudah(f.nilai("pinjaman")));
    let (ada, pinjaman) = k
        .jalankan(move |d| -> Result<_, Refusal> {
            let pinjaman = acts::pinjaman_sendiri(d, &aktor, dari_pinjaman, ISI_HALAMAN)?;
            Ok((acts::kewenangan_sendiri(d, &aktor, dari, ISI_HALAMAN)?, pinjaman))
        })
        .await?;
    let (ada, lanjut) = sehalaman(&k, "sesudah", ada);
    let (pinjaman, pinjaman_lanjut) = sehalaman(&k, "pinjaman", pinjaman);
    k.kenali(tempat(ada.iter().chain(&pinjaman).map(|b| &b.kewenangan.lingkup))).await?;
    halaman(&IsiMilik {
        h: Halaman::baru(&k, k.t("akses-milik-judul")).lebar(),
        tabel: (!ada.is_empty()).then(|| tabel_milik(&k, &ada)),
        lanjut,
        pinjaman: (!pinjaman.is_empty()).then(|| tabel_pinjaman(&k, &pinjaman)),
        pinjaman_lanjut,
    })
}

/// The name and id a page of a list begins after, as its address says them.
fn sesudah(teks: &str) -> Option<(String, String)> {
    teks.split_once('|').map(|(id, nama)| (nama.to_owned(), id.to_owned()))
}

/// One page of a list, and the way on where there is more.
fn sehalaman(
    k: &Konteks,
    bidang: &str,
    mut ada: Vec<BarisKewenangan>,
) -> (Vec<BarisKewenangan>, Option<Penomoran>) {
    let lebih = ada.len() > ISI_HALAMAN as usize;
    ada.truncate(ISI_HALAMAN as usize);
    let lanjut = ada.last().filter(|_| lebih).map(|b| Penomoran {
        teks: k.t("akses-per-halaman").n("n", ISI_HALAMAN).to_string(),
        sebelum: None,
        sesudah: Some((
            format!("/saya/kewenangan?{bidang}={}%7C{}", b.id, persen(&b.nama)),
            k.t("akses-lanjut").to_string(),
        )),
        judul: k.t("akses-milik-judul").to_string(),
    });
    (ada, lanjut)
}

fn tabel(k: &Konteks, judul: &str, kolom: [&str; 5], baris: Vec<BarisTabel>) -> Tabel {
    Tabel {
        judul: k.t(judul).to_string(),
        kolom: kolom.map(|kunci| Kolom::teks(k.t(kunci).to_string())).to_vec(),
        baris,
        jumlah: None,
        lembar: true,
    }
}

fn tabel_milik(k: &Konteks, ada: &[BarisKewenangan]) -> Tabel {
    let hari = k.hari_ini();
    let baris = |b: &BarisKewenangan| {
        let (keadaan, kata) = keadaan(k, &b.kewenangan, hari);
        let dapat = b.kewenangan.berlaku(hari) && dapat_didelegasikan(&b.kewenangan);
        let lanjut = Sel::baru(if dapat { k.t("akses-delegasikan").to_string() } else { "–".to_owned() });
        BarisTabel::dari([
            peran_sel(k, b),
            Sel::baru(lingkup_kata(k, &b.kewenangan.lingkup)),
            Sel::baru(masa(k, &b.kewenangan)).tanda(keadaan, kata),
            Sel::baru(&b.kewenangan.dasar),
            if dapat { lanjut.jalur(format!("/saya/kewenangan/{}/delegasi", b.id)) } else { lanjut },
        ])
    };
    let kolom = ["akses-peran", "akses-lingkup", "akses-masa", "akses-dasar", "akses-delegasi"];
    tabel(k, "akses-milik-judul", kolom, ada.iter().map(baris).collect())
}

fn tabel_pinjaman(k: &Konteks, ada: &[BarisKewenangan]) -> Tabel {
    let hari = k.hari_ini();
    let baris = |b: &BarisKewenangan| {
        let (keadaan, kata) = keadaan(k, &b.kewenangan, hari);
        let berjalan = b.kewenangan.sampai.is_none_or(|akhir| hari <= akhir);
        let akhiri =
            Sel::baru(if berjalan { k.t("akses-akhiri-tombol").to_string() } else { "–".to_owned() });
        BarisTabel::dari([
            Sel::baru(&b.nama).ket(&b.nama_akun),
            Sel::baru(k.nama_peran(b.kewenangan.peran)).ket(lingkup_kata(k, &b.kewenangan.lingkup)),
            Sel::baru(masa(k, &b.kewenangan)).tanda(keadaan, kata),
            Sel::baru(&b.kewenangan.dasar),
            if berjalan { akhiri.jalur(format!("/saya/kewenangan/{}/akhiri", b.id)) } else { akhiri },
        ])
    };
    let kolom = ["akses-penerima", "akses-peran", "akses-masa", "akses-dasar", "akses-akhiri-judul"];
    tabel(k, "akses-pinjaman-judul", kolom, ada.iter().map(baris).collect())
}

/// The empty form of a delegation.
pub(crate) async fn lihat(k: Konteks, Path(id): Path<String>) -> Hasil {
    let f = Formulir::kosong().isi("sejak", tanggal::pendek(k.hari_ini()));
    tampil(&k, &id, f, StatusCode::OK).await
}

async fn tampil(k: &Konteks, id: &str, f: Formulir, status: StatusCode) -> Hasil {
    let kunci: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let asal = k.jalankan(move |daerah| acts::kewenangan_terkait(daerah, &aktor, &kunci)).await?;
    let w = &asal.kewenangan;
    let f = if f.nilai("lingkup").is_empty() { f.isi("lingkup", &w.lingkup) } else { f };
    let kata = sebut(k, &asal).await?;
    let h = Halaman::baru(k, k.t("akses-delegasi-judul")).sempit();
    let h = h.remah(k.t("akses-milik-judul"), "/saya/kewenangan");
    halaman_status(status, &IsiDelegasi { h, f, id: id.to_owned(), asal: kata })
}

/// Lends it.
pub(crate) async fn kirim(k: Konteks, Path(id): Path<String>, mut f: Formulir) -> Hasil {
    let induk: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    wajib(&mut f, "akun", &k);
    let dasar = f.baca_teks("dasar", DASAR_MAKS, &k);
    let lingkup: Option<Lingkup> = f.baca_bila_ada("lingkup", &k);
    let (sejak, sampai) = (tanggal_wajib(&mut f, "sejak", &k), tanggal_wajib(&mut f, "sampai", &k));
    let jadi = match sejak.zip(sampai).zip(dasar).filter(|_| f.benar()) {
        Some(((sejak, sampai), dasar)) => {
            let nama = f.nilai("akun").trim().to_owned();
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

/// A grant in one line: role, jurisdiction, days.
async fn sebut(k: &Konteks, b: &BarisKewenangan) -> Result<String, GalatWeb> {
    let w = &b.kewenangan;
    k.kenali(tempat([&w.lingkup])).await?;
    Ok(format!("{}, {}, {}", k.nama_peran(w.peran), lingkup_kata(k, &w.lingkup), masa(k, w)))
}

/// The form that takes a loan back.
pub(crate) async fn lihat_akhir(k: Konteks, Path(id): Path<String>) -> Hasil {
    let f = Formulir::kosong().isi("sampai", tanggal::pendek(k.hari_ini()));
    tampil_akhir(&k, &id, f, StatusCode::OK).await
}

async fn tampil_akhir(k: &Konteks, id: &str, f: Formulir, status: StatusCode) -> Hasil {
    let kunci: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let b = k.jalankan(move |daerah| acts::kewenangan_terkait(daerah, &aktor, &kunci)).await?;
    if b.induk.is_none() {
        return Err(GalatWeb::tak_ditemukan());
    }
    let h = Halaman::baru(k, k.t("akses-pinjaman-akhiri")).sempit();
    let h = h.remah(k.t("akses-milik-judul"), "/saya/kewenangan");
    let asal = sebut(k, &b).await?;
    halaman_status(status, &IsiAkhiri { h, f, id: id.to_owned(), nama: b.nama, asal })
}

/// Takes it back.
pub(crate) async fn akhiri(k: Konteks, Path(id): Path<String>, mut f: Formulir) -> Hasil {
    let kunci: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let dasar = f.baca_teks("dasar", DASAR_MAKS, &k);
    let selesai = match tanggal_wajib(&mut f, "sampai", &k).zip(dasar).filter(|_| f.benar()) {
        Some((sampai, dasar)) => {
            coba(&k, &mut f, "sampai", move |daerah, aktor| {
                acts::akhiri_kewenangan(daerah, aktor, &kunci, sampai, &dasar)
            })
            .await?
        }
        None => None,
    };
    match selesai {
        Some(()) => Ok(alihkan_kabar(&k, "/saya/kewenangan", "akses-akhiri-selesai", &[])),
        None => tampil_akhir(&k, &id, f, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}
