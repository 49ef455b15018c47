//! Signing in: a password, and a second factor where there is one.

use balai_kernel::{Aktor, Galat, Waktu};
use balai_platform::pemberitahuan::{self, Titipan};
use balai_platform::{Done, Event, Refusal, Region, Sasaran, decide, sidik};
use balai_store::Tx;
use serde_json::json;

use super::faktor::batasi;
use super::{SESI_BUKA, kabar};
use crate::{
    model::{
        kunci::{tunggu_akun, tunggu_alamat, tunggu_detik},
        nama::Pengenal,
        perangkat::perangkat,
        sandi,
        token::Token,
        totp,
    },
    store::{self, Akun, gagal, keamanan, ketentuan},
};

/// How long a session lasts at most, in seconds: a working day and its overtime.
pub const UMUR_SESI_DETIK: u32 = 12 * 3600;
/// How long a session lasts without a request, in seconds.
pub const UMUR_DIAM_DETIK: u32 = 2 * 3600;
/// How long the second factor may be waited for, in milliseconds.
const TAHAP_MILIDETIK: i64 = 5 * 60_000;
/// How long a browser is remembered that has signed in, in seconds: half a year.
pub const UMUR_PERANGKAT_DETIK: u32 = 180 * 24 * 3600;
/// After this long without a failure the failures of an account from one place begin afresh, in milliseconds.
const LUPA_GAGAL_MILIDETIK: i64 = 24 * 3_600_000;
/// After this long without a failure an address starts afresh, in milliseconds.
const LUPA_ALAMAT_MILIDETIK: i64 = 3_600_000;

/// Where somebody signs in from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asal {
    /// The browser's name for itself.
    pub agen: String,
    /// The network address, when it is known.
    pub alamat: Option<String>,
    /// The secret this browser was given when it last signed in.
    pub perangkat: Option<String>,
}

/// An opened session.
#[derive(Debug, Clone)]
pub struct Sesi {
    /// The secret for the cookie.
    pub token: Token,
    /// The secret by which this browser is known from now on.
    pub perangkat: Token,
    /// Whoever signed in.
    pub aktor: Aktor,
}

/// What a right password leads to.
#[derive(Debug, Clone)]
pub enum Langkah {
    /// In.
    Masuk(Sesi),
    /// To the second factor; the token is good for five minutes and for nothing else.
    PerluKode(Token),
}

/// What proved that it is the person.
#[derive(Clone)]
enum Bukti {
    Sandi,
    Langkah(String, i64),
    Pemulihan(String, String),
}

/// Signs in where no second factor is set up; see [`masuk_dari`].
///
/// # Errors
/// As [`masuk_dari`], and `AKS-020` when a code is needed.
pub fn masuk(region: &Region, pengenal: &str, rahasia: &str) -> Result<Sesi, Refusal> {
    match masuk_dari(region, pengenal, rahasia, &Asal::default())? {
        Langkah::Masuk(sesi) => Ok(sesi),
        Langkah::PerluKode(_) => Err(Galat::baru("AKS-020").into()),
    }
}

/// Signs in by staff number or account name. Does as much for an account that does not exist as for a wrong
/// password, and says the same. Slow on purpose: call it from a blocking thread.
///
/// # Errors
/// `AKS-001` for a wrong pair; `AKS-065` with the time to wait after too many of them, in the same words whether the
/// account exists or not;
/// [`Refusal::Denied`] when the password is right and no grant is valid today.
pub fn masuk_dari(region: &Region, pengenal: &str, rahasia: &str, asal: &Asal) -> Result<Langkah, Refusal> {
    let pada = region.sekarang();
    let pengenal = Pengenal::baca(pengenal);
    let (akun, coba) = region.read(|tx| -> Result<_, Refusal> {
        let akun = store::cari_akun(tx, &pengenal)?;
        let coba = Percobaan::dari(tx, (akun.as_ref(), &pengenal), asal, pada)?;
        Ok((akun, coba))
    })?;
    let boleh = akun.as_ref().filter(|a| a.aktif && !coba.menunggu);
    let cocok = sandi::cocok(rahasia, boleh.map(|a| a.sandi.as_str()));
    let Some(akun) = akun.filter(|_| cocok) else {
        let sampai = catat_gagal(region, coba, pada)?;
        return Err(salah("AKS-001", sampai, pada).into());
    };
    let faktor = region.read(|tx| keamanan::faktor(tx, &akun.id))?;
    if faktor.is_some_and(|f| f.pasti) {
        let tahap = Token::baru(region.bita());
        let (sidik, id, sampai) = (tahap.sidik(), akun.id, geser(pada, TAHAP_MILIDETIK));
        region
            .upkeep(move |tx| Ok::<_, Refusal>(keamanan::sisip_tautan(tx, &sidik, &id, "faktor", sampai)?))?;
        return Ok(Langkah::PerluKode(tahap));
    }
    Ok(Langkah::Masuk(buka(region, akun, pada, asal, Bukti::Sandi)?))
}

/// The second step: six digits, or a recovery code.
///
/// # Errors
/// `AKS-021` when the code is wrong, used, or the five minutes are over.
pub fn masuk_kode(region: &Region, tahap: &str, kode: &str, asal: &Asal) -> Result<Sesi, Refusal> {
    let pada = region.sekarang();
    let asing = || Refusal::from(Galat::baru("AKS-021"));
    let tahap = Token::baca(tahap).ok_or_else(asing)?.sidik();
    let ada = region.read(|tx| -> Result<_, Refusal> {
        let Some(id) = keamanan::tautan(tx, &tahap, "faktor", pada)? else { return Ok(None) };
        Ok(keamanan::faktor(tx, &id)?.zip(keamanan::akun_id(tx, &id)?).map(|(f, a)| (id, f, a)))
    })?;
    let (id, faktor, akun) = ada.filter(|(_, f, a)| f.pasti && a.aktif).ok_or_else(asing)?;
    let bukti = match totp::cocok(&faktor.rahasia, kode, pada, faktor.langkah) {
        Some(langkah) => Bukti::Langkah(tahap, langkah),
        None => Bukti::Pemulihan(tahap, sidik_pemulihan(kode)),
    };
    let orang = Akun {
        id: id.clone(),
        nip: akun.nip,
        nama: akun.nama,
        sandi: String::new(),
        aktif: true,
        terkunci_sampai: akun.terkunci_sampai,
    };
    let kunci = Pengenal::Nama(akun.nama_akun);
    let coba = region.read(|tx| Percobaan::dari(tx, (Some(&orang), &kunci), asal, pada))?;
    if coba.menunggu {
        return Err(salah("AKS-021", coba.sampai, pada).into());
    }
    match buka(region, orang, pada, asal, bukti) {
        Err(Refusal::Rule(galat)) => {
            region.upkeep(move |tx| Ok::<_, Refusal>(keamanan::gagal_faktor(tx, &id)?))?;
            let sampai = catat_gagal(region, coba, pada)?;
            Err(if galat.kode == "AKS-021" { salah("AKS-021", sampai, pada) } else { galat }.into())
        }
        jawaban => jawaban,
    }
}

/// A recovery code as the table keeps it; spaces, hyphens and capitals do not matter.
pub(crate) fn sidik_pemulihan(kode: &str) -> String {
    let polos: String = kode.chars().filter(char::is_ascii_alphanumeric).collect();
    sidik(polos.to_ascii_lowercase().as_bytes())
}

fn buka(region: &Region, akun: Akun, pada: Waktu, asal: &Asal, bukti: Bukti) -> Result<Sesi, Refusal> {
    let (kewenangan, aturan) = region.read(|tx| -> Result<_, Refusal> {
        Ok((store::kewenangan::milik(tx, &akun.id)?, ketentuan::berlaku(tx, region.hari_ini())?))
    })?;
    let aktor = Aktor { akun: akun.id, nip: akun.nip, nama: akun.nama, peran: kewenangan, hanya_akt: None };
    let putusan = decide(&aktor, &SESI_BUKA, &Sasaran::daerah(region.hari_ini()))?;

    let token = Token::baru(region.bita());
    let baru = store::SesiBaru {
        sidik: token.sidik(),
        akun: aktor.akun.clone(),
        dibuat: pada,
        kedaluwarsa: geser(pada, i64::from(UMUR_SESI_DETIK) * 1000),
        perangkat: perangkat(&asal.agen),
        alamat: asal.alamat.clone(),
    };
    let sejak = geser(pada, -i64::from(UMUR_PERANGKAT_DETIK) * 1000);
    // a browser keeps the secret it brings: several people may share it
    let perangkat = asal.perangkat.as_deref().and_then(Token::baca);
    let perangkat = perangkat.unwrap_or_else(|| Token::baru(region.bita()));
    let (kenal, dari) = (perangkat.sidik(), dari_alamat(asal));
    let pesan = kabar::perangkat_baru(&baru, &asal.agen);
    let titipan = Titipan::baru(region);
    let dengan_faktor = !matches!(bukti, Bukti::Sandi);
    region.act(&aktor, move |tx| {
        let terbukti = match &bukti {
            Bukti::Sandi => true,
            Bukti::Langkah(tahap, langkah) => {
                keamanan::pakai_tautan(tx, tahap, "faktor", pada)?
                    && keamanan::pakai_langkah(tx, &baru.akun, *langkah, pada)?
            }
            Bukti::Pemulihan(tahap, kode) => {
                keamanan::pakai_pemulihan(tx, &baru.akun, kode, pada)?
                    && keamanan::pakai_tautan(tx, tahap, "faktor", pada)?
            }
        };
        if !terbukti {
            return Err(Galat::baru("AKS-021").into());
        }
        gagal::hapus_gagal_lama(tx, geser(pada, -LUPA_GAGAL_MILIDETIK))?;
        gagal::hapus_perangkat_lama(tx, sejak)?;
        store::tandai_masuk(tx, &baru.akun, pada)?;
        for tempat in [&dari, &dari_perangkat(&kenal)] {
            gagal::lupakan(tx, &baru.akun, tempat)?;
        }
        if !gagal::kenal(tx, &kenal, &baru.akun, sejak)? {
            pemberitahuan::tulis(tx, &titipan, std::slice::from_ref(&pesan))?;
        }
        gagal::ingat(tx, &kenal, &baru.akun, pada)?;
        store::sisip_sesi(tx, &baru)?;
        let cara = match &bukti {
            Bukti::Sandi => "sandi",
            Bukti::Langkah(..) => "kode",
            Bukti::Pemulihan(..) => "pemulihan",
        };
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", baru.akun)).isi(
            json!({ "kedaluwarsa": baru.kedaluwarsa.to_string(), "cara": cara, "perangkat": baru.perangkat }),
        );
        Ok(Done::new((), event))
    })?;
    let aktor = batasi(aktor, &aturan, region.hari_ini(), dengan_faktor);
    Ok(Sesi { token, perangkat, aktor })
}

/// An attempt: whose account, from where, and whether it has to wait. Failures are counted for each account at each
/// place they come from, so that a stranger who guesses makes themselves wait and not the owner.
#[derive(Clone)]
struct Percobaan {
    /// The account's id, or the hash of a name that nobody has: both are written alike.
    akun: String,
    dari: String,
    alamat: Option<String>,
    /// Whether this browser has been in before: then only its own failures make it wait.
    kenal: bool,
    menunggu: bool,
    /// Until when this place or this address waits. The wait of an account as a whole is not among them: only an account
    /// that exists has one, so saying it would tell that it does.
    sampai: Option<Waktu>,
}

impl Percobaan {
    fn dari(
        tx: &mut Tx<'_>,
        (akun, pengenal): (Option<&Akun>, &Pengenal),
        asal: &Asal,
        pada: Waktu,
    ) -> Result<Self, Refusal> {
        let perangkat = asal.perangkat.as_deref().and_then(Token::baca).map(|t| t.sidik());
        let kenal = match (&perangkat, akun) {
            (Some(sidik), Some(akun)) => {
                let sejak = geser(pada, -i64::from(UMUR_PERANGKAT_DETIK) * 1000);
                gagal::kenal(tx, sidik, &akun.id, sejak)?
            }
            _ => false,
        };
        let dari = match perangkat.filter(|_| kenal) {
            Some(sidik) => dari_perangkat(&sidik),
            None => dari_alamat(asal),
        };
        let kunci = akun.map_or_else(|| sidik(pengenal.kunci().as_bytes()), |a| a.id.to_string());
        let belum = |sampai: Option<Waktu>| sampai.is_some_and(|sampai| pada < sampai);
        let alamat = asal.alamat.as_deref().map(|a| keamanan::alamat(tx, a)).transpose()?.flatten();
        let tempat = gagal::gagal(tx, &kunci, &dari)?;
        let umum =
            belum(alamat.and_then(|(.., sampai)| sampai)) || belum(akun.and_then(|a| a.terkunci_sampai));
        let di_tempat = tempat.and_then(|(.., sampai)| sampai).filter(|s| pada < *s);
        let di_alamat = alamat.and_then(|(.., sampai)| sampai).filter(|s| pada < *s && !kenal);
        let menunggu = di_tempat.is_some() || (umum && !kenal);
        let sampai = di_tempat.max(di_alamat);
        Ok(Percobaan { akun: kunci, dari, alamat: asal.alamat.clone(), kenal, menunggu, sampai })
    }
}

fn dari_alamat(asal: &Asal) -> String {
    format!("alamat {}", asal.alamat.as_deref().unwrap_or("-"))
}

fn dari_perangkat(sidik: &str) -> String {
    format!("perangkat {sidik}")
}

/// Counts a failure. Nobody acted: whoever typed is unknown, so there is no event, only counters. The same is
/// written whether the account exists or not; while it waits only the address is counted. Gives back until when the next
/// attempt from there has to wait.
fn catat_gagal(region: &Region, coba: Percobaan, pada: Waktu) -> Result<Option<Waktu>, Refusal> {
    let kini = move |tunggu: i64| (tunggu > 0).then(|| geser(pada, tunggu * 1000));
    region.upkeep(move |tx| {
        let alamat = coba.alamat.as_deref().unwrap_or("-");
        let dulu = keamanan::alamat(tx, alamat)?;
        let gagal = berikut(dulu.map(|(n, terakhir, _)| (n, terakhir)), pada, LUPA_ALAMAT_MILIDETIK);
        let tunggu = if alamat == "-" { 0 } else { tunggu_alamat(gagal) };
        let sampai = kini(tunggu).or_else(|| dulu.and_then(|(.., sampai)| sampai));
        keamanan::simpan_alamat(tx, alamat, gagal, (pada, sampai))?;
        let di_alamat = sampai.filter(|s| pada < *s && !coba.kenal);
        if coba.menunggu {
            return Ok(coba.sampai.max(di_alamat));
        }
        let tempat = (coba.akun.as_str(), coba.dari.as_str());
        let dulu = gagal::gagal(tx, tempat.0, tempat.1)?.map(|(n, terakhir, _)| (n, terakhir));
        let gagal = berikut(dulu, pada, LUPA_GAGAL_MILIDETIK);
        let di_tempat = kini(tunggu_detik(gagal));
        gagal::simpan_gagal(tx, tempat, gagal, (pada, di_tempat))?;
        if !coba.kenal
            && let Some(sampai) = kini(tunggu_akun(store::tambah_gagal(tx, &coba.akun)?))
        {
            store::kunci(tx, &coba.akun, sampai)?;
        }
        Ok(di_tempat.max(di_alamat))
    })
}

/// What is said of a failure: that it was one, or how long to wait.
fn salah(kode: &'static str, sampai: Option<Waktu>, pada: Waktu) -> Galat {
    match sampai.map(|s| s.milidetik().saturating_sub(pada.milidetik())).filter(|sisa| *sisa > 0) {
        Some(sisa) => Galat::baru("AKS-065").dengan("lama", sisa.saturating_add(999) / 1_000),
        None => Galat::baru(kode),
    }
}

/// The count after one more failure; it begins afresh after a pause of `lupa` milliseconds.
fn berikut(dulu: Option<(i64, Waktu)>, pada: Waktu, lupa: i64) -> i64 {
    match dulu {
        Some((n, terakhir)) if pada <= geser(terakhir, lupa) => n.saturating_add(1),
        _ => 1,
    }
}

/// An instant some milliseconds later; the same one where the calendar ends.
pub(crate) fn geser(w: Waktu, milidetik: i64) -> Waktu {
    Waktu::dari_milidetik(w.milidetik().saturating_add(milidetik)).unwrap_or(w)
}
