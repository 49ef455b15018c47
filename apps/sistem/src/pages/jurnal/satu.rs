//! `/jurnal/{id}`: one event, its seal, and its personal facts on demand.

use askama::Template;
use axum::extract::Path;
use balai_kernel::Bahasa;
use balai_platform::{Catatan, Tujuan};
use balai_shell::komponen::{BarisRincian, Keadaan, Rincian};
use balai_shell::linimasa::BarisLinimasa;
use balai_shell::{Formulir, Halaman, Hasil, Konteks, halaman, unduhan};
use serde_json::Value;

use super::saat;
use crate::acts;
use crate::akt::JURNAL_BUKA;

#[derive(Template)]
#[template(path = "catatan.html")]
struct IsiCatatan {
    h: Halaman,
    id: String,
    aktor: String,
    kalimat: BarisLinimasa,
    rincian: Rincian,
    fakta: Rincian,
    pribadi: Option<Rincian>,
    boleh_buka: bool,
    tujuan: Vec<(&'static str, &'static str)>,
    segel: (Keadaan, String, String),
    bukti: bool,
    daun: String,
}

/// One event.
pub(crate) async fn satu(k: Konteks, Path(id): Path<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (c, bukti) = k
        .jalankan(move |daerah| {
            let c = acts::satu(daerah, &aktor, &id)?;
            let bukti = acts::bukti(daerah, &aktor, &id).ok();
            Ok::<_, balai_platform::Refusal>((c, bukti))
        })
        .await?;
    tampil(&k, &c, bukti.as_ref(), false).await
}

/// `POST /jurnal/{id}`: the same with its personal facts; that they were read is recorded.
pub(crate) async fn buka(k: Konteks, Path(id): Path<String>, f: Formulir) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let tujuan = Tujuan::baca(f.nilai("tujuan"))?;
    let (c, bukti) = k
        .jalankan(move |daerah| {
            let c = acts::buka(daerah, &aktor, &id, tujuan)?;
            let bukti = acts::bukti(daerah, &aktor, &id).ok();
            Ok::<_, balai_platform::Refusal>((c, bukti))
        })
        .await?;
    tampil(&k, &c, bukti.as_ref(), true).await
}

/// `GET /jurnal/{id}/bukti`: the proof of inclusion as a file.
pub(crate) async fn bukti(k: Konteks, Path(id): Path<String>) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let nama = format!("bukti-{id}.json");
    let isi = k.jalankan(move |daerah| acts::bukti(daerah, &aktor, &id)).await?;
    Ok(unduhan(&nama, "application/json", format!("{isi}\n").into_bytes()))
}

async fn tampil(k: &Konteks, c: &Catatan, bukti: Option<&Value>, terbuka: bool) -> Hasil {
    balai_shell::linimasa::kenali(k, std::slice::from_ref(c)).await?;
    let kalimat = BarisLinimasa::dari(k, c);
    let judul = format!("{} {}", kalimat.siapa, kalimat.perbuatan);
    let boleh =
        k.aktor().is_some_and(|a| balai_platform::lingkup_untuk(a, &JURNAL_BUKA, k.hari_ini()).is_ok());
    let isi = IsiCatatan {
        h: Halaman::baru(k, judul).remah(k.t("jurnal-judul"), "/jurnal").di("/jurnal"),
        id: c.id.clone(),
        aktor: c.aktor.clone(),
        rincian: rincian(k, c, &kalimat),
        fakta: Rincian { baris: fakta(&c.isi, k.bahasa()) },
        pribadi: terbuka.then(|| Rincian {
            baris: c.isi_pribadi.as_deref().map(|t| fakta(t, k.bahasa())).unwrap_or_default(),
        }),
        boleh_buka: boleh && !terbuka && !c.terhapus && c.isi_pribadi.is_some(),
        tujuan: Tujuan::SEMUA.iter().skip(1).map(|t| (t.kode(), t.nama(k.bahasa()))).collect(),
        segel: segel(k, c, bukti),
        bukti: bukti.is_some(),
        daun: balai_platform::jurnal::heks(&c.daun),
        kalimat,
    };
    halaman(&isi)
}

fn butir(tanya: impl ToString, jawab: impl Into<String>) -> BarisRincian {
    BarisRincian { tanya: tanya.to_string(), jawab: jawab.into(), ubah: None }
}

/// What it was done to: its name, and the lasting id by which the journal keeps it.
fn sasaran(k: &Konteks, c: &Catatan, kalimat: &BarisLinimasa) -> String {
    match k.sebutan(&c.sasaran) {
        Some(nama) => format!("{nama} ({})", c.sasaran),
        None => kalimat.sasaran.clone(),
    }
}

fn rincian(k: &Konteks, c: &Catatan, kalimat: &BarisLinimasa) -> Rincian {
    let mut baris = vec![
        butir(k.t("catatan-kapan"), saat(k, &c.waktu)),
        butir(k.t("catatan-kedudukan"), kalimat.keterangan.clone()),
        butir(k.t("catatan-sasaran"), sasaran(k, c, kalimat)),
    ];
    if !c.jalur_unit.is_empty() {
        baris.push(butir(k.t("catatan-unit"), c.jalur_unit.trim_end_matches('/').to_owned()));
    }
    if let Some(alasan) = &c.alasan {
        baris.push(butir(k.t("catatan-alasan"), alasan.clone()));
    }
    if c.terhapus {
        baris.push(butir(k.t("catatan-pribadi"), k.t("catatan-dihapus").to_string()));
    }
    Rincian { baris }
}

/// What the seal says of this very row: recomputed now, from what is stored now.
fn segel(k: &Konteks, c: &Catatan, bukti: Option<&Value>) -> (Keadaan, String, String) {
    if c.pribadi_cocok == Some(false) {
        let (judul, ket) = (k.t("catatan-pribadi-beda"), k.t("catatan-tidak-cocok-ket"));
        return (Keadaan::Secang, judul.to_string(), ket.to_string());
    }
    let Some(nomor) = c.nomor else {
        let (judul, ket) = (k.t("catatan-menunggu"), k.t("catatan-menunggu-ket"));
        return (Keadaan::Biasa, judul.to_string(), ket.to_string());
    };
    let Some(bukti) = bukti else {
        let judul = k.t("catatan-tersegel").n("nomor", nomor);
        return (Keadaan::Nila, judul.to_string(), k.t("catatan-belum-titik").to_string());
    };
    let teks = bukti.to_string();
    let laporan = balai_platform::jurnal::periksa_berkas(teks.as_bytes(), None);
    match laporan {
        Ok(l) if l.utuh() => {
            let (ukuran, waktu) = l.titik_terakhir.unwrap_or_default();
            let judul = k.t("catatan-terbukti").n("nomor", nomor);
            let ket = k.t("catatan-terbukti-ket").n("ukuran", ukuran).a("saat", saat(k, &waktu));
            (Keadaan::Pandan, judul.to_string(), ket.to_string())
        }
        _ => {
            let (judul, ket) = (k.t("catatan-tidak-cocok"), k.t("catatan-tidak-cocok-ket"));
            (Keadaan::Secang, judul.to_string(), ket.to_string())
        }
    }
}

/// Facts of an act as questions and answers; nested ones keep their path.
fn fakta(teks: &str, b: Bahasa) -> Vec<BarisRincian> {
    let mut baris = Vec::new();
    if let Ok(isi) = serde_json::from_str::<Value>(teks) {
        ratakan("", &isi, b, &mut baris);
    }
    baris
}

fn ratakan(nama: &str, v: &Value, b: Bahasa, ke: &mut Vec<BarisRincian>) {
    /// Most facts shown; the rest is in the export.
    const MAKS: usize = 60;
    if ke.len() >= MAKS {
        return;
    }
    match v {
        Value::Object(isi) => {
            for (k, v) in isi {
                let nama = if nama.is_empty() {
                    k.replace('_', " ")
                } else {
                    format!("{nama}, {}", k.replace('_', " "))
                };
                ratakan(&nama, v, b, ke);
            }
        }
        Value::Array(isi) => {
            let polos = isi.iter().all(|v| !v.is_object() && !v.is_array());
            if polos {
                let kata: Vec<String> = isi.iter().map(|v| kata(v, b)).collect();
                ke.push(butir(nama, kata.join(", ")));
            } else {
                for (n, v) in (1..).zip(isi) {
                    ratakan(&format!("{nama} {n}"), v, b, ke);
                }
            }
        }
        Value::Null => {}
        lain => ke.push(butir(nama, kata(lain, b))),
    }
}

fn kata(v: &Value, b: Bahasa) -> String {
    match v {
        Value::String(s) => s.clone(),
        Value::Bool(ya) => {
            b.pilih(if *ya { "ya" } else { "tidak" }, if *ya { "yes" } else { "no" }).to_owned()
        }
        lain => lain.to_string(),
    }
}
