//! Telling people: in the house always, by e-mail and by a gateway as they wish.
//!
//! An act writes what is to be told in its own transaction ([`tulis`]), and with it the jobs that carry it out of the
//! house: both exist if and only if the act does. A key tells a person once, however often the act is repeated. What
//! leaves the house is a job per message and channel: tried again until it is taken, held back in the person's quiet
//! hours, gathered into one letter a day for those who want it so. A letter that a gateway took but whose answer was
//! lost is sent again with the same key, by which the other side can tell.

mod saluran;
mod siaran;
mod smtp;
mod store;
mod webhook;

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_kernel::{Aktor, Bahasa, Galat, Id, KodeWilayah, Peran, Waktu, ZonaWaktu};
use balai_store::Tx;
use serde_json::{Value, json};

use crate::pekerjaan::{self, GagalKerja, Kerja, Selesai, geser};
use crate::{
    AktEntri, Done, Event, Jadwal, Jangkauan, Pekerjaan, Pelaksana, PenerimaPort, Refusal, Region, Sasaran,
    decide,
};

pub use saluran::{Saluran, Surat, Tujuan};
pub(crate) use siaran::disisihkan;
pub use siaran::{Kabar, Siaran};
pub use smtp::Smtp;
pub use store::{Cara, Pilihan, Terima, belum_dibaca, daftar, pilihan, satu, statements, tandai_dibaca};
pub use webhook::Webhook;

/// Name of the job that sends one letter over one channel.
pub(crate) const KIRIM: &str = "platform.pemberitahuan.kirim";
/// Name of the daily job.
const HARIAN: &str = "platform.pemberitahuan.harian";
/// Name of the job that forgets.
const BERSIH: &str = "platform.pemberitahuan.bersih";
/// Longest text, in characters.
const TEKS_MAKS: usize = 1_000;
/// Messages gathered by one daily job; a further one takes what is left.
const HARIAN_MAKS: u32 = 2_000;
/// Messages written out in one letter; of the others it says how many.
const SURAT_MAKS: usize = 20;
/// How long messages are kept, in milliseconds: a year.
const SIMPAN_MILIDETIK: i64 = 366 * 24 * 3_600_000;

/// Choosing how one is told.
pub const PEMBERITAHUAN_ATUR: AktEntri = AktEntri {
    id: "platform.pemberitahuan.atur",
    label_id: "mengatur pemberitahuan sendiri",
    label_en: "choose how one is told",
    peran: &Peran::SEMUA,
    lingkup: Jangkauan::Akun,
};

/// What of a message may leave the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sifat {
    /// At once, also in quiet hours: somebody else may be using the account.
    Penting,
    /// As the person wishes.
    Biasa,
    /// Nothing: it is told in the house alone.
    Dalam,
}

impl Sifat {
    /// The stored word.
    pub const fn kode(self) -> &'static str {
        match self {
            Sifat::Penting => "penting",
            Sifat::Biasa => "biasa",
            Sifat::Dalam => "dalam",
        }
    }

    fn dari(kode: &str) -> Option<Self> {
        [Sifat::Penting, Sifat::Biasa, Sifat::Dalam].into_iter().find(|s| s.kode() == kode)
    }
}

/// What is told, to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pesan {
    /// The account.
    pub akun: Id,
    /// Told once under this key, such as `akses.kewenangan/0192..`.
    pub kunci: String,
    /// What of it may leave the house.
    pub sifat: Sifat,
    /// In Indonesian. It leaves the house: no names, numbers or figures of anybody.
    pub teks_id: String,
    /// In English.
    pub teks_en: String,
    /// Where in the house it leads.
    pub jalur: String,
}

/// Where and when something is told: made before the closure that tells it, because closures may run again.
#[derive(Debug, Clone)]
pub struct Titipan {
    id: Id,
    kini: Waktu,
    zona: ZonaWaktu,
}

impl Titipan {
    /// For one act.
    pub fn baru(daerah: &Region) -> Self {
        Titipan { id: daerah.id_baru(), kini: daerah.sekarang(), zona: daerah.zona() }
    }
}

/// Tells people inside an act, in its transaction; whoever was told under a key before is passed over.
///
/// # Errors
/// `PLT-080` for a text that is empty or too long, or a path that leads out of the house.
pub fn tulis(tx: &mut Tx<'_>, titipan: &Titipan, pesan: &[Pesan]) -> Result<(), Refusal> {
    for (i, p) in pesan.iter().enumerate() {
        let wajar = |t: &str| !t.trim().is_empty() && t.chars().count() <= TEKS_MAKS;
        let di_rumah = p.jalur.starts_with('/') && !p.jalur.starts_with("//");
        if !wajar(&p.teks_id) || !wajar(&p.teks_en) || !di_rumah {
            return Err(Galat::baru("PLT-080").dengan("kunci", &p.kunci).dengan("maks", TEKS_MAKS).into());
        }
        let id = format!("{}.{i:03}", titipan.id);
        if !store::simpan(tx, &id, p, titipan.kini)? || p.sifat == Sifat::Dalam {
            continue;
        }
        let Some(pilihan) = store::pilihan(tx, &p.akun)? else { continue };
        let penting = p.sifat == Sifat::Penting;
        if pilihan.cara == Cara::Tidak || (pilihan.cara == Cara::Harian && !penting) {
            continue;
        }
        let pada = if penting { titipan.kini } else { pilihan.sesudah_tenang(titipan.kini, titipan.zona) };
        let kirim: Vec<Pekerjaan> = pilihan
            .tujuan()
            .iter()
            .map(|t| pengiriman(&p.akun, (std::slice::from_ref(&id), 0), t, penting, &id).pada(pada))
            .collect();
        pekerjaan::simpan(tx, &id, titipan.kini, &kirim)?;
        store::kabari(tx, std::slice::from_ref(&id), titipan.kini)?;
    }
    Ok(())
}

/// A letter of these messages, and of so many more that it does not write out.
fn pengiriman(
    akun: &Id,
    (nomor, lain): (&[String], usize),
    tujuan: &Tujuan,
    penting: bool,
    awal: &str,
) -> Pekerjaan {
    let kunci = format!("{awal} {}", tujuan.kode());
    let isi = json!({
        "pemberitahuan": nomor, "lain": lain, "akun": akun.as_str(), "saluran": tujuan.kode(), "penting": penting,
        "kunci": kunci,
    });
    Pekerjaan::baru(KIRIM, isi).kunci(kunci)
}

/// Sets how a person wants to be told.
///
/// # Errors
/// `PLT-081`, `PLT-082` for an address that cannot be one.
pub fn atur_pilihan(daerah: &Region, aktor: &Aktor, pilihan: &Pilihan) -> Result<(), Refusal> {
    let putusan = decide(aktor, &PEMBERITAHUAN_ATUR, &Sasaran::daerah(daerah.hari_ini()))?;
    if pilihan.surel.as_deref().is_some_and(|s| !smtp::alamat_sah(s)) {
        return Err(Galat::baru("PLT-081").into());
    }
    if pilihan.telepon.as_deref().is_some_and(|t| !telepon_sah(t)) {
        return Err(Galat::baru("PLT-082").into());
    }
    let pilihan = pilihan.clone();
    daerah.act(aktor, move |tx| {
        store::simpan_pilihan(tx, putusan.akun(), &pilihan)?;
        let event = Event::baru(putusan.clone(), format!("akses.akun/{}", putusan.akun()));
        let isi = json!({ "cara": pilihan.cara.kode(), "bahasa": pilihan.bahasa.to_string() });
        let pribadi = json!({ "surel": pilihan.surel, "telepon": pilihan.telepon });
        Ok(Done::new((), event.isi(isi).pribadi(pribadi)))
    })
}

/// A telephone number as people write it, with `+` and the country: `0812 3456-7890` is `+6281234567890`.
pub fn telepon_rapi(tulisan: &str) -> String {
    let polos: String = tulisan.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')')).collect();
    match (polos.strip_prefix('0'), polos.strip_prefix("62")) {
        (Some(sisa), _) | (None, Some(sisa)) => format!("+62{sisa}"),
        // `+62 (0)812`: the nought is for callers inside the country
        _ => match polos.strip_prefix("+620") {
            Some(sisa) => format!("+62{sisa}"),
            None => polos,
        },
    }
}

/// `+` and 8 to 15 digits, no country code beginning with 0 (E.164), and in Indonesia no area beginning with 0.
fn telepon_sah(telepon: &str) -> bool {
    let angka = telepon.strip_prefix('+').unwrap_or_default();
    let dalam = angka.strip_prefix("62").unwrap_or(angka);
    (8..=15).contains(&angka.len())
        && angka.bytes().all(|b| b.is_ascii_digit())
        && !angka.starts_with('0')
        && !dalam.starts_with('0')
}

/// What the house does not know by itself: the ways out of it, the address under which people find it, who holds a role.
#[derive(Clone, Default)]
pub struct Luar {
    /// The channels that are set up.
    pub saluran: Vec<Arc<dyn Saluran>>,
    /// `https://balai.bandung.go.id` by region; letters of a region without one lead nowhere.
    pub situs: BTreeMap<KodeWilayah, String>,
    /// Finds the accounts of a role; without it nobody hears what is told to a role.
    pub penerima: Option<Arc<dyn PenerimaPort>>,
}

impl std::fmt::Debug for Luar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Luar({} saluran, {:?})", self.saluran.len(), self.situs)
    }
}

/// The jobs that send and that forget.
pub fn pelaksana(luar: &Luar) -> Vec<Pelaksana> {
    let bersih = Pelaksana::baru(BERSIH, |kerja| {
        let batas = geser(kerja.daerah().sekarang(), -SIMPAN_MILIDETIK);
        Ok(Selesai::tulis(move |tx| Ok(store::hapus_lama(tx, batas)?)))
    });
    let mut semua = vec![
        Pelaksana::baru(KIRIM, {
            let luar = luar.clone();
            move |kerja| kirim(kerja, &luar)
        }),
        Pelaksana::baru(HARIAN, harian).terjadwal(Jadwal::Harian { jam: 7, menit: 0 }),
        bersih.terjadwal(Jadwal::Harian { jam: 3, menit: 20 }),
    ];
    semua.extend(siaran::pelaksana(luar.penerima.clone()));
    semua
}

/// Sends what is still unread over one channel.
fn kirim(kerja: &Kerja<'_>, luar: &Luar) -> Result<Selesai, GagalKerja> {
    let (kode, kunci) = (kerja.teks("saluran")?, kerja.teks("kunci")?);
    let akun: Id = kerja.teks("akun")?.parse().map_err(|_| GagalKerja::menyerah("the account is no id"))?;
    let nomor: Vec<&str> = kerja
        .isi()
        .get("pemberitahuan")
        .and_then(Value::as_array)
        .map(|a| a.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let daerah = kerja.daerah();
    let (pilihan, pesan) = daerah.read(|tx| -> Result<_, Refusal> {
        let pesan = nomor.iter().map(|id| store::belum_satu(tx, id)).collect::<Result<Vec<_>, _>>()?;
        Ok((store::pilihan(tx, &akun)?, pesan.into_iter().flatten().collect::<Vec<_>>()))
    })?;
    // read in the house meanwhile, no longer wanted, or no such way out of this house: nothing is left to say
    let Some(p) = pilihan.filter(|p| p.cara != Cara::Tidak && !pesan.is_empty()) else {
        return Ok(Selesai::kosong());
    };
    let Some(tujuan) = p.tujuan().into_iter().find(|t| t.kode() == kode) else {
        return Ok(Selesai::kosong());
    };
    let Some(saluran) = luar.saluran.iter().find(|s| s.melayani(&tujuan)) else {
        return Ok(Selesai::kosong());
    };
    let kini = daerah.sekarang();
    let pada = p.sesudah_tenang(kini, daerah.zona());
    let penting = kerja.isi().get("penting").and_then(Value::as_bool).unwrap_or(false);
    if pada > kini && !penting {
        // an attempt that fell into the quiet hours
        let nanti = Pekerjaan::baru(KIRIM, kerja.isi().clone()).kunci(format!("{kunci} {pada}")).pada(pada);
        return Ok(Selesai::kosong().lalu(nanti));
    }
    let lain = kerja.isi().get("lain").and_then(Value::as_u64).unwrap_or(0);
    let situs = luar.situs.get(daerah.kode()).map_or("", String::as_str);
    saluran.kirim(&surat(kunci, &tujuan, (daerah, situs), p.bahasa, (&pesan, lain)), kini)?;
    Ok(Selesai::kosong())
}

fn surat(
    kunci: &str,
    tujuan: &Tujuan,
    (daerah, situs): (&Region, &str),
    bahasa: Bahasa,
    (pesan, lain): (&[Terima], u64),
) -> Surat {
    let identitas = daerah.identitas();
    let teks = |t: &Terima| bahasa.pilih(&t.teks_id, &t.teks_en).to_owned();
    let banyak = lain.saturating_add(u64::try_from(pesan.len()).unwrap_or(u64::MAX));
    let perihal = match (pesan, banyak, bahasa) {
        ([satu], 1, _) => teks(satu),
        (_, n, Bahasa::Id) => format!("{n} pemberitahuan"),
        (_, n, Bahasa::En) => format!("{n} notifications"),
    };
    let tautan = |teks: String, jalur: &str| match situs {
        "" => teks,
        situs => format!("{teks}\n{situs}{jalur}"),
    };
    let mut isi: Vec<String> = pesan.iter().map(|t| tautan(teks(t), &t.jalur)).collect();
    if lain > 0 {
        let kata = match bahasa {
            Bahasa::Id => format!("Dan {lain} lagi di kotak pemberitahuan Anda."),
            Bahasa::En => format!("And {lain} more in your inbox."),
        };
        isi.push(tautan(kata, "/pemberitahuan"));
    }
    let pengirim = &identitas.pemda;
    isi.push(match bahasa {
        Bahasa::Id => format!("{pengirim}. Pesan otomatis, tidak perlu dibalas."),
        Bahasa::En => format!("{pengirim}. Sent automatically; there is no need to answer."),
    });
    // whoever gets a letter out of an invented city must see at once that it is one
    let tanda = if identitas.contoh { "CONTOH, " } else { "" };
    Surat {
        kunci: kunci.to_owned(),
        tujuan: tujuan.clone(),
        perihal: format!("[{tanda}{}] {perihal}", identitas.nama),
        isi: isi.join("\n\n"),
        bahasa,
    }
}

/// Queues one letter for each person who wants one a day and was not told of something yet.
fn harian(kerja: &Kerja<'_>) -> Result<Selesai, GagalKerja> {
    let daerah = kerja.daerah();
    let kini = daerah.sekarang();
    let semua = daerah.read(|tx| -> Result<_, Refusal> { Ok(store::harian(tx, kini, HARIAN_MAKS)?) })?;
    let mut surat = Vec::new();
    let mut dikabari: Vec<String> = Vec::new();
    for (akun, pilihan, nomor) in semua {
        let akun: Id = akun.parse().map_err(|_| GagalKerja::menyerah("an account is no id"))?;
        let awal = format!("{} {akun}", kerja.kunci());
        let pada = pilihan.sesudah_tenang(kini, daerah.zona());
        let tertulis = nomor.get(..SURAT_MAKS).unwrap_or(&nomor);
        let isi = (tertulis, nomor.len() - tertulis.len());
        surat.extend(pilihan.tujuan().iter().map(|t| pengiriman(&akun, isi, t, false, &awal).pada(pada)));
        dikabari.extend(nomor);
    }
    if u32::try_from(dikabari.len()).is_ok_and(|n| n >= HARIAN_MAKS) {
        surat.push(Pekerjaan::baru(HARIAN, Value::Null).kunci(format!("{} lagi", kerja.kunci())));
    }
    let selesai = Selesai::tulis(move |tx| Ok(store::kabari(tx, &dikabari, kini)?));
    Ok(surat.into_iter().fold(selesai, Selesai::lalu))
}
