//! Batches against the same acts one by one, and what happens to a batch that is lost.

use std::sync::mpsc::TryRecvError;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::{Arg, sql};

sql! {
    ADD = "INSERT INTO t (k, isi) VALUES ($1, $2)";
    COUNTED = "INSERT INTO t (k, isi) SELECT $1, (SELECT CAST(COUNT(*) AS TEXT) FROM t)";
    SAVE = "UPDATE versi SET n = n + 1 WHERE n = $1";
    ORPHAN = "INSERT INTO anak (k, induk) VALUES ($1, $1)";
    MANY = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
        INSERT INTO banyak (k, i) SELECT $1, i FROM n";
}

/// The deferred key is one that no migration may have; here it makes a commit fail.
const TABLES: &str = "
    CREATE TABLE t (k INTEGER NOT NULL PRIMARY KEY, isi TEXT NOT NULL CHECK (isi <> 'salah')) STRICT;
    CREATE TABLE versi (n INTEGER NOT NULL) STRICT;
    INSERT INTO versi (n) VALUES (0);
    CREATE TABLE induk (k INTEGER NOT NULL PRIMARY KEY) STRICT;
    CREATE TABLE anak (k INTEGER NOT NULL PRIMARY KEY,
        induk INTEGER NOT NULL REFERENCES induk (k) DEFERRABLE INITIALLY DEFERRED) STRICT;
    CREATE TABLE banyak (k INTEGER NOT NULL, i INTEGER NOT NULL) STRICT;";

/// A database and its writer, run by the test itself, so that a batch is what the test says it is.
struct Bench {
    conn: Connection,
    counts: Counts,
    _folder: TempDir,
}

impl Bench {
    fn new() -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let conn = open_writer(&folder.path().join("t.sqlite")).unwrap();
        conn.execute_batch(TABLES).unwrap();
        Bench { conn, counts: Counts::default(), _folder: folder }
    }

    /// Runs acts that all wait already.
    fn run(&self, acts: Vec<Box<dyn Act>>) {
        let (send, waiting) = sync_channel(acts.len());
        for act in acts {
            send.try_send(act).map_err(|_| "the queue is full").unwrap();
        }
        drop(send);
        Writer { conn: &self.conn, waiting: &waiting, counts: &self.counts, held: None }.run();
    }

    /// Leaves room for so many pages more; 0 takes the limit away.
    fn room(&self, pages: i64) {
        let used: i64 = self.conn.query_row("PRAGMA page_count", [], |r| r.get(0)).unwrap();
        let limit = if pages == 0 { 0xffff_fffe } else { used + pages };
        let _: i64 =
            self.conn.query_row(&format!("PRAGMA max_page_count = {limit}"), [], |r| r.get(0)).unwrap();
    }

    fn list(&self, query: &str) -> Vec<(i64, String)> {
        let mut rows = self.conn.prepare(query).unwrap();
        let found = rows.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
        found.collect::<Result<_, _>>().unwrap()
    }

    fn contents(&self) -> [Vec<(i64, String)>; 3] {
        ["SELECT k, isi FROM t ORDER BY k", "SELECT n, '' FROM versi", "SELECT k, '' FROM anak ORDER BY k"]
            .map(|q| self.list(q))
    }
}

type Answer<T> = Receiver<Result<Result<T, StoreError>, Panic>>;

fn ask<T: Send + 'static>(
    alone: bool,
    f: impl Fn(&mut Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> (Box<dyn Act>, Answer<T>) {
    let (reply, answer) = sync_channel(1);
    (Box::new(Waiting { f, alone, result: None, reply }), answer)
}

fn add(tx: &mut Tx<'_>, k: i64, isi: &str) -> Result<(), StoreError> {
    tx.exec_expect(&ADD, &[k.into(), isi.into()], 1)
}

/// What an act does. Keys are few, so that acts of one batch meet each other.
#[derive(Debug, Clone, Copy)]
enum Op {
    Add(i64),
    /// Adds and then says no.
    Refuse(i64),
    /// Adds and then breaks.
    Panic(i64),
    /// Violates a CHECK, ignores it, and says yes.
    Swallow(i64),
    /// Tries one key in a savepoint and falls back to another.
    Try(i64, i64),
    /// Tries one key in a savepoint that panics inside.
    TryPanic(i64),
    /// Stores how many rows it sees: the acts before it, and only those.
    Count(i64),
    /// Saves with a version that may be another by now.
    Save(i64),
    /// Is refused only by the commit.
    Orphan(i64),
    /// Fills pages, in a savepoint or not.
    Large(i64, u16, bool),
}

fn op() -> impl Strategy<Value = Op> {
    let k = || 0..12_i64;
    prop_oneof![
        4 => k().prop_map(Op::Add),
        1 => k().prop_map(Op::Refuse),
        1 => k().prop_map(Op::Panic),
        1 => k().prop_map(Op::Swallow),
        2 => (k(), k()).prop_map(|(a, b)| Op::Try(a, b)),
        1 => k().prop_map(Op::TryPanic),
        2 => k().prop_map(Op::Count),
        2 => (0..4_i64).prop_map(Op::Save),
        1 => (0..4_i64).prop_map(Op::Orphan),
        2 => (k(), 1..40_000_u16, any::<bool>()).prop_map(|(k, n, s)| Op::Large(k, n, s)),
    ]
}

fn perform(tx: &mut Tx<'_>, op: Op) -> Result<i64, StoreError> {
    match op {
        Op::Add(k) => add(tx, k, "ada").map(|()| k),
        Op::Refuse(k) => {
            add(tx, k, "ada")?;
            Err(StoreError::VersionConflict { statement: "refuse" })
        }
        Op::Panic(k) => {
            add(tx, k, "ada")?;
            panic!("a defect in an act");
        }
        Op::Swallow(k) => {
            add(tx, k, "salah").ok();
            Ok(k)
        }
        Op::Try(a, b) => match tx.savepoint(|tx| add(tx, a, "coba")) {
            Ok(()) => Ok(a),
            Err(_) => add(tx, b, "lain").map(|()| b),
        },
        Op::TryPanic(k) => {
            add(tx, k, "ada")?;
            tx.savepoint(|tx| -> Result<i64, StoreError> {
                add(tx, k + 100, "coba")?;
                panic!("a defect in a savepoint");
            })
        }
        Op::Count(k) => tx.exec_expect(&COUNTED, &[k.into()], 1).map(|()| k),
        Op::Save(n) => tx.save(&SAVE, &[n.into()]).map(|()| n),
        Op::Orphan(k) => tx.exec_expect(&ORPHAN, &[k.into()], 1).map(|()| k),
        Op::Large(k, n, inside) => {
            let isi = "x".repeat(usize::from(n));
            if inside { tx.savepoint(|tx| add(tx, k, &isi)) } else { add(tx, k, &isi) }.map(|()| k)
        }
    }
}

fn answers(bench: &Bench, batches: &[&[Op]]) -> Vec<String> {
    let mut out = Vec::new();
    for batch in batches {
        let (acts, waiting): (Vec<_>, Vec<_>) = batch
            .iter()
            .map(|op| {
                let op = *op;
                ask(false, move |tx| perform(tx, op))
            })
            .unzip();
        bench.run(acts);
        out.extend(waiting.iter().map(|w| match w.try_recv() {
            Ok(Ok(Ok(n))) => format!("{n}"),
            Ok(Ok(Err(e))) => e.to_string(),
            Ok(Err(_)) => "panic".to_owned(),
            Err(e) => format!("no answer: {e}"),
        }));
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_batch_does_what_its_acts_do_one_by_one(
        batches in prop::collection::vec(prop::collection::vec(op(), 1..12), 1..4),
        room in 1..24_i64,
    ) {
        let (shared, single) = (Bench::new(), Bench::new());
        shared.room(room);
        single.room(room);
        let all: Vec<Op> = batches.iter().flatten().copied().collect();
        let together = answers(&shared, &batches.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let apart = answers(&single, &all.chunks(1).collect::<Vec<_>>());
        prop_assert_eq!(together, apart);
        prop_assert_eq!(shared.contents(), single.contents());
        prop_assert_eq!(single.counts.read().replays, 0);
        prop_assert_eq!(shared.counts.read().acts, single.counts.read().acts);
    }
}

#[test]
fn waiting_acts_share_one_commit() {
    let bench = Bench::new();
    let (acts, waiting): (Vec<_>, Vec<_>) = (0..300).map(|k| ask(false, move |tx| add(tx, k, "ada"))).unzip();
    bench.run(acts);
    assert!(waiting.iter().all(|w| matches!(w.try_recv(), Ok(Ok(Ok(()))))));
    let expected = Statistik { acts: 300, batches: 2, replays: 0, begun_again: 0, longest_batch: 256 };
    assert_eq!(bench.counts.read(), expected);
    assert_eq!(bench.contents()[0].len(), 300);
}

#[test]
fn a_full_disk_refuses_only_what_does_not_fit_and_ends_when_there_is_room() {
    let bench = Bench::new();
    bench.room(6);
    let sizes = [100, 3_000, 60_000, 200, 3_000, 60_000, 10];
    let (acts, waiting): (Vec<_>, Vec<_>) = sizes
        .into_iter()
        .enumerate()
        .map(|(k, size)| ask(false, move |tx| add(tx, i64::try_from(k).unwrap(), &"x".repeat(size))))
        .unzip();
    bench.run(acts);
    let kept: Vec<bool> = waiting.iter().map(|w| w.try_recv().unwrap().unwrap() == Ok(())).collect();
    assert_eq!(kept, [true, true, false, true, true, false, true]);
    assert_eq!(bench.list("SELECT k, '' FROM t").len(), 5);
    // each act that does not fit spoils the batch it is in; the acts behind it make the next one
    assert_eq!(bench.counts.read().replays, 2);

    let (act, answer) = ask(false, |tx| add(tx, 50, &"x".repeat(60_000)));
    bench.run(vec![act]);
    let refused = answer.try_recv().unwrap().unwrap().unwrap_err();
    assert_eq!((refused.galat().kode, refused), ("SIM-012", StoreError::Full { statement: ADD.name }));

    bench.room(0);
    let (act, answer) = ask(false, |tx| add(tx, 50, &"x".repeat(60_000)));
    bench.run(vec![act]);
    assert!(matches!(answer.try_recv(), Ok(Ok(Ok(())))));
}

#[test]
fn a_refused_commit_refuses_only_the_act_it_is_about() {
    let bench = Bench::new();
    let (good, first) = ask(false, |tx| add(tx, 1, "ada"));
    let (bad, second) = ask(false, |tx| perform(tx, Op::Orphan(9)));
    let (after, third) = ask(false, |tx| perform(tx, Op::Count(2)));
    bench.run(vec![good, bad, after]);
    assert!(matches!(first.try_recv(), Ok(Ok(Ok(())))));
    assert!(matches!(second.try_recv(), Ok(Ok(Err(StoreError::Constraint { .. })))));
    assert!(matches!(third.try_recv(), Ok(Ok(Ok(2)))));
    assert_eq!(bench.contents()[0], [(1, "ada".to_owned()), (2, "1".to_owned())]);
    let expected = Statistik { acts: 3, batches: 3, replays: 1, begun_again: 0, longest_batch: 1 };
    assert_eq!(bench.counts.read(), expected);
}

#[test]
fn an_act_that_wrote_and_failed_is_undone_alone() {
    let bench = Bench::new();
    let (good, first) = ask(false, |tx| add(tx, 1, "ada"));
    let (bad, second) = ask(false, |tx| perform(tx, Op::Refuse(2)));
    let (after, third) = ask(false, |tx| perform(tx, Op::Count(3)));
    bench.run(vec![good, bad, after]);
    assert!(matches!(first.try_recv(), Ok(Ok(Ok(())))));
    assert!(matches!(second.try_recv(), Ok(Ok(Err(StoreError::VersionConflict { .. })))));
    assert!(matches!(third.try_recv(), Ok(Ok(Ok(3)))));
    assert_eq!(bench.contents()[0], [(1, "ada".to_owned()), (3, "1".to_owned())]);
    // the third came too late for the batch that began again
    let expected = Statistik { acts: 3, batches: 2, replays: 0, begun_again: 1, longest_batch: 2 };
    assert_eq!(bench.counts.read(), expected);
}

#[test]
fn acts_that_are_refused_before_they_write_cost_nothing() {
    let bench = Bench::new();
    let (acts, waiting): (Vec<_>, Vec<_>) = (0..60)
        .map(|k| {
            ask(false, move |tx| {
                if k % 3 == 0 {
                    return Err(StoreError::VersionConflict { statement: "refuse" });
                }
                add(tx, k, "ada")
            })
        })
        .unzip();
    bench.run(acts);
    let kept = waiting.iter().filter(|w| matches!(w.try_recv(), Ok(Ok(Ok(()))))).count();
    assert_eq!((kept, bench.contents()[0].len()), (40, 40));
    let expected = Statistik { acts: 60, batches: 1, replays: 0, begun_again: 0, longest_batch: 60 };
    assert_eq!(bench.counts.read(), expected);
}

#[test]
fn nobody_is_answered_before_the_commit() {
    let bench = Bench::new();
    let (first, answer) = ask(false, |tx| add(tx, 1, "ada"));
    let answer = std::sync::Mutex::new(answer);
    let (second, seen) = ask(false, move |tx| {
        add(tx, 2, "ada")?;
        Ok(answer.lock().unwrap().try_recv().err())
    });
    bench.run(vec![first, second]);
    assert_eq!(seen.try_recv().unwrap().unwrap(), Ok(Some(TryRecvError::Empty)));
}

#[test]
fn an_act_whose_caller_has_gone_is_done_all_the_same() {
    let bench = Bench::new();
    let (act, answer) = ask(false, |tx| add(tx, 1, "ada"));
    drop(answer);
    bench.run(vec![act]);
    assert_eq!(bench.contents()[0].len(), 1);
}

#[test]
fn a_large_act_ends_its_batch_and_keeps_its_place() {
    let bench = Bench::new();
    let rows = i64::try_from(ROWS_MAX).unwrap();
    let large = move |tx: &mut Tx<'_>| tx.exec_expect(&MANY, &[1.into(), Arg::I64(rows)], ROWS_MAX);
    let seen = |tx: &mut Tx<'_>| -> Result<i64, StoreError> {
        sql! { ROWS = "SELECT COUNT(*) FROM banyak"; }
        Ok(tx.one(&ROWS, &[], |r| r.i64(0))?.unwrap_or_default())
    };
    let (before, a) = ask(false, seen);
    let (act, done) = ask(false, large);
    let (after, b) = ask(false, seen);
    bench.run(vec![before, act, after]);
    assert!(matches!(done.try_recv(), Ok(Ok(Ok(())))));
    assert!(matches!((a.try_recv(), b.try_recv()), (Ok(Ok(Ok(0))), Ok(Ok(Ok(n)))) if n == rows));
    // the two that waited before it and with it share its commit, the one behind it has its own
    assert_eq!(
        bench.counts.read(),
        Statistik { acts: 3, batches: 2, replays: 0, begun_again: 0, longest_batch: 2 }
    );
}

#[test]
fn what_must_run_alone_does_and_keeps_the_order() {
    let bench = Bench::new();
    let (first, _a) = ask(false, |tx| add(tx, 1, "ada"));
    let (alone, answer) = ask(true, |tx| tx.control("uji", "PRAGMA defer_foreign_keys = ON"));
    let (second, b) = ask(false, |tx| perform(tx, Op::Count(2)));
    bench.run(vec![first, alone, second]);
    assert!(matches!((answer.try_recv(), b.try_recv()), (Ok(Ok(Ok(()))), Ok(Ok(Ok(2))))));
    assert_eq!(
        bench.counts.read(),
        Statistik { acts: 3, batches: 3, replays: 0, begun_again: 0, longest_batch: 1 }
    );
}

#[test]
fn a_file_held_by_another_process_refuses_the_batch_and_no_more() {
    let bench = Bench::new();
    bench.conn.busy_timeout(std::time::Duration::ZERO).unwrap();
    let file = bench.conn.path().unwrap().to_owned();
    let other = open_writer(Path::new(&file)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let (act, answer) = ask(false, |tx| add(tx, 1, "ada"));
    bench.run(vec![act]);
    assert!(matches!(answer.try_recv(), Ok(Ok(Err(StoreError::Busy { statement: "begin" })))));
    other.execute_batch("ROLLBACK").unwrap();
    let (act, answer) = ask(false, |tx| add(tx, 1, "ada"));
    bench.run(vec![act]);
    assert!(matches!(answer.try_recv(), Ok(Ok(Ok(())))));
}

#[test]
fn the_log_beside_the_file_stays_small_under_steady_writing() {
    let bench = Bench::new();
    for round in 0..40 {
        let (acts, _waiting): (Vec<_>, Vec<_>) =
            (0..50).map(|k| ask(false, move |tx| add(tx, round * 50 + k, &"x".repeat(4_000)))).unzip();
        bench.run(acts);
    }
    let wal = std::fs::metadata(format!("{}-wal", bench.conn.path().unwrap())).unwrap().len();
    assert!(wal <= 32 << 20, "the log has {wal} bytes");
}
