//! Posts and assignments derived from what the staff list says: name of post, class, unit, superior's NIP.
//!
//! Deterministic, so that an imported region has an organisation chart at once and the same list always gives the same
//! one. The superior found through the derived posts is the superior the list names.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use balai_kernel::{Jalur, Nip, Tanggal};

use super::jabatan::{JenisJabatan, Masa};
use super::{Tercatat, lipat};

/// A post as the list implies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JabatanTurunan {
    /// What tells it from every other post of the region.
    pub kunci: String,
    /// Its name.
    pub nama: String,
    /// Code of its unit.
    pub unit: String,
    /// Path of its unit.
    pub jalur_unit: Jalur,
    /// What it is, judged by its name.
    pub jenis: JenisJabatan,
    /// Class.
    pub kelas: i64,
    /// Seats: 1 for a post that leads, else how many hold it.
    pub formasi: i64,
    /// Whether it heads its unit.
    pub kepala: bool,
    /// Key of the superior post.
    pub atasan: Option<String>,
    /// Whether somebody has it by their newest row; otherwise it is known from older rows only.
    pub kini: bool,
}

/// Somebody in a derived post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PenugasanTurunan {
    /// The person.
    pub pegawai: i64,
    /// Key of the post.
    pub kunci: String,
    /// When.
    pub masa: Masa,
}

/// Everything the list implies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turunan {
    /// Posts by key.
    pub jabatan: BTreeMap<String, JabatanTurunan>,
    /// Assignments by person, oldest first.
    pub penugasan: Vec<PenugasanTurunan>,
}

/// Words a managerial post's name begins with.
const MEMIMPIN: [&str; 14] = [
    "kepala ",
    "sekretaris",
    "camat",
    "lurah",
    "direktur",
    "wakil direktur",
    "inspektur",
    "asisten ",
    "staf ahli",
    "kabag ",
    "kabid ",
    "kasi ",
    "kasubag ",
    "kasubbag ",
];

/// Words that tell a post of a profession.
const PROFESI: [&str; 9] = [
    "ahli pertama",
    "ahli muda",
    "ahli madya",
    "ahli utama",
    "terampil",
    "mahir",
    "penyelia",
    "pemula",
    "guru",
];

/// What a post is, judged by its name.
pub fn jenis_dari_nama(nama_lipat: &str) -> JenisJabatan {
    if MEMIMPIN.iter().any(|w| nama_lipat.starts_with(w)) {
        JenisJabatan::Struktural
    } else if PROFESI.iter().any(|w| nama_lipat.contains(w)) {
        JenisJabatan::Fungsional
    } else {
        JenisJabatan::Pelaksana
    }
}

/// Derives posts and assignments from the rows that count, ordered by person and first day.
///
/// A post that leads (by its name, or because the list names its holder as somebody's superior) is one seat; any other
/// post is shared by all of the unit who have the same name of post, class and superior. Older rows of a person give the
/// post they held before, which stands vacant when nobody has it now.
pub fn turunkan(rows: &[Tercatat]) -> Turunan {
    let terbaru: Vec<&Tercatat> =
        rows.chunk_by(|a, b| a.pegawai == b.pegawai).filter_map(<[Tercatat]>::last).collect();
    let atasan: HashSet<&Nip> = terbaru.iter().filter_map(|t| t.data.atasan.as_ref()).collect();
    let sendiri = kursi(&terbaru, &atasan);
    let mut hasil = Turunan::default();
    let mut kunci_kini: HashMap<i64, String> = HashMap::with_capacity(terbaru.len());
    for t in &terbaru {
        let atas = t.data.atasan.as_ref().and_then(|nip| sendiri.get(nip)).cloned();
        let nama = lipat(&t.data.jabatan);
        let kunci = match sendiri.get(&t.data.nip) {
            Some(kunci) => kunci.clone(),
            None => kunci_bersama(t, &nama, atas.as_deref()),
        };
        kunci_kini.insert(t.pegawai, kunci.clone());
        let memimpin = sendiri.contains_key(&t.data.nip);
        let ada = hasil.jabatan.entry(kunci).or_insert_with_key(|k| baru(t, k, &nama, atas.clone()));
        ada.formasi = if memimpin { 1 } else { ada.formasi + 1 };
        ada.kini = true;
    }
    tandai_kepala(&mut hasil.jabatan, &sendiri.values().collect());
    for milik in rows.chunk_by(|a, b| a.pegawai == b.pegawai) {
        for (i, t) in milik.iter().enumerate() {
            let sesudah = milik.get(i + 1);
            let sampai = sesudah.and_then(|s| s.berlaku_sejak.yesterday().ok());
            let masa = Masa { sejak: t.berlaku_sejak, sampai };
            if masa.terbalik() {
                continue;
            }
            let kunci = match (sesudah, kunci_kini.get(&t.pegawai)) {
                (None, Some(kunci)) => kunci.clone(),
                _ => lama(t, &sendiri, &mut hasil.jabatan),
            };
            hasil.penugasan.push(PenugasanTurunan { pegawai: t.pegawai, kunci, masa });
        }
    }
    hasil
}

/// The seat of everybody who leads. Two of one name in one unit are two seats, in the order they came.
fn kursi(terbaru: &[&Tercatat], atasan: &HashSet<&Nip>) -> HashMap<Nip, String> {
    let mut senama: BTreeMap<(&str, String), Vec<&Tercatat>> = BTreeMap::new();
    for t in terbaru {
        let nama = lipat(&t.data.jabatan);
        if atasan.contains(&t.data.nip) || jenis_dari_nama(&nama) == JenisJabatan::Struktural {
            senama.entry((t.data.unit.as_str(), nama)).or_default().push(t);
        }
    }
    let mut kursi = HashMap::new();
    for ((unit, nama), mut orang) in senama {
        orang.sort_by_key(|t| (t.berlaku_sejak, t.pegawai));
        for (i, t) in orang.into_iter().enumerate() {
            kursi.insert(t.data.nip.clone(), kunci_kursi(unit, &nama, i + 1));
        }
    }
    kursi
}

fn kunci_kursi(unit: &str, nama: &str, urut: usize) -> String {
    format!("{unit}|{nama}|{urut}")
}

fn kunci_bersama(t: &Tercatat, nama: &str, atasan: Option<&str>) -> String {
    format!("{}|{nama}|k{}|<{}", t.data.unit, t.data.kelas, atasan.unwrap_or_default())
}

fn baru(t: &Tercatat, kunci: &str, nama_lipat: &str, atasan: Option<String>) -> JabatanTurunan {
    JabatanTurunan {
        kunci: kunci.to_owned(),
        nama: t.data.jabatan.clone(),
        unit: t.data.unit.clone(),
        jalur_unit: t.data.jalur_unit.clone(),
        jenis: jenis_dari_nama(nama_lipat),
        kelas: t.data.kelas,
        formasi: 0,
        kepala: false,
        kini: false,
        // a list that names somebody as their own superior names nobody
        atasan: atasan.filter(|a| a != kunci),
    }
}

/// The key of a post somebody held before; the post is added when nobody has it now.
fn lama(
    t: &Tercatat,
    sendiri: &HashMap<Nip, String>,
    jabatan: &mut BTreeMap<String, JabatanTurunan>,
) -> String {
    let nama = lipat(&t.data.jabatan);
    let struktural = jenis_dari_nama(&nama) == JenisJabatan::Struktural;
    let kunci = if struktural { kunci_kursi(&t.data.unit, &nama, 1) } else { kunci_bersama(t, &nama, None) };
    if !jabatan.contains_key(&kunci) {
        let atas = t.data.atasan.as_ref().and_then(|nip| sendiri.get(nip)).cloned();
        let mut j = baru(t, &kunci, &nama, atas);
        j.formasi = i64::from(struktural);
        jabatan.insert(kunci.clone(), j);
    }
    kunci
}

/// Of the posts that lead in a unit, the one that answers to nobody inside it heads it; of several the highest class.
fn tandai_kepala(jabatan: &mut BTreeMap<String, JabatanTurunan>, memimpin: &BTreeSet<&String>) {
    let mut kepala: HashMap<String, (i64, String)> = HashMap::new();
    for j in jabatan.values().filter(|j| memimpin.contains(&j.kunci)) {
        let unit_atasan = j.atasan.as_ref().and_then(|a| jabatan.get(a)).map(|a| a.unit.as_str());
        if unit_atasan == Some(j.unit.as_str()) {
            continue;
        }
        match kepala.get(&j.unit) {
            Some((kelas, _)) if *kelas >= j.kelas => {}
            _ => {
                kepala.insert(j.unit.clone(), (j.kelas, j.kunci.clone()));
            }
        }
    }
    for (_, kunci) in kepala.into_values() {
        if let Some(j) = jabatan.get_mut(&kunci) {
            j.kepala = true;
        }
    }
}

/// The first day of a derived post: the list does not tell when it was made.
pub const SEJAK_JABATAN: Tanggal = super::SEJAK_AWAL;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DataPegawai, SEJAK_AWAL, StatusPegawai};
    use proptest::prelude::*;

    fn nip(n: usize) -> Nip {
        format!("19860926201505{}{:03}", 1 + n % 2, 1 + n).parse().unwrap()
    }

    fn baris(orang: usize, unit: &str, jabatan: &str, kelas: i64, atasan: Option<usize>) -> Tercatat {
        let pegawai = i64::try_from(orang).unwrap();
        Tercatat {
            pegawai,
            catatan: pegawai,
            berlaku_sejak: SEJAK_AWAL,
            data: DataPegawai {
                nip: nip(orang),
                nama: format!("Orang {orang}"),
                golongan: "III/c".parse().unwrap(),
                jabatan: jabatan.into(),
                kelas,
                opd: "01".into(),
                unit: unit.into(),
                jalur_unit: Jalur::akar(unit).unwrap(),
                atasan: atasan.map(nip),
                tmt: None,
                status: StatusPegawai::Pns,
                ptkp: None,
            },
        }
    }

    #[test]
    fn the_head_leads_and_the_others_share_a_post() {
        let rows = [
            baris(1, "01", "Kepala Dinas", 14, None),
            baris(2, "01.01", "Kepala Bidang Data", 11, Some(1)),
            baris(3, "01.01", "Arsiparis Terampil", 6, Some(2)),
            baris(4, "01.01", "Arsiparis  terampil", 6, Some(2)),
        ];
        let t = turunkan(&rows);
        let nama: Vec<_> = t.jabatan.values().map(|j| (j.nama.as_str(), j.formasi, j.kepala)).collect();
        assert_eq!(
            nama,
            [("Arsiparis Terampil", 2, false), ("Kepala Bidang Data", 1, true), ("Kepala Dinas", 1, true)]
        );
        assert_eq!(t.penugasan.len(), 4);
    }

    #[test]
    fn a_post_left_behind_stands_vacant() {
        let mut dulu = baris(1, "01", "Kepala Dinas", 14, None);
        let mut kini = baris(1, "02", "Kepala Badan", 14, None);
        dulu.catatan = 5;
        kini.berlaku_sejak = Tanggal::constant(2026, 5, 1);
        let t = turunkan(&[dulu, kini]);
        assert_eq!(t.jabatan.len(), 2);
        assert_eq!(t.penugasan[0].masa.sampai, Some(Tanggal::constant(2026, 4, 30)));
        assert_eq!(t.penugasan[1].kunci, "02|kepala badan|1");
    }

    proptest! {
        /// Through the derived posts everybody reaches exactly the superior the list names.
        #[test]
        fn the_derived_superior_is_the_one_on_the_list(
            orang in proptest::collection::vec((0_usize..4, 0_usize..5, 4_i64..9, proptest::option::of(0_usize..30)), 1..30)
        ) {
            const NAMA: [&str; 5] = ["Kepala Seksi", "Lurah", "Guru Ahli Muda", "Pengemudi", "Bendahara"];
            let n = orang.len();
            let rows: Vec<Tercatat> = orang.iter().enumerate().map(|(i, (u, j, k, a))| {
                baris(i, &format!("0{u}"), NAMA[*j], *k, a.map(|a| a % n))
            }).collect();
            let t = turunkan(&rows);
            let mut milik: HashMap<&str, Vec<i64>> = HashMap::new();
            for p in &t.penugasan {
                milik.entry(&p.kunci).or_default().push(p.pegawai);
            }
            prop_assert_eq!(t.penugasan.len(), n);
            for p in &t.penugasan {
                let j = &t.jabatan[&p.kunci];
                prop_assert_eq!(j.formasi, i64::try_from(milik[p.kunci.as_str()].len()).unwrap());
                let orang = usize::try_from(p.pegawai).unwrap();
                let harus = rows[orang].data.atasan.as_ref().filter(|a| **a != nip(orang));
                let dapat = j.atasan.as_ref().map(|a| {
                    assert_eq!(milik[a.as_str()].len(), 1, "a superior post is one seat");
                    nip(usize::try_from(milik[a.as_str()][0]).unwrap())
                });
                prop_assert_eq!(dapat.as_ref(), harus);
            }
            let kepala: Vec<&String> = t.jabatan.values().filter(|j| j.kepala).map(|j| &j.unit).collect();
            let beda: BTreeSet<&String> = kepala.iter().copied().collect();
            prop_assert_eq!(kepala.len(), beda.len(), "one head a unit");
        }
    }
}
