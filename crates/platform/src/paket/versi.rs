//! Published packages: immutable versions in the region's database.

use std::collections::BTreeMap;

use balai_kernel::{Aktor, Bahasa, Galat, Peran, Waktu};
use balai_rules::{Berkas, GalatAturan, Paket, muat};
use balai_store::{Arg, Row, sql};
use serde_json::json;

use super::TeksPaket;
use crate::{AktEntri, Done, Event, Jangkauan, Kerusakan, Refusal, Region, Sasaran, decide};

sql! {
    CARI = "SELECT berkas, adopsi FROM paket_versi WHERE sidik = $1";
    ADA = "SELECT paket FROM paket_versi WHERE sidik = $1";
    SEMUA = "SELECT sidik, paket, versi, diterbitkan FROM paket_versi ORDER BY paket, diterbitkan DESC, sidik LIMIT 1000";
    SIMPAN = "INSERT INTO paket_versi (sidik, paket, versi, berkas, adopsi, diterbitkan, oleh) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (sidik) DO NOTHING";
}
balai_store::statements![CARI, ADA, SEMUA, SIMPAN];

/// Publishing a package as an immutable version of a region.
pub const PAKET_TERBIT: AktEntri = AktEntri {
    id: "platform.paket.terbit",
    label_id: "menerbitkan versi paket",
    label_en: "publish a package version",
    peran: &[Peran::Bkpsdm, Peran::Admin],
    lingkup: Jangkauan::Daerah,
};

/// Publishes a package with the region's adoption and gives back what was loaded; its
/// [`sidik`](Paket::sidik) addresses the version. Publishing the same texts again changes nothing.
///
/// # Errors
/// `PLT-035` with the first faults when the package does not load; [`Refusal::Denied`] when the actor may not.
pub fn terbitkan(
    region: &Region,
    aktor: &Aktor,
    teks: &TeksPaket,
    adopsi: Option<&Berkas>,
) -> Result<Paket, Refusal> {
    let putusan = decide(aktor, &PAKET_TERBIT, &Sasaran::daerah(region.hari_ini()))?;
    let paket = muat(&teks.berkas, adopsi).map_err(|galat| tak_termuat(&teks.id, &galat))?;
    let sidik = paket.sidik().to_owned();
    let ada = region.read(|tx| tx.one(&ADA, &[(&sidik).into()], |r| r.text(0)))?;
    if ada.is_some() {
        return Ok(paket);
    }

    let berkas: BTreeMap<&str, &str> =
        teks.berkas.iter().map(|b| (b.nama.as_str(), b.isi.as_str())).collect();
    let berkas = json!(berkas).to_string();
    let adopsi = adopsi.map(|b| json!([b.nama, b.isi]).to_string());
    let (id, versi) = (paket.id().to_owned(), paket.versi().to_owned());
    let (waktu, akun) = (region.sekarang().to_string(), aktor.akun.to_string());
    region.act(aktor, move |tx| {
        let nilai: [Arg<'_>; 7] = [
            (&sidik).into(),
            (&id).into(),
            (&versi).into(),
            (&berkas).into(),
            (&adopsi).into(),
            (&waktu).into(),
            (&akun).into(),
        ];
        // two runs may publish the same texts at once; the second finds the row and records its own act
        tx.exec(&SIMPAN, &nilai)?;
        let event = Event::baru(putusan.clone(), format!("paket/{sidik}"))
            .isi(json!({ "paket": id, "versi": versi, "sidik": sidik }));
        Ok(Done::new((), event))
    })?;
    Ok(paket)
}

/// A published version, as a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersiTerbit {
    /// Hash of package and adoption: its address.
    pub sidik: String,
    /// `tunjangan/kota-bandung`.
    pub paket: String,
    /// Version the package gives itself.
    pub versi: String,
    /// When it was published.
    pub diterbitkan: Waktu,
}

/// The versions a region has published, by package, the newest of each first. At most 1,000.
///
/// # Errors
/// The store's failure.
pub fn daftar_terbit(region: &Region) -> Result<Vec<VersiTerbit>, Refusal> {
    region.read(|tx| {
        let baca = |r: &Row<'_>| {
            Ok(VersiTerbit {
                sidik: r.text(0)?,
                paket: r.text(1)?,
                versi: r.text(2)?,
                diterbitkan: r.parse(3)?,
            })
        };
        Ok(tx.all(&SEMUA, &[], baca)?)
    })
}

/// Loads a published version from exactly the texts it was published with.
///
/// # Errors
/// `PLT-036` when there is none of this hash, `PLT-037` when the texts no longer give it.
pub fn muat_versi(region: &Region, sidik: &str) -> Result<Paket, Refusal> {
    let baris = region.read(|tx| tx.one(&CARI, &[sidik.into()], |r| Ok((r.text(0)?, r.opt_text(1)?))))?;
    let Some((berkas, adopsi)) = baris else {
        return Err(Galat::baru("PLT-036").dengan("sidik", sidik).into());
    };
    let rusak =
        |e: serde_json::Error| Refusal::Internal(Kerusakan::baru(format!("paket_versi {sidik}: {e}")));
    let berkas: BTreeMap<String, String> = serde_json::from_str(&berkas).map_err(rusak)?;
    let berkas: Vec<Berkas> = berkas.into_iter().map(|(nama, isi)| Berkas { nama, isi }).collect();
    let adopsi = match adopsi {
        Some(teks) => {
            let (nama, isi): (String, String) = serde_json::from_str(&teks).map_err(rusak)?;
            Some(Berkas { nama, isi })
        }
        None => None,
    };
    let paket = muat(&berkas, adopsi.as_ref()).map_err(|galat| tak_termuat(sidik, &galat))?;
    if paket.sidik() != sidik {
        return Err(Galat::baru("PLT-037").dengan("sidik", sidik).into());
    }
    Ok(paket)
}

/// Few faults are enough here: `balai rules check` shows them all.
fn tak_termuat(paket: &str, galat: &[GalatAturan]) -> Refusal {
    let sebab: Vec<String> = galat.iter().take(3).map(|g| g.tampil(Bahasa::Id)).collect();
    Galat::baru("PLT-035").dengan("paket", paket).dengan("sebab", sebab.join("\n")).into()
}
