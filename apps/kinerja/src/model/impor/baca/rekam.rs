//! Rows of a delimited text file.
//!
//! The files come from people, so a quotation mark that is never closed must not swallow the rest of the file, and the
//! line numbers of a report must be those of the file. That is why the cutting is done here: a library that follows
//! the standard reads half a file as one field and says nothing.

use std::io::Read;
use std::ops::ControlFlow;

use super::teks::PembacaBaris;
use super::{BATAS_KOLOM, BATAS_PANJANG, Baris, Bentuk, GalatBaca, JenisSel};

/// Most lines one quoted field may span.
const BATAS_BARIS_SEL: usize = 50;

/// What stands between the cells of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pemisah {
    /// One character: `;`, `,`, a tab or `|`.
    Tanda(char),
    /// Any run of blanks, as a machine's log that lost its tabs.
    Spasi,
}

impl Pemisah {
    /// The delimiters tried when looking for the heading, the likeliest first.
    pub const SEMUA: [Pemisah; 4] =
        [Pemisah::Tanda(';'), Pemisah::Tanda(','), Pemisah::Tanda('\t'), Pemisah::Tanda('|')];
}

/// What cutting a text found.
#[derive(PartialEq, Eq)]
enum Hasil {
    Utuh,
    /// A quotation mark is still open at the end.
    Terbuka,
}

/// Hands every row that is not blank to `f`. See [`super::Tabel::tiap_baris`].
pub fn tiap_baris(
    sumber: &mut dyn Read,
    bentuk: Bentuk,
    pemisah: Pemisah,
    lebar: Option<usize>,
    f: &mut dyn FnMut(&Baris) -> Result<ControlFlow<()>, GalatBaca>,
) -> Result<(), GalatBaca> {
    let mut pembaca = PembacaBaris::baru(sumber, bentuk);
    let mut teks = String::new();
    let mut baris = Baris::default();
    while let Some(nomor) = pembaca.berikut(&mut teks)? {
        // Excel names its delimiter in a first line of its own
        if nomor == 1 && teks.len() == 5 && teks.to_ascii_lowercase().starts_with("sep=") {
            continue;
        }
        baris.mulai(nomor);
        if potong(&teks, pemisah, true, &mut baris) == Hasil::Terbuka {
            sambung(&mut pembaca, &teks, pemisah, lebar, &mut baris)?;
        }
        if !baris.kosong() && f(&baris)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// Reads on until the open quotation mark closes. When it does not, or when the first line alone is a whole row, the mark
/// was a slip of the pen and counts as a letter.
fn sambung(
    pembaca: &mut PembacaBaris<'_>,
    pertama: &str,
    pemisah: Pemisah,
    lebar: Option<usize>,
    baris: &mut Baris,
) -> Result<(), GalatBaca> {
    let nomor = baris.nomor;
    let mut gabung = pertama.to_owned();
    let mut lanjutan: Vec<(u32, String)> = Vec::new();
    let mut teks = String::new();
    let mut tertutup = false;
    while lanjutan.len() < BATAS_BARIS_SEL && gabung.len() < BATAS_PANJANG {
        let Some(n) = pembaca.berikut(&mut teks)? else { break };
        gabung.push('\n');
        gabung.push_str(&teks);
        lanjutan.push((n, teks.clone()));
        // the mark can only close on a line that has one
        if teks.contains('"') {
            baris.mulai(nomor);
            if potong(&gabung, pemisah, true, baris) == Hasil::Utuh {
                tertutup = true;
                break;
            }
        }
    }
    let mut polos = Baris::default();
    polos.mulai(nomor);
    potong(pertama, pemisah, false, &mut polos);
    // a first line with all its cells is a whole row, unless the mark opens in the last of them
    let utuh = lebar == Some(polos.jumlah())
        && polos.jumlah().checked_sub(1).is_some_and(|akhir| !polos.sel(akhir).teks.contains('"'));
    if !tertutup || utuh {
        *baris = polos;
        pembaca.kembalikan(lanjutan);
    }
    Ok(())
}

/// Cuts one row. With `kutip` a cell may stand between quotation marks, a doubled mark inside being one mark.
fn potong(teks: &str, pemisah: Pemisah, kutip: bool, baris: &mut Baris) -> Hasil {
    let tanda = match pemisah {
        Pemisah::Spasi => {
            for kata in teks.split_whitespace().take(BATAS_KOLOM) {
                baris.tambah(kata, JenisSel::Teks);
            }
            return Hasil::Utuh;
        }
        Pemisah::Tanda(t) => t,
    };
    if !kutip || !teks.contains('"') {
        for sel in teks.split(tanda).take(BATAS_KOLOM) {
            baris.tambah(sel, JenisSel::Teks);
        }
        return Hasil::Utuh;
    }
    potong_berkutip(teks, tanda, baris)
}

fn potong_berkutip(teks: &str, tanda: char, baris: &mut Baris) -> Hasil {
    let mut sel = String::new();
    let mut sisa = teks;
    loop {
        sel.clear();
        let depan = sisa.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
        if let Some(dalam) = depan.strip_prefix('"') {
            let Some(ekor) = isi_kutip(dalam, &mut sel) else { return Hasil::Terbuka };
            sisa = ekor;
        }
        let (luar, berikut) = match sisa.split_once(tanda) {
            Some((l, b)) => (l, Some(b)),
            None => (sisa, None),
        };
        sel.push_str(luar);
        if baris.jumlah() < BATAS_KOLOM {
            baris.tambah(&sel, JenisSel::Teks);
        }
        match berikut {
            Some(b) => sisa = b,
            None => return Hasil::Utuh,
        }
    }
}

/// Takes the text up to the closing mark into `sel` and returns what follows the mark; `None` when it never closes.
fn isi_kutip<'t>(dalam: &'t str, sel: &mut String) -> Option<&'t str> {
    let mut sisa = dalam;
    loop {
        let (isi, ekor) = sisa.split_once('"')?;
        sel.push_str(isi);
        match ekor.strip_prefix('"') {
            Some(lagi) => {
                sel.push('"');
                sisa = lagi;
            }
            None => return Some(ekor),
        }
    }
}
