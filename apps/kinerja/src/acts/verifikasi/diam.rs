//! What comes by the clock: silence that counts as acceptance, and telling people what waits for them.

use std::collections::BTreeSet;

use balai_kernel::{Kalender, Nip, Tanggal};
use balai_organisasi::hubungan::orang_pada;
use balai_platform::pekerjaan::{GagalKerja, Kerja, Selesai};
use balai_platform::pemberitahuan::{Kabar, Sifat};
use balai_platform::{Done, Event, Jadwal, Pekerjaan, Pelaksana, Putusan, Refusal, Sasaran, decide, sistem};
use balai_store::{StoreError, Tx};
use serde_json::{Value, json};

use super::lingkar::{Lingkar, Siapa};
use super::{batas, batas_eskalasi, kerja};
use crate::akt::ENTRI_ANGGAP;
use crate::model::jendela::awal_hari;
use crate::model::verifikasi::{Keputusan, Relasi, terpilih};
use crate::parameter::verifikasi::{CONTOH_PERSEN, DIAM, DIAM_HARI, DIANGGAP};
use crate::store::entri;
use crate::store::verifikasi::{self as store, Verifikasi};

/// Name of the job that deems accepted what nobody decided on.
pub const ANGGAP: &str = "kinerja.verifikasi.anggap";
/// Name of the job that tells people what waits for them.
pub const KABAR: &str = "kinerja.verifikasi.kabar";
/// Entries, or people, of one job; a further job takes the next ones.
const SEKALI: i64 = 500;
/// People told by one job of the platform.
const SEKABAR: usize = 200;

/// The jobs, both once a day: deeming in the night, telling before work begins.
pub(crate) fn jobs() -> Vec<Pelaksana> {
    vec![
        Pelaksana::baru(ANGGAP, anggap).terjadwal(Jadwal::Harian { jam: 1, menit: 30 }),
        Pelaksana::baru(KABAR, kabar).terjadwal(Jadwal::Harian { jam: 6, menit: 45 }),
    ]
}

/// Deems accepted what has waited too long, where the region chose so, and draws what is looked at afterwards.
fn anggap(pekerjaan: &Kerja<'_>) -> Result<Selesai, GagalKerja> {
    let region = pekerjaan.daerah();
    let hari_ini = region.hari_ini();
    let (sampai, persen, banyak) = region.read(|tx| -> Result<_, Refusal> {
        if DIAM.pada(tx, hari_ini)? != DIANGGAP {
            return Ok((None, 0, 0));
        }
        let sampai = batas(hari_ini, region.zona(), DIAM_HARI.pada(tx, hari_ini)?);
        let banyak = match sampai {
            Some(sampai) => store::diam(tx, sampai, SEKALI)?.len(),
            None => 0,
        };
        Ok((sampai, CONTOH_PERSEN.pada(tx, hari_ini)?, banyak))
    })?;
    let Some(sampai) = sampai.filter(|_| banyak > 0) else { return Ok(Selesai::kosong()) };
    let aktor = sistem()?;
    let putusan = decide(&aktor, &ENTRI_ANGGAP, &Sasaran::daerah(hari_ini)).map_err(Refusal::from)?;
    let (id, pada) = (region.id_baru().to_string(), region.sekarang());
    let (akun, oleh) = (aktor.akun.to_string(), aktor.nama.clone());
    let selesai = Selesai::akt(aktor, {
        let id = id.clone();
        move |tx| {
            let verifikasi = Verifikasi {
                id: id.clone(),
                putusan: Keputusan::Anggap,
                pegawai: None,
                alasan: String::new(),
                orang: None,
                mewakili: None,
                relasi: Relasi::Sistem,
                selaku: String::new(),
                akun: akun.clone(),
                oleh: oleh.clone(),
                pada,
                jalur_unit: String::new(),
            };
            // read here, so that a superior who decides at this moment is not overtaken
            let diam = store::diam(tx, sampai, SEKALI)?;
            putuskan(tx, &verifikasi, &diam, persen, putusan.clone())
        }
    });
    let penuh = i64::try_from(banyak).is_ok_and(|n| n >= SEKALI);
    Ok(if penuh {
        selesai.lalu(Pekerjaan::baru(ANGGAP, json!({})).kunci(format!("{} {id}", pekerjaan.kunci())))
    } else {
        selesai
    })
}

/// Writes that these entries are deemed accepted. Chance draws by the id of the decision, which nobody knew when the
/// activities were entered and everybody can read afterwards.
fn putuskan(
    tx: &mut Tx<'_>,
    v: &Verifikasi,
    diam: &[store::Diam],
    persen: i64,
    putusan: Putusan,
) -> Result<Done<()>, Refusal> {
    if diam.is_empty() {
        return Err(Refusal::Conflict);
    }
    for e in diam {
        entri::pindah(tx, (&e.id, e.pegawai, e.versi), v.putusan.menjadi())?;
    }
    let baris: Vec<(&str, i64)> = diam.iter().map(|e| (e.id.as_str(), e.versi)).collect();
    store::sisip(tx, v, &baris)?;
    let contoh: Vec<(&str, i64)> = diam
        .iter()
        .filter(|e| terpilih(v.id.as_bytes(), &e.id, persen))
        .map(|e| (e.id.as_str(), e.pegawai))
        .collect();
    store::sisip_contoh(tx, &contoh, v.pada)?;
    let event = Event::baru(putusan, format!("kinerja.verifikasi/{}", v.id)).isi(json!({
        "putusan": v.putusan.kode(), "hubungan": v.relasi.kode(), "banyak": diam.len(), "contoh": contoh.len(),
        "persen": persen,
    }));
    Ok(Done::new((), event))
}

/// Who is to be told: that something waits, and that something came up to them.
#[derive(Debug, Default)]
struct Penerima {
    menunggu: BTreeSet<i64>,
    naik: BTreeSet<i64>,
}

/// On a working day, tells those who have had something since yesterday; and the superior's superior once it has waited too
/// long. Each is told once a day, without a number: how much it is, the page says.
fn kabar(pekerjaan: &Kerja<'_>) -> Result<Selesai, GagalKerja> {
    let region = pekerjaan.daerah();
    let (hari_ini, zona) = (region.hari_ini(), region.zona());
    let sesudah = pekerjaan.isi().get("sesudah").and_then(Value::as_i64).unwrap_or(0);
    let Some(pagi) = awal_hari(hari_ini, zona).filter(|_| kerja(&Kalender::nasional_semua(), hari_ini))
    else {
        return Ok(Selesai::kosong());
    };
    let (orang, menunggu, naik) = region.read(|tx| -> Result<_, Refusal> {
        let orang = store::orang_lewat(tx, pagi, sesudah, SEKALI)?;
        let batas = batas_eskalasi(tx, hari_ini, zona)?;
        let p = penerima(tx, &orang, batas, hari_ini)?;
        Ok((orang, nip(tx, &p.menunggu, hari_ini)?, nip(tx, &p.naik, hari_ini)?))
    })?;
    let mut selesai = Selesai::kosong();
    let menunggu = menunggu.chunks(SEKABAR).map(|nip| pesan_menunggu(hari_ini, nip));
    for pesan in menunggu.chain(naik.chunks(SEKABAR).map(|nip| pesan_naik(hari_ini, nip))) {
        selesai = selesai.lalu(pesan.pekerjaan());
    }
    let penuh = i64::try_from(orang.len()).is_ok_and(|n| n >= SEKALI);
    Ok(match orang.last().filter(|_| penuh) {
        Some(n) => {
            let lanjut = Pekerjaan::baru(KABAR, json!({ "sesudah": n }));
            selesai.lalu(lanjut.kunci(format!("{} {n}", pekerjaan.kunci())))
        }
        None => selesai,
    })
}

/// Who answers for what waits of these people.
fn penerima(
    tx: &mut Tx<'_>,
    orang: &[i64],
    batas: balai_kernel::Waktu,
    hari_ini: Tanggal,
) -> Result<Penerima, StoreError> {
    let mut hari = Vec::new();
    for n in orang {
        hari.extend(store::hari_menunggu(tx, *n, batas)?.into_iter().map(|h| (*n, h)));
    }
    let ditanya: Vec<(i64, Tanggal)> = hari.iter().map(|(n, h)| (*n, h.hari)).collect();
    let mut lingkar = Lingkar::default();
    lingkar.muat(tx, &ditanya)?;
    let kini = orang_pada(tx, orang.iter().copied(), hari_ini)?;
    let mut p = Penerima::default();
    for (n, h) in &hari {
        let Some(o) = kini.get(n) else { continue };
        let siapa = Siapa { pegawai: *n, jalur: o.jalur_unit.as_str(), hari: h.hari };
        p.menunggu.extend(lingkar.pemutus(siapa));
        if h.lewat > 0 {
            p.naik.extend(lingkar.atasan_atasan(siapa).map(|j| j.orang));
        }
    }
    // at the top of the house both are one person, who is told the graver thing
    p.menunggu.retain(|n| !p.naik.contains(n));
    Ok(p)
}

/// The NIP of these people today; whoever left is not told.
fn nip(tx: &mut Tx<'_>, orang: &BTreeSet<i64>, hari_ini: Tanggal) -> Result<Vec<Nip>, StoreError> {
    Ok(orang_pada(tx, orang.iter().copied(), hari_ini)?.into_values().map(|p| p.nip).collect())
}

fn pesan_menunggu(hari_ini: Tanggal, nip: &[Nip]) -> Kabar {
    Kabar {
        nip: nip.to_vec(),
        kunci: format!("kinerja.verifikasi.menunggu/{hari_ini}"),
        sifat: Sifat::Biasa,
        teks_id: "Ada aktivitas yang menunggu keputusan Anda.".to_owned(),
        teks_en: "There are activities waiting for your decision.".to_owned(),
        jalur: "/verifikasi".to_owned(),
    }
}

fn pesan_naik(hari_ini: Tanggal, nip: &[Nip]) -> Kabar {
    Kabar {
        nip: nip.to_vec(),
        kunci: format!("kinerja.verifikasi.naik/{hari_ini}"),
        sifat: Sifat::Biasa,
        teks_id:
            "Ada aktivitas yang belum diputus atasannya sampai lewat batas; sekarang menunggu Anda juga."
                .to_owned(),
        teks_en:
            "There are activities on which the superior has not decided in time; they now wait for you too."
                .to_owned(),
        jalur: "/verifikasi".to_owned(),
    }
}
