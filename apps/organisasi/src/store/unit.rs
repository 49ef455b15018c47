//! SQL of units through time: changes by decree, dated rows, lineage, values of classes.

use balai_kernel::Tanggal;
use balai_store::{Row, StoreError, Tx, sql};

use super::jabatan::keputusan;
use super::orang::baris_unit;
use crate::model::jabatan::Keputusan;
use crate::model::susunan::UnitMasa;
use crate::model::{JenisUnit, Unit, lipat};

sql! {
    SEMUA_UNIT = "SELECT kode, nama, nama_lipat, jenis, induk, opd, jalur FROM unit ORDER BY jalur";
    SEMUA_MASA = "SELECT nomor, perubahan, kode, berlaku_sejak, ada, nama, jenis, induk, opd, jalur FROM unit_masa
        ORDER BY kode, berlaku_sejak, nomor";
    MASA_PERUBAHAN = "SELECT nomor, perubahan, kode, berlaku_sejak, ada, nama, jenis, induk, opd, jalur FROM unit_masa
        WHERE perubahan = $1 ORDER BY kode, berlaku_sejak, nomor";
    NOMOR_PERUBAHAN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM unit_perubahan";
    NOMOR_MASA = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM unit_masa";
    NOMOR_LANJUTAN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM unit_lanjutan";
    NOMOR_NILAI = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM kelas_nilai";
    SISIP_BAKAL = "INSERT INTO unit (kode, nama, nama_lipat, jenis, induk, opd, jalur, catatan, keadaan)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'belum')";
    SISIP_PERUBAHAN = "INSERT INTO unit_perubahan
        (nomor, tindakan, unit, berlaku_sejak, sk_nomor, sk_tanggal, sk_pejabat, rincian, diketahui, sumber)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    SISIP_MASA = "INSERT INTO unit_masa (nomor, perubahan, kode, berlaku_sejak, ada, nama, jenis, induk, opd, jalur)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    SISIP_LANJUTAN = "INSERT INTO unit_lanjutan (nomor, perubahan, pendahulu, penerus) VALUES ($1, $2, $3, $4)";
    TUNDA = "INSERT INTO unit_tunda (perubahan, berlaku_sejak) VALUES ($1, $2)";
    TIBA = "SELECT perubahan FROM unit_tunda WHERE berlaku_sejak <= $1 ORDER BY berlaku_sejak, perubahan";
    TUNDA_HAPUS = "DELETE FROM unit_tunda WHERE perubahan = $1";
    BERLAKU_UNIT = "UPDATE unit SET nama = $2, nama_lipat = $3, jenis = $4, induk = $5, opd = $6, jalur = $7, keadaan = $8
        WHERE kode = $1";
    BERLAKU_PEGAWAI = "SELECT c.pegawai, c.nomor, c.nama FROM pegawai_catatan c JOIN pegawai p ON p.nomor = c.pegawai
        JOIN pegawai_catatan d ON d.nomor = p.catatan
        WHERE c.sumber = $1 AND c.berlaku_sejak <= $2 AND d.berlaku_sejak <= c.berlaku_sejak
        AND NOT EXISTS (SELECT 1 FROM pegawai_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.pegawai, c.berlaku_sejak, c.nomor";
    PERUBAHAN_UNIT = "SELECT u.nomor, u.tindakan, u.unit, u.berlaku_sejak, u.sk_nomor, u.sk_tanggal, u.sk_pejabat, u.rincian,
        u.diketahui FROM unit_perubahan u
        WHERE u.unit = $1 OR EXISTS (SELECT 1 FROM unit_masa m WHERE m.perubahan = u.nomor AND m.kode = $1)
        ORDER BY u.berlaku_sejak DESC, u.nomor DESC LIMIT 200";
    PENERUS = "SELECT l.perubahan, l.penerus, b.nama, u.berlaku_sejak FROM unit_lanjutan l
        JOIN unit_perubahan u ON u.nomor = l.perubahan JOIN unit b ON b.kode = l.penerus
        WHERE l.pendahulu = $1 ORDER BY u.berlaku_sejak, l.nomor LIMIT 200";
    PENDAHULU = "SELECT l.perubahan, l.pendahulu, b.nama, u.berlaku_sejak FROM unit_lanjutan l
        JOIN unit_perubahan u ON u.nomor = l.perubahan JOIN unit b ON b.kode = l.pendahulu
        WHERE l.penerus = $1 ORDER BY u.berlaku_sejak, l.nomor LIMIT 200";
    KE_MANA = "SELECT c.jabatan, c.nama, c.unit, u.nama, c.berlaku_sejak FROM jabatan_catatan a
        JOIN jabatan_catatan c ON c.jabatan = a.jabatan JOIN unit u ON u.kode = c.unit
        WHERE a.unit = $1 AND NOT a.gugur AND NOT c.gugur AND c.unit <> $1 AND c.berlaku_sejak > a.berlaku_sejak
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = a.nomor)
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.berlaku_sejak, c.unit, c.nama, c.jabatan LIMIT 500";
    SISIP_NILAI = "INSERT INTO kelas_nilai
        (nomor, kelas, nilai_sen, berlaku_sejak, sk_nomor, sk_tanggal, sk_pejabat, diketahui)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    NILAI = "SELECT kelas, nilai_sen, berlaku_sejak, sk_nomor, sk_tanggal, sk_pejabat FROM kelas_nilai
        WHERE berlaku_sejak <= $1 ORDER BY kelas, berlaku_sejak, nomor";
}

balai_store::statements![
    SEMUA_UNIT,
    SEMUA_MASA,
    MASA_PERUBAHAN,
    NOMOR_PERUBAHAN,
    NOMOR_MASA,
    NOMOR_LANJUTAN,
    NOMOR_NILAI,
    SISIP_BAKAL,
    SISIP_PERUBAHAN,
    SISIP_MASA,
    SISIP_LANJUTAN,
    TUNDA,
    TIBA,
    TUNDA_HAPUS,
    BERLAKU_UNIT,
    BERLAKU_PEGAWAI,
    PERUBAHAN_UNIT,
    PENERUS,
    PENDAHULU,
    KE_MANA,
    SISIP_NILAI,
    NILAI,
];

fn masa(r: &Row<'_>) -> Result<UnitMasa, StoreError> {
    let nama = r.text(5)?;
    Ok(UnitMasa {
        nomor: r.i64(0)?,
        perubahan: r.opt_i64(1)?,
        sejak: r.parse(3)?,
        ada: r.bool(4)?,
        unit: Unit {
            kode: r.text(2)?,
            nama_lipat: lipat(&nama),
            nama,
            jenis: JenisUnit::dari_kode(r.str(6)?).ok_or_else(|| r.wrong(6, "not a kind of unit"))?,
            induk: r.opt_text(7)?,
            opd: r.opt_text(8)?,
            jalur: r.parse(9)?,
        },
    })
}

/// Every unit, those to come and closed ones too.
pub(crate) fn semua_unit(tx: &mut Tx<'_>) -> Result<Vec<Unit>, StoreError> {
    tx.all(&SEMUA_UNIT, &[], baris_unit)
}

/// Every dated row.
pub(crate) fn semua_masa(tx: &mut Tx<'_>) -> Result<Vec<UnitMasa>, StoreError> {
    tx.all(&SEMUA_MASA, &[], masa)
}

/// The highest numbers given so far: of changes, of dated rows, of lineage.
pub(crate) fn nomor(tx: &mut Tx<'_>) -> Result<(i64, i64, i64), StoreError> {
    let mut baca = |sql| tx.one(sql, &[], |r| r.i64(0)).map(Option::unwrap_or_default);
    Ok((baca(&NOMOR_PERUBAHAN)?, baca(&NOMOR_MASA)?, baca(&NOMOR_LANJUTAN)?))
}

/// Adds a unit that is still to come.
pub(crate) fn sisip_bakal(tx: &mut Tx<'_>, u: &Unit) -> Result<(), StoreError> {
    let Unit { kode, nama, nama_lipat, jenis, induk, opd, jalur } = u;
    tx.exec_expect(
        &SISIP_BAKAL,
        &[
            kode.into(),
            nama.into(),
            nama_lipat.into(),
            jenis.kode().into(),
            induk.into(),
            opd.into(),
            jalur.as_str().into(),
            0_i64.into(),
        ],
        1,
    )
}

/// A change on its way into the table, or out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerubahanUnit {
    /// Its number.
    pub nomor: i64,
    /// What was done: a word of [`crate::model::susunan::Tindakan::kode`].
    pub tindakan: String,
    /// Code of the unit it is about.
    pub unit: String,
    /// First day.
    pub sejak: Tanggal,
    /// By which decree.
    pub keputusan: Keputusan,
    /// The preview that was signed, as JSON.
    pub rincian: String,
    /// Instant in UTC at which the region learnt it.
    pub diketahui: String,
}

/// Adds a change.
pub(crate) fn sisip_perubahan(tx: &mut Tx<'_>, p: &PerubahanUnit, sumber: &str) -> Result<(), StoreError> {
    tx.exec_expect(
        &SISIP_PERUBAHAN,
        &[
            p.nomor.into(),
            (&p.tindakan).into(),
            (&p.unit).into(),
            (&p.sejak.to_string()).into(),
            (&p.keputusan.nomor).into(),
            (&p.keputusan.tanggal.to_string()).into(),
            (&p.keputusan.pejabat).into(),
            (&p.rincian).into(),
            (&p.diketahui).into(),
            sumber.into(),
        ],
        1,
    )
}

/// Adds a dated row.
pub(crate) fn sisip_masa(tx: &mut Tx<'_>, m: &UnitMasa) -> Result<(), StoreError> {
    tx.exec_expect(
        &SISIP_MASA,
        &[
            m.nomor.into(),
            m.perubahan.into(),
            (&m.unit.kode).into(),
            (&m.sejak.to_string()).into(),
            m.ada.into(),
            (&m.unit.nama).into(),
            m.unit.jenis.kode().into(),
            (&m.unit.induk).into(),
            (&m.unit.opd).into(),
            m.unit.jalur.as_str().into(),
        ],
        1,
    )
}

/// Adds a step of lineage: own number, change, predecessor, successor.
pub(crate) fn sisip_lanjutan(
    tx: &mut Tx<'_>,
    (nomor, perubahan): (i64, i64),
    (pendahulu, penerus): (&str, &str),
) -> Result<(), StoreError> {
    tx.exec_expect(&SISIP_LANJUTAN, &[nomor.into(), perubahan.into(), pendahulu.into(), penerus.into()], 1)
}

/// Notes that a change waits for its day.
pub(crate) fn tunda(tx: &mut Tx<'_>, perubahan: i64, sejak: Tanggal) -> Result<(), StoreError> {
    tx.exec_expect(&TUNDA, &[perubahan.into(), (&sejak.to_string()).into()], 1)
}

/// The changes that waited and whose day has come.
pub(crate) fn tiba(tx: &mut Tx<'_>, hari_ini: Tanggal) -> Result<Vec<i64>, StoreError> {
    tx.all(&TIBA, &[(&hari_ini.to_string()).into()], |r| r.i64(0))
}

/// Lets a change hold from now on: units and people are what its rows say. Returns the rows that hold now, of units and,
/// by number, of people.
pub(crate) fn berlakukan(
    tx: &mut Tx<'_>,
    perubahan: i64,
    hari_ini: Tanggal,
) -> Result<(Vec<UnitMasa>, Vec<i64>), StoreError> {
    let unit = tx.all(&MASA_PERUBAHAN, &[perubahan.into()], masa)?;
    for m in &unit {
        let u = &m.unit;
        tx.exec_expect(
            &BERLAKU_UNIT,
            &[
                (&u.kode).into(),
                (&u.nama).into(),
                (&u.nama_lipat).into(),
                u.jenis.kode().into(),
                (&u.induk).into(),
                (&u.opd).into(),
                u.jalur.as_str().into(),
                (if m.ada { "ada" } else { "tutup" }).into(),
            ],
            1,
        )?;
    }
    let (sumber, hari_ini) = (sumber_perubahan(perubahan), hari_ini.to_string());
    let rows = tx.all(&BERLAKU_PEGAWAI, &[(&sumber).into(), (&hari_ini).into()], |r| {
        Ok((r.i64(0)?, r.i64(1)?, r.text(2)?))
    })?;
    for (orang, catatan, nama) in &rows {
        super::ganti_catatan(tx, *orang, *catatan, &crate::model::lipat(nama))?;
    }
    tx.exec(&TUNDA_HAPUS, &[perubahan.into()])?;
    Ok((unit, rows.into_iter().map(|(_, catatan, _)| catatan).collect()))
}

/// What stands as the source of staff rows a change of units wrote. The staff list's own rows carry a file's SHA-256.
pub(crate) fn sumber_perubahan(nomor: i64) -> String {
    format!("sk:{nomor}")
}

/// The changes that touched a unit, the newest day first; at most 200.
pub(crate) fn perubahan_unit(tx: &mut Tx<'_>, kode: &str) -> Result<Vec<PerubahanUnit>, StoreError> {
    tx.all(&PERUBAHAN_UNIT, &[kode.into()], |r| {
        Ok(PerubahanUnit {
            nomor: r.i64(0)?,
            tindakan: r.text(1)?,
            unit: r.text(2)?,
            sejak: r.parse(3)?,
            keputusan: keputusan(r, 4)?.ok_or_else(|| r.wrong(4, "a change without a decree"))?,
            rincian: r.text(7)?,
            diketahui: r.text(8)?,
        })
    })
}

/// A unit that went before or came after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lanjutan {
    /// The change.
    pub perubahan: i64,
    /// Code of the other unit.
    pub kode: String,
    /// Its name.
    pub nama: String,
    /// First day.
    pub sejak: Tanggal,
}

fn lanjutan(r: &Row<'_>) -> Result<Lanjutan, StoreError> {
    Ok(Lanjutan { perubahan: r.i64(0)?, kode: r.text(1)?, nama: r.text(2)?, sejak: r.parse(3)? })
}

/// Predecessors and successors of a unit, oldest first.
pub(crate) fn silsilah(tx: &mut Tx<'_>, kode: &str) -> Result<(Vec<Lanjutan>, Vec<Lanjutan>), StoreError> {
    Ok((tx.all(&PENDAHULU, &[kode.into()], lanjutan)?, tx.all(&PENERUS, &[kode.into()], lanjutan)?))
}

/// A post that was in a unit once and is in another now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PindahJabatan {
    /// The post.
    pub jabatan: i64,
    /// Its name.
    pub nama: String,
    /// Code and name of the unit it went to.
    pub unit: (String, String),
    /// First day there.
    pub sejak: Tanggal,
}

/// Where a unit's posts went, oldest first; at most 500.
pub(crate) fn ke_mana(tx: &mut Tx<'_>, kode: &str) -> Result<Vec<PindahJabatan>, StoreError> {
    tx.all(&KE_MANA, &[kode.into()], |r| {
        Ok(PindahJabatan {
            jabatan: r.i64(0)?,
            nama: r.text(1)?,
            unit: (r.text(2)?, r.text(3)?),
            sejak: r.parse(4)?,
        })
    })
}

/// The value of a class by decree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NilaiKelas {
    /// The class.
    pub kelas: i64,
    /// A month's value in sen.
    pub sen: i64,
    /// First day.
    pub sejak: Tanggal,
    /// By which decree.
    pub keputusan: Keputusan,
}

/// The values that ever held up to a day, by class, the newest last.
pub(crate) fn nilai_kelas(tx: &mut Tx<'_>, pada: Tanggal) -> Result<Vec<NilaiKelas>, StoreError> {
    tx.all(&NILAI, &[(&pada.to_string()).into()], |r| {
        Ok(NilaiKelas {
            kelas: r.i64(0)?,
            sen: r.i64(1)?,
            sejak: r.parse(2)?,
            keputusan: keputusan(r, 3)?.ok_or_else(|| r.wrong(3, "a value without a decree"))?,
        })
    })
}

/// Adds values of classes by one decree.
pub(crate) fn sisip_nilai(
    tx: &mut Tx<'_>,
    nilai: &[(i64, i64)],
    (sejak, k): (Tanggal, &Keputusan),
    diketahui: &str,
) -> Result<(), StoreError> {
    let mut nomor = tx.one(&NOMOR_NILAI, &[], |r| r.i64(0))?.unwrap_or_default();
    let (sejak, tanggal) = (sejak.to_string(), k.tanggal.to_string());
    for (kelas, sen) in nilai {
        nomor += 1;
        tx.exec_expect(
            &SISIP_NILAI,
            &[
                nomor.into(),
                (*kelas).into(),
                (*sen).into(),
                (&sejak).into(),
                (&k.nomor).into(),
                (&tanggal).into(),
                (&k.pejabat).into(),
                diketahui.into(),
            ],
            1,
        )?;
    }
    Ok(())
}
