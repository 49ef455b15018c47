//! The months before the running one: September is paid, with somebody on hold who is released since; October waits for its
//! signatures, with a reprimand in it and somebody on hold.
//!
//! The city is built on a clock that is led through those weeks, so that its journal tells them in their order.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};

use balai_kernel::{
    Aktor, Clock, Galat, Kapasitas, Kewenangan, Lingkup, Nip, Peran, Periode, Tanggal, Waktu, ZonaWaktu,
};
use balai_kinerja::acts::disiplin::{Akhir, Usulan, akhiri, putuskan, usulkan};
use balai_kinerja::acts::langkah::{Bulan, Perintah, kepala, lakukan};
use balai_kinerja::model::disiplin::Golongan;
use balai_kinerja::model::kebijakan::{Cara, Kebijakan};
use balai_kinerja::model::langkah::{Langkah, Tahap};
use balai_organisasi::hubungan::orang_pada;
use balai_platform::{Refusal, Region, SystemClock};

use super::Bilah;
use super::orang::Orang;

/// The clock the demo is built on.
#[derive(Debug, Default)]
pub(super) struct Jam {
    /// Milliseconds; 0 for the machine's own.
    di: AtomicI64,
    /// How often it was read since it was led: no two events share an instant.
    detak: AtomicI64,
}

impl Clock for Jam {
    fn now(&self) -> Waktu {
        let kini = SystemClock.now();
        let di = self.di.load(Ordering::Relaxed);
        if di == 0 {
            return kini;
        }
        let lewat = self.detak.fetch_add(1, Ordering::Relaxed);
        Waktu::dari_milidetik(di + lewat).map_or(kini, |w| w.min(kini))
    }
}

/// The one clock of a build.
pub(super) static JAM: LazyLock<Arc<Jam>> = LazyLock::new(Arc::default);

/// Leads the clock to a morning; without a day it is the machine's again.
pub(super) fn jam(hari: Option<Tanggal>) {
    let pagi = hari.and_then(|h| Waktu::dari_setempat(h.at(9, 0, 0, 0), ZonaWaktu::Wib));
    JAM.detak.store(0, Ordering::Relaxed);
    JAM.di.store(pagi.map_or(0, Waktu::milidetik), Ordering::Relaxed);
}

/// A day of the month that follows.
pub(super) fn hari_sesudah(periode: Periode, hari: i8) -> Option<Tanggal> {
    let awal = periode.akhir().tomorrow().ok()?;
    Tanggal::new(awal.year(), awal.month(), hari).ok()
}

/// Who acts on months besides the heads of OPDs.
pub(super) struct Petugas {
    /// Proposes, verifies, hands over, pays.
    pub satu: Aktor,
    /// Approves.
    pub dua: Aktor,
}

fn perintah(
    region: &Region,
    periode: Periode,
    langkah: Langkah,
    opd: Vec<String>,
) -> Result<Perintah, Refusal> {
    let b = region.read(|tx| Bulan::baca(tx, periode, &Lingkup::Semua))?.ok_or(Refusal::NotFound)?;
    let tunda = langkah == Langkah::Kebijakan;
    let surat = match langkah {
        Langkah::Kebijakan => "900/55-CONTOH",
        Langkah::Dibayar => "0912/SP2D-CONTOH",
        _ => "",
    };
    Ok(Perintah {
        periode,
        langkah,
        opd,
        versi: b.proses.versi,
        sidik: b.sidik().to_owned(),
        alasan: String::new(),
        surat: surat.to_owned(),
        tanggal: Some(region.hari_ini()),
        kebijakan: tunda.then(|| Kebijakan::polos(Cara::Tunda)),
    })
}

fn langkahi(
    region: &Region,
    siapa: &Aktor,
    periode: Periode,
    langkah: Langkah,
    opd: Vec<String>,
) -> Result<(), Refusal> {
    match lakukan(region, siapa, &perintah(region, periode, langkah, opd)?) {
        // a city too small to have anything ready goes without
        Ok(_) | Err(Refusal::Rule(_)) => Ok(()),
        Err(lain) => Err(lain),
    }
}

/// The heads of OPDs sign a month.
pub(super) fn tandatangani(region: &Region, periode: Periode, bilah: &Bilah) -> Result<(), Refusal> {
    let b = region.read(|tx| Bulan::baca(tx, periode, &Lingkup::Semua))?.ok_or(Refusal::NotFound)?;
    let (hari, banyak) = (region.hari_ini(), b.opd.len());
    for (i, o) in b.opd.iter().enumerate() {
        let Ok(k) = region.read(|tx| kepala(tx, o, hari)) else { continue };
        let siapa = region.read(|tx| orang_pada(tx, [k.orang], hari)).map_err(Refusal::from)?;
        let (Some(p), Ok(jalur)) = (siapa.get(&k.orang), o.jalur_unit.parse()) else { continue };
        let aktor = Aktor {
            akun: region.id_baru(),
            nip: Some(p.nip.clone()),
            nama: k.nama.clone(),
            peran: vec![beri(Peran::Atasan, Lingkup::Unit(jalur))],
            hanya_akt: None,
        };
        langkahi(region, &aktor, periode, Langkah::Ditandatangani, vec![o.kode.clone()])?;
        bilah.maju("Tanda tangan kepala, OPD", "Signatures of heads, offices", i + 1, banyak);
    }
    Ok(())
}

fn beri(peran: Peran, lingkup: Lingkup) -> Kewenangan {
    Kewenangan {
        peran,
        lingkup,
        kapasitas: Kapasitas::Definitif,
        sejak: Tanggal::constant(2026, 1, 1),
        sampai: None,
        dasar: "SK contoh".to_owned(),
        pendelegasi: None,
    }
}

/// Takes a signed month to its payment, day by day.
pub(super) fn bayar(region: &Region, periode: Periode, p: &Petugas) -> Result<(), Refusal> {
    jam(hari_sesudah(periode, 6));
    langkahi(region, &p.satu, periode, Langkah::Diverifikasi, Vec::new())?;
    let b = region.read(|tx| Bulan::baca(tx, periode, &Lingkup::Semua))?.ok_or(Refusal::NotFound)?;
    let lewat = b
        .opd
        .iter()
        .filter(|o| o.lewat_sen().is_some() && b.keadaan(&o.kode).tahap == Tahap::Diverifikasi)
        .map(|o| o.kode.clone());
    for opd in lewat.collect::<Vec<_>>() {
        langkahi(region, &p.satu, periode, Langkah::Kebijakan, vec![opd])?;
    }
    jam(hari_sesudah(periode, 7));
    langkahi(region, &p.dua, periode, Langkah::Disetujui, Vec::new())?;
    jam(hari_sesudah(periode, 8));
    langkahi(region, &p.satu, periode, Langkah::Diekspor, Vec::new())?;
    jam(hari_sesudah(periode, 9));
    langkahi(region, &p.satu, periode, Langkah::Dibayar, Vec::new())
}

/// A hold or a sanction of the demo, proposed by one and approved by another.
fn tetapkan(region: &Region, p: &Petugas, u: &Usulan) -> Result<Option<i64>, Refusal> {
    match usulkan(region, &p.satu, u) {
        Ok(k) => {
            putuskan(region, &p.dua, k.nomor, true, "")?;
            Ok(Some(k.nomor))
        }
        Err(Refusal::Rule(_)) => Ok(None),
        Err(lain) => Err(lain),
    }
}

fn usulan(golongan: Golongan, o: &Orang, jenis: &str, mulai: Periode, hari: Tanggal) -> Option<Usulan> {
    let alasan = match golongan {
        Golongan::Sanksi => "CONTOH: empat hari kerja tanpa keterangan",
        Golongan::Tahan => "CONTOH: laporan harta kekayaan belum diterima",
    };
    Some(Usulan {
        golongan,
        nip: o.nip.parse::<Nip>().ok()?,
        jenis: jenis.to_owned(),
        persen: 50,
        mulai,
        bulan: 1,
        hingga: None,
        surat: format!("800/{}-CONTOH", if golongan == Golongan::Sanksi { 31 } else { 47 }),
        tanggal: hari,
        alasan: alasan.to_owned(),
    })
}

/// Two of an office wait for September's pay; one of them has reported since.
pub(super) fn tahan(
    region: &Region,
    periode: Periode,
    staf: &[&Orang],
    p: &Petugas,
) -> Result<Vec<i64>, Refusal> {
    let hari = region.hari_ini();
    let mut nomor = Vec::new();
    for o in staf.iter().take(2) {
        let Some(u) = usulan(Golongan::Tahan, o, "lhkpn", periode, hari) else { continue };
        nomor.extend(tetapkan(region, p, &u)?);
    }
    Ok(nomor)
}

/// One of those on hold has reported: what was kept back comes with the next month.
pub(super) fn lepas(region: &Region, nomor: Option<&i64>, p: &Petugas) -> Result<(), Refusal> {
    let Some(nomor) = nomor else { return Ok(()) };
    let a = Akhir {
        sejak: None,
        surat: "LHKPN/2026/77-CONTOH".to_owned(),
        alasan: "CONTOH: laporan sudah diterima".to_owned(),
    };
    akhiri(region, &p.satu, *nomor, &a).map(drop)
}

/// A reprimand cuts October's allowance of one person, and another one waits to be approved.
pub(super) fn hukum(region: &Region, periode: Periode, staf: &[&Orang], p: &Petugas) -> Result<(), Refusal> {
    let hari = region.hari_ini();
    let satu = |i: usize, jenis| staf.get(i).and_then(|o| usulan(Golongan::Sanksi, o, jenis, periode, hari));
    if let Some(u) = satu(2, "teguran_tertulis") {
        tetapkan(region, p, &u)?;
    }
    if let Some(u) = satu(3, "pernyataan_tidak_puas") {
        match usulkan(region, &p.satu, &u) {
            Ok(_) | Err(Refusal::Rule(_)) => {}
            Err(lain) => return Err(lain),
        }
    }
    Ok(())
}

/// An account as an actor.
pub(super) fn petugas(region: &Region, nama: &str, orang: &str, nip: Option<&Nip>) -> Result<Aktor, Refusal> {
    let mut peran = vec![beri(Peran::Bkpsdm, Lingkup::Semua)];
    peran.extend(nip.map(|n| beri(Peran::Pegawai, Lingkup::Diri(n.clone()))));
    Ok(Aktor {
        akun: balai_akses::cari_akun(region, nama)?,
        nip: nip.cloned(),
        nama: orang.to_owned(),
        peran,
        hanya_akt: None,
    })
}

/// The month before.
pub(super) fn sebelum(periode: Periode) -> Result<Periode, Refusal> {
    let akhir = periode.awal().yesterday().ok().and_then(Periode::dari);
    akhir.ok_or_else(|| Refusal::Rule(Galat::baru("KIN-401").dengan("periode", periode)))
}
