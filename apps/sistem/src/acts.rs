//! Reading the journal: searches within a jurisdiction, one event, its personal facts, exports.

pub mod dokumen;

use balai_kernel::{Aktor, Galat, Lingkup, Peran};
use balai_platform::jurnal::Keadaan;
use balai_platform::{
    Akt, Catatan, Done, Event, Putusan, Refusal, Region, Saringan, Sasaran, TitikTersimpan, Tujuan,
    cari_catatan, catatan_subjek, daftar_titik, decide, lingkup_untuk, satu_catatan,
};
use balai_store::{StoreError, Tx};
use serde_json::{Value, json};

use crate::akt::{JURNAL_BACA, JURNAL_BUKA, JURNAL_EKSPOR};

/// Most rows of one export; a larger journal goes out by `balai journal export`.
const EKSPOR_MAKS: usize = 20_000;
/// Most events of a sealed export over a page: some 60 MB.
const BERSEGEL_MAKS: u64 = 50_000;
/// Rows read at a time.
const SEKALI: u32 = 1_000;

/// The jurisdictions the actor reads within, none of them within another.
fn lingkup(region: &Region, aktor: &Aktor, akt: Akt) -> Result<Vec<Lingkup>, Refusal> {
    let mut ada = lingkup_untuk(aktor, akt, region.hari_ini())?;
    // rows carry no territory: whoever holds only one is shown nothing rather than everything
    ada.retain(|l| matches!(l, Lingkup::Semua | Lingkup::Unit(_)));
    if ada.is_empty() { Err(Refusal::NotFound) } else { Ok(ada) }
}

/// A decision of `akt` on what the first of these jurisdictions covers.
fn putuskan(region: &Region, aktor: &Aktor, akt: Akt, lingkup: &[Lingkup]) -> Result<Putusan, Refusal> {
    let hari = region.hari_ini();
    let sasaran = match lingkup.first() {
        Some(Lingkup::Unit(jalur)) => Sasaran::unit(jalur.clone(), hari),
        _ => Sasaran::daerah(hari),
    };
    Ok(decide(aktor, akt, &sasaran)?)
}

/// The rows of several jurisdictions as one list, newest first, none of them twice.
fn gabung(
    lingkup: &[Lingkup],
    banyak: u32,
    mut baca: impl FnMut(&Lingkup) -> Result<Vec<Catatan>, StoreError>,
) -> Result<Vec<Catatan>, StoreError> {
    if let [satu] = lingkup {
        return baca(satu);
    }
    let mut semua = Vec::new();
    for l in lingkup {
        semua.extend(baca(l)?);
    }
    semua.sort_by(|a: &Catatan, b| b.id.cmp(&a.id));
    semua.dedup_by(|a, b| a.id == b.id);
    semua.truncate(usize::try_from(banyak).unwrap_or(usize::MAX));
    Ok(semua)
}

/// One row in the first jurisdiction that reaches it.
fn ambil(tx: &mut Tx<'_>, lingkup: &[Lingkup], id: &str) -> Result<Catatan, Refusal> {
    for l in lingkup {
        if let Some(catatan) = satu_catatan(tx, l, id)? {
            return Ok(catatan);
        }
    }
    Err(Refusal::NotFound)
}

fn saringan_json(s: &Saringan) -> Value {
    json!({
        "aktor": s.aktor, "akt": s.akt, "sasaran": s.sasaran, "bacaan": s.bacaan,
        "sejak": s.sejak.map(|w| w.to_string()), "sampai": s.sampai.map(|w| w.to_string()),
    })
}

/// A page of the journal, and how far it is sealed.
#[derive(Debug)]
pub struct Halaman {
    /// Rows, newest first; one more than asked for when there is a next page.
    pub baris: Vec<Catatan>,
    /// Size of the tree and length of the queue.
    pub keadaan: Keadaan,
    /// The newest checkpoint.
    pub titik: Option<TitikTersimpan>,
}

/// Searches the journal. What an inspector looks for is itself recorded, once a search and not once a page.
///
/// # Errors
/// [`Refusal::Denied`] without a role.
pub fn cari(region: &Region, aktor: &Aktor, saringan: &Saringan, banyak: u32) -> Result<Halaman, Refusal> {
    let lingkup = lingkup(region, aktor, &JURNAL_BACA)?;
    let putusan = putuskan(region, aktor, &JURNAL_BACA, &lingkup)?;
    if putusan.peran() == Peran::Pemeriksa && saringan.sebelum.is_empty() {
        let isi = saringan_json(saringan);
        region.baca_pribadi(aktor, Tujuan::Pemeriksaan, move |_| {
            Ok(Done::new((), Event::baru(putusan.clone(), "sistem.jurnal").pribadi(isi.clone())))
        })?;
    }
    let keadaan = region.keadaan_jurnal()?;
    region.read(|tx| {
        let baris = gabung(&lingkup, banyak, |l| cari_catatan(tx, l, saringan, banyak))?;
        let titik = daftar_titik(tx, None, 1)?.into_iter().next();
        Ok(Halaman { baris, keadaan, titik })
    })
}

/// One event within the actor's jurisdiction.
///
/// # Errors
/// [`Refusal::NotFound`] outside it.
pub fn satu(region: &Region, aktor: &Aktor, id: &str) -> Result<Catatan, Refusal> {
    let lingkup = lingkup(region, aktor, &JURNAL_BACA)?;
    region.read(|tx| ambil(tx, &lingkup, id))
}

/// What was done to one thing, newest first, as far as the actor may read it.
///
/// # Errors
/// [`Refusal::Denied`] without a role, [`Refusal::NotFound`] without a unit.
pub fn riwayat(region: &Region, aktor: &Aktor, sasaran: &str, banyak: u32) -> Result<Vec<Catatan>, Refusal> {
    let lingkup = lingkup(region, aktor, &JURNAL_BACA)?;
    Ok(region.read(|tx| gabung(&lingkup, banyak, |l| catatan_subjek(tx, l, sasaran, banyak)))?)
}

/// The proof that an event stands in the log, without its personal part.
///
/// # Errors
/// [`Refusal::NotFound`] outside the jurisdiction; `PLT-103` while no checkpoint covers it.
pub fn bukti(region: &Region, aktor: &Aktor, id: &str) -> Result<Value, Refusal> {
    let lingkup = lingkup(region, aktor, &JURNAL_BACA)?;
    let mut jawaban = Err(Refusal::NotFound);
    for l in &lingkup {
        jawaban = balai_platform::jurnal::bukti(region, l, id, false);
        if jawaban != Err(Refusal::NotFound) {
            break;
        }
    }
    jawaban
}

/// An event with its personal facts; the reading is recorded with its purpose.
///
/// # Errors
/// [`Refusal::Denied`], [`Refusal::NotFound`].
pub fn buka(region: &Region, aktor: &Aktor, id: &str, tujuan: Tujuan) -> Result<Catatan, Refusal> {
    let lingkup = lingkup(region, aktor, &JURNAL_BUKA)?;
    let putusan = putuskan(region, aktor, &JURNAL_BUKA, &lingkup)?;
    let id = id.to_owned();
    region.baca_pribadi(aktor, tujuan, move |tx| {
        let catatan = ambil(tx, &lingkup, &id)?;
        let event = Event::baru(putusan.clone(), format!("platform.jurnal/{id}"));
        Ok(Done::new(catatan, event))
    })
}

/// Rows for a file, newest first, at most 20,000, without personal facts; recorded with its filter.
///
/// # Errors
/// [`Refusal::Denied`].
pub fn ekspor(
    region: &Region,
    aktor: &Aktor,
    saringan: &Saringan,
    bentuk: &'static str,
) -> Result<Vec<Catatan>, Refusal> {
    let lingkup = lingkup(region, aktor, &JURNAL_EKSPOR)?;
    let putusan = putuskan(region, aktor, &JURNAL_EKSPOR, &lingkup)?;
    let mut saringan = saringan.clone();
    let awal = saringan_json(&saringan);
    let baris = region.read(|tx| -> Result<_, Refusal> {
        let mut baris: Vec<Catatan> = Vec::new();
        while baris.len() < EKSPOR_MAKS {
            let satu = gabung(&lingkup, SEKALI, |l| cari_catatan(tx, l, &saringan, SEKALI))?;
            let Some(akhir) = satu.last() else { break };
            saringan.sebelum.clone_from(&akhir.id);
            baris.extend(satu);
        }
        Ok(baris)
    })?;
    let tujuan = Tujuan::bawaan(putusan.peran());
    let isi = json!({ "bentuk": bentuk, "baris": baris.len() });
    region.baca_pribadi(aktor, tujuan, move |_| {
        let event = Event::baru(putusan.clone(), "sistem.jurnal").isi(isi.clone());
        // what was looked for may be personal
        Ok(Done::new((), event.pribadi(awal.clone())))
    })?;
    Ok(baris)
}

/// The whole sealed journal in the form that `balai journal verify` checks on any machine, without personal facts;
/// the taking is recorded. Only for whoever reads all of the region: a part of a tree proves nothing.
///
/// # Errors
/// [`Refusal::Denied`]; `PLT-107` for a journal too large for a page.
pub fn ekspor_bersegel(region: &Region, aktor: &Aktor) -> Result<Vec<u8>, Refusal> {
    let putusan = decide(aktor, &JURNAL_EKSPOR, &Sasaran::daerah(region.hari_ini()))?;
    // signed as it leaves, where there is a key to sign with
    match region.titik_periksa() {
        Ok(_) => {}
        Err(Refusal::Rule(galat)) if galat.kode == "PLT-100" => {}
        Err(tolak) => return Err(tolak),
    }
    let keadaan = region.segel()?;
    if keadaan.ukuran > BERSEGEL_MAKS {
        let galat = Galat::baru("PLT-107").dengan("ukuran", keadaan.ukuran).dengan("batas", BERSEGEL_MAKS);
        return Err(galat.into());
    }
    let mut isi = Vec::new();
    let baris = balai_platform::jurnal::ekspor(region, region.vkey_jurnal().as_deref(), false, &mut isi)?;
    let sidik = isi.clone();
    let tujuan = Tujuan::bawaan(putusan.peran());
    region.baca_pribadi(aktor, tujuan, move |_| {
        let event = Event::baru(putusan.clone(), "sistem.jurnal");
        Ok(Done::new((), event.isi(json!({ "bentuk": "bersegel", "baris": baris })).sesudah(&sidik)))
    })?;
    Ok(isi)
}

/// Checkpoints, newest first. They tell nothing of any unit, so whoever reads some of the journal reads them.
///
/// # Errors
/// [`Refusal::Denied`] without a role.
pub fn titik(
    region: &Region,
    aktor: &Aktor,
    sebelum: Option<&str>,
    banyak: u32,
) -> Result<Vec<TitikTersimpan>, Refusal> {
    lingkup(region, aktor, &JURNAL_BACA)?;
    region.read(|tx| daftar_titik(tx, sebelum, banyak).map_err(Refusal::from))
}

/// One checkpoint.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn satu_titik(region: &Region, aktor: &Aktor, id: &str) -> Result<TitikTersimpan, Refusal> {
    // the next id after this one: `~` follows every character of an id
    let batas = format!("{id}~");
    let ada = titik(region, aktor, Some(&batas), 1)?.into_iter().next();
    ada.filter(|t| t.id == id).ok_or(Refusal::NotFound)
}
