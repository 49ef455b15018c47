//! What a running month would come to: the same computation, with what has not happened yet put in three ways. Pure.

use std::collections::BTreeMap;

use super::pembekuan::{AktivitasBeku, HariKalender, Kehadiran, StatusAktivitas};

/// What is supposed of the days and decisions to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Andai {
    /// Nothing more is accepted: what is certain today.
    SampaiKini,
    /// What waits is accepted as well.
    DiterimaSemua,
    /// And the remaining working days bring as much as the days so far did.
    SampaiAkhir,
}

impl Andai {
    /// In the order they are shown.
    pub const SEMUA: [Self; 3] = [Self::SampaiKini, Self::DiterimaSemua, Self::SampaiAkhir];

    /// The word the API uses.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::SampaiKini => "sampai_kini",
            Self::DiterimaSemua => "diterima_semua",
            Self::SampaiAkhir => "sampai_akhir",
        }
    }
}

/// The activities under a supposition. `sisa` are the working days to come, as days of the month.
#[must_use]
pub fn aktivitas(semua: &[AktivitasBeku], andai: Andai, sisa: &[u8]) -> Vec<AktivitasBeku> {
    let mut jadi = semua.to_vec();
    if andai == Andai::SampaiKini {
        return jadi;
    }
    for a in jadi.iter_mut().filter(|a| a.status == StatusAktivitas::Diajukan) {
        a.status = StatusAktivitas::Disetujui;
    }
    if andai == Andai::SampaiAkhir {
        let rata = rata_hari(&jadi);
        let tambah = sisa.iter().filter(|_| rata > 0).map(|hari| AktivitasBeku {
            hari: *hari,
            // the text of no activity: packages that read texts see an empty one
            uraian: u32::MAX,
            menit: rata,
            status: StatusAktivitas::Disetujui,
        });
        jadi.extend(tambah);
    }
    jadi.sort_unstable();
    jadi
}

/// Accepted minutes of the days that have any, on average, rounded down.
fn rata_hari(semua: &[AktivitasBeku]) -> u16 {
    let mut per: BTreeMap<u8, u32> = BTreeMap::new();
    for a in semua.iter().filter(|a| a.status == StatusAktivitas::Disetujui) {
        *per.entry(a.hari).or_default() += u32::from(a.menit);
    }
    let hari = u32::try_from(per.len()).unwrap_or(u32::MAX);
    let rata = per.values().sum::<u32>().checked_div(hari).unwrap_or(0);
    u16::try_from(rata.min(1_440)).unwrap_or(1_440)
}

/// The calendar as far as attendance is known: days after the last punch on record are nobody's absence, so that nobody is
/// frightened by a machine that was not read yet.
#[must_use]
pub fn kalender(hari: &[HariKalender], kehadiran: &[Kehadiran]) -> Vec<HariKalender> {
    let ada = |k: &Kehadiran| k.masuk.is_some() || k.pulang.is_some();
    let terakhir = kehadiran.iter().rposition(ada);
    let mut jadi = hari.to_vec();
    for (i, h) in jadi.iter_mut().enumerate() {
        if terakhir.is_none_or(|t| i > t) {
            h.hari_kerja = false;
        }
    }
    jadi
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a(hari: u8, menit: u16, status: StatusAktivitas) -> AktivitasBeku {
        AktivitasBeku { hari, uraian: 0, menit, status }
    }

    fn diakui(semua: &[AktivitasBeku]) -> u32 {
        semua.iter().filter(|a| a.status == StatusAktivitas::Disetujui).map(|a| u32::from(a.menit)).sum()
    }

    #[test]
    fn three_suppositions_each_on_top_of_the_one_before() {
        use StatusAktivitas::{Diajukan, Dikembalikan, Disetujui, Ditolak};
        let semua = [a(2, 300, Disetujui), a(3, 200, Diajukan), a(3, 60, Ditolak), a(4, 90, Dikembalikan)];
        let jadi = Andai::SEMUA.map(|x| diakui(&aktivitas(&semua, x, &[5, 6, 9])));
        // two days with 500 minutes: 250 a day for three more
        assert_eq!(jadi, [300, 500, 500 + 3 * 250]);
        assert_eq!(
            diakui(&aktivitas(&[], Andai::SampaiAkhir, &[5, 6])),
            0,
            "nobody is promised what they never did"
        );
        assert_eq!(aktivitas(&semua, Andai::SampaiKini, &[5]), semua);
    }

    #[test]
    fn attendance_that_is_not_read_yet_frightens_nobody() {
        let hari: Vec<HariKalender> = (1..=4)
            .map(|d| HariKalender {
                tanggal: balai_kernel::Tanggal::constant(2026, 11, d),
                hari_kerja: true,
                libur: false,
                ramadan: false,
            })
            .collect();
        let datang = Kehadiran { masuk: Some(450), pulang: None };
        let kosong = Kehadiran::default();
        let kerja = |k: &[Kehadiran]| kalender(&hari, k).iter().map(|h| h.hari_kerja).collect::<Vec<_>>();
        assert_eq!(kerja(&[datang, kosong, datang, kosong]), [true, true, true, false]);
        assert_eq!(kerja(&[kosong; 4]), [false; 4]);
    }
}
