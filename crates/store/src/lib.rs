//! One SQL text, two drivers, one shape of transaction.
//!
//! A region's data is one SQLite file or one PostgreSQL schema; which of the two is known here and nowhere
//! else. Everything else hands over a closure and gets a [`Tx`]:
//!
//! ```
//! # use balai_store::{sql, Arg, DataUrl, Migration, Store};
//! sql! {
//!     ADD = "INSERT INTO unit (kode, nama, aktif) VALUES ($1, $2, TRUE)";
//!     NAME = "SELECT nama FROM unit WHERE kode = $1 AND aktif";
//! }
//! const FIRST: Migration = Migration {
//!     app: "contoh", versi: 1, nama: "unit",
//!     sql: "CREATE TABLE unit (kode TEKS PRIMARY KEY, nama TEKS NOT NULL, aktif YA_TIDAK NOT NULL);",
//! };
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let dir = tempfile::tempdir()?;
//! # let url = DataUrl::folder(dir.path());
//! let store = Store::open(&url, "32.73")?;
//! store.migrate(&[FIRST])?;
//! store.write(|tx| tx.exec_expect(&ADD, &["1.01".into(), "Dinas Pendidikan".into()], 1))?;
//! let nama = store.read(|tx| tx.one(&NAME, &["1.01".into()], |row| row.text(0)))?;
//! assert_eq!(nama.as_deref(), Some("Dinas Pendidikan"));
//! # Ok(())
//! # }
//! ```
//!
//! **What it must not know**: what any table means. It knows no unit, no person, no act; not HTTP, not the
//! clock, not chance. It is the only crate that names a driver.
//!
//! Four things to note:
//!
//! - *A write closure may run more than once*: after a deadlock, and when several writes share one commit and
//!   one of them spoils it. It must do nothing but SQL and pure calculation; ids and times come in from
//!   outside. A committed `Ok` is returned only after the disk has it.
//! - *Closures are synchronous.* Call the store from a plain or a blocking thread, never straight from async
//!   code: the call waits for the disk. On PostgreSQL each transaction runs on a thread of its own, because
//!   its client refuses to work inside an async runtime.
//! - *PostgreSQL runs at READ COMMITTED*: two statements of one closure may see different data. Save with a
//!   version check ([`Tx::save`]), leave uniqueness to constraints, take a named lock ([`Tx::lock`]) before a
//!   rule over several rows.
//! - *Values are of four kinds*, each nullable: whole number, text, true/false, bytes. The dialect rules that
//!   follow are in `docs/sql.md`.

mod arg;
mod catalog;
mod copy;
mod ddl;
mod error;
mod health;
mod migrate;
mod pg;
mod readers;
mod row;
mod sql;
mod sqlite;
mod statistik;
mod store;
mod text;
mod tx;
mod url;
mod writer;

pub use arg::Arg;
pub use catalog::{ColumnShape, TableShape};
pub use copy::{Cell, Part, Tally};
pub use error::{AddressProblem, Constraint, KODE, StoreError};
pub use health::{Distance, Health};
pub use migrate::{Migration, migrations};
pub use row::Row;
pub use sql::Sql;
pub use statistik::Statistik;
pub use store::Store;
pub use tx::Tx;
pub use url::DataUrl;

/// The store's own statements, for the test that prepares all of them on both databases.
pub fn statements() -> Vec<&'static Sql> {
    let mut all = tx::statements();
    all.extend(migrate::statements());
    all.extend(catalog::statements());
    all.extend(health::statements());
    all
}
