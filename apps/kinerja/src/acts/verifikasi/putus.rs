//! Deciding on one entry or on many of one person: accepted, or sent back with a reason.

use balai_kernel::{Aktor, Galat, Nip, Periode};
use balai_organisasi::hubungan::orang_pada;
use balai_platform::pemberitahuan::{Kabar, Sifat};
use balai_platform::{Done, Event, Putusan, Refusal, Region};
use balai_store::{StoreError, Tx};
use serde_json::json;

use super::antrean::riwayat;
use super::batas_eskalasi;
use super::lingkar::{Hak, Lingkar, Siapa, putusan};
use crate::akt::ENTRI_PUTUSKAN;
use crate::model::entri::{Entri, KeadaanEntri};
use crate::model::verifikasi::{ALASAN_MAKS, Keputusan, SEKALIGUS_MAKS};
use crate::parameter::verifikasi::ambang;
use crate::store::verifikasi::{self as store, Verifikasi};
use crate::store::{entri, proses};

/// An entry as it was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pilihan {
    /// The entry.
    pub id: String,
    /// The version that was shown: whoever changed it since is not decided on unseen.
    pub versi: i64,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perintah {
    /// Entries of one person.
    pub pilihan: Vec<Pilihan>,
    /// What becomes of them.
    pub keputusan: Keputusan,
    /// Why; needed to send something back.
    pub alasan: String,
    /// Leaves out those that carry a hint.
    pub tanpa_petunjuk: bool,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hasil {
    /// Whose entries, by number.
    pub pegawai: i64,
    /// The entries with their new state and version.
    pub entri: Vec<Entri>,
    /// How many were left out because of a hint.
    pub dilewati: usize,
}

/// What is known before anything is written.
struct Siap {
    entri: Vec<Entri>,
    hak: Hak,
    putusan: Putusan,
    jalur_unit: String,
    /// Whose entries they are.
    nip: Nip,
    diri: Option<i64>,
    dilewati: usize,
}

/// Decides on entries of one person, all or none.
///
/// # Errors
/// `KIN-550` to `KIN-557`; [`Refusal::Conflict`] when one is no longer what was shown; [`Refusal::NotFound`];
/// [`Refusal::Denied`].
pub fn putuskan(region: &Region, aktor: &Aktor, perintah: &Perintah) -> Result<Hasil, Refusal> {
    let p = rapi(perintah)?;
    let siap = region.read(|tx| siapkan(tx, region, aktor, &p))?;
    let Siap { entri: lama, hak, putusan, jalur_unit, nip, diri, dilewati } = siap;
    let pegawai = lama.first().map_or(0, |e| e.pegawai);
    let verifikasi = Verifikasi {
        id: region.id_baru().to_string(),
        putusan: p.keputusan,
        pegawai: Some(pegawai),
        alasan: p.alasan.clone(),
        orang: diri,
        mewakili: hak.tempat.pinjaman.as_ref().map(|_| hak.tempat.orang),
        relasi: hak.relasi,
        selaku: hak.selaku().to_owned(),
        akun: aktor.akun.to_string(),
        oleh: aktor.nama.clone(),
        pada: region.sekarang(),
        jalur_unit,
    };
    let ke = p.keputusan.menjadi();
    let entri = region.act(aktor, move |tx| {
        let mut jadi = lama.clone();
        for e in &mut jadi {
            if p.keputusan == Keputusan::Kembalikan {
                terhitung(tx, e)?;
            }
            entri::pindah(tx, (&e.id, e.pegawai, e.versi), ke)?;
            e.keadaan = ke;
        }
        let baris: Vec<(&str, i64)> = jadi.iter().map(|e| (e.id.as_str(), e.versi)).collect();
        store::sisip(tx, &verifikasi, &baris).map_err(kembar)?;
        let mut event =
            Event::baru(putusan.clone(), format!("kinerja.verifikasi/{}", verifikasi.id)).isi(json!({
                "putusan": verifikasi.putusan.kode(), "pegawai": pegawai, "hubungan": verifikasi.relasi.kode(),
                "selaku": verifikasi.selaku, "mewakili": verifikasi.mewakili,
                "entri": jadi.iter().map(|e| json!({ "id": e.id, "versi": e.versi })).collect::<Vec<_>>(),
                "menit": jadi.iter().map(|e| e.menit).sum::<i64>(),
            }));
        if !verifikasi.alasan.is_empty() {
            event = event.alasan(verifikasi.alasan.clone());
        }
        jadi.iter_mut().for_each(|e| e.versi += 1);
        let selesai = Done::new(jadi, event);
        Ok(match p.keputusan {
            Keputusan::Kembalikan => selesai.kerjakan(dikembalikan(&verifikasi.id, &nip).pekerjaan()),
            _ => selesai,
        })
    })?;
    Ok(Hasil { pegawai, entri, dilewati })
}

/// What the owner is told; the reason stands in the house.
fn dikembalikan(id: &str, nip: &Nip) -> Kabar {
    Kabar {
        nip: vec![nip.clone()],
        kunci: format!("kinerja.verifikasi/{id}"),
        sifat: Sifat::Biasa,
        teks_id: "Aktivitas Anda dikembalikan untuk diperbaiki; alasannya ada di halaman Aktivitas."
            .to_owned(),
        teks_en: "An activity of yours was returned to be mended; the reason stands on the activities page."
            .to_owned(),
        jalur: "/aktivitas".to_owned(),
    }
}

fn rapi(p: &Perintah) -> Result<Perintah, Galat> {
    if p.pilihan.is_empty() {
        return Err(Galat::baru("KIN-552"));
    }
    if p.pilihan.len() > SEKALIGUS_MAKS {
        return Err(Galat::baru("KIN-553").dengan("maks", SEKALIGUS_MAKS));
    }
    let alasan = p.alasan.split_whitespace().collect::<Vec<_>>().join(" ");
    let huruf = alasan.chars().count();
    if huruf > ALASAN_MAKS || (p.keputusan == Keputusan::Kembalikan && huruf < 3) {
        return Err(Galat::baru("KIN-554").dengan("maks", ALASAN_MAKS));
    }
    let mut pilihan = p.pilihan.clone();
    pilihan.sort_by(|a, b| a.id.cmp(&b.id));
    pilihan.dedup_by(|a, b| a.id == b.id);
    Ok(Perintah { pilihan, alasan, ..p.clone() })
}

fn siapkan(tx: &mut Tx<'_>, region: &Region, aktor: &Aktor, p: &Perintah) -> Result<Siap, Refusal> {
    let hari_ini = region.hari_ini();
    let mut semua = Vec::with_capacity(p.pilihan.len());
    for pilihan in &p.pilihan {
        semua.push((store::satu(tx, &pilihan.id)?.ok_or(Refusal::NotFound)?, pilihan.versi));
    }
    let pegawai = semua.first().map_or(0, |(e, _)| e.pegawai);
    let mut lingkar = Lingkar::buka(tx, aktor, hari_ini)?;
    let hari: Vec<_> = semua.iter().map(|(e, _)| (e.pegawai, e.hari)).collect();
    lingkar.muat(tx, &hari)?;
    let kini = orang_pada(tx, [pegawai], hari_ini)?.remove(&pegawai).ok_or(Refusal::NotFound)?;
    let jalur = kini.jalur_unit.as_str();
    let batas = batas_eskalasi(tx, hari_ini, region.zona())?;
    let mut hak: Option<Hak> = None;
    for (e, versi) in &semua {
        let siapa = Siapa { pegawai: e.pegawai, jalur, hari: e.hari };
        // whoever may see nothing of a person learns nothing of the entry either
        let milik = match e.keadaan {
            KeadaanEntri::DianggapDisetujui if store::tercontoh(tx, &e.id)? => lingkar.hak_contoh(siapa),
            _ => lingkar.hak(siapa, e.diterima < batas),
        };
        let Some(milik) = milik else { return Err(lingkar.bukan(tx, siapa)?.into()) };
        if e.pegawai != pegawai {
            return Err(Galat::baru("KIN-555").into());
        }
        periksa(tx, e, *versi, p.keputusan)?;
        // of several rights the most direct one is journaled for all of them
        hak = Some(hak.filter(|h| h.relasi <= milik.relasi).unwrap_or(milik));
    }
    let hak = hak.ok_or(Refusal::NotFound)?;
    let putusan = putusan(aktor, &ENTRI_PUTUSKAN, &hak, jalur, hari_ini)?;
    let mut entri: Vec<Entri> = semua.into_iter().map(|(e, _)| e).collect();
    let banyak = entri.len();
    if p.tanpa_petunjuk {
        let ambang = ambang(tx, hari_ini)?;
        let awal = entri.iter().map(|e| e.hari).min().unwrap_or(hari_ini);
        let riwayat = riwayat(tx, pegawai, awal)?;
        entri.retain(|e| riwayat.petunjuk(e, &ambang).is_empty());
        if entri.is_empty() {
            return Err(Galat::baru("KIN-556").dengan("n", banyak).into());
        }
    }
    let dilewati = banyak - entri.len();
    Ok(Siap {
        entri,
        hak,
        putusan,
        jalur_unit: jalur.to_owned(),
        nip: kini.nip,
        diri: lingkar.diri,
        dilewati,
    })
}

/// Whether this decision fits the entry as it stands.
fn periksa(tx: &mut Tx<'_>, e: &Entri, versi: i64, keputusan: Keputusan) -> Result<(), Refusal> {
    if e.versi != versi {
        return Err(Refusal::Conflict);
    }
    let contoh = e.keadaan == KeadaanEntri::DianggapDisetujui;
    if !keputusan.atas(e.keadaan) || (contoh && !store::tercontoh(tx, &e.id)?) {
        return Err(Galat::baru("KIN-557").dengan("keadaan", e.keadaan.kata().replace('_', " ")).into());
    }
    Ok(())
}

/// What was deemed approved stands once its month is computed: from then on a difference is made in a later run.
///
/// # Errors
/// `KIN-558`.
fn terhitung(tx: &mut Tx<'_>, e: &Entri) -> Result<(), Refusal> {
    if e.keadaan != KeadaanEntri::DianggapDisetujui {
        return Ok(());
    }
    let Some(bulan) = Periode::dari(e.hari) else { return Ok(()) };
    match proses::terbaru(tx, bulan)?.and_then(|p| p.dihitung_pada) {
        Some(_) => Err(Galat::baru("KIN-558").dengan("bulan", bulan).into()),
        None => Ok(()),
    }
}

/// The same version decided on twice at the same moment: the second one is told that it has changed.
fn kembar(galat: StoreError) -> Refusal {
    if galat.unique() == Some("entri_putusan.entri,versi") { Refusal::Conflict } else { galat.into() }
}
