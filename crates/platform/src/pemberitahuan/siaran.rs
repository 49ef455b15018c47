//! One message to everybody who holds a role. Who they are is found when it is told, not when it is queued: the act
//! that has something to tell knows no accounts.

use std::sync::Arc;

use balai_kernel::{Id, Nip, Peran, Tanggal};
use serde_json::{Value, json};

use super::{KIRIM, Pesan, Sifat, Titipan, tulis};
use crate::pekerjaan::{GagalKerja, Kerja, Selesai};
use crate::{Pekerjaan, Pelaksana, PenerimaPort, sidik};

/// Name of the job.
const SIAR: &str = "platform.pemberitahuan.siar";
/// Name of the job that tells people by their number.
const KABAR: &str = "platform.pemberitahuan.kabar";
/// Accounts told in one transaction; a further job takes the next ones.
const SEKALI: u32 = 200;

/// What is told to everybody who holds one of some roles on the day it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Siaran {
    /// The roles; for what an act shows, those that may do it.
    pub peran: Vec<Peran>,
    /// Told once under this key.
    pub kunci: String,
    /// What of it may leave the house.
    pub sifat: Sifat,
    /// In Indonesian; as in [`Pesan`], nothing that not all of them may see.
    pub teks_id: String,
    /// In English.
    pub teks_en: String,
    /// Where in the house it leads.
    pub jalur: String,
}

impl Siaran {
    /// The job that tells it; an act queues it with [`Done::kerjakan`](crate::Done::kerjakan).
    pub fn pekerjaan(&self) -> Pekerjaan {
        let peran: Vec<&str> = self.peran.iter().map(|p| p.kode()).collect();
        let isi = json!({
            "peran": peran, "kunci": self.kunci, "sifat": self.sifat.kode(), "teks_id": self.teks_id,
            "teks_en": self.teks_en, "jalur": self.jalur,
        });
        Pekerjaan::baru(SIAR, isi).kunci(self.kunci.clone())
    }
}

/// What is told to people on the staff: acts know them by their number, and their accounts are found when it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kabar {
    /// The people; at most 200 are told.
    pub nip: Vec<Nip>,
    /// Told each of them once under this key.
    pub kunci: String,
    /// What of it may leave the house.
    pub sifat: Sifat,
    /// In Indonesian; as in [`Pesan`], nothing about anybody.
    pub teks_id: String,
    /// In English.
    pub teks_en: String,
    /// Where in the house it leads.
    pub jalur: String,
}

impl Kabar {
    /// The job that tells it; an act queues it with [`Done::kerjakan`](crate::Done::kerjakan).
    pub fn pekerjaan(&self) -> Pekerjaan {
        let nip: Vec<&str> = self.nip.iter().map(Nip::as_str).collect();
        let isi = json!({
            "nip": nip, "kunci": self.kunci, "sifat": self.sifat.kode(), "teks_id": self.teks_id,
            "teks_en": self.teks_en, "jalur": self.jalur,
        });
        // the same news for other people is another job
        let siapa = sidik(nip.join(" ").as_bytes());
        Pekerjaan::baru(KABAR, isi).kunci(format!("{} {}", self.kunci, siapa.get(..16).unwrap_or_default()))
    }
}

/// What administrators are told of a job that was put aside, once a day for each kind of job. Nothing when it was the
/// telling itself; only in the house when it was a letter, which would fail alike.
pub(crate) fn disisihkan(nama: &str, hari: Tanggal) -> Option<Pekerjaan> {
    let siaran = Siaran {
        peran: vec![Peran::Admin],
        kunci: format!("platform.pekerjaan/{nama}/{hari}"),
        sifat: if nama == KIRIM { Sifat::Dalam } else { Sifat::Biasa },
        teks_id:
            "Ada pekerjaan latar yang tetap gagal dan disisihkan. Lihat sebabnya, lalu ulangi atau batalkan."
                .into(),
        teks_en:
            "A background job kept failing and was put aside. See why, then run it again or call it off."
                .into(),
        jalur: format!("/pekerjaan?keadaan=gagal&nama={nama}"),
    };
    (nama != SIAR).then(|| siaran.pekerjaan())
}

/// The jobs that tell.
pub(super) fn pelaksana(penerima: Option<Arc<dyn PenerimaPort>>) -> [Pelaksana; 2] {
    let juga = penerima.clone();
    [
        Pelaksana::baru(SIAR, move |kerja| siar(kerja, penerima.as_deref())),
        Pelaksana::baru(KABAR, move |kerja| kabari(kerja, juga.as_deref())),
    ]
}

fn kabari(kerja: &Kerja<'_>, penerima: Option<&dyn PenerimaPort>) -> Result<Selesai, GagalKerja> {
    let Some(penerima) = penerima else { return Ok(Selesai::kosong()) };
    let nip: Vec<Nip> = kerja
        .isi()
        .get("nip")
        .and_then(Value::as_array)
        .map_or_else(Vec::new, |ada| ada.iter().filter_map(|n| n.as_str()?.parse().ok()).collect());
    let batas = usize::try_from(SEKALI).unwrap_or(usize::MAX);
    let akun = penerima.milik_orang(kerja.daerah(), nip.get(..batas).unwrap_or(&nip))?;
    let (titipan, pesan) = (Titipan::baru(kerja.daerah()), pesan(kerja, &akun)?);
    Ok(Selesai::tulis(move |tx| tulis(tx, &titipan, &pesan)))
}

/// What the job says, for each of these accounts.
fn pesan(kerja: &Kerja<'_>, akun: &[Id]) -> Result<Vec<Pesan>, GagalKerja> {
    let sifat = Sifat::dari(kerja.teks("sifat")?).ok_or_else(|| GagalKerja::menyerah("the kind is none"))?;
    let satu = |akun: &Id| -> Result<Pesan, GagalKerja> {
        Ok(Pesan {
            akun: akun.clone(),
            kunci: kerja.teks("kunci")?.to_owned(),
            sifat,
            teks_id: kerja.teks("teks_id")?.to_owned(),
            teks_en: kerja.teks("teks_en")?.to_owned(),
            jalur: kerja.teks("jalur")?.to_owned(),
        })
    };
    akun.iter().map(satu).collect()
}

fn siar(kerja: &Kerja<'_>, penerima: Option<&dyn PenerimaPort>) -> Result<Selesai, GagalKerja> {
    let Some(penerima) = penerima else { return Ok(Selesai::kosong()) };
    let daerah = kerja.daerah();
    let peran: Vec<Peran> = kerja
        .isi()
        .get("peran")
        .and_then(Value::as_array)
        .map_or_else(Vec::new, |ada| ada.iter().filter_map(|p| p.as_str()?.parse().ok()).collect());
    let sesudah = kerja.isi().get("sesudah").and_then(Value::as_str);
    let akun = penerima.berperan(daerah, &peran, daerah.hari_ini(), sesudah, SEKALI)?;
    let pesan = pesan(kerja, &akun)?;
    let titipan = Titipan::baru(daerah);
    let selesai = Selesai::tulis(move |tx| tulis(tx, &titipan, &pesan));
    let penuh = u32::try_from(akun.len()).is_ok_and(|n| n >= SEKALI);
    Ok(match akun.last().filter(|_| penuh) {
        Some(akhir) => selesai.lalu(lanjut(kerja, akhir)),
        None => selesai,
    })
}

/// The same for those who come after this account.
fn lanjut(kerja: &Kerja<'_>, akhir: &Id) -> Pekerjaan {
    let mut isi = kerja.isi().clone();
    if let Some(isi) = isi.as_object_mut() {
        isi.insert("sesudah".into(), json!(akhir.as_str()));
    }
    Pekerjaan::baru(SIAR, isi).kunci(format!("{} {akhir}", kerja.kunci()))
}
