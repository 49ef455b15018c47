//! The monthly run: open, freeze, compute, reconcile, store.
//!
//! Every step can be killed and taken up again. Opening is a unique row; freezing and storing are one transaction
//! each, guarded by the state they leave. A run that is taken up continues from its last completed step with
//! what that step pinned, so that the result is the one it would have been.

pub mod bahan;
pub mod hitung;
pub mod paket;

use std::collections::HashMap;
use std::sync::Arc;

use balai_kernel::{Aktor, Bahasa, Galat, Kalender, Periode, Waktu};
use balai_platform::pemberitahuan::{Siaran, Sifat};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, SumberPaket, decide, sidik};
use balai_rules::{Masukan, Rencana};

use crate::acts::impor::tahap::utuh;
use crate::akt::{PROSES_BACA, PROSES_JALANKAN};
use crate::model::disiplin::mangkir_bulan;
use crate::model::pembekuan::{Bulan, HariKalender, OpdBeku, OrangBeku, bekukan};
use crate::model::proses::{
    BarisTersimpan, Keadaan, Keluaran, OpdTersimpan, ProsesTersimpan, cocokkan, kanonik,
};
use crate::store::langkah;
use crate::store::proses::{self as store, ProsesBaru, Selesai};

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Perintah {
    /// The month.
    pub periode: Periode,
    /// Package: `tunjangan/kota-bandung`.
    pub paket: String,
    /// Hash of the version; none for what the source of packages holds now.
    pub sidik: Option<String>,
    /// Threads to compute with, at least 1; the result does not depend on it.
    pub utas: usize,
}

/// How far a run has come, for whoever watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tahap {
    /// Reading the month from the database.
    Membaca,
    /// Frozen files made, of how many.
    Membekukan(usize, usize),
    /// OPD computed, of how many.
    Menghitung(usize, usize),
    /// Storing lines.
    Menyimpan,
}

/// Refusals of a run: one, or all the people and inputs that stand in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gagal {
    /// The act was refused.
    Ditolak(Refusal),
    /// What is missing or wrong, each naming the person where there is one.
    Data(Vec<Galat>),
}

impl From<Refusal> for Gagal {
    fn from(r: Refusal) -> Self {
        Self::Ditolak(r)
    }
}

impl From<balai_store::StoreError> for Gagal {
    fn from(g: balai_store::StoreError) -> Self {
        Self::Ditolak(g.into())
    }
}

impl From<Vec<Galat>> for Gagal {
    fn from(g: Vec<Galat>) -> Self {
        Self::Data(g)
    }
}

impl Gagal {
    /// All facts, at least one.
    #[must_use]
    pub fn galat(&self) -> Vec<Galat> {
        match self {
            Self::Ditolak(r) => vec![r.galat()],
            Self::Data(g) => g.clone(),
        }
    }
}

/// Runs the month to its end, or takes up the one that was interrupted.
///
/// # Errors
/// [`Gagal`]; nothing half-done is visible to anybody then, and the same command takes it up again.
pub fn jalankan(
    region: &Region,
    aktor: &Aktor,
    perintah: &Perintah,
    sumber: &SumberPaket,
    lapor: &(dyn Fn(Tahap) + Sync),
) -> Result<ProsesTersimpan, Gagal> {
    decide(aktor, &PROSES_JALANKAN, &Sasaran::daerah(region.hari_ini())).map_err(Refusal::from)?;
    periksa_bulan(region, perintah.periode)?;
    let (hari, kalender_sidik) = kalender(perintah.periode)?;
    let proses = buka(region, aktor, perintah, sumber, &kalender_sidik)?;
    let paket = balai_platform::paket::muat_versi(region, &proses.paket_sidik)?;
    let rencana = paket.rencana(proses.periode, None).map_err(aturan)?;
    lapor(Tahap::Membaca);
    let bahan = utuh(region, |tx| bahan::baca(tx, proses.periode))?;
    let bulan = Bulan { kalender: &hari, uraian: &bahan.uraian };
    if proses.keadaan == Keadaan::Dibuka {
        bekukan_semua(region, &proses, &rencana, bulan, &bahan.opd, perintah.utas, lapor)?;
    }
    let mut hasil = hitung_semua(region, &proses, &rencana, &bahan.opd, perintah.utas, lapor)?;
    hasil.mangkir = bahan.opd.iter().flat_map(|o| mangkir_bulan(&hari, o)).collect();
    lapor(Tahap::Menyimpan);
    simpan(region, aktor, &proses, hasil)
}

/// Whether the month can be run: it has begun, and something was handed over for it. A package fills what is missing
/// with its `bila_kosong`, so without this an empty month would be computed and could be paid.
///
/// # Errors
/// `KIN-419` for a month to come, `KIN-401` for one without staff, `KIN-420` for one without a single record.
pub fn periksa_bulan(region: &Region, periode: Periode) -> Result<(), Refusal> {
    let hari_ini = region.hari_ini();
    if periode.awal() > hari_ini {
        return Err(Galat::baru("KIN-419").dengan("periode", periode).dengan("hari_ini", hari_ini).into());
    }
    region.read(|tx| {
        if store::ada_catatan(tx, periode)? {
            return Ok(());
        }
        let semua = balai_organisasi::pegawai_pada(tx, &balai_kernel::Lingkup::Semua, periode.akhir())?;
        let kode = if semua.is_empty() { "KIN-401" } else { "KIN-420" };
        Err(Galat::baru(kode).dengan("periode", periode).into())
    })
}

/// The month's dates and the hash of what is known of them.
fn kalender(periode: Periode) -> Result<(Vec<HariKalender>, String), Refusal> {
    let galat = |g: balai_kernel::KalenderGalat| Refusal::Rule(g.into());
    let kalender = Kalender::nasional(periode.awal().year()).map_err(galat)?;
    let hari = bahan::hari_kalender(periode, &kalender).map_err(galat)?;
    let sidik = bahan::sidik_kalender(periode, &hari, &kalender);
    Ok((hari, sidik))
}

fn aturan(galat: Vec<balai_rules::GalatAturan>) -> Gagal {
    Gagal::Data(galat.into_iter().map(|g| g.galat).collect())
}

/// Opens the next version of the month, or finds the one that was begun and not finished.
fn buka(
    region: &Region,
    aktor: &Aktor,
    perintah: &Perintah,
    sumber: &SumberPaket,
    kalender_sidik: &str,
) -> Result<ProsesTersimpan, Refusal> {
    let periode = perintah.periode;
    let putusan = decide(aktor, &PROSES_JALANKAN, &Sasaran::daerah(region.hari_ini()))?;
    let paket = paket::terpilih(region, aktor, perintah, sumber)?;
    let paket = [paket.id(), paket.versi(), paket.sidik()].map(str::to_owned);
    let (id, pada) = (region.id_baru(), region.sekarang());
    let (oleh, kalender_sidik) = (aktor.nama.clone(), kalender_sidik.to_owned());
    region.act(aktor, move |tx| {
        tx.lock(&langkah::nama_kunci(periode))?;
        let [paket_id, paket_versi, paket_sidik] = &paket;
        let lama = store::belum_selesai(tx, periode)?;
        let diteruskan = lama.is_some();
        let proses = match lama {
            Some(lama) if lama.paket_sidik == *paket_sidik => lama,
            Some(lama) => {
                let galat = Galat::baru("KIN-408").dengan("periode", periode).dengan("versi", lama.versi);
                return Err(galat.dengan("paket", lama.paket_id).into());
            }
            None => {
                let baru = ProsesBaru {
                    id: id.as_str(),
                    periode,
                    versi: store::versi_tertinggi(tx, periode)? + 1,
                    paket: (paket_id, paket_versi, paket_sidik),
                    kalender_sidik: &kalender_sidik,
                    pada,
                    oleh: &oleh,
                    langkah_awal: langkah::urut_terakhir(tx, periode)?,
                };
                store::tambah(tx, &baru)?;
                store::belum_selesai(tx, periode)?.ok_or(Refusal::Conflict)?
            }
        };
        let isi = serde_json::json!({
            "periode": periode.to_string(), "versi": proses.versi, "paket": proses.paket_id,
            "paket_sidik": proses.paket_sidik, "kalender_sidik": proses.kalender_sidik, "diteruskan": diteruskan,
        });
        let event = Event::baru(putusan.clone(), format!("kinerja.proses/{periode}/{}", proses.versi)).isi(isi);
        Ok(Done::new(proses, event))
    })
}

fn bekukan_semua(
    region: &Region,
    proses: &ProsesTersimpan,
    rencana: &Rencana,
    bulan: Bulan<'_>,
    opd: &[OpdBeku],
    utas: usize,
    lapor: &(dyn Fn(Tahap) + Sync),
) -> Result<(), Gagal> {
    let satu = |o: &OpdBeku| {
        let masukan = bekukan(rencana, bulan, o)?;
        Ok((masukan.sidik(), masukan.ke_bytes()))
    };
    let dari = opd.len();
    let berkas = hitung::serentak(opd, utas, |o| o.orang.len(), satu, |n| lapor(Tahap::Membekukan(n, dari)))?;
    let tersimpan: Vec<OpdTersimpan> = opd
        .iter()
        .zip(&berkas)
        .map(|(o, (sidik, _))| OpdTersimpan {
            kode: o.kode.clone(),
            nama: o.nama.clone(),
            jalur_unit: o.jalur_unit.clone(),
            masukan_sidik: sidik.clone(),
            orang: i64::try_from(o.orang.len()).unwrap_or(i64::MAX),
            jumlah_sen: None,
            terhadap_sen: None,
            plafon_sen: None,
        })
        .collect();
    let gabung: String = tersimpan.iter().map(|o| format!("{} {}\n", o.kode, o.masukan_sidik)).collect();
    let masukan_sidik = sidik(gabung.as_bytes());
    let orang = tersimpan.iter().map(|o| o.orang).sum();
    let (id, berkas, tersimpan) = (proses.id.clone(), Arc::new(berkas), Arc::new(tersimpan));
    region.upkeep(move |tx| {
        for (sidik, isi) in berkas.iter() {
            store::simpan_bekuan(tx, sidik, isi)?;
        }
        // false: another process of the same run was first; its frozen files are the ones that count
        store::bekukan(tx, &id, &tersimpan, &masukan_sidik, orang).map(|_| ())
    })?;
    Ok(())
}

/// Everything that is stored at the end, with its hash.
struct HasilSemua {
    opd: Vec<OpdTersimpan>,
    kolom: Vec<Keluaran>,
    baris: Vec<BarisTersimpan>,
    jumlah_sen: i64,
    sidik: String,
    /// Who was absent without leave, and when.
    mangkir: Vec<(i64, i64)>,
}

fn hitung_semua(
    region: &Region,
    proses: &ProsesTersimpan,
    rencana: &Rencana,
    siapa: &[OpdBeku],
    utas: usize,
    lapor: &(dyn Fn(Tahap) + Sync),
) -> Result<HasilSemua, Gagal> {
    let opd = region.read(|tx| store::semua_opd(tx, &proses.id, &balai_kernel::Lingkup::Semua))?;
    let masukan_sidik: String = opd.iter().map(|o| format!("{} {}\n", o.kode, o.masukan_sidik)).collect();
    let masukan_sidik = sidik(masukan_sidik.as_bytes());
    let orang: HashMap<&str, &OrangBeku> =
        siapa.iter().flat_map(|o| o.orang.iter()).map(|o| (o.nip.as_str(), o)).collect();
    let mut bahan = Vec::with_capacity(opd.len());
    for o in opd {
        bahan.push((masukan_beku(region, rencana, &o.masukan_sidik)?, o));
    }
    let dari = bahan.len();
    let besar = |(_, o): &(Masukan, OpdTersimpan)| usize::try_from(o.orang).unwrap_or(0);
    let satu = |(m, o): &(Masukan, OpdTersimpan)| hitung::hitung_opd(rencana, m, o, &orang);
    let hasil = hitung::serentak(&bahan, utas, besar, satu, |n| lapor(Tahap::Menghitung(n, dari)))?;
    let kolom = hasil.first().map(|h| h.kolom.clone()).unwrap_or_default();
    let (mut opd, mut baris) = (Vec::with_capacity(hasil.len()), Vec::new());
    for h in hasil {
        opd.push(h.opd);
        baris.extend(h.baris);
    }
    let jumlah_sen = baris.iter().try_fold(0_i64, |j, b| j.checked_add(b.utama_sen));
    let jumlah_sen =
        jumlah_sen.ok_or_else(|| Gagal::Data(vec![Galat::baru("KIN-411").dengan("nip", "-")]))?;
    let paket = (proses.paket_id.as_str(), proses.paket_versi.as_str(), proses.paket_sidik.as_str());
    let teks = kanonik(proses.periode, paket, &proses.kalender_sidik, &masukan_sidik, &kolom, &baris);
    Ok(HasilSemua { opd, kolom, baris, jumlah_sen, sidik: sidik(teks.as_bytes()), mangkir: Vec::new() })
}

/// A frozen file, checked against the hash it is addressed by.
///
/// # Errors
/// `KIN-413` when it is missing, unreadable or not what its hash says.
pub fn masukan_beku(region: &Region, rencana: &Rencana, sidik_berkas: &str) -> Result<Masukan, Refusal> {
    let rusak = || Refusal::Rule(Galat::baru("KIN-413").dengan("sidik", sidik_berkas));
    let isi = region.read(|tx| store::isi_bekuan(tx, sidik_berkas))?.ok_or_else(rusak)?;
    if sidik(&isi) != sidik_berkas {
        return Err(rusak());
    }
    Masukan::dari_bytes(rencana, &isi).map_err(|_| rusak())
}

fn simpan(
    region: &Region,
    aktor: &Aktor,
    proses: &ProsesTersimpan,
    hasil: HasilSemua,
) -> Result<ProsesTersimpan, Gagal> {
    let putusan =
        decide(aktor, &PROSES_JALANKAN, &Sasaran::daerah(region.hari_ini())).map_err(Refusal::from)?;
    let keluaran = serde_json::to_string(&hasil.kolom).map_err(|e| rusak(&e.to_string()))?;
    let (id, periode, versi, pada) = (proses.id.clone(), proses.periode, proses.versi, region.sekarang());
    let hasil = Arc::new(hasil);
    let jadi = region.act(aktor, move |tx| {
        // a signature sees either this version or none of it
        tx.lock(&langkah::nama_kunci(periode))?;
        let lewat = hasil.opd.iter().filter(|o| o.lewat_sen().is_some()).count();
        let isi = serde_json::json!({
            "periode": periode.to_string(), "versi": versi, "orang": hasil.baris.len(),
            "jumlah_sen": hasil.jumlah_sen, "hasil_sidik": hasil.sidik, "opd": hasil.opd.len(), "lewat_plafon": lewat,
        });
        let event = Event::baru(putusan.clone(), format!("kinerja.proses/{periode}/{versi}/hasil")).isi(isi);
        simpan_dalam(tx, (periode, &id), &hasil, &keluaran, pada)?;
        let jadi = store::satu_versi(tx, periode, versi)?.ok_or(Refusal::Conflict)?;
        Ok(Done::new(jadi, event).kerjakan(kabar(periode, versi).pekerjaan()))
    })?;
    Ok(jadi)
}

/// What those who may read runs are told of one that is finished; no figures, they may not all see the same ones.
fn kabar(periode: Periode, versi: i64) -> Siaran {
    let (id, en) = (periode.nama(Bahasa::Id), periode.nama(Bahasa::En));
    Siaran {
        peran: PROSES_BACA.peran.to_vec(),
        kunci: format!("kinerja.proses/{periode}/{versi}"),
        sifat: Sifat::Biasa,
        teks_id: format!("Tunjangan {id} selesai dihitung dan dibekukan, versi {versi}."),
        teks_en: format!("The allowance of {en} is computed and frozen, version {versi}."),
        jalur: format!("/proses/{periode}"),
    }
}

fn rusak(rinci: &str) -> Gagal {
    Gagal::Ditolak(Refusal::Internal(balai_platform::Kerusakan::baru(rinci)))
}

/// Stores and reconciles in the caller's transaction: sums that do not agree undo everything.
fn simpan_dalam(
    tx: &mut balai_store::Tx<'_>,
    (periode, id): (Periode, &str),
    hasil: &HasilSemua,
    keluaran: &str,
    pada: Waktu,
) -> Result<(), Refusal> {
    let selesai = Selesai {
        proses: id,
        hasil_sidik: &hasil.sidik,
        keluaran,
        jumlah_sen: hasil.jumlah_sen,
        pada,
        opd: &hasil.opd,
        baris: &hasil.baris,
    };
    // false: another process of the same run was first and stored the same lines
    if store::selesaikan(tx, &selesai)? {
        let tersimpan = store::jumlah_baris(tx, id)?;
        let orang = i64::try_from(hasil.baris.len()).unwrap_or(i64::MAX);
        cocokkan(&hasil.opd, &tersimpan, orang, hasil.jumlah_sen)?;
        crate::acts::selisih::bawa(tx, periode, id, &hasil.baris)?;
        crate::store::disiplin::catat_mangkir(tx, id, &hasil.mangkir)?;
    }
    Ok(())
}

/// The totals of every OPD of a run, for whoever runs it.
///
/// # Errors
/// [`Refusal`] when the database fails.
pub fn baca_opd(region: &Region, proses: &ProsesTersimpan) -> Result<Vec<OpdTersimpan>, Refusal> {
    region.read(|tx| Ok(store::semua_opd(tx, &proses.id, &balai_kernel::Lingkup::Semua)?))
}
