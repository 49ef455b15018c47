//! Schema changes: numbered texts per application, run once each, in order, all or nothing.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use crate::ddl::{self, Engine};
use crate::tx::Inner;
use crate::{StoreError, Tx, sql};

/// The tables the store keeps for itself.
pub(crate) const OWN_TABLES: &str = "
CREATE TABLE IF NOT EXISTS sim_migrasi (
    app    TEKS NOT NULL,
    versi  BILANGAN NOT NULL,
    nama   TEKS NOT NULL,
    sidik  TEKS NOT NULL,
    PRIMARY KEY (app, versi)
);
CREATE TABLE IF NOT EXISTS sim_kunci (nama TEKS NOT NULL PRIMARY KEY);
";

sql! {
    pub(crate) DONE = "SELECT app, versi, sidik FROM sim_migrasi ORDER BY app, versi";
    RECORD = "INSERT INTO sim_migrasi (app, versi, nama, sidik) VALUES ($1, $2, $3, $4)";
}

crate::statements![DONE, RECORD];

/// One step of an application's schema. The text of a released step never changes: its hash is checked.
///
/// The text is standard SQL with the type words `TEKS`, `BILANGAN`, `YA_TIDAK` and `BITA`, and the
/// statement `HANYA_TAMBAH table;`, after which rows of that table can only be added. See `docs/sql.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Migration {
    /// The application, `kinerja`.
    pub app: &'static str,
    /// From 1, without gaps, per application.
    pub versi: u32,
    /// What it does, in a word or two.
    pub nama: &'static str,
    /// The text.
    pub sql: &'static str,
}

impl Migration {
    /// Number of places where the text differs between the engines (`-- @sqlite`); a test counts these.
    pub fn forks(&self) -> usize {
        ddl::forks(self.sql)
    }

    pub(crate) fn hash(&self) -> String {
        Sha256::digest(self.sql.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
    }

    fn wrong(&self, detail: &str) -> StoreError {
        ddl::unreadable(self.app, self.versi, detail.to_owned())
    }
}

/// Migrations of the store itself: none. Its two tables are made when a region is opened.
pub fn migrations() -> Vec<Migration> {
    Vec::new()
}

/// Runs what has not run yet, inside the open transaction. Returns how many ran.
pub(crate) fn run(tx: &mut Tx<'_>, wanted: &[Migration]) -> Result<usize, StoreError> {
    let engine = match tx.inner {
        Inner::Sqlite(_) => Engine::Sqlite,
        Inner::Pg(..) => Engine::Pg,
    };
    let done = tx.all(&DONE, &[], |row| Ok(((row.text(0)?, row.i64(1)?), row.text(2)?)))?;
    let done: HashMap<(String, i64), String> = done.into_iter().collect();
    for (app, versi) in done.keys() {
        let known = wanted.iter().any(|m| m.app == app && i64::from(m.versi) == *versi);
        if !known && wanted.iter().any(|m| m.app == app) {
            let versi = u32::try_from(*versi).unwrap_or_default();
            let detail = "the data was written by a newer version of this program".to_owned();
            return Err(ddl::unreadable(app, versi, detail));
        }
    }
    let mut last: HashMap<&str, u32> = HashMap::new();
    let mut ran = 0;
    for step in wanted {
        let before = last.insert(step.app, step.versi).unwrap_or(0);
        if step.versi != before + 1 {
            return Err(step.wrong(&format!("follows {before}; numbers go up by one")));
        }
        let key = (step.app.to_owned(), i64::from(step.versi));
        match done.get(&key) {
            Some(hash) if *hash == step.hash() => {}
            Some(_) => return Err(step.wrong("its text has changed since it was released")),
            None => {
                apply(tx, step, engine)?;
                ran += 1;
            }
        }
    }
    Ok(ran)
}

fn apply(tx: &mut Tx<'_>, step: &Migration, engine: Engine) -> Result<(), StoreError> {
    for text in ddl::statements(step.sql, engine).map_err(|why| step.wrong(&why))? {
        tx.control("migrate", &text).map_err(|e| step.wrong(&format!("{e}; in: {text}")))?;
    }
    let hash = step.hash();
    tx.exec_expect(&RECORD, &[step.app.into(), step.versi.into(), step.nama.into(), hash.as_str().into()], 1)
}
