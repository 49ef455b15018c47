//! SQL of what decrees say of where people sit: assignments by right, and the posts they are to.

use balai_kernel::{Jalur, Nip, Tanggal};
use balai_store::{Row, StoreError, Tx, sql};

sql! {
    LETAK = "SELECT a.pegawai, a.berlaku_sejak, a.asal, (SELECT COUNT(*) FROM penugasan_catatan s
          WHERE s.pegawai = a.pegawai AND s.jabatan = a.jabatan AND s.berlaku_sejak = a.berlaku_sejak AND s.asal = 'impor'),
        j.berlaku_sejak, j.nama, j.unit, j.jalur_unit, j.kelas,
        (SELECT s.nama FROM jabatan_catatan s WHERE s.jabatan = j.jabatan AND s.asal = 'impor' ORDER BY s.nomor DESC LIMIT 1),
        (SELECT s.unit FROM jabatan_catatan s WHERE s.jabatan = j.jabatan AND s.asal = 'impor' ORDER BY s.nomor DESC LIMIT 1),
        (SELECT s.kelas FROM jabatan_catatan s WHERE s.jabatan = j.jabatan AND s.asal = 'impor' ORDER BY s.nomor DESC LIMIT 1),
        (SELECT p.nip FROM penugasan_catatan h JOIN pegawai p ON p.nomor = h.pegawai WHERE h.jabatan = j.atasan
          AND h.kapasitas = 'definitif' AND NOT h.gugur AND h.berlaku_sejak <= $1
          AND (h.berlaku_sampai IS NULL OR h.berlaku_sampai >= $1)
          AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = h.nomor)
          ORDER BY h.berlaku_sejak DESC, h.nomor DESC LIMIT 1)
        FROM penugasan_catatan a JOIN jabatan_catatan j ON j.jabatan = a.jabatan
        WHERE a.kapasitas = 'definitif' AND NOT a.gugur AND a.berlaku_sejak <= $1
        AND (a.berlaku_sampai IS NULL OR a.berlaku_sampai >= $1)
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = a.nomor)
        AND NOT j.gugur AND j.berlaku_sejak <= $1 AND (j.berlaku_sampai IS NULL OR j.berlaku_sampai >= $1)
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = j.nomor)
        AND (a.asal = 'keputusan' OR j.asal = 'keputusan')
        ORDER BY a.pegawai, a.berlaku_sejak, a.nomor, j.berlaku_sejak, j.nomor";
    LETAK_ORANG = "SELECT a.pegawai, a.berlaku_sejak, a.asal, (SELECT COUNT(*) FROM penugasan_catatan s
          WHERE s.pegawai = a.pegawai AND s.jabatan = a.jabatan AND s.berlaku_sejak = a.berlaku_sejak AND s.asal = 'impor'),
        j.berlaku_sejak, j.nama, j.unit, j.jalur_unit, j.kelas,
        (SELECT s.nama FROM jabatan_catatan s WHERE s.jabatan = j.jabatan AND s.asal = 'impor' ORDER BY s.nomor DESC LIMIT 1),
        (SELECT s.unit FROM jabatan_catatan s WHERE s.jabatan = j.jabatan AND s.asal = 'impor' ORDER BY s.nomor DESC LIMIT 1),
        (SELECT s.kelas FROM jabatan_catatan s WHERE s.jabatan = j.jabatan AND s.asal = 'impor' ORDER BY s.nomor DESC LIMIT 1),
        (SELECT p.nip FROM penugasan_catatan h JOIN pegawai p ON p.nomor = h.pegawai WHERE h.jabatan = j.atasan
          AND h.kapasitas = 'definitif' AND NOT h.gugur AND h.berlaku_sejak <= $1
          AND (h.berlaku_sampai IS NULL OR h.berlaku_sampai >= $1)
          AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = h.nomor)
          ORDER BY h.berlaku_sejak DESC, h.nomor DESC LIMIT 1)
        FROM penugasan_catatan a JOIN jabatan_catatan j ON j.jabatan = a.jabatan
        WHERE a.pegawai = $2 AND a.kapasitas = 'definitif' AND NOT a.gugur AND a.berlaku_sejak <= $1
        AND (a.berlaku_sampai IS NULL OR a.berlaku_sampai >= $1)
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = a.nomor)
        AND NOT j.gugur AND j.berlaku_sejak <= $1 AND (j.berlaku_sampai IS NULL OR j.berlaku_sampai >= $1)
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = j.nomor)
        AND (a.asal = 'keputusan' OR j.asal = 'keputusan')
        ORDER BY a.pegawai, a.berlaku_sejak, a.nomor, j.berlaku_sejak, j.nomor";
    TANPA_JABATAN = "SELECT DISTINCT a.pegawai FROM penugasan_catatan a
        WHERE a.asal = 'keputusan' AND a.kapasitas = 'definitif' AND NOT a.gugur AND a.berlaku_sampai < $1
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = a.nomor)
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan b WHERE b.pegawai = a.pegawai AND b.kapasitas = 'definitif'
          AND NOT b.gugur AND b.berlaku_sejak <= $2 AND (b.berlaku_sampai IS NULL OR b.berlaku_sampai >= $1)
          AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = b.nomor))
        ORDER BY a.pegawai";
}

balai_store::statements![LETAK, LETAK_ORANG, TANPA_JABATAN];

/// Somebody's post by right on a day, where a decree made the assignment or the post what it is.
#[derive(Debug, Clone)]
pub(crate) struct Letak {
    /// The person.
    pub pegawai: i64,
    /// First day of the assignment.
    pub sejak: Tanggal,
    /// Whether a decree gave the post. A row that a decree only ended is still the list's.
    pub ditugaskan: bool,
    /// First day of the post as it stands.
    pub jabatan_sejak: Tanggal,
    /// Name of the post.
    pub nama: String,
    /// Code of its unit.
    pub unit: String,
    /// Path of that unit as it was when the row was written.
    pub jalur_unit: Jalur,
    /// Class of the post.
    pub kelas: i64,
    /// Name, unit and class as the list last had them; none for a post that a decree made.
    pub menurut_daftar: Option<(String, String, i64)>,
    /// Who holds the superior post by right; none when it is vacant.
    pub atasan: Option<Nip>,
}

fn letak(r: &Row<'_>) -> Result<Letak, StoreError> {
    let lama = (r.opt_text(9)?, r.opt_text(10)?, r.opt_i64(11)?);
    let menurut_daftar = match lama {
        (Some(nama), Some(unit), Some(kelas)) => Some((nama, unit, kelas)),
        _ => None,
    };
    Ok(Letak {
        pegawai: r.i64(0)?,
        sejak: r.parse(1)?,
        ditugaskan: r.str(2)? == "keputusan" && r.i64(3)? == 0,
        jabatan_sejak: r.parse(4)?,
        nama: r.text(5)?,
        unit: r.text(6)?,
        jalur_unit: r.parse(7)?,
        kelas: r.i64(8)?,
        menurut_daftar,
        atasan: r.opt_parse(12)?,
    })
}

/// Everybody whom a decree concerns, by person; of several rows of a person the last counts.
pub(crate) fn semua(tx: &mut Tx<'_>, pada: Tanggal) -> Result<Vec<Letak>, StoreError> {
    tx.all(&LETAK, &[(&pada.to_string()).into()], letak)
}

/// As [`semua`], for one person.
pub(crate) fn satu(tx: &mut Tx<'_>, pegawai: i64, pada: Tanggal) -> Result<Option<Letak>, StoreError> {
    Ok(tx.all(&LETAK_ORANG, &[(&pada.to_string()).into(), pegawai.into()], letak)?.pop())
}

/// Who lost their post by decree before `dari` and holds none by right on any day until `sampai`.
pub(crate) fn tanpa_jabatan(tx: &mut Tx<'_>, dari: Tanggal, sampai: Tanggal) -> Result<Vec<i64>, StoreError> {
    tx.all(&TANPA_JABATAN, &[(&dari.to_string()).into(), (&sampai.to_string()).into()], |r| r.i64(0))
}
