//! Fills the platform's session port.

use balai_kernel::Aktor;
use balai_platform::{Refusal, Region, SesiPort};

use crate::{model::token::Token, store};

/// Sessions of this application's tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct SesiAkses;

impl SesiPort for SesiAkses {
    fn aktor(&self, daerah: &Region, token: &str) -> Result<Option<Aktor>, Refusal> {
        let Some(token) = Token::baca(token) else { return Ok(None) };
        let (sidik, pada) = (token.sidik(), daerah.sekarang());
        daerah.read(|tx| {
            let Some((akun, nip, nama)) = store::sesi(tx, &sidik, pada)? else { return Ok(None) };
            let peran = store::kewenangan::milik(tx, &akun)?;
            Ok(Some(Aktor { akun, nip, nama, peran, hanya_akt: None }))
        })
    }
}
