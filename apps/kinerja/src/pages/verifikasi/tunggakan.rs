//! `/verifikasi/tunggakan`: what waits at oneself and at the superiors below, the one who holds up most first.

use askama::Template;
use balai_shell::komponen::{BarisTabel, Keadaan, Kolom, Meter, Sel, Tabel};
use balai_shell::{Halaman, Hasil, Konteks, halaman};

use super::super::{bulat, hari_tanggal};
use crate::acts::verifikasi::{self as akt, Tunggakan};

#[derive(Template)]
#[template(path = "verifikasi-tunggakan.html")]
struct HalamanTunggakan {
    h: Halaman,
    kalimat: String,
    ket: String,
    /// None when nothing waits anywhere.
    tabel: Option<Tabel>,
}

/// `GET /verifikasi/tunggakan`.
pub async fn daftar(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let (semua, batas) = k
        .jalankan(move |region| {
            Ok::<_, balai_shell::GalatWeb>((akt::tunggakan(region, &aktor)?, akt::eskalasi_hari(region)?))
        })
        .await?;
    let jumlah = |apa: &dyn Fn(&Tunggakan) -> i64| semua.iter().map(apa).sum::<i64>();
    let lewat = jumlah(&|t| t.lewat);
    let kalimat = k.t("tunggakan-kalimat").n("banyak", jumlah(&|t| t.banyak)).n("atasan", semua.len());
    let mut kalimat = kalimat.to_string();
    if lewat > 0 {
        kalimat.push(' ');
        kalimat.push_str(&k.t("tunggakan-kalimat-lewat").n("n", lewat).n("hari", batas).to_string());
    }
    halaman(&HalamanTunggakan {
        kalimat,
        ket: k.t("tunggakan-ket").n("hari", batas).to_string(),
        tabel: (!semua.is_empty()).then(|| tabel(&k, &semua)),
        h: Halaman::baru(&k, k.t("tunggakan-judul"))
            .di("/aktivitas")
            .remah(k.t("verifikasi-judul"), "/verifikasi"),
    })
}

fn tabel(k: &Konteks, semua: &[Tunggakan]) -> Tabel {
    let terbanyak = semua.iter().map(|t| t.banyak).max().unwrap_or(0);
    let zona = k.tampilan().zona;
    let baris = |t: &Tunggakan| {
        let mut siapa = Sel::baru(&t.atasan.nama).ket(&t.atasan.jabatan);
        if t.sendiri {
            siapa = siapa.jalur("/verifikasi").tanda(Keadaan::Nila, k.t("tunggakan-sendiri").to_string());
        } else if t.lewat > 0 {
            siapa = siapa.tanda(Keadaan::Kunyit, k.t("tunggakan-lewat-batas").to_string());
        }
        let menunggu =
            Sel::baru(bulat(t.banyak)).meter(Meter::dari(t.banyak.into(), terbanyak.into()).tanpa_batas());
        let baris = BarisTabel {
            sel: vec![
                siapa,
                menunggu,
                Sel::baru(bulat(t.lewat)),
                Sel::baru(bulat(t.orang)),
                Sel::baru(hari_tanggal(t.sejak.tanggal(zona), k.bahasa())),
            ],
            ..BarisTabel::default()
        };
        if t.lewat > 0 { baris.keadaan(Keadaan::Kunyit) } else { baris }
    };
    Tabel {
        judul: k.t("tunggakan-judul").to_string(),
        kolom: vec![
            Kolom::teks(k.t("tunggakan-atasan").to_string()),
            Kolom::angka(k.t("tunggakan-menunggu").to_string()),
            Kolom::angka(k.t("tunggakan-lewat").to_string()),
            Kolom::angka(k.t("tunggakan-orang").to_string()),
            Kolom::teks(k.t("tunggakan-sejak").to_string()),
        ],
        baris: semua.iter().map(baris).collect(),
        ..Tabel::default()
    }
}
