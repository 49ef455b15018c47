//! Time and chance that a test decides.

use std::sync::atomic::{AtomicI64, Ordering};

use balai_kernel::{Acak, Clock, Waktu};

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct JamTetap(AtomicI64);

impl JamTetap {
    /// Stands at 2026-11-02T01:00:00.000Z, 08.00 in Bandung on a Monday.
    pub fn baru() -> JamTetap {
        JamTetap::di(1_793_581_200_000)
    }

    /// Stands at this many milliseconds since 1970-01-01T00:00Z.
    pub fn di(milidetik: i64) -> JamTetap {
        JamTetap(AtomicI64::new(milidetik))
    }

    /// Moves on by this many milliseconds.
    pub fn maju(&self, milidetik: i64) {
        self.0.fetch_add(milidetik, Ordering::Relaxed);
    }
}

impl Clock for JamTetap {
    fn now(&self) -> Waktu {
        Waktu::dari_milidetik(self.0.load(Ordering::Relaxed)).expect("the test's clock is within range")
    }
}

/// Chance that is the same on every run: the SplitMix64 sequence of a seed.
#[derive(Debug, Clone)]
pub struct AcakTetap(u64);

impl AcakTetap {
    /// The sequence of `benih`.
    pub fn baru(benih: u64) -> AcakTetap {
        AcakTetap(benih)
    }

    /// The next 64 bits.
    pub fn bit(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl Acak for AcakTetap {
    fn isi(&mut self, wadah: &mut [u8]) {
        for bagian in wadah.chunks_mut(8) {
            let bit = self.bit().to_le_bytes();
            bagian.iter_mut().zip(bit).for_each(|(b, x)| *b = x);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stands_where_its_comment_says() {
        assert_eq!(JamTetap::baru().now().to_string(), "2026-11-02T01:00:00.000Z");
    }
}
