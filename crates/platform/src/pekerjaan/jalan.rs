//! One job from its taking to its end.

use std::panic::{AssertUnwindSafe, catch_unwind};

use balai_kernel::Waktu;
use balai_store::Tx;
use serde_json::Value;

use super::store::Diambil;
use super::{
    Cara, GagalKerja, Pelaksana, SEWA_MILIDETIK, Selesai, TUNGGU_AWAL, TUNGGU_MAKS, geser, store,
    tanpa_pelaksana,
};
use crate::pemberitahuan::disisihkan;
use crate::{Refusal, Region};

/// A job as its handler sees it.
#[derive(Debug)]
pub struct Kerja<'a> {
    daerah: &'a Region,
    id: String,
    nama: String,
    kunci: String,
    sewa: String,
    isi: Value,
    percobaan: u32,
}

impl Kerja<'_> {
    /// The region it belongs to.
    pub fn daerah(&self) -> &Region {
        self.daerah
    }

    /// What it is about, as it was queued.
    pub fn isi(&self) -> &Value {
        &self.isi
    }

    /// One text of it.
    ///
    /// # Errors
    /// The job is put aside: it was queued wrongly, and another attempt would find the same.
    pub fn teks(&self, nama: &str) -> Result<&str, GagalKerja> {
        let teks = self.isi.get(nama).and_then(Value::as_str);
        teks.ok_or_else(|| GagalKerja::menyerah(format!("the job has no text {nama}")))
    }

    /// The key under which its effect happens once; goes along with whatever leaves the house.
    pub fn kunci(&self) -> &str {
        &self.kunci
    }

    /// How often it has been begun, this time included.
    pub fn percobaan(&self) -> u32 {
        self.percobaan
    }

    /// Holds the job for another [`SEWA_MILIDETIK`]. A [`Pekerja`](super::Pekerja) does so by itself; a long
    /// handler asks, to learn early that somebody else has taken over.
    ///
    /// # Errors
    /// When the lease is lost: stop, the end would be refused anyhow.
    pub fn denyut(&self) -> Result<(), GagalKerja> {
        match perpanjang(self.daerah, &self.id, &self.sewa)? {
            true => Ok(()),
            false => Err(GagalKerja::coba_lagi("the lease is lost")),
        }
    }

    /// Says how far a long job is, and holds it as [`Kerja::denyut`] does. Call it every second or so, not for
    /// each row: it is a write.
    ///
    /// # Errors
    /// When the lease is lost.
    pub fn maju(&self, maju: u64, dari: u64) -> Result<(), GagalKerja> {
        let (id, sewa) = (self.id.clone(), self.sewa.clone());
        let tercatat = self.daerah.upkeep(move |tx| -> Result<bool, Refusal> {
            Ok(store::maju(tx, (&id, &sewa), (maju, dari))?)
        })?;
        if tercatat { self.denyut() } else { Err(GagalKerja::coba_lagi("the lease is lost")) }
    }
}

/// How one taking ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hasil {
    /// Done; its effect is written.
    Selesai,
    /// Failed; another attempt comes at this instant.
    Diulang(Waktu),
    /// Put aside.
    Disisihkan,
    /// Somebody else has taken it over meanwhile; nothing was written.
    Terlepas,
}

/// Renews a lease; false when it is lost.
pub(super) fn perpanjang(daerah: &Region, id: &str, sewa: &str) -> Result<bool, Refusal> {
    let sampai = geser(daerah.sekarang(), SEWA_MILIDETIK);
    let (id, sewa) = (id.to_owned(), sewa.to_owned());
    daerah.upkeep(move |tx| -> Result<bool, Refusal> { Ok(store::perpanjang(tx, &id, &sewa, sampai)?) })
}

/// Gives a lease back, so that another process may begin at once.
pub(super) fn lepas(daerah: &Region, id: &str, sewa: &str) -> Result<(), Refusal> {
    let (id, sewa, kini) = (id.to_owned(), sewa.to_owned(), daerah.sekarang());
    daerah.upkeep(move |tx| -> Result<(), Refusal> { Ok(store::lepas(tx, &id, &sewa, kini)?) })
}

/// Takes the next job of the region whose turn has come and does it; `None` when there is none.
///
/// # Errors
/// The store's failure outside of the job.
pub fn kerjakan_satu(daerah: &Region, pelaksana: &[Pelaksana]) -> Result<Option<Hasil>, Refusal> {
    kerjakan(daerah, pelaksana, |_, _| {})
}

/// Does jobs until none is due: for the command line and for tests. At most `maks`.
///
/// # Errors
/// The store's failure outside of the jobs.
pub fn kerjakan_semua(daerah: &Region, pelaksana: &[Pelaksana], maks: u32) -> Result<u32, Refusal> {
    let mut banyak = 0;
    while banyak < maks && kerjakan_satu(daerah, pelaksana)?.is_some() {
        banyak += 1;
    }
    Ok(banyak)
}

/// As [`kerjakan_satu`]; `dipegang` is told id and lease before the handler runs.
pub(super) fn kerjakan(
    daerah: &Region,
    pelaksana: &[Pelaksana],
    dipegang: impl Fn(&str, &str),
) -> Result<Option<Hasil>, Refusal> {
    let kini = daerah.sekarang();
    if !daerah.read(|tx| -> Result<bool, Refusal> { Ok(store::ada(tx, kini)?) })? {
        return Ok(None);
    }
    let sewa = daerah.id_baru().to_string();
    let (token, sampai) = (sewa.clone(), geser(kini, SEWA_MILIDETIK));
    let ambil = move |tx: &mut Tx<'_>| -> Result<_, Refusal> { Ok(store::ambil(tx, kini, &token, sampai)?) };
    let Some(diambil) = daerah.upkeep(ambil)? else { return Ok(None) };
    dipegang(&diambil.id, &sewa);

    let p = pelaksana.iter().find(|p| p.nama == diambil.nama);
    let maks = p.map_or(super::PERCOBAAN_MAKS, |p| p.percobaan_maks);
    let Diambil { id, nama, kunci, isi, percobaan } = diambil;
    let percobaan = u32::try_from(percobaan).unwrap_or(u32::MAX);
    let isi = serde_json::from_str(&isi).unwrap_or(Value::Null);
    let kerja = Kerja { daerah, id, nama, kunci, sewa, isi, percobaan };
    let hasil = match p {
        // a job that takes its process down with it never gets to say so
        Some(_) if percobaan > maks => Err(GagalKerja::menyerah("the process ended during every attempt")),
        Some(p) => coba(&kerja, p).and_then(|selesai| akhiri(&kerja, selesai)),
        None => Err(GagalKerja::coba_lagi(tanpa_pelaksana(&kerja.nama).to_string())),
    };
    match hasil {
        Ok(true) => Ok(Some(Hasil::Selesai)),
        Ok(false) => Ok(Some(Hasil::Terlepas)),
        Err(gagal) => catat_gagal(&kerja, maks, &gagal).map(Some),
    }
}

/// Runs the handler; its panic is a failure like any other.
fn coba(kerja: &Kerja<'_>, p: &Pelaksana) -> Result<Selesai, GagalKerja> {
    catch_unwind(AssertUnwindSafe(|| (p.jalan)(kerja)))
        .unwrap_or_else(|_| Err(GagalKerja::coba_lagi("the handler panicked")))
}

/// Writes the effect and the end together; false when the lease was lost, and then nothing is written.
fn akhiri(kerja: &Kerja<'_>, selesai: Selesai) -> Result<bool, GagalKerja> {
    let (id, sewa, kini) = (kerja.id.clone(), kerja.sewa.clone(), kerja.daerah.sekarang());
    let Selesai { cara, lanjutan } = selesai;
    let ada_lanjutan = !lanjutan.is_empty();
    let tutup = move |tx: &mut Tx<'_>| -> Result<(), Refusal> {
        if !store::akhiri(tx, &id, &sewa, kini)? {
            return Err(Refusal::Conflict);
        }
        Ok(store::simpan(tx, &id, kini, &lanjutan)?)
    };
    // the end first: it takes the job's row, and whoever has lost the lease does nothing at all
    let hasil = match cara {
        Cara::Kosong => kerja.daerah.upkeep(tutup),
        Cara::Tulis(f) => kerja.daerah.upkeep(move |tx| tutup(tx).and_then(|()| f(tx))),
        Cara::Akt(aktor, f) => kerja.daerah.act(&aktor, move |tx| tutup(tx).and_then(|()| f(tx))),
    };
    match hasil {
        Ok(()) => {
            if ada_lanjutan {
                kerja.daerah.bel().bunyi();
            }
            Ok(true)
        }
        Err(Refusal::Conflict) if !masih_dipegang(kerja)? => Ok(false),
        Err(lain) => Err(lain.into()),
    }
}

/// A conflict may also be of the effect itself; then the lease still holds and the job is tried again.
fn masih_dipegang(kerja: &Kerja<'_>) -> Result<bool, GagalKerja> {
    Ok(perpanjang(kerja.daerah, &kerja.id, &kerja.sewa)?)
}

fn catat_gagal(kerja: &Kerja<'_>, maks: u32, gagal: &GagalKerja) -> Result<Hasil, Refusal> {
    let kini = kerja.daerah.sekarang();
    let lagi = (!gagal.menyerah && kerja.percobaan < maks)
        .then(|| geser(kini, jeda(kerja.percobaan, u16::from_le_bytes(kerja.daerah.bita()))));
    let (id, sewa, sebab) = (kerja.id.clone(), kerja.sewa.clone(), gagal.sebab.clone());
    // whoever must decide hears of it, and only when it was indeed put aside
    let kabar = if lagi.is_none() { disisihkan(&kerja.nama, kerja.daerah.hari_ini()) } else { None };
    let (id_kabar, kabar) = (kerja.daerah.id_baru(), Vec::from_iter(kabar));
    let tercatat = kerja.daerah.upkeep(move |tx| -> Result<bool, Refusal> {
        let tercatat = store::gagal(tx, (&id, &sewa), lagi, kini, &sebab)?;
        if tercatat {
            store::simpan(tx, id_kabar.as_str(), kini, &kabar)?;
        }
        Ok(tercatat)
    })?;
    Ok(match (tercatat, lagi) {
        (false, _) => Hasil::Terlepas,
        (true, Some(pada)) => Hasil::Diulang(pada),
        (true, None) => Hasil::Disisihkan,
    })
}

/// Milliseconds to wait after attempt `percobaan`: doubling, and up to half as long again by chance, so that a
/// hundred jobs felled by the same fault do not come back in the same instant.
fn jeda(percobaan: u32, acak: u16) -> i64 {
    let lipat = 1_i64.checked_shl(percobaan.saturating_sub(1).min(20)).unwrap_or(1);
    let dasar = TUNGGU_AWAL.saturating_mul(lipat).min(TUNGGU_MAKS);
    dasar + dasar / 2 * i64::from(acak) / i64::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::jeda;

    #[test]
    fn waits_double_up_to_an_hour_and_spread_by_half() {
        assert_eq!([1, 2, 3, 4].map(|n| jeda(n, 0)), [10_000, 20_000, 40_000, 80_000]);
        assert_eq!((jeda(1, u16::MAX), jeda(400, 0), jeda(400, u16::MAX)), (15_000, 3_600_000, 5_400_000));
    }
}
