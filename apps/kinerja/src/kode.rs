//! Error codes of a month's run, its slips and exports.

use std::sync::LazyLock;

use balai_kernel::EntriKode;

/// Every code of this application: of imports and of runs.
pub static SEMUA: LazyLock<Vec<EntriKode>> =
    LazyLock::new(|| crate::model::impor::KODE.iter().chain(KODE).copied().collect());

/// What can go wrong with a run, a slip or an export.
pub const KODE: &[EntriKode] = &[
    EntriKode {
        kode: "KIN-401",
        id: "Belum ada pegawai pada {periode}.",
        en: "There is no staff in {periode}.",
        saran_id: "Impor unit dan pegawai lebih dulu: balai import pegawai BERKAS.",
        saran_en: "Import units and staff first: balai import pegawai FILE.",
    },
    EntriKode {
        kode: "KIN-402",
        id: "Paket memerlukan entitas {entitas}, yang tidak dikenal daerah ini.",
        en: "The package needs the entity {entitas}, which this region does not have.",
        saran_id: "Gunakan orang, hari, aktivitas, atau opd dalam paket.",
        saran_en: "Use orang, hari, aktivitas or opd in the package.",
    },
    EntriKode {
        kode: "KIN-403",
        id: "Paket memerlukan {entitas}.{nama}, tetapi datanya tidak ada di daerah ini.",
        en: "The package needs {entitas}.{nama}, but this region has no such data.",
        saran_id: "Impor datanya, atau tulis bila_kosong dengan dasar hukumnya pada paket.",
        saran_en: "Import the data, or declare bila_kosong with its article in the package.",
    },
    EntriKode {
        kode: "KIN-404",
        id: "Paket membaca {entitas}.{nama} sebagai jenis yang lain dari data daerah.",
        en: "The package reads {entitas}.{nama} as another kind than the region's data.",
        saran_id: "Samakan jenis masukan itu pada paket dengan jenis datanya.",
        saran_en: "Give the input in the package the kind of the data.",
    },
    EntriKode {
        kode: "KIN-405",
        id: "{entitas}.{nama} milik {siapa} berisi {nilai}, yang tidak ada dalam pilihan paket ({pilihan}).",
        en: "{entitas}.{nama} of {siapa} is {nilai}, which is not among the package's choices ({pilihan}).",
        saran_id: "Perbaiki data orang itu, atau tambahkan pilihannya pada paket.",
        saran_en: "Correct that person's data, or add the choice to the package.",
    },
    EntriKode {
        kode: "KIN-407",
        id: "Perangkat daerah {opd} dari {siapa} tidak ada dalam daftar unit.",
        en: "The OPD {opd} of {siapa} is not in the list of units.",
        saran_id: "Impor unit itu, atau perbaiki unit orang tersebut.",
        saran_en: "Import the unit, or correct that person's unit.",
    },
    EntriKode {
        kode: "KIN-408",
        id: "Hitungan ke-{versi} untuk {periode} belum selesai dan memakai paket lain ({paket}).",
        en: "Run {versi} of {periode} is not finished and uses another package ({paket}).",
        saran_id: "Jalankan lagi dengan paket yang sama agar selesai, lalu buka hitungan baru.",
        saran_en: "Run it again with the same package so that it ends, then open a new run.",
    },
    EntriKode {
        kode: "KIN-410",
        id: "Jumlah tidak cocok pada {opd}: tersimpan {ada}, seharusnya {harus} (orang / sen). Tidak ada yang disimpan.",
        en: "Totals disagree at {opd}: stored {ada}, expected {harus} (people / sen). Nothing was stored.",
        saran_id: "Jalankan lagi. Bila berulang, laporkan; jangan membayar dari hitungan ini.",
        saran_en: "Run it again. If it happens again, report it; do not pay from this run.",
    },
    EntriKode {
        kode: "KIN-411",
        id: "Jumlah untuk {nip} lebih halus dari satu sen atau terlalu besar.",
        en: "The amount for {nip} is finer than one sen or too large.",
        saran_id: "Bulatkan rumus utama pada paket.",
        saran_en: "Round the main formula in the package.",
    },
    EntriKode {
        kode: "KIN-412",
        id: "Keluaran utama paket ({nama}) bukan jumlah rupiah yang disimpan per orang.",
        en: "The package's main figure ({nama}) is no stored amount of rupiah per person.",
        saran_id: "Isi keluaran.utama dengan rumus rupiah milik orang.",
        saran_en: "Set keluaran.utama to a rupiah formula of the person.",
    },
    EntriKode {
        kode: "KIN-413",
        id: "Berkas beku {sidik} hilang atau tidak lagi sesuai dengan sidiknya.",
        en: "The frozen file {sidik} is missing or no longer matches its hash.",
        saran_id: "Pulihkan basis data dari cadangan. Angka tersimpan tidak berubah, tetapi tidak dapat diuraikan.",
        saran_en: "Restore the database from a backup. Stored figures stand, but cannot be explained.",
    },
    EntriKode {
        kode: "KIN-414",
        id: "Baris {nip} tidak dapat dihitung ulang dari berkas bekunya.",
        en: "The line of {nip} cannot be computed again from its frozen file.",
        saran_id: "Laporkan kepada BKPSDM; jangan membayar sebelum jelas.",
        saran_en: "Report it to BKPSDM; do not pay before it is clear.",
    },
    EntriKode {
        kode: "KIN-415",
        id: "Bentuk berkas {nilai} tidak dikenal.",
        en: "The kind of file {nilai} is not known.",
        saran_id: "Pilih csv atau xlsx.",
        saran_en: "Choose csv or xlsx.",
    },
    EntriKode {
        kode: "KIN-416",
        id: "Proses {periode} sedang berjalan di mesin ini.",
        en: "The run of {periode} is going on on this machine.",
        saran_id: "Tunggu sampai selesai; halaman menunjukkan kemajuannya.",
        saran_en: "Wait until it ends; the page shows how far it is.",
    },
    EntriKode {
        kode: "KIN-417",
        id: "{nilai} bukan periode.",
        en: "{nilai} is no period.",
        saran_id: "Tulis tahun dan bulan, misalnya 2026-10.",
        saran_en: "Write year and month, for example 2026-10.",
    },
    EntriKode {
        kode: "KIN-418",
        id: "Berkas {berkas} tidak dapat ditulis: {sebab}.",
        en: "The file {berkas} cannot be written: {sebab}.",
        saran_id: "Periksa foldernya ada dan boleh ditulis.",
        saran_en: "Check that its folder exists and can be written.",
    },
    EntriKode {
        kode: "KIN-419",
        id: "Bulan {periode} belum dimulai; hari ini {hari_ini}.",
        en: "The month {periode} has not begun; today is {hari_ini}.",
        saran_id: "Pilih bulan yang sudah berjalan, atau periksa jam mesin ini.",
        saran_en: "Choose a month that has begun, or check this machine's clock.",
    },
    EntriKode {
        kode: "KIN-420",
        id: "Belum ada satu pun presensi atau aktivitas pada {periode}.",
        en: "There is no attendance and no activity at all in {periode}.",
        saran_id: "Impor dulu presensi dan aktivitas bulan itu, atau periksa bulannya.",
        saran_en: "Import the month's attendance and activities first, or check the month.",
    },
    EntriKode {
        kode: "KIN-421",
        id: "Paket {paket} dengan sidik {sidik} tidak ada di daerah ini dan tidak ada di program ini.",
        en: "There is no package {paket} with the hash {sidik} in this region or in this program.",
        saran_id: "Buka lagi halaman proses dan pilih paketnya dari daftar.",
        saran_en: "Open the page of runs again and choose the package from the list.",
    },
    EntriKode {
        kode: "KIN-422",
        id: "Parameter {nama} berisi \"{nilai}\", seharusnya {seharusnya}.",
        en: "The parameter {nama} is \"{nilai}\", expected {seharusnya}.",
        saran_id: "Perbaiki nilainya; batasnya tertulis di /api/openapi.json.",
        saran_en: "Correct its value; the limits stand in /api/openapi.json.",
    },
];
