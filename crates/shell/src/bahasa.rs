//! Texts of pages: one Fluent catalogue per language, merged from every application.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use askama::filters::Safe;
use balai_kernel::Bahasa;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The shell's own texts.
pub const LOCALES: [(Bahasa, &str); 2] =
    [(Bahasa::Id, include_str!("../locales/id.ftl")), (Bahasa::En, include_str!("../locales/en.ftl"))];

/// All texts of all applications.
pub struct Katalog {
    id: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl Katalog {
    /// Merges texts; later ones may not redefine a key.
    ///
    /// # Errors
    /// One sentence per text that cannot be read and per key that is given twice.
    pub fn dari(sumber: &[(Bahasa, &'static str)]) -> Result<Self, Vec<String>> {
        let mut galat = Vec::new();
        let mut katalog = Katalog { id: bundel(Bahasa::Id), en: bundel(Bahasa::En) };
        for (bahasa, teks) in sumber {
            let sumber = match FluentResource::try_new((*teks).to_owned()) {
                Ok(sumber) => sumber,
                Err((sumber, salah)) => {
                    galat.extend(salah.iter().map(|s| format!("{bahasa}.ftl: {s}")));
                    sumber
                }
            };
            let tujuan = match bahasa {
                Bahasa::Id => &mut katalog.id,
                Bahasa::En => &mut katalog.en,
            };
            if let Err(salah) = tujuan.add_resource(sumber) {
                galat.extend(salah.iter().map(|s| format!("{bahasa}.ftl: {s}")));
            }
        }
        if galat.is_empty() { Ok(katalog) } else { Err(galat) }
    }

    /// The text of `kunci`, to be given its values and shown.
    pub fn t<'a>(&'a self, bahasa: Bahasa, kunci: &'a str) -> Teks<'a> {
        Teks { katalog: self, bahasa, kunci: Cow::Borrowed(kunci), isian: FluentArgs::new() }
    }

    /// Whether there is a text for `kunci` in `bahasa`.
    pub fn ada(&self, bahasa: Bahasa, kunci: &str) -> bool {
        self.bundel(bahasa).has_message(kunci)
    }

    fn bundel(&self, bahasa: Bahasa) -> &FluentBundle<FluentResource> {
        match bahasa {
            Bahasa::Id => &self.id,
            Bahasa::En => &self.en,
        }
    }
}

impl fmt::Debug for Katalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Katalog")
    }
}

fn bundel(bahasa: Bahasa) -> FluentBundle<FluentResource> {
    let tanda: LanguageIdentifier = bahasa.kode().parse().unwrap_or_default();
    let mut bundel = FluentBundle::new_concurrent(vec![tanda]);
    // The pages are left-to-right only; the marks would stand in every copied text.
    bundel.set_use_isolating(false);
    bundel.set_formatter(Some(match bahasa {
        Bahasa::Id => |nilai, _| bilangan(nilai, '.'),
        Bahasa::En => |nilai, _| bilangan(nilai, ','),
    }));
    bundel
}

/// Whole numbers in groups of three; everything else as Fluent does it.
fn bilangan(nilai: &FluentValue<'_>, pemisah: char) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, .. }) = nilai else { return None };
    let polos = format!("{value}");
    let (tanda, angka) = polos.strip_prefix('-').map_or(("", polos.as_str()), |sisa| ("\u{2212}", sisa));
    if !angka.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut jadi = String::from(tanda);
    for (i, c) in angka.chars().enumerate() {
        if i > 0 && (angka.len() - i).is_multiple_of(3) {
            jadi.push(pemisah);
        }
        jadi.push(c);
    }
    Some(jadi)
}

/// A whole number that chooses a plural form.
pub trait Bilangan {
    /// Its value; counts on pages stay far below the limit.
    fn bilangan(&self) -> i64;
}

macro_rules! bilangan_dari {
    ($($t:ty),*) => {$(
        impl Bilangan for $t {
            fn bilangan(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )*};
}
bilangan_dari!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl<T: Bilangan + ?Sized> Bilangan for &T {
    fn bilangan(&self) -> i64 {
        (**self).bilangan()
    }
}

/// A text with its values. Showing it formats it; a missing key shows as the key between brackets, which
/// no reader misses and a test refuses.
pub struct Teks<'a> {
    katalog: &'a Katalog,
    bahasa: Bahasa,
    kunci: Cow<'a, str>,
    isian: FluentArgs<'a>,
}

impl Teks<'_> {
    /// Gives `{ $nama }` a value, shown as it shows itself.
    #[must_use]
    pub fn a(mut self, nama: &'static str, nilai: impl fmt::Display) -> Self {
        self.isian.set(nama, FluentValue::String(Cow::Owned(nilai.to_string())));
        self
    }

    /// As [`Teks::a`] with a name known only now.
    #[must_use]
    pub(crate) fn a_milik(mut self, nama: String, nilai: String) -> Self {
        self.isian.set(nama, FluentValue::String(Cow::Owned(nilai)));
        self
    }

    /// Gives `{ $nama }` a whole number: it is grouped and may choose a plural form.
    #[must_use]
    pub fn n(mut self, nama: &'static str, nilai: impl Bilangan) -> Self {
        self.isian.set(nama, FluentValue::from(nilai.bilangan()));
        self
    }

    /// For texts that hold their own `<strong>` or `<a>`: the text is trusted, its values are escaped.
    pub fn kaya(self) -> Safe<String> {
        let mut aman = FluentArgs::new();
        for (nama, nilai) in self.isian.iter() {
            match nilai {
                FluentValue::String(s) => aman.set(nama.to_owned(), escape(s)),
                lain => aman.set(nama.to_owned(), lain.clone()),
            }
        }
        Safe(Teks { isian: aman, ..self }.to_string())
    }
}

fn escape(teks: &str) -> String {
    let mut jadi = String::with_capacity(teks.len());
    for c in teks.chars() {
        match c {
            '&' => jadi.push_str("&amp;"),
            '<' => jadi.push_str("&lt;"),
            '>' => jadi.push_str("&gt;"),
            '"' => jadi.push_str("&quot;"),
            '\'' => jadi.push_str("&#39;"),
            c => jadi.push(c),
        }
    }
    jadi
}

impl fmt::Display for Teks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bundel = self.katalog.bundel(self.bahasa);
        let Some(pola) = bundel.get_message(&self.kunci).and_then(|m| m.value()) else {
            return write!(f, "\u{27e6}{}\u{27e7}", self.kunci);
        };
        let mut galat = Vec::new();
        f.write_str(&bundel.format_pattern(pola, Some(&self.isian), &mut galat))
    }
}

impl fmt::Debug for Teks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Teks({})", self.kunci)
    }
}

/// The languages of an `Accept-Language` header, the most wanted first; only those we have texts for.
pub(crate) fn dari_accept_language(nilai: &str) -> Option<Bahasa> {
    let mut pilihan: Vec<(u32, Bahasa)> = Vec::new();
    for bagian in nilai.split(',') {
        let (tanda, q) = bagian.split_once(';').unwrap_or((bagian, "q=1"));
        let Ok(bahasa) = tanda.parse::<Bahasa>() else { continue };
        pilihan.push((bobot(q), bahasa));
    }
    // a stable sort keeps the header's order among equals
    pilihan.sort_by_key(|(q, _)| std::cmp::Reverse(*q));
    pilihan.first().filter(|(q, _)| *q > 0).map(|(_, b)| *b)
}

/// `q=0.8` as thousandths; unreadable weights count as 1.
fn bobot(q: &str) -> u32 {
    let Some(angka) = q.trim().strip_prefix("q=") else { return 1000 };
    let (bulat, pecahan) = angka.split_once('.').unwrap_or((angka, ""));
    let pecahan: String = pecahan.chars().chain("000".chars()).take(3).collect();
    match (bulat.parse::<u32>(), pecahan.parse::<u32>()) {
        (Ok(b), Ok(p)) => (b * 1000 + p).min(1000),
        _ => 1000,
    }
}

/// The keys defined by a Fluent text, with the names of their variables.
pub(crate) fn kunci_ftl(teks: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut ada: Vec<(String, BTreeSet<String>)> = Vec::new();
    for baris in teks.lines() {
        if baris.starts_with('#') {
            continue;
        }
        let awal = baris.chars().next();
        if awal.is_some_and(|c| c.is_ascii_alphabetic())
            && let Some((kunci, _)) = baris.split_once('=')
        {
            ada.push((kunci.trim().to_owned(), BTreeSet::new()));
        }
        let Some((_, isian)) = ada.last_mut() else { continue };
        for potong in baris.split('$').skip(1) {
            let nama: String =
                potong.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
            if !nama.is_empty() {
                isian.insert(nama);
            }
        }
    }
    ada
}

#[cfg(test)]
mod tests {
    use super::*;

    fn katalog() -> Katalog {
        Katalog::dari(&[
            (Bahasa::Id, "sapa = Halo, { $nama }\norang = { $n } orang\ntebal = <strong>{ $nama }</strong>\n"),
            (Bahasa::En, "sapa = Hello, { $nama }\norang = { $n ->\n    [one] { $n } person\n   *[other] { $n } people\n }\n"),
        ])
        .unwrap()
    }

    #[test]
    fn values_stand_without_isolation_marks_and_numbers_are_grouped() {
        let k = katalog();
        assert_eq!(k.t(Bahasa::Id, "sapa").a("nama", "Siti").to_string(), "Halo, Siti");
        assert_eq!(k.t(Bahasa::Id, "orang").n("n", 14512).to_string(), "14.512 orang");
        assert_eq!(k.t(Bahasa::En, "orang").n("n", 14512).to_string(), "14,512 people");
        assert_eq!(k.t(Bahasa::En, "orang").n("n", 1).to_string(), "1 person");
    }

    #[test]
    fn rich_texts_escape_their_values() {
        assert_eq!(
            katalog().t(Bahasa::Id, "tebal").a("nama", "<b>&\"").kaya().0,
            "<strong>&lt;b&gt;&amp;&quot;</strong>"
        );
    }

    #[test]
    fn a_missing_key_cannot_be_overlooked() {
        assert_eq!(katalog().t(Bahasa::En, "tiada").to_string(), "⟦tiada⟧");
    }

    #[test]
    fn a_key_given_twice_is_refused() {
        assert!(Katalog::dari(&[(Bahasa::Id, "a = 1\n"), (Bahasa::Id, "a = 2\n")]).is_err());
    }

    #[test]
    fn accept_language_picks_the_most_wanted_that_we_have() {
        assert_eq!(dari_accept_language("su, en;q=0.7, id;q=0.9"), Some(Bahasa::Id));
        assert_eq!(dari_accept_language("en-GB,en;q=0.9,id;q=0.8"), Some(Bahasa::En));
        assert_eq!(dari_accept_language("fr, de;q=0.5"), None);
        assert_eq!(dari_accept_language("en;q=0"), None);
    }
}
