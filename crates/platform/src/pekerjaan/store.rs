//! SQL of the queue.

use std::fmt;
use std::str::FromStr;

use balai_kernel::{Galat, Waktu};
use balai_store::{Arg, Row, StoreError, Tx, sql, sql2};

use super::Pekerjaan;

/// Most rows one reading gives.
const BARIS_MAKS: u32 = 200;
/// Longest reason kept, in characters.
const GALAT_MAKS: usize = 500;

sql! {
    SISIPKAN = "INSERT INTO pekerjaan (id, nama, kunci, isi, keadaan, giliran, percobaan, dibuat)
        VALUES ($1, $2, $3, $4, 'menunggu', $5, 0, $6) ON CONFLICT (nama, kunci) DO NOTHING";
    PERPANJANG = "UPDATE pekerjaan SET giliran = $3 WHERE id = $1 AND sewa = $2";
    AKHIRI = "UPDATE pekerjaan SET keadaan = 'selesai', berakhir = $3, sewa = NULL, galat = NULL
        WHERE id = $1 AND sewa = $2";
    TUNDA = "UPDATE pekerjaan SET keadaan = 'menunggu', giliran = $3, galat = $4, sewa = NULL
        WHERE id = $1 AND sewa = $2";
    SISIHKAN = "UPDATE pekerjaan SET keadaan = 'gagal', berakhir = $3, galat = $4, sewa = NULL
        WHERE id = $1 AND sewa = $2";
    LEPAS = "UPDATE pekerjaan SET keadaan = 'menunggu', giliran = $3, percobaan = percobaan - 1, sewa = NULL
        WHERE id = $1 AND sewa = $2";
    BANGKITKAN = "UPDATE pekerjaan SET keadaan = 'menunggu', giliran = $2, percobaan = 0, berakhir = NULL
        WHERE id = $1 AND keadaan IN ('gagal', 'batal') RETURNING nama";
    BATALKAN = "UPDATE pekerjaan SET keadaan = 'batal', berakhir = $2
        WHERE id = $1 AND keadaan IN ('menunggu', 'gagal') RETURNING nama";
    MAJU = "UPDATE pekerjaan SET maju = $3, dari = $4 WHERE id = $1 AND sewa = $2";
    ADA = "SELECT id FROM pekerjaan WHERE keadaan IN ('menunggu', 'berjalan') AND giliran <= $1
        ORDER BY giliran, id LIMIT 1";
    DAFTAR = "SELECT id, nama, keadaan, giliran, percobaan, galat, dibuat, berakhir, maju, dari FROM pekerjaan
        WHERE keadaan = $1 AND nama >= $2 AND nama <= $3 AND id < $4 ORDER BY id DESC LIMIT $5";
    JUMLAH = "SELECT keadaan, COUNT(*) FROM pekerjaan WHERE keadaan IN ('menunggu', 'berjalan', 'gagal')
        GROUP BY keadaan";
    HAPUS_LAMA = "DELETE FROM pekerjaan WHERE keadaan IN ('selesai', 'batal') AND berakhir < $1";
    JADWAL_SEMUA = "SELECT nama, terakhir FROM pekerjaan_jadwal";
    JADWAL_KENAL = "INSERT INTO pekerjaan_jadwal (nama, terakhir) VALUES ($1, $2) ON CONFLICT (nama) DO NOTHING";
    JADWAL_MAJU = "UPDATE pekerjaan_jadwal SET terakhir = $2 WHERE nama = $1 AND terakhir < $2";
}

sql2! {
    /// Takes the next job whose turn has come, waiting or left behind. Two workers of PostgreSQL step past each
    /// other's row instead of queueing up behind it; SQLite has one writer.
    AMBIL = sqlite: "UPDATE pekerjaan SET keadaan = 'berjalan', sewa = $2, giliran = $3, percobaan = percobaan + 1
            WHERE id = (SELECT id FROM pekerjaan WHERE keadaan IN ('menunggu', 'berjalan') AND giliran <= $1
            ORDER BY giliran, id LIMIT 1) RETURNING id, nama, kunci, isi, percobaan",
        pg: "UPDATE pekerjaan SET keadaan = 'berjalan', sewa = $2, giliran = $3, percobaan = percobaan + 1
            WHERE id = (SELECT id FROM pekerjaan WHERE keadaan IN ('menunggu', 'berjalan') AND giliran <= $1
            ORDER BY giliran, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id, nama, kunci, isi, percobaan";
}

balai_store::statements![
    SISIPKAN,
    PERPANJANG,
    AKHIRI,
    TUNDA,
    SISIHKAN,
    LEPAS,
    BANGKITKAN,
    BATALKAN,
    MAJU,
    ADA,
    DAFTAR,
    JUMLAH,
    HAPUS_LAMA,
    JADWAL_SEMUA,
    JADWAL_KENAL,
    JADWAL_MAJU,
    AMBIL,
];

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keadaan {
    /// Its turn has not come, or nobody was free yet.
    Menunggu,
    /// Somebody holds it.
    Berjalan,
    /// Done.
    Selesai,
    /// Put aside after its last attempt: somebody must look.
    Gagal,
    /// Called off by somebody.
    Batal,
}

impl Keadaan {
    /// Every state.
    pub const SEMUA: [Keadaan; 5] =
        [Keadaan::Menunggu, Keadaan::Berjalan, Keadaan::Selesai, Keadaan::Gagal, Keadaan::Batal];

    /// The stored word.
    pub const fn kode(self) -> &'static str {
        match self {
            Keadaan::Menunggu => "menunggu",
            Keadaan::Berjalan => "berjalan",
            Keadaan::Selesai => "selesai",
            Keadaan::Gagal => "gagal",
            Keadaan::Batal => "batal",
        }
    }
}

impl fmt::Display for Keadaan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kode())
    }
}

impl FromStr for Keadaan {
    type Err = Galat;

    fn from_str(s: &str) -> Result<Self, Galat> {
        let galat = || Galat::baru("PLT-041").dengan("nilai", s);
        Keadaan::SEMUA.into_iter().find(|k| k.kode() == s).ok_or_else(galat)
    }
}

/// A job as its page shows it; what it is about is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baris {
    /// Its id: that of the journal row whose act queued it, and a number.
    pub id: String,
    /// Name of its handler.
    pub nama: String,
    /// Where it stands.
    pub keadaan: Keadaan,
    /// When its turn comes, or when its lease ends.
    pub giliran: Waktu,
    /// How often it was begun.
    pub percobaan: i64,
    /// Why the last attempt failed.
    pub galat: Option<String>,
    /// When it was queued.
    pub dibuat: Waktu,
    /// When it ended.
    pub berakhir: Option<Waktu>,
    /// How far it is, of how much, when it says so.
    pub kemajuan: Option<(u64, u64)>,
}

/// How many jobs stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Jumlah {
    /// Waiting for their turn.
    pub menunggu: i64,
    /// Being done.
    pub berjalan: i64,
    /// Put aside.
    pub gagal: i64,
}

/// A job just taken.
pub(super) struct Diambil {
    pub(super) id: String,
    pub(super) nama: String,
    pub(super) kunci: String,
    pub(super) isi: String,
    pub(super) percobaan: i64,
}

/// Queues jobs; their ids are `dasar` with a number. Keys already known are passed over.
pub(crate) fn simpan(
    tx: &mut Tx<'_>,
    dasar: &str,
    waktu: Waktu,
    daftar: &[Pekerjaan],
) -> Result<(), StoreError> {
    let dibuat = waktu.to_string();
    for (i, p) in daftar.iter().enumerate() {
        let id = format!("{dasar}.{i:03}");
        let (isi, giliran) = (p.isi.to_string(), p.pada.unwrap_or(waktu).to_string());
        let kunci = p.kunci.as_deref().unwrap_or(&id);
        let nilai: [Arg<'_>; 6] =
            [(&id).into(), p.nama.into(), kunci.into(), (&isi).into(), (&giliran).into(), (&dibuat).into()];
        tx.exec(&SISIPKAN, &nilai)?;
    }
    Ok(())
}

/// Whether there is a job whose turn has come: a read, so that an idle worker writes nothing.
pub(super) fn ada(tx: &mut Tx<'_>, kini: Waktu) -> Result<bool, StoreError> {
    Ok(tx.one(&ADA, &[(&kini.to_string()).into()], |r| r.text(0))?.is_some())
}

pub(super) fn ambil(
    tx: &mut Tx<'_>,
    kini: Waktu,
    sewa: &str,
    sampai: Waktu,
) -> Result<Option<Diambil>, StoreError> {
    let nilai = [kini.to_string(), sampai.to_string()];
    tx.one(&AMBIL, &[(&nilai[0]).into(), sewa.into(), (&nilai[1]).into()], |r| {
        Ok(Diambil {
            id: r.text(0)?,
            nama: r.text(1)?,
            kunci: r.text(2)?,
            isi: r.text(3)?,
            percobaan: r.i64(4)?,
        })
    })
}

/// Whether the lease still holds, now until `sampai`.
pub(super) fn perpanjang(tx: &mut Tx<'_>, id: &str, sewa: &str, sampai: Waktu) -> Result<bool, StoreError> {
    Ok(tx.exec(&PERPANJANG, &[id.into(), sewa.into(), (&sampai.to_string()).into()])? == 1)
}

/// Whether the lease still held and the job is now done.
pub(super) fn akhiri(tx: &mut Tx<'_>, id: &str, sewa: &str, pada: Waktu) -> Result<bool, StoreError> {
    Ok(tx.exec(&AKHIRI, &[id.into(), sewa.into(), (&pada.to_string()).into()])? == 1)
}

/// Another attempt at `pada`, or none when it is `None`; false when the lease no longer holds.
pub(super) fn gagal(
    tx: &mut Tx<'_>,
    (id, sewa): (&str, &str),
    lagi: Option<Waktu>,
    kini: Waktu,
    sebab: &str,
) -> Result<bool, StoreError> {
    let sebab: String = sebab.chars().take(GALAT_MAKS).collect();
    let (pernyataan, pada) = match lagi {
        Some(pada) => (&TUNDA, pada),
        None => (&SISIHKAN, kini),
    };
    let pada = pada.to_string();
    Ok(tx.exec(pernyataan, &[id.into(), sewa.into(), (&pada).into(), (&sebab).into()])? == 1)
}

/// Gives a job back unbegun.
pub(super) fn lepas(tx: &mut Tx<'_>, id: &str, sewa: &str, kini: Waktu) -> Result<(), StoreError> {
    tx.exec(&LEPAS, &[id.into(), sewa.into(), (&kini.to_string()).into()]).map(|_| ())
}

/// The name of the job put back into the queue.
pub(super) fn bangkitkan(tx: &mut Tx<'_>, id: &str, kini: Waktu) -> Result<Option<String>, StoreError> {
    tx.one(&BANGKITKAN, &[id.into(), (&kini.to_string()).into()], |r| r.text(0))
}

/// The name of the job called off.
pub(super) fn batalkan(tx: &mut Tx<'_>, id: &str, kini: Waktu) -> Result<Option<String>, StoreError> {
    tx.one(&BATALKAN, &[id.into(), (&kini.to_string()).into()], |r| r.text(0))
}

/// Notes how far a job is; false when the lease no longer holds.
pub(super) fn maju(
    tx: &mut Tx<'_>,
    (id, sewa): (&str, &str),
    (maju, dari): (u64, u64),
) -> Result<bool, StoreError> {
    let bilangan = |n| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(tx.exec(&MAJU, &[id.into(), sewa.into(), bilangan(maju).into(), bilangan(dari).into()])? == 1)
}

pub(super) fn hapus_lama(tx: &mut Tx<'_>, batas: Waktu) -> Result<(), StoreError> {
    tx.exec(&HAPUS_LAMA, &[(&batas.to_string()).into()]).map(|_| ())
}

/// Jobs in one state, the newest first, before the row `sebelum` when given; of one handler when named. At most 200.
///
/// # Errors
/// The store's failure.
pub fn daftar(
    tx: &mut Tx<'_>,
    keadaan: Keadaan,
    nama: Option<&str>,
    sebelum: Option<&str>,
    banyak: u32,
) -> Result<Vec<Baris>, StoreError> {
    // `~` follows every character of a name and of an id
    let nilai: [Arg<'_>; 5] = [
        keadaan.kode().into(),
        nama.unwrap_or_default().into(),
        nama.unwrap_or("~").into(),
        sebelum.unwrap_or("~").into(),
        banyak.min(BARIS_MAKS).into(),
    ];
    tx.all(&DAFTAR, &nilai, baris)
}

fn baris(r: &Row<'_>) -> Result<Baris, StoreError> {
    Ok(Baris {
        id: r.text(0)?,
        nama: r.text(1)?,
        keadaan: r.parse(2)?,
        giliran: r.parse(3)?,
        percobaan: r.i64(4)?,
        galat: r.opt_text(5)?,
        dibuat: r.parse(6)?,
        berakhir: r.opt_parse(7)?,
        kemajuan: kemajuan(r.opt_i64(8)?, r.opt_i64(9)?),
    })
}

fn kemajuan(maju: Option<i64>, dari: Option<i64>) -> Option<(u64, u64)> {
    Some((u64::try_from(maju?).ok()?, u64::try_from(dari?).ok()?))
}

/// How many wait, run, or were put aside.
///
/// # Errors
/// The store's failure.
pub fn jumlah(tx: &mut Tx<'_>) -> Result<Jumlah, StoreError> {
    let mut hasil = Jumlah::default();
    for (keadaan, n) in tx.all(&JUMLAH, &[], |r| Ok((r.parse::<Keadaan>(0)?, r.i64(1)?)))? {
        match keadaan {
            Keadaan::Menunggu => hasil.menunggu = n,
            Keadaan::Berjalan => hasil.berjalan = n,
            Keadaan::Gagal => hasil.gagal = n,
            Keadaan::Selesai | Keadaan::Batal => {}
        }
    }
    Ok(hasil)
}

/// The latest occurrence queued, by schedule.
pub(super) fn jadwal(tx: &mut Tx<'_>) -> Result<Vec<(String, Waktu)>, StoreError> {
    tx.all(&JADWAL_SEMUA, &[], |r| Ok((r.text(0)?, r.parse(1)?)))
}

/// Notes a schedule seen for the first time: what lies before is not made up for.
pub(super) fn kenal_jadwal(tx: &mut Tx<'_>, nama: &str, terakhir: Waktu) -> Result<(), StoreError> {
    tx.exec(&JADWAL_KENAL, &[nama.into(), (&terakhir.to_string()).into()]).map(|_| ())
}

/// Whether this call, and no other anywhere, is the one that moved the schedule on to `pada`.
pub(super) fn maju_jadwal(tx: &mut Tx<'_>, nama: &str, pada: Waktu) -> Result<bool, StoreError> {
    Ok(tx.exec(&JADWAL_MAJU, &[nama.into(), (&pada.to_string()).into()])? == 1)
}
