//! The typeface: widths of letters in whole units, and its two weights.
//!
//! Plus Jakarta Sans (SIL Open Font License, `huruf/LISENSI.txt`), the typeface of the pages. Text is set letter by
//! letter: the language needs no shaping, and a letter the typeface lacks is shown as a question mark and reported.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The bytes of the two weights.
pub(crate) const BIASA: &[u8] = include_bytes!("../huruf/PlusJakartaSans-Regular.ttf");
pub(crate) const TEBAL: &[u8] = include_bytes!("../huruf/PlusJakartaSans-Bold.ttf");

/// What stands for a letter that the typeface lacks.
const GANTI: char = '?';

/// Narrowest blank between words, in thousandths of the letter size: the typeface's own is made for large letters on a
/// screen, and groups of digits run together on paper.
const SPASI_PERSERIBU: i64 = 270;

/// One weight.
#[derive(Debug)]
pub(crate) struct Muka {
    /// Units per em.
    pub em: i64,
    huruf: BTreeMap<char, (u32, i64)>,
}

impl Muka {
    fn baca(bita: &[u8]) -> Option<Muka> {
        let font = FontRef::new(bita).ok()?;
        let ukuran = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = i64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em);
        let spasi = em * SPASI_PERSERIBU / 1_000;
        let huruf = font
            .charmap()
            .mappings()
            .filter_map(|(kode, glif)| {
                let lebar = ukuran.advance_width(glif)?;
                let huruf = char::from_u32(kode)?;
                // whole numbers in the file: nothing is cut off
                let lebar = if huruf == ' ' { (lebar as i64).max(spasi) } else { lebar as i64 };
                Some((huruf, (glif.to_u32(), lebar)))
            })
            .collect();
        Some(Muka { em, huruf })
    }

    /// Glyph and advance in units of a letter, or of what stands for it.
    pub fn glif(&self, huruf: char) -> (u32, i64) {
        self.huruf.get(&huruf).or_else(|| self.huruf.get(&GANTI)).copied().unwrap_or((0, self.em / 2))
    }

    /// Whether the letter is there.
    pub fn ada(&self, huruf: char) -> bool {
        self.huruf.contains_key(&huruf)
    }

    /// Width of a text in thousandths of a point.
    pub fn lebar(&self, teks: &str, ukuran: i64) -> i64 {
        let satuan: i64 = teks.chars().map(|h| self.glif(h).1).sum();
        satuan.saturating_mul(ukuran) / self.em.max(1)
    }
}

/// A weight, read once for the whole program.
pub(crate) fn muka(tebal: bool) -> &'static Muka {
    static MUKA: OnceLock<[Muka; 2]> = OnceLock::new();
    let dua = MUKA.get_or_init(|| {
        [BIASA, TEBAL].map(|b| Muka::baca(b).unwrap_or(Muka { em: 1_000, huruf: BTreeMap::new() }))
    });
    let [biasa, kuat] = dua;
    if tebal { kuat } else { biasa }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typeface_holds_what_names_and_amounts_need() {
        for tebal in [false, true] {
            let m = muka(tebal);
            assert!(m.em > 0 && m.huruf.len() > 300, "{} letters", m.huruf.len());
            for huruf in "AaZz09 .,:;!?()/-–—'\"&%§×−éÉāñüöçŁ\u{a0}·•".chars() {
                assert!(m.ada(huruf), "{huruf:?}");
            }
        }
        assert!(muka(true).lebar("Kinerja", 10_000) > muka(false).lebar("Kinerja", 10_000));
        assert_eq!(muka(false).lebar("aa", 10_000), 2 * muka(false).lebar("a", 10_000));
    }
}
