//! The letterhead: what stands above every document of a region, dated like everything else a region sets.

use balai_kernel::{Peran, Tanggal};
use balai_store::{StoreError, Tx};

use crate::parameter::{Ciri, Parameter, Teks};

const USULAN: &str = "usulan Balai; susunan kop menurut tata naskah dinas daerah";
const PERAN: &[Peran] = &[Peran::Admin];

/// The first line.
pub static NAMA: Teks = Teks {
    ciri: Ciri {
        id: "sistem.kop.nama",
        label_id: "Nama pada kop dokumen",
        label_en: "Name on the letterhead",
        ket_id: "Baris pertama kop slip, rekap, dan surat. Bila belum diisi, nama pemerintah daerah dari profil yang dipakai.",
        ket_en: "First line above slips, recaps and letters. Until it is set, the name in the region's profile is used.",
        dasar: USULAN,
        peran: PERAN,
    },
    maks: 120,
    bawaan: "",
};

/// The line below the office.
pub static ALAMAT: Teks = Teks {
    ciri: Ciri {
        id: "sistem.kop.alamat",
        label_id: "Alamat pada kop dokumen",
        label_en: "Address on the letterhead",
        ket_id: "Alamat, telepon, dan laman dalam satu baris di bawah nama kantor. Bila belum diisi, baris itu tidak dicetak.",
        ket_en: "Address, telephone and site in one line below the office. Until it is set, the line is not printed.",
        dasar: USULAN,
        peran: PERAN,
    },
    maks: 200,
    bawaan: "",
};

/// Every parameter of the letterhead.
pub static PARAMETER: [Parameter; 2] = [Parameter::Teks(&NAMA), Parameter::Teks(&ALAMAT)];

/// What stands above documents on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KopDaerah {
    /// The first line; never empty.
    pub nama: String,
    /// The address; empty for none.
    pub alamat: String,
}

/// The letterhead of a day; `pemda` is the name in the region's profile.
///
/// # Errors
/// The store's failure.
pub fn kop(tx: &mut Tx<'_>, hari: Tanggal, pemda: &str) -> Result<KopDaerah, StoreError> {
    let nama = NAMA.pada(tx, hari)?;
    let nama = if nama.is_empty() { pemda.to_owned() } else { nama };
    Ok(KopDaerah { nama, alamat: ALAMAT.pada(tx, hari)? })
}
