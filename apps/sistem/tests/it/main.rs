//! What holds for the application as a whole.

use balai_shell::App as _;
use balai_sistem::Sistem;

#[test]
fn texts_are_complete() {
    let salah = balai_shell::uji::periksa_app(env!("CARGO_MANIFEST_DIR"), &Sistem, &[]);
    assert!(salah.is_empty(), "{}", salah.join("\n"));
    assert_eq!(Sistem.id(), "sistem");
}
