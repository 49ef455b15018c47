//! What can be done with a month's allowance, and by whom.

pub mod disiplin;

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

/// Bringing in the accounts people are paid to.
pub const REKENING_IMPOR: AktEntri = AktEntri {
    id: "kinerja.rekening.impor",
    label_id: "mengimpor rekening pegawai",
    label_en: "import the accounts of staff",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Taking out the list a bank transfers by: account numbers unmasked, so its own act with its own row in the journal.
pub const TRANSFER_AMBIL: AktEntri = AktEntri {
    id: "kinerja.transfer.ambil",
    label_id: "mengambil daftar transfer bank",
    label_en: "take out the bank transfer list",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Reading an OPD's part of a month: its sum, its lines, who signed.
pub const PROSES_OPD_BACA: AktEntri = AktEntri {
    id: "kinerja.proses.opd.baca",
    label_id: "membaca daftar tunjangan satu perangkat daerah",
    label_en: "read an OPD's allowance list",
    peran: &[Peran::Atasan, Peran::OperatorOpd, Peran::Bkpsdm, Peran::Pemeriksa],
    lingkup: Jangkauan::Unit,
};

/// Closing an OPD's attendance of a month.
pub const PRESENSI_KUNCI: AktEntri = AktEntri {
    id: "kinerja.presensi.kunci",
    label_id: "mengunci presensi sebulan",
    label_en: "lock a month's attendance",
    peran: &[Peran::OperatorOpd, Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// Opening it again.
pub const PRESENSI_BUKA: AktEntri = AktEntri {
    id: "kinerja.presensi.buka",
    label_id: "membuka kunci presensi",
    label_en: "unlock attendance",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// Signing an OPD's part of a month. Who of these signs is a parameter; the head is asked of the organisation.
pub const PROSES_TANDATANGAN: AktEntri = AktEntri {
    id: "kinerja.proses.tandatangan",
    label_id: "menandatangani daftar tunjangan perangkat daerah",
    label_en: "sign an OPD's allowance list",
    peran: &[Peran::Atasan, Peran::OperatorOpd],
    lingkup: Jangkauan::Unit,
};

/// Verifying what OPDs signed and proposing it for approval, or sending it back.
pub const PROSES_TERUSKAN: AktEntri = AktEntri {
    id: "kinerja.proses.teruskan",
    label_id: "memverifikasi daftar tunjangan dan meneruskannya",
    label_en: "verify an allowance list and pass it on",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Deciding what happens to what exceeds a ceiling.
pub const KEBIJAKAN_TETAPKAN: AktEntri = AktEntri {
    id: "kinerja.kebijakan.tetapkan",
    label_id: "menetapkan kebijakan atas plafon yang terlampaui",
    label_en: "decide on an exceeded ceiling",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Approving: never what one verified oneself.
pub const PROSES_SETUJUI: AktEntri = AktEntri {
    id: "kinerja.proses.setujui",
    label_id: "menyetujui daftar tunjangan",
    label_en: "approve an allowance list",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Handing the payment list over to those who pay.
pub const PROSES_SERAHKAN: AktEntri = AktEntri {
    id: "kinerja.proses.serahkan",
    label_id: "menyerahkan daftar bayar",
    label_en: "hand the payment list over",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Recording that the treasury paid.
pub const PROSES_BAYAR: AktEntri = AktEntri {
    id: "kinerja.proses.bayar",
    label_id: "mencatat pembayaran",
    label_en: "record a payment",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Proposing what a paid month turns out to have owed or overpaid.
pub const SELISIH_USULKAN: AktEntri = AktEntri {
    id: "kinerja.selisih.usulkan",
    label_id: "mengusulkan selisih bulan yang sudah dibayar",
    label_en: "propose differences of a paid month",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Deciding on it: never what one proposed oneself.
pub const SELISIH_PUTUSKAN: AktEntri = AktEntri {
    id: "kinerja.selisih.putuskan",
    label_id: "menyetujui atau menolak selisih",
    label_en: "decide on differences",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Entering one's own activities.
pub const ENTRI_CATAT: AktEntri = AktEntri {
    id: "kinerja.entri.catat",
    label_id: "mencatat aktivitas harian",
    label_en: "enter daily activities",
    peran: &[Peran::Pegawai],
    lingkup: Jangkauan::Diri,
};

/// Changing an activity of one's own that nobody has decided on.
pub const ENTRI_UBAH: AktEntri = AktEntri {
    id: "kinerja.entri.ubah",
    label_id: "memperbaiki aktivitas harian",
    label_en: "change a daily activity",
    peran: &[Peran::Pegawai],
    lingkup: Jangkauan::Diri,
};

/// Taking back an activity of one's own that nobody has decided on.
pub const ENTRI_TARIK: AktEntri = AktEntri {
    id: "kinerja.entri.tarik",
    label_id: "menarik aktivitas harian",
    label_en: "take back a daily activity",
    peran: &[Peran::Pegawai],
    lingkup: Jangkauan::Diri,
};

/// Reading activities: one's own, or of people in one's jurisdiction.
pub const ENTRI_BACA: AktEntri = AktEntri {
    id: "kinerja.entri.baca",
    label_id: "melihat aktivitas harian",
    label_en: "see daily activities",
    peran: &[Peran::Pegawai, Peran::Atasan, Peran::OperatorOpd, Peran::Bkpsdm, Peran::Pemeriksa],
    lingkup: Jangkauan::Diri,
};

/// Bringing in the catalogue of activities.
pub const KATALOG_IMPOR: AktEntri = AktEntri {
    id: "kinerja.katalog.impor",
    label_id: "mengimpor katalog kegiatan",
    label_en: "import the catalogue of activities",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Looking things up in the catalogue of activities, which is the same for everybody.
pub const KATALOG_BACA: AktEntri = AktEntri {
    id: "kinerja.katalog.baca",
    label_id: "melihat katalog kegiatan",
    label_en: "see the catalogue of activities",
    peran: &[
        Peran::Pegawai,
        Peran::Atasan,
        Peran::OperatorOpd,
        Peran::Bkpsdm,
        Peran::Admin,
        Peran::Pemeriksa,
    ],
    lingkup: Jangkauan::Diri,
};

/// Deciding on activities of people whom the organisation puts under one: as superior, assessor, chair of a team, acting
/// or by a lent grant. The relation is asked of the organisation; being on the staff is all the table asks, so that a post
/// is never without the authority that comes with it.
pub const ENTRI_PUTUSKAN: AktEntri = AktEntri {
    id: "kinerja.entri.putuskan",
    label_id: "memutus aktivitas harian bawahan",
    label_en: "decide on the activities of one's people",
    peran: &[Peran::Pegawai, Peran::Atasan],
    lingkup: Jangkauan::Diri,
};

/// Deeming accepted what nobody decided on, by the region's policy: done by the clock.
pub const ENTRI_ANGGAP: AktEntri = AktEntri {
    id: "kinerja.entri.anggap",
    label_id: "menganggap diterima aktivitas yang didiamkan",
    label_en: "deem accepted what nobody decided on",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Every act of this application.
pub static SEMUA: [AktEntri; 33] = [
    disiplin::KETETAPAN_USULKAN,
    disiplin::KETETAPAN_PUTUSKAN,
    disiplin::KETETAPAN_AKHIRI,
    disiplin::KETETAPAN_BACA,
    REKENING_IMPOR,
    TRANSFER_AMBIL,
    SELISIH_USULKAN,
    SELISIH_PUTUSKAN,
    KATALOG_IMPOR,
    KATALOG_BACA,
    PROSES_JALANKAN,
    PROSES_BACA,
    SLIP_BACA,
    PROSES_EKSPOR,
    PRESENSI_IMPOR,
    AKTIVITAS_IMPOR,
    PREDIKAT_IMPOR,
    KETIDAKHADIRAN_IMPOR,
    PROSES_OPD_BACA,
    PRESENSI_KUNCI,
    PRESENSI_BUKA,
    PROSES_TANDATANGAN,
    PROSES_TERUSKAN,
    KEBIJAKAN_TETAPKAN,
    PROSES_SETUJUI,
    PROSES_SERAHKAN,
    PROSES_BAYAR,
    ENTRI_CATAT,
    ENTRI_UBAH,
    ENTRI_TARIK,
    ENTRI_BACA,
    ENTRI_PUTUSKAN,
    ENTRI_ANGGAP,
];
