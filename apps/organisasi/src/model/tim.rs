//! Who is in a team and who chairs it, changed from a day on. Pure.

use std::collections::BTreeSet;

use balai_kernel::{Galat, Tanggal, tanggal};

use super::jabatan::{AnggotaTim, Masa, Tim};

/// People a team may have besides its chair.
pub const BATAS_ANGGOTA: usize = 200;

/// What a decree does to a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TindakanTim {
    /// These people come in.
    Masuk(Vec<i64>),
    /// These people leave; not the chair.
    Keluar(Vec<i64>),
    /// Somebody else chairs it.
    Ketua {
        /// Who.
        orang: i64,
        /// Whether the chair of before stays as a member.
        tetap: bool,
    },
    /// It works no longer.
    Bubar,
}

impl TindakanTim {
    /// The word of the journal.
    pub fn kode(&self) -> &'static str {
        match self {
            TindakanTim::Masuk(_) => "masuk",
            TindakanTim::Keluar(_) => "keluar",
            TindakanTim::Ketua { .. } => "ketua",
            TindakanTim::Bubar => "bubar",
        }
    }
}

/// What storing it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RencanaTim {
    /// Rows that end the day before; none where the row never held.
    pub tutup: Vec<(AnggotaTim, Option<Tanggal>)>,
    /// Who comes in, and whether as its chair.
    pub buka: Vec<(i64, bool)>,
    /// From the day on until when.
    pub masa: Option<Masa>,
    /// The last day of the team itself; none where the team never worked.
    pub bubar: Option<Option<Tanggal>>,
}

/// Judges a change of a team against everybody who was ever in it.
///
/// # Errors
/// `ORG-028`, `ORG-051` to `ORG-053`.
pub fn rencanakan(
    tim: &Tim,
    anggota: &[AnggotaTim],
    tindakan: &TindakanTim,
    sejak: Tanggal,
) -> Result<RencanaTim, Galat> {
    let galat = |kode| Galat::baru(kode).dengan("tim", &tim.nama).dengan("tanggal", tanggal::pendek(sejak));
    if !tim.masa.memuat(sejak) {
        return Err(galat("ORG-053"));
    }
    let akhir = |a: &AnggotaTim| sejak.yesterday().ok().filter(|d| *d >= a.masa.sejak);
    let nanti: Vec<&AnggotaTim> =
        anggota.iter().filter(|a| a.masa.sampai.is_none_or(|s| s >= sejak)).collect();
    let lepas = |orang: i64| {
        let milik = nanti.iter().filter(move |a| a.pegawai == orang);
        milik.map(|a| ((*a).clone(), akhir(a))).collect::<Vec<_>>()
    };
    let ketua: BTreeSet<i64> = nanti.iter().filter(|a| a.ketua).map(|a| a.pegawai).collect();
    let mut r = RencanaTim { masa: Some(Masa { sejak, sampai: tim.masa.sampai }), ..RencanaTim::default() };
    match tindakan {
        TindakanTim::Masuk(banyak) => {
            let baru: BTreeSet<i64> = banyak.iter().copied().collect();
            if baru.is_empty() || nanti.iter().any(|a| baru.contains(&a.pegawai)) {
                return Err(galat("ORG-051"));
            }
            r.buka.extend(baru.into_iter().map(|o| (o, false)));
        }
        TindakanTim::Keluar(banyak) => {
            let pergi: BTreeSet<i64> = banyak.iter().copied().collect();
            let ada = |o: &i64| nanti.iter().any(|a| a.pegawai == *o);
            if pergi.is_empty() || !pergi.iter().all(ada) || pergi.iter().any(|o| ketua.contains(o)) {
                return Err(galat("ORG-052"));
            }
            r.tutup.extend(pergi.into_iter().flat_map(lepas));
        }
        TindakanTim::Ketua { orang, tetap } => {
            if ketua.contains(orang) {
                return Err(galat("ORG-051"));
            }
            for lama in &ketua {
                r.tutup.extend(lepas(*lama));
                r.buka.extend(tetap.then_some((*lama, false)));
            }
            r.tutup.extend(lepas(*orang));
            r.buka.push((*orang, true));
        }
        TindakanTim::Bubar => {
            r.tutup.extend(nanti.iter().map(|a| ((*a).clone(), akhir(a))));
            r.bubar = Some(sejak.yesterday().ok().filter(|d| *d >= tim.masa.sejak));
            r.masa = None;
        }
    }
    let pergi: BTreeSet<i64> = r.tutup.iter().map(|(a, _)| a.catatan).collect();
    let tinggal = nanti.iter().filter(|a| !pergi.contains(&a.catatan) && !a.ketua).count();
    let masuk = r.buka.iter().filter(|(_, ketua)| !ketua).count();
    if tinggal + masuk > BATAS_ANGGOTA { Err(galat("ORG-028")) } else { Ok(r) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hari(d: i8) -> Tanggal {
        Tanggal::constant(2026, 5, d)
    }

    fn tim() -> Tim {
        Tim {
            nomor: 1,
            catatan: 1,
            nama: "Tim Satu Data".into(),
            unit: "01".into(),
            verifikasi: true,
            menilai: false,
            masa: Masa { sejak: hari(1), sampai: Some(hari(28)) },
            keputusan: None,
        }
    }

    /// Person 1 chairs, 2 and 3 are in it.
    fn semula() -> Vec<AnggotaTim> {
        let satu = |n: i64| AnggotaTim { catatan: n, tim: 1, pegawai: n, ketua: n == 1, masa: tim().masa };
        (1..=3).map(satu).collect()
    }

    fn sesudah(rows: &[AnggotaTim], r: &RencanaTim) -> Vec<AnggotaTim> {
        let mut hasil = Vec::new();
        for a in rows {
            match r.tutup.iter().find(|(t, _)| t.catatan == a.catatan) {
                None => hasil.push(a.clone()),
                Some((_, None)) => {}
                Some((_, akhir)) => {
                    hasil.push(AnggotaTim { masa: Masa { sampai: *akhir, ..a.masa }, ..a.clone() });
                }
            }
        }
        for (pegawai, ketua) in &r.buka {
            let catatan = hasil.iter().chain(rows).map(|a| a.catatan).max().unwrap_or_default() + 1;
            let masa = r.masa.unwrap();
            hasil.push(AnggotaTim { catatan, tim: 1, pegawai: *pegawai, ketua: *ketua, masa });
        }
        hasil
    }

    #[test]
    fn a_chair_hands_over_and_stays_as_a_member() {
        let t = TindakanTim::Ketua { orang: 2, tetap: true };
        let r = rencanakan(&tim(), &semula(), &t, hari(10)).unwrap();
        let rows = sesudah(&semula(), &r);
        let pada = |d| {
            let mut kini: Vec<(i64, bool)> =
                rows.iter().filter(|a| a.masa.memuat(hari(d))).map(|a| (a.pegawai, a.ketua)).collect();
            kini.sort_unstable();
            kini
        };
        assert_eq!(pada(9), [(1, true), (2, false), (3, false)]);
        assert_eq!(pada(10), [(1, false), (2, true), (3, false)]);
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        let coba = |t, d| rencanakan(&tim(), &semula(), &t, hari(d)).map(|_| ()).map_err(|g| g.kode);
        assert_eq!(coba(TindakanTim::Masuk(vec![2]), 5), Err("ORG-051"));
        assert_eq!(coba(TindakanTim::Keluar(vec![1]), 5), Err("ORG-052"));
        assert_eq!(coba(TindakanTim::Keluar(vec![9]), 5), Err("ORG-052"));
        assert_eq!(coba(TindakanTim::Ketua { orang: 1, tetap: false }, 5), Err("ORG-051"));
        assert_eq!(coba(TindakanTim::Bubar, 29), Err("ORG-053"));
        assert_eq!(coba(TindakanTim::Masuk((10..=207).collect()), 5), Ok(()));
        assert_eq!(coba(TindakanTim::Masuk((10..=208).collect()), 5), Err("ORG-028"));
    }

    fn tindakan() -> impl Strategy<Value = (TindakanTim, i8)> {
        let satu = prop_oneof![
            prop::collection::vec(1_i64..8, 1..3).prop_map(TindakanTim::Masuk),
            prop::collection::vec(1_i64..8, 1..3).prop_map(TindakanTim::Keluar),
            (1_i64..8, any::<bool>()).prop_map(|(orang, tetap)| TindakanTim::Ketua { orang, tetap }),
        ];
        (satu, 1_i8..28)
    }

    proptest! {
        #[test]
        fn on_any_day_it_has_one_chair_and_nobody_twice(daftar in prop::collection::vec(tindakan(), 0..16)) {
            let mut rows = semula();
            for (t, d) in daftar {
                if let Ok(r) = rencanakan(&tim(), &rows, &t, hari(d)) {
                    rows = sesudah(&rows, &r);
                }
            }
            for d in 1..=28 {
                let kini: Vec<&AnggotaTim> = rows.iter().filter(|a| a.masa.memuat(hari(d))).collect();
                let orang: BTreeSet<i64> = kini.iter().map(|a| a.pegawai).collect();
                prop_assert_eq!(orang.len(), kini.len(), "somebody twice on {}", d);
                prop_assert_eq!(kini.iter().filter(|a| a.ketua).count(), 1, "chairs on {}", d);
            }
        }
    }
}
