//! A region: its database, its clock, and the one way to change something in it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use balai_kernel::{Acak, Aktor, Clock, Id, KodeWilayah, Tanggal, Waktu, ZonaWaktu};
use balai_store::{Store, StoreError, Tx};

use crate::{
    Done, Kerusakan, Refusal, TempatPort,
    berkas::Gudang,
    jurnal::{self, Asal, Baru},
    pekerjaan::{self, Bel},
};

/// The source of chance of a host, shared by its regions.
pub(crate) type AcakBersama = Arc<Mutex<Box<dyn Acak + Send>>>;

/// So many acts after the last sealing, the next one seals.
const SEGEL_TIAP: u32 = 1_000;

/// An open region, as seen from one place: clones share the database, and each knows from where its acts come.
#[derive(Clone)]
pub struct Region {
    isi: Arc<Isi>,
    asal: Asal,
    tempat: Option<Arc<dyn TempatPort>>,
}

struct Isi {
    identitas: Identitas,
    store: Store,
    clock: Arc<dyn Clock>,
    acak: AcakBersama,
    bel: Bel,
    /// Folder of the signing key; `None` when nobody said where.
    kunci: Option<PathBuf>,
    /// Acts since the last sealing by this process.
    belum: AtomicU32,
    gudang: Gudang,
}

/// What a region says of itself; kept in its own database from the moment it is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identitas {
    /// Territory code of the province, regency or city.
    pub kode: KodeWilayah,
    /// Name as on a letterhead: `Kota Bandung`.
    pub nama: String,
    /// Its government: `Pemerintah Kota Bandung`.
    pub pemda: String,
    /// Its zone; days begin at its midnight.
    pub zona: ZonaWaktu,
    /// Civic colour, `#RRGGBB`.
    pub warna: String,
    /// Whether its people and figures are invented; every page says so then.
    pub contoh: bool,
}

impl Region {
    pub(crate) fn baru(
        identitas: Identitas,
        store: Store,
        clock: Arc<dyn Clock>,
        acak: AcakBersama,
        bel: Bel,
        kunci: Option<PathBuf>,
        gudang: Gudang,
    ) -> Self {
        let isi = Isi { identitas, store, clock, acak, bel, kunci, gudang, belum: AtomicU32::new(0) };
        Region { isi: Arc::new(isi), asal: Asal::default(), tempat: None }
    }

    /// The same region for acts that come from somewhere else: a request, a job.
    #[must_use]
    pub fn dari(&self, asal: Asal) -> Region {
        Region { isi: Arc::clone(&self.isi), asal, tempat: self.tempat.clone() }
    }

    pub(crate) fn dengan_tempat(self, tempat: Option<Arc<dyn TempatPort>>) -> Region {
        Region { tempat, ..self }
    }

    /// Who knows its units and territories; `None` where no application keeps any.
    pub fn tempat(&self) -> Option<&dyn TempatPort> {
        self.tempat.as_deref()
    }

    /// From where acts through this handle come.
    pub fn asal(&self) -> &Asal {
        &self.asal
    }

    /// Where its files lie.
    pub(crate) fn gudang(&self) -> &Gudang {
        &self.isi.gudang
    }

    /// Wakes the workers of this host.
    pub(crate) fn bel(&self) -> &Bel {
        &self.isi.bel
    }

    /// Folder of the key that signs the journal.
    pub(crate) fn folder_kunci(&self) -> Option<&Path> {
        self.isi.kunci.as_deref()
    }

    /// Acts since the last sealing by this process.
    pub(crate) fn belum_disegel(&self) -> &AtomicU32 {
        &self.isi.belum
    }

    /// Territory code.
    pub fn kode(&self) -> &KodeWilayah {
        &self.isi.identitas.kode
    }

    /// Code, names, zone and colour.
    pub fn identitas(&self) -> &Identitas {
        &self.isi.identitas
    }

    /// The zone in which this region's days begin.
    pub fn zona(&self) -> ZonaWaktu {
        self.isi.identitas.zona
    }

    /// The present instant.
    pub fn sekarang(&self) -> Waktu {
        self.isi.clock.now()
    }

    /// Today on this region's wall.
    pub fn hari_ini(&self) -> Tanggal {
        self.sekarang().tanggal(self.zona())
    }

    /// A fresh id. Make it before the closure that stores it: closures may run more than once.
    pub fn id_baru(&self) -> Id {
        let waktu = self.sekarang();
        let mut acak = self.isi.acak.lock().unwrap_or_else(PoisonError::into_inner);
        Id::new(waktu, &mut **acak)
    }

    /// `N` bytes of chance, for salts and tokens.
    pub fn bita<const N: usize>(&self) -> [u8; N] {
        let mut bita = [0_u8; N];
        self.isi.acak.lock().unwrap_or_else(PoisonError::into_inner).isi(&mut bita);
        bita
    }

    /// Reads. Call it from a blocking thread.
    ///
    /// # Errors
    /// Whatever the closure returns, or the store's failure.
    pub fn read<T, E>(&self, f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send) -> Result<T, E>
    where
        T: Send,
        E: From<StoreError> + Send,
    {
        self.isi.store.read(f)
    }

    /// Acts: everything the closure changes, the event it returns and the jobs it queues are stored together
    /// or not at all.
    /// The closure may run more than once; ids, times and hashes are made before it. Call it from a
    /// blocking thread.
    ///
    /// # Errors
    /// The closure's [`Refusal`]; nothing is changed then.
    pub fn act<T, F>(&self, aktor: &Aktor, f: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<Done<T>, Refusal> + Send + 'static,
    {
        let (id, waktu, akun) = (self.id_baru(), self.sekarang(), aktor.akun.clone());
        let (asal, garam) = (self.asal.clone(), self.bita::<32>());
        let (value, ada_kerja) = self.isi.store.write(move |tx| {
            let Done { value, event, pekerjaan } = f(tx)?;
            if *event.putusan.akun() != akun {
                return Err(Refusal::Internal(Kerusakan::baru(
                    "an event decided for one actor, done by another",
                )));
            }
            jurnal::catat(tx, &Baru { id: &id, waktu, asal: &asal, garam: &garam }, &event)?;
            pekerjaan::simpan(tx, id.as_str(), waktu, &pekerjaan)?;
            Ok::<_, Refusal>((value, !pekerjaan.is_empty()))
        })?;
        if ada_kerja {
            self.isi.bel.bunyi();
        }
        // equal, not more: of all who act at that moment one seals, and the others go on
        if self.isi.belum.fetch_add(1, Ordering::Relaxed) % SEGEL_TIAP == SEGEL_TIAP - 1 {
            // the act is done; what could not be sealed now waits for the next time
            self.segel().ok();
        }
        Ok(value)
    }

    /// Writes that are nobody's act: staging rows of a long import, expired sessions, counters of failed
    /// log-ins. What a person decides goes through [`Region::act`].
    ///
    /// # Errors
    /// The closure's own; nothing is changed then.
    pub fn upkeep<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.isi.store.write(f)
    }

    /// The database itself, for the tools that copy, check or measure it.
    pub fn store(&self) -> &Store {
        &self.isi.store
    }
}

impl std::fmt::Debug for Region {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Region({})", self.kode())
    }
}
