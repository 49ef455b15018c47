//! Cuts a formula into words.

use crate::angka::Pecahan;
use crate::galat::Catatan;
use crate::sumber::Letak;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kata {
    Angka(Pecahan),
    Persen,
    Tanggal(i64),
    Teks(String),
    Nama(String),
    Tanda(&'static str),
    Akhir,
}

const TANDA: [&str; 18] =
    ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ",", ".", "%", "="];

/// Words with their place; the last is [`Kata::Akhir`]. Faults go to `c`.
pub(crate) fn kata(isi: &str, letak: Letak, c: &mut Catatan) -> Option<Vec<(Kata, Letak)>> {
    let mut hasil = Vec::new();
    let mut i = 0;
    while let Some(sisa) = isi.get(i..).filter(|s| !s.is_empty()) {
        let huruf = sisa.chars().next().unwrap_or(' ');
        let di = |n: usize| letak.di_dalam(i, i + n);
        if huruf.is_whitespace() {
            i += huruf.len_utf8();
        } else if huruf.is_ascii_digit() {
            let n = angka(sisa);
            let teks = sisa.get(..n).unwrap_or("");
            let k = if teks.contains('-') {
                tanggal(teks).map(Kata::Tanggal)
            } else {
                Pecahan::urai(teks).map(|p| Kata::Angka(p.0))
            };
            let Some(k) = k else {
                c.catat(di(n), "ATR-021", vec![("tulis", teks.to_owned())]);
                return None;
            };
            hasil.push((k, di(n)));
            i += n;
        } else if huruf.is_ascii_alphabetic() || huruf == '_' {
            let n = sisa.find(|h: char| !(h.is_ascii_alphanumeric() || h == '_')).unwrap_or(sisa.len());
            hasil.push((Kata::Nama(sisa.get(..n).unwrap_or("").to_owned()), di(n)));
            i += n;
        } else if huruf == '"' {
            let Some(n) = sisa.get(1..).and_then(|s| s.find('"')) else {
                c.catat(di(1), "ATR-022", vec![]);
                return None;
            };
            hasil.push((Kata::Teks(sisa.get(1..=n).unwrap_or("").to_owned()), di(n + 2)));
            i += n + 2;
        } else if let Some(t) = TANDA.iter().find(|t| sisa.starts_with(**t)) {
            let k = if *t == "%" { Kata::Persen } else { Kata::Tanda(t) };
            hasil.push((k, di(t.len())));
            i += t.len();
        } else {
            c.catat(di(huruf.len_utf8()), "ATR-020", vec![("huruf", huruf.to_string())]);
            return None;
        }
    }
    hasil.push((Kata::Akhir, letak.di_dalam(i, i)));
    Some(hasil)
}

/// Length of the number or date at the start of `s`.
fn angka(s: &str) -> usize {
    let b = s.as_bytes();
    let digit = |i: usize| b.get(i).is_some_and(u8::is_ascii_digit);
    let iso = (0..10).all(|i| if i == 4 || i == 7 { b.get(i) == Some(&b'-') } else { digit(i) });
    if iso {
        return 10;
    }
    let mut n = 0;
    while b.get(n).is_some_and(|x| x.is_ascii_digit() || *x == b'_') {
        n += 1;
    }
    if b.get(n) == Some(&b'.') && digit(n + 1) {
        n += 1;
        while digit(n) {
            n += 1;
        }
    }
    n
}

/// Days since 1970-01-01 of an ISO date.
pub(crate) fn tanggal(s: &str) -> Option<i64> {
    s.parse::<jiff::civil::Date>().ok().map(hari)
}

/// Days since 1970-01-01.
pub(crate) fn hari(d: jiff::civil::Date) -> i64 {
    let awal = jiff::civil::date(1970, 1, 1);
    d.duration_since(awal).as_hours() / 24
}

/// The date that many days after 1970-01-01.
pub(crate) fn dari_hari(h: i64) -> Option<jiff::civil::Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::SignedDuration::from_hours(h.checked_mul(24)?)).ok()
}
