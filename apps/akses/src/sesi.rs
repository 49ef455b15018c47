//! Fills the platform's ports: sessions, and the accounts behind roles.

use balai_kernel::{Aktor, Id, Lingkup, Nip, Peran, Tanggal, Waktu};
use balai_platform::{PenerimaPort, Refusal, Region, SesiPort};

use crate::acts::{batas_diam, batasi};
use crate::model::token::{AWALAN_MESIN, Token};
use crate::store::{self, kabar, keamanan, ketentuan, kewenangan};

/// A session is marked as seen at most this often, in milliseconds.
const SENTUH_MILIDETIK: i64 = 5 * 60_000;
/// A token is marked as used at most this often, in milliseconds.
const PAKAI_MILIDETIK: i64 = 3_600_000;

/// Sessions of people and tokens of machines.
#[derive(Debug, Clone, Copy, Default)]
pub struct SesiAkses;

impl SesiPort for SesiAkses {
    fn aktor(&self, daerah: &Region, token: &str) -> Result<Option<Aktor>, Refusal> {
        match token.strip_prefix(AWALAN_MESIN) {
            Some(rahasia) => mesin(daerah, rahasia),
            None => orang(daerah, token),
        }
    }
}

impl PenerimaPort for SesiAkses {
    fn berperan(
        &self,
        daerah: &Region,
        peran: &[Peran],
        pada: Tanggal,
        sesudah: Option<&str>,
        banyak: u32,
    ) -> Result<Vec<Id>, Refusal> {
        Ok(daerah.read(|tx| kabar::berperan(tx, peran, pada, sesudah.unwrap_or_default(), banyak))?)
    }

    fn milik_orang(&self, daerah: &Region, nip: &[Nip]) -> Result<Vec<Id>, Refusal> {
        daerah.read(|tx| {
            let mut semua = Vec::new();
            for n in nip {
                semua.extend(kabar::milik_nip(tx, n)?);
            }
            Ok(semua)
        })
    }
}

fn orang(daerah: &Region, token: &str) -> Result<Option<Aktor>, Refusal> {
    let Some(token) = Token::baca(token) else { return Ok(None) };
    let (sidik, pada) = (token.sidik(), daerah.sekarang());
    let ada = daerah.read(|tx| -> Result<_, Refusal> {
        let Some((akun, nip, nama, terlihat)) = store::sesi(tx, &sidik, (pada, batas_diam(pada)))? else {
            return Ok(None);
        };
        let peran = kewenangan::milik(tx, &akun)?;
        let faktor = keamanan::faktor(tx, &akun)?.is_some_and(|f| f.pasti);
        let aktor = Aktor { akun, nip, nama, peran, hanya_akt: None };
        let hari = daerah.hari_ini();
        Ok(Some((batasi(aktor, &ketentuan::berlaku(tx, hari)?, hari, faktor), terlihat)))
    })?;
    let Some((aktor, terlihat)) = ada else { return Ok(None) };
    if lewat(terlihat, pada, SENTUH_MILIDETIK) {
        daerah.upkeep(move |tx| Ok::<_, Refusal>(keamanan::sentuh_sesi(tx, &sidik, pada)?))?;
    }
    Ok(Some(aktor))
}

/// A machine may what its token names, within the token's jurisdiction, as far as its maker may now.
fn mesin(daerah: &Region, rahasia: &str) -> Result<Option<Aktor>, Refusal> {
    let Some(token) = Token::baca(rahasia) else { return Ok(None) };
    let pada = daerah.sekarang();
    let ada = daerah.read(|tx| -> Result<_, Refusal> {
        let Some((id, akun, akt, lingkup, terakhir)) = keamanan::token(tx, &token.sidik(), pada)? else {
            return Ok(None);
        };
        let Some(pemilik) = keamanan::akun_id(tx, &akun)? else { return Ok(None) };
        let peran = kewenangan::milik(tx, &akun)?;
        let sempit = peran.into_iter().filter_map(|k| {
            let lingkup = irisan(&k.lingkup, &lingkup)?;
            Some(balai_kernel::Kewenangan { lingkup, ..k })
        });
        let (peran, hanya_akt) = (sempit.collect(), Some(akt));
        Ok(Some((Aktor { akun, nip: pemilik.nip, nama: pemilik.nama, peran, hanya_akt }, id, terakhir)))
    })?;
    let Some((aktor, id, terakhir)) = ada else { return Ok(None) };
    if terakhir.is_none_or(|t| lewat(t, pada, PAKAI_MILIDETIK)) {
        daerah.upkeep(move |tx| Ok::<_, Refusal>(keamanan::token_terpakai(tx, &id, pada)?))?;
    }
    Ok(Some(aktor))
}

fn lewat(dari: Waktu, pada: Waktu, milidetik: i64) -> bool {
    pada.milidetik().saturating_sub(dari.milidetik()) >= milidetik
}

/// What both jurisdictions reach; nothing where they cannot be compared.
fn irisan(a: &Lingkup, b: &Lingkup) -> Option<Lingkup> {
    if b.mencakup(a) {
        Some(a.clone())
    } else if a.mencakup(b) {
        Some(b.clone())
    } else {
        None
    }
}
