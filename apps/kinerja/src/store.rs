//! Statements and row mapping, nothing else.

pub mod disiplin;
pub mod entri;
pub mod impor;
pub mod katalog;
pub mod kebijakan;
pub mod langkah;
pub mod masukan;
pub mod perkiraan;
pub mod proses;
pub mod rekening;
pub mod selisih;
pub mod tahap;
pub mod verifikasi;

use balai_store::Sql;

/// Every statement, for the tests that prepare them on both databases.
#[must_use]
pub fn statements() -> Vec<&'static Sql> {
    let mut semua = impor::statements();
    semua.extend(disiplin::statements());
    semua.extend(kebijakan::statements());
    semua.extend(langkah::statements());
    semua.extend(entri::statements());
    semua.extend(katalog::statements());
    semua.extend(masukan::statements());
    semua.extend(perkiraan::statements());
    semua.extend(proses::statements());
    semua.extend(rekening::statements());
    semua.extend(selisih::statements());
    semua.extend(tahap::statements());
    semua.extend(verifikasi::statements());
    semua
}
