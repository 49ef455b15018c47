//! Doing the last day's activities once more: what most working days look like.

use balai_kernel::{Aktor, Galat, Tanggal, tanggal};
use balai_platform::{Refusal, Region};

use super::baca::contoh;
use super::{catat, diri};
use crate::model::entri::{Entri, Isian, Kiriman};

/// Enters on `hari` what the actor entered on the last day before it, with the same times. Doing it twice is doing it
/// once: the keys follow from what is copied.
///
/// # Errors
/// `KIN-517` when there is no such day; as [`catat`].
pub fn salin(region: &Region, aktor: &Aktor, hari: Tanggal) -> Result<Vec<Entri>, Refusal> {
    let hari_ini = region.hari_ini();
    let ada = region.read(|tx| {
        let orang = diri(tx, aktor, hari_ini)?;
        contoh(tx, orang.nomor, hari)
    })?;
    let Some((_, semua)) = ada else {
        return Err(Galat::baru("KIN-517").dengan("hari", tanggal::pendek(hari)).into());
    };
    let kiriman: Vec<Kiriman> = semua
        .into_iter()
        .map(|e| Kiriman {
            kunci: format!("salin.{}.{hari}", e.id),
            gawai: None,
            isian: Isian {
                hari,
                mulai: e.mulai,
                menit: e.menit,
                uraian: e.uraian,
                katalog: e.katalog,
                jumlah: e.jumlah,
                skp: e.skp,
                draf: false,
            },
            bukti: None,
        })
        .collect();
    catat(region, aktor, &kiriman)
}
