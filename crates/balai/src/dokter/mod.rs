//! What is wrong with an installation, and how to mend it.
//!
//! [`periksa`] judges: one pure function a question, each from plain facts. `kumpul` fetches the facts and changes
//! nothing: no migration runs, nothing is sealed.

mod kumpul;
mod pengaturan;
pub mod periksa;

use serde_json::{Value, json};

pub use kumpul::semua;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nilai {
    /// As it should be.
    Baik,
    /// Works, and somebody should look.
    Ingat,
    /// Does not work, or will not for long.
    Rusak,
}

impl Nilai {
    /// The stored word.
    pub const fn kode(self) -> &'static str {
        match self {
            Nilai::Baik => "baik",
            Nilai::Ingat => "ingat",
            Nilai::Rusak => "rusak",
        }
    }
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Temuan {
    /// Which question: a stable word for scripts.
    pub perkara: &'static str,
    /// The region it is about; none for the whole machine.
    pub daerah: Option<String>,
    /// How bad.
    pub nilai: Nilai,
    /// What is so.
    pub keadaan: String,
    /// What to do; empty when nothing is to be done.
    pub saran: String,
}

impl Temuan {
    pub(crate) fn baik(perkara: &'static str, keadaan: impl Into<String>) -> Self {
        Temuan { perkara, daerah: None, nilai: Nilai::Baik, keadaan: keadaan.into(), saran: String::new() }
    }

    pub(crate) fn baru(
        perkara: &'static str,
        nilai: Nilai,
        keadaan: impl Into<String>,
        saran: impl Into<String>,
    ) -> Self {
        Temuan { perkara, daerah: None, nilai, keadaan: keadaan.into(), saran: saran.into() }
    }

    pub(crate) fn di(mut self, daerah: &str) -> Self {
        self.daerah = Some(daerah.to_owned());
        self
    }

    /// For `--json`.
    pub fn json(&self) -> Value {
        json!({
            "perkara": self.perkara,
            "daerah": self.daerah,
            "nilai": self.nilai.kode(),
            "keadaan": self.keadaan,
            "saran": self.saran,
        })
    }
}
