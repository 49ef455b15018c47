//! Packages and region profiles: from text files to immutable versions in a region's database.
//!
//! The texts come from [`SumberPaket`]: what the binary carries, or a folder laid over it. A run that uses
//! a package first publishes it ([`terbitkan`]): the texts of package and adoption are kept in the region's
//! database under their common hash, and [`muat_versi`] reads exactly them back years later.

mod profil;
mod sumber;
mod versi;

pub use profil::{Jadwal, JamHari, Profil};
pub use sumber::{SumberPaket, TeksPaket};
pub use versi::{PAKET_TERBIT, VersiTerbit, daftar_terbit, muat_versi, statements, terbitkan};
