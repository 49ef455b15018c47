//! The read connections of an open SQLite region.
//!
//! Opening a connection reads the whole schema and prepares every statement anew, which costs more than most reads do.
//! So a read that finds no idle connection waits a moment for one; and only a moment, so that a few long reads (an
//! export, a month's run) never hold up the short ones: then it gets one more, which is closed when it is done.

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use rusqlite::Connection;

use crate::StoreError;
use crate::sqlite::open_reader;

/// How long a read waits for a connection before it opens one more.
const WAIT: Duration = Duration::from_millis(20);
/// Connections kept for each core: one that computes, one that waits for the disk.
const KEPT_PER_CORE: usize = 2;
/// Bounds of the number kept.
const KEPT: std::ops::RangeInclusive<usize> = 4..=16;

/// The connections of one file.
pub(crate) struct Readers {
    file: PathBuf,
    kept: usize,
    state: Mutex<State>,
    returned: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Connection>,
    /// Idle or in use.
    open: usize,
}

impl Readers {
    pub(crate) fn new(file: &Path) -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        let kept = cores.saturating_mul(KEPT_PER_CORE).clamp(*KEPT.start(), *KEPT.end());
        Readers { file: file.to_owned(), kept, state: Mutex::default(), returned: Condvar::new() }
    }

    /// The file they read.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// Runs `f` on a connection. It is kept for the next read when `f` says so: as its second result.
    pub(crate) fn with<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<(T, bool), StoreError>,
    ) -> Result<T, StoreError> {
        let (mut place, idle) = self.place();
        let conn = idle.map_or_else(|| open_reader(&self.file), Ok)?;
        let (result, sound) = f(&conn)?;
        place.conn = sound.then_some(conn);
        Ok(result)
    }

    /// Closes those that are idle.
    pub(crate) fn close(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.open -= state.idle.len();
        state.idle.clear();
    }

    fn place(&self) -> (Place<'_>, Option<Connection>) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |s: &mut State| s.idle.is_empty() && s.open >= self.kept;
        let waited = self.returned.wait_timeout_while(state, WAIT, full);
        let (mut state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let idle = state.idle.pop();
        state.open += usize::from(idle.is_none());
        (Place { of: self, conn: None }, idle)
    }
}

/// One of those that are open, whatever becomes of the read: when it panics, nobody waits for its connection.
struct Place<'a> {
    of: &'a Readers,
    conn: Option<Connection>,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut state = self.of.state.lock().unwrap_or_else(PoisonError::into_inner);
        match self.conn.take_if(|_| state.open <= self.of.kept) {
            Some(conn) => state.idle.push(conn),
            None => state.open -= 1,
        }
        drop(state);
        self.of.returned.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Barrier;

    use super::*;

    fn readers(folder: &Path) -> Readers {
        let file = folder.join("x.sqlite");
        drop(crate::sqlite::open_writer(&file).unwrap());
        Readers { kept: 2, ..Readers::new(&file) }
    }

    #[test]
    fn connections_are_kept_and_long_reads_hold_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(folder.path());
        let together = Barrier::new(5);
        std::thread::scope(|s| {
            for _ in 0..5 {
                s.spawn(|| {
                    let ran = readers.with(|_| {
                        // each waits inside until all five are inside
                        together.wait();
                        Ok(((), true))
                    });
                    ran.unwrap();
                });
            }
        });
        let state = readers.state.lock().unwrap();
        assert_eq!((state.idle.len(), state.open), (2, 2));
    }

    #[test]
    fn a_connection_that_broke_is_not_used_again() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(folder.path());
        for _ in 0..3 {
            let broken = catch_unwind(AssertUnwindSafe(|| {
                readers.with(|_| -> Result<((), bool), _> { panic!("broken") })
            }));
            assert!(broken.is_err());
            readers.with(|_| Ok(((), false))).unwrap();
        }
        assert_eq!(readers.state.lock().unwrap().open, 0);
    }
}
