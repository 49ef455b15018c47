//! The JSON side: the same reads as the pages, with the same authority.

pub mod disiplin;
pub mod entri;
pub mod katalog;
pub mod langkah;
pub mod perkiraan;
pub mod selisih;
mod skema;
pub mod transfer;
pub mod verifikasi;

use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use balai_kernel::{Galat, Lingkup, Periode};
use balai_platform::{Refusal, Region, lingkup_untuk};
use balai_rules::Jejak;
use balai_shell::{GalatWeb, Hasil, Konteks, unduhan};
use serde_json::{Value, json};

pub use self::skema::operasi;

use crate::acts::ekspor::{self, Bentuk};
use crate::acts::slip::{self, Siapa, Slip};
use crate::akt::PROSES_BACA;
use crate::model::benang;
use crate::model::proses::{BarisTersimpan, BarisUrut, Keluaran, OpdTersimpan, ProsesTersimpan};
use crate::store::proses as store;

/// Most lines of one answer.
const ISI_MAKS: i64 = 500;
/// Highest page that may be asked for.
const HALAMAN_MAKS: i64 = 1_000_000;

/// A query as it was sent. Read by hand, so that what is wrong with it is said with a code like every other refusal.
pub type Kueri = Query<Vec<(String, String)>>;

/// The value of a parameter; of several the last.
pub(crate) fn nilai<'a>(kueri: &'a Kueri, nama: &str) -> Option<&'a str> {
    kueri.iter().rev().find(|(n, _)| n == nama).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
}

/// A whole number of a range.
///
/// # Errors
/// 422 with `KIN-422` for anything else.
fn bulat(kueri: &Kueri, nama: &'static str, dari: i64, sampai: i64) -> Result<Option<i64>, GalatWeb> {
    let Some(teks) = nilai(kueri, nama) else { return Ok(None) };
    match teks.parse::<i64>() {
        Ok(n) if (dari..=sampai).contains(&n) => Ok(Some(n)),
        _ => Err(salah(nama, teks, &format!("{dari}..{sampai}"))),
    }
}

fn salah(nama: &str, nilai: &str, seharusnya: &str) -> GalatWeb {
    let nilai: String = nilai.chars().take(80).collect();
    let galat = Galat::baru("KIN-422").dengan("nama", nama).dengan("nilai", nilai);
    Refusal::Rule(galat.dengan("seharusnya", seharusnya)).into()
}

fn periode(teks: &str) -> Result<Periode, GalatWeb> {
    teks.parse().map_err(|_| salah("periode", teks, "2026-10"))
}

/// `GET /api/v1/tunjangan/{periode}`.
pub async fn slip(k: Konteks, Path(teks): Path<String>, kueri: Kueri) -> Hasil {
    let periode = periode(&teks)?;
    let siapa = match bulat(&kueri, "pegawai", 1, i64::MAX)? {
        Some(nomor) => Siapa::Pegawai(nomor),
        None => Siapa::Sendiri,
    };
    let aktor = k.wajib_aktor()?.clone();
    let slip = k.jalankan(move |region| slip::baca(region, &aktor, periode, &siapa)).await?;
    Ok(axum::Json(slip_json(&slip)).into_response())
}

/// The slip as the API and the command line give it.
#[must_use]
pub fn slip_json(slip: &Slip) -> Value {
    let (cocok, uraian) = match &slip.uraian {
        Ok(u) => (u.cocok, jejak_json(&u.jejak, 0)),
        Err(g) => (false, json!({ "kode": g.kode })),
    };
    json!({
        "periode": slip.proses.periode.to_string(),
        "hitungan_ke": slip.proses.versi,
        // whoever gets this far is the person or has authority over them, and then the journal says so
        "nip": slip.baris.nip,
        "pegawai": slip.baris.pegawai,
        "nama": slip.baris.nama,
        "jabatan": slip.baris.jabatan,
        "kelas": slip.baris.kelas,
        "opd": { "kode": slip.opd.kode, "nama": slip.opd.nama },
        "diterima_sen": slip.baris.utama_sen,
        "angka": angka_json(&slip.kolom, &slip.baris),
        "cocok": cocok,
        "uraian": uraian,
        "sidik": sidik_json(&slip.proses),
        "sidik_masukan_opd": slip.opd.masukan_sidik,
    })
}

fn angka_json(kolom: &[Keluaran], baris: &BarisTersimpan) -> Value {
    let isi = kolom.iter().zip(baris.angka()).map(|(k, a)| {
        json!({
            "nama": k.nama, "label": k.label_id, "label_en": k.label_en, "satuan": k.satuan,
            "nilai": desimal(a, k.skala),
        })
    });
    Value::Array(isi.collect())
}

/// An exact number as text with a point: JSON numbers are floating in most readers.
fn desimal(nilai: i128, skala: u8) -> String {
    if skala == 0 {
        return nilai.to_string();
    }
    let bagi = 10_u128.checked_pow(u32::from(skala)).unwrap_or(u128::MAX);
    let tanda = if nilai < 0 { "-" } else { "" };
    let mutlak = nilai.unsigned_abs();
    format!("{tanda}{}.{:0lebar$}", mutlak / bagi, mutlak % bagi, lebar = usize::from(skala))
}

fn jejak_json(j: &Jejak, dalam: usize) -> Value {
    let anak: Vec<Value> =
        if dalam > 30 { Vec::new() } else { j.anak.iter().map(|a| jejak_json(a, dalam + 1)).collect() };
    json!({
        "nama": j.nama, "label": j.label.0, "label_en": j.label.1, "entitas": j.entitas, "kunci": j.kunci,
        "nilai": j.nilai, "pembilang": j.pecahan.0.to_string(), "penyebut": j.pecahan.1.to_string(),
        "satuan": j.satuan, "rumus": j.rumus, "dasar": j.dasar, "sejak": j.sejak, "pembulatan": j.pembulatan,
        "uraian": anak,
    })
}

fn sidik_json(p: &ProsesTersimpan) -> Value {
    json!({
        "hasil": p.hasil_sidik, "paket": p.paket_sidik, "kalender": p.kalender_sidik, "masukan": p.masukan_sidik,
    })
}

/// `GET /api/v1/proses/{periode}`.
pub async fn proses(k: Konteks, Path(teks): Path<String>) -> Hasil {
    let periode = periode(&teks)?;
    let aktor = k.wajib_aktor()?.clone();
    let (p, opd) = k.jalankan(move |region| baca_proses(region, &aktor, periode)).await?;
    Ok(axum::Json(proses_json(&p, &opd)).into_response())
}

/// The run as the API and the command line give it.
#[must_use]
pub fn proses_json(p: &ProsesTersimpan, opd: &[OpdTersimpan]) -> Value {
    let per_opd = opd.iter().map(|o| {
        json!({
            "kode": o.kode, "nama": o.nama, "orang": o.orang, "jumlah_sen": o.jumlah_sen,
            "terhadap_pagu_sen": o.terhadap_sen, "pagu_sen": o.plafon_sen, "lewat_pagu_sen": o.lewat_sen(),
            "sidik_masukan": o.masukan_sidik,
        })
    });
    json!({
        "periode": p.periode.to_string(),
        "hitungan_ke": p.versi,
        "keadaan": p.keadaan.kode(),
        "paket": { "id": p.paket_id, "versi": p.paket_versi },
        "orang": opd.iter().map(|o| o.orang).sum::<i64>(),
        "jumlah_sen": opd.iter().filter_map(|o| o.jumlah_sen).sum::<i64>(),
        "opd": per_opd.collect::<Vec<_>>(),
        "sidik": sidik_json(p),
        "dibuka": p.dibuka_pada.to_string(),
        "dihitung": p.dihitung_pada.map(|w| w.to_string()),
    })
}

/// The widest jurisdiction within which runs may be read.
fn lingkup(region: &Region, aktor: &balai_kernel::Aktor) -> Result<Lingkup, Refusal> {
    let semua = lingkup_untuk(aktor, &PROSES_BACA, region.hari_ini())?;
    semua.into_iter().max_by_key(|l| *l == Lingkup::Semua).ok_or(Refusal::NotFound)
}

fn baca_proses(
    region: &Region,
    aktor: &balai_kernel::Aktor,
    periode: Periode,
) -> Result<(ProsesTersimpan, Vec<OpdTersimpan>), Refusal> {
    let lingkup = lingkup(region, aktor)?;
    region.read(|tx| {
        let p = store::terbaru(tx, periode)?.ok_or(Refusal::NotFound)?;
        let opd = store::semua_opd(tx, &p.id, &lingkup)?;
        Ok((p, opd))
    })
}

/// `GET /api/v1/proses/{periode}/baris`.
pub async fn baris(k: Konteks, Path(teks): Path<String>, kueri: Kueri) -> Hasil {
    let periode = periode(&teks)?;
    let teks = |nama| nilai(&kueri, nama).unwrap_or_default().chars().take(80).collect::<String>();
    let urut = BarisUrut {
        opd: teks("opd"),
        cari: teks("cari"),
        halaman: bulat(&kueri, "halaman", 1, HALAMAN_MAKS)?.unwrap_or(1),
        isi: bulat(&kueri, "isi", 1, ISI_MAKS)?.unwrap_or(100),
    };
    let aktor = k.wajib_aktor()?.clone();
    let diminta = urut.clone();
    let (p, baris, banyak) = k
        .jalankan(move |region| -> Result<_, Refusal> {
            let lingkup = lingkup(region, &aktor)?;
            region.read(|tx| {
                let p = store::terbaru(tx, periode)?.ok_or(Refusal::NotFound)?;
                let (baris, banyak) = store::halaman_baris(tx, &p.id, &lingkup, &diminta)?;
                Ok((p, baris, banyak))
            })
        })
        .await?;
    let kolom = p.kolom();
    let isi: Vec<Value> = baris
        .iter()
        .map(|b| {
            json!({
                "pegawai": b.pegawai, "nip": crate::pages::nip(&b.nip, false), "nama": b.nama, "jabatan": b.jabatan, "kelas": b.kelas,
                "opd": b.opd, "unit": b.unit_nama, "diterima_sen": b.utama_sen, "angka": angka_json(&kolom, b),
            })
        })
        .collect();
    let jawaban = json!({ "halaman": urut.halaman, "isi": urut.isi, "banyak": banyak, "baris": isi });
    Ok(axum::Json(jawaban).into_response())
}

/// `GET /proses/{periode}/ekspor?bentuk=csv|xlsx`.
pub async fn ekspor(k: Konteks, Path(teks): Path<String>, kueri: Kueri) -> Hasil {
    let periode = teks.parse::<Periode>().map_err(|_| GalatWeb::tak_ditemukan())?;
    let nama = nilai(&kueri, "bentuk").unwrap_or("xlsx");
    let bentuk = Bentuk::dari_nama(nama).ok_or_else(|| Refusal::Rule(ekspor::bentuk_asing(nama)))?;
    let aktor = k.wajib_aktor()?.clone();
    let berkas = k.jalankan(move |region| ekspor::ekspor(region, &aktor, periode, bentuk)).await?;
    Ok(unduhan(&berkas.nama(bentuk), bentuk.media(), berkas.isi))
}

/// The thread in words, for the command line.
#[must_use]
pub fn pohon(j: &Jejak, bahasa: balai_kernel::Bahasa) -> String {
    let mut teks = String::new();
    tulis_pohon(j, bahasa, 0, &mut teks);
    teks
}

fn tulis_pohon(j: &Jejak, bahasa: balai_kernel::Bahasa, dalam: usize, ke: &mut String) {
    use std::fmt::Write as _;
    let dasar = if j.dasar.is_empty() { String::new() } else { format!("  [{}]", j.dasar) };
    let kunci =
        if j.jenis == balai_rules::JenisJejak::Baris { format!(" {}", j.kunci) } else { String::new() };
    // writing to a String cannot fail
    let _ = writeln!(
        ke,
        "{:dalam$}{}{kunci}: {}{dasar}",
        "",
        benang::label(j, bahasa),
        j.nilai,
        dalam = dalam * 2
    );
    if !j.rumus.is_empty() {
        let _ = writeln!(ke, "{:dalam$}= {}", "", j.rumus, dalam = dalam * 2 + 2);
    }
    for a in j.anak.iter().filter(|a| a.jenis != balai_rules::JenisJejak::Baris || a.pecahan.0 != 0) {
        tulis_pohon(a, bahasa, dalam + 1, ke);
    }
}

#[cfg(test)]
mod tests {
    use super::desimal;

    #[test]
    fn exact_numbers_are_written_in_full() {
        assert_eq!(desimal(6_023_750, 0), "6023750");
        assert_eq!(desimal(-1_205, 2), "-12.05");
        assert_eq!(desimal(5, 4), "0.0005");
    }
}
