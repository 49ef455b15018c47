//! The tables and statements of imports are the same on both databases.

use std::path::Path;

use balai_testkit::{assert_parity, assert_prepares, assert_registered};

#[test]
fn every_statement_is_registered_and_prepares_on_both_databases() {
    let statements = balai_kinerja::store::impor::statements();
    assert_prepares(&statements, &balai_kinerja::migrations());
    assert_registered(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &balai_kinerja::store::statements(),
    );
}

#[test]
fn the_tables_have_the_same_shape_on_both_databases() {
    assert_parity(&balai_kinerja::migrations());
}
