//! The steps around a run: attendance locked, signed, verified, approved, handed over, paid.
//!
//! Every step is bound to what its actor saw: version and hash come with the command and are compared under the month's
//! lock, so that nobody signs figures that changed between the page and the click.

pub mod kebijakan;
pub mod presensi;
pub mod siap;

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_kernel::{Aktor, Bahasa, Galat, Jalur, Lingkup, Peran, Periode, Tanggal};
use balai_platform::pemberitahuan::{Siaran, Sifat};
use balai_platform::{Akt, Done, Event, Putusan, Refusal, Region, Sasaran, decide, sidik};
use balai_store::Tx;

use super::disiplin::tahan::{self, Tertahan};
use super::selisih::{self, Bawaan};
use crate::akt;
use crate::model::kebijakan::Kebijakan;
use crate::model::langkah::{self, BarisLangkah, Langkah, Tahap, keadaan};
use crate::model::proses::{BarisTersimpan, OpdTersimpan, ProsesTersimpan, kanonik};
use crate::store::kebijakan::{self as kebijakan_store, KebijakanTersimpan};
use crate::store::langkah as store;
use crate::store::proses as proses_store;
use crate::store::selisih as selisih_store;

/// Longest reason and number of a letter, in characters.
pub const ALASAN_MAKS: usize = 500;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perintah {
    /// The month.
    pub periode: Periode,
    /// The step.
    pub langkah: Langkah,
    /// Codes of the OPDs; empty for every one that is ready for it.
    pub opd: Vec<String>,
    /// Version that was shown.
    pub versi: i64,
    /// Hash that was shown.
    pub sidik: String,
    /// Why; must be given for steps that lead back.
    pub alasan: String,
    /// Number of the decree or of the SP2D.
    pub surat: String,
    /// Its date.
    pub tanggal: Option<Tanggal>,
    /// For a ceiling policy: which one.
    pub kebijakan: Option<Kebijakan>,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terlaksana {
    /// The step.
    pub langkah: Langkah,
    /// The version.
    pub versi: i64,
    /// Codes of the OPDs.
    pub opd: Vec<String>,
    /// Sum of what was signed or paid, in sen.
    pub jumlah_sen: i64,
}

/// A month with everything that decides on its next step.
#[derive(Debug, Clone)]
pub struct Bulan {
    /// The version that counts.
    pub proses: ProsesTersimpan,
    /// Its OPDs.
    pub opd: Vec<OpdTersimpan>,
    /// Every step of the month.
    pub baris: Vec<BarisLangkah>,
    /// Every ceiling policy of the month.
    pub semua_kebijakan: Vec<KebijakanTersimpan>,
    /// The newest finished version.
    pub terbaru: i64,
    /// Steps before this version's inputs were read.
    pub awal: i64,
    /// What it settles of earlier months.
    pub bawaan: Bawaan,
    /// Whom its approved lists did not pay, because of a hold.
    pub tertahan: Tertahan,
}

impl Bulan {
    /// Reads it; none when the month has no finished version.
    ///
    /// # Errors
    /// The store's failure.
    pub fn baca(tx: &mut Tx<'_>, periode: Periode, lingkup: &Lingkup) -> Result<Option<Self>, Refusal> {
        let Some(mut bulan) = Self::tanpa_bawaan(tx, periode, lingkup)? else { return Ok(None) };
        let dibawa = selisih_store::bawaan(tx, &bulan.proses.id, lingkup)?;
        if !dibawa.is_empty() {
            let dibayar = bulan.dibayar_kebijakan(tx)?;
            bulan.bawaan = selisih::dilunasi(dibawa, &dibayar);
        }
        bulan.tertahan = tahan::tercatat(tx, periode)?;
        Ok(Some(bulan))
    }

    /// The same without what is settled of earlier months, for who asks about one person.
    ///
    /// # Errors
    /// The store's failure.
    pub fn tanpa_bawaan(
        tx: &mut Tx<'_>,
        periode: Periode,
        lingkup: &Lingkup,
    ) -> Result<Option<Self>, Refusal> {
        let Some(proses) = proses_store::terbaru(tx, periode)? else { return Ok(None) };
        Ok(Some(Self {
            opd: proses_store::semua_opd(tx, &proses.id, lingkup)?,
            baris: store::bulan(tx, periode)?,
            semua_kebijakan: kebijakan_store::bulan(tx, periode)?,
            terbaru: proses_store::versi_dihitung(tx, periode)?,
            awal: store::langkah_awal(tx, &proses.id)?,
            proses,
            bawaan: Bawaan::new(),
            tertahan: Tertahan::new(),
        }))
    }

    /// What ceiling policies in force pay instead of the lines, by NIP, in sen.
    fn dibayar_kebijakan(&self, tx: &mut Tx<'_>) -> Result<BTreeMap<String, i64>, Refusal> {
        let mut semua = BTreeMap::new();
        for o in &self.opd {
            let Some(k) = self.kebijakan(&o.kode) else { continue };
            let bayaran = kebijakan_store::bayaran(tx, self.proses.periode, k.urut)?;
            semua.extend(bayaran.into_iter().map(|b| (b.nip, b.dibayar_sen)));
        }
        Ok(semua)
    }

    /// Where an OPD stands.
    #[must_use]
    pub fn keadaan(&self, opd: &str) -> langkah::KeadaanOpd<'_> {
        keadaan(&self.baris, self.proses.versi, opd)
    }

    /// The ceiling policy that holds for an OPD.
    #[must_use]
    pub fn kebijakan(&self, opd: &str) -> Option<&KebijakanTersimpan> {
        let urut = self.keadaan(opd).kebijakan?.urut;
        self.semua_kebijakan.iter().find(|k| k.urut == urut)
    }

    /// What is paid for an OPD: its sum, or what a policy leaves of it, and what is settled of earlier months; without whom a
    /// hold kept from being paid.
    #[must_use]
    pub fn bayar_sen(&self, o: &OpdTersimpan) -> i64 {
        let bulan_ini = self.kebijakan(&o.kode).map_or_else(|| o.jumlah_sen.unwrap_or(0), |k| k.dibayar_sen);
        bulan_ini + self.bawaan_sen(&o.kode) - tahan::jumlah(&self.tertahan, &o.kode)
    }

    /// What an OPD's list settles of earlier months, in sen.
    #[must_use]
    pub fn bawaan_sen(&self, opd: &str) -> i64 {
        self.bawaan.values().flatten().filter(|(s, _)| s.opd == opd).map(|(_, sen)| sen).sum()
    }

    /// The hash of the version.
    #[must_use]
    pub fn sidik(&self) -> &str {
        self.proses.hasil_sidik.as_deref().unwrap_or_default()
    }

    /// How many OPDs stand at each stage.
    #[must_use]
    pub fn hitung(&self) -> BTreeMap<Tahap, usize> {
        let mut jadi = BTreeMap::new();
        for o in &self.opd {
            *jadi.entry(self.keadaan(&o.kode).tahap).or_insert(0) += 1;
        }
        jadi
    }

    /// How many OPDs have come as far as this or farther.
    #[must_use]
    pub fn sampai(&self, tahap: Tahap) -> usize {
        self.opd.iter().filter(|o| self.keadaan(&o.kode).tahap >= tahap).count()
    }
}

/// The act a step needs.
#[must_use]
pub fn akt(langkah: Langkah) -> Akt {
    match langkah {
        Langkah::PresensiDikunci => &akt::PRESENSI_KUNCI,
        Langkah::PresensiDibuka => &akt::PRESENSI_BUKA,
        Langkah::Ditandatangani | Langkah::Ditarik => &akt::PROSES_TANDATANGAN,
        Langkah::Diverifikasi | Langkah::Dikembalikan => &akt::PROSES_TERUSKAN,
        Langkah::Kebijakan => &akt::KEBIJAKAN_TETAPKAN,
        Langkah::Disetujui => &akt::PROSES_SETUJUI,
        Langkah::Diekspor => &akt::PROSES_SERAHKAN,
        Langkah::Dibayar | Langkah::Dibetulkan => &akt::PROSES_BAYAR,
    }
}

/// Takes a step.
///
/// # Errors
/// [`Refusal::NotFound`] for a month without a finished version, `KIN-605` when the figures are no longer those that were
/// shown, `KIN-606` for an OPD that is not there yet, and what each step asks for: see [`siap`].
pub fn lakukan(region: &Region, aktor: &Aktor, perintah: &Perintah) -> Result<Terlaksana, Refusal> {
    if !perintah.langkah.berversi() {
        return presensi::lakukan(region, aktor, perintah);
    }
    periksa_isian(perintah)?;
    // whoever may do it nowhere learns nothing of the month
    balai_platform::lingkup_untuk(aktor, akt(perintah.langkah), region.hari_ini())?;
    let bahan = Arc::new(siapkan(region, perintah)?);
    let (perintah, siapa, hari) = (perintah.clone(), aktor.clone(), region.hari_ini());
    let pada = region.sekarang();
    region.act(aktor, move |tx| {
        tx.lock(&store::nama_kunci(perintah.periode))?;
        let bulan = Bulan::baca(tx, perintah.periode, &Lingkup::Semua)?.ok_or(Refusal::NotFound)?;
        sama_dengan_tampak(&perintah, &bulan)?;
        let (opd, putusan) = pilih(tx, &perintah, &bulan, &siapa, hari)?;
        let ditahan = match perintah.langkah {
            Langkah::Disetujui => tahan::pada_hari(tx, &bulan, hari)?,
            _ => Tertahan::new(),
        };
        let mut baris = Vec::with_capacity(opd.len());
        for (urut, (o, p)) in
            (store::urut_terakhir(tx, perintah.periode)? + 1..).zip(opd.iter().zip(&putusan))
        {
            baris.push(BarisLangkah {
                urut,
                versi: bulan.proses.versi,
                langkah: perintah.langkah,
                opd: o.kode.clone(),
                jalur_unit: o.jalur_unit.clone(),
                hasil_sidik: bulan.sidik().to_owned(),
                opd_sidik: sidik_baris(&bulan, o, &bahan, &ditahan),
                jumlah_sen: match bahan.rencana.get(&o.kode) {
                    Some(r) => r.dibayar_sen + bulan.bawaan_sen(&o.kode),
                    None => bulan.bayar_sen(o) - tahan::jumlah(&ditahan, &o.kode),
                },
                akun: siapa.akun.to_string(),
                oleh: siapa.nama.clone(),
                kapasitas: p.kapasitas(),
                alasan: perintah.alasan.trim().to_owned(),
                surat: perintah.surat.trim().to_owned(),
                tanggal: perintah.tanggal.map(|t| t.to_string()).unwrap_or_default(),
                pada,
            });
        }
        store::tambah(tx, perintah.periode, &baris)?;
        kebijakan::simpan(tx, &perintah, &bulan, &baris, (&bahan.rencana, &ditahan))?;
        if perintah.langkah == Langkah::Disetujui {
            for b in &baris {
                tahan::catat(tx, perintah.periode, b.urut, &b.opd, &ditahan)?;
                selisih::lunaskan(tx, perintah.periode, b.urut, &b.opd, (&bulan.bawaan, &ditahan))?;
            }
        }
        if perintah.langkah == Langkah::Disetujui && store::versi_berlaku(tx, perintah.periode)?.is_none() {
            store::tetapkan_berlaku(tx, perintah.periode, &bulan.proses.id, bulan.proses.versi)?;
        }
        selesai(&perintah, &bulan, &baris, putusan)
    })
}

/// What is read and hashed before the act, as it never changes once a version is finished.
struct Bahan {
    /// Hash of each OPD's lines.
    opd_sidik: BTreeMap<String, String>,
    /// What a policy pays, for the step that decides on one.
    rencana: BTreeMap<String, kebijakan::Rencana>,
}

/// The hash a step is bound to: of what a policy pays where there is one, else of the OPD's lines; an approval's also of whom
/// it does not pay.
fn sidik_baris(bulan: &Bulan, o: &OpdTersimpan, bahan: &Bahan, ditahan: &Tertahan) -> String {
    let dasar = sidik_dasar(bulan, o, bahan);
    let tahan = tahan::kanonik(ditahan, &o.kode);
    if tahan.is_empty() { dasar } else { sidik(format!("{dasar}\n{tahan}").as_bytes()) }
}

fn sidik_dasar(bulan: &Bulan, o: &OpdTersimpan, bahan: &Bahan) -> String {
    let rencana = bahan.rencana.get(&o.kode).map(|r| &r.sidik);
    let kebijakan = bulan.kebijakan(&o.kode).map(|k| &k.sidik);
    let dasar = rencana.or(kebijakan).or_else(|| bahan.opd_sidik.get(&o.kode)).cloned().unwrap_or_default();
    let dibawa = selisih::kanonik_opd(&bulan.bawaan, &o.kode);
    // with a policy the lines' hash, which covers what is brought along, stands behind the policy's: name it here as well
    if dibawa.is_empty() || bahan.opd_sidik.get(&o.kode) == Some(&dasar) {
        return dasar;
    }
    sidik(format!("{dasar}\n{dibawa}").as_bytes())
}

fn siapkan(region: &Region, perintah: &Perintah) -> Result<Bahan, Refusal> {
    let (bulan, baris) = region.read(|tx| -> Result<_, Refusal> {
        let bulan = Bulan::baca(tx, perintah.periode, &Lingkup::Semua)?.ok_or(Refusal::NotFound)?;
        let lingkup = match perintah.opd.as_slice() {
            [satu] if !menyeluruh(perintah.langkah) => {
                lingkup_jalur(bulan.opd.iter().find(|o| o.kode == *satu).ok_or(Refusal::NotFound)?)?
            }
            _ => Lingkup::Semua,
        };
        let baris = proses_store::semua_baris(tx, &bulan.proses.id, &lingkup)?;
        Ok((bulan, baris))
    })?;
    if menyeluruh(perintah.langkah) {
        periksa_sidik(&bulan, &baris)?;
    }
    let rencana = kebijakan::rencanakan(&bulan, &baris, perintah)?;
    Ok(Bahan { opd_sidik: sidik_opd(&bulan, &baris), rencana })
}

/// Steps before which the whole version is held against its hash once more.
fn menyeluruh(langkah: Langkah) -> bool {
    matches!(langkah, Langkah::Disetujui | Langkah::Diekspor)
}

/// The stored lines must still make the hash everybody signed.
fn periksa_sidik(bulan: &Bulan, baris: &[BarisTersimpan]) -> Result<(), Refusal> {
    let p = &bulan.proses;
    let paket = (p.paket_id.as_str(), p.paket_versi.as_str(), p.paket_sidik.as_str());
    let masukan = p.masukan_sidik.as_deref().unwrap_or_default();
    let teks = kanonik(p.periode, paket, &p.kalender_sidik, masukan, &p.kolom(), baris);
    if sidik(teks.as_bytes()) == bulan.sidik() {
        return Ok(());
    }
    Err(Galat::baru("KIN-610").dengan("versi", p.versi).dengan("periode", p.periode).into())
}

/// The hash of each OPD's lines: the canonical form of the month with that OPD alone.
#[must_use]
pub fn sidik_opd(bulan: &Bulan, baris: &[BarisTersimpan]) -> BTreeMap<String, String> {
    let p = &bulan.proses;
    let paket = (p.paket_id.as_str(), p.paket_versi.as_str(), p.paket_sidik.as_str());
    let kolom = p.kolom();
    let mut milik: BTreeMap<&str, Vec<BarisTersimpan>> = BTreeMap::new();
    for b in baris {
        milik.entry(b.opd.as_str()).or_default().push(b.clone());
    }
    let satu = |o: &OpdTersimpan| {
        let baris = milik.get(o.kode.as_str())?;
        let mut teks = kanonik(p.periode, paket, &p.kalender_sidik, &o.masukan_sidik, &kolom, baris);
        teks.push_str(&selisih::kanonik_opd(&bulan.bawaan, &o.kode));
        Some((o.kode.clone(), sidik(teks.as_bytes())))
    };
    bulan.opd.iter().filter_map(satu).collect()
}

/// Who heads an OPD today.
///
/// # Errors
/// `KIN-608` saying why nobody can be named; the store's failures.
pub fn kepala(
    tx: &mut Tx<'_>,
    o: &OpdTersimpan,
    hari: Tanggal,
) -> Result<balai_organisasi::KepalaOpd, Refusal> {
    let tiada = |sebab: &str| Galat::baru("KIN-608").dengan("opd", &o.nama).dengan("siapa", sebab);
    let semua = balai_organisasi::unit_pada(tx, &lingkup_jalur(o)?, hari)?;
    let Some(unit) = semua.into_iter().find(|u| u.kode == o.kode) else {
        return Err(tiada("unitnya tidak ada lagi").into());
    };
    let Ok(kepala) = balai_organisasi::kepala_opd(tx, &unit, hari)? else {
        return Err(tiada("jabatan kepalanya kosong atau lebih dari satu").into());
    };
    Ok(kepala)
}

/// The head of an OPD in words, or why there is none.
///
/// # Errors
/// The store's failures.
pub fn nama_kepala(region: &Region, o: &OpdTersimpan) -> Result<String, Refusal> {
    let hari = region.hari_ini();
    match region.read(|tx| kepala(tx, o, hari)) {
        Ok(k) => Ok(format!("{}, {}", k.nama, k.selaku)),
        Err(Refusal::Rule(g)) => {
            let sebab = g.isian.iter().find(|(n, _)| *n == "siapa").map(|(_, v)| v.clone());
            Ok(sebab.unwrap_or_default())
        }
        Err(lain) => Err(lain),
    }
}

fn lingkup_jalur(o: &OpdTersimpan) -> Result<Lingkup, Refusal> {
    Ok(Lingkup::Unit(o.jalur_unit.parse().map_err(|_| Refusal::NotFound)?))
}

fn periksa_isian(p: &Perintah) -> Result<(), Galat> {
    let salah = |bidang: &str| Galat::baru("KIN-612").dengan("bidang", bidang).dengan("maks", ALASAN_MAKS);
    for (bidang, isi) in [("alasan", &p.alasan), ("surat", &p.surat)] {
        balai_kernel::teks::periksa(isi).map_err(|g| Galat::from(g).dengan("bidang", bidang))?;
    }
    let wajar = |t: &str| t.chars().count() <= ALASAN_MAKS;
    if !wajar(&p.alasan) || (siap::perlu_alasan(p.langkah) && p.alasan.trim().is_empty()) {
        return Err(salah("alasan"));
    }
    if !wajar(&p.surat) || (siap::perlu_surat(p.langkah) && p.surat.trim().is_empty()) {
        return Err(salah("surat"));
    }
    if siap::perlu_surat(p.langkah) && p.tanggal.is_none() {
        return Err(salah("tanggal"));
    }
    Ok(())
}

fn sama_dengan_tampak(p: &Perintah, bulan: &Bulan) -> Result<(), Galat> {
    if p.versi == bulan.proses.versi && p.sidik == bulan.sidik() {
        return Ok(());
    }
    let awal = |s: &str| s.chars().take(16).collect::<String>();
    Err(Galat::baru("KIN-605")
        .dengan("periode", p.periode)
        .dengan("versi", p.versi)
        .dengan("sidik", awal(&p.sidik))
        .dengan("versi_kini", bulan.proses.versi)
        .dengan("sidik_kini", awal(bulan.sidik())))
}

/// The OPDs the step is taken for, each with the decision. Named ones must all be ready; unnamed ones that are not are
/// left where they are.
fn pilih<'a>(
    tx: &mut Tx<'_>,
    p: &Perintah,
    bulan: &'a Bulan,
    siapa: &Aktor,
    hari: Tanggal,
) -> Result<(Vec<&'a OpdTersimpan>, Vec<Putusan>), Refusal> {
    let mut hasil: (Vec<&OpdTersimpan>, Vec<Putusan>) = (Vec::new(), Vec::new());
    let mut pertama: Option<Refusal> = None;
    let disebut = !p.opd.is_empty();
    if let Some(asing) = p.opd.iter().find(|k| bulan.opd.iter().all(|o| o.kode != **k)) {
        return Err(Galat::baru("KIN-615").dengan("opd", asing).dengan("versi", bulan.proses.versi).into());
    }
    for o in bulan.opd.iter().filter(|o| !disebut || p.opd.contains(&o.kode)) {
        let boleh = siap::siap(bulan, o, p.langkah)
            .map_err(Refusal::from)
            .and_then(|()| putuskan(tx, p.langkah, bulan, o, (siapa, hari)));
        match boleh {
            Ok(putusan) => {
                hasil.0.push(o);
                hasil.1.push(putusan);
            }
            Err(tolak) if disebut => return Err(tolak),
            // of those that were left out the one that was nearest to it tells most
            Err(tolak) => {
                let lebih = matches!(tolak, Refusal::Denied(_)) || pertama.is_none();
                if lebih {
                    pertama = Some(tolak);
                }
            }
        }
    }
    if hasil.0.is_empty() {
        let kosong = || Galat::baru("KIN-614").dengan("langkah", p.langkah.nama(Bahasa::Id)).into();
        return Err(pertama.unwrap_or_else(kosong));
    }
    Ok(hasil)
}

fn putuskan(
    tx: &mut Tx<'_>,
    langkah: Langkah,
    bulan: &Bulan,
    o: &OpdTersimpan,
    (siapa, hari): (&Aktor, Tanggal),
) -> Result<Putusan, Refusal> {
    let jalur: Jalur = o.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
    let sasaran = Sasaran::unit(jalur, hari);
    if langkah == Langkah::Disetujui {
        let kini = bulan.keadaan(&o.kode);
        // whoever verified, or chose the policy, has proposed: a second person approves
        for pengusul in [kini.verifikasi, kini.kebijakan].into_iter().flatten() {
            let akun = pengusul.akun.parse().map_err(|_| Refusal::NotFound)?;
            decide(siapa, akt(langkah), &sasaran.clone().diusulkan(akun))?;
        }
    }
    let putusan = decide(siapa, akt(langkah), &sasaran)?;
    if matches!(langkah, Langkah::Ditandatangani | Langkah::Ditarik) {
        siap::penandatangan(tx, siapa, &putusan, o, hari)?;
    }
    Ok(putusan)
}

/// The event, and word to whoever acts next.
fn selesai(
    p: &Perintah,
    bulan: &Bulan,
    baris: &[BarisLangkah],
    putusan: Vec<Putusan>,
) -> Result<Done<Terlaksana>, Refusal> {
    let putusan = putusan.into_iter().next().ok_or(Refusal::Conflict)?;
    let opd: Vec<serde_json::Value> = baris
        .iter()
        .map(|b| serde_json::json!({ "opd": b.opd, "sidik": b.opd_sidik, "jumlah_sen": b.jumlah_sen }))
        .collect();
    let isi = serde_json::json!({
        "langkah": p.langkah.kode(), "versi": bulan.proses.versi, "hasil_sidik": bulan.sidik(), "opd": opd,
        "surat": p.surat.trim(), "tanggal": p.tanggal.map(|t| t.to_string()),
        "kebijakan": p.kebijakan.map(|k| serde_json::json!({ "cara": k.cara.kode(), "lantai": k.lantai, "kelas": k.kelas })),
    });
    let sasaran = format!("kinerja.proses/{}/{}", p.periode, bulan.proses.versi);
    let mut event = Event::baru(putusan, sasaran).isi(isi);
    if !p.alasan.trim().is_empty() {
        event = event.alasan(p.alasan.trim());
    }
    let jumlah_sen = baris.iter().map(|b| b.jumlah_sen).sum();
    let opd = baris.iter().map(|b| b.opd.clone()).collect();
    let mut jadi =
        Done::new(Terlaksana { langkah: p.langkah, versi: bulan.proses.versi, opd, jumlah_sen }, event);
    let mut sesudah = bulan.clone();
    sesudah.baris.extend(baris.iter().cloned());
    if let Some(siaran) = kabar(p.langkah, &sesudah) {
        jadi = jadi.kerjakan(siaran.pekerjaan());
    }
    Ok(jadi)
}

/// What those who act next are told; each once for a version, however many OPDs follow.
fn kabar(langkah: Langkah, bulan: &Bulan) -> Option<Siaran> {
    let (periode, versi) = (bulan.proses.periode, bulan.proses.versi);
    let (id, en) = (periode.nama(Bahasa::Id), periode.nama(Bahasa::En));
    let semua = |tahap| bulan.sampai(tahap) == bulan.opd.len();
    let (kunci, peran, teks_id, teks_en) = match langkah {
        Langkah::Ditandatangani if semua(Tahap::Ditandatangani) => (
            "semua-tanda-tangan",
            Peran::Bkpsdm,
            format!("Semua perangkat daerah sudah menandatangani tunjangan {id}; menunggu verifikasi."),
            format!("Every OPD has signed the allowance of {en}; it waits to be verified."),
        ),
        Langkah::Ditandatangani => (
            "tanda-tangan",
            Peran::Bkpsdm,
            format!("Perangkat daerah mulai menandatangani tunjangan {id}; yang sudah bisa diverifikasi."),
            format!("OPDs have begun to sign the allowance of {en}; those can be verified."),
        ),
        Langkah::Diverifikasi => (
            "verifikasi",
            Peran::Bkpsdm,
            format!("Tunjangan {id} sudah diverifikasi; menunggu persetujuan orang kedua."),
            format!("The allowance of {en} is verified; it waits for a second person's approval."),
        ),
        Langkah::Dikembalikan => (
            "kembali",
            Peran::OperatorOpd,
            format!(
                "Ada daftar tunjangan {id} yang dikembalikan BKPSDM. Lihat apakah milik perangkat daerah Anda."
            ),
            format!("BKPSDM sent an allowance list of {en} back. See whether it is your OPD's."),
        ),
        Langkah::Disetujui => (
            "setuju",
            Peran::Bkpsdm,
            format!("Tunjangan {id} disetujui; daftar bayarnya siap diserahkan."),
            format!("The allowance of {en} is approved; its payment list can be handed over."),
        ),
        Langkah::Dibayar if semua(Tahap::Dibayar) => (
            "bayar",
            Peran::Pegawai,
            format!("Tunjangan {id} sudah dibayarkan."),
            format!("The allowance of {en} is paid."),
        ),
        _ => return None,
    };
    let jalur = if peran == Peran::Pegawai { "tunjangan" } else { "proses" };
    Some(Siaran {
        peran: vec![peran],
        kunci: format!("kinerja.langkah/{periode}/{versi}/{kunci}"),
        sifat: Sifat::Biasa,
        teks_id,
        teks_en,
        jalur: format!("/{jalur}/{periode}"),
    })
}
