//! What units, posts, people, teams and territories are called.

use balai_kernel::KodeWilayah;
use balai_platform::{Refusal, Region};
use balai_store::{StoreError, Tx};

use crate::model::wilayah::wilayah;
use crate::store;

/// Of these targets, those this application knows, each by its newest name.
pub(crate) fn sebut(daerah: &Region, sasaran: &[String]) -> Result<Vec<(String, String)>, Refusal> {
    let milik: Vec<(&String, &str, &str)> = sasaran
        .iter()
        .filter_map(|s| {
            let (apa, id) = s.strip_prefix("organisasi.")?.split_once('/')?;
            Some((s, apa, id))
        })
        .collect();
    if milik.is_empty() {
        return Ok(Vec::new());
    }
    daerah.read(|tx| {
        let mut nama = Vec::with_capacity(milik.len());
        for (s, apa, id) in &milik {
            nama.extend(satu(tx, apa, id)?.map(|n| ((*s).clone(), n)));
        }
        Ok(nama)
    })
}

fn satu(tx: &mut Tx<'_>, apa: &str, id: &str) -> Result<Option<String>, StoreError> {
    let nomor: Option<i64> = id.parse().ok();
    Ok(match (apa, nomor) {
        ("unit", _) => store::satu_unit(tx, id)?.map(|u| u.nama),
        ("pegawai", Some(n)) => store::ringkas_orang(tx, n)?.map(|o| o.nama),
        ("jabatan", Some(n)) => store::jabatan::satu_jabatan(tx, n)?.pop().map(|j| j.nama),
        ("tim", Some(n)) => store::jabatan::satu_tim(tx, n)?.pop().map(|t| t.nama),
        ("rukun", _) => {
            let kode: Option<KodeWilayah> = id.parse().ok();
            kode.and_then(|k| wilayah().cari(&k)).map(|t| t.nama)
        }
        _ => None,
    })
}
