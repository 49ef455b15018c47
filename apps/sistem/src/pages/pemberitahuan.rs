//! `/pemberitahuan`: what one was told, and how one wants to be told.

use std::fmt;
use std::str::FromStr;

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use balai_kernel::{Bahasa, Galat, Id, tanggal};
use balai_platform::pemberitahuan::{self, Cara, Pilihan, Terima};
use balai_platform::{Refusal, Region};
use balai_shell::{
    Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan, alihkan_kabar, halaman, halaman_status,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// Messages on one page.
const ISI_HALAMAN: u32 = 30;
/// Longest place in the list, in characters.
const TEMPAT_MAKS: usize = 80;
/// Where the inbox lies.
pub(crate) const JALUR: &str = "/pemberitahuan";

/// Which page, as the address says it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    #[serde(default)]
    sebelum: String,
}

impl Kueri {
    fn sebelum(&self) -> Option<String> {
        (!self.sebelum.is_empty()).then(|| self.sebelum.chars().take(TEMPAT_MAKS).collect())
    }
}

/// A message as the page shows it.
struct Butir {
    id: String,
    teks: String,
    jalur: String,
    jam: String,
    mesin: String,
    baru: bool,
}

/// The messages of one day.
struct Hari {
    judul: String,
    isi: Vec<Butir>,
}

#[derive(Template)]
#[template(path = "pemberitahuan.html")]
struct IsiPemberitahuan {
    h: Halaman,
    hari: Vec<Hari>,
    belum: i64,
    kedua: bool,
    lanjut: Option<String>,
}

#[derive(Template)]
#[template(path = "pemberitahuan-pilihan.html")]
struct IsiPilihan {
    h: Halaman,
    f: Formulir,
    bahasa: Vec<(&'static str, String)>,
    cara: Vec<(&'static str, String, String)>,
}

/// A page of somebody's messages, whether there is another, and how many are unread.
fn baca(daerah: &Region, akun: &Id, q: &Kueri) -> Result<(Vec<Terima>, bool, i64), Refusal> {
    let sebelum = q.sebelum();
    daerah.read(|tx| {
        let mut isi = pemberitahuan::daftar(tx, akun, sebelum.as_deref(), ISI_HALAMAN + 1)?;
        let penuh = u32::try_from(isi.len()).is_ok_and(|n| n > ISI_HALAMAN);
        if penuh {
            isi.pop();
        }
        Ok((isi, penuh, pemberitahuan::belum_dibaca(tx, akun)?))
    })
}

/// How many somebody has not read; for the frame, which shows pages even when this cannot be counted.
pub(crate) fn menunggu(daerah: &Region, akun: &Id) -> u32 {
    let belum = daerah.read(|tx| pemberitahuan::belum_dibaca(tx, akun).map_err(Refusal::from));
    belum.ok().and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
}

/// `GET /pemberitahuan`.
pub(crate) async fn lihat(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let akun = k.wajib_aktor()?.akun.clone();
    let kedua = !q.sebelum.is_empty();
    let (isi, penuh, belum) = k.jalankan(move |daerah| baca(daerah, &akun, &q)).await?;
    let lanjut = isi.last().filter(|_| penuh).map(|b| format!("{JALUR}?sebelum={}", b.id));
    let (zona, hari_ini) = (k.tampilan().zona, k.hari_ini());
    let mut hari: Vec<Hari> = Vec::new();
    for t in isi {
        let di = t.dibuat.di(zona);
        let judul = if di.date() == hari_ini {
            k.t("pemberitahuan-hari-ini").to_string()
        } else {
            let nama = tanggal::hari(di.date(), k.bahasa());
            format!("{nama}, {}", tanggal::panjang(di.date(), k.bahasa()))
        };
        let butir = Butir {
            teks: k.bahasa().pilih(&t.teks_id, &t.teks_en).to_owned(),
            jalur: t.jalur,
            jam: format!("{:02}.{:02}", di.hour(), di.minute()),
            mesin: t.dibuat.to_string(),
            baru: t.dibaca.is_none(),
            id: t.id,
        };
        match hari.last_mut().filter(|h| h.judul == judul) {
            Some(h) => h.isi.push(butir),
            None => hari.push(Hari { judul, isi: vec![butir] }),
        }
    }
    let h = Halaman::baru(&k, k.t("pemberitahuan-judul"));
    halaman(&IsiPemberitahuan { h, hari, belum, kedua, lanjut })
}

/// Marks one, or all there are by now; gives where that one leads.
async fn tandai(k: &Konteks, id: Option<String>) -> Result<Option<String>, GalatWeb> {
    let (akun, kini) = (k.wajib_aktor()?.akun.clone(), k.sekarang());
    k.jalankan(move |daerah| -> Result<_, Refusal> {
        let jalur = match &id {
            Some(id) => {
                let satu = daerah.read(|tx| pemberitahuan::satu(tx, &akun, id).map_err(Refusal::from))?;
                Some(satu.ok_or(Refusal::NotFound)?.jalur)
            }
            None => None,
        };
        daerah.upkeep(move |tx| -> Result<(), Refusal> {
            pemberitahuan::tandai_dibaca(tx, &akun, id.as_deref(), kini)?;
            Ok(())
        })?;
        Ok(jalur)
    })
    .await
}

/// `POST /pemberitahuan/{id}`: reads one and goes where it leads.
pub(crate) async fn buka(k: Konteks, Path(id): Path<String>) -> Hasil {
    let jalur = tandai(&k, Some(id)).await?;
    Ok(alihkan(jalur.as_deref().unwrap_or(JALUR)))
}

/// `POST /pemberitahuan`: reads all.
pub(crate) async fn semua(k: Konteks) -> Hasil {
    tandai(&k, None).await?;
    Ok(alihkan_kabar(&k, JALUR, "pemberitahuan-terbaca", &[]))
}

/// A time of day as people write it: `21.00`, `6:30`, `7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct JamHari(u16);

impl FromStr for JamHari {
    type Err = Galat;

    fn from_str(s: &str) -> Result<Self, Galat> {
        let galat = || Galat::baru("PLT-084").dengan("nilai", s);
        let (jam, menit) = s.trim().split_once(['.', ':']).unwrap_or((s.trim(), "0"));
        let bilangan = |t: &str, batas: u16| {
            let angka = (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
            t.parse::<u16>().ok().filter(|n| angka && *n < batas).ok_or_else(galat)
        };
        Ok(JamHari(bilangan(jam, 24)? * 60 + bilangan(menit, 60)?))
    }
}

impl fmt::Display for JamHari {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}.{:02}", self.0 / 60, self.0 % 60)
    }
}

fn isi_pilihan(k: &Konteks, f: Formulir) -> IsiPilihan {
    let kata = |kunci: &str| k.t(kunci).to_string();
    let cara = Cara::SEMUA.map(|c| {
        let kunci = format!("pemberitahuan-cara-{}", c.kode());
        (c.kode(), kata(&kunci), kata(&format!("{kunci}-ket")))
    });
    let h = Halaman::baru(k, k.t("pemberitahuan-pilihan")).sempit().remah(k.t("pemberitahuan-judul"), JALUR);
    let bahasa = vec![("id", kata("pemberitahuan-bahasa-id")), ("en", kata("pemberitahuan-bahasa-en"))];
    IsiPilihan { h, f, bahasa, cara: cara.to_vec() }
}

/// `GET /pemberitahuan/pilihan`.
pub(crate) async fn pilihan(k: Konteks) -> Hasil {
    let akun = k.wajib_aktor()?.akun.clone();
    let ada = k
        .jalankan(move |daerah| daerah.read(|tx| pemberitahuan::pilihan(tx, &akun).map_err(Refusal::from)))
        .await?;
    let p = ada.unwrap_or_else(|| Pilihan { bahasa: k.bahasa(), ..Pilihan::default() });
    let f = Formulir::kosong()
        .isi("bahasa", p.bahasa)
        .isi("cara", p.cara)
        .isi("surel", p.surel.unwrap_or_default())
        .isi("telepon", p.telepon.unwrap_or_default())
        .isi("dari", JamHari(p.tenang.0))
        .isi("sampai", JamHari(p.tenang.1));
    halaman(&isi_pilihan(&k, f))
}

/// `POST /pemberitahuan/pilihan`.
pub(crate) async fn simpan(k: Konteks, mut f: Formulir) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (bahasa, cara) = (f.nilai("bahasa").parse::<Bahasa>().ok(), f.baca::<Cara>("cara", &k));
    if bahasa.is_none() {
        f.salah("bahasa", k.t("formulir-wajib"));
    }
    let (dari, sampai) = (f.baca::<JamHari>("dari", &k), f.baca::<JamHari>("sampai", &k));
    let ada = |teks: &str| (!teks.is_empty()).then(|| teks.to_owned());
    let surel = ada(f.nilai("surel").trim());
    let telepon = ada(&pemberitahuan::telepon_rapi(f.nilai("telepon")));
    let (Some(bahasa), Some(cara), Some(dari), Some(sampai)) = (bahasa, cara, dari, sampai) else {
        return halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &isi_pilihan(&k, f));
    };
    let p = Pilihan { bahasa, cara, surel, telepon, tenang: (dari.0, sampai.0) };
    let jadi = k
        .jalankan(move |daerah| -> Result<_, Refusal> {
            match pemberitahuan::atur_pilihan(daerah, &aktor, &p) {
                Err(Refusal::Rule(galat)) => Ok(Some(galat)),
                lain => lain.map(|()| None),
            }
        })
        .await?;
    let Some(galat) = jadi else {
        return Ok(alihkan_kabar(&k, JALUR, "pemberitahuan-tersimpan", &[]));
    };
    f.salah_kode(if galat.kode == "PLT-082" { "telepon" } else { "surel" }, &galat, &k);
    halaman_status(StatusCode::UNPROCESSABLE_ENTITY, &isi_pilihan(&k, f))
}

/// `GET /api/v1/pemberitahuan`.
pub(crate) async fn api_daftar(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let akun = k.wajib_aktor()?.akun.clone();
    let (isi, penuh, belum) = k.jalankan(move |daerah| baca(daerah, &akun, &q)).await?;
    let lanjut = isi.last().filter(|_| penuh).map(|b| b.id.clone());
    let satu = |t: &Terima| {
        json!({
            "id": t.id, "teks_id": t.teks_id, "teks_en": t.teks_en, "jalur": t.jalur,
            "dibuat": t.dibuat.to_string(), "dibaca": t.dibaca.map(|w| w.to_string()),
        })
    };
    let isi: Vec<Value> = isi.iter().map(satu).collect();
    Ok(Json(json!({ "pemberitahuan": isi, "sebelum": lanjut, "belum_dibaca": belum })).into_response())
}

/// `POST /api/v1/pemberitahuan/{id}/baca`.
pub(crate) async fn api_baca(k: Konteks, Path(id): Path<String>) -> Hasil {
    tandai(&k, Some(id)).await?;
    Ok(Json(json!({ "dibaca": true })).into_response())
}

#[cfg(test)]
mod tests {
    use super::JamHari;

    #[test]
    fn a_time_of_day_is_read_as_people_write_it() {
        for (tulis, menit) in [("21.00", 1260), ("6:30", 390), (" 7 ", 420), ("00.00", 0), ("23.59", 1439)] {
            assert_eq!(tulis.parse(), Ok(JamHari(menit)), "{tulis}");
        }
        for buruk in ["24.00", "7.60", "", "pagi", "-1", "7.5.0", "007", "+7"] {
            assert!(buruk.parse::<JamHari>().is_err(), "{buruk}");
        }
        assert_eq!(JamHari(390).to_string(), "06.30");
    }
}
