//! The explained slip: `/tunjangan` (one's months) and `/tunjangan/{periode}`.

pub(crate) mod cetak;
mod uraian;

use askama::Template;
use axum::extract::{Path, Query};
use balai_kernel::{Galat, Periode};
use balai_shell::komponen::{Hitungan, Sidik};
use balai_shell::{GalatWeb, Halaman, Hasil, Konteks, halaman};
use serde::Deserialize;

use self::uraian::{Penulis, kurang};
use super::selisih::{asal_bawaan, bertanda};
use super::{nip, persen, rp, saat};
use crate::acts::slip::{self, Bayaran, Siapa, Slip, Uraian};
use crate::model::benang::{self, Langkah, Simpul, label};
use crate::model::disiplin::{Golongan, Ketetapan};
use crate::model::pembekuan::StatusAktivitas;
use crate::model::sebab::{self, Karena};

/// Whose slip, for those with authority over others.
#[derive(Debug, Clone, Deserialize)]
pub struct Kueri {
    /// Number of the person; one's own when left out.
    pegawai: Option<String>,
}

impl Kueri {
    /// Whose slip is asked for.
    ///
    /// # Errors
    /// 404 for what is no number: a guessed address is told nothing.
    pub(super) fn siapa(&self) -> Result<Siapa, GalatWeb> {
        match self.pegawai.as_deref().map(str::trim).filter(|n| !n.is_empty()) {
            Some(teks) => Ok(Siapa::Pegawai(teks.parse().map_err(|_| GalatWeb::tak_ditemukan())?)),
            None => Ok(Siapa::Sendiri),
        }
    }
}

/// One month in the list of one's own.
#[derive(Debug)]
struct Bulan {
    jalur: String,
    nama: String,
    versi: i64,
    jumlah: String,
}

#[derive(Template)]
#[template(path = "tunjangan.html")]
struct HalamanBulan {
    h: Halaman,
    bulan: Vec<Bulan>,
}

/// `/tunjangan`: one's months, newest first.
pub async fn daftar(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let bulan = if aktor.nip.is_some() {
        k.jalankan(move |region| slip::bulan_sendiri(region, &aktor)).await?
    } else {
        Vec::new()
    };
    let bahasa = k.bahasa();
    let bulan = bulan
        .into_iter()
        .map(|(periode, versi, sen)| Bulan {
            jalur: format!("/tunjangan/{periode}"),
            nama: periode.nama(bahasa),
            versi,
            jumlah: rp(sen),
        })
        .collect();
    halaman(&HalamanBulan { h: Halaman::baru(&k, k.t("tunjangan-judul")), bulan })
}

/// A part of the bar on the sign.
#[derive(Debug)]
struct Segmen {
    nilai: String,
    nama: String,
    kurang: Option<String>,
    /// Place and length on the drawing, 0..=1000.
    x: i128,
    lebar: i128,
    /// Length of what is missing.
    hilang: i128,
    ganjil: bool,
}

/// The bar and what it is a share of.
#[derive(Debug)]
struct Bilah {
    kalimat: String,
    penuh: String,
    segmen: Vec<Segmen>,
}

/// A cause of a smaller amount.
#[derive(Debug)]
struct Sebab {
    judul: String,
    nilai: String,
    ket: String,
}

/// What was lost, and why.
#[derive(Debug)]
struct Hilang {
    jumlah: String,
    sebab: Vec<Sebab>,
}

#[derive(Template)]
#[template(path = "slip.html")]
struct HalamanSlip {
    h: Halaman,
    nama: String,
    nip: String,
    jabatan: String,
    kelas: i64,
    opd: String,
    label_papan: String,
    jumlah: String,
    keterangan: String,
    bilah: Option<Bilah>,
    dasar: String,
    hitungan: Option<Hitungan>,
    galat: Option<(String, String)>,
    /// Where the slip on paper is; none while its figures cannot be explained.
    pdf: Option<String>,
    hilang: Option<Hilang>,
    bayaran: Vec<(String, String)>,
    /// Orders that touch the month, in words.
    ketetapan: Vec<String>,
    dibayar: String,
    asal: String,
    paket: String,
    sidik_masukan: Sidik,
    sidik_hasil: Sidik,
}

/// `/tunjangan/{periode}`: the explained slip.
pub async fn satu(k: Konteks, Path(periode): Path<String>, Query(kueri): Query<Kueri>) -> Hasil {
    let periode: Periode = periode.parse().map_err(|_| GalatWeb::tak_ditemukan())?;
    let siapa = kueri.siapa()?;
    let aktor = k.wajib_aktor()?.clone();
    let slip = k.jalankan(move |region| slip::baca(region, &aktor, periode, &siapa)).await?;
    halaman(&tampil(&k, &slip, periode))
}

fn tampil(k: &Konteks, slip: &Slip, periode: Periode) -> HalamanSlip {
    let bahasa = k.bahasa();
    let judul = k.t("slip-judul").a("periode", periode.nama(bahasa)).to_string();
    let h = Halaman::baru(k, judul).remah(k.t("tunjangan-judul"), "/tunjangan").di("/tunjangan");
    let paket =
        format!("{} {}", bahasa.pilih(&slip.paket.nama.0, &slip.paket.nama.1), slip.proses.paket_versi);
    let (bilah, hitungan, hilang, galat) = match &slip.uraian {
        Ok(u) if u.cocok => {
            let langkah = benang::urai(&u.jejak);
            let hitungan = Penulis::baru(k, &langkah).hitungan(&langkah);
            (bilah(k, &langkah), Some(hitungan), hilang(k, u, &langkah), None)
        }
        Ok(u) => {
            let langkah = benang::urai(&u.jejak);
            let hitungan = Penulis::baru(k, &langkah).hitungan(&langkah);
            (None, Some(hitungan), None, Some(tak_cocok(k)))
        }
        Err(g) => (None, None, None, Some(galat_uraian(k, g))),
    };
    let pdf = galat.is_none().then(|| match slip.sendiri {
        true => format!("/tunjangan/{periode}/slip.pdf"),
        false => format!("/tunjangan/{periode}/slip.pdf?pegawai={}", slip.baris.pegawai),
    });
    let label_papan = if slip.sendiri { k.t("slip-anda-menerima") } else { k.t("slip-diterima") }.to_string();
    let dihitung = slip.proses.dihitung_pada.unwrap_or(slip.proses.dibuka_pada);
    let zona = k.tampilan().zona;
    HalamanSlip {
        nama: slip.baris.nama.clone(),
        // whoever may open this slip has authority over the person or is the person
        nip: nip(&slip.baris.nip, true),
        jabatan: slip.baris.jabatan.clone(),
        kelas: slip.baris.kelas,
        opd: slip.opd.nama.clone(),
        label_papan,
        jumlah: rp(slip.baris.utama_sen),
        keterangan: k.t("slip-keterangan").a("unit", &slip.baris.unit_nama).to_string(),
        bilah,
        dasar: slip.paket.dasar.clone(),
        hitungan,
        galat,
        pdf,
        hilang,
        bayaran: slip.bayaran.as_ref().map(|b| bayaran(k, slip, b)).unwrap_or_default(),
        ketetapan: slip.ketetapan.iter().map(|d| ketetapan(k, d)).collect(),
        dibayar: slip.bayaran.as_ref().map(|b| rp(b.jumlah_sen)).unwrap_or_default(),
        asal: k
            .t("slip-asal")
            .a("versi", slip.proses.versi)
            .a("saat", saat(dihitung, zona, bahasa))
            .to_string(),
        paket,
        sidik_masukan: Sidik(slip.opd.masukan_sidik.clone()),
        sidik_hasil: Sidik(slip.proses.hasil_sidik.clone().unwrap_or_default()),
        h,
    }
}

/// What is paid where it is not the computed line: the line, what a policy leaves of it, what comes of earlier months.
fn bayaran(k: &Konteks, slip: &Slip, b: &Bayaran) -> Vec<(String, String)> {
    let mut semua = vec![(k.t("slip-dihitung-bulan-ini").to_string(), rp(slip.baris.utama_sen))];
    let kebijakan = b.kebijakan_sen.map(|sen| (k.t("slip-menurut-kebijakan").to_string(), rp(sen)));
    semua.extend(kebijakan);
    semua.extend(b.bawaan.iter().map(|(s, sen)| {
        let sisa = s.jumlah_sen - sen;
        let ket = k.t("slip-bawaan-sisa").a("asal", asal_bawaan(k, s)).a("sisa", rp(sisa.saturating_abs()));
        (if sisa == 0 { asal_bawaan(k, s) } else { ket.to_string() }, bertanda(*sen))
    }));
    if b.tertahan_sen > 0 {
        semua.push((k.t("slip-ditahan").to_string(), bertanda(-b.tertahan_sen)));
    }
    semua
}

/// A sanction or a hold as its owner reads it.
fn ketetapan(k: &Konteks, d: &Ketetapan) -> String {
    let kunci = match d.golongan {
        Golongan::Sanksi => "slip-sanksi-ket",
        Golongan::Tahan => "slip-tahan-ket",
    };
    k.t(kunci).a("jenis", d.nama_jenis(k.bahasa())).a("persen", d.persen).a("surat", &d.surat).to_string()
}

fn tak_cocok(k: &Konteks) -> (String, String) {
    (k.t("slip-tak-cocok").to_string(), k.t("slip-tak-cocok-saran").to_string())
}

fn galat_uraian(k: &Konteks, g: &Galat) -> (String, String) {
    let tabel = k.rangka().kode();
    (g.pesan(tabel, k.bahasa()), g.saran(tabel, k.bahasa()))
}

/// The terms of the sum as parts of the full amount. Shown only when every term's full amount is known and
/// together they are at least the sum.
fn bilah(k: &Konteks, langkah: &[Langkah<'_>]) -> Option<Bilah> {
    let awal = langkah.iter().position(|l| l.simpul == Simpul::Butir)?;
    let jumlah = langkah.iter().skip(awal).find(|l| l.simpul == Simpul::Sama)?;
    let butir: Vec<&Langkah<'_>> = langkah
        .iter()
        .skip(awal)
        .take_while(|l| l.simpul != Simpul::Sama)
        .filter(|l| matches!(l.simpul, Simpul::Butir | Simpul::Tambah))
        .collect();
    let penuh: i128 = butir.iter().map(|l| l.penuh).sum::<Option<i128>>()?;
    if penuh <= 0 {
        return None;
    }
    let mut x = 0_i128;
    let mut segmen = Vec::new();
    for (i, l) in butir.iter().enumerate() {
        let (n, _) = l.jejak.pecahan;
        let lebar = n * 1000 / penuh;
        let hilang = l.penuh.unwrap_or(n) * 1000 / penuh - lebar;
        segmen.push(Segmen {
            nilai: benang::angka(l.jejak),
            nama: label(l.jejak, k.bahasa()).to_owned(),
            kurang: kurang(l).map(|n| k.t("slip-kurang").a("nilai", n).to_string()),
            x,
            lebar,
            hilang,
            ganjil: i % 2 == 1,
        });
        x += lebar + hilang;
    }
    let sen = i64::try_from(penuh.checked_mul(100)?).ok()?;
    Some(Bilah {
        kalimat: k.t("slip-dari-penuh").a("persen", persen(jumlah.jejak.pecahan.0, penuh)).to_string(),
        penuh: rp(sen),
        segmen,
    })
}

/// What was lost, in the reader's words.
fn hilang(k: &Konteks, u: &Uraian, langkah: &[Langkah<'_>]) -> Option<Hilang> {
    let rugi = sebab::hilang(langkah, &u.kehilangan)?;
    let judul = |s: &sebab::Sebab<'_>| match s.karena {
        Karena::Aktivitas { status: StatusAktivitas::Ditolak, .. } => k.t("slip-sebab-ditolak").to_string(),
        Karena::Aktivitas { status: StatusAktivitas::Dikembalikan, .. } => {
            k.t("slip-sebab-dikembalikan").to_string()
        }
        Karena::Aktivitas { .. } => k.t("slip-sebab-belum").to_string(),
        Karena::Capaian(j) | Karena::Baris { jejak: j, .. } => label(j, k.bahasa()).to_owned(),
    };
    let ket = |s: &sebab::Sebab<'_>| match s.karena {
        Karena::Aktivitas { banyak, menit, .. } => {
            k.t("slip-sebab-aktivitas").n("n", banyak).n("menit", menit).to_string()
        }
        Karena::Capaian(_) => k.t("slip-sebab-capaian").to_string(),
        Karena::Baris { dari: 0, .. } => String::new(),
        Karena::Baris { banyak, dari, .. } => {
            k.t("slip-sebab-baris").n("n", banyak).n("dari", dari).to_string()
        }
    };
    let sebab = rugi.sebab.iter();
    let sebab =
        sebab.map(|s| Sebab { judul: judul(s), nilai: benang::rupiah(s.nilai), ket: ket(s) }).collect();
    Some(Hilang { jumlah: format!("Rp\u{a0}{}", benang::rupiah(rugi.jumlah)), sebab })
}
