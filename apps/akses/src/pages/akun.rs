//! `/akun`: the accounts of the region and what an administrator does with one; `/tautan`: one-time links.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use balai_kernel::Nip;
use balai_platform::{Refusal, lingkup_untuk};
use balai_shell::komponen::{BarisRincian, BarisTabel, Keadaan, Kolom, Penomoran, Rincian, Sel, Tabel};
use balai_shell::linimasa::{self, Riwayat};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use super::bantu::{alamat_tautan, lingkup_kata, masa, peran_sel, persen, saringan, tempat};
use super::saya::{dua_kali, saat};
use crate::acts::{self, AKUN_BUAT, AKUN_STATUS, NasibTautan};
use crate::store::akun::BarisAkun;
use crate::store::{kewenangan::BarisKewenangan, kewenangan::Saringan};

/// Accounts on one page.
const ISI_HALAMAN: u32 = 50;
/// Grants on the page of one account; all are on the page of grants.
const ISI_KEWENANGAN: u32 = 20;
/// Longest text looked for, in characters.
const CARI_MAKS: usize = 80;

#[derive(Template)]
#[template(path = "akun.html")]
struct IsiDaftar {
    h: Halaman,
    f: Formulir,
    tabel: Option<Tabel>,
    lanjut: Option<Penomoran>,
    boleh: bool,
    kurang_admin: bool,
}

#[derive(Template)]
#[template(path = "akun-satu.html")]
struct IsiSatu {
    h: Halaman,
    nama_akun: String,
    jalur_beri: String,
    jalur_jurnal: String,
    riwayat: Option<Riwayat>,
    aktif: bool,
    kini: (Keadaan, String),
    rincian: Rincian,
    tabel: Option<Tabel>,
    semua: Option<String>,
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
    habis: (String, String),
    ket_sandi: String,
}

/// Whether the account is open, waits for its owner's first visit, or is closed.
/// A staff number with its middle hidden: nobody needs it here to know whose account it is. Other names stay.
fn samar(nama: &str) -> String {
    nama.parse::<Nip>().map_or_else(|_| nama.to_owned(), |nip| nip.tersamar())
}

fn keadaan(k: &Konteks, a: &BarisAkun) -> (Keadaan, String) {
    match (a.aktif, a.masuk, a.tautan) {
        (false, ..) => (Keadaan::Biasa, k.t("akses-ditutup").to_string()),
        (true, None, Some(sampai)) if k.sekarang() < sampai => {
            (Keadaan::Kunyit, k.t("akses-diundang").a("sampai", saat(k, sampai)).to_string())
        }
        (true, None, Some(_)) => (Keadaan::Jingga, k.t("akses-undangan-lewat").to_string()),
        (true, None, None) => (Keadaan::Biasa, k.t("akses-belum-masuk").to_string()),
        (true, Some(_), _) => (Keadaan::Pandan, k.t("akses-aktif").to_string()),
    }
}

/// Accounts by name, found by name, account name or staff number.
pub(crate) async fn daftar(k: Konteks, Query(kueri): Query<Vec<(String, String)>>) -> Hasil {
    let f = saringan(kueri);
    let cari: String = f.nilai("cari").trim().chars().take(CARI_MAKS).collect();
    let (sesudah, kunci) = (f.nilai("sesudah").to_owned(), cari.clone());
    let aktor = k.wajib_aktor()?.clone();
    let (mut akun, admin) = k
        .jalankan(move |d| -> Result<_, Refusal> {
            Ok((acts::daftar_akun(d, &aktor, (&kunci, &sesudah), ISI_HALAMAN)?, acts::banyak_admin(d)?))
        })
        .await?;
    let lebih = akun.len() > ISI_HALAMAN as usize;
    akun.truncate(ISI_HALAMAN as usize);
    let lanjut = akun.last().filter(|_| lebih).map(|a| Penomoran {
        teks: k.t("akses-per-halaman").n("n", ISI_HALAMAN).to_string(),
        sebelum: None,
        sesudah: Some((
            format!("/akun?cari={}&sesudah={}", persen(&cari), persen(&a.nama_akun)),
            k.t("akses-lanjut").to_string(),
        )),
        judul: k.t("akses-akun-judul").to_string(),
    });
    let baris = |a: &BarisAkun| {
        let (tanda, kata) = keadaan(&k, a);
        let faktor = if a.faktor { "akses-ya" } else { "akses-belum" };
        BarisTabel::dari([
            Sel::baru(&a.nama).ket(samar(&a.nama_akun)).jalur(format!("/akun/{}", a.nama_akun)),
            Sel::baru(a.nip.as_deref().map_or_else(|| "–".to_owned(), samar)),
            Sel::baru(k.t(faktor).to_string()),
            Sel::baru(a.masuk.map_or_else(|| "–".to_owned(), |w| saat(&k, w))),
            Sel::baru("").tanda(tanda, kata),
        ])
    };
    let kunci = ["akses-nama", "akses-nip", "akses-faktor", "akses-terakhir", "akses-keadaan"];
    let tabel = Tabel {
        judul: k.t("akses-akun-judul").to_string(),
        kolom: kunci.map(|kunci| Kolom::teks(k.t(kunci).to_string())).to_vec(),
        baris: akun.iter().map(baris).collect(),
        jumlah: None,
        lembar: true,
    };
    let boleh = lingkup_untuk(k.wajib_aktor()?, &AKUN_BUAT, k.hari_ini()).is_ok();
    halaman(&IsiDaftar {
        h: Halaman::baru(&k, k.t("akses-akun-judul")).lebar(),
        f,
        tabel: (!akun.is_empty()).then_some(tabel),
        lanjut,
        boleh,
        // said to whoever can do something about it
        kurang_admin: boleh && admin < 2,
    })
}

/// One account with its grants.
pub(crate) async fn satu(k: Konteks, Path(nama): Path<String>) -> Hasil {
    tampil(&k, &nama, None).await
}

/// One account; with the link that was just made for it.
pub(crate) async fn tampil(k: &Konteks, nama: &str, tautan: Option<String>) -> Hasil {
    let (aktor, kunci) = (k.wajib_aktor()?.clone(), nama.to_owned());
    let (akun, sesi, mut ada) = k
        .jalankan(move |d| -> Result<_, Refusal> {
            let (akun, sesi) = acts::satu_akun(d, &aktor, &kunci)?;
            let s = Saringan { akun: Some(akun.id.clone()), ..Saringan::semua() };
            let ada: Vec<BarisKewenangan> = acts::daftar_kewenangan(d, &aktor, &s, ISI_KEWENANGAN)?;
            Ok((akun, sesi, ada))
        })
        .await?;
    let penuh = usize::try_from(ISI_KEWENANGAN).unwrap_or(usize::MAX);
    let semua = (ada.len() > penuh).then(|| format!("/kewenangan?akun={}&semua=ya", persen(&akun.nama_akun)));
    ada.truncate(penuh);
    k.kenali(tempat(ada.iter().map(|b| &b.kewenangan.lingkup))).await?;
    let satu = |kunci: &str, jawab: String| BarisRincian { tanya: k.t(kunci).to_string(), jawab, ubah: None };
    let faktor = if akun.faktor { "akses-faktor-terpasang" } else { "akses-faktor-belum" };
    let terakhir = akun.masuk.map_or_else(|| k.t("akses-belum-pernah").to_string(), |w| saat(k, w));
    let rincian = vec![
        satu("akses-akun", samar(&akun.nama_akun)),
        satu("akses-nip", akun.nip.as_deref().map_or_else(|| "–".to_owned(), samar)),
        satu("akses-faktor", k.t(faktor).to_string()),
        satu("akses-terakhir", terakhir),
        satu("akses-sesi-berjalan", sesi.to_string()),
    ];
    let riwayat = linimasa::riwayat(k, &format!("akses.akun/{}", akun.id)).await?;
    halaman(&IsiSatu {
        riwayat,
        h: Halaman::baru(k, &akun.nama).di("/akun").remah(k.t("akses-akun-judul"), "/akun"),
        kini: keadaan(k, &akun),
        rincian: Rincian { baris: rincian },
        tabel: (!ada.is_empty()).then(|| tabel_kewenangan(k, &ada)),
        semua,
        jalur_beri: format!("/kewenangan/baru?akun={}", akun.nama_akun),
        jalur_jurnal: format!("/jurnal/aktor/{}", akun.id),
        nama_akun: akun.nama_akun,
        aktif: akun.aktif,
        boleh: lingkup_untuk(k.wajib_aktor()?, &AKUN_STATUS, k.hari_ini()).is_ok(),
        tautan,
    })
}

/// What the account holds, by role.
fn tabel_kewenangan(k: &Konteks, ada: &[BarisKewenangan]) -> Tabel {
    let hari = k.hari_ini();
    let baris = |b: &BarisKewenangan| {
        let (tanda, kata) = super::bantu::keadaan(k, &b.kewenangan, hari);
        BarisTabel::dari([
            peran_sel(k, b).jalur(format!("/kewenangan/{}", b.id)),
            Sel::baru(lingkup_kata(k, &b.kewenangan.lingkup)),
            Sel::baru(masa(k, &b.kewenangan)).tanda(tanda, kata),
            Sel::baru(&b.kewenangan.dasar),
        ])
    };
    Tabel {
        judul: k.t("akses-menu-kewenangan").to_string(),
        kolom: ["akses-peran", "akses-lingkup", "akses-masa", "akses-dasar"]
            .map(|kunci| Kolom::teks(k.t(kunci).to_string()))
            .to_vec(),
        baris: ada.iter().map(baris).collect(),
        jumlah: None,
        lembar: true,
    }
}

/// A one-time link, shown this once for the administrator to hand over.
pub(crate) async fn tautan_sandi(k: Konteks, Path(nama): Path<String>, kepala: HeaderMap) -> Hasil {
    let (aktor, kunci) = (k.wajib_aktor()?.clone(), nama.clone());
    let token = k.jalankan(move |d| acts::buat_tautan(d, &aktor, &kunci)).await?;
    tampil(&k, &nama, Some(alamat_tautan(&k, &kepala, &token))).await
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
    let aktif = match f.nilai("aktif") {
        "ya" => true,
        "tidak" => false,
        _ => return Err(GalatWeb::tak_terbaca("formulir")),
    };
    let (aktor, kunci) = (k.wajib_aktor()?.clone(), nama.clone());
    k.jalankan(move |d| acts::atur_aktif(d, &aktor, &kunci, aktif)).await?;
    Ok(alihkan_kabar(&k, &format!("/akun/{nama}"), "akses-status-selesai", &[]))
}

/// The form behind a link.
pub(crate) async fn buka_tautan(k: Konteks, Path(token): Path<String>) -> Hasil {
    tampil_tautan(&k, token, Formulir::kosong(), StatusCode::OK).await
}

async fn tampil_tautan(k: &Konteks, token: String, f: Formulir, status: StatusCode) -> Hasil {
    let kunci = token.clone();
    let (nasib, aturan) = k
        .jalankan(move |d| -> Result<_, Refusal> { Ok((acts::nasib_tautan(d, &kunci)?, acts::aturan(d)?)) })
        .await?;
    let dua = |judul: &str, ket: String| (k.t(judul).to_string(), ket);
    let (nama_akun, habis) = match nasib {
        NasibTautan::Berlaku(nama) => (Some(nama), (String::new(), String::new())),
        NasibTautan::Dipakai(pada) => {
            let ket = k.t("akses-tautan-dipakai-ket").a("saat", saat(k, pada)).to_string();
            (None, dua("akses-tautan-dipakai", ket))
        }
        NasibTautan::Lewat(sejak) => {
            let ket = k.t("akses-tautan-lewat-ket").a("saat", saat(k, sejak)).to_string();
            (None, dua("akses-tautan-lewat", ket))
        }
        NasibTautan::TakDikenal => {
            (None, dua("akses-tautan-asing", k.t("akses-tautan-asing-ket").to_string()))
        }
    };
    let h = Halaman::baru(k, k.t("akses-tautan-judul"));
    let ket_sandi = k.t("akses-sandi-ket").n("n", aturan.panjang_sandi).to_string();
    halaman_status(status, &IsiTautan { h, f, token, nama_akun, habis, ket_sandi })
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
