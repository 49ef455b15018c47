//! One statement for many rows.

use std::io::Write as _;

use postgres::error::SqlState;
use postgres::types::ToSql;

use crate::arg::Kind;
use crate::pg::Conn;
use crate::{Arg, Sql};

/// Rows per INSERT when a conflict clause keeps COPY from being used.
const ROWS_MAX: usize = 4_000;
/// Bytes handed to a running COPY at a time.
const COPY_BYTES: usize = 1 << 16;

/// `INSERT INTO t (a, b) VALUES ($1, $2) tail`, taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Insert<'s> {
    /// `t (a, b)`
    target: &'s str,
    columns: usize,
    /// What follows the values; empty or `ON CONFLICT ..`.
    tail: &'s str,
}

pub(crate) fn exec_many<'a, R: AsRef<[Arg<'a>]>>(
    conn: &mut Conn,
    sql: &'static Sql,
    rows: impl IntoIterator<Item = R>,
) -> Result<u64, postgres::Error> {
    let mut rows = rows.into_iter().peekable();
    let Some(first) = rows.peek() else { return Ok(0) };
    let kinds: Vec<Kind> = first.as_ref().iter().map(Arg::kind).collect();
    match parse(sql.pg()).filter(|i| i.columns == kinds.len()) {
        Some(insert) if insert.tail.is_empty() => copy(conn, &insert, &kinds, rows),
        Some(insert) => batches(conn, sql, &insert, &kinds, rows),
        None => rows.try_fold(0, |n, row| Ok(n + conn.exec(sql, row.as_ref())?)),
    }
}

fn parse(text: &str) -> Option<Insert<'_>> {
    let rest = text.trim().strip_prefix("INSERT INTO ")?;
    let (target, rest) = rest.split_once(" VALUES ")?;
    let (values, tail) = rest.trim_start().strip_prefix('(')?.split_once(')')?;
    let columns = values.split(',').count();
    let in_order = values.split(',').enumerate().all(|(i, v)| v.trim() == format!("${}", i + 1));
    let tail = tail.trim();
    let plain = in_order
        && target.matches('(').count() == 1
        && target.trim_end().ends_with(')')
        && target.matches(',').count() + 1 == columns
        && (tail.is_empty() || tail.starts_with("ON CONFLICT"))
        && !tail.contains('$')
        && !tail.contains("RETURNING");
    plain.then_some(Insert { target: target.trim(), columns, tail })
}

fn copy<'a, R: AsRef<[Arg<'a>]>>(
    conn: &mut Conn,
    insert: &Insert<'_>,
    kinds: &[Kind],
    rows: impl Iterator<Item = R>,
) -> Result<u64, postgres::Error> {
    let mut writer = conn.client.copy_in(&format!("COPY {} FROM STDIN BINARY", insert.target))?;
    // the signature, no flags, no header extension
    let mut buffer = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0".to_vec();
    let mut sent = Ok(());
    for row in rows {
        let row = row.as_ref();
        // a row of other kinds is written as an impossible length, which the server refuses
        let fits = row.len() == kinds.len() && row.iter().zip(kinds).all(|(a, k)| a.kind() == *k);
        let columns = if fits { i16::try_from(row.len()).unwrap_or(0) } else { 0 };
        buffer.extend_from_slice(&columns.to_be_bytes());
        row.iter().for_each(|arg| put(&mut buffer, arg));
        if buffer.len() >= COPY_BYTES {
            sent = writer.write_all(&buffer);
            buffer.clear();
            if sent.is_err() {
                break;
            }
        }
    }
    buffer.extend_from_slice(&(-1i16).to_be_bytes());
    if sent.is_ok() {
        sent = writer.write_all(&buffer);
    }
    // `finish` reports why the server stopped listening, so the error of the pipe itself says nothing more
    let finished = writer.finish();
    debug_assert!(sent.is_ok() || finished.is_err());
    finished
}

/// Appends one field: its length in bytes, then its bytes; NULL has length -1.
fn put(buffer: &mut Vec<u8>, arg: &Arg<'_>) {
    let mut field = |bytes: Option<&[u8]>| {
        let len = bytes.map_or(-1, |b| i32::try_from(b.len()).unwrap_or(i32::MAX));
        buffer.extend_from_slice(&len.to_be_bytes());
        buffer.extend_from_slice(bytes.unwrap_or_default());
    };
    match *arg {
        Arg::I64(v) | Arg::OptI64(Some(v)) => field(Some(&v.to_be_bytes())),
        Arg::Text(v) | Arg::OptText(Some(v)) => field(Some(v.as_bytes())),
        Arg::Bool(v) | Arg::OptBool(Some(v)) => field(Some(&[u8::from(v)])),
        Arg::Bytes(v) | Arg::OptBytes(Some(v)) => field(Some(v)),
        Arg::OptI64(None) | Arg::OptText(None) | Arg::OptBool(None) | Arg::OptBytes(None) => field(None),
    }
}

/// One column of a batch, as an array parameter.
enum Column {
    I64(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
    Bool(Vec<Option<bool>>),
    Bytes(Vec<Option<Vec<u8>>>),
}

impl Column {
    fn new(kind: Kind) -> Column {
        match kind {
            Kind::I64 => Column::I64(Vec::new()),
            Kind::Text => Column::Text(Vec::new()),
            Kind::Bool => Column::Bool(Vec::new()),
            Kind::Bytes => Column::Bytes(Vec::new()),
        }
    }

    /// Adds a value; false when it is of another kind.
    fn push(&mut self, arg: &Arg<'_>) -> bool {
        match (self, *arg) {
            (Column::I64(c), Arg::I64(v)) => c.push(Some(v)),
            (Column::I64(c), Arg::OptI64(v)) => c.push(v),
            (Column::Text(c), Arg::Text(v)) => c.push(Some(v.to_owned())),
            (Column::Text(c), Arg::OptText(v)) => c.push(v.map(str::to_owned)),
            (Column::Bool(c), Arg::Bool(v)) => c.push(Some(v)),
            (Column::Bool(c), Arg::OptBool(v)) => c.push(v),
            (Column::Bytes(c), Arg::Bytes(v)) => c.push(Some(v.to_vec())),
            (Column::Bytes(c), Arg::OptBytes(v)) => c.push(v.map(<[u8]>::to_vec)),
            _ => return false,
        }
        true
    }

    fn param(&self) -> &(dyn ToSql + Sync) {
        match self {
            Column::I64(c) => c,
            Column::Text(c) => c,
            Column::Bool(c) => c,
            Column::Bytes(c) => c,
        }
    }
}

fn batches<'a, R: AsRef<[Arg<'a>]>>(
    conn: &mut Conn,
    sql: &'static Sql,
    insert: &Insert<'_>,
    kinds: &[Kind],
    mut rows: impl Iterator<Item = R>,
) -> Result<u64, postgres::Error> {
    let arrays: Vec<String> = kinds
        .iter()
        .enumerate()
        .map(|(i, kind)| {
            let ty = match kind {
                Kind::I64 => "bigint",
                Kind::Text => "text",
                Kind::Bool => "boolean",
                Kind::Bytes => "bytea",
            };
            format!("${}::{ty}[]", i + 1)
        })
        .collect();
    let text =
        format!("INSERT INTO {} SELECT * FROM unnest({}) {}", insert.target, arrays.join(", "), insert.tail);
    let many = conn.client.prepare(&text)?;
    let mut changed = 0;
    loop {
        let batch: Vec<R> = rows.by_ref().take(ROWS_MAX).collect();
        if batch.is_empty() {
            return Ok(changed);
        }
        changed += one_batch(conn, sql, &many, kinds, &batch)?;
    }
}

/// One INSERT; row by row when two rows of the batch meet in one target row, which PostgreSQL refuses to do
/// in one statement (and SQLite, going row by row, does not).
fn one_batch<'a, R: AsRef<[Arg<'a>]>>(
    conn: &mut Conn,
    sql: &'static Sql,
    many: &postgres::Statement,
    kinds: &[Kind],
    batch: &[R],
) -> Result<u64, postgres::Error> {
    let mut columns: Vec<Column> = kinds.iter().map(|k| Column::new(*k)).collect();
    let even = batch.iter().all(|row| {
        let row = row.as_ref();
        row.len() == columns.len() && columns.iter_mut().zip(row).all(|(c, a)| c.push(a))
    });
    if even {
        let params: Vec<&(dyn ToSql + Sync)> = columns.iter().map(Column::param).collect();
        conn.client.batch_execute("SAVEPOINT sim_banyak")?;
        match conn.client.execute(many, &params) {
            Ok(rows) => {
                conn.client.batch_execute("RELEASE SAVEPOINT sim_banyak")?;
                return Ok(rows);
            }
            Err(e) if e.code() == Some(&SqlState::CARDINALITY_VIOLATION) => {
                conn.client
                    .batch_execute("ROLLBACK TO SAVEPOINT sim_banyak; RELEASE SAVEPOINT sim_banyak")?;
            }
            Err(e) => return Err(e),
        }
    }
    batch.iter().try_fold(0, |n, row| Ok(n + conn.exec(sql, row.as_ref())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_insert_is_taken_apart() {
        let plain = "INSERT INTO t (a, b) VALUES ($1, $2)";
        assert_eq!(parse(plain), Some(Insert { target: "t (a, b)", columns: 2, tail: "" }));
        let tail = "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = excluded.b";
        assert_eq!(parse(tail).map(|i| i.tail), Some("ON CONFLICT (a) DO UPDATE SET b = excluded.b"));
        for other in [
            "INSERT INTO t (a, b) VALUES ($2, $1)",
            "INSERT INTO t (a, b) VALUES ($1, 7)",
            "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = $2",
            "INSERT INTO t (a, b) VALUES ($1, lower($2))",
            "INSERT INTO t VALUES ($1, $2)",
            "UPDATE t SET a = $1",
        ] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
