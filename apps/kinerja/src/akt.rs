//! What can be done with a month's allowance, and by whom.

use balai_kernel::Peran;
use balai_platform::{AktEntri, Jangkauan};

/// Opening and computing a month.
pub const PROSES_JALANKAN: AktEntri = AktEntri {
    id: "kinerja.proses.jalankan",
    label_id: "menjalankan proses tunjangan",
    label_en: "run the month's allowance",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Reading totals of runs and the lines of one's jurisdiction.
pub const PROSES_BACA: AktEntri = AktEntri {
    id: "kinerja.proses.baca",
    label_id: "membaca proses tunjangan",
    label_en: "read the month's run",
    peran: &[Peran::Bkpsdm, Peran::OperatorOpd, Peran::Pemeriksa],
    lingkup: Jangkauan::Unit,
};

/// Reading an explained slip: one's own, or of somebody in one's jurisdiction.
pub const SLIP_BACA: AktEntri = AktEntri {
    id: "kinerja.slip.baca",
    label_id: "membaca slip tunjangan",
    label_en: "read an allowance slip",
    peran: &[Peran::Pegawai, Peran::Atasan, Peran::OperatorOpd, Peran::Bkpsdm, Peran::Pemeriksa],
    lingkup: Jangkauan::Diri,
};

/// Taking a month's lines out as a file.
pub const PROSES_EKSPOR: AktEntri = AktEntri {
    id: "kinerja.proses.ekspor",
    label_id: "mengekspor hasil tunjangan",
    label_en: "export the month's lines",
    peran: &[Peran::Bkpsdm, Peran::Pemeriksa],
    lingkup: Jangkauan::Daerah,
};

/// Bringing in the log of the attendance machines.
pub const PRESENSI_IMPOR: AktEntri = AktEntri {
    id: "kinerja.presensi.impor",
    label_id: "mengimpor presensi",
    label_en: "import attendance",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Bringing in daily activities.
pub const AKTIVITAS_IMPOR: AktEntri = AktEntri {
    id: "kinerja.aktivitas.impor",
    label_id: "mengimpor aktivitas",
    label_en: "import activities",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Bringing in ratings from e-Kinerja.
pub const PREDIKAT_IMPOR: AktEntri = AktEntri {
    id: "kinerja.predikat.impor",
    label_id: "mengimpor predikat kinerja",
    label_en: "import performance ratings",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Bringing in leave, duty elsewhere and missed roll calls.
pub const KETIDAKHADIRAN_IMPOR: AktEntri = AktEntri {
    id: "kinerja.ketidakhadiran.impor",
    label_id: "mengimpor cuti, tugas luar, dan apel",
    label_en: "import leave, duty elsewhere and roll calls",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Every act of this application.
pub static SEMUA: [AktEntri; 8] = [
    PROSES_JALANKAN,
    PROSES_BACA,
    SLIP_BACA,
    PROSES_EKSPOR,
    PRESENSI_IMPOR,
    AKTIVITAS_IMPOR,
    PREDIKAT_IMPOR,
    KETIDAKHADIRAN_IMPOR,
];
