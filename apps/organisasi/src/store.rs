//! Statements and row mapping, nothing else.

pub(crate) mod jabatan;
pub(crate) mod orang;
pub(crate) mod tulis;

use balai_store::Sql;

pub(crate) use orang::*;
pub use orang::{Asal, OrangRingkas, Pemangku, SejarahUnit};

/// Every statement, for the tests that prepare them on both databases.
pub fn statements() -> Vec<&'static Sql> {
    let mut semua = orang::statements();
    semua.extend(jabatan::statements());
    semua.extend(tulis::statements());
    semua
}
