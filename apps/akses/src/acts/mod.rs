//! The acts of this application, one per file.

mod akun;
mod faktor;
mod kabar;
mod keluar;
mod kewenangan;
mod masuk;
mod sandi;
mod sesi;
mod token;

use balai_kernel::Peran;
use balai_platform::{AktEntri, Jangkauan};

pub(crate) use akun::NAMA_ORANG_MAKS;
pub use akun::{AKUN_MAKS, AkunBuatan, BuatAkun, buat_akun, daftar_akun, periksa_akun, satu_akun, undang};
pub use faktor::{
    KeadaanFaktor, keadaan_faktor, lepas_faktor, lepas_faktor_akun, mulai_faktor, pastikan_faktor,
};
pub use keluar::keluar;
pub use kewenangan::{
    BARIS_MAKS, Kepentingan, Penjelasan, admin_diundang, akhiri_kewenangan, baca_kewenangan, banyak_admin,
    beri_kewenangan, bolehkah, cari_akun, daftar_kewenangan, delegasikan, kewenangan_sendiri,
    kewenangan_terkait, pinjaman_sendiri, sasaran_dari,
};
pub use masuk::{
    Asal, Langkah, Sesi, UMUR_DIAM_DETIK, UMUR_PERANGKAT_DETIK, UMUR_SESI_DETIK, masuk, masuk_dari,
    masuk_kode,
};
pub use sandi::{NasibTautan, buat_tautan, ganti_sandi, nasib_tautan, pakai_tautan};
pub use sesi::{
    atur_aktif, aturan, banyak_sesi, cabut_sesi, cabut_sesi_akun, riwayat_aturan, sesi_ini, sesi_sendiri,
    ubah_aturan,
};
pub(crate) use token::NAMA_MAKS as NAMA_TOKEN_MAKS;
pub use token::{buat_token, cabut_token, token_jalan, token_sendiri};

pub(crate) use faktor::{batasi, perlu_faktor_dahulu};
pub(crate) use kabar::jobs;
pub(crate) use sesi::batas_diam;

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

/// Closing an account or opening it again.
pub const AKUN_STATUS: AktEntri = AktEntri {
    id: "akses.akun.status",
    label_id: "menutup atau membuka akun",
    label_en: "close or open an account",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};
/// Reading the list of accounts.
pub const AKUN_BACA: AktEntri = AktEntri {
    id: "akses.akun.baca",
    label_id: "membaca daftar akun",
    label_en: "read the list of accounts",
    peran: &[Peran::Admin, Peran::Pemeriksa],
    lingkup: Jangkauan::Daerah,
};
/// Ending somebody's sessions.
pub const SESI_CABUT: AktEntri = AktEntri {
    id: "akses.sesi.cabut",
    label_id: "mengakhiri sesi orang lain",
    label_en: "end somebody's sessions",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};
/// Changing the rules of signing in.
pub const ATURAN_UBAH: AktEntri = AktEntri {
    id: "akses.aturan.ubah",
    label_id: "mengubah aturan masuk",
    label_en: "change the rules of signing in",
    peran: &[Peran::Admin],
    lingkup: Jangkauan::Daerah,
};
/// Changing one's own password.
pub const SANDI_GANTI: AktEntri = AktEntri {
    id: "akses.sandi.ganti",
    label_id: "mengganti kata sandi sendiri",
    label_en: "change one's own password",
    peran: &Peran::SEMUA,
    lingkup: Jangkauan::Akun,
};
/// Setting up one's own second factor.
pub const FAKTOR_ATUR: AktEntri = AktEntri {
    id: "akses.faktor.atur",
    label_id: "mengatur faktor kedua sendiri",
    label_en: "set up one's own second factor",
    peran: &Peran::SEMUA,
    lingkup: Jangkauan::Akun,
};
/// Making and revoking one's own tokens.
pub const TOKEN_ATUR: AktEntri = AktEntri {
    id: "akses.token.atur",
    label_id: "mengatur token sendiri",
    label_en: "manage one's own tokens",
    peran: &Peran::SEMUA,
    lingkup: Jangkauan::Akun,
};
/// Every act of this application.
pub static AKT: [AktEntri; 15] = [
    AKUN_STATUS,
    AKUN_BACA,
    SESI_CABUT,
    ATURAN_UBAH,
    SANDI_GANTI,
    FAKTOR_ATUR,
    TOKEN_ATUR,
    AKUN_BUAT,
    KEWENANGAN_BERI,
    KEWENANGAN_AKHIRI,
    KEWENANGAN_DELEGASI,
    KEWENANGAN_BACA,
    SANDI_ATUR,
    SESI_BUKA,
    SESI_TUTUP,
];
