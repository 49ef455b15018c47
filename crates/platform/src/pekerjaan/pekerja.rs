//! The threads that do the jobs of a host inside its server process.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::{Pelaksana, SEWA_MILIDETIK, jadwalkan, jalan};
use crate::{Region, hidup};

/// How long an idle worker waits before it looks again: what another process queued, what waited for its time.
const LIHAT_LAGI: Duration = Duration::from_secs(5);
/// How often held leases are renewed: three times within one.
const DENYUT: Duration = Duration::from_millis(SEWA_MILIDETIK.unsigned_abs() / 3);

/// Wakes the workers when something is queued in this process. Clones are the same bell.
#[derive(Clone, Default)]
pub(crate) struct Bel(Arc<(Mutex<u64>, Condvar)>);

impl Bel {
    /// Wakes whoever waits.
    pub(crate) fn bunyi(&self) {
        *kunci(&self.0.0) += 1;
        self.0.1.notify_all();
    }

    /// How often it has rung.
    fn hitung(&self) -> u64 {
        *kunci(&self.0.0)
    }

    /// Waits until it has rung more often than `sejak`, or so long.
    fn tunggu(&self, sejak: u64, paling_lama: Duration) {
        let jaga = kunci(&self.0.0);
        // a spurious waking only means one more look
        drop(self.0.1.wait_timeout_while(jaga, paling_lama, |n| *n == sejak));
    }
}

fn kunci<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the threads share.
struct Bersama {
    daerah: Vec<Region>,
    pelaksana: Vec<Pelaksana>,
    bel: Bel,
    henti: AtomicBool,
    /// Lease -> whose job.
    dipegang: Mutex<BTreeMap<String, (Region, String)>>,
    /// Workers that have not ended.
    hidup: (Mutex<usize>, Condvar),
}

/// Running workers. Dropping it without [`berhenti`](Pekerja::berhenti) leaves the threads running.
pub struct Pekerja {
    bersama: Arc<Bersama>,
    utas: Vec<JoinHandle<()>>,
}

impl Pekerja {
    /// Starts `banyak` workers over the regions; none when there is nothing to do.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub fn mulai(daerah: Vec<Region>, pelaksana: Vec<Pelaksana>, banyak: usize) -> io::Result<Pekerja> {
        let banyak = if daerah.is_empty() || pelaksana.is_empty() { 0 } else { banyak };
        let bel = daerah.first().map(|d| d.bel().clone()).unwrap_or_default();
        let bersama = Arc::new(Bersama {
            daerah,
            pelaksana,
            bel,
            henti: AtomicBool::new(false),
            dipegang: Mutex::default(),
            hidup: (Mutex::new(banyak), Condvar::new()),
        });
        let mut utas = Vec::new();
        for i in 0..banyak {
            let b = Arc::clone(&bersama);
            utas.push(
                thread::Builder::new()
                    .name(format!("balai-pekerja-{i}"))
                    .spawn(move || bekerja(&b, i == 0))?,
            );
        }
        if banyak > 0 {
            let b = Arc::clone(&bersama);
            utas.push(thread::Builder::new().name("balai-denyut".into()).spawn(move || berdenyut(&b))?);
        }
        Ok(Pekerja { bersama, utas })
    }

    /// Takes no new job, waits at most so long for those begun, and gives back those that still run: what they
    /// would write afterwards is refused, because their lease is gone.
    pub fn berhenti(self, paling_lama: Duration) {
        self.bersama.henti.store(true, Ordering::SeqCst);
        self.bersama.bel.bunyi();
        let (hidup, tanda) = &self.bersama.hidup;
        let sisa = tanda.wait_timeout_while(kunci(hidup), paling_lama, |n| *n > 0);
        let masih = *sisa.unwrap_or_else(PoisonError::into_inner).0;
        if masih > 0 {
            for (sewa, (daerah, id)) in std::mem::take(&mut *kunci(&self.bersama.dipegang)) {
                if let Err(tolak) = jalan::lepas(&daerah, &id, &sewa) {
                    tracing::warn!(galat = %tolak, pekerjaan.id = %id, "a lease could not be given back");
                }
            }
            return;
        }
        for utas in self.utas {
            // a worker catches the panics of its jobs; one of its own has been reported already
            utas.join().ok();
        }
    }
}

impl std::fmt::Debug for Pekerja {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pekerja({} threads)", self.utas.len())
    }
}

/// One worker counts itself out even when it panics, or stopping would wait for it in vain.
struct Hitungan<'a>(&'a Bersama);

impl Drop for Hitungan<'_> {
    fn drop(&mut self) {
        *kunci(&self.0.hidup.0) -= 1;
        self.0.hidup.1.notify_all();
        self.0.bel.bunyi();
    }
}

fn bekerja(b: &Bersama, penjadwal: bool) {
    let _hitungan = Hitungan(b);
    while !b.henti.load(Ordering::SeqCst) {
        // counted before looking: what is queued while we look rings once more
        let sejak = b.bel.hitung();
        let mut ada = false;
        for daerah in &b.daerah {
            if b.henti.load(Ordering::SeqCst) {
                return;
            }
            ada |= satu_putaran(b, daerah, penjadwal);
        }
        if !ada {
            b.bel.tunggu(sejak, LIHAT_LAGI);
        }
    }
}

/// One job of one region; whether there was one.
fn satu_putaran(b: &Bersama, daerah: &Region, penjadwal: bool) -> bool {
    let jadwal = if penjadwal { jadwalkan(daerah, &b.pelaksana) } else { Ok(0) };
    let dipegang = std::cell::RefCell::new(String::new());
    let hasil = jadwal.and_then(|_| {
        jalan::kerjakan(daerah, &b.pelaksana, |id, sewa| {
            kunci(&b.dipegang).insert(sewa.to_owned(), (daerah.clone(), id.to_owned()));
            sewa.clone_into(&mut dipegang.borrow_mut());
        })
    });
    kunci(&b.dipegang).remove(&*dipegang.borrow());
    match hasil {
        Ok(None) => false,
        Ok(Some(jalan::Hasil::Disisihkan)) => {
            tracing::warn!(daerah = %daerah.kode(), "a job was put aside after its last attempt");
            true
        }
        Ok(Some(_)) => true,
        Err(tolak) => {
            tracing::error!(daerah = %daerah.kode(), galat = %tolak, "the queue could not be read");
            false
        }
    }
}

/// Renews what is held until the last worker has ended, and leaves a sign of life in every region.
fn berdenyut(b: &Bersama) {
    loop {
        for daerah in &b.daerah {
            match hidup::berdenyut(daerah) {
                Ok(Some((dari, sampai))) => {
                    tracing::warn!(daerah = %daerah.kode(), %dari, %sampai, "the region was not served");
                }
                Ok(None) => {}
                Err(tolak) => tracing::warn!(galat = %tolak, "a sign of life could not be written"),
            }
        }
        let (hidup, tanda) = &b.hidup;
        let sisa = tanda.wait_timeout_while(kunci(hidup), DENYUT, |n| *n > 0);
        if *sisa.unwrap_or_else(PoisonError::into_inner).0 == 0 {
            return;
        }
        let dipegang = kunci(&b.dipegang).clone();
        for (sewa, (daerah, id)) in dipegang {
            if let Err(tolak) = jalan::perpanjang(&daerah, &id, &sewa) {
                tracing::warn!(galat = %tolak, pekerjaan.id = %id, "a lease could not be renewed");
            }
        }
    }
}
