//! JSON answers: who is whose superior, who heads a unit, what a territory code names.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use balai_kernel::{Bahasa, Galat, KodeWilayah, Nip, Tanggal, tanggal};
use balai_platform::Refusal;
use balai_shell::{GalatWeb, Json as Masukan, Konteks, Metode, OperasiApi, parameter_jalur, parameter_kueri};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::acts::unit::UbahUnit;
use crate::model::jabatan::Keputusan;
use crate::model::susunan::Tindakan;
use crate::model::wilayah::{Tempat, wilayah};
use crate::pages::KueriPada;
use crate::urai::Uraian;
use crate::{acts, baca};

pub(crate) mod orang;
pub(crate) mod rukun;

type Jawab = Result<Response, GalatWeb>;

/// An answer or a gap as JSON.
fn uraian(u: &Uraian, b: Bahasa) -> Value {
    let jalan = u.jalan(b);
    match u.orang() {
        Some((nomor, nama)) => json!({
            "orang": { "nomor": nomor, "nama": nama },
            "selaku": u.selaku(b), "keputusan": u.dasar(b), "mandat": u.mandat(), "jalan": jalan,
        }),
        None => json!({ "celah": u.celah(b), "jalan": jalan }),
    }
}

/// `?nip=` and `?pada=`.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct KueriNip {
    nip: Option<String>,
    pada: Option<String>,
}

/// `GET /api/v1/organisasi/atasan?nip=&pada=`.
pub(crate) async fn atasan(k: Konteks, Query(q): Query<KueriNip>) -> Jawab {
    let nip: Nip = q.nip.unwrap_or_default().parse().map_err(|g| GalatWeb::from(Galat::from(g)))?;
    let pada = KueriPada { pada: q.pada, ..KueriPada::default() }.hari(&k)?;
    let isi = k
        .jalankan(move |region| -> Result<_, Refusal> {
            let nomor = baca::nomor_orang(region, &nip)?.ok_or(Refusal::NotFound)?;
            baca::isi_orang(region, nomor, pada)
        })
        .await?;
    let b = k.bahasa();
    Ok(Json(json!({
        "pada": pada.to_string(), "nomor": isi.orang.nomor, "nama": isi.orang.nama,
        "atasan": uraian(&isi.atasan, b), "penilai": uraian(&isi.penilai, b),
    }))
    .into_response())
}

/// `GET /api/v1/organisasi/unit/{kode}?pada=`.
pub(crate) async fn unit(k: Konteks, Path(kode): Path<String>, Query(q): Query<KueriPada>) -> Jawab {
    let pada = q.hari(&k)?;
    let isi = k.jalankan(move |region| baca::isi_unit(region, &kode, pada)).await?;
    let jabatan: Vec<Value> = isi
        .jabatan
        .iter()
        .take(500)
        .map(|j| {
            json!({
                "nomor": j.jabatan.nomor, "nama": j.jabatan.nama, "jenis": j.jabatan.jenis.kode(),
                "kelas": j.jabatan.kelas, "formasi": j.jabatan.formasi, "terisi": j.terisi(),
                "kepala": j.jabatan.kepala, "atasan": j.jabatan.atasan,
            })
        })
        .collect();
    Ok(Json(json!({
        "kode": isi.unit.kode, "nama": isi.unit.nama, "jalur": isi.unit.jalur.as_str(), "pada": pada.to_string(),
        "kepala": uraian(&isi.kepala, k.bahasa()),
        "anak": isi.anak.iter().map(|u| json!({ "kode": u.kode, "nama": u.nama })).collect::<Vec<_>>(),
        "jabatan": jabatan,
        "tim": isi.tim.iter().map(|t| json!({ "tim": t.nomor, "nama": t.nama })).collect::<Vec<_>>(),
    }))
    .into_response())
}

fn tempat(t: &Tempat) -> Value {
    json!({ "kode": t.kode.to_string(), "nama": t.nama })
}

/// `GET /api/v1/wilayah/{kode}`: a place, or what became of a retired code.
pub(crate) async fn satu_wilayah(Path(kode): Path<String>) -> Jawab {
    let kode: KodeWilayah = kode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let w = wilayah();
    if let Some(l) = w.lama(&kode) {
        let penerus = l.penerus.and_then(|p| w.cari(&p)).map(|t| tempat(&t));
        return Ok(Json(
            json!({ "kode": kode.to_string(), "nama": l.nama, "dicabut": true, "penerus": penerus }),
        )
        .into_response());
    }
    let t = w.cari(&kode).ok_or_else(GalatWeb::tak_ditemukan)?;
    Ok(Json(json!({
        "kode": kode.to_string(), "nama": t.nama, "dicabut": false,
        "silsilah": w.silsilah(&kode).iter().map(tempat).collect::<Vec<_>>(),
        "anak": w.anak(Some(&kode)).iter().map(tempat).collect::<Vec<_>>(),
    }))
    .into_response())
}

/// `GET /api/v1/organisasi/unit/{kode}/riwayat`.
pub(crate) async fn riwayat_unit(k: Konteks, Path(kode): Path<String>) -> Jawab {
    let hari_ini = k.hari_ini();
    let isi = k.jalankan(move |region| baca::isi_unit(region, &kode, hari_ini)).await?;
    let perubahan = isi.perubahan.iter().map(|p| {
        json!({
            "nomor": p.nomor, "tindakan": p.tindakan, "unit": p.unit, "sejak": p.sejak.to_string(),
            "keputusan": keputusan(&p.keputusan), "diketahui": p.diketahui,
            "rincian": serde_json::from_str::<Value>(&p.rincian).unwrap_or_default(),
        })
    });
    let lanjutan = |l: &[crate::store::Lanjutan]| -> Vec<Value> {
        let satu = |l: &crate::store::Lanjutan| json!({ "kode": l.kode, "nama": l.nama, "sejak": l.sejak.to_string() });
        l.iter().map(satu).collect()
    };
    let pergi = isi.pergi.iter().map(
        |p| json!({ "jabatan": p.jabatan, "nama": p.nama, "ke": p.unit.0, "sejak": p.sejak.to_string() }),
    );
    Ok(Json(json!({
        "kode": isi.unit.kode, "nama": isi.unit.nama, "perubahan": perubahan.collect::<Vec<_>>(),
        "pendahulu": lanjutan(&isi.silsilah.0), "penerus": lanjutan(&isi.silsilah.1),
        "jabatan_pergi": pergi.collect::<Vec<_>>(),
    }))
    .into_response())
}

fn keputusan(k: &Keputusan) -> Value {
    json!({ "nomor": k.nomor, "tanggal": k.tanggal.to_string(), "pejabat": k.pejabat })
}

/// A decree as it is sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeputusanJson {
    nomor: String,
    tanggal: String,
    pejabat: String,
}

/// A day, as people or machines write it.
fn hari(teks: &str) -> Result<Tanggal, GalatWeb> {
    tanggal::parse_id(teks).map_err(|g| GalatWeb::from(Galat::from(g)))
}

impl KeputusanJson {
    fn baca(&self) -> Result<Keputusan, GalatWeb> {
        let (nomor, pejabat) = (self.nomor.trim().to_owned(), self.pejabat.trim().to_owned());
        Ok(Keputusan { nomor, tanggal: hari(&self.tanggal)?, pejabat })
    }
}

/// A change of units as it is sent. What a kind of change does not need stays away.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "tindakan", rename_all = "lowercase", deny_unknown_fields)]
enum TindakanJson {
    Bentuk {
        kode: String,
        nama: String,
        induk: Option<String>,
    },
    Nama {
        unit: String,
        nama: String,
    },
    Pindah {
        unit: String,
        induk: Option<String>,
    },
    Gabung {
        unit: Vec<String>,
        ke: String,
        #[serde(default)]
        nama: String,
    },
    Pecah {
        unit: String,
        bagian: Vec<(String, String)>,
        #[serde(default)]
        jabatan: BTreeMap<i64, String>,
        #[serde(default)]
        anak: BTreeMap<String, String>,
        #[serde(default)]
        tutup: bool,
    },
    Tutup {
        unit: String,
    },
}

impl From<TindakanJson> for Tindakan {
    fn from(t: TindakanJson) -> Tindakan {
        match t {
            TindakanJson::Bentuk { kode, nama, induk } => Tindakan::Bentuk { kode, nama, induk },
            TindakanJson::Nama { unit, nama } => Tindakan::Nama { unit, nama },
            TindakanJson::Pindah { unit, induk } => Tindakan::Pindah { unit, induk },
            TindakanJson::Gabung { unit, ke, nama } => Tindakan::Gabung { unit, ke, nama },
            TindakanJson::Pecah { unit, bagian, jabatan, anak, tutup } => {
                Tindakan::Pecah { unit, bagian, jabatan, anak, tutup }
            }
            TindakanJson::Tutup { unit } => Tindakan::Tutup { unit },
        }
    }
}

/// A change, its first day, its decree, and for the act the digest of the preview.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PerubahanJson {
    perubahan: TindakanJson,
    sejak: String,
    keputusan: KeputusanJson,
    sidik: Option<String>,
}

impl PerubahanJson {
    fn baca(self) -> Result<(UbahUnit, String), GalatWeb> {
        let (sejak, keputusan) = (hari(&self.sejak)?, self.keputusan.baca()?);
        let c = UbahUnit { tindakan: self.perubahan.into(), sejak, keputusan };
        Ok((c, self.sidik.unwrap_or_default()))
    }
}

/// `POST /api/v1/organisasi/perubahan-unit/pratinjau`: what it would do; nothing is stored.
pub(crate) async fn pratinjau_unit(k: Konteks, Masukan(p): Masukan<PerubahanJson>) -> Jawab {
    let (c, _) = p.baca()?;
    let p = k.jalankan(move |region| acts::unit::pratinjau_unit(region, &c)).await?;
    Ok(Json(json!({ "sidik": p.sidik, "rincian": p.rincian })).into_response())
}

/// `POST /api/v1/organisasi/perubahan-unit`: does what the preview with this digest showed.
pub(crate) async fn ubah_unit(k: Konteks, Masukan(p): Masukan<PerubahanJson>) -> Jawab {
    let (c, sidik) = p.baca()?;
    let aktor = k.wajib_aktor()?.clone();
    let nomor = k.jalankan(move |region| acts::unit::ubah_unit(region, &aktor, &c, &sidik)).await?;
    Ok(Json(json!({ "perubahan": nomor })).into_response())
}

/// The day of a question.
fn pada() -> Value {
    parameter_kueri(
        "pada",
        "Hari yang ditanyakan; tanpa isian berarti hari ini",
        json!({ "type": "string", "format": "date" }),
    )
}

/// The machine-readable side.
pub(crate) fn operasi() -> Vec<OperasiApi> {
    let objek = || json!({ "type": "object" });
    let teks = || json!({ "type": "string" });
    let perubahan = || {
        json!({
            "type": "object", "required": ["perubahan", "sejak", "keputusan"],
            "properties": {
                "perubahan": {
                    "type": "object", "required": ["tindakan"],
                    "properties": { "tindakan": { "enum": ["bentuk", "nama", "pindah", "gabung", "pecah", "tutup"] } },
                },
                "sejak": teks(), "sidik": teks(),
                "keputusan": {
                    "type": "object", "required": ["nomor", "tanggal", "pejabat"],
                    "properties": { "nomor": teks(), "tanggal": teks(), "pejabat": teks() },
                },
            },
        })
    };
    let mut semua = vec![
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/organisasi/atasan",
            id: "organisasi_atasan",
            ringkas: "Atasan dan pejabat penilai seseorang pada suatu hari, dengan alasannya",
            parameter: vec![
                parameter_kueri("nip", "NIP 18 angka; wajib", json!({ "type": "string" })),
                pada(),
            ],
            masukan: None,
            keluaran: objek(),
        },
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/organisasi/unit/{kode}",
            id: "organisasi_unit",
            ringkas: "Unit pada suatu hari: kepala, bagian, jabatan",
            parameter: vec![parameter_jalur("kode", "Kode unit", "^[A-Za-z0-9._-]+$"), pada()],
            masukan: None,
            keluaran: objek(),
        },
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/organisasi/unit/{kode}/riwayat",
            id: "organisasi_unit_riwayat",
            ringkas: "Keputusan tentang sebuah unit, pendahulu dan penerusnya, dan ke mana jabatannya pergi",
            parameter: vec![parameter_jalur("kode", "Kode unit", "^[A-Za-z0-9._-]+$")],
            masukan: None,
            keluaran: objek(),
        },
        OperasiApi {
            metode: Metode::Post,
            jalur: "/api/v1/organisasi/perubahan-unit/pratinjau",
            id: "organisasi_unit_pratinjau",
            ringkas: "Akibat sebuah perubahan unit sebelum disimpan, dengan sidiknya",
            parameter: Vec::new(),
            masukan: Some(perubahan()),
            keluaran: objek(),
        },
        OperasiApi {
            metode: Metode::Post,
            jalur: "/api/v1/organisasi/perubahan-unit",
            id: "organisasi_unit_ubah",
            ringkas: "Bentuk, ganti nama, pindah, gabung, pecah, atau tutup unit dengan keputusan, persis seperti pratinjaunya",
            parameter: Vec::new(),
            masukan: Some(perubahan()),
            keluaran: objek(),
        },
        OperasiApi {
            metode: Metode::Get,
            jalur: "/api/v1/wilayah/{kode}",
            id: "wilayah_satu",
            ringkas: "Wilayah menurut kode Kemendagri, termasuk kode yang sudah dicabut",
            parameter: vec![parameter_jalur("kode", "Kode wilayah", "^[0-9.]+$")],
            masukan: None,
            keluaran: objek(),
        },
    ];
    semua.extend(orang::operasi());
    semua.extend(rukun::operasi());
    semua
}
