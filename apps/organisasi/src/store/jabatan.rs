//! Reading posts, assignments, assessors and teams. Corrected and withdrawn rows are left out everywhere.

use balai_kernel::{Jalur, Kapasitas, Tanggal};
use balai_store::{Row, StoreError, Tx, sql};

use crate::baca::IsiPohon;
use crate::model::jabatan::{
    AnggotaTim, Jabatan, JenisJabatan, Keputusan, Masa, Penugasan, PenunjukanPenilai, Tim,
};

sql! {
    JABATAN = "SELECT c.jabatan, c.nomor, c.nama, c.unit, c.jalur_unit, c.jenis, c.kelas, c.formasi, c.kepala, c.atasan,
        c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor, c.sk_tanggal, c.sk_pejabat FROM jabatan_catatan c
        WHERE c.jabatan = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor) ORDER BY c.berlaku_sejak, c.nomor";
    JABATAN_UNIT = "SELECT c.jabatan, c.nomor, c.nama, c.unit, c.jalur_unit, c.jenis, c.kelas, c.formasi, c.kepala, c.atasan,
        c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor, c.sk_tanggal, c.sk_pejabat FROM jabatan_catatan c
        WHERE c.unit = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.kelas DESC, c.nama, c.jabatan, c.berlaku_sejak, c.nomor LIMIT 2000";
    JABATAN_BAWAHAN = "SELECT c.jabatan, c.nomor, c.nama, c.unit, c.jalur_unit, c.jenis, c.kelas, c.formasi, c.kepala, c.atasan,
        c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor, c.sk_tanggal, c.sk_pejabat FROM jabatan_catatan c
        WHERE c.atasan = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.kelas DESC, c.nama, c.jabatan, c.berlaku_sejak, c.nomor LIMIT 2000";
    JABATAN_KEPALA = "SELECT c.jabatan, c.nomor, c.nama, c.unit, c.jalur_unit, c.jenis, c.kelas, c.formasi, c.kepala, c.atasan,
        c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor, c.sk_tanggal, c.sk_pejabat FROM jabatan_catatan c
        WHERE c.jalur_unit >= $1 AND c.jalur_unit < $2 AND NOT c.gugur AND c.berlaku_sejak <= $3
        AND (c.berlaku_sampai IS NULL OR c.berlaku_sampai >= $3) AND c.formasi > 0 AND c.kepala
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.jalur_unit, c.kelas DESC, c.jabatan";
    KELAS = "SELECT c.kelas, c.jenis, CAST(COUNT(*) AS BIGINT), CAST(SUM(c.formasi) AS BIGINT) FROM jabatan_catatan c
        WHERE c.jalur_unit >= $1 AND c.jalur_unit < $2 AND NOT c.gugur AND c.berlaku_sejak <= $3
        AND (c.berlaku_sampai IS NULL OR c.berlaku_sampai >= $3) AND c.formasi > 0
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor)
        GROUP BY c.kelas, c.jenis ORDER BY c.kelas DESC, c.jenis";
    ISI_UNIT = "SELECT d.unit, CAST(SUM(d.terisi) AS BIGINT), CAST(SUM(d.formasi) AS BIGINT),
        CAST(SUM(CASE WHEN d.formasi > d.terisi THEN d.formasi - d.terisi ELSE 0 END) AS BIGINT)
        FROM (SELECT c.unit AS unit, c.formasi AS formasi,
          (SELECT COUNT(*) FROM penugasan_catatan a WHERE a.jabatan = c.jabatan AND a.kapasitas = 'definitif'
            AND NOT a.gugur AND a.berlaku_sejak <= $1 AND (a.berlaku_sampai IS NULL OR a.berlaku_sampai >= $1)
            AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = a.nomor)) AS terisi
          FROM jabatan_catatan c WHERE NOT c.gugur AND c.formasi > 0 AND c.berlaku_sejak <= $1
          AND (c.berlaku_sampai IS NULL OR c.berlaku_sampai >= $1)
          AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor)) d GROUP BY d.unit";
    TUGAS_ORANG = "SELECT c.nomor, c.pegawai, c.jabatan, c.kapasitas, c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor,
        c.sk_tanggal, c.sk_pejabat FROM penugasan_catatan c WHERE c.pegawai = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.berlaku_sejak, c.nomor";
    TUGAS_JABATAN = "SELECT c.nomor, c.pegawai, c.jabatan, c.kapasitas, c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor,
        c.sk_tanggal, c.sk_pejabat FROM penugasan_catatan c WHERE c.jabatan = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.berlaku_sejak, c.nomor LIMIT 5000";
    PENILAI_ORANG = "SELECT c.nomor, c.pegawai, c.penilai, c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor, c.sk_tanggal,
        c.sk_pejabat FROM penilai_catatan c WHERE c.pegawai = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM penilai_catatan k WHERE k.menggantikan = c.nomor) ORDER BY c.berlaku_sejak, c.nomor";
    TIM = "SELECT c.tim, c.nomor, c.nama, c.unit, c.verifikasi, c.menilai, c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor,
        c.sk_tanggal, c.sk_pejabat FROM tim_catatan c WHERE c.tim = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM tim_catatan k WHERE k.menggantikan = c.nomor) ORDER BY c.berlaku_sejak, c.nomor";
    TIM_UNIT = "SELECT c.tim, c.nomor, c.nama, c.unit, c.verifikasi, c.menilai, c.berlaku_sejak, c.berlaku_sampai, c.sk_nomor,
        c.sk_tanggal, c.sk_pejabat FROM tim_catatan c WHERE c.unit = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM tim_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.nama, c.tim, c.berlaku_sejak, c.nomor LIMIT 500";
    ANGGOTA_TIM = "SELECT c.nomor, c.tim, c.pegawai, c.ketua, c.berlaku_sejak, c.berlaku_sampai FROM tim_anggota_catatan c
        WHERE c.tim = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM tim_anggota_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.ketua DESC, c.berlaku_sejak, c.nomor LIMIT 1000";
    ANGGOTA_ORANG = "SELECT c.nomor, c.tim, c.pegawai, c.ketua, c.berlaku_sejak, c.berlaku_sampai FROM tim_anggota_catatan c
        WHERE c.pegawai = $1 AND NOT c.gugur
        AND NOT EXISTS (SELECT 1 FROM tim_anggota_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.berlaku_sejak, c.nomor LIMIT 500";
}

balai_store::statements![
    JABATAN,
    JABATAN_UNIT,
    JABATAN_BAWAHAN,
    JABATAN_KEPALA,
    KELAS,
    ISI_UNIT,
    TUGAS_ORANG,
    TUGAS_JABATAN,
    PENILAI_ORANG,
    TIM,
    TIM_UNIT,
    ANGGOTA_TIM,
    ANGGOTA_ORANG,
];

pub(super) fn masa(r: &Row<'_>, at: usize) -> Result<Masa, StoreError> {
    Ok(Masa { sejak: r.parse(at)?, sampai: r.opt_parse(at + 1)? })
}

/// The decree in three columns; none when it has no number.
pub(super) fn keputusan(r: &Row<'_>, at: usize) -> Result<Option<Keputusan>, StoreError> {
    let (nomor, tanggal) = (r.opt_text(at)?, r.opt_parse::<Tanggal>(at + 1)?);
    let pejabat = r.opt_text(at + 2)?.unwrap_or_default();
    Ok(nomor.zip(tanggal).map(|(nomor, tanggal)| Keputusan { nomor, tanggal, pejabat }))
}

fn jabatan(r: &Row<'_>) -> Result<Jabatan, StoreError> {
    Ok(Jabatan {
        nomor: r.i64(0)?,
        catatan: r.i64(1)?,
        nama: r.text(2)?,
        unit: r.text(3)?,
        jalur_unit: r.parse::<Jalur>(4)?,
        jenis: JenisJabatan::dari_kode(r.str(5)?).ok_or_else(|| r.wrong(5, "not a kind of post"))?,
        kelas: r.i64(6)?,
        formasi: r.i64(7)?,
        kepala: r.bool(8)?,
        atasan: r.opt_i64(9)?,
        masa: masa(r, 10)?,
        keputusan: keputusan(r, 12)?,
    })
}

fn penugasan(r: &Row<'_>) -> Result<Penugasan, StoreError> {
    Ok(Penugasan {
        catatan: r.i64(0)?,
        pegawai: r.i64(1)?,
        jabatan: r.i64(2)?,
        kapasitas: r.parse::<Kapasitas>(3)?,
        masa: masa(r, 4)?,
        keputusan: keputusan(r, 6)?,
    })
}

fn tim(r: &Row<'_>) -> Result<Tim, StoreError> {
    Ok(Tim {
        nomor: r.i64(0)?,
        catatan: r.i64(1)?,
        nama: r.text(2)?,
        unit: r.text(3)?,
        verifikasi: r.bool(4)?,
        menilai: r.bool(5)?,
        masa: masa(r, 6)?,
        keputusan: keputusan(r, 8)?,
    })
}

fn anggota(r: &Row<'_>) -> Result<AnggotaTim, StoreError> {
    Ok(AnggotaTim {
        catatan: r.i64(0)?,
        tim: r.i64(1)?,
        pegawai: r.i64(2)?,
        ketua: r.bool(3)?,
        masa: masa(r, 4)?,
    })
}

/// A post's rows, oldest first.
pub(crate) fn satu_jabatan(tx: &mut Tx<'_>, nomor: i64) -> Result<Vec<Jabatan>, StoreError> {
    tx.all(&JABATAN, &[nomor.into()], jabatan)
}

/// The rows of every post that was ever in a unit, the highest class first; at most 2,000.
pub(crate) fn jabatan_unit(tx: &mut Tx<'_>, unit: &str) -> Result<Vec<Jabatan>, StoreError> {
    tx.all(&JABATAN_UNIT, &[unit.into()], jabatan)
}

/// The rows of every post whose superior post is this one; at most 2,000.
pub(crate) fn jabatan_bawahan(tx: &mut Tx<'_>, nomor: i64) -> Result<Vec<Jabatan>, StoreError> {
    tx.all(&JABATAN_BAWAHAN, &[nomor.into()], jabatan)
}

/// Posts that head a unit on a day in a range of unit paths, units from above.
pub(crate) fn jabatan_kepala(
    tx: &mut Tx<'_>,
    (dari, sampai): (&str, &str),
    pada: Tanggal,
) -> Result<Vec<Jabatan>, StoreError> {
    tx.all(&JABATAN_KEPALA, &[dari.into(), sampai.into(), (&pada.to_string()).into()], jabatan)
}

/// Class, kind, posts and seats on a day in a range of unit paths, the highest class first.
pub(crate) fn kelas(
    tx: &mut Tx<'_>,
    (dari, sampai): (&str, &str),
    pada: Tanggal,
) -> Result<Vec<(i64, JenisJabatan, i64, i64)>, StoreError> {
    tx.all(&KELAS, &[dari.into(), sampai.into(), (&pada.to_string()).into()], |r| {
        let jenis = JenisJabatan::dari_kode(r.str(1)?).ok_or_else(|| r.wrong(1, "not a kind of post"))?;
        Ok((r.i64(0)?, jenis, r.i64(2)?, r.i64(3)?))
    })
}

/// People, seats and vacancies of the posts of each unit on a day, without its parts.
pub(crate) fn isi_unit(tx: &mut Tx<'_>, pada: Tanggal) -> Result<Vec<(String, IsiPohon)>, StoreError> {
    tx.all(&ISI_UNIT, &[(&pada.to_string()).into()], |r| {
        Ok((r.text(0)?, IsiPohon { orang: r.i64(1)?, formasi: r.i64(2)?, lowong: r.i64(3)? }))
    })
}

/// What a person was given, oldest first.
pub(crate) fn tugas_orang(tx: &mut Tx<'_>, pegawai: i64) -> Result<Vec<Penugasan>, StoreError> {
    tx.all(&TUGAS_ORANG, &[pegawai.into()], penugasan)
}

/// Who was given a post, oldest first; at most 5,000.
pub(crate) fn tugas_jabatan(tx: &mut Tx<'_>, jabatan: i64) -> Result<Vec<Penugasan>, StoreError> {
    tx.all(&TUGAS_JABATAN, &[jabatan.into()], penugasan)
}

/// Who was named to assess a person.
pub(crate) fn penilai_orang(tx: &mut Tx<'_>, pegawai: i64) -> Result<Vec<PenunjukanPenilai>, StoreError> {
    tx.all(&PENILAI_ORANG, &[pegawai.into()], |r| {
        Ok(PenunjukanPenilai {
            catatan: r.i64(0)?,
            pegawai: r.i64(1)?,
            penilai: r.i64(2)?,
            masa: masa(r, 3)?,
            keputusan: keputusan(r, 5)?,
        })
    })
}

/// A team's rows, oldest first.
pub(crate) fn satu_tim(tx: &mut Tx<'_>, nomor: i64) -> Result<Vec<Tim>, StoreError> {
    tx.all(&TIM, &[nomor.into()], tim)
}

/// The teams a unit formed; at most 500 rows.
pub(crate) fn tim_unit(tx: &mut Tx<'_>, unit: &str) -> Result<Vec<Tim>, StoreError> {
    tx.all(&TIM_UNIT, &[unit.into()], tim)
}

/// Who was in a team, chairs first; at most 1,000 rows.
pub(crate) fn anggota_tim(tx: &mut Tx<'_>, nomor: i64) -> Result<Vec<AnggotaTim>, StoreError> {
    tx.all(&ANGGOTA_TIM, &[nomor.into()], anggota)
}

/// The teams a person was in.
pub(crate) fn anggota_orang(tx: &mut Tx<'_>, pegawai: i64) -> Result<Vec<AnggotaTim>, StoreError> {
    tx.all(&ANGGOTA_ORANG, &[pegawai.into()], anggota)
}
