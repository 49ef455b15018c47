//! What can be done with the house's own records, and by whom.

use balai_kernel::Peran;
use balai_platform::{AktEntri, Jangkauan};

/// Reading the journal of one's jurisdiction.
pub const JURNAL_BACA: AktEntri = AktEntri {
    id: "sistem.jurnal.baca",
    label_id: "membaca jurnal",
    label_en: "read the journal",
    peran: &[Peran::Admin, Peran::Pemeriksa, Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// Opening the personal facts of one event.
pub const JURNAL_BUKA: AktEntri = AktEntri {
    id: "sistem.jurnal.pribadi.baca",
    label_id: "membuka data pribadi sebuah catatan jurnal",
    label_en: "open the personal facts of a journal row",
    peran: &[Peran::Admin, Peran::Pemeriksa],
    lingkup: Jangkauan::Unit,
};

/// Taking journal rows out as a file.
pub const JURNAL_EKSPOR: AktEntri = AktEntri {
    id: "sistem.jurnal.ekspor",
    label_id: "mengekspor jurnal",
    label_en: "export the journal",
    peran: &[Peran::Admin, Peran::Pemeriksa],
    lingkup: Jangkauan::Unit,
};

/// Seeing the background jobs.
pub const PEKERJAAN_BACA: AktEntri = AktEntri {
    id: "sistem.pekerjaan.baca",
    label_id: "melihat pekerjaan latar",
    label_en: "see the background jobs",
    peran: &[Peran::Admin, Peran::Pemeriksa],
    lingkup: Jangkauan::Daerah,
};

/// Every act of this application.
pub static SEMUA: [AktEntri; 4] = [JURNAL_BACA, JURNAL_BUKA, JURNAL_EKSPOR, PEKERJAAN_BACA];
