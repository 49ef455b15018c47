//! The running month of one office, where people enter their days here: what is old is verified, what is new waits, and
//! one superior has decided on nothing for weeks.

use balai_kernel::{Aktor, Jalur, Kalender, Nip, Periode, Tanggal, Waktu};
use balai_kinerja::acts::verifikasi::{Bagian, Perintah, Pilihan, antrean, putuskan};
use balai_kinerja::model::entri::{Entri, KeadaanEntri};
use balai_kinerja::model::verifikasi::Keputusan;
use balai_kinerja::parameter::{BALAI, SUMBER_AKTIVITAS};
use balai_kinerja::store::entri;
use balai_platform::{Refusal, Region};

use super::bulan::bulan;
use super::kota::Unit;
use super::orang::Orang;

/// Working days that wait at a superior who keeps up.
const BIASA: usize = 2;

/// The office whose people enter their days.
pub(super) struct Kantor<'a> {
    /// The same seed makes the same days.
    pub benih: u64,
    /// Every unit with its path.
    pub unit: (&'a [Unit], &'a [Jalur]),
    /// Everybody of the city.
    pub orang: &'a [Orang],
    /// Place of the office among the units.
    pub opd: usize,
    /// The superior who is late.
    pub macet: &'a Nip,
}

/// Working days of the running month before today, in order.
fn hari(region: &Region) -> Vec<Tanggal> {
    let (hari_ini, kalender) = (region.hari_ini(), Kalender::nasional_semua());
    let kerja = |d: &Tanggal| kalender.hari_kerja(*d).unwrap_or(false);
    let semua = Periode::dari(hari_ini).map(|p| p.hari().filter(|d| *d < hari_ini).filter(kerja).collect());
    semua.unwrap_or_default()
}

/// Writes the days of everybody in the office, as imports write a closed month.
pub(super) fn isi(region: &Region, k: &Kantor<'_>) -> Result<(), Refusal> {
    let kerja = hari(region);
    let di_sini = region.read(|tx| SUMBER_AKTIVITAS.pada(tx, region.hari_ini().first_of_month()))? == BALAI;
    if !di_sini || kerja.is_empty() {
        return Ok(());
    }
    let nomor = region.read(balai_organisasi::nomor_pegawai)?;
    let baru = kerja.get(kerja.len().saturating_sub(BIASA)).copied();
    for (i, o) in k.orang.iter().enumerate().filter(|(_, o)| o.opd == k.opd) {
        let (Some(unit), Some(jalur)) = (k.unit.0.get(o.unit), k.unit.1.get(o.unit)) else { continue };
        let Some(pegawai) = o.nip.parse().ok().and_then(|n: Nip| nomor.get(&n).copied()) else { continue };
        let atasan = o.atasan.and_then(|a| k.orang.get(a)).map(|a| a.nip.as_str());
        let macet = atasan == Some(k.macet.as_str());
        // another branch than that of the closed month
        let benih = u64::try_from(i).unwrap_or(0) + 70_000_000;
        let isi = bulan(k.benih, benih, unit.corak, &kerja);
        let baris: Vec<Entri> = isi
            .aktivitas
            .iter()
            .enumerate()
            .filter_map(|(n, a)| {
                let menunggu = macet || baru.is_some_and(|d| a.tanggal >= d);
                Some(Entri {
                    id: region.id_baru().to_string(),
                    pegawai,
                    hari: a.tanggal,
                    mulai: None,
                    menit: a.menit,
                    kegiatan: 0,
                    uraian: a.uraian.to_owned(),
                    katalog: None,
                    jumlah: 1,
                    skp: None,
                    bukti: None,
                    keadaan: if menunggu { KeadaanEntri::Diajukan } else { KeadaanEntri::Disetujui },
                    versi: 1,
                    kunci: format!("contoh-{i}-{n}"),
                    gawai: None,
                    diterima: Waktu::dari_setempat(a.tanggal.at(16, 10, 0, 0), region.zona())?,
                    tanda: 0,
                    jalur_unit: jalur.to_string(),
                })
            })
            .chain(malam(region, pegawai, jalur, kerja.get(1).copied().filter(|_| macet)))
            .collect();
        region.upkeep(move |tx| -> Result<(), Refusal> {
            for e in &baris {
                let kegiatan = entri::nomor_kegiatan(tx, &e.uraian)?;
                entri::sisip(tx, &Entri { kegiatan, ..e.clone() })?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A night at the pumps: true, and worth a second look.
fn malam(region: &Region, pegawai: i64, jalur: &Jalur, hari: Option<Tanggal>) -> Option<Entri> {
    let hari = hari?;
    Some(Entri {
        id: region.id_baru().to_string(),
        pegawai,
        hari,
        mulai: Some(135),
        menit: 180,
        kegiatan: 0,
        uraian: "Siaga banjir di kantor kelurahan".to_owned(),
        katalog: None,
        jumlah: 1,
        skp: None,
        bukti: None,
        keadaan: KeadaanEntri::Diajukan,
        versi: 1,
        kunci: "contoh-malam".to_owned(),
        gawai: None,
        diterima: Waktu::dari_setempat(hari.at(16, 20, 0, 0), region.zona())?,
        tanda: 0,
        jalur_unit: jalur.to_string(),
    })
}

/// The late superior did one thing: the newest of one person's days came back.
pub(super) fn kembalikan(region: &Region, atasan: &Aktor, nip: &Nip) -> Result<(), Refusal> {
    let nomor = region.read(balai_organisasi::nomor_pegawai)?;
    let Some(pegawai) = nomor.get(nip) else { return Ok(()) };
    let ada = antrean(region, atasan, Bagian::Menunggu, (1, Some(*pegawai)))?;
    let Some(e) = ada.orang.first().and_then(|o| o.entri.iter().rev().find(|e| e.entri.mulai.is_none()))
    else {
        return Ok(());
    };
    let perintah = Perintah {
        pilihan: vec![Pilihan { id: e.entri.id.clone(), versi: e.entri.versi }],
        keputusan: Keputusan::Kembalikan,
        alasan: "CONTOH: sebutkan nomor suratnya.".to_owned(),
        tanpa_petunjuk: false,
    };
    putuskan(region, atasan, &perintah).map(drop)
}
