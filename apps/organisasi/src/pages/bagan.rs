//! `/organisasi/bagan/{kode}`: the chart, as a drawing made here and as a list, on a sheet that prints.

use askama::Template;
use axum::extract::{Path, Query};
use balai_kernel::{Bahasa, tanggal};
use balai_shell::{Halaman, Hasil, Konteks, halaman};

use super::KueriPada;
use crate::baca::{self, Kotak};

/// Width of a box in units of the drawing.
const LEBAR: usize = 204;
/// Space between boxes.
const JARAK: usize = 20;
/// Letters on one line of a box.
const HURUF: usize = 26;
/// Height of a line of a box.
const BARIS: usize = 17;

/// A box as it is drawn.
#[derive(Debug)]
pub(crate) struct KotakGambar {
    x: usize,
    y: usize,
    lebar: usize,
    tinggi: usize,
    kelas: &'static str,
    /// Distance from the top, class, words.
    baris: Vec<(usize, &'static str, String)>,
}

/// The drawing.
#[derive(Debug, Default)]
pub(crate) struct Gambar {
    lebar: usize,
    tinggi: usize,
    kotak: Vec<KotakGambar>,
    garis: Vec<String>,
}

/// A box of the list beside the drawing.
#[derive(Debug)]
struct Butir {
    jalur: String,
    nama: String,
    kepala: String,
    anak: Vec<Butir>,
    lebih: usize,
}

#[derive(Template)]
#[template(path = "org-bagan.html")]
struct HalamanBagan {
    h: Halaman,
    kode: String,
    pada_panjang: String,
    gambar: Gambar,
    akar: Butir,
}

/// The chart of one unit on a day.
pub(crate) async fn satu(k: Konteks, Path(kode): Path<String>, Query(q): Query<KueriPada>) -> Hasil {
    let pada = q.hari(&k)?;
    let aktor = k.wajib_aktor()?.clone();
    let kotak = k.jalankan(move |region| baca::bagan(region, &aktor, &kode, pada)).await?;
    let b = k.bahasa();
    let h = Halaman::baru(&k, k.t("org-bagan-judul").a("unit", &kotak.nama))
        .remah(k.t("org-judul"), "/organisasi")
        .remah(&kotak.nama, format!("/organisasi/unit/{}", kotak.kode))
        .lebar();
    halaman(&HalamanBagan {
        h,
        kode: kotak.kode.clone(),
        pada_panjang: tanggal::panjang(pada, b),
        gambar: gambar(&kotak, b),
        akar: butir(&kotak, b),
    })
}

fn butir(k: &Kotak, b: Bahasa) -> Butir {
    Butir {
        jalur: format!("/organisasi/unit/{}", k.kode),
        nama: k.nama.clone(),
        kepala: k.kepala_tertulis(b),
        anak: k.anak.iter().map(|a| butir(a, b)).collect(),
        lebih: k.lebih,
    }
}

/// Cuts a text into lines at its spaces; what does not fit ends in an ellipsis.
fn lipat_baris(teks: &str, paling_banyak: usize) -> Vec<String> {
    let mut hasil: Vec<String> = vec![String::new()];
    for kata in teks.split_whitespace() {
        let Some(kini) = hasil.last_mut() else { break };
        if !kini.is_empty() && kini.chars().count() + 1 + kata.chars().count() > HURUF {
            if hasil.len() == paling_banyak {
                if let Some(akhir) = hasil.last_mut() {
                    akhir.push('…');
                }
                return hasil;
            }
            hasil.push(kata.to_owned());
        } else {
            if !kini.is_empty() {
                kini.push(' ');
            }
            kini.push_str(kata);
        }
    }
    hasil
}

fn kotak_gambar(k: &Kotak, (x, y): (usize, usize), kelas: &'static str, b: Bahasa) -> KotakGambar {
    let tertulis = k.kepala_tertulis(b);
    let (jabatan, siapa) = tertulis.split_once(": ").unwrap_or((tertulis.as_str(), ""));
    let mut baris: Vec<(usize, &'static str, String)> = Vec::new();
    let mut dari_atas = 6;
    let nama = if k.pemangku.is_empty() { "b-lowong" } else { "b-nama" };
    for (teks, kelas, banyak) in [(k.nama.as_str(), "b-unit", 3), (jabatan, "b-jab", 2), (siapa, nama, 2)] {
        if teks.is_empty() {
            continue;
        }
        for satu in lipat_baris(teks, banyak) {
            dari_atas += BARIS;
            baris.push((y + dari_atas, kelas, satu));
        }
        dari_atas += 3;
    }
    KotakGambar { x, y, lebar: LEBAR, tinggi: dari_atas + 8, kelas, baris }
}

/// Boxes beside each other: as many as fit beside the menu, more only where there would be too many rows.
fn kolom(anak: usize) -> usize {
    if anak <= 12 { anak.clamp(1, 4) } else { 6 }
}

/// The unit on top, its parts in rows below, their parts in columns below them.
pub(crate) fn gambar(akar: &Kotak, b: Bahasa) -> Gambar {
    let kolom = kolom(akar.anak.len());
    let lebar = kolom * (LEBAR + JARAK) + JARAK;
    let tengah = lebar / 2;
    let mut g = Gambar { lebar, ..Gambar::default() };
    let puncak = kotak_gambar(akar, (tengah - LEBAR / 2, 8), "kotak-akar", b);
    let mut bawah = puncak.y + puncak.tinggi;
    let mut batang = bawah;
    g.kotak.push(puncak);
    for deret in akar.anak.chunks(kolom) {
        let ruang = bawah + 22;
        g.garis.push(format!("M{tengah} {batang}V{ruang}"));
        batang = ruang;
        let mut terendah = ruang;
        let pusat = |i: usize| JARAK + i * (LEBAR + JARAK) + LEBAR / 2;
        let (kiri, kanan) = (pusat(0).min(tengah), pusat(deret.len().saturating_sub(1)).max(tengah));
        g.garis.push(format!("M{kiri} {ruang}H{kanan}"));
        for (i, k) in deret.iter().enumerate() {
            let x = JARAK + i * (LEBAR + JARAK);
            g.garis.push(format!("M{} {ruang}V{}", pusat(i), ruang + 18));
            terendah = terendah.max(kolom_gambar(&mut g, k, (x, ruang + 18), b));
        }
        bawah = terendah;
    }
    g.tinggi = bawah + 12;
    g
}

/// One part with its own parts below it; answers where it ends.
fn kolom_gambar(g: &mut Gambar, k: &Kotak, (x, y): (usize, usize), b: Bahasa) -> usize {
    let kotak = kotak_gambar(k, (x, y), "kotak-dua", b);
    let mulai = y + kotak.tinggi;
    let mut bawah = mulai;
    g.kotak.push(kotak);
    for anak in &k.anak {
        let mut kotak = kotak_gambar(anak, (x + 18, bawah + 12), "kotak-tiga", b);
        kotak.lebar = LEBAR - 18;
        let tengah = kotak.y + kotak.tinggi / 2;
        g.garis.push(format!("M{} {mulai}V{tengah}H{}", x + 8, x + 18));
        bawah = kotak.y + kotak.tinggi;
        g.kotak.push(kotak);
    }
    if k.lebih > 0 {
        let teks = format!("{} {} {}", b.pilih("dan", "and"), k.lebih, b.pilih("unit lain", "other units"));
        let baris = vec![(bawah + 28, "b-nama", teks)];
        g.kotak.push(KotakGambar {
            x: x + 18,
            y: bawah + 10,
            lebar: LEBAR - 18,
            tinggi: 28,
            kelas: "kotak-lebih",
            baris,
        });
        bawah += 38;
    }
    bawah
}

#[cfg(test)]
mod tests {
    use super::*;
    use balai_kernel::Kapasitas;

    fn kotak(nama: &str, anak: Vec<Kotak>) -> Kotak {
        Kotak {
            kode: nama.into(),
            nama: nama.into(),
            jabatan: Some(format!("Kepala {nama}")),
            pemangku: vec![(Kapasitas::Definitif, "Siti".into())],
            anak,
            lebih: 0,
        }
    }

    #[test]
    fn boxes_do_not_overlap_and_lie_inside_the_drawing() {
        let cucu = |n: usize| (0..n).map(|i| kotak(&format!("Seksi {i}"), Vec::new())).collect();
        let anak = (0..15)
            .map(|i| kotak(&format!("Bidang dengan nama yang sangat panjang sekali {i}"), cucu(i % 4)));
        let g = gambar(&kotak("Dinas", anak.collect()), Bahasa::Id);
        for (i, a) in g.kotak.iter().enumerate() {
            assert!(a.x + a.lebar <= g.lebar && a.y + a.tinggi <= g.tinggi, "{a:?}");
            for b in g.kotak.iter().skip(i + 1) {
                let terpisah = a.x + a.lebar <= b.x
                    || b.x + b.lebar <= a.x
                    || a.y + a.tinggi <= b.y
                    || b.y + b.tinggi <= a.y;
                assert!(terpisah, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_vacancy_and_an_acting_head_are_said_in_words() {
        let mut k = kotak("Dinas", Vec::new());
        assert_eq!(k.kepala_tertulis(Bahasa::Id), "Kepala Dinas: Siti");
        k.pemangku = vec![(Kapasitas::Plt, "Asep".into())];
        assert_eq!(k.kepala_tertulis(Bahasa::Id), "Kepala Dinas: Plt. Asep");
        k.pemangku = vec![(Kapasitas::Plh, "Asep".into())];
        assert_eq!(k.kepala_tertulis(Bahasa::Id), "Kepala Dinas: lowong");
        k.jabatan = None;
        assert_eq!(k.kepala_tertulis(Bahasa::En), "no post heads it");
    }

    #[test]
    fn long_names_are_cut_at_words() {
        let baris = lipat_baris("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota", 2);
        assert_eq!(baris, ["Badan Kepegawaian dan", "Pengembangan Sumber Daya…"]);
    }
}
