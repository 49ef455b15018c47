//! The edges of ARCHITECTURE.md, and no others.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// Libraries a crate may only use where the map says so.
const DIJAGA: [&str; 5] = ["rusqlite", "postgres", "axum", "askama", "tokio"];
/// Tests stand on it; production code never does.
const ALAT_UJI: &str = "testkit";

type Tepi = BTreeMap<String, BTreeSet<String>>;

/// The `edges` block: `name -> other, other`.
fn tepi_tertulis() -> Tepi {
    let peta = include_str!("../../../../ARCHITECTURE.md");
    let blok = peta.split("```edges\n").nth(1).and_then(|s| s.split("```").next()).expect("an edges block");
    blok.lines()
        .map(|baris| {
            let (dari, ke) = baris.split_once("->").expect("`name -> others`");
            let ke = ke.split(',').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned);
            (dari.trim().to_owned(), ke.collect())
        })
        .collect()
}

/// `balai-kernel` is written `kernel`; the binary itself is `balai`.
fn nama(paket: &str) -> &str {
    paket.strip_prefix("balai-").unwrap_or(paket)
}

fn milik_kami(paket: &str) -> bool {
    paket == "balai" || paket.starts_with("balai-")
}

fn ruang() -> Vec<Package> {
    let manifes = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    MetadataCommand::new().manifest_path(manifes).no_deps().exec().expect("cargo metadata").packages
}

/// What stands in the manifests, for one kind of dependency.
fn tepi_nyata(jenis: &[DependencyKind]) -> Tepi {
    ruang()
        .iter()
        .map(|p| {
            let ke = p.dependencies.iter().filter(|d| jenis.contains(&d.kind)).map(|d| d.name.as_str());
            let ke = ke.filter(|n| milik_kami(n) || DIJAGA.contains(n)).map(|n| nama(n).to_owned());
            (nama(&p.name).to_owned(), ke.collect())
        })
        .collect()
}

#[test]
fn no_room_leads_to_another_that_the_map_does_not_allow() {
    let boleh = tepi_tertulis();
    let nyata = tepi_nyata(&[DependencyKind::Normal, DependencyKind::Build]);
    let mut salah = Vec::new();
    for (dari, ke) in &nyata {
        let Some(boleh) = boleh.get(dari) else {
            salah.push(format!("{dari} is not on the map"));
            continue;
        };
        salah.extend(ke.difference(boleh).map(|k| format!("{dari} -> {k} is not on the map")));
    }
    salah.extend(
        boleh.keys().filter(|r| !nyata.contains_key(*r)).map(|r| format!("{r} is on the map but not built")),
    );
    assert!(salah.is_empty(), "{}\nEdges are argued for in docs/decisions/.", salah.join("\n"));
}

#[test]
fn nothing_but_tests_stands_on_the_test_kit() {
    for (dari, ke) in tepi_nyata(&[DependencyKind::Normal, DependencyKind::Build]) {
        assert!(!ke.contains(ALAT_UJI), "{dari} -> {ALAT_UJI}");
    }
}

#[test]
fn tests_lean_on_no_driver_and_on_no_room_above_their_own() {
    let boleh = tepi_tertulis();
    for (dari, ke) in tepi_nyata(&[DependencyKind::Development]) {
        for k in ke.iter().filter(|k| *k != ALAT_UJI && **k != dari) {
            let di_atas = boleh.get(k).is_some_and(|b| b.contains(&dari));
            assert!(!di_atas, "the tests of {dari} use {k}, which stands on it");
            let sopir = ["rusqlite", "postgres"].contains(&k.as_str());
            assert!(!sopir || ["store", "testkit"].contains(&dari.as_str()), "the tests of {dari} name {k}");
        }
    }
}
