//! What the store counts about its own work, for whoever watches it.

use std::sync::atomic::{AtomicU64, Ordering};

/// What a region's store has done since it was opened.
///
/// On SQLite `acts / batches` says how many acts share a commit; a `replays` that grows says that the disk
/// refuses work, long before somebody complains.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Statistik {
    /// Writes that were answered, kept or refused.
    pub acts: u64,
    /// Transactions that answered them. On PostgreSQL every act has one of its own.
    pub batches: u64,
    /// SQLite: batches that were lost as a whole and run again act by act. PostgreSQL: acts run again because
    /// they lost a race.
    pub replays: u64,
    /// SQLite: batches begun again because one of their acts failed after it had written; it was undone alone.
    pub begun_again: u64,
    /// Most acts that shared one transaction.
    pub longest_batch: u64,
}

/// The counters behind a [`Statistik`]. Each is exact; together they may be some acts apart.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    acts: AtomicU64,
    batches: AtomicU64,
    replays: AtomicU64,
    begun_again: AtomicU64,
    longest: AtomicU64,
}

impl Counts {
    /// A transaction has answered so many acts.
    pub(crate) fn ran(&self, acts: usize) {
        let acts = u64::try_from(acts).unwrap_or(u64::MAX);
        self.acts.fetch_add(acts, Ordering::Relaxed);
        self.batches.fetch_add(1, Ordering::Relaxed);
        self.longest.fetch_max(acts, Ordering::Relaxed);
    }

    /// Something was run again.
    pub(crate) fn replayed(&self) {
        self.replays.fetch_add(1, Ordering::Relaxed);
    }

    /// A batch was begun again with care.
    pub(crate) fn begun_again(&self) {
        self.begun_again.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn read(&self) -> Statistik {
        Statistik {
            acts: self.acts.load(Ordering::Relaxed),
            batches: self.batches.load(Ordering::Relaxed),
            replays: self.replays.load(Ordering::Relaxed),
            begun_again: self.begun_again.load(Ordering::Relaxed),
            longest_batch: self.longest.load(Ordering::Relaxed),
        }
    }
}
