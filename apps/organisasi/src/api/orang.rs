//! People and teams as JSON: looked through, read on a day, changed by decree as their preview showed. NIPs are masked.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use balai_kernel::{Galat, Kapasitas};
use balai_shell::{GalatWeb, Json as Masukan, Konteks, Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Jawab, KeputusanJson, hari, keputusan, pada, uraian};
use crate::acts::orang::{TindakanOrang, UbahOrang, pratinjau_orang, ubah_orang};
use crate::acts::tim;
use crate::baca;
use crate::model::jabatan::Masa;
use crate::model::tim::TindakanTim;
use crate::pages::KueriPada;

/// People on one page.
const ISI_HALAMAN: i64 = 100;

/// `?cari=`, `?sesudah=`, `?unit=`, `?pada=`.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Kueri {
    cari: Option<String>,
    sesudah: Option<i64>,
    unit: Option<String>,
    pada: Option<String>,
}

/// `GET /api/v1/organisasi/orang?cari=&sesudah=&pada=`.
pub(crate) async fn daftar(k: Konteks, Query(q): Query<Kueri>) -> Jawab {
    let pada = KueriPada { pada: q.pada, ..KueriPada::default() }.hari(&k)?;
    let cari: String = q.cari.unwrap_or_default().trim().chars().take(80).collect();
    let (aktor, sesudah) = (k.wajib_aktor()?.clone(), q.sesudah);
    let (semua, lebih) = k
        .jalankan(move |region| baca::daftar_orang(region, &aktor, &cari, (sesudah, ISI_HALAMAN), pada))
        .await?;
    let satu = |o: &crate::store::OrangDaftar| {
        json!({
            "nomor": o.nomor, "nama": o.nama, "nip": o.nip.tersamar(), "jabatan": o.jabatan,
            "unit": { "kode": o.unit.0, "nama": o.unit.1 },
        })
    };
    let berikut = semua.last().filter(|_| lebih).map(|o| o.nomor);
    let orang: Vec<Value> = semua.iter().map(satu).collect();
    Ok(Json(json!({ "pada": pada.to_string(), "orang": orang, "sesudah": berikut })).into_response())
}

fn masa(m: &Masa) -> Value {
    json!({ "sejak": m.sejak.to_string(), "sampai": m.sampai.map(|d| d.to_string()) })
}

/// `GET /api/v1/organisasi/orang/{nomor}?pada=`.
pub(crate) async fn satu(k: Konteks, Path(nomor): Path<i64>, Query(q): Query<KueriPada>) -> Jawab {
    let pada = q.hari(&k)?;
    let isi = k.jalankan(move |region| baca::isi_orang(region, nomor, pada)).await?;
    let b = k.bahasa();
    let tugas = isi.penugasan.iter().map(|(t, nama, unit)| {
        json!({
            "catatan": t.catatan, "jabatan": t.jabatan, "nama_jabatan": nama, "unit": unit,
            "kapasitas": t.kapasitas.kode(), "masa": masa(&t.masa), "keputusan": t.keputusan.as_ref().map(keputusan),
        })
    });
    let tim = isi
        .tim
        .iter()
        .map(|t| json!({ "tim": t.nomor, "nama": t.nama, "ketua": t.ketua, "masa": masa(&t.masa) }));
    Ok(Json(json!({
        "pada": pada.to_string(), "nomor": nomor, "nama": isi.orang.nama, "nip": isi.orang.nip.tersamar(),
        "unit": isi.unit, "atasan": uraian(&isi.atasan, b), "penilai": uraian(&isi.penilai, b),
        "pemverifikasi": isi.pemverifikasi.iter().map(|u| uraian(u, b)).collect::<Vec<_>>(),
        "penugasan": tugas.collect::<Vec<_>>(), "tim": tim.collect::<Vec<_>>(),
    }))
    .into_response())
}

/// `GET /api/v1/organisasi/penandatangan?unit=&pada=`.
pub(crate) async fn penandatangan(k: Konteks, Query(q): Query<Kueri>) -> Jawab {
    let pada = KueriPada { pada: q.pada, ..KueriPada::default() }.hari(&k)?;
    let unit = q.unit.unwrap_or_default();
    let t = k.jalankan(move |region| baca::tandatangan(region, &unit, pada)).await?;
    let b = k.bahasa();
    Ok(Json(json!({
        "pada": pada.to_string(), "unit": t.unit.kode, "nama": t.unit.nama, "kepala": uraian(&t.kepala, b),
        "surat_biasa": uraian(&t.biasa, b), "keputusan_strategis": uraian(&t.strategis, b),
    }))
    .into_response())
}

/// What is done to a person's posts, as it is sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "tindakan", rename_all = "lowercase", deny_unknown_fields)]
enum OrangJson {
    Tugaskan { jabatan: i64, kapasitas: String, sejak: String, sampai: Option<String> },
    Akhiri { catatan: i64, sampai: String },
    Penilai { penilai: i64, sejak: String, sampai: Option<String> },
}

fn baca_masa(sejak: &str, sampai: Option<&str>) -> Result<Masa, GalatWeb> {
    Ok(Masa { sejak: hari(sejak)?, sampai: sampai.map(hari).transpose()? })
}

impl OrangJson {
    fn baca(&self) -> Result<TindakanOrang, GalatWeb> {
        Ok(match self {
            OrangJson::Tugaskan { jabatan, kapasitas, sejak, sampai } => {
                let salah = || {
                    let g = Galat::baru("ORG-054")
                        .dengan("nilai", kapasitas.chars().take(40).collect::<String>());
                    GalatWeb::from(g)
                };
                let kapasitas: Kapasitas = kapasitas.parse().map_err(|_| salah())?;
                let masa = baca_masa(sejak, sampai.as_deref())?;
                TindakanOrang::Tugaskan { jabatan: *jabatan, kapasitas, masa }
            }
            OrangJson::Akhiri { catatan, sampai } => {
                TindakanOrang::Akhiri { catatan: *catatan, sampai: hari(sampai)? }
            }
            OrangJson::Penilai { penilai, sejak, sampai } => {
                TindakanOrang::Penilai { penilai: *penilai, masa: baca_masa(sejak, sampai.as_deref())? }
            }
        })
    }
}

/// A change of a person's posts, its decree, and for the act the digest of the preview.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PerubahanOrang {
    orang: i64,
    perubahan: OrangJson,
    keputusan: KeputusanJson,
    sidik: Option<String>,
}

impl PerubahanOrang {
    fn baca(&self) -> Result<UbahOrang, GalatWeb> {
        let (tindakan, keputusan) = (self.perubahan.baca()?, self.keputusan.baca()?);
        Ok(UbahOrang { orang: self.orang, tindakan, keputusan })
    }
}

/// `POST /api/v1/organisasi/perubahan-orang/pratinjau`.
pub(crate) async fn pratinjau(k: Konteks, Masukan(p): Masukan<PerubahanOrang>) -> Jawab {
    let c = p.baca()?;
    let p = k.jalankan(move |region| pratinjau_orang(region, &c)).await?;
    Ok(Json(json!({ "sidik": p.sidik, "rincian": p.rincian })).into_response())
}

/// `POST /api/v1/organisasi/perubahan-orang`.
pub(crate) async fn ubah(k: Konteks, Masukan(p): Masukan<PerubahanOrang>) -> Jawab {
    let (c, sidik) = (p.baca()?, p.sidik.unwrap_or_default());
    let aktor = k.wajib_aktor()?.clone();
    let nomor = k.jalankan(move |region| ubah_orang(region, &aktor, &c, &sidik)).await?;
    Ok(Json(json!({ "catatan": nomor })).into_response())
}

/// What is done to a team, as it is sent; people by number.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "tindakan", rename_all = "lowercase", deny_unknown_fields)]
enum TimJson {
    Masuk {
        orang: Vec<i64>,
    },
    Keluar {
        orang: Vec<i64>,
    },
    Ketua {
        orang: i64,
        #[serde(default)]
        tetap: bool,
    },
    Bubar,
}

impl From<TimJson> for TindakanTim {
    fn from(t: TimJson) -> TindakanTim {
        match t {
            TimJson::Masuk { orang } => TindakanTim::Masuk(orang),
            TimJson::Keluar { orang } => TindakanTim::Keluar(orang),
            TimJson::Ketua { orang, tetap } => TindakanTim::Ketua { orang, tetap },
            TimJson::Bubar => TindakanTim::Bubar,
        }
    }
}

/// A change of a team, its first day, its decree, and for the act the digest of the preview.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PerubahanTim {
    tim: i64,
    perubahan: TimJson,
    sejak: String,
    keputusan: KeputusanJson,
    sidik: Option<String>,
}

impl PerubahanTim {
    fn baca(self) -> Result<(tim::UbahTim, String), GalatWeb> {
        let (sejak, keputusan) = (hari(&self.sejak)?, self.keputusan.baca()?);
        let c = tim::UbahTim { tim: self.tim, tindakan: self.perubahan.into(), sejak, keputusan };
        Ok((c, self.sidik.unwrap_or_default()))
    }
}

/// `POST /api/v1/organisasi/perubahan-tim/pratinjau`.
pub(crate) async fn pratinjau_tim(k: Konteks, Masukan(p): Masukan<PerubahanTim>) -> Jawab {
    let (c, _) = p.baca()?;
    let p = k.jalankan(move |region| tim::pratinjau_ubah(region, &c)).await?;
    Ok(Json(json!({ "sidik": p.sidik, "rincian": p.rincian })).into_response())
}

/// `POST /api/v1/organisasi/perubahan-tim`.
pub(crate) async fn ubah_tim(k: Konteks, Masukan(p): Masukan<PerubahanTim>) -> Jawab {
    let (c, sidik) = p.baca()?;
    let aktor = k.wajib_aktor()?.clone();
    let nomor = c.tim;
    k.jalankan(move |region| tim::ubah_tim(region, &aktor, &c, &sidik)).await?;
    Ok(Json(json!({ "tim": nomor })).into_response())
}

/// A team to be formed as it is sent; people by number.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TimBaru {
    nama: String,
    unit: String,
    ketua: i64,
    anggota: Vec<i64>,
    #[serde(default)]
    verifikasi: bool,
    #[serde(default)]
    menilai: bool,
    sejak: String,
    sampai: Option<String>,
    keputusan: KeputusanJson,
    sidik: Option<String>,
}

impl TimBaru {
    fn baca(self) -> Result<(tim::BentukTim, String), GalatWeb> {
        let masa = baca_masa(&self.sejak, self.sampai.as_deref())?;
        let TimBaru { nama, unit, ketua, anggota, verifikasi, menilai, .. } = self;
        let keputusan = self.keputusan.baca()?;
        let c = tim::BentukTim { nama, unit, verifikasi, menilai, ketua, anggota, masa, keputusan };
        Ok((c, self.sidik.unwrap_or_default()))
    }
}

/// `POST /api/v1/organisasi/tim/pratinjau`.
pub(crate) async fn pratinjau_tim_baru(k: Konteks, Masukan(p): Masukan<TimBaru>) -> Jawab {
    let (c, _) = p.baca()?;
    let p = k.jalankan(move |region| tim::pratinjau_bentuk(region, &c)).await?;
    Ok(Json(json!({ "sidik": p.sidik, "rincian": p.rincian })).into_response())
}

/// `POST /api/v1/organisasi/tim`.
pub(crate) async fn bentuk_tim(k: Konteks, Masukan(p): Masukan<TimBaru>) -> Jawab {
    let (c, sidik) = p.baca()?;
    let aktor = k.wajib_aktor()?.clone();
    let nomor = k.jalankan(move |region| tim::bentuk_tim(region, &aktor, &c, &sidik)).await?;
    Ok(Json(json!({ "tim": nomor })).into_response())
}

/// `GET /api/v1/organisasi/tim/{nomor}`.
pub(crate) async fn satu_tim(k: Konteks, Path(nomor): Path<i64>) -> Jawab {
    let isi = k.jalankan(move |region| baca::isi_tim(region, nomor)).await?;
    let anggota = isi.anggota.iter().map(
        |(a, nama)| json!({ "orang": a.pegawai, "nama": nama, "ketua": a.ketua, "masa": masa(&a.masa) }),
    );
    Ok(Json(json!({
        "tim": isi.tim.nomor, "nama": isi.tim.nama, "unit": { "kode": isi.unit.kode, "nama": isi.unit.nama },
        "verifikasi": isi.tim.verifikasi, "menilai": isi.tim.menilai, "masa": masa(&isi.tim.masa),
        "keputusan": isi.tim.keputusan.as_ref().map(keputusan), "anggota": anggota.collect::<Vec<_>>(),
    }))
    .into_response())
}

fn skema_tim_baru() -> Value {
    let (teks, angka, ya) = (
        || json!({ "type": "string" }),
        || json!({ "type": "integer" }),
        || json!({ "type": "boolean", "default": false }),
    );
    json!({
        "type": "object", "required": ["nama", "unit", "ketua", "anggota", "sejak", "keputusan"],
        "properties": {
            "nama": teks(), "unit": teks(), "ketua": angka(),
            "anggota": { "type": "array", "items": angka(), "minItems": 1, "maxItems": 200 },
            "verifikasi": ya(), "menilai": ya(), "sejak": teks(), "sampai": teks(), "sidik": teks(),
            "keputusan": {
                "type": "object", "required": ["nomor", "tanggal", "pejabat"],
                "properties": { "nomor": teks(), "tanggal": teks(), "pejabat": teks() },
            },
        },
    })
}

fn skema(wajib: &[&str], tindakan: &[&str]) -> Value {
    let teks = || json!({ "type": "string" });
    json!({
        "type": "object", "required": wajib,
        "properties": {
            "orang": { "type": "integer" }, "tim": { "type": "integer" },
            "perubahan": {
                "type": "object", "required": ["tindakan"], "properties": { "tindakan": { "enum": tindakan } },
            },
            "sejak": teks(), "sidik": teks(),
            "keputusan": {
                "type": "object", "required": ["nomor", "tanggal", "pejabat"],
                "properties": { "nomor": teks(), "tanggal": teks(), "pejabat": teks() },
            },
        },
    })
}

/// The machine-readable side.
pub(crate) fn operasi() -> Vec<OperasiApi> {
    let satu = |metode, jalur, id, ringkas, parameter, masukan| OperasiApi {
        metode,
        jalur,
        id,
        ringkas,
        parameter,
        masukan,
        keluaran: json!({ "type": "object" }),
    };
    let teks = || json!({ "type": "string" });
    let orang = || Some(skema(&["orang", "perubahan", "keputusan"], &["tugaskan", "akhiri", "penilai"]));
    let tim =
        || Some(skema(&["tim", "perubahan", "sejak", "keputusan"], &["masuk", "keluar", "ketua", "bubar"]));
    vec![
        satu(
            Metode::Get,
            "/api/v1/organisasi/orang",
            "organisasi_orang_daftar",
            "Pegawai dalam kewenangan pembaca, menurut nama; NIP tersamar",
            vec![
                parameter_kueri("cari", "Nama, atau NIP lengkap", teks()),
                parameter_kueri(
                    "sesudah",
                    "Nomor orang terakhir di halaman sebelumnya",
                    json!({ "type": "integer" }),
                ),
                pada(),
            ],
            None,
        ),
        satu(
            Metode::Get,
            "/api/v1/organisasi/orang/{nomor}",
            "organisasi_orang",
            "Seseorang pada suatu hari: atasan, penilai, penugasan, tim",
            vec![parameter_jalur("nomor", "Nomor orang", "^[0-9]+$"), pada()],
            None,
        ),
        satu(
            Metode::Get,
            "/api/v1/organisasi/penandatangan",
            "organisasi_penandatangan",
            "Kepala unit dan siapa yang berwenang menandatangani pada suatu hari, dengan alasannya",
            vec![parameter_kueri("unit", "Kode unit; wajib", teks()), pada()],
            None,
        ),
        satu(
            Metode::Post,
            "/api/v1/organisasi/perubahan-orang/pratinjau",
            "organisasi_orang_pratinjau",
            "Akibat sebuah penugasan, akhir penugasan, atau penunjukan penilai sebelum disimpan, dengan sidiknya",
            Vec::new(),
            orang(),
        ),
        satu(
            Metode::Post,
            "/api/v1/organisasi/perubahan-orang",
            "organisasi_orang_ubah",
            "Tugaskan, akhiri, atau tunjuk penilai dengan keputusan, persis seperti pratinjaunya",
            Vec::new(),
            orang(),
        ),
        satu(
            Metode::Post,
            "/api/v1/organisasi/perubahan-tim/pratinjau",
            "organisasi_tim_pratinjau",
            "Akibat sebuah perubahan tim kerja sebelum disimpan, dengan sidiknya",
            Vec::new(),
            tim(),
        ),
        satu(
            Metode::Post,
            "/api/v1/organisasi/perubahan-tim",
            "organisasi_tim_ubah",
            "Tambah atau keluarkan anggota, ganti ketua, atau bubarkan tim, persis seperti pratinjaunya",
            Vec::new(),
            tim(),
        ),
        satu(
            Metode::Get,
            "/api/v1/organisasi/tim/{nomor}",
            "organisasi_tim",
            "Tim kerja dan siapa yang pernah di dalamnya; ketua dahulu",
            vec![parameter_jalur("nomor", "Nomor tim", "^[0-9]+$")],
            None,
        ),
        satu(
            Metode::Post,
            "/api/v1/organisasi/tim/pratinjau",
            "organisasi_tim_baru_pratinjau",
            "Tim kerja yang akan dibentuk, dengan sidiknya",
            Vec::new(),
            Some(skema_tim_baru()),
        ),
        satu(
            Metode::Post,
            "/api/v1/organisasi/tim",
            "organisasi_tim_bentuk",
            "Bentuk tim kerja dengan keputusan, persis seperti pratinjaunya",
            Vec::new(),
            Some(skema_tim_baru()),
        ),
    ]
}
