//! The writer thread and the readers of an open SQLite region.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;

use crate::sqlite::{failure, open_reader, open_writer};
use crate::store::Inside;
use crate::tx::Inner;
use crate::{StoreError, Tx};

/// Idle read connections kept per region; more are opened when more read at once.
const READERS_KEPT: usize = 4;
/// Writes that may wait for the writer before callers are held up.
const WAITING_MAX: usize = 1024;

/// One region's SQLite file.
pub(crate) struct Region {
    file: PathBuf,
    readers: Mutex<Vec<Connection>>,
    /// `None` only while closing.
    acts: Option<SyncSender<Box<dyn Act>>>,
    thread: Option<JoinHandle<()>>,
}

/// A waiting write. Run and settled apart, so that several may be run before one commit settles them all.
trait Act: Send {
    /// Runs the closure; true when its changes are to be kept.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Answers the caller, once what was kept is on disk (`Ok`) or could not be put there.
    fn settle(self: Box<Self>, commit: Result<(), StoreError>);
}

type Panic = Box<dyn Any + Send>;

struct Waiting<F, T, E> {
    f: F,
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
    pub(crate) fn open(file: &Path) -> Result<Region, StoreError> {
        let conn = open_writer(file)?;
        let (acts, waiting) = sync_channel(WAITING_MAX);
        let thread = std::thread::Builder::new()
            .name("balai-writer".into())
            .spawn(move || write_all(&conn, &waiting))
            .map_err(|e| StoreError::Driver {
                statement: "open",
                code: String::new(),
                detail: e.to_string(),
            })?;
        Ok(Region {
            file: file.to_owned(),
            readers: Mutex::default(),
            acts: Some(acts),
            thread: Some(thread),
        })
    }

    pub(crate) fn read<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = idle.map_or_else(|| open_reader(&self.file), Ok)?;
        conn.execute_batch("BEGIN").map_err(|e| failure("begin", &e))?;
        let result = f(&mut Tx::new(Inner::Sqlite(&conn)));
        conn.execute_batch("ROLLBACK").map_err(|e| failure("end", &e))?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT {
            readers.push(conn);
        }
        result
    }

    pub(crate) fn write<T, E>(&self, f: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
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
        acts.send(Box::new(Waiting { f, result: None, reply })).map_err(|_| gone())?;
        match answer.recv().map_err(|_| gone())? {
            Ok(result) => result,
            Err(panic) => resume_unwind(panic),
        }
    }
}

/// Waits for the writer to close the file, unless the last handle is dropped by the writer itself.
impl Drop for Region {
    fn drop(&mut self) {
        self.acts = None;
        if let Some(thread) = self.thread.take().filter(|t| t.thread().id() != std::thread::current().id()) {
            thread.join().ok();
        }
    }
}

fn write_all(conn: &Connection, waiting: &Receiver<Box<dyn Act>>) {
    while let Ok(mut act) = waiting.recv() {
        let outcome = write_one(conn, &mut *act);
        act.settle(outcome);
    }
}

fn write_one(conn: &Connection, act: &mut dyn Act) -> Result<(), StoreError> {
    let _inside = Inside::enter()?;
    // IMMEDIATE: a transaction that begins by reading could not become a writer later
    conn.execute_batch("BEGIN IMMEDIATE").map_err(|e| failure("begin", &e))?;
    let keep = act.run(&mut Tx::new(Inner::Sqlite(conn)));
    let ended =
        conn.execute_batch(if keep { "COMMIT" } else { "ROLLBACK" }).map_err(|e| failure("commit", &e));
    if !conn.is_autocommit() {
        // a failed commit leaves the transaction open
        conn.execute_batch("ROLLBACK").map_err(|e| failure("undo", &e))?;
    }
    ended
}
