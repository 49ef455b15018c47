//! The first page after signing in, put together from what the applications say about this person.
//!
//! It begins with what waits for the reader, then shows their figures, then every place they may open: the bottom bar
//! of a phone holds only five.

use askama::Template;
use balai_kernel::{Tanggal, tanggal};

use crate::{Butir, Halaman, Hasil, Konteks, halaman};

/// What one application puts on the home page of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beranda {
    /// The one fact this person opens the house for. Of several applications' signs the weightiest is the sign of the
    /// page; the others become figures in the margin.
    pub papan: Option<PapanBeranda>,
    /// What waits for this person in their present role.
    pub tugas: Vec<Tugas>,
    /// Figures and short lists in the margin, in order.
    pub buku: Vec<Buku>,
}

/// A fact large enough for the sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PapanBeranda {
    /// Greater stands before smaller.
    pub bobot: u8,
    /// What the figure is: `Tunjangan Oktober 2026`.
    pub label: String,
    /// The figure, with its unit.
    pub angka: String,
    /// One sentence more, or empty.
    pub kalimat: String,
    /// Where it is explained.
    pub jalur: String,
    /// What its button says.
    pub tombol: String,
}

/// Something that waits for the reader, and the next act on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tugas {
    /// Name of its icon, see [`fn@crate::ikon`].
    pub ikon: &'static str,
    /// What is to be done: `Perbaiki aktivitas 19 November`.
    pub judul: String,
    /// Why it is here and what happens next.
    pub kalimat: String,
    /// Where it is done.
    pub jalur: String,
    /// The act in one word.
    pub tombol: String,
    /// The last day; what has one stands before what has none, the nearest first.
    pub sampai: Option<Tanggal>,
}

/// A figure or a short list in the margin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buku {
    /// Heading.
    pub judul: String,
    /// The figure with its unit, if it is one.
    pub angka: Option<String>,
    /// One sentence, or empty.
    pub kalimat: String,
    /// Where it leads, and the words of that link.
    pub tautan: Option<(String, String)>,
    /// A short list.
    pub baris: Vec<BarisBuku>,
}

/// A line of a short list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisBuku {
    /// Its words.
    pub label: String,
    /// Where they lead, if anywhere.
    pub jalur: Option<String>,
    /// The figure with its unit, or empty.
    pub nilai: String,
}

impl Beranda {
    /// Takes in what another application says.
    fn gabung(&mut self, lain: Beranda) {
        let papan = [self.papan.take(), lain.papan].into_iter().flatten();
        let mut papan: Vec<PapanBeranda> = papan.collect();
        papan.sort_by_key(|p| std::cmp::Reverse(p.bobot));
        let mut papan = papan.into_iter();
        self.papan = papan.next();
        self.buku.extend(papan.map(|p| Buku {
            judul: p.label,
            angka: Some(p.angka),
            kalimat: p.kalimat,
            tautan: Some((p.jalur, p.tombol)),
            baris: Vec::new(),
        }));
        self.tugas.extend(lain.tugas);
        self.buku.extend(lain.buku);
    }
}

#[derive(Template)]
#[template(path = "beranda.html")]
struct HalamanBeranda {
    h: Halaman,
    hari: String,
    isi: Beranda,
    tempat: Vec<(Butir, Option<String>)>,
}

/// `/`.
pub(crate) async fn beranda(k: Konteks) -> Hasil {
    let aktor = k.wajib_aktor()?.clone();
    let dalam = k.clone();
    let mut isi = k
        .jalankan(move |region| {
            let mut semua = Beranda::default();
            for app in dalam.rangka().apps() {
                semua.gabung(app.beranda(&dalam, region, &aktor)?);
            }
            Ok::<_, crate::GalatWeb>(semua)
        })
        .await?;
    isi.tugas.sort_by_key(|t| t.sampai.unwrap_or(Tanggal::MAX));
    let salam = match k.sekarang().di(k.tampilan().zona).hour() {
        4..=10 => "salam-pagi",
        11..=14 => "salam-siang",
        15..=17 => "salam-sore",
        _ => "salam-malam",
    };
    let nama = k.aktor().map(|a| a.nama.clone()).unwrap_or_default();
    let hari_ini = k.hari_ini();
    let hari = k
        .t("beranda-hari")
        .a("hari", tanggal::hari(hari_ini, k.bahasa()))
        .a("tanggal", tanggal::panjang(hari_ini, k.bahasa()))
        .to_string();
    let h = Halaman::baru(&k, k.t(salam).a("nama", nama));
    let tempat = tempat(&k, &h);
    halaman(&HalamanBeranda { h, hari, isi, tempat })
}

/// Every place this person may open but this one, with a sentence where its application gives one.
fn tempat(k: &Konteks, h: &Halaman) -> Vec<(Butir, Option<String>)> {
    let label: Vec<_> = k.rangka().apps().iter().flat_map(|a| a.menu()).map(|m| (m.jalur, m.label)).collect();
    h.menu()
        .into_iter()
        .filter(|b| b.jalur != "/")
        .map(|b| {
            let kunci = label.iter().find(|(j, _)| *j == b.jalur).map(|(_, l)| format!("{l}-ket"));
            let ket = kunci.filter(|kunci| k.rangka().katalog().ada(k.bahasa(), kunci));
            let ket = ket.map(|kunci| k.t(&kunci).to_string());
            (b, ket)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn papan(bobot: u8, label: &str) -> Option<PapanBeranda> {
        Some(PapanBeranda {
            bobot,
            label: label.into(),
            angka: "Rp 1".into(),
            kalimat: String::new(),
            jalur: "/x".into(),
            tombol: "Buka".into(),
        })
    }

    #[test]
    fn the_weightiest_sign_stands_and_no_other_is_lost() {
        let mut semua = Beranda::default();
        for (bobot, label) in [(1, "sendiri"), (3, "proses"), (2, "dana")] {
            semua.gabung(Beranda { papan: papan(bobot, label), ..Beranda::default() });
        }
        assert_eq!(semua.papan.map(|p| p.label), Some("proses".to_owned()));
        let buku: Vec<_> = semua.buku.iter().map(|b| b.judul.as_str()).collect();
        assert_eq!(buku, ["sendiri", "dana"]);
    }
}
