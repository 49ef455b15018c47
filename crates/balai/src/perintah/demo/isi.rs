//! Puts the invented city into a region: units, people, a month, its run, accounts.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;

use balai_akses::{BuatAkun, SesiAkses, buat_akun};
use balai_kernel::{
    Aktor, Bahasa, Jalur, Kalender, Kapasitas, Kewenangan, KodeWilayah, Lingkup, Nip, Peran, Periode, Tanggal,
};
use balai_kinerja::acts::impor::{Berkas, Permintaan};
use balai_kinerja::acts::langkah;
use balai_kinerja::acts::proses::{Gagal as GagalProses, Perintah, Tahap, jalankan};
use balai_kinerja::model::impor::JenisBerkas;
use balai_kinerja::model::impor::aktivitas::Butir;
use balai_kinerja::model::impor::predikat::PredikatBaru;
use balai_kinerja::model::impor::presensi::Ketukan;
use balai_kinerja::model::langkah::Langkah;
use balai_kinerja::store::{impor as kinerja, masukan};
use balai_organisasi::model::rukun::KodeRukun;
use balai_organisasi::{Asal, DataPegawai, JenisUnit, PegawaiBaru, StatusPegawai, Unit, UnitBaru};
use balai_platform::pemberitahuan::{self, Luar, Pesan, Sifat, Titipan};
use balai_platform::{Balai, Refusal, Region, SumberPaket, operator, pekerjaan, sidik};

use super::super::parameter;
use super::antrean;
use super::bulan::{Bulan, Status, bulan, penilaian};
use super::keputusan;
use super::kota::{self, Denah, Unit as UnitKota};
use super::lampau;
use super::orang::{self, Orang};
use super::rekening;
use super::{Bilah, SANDI};
use crate::galat::Gagal;

/// People whose month is stored in one transaction.
const POTONG: usize = 1_000;
/// The closed month.
const PERIODE: &str = "2026-10";
/// Of the chance of the month before it.
const LALU: u64 = 90_000_000;

/// A region of the demo: its plan, the application it uses and who signs there.
#[derive(Debug)]
pub(super) struct Contoh {
    /// Offices and territory.
    pub denah: &'static Denah,
    /// The package of its allowance.
    pub paket: &'static str,
    /// Whether staff log activities; without, ratings come from the national e-Kinerja.
    pub aktivitas: bool,
    /// The head of the region, as decrees name the office.
    pub kepala: &'static str,
    /// The same seed makes the same region everywhere.
    pub benih: u64,
}

/// Builds a region whole; returns its accounts as they are printed.
pub(super) fn isi(
    host: &Balai,
    contoh: &Contoh,
    pegawai: usize,
    bilah: &Bilah,
    bahasa: Bahasa,
) -> Result<String, Gagal> {
    let operator = operator()?;
    let kode: KodeWilayah = contoh.denah.kode.parse().map_err(|_| Refusal::NotFound)?;
    let sumber = SumberPaket::bawaan();
    let mut profil = sumber.profil(&kode)?;
    profil.identitas.contoh = true;
    let periode: Periode = PERIODE.parse().map_err(|_| Refusal::NotFound)?;
    let lalu = lampau::sebelum(periode)?;
    lampau::jam(lampau::hari_sesudah(lalu, 1));
    let region = host.add_region(&profil, &operator)?;
    parameter::dari_paket(&region, &sumber)?;
    let units = kota::units(contoh.denah);
    let orang = orang::orang(&units, pegawai, contoh.benih);
    let jalur = jalur(&units)?;
    simpan_organisasi(&region, &units, &jalur, &orang, bilah)?;
    simpan_rukun(&region, bilah)?;
    rekening::impor(&region, &operator, &orang)?;
    if contoh.aktivitas {
        impor_katalog(&region, &operator)?;
    }
    let akun = akun(&region, &operator, (contoh, &units), &jalur, &orang, &hari_kerja(periode)?)?;
    bilah.maju("Akun contoh", "Demo accounts", akun.len(), akun.len());
    let petugas = petugas(&region, &akun)?;
    let staf = staf(&units, &orang, &akun);
    // the month before is paid: one of its people was on hold and has been released since, one still is
    simpan_bulan(&region, (contoh, LALU), lalu, &units, &orang, bilah)?;
    lampau::jam(lampau::hari_sesudah(lalu, 2));
    kunci_presensi(&region, &operator, lalu)?;
    jalankan_proses(&region, &operator, (&sumber, contoh.paket), lalu, bilah)?;
    lampau::jam(lampau::hari_sesudah(lalu, 5));
    lampau::tandatangani(&region, lalu, bilah)?;
    let tertahan = lampau::tahan(&region, lalu, &staf, &petugas)?;
    lampau::bayar(&region, lalu, &petugas)?;
    lampau::jam(lampau::hari_sesudah(lalu, 20));
    lampau::lepas(&region, tertahan.first(), &petugas)?;
    lampau::hukum(&region, periode, &staf, &petugas)?;
    // this one waits for signatures
    simpan_bulan(&region, (contoh, 0), periode, &units, &orang, bilah)?;
    lampau::jam(lampau::hari_sesudah(periode, 3));
    kunci_presensi(&region, &operator, periode)?;
    jalankan_proses(&region, &operator, (&sumber, contoh.paket), periode, bilah)?;
    lampau::jam(None);
    keputusan::tandatangani(&region, &operator, contoh.kepala)?;
    if contoh.aktivitas {
        isi_antrean(&region, (contoh, &units, &jalur), &orang, &akun)?;
    }
    kabari(&region, &akun, periode)?;
    // whoever looks at the journal finds it sealed and signed from the first minute
    region.rawat_jurnal()?;
    Ok(tulis_akun(&akun, bahasa))
}

/// The path of every unit.
fn jalur(units: &[UnitKota]) -> Result<Vec<Jalur>, Refusal> {
    let mut jalur: Vec<Jalur> = Vec::with_capacity(units.len());
    for u in units {
        let satu = match u.induk.and_then(|i| jalur.get(i)) {
            Some(induk) => induk.anak(&u.kode),
            None => Jalur::akar(&u.kode),
        };
        jalur.push(satu.map_err(|g| Refusal::Rule(g.into()))?);
    }
    Ok(jalur)
}

fn asal(region: &Region) -> Asal {
    Asal {
        sumber: sidik(format!("balai demo {}", region.kode()).as_bytes()),
        diketahui: region.sekarang().to_string(),
    }
}

fn simpan_organisasi(
    region: &Region,
    units: &[UnitKota],
    jalur: &[Jalur],
    orang: &[Orang],
    bilah: &Bilah,
) -> Result<(), Refusal> {
    let opd = |i: usize| units.get(i).map(|u| u.kode.clone()).unwrap_or_default();
    let unit: Vec<UnitBaru> = units
        .iter()
        .zip(jalur)
        .map(|(u, jalur)| UnitBaru {
            unit: Unit {
                kode: u.kode.clone(),
                nama: u.nama.clone(),
                nama_lipat: u.nama.to_lowercase().replace(['.', ','], ""),
                jenis: if u.induk.is_none() { JenisUnit::Opd } else { JenisUnit::Unit },
                induk: u.induk.map(opd),
                opd: Some(opd(u.opd)),
                jalur: jalur.clone(),
            },
            baris: 0,
        })
        .collect();
    let mut pegawai = Vec::with_capacity(orang.len());
    for o in orang {
        pegawai.push(PegawaiBaru { data: data_pegawai(o, units, jalur, orang)?, baris: 0 });
    }
    bilah.maju("Unit", "Units", unit.len(), unit.len());
    let (asal, dari) = (asal(region), pegawai.len());
    let (unit, pegawai) = (Arc::new(unit), Arc::new(pegawai));
    region.upkeep(move |tx| -> Result<(), Refusal> {
        balai_organisasi::simpan_unit(tx, &unit, &asal)?;
        balai_organisasi::simpan_pegawai(tx, &pegawai, &asal)?;
        Ok(())
    })?;
    bilah.maju("Pegawai", "Staff", dari, dari);
    Ok(())
}

/// A small catalogue of activities: codes and minutes are invented, as the city is.
fn impor_katalog(region: &Region, operator: &Aktor) -> Result<(), Refusal> {
    let mut sumber = Cursor::new(include_bytes!("katalog.csv"));
    let berkas = Berkas { nama: "katalog.csv".to_owned(), sumber: &mut sumber };
    let minta = Permintaan { jenis: JenisBerkas::Katalog, berkas, pin: None, lewati_salah: false };
    balai_kinerja::acts::impor::jalankan(region, operator, minta, &mut |_| {}).map(|_| ())
}

/// RW and RT of every kelurahan and desa, in numbers as Bandung has them: some ten RW a kelurahan, six RT each.
fn simpan_rukun(region: &Region, bilah: &Bilah) -> Result<(), Refusal> {
    let w = balai_organisasi::model::wilayah::wilayah();
    let kelurahan: Vec<KodeWilayah> = w
        .anak(Some(region.kode()))
        .iter()
        .flat_map(|kecamatan| w.anak(Some(&kecamatan.kode)))
        .map(|t| t.kode)
        .collect();
    let mut daftar: BTreeSet<KodeRukun> = BTreeSet::new();
    for (i, wilayah) in (0_u16..).zip(&kelurahan) {
        for rw in 1..=6 + i * 7 % 10 {
            let k = KodeRukun { wilayah: wilayah.clone(), rw, rt: None };
            daftar.extend((1..=3 + (i + rw * 5) % 7).map(|rt| KodeRukun { rt: Some(rt), ..k.clone() }));
            daftar.insert(k);
        }
    }
    let (asal, banyak) = (asal(region), daftar.len());
    region.upkeep(move |tx| -> Result<(), Refusal> {
        balai_organisasi::simpan_rukun(tx, &daftar, &asal)?;
        Ok(())
    })?;
    bilah.maju("RW dan RT", "RW and RT", banyak, banyak);
    Ok(())
}

fn data_pegawai(
    o: &Orang,
    units: &[UnitKota],
    jalur: &[Jalur],
    semua: &[Orang],
) -> Result<DataPegawai, Refusal> {
    let rusak =
        |apa: &str| Refusal::Internal(balai_platform::Kerusakan::baru(format!("demo: {apa} of {}", o.nip)));
    let nip = |teks: &str| teks.parse::<Nip>().map_err(|_| rusak("nip"));
    let atasan = o.atasan.and_then(|a| semua.get(a)).map(|a| nip(&a.nip)).transpose()?;
    Ok(DataPegawai {
        nip: nip(&o.nip)?,
        nama: o.nama.clone(),
        golongan: o.golongan.parse().map_err(|_| rusak("golongan"))?,
        jabatan: o.jabatan.clone(),
        kelas: o.kelas,
        opd: units.get(o.opd).map(|u| u.kode.clone()).unwrap_or_default(),
        unit: units.get(o.unit).map(|u| u.kode.clone()).unwrap_or_default(),
        jalur_unit: jalur.get(o.unit).cloned().ok_or_else(|| rusak("unit"))?,
        atasan,
        tmt: Some(o.tmt),
        status: match o.status {
            "PPPK" => StatusPegawai::Pppk,
            "CPNS" => StatusPegawai::Cpns,
            _ => StatusPegawai::Pns,
        },
        ptkp: Some(o.ptkp.parse().map_err(|_| rusak("ptkp"))?),
    })
}

/// Rows of some people on their way into the tables.
#[derive(Default)]
struct Baris {
    ketukan: Vec<Ketukan>,
    butir: Vec<Butir>,
    predikat: Vec<PredikatBaru>,
}

/// The working days of the month, in order.
fn hari_kerja(periode: Periode) -> Result<Vec<Tanggal>, Refusal> {
    let galat = |g: balai_kernel::KalenderGalat| Refusal::Rule(g.into());
    let kalender = Kalender::nasional(periode.awal().year()).map_err(galat)?;
    let mut kerja = Vec::with_capacity(23);
    for d in periode.hari() {
        if kalender.hari_kerja(d).map_err(galat)? {
            kerja.push(d);
        }
    }
    Ok(kerja)
}

fn simpan_bulan(
    region: &Region,
    (contoh, cabang): (&Contoh, u64),
    periode: Periode,
    units: &[UnitKota],
    orang: &[Orang],
    bilah: &Bilah,
) -> Result<(), Refusal> {
    let kerja = hari_kerja(periode)?;
    let nomor = region.read(balai_organisasi::nomor_pegawai)?;
    let urut: Vec<(usize, &Orang)> = {
        // in the order of the tables' key, so that they grow at their end
        let mut urut: Vec<(usize, &Orang)> = orang.iter().enumerate().collect();
        urut.sort_by_key(|(_, o)| nomor_orang(&nomor, o));
        urut
    };
    let (bulan_ini, mut jadi) = (angka_periode(periode), 0_usize);
    for potong in urut.chunks(POTONG) {
        let mut uraian: HashMap<&'static str, u32> = HashMap::new();
        let mut baris = Baris::default();
        for (i, o) in potong {
            let Some(corak) = units.get(o.unit).map(|u| u.corak) else { continue };
            let (benih, siapa) = (u64::try_from(*i).unwrap_or(0), nomor_orang(&nomor, o));
            let mut isi = bulan(contoh.benih, benih + cabang, corak, &kerja);
            if !contoh.aktivitas {
                isi.aktivitas.clear();
                let (hasil_kerja, perilaku) = penilaian(contoh.benih, benih + cabang);
                baris.predikat.push(PredikatBaru {
                    periode: bulan_ini,
                    pegawai: siapa,
                    hasil_kerja: Some(hasil_kerja),
                    perilaku: Some(perilaku),
                    predikat: None,
                    baris: 0,
                });
            }
            salin(&isi, bulan_ini, siapa, &mut uraian, &mut baris);
        }
        let mut teks: Vec<(u32, String)> = uraian.into_iter().map(|(t, i)| (i, t.to_owned())).collect();
        teks.sort_unstable();
        let teks: Vec<String> = teks.into_iter().map(|(_, t)| t).collect();
        let (baris, teks) = (Arc::new(baris), Arc::new(teks));
        region.upkeep(move |tx| -> Result<(), Refusal> {
            let nomor = kinerja::nomor_kegiatan(tx, &teks)?;
            kinerja::sisip_presensi(tx, 0, &baris.ketukan)?;
            kinerja::sisip_aktivitas(tx, 0, &kinerja::bernomor(&baris.butir, &nomor))?;
            let predikat: Vec<(i64, &PredikatBaru)> = baris.predikat.iter().map(|p| (1, p)).collect();
            masukan::sisip_predikat(tx, 0, &predikat)?;
            Ok(())
        })?;
        jadi += potong.len();
        bilah.maju("Aktivitas dan presensi, orang", "Activities and attendance, people", jadi, orang.len());
    }
    Ok(())
}

fn nomor_orang(nomor: &HashMap<Nip, i64>, o: &Orang) -> u32 {
    let nip: Option<Nip> = o.nip.parse().ok();
    nip.and_then(|n| nomor.get(&n)).and_then(|n| u32::try_from(*n).ok()).unwrap_or(0)
}

fn angka_periode(p: Periode) -> u32 {
    let awal = p.awal();
    u32::try_from(i32::from(awal.year()) * 100 + i32::from(awal.month())).unwrap_or(0)
}

fn salin(isi: &Bulan, periode: u32, pegawai: u32, uraian: &mut HashMap<&'static str, u32>, ke: &mut Baris) {
    let hari = |d: Tanggal| u8::try_from(d.day()).unwrap_or(1);
    for k in &isi.ketuk {
        ke.ketukan.push(Ketukan {
            periode,
            pegawai,
            hari: hari(k.tanggal),
            detik: u32::try_from(k.menit * 60).unwrap_or(0),
            arah: u8::from(!k.masuk),
            baris: 0,
        });
    }
    for a in &isi.aktivitas {
        let banyak = u32::try_from(uraian.len()).unwrap_or(0);
        let uraian = *uraian.entry(a.uraian).or_insert(banyak);
        let status = match a.status {
            Status::Diajukan => 1,
            Status::Disetujui => 2,
            Status::Ditolak => 3,
        };
        let menit = u16::try_from(a.menit).unwrap_or(1);
        ke.butir.push(Butir { periode, pegawai, hari: hari(a.tanggal), uraian, baris: 0, menit, status });
    }
}

/// Attendance is closed before the month is run, so that its lists can be signed.
fn kunci_presensi(region: &Region, aktor: &Aktor, periode: Periode) -> Result<(), Refusal> {
    let perintah = langkah::Perintah {
        periode,
        langkah: Langkah::PresensiDikunci,
        opd: Vec::new(),
        versi: 0,
        sidik: String::new(),
        alasan: String::new(),
        surat: String::new(),
        tanggal: None,
        kebijakan: None,
    };
    langkah::lakukan(region, aktor, &perintah).map(drop)
}

fn jalankan_proses(
    region: &Region,
    aktor: &Aktor,
    (sumber, paket): (&SumberPaket, &str),
    periode: Periode,
    bilah: &Bilah,
) -> Result<(), Gagal> {
    let utas = std::thread::available_parallelism().map_or(1, usize::from);
    let perintah = Perintah { periode, paket: paket.to_owned(), sidik: None, utas };
    let lapor = |tahap: Tahap| match tahap {
        Tahap::Membekukan(n, dari) => {
            bilah.maju("Membekukan masukan, OPD", "Freezing inputs, offices", n, dari)
        }
        Tahap::Menghitung(n, dari) => bilah.maju("Menghitung, OPD", "Computing, offices", n, dari),
        Tahap::Membaca | Tahap::Menyimpan => {}
    };
    match jalankan(region, aktor, &perintah, sumber, &lapor) {
        Ok(_) => Ok(()),
        Err(GagalProses::Ditolak(r)) => Err(r.into()),
        Err(GagalProses::Data(galat)) => match galat.into_iter().next() {
            Some(g) => Err(g.into()),
            None => Ok(()),
        },
    }
}

/// One account of the demo.
struct Akun {
    nama_akun: String,
    peran: Peran,
    orang: String,
    nip: Option<Nip>,
}

/// The two who take months through their steps.
fn petugas(region: &Region, akun: &[Akun]) -> Result<lampau::Petugas, Refusal> {
    let satu = |nama: &str| -> Result<Aktor, Refusal> {
        let a = akun.iter().find(|a| a.nama_akun == nama).ok_or(Refusal::NotFound)?;
        lampau::petugas(region, nama, &a.orang, a.nip.as_ref())
    };
    Ok(lampau::Petugas { satu: satu("bkpsdm")?, dua: satu("bkpsdm2")? })
}

/// Some of the staff account's office without an account, whom sanctions and holds are about.
fn staf<'a>(units: &[UnitKota], orang: &'a [Orang], akun: &[Akun]) -> Vec<&'a Orang> {
    let milik = |a: &&Akun| a.nama_akun == "operator" || a.nama_akun == "kepala";
    let nip = akun.iter().find(milik).and_then(|a| a.nip.as_ref());
    let opd = nip.and_then(|n| orang.iter().find(|o| o.nip == n.as_str())).map_or(0, |o| o.opd);
    let berakun = |o: &Orang| akun.iter().any(|a| a.nip.as_ref().is_some_and(|n| n.as_str() == o.nip));
    let biasa =
        orang.iter().filter(|o| o.opd == opd && o.kelas <= 8 && !berakun(o) && units.get(o.unit).is_some());
    biasa.take(4).collect()
}

/// The running month of the staff account's office; its superior is the one who is late.
fn isi_antrean(
    region: &Region,
    (contoh, units, jalur): (&Contoh, &[UnitKota], &[Jalur]),
    orang: &[Orang],
    akun: &[Akun],
) -> Result<(), Refusal> {
    let cari = |nama: &str| akun.iter().find(|a| a.nama_akun == nama);
    let (Some(atasan), Some(pegawai)) = (cari("atasan"), cari("pegawai")) else { return Ok(()) };
    let (Some(macet), Some(nip)) = (&atasan.nip, &pegawai.nip) else { return Ok(()) };
    let Some(opd) = orang.iter().find(|o| o.nip == nip.as_str()).map(|o| o.opd) else { return Ok(()) };
    let kantor = antrean::Kantor { benih: contoh.benih, unit: (units, jalur), orang, opd, macet };
    antrean::isi(region, &kantor)?;
    let aktor = Aktor {
        akun: balai_akses::cari_akun(region, &atasan.nama_akun)?,
        nip: Some(macet.clone()),
        nama: atasan.orang.clone(),
        peran: vec![beri(Peran::Pegawai, Lingkup::Diri(macet.clone()))],
        hanya_akt: None,
    };
    antrean::kembalikan(region, &aktor, nip)
}

fn akun(
    region: &Region,
    operator: &Aktor,
    (contoh, units): (&Contoh, &[UnitKota]),
    jalur: &[Jalur],
    orang: &[Orang],
    kerja: &[Tanggal],
) -> Result<Vec<Akun>, Refusal> {
    let cari = |nama: &str| units.iter().position(|u| u.nama == nama && u.induk.is_none()).unwrap_or(0);
    let (capil, bkpsdm) = (
        cari("Dinas Kependudukan dan Pencatatan Sipil"),
        cari("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
    );
    let di = |opd: usize| move |o: &&Orang| o.opd == opd;
    // a month with something to explain: activities that waited, and so less than the target
    let menarik = |(i, o): &(usize, &Orang)| {
        let corak = units.get(o.unit).map(|u| u.corak);
        let isi =
            corak.map(|c| bulan(contoh.benih, u64::try_from(*i).unwrap_or(0), c, kerja)).unwrap_or_default();
        let diakui: i64 =
            isi.aktivitas.iter().filter(|a| a.status == Status::Disetujui).map(|a| a.menit).sum();
        diakui < 6_000 && isi.aktivitas.iter().filter(|a| a.status == Status::Diajukan).count() > 1
    };
    let calon =
        || orang.iter().enumerate().filter(|(_, o)| o.opd == capil && !o.jabatan.starts_with("Kepala"));
    let anggota =
        calon().find(|c| c.1.kelas >= 7 && menarik(c)).or_else(|| calon().next_back()).map(|(_, o)| o);
    let anggota = anggota.or(orang.last());
    let atasan = anggota.and_then(|o| o.atasan).and_then(|a| orang.get(a));
    let di_atas = atasan.and_then(|o| o.atasan).and_then(|a| orang.get(a));
    let petugas = |opd: usize, n: usize| orang.iter().filter(di(opd)).nth(n).or(orang.first());
    let kepala = orang.iter().filter(di(capil)).find(|o| o.unit == capil && o.jabatan.starts_with("Kepala"));
    let unit = |i: Option<usize>| i.and_then(|i| jalur.get(i)).cloned().map_or(Lingkup::Semua, Lingkup::Unit);
    let daftar = [
        ("pegawai", Peran::Pegawai, anggota, None),
        ("atasan", Peran::Atasan, atasan, Some(unit(atasan.map(|a| a.unit)))),
        ("atasan2", Peran::Atasan, di_atas, Some(unit(di_atas.map(|a| a.unit)))),
        ("operator", Peran::OperatorOpd, petugas(capil, 2), Some(unit(Some(capil)))),
        ("bkpsdm", Peran::Bkpsdm, petugas(bkpsdm, 3), Some(Lingkup::Semua)),
        // whoever verifies a month does not approve it
        ("bkpsdm2", Peran::Bkpsdm, petugas(bkpsdm, 4), Some(Lingkup::Semua)),
        ("kepala", Peran::Atasan, kepala, Some(unit(Some(capil)))),
        ("admin", Peran::Admin, None, Some(Lingkup::Semua)),
        // two of them: a region is never left to one person alone
        ("admin2", Peran::Admin, None, Some(Lingkup::Semua)),
        ("pemeriksa", Peran::Pemeriksa, None, Some(Lingkup::Semua)),
    ];
    let mut hasil = Vec::with_capacity(daftar.len());
    let mut dipakai: Vec<String> = Vec::new();
    for (nama_akun, peran, siapa, lingkup) in daftar {
        // whoever is above the superior may be the head of the office, who signs below
        let sama = siapa.is_some_and(|o| kepala.is_some_and(|k| k.nip == o.nip));
        if nama_akun == "atasan2" && (siapa.is_none() || sama) {
            continue;
        }
        // a person has one account
        let siapa = siapa.filter(|o| !dipakai.contains(&o.nip));
        dipakai.extend(siapa.map(|o| o.nip.clone()));
        let nip: Option<Nip> = siapa.and_then(|o| o.nip.parse().ok());
        let nama = siapa.map_or_else(|| format!("Akun contoh {nama_akun}"), |o| o.nama.clone());
        let mut kewenangan = Vec::new();
        if let Some(nip) = &nip {
            kewenangan.push(beri(Peran::Pegawai, Lingkup::Diri(nip.clone())));
        }
        if let Some(lingkup) = lingkup {
            let sampai = (peran == Peran::Pemeriksa).then_some(Tanggal::constant(2027, 12, 31));
            kewenangan.push(Kewenangan { sampai, ..beri(peran, lingkup) });
        }
        let siapa_nip = nip.clone();
        let perintah = BuatAkun {
            nama_akun: Some(nama_akun.to_owned()),
            nip,
            nama: nama.clone(),
            kewenangan,
            sandi: Some(SANDI.to_owned()),
        };
        buat_akun(region, operator, &perintah)?;
        hasil.push(Akun { nama_akun: nama_akun.to_owned(), peran, orang: nama, nip: siapa_nip });
    }
    Ok(hasil)
}

/// A few notifications to look at, beside those that the run itself tells.
fn kabari(region: &Region, akun: &[Akun], periode: Periode) -> Result<(), Refusal> {
    let luar = Luar { penerima: Some(Arc::new(SesiAkses)), ..Luar::default() };
    pekerjaan::kerjakan_semua(region, &crate::apps::jobs(&luar), 1_000)?;
    let pesan = |a: &Akun, kunci: &str, id: String, en: String, jalur: &str| -> Result<Pesan, Refusal> {
        Ok(Pesan {
            akun: balai_akses::cari_akun(region, &a.nama_akun)?,
            kunci: format!("demo/{kunci}"),
            sifat: Sifat::Dalam,
            teks_id: format!("CONTOH: {id}"),
            teks_en: format!("CONTOH: {en}"),
            jalur: jalur.to_owned(),
        })
    };
    let mut semua = Vec::new();
    for a in akun {
        let id = "Selamat datang. Tentukan sendiri kapan, ke mana, dan dalam bahasa apa Anda dikabari.";
        let en = "Welcome. Choose when, where and in which language you are told.";
        semua.push(pesan(a, "selamat", id.to_owned(), en.to_owned(), "/pemberitahuan/pilihan")?);
        if a.peran == Peran::Pegawai {
            let bulan = |b| periode.nama(b);
            let id = format!("Slip tunjangan {} dapat dilihat.", bulan(Bahasa::Id));
            let en = format!("Your allowance slip of {} can be seen.", bulan(Bahasa::En));
            semua.push(pesan(a, "slip", id, en, &format!("/tunjangan/{periode}"))?);
        }
    }
    let titipan = Titipan::baru(region);
    region.upkeep(move |tx| pemberitahuan::tulis(tx, &titipan, &semua))
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

fn tulis_akun(akun: &[Akun], bahasa: Bahasa) -> String {
    let mut teks = String::from(bahasa.pilih(
        "CONTOH: orang, angka, dan kejadian di kota ini rekaan.\n\nAkun (kata sandi sama untuk semua):\n",
        "CONTOH: people, figures and events in this city are invented.\n\nAccounts (one password for all):\n",
    ));
    for a in akun {
        // writing to a String cannot fail
        let _ = writeln!(teks, "  {:<10} {:<14} {}", a.nama_akun, a.peran.kode(), a.orang);
    }
    let _ = writeln!(teks, "\n{}: {SANDI}", bahasa.pilih("Kata sandi", "Password"));
    teks
}
