//! Tokens of machines: some of one's own acts, within a jurisdiction, until a day.

use balai_kernel::{Aktor, Galat, Id, Lingkup, Tanggal, Waktu, teks};
use balai_platform::{Akt, Done, Event, Refusal, Region, Sasaran, decide, lingkup_untuk};
use serde_json::json;

use super::{TOKEN_ATUR, akun::lingkup_tertulis};
use crate::{
    model::token::Token,
    store::keamanan::{self, BarisToken},
};

/// Longest life of a token, in days.
const UMUR_HARI: i64 = 366;
/// Longest name, in characters.
pub(crate) const NAMA_MAKS: usize = 80;

/// Makes a token and gives its secret once. At every use it may what it names *and* what its maker may then.
///
/// # Errors
/// `AKS-022` when an act is not one's own or one of this application, or the jurisdiction is wider than one's own;
/// `AKS-027` for the name or the day, `INT-072` for a name with a character that does not show, `AKS-060` to `AKS-062` for a
/// place that does not exist.
pub fn buat_token(
    region: &Region,
    aktor: &Aktor,
    (nama, akt, lingkup, sampai): (&str, &[Akt], &Lingkup, Tanggal),
) -> Result<Token, Refusal> {
    let hari = region.hari_ini();
    let putusan = decide(aktor, &TOKEN_ATUR, &Sasaran::daerah(hari))?;
    teks::periksa(nama).map_err(Galat::from)?;
    let nama = nama.trim();
    let umur = (sampai - hari).get_days();
    if nama.is_empty() || nama.chars().count() > NAMA_MAKS || !(0..=UMUR_HARI).contains(&i64::from(umur)) {
        return Err(Galat::baru("AKS-027").dengan("hari", UMUR_HARI).into());
    }
    let milik = |a: &Akt| {
        let cukup = |l: &Lingkup| l.mencakup(lingkup) || lingkup.mencakup(l);
        !a.id.starts_with("akses.")
            && lingkup_untuk(aktor, a, hari).is_ok_and(|semua| semua.iter().any(cukup))
    };
    if akt.is_empty() || !akt.iter().all(milik) {
        return Err(Galat::baru("AKS-022").into());
    }
    super::kewenangan::tempat_ada(region, lingkup)?;
    let token = Token::baru(region.bita());
    let esok = sampai.tomorrow().unwrap_or(sampai);
    let baris = BarisToken {
        id: region.id_baru(),
        nama: nama.to_owned(),
        akt: akt.iter().map(|a| a.id.to_owned()).collect(),
        lingkup: lingkup.clone(),
        dibuat: region.sekarang(),
        kedaluwarsa: Waktu::dari_setempat(esok.at(0, 0, 0, 0), region.zona())
            .unwrap_or_else(|| region.sekarang()),
        dicabut: None,
        terakhir: None,
    };
    let sidik = token.sidik();
    region.act(aktor, move |tx| {
        keamanan::akun_id(tx, putusan.akun())?.ok_or(Refusal::NotFound)?;
        keamanan::sisip_token(tx, putusan.akun(), &sidik, &baris)?;
        let isi = json!({
            "token": baris.id.as_str(), "akt": baris.akt, "lingkup": lingkup_tertulis(&baris.lingkup),
            "kedaluwarsa": baris.kedaluwarsa.to_string(),
        });
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", putusan.akun())).isi(isi);
        // what a token is called is what somebody typed
        Ok(Done::new((), event.pribadi(json!({ "nama": baris.nama }))))
    })?;
    Ok(token)
}

/// One's own tokens, newest first.
///
/// # Errors
/// The store's failure.
pub fn token_sendiri(
    region: &Region,
    aktor: &Aktor,
    (banyak, lewat): (u32, u32),
) -> Result<Vec<BarisToken>, Refusal> {
    Ok(region.read(|tx| keamanan::token_akun(tx, &aktor.akun, (banyak, lewat)))?)
}

/// How many of one's tokens run.
///
/// # Errors
/// The store's failure.
pub fn token_jalan(region: &Region, aktor: &Aktor) -> Result<i64, Refusal> {
    let pada = region.sekarang();
    Ok(region.read(|tx| keamanan::token_jalan(tx, &aktor.akun, pada))?)
}

/// Revokes one of one's own tokens.
///
/// # Errors
/// [`Refusal::NotFound`] when it is none of one's own that runs.
pub fn cabut_token(region: &Region, aktor: &Aktor, id: &Id) -> Result<(), Refusal> {
    let putusan = decide(aktor, &TOKEN_ATUR, &Sasaran::daerah(region.hari_ini()))?;
    let (id, pada) = (id.clone(), region.sekarang());
    region.act(aktor, move |tx| {
        if !keamanan::cabut_token(tx, putusan.akun(), &id, pada)? {
            return Err(Refusal::NotFound);
        }
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", putusan.akun()));
        Ok(Done::new((), event.isi(json!({ "token": id.as_str(), "dicabut": true }))))
    })
}
