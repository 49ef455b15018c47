//! What a region sets for its months, outside the formulas.

use balai_kernel::Peran;
use balai_platform::parameter::{Ciri, Opsi, Parameter, Pilihan};

/// Who signs an OPD's part of a month.
pub static PENANDATANGAN: Pilihan = Pilihan {
    ciri: Ciri {
        id: "kinerja.proses.penandatangan",
        label_id: "Penandatangan perangkat daerah",
        label_en: "Who signs for an OPD",
        ket_id: "Siapa yang menandatangani daftar tunjangan satu perangkat daerah sebelum diverifikasi BKPSDM.",
        ket_en: "Who signs the allowance list of an OPD before BKPSDM verifies it.",
        dasar: "usulan Balai: pengguna anggaran adalah kepala perangkat daerah (PP 12/2019 Ps. 10, dari ingatan)",
        peran: &[Peran::Bkpsdm],
    },
    opsi: &[
        Opsi {
            kata: "kepala",
            label_id: "kepala perangkat daerah atau yang memangkunya (Plt., Plh., Pj.)",
            label_en: "the head of the OPD or who acts for them",
        },
        Opsi {
            kata: "operator",
            label_id: "operator kepegawaian perangkat daerah",
            label_en: "the personnel clerk of the OPD",
        },
    ],
    bawaan: "kepala",
};

/// Every parameter of this application.
pub static SEMUA: [Parameter; 1] = [Parameter::Pilihan(&PENANDATANGAN)];
