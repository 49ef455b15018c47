//! Reading a slip: the stored line, the derivation recomputed from the frozen file, and whether the two agree.

use balai_kernel::{Aktor, Galat, Jalur, Lingkup, Nip, Periode};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, Tujuan, decide, lingkup_untuk};
use balai_rules::{Jejak, Masukan, Paket, Rencana};
use balai_store::{StoreError, Tx};

use crate::acts::disiplin::tahan as disiplin;
use crate::acts::langkah::Bulan;
use crate::acts::proses::{hitung, masukan_beku};
use crate::akt::SLIP_BACA;
use crate::model::benang;
use crate::model::disiplin::Ketetapan;
use crate::model::kehilangan::{Kehilangan, telusuri};
use crate::model::nama_baris;
use crate::model::proses::{BarisTersimpan, Keluaran, OpdTersimpan, ProsesTersimpan};
use crate::model::selisih::{Saldo, lunasi};
use crate::parameter::{BALAI, SUMBER_AKTIVITAS};
use crate::store::entri;
use crate::store::proses as store;
use crate::store::{kebijakan, selisih};

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
    /// What is paid, where it is not the computed line.
    pub bayaran: Option<Bayaran>,
    /// Sanctions that took a share of it, holds that keep it.
    pub ketetapan: Vec<Ketetapan>,
    /// Whether it is the reader's own.
    pub sendiri: bool,
}

/// What somebody is paid with a month where it is not what was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bayaran {
    /// What a ceiling policy leaves of the line, in sen.
    pub kebijakan_sen: Option<i64>,
    /// What is settled of earlier months, in sen each.
    pub bawaan: Vec<(Saldo, i64)>,
    /// What a hold kept back of it when it was approved, in sen.
    pub tertahan_sen: i64,
    /// The sum that is paid, in sen.
    pub jumlah_sen: i64,
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

/// Whose slip is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Siapa {
    /// The actor's own.
    Sendiri,
    /// The person with this number in the organisation: what addresses carry, as a NIP tells a birthday.
    Pegawai(i64),
    /// The person with this NIP: what people type at the command line.
    Nip(Nip),
}

/// A slip of the newest finished run of a month. Reading somebody else's shows personal data unmasked and is therefore
/// an act of its own: the journal holds who read whose, and as what.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none within the actor's jurisdiction; [`Refusal::Denied`] without a role.
pub fn baca(region: &Region, aktor: &Aktor, periode: Periode, siapa: &Siapa) -> Result<Slip, Refusal> {
    let hari_ini = region.hari_ini();
    let lingkup = lingkup_untuk(aktor, &SLIP_BACA, hari_ini)?;
    let (proses, opd, baris) = cari(region, aktor, periode, siapa, &lingkup)?.ok_or(Refusal::NotFound)?;
    let jalur: Jalur = baris.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
    let nip: Nip = baris.nip.parse().map_err(|_| Refusal::NotFound)?;
    let sendiri = aktor.nip.as_ref() == Some(&nip);
    let putusan = decide(aktor, &SLIP_BACA, &Sasaran::orang(nip, jalur, hari_ini))?;
    if !sendiri {
        let sasaran = format!("kinerja.slip/{periode}/{}/{}", proses.versi, baris.pegawai);
        let isi = serde_json::json!({
            "periode": periode.to_string(), "versi": proses.versi, "pegawai": baris.pegawai,
        });
        let tujuan = Tujuan::bawaan(putusan.peran());
        let event = Event::baru(putusan, sasaran).isi(isi);
        region.baca_pribadi(aktor, tujuan, move |_| Ok(Done::new((), event.clone())))?;
    }
    let (paket, uraian) = match uraikan(region, &proses, &opd, &baris) {
        Ok((paket, uraian)) => (paket, Ok(uraian)),
        Err(galat) => (RingkasPaket::default(), Err(galat)),
    };
    let (bayaran, ketetapan) = region.read(|tx| -> Result<_, Refusal> {
        let milik = disiplin::milik(tx, baris.pegawai, periode, hari_ini)?;
        Ok((bayaran(tx, &proses, &baris)?, milik))
    })?;
    Ok(Slip { kolom: proses.kolom(), proses, opd, baris, paket, uraian, bayaran, ketetapan, sendiri })
}

type Ketemu = Option<(ProsesTersimpan, OpdTersimpan, BarisTersimpan)>;

/// The run, the OPD and the line, in the first jurisdiction that reaches it.
fn cari(
    region: &Region,
    aktor: &Aktor,
    periode: Periode,
    siapa: &Siapa,
    lingkup: &[Lingkup],
) -> Result<Ketemu, Refusal> {
    let nip = match siapa {
        Siapa::Sendiri => aktor.nip.as_ref().ok_or(Refusal::NotFound)?.as_str(),
        Siapa::Nip(nip) => nip.as_str(),
        Siapa::Pegawai(_) => "",
    };
    region.read(|tx| {
        let Some(proses) = store::terbaru(tx, periode)? else { return Ok(None) };
        for l in lingkup {
            let baris = match siapa {
                // 0 stands on lines that were stored without a number
                Siapa::Pegawai(n) if *n <= 0 => None,
                Siapa::Pegawai(n) => store::baris_pegawai(tx, &proses.id, *n, l)?,
                Siapa::Sendiri | Siapa::Nip(_) => store::satu_baris(tx, &proses.id, nip, l)?,
            };
            if let Some(baris) = baris {
                let opd = store::satu_opd(tx, &proses.id, &baris.opd)?;
                return Ok(opd.map(|opd| (proses, opd, baris)));
            }
        }
        Ok(None)
    })
}

/// What is paid beside or instead of the line; none when it is the line.
fn bayaran(
    tx: &mut Tx<'_>,
    proses: &ProsesTersimpan,
    baris: &BarisTersimpan,
) -> Result<Option<Bayaran>, Refusal> {
    let saldo = selisih::bawaan_orang(tx, &proses.id, &baris.nip)?;
    // most months have no policy, and then the steps need not be read
    let berlaku = if kebijakan::bulan(tx, proses.periode)?.is_empty() {
        None
    } else {
        let bulan = Bulan::tanpa_bawaan(tx, proses.periode, &Lingkup::Semua)?;
        bulan.and_then(|b| b.kebijakan(&baris.opd).map(|k| k.urut))
    };
    let kebijakan_sen = match berlaku {
        Some(urut) => kebijakan::bayaran_orang(tx, proses.periode, urut, &baris.nip)?,
        None => None,
    };
    let ditahan = disiplin::tercatat(tx, proses.periode)?.remove(&baris.nip);
    if saldo.is_empty() && kebijakan_sen.is_none() && ditahan.is_none() {
        return Ok(None);
    }
    let bulan_ini = kebijakan_sen.unwrap_or(baris.utama_sen);
    let sen: Vec<i64> = saldo.iter().map(|s| s.jumlah_sen).collect();
    let dipakai = lunasi(bulan_ini, &sen);
    let jumlah_sen = bulan_ini + dipakai.iter().sum::<i64>();
    let tertahan_sen = ditahan.map_or(0, |_| jumlah_sen);
    let bawaan = saldo.into_iter().zip(dipakai).collect();
    Ok(Some(Bayaran { kebijakan_sen, bawaan, tertahan_sen, jumlah_sen: jumlah_sen - tertahan_sen }))
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
    let mut uraian = hitung_ulang(&rencana, &masukan, baris)?;
    let tercatat = region.read(|tx| aktivitas(tx, proses.periode, baris.pegawai));
    nama_baris::sebut(&mut uraian.jejak, tercatat.map_err(|g: StoreError| Refusal::from(g).galat())?);
    let nama = (paket.nama(balai_kernel::Bahasa::Id), paket.nama(balai_kernel::Bahasa::En));
    let nama = (nama.0.to_owned(), nama.1.to_owned());
    Ok((RingkasPaket { nama, dasar: paket.dasar().to_owned() }, uraian))
}

/// A person's activities of a month with their texts, from where the month takes them.
fn aktivitas(
    tx: &mut Tx<'_>,
    periode: Periode,
    pegawai: i64,
) -> Result<Vec<(i64, String, i64, i64)>, StoreError> {
    if SUMBER_AKTIVITAS.pada(tx, periode.awal())? != BALAI {
        return store::aktivitas_orang(tx, periode, pegawai);
    }
    let dicatat = entri::orang_bulan(tx, pegawai, periode)?.into_iter();
    Ok(dicatat.filter_map(|(hari, teks, menit, k)| Some((hari, teks, menit, k.beku()?))).collect())
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
