//! The platform from outside: authority, regions and their journal, packages.

mod daerah;
mod paket;
mod pendukung;
mod wewenang;
