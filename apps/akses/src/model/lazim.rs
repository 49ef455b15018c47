//! Passwords that everybody tries first.

use std::collections::HashSet;
use std::io::Read as _;
use std::sync::LazyLock;

/// 19,640 common passwords; source and licence stand beside the file.
static DAFTAR: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut teks = String::new();
    let padat = &include_bytes!("../../data/sandi-lazim.txt.gz")[..];
    // the file is part of the program: a test reads it whole
    let _ = flate2::read::GzDecoder::new(padat).read_to_string(&mut teks);
    teks.lines().map(str::to_owned).chain(SETEMPAT.iter().map(|k| (*k).to_owned())).collect()
});

/// What is common here and in no list from elsewhere.
const SETEMPAT: &[&str] = &[
    "bismillah",
    "alhamdulillah",
    "rahasia",
    "rahasiaku",
    "indonesia",
    "indonesiaraya",
    "merdeka",
    "pancasila",
    "garuda",
    "sayang",
    "sayangku",
    "cintaku",
    "katasandi",
    "sandi",
    "katakunci",
    "pegawai",
    "pegawainegeri",
    "bkpsdm",
    "pemda",
    "pemkot",
    "pemkab",
    "kelurahan",
    "kecamatan",
    "balaikota",
    "asnberakhlak",
    "berakhlak",
    "korpri",
    "administrator",
    "sukses",
    "semangat",
    "jakarta",
    "bandung",
    "surabaya",
    "password",
];

/// Whether a password is a common one, however it is dressed: capitals, digits and signs around it, letters
/// written as digits, said twice.
pub fn lazim(sandi: &str) -> bool {
    let kecil = sandi.to_lowercase();
    let inti = kecil.trim_matches(|c: char| !c.is_alphabetic());
    let biasa: String = inti.chars().map(lepas_samaran).collect();
    let huruf = |teks: &str| teks.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let calon = [kecil.clone(), huruf(&kecil), huruf(inti), huruf(&biasa)];
    calon.iter().any(|c| ada(c) || ada(separuh(c))) || berulang(&huruf(&kecil))
}

fn ada(teks: &str) -> bool {
    !teks.is_empty() && DAFTAR.contains(teks)
}

/// The half of a text that says the same twice; all of it otherwise.
fn separuh(teks: &str) -> &str {
    match teks.split_at_checked(teks.len() / 2) {
        Some((a, b)) if a == b => a,
        _ => teks,
    }
}

/// Few characters over and over, or a run of the keyboard's digits.
fn berulang(teks: &str) -> bool {
    let beda: HashSet<char> = teks.chars().collect();
    beda.len() < 5 || "01234567890123456789".contains(teks) || "98765432109876543210".contains(teks)
}

fn lepas_samaran(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        lain => lain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole() {
        assert!(DAFTAR.len() > 19_600, "{}", DAFTAR.len());
    }

    #[test]
    fn what_everybody_tries_is_refused_however_dressed() {
        for sandi in [
            "password1234",
            "P@ssw0rd2026",
            "Bismillah2026!",
            "rahasia-rahasia",
            "qwertyuiop123",
            "123456789012",
            "aaaaaaaaaaaaaa",
            "Indonesia1945",
            "INDONESIARAYA",
            "katasandi12345",
        ] {
            assert!(lazim(sandi), "{sandi}");
        }
        for sandi in [
            "gedung sate pagi hari",
            "contoh-balai-2026",
            "kucing naik becak ke pasar",
            "aqz7-bm3k-9pwd-xx42",
        ] {
            assert!(!lazim(sandi), "{sandi}");
        }
    }
}
