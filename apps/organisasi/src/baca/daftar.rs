//! Lists of people and posts, a team, and who may sign for a unit.

use balai_kernel::{Aktor, Lingkup, Nip, Tanggal};
use balai_platform::{Refusal, Region, lingkup_untuk};

use crate::acts::unit::sejarah;
use crate::akt::BAGAN_BACA;
use crate::model::jabatan::{AnggotaTim, Tim};
use crate::model::lipat;
use crate::store::{self, CariOrang, JabatanDaftar, OrangDaftar, OrangRingkas, daftar, jabatan as baris};
use crate::urai::Uraian;
use crate::{Unit, potret};

/// People within the reader's jurisdiction by name, or the one whose whole NIP was written, as they stand on a day:
/// after person `sesudah`, at most `banyak`; and whether there are more.
///
/// # Errors
/// [`Refusal::Denied`] for a reader without any jurisdiction.
pub fn daftar_orang(
    region: &Region,
    aktor: &Aktor,
    cari: &str,
    (sesudah, banyak): (Option<i64>, i64),
    pada: Tanggal,
) -> Result<(Vec<OrangDaftar>, bool), Refusal> {
    let mut lingkup = lingkup_untuk(aktor, &BAGAN_BACA, region.hari_ini())?;
    if lingkup.contains(&Lingkup::Semua) {
        lingkup = vec![Lingkup::Semua];
    }
    let nip: Option<Nip> = cari.parse().ok();
    let nama = if nip.is_some() { String::new() } else { cari.to_owned() };
    let c = CariOrang { nama, nip, sesudah, banyak: banyak + 1 };
    let mut semua = region.read(|tx| -> Result<_, Refusal> {
        let mut semua: Vec<OrangDaftar> = Vec::new();
        for l in &lingkup {
            semua.extend(daftar::orang(tx, l, &c, pada)?);
        }
        Ok(semua)
    })?;
    if lingkup.len() > 1 {
        // jurisdictions may overlap; each list is sorted alike
        semua.sort_by_cached_key(|o| (lipat(&o.nama), o.nomor));
        semua.dedup_by_key(|o| o.nomor);
    }
    Ok(potong(semua, banyak))
}

fn potong<T>(mut semua: Vec<T>, banyak: i64) -> (Vec<T>, bool) {
    let batas = usize::try_from(banyak).unwrap_or_default();
    let lebih = semua.len() > batas;
    semua.truncate(batas);
    (semua, lebih)
}

/// Posts on a day, the highest class first: by words of post and unit, `lowong` those with a free seat only; leaving out
/// the first `lewati`, at most `banyak`; and whether there are more. Posts are no personal data: the whole region's.
///
/// # Errors
/// The store's failures.
pub fn daftar_jabatan(
    region: &Region,
    (cari, lowong): (&str, bool),
    (lewati, banyak): (i64, i64),
    pada: Tanggal,
) -> Result<(Vec<JabatanDaftar>, bool), Refusal> {
    let semua = region.read(|tx| -> Result<_, Refusal> {
        Ok(daftar::jabatan(tx, &Lingkup::Semua, (cari, lowong), (lewati, banyak + 1), pada)?)
    })?;
    Ok(potong(semua, banyak))
}

/// Units whose name holds these words, or that have this code.
///
/// # Errors
/// The store's failures.
pub fn cari_unit(region: &Region, cari: &str, banyak: i64) -> Result<Vec<Unit>, Refusal> {
    let dicari = lipat(cari);
    let banyak = usize::try_from(banyak).unwrap_or_default();
    let semua = region.read(|tx| -> Result<_, Refusal> { Ok(crate::semua_unit(tx, &Lingkup::Semua)?) })?;
    let cocok = |u: &Unit| {
        u.kode.eq_ignore_ascii_case(cari) || (!dicari.is_empty() && u.nama_lipat.contains(&dicari))
    };
    Ok(semua.into_iter().filter(cocok).take(banyak).collect())
}

/// A person in short, by number.
///
/// # Errors
/// [`Refusal::NotFound`] when there is nobody of this number.
pub fn ringkas(region: &Region, nomor: i64) -> Result<OrangRingkas, Refusal> {
    region.read(|tx| store::ringkas_orang(tx, nomor)?.ok_or(Refusal::NotFound))
}

/// A team with everybody who was ever in it.
#[derive(Debug, Clone)]
pub struct IsiTim {
    /// The team.
    pub tim: Tim,
    /// The unit that formed it.
    pub unit: Unit,
    /// Rows with names, chairs first.
    pub anggota: Vec<(AnggotaTim, String)>,
}

/// Reads a team.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none of this number.
pub fn isi_tim(region: &Region, nomor: i64) -> Result<IsiTim, Refusal> {
    region.read(|tx| {
        let tim = baris::satu_tim(tx, nomor)?.pop().ok_or(Refusal::NotFound)?;
        let unit = store::satu_unit(tx, &tim.unit)?.ok_or(Refusal::NotFound)?;
        let mut anggota = Vec::new();
        for a in baris::anggota_tim(tx, nomor)? {
            let nama = store::ringkas_orang(tx, a.pegawai)?.map(|o| o.nama).unwrap_or_default();
            anggota.push((a, nama));
        }
        Ok(IsiTim { tim, unit, anggota })
    })
}

/// Who heads a unit on a day, and who may sign for it.
#[derive(Debug, Clone)]
pub struct Tandatangan {
    /// The unit.
    pub unit: Unit,
    /// Who heads it.
    pub kepala: Uraian,
    /// Who signs what is not strategic: whoever heads it, acting or not.
    pub biasa: Uraian,
    /// Who signs strategic decisions on organisation, staff and budget: nobody who acts by mandate only.
    pub strategis: Uraian,
}

/// Reads who may sign for a unit on a day.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such unit.
pub fn tandatangan(region: &Region, kode: &str, pada: Tanggal) -> Result<Tandatangan, Refusal> {
    region.read(|tx| {
        let (unit, _) =
            sejarah(tx)?.kapan_pun(kode, pada).map(|(u, k)| (u.clone(), k)).ok_or(Refusal::NotFound)?;
        let p = potret::kepala(tx, kode)?;
        let (kepala, biasa) = (p.kepala(kode, pada), p.penandatangan(kode, pada, false));
        let strategis = p.penandatangan(kode, pada, true);
        Ok(Tandatangan {
            unit,
            kepala: Uraian::dari(tx, &p, kepala)?,
            biasa: Uraian::dari(tx, &p, biasa)?,
            strategis: Uraian::dari(tx, &p, strategis)?,
        })
    })
}
