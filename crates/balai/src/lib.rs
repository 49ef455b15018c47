//! The one binary of the house: command line and wiring.
//!
//! [`apps`] is the list of applications; [`server`] puts them on a socket; [`perintah`] is the command line.
//! Everything it does is a call into a room that knows; here the rooms only meet.
//!
//! **Must not know**: rules of any domain.

pub mod apps;
pub mod cadangan;
pub mod catatan;
pub mod dokter;
pub mod galat;
pub mod host;
pub mod konfigurasi;
pub mod perintah;
pub mod server;
