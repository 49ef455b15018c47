//! Passwords: changed by their owner, set by a one-time link.

use balai_kernel::{Aktor, Galat, Id, Nip, Tanggal, Waktu};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::Tx;
use serde_json::json;

use super::akun::cari;
use super::masuk::geser;
use super::{SANDI_ATUR, SANDI_GANTI};
use crate::{
    model::{
        sandi::{self, Syarat},
        token::Token,
    },
    store::{self, gagal, keamanan, ketentuan},
};

/// How long a link is good, in milliseconds: three days, a weekend included.
pub(crate) const UMUR_TAUTAN_MILIDETIK: i64 = 3 * 24 * 3_600_000;

/// What a password of this person must be: long enough, and not made of what everybody knows of them.
pub(crate) fn syarat(
    tx: &mut Tx<'_>,
    (daerah, hari): (&str, Tanggal),
    (nama_akun, nip, nama): (&str, Option<&Nip>, &str),
) -> Result<Syarat, Refusal> {
    let kata = [daerah, nama_akun, nama].into_iter().chain(nip.map(Nip::as_str));
    Ok(Syarat::baru(ketentuan::berlaku(tx, hari)?.panjang_sandi, kata))
}

/// Changes one's own password and ends one's other sessions.
///
/// # Errors
/// `AKS-024` when the present password is wrong, `AKS-064` when the new one is the same, `AKS-007`, `AKS-018`, `AKS-019` for the new one.
pub fn ganti_sandi(
    region: &Region,
    aktor: &Aktor,
    (lama, baru): (&str, &str),
    sesi: Option<&str>,
) -> Result<(), Refusal> {
    let putusan = decide(aktor, &SANDI_GANTI, &Sasaran::daerah(region.hari_ini()))?;
    let (daerah, hari) = (region.identitas().nama.clone(), region.hari_ini());
    let (akun, syarat) = region.read(|tx| -> Result<_, Refusal> {
        let akun = keamanan::akun_id(tx, &aktor.akun)?.ok_or(Refusal::NotFound)?;
        let syarat = syarat(tx, (&daerah, hari), (&akun.nama_akun, akun.nip.as_ref(), &akun.nama))?;
        Ok((akun, syarat))
    })?;
    if !sandi::cocok(lama, Some(&akun.sandi)) {
        return Err(Galat::baru("AKS-024").into());
    }
    if lama == baru {
        return Err(Galat::baru("AKS-064").into());
    }
    let phc = sandi::simpan(baru, region.bita(), &syarat)?;
    let kini = sesi.and_then(Token::baca).map(|t| t.sidik()).unwrap_or_default();
    let pada = region.sekarang();
    region.act(aktor, move |tx| {
        store::ganti_sandi(tx, putusan.akun(), &phc)?;
        keamanan::batal_tautan(tx, putusan.akun(), pada)?;
        let sesi = keamanan::cabut_sesi_lain(tx, putusan.akun(), &kini, pada)?;
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", putusan.akun()));
        Ok(Done::new((), event.isi(json!({ "sesi_dicabut": sesi }))))
    })
}

/// Makes a one-time link by which somebody sets their password: an invitation, or help for the forgetful. An
/// older link of theirs is worth nothing from then on. The secret is given back once and kept nowhere.
///
/// # Errors
/// `AKS-008` when there is no such account, `AKS-066` when it is closed.
pub fn buat_tautan(region: &Region, aktor: &Aktor, nama: &str) -> Result<Token, Refusal> {
    let putusan = decide(aktor, &SANDI_ATUR, &Sasaran::daerah(region.hari_ini()))?;
    let (token, pada) = (Token::baru(region.bita()), region.sekarang());
    let (sidik, nama, sampai) = (token.sidik(), nama.to_owned(), geser(pada, UMUR_TAUTAN_MILIDETIK));
    region.act(aktor, move |tx| {
        let akun = cari(tx, &nama)?;
        if !keamanan::akun_id(tx, &akun)?.is_some_and(|a| a.aktif) {
            return Err(Galat::baru("AKS-066").dengan("nama", &nama).into());
        }
        keamanan::batal_tautan(tx, &akun, pada)?;
        keamanan::sisip_tautan(tx, &sidik, &akun, "sandi", sampai)?;
        let event = Event::baru(putusan.clone(), format!("akses.akun/{akun}"));
        Ok(Done::new((), event.isi(json!({ "tautan": "sandi", "kedaluwarsa": sampai.to_string() }))))
    })?;
    Ok(token)
}

/// What a link still is to whoever holds it. Only its holder can ask: the table keeps no more than its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NasibTautan {
    /// Good, for the account of this name.
    Berlaku(String),
    /// Used, or replaced by a newer one.
    Dipakai(Waktu),
    /// Over since.
    Lewat(Waktu),
    /// No link of ours, or one of a closed account.
    TakDikenal,
}

/// How a link stands.
///
/// # Errors
/// The store's failure.
pub fn nasib_tautan(region: &Region, token: &str) -> Result<NasibTautan, Refusal> {
    let pada = region.sekarang();
    let Some(token) = Token::baca(token) else { return Ok(NasibTautan::TakDikenal) };
    region.read(|tx| {
        let Some((id, sampai, dipakai)) = keamanan::nasib_tautan(tx, &token.sidik())? else {
            return Ok(NasibTautan::TakDikenal);
        };
        if let Some(pada) = dipakai {
            return Ok(NasibTautan::Dipakai(pada));
        }
        if sampai <= pada {
            return Ok(NasibTautan::Lewat(sampai));
        }
        let akun = keamanan::akun_id(tx, &id)?.filter(|a| a.aktif);
        Ok(akun.map_or(NasibTautan::TakDikenal, |a| NasibTautan::Berlaku(a.nama_akun)))
    })
}

/// Sets the password by a link, once, and ends every session of the account.
///
/// # Errors
/// `AKS-025` when the link is unknown, used or over; `AKS-007`, `AKS-018`, `AKS-019` for the password;
/// [`Refusal::Denied`] when the account has no valid grant.
pub fn pakai_tautan(region: &Region, token: &str, baru: &str) -> Result<(), Refusal> {
    let pada = region.sekarang();
    let habis = || Refusal::from(Galat::baru("AKS-025"));
    let kunci = Token::baca(token).ok_or_else(habis)?.sidik();
    let (daerah, hari) = (region.identitas().nama.clone(), region.hari_ini());
    let ada = region.read(|tx| -> Result<_, Refusal> {
        let Some(id) = keamanan::tautan(tx, &kunci, "sandi", pada)? else { return Ok(None) };
        let Some(akun) = keamanan::akun_id(tx, &id)?.filter(|a| a.aktif) else { return Ok(None) };
        let syarat = syarat(tx, (&daerah, hari), (&akun.nama_akun, akun.nip.as_ref(), &akun.nama))?;
        let peran = store::kewenangan::milik(tx, &id)?;
        Ok(Some((Aktor { akun: id, nip: akun.nip, nama: akun.nama, peran, hanya_akt: None }, syarat)))
    })?;
    let (aktor, syarat) = ada.ok_or_else(habis)?;
    let putusan = decide(&aktor, &SANDI_GANTI, &Sasaran::daerah(region.hari_ini()))?;
    let phc = sandi::simpan(baru, region.bita(), &syarat)?;
    let akun: Id = aktor.akun.clone();
    region.act(&aktor, move |tx| {
        if !keamanan::pakai_tautan(tx, &kunci, "sandi", pada)? {
            return Err(Galat::baru("AKS-025").into());
        }
        store::ganti_sandi(tx, &akun, &phc)?;
        let sesi = store::cabut_sesi_akun(tx, &akun, pada)?;
        gagal::lupakan_perangkat(tx, &akun)?;
        let event = Event::baru(putusan.clone(), format!("akses.akun/{akun}"));
        Ok(Done::new((), event.isi(json!({ "cara": "tautan", "sesi_dicabut": sesi }))))
    })
}
