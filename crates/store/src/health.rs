//! Does the database answer, and is it well?

use crate::store::Opened;
use crate::tx::Inner;
use crate::{Migration, Sql, Store, StoreError, Tx, migrate, sql};

sql! {
    /// A table that is always there, always small, and open to the role of acts.
    ALIVE = "SELECT COUNT(*) FROM sim_kunci";
}

crate::statements![ALIVE];

// each of these is asked of one engine only, and never by an act
static SQLITE_VERSION: Sql = Sql::new("health", "SELECT sqlite_version()");
static SQLITE_CHECK: Sql = Sql::new("health", "PRAGMA quick_check(1)");
static PG_VERSION: Sql = Sql::new("health", "SELECT current_setting('server_version')");

/// How a region's database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// `SQLite` or `PostgreSQL`.
    pub engine: &'static str,
    /// Its version.
    pub version: String,
    /// The first damage SQLite found in its file; always none on PostgreSQL, which guards its own.
    pub damage: Option<String>,
    /// Bytes of SQLite's write-ahead log.
    pub log_bytes: Option<u64>,
}

/// What is between a region's schema and the program's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Distance {
    /// Steps of the program that have not run, `app number`.
    pub behind: Vec<String>,
    /// Steps that have run and that the program does not know, or knows with another text.
    pub ahead: Vec<String>,
}

impl Store {
    /// Asks the database one small question.
    pub fn alive(&self) -> Result<(), StoreError> {
        self.read(|tx| tx.one(&ALIVE, &[], |row| row.i64(0)).map(drop))
    }

    /// Version and soundness. Reads the whole file on SQLite.
    pub fn health(&self) -> Result<Health, StoreError> {
        let log_bytes = match &*self.0 {
            Opened::Sqlite(region) => std::fs::metadata(region.log_file()).ok().map(|m| m.len()),
            Opened::Pg { .. } => None,
        };
        self.read(move |tx| {
            let text = |tx: &mut Tx<'_>, sql: &'static Sql| {
                Ok::<_, StoreError>(tx.one(sql, &[], |row| row.text(0))?.unwrap_or_default())
            };
            if matches!(tx.inner, Inner::Pg(..)) {
                let version = text(tx, &PG_VERSION)?;
                return Ok(Health { engine: "PostgreSQL", version, damage: None, log_bytes });
            }
            let version = text(tx, &SQLITE_VERSION)?;
            let damage = Some(text(tx, &SQLITE_CHECK)?).filter(|found| found != "ok");
            Ok(Health { engine: "SQLite", version, damage, log_bytes })
        })
    }

    /// How far the region's schema is from what `steps` want. Changes nothing.
    pub fn distance(&self, steps: &[Migration]) -> Result<Distance, StoreError> {
        let done = self.as_owner(|tx| {
            tx.all(&migrate::DONE, &[], |row| Ok((row.text(0)?, row.i64(1)?, row.text(2)?)))
        })?;
        let name = |app: &str, number: i64| format!("{app} {number}");
        let of = |step: &Migration| (step.app.to_owned(), i64::from(step.versi), step.hash());
        let ran =
            |step: &&Migration| !done.iter().any(|(a, n, _)| a == step.app && *n == i64::from(step.versi));
        Ok(Distance {
            behind: steps.iter().filter(ran).map(|s| name(s.app, i64::from(s.versi))).collect(),
            ahead: done
                .iter()
                .filter(|d| !steps.iter().any(|s| of(s) == **d))
                .map(|(app, number, _)| name(app, *number))
                .collect(),
        })
    }
}
