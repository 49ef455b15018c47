//! Differences of a paid month as JSON: the same acts as the pages.

use axum::extract::Path;
use axum::response::IntoResponse;
use balai_kernel::Periode;
use balai_shell::{Hasil, Json, Konteks, Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde::Deserialize;
use serde_json::{Value, json};

use super::skema::{bulat, keterangan, larik, objek, teks, teks_atau_kosong};
use super::{Kueri, bulat as angka_kueri, nilai, periode, salah};
use crate::acts::selisih::{Banding, Keputusan, Usulan, bandingkan, baris, putuskan, usulkan};
use crate::model::selisih::{Beda, jumlah};
use crate::store::selisih::Daftar;

/// Lines of a page where none is asked for.
const ISI_HALAMAN: i64 = 50;
/// Most lines of a page.
const ISI_MAKS: i64 = 500;

/// `POST /api/v1/proses/{periode}/selisih`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsulanJson {
    sidik: String,
    alasan: String,
    surat: String,
    tanggal: String,
}

/// `POST /api/v1/proses/{periode}/selisih/{nomor}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeputusanJson {
    sidik: String,
    setuju: bool,
    #[serde(default)]
    alasan: String,
}

/// A list as the API gives it.
#[must_use]
pub fn daftar_json(d: &Daftar) -> Value {
    json!({
        "nomor": d.nomor, "versi_lama": d.versi_lama, "versi_baru": d.versi_baru, "sidik": d.sidik, "orang": d.orang,
        "tambah_sen": d.tambah_sen, "kurang_sen": d.kurang_sen, "alasan": d.alasan, "surat": d.surat,
        "tanggal": d.tanggal, "oleh": d.oleh, "pada": d.pada.to_string(),
        "putusan": d.putusan.as_ref().map(|p| if p.disetujui { "disetujui" } else { "ditolak" }),
        "diputus_oleh": d.putusan.as_ref().map(|p| p.oleh.as_str()),
    })
}

fn beda_json(b: &Beda) -> Value {
    json!({
        "nip": super::super::pages::nip(&b.nip, false), "nama": b.nama, "opd": b.opd, "lama_sen": b.lama_sen,
        "sudah_sen": b.sudah_sen, "baru_sen": b.baru_sen, "selisih_sen": b.selisih_sen(),
    })
}

/// A comparison as the API gives it, with the first 500 people.
#[must_use]
pub fn banding_json(periode: Periode, b: &Banding) -> Value {
    let (tambah_sen, kurang_sen) = jumlah(&b.beda);
    let penuh = usize::try_from(ISI_MAKS).unwrap_or(usize::MAX);
    json!({
        "periode": periode.to_string(), "versi_lama": b.lama.versi, "versi_baru": b.baru.as_ref().map(|p| p.versi),
        "sidik": b.sidik, "orang": b.beda.len(), "tambah_sen": tambah_sen, "kurang_sen": kurang_sen,
        "beda": b.beda.iter().take(penuh).map(beda_json).collect::<Vec<_>>(),
        "daftar": b.daftar.iter().map(daftar_json).collect::<Vec<_>>(),
    })
}

/// `GET /api/v1/proses/{periode}/selisih`.
pub async fn banding(k: Konteks, Path(teks): Path<String>) -> Hasil {
    let periode = periode(&teks)?;
    let aktor = k.wajib_aktor()?.clone();
    let b = k.jalankan(move |region| bandingkan(region, &aktor, periode)).await?;
    Ok(axum::Json(banding_json(periode, &b)).into_response())
}

/// `GET /api/v1/proses/{periode}/selisih/{nomor}`.
pub async fn satu(k: Konteks, Path((teks, ke)): Path<(String, String)>, kueri: Kueri) -> Hasil {
    let periode = periode(&teks)?;
    let nomor = nomor(&ke)?;
    let sesudah = nilai(&kueri, "sesudah").unwrap_or_default().to_owned();
    let banyak = angka_kueri(&kueri, "banyak", 1, ISI_MAKS)?.unwrap_or(ISI_HALAMAN);
    let aktor = k.wajib_aktor()?.clone();
    let (d, semua, lebih) =
        k.jalankan(move |region| baris(region, &aktor, (periode, nomor), (&sesudah, banyak))).await?;
    let isi = json!({
        "daftar": daftar_json(&d), "baris": semua.iter().map(beda_json).collect::<Vec<_>>(), "masih_ada": lebih,
    });
    Ok(axum::Json(isi).into_response())
}

fn nomor(teks: &str) -> Result<i64, balai_shell::GalatWeb> {
    teks.parse().map_err(|_| salah("nomor", teks, "1"))
}

/// `POST /api/v1/proses/{periode}/selisih`.
pub async fn usul(k: Konteks, Path(teks): Path<String>, Json(isi): Json<UsulanJson>) -> Hasil {
    let periode = periode(&teks)?;
    let tanggal = isi.tanggal.parse().map_err(|_| salah("tanggal", &isi.tanggal, "2026-11-10"))?;
    let u =
        Usulan { periode, sidik: isi.sidik, alasan: isi.alasan, surat: isi.surat, tanggal: Some(tanggal) };
    let aktor = k.wajib_aktor()?.clone();
    let d = k.jalankan(move |region| usulkan(region, &aktor, &u)).await?;
    Ok(axum::Json(daftar_json(&d)).into_response())
}

/// `POST /api/v1/proses/{periode}/selisih/{nomor}`.
pub async fn putus(
    k: Konteks,
    Path((teks, ke)): Path<(String, String)>,
    Json(isi): Json<KeputusanJson>,
) -> Hasil {
    let (periode, nomor) = (periode(&teks)?, nomor(&ke)?);
    let kep = Keputusan { periode, nomor, sidik: isi.sidik, setuju: isi.setuju, alasan: isi.alasan };
    let aktor = k.wajib_aktor()?.clone();
    let d = k.jalankan(move |region| putuskan(region, &aktor, &kep)).await?;
    Ok(axum::Json(daftar_json(&d)).into_response())
}

fn skema_daftar() -> Value {
    objek(&[
        ("nomor", bulat()),
        ("versi_lama", bulat()),
        ("versi_baru", bulat()),
        ("sidik", teks()),
        ("orang", bulat()),
        ("tambah_sen", bulat()),
        ("kurang_sen", bulat()),
        ("alasan", teks()),
        ("surat", teks()),
        ("tanggal", teks()),
        ("oleh", teks()),
        ("pada", teks()),
        ("putusan", keterangan(teks_atau_kosong(), "disetujui atau ditolak; kosong selama menunggu")),
        ("diputus_oleh", teks_atau_kosong()),
    ])
}

fn skema_beda() -> Value {
    objek(&[
        ("nip", keterangan(teks(), "Disamarkan")),
        ("nama", teks()),
        ("opd", teks()),
        ("lama_sen", bulat()),
        ("sudah_sen", keterangan(bulat(), "Yang sudah dibetulkan daftar sebelumnya")),
        ("baru_sen", bulat()),
        ("selisih_sen", keterangan(bulat(), "Positif: kurang dibayar; negatif: lebih dibayar")),
    ])
}

/// The operations of differences.
pub(super) fn operasi() -> Vec<OperasiApi> {
    let bulan = || parameter_jalur("periode", "Bulan, misalnya 2026-10", "^[0-9]{4}-[0-9]{2}$");
    let ke = || parameter_jalur("nomor", "Nomor daftar selisih dalam bulan itu", "^[0-9]+$");
    let satu = |metode, jalur, id, ringkas, parameter, masukan, keluaran| OperasiApi {
        metode,
        jalur,
        id,
        ringkas,
        parameter,
        masukan,
        keluaran,
    };
    let perbandingan = objek(&[
        ("periode", teks()),
        ("versi_lama", bulat()),
        ("versi_baru", super::skema::bulat_atau_kosong()),
        ("sidik", teks()),
        ("orang", bulat()),
        ("tambah_sen", bulat()),
        ("kurang_sen", bulat()),
        ("beda", keterangan(larik(skema_beda()), "Paling banyak 500 orang")),
        ("daftar", larik(skema_daftar())),
    ]);
    vec![
        satu(
            Metode::Get,
            "/api/v1/proses/{periode}/selisih",
            "kinerja_selisih_banding",
            "Beda hitungan terbaru dengan yang disetujui, dan daftar selisih bulan itu",
            vec![bulan()],
            None,
            perbandingan,
        ),
        satu(
            Metode::Post,
            "/api/v1/proses/{periode}/selisih",
            "kinerja_selisih_usulkan",
            "Mengusulkan selisih bulan yang sudah disetujui",
            vec![bulan()],
            Some(objek(&[("sidik", teks()), ("alasan", teks()), ("surat", teks()), ("tanggal", teks())])),
            skema_daftar(),
        ),
        satu(
            Metode::Get,
            "/api/v1/proses/{periode}/selisih/{nomor}",
            "kinerja_selisih_baca",
            "Satu daftar selisih dengan barisnya menurut NIP",
            vec![
                bulan(),
                ke(),
                parameter_kueri("sesudah", "NIP terakhir halaman sebelumnya", teks()),
                parameter_kueri(
                    "banyak",
                    "Banyaknya sehalaman",
                    json!({ "type": "integer", "minimum": 1, "maximum": ISI_MAKS }),
                ),
            ],
            None,
            objek(&[
                ("daftar", skema_daftar()),
                ("baris", larik(skema_beda())),
                ("masih_ada", json!({ "type": "boolean" })),
            ]),
        ),
        satu(
            Metode::Post,
            "/api/v1/proses/{periode}/selisih/{nomor}",
            "kinerja_selisih_putuskan",
            "Menyetujui atau menolak daftar selisih; tidak oleh yang mengusulkan",
            vec![bulan(), ke()],
            Some(objek(&[("sidik", teks()), ("setuju", json!({ "type": "boolean" })), ("alasan", teks())])),
            skema_daftar(),
        ),
    ]
}
