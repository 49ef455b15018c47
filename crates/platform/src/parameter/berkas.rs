//! The text in which a region's parameters travel: `daerah/<code>/parameter.toml`.
//!
//! ```toml
//! ["kinerja.entri.hari_mundur"]
//! nilai = [{ sejak = 2026-01-01, isi = "3 hari", dasar = "Perwal .../2025 Ps. 7" }]
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use balai_kernel::{Bahasa, Galat, Tanggal};
use serde::Deserialize;

use super::{Isian, NilaiTercatat, Parameter};

/// What a file gives a parameter.
pub type IsianBerkas = Vec<(Parameter, Isian)>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeksParameter {
    nilai: Vec<TeksNilai>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TeksNilai {
    sejak: toml::value::Datetime,
    isi: String,
    dasar: String,
    #[serde(default)]
    ilustrasi: bool,
}

/// Reads a file; `dikenal` are the parameters there are.
///
/// # Errors
/// `PLT-092` when it is no TOML of this shape or names an unknown parameter, `PLT-090` for a value.
pub fn baca_berkas(nama: &str, isi: &str, dikenal: &[Parameter]) -> Result<IsianBerkas, Galat> {
    let salah = |sebab: String| Galat::baru("PLT-092").dengan("berkas", nama).dengan("sebab", sebab);
    let teks: BTreeMap<String, TeksParameter> =
        toml::from_str(isi).map_err(|e| salah(e.to_string().trim_end().to_owned()))?;
    let mut jadi = Vec::new();
    for (id, isi) in teks {
        let Some(parameter) = dikenal.iter().copied().find(|p| p.ciri().id == id) else {
            let ada: Vec<&str> = dikenal.iter().map(|p| p.ciri().id).collect();
            return Err(salah(format!("[\"{id}\"] ∉ {}", ada.join(", "))));
        };
        for n in isi.nilai {
            let tanggal = n.sejak.to_string();
            // a date with a time of day would be taken by the parser too
            let hanya_tanggal = n.sejak.time.is_none() && n.sejak.offset.is_none();
            let tanggal = if hanya_tanggal { tanggal } else { format!("{tanggal}: 2026-01-31") };
            let sejak: Tanggal =
                tanggal.parse().map_err(|_| salah(format!("[\"{id}\"] sejak = {tanggal}")))?;
            let nilai = parameter.urai(&n.isi)?;
            jadi.push((parameter, Isian { sejak, nilai, dasar: n.dasar, ilustrasi: n.ilustrasi }));
        }
    }
    Ok(jadi)
}

/// Writes the values that count, each day once, in the order of names and days: the same values give the same text.
#[must_use]
pub fn tulis_berkas(nilai: &[(Parameter, Vec<NilaiTercatat>)]) -> String {
    let mut urut: Vec<&(Parameter, Vec<NilaiTercatat>)> =
        nilai.iter().filter(|(_, n)| !n.is_empty()).collect();
    urut.sort_by_key(|(p, _)| p.ciri().id);
    let mut teks = String::new();
    for (parameter, nilai) in urut {
        let mut terakhir: BTreeMap<Tanggal, &NilaiTercatat> = BTreeMap::new();
        for n in nilai {
            let tempat = terakhir.entry(n.sejak).or_insert(n);
            if tempat.urut < n.urut {
                *tempat = n;
            }
        }
        // writing to a String cannot fail
        let _ = writeln!(teks, "# {}\n[\"{}\"]\nnilai = [", parameter.ciri().label_id, parameter.ciri().id);
        for n in terakhir.values() {
            let isi = match parameter {
                Parameter::Bulat(_) => parameter.tampil(&n.nilai, Bahasa::Id),
                _ => n.nilai.clone(),
            };
            let ilustrasi = if n.ilustrasi { ", ilustrasi = true" } else { "" };
            let _ = writeln!(
                teks,
                "  {{ sejak = {}, isi = {}, dasar = {}{ilustrasi} }},",
                n.sejak,
                toml::Value::from(isi),
                toml::Value::from(n.dasar.clone())
            );
        }
        teks.push_str("]\n\n");
    }
    teks.truncate(teks.trim_end().len());
    if !teks.is_empty() {
        teks.push('\n');
    }
    teks
}
