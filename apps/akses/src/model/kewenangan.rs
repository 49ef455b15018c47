//! Which jurisdiction suits which role.

use balai_kernel::{Galat, Lingkup, Peran};

/// Refuses grants that would mean nothing or too much: a staff member over other people, an operator over
/// everything, an administrator over one unit.
///
/// # Errors
/// `AKS-005` naming what the role needs.
pub fn lingkup_sah(peran: Peran, lingkup: &Lingkup) -> Result<(), Galat> {
    let (sah, perlu) = match peran {
        Peran::Pegawai => (matches!(lingkup, Lingkup::Diri(_)), "diri"),
        Peran::Atasan | Peran::OperatorOpd => (matches!(lingkup, Lingkup::Unit(_)), "unit:.."),
        Peran::Bkpsdm | Peran::Admin => (matches!(lingkup, Lingkup::Semua), "semua"),
        Peran::Pemeriksa => (!matches!(lingkup, Lingkup::Diri(_)), "semua / unit:.. / wilayah:.."),
    };
    if sah {
        return Ok(());
    }
    Err(Galat::baru("AKS-005").dengan("peran", peran).dengan("perlu", perlu).dengan("lingkup", lingkup))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_its_reach() {
        let diri: Lingkup = "diri:198609262015051001".parse().unwrap();
        let unit: Lingkup = "unit:01/".parse().unwrap();
        let sah = |p: Peran| [&diri, &unit, &Lingkup::Semua].map(|l| lingkup_sah(p, l).is_ok());
        assert_eq!(sah(Peran::Pegawai), [true, false, false]);
        assert_eq!(sah(Peran::Atasan), [false, true, false]);
        assert_eq!(sah(Peran::OperatorOpd), [false, true, false]);
        assert_eq!(sah(Peran::Bkpsdm), [false, false, true]);
        assert_eq!(sah(Peran::Admin), [false, false, true]);
        assert_eq!(sah(Peran::Pemeriksa), [false, true, true]);
    }
}
