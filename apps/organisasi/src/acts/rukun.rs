//! Changing RW and RT by decree, and taking in a list of them.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::{Aktor, Galat, KodeWilayah, Tanggal};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide, sidik};
use balai_store::Tx;
use serde_json::json;

use super::KUNCI;
use super::keputusan::{Tinjauan, periksa_keputusan, tanda, tertulis};
use crate::akt::{RUKUN_IMPOR, RUKUN_UBAH};
use crate::model::jabatan::{Keputusan, Masa};
use crate::model::rukun::impor::{BarisDitolak, baca_teks};
use crate::model::rukun::{KodeRukun, RencanaRukun, TindakanRukun, rencanakan};
use crate::store::rukun as store;
use crate::store::tulis::{AsalBaris, Tanda};
use crate::{Asal, SEJAK_AWAL};

/// A change of RW and RT.
#[derive(Debug, Clone)]
pub struct UbahRukun {
    /// What is done.
    pub tindakan: TindakanRukun,
    /// First day; may lie in the past or in the future.
    pub sejak: Tanggal,
    /// By which decree.
    pub keputusan: Keputusan,
}

fn hitung(tx: &mut Tx<'_>, region: &KodeWilayah, c: &UbahRukun) -> Result<Tinjauan<RencanaRukun>, Refusal> {
    let w = c.tindakan.wilayah();
    if !region.mencakup(w) || crate::model::wilayah::wilayah().cari(w).is_none() {
        return Err(Galat::baru("ORG-047").dengan("kode", w.as_str()).into());
    }
    let r = rencanakan(&store::rukun(tx, w)?, &c.tindakan, c.sejak)?;
    let kode = |k: &KodeRukun| k.to_string();
    let rincian = json!({
        "tindakan": c.tindakan.kode(), "sejak": c.sejak.to_string(),
        "berakhir": r.tutup.iter().map(|t| kode(&t.kode)).collect::<Vec<_>>(),
        "mulai": r.buka.iter().map(kode).collect::<Vec<_>>(),
        "lanjutan": r.lanjutan.iter().map(|(a, b)| [kode(a), kode(b)]).collect::<Vec<_>>(),
        "keputusan": tertulis(&c.keputusan),
    });
    Ok(Tinjauan::baru(r, rincian))
}

/// What a change would do.
///
/// # Errors
/// `ORG-023`, `ORG-042` to `ORG-047`.
pub fn pratinjau_rukun(region: &Region, c: &UbahRukun) -> Result<Tinjauan<RencanaRukun>, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    region.read(|tx| hitung(tx, region.kode(), c))
}

/// Does the change whose preview has this digest.
///
/// # Errors
/// As [`pratinjau_rukun`]; `ORG-036` when it would do something else by now; [`Refusal::Denied`] outside the actor's
/// jurisdiction.
pub fn ubah_rukun(
    region: &Region,
    aktor: &Aktor,
    c: &UbahRukun,
    sidik: &str,
) -> Result<RencanaRukun, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    let (aktor_, c, daerah, sidik) = (aktor.clone(), c.clone(), region.kode().clone(), sidik.to_owned());
    let (hari_ini, diketahui) = (region.hari_ini(), region.sekarang().to_string());
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let wilayah = c.tindakan.wilayah().clone();
        let putusan = decide(&aktor_, &RUKUN_UBAH, &Sasaran::wilayah(wilayah.clone(), hari_ini))?;
        let p = hitung(tx, &daerah, &c)?;
        p.cocok(&sidik)?;
        let r = p.rencana;
        let (mut nomor, mut lanjutan) = store::nomor(tx)?;
        let sumber = aktor_.akun.to_string();
        let mut rows = Vec::new();
        for t in &r.tutup {
            nomor += 1;
            let masa = Masa { sampai: c.sejak.yesterday().ok(), ..t.masa };
            rows.push((nomor, &t.kode, masa, tanda(&c.keputusan, &diketahui, &sumber, Some(t.nomor))));
        }
        for k in &r.buka {
            nomor += 1;
            rows.push((nomor, k, Masa::sejak(c.sejak), tanda(&c.keputusan, &diketahui, &sumber, None)));
        }
        store::sisip(tx, &rows)?;
        for (a, b) in &r.lanjutan {
            lanjutan += 1;
            store::sisip_lanjutan(tx, lanjutan, (a, b), c.sejak)?;
        }
        Ok(Done::new(r, Event::baru(putusan, format!("organisasi.rukun/{wilayah}")).isi(p.rincian)))
    })
}

/// What taking in a list of RW and RT did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HasilImpor {
    /// RW and RT not on record before.
    pub baru: usize,
    /// Those on record already.
    pub sama: usize,
    /// Those on record that ended by decree: they stay ended.
    pub berakhir: usize,
}

/// A list that was taken in, or its refused lines: then nothing was stored.
pub type JawabanImpor = Result<HasilImpor, Vec<BarisDitolak>>;

/// Takes in a list of RW and RT as text, all or nothing. Safe to repeat: what is on record is left as it is.
///
/// # Errors
/// `ORG-050`; [`Refusal::Denied`]; the store's failures.
pub fn impor_rukun(region: &Region, aktor: &Aktor, teks: &str) -> Result<JawabanImpor, Refusal> {
    match baca_teks(teks, region.kode()) {
        Ok(daftar) => impor_daftar(region, aktor, daftar, sidik(teks.as_bytes())).map(Ok),
        Err(ditolak) => Ok(Err(ditolak)),
    }
}

/// As [`impor_rukun`] for a list that was read already; `sumber` is the SHA-256 of what it was read from.
///
/// # Errors
/// As [`impor_rukun`].
pub fn impor_daftar(
    region: &Region,
    aktor: &Aktor,
    daftar: BTreeSet<KodeRukun>,
    sumber: String,
) -> Result<HasilImpor, Refusal> {
    let (aktor_, hari_ini) = (aktor.clone(), region.hari_ini());
    let asal = Asal { sumber, diketahui: region.sekarang().to_string() };
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let putusan = decide(&aktor_, &RUKUN_IMPOR, &Sasaran::daerah(hari_ini))?;
        let hasil = simpan_rukun(tx, &daftar, &asal)?;
        let isi = json!({
            "baru": hasil.baru, "sama": hasil.sama, "berakhir": hasil.berakhir, "berkas": asal.sumber,
        });
        Ok(Done::new(hasil, Event::baru(putusan, "organisasi.rukun").isi(isi)))
    })
}

/// Stores RW and RT that were never on record, as being there since ever, or since their RW is. Runs inside an act of
/// whoever calls.
///
/// # Errors
/// `ORG-050` for a new RT of an RW that ended; the store's failures.
pub fn simpan_rukun(
    tx: &mut Tx<'_>,
    daftar: &BTreeSet<KodeRukun>,
    asal: &Asal,
) -> Result<HasilImpor, Refusal> {
    // the first day of what is still there; none for what ended
    let mut ada: BTreeMap<KodeRukun, Option<Tanggal>> = BTreeMap::new();
    for (kode, masa) in store::semua(tx)? {
        let kini = ada.entry(kode).or_default();
        *kini = kini.or(masa.sampai.is_none().then_some(masa.sejak));
    }
    let (mut nomor, _) = store::nomor(tx)?;
    let tanda = Tanda {
        keputusan: None,
        asal: AsalBaris::Impor,
        diketahui: &asal.diketahui,
        sumber: &asal.sumber,
        menggantikan: None,
        gugur: false,
    };
    let (mut hasil, mut baru) = (HasilImpor::default(), Vec::new());
    for k in daftar {
        match ada.get(k) {
            Some(Some(_)) => hasil.sama += 1,
            Some(None) => hasil.berakhir += 1,
            None => {
                let sejak = match ada.get(&k.rw()) {
                    Some(None) => return Err(Galat::baru("ORG-050").dengan("rukun", k.sebutan()).into()),
                    Some(Some(sejak)) => *sejak,
                    None => SEJAK_AWAL,
                };
                nomor += 1;
                baru.push((nomor, k, Masa::sejak(sejak), tanda.clone()));
            }
        }
    }
    store::sisip(tx, &baru)?;
    hasil.baru = baru.len();
    Ok(hasil)
}
