//! Computing the frozen files of a run: one OPD after another, several at a time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use balai_kernel::{Bahasa, Galat};
use balai_rules::{Hasil, Masukan, Rencana};

use crate::model::pembekuan::OrangBeku;
use crate::model::proses::{BarisTersimpan, Keluaran, OpdTersimpan, ke_sen, tulis_nilai};

/// Lines and totals of one OPD.
#[derive(Debug, Clone)]
pub struct HasilOpd {
    /// With totals and ceiling.
    pub opd: OpdTersimpan,
    /// The stored figures.
    pub kolom: Vec<Keluaran>,
    /// By NIP.
    pub baris: Vec<BarisTersimpan>,
}

/// What a package stores of the person it is about, in its order.
///
/// # Errors
/// `KIN-412` when the package stores no figure for a person to receive.
pub fn kolom(rencana: &Rencana, hasil: &Hasil, masukan: &Masukan) -> Result<Vec<Keluaran>, Galat> {
    let (subjek, utama) = rencana.utama();
    let label = |nama: &str, bahasa| rencana.label(nama, bahasa).unwrap_or(nama).to_owned();
    let kolom: Vec<Keluaran> = hasil
        .keluaran(masukan, &subjek)
        .into_iter()
        .map(|k| Keluaran {
            nama: k.nama().to_owned(),
            label_id: label(k.nama(), Bahasa::Id),
            label_en: label(k.nama(), Bahasa::En),
            satuan: k.satuan().to_owned(),
            skala: k.skala(),
            utama: k.nama() == utama,
        })
        .collect();
    if kolom.iter().any(|k| k.utama && k.satuan == "rupiah") {
        Ok(kolom)
    } else {
        Err(Galat::baru("KIN-412").dengan("nama", utama))
    }
}

/// Place in the input and the answer.
type Satu<B> = (usize, Result<B, Vec<Galat>>);

/// Runs `kerja` over all `bahan` on at most `utas` threads, biggest first; answers keep the order of `bahan`.
/// `lapor` is told how many are done.
pub fn serentak<A: Sync, B: Send>(
    bahan: &[A],
    utas: usize,
    besar: impl Fn(&A) -> usize,
    kerja: impl Fn(&A) -> Result<B, Vec<Galat>> + Sync,
    lapor: impl Fn(usize) + Sync,
) -> Result<Vec<B>, Vec<Galat>> {
    let mut urut: Vec<usize> = (0..bahan.len()).collect();
    urut.sort_by_key(|i| std::cmp::Reverse(bahan.get(*i).map_or(0, &besar)));
    let (ambil, selesai) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let hasil: Mutex<Vec<Satu<B>>> = Mutex::new(Vec::with_capacity(bahan.len()));
    std::thread::scope(|lingkup| {
        for _ in 0..utas.clamp(1, bahan.len().max(1)) {
            lingkup.spawn(|| {
                while let Some(i) = urut.get(ambil.fetch_add(1, Ordering::Relaxed)) {
                    let Some(satu) = bahan.get(*i) else { break };
                    let jadi = kerja(satu);
                    hasil.lock().unwrap_or_else(PoisonError::into_inner).push((*i, jadi));
                    lapor(selesai.fetch_add(1, Ordering::Relaxed) + 1);
                }
            });
        }
    });
    let mut semua = hasil.into_inner().unwrap_or_else(PoisonError::into_inner);
    semua.sort_by_key(|(i, _)| *i);
    let (mut baik, mut galat) = (Vec::with_capacity(semua.len()), Vec::new());
    for (_, jadi) in semua {
        match jadi {
            Ok(b) => baik.push(b),
            Err(g) => galat.extend(g),
        }
    }
    if galat.is_empty() { Ok(baik) } else { Err(galat) }
}

/// Computes one OPD from its frozen file. Names and posts come from `siapa`; figures only from the file.
///
/// # Errors
/// The rules' refusals, each naming person and formula; `KIN-411` for an amount finer than a sen.
pub fn hitung_opd(
    rencana: &Rencana,
    masukan: &Masukan,
    opd: &OpdTersimpan,
    siapa: &HashMap<&str, &OrangBeku>,
) -> Result<HasilOpd, Vec<Galat>> {
    let hasil = rencana.hitung(masukan, 1).map_err(|g| g.into_iter().map(|g| g.galat).collect::<Vec<_>>())?;
    let kolom = kolom(rencana, &hasil, masukan).map_err(|g| vec![g])?;
    let (subjek, _) = rencana.utama();
    let mut baris = Vec::with_capacity(masukan.baris(&subjek));
    let mut jumlah = 0_i64;
    for i in 0..masukan.baris(&subjek) {
        let nip = masukan.kunci(&subjek, i);
        let angka = angka_baris(&hasil, masukan, &subjek, i);
        let utama = kolom.iter().zip(&angka).find(|(k, _)| k.utama).map(|(k, a)| ke_sen(*a, k.skala));
        let utama_sen = utama.unwrap_or(Ok(0)).map_err(|g| vec![g.dengan("nip", &nip)])?;
        jumlah =
            jumlah.checked_add(utama_sen).ok_or_else(|| vec![Galat::baru("KIN-411").dengan("nip", &nip)])?;
        baris.push(satu_baris(nip, utama_sen, &angka, opd, siapa));
    }
    let (terhadap_sen, plafon_sen) = plafon(rencana, &hasil, &subjek, masukan, opd).map_err(|g| vec![g])?;
    let opd = OpdTersimpan { jumlah_sen: Some(jumlah), terhadap_sen, plafon_sen, ..opd.clone() };
    Ok(HasilOpd { opd, kolom, baris })
}

fn satu_baris(
    nip: String,
    utama_sen: i64,
    angka: &[i128],
    opd: &OpdTersimpan,
    siapa: &HashMap<&str, &OrangBeku>,
) -> BarisTersimpan {
    let o = siapa.get(nip.as_str());
    let nama = o.map_or(nip.as_str(), |o| o.nama.as_str());
    BarisTersimpan {
        cari: format!("{} {nip}", nama.to_lowercase()),
        nama: nama.to_owned(),
        pegawai: o.map_or(0, |o| o.nomor),
        jabatan: o.map(|o| o.jabatan.clone()).unwrap_or_default(),
        kelas: o.map_or(0, |o| o.kelas),
        opd: opd.kode.clone(),
        unit_nama: o.map(|o| o.unit_nama.clone()).unwrap_or_default(),
        jalur_unit: o.map_or_else(|| opd.jalur_unit.clone(), |o| o.jalur_unit.clone()),
        utama_sen,
        nilai: tulis_nilai(angka),
        nip,
    }
}

/// The stored figures of one row, in the package's order.
#[must_use]
pub fn angka_baris(hasil: &Hasil, masukan: &Masukan, subjek: &str, baris: usize) -> Vec<i128> {
    hasil.keluaran(masukan, subjek).iter().map(|k| k.nilai(baris)).collect()
}

/// What is compared with the ceiling and the ceiling itself, in sen; none when the package declares none.
fn plafon(
    rencana: &Rencana,
    hasil: &Hasil,
    subjek: &str,
    masukan: &Masukan,
    opd: &OpdTersimpan,
) -> Result<(Option<i64>, Option<i64>), Galat> {
    let Some(p) = rencana.plafon() else { return Ok((None, None)) };
    let Some(letak) = masukan.cari(&p.entitas, &opd.kode) else { return Ok((None, None)) };
    let sen = |rumus: &str| {
        let (n, d) = rencana.jejak(masukan, hasil, &p.entitas, letak, rumus)?.pecahan;
        n.checked_mul(100)?.checked_div(d)
    };
    // the sum is a formula of the group, or of each person in it
    let jumlah = match sen(&p.jumlah) {
        Some(sen) => ke_sen(sen, 2)?,
        None => {
            let Some(kolom) = hasil.kolom(masukan, subjek, &p.jumlah) else { return Ok((None, None)) };
            let total = (0..masukan.baris(subjek)).try_fold(0_i128, |t, i| t.checked_add(kolom.nilai(i)));
            ke_sen(total.ok_or_else(|| Galat::baru("KIN-411").dengan("nip", "-"))?, kolom.skala())?
        }
    };
    let batas = sen(&p.batas).map(|sen| ke_sen(sen, 2)).transpose()?;
    // a ceiling of nothing is one that was not set yet
    Ok((Some(jumlah), batas.filter(|b| *b > 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_keep_their_order_on_any_number_of_threads() {
        let bahan: Vec<usize> = (0..97).collect();
        for utas in [1, 2, 7] {
            let jadi = serentak(&bahan, utas, |b| *b, |b| Ok(b * 2), |_| ()).unwrap();
            assert_eq!(jadi, bahan.iter().map(|b| b * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_refusal_is_told() {
        let galat = serentak(
            &[1, 2, 3],
            2,
            |_| 1,
            |n| if *n == 2 { Ok(()) } else { Err(vec![Galat::baru("KIN-411").dengan("nip", n)]) },
            |_| (),
        );
        assert_eq!(galat.unwrap_err().len(), 2);
    }
}
