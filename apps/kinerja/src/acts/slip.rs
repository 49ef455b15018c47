//! Reading a slip: the stored line, the derivation recomputed from the frozen file, and whether the two agree.

use balai_kernel::{Aktor, Galat, Jalur, Nip, Periode};
use balai_platform::{Refusal, Region, Sasaran, decide, lingkup_untuk};
use balai_rules::{Jejak, Masukan, Paket, Rencana};

use crate::acts::proses::{hitung, masukan_beku};
use crate::akt::SLIP_BACA;
use crate::model::benang;
use crate::model::kehilangan::{Kehilangan, telusuri};
use crate::model::proses::{BarisTersimpan, Keluaran, OpdTersimpan, ProsesTersimpan};
use crate::store::proses as store;

/// A slip with everything that explains it.
#[derive(Debug, Clone)]
pub struct Slip {
    /// The run it belongs to.
    pub proses: ProsesTersimpan,
    /// The OPD, with the hash of the frozen file.
    pub opd: OpdTersimpan,
    /// The stored line.
    pub baris: BarisTersimpan,
    /// The figures of the line.
    pub kolom: Vec<Keluaran>,
    /// What the package says of itself.
    pub paket: RingkasPaket,
    /// The derivation, or why it cannot be shown.
    pub uraian: Result<Uraian, Galat>,
}

/// Name and law of the package a run pinned.
#[derive(Debug, Clone, Default)]
pub struct RingkasPaket {
    /// Indonesian and English name.
    pub nama: (String, String),
    /// The law it carries.
    pub dasar: String,
}

/// The recomputed derivation.
#[derive(Debug, Clone)]
pub struct Uraian {
    /// From the figure received down to rows and articles.
    pub jejak: Jejak,
    /// The recomputed figures, in the order of the line's.
    pub angka: Vec<i128>,
    /// Whether every recomputed figure equals the stored one.
    pub cocok: bool,
    /// What was lost because of activities that did not count.
    pub kehilangan: Vec<Kehilangan>,
}

/// The slip of `nip` (the actor's own when none is given) in the newest finished run of a month.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none within the actor's jurisdiction; [`Refusal::Denied`] without a role.
pub fn baca(region: &Region, aktor: &Aktor, periode: Periode, nip: Option<&Nip>) -> Result<Slip, Refusal> {
    let hari_ini = region.hari_ini();
    let nip = nip.or(aktor.nip.as_ref()).ok_or(Refusal::NotFound)?.clone();
    let lingkup = lingkup_untuk(aktor, &SLIP_BACA, hari_ini)?;
    let ketemu = region.read(|tx| -> Result<_, Refusal> {
        let Some(proses) = store::terbaru(tx, periode)? else { return Ok(None) };
        for l in &lingkup {
            if let Some(baris) = store::satu_baris(tx, &proses.id, nip.as_str(), l)? {
                let opd = store::satu_opd(tx, &proses.id, &baris.opd)?;
                return Ok(opd.map(|opd| (proses, opd, baris)));
            }
        }
        Ok(None)
    })?;
    let (proses, opd, baris) = ketemu.ok_or(Refusal::NotFound)?;
    let jalur: Jalur = baris.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
    decide(aktor, &SLIP_BACA, &Sasaran::orang(nip, jalur, hari_ini))?;
    let (paket, uraian) = match uraikan(region, &proses, &opd, &baris) {
        Ok((paket, uraian)) => (paket, Ok(uraian)),
        Err(galat) => (RingkasPaket::default(), Err(galat)),
    };
    Ok(Slip { kolom: proses.kolom(), proses, opd, baris, paket, uraian })
}

/// Recomputes a line from what its run pinned.
fn uraikan(
    region: &Region,
    proses: &ProsesTersimpan,
    opd: &OpdTersimpan,
    baris: &BarisTersimpan,
) -> Result<(RingkasPaket, Uraian), Galat> {
    let paket = balai_platform::paket::muat_versi(region, &proses.paket_sidik).map_err(|r| r.galat())?;
    let rencana = rencana(&paket, proses.periode)?;
    let masukan = masukan_beku(region, &rencana, &opd.masukan_sidik).map_err(|r| r.galat())?;
    let uraian = hitung_ulang(&rencana, &masukan, baris)?;
    let nama = (paket.nama(balai_kernel::Bahasa::Id), paket.nama(balai_kernel::Bahasa::En));
    let nama = (nama.0.to_owned(), nama.1.to_owned());
    Ok((RingkasPaket { nama, dasar: paket.dasar().to_owned() }, uraian))
}

fn rencana(paket: &Paket, periode: Periode) -> Result<Rencana, Galat> {
    let pertama = |g: Vec<balai_rules::GalatAturan>| g.into_iter().next().map(|g| g.galat);
    paket.rencana(periode, None).map_err(|g| pertama(g).unwrap_or_else(|| Galat::baru("KIN-414")))
}

/// The figures of one line again, from frozen inputs.
fn hitung_ulang(rencana: &Rencana, masukan: &Masukan, baris: &BarisTersimpan) -> Result<Uraian, Galat> {
    let gagal = || Galat::baru("KIN-414").dengan("nip", &baris.nip);
    let (subjek, utama) = rencana.utama();
    let letak = masukan.cari(&subjek, &baris.nip).ok_or_else(gagal)?;
    let hasil =
        rencana.hitung(masukan, 1).map_err(|g| g.into_iter().next().map_or_else(gagal, |g| g.galat))?;
    let angka = hitung::angka_baris(&hasil, masukan, &subjek, letak);
    let jejak = rencana.jejak(masukan, &hasil, &subjek, letak, &utama).ok_or_else(gagal)?;
    let ukur = benang::jumlah_butir(&jejak).map_or(utama.as_str(), |j| &j.nama);
    let kehilangan = telusuri(rencana, masukan, &hasil, (&subjek, letak), ukur);
    Ok(Uraian { cocok: angka == baris.angka(), angka, jejak, kehilangan })
}

/// A person's computed months, newest first: month, version, amount in sen.
///
/// # Errors
/// [`Refusal::Denied`] without a role; [`Refusal::NotFound`] for an actor who is no staff member.
pub fn bulan_sendiri(region: &Region, aktor: &Aktor) -> Result<Vec<(Periode, i64, i64)>, Refusal> {
    lingkup_untuk(aktor, &SLIP_BACA, region.hari_ini())?;
    let nip = aktor.nip.clone().ok_or(Refusal::NotFound)?;
    region.read(|tx| Ok(store::bulan_orang(tx, nip.as_str())?))
}
