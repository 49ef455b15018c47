//! Source texts and where in them something stands.

/// One text file of a package, as somebody else read it (this crate does no I/O).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Berkas {
    /// Name shown in errors, for example `paket.toml` or `kasus/dasar.toml`.
    pub nama: String,
    /// The whole text, UTF-8.
    pub isi: String,
}

impl Berkas {
    /// A file from its name and text.
    pub fn baru(nama: impl Into<String>, isi: impl Into<String>) -> Self {
        Self { nama: nama.into(), isi: isi.into() }
    }
}

/// A range of bytes in one of the files given to the loader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Letak {
    pub berkas: u32,
    pub dari: u32,
    pub sampai: u32,
}

impl Letak {
    pub fn baru(berkas: u32, r: std::ops::Range<usize>) -> Self {
        let kecil = |x: usize| u32::try_from(x).unwrap_or(u32::MAX);
        Self { berkas, dari: kecil(r.start), sampai: kecil(r.end) }
    }

    /// Whether it lies within another place.
    pub fn termuat(self, lain: Letak) -> bool {
        self.berkas == lain.berkas && lain.dari <= self.dari && self.sampai <= lain.sampai
    }

    /// The same place moved into a string that starts `geser` bytes further on.
    pub fn di_dalam(self, dari: usize, sampai: usize) -> Self {
        let kecil = |x: usize| u32::try_from(x).unwrap_or(u32::MAX);
        Self {
            berkas: self.berkas,
            dari: self.dari.saturating_add(kecil(dari)),
            sampai: self.dari.saturating_add(kecil(sampai)),
        }
    }
}

/// Line and column (both from 1, columns in characters) of a byte offset.
pub(crate) fn baris_kolom(isi: &str, byte: usize) -> (usize, usize) {
    let mut batas = byte.min(isi.len());
    while !isi.is_char_boundary(batas) {
        batas -= 1;
    }
    let depan = isi.get(..batas).unwrap_or("");
    let baris = depan.bytes().filter(|b| *b == b'\n').count() + 1;
    let kolom = depan.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (baris, kolom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters_from_one() {
        assert_eq!(baris_kolom("ab\ncé d", 0), (1, 1));
        assert_eq!(baris_kolom("ab\ncé d", 3), (2, 1));
        assert_eq!(baris_kolom("ab\ncé d", 6), (2, 3));
        assert_eq!(baris_kolom("ab", 99), (1, 3));
    }
}
