//! What can be done with the organisation, and by whom.

use balai_kernel::Peran;
use balai_platform::{AktEntri, Jangkauan};

/// Everybody who works here.
const SEMUA_PERAN: &[Peran] =
    &[Peran::Pegawai, Peran::Atasan, Peran::OperatorOpd, Peran::Bkpsdm, Peran::Admin, Peran::Pemeriksa];

/// Bringing in the unit tree.
pub const UNIT_IMPOR: AktEntri = AktEntri {
    id: "organisasi.unit.impor",
    label_id: "mengimpor unit",
    label_en: "import units",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Bringing in staff.
pub const PEGAWAI_IMPOR: AktEntri = AktEntri {
    id: "organisasi.pegawai.impor",
    label_id: "mengimpor pegawai",
    label_en: "import staff",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Reading units, posts and who has them; personal numbers stay masked.
pub const BAGAN_BACA: AktEntri = AktEntri {
    id: "organisasi.bagan.baca",
    label_id: "membaca bagan organisasi",
    label_en: "read the organisation chart",
    peran: SEMUA_PERAN,
    lingkup: Jangkauan::Akun,
};

/// Reading somebody's personal numbers unmasked: one's own, or of those in one's jurisdiction.
pub const PEGAWAI_BACA: AktEntri = AktEntri {
    id: "organisasi.pegawai.baca",
    label_id: "membaca data pribadi pegawai",
    label_en: "read a staff member's personal data",
    peran: SEMUA_PERAN,
    lingkup: Jangkauan::Diri,
};

/// Making, renaming, moving, merging, splitting and closing units, and the values of classes.
pub const UNIT_UBAH: AktEntri = AktEntri {
    id: "organisasi.unit.ubah",
    label_id: "mengubah susunan unit",
    label_en: "change the units",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// Making, splitting, merging and closing RW and RT.
pub const RUKUN_UBAH: AktEntri = AktEntri {
    id: "organisasi.rukun.ubah",
    label_id: "mengubah RW dan RT",
    label_en: "change RW and RT",
    peran: &[Peran::OperatorOpd, Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// Bringing in a list of RW and RT.
pub const RUKUN_IMPOR: AktEntri = AktEntri {
    id: "organisasi.rukun.impor",
    label_id: "mengimpor RW dan RT",
    label_en: "import RW and RT",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Making and changing posts.
pub const JABATAN_UBAH: AktEntri = AktEntri {
    id: "organisasi.jabatan.ubah",
    label_id: "mengubah jabatan",
    label_en: "change posts",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// Giving posts to people, as holders or acting, and naming who assesses.
pub const PENUGASAN_UBAH: AktEntri = AktEntri {
    id: "organisasi.penugasan.ubah",
    label_id: "mengubah penugasan",
    label_en: "change assignments",
    peran: &[Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// Forming teams.
pub const TIM_UBAH: AktEntri = AktEntri {
    id: "organisasi.tim.ubah",
    label_id: "mengubah tim kerja",
    label_en: "change teams",
    peran: &[Peran::OperatorOpd, Peran::Bkpsdm],
    lingkup: Jangkauan::Unit,
};

/// The acts of this app.
pub static AKT: [AktEntri; 10] = [
    UNIT_IMPOR,
    PEGAWAI_IMPOR,
    BAGAN_BACA,
    PEGAWAI_BACA,
    UNIT_UBAH,
    RUKUN_UBAH,
    RUKUN_IMPOR,
    JABATAN_UBAH,
    PENUGASAN_UBAH,
    TIM_UBAH,
];
