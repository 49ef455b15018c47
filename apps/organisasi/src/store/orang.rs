//! SQL of units and people.

use balai_kernel::{Kapasitas, Nip, Tanggal};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::{DataPegawai, JenisUnit, StatusPegawai, Tercatat, Unit};

sql! {
    UNIT = "SELECT kode, nama, nama_lipat, jenis, induk, opd, jalur FROM unit WHERE jalur >= $1 AND jalur < $2
        AND keadaan = 'ada' ORDER BY jalur";
    JALUR_UNIT = "SELECT jalur FROM unit WHERE kode = $1";
    SIMPAN_UNIT = "INSERT INTO unit (kode, nama, nama_lipat, jenis, induk, opd, jalur, catatan)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (kode) DO UPDATE SET nama = excluded.nama, nama_lipat = excluded.nama_lipat, jenis = excluded.jenis,
        induk = excluded.induk, opd = excluded.opd, jalur = excluded.jalur, catatan = excluded.catatan";
    CATATAN_UNIT = "SELECT catatan FROM unit WHERE kode = $1";
    NOMOR_UNIT = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM unit_catatan";
    SISIP_UNIT = "INSERT INTO unit_catatan
        (nomor, kode, nama, jenis, induk, opd, jalur, diketahui, sumber, baris, menggantikan)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    NOMOR_PEGAWAI = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM pegawai";
    NOMOR_CATATAN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM pegawai_catatan";
    SEMUA_NOMOR = "SELECT nip, nomor FROM pegawai";
    TERCATAT = "SELECT c.pegawai, c.nomor, c.berlaku_sejak, c.nip, c.nama, c.golongan, c.jabatan, c.kelas, c.opd, c.unit,
        c.jalur_unit, c.atasan_nip, c.tmt, c.status, c.ptkp FROM pegawai_catatan c
        WHERE c.berlaku_sejak <= $1 AND NOT EXISTS (SELECT 1 FROM pegawai_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.pegawai, c.berlaku_sejak, c.nomor";
    TERCATAT_DAFTAR = "SELECT c.pegawai, c.nomor, c.berlaku_sejak, c.nip, c.nama, c.golongan, c.jabatan, c.kelas, c.opd,
        c.unit, c.jalur_unit, c.atasan_nip, c.tmt, c.status, c.ptkp FROM pegawai_catatan c
        WHERE NOT (c.sumber >= 'sk:' AND c.sumber < 'sk;')
        AND NOT EXISTS (SELECT 1 FROM pegawai_catatan k WHERE k.menggantikan = c.nomor
          AND NOT (k.sumber >= 'sk:' AND k.sumber < 'sk;'))
        ORDER BY c.pegawai, c.berlaku_sejak, c.nomor";
    TERCATAT_UNIT = "SELECT c.pegawai, c.nomor, c.berlaku_sejak, c.nip, c.nama, c.golongan, c.jabatan, c.kelas, c.opd, c.unit,
        c.jalur_unit, c.atasan_nip, c.tmt, c.status, c.ptkp FROM pegawai_catatan c
        WHERE c.unit = $1 AND NOT EXISTS (SELECT 1 FROM pegawai_catatan k WHERE k.menggantikan = c.nomor)
        AND NOT EXISTS (SELECT 1 FROM pegawai_catatan l WHERE l.pegawai = c.pegawai
          AND l.berlaku_sejak > c.berlaku_sejak AND l.berlaku_sejak <= $2
          AND NOT EXISTS (SELECT 1 FROM pegawai_catatan k WHERE k.menggantikan = l.nomor))
        ORDER BY c.pegawai, c.berlaku_sejak, c.nomor";
    TERCATAT_NIP = "SELECT c.pegawai, c.nomor, c.berlaku_sejak, c.nip, c.nama, c.golongan, c.jabatan, c.kelas, c.opd, c.unit,
        c.jalur_unit, c.atasan_nip, c.tmt, c.status, c.ptkp FROM pegawai_catatan c JOIN pegawai p ON p.nomor = c.pegawai
        WHERE p.nip = $1 AND c.berlaku_sejak <= $2
        AND NOT EXISTS (SELECT 1 FROM pegawai_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.berlaku_sejak, c.nomor";
    TERCATAT_SATU = "SELECT c.pegawai, c.nomor, c.berlaku_sejak, c.nip, c.nama, c.golongan, c.jabatan, c.kelas, c.opd, c.unit,
        c.jalur_unit, c.atasan_nip, c.tmt, c.status, c.ptkp FROM pegawai_catatan c WHERE c.nomor = $1";
    NOMOR_NIP = "SELECT nomor FROM pegawai WHERE nip = $1";
    NIP_NOMOR = "SELECT nip FROM pegawai WHERE nomor = $1";
    SISIP_PEGAWAI = "INSERT INTO pegawai (nomor, nip, catatan, cari) VALUES ($1, $2, $3, $4)";
    GANTI_CATATAN = "UPDATE pegawai SET catatan = $2, cari = $3 WHERE nomor = $1";
    SISIP_CATATAN = "INSERT INTO pegawai_catatan
        (nomor, pegawai, berlaku_sejak, nip, nama, golongan, jabatan, kelas, opd, unit, jalur_unit, atasan_nip, tmt, status,
        ptkp, diketahui, sumber, baris, menggantikan)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    UNIT_SATU = "SELECT kode, nama, nama_lipat, jenis, induk, opd, jalur FROM unit WHERE kode = $1";
    UNIT_SEJARAH = "SELECT kode, nama, jalur, diketahui FROM unit_catatan WHERE kode = $1 ORDER BY nomor LIMIT 200";
    RINGKAS = "SELECT p.nomor, p.nip, c.nama, c.golongan, c.jabatan, c.jalur_unit, c.atasan_nip FROM pegawai p
        JOIN pegawai_catatan c ON c.nomor = p.catatan WHERE p.nomor = $1";
    PEMANGKU_UNIT = "SELECT a.jabatan, a.pegawai, a.kapasitas, d.nama FROM jabatan_catatan j
        JOIN penugasan_catatan a ON a.jabatan = j.jabatan JOIN pegawai p ON p.nomor = a.pegawai
        JOIN pegawai_catatan d ON d.nomor = p.catatan
        WHERE j.unit = $1 AND NOT j.gugur AND j.berlaku_sejak <= $2
        AND (j.berlaku_sampai IS NULL OR j.berlaku_sampai >= $2)
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = j.nomor)
        AND NOT a.gugur AND a.berlaku_sejak <= $2 AND (a.berlaku_sampai IS NULL OR a.berlaku_sampai >= $2)
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = a.nomor)
        ORDER BY a.jabatan, a.kapasitas, d.nama, a.nomor LIMIT 5000";
    PEMANGKU_KEPALA = "SELECT a.jabatan, a.pegawai, a.kapasitas, d.nama FROM jabatan_catatan j
        JOIN penugasan_catatan a ON a.jabatan = j.jabatan JOIN pegawai p ON p.nomor = a.pegawai
        JOIN pegawai_catatan d ON d.nomor = p.catatan
        WHERE j.jalur_unit >= $1 AND j.jalur_unit < $2 AND j.kepala AND NOT j.gugur AND j.berlaku_sejak <= $3
        AND (j.berlaku_sampai IS NULL OR j.berlaku_sampai >= $3)
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = j.nomor)
        AND NOT a.gugur AND a.berlaku_sejak <= $3 AND (a.berlaku_sampai IS NULL OR a.berlaku_sampai >= $3)
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = a.nomor)
        ORDER BY a.jabatan, a.kapasitas, d.nama, a.nomor";
}

balai_store::statements![
    UNIT,
    JALUR_UNIT,
    UNIT_SATU,
    UNIT_SEJARAH,
    RINGKAS,
    PEMANGKU_UNIT,
    PEMANGKU_KEPALA,
    SIMPAN_UNIT,
    CATATAN_UNIT,
    NOMOR_UNIT,
    SISIP_UNIT,
    NOMOR_PEGAWAI,
    NOMOR_CATATAN,
    SEMUA_NOMOR,
    TERCATAT,
    TERCATAT_DAFTAR,
    TERCATAT_UNIT,
    TERCATAT_NIP,
    TERCATAT_SATU,
    NOMOR_NIP,
    NIP_NOMOR,
    SISIP_PEGAWAI,
    GANTI_CATATAN,
    SISIP_CATATAN,
];

/// Where a stored row comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asal {
    /// SHA-256 of the received file, or another lasting name of the source.
    pub sumber: String,
    /// Instant in UTC at which the region learnt it.
    pub diketahui: String,
}

/// The units whose path lies in `dari..sampai`, in the order of their paths: parents before children.
pub(crate) fn unit(tx: &mut Tx<'_>, dari: &str, sampai: &str) -> Result<Vec<Unit>, StoreError> {
    tx.all(&UNIT, &[dari.into(), sampai.into()], baris_unit)
}

pub(super) fn baris_unit(r: &Row<'_>) -> Result<Unit, StoreError> {
    Ok(Unit {
        kode: r.text(0)?,
        nama: r.text(1)?,
        nama_lipat: r.text(2)?,
        jenis: JenisUnit::dari_kode(r.str(3)?).ok_or_else(|| r.wrong(3, "not a kind of unit"))?,
        induk: r.opt_text(4)?,
        opd: r.opt_text(5)?,
        jalur: r.parse(6)?,
    })
}

/// The path of a unit as it is now.
pub(crate) fn jalur_unit(tx: &mut Tx<'_>, kode: &str) -> Result<Option<balai_kernel::Jalur>, StoreError> {
    tx.one(&JALUR_UNIT, &[kode.into()], |r| r.parse(0))
}

/// Adds a history row for `unit` and makes it the current one. `nomor` is the history row's.
pub(crate) fn simpan_unit(
    tx: &mut Tx<'_>,
    nomor: i64,
    unit: &Unit,
    baris: u32,
    asal: &Asal,
) -> Result<(), StoreError> {
    let lama = tx.one(&CATATAN_UNIT, &[(&unit.kode).into()], |r| r.i64(0))?;
    let Unit { kode, nama, nama_lipat, jenis, induk, opd, jalur } = unit;
    tx.exec_expect(
        &SISIP_UNIT,
        &[
            nomor.into(),
            kode.into(),
            nama.into(),
            jenis.kode().into(),
            induk.into(),
            opd.into(),
            jalur.as_str().into(),
            (&asal.diketahui).into(),
            (&asal.sumber).into(),
            baris.into(),
            lama.into(),
        ],
        1,
    )?;
    tx.exec_expect(
        &SIMPAN_UNIT,
        &[
            kode.into(),
            nama.into(),
            nama_lipat.into(),
            jenis.kode().into(),
            induk.into(),
            opd.into(),
            jalur.as_str().into(),
            nomor.into(),
        ],
        1,
    )
}

/// The highest number given so far: of unit history, of people, of people's history.
pub(crate) fn nomor_terakhir(tx: &mut Tx<'_>) -> Result<(i64, i64, i64), StoreError> {
    let mut baca = |sql| tx.one(sql, &[], |r| r.i64(0)).map(Option::unwrap_or_default);
    Ok((baca(&NOMOR_UNIT)?, baca(&NOMOR_PEGAWAI)?, baca(&NOMOR_CATATAN)?))
}

/// Every NIP on record with its person's number.
pub(crate) fn semua_nomor(tx: &mut Tx<'_>) -> Result<Vec<(Nip, i64)>, StoreError> {
    tx.all(&SEMUA_NOMOR, &[], |r| Ok((r.parse(0)?, r.i64(1)?)))
}

/// The person who has `nip` now.
pub(crate) fn nomor_dari_nip(tx: &mut Tx<'_>, nip: &Nip) -> Result<Option<i64>, StoreError> {
    tx.one(&NOMOR_NIP, &[nip.as_str().into()], |r| r.i64(0))
}

/// The NIP a person has now.
pub(crate) fn nip_dari_nomor(tx: &mut Tx<'_>, nomor: i64) -> Result<Option<Nip>, StoreError> {
    tx.one(&NIP_NOMOR, &[nomor.into()], |r| r.parse(0))
}

fn tercatat(r: &Row<'_>) -> Result<Tercatat, StoreError> {
    Ok(Tercatat {
        pegawai: r.i64(0)?,
        catatan: r.i64(1)?,
        berlaku_sejak: r.parse(2)?,
        data: DataPegawai {
            nip: r.parse(3)?,
            nama: r.text(4)?,
            golongan: r.parse(5)?,
            jabatan: r.text(6)?,
            kelas: r.i64(7)?,
            opd: r.text(8)?,
            unit: r.text(9)?,
            jalur_unit: r.parse(10)?,
            atasan: r.opt_parse(11)?,
            tmt: r.opt_parse(12)?,
            status: StatusPegawai::dari_kode(r.str(13)?).ok_or_else(|| r.wrong(13, "not a status"))?,
            ptkp: r.opt_parse(14)?,
        },
    })
}

/// The rows that count and hold from `sampai` or earlier, by person, then from the oldest on.
pub(crate) fn semua_tercatat(tx: &mut Tx<'_>, sampai: Tanggal) -> Result<Vec<Tercatat>, StoreError> {
    tx.all(&TERCATAT, &[(&sampai.to_string()).into()], tercatat)
}

/// The staff list's own rows, without what changes of units wrote: what posts are derived from.
pub(crate) fn tercatat_daftar(tx: &mut Tx<'_>) -> Result<Vec<Tercatat>, StoreError> {
    tx.all(&TERCATAT_DAFTAR, &[], tercatat)
}

/// The rows that put somebody into a unit on `sejak` or later, by person, then from the oldest on.
pub(crate) fn tercatat_unit(
    tx: &mut Tx<'_>,
    unit: &str,
    sejak: Tanggal,
) -> Result<Vec<Tercatat>, StoreError> {
    tx.all(&TERCATAT_UNIT, &[unit.into(), (&sejak.to_string()).into()], tercatat)
}

/// As [`semua_tercatat`] for the person who has `nip` now.
pub(crate) fn tercatat_nip(tx: &mut Tx<'_>, nip: &Nip, sampai: Tanggal) -> Result<Vec<Tercatat>, StoreError> {
    tx.all(&TERCATAT_NIP, &[nip.as_str().into(), (&sampai.to_string()).into()], tercatat)
}

/// One row, by its own number.
pub(crate) fn tercatat_satu(tx: &mut Tx<'_>, catatan: i64) -> Result<Option<Tercatat>, StoreError> {
    tx.one(&TERCATAT_SATU, &[catatan.into()], tercatat)
}

/// A person's history row on its way into the table.
pub(crate) struct CatatanBaru<'a> {
    /// The row's own number.
    pub nomor: i64,
    /// The person.
    pub pegawai: i64,
    /// First day it holds.
    pub sejak: Tanggal,
    /// What holds.
    pub data: &'a DataPegawai,
    /// Line in the source.
    pub baris: u32,
    /// The row it corrects.
    pub menggantikan: Option<i64>,
}

/// Somebody not on record before.
#[derive(Debug)]
pub(crate) struct OrangBaru {
    /// The person.
    pub nomor: i64,
    /// The NIP.
    pub nip: Nip,
    /// The newest history row.
    pub catatan: i64,
    /// The name as it is searched.
    pub cari: String,
}

/// Adds people not on record before.
pub(crate) fn sisip_pegawai(tx: &mut Tx<'_>, baru: &[OrangBaru]) -> Result<(), StoreError> {
    let rows = baru.iter().map(|o| -> [Arg<'_>; 4] {
        [o.nomor.into(), o.nip.as_str().into(), o.catatan.into(), (&o.cari).into()]
    });
    tx.exec_many(&SISIP_PEGAWAI, rows)?;
    Ok(())
}

/// Says which row of a person is the newest, and how the name in it is searched.
pub(crate) fn ganti_catatan(
    tx: &mut Tx<'_>,
    pegawai: i64,
    catatan: i64,
    cari: &str,
) -> Result<(), StoreError> {
    tx.exec_expect(&GANTI_CATATAN, &[pegawai.into(), catatan.into(), cari.into()], 1)
}

/// Adds history rows.
pub(crate) fn sisip_catatan(
    tx: &mut Tx<'_>,
    baru: &[CatatanBaru<'_>],
    asal: &Asal,
) -> Result<(), StoreError> {
    // texts the rows borrow from
    let teks: Vec<[Option<String>; 4]> = baru
        .iter()
        .map(|c| {
            let d = c.data;
            [
                Some(c.sejak.to_string()),
                Some(d.golongan.to_string()),
                d.tmt.map(|t| t.to_string()),
                d.ptkp.map(|p| p.to_string()),
            ]
        })
        .collect();
    let rows = baru.iter().zip(&teks).map(|(c, [sejak, golongan, tmt, ptkp])| -> [Arg<'_>; 19] {
        let d = c.data;
        [
            c.nomor.into(),
            c.pegawai.into(),
            sejak.as_deref().unwrap_or_default().into(),
            d.nip.as_str().into(),
            (&d.nama).into(),
            golongan.as_deref().unwrap_or_default().into(),
            (&d.jabatan).into(),
            d.kelas.into(),
            (&d.opd).into(),
            (&d.unit).into(),
            d.jalur_unit.as_str().into(),
            d.atasan.as_ref().map(Nip::as_str).into(),
            tmt.into(),
            d.status.kode().into(),
            ptkp.into(),
            (&asal.diketahui).into(),
            (&asal.sumber).into(),
            c.baris.into(),
            c.menggantikan.into(),
        ]
    });
    tx.exec_many(&SISIP_CATATAN, rows)?;
    Ok(())
}

/// A person in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrangRingkas {
    /// The person, by number.
    pub nomor: i64,
    /// The NIP.
    pub nip: Nip,
    /// Full name.
    pub nama: String,
    /// Rank.
    pub golongan: String,
    /// Name of the post on the staff list.
    pub jabatan: String,
    /// Path of the unit on the staff list.
    pub jalur_unit: String,
    /// The superior on the staff list.
    pub atasan: Option<Nip>,
}

/// A person by the newest row of the staff list.
pub(crate) fn ringkas_orang(tx: &mut Tx<'_>, nomor: i64) -> Result<Option<OrangRingkas>, StoreError> {
    tx.one(&RINGKAS, &[nomor.into()], |r| {
        Ok(OrangRingkas {
            nomor: r.i64(0)?,
            nip: r.parse(1)?,
            nama: r.text(2)?,
            golongan: r.text(3)?,
            jabatan: r.text(4)?,
            jalur_unit: r.text(5)?,
            atasan: r.opt_parse(6)?,
        })
    })
}

/// Somebody who has a post on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pemangku {
    /// The post.
    pub jabatan: i64,
    /// The person.
    pub pegawai: i64,
    /// By right or acting.
    pub kapasitas: Kapasitas,
    /// Full name.
    pub nama: String,
}

fn pemangku(r: &Row<'_>) -> Result<Pemangku, StoreError> {
    Ok(Pemangku { jabatan: r.i64(0)?, pegawai: r.i64(1)?, kapasitas: r.parse(2)?, nama: r.text(3)? })
}

/// Everybody who has a post of a unit on a day; at most 5,000.
pub(crate) fn pemangku_unit(tx: &mut Tx<'_>, unit: &str, pada: Tanggal) -> Result<Vec<Pemangku>, StoreError> {
    tx.all(&PEMANGKU_UNIT, &[unit.into(), (&pada.to_string()).into()], pemangku)
}

/// Everybody who has a post that heads a unit, in a range of unit paths on a day.
pub(crate) fn pemangku_kepala(
    tx: &mut Tx<'_>,
    (dari, sampai): (&str, &str),
    pada: Tanggal,
) -> Result<Vec<Pemangku>, StoreError> {
    tx.all(&PEMANGKU_KEPALA, &[dari.into(), sampai.into(), (&pada.to_string()).into()], pemangku)
}

/// One unit.
pub(crate) fn satu_unit(tx: &mut Tx<'_>, kode: &str) -> Result<Option<Unit>, StoreError> {
    tx.one(&UNIT_SATU, &[kode.into()], baris_unit)
}

/// What was once said of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SejarahUnit {
    /// Its code.
    pub kode: String,
    /// Its name then.
    pub nama: String,
    /// Its path then.
    pub jalur: String,
    /// Instant in UTC at which the region learnt it.
    pub diketahui: String,
}

/// Everything said of a unit, oldest first; at most 200.
pub(crate) fn sejarah_unit(tx: &mut Tx<'_>, kode: &str) -> Result<Vec<SejarahUnit>, StoreError> {
    tx.all(&UNIT_SEJARAH, &[kode.into()], |r| {
        Ok(SejarahUnit { kode: r.text(0)?, nama: r.text(1)?, jalur: r.text(2)?, diketahui: r.text(3)? })
    })
}
