//! How rows lie in a staged piece: one number after the other, small ones in one byte (LEB128).

/// The bytes of rows.
#[must_use]
pub fn susun<const N: usize>(baris: impl IntoIterator<Item = [i64; N]>) -> Vec<u8> {
    let mut isi = Vec::new();
    for nilai in baris.into_iter().flatten() {
        let mut sisa = nilai.cast_unsigned();
        loop {
            let [rendah, ..] = (sisa & 0x7f).to_le_bytes();
            sisa >>= 7;
            if sisa == 0 {
                isi.push(rendah);
                break;
            }
            isi.push(rendah | 0x80);
        }
    }
    isi
}

/// The rows of a piece; `None` when the bytes are no whole rows.
#[must_use]
pub fn urai<const N: usize>(isi: &[u8]) -> Option<Vec<[i64; N]>> {
    let mut semua = Vec::new();
    let mut sisa = isi.iter();
    while !sisa.as_slice().is_empty() {
        let mut baris = [0_i64; N];
        for nilai in &mut baris {
            *nilai = satu(&mut sisa)?;
        }
        semua.push(baris);
    }
    Some(semua)
}

fn satu(isi: &mut std::slice::Iter<'_, u8>) -> Option<i64> {
    let mut nilai = 0_u64;
    for geser in (0..64).step_by(7) {
        let bita = *isi.next()?;
        nilai |= u64::from(bita & 0x7f) << geser;
        if bita < 0x80 {
            return Some(nilai.cast_signed());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{susun, urai};

    #[test]
    fn rows_come_back_as_they_went_in() {
        let baris = [[0, 1, 127], [128, 202_610, 86_399], [i64::MAX, -1, i64::MIN]];
        let isi = susun(baris);
        assert_eq!(urai::<3>(&isi).unwrap(), baris);
        assert_eq!(urai::<3>(&[]).unwrap(), [[0; 3]; 0]);
        assert_eq!(susun([[5, 200]]), [5, 200, 1]);
    }

    #[test]
    fn a_piece_that_was_cut_is_no_piece() {
        let isi = susun([[1, 300, 70_000]]);
        for panjang in 1..isi.len() {
            assert_eq!(urai::<3>(&isi[..panjang]), None, "{panjang}");
        }
        assert_eq!(urai::<1>(&[0xff; 11]), None);
    }
}
