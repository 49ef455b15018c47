//! Giving a post to somebody, ending that, and naming who assesses them.

use balai_kernel::{Aktor, Galat, Nip};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::Tx;
use serde_json::json;

use super::KUNCI;
use crate::akt::PENUGASAN_UBAH;
use crate::model::jabatan::{Keputusan, Masa, Penugasan};
use crate::model::putus::Potret;
use crate::model::tugas::{Rencana, TugasBaru, rencanakan};
use crate::potret;
use crate::store::tulis::{self, AsalBaris, Nomor, Tanda};
use crate::store::{self, jabatan as baca};

/// Somebody gets a post, or acts over one.
#[derive(Debug, Clone)]
pub struct Tugaskan {
    /// The person.
    pub nip: Nip,
    /// The post.
    pub jabatan: i64,
    /// As holder or acting.
    pub kapasitas: balai_kernel::Kapasitas,
    /// When.
    pub masa: Masa,
    /// By which decree.
    pub keputusan: Keputusan,
}

/// Whether a decree is complete.
pub(crate) fn periksa_keputusan(k: &Keputusan) -> Result<(), Galat> {
    let cukup = |t: &str| !t.trim().is_empty() && t.chars().count() <= 120;
    if cukup(&k.nomor) && cukup(&k.pejabat) { Ok(()) } else { Err(Galat::baru("ORG-023")) }
}

pub(crate) fn cari_orang(tx: &mut Tx<'_>, nip: &Nip) -> Result<i64, Refusal> {
    store::nomor_dari_nip(tx, nip)?.ok_or_else(|| Galat::baru("ORG-021").dengan("nip", nip.tersamar()).into())
}

/// The decree's row marks.
pub(crate) fn tanda<'a>(
    keputusan: &'a Keputusan,
    diketahui: &'a str,
    sumber: &'a str,
    menggantikan: Option<i64>,
) -> Tanda<'a> {
    Tanda {
        keputusan: Some(keputusan),
        asal: AsalBaris::Keputusan,
        diketahui,
        sumber,
        menggantikan,
        gugur: false,
    }
}

fn muat(tx: &mut Tx<'_>, orang: i64, jabatan: i64) -> Result<Potret, Refusal> {
    let mut p = potret::jabatan(tx, jabatan)?;
    baca::tugas_orang(tx, orang)?.into_iter().for_each(|t| p.tambah_penugasan(t));
    Ok(p)
}

/// What an assignment would do, without doing it.
///
/// # Errors
/// `ORG-010` to `ORG-018`, `ORG-021`, `ORG-023`.
pub fn pratinjau(region: &Region, c: &Tugaskan) -> Result<Rencana, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    region.read(|tx| {
        let orang = cari_orang(tx, &c.nip)?;
        let p = muat(tx, orang, c.jabatan)?;
        Ok(rencanakan(&p, &baru(orang, c))?)
    })
}

fn baru(orang: i64, c: &Tugaskan) -> TugasBaru {
    TugasBaru { orang, jabatan: c.jabatan, kapasitas: c.kapasitas, masa: c.masa }
}

/// Gives the post. What the person held by right before ends the day before. Answers the new row's number.
///
/// # Errors
/// As [`pratinjau`]; [`Refusal::Denied`] when the post's unit is outside the actor's jurisdiction.
pub fn tugaskan(region: &Region, aktor: &Aktor, c: &Tugaskan) -> Result<i64, Refusal> {
    periksa_keputusan(&c.keputusan)?;
    let (aktor_, c, hari_ini) = (aktor.clone(), c.clone(), region.hari_ini());
    let diketahui = region.sekarang().to_string();
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let orang = cari_orang(tx, &c.nip)?;
        let p = muat(tx, orang, c.jabatan)?;
        let j = p.jabatan_terakhir(c.jabatan).ok_or(Refusal::NotFound)?;
        let sasaran = Sasaran::orang(c.nip.clone(), j.jalur_unit.clone(), hari_ini);
        let putusan = decide(&aktor_, &PENUGASAN_UBAH, &sasaran)?;
        let rencana = rencanakan(&p, &baru(orang, &c))?;
        let mut nomor = tulis::nomor(tx, Nomor::Penugasan)?;
        let sumber = aktor_.akun.to_string();
        let mut rows = Vec::with_capacity(rencana.tutup.len() + 1);
        for (q, masa) in &rencana.tutup {
            nomor += 1;
            let tanda = tanda(&c.keputusan, &diketahui, &sumber, Some(q.catatan));
            rows.push((nomor, orang, q.jabatan, q.kapasitas, *masa, tanda));
        }
        nomor += 1;
        let tanda = tanda(&c.keputusan, &diketahui, &sumber, None);
        rows.push((nomor, orang, c.jabatan, c.kapasitas, c.masa, tanda));
        tulis::sisip_penugasan(tx, &rows)?;
        let isi = json!({
            "jabatan": c.jabatan, "nama_jabatan": j.nama, "unit": j.unit, "kapasitas": c.kapasitas.kode(),
            "sejak": c.masa.sejak.to_string(), "sampai": c.masa.sampai.map(|d| d.to_string()),
            "keputusan": tertulis(&c.keputusan),
            "berakhir": rencana.tutup.iter().map(|(q, _)| q.jabatan).collect::<Vec<_>>(),
        });
        Ok(Done::new(nomor, Event::baru(putusan, format!("organisasi.pegawai/{orang}")).isi(isi)))
    })
}

pub(crate) fn tertulis(k: &Keputusan) -> serde_json::Value {
    json!({ "nomor": k.nomor, "tanggal": k.tanggal.to_string(), "pejabat": k.pejabat })
}

/// Ends an assignment, or ends it earlier than it was to: the last day included.
///
/// # Errors
/// `ORG-010`, `ORG-019`, `ORG-021`, `ORG-023`.
pub fn akhiri(
    region: &Region,
    aktor: &Aktor,
    nip: &Nip,
    (catatan, sampai): (i64, balai_kernel::Tanggal),
    keputusan: &Keputusan,
) -> Result<(), Refusal> {
    periksa_keputusan(keputusan)?;
    let (aktor_, nip, keputusan) = (aktor.clone(), nip.clone(), keputusan.clone());
    let (hari_ini, diketahui) = (region.hari_ini(), region.sekarang().to_string());
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let orang = cari_orang(tx, &nip)?;
        let ada: Option<Penugasan> = baca::tugas_orang(tx, orang)?.into_iter().find(|q| q.catatan == catatan);
        let q = ada.ok_or_else(|| Galat::baru("ORG-019"))?;
        let j = baca::satu_jabatan(tx, q.jabatan)?.pop().ok_or(Refusal::NotFound)?;
        let sasaran = Sasaran::orang(nip.clone(), j.jalur_unit.clone(), hari_ini);
        let putusan = decide(&aktor_, &PENUGASAN_UBAH, &sasaran)?;
        let masa = Masa { sampai: Some(sampai), ..q.masa };
        if masa.terbalik() {
            return Err(Galat::baru("ORG-010").into());
        }
        let nomor = tulis::nomor(tx, Nomor::Penugasan)? + 1;
        let sumber = aktor_.akun.to_string();
        let tanda = tanda(&keputusan, &diketahui, &sumber, Some(q.catatan));
        tulis::sisip_penugasan(tx, &[(nomor, orang, q.jabatan, q.kapasitas, masa, tanda)])?;
        let isi = json!({
            "jabatan": q.jabatan, "nama_jabatan": j.nama, "kapasitas": q.kapasitas.kode(),
            "sampai": sampai.to_string(), "keputusan": tertulis(&keputusan),
        });
        Ok(Done::new((), Event::baru(putusan, format!("organisasi.pegawai/{orang}")).isi(isi)))
    })
}

/// Names who assesses a person, where it is not the superior. What was named before ends the day before.
///
/// # Errors
/// `ORG-010`, `ORG-021`, `ORG-023`, `ORG-027`.
pub fn tunjuk_penilai(
    region: &Region,
    aktor: &Aktor,
    (nip, penilai): (&Nip, &Nip),
    masa: Masa,
    keputusan: &Keputusan,
) -> Result<(), Refusal> {
    periksa_keputusan(keputusan)?;
    if masa.terbalik() {
        return Err(Galat::baru("ORG-010").into());
    }
    if nip == penilai {
        return Err(Galat::baru("ORG-027").into());
    }
    let (aktor_, nip, penilai, keputusan) = (aktor.clone(), nip.clone(), penilai.clone(), keputusan.clone());
    let (hari_ini, diketahui) = (region.hari_ini(), region.sekarang().to_string());
    region.act(aktor, move |tx| {
        tx.lock(KUNCI)?;
        let (orang, oleh) = (cari_orang(tx, &nip)?, cari_orang(tx, &penilai)?);
        let di = crate::satu_pegawai(tx, &balai_kernel::Lingkup::Semua, &nip, balai_kernel::Tanggal::MAX)?;
        let jalur = di.ok_or(Refusal::NotFound)?.jalur_unit;
        let putusan = decide(&aktor_, &PENUGASAN_UBAH, &Sasaran::orang(nip.clone(), jalur, hari_ini))?;
        let mut nomor = tulis::nomor(tx, Nomor::Penilai)?;
        let sumber = aktor_.akun.to_string();
        for q in baca::penilai_orang(tx, orang)?.iter().filter(|q| q.masa.bersinggungan(&masa)) {
            nomor += 1;
            let akhir = masa.sejak.yesterday().ok().filter(|a| *a >= q.masa.sejak);
            let t =
                Tanda { gugur: akhir.is_none(), ..tanda(&keputusan, &diketahui, &sumber, Some(q.catatan)) };
            let masa = Masa { sampai: akhir.or(q.masa.sampai), ..q.masa };
            tulis::sisip_penilai(tx, (nomor, orang, q.penilai), masa, &t)?;
        }
        let t = tanda(&keputusan, &diketahui, &sumber, None);
        tulis::sisip_penilai(tx, (nomor + 1, orang, oleh), masa, &t)?;
        let isi = json!({
            "penilai": oleh, "sejak": masa.sejak.to_string(), "sampai": masa.sampai.map(|d| d.to_string()),
            "keputusan": tertulis(&keputusan),
        });
        Ok(Done::new((), Event::baru(putusan, format!("organisasi.pegawai/{orang}")).isi(isi)))
    })
}
