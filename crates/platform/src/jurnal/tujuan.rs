//! Why somebody reads the personal data of somebody else: a code, so that it can be counted.

use balai_kernel::{Bahasa, Galat, Peran};

/// A purpose of reading personal data (UU 27/2022 Ps. 16: processing is limited to a stated purpose).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tujuan {
    /// One's own data.
    Sendiri,
    /// Guiding and assessing one's staff.
    Pembinaan,
    /// Preparing and paying what is due.
    Pembayaran,
    /// Correcting or completing records.
    Pembenahan,
    /// Serving the person at a desk, answering a complaint.
    Pelayanan,
    /// Inspection and audit by assignment.
    Pemeriksaan,
    /// An order of a court or another duty of law.
    Hukum,
}

impl Tujuan {
    /// Every purpose.
    pub const SEMUA: [Tujuan; 7] = [
        Tujuan::Sendiri,
        Tujuan::Pembinaan,
        Tujuan::Pembayaran,
        Tujuan::Pembenahan,
        Tujuan::Pelayanan,
        Tujuan::Pemeriksaan,
        Tujuan::Hukum,
    ];

    /// The stored word.
    pub const fn kode(self) -> &'static str {
        match self {
            Tujuan::Sendiri => "sendiri",
            Tujuan::Pembinaan => "pembinaan",
            Tujuan::Pembayaran => "pembayaran",
            Tujuan::Pembenahan => "pembenahan",
            Tujuan::Pelayanan => "pelayanan",
            Tujuan::Pemeriksaan => "pemeriksaan",
            Tujuan::Hukum => "hukum",
        }
    }

    /// The purpose somebody names when they open somebody else's data; one's own is none.
    ///
    /// # Errors
    /// `PLT-095`: without a purpose nothing is opened, and none is made up.
    pub fn baca(kode: &str) -> Result<Tujuan, Galat> {
        Tujuan::dari_kode(kode).filter(|t| *t != Tujuan::Sendiri).ok_or_else(|| {
            let ada: Vec<&str> = Tujuan::SEMUA.iter().skip(1).map(|t| t.kode()).collect();
            Galat::baru("PLT-095").dengan("ada", ada.join(", "))
        })
    }

    /// The purpose of this stored word.
    pub fn dari_kode(kode: &str) -> Option<Tujuan> {
        Tujuan::SEMUA.into_iter().find(|t| t.kode() == kode)
    }

    /// The duty for which a role usually reads other people's data; a page may ask for another.
    pub const fn bawaan(peran: Peran) -> Tujuan {
        match peran {
            Peran::Pegawai => Tujuan::Sendiri,
            Peran::Atasan => Tujuan::Pembinaan,
            Peran::OperatorOpd | Peran::Admin => Tujuan::Pembenahan,
            Peran::Bkpsdm => Tujuan::Pembayaran,
            Peran::Pemeriksa => Tujuan::Pemeriksaan,
        }
    }

    /// As it follows "untuk" and "for".
    pub fn nama(self, bahasa: Bahasa) -> &'static str {
        match self {
            Tujuan::Sendiri => bahasa.pilih("keperluan sendiri", "one's own use"),
            Tujuan::Pembinaan => {
                bahasa.pilih("pembinaan dan penilaian bawahan", "guiding and assessing staff")
            }
            Tujuan::Pembayaran => bahasa.pilih("penyiapan pembayaran", "preparing a payment"),
            Tujuan::Pembenahan => bahasa.pilih("pembenahan data", "correcting records"),
            Tujuan::Pelayanan => bahasa.pilih("pelayanan atau pengaduan", "service or a complaint"),
            Tujuan::Pemeriksaan => bahasa.pilih("pemeriksaan", "an inspection"),
            Tujuan::Hukum => bahasa.pilih("kewajiban hukum", "a legal duty"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_words_read_back() {
        for t in Tujuan::SEMUA {
            assert_eq!(Tujuan::dari_kode(t.kode()), Some(t));
        }
        assert_eq!(Tujuan::dari_kode("ingin tahu"), None);
    }
}
