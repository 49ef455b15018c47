//! Words as people search for them: without case, accents and punctuation.

/// Most words of a query that count; the rest is ignored.
const KATA_MAKS: usize = 6;
/// Longest word, in letters; longer ones are cut.
const PANJANG_MAKS: usize = 40;
/// Letters a query needs altogether.
const PALING_SEDIKIT: usize = 2;

/// The text with everything gone that people leave out when they search: lowercase, letters without accents, `&` as
/// "dan", apostrophes dropped, every other sign and run of blanks as one space.
///
/// `Dr. H. Nurul 'Aisyah, S.Kom.` and `dr h nurul aisyah s kom` fold to the same text. It holds letters, digits and
/// single spaces only, hence no sign that a search pattern of a database gives a meaning to.
pub fn lipat(teks: &str) -> String {
    let mut jadi = String::with_capacity(teks.len());
    let mut jeda = false;
    let tambah = |jeda: &mut bool, jadi: &mut String, potong: &str| {
        if *jeda && !jadi.is_empty() {
            jadi.push(' ');
        }
        *jeda = false;
        jadi.push_str(potong);
    };
    let mut wadah = [0_u8; 4];
    for c in teks.chars().flat_map(char::to_lowercase) {
        if hilang(c) {
            continue;
        }
        if c == '&' {
            jeda = true;
            tambah(&mut jeda, &mut jadi, "dan");
            jeda = true;
        } else if let Some(dasar) = tanpa_tanda(c) {
            tambah(&mut jeda, &mut jadi, dasar);
        } else if c.is_alphanumeric() {
            tambah(&mut jeda, &mut jadi, c.encode_utf8(&mut wadah));
        } else {
            jeda = true;
        }
    }
    jadi
}

/// Signs inside a word that do not part it: apostrophes, accents that stand alone, what nobody sees.
fn hilang(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{2bc}' | '\u{ad}' | '\u{feff}')
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}')
}

/// The plain letters of an accented one.
fn tanpa_tanda(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// What somebody typed into a search box: folded words, each the beginning of a word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KataCari {
    kata: Vec<String>,
    angka: Option<String>,
}

impl KataCari {
    /// From what was typed; `None` when there is too little to search for.
    pub fn baca(teks: &str) -> Option<KataCari> {
        let terlipat = lipat(teks);
        let mut kata: Vec<String> = Vec::new();
        for k in terlipat.split(' ').filter(|k| !k.is_empty()).take(KATA_MAKS) {
            let k: String = k.chars().take(PANJANG_MAKS).collect();
            if !kata.contains(&k) {
                kata.push(k);
            }
        }
        let banyak: usize = kata.iter().map(|k| k.chars().count()).sum();
        let semua_angka = !terlipat.is_empty() && terlipat.bytes().all(|b| b.is_ascii_digit() || b == b' ');
        let angka = semua_angka.then(|| terlipat.replace(' ', "").chars().take(PANJANG_MAKS).collect());
        (banyak >= PALING_SEDIKIT).then_some(KataCari { kata, angka })
    }

    /// The words, in the order in which they were typed; never empty.
    pub fn kata(&self) -> &[String] {
        &self.kata
    }

    /// The words with single spaces.
    pub fn teks(&self) -> String {
        self.kata.join(" ")
    }

    /// The digits without blanks, when nothing else was typed: `19800101 2005` is the beginning of an NIP.
    pub fn angka(&self) -> Option<&str> {
        self.angka.as_deref()
    }

    /// Whether every word begins a word of `terlipat`, a folded text.
    pub fn cocok(&self, terlipat: &str) -> bool {
        self.kata.iter().all(|k| terlipat.split(' ').any(|ada| ada.starts_with(k.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one_text() {
        for (tulisan, lipatan) in [
            (" DINAS\u{a0} Komunikasi &Informatika ", "dinas komunikasi dan informatika"),
            ("R&D", "r dan d"),
            ("Dr. H. Nurul 'Aisyah, S.Kom.", "dr h nurul aisyah s kom"),
            ("José Müller-Ångström", "jose muller angstrom"),
            ("Jose\u{301}", "jose"),
            ("ISTANBUL İ", "istanbul i"),
            ("19800101 200501 1 001", "19800101 200501 1 001"),
            ("100% _a_", "100 a"),
            ("'", ""),
        ] {
            assert_eq!(lipat(tulisan), lipatan, "{tulisan}");
            assert_eq!(lipat(&lipat(tulisan)), lipatan, "folding twice changes nothing");
        }
    }

    #[test]
    fn a_query_needs_two_letters_and_knows_when_it_is_a_number() {
        assert_eq!(KataCari::baca(" a "), None);
        assert_eq!(KataCari::baca("%%%"), None);
        let k = KataCari::baca("Asep  ASEP sun").unwrap();
        assert_eq!((k.teks().as_str(), k.angka()), ("asep sun", None));
        let nip = KataCari::baca("19800101 200501.1").unwrap();
        assert_eq!(nip.angka(), Some("198001012005011"));
        assert!(k.cocok("h asep sunandar") && !k.cocok("asep") && !k.cocok("masep sunandar"));
        assert_eq!(KataCari::baca("a b c d e f g h").unwrap().kata().len(), KATA_MAKS);
    }
}
