//! Signing out.

use balai_kernel::Aktor;
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};

use super::SESI_TUTUP;
use crate::{model::token::Token, store};

/// Ends the session of a cookie. A session that is already over stays over and is no error.
///
/// # Errors
/// [`Refusal::Internal`] when the database is broken.
pub fn keluar(region: &Region, aktor: &Aktor, rahasia: &str) -> Result<(), Refusal> {
    let Some(token) = Token::baca(rahasia) else { return Ok(()) };
    let (sidik, pada) = (token.sidik(), region.sekarang());
    match decide(aktor, &SESI_TUTUP, &Sasaran::daerah(region.hari_ini())) {
        Ok(putusan) => region.act(aktor, move |tx| {
            store::cabut_sesi(tx, &sidik, pada)?;
            Ok(Done::new((), Event::baru(putusan.clone(), format!("akses.akun/{}", putusan.akun()))))
        }),
        // somebody whose last grant has just ended must still be able to leave
        Err(_) => region.upkeep(move |tx| Ok(store::cabut_sesi(tx, &sidik, pada).map(|_| ())?)),
    }
}
