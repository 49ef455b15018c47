//! Rows of the journal: written with their act, read within a jurisdiction.

use balai_kernel::{Id, Jalur, Lingkup, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use super::Asal;
use super::kanonik::{Inti, Pribadi};
use crate::Event;

/// Most rows one reading gives; a page shows fewer.
const BARIS_MAKS: u32 = 1_000;
/// Follows every character that an id, an act or a target can begin with.
const PUNCAK: &str = "~";

macro_rules! pilih {
    ($sisa:literal) => {
        concat!(
            "SELECT j.id, j.waktu, j.akt, j.aktor, j.kapasitas, j.asal, j.sasaran, j.jalur_unit, j.tujuan, j.isi, \
             j.sebelum, j.sesudah, j.komitmen, p.garam, p.aktor_nama, p.alasan, p.isi, d.nomor \
             FROM jurnal j LEFT JOIN jurnal_pribadi p ON p.id = j.id LEFT JOIN jurnal_daun d ON d.id = j.id ",
            $sisa
        )
    };
}

sql! {
    SISIPKAN = "INSERT INTO jurnal (id, waktu, akt, aktor, kapasitas, asal, sasaran, jalur_unit, tujuan, isi, \
        sebelum, sesudah, komitmen) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    SISIPKAN_PRIBADI = "INSERT INTO jurnal_pribadi (id, garam, aktor_nama, alasan, isi) VALUES ($1, $2, $3, $4, $5)";
    ANTREKAN = "INSERT INTO jurnal_antre (id) VALUES ($1)";
    HAPUS_PRIBADI = "DELETE FROM jurnal_pribadi WHERE id = $1";
    SATU = pilih!("WHERE j.id = $1 AND j.jalur_unit >= $2 AND j.jalur_unit < $3");
    MILIK_SASARAN = pilih!("WHERE j.sasaran = $1 AND j.jalur_unit >= $2 AND j.jalur_unit < $3 ORDER BY j.id LIMIT $4");
    // `|| ''` keeps the planner on the leading index: rows come in order and the reading stops after one page
    CARI = pilih!("WHERE j.id < $1 AND j.id >= $2 AND (j.jalur_unit || '') >= $3 AND (j.jalur_unit || '') < $4 \
        AND (j.akt || '') >= $5 AND (j.akt || '') < $6 AND ($7 = FALSE OR j.tujuan IS NOT NULL) \
        ORDER BY j.id DESC LIMIT $8");
    CARI_AKTOR = pilih!("WHERE j.id < $1 AND j.id >= $2 AND (j.jalur_unit || '') >= $3 AND (j.jalur_unit || '') < $4 \
        AND (j.akt || '') >= $5 AND (j.akt || '') < $6 AND ($7 = FALSE OR j.tujuan IS NOT NULL) \
        AND j.aktor = $9 AND (j.sasaran || '') >= $10 AND (j.sasaran || '') < $11 ORDER BY j.id DESC LIMIT $8");
    CARI_SASARAN = pilih!("WHERE j.id < $1 AND j.id >= $2 AND (j.jalur_unit || '') >= $3 AND (j.jalur_unit || '') < $4 \
        AND (j.akt || '') >= $5 AND (j.akt || '') < $6 AND ($7 = FALSE OR j.tujuan IS NOT NULL) \
        AND j.sasaran >= $9 AND j.sasaran < $10 ORDER BY j.id DESC LIMIT $8");
}
balai_store::statements![
    SISIPKAN,
    SISIPKAN_PRIBADI,
    ANTREKAN,
    HAPUS_PRIBADI,
    SATU,
    MILIK_SASARAN,
    CARI,
    CARI_AKTOR,
    CARI_SASARAN
];

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
    /// Its name as it was; empty when it was erased.
    pub aktor_nama: String,
    /// Role, capacity and jurisdiction as they were.
    pub kapasitas: String,
    /// From where, as [`Asal`] writes it; empty for rows from before it was kept.
    pub asal: String,
    /// What it was done to.
    pub sasaran: String,
    /// The unit as it was, empty when there was none.
    pub jalur_unit: String,
    /// For which purpose personal data was read; see [`Tujuan`](crate::Tujuan).
    pub tujuan: Option<String>,
    /// The reason given.
    pub alasan: Option<String>,
    /// The facts as JSON.
    pub isi: String,
    /// The personal facts as JSON.
    pub isi_pribadi: Option<String>,
    /// SHA-256 of the target before.
    pub sebelum: Option<String>,
    /// SHA-256 of the target after.
    pub sesudah: Option<String>,
    /// Its place in the tree, counted from 0; `None` until it is sealed.
    pub nomor: Option<u64>,
    /// Whether the personal part was erased.
    pub terhapus: bool,
    /// Hash of its leaf, recomputed from this very row.
    pub daun: [u8; 32],
    /// Whether the personal part is the one the row was committed to; `None` when it is gone or was never
    /// committed to.
    pub pribadi_cocok: Option<bool>,
}

/// What an act's row is made from besides its event.
pub(crate) struct Baru<'a> {
    pub id: &'a Id,
    pub waktu: Waktu,
    pub asal: &'a Asal,
    pub garam: &'a [u8; 32],
}

/// Stores the event of an act; only [`Region::act`](crate::Region::act) does.
pub(crate) fn catat(tx: &mut Tx<'_>, baru: &Baru<'_>, event: &Event) -> Result<(), StoreError> {
    let pribadi = Pribadi {
        garam: Some(baru.garam.to_vec()),
        aktor_nama: event.putusan.nama().to_owned(),
        alasan: event.alasan.clone(),
        isi: event.pribadi.as_ref().map(ToString::to_string),
    };
    let (waktu, kapasitas, asal) = (baru.waktu.to_string(), event.putusan.kapasitas(), baru.asal.to_string());
    let (isi, komitmen) = (event.isi.to_string(), pribadi.komitmen());
    let nilai: [Arg<'_>; 13] = [
        baru.id.as_str().into(),
        (&waktu).into(),
        event.putusan.akt().id.into(),
        event.putusan.akun().as_str().into(),
        (&kapasitas).into(),
        (&asal).into(),
        (&event.sasaran).into(),
        event.jalur_unit.as_ref().map_or("", Jalur::as_str).into(),
        Arg::OptText(event.tujuan.map(super::Tujuan::kode)),
        (&isi).into(),
        (&event.sebelum).into(),
        (&event.sesudah).into(),
        komitmen.as_slice().into(),
    ];
    tx.exec_expect(&SISIPKAN, &nilai, 1)?;
    let nilai: [Arg<'_>; 5] = [
        baru.id.as_str().into(),
        baru.garam.as_slice().into(),
        (&pribadi.aktor_nama).into(),
        (&pribadi.alasan).into(),
        (&pribadi.isi).into(),
    ];
    tx.exec_expect(&SISIPKAN_PRIBADI, &nilai, 1)?;
    tx.exec_expect(&ANTREKAN, &[baru.id.as_str().into()], 1)
}

/// Removes the personal part of a row; whether there was one.
pub(crate) fn hapus_pribadi(tx: &mut Tx<'_>, id: &str) -> Result<bool, StoreError> {
    Ok(tx.exec(&HAPUS_PRIBADI, &[id.into()])? == 1)
}

/// What to look for. Everything left empty is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saringan {
    /// Account that acted.
    pub aktor: String,
    /// Act, or the beginning of its id up to a dot: `kinerja.` is all of an application's.
    pub akt: String,
    /// Beginning of the target.
    pub sasaran: String,
    /// From this instant on.
    pub sejak: Option<Waktu>,
    /// Up to and without this instant.
    pub sampai: Option<Waktu>,
    /// Only readings of personal data.
    pub bacaan: bool,
    /// Only rows older than this id: the last row of the page before.
    pub sebelum: String,
}

/// The smallest id an event of this instant can have; ids begin with their millisecond in hexadecimal.
fn id_sejak(waktu: Waktu) -> String {
    let ms = format!("{:012x}", waktu.milidetik());
    let (awal, akhir) = ms.split_at_checked(8).unwrap_or((&ms, ""));
    format!("{awal}-{akhir}")
}

/// The rows within a jurisdiction that pass the filter, newest first, at most 1,000.
///
/// # Errors
/// The store's failure.
pub fn cari_catatan(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    saringan: &Saringan,
    banyak: u32,
) -> Result<Vec<Catatan>, StoreError> {
    let rentang = lingkup.rentang_unit();
    let batas_atas = saringan.sampai.map_or_else(|| PUNCAK.to_owned(), id_sejak);
    let sebelum = match saringan.sebelum.as_str() {
        "" => batas_atas,
        id => batas_atas.min(id.to_owned()),
    };
    let sejak = saringan.sejak.map(id_sejak).unwrap_or_default();
    let (akt, akt_akhir) = awalan_akt(&saringan.akt);
    let sasaran_akhir = format!("{}{PUNCAK}", saringan.sasaran);
    let mut nilai: Vec<Arg<'_>> = vec![
        (&sebelum).into(),
        (&sejak).into(),
        (&rentang.dari).into(),
        (&rentang.sampai).into(),
        akt.into(),
        (&akt_akhir).into(),
        saringan.bacaan.into(),
        banyak.min(BARIS_MAKS).into(),
    ];
    let sasaran: [Arg<'_>; 2] = [(&saringan.sasaran).into(), (&sasaran_akhir).into()];
    let pernyataan = if !saringan.aktor.is_empty() {
        nilai.push((&saringan.aktor).into());
        nilai.extend(sasaran);
        &CARI_AKTOR
    } else if !saringan.sasaran.is_empty() {
        nilai.extend(sasaran);
        &CARI_SASARAN
    } else {
        &CARI
    };
    tx.all(pernyataan, &nilai, baris)
}

/// The range of acts meant: one act, all of an application or a thing (`kinerja.`), or all.
fn awalan_akt(akt: &str) -> (&str, String) {
    match akt {
        "" => ("", PUNCAK.to_owned()),
        // `/` follows `.`
        awalan if awalan.ends_with('.') => (awalan, format!("{}/", awalan.trim_end_matches('.'))),
        satu => (satu, format!("{satu}!")),
    }
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
    let saringan = Saringan { sebelum: sebelum.unwrap_or_default().to_owned(), ..Saringan::default() };
    cari_catatan(tx, lingkup, &saringan, banyak)
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

/// What was done to one thing and to what belongs to it (`kinerja.proses/2026-10/1` and `…/1/hasil`) within a
/// jurisdiction, newest first.
///
/// # Errors
/// The store's failure.
pub fn catatan_subjek(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    sasaran: &str,
    banyak: u32,
) -> Result<Vec<Catatan>, StoreError> {
    let rentang = lingkup.rentang_unit();
    let mut semua: Vec<Catatan> = Vec::new();
    // no target goes on with a space, and `0` follows `/`: the thing itself, then what lies below it
    for (dari, sampai) in
        [(sasaran.to_owned(), format!("{sasaran} ")), (format!("{sasaran}/"), format!("{sasaran}0"))]
    {
        let nilai: [Arg<'_>; 10] = [
            PUNCAK.into(),
            "".into(),
            (&rentang.dari).into(),
            (&rentang.sampai).into(),
            "".into(),
            PUNCAK.into(),
            false.into(),
            banyak.min(BARIS_MAKS).into(),
            (&dari).into(),
            (&sampai).into(),
        ];
        semua.extend(tx.all(&CARI_SASARAN, &nilai, baris)?);
    }
    semua.sort_by(|a, b| b.id.cmp(&a.id));
    semua.truncate(usize::try_from(banyak).unwrap_or(usize::MAX));
    Ok(semua)
}

/// One row within a jurisdiction.
///
/// # Errors
/// The store's failure.
pub fn satu_catatan(tx: &mut Tx<'_>, lingkup: &Lingkup, id: &str) -> Result<Option<Catatan>, StoreError> {
    let rentang = lingkup.rentang_unit();
    tx.one(&SATU, &[id.into(), (&rentang.dari).into(), (&rentang.sampai).into()], baris)
}

/// The sealed part of a row whose thirteen columns begin at `dari`.
pub(super) fn inti(r: &Row<'_>, dari: usize) -> Result<Inti, StoreError> {
    Ok(Inti {
        id: r.text(dari)?,
        waktu: r.text(dari + 1)?,
        akt: r.text(dari + 2)?,
        aktor: r.text(dari + 3)?,
        kapasitas: r.text(dari + 4)?,
        asal: r.text(dari + 5)?,
        sasaran: r.text(dari + 6)?,
        jalur_unit: r.text(dari + 7)?,
        tujuan: r.opt_text(dari + 8)?,
        isi: r.text(dari + 9)?,
        sebelum: r.opt_text(dari + 10)?,
        sesudah: r.opt_text(dari + 11)?,
        komitmen: r.opt_bytes(dari + 12)?,
    })
}

/// The personal part whose four columns begin at `dari`; `None` when there is no such row.
pub(super) fn pribadi(r: &Row<'_>, dari: usize) -> Result<Option<Pribadi>, StoreError> {
    let Some(aktor_nama) = r.opt_text(dari + 1)? else { return Ok(None) };
    let (garam, alasan, isi) = (r.opt_bytes(dari)?, r.opt_text(dari + 2)?, r.opt_text(dari + 3)?);
    Ok(Some(Pribadi { garam, aktor_nama, alasan, isi }))
}

fn baris(r: &Row<'_>) -> Result<Catatan, StoreError> {
    let (inti, pribadi) = (inti(r, 0)?, pribadi(r, 13)?);
    let daun = inti.daun();
    let pribadi_cocok = match (&inti.komitmen, &pribadi) {
        (Some(k), Some(p)) => Some(k.as_slice() == p.komitmen()),
        _ => None,
    };
    let terhapus = pribadi.is_none();
    let pribadi = pribadi.unwrap_or_default();
    Ok(Catatan {
        id: inti.id,
        waktu: inti.waktu,
        akt: inti.akt,
        aktor: inti.aktor,
        aktor_nama: pribadi.aktor_nama,
        kapasitas: inti.kapasitas,
        asal: inti.asal,
        sasaran: inti.sasaran,
        jalur_unit: inti.jalur_unit,
        tujuan: inti.tujuan,
        alasan: pribadi.alasan,
        isi: inti.isi,
        isi_pribadi: pribadi.isi,
        sebelum: inti.sebelum,
        sesudah: inti.sesudah,
        nomor: r.opt_i64(17)?.and_then(|n| u64::try_from(n).ok()),
        terhapus,
        daun,
        pribadi_cocok,
    })
}
