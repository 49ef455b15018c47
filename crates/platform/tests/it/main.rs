//! The platform from outside: authority, regions and their journal, packages.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has found the failure to report")]

mod daerah;
mod paket;
mod pekerjaan;
mod pendukung;
mod penomoran;
mod wewenang;
