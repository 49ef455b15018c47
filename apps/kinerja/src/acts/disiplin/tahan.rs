//! Whom an approval does not pay: everybody on hold that day, and nobody else of the OPD waits for them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use balai_kernel::{Periode, Tanggal};
use balai_platform::Refusal;
use balai_store::Tx;

use crate::acts::langkah::Bulan;
use crate::model::disiplin::{Golongan, Ketetapan};
use crate::model::kebijakan::Bayaran;
use crate::store::disiplin::{self as store, TahanTersimpan};
use crate::store::kebijakan;

/// What an approval would keep back, by NIP.
pub type Tertahan = BTreeMap<String, TahanTersimpan>;

/// What approved lists of a month kept back.
///
/// # Errors
/// The store's failure.
pub fn tercatat(tx: &mut Tx<'_>, periode: Periode) -> Result<Tertahan, Refusal> {
    Ok(store::tahan_bulan(tx, periode)?.into_iter().map(|t| (t.nip.clone(), t)).collect())
}

/// Who of a month is on hold on a day, with what would be paid to them otherwise. Of several holds the first one is named.
///
/// # Errors
/// The store's failure.
pub fn pada_hari(tx: &mut Tx<'_>, bulan: &Bulan, hari: Tanggal) -> Result<Tertahan, Refusal> {
    let periode = bulan.proses.periode;
    let mut semua = Tertahan::new();
    let aktif = store::berlaku(tx, Golongan::Tahan, periode.akhir(), hari)?;
    for k in aktif.iter().filter(|k| k.menahan(periode, hari)) {
        if let Some(t) = satu(tx, bulan, k)? {
            semua.entry(t.nip.clone()).or_insert(t);
        }
    }
    Ok(semua)
}

fn satu(tx: &mut Tx<'_>, bulan: &Bulan, k: &Ketetapan) -> Result<Option<TahanTersimpan>, Refusal> {
    let baris = store::baris(tx, &bulan.proses.id, k.pegawai)?;
    let nip = baris.as_ref().map_or(k.nip.as_str(), |(nip, ..)| nip.as_str()).to_owned();
    let milik = bulan.bawaan.get(&nip);
    let bawaan_sen: i64 = milik.into_iter().flatten().map(|(_, sen)| sen).sum();
    let opd_bawaan = milik.and_then(|m| m.first()).map(|(s, _)| s.opd.clone());
    let (opd, bulan_ini_sen) = match baris {
        Some((_, opd, sen)) => {
            let urut = bulan.kebijakan(&opd).map(|k| k.urut);
            let dibayar = match urut {
                Some(urut) => kebijakan::bayaran_orang(tx, bulan.proses.periode, urut, &nip)?,
                None => None,
            };
            (opd, dibayar.unwrap_or(sen).max(0))
        }
        // no line this month: only what comes of earlier ones is kept back
        None => match opd_bawaan {
            Some(opd) => (opd, 0),
            None => return Ok(None),
        },
    };
    Ok(Some(TahanTersimpan { urut: 0, nip, opd, ketetapan: k.nomor, bulan_ini_sen, bawaan_sen }))
}

/// What a set keeps back of an OPD, in sen.
#[must_use]
pub fn jumlah(semua: &Tertahan, opd: &str) -> i64 {
    semua.values().filter(|t| t.opd == opd).map(|t| t.bulan_ini_sen + t.bawaan_sen).sum()
}

/// The lines that an approval's hash covers besides the signed ones; empty for nobody.
#[must_use]
pub fn kanonik(semua: &Tertahan, opd: &str) -> String {
    let mut teks = String::new();
    for t in semua.values().filter(|t| t.opd == opd) {
        // writing to a String cannot fail
        let _ = writeln!(teks, "tahan {} {} {} {}", t.nip, t.ketetapan, t.bulan_ini_sen, t.bawaan_sen);
    }
    teks
}

/// Records whom the approval of an OPD does not pay; `urut` is its step.
///
/// # Errors
/// The store's failure.
pub fn catat(
    tx: &mut Tx<'_>,
    periode: Periode,
    urut: i64,
    opd: &str,
    semua: &Tertahan,
) -> Result<(), Refusal> {
    let milik: Vec<TahanTersimpan> =
        semua.values().filter(|t| t.opd == opd).map(|t| TahanTersimpan { urut, ..t.clone() }).collect();
    Ok(store::tahan(tx, periode, &milik)?)
}

/// Adds what is kept back of the month itself to what a ceiling policy defers: both are owed from the approval on.
pub fn tambahkan(utang: &mut Vec<Bayaran>, semua: &Tertahan, opd: &str) {
    for t in semua.values().filter(|t| t.opd == opd && t.bulan_ini_sen > 0) {
        match utang.iter_mut().find(|b| b.nip == t.nip) {
            Some(b) => b.ditangguhkan_sen += t.bulan_ini_sen,
            None => utang.push(Bayaran {
                nip: t.nip.clone(),
                kelas: 0,
                dihitung_sen: t.bulan_ini_sen,
                dibayar_sen: 0,
                ditangguhkan_sen: t.bulan_ini_sen,
            }),
        }
    }
}

/// Who would be kept from being paid if the month were approved today, for pages; who is already is among them.
///
/// # Errors
/// The store's failure.
pub fn akan(
    tx: &mut Tx<'_>,
    bulan: &Bulan,
    opd: &str,
    hari: Tanggal,
) -> Result<Vec<(TahanTersimpan, Ketetapan)>, Refusal> {
    let semua = if bulan.keadaan(opd).setuju.is_some() {
        bulan.tertahan.clone()
    } else {
        pada_hari(tx, bulan, hari)?
    };
    let mut hasil = Vec::new();
    for t in semua.into_values().filter(|t| t.opd == opd) {
        if let Some(k) = store::satu(tx, t.ketetapan)? {
            hasil.push((t, k));
        }
    }
    Ok(hasil)
}

/// Everything a month's slip names: sanctions that take a share of it, holds that keep it, in their order.
///
/// # Errors
/// The store's failure.
pub fn milik(
    tx: &mut Tx<'_>,
    pegawai: i64,
    periode: Periode,
    hari: Tanggal,
) -> Result<Vec<Ketetapan>, Refusal> {
    let mut semua = store::orang(tx, pegawai)?;
    semua.retain(|k| k.kena(periode) || k.menahan(periode, hari));
    Ok(semua)
}
