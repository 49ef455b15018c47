//! Every refusal of the command line, and how a command ends.

use balai_kernel::{Bahasa, EntriKode, Galat};
use balai_platform::Refusal;
use balai_rules::GalatAturan;

/// The error table; codes are stable and never reused.
pub const KODE: &[EntriKode] = &[
    EntriKode {
        kode: "CLI-001",
        id: "{berkas} tidak dapat dibaca: {sebab}.",
        en: "{berkas} cannot be read: {sebab}.",
        saran_id: "Periksa nama dan hak aksesnya.",
        saran_en: "Check its name and permissions.",
    },
    EntriKode {
        kode: "CLI-002",
        id: "Paket {paket} tidak punya satu kasus pun, jadi tidak ada yang membuktikan isinya benar.",
        en: "Package {paket} has no case at all, so nothing proves that it is right.",
        saran_id: "Tulis paling sedikit satu kasus di {paket}/kasus/, misalnya contoh hitungan dari lampiran peraturannya.",
        saran_en: "Write at least one case in {paket}/kasus/, such as a worked example from the regulation's annex.",
    },
    EntriKode {
        kode: "CLI-003",
        id: "{kunci} tidak ada di antara {jumlah} baris {entitas}.",
        en: "{kunci} is not among the {jumlah} rows of {entitas}.",
        saran_id: "Periksa kolom kuncinya di {entitas}.csv.",
        saran_en: "Check the key column in {entitas}.csv.",
    },
    EntriKode {
        kode: "CLI-004",
        id: "Rumus {rumus} tidak ada untuk {entitas} pada periode ini. Keluaran yang ada: {ada}.",
        en: "There is no formula {rumus} for {entitas} in this period. Outputs: {ada}.",
        saran_id: "Periksa ejaannya; tanpa --rumus yang dijelaskan adalah angka utama.",
        saran_en: "Check the spelling; without --rumus the main figure is explained.",
    },
    EntriKode {
        kode: "CLI-005",
        id: "Alamat {alamat} tidak dapat dipakai: {sebab}.",
        en: "The address {alamat} cannot be used: {sebab}.",
        saran_id: "Hentikan program lain yang memakainya, atau pilih --port lain.",
        saran_en: "Stop the other program that uses it, or choose another --port.",
    },
    EntriKode {
        kode: "CLI-006",
        id: "Belum ada daerah di {tempat}.",
        en: "There is no region in {tempat} yet.",
        saran_id: "Buat satu dahulu: `balai region add 32.73 --data {tempat}`.",
        saran_en: "Create one first: `balai region add 32.73 --data {tempat}`.",
    },
    EntriKode {
        kode: "CLI-007",
        id: "{folder} bukan folder paket: tidak ada berkas .toml di dalamnya.",
        en: "{folder} is not a package folder: it holds no .toml file.",
        saran_id: "Tunjuk folder yang langsung berisi paket.toml, misalnya paket/tunjangan/kota-bandung.",
        saran_en: "Name the folder that directly holds paket.toml, such as paket/tunjangan/kota-bandung.",
    },
    EntriKode {
        kode: "CLI-008",
        id: "{berkas} baris {baris} bukan CSV yang utuh: {sebab}.",
        en: "{berkas} line {baris} is not well-formed CSV: {sebab}.",
        saran_id: "Perbaiki baris itu; jumlah kolomnya harus sama dengan baris pertama.",
        saran_en: "Correct that line; it needs as many columns as the first line.",
    },
    EntriKode {
        kode: "CLI-009",
        id: "Nilai {bendera} tidak terbaca: \"{nilai}\".",
        en: "The value of {bendera} cannot be read: \"{nilai}\".",
        saran_id: "Contoh yang benar: {contoh}",
        saran_en: "A correct example: {contoh}",
    },
    EntriKode {
        kode: "CLI-010",
        id: "{berkas} tidak dapat ditulis: {sebab}.",
        en: "{berkas} cannot be written: {sebab}.",
        saran_id: "Periksa hak akses dan ruang kosong foldernya.",
        saran_en: "Check the folder's permissions and free space.",
    },
    EntriKode {
        kode: "CLI-011",
        id: "Folder {folder} tidak berisi satu pun dari: {perlu}.",
        en: "The folder {folder} holds none of: {perlu}.",
        saran_id: "Tunjuk folder masukan dengan satu CSV per entitas paket itu.",
        saran_en: "Name the input folder with one CSV per entity of the package.",
    },
    EntriKode {
        kode: "CLI-012",
        id: "Rangka situs tidak dapat disusun: {sebab}.",
        en: "The site cannot be put together: {sebab}.",
        saran_id: "Ini kesalahan program atau profil daerah; sampaikan kalimat ini kepada pengembang.",
        saran_en: "This is a fault of the program or of a region's profile; pass this sentence to the developers.",
    },
    EntriKode {
        kode: "CLI-013",
        id: "{berkas} baris {baris}: tanda kutip ini tidak pernah ditutup.",
        en: "{berkas} line {baris}: this quotation mark is never closed.",
        saran_id: "Tutup tanda kutipnya, atau hapus bila bukan bagian dari isian.",
        saran_en: "Close it, or delete it when it is not part of the cell.",
    },
    EntriKode {
        kode: "CLI-016",
        id: "{di}: {kunci} = {nilai} tidak dapat dipakai; yang berlaku, misalnya: {contoh}.",
        en: "{di}: {kunci} = {nilai} cannot be used; what may stand there, for example: {contoh}.",
        saran_id: "Perbaiki baris itu; semua kunci dan nilai bawaannya ada di docs/konfigurasi.md.",
        saran_en: "Correct that line; every key and its default stands in docs/konfigurasi.md.",
    },
    EntriKode {
        kode: "CLI-014",
        id: "{di}: kunci \"{kunci}\" tidak dikenal. Maksud Anda mungkin: {mirip}.",
        en: "{di}: the key \"{kunci}\" is unknown. Perhaps you meant: {mirip}.",
        saran_id: "Perbaiki ejaannya atau hapus baris itu; semua kunci ada di docs/konfigurasi.md.",
        saran_en: "Correct its spelling or remove the line; every key stands in docs/konfigurasi.md.",
    },
    EntriKode {
        kode: "CLI-015",
        id: "balai.toml memberi nama tuan kepada daerah {kode}, tetapi daerah itu tidak ada di {tempat}.",
        en: "balai.toml gives host names to region {kode}, but there is no such region in {tempat}.",
        saran_id: "Buat daerahnya dengan `balai region add {kode}`, atau hapus bagian [daerah.\"{kode}\"].",
        saran_en: "Create it with `balai region add {kode}`, or remove the section [daerah.\"{kode}\"].",
    },
    EntriKode {
        kode: "CLI-017",
        id: "{berkas} bukan cadangan yang utuh: {sebab}.",
        en: "{berkas} is not a whole backup: {sebab}.",
        saran_id: "Jangan memulihkan dari berkas ini; pakai cadangan yang lain dan cari tahu apa yang merusaknya.",
        saran_en: "Do not restore from this file; take another backup and find out what damaged it.",
    },
    EntriKode {
        kode: "CLI-018",
        id: "{berkas} tidak dipulihkan, tidak ada yang berubah: {sebab}.",
        en: "{berkas} was not restored, nothing has changed: {sebab}.",
        saran_id: "Pulihkan ke folder atau basis data yang kosong, dengan program yang sama atau lebih baru.",
        saran_en: "Restore to an empty folder or database, with the same or a newer program.",
    },
    EntriKode {
        kode: "CLI-019",
        id: "{berkas} tidak terbuka dengan kunci ini: kuncinya lain, atau isinya diubah dengan sengaja.",
        en: "{berkas} does not open with this key: it is another key, or the content was changed on purpose.",
        saran_id: "Sebut berkas kunci yang dipakai saat cadangan itu dibuat dengan --kunci.",
        saran_en: "Name the key file that was used when this backup was taken with --kunci.",
    },
    EntriKode {
        kode: "CLI-020",
        id: "Kata sandi di {berkas} terlalu pendek; paling sedikit {paling_pendek} huruf.",
        en: "The passphrase in {berkas} is too short; it takes at least {paling_pendek} characters.",
        saran_id: "Buat yang baru: `balai backup --buat-kunci BERKAS`.",
        saran_en: "Make a new one: `balai backup --buat-kunci FILE`.",
    },
    EntriKode {
        kode: "CLI-021",
        id: "{berkas} bersandi, dan tidak ada kunci yang disebut.",
        en: "{berkas} is sealed, and no key was named.",
        saran_id: "Sebut berkas kuncinya dengan --kunci.",
        saran_en: "Name its key file with --kunci.",
    },
    EntriKode {
        kode: "CLI-022",
        id: "Daerah {kode} dipulihkan, tetapi jurnalnya tidak sama dengan jurnal di cadangan: akar {akar} menjadi {ada}.",
        en: "Region {kode} was restored, but its journal is not that of the backup: root {akar} became {ada}.",
        saran_id: "Jangan dipakai; simpan cadangannya, dan periksa dengan `balai journal verify`.",
        saran_en: "Do not use it; keep the backup, and check with `balai journal verify`.",
    },
    EntriKode {
        kode: "CLI-023",
        id: "Di {tempat} ada daerah sungguhan ({kode}); kota contoh tidak dibuka di situ.",
        en: "{tempat} holds a real region ({kode}); the demo city is not opened there.",
        saran_id: "Akun contoh memakai kata sandi yang diketahui semua orang. Pakai folder lain: --data demo-data.",
        saran_en: "Demo accounts have a password that everybody knows. Use another folder: --data demo-data.",
    },
    EntriKode {
        kode: "CLI-024",
        id: "Alamat pengelola {alamat} (kesehatan dan ukuran) tidak dapat dipakai: {sebab}.",
        en: "The operator's address {alamat} (health and measures) cannot be used: {sebab}.",
        saran_id: "Beri server kedua alamat lain di [server] pengelola, atau kosongkan (pengelola = \"\").",
        saran_en: "Give a second server another address in [server] pengelola, or leave it empty (pengelola = \"\").",
    },
    EntriKode {
        kode: "CLI-025",
        id: "{di}: bukan TOML yang sah ({sebab}).",
        en: "{di}: no valid TOML ({sebab}).",
        saran_id: "Bandingkan dengan contoh di docs/konfigurasi.md: [bagian] pada barisnya sendiri, lalu kunci = nilai.",
        saran_en: "Compare with docs/konfigurasi.md: [section] on a line of its own, then key = value.",
    },
    EntriKode {
        kode: "CLI-026",
        id: "{di}: [{bagian}] {kunci} belum ditulis.",
        en: "{di}: [{bagian}] {kunci} is not written.",
        saran_id: "Tambahkan di bawah [{bagian}], misalnya: {kunci} = \"{contoh}\".",
        saran_en: "Add it below [{bagian}], for example: {kunci} = \"{contoh}\".",
    },
    EntriKode {
        kode: "CLI-027",
        id: "{di}: nama {nama} dipakai lebih dari satu daerah ({daerah}).",
        en: "{di}: the name {nama} is used by more than one region ({daerah}).",
        saran_id: "Satu nama tuan hanya untuk satu daerah; hapus dari yang lain.",
        saran_en: "A host name belongs to one region; remove it from the other.",
    },
];

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Gagal {
    /// A refusal with its code; exit code 1.
    Tolak(Refusal),
    /// Everything that stands in the way, each naming the person where there is one; exit code 1.
    Banyak(Vec<Galat>),
    /// Everything is on the screen already; exit code 1.
    Terlapor,
    /// Faults of a package or of its inputs; exit code 1.
    Aturan(Vec<GalatAturan>),
    /// The command line itself makes no sense; exit code 2.
    Pemakaian(Galat),
}

impl Gagal {
    /// The exit code: 1 refused, 2 usage.
    pub fn kode_keluar(&self) -> u8 {
        match self {
            Gagal::Tolak(_) | Gagal::Banyak(_) | Gagal::Terlapor | Gagal::Aturan(_) => 1,
            Gagal::Pemakaian(_) => 2,
        }
    }

    /// What the person at the terminal reads.
    pub fn tampil(&self, bahasa: Bahasa) -> String {
        match self {
            Gagal::Terlapor => String::new(),
            Gagal::Aturan(galat) => galat.iter().map(|g| g.tampil(bahasa)).collect::<Vec<_>>().join("\n"),
            Gagal::Pemakaian(galat) => tampil(galat, bahasa),
            Gagal::Banyak(galat) => galat.iter().map(|g| tampil(g, bahasa)).collect::<Vec<_>>().join("\n"),
            Gagal::Tolak(tolak) => {
                let mut teks = tampil(&tolak.galat(), bahasa);
                // whoever runs the command line is the operator: the details are theirs
                if let Refusal::Internal(kerusakan) = tolak {
                    teks.push_str(&format!("\n  {}", kerusakan.rinci()));
                }
                teks
            }
        }
    }
}

impl Gagal {
    /// The same for a program that asked with `--json`: `{"galat": [{"kode", "pesan", "saran"}]}`. None when the
    /// command has given its report already.
    pub fn json(&self, bahasa: Bahasa) -> Option<serde_json::Value> {
        let galat: Vec<Galat> = match self {
            Gagal::Terlapor => return None,
            Gagal::Aturan(galat) => galat.iter().map(|g| g.galat.clone()).collect(),
            Gagal::Banyak(galat) => galat.clone(),
            Gagal::Pemakaian(galat) => vec![galat.clone()],
            Gagal::Tolak(tolak) => vec![tolak.galat()],
        };
        let tabel = crate::apps::kode();
        let satu = |g: &Galat| {
            serde_json::json!({
                "kode": g.kode, "pesan": g.pesan(&tabel, bahasa), "saran": g.saran(&tabel, bahasa),
            })
        };
        Some(serde_json::json!({ "galat": galat.iter().map(satu).collect::<Vec<_>>() }))
    }
}

/// A refusal's code, sentence and remedy.
pub(crate) fn tampil(galat: &Galat, bahasa: Bahasa) -> String {
    let tabel = crate::apps::kode();
    let panah = bahasa.pilih("Perbaikan", "To fix");
    format!("{} {}\n  {panah}: {}", galat.kode, galat.pesan(&tabel, bahasa), galat.saran(&tabel, bahasa))
}

impl From<Refusal> for Gagal {
    fn from(tolak: Refusal) -> Self {
        Gagal::Tolak(tolak)
    }
}

impl From<Galat> for Gagal {
    fn from(galat: Galat) -> Self {
        Gagal::Tolak(Refusal::Rule(galat))
    }
}

impl From<Vec<GalatAturan>> for Gagal {
    fn from(galat: Vec<GalatAturan>) -> Self {
        Gagal::Aturan(galat)
    }
}
