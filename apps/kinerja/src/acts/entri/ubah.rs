//! Changing an activity that nobody has decided on; what was returned is handed in again by it.

use balai_kernel::{Aktor, Galat, Waktu};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use serde_json::json;

use super::{Batas, Saat, diri, kunci_orang, perbaikan_sampai, periksa_hari};
use crate::akt::ENTRI_UBAH;
use crate::model::entri::{Entri, Isian, KeadaanEntri, Rentang, muat};
use crate::store::entri as store;

/// What an entry is to become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perbaikan {
    /// The entry.
    pub id: String,
    /// The version that was shown.
    pub versi: i64,
    /// What the device's clock said, if the change waited there.
    pub gawai: Option<Waktu>,
    /// What it says now.
    pub isian: Isian,
}

/// Changes an entry of the actor and hands it in, or keeps it as a draft. What the superior returned may be mended until
/// the month closes or some days after it came back, on its day; everything else keeps to the day's window.
///
/// # Errors
/// `KIN-516` when somebody has decided on it; [`Refusal::Conflict`] when it is no longer what was shown; as
/// [`catat`](super::catat); [`Refusal::NotFound`] when it is not the actor's.
pub fn ubah(region: &Region, aktor: &Aktor, perbaikan: &Perbaikan) -> Result<Entri, Refusal> {
    let isian = perbaikan.isian.clone().rapi()?;
    let saat = Saat { zona: region.zona(), diterima: region.sekarang(), gawai: perbaikan.gawai };
    let hari_ini = region.hari_ini();
    let (lama, orang, boleh) = region.read(|tx| -> Result<_, Refusal> {
        let orang = diri(tx, aktor, hari_ini)?;
        let lama = store::satu(tx, &perbaikan.id, orang.nomor)?.ok_or(Refusal::NotFound)?;
        if !lama.keadaan.terbuka() {
            return Err(tertutup(&lama).into());
        }
        super::katalog::periksa(tx, &isian)?;
        let tetap = lama.hari == isian.hari && lama.keadaan == KeadaanEntri::Dikembalikan;
        let batas =
            if tetap { Batas::Perbaikan(perbaikan_sampai(tx, &lama.id, saat.zona)?) } else { Batas::Harian };
        let boleh = periksa_hari(tx, (&orang.nip, orang.nomor), isian.hari, saat, batas)?;
        Ok((lama, orang, boleh))
    })?;
    let sasaran = Sasaran::orang(orang.nip, orang.jalur_unit, hari_ini);
    let putusan = decide(aktor, &ENTRI_UBAH, &sasaran)?;
    // a draft stays one only if it was never handed in
    let draf = isian.draf && lama.keadaan == KeadaanEntri::Draf;
    let baru = Entri {
        hari: isian.hari,
        mulai: isian.mulai,
        menit: isian.menit,
        uraian: isian.uraian,
        katalog: isian.katalog,
        jumlah: isian.jumlah,
        skp: isian.skp,
        keadaan: if draf { KeadaanEntri::Draf } else { KeadaanEntri::Diajukan },
        versi: perbaikan.versi,
        gawai: perbaikan.gawai.or(lama.gawai),
        diterima: saat.diterima,
        tanda: lama.tanda | boleh.tanda,
        jalur_unit: boleh.jalur_unit,
        ..lama.clone()
    };
    region.act(aktor, move |tx| {
        tx.lock(&kunci_orang(baru.pegawai))?;
        let ada = store::sehari(tx, baru.pegawai, baru.hari)?;
        let lain: Vec<Rentang<'_>> = ada
            .iter()
            .filter(|e| e.id != baru.id && e.keadaan.mengisi_hari())
            .map(Rentang::from)
            .collect();
        muat(&lain, Rentang::from(&baru), baru.hari, boleh.batas)?;
        let mut jadi = baru.clone();
        jadi.kegiatan = store::nomor_kegiatan(tx, &jadi.uraian)?;
        store::ubah(tx, &jadi)?;
        jadi.versi += 1;
        let event = Event::baru(putusan.clone(), format!("kinerja.entri/{}", jadi.id))
            .isi(json!({
                "hari": jadi.hari.to_string(), "mulai": jadi.mulai, "menit": jadi.menit, "jumlah": jadi.jumlah,
                "katalog": jadi.katalog, "keadaan": jadi.keadaan.kata(), "versi": jadi.versi, "tanda": jadi.tanda,
                "sebelum": {
                    "hari": lama.hari.to_string(), "mulai": lama.mulai, "menit": lama.menit,
                    "keadaan": lama.keadaan.kata(),
                },
            }))
            .pribadi(json!({ "uraian": jadi.uraian, "uraian_sebelum": lama.uraian }));
        Ok(Done::new(jadi, event))
    })
}

/// Somebody has decided on it.
pub(super) fn tertutup(e: &Entri) -> Galat {
    Galat::baru("KIN-516").dengan("keadaan", e.keadaan.kata().replace('_', " "))
}
