//! A template: Markdown with values, as a region edits it.
//!
//! Values are put in by minijinja and are never read as Markdown: whatever a name or a reason holds is text. Then
//! CommonMark with tables and definition lists is read into a [`Dokumen`]. A signature is a fenced block:
//!
//! ````text
//! ```tanda-tangan
//! tempat: Bandung, {{ tanggal }}
//! jabatan: Kepala Dinas Sosial,
//! nama: {{ kepala }}
//! ```
//! ````

use balai_kernel::Galat;
use minijinja::value::{Value, ValueKind};
use minijinja::{Environment, UndefinedBehavior, filters, functions};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::isi::{Blok, Dokumen, Potong, Rata, TandaTangan};

/// Longest template and longest filled text, in bytes.
const PANJANG_MAKS: usize = 4 << 20;
/// Steps a template may take: some ten thousand rows of a table.
const LANGKAH_MAKS: u64 = 4_000_000;
/// The name minijinja knows the one template by.
const NAMA: &str = "templat";

/// A template that can be read.
#[derive(Debug, Clone)]
pub struct Templat {
    nama: String,
    teks: String,
}

impl Templat {
    /// Reads a template, without values.
    ///
    /// # Errors
    /// `DOK-001` with the line.
    pub fn urai(nama: &str, teks: &str) -> Result<Self, Galat> {
        let templat = Templat { nama: nama.to_owned(), teks: teks.to_owned() };
        if teks.len() > PANJANG_MAKS {
            let galat = Galat::baru("DOK-001").dengan("templat", nama).dengan("baris", 1);
            return Err(galat.dengan("sebab", format!("> {PANJANG_MAKS} byte")));
        }
        templat.lingkungan().map(|_| ())?;
        if let Some((baris, apa)) = terlarang(teks) {
            let galat = Galat::baru("DOK-001").dengan("templat", nama).dengan("baris", baris);
            return Err(galat.dengan("sebab", format!("`{apa}`")));
        }
        Ok(templat)
    }

    fn lingkungan(&self) -> Result<Environment<'_>, Galat> {
        // only what a letter needs: steps are counted, but one step of `replace` or `indent` can fill a machine's memory
        let mut env = Environment::empty();
        env.add_filter("default", filters::default);
        env.add_filter("first", filters::first);
        env.add_filter("last", filters::last);
        env.add_filter("length", filters::length);
        env.add_filter("lower", filters::lower);
        env.add_filter("upper", filters::upper);
        env.add_function("range", functions::range);
        env.add_test("defined", minijinja::tests::is_defined);
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_fuel(Some(LANGKAH_MAKS));
        env.set_formatter(|keluar, _, nilai| {
            tulis(&mut |teks| keluar.write_str(teks), nilai).map_err(minijinja::Error::from)
        });
        env.add_template(NAMA, &self.teks).map_err(|e| self.galat("DOK-001", &e))?;
        Ok(env)
    }

    fn galat(&self, kode: &'static str, e: &minijinja::Error) -> Galat {
        let rinci = e.detail().map_or_else(|| e.kind().to_string(), str::to_owned);
        Galat::baru(kode)
            .dengan("templat", &self.nama)
            .dengan("baris", e.line().unwrap_or(1))
            .dengan("sebab", rinci)
    }

    /// Fills it with values and reads what comes out.
    ///
    /// # Errors
    /// `DOK-002` for a value that is missing or work without end, `DOK-003` for what cannot be printed.
    pub fn isi(&self, nilai: &serde_json::Value) -> Result<Dokumen, Galat> {
        let env = self.lingkungan()?;
        let templat = env.get_template(NAMA).map_err(|e| self.galat("DOK-001", &e))?;
        let teks = templat.render(Value::from_serialize(nilai)).map_err(|e| self.galat("DOK-002", &e))?;
        if teks.len() > PANJANG_MAKS {
            return Err(self.tak_tercetak(&format!("> {PANJANG_MAKS} byte")));
        }
        self.baca(&teks)
    }

    fn tak_tercetak(&self, apa: &str) -> Galat {
        Galat::baru("DOK-003").dengan("templat", &self.nama).dengan("apa", apa)
    }

    fn baca(&self, teks: &str) -> Result<Dokumen, Galat> {
        let pilihan = Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST;
        let mut baca = Pembaca::default();
        for peristiwa in Parser::new_ext(teks, pilihan) {
            baca.terima(peristiwa).map_err(|apa| self.tak_tercetak(&apa))?;
        }
        Ok(Dokumen { blok: baca.blok })
    }
}

/// What a template may not do, with its line: a letter does not calculate, and text that doubles itself a few dozen times
/// would fill the machine's memory in as many steps.
fn terlarang(teks: &str) -> Option<(usize, String)> {
    let mut sisa = teks;
    let mut baris = 1;
    while let Some((sebelum, ekor)) = sisa.split_once('{') {
        baris += sebelum.matches('\n').count();
        sisa = ekor;
        let akhir = match ekor.chars().next() {
            Some('{') => "}}",
            Some('%') => "%}",
            _ => continue,
        };
        let mut kutip = None;
        let mut panjang = ekor.len();
        for (i, h) in ekor.char_indices() {
            match (kutip, h) {
                (Some(k), h) if h == k => kutip = None,
                (None, '"' | '\'') => kutip = Some(h),
                (None, '+' | '*' | '~') => {
                    let lagi = ekor.get(..i).map_or(0, |t| t.matches('\n').count());
                    return Some((baris + lagi, h.to_string()));
                }
                (None, _) if ekor.get(i..).is_some_and(|t| t.starts_with(akhir)) => {
                    panjang = i;
                    break;
                }
                _ => {}
            }
        }
        let (tanda, sesudah) = ekor.split_at(panjang);
        let kata = tanda.trim_start_matches(['%', '-']).split_whitespace().next().unwrap_or_default();
        if akhir == "%}" && !["if", "elif", "else", "endif", "for", "endfor", "raw", "endraw"].contains(&kata)
        {
            return Some((baris, kata.chars().take(40).collect()));
        }
        baris += tanda.matches('\n').count();
        sisa = sesudah;
    }
    None
}

/// Writes a value so that Markdown takes it as text: no line breaks, every sign of punctuation escaped.
fn tulis<E>(keluar: &mut dyn FnMut(&str) -> Result<(), E>, nilai: &Value) -> Result<(), E> {
    let teks = match nilai.kind() {
        ValueKind::None | ValueKind::Undefined => return Ok(()),
        ValueKind::Bool => if nilai.is_true() { "ya" } else { "tidak" }.to_owned(),
        _ => nilai.to_string(),
    };
    let mut bersih = String::with_capacity(teks.len() + 8);
    for huruf in teks.chars() {
        if huruf.is_control() {
            bersih.push(' ');
            continue;
        }
        if huruf.is_ascii_punctuation() {
            bersih.push('\\');
        }
        bersih.push(huruf);
    }
    keluar(&bersih)
}

/// A table on its way: sides of its columns, header, rows.
type TabelKini = (Vec<Rata>, Vec<Vec<Potong>>, Vec<Vec<Vec<Potong>>>);

/// Gathers events into blocks.
#[derive(Debug, Default)]
struct Pembaca {
    blok: Vec<Blok>,
    kini: Vec<Potong>,
    tebal: u32,
    dalam_daftar: u32,
    butir: Vec<Vec<Potong>>,
    rincian: Vec<(Vec<Potong>, Vec<Potong>)>,
    judul_rincian: Vec<Potong>,
    tabel: Option<TabelKini>,
    baris: Vec<Vec<Potong>>,
    bernomor: bool,
    tanda: Option<String>,
}

impl Pembaca {
    fn tambah(&mut self, teks: &str) {
        let tebal = self.tebal > 0;
        match self.kini.last_mut() {
            Some(akhir) if akhir.tebal == tebal => akhir.teks.push_str(teks),
            _ => self.kini.push(Potong { teks: teks.to_owned(), tebal }),
        }
    }

    fn terima(&mut self, peristiwa: Event<'_>) -> Result<(), String> {
        match peristiwa {
            Event::Start(tag) => return self.mulai(tag),
            Event::End(tag) => self.selesai(tag),
            Event::Text(teks) | Event::Code(teks) => match &mut self.tanda {
                Some(isi) => isi.push_str(&teks),
                None => self.tambah(&teks),
            },
            Event::SoftBreak | Event::HardBreak => self.tambah(" "),
            Event::Rule => self.blok.push(Blok::Garis),
            Event::Html(_) | Event::InlineHtml(_) => return Err("HTML".to_owned()),
            lain => return Err(format!("{lain:?}").chars().take(40).collect()),
        }
        Ok(())
    }

    fn mulai(&mut self, tag: Tag<'_>) -> Result<(), String> {
        match tag {
            Tag::Strong => self.tebal += 1,
            // emphasis is shown by weight: the typeface has no slant
            Tag::Emphasis => self.tebal += 1,
            Tag::List(awal) => {
                self.dalam_daftar += 1;
                if self.dalam_daftar > 1 {
                    return Err("daftar di dalam daftar".to_owned());
                }
                self.bernomor = awal.is_some();
            }
            Tag::Table(sisi) => {
                let sisi = sisi.into_iter().map(|s| match s {
                    Alignment::Right => Rata::Kanan,
                    Alignment::Center => Rata::Tengah,
                    Alignment::Left | Alignment::None => Rata::Kiri,
                });
                self.tabel = Some((sisi.collect(), Vec::new(), Vec::new()));
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(nama)) if &*nama == "tanda-tangan" => {
                self.tanda = Some(String::new());
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Item
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => {}
            Tag::BlockQuote(_) => return Err("kutipan (>)".to_owned()),
            Tag::CodeBlock(_) => return Err("blok kode".to_owned()),
            Tag::Image { .. } => return Err("gambar".to_owned()),
            Tag::Link { .. } => return Err("tautan".to_owned()),
            lain => return Err(format!("{lain:?}").chars().take(40).collect()),
        }
        Ok(())
    }

    fn selesai(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis => self.tebal = self.tebal.saturating_sub(1),
            TagEnd::Heading(tingkat) => {
                let isi = std::mem::take(&mut self.kini);
                let tingkat = u8::try_from(tingkat as usize).unwrap_or(3).clamp(1, 3);
                self.blok.push(Blok::Judul { tingkat, isi });
            }
            TagEnd::Paragraph if self.dalam_daftar == 0 => {
                let isi = std::mem::take(&mut self.kini);
                self.blok.push(Blok::Paragraf(isi));
            }
            // a loose list has paragraphs in its items
            TagEnd::Paragraph => self.tambah(" "),
            TagEnd::Item => self.butir.push(rapikan(std::mem::take(&mut self.kini))),
            TagEnd::List(_) => {
                self.dalam_daftar = 0;
                let butir = std::mem::take(&mut self.butir);
                self.blok.push(Blok::Daftar { bernomor: self.bernomor, butir });
            }
            TagEnd::DefinitionListTitle => self.judul_rincian = std::mem::take(&mut self.kini),
            TagEnd::DefinitionListDefinition => {
                let isi = rapikan(std::mem::take(&mut self.kini));
                self.rincian.push((std::mem::take(&mut self.judul_rincian), isi));
            }
            TagEnd::DefinitionList => self.blok.push(Blok::Rincian(std::mem::take(&mut self.rincian))),
            TagEnd::TableCell => self.baris.push(std::mem::take(&mut self.kini)),
            TagEnd::TableHead => {
                if let Some((_, kepala, _)) = &mut self.tabel {
                    *kepala = std::mem::take(&mut self.baris);
                }
            }
            TagEnd::TableRow => {
                if let Some((_, _, baris)) = &mut self.tabel {
                    baris.push(std::mem::take(&mut self.baris));
                }
            }
            TagEnd::Table => {
                if let Some((kolom, kepala, baris)) = self.tabel.take() {
                    self.blok.push(Blok::Tabel { kolom, kepala, baris });
                }
            }
            TagEnd::CodeBlock => {
                if let Some(isi) = self.tanda.take() {
                    self.blok.push(Blok::TandaTangan(tanda_tangan(&isi)));
                }
            }
            _ => {}
        }
    }
}

fn rapikan(mut isi: Vec<Potong>) -> Vec<Potong> {
    if let Some(akhir) = isi.last_mut() {
        akhir.teks.truncate(akhir.teks.trim_end().len());
    }
    isi
}

/// The lines of the fenced block; a value's punctuation is escaped there too, and is freed again.
fn tanda_tangan(isi: &str) -> TandaTangan {
    let mut t = TandaTangan::default();
    for baris in isi.lines() {
        let Some((kunci, nilai)) = baris.split_once(':') else { continue };
        let mut bebas = String::with_capacity(nilai.len());
        let mut huruf = nilai.trim().chars().peekable();
        while let Some(h) = huruf.next() {
            match huruf.peek() {
                Some(berikut) if h == '\\' && berikut.is_ascii_punctuation() => {}
                _ => bebas.push(h),
            }
        }
        match kunci.trim() {
            "tempat" => t.tempat = bebas,
            "jabatan" => t.jabatan = bebas,
            "nama" => t.nama = bebas,
            "nip" => t.nip = bebas,
            "cara" => t.cara = bebas,
            _ => {}
        }
    }
    t
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::isi::polos;
    use serde_json::json;

    fn isi(teks: &str, nilai: serde_json::Value) -> Result<Dokumen, Galat> {
        Templat::urai("uji.md", teks)?.isi(&nilai)
    }

    #[test]
    fn a_value_is_text_whatever_it_holds() {
        let jahat = "*Siti* <b> | `x` \\ # 1. [a](b)\n- lain";
        let d = isi("{{ nama }}\n\n| A | B |\n|---|--:|\n| {{ nama }} | 1 |\n", json!({ "nama": jahat }))
            .unwrap();
        let harap = jahat.replace('\n', " ");
        assert_eq!(d.blok[0], Blok::Paragraf(vec![Potong { teks: harap.clone(), tebal: false }]));
        let Blok::Tabel { kolom, baris, .. } = &d.blok[1] else { panic!("{:?}", d.blok) };
        assert_eq!((polos(&baris[0][0]), kolom[1]), (harap, Rata::Kanan));
    }

    #[test]
    fn every_block_is_read() {
        let teks = "# Surat **Keterangan**\n\nNama\n: {{ nama }}\n\nNIP\n: 1986\n\n1. satu\n2. dua\n\n---\n\n\
            ```tanda-tangan\ntempat: Bandung, {{ tanggal }}\nnama: {{ nama }}\n```\n";
        let d = isi(teks, json!({ "nama": "Siti, S.E.", "tanggal": "23 November 2026" })).unwrap();
        assert!(matches!(&d.blok[0], Blok::Judul { tingkat: 1, isi } if isi[1].tebal));
        assert!(matches!(&d.blok[1], Blok::Rincian(r) if r.len() == 2 && polos(&r[0].1) == "Siti, S.E."));
        assert!(matches!(&d.blok[2], Blok::Daftar { bernomor: true, butir } if butir.len() == 2));
        assert_eq!(d.blok[3], Blok::Garis);
        let Blok::TandaTangan(t) = &d.blok[4] else { panic!("{:?}", d.blok) };
        assert_eq!((t.tempat.as_str(), t.nama.as_str()), ("Bandung, 23 November 2026", "Siti, S.E."));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let galat = |teks: &str| isi(teks, json!({ "n": 1 })).unwrap_err();
        let g = galat("baik\n\n{{ n \n");
        assert_eq!(
            (g.kode, g.isian.iter().any(|(k, v)| *k == "baris" && v == "3")),
            ("DOK-001", true),
            "{g:?}"
        );
        let g = galat("satu\n{{ tidak_ada }}\n");
        assert_eq!(
            (g.kode, g.isian.iter().any(|(k, v)| *k == "baris" && v == "2")),
            ("DOK-002", true),
            "{g:?}"
        );
        assert_eq!(
            galat("{% for i in range(100000) %}{% for j in range(100000) %}x{% endfor %}{% endfor %}").kode,
            "DOK-002"
        );
        for (teks, apa) in [
            ("a\n{% set x = n %}", "`set`"),
            ("a\n{{ n ~ n }}", "`~`"),
            ("a\n{% if n * 2 %}{% endif %}", "`*`"),
            ("a\n{% with x = n %}{% endwith %}", "`with`"),
            ("a\n{% macro m() %}{% endmacro %}", "`macro`"),
        ] {
            let g = galat(teks);
            let isian = |nama| g.isian.iter().find(|(k, _)| *k == nama).map(|(_, v)| v.as_str());
            assert_eq!((g.kode, isian("baris"), isian("sebab")), ("DOK-001", Some("2"), Some(apa)), "{teks}");
        }
        assert_eq!(galat("{{ \"a\"|replace(\"a\", \"aaaa\") }}").kode, "DOK-002");
        assert!(isi("**{{ \"a + b ~ c * d\" }}** {#- * -#}{% raw %}{{ x }}{% endraw %}", json!({})).is_ok());
        for teks in ["<script>", "a <b>c</b>", "![x](y.png)", "> kutipan", "    kode", "- a\n  - b"] {
            assert_eq!(galat(teks).kode, "DOK-003", "{teks}");
        }
    }
}
