//! Every refusal of this application, in both languages.

use balai_kernel::EntriKode;

/// The error table; codes are stable and never reused.
pub const KODE: &[EntriKode] = &[
    EntriKode {
        kode: "AKS-001",
        id: "Nama akun atau NIP dan kata sandinya tidak cocok.",
        en: "The account name or staff number and the password do not match.",
        saran_id: "Periksa keduanya lalu coba lagi. Setelah beberapa kali salah, akun menunggu sebentar sebelum dapat dicoba lagi. Bila lupa, minta kata sandi baru kepada admin daerah.",
        saran_en: "Check both and try again. After several failures the account waits a while before it can be tried again. If you forgot it, ask the region's administrator for a new password.",
    },
    EntriKode {
        kode: "AKS-002",
        id: "Nama akun {nama} sudah dipakai.",
        en: "The account name {nama} is taken.",
        saran_id: "Pilih nama lain.",
        saran_en: "Choose another name.",
    },
    EntriKode {
        kode: "AKS-003",
        id: "Sudah ada akun dengan NIP {nip}.",
        en: "There already is an account with staff number {nip}.",
        saran_id: "Pakai akun itu, atau periksa kembali NIP-nya.",
        saran_en: "Use that account, or check the staff number.",
    },
    EntriKode {
        kode: "AKS-004",
        id: "\"{nama}\" tidak dapat menjadi nama akun.",
        en: "\"{nama}\" cannot be an account name.",
        saran_id: "Pakai 3 sampai 40 huruf kecil, angka, titik, atau garis; diawali huruf.",
        saran_en: "Use 3 to 40 lower-case letters, digits, points or hyphens, beginning with a letter.",
    },
    EntriKode {
        kode: "AKS-005",
        id: "Peran {peran} memerlukan lingkup {perlu}, bukan {lingkup}.",
        en: "The role {peran} needs the jurisdiction {perlu}, not {lingkup}.",
        saran_id: "Ganti --lingkup; contoh: semua, unit:01/01.02/, wilayah:32.73.01, diri.",
        saran_en: "Change --lingkup; for example: semua, unit:01/01.02/, wilayah:32.73.01, diri.",
    },
    EntriKode {
        kode: "AKS-006",
        id: "Lingkup diri memerlukan NIP.",
        en: "The jurisdiction diri needs a staff number.",
        saran_id: "Tambahkan --nip.",
        saran_en: "Add --nip.",
    },
    EntriKode {
        kode: "AKS-007",
        id: "Kata sandi harus 10 sampai 200 karakter.",
        en: "A password has 10 to 200 characters.",
        saran_id: "Pakai beberapa kata yang mudah Anda ingat.",
        saran_en: "Use a few words you remember easily.",
    },
    EntriKode {
        kode: "AKS-008",
        id: "Akun {nama} tidak ada di daerah ini.",
        en: "There is no account {nama} in this region.",
        saran_id: "Periksa nama akunnya, atau buat dengan `balai akun tambah`.",
        saran_en: "Check the account name, or create it with `balai akun tambah`.",
    },
];
