//! `docs/wewenang.md`: who may do what, generated and reviewed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use balai_kernel::Peran;
use balai_platform::Jangkauan;
use balai_platform::pemberitahuan::PEMBERITAHUAN_ATUR;

fn tabel() -> String {
    let mut teks = String::from(
        "# Wewenang\n\n\
         Siapa boleh apa. Tabel ini dibuat dari daftar akt tiap aplikasi dan diperiksa setiap uji; jangan disunting\n\
         dengan tangan. Perbarui dengan `BALAI_PERBARUI=1 cargo test -p balai --test it wewenang`.\n\n\
         Jangkauan: **akun** cukup kewenangan apa pun yang berlaku; **diri** urusan sendiri, atau lingkup yang mencakup\n\
         orangnya; **unit** lingkup yang mencakup unit atau wilayahnya; **daerah** hanya lingkup seluruh daerah.\n\n\
         Pemeriksa hanya membaca, dengan surat tugas dan batas waktu; setiap bacaannya tercatat di jurnal.\n\n",
    );
    let peran = Peran::SEMUA.map(|p| p.kode().replace('_', " "));
    let _ = writeln!(teks, "| akt | | jangkauan | {} |", peran.join(" | "));
    let _ = writeln!(teks, "|---|---|---{}|", "|:-:".repeat(peran.len()));
    let mut akt = balai::apps::acts();
    akt.sort_by_key(|a| a.id);
    for a in akt {
        let boleh = Peran::SEMUA.map(|p| if a.untuk(p) { "ya" } else { "" });
        let _ =
            writeln!(teks, "| `{}` | {} | {} | {} |", a.id, a.label_id, a.lingkup.nama(), boleh.join(" | "));
    }
    teks
}

#[test]
fn the_table_of_authority_is_the_one_reviewed() {
    let berkas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/wewenang.md");
    let kini = tabel();
    if env::var_os("BALAI_PERBARUI").is_some() {
        fs::write(&berkas, &kini).expect("docs/wewenang.md can be written");
    }
    let ditinjau = fs::read_to_string(&berkas).unwrap_or_default();
    assert_eq!(ditinjau, kini, "authority changed: review it, then run again with BALAI_PERBARUI=1");
}

#[test]
fn an_inspector_may_do_nothing_that_changes_anything() {
    for a in balai::apps::acts().into_iter().filter(|a| a.peran.contains(&Peran::Pemeriksa)) {
        assert!(a.untuk(Peran::Pemeriksa), "{} is no reading, yet lists the inspector", a.id);
        // the own account is all that is left: signing in and out, the password, the second factor, how one is told
        let milik = a.id.starts_with("akses.") || a.id == PEMBERITAHUAN_ATUR.id;
        let sendiri = a.lingkup == Jangkauan::Akun && (milik || a.hanya_baca());
        assert!(sendiri || a.hanya_baca(), "{} would let an inspector change something", a.id);
    }
}

#[test]
fn every_act_is_named_once_and_by_its_application() {
    let mut ada = BTreeSet::new();
    for app in balai::apps::semua() {
        for a in app.acts() {
            let awalan = format!("{}.", app.id());
            assert!(a.id.starts_with(&awalan), "{} is an act of {}", a.id, app.id());
        }
    }
    for a in balai::apps::acts() {
        assert!(ada.insert(a.id), "{} is declared twice", a.id);
        assert!(!a.peran.is_empty(), "nobody may {}", a.id);
        assert!(!a.label_id.is_empty() && !a.label_en.is_empty(), "{} has no words", a.id);
    }
}
