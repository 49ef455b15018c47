//! Statements and row mapping, nothing else.

pub(crate) mod daftar;
pub(crate) mod hubungan;
pub(crate) mod jabatan;
pub(crate) mod letak;
pub(crate) mod orang;
pub(crate) mod rukun;
pub(crate) mod tulis;
pub(crate) mod unit;

use balai_store::Sql;

pub use daftar::{CariOrang, JabatanDaftar, OrangDaftar, RiwayatOrang};
pub(crate) use orang::*;
pub use orang::{Asal, OrangRingkas, Pemangku, SejarahUnit};
pub use unit::{Lanjutan, PerubahanUnit, PindahJabatan};

/// Every statement, for the tests that prepare them on both databases.
pub fn statements() -> Vec<&'static Sql> {
    let mut semua = orang::statements();
    semua.extend(jabatan::statements());
    semua.extend(tulis::statements());
    semua.extend(unit::statements());
    semua.extend(rukun::statements());
    semua.extend(daftar::statements());
    semua.extend(letak::statements());
    semua.extend(hubungan::statements());
    semua
}
