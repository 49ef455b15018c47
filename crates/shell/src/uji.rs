//! Checks an application runs in its own tests: are all texts there, used, and the same in both languages?

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use balai_kernel::Bahasa;

use crate::bahasa::kunci_ftl;
use crate::{App, ButirMenu, LOCALES, ikon};

/// What is wrong with the texts of a crate, one sentence each; empty when nothing is.
///
/// `akar` is the crate's folder (`env!("CARGO_MANIFEST_DIR")`). Keys are looked for in its `templates/` and
/// `src/` as string literals: `t("kunci")`, a menu's `label: "kunci"`, or any other literal equal to a key.
/// Keys built at run time are named in `dipakai_lain`, where `awalan-*` stands for all with that beginning.
///
/// - a key in one language only, or with other values there;
/// - a key that nothing uses;
/// - a `t("…")` for which there is no text, neither here nor in the shell;
/// - an `ikon("…")` that does not exist.
pub fn periksa_teks(
    akar: &str,
    locales: &[(Bahasa, &str)],
    menu: &[ButirMenu],
    dipakai_lain: &[&str],
) -> Vec<String> {
    let mut salah = Vec::new();
    let id = per_bahasa(locales, Bahasa::Id, &mut salah);
    let en = per_bahasa(locales, Bahasa::En, &mut salah);
    for kunci in id.keys().chain(en.keys()).collect::<BTreeSet<_>>() {
        match (id.get(kunci), en.get(kunci)) {
            (Some(_), None) => salah.push(format!("en.ftl has no {kunci}")),
            (None, Some(_)) => salah.push(format!("id.ftl has no {kunci}")),
            (Some(a), Some(b)) if a != b => {
                salah.push(format!("{kunci} has other values: id {a:?}, en {b:?}"));
            }
            _ => {}
        }
    }
    let sumber = sumber(Path::new(akar));
    let rangka: BTreeSet<String> =
        LOCALES.iter().flat_map(|(_, teks)| kunci_ftl(teks)).map(|(kunci, _)| kunci).collect();
    // a place of the menu may have its sentence for the home page
    let mut dipakai: BTreeSet<String> =
        menu.iter().flat_map(|m| [m.label.to_owned(), format!("{}-ket", m.label)]).collect();
    for (nama, isi) in &sumber {
        for kunci in panggilan(isi, "t") {
            if !id.contains_key(&kunci) && !rangka.contains(&kunci) {
                salah.push(format!("{nama}: there is no text {kunci}"));
            }
            dipakai.insert(kunci);
        }
        for gambar in panggilan(isi, "ikon").into_iter().filter(|g| !ikon::ada(g)) {
            salah.push(format!("{nama}: there is no icon {gambar}"));
        }
        dipakai.extend(id.keys().filter(|k| isi.contains(&format!("\"{k}\""))).cloned());
    }
    for m in menu {
        if !ikon::ada(m.ikon) {
            salah.push(format!("menu {}: there is no icon {}", m.jalur, m.ikon));
        }
        if !id.contains_key(m.label) && !rangka.contains(m.label) {
            salah.push(format!("menu {}: there is no text {}", m.jalur, m.label));
        }
    }
    let disebut = |kunci: &str| {
        dipakai_lain.iter().any(|p| p.strip_suffix('*').map_or(*p == kunci, |awal| kunci.starts_with(awal)))
    };
    salah.extend(
        id.keys()
            .filter(|k| !dipakai.contains(*k) && !disebut(k))
            .map(|k| format!("nothing uses the text {k}")),
    );
    salah
}

/// [`periksa_teks`] for an application.
pub fn periksa_app(akar: &str, app: &dyn App, dipakai_lain: &[&str]) -> Vec<String> {
    let nama = format!("app-{}", app.id());
    let berparameter = !app.parameters().is_empty();
    // the page of background jobs says what each is by `kerja-` and its name
    let kerja: Vec<String> =
        app.jobs().iter().map(|p| format!("kerja-{}", p.nama().replace('.', "-"))).collect();
    let mut lain = dipakai_lain.to_vec();
    lain.extend(kerja.iter().map(String::as_str));
    lain.extend(berparameter.then_some(nama.as_str()));
    let mut salah = periksa_teks(akar, &app.locales(), &app.menu(), &lain);
    let ada = |teks: &str, dicari: &str| kunci_ftl(teks).iter().any(|(kunci, _)| kunci == dicari);
    if berparameter && !app.locales().iter().all(|(_, teks)| ada(teks, &nama)) {
        salah.push(format!("it has parameters and no text {nama} above them"));
    }
    for kunci in kerja.iter().filter(|kunci| !app.locales().iter().all(|(_, teks)| ada(teks, kunci))) {
        salah.push(format!("it has a job and no text {kunci}"));
    }
    salah
}

fn per_bahasa(
    locales: &[(Bahasa, &str)],
    bahasa: Bahasa,
    salah: &mut Vec<String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut ada = BTreeMap::new();
    for (_, teks) in locales.iter().filter(|(b, _)| *b == bahasa) {
        for (kunci, isian) in kunci_ftl(teks) {
            if ada.insert(kunci.clone(), isian).is_some() {
                salah.push(format!("{bahasa}.ftl gives {kunci} twice"));
            }
        }
    }
    ada
}

/// Name and text of every template and source file.
fn sumber(akar: &Path) -> Vec<(String, String)> {
    let mut ada = Vec::new();
    let mut tunggu = vec![akar.join("templates"), akar.join("src")];
    while let Some(folder) = tunggu.pop() {
        let Ok(isi) = fs::read_dir(&folder) else { continue };
        for berkas in isi.flatten().map(|b| b.path()) {
            if berkas.is_dir() {
                tunggu.push(berkas);
            } else if let Ok(teks) = fs::read_to_string(&berkas) {
                // examples in comments are no calls
                let kode = teks.lines().filter(|b| !b.trim_start().starts_with("//"));
                let teks = kode.collect::<Vec<_>>().join("\n");
                ada.push((berkas.strip_prefix(akar).unwrap_or(&berkas).display().to_string(), teks));
            }
        }
    }
    ada.sort();
    ada
}

/// The literals given to calls of `nama`: `t("a")` gives `a`.
fn panggilan(teks: &str, nama: &str) -> Vec<String> {
    let pola = format!("{nama}(\"");
    let mut ada = Vec::new();
    for (i, _) in teks.match_indices(&pola) {
        // `format("x")` is no call of `t`
        let sebelum = teks.get(..i).and_then(|s| s.chars().next_back());
        if sebelum.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let isi = teks.get(i + pola.len()..).and_then(|s| s.split_once('"')).map(|(isi, _)| isi);
        ada.extend(
            isi.filter(|k| k.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')).map(str::to_owned),
        );
    }
    ada
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_of_the_frame_are_complete() {
        let salah = periksa_teks(env!("CARGO_MANIFEST_DIR"), &LOCALES, &[], &["peran-*"]);
        assert!(salah.is_empty(), "{}", salah.join("\n"));
    }

    #[test]
    fn every_kind_of_fault_is_found() {
        let akar = env!("CARGO_MANIFEST_DIR");
        let locales = [
            (Bahasa::Id, "lompat = a\nhanya-id = { $n }\nbeda = { $a }\n"),
            (Bahasa::En, "lompat = a\nbeda = { $b }\n"),
        ];
        let salah = periksa_teks(akar, &locales, &[], &[]).join("\n");
        for cari in ["en.ftl has no hanya-id", "beda has other values", "nothing uses the text beda"] {
            assert!(salah.contains(cari), "{cari} not in\n{salah}");
        }
        assert!(!salah.contains("nothing uses the text lompat"));
    }
}
