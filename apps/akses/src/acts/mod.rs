//! The acts of this application, one per file.

mod akun;
mod keluar;
mod masuk;

use balai_kernel::Peran;
use balai_platform::{AktEntri, Jangkauan};

pub use akun::{AkunBuatan, BuatAkun, atur_sandi, beri_kewenangan, buat_akun};
pub use keluar::keluar;
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
pub static AKT: [AktEntri; 5] = [AKUN_BUAT, KEWENANGAN_BERI, SANDI_ATUR, SESI_BUKA, SESI_TUTUP];
