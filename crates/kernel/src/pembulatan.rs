//! The named roundings. Every division and every money result in the house names one of these.

use std::fmt;

/// How a quotient becomes a whole number, or a number of fewer decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pembulatan {
    /// To the nearest, halves away from zero: 2,5 → 3 and −2,5 → −3.
    SetengahNaik,
    /// To the nearest, halves to the even neighbour: 2,5 → 2 and 3,5 → 4.
    SetengahGenap,
    /// Towards minus infinity.
    KeBawah,
    /// Towards plus infinity.
    KeAtas,
    /// Towards zero: decimals are cut.
    KeNol,
}

impl Pembulatan {
    /// All of them under the names they have in packages and on slips.
    pub const NAMA: [(&'static str, Pembulatan); 5] = [
        ("setengah_naik", Pembulatan::SetengahNaik),
        ("setengah_genap", Pembulatan::SetengahGenap),
        ("ke_bawah", Pembulatan::KeBawah),
        ("ke_atas", Pembulatan::KeAtas),
        ("ke_nol", Pembulatan::KeNol),
    ];

    /// The name as it stands in a package.
    pub fn nama(self) -> &'static str {
        Self::NAMA.iter().find(|(_, p)| *p == self).map_or("", |(n, _)| *n)
    }

    /// `n / d` rounded to an integer. `d` must be positive.
    pub fn bagi(self, n: i128, d: i128) -> i128 {
        let (bawah, sisa) = (n.div_euclid(d), n.rem_euclid(d));
        // compared with what is left above, since twice `sisa` need not fit
        let paruh = sisa.cmp(&(d - sisa));
        let naik = sisa != 0
            && match self {
                Pembulatan::KeBawah => false,
                Pembulatan::KeAtas => true,
                Pembulatan::KeNol => n < 0,
                Pembulatan::SetengahNaik => paruh.is_gt() || (paruh.is_eq() && n >= 0),
                Pembulatan::SetengahGenap => paruh.is_gt() || (paruh.is_eq() && bawah % 2 != 0),
            };
        bawah + i128::from(naik)
    }
}

impl fmt::Display for Pembulatan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.nama())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_go_where_the_name_says() {
        let kasus = [(5, 2), (-5, 2), (7, 2), (1, 3), (-1, 3)];
        let hitung = |p: Pembulatan| kasus.map(|(n, d)| p.bagi(n, d));
        assert_eq!(hitung(Pembulatan::SetengahNaik), [3, -3, 4, 0, 0]);
        assert_eq!(hitung(Pembulatan::SetengahGenap), [2, -2, 4, 0, 0]);
        assert_eq!(hitung(Pembulatan::KeBawah), [2, -3, 3, 0, -1]);
        assert_eq!(hitung(Pembulatan::KeAtas), [3, -2, 4, 1, 0]);
        assert_eq!(hitung(Pembulatan::KeNol), [2, -2, 3, 0, 0]);
    }

    #[test]
    fn numbers_at_the_edge_of_the_range_do_not_overflow() {
        for (_, cara) in Pembulatan::NAMA {
            assert_eq!(cara.bagi(i128::MAX, 1), i128::MAX);
            assert_eq!(cara.bagi(i128::MIN, 1), i128::MIN);
            assert!([0, 1].contains(&cara.bagi(i128::MAX - 1, i128::MAX)));
        }
    }

    proptest! {
        #[test]
        fn rounding_is_never_further_than_the_step(n in -1_000_000_i128..1_000_000, d in 1_i128..1000) {
            for (_, p) in Pembulatan::NAMA {
                let q = p.bagi(n, d);
                prop_assert!((q * d - n).abs() < d);
            }
            let dekat = Pembulatan::SetengahNaik.bagi(n, d);
            prop_assert!(2 * (dekat * d - n).abs() <= d);
        }
    }
}
