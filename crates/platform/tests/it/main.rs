//! The platform from outside: authority, regions and their journal, packages.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has found the failure to report")]

mod berkas;
mod cari;
mod daerah;
mod dokumen;
mod hidup;
mod jurnal;
mod jurnal_bita;
mod paket;
mod parameter;
mod pekerjaan;
mod pemberitahuan;
mod pendukung;
mod penomoran;
mod wewenang;
