//! The monthly values of classes: what the cost of every change is reckoned with. Shown before they are signed.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Galat, Lingkup, Rupiah, Tanggal};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::{StoreError, Tx};
use serde_json::{Value, json};

use super::KUNCI;
use super::jabatan::periksa_angka;
use super::keputusan::{Tinjauan, periksa_keputusan, tertulis};
use crate::akt::UNIT_UBAH;
use crate::model::jabatan::Keputusan;
use crate::store::{jabatan as baca, unit as simpan};

/// Most rupiah a class may be worth a month.
const NILAI_MAKS: i64 = 1_000_000_000;

/// Values of classes to be decreed.
#[derive(Debug, Clone)]
pub struct TetapkanNilai {
    /// Class and its value a month; of a class named twice the last counts.
    pub nilai: Vec<(i64, Rupiah)>,
    /// First day.
    pub sejak: Tanggal,
    /// By which decree.
    pub keputusan: Keputusan,
}

/// Seats by class, and what they cost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Biaya {
    /// A month's cost of the seats whose class has a value.
    pub sebulan: Rupiah,
    /// Classes with seats whose value nobody decreed.
    pub celah: Vec<i64>,
}

impl Biaya {
    /// Of so many seats by class.
    pub fn dari(kursi: &BTreeMap<i64, i64>, nilai: &BTreeMap<i64, i64>) -> Biaya {
        let satu = |(kelas, formasi): (&i64, &i64)| nilai.get(kelas)?.checked_mul(*formasi);
        let sen = kursi.iter().filter_map(satu).fold(0_i64, i64::saturating_add);
        let celah = kursi.iter().filter(|(k, n)| **n > 0 && !nilai.contains_key(k)).map(|(k, _)| *k);
        Biaya { sebulan: Rupiah::from_sen(sen), celah: celah.collect() }
    }

    /// As the preview's JSON has it.
    pub(crate) fn rincian(&self) -> Value {
        json!({ "biaya_sen": self.sebulan.sen(), "kelas_tanpa_nilai": self.celah })
    }
}

/// The value of a class before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BedaNilai {
    /// The class.
    pub kelas: i64,
    /// Seats of the class in the whole region on the first day.
    pub formasi: i64,
    /// Its value the day the new one begins, if it had one.
    pub sebelum: Option<Rupiah>,
    /// Its new value.
    pub sesudah: Rupiah,
}

/// What new values do.
#[derive(Debug, Clone)]
pub struct RencanaNilai {
    /// The classes that change, the highest first.
    pub kelas: Vec<BedaNilai>,
    /// What all seats of the region cost a month before and after.
    pub biaya: (Biaya, Biaya),
}

/// The value of each class on a day, in sen a month.
pub(crate) fn nilai_pada(tx: &mut Tx<'_>, pada: Tanggal) -> Result<BTreeMap<i64, i64>, StoreError> {
    Ok(simpan::nilai_kelas(tx, pada)?.into_iter().map(|n| (n.kelas, n.sen)).collect())
}

fn hitung(tx: &mut Tx<'_>, c: &TetapkanNilai) -> Result<Tinjauan<RencanaNilai>, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    for (kelas, n) in &c.nilai {
        periksa_angka("kelas", *kelas, 1..=17)?;
        periksa_angka("nilai", n.sen() / 100, 0..=NILAI_MAKS)?;
    }
    let rentang = Lingkup::Semua.rentang_unit();
    let mut kursi: BTreeMap<i64, i64> = BTreeMap::new();
    for (kelas, _, _, formasi) in baca::kelas(tx, (&rentang.dari, &rentang.sampai), c.sejak)? {
        *kursi.entry(kelas).or_default() += formasi;
    }
    let lama = nilai_pada(tx, c.sejak)?;
    let mut baru = lama.clone();
    baru.extend(c.nilai.iter().map(|(kelas, n)| (*kelas, n.sen())));
    let beda = baru.iter().rev().filter(|(kelas, sen)| lama.get(kelas) != Some(sen));
    let beda: Vec<BedaNilai> = beda
        .map(|(kelas, sen)| BedaNilai {
            kelas: *kelas,
            formasi: kursi.get(kelas).copied().unwrap_or_default(),
            sebelum: lama.get(kelas).map(|sen| Rupiah::from_sen(*sen)),
            sesudah: Rupiah::from_sen(*sen),
        })
        .collect();
    if beda.is_empty() {
        return Err(Galat::baru("ORG-037").into());
    }
    let biaya = (Biaya::dari(&kursi, &lama), Biaya::dari(&kursi, &baru));
    let satu = |b: &BedaNilai| {
        json!({
            "kelas": b.kelas, "formasi": b.formasi, "sebelum_sen": b.sebelum.map(Rupiah::sen),
            "sesudah_sen": b.sesudah.sen(),
        })
    };
    let rincian = json!({
        "kelas": beda.iter().map(satu).collect::<Vec<_>>(), "sejak": c.sejak.to_string(),
        "sebelum": biaya.0.rincian(), "sesudah": biaya.1.rincian(), "keputusan": tertulis(&c.keputusan),
    });
    Ok(Tinjauan::baru(RencanaNilai { kelas: beda, biaya }, rincian))
}

/// What new values would do to the cost of all seats.
///
/// # Errors
/// `ORG-023`, `ORG-024`, `ORG-037`.
pub fn pratinjau_nilai(region: &Region, c: &TetapkanNilai) -> Result<Tinjauan<RencanaNilai>, Refusal> {
    region.read(|tx| hitung(tx, c))
}

/// Decrees the values whose preview has this digest. Answers how many classes changed.
///
/// # Errors
/// As [`pratinjau_nilai`]; `ORG-036`; [`Refusal::Denied`] for anybody without the whole region.
pub fn tetapkan_nilai(
    region: &Region,
    aktor: &Aktor,
    c: &TetapkanNilai,
    sidik: &str,
) -> Result<usize, Refusal> {
    let (aktor_, c, sidik) = (aktor.clone(), c.clone(), sidik.to_owned());
    let (hari_ini, diketahui) = (region.hari_ini(), region.sekarang().to_string());
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let putusan = decide(&aktor_, &UNIT_UBAH, &Sasaran::daerah(hari_ini))?;
        let p = hitung(tx, &c)?;
        p.cocok(&sidik)?;
        let nilai: Vec<(i64, i64)> = p.rencana.kelas.iter().map(|b| (b.kelas, b.sesudah.sen())).collect();
        simpan::sisip_nilai(tx, &nilai, (c.sejak, &c.keputusan), &diketahui)?;
        Ok(Done::new(nilai.len(), Event::baru(putusan, "organisasi.kelas").isi(p.rincian)))
    })
}
