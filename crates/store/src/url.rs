//! Where the data of a host lives.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use crate::pg::PgHost;
use crate::{AddressProblem, StoreError};

/// A folder of SQLite files (`<folder>/<region>.sqlite`) or a PostgreSQL database (a schema per region).
///
/// Clones share the PostgreSQL connections, so a host parses its address once and clones it per region.
#[derive(Clone)]
pub struct DataUrl(pub(crate) Place);

#[derive(Clone)]
pub(crate) enum Place {
    Folder(PathBuf),
    Pg(Arc<PgHost>),
}

impl DataUrl {
    /// A folder of SQLite files; made when the first region is opened.
    pub fn folder(path: impl Into<PathBuf>) -> DataUrl {
        DataUrl(Place::Folder(path.into()))
    }

    /// The folder, when the data is SQLite files.
    pub fn as_folder(&self) -> Option<&Path> {
        match &self.0 {
            Place::Folder(path) => Some(path),
            Place::Pg(_) => None,
        }
    }

    /// Names of the regions that have data here, in order.
    pub fn regions(&self) -> Result<Vec<String>, StoreError> {
        let mut names = match &self.0 {
            Place::Folder(path) => crate::sqlite::regions(path)?,
            Place::Pg(host) => host.regions()?,
        };
        names.sort();
        Ok(names)
    }
}

/// Keys of PostgreSQL's other way of writing an address.
const KEYS: [&str; 6] = ["host", "hostaddr", "port", "dbname", "user", "password"];

/// Reads `postgres://..`/`postgresql://..`, or a path to a folder (`~` is not expanded: the shell does that).
impl FromStr for DataUrl {
    type Err = StoreError;

    fn from_str(s: &str) -> Result<Self, StoreError> {
        if s.starts_with("postgres://") || s.starts_with("postgresql://") {
            return Ok(DataUrl(Place::Pg(Arc::new(PgHost::new(s)?))));
        }
        // `host=db password=..` would quietly become a folder of that name, password and all
        let key_value = |word: &str| word.split_once('=').is_some_and(|(key, _)| KEYS.contains(&key));
        if s.trim().is_empty() || s.contains("://") || s.split_whitespace().any(key_value) {
            return Err(StoreError::Address(AddressProblem::Unknown));
        }
        Ok(DataUrl::folder(s))
    }
}

/// The address without its password, for logs and messages.
impl fmt::Display for DataUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Folder(path) => write!(f, "{}", path.display()),
            Place::Pg(host) => f.write_str(host.shown()),
        }
    }
}

impl fmt::Debug for DataUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataUrl({self})")
    }
}

/// A region's name is also a file name and, with `_` for `.`, part of a schema name.
pub(crate) fn check_region(region: &str) -> Result<(), StoreError> {
    let fine = !region.is_empty()
        && region.len() <= 40
        && !region.starts_with('.')
        && !region.ends_with('.')
        && region.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.');
    if fine { Ok(()) } else { Err(StoreError::Address(AddressProblem::Region)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_never_shown() {
        for s in [
            "postgres://budi:rahasia@db.lan:5433/balai",
            "postgres://db.lan/balai?user=budi&password=rahasia",
        ] {
            let url: DataUrl = s.parse().unwrap();
            let shown = format!("{url} {url:?}");
            assert!(!shown.contains("rahasia"), "{shown}");
            assert!(shown.contains("db.lan") && shown.contains("balai"), "{shown}");
        }
    }

    #[test]
    fn what_is_neither_folder_nor_postgres_is_refused_without_echo() {
        for s in ["", "mysql://u:rahasia@h/d", "postgres://[rahasia", "host=db dbname=balai password=rahasia"]
        {
            let e = s.parse::<DataUrl>().unwrap_err();
            assert!(!e.to_string().contains("rahasia"), "{e}");
        }
    }

    #[test]
    fn a_region_cannot_climb_out_of_the_folder() {
        for bad in ["", ".", "..", "a/b", "32_73", "32.73.", "A"] {
            assert!(check_region(bad).is_err(), "{bad}");
        }
        assert!(check_region("32.73").is_ok());
    }
}
