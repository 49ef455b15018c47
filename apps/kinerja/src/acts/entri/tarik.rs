//! Taking an activity back: the row stays, the day is free again.

use balai_kernel::Aktor;
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use serde_json::json;

use super::diri;
use super::ubah::tertutup;
use crate::akt::ENTRI_TARIK;
use crate::model::entri::{Entri, KeadaanEntri};
use crate::store::entri as store;

/// Takes back an entry of the actor that nobody has decided on. Doing it twice is doing it once.
///
/// # Errors
/// `KIN-516` when somebody has decided on it; [`Refusal::Conflict`] when it is no longer what was shown;
/// [`Refusal::NotFound`] when it is not the actor's.
pub fn tarik(region: &Region, aktor: &Aktor, id: &str, versi: i64) -> Result<Entri, Refusal> {
    let hari_ini = region.hari_ini();
    let (mut lama, orang) = region.read(|tx| -> Result<_, Refusal> {
        let orang = diri(tx, aktor, hari_ini)?;
        Ok((store::satu(tx, id, orang.nomor)?.ok_or(Refusal::NotFound)?, orang))
    })?;
    if lama.keadaan == KeadaanEntri::Ditarik {
        return Ok(lama);
    }
    if !lama.keadaan.terbuka() {
        return Err(tertutup(&lama).into());
    }
    let putusan = decide(aktor, &ENTRI_TARIK, &Sasaran::orang(orang.nip, orang.jalur_unit, hari_ini))?;
    lama.versi = versi;
    region.act(aktor, move |tx| {
        store::pindah(tx, (&lama.id, lama.pegawai, versi), KeadaanEntri::Ditarik)?;
        let event = Event::baru(putusan.clone(), format!("kinerja.entri/{}", lama.id)).isi(json!({
            "hari": lama.hari.to_string(), "menit": lama.menit, "sebelum": lama.keadaan.kata(),
        }));
        Ok(Done::new(Entri { keadaan: KeadaanEntri::Ditarik, versi: versi + 1, ..lama.clone() }, event))
    })
}
