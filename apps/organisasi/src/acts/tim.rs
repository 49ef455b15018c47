//! Forming a team, and changing who is in it; each shown before it is signed.

use balai_kernel::{Aktor, Galat, Jalur, Tanggal};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::Tx;
use serde_json::json;

use super::KUNCI;
use super::jabatan::{jalur_unit, periksa_nama};
use super::keputusan::{Tinjauan, periksa_keputusan, tanda, tertulis};
use crate::akt::TIM_UBAH;
use crate::model::jabatan::{AnggotaTim, Keputusan, Masa, Tim};
use crate::model::tim::{BATAS_ANGGOTA, RencanaTim, TindakanTim, rencanakan};
use crate::store::tulis::{self, IsiTim, Nomor, Tanda};
use crate::store::{self, jabatan as baca};

/// A team to be formed.
#[derive(Debug, Clone)]
pub struct BentukTim {
    /// Its name.
    pub nama: String,
    /// Code of the unit that forms it.
    pub unit: String,
    /// Whether its chair verifies.
    pub verifikasi: bool,
    /// Whether its chair assesses.
    pub menilai: bool,
    /// Who chairs it, by number.
    pub ketua: i64,
    /// Who is in it, by number.
    pub anggota: Vec<i64>,
    /// When it works.
    pub masa: Masa,
    /// By which decree.
    pub keputusan: Keputusan,
}

/// A team that would be formed: its people's names, the chair's first.
#[derive(Debug, Clone)]
pub struct RencanaBentuk {
    /// Number and name of the chair and of the members.
    pub orang: Vec<(i64, String)>,
    isi: IsiTim,
}

/// A change of a team.
#[derive(Debug, Clone)]
pub struct UbahTim {
    /// The team, by number.
    pub tim: i64,
    /// What is done.
    pub tindakan: TindakanTim,
    /// First day.
    pub sejak: Tanggal,
    /// By which decree.
    pub keputusan: Keputusan,
}

/// What a change of a team does, with names.
#[derive(Debug, Clone)]
pub struct RencanaUbah {
    /// What is written.
    pub rencana: RencanaTim,
    /// Names of those who leave, and of those who come in with whether they chair it.
    pub pergi: Vec<String>,
    /// See `pergi`.
    pub datang: Vec<(String, bool)>,
    tim: Tim,
    jalur: Jalur,
}

fn nama_orang(tx: &mut Tx<'_>, nomor: i64) -> Result<String, Refusal> {
    Ok(store::ringkas_orang(tx, nomor)?.ok_or(Refusal::NotFound)?.nama)
}

fn hitung_bentuk(tx: &mut Tx<'_>, c: &BentukTim) -> Result<Tinjauan<RencanaBentuk>, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    let nama = periksa_nama(&c.nama)?;
    let mut anggota = c.anggota.clone();
    anggota.sort_unstable();
    anggota.dedup();
    if anggota.is_empty() || anggota.len() > BATAS_ANGGOTA || anggota.contains(&c.ketua) {
        return Err(Galat::baru("ORG-028").into());
    }
    if c.masa.terbalik() {
        return Err(Galat::baru("ORG-010").into());
    }
    let jalur_unit = jalur_unit(tx, &c.unit)?;
    let mut orang = Vec::with_capacity(anggota.len() + 1);
    for n in std::iter::once(c.ketua).chain(anggota) {
        orang.push((n, nama_orang(tx, n)?));
    }
    let rincian = json!({
        "nama": nama, "unit": c.unit, "ketua": c.ketua, "anggota": orang.len() - 1, "verifikasi": c.verifikasi,
        "menilai": c.menilai, "sejak": c.masa.sejak.to_string(), "sampai": c.masa.sampai.map(|d| d.to_string()),
        "keputusan": tertulis(&c.keputusan), "orang": orang.iter().map(|(n, _)| n).collect::<Vec<_>>(),
    });
    let (verifikasi, menilai) = (c.verifikasi, c.menilai);
    let isi = IsiTim { nama, unit: c.unit.clone(), jalur_unit, verifikasi, menilai };
    Ok(Tinjauan::baru(RencanaBentuk { orang, isi }, rincian))
}

/// The team that would be formed.
///
/// # Errors
/// `ORG-010`, `ORG-022` to `ORG-025`, `ORG-028`; [`Refusal::NotFound`] for an unknown person.
pub fn pratinjau_bentuk(region: &Region, c: &BentukTim) -> Result<Tinjauan<RencanaBentuk>, Refusal> {
    region.read(|tx| hitung_bentuk(tx, c))
}

/// Forms the team whose preview has this digest. Answers its number.
///
/// # Errors
/// As [`pratinjau_bentuk`]; `ORG-036`; [`Refusal::Denied`] outside the actor's jurisdiction.
pub fn bentuk_tim(region: &Region, aktor: &Aktor, c: &BentukTim, sidik: &str) -> Result<i64, Refusal> {
    let (aktor_, c, sidik) = (aktor.clone(), c.clone(), sidik.to_owned());
    let (hari_ini, diketahui) = (region.hari_ini(), region.sekarang().to_string());
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let p = hitung_bentuk(tx, &c)?;
        let sasaran = Sasaran::unit(p.rencana.isi.jalur_unit.clone(), hari_ini);
        let putusan = decide(&aktor_, &TIM_UBAH, &sasaran)?;
        p.cocok(&sidik)?;
        let nomor = tulis::nomor(tx, Nomor::Tim)? + 1;
        let sumber = aktor_.akun.to_string();
        let t = tanda(&c.keputusan, &diketahui, &sumber, None);
        tulis::sisip_tim(tx, (nomor, nomor), &p.rencana.isi, c.masa, &t)?;
        let mut catatan = tulis::nomor(tx, Nomor::Anggota)?;
        for (n, _) in &p.rencana.orang {
            catatan += 1;
            tulis::sisip_anggota(tx, (catatan, nomor, *n, *n == c.ketua), c.masa, &t)?;
        }
        let event = Event::baru(putusan, format!("organisasi.tim/{nomor}"));
        Ok(Done::new(nomor, event.isi(p.rincian)))
    })
}

fn hitung_ubah(tx: &mut Tx<'_>, c: &UbahTim) -> Result<Tinjauan<RencanaUbah>, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    let tim = baca::satu_tim(tx, c.tim)?.pop().ok_or(Refusal::NotFound)?;
    let anggota = baca::anggota_tim(tx, c.tim)?;
    let jalur = jalur_unit(tx, &tim.unit)?;
    let rencana = rencanakan(&tim, &anggota, &c.tindakan, c.sejak)?;
    let mut pergi = Vec::new();
    for (a, _) in &rencana.tutup {
        let nama = nama_orang(tx, a.pegawai)?;
        if !rencana.buka.iter().any(|(o, _)| *o == a.pegawai) && !pergi.contains(&nama) {
            pergi.push(nama);
        }
    }
    let mut datang = Vec::new();
    for (o, ketua) in &rencana.buka {
        datang.push((nama_orang(tx, *o)?, *ketua));
    }
    let keluar: Vec<i64> = rencana.tutup.iter().map(|(a, _)| a.pegawai).collect();
    let rincian = json!({
        "tindakan": c.tindakan.kode(), "nama": tim.nama, "sejak": c.sejak.to_string(), "keluar": keluar,
        "masuk": rencana.buka, "keputusan": tertulis(&c.keputusan),
    });
    Ok(Tinjauan::baru(RencanaUbah { rencana, pergi, datang, tim, jalur }, rincian))
}

/// What a change of a team would do.
///
/// # Errors
/// `ORG-023`, `ORG-028`, `ORG-051` to `ORG-053`; [`Refusal::NotFound`] for an unknown team or person.
pub fn pratinjau_ubah(region: &Region, c: &UbahTim) -> Result<Tinjauan<RencanaUbah>, Refusal> {
    region.read(|tx| hitung_ubah(tx, c))
}

/// Does the change whose preview has this digest.
///
/// # Errors
/// As [`pratinjau_ubah`]; `ORG-036`; [`Refusal::Denied`] outside the actor's jurisdiction.
pub fn ubah_tim(region: &Region, aktor: &Aktor, c: &UbahTim, sidik: &str) -> Result<(), Refusal> {
    let (aktor_, c, sidik) = (aktor.clone(), c.clone(), sidik.to_owned());
    let (hari_ini, diketahui) = (region.hari_ini(), region.sekarang().to_string());
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let p = hitung_ubah(tx, &c)?;
        let putusan = decide(&aktor_, &TIM_UBAH, &Sasaran::unit(p.rencana.jalur.clone(), hari_ini))?;
        p.cocok(&sidik)?;
        let sumber = aktor_.akun.to_string();
        simpan_ubah(tx, &p.rencana, &c, &|ganti, gugur| Tanda {
            gugur,
            ..tanda(&c.keputusan, &diketahui, &sumber, ganti)
        })?;
        let event = Event::baru(putusan, format!("organisasi.tim/{}", c.tim));
        Ok(Done::new((), event.isi(p.rincian)))
    })
}

fn simpan_ubah<'a>(
    tx: &mut Tx<'_>,
    r: &RencanaUbah,
    c: &UbahTim,
    tanda: &dyn Fn(Option<i64>, bool) -> Tanda<'a>,
) -> Result<(), Refusal> {
    let mut nomor = tulis::nomor(tx, Nomor::Anggota)?;
    for (a, akhir) in &r.rencana.tutup {
        let AnggotaTim { catatan, tim, pegawai, ketua, masa } = a;
        nomor += 1;
        let masa = Masa { sampai: akhir.or(masa.sampai), ..*masa };
        let t = tanda(Some(*catatan), akhir.is_none());
        tulis::sisip_anggota(tx, (nomor, *tim, *pegawai, *ketua), masa, &t)?;
    }
    for (orang, ketua) in &r.rencana.buka {
        nomor += 1;
        let masa = r.rencana.masa.unwrap_or(Masa::sejak(c.sejak));
        tulis::sisip_anggota(tx, (nomor, c.tim, *orang, *ketua), masa, &tanda(None, false))?;
    }
    if let Some(akhir) = r.rencana.bubar {
        let nomor = tulis::nomor(tx, Nomor::Tim)? + 1;
        let isi = IsiTim {
            nama: r.tim.nama.clone(),
            unit: r.tim.unit.clone(),
            jalur_unit: r.jalur.clone(),
            verifikasi: r.tim.verifikasi,
            menilai: r.tim.menilai,
        };
        let masa = Masa { sampai: akhir.or(r.tim.masa.sampai), ..r.tim.masa };
        tulis::sisip_tim(tx, (nomor, c.tim), &isi, masa, &tanda(Some(r.tim.catatan), akhir.is_none()))?;
    }
    Ok(())
}
