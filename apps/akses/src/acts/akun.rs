//! Accounts: made, given roles, given a new password.

use balai_kernel::{Aktor, Galat, Id, Kewenangan, Nip};
use balai_platform::{Done, Event, Putusan, Refusal, Region, Sasaran, decide};
use balai_store::{StoreError, Tx};
use serde_json::json;

use super::sandi::syarat;
use super::{AKUN_BUAT, SANDI_ATUR};
use crate::{
    model::{
        kewenangan::kewenangan_sah,
        nama::{Pengenal, nama_akun},
        sandi::{self, Syarat},
    },
    store::{
        self, AkunBaru,
        kewenangan::{KewenanganBaru, sisip},
    },
};

/// What is needed for an account.
#[derive(Debug, Clone)]
pub struct BuatAkun {
    /// The name to sign in by; without one the staff number is it.
    pub nama_akun: Option<String>,
    /// The staff number.
    pub nip: Option<Nip>,
    /// The person, as the journal names them.
    pub nama: String,
    /// The first roles.
    pub kewenangan: Vec<Kewenangan>,
    /// The password; without one it is made up.
    pub sandi: Option<String>,
}

/// A new account.
#[derive(Clone)]
pub struct AkunBuatan {
    /// Its id.
    pub id: Id,
    /// The name to sign in by.
    pub nama_akun: String,
    /// The password, to be shown once.
    pub sandi: String,
}

/// Makes an account with its first roles.
///
/// # Errors
/// `AKS-002`, `AKS-003` when name or staff number is taken, `AKS-004` to `AKS-019` for values,
/// [`Refusal::Denied`] when the actor may not.
pub fn buat_akun(region: &Region, aktor: &Aktor, perintah: &BuatAkun) -> Result<AkunBuatan, Refusal> {
    let putusan = decide(aktor, &AKUN_BUAT, &Sasaran::daerah(region.hari_ini()))?;
    let nama = match (&perintah.nama_akun, &perintah.nip) {
        (Some(nama), _) => nama_akun(nama)?,
        (None, Some(nip)) => nip.to_string(),
        (None, None) => return Err(Galat::baru("AKS-004").dengan("nama", "").into()),
    };
    for k in &perintah.kewenangan {
        kewenangan_sah(k)?;
    }
    let rahasia = perintah.sandi.clone().unwrap_or_else(|| sandi::buatan(region.bita()));
    let daerah = &region.identitas().nama;
    let syarat = region.read(|tx| syarat(tx, daerah, (&nama, perintah.nip.as_ref(), &perintah.nama)))?;
    let akun = AkunBaru {
        id: region.id_baru(),
        nama_akun: nama,
        nip: perintah.nip.clone(),
        nama: perintah.nama.clone(),
        sandi: sandi::simpan(&rahasia, region.bita(), &syarat)?,
        dibuat: region.sekarang(),
    };
    let jadi = AkunBuatan { id: akun.id.clone(), nama_akun: akun.nama_akun.clone(), sandi: rahasia };
    let baru = |k: &Kewenangan| KewenanganBaru { id: region.id_baru(), kewenangan: k.clone(), induk: None };
    let kewenangan: Vec<KewenanganBaru> = perintah.kewenangan.iter().map(baru).collect();
    region.act(aktor, move |tx| {
        store::sisip_akun(tx, &akun).map_err(|galat| sudah_ada(galat, &akun))?;
        for k in &kewenangan {
            sisip(tx, &akun.id, k, (putusan.akun(), akun.dibuat))?;
        }
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", akun.id)).isi(json!({
            "nama_akun": akun.nama_akun,
            "kewenangan": kewenangan.iter().map(|k| tertulis(&k.kewenangan)).collect::<Vec<_>>(),
        }));
        Ok(Done::new((), event))
    })?;
    Ok(jadi)
}

fn sudah_ada(galat: StoreError, akun: &AkunBaru) -> Refusal {
    match galat.unique() {
        Some("akses_akun.nama_akun") => Galat::baru("AKS-002").dengan("nama", &akun.nama_akun).into(),
        Some("akses_akun.nip") => {
            let nip = akun.nip.as_ref().map(Nip::berspasi).unwrap_or_default();
            Galat::baru("AKS-003").dengan("nip", nip).into()
        }
        _ => galat.into(),
    }
}

/// A grant as the journal writes it.
pub(crate) fn tertulis(k: &Kewenangan) -> serde_json::Value {
    json!({
        "peran": k.peran.kode(),
        "lingkup": k.lingkup.to_string(),
        "kapasitas": k.kapasitas.kode(),
        "sejak": k.sejak.to_string(),
        "sampai": k.sampai.map(|d| d.to_string()),
        "dasar": k.dasar,
    })
}

/// Gives an account a made-up password, ends its sessions and gives the password to be shown once.
///
/// # Errors
/// `AKS-008` when there is no such account.
pub fn atur_sandi(region: &Region, aktor: &Aktor, nama: &str) -> Result<String, Refusal> {
    let putusan = decide(aktor, &SANDI_ATUR, &Sasaran::daerah(region.hari_ini()))?;
    let rahasia = sandi::buatan(region.bita());
    let phc = sandi::simpan(&rahasia, region.bita(), &Syarat::baru(0, []))?;
    let (nama, pada) = (nama.to_owned(), region.sekarang());
    region.act(aktor, move |tx| {
        let akun = cari(tx, &nama)?;
        store::ganti_sandi(tx, &akun, &phc)?;
        let sesi = store::cabut_sesi_akun(tx, &akun, pada)?;
        Ok(selesai(&putusan, &akun, json!({ "sesi_dicabut": sesi })))
    })?;
    Ok(rahasia)
}

pub(crate) fn cari(tx: &mut Tx<'_>, nama: &str) -> Result<Id, Refusal> {
    let akun = store::cari_akun(tx, &Pengenal::baca(nama))?;
    akun.map(|a| a.id).ok_or_else(|| Galat::baru("AKS-008").dengan("nama", nama).into())
}

fn selesai(putusan: &Putusan, akun: &Id, isi: serde_json::Value) -> Done<()> {
    Done::new((), Event::baru(putusan.clone(), format!("akses.akun/{akun}")).isi(isi))
}
