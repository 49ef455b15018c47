//! What a region sets for itself, outside the formulas: how many days back one may enter, from where a rating comes,
//! when a month is closed. An application declares its parameters; a region gives them dated values, each with its
//! legal basis. Whoever adopts an application changes these and nothing else.
//!
//! A parameter has a kind, a range and a default that says where it comes from, so an application works before
//! anybody has set anything and everybody sees which values nobody has decided yet. Values are never changed, only
//! followed: see the table's comment. They are read inside the transaction that uses them.

mod berkas;
mod jenis;
mod store;

use balai_kernel::{Aktor, Bahasa, Galat, Peran, Tanggal, teks};
use serde_json::json;

use crate::{AktEntri, Done, Event, Jangkauan, Refusal, Region, Sasaran, decide};

pub use berkas::{IsianBerkas, baca_berkas, tulis_berkas};
pub use jenis::{Bulat, Ciri, Opsi, Parameter, Pilihan, Satuan, Teks, YaTidak};
pub use store::{NilaiTercatat, riwayat, statements};

/// Longest legal basis of a value, in characters.
const DASAR_MAKS: usize = 500;

/// Giving a parameter a value. Which parameter: see [`Ciri::peran`].
pub const PARAMETER_ATUR: AktEntri = AktEntri {
    id: "platform.parameter.atur",
    label_id: "mengatur parameter daerah",
    label_en: "set a parameter of the region",
    peran: &[Peran::Admin, Peran::Bkpsdm],
    lingkup: Jangkauan::Daerah,
};

/// Seeing parameters with their history; they are no secret to whoever works here.
pub const PARAMETER_BACA: AktEntri = AktEntri {
    id: "platform.parameter.baca",
    label_id: "melihat parameter daerah",
    label_en: "see the parameters of the region",
    peran: &Peran::SEMUA,
    lingkup: Jangkauan::Akun,
};

/// A value to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Isian {
    /// The first day it is valid.
    pub sejak: Tanggal,
    /// As a person writes it: `3 hari`, `07.30`, `ya`, `balai`.
    pub nilai: String,
    /// The regulation or decree.
    pub dasar: String,
    /// Whether it is only an illustration.
    pub ilustrasi: bool,
}

/// Sets a parameter from a day on; gives back whether anything changed: the value that counts already is not
/// recorded twice.
///
/// A day in the past is allowed, for a decree is often known later than it is valid; months that are computed
/// stay as they are.
///
/// # Errors
/// `PLT-090` for a value that does not fit, `PLT-091` without a basis, `INT-072` for a basis with a control character, [`Refusal::Denied`].
pub fn atur(daerah: &Region, aktor: &Aktor, parameter: Parameter, isian: &Isian) -> Result<bool, Refusal> {
    atur_banyak(daerah, aktor, &[(parameter, isian.clone())]).map(|n| n > 0)
}

/// Sets several at once, all or none; gives back how many changed.
///
/// # Errors
/// As [`atur`]; the first that does not fit is named.
pub fn atur_banyak(daerah: &Region, aktor: &Aktor, isian: &[(Parameter, Isian)]) -> Result<usize, Refusal> {
    let putusan = decide(aktor, &PARAMETER_ATUR, &Sasaran::daerah(daerah.hari_ini()))?;
    let mut baris = Vec::with_capacity(isian.len());
    for (parameter, isi) in isian {
        let ciri = parameter.ciri();
        if !ciri.peran.contains(&putusan.peran()) {
            let peran: Vec<&str> = ciri.peran.iter().map(|p| p.kode()).collect();
            return Err(Galat::baru("PLT-093")
                .dengan("parameter", ciri.id)
                .dengan("peran", peran.join(", "))
                .into());
        }
        let nilai = parameter.urai(&isi.nilai)?;
        let dasar = isi.dasar.trim().to_owned();
        teks::periksa(&dasar).map_err(Galat::from)?;
        if dasar.is_empty() || dasar.chars().count() > DASAR_MAKS {
            return Err(Galat::baru("PLT-091")
                .dengan("parameter", ciri.id)
                .dengan("maks", DASAR_MAKS)
                .into());
        }
        baris.push((*parameter, Isian { nilai, dasar, ..isi.clone() }));
    }
    let (waktu, oleh) = (daerah.sekarang(), aktor.nama.clone());
    daerah.act(aktor, move |tx| {
        tx.lock("platform.parameter")?;
        let mut ubahan = Vec::new();
        for (parameter, isi) in &baris {
            let id = parameter.ciri().id;
            let lama = store::tepat(tx, id, isi.sejak)?;
            if lama
                .as_ref()
                .is_some_and(|l| l.nilai == isi.nilai && l.dasar == isi.dasar && l.ilustrasi == isi.ilustrasi)
            {
                continue;
            }
            let urut = lama.as_ref().map_or(1, |l| l.urut + 1);
            store::tambah(tx, id, urut, isi, &oleh, waktu)?;
            ubahan.push(json!({
                "parameter": id, "sejak": isi.sejak.to_string(), "nilai": isi.nilai, "dasar": isi.dasar,
                "nilai_lama": lama.map(|l| l.nilai),
            }));
        }
        let banyak = ubahan.len();
        let sasaran = match baris.as_slice() {
            [(satu, _)] => format!("parameter/{}", satu.ciri().id),
            _ => "parameter".to_owned(),
        };
        let event = Event::baru(putusan.clone(), sasaran).isi(json!({ "ubahan": ubahan }));
        Ok(Done::new(banyak, event))
    })
}

/// What a parameter is called in this language.
pub fn nama(parameter: Parameter, bahasa: Bahasa) -> &'static str {
    let ciri = parameter.ciri();
    bahasa.pilih(ciri.label_id, ciri.label_en)
}
