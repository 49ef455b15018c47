//! Comparing what people write: names, headings and words, without case, blanks and punctuation.

use super::baca::hampa;

/// The form in which two spellings of one name are equal: lowercase, `&` read as "dan", punctuation and runs of blanks
/// as one space. `Dinas  Komunikasi & Informatika` and `DINAS KOMUNIKASI DAN INFORMATIKA` fold to the same text.
pub fn lipat(teks: &str) -> String {
    let mut jadi = String::with_capacity(teks.len());
    let mut jeda = false;
    for c in teks.chars() {
        if matches!(c, '\'' | '’' | '`') {
            continue;
        }
        if c == '&' {
            jadi.push_str(if jadi.is_empty() { "dan" } else { " dan" });
            jeda = true;
        } else if hampa(c) || !c.is_alphanumeric() {
            jeda = true;
        } else {
            if jeda && !jadi.is_empty() {
                jadi.push(' ');
            }
            jeda = false;
            jadi.extend(c.to_lowercase());
        }
    }
    jadi
}

/// A name as it should be kept: blanks of every kind as single spaces, nothing invisible, nothing around it.
pub fn rapikan(teks: &str) -> String {
    let mut jadi = String::with_capacity(teks.len());
    for kata in teks.split(|c: char| c.is_whitespace() || c == '\u{a0}') {
        let kata: String = kata.chars().filter(|c| !hampa(*c)).collect();
        if kata.is_empty() {
            continue;
        }
        if !jadi.is_empty() {
            jadi.push(' ');
        }
        jadi.push_str(&kata);
    }
    jadi
}

/// The choice nearest to what was written, when one is near enough to be worth suggesting: an abbreviation whose letters
/// appear in order (`DISKOMINFO`), or a spelling a few letters off.
pub fn terdekat<'a>(tulisan: &str, pilihan: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let cari = lipat(tulisan);
    if cari.is_empty() {
        return None;
    }
    let mut terbaik: Option<(usize, &str)> = None;
    for p in pilihan {
        let ada = lipat(p);
        let jarak = jarak_sunting(&cari, &ada);
        let batas = cari.chars().count().max(ada.chars().count()) / 4;
        let nilai = if jarak <= batas {
            jarak
        } else if singkatan(&cari, &ada) {
            // any abbreviation is farther than any misspelling; of two, the one leaving fewer letters out
            1000 + ada.chars().count().saturating_sub(cari.chars().count())
        } else {
            continue;
        };
        if terbaik.is_none_or(|(n, _)| nilai < n) {
            terbaik = Some((nilai, p));
        }
    }
    terbaik.map(|(_, p)| p)
}

fn singkatan(pendek: &str, panjang: &str) -> bool {
    let pendek: String = pendek.chars().filter(|c| *c != ' ').collect();
    if pendek.chars().count() < 2 || pendek.chars().next() != panjang.chars().next() {
        return false;
    }
    let mut sisa = panjang.chars();
    pendek.chars().all(|c| sisa.any(|p| p == c))
}

/// Levenshtein distance in letters; names are at most a few hundred letters long.
fn jarak_sunting(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(300).collect();
    let mut lalu: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(300).enumerate() {
        let mut kiri = i + 1;
        let mut serong = lalu.first().copied().unwrap_or(0);
        if let Some(x) = lalu.first_mut() {
            *x = kiri;
        }
        for (cb, atas) in b.iter().zip(lalu.iter_mut().skip(1)) {
            let baru = (serong + usize::from(ca != *cb)).min(*atas + 1).min(kiri + 1);
            serong = *atas;
            *atas = baru;
            kiri = baru;
        }
    }
    lalu.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_one_text() {
        assert_eq!(lipat(" DINAS\u{a0} Komunikasi &Informatika "), "dinas komunikasi dan informatika");
        assert_eq!(lipat("Gol./Ruang"), "gol ruang");
        assert_eq!(lipat("R&D"), "r dan d");
        assert_eq!(lipat("Jum'at"), "jumat");
        assert_eq!(rapikan("\u{a0}Joko\u{a0}\u{a0}Rahayu \u{200b}"), "Joko Rahayu");
    }

    #[test]
    fn an_abbreviation_or_a_slip_suggests_the_full_name() {
        let opd = [
            "Dinas Komunikasi dan Informatika",
            "Dinas Kesehatan",
            "Dinas Kependudukan dan Pencatatan Sipil",
        ];
        let cari = |t: &str| terdekat(t, opd.iter().copied());
        assert_eq!(cari("DISKOMINFO"), Some(opd[0]));
        assert_eq!(cari("Disdukcapil"), Some(opd[2]));
        assert_eq!(cari("Dinkes"), Some(opd[1]));
        assert_eq!(cari("Dinas Kesehatn"), Some(opd[1]));
        assert_eq!(cari("Rumah Sakit"), None);
        assert_eq!(cari("391"), None);
    }
}
