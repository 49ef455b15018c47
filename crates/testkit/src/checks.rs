//! What every crate with SQL asserts about it.

use std::fs;
use std::path::Path;

use balai_store::{Migration, Sql};

use crate::Db;

/// Statements and migrations that may differ between the engines, over the whole product. A thirteenth needs
/// an argument in `docs/decisions/0002-basis-data.md`.
pub const FORKS_MAX: usize = 12;

/// Both databases understand every statement, and PostgreSQL answers in the four kinds of values only.
pub fn assert_prepares(statements: &[&'static Sql], steps: &[Migration]) {
    for db in [Db::sqlite(), Db::pg()] {
        let store = db.region(steps);
        let wrong: Vec<String> =
            statements.iter().filter_map(|s| store.check(s).err()).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{:?}:\n{}", db.url(), wrong.join("\n"));
    }
}

/// Both databases have the same tables, columns, NOT NULLs, unique constraints and foreign keys.
pub fn assert_parity(steps: &[Migration]) {
    let (sqlite, pg) = (Db::sqlite(), Db::pg());
    let left = sqlite.region(steps).tables().expect("the catalogue can be read");
    let right = pg.region(steps).tables().expect("the catalogue can be read");
    assert_eq!(
        left.keys().collect::<Vec<_>>(),
        right.keys().collect::<Vec<_>>(),
        "tables of SQLite and of PostgreSQL"
    );
    for (table, shape) in &left {
        assert_eq!(Some(shape), right.get(table), "table {table}, SQLite and PostgreSQL");
    }
}

/// No more than [`FORKS_MAX`] texts differ between the engines.
pub fn assert_forks(statements: &[&'static Sql], steps: &[Migration]) {
    let mut forks: Vec<String> =
        statements.iter().filter(|s| s.forked()).map(|s| s.name.to_owned()).collect();
    for step in steps {
        forks.extend((0..step.forks()).map(|_| format!("{} {}", step.app, step.versi)));
    }
    assert!(forks.len() <= FORKS_MAX, "{} forks, at most {FORKS_MAX}: {forks:?}", forks.len());
}

/// Every statement named in the sources under `src` is in the list: a forgotten one would never be prepared.
pub fn assert_registered(src: &Path, statements: &[&'static Sql]) {
    let mut named = Vec::new();
    collect(src, &mut named);
    assert!(!named.is_empty(), "no statements under {}", src.display());
    for (file, name) in named {
        let known = statements.iter().any(|s| s.name.ends_with(&format!("::{name}")));
        assert!(known, "{file}: {name} is missing from statements()");
    }
}

fn collect(folder: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("the sources can be listed").path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).expect("the sources can be read");
            let file = path.display().to_string();
            out.extend(names(&text).into_iter().map(|n| (file.clone(), n)));
        }
    }
}

/// Names given inside `sql!` and `sql2!` blocks: an upper-case word alone before ` = "` or ` = sqlite:`.
fn names(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String =
        code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut out = Vec::new();
    for opening in ["sql! {", "sql2! {", "sql!{", "sql2!{"] {
        for block in code.split(opening).skip(1) {
            let block = block.split("\n}").next().unwrap_or_default();
            for (before, after) in
                block.match_indices(" = ").map(|(i, m)| (&block[..i], &block[i + m.len()..]))
            {
                let name =
                    before.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or("");
                let upper = !name.is_empty()
                    && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
                if upper && (after.starts_with('"') || after.starts_with("sqlite:") || after.starts_with('r'))
                {
                    out.push(name.to_owned());
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use balai_store::Migration;

    #[test]
    #[should_panic(expected = "table t, SQLite and PostgreSQL")]
    fn a_column_that_may_be_null_on_one_engine_only_is_seen() {
        super::assert_parity(&[Migration {
            app: "uji",
            versi: 1,
            nama: "beda",
            sql: "-- @sqlite\nCREATE TABLE t (k TEKS NOT NULL);\n-- @pg\nCREATE TABLE t (k TEKS);\n-- @end",
        }]);
    }

    #[test]
    fn names_are_found_in_both_forms() {
        let source = "sql! { A = \"SELECT x FROM t WHERE y = $1\";\n pub(crate) B_2 = \"..\"\n}\n\
                      sql2! { C = sqlite: \"\", pg: \"\" }\n// sql! { D = \"\" }\n";
        assert_eq!(super::names(source), ["A", "B_2", "C"]);
    }
}
