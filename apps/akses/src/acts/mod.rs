//! The acts of this application, one per file.

mod akun;
mod keluar;
mod kewenangan;
mod masuk;

use balai_kernel::Peran;
use balai_platform::{AktEntri, Jangkauan};

pub use akun::{AkunBuatan, BuatAkun, atur_sandi, buat_akun};
pub use keluar::keluar;
pub use kewenangan::{
    BARIS_MAKS, Penjelasan, akhiri_kewenangan, baca_kewenangan, banyak_admin, beri_kewenangan, bolehkah,
    cari_akun, daftar_kewenangan, delegasikan, kewenangan_sendiri, sasaran_dari,
};
pub use masuk::{Sesi, UMUR_SESI_DETIK, masuk};

/// Making an account.
pub const AKUN_BUAT: AktEntri = AktEntri {
    id: "akses.akun.buat",
    label_id: "membuat akun",
    label_en: "create an account",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};
/// Giving an account a role.
pub const KEWENANGAN_BERI: AktEntri = AktEntri {
    id: "akses.kewenangan.beri",
    label_id: "memberi kewenangan",
    label_en: "grant a role",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};
/// Ending a grant.
pub const KEWENANGAN_AKHIRI: AktEntri = AktEntri {
    id: "akses.kewenangan.akhiri",
    label_id: "mengakhiri kewenangan",
    label_en: "end a grant",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};
/// Lending one's own grant for a time.
pub const KEWENANGAN_DELEGASI: AktEntri = AktEntri {
    id: "akses.kewenangan.delegasi",
    label_id: "mendelegasikan kewenangan sendiri",
    label_en: "delegate a grant of one's own",
    peran: &[Peran::Atasan, Peran::OperatorOpd, Peran::Bkpsdm],
    lingkup: Jangkauan::Akun,
};
/// Reading who may do what.
pub const KEWENANGAN_BACA: AktEntri = AktEntri {
    id: "akses.kewenangan.baca",
    label_id: "membaca daftar kewenangan",
    label_en: "read the list of grants",
    peran: &[Peran::Bkpsdm, Peran::Admin, Peran::Pemeriksa],
    lingkup: Jangkauan::Unit,
};
/// Giving an account a new password.
pub const SANDI_ATUR: AktEntri = AktEntri {
    id: "akses.sandi.atur",
    label_id: "mengatur ulang kata sandi",
    label_en: "reset a password",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};
/// Signing in.
pub const SESI_BUKA: AktEntri = AktEntri {
    id: "akses.sesi.buka",
    label_id: "masuk",
    label_en: "sign in",
    peran: &Peran::SEMUA,
    lingkup: Jangkauan::Akun,
};
/// Signing out.
pub const SESI_TUTUP: AktEntri = AktEntri {
    id: "akses.sesi.tutup",
    label_id: "keluar",
    label_en: "sign out",
    peran: &Peran::SEMUA,
    lingkup: Jangkauan::Akun,
};

/// Every act of this application.
pub static AKT: [AktEntri; 8] = [
    AKUN_BUAT,
    KEWENANGAN_BERI,
    KEWENANGAN_AKHIRI,
    KEWENANGAN_DELEGASI,
    KEWENANGAN_BACA,
    SANDI_ATUR,
    SESI_BUKA,
    SESI_TUTUP,
];
