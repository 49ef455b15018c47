//! What things are called: an act names its target by a lasting id, and a page says whose name that is.
//!
//! A page first learns the names of all it is about to show ([`Konteks::kenali`], one blocking step however many they
//! are) and then asks for each while it writes its rows ([`Konteks::sebutan`]).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use balai_platform::Refusal;

use crate::{GalatWeb, Konteks};

/// Targets learnt at once; a page shows at most a few hundred rows, and what is beyond keeps its id.
const SEKALI: usize = 1_000;

/// The names a request has learnt so far.
#[derive(Debug, Default)]
pub(crate) struct Dikenal(Mutex<BTreeMap<String, String>>);

impl Dikenal {
    fn dengan<T>(&self, f: impl FnOnce(&mut BTreeMap<String, String>) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Konteks {
    /// Learns what these targets are called, as [`balai_platform::Event`] names them: `akses.akun/..`,
    /// `organisasi.unit/01.02`. Those nobody knows any more keep their ids.
    ///
    /// # Errors
    /// 500 when a reading fails.
    pub async fn kenali(&self, sasaran: Vec<String>) -> Result<(), GalatWeb> {
        let baru: BTreeSet<String> = self.0.dikenal.dengan(|ada| {
            sasaran.into_iter().filter(|s| !s.is_empty() && !ada.contains_key(s)).take(SEKALI).collect()
        });
        let Some(aktor) = self.aktor().cloned().filter(|_| !baru.is_empty()) else { return Ok(()) };
        let (rangka, baru): (_, Vec<String>) = (self.rangka().clone(), baru.into_iter().collect());
        let bahasa = self.bahasa();
        let nama = self
            .jalankan(move |daerah| -> Result<Vec<(String, String)>, Refusal> {
                let mut nama = Vec::new();
                for app in rangka.apps() {
                    nama.extend(app.sebut(daerah, &aktor, &baru, bahasa)?);
                }
                Ok(nama)
            })
            .await?;
        self.0.dikenal.dengan(|ada| ada.extend(nama));
        Ok(())
    }

    /// What a target is called, as far as [`Konteks::kenali`] learnt it.
    pub fn sebutan(&self, sasaran: &str) -> Option<String> {
        self.0.dikenal.dengan(|ada| ada.get(sasaran).cloned())
    }
}
