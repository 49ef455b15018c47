//! RW and RT from a received file: read as every file of an office is, taken in by the organisation.

use std::ops::ControlFlow;

use balai_kernel::{Aktor, KodeWilayah};
use balai_organisasi::acts::rukun::{JawabanImpor, impor_daftar};
use balai_organisasi::model::rukun::impor::PembacaRukun;
use balai_platform::{Refusal, Region};

use super::{Berkas, tak_terbaca};
use crate::model::impor::baca::{
    BacaCari, Bentuk, Cara, GalatBaca, Kenalan, Pemisah, Tabel, daftar_lembar, kenali,
};

/// Takes in a list of RW and RT from CSV or XLSX, all or nothing.
///
/// # Errors
/// `KIN-119` when it cannot be read, what the reader refuses as a whole; [`Refusal::Denied`]; the store's failures.
pub fn impor_rukun(region: &Region, aktor: &Aktor, berkas: Berkas<'_>) -> Result<JawabanImpor, Refusal> {
    let Berkas { nama, sumber } = berkas;
    let (kenal, pembaca) = match baca(sumber, region.kode()) {
        Ok(terbaca) => terbaca,
        Err(GalatBaca::Io(e)) => return Err(tak_terbaca(&nama, &e)),
        Err(GalatBaca::Tolak { galat, .. }) => return Err(galat.into()),
    };
    match pembaca.selesai() {
        Ok(daftar) => impor_daftar(region, aktor, daftar, kenal.sha256).map(Ok),
        Err(ditolak) => Ok(Err(ditolak)),
    }
}

/// Reads the first sheet with rows of a workbook, or a text cut at the sign that makes the most of its first line.
fn baca<'a>(
    sumber: &mut dyn BacaCari,
    daerah: &'a KodeWilayah,
) -> Result<(Kenalan, PembacaRukun<'a>), GalatBaca> {
    let kenal = kenali(sumber, &mut |_| Ok(()))?;
    sumber.rewind()?;
    let cara: Vec<Cara> = if kenal.bentuk == Bentuk::Xlsx {
        daftar_lembar(sumber)?.into_iter().map(Cara::Lembar).collect()
    } else {
        Pemisah::SEMUA.iter().map(|p| Cara::Teks(kenal.bentuk, *p)).collect()
    };
    let mut terbaik: Option<(usize, Cara)> = None;
    for c in cara {
        let lebar = Tabel::baru(sumber, c.clone()).awal(1)?.first().map_or(0, |b| b.terisi());
        if terbaik.as_ref().is_none_or(|(n, _)| lebar > *n) {
            terbaik = Some((lebar, c));
        }
    }
    let mut pembaca = PembacaRukun::baru(daerah);
    if let Some((_, cara)) = terbaik {
        Tabel::baru(sumber, cara).tiap_baris(&mut |b| {
            let sel: Vec<&str> = b.semua().map(|s| s.teks).collect();
            let nomor = usize::try_from(b.nomor).unwrap_or(usize::MAX);
            if pembaca.baris(nomor, &sel) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
    }
    Ok((kenal, pembaca))
}
