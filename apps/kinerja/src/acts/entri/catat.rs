//! Entering activities: one, or those of several days at once; the same sent again makes nothing new.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Galat, Tanggal};
use balai_platform::berkas::{self, Diterima};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::{StoreError, Tx};
use serde_json::json;

use super::bukti::sasaran;
use super::{Batas, HariBoleh, Saat, diri, kunci_orang, periksa_hari};
use crate::akt::ENTRI_CATAT;
use crate::model::entri::{Entri, KeadaanEntri, Kiriman, Rentang, SEKALIGUS_MAKS, muat, periksa_kunci};
use crate::store::entri as store;

/// What is known before anything is written.
struct Persiapan {
    pegawai: i64,
    sasaran: Sasaran,
    /// By key: what an earlier sending made.
    ada: BTreeMap<String, Entri>,
    /// By key: what the day of each of the others allows.
    boleh: BTreeMap<String, HariBoleh>,
}

/// Enters activities of the actor, all or none. A key that has made an entry already answers with that entry, in whatever
/// state it is by now; so whoever did not hear the answer sends again.
///
/// # Errors
/// The codes of [`Isian::rapi`](crate::model::entri::Isian::rapi), `KIN-505` to `KIN-512`, `KIN-514`, `KIN-515`,
/// `KIN-518` to `KIN-520`; `PLT-067`;
/// [`Refusal::Denied`]; [`Refusal::NotFound`] for an account that is nobody's on the staff list.
pub fn catat(region: &Region, aktor: &Aktor, kiriman: &[Kiriman]) -> Result<Vec<Entri>, Refusal> {
    if kiriman.is_empty() || kiriman.len() > SEKALIGUS_MAKS {
        return Err(Galat::baru("KIN-515").dengan("maks", SEKALIGUS_MAKS).into());
    }
    let mut rapi = Vec::with_capacity(kiriman.len());
    for k in kiriman {
        periksa_kunci(&k.kunci)?;
        rapi.push(Kiriman { isian: k.isian.clone().rapi()?, ..k.clone() });
    }
    match sekali(region, aktor, &rapi) {
        // the same key came by another way meanwhile: what it made is the answer
        Err(Refusal::Conflict) => sekali(region, aktor, &rapi),
        lain => lain,
    }
}

fn sekali(region: &Region, aktor: &Aktor, kiriman: &[Kiriman]) -> Result<Vec<Entri>, Refusal> {
    let saat = Saat { zona: region.zona(), diterima: region.sekarang(), gawai: None };
    let p = region.read(|tx| siapkan(tx, aktor, kiriman, saat))?;
    let mut baru: Vec<Entri> = Vec::new();
    for k in kiriman {
        let kembar = p.ada.contains_key(&k.kunci) || baru.iter().any(|e| e.kunci == k.kunci);
        if let Some(boleh) = p.boleh.get(&k.kunci).filter(|_| !kembar) {
            baru.push(rakit(region, &p, k, boleh, saat));
        }
    }
    let bukti = kiriman.iter().filter_map(|k| Some((k.kunci.clone(), k.bukti.clone()?))).collect();
    let tersimpan = if baru.is_empty() { Vec::new() } else { simpan(region, aktor, &p, (baru, bukti))? };
    let cari = |k: &Kiriman| {
        let ada = p.ada.get(&k.kunci).or_else(|| tersimpan.iter().find(|e| e.kunci == k.kunci));
        ada.cloned()
    };
    Ok(kiriman.iter().filter_map(cari).collect())
}

fn siapkan(tx: &mut Tx<'_>, aktor: &Aktor, kiriman: &[Kiriman], saat: Saat) -> Result<Persiapan, Refusal> {
    let hari_ini = saat.diterima.tanggal(saat.zona);
    let orang = diri(tx, aktor, hari_ini)?;
    let sasaran = Sasaran::orang(orang.nip.clone(), orang.jalur_unit.clone(), hari_ini);
    let (mut ada, mut boleh) = (BTreeMap::new(), BTreeMap::new());
    for k in kiriman {
        if let Some(e) = store::berkunci(tx, orang.nomor, &k.kunci)? {
            ada.insert(k.kunci.clone(), e);
            continue;
        }
        super::katalog::periksa(tx, &k.isian)?;
        let saat = Saat { gawai: k.gawai, ..saat };
        let hari = periksa_hari(tx, (&orang.nip, orang.nomor), k.isian.hari, saat, Batas::Harian)?;
        boleh.insert(k.kunci.clone(), hari);
    }
    Ok(Persiapan { pegawai: orang.nomor, sasaran, ada, boleh })
}

fn rakit(region: &Region, p: &Persiapan, k: &Kiriman, boleh: &HariBoleh, saat: Saat) -> Entri {
    let i = &k.isian;
    Entri {
        id: region.id_baru().to_string(),
        pegawai: p.pegawai,
        hari: i.hari,
        mulai: i.mulai,
        menit: i.menit,
        kegiatan: 0,
        uraian: i.uraian.clone(),
        katalog: i.katalog.clone(),
        jumlah: i.jumlah,
        skp: i.skp.clone(),
        bukti: k.bukti.as_ref().map(|b| b.sidik().to_owned()),
        keadaan: if i.draf { KeadaanEntri::Draf } else { KeadaanEntri::Diajukan },
        versi: 1,
        kunci: k.kunci.clone(),
        gawai: k.gawai,
        diterima: saat.diterima,
        tanda: boleh.tanda,
        jalur_unit: boleh.jalur_unit.clone(),
    }
}

fn simpan(
    region: &Region,
    aktor: &Aktor,
    p: &Persiapan,
    (baru, bukti): (Vec<Entri>, BTreeMap<String, Diterima>),
) -> Result<Vec<Entri>, Refusal> {
    let putusan = decide(aktor, &ENTRI_CATAT, &p.sasaran)?;
    let satu = |e: &Entri| Some((e.hari, p.boleh.get(&e.kunci)?.batas));
    let batas: BTreeMap<Tanggal, i64> = baru.iter().filter_map(satu).collect();
    let pegawai = p.pegawai;
    region.act(aktor, move |tx| {
        tx.lock(&kunci_orang(pegawai))?;
        let mut jadi = baru.clone();
        for e in &jadi {
            if store::ada_kunci(tx, pegawai, &e.kunci)? {
                return Err(Refusal::Conflict);
            }
        }
        for (hari, batas) in &batas {
            periksa_muat(tx, pegawai, (*hari, *batas), &jadi)?;
        }
        for e in &mut jadi {
            e.kegiatan = store::nomor_kegiatan(tx, &e.uraian)?;
            store::sisip(tx, e).map_err(kunci_kembar)?;
            if let Some(b) = bukti.get(&e.kunci) {
                berkas::rujuk(tx, b, &sasaran(&e.id), e.diterima)?;
            }
        }
        let sasaran = match jadi.as_slice() {
            [satu] => format!("kinerja.entri/{}", satu.id),
            _ => "kinerja.entri".to_owned(),
        };
        let isi: Vec<_> = jadi.iter().map(fakta).collect();
        let uraian: Vec<&str> = jadi.iter().map(|e| e.uraian.as_str()).collect();
        let event = Event::baru(putusan.clone(), sasaran)
            .isi(json!({ "entri": isi }))
            .pribadi(json!({ "uraian": uraian }));
        Ok(Done::new(jadi, event))
    })
}

/// Whether a day holds what it holds and the new ones of it.
fn periksa_muat(
    tx: &mut Tx<'_>,
    pegawai: i64,
    (hari, batas): (Tanggal, i64),
    baru: &[Entri],
) -> Result<(), Refusal> {
    let ada = store::sehari(tx, pegawai, hari)?;
    let mut terisi: Vec<Rentang<'_>> =
        ada.iter().filter(|e| e.keadaan.mengisi_hari()).map(Rentang::from).collect();
    for e in baru.iter().filter(|e| e.hari == hari) {
        muat(&terisi, Rentang::from(e), hari, batas)?;
        terisi.push(Rentang::from(e));
    }
    Ok(())
}

/// The facts of an entry for the journal; what was typed is personal and stands apart.
fn fakta(e: &Entri) -> serde_json::Value {
    json!({
        "id": e.id, "hari": e.hari.to_string(), "mulai": e.mulai, "menit": e.menit, "keadaan": e.keadaan.kata(),
        "katalog": e.katalog, "jumlah": e.jumlah, "gawai": e.gawai.map(|w| w.to_string()), "tanda": e.tanda,
        "bukti": e.bukti,
    })
}

/// Two requests with one key at the same moment on two machines: the second one's row is refused.
fn kunci_kembar(galat: StoreError) -> Refusal {
    if galat.unique() == Some("entri.pegawai,kunci") { Refusal::Conflict } else { galat.into() }
}
