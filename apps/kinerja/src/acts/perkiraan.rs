//! What one's running month would come to, and what can still be done about it.

use std::collections::HashMap;

use balai_kernel::{Aktor, Galat, Periode, Tanggal};
use balai_platform::{Refusal, Region, Sasaran, decide};
use balai_store::Tx;

use super::entri::{self, IsiHari};
use super::proses::{bahan, hitung};
use crate::akt::SLIP_BACA;
use crate::model::disiplin::Golongan;
use crate::model::entri::KeadaanEntri;
use crate::model::impor::ketidakhadiran::BATAL;
use crate::model::pembekuan::{
    AktivitasBeku, Bulan, HariKalender, Kehadiran, OpdBeku, OrangBeku, SanksiBeku, StatusAktivitas, bekukan,
};
use crate::model::perkiraan::{Andai, aktivitas, kalender};
use crate::model::proses::{Keluaran, OpdTersimpan, ProsesTersimpan};
use crate::parameter::verifikasi::MENUNGGU_DIHITUNG;
use crate::parameter::{BALAI, SUMBER_AKTIVITAS};
use crate::store::proses as store;
use crate::store::{disiplin, entri as entri_store, perkiraan as orang_store};

/// A month under one supposition.
#[derive(Debug, Clone)]
pub struct Bayangan {
    /// What is supposed.
    pub andai: Andai,
    /// What would be received, in sen.
    pub sen: i64,
    /// The package's figures, in its order.
    pub angka: Vec<i128>,
}

/// What can still be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sisa {
    /// Entries that wait for the superior, and their minutes.
    pub menunggu: (i64, i64),
    /// Entries that came back and can be mended.
    pub kembali: i64,
    /// Working days without an entry whose window is open.
    pub kosong: Vec<Tanggal>,
    /// Working days of the month to come, today included while nothing is entered.
    pub hari: i64,
    /// Days of attendance on record.
    pub hadir: i64,
    /// Last day with a punch on record.
    pub presensi_sampai: Option<Tanggal>,
}

/// A forecast.
#[derive(Debug, Clone)]
pub struct Perkiraan {
    /// The running month.
    pub periode: Periode,
    /// The run whose package is used.
    pub menurut: ProsesTersimpan,
    /// Indonesian and English name of the package.
    pub paket: (String, String),
    /// What the figures are.
    pub kolom: Vec<Keluaran>,
    /// The three suppositions; those that make the same are left out.
    pub bayangan: Vec<Bayangan>,
    /// What can still be done.
    pub sisa: Sisa,
}

/// Forecasts the actor's running month by the package of the newest run. Nothing is stored: it is a picture, not a promise.
///
/// # Errors
/// `KIN-640` when nothing was ever run or the package does not hold for this month; the freeze's refusals;
/// [`Refusal::NotFound`] for an account of nobody on the staff list; [`Refusal::Denied`] without a role.
pub fn perkirakan(region: &Region, aktor: &Aktor) -> Result<Perkiraan, Refusal> {
    let hari_ini = region.hari_ini();
    let nip = aktor.nip.clone().ok_or(Refusal::NotFound)?;
    let periode = Periode::dari(hari_ini).ok_or(Refusal::NotFound)?;
    let belum = || Refusal::Rule(Galat::baru("KIN-640").dengan("periode", periode));
    let galat = |g: balai_kernel::KalenderGalat| Refusal::Rule(g.into());
    let kal = balai_kernel::Kalender::nasional(hari_ini.year()).map_err(galat)?;
    let hari = bahan::hari_kalender(periode, &kal).map_err(galat)?;
    let (menurut, orang, opd) = region.read(|tx| -> Result<_, Refusal> {
        let p = balai_organisasi::satu_pegawai(tx, &balai_kernel::Lingkup::Semua, &nip, hari_ini)?
            .ok_or(Refusal::NotFound)?;
        decide(aktor, &SLIP_BACA, &Sasaran::orang(p.nip.clone(), p.jalur_unit.clone(), hari_ini))?;
        let semua = store::semua_terbaru(tx)?;
        let menurut = semua.into_iter().find(|r| r.dihitung_pada.is_some()).ok_or_else(belum)?;
        let opd = p.opd.clone();
        Ok((menurut, satu_orang(tx, periode, p)?, opd))
    })?;
    let isi = entri::hari(region, aktor, hari_ini)?;
    let sisa = sisa(&isi, &orang, &hari, hari_ini);
    let paket = balai_platform::paket::muat_versi(region, &menurut.paket_sidik)?;
    let rencana = paket.rencana(periode, None).map_err(|_| belum())?;
    let kal = kalender(&hari, &orang.kehadiran);
    let bulan = Bulan { kalender: &kal, uraian: &[] };
    let nanti: Vec<u8> = hari
        .iter()
        .filter(|h| h.hari_kerja && akan_datang(&isi, h.tanggal, hari_ini))
        .filter(|h| !absen(&orang, h.tanggal))
        .filter_map(|h| u8::try_from(h.tanggal.day()).ok())
        .collect();
    let mut bayangan: Vec<Bayangan> = Vec::new();
    let mut kolom = Vec::new();
    for andai in Andai::SEMUA {
        let mut satu = orang.clone();
        satu.aktivitas = aktivitas(&orang.aktivitas, andai, &nanti);
        let beku = OpdBeku {
            kode: opd.clone(),
            nama: opd.clone(),
            jalur_unit: satu.jalur_unit.clone(),
            orang: vec![satu],
        };
        let pertama =
            |g: Vec<Galat>| Refusal::Rule(g.into_iter().next().unwrap_or_else(|| Galat::baru("KIN-414")));
        let masukan = bekukan(&rencana, bulan, &beku).map_err(pertama)?;
        let siapa: HashMap<&str, &OrangBeku> = beku.orang.iter().map(|o| (o.nip.as_str(), o)).collect();
        let hasil = hitung::hitung_opd(&rencana, &masukan, &kosong(&beku), &siapa).map_err(pertama)?;
        let Some(b) = hasil.baris.first() else { continue };
        if bayangan.last().is_none_or(|l| l.angka != b.angka()) {
            bayangan.push(Bayangan { andai, sen: b.utama_sen, angka: b.angka() });
        }
        kolom = hasil.kolom;
    }
    let nama = |b| paket.nama(b).to_owned();
    let paket = (nama(balai_kernel::Bahasa::Id), nama(balai_kernel::Bahasa::En));
    Ok(Perkiraan { periode, menurut, paket, kolom, bayangan, sisa })
}

/// An OPD of one, for the computation: it has no ceiling to share with anybody.
fn kosong(beku: &OpdBeku) -> OpdTersimpan {
    OpdTersimpan {
        kode: beku.kode.clone(),
        nama: beku.nama.clone(),
        jalur_unit: beku.jalur_unit.clone(),
        masukan_sidik: String::new(),
        orang: 1,
        jumlah_sen: None,
        terhadap_sen: None,
        plafon_sen: None,
    }
}

/// Whether a day is still to bring something: it is to come, or it is today and nothing is entered.
fn akan_datang(isi: &IsiHari, hari: Tanggal, hari_ini: Tanggal) -> bool {
    hari > hari_ini || (hari == hari_ini && !terisi(isi, hari))
}

fn terisi(isi: &IsiHari, hari: Tanggal) -> bool {
    isi.bulan.iter().any(|j| j.hari == i64::from(hari.day()) && j.keadaan != KeadaanEntri::Ditarik)
}

fn absen(o: &OrangBeku, hari: Tanggal) -> bool {
    let i = usize::try_from(hari.day() - 1).unwrap_or(0);
    o.ketidakhadiran.get(i).is_some_and(Option::is_some)
}

fn sisa(isi: &IsiHari, o: &OrangBeku, hari: &[HariKalender], hari_ini: Tanggal) -> Sisa {
    let ada = |k: &Kehadiran| k.masuk.is_some() || k.pulang.is_some();
    let terakhir = o.kehadiran.iter().rposition(ada).and_then(|i| hari.get(i)).map(|h| h.tanggal);
    let kerja = |d: &Tanggal| hari.iter().any(|h| h.tanggal == *d && h.hari_kerja) && !absen(o, *d);
    let menunggu = isi.bulan.iter().filter(|j| j.keadaan == KeadaanEntri::Diajukan);
    let terbuka = isi.terbuka.iter().chain(isi.tutup.is_some().then_some(&isi.hari));
    let mut tanpa: Vec<Tanggal> =
        terbuka.copied().filter(|d| isi.di_sini && *d <= hari_ini && kerja(d) && !terisi(isi, *d)).collect();
    tanpa.sort_unstable();
    tanpa.dedup();
    let banyak = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    Sisa {
        menunggu: menunggu.fold((0, 0), |(n, m), j| (n + j.banyak, m + j.menit)),
        kembali: banyak(isi.kembali.len()),
        kosong: tanpa,
        hari: banyak(
            hari.iter()
                .filter(|h| h.hari_kerja && akan_datang(isi, h.tanggal, hari_ini) && !absen(o, h.tanggal))
                .count(),
        ),
        hadir: banyak(o.kehadiran.iter().filter(|k| ada(k)).count()),
        presensi_sampai: terakhir,
    }
}

/// One person's month as a run would read it today.
fn satu_orang(
    tx: &mut Tx<'_>,
    periode: Periode,
    p: balai_organisasi::PegawaiPada,
) -> Result<OrangBeku, Refusal> {
    let nomor = p.nomor;
    let panjang = usize::try_from(periode.banyak_hari()).unwrap_or(31);
    let mut kehadiran = vec![Kehadiran::default(); panjang];
    for (hari, detik, arah) in orang_store::presensi(tx, periode, nomor)? {
        let tempat = usize::try_from(hari - 1).ok().and_then(|i| kehadiran.get_mut(i));
        if let Some(k) = tempat {
            k.catat(detik, arah);
        }
    }
    let mut ketidakhadiran = vec![None; panjang];
    for (dari, sampai, jenis) in orang_store::absen(tx, periode, nomor)? {
        for (tempat, tanggal) in ketidakhadiran.iter_mut().zip(periode.hari()) {
            if jenis != BATAL && (dari..=sampai).contains(&tanggal) {
                *tempat = Some(jenis.clone());
            }
        }
    }
    let sanksi = disiplin::orang(tx, nomor)?
        .into_iter()
        .filter(|k| k.golongan == Golongan::Sanksi && k.kena(periode))
        .map(|k| SanksiBeku { jenis: k.jenis, persen: k.persen })
        .collect();
    Ok(OrangBeku {
        nip: p.nip,
        nomor,
        nama: p.nama,
        golongan: p.golongan,
        jabatan: p.jabatan,
        kelas: p.kelas,
        status: p.status,
        ptkp: p.ptkp,
        unit_nama: p.unit,
        jalur_unit: p.jalur_unit.to_string(),
        tmt: p.tmt,
        kehadiran,
        aktivitas: aktivitas_orang(tx, periode, nomor)?,
        penilaian: orang_store::penilaian(tx, periode, nomor)?,
        ketidakhadiran,
        sanksi,
    })
}

/// A person's activities without their texts, from where the month takes them.
fn aktivitas_orang(tx: &mut Tx<'_>, periode: Periode, nomor: i64) -> Result<Vec<AktivitasBeku>, Refusal> {
    let beku = |hari: i64, menit: i64, status: i64| {
        Some(AktivitasBeku {
            hari: u8::try_from(hari).ok()?,
            uraian: u32::MAX,
            menit: u16::try_from(menit).ok()?,
            status: StatusAktivitas::dari_kode(status)?,
        })
    };
    let mut semua: Vec<AktivitasBeku> = if SUMBER_AKTIVITAS.pada(tx, periode.awal())? == BALAI {
        let menunggu = MENUNGGU_DIHITUNG.pada(tx, periode.awal())?;
        let satu = |(hari, _, menit, k): (i64, String, i64, KeadaanEntri)| {
            let k = if menunggu && k == KeadaanEntri::Diajukan { KeadaanEntri::Disetujui } else { k };
            beku(hari, menit, k.beku()?)
        };
        entri_store::orang_bulan(tx, nomor, periode)?.into_iter().filter_map(satu).collect()
    } else {
        let baris = store::aktivitas_orang(tx, periode, nomor)?.into_iter();
        baris.filter_map(|(hari, _, menit, status)| beku(hari, menit, status)).collect()
    };
    semua.sort_unstable();
    Ok(semua)
}
