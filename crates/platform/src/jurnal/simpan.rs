//! The tree in the database: sealing, and the nodes that proofs are made from.

use balai_store::{Arg, StoreError, Tx, sql};

use super::baris::inti;
use super::pohon::{Sidik, Tepi, cabang, simpul};

/// Rows given their place in one transaction: short, so that acts do not wait.
pub(crate) const SEKALI: u32 = 1_000;
/// Levels between two stored ones: 256 hashes become one.
const LOMPAT: u32 = 8;
/// The lock that sealing takes, whoever does it.
const KUNCI: &str = "jurnal segel";

sql! {
    MENUNGGU = "SELECT j.id, j.waktu, j.akt, j.aktor, j.kapasitas, j.asal, j.sasaran, j.jalur_unit, j.tujuan, j.isi, \
        j.sebelum, j.sesudah, j.komitmen FROM jurnal_antre a JOIN jurnal j ON j.id = a.id ORDER BY a.id LIMIT $1";
    UKURAN = "SELECT CAST(COALESCE(MAX(nomor) + 1, 0) AS BIGINT) FROM jurnal_daun";
    BANYAK_MENUNGGU = "SELECT COUNT(*) FROM jurnal_antre";
    TAMBAH_DAUN = "INSERT INTO jurnal_daun (nomor, id, daun) VALUES ($1, $2, $3)";
    TAMBAH_SIMPUL = "INSERT INTO jurnal_simpul (tingkat, nomor, sidik) VALUES ($1, $2, $3)";
    SELESAI_MENUNGGU = "DELETE FROM jurnal_antre WHERE id = $1";
    DAUN_DAUN = "SELECT daun FROM jurnal_daun WHERE nomor >= $1 AND nomor < $2 ORDER BY nomor";
    SIMPUL_SIMPUL = "SELECT sidik FROM jurnal_simpul WHERE tingkat = $1 AND nomor >= $2 AND nomor < $3 ORDER BY nomor";
}
balai_store::statements![
    MENUNGGU,
    UKURAN,
    BANYAK_MENUNGGU,
    TAMBAH_DAUN,
    TAMBAH_SIMPUL,
    SELESAI_MENUNGGU,
    DAUN_DAUN,
    SIMPUL_SIMPUL
];

/// How far the journal is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keadaan {
    /// Leaves in the tree.
    pub ukuran: u64,
    /// Events recorded after the last sealing.
    pub menunggu: u64,
}

fn tak_negatif(nilai: i64) -> u64 {
    u64::try_from(nilai).unwrap_or(0)
}

/// A count or a position as the database takes it; the tree ends long before `i64` does.
pub(super) fn bilangan(nilai: u64) -> i64 {
    i64::try_from(nilai).unwrap_or(i64::MAX)
}

/// The number of leaves.
pub(super) fn ukuran(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    Ok(tak_negatif(tx.one(&UKURAN, &[], |r| r.i64(0))?.unwrap_or(0)))
}

/// Size of the tree and length of the queue.
pub(crate) fn keadaan(tx: &mut Tx<'_>) -> Result<Keadaan, StoreError> {
    let menunggu = tx.one(&BANYAK_MENUNGGU, &[], |r| r.i64(0))?.unwrap_or(0);
    Ok(Keadaan { ukuran: ukuran(tx)?, menunggu: tak_negatif(menunggu) })
}

/// Gives up to [`SEKALI`] queued events their place, in the order of their ids; returns how many.
///
/// Sealing is where the order is decided: events of writers that overlap become visible in any order, so a
/// number given at the act would need all of them to wait for one another.
pub(crate) fn segel(tx: &mut Tx<'_>) -> Result<u32, StoreError> {
    tx.lock(KUNCI)?;
    let baru = tx.all(&MENUNGGU, &[SEKALI.into()], |r| inti(r, 0).map(|i| (i.daun(), i.id)))?;
    if baru.is_empty() {
        return Ok(0);
    }
    let awal = ukuran(tx)?;
    let mut tepi = Tepi::dari(awal, |tingkat, nomor| node(tx, tingkat, nomor))?;
    let mut simpul_baru: Vec<[Arg<'_>; 3]> = Vec::new();
    let mut daun_baru: Vec<[Arg<'_>; 3]> = Vec::new();
    let mut lengkap: Vec<(u32, u64, Sidik)> = Vec::new();
    for ((daun, id), nomor) in baru.iter().zip(awal..) {
        daun_baru.push([bilangan(nomor).into(), id.into(), daun.as_slice().into()]);
        tepi.tambah(*daun, |tingkat, nomor, sidik| {
            if tingkat % LOMPAT == 0 {
                lengkap.push((tingkat, nomor, *sidik));
            }
        });
    }
    for (tingkat, nomor, sidik) in &lengkap {
        simpul_baru.push([(*tingkat).into(), bilangan(*nomor).into(), sidik.as_slice().into()]);
    }
    tx.exec_many(&TAMBAH_DAUN, daun_baru)?;
    tx.exec_many(&TAMBAH_SIMPUL, simpul_baru)?;
    tx.exec_many(&SELESAI_MENUNGGU, baru.iter().map(|(_, id)| [Arg::from(id)]))?;
    Ok(u32::try_from(baru.len()).unwrap_or(u32::MAX))
}

/// A complete node of the tree.
pub(super) fn node(tx: &mut Tx<'_>, tingkat: u32, nomor: u64) -> Result<Sidik, StoreError> {
    let dasar = tingkat - tingkat % LOMPAT;
    let lebar = tingkat - dasar;
    let (dari, sampai) = (nomor << lebar, (nomor + 1) << lebar);
    let (dari_db, sampai_db) = (bilangan(dari).into(), bilangan(sampai).into());
    let sidik = |r: &balai_store::Row<'_>| {
        r.bytes(0)?.try_into().map_err(|_| r.wrong(0, "a hash of another length than 32"))
    };
    let mut lapis: Vec<Sidik> = if dasar == 0 {
        tx.all(&DAUN_DAUN, &[dari_db, sampai_db], sidik)?
    } else {
        tx.all(&SIMPUL_SIMPUL, &[dasar.into(), dari_db, sampai_db], sidik)?
    };
    if u64::try_from(lapis.len()).ok() != Some(1 << lebar) {
        return Err(StoreError::Inconsistent {
            statement: if dasar == 0 { DAUN_DAUN.name } else { SIMPUL_SIMPUL.name },
            column: "nomor".into(),
            detail: format!("the tree has holes between {dari} and {sampai} of level {dasar}"),
        });
    }
    while lapis.len() > 1 {
        lapis = lapis
            .chunks_exact(2)
            .filter_map(|dua| if let [kiri, kanan] = dua { Some(simpul(kiri, kanan)) } else { None })
            .collect();
    }
    lapis.pop().ok_or_else(|| StoreError::Inconsistent {
        statement: DAUN_DAUN.name,
        column: "nomor".into(),
        detail: "an empty node".into(),
    })
}

/// The root of the first `ukuran` leaves.
pub(super) fn akar(tx: &mut Tx<'_>, ukuran: u64) -> Result<Sidik, StoreError> {
    cabang(0, ukuran, &mut |tingkat, nomor| node(tx, tingkat, nomor))
}
