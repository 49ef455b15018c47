//! The second factor of an account: set up by its owner, asked for at every sign-in, taken away by password.

use balai_kernel::{Aktor, Galat, Tanggal};
use balai_platform::{Done, Event, Putusan, Refusal, Region, Sasaran, decide};
use serde_json::{Value, json};

use super::masuk::sidik_pemulihan;
use super::{FAKTOR_ATUR, SANDI_ATUR, SANDI_GANTI, SESI_TUTUP};
use crate::{
    model::{aturan::Aturan, nama::Pengenal, sandi, totp},
    store::{self, keamanan},
};

/// Recovery codes of one set.
const BANYAK_PEMULIHAN: usize = 10;

/// How a person's second factor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeadaanFaktor {
    /// Whether it is asked for at sign-in.
    pub terpasang: bool,
    /// The secret that waits for its first code.
    pub tertunda: Option<Vec<u8>>,
    /// Recovery codes not used yet.
    pub sisa_pemulihan: i64,
}

/// What an actor may do who should have a second factor and has none: set it up, change the password, leave.
pub(crate) fn batasi(aktor: Aktor, aturan: &Aturan, hari: Tanggal, dengan_faktor: bool) -> Aktor {
    if dengan_faktor || !aturan.perlu_faktor(&aktor.peran, hari) {
        return aktor;
    }
    let akt = [&FAKTOR_ATUR, &SANDI_GANTI, &SESI_TUTUP].map(|a| a.id.to_owned()).to_vec();
    Aktor { hanya_akt: Some(akt), ..aktor }
}

/// Whether this person's session may so little because a second factor is missing. A machine's token never holds an act
/// of this application.
pub(crate) fn perlu_faktor_dahulu(aktor: &Aktor) -> bool {
    aktor.hanya_akt.as_ref().is_some_and(|akt| akt.iter().any(|a| a == FAKTOR_ATUR.id))
}

/// How one's own second factor stands.
///
/// # Errors
/// The store's failure.
pub fn keadaan_faktor(region: &Region, aktor: &Aktor) -> Result<KeadaanFaktor, Refusal> {
    region.read(|tx| {
        let faktor = keamanan::faktor(tx, &aktor.akun)?;
        let terpasang = faktor.as_ref().is_some_and(|f| f.pasti);
        let tertunda = faktor.filter(|f| !f.pasti).map(|f| f.rahasia);
        Ok(KeadaanFaktor { terpasang, tertunda, sisa_pemulihan: keamanan::sisa_pemulihan(tx, &aktor.akun)? })
    })
}

/// Makes a new secret, which counts from its first right code on.
///
/// # Errors
/// `AKS-023` when a factor is set up already, [`Refusal::NotFound`] when the account is gone.
pub fn mulai_faktor(region: &Region, aktor: &Aktor) -> Result<(), Refusal> {
    let putusan = putuskan(region, aktor)?;
    let rahasia: [u8; totp::BITA] = region.bita();
    region.act(aktor, move |tx| {
        keamanan::akun_id(tx, putusan.akun())?.ok_or(Refusal::NotFound)?;
        if keamanan::faktor(tx, putusan.akun())?.is_some_and(|f| f.pasti) {
            return Err(Galat::baru("AKS-023").into());
        }
        keamanan::mulai_faktor(tx, putusan.akun(), &rahasia)?;
        Ok(selesai(&putusan, json!({ "faktor": "mulai" })))
    })
}

/// Confirms it by its first code and gives the recovery codes, to be shown once.
///
/// # Errors
/// `AKS-021` when the code is wrong, [`Refusal::NotFound`] when nothing waits to be confirmed.
pub fn pastikan_faktor(region: &Region, aktor: &Aktor, kode: &str) -> Result<Vec<String>, Refusal> {
    let putusan = putuskan(region, aktor)?;
    let pada = region.sekarang();
    let faktor = region.read(|tx| keamanan::faktor(tx, &aktor.akun))?;
    let faktor = faktor.filter(|f| !f.pasti).ok_or(Refusal::NotFound)?;
    let langkah = totp::cocok(&faktor.rahasia, kode, pada, faktor.langkah);
    let langkah = langkah.ok_or_else(|| Galat::baru("AKS-021"))?;
    let (kode, sidik) = pemulihan(region);
    region.act(aktor, move |tx| {
        if !keamanan::pakai_langkah(tx, putusan.akun(), langkah, pada)? {
            return Err(Galat::baru("AKS-021").into());
        }
        keamanan::ganti_pemulihan(tx, putusan.akun(), &sidik)?;
        Ok(selesai(&putusan, json!({ "faktor": "terpasang" })))
    })?;
    Ok(kode)
}

/// Takes one's own factor away; the password is asked for again.
///
/// # Errors
/// `AKS-024` when the password is wrong.
pub fn lepas_faktor(region: &Region, aktor: &Aktor, rahasia: &str) -> Result<(), Refusal> {
    let putusan = putuskan(region, aktor)?;
    let akun = region.read(|tx| keamanan::akun_id(tx, &aktor.akun))?.ok_or(Refusal::NotFound)?;
    if !sandi::cocok(rahasia, Some(&akun.sandi)) {
        return Err(Galat::baru("AKS-024").into());
    }
    region.act(aktor, move |tx| {
        keamanan::hapus_faktor(tx, putusan.akun())?;
        Ok(selesai(&putusan, json!({ "faktor": "dilepas" })))
    })
}

/// Takes somebody's factor away who lost it, and ends their sessions.
///
/// # Errors
/// `AKS-008` when there is no such account.
pub fn lepas_faktor_akun(region: &Region, aktor: &Aktor, nama: &str) -> Result<(), Refusal> {
    let putusan = decide(aktor, &SANDI_ATUR, &Sasaran::daerah(region.hari_ini()))?;
    let (nama, pada) = (nama.to_owned(), region.sekarang());
    region.act(aktor, move |tx| {
        let akun = store::cari_akun(tx, &Pengenal::baca(&nama))?;
        let akun = akun.ok_or_else(|| Galat::baru("AKS-008").dengan("nama", &nama))?;
        keamanan::hapus_faktor(tx, &akun.id)?;
        let sesi = store::cabut_sesi_akun(tx, &akun.id, pada)?;
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", akun.id));
        Ok(Done::new((), event.isi(json!({ "faktor": "dilepas", "sesi_dicabut": sesi }))))
    })
}

fn pemulihan(region: &Region) -> (Vec<String>, Vec<String>) {
    let kode: Vec<String> = (0..BANYAK_PEMULIHAN).map(|_| sandi::buatan(region.bita())).collect();
    let sidik = kode.iter().map(|k| sidik_pemulihan(k)).collect();
    (kode, sidik)
}

fn putuskan(region: &Region, aktor: &Aktor) -> Result<Putusan, Refusal> {
    Ok(decide(aktor, &FAKTOR_ATUR, &Sasaran::daerah(region.hari_ini()))?)
}

fn selesai(putusan: &Putusan, isi: Value) -> Done<()> {
    Done::new((), Event::baru(putusan.clone(), format!("akses.akun/{}", putusan.akun())).isi(isi))
}
