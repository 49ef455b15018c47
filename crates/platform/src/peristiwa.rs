//! What an act returns: a value and the event that records it, or a refusal.

use std::fmt;

use balai_kernel::{Galat, Jalur};
use balai_store::StoreError;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{Pekerjaan, Penolakan, Putusan, Tujuan};

/// The journal's record of one act. It can only be made from a [`Putusan`], so that whatever is recorded
/// was decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub(crate) putusan: Putusan,
    pub(crate) sasaran: String,
    pub(crate) jalur_unit: Option<Jalur>,
    pub(crate) alasan: Option<String>,
    pub(crate) tujuan: Option<Tujuan>,
    pub(crate) isi: Value,
    pub(crate) pribadi: Option<Value>,
    pub(crate) sebelum: Option<String>,
    pub(crate) sesudah: Option<String>,
}

impl Event {
    /// The event of `putusan` done to `sasaran`, a stable name such as `kinerja.proses/2026-10`.
    /// The unit of the decision's target is taken over.
    pub fn baru(putusan: Putusan, sasaran: impl Into<String>) -> Self {
        Event {
            jalur_unit: putusan.jalur_unit().cloned(),
            putusan,
            sasaran: sasaran.into(),
            alasan: None,
            tujuan: None,
            isi: Value::Null,
            pribadi: None,
            sebelum: None,
            sesudah: None,
        }
    }

    /// The unit under whose jurisdiction this event is read, when it is not the target's own.
    #[must_use]
    pub fn pada_unit(mut self, jalur: Jalur) -> Self {
        self.jalur_unit = Some(jalur);
        self
    }

    /// The reason the actor gave: the only free text of an event. It is kept outside the sealed row, where it
    /// can be erased.
    #[must_use]
    pub fn alasan(mut self, alasan: impl Into<String>) -> Self {
        self.alasan = Some(alasan.into());
        self
    }

    /// The facts of the act as JSON with Indonesian keys. They are sealed and can never be erased: whatever
    /// tells about a person (names, addresses, what somebody typed) goes into [`Event::pribadi`].
    #[must_use]
    pub fn isi(mut self, isi: Value) -> Self {
        self.isi = isi;
        self
    }

    /// The facts that tell about a person, as JSON with Indonesian keys. The sealed row carries only a salted
    /// commitment to them.
    #[must_use]
    pub fn pribadi(mut self, isi: Value) -> Self {
        self.pribadi = Some(isi);
        self
    }

    /// For which purpose personal data was read; see [`Region::baca_pribadi`](crate::Region::baca_pribadi).
    #[must_use]
    pub fn tujuan(mut self, tujuan: Tujuan) -> Self {
        self.tujuan = Some(tujuan);
        self
    }

    /// The canonical bytes of the target before the act; the journal keeps their SHA-256.
    #[must_use]
    pub fn sebelum(mut self, bytes: &[u8]) -> Self {
        self.sebelum = Some(sidik(bytes));
        self
    }

    /// The canonical bytes of the target after the act; the journal keeps their SHA-256.
    #[must_use]
    pub fn sesudah(mut self, bytes: &[u8]) -> Self {
        self.sesudah = Some(sidik(bytes));
        self
    }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn sidik(bytes: &[u8]) -> String {
    crate::jurnal::heks(&Sha256::digest(bytes))
}

/// A done act: what the caller wants back, and the event that is stored in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done<T> {
    /// What the caller wants back.
    pub value: T,
    /// What the journal keeps.
    pub event: Event,
    /// What is to be done afterwards, queued in the same transaction.
    pub pekerjaan: Vec<Pekerjaan>,
}

impl<T> Done<T> {
    /// Both together.
    pub fn new(value: T, event: Event) -> Self {
        Done { value, event, pekerjaan: Vec::new() }
    }

    /// Queues a job in the transaction of the act: it is done afterwards if, and only if, the act was.
    #[must_use]
    pub fn kerjakan(mut self, pekerjaan: Pekerjaan) -> Self {
        self.pekerjaan.push(pekerjaan);
        self
    }
}

/// Why an act or a read did not happen. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A rule of the domain says no; the code stands in the application's table.
    Rule(Galat),
    /// The actor may not.
    Denied(Penolakan),
    /// It does not exist, or not within the actor's jurisdiction: the two are not told apart.
    NotFound,
    /// Somebody else changed it meanwhile.
    Conflict,
    /// Something is broken; people see only the reference.
    Internal(Kerusakan),
}

impl Refusal {
    /// The refusal as code and values, to be shown with the joined error tables.
    pub fn galat(&self) -> Galat {
        match self {
            Refusal::Rule(galat) => galat.clone(),
            Refusal::Denied(penolakan) => penolakan.galat(),
            Refusal::NotFound => Galat::baru("PLT-010"),
            Refusal::Conflict => Galat::baru("PLT-011"),
            Refusal::Internal(kerusakan) => Galat::baru("PLT-012").dengan("rujukan", kerusakan.rujukan()),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.galat().fmt(f)
    }
}

impl std::error::Error for Refusal {}

impl From<Galat> for Refusal {
    fn from(galat: Galat) -> Self {
        Refusal::Rule(galat)
    }
}

impl From<Penolakan> for Refusal {
    fn from(penolakan: Penolakan) -> Self {
        Refusal::Denied(penolakan)
    }
}

impl From<StoreError> for Refusal {
    fn from(galat: StoreError) -> Self {
        match galat {
            StoreError::VersionConflict { .. } => Refusal::Conflict,
            // nothing is broken: the same request may be tried again, at once or when there is room
            StoreError::Busy { .. } | StoreError::Full { .. } => Refusal::Rule(galat.galat()),
            lain => Refusal::Internal(Kerusakan::baru(lain.to_string())),
        }
    }
}

/// Something broken: its details for the log, its reference for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kerusakan {
    rinci: String,
}

impl Kerusakan {
    /// From a sentence for the log. It must hold no personal data.
    pub fn baru(rinci: impl Into<String>) -> Self {
        Kerusakan { rinci: rinci.into() }
    }

    /// What the log says, once, at the boundary.
    pub fn rinci(&self) -> &str {
        &self.rinci
    }

    /// What people see and read out on the telephone: ten digits derived from the details, so that the
    /// same failure always carries the same reference and needs no clock or chance.
    pub fn rujukan(&self) -> String {
        let penuh = sidik(self.rinci.as_bytes());
        penuh.get(..10).unwrap_or(&penuh).to_uppercase()
    }
}
