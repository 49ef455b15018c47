//! Writes the list of texts of `paket/`, so that the binary carries the packages it ships with.
//!
//! No library is needed for this: the list is a slice of `include_str!`, sorted by path.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let room = PathBuf::from(
        env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| io::Error::other("no manifest folder"))?,
    );
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no output folder"))?);
    let paket = room.join("../../paket");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed={}", paket.display());

    let mut names = Vec::new();
    if paket.is_dir() {
        collect(&paket, "", &mut names)?;
    }
    names.sort();

    let mut text = String::from("&[\n");
    for name in &names {
        text.push_str(&format!(
            "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../../paket/\", {name:?}))),\n"
        ));
    }
    text.push_str("]\n");
    fs::write(out.join("paket_bawaan.rs"), text)
}

/// Adds every `.toml` below `folder`, named by its path below `paket/` with `/` between the parts.
fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name =
            entry.file_name().into_string().map_err(|_| io::Error::other("package names are UTF-8"))?;
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, names)?;
        } else if path.ends_with(".toml") {
            names.push(path);
        }
    }
    Ok(())
}
