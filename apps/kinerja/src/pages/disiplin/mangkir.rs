//! `/disiplin/mangkir`: who was absent without leave how often this year, and what the law names for it.

use askama::Template;
use axum::extract::Query;
use balai_kernel::tanggal;
use balai_platform::lingkup_untuk;
use balai_shell::komponen::{BarisTabel, Keadaan as Warna, Kolom, Penomoran, Sel, Tabel};
use balai_shell::{Halaman, Hasil, Konteks, halaman, persen_url};
use serde::Deserialize;

use crate::acts::disiplin::mangkir::{Mangkir, setahun};
use crate::akt::disiplin::KETETAPAN_USULKAN;
use crate::pages::{bulat, nip};

/// People on one page.
const ISI_HALAMAN: usize = 50;

/// Which year, which page.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    tahun: Option<String>,
    halaman: Option<String>,
}

#[derive(Template)]
#[template(path = "disiplin-mangkir.html")]
struct HalamanMangkir {
    h: Halaman,
    kalimat: String,
    dasar: String,
    tahun: Vec<(String, String, bool)>,
    tabel: Option<Tabel>,
    penomoran: Option<Penomoran>,
}

/// `GET /disiplin/mangkir`.
pub async fn tahun(k: Konteks, Query(q): Query<Kueri>) -> Hasil {
    let kini = k.hari_ini().year();
    let tahun = q.tahun.and_then(|t| t.trim().parse::<i16>().ok()).unwrap_or(kini).clamp(kini - 5, kini);
    let aktor = k.wajib_aktor()?.clone();
    let jadi = k.jalankan(move |region| setahun(region, &aktor, tahun)).await?;
    let ke = q.halaman.and_then(|h| h.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 1_000);
    let dari = (ke - 1) * ISI_HALAMAN;
    let usul = lingkup_untuk(k.wajib_aktor()?, &KETETAPAN_USULKAN, k.hari_ini()).is_ok();
    let bagian: Vec<&Mangkir> = jadi.semua.iter().skip(dari).take(ISI_HALAMAN).collect();
    let alamat = |h: usize| format!("/disiplin/mangkir?tahun={tahun}&halaman={h}");
    let banyak = jadi.semua.len();
    let sampai = (dari + bagian.len()).min(banyak);
    halaman(&HalamanMangkir {
        kalimat: k.t("mangkir-kalimat").n("n", banyak).a("tahun", tahun).to_string(),
        dasar: jadi.tangga.map_or("", |t| t.dasar).to_owned(),
        tahun: [kini - 1, kini]
            .map(|t| (format!("/disiplin/mangkir?tahun={t}"), t.to_string(), t == tahun))
            .to_vec(),
        tabel: (!bagian.is_empty()).then(|| tabel(&k, tahun, &bagian, usul)),
        penomoran: (banyak > ISI_HALAMAN).then(|| Penomoran {
            teks: k.t("nomor-halaman").a("dari", dari + 1).a("sampai", sampai).a("n", banyak).to_string(),
            sebelum: (ke > 1).then(|| (alamat(ke - 1), k.t("sebelumnya").to_string())),
            sesudah: (sampai < banyak).then(|| (alamat(ke + 1), k.t("berikutnya").to_string())),
            judul: k.t("mangkir-judul").to_string(),
        }),
        h: Halaman::baru(&k, k.t("mangkir-judul"))
            .di("/disiplin")
            .remah(k.t("disiplin-judul"), "/disiplin")
            .lebar(),
    })
}

fn tabel(k: &Konteks, tahun: i16, semua: &[&Mangkir], usul: bool) -> Tabel {
    let b = k.bahasa();
    let baris = semua.iter().map(|m| {
        let hukuman = b.pilih(m.anak.hukuman.0, m.anak.hukuman.1);
        let mut siapa = Sel::baru(&*m.orang.nama).ket(nip(m.orang.nip.as_str(), false));
        let mut sebut = Sel::baru(hukuman);
        if let Some(nomor) = m.sudah.last() {
            siapa = siapa.tanda(Warna::Nila, k.t("mangkir-sudah").to_string());
            sebut = sebut.jalur(format!("/disiplin/{nomor}"));
        } else if usul && !m.anak.jenis.is_empty() {
            sebut = sebut.jalur(usulan(m, tahun));
        }
        let hari = m.hari.iter().map(|h| tanggal::pendek(*h)).collect::<Vec<_>>().join(", ");
        BarisTabel::dari([
            siapa,
            Sel::baru(bulat(i64::try_from(m.hari.len()).unwrap_or(i64::MAX))),
            Sel::baru(bulat(m.berturut.into())),
            sebut,
            Sel::baru(hari),
        ])
    });
    Tabel {
        judul: k.t("mangkir-judul").to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-nama").to_string()),
            Kolom::angka(k.t("mangkir-hari").to_string()),
            Kolom::angka(k.t("mangkir-berturut").to_string()),
            Kolom::teks(k.t("mangkir-hukuman").to_string()),
            Kolom::teks(k.t("mangkir-tanggal").to_string()).lebar_saja(),
        ],
        baris: baris.collect(),
        jumlah: None,
        lembar: true,
    }
}

/// The form, filled in with what the law names; a person sends it, and another one decides.
fn usulan(m: &Mangkir, tahun: i16) -> String {
    let alasan = format!("Tidak masuk kerja tanpa alasan yang sah {} hari kerja pada {tahun}", m.hari.len());
    format!(
        "/disiplin/usul?golongan=sanksi&nip={}&jenis={}&persen={}&bulan={}&alasan={}",
        m.orang.nip.as_str(),
        m.anak.jenis,
        m.anak.isian.0,
        m.anak.isian.1,
        persen_url(&alasan)
    )
}
