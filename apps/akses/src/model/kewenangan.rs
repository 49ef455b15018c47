//! What a grant must be to make sense, and what may be lent of it.

use balai_kernel::{Galat, Kapasitas, Kewenangan, Lingkup, Peran, Tanggal, TeksGalat, tanggal, teks};

/// Longest basis, in characters.
pub(crate) const DASAR_MAKS: usize = 200;

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

/// Whether a grant may be given: its jurisdiction suits the role, it does not end before it begins, and an
/// inspector has a letter of assignment and an end.
///
/// # Errors
/// `AKS-005`, `AKS-009`, `AKS-010`, `AKS-011`, `INT-072`.
pub fn kewenangan_sah(k: &Kewenangan) -> Result<(), Galat> {
    lingkup_sah(k.peran, &k.lingkup)?;
    masa_sah(k)?;
    let dasar = k.dasar.trim();
    if k.peran == Peran::Pemeriksa && (k.sampai.is_none() || dasar.is_empty() || dasar == "-") {
        return Err(Galat::baru("AKS-010"));
    }
    Ok(())
}

fn masa_sah(k: &Kewenangan) -> Result<(), Galat> {
    if let Some(sampai) = k.sampai.filter(|sampai| *sampai < k.sejak) {
        return Err(Galat::baru("AKS-009")
            .dengan("sejak", tanggal::pendek(k.sejak))
            .dengan("sampai", tanggal::pendek(sampai)));
    }
    dasar_sah(&k.dasar).map(|_| ())
}

/// The legal basis of a grant, of its end, of a rule: one line of 1 to [`DASAR_MAKS`] characters.
///
/// # Errors
/// `AKS-011` for its length, `INT-072` for a character that does not show.
pub fn dasar_sah(dasar: &str) -> Result<String, Galat> {
    teks::satu_baris(dasar, DASAR_MAKS).map_err(|galat| match galat {
        lain @ TeksGalat::Terlarang { .. } => lain.into(),
        TeksGalat::Kosong | TeksGalat::TerlaluPanjang { .. } => {
            Galat::baru("AKS-011").dengan("batas", DASAR_MAKS)
        }
    })
}

/// Whether `baru` says nothing that `lama` does not say already: the same role, place and capacity, and no day more.
pub fn sudah_tercakup(lama: &Kewenangan, baru: &Kewenangan) -> bool {
    lama.peran == baru.peran
        && lama.lingkup == baru.lingkup
        && lama.kapasitas == baru.kapasitas
        && lama.sejak <= baru.sejak
        && lama.sampai.is_none_or(|akhir| baru.sampai.is_some_and(|baru| baru <= akhir))
}

/// Whether a grant of this role may be lent at all: being oneself, keeping the accounts and inspecting may not.
pub fn dapat_didelegasikan(k: &Kewenangan) -> bool {
    matches!(k.peran, Peran::Atasan | Peran::OperatorOpd | Peran::Bkpsdm)
        && k.kapasitas != Kapasitas::Delegasi
}

/// What `induk` becomes when it is lent: the same role, marked, over at most its jurisdiction and its days.
///
/// # Errors
/// `AKS-012` when this grant cannot be lent, `AKS-013` when more is asked than `induk` holds, `AKS-009` and
/// `AKS-011` for dates and basis.
pub fn delegasi(
    induk: &Kewenangan,
    lingkup: Lingkup,
    (sejak, sampai): (Tanggal, Tanggal),
    dasar: &str,
) -> Result<Kewenangan, Galat> {
    if !dapat_didelegasikan(induk) {
        return Err(Galat::baru("AKS-012").dengan("peran", induk.peran));
    }
    let dalam = induk.lingkup.mencakup(&lingkup)
        && induk.sejak <= sejak
        && induk.sampai.is_none_or(|akhir| sampai <= akhir);
    if !dalam {
        return Err(Galat::baru("AKS-013")
            .dengan("lingkup", &induk.lingkup)
            .dengan("masa", masa_tertulis(induk.sejak, induk.sampai)));
    }
    let jadi = Kewenangan {
        peran: induk.peran,
        lingkup,
        kapasitas: Kapasitas::Delegasi,
        sejak,
        sampai: Some(sampai),
        dasar: dasar.trim().to_owned(),
        pendelegasi: None,
    };
    masa_sah(&jadi)?;
    Ok(jadi)
}

/// `01/10/2026–31/12/2026`; without an end `01/10/2026–…`: data of a sentence in either language.
pub(crate) fn masa_tertulis(sejak: Tanggal, sampai: Option<Tanggal>) -> String {
    format!("{}–{}", tanggal::pendek(sejak), sampai.map_or_else(|| "…".to_owned(), tanggal::pendek))
}

/// The last day of a grant that was lent: its own, or that of the grant it was lent from if that is sooner.
pub fn akhir(sendiri: Option<Tanggal>, induk: Option<Tanggal>) -> Option<Tanggal> {
    match (sendiri, induk) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Whether a region keeps enough administrators when `sebelum` becomes `sesudah`. Each is the last day of one
/// administrator's running grant. Somebody without an end must remain if there was one; else somebody at all.
pub fn admin_cukup(sebelum: &[Option<Tanggal>], sesudah: &[Option<Tanggal>]) -> bool {
    let tetap = |daftar: &[Option<Tanggal>]| daftar.iter().any(Option::is_none);
    if tetap(sebelum) { tetap(sesudah) } else { sebelum.is_empty() || !sesudah.is_empty() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hari(teks: &str) -> Tanggal {
        teks.parse().unwrap()
    }

    fn bidang() -> Kewenangan {
        Kewenangan {
            peran: Peran::Atasan,
            lingkup: "unit:01/".parse().unwrap(),
            kapasitas: Kapasitas::Definitif,
            sejak: hari("2026-10-01"),
            sampai: Some(hari("2026-12-31")),
            dasar: "SK 1/2026".into(),
            pendelegasi: None,
        }
    }

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

    #[test]
    fn an_inspector_needs_a_letter_and_an_end() {
        let kode = |k: Kewenangan| kewenangan_sah(&k).err().map(|g| g.kode);
        let baik = Kewenangan { peran: Peran::Pemeriksa, ..bidang() };
        assert_eq!(kode(baik.clone()), None);
        assert_eq!(kode(Kewenangan { sampai: None, ..baik.clone() }), Some("AKS-010"));
        assert_eq!(kode(Kewenangan { dasar: "-".into(), ..baik.clone() }), Some("AKS-010"));
        assert_eq!(kode(Kewenangan { dasar: " ".into(), ..baik.clone() }), Some("AKS-011"));
        assert_eq!(kode(Kewenangan { sampai: Some(hari("2026-09-30")), ..baik }), Some("AKS-009"));
        assert_eq!(kode(Kewenangan { sampai: None, dasar: "-".into(), ..bidang() }), None);
    }

    #[test]
    fn nothing_is_lent_that_one_does_not_hold() {
        let masa = (hari("2026-11-01"), hari("2026-11-30"));
        let pinjam = |induk: &Kewenangan, lingkup: &str, masa| {
            delegasi(induk, lingkup.parse().unwrap(), masa, "ND 7/2026").map_err(|g| g.kode)
        };
        let jadi = pinjam(&bidang(), "unit:01/01.02/", masa).unwrap();
        assert_eq!(
            (jadi.peran, jadi.kapasitas, jadi.sampai),
            (Peran::Atasan, Kapasitas::Delegasi, Some(masa.1))
        );
        assert_eq!(pinjam(&bidang(), "unit:02/", masa), Err("AKS-013"));
        assert_eq!(pinjam(&bidang(), "semua", masa), Err("AKS-013"));
        assert_eq!(pinjam(&bidang(), "unit:01/", (masa.0, hari("2027-01-01"))), Err("AKS-013"));
        assert_eq!(pinjam(&bidang(), "unit:01/", (hari("2026-09-30"), masa.1)), Err("AKS-013"));
        assert_eq!(pinjam(&bidang(), "unit:01/", (masa.1, masa.0)), Err("AKS-009"));
        assert_eq!(pinjam(&jadi, "unit:01/01.02/", masa), Err("AKS-012"), "what is lent is not lent again");
        let admin = Kewenangan { peran: Peran::Admin, lingkup: Lingkup::Semua, ..bidang() };
        assert_eq!(pinjam(&admin, "semua", masa), Err("AKS-012"));
    }

    #[test]
    fn what_is_lent_ends_with_what_it_was_lent_from() {
        let (a, b) = (Some(hari("2026-11-30")), Some(hari("2026-11-15")));
        assert_eq!(
            [akhir(a, b), akhir(b, a), akhir(a, None), akhir(None, b), akhir(None, None)],
            [b, b, a, b, None]
        );
    }

    #[test]
    fn the_last_administrator_stays() {
        let batas = Some(hari("2026-12-31"));
        assert!(admin_cukup(&[None, None], &[None]));
        assert!(!admin_cukup(&[None], &[]));
        assert!(!admin_cukup(&[None, batas], &[batas]), "somebody without an end must remain");
        assert!(admin_cukup(&[batas, batas], &[batas]));
        assert!(!admin_cukup(&[batas], &[]));
        assert!(admin_cukup(&[], &[]));
    }
}
