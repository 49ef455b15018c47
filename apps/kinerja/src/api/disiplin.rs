//! Sanctions, holds and absences as JSON: the same acts as the pages.

use axum::extract::Path;
use axum::response::IntoResponse;
use balai_shell::{Hasil, Json, Konteks, Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde::Deserialize;
use serde_json::{Value, json};

use super::skema::{bulat, keterangan, larik, objek, teks, teks_atau_kosong};
use super::{Kueri, bulat as angka_kueri, nilai, salah};
use crate::acts::disiplin::mangkir::setahun;
use crate::acts::disiplin::{self as acts, Akhir, Usulan};
use crate::model::disiplin::{Golongan, Keadaan, Ketetapan};
use crate::store::disiplin::Saring;

/// Most rows of one answer.
const ISI_MAKS: i64 = 500;

/// `POST /api/v1/disiplin`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsulanJson {
    golongan: String,
    nip: String,
    jenis: String,
    #[serde(default)]
    persen: i64,
    mulai: String,
    #[serde(default)]
    bulan: i64,
    #[serde(default)]
    hingga: Option<String>,
    surat: String,
    tanggal: String,
    alasan: String,
}

/// `POST /api/v1/disiplin/{nomor}/putus`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PutusanJson {
    setuju: bool,
    #[serde(default)]
    alasan: String,
}

/// `POST /api/v1/disiplin/{nomor}/akhiri`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AkhirJson {
    #[serde(default)]
    sejak: Option<String>,
    surat: String,
    alasan: String,
}

/// `POST /api/v1/disiplin/pemenuhan`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PemenuhanJson {
    jenis: String,
    nip: Vec<String>,
    surat: String,
    alasan: String,
}

fn ketetapan_json(d: &Ketetapan) -> Value {
    json!({
        "nomor": d.nomor, "golongan": d.golongan.kode(), "pegawai": d.pegawai,
        "nip": crate::pages::nip(&d.nip, false), "nama": d.nama, "opd": d.opd, "jenis": d.jenis, "persen": d.persen,
        "mulai": d.mulai.to_string(), "hingga": d.hingga.map(|h| h.to_string()), "surat": d.surat,
        "tanggal": d.tanggal.to_string(), "alasan": d.alasan, "oleh": d.oleh, "pada": d.pada.to_string(),
        "keadaan": d.keadaan().kode(), "berakhir": d.berakhir().map(|h| h.to_string()),
    })
}

fn golongan(teks: &str) -> Result<Golongan, balai_shell::GalatWeb> {
    Golongan::dari_kode(teks).ok_or_else(|| salah("golongan", teks, "sanksi, tahan"))
}

fn nomor(teks: &str) -> Result<i64, balai_shell::GalatWeb> {
    teks.parse().map_err(|_| salah("nomor", teks, "1"))
}

fn jawab(d: &Ketetapan) -> Hasil {
    Ok(axum::Json(ketetapan_json(d)).into_response())
}

/// `GET /api/v1/disiplin`.
pub async fn daftar(k: Konteks, kueri: Kueri) -> Hasil {
    let keadaan = match nilai(&kueri, "keadaan") {
        Some(t) => Some(
            Keadaan::dari_kode(t)
                .ok_or_else(|| salah("keadaan", t, "diusulkan, berlaku, ditolak, diakhiri"))?,
        ),
        None => None,
    };
    let saring = Saring {
        golongan: nilai(&kueri, "golongan").map(golongan).transpose()?,
        keadaan,
        sebelum: angka_kueri(&kueri, "sebelum", 1, i64::MAX)?.unwrap_or(0),
        banyak: angka_kueri(&kueri, "banyak", 1, ISI_MAKS)?.unwrap_or(50),
    };
    let aktor = k.wajib_aktor()?.clone();
    let (semua, lebih) = k.jalankan(move |region| acts::daftar(region, &aktor, &saring)).await?;
    let isi = json!({ "baris": semua.iter().map(ketetapan_json).collect::<Vec<_>>(), "masih_ada": lebih });
    Ok(axum::Json(isi).into_response())
}

/// `GET /api/v1/disiplin/{nomor}`.
pub async fn satu(k: Konteks, Path(teks): Path<String>) -> Hasil {
    let nomor = nomor(&teks)?;
    let aktor = k.wajib_aktor()?.clone();
    jawab(&k.jalankan(move |region| acts::satu(region, &aktor, nomor)).await?)
}

/// `POST /api/v1/disiplin`.
pub async fn usulkan(k: Konteks, Json(isi): Json<UsulanJson>) -> Hasil {
    let tanggal = |nama: &'static str, t: &str| t.parse().map_err(|_| salah(nama, t, "2026-11-10"));
    let u = Usulan {
        golongan: golongan(&isi.golongan)?,
        nip: isi.nip.parse().map_err(|_| salah("nip", &isi.nip, "18 angka"))?,
        mulai: isi.mulai.parse().map_err(|_| salah("mulai", &isi.mulai, "2026-11"))?,
        hingga: isi.hingga.as_deref().map(|t| tanggal("hingga", t)).transpose()?,
        tanggal: tanggal("tanggal", &isi.tanggal)?,
        jenis: isi.jenis,
        persen: isi.persen,
        bulan: isi.bulan,
        surat: isi.surat,
        alasan: isi.alasan,
    };
    let aktor = k.wajib_aktor()?.clone();
    jawab(&k.jalankan(move |region| acts::usulkan(region, &aktor, &u)).await?)
}

/// `POST /api/v1/disiplin/{nomor}/putus`.
pub async fn putuskan(k: Konteks, Path(teks): Path<String>, Json(isi): Json<PutusanJson>) -> Hasil {
    let nomor = nomor(&teks)?;
    let aktor = k.wajib_aktor()?.clone();
    jawab(&k.jalankan(move |region| acts::putuskan(region, &aktor, nomor, isi.setuju, &isi.alasan)).await?)
}

/// `POST /api/v1/disiplin/{nomor}/akhiri`.
pub async fn akhiri(k: Konteks, Path(teks): Path<String>, Json(isi): Json<AkhirJson>) -> Hasil {
    let nomor = nomor(&teks)?;
    let sejak = match isi.sejak {
        Some(t) => Some(t.parse().map_err(|_| salah("sejak", &t, "2026-12"))?),
        None => None,
    };
    let a = Akhir { sejak, surat: isi.surat, alasan: isi.alasan };
    let aktor = k.wajib_aktor()?.clone();
    jawab(&k.jalankan(move |region| acts::akhiri(region, &aktor, nomor, &a)).await?)
}

/// `POST /api/v1/disiplin/pemenuhan`.
pub async fn penuhi(k: Konteks, Json(isi): Json<PemenuhanJson>) -> Hasil {
    let a = Akhir { sejak: None, surat: isi.surat, alasan: isi.alasan };
    let aktor = k.wajib_aktor()?.clone();
    let t = k.jalankan(move |region| acts::penuhi(region, &aktor, &isi.jenis, &isi.nip, &a)).await?;
    Ok(axum::Json(json!({ "diakhiri": t.diakhiri, "tanpa": t.tanpa })).into_response())
}

/// `GET /api/v1/disiplin/mangkir`.
pub async fn mangkir(k: Konteks, kueri: Kueri) -> Hasil {
    let kini = k.hari_ini().year();
    let tahun = angka_kueri(&kueri, "tahun", 2000, kini.into())?.unwrap_or(kini.into());
    let halaman = angka_kueri(&kueri, "halaman", 1, 10_000)?.unwrap_or(1);
    let aktor = k.wajib_aktor()?.clone();
    let tahun = i16::try_from(tahun).unwrap_or(kini);
    let jadi = k.jalankan(move |region| setahun(region, &aktor, tahun)).await?;
    let lewati = usize::try_from((halaman - 1) * 100).unwrap_or(usize::MAX);
    let baris = jadi.semua.iter().skip(lewati).take(100).map(|m| {
        json!({
            "pegawai": m.orang.nomor, "nip": m.orang.nip.tersamar(), "nama": m.orang.nama, "opd": m.orang.opd,
            "hari": m.hari.len(), "berturut": m.berturut, "hukuman": m.anak.hukuman.0,
            "tanggal": m.hari.iter().map(ToString::to_string).collect::<Vec<_>>(), "ketetapan": m.sudah,
        })
    });
    let isi = json!({
        "tahun": tahun, "dasar": jadi.tangga.map_or("", |t| t.dasar), "banyak": jadi.semua.len(),
        "baris": baris.collect::<Vec<_>>(),
    });
    Ok(axum::Json(isi).into_response())
}

fn skema() -> Value {
    objek(&[
        ("nomor", bulat()),
        ("golongan", keterangan(teks(), "sanksi atau tahan")),
        ("pegawai", bulat()),
        ("nip", keterangan(teks(), "Disamarkan")),
        ("nama", teks()),
        ("opd", teks()),
        ("jenis", teks()),
        ("persen", keterangan(bulat(), "Potongan sebulan; 0 untuk penahanan")),
        ("mulai", teks()),
        ("hingga", teks_atau_kosong()),
        ("surat", teks()),
        ("tanggal", teks()),
        ("alasan", teks()),
        ("oleh", teks()),
        ("pada", teks()),
        ("keadaan", keterangan(teks(), "diusulkan, berlaku, ditolak, atau diakhiri")),
        ("berakhir", keterangan(teks_atau_kosong(), "Hari pertama sesudah diakhiri")),
    ])
}

/// The operations of this area.
pub(super) fn operasi() -> Vec<OperasiApi> {
    let ke = || parameter_jalur("nomor", "Nomor ketetapan", "^[0-9]+$");
    let angka = |dari: i64, sampai: i64| json!({ "type": "integer", "minimum": dari, "maximum": sampai });
    let satu = |metode, jalur, id, ringkas, parameter, masukan, keluaran| OperasiApi {
        metode,
        jalur,
        id,
        ringkas,
        parameter,
        masukan,
        keluaran,
    };
    let benar = || json!({ "type": "boolean" });
    let mangkir = objek(&[
        ("pegawai", bulat()),
        ("nip", keterangan(teks(), "Disamarkan")),
        ("nama", teks()),
        ("opd", teks()),
        ("hari", bulat()),
        ("berturut", bulat()),
        ("hukuman", keterangan(teks(), "Yang disebut undang-undang; hanya usulan")),
        ("tanggal", larik(teks())),
        ("ketetapan", keterangan(larik(bulat()), "Nomor hukuman yang sudah tercatat tahun itu")),
    ]);
    vec![
        satu(
            Metode::Get,
            "/api/v1/disiplin",
            "kinerja_disiplin_daftar",
            "Hukuman disiplin dan penahanan, terbaru dahulu",
            vec![
                parameter_kueri("golongan", "sanksi atau tahan", teks()),
                parameter_kueri("keadaan", "diusulkan, berlaku, ditolak, atau diakhiri", teks()),
                parameter_kueri("sebelum", "Hanya nomor yang lebih kecil", angka(1, i64::MAX)),
                parameter_kueri("banyak", "Banyaknya sehalaman", angka(1, ISI_MAKS)),
            ],
            None,
            objek(&[("baris", larik(skema())), ("masih_ada", benar())]),
        ),
        satu(
            Metode::Post,
            "/api/v1/disiplin",
            "kinerja_disiplin_usulkan",
            "Mengusulkan hukuman disiplin atau penahanan",
            Vec::new(),
            Some(objek(&[
                ("golongan", teks()),
                ("nip", teks()),
                ("jenis", teks()),
                ("persen", bulat()),
                ("mulai", teks()),
                ("bulan", bulat()),
                ("hingga", teks_atau_kosong()),
                ("surat", teks()),
                ("tanggal", teks()),
                ("alasan", teks()),
            ])),
            skema(),
        ),
        satu(
            Metode::Get,
            "/api/v1/disiplin/mangkir",
            "kinerja_disiplin_mangkir",
            "Tidak masuk tanpa alasan sah setahun dengan anak tangga hukumannya, 100 orang sehalaman",
            vec![
                parameter_kueri("tahun", "Tahun; tanpa ini tahun berjalan", angka(2000, 2999)),
                parameter_kueri("halaman", "Mulai dari 1", angka(1, 10_000)),
            ],
            None,
            objek(&[("tahun", bulat()), ("dasar", teks()), ("banyak", bulat()), ("baris", larik(mangkir))]),
        ),
        satu(
            Metode::Post,
            "/api/v1/disiplin/pemenuhan",
            "kinerja_disiplin_penuhi",
            "Melepaskan penahanan satu jenis atas banyak orang",
            Vec::new(),
            Some(objek(&[("jenis", teks()), ("nip", larik(teks())), ("surat", teks()), ("alasan", teks())])),
            objek(&[("diakhiri", larik(bulat())), ("tanpa", larik(teks()))]),
        ),
        satu(
            Metode::Get,
            "/api/v1/disiplin/{nomor}",
            "kinerja_disiplin_baca",
            "Satu hukuman atau penahanan; pembacaannya tercatat",
            vec![ke()],
            None,
            skema(),
        ),
        satu(
            Metode::Post,
            "/api/v1/disiplin/{nomor}/putus",
            "kinerja_disiplin_putuskan",
            "Menyetujui atau menolak; tidak oleh yang mengusulkan",
            vec![ke()],
            Some(objek(&[("setuju", benar()), ("alasan", teks())])),
            skema(),
        ),
        satu(
            Metode::Post,
            "/api/v1/disiplin/{nomor}/akhiri",
            "kinerja_disiplin_akhiri",
            "Melepaskan penahanan atau membatalkan hukuman",
            vec![ke()],
            Some(objek(&[("sejak", teks_atau_kosong()), ("surat", teks()), ("alasan", teks())])),
            skema(),
        ),
    ]
}
