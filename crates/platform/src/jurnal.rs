//! The journal: one row per act, in the transaction of the act, never changed afterwards.
//!
//! SQLite refuses UPDATE and DELETE by trigger, PostgreSQL by privilege; see `migrations/`.

use balai_kernel::{Id, Jalur, Lingkup, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::Event;

/// Most rows one reading gives; a page shows fewer.
const BARIS_MAKS: u32 = 1_000;

sql! {
    SISIPKAN = "INSERT INTO jurnal (id, waktu, akt, aktor, aktor_nama, kapasitas, sasaran, jalur_unit, alasan, isi, \
        sebelum, sesudah) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    TERBARU = "SELECT id, waktu, akt, aktor, aktor_nama, kapasitas, sasaran, jalur_unit, alasan, isi, sebelum, sesudah \
        FROM jurnal WHERE jalur_unit >= $1 AND jalur_unit < $2 AND id < $3 ORDER BY id DESC LIMIT $4";
    MILIK_SASARAN = "SELECT id, waktu, akt, aktor, aktor_nama, kapasitas, sasaran, jalur_unit, alasan, isi, sebelum, \
        sesudah FROM jurnal WHERE sasaran = $1 AND jalur_unit >= $2 AND jalur_unit < $3 ORDER BY id LIMIT $4";
}
balai_store::statements![SISIPKAN, TERBARU, MILIK_SASARAN];

/// A row of the journal as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catatan {
    /// Id of the row; later acts have greater ids, to the millisecond.
    pub id: String,
    /// When, UTC.
    pub waktu: String,
    /// Id of the act.
    pub akt: String,
    /// Account that acted.
    pub aktor: String,
    /// Its name as it was.
    pub aktor_nama: String,
    /// Role, capacity and jurisdiction as they were.
    pub kapasitas: String,
    /// What it was done to.
    pub sasaran: String,
    /// The unit as it was, empty when there was none.
    pub jalur_unit: String,
    /// The reason given.
    pub alasan: Option<String>,
    /// The facts as JSON.
    pub isi: String,
    /// SHA-256 of the target before.
    pub sebelum: Option<String>,
    /// SHA-256 of the target after.
    pub sesudah: Option<String>,
}

/// Stores the event of an act; only [`Region::act`](crate::Region::act) does.
pub(crate) fn catat(tx: &mut Tx<'_>, id: &Id, waktu: Waktu, event: &Event) -> Result<(), StoreError> {
    let waktu = waktu.to_string();
    let kapasitas = event.putusan.kapasitas();
    let isi = event.isi.to_string();
    let nilai: [Arg<'_>; 12] = [
        id.as_str().into(),
        (&waktu).into(),
        event.putusan.akt().id.into(),
        event.putusan.akun().as_str().into(),
        event.putusan.nama().into(),
        (&kapasitas).into(),
        (&event.sasaran).into(),
        event.jalur_unit.as_ref().map_or("", Jalur::as_str).into(),
        (&event.alasan).into(),
        (&isi).into(),
        (&event.sebelum).into(),
        (&event.sesudah).into(),
    ];
    tx.exec_expect(&SISIPKAN, &nilai, 1)
}

/// The newest rows within a jurisdiction, newest first, older than the row `sebelum` when given.
/// At most 1,000.
///
/// # Errors
/// The store's failure.
pub fn catatan_terbaru(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    sebelum: Option<&str>,
    banyak: u32,
) -> Result<Vec<Catatan>, StoreError> {
    let rentang = lingkup.rentang_unit();
    // `~` follows every character of an id
    let nilai: [Arg<'_>; 4] = [
        (&rentang.dari).into(),
        (&rentang.sampai).into(),
        sebelum.unwrap_or("~").into(),
        banyak.min(BARIS_MAKS).into(),
    ];
    tx.all(&TERBARU, &nilai, baris)
}

/// What was done to one target within a jurisdiction, oldest first. At most 1,000 rows.
///
/// # Errors
/// The store's failure.
pub fn catatan_sasaran(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    sasaran: &str,
) -> Result<Vec<Catatan>, StoreError> {
    let rentang = lingkup.rentang_unit();
    let nilai: [Arg<'_>; 4] =
        [sasaran.into(), (&rentang.dari).into(), (&rentang.sampai).into(), BARIS_MAKS.into()];
    tx.all(&MILIK_SASARAN, &nilai, baris)
}

fn baris(r: &Row<'_>) -> Result<Catatan, StoreError> {
    Ok(Catatan {
        id: r.text(0)?,
        waktu: r.text(1)?,
        akt: r.text(2)?,
        aktor: r.text(3)?,
        aktor_nama: r.text(4)?,
        kapasitas: r.text(5)?,
        sasaran: r.text(6)?,
        jalur_unit: r.text(7)?,
        alasan: r.opt_text(8)?,
        isi: r.text(9)?,
        sebelum: r.opt_text(10)?,
        sesudah: r.opt_text(11)?,
    })
}
