//! Sessions as their owner sees them, and the state of an account.

use balai_kernel::{Aktor, Galat, Tanggal, Waktu, tanggal};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use serde_json::json;

use super::akun::cari;
use super::kewenangan::jaga_admin;
use super::masuk::{UMUR_DIAM_DETIK, geser};
use super::{AKUN_BACA, AKUN_STATUS, ATURAN_UBAH, SESI_CABUT, SESI_TUTUP};
use crate::{
    model::{
        aturan::{Aturan, PANJANG_SANDI},
        kewenangan::dasar_sah,
        token::Token,
    },
    store::{
        self, gagal,
        keamanan::{self, BarisSesi},
        ketentuan::{self, Ketentuan},
    },
};

/// Sessions of one account that are looked through at once; nobody has so many.
pub(super) const SEMUA_SESI: (u32, u32) = (1_000, 0);

/// The instant before which a session must have been seen to be running still.
pub(crate) fn batas_diam(pada: Waktu) -> Waktu {
    geser(pada, -i64::from(UMUR_DIAM_DETIK) * 1_000)
}

/// One's running sessions, newest first.
///
/// # Errors
/// The store's failure.
pub fn sesi_sendiri(
    region: &Region,
    aktor: &Aktor,
    (banyak, lewat): (u32, u32),
) -> Result<Vec<BarisSesi>, Refusal> {
    let pada = region.sekarang();
    let batas = (pada, batas_diam(pada));
    Ok(region.read(|tx| keamanan::sesi_akun(tx, &aktor.akun, batas, (banyak, lewat)))?)
}

/// How many sessions are open, for whoever watches the server.
///
/// # Errors
/// The store's failure.
pub fn banyak_sesi(region: &Region) -> Result<u64, Refusal> {
    let pada = region.sekarang();
    Ok(region.read(|tx| store::banyak_sesi(tx, pada))?)
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
                let milik = keamanan::sesi_akun(tx, putusan.akun(), (pada, batas_diam(pada)), SEMUA_SESI)?;
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
        gagal::lupakan_perangkat(tx, &akun)?;
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

/// The region's rules of signing in, today.
///
/// # Errors
/// The store's failure.
pub fn aturan(region: &Region) -> Result<Aturan, Refusal> {
    let hari = region.hari_ini();
    Ok(region.read(|tx| ketentuan::berlaku(tx, hari))?)
}

/// Every set of rules there was or will be, the latest first.
///
/// # Errors
/// [`Refusal::Denied`] for whoever may not read accounts.
pub fn riwayat_aturan(region: &Region, aktor: &Aktor) -> Result<Vec<Ketentuan>, Refusal> {
    decide(aktor, &AKUN_BACA, &Sasaran::daerah(region.hari_ini()))?;
    Ok(region.read(ketentuan::riwayat)?)
}

/// Sets other rules from a day on, by a decree. Those of the past stay as they were.
///
/// # Errors
/// `AKS-026` when the password's length is outside 12 to 64, `AKS-029` for a day that is over, `AKS-011` for the
/// basis.
pub fn ubah_aturan(
    region: &Region,
    aktor: &Aktor,
    baru: &Aturan,
    (sejak, dasar): (Tanggal, &str),
) -> Result<(), Refusal> {
    let hari = region.hari_ini();
    let putusan = decide(aktor, &ATURAN_UBAH, &Sasaran::daerah(hari))?;
    if !PANJANG_SANDI.contains(&baru.panjang_sandi) {
        return Err(Galat::baru("AKS-026").into());
    }
    if sejak < hari {
        return Err(Galat::baru("AKS-029").dengan("hari", tanggal::pendek(hari)).into());
    }
    let dasar = dasar_sah(dasar)?;
    let ini = Ketentuan { aturan: baru.clone(), sejak, dasar, dibuat: region.sekarang() };
    let id = region.id_baru();
    region.act(aktor, move |tx| {
        let lama = aturan_json(&ketentuan::berlaku(tx, ini.sejak)?);
        ketentuan::sisip(tx, &id, &ini)?;
        let baru = aturan_json(&ini.aturan);
        let isi = json!({
            "sejak": ini.sejak.to_string(), "dasar": ini.dasar, "sebelumnya": lama, "menjadi": baru,
        });
        let event = Event::baru(putusan.clone(), "akses.aturan").isi(isi);
        Ok(Done::new((), event.sebelum(lama.to_string().as_bytes()).sesudah(baru.to_string().as_bytes())))
    })
}

fn aturan_json(a: &Aturan) -> serde_json::Value {
    json!({ "panjang_sandi": a.panjang_sandi, "faktor_wajib": a.faktor_tertulis() })
}
