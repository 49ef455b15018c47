//! A region as a stream of rows, table by table, and back: what backups and the move to another engine are made of.
//!
//! Leaving, all tables are read in one transaction that sees one moment (on PostgreSQL REPEATABLE READ), while others
//! go on writing. Arriving, the region must be empty; its schema is made by the same migrations, then filled in the
//! order in which tables refer to one another. Values travel in the four kinds, truth values as 0 and 1, so that both
//! engines give the same bytes. These are the only statements put together at run time: their names come from the
//! catalogue of the region itself.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use crate::row::Value;
use crate::store::Opened;
use crate::tx::Inner;
use crate::{Arg, Migration, Row, Sql, Store, StoreError, Tx, catalog, migrate};

/// Rows handed to the database at a time on arrival.
const ROWS_MAX: usize = 2_000;
/// Tables the store keeps for itself; they are made anew where the data arrives.
const OWN: [&str; 2] = ["sim_migrasi", "sim_kunci"];

/// One value on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// NULL of any kind.
    Null,
    /// A whole number, or a truth value as 0 or 1.
    I64(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Cell {
    fn digest(&self, hash: &mut Sha256) {
        let mut part = |kind: u8, bytes: &[u8]| {
            hash.update([kind]);
            hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(bytes);
        };
        match self {
            Cell::Null => part(0, &[]),
            Cell::I64(v) => part(1, &v.to_be_bytes()),
            Cell::Text(v) => part(2, v.as_bytes()),
            Cell::Bytes(v) => part(3, v),
        }
    }
}

/// Number of rows and a digest that does not depend on their order: the SHA-256 of each row, added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows.
    pub rows: u64,
    sum: [u64; 4],
}

impl Tally {
    /// Counts one row in.
    pub fn add(&mut self, row: &[Cell]) {
        let mut hash = Sha256::new();
        row.iter().for_each(|c| c.digest(&mut hash));
        self.rows += 1;
        for (sum, part) in self.sum.iter_mut().zip(hash.finalize().chunks(8)) {
            let part = part.iter().fold(0u64, |n, b| (n << 8) | u64::from(*b));
            *sum = sum.wrapping_add(part);
        }
    }

    /// The digest in hexadecimal.
    pub fn digest(&self) -> String {
        self.sum.iter().map(|n| format!("{n:016x}")).collect()
    }
}

/// What leaves a region, in this order: all steps, then each table with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A schema step that has run: application, number, hash of its text.
    Step(String, i64, String),
    /// A table begins: its name and its columns.
    Table(String, Vec<String>),
    /// A row of the table begun last.
    Row(Vec<Cell>),
    /// The table ends.
    End(Tally),
}

impl Store {
    /// Hands the whole region to `take`, as it was at one moment. Others may write meanwhile.
    pub fn export<E: From<StoreError> + Send>(
        &self,
        take: impl FnMut(Part) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        let mut take = take;
        self.snapshot(move |tx| {
            let done = tx.all(&migrate::DONE, &[], |r| Ok(Part::Step(r.text(0)?, r.i64(1)?, r.text(2)?)))?;
            done.into_iter().try_for_each(&mut take)?;
            for (table, columns) in shapes(tx)? {
                take(Part::Table(table.clone(), columns.clone()))?;
                let tally = rows(tx, &table, &columns, &mut |row| take(Part::Row(row)))?;
                take(Part::End(tally))?;
            }
            Ok(())
        })
    }

    /// Counts and digests of all tables at one moment.
    pub fn tallies(&self) -> Result<BTreeMap<String, Tally>, StoreError> {
        self.snapshot(|tx| {
            let mut out = BTreeMap::new();
            for (table, columns) in shapes(tx)? {
                let tally = rows(tx, &table, &columns, &mut |_| Ok::<_, StoreError>(()))?;
                out.insert(table, tally);
            }
            Ok(out)
        })
    }

    /// Fills an empty region from what [`export`](Store::export) gave, all of it or nothing: `steps` are the
    /// program's, of which those that the data had are run; `next` gives part after part, `None` at the end.
    ///
    /// Refuses data of a newer program, and a table whose digest on arrival is not that of its departure.
    pub fn import<E: From<StoreError> + Send + 'static>(
        &self,
        steps: &[Migration],
        next: impl FnMut() -> Result<Option<Part>, E> + Send + 'static,
    ) -> Result<BTreeMap<String, Tally>, E> {
        let steps = steps.to_vec();
        let next = std::sync::Mutex::new(next);
        self.as_owner(move |tx| {
            // asked under the owner's lock: of two arrivals at once the second finds the first
            if holds_data(tx)? {
                return Err(wrong("the region holds data already").into());
            }
            let mut next = next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            arrive(tx, &steps, &mut *next)
        })
    }

    /// One transaction that reads and sees one moment.
    fn snapshot<T: Send, E: From<StoreError> + Send>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    ) -> Result<T, E> {
        match &*self.0 {
            // a read transaction of WAL sees one moment in any case
            Opened::Sqlite(_) => self.read(f),
            Opened::Pg { host, schema, .. } => host.begun(
                |conn| {
                    conn.begin(schema, false, false)?;
                    conn.client
                        .batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                        .map_err(|e| crate::pg::failure("begin", &e, &std::collections::HashMap::new()))
                },
                |conn| {
                    let result = f(&mut Tx::new(Inner::Pg(conn, &std::collections::HashMap::new())));
                    conn.end("ROLLBACK")?;
                    Ok(result)
                },
            )?,
        }
    }
}

/// Tables and their columns, those referred to before those that refer.
fn shapes(tx: &mut Tx<'_>) -> Result<Vec<(String, Vec<String>)>, StoreError> {
    let mut left = catalog::tables(tx)?;
    left.retain(|name, _| !OWN.contains(&name.as_str()));
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    while !left.is_empty() {
        let waits = |name: &str, shape: &crate::TableShape| {
            let to = shape.references.iter().filter_map(|r| r.split(" -> ").nth(1)?.split('(').next());
            to.into_iter().any(|to| to != name && left.contains_key(to))
        };
        let ready: BTreeSet<String> =
            left.iter().filter(|(name, shape)| !waits(name, shape)).map(|(name, _)| name.clone()).collect();
        if ready.is_empty() {
            let names: Vec<&str> = left.keys().map(String::as_str).collect();
            return Err(wrong(format!("tables refer to each other in a circle: {}", names.join(", "))));
        }
        for name in ready {
            let columns = left.remove(&name).map(|s| s.columns).unwrap_or_default();
            out.push((name, columns.into_iter().map(|c| c.name).collect()));
        }
    }
    Ok(out)
}

/// Whether any table but the store's own holds a row.
fn holds_data(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    for (table, _) in shapes(tx)? {
        let any = made(format!("SELECT CAST(1 AS BIGINT) FROM \"{table}\" LIMIT 1"));
        if tx.one(any, &[], |row| row.i64(0))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A statement made of the catalogue's own names. There are a few per table and run of a tool, so they may stay.
fn made(text: String) -> &'static Sql {
    Box::leak(Box::new(Sql::new("copy", Box::leak(text.into_boxed_str()))))
}

fn quoted(columns: &[String]) -> String {
    columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ")
}

fn rows<E: From<StoreError>>(
    tx: &mut Tx<'_>,
    table: &str,
    columns: &[String],
    take: &mut dyn FnMut(Vec<Cell>) -> Result<(), E>,
) -> Result<Tally, E> {
    let select = made(format!("SELECT {} FROM \"{table}\"", quoted(columns)));
    let (mut tally, mut refused) = (Tally::default(), None);
    let read = tx.each(select, &[], |row| {
        let cells = (0..columns.len()).map(|at| cell(row, at)).collect::<Result<Vec<_>, _>>()?;
        tally.add(&cells);
        take(cells).map_err(|e| {
            refused = Some(e);
            StoreError::Aborted { statement: "copy" }
        })
    });
    match (read, refused) {
        (_, Some(e)) => Err(e),
        (Err(e), None) => Err(e.into()),
        (Ok(()), None) => Ok(tally),
    }
}

fn cell(row: &Row<'_>, at: usize) -> Result<Cell, StoreError> {
    match row.value(at)? {
        Value::Null => Ok(Cell::Null),
        Value::I64(v) => Ok(Cell::I64(v)),
        Value::Bool(v) => Ok(Cell::I64(i64::from(v))),
        Value::Text(v) => Ok(Cell::Text(v.to_owned())),
        Value::Bytes(v) => Ok(Cell::Bytes(v.to_vec())),
        Value::Other(kind) => Err(row.wrong(at, &format!("{kind} is none of the four kinds"))),
    }
}

fn wrong(detail: impl Into<String>) -> StoreError {
    StoreError::Copy { detail: detail.into() }
}

/// A table being filled.
struct Filling {
    name: String,
    insert: &'static Sql,
    kinds: Vec<String>,
    waiting: Vec<Vec<Cell>>,
    /// Its rows refer to one another, so they arrive in one statement.
    whole: bool,
}

fn arrive<E: From<StoreError>>(
    tx: &mut Tx<'_>,
    steps: &[Migration],
    next: &mut (dyn FnMut() -> Result<Option<Part>, E> + Send),
) -> Result<BTreeMap<String, Tally>, E> {
    if matches!(tx.inner, Inner::Sqlite(_)) {
        // rows of one table may refer to later ones of the same
        tx.control("copy", "PRAGMA defer_foreign_keys = ON")?;
    }
    let (mut had, mut kinds, mut filling, mut out) = (Vec::new(), None, None::<Filling>, BTreeMap::new());
    while let Some(part) = next()? {
        match (part, &mut filling) {
            (Part::Step(app, number, hash), None) if kinds.is_none() => had.push((app, number, hash)),
            (Part::Table(name, columns), None) => {
                let all = match &mut kinds {
                    Some(all) => all,
                    None => kinds.insert(schema(tx, steps, &had)?),
                };
                let own = format!(" -> {name}(");
                let shapes = catalog::tables(tx)?;
                let whole = shapes.get(&name).is_some_and(|s| s.references.iter().any(|r| r.contains(&own)));
                filling = Some(begin(all, name, &columns, whole)?);
            }
            (Part::Row(row), Some(table)) => {
                table.waiting.push(row);
                if table.waiting.len() >= ROWS_MAX && !table.whole {
                    flush(tx, table)?;
                }
            }
            (Part::End(left), Some(table)) => {
                flush(tx, table)?;
                let columns: Vec<String> =
                    table.kinds.iter().map(|k| k.split(' ').next().unwrap_or("").to_owned()).collect();
                let found = rows(tx, &table.name, &columns, &mut |_| Ok::<_, StoreError>(()))?;
                if found != left {
                    return Err(wrong(format!("table {} arrived otherwise than it left", table.name)).into());
                }
                out.insert(table.name.clone(), found);
                filling = None;
            }
            _ => return Err(wrong("the parts of the copy are out of order").into()),
        }
    }
    if filling.is_some() {
        return Err(wrong("the copy ends inside a table").into());
    }
    Ok(out)
}

/// Runs the steps the data had, in the program's order, and gives each table's columns as `name kind`.
fn schema(
    tx: &mut Tx<'_>,
    steps: &[Migration],
    had: &[(String, i64, String)],
) -> Result<BTreeMap<String, Vec<String>>, StoreError> {
    let is = |m: &Migration, (app, number, _): &(String, i64, String)| {
        m.app == app && i64::from(m.versi) == *number
    };
    if let Some((app, number, _)) = had.iter().find(|h| !steps.iter().any(|m| is(m, h))) {
        return Err(wrong(format!(
            "the data has step {app} {number}, which this program does not know: use a newer one"
        )));
    }
    let wanted: Vec<Migration> = steps.iter().filter(|m| had.iter().any(|h| is(m, h))).copied().collect();
    migrate::run(tx, &wanted)?;
    let now = tx.all(&migrate::DONE, &[], |r| Ok((r.text(0)?, r.i64(1)?, r.text(2)?)))?;
    if now.iter().collect::<BTreeSet<_>>() != had.iter().collect() {
        return Err(wrong("a step of the schema has another text in this program than in the data"));
    }
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    tx.each(&catalog::COLUMNS, &[], |row| {
        out.entry(row.text(0)?).or_default().push(format!("{} {}", row.str(1)?, row.str(2)?));
        Ok(())
    })?;
    Ok(out)
}

fn begin(
    all: &BTreeMap<String, Vec<String>>,
    name: String,
    columns: &[String],
    whole: bool,
) -> Result<Filling, StoreError> {
    let missing = || wrong(format!("table {name} has other columns in this program than in the data"));
    let here = all.get(&name).filter(|_| !OWN.contains(&name.as_str())).ok_or_else(missing)?;
    if here.len() != columns.len() {
        return Err(missing());
    }
    let kind = |c: &String| here.iter().find(|h| h.split(' ').next() == Some(c)).cloned().ok_or_else(missing);
    let kinds = columns.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    // the plain form, which becomes a COPY on PostgreSQL
    let insert = made(format!("INSERT INTO \"{name}\" ({}) VALUES ({})", quoted(columns), places.join(", ")));
    Ok(Filling { name, insert, kinds, waiting: Vec::new(), whole })
}

fn flush(tx: &mut Tx<'_>, table: &mut Filling) -> Result<(), StoreError> {
    let rows = std::mem::take(&mut table.waiting);
    let bad = || wrong(format!("a row of {} does not fit its columns", table.name));
    let args = rows.iter().map(|row| {
        if row.len() != table.kinds.len() {
            return Err(bad());
        }
        row.iter().zip(&table.kinds).map(|(cell, kind)| arg(cell, kind).ok_or_else(bad)).collect()
    });
    let args = args.collect::<Result<Vec<Vec<Arg<'_>>>, StoreError>>()?;
    tx.exec_many(table.insert, &args).map(drop)
}

fn arg<'c>(cell: &'c Cell, kind: &str) -> Option<Arg<'c>> {
    let kind = kind.split_once(' ')?.1;
    Some(match (cell, kind) {
        (Cell::Null, "INTEGER" | "bigint") => Arg::OptI64(None),
        (Cell::Null, "boolean") => Arg::OptBool(None),
        (Cell::Null, "TEXT" | "text") => Arg::OptText(None),
        (Cell::Null, "BLOB" | "bytea") => Arg::OptBytes(None),
        (Cell::I64(v), "INTEGER" | "bigint") => Arg::I64(*v),
        (Cell::I64(v @ (0 | 1)), "boolean") => Arg::Bool(*v == 1),
        (Cell::Text(v), "TEXT" | "text") => Arg::Text(v),
        (Cell::Bytes(v), "BLOB" | "bytea") => Arg::Bytes(v),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_forgets_the_order_of_rows_and_nothing_else() {
        let row = |a: i64, b: &str| vec![Cell::I64(a), Cell::Text(b.into()), Cell::Null];
        let tally = |rows: &[Vec<Cell>]| {
            let mut t = Tally::default();
            rows.iter().for_each(|r| t.add(r));
            t
        };
        assert_eq!(tally(&[row(1, "a"), row(2, "b")]), tally(&[row(2, "b"), row(1, "a")]));
        assert_ne!(tally(&[row(1, "a"), row(2, "b")]), tally(&[row(1, "b"), row(2, "a")]));
        assert_ne!(
            tally(&[vec![Cell::Text("ab".into()), Cell::Text("c".into())]]).digest(),
            tally(&[vec![Cell::Text("a".into()), Cell::Text("bc".into())]]).digest()
        );
        assert_eq!(tally(&[]).digest().len(), 64);
    }
}
