//! Chance for tokens and incident numbers, from the source the wiring gives.

use std::sync::{Mutex, PoisonError};

use balai_kernel::Acak;

/// A shared source of chance.
pub(crate) struct SumberAcak(Mutex<Box<dyn Acak + Send>>);

impl SumberAcak {
    pub(crate) fn baru(acak: Box<dyn Acak + Send>) -> Self {
        SumberAcak(Mutex::new(acak))
    }

    /// `N` fresh bytes.
    pub(crate) fn bita<const N: usize>(&self) -> [u8; N] {
        let mut isi = [0_u8; N];
        // a poisoned lock only means that another request panicked between two draws
        self.0.lock().unwrap_or_else(PoisonError::into_inner).isi(&mut isi);
        isi
    }

    /// A number people can read out: `KJ-7F3K-20M4`, without letters that look like digits.
    pub(crate) fn nomor_kejadian(&self) -> String {
        const ABJAD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut teks = String::from("KJ");
        for (i, b) in self.bita::<8>().iter().enumerate() {
            if i % 4 == 0 {
                teks.push('-');
            }
            teks.push(char::from(ABJAD.get(usize::from(b & 31)).copied().unwrap_or(b'0')));
        }
        teks
    }
}

/// Lower-case hexadecimal.
pub(crate) fn heks(bita: &[u8]) -> String {
    bita.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|n| char::from_digit(u32::from(n), 16)).collect()
}

/// The bytes of lower- or upper-case hexadecimal; `None` for anything else.
pub(crate) fn dari_heks(teks: &str) -> Option<Vec<u8>> {
    if !teks.len().is_multiple_of(2) || !teks.is_ascii() {
        return None;
    }
    (0..teks.len()).step_by(2).map(|i| u8::from_str_radix(teks.get(i..i + 2)?, 16).ok()).collect()
}
