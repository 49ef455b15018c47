//! SQL of decisions on entries. Whoever asks names people whom the organisation puts under them; the person's number is
//! the boundary here.

use balai_kernel::{Periode, Tanggal, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use super::entri::{baca, tanggal};
use super::proses::angka_periode;
use crate::model::entri::Entri;
use crate::model::verifikasi::{Keputusan, Relasi};

sql! {
    /// What waits of a person, by day: how many, since when, how many of them since before $2.
    HARI_MENUNGGU = "SELECT periode, hari, COUNT(*), MIN(diterima),
        CAST(SUM(CASE WHEN diterima < $2 THEN 1 ELSE 0 END) AS BIGINT) FROM entri
        WHERE pegawai = $1 AND keadaan = 1 GROUP BY periode, hari ORDER BY periode, hari";

    MENUNGGU = "SELECT e.id, e.pegawai, e.periode, e.hari, e.mulai, e.menit, e.kegiatan, k.uraian, e.katalog, e.jumlah, e.skp,
        e.bukti, e.keadaan, e.versi, e.kunci, e.gawai, e.diterima, e.tanda, e.jalur_unit
        FROM entri e JOIN kegiatan k ON k.nomor = e.kegiatan WHERE e.pegawai = $1 AND e.keadaan = 1
        ORDER BY e.periode, e.hari, e.mulai NULLS LAST, e.id LIMIT $2";

    CONTOH = "SELECT e.id, e.pegawai, e.periode, e.hari, e.mulai, e.menit, e.kegiatan, k.uraian, e.katalog, e.jumlah, e.skp,
        e.bukti, e.keadaan, e.versi, e.kunci, e.gawai, e.diterima, e.tanda, e.jalur_unit
        FROM entri_contoh c JOIN entri e ON e.id = c.entri JOIN kegiatan k ON k.nomor = e.kegiatan
        WHERE c.pegawai = $1 AND e.keadaan = 6 ORDER BY e.periode, e.hari, e.mulai NULLS LAST, e.id LIMIT $2";

    HARI_CONTOH = "SELECT e.periode, e.hari, COUNT(*), MIN(c.pada), COUNT(*) FROM entri_contoh c
        JOIN entri e ON e.id = c.entri WHERE c.pegawai = $1 AND e.keadaan = 6 GROUP BY e.periode, e.hari
        ORDER BY e.periode, e.hari";

    SATU = "SELECT e.id, e.pegawai, e.periode, e.hari, e.mulai, e.menit, e.kegiatan, k.uraian, e.katalog, e.jumlah, e.skp,
        e.bukti, e.keadaan, e.versi, e.kunci, e.gawai, e.diterima, e.tanda, e.jalur_unit
        FROM entri e JOIN kegiatan k ON k.nomor = e.kegiatan WHERE e.id = $1";

    TERCONTOH = "SELECT entri FROM entri_contoh WHERE entri = $1";

    RIWAYAT = "SELECT periode, hari, kegiatan, menit FROM entri WHERE pegawai = $1 AND periode >= $2
        AND keadaan NOT IN (3, 5, 7)";

    SISIP = "INSERT INTO verifikasi (id, putusan, pegawai, banyak, alasan, orang, mewakili, hubungan, selaku, akun, oleh,
        pada, jalur_unit) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    SISIP_ENTRI = "INSERT INTO entri_putusan (entri, versi, verifikasi) VALUES ($1, $2, $3)";

    SISIP_CONTOH = "INSERT INTO entri_contoh (entri, pegawai, pada) VALUES ($1, $2, $3)
        ON CONFLICT (entri) DO NOTHING";

    TERAKHIR = "SELECT v.putusan, v.alasan, v.oleh, v.hubungan, v.selaku, v.pada FROM entri_putusan p
        JOIN verifikasi v ON v.id = p.verifikasi WHERE p.entri = $1 ORDER BY p.versi DESC LIMIT 1";

    /// What only a device's clock saves is never deemed accepted: somebody has to look at it.
    DIAM = "SELECT id, pegawai, versi FROM entri WHERE keadaan = 1 AND diterima < $1 AND tanda = 0
        ORDER BY diterima, id LIMIT $2";

    /// People of whom something waits since before $1, by number.
    ORANG_LEWAT = "SELECT DISTINCT pegawai FROM entri WHERE keadaan = 1 AND diterima < $1 AND pegawai > $2
        ORDER BY pegawai LIMIT $3";
}

balai_store::statements![
    HARI_MENUNGGU,
    MENUNGGU,
    CONTOH,
    HARI_CONTOH,
    SATU,
    TERCONTOH,
    RIWAYAT,
    SISIP,
    SISIP_ENTRI,
    SISIP_CONTOH,
    TERAKHIR,
    DIAM,
    ORANG_LEWAT,
];

/// What waits of a person's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HariTunggu {
    /// The day that was worked.
    pub hari: Tanggal,
    /// How many entries.
    pub banyak: i64,
    /// Since when the oldest waits.
    pub sejak: Waktu,
    /// How many have waited too long.
    pub lewat: i64,
}

fn hari_tunggu(r: &Row<'_>) -> Result<HariTunggu, StoreError> {
    Ok(HariTunggu { hari: tanggal(r, 0, 1)?, banyak: r.i64(2)?, sejak: r.parse(3)?, lewat: r.i64(4)? })
}

/// What waits of a person, by day; `batas` is the instant before which it has waited too long.
///
/// # Errors
/// The store's failure.
pub fn hari_menunggu(tx: &mut Tx<'_>, pegawai: i64, batas: Waktu) -> Result<Vec<HariTunggu>, StoreError> {
    tx.all(&HARI_MENUNGGU, &[pegawai.into(), (&batas.to_string()).into()], hari_tunggu)
}

/// What was drawn of a person to be looked at afterwards and still stands, by day.
///
/// # Errors
/// The store's failure.
pub fn hari_contoh(tx: &mut Tx<'_>, pegawai: i64) -> Result<Vec<HariTunggu>, StoreError> {
    tx.all(&HARI_CONTOH, &[pegawai.into()], hari_tunggu)
}

/// A person's waiting entries by day and time, at most `banyak`.
///
/// # Errors
/// The store's failure.
pub fn menunggu(tx: &mut Tx<'_>, pegawai: i64, banyak: i64) -> Result<Vec<Entri>, StoreError> {
    tx.all(&MENUNGGU, &[pegawai.into(), banyak.into()], baca)
}

/// A person's entries that were drawn and still stand, by day and time, at most `banyak`.
///
/// # Errors
/// The store's failure.
pub fn contoh(tx: &mut Tx<'_>, pegawai: i64, banyak: i64) -> Result<Vec<Entri>, StoreError> {
    tx.all(&CONTOH, &[pegawai.into(), banyak.into()], baca)
}

/// An entry, whoever's it is: the caller asks the organisation before anything of it is shown.
///
/// # Errors
/// The store's failure.
pub fn satu(tx: &mut Tx<'_>, id: &str) -> Result<Option<Entri>, StoreError> {
    tx.one(&SATU, &[id.into()], baca)
}

/// Whether an entry was drawn.
///
/// # Errors
/// The store's failure.
pub fn tercontoh(tx: &mut Tx<'_>, id: &str) -> Result<bool, StoreError> {
    Ok(tx.one(&TERCONTOH, &[id.into()], |_| Ok(()))?.is_some())
}

/// Day, text and minutes of what a person entered from a month on and what was not refused or taken back.
///
/// # Errors
/// The store's failure.
pub fn riwayat(
    tx: &mut Tx<'_>,
    pegawai: i64,
    sejak: Periode,
) -> Result<Vec<(Tanggal, i64, i64)>, StoreError> {
    tx.all(&RIWAYAT, &[pegawai.into(), angka_periode(sejak).into()], |r| {
        Ok((tanggal(r, 0, 1)?, r.i64(2)?, r.i64(3)?))
    })
}

/// One act of deciding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifikasi {
    /// UUIDv7.
    pub id: String,
    /// What.
    pub putusan: Keputusan,
    /// Whose entries; none where they are of many.
    pub pegawai: Option<i64>,
    /// Why; empty where none is needed.
    pub alasan: String,
    /// Who, by number; none for the system.
    pub orang: Option<i64>,
    /// Whose lent grant was used.
    pub mewakili: Option<i64>,
    /// By what relation.
    pub relasi: Relasi,
    /// In what capacity: `definitif`, `plt`, `delegasi`.
    pub selaku: String,
    /// The account.
    pub akun: String,
    /// The name as it was.
    pub oleh: String,
    /// When.
    pub pada: Waktu,
    /// The person's unit.
    pub jalur_unit: String,
}

/// Writes a decision over these entries, each with the version it had.
///
/// # Errors
/// The store's failure; a version that was decided on meanwhile is a unique violation.
pub fn sisip(tx: &mut Tx<'_>, v: &Verifikasi, entri: &[(&str, i64)]) -> Result<(), StoreError> {
    let pada = v.pada.to_string();
    let banyak = i64::try_from(entri.len()).unwrap_or(i64::MAX);
    let args: [Arg<'_>; 13] = [
        (&v.id).into(),
        v.putusan.kode().into(),
        v.pegawai.into(),
        banyak.into(),
        (&v.alasan).into(),
        v.orang.into(),
        v.mewakili.into(),
        v.relasi.kode().into(),
        (&v.selaku).into(),
        (&v.akun).into(),
        (&v.oleh).into(),
        (&pada).into(),
        (&v.jalur_unit).into(),
    ];
    tx.exec_expect(&SISIP, &args, 1)?;
    let rows =
        entri.iter().map(|(id, versi)| -> [Arg<'_>; 3] { [(*id).into(), (*versi).into(), (&v.id).into()] });
    tx.exec_many(&SISIP_ENTRI, rows).map(|_| ())
}

/// Puts entries among those to be looked at afterwards.
///
/// # Errors
/// The store's failure.
pub fn sisip_contoh(tx: &mut Tx<'_>, entri: &[(&str, i64)], pada: Waktu) -> Result<(), StoreError> {
    let pada = pada.to_string();
    let rows = entri
        .iter()
        .map(|(id, pegawai)| -> [Arg<'_>; 3] { [(*id).into(), (*pegawai).into(), (&pada).into()] });
    tx.exec_many(&SISIP_CONTOH, rows).map(|_| ())
}

/// The last decision on an entry, as its owner reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutusanEntri {
    /// What.
    pub putusan: Keputusan,
    /// Why.
    pub alasan: String,
    /// Who.
    pub oleh: String,
    /// By what relation, as stored.
    pub hubungan: String,
    /// In what capacity, as stored.
    pub selaku: String,
    /// When.
    pub pada: Waktu,
}

/// The last decision on an entry.
///
/// # Errors
/// The store's failure.
pub fn terakhir(tx: &mut Tx<'_>, entri: &str) -> Result<Option<PutusanEntri>, StoreError> {
    tx.one(&TERAKHIR, &[entri.into()], |r| {
        Ok(PutusanEntri {
            putusan: Keputusan::dari_kode(r.str(0)?).ok_or_else(|| r.wrong(0, "unknown decision"))?,
            alasan: r.text(1)?,
            oleh: r.text(2)?,
            hubungan: r.text(3)?,
            selaku: r.text(4)?,
            pada: r.parse(5)?,
        })
    })
}

/// An entry that waits in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diam {
    /// The entry.
    pub id: String,
    /// Whose.
    pub pegawai: i64,
    /// The version that waits.
    pub versi: i64,
}

/// What has waited since before `batas`, oldest first, without what only a device's clock saves.
///
/// # Errors
/// The store's failure.
pub fn diam(tx: &mut Tx<'_>, batas: Waktu, banyak: i64) -> Result<Vec<Diam>, StoreError> {
    tx.all(&DIAM, &[(&batas.to_string()).into(), banyak.into()], |r| {
        Ok(Diam { id: r.text(0)?, pegawai: r.i64(1)?, versi: r.i64(2)? })
    })
}

/// People of whom something has waited since before `batas`, by number, those after `sesudah`.
///
/// # Errors
/// The store's failure.
pub fn orang_lewat(tx: &mut Tx<'_>, batas: Waktu, sesudah: i64, banyak: i64) -> Result<Vec<i64>, StoreError> {
    tx.all(&ORANG_LEWAT, &[(&batas.to_string()).into(), sesudah.into(), banyak.into()], |r| r.i64(0))
}
