//! The ports: what the platform's users need and other rooms fill. The wiring in `balai` joins them.

use balai_kernel::{Aktor, Id, Jalur, KodeWilayah, Nip, Peran, Tanggal};

use crate::{Refusal, Region};

/// From the secret of a session cookie to the person behind it. Filled by `akses`.
pub trait SesiPort: Send + Sync {
    /// The actor with all their grants as of now; `None` when the session is unknown, over or revoked.
    ///
    /// # Errors
    /// [`Refusal::Internal`] when the database is broken.
    fn aktor(&self, daerah: &Region, token: &str) -> Result<Option<Aktor>, Refusal>;
}

/// Facts of the organisation that other applications decide with. Filled by `organisasi`.
pub trait OrganisasiPort: Send + Sync {
    /// The direct superior of a person on a date; `None` when they have none.
    ///
    /// # Errors
    /// [`Refusal::Internal`] when the database is broken.
    fn atasan(&self, daerah: &Region, nip: &Nip, pada: Tanggal) -> Result<Option<Nip>, Refusal>;
}

/// The places a jurisdiction can name: a grant over a unit that does not exist would open to whoever is given that code
/// later. Filled by `organisasi`.
pub trait TempatPort: Send + Sync {
    /// The path of the unit of this code, as units stand now; `None` when there is none.
    ///
    /// # Errors
    /// [`Refusal::Internal`] when the database is broken.
    fn jalur_unit(&self, daerah: &Region, kode: &str) -> Result<Option<Jalur>, Refusal>;

    /// Whether this is a territory of the region, the region itself included.
    fn ada_wilayah(&self, daerah: &Region, kode: &KodeWilayah) -> bool;
}

/// The accounts behind roles: notifications are told to roles by rooms that know no accounts. Filled by `akses`.
pub trait PenerimaPort: Send + Sync {
    /// Open accounts that hold one of these roles on a day, by id, those after `sesudah`; at most `banyak`.
    ///
    /// # Errors
    /// [`Refusal::Internal`] when the database is broken.
    fn berperan(
        &self,
        daerah: &Region,
        peran: &[Peran],
        pada: Tanggal,
        sesudah: Option<&str>,
        banyak: u32,
    ) -> Result<Vec<Id>, Refusal>;

    /// Open accounts of these people, in no order; whoever has none is left out.
    ///
    /// # Errors
    /// [`Refusal::Internal`] when the database is broken.
    fn milik_orang(&self, daerah: &Region, nip: &[Nip]) -> Result<Vec<Id>, Refusal>;
}
