//! Type words: how one schema text becomes the schema of each engine.

use crate::StoreError;
use crate::text::{Piece, pieces, split_statements};

/// What the guarding triggers of SQLite say; the error mapping recognises it.
pub(crate) const APPEND_ONLY: &str = "append-only";

/// The role under which acts run on PostgreSQL. It owns nothing and may touch only what it was granted.
pub(crate) const ROLE: &str = "balai_pelaku";

/// What `MENURUT_KUNCI` at the end of a table says to SQLite: the rows themselves stand in the order of the primary key,
/// in one tree instead of a table and an index.
const BY_KEY: &str = "WITHOUT ROWID";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Pg,
}

/// The statements of a migration for one engine. `Err` says what is wrong with the text.
pub(crate) fn statements(text: &str, engine: Engine) -> Result<Vec<String>, String> {
    let text = branch(text, engine)?;
    let mut out = Vec::new();
    for statement in split_statements(&text) {
        let deferred = |p: Piece<'_>| matches!(p, Piece::Code(c) if c.to_uppercase().contains("DEFERRABLE"));
        if pieces(&statement).into_iter().any(deferred) {
            return Err("a constraint checked at the commit would be checked for several acts at once".into());
        }
        if let Some(table) = statement.strip_prefix("HANYA_TAMBAH ") {
            out.extend(append_only(table.trim(), engine)?);
            continue;
        }
        let mut done = words(&statement, engine);
        if engine == Engine::Sqlite && done.get(..12).is_some_and(|s| s.eq_ignore_ascii_case("create table"))
        {
            done.push_str(if done.ends_with(BY_KEY) { ", STRICT" } else { " STRICT" });
        }
        out.push(done);
    }
    Ok(out)
}

/// Number of places where the engines are given different texts.
pub(crate) fn forks(text: &str) -> usize {
    text.lines().filter(|l| l.trim() == "-- @sqlite").count()
}

/// Keeps the lines meant for `engine` between `-- @sqlite`, `-- @pg` and `-- @end`.
fn branch(text: &str, engine: Engine) -> Result<String, String> {
    let mut only = None;
    let mut out = String::new();
    for line in text.lines() {
        match line.trim() {
            "-- @sqlite" => only = Some(Engine::Sqlite),
            "-- @pg" => only = Some(Engine::Pg),
            "-- @end" => only = None,
            _ if only.is_none() || only == Some(engine) => {
                out.push_str(line);
                out.push('\n');
            }
            _ => {}
        }
    }
    if only.is_some() { Err("`-- @end` is missing".into()) } else { Ok(out) }
}

/// Replaces the type words outside strings and comments.
fn words(statement: &str, engine: Engine) -> String {
    let mut out = String::new();
    let mut before = String::new();
    for piece in pieces(statement) {
        let Piece::Code(code) = piece else {
            if let Piece::Quoted(q) = piece {
                out.push_str(q);
                before = q.to_owned();
            }
            continue;
        };
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let mut rest = code;
        while !rest.is_empty() {
            let cut = rest.find(is_word).unwrap_or(rest.len());
            let (gap, tail) = rest.split_at(cut);
            out.push_str(gap);
            let (word, tail) = tail.split_at(tail.find(|c| !is_word(c)).unwrap_or(tail.len()));
            out.push_str(&replaced(word, &before, engine));
            if !word.is_empty() {
                before = word.to_owned();
            }
            rest = tail;
        }
    }
    out
}

fn replaced(word: &str, before: &str, engine: Engine) -> String {
    match (word, engine) {
        ("BILANGAN", Engine::Sqlite) => "INTEGER".into(),
        ("BILANGAN", Engine::Pg) => "BIGINT".into(),
        ("TEKS", Engine::Sqlite) => "TEXT".into(),
        // C: the same order of names on both engines, whatever the server's language
        ("TEKS", Engine::Pg) => "TEXT COLLATE \"C\"".into(),
        ("BITA", Engine::Sqlite) => "BLOB".into(),
        ("BITA", Engine::Pg) => "BYTEA".into(),
        ("YA_TIDAK", Engine::Sqlite) => format!("INTEGER CHECK ({before} IN (0, 1))"),
        ("YA_TIDAK", Engine::Pg) => "BOOLEAN".into(),
        ("MENURUT_KUNCI", Engine::Sqlite) => BY_KEY.into(),
        ("MENURUT_KUNCI", Engine::Pg) => String::new(),
        _ => word.into(),
    }
}

/// `HANYA_TAMBAH t`: rows of `t` can be added and read, never changed or removed.
fn append_only(table: &str, engine: Engine) -> Result<Vec<String>, String> {
    if table.is_empty() || !table.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        return Err("HANYA_TAMBAH takes the name of one table".into());
    }
    Ok(match engine {
        Engine::Sqlite => ["UPDATE", "DELETE"]
            .map(|act| {
                format!(
                    "CREATE TRIGGER {table}_tolak_{} BEFORE {act} ON {table} \
                     BEGIN SELECT RAISE(ABORT, '{APPEND_ONLY}'); END",
                    act.to_lowercase()
                )
            })
            .to_vec(),
        Engine::Pg => {
            vec![format!("REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON {table} FROM {ROLE}")]
        }
    })
}

/// The error for a migration whose text cannot be read.
pub(crate) fn unreadable(app: &str, versi: u32, detail: String) -> StoreError {
    StoreError::Migration { app: app.to_owned(), versi, detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "-- BILANGAN in a comment stays\n\
        CREATE TABLE a (id TEKS PRIMARY KEY, n BILANGAN, ya YA_TIDAK NOT NULL, isi BITA, s TEKS DEFAULT 'TEKS');\n\
        -- @sqlite\nDROP TABLE x;\n-- @pg\nALTER TABLE x DROP COLUMN y;\n-- @end\nHANYA_TAMBAH a;";

    #[test]
    fn a_constraint_that_waits_for_the_commit_is_refused() {
        let text = "CREATE TABLE t (k TEKS REFERENCES u (k) DEFERRABLE INITIALLY DEFERRED);";
        assert!(statements(text, Engine::Sqlite).is_err() && statements(text, Engine::Pg).is_err());
        assert!(statements("CREATE TABLE t (k TEKS); -- not DEFERRABLE", Engine::Pg).is_ok());
    }

    #[test]
    fn type_words_become_the_types_of_each_engine() {
        let sqlite = statements(TEXT, Engine::Sqlite).unwrap();
        assert_eq!(
            sqlite[0],
            "CREATE TABLE a (id TEXT PRIMARY KEY, n INTEGER, ya INTEGER CHECK (ya IN (0, 1)) NOT NULL, \
             isi BLOB, s TEXT DEFAULT 'TEKS') STRICT"
        );
        assert_eq!(sqlite[1], "DROP TABLE x");
        assert!(sqlite[2].starts_with("CREATE TRIGGER a_tolak_update BEFORE UPDATE ON a"));
        assert_eq!(sqlite.len(), 4);

        let pg = statements(TEXT, Engine::Pg).unwrap();
        assert_eq!(
            pg[0],
            "CREATE TABLE a (id TEXT COLLATE \"C\" PRIMARY KEY, n BIGINT, ya BOOLEAN NOT NULL, isi BYTEA, \
             s TEXT COLLATE \"C\" DEFAULT 'TEKS')"
        );
        assert_eq!(pg[1], "ALTER TABLE x DROP COLUMN y");
        assert!(pg[2].starts_with("REVOKE UPDATE, DELETE, TRUNCATE"));
        assert_eq!(forks(TEXT), 1);
    }

    #[test]
    fn a_table_laid_by_its_key_is_one_tree_on_sqlite_and_a_plain_table_on_postgresql() {
        let text = "CREATE TABLE a (k TEKS NOT NULL, n BILANGAN NOT NULL, PRIMARY KEY (k, n)) MENURUT_KUNCI;";
        let sqlite =
            "CREATE TABLE a (k TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (k, n)) WITHOUT ROWID, STRICT";
        assert_eq!(statements(text, Engine::Sqlite).unwrap(), [sqlite]);
        let pg = "CREATE TABLE a (k TEXT COLLATE \"C\" NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (k, n))";
        assert_eq!(statements(text, Engine::Pg).unwrap().first().unwrap().trim_end(), pg);
    }

    #[test]
    fn an_open_fork_and_a_doubtful_table_are_refused() {
        assert!(statements("-- @pg\nSELECT 1;", Engine::Pg).is_err());
        assert!(statements("HANYA_TAMBAH a, b;", Engine::Pg).is_err());
    }
}
