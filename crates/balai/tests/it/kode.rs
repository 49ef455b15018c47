//! Every error table of the house.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::galat::isian_teks;

const AWALAN: [&str; 10] = ["INT", "ATR", "SIM", "PLT", "DOK", "WEB", "ORG", "AKS", "KIN", "CLI"];

#[test]
fn every_code_is_given_once_and_well_formed() {
    let mut ada = BTreeMap::new();
    for entri in balai::apps::kode() {
        let sah = entri.kode.split_once('-').is_some_and(|(awalan, nomor)| {
            AWALAN.contains(&awalan) && nomor.len() == 3 && nomor.bytes().all(|b| b.is_ascii_digit())
        });
        assert!(sah, "{} is no code of the house", entri.kode);
        assert!(ada.insert(entri.kode, entri.id).is_none(), "{} is given twice", entri.kode);
    }
    assert!(ada.len() > 80, "only {} codes: a table is missing from the list", ada.len());
}

#[test]
fn both_languages_say_the_same_things() {
    for e in balai::apps::kode() {
        for (apa, id, en) in [("text", e.id, e.en), ("advice", e.saran_id, e.saran_en)] {
            assert!(!id.trim().is_empty() && !en.trim().is_empty(), "{}: a {apa} is missing", e.kode);
            assert_ne!(id, en, "{}: the {apa} is not translated", e.kode);
            let isian = |t: &'static str| isian_teks(t).into_iter().collect::<BTreeSet<_>>();
            assert_eq!(isian(id), isian(en), "{}: other placeholders in the {apa}", e.kode);
        }
    }
}
