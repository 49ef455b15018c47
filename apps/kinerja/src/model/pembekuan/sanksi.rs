//! How a package is told of sanctions: by kind where it has rates of its own, by the decree's percent otherwise.

use balai_kernel::Galat;
use balai_rules::EntitasSkema;

use super::{OpdBeku, OrangBeku};
use crate::model::disiplin::{JENIS, Jenis};

/// A sanction of the month: kind and whole percent, as decreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SanksiBeku {
    /// Code of the kind.
    pub jenis: String,
    /// 0 to 100.
    pub persen: i64,
}

/// Which words a package has for sanctions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kenal {
    /// `hukuman`: the package has rates of its own for the lighter kinds.
    kata: bool,
    /// `potongan_sanksi`: the decree's percent.
    persen: bool,
}

impl Kenal {
    pub(super) fn dari(skema: &[EntitasSkema]) -> Self {
        let ada =
            |nama: &str| skema.iter().filter(|e| e.subjek).flat_map(|e| &e.masukan).any(|m| m.nama == nama);
        Self { kata: ada("hukuman"), persen: ada("potongan_sanksi") }
    }

    /// Whether a sanction goes by its kind.
    fn berkata(self, s: &SanksiBeku) -> bool {
        self.kata && Jenis::dari_kode(&s.jenis).is_some_and(Jenis::berkata)
    }

    /// The heaviest kind that goes by its word.
    pub(super) fn hukuman(self, o: &OrangBeku) -> Option<&str> {
        let urut = |s: &&SanksiBeku| JENIS.iter().position(|j| j.kode == s.jenis);
        o.sanksi.iter().filter(|s| self.berkata(s)).max_by_key(urut).map(|s| s.jenis.as_str())
    }

    /// The percent of the others together, at most everything; none when nothing is taken.
    pub(super) fn potongan(self, o: &OrangBeku) -> Option<i64> {
        let jumlah: i64 = o.sanksi.iter().filter(|s| !self.berkata(s)).map(|s| s.persen).sum();
        Some(jumlah.min(100)).filter(|n| *n > 0)
    }

    /// Whoever is under a sanction that the package would pass over.
    pub(super) fn asing(self, opd: &OpdBeku) -> impl Iterator<Item = Galat> {
        let satu = move |o: &OrangBeku| {
            let s = o.sanksi.iter().find(|s| s.persen > 0 && !self.persen && !self.berkata(s))?;
            let jenis = Jenis::dari_kode(&s.jenis).map_or(s.jenis.as_str(), |j| j.nama_id);
            Some(Galat::baru("KIN-757").dengan("siapa", &o.nama).dengan("jenis", jenis))
        };
        opd.orang.iter().filter_map(satu).collect::<Vec<_>>().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orang(semua: &[(&str, i64)]) -> OrangBeku {
        let satu = |(j, p): &(&str, i64)| SanksiBeku { jenis: (*j).to_owned(), persen: *p };
        OrangBeku {
            nip: "199008172015032004".parse().unwrap(),
            nomor: 1,
            nama: "Euis".to_owned(),
            golongan: String::new(),
            jabatan: String::new(),
            kelas: 7,
            status: "pns".to_owned(),
            ptkp: None,
            unit_nama: String::new(),
            jalur_unit: String::new(),
            tmt: None,
            kehadiran: Vec::new(),
            aktivitas: Vec::new(),
            penilaian: super::super::Penilaian::default(),
            ketidakhadiran: Vec::new(),
            sanksi: semua.iter().map(satu).collect(),
        }
    }

    const DUA: [(&str, i64); 3] =
        [("pernyataan_tidak_puas", 50), ("teguran_lisan", 50), ("potongan_tunjangan", 25)];

    #[test]
    fn a_package_with_rates_of_its_own_takes_the_kind_and_of_the_rest_the_percent() {
        let o = orang(&DUA);
        let keduanya = Kenal { kata: true, persen: true };
        assert_eq!((keduanya.hukuman(&o), keduanya.potongan(&o)), (Some("pernyataan_tidak_puas"), Some(25)));
        let persen = Kenal { kata: false, persen: true };
        assert_eq!(
            (persen.hukuman(&o), persen.potongan(&o)),
            (None, Some(100)),
            "never more than everything"
        );
        assert_eq!(persen.potongan(&orang(&[])), None);
    }

    #[test]
    fn a_sanction_is_never_passed_over() {
        let opd = |semua: &[(&str, i64)]| OpdBeku {
            kode: String::new(),
            nama: String::new(),
            jalur_unit: String::new(),
            orang: vec![orang(semua)],
        };
        let asing = |kata, persen, opd: &OpdBeku| {
            Kenal { kata, persen }.asing(opd).map(|g| g.kode).collect::<Vec<_>>()
        };
        assert_eq!(asing(false, false, &opd(&DUA)), ["KIN-757"]);
        assert_eq!(asing(true, false, &opd(&DUA)), ["KIN-757"]);
        assert!(asing(true, false, &opd(&DUA[..2])).is_empty());
        assert!(asing(false, true, &opd(&DUA)).is_empty());
        assert!(
            asing(false, false, &opd(&[("penurunan_jabatan", 0)])).is_empty(),
            "takes nothing of the month"
        );
    }
}
