//! `/saya`: one's own account: sessions, password, second factor, tokens.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use balai_kernel::{Id, Lingkup, Tanggal, Waktu, tanggal};
use balai_platform::Akt;
use balai_shell::komponen::{BarisRincian, Penomoran, Rincian};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan_kabar, halaman, halaman_status};

use serde::Deserialize;

use super::bantu::{akt_dari, coba, lingkup_kata, semua_akt, tanggal_wajib, tempat, wajib};
use crate::acts;
use crate::model::token::AWALAN_MESIN;
use crate::model::totp;

/// Rows on one page of one's sessions and tokens.
const ISI_HALAMAN: u32 = 20;

#[derive(Template)]
#[template(path = "saya.html")]
struct IsiSaya {
    h: Halaman,
    rincian: Rincian,
    sesi: Vec<BarisSesi>,
    lanjut: Option<Penomoran>,
}

/// Which page of a list that only its owner sees.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(crate) struct Halamanan {
    #[serde(default)]
    halaman: u32,
}

impl Halamanan {
    /// From 1; so far that nobody gets there by leafing.
    fn nomor(self) -> u32 {
        self.halaman.clamp(1, 1_000)
    }

    /// How many rows to read after how many: one more than is shown tells whether there is a next page.
    fn sisi(self) -> (u32, u32) {
        (ISI_HALAMAN + 1, (self.nomor() - 1) * ISI_HALAMAN)
    }

    fn potong<T>(self, k: &Konteks, mut isi: Vec<T>, judul: &str) -> (Vec<T>, Option<Penomoran>) {
        let penuh = usize::try_from(ISI_HALAMAN).unwrap_or(usize::MAX);
        let lebih = isi.len() > penuh;
        isi.truncate(penuh);
        let ke = |n: u32, kata: &str| (format!("{}?halaman={n}", k.jalur()), k.t(kata).to_string());
        let nomor = self.nomor();
        let lanjut = (lebih || nomor > 1).then(|| Penomoran {
            teks: k.t("akses-halaman").n("n", nomor).to_string(),
            sebelum: (nomor > 1).then(|| ke(nomor - 1, "akses-mundur")),
            sesudah: lebih.then(|| ke(nomor + 1, "akses-lanjut")),
            judul: k.t(judul).to_string(),
        });
        (isi, lanjut)
    }
}

struct BarisSesi {
    sidik: String,
    perangkat: String,
    kata: String,
    kini: bool,
}

#[derive(Template)]
#[template(path = "saya-sandi.html")]
struct IsiSandi {
    h: Halaman,
    f: Formulir,
    ket_sandi: String,
}

#[derive(Template)]
#[template(path = "saya-faktor.html")]
struct IsiFaktor {
    h: Halaman,
    f: Formulir,
    wajib: bool,
    terpasang: bool,
    rahasia: Option<String>,
    sisa: i64,
    pemulihan: Vec<String>,
}

#[derive(Template)]
#[template(path = "saya-token.html")]
struct IsiToken {
    h: Halaman,
    f: Formulir,
    akt: Vec<(String, String)>,
    token: Vec<BarisToken>,
    lanjut: Option<Penomoran>,
    baru: Option<String>,
}

struct BarisToken {
    id: String,
    nama: String,
    kata: String,
    jalan: bool,
}

/// A moment in words.
pub(crate) fn saat(k: &Konteks, w: Waktu) -> String {
    let setempat = w.di(k.tampilan().zona);
    format!("{} {:02}.{:02}", tanggal::pendek(setempat.date()), setempat.hour(), setempat.minute())
}

/// The last day that ends at or before this instant.
fn hari_akhir(k: &Konteks, w: Waktu) -> Tanggal {
    let sebelum = Waktu::dari_milidetik(w.milidetik().saturating_sub(1)).unwrap_or(w);
    sebelum.tanggal(k.tampilan().zona)
}

/// The account and where it is signed in.
pub(crate) async fn lihat(k: Konteks, Query(q): Query<Halamanan>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (siapa, sisi) = (aktor.clone(), q.sisi());
    let (sesi, faktor, jalan) = k
        .jalankan(move |d| -> Result<_, balai_platform::Refusal> {
            let jalan = acts::token_jalan(d, &siapa)?;
            Ok((acts::sesi_sendiri(d, &siapa, sisi)?, acts::keadaan_faktor(d, &siapa)?, jalan))
        })
        .await?;
    let (sesi, lanjut) = q.potong(&k, sesi, "akses-sesi-judul");
    let ubah = |jalur: &str, kunci: &str| Some((jalur.to_owned(), k.t(kunci).to_string()));
    let satu = |kunci: &str, jawab: String, ubah| BarisRincian { tanya: k.t(kunci).to_string(), jawab, ubah };
    let kunci = if faktor.terpasang { "akses-faktor-terpasang" } else { "akses-faktor-belum" };
    let baris = vec![
        satu("akses-nama", aktor.nama.clone(), None),
        satu("akses-nip", aktor.nip.as_ref().map_or("–".to_owned(), |n| n.berspasi()), None),
        satu("akses-peran", k.peran_tertulis(), ubah("/saya/kewenangan", "akses-lihat")),
        satu("akses-masuk-sandi", "••••••••••••".to_owned(), ubah("/saya/sandi", "akses-ganti")),
        satu("akses-faktor", k.t(kunci).to_string(), ubah("/saya/faktor", "akses-atur")),
        satu(
            "akses-token",
            k.t("akses-token-jalan").n("n", jalan).to_string(),
            ubah("/saya/token", "akses-atur"),
        ),
    ];
    let sesi = sesi.into_iter().map(|s| BarisSesi {
        kini: acts::sesi_ini(&s.sidik, k.sesi()),
        perangkat: s
            .perangkat
            .filter(|p| !p.is_empty())
            .unwrap_or_else(|| k.t("akses-perangkat-asing").to_string()),
        kata: k
            .t("akses-sesi-baris")
            .a("sejak", saat(&k, s.dibuat))
            .a("terlihat", saat(&k, s.terlihat.unwrap_or(s.dibuat)))
            .a("alamat", s.alamat.as_deref().unwrap_or("–"))
            .to_string(),
        sidik: s.sidik,
    });
    let h = Halaman::baru(&k, k.t("akses-saya-judul")).sempit();
    halaman(&IsiSaya { h, rincian: Rincian { baris }, sesi: sesi.collect(), lanjut })
}

/// Ends one session, or all others.
pub(crate) async fn cabut_sesi(k: Konteks, f: Formulir) -> Hasil {
    let (aktor, kini) = (k.wajib_aktor()?.clone(), k.sesi().map(str::to_owned));
    let satu = Some(f.nilai("sesi").to_owned()).filter(|s| !s.is_empty());
    k.jalankan(move |d| acts::cabut_sesi(d, &aktor, satu.as_deref(), kini.as_deref())).await?;
    Ok(alihkan_kabar(&k, "/saya", "akses-sesi-diakhiri", &[]))
}

fn kepala(k: &Konteks, kunci: &str) -> Halaman {
    Halaman::baru(k, k.t(kunci)).sempit().remah(k.t("akses-saya-judul"), "/saya")
}

/// The form of a new password.
pub(crate) async fn sandi(k: Konteks) -> Hasil {
    halaman(&isi_sandi(&k, Formulir::kosong()).await?)
}

async fn isi_sandi(k: &Konteks, f: Formulir) -> Result<IsiSandi, GalatWeb> {
    let aturan = k.jalankan(acts::aturan).await?;
    let ket_sandi = k.t("akses-sandi-ket").n("n", aturan.panjang_sandi).to_string();
    Ok(IsiSandi { h: kepala(k, "akses-sandi-judul"), f, ket_sandi })
}

/// Notes a fault when the two new passwords differ.
pub(crate) fn dua_kali(k: &Konteks, f: &mut Formulir) {
    for bidang in ["baru", "lagi"] {
        wajib(f, bidang, k);
    }
    if f.benar() && f.nilai("baru") != f.nilai("lagi") {
        f.salah_kode("lagi", &balai_kernel::Galat::baru("AKS-028"), k);
    }
}

/// Changes it.
pub(crate) async fn ganti_sandi(k: Konteks, mut f: Formulir) -> Hasil {
    wajib(&mut f, "lama", &k);
    dua_kali(&k, &mut f);
    if f.benar() {
        let (lama, baru) = (f.nilai("lama").to_owned(), f.nilai("baru").to_owned());
        let kini = k.sesi().map(str::to_owned);
        let selesai = coba(&k, &mut f, "baru", move |d, aktor| {
            acts::ganti_sandi(d, aktor, (&lama, &baru), kini.as_deref())
        });
        if selesai.await?.is_some() {
            return Ok(alihkan_kabar(&k, "/saya", "akses-sandi-selesai", &[]));
        }
    }
    halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &isi_sandi(&k, f).await?)
}

/// How the second factor stands, and the next step with it.
pub(crate) async fn faktor(k: Konteks) -> Hasil {
    tampil_faktor(&k, Formulir::kosong(), Vec::new(), StatusCode::OK).await
}

async fn tampil_faktor(k: &Konteks, f: Formulir, pemulihan: Vec<String>, status: StatusCode) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let keadaan = k.jalankan(move |d| acts::keadaan_faktor(d, &aktor)).await?;
    let rahasia = keadaan.tertunda.map(|r| {
        let teks = totp::base32(&r);
        teks.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    });
    let isi = IsiFaktor {
        h: kepala(k, "akses-faktor"),
        f,
        wajib: acts::perlu_faktor_dahulu(k.wajib_aktor()?),
        terpasang: keadaan.terpasang,
        rahasia,
        sisa: keadaan.sisa_pemulihan,
        pemulihan,
    };
    halaman_status(status, &isi)
}

/// The square code of the secret that waits, as a picture of our own.
pub(crate) async fn qr(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let siapa = aktor.nama.clone();
    let keadaan = k.jalankan(move |d| acts::keadaan_faktor(d, &aktor)).await?;
    let rahasia = keadaan.tertunda.ok_or_else(GalatWeb::tak_ditemukan)?;
    let teks = totp::otpauth(&k.tampilan().nama, &siapa, &rahasia);
    let svg = totp::svg(&teks).ok_or_else(GalatWeb::tak_ditemukan)?;
    let jenis = (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
    Ok((HeaderMap::from_iter([jenis]), svg).into_response())
}

/// A new secret.
pub(crate) async fn mulai_faktor(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    k.jalankan(move |d| acts::mulai_faktor(d, &aktor)).await?;
    Ok(alihkan_kabar(&k, "/saya/faktor", "akses-faktor-mulai-kabar", &[]))
}

/// Its first code; the recovery codes are shown this once.
pub(crate) async fn pastikan_faktor(k: Konteks, mut f: Formulir) -> Hasil {
    wajib(&mut f, "kode", &k);
    if f.benar() {
        let kode = f.nilai("kode").to_owned();
        let pemulihan =
            coba(&k, &mut f, "kode", move |d, aktor| acts::pastikan_faktor(d, aktor, &kode)).await?;
        if let Some(pemulihan) = pemulihan {
            return tampil_faktor(&k, Formulir::kosong(), pemulihan, StatusCode::OK).await;
        }
    }
    tampil_faktor(&k, f, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Takes it away.
pub(crate) async fn lepas_faktor(k: Konteks, mut f: Formulir) -> Hasil {
    wajib(&mut f, "sandi", &k);
    if f.benar() {
        let sandi = f.nilai("sandi").to_owned();
        let selesai = coba(&k, &mut f, "sandi", move |d, aktor| acts::lepas_faktor(d, aktor, &sandi)).await?;
        if selesai.is_some() {
            return Ok(alihkan_kabar(&k, "/saya", "akses-faktor-dilepas", &[]));
        }
    }
    tampil_faktor(&k, f, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// One's tokens and the form of a new one.
pub(crate) async fn token(k: Konteks, Query(q): Query<Halamanan>) -> Hasil {
    tampil_token(&k, Formulir::kosong().isi("lingkup", "semua"), (q, None), StatusCode::OK).await
}

async fn tampil_token(
    k: &Konteks,
    f: Formulir,
    (q, baru): (Halamanan, Option<String>),
    status: StatusCode,
) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let siapa = aktor.clone();
    let ada = k.jalankan(move |d| acts::token_sendiri(d, &siapa, q.sisi())).await?;
    let (ada, lanjut) = q.potong(k, ada, "akses-token");
    k.kenali(tempat(ada.iter().map(|t| &t.lingkup))).await?;
    let hari = k.hari_ini();
    let boleh =
        |a: &Akt| !a.id.starts_with("akses.") && balai_platform::lingkup_untuk(&aktor, a, hari).is_ok();
    let akt = semua_akt(k).into_iter().filter(boleh);
    let token = ada.into_iter().map(|t| BarisToken {
        jalan: t.dicabut.is_none() && k.sekarang() < t.kedaluwarsa,
        kata: k
            .t("akses-token-baris")
            .a("akt", t.akt.join(", "))
            .a("lingkup", lingkup_kata(k, &t.lingkup))
            // the instant is the midnight after its last day
            .a("sampai", tanggal::pendek(hari_akhir(k, t.kedaluwarsa)))
            .a("terakhir", t.terakhir.map_or("–".to_owned(), |w| saat(k, w)))
            .to_string(),
        id: t.id.to_string(),
        nama: t.nama,
    });
    let isi = IsiToken {
        h: kepala(k, "akses-token"),
        f,
        akt: akt.map(|a| (a.id.to_owned(), a.label(k.bahasa()).to_owned())).collect(),
        token: token.collect(),
        lanjut,
        baru,
    };
    halaman_status(status, &isi)
}

/// Makes one; its secret is shown this once.
pub(crate) async fn buat_token(k: Konteks, mut f: Formulir) -> Hasil {
    let nama = f.baca_teks("nama", acts::NAMA_TOKEN_MAKS, &k);
    let lingkup: Option<Lingkup> = f.baca("lingkup", &k);
    let sampai = tanggal_wajib(&mut f, "sampai", &k);
    let akt: Vec<Akt> = f.semua("akt").filter_map(|id| akt_dari(&k, id)).collect();
    if let Some(((lingkup, sampai), nama)) = lingkup.zip(sampai).zip(nama).filter(|_| f.benar()) {
        let jadi = coba(&k, &mut f, "nama", move |d, aktor| {
            acts::buat_token(d, aktor, (&nama, &akt, &lingkup, sampai))
        });
        if let Some(token) = jadi.await? {
            let rahasia = format!("{AWALAN_MESIN}{}", token.rahasia());
            return tampil_token(
                &k,
                Formulir::kosong(),
                (Halamanan::default(), Some(rahasia)),
                StatusCode::OK,
            )
            .await;
        }
    }
    tampil_token(&k, f, (Halamanan::default(), None), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Revokes one.
pub(crate) async fn cabut_token(k: Konteks, Path(id): Path<String>) -> Hasil {
    let id: Id = id.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    k.jalankan(move |d| acts::cabut_token(d, &aktor, &id)).await?;
    Ok(alihkan_kabar(&k, "/saya/token", "akses-token-dicabut", &[]))
}
