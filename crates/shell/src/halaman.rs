//! The page around a page: rail or bottom bar, sign of the region, breadcrumbs, language, foot.

use std::fmt::Display;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use balai_kernel::{Aktor, Bahasa, tanggal};

use crate::formulir::lepas_persen;
use crate::rangka::boleh;
use crate::{Akses, ButirMenu, Hasil, Konteks, Teks, aset};

/// A place in the rail, as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Butir {
    /// Where it leads.
    pub jalur: &'static str,
    /// Its word.
    pub label: String,
    /// Its icon.
    pub ikon: &'static str,
    /// Whether the reader is there.
    pub kini: bool,
    /// How many things wait there for this person; 0 shows nothing.
    pub menunggu: u32,
}

/// Said on the sign-in page to somebody whose form came after their session had ended.
pub(crate) const KABAR_MASUK_LAGI: &str = "masuk-lagi";

/// The frame's own place: home.
const BERANDA: ButirMenu =
    ButirMenu { jalur: "/", label: "menu-beranda", ikon: "house", akses: Akses::Masuk, urutan: 0 };

/// A step of the breadcrumbs; the last one has no path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remah {
    /// Its word.
    pub label: String,
    /// Where it leads.
    pub jalur: Option<String>,
}

/// What the base template `halaman.html` needs. Every page's struct has one in a field called `h`.
#[derive(Debug, Clone)]
pub struct Halaman {
    k: Konteks,
    judul: String,
    remah: Vec<Remah>,
    lebar: &'static str,
    kini: Option<&'static str>,
}

impl Halaman {
    /// A page with this title, in the reader's language.
    pub fn baru(k: &Konteks, judul: impl Display) -> Self {
        Halaman { k: k.clone(), judul: judul.to_string(), remah: Vec::new(), lebar: "", kini: None }
    }

    /// Adds a step of the breadcrumbs. The page itself is the last step and is added by the layout.
    #[must_use]
    pub fn remah(mut self, label: impl Display, jalur: impl Into<String>) -> Self {
        self.remah.push(Remah { label: label.to_string(), jalur: Some(jalur.into()) });
        self
    }

    /// A wide page: queue, run, the head's page (1180 px instead of 1032).
    #[must_use]
    pub fn lebar(mut self) -> Self {
        self.lebar = "lebar";
        self
    }

    /// A narrow page: one question, one form (656 px).
    #[must_use]
    pub fn sempit(mut self) -> Self {
        self.lebar = "sempit";
        self
    }

    /// Marks this place of the menu as current where the path alone does not tell.
    #[must_use]
    pub fn di(mut self, jalur: &'static str) -> Self {
        self.kini = Some(jalur);
        self
    }

    /// The request's context.
    pub fn k(&self) -> &Konteks {
        &self.k
    }

    /// A text in the reader's language.
    pub fn t<'a>(&'a self, kunci: &'a str) -> Teks<'a> {
        self.k.t(kunci)
    }

    /// The reader's language.
    pub fn bahasa(&self) -> Bahasa {
        self.k.bahasa()
    }

    /// The title.
    pub fn judul(&self) -> &str {
        &self.judul
    }

    /// The person, if signed in.
    pub fn aktor(&self) -> Option<&Aktor> {
        self.k.aktor()
    }

    /// A fresh token; use `k::csrf(h)` inside forms.
    pub fn csrf(&self) -> String {
        self.k.csrf()
    }

    /// The address of a static file.
    pub fn aset(&self, nama: &'static str) -> &'static str {
        aset::jalur(nama)
    }

    /// The style sheet of the region's own colour.
    pub fn gaya_daerah(&self) -> Option<&str> {
        self.k.rangka().gaya(&self.k.tampilan().kode).map(|g| g.jalur.as_str())
    }

    /// Width class of the content.
    pub fn kelas(&self) -> &'static str {
        self.lebar
    }

    /// The breadcrumbs above the title; shown from the second level on.
    pub fn jejak(&self) -> &[Remah] {
        &self.remah
    }

    /// Whether some application answers at this path.
    pub fn ada_rute(&self, jalur: &str) -> bool {
        self.k.rangka().semua_rute().iter().any(|r| r.jalur == jalur)
    }

    /// The program's version: `0.1`.
    pub fn versi(&self) -> &'static str {
        let versi = env!("CARGO_PKG_VERSION");
        versi.rsplit_once('.').map_or(versi, |(awal, _)| awal)
    }

    /// When this page was made, in the region's time.
    pub fn saat(&self) -> String {
        let zona = self.k.tampilan().zona;
        let waktu = self.k.sekarang().di(zona);
        let hari = waktu.date();
        self.t("saat")
            .a("hari", tanggal::hari(hari, self.bahasa()))
            .a("tanggal", tanggal::panjang(hari, self.bahasa()))
            .a("pukul", format!("{:02}.{:02} {zona}", waktu.hour(), waktu.minute()))
            .to_string()
    }

    /// The blocks of the roster wall: left, top, opacity. Light falls in from the upper right.
    pub fn roster(&self) -> Vec<(u32, u32, String)> {
        let mut ada = Vec::new();
        for baris in 0..12_u32 {
            for kolom in 1..19_u32 {
                let x = (kolom * 33 + (baris % 2) * 17).saturating_sub(16);
                let terang = kolom.pow(2) * (12 - baris) * 100 / 8400 + (12 - baris);
                ada.push((x, 12 + baris * 52, format!("0.{:02}", terang.clamp(1, 46))));
            }
        }
        ada
    }

    /// The menu of this person.
    pub fn menu(&self) -> Vec<Butir> {
        let mut ada = vec![BERANDA];
        ada.extend(self.k.rangka().apps().iter().flat_map(|a| a.menu()));
        ada.retain(|m| boleh(&self.k, m.akses).is_ok() && !self.k.0.tersembunyi.contains(&m.jalur));
        ada.sort_by_key(|m| m.urutan);
        // the longest path that holds this page is the current place
        let kini = self.kini.or_else(|| {
            let di_sini = ada.iter().filter(|m| self.berada_di(m.jalur));
            di_sini.max_by_key(|m| m.jalur.len()).map(|m| m.jalur)
        });
        ada.iter()
            .map(|m| Butir {
                jalur: m.jalur,
                label: self.t(m.label).to_string(),
                ikon: m.ikon,
                kini: kini == Some(m.jalur),
                menunggu: self.k.0.menunggu.iter().filter(|(j, _)| *j == m.jalur).map(|(_, n)| n).sum(),
            })
            .collect()
    }

    fn berada_di(&self, jalur: &str) -> bool {
        match self.k.jalur().strip_prefix(jalur) {
            Some(sisa) => sisa.is_empty() || (jalur != "/" && sisa.starts_with('/')),
            None => false,
        }
    }

    /// How that message looks: class and icon. Most tell of something done; one tells of something that was not.
    pub fn rupa_kabar(&self) -> (&'static str, &'static str) {
        match self.k.kabar().and_then(|k| k.split('&').next()) {
            Some(kunci) if kunci == KABAR_MASUK_LAGI => ("jingga", "triangle-alert"),
            _ => ("pandan", "circle-check"),
        }
    }

    /// The message carried over a redirect, in the reader's language.
    pub fn kabar(&self) -> Option<String> {
        let mut bagian = self.k.kabar()?.split('&');
        let kunci = lepas_persen(bagian.next()?.as_bytes());
        if !self.k.rangka().katalog().ada(self.bahasa(), &kunci) {
            return None;
        }
        let mut teks = self.k.t(&kunci);
        for pasang in bagian {
            let Some((nama, nilai)) = pasang.split_once('=') else { continue };
            let nilai = lepas_persen(nilai.as_bytes());
            teks = teks.a_milik(lepas_persen(nama.as_bytes()), nilai);
        }
        Some(teks.to_string())
    }

    /// This page in the other language.
    pub fn jalur_bahasa_lain(&self) -> String {
        let lain = match self.bahasa() {
            Bahasa::Id => "en",
            Bahasa::En => "id",
        };
        // the answer to a POST has no address of its own
        let asal = if self.k.hanya_baca() { Some(self.k.jalur_penuh()) } else { self.k.0.asal.as_deref() };
        let (jalur, kueri) = asal.unwrap_or("/").split_once('?').unwrap_or((asal.unwrap_or("/"), ""));
        let mut bagian: Vec<&str> =
            kueri.split('&').filter(|p| !p.is_empty() && !p.starts_with("bahasa=")).collect();
        let pilih = format!("bahasa={lain}");
        bagian.push(&pilih);
        format!("{jalur}?{}", bagian.join("&"))
    }
}

/// A rendered page, 200.
///
/// # Errors
/// 500 when the template fails.
pub fn halaman(isi: &impl Template) -> Hasil {
    halaman_status(StatusCode::OK, isi)
}

/// A rendered page with another status: 422 for a form shown again.
///
/// # Errors
/// 500 when the template fails.
pub fn halaman_status(status: StatusCode, isi: &impl Template) -> Hasil {
    Ok((status, Html(sebut_bidang(isi.render()?))).into_response())
}

/// Puts the name of its field before each fault of the summary (WCAG 3.3.1): `Dasar: wajib diisi` tells what the sentence
/// alone does not. The name is read from the page itself, from the label of the field the fault links to, so the two never
/// differ.
fn sebut_bidang(html: String) -> String {
    const AWAL: &str = "<a href=\"#b-";
    let Some(mulai) = html.find("<div class=\"ringkasan-galat\"") else { return html };
    let Some(akhir) = html.get(mulai..).and_then(|s| s.find("</ul>")).map(|n| mulai + n) else { return html };
    let (Some(sebelum), Some(ringkasan), Some(sesudah)) =
        (html.get(..mulai), html.get(mulai..akhir), html.get(akhir..))
    else {
        return html;
    };
    let mut bagian = ringkasan.split(AWAL);
    let mut jadi = String::with_capacity(html.len() + 256);
    jadi.push_str(sebelum);
    jadi.push_str(bagian.next().unwrap_or_default());
    for satu in bagian {
        jadi.push_str(AWAL);
        let Some((bidang, isi)) = satu.split_once("\">") else {
            jadi.push_str(satu);
            continue;
        };
        jadi.push_str(bidang);
        jadi.push_str("\">");
        if let Some(label) = label(sesudah, bidang) {
            jadi.push_str("<span class=\"bidang-salah\">");
            jadi.push_str(label);
            jadi.push_str(":</span> ");
        }
        jadi.push_str(isi);
    }
    jadi.push_str(sesudah);
    jadi
}

/// What a field is called on its page: its label, or the legend of its group. HTML, the first words of it.
fn label<'a>(html: &'a str, bidang: &str) -> Option<&'a str> {
    let dari_label = || {
        let (_, s) = html.split_once(&format!(" for=\"b-{bidang}\""))?;
        s.split_once('>').map(|(_, s)| s)
    };
    let dari_kelompok = || {
        let (_, s) = html.split_once(&format!("id=\"b-{bidang}\""))?;
        let (kepala, isi) = s.split_once("<legend>")?;
        // the legend of this group and not of one further down
        (!kepala.contains("</fieldset>")).then_some(isi)
    };
    let mut isi = dari_label().or_else(dari_kelompok)?.trim_start();
    while let Some((_, sesudah)) = isi.strip_prefix('<').and_then(|s| s.split_once('>')) {
        isi = sesudah.trim_start();
    }
    let teks = isi.split('<').next().unwrap_or_default().trim();
    (!teks.is_empty()).then_some(teks)
}

#[cfg(test)]
mod tests {
    use super::sebut_bidang;

    #[test]
    fn the_summary_names_each_field_as_its_label_does() {
        let halaman = "<div class=\"ringkasan-galat\"><ul><li><a href=\"#b-dasar\">Wajib diisi.</a></li>\
            <li><a href=\"#b-cara\">Pilih satu.</a></li><li><a href=\"#b-lain\">Salah.</a></li></ul></div>\
            <label for=\"b-dasar\">Dasar &amp; nomor <b>x</b></label><fieldset id=\"b-cara\"><legend>Cara</legend></fieldset>";
        let jadi = sebut_bidang(halaman.to_owned());
        assert!(
            jadi.contains("#b-dasar\"><span class=\"bidang-salah\">Dasar &amp; nomor:</span> Wajib diisi."),
            "{jadi}"
        );
        assert!(jadi.contains("<span class=\"bidang-salah\">Cara:</span> Pilih satu."), "{jadi}");
        assert!(jadi.contains("#b-lain\">Salah."), "{jadi}");
        assert_eq!(sebut_bidang("<p>tanpa</p>".to_owned()), "<p>tanpa</p>");
    }
}
