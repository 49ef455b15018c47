//! Differences of a paid month: compared, proposed, decided by a second person, brought along and settled by later months.

use std::collections::{BTreeMap, BTreeSet};

use balai_kernel::{Aktor, Galat, Lingkup, Periode, Tanggal};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide, lingkup_untuk, sidik};
use balai_store::{StoreError, Tx};
use serde_json::json;

use super::disiplin::tahan::Tertahan;
use super::langkah::{ALASAN_MAKS, Bulan};
use crate::akt::{PROSES_BACA, SELISIH_PUTUSKAN, SELISIH_USULKAN};
use crate::model::langkah::Tahap;
use crate::model::proses::{BarisTersimpan, ProsesTersimpan};
use crate::model::selisih::{Beda, Saldo, banding, jumlah, kanonik, lunasi};
use crate::store::langkah as langkah_store;
use crate::store::proses as proses_store;
use crate::store::selisih::{self as store, Daftar, PutusanDaftar};

/// An approved month held against its newest computation.
#[derive(Debug, Clone)]
pub struct Banding {
    /// The approved version.
    pub lama: ProsesTersimpan,
    /// The newest one, when there is one after it.
    pub baru: Option<ProsesTersimpan>,
    /// Who is computed otherwise, by NIP.
    pub beda: Vec<Beda>,
    /// The lists of the month.
    pub daftar: Vec<Daftar>,
    /// Hash of what would be proposed.
    pub sidik: String,
}

impl Banding {
    /// The list that waits for a decision.
    #[must_use]
    pub fn menunggu(&self) -> Option<&Daftar> {
        self.daftar.iter().find(|d| d.putusan.is_none())
    }
}

/// Compares an approved month with its newest computation, within the reader's jurisdiction.
///
/// # Errors
/// [`Refusal::NotFound`] for a month that is not computed, `KIN-630` for one of which nothing is approved;
/// [`Refusal::Denied`] without a role.
pub fn bandingkan(region: &Region, aktor: &Aktor, periode: Periode) -> Result<Banding, Refusal> {
    let lingkup = lingkup_untuk(aktor, &PROSES_BACA, region.hari_ini())?;
    let mut b = region.read(|tx| baca(tx, periode))?;
    b.beda.retain(|x| lingkup.iter().any(|l| l.memuat(&x.jalur_unit, "", "")));
    Ok(b)
}

fn baca(tx: &mut Tx<'_>, periode: Periode) -> Result<Banding, Refusal> {
    let bulan = Bulan::baca(tx, periode, &Lingkup::Semua)?.ok_or(Refusal::NotFound)?;
    if langkah_store::versi_berlaku(tx, periode)?.is_none() {
        return Err(Galat::baru("KIN-630").dengan("periode", periode).into());
    }
    let lama = bulan.proses.clone();
    let baru = match bulan.terbaru {
        n if n > lama.versi => proses_store::satu_versi(tx, periode, n)?,
        _ => None,
    };
    let daftar = store::bulan(tx, periode)?;
    let nomor = daftar.last().map_or(0, |d| d.nomor) + 1;
    let beda = match &baru {
        Some(b) => {
            let dulu = proses_store::semua_baris(tx, &lama.id, &Lingkup::Semua)?;
            let kini = proses_store::semua_baris(tx, &b.id, &Lingkup::Semua)?;
            let sudah = store::sudah(tx, periode)?;
            let setuju: BTreeSet<&str> = bulan
                .opd
                .iter()
                .filter(|o| bulan.keadaan(&o.kode).tahap >= Tahap::Disetujui)
                .map(|o| o.kode.as_str())
                .collect();
            banding(&dulu, &kini, &sudah, |opd| setuju.contains(opd))
        }
        None => Vec::new(),
    };
    let hasil = |p: &ProsesTersimpan| p.hasil_sidik.clone().unwrap_or_default();
    let kedua = (hasil(&lama), baru.as_ref().map(hasil).unwrap_or_default());
    let teks = kanonik(periode, nomor, (&kedua.0, &kedua.1), &beda);
    Ok(Banding { sidik: sidik(teks.as_bytes()), lama, baru, beda, daftar })
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usulan {
    /// The month.
    pub periode: Periode,
    /// Hash that was shown.
    pub sidik: String,
    /// Why the month turned out otherwise.
    pub alasan: String,
    /// Number of the letter it rests on.
    pub surat: String,
    /// Its date.
    pub tanggal: Option<Tanggal>,
}

/// Proposes the differences of a month as a list. What is in it never changes; what is decided on it comes beside it.
///
/// # Errors
/// `KIN-612` for a reason or letter that is missing, `KIN-630` to `KIN-633`; [`Refusal::NotFound`]; [`Refusal::Denied`].
pub fn usulkan(region: &Region, aktor: &Aktor, u: &Usulan) -> Result<Daftar, Refusal> {
    let putusan = decide(aktor, &SELISIH_USULKAN, &Sasaran::daerah(region.hari_ini()))?;
    let tanggal = periksa(u)?;
    let (u, siapa, pada) = (u.clone(), aktor.clone(), region.sekarang());
    region.act(aktor, move |tx| {
        tx.lock(&langkah_store::nama_kunci(u.periode))?;
        let b = baca(tx, u.periode)?;
        if let Some(d) = b.menunggu() {
            return Err(Galat::baru("KIN-632").dengan("nomor", d.nomor).dengan("periode", u.periode).into());
        }
        let Some(baru) = b.baru.as_ref().filter(|_| !b.beda.is_empty()) else {
            return Err(Galat::baru("KIN-631")
                .dengan("periode", u.periode)
                .dengan("versi", b.lama.versi)
                .into());
        };
        if u.sidik != b.sidik {
            return Err(Galat::baru("KIN-633").dengan("periode", u.periode).into());
        }
        let (tambah_sen, kurang_sen) = jumlah(&b.beda);
        let daftar = Daftar {
            nomor: b.daftar.last().map_or(0, |d| d.nomor) + 1,
            versi_lama: b.lama.versi,
            versi_baru: baru.versi,
            hasil_lama: b.lama.hasil_sidik.clone().unwrap_or_default(),
            hasil_baru: baru.hasil_sidik.clone().unwrap_or_default(),
            sidik: b.sidik.clone(),
            orang: i64::try_from(b.beda.len()).unwrap_or(i64::MAX),
            tambah_sen,
            kurang_sen,
            alasan: u.alasan.trim().to_owned(),
            surat: u.surat.trim().to_owned(),
            tanggal: tanggal.to_string(),
            akun: siapa.akun.to_string(),
            oleh: siapa.nama.clone(),
            pada,
            putusan: None,
        };
        store::tambah(tx, u.periode, &daftar, &putusan.kapasitas(), &b.beda)?;
        let event = Event::baru(putusan.clone(), sasaran(u.periode, daftar.nomor))
            .isi(json!({
                "versi_lama": daftar.versi_lama, "versi_baru": daftar.versi_baru, "sidik": daftar.sidik,
                "orang": daftar.orang, "tambah_sen": tambah_sen, "kurang_sen": kurang_sen,
                "surat": daftar.surat, "tanggal": daftar.tanggal,
            }))
            .alasan(&daftar.alasan);
        Ok(Done::new(daftar, event))
    })
}

fn periksa(u: &Usulan) -> Result<Tanggal, Galat> {
    let salah = |bidang: &str| Galat::baru("KIN-612").dengan("bidang", bidang).dengan("maks", ALASAN_MAKS);
    let wajar = |t: &str| {
        !t.trim().is_empty() && t.chars().count() <= ALASAN_MAKS && !t.chars().any(char::is_control)
    };
    if !wajar(&u.alasan) {
        return Err(salah("alasan"));
    }
    if !wajar(&u.surat) {
        return Err(salah("surat"));
    }
    u.tanggal.ok_or_else(|| salah("tanggal"))
}

fn sasaran(periode: Periode, nomor: i64) -> String {
    format!("kinerja.selisih/{periode}/{nomor}")
}

/// What is decided on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keputusan {
    /// The month.
    pub periode: Periode,
    /// The list.
    pub nomor: i64,
    /// Hash that was shown.
    pub sidik: String,
    /// Approved, or refused.
    pub setuju: bool,
    /// Why; needed to refuse.
    pub alasan: String,
}

/// Decides on a list: never who proposed it. Approved differences go with the months that are computed from then on.
///
/// # Errors
/// `KIN-612` without a reason to refuse, `KIN-633` when it is not what was shown, `KIN-635` when it is decided already,
/// `PLT-005` for who proposed it; [`Refusal::NotFound`]; [`Refusal::Denied`].
pub fn putuskan(region: &Region, aktor: &Aktor, k: &Keputusan) -> Result<Daftar, Refusal> {
    let hari = region.hari_ini();
    lingkup_untuk(aktor, &SELISIH_PUTUSKAN, hari)?;
    let panjang = k.alasan.chars().count() > ALASAN_MAKS || k.alasan.chars().any(char::is_control);
    if panjang || (!k.setuju && k.alasan.trim().is_empty()) {
        return Err(Galat::baru("KIN-612").dengan("bidang", "alasan").dengan("maks", ALASAN_MAKS).into());
    }
    let (k, siapa, pada) = (k.clone(), aktor.clone(), region.sekarang());
    region.act(aktor, move |tx| {
        tx.lock(&langkah_store::nama_kunci(k.periode))?;
        let semua = store::bulan(tx, k.periode)?;
        let daftar = semua.into_iter().find(|d| d.nomor == k.nomor).ok_or(Refusal::NotFound)?;
        if let Some(p) = &daftar.putusan {
            let galat = Galat::baru("KIN-635").dengan("nomor", k.nomor).dengan("periode", k.periode);
            return Err(galat.dengan("oleh", &p.oleh).into());
        }
        if daftar.sidik != k.sidik {
            return Err(Galat::baru("KIN-633").dengan("periode", k.periode).into());
        }
        let pengusul = daftar.akun.parse().map_err(|_| Refusal::NotFound)?;
        let putusan = decide(&siapa, &SELISIH_PUTUSKAN, &Sasaran::daerah(hari).diusulkan(pengusul))?;
        let p = PutusanDaftar {
            disetujui: k.setuju,
            alasan: k.alasan.trim().to_owned(),
            oleh: siapa.nama.clone(),
            pada,
        };
        store::putuskan(tx, (k.periode, k.nomor), &p, (siapa.akun.as_str(), &putusan.kapasitas()))?;
        let mut event = Event::baru(putusan, sasaran(k.periode, k.nomor)).isi(json!({
            "setuju": k.setuju, "sidik": daftar.sidik, "orang": daftar.orang,
            "tambah_sen": daftar.tambah_sen, "kurang_sen": daftar.kurang_sen,
        }));
        if !p.alasan.is_empty() {
            event = event.alasan(&p.alasan);
        }
        Ok(Done::new(Daftar { putusan: Some(p), ..daftar.clone() }, event))
    })
}

/// Lines of a list within the reader's jurisdiction, by NIP after `sesudah`.
///
/// # Errors
/// [`Refusal::NotFound`] for a list that is not; [`Refusal::Denied`] without a role.
pub fn baris(
    region: &Region,
    aktor: &Aktor,
    (periode, nomor): (Periode, i64),
    (sesudah, banyak): (&str, i64),
) -> Result<(Daftar, Vec<Beda>, bool), Refusal> {
    let lingkup = lingkup_untuk(aktor, &PROSES_BACA, region.hari_ini())?;
    region.read(|tx| {
        let semua = store::bulan(tx, periode)?;
        let daftar = semua.into_iter().find(|d| d.nomor == nomor).ok_or(Refusal::NotFound)?;
        let mut hasil: BTreeMap<String, Beda> = BTreeMap::new();
        for l in &lingkup {
            let milik = store::baris(tx, (periode, nomor), l, (sesudah, banyak + 1))?;
            hasil.extend(milik.into_iter().map(|b| (b.nip.clone(), b)));
        }
        let mut hasil: Vec<Beda> = hasil.into_values().collect();
        let penuh = usize::try_from(banyak).unwrap_or(usize::MAX);
        let lebih = hasil.len() > penuh;
        hasil.truncate(penuh);
        Ok((daftar, hasil, lebih))
    })
}

/// Fixes what a version of a month brings along of earlier months, when its lines are stored: everybody's open balances, with
/// the OPD that pays them this month.
///
/// # Errors
/// The store's failure.
pub(super) fn bawa(
    tx: &mut Tx<'_>,
    periode: Periode,
    proses: &str,
    baris: &[BarisTersimpan],
) -> Result<(), StoreError> {
    let mut semua = store::sisa(tx, periode)?;
    if semua.is_empty() {
        return Ok(());
    }
    let kini: BTreeMap<&str, &BarisTersimpan> = baris.iter().map(|b| (b.nip.as_str(), b)).collect();
    for s in &mut semua {
        if let Some(b) = kini.get(s.nip.as_str()) {
            b.opd.clone_into(&mut s.opd);
            b.jalur_unit.clone_into(&mut s.jalur_unit);
        }
    }
    store::bawa(tx, proses, &semua)
}

/// What a version settles with each person: balances with the part that is settled, by NIP.
pub type Bawaan = BTreeMap<String, Vec<(Saldo, i64)>>;

/// Splits what a version brings along into what it settles; `dibayar` is what somebody is paid where a ceiling policy says
/// otherwise than their line.
#[must_use]
pub fn dilunasi(semua: Vec<(Saldo, i64)>, dibayar: &BTreeMap<String, i64>) -> Bawaan {
    let mut milik: BTreeMap<String, (i64, Vec<Saldo>)> = BTreeMap::new();
    for (s, baris_sen) in semua {
        let bayar = dibayar.get(&s.nip).copied().unwrap_or(baris_sen);
        milik.entry(s.nip.clone()).or_insert_with(|| (bayar, Vec::new())).1.push(s);
    }
    let satu = |(nip, (bayar, saldo)): (String, (i64, Vec<Saldo>))| {
        let sen: Vec<i64> = saldo.iter().map(|s| s.jumlah_sen).collect();
        (nip, saldo.into_iter().zip(lunasi(bayar, &sen)).collect())
    };
    milik.into_iter().map(satu).collect()
}

/// The lines that an OPD's signature covers besides its people's: what is settled, in a canonical form; empty for nothing.
#[must_use]
pub fn kanonik_opd(semua: &Bawaan, opd: &str) -> String {
    let milik = semua.values().flatten().filter(|(s, _)| s.opd == opd);
    milik
        .map(|(s, sen)| {
            format!("selisih {} {} {} {} {} {sen}\n", s.nip, s.jenis.kode(), s.asal, s.urut, s.jumlah_sen)
        })
        .collect()
}

/// Records what the approval of an OPD's part settles; nothing is settled twice, and nothing with who is on hold.
///
/// # Errors
/// `KIN-634` when another month settled some of it meanwhile; the store's failure.
pub(super) fn lunaskan(
    tx: &mut Tx<'_>,
    periode: Periode,
    langkah: i64,
    opd: &str,
    (semua, ditahan): (&Bawaan, &Tertahan),
) -> Result<(), Refusal> {
    let milik: Vec<(Saldo, i64)> = semua
        .values()
        .flatten()
        .filter(|(s, _)| s.opd == opd && !ditahan.contains_key(&s.nip))
        .cloned()
        .collect();
    if milik.is_empty() {
        return Ok(());
    }
    tx.lock("kinerja.selisih")?;
    let kunci = |s: &Saldo| (s.jenis, s.asal, s.urut, s.nip.clone());
    let terbuka: BTreeMap<_, i64> =
        store::sisa(tx, periode)?.iter().map(|s| (kunci(s), s.jumlah_sen)).collect();
    if let Some((s, _)) = milik.iter().find(|(s, _)| terbuka.get(&kunci(s)) != Some(&s.jumlah_sen)) {
        return Err(Galat::baru("KIN-634").dengan("asal", s.asal).dengan("periode", periode).into());
    }
    store::lunasi(tx, (periode, langkah), &milik)?;
    Ok(())
}
