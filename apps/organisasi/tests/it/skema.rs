//! The tables and statements of this app are the same on both databases.

use std::path::Path;

use balai_testkit::{assert_forks, assert_parity, assert_prepares, assert_registered};

#[test]
fn every_statement_is_registered_and_prepares_on_both_databases() {
    let (statements, steps) = (balai_organisasi::statements(), balai_organisasi::migrations());
    assert_registered(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &statements);
    assert_forks(&statements, &steps);
    assert_prepares(&statements, &steps);
}

#[test]
fn the_tables_have_the_same_shape_on_both_databases() {
    assert_parity(&balai_organisasi::migrations());
}

#[test]
fn every_text_is_there_in_both_languages_and_used() {
    let salah = balai_shell::uji::periksa_app(
        env!("CARGO_MANIFEST_DIR"),
        &balai_organisasi::Organisasi,
        &["org-kabar-*"],
    );
    assert!(salah.is_empty(), "{}", salah.join("\n"));
}
