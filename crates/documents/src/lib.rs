//! Official letters and slips: a template that a region can edit becomes a document, and the document becomes a page
//! to look at and a PDF to keep (PDF/A-2a for archives, PDF/UA-1 for screen readers).
//!
//! A template is Markdown with values in double braces. What it becomes is a [`Dokumen`]: headings, paragraphs, lists,
//! tables, a signature. The same document is shown as HTML and laid out on paper, so what a region sees while it edits
//! is what will be printed. The same values, template and moment give the same bytes.
//!
//! **Must not know**: databases, HTTP, files, who may have which document.

mod html;
mod huruf;
mod isi;
mod kode;
mod patah;
mod pdf;
mod tata;
mod templat;

pub use isi::{Blok, Dokumen, Keterangan, Kop, Potong, Rata, TandaTangan};
pub use kode::{KODE, KodeDokumen};
pub use pdf::Cetakan;
pub use templat::Templat;
