//! The free days of each year, from the joint decree of three ministers (SKB: Agama, Ketenagakerjaan, PANRB)
//! and single decrees of the president. A new year is a new entry here; `tests/libur_pypi.py` compares.
//!
//! Decree numbers of the joint decrees are checked against press and document texts of the time. The two
//! presidential decrees of the 2024 elections and the first and last days of Ramadan (the announcement after
//! the sidang isbat) are from memory; the last day of Ramadan agrees with Idul Fitri in the joint decrees.

use std::borrow::Cow;

use super::{HariLibur, JenisLibur};
use crate::tanggal::Tanggal;

/// Month, day, Indonesian name, English name.
type Hari = (i8, i8, &'static str, &'static str);

/// Days that rest on the same decree.
pub(super) struct Ketetapan {
    dasar: &'static str,
    jenis: JenisLibur,
    hari: &'static [Hari],
}

/// A year.
pub(super) struct Tahun {
    pub(super) tahun: i16,
    ketetapan: &'static [Ketetapan],
    /// First and last day, as month and day.
    ramadan: ((i8, i8), (i8, i8)),
}

impl Tahun {
    pub(super) fn libur(&self) -> impl Iterator<Item = HariLibur> {
        self.ketetapan.iter().flat_map(|k| {
            k.hari.iter().map(|(bulan, hari, nama, nama_en)| HariLibur {
                tanggal: Tanggal::constant(self.tahun, *bulan, *hari),
                nama: Cow::Borrowed(nama),
                nama_en: Cow::Borrowed(nama_en),
                jenis: k.jenis,
                dasar: Cow::Borrowed(k.dasar),
            })
        })
    }

    pub(super) fn ramadan(&self) -> (Tanggal, Tanggal) {
        let ((ba, ha), (bk, hk)) = self.ramadan;
        (Tanggal::constant(self.tahun, ba, ha), Tanggal::constant(self.tahun, bk, hk))
    }
}

const SKB_2024: &str = "SKB 3 Menteri Nomor 855 Tahun 2023, Nomor 3 Tahun 2023, Nomor 4 Tahun 2023";
const SKB_2025: &str = "SKB 3 Menteri Nomor 1017 Tahun 2024, Nomor 2 Tahun 2024, Nomor 2 Tahun 2024";
const SKB_2025_UBAH: &str = "SKB 3 Menteri Nomor 933 Tahun 2025, Nomor 1 Tahun 2025, Nomor 3 Tahun 2025";
const SKB_2026: &str = "SKB 3 Menteri Nomor 1497 Tahun 2025, Nomor 2 Tahun 2025, Nomor 5 Tahun 2025";

/// The years known, ascending.
pub(super) const TAHUN: &[Tahun] = &[
    Tahun {
        tahun: 2024,
        ramadan: ((3, 12), (4, 9)),
        ketetapan: &[
            Ketetapan {
                dasar: SKB_2024,
                jenis: JenisLibur::Nasional,
                hari: &[
                    (1, 1, "Tahun Baru Masehi", "New Year's Day"),
                    (2, 8, "Isra Mikraj Nabi Muhammad saw.", "Ascension of the Prophet Muhammad"),
                    (2, 10, "Tahun Baru Imlek", "Chinese New Year"),
                    (3, 11, "Hari Suci Nyepi", "Nyepi, Balinese Day of Silence"),
                    (3, 29, "Wafat Yesus Kristus", "Good Friday"),
                    (3, 31, "Kebangkitan Yesus Kristus (Paskah)", "Easter Sunday"),
                    (4, 10, "Idulfitri, hari pertama", "Eid al-Fitr, first day"),
                    (4, 11, "Idulfitri, hari kedua", "Eid al-Fitr, second day"),
                    (5, 1, "Hari Buruh Internasional", "International Labour Day"),
                    (5, 9, "Kenaikan Yesus Kristus", "Ascension Day"),
                    (5, 23, "Hari Raya Waisak", "Vesak"),
                    (6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
                    (6, 17, "Iduladha", "Eid al-Adha"),
                    (7, 7, "Tahun Baru Islam", "Islamic New Year"),
                    (8, 17, "Proklamasi Kemerdekaan", "Independence Day"),
                    (9, 16, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
                    (12, 25, "Kelahiran Yesus Kristus (Natal)", "Christmas Day"),
                ],
            },
            Ketetapan {
                dasar: SKB_2024,
                jenis: JenisLibur::CutiBersama,
                hari: &[
                    (2, 9, "Cuti bersama Imlek", "Collective leave, Chinese New Year"),
                    (3, 12, "Cuti bersama Nyepi", "Collective leave, Nyepi"),
                    (4, 8, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (4, 9, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (4, 12, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (4, 15, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (5, 10, "Cuti bersama Kenaikan Yesus Kristus", "Collective leave, Ascension Day"),
                    (5, 24, "Cuti bersama Waisak", "Collective leave, Vesak"),
                    (6, 18, "Cuti bersama Iduladha", "Collective leave, Eid al-Adha"),
                    (12, 26, "Cuti bersama Natal", "Collective leave, Christmas"),
                ],
            },
            Ketetapan {
                dasar: "Keppres Nomor 10 Tahun 2024",
                jenis: JenisLibur::Nasional,
                hari: &[(2, 14, "Hari Pemungutan Suara Pemilihan Umum", "General election day")],
            },
            Ketetapan {
                dasar: "Keppres Nomor 33 Tahun 2024",
                jenis: JenisLibur::Nasional,
                hari: &[(11, 27, "Hari Pemungutan Suara Pemilihan Kepala Daerah", "Regional election day")],
            },
        ],
    },
    Tahun {
        tahun: 2025,
        ramadan: ((3, 1), (3, 30)),
        ketetapan: &[
            Ketetapan {
                dasar: SKB_2025,
                jenis: JenisLibur::Nasional,
                hari: &[
                    (1, 1, "Tahun Baru Masehi", "New Year's Day"),
                    (1, 27, "Isra Mikraj Nabi Muhammad saw.", "Ascension of the Prophet Muhammad"),
                    (1, 29, "Tahun Baru Imlek", "Chinese New Year"),
                    (3, 29, "Hari Suci Nyepi", "Nyepi, Balinese Day of Silence"),
                    (3, 31, "Idulfitri, hari pertama", "Eid al-Fitr, first day"),
                    (4, 1, "Idulfitri, hari kedua", "Eid al-Fitr, second day"),
                    (4, 18, "Wafat Yesus Kristus", "Good Friday"),
                    (4, 20, "Kebangkitan Yesus Kristus (Paskah)", "Easter Sunday"),
                    (5, 1, "Hari Buruh Internasional", "International Labour Day"),
                    (5, 12, "Hari Raya Waisak", "Vesak"),
                    (5, 29, "Kenaikan Yesus Kristus", "Ascension Day"),
                    (6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
                    (6, 6, "Iduladha", "Eid al-Adha"),
                    (6, 27, "Tahun Baru Islam", "Islamic New Year"),
                    (8, 17, "Proklamasi Kemerdekaan", "Independence Day"),
                    (9, 5, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
                    (12, 25, "Kelahiran Yesus Kristus (Natal)", "Christmas Day"),
                ],
            },
            Ketetapan {
                dasar: SKB_2025,
                jenis: JenisLibur::CutiBersama,
                hari: &[
                    (1, 28, "Cuti bersama Imlek", "Collective leave, Chinese New Year"),
                    (3, 28, "Cuti bersama Nyepi", "Collective leave, Nyepi"),
                    (4, 2, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (4, 3, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (4, 4, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (4, 7, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (5, 13, "Cuti bersama Waisak", "Collective leave, Vesak"),
                    (5, 30, "Cuti bersama Kenaikan Yesus Kristus", "Collective leave, Ascension Day"),
                    (6, 9, "Cuti bersama Iduladha", "Collective leave, Eid al-Adha"),
                    (12, 26, "Cuti bersama Natal", "Collective leave, Christmas"),
                ],
            },
            Ketetapan {
                dasar: SKB_2025_UBAH,
                jenis: JenisLibur::CutiBersama,
                hari: &[(8, 18, "Cuti bersama Proklamasi Kemerdekaan", "Collective leave, Independence Day")],
            },
        ],
    },
    Tahun {
        tahun: 2026,
        ramadan: ((2, 19), (3, 20)),
        ketetapan: &[
            Ketetapan {
                dasar: SKB_2026,
                jenis: JenisLibur::Nasional,
                hari: &[
                    (1, 1, "Tahun Baru Masehi", "New Year's Day"),
                    (1, 16, "Isra Mikraj Nabi Muhammad saw.", "Ascension of the Prophet Muhammad"),
                    (2, 17, "Tahun Baru Imlek", "Chinese New Year"),
                    (3, 19, "Hari Suci Nyepi", "Nyepi, Balinese Day of Silence"),
                    (3, 21, "Idulfitri, hari pertama", "Eid al-Fitr, first day"),
                    (3, 22, "Idulfitri, hari kedua", "Eid al-Fitr, second day"),
                    (4, 3, "Wafat Yesus Kristus", "Good Friday"),
                    (4, 5, "Kebangkitan Yesus Kristus (Paskah)", "Easter Sunday"),
                    (5, 1, "Hari Buruh Internasional", "International Labour Day"),
                    (5, 14, "Kenaikan Yesus Kristus", "Ascension Day"),
                    (5, 27, "Iduladha", "Eid al-Adha"),
                    (5, 31, "Hari Raya Waisak", "Vesak"),
                    (6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
                    (6, 16, "Tahun Baru Islam", "Islamic New Year"),
                    (8, 17, "Proklamasi Kemerdekaan", "Independence Day"),
                    (8, 25, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
                    (12, 25, "Kelahiran Yesus Kristus (Natal)", "Christmas Day"),
                ],
            },
            Ketetapan {
                dasar: SKB_2026,
                jenis: JenisLibur::CutiBersama,
                hari: &[
                    (2, 16, "Cuti bersama Imlek", "Collective leave, Chinese New Year"),
                    (3, 18, "Cuti bersama Nyepi", "Collective leave, Nyepi"),
                    (3, 20, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (3, 23, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (3, 24, "Cuti bersama Idulfitri", "Collective leave, Eid al-Fitr"),
                    (5, 15, "Cuti bersama Kenaikan Yesus Kristus", "Collective leave, Ascension Day"),
                    (5, 28, "Cuti bersama Iduladha", "Collective leave, Eid al-Adha"),
                    (12, 24, "Cuti bersama Natal", "Collective leave, Christmas"),
                ],
            },
        ],
    },
];
