//! The run: `/proses` (months), `/proses/{periode}` (totals against ceilings, hash, lines by OPD), and its start.

mod berjalan;
pub(super) mod tampilan;
mod urutan;

use askama::Template;
use axum::extract::{Path, Query};
use balai_kernel::{Lingkup, Periode};
use balai_platform::{Refusal, SumberPaket, decide, lingkup_untuk};
use balai_shell::komponen::{Benang, Kemajuan, Penomoran, Sidik, Tabel};
use balai_shell::linimasa::{self, Riwayat};
use balai_shell::{Formulir, GalatWeb, Halaman, Hasil, Konteks, alihkan, halaman};
use serde::Deserialize;

use self::tampilan::{kemajuan, langkah, tabel_baris, tabel_opd};
use super::{angka, bulat, persen, rp, saat};
use crate::acts::langkah::Bulan;
use crate::acts::proses::paket::{PilihanPaket, pilihan};
use crate::acts::proses::{Perintah, periksa_bulan};
use crate::akt::{PROSES_BACA, PROSES_JALANKAN};
use crate::model::proses::{BarisTersimpan, BarisUrut, OpdTersimpan, ProsesTersimpan};
use crate::store::proses as store;

/// Lines on one page of the list.
const ISI_HALAMAN: i64 = 50;

#[derive(Debug)]
struct BarisBulan {
    jalur: String,
    nama: String,
    keadaan: &'static str,
    selesai: bool,
    jumlah: String,
    orang: String,
    versi: i64,
}

#[derive(Template)]
#[template(path = "proses-daftar.html")]
struct HalamanDaftar {
    h: Halaman,
    bulan: Vec<BarisBulan>,
    boleh_jalankan: bool,
    usulan: String,
    paket: Vec<Paket>,
}

/// A package version to choose: what is sent, and what tells it apart.
#[derive(Debug)]
struct Paket {
    nilai: String,
    nama: String,
    ket: String,
    terpilih: bool,
}

/// `/proses`: the newest run of every month, and the form that starts one.
pub async fn daftar(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let boleh_jalankan = boleh(&k);
    let semua = k
        .jalankan(move |region| -> Result<_, Refusal> {
            let lingkup = lingkup_untuk(&aktor, &PROSES_BACA, region.hari_ini())?;
            // the sums of the whole region are for whoever may see all of it; others open a month for their own
            let seluruh = lingkup.contains(&Lingkup::Semua);
            let semua = region.read(|tx| store::semua_terbaru(tx).map_err(Refusal::from))?;
            let paket = if boleh_jalankan { pilihan(region, &SumberPaket::bawaan())? } else { Vec::new() };
            Ok((semua, paket, seluruh))
        })
        .await?;
    let (semua, paket, seluruh) = semua;
    let paket = pilihan_tampil(&k, &paket, semua.first());
    let bahasa = k.bahasa();
    let bulan = semua
        .iter()
        .map(|p| BarisBulan {
            jalur: format!("/proses/{}", p.periode),
            nama: p.periode.nama(bahasa),
            keadaan: p.keadaan.kode(),
            selesai: p.dihitung_pada.is_some(),
            jumlah: p.jumlah_sen.filter(|_| seluruh).map(rp).unwrap_or_default(),
            orang: p.orang.filter(|_| seluruh).map(bulat).unwrap_or_default(),
            versi: p.versi,
        })
        .collect();
    let hari_ini = k.daerah()?.hari_ini();
    // the month that ended last is the one that waits to be run
    let usulan = Periode::dari(hari_ini).and_then(|p| p.awal().yesterday().ok()).and_then(Periode::dari);
    let h = Halaman::baru(&k, k.t("proses-judul")).lebar();
    let usulan = usulan.map(|p| p.to_string()).unwrap_or_default();
    halaman(&HalamanDaftar { h, bulan, boleh_jalankan, usulan, paket })
}

/// The versions as choices; the one the newest run used is chosen beforehand, else the newest of its package.
fn pilihan_tampil(k: &Konteks, semua: &[PilihanPaket], terakhir: Option<&ProsesTersimpan>) -> Vec<Paket> {
    let (sidik, id) = terakhir.map_or(("", ""), |p| (p.paket_sidik.as_str(), p.paket_id.as_str()));
    let dipilih = semua
        .iter()
        .position(|p| p.sidik == sidik)
        .or_else(|| semua.iter().position(|p| p.id == id))
        .unwrap_or(0);
    let satu = |(i, p): (usize, &PilihanPaket)| {
        let asal = match p.terbit {
            Some(w) => k.t("proses-paket-terbit").a("saat", saat(w, k.tampilan().zona, k.bahasa())),
            None => k.t("proses-paket-bawaan"),
        };
        Paket {
            nilai: format!("{}@{}", p.id, p.sidik),
            nama: format!("{} {}", p.id, p.versi),
            ket: k.t("proses-paket-ket").a("sidik", pendek(&p.sidik)).a("asal", asal.to_string()).to_string(),
            terpilih: i == dipilih,
        }
    };
    semua.iter().enumerate().map(satu).collect()
}

/// Whether the reader may start a run.
fn boleh(k: &Konteks) -> bool {
    let Ok(region) = k.daerah() else { return false };
    let sasaran = balai_platform::Sasaran::daerah(region.hari_ini());
    k.aktor().is_some_and(|a| decide(a, &PROSES_JALANKAN, &sasaran).is_ok())
}

/// `POST /proses`: starts a run in the background and leads to its page.
pub async fn mulai(k: Konteks, formulir: Formulir) -> Hasil {
    let periode: Periode = formulir
        .nilai("periode")
        .trim()
        .parse()
        .or_else(|_| Periode::parse_id(formulir.nilai("periode")))
        .map_err(|_| {
            Refusal::Rule(balai_kernel::Galat::baru("KIN-417").dengan("nilai", formulir.nilai("periode")))
        })?;
    let aktor = k.wajib_aktor()?.clone();
    let region = k.daerah()?.clone();
    decide(&aktor, &PROSES_JALANKAN, &balai_platform::Sasaran::daerah(region.hari_ini()))?;
    // said on the form, not on the page of a run that never was
    k.jalankan(move |region| periksa_bulan(region, periode)).await?;
    // `tunjangan/kota-bandung@3f2a...`: the version that was shown, or only the package
    let (paket, sidik) = match formulir.nilai("paket").trim().split_once('@') {
        Some((paket, sidik)) => (paket.to_owned(), Some(sidik.to_owned())),
        None => (formulir.nilai("paket").trim().to_owned(), None),
    };
    let utas = std::thread::available_parallelism().map_or(1, usize::from);
    berjalan::mulai(region, aktor, Perintah { periode, paket, sidik, utas })?;
    Ok(alihkan(&format!("/proses/{periode}")))
}

/// What part of the lines is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    opd: Option<String>,
    cari: Option<String>,
    halaman: Option<String>,
    semua: Option<String>,
}

#[derive(Template)]
#[template(path = "proses.html")]
struct HalamanProses {
    h: Halaman,
    periode: String,
    kalimat: String,
    benang: Benang,
    lanjut: Vec<urutan::Lanjut>,
    ada_baru: Option<String>,
    papan: Papan,
    angka: Vec<(String, String, String)>,
    tabel: Tabel,
    cocok: Option<String>,
    opd: Option<(String, String)>,
    cari: String,
    baris: Tabel,
    penomoran: Option<Penomoran>,
    hasil: Option<Sidik>,
    pin: Vec<(String, String)>,
    boleh_jalankan: bool,
    paket: String,
    riwayat: Option<Riwayat>,
}

/// What the sign says.
#[derive(Debug)]
struct Papan {
    label: String,
    fakta: String,
    kalimat: String,
    menunggu: bool,
}

#[derive(Template)]
#[template(path = "proses-berjalan.html")]
struct HalamanBerjalan {
    h: Halaman,
    benang: Benang,
    kemajuan: Kemajuan,
    galat: Vec<(String, String)>,
}

/// A run with what the reader may see of it.
struct Isi {
    proses: ProsesTersimpan,
    opd: Vec<OpdTersimpan>,
    bulan: Bulan,
    baris: Vec<BarisTersimpan>,
    banyak: i64,
    semua: bool,
}

/// `/proses/{periode}`: one month's run, or how far it is.
pub async fn satu(k: Konteks, Path(periode): Path<String>, Query(kueri): Query<Kueri>) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let region = k.daerah()?;
    lingkup_untuk(&aktor, &PROSES_BACA, region.hari_ini())?;
    if let Some(kini) = berjalan::lihat(region.kode().as_str(), periode, &aktor.akun) {
        return sedang(&k, periode, &kini);
    }
    let urut = BarisUrut {
        opd: kueri.opd.clone().unwrap_or_default(),
        cari: kueri.cari.clone().unwrap_or_default().chars().take(80).collect(),
        // a page somebody mistyped is the first one
        halaman: kueri
            .halaman
            .as_deref()
            .and_then(|h| h.trim().parse().ok())
            .unwrap_or(1)
            .clamp(1, 1_000_000),
        isi: ISI_HALAMAN,
    };
    let (diminta, siapa) = (urut.clone(), aktor.clone());
    let isi = k.jalankan(move |region| baca(region, &siapa, periode, &diminta)).await?;
    let sasaran = format!("kinerja.proses/{periode}/{}", isi.proses.versi);
    let riwayat = linimasa::riwayat(&k, &sasaran).await?;
    halaman(&HalamanProses { riwayat, ..tampil(&k, &isi, &urut, kueri.semua.is_some(), &aktor) })
}

fn baca(
    region: &balai_platform::Region,
    aktor: &balai_kernel::Aktor,
    periode: Periode,
    urut: &BarisUrut,
) -> Result<Isi, Refusal> {
    let lingkup = lingkup_untuk(aktor, &PROSES_BACA, region.hari_ini())?;
    let semua = lingkup.contains(&Lingkup::Semua);
    // a wide jurisdiction holds the narrow ones; of several units the first is shown
    let lingkup = if semua { Lingkup::Semua } else { lingkup.into_iter().next().ok_or(Refusal::NotFound)? };
    region.read(|tx| {
        let bulan = Bulan::baca(tx, periode, &lingkup)?.ok_or(Refusal::NotFound)?;
        let (proses, opd) = (bulan.proses.clone(), bulan.opd.clone());
        let (baris, banyak) = store::halaman_baris(tx, &proses.id, &lingkup, urut)?;
        Ok(Isi { proses, opd, bulan, baris, banyak, semua })
    })
}

fn sedang(k: &Konteks, periode: Periode, kini: &berjalan::Kini) -> Hasil {
    let nama = periode.nama(k.bahasa());
    let h = Halaman::baru(k, k.t("proses-satu-judul").a("periode", nama))
        .remah(k.t("proses-judul"), "/proses")
        .lebar();
    let tabel = k.rangka().kode();
    let galat = kini.galat.iter().take(50);
    let galat = galat.map(|g| (g.pesan(tabel, k.bahasa()), g.saran(tabel, k.bahasa()))).collect();
    let benang = langkah(k, kini.tahap);
    let isi = HalamanBerjalan { h, benang, kemajuan: kemajuan(k, kini.tahap), galat };
    halaman(&isi)
}

fn tampil(
    k: &Konteks,
    isi: &Isi,
    urut: &BarisUrut,
    semua: bool,
    aktor: &balai_kernel::Aktor,
) -> HalamanProses {
    let (p, bahasa, zona) = (&isi.proses, k.bahasa(), k.tampilan().zona);
    let nama = p.periode.nama(bahasa);
    let h = Halaman::baru(k, k.t("proses-satu-judul").a("periode", nama))
        .remah(k.t("proses-judul"), "/proses")
        .lebar();
    let dihitung = p.dihitung_pada.unwrap_or(p.dibuka_pada);
    let orang: i64 = isi.opd.iter().map(|o| o.orang).sum();
    let kalimat = k
        .t("proses-kalimat")
        .a("versi", p.versi)
        .a("saat", saat(dihitung, zona, bahasa))
        .n("orang", orang)
        .a("oleh", &p.dibuka_oleh)
        .to_string();
    let terpilih = isi.opd.iter().find(|o| o.kode == urut.opd);
    let cocok = isi.semua.then(|| k.t("proses-cocok").n("baris", orang).n("opd", isi.opd.len()).to_string());
    HalamanProses {
        periode: p.periode.to_string(),
        kalimat,
        benang: urutan::benang(k, &isi.bulan, aktor),
        lanjut: urutan::berikut(k, &isi.bulan, aktor),
        ada_baru: urutan::ada_baru(k, &isi.bulan),
        papan: papan(k, isi),
        angka: angka_ringkas(k, isi),
        tabel: tabel_opd(k, &isi.bulan, semua),
        cocok,
        opd: terpilih.map(|o| (o.kode.clone(), o.nama.clone())),
        cari: urut.cari.clone(),
        baris: tabel_baris(k, p, &isi.baris),
        penomoran: tampilan::penomoran(k, p.periode, urut, isi.banyak),
        hasil: p.hasil_sidik.clone().map(Sidik),
        pin: vec![
            (
                k.t("pin-paket").to_string(),
                format!("{} {}, {}", p.paket_id, p.paket_versi, pendek(&p.paket_sidik)),
            ),
            (k.t("pin-kalender").to_string(), pendek(&p.kalender_sidik)),
            (
                k.t("pin-masukan").to_string(),
                k.t("pin-masukan-isi")
                    .n("n", isi.opd.len())
                    .a("sidik", pendek(p.masukan_sidik.as_deref().unwrap_or_default()))
                    .to_string(),
            ),
        ],
        boleh_jalankan: boleh(k),
        paket: format!("{}@{}", p.paket_id, p.paket_sidik),
        riwayat: None,
        h,
    }
}

/// The first sixteen digits of a hash, as people compare them.
fn pendek(sidik: &str) -> String {
    let awal: String = sidik.chars().take(16).collect();
    match awal.split_at_checked(8) {
        Some((a, b)) if !b.is_empty() => format!("{a} {b}"),
        _ => awal,
    }
}

/// What stops the run, or that nothing does.
fn papan(k: &Konteks, isi: &Isi) -> Papan {
    let mut lewat: Vec<(&OpdTersimpan, i64)> =
        isi.opd.iter().filter_map(|o| Some((o, o.lewat_sen()?))).collect();
    lewat.sort_by_key(|(_, sen)| std::cmp::Reverse(*sen));
    let lain = isi.opd.len() - lewat.len();
    match lewat.as_slice() {
        [] => Papan {
            label: k.t("proses-papan-jumlah").to_string(),
            fakta: rp(isi.opd.iter().filter_map(|o| o.jumlah_sen).sum()),
            kalimat: if isi.opd.iter().any(|o| o.plafon_sen.is_some()) {
                k.t("proses-papan-dalam-pagu").n("n", isi.opd.len()).to_string()
            } else {
                k.t("proses-papan-tanpa-pagu").to_string()
            },
            menunggu: false,
        },
        [(o, sen)] => Papan {
            label: String::new(),
            fakta: k.t("proses-papan-lewat").a("nama", &o.nama).a("nilai", rp(*sen)).to_string(),
            kalimat: k.t("proses-papan-lain").n("n", lain).to_string(),
            menunggu: true,
        },
        banyak => Papan {
            label: String::new(),
            fakta: k
                .t("proses-papan-lewat-banyak")
                .n("n", banyak.len())
                .a("nilai", rp(banyak.iter().map(|(_, s)| s).sum()))
                .to_string(),
            kalimat: k.t("proses-papan-lain").n("n", lain).to_string(),
            menunggu: true,
        },
    }
}

fn angka_ringkas(k: &Konteks, isi: &Isi) -> Vec<(String, String, String)> {
    let jumlah: i64 = isi.opd.iter().filter_map(|o| o.jumlah_sen).sum();
    let terhadap: i64 = isi.opd.iter().filter_map(|o| o.plafon_sen.and(o.terhadap_sen)).sum();
    let plafon: i64 = isi.opd.iter().filter_map(|o| o.plafon_sen).sum();
    let orang: i64 = isi.opd.iter().map(|o| o.orang).sum();
    let rata = jumlah.checked_div(orang.max(1)).unwrap_or(0) / 100 * 100;
    let pagu = if plafon > 0 {
        let bagian = persen(terhadap.into(), plafon.into());
        k.t("proses-dari-pagu").a("persen", bagian).a("pagu", rp(plafon)).to_string()
    } else {
        String::new()
    };
    vec![
        (k.t("proses-jumlah").to_string(), rp(jumlah), pagu),
        (k.t("proses-penerima").to_string(), bulat(orang), k.t("orang").to_string()),
        (k.t("proses-rata").to_string(), format!("Rp\u{a0}{}", angka(rata)), k.t("per-orang").to_string()),
        (
            k.t("proses-opd").to_string(),
            bulat(i64::try_from(isi.opd.len()).unwrap_or(0)),
            k.t("perangkat-daerah").to_string(),
        ),
    ]
}
