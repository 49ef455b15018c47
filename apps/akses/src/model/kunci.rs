//! How long an account waits after failed log-ins.

/// Failures in a row that cost nothing: people mistype.
const BEBAS: i64 = 5;
/// The first wait, in seconds.
const AWAL_DETIK: i64 = 30;
/// The longest wait, in seconds: a stranger who guesses must not be able to shut somebody out for a day.
const PALING_LAMA_DETIK: i64 = 15 * 60;

/// Seconds an account waits, for one address or one browser, after its `gagal`-th failure in a row from there: none for the first four, then 30,
/// doubling up to 900.
pub fn tunggu_detik(gagal: i64) -> i64 {
    if gagal < BEBAS {
        return 0;
    }
    let kali = u32::try_from(gagal - BEBAS).unwrap_or(u32::MAX).min(16);
    AWAL_DETIK.saturating_mul(1_i64 << kali).min(PALING_LAMA_DETIK)
}

/// Failures in a row of one account, wherever they come from, before it waits for browsers that are new to it.
const BEBAS_AKUN: i64 = 100;

/// Seconds an account waits for browsers it does not know after its `gagal`-th failure in a row from anywhere:
/// many addresses guessing together are slowed, and whoever has been in before still comes in.
pub fn tunggu_akun(gagal: i64) -> i64 {
    tunggu_detik(gagal.saturating_sub(BEBAS_AKUN - BEBAS))
}

/// Failures of one address that cost nothing: a whole office may stand behind one.
const BEBAS_ALAMAT: i64 = 30;

/// Seconds an address waits after its `gagal`-th failure within an hour: none for the first 29, then 30, doubling
/// up to 900.
pub fn tunggu_alamat(gagal: i64) -> i64 {
    tunggu_detik(gagal.saturating_sub(BEBAS_ALAMAT - BEBAS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyping_is_free_and_guessing_is_slow() {
        let tunggu: Vec<i64> = (0..12).map(tunggu_detik).collect();
        assert_eq!(tunggu, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
        assert_eq!([29, 30, 31, 99].map(tunggu_alamat), [0, 30, 60, 900]);
        assert_eq!([99, 100, 101].map(tunggu_akun), [0, 30, 60]);
        assert_eq!(tunggu_detik(i64::MAX), PALING_LAMA_DETIK);
        assert_eq!(tunggu_detik(-1), 0);
    }
}
