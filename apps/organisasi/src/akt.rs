//! What can be done with the organisation, and by whom.

use balai_kernel::Peran;
use balai_platform::{AktEntri, Jangkauan};

/// Everybody who works here.
const SEMUA_PERAN: &[Peran] =
    &[Peran::Pegawai, Peran::Atasan, Peran::OperatorOpd, Peran::Bkpsdm, Peran::Admin, Peran::Pemeriksa];

/// An act: its id, its label in Indonesian and English, who may, how far.
const fn akt(
    id: &'static str,
    [label_id, label_en]: [&'static str; 2],
    peran: &'static [Peran],
    lingkup: Jangkauan,
) -> AktEntri {
    AktEntri { id, label_id, label_en, peran, lingkup }
}

/// Bringing in the unit tree.
pub const UNIT_IMPOR: AktEntri = akt(
    "organisasi.unit.impor",
    ["mengimpor unit", "import units"],
    &[Peran::Bkpsdm, Peran::Admin],
    Jangkauan::Daerah,
);

/// Bringing in staff.
pub const PEGAWAI_IMPOR: AktEntri = akt(
    "organisasi.pegawai.impor",
    ["mengimpor pegawai", "import staff"],
    &[Peran::Bkpsdm, Peran::Admin],
    Jangkauan::Daerah,
);

/// Reading units, posts and who has them; personal numbers stay masked.
pub const BAGAN_BACA: AktEntri = akt(
    "organisasi.bagan.baca",
    ["membaca bagan organisasi", "read the organisation chart"],
    SEMUA_PERAN,
    Jangkauan::Akun,
);

/// Reading somebody's personal numbers unmasked: one's own, or of those in one's jurisdiction.
pub const PEGAWAI_BACA: AktEntri = akt(
    "organisasi.pegawai.baca",
    ["membaca data pribadi pegawai", "read a staff member's personal data"],
    SEMUA_PERAN,
    Jangkauan::Diri,
);

/// Making, renaming, moving, merging, splitting and closing units, and the values of classes.
pub const UNIT_UBAH: AktEntri = akt(
    "organisasi.unit.ubah",
    ["mengubah susunan unit", "change the units"],
    &[Peran::Bkpsdm],
    Jangkauan::Unit,
);

/// Making, splitting, merging and closing RW and RT.
pub const RUKUN_UBAH: AktEntri = akt(
    "organisasi.rukun.ubah",
    ["mengubah RW dan RT", "change RW and RT"],
    &[Peran::OperatorOpd, Peran::Bkpsdm],
    Jangkauan::Unit,
);

/// Bringing in a list of RW and RT.
pub const RUKUN_IMPOR: AktEntri = akt(
    "organisasi.rukun.impor",
    ["mengimpor RW dan RT", "import RW and RT"],
    &[Peran::Bkpsdm, Peran::Admin],
    Jangkauan::Daerah,
);

/// Making and changing posts.
pub const JABATAN_UBAH: AktEntri =
    akt("organisasi.jabatan.ubah", ["mengubah jabatan", "change posts"], &[Peran::Bkpsdm], Jangkauan::Unit);

/// Giving posts to people, as holders or acting, and naming who assesses.
pub const PENUGASAN_UBAH: AktEntri = akt(
    "organisasi.penugasan.ubah",
    ["mengubah penugasan", "change assignments"],
    &[Peran::Bkpsdm],
    Jangkauan::Unit,
);

/// Forming teams.
pub const TIM_UBAH: AktEntri = akt(
    "organisasi.tim.ubah",
    ["mengubah tim kerja", "change teams"],
    &[Peran::OperatorOpd, Peran::Bkpsdm],
    Jangkauan::Unit,
);

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
