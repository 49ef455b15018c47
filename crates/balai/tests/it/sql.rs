//! Every statement and every table of the product, on both databases.

use balai_testkit::{assert_forks, assert_parity, assert_prepares};

fn migrasi() -> Vec<balai_store::Migration> {
    balai_platform::migrations().into_iter().chain(balai::apps::migrations()).collect()
}

#[test]
fn both_databases_know_every_statement() {
    assert_prepares(&balai::apps::statements(), &migrasi());
}

#[test]
fn both_databases_have_the_same_tables() {
    assert_parity(&migrasi());
}

#[test]
fn texts_that_differ_between_the_databases_are_counted() {
    assert_forks(&balai::apps::statements(), &migrasi());
}

/// Which statements no test runs is known only when all have run: `scripts/uji.sh` sets the variable and compares this list
/// with what the tests have noted.
#[test]
fn names_of_statements_are_left_for_the_last_check() {
    let nama: std::collections::BTreeSet<&str> = balai::apps::statements().iter().map(|s| s.name).collect();
    assert!(!nama.is_empty());
    if let Some(folder) = std::env::var_os("BALAI_PERNYATAAN") {
        let baris: String = nama.iter().map(|n| format!("{n}\n")).collect();
        std::fs::write(std::path::Path::new(&folder).join("semua"), baris).expect("the folder is there");
    }
}
