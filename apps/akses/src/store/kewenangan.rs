//! SQL of grants.

use balai_kernel::{Id, Kewenangan, Lingkup, Peran, Tanggal, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::kewenangan::akhir;

sql! {
    SISIP = "INSERT INTO akses_kewenangan (id, akun, peran, lingkup, kapasitas, sejak, sampai, dasar, induk, dibuat, \
        pemberi, versi) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    /// Every grant of an account with the end it really has; nothing that was lent by somebody who is gone.
    MILIK = "SELECT k.peran, k.lingkup, k.kapasitas, k.sejak, k.sampai, k.dasar, p.sampai, d.nip FROM akses_kewenangan k \
        LEFT JOIN akses_kewenangan p ON p.id = k.induk LEFT JOIN akses_akun d ON d.id = p.akun \
        WHERE k.akun = $1 AND (d.id IS NULL OR d.aktif) ORDER BY k.sejak, k.id";
    SATU = "SELECT k.id, k.akun, a.nama_akun, a.nama, a.nip, k.peran, k.lingkup, k.kapasitas, k.sejak, k.sampai, \
        k.dasar, k.induk, p.sampai, d.nama, k.dibuat, k.pemberi, k.diakhiri, k.dasar_akhir, k.versi, d.nip \
        FROM akses_kewenangan k JOIN akses_akun a ON a.id = k.akun \
        LEFT JOIN akses_kewenangan p ON p.id = k.induk LEFT JOIN akses_akun d ON d.id = p.akun \
        WHERE k.id = $1 AND k.lingkup >= $2 AND k.lingkup < $3";
    /// $3 account or '', $4..$11 roles, $12 a jurisdiction that must be covered or '', $13 a day or ''.
    DAFTAR = "SELECT k.id, k.akun, a.nama_akun, a.nama, a.nip, k.peran, k.lingkup, k.kapasitas, k.sejak, k.sampai, \
        k.dasar, k.induk, p.sampai, d.nama, k.dibuat, k.pemberi, k.diakhiri, k.dasar_akhir, k.versi, d.nip \
        FROM akses_kewenangan k JOIN akses_akun a ON a.id = k.akun \
        LEFT JOIN akses_kewenangan p ON p.id = k.induk LEFT JOIN akses_akun d ON d.id = p.akun \
        WHERE k.lingkup >= $1 AND k.lingkup < $2 AND ($3 = '' OR k.akun = $3) \
        AND k.peran IN ($4, $5, $6, $7, $8, $9, $10, $11) \
        AND ($12 = '' OR k.lingkup = 'semua' OR substr($12, 1, length(k.lingkup)) = k.lingkup) \
        AND ($13 = '' OR (k.sejak <= $13 AND (k.sampai IS NULL OR k.sampai >= $13) AND a.aktif \
            AND (p.sampai IS NULL OR p.sampai >= $13) AND (d.id IS NULL OR d.aktif))) \
        AND (a.nama > $14 OR (a.nama = $14 AND k.id > $15)) \
        ORDER BY a.nama, k.id LIMIT $16";
    PINJAMAN = "SELECT k.id, k.akun, a.nama_akun, a.nama, a.nip, k.peran, k.lingkup, k.kapasitas, k.sejak, k.sampai, \
        k.dasar, k.induk, p.sampai, d.nama, k.dibuat, k.pemberi, k.diakhiri, k.dasar_akhir, k.versi, d.nip \
        FROM akses_kewenangan p JOIN akses_kewenangan k ON k.induk = p.id JOIN akses_akun a ON a.id = k.akun \
        JOIN akses_akun d ON d.id = p.akun WHERE p.akun = $1 AND (a.nama > $2 OR (a.nama = $2 AND k.id > $3)) \
        ORDER BY a.nama, k.id LIMIT $4";
    AKHIRI = "UPDATE akses_kewenangan SET sampai = $2, diakhiri = $3, dasar_akhir = $4, versi = versi + 1 \
        WHERE id = $1 AND versi = $5";
    ADMIN = "SELECT k.akun, k.sampai FROM akses_kewenangan k JOIN akses_akun a ON a.id = k.akun \
        WHERE k.peran = 'admin' AND a.aktif AND a.sandi <> '!' AND k.sejak <= $1 \
        AND (k.sampai IS NULL OR k.sampai >= $1) ORDER BY k.akun, k.id";
    ADMIN_SEMUA = "SELECT COUNT(DISTINCT k.akun) FROM akses_kewenangan k JOIN akses_akun a ON a.id = k.akun \
        WHERE k.peran = 'admin' AND a.aktif AND k.sejak <= $1 AND (k.sampai IS NULL OR k.sampai >= $1)";
}
balai_store::statements![SISIP, MILIK, SATU, DAFTAR, PINJAMAN, AKHIRI, ADMIN, ADMIN_SEMUA];

/// Placeholders for roles in a list of grants.
const TEMPAT_PERAN: usize = 8;

/// Name of the lock under which administrators are counted.
pub(crate) const KUNCI_ADMIN: &str = "akses.admin";

/// A grant with whose it is and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisKewenangan {
    /// Its id.
    pub id: Id,
    /// The account that holds it.
    pub akun: Id,
    /// The name that account signs in by.
    pub nama_akun: String,
    /// The person.
    pub nama: String,
    /// The staff number.
    pub nip: Option<String>,
    /// The grant, its end as it really is: what was lent ends with what it was lent from.
    pub kewenangan: Kewenangan,
    /// Its own last day as it was written.
    pub sampai_tertulis: Option<Tanggal>,
    /// The grant it was lent from.
    pub induk: Option<Id>,
    /// Who lent it.
    pub pendelegasi: Option<String>,
    /// When it was given; not known of the oldest.
    pub dibuat: Option<Waktu>,
    /// The account that gave it.
    pub pemberi: Option<Id>,
    /// When somebody ended it early.
    pub diakhiri: Option<Waktu>,
    /// By which decree it was ended.
    pub dasar_akhir: Option<String>,
    /// Version for the next change.
    pub versi: i64,
}

/// A new grant.
#[derive(Debug, Clone)]
pub(crate) struct KewenanganBaru {
    pub id: Id,
    pub kewenangan: Kewenangan,
    pub induk: Option<Id>,
}

/// Which grants a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saringan {
    /// Those of one account.
    pub akun: Option<Id>,
    /// Those of these roles; at most eight.
    pub peran: Vec<Peran>,
    /// Those that reach this jurisdiction.
    pub meliputi: Option<Lingkup>,
    /// Those valid on this day; all ever given without one.
    pub berlaku: Option<Tanggal>,
    /// Those after this name and id.
    pub sesudah: Option<(String, String)>,
}

pub(crate) fn sisip(
    tx: &mut Tx<'_>,
    akun: &Id,
    baru: &KewenanganBaru,
    (pemberi, pada): (&Id, Waktu),
) -> Result<(), StoreError> {
    let k = &baru.kewenangan;
    let (lingkup, sejak, pada) = (k.lingkup.to_string(), k.sejak.to_string(), pada.to_string());
    let sampai = k.sampai.map(|d| d.to_string());
    let nilai: [Arg<'_>; 11] = [
        baru.id.as_str().into(),
        akun.as_str().into(),
        k.peran.kode().into(),
        (&lingkup).into(),
        k.kapasitas.kode().into(),
        (&sejak).into(),
        (&sampai).into(),
        (&k.dasar).into(),
        baru.induk.as_ref().map(Id::as_str).into(),
        (&pada).into(),
        pemberi.as_str().into(),
    ];
    tx.exec_expect(&SISIP, &nilai, 1)
}

/// All grants of an account, running and ended, each with the end it really has.
pub(crate) fn milik(tx: &mut Tx<'_>, akun: &Id) -> Result<Vec<Kewenangan>, StoreError> {
    tx.all(&MILIK, &[akun.as_str().into()], |r| {
        Ok(Kewenangan {
            peran: r.parse(0)?,
            lingkup: r.parse(1)?,
            kapasitas: r.parse(2)?,
            sejak: r.parse(3)?,
            sampai: akhir(r.opt_parse(4)?, r.opt_parse(6)?),
            dasar: r.text(5)?,
            pendelegasi: r.opt_parse(7)?,
        })
    })
}

/// One grant within the reader's jurisdiction.
pub(crate) fn satu(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    id: &Id,
) -> Result<Option<BarisKewenangan>, StoreError> {
    let (dari, sampai) = rentang(lingkup);
    tx.one(&SATU, &[id.as_str().into(), (&dari).into(), (&sampai).into()], baris)
}

/// Grants within the reader's jurisdiction by name, at most `banyak`.
pub(crate) fn daftar(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    s: &Saringan,
    banyak: u32,
) -> Result<Vec<BarisKewenangan>, StoreError> {
    let (dari, sampai) = rentang(lingkup);
    let meliputi = s.meliputi.as_ref().map(ToString::to_string).unwrap_or_default();
    let hari = s.berlaku.map(|d| d.to_string()).unwrap_or_default();
    let (nama, id) = s.sesudah.clone().unwrap_or_default();
    let mut nilai: Vec<Arg<'_>> =
        vec![(&dari).into(), (&sampai).into(), s.akun.as_ref().map_or("", Id::as_str).into()];
    nilai.extend((0..TEMPAT_PERAN).map(|i| Arg::from(s.peran.get(i).map_or("", |p| p.kode()))));
    nilai.extend::<[Arg<'_>; 5]>([
        (&meliputi).into(),
        (&hari).into(),
        (&nama).into(),
        (&id).into(),
        banyak.into(),
    ]);
    tx.all(&DAFTAR, &nilai, baris)
}

/// What was lent from the grants of an account, by name, at most `banyak`.
pub(crate) fn pinjaman(
    tx: &mut Tx<'_>,
    akun: &Id,
    sesudah: Option<(String, String)>,
    banyak: u32,
) -> Result<Vec<BarisKewenangan>, StoreError> {
    let (nama, id) = sesudah.unwrap_or_default();
    tx.all(&PINJAMAN, &[akun.as_str().into(), (&nama).into(), (&id).into(), banyak.into()], baris)
}

/// Ends a grant on a day.
pub(crate) fn akhiri(
    tx: &mut Tx<'_>,
    id: &Id,
    sampai: Tanggal,
    (pada, dasar): (Waktu, &str),
    versi: i64,
) -> Result<(), StoreError> {
    let (sampai, pada) = (sampai.to_string(), pada.to_string());
    tx.save(&AKHIRI, &[id.as_str().into(), (&sampai).into(), (&pada).into(), dasar.into(), versi.into()])
}

/// The administrators of a day who can sign in: account and last day of each grant. Take [`KUNCI_ADMIN`] first.
pub(crate) fn admin(tx: &mut Tx<'_>, hari: Tanggal) -> Result<Vec<(Id, Option<Tanggal>)>, StoreError> {
    let hari = hari.to_string();
    tx.all(&ADMIN, &[(&hari).into()], |r| Ok((r.parse(0)?, r.opt_parse(1)?)))
}

/// How many accounts are administrators on a day, whether they can sign in or not.
pub(crate) fn admin_semua(tx: &mut Tx<'_>, hari: Tanggal) -> Result<i64, StoreError> {
    let hari = hari.to_string();
    Ok(tx.one(&ADMIN_SEMUA, &[(&hari).into()], |r| r.i64(0))?.unwrap_or(0))
}

/// Where the stored form of every jurisdiction within this one lies.
fn rentang(lingkup: &Lingkup) -> (String, String) {
    let teks = lingkup.to_string();
    match lingkup {
        Lingkup::Semua => (String::new(), "~".to_owned()),
        // `/` follows `.`, which parts a territory from those below it; `0` follows `/`, which ends a path
        Lingkup::Wilayah(_) => (teks.clone(), format!("{teks}/")),
        Lingkup::Unit(_) => (teks.clone(), format!("{}0", teks.trim_end_matches('/'))),
        Lingkup::Diri(_) => (teks.clone(), format!("{teks}!")),
    }
}

fn baris(r: &Row<'_>) -> Result<BarisKewenangan, StoreError> {
    let sampai: Option<Tanggal> = r.opt_parse(9)?;
    Ok(BarisKewenangan {
        id: r.parse(0)?,
        akun: r.parse(1)?,
        nama_akun: r.text(2)?,
        nama: r.text(3)?,
        nip: r.opt_text(4)?,
        kewenangan: Kewenangan {
            peran: r.parse(5)?,
            lingkup: r.parse(6)?,
            kapasitas: r.parse(7)?,
            sejak: r.parse(8)?,
            sampai: akhir(sampai, r.opt_parse(12)?),
            dasar: r.text(10)?,
            pendelegasi: r.opt_parse(19)?,
        },
        sampai_tertulis: sampai,
        induk: r.opt_parse(11)?,
        pendelegasi: r.opt_text(13)?,
        dibuat: r.opt_parse(14)?,
        pemberi: r.opt_parse(15)?,
        diakhiri: r.opt_parse(16)?,
        dasar_akhir: r.opt_text(17)?,
        versi: r.i64(18)?,
    })
}
