//! Which packages a month can be run with: what the region has published, and what the program carries.

use balai_kernel::{Aktor, Galat, Waktu};
use balai_platform::{Refusal, Region, SumberPaket};
use balai_rules::{Paket, muat};

use super::Perintah;

/// Published versions of one package that are offered; older ones stay what they are and can be run by nobody anew.
const TERBIT_TAMPAK: usize = 3;

/// A version somebody can choose, told apart by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PilihanPaket {
    /// `tunjangan/kota-bandung`.
    pub id: String,
    /// Version the package gives itself.
    pub versi: String,
    /// Hash of package and adoption.
    pub sidik: String,
    /// When the region published it; none for one that only the program carries so far.
    pub terbit: Option<Waktu>,
}

/// The versions to choose from: by package, the newest published first, then what the program carries if it is another.
/// A package of the program that does not load for this region is left out: it cannot be run.
///
/// # Errors
/// The store's failure.
pub fn pilihan(region: &Region, sumber: &SumberPaket) -> Result<Vec<PilihanPaket>, Refusal> {
    let mut semua: Vec<PilihanPaket> = Vec::new();
    for v in balai_platform::paket::daftar_terbit(region)? {
        if semua.iter().filter(|p| p.id == v.paket).count() < TERBIT_TAMPAK {
            semua.push(PilihanPaket {
                id: v.paket,
                versi: v.versi,
                sidik: v.sidik,
                terbit: Some(v.diterbitkan),
            });
        }
    }
    for id in sumber.daftar() {
        let Ok(paket) = dari_sumber(region, sumber, &id) else { continue };
        if semua.iter().all(|p| p.sidik != paket.sidik()) {
            let (versi, sidik) = (paket.versi().to_owned(), paket.sidik().to_owned());
            semua.push(PilihanPaket { id, versi, sidik, terbit: None });
        }
    }
    semua.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(semua)
}

fn dari_sumber(region: &Region, sumber: &SumberPaket, id: &str) -> Result<Paket, Galat> {
    let teks = sumber.paket(id)?;
    let adopsi = sumber.adopsi(region.kode(), id);
    let gagal = |g: Vec<balai_rules::GalatAturan>| {
        g.into_iter().next().map_or_else(|| Galat::baru("KIN-421").dengan("paket", id), |g| g.galat)
    };
    muat(&teks.berkas, adopsi.as_ref()).map_err(gagal)
}

/// The package a run is asked for, published. Somebody who chose a hash gets exactly that version or a refusal.
///
/// # Errors
/// `KIN-421` when there is no such version; those of publishing.
pub(super) fn terpilih(
    region: &Region,
    aktor: &Aktor,
    perintah: &Perintah,
    sumber: &SumberPaket,
) -> Result<Paket, Refusal> {
    let id = &perintah.paket;
    if let Some(sidik) = &perintah.sidik {
        let ada = balai_platform::paket::daftar_terbit(region)?;
        if ada.iter().any(|v| v.sidik == *sidik && v.paket == *id) {
            return balai_platform::paket::muat_versi(region, sidik);
        }
        let sama = dari_sumber(region, sumber, id).is_ok_and(|p| p.sidik() == sidik);
        if !sama {
            return Err(Galat::baru("KIN-421").dengan("paket", id).dengan("sidik", sidik).into());
        }
    }
    let teks = sumber.paket(id)?;
    let adopsi = sumber.adopsi(region.kode(), id);
    balai_platform::paket::terbitkan(region, aktor, &teks, adopsi.as_ref())
}
