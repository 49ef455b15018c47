//! The catalogue of activities: items with a norm of minutes, in force from a day on. Pure.

use balai_kernel::{Galat, Tanggal};

/// Longest code, in letters.
pub const KODE_MAKS: usize = 40;
/// Longest name, in letters: that of an activity.
pub const NAMA_MAKS: usize = super::entri::URAIAN_MAKS;
/// What is counted where a file does not say it.
pub const SATUAN: &str = "kegiatan";

/// An item as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Butir {
    /// Its code, as people cite it.
    pub kode: String,
    /// What is done.
    pub nama: String,
    /// What one of it is: "dokumen", "surat".
    pub satuan: String,
    /// Minutes one takes, 1..=1440.
    pub norma: i64,
    /// Under which heading it stands; may be empty.
    pub kelompok: String,
    /// The post it is meant for; empty: everybody.
    pub jabatan: String,
    /// From which day on; none: from the month of the import on, where it is new or changed.
    pub mulai: Option<Tanggal>,
    /// Until which day.
    pub sampai: Option<Tanggal>,
    /// Line in the file.
    pub baris: u32,
}

/// A version of an item on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versi {
    /// From which day on.
    pub mulai: Tanggal,
    /// Number of its last correction.
    pub revisi: i64,
    /// Until which day.
    pub sampai: Option<Tanggal>,
    /// Name, unit, norm, heading, post.
    pub isi: (String, String, i64, String, String),
}

impl Butir {
    /// Everything but the days.
    #[must_use]
    pub fn isi(&self) -> (String, String, i64, String, String) {
        let teks = |t: &String| t.clone();
        (teks(&self.nama), teks(&self.satuan), self.norma, teks(&self.kelompok), teks(&self.jabatan))
    }

    /// From which day and as which revision it is to be added to the versions on record (oldest first); `None` when it is
    /// there already. Without a day of its own it corrects the end of the latest version, or is a version from `awal` on.
    #[must_use]
    pub fn letak(&self, ada: &[Versi], awal: Tanggal) -> Option<(Tanggal, i64)> {
        let isi = self.isi();
        let mulai = match (self.mulai, ada.last()) {
            (Some(m), _) => m,
            (None, Some(v)) if v.isi == isi => v.mulai,
            // what was to begin later is corrected where it begins
            (None, Some(v)) => v.mulai.max(awal),
            (None, None) => awal,
        };
        match ada.iter().find(|v| v.mulai == mulai) {
            Some(v) if v.isi == isi && v.sampai == self.sampai => None,
            Some(v) => Some((mulai, v.revisi + 1)),
            None => Some((mulai, 1)),
        }
    }
}

/// What a norm is to a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Norma {
    /// Offered, nothing more.
    Saran,
    /// Fewer minutes are fine, more are not.
    Batas,
    /// Exactly this many.
    Tetap,
}

impl Norma {
    /// The words of the parameter.
    pub const KATA: [(&'static str, Self); 3] =
        [("saran", Self::Saran), ("batas", Self::Batas), ("tetap", Self::Tetap)];

    /// From the parameter's word.
    #[must_use]
    pub fn dari_kata(kata: &str) -> Option<Self> {
        Self::KATA.iter().find(|(k, _)| *k == kata).map(|(_, n)| *n)
    }

    /// Whether `menit` for `jumlah` of an item of `norma` minutes is what the region allows.
    ///
    /// # Errors
    /// `KIN-519` above the norm, `KIN-520` where it is not the norm.
    pub fn periksa(self, menit: i64, norma: i64, jumlah: i64) -> Result<(), Galat> {
        let seharusnya = norma * jumlah;
        let galat = |kode| {
            Galat::baru(kode)
                .dengan("menit", menit)
                .dengan("norma", norma)
                .dengan("jumlah", jumlah)
                .dengan("seharusnya", seharusnya)
        };
        match self {
            Self::Batas if menit > seharusnya => Err(galat("KIN-519")),
            Self::Tetap if menit != seharusnya => Err(galat("KIN-520")),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn butir(norma: i64, mulai: Option<&str>, sampai: Option<&str>) -> Butir {
        Butir {
            kode: "K-1".to_owned(),
            nama: "Menyusun surat".to_owned(),
            satuan: "surat".to_owned(),
            norma,
            kelompok: String::new(),
            jabatan: String::new(),
            mulai: mulai.map(|t| t.parse().unwrap()),
            sampai: sampai.map(|t| t.parse().unwrap()),
            baris: 2,
        }
    }

    fn versi(b: &Butir, mulai: &str, revisi: i64) -> Versi {
        Versi { mulai: mulai.parse().unwrap(), revisi, sampai: b.sampai, isi: b.isi() }
    }

    #[test]
    fn the_same_is_nothing_new_and_a_change_is_a_version_or_a_correction() {
        let awal: Tanggal = "2026-11-01".parse().unwrap();
        let tgl = |teks: &str| teks.parse::<Tanggal>().unwrap();
        let lama = butir(30, None, None);
        assert_eq!(lama.letak(&[], awal), Some((awal, 1)));
        let ada = [versi(&lama, "2026-01-01", 1)];
        assert_eq!(lama.letak(&ada, awal), None);
        assert_eq!(butir(30, Some("2026-01-01"), None).letak(&ada, awal), None);
        // another norm holds from the month on; with a day of its own from there
        assert_eq!(butir(45, None, None).letak(&ada, awal), Some((awal, 1)));
        assert_eq!(butir(45, Some("2027-01-01"), None).letak(&ada, awal), Some((tgl("2027-01-01"), 1)));
        assert_eq!(butir(45, Some("2026-01-01"), None).letak(&ada, awal), Some((tgl("2026-01-01"), 2)));
        // only its end is set
        assert_eq!(butir(30, None, Some("2026-12-31")).letak(&ada, awal), Some((tgl("2026-01-01"), 2)));
        let nanti = [versi(&lama, "2026-01-01", 1), versi(&butir(45, None, None), "2027-01-01", 1)];
        assert_eq!(butir(50, None, None).letak(&nanti, awal), Some((tgl("2027-01-01"), 2)));
    }

    #[test]
    fn a_norm_is_advice_a_limit_or_the_rule() {
        let kode = |n: Norma, menit| n.periksa(menit, 30, 3).map_err(|g| g.kode);
        for (norma, kurang, lebih) in [
            (Norma::Saran, Ok(()), Ok(())),
            (Norma::Batas, Ok(()), Err("KIN-519")),
            (Norma::Tetap, Err("KIN-520"), Err("KIN-520")),
        ] {
            assert_eq!(
                (kode(norma, 89), kode(norma, 90), kode(norma, 91)),
                (kurang, Ok(()), lebih),
                "{norma:?}"
            );
        }
    }
}
