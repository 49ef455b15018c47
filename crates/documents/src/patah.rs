//! Breaking text into lines. All measures are thousandths of a point.

use crate::huruf::muka;
use crate::isi::Potong;

/// A line: runs of one weight, and its width.
#[derive(Debug, Clone, Default)]
pub(crate) struct Baris {
    pub potong: Vec<(String, bool)>,
    pub lebar: i64,
}

/// A word: its parts by weight, and its width.
#[derive(Debug, Clone, Default)]
struct Kata {
    bagian: Vec<(String, bool)>,
    lebar: i64,
}

/// Words of some pieces; a word may change its weight in the middle.
fn kata_kata(isi: &[Potong], ukuran: i64) -> Vec<Kata> {
    let mut semua = vec![Kata::default()];
    for p in isi {
        for (i, bagian) in p.teks.split([' ', '\n', '\t']).enumerate() {
            if i > 0 {
                semua.push(Kata::default());
            }
            if let Some(kata) = semua.last_mut().filter(|_| !bagian.is_empty()) {
                kata.lebar += muka(p.tebal).lebar(bagian, ukuran);
                kata.bagian.push((bagian.to_owned(), p.tebal));
            }
        }
    }
    semua.retain(|k| !k.bagian.is_empty());
    semua
}

/// Cuts a word that is wider than its column, letter by letter.
fn penggal(kata: Kata, ukuran: i64, lebar: i64) -> Vec<Kata> {
    if kata.lebar <= lebar {
        return vec![kata];
    }
    let mut jadi = vec![Kata::default()];
    for (teks, tebal) in kata.bagian {
        for huruf in teks.chars() {
            let l = muka(tebal).lebar(huruf.encode_utf8(&mut [0; 4]), ukuran);
            if jadi.last().is_some_and(|k| k.lebar + l > lebar && !k.bagian.is_empty()) {
                jadi.push(Kata::default());
            }
            if let Some(k) = jadi.last_mut() {
                k.lebar += l;
                match k.bagian.last_mut() {
                    Some((akhir, t)) if *t == tebal => akhir.push(huruf),
                    _ => k.bagian.push((huruf.to_string(), tebal)),
                }
            }
        }
    }
    jadi
}

/// Fills lines greedily. Every line but the last ends with a space, so that whoever listens hears words.
pub(crate) fn baris_baris(isi: &[Potong], ukuran: i64, lebar: i64) -> Vec<Baris> {
    let spasi = muka(false).lebar(" ", ukuran);
    let mut semua: Vec<Baris> = Vec::new();
    let mut kini = Baris::default();
    for kata in kata_kata(isi, ukuran).into_iter().flat_map(|k| penggal(k, ukuran, lebar)) {
        let tambah = if kini.potong.is_empty() { 0 } else { spasi };
        if !kini.potong.is_empty() && kini.lebar + tambah + kata.lebar > lebar {
            semua.push(std::mem::take(&mut kini));
        } else if tambah > 0 {
            sambung(&mut kini.potong, " ", kata.bagian.first().is_some_and(|b| b.1));
            kini.lebar += tambah;
        }
        for (teks, tebal) in &kata.bagian {
            sambung(&mut kini.potong, teks, *tebal);
        }
        kini.lebar += kata.lebar;
    }
    if !kini.potong.is_empty() {
        semua.push(kini);
    }
    if let Some((_, depan)) = semua.split_last_mut() {
        for b in depan {
            let tebal = b.potong.last().is_some_and(|p| p.1);
            sambung(&mut b.potong, " ", tebal);
        }
    }
    semua
}

fn sambung(ke: &mut Vec<(String, bool)>, teks: &str, tebal: bool) {
    match ke.last_mut() {
        // a space takes the weight of what it follows
        Some((akhir, t)) if *t == tebal || teks == " " => akhir.push_str(teks),
        _ => ke.push((teks.to_owned(), tebal)),
    }
}
