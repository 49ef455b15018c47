//! The writer thread of an open SQLite region.
//!
//! The writer takes the acts that wait into one transaction and makes all of them durable with one commit: a
//! *batch*. Nobody waits for a batch to fill: it ends as soon as no act waits.
//! Acts that are refused have nearly always written nothing, and then nothing has to be undone. When one fails or
//! panics after it has written, the batch begins again *with care*: each act in a savepoint of its own, so that it is
//! undone alone. When the whole transaction is lost (the disk is full, the engine gave up, the commit was refused),
//! the batch is *replayed*: each act again, in order, in a transaction of its own, so that only the act that
//! cannot be stored is refused. See `docs/decisions/0008-komit-berkelompok.md`.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;

use crate::readers::Readers;
use crate::sqlite::{control, open_writer};
use crate::statistik::Counts;
use crate::store::Inside;
use crate::tx::Inner;
use crate::{Statistik, StoreError, Tx};

#[cfg(test)]
mod tests;

/// Writes that may wait for the writer before callers are held up.
const WAITING_MAX: usize = 1024;
/// Acts that share one commit at most.
const ACTS_MAX: usize = 256;
/// Rows changed by a batch after which it takes no further act, so that whoever waits for it does not wait
/// for one large act after the other.
const ROWS_MAX: u64 = 20_000;

/// One region's SQLite file.
pub(crate) struct Region {
    readers: Readers,
    /// `None` only while closing.
    acts: Option<SyncSender<Box<dyn Act>>>,
    thread: Option<JoinHandle<()>>,
    counts: Arc<Counts>,
}

/// A waiting write. Run and settled apart, so that several may be run before one commit settles them all.
trait Act: Send {
    /// Runs the closure; true when its changes are to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Whether it needs a transaction to itself: changes of the schema, pragmas.
    fn alone(&self) -> bool;
    /// Answers the caller, once what was kept is on disk (`Ok`) or could not be put there.
    fn settle(self: Box<Self>, commit: Result<(), StoreError>);
}

type Panic = Box<dyn Any + Send>;

struct Waiting<F, T, E> {
    f: F,
    alone: bool,
    result: Option<Result<Result<T, E>, Panic>>,
    reply: SyncSender<Result<Result<T, E>, Panic>>,
}

impl<F, T, E> Act for Waiting<F, T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let mut result = catch_unwind(AssertUnwindSafe(|| (self.f)(tx)));
        if tx.failed && matches!(result, Ok(Ok(_))) {
            // a closure that swallowed the failure of a statement must not be told that it was saved
            result = Ok(Err(StoreError::Aborted { statement: "commit" }.into()));
        }
        let keep = matches!(result, Ok(Ok(_)));
        self.result = Some(result);
        keep
    }

    fn alone(&self) -> bool {
        self.alone
    }

    fn settle(self: Box<Self>, commit: Result<(), StoreError>) {
        let answer = match (self.result, commit) {
            (Some(Ok(Ok(_))) | None, Err(e)) => Ok(Err(e.into())),
            (Some(result), _) => result,
            (None, Ok(())) => Ok(Err(StoreError::Aborted { statement: "commit" }.into())),
        };
        // the caller waits for this answer and for nothing else; were it gone, nobody would miss it
        self.reply.send(answer).ok();
    }
}

impl Region {
    /// The write-ahead log beside its file.
    pub(crate) fn log_file(&self) -> PathBuf {
        let mut name = self.readers.file().as_os_str().to_owned();
        name.push("-wal");
        name.into()
    }

    pub(crate) fn open(file: &Path) -> Result<Region, StoreError> {
        let conn = open_writer(file)?;
        let (acts, waiting) = sync_channel(WAITING_MAX);
        let counts = Arc::new(Counts::default());
        let counted = Arc::clone(&counts);
        let thread = std::thread::Builder::new()
            .name("balai-writer".into())
            .spawn(move || Writer { conn: &conn, waiting: &waiting, counts: &counted, held: None }.run())
            .map_err(|e| StoreError::Driver {
                statement: "open",
                code: String::new(),
                detail: e.to_string(),
            })?;
        Ok(Region { readers: Readers::new(file), acts: Some(acts), thread: Some(thread), counts })
    }

    pub(crate) fn statistik(&self) -> Statistik {
        self.counts.read()
    }

    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.readers.with(|conn| {
            control(conn, "begin", "BEGIN")?;
            let result = f(&mut Tx::new(Inner::Sqlite(conn)));
            Ok((result, control(conn, "end", "ROLLBACK").is_ok()))
        })?
    }

    /// Runs `f` on the writer; `alone` keeps it out of any batch. Once handed over it runs, whatever becomes of
    /// the caller.
    pub(crate) fn write<T, E>(
        &self,
        alone: bool,
        f: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let gone = || StoreError::Driver {
            statement: "write",
            code: String::new(),
            detail: "the writer thread has ended".into(),
        };
        let (reply, answer) = sync_channel(1);
        let acts = self.acts.as_ref().ok_or_else(gone)?;
        acts.send(Box::new(Waiting { f, alone, result: None, reply })).map_err(|_| gone())?;
        match answer.recv().map_err(|_| gone())? {
            Ok(result) => result,
            Err(panic) => resume_unwind(panic),
        }
    }
}

/// Waits for the writer to close the file, unless the last handle is dropped by the writer itself.
impl Drop for Region {
    fn drop(&mut self) {
        // the last one that closes takes the log into the file, and one that only reads cannot
        self.readers.close();
        self.acts = None;
        if let Some(thread) = self.thread.take().filter(|t| t.thread().id() != std::thread::current().id()) {
            thread.join().ok();
        }
    }
}

/// The writer thread's own: the one connection that writes, and who waits for it.
struct Writer<'w> {
    conn: &'w Connection,
    waiting: &'w Receiver<Box<dyn Act>>,
    counts: &'w Counts,
    /// An act that must run alone and ended the batch before it.
    held: Option<Box<dyn Act>>,
}

/// Why a batch is not on disk.
enum Lost {
    /// Nothing was run: another process holds the file, or it cannot be read.
    NotBegun(StoreError),
    /// An act failed after it had written, among others whose writing stays: the transaction is undone, to be
    /// begun again with care.
    Mixed,
    /// The transaction is gone, with everything that was run in it.
    Spoiled(StoreError),
}

impl Writer<'_> {
    /// Until every handle of the region is gone.
    fn run(mut self) {
        let mut batch = Vec::new();
        while let Some(first) = self.held.take().or_else(|| self.waiting.recv().ok()) {
            if first.alone() {
                self.one_by_one([first]);
                continue;
            }
            let mut lost = self.together(first, &mut batch).err();
            if matches!(lost, Some(Lost::Mixed)) {
                self.counts.begun_again();
                lost = self.with_care(&mut batch).err();
            }
            let outcome = match lost {
                None | Some(Lost::Mixed) => Ok(()),
                Some(Lost::Spoiled(_)) if batch.len() > 1 => {
                    self.counts.replayed();
                    self.one_by_one(batch.drain(..));
                    continue;
                }
                Some(Lost::Spoiled(e) | Lost::NotBegun(e)) => Err(e),
            };
            self.counts.ran(batch.len());
            for act in batch.drain(..) {
                act.settle(outcome.clone());
            }
        }
    }

    /// Runs `first` and whoever waits meanwhile in one transaction; `batch` is empty before and holds them after.
    fn together(&mut self, first: Box<dyn Act>, batch: &mut Vec<Box<dyn Act>>) -> Result<(), Lost> {
        let inside = Inside::enter().and_then(|inside| begin(self.conn).map(|()| inside));
        let begun = self.conn.total_changes();
        let mut keep = false;
        let mut next = Some(first);
        while let Some(mut act) = next {
            if let Err(e) = &inside {
                batch.push(act);
                return Err(Lost::NotBegun(e.clone()));
            }
            let before = self.conn.total_changes();
            let kept = act.run(&mut Tx::new(Inner::Sqlite(self.conn)));
            batch.push(act);
            if self.conn.is_autocommit() {
                // disk full, I/O error, no memory: the engine has rolled back everybody's changes
                return Err(Lost::Spoiled(StoreError::Aborted { statement: "commit" }));
            }
            keep |= kept;
            let now = self.conn.total_changes();
            if !kept && now != before {
                if keep || batch.len() > 1 {
                    control(self.conn, "undo", "ROLLBACK")
                        .map_err(|e| Lost::Spoiled(undone(self.conn, e)))?;
                    return Err(Lost::Mixed);
                }
                break;
            }
            let rows = now.saturating_sub(begun);
            next = if batch.len() < ACTS_MAX && rows < ROWS_MAX { self.take() } else { None };
        }
        end(self.conn, keep).map_err(Lost::Spoiled)
    }

    /// Runs a batch again in one transaction, each act in a savepoint.
    fn with_care(&self, batch: &mut [Box<dyn Act>]) -> Result<(), Lost> {
        let _inside =
            Inside::enter().and_then(|inside| begin(self.conn).map(|()| inside)).map_err(Lost::Spoiled)?;
        let mut keep = false;
        for act in batch {
            let kept = in_savepoint(self.conn, &mut **act);
            keep |= kept.map_err(|e| Lost::Spoiled(undone(self.conn, e)))?;
        }
        end(self.conn, keep).map_err(Lost::Spoiled)
    }

    /// The next act that waits and may join the batch.
    fn take(&mut self) -> Option<Box<dyn Act>> {
        let act = self.waiting.try_recv().ok()?;
        if act.alone() {
            self.held = Some(act);
            return None;
        }
        Some(act)
    }

    /// Runs each act in a transaction of its own and answers it before the next.
    fn one_by_one(&self, acts: impl IntoIterator<Item = Box<dyn Act>>) {
        for mut act in acts {
            let outcome = Inside::enter().and_then(|_inside| {
                begin(self.conn)?;
                let keep = act.run(&mut Tx::new(Inner::Sqlite(self.conn)));
                if self.conn.is_autocommit() {
                    // the engine has undone it; the act's own answer says why
                    return Err(StoreError::Aborted { statement: "commit" });
                }
                end(self.conn, keep)
            });
            self.counts.ran(1);
            act.settle(outcome);
        }
    }
}

/// Runs one act of a batch; true when its changes are part of the batch. An error is of the whole transaction.
fn in_savepoint(conn: &Connection, act: &mut dyn Act) -> Result<bool, StoreError> {
    control(conn, "begin", "SAVEPOINT sim_akt")?;
    let keep = act.run(&mut Tx::new(Inner::Sqlite(conn)));
    if conn.is_autocommit() {
        // disk full, I/O error, no memory: the engine has rolled back everybody's changes
        return Err(StoreError::Aborted { statement: "commit" });
    }
    if !keep {
        control(conn, "undo", "ROLLBACK TO SAVEPOINT sim_akt")?;
    }
    control(conn, "commit", "RELEASE SAVEPOINT sim_akt")?;
    Ok(keep)
}

fn begin(conn: &Connection) -> Result<(), StoreError> {
    if !conn.is_autocommit() {
        // an end that failed even to roll back; nothing of it was promised to anybody
        control(conn, "undo", "ROLLBACK")?;
    }
    // IMMEDIATE: a transaction that begins by reading could not become a writer later
    control(conn, "begin", "BEGIN IMMEDIATE")
}

fn end(conn: &Connection, keep: bool) -> Result<(), StoreError> {
    control(conn, "commit", if keep { "COMMIT" } else { "ROLLBACK" }).map_err(|e| undone(conn, e))
}

/// Ends what an error may have left open. The error says what happened; a second one would only hide it, and the
/// next [`begin`] tries again.
fn undone(conn: &Connection, e: StoreError) -> StoreError {
    if !conn.is_autocommit() {
        control(conn, "undo", "ROLLBACK").ok();
    }
    e
}
