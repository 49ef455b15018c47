//! SQL of the lists people look through: people, posts.

use balai_kernel::{Lingkup, Nip, Tanggal};
use balai_store::{Arg, StoreError, Tx, sql};

sql! {
    DAFTAR_ORANG = "SELECT o.nomor, o.nip, o.nama, o.unit, COALESCE(u.nama, o.unit), COALESCE((SELECT j.nama
        FROM penugasan_catatan a JOIN jabatan_catatan j ON j.jabatan = a.jabatan
        WHERE a.pegawai = o.nomor AND a.kapasitas = 'definitif' AND NOT a.gugur AND a.berlaku_sejak <= $1
        AND (a.berlaku_sampai IS NULL OR a.berlaku_sampai >= $1)
        AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = a.nomor)
        AND NOT j.gugur AND j.berlaku_sejak <= $1 AND (j.berlaku_sampai IS NULL OR j.berlaku_sampai >= $1)
        AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = j.nomor)
        ORDER BY a.berlaku_sejak DESC, a.nomor DESC, j.berlaku_sejak DESC, j.nomor DESC LIMIT 1), o.jabatan)
        FROM (SELECT p.nomor, p.nip, p.cari, c.nama, c.unit, c.jabatan FROM pegawai p
          JOIN pegawai_catatan c ON c.nomor = p.catatan
          WHERE c.jalur_unit >= $2 AND c.jalur_unit < $3 AND p.nip >= $4 AND p.nip < $5 AND p.cari LIKE $6 ESCAPE '!'
          AND (p.cari > $7 OR (p.cari = $7 AND p.nomor > $8)) ORDER BY p.cari, p.nomor LIMIT $9) o
        LEFT JOIN unit u ON u.kode = o.unit ORDER BY o.cari, o.nomor";
    DAFTAR_JABATAN = "SELECT d.jabatan, d.nama, d.unit, d.nama_unit, d.kelas, d.formasi, d.terisi
        FROM (SELECT c.jabatan, c.nama, c.unit, COALESCE(u.nama, c.unit) AS nama_unit, c.kelas, c.formasi,
          (SELECT COUNT(*) FROM penugasan_catatan a WHERE a.jabatan = c.jabatan AND a.kapasitas = 'definitif'
            AND NOT a.gugur AND a.berlaku_sejak <= $1 AND (a.berlaku_sampai IS NULL OR a.berlaku_sampai >= $1)
            AND NOT EXISTS (SELECT 1 FROM penugasan_catatan k WHERE k.menggantikan = a.nomor)) AS terisi
          FROM jabatan_catatan c LEFT JOIN unit u ON u.kode = c.unit
          WHERE c.jalur_unit >= $2 AND c.jalur_unit < $3 AND NOT c.gugur AND c.berlaku_sejak <= $1
          AND (c.berlaku_sampai IS NULL OR c.berlaku_sampai >= $1) AND c.formasi > 0
          AND NOT EXISTS (SELECT 1 FROM jabatan_catatan k WHERE k.menggantikan = c.nomor)
          AND LOWER(c.nama) || ' ' || COALESCE(u.nama_lipat, '') LIKE $4 ESCAPE '!') d
        WHERE ($5 = 'semua' OR d.formasi > d.terisi) ORDER BY d.kelas DESC, d.nama, d.jabatan LIMIT $6 OFFSET $7";
    CARI_ORANG = "SELECT cari FROM pegawai WHERE nomor = $1";
    RIWAYAT_ORANG = "SELECT c.berlaku_sejak, c.jabatan, c.kelas, COALESCE(u.nama, c.unit) FROM pegawai_catatan c
        LEFT JOIN unit u ON u.kode = c.unit WHERE c.pegawai = $1
        AND NOT EXISTS (SELECT 1 FROM pegawai_catatan k WHERE k.menggantikan = c.nomor)
        ORDER BY c.berlaku_sejak DESC, c.nomor DESC LIMIT 50";
}

balai_store::statements![DAFTAR_ORANG, DAFTAR_JABATAN, CARI_ORANG, RIWAYAT_ORANG];

/// A person in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrangDaftar {
    /// The person, by number.
    pub nomor: i64,
    /// The NIP, to be masked.
    pub nip: Nip,
    /// Full name.
    pub nama: String,
    /// Code and name of the unit on the staff list.
    pub unit: (String, String),
    /// The post held by right on the day; where there is none, the one on the staff list.
    pub jabatan: String,
}

/// A pattern that a folded text contains every word of, in order.
fn pola(cari: &str) -> String {
    let lipat = crate::model::lipat(cari);
    if lipat.is_empty() { "%".to_owned() } else { format!("%{}%", lipat.replace(' ', "%")) }
}

/// What is looked for in a list of people.
#[derive(Debug, Clone, Default)]
pub struct CariOrang {
    /// Words of the name.
    pub nama: String,
    /// The whole NIP, where one was written.
    pub nip: Option<Nip>,
    /// The last one of the page before, by number.
    pub sesudah: Option<i64>,
    /// How many, at most.
    pub banyak: i64,
}

/// People within `lingkup` by name, as they stand on a day.
pub(crate) fn orang(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    c: &CariOrang,
    pada: Tanggal,
) -> Result<Vec<OrangDaftar>, StoreError> {
    // people and posts lie in units, in no territory
    if !lingkup.rentang_wilayah().memuat("") {
        return Ok(Vec::new());
    }
    let unit = lingkup.rentang_unit();
    let mut nip = lingkup.rentang_nip();
    if let Some(satu) = &c.nip {
        let tepat = Lingkup::Diri(satu.clone()).rentang_nip();
        if !nip.memuat(satu.as_str()) {
            return Ok(Vec::new());
        }
        nip = tepat;
    }
    let dari = match c.sesudah {
        Some(n) => tx.one(&CARI_ORANG, &[n.into()], |r| r.text(0))?.unwrap_or_default(),
        None => String::new(),
    };
    let sejak = c.sesudah.unwrap_or_default();
    let (pada, pola) = (pada.to_string(), pola(&c.nama));
    let isian: [Arg<'_>; 9] = [
        (&pada).into(),
        (&unit.dari).into(),
        (&unit.sampai).into(),
        (&nip.dari).into(),
        (&nip.sampai).into(),
        (&pola).into(),
        (&dari).into(),
        sejak.into(),
        c.banyak.into(),
    ];
    tx.all(&DAFTAR_ORANG, &isian, |r| {
        Ok(OrangDaftar {
            nomor: r.i64(0)?,
            nip: r.parse(1)?,
            nama: r.text(2)?,
            unit: (r.text(3)?, r.text(4)?),
            jabatan: r.text(5)?,
        })
    })
}

/// A post in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JabatanDaftar {
    /// The post, by number.
    pub nomor: i64,
    /// Its name.
    pub nama: String,
    /// Code and name of its unit.
    pub unit: (String, String),
    /// Its class.
    pub kelas: i64,
    /// Its seats.
    pub formasi: i64,
    /// Seats held by right on the day.
    pub terisi: i64,
}

/// Posts within `lingkup` on a day, the highest class first; `lowong`: those with a free seat only.
pub(crate) fn jabatan(
    tx: &mut Tx<'_>,
    lingkup: &Lingkup,
    (cari, lowong): (&str, bool),
    (lewati, banyak): (i64, i64),
    pada: Tanggal,
) -> Result<Vec<JabatanDaftar>, StoreError> {
    if !lingkup.rentang_wilayah().memuat("") {
        return Ok(Vec::new());
    }
    let unit = lingkup.rentang_unit();
    let (pada, pola) = (pada.to_string(), pola(cari));
    let saring = if lowong { "lowong" } else { "semua" };
    let isian: [Arg<'_>; 7] = [
        (&pada).into(),
        (&unit.dari).into(),
        (&unit.sampai).into(),
        (&pola).into(),
        saring.into(),
        banyak.into(),
        lewati.into(),
    ];
    tx.all(&DAFTAR_JABATAN, &isian, |r| {
        Ok(JabatanDaftar {
            nomor: r.i64(0)?,
            nama: r.text(1)?,
            unit: (r.text(2)?, r.text(3)?),
            kelas: r.i64(4)?,
            formasi: r.i64(5)?,
            terisi: r.i64(6)?,
        })
    })
}

/// What the staff list said of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiwayatOrang {
    /// From this day on.
    pub sejak: Tanggal,
    /// The post.
    pub jabatan: String,
    /// Its class.
    pub kelas: i64,
    /// Name of the unit.
    pub unit: String,
}

/// The staff list's rows of a person that count, the newest first; at most 50.
pub(crate) fn riwayat_orang(tx: &mut Tx<'_>, nomor: i64) -> Result<Vec<RiwayatOrang>, StoreError> {
    tx.all(&RIWAYAT_ORANG, &[nomor.into()], |r| {
        Ok(RiwayatOrang { sejak: r.parse(0)?, jabatan: r.text(1)?, kelas: r.i64(2)?, unit: r.text(3)? })
    })
}
