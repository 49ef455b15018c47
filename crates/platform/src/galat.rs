//! Every refusal this crate can give, in both languages.

use balai_kernel::galat::EntriKode;

/// The error table of the platform; codes are stable and never reused.
pub const KODE: &[EntriKode] = &[
    // who may do what
    EntriKode {
        kode: "PLT-001",
        id: "Anda belum memegang peran yang boleh: {akt}. Yang boleh: {peran}.",
        en: "You do not hold a role that may: {akt}. Those who may: {peran}.",
        saran_id: "Minta kewenangan kepada admin daerah bila ini memang tugas Anda.",
        saran_en: "Ask the region's administrator for a grant if this is your duty.",
    },
    EntriKode {
        kode: "PLT-002",
        id: "Kewenangan Anda untuk {akt} berakhir pada {sampai}.",
        en: "Your grant to {akt} ended at {sampai}.",
        saran_id: "Minta admin daerah memperpanjangnya dengan dasar penugasan yang baru.",
        saran_en: "Ask the region's administrator to renew it with the new assignment as its basis.",
    },
    EntriKode {
        kode: "PLT-003",
        id: "Kewenangan Anda untuk {akt} baru berlaku mulai {sejak}.",
        en: "Your grant to {akt} starts only at {sejak}.",
        saran_id: "Tunggu sampai saat itu, atau minta pemegang kewenangan sekarang melakukannya.",
        saran_en: "Wait until then, or ask whoever holds the grant now to do it.",
    },
    EntriKode {
        kode: "PLT-004",
        id: "Sasaran ini di luar lingkup Anda untuk {akt}. Lingkup Anda: {lingkup}.",
        en: "This target is outside your jurisdiction to {akt}. Your jurisdiction: {lingkup}.",
        saran_id: "Hubungi petugas yang lingkupnya mencakup sasaran ini.",
        saran_en: "Contact the officer whose jurisdiction covers this target.",
    },
    // outcomes of an act
    EntriKode {
        kode: "PLT-010",
        id: "Data yang diminta tidak ada.",
        en: "What you asked for does not exist.",
        saran_id: "Periksa kembali alamat atau nomornya.",
        saran_en: "Check the address or the number.",
    },
    EntriKode {
        kode: "PLT-011",
        id: "Data ini sudah diubah orang lain sejak Anda membukanya.",
        en: "Someone else changed this since you opened it.",
        saran_id: "Muat ulang, periksa perubahannya, lalu ulangi.",
        saran_en: "Reload, look at the change, then try again.",
    },
    EntriKode {
        kode: "PLT-012",
        id: "Terjadi gangguan di pihak kami. Nomor rujukan: {rujukan}.",
        en: "Something failed on our side. Reference: {rujukan}.",
        saran_id: "Coba lagi sebentar lagi; bila berulang, sampaikan nomor rujukan kepada pengelola.",
        saran_en: "Try again shortly; if it repeats, give the reference to the operator.",
    },
    // regions
    EntriKode {
        kode: "PLT-020",
        id: "Daerah {kode} belum ada di {tempat}. Yang ada: {ada}.",
        en: "Region {kode} does not exist in {tempat}. Known regions: {ada}.",
        saran_id: "Periksa --region dan --data, atau buat dengan `balai region add {kode} --data {tempat}`.",
        saran_en: "Check --region and --data, or create it with `balai region add {kode} --data {tempat}`.",
    },
    EntriKode {
        kode: "PLT-021",
        id: "Daerah {kode} sudah ada di {tempat}.",
        en: "Region {kode} already exists in {tempat}.",
        saran_id: "Tidak perlu dibuat lagi; lanjutkan dengan perintah berikutnya.",
        saran_en: "There is no need to create it again; go on with the next command.",
    },
    EntriKode {
        kode: "PLT-022",
        id: "\"{nilai}\" bukan kode wilayah daerah.",
        en: "\"{nilai}\" is not the territory code of a region.",
        saran_id: "Pakai kode Kemendagri provinsi atau kabupaten/kota, misalnya 32 atau 32.73.",
        saran_en: "Use the ministry's code of a province, regency or city, such as 32 or 32.73.",
    },
    EntriKode {
        kode: "PLT-023",
        id: "Basis data {tempat} tidak dapat dibuka: {sebab}.",
        en: "The database {tempat} cannot be opened: {sebab}.",
        saran_id: "Periksa alamat --data, hak akses folder, atau apakah server PostgreSQL berjalan.",
        saran_en: "Check the --data address, the folder's permissions, or whether PostgreSQL is running.",
    },
    // packages and profiles
    EntriKode {
        kode: "PLT-030",
        id: "Daerah {kode} belum punya berkas profil ({berkas}).",
        en: "Region {kode} has no profile file ({berkas}).",
        saran_id: "Salin paket/daerah/32.73/profil.toml ke folder daerah itu lalu ganti isinya.",
        saran_en: "Copy paket/daerah/32.73/profil.toml into that region's folder and change its values.",
    },
    EntriKode {
        kode: "PLT-031",
        id: "{berkas} tidak dapat dibaca sebagai profil daerah: {sebab}",
        en: "{berkas} cannot be read as a region's profile: {sebab}",
        saran_id: "Perbaiki baris yang disebut; bandingkan dengan paket/daerah/32.73/profil.toml.",
        saran_en: "Correct the line named; compare with paket/daerah/32.73/profil.toml.",
    },
    EntriKode {
        kode: "PLT-032",
        id: "{berkas}: nilai {kunci} tidak berlaku: \"{nilai}\". Seharusnya {seharusnya}.",
        en: "{berkas}: the value of {kunci} is not valid: \"{nilai}\". Expected {seharusnya}.",
        saran_id: "Ganti nilai itu lalu ulangi.",
        saran_en: "Change that value and try again.",
    },
    EntriKode {
        kode: "PLT-033",
        id: "Paket {paket} tidak ditemukan. Yang ada: {ada}.",
        en: "Package {paket} was not found. Available: {ada}.",
        saran_id: "Periksa ejaannya, atau tunjuk folder lain dengan --paket-dir.",
        saran_en: "Check the spelling, or name another folder with --paket-dir.",
    },
    EntriKode {
        kode: "PLT-034",
        id: "Folder paket {folder} tidak dapat dibaca: {sebab}.",
        en: "The package folder {folder} cannot be read: {sebab}.",
        saran_id: "Periksa nama folder dan hak aksesnya.",
        saran_en: "Check the folder's name and permissions.",
    },
    EntriKode {
        kode: "PLT-035",
        id: "Paket {paket} belum benar dan tidak dapat diterbitkan: {sebab}",
        en: "Package {paket} is not correct yet and cannot be published: {sebab}",
        saran_id: "Jalankan `balai rules check` untuk melihat semua kesalahannya.",
        saran_en: "Run `balai rules check` to see all its errors.",
    },
    EntriKode {
        kode: "PLT-036",
        id: "Versi paket dengan sidik {sidik} tidak ada di daerah ini.",
        en: "This region has no package version with hash {sidik}.",
        saran_id: "Versi diterbitkan saat sebuah proses memakainya; periksa sidiknya.",
        saran_en: "A version is published when a run uses it; check the hash.",
    },
    EntriKode {
        kode: "PLT-037",
        id: "Isi tersimpan versi paket {sidik} tidak lagi cocok dengan sidiknya.",
        en: "The stored texts of package version {sidik} no longer match its hash.",
        saran_id: "Jangan lanjutkan; pulihkan basis data dari cadangan dan laporkan kepada pengelola.",
        saran_en: "Stop; restore the database from a backup and report this to the operator.",
    },
    // jobs
    EntriKode {
        kode: "PLT-040",
        id: "Pekerjaan latar {nama} tidak punya pelaksana di program ini.",
        en: "No handler of this program does the background job {nama}.",
        saran_id: "Pakai versi program yang sama di semua server; pekerjaan ini dicoba lagi nanti.",
        saran_en: "Run the same version of the program on every server; the job is tried again later.",
    },
    EntriKode {
        kode: "PLT-041",
        id: "\"{nilai}\" bukan keadaan pekerjaan latar.",
        en: "\"{nilai}\" is not a state of a background job.",
        saran_id: "Pakai menunggu, berjalan, selesai, atau gagal.",
        saran_en: "Use menunggu, berjalan, selesai or gagal.",
    },
];
