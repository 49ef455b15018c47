//! What people are told about their accounts, and what comes by the clock.
//!
//! The words leave the house by e-mail: a role and a day, nobody's name.

use balai_kernel::{Bahasa, Id, Kewenangan, Peran, Tanggal, tanggal};
use balai_platform::pekerjaan::{GagalKerja, Kerja, Selesai};
use balai_platform::pemberitahuan::{self, Pesan, Sifat, Titipan};
use balai_platform::{Jadwal, Pekerjaan, Pelaksana, Refusal};
use serde_json::{Value, json};

use super::masuk::geser;
use crate::parameter::INGAT_HARI;
use crate::store::{self, SesiBaru, kabar, keamanan};

/// Name of the job that warns of grants about to end.
const TENGGAT: &str = "akses.kewenangan.tenggat";
/// Name of the job that forgets ended sessions.
const BERSIH: &str = "akses.sesi.bersih";
/// Grants of one job; a further one takes the next ones.
const SEKALI: u32 = 500;
/// How long an ended session is kept, in milliseconds, before the row is removed.
const SIMPAN_MILIDETIK: i64 = 30 * 24 * 3_600_000;

/// A role in words; the pages have their own texts, a letter has only these.
fn sebutan(peran: Peran, bahasa: Bahasa) -> &'static str {
    match peran {
        Peran::Pegawai => bahasa.pilih("pegawai", "staff member"),
        Peran::Atasan => bahasa.pilih("atasan penilai", "assessing superior"),
        Peran::OperatorOpd => bahasa.pilih("operator perangkat daerah", "office operator"),
        Peran::Bkpsdm => bahasa.pilih("petugas BKPSDM", "BKPSDM officer"),
        Peran::Admin => bahasa.pilih("admin daerah", "administrator"),
        Peran::Pemeriksa => bahasa.pilih("pemeriksa", "inspector"),
    }
}

fn pesan(akun: &Id, kunci: String, sifat: Sifat, teks: impl Fn(Bahasa) -> String, jalur: &str) -> Pesan {
    let (teks_id, teks_en) = (teks(Bahasa::Id), teks(Bahasa::En));
    Pesan { akun: akun.clone(), kunci, sifat, teks_id, teks_en, jalur: jalur.to_owned() }
}

/// A role was given or lent.
pub(super) fn diberi(id: &Id, akun: &Id, k: &Kewenangan) -> Pesan {
    let teks = |b: Bahasa| {
        let (peran, sejak) = (sebutan(k.peran, b), tanggal::panjang(k.sejak, b));
        match (b, k.sampai.map(|d| tanggal::panjang(d, b))) {
            (Bahasa::Id, Some(d)) => format!("Anda diberi kewenangan {peran} dari {sejak} sampai {d}."),
            (Bahasa::Id, None) => format!("Anda diberi kewenangan {peran} mulai {sejak}."),
            (Bahasa::En, Some(d)) => format!("You were given the role of {peran} from {sejak} to {d}."),
            (Bahasa::En, None) => format!("You were given the role of {peran} from {sejak}."),
        }
    };
    pesan(akun, format!("akses.kewenangan/{id}"), Sifat::Biasa, teks, "/saya/kewenangan")
}

/// A role was ended by somebody.
pub(super) fn diakhiri(id: &Id, akun: &Id, peran: Peran, sampai: Tanggal) -> Pesan {
    let teks = |b: Bahasa| {
        let (peran, hari) = (sebutan(peran, b), tanggal::panjang(sampai, b));
        match b {
            Bahasa::Id => format!("Kewenangan Anda sebagai {peran} diakhiri; hari terakhirnya {hari}."),
            Bahasa::En => format!("Your role of {peran} was ended; its last day is {hari}."),
        }
    };
    pesan(akun, format!("akses.kewenangan/{id}/akhir/{sampai}"), Sifat::Biasa, teks, "/saya/kewenangan")
}

/// Somebody signed in with a browser that this account does not know. The browser's own name for itself is repeated
/// only where it is one we recognise: the rest is whatever the sender likes.
pub(super) fn perangkat_baru(sesi: &SesiBaru, agen: &str) -> Pesan {
    let teks = |b: Bahasa| {
        let asing = b.pilih("perangkat yang tidak dikenal", "an unknown device");
        let mana = if agen.starts_with(&sesi.perangkat) { asing } else { sesi.perangkat.as_str() };
        match b {
            Bahasa::Id => format!(
                "Akun Anda dibuka dari perangkat baru: {mana}. Bukan Anda? Akhiri sesi itu dan ganti kata sandi."
            ),
            Bahasa::En => format!(
                "Your account was opened on a new device: {mana}. Not you? End that session and change your password."
            ),
        }
    };
    pesan(&sesi.akun, format!("akses.sesi/{}", sesi.sidik), Sifat::Penting, teks, "/saya")
}

fn akan_berakhir(a: &kabar::AkanBerakhir) -> Pesan {
    let teks = |b: Bahasa| {
        let (peran, hari) = (sebutan(a.peran, b), tanggal::panjang(a.sampai, b));
        match b {
            Bahasa::Id => format!(
                "Kewenangan Anda sebagai {peran} berakhir {hari}. Bila masih diperlukan, mintalah yang baru."
            ),
            Bahasa::En => {
                format!("Your role of {peran} ends on {hari}. If it is still needed, ask for a new one.")
            }
        }
    };
    let kunci = format!("akses.kewenangan/{}/tenggat/{}", a.id, a.sampai);
    pesan(&a.akun, kunci, Sifat::Biasa, teks, "/saya/kewenangan")
}

/// The jobs of this application, all by the clock.
pub(crate) fn jobs() -> Vec<Pelaksana> {
    let bersih = Pelaksana::baru(BERSIH, |kerja| {
        let kini = kerja.daerah().sekarang();
        let lama = geser(kini, -SIMPAN_MILIDETIK);
        Ok(Selesai::tulis(move |tx| {
            store::hapus_sesi_lama(tx, lama)?;
            keamanan::hapus_alamat_lama(tx, lama)?;
            Ok(kabar::hapus_tautan_lama(tx, lama)?)
        }))
    });
    vec![
        bersih.terjadwal(Jadwal::Harian { jam: 3, menit: 10 }),
        Pelaksana::baru(TENGGAT, tenggat).terjadwal(Jadwal::Harian { jam: 6, menit: 30 }),
    ]
}

/// Warns of what ends within [`INGAT_HARI`]; each grant is told of once.
fn tenggat(kerja: &Kerja<'_>) -> Result<Selesai, GagalKerja> {
    let daerah = kerja.daerah();
    let hari = daerah.hari_ini();
    let sesudah = kerja.isi().get("sesudah").and_then(Value::as_str).unwrap_or_default().to_owned();
    let ada = daerah.read(|tx| -> Result<_, Refusal> {
        let sebelum = INGAT_HARI.pada(tx, hari)?;
        let batas = (0..sebelum).try_fold(hari, |d, _| d.tomorrow()).unwrap_or(hari);
        Ok(kabar::akan_berakhir(tx, (hari, batas), &sesudah, SEKALI)?)
    })?;
    let pesan: Vec<Pesan> = ada.iter().map(akan_berakhir).collect();
    let titipan = Titipan::baru(daerah);
    let selesai = Selesai::tulis(move |tx| pemberitahuan::tulis(tx, &titipan, &pesan));
    let penuh = u32::try_from(ada.len()).is_ok_and(|n| n >= SEKALI);
    Ok(match ada.last().filter(|_| penuh) {
        Some(akhir) => {
            let isi = json!({ "sesudah": akhir.id.as_str() });
            selesai.lalu(Pekerjaan::baru(TENGGAT, isi).kunci(format!("{} {}", kerja.kunci(), akhir.id)))
        }
        None => selesai,
    })
}
