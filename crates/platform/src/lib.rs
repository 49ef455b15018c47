//! What every application stands on: regions, authority, the journal, packages, and ports.
//!
//! An act travels through here: [`decide`] answers whether the actor may, [`Region::act`] runs the change
//! and stores the [`Event`] it returns in the same transaction. An event is made from the decision, so a
//! change without a decision, or a decision without a record, does not compile.
//!
//! **Must not know**: pages, HTTP words, a database driver, any one application.

pub mod berkas;
pub mod cari;
pub mod dokumen;
mod galat;
pub mod hidup;
mod host;
pub mod jurnal;
pub mod paket;
pub mod parameter;
pub mod pekerjaan;
pub mod pemberitahuan;
mod pemeriksaan;
pub mod penomoran;
mod peristiwa;
mod port;
mod region;
mod sistem;
pub mod tenggat;
mod wewenang;

pub use galat::KODE;
pub use host::{Balai, DAERAH_BUAT, operator, sistem};
pub use jurnal::{
    Asal, Catatan, Keadaan, PRIBADI_HAPUS, Saringan, TitikTersimpan, Tujuan, cari_catatan, catatan_sasaran,
    catatan_subjek, catatan_terbaru, daftar_titik, satu_catatan,
};
pub use paket::{PAKET_TERBIT, Profil, SumberPaket};
pub use pekerjaan::{Jadwal, Pekerja, Pekerjaan, Pelaksana};
pub use pemeriksaan::{PEMERIKSAAN_BACA, catat_baca};
pub use peristiwa::{Done, Event, Kerusakan, Refusal, sidik};
pub use port::{OrganisasiPort, PenerimaPort, SesiPort, TempatPort};
pub use region::{Identitas, Region};
pub use sistem::{OsAcak, SystemClock};
pub use wewenang::{Akt, AktEntri, Jangkauan, Penolakan, Putusan, Sasaran, decide, lingkup_untuk};

use balai_store::{Migration, Sql};

/// The platform's acts.
pub static AKT: [AktEntri; 10] = [
    DAERAH_BUAT,
    PAKET_TERBIT,
    PRIBADI_HAPUS,
    PEMERIKSAAN_BACA,
    pekerjaan::PEKERJAAN_ULANG,
    pekerjaan::PEKERJAAN_BATAL,
    pemberitahuan::PEMBERITAHUAN_ATUR,
    penomoran::SERI_ATUR,
    parameter::PARAMETER_ATUR,
    parameter::PARAMETER_BACA,
];

/// The platform's tables, oldest first; each room of it numbers its own.
pub fn migrations() -> Vec<Migration> {
    let langkah = |app, versi, nama, sql| Migration { app, versi, nama, sql };
    vec![
        langkah("platform", 1, "jurnal", include_str!("../migrations/0001_jurnal.sql")),
        langkah("platform", 2, "segel", include_str!("../migrations/0002_segel.sql")),
        langkah("pekerjaan", 1, "pekerjaan", include_str!("../migrations/pekerjaan/0001_pekerjaan.sql")),
        langkah("pekerjaan", 2, "batal", include_str!("../migrations/pekerjaan/0002_batal.sql")),
        langkah("berkas", 1, "berkas", include_str!("../migrations/berkas/0001_berkas.sql")),
        langkah(
            "pemberitahuan",
            1,
            "pemberitahuan",
            include_str!("../migrations/pemberitahuan/0001_pemberitahuan.sql"),
        ),
        langkah("penomoran", 1, "penomoran", include_str!("../migrations/penomoran/0001_penomoran.sql")),
        langkah("parameter", 1, "parameter", include_str!("../migrations/parameter/0001_parameter.sql")),
        langkah("hidup", 1, "hidup", include_str!("../migrations/hidup/0001_hidup.sql")),
        langkah("cari", 1, "cari", include_str!("../migrations/cari/0001_cari.sql")),
        langkah("dokumen", 1, "dokumen", include_str!("../migrations/dokumen/0001_dokumen.sql")),
    ]
}

/// The platform's own background jobs; `luar` says how they reach people outside.
pub fn jobs(luar: &pemberitahuan::Luar) -> Vec<Pelaksana> {
    let mut semua = pekerjaan::pelaksana();
    semua.extend(jurnal::pelaksana());
    semua.extend(pemberitahuan::pelaksana(luar));
    semua
}

/// Every statement of the platform, for the tests that prepare them on both databases.
pub fn statements() -> Vec<&'static Sql> {
    let mut semua = host::statements();
    semua.extend(hidup::statements());
    semua.extend(jurnal::statements());
    semua.extend(paket::statements());
    semua.extend(parameter::statements());
    semua.extend(pekerjaan::statements());
    semua.extend(pemberitahuan::statements());
    semua.extend(penomoran::statements());
    semua.extend(berkas::statements());
    semua.extend(cari::statements());
    semua.extend(dokumen::statements());
    semua
}
