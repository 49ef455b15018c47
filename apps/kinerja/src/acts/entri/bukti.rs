//! Evidence of an activity: a photo or a PDF, kept once by its hash and read through the entry alone.

use std::io::Read;

use balai_kernel::{Aktor, Lingkup};
use balai_platform::berkas::{self, Diterima, Jenis, Rujukan};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide, lingkup_untuk};
use serde_json::json;

use super::diri;
use super::ubah::tertutup;
use crate::acts::verifikasi::berhak;
use crate::akt::{ENTRI_BACA, ENTRI_CATAT, ENTRI_UBAH};
use crate::model::entri::Entri;
use crate::store::entri as store;

/// What evidence may be: a picture of any phone, or a PDF.
pub const JENIS: [Jenis; 5] = [Jenis::Jpeg, Jenis::Png, Jenis::Webp, Jenis::Heic, Jenis::Pdf];

/// The name under which an entry's file is kept.
#[must_use]
pub(super) fn sasaran(id: &str) -> String {
    format!("kinerja.entri/{id}")
}

/// Takes a file in for an entry that follows; pictures are made anew, small and without the place they were taken at.
///
/// # Errors
/// `PLT-060` to `PLT-066`; [`Refusal::Denied`] for who enters nothing.
pub fn terima(
    region: &Region,
    aktor: &Aktor,
    aliran: &mut dyn Read,
    nama: &str,
) -> Result<Diterima, Refusal> {
    // nobody else's bytes are kept
    lingkup_untuk(aktor, &ENTRI_CATAT, region.hari_ini())?;
    berkas::terima(region, aliran, nama, &JENIS)
}

/// Adds evidence to an entry of the actor that nobody has decided on, in place of what it had.
///
/// # Errors
/// `KIN-516` when somebody has decided on it; `PLT-067` when the file was swept away meanwhile; [`Refusal::Conflict`] when
/// the entry is no longer what was shown; [`Refusal::NotFound`] when it is not the actor's.
pub fn lampirkan(
    region: &Region,
    aktor: &Aktor,
    (id, versi): (&str, i64),
    baru: Diterima,
) -> Result<Entri, Refusal> {
    let hari_ini = region.hari_ini();
    let (lama, orang) = region.read(|tx| -> Result<_, Refusal> {
        let orang = diri(tx, aktor, hari_ini)?;
        Ok((store::satu(tx, id, orang.nomor)?.ok_or(Refusal::NotFound)?, orang))
    })?;
    if !lama.keadaan.terbuka() {
        return Err(tertutup(&lama).into());
    }
    let putusan = decide(aktor, &ENTRI_UBAH, &Sasaran::orang(orang.nip, orang.jalur_unit, hari_ini))?;
    let pada = region.sekarang();
    region.act(aktor, move |tx| {
        let nama = sasaran(&lama.id);
        if let Some(sidik) = lama.bukti.as_deref().filter(|s| *s != baru.sidik()) {
            berkas::lepas(tx, &nama, sidik)?;
        }
        berkas::rujuk(tx, &baru, &nama, pada)?;
        store::lampirkan(tx, (&lama.id, lama.pegawai, versi), baru.sidik())?;
        let event = Event::baru(putusan.clone(), nama).isi(json!({
            "bukti": baru.sidik(), "jenis": baru.jenis().nama(), "ukuran": baru.ukuran(), "sebelum": lama.bukti,
        }));
        let bukti = Some(baru.sidik().to_owned());
        Ok(Done::new(Entri { bukti, versi: versi + 1, ..lama.clone() }, event))
    })
}

/// The evidence of an entry: the actor's own, of somebody in their jurisdiction, or of somebody on whose activity they
/// decide.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none, or none that the actor may see; [`Refusal::Denied`] without a role.
pub fn baca(region: &Region, aktor: &Aktor, id: &str) -> Result<(Rujukan, Vec<u8>), Refusal> {
    let hari_ini = region.hari_ini();
    let lingkup = lingkup_untuk(aktor, &ENTRI_BACA, hari_ini)?;
    let rujukan = region.read(|tx| -> Result<_, Refusal> {
        let (pegawai, jalur) = store::milik(tx, id)?.ok_or(Refusal::NotFound)?;
        let sendiri = match &aktor.nip {
            Some(nip) => {
                let orang = balai_organisasi::satu_pegawai(tx, &Lingkup::Diri(nip.clone()), nip, hari_ini)?;
                orang.is_some_and(|o| o.nomor == pegawai)
            }
            None => false,
        };
        let nip = aktor.nip.as_ref().filter(|_| sendiri).map_or("", |n| n.as_str());
        let terjangkau = lingkup.iter().any(|l| l.memuat(&jalur, "", nip));
        if !terjangkau && !berhak(tx, aktor, id, (hari_ini, region.zona()))? {
            return Err(Refusal::NotFound);
        }
        berkas::rujukan(tx, &sasaran(id))?.pop().ok_or(Refusal::NotFound)
    })?;
    let isi = berkas::isi(region, &rujukan)?;
    Ok((rujukan, isi))
}
