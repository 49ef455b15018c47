//! What accounts and grants are called.

use balai_kernel::{Bahasa, Id};
use balai_platform::{Refusal, Region};

use crate::store;

/// Of these targets, accounts by their person and grants by their holder. Only the name that stands on every row of
/// the journal anyway; no staff number.
pub(crate) fn sebut(
    daerah: &Region,
    sasaran: &[String],
    bahasa: Bahasa,
) -> Result<Vec<(String, String)>, Refusal> {
    let dicari: Vec<(&String, bool, Id)> = sasaran
        .iter()
        .filter_map(|s| {
            let (apa, id) = s.split_once('/')?;
            let akun = match apa {
                "akses.akun" => true,
                "akses.kewenangan" => false,
                _ => return None,
            };
            Some((s, akun, id.parse().ok()?))
        })
        .collect();
    if dicari.is_empty() {
        return Ok(Vec::new());
    }
    daerah.read(|tx| {
        let mut nama = Vec::with_capacity(dicari.len());
        for (s, akun, id) in &dicari {
            let (siapa, kata) = if *akun {
                (store::akun::nama(tx, id)?, bahasa.pilih("akun", "account of"))
            } else {
                (store::akun::nama_pemegang(tx, id)?, bahasa.pilih("kewenangan", "grant of"))
            };
            nama.extend(siapa.map(|n| ((*s).clone(), format!("{kata} {n}"))));
        }
        Ok(nama)
    })
}
