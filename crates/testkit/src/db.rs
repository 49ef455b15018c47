//! One throw-away place for regions.

use balai_store::{DataUrl, Migration, Store};
use tempfile::TempDir;

use crate::pg;

/// An empty folder or an empty PostgreSQL database, removed when dropped.
#[derive(Debug)]
pub struct Db {
    url: Option<DataUrl>,
    text: String,
    folder: Option<TempDir>,
}

impl Db {
    /// An empty folder for SQLite files.
    pub fn sqlite() -> Db {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let text = folder.path().display().to_string();
        Db { url: Some(DataUrl::folder(folder.path())), text, folder: Some(folder) }
    }

    /// An empty PostgreSQL database.
    pub fn pg() -> Db {
        let text = pg::new_database();
        let url = text.parse().expect("the server's address is well formed");
        Db { url: Some(url), text, folder: None }
    }

    /// Its address, as `--data` takes it.
    pub fn address(&self) -> &str {
        &self.text
    }

    /// Its address.
    pub fn url(&self) -> DataUrl {
        self.url.clone().expect("the address is there until drop")
    }

    /// Whether it is PostgreSQL: for the few facts that are true of one engine only.
    pub fn is_pg(&self) -> bool {
        self.folder.is_none()
    }

    /// A copy of a PostgreSQL database, as a backup tool would leave it. Nobody may be connected any more.
    pub fn pg_copy(&self) -> Db {
        let text = pg::copy_of(&self.text);
        let url = text.parse().expect("the server's address is well formed");
        Db { url: Some(url), text, folder: None }
    }

    /// Runs a text on a PostgreSQL database past everything that guards it, and gives what it answers.
    pub fn psql(&self, text: &str) -> String {
        pg::psql(&self.text, text)
    }

    /// The region 32.73, opened and migrated.
    pub fn region(&self, steps: &[Migration]) -> Store {
        let store = Store::open(&self.url(), "32.73").expect("a region opens");
        store.migrate(steps).expect("the migrations run");
        store
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        self.url = None;
        if self.is_pg() && !std::thread::panicking() {
            pg::drop_database(&self.text);
        }
    }
}
