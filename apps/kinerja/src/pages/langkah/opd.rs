//! `/proses/{periode}/opd/{kode}`: one OPD's part of a month: its sum, who signed what and when, its lines.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use balai_kernel::{Aktor, Jalur, Lingkup, Periode};
use balai_platform::{Refusal, Region, Sasaran, decide};
use balai_shell::komponen::{
    BarisTabel, Benang, Kolom, Penomoran, Sel, Sidik, Simpul, Tabel, Tahap as TahapBenang,
};
use balai_shell::{GalatWeb, Halaman, Hasil, Konteks, halaman, unduhan};
use serde::Deserialize;

use super::super::proses::tampilan::tabel_baris;
use super::super::{angka, bulat, persen, rp, saat};
use crate::acts::cetak::rekap_pdf;
use crate::acts::disiplin::tahan;
use crate::acts::langkah::{Bulan, akt, nama_kepala, siap, sidik_opd};
use crate::akt::{PROSES_BACA, PROSES_OPD_BACA};
use crate::model::disiplin::Ketetapan;
use crate::model::langkah::{BarisLangkah, Langkah, Tahap, kunci};
use crate::model::proses::{BarisTersimpan, BarisUrut, OpdTersimpan};
use crate::pages::selisih::asal_bawaan;
use crate::pages::slip::cetak::pangkal;
use crate::store::disiplin::TahanTersimpan;
use crate::store::proses as store;

/// Lines on one page of the list.
const ISI_HALAMAN: i64 = 50;

/// Which page of the lines.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Kueri {
    halaman: Option<String>,
}

/// A button that leads to the page of a step.
#[derive(Debug)]
struct Tombol {
    jalur: String,
    teks: String,
    utama: bool,
}

#[derive(Template)]
#[template(path = "langkah-opd.html")]
struct HalamanOpd {
    h: Halaman,
    kalimat: String,
    rekap: String,
    digantikan: Option<String>,
    label: String,
    jumlah: String,
    papan: String,
    benang: Benang,
    tombol: Vec<Tombol>,
    menunggu: String,
    /// What is settled of earlier months, by person.
    bawaan: Option<Tabel>,
    /// Who is or would be kept from being paid.
    ditahan: Option<Tabel>,
    baris: Tabel,
    penomoran: Option<Penomoran>,
    sidik: Sidik,
    hasil: Sidik,
}

struct Isi {
    bulan: Bulan,
    opd: OpdTersimpan,
    kepala: String,
    sidik: String,
    semua: Vec<BarisTersimpan>,
    baris: Vec<BarisTersimpan>,
    banyak: i64,
    boleh: Vec<Langkah>,
    ditahan: Vec<(TahanTersimpan, Ketetapan)>,
}

/// The page.
pub async fn satu(
    k: Konteks,
    Path((periode, kode)): Path<(String, String)>,
    Query(kueri): Query<Kueri>,
) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let aktor = k.wajib_aktor()?.clone();
    let urut = BarisUrut {
        opd: kode.clone(),
        cari: String::new(),
        halaman: kueri.halaman.and_then(|h| h.trim().parse().ok()).unwrap_or(1).clamp(1, 1_000_000),
        isi: ISI_HALAMAN,
    };
    let diminta = urut.clone();
    let isi = k.jalankan(move |region| baca(region, &aktor, periode, &diminta)).await?;
    halaman(&tampil(&k, &isi, &urut))
}

/// `/proses/{periode}/opd/{kode}/rekap.pdf`: the recap on paper; whoever may read the page may have it.
pub async fn rekap(k: Konteks, Path((periode, kode)): Path<(String, String)>, kepala: HeaderMap) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let (aktor, pangkal) = (k.wajib_aktor()?.clone(), pangkal(&k, &kepala));
    let nama = kode.clone();
    let cetak = k.jalankan(move |region| rekap_pdf(region, &aktor, periode, &kode, &pangkal)).await?;
    let nama = format!("rekap-{periode}-{nama}-{}.pdf", cetak.kode.rapat());
    Ok(unduhan(&nama, "application/pdf", cetak.isi))
}

/// The OPD as the actor may see it: outside the jurisdiction it is not there.
fn baca(region: &Region, aktor: &Aktor, periode: Periode, urut: &BarisUrut) -> Result<Isi, Refusal> {
    let hari = region.hari_ini();
    balai_platform::lingkup_untuk(aktor, &PROSES_OPD_BACA, hari)?;
    let (bulan, opd, semua, baris, banyak) = region.read(|tx| -> Result<_, Refusal> {
        let bulan = Bulan::baca(tx, periode, &Lingkup::Semua)?.ok_or(Refusal::NotFound)?;
        let opd = bulan.opd.iter().find(|o| o.kode == urut.opd).cloned().ok_or(Refusal::NotFound)?;
        let jalur: Jalur = opd.jalur_unit.parse().map_err(|_| Refusal::NotFound)?;
        decide(aktor, &PROSES_OPD_BACA, &Sasaran::unit(jalur.clone(), hari))
            .map_err(|_| Refusal::NotFound)?;
        let lingkup = Lingkup::Unit(jalur);
        let semua = store::semua_baris(tx, &bulan.proses.id, &lingkup)?;
        let (baris, banyak) = store::halaman_baris(tx, &bulan.proses.id, &lingkup, urut)?;
        Ok((bulan, opd, semua, baris, banyak))
    })?;
    let sasaran = Sasaran::unit(opd.jalur_unit.parse().map_err(|_| Refusal::NotFound)?, hari);
    let boleh = [
        Langkah::Ditandatangani,
        Langkah::Ditarik,
        Langkah::Diverifikasi,
        Langkah::Dikembalikan,
        Langkah::Disetujui,
        Langkah::Diekspor,
        Langkah::Dibayar,
    ]
    .into_iter()
    .filter(|l| siap::siap(&bulan, &opd, *l).is_ok() && decide(aktor, akt(*l), &sasaran).is_ok())
    .collect();
    let sidik = sidik_opd(&bulan, &semua).remove(&opd.kode).unwrap_or_default();
    let kepala = nama_kepala(region, &opd)?;
    let ditahan = region.read(|tx| tahan::akan(tx, &bulan, &opd.kode, hari))?;
    Ok(Isi { bulan, opd, kepala, sidik, semua, baris, banyak, boleh, ditahan })
}

fn tampil(k: &Konteks, isi: &Isi, urut: &BarisUrut) -> HalamanOpd {
    let (p, o, b) = (&isi.bulan.proses, &isi.opd, k.bahasa());
    let nama = p.periode.nama(b);
    let bulan = format!("/proses/{}", p.periode);
    let mut h = Halaman::baru(k, &o.nama).lebar();
    // an OPD's head reads the own list and not the month
    if baca_bulan(k) {
        h = h
            .remah(k.t("proses-judul"), "/proses")
            .remah(k.t("proses-satu-judul").a("periode", &nama), &bulan);
    }
    let dihitung = p.dihitung_pada.unwrap_or(p.dibuka_pada);
    let kini = isi.bulan.keadaan(&o.kode);
    let papan = match (o.plafon_sen, o.terhadap_sen, o.lewat_sen()) {
        (_, _, Some(lewat)) => match isi.bulan.kebijakan(&o.kode) {
            Some(t) => k
                .t("plafon-sudah")
                .a("cara", t.kebijakan.cara.nama(b))
                .a("surat", kini.kebijakan.map_or("", |b| b.surat.as_str()))
                .a("dibayar", rp(t.dibayar_sen))
                .to_string(),
            None => k.t("langkah-opd-lewat").a("nilai", rp(lewat)).to_string(),
        },
        (Some(plafon), Some(terhadap), None) => k
            .t("proses-dari-pagu")
            .a("persen", persen(terhadap.into(), plafon.into()))
            .a("pagu", rp(plafon))
            .to_string(),
        _ => k.t("proses-papan-tanpa-pagu").to_string(),
    };
    let mut tombol: Vec<Tombol> = isi.boleh.iter().map(|l| tombol(k, *l, p.periode, &o.kode)).collect();
    if o.lewat_sen().is_some() {
        tombol.push(Tombol {
            jalur: format!("{bulan}/plafon/{}", o.kode),
            teks: k.t("plafon-lihat").to_string(),
            utama: false,
        });
    }
    let ditahan_sen = tahan::jumlah(&isi.bulan.tertahan, &o.kode);
    let papan = match ditahan_sen {
        0 => papan,
        sen => format!("{} {papan}", k.t("langkah-opd-ditahan").a("nilai", rp(sen))),
    };
    let terbaru = isi.bulan.terbaru;
    HalamanOpd {
        h,
        rekap: format!("{bulan}/opd/{}/rekap.pdf", o.kode),
        kalimat: k
            .t("langkah-opd-kalimat")
            .a("periode", &nama)
            .a("versi", p.versi)
            .a("saat", saat(dihitung, k.tampilan().zona, b))
            .n("orang", o.orang)
            .to_string(),
        digantikan: digantikan(k, isi).or_else(|| {
            (terbaru > p.versi)
                .then(|| k.t("langkah-ada-baru").a("versi", p.versi).a("terbaru", terbaru).to_string())
        }),
        label: k
            .t(if isi.bulan.bawaan_sen(&o.kode) == 0 && ditahan_sen == 0 {
                "proses-papan-jumlah"
            } else {
                "proses-papan-dibayar"
            })
            .to_string(),
        jumlah: rp(isi.bulan.bayar_sen(o)),
        papan: match isi.bulan.bawaan_sen(&o.kode) {
            0 => papan,
            dibawa => {
                let bulan_ini = rp(isi.bulan.bayar_sen(o) - dibawa + ditahan_sen);
                let rinci = k.t("bawaan-jumlah").a("bulan_ini", bulan_ini).a("bawaan", rp(dibawa));
                format!("{rinci} {papan}")
            }
        },
        bawaan: bawaan(k, isi),
        ditahan: ditahan(k, isi),
        benang: benang(k, isi),
        tombol,
        menunggu: menunggu(k, kini.tahap),
        baris: tabel_baris(k, p, &isi.baris),
        penomoran: penomoran(k, &bulan, urut, isi.banyak),
        sidik: Sidik(isi.sidik.clone()),
        hasil: Sidik(isi.bulan.sidik().to_owned()),
    }
}

/// Everybody of the OPD with something of earlier months: what is open, what this month settles of it.
fn bawaan(k: &Konteks, isi: &Isi) -> Option<Tabel> {
    let nama = |nip: &str| {
        let orang = isi.semua.iter().find(|b| b.nip == nip);
        orang.map_or_else(|| super::super::nip(nip, false), |b| b.nama.clone())
    };
    let milik = isi.bulan.bawaan.values().flatten().filter(|(s, _)| s.opd == isi.opd.kode);
    let baris: Vec<BarisTabel> = milik
        .map(|(s, sen)| {
            BarisTabel::dari([
                Sel::baru(nama(&s.nip)).ket(super::super::nip(&s.nip, false)),
                Sel::baru(asal_bawaan(k, s)),
                Sel::baru(angka(s.jumlah_sen)),
                Sel::baru(angka(*sen)),
            ])
        })
        .collect();
    (!baris.is_empty()).then(|| Tabel {
        judul: k.t("bawaan-judul").to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-nama").to_string()),
            Kolom::teks(k.t("bawaan-asal").to_string()),
            Kolom::angka(k.t("bawaan-sisa").to_string()),
            Kolom::angka(k.t("bawaan-sekarang").to_string()),
        ],
        baris,
        jumlah: None,
        lembar: true,
    })
}

/// Everybody of the OPD on hold: the kind, and what is not paid.
fn ditahan(k: &Konteks, isi: &Isi) -> Option<Tabel> {
    let baris = isi.ditahan.iter().map(|(t, d)| {
        BarisTabel::dari([
            Sel::baru(&*d.nama).ket(super::super::nip(&t.nip, false)),
            Sel::baru(d.nama_jenis(k.bahasa())),
            Sel::baru(angka(t.bulan_ini_sen + t.bawaan_sen)),
        ])
    });
    let baris: Vec<BarisTabel> = baris.collect();
    (!baris.is_empty()).then(|| Tabel {
        judul: k.t("disiplin-ditahan-judul").to_string(),
        kolom: vec![
            Kolom::teks(k.t("kolom-nama").to_string()),
            Kolom::teks(k.t("disiplin-jenis").to_string()),
            Kolom::angka(k.t("disiplin-ditahan-jumlah").to_string()),
        ],
        baris,
        jumlah: None,
        lembar: true,
    })
}

/// Whether the reader may open the month's own page.
pub(super) fn baca_bulan(k: &Konteks) -> bool {
    k.aktor().is_some_and(|a| balai_platform::lingkup_untuk(a, &PROSES_BACA, k.hari_ini()).is_ok())
}

/// A signature on an older version is worth nothing any more, and says so.
fn digantikan(k: &Konteks, isi: &Isi) -> Option<String> {
    let versi = isi.bulan.proses.versi;
    let lama = isi
        .bulan
        .baris
        .iter()
        .rfind(|b| b.opd == isi.opd.kode && b.langkah == Langkah::Ditandatangani && b.versi < versi)?;
    let belum = isi.bulan.keadaan(&isi.opd.kode).tanda_tangan.is_none();
    belum.then(|| {
        k.t("langkah-tanda-tangan-gugur")
            .a("oleh", &lama.oleh)
            .a("versi", lama.versi)
            .a("kini", versi)
            .to_string()
    })
}

fn menunggu(k: &Konteks, tahap: Tahap) -> String {
    let kunci = match tahap {
        Tahap::Dihitung => "langkah-menunggu-kepala",
        Tahap::Ditandatangani => "langkah-menunggu-verifikasi",
        Tahap::Diverifikasi => "langkah-menunggu-setuju",
        Tahap::Disetujui => "langkah-menunggu-serah",
        Tahap::Diekspor => "langkah-menunggu-bayar",
        Tahap::Dibayar => "langkah-selesai",
    };
    k.t(kunci).to_string()
}

fn tombol(k: &Konteks, langkah: Langkah, periode: Periode, opd: &str) -> Tombol {
    let (ruas, kunci) = match langkah {
        Langkah::Ditarik => ("tarik", "langkah-tarik"),
        Langkah::Diverifikasi => ("verifikasi", "langkah-verifikasi-tombol"),
        Langkah::Dikembalikan => ("kembalikan", "langkah-kembalikan-tombol"),
        Langkah::Disetujui => ("setujui", "langkah-setujui-tombol"),
        Langkah::Diekspor => ("serahkan", "langkah-serahkan-tombol"),
        Langkah::Dibayar => ("bayar", "langkah-bayar-tombol"),
        _ => ("tanda-tangan", "langkah-tanda-tangan-tombol"),
    };
    let utama = !siap::perlu_alasan(langkah);
    Tombol { jalur: format!("/proses/{periode}/{ruas}?opd={opd}"), teks: k.t(kunci).to_string(), utama }
}

/// The OPD's way: who did what, when, and in which capacity.
fn benang(k: &Konteks, isi: &Isi) -> Benang {
    let kini = isi.bulan.keadaan(&isi.opd.kode);
    let kunci = kunci(&isi.bulan.baris, &isi.opd.kode).filter(|k| k.urut <= isi.bulan.awal);
    let langkah: [(&str, Option<&BarisLangkah>, Tahap); 6] = [
        ("langkah-presensi", kunci, Tahap::Dihitung),
        ("langkah-nama-tanda-tangan", kini.tanda_tangan, Tahap::Dihitung),
        ("langkah-nama-verifikasi", kini.verifikasi, Tahap::Ditandatangani),
        ("langkah-nama-setuju", kini.setuju, Tahap::Diverifikasi),
        ("langkah-nama-serah", kini.ekspor, Tahap::Disetujui),
        ("langkah-nama-bayar", kini.bayar, Tahap::Diekspor),
    ];
    let simpul = langkah.into_iter().map(|(nama, baris, tahap)| {
        let di_sini = kini.tahap == tahap && (nama != "langkah-presensi" || baris.is_none());
        let tahap = match (baris, di_sini) {
            (Some(_), _) => TahapBenang::Selesai,
            (None, true) => TahapBenang::Kini,
            (None, false) => TahapBenang::Nanti,
        };
        Simpul {
            tahap,
            tahap_teks: k.t(tahap.kunci()).to_string(),
            judul: k.t(nama).to_string(),
            waktu: baris.map(|b| saat(b.pada, k.tampilan().zona, k.bahasa())).unwrap_or_default(),
            keterangan: keterangan(k, isi, nama, baris),
        }
    });
    Benang { simpul: simpul.collect(), datar: false, judul: k.t("proses-langkah").to_string() }
}

fn keterangan(k: &Konteks, isi: &Isi, nama: &str, baris: Option<&BarisLangkah>) -> String {
    match baris {
        Some(b) if !b.surat.is_empty() => {
            k.t("langkah-oleh-surat").a("oleh", &b.oleh).a("surat", &b.surat).to_string()
        }
        Some(b) => b.oleh.clone(),
        None if nama == "langkah-nama-tanda-tangan" => {
            let kembali = isi.bulan.keadaan(&isi.opd.kode).kembali;
            match kembali {
                Some(b) => k.t("langkah-kembali-sebab").a("oleh", &b.oleh).a("alasan", &b.alasan).to_string(),
                None => isi.kepala.clone(),
            }
        }
        None if nama == "langkah-presensi" => k.t("langkah-presensi-belum").to_string(),
        None => String::new(),
    }
}

fn penomoran(k: &Konteks, bulan: &str, urut: &BarisUrut, banyak: i64) -> Option<Penomoran> {
    if banyak <= urut.isi {
        return None;
    }
    let (dari, sampai) = ((urut.halaman - 1) * urut.isi + 1, (urut.halaman * urut.isi).min(banyak));
    let alamat = |halaman: i64| format!("{bulan}/opd/{}?halaman={halaman}#baris", urut.opd);
    Some(Penomoran {
        teks: k
            .t("nomor-halaman")
            .a("dari", bulat(dari))
            .a("sampai", bulat(sampai))
            .a("n", bulat(banyak))
            .to_string(),
        sebelum: (urut.halaman > 1).then(|| (alamat(urut.halaman - 1), k.t("sebelumnya").to_string())),
        sesudah: (sampai < banyak).then(|| (alamat(urut.halaman + 1), k.t("berikutnya").to_string())),
        judul: k.t("proses-baris").to_string(),
    })
}
