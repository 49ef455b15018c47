//! What a region sets for accounts and grants.

use balai_kernel::Peran;
use balai_platform::parameter::{Bulat, Ciri, Parameter, Satuan};

/// How many days before its last one a grant's holder is warned.
pub static INGAT_HARI: Bulat = Bulat {
    ciri: Ciri {
        id: "akses.kewenangan.ingat_hari",
        label_id: "Peringatan sebelum kewenangan berakhir",
        label_en: "Warning before a grant ends",
        ket_id: "Berapa hari sebelum hari terakhirnya pemegang kewenangan diingatkan.",
        ket_en: "How many days before its last one the holder of a grant is warned.",
        dasar: "usulan Balai",
        peran: &[Peran::Admin],
    },
    satuan: Satuan::Hari,
    min: 1,
    maks: 60,
    bawaan: 7,
};

/// Every parameter of this application.
pub static SEMUA: [Parameter; 1] = [Parameter::Bulat(&INGAT_HARI)];
