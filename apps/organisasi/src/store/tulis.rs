//! Adding rows of posts, assignments, assessors and teams, and reading what an import compares itself with.

use balai_kernel::{Jalur, Kapasitas};
use balai_store::{Arg, Sql, StoreError, Tx, sql};

use super::jabatan::masa;
use crate::model::jabatan::{JenisJabatan, Keputusan, Masa};

sql! {
    NOMOR_JABATAN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM jabatan";
    NOMOR_JABATAN_CATATAN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM jabatan_catatan";
    NOMOR_PENUGASAN = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM penugasan_catatan";
    NOMOR_PENILAI = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM penilai_catatan";
    NOMOR_TIM = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM tim_catatan";
    NOMOR_ANGGOTA = "SELECT COALESCE(MAX(nomor), CAST(0 AS BIGINT)) FROM tim_anggota_catatan";
    SISIP_JABATAN = "INSERT INTO jabatan (nomor, kunci) VALUES ($1, $2)";
    SISIP_JABATAN_CATATAN = "INSERT INTO jabatan_catatan
        (nomor, jabatan, nama, unit, jalur_unit, jenis, kelas, formasi, kepala, atasan,
        berlaku_sejak, berlaku_sampai, gugur, diketahui, menggantikan, sk_nomor, sk_tanggal, sk_pejabat, asal, sumber)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)";
    SISIP_PENUGASAN = "INSERT INTO penugasan_catatan
        (nomor, pegawai, jabatan, kapasitas,
        berlaku_sejak, berlaku_sampai, gugur, diketahui, menggantikan, sk_nomor, sk_tanggal, sk_pejabat, asal, sumber)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    SISIP_PENILAI = "INSERT INTO penilai_catatan
        (nomor, pegawai, penilai,
        berlaku_sejak, berlaku_sampai, gugur, diketahui, menggantikan, sk_nomor, sk_tanggal, sk_pejabat)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    SISIP_TIM = "INSERT INTO tim_catatan
        (nomor, tim, nama, unit, jalur_unit, verifikasi, menilai,
        berlaku_sejak, berlaku_sampai, gugur, diketahui, menggantikan, sk_nomor, sk_tanggal, sk_pejabat)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    SISIP_ANGGOTA = "INSERT INTO tim_anggota_catatan
        (nomor, tim, pegawai, ketua, berlaku_sejak, berlaku_sampai, gugur, diketahui, menggantikan)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    TURUNAN_JABATAN = "SELECT j.kunci, j.nomor, c.nomor, c.nama, c.unit, c.jalur_unit, c.jenis, c.kelas, c.formasi, c.kepala,
        c.atasan, c.asal FROM jabatan_catatan c JOIN jabatan j ON j.nomor = c.jabatan
        WHERE NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.jabatan, c.berlaku_sejak, c.nomor";
    TURUNAN_PENUGASAN = "SELECT c.nomor, c.pegawai, c.jabatan, c.berlaku_sejak, c.berlaku_sampai, c.asal
        FROM penugasan_catatan c WHERE c.kapasitas = 'definitif' AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.pegawai, c.berlaku_sejak, c.nomor";
}

balai_store::statements![
    NOMOR_JABATAN,
    NOMOR_JABATAN_CATATAN,
    NOMOR_PENUGASAN,
    NOMOR_PENILAI,
    NOMOR_TIM,
    NOMOR_ANGGOTA,
    SISIP_JABATAN,
    SISIP_JABATAN_CATATAN,
    SISIP_PENUGASAN,
    SISIP_PENILAI,
    SISIP_TIM,
    SISIP_ANGGOTA,
    TURUNAN_JABATAN,
    TURUNAN_PENUGASAN,
];

/// The table a number is given for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Nomor {
    Jabatan,
    JabatanCatatan,
    Penugasan,
    Penilai,
    Tim,
    Anggota,
}

/// The highest number given so far. Ask under the lock of this app.
pub(crate) fn nomor(tx: &mut Tx<'_>, untuk: Nomor) -> Result<i64, StoreError> {
    let sql = match untuk {
        Nomor::Jabatan => &NOMOR_JABATAN,
        Nomor::JabatanCatatan => &NOMOR_JABATAN_CATATAN,
        Nomor::Penugasan => &NOMOR_PENUGASAN,
        Nomor::Penilai => &NOMOR_PENILAI,
        Nomor::Tim => &NOMOR_TIM,
        Nomor::Anggota => &NOMOR_ANGGOTA,
    };
    Ok(tx.one(sql, &[], |r| r.i64(0))?.unwrap_or_default())
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AsalBaris {
    /// Derived from a staff list.
    Impor,
    /// Made by a decree.
    Keputusan,
}

impl AsalBaris {
    fn kode(self) -> &'static str {
        match self {
            AsalBaris::Impor => "impor",
            AsalBaris::Keputusan => "keputusan",
        }
    }
}

/// What every row of this app says of itself besides its content.
#[derive(Debug, Clone)]
pub(crate) struct Tanda<'a> {
    /// The decree.
    pub keputusan: Option<&'a Keputusan>,
    /// Import or decree.
    pub asal: AsalBaris,
    /// Instant in UTC at which the region learnt it.
    pub diketahui: &'a str,
    /// File or account.
    pub sumber: &'a str,
    /// The row whose place it takes.
    pub menggantikan: Option<i64>,
    /// Whether it says that the replaced row never held.
    pub gugur: bool,
}

/// A post's content on its way into the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IsiJabatan {
    pub nama: String,
    pub unit: String,
    pub jalur_unit: Jalur,
    pub jenis: JenisJabatan,
    pub kelas: i64,
    pub formasi: i64,
    pub kepala: bool,
    pub atasan: Option<i64>,
}

/// How much a table keeps of a row's provenance. Each takes the columns of the one before and adds its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ekor {
    /// `berlaku_sejak, berlaku_sampai, gugur, diketahui, menggantikan`.
    Masa,
    /// Also `sk_nomor, sk_tanggal, sk_pejabat`.
    Keputusan,
    /// Also `asal, sumber`.
    Sumber,
}

/// A row on its way into a dated table: its content's columns, when it holds, where it comes from.
pub(super) struct Baris<'a, const N: usize>(pub [Arg<'a>; N], pub Masa, pub &'a Tanda<'a>);

/// Adds rows: the columns of the content, then those of `ekor`, in this order in every statement.
pub(super) fn sisip<'a, const N: usize>(
    tx: &mut Tx<'_>,
    sql: &'static Sql,
    ekor: Ekor,
    baris: impl Iterator<Item = Baris<'a, N>>,
) -> Result<(), StoreError> {
    let baris: Vec<Baris<'_, N>> = baris.collect();
    let hari = |Baris(_, masa, t): &Baris<'_, N>| {
        let sk = t.keputusan.map(|k| k.tanggal.to_string());
        (masa.sejak.to_string(), masa.sampai.map(|d| d.to_string()), sk)
    };
    let teks: Vec<_> = baris.iter().map(hari).collect();
    let rows = baris.iter().zip(&teks).map(|(Baris(isi, _, t), (sejak, sampai, sk))| -> Vec<Arg<'_>> {
        let mut semua = isi.to_vec();
        let masa: [Arg<'_>; 5] =
            [sejak.into(), sampai.into(), t.gugur.into(), t.diketahui.into(), t.menggantikan.into()];
        semua.extend(masa);
        if ekor >= Ekor::Keputusan {
            let k = t.keputusan;
            let sk: [Arg<'_>; 3] =
                [k.map(|k| k.nomor.as_str()).into(), sk.into(), k.map(|k| k.pejabat.as_str()).into()];
            semua.extend(sk);
        }
        if ekor >= Ekor::Sumber {
            let sumber: [Arg<'_>; 2] = [t.asal.kode().into(), t.sumber.into()];
            semua.extend(sumber);
        }
        semua
    });
    tx.exec_many(sql, rows)?;
    Ok(())
}

/// Adds posts.
pub(crate) fn sisip_jabatan(tx: &mut Tx<'_>, baru: &[(i64, String)]) -> Result<(), StoreError> {
    tx.exec_many(&SISIP_JABATAN, baru.iter().map(|(n, k)| [(*n).into(), k.into()]))?;
    Ok(())
}

/// A post's history row: own number, post, stretch, content, provenance.
pub(crate) type BarisJabatan<'a> = (i64, i64, Masa, &'a IsiJabatan, Tanda<'a>);

/// Adds history rows of posts.
pub(crate) fn sisip_jabatan_catatan(tx: &mut Tx<'_>, baris: &[BarisJabatan<'_>]) -> Result<(), StoreError> {
    let rows = baris.iter().map(|(nomor, jabatan, masa, i, t)| {
        let (jalur, jenis) = (i.jalur_unit.as_str(), i.jenis.kode());
        let isi: [Arg<'_>; 10] = [
            (*nomor).into(),
            (*jabatan).into(),
            (&i.nama).into(),
            (&i.unit).into(),
            jalur.into(),
            jenis.into(),
            i.kelas.into(),
            i.formasi.into(),
            i.kepala.into(),
            i.atasan.into(),
        ];
        Baris(isi, *masa, t)
    });
    sisip(tx, &SISIP_JABATAN_CATATAN, Ekor::Sumber, rows)
}

/// An assignment's row: own number, person, post, capacity, stretch, provenance.
pub(crate) type BarisPenugasan<'a> = (i64, i64, i64, Kapasitas, Masa, Tanda<'a>);

/// Adds rows of assignments.
pub(crate) fn sisip_penugasan(tx: &mut Tx<'_>, baris: &[BarisPenugasan<'_>]) -> Result<(), StoreError> {
    let rows = baris.iter().map(|(nomor, orang, jabatan, kapasitas, masa, t)| {
        let isi = [(*nomor).into(), (*orang).into(), (*jabatan).into(), kapasitas.kode().into()];
        Baris(isi, *masa, t)
    });
    sisip(tx, &SISIP_PENUGASAN, Ekor::Sumber, rows)
}

/// Adds a named assessor: own number, person, assessor.
pub(crate) fn sisip_penilai(
    tx: &mut Tx<'_>,
    (nomor, pegawai, penilai): (i64, i64, i64),
    masa: Masa,
    t: &Tanda<'_>,
) -> Result<(), StoreError> {
    let isi = [nomor.into(), pegawai.into(), penilai.into()];
    sisip(tx, &SISIP_PENILAI, Ekor::Keputusan, std::iter::once(Baris(isi, masa, t)))
}

/// A team's content on its way into the table.
#[derive(Debug, Clone)]
pub(crate) struct IsiTim {
    pub nama: String,
    pub unit: String,
    pub jalur_unit: Jalur,
    pub verifikasi: bool,
    pub menilai: bool,
}

/// Adds a team's row: own number, team.
pub(crate) fn sisip_tim(
    tx: &mut Tx<'_>,
    (nomor, tim): (i64, i64),
    i: &IsiTim,
    masa: Masa,
    t: &Tanda<'_>,
) -> Result<(), StoreError> {
    let isi: [Arg<'_>; 7] = [
        nomor.into(),
        tim.into(),
        (&i.nama).into(),
        (&i.unit).into(),
        i.jalur_unit.as_str().into(),
        i.verifikasi.into(),
        i.menilai.into(),
    ];
    sisip(tx, &SISIP_TIM, Ekor::Keputusan, std::iter::once(Baris(isi, masa, t)))
}

/// Adds somebody to a team: own number, team, person, whether they chair it.
pub(crate) fn sisip_anggota(
    tx: &mut Tx<'_>,
    (nomor, tim, pegawai, ketua): (i64, i64, i64, bool),
    masa: Masa,
    t: &Tanda<'_>,
) -> Result<(), StoreError> {
    let isi = [nomor.into(), tim.into(), pegawai.into(), ketua.into()];
    sisip(tx, &SISIP_ANGGOTA, Ekor::Masa, std::iter::once(Baris(isi, masa, t)))
}

/// A post on record, as an import sees it.
pub(crate) struct JabatanAda {
    pub kunci: String,
    pub nomor: i64,
    pub catatan: i64,
    pub isi: IsiJabatan,
    pub keputusan: bool,
}

/// Every post by its newest row.
pub(crate) fn jabatan_ada(tx: &mut Tx<'_>) -> Result<Vec<JabatanAda>, StoreError> {
    tx.all(&TURUNAN_JABATAN, &[], |r| {
        Ok(JabatanAda {
            kunci: r.text(0)?,
            nomor: r.i64(1)?,
            catatan: r.i64(2)?,
            isi: IsiJabatan {
                nama: r.text(3)?,
                unit: r.text(4)?,
                jalur_unit: r.parse(5)?,
                jenis: JenisJabatan::dari_kode(r.str(6)?).ok_or_else(|| r.wrong(6, "not a kind of post"))?,
                kelas: r.i64(7)?,
                formasi: r.i64(8)?,
                kepala: r.bool(9)?,
                atasan: r.opt_i64(10)?,
            },
            keputusan: r.str(11)? == "keputusan",
        })
    })
}

/// An assignment by right on record, as an import sees it.
pub(crate) struct PenugasanAda {
    pub catatan: i64,
    pub pegawai: i64,
    pub jabatan: i64,
    pub masa: Masa,
    pub keputusan: bool,
}

/// Every assignment by right, by person.
pub(crate) fn penugasan_ada(tx: &mut Tx<'_>) -> Result<Vec<PenugasanAda>, StoreError> {
    tx.all(&TURUNAN_PENUGASAN, &[], |r| {
        Ok(PenugasanAda {
            catatan: r.i64(0)?,
            pegawai: r.i64(1)?,
            jabatan: r.i64(2)?,
            masa: masa(r, 3)?,
            keputusan: r.str(5)? == "keputusan",
        })
    })
}
