//! SQL of the search index.

use std::collections::BTreeSet;

use balai_kernel::{KataCari, Lingkup};
use balai_store::{Arg, StoreError, Tx, sql};

use super::{Entri, Terkait};

/// Above every text that begins with what stands before it.
const PUNCAK: char = '\u{10FFFF}';

sql! {
    /// The longest word is looked up, the others are compared: folded words hold no sign that LIKE gives a meaning to,
    /// and no capital over which the databases would differ.
    TEMUKAN = "SELECT DISTINCT CASE WHEN e.urutan >= $2 AND e.urutan < $3 THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END
        AS peringkat, e.urutan, e.kunci, e.judul, e.keterangan, e.jalur_unit
        FROM cari_kata k JOIN cari_entri e ON e.jenis = k.jenis AND e.kunci = k.kunci
        WHERE k.jenis = $1 AND k.kata >= $4 AND k.kata < $5
        AND e.lipat LIKE $6 AND e.lipat LIKE $7 AND e.lipat LIKE $8 AND e.lipat LIKE $9 AND e.lipat LIKE $10
        AND e.jalur_unit >= $11 AND e.jalur_unit < $12 AND e.jalur_wilayah >= $13 AND e.jalur_wilayah < $14
        AND e.nip >= $15 AND e.nip < $16
        ORDER BY peringkat, e.urutan, e.kunci LIMIT $17";
    KATA_LAMA = "SELECT lipat FROM cari_entri WHERE jenis = $1 AND kunci = $2";
    HAPUS_KATA = "DELETE FROM cari_kata WHERE jenis = $1 AND kata = $2 AND kunci = $3";
    HAPUS_ENTRI = "DELETE FROM cari_entri WHERE jenis = $1 AND kunci = $2";
    SISIP_ENTRI = "INSERT INTO cari_entri
        (jenis, kunci, judul, keterangan, urutan, lipat, jalur_unit, jalur_wilayah, nip)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    SISIP_KATA = "INSERT INTO cari_kata (jenis, kata, kunci) VALUES ($1, $2, $3)";
}

balai_store::statements![TEMUKAN, KATA_LAMA, HAPUS_KATA, HAPUS_ENTRI, SISIP_ENTRI, SISIP_KATA];

pub(super) fn hapus(tx: &mut Tx<'_>, jenis: &str, kunci: &str) -> Result<(), StoreError> {
    let Some(lama) = tx.one(&KATA_LAMA, &[jenis.into(), kunci.into()], |r| r.text(0))? else { return Ok(()) };
    for kata in lama.split(' ').filter(|k| !k.is_empty()) {
        tx.exec(&HAPUS_KATA, &[jenis.into(), kata.into(), kunci.into()])?;
    }
    tx.exec_expect(&HAPUS_ENTRI, &[jenis.into(), kunci.into()], 1)
}

pub(super) fn sisip(
    tx: &mut Tx<'_>,
    jenis: &str,
    entri: &[Entri],
    kata: &[(String, BTreeSet<String>)],
) -> Result<(), StoreError> {
    let lipat: Vec<String> =
        kata.iter().map(|(_, semua)| semua.iter().fold(String::new(), |jadi, k| jadi + " " + k)).collect();
    let rows = entri.iter().zip(kata).zip(&lipat).map(|((e, (urutan, _)), lipat)| -> [Arg<'_>; 9] {
        [
            jenis.into(),
            (&e.kunci).into(),
            (&e.judul).into(),
            (&e.keterangan).into(),
            urutan.into(),
            lipat.into(),
            (&e.jalur_unit).into(),
            (&e.jalur_wilayah).into(),
            (&e.nip).into(),
        ]
    });
    tx.exec_many(&SISIP_ENTRI, rows)?;
    let rows = entri.iter().zip(kata).flat_map(|(e, (_, semua))| {
        semua.iter().map(move |k| -> [Arg<'_>; 3] { [jenis.into(), k.into(), (&e.kunci).into()] })
    });
    tx.exec_many(&SISIP_KATA, rows)?;
    Ok(())
}

pub(super) fn temukan(
    tx: &mut Tx<'_>,
    jenis: &str,
    lingkup: &Lingkup,
    dicari: &KataCari,
    batas: usize,
) -> Result<Vec<Terkait>, StoreError> {
    let teks = dicari.teks();
    let atas = |awal: &str| format!("{awal}{PUNCAK}");
    // the longest word has the fewest things
    let mut kata: Vec<&String> = dicari.kata().iter().collect();
    kata.sort_by_key(|k| std::cmp::Reverse(k.len()));
    let utama = kata.first().map_or("", |k| k.as_str());
    let pola = |i: usize| kata.get(i).map_or_else(|| "%".to_owned(), |k| format!("% {k}%"));
    let (unit, wilayah, nip) = (lingkup.rentang_unit(), lingkup.rentang_wilayah(), lingkup.rentang_nip());
    let batas = u32::try_from(batas).unwrap_or(u32::MAX);
    tx.all(
        &TEMUKAN,
        &[
            jenis.into(),
            (&teks).into(),
            (&atas(&teks)).into(),
            utama.into(),
            (&atas(utama)).into(),
            (&pola(1)).into(),
            (&pola(2)).into(),
            (&pola(3)).into(),
            (&pola(4)).into(),
            (&pola(5)).into(),
            (&unit.dari).into(),
            (&unit.sampai).into(),
            (&wilayah.dari).into(),
            (&wilayah.sampai).into(),
            (&nip.dari).into(),
            (&nip.sampai).into(),
            batas.into(),
        ],
        |r| {
            Ok(Terkait {
                awal: r.i64(0)? == 0,
                urutan: r.text(1)?,
                kunci: r.text(2)?,
                judul: r.text(3)?,
                keterangan: r.text(4)?,
                jalur_unit: r.text(5)?,
            })
        },
    )
}
