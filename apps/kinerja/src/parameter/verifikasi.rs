//! What a region decides about verifying activities.

use balai_kernel::Tanggal;
use balai_platform::parameter::{Bulat, Ciri, Opsi, Pilihan, Satuan, YaTidak};
use balai_store::{StoreError, Tx};

use super::{PERAN, USULAN};
use crate::model::verifikasi::Ambang;

/// After how many working days the superior's superior may decide too.
pub static ESKALASI_HARI: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.verifikasi.eskalasi_hari",
        label_id: "Naik ke atasan dari atasan",
        label_en: "Goes up to the superior's superior",
        ket_id: "Aktivitas yang menunggu lebih lama dari ini juga masuk antrean atasan dari atasannya.",
        ket_en: "Activities that wait longer than this come into the queue of the superior's superior too.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::HariKerja,
    min: 1,
    maks: 60,
    bawaan: 3,
};

/// The word for waiting without end.
pub const TUNGGU: &str = "tunggu";
/// The word for counting what nobody decided on.
pub const DIANGGAP: &str = "dianggap";

/// What becomes of what nobody decides on.
pub static DIAM: Pilihan = Pilihan {
    ciri: Ciri {
        id: "kinerja.verifikasi.diam",
        label_id: "Bila atasan diam",
        label_en: "When the superior is silent",
        ket_id: "Menunggu sampai ada yang memutus, atau dianggap diterima setelah batas hari dan sebagian diperiksa kemudian.",
        ket_en: "Waits until somebody decides, or is deemed accepted after so many days and a share is looked at afterwards.",
        dasar: USULAN,
        peran: PERAN,
    },
    opsi: &[
        Opsi { kata: TUNGGU, label_id: "tetap menunggu", label_en: "keeps waiting" },
        Opsi { kata: DIANGGAP, label_id: "dianggap diterima", label_en: "is deemed accepted" },
    ],
    bawaan: TUNGGU,
};

/// After how many working days silence counts as acceptance.
pub static DIAM_HARI: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.verifikasi.diam_hari",
        label_id: "Batas diam",
        label_en: "How long silence lasts",
        ket_id: "Setelah menunggu lebih lama dari ini, aktivitas dianggap diterima bila daerah memilihnya.",
        ket_en: "After waiting longer than this an activity is deemed accepted, where the region chose so.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::HariKerja,
    min: 1,
    maks: 60,
    bawaan: 5,
};

/// How many of a hundred that were deemed accepted are looked at afterwards.
pub static CONTOH_PERSEN: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.verifikasi.contoh_persen",
        label_id: "Pemeriksaan sampel",
        label_en: "Share looked at afterwards",
        ket_id: "Sekian persen dari yang dianggap diterima diundi untuk diperiksa atasan dari atasan sampai bulannya dihitung.",
        ket_en: "This share of what was deemed accepted is drawn for the superior's superior to look at until the month is computed.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::Persen,
    min: 0,
    maks: 100,
    bawaan: 10,
};

/// How many days somebody has to mend what came back, however late it came back.
pub static PERBAIKAN_HARI: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.verifikasi.perbaikan_hari",
        label_id: "Waktu memperbaiki",
        label_en: "Time to mend",
        ket_id: "Aktivitas yang dikembalikan dapat diperbaiki sekian hari sejak dikembalikan, walau bulannya sudah ditutup.",
        ket_en: "What was returned may be mended for this many days, also when its month has closed.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::Hari,
    min: 0,
    maks: 31,
    bawaan: 3,
};

/// Whether a month counts what nobody has decided on.
pub static MENUNGGU_DIHITUNG: YaTidak = YaTidak {
    ciri: Ciri {
        id: "kinerja.verifikasi.menunggu_dihitung",
        label_id: "Yang menunggu ikut dihitung",
        label_en: "What waits counts too",
        ket_id: "Bila ya, bulan menghitung juga aktivitas yang belum diputus siapa pun saat dibekukan.",
        ket_en: "If yes, a month also counts activities that nobody has decided on when it is frozen.",
        dasar: "Usulan Balai: tidak, agar yang dibayar adalah yang diverifikasi.",
        peran: PERAN,
    },
    bawaan: false,
};

/// From how many copies on the same text is worth a second look.
pub static TEKS_SAMA: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.verifikasi.teks_sama",
        label_id: "Petunjuk: teks yang sama",
        label_en: "Hint: the same text",
        ket_id: "Uraian yang sama sebanyak ini dalam sebulan ditunjukkan kepada atasan. Hanya petunjuk.",
        ket_en: "The same text this often within a month is pointed out to the superior. A hint only.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::Buah,
    min: 2,
    maks: 200,
    bawaan: 10,
};

/// Before which time of day a beginning is worth a second look.
pub static JAM_PAGI: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.verifikasi.jam_pagi",
        label_id: "Petunjuk: sebelum jam",
        label_en: "Hint: before this time",
        ket_id: "Aktivitas yang mulai sebelum jam ini ditunjukkan kepada atasan. Hanya petunjuk.",
        ket_en: "An activity that began before this time is pointed out to the superior. A hint only.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::Jam,
    min: 0,
    maks: 720,
    bawaan: 240,
};

/// From how many minutes on a day is worth a second look.
pub static HARI_PANJANG: Bulat = Bulat {
    ciri: Ciri {
        id: "kinerja.verifikasi.hari_panjang",
        label_id: "Petunjuk: hari yang panjang",
        label_en: "Hint: a long day",
        ket_id: "Hari dengan lebih banyak menit dari ini ditunjukkan kepada atasan. Hanya petunjuk.",
        ket_en: "A day of more minutes than this is pointed out to the superior. A hint only.",
        dasar: USULAN,
        peran: PERAN,
    },
    satuan: Satuan::Menit,
    min: 240,
    maks: 1440,
    bawaan: 960,
};

/// From when on something is worth a second look.
///
/// # Errors
/// The store's failure.
pub fn ambang(tx: &mut Tx<'_>, hari: Tanggal) -> Result<Ambang, StoreError> {
    Ok(Ambang {
        teks_sama: TEKS_SAMA.pada(tx, hari)?,
        jam_pagi: JAM_PAGI.pada(tx, hari)?,
        hari_panjang: HARI_PANJANG.pada(tx, hari)?,
    })
}
