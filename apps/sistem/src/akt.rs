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

/// Every act of this application.
pub static SEMUA: [AktEntri; 1] = [JURNAL_BACA];
