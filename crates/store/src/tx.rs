//! The one shape a transaction has on both engines.

use std::collections::HashMap;

use crate::{Arg, Row, Sql, StoreError, pg, row, sql, sqlite};

sql! {
    /// Takes, and makes on first use, the row that stands for a lock. A no-op update is the one spelling of
    /// "hold this row" that both engines accept.
    LOCK = "INSERT INTO sim_kunci (nama) VALUES ($1) ON CONFLICT (nama) DO UPDATE SET nama = excluded.nama";
}

crate::statements![LOCK];

/// An open transaction. Ends with its closure: `Ok` commits, `Err` undoes.
///
/// After a statement has failed every later one fails with [`StoreError::Aborted`], on both engines, as
/// PostgreSQL does; [`Tx::savepoint`] is the way to try something that may fail.
pub struct Tx<'t> {
    pub(crate) inner: Inner<'t>,
    /// Set by a failed statement.
    pub(crate) failed: bool,
    /// Set when the failure was a deadlock or a lost race, so that the same closure may simply run again.
    pub(crate) again: bool,
    depth: u32,
}

pub(crate) enum Inner<'t> {
    Sqlite(&'t rusqlite::Connection),
    Pg(&'t mut pg::Conn, &'t HashMap<String, String>),
}

impl<'t> Tx<'t> {
    pub(crate) fn new(inner: Inner<'t>) -> Tx<'t> {
        Tx { inner, failed: false, again: false, depth: 0 }
    }

    /// Runs a statement; returns the number of rows it changed.
    pub fn exec(&mut self, sql: &'static Sql, args: &[Arg<'_>]) -> Result<u64, StoreError> {
        sql.mark();
        self.guarded(sql.name, |inner| match inner {
            Inner::Sqlite(conn) => sqlite::exec(conn, sql, args),
            Inner::Pg(conn, uniques) => conn.exec(sql, args).map_err(|e| pg::failure(sql.name, &e, uniques)),
        })
    }

    /// Runs a statement that must change exactly `rows` rows.
    pub fn exec_expect(&mut self, sql: &'static Sql, args: &[Arg<'_>], rows: u64) -> Result<(), StoreError> {
        match self.exec(sql, args)? {
            found if found == rows => Ok(()),
            found => Err(StoreError::RowsAffected { statement: sql.name, expected: rows, found }),
        }
    }

    /// Saves an aggregate: an UPDATE with `AND versi = $n` in its WHERE. No row means that someone else saved
    /// it first: [`StoreError::VersionConflict`].
    pub fn save(&mut self, sql: &'static Sql, args: &[Arg<'_>]) -> Result<(), StoreError> {
        match self.exec(sql, args)? {
            1 => Ok(()),
            0 => Err(StoreError::VersionConflict { statement: sql.name }),
            found => Err(StoreError::RowsAffected { statement: sql.name, expected: 1, found }),
        }
    }

    /// Runs one statement for many rows, the fast way of each engine; returns the number of rows changed.
    ///
    /// All rows must have the same kinds of values in the same places. A plain
    /// `INSERT INTO t (..) VALUES ($1, ..)` becomes a COPY on PostgreSQL, one with `ON CONFLICT` becomes an
    /// INSERT of a few thousand rows at a time; anything else runs row by row.
    pub fn exec_many<'a, R: AsRef<[Arg<'a>]>>(
        &mut self,
        sql: &'static Sql,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, StoreError> {
        sql.mark();
        self.guarded(sql.name, |inner| match inner {
            Inner::Sqlite(conn) => sqlite::exec_many(conn, sql, rows),
            Inner::Pg(conn, uniques) => {
                pg::bulk::exec_many(conn, sql, rows).map_err(|e| pg::failure(sql.name, &e, uniques))
            }
        })
    }

    /// The row of an answer that has at most one; `None` when it is empty.
    ///
    /// More than one row is [`StoreError::Inconsistent`]: the statement misses a key or a `LIMIT 1`.
    pub fn one<T>(
        &mut self,
        sql: &'static Sql,
        args: &[Arg<'_>],
        map: impl Fn(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut found = None;
        let mut rows = 0u64;
        self.each(sql, args, |row| {
            rows += 1;
            if rows == 1 {
                found = Some(map(row)?);
            }
            Ok(())
        })?;
        if rows > 1 {
            return Err(StoreError::Inconsistent {
                statement: sql.name,
                column: "answer".into(),
                detail: format!("expected at most one row, found {rows}"),
            });
        }
        Ok(found)
    }

    /// All rows of an answer, in its order. For answers that may be long use [`each`](Tx::each).
    pub fn all<T>(
        &mut self,
        sql: &'static Sql,
        args: &[Arg<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut out = Vec::new();
        self.each(sql, args, |row| {
            out.push(map(row)?);
            Ok(())
        })?;
        Ok(out)
    }

    /// Hands the rows of an answer to `visit` one after the other, holding only a few in memory.
    ///
    /// An error of `visit` ends the reading and is returned.
    pub fn each(
        &mut self,
        sql: &'static Sql,
        args: &[Arg<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut refused = None;
        let mut visit = |inner: row::Inner<'_>| match visit(&Row { statement: sql.name, inner }) {
            Ok(()) => true,
            Err(e) => {
                refused = Some(e);
                false
            }
        };
        sql.mark();
        self.guarded(sql.name, |inner| match inner {
            Inner::Sqlite(conn) => sqlite::each(conn, sql, args, &mut visit),
            Inner::Pg(conn, uniques) => {
                conn.each(sql, args, &mut visit).map_err(|e| pg::failure(sql.name, &e, uniques))
            }
        })?;
        refused.map_or(Ok(()), Err)
    }

    /// Holds the lock called `name` until the transaction ends: the first statement of any act whose rule
    /// looks at several rows (a ceiling, an overlap, the last administrator). Only in a write.
    pub fn lock(&mut self, name: &str) -> Result<(), StoreError> {
        self.exec_expect(&LOCK, &[Arg::Text(name)], 1)
    }

    /// Tries `f`; when it fails its changes are undone and the transaction goes on.
    pub fn savepoint<T, E: From<StoreError>>(
        &mut self,
        f: impl FnOnce(&mut Tx<'t>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.depth += 1;
        let name = format!("sim_{}", self.depth);
        let result =
            self.control("savepoint", &format!("SAVEPOINT {name}")).map_err(E::from).and_then(|()| {
                let result = f(self);
                // a failure that `f` swallowed has still spoiled the savepoint
                let spoiled = self.failed;
                let end = if result.is_ok() && !spoiled {
                    self.control("release", &format!("RELEASE SAVEPOINT {name}"))
                } else {
                    self.failed = false;
                    self.control("undo", &format!("ROLLBACK TO SAVEPOINT {name}; RELEASE SAVEPOINT {name}"))
                };
                match result {
                    Ok(_) if spoiled => Err(StoreError::Aborted { statement: "savepoint" }.into()),
                    Ok(value) => end.map(|()| value).map_err(E::from),
                    // the cause, also when undoing failed too: then the whole transaction has
                    Err(e) => Err(e),
                }
            });
        self.depth -= 1;
        result
    }

    /// Runs fixed text of the store's own: transaction control and schema changes.
    pub(crate) fn control(&mut self, step: &'static str, text: &str) -> Result<(), StoreError> {
        self.guarded(step, |inner| match inner {
            Inner::Sqlite(conn) => conn.execute_batch(text).map_err(|e| sqlite::failure(step, &e)),
            Inner::Pg(conn, uniques) => {
                conn.client.batch_execute(text).map_err(|e| pg::failure(step, &e, uniques))
            }
        })
    }

    /// Runs `f` unless an earlier statement failed, and remembers whether this one did.
    fn guarded<T>(
        &mut self,
        statement: &'static str,
        f: impl FnOnce(&mut Inner<'t>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.failed {
            return Err(StoreError::Aborted { statement });
        }
        let result = f(&mut self.inner);
        if let Err(e) = &result {
            self.failed = true;
            self.again = pg::may_run_again(e);
        }
        result
    }
}
