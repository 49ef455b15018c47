//! The real clock and the real source of chance; everything else takes them as arguments.

use std::time::{SystemTime, UNIX_EPOCH};

use balai_kernel::{Acak, Clock, Waktu};

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    fn now(&self) -> Waktu {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let sekarang = i64::try_from(since.as_millis()).ok().and_then(Waktu::dari_milidetik);
        // a clock before 1970 or after 9999 is broken; 1970 is a date everybody sees is wrong
        sekarang.unwrap_or_else(|| Waktu::dari_timestamp(Default::default()))
    }
}

/// Chance from the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsAcak;

impl Acak for OsAcak {
    /// # Panics
    /// When the operating system has no chance to give: going on with guessable tokens would be worse.
    fn isi(&mut self, wadah: &mut [u8]) {
        if let Err(galat) = getrandom::fill(wadah) {
            panic!("the operating system gives no random bytes: {galat}");
        }
    }
}
