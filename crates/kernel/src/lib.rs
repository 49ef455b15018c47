//! The words of the house: exact types for money, time, people, territory and authority.
//!
//! What is here is a value, a way to read it from what people write, and a way to show it. Reading is
//! *lenient where the meaning is certain and refuses where it is not*: `1.500.000` and `Rp 1,5 juta` are
//! money, `1,500` is refused because half of its readers would see another amount.
//!
//! **Must not know**: files, sockets, databases, HTTP, async, floating point, the ambient clock or
//! ambient chance. Time comes in as a [`Clock`], chance as an [`Acak`].
//!
//! Refusals are enums of facts; each converts into a [`Galat`] with a stable code (`INT-…`) whose text in
//! both languages stands in [`KODE`].

mod aktor;
mod angka;
mod desimal;
pub mod galat;
mod golongan;
mod id;
mod kalender;
mod kode;
mod lingkup;
mod lipat;
mod menit;
mod nik;
mod nip;
mod pembulatan;
mod periode;
mod ptkp;
mod rupiah;
pub mod tanggal;
pub mod teks;
mod waktu;
mod wilayah;

pub use aktor::{Aktor, Kapasitas, Kewenangan, Peran, PeranGalat};
pub use desimal::{Desimal, DesimalGalat};
pub use galat::{Bahasa, EntriKode, Galat};
pub use golongan::{Golongan, GolonganGalat};
pub use id::{Acak, Id, IdGalat};
pub use kalender::{HariLibur, JamKerja, JenisLibur, Kalender, KalenderGalat, PolaKerja};
pub use kode::KODE;
pub use lingkup::{Jalur, Lingkup, LingkupGalat, Rentang};
pub use lipat::{KataCari, lipat};
pub use menit::{Menit, MenitGalat};
pub use nik::{Nik, NikGalat, NikPeringatan, NomorDukcapil, NomorKk};
pub use nip::{JenisKelamin, JenisNip, Nip, NipGalat, NipPeringatan};
pub use pembulatan::Pembulatan;
pub use periode::{HariPeriode, Periode, PeriodeGalat};
pub use ptkp::{PtkpGalat, StatusPtkp};
pub use rupiah::{Rupiah, RupiahGalat};
pub use tanggal::{Tanggal, TanggalGalat};
pub use teks::TeksGalat;
pub use waktu::{Clock, Waktu, WaktuGalat, ZonaWaktu};
pub use wilayah::{KodeWilayah, TingkatWilayah, WilayahGalat};
