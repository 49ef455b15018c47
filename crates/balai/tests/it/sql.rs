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
