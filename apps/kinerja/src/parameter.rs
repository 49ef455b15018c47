//! What a region decides for itself about a month's inputs, outside the formulas.

pub mod verifikasi;

use balai_kernel::{Peran, Tanggal};
use balai_platform::parameter::{Bulat, Ciri, Opsi, Parameter, Pilihan, Satuan};
use balai_store::{StoreError, Tx};

use crate::model::jendela::Jendela;

/// Who may set them.
const PERAN: &[Peran] = &[Peran::Bkpsdm, Peran::Admin];
/// Where most defaults come from.
const USULAN: &str = "Usulan Balai; ganti dengan pasal peraturan kepala daerah.";

/// The word of the national e-Kinerja as a source.
pub const BKN: &str = "bkn";
/// The word of this application as a source.
pub const BALAI: &str = "balai";

/// The two sources an input can have.
pub const SUMBER: &[Opsi] = &[
    Opsi { kata: BKN, label_id: "impor dari e-Kinerja BKN", label_en: "imported from BKN's e-Kinerja" },
    Opsi { kata: BALAI, label_id: "dicatat di Balai", label_en: "entered in Balai" },
];

/// From where a month's activities come; what counts is its value on the month's first day.
pub static SUMBER_AKTIVITAS: Pilihan = Pilihan {
    ciri: Ciri {
        id: "kinerja.sumber.aktivitas",
        label_id: "Sumber aktivitas harian",
        label_en: "Source of daily activities",
        ket_id: "Bila diimpor dari BKN, halaman pencatatan aktivitas disembunyikan agar tidak ada yang mengetik dua kali.",
        ket_en: "When imported from BKN, the pages for entering activities are hidden so that nobody types twice.",
        dasar: "Kabar pers: sejak Januari 2026 ASN mencatat di e-Kinerja BKN; pastikan pada Peraturan BKN yang berlaku.",
        peran: PERAN,
    },
    opsi: SUMBER,
    bawaan: BKN,
};

/// How many days after a day its activities may still be entered.
pub static HARI_MUNDUR: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.entri.hari_mundur",
        label_id: "Batas hari mundur pencatatan",
        label_en: "Days back one may enter",
        ket_id: "Aktivitas suatu hari dapat dicatat sampai sekian hari sesudahnya; 0 berarti hanya pada hari itu.",
        ket_en: "Activities of a day may be entered until this many days later; 0 means on that day only.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::Hari,
    min: 0,
    maks: 62,
    bawaan: 3,
};

/// At what time of its last day a window closes.
pub static JAM_TUTUP: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.entri.jam_tutup",
        label_id: "Jam tutup pencatatan",
        label_en: "Time at which entry closes",
        ket_id: "Pada hari terakhirnya, pencatatan ditutup pada jam ini; 24.00 berarti akhir hari.",
        ket_en: "On its last day entry closes at this time; 24.00 is the end of the day.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::Jam,
    min: 1,
    maks: 1440,
    bawaan: 1440,
};

/// On which day of the next month a month is closed for entries.
pub static TANGGAL_TUTUP_BULAN: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.entri.tanggal_tutup_bulan",
        label_id: "Tanggal tutup bulan",
        label_en: "Closing day of a month",
        ket_id: "Aktivitas suatu bulan tidak dapat dicatat atau diperbaiki lagi setelah tanggal ini pada bulan berikutnya.",
        ket_en: "Activities of a month can no longer be entered or mended after this day of the next month.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::TanggalBulan,
    min: 1,
    maks: 31,
    bawaan: 3,
};

/// For how many days after closing an entry that waited on a device is still taken, flagged.
pub static HARI_ANTRE: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.entri.hari_antre",
        label_id: "Batas antrean tanpa sinyal",
        label_en: "How long an entry may wait for a signal",
        ket_id: "Catatan yang dibuat tepat waktu di ponsel tanpa sinyal masih diterima sekian hari setelah jendela tutup; ditandai dan dilihat atasan.",
        ket_en: "An entry made in time on a phone without signal is still taken this many days after closing; it is flagged for the superior.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::Hari,
    min: 0,
    maks: 31,
    bawaan: 7,
};

/// Most minutes a day may hold.
pub static MENIT_SEHARI: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.entri.menit_sehari",
        label_id: "Menit terbanyak sehari",
        label_en: "Most minutes in a day",
        ket_id: "Jumlah menit aktivitas satu hari tidak boleh lebih dari ini.",
        ket_en: "A day's activities may not add up to more than this.",
        dasar: "Satu hari 24 jam; daerah boleh lebih ketat.",
        peran: PERAN,
    },
    satuan: Satuan::Menit,
    min: 60,
    maks: 1440,
    bawaan: 1440,
};

/// Minutes of work that make a full month.
pub static SASARAN_BULAN: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.entri.sasaran_bulan",
        label_id: "Sasaran menit sebulan",
        label_en: "Target of minutes a month",
        ket_id: "Ditunjukkan kepada pegawai saat mencatat. Yang dibayar tetap menurut paket tunjangan.",
        ket_en: "Shown to people while they enter. What is paid follows the allowance package.",
        dasar: "PermenPANRB 1/2020: 75.000 menit setahun (dari ingatan).",
        peran: PERAN,
    },
    satuan: Satuan::Menit,
    min: 60,
    maks: 44_640,
    bawaan: 6_250,
};

/// Minutes of work that make a full day.
pub static SASARAN_HARI: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.entri.sasaran_hari",
        label_id: "Sasaran menit sehari",
        label_en: "Target of minutes a day",
        ket_id: "Ditunjukkan kepada pegawai saat mencatat.",
        ket_en: "Shown to people while they enter.",
        dasar: "PermenPANRB 1/2020: 300 menit sehari (dari ingatan).",
        peran: PERAN,
    },
    satuan: Satuan::Menit,
    min: 30,
    maks: 1440,
    bawaan: 300,
};

/// The word for naming an item of the catalogue being a duty.
pub const WAJIB: &str = "wajib";

/// Whether an activity must be one of the catalogue.
pub static KATALOG: Pilihan = Pilihan {
    ciri: Ciri {
        id: "kinerja.entri.katalog",
        label_id: "Katalog kegiatan",
        label_en: "Catalogue of activities",
        ket_id: "Bila wajib, setiap aktivitas harus dipilih dari katalog daerah; bila bebas, boleh ditulis sendiri.",
        ket_en: "When required, every activity must be chosen from the region's catalogue; otherwise it may be written freely.",
        dasar: USULAN,
        peran: PERAN,
    },
    opsi: &[
        Opsi { kata: "bebas", label_id: "boleh menulis sendiri", label_en: "free text allowed" },
        Opsi { kata: WAJIB, label_id: "wajib dari katalog", label_en: "catalogue required" },
    ],
    bawaan: "bebas",
};

/// What the catalogue's minutes are to an entry.
pub static NORMA: Pilihan = Pilihan {
    ciri: Ciri {
        id: "kinerja.entri.norma",
        label_id: "Norma waktu katalog",
        label_en: "Norm of the catalogue",
        ket_id: "Menit menurut katalog (norma dikalikan jumlah) ditawarkan saja, menjadi batas atas, atau harus persis.",
        ket_en: "The catalogue's minutes (norm times number) are only offered, are the most allowed, or must be met exactly.",
        dasar: USULAN,
        peran: PERAN,
    },
    opsi: &[
        Opsi { kata: "saran", label_id: "ditawarkan saja", label_en: "only offered" },
        Opsi { kata: "batas", label_id: "batas atas", label_en: "upper limit" },
        Opsi { kata: "tetap", label_id: "harus persis", label_en: "exact" },
    ],
    bawaan: "saran",
};

/// Who signs an OPD's part of a month.
pub static PENANDATANGAN: Pilihan = Pilihan {
    ciri: Ciri {
        id: "kinerja.proses.penandatangan",
        label_id: "Penandatangan perangkat daerah",
        label_en: "Who signs for an OPD",
        ket_id: "Siapa yang menandatangani daftar tunjangan satu perangkat daerah sebelum diverifikasi BKPSDM.",
        ket_en: "Who signs the allowance list of an OPD before BKPSDM verifies it.",
        dasar: "usulan Balai: pengguna anggaran adalah kepala perangkat daerah (PP 12/2019 Ps. 10, dari ingatan)",
        peran: &[Peran::Bkpsdm],
    },
    opsi: &[
        Opsi {
            kata: "kepala",
            label_id: "kepala perangkat daerah atau yang memangkunya (Plt., Plh., Pj.)",
            label_en: "the head of the OPD or who acts for them",
        },
        Opsi {
            kata: "operator",
            label_id: "operator kepegawaian perangkat daerah",
            label_en: "the personnel clerk of the OPD",
        },
    ],
    bawaan: "kepala",
};

/// Every parameter of this application.
pub static SEMUA: [Parameter; 20] = [
    Parameter::Pilihan(&PENANDATANGAN),
    Parameter::Pilihan(&SUMBER_AKTIVITAS),
    Parameter::Bulat(&HARI_MUNDUR),
    Parameter::Bulat(&JAM_TUTUP),
    Parameter::Bulat(&TANGGAL_TUTUP_BULAN),
    Parameter::Bulat(&HARI_ANTRE),
    Parameter::Bulat(&MENIT_SEHARI),
    Parameter::Pilihan(&KATALOG),
    Parameter::Pilihan(&NORMA),
    Parameter::Bulat(&SASARAN_BULAN),
    Parameter::Bulat(&SASARAN_HARI),
    Parameter::Bulat(&verifikasi::ESKALASI_HARI),
    Parameter::Pilihan(&verifikasi::DIAM),
    Parameter::Bulat(&verifikasi::DIAM_HARI),
    Parameter::Bulat(&verifikasi::CONTOH_PERSEN),
    Parameter::Bulat(&verifikasi::PERBAIKAN_HARI),
    Parameter::YaTidak(&verifikasi::MENUNGGU_DIHITUNG),
    Parameter::Bulat(&verifikasi::TEKS_SAMA),
    Parameter::Bulat(&verifikasi::JAM_PAGI),
    Parameter::Bulat(&verifikasi::HARI_PANJANG),
];

/// The rules by which a day's window closes.
///
/// # Errors
/// The store's failure.
pub fn jendela(tx: &mut Tx<'_>, hari: Tanggal) -> Result<Jendela, StoreError> {
    Ok(Jendela {
        hari_mundur: HARI_MUNDUR.pada(tx, hari)?,
        jam_tutup: JAM_TUTUP.pada(tx, hari)?,
        tanggal_tutup: TANGGAL_TUTUP_BULAN.pada(tx, hari)?,
        hari_antre: HARI_ANTRE.pada(tx, hari)?,
    })
}
