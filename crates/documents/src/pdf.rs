//! Drawing pages as PDF/A-2a and PDF/UA-1. The library checks both standards while it writes and refuses otherwise.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use balai_kernel::{Galat, Waktu, ZonaWaktu};
use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::ConfigurationBuilder;
use krilla::configure::validate::{Accessibility, Archival};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
    TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::huruf::{BIASA, TEBAL, muka};
use crate::isi::{Dokumen, Keterangan, Kop};
use crate::tata::{Arti, Butir, LEBAR, Pohon, TINGGI, Tatanan, Warna, tata};

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cetakan {
    /// The PDF.
    pub bita: Vec<u8>,
    /// How many pages.
    pub halaman: usize,
    /// Letters that the typeface lacks; each is printed as a question mark.
    pub tak_dikenal: Vec<char>,
}

impl Dokumen {
    /// Prints the document. The same document, letterhead and moment give the same bytes.
    ///
    /// # Errors
    /// `DOK-004` for more than 2,000 pages, `DOK-005` when the standards are not met, which is a fault of this crate.
    pub fn pdf(&self, kop: &Kop, ket: &Keterangan) -> Result<Cetakan, Galat> {
        let tatanan = tata(self, kop, ket)?;
        let galat = |sebab: String| Galat::baru("DOK-005").dengan("sebab", sebab);
        let aturan = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|e| galat(format!("{e:?}")))?;
        let pengaturan =
            SerializeSettings { configuration: aturan, enable_tagging: true, ..SerializeSettings::default() };
        let mut dokumen = Document::new_with(pengaturan);
        let huruf = [BIASA, TEBAL].map(|b| Font::new(b.into(), 0));
        let [Some(biasa), Some(tebal)] = huruf else { return Err(galat("font".to_owned())) };
        let mut p =
            Pelukis { huruf: [biasa, tebal], daun: vec![Vec::new(); tatanan.daun], asing: BTreeSet::new() };
        for halaman in &tatanan.halaman {
            let ukuran =
                PageSettings::from_wh(titik(LEBAR), titik(TINGGI)).ok_or_else(|| galat("A4".to_owned()))?;
            let mut kertas = dokumen.start_page_with(ukuran);
            let mut bidang = kertas.surface();
            for butir in halaman {
                p.lukis(&mut bidang, butir);
            }
            bidang.finish();
            kertas.finish();
        }
        dokumen.set_tag_tree(pohon(&tatanan, &mut p.daun).with_lang(Some(ket.bahasa.clone())));
        dokumen.set_outline(kerangka(&tatanan, ket));
        dokumen.set_metadata(keterangan(ket));
        let bita = dokumen.finish().map_err(|e| galat(format!("{e:?}")))?;
        Ok(Cetakan { bita, halaman: tatanan.halaman.len(), tak_dikenal: p.asing.into_iter().collect() })
    }
}

/// Points from thousandths: the one place where a measure stops being whole.
#[expect(clippy::float_arithmetic, reason = "coordinates of a drawing; no amount passes here")]
fn titik(seperseribu: i64) -> f32 {
    seperseribu as f32 / 1_000.0
}

/// A glyph's advance as a share of the letter size.
#[expect(clippy::float_arithmetic, reason = "coordinates of a drawing; no amount passes here")]
fn bagian(satuan: i64, em: i64) -> f32 {
    satuan as f32 / em.max(1) as f32
}

fn keterangan(ket: &Keterangan) -> Metadata {
    Metadata::new()
        .title(ket.judul.clone())
        .language(ket.bahasa.clone())
        .creator("Balai".to_owned())
        .producer("Balai".to_owned())
        .creation_date(saat(ket.waktu))
        .document_id(format!("{} {}", ket.judul, ket.nomor))
}

/// The headings as bookmarks; a document without any has its title.
fn kerangka(t: &Tatanan, ket: &Keterangan) -> Outline {
    let satu = |halaman: usize, y: i64, kata: &str| {
        let ke = XyzDestination::new(halaman, Point::from_xy(0.0, titik(y)));
        OutlineNode::new(kata.to_owned(), ke)
    };
    let mut isi = Outline::new();
    for (halaman, y, kata) in t.judul.iter().filter(|(_, _, kata)| !kata.trim().is_empty()) {
        isi.push_child(satu(*halaman, *y, kata));
    }
    if t.judul.is_empty() {
        isi.push_child(satu(0, 0, &ket.judul));
    }
    isi
}

/// The instant on the clock of Jakarta.
fn saat(w: Waktu) -> DateTime {
    let d = w.di(ZonaWaktu::Wib);
    let kecil = |n: i8| u8::try_from(n).unwrap_or(0);
    DateTime::new(u16::try_from(d.year()).unwrap_or(2000))
        .month(kecil(d.month()))
        .day(kecil(d.day()))
        .hour(kecil(d.hour()))
        .minute(kecil(d.minute()))
        .second(kecil(d.second()))
        .utc_offset_hour(7)
}

struct Pelukis {
    huruf: [Font; 2],
    daun: Vec<Vec<Identifier>>,
    asing: BTreeSet<char>,
}

impl Pelukis {
    /// Draws one thing between the marks that say what it belongs to.
    fn lukis(&mut self, s: &mut Surface<'_>, butir: &Butir) {
        match butir {
            Butir::Teks { x, y, ukuran, tebal, warna, teks, daun } => {
                let tanda = match daun {
                    Some(_) => ContentTag::Span(SpanTag::empty()),
                    None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
                };
                let id = s.start_tagged(tanda);
                s.set_fill(Some(tinta(*warna)));
                self.teks(s, (*x, *y), *ukuran, *tebal, teks);
                s.end_tagged();
                self.catat(*daun, id);
            }
            Butir::Kotak { x, y, lebar, tinggi, warna } => {
                s.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                s.set_fill(Some(tinta(*warna)));
                kotak(s, &[(*x, *y, *lebar, *tinggi)]);
                s.end_tagged();
            }
            Butir::Qr { x, y, sisi, isi, daun } => {
                let id = s.start_tagged(ContentTag::Other);
                s.set_fill(Some(tinta(Warna::Hitam)));
                kotak(s, &petak(isi, (*x, *y), *sisi));
                s.end_tagged();
                self.catat(Some(*daun), id);
            }
        }
    }

    fn catat(&mut self, daun: Option<usize>, id: Identifier) {
        if let Some(tempat) = daun.and_then(|d| self.daun.get_mut(d)) {
            tempat.push(id);
        }
    }

    fn teks(&mut self, s: &mut Surface<'_>, (x, y): (i64, i64), ukuran: i64, tebal: bool, teks: &str) {
        let m = muka(tebal);
        let mut glif = Vec::with_capacity(teks.len());
        for (mulai, huruf) in teks.char_indices() {
            if !m.ada(huruf) {
                self.asing.insert(huruf);
            }
            let (nomor, lebar) = m.glif(huruf);
            let rentang = mulai..mulai + huruf.len_utf8();
            glif.push(KrillaGlyph::new(
                GlyphId::new(nomor),
                bagian(lebar, m.em),
                0.0,
                0.0,
                0.0,
                rentang,
                None,
            ));
        }
        let [biasa, kuat] = &self.huruf;
        let font = if tebal { kuat } else { biasa };
        s.draw_glyphs(Point::from_xy(titik(x), titik(y)), &glif, font.clone(), teks, titik(ukuran), false);
    }
}

fn tinta(warna: Warna) -> Fill {
    let [r, g, b] = match warna {
        Warna::Hitam => [27, 28, 30],
        // 5.9 to 1 on white
        Warna::Abu => [95, 98, 104],
        Warna::GarisTipis => [205, 205, 198],
        Warna::Kepala => [240, 239, 233],
        Warna::Rgb(rgb) => rgb,
    };
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn kotak(s: &mut Surface<'_>, semua: &[(i64, i64, i64, i64)]) {
    let mut jalur = PathBuilder::new();
    for (x, y, lebar, tinggi) in semua {
        if let Some(r) = Rect::from_xywh(titik(*x), titik(*y), titik(*lebar), titik(*tinggi)) {
            jalur.push_rect(r);
        }
    }
    if let Some(jalur) = jalur.finish() {
        s.draw_path(&jalur);
    }
}

/// The dark squares of a QR code, joined along rows.
fn petak(isi: &str, (x, y): (i64, i64), sisi: i64) -> Vec<(i64, i64, i64, i64)> {
    let Ok(qr) = qrcodegen::QrCode::encode_text(isi, qrcodegen::QrCodeEcc::Medium) else { return Vec::new() };
    let n = i64::from(qr.size()).max(1);
    let tepi = |i: i64| i * sisi / n;
    let mut hasil = Vec::new();
    for baris in 0..qr.size() {
        let mut kolom = 0;
        while kolom < qr.size() {
            if !qr.get_module(kolom, baris) {
                kolom += 1;
                continue;
            }
            let awal = kolom;
            while kolom < qr.size() && qr.get_module(kolom, baris) {
                kolom += 1;
            }
            let (a, z, b) = (i64::from(awal), i64::from(kolom), i64::from(baris));
            hasil.push((x + tepi(a), y + tepi(b), tepi(z) - tepi(a), tepi(b + 1) - tepi(b)));
        }
    }
    hasil
}

fn pohon(t: &Tatanan, daun: &mut [Vec<Identifier>]) -> TagTree {
    let mut akar = TagTree::new();
    for p in &t.pohon {
        for node in simpul(p, daun) {
            akar.push(node);
        }
    }
    akar
}

fn simpul(p: &Pohon, daun: &mut [Vec<Identifier>]) -> Vec<Node> {
    match p {
        Pohon::Daun(i) => {
            let ada = daun.get_mut(*i).map(std::mem::take).unwrap_or_default();
            ada.into_iter().map(Node::from).collect()
        }
        Pohon::Cabang(arti, anak) => {
            let mut kelompok = TagGroup::new(tag(arti));
            for a in anak {
                for node in simpul(a, daun) {
                    kelompok.push(node);
                }
            }
            vec![kelompok.into()]
        }
    }
}

fn tag(arti: &Arti) -> TagKind {
    match arti {
        Arti::Judul(tingkat, teks) => {
            let tingkat = NonZeroU16::new(u16::from(*tingkat)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(tingkat, Some(teks.clone())).into()
        }
        Arti::Alinea => Tag::P.into(),
        Arti::Kelompok => Tag::Div.into(),
        Arti::Daftar(bernomor) => {
            let cara = if *bernomor { ListNumbering::Decimal } else { ListNumbering::Disc };
            Tag::L(cara).into()
        }
        Arti::ButirDaftar => Tag::LI.into(),
        Arti::TandaDaftar => Tag::Lbl.into(),
        Arti::IsiDaftar => Tag::LBody.into(),
        Arti::Tabel => Tag::Table.into(),
        Arti::KepalaTabel => Tag::THead.into(),
        Arti::BadanTabel => Tag::TBody.into(),
        Arti::Baris => Tag::TR.into(),
        Arti::SelKepala => Tag::TH(TableHeaderScope::Both).into(),
        Arti::Sel => Tag::TD.into(),
        Arti::Gambar(teks) => Tag::Figure(Some(teks.clone())).into(),
    }
}
