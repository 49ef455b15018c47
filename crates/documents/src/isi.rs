//! What a document is made of, before it is shown or printed.

use balai_kernel::Waktu;

/// A piece of text in one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Potong {
    /// The words.
    pub teks: String,
    /// Bold.
    pub tebal: bool,
}

/// On which side a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rata {
    /// Words.
    #[default]
    Kiri,
    /// Headings of narrow columns.
    Tengah,
    /// Numbers.
    Kanan,
}

/// Who signs, where and as what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TandaTangan {
    /// `Bandung, 23 November 2026`.
    pub tempat: String,
    /// `Kepala Dinas Sosial,`
    pub jabatan: String,
    /// The name.
    pub nama: String,
    /// The staff number as it is printed; empty for none.
    pub nip: String,
    /// What stands in the place of ink: `Ditandatangani secara elektronik`.
    pub cara: String,
}

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blok {
    /// A heading; 1 is the document's title.
    Judul {
        /// 1 to 3.
        tingkat: u8,
        /// Its words.
        isi: Vec<Potong>,
    },
    /// A paragraph.
    Paragraf(Vec<Potong>),
    /// A list, numbered or not.
    Daftar {
        /// Whether its items are numbered from 1.
        bernomor: bool,
        /// Its items.
        butir: Vec<Vec<Potong>>,
    },
    /// Names with their values: `NIP : 1986...`.
    Rincian(Vec<(Vec<Potong>, Vec<Potong>)>),
    /// A table.
    Tabel {
        /// The side of each column.
        kolom: Vec<Rata>,
        /// Its header.
        kepala: Vec<Vec<Potong>>,
        /// Its rows, each as long as the header.
        baris: Vec<Vec<Vec<Potong>>>,
    },
    /// A rule across the page.
    Garis,
    /// The signature, kept together.
    TandaTangan(TandaTangan),
}

/// A document without its letterhead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dokumen {
    /// Its blocks, in order.
    pub blok: Vec<Blok>,
}

/// The letterhead of a region and its office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kop {
    /// `Pemerintah Kota Bandung`.
    pub pemda: String,
    /// The office; empty for none.
    pub unit: String,
    /// Address, telephone, mail in one line; empty for none.
    pub alamat: String,
    /// The region's colour as red, green and blue: the rule below the letterhead.
    pub warna: [u8; 3],
}

/// What is said of a document and not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keterangan {
    /// The title for readers and archives.
    pub judul: String,
    /// The number in the foot of each page; empty for none.
    pub nomor: String,
    /// BCP 47, `id` or `en`.
    pub bahasa: String,
    /// When it was made.
    pub waktu: Waktu,
    /// A mark at the top of every page, such as `SEMENTARA`; empty for none.
    pub tanda: String,
    /// The code by which it is confirmed, as [`crate::KodeDokumen`] writes it, and the address where; none for a draft.
    pub verifikasi: Option<(String, String)>,
}

/// The plain text of some pieces.
#[must_use]
pub fn polos(isi: &[Potong]) -> String {
    isi.iter().map(|p| p.teks.as_str()).collect()
}
