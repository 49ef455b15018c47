//! What tests stand on: a region in a throw-away database of either kind, a fixed clock, chance that repeats.
//!
//! Only ever a dev-dependency. [`db_test!`] writes one test for both databases; a machine without PostgreSQL
//! fails these tests, it does not skip them. Helpers panic: in a test that is the report.
#![expect(clippy::expect_used, reason = "a test helper that cannot go on has found the failure to report")]

mod checks;
mod db;
mod orang;
mod pg;
mod waktu;

pub use checks::{FORKS_MAX, assert_forks, assert_parity, assert_prepares, assert_registered};
pub use db::Db;
pub use orang::aktor;
pub use pg::Server;
pub use waktu::{AcakTetap, JamTetap};

/// Writes `name::sqlite` and `name::pg` out of one function that takes a [`&Db`](Db).
///
/// ```text
/// db_test! {
///     fn a_unit_is_found_by_its_code(db: &Db) { .. }
/// }
/// ```
#[macro_export]
macro_rules! db_test {
    ($($(#[$meta:meta])* fn $name:ident($db:ident: &Db) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "a body may need nothing from outside")]
            use super::*;

            fn body($db: &$crate::Db) $body

            #[test]
            fn sqlite() {
                body(&$crate::Db::sqlite());
            }

            #[test]
            fn pg() {
                body(&$crate::Db::pg());
            }
        }
    )+};
}
