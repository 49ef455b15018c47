//! Sessions as their owner sees them, and the state of an account.

use balai_kernel::{Aktor, Galat, Waktu};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use serde_json::json;

use super::akun::cari;
use super::kewenangan::jaga_admin;
use super::masuk::{UMUR_DIAM_DETIK, geser};
use super::{AKUN_STATUS, ATURAN_UBAH, SESI_CABUT, SESI_TUTUP};
use crate::{
    model::{aturan::Aturan, token::Token},
    store::{
        self,
        keamanan::{self, BarisSesi},
    },
};

/// The instant before which a session must have been seen to be running still.
pub(crate) fn batas_diam(pada: Waktu) -> Waktu {
    geser(pada, -i64::from(UMUR_DIAM_DETIK) * 1_000)
}

/// One's running sessions, newest first.
///
/// # Errors
/// The store's failure.
pub fn sesi_sendiri(region: &Region, aktor: &Aktor) -> Result<Vec<BarisSesi>, Refusal> {
    let pada = region.sekarang();
    Ok(region.read(|tx| keamanan::sesi_akun(tx, &aktor.akun, (pada, batas_diam(pada))))?)
}

/// Whether `sidik` is the session of this cookie.
pub fn sesi_ini(sidik: &str, token: Option<&str>) -> bool {
    token.and_then(Token::baca).is_some_and(|t| t.sidik() == sidik)
}

/// Ends one of one's own sessions, or all but the present one.
///
/// # Errors
/// [`Refusal::NotFound`] when it is no running session of one's own.
pub fn cabut_sesi(
    region: &Region,
    aktor: &Aktor,
    sidik: Option<&str>,
    kini: Option<&str>,
) -> Result<(), Refusal> {
    let putusan = decide(aktor, &SESI_TUTUP, &Sasaran::daerah(region.hari_ini()))?;
    let pada = region.sekarang();
    let (sidik, kini) =
        (sidik.map(str::to_owned), kini.and_then(Token::baca).map(|t| t.sidik()).unwrap_or_default());
    region.act(aktor, move |tx| {
        let banyak = match &sidik {
            Some(satu) => {
                let milik = keamanan::sesi_akun(tx, putusan.akun(), (pada, batas_diam(pada)))?;
                if milik.iter().all(|s| s.sidik != *satu) {
                    return Err(Refusal::NotFound);
                }
                u64::from(store::cabut_sesi(tx, satu, pada)?)
            }
            None => keamanan::cabut_sesi_lain(tx, putusan.akun(), &kini, pada)?,
        };
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", putusan.akun()));
        Ok(Done::new((), event.isi(json!({ "sesi_dicabut": banyak }))))
    })
}

/// Ends every session of somebody.
///
/// # Errors
/// `AKS-008` when there is no such account.
pub fn cabut_sesi_akun(region: &Region, aktor: &Aktor, nama: &str) -> Result<u64, Refusal> {
    let putusan = decide(aktor, &SESI_CABUT, &Sasaran::daerah(region.hari_ini()))?;
    let (nama, pada) = (nama.to_owned(), region.sekarang());
    region.act(aktor, move |tx| {
        let akun = cari(tx, &nama)?;
        let banyak = store::cabut_sesi_akun(tx, &akun, pada)?;
        let event = Event::baru(putusan.clone(), format!("akses.akun/{akun}"));
        Ok(Done::new(banyak, event.isi(json!({ "sesi_dicabut": banyak }))))
    })
}

/// Closes an account or opens it again. A closed one keeps everything but its sessions and tokens.
///
/// # Errors
/// `AKS-008`, `AKS-014` when it is the last lasting administrator's.
pub fn atur_aktif(region: &Region, aktor: &Aktor, nama: &str, aktif: bool) -> Result<(), Refusal> {
    let hari = region.hari_ini();
    let putusan = decide(aktor, &AKUN_STATUS, &Sasaran::daerah(hari))?;
    let (nama, pada) = (nama.to_owned(), region.sekarang());
    region.act(aktor, move |tx| {
        let akun = jaga_admin(tx, hari, |tx| {
            let akun = cari(tx, &nama)?;
            keamanan::atur_aktif(tx, &akun, aktif)?;
            Ok(akun)
        })?;
        if !aktif {
            store::cabut_sesi_akun(tx, &akun, pada)?;
            keamanan::cabut_token_akun(tx, &akun, pada)?;
            keamanan::batal_tautan(tx, &akun, pada)?;
        }
        let event = Event::baru(putusan.clone(), format!("akses.akun/{akun}"));
        Ok(Done::new((), event.isi(json!({ "aktif": aktif }))))
    })
}

/// The region's rules of signing in.
///
/// # Errors
/// The store's failure.
pub fn aturan(region: &Region) -> Result<Aturan, Refusal> {
    Ok(region.read(keamanan::aturan)?)
}

/// Changes them.
///
/// # Errors
/// `AKS-026` when the password's length is outside 12 to 64.
pub fn ubah_aturan(region: &Region, aktor: &Aktor, baru: &Aturan) -> Result<(), Refusal> {
    let putusan = decide(aktor, &ATURAN_UBAH, &Sasaran::daerah(region.hari_ini()))?;
    if !(12..=64).contains(&baru.panjang_sandi) {
        return Err(Galat::baru("AKS-026").into());
    }
    let baru = baru.clone();
    region.act(aktor, move |tx| {
        keamanan::simpan_aturan(tx, &baru)?;
        let [(_, panjang), (_, faktor)] = baru.pasang();
        let isi = json!({ "panjang_sandi": panjang, "faktor_wajib": faktor });
        Ok(Done::new((), Event::baru(putusan.clone(), "akses.aturan").isi(isi)))
    })
}
