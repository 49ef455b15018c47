//! Signing in.

use balai_kernel::{Aktor, Galat, Id, Waktu};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use serde_json::json;

use super::SESI_BUKA;
use crate::{
    model::{kunci::tunggu_detik, nama::Pengenal, sandi, token::Token},
    store::{self, Akun},
};

/// How long a session lasts, in seconds: a working day and its overtime.
pub const UMUR_SESI_DETIK: u32 = 12 * 3600;
/// How long an ended session is kept, in milliseconds, before the row is removed.
const SIMPAN_SESI_MILIDETIK: i64 = 30 * 24 * 3_600_000;

/// An opened session.
#[derive(Debug, Clone)]
pub struct Sesi {
    /// The secret for the cookie.
    pub token: Token,
    /// Whoever signed in.
    pub aktor: Aktor,
}

/// Signs in by staff number or account name. Takes as long for an account that does not exist as for a wrong
/// password, and says the same. Slow on purpose: call it from a blocking thread.
///
/// # Errors
/// `AKS-001` for a wrong pair or a waiting account, without telling which; [`Refusal::Denied`] when the
/// password is right and no grant is valid today.
pub fn masuk(region: &Region, pengenal: &str, rahasia: &str) -> Result<Sesi, Refusal> {
    let pada = region.sekarang();
    let pengenal = Pengenal::baca(pengenal);
    let akun = region.read(|tx| store::cari_akun(tx, &pengenal))?;

    let menunggu = akun.as_ref().is_some_and(|a| a.terkunci_sampai.is_some_and(|sampai| pada < sampai));
    let boleh = akun.as_ref().filter(|a| a.aktif && !menunggu);
    let cocok = sandi::cocok(rahasia, boleh.map(|a| a.sandi.as_str()));
    match (akun, cocok) {
        (Some(akun), true) => buka(region, akun, pada),
        (Some(akun), false) => {
            if !menunggu {
                catat_gagal(region, akun.id, pada)?;
            }
            Err(Galat::baru("AKS-001").into())
        }
        (None, _) => Err(Galat::baru("AKS-001").into()),
    }
}

fn buka(region: &Region, akun: Akun, pada: Waktu) -> Result<Sesi, Refusal> {
    let kewenangan = region.read(|tx| store::kewenangan::milik(tx, &akun.id))?;
    let aktor = Aktor { akun: akun.id, nip: akun.nip, nama: akun.nama, peran: kewenangan, hanya_akt: None };
    let putusan = decide(&aktor, &SESI_BUKA, &Sasaran::daerah(region.hari_ini()))?;

    let token = Token::baru(region.bita());
    let (sidik, id) = (token.sidik(), aktor.akun.clone());
    let kedaluwarsa = geser(pada, i64::from(UMUR_SESI_DETIK) * 1000);
    let lama = geser(pada, -SIMPAN_SESI_MILIDETIK);
    region.act(&aktor, move |tx| {
        store::hapus_sesi_lama(tx, lama)?;
        store::bersihkan_gagal(tx, &id)?;
        store::sisip_sesi(tx, &sidik, &id, pada, kedaluwarsa)?;
        let event = Event::baru(putusan.clone(), format!("akses.akun/{id}"))
            .isi(json!({ "kedaluwarsa": kedaluwarsa.to_string() }));
        Ok(Done::new((), event))
    })?;
    Ok(Sesi { token, aktor })
}

/// Counts a failure. Nobody acted: whoever typed is unknown, so there is no event, only a counter.
fn catat_gagal(region: &Region, akun: Id, pada: Waktu) -> Result<(), Refusal> {
    region.upkeep(move |tx| {
        let gagal = store::tambah_gagal(tx, &akun)?;
        let tunggu = tunggu_detik(gagal);
        if tunggu > 0 {
            store::kunci(tx, &akun, geser(pada, tunggu * 1000))?;
        }
        Ok(())
    })
}

/// An instant some milliseconds later; the same one where the calendar ends.
fn geser(w: Waktu, milidetik: i64) -> Waktu {
    Waktu::dari_milidetik(w.milidetik().saturating_add(milidetik)).unwrap_or(w)
}
