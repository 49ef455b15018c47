//! Inputs and results of `balai rules` as one CSV per entity.

use std::fs;
use std::path::Path;

use balai_kernel::{Bahasa, Galat};
use balai_rules::{EntitasSkema, Hasil, Masukan, Rencana};

use crate::galat::Gagal;

/// Entity, header, cells: what the rules take texts in.
type TabelTeks = (String, Vec<String>, Vec<Vec<String>>);

/// Reads `<entity>.csv` for every entity of the plan; a file that is missing means no rows, and is told on stderr.
///
/// # Errors
/// `CLI-011` when there is none at all, `CLI-001`, `CLI-008` and `CLI-013` for a file, or what the rules say of the rows.
pub(crate) fn baca_masukan(rencana: &Rencana, folder: &Path, bahasa: Bahasa) -> Result<Masukan, Gagal> {
    let skema = rencana.skema();
    let (mut tabel, mut tiada) = (Vec::new(), Vec::new());
    for entitas in &skema {
        let berkas = folder.join(format!("{}.csv", entitas.nama));
        if berkas.is_file() {
            tabel.push(baca(&entitas.nama, &berkas)?);
        } else {
            tiada.push(berkas);
        }
    }
    if tabel.is_empty() {
        let perlu: Vec<String> = skema.iter().map(|e| format!("{}.csv", e.nama)).collect();
        let galat =
            Galat::baru("CLI-011").dengan("folder", folder.display()).dengan("perlu", perlu.join(", "));
        return Err(galat.into());
    }
    for berkas in tiada {
        let kata = bahasa.pilih("tidak ada; dihitung tanpa baris", "is not there; computed without rows");
        eprintln!("{} {kata}", berkas.display());
    }
    Ok(rencana.masukan_teks(&tabel)?)
}

fn baca(entitas: &str, berkas: &Path) -> Result<TabelTeks, Gagal> {
    let bita = fs::read(berkas)
        .map_err(|e| Galat::baru("CLI-001").dengan("berkas", berkas.display()).dengan("sebab", e))?;
    let bita = bita.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bita);
    if let Some(baris) = kutip_terbuka(bita) {
        return Err(Galat::baru("CLI-013").dengan("berkas", berkas.display()).dengan("baris", baris).into());
    }
    // spreadsheets of this country write semicolons: the header has no commas of its own
    let kepala = bita.split(|b| *b == b'\n').next().unwrap_or_default();
    let pemisah = if kepala.contains(&b';') { b';' } else { b',' };
    let mut pembaca = csv::ReaderBuilder::new().delimiter(pemisah).from_reader(bita);
    let salah = |e: csv::Error| {
        let baris = e.position().map_or(1, csv::Position::line);
        let sebab = e.to_string();
        Galat::baru("CLI-008")
            .dengan("berkas", berkas.display())
            .dengan("baris", baris)
            .dengan("sebab", sebab)
    };
    let kepala = pembaca.headers().map_err(salah)?.iter().map(str::to_owned).collect();
    let isi = pembaca
        .records()
        .map(|baris| Ok(baris.map_err(salah)?.iter().map(str::to_owned).collect()))
        .collect::<Result<Vec<Vec<String>>, Galat>>()?;
    Ok((entitas.to_owned(), kepala, isi))
}

/// The line with a quotation mark that nothing closes. The reader would take the rest of the file as one cell.
fn kutip_terbuka(bita: &[u8]) -> Option<usize> {
    let mut buka = None;
    for (i, baris) in bita.split(|b| *b == b'\n').enumerate() {
        if baris.iter().filter(|b| **b == b'"').count() % 2 == 1 {
            buka = if buka.is_none() { Some(i + 1) } else { None };
        }
    }
    buka
}

/// The results of one entity as CSV: keys of its parents, its own key, then the stored formulas in order.
/// `None` when the package stores nothing for it.
///
/// # Errors
/// `CLI-010` when the writer fails.
pub(crate) fn tulis_hasil(
    skema: &[EntitasSkema],
    entitas: &EntitasSkema,
    masukan: &Masukan,
    hasil: &Hasil,
) -> Result<Option<Vec<u8>>, Gagal> {
    let kolom = hasil.keluaran(masukan, &entitas.nama);
    if kolom.is_empty() {
        return Ok(None);
    }
    let salah = |e: csv::Error| Galat::baru("CLI-010").dengan("berkas", &entitas.nama).dengan("sebab", e);
    let mut penulis = csv::Writer::from_writer(Vec::new());
    let kepala = rantai(skema, entitas).into_iter().chain(kolom.iter().map(|k| k.nama().to_owned()));
    penulis.write_record(kepala).map_err(salah)?;
    for baris in 0..masukan.baris(&entitas.nama) {
        let nilai =
            kunci(masukan, &entitas.nama, baris).into_iter().chain(kolom.iter().map(|k| k.teks(baris)));
        penulis.write_record(nilai).map_err(salah)?;
    }
    let bita = penulis.into_inner().map_err(|e| salah(e.into_error().into()))?;
    Ok(Some(bita))
}

/// Names of the keys from the outermost entity inwards.
fn rantai(skema: &[EntitasSkema], entitas: &EntitasSkema) -> Vec<String> {
    let atas = entitas.induk.as_ref().and_then(|induk| skema.iter().find(|e| e.nama == *induk));
    let mut nama = atas.map(|e| rantai(skema, e)).unwrap_or_default();
    nama.push(entitas.kunci.clone());
    nama
}

/// Keys of a row from the outermost entity inwards.
fn kunci(masukan: &Masukan, entitas: &str, baris: usize) -> Vec<String> {
    let mut nilai =
        masukan.induk(entitas, baris).map(|(atas, i)| kunci(masukan, atas, i)).unwrap_or_default();
    nilai.push(masukan.kunci(entitas, baris));
    nilai
}
