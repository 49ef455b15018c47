//! RW and RT as JSON: those of a kelurahan on a day, changes by decree with their preview, a list taken in.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use balai_kernel::{Galat, KodeWilayah};
use balai_shell::{GalatWeb, Json as Masukan, Konteks, Metode, OperasiApi, parameter_jalur};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Jawab, KeputusanJson, hari, keputusan, pada};
use crate::acts::rukun::{UbahRukun, impor_rukun, pratinjau_rukun, ubah_rukun};
use crate::baca;
use crate::model::rukun::{KodeRukun, NomorRt, Rukun, TindakanRukun};
use crate::pages::KueriPada;

/// `GET /api/v1/rukun/{kode}?pada=`: the RW and RT of a kelurahan on a day, with their lineage.
pub(crate) async fn satu(k: Konteks, Path(kode): Path<String>, Query(q): Query<KueriPada>) -> Jawab {
    let w: KodeWilayah = kode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let (pada, di) = (q.hari(&k)?, w.clone());
    let isi = k.jalankan(move |region| baca::rukun(region, &di)).await?;
    let satu = |r: &Rukun| {
        json!({
            "kode": r.kode.to_string(), "rw": r.kode.rw, "rt": r.kode.rt, "sejak": r.masa.sejak.to_string(),
            "sampai": r.masa.sampai.map(|d| d.to_string()), "keputusan": r.keputusan.as_ref().map(keputusan),
        })
    };
    let lanjutan = isi.lanjutan.iter().map(
        |(a, b, d)| json!({ "pendahulu": a.to_string(), "penerus": b.to_string(), "sejak": d.to_string() }),
    );
    Ok(Json(json!({
        "wilayah": w.as_str(), "nama": isi.nama, "pada": pada.to_string(),
        "rukun": isi.pada(pada).into_iter().map(satu).collect::<Vec<_>>(),
        "lanjutan": lanjutan.collect::<Vec<_>>(),
    }))
    .into_response())
}

/// A change as it is sent; codes as `32.73.05.1001-003` and `32.73.05.1001-003-001`.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "tindakan", rename_all = "lowercase", deny_unknown_fields)]
enum TindakanJson {
    Bentuk {
        kode: String,
    },
    Pecah {
        kode: String,
        baru: Vec<u16>,
        #[serde(default)]
        rt: BTreeMap<u16, u16>,
        #[serde(default)]
        tutup: bool,
    },
    Gabung {
        kode: Vec<String>,
        ke: String,
        #[serde(default)]
        nomor: Vec<NomorJson>,
        #[serde(default)]
        lanjutan: bool,
    },
    Tutup {
        kode: String,
    },
}

/// The number an RT gets in the RW that takes it over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct NomorJson {
    rt: String,
    baru: u16,
}

fn kode(teks: &str) -> Result<KodeRukun, GalatWeb> {
    teks.parse().map_err(|g: crate::model::rukun::KodeRukunGalat| GalatWeb::from(Galat::from(g)))
}

impl TindakanJson {
    fn baca(self) -> Result<TindakanRukun, GalatWeb> {
        Ok(match self {
            TindakanJson::Bentuk { kode: k } => TindakanRukun::Bentuk(kode(&k)?),
            TindakanJson::Pecah { kode: k, baru, rt, tutup } => {
                TindakanRukun::Pecah { kode: kode(&k)?, baru, rt, tutup }
            }
            TindakanJson::Gabung { kode: banyak, ke, nomor, lanjutan } => {
                let kode_ = banyak.iter().take(1_000).map(|k| kode(k)).collect::<Result<Vec<_>, _>>()?;
                let mut sebut = BTreeMap::new();
                for n in nomor.iter().take(1_000) {
                    let rt = kode(&n.rt)?;
                    sebut.insert((rt.rw, rt.rt.unwrap_or_default()), n.baru);
                }
                let nomor = NomorRt { sebut, lanjutan };
                TindakanRukun::Gabung { kode: kode_, ke: kode(&ke)?, nomor }
            }
            TindakanJson::Tutup { kode: k } => TindakanRukun::Tutup(kode(&k)?),
        })
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
    fn baca(self) -> Result<(UbahRukun, String), GalatWeb> {
        let (sejak, keputusan) = (hari(&self.sejak)?, self.keputusan.baca()?);
        let c = UbahRukun { tindakan: self.perubahan.baca()?, sejak, keputusan };
        Ok((c, self.sidik.unwrap_or_default()))
    }
}

/// `POST /api/v1/rukun-perubahan/pratinjau`: what it would do; nothing is stored.
pub(crate) async fn pratinjau(k: Konteks, Masukan(p): Masukan<PerubahanJson>) -> Jawab {
    let (c, _) = p.baca()?;
    let p = k.jalankan(move |region| pratinjau_rukun(region, &c)).await?;
    Ok(Json(json!({ "sidik": p.sidik, "rincian": p.rincian })).into_response())
}

/// `POST /api/v1/rukun-perubahan`: does what the preview with this digest showed.
pub(crate) async fn ubah(k: Konteks, Masukan(p): Masukan<PerubahanJson>) -> Jawab {
    let (c, sidik) = p.baca()?;
    let aktor = k.wajib_aktor()?.clone();
    let r = k.jalankan(move |region| ubah_rukun(region, &aktor, &c, &sidik)).await?;
    let kode = |k: &KodeRukun| k.to_string();
    Ok(Json(json!({
        "berakhir": r.tutup.iter().map(|t| kode(&t.kode)).collect::<Vec<_>>(),
        "mulai": r.buka.iter().map(kode).collect::<Vec<_>>(),
    }))
    .into_response())
}

/// A list as it is sent: one line an RW or RT.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DaftarJson {
    daftar: String,
}

/// `POST /api/v1/rukun`: takes in a list, all or nothing.
pub(crate) async fn impor(k: Konteks, Masukan(p): Masukan<DaftarJson>) -> Jawab {
    let aktor = k.wajib_aktor()?.clone();
    match k.jalankan(move |region| impor_rukun(region, &aktor, &p.daftar)).await? {
        Ok(h) => Ok(Json(json!({ "baru": h.baru, "sama": h.sama, "berakhir": h.berakhir })).into_response()),
        Err(ditolak) => {
            let (tabel, b) = (k.rangka().kode(), k.bahasa());
            let satu = |(baris, g): &(usize, Galat)| json!({ "baris": baris, "kode": g.kode, "pesan": g.pesan(tabel, b), "saran": g.saran(tabel, b) });
            let isi = json!({ "ditolak": ditolak.iter().map(satu).collect::<Vec<Value>>() });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(isi)).into_response())
        }
    }
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
                    "properties": { "tindakan": { "enum": ["bentuk", "pecah", "gabung", "tutup"] } },
                },
                "sejak": teks(), "sidik": teks(),
                "keputusan": {
                    "type": "object", "required": ["nomor", "tanggal", "pejabat"],
                    "properties": { "nomor": teks(), "tanggal": teks(), "pejabat": teks() },
                },
            },
        })
    };
    let satu = |metode, jalur, id, ringkas, parameter, masukan| OperasiApi {
        metode,
        jalur,
        id,
        ringkas,
        parameter,
        masukan,
        keluaran: objek(),
    };
    vec![
        satu(
            Metode::Get,
            "/api/v1/rukun/{kode}",
            "rukun_kelurahan",
            "RW dan RT sebuah kelurahan pada suatu hari, dengan pendahulu dan penerusnya",
            vec![parameter_jalur("kode", "Kode kelurahan atau desa", "^[0-9.]+$"), pada()],
            None,
        ),
        satu(
            Metode::Post,
            "/api/v1/rukun",
            "rukun_impor",
            "Impor daftar RW dan RT: satu sebaris, seluruhnya atau tidak sama sekali",
            Vec::new(),
            Some(json!({
                "type": "object", "required": ["daftar"], "properties": { "daftar": teks() },
            })),
        ),
        satu(
            Metode::Post,
            "/api/v1/rukun-perubahan/pratinjau",
            "rukun_pratinjau",
            "Akibat sebuah perubahan RW atau RT sebelum disimpan, dengan sidiknya",
            Vec::new(),
            Some(perubahan()),
        ),
        satu(
            Metode::Post,
            "/api/v1/rukun-perubahan",
            "rukun_ubah",
            "Bentuk, pecah, gabung, atau tutup RW dan RT dengan keputusan, persis seperti pratinjaunya",
            Vec::new(),
            Some(perubahan()),
        ),
    ]
}
