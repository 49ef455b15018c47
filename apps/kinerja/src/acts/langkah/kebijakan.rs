//! Ceiling policies: who would lose what under each, and what a chosen one pays.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Galat, Jalur, Lingkup, Periode};
use balai_platform::{Refusal, Region, Sasaran, decide, lingkup_untuk, sidik};
use balai_store::Tx;

use super::{Bulan, Perintah};
use crate::acts::disiplin::tahan::{self, Tertahan};
use crate::akt::PROSES_OPD_BACA;
use crate::model::kebijakan::{Bayaran, Cara, Hak, Jumlah, Kebijakan, kanonik, terapkan};
use crate::model::langkah::{BarisLangkah, Langkah};
use crate::model::proses::{BarisTersimpan, OpdTersimpan};
use crate::store::kebijakan::{self as store, KebijakanTersimpan};
use crate::store::proses as proses_store;

/// An OPD over its ceiling under each policy.
#[derive(Debug, Clone)]
pub struct Simulasi {
    /// The month.
    pub bulan: Bulan,
    /// The OPD.
    pub opd: OpdTersimpan,
    /// By how much, in sen.
    pub lewat_sen: i64,
    /// Each policy and what it makes of everybody's amount, or why it cannot.
    pub pilihan: Vec<(Kebijakan, Result<Vec<Bayaran>, Galat>)>,
    /// Lines by NIP.
    pub baris: BTreeMap<String, BarisTersimpan>,
}

/// Computes every policy for an OPD; nothing is stored. `lantai` and `kelas` are those of the protected way.
///
/// # Errors
/// [`Refusal::NotFound`] outside the reader's jurisdiction, `KIN-613` when the ceiling is kept.
pub fn simulasi(
    region: &Region,
    aktor: &Aktor,
    periode: Periode,
    kode: &str,
    (lantai, kelas): (i64, i64),
) -> Result<Simulasi, Refusal> {
    let hari = region.hari_ini();
    lingkup_untuk(aktor, &PROSES_OPD_BACA, hari)?;
    let (bulan, opd, baris) = region.read(|tx| -> Result<_, Refusal> {
        let bulan = Bulan::baca(tx, periode, &Lingkup::Semua)?.ok_or(Refusal::NotFound)?;
        let opd = bulan.opd.iter().find(|o| o.kode == kode).cloned().ok_or(Refusal::NotFound)?;
        let jalur: Jalur = opd.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
        decide(aktor, &PROSES_OPD_BACA, &Sasaran::unit(jalur.clone(), hari))
            .map_err(|_| Refusal::NotFound)?;
        let baris = proses_store::semua_baris(tx, &bulan.proses.id, &Lingkup::Unit(jalur))?;
        Ok((bulan, opd, baris))
    })?;
    let lewat_sen = opd.lewat_sen().ok_or_else(|| Galat::baru("KIN-613").dengan("opd", &opd.nama))?;
    let hak = hak(&opd.kode, &baris);
    let satu = |cara| {
        let k = match cara {
            Cara::Lindungi => Kebijakan { cara, lantai, kelas },
            lain => Kebijakan::polos(lain),
        };
        (k, terapkan(k, &hak, lewat_sen))
    };
    let pilihan = Cara::SEMUA.into_iter().map(satu).collect();
    let baris = baris.into_iter().map(|b| (b.nip.clone(), b)).collect();
    Ok(Simulasi { bulan, opd, lewat_sen, pilihan, baris })
}

fn hak(opd: &str, baris: &[BarisTersimpan]) -> Vec<Hak> {
    let milik = baris.iter().filter(|b| b.opd == opd);
    milik.map(|b| Hak { nip: b.nip.clone(), kelas: b.kelas, sen: b.utama_sen }).collect()
}

/// What a policy pays, ready to be stored.
#[derive(Debug, Clone)]
pub(super) struct Rencana {
    kebijakan: Kebijakan,
    semua: Vec<Bayaran>,
    pub(super) sidik: String,
    pub(super) dibayar_sen: i64,
}

/// The payments of every OPD a policy is asked for.
///
/// # Errors
/// `KIN-622` without a policy or with numbers out of range; `KIN-620` when it leaves too little to cut.
pub(super) fn rencanakan(
    bulan: &Bulan,
    baris: &[BarisTersimpan],
    p: &Perintah,
) -> Result<BTreeMap<String, Rencana>, Galat> {
    if p.langkah != Langkah::Kebijakan {
        return Ok(BTreeMap::new());
    }
    let wajar = |k: &Kebijakan| (0..=100).contains(&k.lantai) && (0..=17).contains(&k.kelas);
    let k = p.kebijakan.filter(wajar).ok_or_else(|| Galat::baru("KIN-622"))?;
    let mut hasil = BTreeMap::new();
    for o in bulan.opd.iter().filter(|o| p.opd.contains(&o.kode)) {
        let lewat = o.lewat_sen().unwrap_or(0);
        let semua = terapkan(k, &hak(&o.kode, baris), lewat)?;
        let teks = kanonik(p.periode, bulan.sidik(), &o.kode, k, &semua);
        let dibayar_sen = Jumlah::dari(&semua).dibayar_sen;
        let rencana = Rencana { kebijakan: k, semua, sidik: sidik(teks.as_bytes()), dibayar_sen };
        hasil.insert(o.kode.clone(), rencana);
    }
    Ok(hasil)
}

/// What a policy pays everybody, held against its hash.
fn dibayar(
    tx: &mut Tx<'_>,
    periode: Periode,
    bulan: &Bulan,
    opd: &str,
    k: &KebijakanTersimpan,
) -> Result<Vec<Bayaran>, Refusal> {
    let semua = store::bayaran(tx, periode, k.urut)?;
    let teks = kanonik(periode, bulan.sidik(), opd, k.kebijakan, &semua);
    if sidik(teks.as_bytes()) == k.sidik {
        return Ok(semua);
    }
    Err(Galat::baru("KIN-610").dengan("versi", bulan.proses.versi).dengan("periode", periode).into())
}

/// Stores what the steps just taken mean for payments: a policy's lines, or the debt that an approval makes of them.
pub(super) fn simpan(
    tx: &mut Tx<'_>,
    p: &Perintah,
    bulan: &Bulan,
    baris: &[BarisLangkah],
    (rencana, ditahan): (&BTreeMap<String, Rencana>, &Tertahan),
) -> Result<(), Refusal> {
    for b in baris {
        match p.langkah {
            Langkah::Kebijakan => {
                let r = rencana.get(&b.opd).ok_or(Refusal::Conflict)?;
                let j = Jumlah::dari(&r.semua);
                let tersimpan = KebijakanTersimpan {
                    urut: b.urut,
                    kebijakan: r.kebijakan,
                    dihitung_sen: j.dihitung_sen,
                    dibayar_sen: j.dibayar_sen,
                    ditangguhkan_sen: j.ditangguhkan_sen,
                    sidik: r.sidik.clone(),
                };
                store::tambah(tx, p.periode, &tersimpan, &r.semua)?;
            }
            Langkah::Disetujui => {
                let mut utang = match bulan.kebijakan(&b.opd) {
                    Some(k) => dibayar(tx, p.periode, bulan, &b.opd, k)?,
                    None => Vec::new(),
                };
                tahan::tambahkan(&mut utang, ditahan, &b.opd);
                let surat = bulan.keadaan(&b.opd).kebijakan.map_or("", |b| b.surat.as_str());
                let kapan = (p.periode, b.urut, b.pada);
                store::catat_utang(tx, kapan, (&b.opd, &b.jalur_unit, surat), &utang)?;
            }
            _ => {}
        }
    }
    Ok(())
}
