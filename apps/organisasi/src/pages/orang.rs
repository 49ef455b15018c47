//! `/organisasi/orang/{nomor}`: a person on a day: superior and assessor with the reasoning, posts, teams, history.

use askama::Template;
use axum::extract::{Path, Query};
use balai_kernel::{Kapasitas, tanggal};
use balai_platform::{Refusal, Sasaran, Tujuan, decide};
use balai_shell::linimasa::{self, Riwayat};
use balai_shell::{Formulir, Halaman, Hasil, Konteks, halaman};

use super::{Kartu, KueriPada, kartu, masa};
use crate::acts::orang::buka_pribadi;
use crate::akt::{PEGAWAI_BACA, PENUGASAN_UBAH};
use crate::baca::{self, IsiOrang};
use crate::model::aturan;
use crate::urai::{sebutan, tertulis};

/// One assignment of the thread.
#[derive(Debug)]
struct Tugas {
    catatan: i64,
    jalur: String,
    nama: String,
    unit: String,
    masa: String,
    dasar: String,
    kini: bool,
    peringatan: Option<String>,
    dapat_diakhiri: bool,
}

#[derive(Template)]
#[template(path = "org-orang.html")]
struct HalamanOrang {
    h: Halaman,
    nomor: i64,
    kini: String,
    unit: Option<(String, String)>,
    nip: String,
    golongan: String,
    /// Purposes for which the numbers may be opened; none when they are open, or may not be.
    tujuan: Vec<(&'static str, &'static str)>,
    pada_panjang: String,
    atasan: Kartu,
    penilai: Kartu,
    pemverifikasi: Vec<Kartu>,
    tugas: Vec<Tugas>,
    tim: Vec<(String, String, String)>,
    riwayat: Vec<(String, String)>,
    riwayat_jurnal: Option<Riwayat>,
    boleh_ubah: bool,
}

/// `GET /organisasi/orang/{nomor}`: personal numbers masked, but for one's own.
pub(crate) async fn satu(k: Konteks, Path(nomor): Path<i64>, Query(q): Query<KueriPada>) -> Hasil {
    let pada = q.hari(&k)?;
    let isi = k.jalankan(move |region| baca::isi_orang(region, nomor, pada)).await?;
    let sendiri = k.aktor().and_then(|a| a.nip.as_ref()) == Some(&isi.orang.nip);
    tampil(&k, &isi, pada, sendiri).await
}

/// `POST /organisasi/orang/{nomor}`: the same with the numbers open; the reading is in the journal with its purpose.
pub(crate) async fn buka(k: Konteks, Path(nomor): Path<i64>, f: Formulir) -> Hasil {
    let pada = k.hari_ini();
    let (aktor, tujuan) = (k.wajib_aktor()?.clone(), Tujuan::baca(f.nilai("tujuan"))?);
    let isi = k
        .jalankan(move |region| -> Result<_, Refusal> {
            buka_pribadi(region, &aktor, nomor, tujuan)?;
            baca::isi_orang(region, nomor, pada)
        })
        .await?;
    tampil(&k, &isi, pada, true).await
}

async fn tampil(k: &Konteks, isi: &IsiOrang, pada: balai_kernel::Tanggal, terang: bool) -> Hasil {
    let b = k.bahasa();
    let o = &isi.orang;
    let h = Halaman::baru(k, &o.nama)
        .remah(k.t("org-judul"), "/organisasi")
        .remah(k.t("org-orang-judul"), "/organisasi/orang");
    let jalur = o.jalur_unit.parse::<balai_kernel::Jalur>().ok();
    let boleh_ubah = jalur.as_ref().is_some_and(|j| super::boleh(k, &PENUGASAN_UBAH, j));
    let dapat_buka = jalur.is_some_and(|j| {
        let sasaran = Sasaran::orang(o.nip.clone(), j, k.hari_ini());
        k.aktor().is_some_and(|a| decide(a, &PEGAWAI_BACA, &sasaran).is_ok())
    });
    let tujuan = Tujuan::SEMUA.into_iter().filter(|t| !terang && dapat_buka && *t != Tujuan::Sendiri);
    let kini =
        isi.penugasan.iter().find(|(t, ..)| t.kapasitas == Kapasitas::Definitif && t.masa.memuat(pada));
    let unit = o.jalur_unit.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let riwayat_jurnal = linimasa::riwayat(k, &format!("organisasi.pegawai/{}", o.nomor)).await?;
    halaman(&HalamanOrang {
        h,
        riwayat_jurnal,
        nomor: o.nomor,
        kini: kini.map_or_else(|| o.jabatan.clone(), |(_, nama, _)| nama.clone()),
        unit: (!unit.is_empty()).then(|| (format!("/organisasi/unit/{unit}"), isi.unit.clone())),
        nip: if terang { o.nip.berspasi() } else { o.nip.tersamar() },
        golongan: if terang { o.golongan.clone() } else { String::new() },
        tujuan: tujuan.map(|t| (t.kode(), t.nama(b))).collect(),
        pada_panjang: tanggal::panjang(pada, b),
        atasan: kartu(k, "org-atasan", &isi.atasan),
        penilai: kartu(k, "org-penilai", &isi.penilai),
        pemverifikasi: isi.pemverifikasi.iter().map(|u| kartu(k, "org-pemverifikasi", u)).collect(),
        tugas: daftar_tugas(k, isi, pada),
        tim: isi
            .tim
            .iter()
            .map(|t| {
                let peran = k.t(if t.ketua { "org-tim-ketua" } else { "org-tim-anggota" });
                let alamat = format!("/organisasi/tim/{}", t.nomor);
                (alamat, t.nama.clone(), format!("{peran}, {}", masa(k, &t.masa)))
            })
            .collect(),
        riwayat: isi
            .riwayat
            .iter()
            .map(|r| {
                let sejak = crate::model::jabatan::Masa::sejak(r.sejak);
                let kelas = k.t("org-kelas-n").n("n", r.kelas);
                (masa(k, &sejak), format!("{}, {kelas}, {}", r.jabatan, r.unit))
            })
            .collect(),
        boleh_ubah,
    })
}

fn daftar_tugas(k: &Konteks, isi: &IsiOrang, pada: balai_kernel::Tanggal) -> Vec<Tugas> {
    let satu = |(t, nama, unit): &(crate::model::jabatan::Penugasan, String, String)| {
        let lewat = aturan::melewati(t.kapasitas, &t.masa);
        Tugas {
            catatan: t.catatan,
            jalur: format!("/organisasi/jabatan/{}", t.jabatan),
            nama: sebutan(t.kapasitas, nama),
            unit: unit.clone(),
            masa: masa(k, &t.masa),
            dasar: match &t.keputusan {
                Some(sk) => tertulis(sk, k.bahasa()),
                None => k.t("org-dari-impor").to_string(),
            },
            kini: t.masa.memuat(pada),
            peringatan: lewat
                .map(|l| k.t("org-lewat-batas").n("bulan", l.bulan).a("dasar", l.dasar).to_string()),
            dapat_diakhiri: t.masa.sampai.is_none() || t.kapasitas != Kapasitas::Definitif,
        }
    };
    isi.penugasan.iter().map(satu).collect()
}
