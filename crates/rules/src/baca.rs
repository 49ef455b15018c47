//! Reading single values back out of frozen inputs.

use crate::masukan::Masukan;
use std::ops::Range;

impl Masukan {
    /// One input of one row as stored: a number in its declared scale, 0 or 1 for yes/no, the place of an option.
    /// `None` when there is no such input or row.
    pub fn nilai(&self, entitas: &str, baris: usize, nama: &str) -> Option<i64> {
        let e = self.entitas(entitas)?;
        let m = self.d.masukan.iter().position(|m| m.entitas == e && m.nama == nama)?;
        let k = self.kolom(m)?;
        (baris < k.kode.banyak()).then(|| k.kode.nilai(baris))
    }

    /// The rows of a child entity below one row of its parent.
    pub fn anak(&self, entitas: &str, induk: usize) -> Range<usize> {
        self.entitas(entitas).map_or(0..0, |e| self.rentang(e, induk))
    }
}
