//! Import: a received file becomes rows, all of them or none, with the file itself kept beside them.
//!
//! The order is: decide, read the file once (hash and kind), read its rows against what is on record, and only when they
//! may be stored keep the bytes and act. Everything the file changes, its row in `berkas_impor` and its journal event are
//! one transaction, so a kill at any moment leaves all or nothing of it; a large file's rows come to the same by way of
//! [`tahap`]. The bytes are kept before, addressed by their hash: a killed import leaves at most parts of a file that the
//! next try uses.

pub mod rukun;
pub mod tahap;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use balai_kernel::{Aktor, Bahasa, Galat, Nip, Tanggal, Waktu};
use balai_organisasi::{Asal, PEGAWAI_IMPOR, PegawaiBaru, Perubahan, UNIT_IMPOR, UnitBaru};
use balai_platform::{Akt, Done, Event, Putusan, Refusal, Region, Sasaran, decide};
use balai_store::{StoreError, Tx};
use serde_json::json;

use crate::acts::langkah::presensi::{self as kunci_presensi, Sentuhan};
use crate::akt::{
    AKTIVITAS_IMPOR, KATALOG_IMPOR, KETIDAKHADIRAN_IMPOR, PREDIKAT_IMPOR, PRESENSI_IMPOR, REKENING_IMPOR,
};
use crate::model::impor::baca::{BacaCari, GalatBaca, Kenalan, kenali};
use crate::model::impor::hasil::{Laporan, Temuan};
use crate::model::impor::presensi::{Ketukan, Pemilik, PinBaru};
use crate::model::impor::{
    JenisBerkas, Suasana, aktivitas, katalog, ketidakhadiran, pegawai, predikat, presensi, rekening, unit,
};
use crate::store::impor as store;
use crate::store::impor::{BerkasBaru, PinBerubah};
use crate::store::masukan;

/// Findings of each kind kept with the file; the rest can be had by reading the kept bytes again.
const BATAS_TEMUAN: usize = 1_000;

/// A file handed over.
pub struct Berkas<'a> {
    /// Its name, as received.
    pub nama: String,
    /// Its bytes.
    pub sumber: &'a mut dyn BacaCari,
}

/// What is asked for.
pub struct Permintaan<'a> {
    /// What the file is said to be.
    pub jenis: JenisBerkas,
    /// The file.
    pub berkas: Berkas<'a>,
    /// For attendance: whose each PIN is.
    pub pin: Option<Berkas<'a>>,
    /// Whether the good rows are stored although others are refused.
    pub lewati_salah: bool,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HasilImpor {
    /// Findings by row.
    pub laporan: Laporan,
    /// Whether the file could be read as what it is said to be; if not, the one finding is about the whole of it.
    pub terbaca: bool,
    /// Whether the good rows are on record now, by this import or an earlier one.
    pub tersimpan: bool,
    /// Whether this import changed anything.
    pub berubah: bool,
}

/// The rows of a file, ready to be stored.
enum Isi {
    Unit(Vec<UnitBaru>),
    Pegawai(Vec<PegawaiBaru>),
    Presensi(Vec<Ketukan>, Vec<PinBaru>),
    Aktivitas(aktivitas::Hasil),
    Predikat(Vec<predikat::PredikatBaru>),
    Ketidakhadiran(Vec<ketidakhadiran::Butir>),
    Katalog(Vec<crate::model::katalog::Butir>),
    Rekening(Vec<rekening::Rekening>),
}

/// Imports a file. Told to `kemajuan` is how many rows have been read; it is told again after every piece of a large file
/// that has been stored.
///
/// A file that is refused, wholly or in rows, is not an error: the report says so. Refused rows keep everything from being
/// stored unless [`Permintaan::lewati_salah`]. Importing the same rows again changes nothing.
///
/// # Errors
/// [`Refusal::Denied`] when the actor may not, `KIN-119` when a file cannot be read, and the store's failures.
pub fn jalankan(
    region: &Region,
    aktor: &Aktor,
    permintaan: Permintaan<'_>,
    kemajuan: &mut dyn FnMut(u64),
) -> Result<HasilImpor, Refusal> {
    let Permintaan { jenis, mut berkas, mut pin, lewati_salah } = permintaan;
    let akt: Akt = match jenis {
        JenisBerkas::Unit => &UNIT_IMPOR,
        JenisBerkas::Pegawai => &PEGAWAI_IMPOR,
        JenisBerkas::Presensi => &PRESENSI_IMPOR,
        JenisBerkas::Aktivitas => &AKTIVITAS_IMPOR,
        JenisBerkas::Predikat => &PREDIKAT_IMPOR,
        JenisBerkas::Ketidakhadiran => &KETIDAKHADIRAN_IMPOR,
        JenisBerkas::Katalog => &KATALOG_IMPOR,
        JenisBerkas::Rekening => &REKENING_IMPOR,
    };
    let putusan = decide(aktor, akt, &Sasaran::daerah(region.hari_ini()))?;
    let kenal = match periksa(&mut berkas)? {
        Ok(k) => k,
        Err(laporan) => return Ok(ditolak(laporan)),
    };
    let kenal_pin = match pin.as_mut().map(periksa).transpose()? {
        Some(Ok(k)) => Some(k),
        Some(Err(laporan)) => return Ok(ditolak(laporan)),
        None => None,
    };
    let mut suasana = Suasana { hari_ini: region.hari_ini(), kemajuan: &mut *kemajuan };
    let dari_pin = pin.as_mut().zip(kenal_pin.as_ref());
    let (isi, mut laporan) = match urai(region, jenis, (&mut berkas, &kenal), dari_pin, &mut suasana)? {
        Ok(hasil) => hasil,
        Err(laporan) => return Ok(ditolak(laporan)),
    };
    if !laporan.ditolak.is_empty() && !lewati_salah {
        let galat = Galat::baru("KIN-159").dengan("banyak", laporan.ditolak.len());
        laporan.ingatkan(Temuan::baru(1, "", "", galat));
        return Ok(tak_disimpan(laporan));
    }
    if laporan.diterima == 0 {
        if laporan.ditolak.is_empty() {
            laporan.ingatkan(Temuan::baru(1, "", "", Galat::baru("KIN-120")));
        }
        return Ok(tak_disimpan(laporan));
    }
    simpan_bytes(region, &mut berkas, &kenal)?;
    if let (Some(p), Some(k)) = (pin.as_mut(), kenal_pin.as_ref()) {
        simpan_bytes(region, p, k)?;
    }
    let catatan = catatan(region, aktor, jenis.kode(), &berkas.nama, &kenal, &laporan);
    let pin = pin.zip(kenal_pin).map(|(p, k)| catatan_pin(region, aktor, &p.nama, &k, &isi));
    let berubah = if tahap::besar(&isi) {
        let baris = laporan.diterima;
        tahap::simpan(region, aktor, &putusan, &isi, (catatan, pin), &mut || kemajuan(baris))?
    } else {
        simpan(region, aktor, putusan, isi, catatan, pin)?
    };
    if !berubah {
        laporan.ingatkan(Temuan::baru(1, "", "", Galat::baru("KIN-163")));
    }
    Ok(HasilImpor { laporan, terbaca: true, tersimpan: true, berubah })
}

fn ditolak(laporan: Laporan) -> HasilImpor {
    HasilImpor { laporan, terbaca: false, tersimpan: false, berubah: false }
}

fn tak_disimpan(laporan: Laporan) -> HasilImpor {
    HasilImpor { laporan, terbaca: true, tersimpan: false, berubah: false }
}

/// Turns a reading failure into the report of a refused file, or into a refusal of the whole act.
fn pilah<T>(nama: &str, hasil: Result<T, GalatBaca>) -> Result<Result<T, Laporan>, Refusal> {
    match hasil {
        Ok(t) => Ok(Ok(t)),
        Err(GalatBaca::Tolak { baris, galat }) => {
            let kolom =
                galat.isian.iter().find(|(n, _)| *n == "kolom").map(|(_, v)| v.clone()).unwrap_or_default();
            Ok(Err(Laporan::berkas_ditolak(Temuan::baru(baris, &kolom, "", galat))))
        }
        Err(GalatBaca::Io(e)) => Err(tak_terbaca(nama, &e)),
    }
}

/// A file that the disk does not give.
pub fn tak_terbaca(nama: &str, sebab: &std::io::Error) -> Refusal {
    Galat::baru("KIN-119").dengan("nama", nama).dengan("sebab", sebab).into()
}

fn periksa(berkas: &mut Berkas<'_>) -> Result<Result<Kenalan, Laporan>, Refusal> {
    berkas.sumber.rewind().map_err(|e| tak_terbaca(&berkas.nama, &e))?;
    let hasil = kenali(&mut berkas.sumber, &mut |_| Ok(()));
    pilah(&berkas.nama, hasil)
}

type Terurai = Result<(Isi, Laporan), Laporan>;

/// Reads the rows against what is on record.
fn urai(
    region: &Region,
    jenis: JenisBerkas,
    (berkas, kenal): (&mut Berkas<'_>, &Kenalan),
    pin: Option<(&mut Berkas<'_>, &Kenalan)>,
    suasana: &mut Suasana<'_>,
) -> Result<Terurai, Refusal> {
    let nama = berkas.nama.clone();
    let (sumber, bentuk) = (&mut *berkas.sumber, kenal.bentuk);
    let hasil = match jenis {
        JenisBerkas::Unit => {
            let ada = region
                .read(|tx| balai_organisasi::semua_unit(tx, &balai_kernel::Lingkup::Semua))
                .map_err(rusak)?;
            unit::baca(sumber, bentuk, &ada, suasana).map(|(u, l)| (Isi::Unit(u), l))
        }
        JenisBerkas::Pegawai => {
            let dasar = region.read(dasar_pegawai).map_err(rusak)?;
            pegawai::baca(sumber, bentuk, &dasar, suasana).map(|(p, l)| (Isi::Pegawai(p), l))
        }
        JenisBerkas::Presensi => {
            let nomor = nomor_pegawai(region)?;
            let (milik, baru, peringatan) = match pemilik(region, pin, &nomor, suasana)? {
                Ok(p) => p,
                Err(laporan) => return Ok(Err(laporan)),
            };
            presensi::kenali_tata(sumber, bentuk)
                .and_then(|tata| presensi::baca(tata, &milik, &nomor, suasana))
                .map(|(mut ketukan, mut l)| {
                    ketukan.sort_unstable();
                    l.peringatan.splice(0..0, peringatan);
                    (Isi::Presensi(ketukan, baru), l)
                })
        }
        JenisBerkas::Aktivitas => {
            let nomor = nomor_pegawai(region)?;
            aktivitas::baca(sumber, bentuk, &nomor, suasana).map(|(a, l)| (Isi::Aktivitas(a), l))
        }
        JenisBerkas::Predikat => {
            let nomor = nomor_pegawai(region)?;
            predikat::baca(sumber, bentuk, &nomor, suasana).map(|(p, l)| (Isi::Predikat(p), l))
        }
        JenisBerkas::Ketidakhadiran => {
            let nomor = nomor_pegawai(region)?;
            let ada = region.read(|tx| masukan::ketidakhadiran(tx, Tanggal::MAX)).map_err(rusak)?;
            ketidakhadiran::baca(sumber, bentuk, &nomor, &ada, suasana)
                .map(|(k, l)| (Isi::Ketidakhadiran(k), l))
        }
        JenisBerkas::Katalog => katalog::baca(sumber, bentuk, suasana).map(|(b, l)| (Isi::Katalog(b), l)),
        JenisBerkas::Rekening => {
            let nomor = nomor_pegawai(region)?;
            rekening::baca(sumber, bentuk, &nomor, suasana).map(|(r, l)| (Isi::Rekening(r), l))
        }
    };
    pilah(&nama, hasil)
}

fn rusak(e: StoreError) -> Refusal {
    Refusal::from(e)
}

fn dasar_pegawai(tx: &mut Tx<'_>) -> Result<pegawai::Dasar, StoreError> {
    Ok(pegawai::Dasar {
        unit: balai_organisasi::semua_unit(tx, &balai_kernel::Lingkup::Semua)?,
        atasan: balai_organisasi::atasan_terbaru(tx)?,
    })
}

fn nomor_pegawai(region: &Region) -> Result<HashMap<Nip, u32>, Refusal> {
    let semua = region.read(balai_organisasi::nomor_pegawai).map_err(rusak)?;
    Ok(semua.into_iter().filter_map(|(nip, n)| Some((nip, u32::try_from(n).ok()?))).collect())
}

type PetaPin = (HashMap<String, Pemilik>, Vec<PinBaru>, Vec<Temuan>);

/// Whose each PIN is: what is on record, and before it what the given file says.
fn pemilik(
    region: &Region,
    pin: Option<(&mut Berkas<'_>, &Kenalan)>,
    nomor: &HashMap<Nip, u32>,
    suasana: &mut Suasana<'_>,
) -> Result<Result<PetaPin, Laporan>, Refusal> {
    let tercatat = region.read(store::peta_pin).map_err(rusak)?;
    let mut milik: HashMap<String, Pemilik> = tercatat
        .into_iter()
        .filter_map(|(pin, (_, p))| Some((pin, Pemilik::Pegawai(u32::try_from(p).ok()?))))
        .collect();
    let Some((berkas, kenal)) = pin else { return Ok(Ok((milik, Vec::new(), Vec::new()))) };
    let hasil = presensi::baca_pin(berkas.sumber, kenal.bentuk, nomor, suasana);
    let (dari_berkas, baru, laporan) = match pilah(&berkas.nama, hasil)? {
        Ok(h) => h,
        Err(laporan) => return Ok(Err(laporan)),
    };
    milik.extend(dari_berkas);
    // the lines of the report are those of the log; what is wrong in the PIN file is told as a warning about it
    let temuan = laporan.ditolak.into_iter().chain(laporan.peringatan).map(|t| {
        let rincian = t.alasan(Bahasa::Id);
        let galat = Galat::baru("KIN-198").dengan("baris", t.baris).dengan("rincian", rincian);
        Temuan { baris: 1, galat, lain: Vec::new(), ..t }
    });
    Ok(Ok((milik, baru, temuan.collect())))
}

/// Keeps the bytes in parts, each in a short transaction of its own.
fn simpan_bytes(region: &Region, berkas: &mut Berkas<'_>, kenal: &Kenalan) -> Result<(), Refusal> {
    berkas.sumber.rewind().map_err(|e| tak_terbaca(&berkas.nama, &e))?;
    let mut bagian = 0i64;
    let mut gagal: Option<Refusal> = None;
    let hasil = kenali(&mut berkas.sumber, &mut |isi| {
        let (sha256, isi): (String, Arc<[u8]>) = (kenal.sha256.clone(), isi.into());
        let nomor = bagian;
        bagian += 1;
        if gagal.is_none() {
            gagal = region.upkeep(move |tx| store::simpan_isi(tx, &sha256, nomor, &isi)).err().map(rusak);
        }
        Ok(())
    });
    if let Some(g) = gagal {
        return Err(g);
    }
    match hasil {
        Ok(lagi) if lagi.sha256 == kenal.sha256 => Ok(()),
        Err(GalatBaca::Io(e)) => Err(tak_terbaca(&berkas.nama, &e)),
        Ok(_) | Err(GalatBaca::Tolak { .. }) => Err(Galat::baru("KIN-117").into()),
    }
}

fn catatan(
    region: &Region,
    aktor: &Aktor,
    jenis: &'static str,
    nama: &str,
    kenal: &Kenalan,
    laporan: &Laporan,
) -> BerkasBaru {
    let ringkas = Laporan {
        diterima: laporan.diterima,
        ditolak: laporan.ditolak.iter().take(BATAS_TEMUAN).cloned().collect(),
        peringatan: laporan.peringatan.iter().take(BATAS_TEMUAN).cloned().collect(),
    };
    let mut hasil = Vec::new();
    // writing to memory cannot fail
    let _ = ringkas.tulis_json(Bahasa::Id, &mut hasil);
    let waktu: Waktu = region.sekarang();
    BerkasBaru {
        id: region.id_baru().to_string(),
        jenis,
        nama: nama.to_owned(),
        sha256: kenal.sha256.clone(),
        ukuran: kenal.ukuran,
        pengunggah: aktor.akun.to_string(),
        waktu: waktu.to_string(),
        diterima: laporan.diterima,
        ditolak: laporan.ditolak.len() as u64,
        hasil: String::from_utf8_lossy(&hasil).into_owned(),
    }
}

fn catatan_pin(region: &Region, aktor: &Aktor, nama: &str, kenal: &Kenalan, isi: &Isi) -> BerkasBaru {
    let diterima = if let Isi::Presensi(_, pin) = isi { pin.len() as u64 } else { 0 };
    let laporan = Laporan { diterima, ..Laporan::default() };
    catatan(region, aktor, "pin", nama, kenal, &laporan)
}

/// Stores everything in one act; `false` when it was all on record already and nothing was written.
fn simpan(
    region: &Region,
    aktor: &Aktor,
    putusan: Putusan,
    isi: Isi,
    berkas: BerkasBaru,
    pin: Option<BerkasBaru>,
) -> Result<bool, Refusal> {
    let awal = region.hari_ini().first_of_month();
    let hasil = region.act(aktor, move |tx| {
        store::kunci(tx)?;
        // what counts already and was left on its way must be in its table before anything is compared with it
        while crate::store::tahap::pindahkan_satu(tx)? {}
        let ringkas = match &isi {
            Isi::Unit(unit) => simpan_unit(tx, unit, &berkas)?,
            Isi::Pegawai(orang) => simpan_pegawai(tx, orang, &berkas)?,
            Isi::Presensi(ketukan, pemetaan) => {
                simpan_presensi(tx, ketukan, pemetaan, &berkas, pin.as_ref())?
            }
            Isi::Aktivitas(a) => simpan_aktivitas(tx, a, &berkas)?,
            Isi::Predikat(p) => simpan_predikat(tx, p, &berkas)?,
            Isi::Ketidakhadiran(k) => simpan_ketidakhadiran(tx, k, &berkas)?,
            Isi::Katalog(b) => simpan_katalog(tx, b, awal, &berkas)?,
            Isi::Rekening(r) => simpan_rekening(tx, r, &berkas)?,
        };
        Ok(Done::new((), peristiwa(&putusan, &berkas, ringkas.baru, ringkas.diubah, ringkas.dibetulkan)))
    });
    match hasil {
        Ok(()) => Ok(true),
        // said inside the transaction, under its lock, so that no row and no event is left behind
        Err(Refusal::Rule(g)) if g.kode == "KIN-163" => Ok(false),
        Err(e) => Err(e),
    }
}

/// The event of a stored file.
fn peristiwa(putusan: &Putusan, berkas: &BerkasBaru, baru: u64, diubah: u64, dibetulkan: u64) -> Event {
    let event = Event::baru(putusan.clone(), format!("kinerja.berkas/{}", berkas.id)).isi(json!({
        "jenis": berkas.jenis, "sha256": berkas.sha256, "ukuran": berkas.ukuran,
        "diterima": berkas.diterima, "ditolak": berkas.ditolak,
        "baru": baru, "diubah": diubah, "dibetulkan": dibetulkan,
    }));
    // what somebody called a file may name a person
    event.pribadi(json!({ "nama": berkas.nama })).sesudah(berkas.sha256.as_bytes())
}

fn sama_saja() -> Refusal {
    Galat::baru("KIN-163").into()
}

fn asal(berkas: &BerkasBaru) -> Asal {
    Asal { sumber: berkas.sha256.clone(), diketahui: berkas.waktu.clone() }
}

fn simpan_unit(tx: &mut Tx<'_>, unit: &[UnitBaru], berkas: &BerkasBaru) -> Result<Perubahan, Refusal> {
    let hasil = balai_organisasi::simpan_unit(tx, unit, &asal(berkas))?;
    if hasil.tersimpan() == 0 {
        return Err(sama_saja());
    }
    store::sisip_berkas(tx, berkas)?;
    Ok(hasil)
}

fn simpan_pegawai(tx: &mut Tx<'_>, orang: &[PegawaiBaru], berkas: &BerkasBaru) -> Result<Perubahan, Refusal> {
    let hasil = balai_organisasi::simpan_pegawai(tx, orang, &asal(berkas))?;
    if hasil.tersimpan() == 0 {
        return Err(sama_saja());
    }
    store::sisip_berkas(tx, berkas)?;
    Ok(hasil)
}

fn simpan_presensi(
    tx: &mut Tx<'_>,
    ketukan: &[Ketukan],
    pemetaan: &[PinBaru],
    berkas: &BerkasBaru,
    berkas_pin: Option<&BerkasBaru>,
) -> Result<Perubahan, Refusal> {
    let pin = store::pin_berubah(tx, pemetaan)?;
    let baru = store::presensi_baru(tx, ketukan)?;
    if pin.is_empty() && baru.is_empty() {
        return Err(sama_saja());
    }
    kunci_presensi::boleh_diubah(tx, &tersentuh(&baru))?;
    simpan_pin(tx, berkas_pin, &pin)?;
    if !baru.is_empty() {
        let nomor = store::sisip_berkas(tx, berkas)?;
        store::sisip_presensi(tx, nomor, &baru)?;
    }
    Ok(Perubahan { baru: baru.len() as u64, ..Perubahan::default() })
}

/// Whose attendance of which month these punches change.
fn tersentuh(baru: &[Ketukan]) -> Sentuhan {
    let mut semua = Sentuhan::new();
    for (periode, pegawai) in baru.iter().map(|k| (k.periode, k.pegawai)).collect::<BTreeSet<_>>() {
        kunci_presensi::sentuh(&mut semua, periode.into(), pegawai.into());
    }
    semua
}

fn simpan_pin(tx: &mut Tx<'_>, berkas: Option<&BerkasBaru>, pin: &[PinBerubah]) -> Result<(), StoreError> {
    let Some(berkas) = berkas.filter(|_| !pin.is_empty()) else { return Ok(()) };
    let nomor = store::sisip_berkas(tx, berkas)?;
    store::sisip_pin(tx, nomor, pin)
}

fn simpan_aktivitas(
    tx: &mut Tx<'_>,
    aktivitas: &aktivitas::Hasil,
    berkas: &BerkasBaru,
) -> Result<Perubahan, Refusal> {
    let nomor = store::nomor_kegiatan(tx, &aktivitas.uraian)?;
    let baris = store::aktivitas_baru(tx, &aktivitas.butir, &nomor)?;
    if baris.is_empty() {
        return Err(sama_saja());
    }
    let berkas = store::sisip_berkas(tx, berkas)?;
    store::sisip_aktivitas(tx, berkas, &baris)?;
    let dibetulkan = baris.iter().filter(|b| b.pembetulan()).count() as u64;
    Ok(Perubahan { baru: baris.len() as u64 - dibetulkan, dibetulkan, ..Perubahan::default() })
}

fn simpan_predikat(
    tx: &mut Tx<'_>,
    predikat: &[predikat::PredikatBaru],
    berkas: &BerkasBaru,
) -> Result<Perubahan, Refusal> {
    let baru = masukan::predikat_baru(tx, predikat)?;
    if baru.is_empty() {
        return Err(sama_saja());
    }
    let berkas = store::sisip_berkas(tx, berkas)?;
    masukan::sisip_predikat(tx, berkas, &baru)?;
    Ok(perubahan(baru.iter().map(|(revisi, _)| *revisi)))
}

fn simpan_ketidakhadiran(
    tx: &mut Tx<'_>,
    semua: &[ketidakhadiran::Butir],
    berkas: &BerkasBaru,
) -> Result<Perubahan, Refusal> {
    let baru = masukan::ketidakhadiran_baru(tx, semua)?;
    if baru.is_empty() {
        return Err(sama_saja());
    }
    let sentuhan = bulan_tersentuh(tx, &baru)?;
    kunci_presensi::boleh_diubah(tx, &sentuhan)?;
    let berkas = store::sisip_berkas(tx, berkas)?;
    masukan::sisip_ketidakhadiran(tx, berkas, &baru)?;
    Ok(perubahan(baru.iter().map(|(revisi, _)| *revisi)))
}

fn simpan_katalog(
    tx: &mut Tx<'_>,
    semua: &[crate::model::katalog::Butir],
    awal: Tanggal,
    berkas: &BerkasBaru,
) -> Result<Perubahan, Refusal> {
    let baru = crate::store::katalog::baru(tx, semua, awal)?;
    if baru.is_empty() {
        return Err(sama_saja());
    }
    let berkas = store::sisip_berkas(tx, berkas)?;
    crate::store::katalog::sisip(tx, berkas, &baru)?;
    Ok(perubahan(baru.iter().map(|(_, revisi, _)| *revisi)))
}

fn simpan_rekening(
    tx: &mut Tx<'_>,
    semua: &[rekening::Rekening],
    berkas: &BerkasBaru,
) -> Result<Perubahan, Refusal> {
    let baru = crate::store::rekening::baru(tx, semua)?;
    if baru.is_empty() {
        return Err(sama_saja());
    }
    let berkas = store::sisip_berkas(tx, berkas)?;
    crate::store::rekening::sisip(tx, berkas, &baru)?;
    Ok(perubahan(baru.iter().map(|(revisi, _)| *revisi)))
}

/// The months of these absences, and of the rows they take the place of.
fn bulan_tersentuh(tx: &mut Tx<'_>, baru: &[(i64, &ketidakhadiran::Butir)]) -> Result<Sentuhan, StoreError> {
    let lama: HashMap<(u32, Tanggal), Tanggal> = masukan::ketidakhadiran(tx, Tanggal::MAX)?
        .into_iter()
        .map(|t| ((t.pegawai, t.dari), t.sampai))
        .collect();
    let mut sentuhan = Sentuhan::new();
    for (_, b) in baru {
        let sampai = lama.get(&(b.pegawai, b.dari)).map_or(b.sampai, |l| b.sampai.max(*l));
        let mut hari = b.dari;
        while hari <= sampai {
            let bulan = i64::from(hari.year()) * 100 + i64::from(hari.month());
            kunci_presensi::sentuh(&mut sentuhan, bulan, b.pegawai.into());
            let Ok(lanjut) = hari.last_of_month().tomorrow() else { break };
            hari = lanjut;
        }
    }
    Ok(sentuhan)
}

/// First revisions are new rows, later ones correct.
fn perubahan(revisi: impl Iterator<Item = i64>) -> Perubahan {
    let (mut baru, mut dibetulkan) = (0, 0);
    for r in revisi {
        if r > 1 { dibetulkan += 1 } else { baru += 1 }
    }
    Perubahan { baru, dibetulkan, ..Perubahan::default() }
}
