//! The list a bank transfers by: who of the approved OPDs is paid what, to which account.
//!
//! Only what was approved is on it, one amount a person: the line, or what a policy leaves of it, and what is settled of
//! earlier months. Who has no account stands apart, so that list and remainder always make the sum that was approved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use balai_kernel::{Aktor, Galat, Lingkup, Periode};
use balai_platform::{Done, Event, Putusan, Refusal, Region, Sasaran, decide};
use balai_store::Tx;

use super::ekspor::{BayarOrang, Bentuk, bayar, rusak};
use super::langkah::Bulan;
use crate::akt::{PROSES_EKSPOR, TRANSFER_AMBIL};
use crate::model::langkah::Tahap;
use crate::model::proses::ProsesTersimpan;
use crate::store::proses as store;
use crate::store::rekening::{self, RekeningBerlaku};

mod berkas;

/// One person's payment.
#[derive(Debug, Clone)]
pub struct Terbayar {
    /// The person.
    pub nip: String,
    /// With titles.
    pub nama: String,
    /// Code of the OPD that pays.
    pub opd: String,
    /// Whole rupiah, above zero.
    pub rupiah: i64,
    /// Where to; none when none is on record.
    pub rekening: Option<RekeningBerlaku>,
    /// Whether another person on the list is paid to the same account.
    pub berbagi: bool,
}

/// An OPD on the list.
#[derive(Debug, Clone)]
pub struct OpdTransfer {
    /// Code.
    pub kode: String,
    /// Name.
    pub nama: String,
    /// How far it has come.
    pub tahap: Tahap,
    /// People with something to be paid.
    pub orang: usize,
    /// Of these, people without an account.
    pub tanpa: usize,
    /// Rupiah that go to accounts.
    pub rupiah: i64,
    /// Rupiah of those without.
    pub rupiah_tanpa: i64,
}

/// The list of a month.
#[derive(Debug, Clone)]
pub struct DaftarTransfer {
    /// The version it comes from.
    pub proses: ProsesTersimpan,
    /// OPDs that are approved, by code.
    pub opd: Vec<OpdTransfer>,
    /// How many OPDs the month has.
    pub semua_opd: usize,
    /// By OPD, then NIP.
    pub baris: Vec<Terbayar>,
}

impl DaftarTransfer {
    /// People and rupiah by bank.
    #[must_use]
    pub fn per_bank(&self) -> BTreeMap<&str, (usize, i64)> {
        let mut semua = BTreeMap::new();
        for (r, b) in self.baris.iter().filter_map(|b| Some((b.rekening.as_ref()?, b))) {
            let satu: &mut (usize, i64) = semua.entry(r.bank.as_str()).or_default();
            satu.0 += 1;
            satu.1 += b.rupiah;
        }
        semua
    }

    /// Who has no account.
    pub fn tanpa(&self) -> impl Iterator<Item = &Terbayar> {
        self.baris.iter().filter(|b| b.rekening.is_none())
    }

    /// Rupiah of everybody on it, with an account or without.
    #[must_use]
    pub fn rupiah(&self) -> i64 {
        self.baris.iter().map(|b| b.rupiah).sum()
    }
}

/// A written list.
#[derive(Debug, Clone)]
pub struct Berkas {
    /// The bytes.
    pub isi: Vec<u8>,
    /// What is in it.
    pub daftar: DaftarTransfer,
}

/// The list as a page shows it: sums, and who has no account. `opd` narrows it to one.
///
/// # Errors
/// [`Refusal::NotFound`] when the month is not computed or the OPD is not of it, `KIN-637` for a payment with a fraction of a
/// rupiah, `KIN-638` when the list does not make the sum that was approved.
pub fn baca(
    region: &Region,
    aktor: &Aktor,
    periode: Periode,
    opd: Option<&str>,
) -> Result<DaftarTransfer, Refusal> {
    decide(aktor, &PROSES_EKSPOR, &Sasaran::daerah(region.hari_ini()))?;
    susun(region, periode, opd)
}

/// Writes the list with account numbers in full. Taking it out is an event of the journal.
///
/// # Errors
/// As [`baca`]; `KIN-636` when nothing is approved yet or nobody on the list has an account.
pub fn ambil(
    region: &Region,
    aktor: &Aktor,
    periode: Periode,
    opd: Option<&str>,
    bentuk: Bentuk,
) -> Result<Berkas, Refusal> {
    let putusan = decide(aktor, &TRANSFER_AMBIL, &Sasaran::daerah(region.hari_ini()))?;
    let daftar = susun(region, periode, opd)?;
    if daftar.baris.iter().all(|b| b.rekening.is_none()) {
        return Err(Galat::baru("KIN-636").dengan("periode", periode).into());
    }
    let isi = match bentuk {
        Bentuk::Csv => berkas::csv(&daftar)?,
        Bentuk::Xlsx => berkas::xlsx(&daftar).map_err(|e| rusak(&e.to_string()))?,
    };
    catat(region, aktor, putusan, bentuk, &daftar, &isi)?;
    Ok(Berkas { isi, daftar })
}

fn catat(
    region: &Region,
    aktor: &Aktor,
    putusan: Putusan,
    bentuk: Bentuk,
    daftar: &DaftarTransfer,
    isi: &[u8],
) -> Result<(), Refusal> {
    let p = &daftar.proses;
    let sasaran = format!("kinerja.proses/{}/{}/transfer", p.periode, p.versi);
    let catatan = serde_json::json!({
        "bentuk": bentuk.akhiran(), "orang": daftar.baris.len(), "rupiah": daftar.rupiah(),
        "opd": daftar.opd.iter().map(|o| o.kode.as_str()).collect::<Vec<_>>(), "hasil_sidik": p.hasil_sidik,
    });
    let isi = isi.to_vec();
    region.act(aktor, move |_| {
        let event = Event::baru(putusan.clone(), sasaran.clone()).isi(catatan.clone());
        Ok(Done::new((), event.sesudah(&isi)))
    })
}

fn susun(region: &Region, periode: Periode, opd: Option<&str>) -> Result<DaftarTransfer, Refusal> {
    region.read(|tx| baca_tx(tx, periode, opd))
}

fn baca_tx(tx: &mut Tx<'_>, periode: Periode, opd: Option<&str>) -> Result<DaftarTransfer, Refusal> {
    let bulan = Bulan::baca(tx, periode, &Lingkup::Semua)?.ok_or(Refusal::NotFound)?;
    if opd.is_some_and(|kode| bulan.opd.iter().all(|o| o.kode != kode)) {
        return Err(Refusal::NotFound);
    }
    let disetujui: BTreeSet<&str> = bulan
        .opd
        .iter()
        .filter(|o| opd.is_none_or(|kode| o.kode == kode))
        .filter(|o| bulan.keadaan(&o.kode).tahap >= Tahap::Disetujui)
        .map(|o| o.kode.as_str())
        .collect();
    let mut baris = Vec::new();
    if !disetujui.is_empty() {
        let semua = store::semua_baris(tx, &bulan.proses.id, &Lingkup::Semua)?;
        let dibayar = bayar(tx, periode, &semua)?;
        let rekening = rekening::berlaku(tx)?;
        let mut nomor: HashMap<String, i64> = HashMap::new();
        for (nip, n) in balai_organisasi::nomor_pegawai(tx)? {
            nomor.insert(nip.to_string(), n);
        }
        let mut tambah = |nip: &str, nama: &str, opd: &str, sen: i64| -> Result<(), Refusal> {
            if sen % 100 != 0 {
                let rupiah = balai_kernel::Rupiah::from_sen(sen);
                return Err(Galat::baru("KIN-637").dengan("nama", nama).dengan("jumlah", rupiah).into());
            }
            if sen > 0 {
                let rekening = nomor.get(nip).and_then(|n| rekening.get(n)).cloned();
                let (nip, nama, opd) = (nip.to_owned(), nama.to_owned(), opd.to_owned());
                baris.push(Terbayar { nip, nama, opd, rupiah: sen / 100, rekening, berbagi: false });
            }
            Ok(())
        };
        for b in semua.iter().filter(|b| disetujui.contains(b.opd.as_str())) {
            let polos = BayarOrang { dibayar: b.utama_sen, ..BayarOrang::default() };
            let orang = dibayar.as_ref().map_or(polos, |d| d.orang(&b.nip));
            tambah(&b.nip, &b.nama, &b.opd, orang.dibayar)?;
        }
        for [nip, nama, opd] in dibayar.iter().flat_map(|d| d.tanpa_baris()) {
            if disetujui.contains(opd.as_str()) {
                let sen = dibayar.as_ref().map_or(0, |d| d.orang(nip).dibayar);
                tambah(nip, nama, opd, sen)?;
            }
        }
    }
    baris.sort_by(|a, b| (&a.opd, &a.nip).cmp(&(&b.opd, &b.nip)));
    tandai_berbagi(&mut baris);
    let opd = ringkas(&bulan, &disetujui, &baris)?;
    Ok(DaftarTransfer { semua_opd: bulan.opd.len(), opd, baris, proses: bulan.proses })
}

/// Two people on one account may be a couple, or one who is paid for another: somebody should look.
fn tandai_berbagi(baris: &mut [Terbayar]) {
    let kunci = |b: &Terbayar| b.rekening.as_ref().map(|r| (r.bank.to_lowercase(), r.nomor.clone()));
    let mut banyak: HashMap<(String, String), usize> = HashMap::new();
    for k in baris.iter().filter_map(kunci) {
        *banyak.entry(k).or_default() += 1;
    }
    for b in baris {
        b.berbagi = kunci(b).is_some_and(|k| banyak.get(&k).is_some_and(|n| *n > 1));
    }
}

/// Sums by OPD, each held against what was approved.
fn ringkas(
    bulan: &Bulan,
    disetujui: &BTreeSet<&str>,
    baris: &[Terbayar],
) -> Result<Vec<OpdTransfer>, Refusal> {
    let mut semua: BTreeMap<&str, OpdTransfer> = BTreeMap::new();
    for o in bulan.opd.iter().filter(|o| disetujui.contains(o.kode.as_str())) {
        let satu = OpdTransfer {
            kode: o.kode.clone(),
            nama: o.nama.clone(),
            tahap: bulan.keadaan(&o.kode).tahap,
            orang: 0,
            tanpa: 0,
            rupiah: 0,
            rupiah_tanpa: 0,
        };
        semua.insert(&o.kode, satu);
    }
    for b in baris {
        let Some(o) = semua.get_mut(b.opd.as_str()) else { continue };
        o.orang += 1;
        if b.rekening.is_some() {
            o.rupiah += b.rupiah;
        } else {
            o.tanpa += 1;
            o.rupiah_tanpa += b.rupiah;
        }
    }
    for o in bulan.opd.iter() {
        let Some(t) = semua.get(o.kode.as_str()) else { continue };
        if (t.rupiah + t.rupiah_tanpa) * 100 != bulan.bayar_sen(o) {
            let disetujui = balai_kernel::Rupiah::from_sen(bulan.bayar_sen(o));
            let daftar = balai_kernel::Rupiah::from_sen((t.rupiah + t.rupiah_tanpa) * 100);
            let galat = Galat::baru("KIN-638").dengan("opd", &o.nama).dengan("daftar", daftar);
            return Err(galat.dengan("disetujui", disetujui).into());
        }
    }
    Ok(semua.into_values().collect())
}
