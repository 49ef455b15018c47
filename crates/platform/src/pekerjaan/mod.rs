//! Work that may fail later is a job: written in the transaction of the act that wants it, done afterwards by
//! whoever is free, safe to begin twice.
//!
//! An act queues with [`Done::kerjakan`](crate::Done::kerjakan); a [`Pelaksana`] is the named function that does
//! it. Three things make the effect of a job happen once although the job itself may be begun several times:
//!
//! - *its key*: the same name and key are not queued twice;
//! - *its lease*: whoever took a job holds it for [`SEWA_MILIDETIK`], renewed by a heartbeat; when the process
//!   dies the lease runs out and the job is taken again;
//! - *its end*: what a job changes in the region's database is written in the transaction that also ends the
//!   job, and only the holder of the lease may end it ([`Selesai::tulis`], [`Selesai::akt`]).
//!
//! What leaves the house (a letter, a call to a gateway) cannot be undone with a transaction: it happens at
//! least once, and carries the job's key so that the other side can tell a repetition.

mod jadwal;
mod jalan;
mod pekerja;
mod store;

use std::fmt;
use std::sync::Arc;

use balai_kernel::{Aktor, Galat, Waktu};
use balai_store::{StoreError, Tx};
use serde_json::Value;

use crate::{AktEntri, Done, Event, Jangkauan, Refusal, Region, Sasaran, decide};
use balai_kernel::Peran;

pub use jadwal::{Jadwal, Rencana, jadwalkan, rencana};
pub use jalan::{Hasil, Kerja, kerjakan_satu, kerjakan_semua};
pub(crate) use pekerja::Bel;
pub use pekerja::Pekerja;
pub(crate) use store::simpan;
pub use store::{Baris, Jumlah, Keadaan, daftar, jumlah, statements};

/// How long a job is held without a heartbeat, in milliseconds.
pub const SEWA_MILIDETIK: i64 = 60_000;
/// How often a job is begun before it is put aside, unless its handler says otherwise.
const PERCOBAAN_MAKS: u32 = 8;
/// Wait before the second attempt, in milliseconds; doubles with each further one.
const TUNGGU_AWAL: i64 = 10_000;
/// Longest wait between two attempts, in milliseconds.
const TUNGGU_MAKS: i64 = 3_600_000;
/// How long ended jobs, and with them their keys, are kept, in milliseconds.
const SIMPAN_MILIDETIK: i64 = 30 * 24 * 3_600_000;

/// Running a job again that was put aside.
pub const PEKERJAAN_ULANG: AktEntri = AktEntri {
    id: "platform.pekerjaan.ulang",
    label_id: "mengulang pekerjaan latar",
    label_en: "run a background job again",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Calling a job off that waits or was put aside.
pub const PEKERJAAN_BATAL: AktEntri = AktEntri {
    id: "platform.pekerjaan.batal",
    label_id: "membatalkan pekerjaan latar",
    label_en: "call a background job off",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// A job to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pekerjaan {
    pub(crate) nama: &'static str,
    pub(crate) isi: Value,
    pub(crate) kunci: Option<String>,
    pub(crate) pada: Option<Waktu>,
}

impl Pekerjaan {
    /// A job for the handler called `nama`; `isi` is what it needs to know, without personal data where an id
    /// will do.
    pub fn baru(nama: &'static str, isi: Value) -> Self {
        Pekerjaan { nama, isi, kunci: None, pada: None }
    }

    /// The key under which it is done once. Without one every queueing is a job of its own.
    #[must_use]
    pub fn kunci(mut self, kunci: impl Into<String>) -> Self {
        self.kunci = Some(kunci.into());
        self
    }

    /// Not before this instant.
    #[must_use]
    pub fn pada(mut self, pada: Waktu) -> Self {
        self.pada = Some(pada);
        self
    }
}

/// What a handler is: a function over one job.
type Jalan = Arc<dyn Fn(&Kerja<'_>) -> Result<Selesai, GagalKerja> + Send + Sync>;

/// A named handler, given by an application, and when it runs by itself.
#[derive(Clone)]
pub struct Pelaksana {
    pub(crate) nama: &'static str,
    pub(crate) jadwal: Option<Jadwal>,
    pub(crate) percobaan_maks: u32,
    pub(crate) jalan: Jalan,
}

impl Pelaksana {
    /// The handler of jobs called `nama`, application first: `akses.sesi.bersih`.
    pub fn baru(
        nama: &'static str,
        jalan: impl Fn(&Kerja<'_>) -> Result<Selesai, GagalKerja> + Send + Sync + 'static,
    ) -> Self {
        Pelaksana { nama, jadwal: None, percobaan_maks: PERCOBAAN_MAKS, jalan: Arc::new(jalan) }
    }

    /// Also runs by itself, on the region's wall clock. The job's content is then `null`.
    #[must_use]
    pub fn terjadwal(mut self, jadwal: Jadwal) -> Self {
        self.jadwal = Some(jadwal);
        self
    }

    /// Is begun at most so many times before it is put aside.
    #[must_use]
    pub fn paling_banyak(mut self, percobaan: u32) -> Self {
        self.percobaan_maks = percobaan.max(1);
        self
    }

    /// Its name.
    pub fn nama(&self) -> &'static str {
        self.nama
    }
}

impl fmt::Debug for Pelaksana {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pelaksana({}, {:?})", self.nama, self.jadwal)
    }
}

type Tulis = Box<dyn Fn(&mut Tx<'_>) -> Result<(), Refusal> + Send>;
type AktKerja = Box<dyn Fn(&mut Tx<'_>) -> Result<Done<()>, Refusal> + Send>;

/// How a job ended well, and what is written together with its end.
pub struct Selesai {
    pub(crate) cara: Cara,
    pub(crate) lanjutan: Vec<Pekerjaan>,
}

pub(crate) enum Cara {
    Kosong,
    Tulis(Tulis),
    Akt(Box<Aktor>, AktKerja),
}

impl Selesai {
    /// Nothing is to be written.
    pub fn kosong() -> Self {
        Selesai { cara: Cara::Kosong, lanjutan: Vec::new() }
    }

    /// Writes that are nobody's act, see [`Region::upkeep`].
    pub fn tulis(f: impl Fn(&mut Tx<'_>) -> Result<(), Refusal> + Send + 'static) -> Self {
        Selesai { cara: Cara::Tulis(Box::new(f)), lanjutan: Vec::new() }
    }

    /// An act with its event, see [`Region::act`].
    pub fn akt(aktor: Aktor, f: impl Fn(&mut Tx<'_>) -> Result<Done<()>, Refusal> + Send + 'static) -> Self {
        Selesai { cara: Cara::Akt(Box::new(aktor), Box::new(f)), lanjutan: Vec::new() }
    }

    /// Queues another job in the same transaction.
    #[must_use]
    pub fn lalu(mut self, pekerjaan: Pekerjaan) -> Self {
        self.lanjutan.push(pekerjaan);
        self
    }
}

impl fmt::Debug for Selesai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Selesai({} lanjutan)", self.lanjutan.len())
    }
}

/// Why a job did not end well. The sentence is for the operator and holds no personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GagalKerja {
    pub(crate) sebab: String,
    pub(crate) menyerah: bool,
}

impl GagalKerja {
    /// Worth another attempt later.
    pub fn coba_lagi(sebab: impl Into<String>) -> Self {
        GagalKerja { sebab: sebab.into(), menyerah: false }
    }

    /// Another attempt would fail alike: the job is put aside at once.
    pub fn menyerah(sebab: impl Into<String>) -> Self {
        GagalKerja { sebab: sebab.into(), menyerah: true }
    }

    /// The sentence.
    pub fn sebab(&self) -> &str {
        &self.sebab
    }
}

impl From<Refusal> for GagalKerja {
    fn from(tolak: Refusal) -> Self {
        match &tolak {
            Refusal::Internal(kerusakan) => GagalKerja::coba_lagi(kerusakan.rinci()),
            // values of a refusal may be personal: the code says enough
            lain => GagalKerja::coba_lagi(lain.galat().kode),
        }
    }
}

impl From<StoreError> for GagalKerja {
    fn from(galat: StoreError) -> Self {
        GagalKerja::coba_lagi(galat.to_string())
    }
}

/// Queues jobs that no act asks for, such as the first of a chain.
///
/// # Errors
/// The store's failure.
pub fn antrekan(daerah: &Region, pekerjaan: Pekerjaan) -> Result<(), Refusal> {
    let (id, waktu) = (daerah.id_baru(), daerah.sekarang());
    let daftar = vec![pekerjaan];
    daerah
        .upkeep(move |tx| -> Result<(), Refusal> { Ok(store::simpan(tx, id.as_str(), waktu, &daftar)?) })?;
    daerah.bel().bunyi();
    Ok(())
}

/// Puts a job that was put aside or called off back into the queue, with all its attempts.
///
/// # Errors
/// [`Refusal::Denied`], [`Refusal::NotFound`] when there is no such job or it was neither.
pub fn ulangi(daerah: &Region, aktor: &Aktor, id: &str) -> Result<(), Refusal> {
    let putusan = decide(aktor, &PEKERJAAN_ULANG, &Sasaran::daerah(daerah.hari_ini()))?;
    let (id, waktu) = (id.to_owned(), daerah.sekarang());
    daerah.act(aktor, move |tx| {
        let nama = store::bangkitkan(tx, &id, waktu)?.ok_or(Refusal::NotFound)?;
        let event =
            Event::baru(putusan.clone(), format!("pekerjaan/{id}")).isi(serde_json::json!({ "nama": nama }));
        Ok(Done::new((), event))
    })?;
    daerah.bel().bunyi();
    Ok(())
}

/// Calls a job off that waits or was put aside; one under way is left to its end.
///
/// # Errors
/// [`Refusal::Denied`], [`Refusal::NotFound`] when there is no such job or it runs or has ended.
pub fn batalkan(daerah: &Region, aktor: &Aktor, id: &str) -> Result<(), Refusal> {
    let putusan = decide(aktor, &PEKERJAAN_BATAL, &Sasaran::daerah(daerah.hari_ini()))?;
    let (id, waktu) = (id.to_owned(), daerah.sekarang());
    daerah.act(aktor, move |tx| {
        let nama = store::batalkan(tx, &id, waktu)?.ok_or(Refusal::NotFound)?;
        let event = Event::baru(putusan.clone(), format!("pekerjaan/{id}"));
        Ok(Done::new((), event.isi(serde_json::json!({ "nama": nama }))))
    })
}

/// The queue's own handlers.
pub fn pelaksana() -> Vec<Pelaksana> {
    let bersih = Pelaksana::baru("platform.pekerjaan.bersih", |kerja| {
        let batas = geser(kerja.daerah().sekarang(), -SIMPAN_MILIDETIK);
        Ok(Selesai::tulis(move |tx| Ok(store::hapus_lama(tx, batas)?)))
    });
    let mut semua = vec![bersih.terjadwal(Jadwal::Harian { jam: 3, menit: 0 })];
    semua.extend(crate::berkas::pelaksana());
    semua
}

/// An instant some milliseconds later; the same one where the calendar ends.
pub(crate) fn geser(waktu: Waktu, milidetik: i64) -> Waktu {
    Waktu::dari_milidetik(waktu.milidetik().saturating_add(milidetik)).unwrap_or(waktu)
}

/// Refuses a job name that nobody handles.
pub(crate) fn tanpa_pelaksana(nama: &str) -> Galat {
    Galat::baru("PLT-040").dengan("nama", nama)
}
