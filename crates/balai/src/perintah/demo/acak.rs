//! Seeded chance for the demo city: the same seed makes the same city on every machine.

use balai_kernel::Acak;

/// SplitMix64: small, well mixed, and reproducible; not for anything that must stay secret.
#[derive(Debug, Clone)]
pub struct Benih(u64);

impl Benih {
    /// A stream of its own for part `bagian` of the city, so that parts can be made in any order.
    #[must_use]
    pub fn cabang(benih: u64, bagian: u64) -> Self {
        let mut awal = Self(benih ^ bagian.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let _ = awal.angka();
        awal
    }

    /// The next 64 bits.
    pub fn angka(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `dari..=sampai`; `dari` when the range is empty.
    pub fn antara(&mut self, dari: i64, sampai: i64) -> i64 {
        let lebar = sampai.saturating_sub(dari).saturating_add(1).max(1);
        let acak = i64::try_from(self.angka() >> 1).unwrap_or(0);
        dari.saturating_add(acak.rem_euclid(lebar))
    }

    /// True `n` times out of a thousand.
    pub fn permil(&mut self, n: i64) -> bool {
        self.antara(0, 999) < n
    }

    /// One of the choices.
    pub fn pilih<T: Copy, const N: usize>(&mut self, dari: &[T; N]) -> T {
        const { assert!(N > 0) };
        let i = usize::try_from(self.angka() >> 1).unwrap_or(0) % N;
        dari[i]
    }

    /// One of the choices, the first `N` weights telling how often each comes.
    pub fn timbang<T: Copy, const N: usize>(&mut self, dari: &[(i64, T); N]) -> T {
        const { assert!(N > 0) };
        let jumlah: i64 = dari.iter().map(|(berat, _)| *berat).sum();
        let mut sisa = self.antara(0, jumlah.saturating_sub(1));
        for (berat, isi) in dari {
            if sisa < *berat {
                return *isi;
            }
            sisa -= berat;
        }
        dari[0].1
    }
}

impl Acak for Benih {
    fn isi(&mut self, wadah: &mut [u8]) {
        for potong in wadah.chunks_mut(8) {
            let bita = self.angka().to_le_bytes();
            for (tujuan, asal) in potong.iter_mut().zip(bita) {
                *tujuan = asal;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Benih;

    #[test]
    fn same_seed_same_stream_and_branches_differ() {
        let ambil = |bagian| {
            let mut b = Benih::cabang(7, bagian);
            (0..5).map(|_| b.angka()).collect::<Vec<_>>()
        };
        assert_eq!(ambil(1), ambil(1));
        assert_ne!(ambil(1), ambil(2));
    }

    #[test]
    fn ranges_and_weights_are_kept() {
        let mut b = Benih::cabang(1, 1);
        let mut kena = [0_u32; 3];
        for _ in 0..3000 {
            assert!((3..=9).contains(&b.antara(3, 9)));
            kena[b.timbang(&[(1, 0_usize), (0, 1), (9, 2)])] += 1;
        }
        assert!(kena[0] > 200 && kena[0] < 400, "{kena:?}");
        assert_eq!(kena[1], 0);
    }
}
