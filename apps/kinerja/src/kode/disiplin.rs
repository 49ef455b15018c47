//! What can go wrong with sanctions and holds.

use balai_kernel::EntriKode;

/// `KIN-750` to `KIN-799`.
pub const KODE: &[EntriKode] = &[
    EntriKode {
        kode: "KIN-750",
        id: "Isian {bidang} tidak dapat dipakai.",
        en: "The field {bidang} cannot be used.",
        saran_id: "Isi dengan: {perlu}.",
        saran_en: "Fill it with: {perlu}.",
    },
    EntriKode {
        kode: "KIN-751",
        id: "Tidak ada pegawai dengan NIP itu dalam wewenang Anda.",
        en: "Nobody with that NIP is within your authority.",
        saran_id: "Periksa NIP-nya; pegawai perangkat daerah lain diusulkan oleh operatornya atau BKPSDM.",
        saran_en: "Check the NIP; people of another OPD are proposed by its clerk or BKPSDM.",
    },
    EntriKode {
        kode: "KIN-752",
        id: "{jenis} untuk orang dan masa itu sudah tercatat sebagai nomor {nomor}.",
        en: "{jenis} for that person and time is on record as number {nomor}.",
        saran_id: "Buka nomor itu; akhiri dahulu bila keputusannya diganti.",
        saran_en: "Open that number; end it first when another decree replaces it.",
    },
    EntriKode {
        kode: "KIN-753",
        id: "Nomor {nomor} sudah diputus: {keadaan}.",
        en: "Number {nomor} is decided already: {keadaan}.",
        saran_id: "Muat ulang halaman untuk melihat keadaannya sekarang.",
        saran_en: "Load the page again to see where it stands.",
    },
    EntriKode {
        kode: "KIN-754",
        id: "Nomor {nomor} tidak sedang berlaku ({keadaan}), jadi tidak ada yang diakhiri.",
        en: "Number {nomor} is not in force ({keadaan}), so there is nothing to end.",
        saran_id: "Muat ulang halaman untuk melihat keadaannya sekarang.",
        saran_en: "Load the page again to see where it stands.",
    },
    EntriKode {
        kode: "KIN-755",
        id: "Ketetapan ini tentang diri Anda sendiri.",
        en: "This order is about yourself.",
        saran_id: "Minta petugas lain mengerjakannya.",
        saran_en: "Ask another officer to do it.",
    },
    EntriKode {
        kode: "KIN-756",
        id: "Bulan pembatalan harus di dalam masa hukuman, {mulai} sampai {hingga}.",
        en: "The month of annulment must be within the sanction, {mulai} to {hingga}.",
        saran_id: "Tulis bulan pertama yang tidak dipotong lagi, misalnya 2026-12.",
        saran_en: "Write the first month without a cut, for example 2026-12.",
    },
    EntriKode {
        kode: "KIN-757",
        id: "{siapa} dikenai {jenis}, tetapi paket ini tidak mengenal potongan hukuman disiplin.",
        en: "{siapa} is under {jenis}, but this package knows no disciplinary cut.",
        saran_id: "Tambahkan masukan potongan_sanksi pada paket, atau pakai paket yang mengenalnya.",
        saran_en: "Add the input potongan_sanksi to the package, or use one that has it.",
    },
    EntriKode {
        kode: "KIN-758",
        id: "Tulis 1 sampai {maks} NIP.",
        en: "Write 1 to {maks} NIPs.",
        saran_id: "Satu NIP sebaris; daftar yang lebih panjang dikirim beberapa kali.",
        saran_en: "One NIP a line; send a longer list in several parts.",
    },
];
