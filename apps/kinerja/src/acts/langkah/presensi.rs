//! Locking an OPD's attendance of a month, opening it again, and what the lock forbids.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use balai_kernel::{Aktor, Galat, Jalur, Lingkup, Periode};
use balai_organisasi::{JenisUnit, Unit};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide, lingkup_untuk};
use balai_store::Tx;

use super::{Perintah, Terlaksana, akt, periksa_isian};
use crate::akt::PROSES_BACA;
use crate::model::langkah::{BarisLangkah, Langkah, kunci};
use crate::store::impor;
use crate::store::langkah as store;

/// An OPD and its lock, if it has one.
#[derive(Debug, Clone)]
pub struct KunciOpd {
    /// The OPD.
    pub unit: Unit,
    /// The lock that holds.
    pub kunci: Option<BarisLangkah>,
}

/// The OPDs of a month within the reader's jurisdiction, by code, each with its lock.
///
/// # Errors
/// [`Refusal::Denied`] without a role.
pub fn baca(region: &Region, aktor: &Aktor, periode: Periode) -> Result<Vec<KunciOpd>, Refusal> {
    let lingkup = lingkup_untuk(aktor, &PROSES_BACA, region.hari_ini())?;
    region.read(|tx| {
        let baris = store::bulan(tx, periode)?;
        let opd = semua_opd(tx, periode)?.into_iter();
        let opd = opd.filter(|u| lingkup.iter().any(|l| l.memuat(u.jalur.as_str(), "", "")));
        Ok(opd.map(|unit| KunciOpd { kunci: kunci(&baris, &unit.kode).cloned(), unit }).collect())
    })
}

/// The OPDs there are at the end of the month.
fn semua_opd(tx: &mut Tx<'_>, periode: Periode) -> Result<Vec<Unit>, Refusal> {
    let mut semua = balai_organisasi::unit_pada(tx, &Lingkup::Semua, periode.akhir())?;
    semua.retain(|u| u.jenis == JenisUnit::Opd);
    semua.sort_by(|a, b| a.kode.cmp(&b.kode));
    Ok(semua)
}

pub(super) fn lakukan(region: &Region, aktor: &Aktor, p: &Perintah) -> Result<Terlaksana, Refusal> {
    periksa_isian(p)?;
    let hari = region.hari_ini();
    lingkup_untuk(aktor, akt(p.langkah), hari)?;
    if p.periode.awal() > hari {
        return Err(Galat::baru("KIN-419").dengan("periode", p.periode).dengan("hari_ini", hari).into());
    }
    let (p, siapa, pada) = (p.clone(), aktor.clone(), region.sekarang());
    region.act(aktor, move |tx| {
        // an import is wholly before the lock or refused by it
        impor::kunci(tx)?;
        tx.lock(&store::nama_kunci(p.periode))?;
        let lama = store::bulan(tx, p.periode)?;
        let semua = semua_opd(tx, p.periode)?;
        if let Some(asing) = p.opd.iter().find(|k| semua.iter().all(|u| u.kode != **k)) {
            return Err(Galat::baru("KIN-615").dengan("opd", asing).dengan("versi", 0).into());
        }
        let (mut baris, mut putusan) = (Vec::new(), None);
        let mut urut = store::urut_terakhir(tx, p.periode)?;
        for u in semua.iter().filter(|u| p.opd.is_empty() || p.opd.contains(&u.kode)) {
            let boleh = decide(&siapa, akt(p.langkah), &Sasaran::unit(u.jalur.clone(), hari));
            let sudah = kunci(&lama, &u.kode).is_some() == (p.langkah == Langkah::PresensiDikunci);
            match (boleh, sudah) {
                (Ok(k), false) => {
                    urut += 1;
                    baris.push(satu(&p, (urut, pada), u, &siapa, k.kapasitas()));
                    putusan.get_or_insert(k);
                }
                (Ok(_), true) if !p.opd.is_empty() => {
                    let kode = if p.langkah == Langkah::PresensiDikunci { "KIN-602" } else { "KIN-603" };
                    return Err(Galat::baru(kode).dengan("opd", &u.nama).dengan("periode", p.periode).into());
                }
                (Err(tolak), _) if !p.opd.is_empty() => return Err(tolak.into()),
                (Ok(_), true) | (Err(_), _) => {}
            }
        }
        let langkah = p.langkah.nama(balai_kernel::Bahasa::Id);
        let putusan = putusan.ok_or_else(|| Galat::baru("KIN-614").dengan("langkah", langkah))?;
        store::tambah(tx, p.periode, &baris)?;
        let opd: Vec<String> = baris.iter().map(|b| b.opd.clone()).collect();
        let isi = serde_json::json!({ "langkah": p.langkah.kode(), "opd": opd });
        let mut event = Event::baru(putusan, format!("kinerja.proses/{}/presensi", p.periode)).isi(isi);
        if !p.alasan.trim().is_empty() {
            event = event.alasan(p.alasan.trim());
        }
        Ok(Done::new(Terlaksana { langkah: p.langkah, versi: 0, opd, jumlah_sen: 0 }, event))
    })
}

fn satu(
    p: &Perintah,
    (urut, pada): (i64, balai_kernel::Waktu),
    u: &Unit,
    siapa: &Aktor,
    kapasitas: String,
) -> BarisLangkah {
    BarisLangkah {
        urut,
        versi: 0,
        langkah: p.langkah,
        opd: u.kode.clone(),
        jalur_unit: u.jalur.to_string(),
        hasil_sidik: String::new(),
        opd_sidik: String::new(),
        jumlah_sen: 0,
        akun: siapa.akun.to_string(),
        oleh: siapa.nama.clone(),
        kapasitas,
        alasan: p.alasan.trim().to_owned(),
        surat: String::new(),
        tanggal: String::new(),
        pada,
    }
}

/// Months and people whose attendance somebody is about to change.
pub type Sentuhan = BTreeMap<Periode, BTreeSet<i64>>;

/// Adds the month `tahun * 100 + bulan` of a person.
pub fn sentuh(semua: &mut Sentuhan, periode: i64, pegawai: i64) {
    let teks = format!("{:04}-{:02}", periode / 100, periode % 100);
    if let Ok(periode) = teks.parse() {
        semua.entry(periode).or_default().insert(pegawai);
    }
}

/// Refuses a change to attendance that is locked. Every act that writes punches, absences or corrections calls it in
/// its own transaction, after [`impor::kunci`].
///
/// # Errors
/// `KIN-601` naming the OPD, who locked it and since when; the store's failures.
pub fn boleh_diubah(tx: &mut Tx<'_>, sentuhan: &Sentuhan) -> Result<(), Refusal> {
    for (periode, pegawai) in sentuhan {
        let terkunci = store::opd_terkunci(tx, *periode)?;
        if terkunci.is_empty() {
            continue;
        }
        let orang = balai_organisasi::pegawai_pada(tx, &Lingkup::Semua, periode.akhir())?;
        let opd: HashMap<i64, &str> = orang.iter().map(|o| (o.nomor, o.opd.as_str())).collect();
        let kena = pegawai.iter().filter_map(|p| opd.get(p)).find(|o| terkunci.iter().any(|t| t == *o));
        let Some(kena) = kena else { continue };
        let baris = store::bulan(tx, *periode)?;
        let semua = balai_organisasi::semua_unit(tx, &Lingkup::Semua)?;
        let nama = semua.iter().find(|u| u.kode == **kena).map_or(*kena, |u| u.nama.as_str());
        let k = kunci(&baris, kena);
        return Err(Galat::baru("KIN-601")
            .dengan("opd", nama)
            .dengan("periode", periode)
            .dengan("oleh", k.map_or("-", |k| k.oleh.as_str()))
            .into());
    }
    Ok(())
}

/// The jurisdiction of an OPD's attendance, for pages that offer the lock.
#[must_use]
pub fn sasaran(jalur: &Jalur, region: &Region) -> Sasaran {
    Sasaran::unit(jalur.clone(), region.hari_ini())
}
