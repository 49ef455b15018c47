//! SQL of the catalogue of activities. It is the region's, the same for everybody in it.

use std::collections::HashMap;

use balai_kernel::Tanggal;
use balai_store::{Arg, Row, StoreError, Tx, sql};

use crate::model::impor::lipat::lipat;
use crate::model::katalog::{Butir, Versi};

sql! {
    SISIP = "INSERT INTO katalog (kode, mulai, revisi, sampai, nama, satuan, norma, kelompok, jabatan, jabatan_lipat, cari,
        berkas, baris) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    SEMUA = "SELECT kode, mulai, revisi, sampai, nama, satuan, norma, kelompok, jabatan FROM katalog
        ORDER BY kode, mulai, revisi";

    SATU = "SELECT kode, nama, satuan, norma, kelompok, jabatan, mulai, sampai FROM katalog
        WHERE kode = $1 AND mulai <= $2 ORDER BY mulai DESC, revisi DESC LIMIT 1";

    ADA = "SELECT kode FROM katalog LIMIT 1";

    // of each item the version of the day; four words, in whatever order
    CARI = "SELECT k.kode, k.nama, k.satuan, k.norma, k.kelompok, k.jabatan, k.mulai, k.sampai FROM katalog k
        WHERE k.kode > $1 AND k.mulai <= $2 AND (k.sampai IS NULL OR k.sampai >= $2)
        AND k.jabatan_lipat >= $3 AND k.jabatan_lipat <= $4
        AND k.cari LIKE $5 AND k.cari LIKE $6 AND k.cari LIKE $7 AND k.cari LIKE $8
        AND NOT EXISTS (SELECT 1 FROM katalog b WHERE b.kode = k.kode AND b.mulai <= $2
          AND (b.mulai > k.mulai OR (b.mulai = k.mulai AND b.revisi > k.revisi)))
        ORDER BY k.kode LIMIT $9";
}

balai_store::statements![SISIP, SEMUA, SATU, ADA, CARI];

/// An item in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ButirBerlaku {
    /// Its code.
    pub kode: String,
    /// What is done.
    pub nama: String,
    /// What one of it is.
    pub satuan: String,
    /// Minutes one takes.
    pub norma: i64,
    /// Under which heading it stands.
    pub kelompok: String,
    /// The post it is meant for; empty: everybody.
    pub jabatan: String,
    /// Since when.
    pub mulai: Tanggal,
    /// Until when.
    pub sampai: Option<Tanggal>,
}

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Cari<'a> {
    /// The day.
    pub pada: Tanggal,
    /// Words, in any order; the first four count.
    pub kata: &'a str,
    /// Only those of this post.
    pub jabatan: Option<&'a str>,
    /// Code of the last one of the page before.
    pub sesudah: &'a str,
    /// How many, at most.
    pub banyak: i64,
}

/// Of a file, the rows to add: first day, revision, item. Items without a day of their own begin at `awal`.
///
/// # Errors
/// The store's failure.
pub fn baru<'a>(
    tx: &mut Tx<'_>,
    butir: &'a [Butir],
    awal: Tanggal,
) -> Result<Vec<(Tanggal, i64, &'a Butir)>, StoreError> {
    let mut ada: HashMap<String, Vec<Versi>> = HashMap::new();
    tx.each(&SEMUA, &[], |r| {
        let isi = (r.text(4)?, r.text(5)?, r.i64(6)?, r.text(7)?, r.text(8)?);
        let versi = Versi { mulai: r.parse(1)?, revisi: r.i64(2)?, sampai: r.opt_parse(3)?, isi };
        let semua = ada.entry(r.text(0)?).or_default();
        // of the corrections of a version the last counts
        semua.retain(|v| v.mulai != versi.mulai);
        semua.push(versi);
        Ok(())
    })?;
    let baru = butir.iter().filter_map(|b| {
        let semua = ada.get(&b.kode).map_or(&[][..], Vec::as_slice);
        b.letak(semua, awal).map(|(mulai, revisi)| (mulai, revisi, b))
    });
    Ok(baru.collect())
}

/// Adds rows of a file.
///
/// # Errors
/// The store's failure.
pub fn sisip(tx: &mut Tx<'_>, berkas: i64, baru: &[(Tanggal, i64, &Butir)]) -> Result<(), StoreError> {
    for (mulai, revisi, b) in baru {
        let (mulai, sampai) = (mulai.to_string(), b.sampai.map(|s| s.to_string()));
        let (jabatan, cari) = (lipat(&b.jabatan), lipat(&format!("{} {} {}", b.kode, b.nama, b.kelompok)));
        let args: [Arg<'_>; 13] = [
            (&b.kode).into(),
            (&mulai).into(),
            (*revisi).into(),
            (&sampai).into(),
            (&b.nama).into(),
            (&b.satuan).into(),
            b.norma.into(),
            (&b.kelompok).into(),
            (&b.jabatan).into(),
            (&jabatan).into(),
            (&cari).into(),
            berkas.into(),
            b.baris.into(),
        ];
        tx.exec_expect(&SISIP, &args, 1)?;
    }
    Ok(())
}

/// Whether there is a catalogue at all.
///
/// # Errors
/// The store's failure.
pub fn ada(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.one(&ADA, &[], |_| Ok(()))?.is_some())
}

/// An item as it is in force on a day.
///
/// # Errors
/// The store's failure.
pub fn satu(tx: &mut Tx<'_>, kode: &str, pada: Tanggal) -> Result<Option<ButirBerlaku>, StoreError> {
    let hari = pada.to_string();
    let butir = tx.one(&SATU, &[kode.into(), (&hari).into()], baca)?;
    Ok(butir.filter(|b| b.sampai.is_none_or(|s| s >= pada)))
}

/// Items in force, by code.
///
/// # Errors
/// The store's failure.
pub fn cari(tx: &mut Tx<'_>, c: &Cari<'_>) -> Result<Vec<ButirBerlaku>, StoreError> {
    let hari = c.pada.to_string();
    let jabatan = c.jabatan.map(lipat);
    let (dari, sampai) = jabatan.as_deref().map_or(("", "\u{10ffff}"), |j| (j, j));
    let lipatan = lipat(c.kata);
    let mut kata = lipatan.split(' ').filter(|k| !k.is_empty()).map(|k| format!("%{}%", pokok(k)));
    let pola: [String; 4] = std::array::from_fn(|_| kata.next().unwrap_or_else(|| "%".to_owned()));
    let [a, b, d, e] = &pola;
    let args: [Arg<'_>; 9] = [
        c.sesudah.into(),
        (&hari).into(),
        dari.into(),
        sampai.into(),
        a.into(),
        b.into(),
        d.into(),
        e.into(),
        c.banyak.into(),
    ];
    tx.all(&CARI, &args, baca)
}

/// What a word shares with its forms: a prefix takes the first letter away (susun, menyusun; periksa, memeriksa), so longer
/// words are looked for without it.
fn pokok(kata: &str) -> &str {
    let luluh = kata.len() >= 5
        && kata.starts_with(['k', 'p', 's', 't'])
        && kata.get(1..2).is_some_and(|h| matches!(h, "a" | "e" | "i" | "o" | "u"));
    if luluh { kata.get(1..).unwrap_or(kata) } else { kata }
}

fn baca(r: &Row<'_>) -> Result<ButirBerlaku, StoreError> {
    Ok(ButirBerlaku {
        kode: r.text(0)?,
        nama: r.text(1)?,
        satuan: r.text(2)?,
        norma: r.i64(3)?,
        kelompok: r.text(4)?,
        jabatan: r.text(5)?,
        mulai: r.parse(6)?,
        sampai: r.opt_parse(7)?,
    })
}
