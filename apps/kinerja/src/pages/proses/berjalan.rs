//! Runs that are going on in this process, so that their page can say how far they are.
//!
//! Nothing depends on this: a run that dies with the process is found in the database and taken up again.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use balai_kernel::{Aktor, Galat, Id, Periode};
use balai_platform::{Refusal, Region, SumberPaket};

use crate::acts::proses::{Perintah, Tahap, jalankan};

/// How far a run is, or why it stopped.
#[derive(Debug, Clone)]
pub struct Kini {
    /// The last step told.
    pub tahap: Tahap,
    /// Why it stopped; empty while it goes on.
    pub galat: Vec<Galat>,
    /// Account that started it.
    oleh: Id,
}

static SEDANG: Mutex<BTreeMap<(String, Periode), Kini>> = Mutex::new(BTreeMap::new());

fn dengan<T>(f: impl FnOnce(&mut BTreeMap<(String, Periode), Kini>) -> T) -> T {
    f(&mut SEDANG.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The run of this month in this process, if there is one. Why it stopped is told once, to whoever started it; to
/// everybody else a run that stopped is none.
pub fn lihat(daerah: &str, periode: Periode, siapa: &Id) -> Option<Kini> {
    let kunci = (daerah.to_owned(), periode);
    dengan(|s| {
        let kini = s.get(&kunci)?.clone();
        if !kini.galat.is_empty() {
            if kini.oleh != *siapa {
                return None;
            }
            s.remove(&kunci);
        }
        Some(kini)
    })
}

/// Starts a run on a thread of its own.
///
/// # Errors
/// `KIN-416` when the month is being run here already.
pub fn mulai(region: Region, aktor: Aktor, perintah: Perintah) -> Result<(), Refusal> {
    let periode = perintah.periode;
    let kunci = (region.kode().to_string(), periode);
    let baru = Kini { tahap: Tahap::Membaca, galat: Vec::new(), oleh: aktor.akun.clone() };
    let bebas = dengan(|s| match s.get(&kunci) {
        Some(kini) if kini.galat.is_empty() => false,
        _ => {
            s.insert(kunci.clone(), baru);
            true
        }
    });
    if !bebas {
        return Err(Galat::baru("KIN-416").dengan("periode", periode).into());
    }
    std::thread::spawn(move || {
        let lapor = |tahap: Tahap| {
            dengan(|s| {
                if let Some(kini) = s.get_mut(&kunci) {
                    kini.tahap = tahap;
                }
            });
        };
        let hasil = jalankan(&region, &aktor, &perintah, &SumberPaket::bawaan(), &lapor);
        dengan(|s| match hasil {
            Ok(_) => {
                s.remove(&kunci);
            }
            Err(gagal) => {
                if let Some(kini) = s.get_mut(&kunci) {
                    kini.galat = gagal.galat();
                }
            }
        });
    });
    Ok(())
}
