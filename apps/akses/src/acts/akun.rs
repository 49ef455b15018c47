//! Accounts: made, invited, listed.

use balai_kernel::{Aktor, Galat, Id, Kewenangan, Lingkup, Nip, teks};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide};
use balai_store::{StoreError, Tx};
use serde_json::json;

use super::sandi::{UMUR_TAUTAN_MILIDETIK, syarat};
use super::{AKUN_BACA, AKUN_BUAT, masuk::geser};
use crate::{
    model::{
        kewenangan::kewenangan_sah,
        nama::{Pengenal, nama_akun},
        sandi,
        token::Token,
    },
    store::{
        self, AkunBaru,
        akun::{self as tabel, BarisAkun},
        keamanan,
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

/// Longest name of a person, in characters.
pub(crate) const NAMA_ORANG_MAKS: usize = 150;

/// Most accounts of one reading.
pub const AKUN_MAKS: u32 = 200;

/// Accounts by name that hold `cari` in name, account name or staff number, after the account name `sesudah`; one
/// more than `banyak` tells that there are more.
///
/// # Errors
/// [`Refusal::Denied`] when the reader may read none.
pub fn daftar_akun(
    region: &Region,
    aktor: &Aktor,
    (cari, sesudah): (&str, &str),
    banyak: u32,
) -> Result<Vec<BarisAkun>, Refusal> {
    decide(aktor, &AKUN_BACA, &Sasaran::daerah(region.hari_ini()))?;
    Ok(region.read(|tx| tabel::halaman(tx, (cari, sesudah), banyak.min(AKUN_MAKS) + 1))?)
}

/// One account, and how many sessions of it run.
///
/// # Errors
/// [`Refusal::NotFound`], [`Refusal::Denied`].
pub fn satu_akun(region: &Region, aktor: &Aktor, nama: &str) -> Result<(BarisAkun, usize), Refusal> {
    decide(aktor, &AKUN_BACA, &Sasaran::daerah(region.hari_ini()))?;
    let pada = region.sekarang();
    region.read(|tx| {
        let akun = tabel::satu(tx, nama)?.ok_or(Refusal::NotFound)?;
        let sesi =
            keamanan::sesi_akun(tx, &akun.id, (pada, super::batas_diam(pada)), super::sesi::SEMUA_SESI)?
                .len();
        Ok((akun, sesi))
    })
}

/// Makes an account with its first roles.
///
/// # Errors
/// `AKS-002`, `AKS-003` when name or staff number is taken, `AKS-004` to `AKS-019` for values,
/// `INT-070` to `INT-072` for the person's name, `AKS-060` to `AKS-062` for a place that does not exist,
/// [`Refusal::Denied`] when the actor may not.
pub fn buat_akun(region: &Region, aktor: &Aktor, perintah: &BuatAkun) -> Result<AkunBuatan, Refusal> {
    buat(region, aktor, perintah, None)
}

/// Makes an account whose owner sets the password by a one-time link; nobody else ever knows one. The link is
/// given back once and kept nowhere.
///
/// # Errors
/// As [`buat_akun`].
pub fn undang(region: &Region, aktor: &Aktor, perintah: &BuatAkun) -> Result<(AkunBuatan, Token), Refusal> {
    let token = Token::baru(region.bita());
    let akun = buat(region, aktor, &BuatAkun { sandi: None, ..perintah.clone() }, Some(&token))?;
    Ok((akun, token))
}

/// Whether an account could be made of this, as far as it can be told without a region: name, person and grants.
///
/// # Errors
/// As [`buat_akun`] for values.
pub fn periksa_akun(perintah: &BuatAkun) -> Result<(), Galat> {
    let _ = nama_dari(perintah)?;
    let _ = teks::satu_baris(&perintah.nama, NAMA_ORANG_MAKS).map_err(Galat::from)?;
    perintah.kewenangan.iter().try_for_each(kewenangan_sah)
}

/// The name to sign in by.
fn nama_dari(perintah: &BuatAkun) -> Result<String, Galat> {
    match (&perintah.nama_akun, &perintah.nip) {
        (Some(nama), _) => nama_akun(nama),
        (None, Some(nip)) => Ok(nip.to_string()),
        (None, None) => Err(Galat::baru("AKS-004").dengan("nama", "")),
    }
}

fn buat(
    region: &Region,
    aktor: &Aktor,
    perintah: &BuatAkun,
    undangan: Option<&Token>,
) -> Result<AkunBuatan, Refusal> {
    let putusan = decide(aktor, &AKUN_BUAT, &Sasaran::daerah(region.hari_ini()))?;
    let nama = nama_dari(perintah)?;
    let orang = teks::satu_baris(&perintah.nama, NAMA_ORANG_MAKS).map_err(Galat::from)?;
    for k in &perintah.kewenangan {
        kewenangan_sah(k)?;
        super::kewenangan::tempat_ada(region, &k.lingkup)?;
        super::kewenangan::diri_sendiri(k, perintah.nip.as_ref())?;
    }
    let rahasia = match (&perintah.sandi, undangan) {
        (Some(sandi), _) => Some(sandi.clone()),
        (None, None) => Some(sandi::buatan(region.bita())),
        // an invited person has no password until they set one
        (None, Some(_)) => None,
    };
    let daerah = &region.identitas().nama;
    let hari = region.hari_ini();
    let syarat =
        region.read(|tx| syarat(tx, (daerah, hari), (&nama, perintah.nip.as_ref(), &perintah.nama)))?;
    let akun = AkunBaru {
        id: region.id_baru(),
        nama_akun: nama,
        nip: perintah.nip.clone(),
        nama: orang,
        sandi: match &rahasia {
            Some(rahasia) => sandi::simpan(rahasia, region.bita(), &syarat)?,
            None => sandi::BELUM.to_owned(),
        },
        dibuat: region.sekarang(),
    };
    let jadi = AkunBuatan {
        id: akun.id.clone(),
        nama_akun: akun.nama_akun.clone(),
        sandi: rahasia.unwrap_or_default(),
    };
    let baru = |k: &Kewenangan| KewenanganBaru { id: region.id_baru(), kewenangan: k.clone(), induk: None };
    let kewenangan: Vec<KewenanganBaru> = perintah.kewenangan.iter().map(baru).collect();
    let undangan = undangan.map(|t| (t.sidik(), geser(akun.dibuat, UMUR_TAUTAN_MILIDETIK)));
    region.act(aktor, move |tx| {
        store::sisip_akun(tx, &akun).map_err(|galat| sudah_ada(galat, &akun))?;
        for k in &kewenangan {
            sisip(tx, &akun.id, k, (putusan.akun(), akun.dibuat))?;
        }
        if let Some((sidik, sampai)) = &undangan {
            keamanan::sisip_tautan(tx, sidik, &akun.id, "sandi", *sampai)?;
        }
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", akun.id)).isi(json!({
            "kewenangan": kewenangan.iter().map(|k| tertulis(&k.kewenangan)).collect::<Vec<_>>(),
            "undangan_sampai": undangan.as_ref().map(|(_, sampai)| sampai.to_string()),
        }));
        let siapa = json!({ "nama": akun.nama, "nama_akun": akun.nama_akun, "nip": akun.nip.as_ref().map(Nip::as_str) });
        Ok(Done::new((), event.pribadi(siapa)))
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

/// A jurisdiction as sealed facts write it: whose own self it is, the account says.
pub(crate) fn lingkup_tertulis(lingkup: &Lingkup) -> String {
    match lingkup {
        Lingkup::Diri(_) => "diri".to_owned(),
        lain => lain.to_string(),
    }
}

/// A grant as the journal writes it.
pub(crate) fn tertulis(k: &Kewenangan) -> serde_json::Value {
    json!({
        "peran": k.peran.kode(),
        "lingkup": lingkup_tertulis(&k.lingkup),
        "kapasitas": k.kapasitas.kode(),
        "sejak": k.sejak.to_string(),
        "sampai": k.sampai.map(|d| d.to_string()),
        "dasar": k.dasar,
    })
}

pub(crate) fn cari(tx: &mut Tx<'_>, nama: &str) -> Result<Id, Refusal> {
    let akun = store::cari_akun(tx, &Pengenal::baca(nama))?;
    akun.map(|a| a.id).ok_or_else(|| Galat::baru("AKS-008").dengan("nama", nama).into())
}
