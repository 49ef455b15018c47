//! SQL of second factors, one-time links, machines' tokens, failing addresses, sessions as their owner sees them.

use balai_kernel::{Id, Lingkup, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

sql! {
    FAKTOR = "SELECT rahasia, langkah, dipastikan FROM akses_faktor WHERE akun = $1";
    MULAI_FAKTOR = "INSERT INTO akses_faktor (akun, rahasia, langkah, gagal, dipastikan) VALUES ($1, $2, 0, 0, NULL) \
        ON CONFLICT (akun) DO UPDATE SET rahasia = excluded.rahasia, langkah = 0, gagal = 0, dipastikan = NULL";
    /// The step only ever grows: of two requests with the same code one changes nothing.
    PAKAI_LANGKAH = "UPDATE akses_faktor SET langkah = $2, gagal = 0, dipastikan = COALESCE(dipastikan, $3) \
        WHERE akun = $1 AND langkah < $2";
    GAGAL_FAKTOR = "UPDATE akses_faktor SET gagal = gagal + 1 WHERE akun = $1";
    HAPUS_FAKTOR = "DELETE FROM akses_faktor WHERE akun = $1";
    SISIP_PEMULIHAN = "INSERT INTO akses_pemulihan (sidik, akun, dipakai) VALUES ($1, $2, NULL)";
    PAKAI_PEMULIHAN = "UPDATE akses_pemulihan SET dipakai = $3 WHERE sidik = $1 AND akun = $2 AND dipakai IS NULL";
    HAPUS_PEMULIHAN = "DELETE FROM akses_pemulihan WHERE akun = $1";
    SISA_PEMULIHAN = "SELECT CAST(COUNT(*) AS BIGINT) FROM akses_pemulihan WHERE akun = $1 AND dipakai IS NULL";

    SISIP_TAUTAN = "INSERT INTO akses_tautan (sidik, akun, jenis, kedaluwarsa, dipakai) VALUES ($1, $2, $3, $4, NULL)";
    TAUTAN = "SELECT akun FROM akses_tautan WHERE sidik = $1 AND jenis = $2 AND kedaluwarsa > $3 AND dipakai IS NULL";
    NASIB_TAUTAN = "SELECT akun, kedaluwarsa, dipakai FROM akses_tautan WHERE sidik = $1 AND jenis = 'sandi'";
    PAKAI_TAUTAN = "UPDATE akses_tautan SET dipakai = $3 WHERE sidik = $1 AND jenis = $2 AND kedaluwarsa > $3 \
        AND dipakai IS NULL";
    BATAL_TAUTAN = "UPDATE akses_tautan SET dipakai = $2 WHERE akun = $1 AND jenis = 'sandi' AND dipakai IS NULL";

    SISIP_TOKEN = "INSERT INTO akses_token (id, sidik, akun, nama, akt, lingkup, dibuat, kedaluwarsa, dicabut, terakhir) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL)";
    TOKEN = "SELECT t.id, t.akun, t.akt, t.lingkup, t.terakhir FROM akses_token t JOIN akses_akun a ON a.id = t.akun \
        WHERE t.sidik = $1 AND t.kedaluwarsa > $2 AND t.dicabut IS NULL AND a.aktif";
    TOKEN_AKUN = "SELECT id, nama, akt, lingkup, dibuat, kedaluwarsa, dicabut, terakhir FROM akses_token \
        WHERE akun = $1 ORDER BY dibuat DESC, id LIMIT $2 OFFSET $3";
    TOKEN_JALAN = "SELECT COUNT(*) FROM akses_token WHERE akun = $1 AND kedaluwarsa > $2 AND dicabut IS NULL";
    CABUT_TOKEN = "UPDATE akses_token SET dicabut = $3 WHERE id = $1 AND akun = $2 AND dicabut IS NULL";
    CABUT_TOKEN_AKUN = "UPDATE akses_token SET dicabut = $2 WHERE akun = $1 AND dicabut IS NULL";
    TOKEN_TERPAKAI = "UPDATE akses_token SET terakhir = $2 WHERE id = $1";

    ALAMAT = "SELECT gagal, pada, terkunci_sampai FROM akses_alamat WHERE alamat = $1";
    SIMPAN_ALAMAT = "INSERT INTO akses_alamat (alamat, gagal, pada, terkunci_sampai) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (alamat) DO UPDATE SET gagal = excluded.gagal, pada = excluded.pada, \
        terkunci_sampai = excluded.terkunci_sampai";
    HAPUS_ALAMAT = "DELETE FROM akses_alamat WHERE pada < $1";

    SESI_AKUN = "SELECT sidik, dibuat, terlihat, perangkat, alamat FROM akses_sesi WHERE akun = $1 AND dicabut IS NULL \
        AND kedaluwarsa > $2 AND COALESCE(terlihat, dibuat) > $3 ORDER BY dibuat DESC, sidik LIMIT $4 OFFSET $5";
    CABUT_SESI_LAIN = "UPDATE akses_sesi SET dicabut = $2 WHERE akun = $1 AND sidik <> $3 AND dicabut IS NULL";
    SENTUH_SESI = "UPDATE akses_sesi SET terlihat = $2 WHERE sidik = $1";
    AKUN_ID = "SELECT nama_akun, nip, nama, sandi, aktif, terkunci_sampai FROM akses_akun WHERE id = $1";
    ATUR_AKTIF = "UPDATE akses_akun SET aktif = $2, versi = versi + 1 WHERE id = $1";
}
balai_store::statements![
    FAKTOR,
    MULAI_FAKTOR,
    PAKAI_LANGKAH,
    GAGAL_FAKTOR,
    HAPUS_FAKTOR,
    SISIP_PEMULIHAN,
    PAKAI_PEMULIHAN,
    HAPUS_PEMULIHAN,
    SISA_PEMULIHAN,
    SISIP_TAUTAN,
    TAUTAN,
    NASIB_TAUTAN,
    PAKAI_TAUTAN,
    BATAL_TAUTAN,
    SISIP_TOKEN,
    TOKEN,
    TOKEN_AKUN,
    TOKEN_JALAN,
    CABUT_TOKEN,
    CABUT_TOKEN_AKUN,
    TOKEN_TERPAKAI,
    ALAMAT,
    SIMPAN_ALAMAT,
    HAPUS_ALAMAT,
    SESI_AKUN,
    CABUT_SESI_LAIN,
    SENTUH_SESI,
    AKUN_ID,
    ATUR_AKTIF,
];

/// A second factor as stored.
#[derive(Clone)]
pub(crate) struct Faktor {
    pub rahasia: Vec<u8>,
    pub langkah: i64,
    pub pasti: bool,
}

pub(crate) fn faktor(tx: &mut Tx<'_>, akun: &Id) -> Result<Option<Faktor>, StoreError> {
    tx.one(&FAKTOR, &[akun.as_str().into()], |r| {
        let pasti = r.opt_text(2)?.is_some();
        Ok(Faktor { rahasia: r.bytes(0)?, langkah: r.i64(1)?, pasti })
    })
}

pub(crate) fn mulai_faktor(tx: &mut Tx<'_>, akun: &Id, rahasia: &[u8]) -> Result<(), StoreError> {
    tx.exec_expect(&MULAI_FAKTOR, &[akun.as_str().into(), Arg::Bytes(rahasia)], 1)
}

/// Whether this step is newer than any used before; it is used now.
pub(crate) fn pakai_langkah(
    tx: &mut Tx<'_>,
    akun: &Id,
    langkah: i64,
    pada: Waktu,
) -> Result<bool, StoreError> {
    let pada = pada.to_string();
    Ok(tx.exec(&PAKAI_LANGKAH, &[akun.as_str().into(), langkah.into(), (&pada).into()])? == 1)
}

pub(crate) fn gagal_faktor(tx: &mut Tx<'_>, akun: &Id) -> Result<u64, StoreError> {
    tx.exec(&GAGAL_FAKTOR, &[akun.as_str().into()])
}

/// Removes the factor and its recovery codes.
pub(crate) fn hapus_faktor(tx: &mut Tx<'_>, akun: &Id) -> Result<(), StoreError> {
    tx.exec(&HAPUS_PEMULIHAN, &[akun.as_str().into()])?;
    tx.exec(&HAPUS_FAKTOR, &[akun.as_str().into()])?;
    Ok(())
}

/// Puts new recovery codes in the place of the old ones.
pub(crate) fn ganti_pemulihan(tx: &mut Tx<'_>, akun: &Id, sidik: &[String]) -> Result<(), StoreError> {
    tx.exec(&HAPUS_PEMULIHAN, &[akun.as_str().into()])?;
    for satu in sidik {
        tx.exec_expect(&SISIP_PEMULIHAN, &[satu.into(), akun.as_str().into()], 1)?;
    }
    Ok(())
}

pub(crate) fn pakai_pemulihan(
    tx: &mut Tx<'_>,
    akun: &Id,
    sidik: &str,
    pada: Waktu,
) -> Result<bool, StoreError> {
    let pada = pada.to_string();
    Ok(tx.exec(&PAKAI_PEMULIHAN, &[sidik.into(), akun.as_str().into(), (&pada).into()])? == 1)
}

pub(crate) fn sisa_pemulihan(tx: &mut Tx<'_>, akun: &Id) -> Result<i64, StoreError> {
    Ok(tx.one(&SISA_PEMULIHAN, &[akun.as_str().into()], |r| r.i64(0))?.unwrap_or(0))
}

pub(crate) fn sisip_tautan(
    tx: &mut Tx<'_>,
    sidik: &str,
    akun: &Id,
    jenis: &'static str,
    kedaluwarsa: Waktu,
) -> Result<(), StoreError> {
    let kedaluwarsa = kedaluwarsa.to_string();
    tx.exec_expect(
        &SISIP_TAUTAN,
        &[sidik.into(), akun.as_str().into(), jenis.into(), (&kedaluwarsa).into()],
        1,
    )
}

pub(crate) fn tautan(
    tx: &mut Tx<'_>,
    sidik: &str,
    jenis: &'static str,
    pada: Waktu,
) -> Result<Option<Id>, StoreError> {
    let pada = pada.to_string();
    tx.one(&TAUTAN, &[sidik.into(), jenis.into(), (&pada).into()], |r| r.parse(0))
}

/// The account of a password link, until when it is good, and when it was used or replaced.
pub(crate) fn nasib_tautan(
    tx: &mut Tx<'_>,
    sidik: &str,
) -> Result<Option<(Id, Waktu, Option<Waktu>)>, StoreError> {
    tx.one(&NASIB_TAUTAN, &[sidik.into()], |r| Ok((r.parse(0)?, r.parse(1)?, r.opt_parse(2)?)))
}

/// Whether the link was still good; it is used now.
pub(crate) fn pakai_tautan(
    tx: &mut Tx<'_>,
    sidik: &str,
    jenis: &'static str,
    pada: Waktu,
) -> Result<bool, StoreError> {
    let pada = pada.to_string();
    Ok(tx.exec(&PAKAI_TAUTAN, &[sidik.into(), jenis.into(), (&pada).into()])? == 1)
}

/// A newer link for a password makes the older ones worthless.
pub(crate) fn batal_tautan(tx: &mut Tx<'_>, akun: &Id, pada: Waktu) -> Result<u64, StoreError> {
    let pada = pada.to_string();
    tx.exec(&BATAL_TAUTAN, &[akun.as_str().into(), (&pada).into()])
}

/// A machine's token as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisToken {
    /// Its id, not its secret.
    pub id: Id,
    /// What it is for.
    pub nama: String,
    /// The acts it may do.
    pub akt: Vec<String>,
    /// Within what.
    pub lingkup: Lingkup,
    /// Since when.
    pub dibuat: Waktu,
    /// Until when.
    pub kedaluwarsa: Waktu,
    /// Revoked at.
    pub dicabut: Option<Waktu>,
    /// Last used, to the hour.
    pub terakhir: Option<Waktu>,
}

pub(crate) fn sisip_token(tx: &mut Tx<'_>, akun: &Id, sidik: &str, t: &BarisToken) -> Result<(), StoreError> {
    let (akt, lingkup) = (t.akt.join(" "), t.lingkup.to_string());
    let (dibuat, kedaluwarsa) = (t.dibuat.to_string(), t.kedaluwarsa.to_string());
    let nilai: [Arg<'_>; 8] = [
        t.id.as_str().into(),
        sidik.into(),
        akun.as_str().into(),
        (&t.nama).into(),
        (&akt).into(),
        (&lingkup).into(),
        (&dibuat).into(),
        (&kedaluwarsa).into(),
    ];
    tx.exec_expect(&SISIP_TOKEN, &nilai, 1)
}

/// Id, account, acts, jurisdiction and last use of a good token.
pub(crate) type TokenBerlaku = (Id, Id, Vec<String>, Lingkup, Option<Waktu>);

pub(crate) fn token(tx: &mut Tx<'_>, sidik: &str, pada: Waktu) -> Result<Option<TokenBerlaku>, StoreError> {
    let pada = pada.to_string();
    tx.one(&TOKEN, &[sidik.into(), (&pada).into()], |r| {
        Ok((r.parse(0)?, r.parse(1)?, kata(r, 2)?, r.parse(3)?, r.opt_parse(4)?))
    })
}

/// How many tokens of an account run.
pub(crate) fn token_jalan(tx: &mut Tx<'_>, akun: &Id, pada: Waktu) -> Result<i64, StoreError> {
    let pada = pada.to_string();
    Ok(tx.one(&TOKEN_JALAN, &[akun.as_str().into(), (&pada).into()], |r| r.i64(0))?.unwrap_or(0))
}

/// Tokens of an account, the newest first: `banyak` after so many.
pub(crate) fn token_akun(
    tx: &mut Tx<'_>,
    akun: &Id,
    (banyak, lewat): (u32, u32),
) -> Result<Vec<BarisToken>, StoreError> {
    tx.all(&TOKEN_AKUN, &[akun.as_str().into(), banyak.into(), lewat.into()], |r| {
        Ok(BarisToken {
            id: r.parse(0)?,
            nama: r.text(1)?,
            akt: kata(r, 2)?,
            lingkup: r.parse(3)?,
            dibuat: r.parse(4)?,
            kedaluwarsa: r.parse(5)?,
            dicabut: r.opt_parse(6)?,
            terakhir: r.opt_parse(7)?,
        })
    })
}

fn kata(r: &Row<'_>, kolom: usize) -> Result<Vec<String>, StoreError> {
    Ok(r.text(kolom)?.split(' ').map(str::to_owned).collect())
}

pub(crate) fn cabut_token(tx: &mut Tx<'_>, akun: &Id, id: &Id, pada: Waktu) -> Result<bool, StoreError> {
    let pada = pada.to_string();
    Ok(tx.exec(&CABUT_TOKEN, &[id.as_str().into(), akun.as_str().into(), (&pada).into()])? == 1)
}

pub(crate) fn cabut_token_akun(tx: &mut Tx<'_>, akun: &Id, pada: Waktu) -> Result<u64, StoreError> {
    let pada = pada.to_string();
    tx.exec(&CABUT_TOKEN_AKUN, &[akun.as_str().into(), (&pada).into()])
}

pub(crate) fn token_terpakai(tx: &mut Tx<'_>, id: &Id, pada: Waktu) -> Result<u64, StoreError> {
    let pada = pada.to_string();
    tx.exec(&TOKEN_TERPAKAI, &[id.as_str().into(), (&pada).into()])
}

/// Failures of an address, its last one, and until when it waits.
pub(crate) fn alamat(
    tx: &mut Tx<'_>,
    alamat: &str,
) -> Result<Option<(i64, Waktu, Option<Waktu>)>, StoreError> {
    tx.one(&ALAMAT, &[alamat.into()], |r| Ok((r.i64(0)?, r.parse(1)?, r.opt_parse(2)?)))
}

pub(crate) fn simpan_alamat(
    tx: &mut Tx<'_>,
    alamat: &str,
    gagal: i64,
    (pada, sampai): (Waktu, Option<Waktu>),
) -> Result<(), StoreError> {
    let (pada, sampai) = (pada.to_string(), sampai.map(|w| w.to_string()));
    tx.exec_expect(&SIMPAN_ALAMAT, &[alamat.into(), gagal.into(), (&pada).into(), (&sampai).into()], 1)
}

pub(crate) fn hapus_alamat_lama(tx: &mut Tx<'_>, sebelum: Waktu) -> Result<u64, StoreError> {
    let sebelum = sebelum.to_string();
    tx.exec(&HAPUS_ALAMAT, &[(&sebelum).into()])
}

/// A running session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisSesi {
    /// What it is revoked by: the hash of its secret.
    pub sidik: String,
    /// Since when.
    pub dibuat: Waktu,
    /// Last seen, to five minutes.
    pub terlihat: Option<Waktu>,
    /// Browser and machine.
    pub perangkat: Option<String>,
    /// Network address.
    pub alamat: Option<String>,
}

pub(crate) fn sesi_akun(
    tx: &mut Tx<'_>,
    akun: &Id,
    (pada, diam): (Waktu, Waktu),
    (banyak, lewat): (u32, u32),
) -> Result<Vec<BarisSesi>, StoreError> {
    let (pada, diam) = (pada.to_string(), diam.to_string());
    let nilai = [akun.as_str().into(), (&pada).into(), (&diam).into(), banyak.into(), lewat.into()];
    tx.all(&SESI_AKUN, &nilai, |r| {
        Ok(BarisSesi {
            sidik: r.text(0)?,
            dibuat: r.parse(1)?,
            terlihat: r.opt_parse(2)?,
            perangkat: r.opt_text(3)?,
            alamat: r.opt_text(4)?,
        })
    })
}

/// Ends the sessions of an account but one.
pub(crate) fn cabut_sesi_lain(
    tx: &mut Tx<'_>,
    akun: &Id,
    kecuali: &str,
    pada: Waktu,
) -> Result<u64, StoreError> {
    let pada = pada.to_string();
    tx.exec(&CABUT_SESI_LAIN, &[akun.as_str().into(), (&pada).into(), kecuali.into()])
}

pub(crate) fn sentuh_sesi(tx: &mut Tx<'_>, sidik: &str, pada: Waktu) -> Result<u64, StoreError> {
    let pada = pada.to_string();
    tx.exec(&SENTUH_SESI, &[sidik.into(), (&pada).into()])
}

/// An account by its id.
#[derive(Clone)]
pub(crate) struct RincianAkun {
    pub nama_akun: String,
    pub nip: Option<balai_kernel::Nip>,
    pub nama: String,
    pub sandi: String,
    pub aktif: bool,
    pub terkunci_sampai: Option<Waktu>,
}

pub(crate) fn akun_id(tx: &mut Tx<'_>, id: &Id) -> Result<Option<RincianAkun>, StoreError> {
    tx.one(&AKUN_ID, &[id.as_str().into()], |r| {
        Ok(RincianAkun {
            nama_akun: r.text(0)?,
            nip: r.opt_parse(1)?,
            nama: r.text(2)?,
            sandi: r.text(3)?,
            aktif: r.bool(4)?,
            terkunci_sampai: r.opt_parse(5)?,
        })
    })
}

pub(crate) fn atur_aktif(tx: &mut Tx<'_>, id: &Id, aktif: bool) -> Result<(), StoreError> {
    tx.exec_expect(&ATUR_AKTIF, &[id.as_str().into(), aktif.into()], 1)
}
