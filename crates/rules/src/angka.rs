//! Exact numbers: integers over a positive denominator.

/// Greatest common divisor of two numbers, never negative.
pub(crate) fn fpb(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(i128::MAX)
}

/// Least common multiple of two positive numbers; `None` on overflow.
pub(crate) fn kpk(a: i128, b: i128) -> Option<i128> {
    let g = fpb(a, b);
    if g == 0 { None } else { (a / g).checked_mul(b) }
}

/// An exact constant `n / d`, `d > 0`, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pecahan {
    pub n: i128,
    pub d: i128,
}

impl Pecahan {
    pub fn baru(n: i128, d: i128) -> Self {
        let g = fpb(n, d).max(1);
        Self { n: n / g, d: d / g }
    }

    pub fn bulat(n: i128) -> Self {
        Self { n, d: 1 }
    }

    /// Reads `12`, `1_500_000`, `0.125`. `None` when it is not such a number or too long.
    pub fn urai(s: &str) -> Option<(Self, u8)> {
        let (neg, s) = s.strip_prefix('-').map_or((false, s), |x| (true, x));
        let (utuh, pecah) = s.split_once('.').unwrap_or((s, ""));
        if utuh.is_empty()
            || utuh.starts_with('_')
            || utuh.ends_with('_')
            || (s.contains('.') && pecah.is_empty())
        {
            return None;
        }
        let mut n: i128 = 0;
        let mut d: i128 = 1;
        for c in utuh.chars().filter(|c| *c != '_') {
            n = n.checked_mul(10)?.checked_add(i128::from(c.to_digit(10)?))?;
        }
        for c in pecah.chars() {
            n = n.checked_mul(10)?.checked_add(i128::from(c.to_digit(10)?))?;
            d = d.checked_mul(10)?;
        }
        let skala = u8::try_from(pecah.len()).ok()?;
        if skala > 30 {
            return None;
        }
        Some((Self::baru(if neg { -n } else { n }, d), skala))
    }

    pub fn kali(self, lain: Self) -> Option<Self> {
        Some(Self::baru(self.n.checked_mul(lain.n)?, self.d.checked_mul(lain.d)?))
    }
}

/// 10^`s` for `s` up to 38.
pub(crate) fn sepuluh(s: u8) -> i128 {
    10_i128.checked_pow(u32::from(s)).unwrap_or(i128::MAX)
}

/// Smallest `s` with `d` dividing 10^`s`, if there is one of at most 18.
pub(crate) fn skala_desimal(d: i128) -> Option<u8> {
    (0..=18).find(|s| sepuluh(*s) % d == 0)
}

/// `n / d` written in full: a decimal when it ends within 30 places, else as a fraction.
/// `titik` separates thousands and `koma` decimals (`.` and `,` in Indonesian).
pub(crate) fn tulis(n: i128, d: i128, titik: &str, koma: &str) -> String {
    let p = Pecahan::baru(n, d);
    let Some(s) = (0..=30_u8).find(|s| sepuluh(*s) % p.d == 0) else {
        return format!("{}/{}", ribuan(p.n, titik), ribuan(p.d, titik));
    };
    let kali = sepuluh(s) / p.d;
    let Some(satuan) = p.n.checked_mul(kali) else { return format!("{}/{}", p.n, p.d) };
    tulis_skala(satuan, s, titik, koma)
}

/// A scaled integer as a decimal with exactly `s` places.
pub(crate) fn tulis_skala(satuan: i128, s: u8, titik: &str, koma: &str) -> String {
    let tanda = if satuan < 0 { "−" } else { "" };
    let mutlak = satuan.unsigned_abs();
    let p = sepuluh(s).unsigned_abs();
    let utuh = ribuan(i128::try_from(mutlak / p).unwrap_or(i128::MAX), titik);
    if s == 0 {
        return format!("{tanda}{utuh}");
    }
    format!("{tanda}{utuh}{koma}{:0lebar$}", mutlak % p, lebar = usize::from(s))
}

fn ribuan(n: i128, titik: &str) -> String {
    let angka = n.unsigned_abs().to_string();
    let mut hasil = String::from(if n < 0 { "−" } else { "" });
    for (i, c) in angka.chars().enumerate() {
        if i > 0 && (angka.len() - i).is_multiple_of(3) {
            hasil.push_str(titik);
        }
        hasil.push(c);
    }
    hasil
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_decimals() {
        assert_eq!(Pecahan::urai("1_500_000"), Some((Pecahan::bulat(1_500_000), 0)));
        assert_eq!(Pecahan::urai("0.125"), Some((Pecahan { n: 1, d: 8 }, 3)));
        assert_eq!(Pecahan::urai("1."), None);
        assert_eq!(Pecahan::urai("1,5"), None);
        assert_eq!(tulis(1, 8, ".", ","), "0,125");
        assert_eq!(tulis(-1_234_567, 1, ".", ","), "−1.234.567");
        assert_eq!(tulis(1, 3, ".", ","), "1/3");
    }
}
