//! Large files: staged in pieces, switched in one short act, moved in pieces.
//!
//! Nothing of it counts before the act; everything does from then on, also when the program is killed before the last piece
//! has been moved: the pieces are then a promise that the next import or the next run of the month keeps first. No
//! transaction writes more than one piece, so whoever else writes gets a turn between two of them.

use std::sync::Arc;

use balai_kernel::{Aktor, Galat, Waktu};
use balai_platform::{Done, Putusan, Refusal, Region};
use balai_store::{StoreError, Tx};

use super::{Isi, peristiwa, simpan_pin, tersentuh};
use crate::acts::langkah::presensi::{Sentuhan, boleh_diubah};
use crate::model::impor::tahap::susun;
use crate::store::entri::NOMOR_DARI_TEKS;
use crate::store::impor::{self as store, BerkasBaru, PinBerubah};
use crate::store::tahap::{self, Jenis, Keadaan};

/// Rows in a piece: some milliseconds of writing.
pub const BARIS_TAHAP: usize = 10_000;
/// How often a file is compared again because another import came between.
const ULANG_MAKS: u32 = 5;
/// How long pieces of an import that never ended are kept: longer than any import takes. Milliseconds.
const SISA_MILIDETIK: i64 = 24 * 3_600_000;

/// Whether a file is large enough to be staged.
pub(super) fn besar(isi: &Isi) -> bool {
    match isi {
        Isi::Presensi(ketukan, _) => ketukan.len() > BARIS_TAHAP,
        Isi::Aktivitas(a) => a.butir.len() > BARIS_TAHAP,
        Isi::Unit(_)
        | Isi::Pegawai(_)
        | Isi::Predikat(_)
        | Isi::Ketidakhadiran(_)
        | Isi::Katalog(_)
        | Isi::Rekening(_) => false,
    }
}

/// Moves what counts and is not in its table yet, a piece at a time.
///
/// # Errors
/// The store's failure.
pub fn selesaikan(region: &Region, jeda: &mut dyn FnMut()) -> Result<(), StoreError> {
    while region.upkeep(tahap::pindahkan_satu)? {
        jeda();
    }
    Ok(())
}

/// Reads when every import that counts is wholly in its tables and none comes between.
///
/// # Errors
/// `KIN-167` when imports keep coming between, the reader's own, and the store's failures.
pub fn utuh<T: Send>(
    region: &Region,
    baca: impl Fn(&mut Tx<'_>) -> Result<T, Refusal> + Send + Sync,
) -> Result<T, Refusal> {
    for _ in 0..ULANG_MAKS {
        selesaikan(region, &mut || ())?;
        let dibaca = region.read(|tx| {
            let mulai = tahap::keadaan(tx)?;
            if mulai.tertunda > 0 {
                return Ok(None);
            }
            let hasil = baca(tx)?;
            Ok::<_, Refusal>((tahap::keadaan(tx)? == mulai).then_some(hasil))
        })?;
        if let Some(hasil) = dibaca {
            return Ok(hasil);
        }
    }
    Err(Galat::baru("KIN-167").into())
}

/// Rows to be added, as pieces, and what is said of them in the event.
struct Rencana {
    keadaan: Keadaan,
    jenis: Jenis,
    potong: Vec<Arc<[u8]>>,
    pin: Vec<PinBerubah>,
    sentuhan: Sentuhan,
    baru: u64,
    dibetulkan: u64,
}

/// Stores a large file; `false` when it was all on record already.
pub(super) fn simpan(
    region: &Region,
    aktor: &Aktor,
    putusan: &Putusan,
    isi: &Isi,
    (berkas, pin): (BerkasBaru, Option<BerkasBaru>),
    jeda: &mut dyn FnMut(),
) -> Result<bool, Refusal> {
    sapu(region)?;
    let (berkas, pin) = (Arc::new(berkas), Arc::new(pin));
    let nomor = if let Isi::Aktivitas(a) = isi { nomor_kegiatan(region, &a.uraian, jeda)? } else { vec![] };
    for _ in 0..ULANG_MAKS {
        let rencana = utuh(region, |tx| rencanakan(tx, isi, &nomor))?;
        if rencana.potong.is_empty() && rencana.pin.is_empty() {
            return Ok(false);
        }
        let hasil = tahapkan(region, &berkas, &rencana, jeda)
            .and_then(|()| alihkan(region, aktor, putusan, (&berkas, &pin), rencana));
        match hasil {
            Ok(true) => {
                selesaikan(region, jeda)?;
                return Ok(true);
            }
            Ok(false) => buang(region, &berkas)?,
            Err(e) => {
                // what is left is swept another day when even this fails
                buang(region, &berkas).ok();
                return Err(e);
            }
        }
    }
    Err(Galat::baru("KIN-167").into())
}

fn sapu(region: &Region) -> Result<(), StoreError> {
    let batas = Waktu::dari_milidetik(region.sekarang().milidetik() - SISA_MILIDETIK);
    batas.map_or(Ok(()), |batas| region.upkeep(move |tx| tahap::sapu(tx, batas)).map(drop))
}

fn buang(region: &Region, berkas: &BerkasBaru) -> Result<(), StoreError> {
    let id = berkas.id.clone();
    region.upkeep(move |tx| tahap::buang(tx, &id)).map(drop)
}

/// Numbers the texts before the act, read once and added in pieces: a text that no activity names in the end does no
/// harm.
fn nomor_kegiatan(region: &Region, uraian: &[String], jeda: &mut dyn FnMut()) -> Result<Vec<i64>, Refusal> {
    'ulang: for _ in 0..ULANG_MAKS {
        let mut nomor = region.read(store::peta_kegiatan)?;
        let dihitung = nomor.values().copied().filter(|n| *n < NOMOR_DARI_TEKS);
        let mut akhir = dihitung.max().unwrap_or_default();
        let baru: Vec<String> = uraian.iter().filter(|u| !nomor.contains_key(*u)).cloned().collect();
        for bagian in baru.chunks(BARIS_TAHAP) {
            let isi = bagian.to_vec();
            if !region.upkeep(move |tx| store::tambah_kegiatan(tx, akhir, &isi))? {
                continue 'ulang;
            }
            for u in bagian {
                akhir += 1;
                nomor.insert(u.clone(), akhir);
            }
            jeda();
        }
        return Ok(uraian.iter().filter_map(|u| nomor.get(u).copied()).collect());
    }
    Err(Galat::baru("KIN-167").into())
}

/// Compares the file with what is stored: a read, however long, that holds nobody up.
fn rencanakan(tx: &mut Tx<'_>, isi: &Isi, nomor: &[i64]) -> Result<Rencana, Refusal> {
    let keadaan = tahap::keadaan(tx)?;
    let mut sentuhan = Sentuhan::new();
    let (jenis, potong, pin, semua, dibetulkan) = match isi {
        Isi::Aktivitas(a) => {
            let baris = store::aktivitas_baru(tx, &a.butir, nomor)?;
            let potong = potong(&baris, |b| b.angka());
            let dibetulkan = baris.iter().filter(|b| b.pembetulan()).count() as u64;
            (Jenis::Aktivitas, potong, vec![], baris.len() as u64, dibetulkan)
        }
        Isi::Presensi(ketukan, pemetaan) => {
            let baru = store::presensi_baru(tx, ketukan)?;
            let pin = store::pin_berubah(tx, pemetaan)?;
            sentuhan = tersentuh(&baru);
            (Jenis::Presensi, potong(&baru, store::angka_presensi), pin, baru.len() as u64, 0)
        }
        Isi::Unit(_)
        | Isi::Pegawai(_)
        | Isi::Predikat(_)
        | Isi::Ketidakhadiran(_)
        | Isi::Katalog(_)
        | Isi::Rekening(_) => (Jenis::Presensi, vec![], vec![], 0, 0),
    };
    Ok(Rencana { keadaan, jenis, potong, pin, sentuhan, baru: semua - dibetulkan, dibetulkan })
}

fn potong<T, const N: usize>(baris: &[T], angka: impl Fn(&T) -> [i64; N]) -> Vec<Arc<[u8]>> {
    baris.chunks(BARIS_TAHAP).map(|b| susun(b.iter().map(&angka)).into()).collect()
}

fn tahapkan(
    region: &Region,
    berkas: &BerkasBaru,
    rencana: &Rencana,
    jeda: &mut dyn FnMut(),
) -> Result<(), Refusal> {
    let (jenis, dibuat) = (rencana.jenis, region.sekarang());
    for (urut, isi) in (1_i64..).zip(&rencana.potong) {
        let (id, isi) = (berkas.id.clone(), Arc::clone(isi));
        region.upkeep(move |tx| tahap::tambah(tx, &id, urut, jenis, dibuat, &isi))?;
        jeda();
    }
    Ok(())
}

/// The act: from here on the file counts. `false` when another import came between.
fn alihkan(
    region: &Region,
    aktor: &Aktor,
    putusan: &Putusan,
    (berkas, pin): (&Arc<BerkasBaru>, &Arc<Option<BerkasBaru>>),
    rencana: Rencana,
) -> Result<bool, Refusal> {
    let (putusan, berkas, pin) = (putusan.clone(), Arc::clone(berkas), Arc::clone(pin));
    let hasil = region.act(aktor, move |tx| {
        store::kunci(tx)?;
        let banyak = i64::try_from(rencana.potong.len()).unwrap_or(i64::MAX);
        if tahap::keadaan(tx)? != rencana.keadaan || tahap::banyak(tx, &berkas.id)? != banyak {
            return Err(Refusal::Conflict);
        }
        boleh_diubah(tx, &rencana.sentuhan)?;
        simpan_pin(tx, pin.as_ref().as_ref(), &rencana.pin)?;
        if banyak > 0 {
            store::sisip_berkas(tx, &berkas)?;
        }
        Ok(Done::new((), peristiwa(&putusan, &berkas, rencana.baru, 0, rencana.dibetulkan)))
    });
    match hasil {
        Ok(()) => Ok(true),
        Err(Refusal::Conflict) => Ok(false),
        Err(e) => Err(e),
    }
}
