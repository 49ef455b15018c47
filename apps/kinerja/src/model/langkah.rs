//! What happens to a month after it is computed: a table of steps, and where an OPD stands by the rows alone.
//!
//! Each OPD goes its own way, so that one whose head is late holds up nobody else. What holds for the whole month is
//! that one version counts: the newest, until some OPD's part of a version was approved; from then on that one.

use balai_kernel::{Bahasa, Waktu};

/// A step somebody takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Langkah {
    /// Attendance of an OPD's month is closed: imports and corrections of it are refused from here on.
    PresensiDikunci,
    /// It is opened again, with a reason.
    PresensiDibuka,
    /// The head of the OPD signs the OPD's lines.
    Ditandatangani,
    /// The OPD takes the signature back, with a reason.
    Ditarik,
    /// BKPSDM has checked the OPD's lines and proposes them for approval.
    Diverifikasi,
    /// BKPSDM sends them back to the OPD, with a reason.
    Dikembalikan,
    /// Somebody decided by decree what happens to what exceeds the ceiling.
    Kebijakan,
    /// A second person approves.
    Disetujui,
    /// The payment list was handed over to those who pay.
    Diekspor,
    /// The treasury paid: number and date of the SP2D.
    Dibayar,
    /// A difference of this month was settled in a later run.
    Dibetulkan,
}

impl Langkah {
    /// In the order of a month.
    pub const SEMUA: [Self; 11] = [
        Self::PresensiDikunci,
        Self::PresensiDibuka,
        Self::Ditandatangani,
        Self::Ditarik,
        Self::Diverifikasi,
        Self::Dikembalikan,
        Self::Kebijakan,
        Self::Disetujui,
        Self::Diekspor,
        Self::Dibayar,
        Self::Dibetulkan,
    ];

    /// The stored word.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::PresensiDikunci => "presensi_dikunci",
            Self::PresensiDibuka => "presensi_dibuka",
            Self::Ditandatangani => "ditandatangani",
            Self::Ditarik => "ditarik",
            Self::Diverifikasi => "diverifikasi",
            Self::Dikembalikan => "dikembalikan",
            Self::Kebijakan => "kebijakan",
            Self::Disetujui => "disetujui",
            Self::Diekspor => "diekspor",
            Self::Dibayar => "dibayar",
            Self::Dibetulkan => "dibetulkan",
        }
    }

    /// From the stored word.
    #[must_use]
    pub fn dari_kode(kode: &str) -> Option<Self> {
        Self::SEMUA.into_iter().find(|l| l.kode() == kode)
    }

    /// What the step is called where it is asked for: *ditandatangani kepala perangkat daerah*.
    #[must_use]
    pub fn nama(self, b: Bahasa) -> &'static str {
        match self {
            Self::PresensiDikunci => b.pilih("presensi dikunci", "attendance locked"),
            Self::PresensiDibuka => b.pilih("kunci presensi dibuka", "attendance unlocked"),
            Self::Ditandatangani => b.pilih("ditandatangani perangkat daerah", "signed by the OPD"),
            Self::Ditarik => b.pilih("tanda tangan ditarik", "signature withdrawn"),
            Self::Diverifikasi => b.pilih("diverifikasi BKPSDM", "verified by BKPSDM"),
            Self::Dikembalikan => b.pilih("dikembalikan ke perangkat daerah", "sent back to the OPD"),
            Self::Kebijakan => b.pilih("kebijakan plafon ditetapkan", "ceiling policy decided"),
            Self::Disetujui => b.pilih("disetujui", "approved"),
            Self::Diekspor => b.pilih("daftar bayar diserahkan", "payment list handed over"),
            Self::Dibayar => b.pilih("dibayar", "paid"),
            Self::Dibetulkan => b.pilih("selisih dibetulkan", "difference settled"),
        }
    }

    /// Whether it is about the computed version rather than about the month's attendance.
    #[must_use]
    pub fn berversi(self) -> bool {
        !matches!(self, Self::PresensiDikunci | Self::PresensiDibuka)
    }
}

/// Where an OPD's part of a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tahap {
    /// Computed; the OPD's head has not signed.
    Dihitung,
    /// Signed; BKPSDM has not verified.
    Ditandatangani,
    /// Verified; a second person has not approved. Over the ceiling it also waits for a policy.
    Diverifikasi,
    /// Approved; the payment list was not handed over.
    Disetujui,
    /// Handed over; not paid yet.
    Diekspor,
    /// Paid. It never changes again: what turns out otherwise is a difference in a later run.
    Dibayar,
}

impl Tahap {
    /// In order.
    pub const SEMUA: [Self; 6] = [
        Self::Dihitung,
        Self::Ditandatangani,
        Self::Diverifikasi,
        Self::Disetujui,
        Self::Diekspor,
        Self::Dibayar,
    ];

    /// A word for the API.
    #[must_use]
    pub fn kode(self) -> &'static str {
        match self {
            Self::Dihitung => "dihitung",
            Self::Ditandatangani => "ditandatangani",
            Self::Diverifikasi => "diverifikasi",
            Self::Disetujui => "disetujui",
            Self::Diekspor => "diekspor",
            Self::Dibayar => "dibayar",
        }
    }

    /// As people read it.
    #[must_use]
    pub fn nama(self, b: Bahasa) -> &'static str {
        match self {
            Self::Dihitung => b.pilih("dihitung, belum ditandatangani", "computed, not signed"),
            Self::Ditandatangani => b.pilih("ditandatangani perangkat daerah", "signed by the OPD"),
            Self::Diverifikasi => b.pilih("diverifikasi BKPSDM", "verified by BKPSDM"),
            Self::Disetujui => b.pilih("disetujui", "approved"),
            Self::Diekspor => b.pilih("daftar bayar diserahkan", "payment list handed over"),
            Self::Dibayar => b.pilih("dibayar", "paid"),
        }
    }
}

/// The state table: from where each step may be taken, and where it leads.
const TABEL: &[(Langkah, &[Tahap], Tahap)] = &[
    (Langkah::Ditandatangani, &[Tahap::Dihitung], Tahap::Ditandatangani),
    (Langkah::Ditarik, &[Tahap::Ditandatangani], Tahap::Dihitung),
    (Langkah::Diverifikasi, &[Tahap::Ditandatangani], Tahap::Diverifikasi),
    (Langkah::Dikembalikan, &[Tahap::Ditandatangani, Tahap::Diverifikasi], Tahap::Dihitung),
    (Langkah::Kebijakan, &[Tahap::Diverifikasi], Tahap::Diverifikasi),
    (Langkah::Disetujui, &[Tahap::Diverifikasi], Tahap::Disetujui),
    (Langkah::Diekspor, &[Tahap::Disetujui, Tahap::Diekspor], Tahap::Diekspor),
    (Langkah::Dibayar, &[Tahap::Diekspor], Tahap::Dibayar),
    (Langkah::Dibetulkan, &[Tahap::Dibayar], Tahap::Dibayar),
];

/// Where a step leads from a stage; none when it may not be taken there.
#[must_use]
pub fn lanjut(tahap: Tahap, langkah: Langkah) -> Option<Tahap> {
    let (_, dari, ke) = TABEL.iter().find(|(l, ..)| *l == langkah)?;
    dari.contains(&tahap).then_some(*ke)
}

/// The first stage at which a step may be taken.
#[must_use]
pub fn perlu(langkah: Langkah) -> Option<Tahap> {
    TABEL.iter().find(|(l, ..)| *l == langkah).and_then(|(_, dari, _)| dari.first().copied())
}

/// A stored step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisLangkah {
    /// Counts within the month, from 1.
    pub urut: i64,
    /// The version acted on; 0 for attendance.
    pub versi: i64,
    /// What was done.
    pub langkah: Langkah,
    /// Code of the OPD.
    pub opd: String,
    /// Path of the OPD.
    pub jalur_unit: String,
    /// Hash of the whole version.
    pub hasil_sidik: String,
    /// Hash of the OPD's lines.
    pub opd_sidik: String,
    /// The sum that was signed or paid, in sen.
    pub jumlah_sen: i64,
    /// Account that acted.
    pub akun: String,
    /// Name as it was.
    pub oleh: String,
    /// Role, capacity and jurisdiction.
    pub kapasitas: String,
    /// Reason given; empty where none was asked.
    pub alasan: String,
    /// Letter, decree or SP2D.
    pub surat: String,
    /// Its date, `2026-11-10`.
    pub tanggal: String,
    /// When.
    pub pada: Waktu,
}

/// Where an OPD stands, with the rows that say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeadaanOpd<'a> {
    /// The stage.
    pub tahap: Tahap,
    /// The signature that counts.
    pub tanda_tangan: Option<&'a BarisLangkah>,
    /// The verification that counts.
    pub verifikasi: Option<&'a BarisLangkah>,
    /// The policy that counts.
    pub kebijakan: Option<&'a BarisLangkah>,
    /// The approval.
    pub setuju: Option<&'a BarisLangkah>,
    /// The last handing over.
    pub ekspor: Option<&'a BarisLangkah>,
    /// The payment.
    pub bayar: Option<&'a BarisLangkah>,
    /// The return or withdrawal that put it back, while nothing came after it.
    pub kembali: Option<&'a BarisLangkah>,
}

const AWAL: KeadaanOpd<'static> = KeadaanOpd {
    tahap: Tahap::Dihitung,
    tanda_tangan: None,
    verifikasi: None,
    kebijakan: None,
    setuju: None,
    ekspor: None,
    bayar: None,
    kembali: None,
};

/// Where an OPD's part of a version stands. Rows of other versions and other OPDs say nothing about it, and a row that
/// the table does not allow changes nothing.
#[must_use]
pub fn keadaan<'a>(baris: &'a [BarisLangkah], versi: i64, opd: &str) -> KeadaanOpd<'a> {
    let mut k: KeadaanOpd<'a> = AWAL;
    for b in baris.iter().filter(|b| b.versi == versi && b.opd == opd && b.langkah.berversi()) {
        let Some(ke) = lanjut(k.tahap, b.langkah) else { continue };
        k.tahap = ke;
        match b.langkah {
            Langkah::Ditandatangani => {
                k.tanda_tangan = Some(b);
                k.kembali = None;
            }
            Langkah::Diverifikasi => k.verifikasi = Some(b),
            Langkah::Kebijakan => k.kebijakan = Some(b),
            Langkah::Disetujui => k.setuju = Some(b),
            Langkah::Diekspor => k.ekspor = Some(b),
            Langkah::Dibayar => k.bayar = Some(b),
            Langkah::Ditarik | Langkah::Dikembalikan => k = KeadaanOpd { kembali: Some(b), ..AWAL },
            Langkah::PresensiDikunci | Langkah::PresensiDibuka | Langkah::Dibetulkan => {}
        }
    }
    k
}

/// The attendance lock of an OPD that holds, if one does.
#[must_use]
pub fn kunci<'a>(baris: &'a [BarisLangkah], opd: &str) -> Option<&'a BarisLangkah> {
    let akhir = baris.iter().rfind(|b| b.opd == opd && !b.langkah.berversi())?;
    (akhir.langkah == Langkah::PresensiDikunci).then_some(akhir)
}

/// The version of a month that counts: the approved one, else the newest computed one.
#[must_use]
pub fn versi_berlaku(baris: &[BarisLangkah], terbaru: i64) -> i64 {
    baris.iter().find(|b| b.langkah == Langkah::Disetujui).map_or(terbaru, |b| b.versi)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn baris(urut: i64, versi: i64, opd: &str, langkah: Langkah) -> BarisLangkah {
        BarisLangkah {
            urut,
            versi,
            langkah,
            opd: opd.to_owned(),
            jalur_unit: format!("{opd}/"),
            hasil_sidik: String::new(),
            opd_sidik: String::new(),
            jumlah_sen: 0,
            akun: String::new(),
            oleh: String::new(),
            kapasitas: String::new(),
            alasan: String::new(),
            surat: String::new(),
            tanggal: String::new(),
            pada: "2026-11-02T00:00:00.000Z".parse().unwrap(),
        }
    }

    fn urutan() -> impl Strategy<Value = Vec<BarisLangkah>> {
        let satu = (1..3_i64, 0..2_usize, 0..Langkah::SEMUA.len());
        proptest::collection::vec(satu, 0..60).prop_map(|semua| {
            let satu =
                |(u, (v, o, l)): (i64, (i64, usize, usize))| baris(u, v, ["01", "02"][o], Langkah::SEMUA[l]);
            (1..).zip(semua).map(satu).collect()
        })
    }

    #[test]
    fn the_way_of_a_month() {
        let jalan = [
            Langkah::Ditandatangani,
            Langkah::Diverifikasi,
            Langkah::Disetujui,
            Langkah::Diekspor,
            Langkah::Dibayar,
        ];
        let semua: Vec<_> = (1..).zip(jalan).map(|(u, l)| baris(u, 1, "01", l)).collect();
        for (n, harap) in Tahap::SEMUA.into_iter().enumerate() {
            assert_eq!(keadaan(&semua[..n], 1, "01").tahap, harap);
        }
        assert_eq!(keadaan(&semua, 2, "01").tahap, Tahap::Dihitung, "another version starts anew");
        assert_eq!(keadaan(&semua, 1, "02").tahap, Tahap::Dihitung, "another OPD has its own way");
    }

    #[test]
    fn words_come_back() {
        for l in Langkah::SEMUA {
            assert_eq!(Langkah::dari_kode(l.kode()), Some(l));
        }
        assert_eq!(Langkah::dari_kode("lain"), None);
    }

    proptest! {
        #[test]
        fn whatever_the_rows_nothing_is_paid_that_was_not_signed_verified_and_approved(semua in urutan()) {
            let k = keadaan(&semua, 1, "01");
            let ada = [
                (Tahap::Ditandatangani, k.tanda_tangan), (Tahap::Diverifikasi, k.verifikasi),
                (Tahap::Disetujui, k.setuju), (Tahap::Diekspor, k.ekspor), (Tahap::Dibayar, k.bayar),
            ];
            for (tahap, baris) in ada {
                prop_assert_eq!(k.tahap >= tahap, baris.is_some(), "{:?}", tahap);
            }
            let urut: Vec<i64> = ada.iter().filter_map(|(_, b)| b.map(|b| b.urut)).collect();
            prop_assert!(urut.windows(2).all(|p| p[0] < p[1]), "{:?}", urut);
        }

        #[test]
        fn rows_of_others_and_of_other_versions_change_nothing(semua in urutan()) {
            let sendiri: Vec<_> = semua.iter().filter(|b| b.versi == 1 && b.opd == "01").cloned().collect();
            prop_assert_eq!(keadaan(&semua, 1, "01").tahap, keadaan(&sendiri, 1, "01").tahap);
        }

        #[test]
        fn once_approved_nothing_leads_back(semua in urutan()) {
            let mut paling = Tahap::Dihitung;
            for n in 0..=semua.len() {
                let kini = keadaan(&semua[..n], 1, "01").tahap;
                prop_assert!(paling < Tahap::Disetujui || kini >= paling);
                paling = paling.max(kini);
            }
        }

        #[test]
        fn only_taken_steps_of_the_table_move(semua in urutan(), l in 0..Langkah::SEMUA.len()) {
            let kini = keadaan(&semua, 1, "01").tahap;
            let mut lagi = semua.clone();
            lagi.push(baris(99, 1, "01", Langkah::SEMUA[l]));
            let harap = lanjut(kini, Langkah::SEMUA[l]).unwrap_or(kini);
            prop_assert_eq!(keadaan(&lagi, 1, "01").tahap, harap);
        }

        #[test]
        fn the_first_approval_pins_the_version(semua in urutan(), terbaru in 1..9_i64) {
            let b = versi_berlaku(&semua, terbaru);
            let mut lagi = semua.clone();
            lagi.push(baris(99, 2, "02", Langkah::Disetujui));
            let sesudah = versi_berlaku(&lagi, terbaru + 1);
            let disetujui = semua.iter().any(|b| b.langkah == Langkah::Disetujui);
            prop_assert_eq!(sesudah, if disetujui { b } else { 2 });
        }
    }
}
