//! The SQLite side: one file per region, one writer, a few readers.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::ffi;
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags};

use crate::error::Constraint;
use crate::{Arg, Sql, StoreError, row};

/// How long a statement waits for another process that writes.
const BUSY_MS_MAX: u64 = 5_000;
/// Prepared statements kept per connection.
const STATEMENTS_MAX: usize = 256;

/// Names of the regions that have a file in `folder`.
pub(crate) fn regions(folder: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(io("regions", &e)),
    };
    let mut out = Vec::new();
    for entry in entries {
        let name = entry.map_err(|e| io("regions", &e))?.file_name();
        if let Some(region) = name.to_str().and_then(|n| n.strip_suffix(".sqlite")) {
            out.push(region.to_owned());
        }
    }
    Ok(out)
}

/// The connection that writes; makes folder and file when they are not there.
pub(crate) fn open_writer(file: &Path) -> Result<Connection, StoreError> {
    private(file).map_err(|e| io("open", &e))?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(file, flags).map_err(|e| failure("open", &e))?;
    prepare(
        conn,
        // FULL: a commit returns only when the log is on disk. Recursive triggers: else INSERT OR REPLACE
        // would delete a row without asking the trigger that guards it. Temporary things in memory: what a savepoint
        // would undo is kept a page at a time, and in a file those pages cost more than the act itself.
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 67108864;
         PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;",
    )
}

/// Makes folder and file when they are not there, for their owner alone: the database holds personal data, and its log gets
/// the permissions of the file. What is there already is the operator's.
fn private(file: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    let mut new = std::fs::OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
        folder.mode(0o700);
        new.mode(0o600);
    }
    if let Some(parent) = file.parent().filter(|p| !p.as_os_str().is_empty()) {
        folder.create(parent)?;
    }
    match new.open(file) {
        Ok(_) => Ok(()),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(e),
    }
}

/// A connection that only reads.
pub(crate) fn open_reader(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(file, flags).map_err(|e| failure("open", &e))?;
    prepare(conn, "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;")
}

fn prepare(conn: Connection, pragmas: &str) -> Result<Connection, StoreError> {
    let set = || {
        conn.busy_timeout(Duration::from_millis(BUSY_MS_MAX))?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        // one plan for a statement, whatever its values: else SQLite plans many of them anew at every call, which costs
        // more than running them
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        conn.execute_batch(pragmas)
    };
    set().map_err(|e| failure("open", &e))?;
    Ok(conn)
}

fn io(step: &'static str, e: &std::io::Error) -> StoreError {
    StoreError::Driver { statement: step, code: String::new(), detail: e.to_string() }
}

fn bind(stmt: &mut CachedStatement<'_>, args: &[Arg<'_>]) -> rusqlite::Result<()> {
    if stmt.parameter_count() != args.len() {
        return Err(rusqlite::Error::InvalidParameterCount(args.len(), stmt.parameter_count()));
    }
    for (at, arg) in args.iter().enumerate() {
        let at = at + 1;
        match *arg {
            Arg::I64(v) => stmt.raw_bind_parameter(at, v),
            Arg::OptI64(v) => stmt.raw_bind_parameter(at, v),
            Arg::Text(v) => stmt.raw_bind_parameter(at, v),
            Arg::OptText(v) => stmt.raw_bind_parameter(at, v),
            Arg::Bool(v) => stmt.raw_bind_parameter(at, v),
            Arg::OptBool(v) => stmt.raw_bind_parameter(at, v),
            Arg::Bytes(v) => stmt.raw_bind_parameter(at, v),
            Arg::OptBytes(v) => stmt.raw_bind_parameter(at, v),
        }?;
    }
    Ok(())
}

/// Runs transaction control, a text of the store's own that comes again and again.
pub(crate) fn control(conn: &Connection, step: &'static str, text: &'static str) -> Result<(), StoreError> {
    conn.prepare_cached(text).and_then(|mut s| s.raw_execute()).map(drop).map_err(|e| failure(step, &e))
}

pub(crate) fn exec(conn: &Connection, sql: &'static Sql, args: &[Arg<'_>]) -> Result<u64, StoreError> {
    let run = || {
        let mut stmt = conn.prepare_cached(sql.sqlite())?;
        bind(&mut stmt, args)?;
        step(&mut stmt)
    };
    run().map_err(|e: rusqlite::Error| failure(sql.name, &e))
}

pub(crate) fn exec_many<'a, R: AsRef<[Arg<'a>]>>(
    conn: &Connection,
    sql: &'static Sql,
    rows: impl IntoIterator<Item = R>,
) -> Result<u64, StoreError> {
    let run = || {
        let mut stmt = conn.prepare_cached(sql.sqlite())?;
        let mut changed = 0;
        for row in rows {
            bind(&mut stmt, row.as_ref())?;
            changed += step(&mut stmt)?;
        }
        Ok(changed)
    };
    run().map_err(|e: rusqlite::Error| failure(sql.name, &e))
}

fn step(stmt: &mut CachedStatement<'_>) -> rusqlite::Result<u64> {
    stmt.raw_execute().map(|rows| u64::try_from(rows).unwrap_or(u64::MAX))
}

pub(crate) fn each(
    conn: &Connection,
    sql: &'static Sql,
    args: &[Arg<'_>],
    visit: &mut dyn FnMut(row::Inner<'_>) -> bool,
) -> Result<(), StoreError> {
    let mut run = || {
        let mut stmt = conn.prepare_cached(sql.sqlite())?;
        bind(&mut stmt, args)?;
        let mut rows = stmt.raw_query();
        while let Some(row) = rows.next()? {
            if !visit(row::Inner::Sqlite(row)) {
                break;
            }
        }
        Ok(())
    };
    run().map_err(|e: rusqlite::Error| failure(sql.name, &e))
}

/// Checks that SQLite understands a statement, without running it.
pub(crate) fn check(conn: &Connection, sql: &'static Sql) -> Result<(), StoreError> {
    conn.prepare(sql.sqlite()).map(drop).map_err(|e| failure(sql.name, &e))
}

/// Sorts a driver's error. Messages of constraints name columns only, never values.
pub(crate) fn failure(statement: &'static str, e: &rusqlite::Error) -> StoreError {
    let (code, detail) = match e {
        rusqlite::Error::SqliteFailure(code, Some(detail)) => (*code, detail.as_str()),
        rusqlite::Error::SqliteFailure(code, None) => (*code, ""),
        other => {
            return StoreError::Driver { statement, code: String::new(), detail: other.to_string() };
        }
    };
    let kind = match code.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            Some(Constraint::Unique)
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Some(Constraint::ForeignKey),
        ffi::SQLITE_CONSTRAINT_CHECK => Some(Constraint::Check),
        ffi::SQLITE_CONSTRAINT_NOTNULL => Some(Constraint::NotNull),
        ffi::SQLITE_CONSTRAINT_TRIGGER if detail == crate::ddl::APPEND_ONLY => {
            return StoreError::AppendOnly { statement };
        }
        _ => None,
    };
    if let Some(kind) = kind {
        return StoreError::Constraint { statement, kind, on: constraint_name(detail) };
    }
    match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy { statement },
        ErrorCode::DiskFull => StoreError::Full { statement },
        _ => {
            StoreError::Driver { statement, code: code.extended_code.to_string(), detail: detail.to_owned() }
        }
    }
}

/// `UNIQUE constraint failed: t.a, t.b` says `t.a,b`.
fn constraint_name(detail: &str) -> String {
    let Some((_, columns)) = detail.split_once("failed: ") else { return String::new() };
    let mut table = "";
    let mut out = String::new();
    for column in columns.split(", ") {
        match column.split_once('.') {
            Some((t, c)) if t == table => {
                out.push(',');
                out.push_str(c);
            }
            Some((t, _)) => {
                table = t;
                out.push_str(column);
            }
            None => out.push_str(column),
        }
    }
    out
}
