//! Statements and row mapping, nothing else.

pub(crate) mod jabatan;
pub(crate) mod orang;
pub(crate) mod tulis;

use balai_store::Sql;

pub use orang::Asal;
pub(crate) use orang::*;

/// Every statement, for the tests that prepare them on both databases.
pub fn statements() -> Vec<&'static Sql> {
    let mut semua = orang::statements();
    semua.extend(jabatan::statements());
    semua.extend(tulis::statements());
    semua
}
