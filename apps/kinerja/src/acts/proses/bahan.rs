//! Reads a month of the whole region in a handful of statements and sorts it to OPD and people.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use balai_kernel::{Bahasa, Galat, Kalender, KalenderGalat, Lingkup, Periode};
use balai_organisasi::PegawaiPada;
use balai_platform::{Refusal, sidik};
use balai_store::Tx;

use crate::model::disiplin::Golongan;
use crate::model::entri::KeadaanEntri;
use crate::model::impor::ketidakhadiran::BATAL;
use crate::model::pembekuan::{
    AktivitasBeku, HariKalender, Kehadiran, OpdBeku, OrangBeku, Penilaian, SanksiBeku, StatusAktivitas,
};
use crate::parameter::verifikasi::MENUNGGU_DIHITUNG;
use crate::parameter::{BALAI, SUMBER_AKTIVITAS};
use crate::store::proses::{self as store, BarisAktivitas};
use crate::store::{disiplin, entri, masukan};

/// Everything a month is frozen from.
#[derive(Debug, Clone, Default)]
pub struct Bahan {
    /// By code.
    pub opd: Vec<OpdBeku>,
    /// Texts of activities in alphabetical order.
    pub uraian: Vec<String>,
}

/// The dates of the month as the calendar has them.
///
/// # Errors
/// The kernel's refusal when the year's holidays are not known.
pub fn hari_kalender(periode: Periode, kalender: &Kalender) -> Result<Vec<HariKalender>, KalenderGalat> {
    let satu = |tanggal| {
        Ok(HariKalender {
            tanggal,
            hari_kerja: kalender.hari_kerja(tanggal)?,
            libur: kalender.libur(tanggal).is_some(),
            ramadan: kalender.ramadan(tanggal),
        })
    };
    periode.hari().map(satu).collect()
}

/// What the run pins of the calendar: the facts of every date of the month and why it is a holiday.
#[must_use]
pub fn sidik_kalender(periode: Periode, hari: &[HariKalender], kalender: &Kalender) -> String {
    let mut teks = format!("balai-kalender 1 {periode}\n");
    for h in hari {
        let nama = kalender.libur(h.tanggal).map_or("-", |l| l.nama(Bahasa::Id));
        let fakta = [h.hari_kerja, h.libur, h.ramadan].map(|b| if b { '1' } else { '0' });
        // writing to a String cannot fail
        let _ = writeln!(teks, "{} {} {nama}", h.tanggal, String::from_iter(fakta));
    }
    sidik(teks.as_bytes())
}

/// Reads the month. People count as they stood on its last day; whoever held no post on any of its days does not.
///
/// # Errors
/// `KIN-401` when the month has nobody, `KIN-407` when a person's OPD is unknown; the store's failures.
pub fn baca(tx: &mut Tx<'_>, periode: Periode) -> Result<Bahan, Refusal> {
    let mut semua = balai_organisasi::pegawai_pada(tx, &Lingkup::Semua, periode.akhir())?;
    let tanpa = balai_organisasi::tanpa_jabatan(tx, periode.awal(), periode.akhir())?;
    semua.retain(|p| !tanpa.contains(&p.nomor));
    if semua.is_empty() {
        return Err(Galat::baru("KIN-401").dengan("periode", periode).into());
    }
    let nama_unit: HashMap<String, (String, String)> = balai_organisasi::semua_unit(tx, &Lingkup::Semua)?
        .into_iter()
        .map(|u| (u.kode, (u.nama, u.jalur.to_string())))
        .collect();
    let letak: HashMap<i64, usize> = semua.iter().enumerate().map(|(i, p)| (p.nomor, i)).collect();
    let panjang = usize::try_from(periode.banyak_hari()).unwrap_or(31);
    let kehadiran = kehadiran(tx, periode, &letak, semua.len(), panjang)?;
    let (uraian, aktivitas) = aktivitas(tx, periode, &letak, semua.len())?;
    let mut penilaian = masukan::predikat_bulan(tx, store::angka_periode(periode))?;
    let mut absen = ketidakhadiran(tx, periode, panjang)?;
    let mut sanksi = sanksi(tx, periode)?;
    let mut opd: BTreeMap<String, OpdBeku> = BTreeMap::new();
    for ((pegawai, kehadiran), aktivitas) in semua.into_iter().zip(kehadiran).zip(aktivitas) {
        let isi = match opd.entry(pegawai.opd.clone()) {
            std::collections::btree_map::Entry::Occupied(ada) => ada.into_mut(),
            std::collections::btree_map::Entry::Vacant(baru) => {
                let (nama, jalur_unit) = nama_unit.get(&pegawai.opd).cloned().ok_or_else(|| {
                    Galat::baru("KIN-407").dengan("siapa", &pegawai.nama).dengan("opd", &pegawai.opd)
                })?;
                baru.insert(OpdBeku { kode: pegawai.opd.clone(), nama, jalur_unit, orang: Vec::new() })
            }
        };
        let unit_nama = nama_unit.get(&pegawai.unit).map(|(n, _)| n.clone()).unwrap_or_default();
        let nomor = pegawai.nomor;
        let mut satu = orang(pegawai, unit_nama, kehadiran, aktivitas);
        satu.penilaian = penilaian.remove(&nomor).map(|(_, p)| p).unwrap_or_default();
        satu.ketidakhadiran = absen.remove(&nomor).unwrap_or_default();
        satu.sanksi = sanksi.remove(&nomor).unwrap_or_default();
        isi.orang.push(satu);
    }
    Ok(Bahan { opd: opd.into_values().collect(), uraian })
}

fn orang(
    p: PegawaiPada,
    unit_nama: String,
    kehadiran: Vec<Kehadiran>,
    aktivitas: Vec<AktivitasBeku>,
) -> OrangBeku {
    OrangBeku {
        nip: p.nip,
        nomor: p.nomor,
        nama: p.nama,
        golongan: p.golongan,
        jabatan: p.jabatan,
        kelas: p.kelas,
        status: p.status,
        ptkp: p.ptkp,
        unit_nama,
        jalur_unit: p.jalur_unit.to_string(),
        tmt: p.tmt,
        kehadiran,
        aktivitas,
        penilaian: Penilaian::default(),
        ketidakhadiran: Vec::new(),
        sanksi: Vec::new(),
    }
}

/// Sanctions that take a share of the month, by person.
fn sanksi(tx: &mut Tx<'_>, periode: Periode) -> Result<HashMap<i64, Vec<SanksiBeku>>, Refusal> {
    let mut semua: HashMap<i64, Vec<SanksiBeku>> = HashMap::new();
    for k in disiplin::berlaku(tx, Golongan::Sanksi, periode.awal(), periode.awal())? {
        if k.kena(periode) {
            semua.entry(k.pegawai).or_default().push(SanksiBeku { jenis: k.jenis, persen: k.persen });
        }
    }
    Ok(semua)
}

fn kehadiran(
    tx: &mut Tx<'_>,
    periode: Periode,
    letak: &HashMap<i64, usize>,
    banyak: usize,
    panjang: usize,
) -> Result<Vec<Vec<Kehadiran>>, Refusal> {
    let mut hasil = vec![vec![Kehadiran::default(); panjang]; banyak];
    store::presensi_bulan(tx, periode, |pegawai, hari, detik, arah| {
        let hari = usize::try_from(hari - 1).unwrap_or(usize::MAX);
        let milik = letak.get(&pegawai).and_then(|i| hasil.get_mut(*i));
        if let Some(k) = milik.and_then(|h| h.get_mut(hari)) {
            k.catat(detik, arah);
        }
    })?;
    Ok(hasil)
}

/// The kind of absence of each day of the month, for those who have one.
fn ketidakhadiran(
    tx: &mut Tx<'_>,
    periode: Periode,
    panjang: usize,
) -> Result<HashMap<i64, Vec<Option<String>>>, Refusal> {
    let mut semua: HashMap<i64, Vec<Option<String>>> = HashMap::new();
    let ada = masukan::ketidakhadiran(tx, periode.akhir())?;
    for t in ada.iter().filter(|t| t.jenis != BATAL && t.sampai >= periode.awal()) {
        let hari = semua.entry(i64::from(t.pegawai)).or_insert_with(|| vec![None; panjang]);
        for (tempat, tanggal) in hari.iter_mut().zip(periode.hari()) {
            if (t.dari..=t.sampai).contains(&tanggal) {
                *tempat = Some(t.jenis.clone());
            }
        }
    }
    Ok(semua)
}

/// Texts in alphabetical order, and every person's activities, newest revision only, in canonical order.
fn aktivitas(
    tx: &mut Tx<'_>,
    periode: Periode,
    letak: &HashMap<i64, usize>,
    banyak: usize,
) -> Result<(Vec<String>, Vec<Vec<AktivitasBeku>>), Refusal> {
    let mut kegiatan = store::semua_kegiatan(tx)?;
    kegiatan.sort_by(|a, b| a.1.cmp(&b.1));
    let urut: HashMap<i64, u32> = kegiatan.iter().zip(0_u32..).map(|((nomor, _), i)| (*nomor, i)).collect();
    if SUMBER_AKTIVITAS.pada(tx, periode.awal())? == BALAI {
        let dicatat = dicatat(tx, periode, letak, banyak, &urut)?;
        return Ok((kegiatan.into_iter().map(|(_, teks)| teks).collect(), dicatat));
    }
    let mut mentah: Vec<Vec<BarisAktivitas>> = vec![Vec::new(); banyak];
    store::aktivitas_bulan(tx, periode, |a| {
        if let Some(milik) = letak.get(&a.pegawai).and_then(|i| mentah.get_mut(*i)) {
            milik.push(a);
        }
    })?;
    let hasil = mentah.into_iter().map(|m| terbaru(m, &urut)).collect();
    Ok((kegiatan.into_iter().map(|(_, teks)| teks).collect(), hasil))
}

/// What people entered here, in canonical order.
fn dicatat(
    tx: &mut Tx<'_>,
    periode: Periode,
    letak: &HashMap<i64, usize>,
    banyak: usize,
    urut: &HashMap<i64, u32>,
) -> Result<Vec<Vec<AktivitasBeku>>, Refusal> {
    let mut semua: Vec<Vec<AktivitasBeku>> = vec![Vec::new(); banyak];
    let menunggu = MENUNGGU_DIHITUNG.pada(tx, periode.awal())?;
    entri::bulan(tx, periode, |pegawai, hari, kegiatan, menit, (keadaan, tanda)| {
        let keadaan = match keadaan {
            // where the region says so, what nobody has decided on counts as if somebody had; what only a device's clock
            // saves does not
            KeadaanEntri::Diajukan if menunggu && tanda == 0 => KeadaanEntri::Disetujui,
            lain => lain,
        };
        let beku = || {
            Some(AktivitasBeku {
                hari: u8::try_from(hari).ok()?,
                uraian: urut.get(&kegiatan).copied().unwrap_or(u32::MAX),
                menit: u16::try_from(menit).ok()?,
                status: StatusAktivitas::dari_kode(keadaan.beku()?)?,
            })
        };
        let milik = letak.get(&pegawai).and_then(|i| semua.get_mut(*i));
        if let (Some(milik), Some(beku)) = (milik, beku()) {
            milik.push(beku);
        }
    })?;
    for milik in &mut semua {
        milik.sort_unstable();
    }
    Ok(semua)
}

fn terbaru(mut baris: Vec<BarisAktivitas>, urut: &HashMap<i64, u32>) -> Vec<AktivitasBeku> {
    // the highest revision of each key comes first and is kept
    baris.sort_unstable_by_key(|a| (a.hari, a.kegiatan, a.urut, std::cmp::Reverse(a.revisi)));
    baris.dedup_by_key(|a| (a.hari, a.kegiatan, a.urut));
    let mut hasil: Vec<AktivitasBeku> = baris
        .into_iter()
        .filter_map(|a| {
            Some(AktivitasBeku {
                hari: u8::try_from(a.hari).ok()?,
                uraian: urut.get(&a.kegiatan).copied().unwrap_or(u32::MAX),
                menit: u16::try_from(a.menit).ok()?,
                status: StatusAktivitas::dari_kode(a.status)?,
            })
        })
        .collect();
    hasil.sort_unstable();
    hasil
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_revision_counts_and_the_file_s_order_does_not() {
        let satu = |hari, kegiatan, urut, revisi, menit| BarisAktivitas {
            pegawai: 1,
            hari,
            kegiatan,
            urut,
            revisi,
            menit,
            status: 2,
        };
        let urut = HashMap::from([(10, 1), (11, 0)]);
        let a = [satu(2, 10, 1, 1, 60), satu(1, 10, 1, 1, 30), satu(2, 10, 1, 2, 45), satu(2, 11, 1, 1, 90)];
        let maju = terbaru(a.to_vec(), &urut);
        let mundur = terbaru(a.iter().rev().copied().collect(), &urut);
        assert_eq!(maju, mundur);
        assert_eq!(maju.iter().map(|a| a.menit).collect::<Vec<_>>(), [30, 90, 45]);
    }
}
