//! Statements are named constants, never text put together at run time.

use std::sync::OnceLock;
#[cfg(debug_assertions)]
use std::sync::atomic::{AtomicBool, Ordering};

use crate::text::{Piece, pieces};

/// A statement with its name. Made by [`sql!`](crate::sql) or, where the engines differ, by
/// [`sql2!`](crate::sql2).
#[derive(Debug)]
pub struct Sql {
    /// The constant's name, with its module: errors and tests call the statement by it.
    pub name: &'static str,
    sqlite: &'static str,
    pg: &'static str,
    forked: bool,
    /// The SQLite text with `$1` rewritten to `?1`: to SQLite `$1` would be a *name*, numbered in order of
    /// appearance.
    numbered: OnceLock<String>,
    /// Whether this process has run it: for the check that names statements which no test runs.
    #[cfg(debug_assertions)]
    ran: AtomicBool,
}

impl Sql {
    /// One text for both engines. Use [`sql!`](crate::sql).
    #[doc(hidden)]
    pub const fn new(name: &'static str, text: &'static str) -> Sql {
        Sql::made(name, text, text, false)
    }

    /// A pair of texts. Use [`sql2!`](crate::sql2).
    #[doc(hidden)]
    pub const fn new_pair(name: &'static str, sqlite: &'static str, pg: &'static str) -> Sql {
        Sql::made(name, sqlite, pg, true)
    }

    const fn made(name: &'static str, sqlite: &'static str, pg: &'static str, forked: bool) -> Sql {
        Sql {
            name,
            sqlite,
            pg,
            forked,
            numbered: OnceLock::new(),
            #[cfg(debug_assertions)]
            ran: AtomicBool::new(false),
        }
    }

    /// Whether this is a `sql2!` pair; a test counts these.
    pub const fn forked(&self) -> bool {
        self.forked
    }

    pub(crate) fn sqlite(&self) -> &str {
        self.numbered.get_or_init(|| numbered(self.sqlite))
    }

    /// Notes in the folder of the variable `BALAI_PERNYATAAN` that the statement has run, once per process. Nothing of
    /// it is in a release.
    #[inline]
    pub(crate) fn mark(&self) {
        #[cfg(debug_assertions)]
        if !self.ran.swap(true, Ordering::Relaxed) {
            note(self.name);
        }
    }

    pub(crate) const fn pg(&self) -> &'static str {
        self.pg
    }
}

/// Adds a name to the list of this process. `scripts/uji.sh` sets the variable and compares the lists in the end.
#[cfg(debug_assertions)]
fn note(name: &str) {
    use std::io::Write as _;
    use std::sync::{Mutex, PoisonError};
    static LIST: OnceLock<Option<Mutex<std::fs::File>>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        let folder = std::env::var_os("BALAI_PERNYATAAN")?;
        let file = std::path::Path::new(&folder).join(format!("{}.jalan", std::process::id()));
        std::fs::OpenOptions::new().create(true).append(true).open(file).ok().map(Mutex::new)
    });
    if let Some(list) = list {
        // a name that is missing fails the check, which is all that could be done here too
        writeln!(list.lock().unwrap_or_else(PoisonError::into_inner), "{name}").ok();
    }
}

fn numbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Code(c) => out.push_str(&c.replace('$', "?")),
            Piece::Quoted(q) => out.push_str(q),
            Piece::Comment(_) => out.push(' '),
        }
    }
    out
}

/// Names statements that both engines understand: `sql! { FIND_UNIT = "SELECT .. WHERE kode = $1"; }`.
///
/// Each entry becomes a `static NAME: Sql`; a doc comment and a visibility may stand before the name.
/// The rules that make one text enough are in `docs/sql.md`.
#[macro_export]
macro_rules! sql {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $text:expr);+ $(;)?) => {$(
        $(#[$meta])*
        $vis static $name: $crate::Sql =
            $crate::Sql::new(concat!(module_path!(), "::", stringify!($name)), $text);
    )+};
}

/// Names a statement whose text differs between the engines. Each one is counted against a ceiling.
#[macro_export]
macro_rules! sql2 {
    ($($(#[$meta:meta])* $vis:vis $name:ident = sqlite: $sqlite:expr, pg: $pg:expr);+ $(;)?) => {$(
        $(#[$meta])*
        $vis static $name: $crate::Sql =
            $crate::Sql::new_pair(concat!(module_path!(), "::", stringify!($name)), $sqlite, $pg);
    )+};
}

/// Writes the `pub fn statements()` of a module: `statements![FIND_UNIT, SAVE_UNIT];`.
///
/// The test kit compares the list with the source, so that a forgotten name fails a test.
#[macro_export]
macro_rules! statements {
    ($($name:ident),* $(,)?) => {
        /// Every statement of this module, for the tests that prepare them on both databases.
        pub fn statements() -> Vec<&'static $crate::Sql> {
            vec![$(&$name),*]
        }
    };
}

#[cfg(test)]
mod tests {
    sql! {
        /// Placeholders out of order, and things that only look like one.
        ODD = "SELECT $2, '$1', \"$1\" -- $1\n FROM t /* $3 */ WHERE a = $1 AND b = '''$9'";
    }

    #[test]
    fn placeholders_become_numbers_only_where_they_are_code() {
        assert_eq!(ODD.sqlite(), "SELECT ?2, '$1', \"$1\"  \n FROM t   WHERE a = ?1 AND b = '''$9'");
        assert_eq!(ODD.name, "balai_store::sql::tests::ODD");
    }
}
