//! SQL of accounts, sessions and grants.

pub(crate) mod akun;
pub(crate) mod gagal;
pub(crate) mod kabar;
pub(crate) mod keamanan;
pub(crate) mod ketentuan;
pub(crate) mod kewenangan;

use balai_kernel::{Id, Nip, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::nama::Pengenal;

sql! {
    SISIP_AKUN = "INSERT INTO akses_akun (id, nama_akun, nip, nama, sandi, aktif, gagal, terkunci_sampai, dibuat, versi, \
        cari) VALUES ($1, $2, $3, $4, $5, TRUE, 0, NULL, $6, 1, $7)";
    AKUN_NIP = "SELECT id, nip, nama, sandi, aktif, gagal, terkunci_sampai FROM akses_akun WHERE nip = $1";
    AKUN_NAMA = "SELECT id, nip, nama, sandi, aktif, gagal, terkunci_sampai FROM akses_akun WHERE nama_akun = $1";
    TAMBAH_GAGAL = "UPDATE akses_akun SET gagal = gagal + 1, versi = versi + 1 WHERE id = $1 RETURNING gagal";
    KUNCI = "UPDATE akses_akun SET terkunci_sampai = $2 WHERE id = $1";
    TANDAI_MASUK = "UPDATE akses_akun SET gagal = 0, terkunci_sampai = NULL, masuk = $2, versi = versi + 1 WHERE id = $1";
    GANTI_SANDI = "UPDATE akses_akun SET sandi = $2, gagal = 0, terkunci_sampai = NULL, versi = versi + 1 WHERE id = $1";
    SISIP_SESI = "INSERT INTO akses_sesi (sidik, akun, dibuat, kedaluwarsa, dicabut, perangkat, alamat, terlihat) \
        VALUES ($1, $2, $3, $4, NULL, $5, $6, $3)";
    SESI = "SELECT a.id, a.nip, a.nama, COALESCE(s.terlihat, s.dibuat) FROM akses_sesi s \
        JOIN akses_akun a ON a.id = s.akun WHERE s.sidik = $1 AND s.kedaluwarsa > $2 AND s.dicabut IS NULL \
        AND COALESCE(s.terlihat, s.dibuat) > $3 AND a.aktif";
    CABUT_SESI = "UPDATE akses_sesi SET dicabut = $2 WHERE sidik = $1 AND dicabut IS NULL";
    CABUT_SESI_AKUN = "UPDATE akses_sesi SET dicabut = $2 WHERE akun = $1 AND dicabut IS NULL";
    BANYAK_SESI = "SELECT COUNT(*) FROM akses_sesi WHERE kedaluwarsa > $1 AND dicabut IS NULL";
    HAPUS_SESI_LAMA = "DELETE FROM akses_sesi WHERE kedaluwarsa < $1";
}
balai_store::statements![
    SISIP_AKUN,
    AKUN_NIP,
    AKUN_NAMA,
    TAMBAH_GAGAL,
    KUNCI,
    TANDAI_MASUK,
    GANTI_SANDI,
    SISIP_SESI,
    SESI,
    CABUT_SESI,
    CABUT_SESI_AKUN,
    BANYAK_SESI,
    HAPUS_SESI_LAMA,
];

/// Sessions that have neither expired nor been ended.
pub(crate) fn banyak_sesi(tx: &mut Tx<'_>, pada: Waktu) -> Result<u64, StoreError> {
    let banyak = tx.one(&BANYAK_SESI, &[(&pada.to_string()).into()], |r| r.i64(0))?;
    Ok(banyak.and_then(|n| u64::try_from(n).ok()).unwrap_or(0))
}

/// An account as the log-in needs it.
#[derive(Clone)]
pub(crate) struct Akun {
    pub id: Id,
    pub nip: Option<Nip>,
    pub nama: String,
    pub sandi: String,
    pub aktif: bool,
    pub terkunci_sampai: Option<Waktu>,
}

/// A new account.
#[derive(Clone)]
pub(crate) struct AkunBaru {
    pub id: Id,
    pub nama_akun: String,
    pub nip: Option<Nip>,
    pub nama: String,
    pub sandi: String,
    pub dibuat: Waktu,
}

pub(crate) fn sisip_akun(tx: &mut Tx<'_>, akun: &AkunBaru) -> Result<(), StoreError> {
    let dibuat = akun.dibuat.to_string();
    let nip = akun.nip.as_ref().map_or("", Nip::as_str);
    let cari = akun::lipat_cari(&format!("{} {} {nip}", akun.nama, akun.nama_akun));
    let nilai: [Arg<'_>; 7] = [
        akun.id.as_str().into(),
        (&akun.nama_akun).into(),
        akun.nip.as_ref().map(Nip::as_str).into(),
        (&akun.nama).into(),
        (&akun.sandi).into(),
        (&dibuat).into(),
        (&cari).into(),
    ];
    tx.exec_expect(&SISIP_AKUN, &nilai, 1)
}

pub(crate) fn cari_akun(tx: &mut Tx<'_>, pengenal: &Pengenal) -> Result<Option<Akun>, StoreError> {
    match pengenal {
        Pengenal::Nip(nip) => tx.one(&AKUN_NIP, &[nip.as_str().into()], akun),
        Pengenal::Nama(nama) => tx.one(&AKUN_NAMA, &[nama.into()], akun),
    }
}

fn akun(r: &Row<'_>) -> Result<Akun, StoreError> {
    Ok(Akun {
        id: r.parse(0)?,
        nip: r.opt_parse(1)?,
        nama: r.text(2)?,
        sandi: r.text(3)?,
        aktif: r.bool(4)?,
        terkunci_sampai: r.opt_parse(6)?,
    })
}

/// Counts a failure and gives the failures in a row; nothing happens where there is no such account.
pub(crate) fn tambah_gagal(tx: &mut Tx<'_>, akun: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&TAMBAH_GAGAL, &[akun.into()], |r| r.i64(0))?.unwrap_or(0))
}

pub(crate) fn kunci(tx: &mut Tx<'_>, akun: &str, sampai: Waktu) -> Result<(), StoreError> {
    let sampai = sampai.to_string();
    tx.exec_expect(&KUNCI, &[akun.into(), (&sampai).into()], 1)
}

/// Notes a sign-in: failures begin afresh.
pub(crate) fn tandai_masuk(tx: &mut Tx<'_>, akun: &Id, pada: Waktu) -> Result<(), StoreError> {
    let pada = pada.to_string();
    tx.exec_expect(&TANDAI_MASUK, &[akun.as_str().into(), (&pada).into()], 1)
}

pub(crate) fn ganti_sandi(tx: &mut Tx<'_>, akun: &Id, sandi: &str) -> Result<(), StoreError> {
    tx.exec_expect(&GANTI_SANDI, &[akun.as_str().into(), sandi.into()], 1)
}

/// A session to be opened.
#[derive(Clone)]
pub(crate) struct SesiBaru {
    pub sidik: String,
    pub akun: Id,
    pub dibuat: Waktu,
    pub kedaluwarsa: Waktu,
    pub perangkat: String,
    pub alamat: Option<String>,
}

pub(crate) fn sisip_sesi(tx: &mut Tx<'_>, s: &SesiBaru) -> Result<(), StoreError> {
    let (dibuat, kedaluwarsa) = (s.dibuat.to_string(), s.kedaluwarsa.to_string());
    let nilai: [Arg<'_>; 6] = [
        (&s.sidik).into(),
        s.akun.as_str().into(),
        (&dibuat).into(),
        (&kedaluwarsa).into(),
        (&s.perangkat).into(),
        (&s.alamat).into(),
    ];
    tx.exec_expect(&SISIP_SESI, &nilai, 1)
}

/// Account, staff number, name and last sight of whoever holds a session.
pub(crate) type PemegangSesi = (Id, Option<Nip>, String, Waktu);

/// Who holds a session that is neither over, nor idle, nor revoked.
pub(crate) fn sesi(
    tx: &mut Tx<'_>,
    sidik: &str,
    (pada, diam): (Waktu, Waktu),
) -> Result<Option<PemegangSesi>, StoreError> {
    let (pada, diam) = (pada.to_string(), diam.to_string());
    tx.one(&SESI, &[sidik.into(), (&pada).into(), (&diam).into()], |r| {
        Ok((r.parse(0)?, r.opt_parse(1)?, r.text(2)?, r.parse(3)?))
    })
}

/// Ends a session; whether it was still open.
pub(crate) fn cabut_sesi(tx: &mut Tx<'_>, sidik: &str, pada: Waktu) -> Result<bool, StoreError> {
    let pada = pada.to_string();
    Ok(tx.exec(&CABUT_SESI, &[sidik.into(), (&pada).into()])? > 0)
}

/// Ends all sessions of an account and gives how many were open.
pub(crate) fn cabut_sesi_akun(tx: &mut Tx<'_>, akun: &Id, pada: Waktu) -> Result<u64, StoreError> {
    let pada = pada.to_string();
    tx.exec(&CABUT_SESI_AKUN, &[akun.as_str().into(), (&pada).into()])
}

/// Removes sessions that ended before `pada`; they are no record of anything.
pub(crate) fn hapus_sesi_lama(tx: &mut Tx<'_>, pada: Waktu) -> Result<u64, StoreError> {
    let pada = pada.to_string();
    tx.exec(&HAPUS_SESI_LAMA, &[(&pada).into()])
}
