//! Acts on sanctions and holds.

use balai_kernel::Peran;
use balai_platform::{AktEntri, Jangkauan};

/// Proposing a sanction or a hold.
pub const KETETAPAN_USULKAN: AktEntri = AktEntri {
    id: "kinerja.ketetapan.usulkan",
    label_id: "mengusulkan hukuman disiplin atau penahanan tunjangan",
    label_en: "propose a sanction or a hold",
    peran: &[Peran::OperatorOpd, Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// Deciding on one: never who proposed it.
pub const KETETAPAN_PUTUSKAN: AktEntri = AktEntri {
    id: "kinerja.ketetapan.putuskan",
    label_id: "menyetujui atau menolak hukuman disiplin atau penahanan",
    label_en: "decide on a sanction or a hold",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Ending a hold or annulling a sanction.
pub const KETETAPAN_AKHIRI: AktEntri = AktEntri {
    id: "kinerja.ketetapan.akhiri",
    label_id: "mengakhiri penahanan atau membatalkan hukuman disiplin",
    label_en: "end a hold or annul a sanction",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Reading sanctions, holds and absences of people in one's jurisdiction.
pub const KETETAPAN_BACA: AktEntri = AktEntri {
    id: "kinerja.ketetapan.baca",
    label_id: "membaca hukuman disiplin, penahanan, dan mangkir",
    label_en: "read sanctions, holds and absences",
    peran: &[Peran::OperatorOpd, Peran::Bkpsdm, Peran::Pemeriksa],
    lingkup: Jangkauan::Unit,
};
