//! The steps of a month as JSON: the same acts as the pages, bound to the same version and hash.

use axum::extract::Path;
use axum::response::IntoResponse;
use balai_kernel::{Galat, Lingkup};
use balai_platform::{Refusal, lingkup_untuk};
use balai_shell::{Hasil, Json, Konteks, Metode, OperasiApi};
use serde::Deserialize;
use serde_json::{Value, json};

use super::periode;
use super::skema::{bulat, keterangan, larik, objek, teks, teks_atau_kosong};
use crate::acts::langkah::{ALASAN_MAKS, Bulan, Perintah, lakukan};
use crate::akt::PROSES_BACA;
use crate::model::kebijakan::{Cara, Kebijakan};
use crate::model::langkah::{BarisLangkah, Langkah, kunci as kunci_presensi};

/// What a step is asked with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Masukan {
    #[serde(default)]
    opd: Vec<String>,
    #[serde(default)]
    versi: i64,
    #[serde(default)]
    sidik: String,
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    surat: String,
    tanggal: Option<String>,
    cara: Option<String>,
    #[serde(default)]
    lantai: i64,
    #[serde(default)]
    kelas: i64,
}

/// `GET /api/v1/proses/{periode}/langkah`.
pub async fn baca(k: Konteks, Path(teks): Path<String>) -> Hasil {
    let periode = periode(&teks)?;
    let aktor = k.wajib_aktor()?.clone();
    let bulan = k
        .jalankan(move |region| -> Result<Bulan, Refusal> {
            let semua = lingkup_untuk(&aktor, &PROSES_BACA, region.hari_ini())?;
            let lingkup = semua.into_iter().max_by_key(|l| *l == Lingkup::Semua).ok_or(Refusal::NotFound)?;
            region.read(|tx| Bulan::baca(tx, periode, &lingkup))?.ok_or(Refusal::NotFound)
        })
        .await?;
    Ok(axum::Json(bulan_json(&bulan)).into_response())
}

/// A month's steps as the API and the command line give them.
#[must_use]
pub fn bulan_json(bulan: &Bulan) -> Value {
    let satu = |b: Option<&BarisLangkah>| {
        b.map(|b| {
            json!({
                "oleh": b.oleh, "kapasitas": b.kapasitas, "pada": b.pada.to_string(), "surat": b.surat,
                "sidik_opd": b.opd_sidik,
            })
        })
    };
    let opd = bulan.opd.iter().map(|o| {
        let kini = bulan.keadaan(&o.kode);
        json!({
            "kode": o.kode, "nama": o.nama, "tahap": kini.tahap.kode(), "orang": o.orang,
            "jumlah_sen": o.jumlah_sen.unwrap_or(0),
            "bayar_sen": bulan.bayar_sen(o),
            "kebijakan": bulan.kebijakan(&o.kode).map(|k| k.kebijakan.cara.kode()),
            "lewat_pagu_sen": o.lewat_sen().unwrap_or(0),
            "presensi_terkunci": kunci_presensi(&bulan.baris, &o.kode).is_some(),
            "tanda_tangan": satu(kini.tanda_tangan), "verifikasi": satu(kini.verifikasi),
            "persetujuan": satu(kini.setuju), "pembayaran": satu(kini.bayar),
        })
    });
    json!({
        "periode": bulan.proses.periode.to_string(), "versi": bulan.proses.versi, "sidik": bulan.sidik(),
        "versi_terbaru": bulan.terbaru, "opd": opd.collect::<Vec<_>>(),
    })
}

async fn tindak(k: Konteks, teks: String, langkah: Langkah, m: Masukan) -> Hasil {
    let periode = periode(&teks)?;
    let tanggal = match m.tanggal.as_deref() {
        None => None,
        Some(t) => Some(t.parse().map_err(|_| {
            Refusal::Rule(Galat::baru("KIN-612").dengan("bidang", "tanggal").dengan("maks", ALASAN_MAKS))
        })?),
    };
    let kebijakan = m.cara.as_deref().and_then(Cara::dari_kode);
    let kebijakan = kebijakan.map(|cara| Kebijakan { cara, lantai: m.lantai, kelas: m.kelas });
    let aktor = k.wajib_aktor()?.clone();
    let perintah = Perintah {
        periode,
        langkah,
        opd: m.opd,
        versi: m.versi,
        sidik: m.sidik,
        alasan: m.alasan,
        surat: m.surat,
        tanggal,
        kebijakan,
    };
    let jadi = k.jalankan(move |region| lakukan(region, &aktor, &perintah)).await?;
    let isi = json!({
        "langkah": jadi.langkah.kode(), "versi": jadi.versi, "opd": jadi.opd, "jumlah_sen": jadi.jumlah_sen,
    });
    Ok(axum::Json(isi).into_response())
}

macro_rules! langkah_api {
    ($($(#[$doc:meta])* $nama:ident, $langkah:ident;)+) => {$(
        $(#[$doc])*
        pub async fn $nama(k: Konteks, Path(periode): Path<String>, Json(m): Json<Masukan>) -> Hasil {
            tindak(k, periode, Langkah::$langkah, m).await
        }
    )+};
}

langkah_api! {
    /// `POST /api/v1/proses/{periode}/presensi`.
    kunci, PresensiDikunci;
    /// `POST /api/v1/proses/{periode}/presensi/buka`.
    buka, PresensiDibuka;
    /// `POST /api/v1/proses/{periode}/tanda-tangan`.
    tanda_tangan, Ditandatangani;
    /// `POST /api/v1/proses/{periode}/tarik`.
    tarik, Ditarik;
    /// `POST /api/v1/proses/{periode}/verifikasi`.
    verifikasi, Diverifikasi;
    /// `POST /api/v1/proses/{periode}/kembalikan`.
    kembalikan, Dikembalikan;
    /// `POST /api/v1/proses/{periode}/setujui`.
    setujui, Disetujui;
    /// `POST /api/v1/proses/{periode}/serahkan`.
    serahkan, Diekspor;
    /// `POST /api/v1/proses/{periode}/bayar`.
    bayar, Dibayar;
    /// `POST /api/v1/proses/{periode}/kebijakan`.
    kebijakan, Kebijakan;
}

/// The operations of this part.
pub(super) fn operasi(bulan: &dyn Fn() -> Value) -> Vec<OperasiApi> {
    let paraf = || {
        let mut isi = objek(&[
            ("oleh", teks()),
            ("kapasitas", teks()),
            ("pada", teks()),
            ("surat", teks()),
            ("sidik_opd", teks()),
        ]);
        isi["type"] = json!(["object", "null"]);
        isi
    };
    let opd = objek(&[
        ("kode", teks()),
        ("nama", teks()),
        ("tahap", keterangan(teks(), "dihitung, ditandatangani, diverifikasi, disetujui, diekspor, dibayar")),
        ("orang", bulat()),
        ("jumlah_sen", bulat()),
        ("bayar_sen", bulat()),
        ("kebijakan", teks_atau_kosong()),
        ("lewat_pagu_sen", bulat()),
        ("presensi_terkunci", json!({ "type": "boolean" })),
        ("tanda_tangan", paraf()),
        ("verifikasi", paraf()),
        ("persetujuan", paraf()),
        ("pembayaran", paraf()),
    ]);
    let baca = objek(&[
        ("periode", teks()),
        ("versi", bulat()),
        ("sidik", teks()),
        ("versi_terbaru", bulat()),
        ("opd", larik(opd)),
    ]);
    let masukan = json!({
        "type": "object", "additionalProperties": false, "properties": {
            "opd": keterangan(larik(teks()), "Kode perangkat daerah; kosong untuk semua yang siap"),
            "versi": keterangan(bulat(), "Hitungan yang Anda lihat; 0 untuk presensi"),
            "sidik": keterangan(teks(), "Sidik hasil yang Anda lihat"),
            "alasan": teks(), "surat": keterangan(teks(), "Nomor SP2D"), "tanggal": teks_atau_kosong(),
            "cara": keterangan(teks_atau_kosong(), "Untuk kebijakan: tahan, pro_rata, lindungi, tunda"),
            "lantai": keterangan(bulat(), "Untuk lindungi: persen yang tetap diterima tiap orang"),
            "kelas": keterangan(bulat(), "Untuk lindungi: kelas tertinggi yang tetap utuh"),
        },
    });
    let jawab =
        objek(&[("langkah", teks()), ("versi", bulat()), ("opd", larik(teks())), ("jumlah_sen", bulat())]);
    let mut semua = vec![OperasiApi {
        metode: Metode::Get,
        jalur: "/api/v1/proses/{periode}/langkah",
        id: "kinerja_langkah",
        ringkas: "Langkah satu bulan: keadaan tiap perangkat daerah dan siapa yang sudah menandatangani apa",
        parameter: vec![bulan()],
        masukan: None,
        keluaran: baca,
    }];
    let tindak = [
        ("/api/v1/proses/{periode}/presensi", "kinerja_presensi_kunci", "Mengunci presensi sebulan"),
        ("/api/v1/proses/{periode}/presensi/buka", "kinerja_presensi_buka", "Membuka kunci presensi"),
        ("/api/v1/proses/{periode}/tanda-tangan", "kinerja_tanda_tangan", "Tanda tangan perangkat daerah"),
        ("/api/v1/proses/{periode}/tarik", "kinerja_tarik", "Menarik tanda tangan"),
        ("/api/v1/proses/{periode}/verifikasi", "kinerja_verifikasi_daftar", "Verifikasi BKPSDM"),
        ("/api/v1/proses/{periode}/kembalikan", "kinerja_kembalikan", "Mengembalikan ke perangkat daerah"),
        ("/api/v1/proses/{periode}/setujui", "kinerja_setujui", "Persetujuan orang kedua"),
        ("/api/v1/proses/{periode}/serahkan", "kinerja_serahkan", "Menyerahkan daftar bayar"),
        ("/api/v1/proses/{periode}/kebijakan", "kinerja_kebijakan", "Menetapkan kebijakan plafon"),
        ("/api/v1/proses/{periode}/bayar", "kinerja_bayar", "Mencatat pembayaran dengan SP2D"),
    ];
    semua.extend(tindak.map(|(jalur, id, ringkas)| OperasiApi {
        metode: Metode::Post,
        jalur,
        id,
        ringkas,
        parameter: vec![bulan()],
        masukan: Some(masukan.clone()),
        keluaran: jawab.clone(),
    }));
    semua
}
